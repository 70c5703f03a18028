"""The cells of a row of text → what they mean. What is read is remembered, so that the cells that many rows share are read once.

Everything that is remembered is bounded, so that memory stays flat however long the file.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import Any, TypeVar

from msgspec import Struct

from finecalc.decisions.files import cells
from finecalc.decisions.finding import Amount, Finding, finding
from finecalc.language.dates import EARLIEST, years_after
from finecalc.language.errors import FinecalcError
from finecalc.law.rules.limitation import last_sure_day
from finecalc.law.ruling import epoch
from finecalc.table.statutes import Statutes

K = TypeVar("K", bound=str | tuple[str, ...])
V = TypeVar("V")

Persons = tuple[tuple[str, Amount], ...]
Sizes = tuple[Amount | None, Amount | None, Amount | None]
"""The size of each base of `BASES` (yuan), None while it is unknown."""
CLAIMS = ("provision", "item", "facts", "unknown", "by", "adjust", "sanctions")
"""The cells that many rows share; what they mean together is read once."""
DAYS = ("conduct_from", "conduct_to", "decided", "discovered")
BASES = ("gains", "purchase", "turnover")
UNKNOWN: Sizes = (None, None, None)
_OWN = (*DAYS, *BASES, "fine", "person_fines")
_YEARS_AHEAD = 10
_REMEMBERED = 4_096
_MEMORABLE = 1_000
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){1,3}", re.ASCII).fullmatch
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII).fullmatch
_PLAIN = re.compile(r"([^:;]+):([1-9][0-9]{0,11})(?:;([^:;]+):([1-9][0-9]{0,11}))?").fullmatch
"""主管人员:20000;直接责任人员:10000, or one of them."""


class Day(Struct, frozen=True):
    """A cell with a day: its number among all days, between which changes of law it lies, and the last day on which conduct that
    ended then is discovered in time whatever the case. All 0 or None where the cell holds none.
    """

    day: date | None = None
    number: int = 0
    epoch: int | None = None
    in_time_until: int = 0


class Claim(Struct):
    """What the cells of `CLAIMS` mean together; where one cannot be read, `unreadable` says so and nothing else is judged."""

    asked: str
    facts: tuple[str, ...]
    unknown: tuple[str, ...]
    items: tuple[int, ...]
    by: str | None
    adjust: str | None
    kinds: tuple[str, ...] | None
    amounts: tuple[tuple[str, Decimal], ...]
    unreadable: tuple[Finding, ...]
    known: dict[tuple[int | None, ...], Any]


class Memory(dict[K, V]):
    """What texts mean, read when they are first asked for. When there are too many, all are forgotten; long ones always are."""

    def __init__(self, read: Callable[[K], V]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: K) -> V:
        meaning = self._read(text)
        if (len(text) if isinstance(text, str) else sum(map(len, text))) <= _MEMORABLE:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[text] = meaning
        return meaning


class Reading:
    """Reads rows whose columns hold `fields`, in that order ("" for a column of no concern).

    `unread` gathers what cannot be read in the row at hand, each cell as a finding; `units` are the amount fields whose bare
    numbers count more than a yuan (10000 for 万元).
    """

    def __init__(
        self, statutes: Statutes, fields: Sequence[str], today: date, office: str | None, units: Mapping[str, int]
    ) -> None:
        at = [fields.index(field) if field in fields else -1 for field in (*CLAIMS, *_OWN)]
        self.claim_cells = itemgetter(*at[: len(CLAIMS)])
        self.own_cells = itemgetter(*at[len(CLAIMS) :])
        self.unread: list[Finding] = []
        self.days = Memory(self._day)
        self.persons = Memory(self._persons)
        self._amounts = Memory(self._amount)
        self._roles = Memory(self._role)
        self._statutes = statutes
        self._office = office
        self._units = units
        self._latest = years_after(today, _YEARS_AHEAD)

    def days_of(self, texts: Sequence[str]) -> tuple[Day, Day, Day, Day]:
        """The days in four cells."""
        first, ended, decided, discovered = texts
        known = self.days
        try:
            return known[first], known[ended], known[decided], known[discovered]
        except FinecalcError:
            return self._each_day(texts)

    def _each_day(self, texts: Sequence[str]) -> tuple[Day, Day, Day, Day]:
        """The days in four cells of which one cannot be read."""
        found = []
        for field, text in zip(DAYS, texts, strict=True):
            try:
                found.append(self.days[text])
            except FinecalcError as error:
                self.unread.append(unreadable(field, error))
                found.append(Day())
        return found[0], found[1], found[2], found[3]

    def sizes(self, gains: str, purchase: str, turnover: str) -> Sizes:
        """The sizes of the bases in three cells."""
        return (
            self._size("gains", gains) if gains else None,
            self._size("purchase", purchase) if purchase else None,
            self._size("turnover", turnover) if turnover else None,
        )

    def fine(self, text: str) -> Amount | None:
        """The fine in a cell, None where it cannot be read."""
        if "fine" not in self._units:
            if _is_whole(text):
                return int(text)
            if _GROUPED(text):
                return int(text.replace(",", ""))
        try:
            return self._amounts["fine", text]
        except FinecalcError as error:
            self.unread.append(unreadable("fine", error))
            return None

    def person_fines(self, text: str) -> Persons | None:
        """The fines on persons, None where they cannot be read. Of what is written plainly only the words are looked up."""
        plain = _PLAIN(text) if "person_fines" not in self._units else None
        if plain:
            who, amount, other, another = plain.groups()
            role = self._roles[who]
            if role and not other:
                return ((role, int(amount)),)
            if role and (second := self._roles[other]):
                return (role, int(amount)), (second, int(another))
        try:
            return self.persons[text]
        except FinecalcError as error:
            self.unread.append(unreadable("person_fines", error))
            return None

    def claim(self, texts: tuple[str, ...]) -> Claim:
        """What the cells of `CLAIMS` mean together."""
        wrong: list[Finding] = []
        read: dict[str, Any] = {}
        for field, text in zip(CLAIMS, texts, strict=True):
            try:
                read[field] = self._meaning(field, text)
            except FinecalcError as error:
                wrong.append(unreadable(field, error))
        sanctions = read.get("sanctions")
        return Claim(
            asked=read.get("provision", ""),
            facts=read.get("facts", ()),
            unknown=read.get("unknown", ()),
            items=read.get("item", ()),
            by=read.get("by") or self._office,
            adjust=read.get("adjust"),
            kinds=None if sanctions is None else tuple(kind for kind, _ in sanctions),
            amounts=tuple((kind, amount) for kind, amount in sanctions or () if amount is not None),
            unreadable=tuple(wrong),
            known={},
        )

    def _meaning(self, field: str, text: str) -> Any:
        if field in ("facts", "unknown"):
            return cells.facts(self._statutes, text)
        if field == "item":
            return cells.items(text)
        if field == "by":
            return cells.level(self._statutes, text)
        if field == "adjust":
            return cells.adjustment(self._statutes, text)
        if field == "sanctions":
            return cells.sanctions(self._statutes, text)
        if not text.strip():
            raise FinecalcError(
                "没有填处罚依据，如 csl@2016:59.1、网络安全法第五十九条第一款",
                "No provision is given, such as csl@2016:59.1",
            )
        return cells.readable(text)

    def _day(self, text: str) -> Day:
        """The day in a cell. Raises FinecalcError for what is none."""
        day = _iso(text)
        if day is None or not day.year >= EARLIEST or day > self._latest:
            day = cells.day(text, self._latest)
        if day is None:
            return Day()
        until = last_sure_day(self._statutes, day).toordinal()
        return Day(day, day.toordinal(), epoch(self._statutes, day), until)

    def _size(self, field: str, text: str) -> Amount | None:
        if field not in self._units and _is_whole(text):
            return int(text)
        try:
            return self._amounts[field, text] if text.strip() else None
        except FinecalcError as error:
            self.unread.append(unreadable(field, error))
            return None

    def _amount(self, written: tuple[str, str]) -> Amount:
        field, text = written
        unit = self._units.get(field, 1)
        amount = cells.fine(text, unit) if field == "fine" else cells.base(text, unit) or Decimal(0)
        return slim(amount)

    def _persons(self, text: str) -> Persons:
        named = cells.person_fines(self._statutes, text, self._units.get("person_fines", 1))
        return tuple((role, slim(amount)) for role, amount in named)

    def _role(self, who: str) -> str | None:
        """The role that words name by themselves, None where they name none or several."""
        try:
            named = cells.person_fines(self._statutes, f"{who}:1")
        except FinecalcError:
            return None
        return named[0][0] if len(named) == 1 else None


def _iso(text: str) -> date | None:
    """The day of a text such as 2026-01-31, None of any other."""
    if not _ISO(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def unreadable(field: str, error: FinecalcError) -> Finding:
    """A cell that cannot be read."""
    return finding("FC901", error.words, field)


def slim(amount: Decimal) -> Amount:
    """An amount as a whole number where it is one."""
    return int(amount) if amount == amount.to_integral_value() else amount


def _is_whole(text: str) -> bool:
    """Whether a text is a plain number of at most twelve digits."""
    return text.isdecimal() and text.isascii() and len(text) < 13 and (text[0] != "0" or text == "0")
