"""A proposed decision in, findings out. Pure: no files, no printing, no clock.

What the law allows comes from `standard`; here it is only compared with what is proposed.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct, structs

from finecalc.decisions import sentences
from finecalc.decisions.day_counts import on_day_counts
from finecalc.decisions.finding import Finding, Judgement, finding, judgement
from finecalc.decisions.hearing import Taken, is_large, on_large
from finecalc.decisions.sentences import UNIT, Side
from finecalc.decisions.standard import (
    CONFISCATION,
    FINE,
    ORGANISATION,
    Standard,
    on_text,
    standard,
)
from finecalc.language import values
from finecalc.language.values import Amount, Day, Persons, Texts
from finecalc.language.words import Saying, Words
from finecalc.law.answer import Case
from finecalc.law.assessment import limitation_period
from finecalc.law.case import case_named, facts_written, persons_named, provision_named, sanctions_named
from finecalc.law.fine_words import span_words
from finecalc.law.open_values import ranges_of
from finecalc.law.outcome import FineRange, Imposable
from finecalc.law.rules.adjustment import below_minimum
from finecalc.law.rules.bands import misplaced, within
from finecalc.law.rules.competence import may_impose
from finecalc.law.rules.correction import doing
from finecalc.law.rules.hearing import is_known, standards
from finecalc.law.rules.missing_days import limitation_undecided
from finecalc.law.rules.own_bands import candidates
from finecalc.law.rules.procedure import due
from finecalc.law.sentences.notes import limitation_undecided_words
from finecalc.law.sentences.rules import step_words
from finecalc.law.steps import Days, days_named
from finecalc.law.wordings import UNSAID
from finecalc.table.model import SanctionKind, Term
from finecalc.table.statutes import Statutes


class Decision(Struct, frozen=True, kw_only=True):
    """A proposed decision. `facts` as people write them; `sanctions` and the roles of `person_fines` as identifiers; yuan.

    `amounts` are those that are written with a sanction (没收违法所得38万元), by its identifier.

    `case` holds the dates, bases, authority and adjustment; its own `facts` are left empty, and `unknown` are as people write them.
    """

    provision: str
    facts: tuple[str, ...] = ()
    case: Case = Case()
    fine: Decimal = Decimal(0)
    person_fines: tuple[tuple[str, Decimal], ...] = ()
    sanctions: tuple[str, ...] = ()
    amounts: tuple[tuple[str, Decimal], ...] = ()
    days: Days = Days()


def decision_named(
    statutes: Statutes,
    provision: object,
    *,
    facts: Texts = (),
    unknown: Texts = (),
    case: Case | None = None,
    fine: Amount = None,
    person_fines: Persons = (),
    sanctions: Texts = (),
    days: Mapping[str, Day] | None = None,
    **known: Any,
) -> Decision:
    """A proposed decision as people write it; `case` and the rest as in `case_named`. Raises FinecalcError with its field."""
    case = case_named(statutes, case, **known)
    kinds = sanctions_named(statutes, sanctions)
    return Decision(
        provision=provision_named(provision),
        facts=facts_written(statutes, facts) or case.facts,
        case=structs.replace(case, facts=(), unknown=facts_written(statutes, unknown) or case.unknown),
        fine=values.amount("fine", fine) or Decimal(0),
        person_fines=persons_named(statutes, person_fines),
        sanctions=tuple(kind for kind, _ in kinds),
        amounts=tuple((kind, amount) for kind, amount in kinds if amount is not None),
        days=days_named(days or {}),
    )


def judge(statutes: Statutes, decision: Decision, *, today: date) -> Judgement:
    """The verdict on one decision; `today` stands in for a missing date of decision."""
    case = decision.case
    measured = standard(statutes, decision.provision, decision.facts, case, today=today).sized(case.bases)
    found = compare(statutes, measured, decision.fine, decision.person_fines, decision.sanctions)
    found += on_amounts(measured, decision.amounts, decision.fine, decision.person_fines, case.gains)
    taken = Taken(decision.sanctions, decision.amounts)
    sums = case.decided or today, case.bases, taken, decision.fine, decision.person_fines
    found += on_large(statutes, measured, *sums)
    if decision.days != Days():
        fined = bool(decision.fine) or any(amount for _, amount in decision.person_fines)
        kinds = proposed_kinds(statutes, fined, decision.sanctions)
        large = is_large(statutes, measured, *sums)
        found += on_day_counts(statutes, measured, case, decision.days, kinds, large, today=today)
    return judgement([*found, *on_days(statutes, measured, case, today=today)])


def compare(
    statutes: Statutes,
    measured: Standard,
    fine: Decimal | int,
    person_fines: Sequence[tuple[str, Decimal | int]],
    sanctions: Sequence[str],
) -> list[Finding]:
    """All findings on a decision that proposes these fines (yuan) and sanctions."""
    return [
        *measured.findings,
        *on_fine(statutes, measured, fine),
        *on_persons(statutes, measured, person_fines),
        *on_sanctions(statutes, measured, sanctions, bool(fine)),
        *on_procedure(statutes, measured, bool(fine) or any(amount for _, amount in person_fines), sanctions),
    ]


def on_days(statutes: Statutes, measured: Standard, case: Case, *, today: date) -> list[Finding]:
    """FC401 to FC408: what is to be said of the days of this case: the text that they call for, and the limitation."""
    if not measured.judged:
        return []
    found = on_text(statutes, measured, case, today=today) if measured.dated else []
    return found + _on_limitation(statutes, measured, case, today)


def _on_limitation(statutes: Statutes, measured: Standard, case: Case, today: date) -> list[Finding]:
    """FC404 and FC406: the conduct was discovered too late, or it cannot be told."""
    case = structs.replace(case, facts=measured.facts)
    undated = None if measured.effect == "no-penalty" else limitation_undecided(statutes, case, today)
    if undated:
        rule = undated.reference
        cited = statutes.citation(rule) if rule else None
        return [finding("FC406", Saying(limitation_undecided_words, undated), undated.field, rule or "", cited)]
    period = limitation_period(statutes, case, today)
    if period is None or not period.expired:
        return []
    cited = statutes.citation(period.reference) if period.reference else None
    return [finding("FC404", Words(period.zh, period.en), "discovered", period.reference or "", cited)]


def on_fine(statutes: Statutes, measured: Standard, fine: Decimal | int) -> list[Finding]:
    """FC101 to FC104 and FC121: the fine on the organisation (0: none is proposed)."""
    if not measured.judged:
        return []
    allowed = measured.fines.get(ORGANISATION)
    if allowed is None:
        words = Saying(sentences.no_fine_provided, UNIT, _no_basis(measured))
        return [_on_unit("FC103", measured, words, fine)] if fine else []
    if not fine:
        missing = allowed.mode == "must" and measured.effect != "below-range"
        return [_on_unit("FC104", measured, Saying(sentences.unit_not_fined, allowed))] if missing else []
    side = _standing(measured, allowed, fine)
    if side == "within":
        return _on_band(statutes, measured, allowed, UNIT, fine)
    if side == "open":
        return [_on_unit("FC121", measured, Saying(sentences.unknown_base, statutes.bases, allowed))]
    words = Saying(sentences.outside_range, allowed, UNIT, side)
    return [_on_unit({"below": "FC101", "above": "FC102"}[side], measured, words, fine, _span(allowed))]


def on_target(statutes: Statutes, measured: Standard, target: str, amount: Decimal | int) -> list[Finding]:
    """What is said on one fine that is proposed, on the organisation or on a person with this role."""
    if target == ORGANISATION:
        return on_fine(statutes, measured, amount)
    return on_persons(statutes, measured, ((target, amount),))


def on_persons(
    statutes: Statutes, measured: Standard, person_fines: Sequence[tuple[str, Decimal | int]]
) -> list[Finding]:
    """FC111 to FC115 and FC121: each person's fine, judged by role."""
    if not measured.judged:
        return []
    found = []
    for role, amount in person_fines:
        if amount:
            found += (
                _on_unsaid(statutes, measured, amount) if role == UNSAID else _on_role(statutes, measured, role, amount)
            )
    due = [each for each in measured.fines.values() if each.on != ORGANISATION and each.mode == "must"]
    if due and measured.effect != "below-range" and not any(amount for _, amount in person_fines):
        found.append(_on_person("FC114", measured, Saying(sentences.persons_not_fined, statutes.persons, due)))
    return found


