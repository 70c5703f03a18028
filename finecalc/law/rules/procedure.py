"""The steps due before a decision: hearing, legal review, collective decision (行政处罚法第五十七、五十八、六十三条)."""

from collections.abc import Collection
from datetime import date

from msgspec import Struct

from finecalc.language.citation import everyday
from finecalc.language.words import Words
from finecalc.law.answer import Case, Note
from finecalc.law.outcome import FineRange, Imposable
from finecalc.law.rules.competence import is_office
from finecalc.table.model import Procedure
from finecalc.table.statutes import Statutes, rule_in_force

FINE = "fine"


class Step(Struct, frozen=True, kw_only=True):
    """A step due with one of `kinds`; with one of `amounts` only where it is large. `reference` states it on that day."""

    reference: str | None
    kinds: frozenset[str]
    amounts: frozenset[str]
    text: Words
    large: Words


def steps_on(statutes: Statutes, case: Case, decided: date) -> tuple[Step, ...]:
    """The steps that the law of the day of the decision knows, for the authority that acts.

    Cyberspace offices go by their own rules once these were in force, every other authority, and every earlier day, by
    the general law; of the law before that, which the table does not hold, one step says so.
    """
    office = is_office(statutes, case)
    found = []
    for step in statutes.table.rules.procedures:
        ref = _stated(statutes, step, office, decided)
        kinds, amounts = frozenset(step.sanctions), frozenset(step.amounts)
        if ref is None:
            unknown = _earlier_law(statutes, step.general)
            return (Step(reference=None, kinds=kinds, amounts=amounts, text=unknown, large=unknown),)
        found.append(Step(reference=ref, kinds=kinds, amounts=amounts, text=step.text, large=step.large))
    return tuple(found)


def words_of(step: Step, kinds: Collection[str]) -> Words | None:
    """What the step asks of a decision that imposes these kinds (罚款 is `fine`), or None."""
    if step.kinds & set(kinds):
        return step.text
    return step.large if step.amounts & set(kinds) else None


def procedures_due(
    statutes: Statutes, fines: tuple[FineRange, ...], sanctions: tuple[Imposable, ...], case: Case, decided: date
) -> list[Note]:
    """The steps due, or due where the amount is large, before a decision that imposes what is allowed here."""
    kinds = {sanction.kind for sanction in sanctions if not sanction.conditional} | ({FINE} if fines else set())
    said = [(step, words_of(step, kinds)) for step in steps_on(statutes, case, decided)]
    return [Note(code="procedure", zh=words.zh, en=words.en, reference=step.reference) for step, words in said if words]


def _earlier_law(statutes: Statutes, general: str) -> Words:
    law = statutes.laws[general.split("@")[0]]
    begins = statutes.edition(general).in_force
    name = everyday(law.name)
    return Words(
        f"决定日期早于 {begins}，当时施行的{name}不在本表：听证、法制审核、集体讨论以及责令改正等，请按当时的规定核对",
        f"The decision is earlier than {begins}, and the {law.name_en} then in force is not in this table: check hearing, legal "
        "review, collective decision and the order to correct by the law of that day",
    )


def _stated(statutes: Statutes, step: Procedure, office: bool, decided: date) -> str | None:
    refs = (step.ref, step.general) if office else (step.general,)
    return next((ref for ref in refs if rule_in_force(statutes, ref, decided)), None)
