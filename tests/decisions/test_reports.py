"""Reports that are printed, as a workbook and as a page: what stands on them, what a machine reads back, and that no cell acts."""

import csv
import json
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from finecalc.cli import run as finecalc
from finecalc.decisions.codes import FINDINGS
from finecalc.decisions.files import xlsx_report
from finecalc.decisions.files.printed import folded, height
from finecalc.language.columns import width
from finecalc.table.statutes import Statutes
from tests.conftest import Run
from tests.workbooks import decision, headings, sheet, write

EXAMPLE = Path(__file__).parents[1] / "data" / "decisions.csv"
OFFICE = Path(__file__).parents[1] / "data" / "offices" / "bands.toml"
HEAD = (
    "案号,当事人,处罚依据,违法行为终了日期,发现日期,决定日期,情节,违法所得,单位罚款,个人罚款,处罚种类及措施,裁量,备注"
)
DAYS = "2026-02-01,2026-02-10,2026-05-06"
FORMULA = '=HYPERLINK("http://x")'

Capture = pytest.CaptureFixture[str]
Rows = list[list[Any]]


def row(
    case: str,
    basis: str = "csl@2025:61.1",
    *,
    facts: str = "拒不改正",
    gains: str = "",
    fine: str = "25万",
    persons: str = "主管人员:5万",
    sanctions: str = "责令改正；警告",
    adjust: str = "",
    days: str = DAYS,
) -> str:
    """拒不改正 under 2025:61.1: 25万 on the unit and 5万 on the manager are lawful, in the middle."""
    return f"{case},甲公司,{basis},{days},{facts},{gains},{fine},{persons},{sanctions},{adjust},备注{case}"


def written(folder: Path, *rows: str, name: str = "a.csv") -> Path:
    file = folder / name
    file.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return file


def workbook(folder: Path, file: Path, *options: str) -> dict[str, Rows]:
    """The report on a file, by the names of its sheets."""
    report = folder / "report.xlsx"
    finecalc([*options, "check", str(file), "-o", str(report), "--force"])
    book = python_calamine.load_workbook(str(report))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def page(folder: Path, file: Path, *options: str) -> str:
    report = folder / "report.html"
    finecalc([*options, "check", str(file), "-o", str(report), "--force"])
    return report.read_text(encoding="utf-8")


def column(rows: Rows, heading: str) -> list[Any]:
    at = rows[0].index(heading)
    return [each[at] for each in rows[1:]]


# --- what is printed -------------------------------------------------------------------------------------------------------


def test_first_come_the_columns_that_matter_then_every_column(tmp_path: Path) -> None:
    book = workbook(tmp_path, written(tmp_path, row("1")))
    assert list(book) == ["审查摘要", "a", "a 全部列"]
    matter = ["案号", "处罚依据", "情节", "单位罚款", "个人罚款", "处罚种类及措施", "裁量"]
    assert book["a"][0] == ["行", *matter, "结论", "发现", "幅度", "说明", "改法"]
    assert book["a 全部列"][0] == [*HEAD.split(","), "结论", "发现", "说明"]


@pytest.mark.parametrize(
    ("decided", "ranges"),
    [
        # 61①: 处五万元以上五十万元以下罚款，对直接负责的主管人员和其他直接责任人员处一万元以上十万元以下罚款
        (row("1"), "单位 5万元–50万元\n直接负责的主管人员、其他直接责任人员 1万元–10万元"),
        # 61①: 责令改正，给予警告，可以处一万元以上五万元以下罚款
        (row("1", facts="", fine="", persons=""), "单位 可以处 1万元–5万元"),
        (row("1", adjust="不予处罚", fine="", persons="", sanctions="责令改正"), "不罚款"),
        (row("1", adjust="减轻", fine="4万", persons="主管人员:9000"), "单位 不足5万元\n直接负责的主管人员、其他直接责任人员 不足1万元"),
        # 63: 违法所得十万元以上的，并处违法所得一倍以上五倍以下罚款
        (row("1", "csl@2025:63.1", facts="", gains="20万", fine="30万", persons=""), "单位 20万元–100万元"),
        # 县级 may not: 22 gives it to the national and the provincial level
        (row("1", "news@2017:22.1", facts="", fine="2万", persons=""), "如无此障碍：单位 1万元–3万元"),
        (row("1", "无此条"), ""),
    ],
)  # fmt: skip
def test_the_range_stands_beside_each_row(tmp_path: Path, decided: str, ranges: str) -> None:
    assert column(workbook(tmp_path, written(tmp_path, decided))["a"], "幅度") == [ranges]


