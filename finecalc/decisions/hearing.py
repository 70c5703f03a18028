"""FC502: a proposed fine or confiscation that is large at the office, so that the party is told of the right to a hearing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from msgspec import Struct

from finecalc.decisions import sentences
from finecalc.decisions.finding import Finding, finding
from finecalc.decisions.standard import CONFISCATION, FINE, ORGANISATION, Standard
from finecalc.law.rules.hearing import Sum, large, standards
from finecalc.law.rules.hearing import is_known as is_known
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
    if not measured.judged or not is_known(office := standards(statutes, measured.by)):
        return []
    measured = measured.sized(bases)
    step = next((each for each in measured.steps if each.rule.known), None)
    if step is None or step.reference is None:
        return []
    taken: Amount | None = 0
    if CONFISCATION in (claim.kinds or ()):
        taken = dict(claim.amounts).get(CONFISCATION, bases.get("gains"))
    cited = statutes.citation(step.reference)
    found = []
    for field, each in _proposed(measured, fine, person_fines, taken):
        told = large(office, each, decided)
        if told.verdict in ("yes", "if-large"):
            what, limits = what_words(statutes, told.kind, [told.on]), limits_words(told.limits)
            words = sentences.large(what, each.low or 0, limits, sure=told.verdict == "yes")
            found.append(finding("FC502", *words.both, field, step.reference, cited))
    return found


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
        highest=allowed.max if allowed else None,
        confiscated=taken,
    )
