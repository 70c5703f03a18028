"""The report of `check` for a person: the rows that something is to be said about, as they come, and a summary at the end."""

from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from finecalc.cli.pages import show
from finecalc.cli.settings import in_words, said, settings
from finecalc.decisions.codes import FINDINGS
from finecalc.decisions.files import reports
from finecalc.decisions.files.account import FileAccount, Summary
from finecalc.decisions.files.cells import text_of
from finecalc.decisions.files.rows import Judged, one_by_one
from finecalc.decisions.files.sheet import Sheet
from finecalc.decisions.finding import Finding
from finecalc.language.columns import safe
from finecalc.language.numerals import plain
from finecalc.language.page import Block, Entries, Line, Rule, Span, Style, Title
from finecalc.language.words import Words

_STYLES: dict[str, Style] = {"error": "warn", "unreadable": "warn", "warning": "strong", "info": "key"}
_CASE = 60
_FEW, _MANY = 12, 200
"""How many rows are named for a piece of information, and how many pieces are told apart."""


class Text:
    """What is only to be known (info) is said once for all rows that it holds for, behind the rows."""

    def __init__(self, stream: IO[str], several: bool) -> None:
        self.stream = stream
        self.several = several
        self.known: dict[tuple[str, str, str], list[str]] = {}

    def write(self, sheet: Sheet, rows: Judged) -> None:
        shown = False
        for number, cells, judgement in one_by_one(rows):
            if judgement is None:
                continue
            faults = [each for each in judgement.findings if each.severity != "info"]
            for each in judgement.findings:
                if each.severity == "info":
                    row = sheet.row_name(number)
                    self._know(each, safe(f"{sheet.name} {row}" if self.several else row))
            if not faults:
                continue
            if not shown and self.several:
                self._draw([Title(sheet.name)])
            self._draw(_row(sheet, number, cells, faults, first=not shown))
            shown = True
        if shown:
            self._draw([Rule()])

    def close(self, summary: Summary) -> None:
        self._draw([*self._informed(), *_summed_up(summary, self.several)])

    def _know(self, each: Finding, row: str) -> None:
        key = (f"{each.code} {each.name}", in_words(Words(each.zh, each.en)), said(each.citation, each.citation_en))
        if key in self.known or len(self.known) < _MANY:
            self.known.setdefault(key, []).append(row)

    def _informed(self) -> Iterator[Block]:
        """The information, each piece once, with the rows that it holds for."""
        for (title, message, citation), rows in self.known.items():
            named = said("、", ", ").join(rows[:_FEW])
            more = said(f" 等 {len(rows)} 行", f" and others, {len(rows)} in all") if len(rows) > _FEW else ""
            where = said(f"　第 {named}{more or ' 行'}", f"  rows {named}{more}")
            yield Line((Span(title, _STYLES["info"]), Span(where)))
            yield from _explained(message, citation)
            yield Line("")

    def _draw(self, page: Iterable[Block]) -> None:
        show(tuple(page), self.stream)


def _row(sheet: Sheet, number: int, cells: list[Any], findings: Sequence[Finding], *, first: bool) -> Iterator[Block]:
    """A row by its number and the number of its case, and what is found in it."""
    column = sheet.columns.get("case_id")
    case = "" if column is None else plain(safe(text_of(cells[column])[:200])).replace("\n", " ")
    case = case if len(case) <= _CASE else case[: _CASE - 1] + "…"
    name = safe(sheet.row_name(number))
    if not first:
        yield Line("")
    yield Line((Span(said(f"第 {name} 行", f"Row {name}"), "strong"), Span(f"  {case}" if case else "")))
    for each in findings:
        yield Line(f"{each.code} {each.name}", _STYLES[each.severity], indent=1)
        yield from _explained(said(each.zh, each.en), said(each.citation, each.citation_en), indent=2)


def _explained(message: str, citation: str, indent: int = 1) -> Iterator[Block]:
    yield Line(reports.storable(message).replace("\n", " "), indent=indent)
    if citation:
        yield Line(citation, "dim", indent=indent)


def _summed_up(summary: Summary, several: bool) -> Iterator[Block]:
    counts = [
        f"{reports.VERDICTS[verdict][settings.lang == 'en']} {count}"
        for verdict, count in summary.verdicts.items()
        if count
    ]
    yield Line(
        said(
            f"共 {summary.rows} 件：{'，'.join(counts) or '没有决定'}",
            f"{summary.rows} decisions: {', '.join(counts) or 'none'}",
        ),
        "strong",
    )
    codes = sorted(summary.codes.items())
    yield Entries(
        tuple((f"{count:>6}  {FINDINGS[code].title}", in_words(FINDINGS[code].means)) for code, count in codes)
    )
    for account in summary.files:
        for words in [*([account.name] if several else []), *_accounted(account)]:
            yield Line(words)
    if codes:
        yield Line(
            said(
                "每个代码的含义和改法：finecalc explain 代码",
                "What a code means and how to mend it: finecalc explain CODE",
            ),
            "dim",
        )


def _accounted(account: FileAccount) -> Iterator[str]:
    """What became of every row of a file, and what of it was not read."""
    for each in account.tables:
        name = f"{each.sheet.title}: " if each.sheet.title else ""
        yield name + said(
            f"读入 {each.read} 行：判断 {each.judged}，看不懂 {each.unreadable}，空行 {each.blank}，"
            f"不是决定 {each.passed_over}；{len(each.sheet.headings)} 列，读了 {len(each.sheet.columns)} 列",
            f"{each.read} rows read: {each.judged} judged, {each.unreadable} unreadable, {each.blank} blank, "
            f"{each.passed_over} passed over; {len(each.sheet.columns)} of {len(each.sheet.headings)} columns read",
        )
    for notice in account.notices:
        yield f"{notice.code} {reports.said(notice, settings.lang)}"
    yield f"SHA-256 {account.sha256}"
