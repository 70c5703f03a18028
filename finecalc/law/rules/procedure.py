"""The steps due before a decision: hearing, legal review, collective decision (行政处罚法第五十七、五十八、六十三条)."""

from collections.abc import Collection
from datetime import date
from typing import Literal

from msgspec import Struct

from finecalc.law.answer import Case
from finecalc.law.outcome import FineRange, Imposable
from finecalc.law.rules.competence import is_office
from finecalc.table.model import Procedure
from finecalc.table.statutes import Statutes, rule_in_force

FINE = "fine"


class Step(Struct, frozen=True, kw_only=True):
    """A step due with one of `kinds`; with one of `amounts` only where it is large.

    `reference` states it on that day, None where the law of that day, before `rule.general`, is not in the table.
    `sentences.rules.step_words` says it.
    """

    reference: str | None
    kinds: frozenset[str]
    amounts: frozenset[str]
    open_kinds: frozenset[str] = frozenset()
    rule: Procedure


Due = Literal["always", "if-large", "open"]
"""Due with what is imposed, due where the sum is large, or left open by the text."""


def steps_on(statutes: Statutes, case: Case, decided: date) -> tuple[Step, ...]:
    """The steps that the law of the day of the decision knows, for the authority that acts.

    Cyberspace offices go by their own rules once these were in force, every other authority, and every earlier day, by
    the general law; of the law before that, which the table does not hold, one step says so.
    """
    office = is_office(statutes, case)
    found = []
    for step in statutes.table.rules.procedures:
        ref = _stated(statutes, step, office, decided)
        stated = Step(
            reference=ref,
            kinds=frozenset(step.sanctions),
            amounts=frozenset(step.amounts),
            open_kinds=frozenset(step.open_sanctions),
            rule=step,
        )
        if ref is None:
            return (stated,)
        found.append(stated)
    return tuple(found)


def due(step: Step, kinds: Collection[str]) -> Due | None:
    """Whether the step is due before a decision that imposes these kinds (罚款 is `fine`)."""
    if step.kinds & set(kinds):
        return "always"
    if step.amounts & set(kinds):
        return "if-large"
    return "open" if step.open_kinds & set(kinds) else None


def procedures_due(
    statutes: Statutes, fines: tuple[FineRange, ...], sanctions: tuple[Imposable, ...], case: Case, decided: date
) -> tuple[tuple[Step, Due], ...]:
    """The steps due, or due where the amount is large, before a decision that imposes what is allowed here."""
    kinds = {sanction.kind for sanction in sanctions if not sanction.conditional} | ({FINE} if fines else set())
    asked = ((step, due(step, kinds)) for step in steps_on(statutes, case, decided))
    return tuple((step, when) for step, when in asked if when)


def _stated(statutes: Statutes, step: Procedure, office: bool, decided: date) -> str | None:
    refs = (step.ref, step.general) if office else (step.general,)
    return next((ref for ref in refs if rule_in_force(statutes, ref, decided)), None)
