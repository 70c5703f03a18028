"""The first clause of the promise: what comes in is judged, or named with the reason why it is not."""

import csv
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finecalc.cli import run as finecalc
from finecalc.decisions import check_many
from finecalc.table.statutes import Statutes
from tests import TODAY
from tests.conftest import Run

HEADINGS = "案号,处罚依据,情节,单位罚款,个人罚款,处罚种类及措施,备注"
BARE = HEADINGS.removesuffix(",备注")
ROWS = [f"a{number},csl@2025:61.1,拒不改正,25万,主管人员:5万,责令改正；警告,x" for number in range(2, 28)]

Capture = pytest.CaptureFixture[str]


def written(folder: Path, *lines: str, name: str = "a.csv", encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return file


def checked(file: Path, capsys: Capture, *options: str) -> tuple[int, list[dict[str, Any]], str]:
    """The exit code, the rows of the contract, and what is said on stderr; the sanctions beside the fine are of no concern."""
    code = finecalc(["check", str(file), "--format", "jsonl", "--lang", "zh", "--ignore", "FC202,FC5", *options])
    out = capsys.readouterr()
    return code, [json.loads(line) for line in out.out.splitlines()], out.err


def verdicts(rows: list[dict[str, Any]]) -> list[str]:
    return [row["verdict"] for row in rows]


# --- headings ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("heading", ["拟罚款", "罚款数额", "对单位罚款", "处罚金额", "罚金", "Proposed Fine"])
def test_fine_by_another_name_is_judged(tmp_path: Path, capsys: Capture, heading: str) -> None:
    """网安法2025:61.1 可以处一万元以上五万元以下: thirty million is far above it."""
    file = written(tmp_path, f"处罚依据,{heading}", "csl@2025:61.1,3000万", "csl@2025:61.1,3万")
    code, rows, _ = checked(file, capsys)
    assert (code, verdicts(rows)) == (1, ["error", "ok"])


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "bom", "gb18030", "utf-16"])
@pytest.mark.parametrize(
    "heading", ["罚没款", "罚款（美元）", "没收金额", "定性依据", "案发时间", "违法后果", "处罚内容"]
)
def test_heading_that_looks_like_ours_is_refused_until_it_is_meant(
    tmp_path: Path, capsys: Capture, form: str, heading: str
) -> None:
    if form == "jsonl":
        file = written(tmp_path, json.dumps({"处罚依据": "csl@2025:61.1", "单位罚款": "3万", heading: "x"}))
    else:
        lines = [f"处罚依据,单位罚款,{heading}", "csl@2025:61.1,3万,x"]
        encoding = {"bom": "utf-8-sig"}.get(form, form if form in ("gb18030", "utf-16") else "utf-8")
        file = written(
            tmp_path, *(line.replace(",", "\t") if form == "tsv" else line for line in lines), encoding=encoding
        )
    code, rows, err = checked(file, capsys)
    assert (code, rows) == (2, [])
    assert err.startswith(f"finecalc: {file}：FC903 column-not-read")
    assert err.count("\n") == 1
    code, rows, err = checked(file, capsys, "--ignore-column", heading)
    assert (code, verdicts(rows)) == (0, ["ok"])
    assert "按要求没有读的列" in err


@pytest.mark.parametrize("headings", ["处罚依据,情节", "处罚依据,违法所得,决定日期", "处罚依据"])
def test_file_with_nothing_to_judge_is_unusable(tmp_path: Path, capsys: Capture, headings: str) -> None:
    code, _, err = checked(written(tmp_path, headings, "csl@2025:61.1" + "," * headings.count(",")), capsys)
    assert code == 2
    assert "没有可以判断的" in err


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv", "github", "xlsx", "html"])
def test_column_not_read_is_named_in_every_report_and_on_stderr(tmp_path: Path, capsys: Capture, form: str) -> None:
    import python_calamine

    file = written(tmp_path, HEADINGS, *ROWS[:2])
    target = tmp_path / {"text": "r.txt", "github": "r.log"}.get(form, f"r.{form}")
    for options in ((), ("-o", str(target))):
        if form == "xlsx" and not options:
            continue
        assert finecalc(["check", str(file), "--format", form, *options, "--lang", "zh"]) == 0
        out = capsys.readouterr()
        assert f"finecalc: {file}: FC903 column-not-read 没有读的列：备注\n" in out.err
        if form == "xlsx":
            book = python_calamine.load_workbook(str(target))
            report = str(book.get_sheet_by_index(0).to_python())
        else:
            report = target.read_text(encoding="utf-8-sig") if options else out.out
        assert "FC903" in report
        assert "没有读的列：备注" in report


