"""What of an answer goes by the authority, the adjustment and the gains, once it is known which text applies: asked once for all that are ruled alike."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import structs

from finecalc.law.answer import Case
from finecalc.law.assessment import Assessment
from finecalc.law.facts import rungs_met
from finecalc.law.outcome import Outcome
from finecalc.law.road import OnRoad, road
from finecalc.law.rules.hearing import is_known
from finecalc.law.ruling import rule_under
from finecalc.law.sentences.conclusion import conclusion
from finecalc.law.sentences.pen import Pen
from finecalc.law.steps import Days as Stages
from finecalc.papers.drafts import draft, too_late, unwritten
from finecalc.papers.formulas import LANGS, formulas, levels, line, plain
from finecalc.papers.large import large_lines, with_starts
from finecalc.papers.limitation import limitation, limitation_note
from finecalc.papers.pool import Pool, Ref
from finecalc.papers.situations import (
    Days,
    Line,
    between,
    named_days,
    rule_changes,
    with_size,
)
from finecalc.table.statutes import Statutes, rule_in_force
from finecalc.table.vocabulary import own_words

OPENING = ("number-means-another", "number-elsewhere", "concurrent", "deciding-date-missing")
TIMED = ("limitation-undated",)
MIDDLE = ("remark", "proviso", "supplementary", "either-or", "no-base", "fact-not-used")
ADJUSTED = ("no-floor",)
GRADED = ("bands", "bands-persons", "bands-departure", "no-band", "two-levels", "several-acts")
BY_AUTHORITY = ("handover", "graver-reserved", "report-up")
CLOSING = ("other-text-open",)
"""The codes of notes in the order in which they stand, by what they depend on."""
KNOWN = {*OPENING, *TIMED, *MIDDLE, *ADJUSTED, *GRADED, *BY_AUTHORITY, *CLOSING}
NOTED = ("lowered", "graded", "noted")
"""Where those that stand among the parts are kept."""
NONE: Line = (Decimal(0), Decimal(0), None)
"""The size at which there is nothing of a base."""


class Compiler:
    """Puts the questions, and keeps the answers in a pool."""

    def __init__(self, statutes: Statutes) -> None:
        self.statutes = statutes
        self.pool = Pool()
        table = statutes.table
        self.acting = tuple(each.id for each in table.authorities if not each.divided)
        self.offices = tuple(each.id for each in table.authorities if each.level)
        self.effects = tuple(
            tuple(each.id for each in table.adjustments if each.effect == effect)
            for effect in dict.fromkeys(each.effect for each in table.adjustments)
        )
        self.thresholds = is_known(statutes.office)
        self.rules = Days(rule_changes(statutes), named_days(statutes))
        self.limitation = limitation(statutes, self.pool)
        self.limitation_note = limitation_note(statutes, self.pool)
        self._kept: dict[Any, dict[str, Ref]] = {}
        self._attached: dict[Any, Ref] = {}
        self._steps: dict[Any, Ref] = {}
        self.roads: dict[Any, Ref] = {}

    def parts(self, answer: Assessment, today: date, sized: frozenset[str]) -> dict[str, Ref]:
        """Those parts of an answer that depend on the authority, the adjustment and the gains; `sized` are the bases whose size is settled."""
        ruling, case = answer.ruling, answer.case
        place, decided = ruling.choice.applied, case.decided or today
        taken = rule_in_force(self.statutes, self.statutes.table.rules.confiscation, case.ended or decided)
        met = tuple(rungs_met(self.statutes, place, case, ruling.choice.others))
        sizes = tuple((base, bool(amount)) for base, amount in case.bases.items())
        floors = tuple((fine.on, fine.min == 0, fine.quote) for fine in answer.fines)
        found = msgspec.json.encode(ruling.found)
        key = (found, place[0], met, bool(ruling.concurrent), taken, self.rules.at(decided), sizes, sized, floors)
        if key not in self._kept:
            self._kept[key] = Parts(self, answer, today, sized).all()
        if not self.thresholds:
            return self._kept[key]
        amounts = (key, tuple(case.bases.items()))
        if amounts not in self._steps:
            self._steps[amounts] = Parts(self, answer, today, sized).steps()
        return {**self._kept[key], "due": self._steps[amounts]}

    def attached(self, answer: Assessment, other: Outcome, at: int, today: date, sized: frozenset[str]) -> Ref:
        """The sanctions of an alternative, with what the general rules attach to it."""
        case, decided = answer.case, answer.case.decided or today
        taken = rule_in_force(self.statutes, self.statutes.table.rules.confiscation, case.ended or decided)
        gains = None if case.gains is None else bool(case.gains)
        key = (msgspec.json.encode(other), taken, self.rules.at(decided), gains, "gains" in sized)
        if key not in self._attached:
            parts = Parts(self, answer, today, sized)
            self._attached[key] = parts.by_office(answer, lambda it: plain(it.alternatives[at].sanctions))
        return self._attached[key]


class Parts:
    """The parts of one answer, as choices."""

    def __init__(self, compiler: Compiler, answer: Assessment, today: date, sized: frozenset[str]) -> None:
        self.compiler, self.pool, self.statutes = compiler, compiler.pool, compiler.statutes
        self.answer, self.today, self.sized = answer, today, sized
        self._ruled: dict[Case, Assessment] = {}

    def all(self) -> dict[str, Ref]:
        ruling, case = self.answer.ruling, self.answer.case
        said = ("reference", "citation", "citation_en", "name", "name_en")
        return {
            "provision": self.pool.value({part: plain(getattr(self.answer, part)) for part in said}),
            "opened": self.pool.value(self.opened()),
            "fines": self.by_effect(lambda given: formulas(given.ruling.fines, self.statutes, _lowered(given))),
            "disputed": self.by_effect(lambda given: formulas(given.ruling.disputed, self.statutes, _lowered(given))),
            "texts": self.by_effect(lambda given: self.by_office(given, lambda it: plain(it.texts), None)),
            "bands": self.by_adjustment(lambda given: self.by_office(given, levels, None)),
            "adjustment": self.by_adjustment(lambda given: plain(given.adjustment)),
            "sanctions": self.by_effect(lambda given: self.by_office(given, lambda it: plain(it.sanctions))),
            "due": self.pool.value(None) if self.compiler.thresholds else self.steps(),
            "competence": self.by_authority(self.competence),
            "ladder": self.by_office(self.answer, self.ladder),
            "lowered": self.by_effect(lambda given: noted(given, ADJUSTED) if _lowered(given) else []),
            "_basis": self.by_effect(lambda given: self.by_office(given, lambda it: self.draft(it, "basis"))),
            "_adjusted": self.by_adjustment(lambda given: self.draft(given, "adjusted")),
            "_measures": self.by_effect(lambda given: self.by_office(given, lambda it: self.draft(it, "measures"))),
            "_fines": self.by_effect(lambda given: self.draft(given, "fines")),
            "_late": self.pool.value(too_late(self.statutes, ruling, case, self.today)),
            "graded": self.by_adjustment(lambda given: self.by_office(given, self.graded)),
            "noted": self.by_authority(lambda given: noted(given, BY_AUTHORITY)),
        }

    def opened(self) -> dict[str, Any]:
        """The tier, the facts that opened it, and under which article that is, as the conclusion says it."""
        said = [conclusion(Pen(self.statutes, lang), self.answer) for lang in LANGS]
        return {
            "tier": plain(self.answer.tier),
            "_met": words_met(self.statutes, self.answer.tier.words),
            "_under": {lang: each.article + each.because for lang, each in zip(LANGS, said, strict=True)},
        }

    def steps(self) -> Ref:
        """The steps before the decision, by amounts too where those count."""
        office, fines = self.statutes.office, self.answer.ruling.fines
        large = large_lines(office, fines, "gains") if self.compiler.thresholds else []
        said = [
            self.by_effect(lambda given, made=made: self.by_office(given, made, large))  # type: ignore[misc]
            for made in (self.procedures, self.road)
        ]
        return self.pool.value({"procedures": said[0], "_road": said[1]})

    def road(self, given: Assessment) -> Ref:
        """The steps of the case by the law of the day of the decision, with the days that each counts."""
        decided = self.compiler.rules.at(given.case.decided or self.today)
        told = msgspec.json.encode(self.procedures(given))
        key = (given.ruling.competence.by in self.compiler.offices, decided, told)
        if key not in self.compiler.roads:
            case = structs.replace(given.case, conduct_from=None, conduct_to=None)
            steps = road(self.statutes, [given], case, Stages(), today=self.today)
            said = self.with_starts([_step(step) for step in steps if step.sources], given)
            self.compiler.roads[key] = self.pool.value(said)
        return self.compiler.roads[key]

    def procedures(self, given: Assessment) -> Any:
        return self.with_starts(plain(given.procedures), given)

    def with_starts(self, value: Any, given: Assessment) -> Any:
        return with_starts(value, self.pool, self.statutes.office, self.answer.ruling.fines, given.case)

    def draft(self, given: Assessment, piece: str) -> dict[str, Any]:
        return draft(self.statutes, given, piece, self.pool)

    def graded(self, given: Assessment) -> list[Any]:
        return noted(given, GRADED) if given.ruling.grading else []

    def competence(self, given: Assessment) -> dict[str, Any]:
        if given.competence.competent:
            return {**plain(given.competence), "_bars": []}
        return {
            **plain(given.competence),
            "_bars": bars(self.statutes, given),
            "_unwritten": unwritten(self.statutes, given),
        }

    def by_adjustment(self, made: Callable[[Assessment], Any]) -> Ref:
        every = [each.id for each in self.statutes.table.adjustments]
        test = ("among", "adjust", tuple((each,) for each in every))
        return self.pool.choice(test, [made(self.given(adjust=each)) for each in (None, *every)])

    def by_effect(self, made: Callable[[Assessment], Any]) -> Ref:
        groups = self.compiler.effects
        chosen = [None, *(group[0] for group in groups)]
        return self.pool.choice(("among", "adjust", groups), [made(self.given(adjust=each)) for each in chosen])

    def by_authority(self, made: Callable[[Assessment], Any]) -> Ref:
        every = self.compiler.acting
        test = ("among", "by", tuple((each,) for each in every))
        values = [made(self.given(by=each)) for each in every]
        return self.pool.choice(test, [values[0], *values])

    def by_office(
        self, answer: Assessment, made: Callable[[Assessment], Any], gains: Sequence[Line] | None = ()
    ) -> Ref:
        """By whether a cyberspace office acts, and whether there are gains, where that is not settled already.

        `gains` are further sizes of them that count; None where nothing goes by them.
        """
        offices = self.compiler.offices
        other = next((each for each in self.compiler.acting if each not in offices), offices[0])
        values = [
            self.by_gains(self.ruled(structs.replace(answer.case, by=each)), made, gains)
            for each in (other, offices[0])
        ]
        return self.pool.choice(("among", "by", (offices,)), values)

    def by_gains(self, answer: Assessment, made: Callable[[Assessment], Any], gains: Sequence[Line] | None) -> Ref:
        if "gains" in self.sized or gains is None:
            return self.pool.value(made(answer))
        lines = [NONE, *gains]
        sizes = [None, *between([size for size, _, _ in lines])]
        values = [made(self.ruled(with_size(answer.case, "gains", size))) for size in sizes]
        return self.pool.choice(("size", "gains", tuple(tuple(line(*each)) for each in lines)), values)

    def ladder(self, answer: Assessment) -> Any:
        as_formulas = self.ruled(nothing_known(answer.case)).ladder
        return [
            {
                **plain(rung),
                "_opens": words_met(self.statutes, rung.when),
                "fines": formulas(other.fines, self.statutes),
            }
            for rung, other in zip(answer.ladder, as_formulas, strict=True)
        ]

    def given(self, **values: Any) -> Assessment:
        return self.ruled(structs.replace(self.answer.case, **values))

    def ruled(self, case: Case) -> Assessment:
        """The answer where something else is given that does not touch which text applies."""
        if case not in self._ruled:
            ruling = self.answer.ruling
            again = rule_under(self.statutes, ruling.asked, ruling.choice, case, self.today)
            self._ruled[case] = Assessment(self.statutes, again, case, self.today)
        return self._ruled[case]


def bars(statutes: Statutes, answer: Assessment) -> list[dict[str, str]]:
    """What stands in the way of any penalty, as the conclusion says it."""
    said = [[core + more for core, more in conclusion(Pen(statutes, lang), answer).bars] for lang in LANGS]
    return [dict(zip(LANGS, each, strict=True)) for each in zip(*said, strict=True)]


def _step(step: OnRoad) -> dict[str, Any]:
    return {
        "name": {"zh": step.name, "en": step.name_en},
        "said": {"zh": step.zh, "en": step.en},
        "sources": [
            {"quote": each.quote, "reference": each.reference, "count": plain(each.count)} for each in step.sources
        ],
    }


def noted(answer: Assessment, codes: Sequence[str]) -> list[Any]:
    """The notes of these codes. Raises ValueError for a note of which it is not known what it depends on."""
    unknown = {each.code for each in answer.notes} - KNOWN
    if unknown:
        raise ValueError(f"it is not told what these notes depend on: {', '.join(sorted(unknown))}")
    return [plain(each) for each in answer.notes if each.code in codes]


def words_met(statutes: Statutes, words: Mapping[str, str]) -> list[dict[str, str]]:
    """Facts in the words by which a text opens a tier, in both languages."""
    return [{"zh": said, "en": own_words(statutes.facts[fact], said, "en")} for fact, said in words.items()]


def _lowered(answer: Assessment) -> bool:
    adjusted = answer.ruling.adjusted
    return adjusted is not None and adjusted.effect == "below-range"


def nothing_known(case: Case) -> Case:
    """The case without its bases, save those of which there is none."""
    nothing = case.nothing
    return structs.replace(
        case,
        **{base: nothing.get(base) for base in ("gains", "purchase", "turnover")},
        other_bases=tuple(each for each in case.other_bases if each[0] in nothing),
    )
