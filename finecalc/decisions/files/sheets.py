"""A decision file opened: CSV, JSONL, XLSX and case files as tables with headings. Never the whole of a text file in memory."""

import csv
import io
import re
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from decimal import Decimal
from hashlib import sha256
from itertools import chain, islice
from typing import Any, BinaryIO

import msgspec

from finecalc.decisions.files.cells import POWER_ITEM, REFERENCE
from finecalc.decisions.files.sheet import (
    LOOK_FOR_HEADINGS,
    Broken,
    Row,
    Sheet,
    Top,
    find_top,
    no_headings,
)
from finecalc.decisions.files.source import Digested, Seen, opens_again, state_of, stream
from finecalc.language.errors import FinecalcError
from finecalc.language.words import Words

LONGEST_CELL = 4 * 1024 * 1024
"""Characters: a spreadsheet holds 32,767 in a cell."""
LONGEST_LINE = 4 * 1024 * 1024
_MOST_OF_A_ROW = 2 * LONGEST_LINE
_MOST_COLUMNS = 50_000
_DELIMITERS = ",;\t|"
_DECIDED_ON = 16 * 1024 * 1024
_BUFFER = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Book:
    """One file: its tables, and after they are read the digest of the very bytes that were read."""

    def __init__(
        self,
        name: str,
        sheets: list[Sheet],
        digest: Callable[[], str],
        unchanged: Callable[[], bool],
        seen: Seen | None = None,
    ) -> None:
        """`seen` is what is known of a text file that can be opened again by its name."""
        self.name = name
        self.sheets = sheets
        self.seen = seen
        self._digest = digest
        self._unchanged = unchanged

    def finish(self) -> str:
        """The SHA-256 of what was read. Raises FinecalcError when the file was written to in the meantime."""
        if not self._unchanged():
            raise FinecalcError(
                f"{self.name} 在读取时被改写，结果不可信，请重新检查",
                f"{self.name} was written to while it was read: check it again",
            )
        return self._digest()


@contextmanager
def opened(path: str, ignored: Collection[str] = (), seen: Seen | None = None) -> Iterator[Book]:
    """The tables of a file; `-` is standard input. `ignored` are headings of columns that are meant not to be read.

    `seen` is what a Book knew of the same file: it is not looked through and digested again. Raises FinecalcError, in one line, when there is nothing to be read.
    """
    name = "stdin" if path == "-" else path
    with stream(path) as raw:
        before = seen.state if seen else state_of(raw)
        start = raw.read(8)
        raw.seek(0)
        if start == b"":
            raise FinecalcError(f"{name} 是空文件", f"{name} is empty")
        if start.startswith(b"%PDF"):
            raise FinecalcError(
                f"{name} 是 PDF，请给 CSV、JSONL 或 XLSX", f"{name} is a PDF: give a CSV, JSONL or XLSX file"
            )
        if path.lower().endswith(".toml"):
            from finecalc.decisions.files import cases

            content = raw.read(cases.LARGEST + 1)
            digested_case = sha256(content)
            yield Book(name, [cases.table_of(content, name)], digested_case.hexdigest, lambda: state_of(raw) == before)
            return
        if start.startswith(b"PK\x03\x04") or start == _OLE:
            digest = sha256()
            while chunk := raw.read(_BUFFER):
                digest.update(chunk)
            raw.seek(0)
            from finecalc.decisions.files import xlsx

            sheets = xlsx.tables(raw, name, ignored)
            yield Book(name, sheets, digest.hexdigest, lambda: state_of(raw) == before)
            return
        again = seen or (Seen(before, _encoding(raw, name)) if opens_again(path) else None)
        encoding = again.encoding if again else _encoding(raw, name)
        digested = Digested(raw)
        source = raw if seen else digested
        text = io.TextIOWrapper(
            io.BufferedReader(source, _BUFFER), encoding=encoding, errors="surrogateescape", newline=""
        )
        try:
            size = before[0] if path != "-" else None
            sheet = (_jsonl if _is_json(text) else _csv)(text, raw, name, size, ignored)
            yield Book(name, [sheet], lambda: digested.digest.hexdigest(), lambda: state_of(raw) == before, again)
        finally:
            text.detach()


