"""The road of a case as `[[rules.steps]]` has it: each step, the words that it rests on, and the days that these words count."""

from typing import Literal

from msgspec import Struct

from finecalc.language.words import Words

Road = Literal["penalty", "supervision"]
Unit = Literal["working-day", "day", "month"]
Kind = Literal["duty", "longer-to", "longer-by", "longer-open", "not-counted"]
DATED = ("found", "filed", "notified", "heard", "decided", "served")
"""The events whose days can be known of a case, in the order in which they happen."""


class Event(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What days are counted from; `words` are those by which texts name it (立案之日起, 被告知后). Most are in `DATED`."""

    id: str
    label: str
    label_en: str
    words: tuple[str, ...] = ()


class Count(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many days from an event, or before it: 被告知后五个工作日内 is `{ days = 5, unit = "working-day", of = "notified" }`.

    `unsaid`: the text names no event; days are counted from this one all the same, and the answer says so. `by` is the
    provision that makes 五日 working days, where the words themselves do not.
    """

    days: int
    unit: Unit
    of: str = ""
    before: bool = False
    unsaid: bool = False
    by: str | None = None


class Clause(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Verbatim words of a provision. What is no `duty` says of its days: longer in all (`longer-to`), by so many more
    (`longer-by`), without end (`longer-open`), or what does not count (`not-counted`)."""

    ref: str
    quote: str
    kind: Kind = "duty"
    count: Count | None = None


class Listed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the duties of the power list say of a step, and what has `changed` since, by `ref`; without `changed`, nothing has."""

    quote: str
    changed: Words | None = None
    ref: str | None = None


class Reading(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How days are counted, and the provision that says so; without `ref` it is the general way, which no text here states."""

    text: Words
    ref: str | None = None


class RoadStep(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step: what cyberspace offices are bound by (`office`), and every authority (`general`), they too where `office` is not in force.

    `done` is the event with which it is done; `procedure` the rule of `[[rules.procedures]]` that says when it is due;
    `waits_for` the step whose days must have run out. `may`: the text leaves it free; `when`: only where this is the case.
    `elsewhere`: where more of it stands, in words that the table does not hold.
    """

    id: str
    name: Words
    roads: tuple[Road, ...] = ("penalty",)
    done: str | None = None
    procedure: str | None = None
    waits_for: str | None = None
    may: bool = False
    when: Words | None = None
    office: tuple[Clause, ...] = ()
    general: tuple[Clause, ...] = ()
    elsewhere: Words | None = None
    listed: tuple[Listed, ...] = ()
    digest: str = ""


def counting(step: RoadStep) -> list[str]:
    """The provisions by which the days of a step are counted."""
    clauses = [each for each in (*step.office, *step.general) if each.count or each.kind != "duty"]
    return [ref for each in clauses for ref in (each.ref, each.count and each.count.by) if ref]
