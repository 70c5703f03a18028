"""How far 从轻, 减轻, 从重 and 不予处罚 leave the range (行政处罚法第三十条至第三十三条)."""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct, structs

from finecalc.law.answer import Case
from finecalc.law.outcome import FineRange, Imposable
from finecalc.table.statutes import Statutes, rule_in_force, same_edition

Effect = Literal["within-range", "below-range", "no-penalty"]


class Leeway(Struct, frozen=True, kw_only=True):
    """What an adjustment does to the range, and the provisions it rests on; `sentences.rules.adjustment_words` says it."""

    adjust: str
    effect: Effect
    references: tuple[str, ...]


def adjustment_of(statutes: Statutes, broken: str, case: Case, decided: date) -> Leeway | None:
    """What the adjustment of a case does, and on which provisions in force on the day of decision it rests:
    the general rules, and those of the law of the provision `broken`. None where nothing is adjusted.
    """
    if case.adjust is None:
        return None
    adjustment = statutes.adjustments[case.adjust]
    own = [ref for ref in adjustment.own_rules if same_edition(ref, broken)]
    return Leeway(
        adjust=adjustment.id,
        effect=adjustment.effect,
        references=tuple(ref for ref in (*adjustment.rules, *own) if rule_in_force(statutes, ref, decided)),
    )


def adjust(
    statutes: Statutes, fines: tuple[FineRange, ...], sanctions: tuple[Imposable, ...], adjusted: Leeway | None
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
    return structs.replace(fine, min=Decimal(0), max=fine.min, below_minimum=True, law_max=fine.max)