def _on_role(statutes: Statutes, measured: Standard, role: str, amount: Decimal | int) -> list[Finding]:
    """What is said on one person's fine, judged by role."""
    label, allowed = statutes.persons[role], measured.fines.get(role)
    who = Words(label.label, label.label_en)
    if allowed is None:
        basis, disputed = _no_basis(measured), measured.disputed.get(role)
        if disputed and _standing(measured, disputed, amount) == "within":
            words = Saying(sentences.fined_on_another_reading, who, basis, disputed)
            return [_on_person("FC115", measured, words, amount)]
        offender = role == "individual" and ORGANISATION in measured.fines
        said = sentences.individual_as_offender if offender else sentences.no_fine_provided
        return [_on_person("FC113", measured, Saying(said, who, basis), amount)]
    side = _standing(measured, allowed, amount)
    if side == "within":
        return _on_band(statutes, measured, allowed, who, amount)
    if side == "open":
        return [_on_person("FC121", measured, Saying(sentences.unknown_base, statutes.bases, allowed))]
    words = Saying(sentences.outside_range, allowed, who, side)
    return [_on_person({"below": "FC111", "above": "FC112"}[side], measured, words, amount, _span(allowed))]


def _on_band(
    statutes: Statutes, measured: Standard, allowed: FineRange, who: Words, amount: Decimal | int
) -> list[Finding]:
    """FC601: a lawful fine outside the band of its level, with what the ends may float; by the office's own table where it has a band."""
    field = "fine" if allowed.on == ORGANISATION else "person_fines"
    own = candidates(measured.own, measured.grading, allowed, measured.bases) if measured.own else ()
    if measured.own and own and not allowed.needs:
        if any(within(part, amount) for _, part in own):
            return []
        words = Saying(sentences.outside_own_band, statutes, measured.own.table, own, who)
        return [finding("FC601", words, field, measured.reference, measured.cited, amount)]
    rule, level = measured.grading, measured.level
    if rule is None or level is None or allowed.min is None or allowed.max is None:
        return []
    lies = misplaced(rule, level, allowed.min, allowed.max, amount)
    if lies is None:
        return []
    words = Saying(sentences.outside_band, statutes, rule, level, lies, who, allowed.on)
    span = sentences.band_span(level, rule.float, allowed.min, allowed.max)
    found = finding("FC601", words, field, rule.ref, statutes.citation(rule.ref), amount, span)
    return [structs.replace(found, graded=(level, rule.float))]


