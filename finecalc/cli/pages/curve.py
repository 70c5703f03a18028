"""The page of `compare --curve`: each curve in characters, as a table, and its turns in words."""

from collections.abc import Iterable

from finecalc.cli.settings import said
from finecalc.language.columns import pad, width
from finecalc.language.page import Block, Foot, Heading, Items, Page, Span, Style, Table, Text, Title, Verbatim
from finecalc.teach.curve import Curves
from finecalc.teach.pictures.curves import heads, numbered
from finecalc.teach.pictures.plot import Band, Plot, plot
from finecalc.teach.pictures.wording import Wording

_LINES = 12
_NONE = 8
"""The columns that the place of a base of exactly none takes."""


def curve_page(found: Curves, wording: Wording, columns: int) -> Page:
    """The page, its pictures for so many columns."""
    table = found.table
    blocks: list[Block] = [Title(said(found.title, found.title_en))]
    for curve in found.curves:
        each = plot(curve, wording)
        blocks += [
            Heading(each.title),
            Verbatim(tuple(_drawn(each, min(columns, 90)))),
            Table(heads(curve, wording), each.rows),
            Items(tuple(_turn(number, each) for number in range(len(each.turns)))),
        ]
    said_of_axes = said("图的两轴都是对数轴，单位：元", "Both axes are logarithmic, in yuan")
    blocks.append(
        Foot(
            ((said("说明", "Note"), said_of_axes), (said("法条表", "Table"), f"{table.version}  sha256:{table.sha256}"))
        )
    )
    return tuple(blocks)


def _turn(number: int, each: Plot) -> Text:
    style: Style = "warn" if each.marks[number].backwards else ""
    return (Span(f"{numbered(number + 1)} "), Span(each.turns[number], style))


def _drawn(each: Plot, columns: int) -> Iterable[Text]:
    """The plot in characters: # from floor to ceiling, with the fine on the left and the base beneath."""
    names = max(width(text) for _, text in each.fines) + 1
    none = _NONE if each.none else 0
    room = columns - names - none - 4
    ticks = {round(place * (_LINES - 1)): text for place, text in each.fines}
    for line in range(_LINES - 1, -1, -1):
        height = line / (_LINES - 1)
        alone = next((band for band in each.bands if band.alone), None)
        body = ("#" * (none - 2) + "  " if alone and _covers(alone, 0, height) else " " * none) + "".join(
            "#" if _at(each, at / (room - 1), height) else " " for at in range(room)
        )
        name = ticks.get(line, "")
        yield (Span(" " * (names - width(name) - 1) + name + " |"), Span(body.rstrip(), "amount"))
    yield " " * names + "+" + "-" * (none + room)
    labels = pad(" " * (names + 1) + (said("没有", "none") if none else ""), names + 1 + none)
    for place, text in each.bases:
        start = names + 1 + none + round(place * (room - 1)) - width(text) // 2
        if start >= width(labels) + 1 or not labels.strip():
            labels = pad(labels, start) + text
    yield labels
    yield " " * (columns - width(each.axis)) + each.axis


def _at(each: Plot, place: float, height: float) -> bool:
    band = next((band for band in each.bands if not band.alone and band.left <= place <= band.right), None)
    return band is not None and _covers(band, place, height)


def _covers(band: Band, place: float, height: float) -> bool:
    """Whether a point lies between floor and ceiling, half a line more or less."""
    along = (place - band.left) / (band.right - band.left) if band.right > band.left else 0.0
    ceiling = band.ceiling[0] + along * (band.ceiling[1] - band.ceiling[0])
    floor = band.floor[0] + along * (band.floor[1] - band.floor[0]) if band.floor else 0.0
    slack = 0.5 / (_LINES - 1)
    return floor - slack <= height <= ceiling + slack
