"""What stands near the files of the others: ledgers as offices keep them, and what hides beside, above and under a table.

Expected by hand, 网安法2025:61.1: 拒不改正 … 处五万元以上五十万元以下罚款, persons 一万元以上十万元以下罚款.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from finecalc.cli import run as finecalc
from finecalc.decisions.files.columns import understood
from tests.workbooks import decision, formats, headings, row, sheet, text, write

Capture = pytest.CaptureFixture[str]
HEAD = "案号,处罚依据,违法行为终了日期,决定日期,情节,单位罚款,个人罚款,处罚种类及措施"
LAWFUL = "1号,csl@2025:61.1,2026-03-15,2026-06-01,拒不改正,20万,主管人员:5万,责令改正；警告"
UNLAWFUL = LAWFUL.replace("20万", "3000万")


def checked(file: Path, capsys: Capture, *options: str) -> tuple[int, list[list[str]], str]:
    """The exit code, the codes on each row (information aside), and what stderr says."""
    capsys.readouterr()
    code = finecalc(["--lang", "zh", "check", str(file), "--format", "jsonl", *options])
    said = capsys.readouterr()
    rows = [json.loads(line) for line in said.out.splitlines()]
    return code, [[f["code"] for f in each["findings"] if f["severity"] != "info"] for each in rows], said.err


def written(folder: Path, *lines: str) -> Path:
    file = folder / "台账.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


# --- ledgers as offices keep them --------------------------------------------------------------------------------------


def test_published_ledger_passes(tmp_path: Path, capsys: Capture) -> None:
    """The columns in which penalties are published; only what doubles the others, or is told as a story, has to be named."""
    cells = {
        "行政相对人名称": "甲公司",
        "行政相对人类别": "法人及非法人组织",
        "行政相对人代码_1(统一社会信用代码)": "91620000",
        "行政相对人代码_2(工商注册号)": "",
        "行政相对人代码_5(事业单位证书号)": "",
        "法定代表人": "张某",
        "法定代表人证件类型": "身份证",
        "行政处罚决定书文号": "凉网罚〔2026〕1号",
        "违法行为类型": "未履行网络安全保护义务",
        "违法事实": "拒不改正",
        "处罚依据": "《中华人民共和国网络安全法》（2025年）第六十一条第一款",
        "处罚类别": "警告；责令改正；罚款",
        "罚款金额（万元）": "20",
        "责任人罚款": "主管人员:5万",
        "处罚决定日期": "2026/6/1",
        "违法行为发生日期": "2026/3/15",
        "处罚有效期": "2099/12/31",
        "公示截止期": "2027/6/1",
        "处罚公示期": "一年",
        "处罚决定书送达日期": "2026/6/3",
        "办结时间": "2026/6/9",
        "整改期限": "15日",
        "已缴罚款（万元）": "20",
        "注册资本（万元）": "1000",
        "处罚机关": "武威市凉州区网信办",
        "处罚决定机关": "凉州区互联网信息办公室",
        "处罚机关统一社会信用代码": "1162",
        "数据来源单位": "凉州区网信办",
        "备注": "",
    }
    code, rows, said = checked(written(tmp_path, ",".join(cells), ",".join(cells.values())), capsys)
    assert (code, rows) == (0, [[]]), said
    cells["罚款金额（万元）"] = "3000"
    assert checked(written(tmp_path, ",".join(cells), ",".join(cells.values())), capsys)[:2] == (1, [["FC102"]])


@pytest.mark.parametrize("office", ["天祝县网信办", "武威市网信办", "凉州区公安局", "新凉州区网信办"])
def test_another_office_is_not_this_one(tmp_path: Path, capsys: Capture, office: str) -> None:
    file = written(tmp_path, HEAD + ",处罚机关", f"{LAWFUL},{office}")
    assert checked(file, capsys)[:2] == (1, [["FC901"]])


def test_no_fine_on_persons_is_none(tmp_path: Path, capsys: Capture) -> None:
    """2025:61.1 without a refusal: 可以处一万元以上五万元以下罚款, none on persons."""
    rows = (LAWFUL.replace("拒不改正,20万", ",3万").replace("主管人员:5万", none) for none in ("0", "0.00元", "００"))
    assert checked(written(tmp_path, HEAD, *rows), capsys)[:2] == (0, [[], [], []])


def test_foot_of_a_printed_page_is_named_and_passed_over(tmp_path: Path, capsys: Capture) -> None:
    foot = (
        "合计：1件,,,,,20万,,",
        "填表人：张某,,审核人：李某,,,填表日期：2026年6月1日,,",
        "注：均为拟处罚,,,,,,,",
        HEAD,
    )
    code, rows, said = checked(written(tmp_path, HEAD, LAWFUL, *foot, LAWFUL), capsys)
    assert (code, rows) == (0, [[], []])
    for words in ("第 3 行是合计行", "第 4 行是表尾的说明", "第 5 行是表尾的说明", "第 6 行是重复的标题行"):
        assert words in said


@pytest.mark.parametrize(
    "line", ["注：2号,,,,,3000万,,", "填表人：张某,,,,,,主管人员:100万,", "2号,,,,,,,", "注销,,,,,,,"]
)
def test_what_is_more_than_a_note_is_not_passed_over(tmp_path: Path, capsys: Capture, line: str) -> None:
    assert checked(written(tmp_path, HEAD, LAWFUL, line), capsys)[:2] == (1, [[], ["FC901"]])


@pytest.mark.parametrize("heading", ["罚款(w)", "罚款（W）", "罚款(10k)", "并处", "并罚情况"])
def test_headings_that_are_refused(heading: str) -> None:
    assert understood(heading).refused


# --- what hides beside, above and under a table --------------------------------------------------------------------------


def test_mark_above_the_headings_swallows_no_table(tmp_path: Path, capsys: Capture) -> None:
    file = written(tmp_path, '"关于', HEAD, UNLAWFUL, '"', HEAD, LAWFUL)
    code, _, said = checked(file, capsys)
    assert code == 2
    assert "引号连了好几行" in said
    title = written(tmp_path, '"关于网络安全', '处罚的台账"', HEAD.replace("情节", '"情节\n（必填）"'), LAWFUL)
    assert checked(title, capsys)[:2] == (0, [[]])


@pytest.mark.parametrize("state", ["visible", "hidden"])
@pytest.mark.parametrize("above", [0, 40])
def test_decisions_on_a_sheet_without_headings(tmp_path: Path, capsys: Capture, state: str, above: int) -> None:
    lines = [row(at, text(f"A{at}", "说明")) for at in range(1, above + 1)]
    hidden = sheet(*lines, decision(above + 1, '<c r="D{n}"><v>30000000</v></c>'))
    file = write(tmp_path / "a.xlsx", ("一", sheet(headings(), decision(2)), "visible"), ("二", hidden, state))
    assert checked(file, capsys)[0] == 1


def test_list_of_articles_is_only_named(tmp_path: Path, capsys: Capture) -> None:
    articles = sheet(row(1, '<c r="A1"><v>1</v></c>', text("B1", "网络安全法第六十一条"), text("C1", "处五万元以上")))
    file = write(tmp_path / "a.xlsx", ("一", sheet(headings(), decision(2))), ("法条", articles))
    code, rows, said = checked(file, capsys)
    assert (code, len(rows)) == (0, 1)
    assert "“法条”没有标题行" in said


def test_sheet_whose_part_is_missing(tmp_path: Path, capsys: Capture) -> None:
    from zipfile import ZipFile

    whole = write(
        tmp_path / "whole.xlsx", ("一", sheet(headings(), decision(2))), ("二", sheet(headings(), decision(2)))
    )
    broken = tmp_path / "broken.xlsx"
    with ZipFile(whole) as source, ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(
                name, content.replace(b'Id="s2"', b'Id="s9"') if name.endswith("workbook.xml.rels") else content
            )
    code, _, said = checked(broken, capsys)
    assert code == 2
    assert "the sheet 二 is missing" in said


RUNS = '<r><t>25000</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>0</t></r><r><t>元</t></r>'


@pytest.mark.parametrize(
    "cell",
    [f'<c r="D{{n}}" t="inlineStr"><is>{RUNS}</is></c>', '<c r="D{n}" t="s"><v>0</v></c>'],
    ids=["inline", "shared"],
)
def test_raised_digit_is_no_digit_of_the_amount(tmp_path: Path, capsys: Capture, cell: str) -> None:
    """25,000 with a note 0 is below the range; read as 250,000 it would be lawful."""
    file = write(tmp_path / "a.xlsx", sheet(headings(), decision(2, cell)), strings=[RUNS])
    assert checked(file, capsys)[:2] == (1, [["FC901"]])
    plain = cell.replace('<vertAlign val="superscript"/>', "")
    file = write(
        tmp_path / "b.xlsx", sheet(headings(), decision(2, plain)), strings=[RUNS.replace("superscript", "baseline")]
    )
    assert checked(file, capsys)[:2] == (0, [[]])


def test_sums_whose_formulas_have_no_value(tmp_path: Path, capsys: Capture) -> None:
    sums = row(3, text("A3", "合计"), '<c r="D3"><f>SUM(D2)</f></c>')
    file = write(tmp_path / "a.xlsx", sheet(headings(), decision(2), sums))
    assert checked(file, capsys)[:2] == (0, [[]])


# --- bounded ------------------------------------------------------------------------------------------------------------


def test_more_columns_than_a_table_has(tmp_path: Path, capsys: Capture) -> None:
    file = written(tmp_path, ",".join(f"c{at}" for at in range(60_000)) + "," + HEAD, LAWFUL)
    code, _, said = checked(file, capsys)
    assert code == 2
    assert "超过 50000 列" in said


def test_immense_number_format(tmp_path: Path, capsys: Capture) -> None:
    styled = '<c r="D{n}" s="1"><v>50000</v></c>'
    file = write(tmp_path / "a.xlsx", sheet(headings(), decision(2, styled)), styles=formats("[a-" * 30_000))
    assert checked(file, capsys)[:2] == (1, [["FC901"]])


@pytest.mark.skipif(sys.platform == "win32", reason="memory is not measured there")
def test_notes_of_megabytes_do_not_add_up(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    with file.open("w", encoding="utf-8") as stream:
        stream.write(HEAD + ",备注\n")
        stream.writelines(f"{LAWFUL},{'x' * 3_900_000}\n" for _ in range(40))
    command = [sys.executable, "-m", "finecalc", "check", str(file), "-o", str(tmp_path / "report.csv")]
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, *command],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    code, most = map(int, measured.stdout.split())
    assert code == 0
    assert most * (1 if sys.platform == "darwin" else 1024) < 512 * 1024 * 1024


MEASURE = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Runs a command from a small process: on Linux a child begins with what its parent has needed, and a test run has needed much."""