def _on_unsaid(statutes: Statutes, measured: Standard, amount: Decimal | int) -> list[Finding]:
    """A person whose role is not said: judged under each role that it may be, and asked for where these differ."""
    alone = "individual" in measured.fines and ORGANISATION not in measured.fines
    roles = ("individual",) if alone else ("manager", "staff")
    found = [_on_role(statutes, measured, role, amount) for role in roles]
    if len({tuple(each.code for each in findings) for findings in found}) == 1:
        return found[0]
    allowed = [all(each.code == "FC601" for each in findings) for findings in found]
    if all(allowed):
        return []  # outside the band of one role only
    lawful = [(statutes.persons[role], fits) for role, fits in zip(roles, allowed, strict=True)]
    return [finding("FC901", Saying(sentences.role_unsaid, amount, lawful), "person_fines")]


def on_sanctions(statutes: Statutes, measured: Standard, sanctions: Sequence[str], fined: bool) -> list[Finding]:
    """FC201 to FC203 and FC302: the sanctions and measures. `fined`: a fine on the organisation is proposed."""
    if not measured.judged:
        return []
    kinds = statutes.kinds
    found = []
    for kind in dict.fromkeys(sanctions):
        label = kinds[kind]
        if kind not in measured.allowed:
            words = Saying(sentences.kind_without_basis, label, _no_basis(measured))
            found.append(_on_sanctions("FC201", measured, words))
            continue
        sanction = measured.allowed[kind]
        if sanction and not may_impose(statutes, measured.reference, measured.by, sanction):
            found.append(_other_body(statutes, measured, label, sanction))
    found += _missing(statutes, kinds, measured, sanctions, fined)
    unit = measured.fines.get(ORGANISATION)
    beside = [kinds[kind] for kind in dict.fromkeys(sanctions) if fined and unit and kind in unit.instead_of]
    if beside:
        found.append(_on_sanctions("FC203", measured, Saying(sentences.both_of_either_or, beside)))
    return found