def test_said_once_beside_the_last_row_and_no_row_more(tmp_path: Path, capsys: Capture) -> None:
    file = written(tmp_path, HEADINGS, *ROWS[:3])
    rows = checked(file, capsys)[1]
    assert [("file_findings" in row, row["findings"]) for row in rows] == [(False, []), (False, []), (True, [])]
    finecalc(["check", str(file), "-o", str(tmp_path / "r.csv"), "--ignore", "FC5"])
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as report:
        table = list(csv.reader(report))
    assert [row[-3:-1] for row in table[1:]] == [["合法", ""]] * 3
    assert [bool(row[-1]) for row in table[1:]] == [False, False, True]


def test_key_that_looks_like_ours_is_refused_by_the_library(statutes: Statutes) -> None:
    decisions = [{"provision": "csl@2025:61.1", "罚没款": "5万"}]
    (judgement,) = check_many(decisions, statutes=statutes, today=TODAY)
    assert judgement.verdict == "unreadable"
    assert "罚没款" in judgement.findings[0].zh


def test_unit_in_a_key_holds_for_the_library(statutes: Statutes) -> None:
    """可以处一万元以上五万元以下."""
    cases: list[dict[str, object]] = [
        {"provision": "csl@2025:61.1", f"单位罚款（{unit}）": 5} for unit in ("万元", "元")
    ]
    found = list(check_many(cases, statutes=statutes, today=TODAY))
    assert [[f.code for f in each.findings if f.code.startswith("FC1")] for each in found] == [[], ["FC101"]]


# --- units change the bracket of art. 63 -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    ["违法所得（万）", "违法所得（单位：万元）", "违法所得（人民币万元）", "违法所得万元", "违法所得【万元】"],
)
def test_unit_of_gains_decides_the_bracket(tmp_path: Path, capsys: Capture, heading: str) -> None:
    """2025:63.1: gains of 100,000 or more, 处违法所得一倍以上五倍以下; below it or none, 二万元以上十万元以下."""
    lines = [
        f"处罚依据,{heading},单位罚款,处罚种类",
        "csl@2025:63.1,20,60万,没收违法所得",
        "csl@2025:63.1,20,100.01万,没收违法所得",
    ]
    lines += ["csl@2025:63.1,9.99,6万,没收违法所得", "csl@2025:63.1,9.99,10.01万,没收违法所得"]
    rows = checked(written(tmp_path, *lines), capsys)[1]
    assert [[f["code"] for f in row["findings"] if f["field"] == "fine"] for row in rows] == [
        [],
        ["FC102"],
        [],
        ["FC102"],
    ]


@pytest.mark.parametrize(
    ("heading", "lawful", "above"),
    [
        ("罚款（千元）", "30", "50.01"),
        ("罚款（亿元）", "0.0003", "0.0006"),
        ("罚款（元）", "30000", "50001"),
        ("罚款（万）", "三", "六"),
    ],
)
def test_numbers_count_what_the_heading_says(
    tmp_path: Path, capsys: Capture, heading: str, lawful: str, above: str
) -> None:
    file = written(tmp_path, f"处罚依据,{heading}", f"csl@2025:61.1,{lawful}", f"csl@2025:61.1,{above}")
    assert verdicts(checked(file, capsys)[1]) == ["ok", "error"]


@pytest.mark.parametrize("cell", ["五千", "5百", "¥5"])
def test_amount_with_half_a_unit_under_a_unit_is_unreadable(tmp_path: Path, capsys: Capture, cell: str) -> None:
    file = written(tmp_path, "处罚依据,罚款（万元）", f"csl@2025:61.1,{cell}")
    assert verdicts(checked(file, capsys)[1]) == ["unreadable"]


def test_unit_stated_above_the_table(tmp_path: Path, capsys: Capture) -> None:
    file = written(
        tmp_path, "2026年处罚汇总,,", ",,单位：万元", "案号,处罚依据,单位罚款", "a,csl@2025:61.1,3", "b,csl@2025:61.1,6"
    )
    assert verdicts(checked(file, capsys)[1]) == ["ok", "error"]


# --- quotation marks --------------------------------------------------------------------------------------------------------


