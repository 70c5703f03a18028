"""Reports: what came in, with the verdict and the findings beside it. Whole or not at all."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import IO, Any, BinaryIO, Literal, Protocol

from finecalc.decisions.files.account import Summary
from finecalc.decisions.files.cells import text_of
from finecalc.decisions.files.columns import field_of
from finecalc.decisions.files.harmless import formulas_after, harmless
from finecalc.decisions.files.marks import ADDED, WORKBOOK_MARK
from finecalc.decisions.files.rows import Judged
from finecalc.decisions.files.sheet import Sheet
from finecalc.decisions.files.streams import batches
from finecalc.decisions.finding import Finding, Judgement
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
    """A report of lines: the last one of each table says what is said of the whole table, which is known once all rows have passed.

    `last` is the judgement behind the line that was made last.
    """

    def __init__(self, stream: IO[str], lang: Lang) -> None:
        self.stream = stream
        self.lang = lang
        self.last: Judgement | None = None

    def write(self, sheet: Sheet, judged: Judged) -> None:
        """All rows of one sheet."""
        self.begin(sheet)
        self.stream.write(self.closing(self.put(self.lines(sheet, judged)), sheet))

    def put(self, lines: Iterator[str], held: str = "") -> str:
        """Write `held` and the lines save the last of them all, which is given back."""
        waiting = [held]
        for batch in batches(lines):
            self.stream.write("".join(waiting))
            waiting = batch
        last = waiting.pop()
        self.stream.write("".join(waiting))
        return last

    def begin(self, sheet: Sheet) -> None:
        """What stands before the rows of a sheet. Raises FinecalcError where they do not go with those before them."""

    def lines(self, sheet: Sheet, judged: Judged) -> Iterator[str]:
        """The line of each row that has one."""
        raise NotImplementedError

    def closing(self, line: str, sheet: Sheet) -> str:
        """The last line of a sheet, with what is said of the whole table; "" stays that."""
        raise NotImplementedError


class Jsonl(Lined):
    """One object a row, in order (the contract of `check --format jsonl`); with several files each names its own."""

    def __init__(self, stream: IO[str], lang: Lang, several: bool = False) -> None:
        import msgspec

        super().__init__(stream, lang)
        self.several = several
        self.encode = msgspec.json.Encoder().encode

    def lines(self, sheet: Sheet, judged: Judged) -> Iterator[str]:
        for number, cells, judgement in judged:
            if judgement is not None:
                yield self.line(escaped(self.encode(self.entry(sheet, number, cells, judgement)).decode()))

    def line(self, entry: str) -> str:
        return entry + "\n"

    def closing(self, line: str, sheet: Sheet) -> str:
        """What is said of the whole table stands in the last entry, as `file_findings`."""
        if not line or not sheet.notices:
            return line
        whole = self.encode({"file_findings": [self.finding(each) for each in sheet.notices]}).decode()
        entry, brace, end = line.rpartition("}")
        return entry + "," + escaped(whole)[1:-1] + brace + end

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


# --- CSV -----------------------------------------------------------------------------------------------------------------


class Csv(Lined):
    """Every column that came in, unchanged, then verdict, codes and messages.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it; numbers such as -5 do not.
    """

    def __init__(self, stream: IO[str], lang: Lang) -> None:
        super().__init__(stream, lang)
        self.delimiter = ","
        self.headings: list[str] | None = None
        self.kept: dict[int, tuple[Judgement, str]] = {}
        self.forms: dict[tuple[int, ...], tuple[Judgement, str]] = {}

    def begin(self, sheet: Sheet) -> None:
        if self.headings is None:
            self.headings, self.delimiter = sheet.headings, sheet.delimiter
            added = [names[0] if self.lang == "zh" else names[1] for names in ADDED]
            above = [*sheet.preface, [*sheet.headings, *added]]
            self.stream.writelines(self._line(list(map(text_of, row))) for row in above)
        elif self.headings != sheet.headings:
            raise FinecalcError(
                f"{sheet.name} 的标题和前一个文件不同，不能合在一个 CSV 里；请分开检查，或者写成 XLSX",
                f"{sheet.name} has other headings than the file before it: check them one by one, or write XLSX",
                "form",
            )

    def lines(self, sheet: Sheet, judged: Judged) -> Iterator[str]:
        as_it_was = sheet.lines is not None and sheet.delimiter == self.delimiter
        return self._copied(sheet, judged) if as_it_was else self._written(judged)

    def closing(self, line: str, sheet: Sheet) -> str:
        """The last line; among its messages stands what is said of the whole table."""
        tail = self._tail(self.last)
        if not line or not sheet.notices or not line.endswith(tail):
            return line
        verdict, codes, messages = added_cells(self.last, self.lang) if self.last else ["", "", ""]
        whole = ("本表：", "The whole table: ")[self.lang == "en"]
        notices = [f"{each.code} {whole}{said(each, self.lang)}" for each in sheet.notices]
        return line.removesuffix(tail) + self._tail_of(verdict, codes, "\n".join([*filter(None, [messages]), *notices]))

    def _copied(self, sheet: Sheet, judged: Judged) -> Iterator[str]:
        """A row that stands on one line is given back as it was, character by character; others are written anew."""
        lines, mark, kept = sheet.lines, self.delimiter, self.kept.get
        assert lines is not None
        suspect, formula = formulas_after(mark)
        width, judgement = len(sheet.headings), None
        for _, cells, judgement in judged:
            held = kept(id(judgement))
            tail = held[1] if held else self._tail(judgement)
            last = lines.last.rstrip("\r\n")
            line = mark + last
            if last and judgement and not (suspect(line) and formula(line)):
                yield last + tail
            else:
                yield self._line(cells[:width], tail, cells[width:])
        self.last = judgement

    def _written(self, judged: Judged) -> Iterator[str]:
        judgement = None
        for _, cells, judgement in judged:
            width = len(self.headings or cells)
            yield self._line(
                [text_of(cell) for cell in cells[:width]], self._tail(judgement), list(map(text_of, cells[width:]))
            )
        self.last = judgement

    def _tail(self, judgement: Judgement | None) -> str:
        """What is added to a row, as it stands at the end of its line."""
        if judgement is None:
            return self.delimiter * len(ADDED) + "\r\n"
        parts = [part for each in judgement.findings if each.amount is not None for part in each.parts(self.lang)]
        if parts:
            return self._filled(judgement, tuple(parts))
        tail = self._tail_of(*added_cells(judgement, self.lang))
        if len(self.kept) >= _KEPT:
            self.kept.clear()
        self.kept[id(judgement)] = (judgement, tail)  # held, so that its id stays its own
        return tail

    def _filled(self, judgement: Judgement, parts: tuple[str, ...]) -> str:
        """The same of a judgement with amounts: it is made once for all that say the same, and only the amounts are put in."""
        alike = tuple([id(each.says) for each in judgement.findings])
        known = self.forms.get(alike)
        if known is None:
            if len(self.forms) >= _KEPT:
                self.forms.clear()
            known = self.forms[alike] = (judgement, self._form(judgement, parts))
        return known[1] % parts if known[1] else self._tail_of(*added_cells(judgement, self.lang))

    def _form(self, judgement: Judgement, parts: tuple[str, ...]) -> str:
        """What is added to a row, with %s for each amount; "" where an amount might change more than itself."""
        form = self._tail_of(*added_cells(judgement, self.lang, _with_hole))
        if form.count(_HOLE) != len(parts) or not form.endswith(
            '"\r\n'
        ):  # a comma in an amount would ask for quotation marks
            return ""
        form = form.replace("%", "%%").replace(_HOLE, "%s")
        return form if form % parts == self._tail_of(*added_cells(judgement, self.lang)) else ""

    def _tail_of(self, verdict: str, codes: str, messages: str) -> str:
        mark = self.delimiter
        return f"{mark}{verdict}{mark}{codes}{mark}{_quoted(messages, mark)}\r\n"

    def _line(self, cells: list[str], tail: str = "\r\n", beyond: Iterable[str] = ()) -> str:
        """One line of CSV; cells beyond the headings come after what is added."""
        first = self.delimiter.join([_quoted(cell, self.delimiter) for cell in harmless(cells)])
        last = [_quoted(cell, self.delimiter) for cell in harmless(beyond)]
        return first + (self.delimiter.join([tail.rstrip("\r\n"), *last]) + "\r\n" if last else tail)

    def close(self, summary: Summary) -> None:
        """Nothing comes after the last row."""


def _quoted(cell: str, delimiter: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _SPECIAL(cell) or delimiter in cell else cell


_SPECIAL = re.compile(r"[\"\r\n]|^\s|\s$|^::").search
_KEPT = 1_024


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


_HOLE = "\ufdd1"


def _with_hole(each: Finding, lang: Lang) -> str:
    """The message with holes in place of its amounts."""
    text = each.says.zh if lang == "zh" else each.says.en
    return text if each.amount is None else text.replace("{}", _HOLE).replace("{span}", _HOLE)


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
        pages = 0
        while True:
            first = next(judged, None)
            if first is None and pages:
                break
            self._page(sheet, first, judged)
            pages += 1
        self.unread += [(sheet.title or sheet.name, each) for each in sheet.notices]

    def _page(self, sheet: Sheet, first: tuple[int, list[Any], Judgement | None] | None, judged: Judged) -> None:
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
            for _, cells, judgement in islice(judged, LAST_XLSX_ROW - line - 1):
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
