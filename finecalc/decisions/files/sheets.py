"""Decision files as sheets: where the headings are, and the rows beneath them one by one. Never the whole file in memory."""

import csv
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, BinaryIO

from msgspec import Struct

from finecalc.decisions.files.cells import text_of
from finecalc.decisions.files.headings import HEADINGS, columns_of, field_of
from finecalc.language.errors import FinecalcError
from finecalc.language.writing import temporary_folder

LONGEST_CELL = 16 * 1024 * 1024
_LOOK_FOR_HEADINGS = 30
_DELIMITERS = ",;\t"
_DECIDED_ON = 16 * 1024 * 1024
_SPOOLED = 8 * 1024 * 1024
_UNPACKED = 1024 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Broken(Struct, frozen=True):
    """A row that is not even a row: what is wrong with it, and what can be given back of it."""

    zh: str
    en: str
    cells: list[Any]


Row = list[Any] | Broken
"""A row as it stands in the file: text from CSV, numbers and dates too from JSONL and XLSX."""


class Sheet:
    """One decision file. `headings` as written, `columns` field → column, `preface` the rows above the headings.

    `rows` gives each row beneath the headings, wholly blank ones too; `first` is the number of the first of them in the file.
    `size` and `position` (both in bytes) say how far reading has come, where that is known; `lines`, of a CSV file, gives
    the text of the row that was read last.
    """

    def __init__(
        self,
        name: str,
        kind: str,
        headings: list[str],
        rows: Callable[[], Iterator[Row]],
        *,
        first: int,
        preface: list[list[Any]] | None = None,
        size: int | None = None,
        position: Callable[[], int] | None = None,
    ) -> None:
        self.name = name
        self.kind = kind
        self.headings = headings
        self.first = first
        self.delimiter = ","
        self.lines: _Lines | None = None
        self.preface = preface or []
        self.columns = columns_of(headings)
        self.size = size
        self.position = position
        self.units = {field: 10_000 for field, column in self.columns.items() if field_of(headings[column])[1]}
        self.rows = rows

    @property
    def fields(self) -> list[str]:
        """The field of each column; "" for a column that is only passed through."""
        names = {column: field for field, column in self.columns.items()}
        return [names.get(column, "") for column in range(len(self.headings))]


@contextmanager
def opened(path: str) -> Iterator[Sheet]:
    """The sheet in a file; `-` is standard input. Raises FinecalcError, in one line, when there is none to be read."""
    name = "stdin" if path == "-" else path
    with _stream(path) as stream:
        start = stream.read(8)
        stream.seek(0)
        size = os.fstat(stream.fileno()).st_size if path != "-" else None
        if start == b"":
            raise FinecalcError(f"{name} 是空文件", f"{name} is empty")
        if start.startswith(b"PK\x03\x04") or start == _OLE:
            yield _workbook(stream, name)
        elif start.startswith(b"%PDF"):
            raise FinecalcError(
                f"{name} 是 PDF，请给 CSV、JSONL 或 XLSX", f"{name} is a PDF: give a CSV, JSONL or XLSX file"
            )
        else:
            encoding = _encoding(stream, name)
            text = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")
            try:
                yield (_jsonl if _is_json(text) else _csv)(text, stream, name, size)
            finally:
                text.detach()


@contextmanager
def _stream(path: str) -> Iterator[BinaryIO]:
    """The bytes, so that they can be read twice: standard input is laid down in a temporary file first."""
    if path != "-":
        try:
            with open(path, "rb") as file:
                yield file
        except OSError as error:
            if error.filename != path:
                raise
            raise FinecalcError(
                f"读不到 {path}：{error.strerror}", f"{path} cannot be read: {error.strerror}"
            ) from None
        return
    from shutil import copyfileobj
    from tempfile import TemporaryFile

    with TemporaryFile(dir=temporary_folder()) as file:
        copyfileobj(sys.stdin.buffer, file, _SPOOLED)
        file.seek(0)
        yield file