@pytest.mark.parametrize(
    ("decided", "mend"),
    [
        (row("1", fine="60万"), "FC102 单位罚款改为5万元以上50万元以下；情节够得上更重一档的，写明该情节，并有证据证明"),
        (row("1", fine="4万"), "FC101 单位罚款改为5万元以上50万元以下；确有法定减轻情形的，裁量写减轻，并说明理由和依据"),
        (row("1", fine="6万", persons="主管人员:5000", adjust="从轻"), "FC111 该责任人员的罚款改为1万元以上10万元以下，或者写明减轻及其依据"),
        (row("1", fine="5万", persons="主管人员:9000", adjust="减轻"), "FC102 单位罚款改为不足5万元；情节够得上更重一档的，写明该情节，并有证据证明"),
        (row("1", fine=""), "FC104 对单位罚款5万元–50万元；依法减轻或者不予处罚的，在裁量中写明"),
        (row("1", persons=""), "FC114 对责任人员罚款（直接负责的主管人员、其他直接责任人员 1万元–10万元），或者在决定书中说明不罚的理由"),
        (
            row("1", "csl@2025:63.1", facts="", gains="20万", fine="200万", persons="", sanctions="责令停止销售或者提供；警告；没收违法所得"),
            "FC102 单位罚款改为20万元以上100万元以下；情节够得上更重一档的，写明该情节，并有证据证明",
        ),
        # 从轻 is under 30 % of the way from 5万 to 50万, which is 18.5万; floating under 40 %, which is 23万
        (row("1", fine="25万", persons="主管人员:2万", adjust="从轻"), "FC601 罚款改在5万元以上不足18.5万元（浮动后5万元以上不足23万元）；有从轻、减轻或者从重情形的，裁量写明阶次，并说明理由"),
        (row("1", fine="五万左右"), "FC901 按提示改写这个单元格"),
    ],
)  # fmt: skip
def test_what_would_mend_it_says_the_amounts(tmp_path: Path, decided: str, mend: str) -> None:
    assert column(workbook(tmp_path, written(tmp_path, decided))["a"], "改法") == [mend]


def test_the_text_that_applies_is_named_with_its_range(tmp_path: Path) -> None:
    rows = workbook(tmp_path, written(tmp_path, row("1", "csl@2016:59.1")))["a"]
    assert column(rows, "改法")[0].startswith("FC401 改引应当适用的条文，罚款按它的幅度重新确定（单位 5万元–50万元；")


def test_a_lawful_fine_outside_the_band_of_the_office_is_not_told_the_whole_range(tmp_path: Path) -> None:
    """The office's own step for 拒不改正 is one to five 万元 on the unit, five thousand to two 万元 on the manager."""
    decided = row("1", "csl@2016:59.1", fine="8万", persons="主管人员:1万", days="2025-09-01,2025-09-10,2025-10-01")
    rows = workbook(tmp_path, written(tmp_path, decided), "--office", str(OFFICE))["a"]
    assert column(rows, "发现")[0].split() == ["FC501", "FC601"]
    assert column(rows, "幅度")[0].startswith("单位 1万元–10万元")
    assert "10万元" not in column(rows, "改法")[0]
    assert column(rows, "改法")[0].startswith("FC601 ")


def test_every_remedy_has_room_for_amounts_in_both_languages() -> None:
    remedies = [rule.remedy for rule in FINDINGS.values() if rule.remedy]
    assert len(remedies) == 9
    assert all(each.zh.count("{}") == each.en.count("{}") == 1 for each in remedies)
    assert {rule.code for rule in FINDINGS.values() if rule.bars} == {"FC301", "FC404"}


def test_what_is_only_to_be_known_is_said_once(tmp_path: Path) -> None:
    book = workbook(tmp_path, written(tmp_path, *(row(f"{each}") for each in range(20))))
    assert column(book["a"], "发现") == ["FC501"] * 20
    assert column(book["a"], "说明") == [""] * 20
    (known,) = (each for each in book["审查摘要"] if each[0] == "FC501" and each[2] != "procedure-due")
    assert known[1:3] == [20, "2、3、4、5、6、7、8、9、10、11、12、13 等"]
    assert known[3].startswith("罚款：数额较大的，决定前依所引条文听证、法制审核、集体讨论")


