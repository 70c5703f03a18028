"""A curve as it is drawn, whatever draws it: both axes logarithmic, the base to the right, the fine upwards, and what is said of each turn."""

from collections.abc import Iterable
from decimal import Decimal
from math import log10

from msgspec import Struct

from finecalc.language import money
from finecalc.language.money import FEN
from finecalc.teach.curve import Curve, Line, Piece, Turn
from finecalc.teach.pictures.wording import Wording

_DECADES_LEAST = 3


class Band(Struct, frozen=True, kw_only=True):
    """The range of a piece as an area: where it begins and ends on the axis of bases, and its floor and ceiling there.

    Places run from 0 to 1; a floor is None where the text gives a ceiling only. `alone` is the band of a base of exactly none, which
    has a place of its own left of the axis.
    """

    left: float
    right: float
    floor: tuple[float, float] | None
    ceiling: tuple[float, float]
    alone: bool = False


class Mark(Struct, frozen=True, kw_only=True):
    """A turn as a point of the picture. `backwards`: who has more is fined less."""

    number: int
    at: float
    height: float
    backwards: bool


class Plot(Struct, frozen=True, kw_only=True):
    """Everything there is to see of a curve, and to say of it."""

    title: str
    axis: str
    bases: tuple[tuple[float, str], ...]
    fines: tuple[tuple[float, str], ...]
    none: str | None
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    rows: tuple[tuple[str, str, str], ...]
    turns: tuple[str, ...]


def plot(curve: Curve, wording: Wording) -> Plot:
    """A curve on axes that hold all its turns."""
    alone = curve.pieces[0].end == FEN
    across = _across(curve)
    up = _up(curve, across)
    return Plot(
        title=_title(curve, wording),
        axis=wording[curve.base],
        bases=_ticks(across, wording),
        fines=_ticks(up, wording),
        none=wording.say(f"没有{wording[curve.base]}", f"no {wording[curve.base]}") if alone else None,
        bands=tuple(_bands(curve.pieces, across, up)),
        marks=tuple(_marks(curve.turns, across, up)),
        rows=tuple(_row(piece, curve.base, wording) for piece in curve.pieces),
        turns=tuple(turn_words(turn, curve, wording) for turn in curve.turns),
    )


# --- the axes ---------------------------------------------------------------------------------------------------------

Decades = tuple[int, int]
"""The powers of ten between which an axis runs."""


def _across(curve: Curve) -> Decades:
    found = [turn.at for turn in curve.turns] + [turn.until for turn in curve.turns if turn.until]
    known = [amount for amount in found if amount >= 1] or [Decimal(100_000)]
    first = max(0, min(known).adjusted() - 1)
    return first, max(max(known).adjusted() + 1, first + _DECADES_LEAST)


def _up(curve: Curve, across: Decades) -> Decades:
    edges = [
        line.at(base)
        for piece in curve.pieces
        for line in (piece.min, piece.max)
        for base in _clipped(piece, across) or (piece.start,)
    ]
    heights = [edge for edge in edges if edge >= 1]
    first = min(heights).adjusted()
    last = max(heights)
    return first, max(last.adjusted() + (last != Decimal(10) ** last.adjusted()), first + 1)


def _clipped(piece: Piece, across: Decades) -> tuple[Decimal, Decimal] | None:
    """The part of a piece that lies on the axis of bases."""
    first, last = (Decimal(10) ** power for power in across)
    start, end = max(piece.start, first), min(piece.end or last, last)
    return (start, end) if start < end else None


def _place(amount: Decimal, axis: Decades) -> float:
    if amount <= 0:
        return 0.0
    place = (log10(amount) - axis[0]) / (axis[1] - axis[0])
    return min(1.0, max(0.0, place))


def _ticks(axis: Decades, wording: Wording) -> tuple[tuple[float, str], ...]:
    powers = range(axis[0], axis[1] + 1)
    return tuple((_place(Decimal(10) ** power, axis), wording.amount(Decimal(10) ** power)) for power in powers)


def _bands(pieces: Iterable[Piece], across: Decades, up: Decades) -> Iterable[Band]:
    for piece in pieces:
        if piece.end == FEN:
            yield _band(piece, (piece.start, piece.start), across, up, alone=True)
        elif bases := _clipped(piece, across):
            yield _band(piece, bases, across, up)


