"""A decision file opened: CSV, JSONL, XLSX and case files as tables with headings. Never the whole of a text file in memory."""

import io
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from decimal import Decimal
from hashlib import sha256
from typing import Any, BinaryIO

import msgspec

from finecalc.decisions.files import csv_rows
from finecalc.decisions.files.csv_rows import LONGEST_LINE
from finecalc.decisions.files.sheet import Broken, Row, Sheet, find_top, no_headings
from finecalc.decisions.files.source import Digested, Seen, opens_again, state_of, stream
from finecalc.language.errors import FinecalcError
from finecalc.language.reasons import of_shape
from finecalc.language.words import Words

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
        again = seen or Seen(before, _encoding(raw, name), csv_rows.CHUNK)
        digested = Digested(raw)
        source = raw if seen else digested
        text = io.TextIOWrapper(
            io.BufferedReader(source, _BUFFER), encoding=again.encoding, errors="surrogateescape", newline=""
        )
        try:
            size = before[0] if path != "-" else None
            sheet = (
                _jsonl(text, raw, name, size, ignored)
                if _is_json(text)
                else csv_rows.table_of(text, raw, name, size, ignored, again.chunk)
            )
            known = again if opens_again(path) else None
            yield Book(name, [sheet], lambda: digested.digest.hexdigest(), lambda: state_of(raw) == before, known)
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
        why = of_shape("array" if isinstance(record, list) else "value")
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        why = of_shape(str(error)[:200])
    return Words(f"不是一个 JSON 对象：{why.zh}", f"Not a JSON object: {why.en}")


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