# --- text: CSV and JSONL ------------------------------------------------------------------------------------------------


def _encoding(stream: BinaryIO, name: str) -> str:
    """UTF-8 where the whole file is, or UTF-16 by its mark, or else GB18030; UTF-8 with a few stray bytes stays UTF-8."""
    start = stream.read(4)
    stream.seek(0)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        if not _decodes(stream, "utf-16", name):
            raise FinecalcError(
                f"{name} 是 UTF-16，但不完整或者有损坏，请重新保存（最好是 UTF-8 的 CSV）",
                f"{name} is UTF-16, but cut short or damaged: save it again, best as CSV in UTF-8",
            )
        return "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        if _decodes(stream, encoding, name):
            return encoding
    return "utf-8-sig"


def _decodes(stream: BinaryIO, encoding: str, name: str) -> bool:
    """Whether the file is in this encoding. Decided on 16 MB that are not plain ASCII; after that only lines are measured.

    Raises FinecalcError for a line that no memory should hold.
    """
    from codecs import getincrementaldecoder

    decoder = getincrementaldecoder(encoding)("strict")
    wide = encoding == "utf-16"  # where a line ends is seen in the text only
    line = seen = 0
    try:
        while chunk := stream.read(LONGEST_LINE // 16):
            text = decoder.decode(chunk) if wide or seen < _DECIDED_ON else ""
            seen += 0 if chunk.isascii() else len(chunk)
            ends = max(text.rfind("\n"), text.rfind("\r")) if wide else max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
            line = line + len(chunk) if ends < 0 else len(text if wide else chunk) - ends
            if line > LONGEST_LINE:
                raise FinecalcError(
                    f"{name} 有一行超过 {LONGEST_LINE // 1024 // 1024} MB，不是决定表（或者引号没有配对）",
                    f"{name} has a line of more than {LONGEST_LINE // 1024 // 1024} MB: it is no decision file (or a quotation mark has no pair)",
                )
        if wide or seen < _DECIDED_ON:
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        stream.seek(0)
    return True


def _is_json(text: io.TextIOWrapper) -> bool:
    start = text.read(4096).lstrip()
    text.seek(0)
    if start.startswith("["):
        raise FinecalcError(
            "JSON 数组请改成 JSONL：一行一个 {…}", "Give JSONL instead of a JSON array: one {…} on each line"
        )
    return start.startswith("{")


def _csv(text: io.TextIOWrapper, raw: BinaryIO, name: str, size: int | None, ignored: Collection[str]) -> Sheet:
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
    if best is None:
        raise no_headings(name)
    top, delimiter = best
    lines = Lines(text)
    reader = csv.reader(lines.for_reader, delimiter=delimiter)
    above = list(islice(_safely(reader, name), top.at + 1))
    preface, headings = above[: top.at], above[top.at]
    lines.take(reader.line_num)
    sheet = Sheet(
        name,
        "csv",
        headings,
        lambda: _rows_below(reader, lines, sheet, name),
        top=top,
        first=top.at + 2,
        ignored=ignored,
        preface=preface,
        size=size,
        position=raw.tell,
    )
    sheet.delimiter, sheet.lines = delimiter, lines
    width = len(headings)
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


_END = "\ufdd0"
"""A line behind the last one: a row that takes it in has a quotation mark that is never closed."""


class Lines:
    """The lines of a file twice over: for the reader, and as they stand. `last` is the line of the row that was read last, ""
    where that row is not one line that can be given back as it is.
    """

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.slow = 0
        self._taken: deque[str] = deque()
        self.for_reader = self._passing()
        self.following = self._taken.popleft
        self.last = ""

    def take(self, count: int) -> list[str]:
        """The lines that the reader has taken for a row."""
        return [self.following() for _ in range(min(count, len(self._taken)))]

    def _passing(self) -> Iterator[str]:
        keep = self._taken.append
        for line in chain.from_iterable(self._batches()):
            keep(line)
            yield line

    def _batches(self) -> Iterator[list[str]]:
        """The lines, some of them at a time. When the rows have not moved on for many, one row is taking them all in."""
        seen, held = (self.last, self.slow), 0
        while batch := self._text.readlines(_BUFFER):
            yield batch
            held = held + sum(map(len, batch)) if seen[0] is self.last and seen[1] == self.slow else 0
            seen = (self.last, self.slow)
            if held > _MOST_OF_A_ROW:
                raise csv.Error("row of too many lines")
        yield [_END]


def _rows_below(reader: Any, lines: Lines, sheet: Sheet, name: str) -> Iterator[Row]:
    """The rows beneath the headings."""
    width, at, following = len(sheet.headings), reader.line_num, lines.following
    try:
        for cells in reader:
            lines.last = following()
            at += 1
            if reader.line_num == at and len(cells) == width:
                yield cells
                continue
            spanned = [lines.last, *lines.take(reader.line_num - at)]
            at, lines.last = reader.line_num, ""
            lines.slow += 1
            unclosed = spanned[-1] is _END
            if unclosed:
                spanned.pop()
            if len(spanned) > 1 or (unclosed and spanned):
                yield from _spanning(cells, spanned, sheet, at - unclosed, unclosed)
            elif spanned:
                sheet.fill(0, max(0, width - len(cells)), len(cells))
                yield _uneven(cells, width)
    except (csv.Error, UnicodeDecodeError) as error:
        raise _unreadable(error, reader.line_num, name, reader.line_num - at) from None


def _uneven(cells: list[str], width: int) -> Row:
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
    except (csv.Error, UnicodeDecodeError) as error:
        raise _unreadable(error, reader.line_num, name) from None


def _unreadable(error: Exception, line: int, name: str, taken: int = 1) -> FinecalcError:
    if isinstance(error, UnicodeDecodeError):
        return _not_text(name)
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


def _jsonl(text: io.TextIOWrapper, raw: BinaryIO, name: str, size: int | None, ignored: Collection[str]) -> Sheet:
    """One object a line. Its keys are the headings: a first pass gathers them, a second one reads."""
    headings: dict[str, None] = {}
    for line in text:
        record = _record(line, twins=True)
        if isinstance(record, dict):
            headings.update(dict.fromkeys(record))
        if len(headings) > 10_000:
            raise FinecalcError(f"{name} 的键太多", f"{name} has too many different keys")
    keys = list(headings)
    top = find_top([keys])
    if top is None:
        raise no_headings(name)

    def rows_below() -> Iterator[Row]:
        text.seek(0)
        for line in text:
            record = _record(line) if line.strip() else {}
            present = len(record) if isinstance(record, dict) else 0
            sheet.fill(0, len(keys) - present, present)
            if isinstance(record, dict):
                yield [record.get(key, "") for key in keys]
            else:
                yield Broken(record.zh, record.en, [""] * len(keys))

    sheet = Sheet(name, "jsonl", keys, rows_below, top=top, first=1, ignored=ignored, size=size, position=raw.tell)
    return sheet


def _record(line: str, twins: bool = False) -> dict[str, Any] | Words:
    """The object on a line, or what is wrong with it. A key given twice is wrong, save where `twins` are let through."""
    try:
        record = _DECODER(line)
        if isinstance(record, dict):
            # as many colons as keys leave no room for a key that stands twice
            twin = None if twins or line.count(":") == len(record) else _twin(line)
            if twin is not None:
                return Words(f"键“{twin[:40]}”写了不止一次", f"The key “{twin[:40]}” stands more than once")
            return record
        said = "array" if isinstance(record, list) else "value"
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        said = str(error)[:200]
    return Words(f"不是一个 JSON 对象：{said}", f"Not a JSON object: {said}")


def _twin(line: str) -> str | None:
    """The first key that stands twice in one object: of two values neither is the one that a person would read."""
    import json

    found: list[str] = []

    def pairs(members: list[tuple[str, Any]]) -> None:
        counted = Counter(key for key, _ in members)
        found.extend(key for key, count in counted.items() if count > 1)

    json.loads(line, object_pairs_hook=pairs, parse_int=str, parse_float=str)
    return found[0] if found else None


_DECODER = msgspec.json.Decoder(float_hook=Decimal).decode
