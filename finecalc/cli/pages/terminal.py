"""The drawer for terminals: rich, with one theme for every command.

Nothing is set to the right of a character whose width a font may choose, and no line is drawn with box characters: what is
framed here is framed in every font.
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.measure import Measurement
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from finecalc.cli.pages.framed import framed
from finecalc.cli.pages.plain import beside_key, beside_room, quotation
from finecalc.language import page
from finecalc.language.columns import safe, tame, widest, width, wrap
from finecalc.language.page import Block, Page, Span, spans

# legible on dark and on light grounds
THEME = Theme(
    {
        "title": "bold",
        "heading": "bold cyan",
        "strong": "bold",
        "amount": "bold reverse",
        "warn": "bold red",
        "good": "green",
        "dim": "dim",
        "key": "cyan",
        "quote": "underline",
        "frame": "white on blue",
        "first": "cyan",
        "second": "yellow",
        "third": "magenta",
        "fourth": "blue",
        "fifth": "green",
        "sixth": "red",
        "plain": "none",
    },
    inherit=False,
)
_STEP = 2
_SPACED = (page.Title, page.Heading, page.Foot)
"""What a blank line stands before."""


def drawn(content: Page, columns: int, *, lines: int, color: bool) -> str:
    """The page for a terminal of so many columns and lines; one that is longer ends with its conclusion once more."""
    whole = _text(content, columns, color)
    first = content[0] if content and isinstance(content[0], page.Conclusion) else None
    if first and 0 < lines <= whole.count("\n"):
        whole += "\n" + _text((first,), columns, color)
    return whole


def _text(content: Page, columns: int, color: bool) -> str:
    console = _console(columns, color)
    parts: list[RenderableType] = []
    for at, block in enumerate(content):
        if at and isinstance(block, _SPACED):
            parts.append("")
        parts.append(_DRAWERS[type(block)](block))
    with console.capture() as captured:
        console.print(Group(*parts))
    return tame(re.sub(" +\n", "\n", captured.get()))


@lru_cache(maxsize=4)
def _console(columns: int, color: bool) -> Console:
    return Console(
        file=io.StringIO(),
        width=columns,
        theme=THEME,
        force_terminal=True,
        no_color=not color,
        color_system="standard" if color else None,
        highlight=False,
        legacy_windows=False,
    )


class _Wrapped:
    """A text that wraps as Chinese does: no punctuation at a line's start, and room for wide quotation marks."""

    def __init__(self, text: page.Text, style: str = "", indent: int = 0) -> None:
        self.spans = [Span(safe(span.text), span.style) for span in spans(text)]
        self.style = style
        self.start = " " * indent * _STEP

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        yield from self.lines(options.max_width)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        most = max(map(widest, page.plain(tuple(self.spans)).split("\n")))
        return Measurement(min(most, _LEAST), min(most, options.max_width))

    def lines(self, columns: int) -> Iterator[Text]:
        whole = Text(style=self.style or "plain", no_wrap=True, overflow="ignore", end="")
        for span in self.spans:
            whole.append(span.text, span.style or None)
        at = 0
        for part in wrap(whole.plain, columns - len(self.start), widest):
            while whole.plain[at : at + len(part)] != part:
                at += 1
            line = Text(self.start, end="\n", no_wrap=True, overflow="ignore").append(whole[at : at + len(part)])
            at += len(part)
            yield line


_LEAST = 16


def _indented(renderable: RenderableType, steps: int) -> RenderableType:
    return Padding(renderable, (0, 0, 0, steps * _STEP)) if steps else renderable


class _Framed:
    """A conclusion behind a coloured bar, or one of characters where there is no colour."""

    def __init__(self, conclusion: page.Conclusion) -> None:
        self.conclusion = conclusion

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        columns, colored = options.max_width, not console.no_color
        title = self.conclusion.title
        if colored:
            yield Text(f" {title}" + " " * (columns - width(title) - 1), "frame")
        else:
            yield Text(f"+-- {title} " + "-" * (columns - width(title) - 5))
        for line in framed(self.conclusion, columns - 2):
            bar = Text(" " if colored else "|", "frame" if colored else "")
            yield Text.assemble(bar, " ", *((safe(span.text), span.style or "plain") for span in line))
        yield Text(" " * columns, "frame") if colored else Text("+" + "-" * (columns - 1))