def test_english(tmp_path: Path) -> None:
    book = workbook(tmp_path, written(tmp_path, row("1", fine="60万")), "--lang", "en")
    assert list(book) == ["summary", "a", "a all columns"]
    assert book["a"][0][-5:] == ["verdict", "findings", "range", "what is found", "how to mend it"]
    assert column(book["a"], "how to mend it")[0].startswith(
        "FC102 Set the fine on the organisation at CNY 50,000 to CNY 500,000;"
    )
    assert not re.search("[\u4e00-\u9fff]", str(book["summary"]).replace("当事人", "").replace("备注", ""))


# --- the first page --------------------------------------------------------------------------------------------------------


def test_the_summary_accounts_for_everything(tmp_path: Path, statutes: Statutes) -> None:
    from hashlib import sha256

    file = written(tmp_path, row("1"), row("2", fine="60万"), "", "合计,,,,,,,,85万,,,,", row("3", fine="五万左右"))
    summary = workbook(tmp_path, file, "--office", str(OFFICE))["审查摘要"]
    texts = [[cell for cell in each if cell != ""] for each in summary]
    assert ["拟作出的处罚决定审查报告（共 3 件）"] in texts
    assert [each[:2] for each in texts if each and each[0] in ("合法", "提醒", "违法", "看不懂")] == [
        *(["合法", 1], ["提醒", 0], ["违法", 1], ["看不懂", 1])
    ]
    assert ["FC102", 1, "fine-above-range", "违法", "单位罚款高于法定幅度"] in texts
    assert ["文件", str(file)] in texts
    assert ["SHA-256", sha256(file.read_bytes()).hexdigest()] in texts
    assert ["行和列", "读入 5 行：判断 2，看不懂 1，空行 1，不是决定 1；13 列，读了 11 列"] in texts
    assert ["没有读的", "没有读的列：当事人、备注"] in texts
    assert ["没有读的", "第 5 行是合计行，没有判断"] in texts
    assert ["法条表", statutes.table.version] in texts
    assert ["SHA-256", statutes.sha256] in texts
    assert ["机关档案", "示例市互联网信息办公室"] in texts
    assert ["SHA-256", sha256(OFFICE.read_bytes()).hexdigest()] in texts


