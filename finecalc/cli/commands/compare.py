"""`finecalc compare`: provisions side by side, as a table and a picture."""

import os
import sys
from datetime import date
from typing import Annotated, Any, BinaryIO

import typer

from finecalc.cli import options
from finecalc.cli.options import table, write_json
from finecalc.cli.pages import boxes, columns, show
from finecalc.cli.settings import said, settings, tell
from finecalc.language import writing
from finecalc.language.errors import FinecalcError
from finecalc.law.case import case_named, facts_written
from finecalc.table.statutes import Statutes
from finecalc.teach.compare import compare
from finecalc.teach.comparison import Compared
from finecalc.teach.curve import Curves, curves
from finecalc.teach.pictures.wording import Wording

_WIDEST = 160
"""The most columns of a page: a table of several provisions has use for more than other pages."""


def command(
    references: options.References,
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
    said_of_it = facts_written(statutes, [*(fact or ()), facts or ""])
    asked: dict[str, Any] = {"facts": said_of_it, "case": case, "today": date.today()}
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
        from finecalc.cli.pages.comparison import comparison_page

        show(comparison_page(found, wording, columns(_WIDEST), boxes=boxes(sys.stdout)), widest=_WIDEST)


def _no_bases(bases: dict[str, Any]) -> None:
    if any(bases.values()):
        raise FinecalcError(
            "曲线画的是各种数额，不填某一个数额；要算一个案件，请用 finecalc range",
            "A curve shows every amount; none is given for it. For one case ask finecalc range",
        )


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
