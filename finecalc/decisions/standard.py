"""What proposed decisions of one kind are measured by: a ruling, as a reviewer looks at it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct, structs

from finecalc.decisions import sentences
from finecalc.decisions.finding import Finding, Findings, finding
from finecalc.language.citation import Reference
from finecalc.language.errors import FactNotUsed, FinecalcError, NotAPenalty, NotInForce, UnknownReference
from finecalc.language.words import Saying, Words
from finecalc.law import succession
from finecalc.law.answer import Case
from finecalc.law.assess import assess, facts_read
from finecalc.law.assessment import Assessment, measured_fines
from finecalc.law.notes import facts_not_used
from finecalc.law.outcome import FineRange, Imposable
from finecalc.law.rules.adjustment import Effect, Leeway
from finecalc.law.rules.bands import level_of
from finecalc.law.rules.competence import is_office
from finecalc.law.rules.missing_days import number_means_another, text_undecided
from finecalc.law.rules.own_bands import Own
from finecalc.law.rules.procedure import Step, steps_on
from finecalc.law.sentences.notes import another_offence_words, concurrent_words, text_undecided_words
from finecalc.table.model import BandLevel, Bands, SanctionKind
from finecalc.table.statutes import Statutes, in_force, rule_in_force

ORGANISATION = "organisation"
CORRECTION, CONFISCATION, FINE = "order-correction", "confiscate-gains", "fine"


class Standard(Struct, kw_only=True):
    """What a decision on given facts is measured by. `judged` is false where the case itself cannot be judged.

    `answer` is the assessment of one case of this kind under the text that is cited; `dated` says that something is to be said of its
    days. `fines` are ranges as the ruling has them, open where a base decides; `disputed` are those that another reading of the text
    lays on this tier. `allowed` maps each kind of sanction that may be imposed to where it stands, None for what a general rule
    allows; `choice` are the kinds of which at least one must be chosen (with `choice_fine`, or the fine).
    `grading` is the rule by which fines are graded and `level` the level that the decision names, None where none of both is; `own`
    is the discretion table of the office that acts, and `bases` what its conditions may turn on.
    """

    findings: Findings
    judged: bool = False
    answer: Assessment | None = None
    dated: bool = False
    facts: tuple[str, ...] = ()
    reference: str = ""
    cited: Words = Words("", "")
    tier: str = ""
    authority: tuple[str, ...] = ()
    by: str = ""
    adjusted: Leeway | None = None
    fines: dict[str, FineRange] = {}
    disputed: dict[str, FineRange] = {}
    allowed: dict[str, Imposable | None] = {}
    required: tuple[Imposable, ...] = ()
    choice: tuple[str, ...] = ()
    choice_fine: bool = False
    steps: tuple[Step, ...] = ()
    permits: bool = False
    grading: Bands | None = None
    level: BandLevel | None = None
    own: Own | None = None
    bases: Mapping[str, Decimal] = {}

    @property
    def effect(self) -> Effect:
        """What the adjustment does to a range."""
        return self.adjusted.effect if self.adjusted else "within-range"

    @property
    def lowered(self) -> bool:
        """Whether fines go below their minimum."""
        return self.effect == "below-range"

    @property
    def open(self) -> bool:
        """Whether a range of the case depends on a base."""
        return any(fine.needs for fine in self.fines.values())

    @property
    def turns(self) -> Mapping[str, tuple[Decimal, ...]]:
        """The sizes of each base (yuan) at which another text may apply."""
        return self.answer.ruling.choice.turns if self.answer else {}

    def sized(self, bases: Mapping[str, Decimal]) -> "Standard":
        """The standard for a case of which these bases are known (yuan): open ranges settled as far as they go."""
        if not self.open and not self.disputed:
            return structs.replace(self, bases=bases) if self.own else self
        fines, disputed = (
            {fine.on: fine for fine in measured_fines(tuple(ranges.values()), bases, self.adjusted)}
            if ranges
            else ranges
            for ranges in (self.fines, self.disputed)
        )
        return structs.replace(self, fines=fines, disputed=disputed, bases=bases)


def standard(statutes: Statutes, asked: str, facts: Sequence[str], case: Case, *, today: date) -> Standard:
    """What a case is measured by, and the findings that hold whatever is proposed and on whatever days of this kind."""
    try:
        answer, unused = _assessed(statutes, asked, facts, case, today)
    except FinecalcError as error:
        return Standard(findings=(_unjudged(statutes, asked, case, error),))
    measured = _as_cited(statutes, answer, case, today)
    found = [*unused, *_on_concurrent(statutes, answer), *_on_competence(measured)]
    dated = bool(_on_edition(statutes, answer) or _on_days(statutes, answer, today))
    return _standard(statutes, answer, measured, tuple(found), case.decided or today, dated)


def on_text(statutes: Statutes, measured: "Standard", case: Case, *, today: date) -> list[Finding]:
    """FC401 to FC403, FC405, FC407, FC408: whether the text that is cited is the one that the days of this case call for."""
    if measured.answer is None:
        return []
    case = structs.replace(case, facts=measured.answer.case.facts)
    answer = Assessment(statutes, measured.answer.ruling, case, today)
    return [*_on_edition(statutes, answer), *_on_days(statutes, answer, today)]


def _assessed(
    statutes: Statutes, asked: str, facts: Sequence[str], case: Case, today: date
) -> tuple[Assessment, list[Finding]]:
    """The engine's answer without the facts that it has no use for, or that are open, and a finding for each of these."""
    cited = statutes.cited(asked)
    if isinstance(cited, Reference):
        provision = succession.find(statutes, cited, case.ended or case.decided or today)
        succession.must_be_penalty(statutes, provision)
    known, foreign = facts_read(statutes, asked, case, facts, today=today)
    left_open, too = facts_read(statutes, asked, case, case.unknown, today=today) if case.unknown else ((), [])
    case = structs.replace(case, unknown=())
    unused = [error.words for error in (*foreign, *too)]
    while True:
        try:
            answer = assess(statutes, asked, structs.replace(case, facts=known), today=today)
        except FactNotUsed as error:
            known = tuple(fact for fact in known if fact != error.fact)
            unused.append(error.words)
        else:
            unused += [
                words for words, _ in facts_not_used(statutes, answer.ruling.choice, answer.ruling.found, answer.case)
            ]
            shown = Words(answer.citation, answer.citation_en)
            found = [finding("FC122", each, "facts", answer.reference, shown) for each in unused]
            found += [
                finding("FC123", Saying(sentences.fact_open, statutes.facts[fact]), "unknown", answer.reference, shown)
                for fact in left_open
                if fact not in known
            ]
            return answer, found