# --- text: CSV and JSONL ------------------------------------------------------------------------------------------------


def _encoding(stream: BinaryIO, name: str) -> str:
    """UTF-8 where the whole file is, or UTF-16 by its mark, or else GB18030; UTF-8 with a few stray bytes stays UTF-8."""
    start = stream.read(4)
    stream.seek(0)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
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
    line = seen = 0
    try:
        while chunk := stream.read(1024 * 1024):
            line = line + len(chunk) if b"\n" not in chunk else len(chunk) - chunk.rfind(b"\n")
            if line > 4 * LONGEST_CELL:
                raise FinecalcError(
                    f"{name} 有一行超过 {4 * LONGEST_CELL // 1024 // 1024} MB，不是决定表",
                    f"{name} has a line of more than {4 * LONGEST_CELL // 1024 // 1024} MB: it is no decision file",
                )
            if seen < _DECIDED_ON:
                decoder.decode(chunk)
                seen += 0 if chunk.isascii() else len(chunk)
        if seen < _DECIDED_ON:
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


def _csv(text: io.TextIOWrapper, stream: BinaryIO, name: str, size: int | None) -> Sheet:
    csv.field_size_limit(LONGEST_CELL)
    try:
        first = list(islice(text, 200))
    except UnicodeDecodeError:
        raise _not_text(name) from None
    text.seek(0)
    best: tuple[int, str, int] = (0, ",", 0)
    for delimiter in _DELIMITERS:
        rows = list(islice(_safely(csv.reader(first, delimiter=delimiter), name), _LOOK_FOR_HEADINGS))
        known, at = _best_heading_row(rows)
        if known > best[0]:
            best = (known, delimiter, at)
    known, delimiter, at = best
    if not known:
        raise _no_headings(name)
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter)
    above = list(islice(_safely(reader, name), at + 1))
    preface, headings = above[:at], above[at]
    width = len(headings)

    def rows_below() -> Iterator[Row]:
        try:
            for cells in reader:
                if len(cells) == width:
                    yield cells
                else:
                    lines.count = 0  # not to be given back as it stands
                    yield _uneven(cells, width)
        except (csv.Error, UnicodeDecodeError) as error:
            raise _unreadable(error, reader.line_num, name) from None

    sheet = Sheet(name, "csv", headings, rows_below, first=at + 2, preface=preface, size=size, position=stream.tell)
    sheet.delimiter, sheet.lines = delimiter, lines
    return sheet


