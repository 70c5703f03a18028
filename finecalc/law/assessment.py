"""A ruling measured: what the law allows in one case, in yuan, and what people read of it, made when it is read."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from finecalc.language.answers import as_json
from finecalc.language.errors import FinecalcError
from finecalc.language.words import Words
from finecalc.law.answer import (
    Adjusted,
    Alternative,
    Branch,
    Case,
    Competence,
    Difference,
    EditionChoice,
    LimitationPeriod,
    Note,
    OfficeUsed,
    Procedure,
    Quoted,
    Rung,
    TableUsed,
    office_used,
    quoted,
    rung_of,
    table_used,
)
from finecalc.law.facts import compared_under
from finecalc.law.notes import note, notes_of
from finecalc.law.open_facts import Possible, known_part
from finecalc.law.outcome import AppliedTier, FineRange, Imposable, Outcome, brought, fine_on, measured
from finecalc.law.procedures import procedures_of
from finecalc.law.rules import lighter
from finecalc.law.rules.adjustment import Leeway, below_minimum
from finecalc.law.rules.attached import whole
from finecalc.law.rules.bands import Band, bands_of
from finecalc.law.rules.competence import imposed_by
from finecalc.law.rules.edition import differences
from finecalc.law.rules.limitation import limitation_of
from finecalc.law.rules.own_bands import Own, bands_with_own, own_table
from finecalc.law.ruling import Ruling
from finecalc.law.sentences.editions import edition_words
from finecalc.law.sentences.notes import other_text_open_words
from finecalc.law.sentences.open_facts import branch_words, fact_words, facts_open_words, nothing_then_words
from finecalc.law.sentences.rules import adjustment_words, competence_words, limitation_words, side_words
from finecalc.table.statutes import Place, Statutes

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
    *("disputed", "concurrent", "bands", "office", "branches"),
)
"""The parts of an assessment, in the order in which JSON has them."""


class Assessment:
    """What the law allows in a case. `reference` is the provision that applies, `items` those of its conduct, as it numbers them.

    `disputed` are ranges that another reading of the text lays on this tier too; `concurrent` the provisions of other laws that
    caught the same conduct on that day; `bands` how each range is divided into levels of discretion. Where facts are open,
    everything holds as far as the known ones go (or under the least of the open ones that the provision needs), and
    `branches` are all outcomes that there can be. Amounts in yuan.
    """

    def __init__(
        self,
        statutes: Statutes,
        ruling: Ruling,
        case: Case,
        today: date,
        warnings: tuple[Note, ...] = (),
        outcomes: tuple[Possible, ...] = (),
    ) -> None:
        self._outcomes = outcomes
        self._held = _held(ruling, case, outcomes)
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
        return Assessment(
            self._statutes, self.ruling, self.case, self._today, (warning, *self._warnings), self._outcomes
        )

    def fine_on(self, target: str) -> FineRange | None:
        """The range on organisation, manager, staff or individual; None where it is not fined."""
        return fine_on(self.fines, target)

    def parts(self) -> dict[str, Any]:
        """Every part of the answer by its name."""
        return {name: part for name in PARTS if (part := getattr(self, name)) is not UNSET}

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

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        """Every outcome that the open facts leave, measured; none where no fact is open, or none of them matters."""
        if len(self._outcomes) < 2:
            return ()
        return tuple(_branch(self._statutes, each, self.case, self._wording) for each in self._outcomes)

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """从轻, 一般 and 从重 on each target whose fine has a minimum, where the rule on them binds the authority."""
        rule, own = self.ruling.grading, self.own
        bands = bands_of(rule, self.fines, self.case.adjust) if rule else ()
        return bands_with_own(own, rule, bands, self.fines, self.case.bases) if own else bands

    @property
    def graded_by(self) -> tuple[str, ...]:
        """The provisions by which the fines are graded."""
        rule = self.ruling.grading
        return (rule.ref, rule.float_ref) if rule and any(not band.source for band in self.bands) else ()

    @cached_property
    def own(self) -> Own | None:
        """The discretion table of the office that acts, where it has one for this case."""
        place, rung = self.ruling.choice.applied, self.tier.index
        opened = self._statutes.ladder(place[0]).rungs[rung].when
        return own_table(self._statutes, self.reference, place[1], opened, self.case, self._decided)

    @cached_property
    def limitation(self) -> LimitationPeriod | None:
        return limitation_period(self._statutes, self._held, self._today)

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        return tuple(
            _alternative(self._statutes, self._found, other, self._held, self._decided) for other in self._other[0]
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
    def competence(self) -> Competence:
        standing = self.ruling.competence
        words = competence_words(self._statutes, standing)
        return Competence(
            by=standing.by,
            verdict=standing.verdict,
            competent=standing.verdict != "no",
            authority=standing.authority,
            quote=standing.quote,
            zh=words.zh,
            en=words.en,
            reference=next(iter(standing.references), None),
            references=standing.references,
        )

    @cached_property
    def adjustment(self) -> Adjusted | None:
        leeway = self.ruling.adjusted
        if leeway is None:
            return None
        words = adjustment_words(self._statutes, leeway)
        return Adjusted(
            adjust=leeway.adjust, effect=leeway.effect, references=leeway.references, zh=words.zh, en=words.en
        )

    @cached_property
    def procedures(self) -> tuple[Procedure, ...]:
        return procedures_of(self._statutes, self.ruling, self.fines, self.case, self._decided)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        return (
            *self._warnings,
            *self._on_open_facts,
            *notes_of(
                self._statutes, self.ruling, self._found, (self.fines, self.bands, self.own), self._held, self._today
            ),
            *self._other[1],
        )

    @cached_property
    def texts(self) -> tuple[Quoted, ...]:
        return tuple(_texts(self._statutes, self.ruling.found, self.ruling.choice.applied, self.graded_by))

    @property
    def table(self) -> TableUsed:
        return table_used(self._statutes)

    @property
    def office(self) -> OfficeUsed | UnsetType:
        """The office profile that answered; unset where there is none."""
        return office_used(self._statutes)

    # --- what the parts are made from ---

    @property
    def _on_open_facts(self) -> tuple[Note, ...]:
        if not self.case.unknown:
            return ()
        words = [self._wording[fact] for fact in self.case.unknown]
        return (note("facts-open", facts_open_words(words, bool(self.branches))),)

    @cached_property
    def _wording(self) -> dict[str, Words]:
        """Every fact in the words by which the texts that may apply open a tier."""
        found = {fact.id: fact_words(fact, fact.label) for fact in self._statutes.table.facts}
        for ruling in (*(each.ruling for each in reversed(self._outcomes) if each.ruling), self.ruling):
            for rung in self._statutes.ladder(ruling.choice.applied[0]).rungs:
                found |= {fact: fact_words(self._statutes.facts[fact], words) for fact, words in rung.when.items()}
        return found

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
        return _under_other_texts(self._statutes, choice.applied, self._held, choice.others)


def _held(ruling: Ruling, case: Case, outcomes: tuple[Possible, ...]) -> Case:
    """The case as the ruling takes it: of the open facts only those without which the provision provides for nothing."""
    if not case.unknown:
        return case
    return known_part(case, next((each.facts[0] for each in outcomes if each.ruling is ruling), ()))


def _branch(statutes: Statutes, possible: Possible, case: Case, wording: Mapping[str, Words]) -> Branch:
    when, ruling = branch_words(wording, possible.facts, possible.without), possible.ruling
    said = Branch(facts=possible.facts, without=possible.without, zh=when.zh, en=when.en, expired=possible.expired)
    if ruling is None:
        return replace(said, why=nothing_then_words(possible.why))
    return replace(
        said,
        reference=ruling.found.reference,
        tier=ruling.found.tier,
        fines=measured_fines(ruling.fines, case.bases, ruling.adjusted),
        sanctions=ruling.sanctions,
        competent=ruling.competence.verdict != "no",
    )


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
    fines: tuple[FineRange, ...], bases: Mapping[str, Decimal], adjusted: Leeway | None = None
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
            notes.append(note("other-text-open", other_text_open_words(other[0], error.words), other[0]))
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
        differences=differences_said(statutes, differing),
        tier=other.tier,
        fines=other.fines,
        sanctions=tuple(imposed_by(statutes, sanction) for sanction in other.sanctions),
    )


def differences_said(statutes: Statutes, found: Iterable[lighter.Contrast]) -> tuple[Difference, ...]:
    """The respects in which two answers differ, each side in words."""
    return tuple(
        Difference(
            respect=each.respect,
            relation=each.relation,
            before=side_words(statutes, each, each.before),
            after=side_words(statutes, each, each.after),
        )
        for each in found
    )


def _ladder(statutes: Statutes, place: Place, case: Case, applied: int, decided: date) -> list[Rung]:
    ladder = statutes.ladder(place[0])
    return [
        rung_of(ladder, whole(statutes, brought(ladder, index, case.bases), case, decided), applied)
        for index in range(len(ladder.rungs))
    ]


def _texts(statutes: Statutes, found: Outcome, place: Place, graded: tuple[str, ...]) -> list[Quoted]:
    sources = [found.reference, found.tier.source, *(fine.source for fine in found.fines)]
    sources += [sanction.source for sanction in found.sanctions] + [place[0], *graded]
    return [quoted(statutes, ref) for ref in dict.fromkeys(sources)]