def _unjudged(statutes: Statutes, asked: str, case: Case, error: FinecalcError) -> Finding:
    """Why a case cannot be judged at all, as a finding on the cell at fault."""
    words, edition_rule = error.words, statutes.table.rules.edition
    if isinstance(error, NotInForce) or _cites_text_of_another_day(statutes, asked, case):
        return finding("FC401", words, "provision", edition_rule, statutes.citation(edition_rule))
    if isinstance(error, UnknownReference | NotAPenalty):
        return finding("FC902", words, "provision")
    field = error.field or "facts"
    heading = {"items": "item"}.get(field, field)
    return finding("FC901", sentences.asked_in_a_file(field, heading, words), heading)


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
    choice, rule = answer.ruling.choice, statutes.table.rules.edition
    cited_edition, unclear = choice.asked.split(":")[0], choice.rule == "unclear"
    if cited_edition == choice.edition and not unclear:
        return []
    others = {other.reference.split(":")[0] for other in answer.alternatives}
    unclear = unclear and cited_edition in (choice.edition, *others)
    words = sentences.cited_text(statutes.citation(choice.asked), answer.edition_choice)
    if unclear:
        sides = [(each.before, each.after) for other in answer.alternatives for each in other.differences]
        words = sentences.differing(words, sides) if sides and not choice.needs else words
        return [finding("FC403", words, "provision", rule, statutes.citation(rule))]
    words = sentences.cite_instead(words, statutes.citation(answer.reference), answer.reference)
    code = "FC402" if choice.rule == "lighter" and cited_edition in others else "FC401"
    return [finding(code, words, "provision", rule, statutes.citation(rule))]


