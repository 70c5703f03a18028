"""The guided questions: what is known so far in, the next question out. Pure: it neither reads nor prints.

It asks only what the chosen provision needs: whatever else it could ask is not asked.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from msgspec import Struct, structs

from finecalc.language import citation, money
from finecalc.language.citation import PowerItem
from finecalc.language.errors import FactNotUsed, FinecalcError, Undecided
from finecalc.language.numerals import plain
from finecalc.language.words import Words
from finecalc.law import succession
from finecalc.law.answer import Case
from finecalc.law.assess import assess
from finecalc.law.rules.edition import under_every_item
from finecalc.law.rules.limitation import limitation_of
from finecalc.law.rules.missing_days import limitation_undecided
from finecalc.law.sentences import questions as said
from finecalc.law.sentences import refusals
from finecalc.table.finding import search
from finecalc.table.model import Term
from finecalc.table.office import judged_by
from finecalc.table.statutes import Place, Statutes, conduct_items, in_force, short

Kind = Literal["choice", "yes-no", "date", "amount"]
Answers = Mapping[str, str]
"""Question key → the answer in its settled form: a reference, an ISO date, `yes`, `no` or `unknown`, plain yuan, or empty."""
DAYS = ("conduct_from", "conduct_to", "decided", "discovered")


class Choice(Struct, frozen=True):
    """One thing that can be picked, by its number or its value."""

    value: str
    words: Words


class Question(Struct, frozen=True, kw_only=True):
    """One question. `field` is the value that it asks for, `key` the answer, `label` what it is called in a list.

    `basis` is the text that it comes from; `guide` says by what the answer is judged, where a text or the office says so.
    """

    key: str
    kind: Kind
    words: Words
    field: str
    label: Words
    choices: tuple[Choice, ...] = ()
    may_be_empty: bool = False
    basis: Words = Words("", "")
    guide: Words = Words("", "")


def next_question(statutes: Statutes, answers: Answers, today: date) -> Question | None:
    """The next thing to ask, or None when the case can be assessed."""
    if "start" not in answers:
        return _start(statutes)
    if "found" not in answers and is_words(statutes, answers["start"]):
        return found_question(statutes, answers["start"])
    asked = reference(answers)
    if "conduct_to" not in answers:
        return day_question(statutes, "conduct_to")
    case = case_of(answers)
    if "conduct_from" not in answers and _could_span(statutes, asked, case):
        return day_question(statutes, "conduct_from")
    if "decided" not in answers and _has_changed(statutes, asked, case, today):
        return day_question(statutes, "decided")
    if "discovered" not in answers and _may_be_out_of_time(statutes, case, today):
        return day_question(statutes, "discovered")
    return _about_provision(statutes, asked, answers, today)


def reference(answers: Answers) -> str:
    """What the answers say is asked about: a reference, a citation or a power item."""
    return answers.get("provision") or answers.get("found") or answers["start"]


def case_of(answers: Answers) -> Case:
    """The case that the answers describe."""

    def day(key: str) -> date | None:
        return date.fromisoformat(answers[key]) if answers.get(key) else None

    def amount(key: str) -> Decimal | None:
        return money.parse(answers[key]) if answers.get(key) else None

    return Case(
        facts=facts_answered(answers, "yes"),
        unknown=facts_answered(answers, "unknown"),
        items=tuple(map(int, answers["item"].split(","))) if answers.get("item") else (),
        gains=amount("gains"),
        purchase=amount("purchase"),
        turnover=amount("turnover"),
        other_bases=tuple(
            (key.removeprefix("base:"), money.parse(value))
            for key, value in answers.items()
            if key.startswith("base:") and value
        ),
        conduct_from=day("conduct_from"),
        conduct_to=day("conduct_to"),
        decided=day("decided"),
        discovered=day("discovered"),
        by=answers.get("by") or None,
        adjust=answers.get("adjust") or None,
    )


def answers_of(case: Case) -> dict[str, str]:
    """What is known of a case as answers, without its facts."""
    days = {key: getattr(case, key) for key in DAYS}
    found = {key: day.isoformat() for key, day in days.items() if day}
    for base, amount in case.bases.items():
        found[base_key(base)] = f"{amount:f}"
    if case.items:
        found["item"] = ",".join(map(str, case.items))
    return found | {key: word for key, word in (("by", case.by), ("adjust", case.adjust)) if word}


def facts_answered(answers: Answers, value: str) -> tuple[str, ...]:
    """The facts of which the answer is `yes`, `no` or `unknown`."""
    return tuple(
        key.removeprefix("fact:") for key, each in answers.items() if key.startswith("fact:") and each == value
    )


def base_key(base: str) -> str:
    """The key of the answer that says how large a base is."""
    return base if base in Case.__struct_fields__ else f"base:{base}"


# --- the questions ------------------------------------------------------------------------------------------------------


def _start(statutes: Statutes) -> Question:
    choices = tuple(Choice(f"#{power.number}", Words(power.name, power.name_en)) for power in statutes.table.powers)
    if not choices:
        words = said.which_provision_at_all()
        return Question(key="start", kind="choice", words=words, field="provision", label=said.START)
    return Question(
        key="start",
        kind="choice",
        words=said.which_item_of_the_list(),
        field="provision",
        label=said.START,
        choices=choices,
        basis=said.the_list(),
    )


def found_question(statutes: Statutes, words: str) -> Question:
    wanted = plain(words).strip("《》")
    law = statutes.law_names.get(wanted)
    every = search(statutes, wanted.split())
    found = [each for each in every if each.role == "penalty" and law in (None, citation.split(each.ref)[0])]
    if not found and any(char.isdigit() for char in wanted):
        statutes.cited(words)  # which says what may have been meant
    if not found:
        raise FinecalcError(*said.nothing_holds(short(wanted)).both)
    return Question(
        key="found",
        kind="choice",
        words=said.which_that_holds(short(wanted)),
        field="provision",
        label=said.PROVISION,
        choices=tuple(_provision_choice(statutes, provision.ref) for provision in found),
    )


def _provision_choice(statutes: Statutes, ref: str) -> Choice:
    return Choice(ref, said.provision_named(statutes, ref))


def day_question(statutes: Statutes, key: str) -> Question:
    """When something happened, with the rule for which the day counts."""
    rules = statutes.table.rules
    rule = rules.limitation.ref if key == "discovered" else rules.edition
    return Question(
        key=key,
        kind="date",
        words=said.WHEN[key],
        field=key,
        label=said.DAYS[key],
        may_be_empty=True,
        basis=_rule_text(statutes, rule),
    )


def office_question(statutes: Statutes, key: str) -> Question:
    """Which level acts (`by`), or how the range is to be adjusted (`adjust`): nobody is asked, and who wants to can say."""
    terms: tuple[Term, ...] = statutes.table.adjustments
    if key == "by":
        terms = tuple(each for each in statutes.table.authorities if each.level)
    return Question(
        key=key,
        kind="choice",
        words=said.OFFICE[key],
        field=key,
        label=said.OFFICE_LABELS[key],
        choices=tuple(Choice(each.id, Words(each.label, each.label_en)) for each in terms),
        may_be_empty=True,
    )


def _about_provision(statutes: Statutes, asked: str, answers: Answers, today: date) -> Question | None:
    """What the provision itself needs: which paragraph, which item, its facts, its bases."""
    case = case_of(answers)
    try:
        place = _place(statutes, asked, case, today)
    except Undecided as error:
        return _which(statutes, error, asked, answers)
    _must_be_dealt_with(statutes, asked, case, today)
    ladder = statutes.ladder(place[0])
    limited = any(rung.items for rung in ladder.rungs) and not place[1] and bool(_listed(statutes, place[0]))
    if "item" not in answers and (limited or _item_leads_on(statutes, place, case, today)):
        return _item(statutes, place[0])
    for rung in ladder.rungs:
        if rung.items and not set(rung.items) & set(place[1]):
            continue
        for fact, words in rung.when.items():
            if f"fact:{fact}" not in answers:
                return fact_question(statutes, fact, words, rung.source, case.decided or today)
    longer = statutes.table.rules.limitation.fact
    if f"fact:{longer}" not in answers and _longer_would_help(statutes, case, today):
        words = statutes.facts[longer].label
        return fact_question(statutes, longer, words, statutes.table.rules.limitation.ref, case.decided or today)
    for base, source in _needed(statutes, asked, case, today):
        if base_key(base) not in answers:
            return base_question(statutes, base, source)
    return None


def _must_be_dealt_with(statutes: Statutes, asked: str, case: Case, today: date) -> None:
    """Raises FinecalcError where the days of the case rule the provision out, whatever its facts and items are."""
    try:
        assess(statutes, asked, structs.replace(case, facts=(), unknown=()), today=today)
    except Undecided:
        return
    except FinecalcError as error:
        if error.field != "facts":
            raise


def _needed(statutes: Statutes, asked: str, case: Case, today: date) -> Iterator[tuple[str, str]]:
    """The bases on which the answer depends, whichever way open facts turn out, and the provisions that say so.

    None where the provision comes to nothing.
    """
    try:
        answer = assess(statutes, asked, case, today=today)
    except FactNotUsed:
        raise
    except FinecalcError as error:
        if error.field != "facts":
            raise
        return
    for fine in (*answer.fines, *(fine for branch in answer.branches for fine in branch.fines)):
        yield from ((base, fine.source) for base in fine.needs)


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
        label=said.PROVISION,
        choices=tuple(_provision_choice(statutes, ref) for ref in error.choices),
        basis=said.texts_quoted([statutes.provision(ref) for ref in error.choices]),
    )


def _item(statutes: Statutes, ref: str) -> Question:
    listed = _listed(statutes, ref)
    return Question(
        key="item",
        kind="choice",
        words=said.which_item_of_the_conduct(),
        field="items",
        label=said.ITEM,
        choices=tuple(Choice(str(number), Words(line, line)) for number, line in listed.items()),
        basis=said.texts_quoted([statutes.provision(ref)]),
    )


def _listed(statutes: Statutes, ref: str) -> dict[int, str]:
    """The items of the conduct by their numbers: those of the provision, or of what it aggravates."""
    own = conduct_items(statutes.provision(ref))
    if own:
        return dict(enumerate(own, 1))
    found: dict[int, str] = {}
    for base in statutes.provision(ref).aggravates:
        found |= {
            number: line
            for number, line in _listed(statutes, base.ref).items()
            if not base.items or number in base.items
        }
    return found


def fact_question(statutes: Statutes, fact: str, words: str, source: str, day: date) -> Question:
    """Whether a fact holds, in the words of the text, with what the table or the office says it is judged by."""
    own = judged_by(statutes.office, source, fact, day)
    return Question(
        key=f"fact:{fact}",
        kind="yes-no",
        words=said.whether(statutes.facts[fact], words),
        field="facts",
        label=said.fact_named(statutes.facts[fact], words),
        may_be_empty=True,
        basis=said.texts_quoted([statutes.provision(source)]),
        guide=said.judged_by(statutes.office.name, own),
    )


def base_question(statutes: Statutes, base: str, ref: str | None = None) -> Question:
    """How large a base is."""
    term = statutes.bases[base]
    return Question(
        key=base_key(base),
        kind="amount",
        words=said.how_much(term),
        field=base if base in Case.__struct_fields__ else "base",
        label=Words(term.label, term.label_en),
        may_be_empty=True,
        basis=said.texts_quoted([statutes.provision(ref)] if ref else []),
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


def _may_be_out_of_time(statutes: Statutes, case: Case, today: date) -> bool:
    """Whether the conduct is so old that the day of its discovery decides."""
    undecided = limitation_undecided(statutes, case, today)
    return undecided is not None and undecided.field == "discovered"


def _longer_would_help(statutes: Statutes, case: Case, today: date) -> bool:
    """Whether the conduct was discovered too late, but not if the longer period holds."""
    period = limitation_of(statutes, case, today)
    return period is not None and period.expired and period.longer is not None and period.discovered <= period.longer


def _rule_text(statutes: Statutes, ref: str) -> Words:
    cited, text = statutes.citation(ref), statutes.provision(ref).text
    return said.rule_quoted(cited, text)


def is_words(statutes: Statutes, start: str) -> bool:
    """Whether what was typed first is neither a reference nor a citation, but words to search for."""
    try:
        statutes.cited(start)
    except FinecalcError:
        return True
    return False
