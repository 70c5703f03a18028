"""How far 从轻, 减轻, 从重 and 不予处罚 leave the range (行政处罚法第三十条至第三十三条)."""

from datetime import date
from decimal import Decimal

from msgspec import structs

from finecalc.law.answer import Adjusted, Case
from finecalc.law.outcome import FineRange, Imposable
from finecalc.table.statutes import Statutes, rule_in_force, same_edition


def adjustment_of(statutes: Statutes, broken: str, case: Case, decided: date) -> Adjusted | None:
    """What the adjustment of a case does, and on which provisions in force on the day of decision it rests:
    the general rules, and those of the law of the provision `broken`. None where nothing is adjusted.
    """
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
    own = [ref for ref in adjustment.own_rules if same_edition(ref, broken)]
    return Adjusted(
        adjust=adjustment.id,
        effect=adjustment.effect,
        references=tuple(ref for ref in (*adjustment.rules, *own) if rule_in_force(statutes, ref, decided)),
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
    return tuple(below_minimum(fine) for fine in fines), sanctions


def below_minimum(fine: FineRange) -> FineRange:
    """减轻: below the statutory minimum. A range without a floor has no below and stays."""
    if not fine.min:
        return fine
    return structs.replace(fine, min=Decimal(0), max=fine.min, below_minimum=True)