def proposed_kinds(statutes: Statutes, fined: bool, sanctions: Iterable[str]) -> set[str]:
    """What is proposed, the wider kinds that include it, and the fine."""
    proposed = {*sanctions, FINE} if fined else set(sanctions)
    return proposed | {kind.id for kind in statutes.kinds.values() if set(kind.covers) & proposed}


def on_procedure(statutes: Statutes, measured: Standard, fined: bool, sanctions: Sequence[str]) -> list[Finding]:
    """FC501: the steps due before the decision, all in one. `fined`: a fine is proposed, on the organisation or on a person."""
    if not measured.judged or measured.effect == "no-penalty":
        return []
    kinds, proposed = statutes.kinds, proposed_kinds(statutes, fined, sanctions)
    steps = [(step, when) for step in measured.steps if (when := due(step, proposed))]
    if not steps:
        return []
    surely, if_large = ([step for step, when in steps if when == each] for each in ("always", "if-large"))
    graver = [kind for kind in kinds.values() if any(kind.id in proposed & step.kinds for step in surely)]
    amounts = [kind for kind in kinds.values() if any(kind.id in proposed & step.amounts for step in if_large)]
    field = "fine" if [kind.id for kind in (*graver, *amounts)] == [FINE] else "sanctions"
    stated = [step.reference for step, _ in steps if step.reference]
    if not stated:
        words = Saying(sentences.unknown_steps, [*graver, *amounts], Saying(step_words, statutes, *steps[0]))
        return [finding("FC501", words, field)]
    names = ([step.rule.name for step in each] for each in (surely, if_large))
    still_open = [kind for kind in kinds.values() if any(kind.id in proposed & step.open_kinds for step, _ in steps)]
    known = is_known(standards(statutes, measured.by))
    words = Saying(sentences.steps_due, graver, next(names), amounts, next(names), still_open, known)
    return [finding("FC501", words, field, stated[0], statutes.citations(stated))]


def on_amounts(
    measured: Standard,
    amounts: Iterable[tuple[str, Decimal]],
    fine: Decimal | int,
    person_fines: Sequence[tuple[str, Decimal | int]],
    gains: Decimal | None,
) -> list[Finding]:
    """FC901 and FC202: an amount among the sanctions that does not agree with the fines, or with the gains."""
    if not measured.judged:
        return []
    found, amounts = [], list(amounts)
    written = [amount for kind, amount in amounts if kind == FINE]
    if written and fine and sum(written) not in (fine, fine + sum(amount for _, amount in person_fines)):
        words = Saying(sentences.fines_disagree, sum(written, Decimal(0)), fine)
        found.append(finding("FC901", words, "sanctions"))
    confiscated = [amount for kind, amount in amounts if kind == CONFISCATION]
    if confiscated and gains is not None and sum(confiscated) != gains:
        taken = sum(confiscated, Decimal(0))
        words = Saying(sentences.confiscation_disagrees, taken, gains)
        if taken > gains:
            found.append(finding("FC901", words, "sanctions"))
        else:
            found.append(_on_sanctions("FC202", measured, words))
    return found


