"""A proposed decision in, findings out. Pure: no files, no printing, no clock.

What the law allows comes from the engine alone; here it is only compared with what is proposed. `standard` asks the engine
once for the facts, dates and authority of a case; `compare` then judges any fine and sanctions by it, cheaply.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct, structs

from finecalc.decisions.codes import FINDINGS
from finecalc.language import money, values
from finecalc.language.answers import as_json
from finecalc.language.citation import Reference
from finecalc.language.codes import Severity
from finecalc.language.errors import (
    FactNotUsed,
    FinecalcError,
    NotAPenalty,
    NotInForce,
    UnknownReference,
)
from finecalc.language.values import Amount, Persons, Texts
from finecalc.language.words import Lang, Words
from finecalc.law import succession
from finecalc.law.answer import Case, EditionChoice, Note
from finecalc.law.assess import assess, facts_read
from finecalc.law.assessment import Assessment, limitation_period
from finecalc.law.case import case_named, facts_written, persons_named, provision_named, sanctions_named
from finecalc.law.fine_words import fine_words
from finecalc.law.open_values import ranges_of
from finecalc.law.outcome import FineRange, Imposable
from finecalc.law.rules.adjustment import below_minimum
from finecalc.law.rules.competence import is_office, may_impose
from finecalc.law.rules.missing_days import limitation_undecided
from finecalc.law.rules.procedure import Step, steps_on, words_of
from finecalc.law.wordings import UNSAID
from finecalc.table.model import SanctionKind, Term
from finecalc.table.statutes import Statutes, in_force, rule_in_force

ORGANISATION = "organisation"
CORRECTION, CONFISCATION, FINE = "order-correction", "confiscate-gains", "fine"
VERDICTS = ("ok", "warning", "error", "unreadable")
_WEIGHT: dict[Severity, int] = {"info": 0, "warning": 1, "error": 2, "unreadable": 3}


class Decision(Struct, frozen=True, kw_only=True):
    """A proposed decision. `facts` as people write them; `sanctions` and the roles of `person_fines` as identifiers; yuan.

    `amounts` are those that are written with a sanction (没收违法所得38万元), by its identifier.

    `case` holds the dates, bases, authority and adjustment; its own `facts` are left empty.
    """

    provision: str
    facts: tuple[str, ...] = ()
    case: Case = Case()
    fine: Decimal = Decimal(0)
    person_fines: tuple[tuple[str, Decimal], ...] = ()
    sanctions: tuple[str, ...] = ()
    amounts: tuple[tuple[str, Decimal], ...] = ()


class Finding(Struct, frozen=True, kw_only=True):
    """What is wrong, or due, with one decision. `field` is the heading at fault, `reference` what the finding rests on.

    `zh` and `en` say it in a sentence; where `amount` (yuan) is given, it is what the sentence `says` in place of {}.
    """

    code: str
    name: str
    severity: Severity
    says: Words
    field: str
    reference: str = ""
    citation: str = ""
    citation_en: str = ""
    amount: Decimal | int | None = None

    @property
    def message(self) -> str:
        """What is said, in Chinese."""
        return self.zh

    @property
    def message_en(self) -> str:
        """What is said, in English."""
        return self.en

    @property
    def zh(self) -> str:
        return self.says.zh if self.amount is None else self.says.zh.replace("{}", money.chinese(self.amount))

    @property
    def en(self) -> str:
        return self.says.en if self.amount is None else self.says.en.replace("{}", money.english(self.amount))

    def shown(self, lang: Lang) -> dict[str, str]:
        """The finding as JSON has it, in one language."""
        zh = lang == "zh"
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity,
            "message": self.zh if zh else self.en,
            "field": self.field,
            "citation": self.citation if zh else self.citation_en,
            "reference": self.reference,
        }


Findings = tuple[Finding, ...]
Side = Literal["below", "within", "above", "open"]


class Judgement(Struct, frozen=True, kw_only=True):
    """The verdict on one decision: the gravest of its findings, where information weighs nothing."""

    verdict: str
    findings: Findings

    def to_json(self, lang: Lang = "zh") -> str:
        """The verdict and the findings as `check --format jsonl` has them, with their messages in one language."""
        if lang not in ("zh", "en"):
            raise FinecalcError(f"语言是 zh 或 en，不能是 {lang}", f"The language is zh or en, not {lang}", "lang")
        return as_json({"verdict": self.verdict, "findings": [each.shown(lang) for each in self.findings]})


class Standard(Struct, kw_only=True):
    """What a decision on given facts is measured by. `judged` is false where the case itself cannot be judged.

    `disputed` are ranges that another reading of the text lays on this tier. `allowed` maps each kind of sanction that may be imposed to where it stands, None for what a general rule allows;
    `choice` are the kinds of which at least one must be chosen (with `choice_fine`, or the fine).
    """

    findings: Findings
    judged: bool = False
    facts: tuple[str, ...] = ()
    reference: str = ""
    cited: Words = Words("", "")
    tier: str = ""
    authority: tuple[str, ...] = ()
    by: str = ""
    effect: str = "within-range"
    fines: dict[str, FineRange] = {}
    disputed: dict[str, FineRange] = {}
    allowed: dict[str, Imposable | None] = {}
    required: tuple[Imposable, ...] = ()
    choice: tuple[str, ...] = ()
    choice_fine: bool = False
    steps: tuple[Step, ...] = ()
    bases: frozenset[str] = frozenset()
    permits: bool = False


def decision_named(
    statutes: Statutes,
    provision: object,
    *,
    facts: Texts = (),
    case: Case | None = None,
    fine: Amount = None,
    person_fines: Persons = (),
    sanctions: Texts = (),
    **known: Any,
) -> Decision:
    """A proposed decision as people write it; `case` and the rest as in `case_named`. Raises FinecalcError with its field."""
    case = case_named(statutes, case, **known)
    kinds = sanctions_named(statutes, sanctions)
    return Decision(
        provision=provision_named(provision),
        facts=facts_written(statutes, facts) or case.facts,
        case=structs.replace(case, facts=()),
        fine=values.amount("fine", fine) or Decimal(0),
        person_fines=persons_named(statutes, person_fines),
        sanctions=tuple(kind for kind, _ in kinds),
        amounts=tuple((kind, amount) for kind, amount in kinds if amount is not None),
    )


def judge(statutes: Statutes, decision: Decision, *, today: date) -> Judgement:
    """The verdict on one decision; `today` stands in for a missing date of decision."""
    measured = standard(statutes, decision.provision, decision.facts, decision.case, today=today)
    found = compare(statutes, measured, decision.fine, decision.person_fines, decision.sanctions)
    found += on_amounts(measured, decision.amounts, decision.fine, decision.person_fines, decision.case.gains)
    return judgement([*found, *on_limitation(statutes, measured, decision.case, today)])


def judgement(findings: Iterable[Finding]) -> Judgement:
    """The findings in the order of their codes, and the verdict that follows from them."""
    ordered = tuple(findings)
    if len(ordered) > 1:
        ordered = tuple(sorted(ordered, key=lambda finding: finding.code))
    return Judgement(
        verdict=VERDICTS[max((_WEIGHT[finding.severity] for finding in ordered), default=0)], findings=ordered
    )


def finding(
    code: str,
    zh: str,
    en: str,
    field: str,
    reference: str = "",
    cited: Words | None = None,
    amount: Decimal | int | None = None,
) -> Finding:
    """A finding with the name and severity that the catalogue gives to its code."""
    rule = FINDINGS[code]
    return Finding(
        code=code,
        name=rule.name,
        severity=rule.severity,
        says=Words(zh, en),
        field=field,
        reference=reference,
        citation=cited.zh if cited else "",
        citation_en=cited.en if cited else "",
        amount=amount,
    )


# --- what a decision on these facts is measured by ------------------------------------------------------------------


def standard(statutes: Statutes, asked: str, facts: Sequence[str], case: Case, *, today: date) -> Standard:
    """What the law allows in this case, and the findings that hold whatever is proposed (but see `on_limitation`)."""
    try:
        answer, unused = _assessed(statutes, asked, facts, case, today)
    except FinecalcError as error:
        return Standard(findings=(_unjudged(statutes, asked, case, error),))
    found = [*unused, *_on_edition(statutes, answer), *_noted(statutes, answer)]
    measured = _as_cited(statutes, answer, case, today)
    found += _on_competence(measured)
    texts = {answer.edition_choice.asked, answer.reference, *(other.reference for other in answer.alternatives)}
    bases = {base for ref in texts for base in statutes.ladder(ref).bases}
    return _standard(statutes, measured, tuple(found), case.decided or today, bases)


def _assessed(
    statutes: Statutes, asked: str, facts: Sequence[str], case: Case, today: date
) -> tuple[Assessment, list[Finding]]:
    """The engine's answer without the facts that it has no use for, and a finding for each of these."""
    cited = statutes.cited(asked)
    if isinstance(cited, Reference):
        provision = succession.find(statutes, cited, case.ended or case.decided or today)
        succession.must_be_penalty(statutes, provision)
    known, foreign = facts_read(statutes, asked, case, facts, today=today)
    unused = [error.words for error in foreign]
    while True:
        try:
            answer = assess(statutes, asked, structs.replace(case, facts=known), today=today)
        except FactNotUsed as error:
            known = tuple(fact for fact in known if fact != error.fact)
            unused.append(error.words)
        else:
            unused += [Words(note.zh, note.en) for note in answer.notes if note.code == "fact-not-used"]
            shown = Words(answer.citation, answer.citation_en)
            return answer, [finding("FC122", each.zh, each.en, "facts", answer.reference, shown) for each in unused]


