"""The guided questions: what is known so far in, the next question out. Pure: it neither reads nor prints.

It asks only what the chosen provision needs: whatever else it could ask is not asked.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from finecalc.language import dates, money
from finecalc.language.citation import PowerItem
from finecalc.language.errors import FinecalcError, Undecided
from finecalc.language.numerals import plain, to_number
from finecalc.language.words import Words
from finecalc.law import succession
from finecalc.law.answer import Case
from finecalc.law.assess import assess
from finecalc.law.rules.edition import under_every_item
from finecalc.law.sentences import questions as said
from finecalc.law.sentences import refusals
from finecalc.table.finding import search
from finecalc.table.statutes import Place, Statutes, conduct_items, in_force

Kind = Literal["choice", "yes-no", "date", "amount"]
Answers = Mapping[str, str]
"""Question key → the answer in its settled form: a reference, an ISO date, `yes`/`no`, plain yuan, or empty."""


class Choice(Struct, frozen=True):
    """One thing that can be picked, by its number or its value."""

    value: str
    words: Words


class Question(Struct, frozen=True, kw_only=True):
    """One question. `field` is the value that it asks for, and `key` the answer; `basis` is the text that it comes from."""

    key: str
    kind: Kind
    words: Words
    field: str
    choices: tuple[Choice, ...] = ()
    may_be_empty: bool = False
    basis: Words = Words("", "")


def next_question(statutes: Statutes, answers: Answers, today: date) -> Question | None:
    """The next thing to ask, or None when the case can be assessed."""
    if "start" not in answers:
        return _start(statutes)
    if "found" not in answers and _is_words(statutes, answers["start"]):
        return _found(statutes, answers["start"])
    asked = reference(answers)
    if "conduct_to" not in answers:
        return _day(
            "conduct_to",
            said.when_it_ended(),
            _rule_text(statutes, statutes.table.rules.edition),
        )
    case = case_of(answers)
    if "conduct_from" not in answers and _could_span(statutes, asked, case):
        return _day(
            "conduct_from",
            said.when_it_began(),
            _rule_text(statutes, statutes.table.rules.edition),
        )
    if "decided" not in answers and _has_changed(statutes, asked, case, today):
        return _day(
            "decided",
            said.when_decided(),
            _rule_text(statutes, statutes.table.rules.edition),
        )
    return _about_provision(statutes, asked, answers, today)


def reference(answers: Answers) -> str:
    """What the answers say is asked about: a reference, a citation or a power item."""
    return answers.get("provision") or answers.get("found") or answers["start"]


def case_of(answers: Answers) -> Case:
    """The case that the answers describe."""

    def day(key: str) -> date | None:
        return date.fromisoformat(answers[key]) if answers.get(key) else None

    return Case(
        facts=tuple(
            key.removeprefix("fact:") for key, value in answers.items() if key.startswith("fact:") and value == "yes"
        ),
        items=(int(answers["item"]),) if answers.get("item") else (),
        gains=money.parse(answers["gains"]) if answers.get("gains") else None,
        purchase=money.parse(answers["purchase"]) if answers.get("purchase") else None,
        turnover=money.parse(answers["turnover"]) if answers.get("turnover") else None,
        other_bases=tuple(
            (key.removeprefix("base:"), money.parse(value))
            for key, value in answers.items()
            if key.startswith("base:") and value
        ),
        conduct_from=day("conduct_from"),
        conduct_to=day("conduct_to"),
        decided=day("decided"),
    )


def settle(statutes: Statutes, question: Question, text: str, answers: Answers) -> str:
    """The settled form of a typed answer. Raises FinecalcError with what would be right."""
    written = plain(text)
    if not written:
        if question.may_be_empty:
            return ""
        raise FinecalcError(*said.must_be_answered().both)
    if question.kind == "date":
        return _settle_day(question.key, dates.parse(written), answers)
    if question.kind == "amount":
        return f"{money.parse(written):f}"
    if question.kind == "yes-no":
        return _yes_or_no(written)
    return _settle_choice(statutes, question, written)


# --- the questions ------------------------------------------------------------------------------------------------------


def _start(statutes: Statutes) -> Question:
    choices = tuple(Choice(f"#{power.number}", Words(power.name, power.name_en)) for power in statutes.table.powers)
    if not choices:
        return Question(key="start", kind="choice", words=said.which_provision_at_all(), field="provision")
    return Question(
        key="start",
        kind="choice",
        words=said.which_item_of_the_list(),
        field="provision",
        choices=choices,
        basis=said.the_list(),
    )


def _found(statutes: Statutes, words: str) -> Question:
    found = [provision for provision in search(statutes, words.split()) if provision.role == "penalty"]
    if not found:
        raise FinecalcError(*said.nothing_holds(plain(words)).both)
    return Question(
        key="found",
        kind="choice",
        words=said.which_that_holds(plain(words)),
        field="provision",
        choices=tuple(_provision_choice(statutes, provision.ref) for provision in found),
    )


def _provision_choice(statutes: Statutes, ref: str) -> Choice:
    return Choice(ref, said.provision_named(statutes, ref))


def _day(key: str, words: Words, basis: Words) -> Question:
    return Question(key=key, kind="date", words=words, field=key, may_be_empty=True, basis=basis)


def _about_provision(statutes: Statutes, asked: str, answers: Answers, today: date) -> Question | None:
    """What the provision itself needs: which paragraph, which item, its facts, its bases."""
    case = case_of(answers)
    try:
        place = _place(statutes, asked, case, today)
    except Undecided as error:
        return _which(statutes, error, asked, answers)
    ladder = statutes.ladder(place[0])
    limited = any(rung.items for rung in ladder.rungs) and not place[1]
    if "item" not in answers and (limited or _item_leads_on(statutes, place, case, today)):
        return _item(statutes, place[0])
    for rung in ladder.rungs:
        if rung.items and not set(rung.items) & set(place[1]):
            continue
        for fact, words in rung.when.items():
            if f"fact:{fact}" not in answers:
                return _fact(statutes, fact, words, rung.source)
    answer = assess(statutes, asked, case, today=today)
    for base in answer.needs:
        if base not in answers and f"base:{base}" not in answers:
            return _base(statutes, base, answer.reference)
    return None


def _which(statutes: Statutes, error: Undecided, asked: str, answers: Answers) -> Question:
    """Several provisions are left: ask which, or which item of the conduct when that decides."""
    if "item" not in answers:
        origin = next((ref for ref in _origins(statutes, asked) if _split_by_item(statutes, ref)), None)
        if origin:
            return _item(statutes, origin)
    if not error.choices:
        raise error
    return Question(
        key="provision",
        kind="choice",
        words=said.which_of_these(),
        field="provision",
        choices=tuple(_provision_choice(statutes, ref) for ref in error.choices),
        basis=said.texts_quoted([statutes.provision(ref) for ref in error.choices]),
    )


def _item(statutes: Statutes, ref: str) -> Question:
    lines = conduct_items(statutes.provision(ref))
    return Question(
        key="item",
        kind="choice",
        words=said.which_item_of_the_conduct(),
        field="items",
        choices=tuple(Choice(str(number), Words(line, line)) for number, line in enumerate(lines, 1)),
        basis=said.texts_quoted([statutes.provision(ref)]),
    )


def _fact(statutes: Statutes, fact: str, words: str, source: str) -> Question:
    return Question(
        key=f"fact:{fact}",
        kind="yes-no",
        words=said.whether(statutes.facts[fact], words),
        field="facts",
        basis=said.texts_quoted([statutes.provision(source)]),
    )


def _base(statutes: Statutes, base: str, ref: str) -> Question:
    return Question(
        key=base if base in Case.__struct_fields__ else f"base:{base}",
        kind="amount",
        words=said.how_much(statutes.bases[base]),
        field=base if base in Case.__struct_fields__ else "base",
        may_be_empty=True,
        basis=said.texts_quoted([statutes.provision(ref)]),
    )


# --- what the questions turn on -----------------------------------------------------------------------------------------


def _place(statutes: Statutes, asked: str, case: Case, today: date) -> Place:
    """The provision whose ladder is asked about. Raises Undecided while several are left."""
    cited = statutes.cited(asked)
    day = case.ended or case.decided or today
    if isinstance(cited, PowerItem):
        places = succession.listed(statutes, cited, day, case.items)
    else:
        provision = succession.find(statutes, cited, day)
        editions_on = succession.at(statutes, (provision.ref, case.items), case.ended) if case.ended else []
        places = editions_on or [(provision.ref, case.items)]
    place = succession.choose_one(statutes, places, refusals.several_provisions())
    succession.must_be_penalty(statutes, statutes.provision(place[0]))
    return place


def _origins(statutes: Statutes, asked: str) -> list[str]:
    cited = statutes.cited(asked)
    if isinstance(cited, PowerItem):
        return list(statutes.power(cited.number).provisions)
    return [p.ref for p in statutes.paragraphs(cited.law, cited.edition or "", cited.article)]


def _split_by_item(statutes: Statutes, ref: str) -> bool:
    return any(step.items for step in statutes.provision(ref).successors)


def _item_leads_on(statutes: Statutes, place: Place, case: Case, today: date) -> bool:
    """Whether the items of the conduct are dealt with by different provisions on the day of decision."""
    if case.ended is None or not in_force(statutes.edition(place[0]), case.ended):
        return False
    decided = case.decided or today
    items = under_every_item(statutes, place)
    return len({tuple(ref for ref, _ in succession.at(statutes, (place[0], item), decided)) for item in items}) > 1


def _law_of(statutes: Statutes, asked: str) -> list[str]:
    cited = statutes.cited(asked)
    if isinstance(cited, PowerItem):
        return list(dict.fromkeys(ref.split("@")[0] for ref in statutes.power(cited.number).provisions))
    return [cited.law]


def _could_span(statutes: Statutes, asked: str, case: Case) -> bool:
    """Whether conduct that ended then may have begun under an earlier edition."""
    if case.ended is None:
        return False
    for law in _law_of(statutes, asked):
        edition = statutes.edition_on(statutes.laws[law], case.ended)
        before = edition and statutes.edition_on(statutes.laws[law], edition.in_force - timedelta(days=1))
        if before:
            return True
    return False


def _has_changed(statutes: Statutes, asked: str, case: Case, today: date) -> bool:
    """Whether the text in force when the conduct ended is no longer in force today."""
    if case.ended is None:
        return False
    spans = [statutes.edition_on(statutes.laws[law], case.ended) for law in _law_of(statutes, asked)]
    return any(edition and edition.until and edition.until < today for edition in spans)


def _rule_text(statutes: Statutes, ref: str) -> Words:
    cited, text = statutes.citation(ref), statutes.provision(ref).text
    return said.rule_quoted(cited, text)


# --- reading answers ------------------------------------------------------------------------------------------------------


def _is_words(statutes: Statutes, start: str) -> bool:
    """Whether what was typed first is neither a reference nor a citation, but words to search for."""
    try:
        statutes.cited(start)
    except FinecalcError:
        return True
    return False


def _settle_choice(statutes: Statutes, question: Question, written: str) -> str:
    number = to_number(written.lstrip("#"))
    if number is not None and number == int(number) and 1 <= number <= len(question.choices):
        return question.choices[int(number) - 1].value
    for choice in question.choices:
        if written in (choice.value, plain(choice.words.zh), choice.words.en):
            return choice.value
    if question.key == "start" and (number is None or not question.choices):
        if _is_words(statutes, written):
            _found(statutes, written)
        return written
    raise FinecalcError(*said.a_number_up_to(len(question.choices)).both)


def _settle_day(key: str, day: date, answers: Answers) -> str:
    ended = answers.get("conduct_to")
    if ended and key == "conduct_from" and day > date.fromisoformat(ended):
        raise FinecalcError(*said.begins_after(ended).both)
    if ended and key == "decided" and day < date.fromisoformat(ended):
        raise FinecalcError(*said.decided_before(ended).both)
    return day.isoformat()


def _yes_or_no(written: str) -> str:
    lowered = written.lower()
    if lowered in ("y", "yes", "是", "有", "1", "对"):
        return "yes"
    if lowered in ("n", "no", "否", "不是", "没有", "无", "0", "不"):
        return "no"
    raise FinecalcError(*said.yes_or_no().both)
