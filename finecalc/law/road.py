"""The road of a case: each step with the words that it rests on, whether it is due, and the day by which it is. Pure.

What is said of it is made here, by `sentences.steps`; how its days are counted is in `steps`.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import Literal

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from finecalc.language.answers import Answer
from finecalc.language.citation import PowerItem, Reference
from finecalc.language.errors import FinecalcError, Undecided
from finecalc.language.words import Words
from finecalc.law import succession
from finecalc.law.answer import Case, Note, OfficeUsed, TableUsed, office_used, table_used
from finecalc.law.assess import assess, assess_same_act, with_facts
from finecalc.law.assessment import Assessment
from finecalc.law.notes import note
from finecalc.law.open_facts import known_part
from finecalc.law.rules.competence import acting, is_office
from finecalc.law.rules.day_counts import known_days
from finecalc.law.sentences import steps as said
from finecalc.law.steps import Counted, Days, Law, Need, Standing, check_days, counted, day_of, in_order, need_of
from finecalc.table.statutes import Place, Statutes
from finecalc.table.steps import DATED, Clause, Listed, RoadStep


class Source(Struct, frozen=True, kw_only=True):
    """Verbatim words that a step rests on, in force `since`; `count` says what days they count, and `latest` to which day."""

    reference: str
    citation: str
    citation_en: str
    since: date
    sure: str
    kind: str
    quote: str
    days: int | None = None
    unit: str | None = None
    counted_from: str | None = None
    counted_by: str | None = None
    count: Words | None = None
    latest: date | None = None


class Duty(Struct, frozen=True, kw_only=True):
    """What the power list says of a step, and whether it still stands: as `reference` has it `since`; `open`: no text here says."""

    quote: str
    state: Literal["same", "changed", "open"]
    reference: str | None
    since: date | None
    zh: str
    en: str


class OnRoad(Struct, frozen=True, kw_only=True):
    """A step on the road of a case. `zh` and `en` say whether it is due, `dates` by when and whether it was in time."""

    step: str
    name: str
    name_en: str
    need: Need
    law: Law
    zh: str
    en: str
    done: date | None
    earliest: date | None
    latest: date | None
    extended: date | None
    standing: Standing | None
    needs: str | None
    calendar_open: bool
    dates: Words | None
    sources: tuple[Source, ...]
    duties: tuple[Duty, ...]


class Travelled(Answer, frozen=True, kw_only=True):
    """The road of a case under a provision, or an item of the power list with all its provisions (`references`).

    `power` is the item asked for, or the first that lists one of the provisions. `penalty` is false for supervision, which ends where a case may begin. `bound` says whether the rules of the cyberspace
    offices bind the authority that acts, `counting` how days are counted.
    """

    asked: str
    references: tuple[str, ...]
    citations: tuple[Words, ...]
    power: int | None
    penalty: bool
    by: str
    bound: bool
    days: dict[str, date]
    steps: tuple[OnRoad, ...]
    notes: tuple[Note, ...]
    counting: tuple[Note, ...]
    table: TableUsed
    office: OfficeUsed | UnsetType = UNSET


def travelled(
    statutes: Statutes, asked: str, facts: Sequence[str], case: Case, days: Days, *, today: date
) -> Travelled:
    """The road for `asked`, with the facts as people name them; `today` stands in for a decision yet to be made.

    Raises FinecalcError as `assess` does, and DatesOutOfOrder, which names both days.
    """
    check_days(case, days)
    days = replace(days, found=days.found or case.discovered)
    cited = statutes.cited(asked)
    power = cited.number if isinstance(cited, PowerItem) else None
    supervised = _supervised(statutes, cited, case.ended or case.decided or today)
    answers = () if supervised else _answers(statutes, asked, facts, case, power, today)
    refs = supervised or tuple(dict.fromkeys(answer.reference for answer in answers))
    power = power or _listed_under(statutes, refs, case.ended or case.decided or today)
    if supervised:
        steps = inspection_road(statutes, refs, case, today=today, power=power)
    else:
        steps = road(statutes, answers, case, days, today=today, power=power)
    return Travelled(
        asked=asked,
        references=refs,
        citations=tuple(statutes.citation(ref) for ref in refs),
        power=power,
        penalty=not supervised,
        by=acting(statutes, case),
        bound=is_office(statutes, case),
        days={event: day for event in DATED if (day := day_of(event, case, days))},
        steps=steps,
        notes=tuple(_notes(statutes, answers, case, steps, unused=bool(supervised) and days != Days())),
        counting=tuple(note("counting", each.text, each.ref) for each in statutes.table.rules.counting),
        table=table_used(statutes),
        office=office_used(statutes),
    )


def road(
    statutes: Statutes, answers: Sequence[Assessment], case: Case, days: Days, *, today: date, power: int | None = None
) -> tuple[OnRoad, ...]:
    """Every step of the case in order. `answers` say what may be imposed (several where an item has several provisions).

    `power` is the item of the power list whose duties are set beside. `today` stands in for a decision yet to be made.
    """
    due, duties = _most(answers), _duties(statutes, case, power)
    if days.heard:
        due |= {rule.ref: "must" for rule in statutes.table.rules.procedures if rule.after_hearing}
    steps = [step for step in statutes.table.rules.steps if "penalty" in step.roads]
    found = in_order(statutes, steps, case, days, today, due)
    return tuple(_shown(statutes, each, need_of(each.step, due), answers, duties) for each in found)


def inspection_road(
    statutes: Statutes, refs: Iterable[str], case: Case, *, today: date, power: int | None = None
) -> tuple[OnRoad, ...]:
    """The steps of supervision under these provisions, which fix no penalty, up to where a case may begin."""
    asked, duties = set(refs), _duties(statutes, case, power)
    found = []
    for step in statutes.table.rules.steps:
        own = {clause.ref for clause in (*step.office, *step.general)} & asked
        if "supervision" in step.roads and (own or "penalty" in step.roads):
            found.append(counted(statutes, step, case, Days(), today=today))
    return tuple(_shown(statutes, each, need_of(each.step, {}), (), duties) for each in found)


def _supervised(statutes: Statutes, cited: Reference | PowerItem, day: date) -> tuple[str, ...]:
    """The provisions asked for where they are supervision, which fixes no penalty; else nothing."""
    refs = (
        statutes.power(cited.number).provisions
        if isinstance(cited, PowerItem)
        else (succession.find(statutes, cited, day).ref,)
    )
    return refs if all(statutes.provision(ref).role == "supervision" for ref in refs) else ()


def _answers(
    statutes: Statutes, asked: str, facts: Sequence[str], case: Case, power: int | None, today: date
) -> tuple[Assessment, ...]:
    """What may be imposed: with each open fact and without it, and of an item of the power list under each provision behind it."""
    try:
        case = with_facts(statutes, asked, case, facts, case.unknown, today=today)
        answer = assess(statutes, asked, case, today=today)
        sets = [branch.facts[0] for branch in answer.branches if branch.reference]
        return tuple(assess(statutes, asked, known_part(case, each), today=today) for each in sets) or (answer,)
    except Undecided as error:
        if power is None or not error.choices:
            raise
        return tuple(assess_same_act(statutes, error.choices, facts, case, today=today))


def _listed_under(statutes: Statutes, refs: Sequence[str], day: date) -> int | None:
    """The first item of the power list behind which one of these provisions stands on a day."""
    for power in statutes.table.powers:
        places: list[Place] = [(ref, ()) for ref in power.provisions]
        with suppress(FinecalcError):
            places += succession.listed(statutes, PowerItem(power.number), day)
        if any(ref in refs for ref, _ in places):
            return power.number
    return None


_NOTED = ("handover", "graver-reserved", "report-up")


def _notes(
    statutes: Statutes, answers: Iterable[Assessment], case: Case, steps: Sequence[OnRoad], *, unused: bool
) -> Iterator[Note]:
    """What stands in the way, what goes to others, whose rules these are, and how far the calendar reaches.

    `unused`: days are given that nothing is counted from.
    """
    found: list[Note] = []
    for answer in answers:
        if not answer.competence.competent:
            found.append(note("competence", Words(answer.competence.zh, answer.competence.en), answer.reference))
        if answer.limitation and answer.limitation.expired:
            found.append(note("limitation", Words(answer.limitation.zh, answer.limitation.en)))
        found += [each for each in answer.notes if each.code in _NOTED]
    yield from dict.fromkeys(found)
    rules, office = statutes.table.rules.office_rules, is_office(statutes, case)
    if rules and not (office and all(step.law == "office" or step.step in _of_all(statutes) for step in steps)):
        by = statutes.authorities[acting(statutes, case)]
        words = said.office_rules_said(statutes, rules, office, Words(by.label, by.label_en))
        yield note("procedure-rules", words, rules)
    if unused:
        yield note("days-not-used", said.days_not_used())
    if any(step.calendar_open for step in steps):
        yield note("calendar", said.calendar_said(*known_days()))


def _of_all(statutes: Statutes) -> set[str]:
    """The steps for which cyberspace offices have no rules of their own."""
    return {step.id for step in statutes.table.rules.steps if not step.office}


# --- in words ---------------------------------------------------------------------------------------------------------


_BY_RULE: dict[str, Need] = {
    "no": "not-required",
    "unknown": "unknown",
    "if-heard": "if-heard",
    "if-large": "if-large",
    "if-imposed": "if-imposed",
    "yes": "must",
}
"""What the rule says of a procedure → whether the step is due, from the weakest to the strongest."""


def _most(answers: Iterable[Assessment]) -> dict[str, Need]:
    """How far each procedure is due under any of the answers, by the reference that the table gives it."""
    order = list(_BY_RULE.values())
    found: dict[str, Need] = {}
    for answer in answers:
        for (step, _), told in zip(answer.ruling.procedures, answer.procedures, strict=True):
            known = (_BY_RULE[told.due], found.get(step.rule.ref, "not-required"))
            found[step.rule.ref] = max(known, key=order.index)
    return found


def _shown(
    statutes: Statutes, found: Counted, need: Need, answers: Sequence[Assessment], duties: dict[str, tuple[Duty, ...]]
) -> OnRoad:
    step, need = found.step, need if found.clauses else "unknown"
    words = said.step_said(statutes, step, need, found.law, _procedure_words(answers, step))
    return OnRoad(
        step=step.id,
        name=step.name.zh,
        name_en=step.name.en,
        need=need,
        law=found.law,
        zh=words.zh,
        en=words.en,
        done=found.done,
        earliest=found.earliest,
        latest=found.latest,
        extended=found.extended,
        standing=found.standing,
        needs=found.needs,
        calendar_open=found.open,
        dates=None if need == "not-required" and found.needs else said.days_words(statutes, found),
        sources=tuple(_source(statutes, clause, found) for clause in found.clauses),
        duties=duties.get(step.id, ()),
    )


def _procedure_words(answers: Iterable[Assessment], step: RoadStep) -> Words | None:
    """What the answer itself says of the procedure."""
    for answer in answers:
        for (each, _), words in zip(answer.ruling.procedures, answer.procedures, strict=True):
            if each.rule.ref == step.procedure and step.when is None:
                return Words(words.zh, words.en)
    return None


def _source(statutes: Statutes, clause: Clause, found: Counted) -> Source:
    provision, cited, count = statutes.provision(clause.ref), statutes.citation(clause.ref), clause.count
    main = next((each for each in found.clauses if each.count and each.kind == "duty"), None)
    ends = {"longer-to": found.extended, "longer-by": found.extended}
    return Source(
        reference=clause.ref,
        citation=cited.zh,
        citation_en=cited.en,
        since=statutes.edition(clause.ref).in_force,
        sure=provision.sure,
        kind=clause.kind,
        quote=clause.quote,
        days=count.days if count else None,
        unit=count.unit if count else None,
        counted_from=(count.of or None) if count else None,
        counted_by=count.by if count else None,
        count=said.count_words(statutes, count, clause.kind) if count else None,
        latest=found.latest if clause is main else ends.get(clause.kind),
    )


def _duties(statutes: Statutes, case: Case, power: int | None) -> dict[str, tuple[Duty, ...]]:
    """What the office's power list says of each step, for one of its items; of other bodies it says nothing."""
    if power is None or not is_office(statutes, case):
        return {}
    text = statutes.passages[statutes.power(power).duties]
    return {
        step.id: tuple(_duty(statutes, each) for each in step.listed if each.quote in text)
        for step in statutes.table.rules.steps
    }


def _duty(statutes: Statutes, listed: Listed) -> Duty:
    words = said.duty_said(listed)
    state: Literal["same", "changed", "open"] = "changed" if listed.changed else "same" if listed.ref else "open"
    since = statutes.edition(listed.ref).in_force if listed.ref else None
    return Duty(quote=listed.quote, state=state, reference=listed.ref, since=since, zh=words.zh, en=words.en)