def _unjudged(statutes: Statutes, asked: str, case: Case, error: FinecalcError) -> Finding:
    """Why a case cannot be judged at all, as a finding on the cell at fault."""
    zh, en = error.words.zh, error.words.en
    edition_rule = statutes.table.rules.edition
    if isinstance(error, NotInForce) or _cites_text_of_another_day(statutes, asked, case):
        return finding("FC401", zh, en, "provision", edition_rule, statutes.citation(edition_rule))
    if isinstance(error, UnknownReference | NotAPenalty):
        return finding("FC902", zh, en, "provision")
    field = error.field or "facts"
    heading = {"items": "item"}.get(field, field)
    if field in _ASKED_FOR:
        zh, en = f"{zh}（决定表填“{_ASKED_FOR[field]}”一栏）", f"{en} (in a decision file: the column {heading})"
    return finding("FC901", zh, en, heading)


_ASKED_FOR = {"items": "项", "facts": "情节"}


def _cites_text_of_another_day(statutes: Statutes, asked: str, case: Case) -> bool:
    """Whether an existing penalty provision is cited by an edition that was not the law when the conduct ended."""
    try:
        cited = statutes.cited(asked)
        if not isinstance(cited, Reference) or cited.edition is None or case.ended is None:
            return False
        provision = succession.find(statutes, cited, case.ended)
    except FinecalcError:
        return False
    return provision.role == "penalty" and not in_force(statutes.edition(provision.ref), case.ended)


