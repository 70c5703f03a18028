"""The steps before the decision as an answer tells them: which are due here, from what sum on, and what is left to judgement."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

from finecalc.language.words import Words
from finecalc.law.answer import Amount, Case, Procedure
from finecalc.law.outcome import FineRange, Imposable
from finecalc.law.rules.hearing import CONFISCATION, Large, Sum, large, of_range, standards, starts
from finecalc.law.rules.procedure import Due, Step
from finecalc.law.ruling import Ruling
from finecalc.law.sentences.procedure import large_words, left_open_words
from finecalc.law.sentences.rules import step_words
from finecalc.table.statutes import Statutes, conduct_items

Whether = Literal["yes", "if-imposed", "if-large", "if-heard", "no", "unknown"]


def procedures_of(
    statutes: Statutes, ruling: Ruling, fines: tuple[FineRange, ...], case: Case, decided: date
) -> tuple[Procedure, ...]:
    """The steps due before a decision that imposes what is allowed here. `fines` are measured (yuan)."""
    office = standards(statutes, ruling.competence.by)
    judged = ((each, large(office, each, decided)) for each in _sums(fines, ruling.sanctions, case))
    found = tuple(told for what, told in judged if told.limits or what.kind != CONFISCATION or what.low is not None)
    heard: Whether = "no"
    told = []
    for step, due in ruling.procedures:
        whether = _whether(step, ruling.sanctions, found, heard)
        if step.rule.known and step.reference:
            heard = whether
        told.append(_told(statutes, step, due, whether, ruling.sanctions, found))
    return tuple(told)


def _sums(fines: Iterable[FineRange], sanctions: Iterable[Imposable], case: Case) -> Iterable[Sum]:
    """What may be imposed on each target, and what is confiscated of it, None while the gains are not known."""
    taken = [sanction for sanction in sanctions if sanction.kind == CONFISCATION]
    confiscated = case.gains if taken else Decimal(0)
    for fine in fines:
        yield of_range(fine, confiscated if fine.on in ("organisation", "individual") else Decimal(0))
    for sanction in taken:
        for target in sanction.on:
            yield Sum(kind=CONFISCATION, on=target, low=case.gains, high=case.gains)


def _whether(step: Step, sanctions: Iterable[Imposable], found: Iterable[Large], heard: Whether) -> Whether:
    """Whether the step is due, as far as kinds and sums decide it."""
    if step.reference is None or not (step.rule.known or step.rule.after_hearing):
        return "unknown"
    if step.rule.after_hearing:
        return "unknown" if heard == "no" else "if-heard"
    imposed = [sanction for sanction in sanctions if not sanction.conditional]
    always = [sanction.mode == "must" and not sanction.subject for sanction in imposed if sanction.kind in step.kinds]
    verdicts = {each.verdict for each in found}
    if any(always) or "yes" in verdicts:
        return "yes"
    if "if-large" in verdicts:
        return "if-large"
    if always:
        return "if-imposed"
    still_open = any(sanction.kind in step.open_kinds for sanction in imposed)
    return "unknown" if "unknown" in verdicts or still_open else "no"


def _told(
    statutes: Statutes, step: Step, due: Due, whether: Whether, sanctions: Iterable[Imposable], found: tuple[Large, ...]
) -> Procedure:
    judged = found if step.rule.known and step.reference else ()
    if step.rule.after_hearing and any(each.limits for each in found):
        due = "always"
    words = _words(statutes, step, due, sanctions, judged)
    kinds = list(dict.fromkeys(sanction.kind for sanction in sanctions if not sanction.conditional))
    return Procedure(
        code="procedure",
        zh=words.zh,
        en=words.en,
        reference=step.reference,
        step=step.rule.name.en.replace(" ", "-"),
        due=whether,
        starts=starts(judged),
        amounts=tuple(_amount(each) for each in judged),
        kinds=tuple(kind for kind in kinds if kind in step.kinds),
        open_kinds=tuple(kind for kind in kinds if kind in step.open_kinds),
        cases=tuple(conduct_items(statutes.provision(step.reference))) if step.reference else (),
    )


def _words(
    statutes: Statutes, step: Step, due: Due, sanctions: Iterable[Imposable], judged: tuple[Large, ...]
) -> Words:
    said = step_words(statutes, step, due)
    if step.rule.known and any(each.limits for each in judged):
        said = step.rule.known
        alike: dict[tuple[object, ...], list[Large]] = {}
        for each in judged:
            alike.setdefault((each.kind, each.verdict, each.limits), []).append(each)
        for group in alike.values():
            told = large_words(statutes, group)
            said = Words(f"{said.zh}；{told.zh}", f"{said.en}; {told.en}")
    kinds = dict.fromkeys(sanction.kind for sanction in sanctions if not sanction.conditional)
    still_open = [statutes.kinds[kind] for kind in kinds if kind in step.open_kinds] if step.rule.known else []
    if still_open:
        told = left_open_words(still_open)
        said = Words(f"{said.zh}；{told.zh}", f"{said.en}; {told.en}")
    return said


def _amount(found: Large) -> Amount:
    return Amount(
        kind=found.kind,
        on=found.on,
        due=found.verdict,
        starts=tuple(limit.start for limit in found.limits if limit.start is not None),
        sources=tuple(dict.fromkeys(limit.threshold.source for limit in found.limits if limit.threshold.source)),
    )
