"""The tables of an XLSX workbook: every visible sheet with headings, merged cells filled; the other sheets are named."""

import os
from collections.abc import Collection, Iterator
from itertools import islice, repeat
from typing import Any
from zipfile import BadZipFile, ZipFile

from finecalc.decisions.files import workbook
from finecalc.decisions.files.cells import looks_like_a_decision, text_of
from finecalc.decisions.files.marks import PRINTED
from finecalc.decisions.files.sheet import (
    LOOK_FOR_HEADINGS,
    PassedOver,
    Row,
    Sheet,
    Top,
    find_top,
    looks_like_decisions,
    no_headings,
    nothing_to_judge,
)
from finecalc.language.errors import FinecalcError
from finecalc.language.words import Words

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNPACKED = 1024 * 1024 * 1024

_HIDDEN = Words("是隐藏的工作表，没有读", "is hidden and was not read")
_HEADLESS = Words("没有标题行，没有读", "has no headings and was not read")
_NO_BASIS = Words("没有“处罚依据”一列，没有读", "has no column “provision” and was not read")
_NO_MEASURE = Words(
    "没有罚款、责任人员或者处罚种类的列，没有读", "has no column of fines, persons or sanctions and was not read"
)
_NO_CELLS = Words("不是表格（图表等），没有读", "is no table (a chart, say) and was not read")
_EMPTY = Words("是空的", "is empty")
_PRINTED = Words(
    "是报告里供打印的一页，没有读（全部列在它后面）",
    "is the page of a report that is printed, and was not read (every column comes after it)",
)
_WORD_LIST = Words("是模板的填写说明，没有读", "is the word list of the template and was not read")


def tables(stream: Any, name: str, ignored: Collection[str]) -> list[Sheet]:
    """Every visible sheet with headings; the others are named."""
    _check_size(stream, name)
    sheets: list[Sheet] = []
    passed: list[PassedOver] = []
    try:
        book = workbook.Workbook(stream)
        for part in book.parts:
            read = _read(book, part, name, ignored)
            if isinstance(read, Sheet):
                sheets.append(read)
            else:
                passed.append(read)
    except workbook.BROKEN as error:
        raise _bad_workbook(name, error) from None
    if not sheets:
        raise nothing_to_judge(name) if any(each.why is _NO_MEASURE for each in passed) else no_headings(name)
    for sheet in sheets:
        sheet.title = sheet.title if len(book.parts) > 1 else ""
    sheets[-1].passed_sheets = passed
    return sheets


def _read(book: Any, part: Any, name: str, ignored: Collection[str]) -> Sheet | PassedOver:
    """The table on a sheet that is judged, or why it is passed over. Raises FinecalcError for headings that cannot be used."""
    if not part.cells:
        return PassedOver(part.name, _NO_CELLS)
    try:
        read = _table(book, part, name, ignored)
    except FinecalcError:
        if part.visible:
            raise
        return PassedOver(part.name, _HIDDEN, grave=True)
    if isinstance(read, Sheet) and not read.measured:
        read = _NO_MEASURE
    if isinstance(read, Sheet):
        return read if part.visible else PassedOver(part.name, _HIDDEN, grave=next(read.rows(), None) is not None)
    grave = read is _NO_BASIS or (read is _HEADLESS and _holds_decisions(book, part))
    return PassedOver(part.name, read if part.visible else _HIDDEN, grave)


def _holds_decisions(book: Any, part: Any) -> bool:
    """Whether a sheet without headings has a row that is a decision to all appearances."""
    return any(looks_like_a_decision(cells.values()) for _, cells in book.rows(part))