def _on_edition(statutes: Statutes, answer: Assessment) -> list[Finding]:
    """Whether the text that is cited is the one that applies (从旧兼从轻)."""
    choice = answer.edition_choice
    cited_edition = choice.asked.split(":")[0]
    shown = statutes.citation(choice.asked)
    rule = statutes.table.rules.edition
    differing_zh = "；".join(f"{d.before.zh}→{d.after.zh}" for other in answer.alternatives for d in other.differences)
    differing_en = "; ".join(
        f"{d.before.en} → {d.after.en}" for other in answer.alternatives for d in other.differences
    )
    others = {other.reference.split(":")[0] for other in answer.alternatives}
    zh, en = f"依据写的是{shown.zh}。{choice.zh}", f"The decision cites {shown.en}. {choice.en}"
    if choice.rule == "unclear" and cited_edition in (choice.edition, *others):
        if differing_zh and not choice.needs:
            zh, en = f"{zh}。互有轻重之处：{differing_zh}", f"{en}. They differ in: {differing_en}"
        return [finding("FC403", zh, en, "provision", rule, statutes.citation(rule))]
    if cited_edition == choice.edition:
        return []
    applied_zh, applied_en = (
        f"。应当引用{answer.citation}（{answer.reference}）",
        f". Cite {answer.citation_en} ({answer.reference})",
    )
    code = "FC402" if choice.rule == "lighter" and cited_edition in others else "FC401"
    return [finding(code, zh + applied_zh, en + applied_en, "provision", rule, statutes.citation(rule))]


