"""Decision files as officers save them, and reports as reviewers get them."""

import csv
import io
import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from finecalc import check_many
from finecalc.cli import run as finecalc
from finecalc.decisions.files import reports, sheets, xlsx_report
from finecalc.decisions.files.columns import Column, understood
from finecalc.decisions.files.headings import HEADINGS
from tests import TODAY
from tests.conftest import Run

EXAMPLE = Path(__file__).parents[1] / "data" / "decisions.csv"
HEAD = "案号,处罚依据,情节,单位罚款,个人罚款,处罚种类及措施"
LAWFUL = "a1,csl@2025:61.1,拒不改正,25万,主管人员:5万,责令改正；警告"
ABOVE = "a2,csl@2025:61.1,拒不改正,60万,主管人员:5万,责令改正；警告"


def rows_of(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, Any]]:
    """The contract's lines for a file."""
    finecalc(["check", str(path), "--format", "jsonl", *options])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def verdicts(rows: list[dict[str, Any]]) -> list[tuple[int, str, list[str]]]:
    """Row, verdict and codes, but for the steps that are due before any fine (FC501)."""
    return [
        (row["row"], row["verdict"], [finding["code"] for finding in row["findings"] if finding["code"] != "FC501"])
        for row in rows
    ]


# --- the contract ------------------------------------------------------------------------------------------------------


def test_jsonl_is_the_contract(process: Run) -> None:
    done = process("check", "-", "--format", "jsonl", stdin=f"{HEAD}\n{LAWFUL}\n{ABOVE}\n")
    lawful, above = (json.loads(line) for line in done.stdout.splitlines())
    assert (done.returncode, done.stderr) == (1, "")
    steps = lawful.pop("findings")
    assert lawful == {"row": 2, "case_id": "a1", "verdict": "ok"}
    assert [(each["code"], each["severity"]) for each in steps] == [("FC501", "info")]
    finding = above["findings"][0]
    assert (above["row"], above["case_id"], above["verdict"]) == (3, "a2", "error")
    assert (finding["code"], finding["severity"], finding["field"]) == ("FC102", "error", "fine")
    assert finding["citation"] == "《中华人民共和国网络安全法》（2025年）第六十一条第一款"
    assert finding["message"].startswith("对单位罚款60万元，高于法定幅度：处5万元以上50万元以下")


def test_example_file(capsys: pytest.CaptureFixture[str]) -> None:
    """The dozen decisions of the README, row by row."""
    assert verdicts(rows_of(EXAMPLE, capsys)) == [
        (2, "ok", []),
        (3, "ok", []),
        (4, "error", ["FC102"]),
        (5, "error", ["FC102"]),
        (6, "error", ["FC113"]),
        (7, "error", ["FC401"]),
        (8, "warning", ["FC121", "FC409"]),
        (9, "warning", ["FC302"]),
        (10, "error", ["FC301"]),
        (11, "error", ["FC404"]),
        (12, "unreadable", ["FC901"]),
        (13, "unreadable", ["FC902"]),
    ]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1),
        (("--fail-on", "error"), 1),
        (("--fail-on", "never"), 0),
        (("--ignore", "FC102"), 0),
        (("--ignore", "fine-above-range"), 0),
        (("--select", "FC4"), 0),
        (("--select", "FC1"), 1),
    ],
)
def test_exit_codes_and_selection(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], code: int
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"{HEAD}\n{LAWFUL}\n{ABOVE}\n", encoding="utf-8")
    assert finecalc(["check", str(file), *options]) == code


def test_warning_alone_fails_unless_told_otherwise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"{HEAD}\na,csl@2025:61.1,拒不改正,5万,,责令改正；警告\n", encoding="utf-8")
    assert finecalc(["check", str(file)]) == 1
    assert finecalc(["check", str(file), "--fail-on", "error"]) == 0


def test_row_that_cannot_be_judged_is_never_called_lawful(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"{HEAD}\na,csl@2025:61.1,拒不改正,五万左右,,\n", encoding="utf-8")
    for options in (("--select", "FC1"), ("--ignore", "FC901")):
        assert verdicts(rows_of(file, capsys, *options))[0][1] == "unreadable"


def test_unknown_code_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert finecalc(["check", str(EXAMPLE), "--select", "fine-above-rang"]) == 2
    assert "fine-above-range" in capsys.readouterr().err


