"""What is fed, and what must hold whatever is fed: no exception but a FinecalcError, no hang, no row lost, no value misread.

Each target takes bytes. `SEEDS` gives each some input to start from. Nothing here needs a fuzzing library.
"""

import atexit
import csv
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr
from datetime import date
from decimal import Decimal
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import finecalc
from finecalc.cli.commands import check as check_command
from finecalc.decisions.files.headings import HEADINGS
from finecalc.language import dates, money
from finecalc.language.errors import FinecalcError
from finecalc.law import case_file
from finecalc.proof.encode import encode
from finecalc.proof.office_checks import lint_office
from finecalc.table.load import parse as parse_table

STATUTES = finecalc.load()
TABLE = Path(STATUTES.path).read_text(encoding="utf-8")
PROFILE = (Path(__file__).parents[1] / "data" / "offices" / "bands.toml").read_text(encoding="utf-8")
SMALL = TABLE[: TABLE.index("[[provisions]]")]
FOLDER = Path(tempfile.mkdtemp(prefix="finecalc-fuzz-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
HEAD = "案号,处罚依据,情节,违法行为终了日期,决定日期,单位罚款,个人罚款,处罚种类及措施,违法所得"
ROW = "甲,csl@2025:61.1,拒不改正,2026-02-01,2026-03-01,10万,主管人员:2万,责令改正,0"


def _said(error: FinecalcError, start: str = "") -> None:
    """A refusal says something, in both languages."""
    assert error.words.zh.startswith(start)
    assert error.words.en.startswith(start)
    assert min(len(error.words.zh), len(error.words.en)) > len(start)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def amounts(data: bytes) -> None:
    """What is read as an amount, written out and read again, is the same amount, and holds no digit that was not there."""
    text = _text(data)
    try:
        amount = money.parse(text)
    except FinecalcError:
        return
    assert isinstance(amount, Decimal)
    assert 0 <= amount < money.LIMIT
    for again in (f"{amount:f}", money.chinese(amount), money.number(amount)):
        assert money.parse(again) == amount, (text, again)


def days(data: bytes) -> None:
    """A day that is read is the day that is written."""
    text = _text(data)
    try:
        day = dates.parse(text)
    except FinecalcError:
        return
    assert dates.parse(day.isoformat()) == day
    assert dates.parse(dates.chinese(day)) == day
    shown = re.sub(r"\D", " ", text.translate(str.maketrans("０１２３４５６７８９", "0123456789"))).split()
    if len(shown) == 3:
        assert [int(part) for part in shown] == [day.year, day.month, day.day], text


def citations(data: bytes) -> None:
    """A citation is read, or refused in both languages; what is read can be asked about."""
    try:
        finecalc.assess(_text(data), facts=["refused"])
    except FinecalcError as error:
        _said(error)


def _checked(content: bytes, ending: str) -> tuple[int, dict[str, object]]:
    """The exit code and the JSON report of a file; 2 and nothing where it was refused."""
    source, report = FOLDER / f"in{ending}", FOLDER / "out.json"
    source.write_bytes(content)
    report.unlink(missing_ok=True)
    try:
        with redirect_stderr(io.StringIO()):
            code = check_command.command(files=[str(source)], output=str(report), force=True)
    except FinecalcError as error:
        _said(error)
        assert not report.exists()
        return 2, {}
    return code, json.loads(report.read_bytes())


def _whole(found: tuple[int, dict[str, object]]) -> None:
    """The account adds up, and every row in it has its entry."""
    code, report = found
    if not report:
        return
    summary = report["summary"]
    assert isinstance(summary, dict)
    rows = report["rows"]
    assert isinstance(rows, list)
    judged = 0
    for file in summary["files"]:
        for table in file["tables"]:
            assert table["read"] == table["judged"] + table["unreadable"] + table["blank"] + table["passed_over"]
            judged += table["judged"] + table["unreadable"]
    assert len(rows) == summary["rows"] == judged
    grave = any(row["verdict"] != "ok" for row in rows)
    assert code in ((1, 2) if grave else (0, 1, 2))


def csv_files(data: bytes) -> None:
    """Any bytes as a file; those that begin with a nought follow headings of ours."""
    head = f"{HEAD}\n{ROW}\n".encode()
    _whole(_checked(head + data[1:] if data[:1] == b"0" else data, ".csv"))


def rows(data: bytes) -> None:
    """Cells of any text, written as CSV: as many rows come out as went in."""
    cells = [part.decode("utf-8", "replace") for part in data.split(b"\xff")]
    width = len(HEADINGS)
    table = [[f"#{at}", *cells[at : at + width - 1]] for at in range(0, len(cells), width - 1)]
    table = [row + [""] * (width - len(row)) for row in table]
    written = io.StringIO(newline="")
    csv.writer(written).writerows([[heading.zh for heading in HEADINGS], *table])
    code, report = _checked(written.getvalue().encode("utf-8", "replace"), ".csv")
    _whole((code, report))
    if report:
        summary = report["summary"]
        assert isinstance(summary, dict)
        (account,) = summary["files"][0]["tables"]
        assert account["read"] >= len(table) or any("\n" in cell or "\r" in cell for cell in cells)


def jsonl_files(data: bytes) -> None:
    """Any bytes as JSON Lines after one good decision."""
    start = b'{"provision": "csl@2025:61.1", "fine": 100000, "sanctions": ["order-correction"]}\n'
    _whole(_checked(start + data if data[:1] != b"{" else data, ".jsonl"))


_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>'
    '<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    "xl/sharedStrings.xml": "<sst><si><t>处罚依据</t></si><si><t>单位罚款</t></si><si><t>csl@2025:61.1</t></si></sst>",
}
_SHEET_ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>100000</v></c></row>'
)