def _band(piece: Piece, bases: tuple[Decimal, Decimal], across: Decades, up: Decades, alone: bool = False) -> Band:
    def ends(line: Line) -> tuple[float, float]:
        left, right = (_place(line.at(base), up) for base in bases)
        return left, right

    left, right = (_place(base, across) for base in bases)
    no_floor = not piece.min.amount and not piece.min.times
    return Band(
        left=left, right=right, floor=None if no_floor else ends(piece.min), ceiling=ends(piece.max), alone=alone
    )


def _marks(turns: Iterable[Turn], across: Decades, up: Decades) -> Iterable[Mark]:
    for number, turn in enumerate(turns, start=1):
        yield Mark(
            number=number,
            at=_place(turn.at, across),
            height=_place(max(turn.before, turn.after), up),
            backwards=turn.kind == "drop",
        )


# --- in words ---------------------------------------------------------------------------------------------------------


def _title(curve: Curve, wording: Wording) -> str:
    who = wording.listed(wording.who(target) for target in curve.on)
    said = dict.fromkeys(curve.when.values()) if wording.lang == "zh" else map(wording.__getitem__, curve.when)
    opened = wording.say("或者", " or ").join(said)
    parts = [wording.citation(curve.source), opened, who]
    return wording.say("，", ", ").join(filter(None, parts))


def _row(piece: Piece, base: str, wording: Wording) -> tuple[str, str, str]:
    """For which bases, floor, ceiling."""
    return _bases_words(piece, wording), line_words(piece.min, base, wording), line_words(piece.max, base, wording)


def _bases_words(piece: Piece, wording: Wording) -> str:
    if piece.end == FEN:
        return wording.say("没有", "none")
    start = yuan(piece.start, wording)
    if piece.start == FEN and piece.end is None:
        return wording.say("任何数额", "any amount")
    if piece.end is None:
        return wording.say(f"{start}以上", f"{start} or more")
    end = yuan(piece.end, wording)
    if piece.start == 0:
        return wording.say(f"没有，或者不足{end}", f"none, or below {end}")
    return wording.say(f"{start}以上不足{end}", f"{start} or more, below {end}")


def line_words(line: Line, base: str, wording: Wording) -> str:
    """10万元; 违法所得的10倍; 上一年度营业额的5%."""
    if not line.times:
        return yuan(line.amount, wording)
    label = wording[base]
    if line.times < 1:
        percent = f"{(line.times * 100).normalize():f}%"
        return wording.say(f"{label}的{percent}", f"{percent} of the {label}")
    times = f"{line.times.normalize():f}"
    return wording.say(f"{label}的{times}倍", f"{times} {'time' if line.times == 1 else 'times'} the {label}")


def yuan(amount: Decimal, wording: Wording) -> str:
    """An amount in the unit that an official writes it in."""
    return wording.words(money.words(amount)) if amount else wording.say("无", "none")


def turn_words(turn: Turn, curve: Curve, wording: Wording) -> str:
    """A turn in a sentence, with the amounts one fen below it and at it."""
    label = wording[curve.base]
    end = wording.say("上限", "ceiling") if turn.end == "max" else wording.say("下限", "floor")
    at, before, after = (yuan(amount, wording) for amount in (turn.at, turn.before, turn.after))
    if turn.at == FEN:
        reached = wording.say(f"只要有{label}，哪怕{at}", f"With any {label} at all, even {at}")
        below = wording.say(f"没有{label}的", "with none")
    else:
        reached = wording.say(f"{label}一满{at}", f"From {at} of {label} on")
        below = wording.say("还差一分的", "one fen below")
    if turn.kind == "rise":
        return wording.say(
            f"{reached}，{end}就从{before}跳到{after}", f"{reached}, the {end} jumps from {before} to {after}"
        )
    if turn.kind == "drop":
        back = _back(turn, label, end, wording)
        return wording.say(
            f"{reached}，{end}反而从{before}降到{after}：多的反而罚得轻，比{below}还轻{back}",
            f"{reached}, the {end} falls from {before} to {after}: whoever has more is fined less than {below}{back}",
        )
    line = next(piece for piece in curve.pieces if piece.start == turn.at).line(turn.end)
    said = line_words(line, curve.base, wording)
    return wording.say(
        f"{reached}，{end}改按{said}计，从此与之相接", f"{reached}, the {end} goes on as {said}, without a jump"
    )


def _back(turn: Turn, label: str, end: str, wording: Wording) -> str:
    before = yuan(turn.before, wording)
    if turn.until is None:
        return wording.say(f"，{end}不再回到{before}", f", and the {end} never comes back to {before}")
    until = yuan(turn.until, wording)
    return wording.say(
        f"；{label}满{until}，{end}才回到{before}", f"; the {end} is back at {before} only from {until} of {label}"
    )