@pytest.mark.parametrize("office", [False, True])
@pytest.mark.parametrize("form", ["text", "csv", "json", "jsonl", "xlsx", "html", "github"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_and_the_office_stand_in_every_report(
    tmp_path: Path, statutes: Statutes, form: str, office: bool, lang: str
) -> None:
    from hashlib import sha256

    report = tmp_path / {"text": "r.txt", "github": "r.log"}.get(form, f"r.{form}")
    options = ["--lang", lang, *(["--office", str(OFFICE)] if office else [])]
    assert finecalc([*options, "check", str(written(tmp_path, row("1"))), "--format", form, "-o", str(report)]) == 0
    if form == "xlsx":
        with zipfile.ZipFile(report) as archive:
            text = archive.read("docProps/custom.xml").decode() + archive.read("xl/worksheets/sheet1.xml").decode()
    else:
        text = report.read_text(encoding="utf-8-sig")
    for digest in (statutes.sha256, sha256(OFFICE.read_bytes()).hexdigest()):
        assert (digest in text) == (office or digest == statutes.sha256)
    assert statutes.table.version in text


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_the_table_takes_no_row_of_its_own(tmp_path: Path, statutes: Statutes, form: str) -> None:
    """It stands in the last row of the table, whatever that holds; the others are as they were."""
    for last in (row("3"), row("3") + ",无标题", ",,,,,,,,,,,,"):
        report = tmp_path / f"r.{form}"
        finecalc(
            ["check", str(written(tmp_path, row("1"), row("2"), last)), "-o", str(report), "--ignore-column", "备注"]
        )
        lines = report.read_text(encoding="utf-8-sig").splitlines()
        assert [statutes.sha256 in line for line in lines][-1]
        if form == "jsonl":
            rows = [json.loads(line) for line in lines]
            assert [each.get("table") for each in rows][:-1] == [None] * (len(rows) - 1)
            assert rows[-1]["table"] == {"version": statutes.table.version, "sha256": statutes.sha256}
        else:
            with report.open(encoding="utf-8-sig", newline="") as file:
                cells = list(csv.reader(file))
            assert len(cells) == 4
            assert [statutes.sha256 in str(each) for each in cells] == [False, False, False, True]
            assert len(cells[-1]) == 16 + last.endswith("无标题")


# --- as a machine reads it -------------------------------------------------------------------------------------------------


def test_every_column_that_came_is_read_back_with_what_the_csv_report_says(tmp_path: Path) -> None:
    whole = workbook(tmp_path, EXAMPLE)["decisions 全部列"]
    report = tmp_path / "r.csv"
    finecalc(["check", str(EXAMPLE), "-o", str(report)])
    with EXAMPLE.open(encoding="utf-8", newline="") as before, report.open(encoding="utf-8-sig", newline="") as after:
        came, said = list(csv.reader(before)), list(csv.reader(after))
    assert [each[:-3] for each in whole] == came
    assert [each[-3:] for each in whole[:-1]] == [each[-3:] for each in said[:-1]]
    assert whole[-1][-3:-1] == said[-1][-3:-1]


def test_a_report_that_is_checked_again_is_judged_alike_and_once(tmp_path: Path, capsys: Capture) -> None:
    def verdicts(file: Path) -> list[tuple[Any, ...]]:
        capsys.readouterr()
        finecalc(["check", str(file), "--format", "jsonl"])
        rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        return [(each["row"], each["verdict"], [code["code"] for code in each["findings"]]) for each in rows]

    for lang in ("zh", "en"):
        workbook(tmp_path, EXAMPLE, "--lang", lang)
        assert verdicts(tmp_path / "report.xlsx") == verdicts(EXAMPLE)


def test_sheets_keep_their_names_and_their_titles(tmp_path: Path) -> None:
    long = "二〇二六年第二季度拟作出的行政处罚决定（报市办审核用）表格一二"
    assert len(long) == 31
    above = '<c r="D{n}"><v>600000</v></c>'
    file = write(
        tmp_path / "b.xlsx", ("一季度", sheet(headings(3), decision(4))), (long, sheet(headings(), decision(2, above)))
    )
    book = workbook(tmp_path, file)
    assert list(book)[1:4:2] == ["一季度", long]
    assert all(len(name) <= 31 for name in book)
    assert book["一季度 全部列"][0][:2] == ["案号", "处罚依据"]
    assert column(book[long], "行") == [2]
    assert column(book["一季度"], "行") == [4]


def test_more_is_said_than_a_row_can_show(tmp_path: Path) -> None:
    """Sixty persons fined too high: the printed row goes on in the next, the whole table keeps one row."""
    persons = "；".join(f"主管人员（张某）:{200_000 + each}" for each in range(60))
    book = workbook(tmp_path, written(tmp_path, row("1", persons=persons), row("2")))
    printed = book["a"]
    assert column(printed, "行")[0] == 2
    assert column(printed, "行")[-1] == 3
    assert set(column(printed, "行")[1:-1]) == {"2 续"}
    found = "\n".join(column(printed, "说明")).split("\n")
    assert sum(each.startswith("FC112 ") for each in found) == 60
    assert column(printed, "改法")[0] == "FC112 该责任人员的罚款改为1万元以上10万元以下；够得上更重一档的，写明情节"
    assert len(book["a 全部列"]) == 3
    assert book["a 全部列"][1][-1].count("FC112") == 60


def test_a_very_long_cell_is_cut_where_it_is_printed_and_whole_after_it(tmp_path: Path) -> None:
    long = "案" * 3_000
    book = workbook(tmp_path, written(tmp_path, row(long)))
    assert column(book["a"], "案号") == ["案" * 159 + "…"]
    assert column(book["a 全部列"], "案号") == [long]


def test_rows_that_are_no_decisions_are_there_without_a_verdict(tmp_path: Path) -> None:
    book = workbook(tmp_path, written(tmp_path, row("1"), "", "合计,,,,,,,,25万,,,,"))
    assert column(book["a"], "行") == [2, 3, 4]
    assert column(book["a"], "结论") == ["合法", "", ""]
    assert column(book["a"], "案号") == ["1", "", "合计"]


def test_nothing_is_kept_of_rows_that_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[int] = []
    end = xlsx_report._Printed.end

    def counted(self: xlsx_report._Printed) -> None:
        kept.append(len(self.page.row_info) + len(self.page.row_sizes))
        end(self)

    monkeypatch.setattr(xlsx_report._Printed, "end", counted)
    rows = [row(str(each), fine=f"{each + 60}万") for each in range(40)]
    book = workbook(tmp_path, written(tmp_path, *rows))
    assert kept == [2]  # of the last row
    with zipfile.ZipFile(tmp_path / "report.xlsx") as archive:
        heights = re.findall(
            r'<row r="(\d+)" ht="[\d.]+" customHeight="1">', archive.read("xl/worksheets/sheet2.xml").decode()
        )
    assert heights == [str(each) for each in range(1, len(book["a"]) + 1)]


# --- on paper --------------------------------------------------------------------------------------------------------------


def test_the_pages_are_set_up_for_printing(tmp_path: Path) -> None:
    workbook(tmp_path, EXAMPLE)
    with zipfile.ZipFile(tmp_path / "report.xlsx") as archive:
        printed = archive.read("xl/worksheets/sheet2.xml").decode()
        names = archive.read("xl/workbook.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    assert '<pageSetUpPr fitToPage="1"/>' in printed
    assert re.search(r'<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"', printed)
    assert re.search(r'<pane xSplit="2" ySplit="1" [^>]*state="frozen"', printed)
    assert re.search(
        r"<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"1\">decisions!\$1:\$1</definedName>", names
    )
    assert "第 &amp;P 页，共 &amp;N 页" in printed
    assert re.search(r"SHA-256 [0-9a-f]{64}</oddFooter>", printed)
    assert 'wrapText="1"' in styles
    for name in ("medium", "dashed"):  # what tells verdicts and faults apart without colour
        assert f'<left style="{name}">' in styles
    assert "<b/>" in styles
    assert "<i/>" in styles


def test_a_wide_table_goes_over_several_pages_under_its_case_numbers(tmp_path: Path) -> None:
    file = tmp_path / "wide.csv"
    more = [f"附加{each}" for each in range(200)]
    file.write_text(
        f"案号,处罚依据,单位罚款,{','.join(more)}\n1,csl@2025:61.1,2万,{','.join(more)}\n", encoding="utf-8"
    )
    book = workbook(tmp_path, file)
    assert book["wide 全部列"][1][3:203] == more
    with zipfile.ZipFile(tmp_path / "report.xlsx") as archive:
        whole, names = (archive.read(f"xl/{part}").decode() for part in ("worksheets/sheet3.xml", "workbook.xml"))
    assert 'fitToPage="1"' not in whole
    assert "'wide 全部列'!$A:$A,'wide 全部列'!$1:$1" in names


def test_the_page_is_set_up_for_printing(tmp_path: Path) -> None:
    text = page(tmp_path, EXAMPLE)
    assert "@page { size: A4 landscape;" in text
    assert "thead { display: table-header-group }" in text
    assert "print-color-adjust: exact" in text


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_the_workbook_opens_and_prints(tmp_path: Path) -> None:
    workbook(tmp_path, EXAMPLE)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "report.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=200)
    content = (tmp_path / "report.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert max(map(int, re.findall(rb"/Count (\d+)", content))) >= 3


# --- the page --------------------------------------------------------------------------------------------------------------


class _Cells(HTMLParser):
    """The cells of a page, table by table, and every tag and attribute in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self._open = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.tables[-1][-1][-1] += data


def test_the_page_says_what_the_workbook_says(tmp_path: Path) -> None:
    book, tables = workbook(tmp_path, EXAMPLE), _Cells(page(tmp_path, EXAMPLE)).tables
    printed = next(each for each in tables if each[0][0] == "行" and each[0][-1] == "改法")
    assert printed == [[str(cell).removesuffix(".0") for cell in each] for each in book["decisions"]]
    summary = str(book["审查摘要"])
    for table in tables[:4]:
        for each in table:
            assert all(cell in summary for cell in each)


def test_every_other_column_comes_after(tmp_path: Path) -> None:
    tables = _Cells(page(tmp_path, written(tmp_path, row("1"), row("2", gains="5000")))).tables
    assert tables[-1][0] == ["行", "案号", "内容"]
    for number, (each, gains) in enumerate(zip(tables[-1][1:], ("", "违法所得5000"), strict=True), start=1):
        assert each[:2] == [str(number + 1), str(number)]
        for said in ("当事人甲公司", "违法行为终了日期2026-02-01", "发现日期2026-02-10", gains, f"备注备注{number}"):
            assert said in each[2]
        assert "单位罚款" not in each[2]


HOSTILE = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><b>', "&lt;", "\u202e<i>", "\x1b[31m"]


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_acts_on_the_page(tmp_path: Path, cell: str) -> None:
    head = HEAD.replace("备注", "备<script>注")
    file = tmp_path / "a&<b>.csv"
    cells = [cell] * 13
    for at, lawful in ((2, "csl@2025:61.1"), (8, "25万")):
        cells[at] = lawful
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head.split(","), cells, [*cells[:2], cell, *cells[3:]]])
    text = page(tmp_path, file)
    found = _Cells(text)
    assert not found.tags & {"script", "img", "iframe", "object", "embed", "link", "a", "form", "svg"}
    assert not {name for name in found.attributes if name.startswith("on") or name in ("src", "href")}
    assert not set("\u202e\x1b") & set(text)
    assert "default-src 'none'" in text
    if cell not in ("\u202e<i>", "\x1b[31m"):
        assert any(cell in each for table in found.tables for line in table for each in line)


@pytest.mark.parametrize("formula", [FORMULA, "=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "http://x/"])
def test_no_cell_becomes_a_formula_or_a_link_on_any_sheet(tmp_path: Path, formula: str) -> None:
    file = tmp_path / "a.csv"
    cells = row("1").split(",")
    cells[0] = cells[1] = cells[6] = cells[10] = cells[12] = formula
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEAD.split(","), cells])
    book = workbook(tmp_path, file)
    with zipfile.ZipFile(tmp_path / "report.xlsx") as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in archive.read(name)
                assert b"hyperlink" not in archive.read(name)
    assert column(book["a"], "案号") == column(book["a 全部列"], "备注") == [formula]


def test_the_page_goes_to_standard_output_too(run: Run, tmp_path: Path) -> None:
    done = run("check", str(EXAMPLE), "--format", "html")
    assert done.stdout.startswith("<!doctype html>\n<!-- finecalc check -->\n")
    assert done.stdout.endswith("</body></html>\n")
    assert done.stdout == page(tmp_path, EXAMPLE)


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Chromium")
def test_the_page_prints_in_a_browser(tmp_path: Path) -> None:
    page(tmp_path, EXAMPLE)
    target, source = tmp_path / "report.pdf", tmp_path / "report.html"
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command = ["chromium", *flags, f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert target.read_bytes().startswith(b"%PDF")


# --- text ------------------------------------------------------------------------------------------------------------------


def test_lawful_rows_are_listed_when_all_are_asked_for(run: Run, tmp_path: Path) -> None:
    file = str(written(tmp_path, row("甲1"), row("乙2", fine="60万")))
    few, every = run("check", file).stdout, run("check", file, "--all").stdout
    assert "甲1" not in few
    assert (
        "第 2 行  甲1\n  合法 FC501\n    幅度：单位 5万元–50万元；直接负责的主管人员、其他直接责任人员 1万元–10万元\n"
        in every
    )
    assert every.replace(every[: every.index("第 3 行")], "", 1) == few
    assert max(width(line) for line in every.splitlines()) <= 80
    english = run("check", file, "--all", "--lang", "en").stdout
    assert "Row 2  甲1\n  ok FC501\n    range: Organisation CNY 50,000 to 500,000; " in english.replace(
        "\n    ", "\n    "
    )


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "github", "html"])
def test_other_reports_have_no_need_of_it(run: Run, form: str) -> None:
    done = run("check", str(EXAMPLE), "--all", "--format", form)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "--all" in done.stderr


# --- how much room a text takes -----------------------------------------------------------------------------------------------


def test_height_of_a_text() -> None:
    assert [
        height(text, 10) for text in ("", "a", "五个汉字宽", "五个汉字宽了", "a\nb", "0123456789", "01234567890")
    ] == [*(1, 1, 1, 2, 2, 1, 2)]


def test_lines_are_folded_and_none_is_lost() -> None:
    assert folded([], 10, 4) == []
    assert folded(["a", "b", "c", "d", "e"], 10, 4) == ["a\nb\nc\nd", "e"]
    assert "".join(folded(["长" * 100], 10, 4)) == "长" * 100
    assert all(height(each, 10) <= 4 for each in folded(["长" * 100, "b" * 55], 10, 4))
