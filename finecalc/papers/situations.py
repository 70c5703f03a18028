"""What kinds of case there are: between which changes of law each day lies, where each base stands among the sizes that matter.

A test asks one thing of a case and has a small number for its result:

    ("day", field, days)       0: not known; else 1 and how many of the days have come by then
    ("given", field)           whether it is known
    ("has", field, word)       whether a fact or item is one of the case's
    ("among", field, groups)   0: in none of these groups of words; else which one, counted from 1
    ("size", base, lines)      0: not known; else 1 at the first line, 2 between it and the second, 3 at the second, and so on
    ("order", one, other)      of two days: 0 before, 1 the same, 2 after; a day is `[field, years, days]` on, or a date

A case is stood for by one with days and sizes of its own: `Days` picks days that no text names, so that they can be found again in the
sentences and be left blank there.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Any

import msgspec
from msgspec import structs

from finecalc.language import dates
from finecalc.language.money import FEN
from finecalc.law.answer import Case
from finecalc.law.open_values import edges
from finecalc.law.outcome import FineRange, measured_by
from finecalc.table.statutes import Statutes

_CHINESE, _PLAIN = "\ue000", "\ue001"


def expressions(statutes: Statutes) -> list[tuple[str, int, int]]:
    """The days of a case that may stand in sentences, each a field, so many years and days on."""
    rule = statutes.table.rules.limitation
    known = [(field, 0, 0) for field in FIELDS]
    return known + [("conduct_to", years, less) for years in (rule.years, rule.extended_years) for less in (0, -1)]


def case_days(statutes: Statutes, case: Case, today: date) -> list[date | None]:
    """The days of `expressions` in a case."""
    known = {"decided": today, **{field: day for field in FIELDS if (day := getattr(case, field))}}
    return [
        dates.years_after(day, years) + timedelta(days=less) if (day := known.get(field)) else None
        for field, years, less in expressions(statutes)
    ]


FIELDS = ("conduct_from", "conduct_to", "decided", "discovered")


def blank(text: str, days: Sequence[date | None]) -> str:
    """A sentence with the days of the case taken out: a sign for how it is written, and the number of the day as a letter."""
    for number, day in enumerate(days):
        if day is not None:
            text = text.replace(dates.chinese(day), _CHINESE + chr(97 + number))
            text = text.replace(day.isoformat(), _PLAIN + chr(97 + number))
    return text


def blanks(value: Any, days: Sequence[date | None]) -> Any:
    """The same for every text of a value of plain JSON."""
    if isinstance(value, str):
        return blank(value, days)
    if isinstance(value, dict):
        return {key: blanks(each, days) for key, each in value.items()}
    if isinstance(value, list):
        return [blanks(each, days) for each in value]
    return value


class Days:
    """The stretches of time between the days on which something changes, and a few days in each to stand for them."""

    def __init__(self, changes: Iterable[date], named: frozenset[date]) -> None:
        self.changes = sorted(set(changes))
        self._named = named

    def test(self, field: str) -> tuple[Any, ...]:
        """Which stretch a day lies in."""
        return ("day", field, tuple(day.isoformat() for day in self.changes))

    def at(self, day: date) -> int:
        """The stretch that a day lies in."""
        return bisect_right(self.changes, day)

    def __len__(self) -> int:
        return len(self.changes) + 1

    def day(self, stretch: int, which: int) -> date:
        """One of the first days of a stretch that no text names: the later, the larger `which`."""
        begins = self.changes[stretch - 1] if stretch else self.changes[0] - timedelta(days=400)
        found = begins + timedelta(days=1)
        while which or found in self._named:
            which -= found not in self._named
            found += timedelta(days=1)
        return found


def family(statutes: Statutes, refs: Iterable[str]) -> set[str]:
    """The provisions that a case under one of these may be led to."""
    found: set[str] = set()
    waiting = [*refs]
    while waiting:
        ref = waiting.pop()
        if ref in found:
            continue
        found.add(ref)
        provision = statutes.provision(ref)
        steps = [step.ref for step in (*provision.successors, *provision.points_to)]
        steps += [link.ref for link in provision.aggravates]
        waiting += [each for each in steps if each in statutes.provisions]
        waiting += [before for before, _ in statutes.predecessors((ref, ()))]
        waiting += [rung.reference for rung in statutes.ladder(ref).rungs]
    return found


def text_changes(statutes: Statutes, refs: Iterable[str]) -> list[date]:
    """The days on which a text of one of the laws of these provisions begins or has ceased to be in force."""
    return [day for law in {ref.split("@")[0] for ref in refs} for day in _changes(statutes, law)]


def concurring(statutes: Statutes, refs: Iterable[str]) -> set[str]:
    """The provisions that catch the same conduct as these."""
    return {other for ref in refs for other in _concurring(statutes, ref)}


def rule_changes(statutes: Statutes) -> list[date]:
    """The days on which one of the general rules came into force, and those on which an office profile changes.

    What divides the duties holds for its own edition only, on any day.
    """
    rules = msgspec.to_builtins((structs.replace(statutes.table.rules, division=()), statutes.table.adjustments))
    office = msgspec.to_builtins(statutes.office)
    begun = {statutes.edition(ref).in_force for ref in _texts(rules) if ref in statutes.provisions}
    return sorted(begun | set(_own_days(office)))


def named_days(statutes: Statutes) -> frozenset[date]:
    """Every day that a sentence may name of itself."""
    return frozenset(day + timedelta(days=more) for day in statutes.changes for more in (-1, 0, 1))


Line = tuple[Decimal, Decimal, str | None]
"""So many yuan, and so many times a base."""


def fine_lines(fines: Iterable[FineRange]) -> dict[str, list[Line]]:
    """For each base the sizes at which these ranges can come to stand otherwise: amounts (yuan), or so many times another base."""
    ranges = list(fines)
    found: dict[str, list[Line]] = {
        base: [(size, Decimal(0), None) for size in sizes] for base, sizes in edges(ranges).items()
    }
    factors = {base: {each for fine in ranges for each in _factors(fine, base)} for base in found}
    for one, other in pairwise(list(found)):
        ratios = {theirs / own for own in factors[other] for theirs in factors[one]}
        sizes = [amount for amount, _, _ in found[other]]
        found[one] += [(size / ratio, Decimal(0), None) for size in sizes if size for ratio in ratios]
        found[other] += [(Decimal(0), ratio, one) for ratio in ratios]
    return {base: list(dict.fromkeys(lines)) for base, lines in found.items()}


def between(at: Sequence[Decimal]) -> list[Decimal]:
    """Amounts for these sizes, in order, with one between each two, and one beyond the last: such as no text names, to the fen.

    Where no amount to the fen is of that size, nothing is asked of it, and one beside it will do.
    """
    found = [at[0]]
    for low, high in pairwise(at):
        found += [low + (high - low) * Decimal("0.48713"), high]
    found.append(at[-1] * 2 + Decimal("1.37"))
    return [each if each == each.to_integral_value() else each.quantize(FEN, ROUND_FLOOR) for each in found]


def with_size(case: Case, base: str, size: Decimal | None) -> Case:
    """The case with a base of this size (yuan)."""
    if base in ("gains", "purchase", "turnover"):
        return structs.replace(case, **{base: size})
    rest = tuple((each, amount) for each, amount in case.other_bases if each != base)
    return structs.replace(case, other_bases=rest if size is None else (*rest, (base, size)))


def _factors(fine: FineRange, base: str) -> Iterable[Decimal]:
    for option in fine.options:
        if base in measured_by(option):
            for part, whole in ((option.multiple, 1), (option.share, 100)):
                if part and part.of == base:
                    yield from (Decimal(end) / whole for end in (part.min, part.max) if end)


def _own_days(value: Any) -> Iterator[date]:
    """The days since and until which an entry of a profile holds."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key in ("since", "until") and each:
                yield date.fromisoformat(each) + timedelta(days=key == "until")
            yield from _own_days(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _own_days(each)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _concurring(statutes: Statutes, ref: str) -> Iterable[str]:
    yield from statutes.provision(ref).concurs_with
    yield from (each.ref for each in statutes.table.provisions if ref in each.concurs_with)


def _changes(statutes: Statutes, law: str) -> Iterable[date]:
    for edition in statutes.laws[law].editions:
        yield edition.in_force
        if edition.until:
            yield edition.until + timedelta(days=1)
