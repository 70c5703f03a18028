"""The general rules that hold whatever the provision: who may act, until when, how far the range can be left.

Which provisions state them stands in the table's `[rules]`: those of 行政处罚法 and 网信部门行政执法程序规定.
"""

from datetime import date
from decimal import Decimal

from msgspec import structs

from finecalc import dates
from finecalc.assessment import Adjusted, Case, Competence, LimitationPeriod, Note
from finecalc.model import Provision
from finecalc.outcome import FineRange, Imposable
from finecalc.statutes import Statutes

CONFISCATION = "confiscate-gains"


def rule_in_force(statutes: Statutes, ref: str, day: date) -> bool:
    return statutes.edition(ref).in_force <= day


def competence_of(statutes: Statutes, applied: Provision, case: Case) -> Competence:
    by = case.by or statutes.table.office.level
    words = {authority.id: authority for authority in statutes.table.authorities}
    level = words[by].level
    acting_zh = words[by].label + ("机关" if level else "")
    acting_en = f"A {words[by].label_en} office" if level else f"The {words[by].label_en}"
    every_level = any(words[each].every_level for each in applied.authority)
    competent = by in applied.authority or (every_level and level) or not applied.authority
    named_zh = "、".join(words[each].label for each in applied.authority)
    named_en = ", ".join(words[each].label_en for each in applied.authority)
    rule = None
    if competent:
        zh = f"{acting_zh}可以依本条处理" if applied.authority else "条文没有写明处罚机关"
        en = f"{acting_en} may act under it" if applied.authority else "The text names no authority"
    else:
        levels_only = level and all(words[each].level for each in applied.authority)
        rule = statutes.table.rules.no_transfer if levels_only else None
        send_zh = "应当报请上级管辖，上级也不得交由下级办理" if levels_only else "应当移送有权机关"
        send_en = "the case goes up, and may not be passed down" if levels_only else "transfer the case to that body"
        zh = f"{acting_zh}无权依本条处罚：条文写明由{named_zh}处理，{send_zh}"
        en = f"{acting_en} may not impose this penalty: the text gives it to: {named_en}; {send_en}"
    return Competence(
        by=by,
        competent=competent,
        authority=applied.authority,
        quote=applied.authority_quote,
        zh=zh,
        en=en,
        reference=rule,
    )


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


def adjustment_of(statutes: Statutes, case: Case) -> Adjusted | None:
    if case.adjust is None:
        return None
    adjustment = next(each for each in statutes.table.adjustments if each.id == case.adjust)
    says = {
        "within-range": ("在法定幅度内裁量，不得突破幅度", "stay within the statutory range"),
        "below-range": (
            "可以低于法定最低限，或者少处种类",
            "may go below the statutory minimum, or impose fewer kinds",
        ),
        "no-penalty": (
            "不予处罚，应当责令改正并对当事人进行教育",
            "no penalty is imposed; correction is ordered and the party educated",
        ),
    }[adjustment.effect]
    return Adjusted(
        adjust=adjustment.id,
        effect=adjustment.effect,
        references=adjustment.rules,
        zh=f"{adjustment.label}：{says[0]}",
        en=f"{adjustment.label_en}: {says[1]}",
    )


def adjust(
    statutes: Statutes, fines: tuple[FineRange, ...], sanctions: tuple[Imposable, ...], adjusted: Adjusted | None
) -> tuple[tuple[FineRange, ...], tuple[Imposable, ...]]:
    if adjusted is None or adjusted.effect == "within-range":
        return fines, sanctions
    if adjusted.effect == "no-penalty":
        corrective = {kind.id for kind in statutes.table.sanctions if not kind.penalty}
        return (), tuple(structs.replace(each, mode="must") for each in sanctions if each.kind in corrective)
    return tuple(_below(fine) for fine in fines), sanctions


def _below(fine: FineRange) -> FineRange:
    """减轻: below the statutory minimum. A range without a floor has no below and stays."""
    if not fine.min:
        return fine
    return structs.replace(fine, min=Decimal(0), max=fine.min, below_minimum=True)


def with_confiscation(
    statutes: Statutes, sanctions: tuple[Imposable, ...], case: Case, decided: date
) -> tuple[Imposable, ...]:
    """The sanctions, and confiscation as a must where there are gains and the tier itself does not speak of it.

    Illegal gains are confiscated whether or not the article says so (the table's `[rules] confiscation`).
    """
    ref = statutes.table.rules.confiscation
    spoken_of = any(each.kind == CONFISCATION and (each.from_tier is None or each.mode == "must") for each in sanctions)
    if not case.gains or spoken_of or not rule_in_force(statutes, ref, decided):
        return sanctions
    text = statutes.provision(ref).text
    taken = Imposable(kind=CONFISCATION, mode="must", quote=text, source=ref, on=("organisation",))
    return (*(each for each in sanctions if each.kind != CONFISCATION), taken)


def imposed_by(statutes: Statutes, sanction: Imposable) -> Imposable:
    """Name the body that has to impose a sanction, where the table says that not every authority may."""
    kind = next(kind for kind in statutes.table.sanctions if kind.id == sanction.kind)
    return structs.replace(sanction, by=(kind.decided_by,)) if kind.decided_by and not sanction.by else sanction


def procedures_due(statutes: Statutes, sanctions: tuple[Imposable, ...], decided: date) -> list[Note]:
    """The steps due before a decision that imposes one of these sanctions."""
    kinds = {sanction.kind for sanction in sanctions}
    return [
        Note(code="procedure", zh=step.text.zh, en=step.text.en, reference=step.ref)
        for step in statutes.table.rules.procedures
        if kinds & set(step.sanctions) and rule_in_force(statutes, step.ref, decided)
    ]
