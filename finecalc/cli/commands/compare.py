"""`finecalc compare`: provisions side by side, as a table and a picture."""

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any, BinaryIO

import typer

from finecalc.cli import options
from finecalc.cli.options import complete_references, table, write, write_json
from finecalc.cli.pages import columns, show
from finecalc.cli.pages.page import Page, new_page
from finecalc.cli.settings import said, settings, tell
from finecalc.language import writing
from finecalc.language.columns import pad, width, wrap
from finecalc.language.errors import FinecalcError
from finecalc.law.case import case_named
from finecalc.table.statutes import Statutes
from finecalc.teach.compare import compare
from finecalc.teach.comparison import Compared, Comparison, Pair, Sign
from finecalc.teach.curve import Curves, curves
from finecalc.teach.pictures.characters import BOX, PLAIN, drawn
from finecalc.teach.pictures.chart import Chart, chart, editions_chart
from finecalc.teach.pictures.grid import Piece, Step, steps
from finecalc.teach.pictures.wording import PLAIN_SIGNS, SIGNS, Wording

_LEAST = 17
"""The least columns in which a provision's cells can be read; with fewer, provisions stand one below the other."""
_WIDEST = 160
"""The most columns of a page: a table of several provisions has use for more than other pages."""
_STYLES: dict[Sign, str] = {
    "raised": "warn",
    "added": "warn",
    "lowered": "good",
    "removed": "good",
    "changed": "quote",
}

_COLORS = (36, 33, 35, 34, 32, 31)
"""A colour for each provision's bars, which carry its reference too."""


def command(
    references: Annotated[
        list[str],
        typer.Argument(autocompletion=complete_references),
    ],
    fact: options.Facts = None,
    facts: str | None = None,
    item: options.Items = None,
    gains: options.Gains = None,
    purchase: options.Purchase = None,
    turnover: options.Turnover = None,
    base: options.Bases = None,
    curve: Annotated[
        bool,
        typer.Option("--curve"),
    ] = False,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output"),
    ] = None,
    force: options.Force = False,
    as_json: options.Json = False,
) -> None:
    statutes = table()
    bases: dict[str, Any] = {
        "gains": gains,
        "purchase": purchase,
        "turnover": turnover,
        "other_bases": options.bases_given(base),
    }
    if curve:
        _no_bases(bases)
    case = case_named(statutes, items=item, **bases)
    asked: dict[str, Any] = {"facts": [*(fact or ()), *_split(facts)], "case": case, "today": date.today()}
    found = (curves if curve else compare)(statutes, references, **asked)
    wording = Wording(statutes, settings.lang)
    if output is not None:
        _save(output, found, wording, statutes, force)
    elif as_json:
        write_json(found)
    elif isinstance(found, Curves):
        from finecalc.cli.pages.curve import curve_page

        show(curve_page(found, wording, columns()))
    else:
        page = new_page(widest=_WIDEST)
        _draw(page, found, wording)
        write(page.text())


def _no_bases(bases: dict[str, Any]) -> None:
    if any(bases.values()):
        raise FinecalcError(
            "曲线画的是各种数额，不填某一个数额；要算一个案件，请用 finecalc range",
            "A curve shows every amount; none is given for it. For one case ask finecalc range",
        )


def _split(facts: str | None) -> list[str]:
    import re

    return [part for part in re.split(r"[;；,，]", facts or "") if part.strip()]


# --- files ------------------------------------------------------------------------------------------------------------


def _save(place: str, found: Compared | Curves, wording: Wording, statutes: Statutes, force: bool) -> None:
    """Write the comparison in the form that the file's name asks for, whole or not at all. Raises FinecalcError."""
    kind = os.path.splitext(place)[1].lower()
    if kind not in (".html", ".htm", ".svg", ".md", ".json"):
        raise FinecalcError(
            f"不知道按什么格式写 {place}：文件名请以 .html、.svg、.md 或 .json 结尾",
            f"The form of {place} is not known: end the file's name in .html, .svg, .md or .json",
        )
    text = found.to_json() + "\n" if kind == ".json" else _written(kind, found, wording)
    with writing.whole(place, force=force, ours=_is_ours, read=[statutes.path]) as file:
        file.write(text.encode("utf-8", "replace"))
    tell(said(f"已写入 {place}", f"Wrote {place}"))


def _written(kind: str, found: Compared | Curves, wording: Wording) -> str:
    from finecalc.teach.pictures import curves, html, markdown, svg

    if isinstance(found, Curves):
        writer = {".svg": curves.picture, ".md": curves.document}.get(kind, curves.page)
        return writer(found, wording)
    return {".svg": svg.picture, ".md": markdown.document}.get(kind, html.page)(found, wording)


def _is_ours(file: BinaryIO) -> bool:
    """Whether a file is a comparison that finecalc wrote."""
    text = file.read(16 * 1024 * 1024).decode("utf-8", "replace")
    marks = (" · finecalc</title>", "<metadata>finecalc</metadata>", "\nfinecalc，法条表 ", "\nfinecalc, table ")
    lists = ('\n  "comparisons": ', '\n  "curves": ')
    return any(mark in text for mark in marks) or (text.startswith('{\n  "kind": "') and any(map(text.count, lists)))


# --- the terminal -----------------------------------------------------------------------------------------------------


