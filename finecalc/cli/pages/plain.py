"""The plain drawer: a page as text for pipes and files, in characters that every Chinese encoding and font has."""

from collections.abc import Callable, Iterable
from typing import Any

from finecalc.cli.pages.framed import framed
from finecalc.language import page
from finecalc.language.columns import pad, safe, tame, widest, width, wrap
from finecalc.language.page import Block, Page, Text, plain

_STEP = 2
_LEAST = 16
"""The least columns in which the last column of a table can be read; with fewer, its rows stand as keys and texts."""


def drawn(content: Page, columns: int) -> str:
    """The page as lines of at most so many columns, and an end of line."""
    lines: list[str] = []
    for block in content:
        lines += _DRAWERS[type(block)](block, columns, bool(lines))
    return tame(safe("\n".join(lines).rstrip("\n")) + "\n")


def _conclusion(block: page.Conclusion, columns: int, _: bool) -> Iterable[str]:
    head = f"+-- {block.title} "
    yield head + "-" * (columns - width(head))
    for line in framed(block, columns - 2):
        yield f"| {plain(line)}".rstrip()
    yield "+" + "-" * (columns - 1)


def _title(block: page.Title, columns: int, after: bool) -> Iterable[str]:
    if after:
        yield ""
    gap = columns - width(block.text) - width(block.beside)
    if block.beside and gap >= 2:
        yield block.text + " " * gap + block.beside
    else:
        yield from wrap(block.text, columns, widest)
        yield from filter(None, [block.beside])


def _heading(block: page.Heading, columns: int, after: bool) -> Iterable[str]:
    if after:
        yield ""
    yield from wrap(block.text, columns, widest)


def _line(block: page.Line, columns: int, _: bool) -> Iterable[str]:
    return _indented(block.text, columns, block.indent * _STEP)


def _indented(text: Text, columns: int, indent: int, start: str = "") -> Iterable[str]:
    """A text wrapped behind what stands at its start."""
    for part in wrap(plain(text), max(10, columns - indent), widest):
        yield (start + " " * (indent - width(start)) + part).rstrip()
        start = ""


def _entries(block: page.Entries, columns: int, _: bool) -> Iterable[str]:
    indent = block.indent * _STEP
    key = max((width(key) for key, _ in block.entries), default=0) + 2
    for name, text in block.entries:
        yield from _indented(text, columns, indent + key, " " * indent + name)


def _items(block: page.Items, columns: int, _: bool) -> Iterable[str]:
    for item in block.items:
        yield from _indented(item, columns, block.indent * _STEP + 2, " " * (block.indent * _STEP) + "-")


def _table(block: page.Table, columns: int, _: bool) -> Iterable[str]:
    rows = [block.head, *(tuple(map(plain, row)) for row in block.rows)]
    widths = [max(width(row[column]) for row in rows) for column in range(len(block.head))]
    start = _STEP + sum(widths[:-1]) + 2 * (len(widths) - 1)
    if columns - start < min(_LEAST, widths[-1]):
        yield from _stacked(block, columns)
        return
    for row in rows:
        cells = [
            " " * (widths[at] - width(cell)) + cell if at in block.right else pad(cell, widths[at])
            for at, cell in enumerate(row[:-1])
        ]
        last = " " * (widths[-1] - width(row[-1])) + row[-1] if len(row) - 1 in block.right else row[-1]
        yield from _indented(last, columns, start, " " * _STEP + "  ".join(cells))


def _stacked(block: page.Table, columns: int) -> Iterable[str]:
    for row in block.rows:
        entries = tuple((head, cell) for head, cell in zip(block.head, row, strict=True) if plain(cell))
        yield from _entries(page.Entries(entries, indent=1), columns, True)
        yield ""


def _beside(block: page.Beside, columns: int, _: bool) -> Iterable[str]:
    key = beside_key(block)
    room = beside_room(block, columns)
    if room < _LEAST:
        yield from _below(block, columns)
        return
    yield "-" * columns
    yield from _in_columns("", block.heads, key, room)
    for part in block.parts:
        yield "-" * columns
        yield from wrap(part.title, columns, widest)
        for label, cells in part.rows:
            yield from _in_columns(label, cells, key, room)
    yield "-" * columns


def beside_key(block: page.Beside) -> int:
    """The columns that the respects take."""
    return max((width(label) for part in block.parts for label, _ in part.rows), default=0) + 2


def beside_room(block: page.Beside, columns: int) -> int:
    """The columns that each thing takes."""
    return (columns - beside_key(block)) // len(block.heads) - 2


def _in_columns(label: str, cells: tuple[Text, ...], key: int, room: int) -> Iterable[str]:
    wrapped = [wrap(plain(cell), room, widest) for cell in cells]
    for at in range(max(map(len, wrapped))):
        texts = (pad(lines[at] if at < len(lines) else "", room + 2) for lines in wrapped)
        yield (pad(label if at == 0 else "", key) + "".join(texts)).rstrip()


def _below(block: page.Beside, columns: int) -> Iterable[str]:
    for head in block.heads:
        first, *rest = plain(head).split("\n")
        yield from wrap(first, columns, widest)
        for text in filter(None, rest):
            yield from _indented(text, columns, _STEP)
    for part in block.parts:
        yield "-" * columns
        yield from wrap(part.title, columns, widest)
        for at, head in enumerate(block.heads):
            yield from (" " + part for part in wrap(plain(head).split("\n")[0], columns - 1, widest))
            entries = tuple((label, cells[at]) for label, cells in part.rows if plain(cells[at]))
            yield from _entries(page.Entries(entries, indent=1), columns, True)
    yield "-" * columns


def quotation(block: page.Quotation, columns: int, _: bool = True) -> Iterable[str]:
    """A verbatim text; the marked words with a line of ^ beneath, never anything inside the text."""
    known, at, indent = page.flags(block.text, block.marked), 0, " " * (block.indent * _STEP)
    for part in wrap(block.text, columns - len(indent), widest):
        while block.text[at : at + len(part)] != part:
            at += 1
        shown = known[at : at + len(part)]
        at += len(part)
        yield indent + part
        beneath = "".join(("^" if flag else " ") * width(char) for char, flag in zip(part, shown, strict=True))
        if beneath.strip():
            yield indent + beneath.rstrip()


def _verbatim(block: page.Verbatim, columns: int, _: bool) -> Iterable[str]:
    return map(plain, block.lines)


def _foot(block: page.Foot, columns: int, after: bool) -> Iterable[str]:
    if after:
        yield ""
    yield from _entries(page.Entries(block.entries), columns, True)


def _rule(_: page.Rule, columns: int, __: bool) -> Iterable[str]:
    yield "-" * columns


_DRAWERS: dict[type[Block], Callable[[Any, int, bool], Iterable[str]]] = {
    page.Conclusion: _conclusion,
    page.Title: _title,
    page.Heading: _heading,
    page.Line: _line,
    page.Entries: _entries,
    page.Items: _items,
    page.Table: _table,
    page.Beside: _beside,
    page.Quotation: quotation,
    page.Verbatim: _verbatim,
    page.Foot: _foot,
    page.Rule: _rule,
}