def xlsx_files(data: bytes) -> None:
    """Any bytes as a package; or, by its first byte, as the rest of a sheet, of the strings, or of the styles."""
    first, rest = data[:1], data[1:]
    if first not in (b"1", b"2", b"3"):
        _whole(_checked(data, ".xlsx"))
        return
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, content in _PARTS.items():
            extra = {b"2": "xl/sharedStrings.xml", b"3": "xl/styles.xml"}.get(first) == name
            at = content.rfind("</")
            archive.writestr(name, content[:at].encode() + rest + content[at:].encode() if extra else content)
        sheet = f"<worksheet><sheetData>{_SHEET_ROWS}".encode() + (rest if first == b"1" else b"")
        archive.writestr("xl/worksheets/sheet1.xml", sheet + b"</sheetData></worksheet>")
    _whole(_checked(held.getvalue(), ".xlsx"))


def tables(data: bytes) -> None:
    """Any text as a table of law, or put into one."""
    text = _text(data)
    if data[:1] == b"0":
        text = SMALL + text[1:]
    elif data[:1] == b"1":
        lines = SMALL.split("\n")
        at = int.from_bytes(data[1:3], "big") % len(lines)
        text = "\n".join([*lines[:at], _text(data[3:]), *lines[at + 1 :]])
    try:
        parse_table(text, "t.toml")
    except FinecalcError as error:
        _said(error, "t.toml")


def profiles(data: bytes) -> None:
    """Any text as an office profile, or as one line of one: lint says what is wrong, or it can be used."""
    text = _text(data)
    if data[:1] == b"1":
        lines = PROFILE.split("\n")
        at = int.from_bytes(data[1:3], "big") % len(lines)
        text = "\n".join([*lines[:at], _text(data[3:]), *lines[at + 1 :]])
    place = FOLDER / "office.toml"
    place.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        report = lint_office(STATUTES, text, "o.toml", date(2026, 6, 1))
        statutes = finecalc.load(office=place)
    except FinecalcError as error:
        _said(error)
        return
    assert not {"SL201", "SL202", "SL203"} & {each.code for each in report.problems}
    finecalc.assess("csl@2025:61.1", facts="refused", gains=1, statutes=statutes).to_json()
    decision = {
        "facts": "refused",
        "fine": 60_000,
        "person_fines": "负责人:1万",
        "sanctions": "没收违法所得",
        "gains": 1,
    }
    finecalc.check("csl@2025:61.1", statutes=statutes, **decision).to_json()  # type: ignore[arg-type]


