"""A page as Markdown in which no text is read as a mark, and nothing as HTML."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from typing import Any

from finecalc.language import page
from finecalc.language.columns import safe
from finecalc.language.page import Block, Page, Text, spans

_SPECIAL = re.compile(r"[\\`*_{}\[\]|~#!]|^[-+=]|(?<=\d)[.)](?=\s)")
_SEAL = "<!-- finecalc:{} -->\n"


def document(content: Page) -> str:
    """The whole document, sealed: `is_sealed` tells whether it has been changed since."""
    parts = ["\n".join(_DRAWERS[type(block)](block)) for block in content]
    text = "\n\n".join(parts) + "\n\n"
    return text + _SEAL.format(sha256(text.encode()).hexdigest())


def is_sealed(text: str) -> bool:
    """Whether a memo stands as it was written."""
    body = text[: -len(_SEAL.format("0" * 64))]
    return text == body + _SEAL.format(sha256(body.encode()).hexdigest())


def plain(text: str) -> str:
    """Text in which nothing is read as Markdown or as HTML; a line's end is a break."""
    marked = _SPECIAL.sub(lambda found: f"\\{found[0]}", escape(safe(text), quote=False))
    return marked.replace("\n", "<br>")


def _text(text: Text) -> str:
    return "".join(
        f"**{plain(span.text).strip()}**"
        if span.style in ("strong", "amount", "warn", "quote") and span.text.strip()
        else plain(span.text)
        for span in spans(text)
    )


def _title(block: page.Title) -> Iterator[str]:
    yield f"# {plain(block.text)}"


def _heading(block: page.Heading) -> Iterator[str]:
    yield f"{'#' * (block.level + 1)} {plain(block.text)}"


def _conclusion(block: page.Conclusion) -> Iterator[str]:
    lines = [f"**{plain(core + more)}**" for core, more in block.bars]
    lines += [plain(block.unless)] if block.unless else []
    lines += [
        "　".join(filter(None, (plain(each.who), plain(each.mode), f"**{plain(each.amount)}**")))
        for each in block.targets
    ]
    lines += map(plain, (block.article + block.because, *block.lines))
    yield f"> **{plain(block.title)}**"
    for line in lines:
        yield ">"
        yield f"> {line}"


def _line(block: page.Line) -> Iterator[str]:
    yield f"**{plain(page.plain(block.text))}**" if block.style in ("strong", "warn") else _text(block.text)


def _entries(block: page.Entries) -> Iterator[str]:
    yield from (f"- **{plain(key)}**　{_text(text)}" for key, text in block.entries)


def _items(block: page.Items) -> Iterator[str]:
    yield from (f"{number}. {_text(item)}" for number, item in enumerate(block.items, start=1))


def _table(block: page.Table) -> Iterator[str]:
    yield _row(map(plain, block.head))
    yield _row("---:" if at in block.right else "---" for at in range(len(block.head)))
    yield from (_row(map(_text, row)) for row in block.rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _quotation(block: page.Quotation) -> Iterator[str]:
    text = _text(page.marked_spans(block.text, block.marked))
    yield f"> {text}"


def _verbatim(block: page.Verbatim) -> Iterator[str]:
    yield from _code(map(page.plain, block.lines))


def _foot(block: page.Foot) -> Iterator[str]:
    yield "---"
    for key, text in block.entries:
        yield ""
        yield f"{plain(key)}:"
        yield ""
        yield from _code([page.plain(text)])


def _code(lines: Iterable[str]) -> Iterator[str]:
    yield from (f"    {safe(line)}" for line in lines)


def _rule(_: page.Rule) -> Sequence[str]:
    return ("---",)


_DRAWERS: dict[type[Block], Callable[[Any], Iterable[str]]] = {
    page.Conclusion: _conclusion,
    page.Title: _title,
    page.Heading: _heading,
    page.Line: _line,
    page.Entries: _entries,
    page.Items: _items,
    page.Table: _table,
    page.Quotation: _quotation,
    page.Verbatim: _verbatim,
    page.Foot: _foot,
    page.Rule: _rule,
}
