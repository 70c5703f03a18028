"""What the law allows in every case of one kind.

A ruling depends on the provision, the facts and items, the authority, the adjustment, and between which changes of law each day
lies; on a base only as far as there is none, or as the comparison of two texts turns on its size. Everything else about amounts
is left to be measured, so a ruling is made once for many cases.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable
from datetime import date
from decimal import Decimal

from msgspec import Struct

from finecalc.law.answer import Case
from finecalc.law.facts import outcome_of, rungs_met
from finecalc.law.outcome import FineRange, Imposable, Outcome, disputed_fines
from finecalc.law.rules.adjustment import Leeway, adjust, adjustment_of
from finecalc.law.rules.attached import attached
from finecalc.law.rules.bands import grading_of
from finecalc.law.rules.competence import Standing, competence_of, imposed_by
from finecalc.law.rules.edition import Choice, applicable_text, place_of
from finecalc.law.rules.procedure import Due, Step, procedures_due
from finecalc.table.model import Bands
from finecalc.table.statutes import Statutes


class Ruling(Struct, frozen=True, kw_only=True):
    """What the law allows in one kind of case. Ranges are open while a base that they need may have any size.

    `asked` is what was asked for, as it was written; `found` what the tiers themselves say; `fines` and `sanctions` what is left of it, and attached to it, by the general rules.
    `grading` is the rule by which fines are graded, None where none binds the authority on that day.
    """

    asked: str
    choice: Choice
    found: Outcome
    fines: tuple[FineRange, ...]
    sanctions: tuple[Imposable, ...]
    disputed: tuple[FineRange, ...]
    adjusted: Leeway | None
    competence: Standing
    procedures: tuple[tuple[Step, Due], ...]
    concurrent: tuple[str, ...]
    grading: Bands | None


class Rulings:
    """The rulings of one table, each made when it is first asked for. What is kept is bounded."""

    def __init__(self, statutes: Statutes) -> None:
        self.statutes = statutes
        self._turns: dict[Hashable, Choice] = {}
        self._made: dict[Hashable, Ruling] = {}

    def of(self, asked: str, case: Case, today: date) -> Ruling:
        """The ruling on a case whose dates are in order. Raises FinecalcError where it cannot be ruled on."""
        kind = (asked, case.facts, case.items, case.by, case.adjust, self.epochs(case, today))
        choice = self._turns.get(kind)
        ruling = self._made.get((kind, _sizes(choice, case))) if choice else None
        if ruling is None:
            ruling = rule(self.statutes, asked, case, today)
            if len(self._made) >= MOST_KEPT:
                self._turns.clear()
                self._made.clear()
            self._turns[kind] = ruling.choice
            self._made[kind, _sizes(ruling.choice, case)] = ruling
        return ruling

    def epochs(self, case: Case, today: date) -> tuple[int | None, ...]:
        """Between which changes of law each day of the case lies, and whether the day of the decision is given."""
        days = (case.conduct_from, case.conduct_to, case.decided or today)
        return (*(None if day is None else epoch(self.statutes, day) for day in days), case.decided is not None)


MOST_KEPT = 8_192


def rulings(statutes: Statutes) -> Rulings:
    """The rulings that have been made from this table."""
    if "rulings" not in statutes.kept:
        statutes.kept["rulings"] = Rulings(statutes)
    kept: Rulings = statutes.kept["rulings"]
    return kept


def epoch(statutes: Statutes, day: date) -> int:
    """Between which changes of law a day lies."""
    return bisect_right(statutes.changes, day)


def position(turns: tuple[Decimal, ...], amount: Decimal | int | None) -> object:
    """All that a ruling needs to know of the size of a base: unknown, none, or where among the turning points."""
    return amount if not amount else (bisect_left(turns, amount), bisect_right(turns, amount))


def _sizes(choice: Choice, case: Case) -> tuple[object, ...]:
    bases = (("gains", case.gains), ("purchase", case.purchase), ("turnover", case.turnover))
    known = tuple(position(choice.turns.get(base, ()), amount) for base, amount in bases)
    return (*known, *((base, position(choice.turns.get(base, ()), amount)) for base, amount in case.other_bases))


def rule(statutes: Statutes, asked: str, case: Case, today: date) -> Ruling:
    """Make the ruling on a case. `today` stands in for a missing date of decision. Raises FinecalcError."""
    place, typed = place_of(statutes, asked, case, today)
    return rule_under(statutes, asked, applicable_text(statutes, place, typed, case, today), case, today)


def rule_under(statutes: Statutes, asked: str, choice: Choice, case: Case, today: date) -> Ruling:
    """The ruling on a case once it is known which text applies, which neither the authority nor the adjustment touches."""
    decided = case.decided or today
    place, others = choice.applied, choice.others
    found = outcome_of(statutes, place, case, others, case.nothing)
    adjusted = adjustment_of(statutes, found.reference, case, decided)
    fines, sanctions = attached(statutes, found.fines, found.sanctions, case, decided, adjusted)
    other_reading = disputed_fines(statutes.ladder(place[0]), rungs_met(statutes, place, case, others), case.nothing)
    until = statutes.edition(found.reference).until or decided
    return Ruling(
        asked=asked,
        choice=choice,
        found=found,
        fines=fines,
        sanctions=tuple(imposed_by(statutes, sanction) for sanction in sanctions),
        disputed=adjust(statutes, other_reading, (), adjusted)[0],
        adjusted=adjusted,
        competence=competence_of(statutes, statutes.provision(found.reference), found.sanctions, case, decided),
        procedures=procedures_due(statutes, fines, sanctions, case, decided),
        concurrent=statutes.concurring(found.reference, case.ended or min(decided, until)),
        grading=grading_of(statutes, case, decided),
    )