class _Lines:
    """The lines of a file, with how many have been read since `count` was last set, and the last of them."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text = text
        self.count = 0
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        for line in self.text:
            self.last = line
            self.count += 1
            yield line


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


def _safely(reader: Any, name: str) -> Iterator[list[str]]:
    """The rows; what the reader cannot take is one line for a person."""
    try:
        yield from reader
    except (csv.Error, UnicodeDecodeError) as error:
        raise _unreadable(error, reader.line_num, name) from None


def _unreadable(error: Exception, line: int, name: str) -> FinecalcError:
    if isinstance(error, UnicodeDecodeError):
        return _not_text(name)
    return FinecalcError(
        f"{name} 第 {line} 行：读不出来，可能是引号没有配对（{error}）",
        f"{name}, line {line}: cannot be read, perhaps a quotation mark without its pair ({error})",
    )


def _best_heading_row(rows: Sequence[Sequence[Any]]) -> tuple[int, int]:
    """How many headings the row with the most of them has, and its index; a row without `provision` has none."""
    best = (0, 0)
    for index, row in enumerate(rows):
        fields = [field for field in (field_of(text_of(cell))[0] for cell in row) if field]
        if "provision" in fields and len(fields) > best[0]:
            best = (len(fields), index)
    return best


def _no_headings(name: str) -> FinecalcError:
    known = "、".join(heading.zh for heading in HEADINGS)
    fields = ", ".join(heading.field for heading in HEADINGS)
    return FinecalcError(
        f"{name} 前 {_LOOK_FOR_HEADINGS} 行里没有标题行。至少要有“处罚依据”；认得的标题：{known}（空表：finecalc template 文件名）",
        f"{name} has no headings in its first {_LOOK_FOR_HEADINGS} rows. “provision” is needed; known: {fields} "
        "(for an empty file: finecalc template FILE)",
    )


def _not_text(name: str) -> FinecalcError:
    return FinecalcError(f"{name} 不是文本，请另存为 UTF-8 的 CSV", f"{name} is not text: save it as CSV in UTF-8")


def _jsonl(text: io.TextIOWrapper, stream: BinaryIO, name: str, size: int | None) -> Sheet:
    """One object a line. Its keys are the headings: a first pass gathers them, a second one reads."""
    headings: dict[str, None] = {}
    for line in text:
        record = _record(line)
        if isinstance(record, dict):
            headings.update(dict.fromkeys(record))
        if len(headings) > 10_000:
            raise FinecalcError(f"{name} 的键太多", f"{name} has too many different keys")
    keys = list(headings)
    if "provision" not in {field_of(key)[0] for key in keys}:
        raise _no_headings(name)

    def rows_below() -> Iterator[Row]:
        text.seek(0)
        for line in text:
            record = _record(line) if line.strip() else {}
            if isinstance(record, dict):
                yield [record.get(key, "") for key in keys]
            else:
                yield Broken(f"不是一个 JSON 对象：{record}", f"Not a JSON object: {record}", [""] * len(keys))

    return Sheet(name, "jsonl", keys, rows_below, first=1, size=size, position=stream.tell)


def _record(line: str) -> Any:
    """The object on a line, or what is wrong with the line as text."""
    import msgspec

    try:
        record = _DECODER(line)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        return str(error)[:200]
    return record if isinstance(record, dict) else "array" if isinstance(record, list) else "value"


def _decoder() -> Callable[[str], Any]:
    from decimal import Decimal

    import msgspec

    return msgspec.json.Decoder(float_hook=Decimal).decode


_DECODER = _decoder()


# --- XLSX ---------------------------------------------------------------------------------------------------------------


def _workbook(stream: BinaryIO, name: str) -> Sheet:
    """The first sheet that has headings. The workbook is read by calamine, which holds it outside Python's memory."""
    _check_size(stream, name)
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(stream)
        names = [sheet.name for sheet in book.sheets_metadata if sheet.visible == calamine.SheetVisibleEnum.Visible]
    except calamine.PasswordError:
        raise _encrypted(name) from None
    except BaseException as error:  # a panic in calamine is no Exception
        raise _bad_workbook(name, error) from None
    for sheet_name in names:
        try:
            sheet = book.get_sheet_by_name(sheet_name)
        except BaseException as error:
            raise _bad_workbook(name, error) from None
        top = list(islice(sheet.iter_rows(), _LOOK_FOR_HEADINGS))
        known, at = _best_heading_row(top)
        if known:
            return _sheet_of(sheet, top, at, name, _formulas(stream, book, sheet_name))
    raise _no_headings(name)


def _sheet_of(sheet: Any, top: list[list[Any]], at: int, name: str, formulas: set[tuple[int, int]]) -> Sheet:
    above = sheet.start[0] if sheet.start else 0
    last = max((i for i, cell in enumerate(top[at]) if text_of(cell)), default=0)
    width = max(last + 1, 1)
    left = sheet.start[1] if sheet.start else 0

    def rows_below() -> Iterator[Row]:
        for number, cells in enumerate(islice(sheet.iter_rows(), at + 1, None), start=above + at + 2):
            for column in range(width):
                if formulas and cells[column] == "" and (number, left + column) in formulas:
                    cells[column] = "=…"
            yield cells[:width]

    headings = [text_of(cell) for cell in top[at][:width]]
    preface: list[list[Any]] = [[""]] * above + [row[:width] for row in top[:at]]
    return Sheet(name, "xlsx", headings, rows_below, first=above + at + 2, preface=preface)


