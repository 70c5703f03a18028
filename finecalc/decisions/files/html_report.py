"""A report as one page that needs nothing else: what was found first, then each table, to be read and printed. No script.

The rows go to files as they come, and the page is put together from them at the end, when it is known what stands first.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import IO, Any

from finecalc.decisions.files.account import Summary
from finecalc.decisions.files.cells import text_of
from finecalc.decisions.files.marks import PAGE_MARK, PRINTED
from finecalc.decisions.files.overview import Overview
from finecalc.decisions.files.printed import (
    ROW,
    PrintedRow,
    Wording,
    faults_by_column,
    matter,
    shortened,
    widths,
)
from finecalc.decisions.files.reports import VERDICTS, storable
from finecalc.decisions.files.rows import Judged
from finecalc.decisions.files.sheet import Sheet
from finecalc.language.columns import safe
from finecalc.language.page import Block, Entries, Heading, Items, Table, Title, plain

_STYLE = """
@page { size: A4 landscape; margin: 12mm 10mm }
:root { color-scheme: light }
* { print-color-adjust: exact; -webkit-print-color-adjust: exact }
body { font: 15px/1.5 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; margin: 1.5rem; color: #111; background: #fff }
h1 { font-size: 1.5rem; margin: 0 0 .8rem } h2 { font-size: 1.15rem; margin: 1.6rem 0 .5rem }
table { border-collapse: collapse; width: 100%; margin: .4rem 0 }
th, td { border: 1px solid #888; padding: .25rem .45rem; text-align: left; vertical-align: top; white-space: pre-line; overflow-wrap: anywhere }
thead { display: table-header-group } tr { break-inside: avoid }
thead th { background: #d9e1f2; border-bottom: 2px solid #333 }
.rows { table-layout: fixed } .rows thead th { position: sticky; top: 0 }
.n { text-align: right; font-variant-numeric: tabular-nums } .s { white-space: nowrap }
.v { font-weight: bold; white-space: nowrap }
.v.error { background: #9c0006; color: #fff } .v.warning { background: #ffe699; outline: 2px solid #222; outline-offset: -3px }
.v.unreadable, td.f.unreadable { background: #d9d2e9; font-style: italic; outline: 2px dashed #222; outline-offset: -3px }
td.f.error { background: #f8cbad; font-weight: bold; outline: 2px solid #222; outline-offset: -2px }
td.f.warning { background: #ffe699; outline: 2px solid #222; outline-offset: -2px }
td b { font-weight: 600 } td b::after { content: "：" } :lang(en) td b::after { content: ": " } td i { font-style: normal; margin-right: 1em }
#only:checked ~ section tr.ok { display: none }
@media print { body { font-size: 8pt; margin: 0 } section.new { break-before: page } .screen { display: none }
 .rows thead th { position: static } th, td { padding: .1rem .3rem } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


class Html:
    """One page: the summary, and for each table two parts, what is printed beside the findings, and the other columns."""

    ranged = True

    def __init__(self, stream: IO[str], wording: Wording, overview: Overview, parts: str) -> None:
        """`parts` is a folder for what is put together at the end; whoever gives it removes it, come what may."""
        self.stream, self.wording, self.overview, self.pen = stream, wording, overview, wording.pen
        self.parts = parts
        self.laid: list[IO[str]] = []

    def write(self, sheet: Sheet, judged: Judged) -> None:
        """All rows of one sheet, laid down in two files."""
        columns = matter(sheet)
        others = [at for at in range(len(sheet.headings)) if at not in columns]
        case = sheet.columns.get("case_id")
        rows, rest = self._lay(), self._lay()
        title = _text(f"{os.path.basename(sheet.name)} {sheet.title}".rstrip())
        names = [_text(sheet.headings[at] or sheet.names[at]) for at in columns]
        beside = [self.pen(*each) for each in PRINTED]
        _open(rows, title, [self.pen(*ROW), *names, *beside], widths(sheet))
        cased = [] if case is None else [names[columns.index(case)]]
        others_of = self.pen(f"{title}：其他列", f"{title}: the other columns")
        head = [self.pen(*ROW), *cased, self.pen("内容", "content")]
        _open(rest, others_of, head, (6, *(24 for _ in cased), 150))
        for row in self.wording.rows(judged):
            rows.write(_row(sheet, columns, row))
            rest.write(_rest(sheet, others, case, row))
            for each in row.beside.known if row.beside else ():
                self.overview.known.add(each, sheet.row_name(row.number))
        for file in (rows, rest):
            file.write("</tbody></table></section>\n")

    def _lay(self) -> IO[str]:
        place = os.path.join(self.parts, str(len(self.laid)))
        self.laid.append(open(place, "w+", encoding="utf-8", newline="\n"))  # noqa: SIM115
        return self.laid[-1]

    def close(self, summary: Summary) -> None:
        """Put the page together. Raises OSError when there is no place for it."""
        pen, statutes = self.pen, self.pen.statutes
        page = list(self.overview.page(summary))
        title = next(_text(each.text) for each in page if isinstance(each, Title))
        head = [
            f"<!doctype html>\n{PAGE_MARK}\n",
            f'<html lang="{pen("zh-CN", "en")}"><head><meta charset="utf-8"><title>{title}</title>\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
            f'<meta name="table" content="{_text(statutes.table.version)} {statutes.sha256}">\n',
            f"<style>{_STYLE}</style></head><body>\n",
        ]
        self.stream.write("".join(head))
        self.stream.write("".join(_drawn(page, {names[pen.lang == "en"]: key for key, names in VERDICTS.items()})))
        only = pen("只看有发现的行", "only rows with a verdict other than ok")
        self.stream.write(
            f'<input type="checkbox" id="only" class="screen"><label for="only" class="screen"> {only}</label>\n'
        )
        for each in self.laid:
            each.seek(0)
            shutil.copyfileobj(each, self.stream)
        self.stream.write("</body></html>\n")

    def abandon(self) -> None:
        """Let go of the parts, so that their folder can be removed."""
        for each in self.laid:
            each.close()


def _text(text: str) -> str:
    """A text from outside, as it stands on a page."""
    return escape(safe(storable(text)))


def _open(file: IO[str], title: str, head: Sequence[str], wide: Sequence[float]) -> None:
    shares = [100 * each / sum(wide) for each in wide]
    cells = "".join(f'<th style="width:{share:.1f}%">{each}</th>' for each, share in zip(head, shares, strict=True))
    file.write(f'<section class="new"><h2>{title}</h2><table class="rows"><thead><tr>{cells}</tr></thead><tbody>\n')


def _row(sheet: Sheet, columns: list[int], row: PrintedRow) -> str:
    beside = row.beside
    faults = faults_by_column(sheet, beside.faults) if beside else {}
    cells = [f'<td class="n">{row.number}</td>']
    for at in columns:
        text = _text(text_of(shortened(row.cells[at]))) if at < len(row.cells) else ""
        cells.append(f'<td class="f {faults[at]}">{text}</td>' if at in faults else f"<td>{text}</td>")
    if beside is None:
        return f"<tr>{''.join(cells)}{'<td></td>' * len(PRINTED)}</tr>\n"
    found, mends = (_text("\n".join(texts)) for texts in (beside.found, beside.mends))
    cells.append(f'<td class="v {beside.verdict}">{beside.label}</td><td>{beside.codes}</td>')
    cells.append(f"<td>{_text(beside.range)}</td><td>{found}</td><td>{mends}</td>")
    return f'<tr class="{beside.verdict}">{"".join(cells)}</tr>\n'


def _rest(sheet: Sheet, others: list[int], case: int | None, row: PrintedRow) -> str:
    """The columns that are not printed beside the findings, as far as something stands in them."""
    faults = faults_by_column(sheet, row.beside.faults) if row.beside else {}
    said = []
    for at, cell in enumerate(row.cells):
        text = text_of(cell)
        if not text.strip() or (at < len(sheet.headings) and at not in others):
            continue
        name = (sheet.headings[at] or sheet.names[at]) if at < len(sheet.headings) else ""
        marked = f' class="f {faults[at]}"' if at in faults else ""
        said.append(f"<i{marked}>{f'<b>{_text(name)}</b>' if name.strip() else ''}{_text(text)}</i>")
    number = (
        ""
        if case is None
        else f"<td>{_text(text_of(shortened(row.cells[case]))) if case < len(row.cells) else ''}</td>"
    )
    verdict = f' class="{row.beside.verdict}"' if row.beside else ""
    return f'<tr{verdict}><td class="n">{row.number}</td>{number}<td>{" ".join(said)}</td></tr>\n'


def _drawn(page: Iterable[Block], verdicts: dict[str, str]) -> Iterator[str]:
    """The first part of the page."""
    for block in page:
        if isinstance(block, Title):
            yield f"<h1>{_text(block.text)}</h1>\n"
        elif isinstance(block, Heading):
            yield f"<h2>{_text(block.text)}</h2>\n"
        elif isinstance(block, Items):
            yield "<ul>" + "".join(f"<li>{_text(plain(item))}</li>" for item in block.items) + "</ul>\n"
        elif isinstance(block, Entries):
            rows = "".join(
                f'<tr><th class="s">{_text(key)}</th><td>{_text(plain(text))}</td></tr>' for key, text in block.entries
            )
            yield f"<table>{rows}</table>\n"
        elif isinstance(block, Table):
            head = "".join(f"<th>{_text(each)}</th>" for each in block.head)
            rows = "".join(_cells([plain(each) for each in row], block.right, verdicts) for row in block.rows)
            yield f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>\n"


def _cells(texts: list[str], numbers: tuple[int, ...], verdicts: dict[str, Any]) -> str:
    cells = []
    for at, text in enumerate(texts):
        kind = (
            "n"
            if at in numbers
            else f"v {verdicts[text]}"
            if not at and text in verdicts
            else "s"
            if at < len(texts) - 1
            else ""
        )
        cells.append(f'<td class="{kind}">{_text(text)}</td>')
    return f"<tr>{''.join(cells)}</tr>\n"
