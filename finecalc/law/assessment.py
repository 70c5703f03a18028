"""A ruling measured: what the law allows in one case, in yuan, and what people read of it, made when it is read."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from finecalc.language.answers import as_json
from finecalc.language.errors import FinecalcError
from finecalc.law import succession
from finecalc.law.answer import (
    Adjusted,
    Alternative,
    Case,
    Competence,
    EditionChoice,
    LimitationPeriod,
    Note,
    Quoted,
    Rung,
    TableUsed,
    quoted,
    rung_of,
    table_used,
)
from finecalc.law.facts import compared_under, counted
from finecalc.law.outcome import AppliedTier, FineRange, Imposable, Outcome, brought, fine_on, measured
from finecalc.law.rules import lighter
from finecalc.law.rules.adjustment import below_minimum
from finecalc.law.rules.attached import whole
from finecalc.law.rules.competence import graver_reserved, imposed_by, is_office, report_up
from finecalc.law.rules.edition import Choice, differences
from finecalc.law.rules.limitation import limitation_of
from finecalc.law.rules.missing_days import limitation_undecided, number_means_another, text_undecided
from finecalc.law.ruling import Ruling
from finecalc.law.sentences import edition_words, limitation_words
from finecalc.table.model import Provision
from finecalc.table.statutes import Place, Statutes, rule_in_force

PARTS = (
    *(
        "reference",
        "items",
        "citation",
        "citation_en",
        "name",
        "name_en",
        "tier",
        "fines",
        "sanctions",
        "needs",
        "notes",
        "case",
    ),
    *(
        "edition_choice",
        "alternatives",
        "competence",
        "limitation",
        "adjustment",
        "procedures",
        "ladder",
        "texts",
        "table",
    ),
    *("disputed", "concurrent"),
)
"""The parts of an assessment, in the order in which JSON has them."""


class Assessment:
    """What the law allows in a case. `reference` is the provision that applies, `items` those of its conduct, as it numbers them.

    `disputed` are ranges that another reading of the text lays on this tier too; `concurrent` the provisions of other laws that
    caught the same conduct on that day. Amounts in yuan.
    """

    def __init__(
        self, statutes: Statutes, ruling: Ruling, case: Case, today: date, warnings: tuple[Note, ...] = ()
    ) -> None:
        self._statutes = statutes
        self._today = today
        self._warnings = warnings
        self.ruling = ruling
        self.case = case
        self.fines = measured_fines(ruling.fines, case.bases, ruling.adjusted)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Assessment) and self.parts() == other.parts()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        fines = ", ".join(f"{fine.on} {fine.mode} {fine.min}..{fine.max}" for fine in self.fines)
        return f"<Assessment {self.reference} {fines or 'no fine'}>"

    def warned(self, warning: Note) -> "Assessment":
        """The same answer with a note that stands before all others."""
        return Assessment(self._statutes, self.ruling, self.case, self._today, (warning, *self._warnings))

    def fine_on(self, target: str) -> FineRange | None:
        """The range on organisation, manager, staff or individual; None where it is not fined."""
        return fine_on(self.fines, target)

    def parts(self) -> dict[str, Any]:
        """Every part of the answer by its name."""
        return {name: getattr(self, name) for name in PARTS}

    def to_json(self) -> str:
        """The answer as `--json` prints it: identifiers, exact numbers, dates as 2026-01-31, sentences in both languages."""
        return as_json(self.parts())

    # --- the ruling, measured ---

    @property
    def reference(self) -> str:
        return self.ruling.found.reference

    @property
    def items(self) -> tuple[int, ...]:
        return self.ruling.choice.applied[1]

    @property
    def tier(self) -> AppliedTier:
        return self.ruling.found.tier

    @property
    def sanctions(self) -> tuple[Imposable, ...]:
        return self.ruling.sanctions

    @property
    def needs(self) -> tuple[str, ...]:
        """The bases that are still unknown."""
        return tuple(dict.fromkeys(base for fine in self.fines for base in fine.needs))

    @property
    def disputed(self) -> tuple[FineRange, ...]:
        return measured_fines(self.ruling.disputed, self.case.bases, self.ruling.adjusted)

    @property
    def concurrent(self) -> tuple[str, ...]:
        return self.ruling.concurrent

    @property
    def competence(self) -> Competence:
        return self.ruling.competence

    @property
    def adjustment(self) -> Adjusted | None:
        return self.ruling.adjusted

    @property
    def procedures(self) -> tuple[Note, ...]:
        return self.ruling.procedures

    @cached_property
    def limitation(self) -> LimitationPeriod | None:
        return limitation_period(self._statutes, self.case, self._today)

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        return tuple(
            _alternative(self._statutes, self._found, other, self.case, self._decided) for other in self._other[0]
        )

    @cached_property
    def ladder(self) -> tuple[Rung, ...]:
        place, index = self.ruling.choice.applied, self.tier.index
        return tuple(_ladder(self._statutes, place, self.case, index, self._decided))

    # --- what it says ---

    @property
    def citation(self) -> str:
        return self._statutes.citation(self.reference).zh

    @property
    def citation_en(self) -> str:
        return self._statutes.citation(self.reference).en

    @property
    def name(self) -> str:
        return self._statutes.provision(self.reference).name

    @property
    def name_en(self) -> str:
        return self._statutes.provision(self.reference).name_en

    @cached_property
    def edition_choice(self) -> EditionChoice:
        choice = self.ruling.choice
        words = edition_words(self._statutes, choice, self.case, self._today)
        return EditionChoice(
            rule=choice.rule,
            asked=choice.asked,
            edition=choice.edition,
            zh=words.zh,
            en=words.en,
            reference=choice.reference,
            needs=choice.needs,
        )

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        return (
            *self._warnings,
            *self._on_number,
            *_on_concurrent(self._statutes, self.reference, self.concurrent),
            *_on_missing_days(self._statutes, self.ruling.choice.asked, self.case, self._today),
            *_notes(self._statutes, self.ruling.choice, self._found, self.case, self._decided),
            *self._other[1],
        )

    @cached_property
    def texts(self) -> tuple[Quoted, ...]:
        return tuple(_texts(self._statutes, self.ruling.found, self.ruling.choice.applied))

    @property
    def table(self) -> TableUsed:
        return table_used(self._statutes)

    # --- what the parts are made from ---

    @property
    def _on_number(self) -> list[Note]:
        """What the number of the article means in another edition: on the day of the decision, or on any other day."""
        choice = self.ruling.choice
        misread = number_means_another(self._statutes, self.ruling.asked, choice, self.case, self._today)
        if misread:
            return [misread]
        number = None if choice.named else succession.elsewhere(self._statutes, self.reference)
        return [Note(code="number-elsewhere", zh=number.zh, en=number.en)] if number else []

    @property
    def _decided(self) -> date:
        return self.case.decided or self._today

    @cached_property
    def _found(self) -> Outcome:
        """What the tiers themselves allow, measured."""
        found = self.ruling.found
        return replace(found, fines=measured_fines(found.fines, self.case.bases))

    @cached_property
    def _other(self) -> tuple[list[Outcome], list[Note]]:
        choice = self.ruling.choice
        return _under_other_texts(self._statutes, choice.applied, self.case, choice.others)


def limitation_period(statutes: Statutes, case: Case, today: date) -> LimitationPeriod | None:
    """Whether the conduct was discovered in time, in words; None while one of the two dates is unknown."""
    period = limitation_of(statutes, case, today)
    if period is None or case.ended is None:
        return None
    words = limitation_words(statutes, period, case.ended)
    return LimitationPeriod(
        years=period.years,
        until=period.until,
        discovered=period.discovered,
        expired=period.expired,
        reference=None if period.before else statutes.table.rules.limitation.ref,
        zh=words.zh,
        en=words.en,
    )


def measured_fines(
    fines: tuple[FineRange, ...], bases: Mapping[str, Decimal], adjusted: Adjusted | None = None
) -> tuple[FineRange, ...]:
    """Ranges as far as the known bases settle them (yuan), those that come to no fine left out."""
    if not any(fine.needs for fine in fines):
        return fines
    lowered = adjusted is not None and adjusted.effect == "below-range"
    found = (measured(fine, bases) for fine in fines)
    return tuple(below_minimum(fine) if lowered else fine for fine in found if fine)


def _under_other_texts(
    statutes: Statutes, place: Place, case: Case, others: list[Place]
) -> tuple[list[Outcome], list[Note]]:
    """The case under the other texts, and a note on each whose answer needs facts that it knows."""
    compared, notes = [], []
    for other in others:
        try:
            compared.append(compared_under(statutes, other, case, place, case.bases))
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


def _on_missing_days(statutes: Statutes, asked: str, case: Case, today: date) -> list[Note]:
    found = (text_undecided(statutes, asked, case, today), limitation_undecided(statutes, case, today))
    return [note for note in found if note]


def _reach(statutes: Statutes, applied: Provision, found: Outcome) -> list[Note]:
    """Where other law goes first, and where the text gives the fine in the place of other sanctions."""
    notes = []
    if applied.supplements:
        notes.append(
            Note(
                code="supplementary",
                zh=f"本条只在“{applied.supplements}”时适用：有法律、行政法规规定的，依照其规定",
                en=f"This provision applies only where no law or administrative regulation provides (“{applied.supplements}”): where one does, that one applies",
                reference=applied.ref,
            )
        )
    labels = {kind.id: kind for kind in statutes.table.sanctions}
    for fine in found.fines:
        if fine.instead_of:
            others = [labels[kind] for kind in fine.instead_of]
            notes.append(
                Note(
                    code="either-or",
                    zh=f"条文以“或者”连接：{'、'.join(each.label for each in others)}与罚款择一，不同时给予",
                    en=f"The text joins them by 或者: {', '.join(each.label_en for each in others)}, or the fine; not both",
                    reference=fine.source,
                )
            )
    return notes


def _notes(statutes: Statutes, choice: Choice, found: Outcome, case: Case, decided: date) -> list[Note]:
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
    notes += _reach(statutes, applied, found)
    nothing = [
        base for base, known in case.bases.items() if not known and base in statutes.ladder(choice.applied[0]).bases
    ]
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
    for fact in case.facts:
        if fact not in statutes.ladder(choice.applied[0]).facts and fact != rules.limitation.fact:
            notes.append(
                Note(
                    code="fact-not-used",
                    zh=f"情节 {fact} 在 {choice.applied[0]} 中不起作用，只用于比较另一文本",
                    en=f"The fact {fact} counts for nothing in {choice.applied[0]}; it is used for the other text only",
                )
            )
    counting = counted(statutes, choice.applied, case.facts)
    for fact in case.facts:
        if fact in statutes.ladder(choice.applied[0]).facts and fact not in counting:
            words = "、".join(f"“{statutes.facts[each].label}”" for each in statutes.facts[fact].implies)
            words_en = ", ".join(f"“{statutes.facts[each].label_en}”" for each in statutes.facts[fact].implies)
            items = [str(item) for item in choice.applied[1]]
            notes.append(
                Note(
                    code="fact-not-used",
                    zh=f"情节 {fact} 的档次不适用于第 {'、'.join(items)} 项行为，按{words}定档",
                    en=f"The tier for {fact} is not for item {', '.join(items)}: it counts as {words_en}",
                    reference=found.reference,
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
    notes += graver_reserved(statutes, applied, statutes.ladder(choice.applied[0]), case, decided)
    reported = report_up(statutes, applied, case, decided)
    if reported:
        notes.append(reported)
    return notes


def _ladder(statutes: Statutes, place: Place, case: Case, applied: int, decided: date) -> list[Rung]:
    ladder = statutes.ladder(place[0])
    return [
        rung_of(ladder, whole(statutes, brought(ladder, index, case.bases), case, decided), applied)
        for index in range(len(ladder.rungs))
    ]


def _texts(statutes: Statutes, found: Outcome, place: Place) -> list[Quoted]:
    sources = [found.reference, found.tier.source, *(fine.source for fine in found.fines)]
    sources += [sanction.source for sanction in found.sanctions] + [place[0]]
    return [quoted(statutes, ref) for ref in dict.fromkeys(sources)]
