"""The table as answers: every kind of case under every provision is put to the engine once.

The answers have the shape of `to_json`, with these differences. What differs from case to case is a choice in the pool
(`situations` says by what), and what does not go by the days stands under `parts` and
`beside`. Fines are formulas. The days of the case are blanks in the sentences. `items` is null where they are
those that the case gives. Notes stand in groups, each of which is a list. What an alternative says of fines is left to whoever knows
the amounts: such a difference has no words, and `found` has the fines of the tier before any adjustment. An answer that is refused
has `error` alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import structs

from finecalc.language.errors import FinecalcError, Undecided
from finecalc.law.answer import Case
from finecalc.law.assess import ladders_for
from finecalc.law.assessment import Assessment
from finecalc.law.facts import compared_under, rungs_met
from finecalc.law.outcome import TARGETS, Outcome
from finecalc.law.road import OnRoad, road
from finecalc.law.rules.edition import applicable_text, place_of
from finecalc.law.rules.hearing import is_known
from finecalc.law.ruling import rule_under
from finecalc.law.sentences.conclusion import conclusion
from finecalc.law.sentences.pen import Pen
from finecalc.law.steps import Days as Stages
from finecalc.papers.formulas import LANGS, formulas, levels, line, plain
from finecalc.papers.large import large_lines, with_starts
from finecalc.papers.limitation import limitation, limitation_note
from finecalc.papers.pool import Pool, Ref
from finecalc.papers.situations import (
    Days,
    Line,
    between,
    blanks,
    case_days,
    concurring,
    family,
    fine_lines,
    named_days,
    rule_changes,
    text_changes,
    with_size,
)
from finecalc.table.statutes import Statutes, conduct_items, rule_in_force
from finecalc.table.vocabulary import own_words

OPENING = ("number-means-another", "number-elsewhere", "concurrent", "deciding-date-missing")
TIMED = ("limitation-undated",)
MIDDLE = ("remark", "proviso", "supplementary", "either-or", "no-base", "fact-not-used")
ADJUSTED = ("no-floor",)
GRADED = ("bands", "bands-persons", "bands-departure", "no-band", "two-levels", "several-acts")
BY_AUTHORITY = ("handover", "graver-reserved", "report-up")
CLOSING = ("other-text-open",)
"""The codes of notes in the order in which they stand, by what they depend on."""
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
        floors = tuple((fine.on, fine.min == 0) for fine in answer.fines)
        found = msgspec.json.encode(ruling.found)
        key = (found, place[0], met, bool(ruling.concurrent), taken, self.rules.at(decided), sizes, sized, floors)
        if key not in self._kept:
            self._kept[key] = _Parts(self, answer, today, sized).all()
        if not self.thresholds:
            return self._kept[key]
        amounts = (key, tuple(case.bases.items()))
        if amounts not in self._steps:
            self._steps[amounts] = _Parts(self, answer, today, sized).steps()
        return {**self._kept[key], "due": self._steps[amounts]}

    def attached(self, answer: Assessment, other: Outcome, at: int, today: date, sized: frozenset[str]) -> Ref:
        """The sanctions of an alternative, with what the general rules attach to it."""
        case, decided = answer.case, answer.case.decided or today
        taken = rule_in_force(self.statutes, self.statutes.table.rules.confiscation, case.ended or decided)
        gains = None if case.gains is None else bool(case.gains)
        key = (msgspec.json.encode(other), taken, self.rules.at(decided), gains, "gains" in sized)
        if key not in self._attached:
            parts = _Parts(self, answer, today, sized)
            self._attached[key] = parts.by_office(answer, lambda it: plain(it.alternatives[at].sanctions))
        return self._attached[key]


class _Parts:
    """The parts of one answer, as choices."""

    def __init__(self, compiler: Compiler, answer: Assessment, today: date, sized: frozenset[str]) -> None:
        self.compiler, self.pool, self.statutes = compiler, compiler.pool, compiler.statutes
        self.answer, self.today, self.sized = answer, today, sized
        self._ruled: dict[Case, Assessment] = {}

    def all(self) -> dict[str, Ref]:
        said = ("reference", "citation", "citation_en", "name", "name_en", "tier")
        return {
            **{part: self.pool.value(plain(getattr(self.answer, part))) for part in said},
            "_under": self.pool.value(self.under()),
            "_met": self.pool.value(_words_met(self.statutes, self.answer.tier.words)),
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
            "limitation": self.compiler.limitation,
            "graded": self.by_adjustment(lambda given: self.by_office(given, self.graded)),
            "noted": self.by_authority(lambda given: noted(given, BY_AUTHORITY)),
        }

    def under(self) -> dict[str, str]:
        """Under which article, and for which facts, as the conclusion says it."""
        said = [conclusion(Pen(self.statutes, lang), self.answer) for lang in LANGS]
        return {lang: each.article + each.because for lang, each in zip(LANGS, said, strict=True)}

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

    def graded(self, given: Assessment) -> list[Any]:
        return noted(given, GRADED) if given.ruling.grading else []

    def competence(self, given: Assessment) -> dict[str, Any]:
        barred = not given.competence.competent
        return {**plain(given.competence), "_bars": bars(self.statutes, given) if barred else []}

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
        as_formulas = self.ruled(_nothing_known(answer.case)).ladder
        return [
            {
                **plain(rung),
                "_opens": _words_met(self.statutes, rung.when),
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


class Asked:
    """All that is answered about one thing: a provision, or an item of the power list with the provisions behind it (`refs`)."""

    def __init__(self, compiler: Compiler, asked: str, refs: Sequence[str]) -> None:
        self.compiler, self.pool, self.statutes = compiler, compiler.pool, compiler.statutes
        self.asked = asked
        kin = family(self.statutes, refs)
        changes, named = text_changes(self.statutes, kin), named_days(self.statutes)
        self.texts = Days(changes, named)
        changes += text_changes(self.statutes, concurring(self.statutes, kin))
        self.days = Days([*changes, *rule_changes(self.statutes)], named)
        taken = self.statutes.edition(self.statutes.table.rules.confiscation).in_force
        self.ends = Days([*changes, taken], named)  # of the general rules, one alone goes by the end of the conduct
        known = {fact for ref in kin for fact in self.statutes.ladder(ref).facts}
        general = self.statutes.table.rules.limitation.fact
        self.facts = [fact.id for fact in self.statutes.table.facts if fact.id in known and fact.id != general]
        self.items = self._items(kin, refs)
        self._by_sizes: dict[Any, Ref] = {}

    def answers(self) -> Ref:
        """The answer to every kind of case, as a choice."""
        return self.by_days(
            lambda case, today: self.by_words(
                "items",
                self.items,
                case,
                lambda case: self.by_words("facts", self.facts, case, lambda case: self.by_sizes(case, today)),
            )
        )

    def questions(self) -> Ref:
        """The facts on which something turns, and the bases by which something is measured, as a choice by the days alone."""
        return self.by_days(lambda case, today: self.pool.value(self._questions(case, today)))

    # --- the kinds of case, one after another ---

    def by_days(self, made: Callable[[Case, date], Ref]) -> Ref:
        """By the days on which the conduct ended, the decision is made and the conduct began."""
        days = range(len(self.days))
        open_ = [made(Case(), self.days.day(each, 2)) for each in days]
        given = [made(Case(decided=day), day) for day in (self.days.day(each, 2) for each in days)]
        test = self.days.test("decided")
        undated = self.pool.choice(
            ("given", "decided"), [self.pool.choice(test, [each[0], *each]) for each in (open_, given)]
        )
        ended = [self._by_decision(self.ends.day(each, 1), made) for each in range(len(self.ends))]
        return self.pool.choice(self.ends.test("conduct_to"), [undated, *ended])

    def _by_decision(self, ended: date, made: Callable[[Case, date], Ref]) -> Ref:
        first = self.days.at(ended)
        found = [self._by_beginning(ended, self.days.day(each, 2), made) for each in range(first, len(self.days))]
        return self.pool.choice(self.days.test("decided"), [found[0]] * (first + 1) + found)

    def _by_beginning(self, ended: date, decided: date, made: Callable[[Case, date], Ref]) -> Ref:
        """By the text in force when the conduct began, where that is another one than at its end."""
        same = made(Case(conduct_to=ended, decided=decided), decided)
        before = [
            made(Case(conduct_from=self.texts.day(each, 0), conduct_to=ended, decided=decided), decided)
            for each in range(self.texts.at(ended))
        ]
        rest = len(self.texts) - len(before)
        return self.pool.choice(self.texts.test("conduct_from"), [same, *before, *[same] * rest])

    def by_words(self, field: str, words: Sequence[Any], case: Case, made: Callable[[Case], Ref]) -> Ref:
        """By which of these facts or items are those of the case."""
        if not words:
            return made(case)
        first, rest = words[0], words[1:]
        with_it = structs.replace(case, **{field: (*getattr(case, field), first)})
        values = [self.by_words(field, rest, each, made) for each in (case, with_it)]
        return self.pool.choice(("has", field, first), values)

    def by_sizes(self, case: Case, today: date) -> Ref:
        """By where the bases stand among the sizes at which the answer can come out differently."""
        try:
            answer = self._answer(case, today)
        except FinecalcError as error:
            return self._refused(error, case, today)
        lines = self._lines(answer)
        unsized = self._leaf(answer, today, frozenset(lines))
        if not lines:
            return unsized
        choice, rules = answer.ruling.choice, self.compiler.rules
        texts = (choice.conduct, choice.new, choice.both, choice.earlier)
        key = (unsized, texts, case.facts, case.items, rules.at(case.ended or today), rules.at(today))
        if key not in self._by_sizes:  # what is said alike of no size, of the same texts, is said alike of every size
            self._by_sizes[key] = self._sized(case, today, lines, tuple(lines))
        return self._by_sizes[key]

    def _sized(self, case: Case, today: date, lines: dict[str, list[Line]], bases: tuple[str, ...]) -> Ref:
        if not bases:
            return self._leaf(self._answer(case, today), today, frozenset(lines))
        base, rest = bases[0], bases[1:]
        known = case.bases
        usable = [each for each in lines[base] if each[2] is None or each[2] in known]
        sized = {each[0] + each[1] * (known[each[2]] if each[2] else 1): each for each in reversed(usable)}
        placed = sorted(sized.items())
        sizes = between([size for size, _ in placed])
        values = [self._sized(with_size(case, base, size), today, lines, rest) for size in (None, *sizes)]
        return self.pool.choice(("size", base, tuple(tuple(line(*each)) for _, each in placed)), values)

    def _lines(self, answer: Assessment) -> dict[str, list[Line]]:
        choice = answer.ruling.choice
        found: dict[str, list[Line]] = {
            base: [(size, Decimal(0), None) for size in sizes] for base, sizes in choice.turns.items()
        }
        fines = answer.ruling.found.fines
        for each in (fines, *((*fines, *other.fines) for other in self._others(answer))):
            for base, lines in fine_lines(each).items():
                found[base] = [*found.get(base, ()), *lines]
        for base in found if self.compiler.thresholds else ():
            found[base] += large_lines(self.statutes.office, fines, base)
        if answer.fine_on("organisation") is None:  # where there is nothing to reckon with, that is said
            found |= {base: [NONE] for base in self.statutes.ladder(choice.applied[0]).bases if base not in found}
        return found

    # --- one kind of case ---

    def _answer(self, case: Case, today: date) -> Assessment:
        place, named = place_of(self.statutes, self.asked, case, today)
        choice = applicable_text(self.statutes, place, named, case, today)
        return Assessment(self.statutes, rule_under(self.statutes, self.asked, choice, case, today), case, today)

    def _leaf(self, answer: Assessment, today: date, sized: frozenset[str]) -> Ref:
        parts = self.compiler.parts(answer, today, sized)
        days = case_days(self.statutes, answer.case, today)
        others = self._alternatives(answer, today, sized)
        beside = {
            "items": plain(answer.items) if self.items else None,
            "concurrent": plain(answer.concurrent),
            "alternatives": others,
            "found": formulas(answer.ruling.found.fines, self.statutes) if others else [],
        }
        value = {
            "parts": self.pool.value({key: each for key, each in parts.items() if key not in NOTED}),
            "beside": beside,
            "edition_choice": blanks(plain(answer.edition_choice), days),
            "notes": [
                blanks(noted(answer, OPENING), days),
                self.compiler.limitation_note,
                noted(answer, MIDDLE),
                *(parts[each] for each in NOTED),
                blanks(noted(answer, CLOSING), days),
            ],
        }
        return self.pool.value(value)

    def _refused(self, error: FinecalcError, case: Case, today: date) -> Ref:
        said: dict[str, Any] = {"zh": error.words.zh, "en": error.words.en, "field": error.field}
        if isinstance(error, Undecided) and error.choices:
            said["choices"] = list(error.choices)
        return self.pool.value({"error": blanks(said, case_days(self.statutes, case, today))})

    def _others(self, answer: Assessment) -> list[Outcome]:
        """What the other texts beside the one that applies allow, as far as no base decides it."""
        choice, case = answer.ruling.choice, _nothing_known(answer.case)
        found = []
        for other in choice.others:
            with suppress(FinecalcError):
                found.append(compared_under(self.statutes, other, case, choice.applied, case.bases))
        return found

    def _alternatives(self, answer: Assessment, today: date, sized: frozenset[str]) -> list[Any]:
        return [
            {
                **plain(other),
                "_met": _words_met(self.statutes, other.tier.words),
                "differences": [_without_amounts(each) for each in plain(other.differences)],
                "fines": formulas(outcome.fines, self.statutes),
                "sanctions": self.compiler.attached(answer, outcome, at, today, sized),
            }
            for at, (other, outcome) in enumerate(zip(answer.alternatives, self._others(answer), strict=True))
        ]

    # --- what can be asked ---

    def _items(self, kin: Iterable[str], refs: Sequence[str]) -> list[int]:
        """The items of the conduct, where anything turns on them."""
        provisions = [self.statutes.provision(ref) for ref in kin]
        turns = any(rung.items for ref in kin for rung in self.statutes.ladder(ref).rungs) or any(
            step.items or step.to_items for each in provisions for step in (*each.successors, *each.points_to)
        )
        return list(range(1, len(items_listed(self.statutes, refs)) + 1)) if turns else []

    def _questions(self, case: Case, today: date) -> dict[str, Any]:
        try:
            ladders = ladders_for(self.statutes, self.asked, case, today)
        except FinecalcError:
            return {"facts": [], "bases": []}
        words: dict[str, str] = {}
        for ladder in ladders:
            for rung in ladder.rungs:
                for fact, said in rung.when.items():
                    words.setdefault(fact, said)
        facts = [
            {"id": fact, "zh": said, "en": own_words(self.statutes.facts[fact], said, "en")}
            for fact, said in words.items()
        ]
        return {"facts": facts, "bases": list(dict.fromkeys(base for each in ladders for base in each.bases))}


def items_listed(statutes: Statutes, refs: Sequence[str]) -> list[str]:
    """The items of the conduct that a provision, or what it goes on from, lists; none for several provisions."""
    if len(refs) != 1:
        return []
    listing = [link.ref for link in statutes.provision(refs[0]).aggravates] or list(refs)
    return max((conduct_items(statutes.provision(ref)) for ref in listing), key=len)


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
    """The notes of these codes."""
    return [plain(each) for each in answer.notes if each.code in codes]


def _words_met(statutes: Statutes, words: Mapping[str, str]) -> list[dict[str, str]]:
    """Facts in the words by which a text opens a tier, in both languages."""
    return [{"zh": said, "en": own_words(statutes.facts[fact], said, "en")} for fact, said in words.items()]


def _lowered(answer: Assessment) -> bool:
    adjusted = answer.ruling.adjusted
    return adjusted is not None and adjusted.effect == "below-range"


def _nothing_known(case: Case) -> Case:
    """The case without its bases, save those of which there is none."""
    nothing = case.nothing
    return structs.replace(
        case,
        **{base: nothing.get(base) for base in ("gains", "purchase", "turnover")},
        other_bases=tuple(each for each in case.other_bases if each[0] in nothing),
    )


def _without_amounts(difference: dict[str, Any]) -> dict[str, Any]:
    if difference["respect"] not in TARGETS:
        return difference
    return {key: each for key, each in difference.items() if key not in ("before", "after")}