def quoted(opened: tuple[int, int], closed: tuple[int, int] | None, ends: str = "\n") -> list[str]:
    """The rows with a mark before one cell, and another behind a cell of a later row."""
    rows = [row.split(",") for row in ROWS]
    rows[opened[0]][opened[1]] = '"' + rows[opened[0]][opened[1]]
    if closed:
        rows[closed[0]][closed[1]] += '"'
    return [",".join(row) for row in rows]


@pytest.mark.parametrize(
    ("opened", "closed"),
    [
        ((1, 6), (22, 6)),
        ((1, 0), (22, 0)),
        ((1, 3), (22, 3)),
        ((1, 1), (2, 1)),
        ((1, 3), (2, 3)),
        ((1, 2), (4, 5)),
        ((1, 5), (4, 2)),
    ],
)
def test_rows_that_a_quotation_mark_swallows_are_each_a_finding(
    tmp_path: Path, capsys: Capture, opened: tuple[int, int], closed: tuple[int, int]
) -> None:
    code, rows, _ = checked(written(tmp_path, HEADINGS, *quoted(opened, closed)), capsys)
    taken = range(opened[0], closed[0] + 1)
    assert code == 1
    assert [row["row"] for row in rows] == list(range(2, 28))
    assert verdicts(rows) == ["unreadable" if at in taken else "ok" for at in range(26)]
    assert rows[1]["findings"][0]["message"].startswith(
        f"文件第 {opened[0] + 2} 至 {closed[0] + 2} 行被一个引号连成了一行"
    )


def test_mark_that_is_never_closed_names_every_row_that_it_took(tmp_path: Path, capsys: Capture) -> None:
    for start in (3, 25):
        _, rows, _ = checked(written(tmp_path, HEADINGS, *quoted((start, 6), None)), capsys)
        assert verdicts(rows) == ["ok"] * start + ["unreadable"] * (26 - start)
        assert f"第 {start + 2} 至 27 行" in rows[-1]["findings"][0]["message"]


@pytest.mark.parametrize(
    "note", ["一\n二", "一，甲、乙\n\n二；丙", '他说""好""\n走了', "\n", "a\r\nb", "电话 0935-6211\n备用"]
)
@pytest.mark.parametrize("column", [0, 6])
def test_notes_with_line_breaks_stay_readable(tmp_path: Path, capsys: Capture, note: str, column: int) -> None:
    row = ROWS[0].split(",")
    row[column] = f'"{note}"'
    file, report = written(tmp_path, HEADINGS, ",".join(row), ROWS[1]), tmp_path / "r.csv"
    assert verdicts(checked(file, capsys)[1]) == ["ok", "ok"]
    finecalc(["check", str(file), "-o", str(report)])
    with report.open(encoding="utf-8-sig", newline="") as lines:
        assert list(csv.reader(lines))[1][column] == note.replace('""', '"')


def test_sanctions_on_several_lines_of_one_cell(tmp_path: Path, capsys: Capture) -> None:
    file = written(tmp_path, HEADINGS, ROWS[0].replace("责令改正；警告", '"责令改正\n警告"'))
    assert verdicts(checked(file, capsys)[1]) == ["ok"]


@given(
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 6), st.booleans()), max_size=5),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_no_line_is_lost_wherever_quotation_marks_stand(
    marks: list[tuple[int, int, bool]], delimiter: str, end: str
) -> None:
    """Every line that went in is a row that comes out, by its own case number, and the account adds up."""
    rows = [row.split(",") for row in ROWS[:12]]
    for row, column, before in marks:
        rows[row][column] = '"' + rows[row][column] if before else rows[row][column] + '"'
    lines = [HEADINGS.replace(",", delimiter), *(delimiter.join(row) for row in rows)]
    with tempfile.TemporaryDirectory() as folder:
        source, report = Path(folder) / "a.csv", Path(folder) / "b.json"
        source.write_bytes((end.join(lines) + end).encode())
        assert finecalc(["check", str(source), "-o", str(report)]) in (0, 1)
        found = json.loads(report.read_text(encoding="utf-8"))
        (table,) = found["summary"]["files"][0]["tables"]
    numbers = [row["case_id"].strip('"').split(delimiter)[0].strip('"') for row in found["rows"]]
    assert numbers == [row[0].strip('"') for row in rows]
    assert table["read"] == len(rows) == table["judged"] + table["unreadable"] + table["blank"] + table["passed_over"]