_NOTED = {
    "deciding-date-missing": ("FC405", "conduct_to"),
    "number-means-another": ("FC408", "provision"),
    "concurrent": ("FC409", "provision"),
}


def _noted(statutes: Statutes, answer: Assessment) -> list[Finding]:
    """FC405, FC408, FC409: what the answer notes of the days, the number and other laws; FC407 of conduct across a change."""
    rules, choice = statutes.table.rules, answer.edition_choice
    found = [
        _on_note(statutes, note, *_NOTED[note.code], rules.one_fine if note.code == "concurrent" else note.reference)
        for note in answer.notes
        if note.code in _NOTED
    ]
    if choice.rule == "continued":
        found.append(_on_note(statutes, choice, "FC407", "conduct_from", choice.reference))
    return found


def _on_note(statutes: Statutes, note: Note | EditionChoice, code: str, field: str, reference: str | None) -> Finding:
    cited = statutes.citation(reference) if reference else None
    return finding(code, note.zh, note.en, field, reference or "", cited)


def _as_cited(statutes: Statutes, answer: Assessment, case: Case, today: date) -> Assessment:
    """Where neither text is lighter and the decision cites the new one, it is measured by that one."""
    choice = answer.edition_choice
    cited_edition = choice.asked.split(":")[0]
    others = {other.reference.split(":")[0] for other in answer.alternatives}
    if choice.rule != "unclear" or cited_edition == choice.edition or cited_edition not in others:
        return answer
    usable = {*statutes.ladder(choice.asked).facts, statutes.table.rules.limitation.fact}
    known = tuple(fact for fact in answer.case.facts if fact in usable)
    undated = structs.replace(case, facts=known, conduct_from=None, conduct_to=None)
    try:
        return assess(statutes, choice.asked, undated, today=today)
    except FinecalcError:
        return answer


def _on_competence(answer: Assessment) -> list[Finding]:
    if answer.competence.competent:
        return []
    cited = Words(answer.citation, answer.citation_en)
    return [finding("FC301", answer.competence.zh, answer.competence.en, "by", answer.reference, cited)]


def _standard(statutes: Statutes, answer: Assessment, found: Findings, decided: date, bases: Iterable[str]) -> Standard:
    by = answer.competence.by
    effect = answer.adjustment.effect if answer.adjustment else "within-range"
    kinds = _kinds(statutes)
    allowed: dict[str, Imposable | None] = {FINE: None, CORRECTION: None}
    confiscation = statutes.table.rules.confiscation
    if effect != "no-penalty" and rule_in_force(statutes, confiscation, answer.case.ended or decided):
        allowed[CONFISCATION] = None
    for sanction in reversed(answer.sanctions):
        for kind in (*kinds[sanction.kind].covers, sanction.kind):
            allowed[kind] = sanction
    ours = [sanction for sanction in answer.sanctions if not sanction.by or by in sanction.by]
    chosen_from = [sanction.kind for sanction in ours if sanction.mode == "one-or-more" or sanction.in_choice]
    fines = {fine.on: fine for fine in answer.fines}
    unit = fines.get(ORGANISATION)
    return Standard(
        findings=found,
        judged=True,
        facts=answer.case.facts,
        reference=answer.reference,
        cited=Words(answer.citation, answer.citation_en),
        tier=answer.tier.quote or "",
        authority=answer.competence.authority,
        by=by,
        effect=effect,
        fines=fines,
        disputed={fine.on: fine for fine in answer.disputed},
        allowed=allowed,
        required=tuple(sanction for sanction in ours if _is_required(sanction, answer.case, effect, kinds)),
        choice=() if effect == "below-range" else tuple(chosen_from),
        choice_fine=unit is not None and unit.mode == "one-or-more" and effect != "below-range",
        steps=steps_on(statutes, answer.case, decided),
        bases=frozenset(bases),
        permits=is_office(statutes, answer.case) and rule_in_force(statutes, statutes.table.rules.permits, decided),
    )