def reader(data: bytes) -> None:
    """Any text as a paragraph of law: read, or refused word for word."""
    try:
        encode(_text(data), "csl@2016:59.1", STATUTES.table)
    except FinecalcError as error:
        _said(error)


def cases(data: bytes) -> None:
    """Any bytes as a case file: read and written again the same, judged as one row, or refused with the name of the file."""
    try:
        kept = case_file.read(STATUTES, case_file.decoded(data, "案件.toml"))
    except FinecalcError as error:
        _said(error, "案件.toml")
    else:
        again = case_file.write(STATUTES, kept)
        assert case_file.read(STATUTES, case_file.decoded(again.encode(), "案件.toml")) == kept, again
    _whole(_checked(data, ".toml"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "amounts": amounts,
    "days": days,
    "citations": citations,
    "rows": rows,
    "csv": csv_files,
    "jsonl": jsonl_files,
    "xlsx": xlsx_files,
    "tables": tables,
    "profiles": profiles,
    "cases": cases,
    "reader": reader,
}

_AMOUNTS = "5万 五万元 50,000 50000.00 ￥5万 1.5万 5万5千 无 伍萬圓整 5万元人民币 一千零十 1e9 -1 10³ 20000 30000"
_DAYS = "2026-01-31 2026/1/31 2026.1.31 20260131 2026年1月31日 9999-12-31 2024-02-29 2026-1-1²"
_CITED = "csl@2016:59.1 网络安全法第五十九条第一款 网安法59 #1 csl:59.1 《网络安全法》（2016年）第五十九条第一款第二项"
_PROVISIONS = [provision.text for provision in STATUTES.table.provisions[:20]]

SEEDS: dict[str, list[bytes]] = {
    "amounts": [each.encode() for each in _AMOUNTS.split()],
    "days": [each.encode() for each in _DAYS.split()],
    "citations": [each.encode() for each in _CITED.split()],
    "rows": [ROW.replace(",", "\udcff").encode("utf-8", "surrogateescape"), b'a\xff"\n\xff=1+1\xff\xff'],
    "csv": [f"0{ROW}\n".encode(), f"{HEAD}\n{ROW}\n".encode("gb18030"), f"{HEAD}\n{ROW}\n".encode("utf-16")],
    "jsonl": [b'{"provision": "csl@2016:59.1", "fine": 1e5}\n', b'{"provision": [["x"]], "fine": {"a": null}}'],
    "xlsx": [
        b'1<row r="3"><c r="A3" t="inlineStr"><is><t>csl@2016:59.1</t></is></c><c r="B3" s="1"><v>45000</v></c></row>',
        "2<si><r><t>甲</t></r><rPh><t>乙</t></rPh></si>".encode(),
        b'3<numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts>',
        b'1<row r="3"><c r="A3" t="e"><v>#REF!</v></c><c r="B3"><f>1+1</f><v/></c></row>',
    ],
    "tables": [
        b"0" + TABLE[TABLE.index("[[provisions]]") :][:3_000].encode(),
        b"1\x00\x10max = nan",
        TABLE[:2_000].encode(),
    ],
    "profiles": [PROFILE.encode(), b"1\x00\x14min = nan", b"1\x00\x0afacts = 5", b"[[large_fine]]\namount = 1"],
    "cases": [
        b'provision = "csl@2025:61.1"\nfacts = ["refused"]\nunknown = "severe"\nfine = 60000.5\nperson_fines = { manager = 20000 }\n',
        '处罚依据 = "网安法64"\n违法行为终了日期 = 2026-02-01\n违法所得 = "5万"\n处罚种类及措施 = ["责令改正", "没收违法所得5万元"]\n'.encode(),
        '案号 = "甲, 违法所得 = 5"\nprovision = "#3"\nother_bases = { gains = "5万" }\n裁量 = "从轻"\n'.encode(),
        b'provision = "#3"\nfacts = [["x"]]\ndecided = 07:32:00\nfine = nan\n[sanctions]\n',
    ],
    "reader": [each.encode() for each in _PROVISIONS],
}
