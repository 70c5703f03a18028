"""The table as answers: every kind of case under every provision is put to the engine once.

The answers have the shape of `to_json`, with these differences. What differs from case to case is a choice in the pool
(`situations` says by what), and what does not go by the days stands under `parts` and
`beside`. Fines are formulas. The days of the case are blanks in the sentences. `items` is null where they are
those that the case gives. Notes stand in groups, each of which is a list. What an alternative says of fines is left to whoever knows
the amounts: such a difference has no words, and `found` has the fines of the tier before any adjustment. An answer that is refused
has `error` alone.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import structs

from finecalc.language.errors import FinecalcError, Undecided
from finecalc.law.answer import Case
from finecalc.law.assess import ladders_for
from finecalc.law.assessment import Assessment
from finecalc.law.facts import compared_under
from finecalc.law.outcome import TARGETS, Outcome
from finecalc.law.rules.edition import applicable_text, place_of
from finecalc.law.ruling import rule_under
from finecalc.papers.formulas import formulas, line, plain
from finecalc.papers.large import large_lines
from finecalc.papers.parts import CLOSING, MIDDLE, NONE, NOTED, OPENING, Compiler, noted, nothing_known, words_met
from finecalc.papers.pool import Ref
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
from finecalc.table.statutes import Statutes, conduct_items
from finecalc.table.vocabulary import own_words


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
        choice, case = answer.ruling.choice, nothing_known(answer.case)
        found = []
        for other in choice.others:
            with suppress(FinecalcError):
                found.append(compared_under(self.statutes, other, case, choice.applied, case.bases))
        return found

    def _alternatives(self, answer: Assessment, today: date, sized: frozenset[str]) -> list[Any]:
        return [
            {
                **plain(other),
                "_met": words_met(self.statutes, other.tier.words),
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


def _without_amounts(difference: dict[str, Any]) -> dict[str, Any]:
    if difference["respect"] not in TARGETS:
        return difference
    return {key: each for key, each in difference.items() if key not in ("before", "after")}
