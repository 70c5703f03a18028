"""Correction is ordered with every penalty, whether or not the tier says so (行政处罚法第二十八条第一款)."""

from collections.abc import Mapping
from datetime import date

from finecalc.law.answer import Case
from finecalc.law.outcome import FineRange, Imposable
from finecalc.law.rules.adjustment import Leeway
from finecalc.law.rules.competence import is_office
from finecalc.law.rules.confiscation import offender
from finecalc.table.model import SanctionKind
from finecalc.table.statutes import Statutes, rule_in_force

CORRECTION = "order-correction"


def with_correction(
    statutes: Statutes,
    fines: tuple[FineRange, ...],
    sanctions: tuple[Imposable, ...],
    case: Case,
    decided: date,
    adjusted: Leeway | None = None,
) -> tuple[Imposable, ...]:
    """The sanctions, and an order to correct as a must where they hold a penalty and the text does not make it one.

    Without a penalty (不予处罚) only a cyberspace office has to order it, once the conduct is established
    (the table's `[rules] correction_found`). The law of the day of the decision governs.
    """
    rules = statutes.table.rules
    exempt = adjusted is not None and adjusted.effect == "no-penalty"
    ref = rules.correction_found if exempt else rules.correction
    if any(each.kind == CORRECTION and each.mode == "must" for each in sanctions):
        return sanctions
    due = is_office(statutes, case) if exempt else _punishes(statutes, fines, sanctions)
    if not due or ref is None or not rule_in_force(statutes, ref, decided):
        return sanctions
    kinds = doing(statutes.kinds, CORRECTION)
    order = Imposable(
        kind=CORRECTION,
        mode="must",
        quote=statutes.provision(ref).text,
        source=ref,
        on=offender(fines, sanctions),
        satisfied_by=tuple(dict.fromkeys(each.kind for each in sanctions if each.kind in kinds)),
    )
    return (order, *(each for each in sanctions if each.kind != CORRECTION))


def doing(kinds: Mapping[str, SanctionKind], duty: str) -> set[str]:
    """The kinds of sanction with which a duty is done: 责令停止使用 is an order to correct."""
    return {kind.id for kind in kinds.values() if duty in kind.satisfies}


def _punishes(statutes: Statutes, fines: tuple[FineRange, ...], sanctions: tuple[Imposable, ...]) -> bool:
    penalties = {kind.id for kind in statutes.table.sanctions if kind.penalty}
    return bool(fines) or any(each.kind in penalties and not each.conditional for each in sanctions)
