"""What a paper says: the command line that made it, the table that answered, and its figures. Nothing in it is run or opened.

Papers come from anywhere. A file is read bounded and as text, no XML parser looks at it, and what it says is only ever compared.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any, Literal
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812

from msgspec import Struct

from finecalc.language.errors import FinecalcError
from finecalc.papers import record
from finecalc.papers.record import Record

LARGEST = 8 * 1024 * 1024
_UNPACKED = 32 * 1024 * 1024
_LONGEST_LINE = 8_000

Kind = Literal["docx", "html", "markdown", "text", "json"]


class Paper(Struct, frozen=True, kw_only=True):
    """What a paper says. `line` is its command line, or of JSON the parts in `parts`; `record` its figures where it has them.

    `version` and `sha256` are those of the table named on it, `office` the digest of the profile; digests may be shortened, and
    all are empty where none is named.
    """

    kind: Kind
    text: str
    line: str
    record: Record | None
    version: str
    sha256: str
    office: str = ""
    parts: Mapping[str, Any] | None = None


def read(content: bytes, name: str) -> Paper:
    """What the paper says. Raises FinecalcError, in one line, for what is none of ours."""
    _bounded(content, name)
    if content.startswith(b"PK"):
        return _paper("docx", word_text(word_xml(content, name)), name)
    text = _decoded(content, name)
    if text.lstrip().startswith("{"):
        return _json(text, name)
    start = text[:2_000].lower()
    if "<!doctype html" in start or "<html" in start:
        return _paper("html", _web(text), name)
    return _paper("markdown" if text.startswith("# ") else "text", text, name)


def _bounded(content: bytes, name: str) -> None:
    if len(content) > LARGEST:
        raise _unreadable(name, f"超过 {LARGEST // 1024 // 1024} MB", f"is larger than {LARGEST // 1024 // 1024} MB")


def _unreadable(name: str, zh: str, en: str) -> FinecalcError:
    return FinecalcError(f"{name} {zh}", f"{name} {en}")


def _decoded(content: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _unreadable(name, "不是文字，读不出", "is no text and cannot be read")


# --- each kind as text -------------------------------------------------------------------------------------------------

_WORD = re.compile(r"<w:t(?: [^<>]*)?>([^<]*)</w:t>|<w:(br|tab)(?: [^<>]*)?/>|(</w:p>)")


def word_xml(content: bytes, name: str) -> str:
    """What a .docx says, as it is written there; no parser has looked at it. Raises FinecalcError, in one line."""
    _bounded(content, name)
    try:
        with ZipFile(BytesIO(content)) as archive, archive.open("word/document.xml") as part:
            found = part.read(_UNPACKED + 1)
        if len(found) > _UNPACKED:
            raise _unreadable(name, "展开后过大，没有读", "unpacks to too much and was not read")
        return found.decode()
    except (BadZipFile, ZlibError, KeyError, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise _unreadable(name, "不是完整的 Word 文件", "is no whole Word file") from None


def word_text(xml: str) -> str:
    """The text of a .docx, or of a part of it, a line for each paragraph."""
    return "".join(
        html.unescape(words) or ("\n" if end or brk == "br" else " ") for words, brk, end in _WORD.findall(xml)
    )


def word_tables(xml: str) -> list[list[list[str]]]:
    """The tables of a .docx: rows of cells, each its text. What was struck out with changes tracked is left out."""
    return [
        [[word_text(cell).strip() for cell in _parts(row, "tc")] for row in _parts(table, "tr")]
        for table in _parts(xml, "tbl")
    ]


def _parts(xml: str, tag: str) -> list[str]:
    """What stands between each `<w:tag>` and the next `</w:tag>`."""
    pieces = re.split(rf"<w:{tag}(?: [^<>]*)?>", xml)[1:]
    return [piece.partition(f"</w:{tag}>")[0] for piece in pieces]


def _web(text: str) -> str:
    """The text of a page, a line for each block."""
    kept, at = [], 0
    while (start := text.find("<style", at)) >= 0:
        kept.append(text[at:start])
        end = text.find("</style>", start)
        at = len(text) if end < 0 else end
    body = "".join([*kept, text[at:]])
    body = re.sub(r"<(?:br|/p|/h[1-3]|/tr|/li|/dd|/td|/th|/div|/dt|/blockquote)[^<>]*>", "\n", body)
    return html.unescape(re.sub(r"<[^<>]*>", "", body))


def _json(text: str, name: str) -> Paper:
    """What `range` prints as JSON."""
    try:
        parts = json.loads(text, parse_float=Decimal)
        found = record.record_of_json(parts)
        table = parts["table"]
        return Paper(
            kind="json",
            text="",
            line="",
            record=found,
            version=str(table["version"]),
            sha256=str(table["sha256"]),
            office=str(parts["office"]["sha256"]) if "office" in parts else "",
            parts=parts,
        )
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError):
        raise _unreadable(name, "不是 finecalc range 输出的 JSON", "is no JSON that finecalc range prints") from None


# --- what the text says ------------------------------------------------------------------------------------------------


def _paper(kind: Kind, text: str, name: str) -> Paper:
    line = _line(text)
    if not line:
        raise _unreadable(name, "里没有 finecalc range 命令行", "holds no finecalc range line")
    named = _named(text)
    return Paper(
        kind=kind,
        text=text,
        line=line,
        record=_record(text),
        version=named[0][0].split()[-1] if named and named[0][0].split() else "",
        sha256=named[0][1] if named else "",
        office=next((digest for before, digest in named[1:2] if _OFFICE.search(before)), ""),
    )


_OFFICE = re.compile("机关档案|Office")


def _named(text: str) -> list[tuple[str, str]]:
    """The digests that stand on a paper, the table's first, each with what stands before it."""
    found = re.finditer("sha256:([0-9a-f]{16,64})", text)
    return [
        (text[max(0, each.start() - 200) : each.start()], each[1]) for each, _ in zip(found, range(2), strict=False)
    ]


def _line(text: str) -> str:
    """The last command line, with the lines on which it goes on where a page was wrapped; nothing where there is none."""
    at = text.rfind("finecalc range ")
    if at < 0:
        return ""
    first, *rest = text[at : at + _LONGEST_LINE].split("\n")
    found = first.strip()
    for each in rest:
        if not each.strip() or not (each.startswith("   ") or each.lstrip().startswith("-")):
            break
        more = each.strip()
        found += ("" if ord(found[-1]) > 0x2E80 and ord(more[0]) > 0x2E80 else " ") + more
    return found


def _record(text: str) -> Record | None:
    start = text.rfind("reference=")
    if start < 0:
        return None
    try:
        return record.read(text[start : start + _LONGEST_LINE].split("\n")[0].strip())
    except ValueError:
        return None


def altered(paper: Paper) -> Iterator[str]:
    """The amounts of the record that stand nowhere else on the paper: somebody has changed them."""
    from finecalc.language import money

    if paper.record is None or paper.kind == "json":
        return
    body = paper.text[: paper.text.rfind("reference=")]
    for key, value in paper.record.items():
        for low, high in () if key.startswith("branch-") else re.findall(_SPAN, value):
            for amount in (low, high):
                words = money.number(Decimal(amount))
                if not re.search(rf"(?<![\d,.]){re.escape(words)}(?![\d,]|\.\d)", body):
                    yield words


_SPAN = r"(\d{1,20}(?:\.\d{1,9})?)\.\.(\d{1,20}(?:\.\d{1,9})?)"