def _missing(
    statutes: Statutes, kinds: Mapping[str, SanctionKind], measured: Standard, sanctions: Sequence[str], fined: bool
) -> list[Finding]:
    """FC202: a must that is not there, or a choice of one or more of which none is made."""
    proposed = set(sanctions)
    found = []
    for sanction in measured.required:
        if not proposed & {sanction.kind, *kinds[sanction.kind].covers, *doing(kinds, sanction.kind)}:
            general = statutes.provision(sanction.source).role == "rule"
            basis = (
                (sanction.source, statutes.citation(sanction.source))
                if general
                else (measured.reference, measured.cited)
            )
            words = Saying(sentences.kind_missing, kinds[sanction.kind], sanction.quote)
            found.append(finding("FC202", words, "sanctions", *basis))
    if measured.choice or measured.choice_fine:
        offered = {each for kind in measured.choice for each in (kind, *kinds[kind].covers)}
        if not proposed & offered and not (fined and measured.choice_fine):
            names = [kinds[kind] for kind in (*measured.choice, *([FINE] if measured.choice_fine else []))]
            found.append(_on_sanctions("FC202", measured, Saying(sentences.none_chosen, names)))
    return found


def _other_body(statutes: Statutes, measured: Standard, label: Term, sanction: Imposable) -> Finding:
    """FC302: by the rule on permits, or by the words of the provision where these name the body."""
    words = statutes.authorities
    own = set(sanction.by) <= set(measured.authority) or sanction.by != (statutes.kinds[label.id].decided_by,)
    permits = statutes.table.rules.permits
    rule = permits if permits and measured.permits and not own else measured.reference
    said = Saying(sentences.for_another_body, label, [words[body] for body in sanction.by])
    return finding("FC302", said, "sanctions", rule, statutes.citation(rule))


def _standing(measured: Standard, allowed: FineRange, amount: Decimal | int) -> Side:
    """How an amount stands to a range; open where an unknown base decides it.

    Both ends are included, save that a mitigated fine is under the minimum.
    """
    ranges = ranges_of(allowed, [amount])
    if allowed.needs and measured.effect == "below-range":
        ranges = [below_minimum(each) for each in ranges]
    sides = {_side(each, amount) for each in ranges}
    return sides.pop() if len(sides) == 1 else "open"


def _side(allowed: FineRange, amount: Decimal | int) -> Side:
    assert allowed.min is not None
    assert allowed.max is not None
    if amount < allowed.min:
        return "below"
    above = amount >= allowed.max if allowed.below_minimum else amount > allowed.max
    return "above" if above else "within"


def _no_basis(measured: Standard) -> Saying:
    return Saying(sentences.no_basis, measured.effect, measured.tier)


def _span(allowed: FineRange) -> Words | None:
    """The ends of a range in words, where they are known and both in it."""
    if allowed.min is None or allowed.max is None or allowed.below_minimum:
        return None
    return span_words(allowed.min, allowed.max)


def _on_unit(
    code: str, measured: Standard, words: Saying, amount: Decimal | int | None = None, span: Words | None = None
) -> Finding:
    return finding(code, words, "fine", measured.reference, measured.cited, amount, span)


def _on_person(
    code: str, measured: Standard, words: Saying, amount: Decimal | int | None = None, span: Words | None = None
) -> Finding:
    return finding(code, words, "person_fines", measured.reference, measured.cited, amount, span)


def _on_sanctions(code: str, measured: Standard, words: Saying) -> Finding:
    return finding(code, words, "sanctions", measured.reference, measured.cited)