def _plain() -> bool:
    """Whether the console is one that cannot show box characters, or shows them two columns wide."""
    return not (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")


def _signs() -> dict[Sign, str]:
    return PLAIN_SIGNS if _plain() else SIGNS


def _draw(page: Page, found: Compared, wording: Wording) -> None:
    if found.kind != "provisions":
        page.line(said(found.title, found.title_en), "title")
    page.line(wording.legend(_signs()), "dim")
    if found.kind == "editions":
        _pairs(page, found.pairs, wording)
        _chart(page, editions_chart(found.pairs, found.editions, wording))
    for comparison in found.comparisons:
        page.blank()
        _table(page, comparison, wording)
        for note in comparison.notes:
            page.entry("·", said(note.zh, note.en), key_columns=2)
        _chart(page, chart(comparison, wording))


def _table(page: Page, comparison: Comparison, wording: Wording) -> None:
    """The provisions in columns, or one below the other where columns would be too narrow."""
    number = len(comparison.columns)
    laid = steps(comparison, wording)
    key = max(width(aspect.label) for step in laid for aspect in step.aspects) + 2
    room = (page.columns - key) // number - 2
    heads = [
        [column.reference, wording.citation(column.reference), wording.name(column.reference), relation]
        for column, relation in zip(comparison.columns, _relations(comparison, wording), strict=True)
    ]
    if room < _LEAST:
        _one_below_the_other(page, heads, laid, key)
    else:
        _in_columns(page, heads, laid, key, room)
    page.rule()


def _in_columns(page: Page, heads: Sequence[Sequence[str]], laid: Sequence[Step], key: int, room: int) -> None:
    page.rule()
    for line, style in enumerate(("strong", None, "dim", "strong")):
        _beside(page, "", [[(head[line], style)] if head[line] else [] for head in heads], key, room)
    for step in laid:
        page.rule()
        page.line(step.title, "strong")
        for line, aspect in enumerate(step.aspects):
            cells = [[_piece(piece) for piece in cell] for cell in aspect.cells]
            if line == 0:
                cells = [[(_no_tier(), "dim")] if at in step.absent else cell for at, cell in enumerate(cells)]
            _beside(page, aspect.label, cells, key, room)


def _one_below_the_other(page: Page, heads: Sequence[Sequence[str]], laid: Sequence[Step], key: int) -> None:
    for head in heads:
        page.line(head[0], "strong")
        for text in filter(None, head[1:]):
            page.line(text, indent=2)
    for step in laid:
        page.rule()
        page.line(step.title, "strong")
        for at, head in enumerate(heads):
            page.line(head[0], "key", indent=1)
            if at in step.absent:
                page.line(_no_tier(), "dim", indent=3)
            for aspect in step.aspects:
                for line, (text, style) in enumerate(map(_piece, aspect.cells[at])):
                    page.entry(aspect.label if line == 0 else "", text, key_columns=key, style=style, indent=3)


def _no_tier() -> str:
    return said("—（没有这一档）", "— (no such tier)")


def _piece(piece: Piece) -> tuple[str, str | None]:
    if piece.sign is None:
        return piece.text, None
    return f"{_signs()[piece.sign]} {piece.text}", _STYLES[piece.sign]


def _beside(page: Page, label: str, cells: Sequence[Sequence[tuple[str, str | None]]], key: int, room: int) -> None:
    """A row of cells, each wrapped in its own column."""
    columns = [[(part, style) for text, style in cell for part in wrap(text, room)] for cell in cells]
    for number in range(max(map(len, columns), default=0)):
        line = page.style(pad(label if number == 0 else "", key), "key")
        for column in columns:
            text, style = column[number] if number < len(column) else ("", None)
            line += (page.style(text, style) if style else text) + " " * (room + 2 - width(text))
        page.lines.append(line.rstrip())


def _relations(comparison: Comparison, wording: Wording) -> list[str]:
    return ["" if at == 0 else wording.relation(relation) for at, relation in enumerate(comparison.relations)]


def _pairs(page: Page, pairs: Iterable[Pair], wording: Wording) -> None:
    """Every paragraph of two editions: what became of it, and what is new."""
    signs = _signs()
    marks = {
        "raised": signs["raised"],
        "lowered": signs["lowered"],
        "mixed": signs["changed"],
        "unchanged": "=",
        "new": signs["added"],
        "gone": signs["removed"],
    }
    styles = {"raised": "warn", "new": "warn", "lowered": "good", "gone": "quote", "mixed": "quote"}
    page.rule()
    for pair in pairs:
        change = f"{marks[pair.change]} {wording.change(pair.change)}"
        places = f"{pair.before or '—'} → {pair.after or '—'}"
        page.line(f"{pad(change, 12)}{places}", styles.get(pair.change))
        page.line(said(pair.name, pair.name_en), indent=12)
        for remark in wording.remarks(pair):
            page.line(remark, "dim", indent=12)
    page.rule()


def _chart(page: Page, picture: Chart) -> None:
    page.blank()
    for line in drawn(picture, columns=page.columns, glyphs=PLAIN if _plain() else BOX):
        if line.heading:
            page.lines.append(page.style(line.text, "strong"))
        elif line.column is not None and page.color:
            page.lines.append(f"\x1b[{_COLORS[line.column % len(_COLORS)]}m{line.text}\x1b[0m")
        else:
            page.lines.append(line.text)
    page.blank()
