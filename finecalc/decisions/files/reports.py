"""Reports: what came in, with the verdict and the findings beside it. Whole or not at all."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import IO, Any, BinaryIO, Literal, Protocol

from finecalc.decisions.files.account import Summary
from finecalc.decisions.files.cells import text_of
from finecalc.decisions.files.columns import field_of
from finecalc.decisions.files.marks import ADDED, WORKBOOK_MARK
from finecalc.decisions.files.rows import Judged, OneRow, one_by_one
from finecalc.decisions.files.sheet import Sheet
from finecalc.decisions.finding import Finding, Judgement, Said
from finecalc.language.columns import escaped
from finecalc.language.errors import FinecalcError
from finecalc.law.answer import office_used
from finecalc.table.statutes import Statutes

Lang = Literal["zh", "en"]

VERDICTS = {
    "ok": ("合法", "ok"),
    "warning": ("提醒", "warning"),
    "error": ("违法", "error"),
    "unreadable": ("看不懂", "unreadable"),
}
LONGEST_XLSX_CELL = 32_767
LAST_XLSX_ROW = 1_048_576
LAST_XLSX_COLUMN = 16_384


class Report(Protocol):
    """One report over one or several sheets."""

    def write(self, sheet: Sheet, judged: Judged) -> None:
        """All rows of one sheet."""

    def close(self, summary: Summary) -> None:
        """The end of the report."""


def said(each: Finding, lang: Lang) -> str:
    """The message of a finding in one language."""
    return each.zh if lang == "zh" else each.en


# --- JSON ----------------------------------------------------------------------------------------------------------------


class Lined:
    """A report of lines in UTF-8: the last one of each table says what is said of the whole table, which is known once all rows have
    passed.

    `last` is what is said in the line that was made last.
    """

    def __init__(self, stream: IO[str], lang: Lang) -> None:
        self.stream = stream
        self.lang = lang
        self.last: Said | None = None

    def write(self, sheet: Sheet, judged: Judged) -> None:
        """All rows of one sheet."""
        self.begin(sheet)
        self.emit(self.closing(self.put(self.lines(sheet, judged)), sheet))

    def put(self, lines: Iterator[list[bytes]], held: bytes = b"") -> bytes:
        """Write `held` and the lines save the last of them all, which is given back."""
        for batch in lines:
            if batch:
                last = batch.pop()
                self.emit(b"".join((held, *batch)))
                held = last
        return held

    def emit(self, text: bytes) -> None:
        """Write lines, through what a terminal needs where it is one."""
        self.stream.flush()
        raw = getattr(self.stream, "buffer", None)
        if raw is None or self.stream.isatty():
            self.stream.write(text.decode("utf-8", "surrogateescape"))
        else:
            raw.write(text)

    def begin(self, sheet: Sheet) -> None:
        """What stands before the rows of a sheet. Raises FinecalcError where they do not go with those before them."""

    def lines(self, sheet: Sheet, judged: Judged) -> Iterator[list[bytes]]:
        """The lines of the rows that have one, batch by batch."""
        raise NotImplementedError

    def closing(self, line: bytes, sheet: Sheet) -> bytes:
        """The last line of a sheet, with what is said of the whole table; b"" stays that."""
        raise NotImplementedError


class Jsonl(Lined):
    """One object a row, in order (the contract of `check --format jsonl`); with several files each names its own."""

    def __init__(self, stream: IO[str], lang: Lang, several: bool = False) -> None:
        import msgspec

        super().__init__(stream, lang)
        self.several = several
        self.encode = msgspec.json.Encoder().encode

    def lines(self, sheet: Sheet, judged: Judged) -> Iterator[list[bytes]]:
        for batch in judged:
            yield [
                self.line(escaped(self.encode(self.entry(sheet, number, cells, judgement)).decode())).encode(
                    "utf-8", "surrogateescape"
                )
                for number, cells, judgement in one_by_one(iter([batch]))
                if judgement is not None
            ]

    def line(self, entry: str) -> str:
        return entry + "\n"

    def closing(self, line: bytes, sheet: Sheet) -> bytes:
        """What is said of the whole table stands in the last entry, as `file_findings`."""
        if not line or not sheet.notices:
            return line
        whole = self.encode({"file_findings": [self.finding(each) for each in sheet.notices]}).decode()
        entry, brace, end = line.rpartition(b"}")
        return entry + b"," + escaped(whole)[1:-1].encode() + brace + end

    def entry(self, sheet: Sheet, number: int, cells: list[Any], judgement: Judgement) -> dict[str, Any]:
        column = sheet.columns.get("case_id")
        case_id = "" if column is None else text_of(cells[column])
        entry: dict[str, Any] = {"file": storable(sheet.name)} if self.several else {}
        if sheet.title:
            entry["sheet"] = storable(sheet.title)
        return {
            **entry,
            "row": number,
            "case_id": storable(case_id),
            "verdict": judgement.verdict,
            "findings": [self.finding(each) for each in judgement.findings],
        }

    def finding(self, each: Finding) -> dict[str, Any]:
        return {**each.shown(self.lang), "message": storable(said(each, self.lang))}

    def close(self, summary: Summary) -> None:
        """Nothing comes after the last row."""


class Json(Jsonl):
    """One document: the rows, the summary, and which table judged."""

    def __init__(self, stream: IO[str], lang: Lang, statutes: Statutes, several: bool = False) -> None:
        super().__init__(stream, lang, several)
        self.table = {"version": statutes.table.version, "sha256": statutes.sha256}
        self.office = office_used(statutes)
        self.stream.write('{"rows": [')
        self.begun = False

    def line(self, entry: str) -> str:
        before, self.begun = (",\n" if self.begun else "\n"), True
        return before + entry

    def close(self, summary: Summary) -> None:
        ending = {"summary": summary.as_json(), "table": self.table}
        rest = self.encode({**ending, "office": self.office} if self.office else ending).decode()
        self.stream.write("\n],\n" + escaped(rest[1:]) + "\n")


def added_cells(judgement: Judgement, lang: Lang, said: Callable[[Finding, Lang], str] = said) -> list[str]:
    """The cells beside a row: the verdict, the codes, the messages with their citations."""
    before, after, english = (" [", "]", True) if lang == "en" else ("〔", "〕", False)
    messages = []
    for each in judgement.findings:
        citation = each.citation_en if english else each.citation
        message = f"{each.code} {said(each, lang)}"
        messages.append(f"{message}{before}{citation}{after}" if citation else message)
    codes = dict.fromkeys([each.code for each in judgement.findings])
    return [VERDICTS[judgement.verdict][english], " ".join(codes), "\n".join(messages)]


# --- XLSX ----------------------------------------------------------------------------------------------------------------


class Xlsx:
    """A workbook with a sheet for each file: cells at fault coloured, headings frozen, a filter on every column."""

    def __init__(self, file: BinaryIO, lang: Lang, parts: str) -> None:
        """`parts` is a folder for what is put together at the end; whoever gives it removes it, come what may."""
        import xlsxwriter  # type: ignore[import-untyped]

        options: dict[str, Any] = {
            "constant_memory": True,
            "tmpdir": parts,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        }
        self.book = xlsxwriter.Workbook(file, options)
        self.book.set_custom_property("finecalc", WORKBOOK_MARK)
        self.lang = lang
        shared = {"valign": "top", "font_name": "等线" if lang == "zh" else "Calibri"}
        self.plain = {kind: self.book.add_format({**shared, **form}) for kind, form in _FORMS.items()}
        self.coloured = {
            (severity, kind): self.book.add_format(
                {**shared, **form, "bg_color": colour, "border": 1, "border_color": "#BFBFBF"}
            )
            for severity, colour in _COLOURS.items()
            for kind, form in _FORMS.items()
        }
        self.heading = self.book.add_format(
            {**shared, "bold": True, "bg_color": "#D9E1F2", "bottom": 1, "text_wrap": True}
        )
        self.names: set[str] = set()
        self.unread: list[tuple[str, Finding]] = []

    def write(self, sheet: Sheet, judged: Judged) -> None:
        pages, rows = 0, one_by_one(judged)
        while True:
            first = next(rows, None)
            if first is None and pages:
                break
            self._page(sheet, first, rows)
            pages += 1
        self.unread += [(sheet.title or sheet.name, each) for each in sheet.notices]

    def _page(self, sheet: Sheet, first: OneRow | None, rows: Iterator[OneRow]) -> None:
        """One worksheet: as many rows as it can hold."""
        if len(sheet.headings) + len(ADDED) > LAST_XLSX_COLUMN:
            raise FinecalcError(
                f"{sheet.name} 有 {len(sheet.headings):,} 列，加上结论放不进 XLSX（最多 {LAST_XLSX_COLUMN:,} 列），请改用 CSV",
                f"{sheet.name} has {len(sheet.headings):,} columns, too many for XLSX with the verdict beside them "
                f"(it holds {LAST_XLSX_COLUMN:,}): use CSV",
            )
        page = self.book.add_worksheet(self._name(sheet.title or os.path.splitext(os.path.basename(sheet.name))[0]))
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        added = [names[self.lang == "en"] for names in ADDED]
        headings = [*sheet.headings, *added]
        for column, heading in enumerate(headings):
            width = _MESSAGES if column == len(headings) - 1 else _WIDTHS.get(field_of(heading), 13)
            page.set_column(column, column, width)
        line = 0
        for above in sheet.preface:
            for column, cell in enumerate(above):
                self._cell(page, line, column, cell, None)
            line += 1
        for column, heading in enumerate(headings):
            page.write_string(line, column, fitting(heading), self.heading)
        page.freeze_panes(line + 1, 0)
        top = line
        if first is not None:
            line += 1
            self._row(page, line, sheet, first[1], first[2])
            for _, cells, judgement in islice(rows, LAST_XLSX_ROW - line - 1):
                line += 1
                self._row(page, line, sheet, cells, judgement)
        page.autofilter(top, 0, line, len(headings) - 1)

    def _row(self, page: Any, line: int, sheet: Sheet, cells: list[Any], judgement: Judgement | None) -> None:
        faults = _faults(sheet, judgement)
        beside = added_cells(judgement, self.lang) if judgement else ["", "", ""]
        page.set_row(line, 16 * min(12, _lines(beside[2])))
        for column, cell in enumerate(cells[: len(sheet.headings)]):
            self._cell(page, line, column, cell, faults.get(column))
        if judgement is None:
            return
        verdict = judgement.verdict if judgement.verdict != "ok" else None
        for offset, text in enumerate(beside):
            form = "wrapped" if offset == 2 else "text"
            style = self.coloured[verdict, form] if verdict and offset == 0 else self.plain[form]
            page.write_string(line, len(sheet.headings) + offset, fitting(text), style)
        for offset, cell in enumerate(cells[len(sheet.headings) :], start=len(sheet.headings) + len(beside)):
            self._cell(page, line, offset, cell, None)

    def _cell(self, page: Any, line: int, column: int, cell: Any, fault: str | None) -> None:
        def style(kind: str) -> Any:
            return self.coloured[fault, kind] if fault else self.plain[kind]

        if cell is None or cell == "":
            page.write_blank(line, column, None, style("text"))
        elif isinstance(cell, bool):
            page.write_boolean(line, column, cell, style("text"))
        elif isinstance(cell, int | float | Decimal) and -(10**15) < cell < 10**15:
            page.write_number(line, column, float(cell), style("text"))
        elif isinstance(cell, datetime) and (cell.hour or cell.minute or cell.second):
            page.write_datetime(line, column, cell, style("time"))
        elif isinstance(cell, date):
            page.write_datetime(line, column, datetime(cell.year, cell.month, cell.day), style("date"))
        else:
            page.write_string(line, column, fitting(text_of(cell)), style("text"))

    def _name(self, wanted: str) -> str:
        """A worksheet name: at most 31 characters, unique, without what Excel forbids."""
        base = re.sub(r"[\[\]:*?/\\']", "_", storable(wanted))[:26] or "decisions"
        name, number = base, 1
        while name.lower() in self.names:
            number += 1
            name = f"{base} {number}"
        self.names.add(name.lower())
        return name

    def close(self, summary: Summary) -> None:
        """Write the workbook, with a sheet on what was not read. Raises OSError when there is no place for it."""
        if self.unread:
            page = self.book.add_worksheet(self._name("没有读的" if self.lang == "zh" else "not read"))
            page.set_column(0, 1, 28)
            page.set_column(2, 2, _MESSAGES)
            for line, (name, each) in enumerate(self.unread):
                page.write_string(line, 0, fitting(name), self.plain["text"])
                page.write_string(line, 1, f"{each.code} {each.name}", self.plain["text"])
                page.write_string(line, 2, fitting(said(each, self.lang)), self.plain["wrapped"])
        from xlsxwriter.exceptions import FileCreateError, FileSizeError  # type: ignore[import-untyped]

        try:
            self.book.close()
        except FileCreateError as error:
            raise error.args[0] from None
        except FileSizeError:
            raise FinecalcError(
                "报告大于 4 GB，XLSX 放不下，请写成 CSV",
                "The report is over 4 GB, too large for XLSX: write CSV",
                "form",
            ) from None

    def abandon(self) -> None:
        """Let go of the parts, so that their folder can be removed on Windows too."""
        for page in self.book.worksheets():
            with suppress(Exception):
                page._opt_close()


_COLOURS = {"error": "#F8CBAD", "warning": "#FFE699", "unreadable": "#D9D2E9", "info": "#DDEBF7"}
_FORMS: dict[str, dict[str, Any]] = {
    "text": {},
    "date": {"num_format": "yyyy-mm-dd", "align": "left"},
    "time": {"num_format": "yyyy-mm-dd hh:mm", "align": "left"},
    "wrapped": {"text_wrap": True},
}
_MESSAGES = 80
_WIDTHS = {"case_id": 22, "provision": 30, "facts": 18, "person_fines": 36, "sanctions": 44}
_GRAVITY = ("info", "warning", "error", "unreadable")


def _faults(sheet: Sheet, judgement: Judgement | None) -> dict[int, str]:
    """Column → the gravest finding on it."""
    faults: dict[int, str] = {}
    for each in judgement.findings if judgement else ():
        column = sheet.columns.get(each.field, sheet.columns["provision"] if not each.field else None)
        if column is not None and _GRAVITY.index(each.severity) >= _GRAVITY.index(faults.get(column, "info")):
            faults[column] = each.severity
    return faults


def _lines(text: str) -> int:
    """About how many lines the messages take; a Chinese character is two columns wide."""
    return sum(1 + sum(1 if char.isascii() else 2 for char in line) // _MESSAGES for line in text[:2_000].split("\n"))


def fitting(text: str) -> str:
    """Text that a cell of a workbook can hold."""
    whole = storable(text)
    return whole if len(whole) <= LONGEST_XLSX_CELL else whole[: LONGEST_XLSX_CELL - 1] + "…"


def storable(text: str) -> str:
    """Text that can be written as UTF-8: stray bytes of a wrongly encoded file become �."""
    return text if text.isascii() else text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