# --- encodings, delimiters, headings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str, delimiter: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(f"{HEAD}\n{LAWFUL}\n{ABOVE}\n".replace(",", delimiter).encode(encoding))
    assert verdicts(rows_of(file, capsys)) == [(2, "ok", []), (3, "error", ["FC102"])]


@pytest.mark.parametrize(
    ("heading", "field", "unit"),
    [
        ("处罚依据", "provision", None),
        (" Provision ", "provision", None),
        ("conduct from", "conduct_from", None),
        ("CONDUCT_TO", "conduct_to", None),
        ("单位罚款（元）", "fine", 1),
        ("单位罚款(万元)", "fine", 10_000),
        ("个人罚款（多人用分号隔开）", "person_fines", None),
        ("* 处罚依据", "provision", None),
        ("当事人", "", None),
        ("", "", None),
    ],
)
def test_headings_as_people_write_them(heading: str, field: str, unit: int | None) -> None:
    assert understood(heading) == Column(field=field, unit=unit)


@pytest.mark.parametrize("heading", HEADINGS, ids=lambda heading: heading.field)
def test_every_heading_in_both_languages(heading: Any) -> None:
    for name in (heading.field, heading.zh, *heading.others):
        assert understood(name) == Column(field=heading.field)


def test_english_headings_in_any_order_and_unknown_ones_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("note,fine,facts,provision\nx,500001,refused,csl@2025:61.1\n", encoding="utf-8")
    assert finecalc(["check", str(file), "--format", "csv"]) == 1
    table = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert table[0] == ["note", "fine", "facts", "provision", "结论", "发现", "说明"]
    assert table[1][:6] == ["x", "500001", "refused", "csl@2025:61.1", "违法", "FC102 FC114 FC202 FC501"]


def test_amounts_under_a_heading_in_ten_thousands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    head = HEAD.replace("单位罚款", "单位罚款（万元）")
    lawful = LAWFUL.replace(",25万,", ",25,")
    above = LAWFUL.replace(",25万,", ",50.01,")
    written = LAWFUL.replace(",25万,", ",30万,")
    file.write_text(f"{head}\n{lawful}\n{above}\n{written}\n", encoding="utf-8")
    assert [each[1] for each in verdicts(rows_of(file, capsys))] == ["ok", "error", "ok"]


def test_title_rows_above_the_headings_and_row_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"2026年处罚决定汇总表,,,,,\n\n{HEAD}\n{LAWFUL}\n,,,,,\n{ABOVE}\n", encoding="utf-8")
    assert verdicts(rows_of(file, capsys)) == [(4, "ok", []), (6, "error", ["FC102"])]


def test_same_heading_twice_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    file.write_text("处罚依据,provision\ncsl@2025:61.1,csl@2025:61.1\n", encoding="utf-8")
    assert finecalc(["check", str(file)]) == 2
    assert "同一个标题" in capsys.readouterr().err


# --- bad cells and rows --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "cell", "field"),
    [
        ("单位罚款", "五万左右", "fine"),
        ("单位罚款", "-5", "fine"),
        ("单位罚款", "=1+1", "fine"),
        ("单位罚款", "1" * 100_000, "fine"),
        ("单位罚款", "5\0万", "fine"),
        ("个人罚款", "2万", "person_fines"),
        ("个人罚款", "董事长:2万", "person_fines"),
        ("处罚种类及措施", "责令道歉", "sanctions"),
        ("情节", "态度恶劣", "facts"),
        ("违法行为终了日期", "2026-02-30", "conduct_to"),
        ("违法行为终了日期", "46053", "conduct_to"),
        ("机关层级", "乡级", "by"),
        ("裁量", "加重", "adjust"),
        ("违法所得", "不详", "gains"),
        ("项", "甲", "item"),
        ("项", "1²", "item"),
        ("个人罚款", "主管人员:2000①", "person_fines"),
        ("违法所得", "10³", "gains"),
        ("决定日期", "2026-1-1²", "decided"),
        ("决定日期", "2062-01-01", "decided"),
        ("违法行为终了日期", "9999-12-31", "conduct_to"),
    ],
)
def test_unreadable_cell_is_a_finding_on_its_row(column: str, cell: str, field: str) -> None:
    decision = {
        "处罚依据": "csl@2025:61.1",
        "情节": "拒不改正",
        "单位罚款": "5万",
        "个人罚款": "主管人员:1万",
        column: cell,
    }
    (judgement,) = check_many([decision], today=TODAY)
    assert judgement.verdict == "unreadable"
    assert [found.field for found in judgement.findings if found.code == "FC901"] == [field]


