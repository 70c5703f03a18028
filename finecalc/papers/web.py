"""A page as one HTML file that holds all it needs and runs nothing, for the screen and for A4."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

from finecalc.language import page
from finecalc.language.columns import safe, width
from finecalc.language.page import Block, Page, Text, spans
from finecalc.language.words import Lang

_SHORT, _FEW = 18, 2
_SEAL = '<meta name="finecalc-memo" content="{}">'


def document(content: Page, lang: Lang, header: str) -> str:
    """The whole file, sealed: `is_sealed` tells whether it has been changed since. `header` is what its window is called."""
    style = files("finecalc.papers").joinpath("memo.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    body = "\n".join(part for block in content for part in _DRAWERS[type(block)](block))
    text = (
        f'<!doctype html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n{_SEAL}\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'\">\n"
        f"<title>{_clean(header)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
    return text.replace(_SEAL, _SEAL.format(_digest(text)), 1)


def is_sealed(text: str) -> bool:
    """Whether a memo stands as it was written."""
    before, start, rest = text.partition(_SEAL.partition("{}")[0])
    digest, end = rest[:64], rest[64:]
    return bool(start) and _digest(before + start + "{}" + end) == digest


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _clean(text: str) -> str:
    return escape(safe(text))


def _text(text: Text) -> str:
    return "".join(_span(span) for span in spans(text))


def _span(span: page.Span) -> str:
    words = _clean(span.text).replace("\n", "<br>")
    if span.style in ("strong", "key"):
        return f"<strong>{words}</strong>"
    if span.style == "quote":
        return f"<mark>{words}</mark>"
    return f'<span class="{span.style}">{words}</span>' if span.style in ("amount", "warn") else words


def _title(block: page.Title) -> Iterator[str]:
    yield f"<h1>{_clean(block.text)}</h1>"


def _heading(block: page.Heading) -> Iterator[str]:
    yield f"<h{block.level + 1}>{_clean(block.text)}</h{block.level + 1}>"


def _conclusion(block: page.Conclusion) -> Iterator[str]:
    yield f'<section class="conclusion"><h2>{_clean(block.title)}</h2>'
    yield from (f'<p class="warn">{_clean(core + more)}</p>' for core, more in block.bars)
    if block.unless:
        yield f"<p>{_clean(block.unless)}</p>"
    for each in block.targets:
        lead = "　".join(filter(None, (_clean(each.who), _clean(each.mode))))
        yield f'<p>{lead}　<span class="amount">{_clean(each.amount)}</span></p>'
    yield from (f"<p>{_clean(line)}</p>" for line in (block.article + block.because, *block.lines))
    yield "</section>"


def _line(block: page.Line) -> Iterator[str]:
    text = tuple(page.Span(span.text, span.style or block.style) for span in spans(block.text))
    yield f"<p{_indented(block.indent)}>{_text(text)}</p>"


def _indented(indent: int) -> str:
    return ' class="in2"' if indent > 1 else ""


def _entries(block: page.Entries) -> Iterator[str]:
    pairs = "".join(f"<div><dt>{_clean(key)}</dt><dd>{_text(text)}</dd></div>" for key, text in block.entries)
    yield f"<dl{_indented(block.indent)}>{pairs}</dl>"


def _items(block: page.Items) -> Iterator[str]:
    yield "<ol>" + "".join(f"<li>{_text(item)}</li>" for item in block.items) + "</ol>"


def _table(block: page.Table) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{_clean(head)}</th>' for head in block.head)
    yield f'<div class="scroll"><table{_wide(block)}><thead><tr>{heads}</tr></thead><tbody>'
    for row in block.rows:
        cells = (f"<td{_kind(cell, at in block.right)}>{_text(cell)}</td>" for at, cell in enumerate(row))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table></div>"


def _wide(block: page.Table) -> str:
    """What has many columns is wider than a telephone, and is moved under its window."""
    return ' class="wide"' if len(block.head) > _FEW else ""


def _kind(cell: Text, right: bool) -> str:
    """Numbers to the right; what is short is never broken."""
    classes = [
        *(["right"] if right else []),
        *(["short"] if max(map(width, page.plain(cell).split("\n"))) <= _SHORT else []),
    ]
    return f' class="{" ".join(classes)}"' if classes else ""


def _quotation(block: page.Quotation) -> Iterator[str]:
    yield f"<blockquote>{_text(page.marked_spans(block.text, block.marked))}</blockquote>"


def _verbatim(block: page.Verbatim) -> Iterator[str]:
    yield "<pre>" + "\n".join(_clean(page.plain(line)) for line in block.lines) + "</pre>"


def _foot(block: page.Foot) -> Iterator[str]:
    pairs = "".join(
        f"<div><dt>{_clean(key)}</dt><dd><code>{_text(text)}</code></dd></div>" for key, text in block.entries
    )
    yield f"<footer><dl>{pairs}</dl></footer>"


def _rule(_: page.Rule) -> Iterator[str]:
    yield "<hr>"


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
