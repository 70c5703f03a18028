"""The page of `compare`: provisions beside each other, what differs marked, and a picture of the ranges."""

from collections.abc import Iterator

from finecalc.cli.settings import said
from finecalc.language.columns import pad
from finecalc.language.page import Beside, Block, Items, Line, Page, Part, Span, Style, Text, Title, Verbatim
from finecalc.teach.comparison import Change, Compared, Comparison, Pair, Sign
from finecalc.teach.pictures.characters import BOX, PLAIN, drawn
from finecalc.teach.pictures.chart import Chart, chart, editions_chart
from finecalc.teach.pictures.grid import Piece, Step, steps
from finecalc.teach.pictures.wording import PLAIN_SIGNS, SIGNS, Wording

_STYLES: dict[Sign, Style] = {
    "raised": "warn",
    "added": "warn",
    "lowered": "good",
    "removed": "good",
    "changed": "quote",
}
_CHANGED: dict[Change, tuple[Sign | None, Style]] = {
    "raised": ("raised", "warn"),
    "new": ("added", "warn"),
    "lowered": ("lowered", "good"),
    "gone": ("removed", "quote"),
    "mixed": ("changed", "quote"),
    "unchanged": (None, ""),
}
_COLUMNS: tuple[Style, ...] = ("first", "second", "third", "fourth", "fifth", "sixth")
"""How the bars of each provision are told apart; they carry its reference too."""


def comparison_page(found: Compared, wording: Wording, columns: int, *, boxes: bool) -> Page:
    """The page, its pictures for so many columns; without `boxes` in signs that every console shows one column wide."""
    return tuple(_blocks(found, wording, columns, boxes))


def _blocks(found: Compared, wording: Wording, columns: int, boxes: bool) -> Iterator[Block]:
    signs = SIGNS if boxes else PLAIN_SIGNS
    if found.kind != "provisions":
        yield Title(said(found.title, found.title_en))
    yield Line(wording.legend(signs), "dim")
    if found.kind == "editions":
        yield from _picture(editions_chart(found.pairs, found.editions, wording), columns, boxes)
        yield Line("")
        for pair in found.pairs:
            yield from _pair(pair, wording, signs)
    for comparison in found.comparisons:
        if comparison.notes:
            yield Line("")
            yield Items(tuple(said(note.zh, note.en) for note in comparison.notes), indent=0)
        yield from _picture(chart(comparison, wording), columns, boxes)
        yield Line("")
        yield _beside(comparison, wording, signs)


def _beside(comparison: Comparison, wording: Wording, signs: dict[Sign, str]) -> Beside:
    heads = []
    for at, (column, relation) in enumerate(zip(comparison.columns, comparison.relations, strict=True)):
        head = [Span(wording.citation(column.reference), "strong")]
        head += [Span("\n" + wording.name(column.reference)), Span("\n" + column.reference, "dim")]
        if at and relation and (words := wording.relation(relation)):
            head.append(Span("\n" + words, "strong"))
        heads.append(tuple(head))
    return Beside(tuple(heads), tuple(_part(step, signs) for step in steps(comparison, wording)))


def _part(step: Step, signs: dict[Sign, str]) -> Part:
    rows = []
    for line, aspect in enumerate(step.aspects):
        cells: list[Text] = [_cell(pieces, signs) for pieces in aspect.cells]
        if line == 0:
            cells = [_no_tier() if at in step.absent else cell for at, cell in enumerate(cells)]
        rows.append((aspect.label, tuple(cells)))
    return Part(step.title, tuple(rows))


def _no_tier() -> Text:
    return (Span(said("—（没有这一档）", "— (no such tier)"), "dim"),)


def _cell(pieces: tuple[Piece, ...], signs: dict[Sign, str]) -> Text:
    found = []
    for number, piece in enumerate(pieces):
        start = "\n" if number else ""
        if piece.sign is None:
            found.append(Span(start + piece.text))
        else:
            found.append(Span(f"{start}{signs[piece.sign]} {piece.text}", _STYLES[piece.sign]))
    return tuple(found)


def _pair(pair: Pair, wording: Wording, signs: dict[Sign, str]) -> Iterator[Block]:
    """What became of one paragraph of an edition, or that it is new."""
    sign, style = _CHANGED[pair.change]
    change = f"{signs[sign] if sign else '='} {wording.change(pair.change)}"
    yield Line(f"{pad(change, 12)}{wording.place(pair.before)} → {wording.place(pair.after)}", style)
    places = f"{pair.before or '—'} → {pair.after or '—'}"
    yield Line((Span(said(pair.name, pair.name_en)), Span(f"  {places}", "dim")), indent=6)
    for remark in wording.remarks(pair):
        yield Line(remark, "dim", indent=6)


def _picture(picture: Chart, columns: int, boxes: bool) -> Iterator[Block]:
    lines: list[Text] = [""]
    for line in drawn(picture, columns=columns, glyphs=BOX if boxes else PLAIN):
        style: Style = "strong" if line.heading else ""
        if line.column is not None:
            style = _COLUMNS[line.column % len(_COLUMNS)]
        lines.append((Span(line.text, style),))
    yield Verbatim(tuple(lines))
