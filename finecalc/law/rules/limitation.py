"""Whether the conduct was discovered in time (行政处罚法第三十六条)."""

from finecalc.language import dates
from finecalc.law.answer import Case, LimitationPeriod
from finecalc.table.statutes import Statutes


def limitation_of(statutes: Statutes, case: Case) -> LimitationPeriod | None:
    """Whether the conduct was discovered in time; None while one of the two dates is unknown."""
    if case.discovered is None or case.ended is None:
        return None
    rule = statutes.table.rules.limitation
    extended = rule.fact in case.facts
    years = rule.extended_years if extended else rule.years
    until = dates.years_after(case.ended, years)
    expired = case.discovered > until
    ended = dates.chinese(case.ended)
    if expired:
        zh = f"违法行为终了于{ended}，{years} 年内未被发现（{dates.chinese(case.discovered)}才发现），不再给予行政处罚"
        en = f"The conduct ended on {case.ended} and was discovered on {case.discovered}, after {years} years: no penalty any more"
        longer = dates.years_after(case.ended, rule.extended_years)
        if not extended and case.discovered <= longer:
            fact = next(fact for fact in statutes.table.facts if fact.id == rule.fact)
            zh += f"；{fact.label}的为 {rule.extended_years} 年（填 -f {rule.fact}）"
            en += f"; with {fact.label_en} it is {rule.extended_years} years (give -f {rule.fact})"
    else:
        zh = f"违法行为终了于{ended}，{dates.chinese(case.discovered)}被发现，在 {years} 年时效之内"
        en = f"The conduct ended on {case.ended} and was discovered on {case.discovered}, within {years} years"
    return LimitationPeriod(
        years=years, until=until, discovered=case.discovered, expired=expired, reference=rule.ref, zh=zh, en=en
    )
