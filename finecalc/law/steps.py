"""The steps of a case and their days, by the law of the day on which each is taken. Pure; nothing is said in words here: see `road`."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from finecalc.language import values
from finecalc.language.errors import DatesOutOfOrder, FinecalcError
from finecalc.language.values import Day
from finecalc.law.answer import Case
from finecalc.law.rules.competence import is_office
from finecalc.law.rules.day_counts import reached
from finecalc.law.sentences import refusals
from finecalc.table.statutes import Statutes, rule_in_force
from finecalc.table.steps import DATED, Clause, RoadStep

Need = Literal["must", "may", "if", "if-imposed", "if-large", "if-heard", "unknown", "not-required"]
Law = Literal["office", "general", "earlier", "not-held"]
Standing = Literal["in-time", "extended", "late", "early"]


class Days(Struct, frozen=True, kw_only=True):
    """The days of a case's steps; that of the decision stands in the case itself. None while not known, or not yet come."""

    found: date | None = None
    filed: date | None = None
    notified: date | None = None
    heard: date | None = None
    served: date | None = None


def days_named(given: Mapping[str, Day]) -> Days:
    """The days of the steps by the names of their events. Raises FinecalcError for a name that is none, or no day."""
    for name in given:
        if name not in Days.__struct_fields__:
            raise FinecalcError(*refusals.no_such_step(name, Days.__struct_fields__).both, "days")
    return Days(**{name: values.day(name, day) for name, day in given.items()})


class Counted(Struct, frozen=True, kw_only=True):
    """A step as the law of its day has it, and its days: `done` on which, from which (`earliest`) until which (`latest`) it may be.

    `extended` is the last day with the extensions that have an end. `since` is the day of the event that a step follows whose own
    day is never given: a notice of the hearing comes after the party was told. `needs` is the event whose day is missing; `open`:
    the calendar does not know all the working days.
    """

    step: RoadStep
    law: Law
    clauses: tuple[Clause, ...] = ()
    done: date | None = None
    since: date | None = None
    earliest: date | None = None
    latest: date | None = None
    extended: date | None = None
    needs: str | None = None
    open: bool = False

    @property
    def standing(self) -> Standing | None:
        """Whether the step was done within its days; None while it is not done, or cannot be told."""
        if self.early:
            return "early"
        if self.done is None or (self.latest is None and self.earliest is None):
            return self.lateness
        return self.lateness or "in-time"

    @property
    def early(self) -> bool:
        """Whether the step was done before its first day; it may be past its last day all the same."""
        return bool(self.done and self.earliest and self.done < self.earliest)

    @property
    def lateness(self) -> Literal["extended", "late"] | None:
        """Whether the step is past its last day, and within its extensions."""
        last = self.latest
        if last is None:
            return None
        if self.since and self.since > last:
            return "late"
        if self.done is None or self.done <= last:
            return None
        return "extended" if self.extended and self.done <= self.extended else "late"


def check_days(case: Case, days: Days) -> None:
    """Raises DatesOutOfOrder where a step lies before one that it follows; the message names both days."""
    order = {event: day_of(event, case, days) for event in DATED}
    for first in ({"conduct_from": case.conduct_from}, {"discovered": case.discovered}):
        chain = first | order if "conduct_from" in first else first | {**order, "found": None}
        known = [(event, day) for event, day in chain.items() if day is not None]
        for (before, earlier), (event, day) in pairwise(known):
            if day < earlier:
                raise DatesOutOfOrder(*refusals.days_out_of_order(event, day, before, earlier).both, event)


def day_of(event: str, case: Case, days: Days) -> date | None:
    """The day of an event, None while it is not known."""
    if event == "decided":
        return case.decided
    return getattr(days, event, None)


def counted_steps(
    statutes: Statutes, case: Case, days: Days, *, today: date, due: Mapping[str, Need]
) -> tuple[Counted, ...]:
    """The steps that count days from an event whose day can be known, with what their days come to."""
    steps = statutes.kept.get("counted-steps")
    if steps is None:
        dated = [each for each in statutes.table.rules.steps if _count_from(each) in DATED]
        steps = statutes.kept["counted-steps"] = tuple(dated)
    return in_order(statutes, steps, case, days, today, due)


def _count_from(step: RoadStep) -> str | None:
    """The event from which a step counts its days."""
    return next((clause.count.of for clause in (*step.office, *step.general) if clause.count), None)


def in_order(
    statutes: Statutes, steps: Iterable[RoadStep], case: Case, days: Days, today: date, due: Mapping[str, Need]
) -> tuple[Counted, ...]:
    """Each step with its days, those that wait for another behind it. `due` says which procedures are, by the reference that the
    table gives them."""
    found: dict[str, Counted] = {}
    for step in steps:
        each = counted(statutes, step, case, days, today=today)
        before = found.get(step.waits_for or "")
        found[step.id] = _waiting(each, before, days, due) if before else each
    return tuple(found.values())


def counted(statutes: Statutes, step: RoadStep, case: Case, days: Days, *, today: date) -> Counted:
    """One step, as the law of the day has it on which it is taken, with the days that it has."""
    done = day_of(step.done, case, days) if step.done else None
    law, clauses = _law_of(statutes, step, case, done or _told(step, case, days) or case.decided or today)
    found = Counted(step=step, law=law, clauses=clauses, done=done)
    base = next((each for each in clauses if each.count and each.kind == "duty"), None)
    if base is None or base.count is None:
        return found
    start = day_of(base.count.of, case, days)
    if start is None:
        return replace(found, needs=base.count.of if base.count.of in DATED else None)
    latest = reached(start, base.count)
    return replace(
        found,
        latest=latest,
        extended=_extended(clauses, start, latest),
        open=latest is None,
        since=days.notified if base.count.before else None,
    )


def _told(step: RoadStep, case: Case, days: Days) -> date | None:
    """The day from which a step that no event ends is counted: it is taken under the law of that day."""
    start = None if step.done else _count_from(step)
    return day_of(start, case, days) if start else None


def _law_of(statutes: Statutes, step: RoadStep, case: Case, day: date) -> tuple[Law, tuple[Clause, ...]]:
    office = is_office(statutes, case)
    for name, clauses in (("office", step.office if office else ()), ("general", step.general)):
        if clauses and rule_in_force(statutes, clauses[0].ref, day):
            return name, clauses  # type: ignore[return-value]
    return ("earlier" if step.general or (office and step.office) else "not-held"), ()


def _extended(clauses: Iterable[Clause], start: date, latest: date | None) -> date | None:
    for clause in clauses:
        if clause.count and clause.kind == "longer-to":
            latest = reached(start, clause.count)
        elif clause.count and clause.kind == "longer-by" and latest:
            latest = reached(latest, clause.count)
        else:
            continue
        return latest
    return None


def _waiting(found: Counted, before: Counted, days: Days, due: Mapping[str, Need]) -> Counted:
    """The step after the days of another have run out, unless what these are for has been done, or is not due."""
    if need_of(before.step, due) == "not-required" or days.heard is not None:
        return found
    earliest = before.latest and date.fromordinal(before.latest.toordinal() + 1)
    return replace(found, earliest=earliest)


def need_of(step: RoadStep, due: Mapping[str, Need]) -> Need:
    when = due.get(step.procedure, "not-required") if step.procedure else "must"
    if when != "must":
        return when
    return "if" if step.when else "may" if step.may else "must"