def _on_days(statutes: Statutes, answer: Assessment, today: date) -> list[Finding]:
    """FC405, FC408: the day that decides is missing, or the number means another offence by then; FC407: conduct across a change."""
    choice, case, found = answer.ruling.choice, answer.case, []
    if undecided := text_undecided(statutes, choice.asked, case, today):
        words = Saying(text_undecided_words, statutes, undecided)
        found.append(_resting_on(statutes, "FC405", words, "conduct_to", undecided.reference))
    if another := number_means_another(statutes, answer.ruling.asked, choice, case, today):
        found.append(
            _resting_on(statutes, "FC408", Saying(another_offence_words, statutes, another), "provision", None)
        )
    if choice.rule == "continued":
        said = answer.edition_choice
        found.append(_resting_on(statutes, "FC407", Words(said.zh, said.en), "conduct_from", said.reference))
    return found


def _on_concurrent(statutes: Statutes, answer: Assessment) -> list[Finding]:
    """FC409: another law caught the same conduct on that day."""
    if not answer.ruling.concurrent:
        return []
    words = Saying(concurrent_words, statutes, answer.ruling.concurrent)
    return [_resting_on(statutes, "FC409", words, "provision", statutes.table.rules.one_fine)]


def _resting_on(statutes: Statutes, code: str, words: Words | Saying, field: str, reference: str | None) -> Finding:
    cited = statutes.citation(reference) if reference else None
    return finding(code, words, field, reference or "", cited)


def _as_cited(statutes: Statutes, answer: Assessment, case: Case, today: date) -> Assessment:
    """Where neither text is lighter and the decision cites the new one, it is measured by that one."""
    choice = answer.ruling.choice
    cited_edition = choice.asked.split(":")[0]
    if choice.rule != "unclear" or cited_edition == choice.edition:
        return answer
    if cited_edition not in {other.reference.split(":")[0] for other in answer.alternatives}:
        return answer
    usable = {*statutes.ladder(choice.asked).facts, statutes.table.rules.limitation.fact}
    known = tuple(fact for fact in answer.case.facts if fact in usable)
    undated = structs.replace(case, facts=known, conduct_from=None, conduct_to=None)
    try:
        return assess(statutes, choice.asked, undated, today=today)
    except FinecalcError:
        return answer


def _on_competence(answer: Assessment) -> list[Finding]:
    if answer.ruling.competence.verdict != "no":
        return []
    cited = Words(answer.citation, answer.citation_en)
    return [finding("FC301", Words(answer.competence.zh, answer.competence.en), "by", answer.reference, cited)]


def _standard(
    statutes: Statutes, asked: Assessment, answer: Assessment, found: Findings, decided: date, dated: bool
) -> Standard:
    by = answer.ruling.competence.by
    effect = answer.ruling.adjusted.effect if answer.ruling.adjusted else "within-range"
    kinds = statutes.kinds
    allowed: dict[str, Imposable | None] = {FINE: None, CORRECTION: None}
    confiscation = statutes.table.rules.confiscation
    if effect != "no-penalty" and rule_in_force(statutes, confiscation, answer.case.ended or decided):
        allowed[CONFISCATION] = None
    for sanction in reversed(answer.sanctions):
        for kind in (*kinds[sanction.kind].covers, sanction.kind):
            allowed[kind] = sanction
    ours = [sanction for sanction in answer.sanctions if not sanction.by or by in sanction.by]
    chosen_from = [sanction.kind for sanction in ours if sanction.mode == "one-or-more" or sanction.in_choice]
    fines = {fine.on: fine for fine in answer.ruling.fines}
    grading = answer.ruling.grading
    unit = fines.get(ORGANISATION)
    return Standard(
        findings=found,
        judged=True,
        answer=asked,
        dated=dated,
        facts=answer.case.facts,
        reference=answer.reference,
        cited=Words(answer.citation, answer.citation_en),
        tier=answer.tier.quote or "",
        authority=answer.ruling.competence.authority,
        by=by,
        adjusted=answer.ruling.adjusted,
        fines=fines,
        disputed={fine.on: fine for fine in answer.ruling.disputed},
        allowed=allowed,
        required=tuple(sanction for sanction in ours if _is_required(sanction, answer.case, effect, kinds)),
        choice=() if effect == "below-range" else tuple(chosen_from),
        choice_fine=unit is not None and unit.mode == "one-or-more" and effect != "below-range",
        steps=steps_on(statutes, answer.case, decided),
        permits=is_office(statutes, answer.case) and rule_in_force(statutes, statutes.table.rules.permits, decided),
        grading=grading,
        level=level_of(grading, answer.case.adjust) if grading else None,
        own=answer.own,
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
