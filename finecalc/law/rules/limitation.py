"""Whether the conduct was discovered in time (行政处罚法第三十六条)."""

from datetime import date, timedelta

from finecalc.language import dates
from finecalc.law.answer import Case, LimitationPeriod
from finecalc.table.statutes import Statutes


def limitation_of(statutes: Statutes, case: Case, today: date) -> LimitationPeriod | None:
    """Whether the conduct was discovered in time; None while one of the two dates is unknown.

    The longer period holds only where the shorter one had not run out when it came into force. A decision before that day
    rests on the law of its time, which the table does not hold: then `reference` is None, and the words say so.
    `today` stands in for a missing day of decision.
    """
    if case.discovered is None or case.ended is None:
        return None
    rule = statutes.table.rules.limitation
    law = statutes.laws[rule.ref.split("@")[0]]
    since = statutes.edition(rule.ref).in_force
    before = (case.decided or today) < since
    shorter = dates.years_after(case.ended, rule.years)
    longer = None if before or shorter < since else dates.years_after(case.ended, rule.extended_years)
    claimed = rule.fact in case.facts
    until, years = (longer, rule.extended_years) if claimed and longer else (shorter, rule.years)
    expired = case.discovered > until
    ended, found = dates.chinese(case.ended), dates.chinese(case.discovered)
    if expired:
        zh = f"违法行为终了于{ended}，{years} 年内未被发现（{found}才发现），不再给予行政处罚"
        en = f"The conduct ended on {case.ended} and was discovered on {case.discovered}, after {years} years: no penalty any more"
    else:
        zh = f"违法行为终了于{ended}，{found}被发现，在 {years} 年时效之内"
        en = f"The conduct ended on {case.ended} and was discovered on {case.discovered}, within {years} years"
    fact = next(fact for fact in statutes.table.facts if fact.id == rule.fact)
    if expired and not claimed and longer and case.discovered <= longer:
        zh += f"；{fact.label}的为 {rule.extended_years} 年（{rule.fact}）"
        en += f"; with {fact.label_en} it is {rule.extended_years} years ({rule.fact})"
    if claimed and longer is None:
        zh += (
            f"；{fact.label}的 {rule.extended_years} 年自{dates.chinese(since)}起施行，"
            + ("决定在此之前" if before else f"{rule.years} 年在此之前已经届满")
            + "，不适用"
        )
        en += (
            f"; the {rule.extended_years} years for {fact.label_en} came into force on {since}, "
            + ("after the decision" if before else f"when the {rule.years} years had run out already")
            + ", and do not apply"
        )
    if case.discovered == until:
        last = dates.chinese(until - timedelta(days=1))
        zh += f"；发现之日是期限的最后一日，起算之日也计入的，少一日，到{last}届满，请核对起算"
        en += f"; it was discovered on the last day: counted with the first day in it, the period is a day shorter and ended on {until - timedelta(days=1)}"
    elif claimed and shorter == since and shorter < case.discovered <= until:
        zh += f"；{rule.years} 年到{dates.chinese(since)}才届满，起算之日也计入的，少一日，{rule.extended_years} 年不适用，请核对起算"
        en += f"; the {rule.years} years ended on {since} only: counted with the first day in them they had run out, and the {rule.extended_years} years do not apply"
    if before:
        zh += f"。决定时施行的是{dates.chinese(since)}以前的《{law.name}》，表中没有，按 {rule.years} 年计算，请核对当时的条文"
        en += f". The decision rests on the {law.name_en} as it was before {since}, which the table does not hold: counted with {rule.years} years, check the text of that time"
    return LimitationPeriod(
        years=years,
        until=until,
        discovered=case.discovered,
        expired=expired,
        reference=None if before else rule.ref,
        zh=zh,
        en=en,
    )
