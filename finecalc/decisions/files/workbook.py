"""An XLSX workbook, cell by cell: what a person sees in each, or a text that says why it cannot be read (=…, #REF!).

The XML is parsed by local names, as a stream; no entity is expanded, and no cell is left out: an error keeps its code, a
formula without a stored value is a formula, and a number shown in a way that changes what is read is shown that way.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from posixpath import dirname, join, normpath
from typing import IO, Any, BinaryIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from msgspec import Struct

from finecalc.decisions.files.shown import BUILT_IN, GENERAL, Format, day, dressed, format_of, iso

FORMULA = "=…"
"""A formula whose value is not stored."""

Cell = str | int | float | bool | date
Cells = dict[int, Cell]
_CHUNK = 128 * 1024
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MOST_MERGED = 200_000
_LONGEST_TEXT = 32_767
_MOST_TEXT = 64 * 1024 * 1024
_MOST_TIMES = 20


class BrokenWorkbook(Exception):
    """A package that is no whole workbook."""


class Part(Struct, frozen=True):
    """A sheet of the workbook: its name, where its XML lies, whether it is shown, and whether it holds cells."""

    name: str
    path: str
    visible: bool
    cells: bool


class Merged(Struct, frozen=True):
    """Cells that are shown as one; rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Workbook:
    """A workbook that is open: its sheets, and the rows of each as often as they are asked for.

    Raises BrokenWorkbook, and what zipfile raises, for a package that cannot be read.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.archive = ZipFile(stream)
        names = [entry.filename.replace("\\", "/").lower() for entry in self.archive.infolist()]
        if len(set(names)) < len(names):
            raise BrokenWorkbook("two parts of one name")
        self._most_text = _MOST_TEXT + _MOST_TIMES * sum(entry.file_size for entry in self.archive.infolist())
        self._entries = dict(zip(names, self.archive.infolist(), strict=True))
        book = self._target("", "officedocument") or "xl/workbook.xml"
        self.parts, self.since_1904 = self._sheets(book)
        self.strings = self._strings(self._target(book, "sharedstrings"))
        self.formats = self._formats(self._target(book, "styles"))

    def rows(self, part: Part) -> Iterator[tuple[int, Cells]]:
        """Each row that holds a cell: its number from 1, and column from 0 → what is shown there."""
        done: list[tuple[int, Cells]] = []
        reader = _Rows(done.append, self.strings, self.formats, self.since_1904, self._most_text)
        parser = _parser(reader.start, reader.end, reader.text)
        for _ in self._parsed(part.path, parser):
            yield from done
            done.clear()

    def merged(self, part: Part) -> list[Merged]:
        """The cells of a sheet that are shown as one, from the top down."""
        if not self._mentions(part.path, b"mergeCell"):
            return []
        found: list[Merged] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            if _local(name) == "mergeCell":
                first, _, last = attributes.get("ref", "").partition(":")
                (top, left), (bottom, right) = _place(first), _place(last or first)
                found.append(Merged(top, left, bottom, right))
                if bottom < top or right < left or len(found) > _MOST_MERGED:
                    raise BrokenWorkbook("merged cells")

        for _ in self._parsed(part.path, _parser(start)):
            pass
        return sorted(found, key=lambda each: (each.top, each.left))

    def _open(self, path: str) -> IO[bytes]:
        entry = self._entries.get(path.lower())
        if entry is None:
            raise BrokenWorkbook(f"{path} is missing")
        return self.archive.open(entry)

    def _parsed(self, path: str, parser: Any) -> Iterator[None]:
        """Feed a part to a parser; after each piece the caller may take what has come out of it."""
        with self._open(path) as xml:
            try:
                while chunk := xml.read(_CHUNK):
                    parser.Parse(chunk, False)
                    yield
                parser.Parse(b"", True)
            except expat.ExpatError as error:
                raise BrokenWorkbook(str(error)) from None
        yield

    def _mentions(self, path: str, word: bytes) -> bool:
        """Whether a word occurs in a part; a part that is not in an encoding of bytes is taken to mention it."""
        with self._open(path) as xml:
            rest = xml.read(_CHUNK)
            if rest.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in rest[:4]:
                return True
            while rest:
                if word in rest:
                    return True
                chunk = xml.read(_CHUNK)
                rest = rest[-len(word) :] + chunk if chunk else b""
        return False

    def _related(self, path: str) -> dict[str, tuple[str, str]]:
        """Identifier → kind and path of the parts that a part is related to."""
        links = join(dirname(path), "_rels", path.rpartition("/")[2] + ".rels")
        if links.lower() not in self._entries:
            return {}
        found = {}

        def start(name: str, attributes: dict[str, str]) -> None:
            if _local(name) == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "").replace("\\", "/")
                whole = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(path), target))
                found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2].lower(), whole)

        for _ in self._parsed(links, _parser(start)):
            pass
        return found

    def _target(self, path: str, kind: str) -> str | None:
        return next((whole for each, whole in self._related(path).values() if each == kind), None)

    def _sheets(self, book: str) -> tuple[list[Part], bool]:
        related = self._related(book)
        parts: list[Part] = []
        flags = {"1904": False}

        def start(name: str, attributes: dict[str, str]) -> None:
            local = _local(name)
            if local == "workbookPr":
                flags["1904"] = attributes.get("date1904", "0") in ("1", "true", "on")
            elif local == "sheet":
                link = next((value for key, value in attributes.items() if _local(key) == "id"), "")
                if link not in related:
                    raise BrokenWorkbook(f"the sheet {attributes.get('name', '')[:31]} is missing")
                kind, whole = related[link]
                visible = attributes.get("state", "visible") == "visible"
                parts.append(Part(attributes.get("name", ""), whole, visible, kind == "worksheet"))

        for _ in self._parsed(book, _parser(start)):
            pass
        return parts, flags["1904"]

    def _strings(self, path: str | None) -> list[str]:
        strings: list[str] = []
        if path is None or path.lower() not in self._entries:
            return strings
        reader = _Strings(strings.append)
        for _ in self._parsed(path, _parser(reader.start, reader.end, reader.text)):
            pass
        return strings

    def _formats(self, path: str | None) -> list[Format]:
        codes: dict[str, str] = {}
        used: list[str] = []
        inside = [False]

        def start(name: str, attributes: dict[str, str]) -> None:
            local = _local(name)
            if local == "numFmt":
                codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            elif local == "cellXfs":
                inside[0] = True
            elif local == "xf" and inside[0]:
                used.append(attributes.get("numFmtId", "0"))

        def end(name: str) -> None:
            if _local(name) == "cellXfs":
                inside[0] = False

        if path is not None and path.lower() in self._entries:
            for _ in self._parsed(path, _parser(start, end)):
                pass
        known = {number: format_of(codes.get(number) or BUILT_IN.get(number, "General")) for number in set(used)}
        return [known[number] for number in used]


def _parser(
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> Any:
    def doctype(*_: Any) -> None:
        raise BrokenWorkbook("a document type is declared")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    return parser


def _local(name: str) -> str:
    return name.rpartition(":")[2]


_COLUMNS: dict[str, int] = {}


def _column(letters: str) -> int:
    """A → 0, AB → 27. Raises BrokenWorkbook for what names no column."""
    if letters not in _COLUMNS:
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - 64
        if not (letters.isascii() and letters.isalpha() and letters.isupper()) or not 0 < number <= _LAST_COLUMN:
            raise BrokenWorkbook(f"no column: {letters[:10]}")
        _COLUMNS[letters] = number - 1
    return _COLUMNS[letters]


def _place(reference: str) -> tuple[int, int]:
    plain = reference.replace("$", "")
    letters = plain.rstrip("0123456789")
    return _row(plain[len(letters) :]), _column(letters)


def _row(digits: str) -> int:
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 8 and 0 < int(digits) <= _LAST_ROW):
        raise BrokenWorkbook(f"no row: {digits[:10]}")
    return int(digits)


_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


_RAISED = {
    "superscript": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}
"""Digits that stand above or beneath the line are a note, or a power: what is shown is not the digit that is stored."""


def _limited(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise BrokenWorkbook(f"a text of {len(text)} characters, where a cell holds {_LONGEST_TEXT}")
    return text


class _Strings:
    """The shared strings: the runs of each together, without the readings that stand above characters."""

    def __init__(self, keep: Callable[[str], None]) -> None:
        self.keep = keep
        self.runs: list[str] = []
        self.reading = 0
        self.taking = False
        self.raised: dict[int, int] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local == "si":
            self.runs = []
            self.raised = None
        elif local in ("r", "vertAlign"):
            self.raised = _RAISED.get(attributes.get("val", ""))
        elif local == "rPh":
            self.reading += 1
        elif local == "t":
            self.taking = not self.reading

    def end(self, name: str) -> None:
        local = _local(name)
        if local == "si":
            self.keep(_limited(_unescaped("".join(self.runs))))
        elif local == "rPh":
            self.reading -= 1
        elif local == "t":
            self.taking = False

    def text(self, data: str) -> None:
        if self.taking:
            self.runs.append(data.translate(self.raised) if self.raised else data)


class _Rows:
    """The rows of a sheet as its XML goes by."""

    def __init__(
        self,
        keep: Callable[[tuple[int, Cells]], None],
        strings: list[str],
        formats: list[Format],
        since_1904: bool,
        most: int,
    ) -> None:
        self.keep = keep
        self.strings = strings
        self.formats = formats
        self.since_1904 = since_1904
        self.most = most
        self.shown = self.number = 0
        self.cells: Cells = {}
        self.column = -1
        self.kind = self.style = ""
        self.taken: list[str] = []
        self.inside = self.taking = self.formula = False
        self.raised: dict[int, int] | None = None
        self.reading = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name if ":" not in name else _local(name)
        if local == "c":
            if not self.inside:
                return
            reference = attributes.get("r")
            if reference is None:
                self.column += 1
            else:
                letters = reference.rstrip("0123456789")
                self.column = _column(letters)
                if reference[len(letters) :] != str(self.number):
                    raise BrokenWorkbook(f"{reference[:20]} stands in row {self.number}")
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
            self.taken = []
            self.formula = False
            self.raised = None
        elif local in ("v", "t"):
            self.taking = local == "v" or not self.reading
        elif local == "f":
            self.formula = True
        elif local == "rPh":
            self.reading += 1
        elif local in ("r", "vertAlign"):
            self.raised = _RAISED.get(attributes.get("val", ""))
        elif local == "row":
            above = self.number
            self.number = _row(attributes["r"]) if "r" in attributes else above + 1
            if self.number <= above:
                raise BrokenWorkbook(f"row {self.number} after row {above}")
            self.cells, self.column = {}, -1
        elif local == "sheetData":
            self.inside = True

    def end(self, name: str) -> None:
        local = name if ":" not in name else _local(name)
        if local in ("v", "t"):
            self.taking = False
        elif local == "c" and self.inside:
            if self.column in self.cells:
                raise BrokenWorkbook(f"two cells in column {self.column + 1} of row {self.number}")
            value = self._value("".join(self.taken))
            if value is not None:
                self.cells[self.column] = value
        elif local == "row":
            if any(value is not _EMPTY for value in self.cells.values()):
                self.keep((self.number, {at: FORMULA if v is _EMPTY else v for at, v in self.cells.items()}))
        elif local == "rPh":
            self.reading -= 1
        elif local == "sheetData":
            self.inside = False

    def text(self, data: str) -> None:
        if self.taking:
            self.taken.append(data.translate(self.raised) if self.raised else data)

    def _value(self, text: str) -> Cell | None:
        kind = self.kind
        if kind == "s":
            if not text and not self.formula:
                return None
            known = text.strip().isdecimal() and text.isascii() and int(text) < len(self.strings)
            if not known:
                return "#STRING!"
            shared = self.strings[int(text)]
            self.shown += len(shared)
            if self.shown > self.most:
                raise BrokenWorkbook("long texts are repeated without end")
            return shared or None
        if kind in ("str", "inlineStr"):
            if text or not self.formula:
                return _limited(_unescaped(text)) or None
            return _EMPTY
        if kind == "e":
            return text if text.startswith("#") else f"#{text or 'ERROR'}!"
        if not text.strip():
            return FORMULA if self.formula else None
        if kind == "n":
            return self._number(text)
        if kind == "b":
            return {"1": True, "true": True, "0": False, "false": False}.get(text.strip(), "#BOOLEAN!")
        if kind == "d":
            return iso(text.strip())
        return "#TYPE!"

    def _number(self, text: str) -> Cell:
        try:
            number = float(text)
        except ValueError:
            return "#NUMBER!"
        if number != number or abs(number) > 1e300 or "_" in text or not text.isascii():
            return "#NUMBER!"
        number = float(f"{number:.15g}")  # what is shown: a spreadsheet holds fifteen digits
        try:
            shown = self.formats[int(self.style)] if self.formats else GENERAL
        except (IndexError, ValueError):
            return "#STYLE!"
        if shown.parts:
            return day(number, shown, self.since_1904)
        whole = int(number) if number.is_integer() and abs(number) < 1e15 else number
        return whole if not shown.strange else dressed(whole, shown)


_EMPTY = "=“”"
"""A formula whose stored value is no text at all: empty in a row that is empty, and else not to be told from one never worked out."""


# --- merged cells -----------------------------------------------------------------------------------------------------------


def filled(rows: Iterator[tuple[int, Cells]], merged: list[Merged], width: int) -> Iterator[tuple[int, Cells]]:
    """The rows with every cell of a merged range showing what its first cell holds, as a person sees it; up to `width` columns.

    A row in which nothing else stands is not made up.
    """
    waiting = iter(merged)
    following = next(waiting, None)
    open_: list[tuple[Merged, Cell | None]] = []
    for number, cells in rows:
        own = dict(cells)
        while following is not None and following.top <= number:
            if following.bottom >= number and following.left < width:
                open_.append((following, own.get(following.left) if following.top == number else None))
            following = next(waiting, None)
        open_ = [each for each in open_ if each[0].bottom >= number]
        if len(open_) > width:
            raise BrokenWorkbook("merged cells overlap")
        for each, value in open_:
            for column in range(each.left, min(each.right + 1, width)):
                if value is None:
                    cells.pop(column, None)
                else:
                    cells[column] = value
        yield number, cells


BROKEN = (BrokenWorkbook, BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError)
"""What the reading of a package that is not whole may raise."""
