"""What an office profile may say: what is one office's own, beside the national table. Frozen typed structures, and look-ups in them.

Amounts are whole yuan, percentages numbers out of a hundred (50 is 50 %), `since` and `until` days that count themselves.
`finecalc office init` writes a profile with a remark on every key.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol, TypeVar

from msgspec import Struct

from finecalc.table.model import Bracket, Multiple, Office, Passage, Power, Sure

Party = Literal["unit", "person"]
Level = Literal["exempt", "mitigated", "lenient", "ordinary", "heavier"]
End = Literal["min", "max"]
Departure = Literal["gap", "overlap"]


class Threshold(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From what sum a fine, or a confiscation, on a `party` is large.

    `amount` in yuan, or "unknown"; or `share_of_max`, so many percent of the maximum that the law provides (a fraction below
    1 is read as one), at least `floor`; with both, `amount` holds where the law provides no maximum. `inclusive`: the sum
    itself is large (以上); false: only what is over it (超过). `business`: only for acts in, or outside, business; `only`: for those of one field, in words (渔业).
    `counts_confiscation`: what is confiscated is added to the fine. `ministry_prevails`: a ministry's own standard goes before.
    """

    party: Party
    amount: int | Literal["unknown"] | None = None
    share_of_max: Decimal | None = None
    floor: int | None = None
    inclusive: bool = True
    business: bool | None = None
    only: str = ""
    counts_confiscation: bool = False
    ministry_prevails: bool = False
    since: date | None = None
    until: date | None = None
    source: str = ""
    sure: Sure = "confirmed"
    remark: str = ""


