"""A case asked for from the first question to the last: what has been answered, what counts of it, what comes next. Pure.

An answer is kept with the question that it answered. When an earlier answer changes and a question comes out otherwise, or does
not come up any more, its answer no longer counts; all others do.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from msgspec import Struct, structs

from finecalc.language.errors import DatesOutOfOrder, FinecalcError, NotInForce
from finecalc.language.numerals import plain
from finecalc.law.answer import Case
from finecalc.law.assess import facts_named
from finecalc.law.case_file import CaseFile
from finecalc.law.questions import (
    DAYS,
    Question,
    base_question,
    case_of,
    day_question,
    facts_answered,
    is_words,
    next_question,
    office_question,
    reference,
)
from finecalc.law.sentences import refusals
from finecalc.law.sentences.questions import DAYS_BEFORE
from finecalc.law.settling import settle
from finecalc.table.statutes import Statutes

_MOST = 40
"""More questions than any case needs: the count of those to come ends here."""
_WHICH = ("start", "found", "provision", "item")
"""The answers that say which text is asked about. On another one, items and facts that were given beforehand count no more unasked."""
_NOBODY_ASKS = ("by", "adjust")
_ASIDE = (*_NOBODY_ASKS, "decided", "discovered", "conduct_from")
"""What counts from the first question on where it is given."""
_FIRST = ("start", "found", "conduct_to", "conduct_from", "decided", "discovered", "provision", "item")
"""In which order answers are looked over; facts and bases come next, then what nobody asks."""


class Answered(Struct, frozen=True):
    """One line of the review: a question and its settled answer."""

    question: Question
    answer: str


class Given(Struct, frozen=True, kw_only=True):
    """What is known before the first question: settled answers by key, those left open, and facts as people name them.

    Facts that stand in the fields `first` come before what the others say of them.
    """

    answers: dict[str, str] = {}
    left_open: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    first: frozenset[str] = frozenset()


class Interview:
    """The state of one interview."""

    def __init__(self, statutes: Statutes, today: date, given: Given | None = None) -> None:
        given = given or Given()
        self.statutes = statutes
        self.today = today
        self._answers = {**dict.fromkeys(given.left_open, ""), **given.answers}
        self._counting = set(given.answers)
        self._facts: Given | None = given if given.facts or given.unknown or given.absent else None
        self._asked: dict[str, Question] = {}
        self._typed: list[str] = []
        self._known: dict[str, str] = {}
        self._came: list[Answered] = []

    def next(self) -> Question | None:
        """The next question that comes up without an answer that counts; None when the case can be assessed.

        Raises FinecalcError where the answers lead nowhere.
        """
        self._known = {key: self._answers[key] for key in _ASIDE if key in self._counting}
        self._came = []
        while True:
            question = next_question(self.statutes, self._known, self.today)
            if self._facts and (question is None or question.field == "facts"):
                self._settle_facts(self._facts)
            elif question is None:
                unasked = {key: self._answers[key] for key in sorted(self._counting - self._known.keys())}
                if not unasked:
                    return None
                self._known |= unasked
            elif question.key not in self._answers or self._asked.setdefault(question.key, question) != question:
                return question
            else:
                self._known[question.key] = self._answers[question.key]
                self._came.append(Answered(question, self._answers[question.key]))

    def answer(self, question: Question, text: str) -> None:
        """Take what was typed. Raises FinecalcError, saying what would be right, for what is no answer."""
        before = DAYS_BEFORE.get(plain(text).lower()) if question.kind == "date" else None
        if before is not None:
            text = (self.today - timedelta(days=before)).isoformat()
        self._answers[question.key] = settle(self.statutes, question, text, self._known)
        self._asked[question.key] = question
        self._typed = [*(key for key in self._typed if key != question.key), question.key]
        if question.key in _NOBODY_ASKS:
            self._counting.add(question.key)
        if question.key in _WHICH:
            self._counting = {key for key in self._counting if key != "item" and not key.startswith("fact:")}

    def back(self, error: FinecalcError | None = None) -> bool:
        """Take back what was typed last, or all from the answer on to which an error is owed; false where nothing was typed."""
        if not self._typed:
            return False
        until = next((key for key in reversed(self._typed) if key in self._owed_to(error)), self._typed[-1])
        key = ""
        while key != until:
            key = self._typed.pop()
            self._answers.pop(key, None)
            self._counting.discard(key)
        return True

    def _owed_to(self, error: FinecalcError | None) -> tuple[str, ...]:
        """The answers one of which an error is owed to: the day of the conduct, or the text for facts that were given beforehand."""
        if error is None:
            return ()
        if isinstance(error, NotInForce | DatesOutOfOrder) or error.field == "provision":
            return ("conduct_to",)
        return _WHICH if self._facts else ()

    def place(self) -> tuple[int, int]:
        """Which question the next one is, and about how many there will be."""
        known = dict(self._known)
        number = len(self._came) + 1
        with suppress(FinecalcError):
            for _ in range(_MOST):
                question = next_question(self.statutes, known, self.today)
                if question is None:
                    break
                known[question.key] = self._answers.get(question.key, _likely(question))
        return number, max(number, number - 1 + len(known) - len(self._known))

    def review(self) -> list[Answered]:
        """Every answer that counts, with its question, and what could be said besides; in the order of the questions."""
        came = {each.question.key for each in self._came}
        rows = [*self._came, *(each for each in self._unasked() if each.question.key not in came)]
        return sorted(
            rows, key=lambda row: _FIRST.index(row.question.key) if row.question.key in _FIRST else len(_FIRST)
        )

    def case(self, by: str) -> Case:
        """The case that the answers describe; `by` acts where nobody else is named."""
        case = case_of(self._known)
        return structs.replace(case, by=case.by or by)

    @property
    def start(self) -> str:
        """What was answered first, or nothing."""
        return self._answers.get("start", "")

    @property
    def named(self) -> bool:
        """Whether it is known which provision is asked about, or which item of the power list."""
        return "start" in self._known and not is_words(self.statutes, self.reference)

    @property
    def reference(self) -> str:
        """What is asked about, or nothing."""
        return reference({"start": "", **self._known})

    def file(self, kept: CaseFile | None) -> CaseFile:
        """The answers that count as a case file; what `kept` holds besides stays as it is."""
        case = case_of(self._known)
        known = {"provision": self.reference, "item": case.items, "other_bases": dict(case.other_bases)}
        known |= {"absent": facts_answered(self._known, "no")}
        fields = ("facts", "unknown", "gains", "purchase", "turnover", *DAYS, "by", "adjust")
        known |= {field: getattr(case, field) for field in fields}
        return structs.replace(kept or CaseFile(provision=""), **known)

    def _settle_facts(self, given: Given) -> None:
        """Facts that were given beforehand, by the text that is now known. Raises FinecalcError."""
        asked, case = reference(self._known), case_of(self._known)
        found: dict[str, str] = {}
        fields = (("facts", "yes"), ("unknown", "unknown"), ("absent", "no"))
        for field, value in sorted(fields, key=lambda pair: pair[0] not in given.first):
            try:
                texts = getattr(given, field)
                facts = facts_named(self.statutes, asked, case, texts, today=self.today) if texts else ()
            except FinecalcError as error:
                error.field = field if error.field == "facts" else error.field
                raise
            for fact in facts:
                said = found.setdefault(f"fact:{fact}", value)
                if said != value and (field in given.first or not given.first):
                    raise FinecalcError(*refusals.known_and_open(fact).both, field)
        self._facts = None
        self._answers |= found
        self._counting |= found.keys()

    def _unasked(self) -> Iterator[Answered]:
        """What was given and not asked for, and what nobody is asked for."""
        for key, answer in self._known.items():
            if key in DAYS:
                yield Answered(day_question(self.statutes, key), answer)
            elif key in self.statutes.bases or key.startswith("base:"):
                yield Answered(base_question(self.statutes, key.removeprefix("base:")), answer)
        for key in _NOBODY_ASKS:
            yield Answered(office_question(self.statutes, key), self._known.get(key, ""))


def _likely(question: Question) -> str:
    """An answer as most cases have it, to count the questions that are still to come."""
    if question.kind == "yes-no":
        return "no"
    if question.kind == "choice":
        return question.choices[0].value if question.choices else ""
    return ""