# --- JSON, sums, files with headings only, files that change ----------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        '{"处罚依据": "csl@2025:61.1", "单位罚款": "3万", "单位罚款": "3000万"}',
        '{"处罚依据": "csl@2025:61.1", "\\u5355位罚款": "5万", "单位罚款": "3000万"}',
        '{"单位罚款" : "3000万", "处罚依据": "csl@2025:61.1", "单位罚款"\t:"5万"}',
        '{"处罚依据": "csl@2025:61.1", "单位罚款": "3万", "个人罚款": {"manager": 1, "manager": 90000}}',
    ],
)
def test_key_given_twice(tmp_path: Path, capsys: Capture, line: str) -> None:
    good = '{"处罚依据": "csl@2025:61.1", "单位罚款": "3万", "备注": "a:b {\\"x\\":1}"}'
    for lines in ([line], [good, line]):
        code, rows, _ = checked(written(tmp_path, *lines), capsys)
        assert code == 1
        assert verdicts(rows) == ["ok"] * (len(lines) - 1) + ["unreadable"]
        assert "写了不止一次" in rows[-1]["findings"][0]["message"]


@pytest.mark.parametrize(
    "word", ["合计", "合 计", "总计：", "小计", "本页合计", "一季度小计", "合计（元）", "累计", "Total"]
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_row_of_sums_is_named_and_passed_over(tmp_path: Path, capsys: Capture, word: str, place: int) -> None:
    cells = ["", "", "", "10万", ""]
    cells[place] = word
    file = written(tmp_path, "处罚依据,案号,情节,单位罚款,备注", "csl@2025:61.1,a,,3万,", ",".join(cells))
    code, rows, err = checked(file, capsys)
    assert (code, verdicts(rows)) == (0, ["ok"])
    assert "第 3 行是合计行，没有判断" in err


@pytest.mark.parametrize(
    "row", ["合计,,拒不改正,5万,", ",合计,,5万,已整改", "合计,合计,,五万左右,", "csl@2025:61.1,合计,,3000万,"]
)
def test_row_with_more_than_sums_is_judged(tmp_path: Path, capsys: Capture, row: str) -> None:
    code, rows, _ = checked(written(tmp_path, "处罚依据,案号,情节,单位罚款,备注", row), capsys)
    assert code == 1
    assert verdicts(rows) in (["unreadable"], ["error"])


@pytest.mark.parametrize("below", [[], [",,,,,"], ["合计,,,,,"]])
def test_file_without_a_decision_is_unusable_unless_it_is_meant(
    tmp_path: Path, capsys: Capture, below: list[str]
) -> None:
    file = written(tmp_path, BARE, *below)
    code, rows, err = checked(file, capsys)
    assert (code, rows) == (2, [])
    assert "没有一件决定" in err
    assert checked(file, capsys, "--allow-empty")[0] == 0


def test_second_table_beneath_the_first_loses_no_row(tmp_path: Path, capsys: Capture) -> None:
    head = "处罚依据,单位罚款"
    file = written(tmp_path, head, "csl@2025:61.1,3000万", head, "csl@2025:61.1,3万", " , ", "")
    _, out, said = checked(file, capsys)
    assert verdicts(out) == ["error", "ok"]
    assert "第 3 行是重复的标题行" in said
    file = written(tmp_path, head, "csl@2025:61.1,3000万", "法律依据,单位罚款", "csl@2025:61.1,3万")
    assert verdicts(checked(file, capsys)[1]) == ["error", "unreadable", "ok"]


def test_cell_in_a_column_without_a_heading(tmp_path: Path, capsys: Capture) -> None:
    file = written(tmp_path, HEADINGS.replace("备注", ""), ROWS[0], ROWS[1].removesuffix("x"))
    assert verdicts(checked(file, capsys)[1]) == ["unreadable", "ok"]
    assert verdicts(checked(file, capsys, "--ignore-column", "第7列")[1]) == ["ok", "ok"]


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.xlsx"])
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_file_written_to_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, name: str, form: str
) -> None:
    """The same length, other amounts; and the old report stays."""
    from tests.workbooks import decision, headings, sheet, write

    if name == "a.xlsx":
        file = write(tmp_path / name, sheet(headings(), decision(2)))
    elif name == "a.jsonl":
        file = written(tmp_path, '{"处罚依据": "csl@2025:61.1", "单位罚款": "3万"}', name=name)
    else:
        file = written(tmp_path, HEADINGS, *ROWS, name=name)
    os.utime(file, (1, 1))
    before = file.read_bytes()
    real = finecalc.__globals__["sys"].modules["finecalc.decisions.files.rows"].Checker.said

    def meanwhile(self: Any, row: Any) -> Any:
        file.write_bytes(before.replace("5万".encode(), "9万".encode()))
        return real(self, row)

    monkeypatch.setattr("finecalc.decisions.files.rows.Checker.said", meanwhile)
    report = tmp_path / f"r.{form}"
    assert finecalc(["check", str(file), "-o", str(report)]) == 2
    assert "改写" in capsys.readouterr().err
    assert not report.exists()


