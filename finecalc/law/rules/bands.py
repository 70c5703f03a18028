"""从轻, 一般 and 从重 within the span of a fine (网信部门行政处罚裁量权基准适用规定第十一条).

A band is a part of the span from minimum to maximum, in percent of it. Ends in yuan are to the fen: an end that falls between two
fen is moved to the one that leaves every amount in fen on the side where it was.
"""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from msgspec import Struct

from finecalc.law.answer import Case
from finecalc.law.outcome import FineRange, Option
from finecalc.law.rules.competence import is_office
from finecalc.table.model import BandLevel, Bands, Bracket, Multiple, Share
from finecalc.table.office import Condition
from finecalc.table.statutes import Statutes, rule_in_force

End = Literal["min", "max"]
Ungraded = Literal["no-minimum", "no-span", "below-minimum"]
"""Why a fine has no bands: it has no minimum, its ends are the same, or it is mitigated and lies under the minimum."""
OWN = "own"
"""In place of a level, where a band of the office's table stands for none."""
_FEN = Decimal("0.01")


class BandOption(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of a range while the base that decides it is unknown: an amount (yuan), a multiple or a share, for the base of this
    `bracket`.
    """

    bracket: Bracket | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    multiple: Multiple | None = None
    share: Share | None = None


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of a range (yuan), save the ends that are `open`; None while a base is unknown, and `options` what is known of it."""

    min: Decimal | None
    max: Decimal | None
    open: tuple[End, ...]
    options: tuple[BandOption, ...] = ()


class Band(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The part of the range on a target that belongs to one level, as `Part` has it; `floating` is how far its ends may be moved.

    `applies`: the level at which the case is graded. `needs` are the bases that are unknown. A band of the office's own table has its
    `name` and `source`, the level `OWN` where it stands for none, and the conditions that the case leaves open (`depends`).
    """

    on: str
    level: str
    min: Decimal | None
    max: Decimal | None
    open: tuple[End, ...]
    floating: Part
    applies: bool
    needs: tuple[str, ...] = ()
    options: tuple[BandOption, ...] = ()
    reference: str
    name: str = ""
    source: str = ""
    depends: tuple[Condition, ...] = ()


def grading_of(statutes: Statutes, case: Case, decided: date) -> Bands | None:
    """How fines are graded on that day, None where no rule binds the authority that acts: cyberspace offices only."""
    rule = statutes.table.rules.bands
    if rule is None or not rule_in_force(statutes, rule.ref, decided) or not is_office(statutes, case):
        return None
    return rule


def level_of(rule: Bands, adjust: str | None) -> BandLevel | None:
    """The level that an adjustment names, the ordinary one where there is none; None for 减轻 and 不予处罚."""
    return next((level for level in rule.levels if level.adjust == adjust), None)


def ungraded(fine: FineRange | Option) -> Ungraded | None:
    """Why a range, or one way in which it may come out, has no bands; None where it has."""
    if isinstance(fine, FineRange):
        if fine.below_minimum:
            return "below-minimum"
        if fine.needs:
            return next((why for why in map(ungraded, fine.options) if why), None)
        parts: list[FineRange | Option | Multiple | Share] = [fine]
    else:
        amount = fine if fine.max is not None else None
        parts = [part for part in (fine.multiple, fine.share, amount) if part]
    if not all(part.min for part in parts):
        return "no-minimum"
    return "no-span" if all(part.min == part.max for part in parts) else None


def bands_of(rule: Bands, fines: Iterable[FineRange], adjust: str | None) -> tuple[Band, ...]:
    """The bands of every range that has any, from the lightest level to the gravest; `adjust` says which one applies."""
    applied = level_of(rule, adjust)
    return tuple(band for fine in fines for level in rule.levels for band in _band(rule, fine, level, level is applied))


def _band(rule: Bands, fine: FineRange, level: BandLevel, applies: bool) -> Iterable[Band]:
    own, floating = part_of(level, fine), part_of(level, fine, rule.float)
    if own and floating:
        yield Band(
            on=fine.on,
            level=level.id,
            min=own.min,
            max=own.max,
            open=own.open,
            floating=floating,
            applies=applies,
            needs=fine.needs,
            options=own.options,
            reference=rule.ref,
        )


def part_of(level: BandLevel, fine: FineRange, moved: int = 0) -> Part | None:
    """The part of a range that belongs to a level, its inner ends `moved` outwards by so many points; None where there is none."""
    if fine.min is not None and fine.max is not None:
        return None if ungraded(fine) else amounts_of(level, fine.min, fine.max, moved)
    options = tuple(_option(level, each, moved) for each in fine.options if not ungraded(each) and _is_one_span(each))
    return Part(min=None, max=None, open=level.open, options=options) if options else None


def amounts_of(level: BandLevel, low: Decimal | int, high: Decimal | int, moved: int = 0) -> Part:
    """The part of a span (yuan) that belongs to a level, to the fen."""
    return amounts_between(*parts_of(level, low, high, moved), level.open)


def amounts_between(low: Decimal, high: Decimal, opened: tuple[End, ...]) -> Part:
    """From one amount (yuan) to another, to the fen, no amount in fen on another side than before."""
    return Part(
        min=_fen(low, ROUND_FLOOR if "min" in opened else ROUND_CEILING),
        max=_fen(high, ROUND_CEILING if "max" in opened else ROUND_FLOOR),
        open=opened,
    )


def parts_of(level: BandLevel, low: Decimal | int, high: Decimal | int, moved: int = 0) -> tuple[Decimal, Decimal]:
    """The exact ends of the part of a span that belongs to a level, its inner ends `moved` outwards by so many points."""
    first, last = _percents(level, moved)
    start, span = Decimal(low), Decimal(high - low)
    return start + span * first / 100, start + span * last / 100


def _percents(level: BandLevel, moved: int) -> tuple[int, int]:
    return max(0, level.low - moved), min(100, level.high + moved)


def holds(level: BandLevel, low: Decimal | int, high: Decimal | int, amount: Decimal | int, moved: int = 0) -> bool:
    """Whether an amount in a span (yuan) belongs to a level, its inner ends `moved` outwards by so many points."""
    first, last = parts_of(level, low, high, moved)
    over = amount > first if "min" in level.open else amount >= first
    return over and (amount < last if "max" in level.open else amount <= last)


def within(part: Part, amount: Decimal | int) -> bool:
    """Whether an amount (yuan) lies in a settled part of a range."""
    if part.min is None or part.max is None:
        return True
    over = amount > part.min if "min" in part.open else amount >= part.min
    return over and (amount < part.max if "max" in part.open else amount <= part.max)


def misplaced(
    rule: Bands, level: BandLevel, low: Decimal | int, high: Decimal | int, amount: Decimal | int
) -> BandLevel | None:
    """The level to which an amount within a range (yuan) belongs, where it lies outside the float of the `level` of the case.

    None too where the range is not graded.
    """
    if not low or low == high or holds(level, low, high, amount, rule.float):
        return None
    return next((other for other in rule.levels if holds(other, low, high, amount)), None)


def turning_points(rule: Bands, level: BandLevel) -> tuple[int, ...]:
    """The percents of a span at which it changes whether an amount is `misplaced`, and where."""
    low, high = _percents(level, rule.float)
    others = (end for each in rule.levels for end in (each.low, each.high) if not low <= end <= high)
    return tuple(sorted({0, low, high, 100, *others}))


def _option(level: BandLevel, option: Option, moved: int) -> BandOption:
    """One way in which a fine may come out, as far as it belongs to a level."""
    multiple, share = option.multiple, option.share
    if multiple:
        first, last = map(_slim, parts_of(level, multiple.min, multiple.max, moved))
        return BandOption(bracket=option.bracket, multiple=Multiple(of=multiple.of, min=first, max=last))
    if share:
        first, last = map(_slim, parts_of(level, share.min, share.max, moved))
        return BandOption(bracket=option.bracket, share=Share(of=share.of, min=first, max=last))
    amounts = amounts_of(level, Decimal(option.min), Decimal(option.max or 0), moved)
    return BandOption(bracket=option.bracket, min=amounts.min, max=amounts.max)


def _is_one_span(option: Option) -> bool:
    """Whether an option is one span; of the higher of two, a part is known only with the base."""
    return sum(part is not None for part in (option.max, option.multiple, option.share)) == 1


def _fen(amount: Decimal, rounding: str) -> Decimal:
    return _slim(amount.quantize(_FEN, rounding))


def _slim(amount: Decimal) -> Decimal:
    """The same number without noughts behind the point."""
    return amount.to_integral_value() if amount == amount.to_integral_value() else amount.normalize()