def _title(block: page.Title) -> RenderableType:
    grid = Table.grid(expand=True, padding=0)
    grid.add_column(ratio=1)
    grid.add_column(no_wrap=True)
    grid.add_row(_Wrapped(block.text, "title"), Text(safe(block.beside), "dim"))
    return grid


def _entries(block: page.Entries) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="key")
    grid.add_column()
    for key, text in block.entries:
        grid.add_row(Text(safe(key), "key"), _Wrapped(text, block.style))
    return _indented(grid, block.indent)


def _items(block: page.Items) -> RenderableType:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for item in block.items:
        grid.add_row("-", _Wrapped(item))
    return _indented(grid, block.indent)


def _table(block: page.Table) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    for at, head in enumerate(block.head):
        last = at == len(block.head) - 1
        table.add_column(Text(safe(head)), no_wrap=not last, justify="right" if at in block.right else "left")
    for row in block.rows:
        table.add_row(*map(_Wrapped, row))
    return _indented(table, 1)


class _Quotation:
    """A verbatim text, its words marked by their style, or by a line beneath where there is no colour."""

    def __init__(self, block: page.Quotation) -> None:
        self.block = block

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        block = self.block
        if console.no_color:
            yield Text(safe("\n".join(quotation(block, options.max_width))), no_wrap=True, overflow="ignore")
        else:
            yield from _Wrapped(page.marked_spans(block.text, block.marked), indent=block.indent).lines(
                options.max_width
            )


class _Beside:
    """Columns equally wide, or one below the other."""

    def __init__(self, block: page.Beside) -> None:
        self.block = block

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        block, rule = self.block, Text("-" * options.max_width, "dim")
        key, room = beside_key(block), beside_room(block, options.max_width)
        beside = room >= _LEAST
        if beside:
            yield rule
            yield self._columns([("", block.heads)], key, room)
        else:
            yield from (_Wrapped(head) for head in block.heads)
        for part in block.parts:
            yield rule
            yield _Wrapped(part.title, "heading")
            if beside:
                yield self._columns(part.rows, key, room)
                continue
            for at, head in enumerate(block.heads):
                yield _Wrapped(page.plain(head).split("\n")[0], "key", 1)
                entries = tuple((label, cells[at]) for label, cells in part.rows if page.plain(cells[at]))
                yield _entries(page.Entries(entries, indent=2))
        yield rule

    def _columns(self, rows: Iterable[tuple[str, tuple[page.Text, ...]]], key: int, room: int) -> Table:
        grid = Table.grid(padding=0)
        grid.add_column(width=key, style="key")
        for _ in self.block.heads:
            grid.add_column(width=room + 2)
        for label, cells in rows:
            grid.add_row(Text(safe(label)), *(Padding(_Wrapped(cell), (0, 2, 0, 0)) for cell in cells))
        return grid


def _verbatim(block: page.Verbatim) -> RenderableType:
    lines = [Text.assemble(*((safe(span.text), span.style or "plain") for span in spans(line))) for line in block.lines]
    return Text("\n", no_wrap=True, overflow="ignore").join(lines)


_DRAWERS: dict[type[Block], Callable[[Any], RenderableType]] = {
    page.Conclusion: _Framed,
    page.Title: _title,
    page.Heading: lambda block: _Wrapped(block.text, "heading"),
    page.Line: lambda block: _Wrapped(block.text, block.style, block.indent),
    page.Entries: _entries,
    page.Items: _items,
    page.Table: _table,
    page.Beside: _Beside,
    page.Quotation: _Quotation,
    page.Verbatim: _verbatim,
    page.Foot: lambda block: _entries(page.Entries(block.entries, style="dim")),
    page.Rule: lambda block: Rule(characters="-", style="dim"),
}