@pytest.mark.parametrize("blank", [0, 1, 3])
def test_decision_above_the_headings(tmp_path: Path, capsys: Capture, blank: int) -> None:
    code, _, said = checked(written(tmp_path, "台账", UNLAWFUL, *[""] * blank, HEAD, LAWFUL), capsys)
    assert code == 2
    assert said
    title = written(tmp_path, "根据网络安全法第六十一条作出的处罚,,,,单位：元", "2026年6月,,,5000,,,,", HEAD, LAWFUL)
    assert checked(title, capsys)[:2] == (0, [[]])


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "text", "github"])
def test_no_cell_commands_a_runner(tmp_path: Path, capsys: Capture, form: str) -> None:
    case = UNLAWFUL.removeprefix("1号")
    file = (
        written(tmp_path, HEAD, f"::error::x{case}", "3号" + case)
        if form == "csv"
        else written(tmp_path, HEAD, f"::error::x ##[error]x{case}", f'"x\n::error::y"{case}')
    )
    capsys.readouterr()
    assert finecalc(["check", str(file), "--format", form]) == 1
    out = capsys.readouterr().out
    assert not [each for each in out.splitlines() if each.lstrip().startswith("::error::")]
    assert form == "csv" or "##[" not in out
    if form == "csv":
        import csv

        assert list(csv.reader(out.lstrip("\ufeff").splitlines()))[1][0] == "::error::x"


