"""A report as a workbook: what was found on the first page, then each table to be printed, and after it whole, for machines."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from finecalc.decisions.files.account import Summary
from finecalc.decisions.files.cells import text_of
from finecalc.decisions.files.columns import field_of
from finecalc.decisions.files.marks import ADDED, PRINTED, WORKBOOK_MARK
from finecalc.decisions.files.overview import WIDE, Overview
from finecalc.decisions.files.printed import (
    ROW,
    PrintedRow,
    Wording,
    faults_by_column,
    folded,
    height,
    matter,
    shortened,
    widths,
)
from finecalc.decisions.files.reports import VERDICTS, storable
from finecalc.decisions.files.rows import Judged
from finecalc.decisions.files.sheet import Sheet
from finecalc.language.errors import FinecalcError
from finecalc.language.page import Block, Entries, Heading, Items, Table, Title, plain
from finecalc.law.answer import office_used
from finecalc.law.sentences.pen import Pen

LONGEST_CELL = 32_767
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_A4 = 9
_LINE, _MOST_LINES, _HIGHEST = 13.5, 28, 409
"""How high a line of text is, in points, how many a row holds, and how high a row may be."""


class Xlsx:
    """A workbook of two sheets for each table, in flat memory: one that is printed, and one with every column that came in."""

    ranged = True

    def __init__(self, file: BinaryIO, wording: Wording, overview: Overview, parts: str) -> None:
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
        self.wording, self.overview, self.pen = wording, overview, wording.pen
        self.styles = _Styles(self.book, "等线" if wording.lang == "zh" else "Calibri")
        self.names: set[str] = set()
        self._sign()
        self.first = self.book.add_worksheet(self._name(self.pen("审查摘要", "summary"), ""))

    def _sign(self) -> None:
        """What a machine finds among the properties of the workbook."""
        statutes = self.pen.statutes
        signs = {"finecalc": WORKBOOK_MARK, "table_version": statutes.table.version, "table_sha256": statutes.sha256}
        if used := office_used(statutes):
            signs |= {"office": used.name, "office_sha256": used.sha256}
        for name, value in signs.items():
            self.book.set_custom_property(name, value[:255])

    def write(self, sheet: Sheet, judged: Judged) -> None:
        """All rows of one sheet: on as many pairs of worksheets as they need."""
        if len(sheet.headings) + len(ADDED) > LAST_COLUMN:
            raise FinecalcError(
                f"{sheet.name} 有 {len(sheet.headings):,} 列，加上结论放不进 XLSX（最多 {LAST_COLUMN:,} 列），请改用 CSV",
                f"{sheet.name} has {len(sheet.headings):,} columns, too many for XLSX with the verdict beside them "
                f"(it holds {LAST_COLUMN:,}): use CSV",
            )
        rows = self.wording.rows(judged)
        first = next(rows, None)
        while True:
            printed, whole = self._begin(sheet)
            while first is not None and printed.room and whole.room:
                whole.row(first)
                printed.row(first)
                self._know(sheet, first)
                first = next(rows, None)
            printed.end()
            whole.end()
            if first is None:
                return

    def _begin(self, sheet: Sheet) -> tuple["_Printed", "_Whole"]:
        title = storable(sheet.title or os.path.splitext(os.path.basename(sheet.name))[0])
        pages = [self.book.add_worksheet(self._name(title, end)) for end in ("", self.pen(" 全部列", " all columns"))]
        for page in pages:
            page.set_landscape()
            page.set_paper(_A4)
            page.set_margins(0.4, 0.4, 0.6, 0.6)
            self._head_and_foot(page, title)
            page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        return _Printed(pages[0], sheet, self.styles, self.pen), _Whole(pages[1], sheet, self.styles, self.pen)

    def _head_and_foot(self, page: Any, title: str) -> None:
        statutes = self.pen.statutes
        table = self.pen(f"法条表 {statutes.table.version}", f"Table {statutes.table.version}")
        pages = self.pen("第 &P 页，共 &N 页", "page &P of &N")
        page.set_header(f"&L{title[:60].replace('&', '&&')}&R{pages}")
        page.set_footer(f"&L{table} SHA-256 {statutes.sha256}")

    def _know(self, sheet: Sheet, row: PrintedRow) -> None:
        for each in row.beside.known if row.beside else ():
            self.overview.known.add(each, sheet.row_name(row.number))

    def _name(self, wanted: str, end: str) -> str:
        """A worksheet name: at most 31 characters, unique, without what Excel forbids."""
        base = re.sub(r"[\[\]:*?/\\']", "_", wanted) or "decisions"
        name, number = base[: 31 - len(end)] + end, 1
        while name.lower() in self.names:
            number += 1
            tail = f" {number}{end}"
            name = base[: 31 - len(tail)] + tail
        self.names.add(name.lower())
        return name

    def close(self, summary: Summary) -> None:
        """Write the workbook. Raises OSError when there is no place for it."""
        _Summary(self.first, self.styles, self.pen.lang == "en").draw(self.overview.page(summary))
        self.first.activate()
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


# --- how cells look -----------------------------------------------------------------------------------------------------

_KINDS: dict[str, dict[str, Any]] = {
    "text": {},
    "date": {"num_format": "yyyy-mm-dd", "align": "left"},
    "time": {"num_format": "yyyy-mm-dd hh:mm", "align": "left"},
}
_FAULTS: dict[str, dict[str, Any]] = {
    "error": {"bg_color": "#F8CBAD", "bold": True, "border": 2},
    "warning": {"bg_color": "#FFE699", "border": 2},
    "unreadable": {"bg_color": "#D9D2E9", "border": 3, "italic": True},
}
"""Cells at fault: told apart in black and white too, by a thick frame, bold, or a broken frame and italics."""
_VERDICTS: dict[str, dict[str, Any]] = {
    **_FAULTS,
    "ok": {"border": 1, "border_color": "#808080"},
    "error": {"bg_color": "#9C0006", "font_color": "#FFFFFF", "bold": True, "border": 1},
    "warning": {"bg_color": "#FFE699", "bold": True, "border": 2},
}


class _Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any, font: str) -> None:
        shared = {"valign": "top", "font_name": font, "font_size": 11}
        small = {**shared, "font_size": 10, "text_wrap": True}
        framed = {**small, "border": 1, "border_color": "#808080"}
        self.plain = {kind: book.add_format({**shared, **form}) for kind, form in _KINDS.items()}
        self.framed = {kind: book.add_format({**framed, **form}) for kind, form in _KINDS.items()}
        self.faults = {
            (fault, kind): book.add_format({**shared, **form, **look})
            for fault, look in _FAULTS.items()
            for kind, form in _KINDS.items()
        }
        self.framed_faults = {
            (fault, kind): book.add_format({**framed, **form, **look})
            for fault, look in _FAULTS.items()
            for kind, form in _KINDS.items()
        }
        self.verdicts = {verdict: book.add_format({**small, **look}) for verdict, look in _VERDICTS.items()}
        self.heading = book.add_format({**framed, "bold": True, "bg_color": "#D9E1F2", "bottom": 2})
        self.number = book.add_format({**framed, "align": "center"})
        self.title = book.add_format({**shared, "bold": True, "font_size": 16})
        self.part = book.add_format({**shared, "bold": True, "font_size": 12})
        self.wrapped = book.add_format({**shared, "text_wrap": True})


def _put(page: Any, line: int, column: int, cell: Any, style: Callable[[str], Any], *, blank: bool) -> None:
    """One cell as it came; an empty one only where it is to be seen (`blank`)."""
    if isinstance(cell, str) and cell:
        page.write_string(line, column, fitting(cell), style("text"))
    elif cell is None or cell == "":
        if blank:
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


def fitting(text: str) -> str:
    """Text that a cell of a workbook can hold."""
    whole = storable(text)
    return whole if len(whole) <= LONGEST_CELL else whole[: LONGEST_CELL - 1] + "…"


# --- the table that is printed ------------------------------------------------------------------------------------------


class _Printed:
    """The worksheet to be printed: a row for each row, its columns that matter, and what is said of it.

    A row of which more is said than a row can show goes on in the rows beneath it.
    """

    def __init__(self, page: Any, sheet: Sheet, styles: _Styles, pen: Pen) -> None:
        self.page, self.sheet, self.styles, self.pen = page, sheet, styles, pen
        self.columns = matter(sheet)
        self.beside_at = 1 + len(self.columns)
        names = [
            pen(*ROW),
            *(sheet.headings[at] or sheet.names[at] for at in self.columns),
            *(pen(*each) for each in PRINTED),
        ]
        self.widths = widths(sheet)
        for column, (name, width) in enumerate(zip(names, self.widths, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, fitting(name), styles.heading)
        page.set_row(0, 30)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.freeze_panes(1, 2 if "case_id" in sheet.columns else 1)
        self.line = 0

    @property
    def room(self) -> bool:
        return self.line < LAST_ROW - 1

    def row(self, row: PrintedRow) -> None:
        """One row of the table, and as many lines as it takes."""
        self.line += 1
        self._number(row.number)
        beside, page, text = row.beside, self.page, self.styles.framed["text"]
        faults = faults_by_column(self.sheet, beside.faults) if beside else {}
        cells = [shortened(row.cells[at]) if at < len(row.cells) else "" for at in self.columns]
        lines = max(self._lines(text_of(cell), column) for column, cell in enumerate(cells, start=1))
        for column, (at, cell) in enumerate(zip(self.columns, cells, strict=True), start=1):
            _put(page, self.line, column, cell, self._style(faults.get(at)), blank=True)
        if beside is None:
            for column in range(self.beside_at, len(self.widths)):
                page.write_blank(self.line, column, None, text)
            page.set_row(self.line, _LINE * lines + 3)
            return
        page.write_string(self.line, self.beside_at, beside.label, self.styles.verdicts[beside.verdict])
        for column, words in enumerate((beside.codes, beside.range), start=self.beside_at + 1):
            page.write_string(self.line, column, fitting(words), text)
            lines = max(lines, self._lines(words, column))
        sayings = []
        for column, texts in enumerate((beside.found, beside.mends), start=self.beside_at + 3):
            sayings.append((column, folded(texts, self._room(column), _MOST_LINES)))
        self._sayings(row.number, sayings, lines)

    def _sayings(self, number: int, sayings: list[tuple[int, list[str]]], lines: int) -> None:
        """What is found and what would mend it, from the line at hand on, which is at least so many lines high."""
        text = self.styles.framed["text"]
        for at in range(max(1, *(len(texts) for _, texts in sayings))):
            if at and self.room:
                self.line, lines = self.line + 1, 1
                self._number(self.pen(f"{number} 续", f"{number} …"))
                for column in range(1, self.beside_at + 3):
                    self.page.write_blank(self.line, column, None, text)
            for column, texts in sayings:
                if at < len(texts):
                    self.page.write_string(self.line, column, texts[at], text)
                    lines = max(lines, self._lines(texts[at], column))
                else:
                    self.page.write_blank(self.line, column, None, text)
            self.page.set_row(self.line, min(_HIGHEST, _LINE * lines + 3))

    def _number(self, number: int | str) -> None:
        """The first cell of the line at hand. The lines before it are written, and their heights, which nobody needs any more, forgotten."""
        self.page.write(self.line, 0, number, self.styles.number)
        for kept in ("row_info", "row_sizes"):
            getattr(self.page, kept, {}).clear()

    def _lines(self, text: str, column: int) -> int:
        return height(text, self._room(column))

    def _room(self, column: int) -> int:
        """How many characters stand in a line of a column: the print is a little smaller than that which widths are measured in."""
        return int(1.05 * self.widths[column])

    def _style(self, fault: str | None) -> Callable[[str], Any]:
        return (lambda kind: self.styles.framed_faults[fault, kind]) if fault else self.styles.framed.__getitem__

    def end(self) -> None:
        self.page.autofilter(0, 0, self.line, self.beside_at + len(PRINTED) - 1)


# --- the table with every column ----------------------------------------------------------------------------------------

_WIDTHS = {"case_id": 16, "provision": 18, "facts": 12, "person_fines": 20, "sanctions": 22}
_ADDED = (8, 12, 50)
_FITS = 200
"""How wide a table may be to be printed on pages of its width, in characters; a wider one goes over several."""


class _Whole:
    """The worksheet for machines: what came in, cell for cell, with the verdict, the codes and the messages at its right."""

    def __init__(self, page: Any, sheet: Sheet, styles: _Styles, pen: Pen) -> None:
        self.page, self.sheet, self.styles = page, sheet, styles
        headings = [*sheet.headings, *(names[pen.lang == "en"] for names in ADDED)]
        wide = [*(_WIDTHS.get(field_of(heading), 11) for heading in sheet.headings), *_ADDED]
        for column, width in enumerate(wide):
            page.set_column(column, column, width, styles.plain["text"])
        self.line = self.top = len(sheet.preface)
        for line, above in enumerate(sheet.preface):
            for column, cell in enumerate(above):
                _put(page, line, column, cell, styles.plain.__getitem__, blank=False)
        for column, heading in enumerate(headings):
            page.write_string(self.top, column, fitting(heading), styles.heading)
        if sum(wide) <= _FITS:
            page.fit_to_pages(1, 0)
        else:
            page.set_print_scale(70)
            page.print_across()
        page.repeat_rows(self.top)
        if (case := sheet.columns.get("case_id")) == 0:
            page.repeat_columns(case)
        page.freeze_panes(self.top + 1, 1 if case == 0 else 0)

    @property
    def room(self) -> bool:
        return self.line < LAST_ROW - 1

    def row(self, row: PrintedRow) -> None:
        """One row, whatever it is."""
        self.line += 1
        beside, width = row.beside, len(self.sheet.headings)
        faults: Mapping[int, str] = faults_by_column(self.sheet, beside.faults) if beside else {}
        for column, cell in enumerate(row.cells[:width]):
            _put(self.page, self.line, column, cell, self._style(faults.get(column)), blank=column in faults)
        if beside is None:
            return
        for column, text in enumerate((beside.label, beside.codes, beside.messages), start=width):
            self.page.write_string(self.line, column, fitting(text), self.styles.wrapped)
        for column, cell in enumerate(row.cells[width:], start=width + len(ADDED)):
            _put(self.page, self.line, column, cell, self.styles.plain.__getitem__, blank=False)

    def _style(self, fault: str | None) -> Callable[[str], Any]:
        return (lambda kind: self.styles.faults[fault, kind]) if fault else self.styles.plain.__getitem__

    def end(self) -> None:
        self.page.autofilter(self.top, 0, self.line, len(self.sheet.headings) + len(ADDED) - 1)


# --- the first page -----------------------------------------------------------------------------------------------------


class _Summary:
    """Draws the first page: keys and tables in the same few columns, of which the last cell of a row takes those that are left."""

    _COLUMNS = (20, 9, 24, 10, 76)

    def __init__(self, page: Any, styles: _Styles, english: bool) -> None:
        self.page, self.styles = page, styles
        self.verdicts = {names[english]: verdict for verdict, names in VERDICTS.items()}
        self.line = 0
        for column, width in enumerate(self._COLUMNS):
            page.set_column(column, column, width)
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(0.4, 0.4, 0.6, 0.6)
        page.fit_to_pages(1, 0)
        page.hide_gridlines(2)

    def draw(self, page: Iterator[Block]) -> None:
        for block in page:
            if isinstance(block, Title):
                self._row((block.text,), self.styles.title, high=28)
            elif isinstance(block, Heading):
                self.line += 1
                self._row((block.text,), self.styles.part, high=20)
            elif isinstance(block, Items):
                for item in block.items:
                    self._row((plain(item),), self.styles.wrapped)
            elif isinstance(block, Entries):
                for key, text in block.entries:
                    self._row((key, plain(text)), self.styles.framed["text"])
            elif isinstance(block, Table):
                self._row(block.head, self.styles.heading)
                for row in block.rows:
                    self._row(tuple(map(plain, row)), self.styles.framed["text"], numbers=block.right)

    def _row(self, texts: tuple[str, ...], style: Any, *, high: int = 0, numbers: tuple[int, ...] = ()) -> None:
        last = len(texts) - 1
        room = sum(self._COLUMNS[last:]) - 2
        needed = [height(text, int(room if at == last else self._COLUMNS[at])) for at, text in enumerate(texts)]
        self.page.set_row(self.line, high or min(_HIGHEST, _LINE * max(needed) + 4))
        for column, text in enumerate(texts):
            own = self.styles.verdicts[self.verdicts[text]] if not column and text in self.verdicts else style
            if column in numbers:
                self.page.write_number(self.line, column, int(text), self.styles.number)
            elif column == last and last < WIDE - 1:
                self.page.merge_range(self.line, column, self.line, WIDE - 1, "", own)
                self.page.write_string(self.line, column, fitting(text), own)
            else:
                self.page.write_string(self.line, column, fitting(text), own)
        self.line += 1