def _check_size(stream: BinaryIO, name: str) -> None:
    """Refuse a workbook that is encrypted, or that unpacks to more than memory should hold."""
    from zipfile import BadZipFile, ZipFile

    if stream.read(8) == _OLE:
        start = stream.read(8 * 1024 * 1024)
        stream.seek(0)
        if "EncryptedPackage".encode("utf-16-le") in start:
            raise _encrypted(name)
        return
    stream.seek(0)
    try:
        with ZipFile(stream) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (BadZipFile, OSError, RuntimeError, ValueError) as error:  # RuntimeError: a way of packing that is not known
        raise _bad_workbook(name, error) from None
    finally:
        stream.seek(0)
    packed = os.fstat(stream.fileno()).st_size
    if unpacked > _UNPACKED or (unpacked > 64 * 1024 * 1024 and unpacked > 200 * packed):
        raise FinecalcError(
            f"{name} 解压后有 {unpacked // 1024 // 1024} MB，不正常，没有读取；请另存为 CSV",
            f"{name} unpacks to {unpacked // 1024 // 1024} MB, which is not normal, and was not read: save it as CSV",
        )


def _formulas(stream: BinaryIO, book: Any, sheet_name: str) -> set[tuple[int, int]]:
    """The cells (row from 1, column from 0) that hold a formula without a value, which the reader shows as empty."""
    import re
    import zlib
    from zipfile import BadZipFile, ZipFile

    found: set[tuple[int, int]] = set()
    stream.seek(0)
    try:
        with ZipFile(stream) as archive:
            part = _part_of(archive, sheet_name)
            if part is None:
                return found
            with archive.open(part) as xml:
                rest = b""
                while chunk := xml.read(1024 * 1024):
                    rest += chunk
                    if b"<f" in rest:
                        for match in re.finditer(
                            rb'<c r="([A-Z]{1,3})(\d+)"[^>]*>\s*<f[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v></v>|<v/>)?\s*</c>',
                            rest,
                        ):
                            column = 0
                            for letter in match[1]:
                                column = column * 26 + letter - 64
                            found.add((int(match[2]), column - 1))
                    rest = rest[-4096:]
    except (BadZipFile, EOFError, OSError, KeyError, RuntimeError, ValueError, zlib.error):
        return found
    return found


def _part_of(archive: Any, sheet_name: str) -> str | None:
    """The part of the package that holds a sheet."""
    from xml.etree.ElementTree import ParseError, fromstring

    try:
        if archive.getinfo("xl/workbook.xml").file_size > LONGEST_CELL:
            return None
        book = archive.read("xl/workbook.xml")
        links = archive.read("xl/_rels/workbook.xml.rels")
        if b"<!DOCTYPE" in book + links or b"<!ENTITY" in book + links:
            return None
        targets = {each.get("Id"): each.get("Target", "") for each in fromstring(links)}
        for each in fromstring(book).iter():
            if each.tag.endswith("}sheet") and each.get("name") == sheet_name:
                relation = next(value for key, value in each.attrib.items() if key.endswith("}id"))
                target = targets[relation].lstrip("/")
                return target if target.startswith("xl/") else f"xl/{target}"
    except (LookupError, ParseError, StopIteration, ValueError):
        return None
    return None


def _encrypted(name: str) -> FinecalcError:
    return FinecalcError(
        f"{name} 有密码，请去掉密码另存后再试", f"{name} is protected by a password: save it without one"
    )


def _bad_workbook(name: str, error: BaseException) -> BaseException:
    if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
        return error
    said = " ".join(str(error).split())[:120]
    return FinecalcError(
        f"{name} 不是完整的 XLSX（{said}），请用 Excel 或 WPS 打开另存后再试",
        f"{name} is not a whole XLSX workbook ({said}): open it and save it again",
    )


def is_blank(cells: Iterable[Any]) -> bool:
    """Whether nothing stands in a row: such a row is no decision."""
    return not any(cell is not None and text_of(cell).strip() for cell in cells)