@pytest.mark.parametrize("unit", ["万元", "（元）", "人民币万元", "万"])
def test_unit_in_a_column_of_its_own(tmp_path: Path, capsys: Capture, unit: str) -> None:
    """200,000 万元 is far above the range; 单位 as a heading usually names the party."""
    row = LAWFUL.replace("20万", "200000")
    assert checked(written(tmp_path, HEAD + ",单位", f"{row},{unit}"), capsys)[:2] == (1, [["FC901"]])
    assert checked(written(tmp_path, HEAD + ",单位", f"{row},甲公司"), capsys)[:2] == (0, [[]])


@pytest.mark.parametrize(
    "basis",
    [
        "依据《网络安全法》第六十一条第一款的规定",
        "根据网络安全法第61条第1款规定。",
        "《网络安全法》第六十一条第一款。",
        "《网络安全法》61条1款",
    ],
)
def test_basis_as_a_decision_words_it(tmp_path: Path, capsys: Capture, basis: str) -> None:
    assert checked(written(tmp_path, HEAD, LAWFUL.replace("csl@2025:61.1", basis)), capsys)[:2] == (0, [[]])


@pytest.mark.parametrize(
    "basis", ["网络安全法611款", "依据规定", "网络安全法第六十一条第一款的规定和数据安全法", "网络安全法61；62"]
)
def test_basis_that_is_not_one(tmp_path: Path, capsys: Capture, basis: str) -> None:
    assert checked(written(tmp_path, HEAD, LAWFUL.replace("csl@2025:61.1", basis)), capsys)[:2] == (1, [["FC902"]])