def test_what_can_be_read_is_judged_beside_what_cannot(tmp_path: Path) -> None:
    decision = {"provision": "csl@2025:61.1", "facts": "refused", "fine": "60万", "person_fines": "谁:1万"}
    (judgement,) = check_many([decision], today=TODAY)
    assert [found.code for found in judgement.findings if found.severity != "info"] == ["FC102", "FC202", "FC901"]


def test_fine_among_the_sanctions_without_an_amount() -> None:
    decision = {"provision": "dsl@2021:45.1", "sanctions": "责令改正；警告；罚款"}
    with_amount = {**decision, "fine": "25万"}
    bare, given = check_many([decision, with_amount], today=TODAY)
    assert [found.code for found in bare.findings if found.severity != "info"] == ["FC901"]
    assert {found.code for found in given.findings} == {"FC409", "FC501"}


@pytest.mark.parametrize("filler", [" ", "\x1d", "第", "九", "1", "(", "：", "；", "万", "，", "0", "."])
@pytest.mark.parametrize("field", [heading.field for heading in HEADINGS])
def test_no_cell_keeps_the_reader_busy(field: str, filler: str) -> None:
    """Cells as long as are read at all, made to be hard for a pattern, are answered at once."""
    import time

    decision = {"provision": "csl@2025:61.1", field: f"csl{filler * 1_900}@201-5:61"}
    start = time.process_time()
    (judgement,) = check_many([decision], today=TODAY)
    assert time.process_time() - start < 2
    assert field == "case_id" or judgement.verdict == "unreadable"


@pytest.mark.parametrize(
    ("row", "reason"),
    [("a,csl@2025:61.1,拒不改正", "3 列"), ("a,csl@2025:61.1,拒不改正,25万,主管人员:5万,警告,多,出", "8 列")],
)
def test_rows_too_short_and_too_long(tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str, reason: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"{HEAD}\n{row}\n{LAWFUL}\n{LAWFUL},,\n", encoding="utf-8")
    rows = rows_of(file, capsys)
    assert verdicts(rows) == [(2, "unreadable", ["FC901"]), (3, "ok", []), (4, "ok", [])]
    assert reason in rows[0]["findings"][0]["message"]


def test_megabyte_cell_passes_through(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, report = tmp_path / "a.csv", tmp_path / "b.csv"
    huge = "长" * 1_000_000
    file.write_text(f"{HEAD},备注\n{LAWFUL},{huge}\n", encoding="utf-8")
    assert finecalc(["check", str(file), "-o", str(report)]) == 0
    csv.field_size_limit(10_000_000)
    with report.open(encoding="utf-8-sig", newline="") as lines:
        assert list(csv.reader(lines))[1][6:8] == [huge, "合法"]


def test_quoted_line_breaks_count_as_one_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f'{HEAD},备注\n{LAWFUL},"一\n二"\n{ABOVE},x\n', encoding="utf-8")
    assert verdicts(rows_of(file, capsys)) == [(2, "ok", []), (3, "error", ["FC102"])]


def test_stray_bytes_are_a_finding_and_come_back_as_they_were(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, report = tmp_path / "a.csv", tmp_path / "b.csv"
    content = f"{HEAD},备注\n{LAWFUL},x\n".encode() + f"{ABOVE},".encode() + b"\xff\xfe\x81\n" + b"a3,\xff\x30,,,,,\n"
    file.write_bytes(content)
    assert finecalc(["check", str(file), "-o", str(report)]) == 1
    assert b"\xff\xfe\x81," in report.read_bytes()
    assert [each[1] for each in verdicts(rows_of(file, capsys))] == ["ok", "error", "unreadable"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "空文件"),
        (b"a,b\n1,2\n", "没有标题行"),
        (b"%PDF-1.7", "PDF"),
        (b"[{}]", "JSONL"),
        (b"PK\x03\x04 not a zip", "XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 junk", "XLSX"),
        (b"\x00\x01\x02\x03" * 100, "标题行"),
        ('处罚依据\n"没有配对'.encode() + b"x" * (17 * 1024 * 1024), "引号"),
    ],
)
def test_unusable_file_is_one_line_and_exit_code_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    assert finecalc(["check", str(file)]) == 2
    out = capsys.readouterr()
    assert out.out == ""
    assert said in out.err
    assert out.err.count("\n") == 1