def _table(book: Any, part: Any, name: str, ignored: Collection[str]) -> Sheet | Words:
    """The table on a sheet, or why there is none."""
    rows = list(islice(book.rows(part), LOOK_FOR_HEADINGS))
    if not rows:
        return _EMPTY
    merged = book.merged(part)
    columns = max((max(cells) for _, cells in rows if cells), default=0) + 1
    raw = [_listed(cells, columns) for _, cells in rows]
    if [text_of(cell) for cell in raw[0][:2]] in (["标题", "怎么填"], ["heading", "what it holds"]):
        return _WORD_LIST
    if any({text_of(cell) for cell in raw[0]}.issuperset(names) for names in zip(*PRINTED, strict=True)):
        return _PRINTED
    shown = [
        _listed(cells, columns)
        for _, cells in workbook.filled(iter([(at, dict(c)) for at, c in rows]), merged, columns)
    ]
    top = find_top(shown)
    if top is None:
        return _NO_BASIS if looks_like_decisions(shown) else _HEADLESS
    number = rows[top.at][0]
    width = max((at for at, cell in enumerate(shown[top.at]) if text_of(cell).strip()), default=0) + 1
    width = max(width, max((at for at, each in enumerate(top.names) if each.strip()), default=0) + 1)

    def rows_below() -> Iterator[Row]:
        following, nothing = number + 1, [""] * width
        try:
            for at, cells in workbook.filled(book.rows(part), merged, width):
                if at <= number:
                    continue
                if at > following:
                    sheet.fill(at - following, (at - following) * width)
                yield from repeat(nothing, max(0, at - following))
                sheet.fill(0, max(0, width - len(cells)), len(cells))
                following = at + 1
                beyond = [cells[column] for column in sorted(cells) if column >= width]
                yield _listed(cells, width) + beyond
        except workbook.BROKEN as error:
            raise _bad_workbook(name, error) from None

    preface: list[list[Any]] = []
    for (at, _), cells in zip(rows[: top.at], raw, strict=False):
        preface += [[""] * width for _ in range(min(at - len(preface) - 1, 1_000))] + [cells[:width]]
    preface += [[""] * width for _ in range(min(number - len(preface) - 1, 1_000))]
    sheet = Sheet(
        name,
        "xlsx",
        [text_of(cell) for cell in _listed(rows[top.at][1], width)],
        rows_below,
        top=Top(top.at, top.names[:width], top.unit, top.fields),
        first=number + 1,
        ignored=ignored,
        title=part.name,
        preface=preface,
    )
    return sheet


def _listed(cells: dict[int, Any], width: int) -> list[Any]:
    return [cells.get(column, "") for column in range(width)]


def _check_size(stream: Any, name: str) -> None:
    """Refuse what is no XLSX or encrypted, or unpacks to more than memory should hold."""
    if stream.read(8) == OLE:
        start = stream.read(8 * 1024 * 1024)
        stream.seek(0)
        if "EncryptedPackage".encode("utf-16-le") in start:
            raise _encrypted(name)
        raise FinecalcError(
            f"{name} 不是 XLSX（像是旧格式的 .xls），请用 Excel 或 WPS 另存为 XLSX",
            f"{name} is no XLSX (it may be an old .xls): save it as XLSX",
        )
    stream.seek(0)
    try:
        with ZipFile(stream) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            binary = any(entry.filename.lower().endswith("workbook.bin") for entry in archive.infolist())
    except (BadZipFile, OSError, RuntimeError, ValueError) as error:  # RuntimeError: a way of packing that is not known
        raise _bad_workbook(name, error) from None
    finally:
        stream.seek(0)
    if binary:
        raise FinecalcError(f"{name} 是 XLSB，请另存为 XLSX", f"{name} is an XLSB workbook: save it as XLSX")
    packed = os.fstat(stream.fileno()).st_size
    if unpacked > _UNPACKED or (unpacked > 64 * 1024 * 1024 and unpacked > 200 * packed):
        raise FinecalcError(
            f"{name} 解压后有 {unpacked // 1024 // 1024} MB，不正常，没有读取；请另存为 CSV",
            f"{name} unpacks to {unpacked // 1024 // 1024} MB, which is not normal, and was not read: save it as CSV",
        )


def _encrypted(name: str) -> FinecalcError:
    return FinecalcError(
        f"{name} 有密码，请去掉密码另存后再试", f"{name} is protected by a password: save it without one"
    )


def _bad_workbook(name: str, error: BaseException) -> FinecalcError:
    said = " ".join(str(error).split())[:120]
    return FinecalcError(
        f"{name} 不是完整的 XLSX（{said}），请用 Excel 或 WPS 打开另存后再试",
        f"{name} is not a whole XLSX workbook ({said}): open it and save it again",
    )