# --- the account ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_account_with_the_digest_of_the_bytes(tmp_path: Path, capsys: Capture, encoding: str) -> None:
    lines = [
        HEADINGS,
        ROWS[0],
        ",,,,,,",
        ROWS[1].replace("5万", "五万左右"),
        "合计,,,10万,,,",
        ROWS[2].replace("5万", "50万"),
    ]
    file = written(tmp_path, *lines, encoding=encoding)
    assert finecalc(["check", str(file), "--format", "json", "--ignore-column", "备注"]) == 1
    summary = json.loads(capsys.readouterr().out)["summary"]
    (account,) = summary["files"]
    (table,) = account["tables"]
    assert account["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    counts = {key: table[key] for key in ("read", "judged", "unreadable", "blank", "passed_over")}
    assert counts == {"read": 5, "judged": 2, "unreadable": 1, "blank": 1, "passed_over": 1}
    assert {key: summary[key] for key in ("rows", "read", "judged", "blank", "passed_over")} == {
        "rows": 3,
        "read": 5,
        "judged": 2,
        "blank": 1,
        "passed_over": 1,
    }
    assert [each["row"] for each in table["rows_passed_over"]] == [5]
    assert [(each["heading"], each["read_as"]) for each in table["columns"]][1:] == [
        ("处罚依据", "provision"),
        ("情节", "facts"),
        ("单位罚款", "fine"),
        ("个人罚款", "person_fines"),
        ("处罚种类及措施", "sanctions"),
        ("备注", None),
    ]
    assert table["columns"][-1]["why"] == "ignored"


def test_digest_of_standard_input(run: Run) -> None:
    text = "处罚依据,单位罚款\ncsl@2025:61.1,3万\n"
    done = run("check", "-", "--format", "json", stdin=text)
    (account,) = json.loads(done.stdout)["summary"]["files"]
    assert (account["file"], account["sha256"]) == ("stdin", hashlib.sha256(text.encode()).hexdigest())


def test_account_in_the_summary_on_the_terminal(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, HEADINGS, *ROWS[:2], ",,,,,,")
    done = run("check", str(file), "--lang", "en")
    text = " ".join(done.stdout.split())
    assert "3 rows read: 2 judged, 0 unreadable, 1 blank, 0 passed over; 6 of 7 columns read" in text
    assert hashlib.sha256(file.read_bytes()).hexdigest() in text


ANY_CELLS = st.one_of(
    st.sampled_from(["", "x", "csl@2025:61.1", "合计", "5万", "拒不改正", '"', "a\nb", "#REF!", "=1", "第五十九条"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
)


@given(st.lists(st.lists(ANY_CELLS, min_size=1, max_size=8), max_size=8), st.sampled_from([",", ";", "\t"]))
def test_the_account_adds_up_whatever_comes_in(rows: list[list[str]], delimiter: str) -> None:
    """Every row that a spreadsheet sees is judged, unreadable, blank or passed over, and comes back in the report."""
    with tempfile.TemporaryDirectory() as folder:
        source, report, table = (Path(folder) / name for name in ("a.csv", "b.json", "b.csv"))
        with source.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=delimiter)
            writer.writerows([BARE.split(","), *rows])
        assert finecalc(["check", str(source), "-o", str(report), "--allow-empty"]) in (0, 1)
        assert finecalc(["check", str(source), "-o", str(table), "--allow-empty"]) in (0, 1)
        summary = json.loads(report.read_text(encoding="utf-8"))["summary"]
        with table.open(encoding="utf-8-sig", newline="") as lines:
            given_back = sum(1 for _ in csv.reader(lines, delimiter=delimiter)) - 1
    assert summary["read"] == summary["judged"] + summary["unreadable"] + summary["blank"] + summary["passed_over"]
    assert given_back == summary["read"]
    assert summary["read"] >= len(rows)