class Size(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How large a base is: `none`: there is none of it; `at_least` 以上, `above` 超过, `up_to` 以下, `below` 不足."""

    of: str = "gains"
    none: bool = False
    at_least: int | None = None
    above: int | None = None
    up_to: int | None = None
    below: int | None = None


class Count(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which time it is that the party broke the rule: 初次 is `{ max = 1 }`, 第二次以上 `{ min = 2 }`."""

    min: int = 1
    max: int | None = None


class Condition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of it must be met: every one of `facts`, none of `without`, the `size` of a base, the time, and what `words` say."""

    facts: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    size: Size | None = None
    times: Count | None = None
    words: str = ""


class Percent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From so many to so many percent."""

    min: Decimal = Decimal(0)
    max: Decimal


class BandFine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The fine of a band on some targets, in one of four forms: `min` and `max` in yuan, a `multiple` of a base, percent of the span
    from the law's minimum to its maximum (`of_span`), or percent of its maximum (`of_max`).

    `size`: only where the base is of this size. `open` names the ends that are not included.
    """

    on: tuple[str, ...]
    min: int = 0
    max: int | None = None
    multiple: Multiple | None = None
    of_span: Percent | None = None
    of_max: Percent | None = None
    size: Size | None = None
    open: tuple[End, ...] = ()


class Band(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step of a discretion table. Any one condition of `when` opens it; of the bands that are open, the last applies.

    `level` is its 裁量阶次, where it stands for one; a `mitigated` band lies under the minimum of the law.
    """

    name: str = ""
    level: Level | None = None
    when: tuple[Condition, ...] = ()
    fines: tuple[BandFine, ...] = ()
    sanctions: tuple[str, ...] = ()
    quote: str = ""


class Discretion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The office's discretion table for a provision of one edition (only its `items`, where named), from the lightest band up.

    `facts`: the tier that it divides, where it divides one only; left out, each band's conditions say which. `code` is the
    office's own of the matter. `source_has`: gaps or overlaps that stand in the source itself.
    """

    ref: str
    bands: tuple[Band, ...]
    items: tuple[int, ...] = ()
    facts: tuple[str, ...] = ()
    code: str = ""
    source_has: tuple[Departure, ...] = ()
    since: date | None = None
    until: date | None = None
    source: str = ""
    sure: Sure = "confirmed"
    remark: str = ""


class Judged(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """By what the office judges a fact (情节严重) that the law leaves open: its `words`; for some provisions only where `refs` name them."""

    fact: str
    words: str
    refs: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    source: str = ""


class OwnPower(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An item of the office's own power list: as in the table, but only what is listed need be written."""

    number: int
    name: str
    provisions: tuple[str, ...]
    name_en: str = ""
    kind: str = "行政处罚"
    code: str = ""
    basis: str = ""
    body: str = ""
    unit: str = ""
    level: str = ""
    duties: str = ""
    accountability: str = ""
    sub_item: str = ""
    sub_code: str = ""
    remark: str = ""


class Profile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An office: who it is, and what differs there. What it does not say is not known, and the answers say so."""

    name: str
    level: str
    region: str = ""
    name_en: str = ""
    large_fine: tuple[Threshold, ...] = ()
    large_confiscation: tuple[Threshold, ...] = ()
    discretion: tuple[Discretion, ...] = ()
    judged: tuple[Judged, ...] = ()
    powers: tuple[OwnPower, ...] = ()


class ProfileFile(Struct, frozen=True, kw_only=True):
    """A profile with the file that it was read from: its digest, where it lies, and its text."""

    profile: Profile
    sha256: str
    path: str
    text: str


class Timed(Protocol):
    """What holds from a day, to a day."""

    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...


T = TypeVar("T", bound=Timed)


def on_day(entries: Iterable[T], day: date) -> tuple[T, ...]:
    """The entries that hold on a day."""
    return tuple(
        each
        for each in entries
        if (each.since is None or each.since <= day) and (each.until is None or day <= each.until)
    )


def thresholds(entries: Iterable[Threshold], party: Party, day: date) -> tuple[Threshold, ...]:
    """The thresholds for a party on the day of the decision; several where some hold for a kind of act only, none where unknown."""
    return tuple(each for each in on_day(entries, day) if each.party == party)


def discretion_for(profile: Profile, ref: str, items: tuple[int, ...], day: date) -> tuple[Discretion, ...]:
    """The office's discretion tables for a provision (these items of it) on a day, those for named items first."""
    found = [each for each in on_day(profile.discretion, day) if each.ref == ref]
    fitting = [each for each in found if not each.items or set(items) & set(each.items)]
    return tuple(sorted(fitting, key=lambda each: not each.items))


def judged_by(profile: Profile, ref: str, fact: str, day: date) -> tuple[Judged, ...]:
    """By what the office judges a fact under a provision on a day."""
    return tuple(
        each for each in on_day(profile.judged, day) if each.fact == fact and (not each.refs or ref in each.refs)
    )


def meet(size: Size | None, bracket: Bracket | None) -> bool:
    """Whether a base can be of both sizes."""
    if size is None or bracket is None or size.of != bracket.of:
        return True
    if size.none and bracket.none:
        return True
    edges = (size.at_least, size.above, size.up_to, size.below)
    if not any(each is not None for each in edges):
        return False
    low = max(size.at_least or 0, size.above or 0, bracket.at_least or 0)
    highs = [each for each in (size.up_to, size.below, bracket.below) if each is not None]
    bounded = bracket.at_least is not None or bracket.below is not None
    return bounded and (not highs or low < min(highs) or (low == min(highs) == size.up_to and bracket.below != low))


def profile_of(office: Office) -> Profile:
    """The office of the table itself, of which no more is known than who it is."""
    return Profile(name=office.name, level=office.level, name_en=office.name_en)


def office_of(profile: Profile) -> Office:
    """The profile as the table names its office."""
    return Office(level=profile.level, name=profile.name, name_en=profile.name_en or profile.name)


def power_of(own: OwnPower, profile: Profile) -> Power:
    """An item of the office's own list as the table has one."""
    return Power(
        number=own.number,
        name=own.name,
        name_en=own.name_en or own.name,
        kind=own.kind,
        code=own.code,
        basis=own.basis,
        provisions=own.provisions,
        body=own.body or profile.name,
        unit=own.unit,
        level=own.level or profile.level,
        duties=_passage(own.number, "duties", own.duties),
        accountability=_passage(own.number, "accountability", own.accountability),
        sub_item=own.sub_item,
        sub_code=own.sub_code,
        remark=own.remark,
    )


def passages_of(profile: Profile) -> tuple[Passage, ...]:
    """The texts that the items of the office's own list refer to."""
    return tuple(
        Passage(id=_passage(own.number, name, text), text=text)
        for own in profile.powers
        for name, text in (("duties", own.duties), ("accountability", own.accountability))
    )


def _passage(number: int, name: str, text: str) -> str:
    return f"office-{number}-{name}" if text else "office-none"
