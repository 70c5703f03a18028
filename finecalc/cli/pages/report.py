"""The report of `check` for a person: the rows that something is to be said about, as they come, and a summary at the end."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any

from finecalc.cli.pages import show
from finecalc.cli.settings import in_words, said, settings
from finecalc.decisions.codes import FINDINGS
from finecalc.decisions.files import reports
from finecalc.decisions.files.account import FileAccount, Summary
from finecalc.decisions.files.cells import text_of
from finecalc.decisions.files.known import Known
from finecalc.decisions.files.rows import Judged, one_by_one
from finecalc.decisions.files.sentences import accounted, judges
from finecalc.decisions.files.sheet import Sheet
from finecalc.decisions.finding import Finding, Judgement
from finecalc.language.columns import safe
from finecalc.language.numerals import plain
from finecalc.language.page import Block, Entries, Foot, Line, Rule, Span, Style, Title
from finecalc.law.outcome import FineRange
from finecalc.table.statutes import Statutes

if TYPE_CHECKING:
    from finecalc.decisions.files.printed import Wording

_STYLES: dict[str, Style] = {"error": "warn", "unreadable": "warn", "warning": "strong", "info": "key"}
_CASE = 60


class Text:
    """What is only to be known (info) is said once for all rows that it holds for, behind the rows. `every`: lawful rows are listed
    too, with what the law allows.
    """

    def __init__(self, stream: IO[str], several: bool, every: bool, statutes: Statutes) -> None:
        self.stream = stream
        self.several = several
        self.ranged = every
        self.statutes = statutes
        self.wording = _wording(statutes) if every else None
        self.known = Known()

    def write(self, sheet: Sheet, rows: Judged) -> None:
        shown = False
        for number, cells, judgement, allowed in _with_ranges(rows):
            if judgement is None:
                continue
            faults = [each for each in judgement.findings if each.severity != "info"]
            for each in judgement.findings:
                if each.severity == "info":
                    row = sheet.row_name(number)
                    self.known.add(each, safe(f"{sheet.name} {row}" if self.several else row))
            if not faults and not self.ranged:
                continue
            if not shown and self.several:
                self._draw([Title(sheet.name)])
            self._draw(_row(sheet, number, cells, faults, first=not shown))
            if self.wording and not faults:
                self._draw(_lawful(judgement, self.wording.ranges(allowed)))
            shown = True
        if shown:
            self._draw([Rule()])

    def close(self, summary: Summary) -> None:
        by = Foot(tuple((in_words(key), text) for key, text in judges(self.statutes)))
        self._draw([*self._informed(), *_summed_up(summary, self.several), by])

    def _informed(self) -> Iterator[Block]:
        """The information, each piece once, with the rows that it holds for."""
        for piece in self.known:
            each = piece.finding
            named = said("、", ", ").join(piece.rows)
            rest = piece.count > len(piece.rows)
            more = said(f" 等 {piece.count} 行", f" and others, {piece.count} in all") if rest else ""
            where = said(f"　第 {named}{more or ' 行'}", f"  rows {named}{more}")
            yield Line((Span(f"{each.code} {each.name}", _STYLES["info"]), Span(where)))
            yield from _explained(said(each.zh, each.en), said(each.citation, each.citation_en))
            yield Line("")

    def _draw(self, page: Iterable[Block]) -> None:
        show(tuple(page), self.stream)


def _wording(statutes: Statutes) -> "Wording":
    from finecalc.decisions.files.printed import Wording

    return Wording(statutes, settings.lang)


def _with_ranges(rows: Judged) -> Iterator[tuple[int, list[Any], Judgement | None, Mapping[str, FineRange] | None]]:
    """Each row with its judgement, and what its case allows where that was asked for."""
    for batch in rows:
        allowed = batch.allowed or [None] * len(batch.rows)
        for row, fines in zip(one_by_one(iter([batch])), allowed, strict=True):
            yield *row, fines


def _lawful(judgement: Judgement, ranges: str) -> Iterator[Block]:
    verdict = reports.VERDICTS[judgement.verdict][settings.lang == "en"]
    yield Line(" ".join([verdict, *dict.fromkeys(each.code for each in judgement.findings)]), "good", indent=1)
    if ranges:
        yield Line(said("幅度：", "range: ") + said("；", "; ").join(ranges.split("\n")), indent=2)


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
        yield name + in_words(accounted(each))
    for notice in account.notices:
        yield f"{notice.code} {reports.said(notice, settings.lang)}"
    yield f"SHA-256 {account.sha256}"
