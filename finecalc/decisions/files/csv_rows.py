"""A CSV file as a table: its headings, and its rows some at a time, each with the line that it stands on."""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator
from itertools import islice
from typing import Any, BinaryIO

from finecalc.decisions.files.cells import POWER_ITEM, REFERENCE
from finecalc.decisions.files.sheet import LOOK_FOR_HEADINGS, Broken, Row, Rows, Sheet, Top, find_top, no_headings
from finecalc.language.errors import FinecalcError

LONGEST_CELL = 4 * 1024 * 1024
"""Characters: a spreadsheet holds 32,767 in a cell."""
LONGEST_LINE = 4 * 1024 * 1024
CHUNK = 128 * 1024
"""Bytes that are taken apart at a time."""
_MOST_OF_A_ROW = 2 * LONGEST_LINE
_MOST_COLUMNS = 50_000
_DELIMITERS = ",;\t|"
_BOM = b"\xef\xbb\xbf"


def table_of(
    text: io.TextIOWrapper, raw: BinaryIO, name: str, size: int | None, ignored: Collection[str], chunk: int
) -> Sheet:
    """The table of a CSV file, of which so many bytes are taken apart at a time. Raises FinecalcError where there are no headings, or what stands above them may be decisions."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        first = _first_lines(text)
    except UnicodeDecodeError:
        raise _not_text(name) from None
    text.seek(0)
    best: tuple[Top, str] | None = None
    for mark in _DELIMITERS:
        rows = list(islice(_safely(csv.reader(first, delimiter=mark), name), LOOK_FOR_HEADINGS))
        if any(len(row) > _MOST_COLUMNS for row in rows):
            raise FinecalcError(
                f"{name} 有一行超过 {_MOST_COLUMNS} 列，不是决定表",
                f"{name} has a row of more than {_MOST_COLUMNS} columns: it is no decision file",
            )
        found = find_top(rows)
        if found and (best is None or found.fields > best[0].fields):
            best = (found, mark)
            if 2 * found.fields > len(found.names):
                break
    if best is None:
        raise no_headings(name)
    top, delimiter = best
    records = Records(_lines(text, chunk), delimiter, name)
    above = records.head(top.at + 1)
    preface, headings = above[: top.at], above[top.at]
    sheet = Sheet(
        name,
        "csv",
        headings,
        batches=lambda mine: records.batches(sheet, mine),
        top=top,
        first=top.at + 2,
        ignored=ignored,
        preface=preface,
        size=size,
        position=raw.tell,
    )
    sheet.delimiter, width = delimiter, len(headings)
    if any(_swallows(cell, delimiter, width, False) for row in above for cell in row if "\n" in cell or "\r" in cell):
        raise FinecalcError(
            f"{name} 标题行上面（或者标题里）有一个引号连了好几行，里面像是有决定，没有读；请改正引号",
            f"{name}: a quotation mark above or in the headings joins lines that look like decisions; mend the mark",
        )
    return sheet


def _first_lines(text: io.TextIOWrapper) -> list[str]:
    """Enough of them to find the headings in."""
    lines, held = [], 0
    for line in islice(text, 200):
        lines.append(line)
        held += len(line)
        if held > _MOST_OF_A_ROW:
            break
    return lines


def _lines(text: io.TextIOWrapper, size: int) -> Iterator[list[bytes]]:
    """The lines of a file in UTF-8, with their ends, some at a time. What is in another encoding is read as text first."""
    if text.encoding != "utf-8-sig":
        while batch := text.readlines(size):
            yield [line.encode("utf-8", "surrogateescape") for line in batch]
        return
    rest = bytes(text.buffer.read(len(_BOM))).removeprefix(_BOM)
    while chunk := text.buffer.read(size):
        lines = (rest + chunk).splitlines(True)
        rest = b"" if lines[-1].endswith(b"\n") else lines.pop()  # cut short, or with the other half of its end to come
        if lines:
            yield lines
    if rest:
        yield [rest]


class Records:
    """The rows of a CSV file from where reading stands.

    A line without a quotation mark is a row, taken apart at its delimiters; every other row is read by the standard library, and may
    take in more lines.
    """

    def __init__(self, lines: Iterator[list[bytes]], delimiter: str, name: str) -> None:
        self._source = lines
        self._mark = delimiter
        self._name = name
        self._reader = csv.reader(self._following(), delimiter=delimiter)
        self._lines: list[bytes] = []
        self._at = 0
        self._before = 0
        self._held = 0
        self._ended = False

    def head(self, count: int) -> list[list[str]]:
        """The first so many rows. Raises FinecalcError for what cannot be read."""
        return [row for _ in range(count) if (row := self._next()) is not None]

    def batches(self, sheet: Sheet, mine: Callable[[int], bool]) -> Iterator[Rows | None]:
        """The rows beneath the headings; None for a batch that is not `mine`. Raises FinecalcError for what cannot be read."""
        number, turn = sheet.first, 0
        while True:
            self._before += self._at
            self._lines, self._at, self._held = self._lines[self._at :], 0, 0
            if not self._lines and not self._more():
                return
            wanted, quoted = mine(turn), b'"' in b"".join(self._lines)
            if wanted or quoted:
                rows = self._taken_apart(sheet, number, quoted)
                number += len(rows.rows)
                yield rows if wanted else None
            else:
                number += self._passed_over(sheet)
                yield None
            turn += 1

    def _next(self) -> list[str] | None:
        """The next row by the standard library, None at the end."""
        begun = self._at
        try:
            return next(self._reader, None)
        except csv.Error as error:
            raise _unreadable(error, self._before + self._at, self._name, self._at - begun) from None

    def _more(self) -> bool:
        """Take in more lines. Raises csv.Error when one row takes them all in."""
        try:
            batch = next(self._source, None)
        except UnicodeDecodeError:
            raise _not_text(self._name) from None
        if batch is None:
            return False
        if self._at:
            self._held += sum(len(line.decode("utf-8", "surrogateescape")) for line in batch)
        if self._held > _MOST_OF_A_ROW:
            raise csv.Error("row of too many lines")
        self._lines += batch
        return True

    def _following(self) -> Iterator[str]:
        """The lines for the reader, which takes as many as a row needs."""
        while self._at < len(self._lines) or self._more():
            self._at += 1
            yield self._lines[self._at - 1].decode("utf-8", "surrogateescape")
        self._ended = True

    def _passed_over(self, sheet: Sheet) -> int:
        """How many rows stand on these lines, of which none has a quotation mark."""
        mark, width = self._mark.encode(), len(sheet.headings)
        for line in self._lines:
            cells = line.count(mark) + 1 if line.rstrip(b"\r\n") else 0
            if cells != width:
                sheet.fill(0, max(0, width - cells), cells)
        self._at = len(self._lines)
        return self._at

    def _taken_apart(self, sheet: Sheet, number: int, quoted: bool) -> Rows:
        """The rows that begin on these lines."""
        mark, width = self._mark, len(sheet.headings)
        lines = [line.rstrip(b"\r\n") for line in self._lines]
        texts = [line.decode("utf-8", "surrogateescape") for line in lines]
        if not quoted:
            rows: list[Row] = [text.split(mark) for text in texts]
            if set(map(len, rows)) == {width}:  # type: ignore[arg-type]
                self._at = len(lines)
                return Rows(number, rows, texts, lines)
        found = Rows(number, [], [], [])
        while self._at < len(lines):
            at, text = self._at, texts[self._at]
            if '"' in text:
                cells = self._next() or []
            else:
                cells = text.split(mark) if text else []
                self._at += 1
            if len(cells) == width and self._at == at + 1 and not self._ended:
                found.add(cells, text, lines[at])
                continue
            for row in self._uneven(sheet, cells, at):
                found.add(row)
        return found

    def _uneven(self, sheet: Sheet, cells: list[str], at: int) -> Iterator[Row]:
        """The row, or the rows, that begin `at` a line, where not each cell has its heading or several lines are one row."""
        unclosed, width = self._ended, len(sheet.headings)
        if self._at > at + 1 or unclosed:
            spanned = [line.decode("utf-8", "surrogateescape") for line in self._lines[at : self._at]]
            yield from _spanning(cells, spanned, sheet, self._before + self._at, unclosed)
        else:
            sheet.fill(0, max(0, width - len(cells)), len(cells))
            yield _evened(cells, width)


def _evened(cells: list[str], width: int) -> Row:
    """Empty cells too many are cut; a row with cells missing or too many might be shifted, and is not judged."""
    if not any(cells):
        return [""] * width
    if len(cells) > width and not any(cells[width:]):
        return cells[:width]
    return Broken(
        f"这一行有 {len(cells)} 列，标题有 {width} 列，可能错位，没有判断",
        f"This row has {len(cells)} columns and the headings {width}: it may be shifted and is not judged",
        cells + [""] * (width - len(cells)),
    )


def _spanning(cells: list[str], spanned: list[str], sheet: Sheet, line: int, unclosed: bool) -> Iterator[Row]:
    """A row whose quotation marks span several lines: itself where they hold a note, or each of the lines it has swallowed."""
    width, delimiter = len(sheet.headings), sheet.delimiter
    whole = cells[:width] if len(cells) > width and not any(cells[width:]) else cells
    basis = sheet.columns["provision"]
    swallowed = any(
        _swallows(cell, delimiter, width, at == basis) for at, cell in enumerate(whole) if "\n" in cell or "\r" in cell
    )
    if len(whole) == width and not unclosed and not swallowed:
        yield whole
        return
    first = line - len(spanned) + 1
    zh, en = (
        ("没有配对，一直到文件末尾", "is not closed until the end of the file")
        if unclosed
        else ("几行以后才配对", "is closed lines later")
    )
    for each in spanned:
        parts = each.rstrip("\r\n").split(delimiter)
        yield Broken(
            f"文件第 {first} 至 {line} 行被一个引号连成了一行：第 {first} 行的引号{zh}，没有判断",
            f"Lines {first} to {line} of the file are joined by a quotation mark: the one in line {first} {en}; not judged",
            parts + [""] * (width - len(parts)),
        )


def _swallows(cell: str, delimiter: str, width: int, is_basis: bool) -> bool:
    """Whether a cell of several lines holds what is a row: a line as wide as the headings, as many marks, or a reference."""
    marks = cell.count(delimiter)
    pieces = re.split("\r\n|\r|\n", cell)
    if any(piece.count(delimiter) >= max(width - 1, 1) for piece in pieces) or (width > 3 and marks >= width - 1):
        return True
    if is_basis and not marks:
        return False
    fields = [field for piece in pieces for field in piece.split(delimiter)]
    return bool(REFERENCE.search(cell)) or any(POWER_ITEM.fullmatch(field) for field in fields)


def _safely(reader: Any, name: str) -> Iterator[list[str]]:
    """The rows; what the reader cannot take is one line for a person."""
    try:
        yield from reader
    except csv.Error as error:
        raise _unreadable(error, reader.line_num, name) from None


def _unreadable(error: csv.Error, line: int, name: str, taken: int = 1) -> FinecalcError:
    first = line - max(taken, 1) + 1
    zh, en = (
        (f"第 {line} 行", f"line {line}") if first == line else (f"第 {first} 至 {line} 行", f"lines {first} to {line}")
    )
    return FinecalcError(
        f"{name} {zh}：读不出来，可能是引号没有配对（{error}）",
        f"{name}, {en}: cannot be read, perhaps a quotation mark without its pair ({error})",
    )


def _not_text(name: str) -> FinecalcError:
    return FinecalcError(f"{name} 不是文本，请另存为 UTF-8 的 CSV", f"{name} is not text: save it as CSV in UTF-8")