def test_missing_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert finecalc(["check", "/nowhere/a.csv"]) == 2
    assert capsys.readouterr().err.startswith("finecalc: 读不到 /nowhere/a.csv")


# --- JSONL -----------------------------------------------------------------------------------------------------------------


def test_jsonl_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.jsonl"
    lines = [
        json.dumps(
            {
                "provision": "csl@2025:61.1",
                "facts": ["refused"],
                "fine": 250000,
                "person_fines": {"manager": 50000},
                "sanctions": ["责令改正"],
            }
        ),
        json.dumps(
            {"处罚依据": "csl@2025:61.1", "情节": "拒不改正", "单位罚款": 500000.01, "个人罚款": [["manager", 50000]]}
        ),
        "不是 JSON",
        "",
        "[1]",
        json.dumps({"provision": None}),
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert finecalc(["check", str(file), "--format", "jsonl"]) == 2  # provision and 处罚依据 are the same heading
    lines[1] = lines[1].replace("处罚依据", "x")
    file.write_text("\n".join([lines[0], lines[0].replace("250000", "500000.01"), *lines[2:]]), encoding="utf-8")
    capsys.readouterr()
    assert verdicts(rows_of(file, capsys)) == [
        (1, "ok", []),
        (2, "error", ["FC102"]),
        (3, "unreadable", ["FC901"]),
        (5, "unreadable", ["FC901"]),
    ]


# --- XLSX ------------------------------------------------------------------------------------------------------------------


def workbook(path: Path, rows: list[list[Any]], *, above: int = 0) -> None:
    """A workbook as an officer saves it: a merged title, then headings, dates as dates, numbers as numbers."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("汇总")
    day = book.add_format({"num_format": "yyyy/m/d"})
    for line in range(above):
        sheet.merge_range(line, 0, line, 5, "二〇二六年处罚决定汇总表")
    for line, row in enumerate(rows, start=above):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(line, column, datetime(cell.year, cell.month, cell.day), day)
            elif isinstance(cell, str) and cell.startswith("="):
                sheet.write_formula(line, column, cell, value="")
            else:
                sheet.write(line, column, cell)
    book.close()


XLSX_HEAD = ["案号", "处罚依据", "违法行为终了日期", "决定日期", "情节", "单位罚款", "个人罚款", "处罚种类及措施"]


def test_workbook_with_title_rows_and_typed_cells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.xlsx"
    case = ["a1", "csl@2025:61.1", date(2026, 3, 1), "2026年5月6日", "拒不改正"]
    workbook(
        file,
        [
            XLSX_HEAD,
            [*case, 250000, "主管人员:5万", "责令改正；警告"],
            [*case, "36.5万", "主管人员:5万", "责令改正；警告"],
            [*case, 500000.5, "主管人员:5万", "责令改正；警告"],
            [],
            [*case, "=1+1", "主管人员:5万", "责令改正；警告"],
        ],
        above=2,
    )
    assert verdicts(rows_of(file, capsys)) == [
        (4, "ok", []),
        (5, "ok", []),
        (6, "error", ["FC102"]),
        (8, "unreadable", ["FC901"]),
    ]


def test_workbook_report_gives_back_every_cell_and_colours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import python_calamine

    file, report = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    row = [
        "=HYPERLINK",
        "csl@2025:61.1",
        date(2026, 3, 1),
        "2026-05-06",
        "拒不改正",
        500001,
        "主管人员:5万",
        "责令改正；警告",
    ]
    workbook(file, [XLSX_HEAD, ["'=x", *row[1:]]], above=1)
    assert finecalc(["check", str(file), "-o", str(report)]) == 1
    sheet = python_calamine.load_workbook(str(report)).get_sheet_by_name("a 全部列").to_python()
    assert sheet[0][0] == "二〇二六年处罚决定汇总表"
    assert sheet[1] == [*XLSX_HEAD, "结论", "发现", "说明"]
    assert sheet[2][:8] == ["'=x", *row[1:]]
    assert sheet[2][8:10] == ["违法", "FC102 FC501"]
    styles = __import__("zipfile").ZipFile(report).read("xl/styles.xml")
    assert b"F8CBAD" in styles


def test_more_rows_than_a_worksheet_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import python_calamine

    monkeypatch.setattr(xlsx_report, "LAST_ROW", 4)  # headings and three rows
    file, report = tmp_path / "a.csv", tmp_path / "b.xlsx"
    numbers = [f"n{number}" for number in range(7)]
    lines = [LAWFUL.replace("a1", number) for number in numbers]
    file.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    assert finecalc(["check", str(file), "-o", str(report)]) == 0
    book = python_calamine.load_workbook(str(report))
    names = ["a", "a 全部列", "a 2", "a 2 全部列", "a 3", "a 3 全部列"]
    assert book.sheet_names[1:] == names
    for at, of in ((1, names[::2]), (0, names[1::2])):
        pages = [book.get_sheet_by_name(name).to_python() for name in of]
        assert [len(page) for page in pages] == [4, 4, 2]
        assert [row[at] for page in pages for row in page[1:]] == numbers


def test_zip_bomb_is_refused_unread(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import zipfile

    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b"0" * (100 * 1024 * 1024))
    assert finecalc(["check", str(file)]) == 2
    assert "解压后有" in capsys.readouterr().err


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_truncated_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str], part: float) -> None:
    file = tmp_path / "a.xlsx"
    workbook(file, [XLSX_HEAD, ["a", "csl@2025:61.1"]])
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * part)])
    assert finecalc(["check", str(file)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_workbook_packed_in_an_unknown_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.xlsx"
    workbook(file, [XLSX_HEAD, ["a", "csl@2025:61.1"]])
    content = bytearray(file.read_bytes())
    directory = content.index(b"PK\x01\x02")
    content[directory + 6] = 240  # the version of the format that is needed to unpack
    file.write_bytes(bytes(content))
    assert finecalc(["check", str(file)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


# --- reports ---------------------------------------------------------------------------------------------------------------


def test_csv_report_is_the_input_with_three_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "b.csv"
    finecalc(["check", str(EXAMPLE), "-o", str(report)])
    assert report.read_bytes().startswith(b"\xef\xbb\xbf")
    with EXAMPLE.open(encoding="utf-8", newline="") as before, report.open(encoding="utf-8-sig", newline="") as after:
        old, new = list(csv.reader(before)), list(csv.reader(after))
    assert [row[:-3] for row in new] == old
    assert new[1][-3:-1] == ["合法", "FC501"]
    assert new[3][-3:-1] == ["违法", "FC102 FC501"]


@pytest.mark.parametrize(
    ("cell", "given_back"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("-5", "-5"),
        ("+3.5%", "+3.5%"),
        ("a=b", "a=b"),
        ("2026-01-01", "2026-01-01"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("place", ["first", "last"])
def test_no_cell_becomes_a_formula(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cell: str, given_back: str, place: str
) -> None:
    file = tmp_path / "a.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        rows = [["备注", "处罚依据", "情节", "单位罚款"], [cell, "csl@2016:59.1", "", ""]]
        csv.writer(text).writerows(rows if place == "first" else [row[::-1] for row in rows])
    finecalc(["check", str(file), "--format", "csv"])
    row = list(csv.reader(io.StringIO(capsys.readouterr().out)))[1]
    assert row[0 if place == "first" else 3] == given_back


def test_terminal_report_has_no_markup_and_no_escapes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"{HEAD}\n[red]\x1b[31m\x9b2J,csl@2025:61.1,拒不改正,60万\x1b]0;x\x07,,\n", encoding="utf-8")
    finecalc(["check", str(file)])
    out = capsys.readouterr().out
    assert "[red]" in out
    assert not any(char in out for char in "\x1b\x9b\x07")


def test_terminal_report_fits_in_80_columns_and_sums_up(run: Run) -> None:
    done = run("check", str(EXAMPLE))
    from finecalc.language.columns import width

    assert max(width(line) for line in done.stdout.splitlines()) <= 80
    assert "共 12 件：合法 2，提醒 2，违法 6，看不懂 2" in done.stdout
    assert "FC102 fine-above-range" in done.stdout
    assert done.stderr == f"finecalc: {EXAMPLE}: FC903 column-not-read 没有读的列：当事人、备注\n"


def test_english_report(run: Run) -> None:
    done = run("check", str(EXAMPLE), "--lang", "en")
    assert "12 decisions: ok 2, warning 2, error 6, unreadable 2" in done.stdout
    assert "Fine on the organisation CNY 500,001 is above the range" in " ".join(done.stdout.split())


def test_json_report(capsys: pytest.CaptureFixture[str]) -> None:
    finecalc(["check", str(EXAMPLE), "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    assert len(report["rows"]) == report["summary"]["rows"] == 12
    assert report["summary"]["findings"]["FC102"] == 2
    assert len(report["table"]["sha256"]) == 64


def test_github_annotations_are_escaped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a,b.csv"
    file.write_text(f"{HEAD}\na,csl@2025:61.1,拒不改正,五万::左右%,,\n", encoding="utf-8")
    finecalc(["check", str(file), "--format", "github", "--select", "FC901"])
    line, table = capsys.readouterr().out.splitlines()
    assert table.startswith("::notice title=finecalc check::法条表 ")
    assert line.startswith("::error file=")
    assert "a%2Cb.csv,line=2,title=FC901 unreadable-cell::" in line
    assert "左右%25" in line


def test_several_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, row in (("a.csv", LAWFUL), ("b.csv", ABOVE)):
        (tmp_path / name).write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    assert finecalc(["check", str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), "--format", "jsonl"]) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(os.path.basename(row["file"]), row["verdict"]) for row in rows] == [("a.csv", "ok"), ("b.csv", "error")]


# --- whole or not at all ------------------------------------------------------------------------------------------------------


def test_failure_leaves_the_old_report_and_no_draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, report = tmp_path / "a.csv", tmp_path / "out" / "b.csv"
    report.parent.mkdir()
    old = f"{HEAD},结论,发现,说明\n"
    report.write_text(old, encoding="utf-8")
    file.write_bytes(f'{HEAD}\n{LAWFUL}\n"'.encode() + b"x" * (17 * 1024 * 1024))
    assert finecalc(["check", str(file), "-o", str(report)]) == 2
    assert report.read_text(encoding="utf-8") == old
    assert os.listdir(report.parent) == ["b.csv"]


@pytest.mark.parametrize("name", ["b.csv", "b.jsonl", "b.txt", "b.xlsx"])
def test_interruption_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    def interrupted(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr("finecalc.decisions.judge.on_sanctions", interrupted)
    file = tmp_path / "a.csv"
    file.write_text(f"{HEAD}\n{LAWFUL}\n", encoding="utf-8")
    assert finecalc(["check", str(file), "-o", str(tmp_path / name)]) == 130
    assert os.listdir(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("name", ["b.csv", "b.xlsx"])
def test_place_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert finecalc(["check", str(EXAMPLE), "-o", str(tmp_path / "missing" / name)]) == 2
    assert "写不进" in capsys.readouterr().err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_full_disk(run: Run) -> None:
    import subprocess
    import sys

    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "finecalc", "check", str(EXAMPLE), "--format", "csv", "--lang", "en"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_input_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"{HEAD}\n{LAWFUL}\n", encoding="utf-8")
    assert finecalc(["check", str(file), "-o", str(file)]) == 2
    assert file.read_text(encoding="utf-8") == f"{HEAD}\n{LAWFUL}\n"


# --- many, in flat memory -----------------------------------------------------------------------------------------------------


def test_memory_of_past_rows_does_not_grow(statutes: Any) -> None:
    from finecalc.decisions.files.checker import Checker

    checker = Checker(statutes, ("provision", "fine"), today=TODAY)
    for number in range(20_000):
        checker.judge([f"csl@2016:{number}.1", f"{number}.5"])
    kept = [*vars(checker).values(), *vars(checker._reading).values()]
    sizes = [len(memory) for memory in kept if isinstance(memory, dict)]
    assert len(sizes) > 5
    assert max(sizes) <= 8_192


def test_what_is_remembered_changes_no_judgement(statutes: Any) -> None:
    """Every row twice, in a checker that has seen everything and in one that has seen nothing."""
    from itertools import product

    from finecalc.decisions.files.checker import Checker

    fields = ("provision", "facts", "conduct_to", "discovered", "decided", "gains", "fine", "sanctions")
    rows = list(
        product(
            ("csl@2025:61.1", "网安法61", "csl@2025:63.1", "csl@2016:64.1"),
            ("", "拒不改正"),
            ("", "2025-12-31", "2026-01-01", "2023-05-01"),
            ("", "2026-01-01"),
            ("2025-12-31", "2026-02-01"),
            ("", "0", "5万", "10万"),
            ("", "5万", "50001"),
            ("", "责令改正；警告"),
        )
    )
    seen = Checker(statutes, fields, today=TODAY)
    first = [seen.judge(row) for row in rows]
    assert [seen.judge(row) for row in rows] == first
    for row, judgement in list(zip(rows, first, strict=True))[::37]:
        assert Checker(statutes, fields, today=TODAY).judge(row) == judgement


def test_encoding_of_nothing_but_ascii_is_utf8() -> None:
    assert sheets._encoding(io.BytesIO(b"a,b"), "x") == "utf-8-sig"


def test_storable_replaces_stray_bytes() -> None:
    assert reports.storable("a\udcff") == "a\ufffd\ufffd\ufffd"


# --- what is remembered for one row is not told to another --------------------------------------------------------------


@pytest.mark.parametrize(
    ("provision", "code", "field", "days"),
    [
        # of each pair, both days lie between the same changes of the law
        ("csl@2025:61.1", "FC401", "conduct_to", ("2025-06-01", "2025-07-02")),
        ("csl@2016:64.2", "FC403", "decided", ("2026-03-01", "2026-04-02")),
    ],
)
def test_each_row_is_told_its_own_day(provision: str, code: str, field: str, days: tuple[str, str]) -> None:
    rows = [
        {"provision": provision, "conduct_to": "2025-06-30", "decided": "2025-10-01", "gains": "无", field: day}
        for day in days
    ]
    judged = list(check_many(rows, today=TODAY))
    for judgement, own, other in zip(judged, days, reversed(days), strict=True):
        (found,) = [each for each in judgement.findings if each.code == code]
        said = {day: f"{int(day[:4])}年{int(day[5:7])}月{int(day[8:])}日" for day in days}
        assert said[own] in found.zh
        assert said[other] not in found.zh


def test_each_row_is_told_its_own_limitation() -> None:
    case = {"provision": "news@2017:24.1", "decided": "2026-06-01", "sanctions": "责令改正；警告"}
    rows = [
        {**case, "conduct_to": "2023-01-31", "discovered": "2025-01-31"},
        {**case, "conduct_to": "2023-01-31", "discovered": "2025-02-01"},
        {**case, "conduct_to": "2023-02-01", "discovered": "2025-02-01"},
    ]
    late = [[each.code for each in judgement.findings if each.code == "FC404"] for judgement in check_many(rows)]
    assert late == [[], ["FC404"], []]


def _but_for_the_table(row: list[str]) -> list[str]:
    """A row without what is said beside the last one: which table judged."""
    return [*row[:-1], "\n".join(line for line in row[-1].split("\n") if not line.startswith(("法条表 ", "Table ")))]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_amounts_are_put_into_what_is_said_of_many_rows(tmp_path: Path, lang: str) -> None:
    """Each row has its own amount, and where the fine is a multiple its own range."""
    rows = ["csl@2025:63.1,200000,{}", "csl@2025:63.1,,{}", "csl@2025:61.1,,{}"]
    fines = ["1", "999", "9999999", "120000000", "1234567.89", "12%", "5.5万"]
    lines = ["处罚依据,违法所得,单位罚款", *(row.format(fine) for row in rows for fine in [*fines, *fines])]
    lines += [f"csl@2025:63.1,{gains},3" for gains in (100_000, 150_000, "123456.78", 99_999)]
    source, together, alone = (tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))
    source.write_text("\n".join(lines), encoding="utf-8")
    finecalc(["check", str(source), "-o", str(together), "--ignore", "FC9", "--lang", lang])
    found = []
    for line in lines[1:]:
        source.write_text(f"{lines[0]}\n{line}\n", encoding="utf-8")
        finecalc(["check", str(source), "-o", str(alone), "--ignore", "FC9", "--lang", lang])
        found += list(csv.reader(alone.read_text(encoding="utf-8-sig").splitlines(keepends=True)))[1:]
    rows_together = list(csv.reader(together.read_text(encoding="utf-8-sig").splitlines(keepends=True)))[1:]
    assert [_but_for_the_table(row) for row in rows_together] == [_but_for_the_table(row) for row in found]
    above = "20万元以上100万元以下" if lang == "zh" else "CNY 200,000 to CNY 1,000,000"
    assert sum(above in row[-1] for row in found) == 2 * 6
