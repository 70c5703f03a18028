"""FC502: a proposed fine or confiscation that is large at the office, so that the party is told of the right to a hearing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from msgspec import Struct, structs

from finecalc.decisions import sentences
from finecalc.decisions.finding import Finding, finding
from finecalc.decisions.standard import CONFISCATION, FINE, ORGANISATION, Standard
from finecalc.law.rules.hearing import Limit, Sum, Verdict, is_known, limits_of, standards, verdict_of
from finecalc.law.sentences.procedure import limits_words, what_words
from finecalc.law.wordings import UNSAID
from finecalc.table.statutes import Statutes

Amount = Decimal | int


class Taken(Struct, frozen=True):
    """What is proposed beside fines: kinds of sanction, None where they cannot be read, and the sums that are written with them."""

    kinds: tuple[str, ...] | None
    amounts: tuple[tuple[str, Decimal], ...]


class _Claim(Protocol):
    @property
    def kinds(self) -> tuple[str, ...] | None: ...
    @property
    def amounts(self) -> tuple[tuple[str, Decimal], ...]: ...


class _Standard(Struct, frozen=True):
    """The limits that hold for sums of one kind, and what is said of one that reaches them, and of one that may."""

    limits: tuple[Limit, ...]
    reached: Finding
    perhaps: Finding


def on_large(
    statutes: Statutes,
    measured: Standard,
    decided: date,
    bases: Mapping[str, Decimal],
    claim: _Claim,
    fine: Amount,
    person_fines: Sequence[tuple[str, Amount]],
) -> list[Finding]:
    """FC502: each sum (yuan) that reaches, or may reach, the office's threshold on the day of the decision.

    `bases` are those that are known; of what is confiscated the sum is that written in the `claim`, or the gains.
    """
    if not measured.judged or not is_known(statutes.office):
        return []
    return [
        structs.replace(held.reached if verdict == "yes" else held.perhaps, amount=what.low)
        for held, what, verdict in _judged(statutes, measured, decided, bases, claim, fine, person_fines)
        if held and verdict in ("yes", "if-large")
    ]


def is_large(
    statutes: Statutes,
    measured: Standard,
    decided: date,
    bases: Mapping[str, Decimal],
    claim: _Claim,
    fine: Amount,
    person_fines: Sequence[tuple[str, Amount]],
) -> bool | None:
    """Whether something that is proposed is large at the office; None where of some of it that cannot be told. As `on_large`."""
    verdicts = {each for _, _, each in _judged(statutes, measured, decided, bases, claim, fine, person_fines)}
    return True if "yes" in verdicts else None if verdicts - {"no"} else False


def _judged(
    statutes: Statutes,
    measured: Standard,
    decided: date,
    bases: Mapping[str, Decimal],
    claim: _Claim,
    fine: Amount,
    person_fines: Sequence[tuple[str, Amount]],
) -> Iterator[tuple["_Standard | None", Sum, Verdict]]:
    """Each sum that is proposed, the limits that hold for it, and whether it is large by them."""
    measured = measured.sized(bases)
    taken: Amount | None = 0
    if CONFISCATION in (claim.kinds or ()):
        taken = dict(claim.amounts).get(CONFISCATION, bases.get("gains"))
    for field, each in _proposed(measured, fine, person_fines, taken):
        held = _held(statutes, measured, field, each, decided)
        yield held, each, verdict_of(each, held.limits) if held else "unknown"
    if taken is None:
        yield None, Sum(kind=CONFISCATION, on=ORGANISATION, low=None, high=None), "unknown"


def _held(statutes: Statutes, measured: Standard, field: str, what: Sum, decided: date) -> _Standard | None:
    """The limits for a sum, found once for all decisions of a day; None where no step of that day asks for a hearing."""
    step = next((each for each in measured.steps if each.rule.known), None)
    if step is None or step.reference is None:
        return None
    kept: dict[object, _Standard] = statutes.kept.setdefault("large", {})
    key = (measured.by, step.reference, field, what.kind, what.on, what.highest, decided)
    if key not in kept:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        office, cited = standards(statutes, measured.by), statutes.citation(step.reference)
        limits = limits_of(office, what.kind, what.on, decided, what.highest)
        words = what_words(statutes, what.kind, [what.on]), limits_words(limits)
        reached, perhaps = (
            finding("FC502", sentences.large(*words, sure=sure), field, step.reference, cited) for sure in (True, False)
        )
        kept[key] = _Standard(limits, reached, perhaps)
    return kept[key]


_MOST_KEPT = 4_096


def _proposed(
    measured: Standard, fine: Amount, person_fines: Sequence[tuple[str, Amount]], taken: Amount | None
) -> Iterator[tuple[str, Sum]]:
    """Each sum that is proposed, with the column in which it stands; of several persons of one role the highest fine."""
    if fine:
        yield "fine", _fine(measured, ORGANISATION, fine, taken)
    highest: dict[str, Amount] = {}
    for role, amount in person_fines:
        role = "individual" if role == UNSAID else role
        highest[role] = max(amount, highest.get(role, 0))
    for role, amount in highest.items():
        if amount:
            yield "person_fines", _fine(measured, role, amount, taken if role == "individual" else 0)
    if taken:
        sanction = measured.allowed.get(CONFISCATION)
        for target in sanction.on if sanction else (ORGANISATION,):
            yield "sanctions", Sum(kind=CONFISCATION, on=target, low=taken, high=taken)


def _fine(measured: Standard, target: str, amount: Amount, taken: Amount | None) -> Sum:
    allowed = measured.fines.get(target)
    return Sum(
        kind=FINE,
        on=target,
        low=amount,
        high=amount,
        highest=allowed.highest if allowed else None,
        confiscated=taken,
    )
