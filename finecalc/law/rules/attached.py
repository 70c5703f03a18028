"""What goes with every penalty, whether or not the article says so: correction and confiscation (行政处罚法第二十八条)."""

from datetime import date

from msgspec import structs

from finecalc.law.answer import Case
from finecalc.law.outcome import FineRange, Imposable, Outcome
from finecalc.law.rules.adjustment import Leeway, adjust
from finecalc.law.rules.confiscation import with_confiscation
from finecalc.law.rules.correction import with_correction
from finecalc.table.statutes import Statutes


def attached(
    statutes: Statutes,
    fines: tuple[FineRange, ...],
    sanctions: tuple[Imposable, ...],
    case: Case,
    decided: date,
    adjusted: Leeway | None = None,
) -> tuple[tuple[FineRange, ...], tuple[Imposable, ...]]:
    """The fines and sanctions of a tier as the case is adjusted, with what the general rules attach to them."""
    taken = with_confiscation(statutes, fines, sanctions, case, decided)
    left, kept = adjust(statutes, fines, taken, adjusted)
    return left, with_correction(statutes, left, kept, case, decided, adjusted)


def whole(statutes: Statutes, found: Outcome, case: Case, decided: date) -> Outcome:
    """An outcome with what the general rules attach to it."""
    fines, sanctions = attached(statutes, found.fines, found.sanctions, case, decided)
    return structs.replace(found, fines=fines, sanctions=sanctions)