def _is_required(sanction: Imposable, case: Case, effect: str, kinds: Mapping[str, SanctionKind]) -> bool:
    """A must, where it is known that there is something to impose it on; 减轻 may leave out kinds of penalty.

    With 不予处罚 nothing is: what was put right in time needs no order.
    """
    if sanction.mode != "must" or sanction.subject is not None or effect == "no-penalty":
        return False
    if sanction.kind == CONFISCATION:
        return bool(case.gains)
    return effect != "below-range" or not kinds[sanction.kind].penalty


def _kinds(statutes: Statutes) -> dict[str, SanctionKind]:
    return {kind.id: kind for kind in statutes.table.sanctions}


# --- what is proposed, beside what is allowed -----------------------------------------------------------------------


def compare(
    statutes: Statutes,
    measured: Standard,
    fine: Decimal | int,
    person_fines: Sequence[tuple[str, Decimal]],
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


def on_limitation(statutes: Statutes, measured: Standard, case: Case, today: date) -> list[Finding]:
    """FC404 and FC406: the conduct was discovered too late, or it cannot be told. `case` gives the dates, `measured` the facts."""
    if not measured.judged:
        return []
    case = structs.replace(case, facts=measured.facts)
    undated = None if measured.effect == "no-penalty" else limitation_undecided(statutes, case, today)
    if undated:
        return [_on_note(statutes, undated, "FC406", undated.field or "", undated.reference)]
    period = limitation_period(statutes, case, today)
    if period is None or not period.expired:
        return []
    cited = statutes.citation(period.reference) if period.reference else None
    return [finding("FC404", period.zh, period.en, "discovered", period.reference or "", cited)]


def on_fine(statutes: Statutes, measured: Standard, fine: Decimal | int) -> list[Finding]:
    """FC101 to FC104 and FC121: the fine on the organisation (0: none is proposed)."""
    if not measured.judged:
        return []
    allowed = measured.fines.get(ORGANISATION)
    if allowed is None:
        return [_on_unit("FC103", measured, *_not_provided(measured, "单位", "the organisation"), fine)] if fine else []
    if not fine:
        missing = allowed.mode == "must" and measured.effect != "below-range"
        words = fine_words(allowed)
        zh = f"本档应当对单位罚款（{words.zh}），没有提出罚款"
        en = f"This tier requires a fine on the organisation ({words.en}), and none is proposed"
        return [_on_unit("FC104", measured, zh, en)] if missing else []
    side = _standing(measured, allowed, fine)
    if side == "within":
        return []
    if side == "open":
        return [_on_unit("FC121", measured, *_unknown_base(statutes, allowed))]
    outside = _range_words(allowed, "单位", "the organisation", side)
    return [_on_unit({"below": "FC101", "above": "FC102"}[side], measured, *outside, fine)]


def on_persons(statutes: Statutes, measured: Standard, person_fines: Sequence[tuple[str, Decimal]]) -> list[Finding]:
    """FC111 to FC115 and FC121: each person's fine, judged by role."""
    if not measured.judged:
        return []
    persons = {person.id: person for person in statutes.table.persons}
    found = []
    for role, amount in person_fines:
        if amount:
            found += (
                _on_unsaid(statutes, measured, amount) if role == UNSAID else _on_role(statutes, measured, role, amount)
            )
    due = [each for each in measured.fines.values() if each.on != ORGANISATION and each.mode == "must"]
    if due and measured.effect != "below-range" and not any(amount for _, amount in person_fines):
        zh = "；".join(f"{persons[each.on].label}{fine_words(each).zh}" for each in due)
        en = "; ".join(f"{persons[each.on].label_en}: {fine_words(each).en}" for each in due)
        zh, en = (
            f"本档应当对责任人员罚款（{zh}），没有提出",
            f"This tier requires a fine on the responsible persons ({en}), and none is proposed",
        )
        found.append(_on_person("FC114", measured, zh, en))
    return found


def _on_role(statutes: Statutes, measured: Standard, role: str, amount: Decimal) -> list[Finding]:
    """What is said on one person's fine, judged by role."""
    label = next(person for person in statutes.table.persons if person.id == role)
    allowed = measured.fines.get(role)
    if allowed is None:
        zh, en = _not_provided(measured, label.label, label.label_en)
        disputed = measured.disputed.get(role)
        if disputed and _standing(measured, disputed, amount) == "within":
            words = fine_words(disputed)
            zh += (
                f"；另一种读法：本档也对{label.label}{words.zh}（“{_short(disputed.quote)}”），请写明按哪一种读法和理由"
            )
            en += f"; on another reading this tier fines the {label.label_en} too: {words.en} (“{_short(disputed.quote)}”): say which reading is followed, and why"
            return [_on_person("FC115", measured, zh, en, amount)]
        if role == "individual" and ORGANISATION in measured.fines:
            zh += "（违法者本身是个人、按条文对违法者的幅度处罚的，填“单位罚款”一栏）"
            en += " (where the offender itself is an individual, its own fine goes under fine)"
        return [_on_person("FC113", measured, zh, en, amount)]
    side = _standing(measured, allowed, amount)
    if side == "within":
        return []
    if side == "open":
        return [_on_person("FC121", measured, *_unknown_base(statutes, allowed))]
    outside = _range_words(allowed, label.label, label.label_en, side)
    return [_on_person({"below": "FC111", "above": "FC112"}[side], measured, *outside, amount)]


def _on_unsaid(statutes: Statutes, measured: Standard, amount: Decimal) -> list[Finding]:
    """A person whose role is not said: judged under each role that it may be, and asked for where these differ."""
    alone = "individual" in measured.fines and ORGANISATION not in measured.fines
    roles = ("individual",) if alone else ("manager", "staff")
    found = [_on_role(statutes, measured, role, amount) for role in roles]
    if len({tuple(each.code for each in findings) for findings in found}) == 1:
        return found[0]
    persons = {person.id: person for person in statutes.table.persons}
    zh = "，".join(
        persons[role].label + ("合法" if not each else "不合法") for role, each in zip(roles, found, strict=True)
    )
    en = ", ".join(
        f"{persons[role].label_en}: {'not lawful' if each else 'lawful'}"
        for role, each in zip(roles, found, strict=True)
    )
    shown = money.words(amount)
    zh = f"没有写明是哪一类责任人员，罚款{shown.zh}合不合法取决于身份（{zh}），请写作 主管人员（张某）:1万，或者 直接责任人员（张某）:1万"
    en = f"It is not said which role the person has, and a fine of {shown.en} depends on it ({en}): write manager or staff"
    return [finding("FC901", zh, en, "person_fines")]


def on_sanctions(statutes: Statutes, measured: Standard, sanctions: Sequence[str], fined: bool) -> list[Finding]:
    """FC201, FC202 and FC302: the sanctions and measures. `fined`: a fine on the organisation is proposed."""
    if not measured.judged:
        return []
    kinds = _kinds(statutes)
    found = []
    for kind in dict.fromkeys(sanctions):
        label = kinds[kind]
        if kind not in measured.allowed:
            zh, en = f"“{label.label}”{_no_basis(measured).zh}", f"“{label.label_en}”: {_no_basis(measured).en}"
            found.append(finding("FC201", zh, en, "sanctions", measured.reference, measured.cited))
            continue
        sanction = measured.allowed[kind]
        if sanction and not may_impose(statutes, measured.reference, measured.by, sanction):
            found.append(_other_body(statutes, measured, label, sanction))
    found += _missing(statutes, kinds, measured, sanctions, fined)
    return found


def on_procedure(statutes: Statutes, measured: Standard, fined: bool, sanctions: Sequence[str]) -> list[Finding]:
    """FC501: the steps due before the decision. `fined`: a fine is proposed, on the organisation or on a person."""
    if not measured.judged or measured.effect == "no-penalty":
        return []
    kinds = _kinds(statutes)
    proposed = {*sanctions, FINE} if fined else set(sanctions)
    proposed |= {kind.id for kind in kinds.values() if set(kind.covers) & proposed}
    found = []
    for step in measured.steps:
        words = words_of(step, proposed)
        if words is None:
            continue
        due = [kind for kind in kinds.values() if kind.id in proposed & (step.kinds | step.amounts)]
        zh = f"{'、'.join(kind.label for kind in due)}：{words.zh}"
        en = f"{', '.join(kind.label_en for kind in due)}: {words.en}"
        field = "fine" if [kind.id for kind in due] == [FINE] else "sanctions"
        cited = statutes.citation(step.reference) if step.reference else None
        found.append(finding("FC501", zh, en, field, step.reference or "", cited))
    return found


def on_amounts(
    measured: Standard,
    amounts: Iterable[tuple[str, Decimal]],
    fine: Decimal | int,
    person_fines: Sequence[tuple[str, Decimal]],
    gains: Decimal | None,
) -> list[Finding]:
    """FC901 and FC202: an amount among the sanctions that does not agree with the fines, or with the gains."""
    if not measured.judged:
        return []
    found, amounts = [], list(amounts)
    written = [amount for kind, amount in amounts if kind == FINE]
    if written and fine and sum(written) not in (fine, fine + sum(amount for _, amount in person_fines)):
        zh = f"处罚种类写的罚款是{money.chinese(sum(written, Decimal(0)))}，与单位罚款{money.chinese(fine)}不一致"
        en = f"The fine among the sanctions is {money.english(sum(written, Decimal(0)))}, that on the organisation {money.english(fine)}"
        found.append(finding("FC901", zh, en, "sanctions"))
    confiscated = [amount for kind, amount in amounts if kind == CONFISCATION]
    if confiscated and gains is not None and sum(confiscated) != gains:
        taken = sum(confiscated, Decimal(0))
        zh = f"没收违法所得{money.chinese(taken)}，违法所得填的是{money.chinese(gains)}"
        en = f"{money.english(taken)} of gains are confiscated, and the gains are {money.english(gains)}"
        if taken > gains:
            found.append(finding("FC901", zh + "，互相矛盾", en + ": they contradict each other", "sanctions"))
        else:
            zh, en = (
                zh + "：除依法应当退赔的外，应当全部没收",
                en + ": all is to be confiscated, save what must be refunded",
            )
            found.append(finding("FC202", zh, en, "sanctions", measured.reference, measured.cited))
    return found


def _missing(
    statutes: Statutes, kinds: Mapping[str, SanctionKind], measured: Standard, sanctions: Sequence[str], fined: bool
) -> list[Finding]:
    """FC202: a must that is not there, or a choice of one or more of which none is made."""
    proposed = set(sanctions)
    found = []
    for sanction in measured.required:
        if not proposed & {sanction.kind, *kinds[sanction.kind].covers, *_doing(kinds, sanction.kind)}:
            label = kinds[sanction.kind]
            general = statutes.provision(sanction.source).role == "rule"
            basis = (
                (sanction.source, statutes.citation(sanction.source))
                if general
                else (measured.reference, measured.cited)
            )
            zh, en = (
                f"应当同时“{label.label}”（{_short(sanction.quote)}），没有提出",
                f"“{label.label_en}” is required ({_short(sanction.quote)}) and not proposed",
            )
            found.append(finding("FC202", zh, en, "sanctions", *basis))
    if measured.choice or measured.choice_fine:
        offered = {each for kind in measured.choice for each in (kind, *kinds[kind].covers)}
        if not proposed & offered and not (fined and measured.choice_fine):
            names = [kinds[kind] for kind in (*measured.choice, *([FINE] if measured.choice_fine else []))]
            zh = f"{'、'.join(name.label for name in names)}至少应当选一种，一种也没有提出"
            en = f"At least one of {', '.join(name.label_en for name in names)} must be chosen, and none is proposed"
            found.append(finding("FC202", zh, en, "sanctions", measured.reference, measured.cited))
    return found


def _doing(kinds: Mapping[str, SanctionKind], duty: str) -> set[str]:
    """The kinds with which a duty is done: 责令停止使用 is an order to correct."""
    return {kind.id for kind in kinds.values() if duty in kind.satisfies}


def _other_body(statutes: Statutes, measured: Standard, label: Term, sanction: Imposable) -> Finding:
    """FC302: by the rule on permits, or by the words of the provision where these name the body."""
    words = {authority.id: authority for authority in statutes.table.authorities}
    own = set(sanction.by) <= set(measured.authority) or sanction.by != (_kinds(statutes)[label.id].decided_by,)
    rule = measured.reference if own or not measured.permits else statutes.table.rules.permits
    bodies_zh, bodies_en = (
        "、".join(words[b].label for b in sanction.by),
        ", ".join(words[b].label_en for b in sanction.by),
    )
    zh = f"“{label.label}”应当由{bodies_zh}决定：把证据和材料送该机关，本决定不能直接作出"
    en = f"“{label.label_en}” is for the {bodies_en} to decide: send the evidence there; this decision cannot impose it"
    return finding("FC302", zh, en, "sanctions", rule, statutes.citation(rule))


# --- words ------------------------------------------------------------------------------------------------------------


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


def _range_words(allowed: FineRange, zh: str, en: str, side: Side) -> tuple[str, str]:
    words = fine_words(allowed)
    if allowed.below_minimum:
        return (
            f"对{zh}罚款{{}}，裁量为减轻的，应当低于法定最低限（{words.zh}）",
            f"Fine on {en} {{}}: a mitigated fine goes below the statutory minimum ({words.en})",
        )
    side_zh, side_en = ("低于", "below") if side == "below" else ("高于", "above")
    return (
        f"对{zh}罚款{{}}，{side_zh}法定幅度：{words.zh}（“{_short(allowed.quote)}”）",
        f"Fine on {en} {{}} is {side_en} the range: {words.en} (“{_short(allowed.quote)}”)",
    )


def _not_provided(measured: Standard, zh: str, en: str) -> tuple[str, str]:
    basis = _no_basis(measured)
    return f"对{zh}罚款{{}}{basis.zh}", f"Fine on {en} {{}}: {basis.en}"


def _no_basis(measured: Standard) -> Words:
    if measured.effect == "no-penalty":
        return Words(
            "与“不予处罚”矛盾：不予处罚的，只能责令改正、教育",
            "contradicts the exemption, which leaves only correction and education",
        )
    if measured.tier:
        return Words(f"没有依据：本档（{measured.tier}）没有规定", f"not provided for in this tier ({measured.tier})")
    return Words("没有依据：本案适用的一档没有规定", "not provided for in the tier that applies")


def _unknown_base(statutes: Statutes, allowed: FineRange) -> tuple[str, str]:
    bases = {base.id: base for base in statutes.table.bases}
    zh = "、".join(bases[base].label for base in allowed.needs)
    en = ", ".join(bases[base].label_en for base in allowed.needs)
    words = fine_words(allowed)
    return f"没有填{zh}，无法判断罚款是否合法：{words.zh}", f"Without the {en} the fine cannot be judged: {words.en}"


def _short(quote: str) -> str:
    return quote if len(quote) <= 60 else quote[:59] + "…"


def _on_unit(code: str, measured: Standard, zh: str, en: str, amount: Decimal | int | None = None) -> Finding:
    return finding(code, zh, en, "fine", measured.reference, measured.cited, amount)


def _on_person(code: str, measured: Standard, zh: str, en: str, amount: Decimal | int | None = None) -> Finding:
    return finding(code, zh, en, "person_fines", measured.reference, measured.cited, amount)
