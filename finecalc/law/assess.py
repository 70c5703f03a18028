"""A case and a provision in, an assessment out. Pure: no files, no printing, no clock.

One assessment serves `range`, `ask`, `check` and the library.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from msgspec import structs

from finecalc.language.errors import DatesOutOfOrder, FactNotUsed, FinecalcError, Undecided, about
from finecalc.language.values import Texts
from finecalc.law import succession
from finecalc.law.answer import Alternative, Assessment, Case, EditionChoice, Note, Quoted, Rung, SameAct, TableUsed
from finecalc.law.case import case_named, facts_written, identifier, provision_named
from finecalc.law.facts import compared_under, facts_among, outcome_of, rungs_met
from finecalc.law.outcome import Outcome, disputed_fines, outcome
from finecalc.law.rules import lighter
from finecalc.law.rules.adjustment import adjust, adjustment_of
from finecalc.law.rules.attached import attached, whole
from finecalc.law.rules.competence import competence_of, graver_reserved, imposed_by, is_office, report_up
from finecalc.law.rules.edition import applicable_text, differences, place_of
from finecalc.law.rules.limitation import limitation_of
from finecalc.law.rules.procedure import procedures_due
from finecalc.table.ladder import Ladder
from finecalc.table.statutes import Place, Statutes, rule_in_force


def assess(statutes: Statutes, asked: str, case: Case, *, today: date) -> Assessment:
    """What the law allows for `asked` (a reference, citation or power item, as in `range`) in `case`.

    `today` stands in for a missing date of decision. Raises FinecalcError, in both languages, when the reference,
    the dates or the facts cannot be used.
    """
    check_case(statutes, case, today)
    place, typed = place_of(statutes, asked, case, today)
    place, choice, others = applicable_text(statutes, place, typed, case, today)
    return _assessment(statutes, place, case, choice, others, typed, today)


def assess_named(
    statutes: Statutes, asked: object, *, facts: Texts = (), case: Case | None = None, today: date, **known: Any
) -> Assessment:
    """As `assess`, with the provision and the facts as people write them; `case` and the rest as in `case_named`."""
    reference, case = provision_named(asked), case_named(statutes, case, **known)
    texts = facts_written(statutes, facts) or case.facts
    if texts:
        case = structs.replace(case, facts=facts_named(statutes, reference, case, texts, today=today))
    return assess(statutes, reference, case, today=today)


def facts_named(statutes: Statutes, asked: str, case: Case, texts: Sequence[str], *, today: date) -> tuple[str, ...]:
    """The facts that people name by identifier, or in words no weaker than those of the provision asked for.

    Raises FactNotUsed for words of other provisions, FinecalcError for words that are no fact.
    """
    facts, unused = facts_read(statutes, asked, case, texts, today=today)
    if unused:
        raise unused[0]
    return facts


def facts_read(
    statutes: Statutes, asked: str, case: Case, texts: Sequence[str], *, today: date
) -> tuple[tuple[str, ...], list[FactNotUsed]]:
    """As `facts_named`, with what was raised for the words of other provisions. The text that applies is asked first."""
    check_case(statutes, case, today)
    with about("facts"):
        return facts_among(statutes, ladders_for(statutes, asked, case, today), texts)


def ladders_for(statutes: Statutes, asked: str, case: Case, today: date) -> list[Ladder]:
    """The ladders that a case may be measured by: of the end of the conduct, as asked for, of its start and the decision."""
    place, _ = place_of(statutes, asked, case, today)
    places = [place]
    if case.ended:
        places = succession.at(statutes, place, case.ended) + places
        for day in (case.conduct_from, case.decided or today):
            places += succession.at(statutes, place, day) if day else []
    return [statutes.ladder(ref) for ref in dict.fromkeys(ref for ref, _ in places)]


def check_case(statutes: Statutes, case: Case, today: date) -> None:
    """Raises FinecalcError for dates out of order, negative amounts, and words that the table does not know."""
    conduct = [
        ("conduct_from", "违法行为开始日期", "start of the conduct", case.conduct_from),
        ("conduct_to", "违法行为终了日期", "end of the conduct", case.conduct_to),
    ]
    decided = ("decided", "决定日期", "date of the decision", case.decided)
    discovered = ("discovered", "发现日期", "date of discovery", case.discovered)
    for order in ([*conduct, decided], [conduct[0], discovered, decided]):
        known = [(name, zh, en, day) for name, zh, en, day in order if day is not None]
        for (_, first_zh, first_en, first), (name, zh, en, day) in pairwise(known):
            if day < first:
                raise DatesOutOfOrder(
                    f"{zh}（{day}）早于{first_zh}（{first}），请核对日期",
                    f"The {en} ({day}) is before the {first_en} ({first}): check the dates",
                    name,
                )
    if case.decided is None and case.discovered and case.discovered > today:
        raise DatesOutOfOrder(
            f"发现日期（{case.discovered}）晚于今天（{today}），请核对日期",
            f"The date of discovery ({case.discovered}) is after today ({today}): check it",
            "discovered",
        )
    if case.decided is None and case.ended and case.ended > today:
        raise DatesOutOfOrder(
            f"违法行为终了日期（{case.ended}）晚于今天（{today}），请核对日期，或填写决定日期",
            f"The end of the conduct ({case.ended}) is after today ({today}): check it, or give the date of the decision",
            "conduct_to" if case.conduct_to else "conduct_from",
        )
    for base in statutes.table.bases:
        if case.bases.get(base.id, Decimal(0)) < 0:
            raise FinecalcError(f"{base.label}不能是负数", f"The {base.label_en} cannot be negative", base.id)
    if case.by is not None:
        identifier("by", statutes.table.authorities, case.by)
    if case.adjust is not None:
        identifier("adjust", statutes.table.adjustments, case.adjust)


def _assessment(
    statutes: Statutes, place: Place, case: Case, choice: EditionChoice, others: list[Place], typed: bool, today: date
) -> Assessment:
    decided = case.decided or today
    found = outcome_of(statutes, place, case, others)
    compared, open_texts = _under_other_texts(statutes, place, case, others)
    applied = statutes.provision(found.reference)
    cited = statutes.citation(found.reference)
    adjusted = adjustment_of(statutes, found.reference, case, decided)
    until = statutes.edition(found.reference).until or decided
    concurrent = statutes.concurring(found.reference, case.ended or min(decided, until))
    other_reading = disputed_fines(statutes.ladder(place[0]), rungs_met(statutes, place, case, others), case.bases)
    fines, sanctions = attached(statutes, found.fines, found.sanctions, case, decided, adjusted)
    return Assessment(
        reference=found.reference,
        items=place[1],
        citation=cited.zh,
        citation_en=cited.en,
        name=applied.name,
        name_en=applied.name_en,
        tier=found.tier,
        fines=fines,
        sanctions=tuple(imposed_by(statutes, sanction) for sanction in sanctions),
        needs=tuple(dict.fromkeys(base for fine in fines for base in fine.needs)),
        notes=(
            *_on_concurrent(statutes, found.reference, concurrent),
            *_notes(statutes, place, found, case, typed, decided),
            *open_texts,
        ),
        case=case,
        edition_choice=choice,
        alternatives=tuple(_alternative(statutes, found, other, case, decided) for other in compared),
        competence=competence_of(statutes, applied, found.sanctions, case, decided),
        limitation=limitation_of(statutes, case, today),
        adjustment=adjusted,
        procedures=tuple(procedures_due(statutes, fines, sanctions, case, decided)),
        ladder=tuple(_ladder(statutes, place, case, found.tier.index, decided)),
        texts=tuple(_texts(statutes, found, place)),
        table=TableUsed(version=statutes.table.version, sha256=statutes.sha256),
        disputed=adjust(statutes, other_reading, (), adjusted)[0],
        concurrent=concurrent,
    )


def _under_other_texts(
    statutes: Statutes, place: Place, case: Case, others: list[Place]
) -> tuple[list[Outcome], list[Note]]:
    """The case under the other texts, and a note on each whose answer needs facts that it knows."""
    compared, notes = [], []
    for other in others:
        try:
            compared.append(compared_under(statutes, other, case, place))
        except FinecalcError as error:
            notes.append(
                Note(
                    code="other-text-open",
                    zh=f"另一文本 {other[0]} 的结果没有列出：{error.words.zh}",
                    en=f"The answer under {other[0]} is not shown: {error.words.en}",
                    reference=other[0],
                )
            )
    return compared, notes


def _alternative(statutes: Statutes, found: Outcome, other: Outcome, case: Case, decided: date) -> Alternative:
    cited = statutes.citation(other.reference)
    differing = differences(statutes, found, other, case.ended or decided)
    other = whole(statutes, other, case, decided)
    return Alternative(
        reference=other.reference,
        citation=cited.zh,
        citation_en=cited.en,
        relation=lighter.relation(differing),
        differences=differing,
        tier=other.tier,
        fines=other.fines,
        sanctions=tuple(imposed_by(statutes, sanction) for sanction in other.sanctions),
    )


def _on_concurrent(statutes: Statutes, reference: str, concurrent: tuple[str, ...]) -> list[Note]:
    if not concurrent:
        return []
    shown = [(ref, statutes.citation(ref), statutes.provision(ref)) for ref in concurrent]
    named_zh = "、".join(f"{cited.zh}（{ref}，{provision.name}）" for ref, cited, provision in shown)
    named_en = ", ".join(f"{cited.en} ({ref}: {provision.name_en})" for ref, cited, provision in shown)
    return [
        Note(
            code="concurrent",
            zh=f"当日对同一行为还有{named_zh}。同一个违法行为违反几个规定的，按照罚款数额高的规定处罚，不得给予两次以上罚款",
            en=f"On that day {named_en} dealt with the same conduct too. Where one act breaks several provisions, the one with the higher fine is applied, and there is one fine only",
            reference=statutes.table.rules.one_fine,
        )
    ]


def _notes(statutes: Statutes, place: Place, found: Outcome, case: Case, typed: bool, decided: date) -> list[Note]:
    rules = statutes.table.rules
    applied = statutes.provision(found.reference)
    notes = [
        Note(code="remark", zh=remark.zh, en=remark.en, reference=ref)
        for ref in dict.fromkeys((found.reference, found.tier.source, *(fine.source for fine in found.fines)))
        for remark in statutes.provision(ref).remarks
    ]
    notes += [
        Note(code="proviso", zh=f"条文另写明：{quote}", en=f"The text adds: {quote}", reference=applied.ref)
        for quote in applied.provisos
    ]
    number = None if typed else succession.elsewhere(statutes, found.reference)
    if number:
        notes.append(Note(code="number-elsewhere", zh=number.zh, en=number.en))
    nothing = [base for base, known in case.bases.items() if not known and base in statutes.ladder(place[0]).bases]
    if nothing and found.fine_on("organisation") is None:
        label = next(base for base in statutes.table.bases if base.id == nothing[0])
        notes.append(
            Note(
                code="no-base",
                zh=f"{label.label}填了 0，条文按它的倍数罚款，无从计算，请核对",
                en=f"The {label.label_en} is given as 0, and the fine is a multiple of it: nothing to reckon with, check it",
                reference=found.reference,
            )
        )
    if case.discovered and not case.ended:
        notes.append(
            Note(
                code="limitation-undated",
                zh="填了发现日期，没有填违法行为日期，无法判断时效，请填写",
                en="A date of discovery without a date of the conduct: give it to have the limitation judged",
                reference=rules.limitation.ref,
                field="conduct_to",
            )
        )
    for fact in case.facts:
        if fact not in statutes.ladder(place[0]).facts and fact != rules.limitation.fact:
            notes.append(
                Note(
                    code="fact-not-used",
                    zh=f"情节 {fact} 在 {place[0]} 中不起作用，只用于比较另一文本",
                    en=f"The fact {fact} counts for nothing in {place[0]}; it is used for the other text only",
                )
            )
    below = {adjustment.id for adjustment in statutes.table.adjustments if adjustment.effect == "below-range"}
    if case.adjust in below and any(fine.min == 0 for fine in found.fines):
        notes.append(
            Note(
                code="no-floor",
                zh="条文没有规定最低限的罚款，无从低于最低限，减轻只能体现为少处种类",
                en="A fine without a statutory minimum cannot go below it: mitigation can only mean fewer kinds",
            )
        )
    handed = rules.handover
    given = {each.kind for each in found.sanctions}
    if is_office(statutes, case) and given & set(handed.sanctions) and rule_in_force(statutes, handed.ref, decided):
        notes.append(Note(code="handover", zh=handed.text.zh, en=handed.text.en, reference=handed.ref))
    notes += graver_reserved(statutes, applied, statutes.ladder(place[0]), case, decided)
    reported = report_up(statutes, applied, case, decided)
    if reported:
        notes.append(reported)
    return notes


def _ladder(statutes: Statutes, place: Place, case: Case, applied: int, decided: date) -> list[Rung]:
    ladder = statutes.ladder(place[0])
    ground = [index for index, rung in enumerate(ladder.rungs) if not rung.when]
    rungs = []
    for index, rung in enumerate(ladder.rungs):
        met = [*(each for each in ground if each < index), index]
        brings = whole(statutes, outcome(ladder, met, tuple(rung.when), case.bases), case, decided)
        rungs.append(
            Rung(
                index=index,
                reference=rung.reference,
                when=rung.when,
                quote=rung.quote or None,
                applies=index == applied,
                shared=rung.shared,
                fines=brings.fines,
                sanctions=tuple(sanction for sanction in brings.sanctions if sanction.from_tier is None),
            )
        )
    return rungs


def _texts(statutes: Statutes, found: Outcome, place: Place) -> list[Quoted]:
    sources = [found.reference, found.tier.source, *(fine.source for fine in found.fines)]
    sources += [sanction.source for sanction in found.sanctions] + [place[0]]
    texts = []
    for ref in dict.fromkeys(sources):
        provision, cited = statutes.provision(ref), statutes.citation(ref)
        texts.append(
            Quoted(reference=ref, citation=cited.zh, citation_en=cited.en, text=provision.text, sure=provision.sure)
        )
    return texts


def assess_same_act(
    statutes: Statutes, references: Sequence[str], facts: Sequence[str], case: Case, *, today: date
) -> list[Assessment]:
    """One act under several provisions: each is asked with those of the facts (as people name them) that it knows.

    Raises FinecalcError for a fact that none of the provisions knows.
    """
    read = {ref: facts_read(statutes, ref, case, facts, today=today) for ref in references}
    missed = [{error.fact: error for error in unused} for _, unused in read.values()]
    for text in facts:
        if all(text in each for each in missed):
            raise missed[0][text]
    return [assess(statutes, ref, structs.replace(case, facts=read[ref][0]), today=today) for ref in references]


def same_act(statutes: Statutes, assessments: Sequence[Assessment]) -> SameAct:
    """Of several provisions caught by one act, the one with the higher fine on the organisation.

    Compared by ceiling, then by floor. Raises Undecided when a base that decides it is unknown, FinecalcError when
    none of them carries a fine or all come to the same provision.
    """
    for each in assessments:
        if each.needs:
            needed = [base for base in statutes.table.bases if base.id in each.needs]
            zh, en = "、".join(base.label for base in needed), ", ".join(base.label_en for base in needed)
            raise Undecided(
                f"{each.reference} 的罚款取决于{zh}，不知道就无法比较哪条罚款数额高，请填写",
                f"The fine under {each.reference} depends on the {en}: without it the higher fine cannot be told",
                choices=tuple(each.reference for each in assessments),
                field=needed[0].id,
            )
    ranked = sorted({each.reference: each for each in assessments}.values(), key=_fine_height, reverse=True)
    cited = statutes.citation(statutes.table.rules.one_fine)
    if len(ranked) < 2:
        only = ranked[0].reference
        raise FinecalcError(
            f"几个依据在本案都是 {only}，无须比较", f"All the provisions come to {only} in this case", "provision"
        )
    applied, others = ranked[0], tuple(ranked[1:])
    if _fine_height(applied) == _NO_FINE:
        refs = [each.reference for each in ranked]
        raise FinecalcError(
            f"{'、'.join(refs)} 在本案都没有罚款，{cited.zh}只在应当给予罚款的规定之间选择",
            f"None of {', '.join(refs)} carries a fine in this case: {cited.en} chooses only between fines",
            "provision",
        )
    tied = [other.reference for other in others if _fine_height(other) == _fine_height(applied)]
    zh = f"同一个违法行为违反 {len(ranked)} 个规定，按照罚款数额高的 {applied.reference} 处罚，不得给予两次以上罚款"
    en = f"One act breaks {len(ranked)} provisions: {applied.reference}, with the higher fine, is applied, and there is one fine only"
    if tied:
        zh += f"（{'、'.join(tied)} 的罚款数额与之相同）"
        en += f" ({', '.join(tied)}: the same amount)"
    return SameAct(applied=applied, others=others, reference=statutes.table.rules.one_fine, zh=zh, en=en)


_NO_FINE = (Decimal(-1), Decimal(-1))


def _fine_height(assessment: Assessment) -> tuple[Decimal, Decimal]:
    fine = assessment.fine_on("organisation") or assessment.fine_on("individual")
    return (fine.max or Decimal(0), fine.min or Decimal(0)) if fine else _NO_FINE
