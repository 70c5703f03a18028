"""What stands in the cells of a workbook: the value that a person sees, or a finding on its row."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finecalc.cli import run as finecalc
from finecalc.decisions.files.shown import format_of
from finecalc.decisions.files.workbook import Workbook
from tests.workbooks import decision, formats, headings, merged, row, sheet, text, write

LAWFUL, FINE = decision(2), '<c r="D{n}"><v>600000</v></c>'
ABOVE = decision(3, FINE)

Capture = pytest.CaptureFixture[str]


def checked(path: Path, capsys: Capture, *options: str) -> tuple[int, list[tuple[Any, ...]], str]:
    """The exit code, (row, verdict, codes) of each row (with its sheet before it where there are several), and stderr."""
    code = finecalc(["check", str(path), "--format", "jsonl", "--lang", "zh", "--ignore", "FC5", *options])
    out = capsys.readouterr()
    rows = [json.loads(line) for line in out.out.splitlines()] if code != 2 else []
    return (
        code,
        [
            (
                *([each["sheet"]] if "sheet" in each else []),
                each["row"],
                each["verdict"],
                [f["code"] for f in each["findings"]],
            )
            for each in rows
        ],
        out.err,
    )


def test_plain_workbook(tmp_path: Path, capsys: Capture) -> None:
    file = write(tmp_path / "a.xlsx", sheet(headings(), LAWFUL, ABOVE))
    assert checked(file, capsys) == (1, [(2, "ok", []), (3, "error", ["FC102"])], "")


# --- cells that hold no value -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#SPILL!", "#CALC!", "#BLOCKED!", "#?", ""])
@pytest.mark.parametrize(
    "cell", ['<c r="{at}{{n}}" t="e"><v>{error}</v></c>', '<c r="{at}{{n}}" t="e"><f>A1</f><v>{error}</v></c>']
)
@pytest.mark.parametrize("at", ["B", "D", "G"])
def test_error_is_never_an_empty_cell(tmp_path: Path, capsys: Capture, error: str, cell: str, at: str) -> None:
    """An error where the date of decision stands is no reason to take today."""
    written = cell.format(at=at, error=error)
    rows = {"B": decision(2, basis=written), "D": decision(2, written), "G": decision(2, date=written)}
    code, rows_out, _ = checked(write(tmp_path / "a.xlsx", sheet(headings(), rows[at])), capsys)
    assert (code, rows_out) == (1, [(2, "unreadable", ["FC901"])])


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="D{n}"><f>A1</f></c>',
        '<c r="D{n}"><f>A1</f><v/></c>',
        '<c r="D{n}"><f>A1</f><v /></c>',
        '<c r="D{n}"><f>A1</f><v></v></c>',
        '<c r="D{n}"><f>A1</f><v> </v></c>',
        '<c s="0" r="D{n}"><f/><v/></c>',
        '<c t="str" r="D{n}"><f>A1</f><v></v></c>',
        '<c r="D{n}"><!-- a --><f t="shared" si="0"/><!-- b --><v/></c>',
        '<c r="D{n}"><v/><f>1+1</f></c>',
        "<c r='D{n}'><f t='array' ref='D2:D9'>A1&amp;A2</f></c>",
        '<c><f>A1</f></c>',
    ],
)  # fmt: skip
def test_formula_without_a_stored_value(tmp_path: Path, capsys: Capture, cell: str) -> None:
    file = write(tmp_path / "a.xlsx", sheet(headings(), decision(2, cell)))
    assert checked(file, capsys)[:2] == (1, [(2, "unreadable", ["FC901"])])


def test_formula_without_a_value_under_a_prefix(tmp_path: Path, capsys: Capture) -> None:
    plain = sheet(headings(), decision(2, '<c r="D{n}"><f>A1</f><v/></c>'))
    prefixed = plain.replace("xmlns=", "xmlns:x=").replace("<", "<x:").replace("<x:/", "</x:")
    assert checked(write(tmp_path / "a.xlsx", prefixed), capsys)[:2] == (1, [(2, "unreadable", ["FC901"])])


def test_formula_with_its_value_is_read(tmp_path: Path, capsys: Capture) -> None:
    file = write(tmp_path / "a.xlsx", sheet(headings(), decision(2, '<c r="D{n}"><f>A1</f><v>600000</v></c>')))
    assert checked(file, capsys)[1] == [(2, "error", ["FC102"])]


def test_row_of_formulas_that_give_nothing_is_blank(tmp_path: Path, capsys: Capture) -> None:
    blank = row(3, *(f'<c r="{letter}3" t="str"><f>""</f><v></v></c>' for letter in "ABCDEFG"))
    unknown = row(4, *(f'<c r="{letter}4"><f>""</f></c>' for letter in "ABCDEFG"))
    _, rows, _ = checked(write(tmp_path / "a.xlsx", sheet(headings(), LAWFUL, blank, unknown)), capsys)
    assert [(each[0], each[1]) for each in rows] == [(2, "ok"), (4, "unreadable")]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="D{n}" t="b"><v>1</v></c>',
        '<c r="D{n}" t="s"><v>9</v></c>',
        '<c r="D{n}" t="s"><v>-1</v></c>',
        '<c r="D{n}" t="new"><v>50000</v></c>',
        '<c r="D{n}"><v>5_0000</v></c>',
        '<c r="D{n}"><v>٥٠٠٠٠</v></c>',
        '<c r="D{n}"><v>nan</v></c>',
        '<c r="D{n}"><v>1e999</v></c>',
        '<c r="D{n}" s="99"><v>50000</v></c>',
    ],
)
def test_values_that_are_none(tmp_path: Path, capsys: Capture, cell: str) -> None:
    file = write(tmp_path / "a.xlsx", sheet(headings(), decision(2, cell)), styles=formats())
    assert checked(file, capsys)[:2] == (1, [(2, "unreadable", ["FC901"])])


def test_rich_text_is_whole_and_its_readings_are_left_out(tmp_path: Path, capsys: Capture) -> None:
    string = "<r><t>60</t></r><r><rPr><b/></rPr><t>万</t></r><rPh sb='0' eb='1'><t>9</t></rPh>"
    file = write(
        tmp_path / "a.xlsx", sheet(headings(), decision(2, '<c r="D{n}" t="s"><v>0</v></c>')), strings=[string]
    )
    assert checked(file, capsys)[1] == [(2, "error", ["FC102"])]


# --- numbers as they are shown ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "code", "verdict"),
    [
        ("250000", "#,##0.00", "ok"),
        ("250000", '"¥"#,##0.00;[Red]"¥"\\-#,##0.00', "ok"),
        ("250000", '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "ok"),
        ("250000", '0"元"', "ok"),
        ("25", '0"万元"', "ok"),
        ("60", '0"万元"', "error"),
        ("5", '0"万美元"', "unreadable"),
        ("0.5", "9", "unreadable"),
        ("50000", '0!.0,"万"', "unreadable"),
        ("50000", "0,", "unreadable"),
        ("249999.99999999997", "0", "ok"),
        ("2.5E5", "0", "ok"),
    ],
)
def test_number_is_what_is_shown(tmp_path: Path, capsys: Capture, number: str, code: str, verdict: str) -> None:
    cell = f'<c r="D{{n}}" s="1"><v>{number}</v></c>'
    file = write(tmp_path / "a.xlsx", sheet(headings(), decision(2, cell)), styles=formats(code))
    assert [each[1] for each in checked(file, capsys)[1]] == [verdict]


@pytest.mark.parametrize(
    ("serial", "code", "verdict"),
    [
        ("45000", "14", "ok"),
        ("45000", "31", "ok"),
        ("45000", 'yyyy"年"m"月"d"日"', "ok"),
        ("45000", "[$-804]yyyy/m/d;@", "ok"),
        ("45000.75", "22", "ok"),
        ("45000.75", "yyyy-mm-dd", "ok"),
        ("45000", 'yyyy"年"m"月"', "unreadable"),
        ("45000", "58", "unreadable"),
        ("45000", "h:mm", "unreadable"),
        ("45000", "[$-130000]yyyy-m-d", "unreadable"),
        ("45000", "0", "unreadable"),
        ("10000", "14", "unreadable"),
        ("99999", "14", "unreadable"),
        ("-5", "14", "unreadable"),
        ("1e9", "14", "unreadable"),
    ],
)
def test_day_is_what_is_shown(tmp_path: Path, capsys: Capture, serial: str, code: str, verdict: str) -> None:
    """45000 is 2023-03-15, when csl@2016 was in force."""
    cell = f'<c r="G{{n}}" s="1"><v>{serial}</v></c>'
    file = write(tmp_path / "a.xlsx", sheet(headings(), decision(2, date=cell)), styles=formats(code))
    assert [each[1] for each in checked(file, capsys)[1]] == [verdict]


@pytest.mark.parametrize(("since_1904", "day"), [(False, date(2023, 3, 15)), (True, date(2027, 3, 16))])
def test_days_since_1904(tmp_path: Path, since_1904: bool, day: date) -> None:
    page = sheet(row(1, '<c r="A1" s="1"><v>45000</v></c>', '<c r="B1" t="d"><v>2026-05-06T00:00:00</v></c>'))
    file = write(tmp_path / "a.xlsx", page, styles=formats("14"), since_1904=since_1904)
    with file.open("rb") as stream:
        book = Workbook(stream)
        assert list(book.rows(book.parts[0])) == [(1, {0: day, 1: datetime(2026, 5, 6)})]


@pytest.mark.parametrize(
    ("code", "parts"), [("General", ""), ("@", ""), ("m/d/yy h:mm", "ymdh"), ("mm:ss", "h"), ("[h]:mm", "h"), ("aaaa", "h"), ("0.00", "")]
)  # fmt: skip
def test_what_a_format_shows(code: str, parts: str) -> None:
    assert format_of(code).parts == parts


# --- merged cells, cells without a heading ----------------------------------------------------------------------------------


def test_merged_cells_are_filled(tmp_path: Path, capsys: Capture) -> None:
    page = sheet(headings(), decision(2, FINE), decision(3, "", basis=""), after=merged("B2:B3", "D2:D3"))
    assert checked(write(tmp_path / "a.xlsx", page), capsys)[1] == [(2, "error", ["FC102"]), (3, "error", ["FC102"])]


def test_what_lies_hidden_under_a_merged_cell_is_not_read(tmp_path: Path, capsys: Capture) -> None:
    page = sheet(headings(), decision(2, FINE), decision(3), after=merged("D2:D3"))
    assert [each[1] for each in checked(write(tmp_path / "a.xlsx", page), capsys)[1]] == ["error", "error"]


def test_without_merging_an_empty_basis_stays_empty(tmp_path: Path, capsys: Capture) -> None:
    page = sheet(headings(), LAWFUL, decision(3, basis=""), after=merged("A5:C9"))
    assert [each[1] for each in checked(write(tmp_path / "a.xlsx", page), capsys)[1]] == ["ok", "unreadable"]


def test_merged_headings_in_two_rows_with_their_unit(tmp_path: Path, capsys: Capture) -> None:
    top = row(
        1,
        *(
            text(f"{at}1", each)
            for at, each in zip("ABCDF", ("案号", "处罚依据", "情节", "罚款（万元）", "处罚种类"), strict=True)
        ),
    )
    below = row(2, text("D2", "单位"), text("E2", "个人"))
    case = (
        text("A3", "x"),
        text("B3", "csl@2025:61.1"),
        text("C3", "拒不改正"),
        text("E3", "主管人员:5"),
        text("F3", "责令改正；警告"),
    )
    rows = [
        row(3, *case, '<c r="D3"><v>25</v></c>'),
        row(4, *(each.replace('3" t', '4" t') for each in case), '<c r="D4"><v>50.01</v></c>'),
    ]
    after = merged("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2")
    assert checked(write(tmp_path / "a.xlsx", sheet(top, below, *rows, after=after)), capsys)[1] == [
        (3, "ok", []),
        (4, "error", ["FC102"]),
    ]


def test_cell_without_a_heading(tmp_path: Path, capsys: Capture) -> None:
    stray = decision(2).replace("</row>", text("K2", "3000万") + "</row>")
    code, rows, _ = checked(write(tmp_path / "a.xlsx", sheet(headings(), stray, decision(3))), capsys)
    assert (code, rows) == (1, [(2, "unreadable", ["FC901"]), (3, "ok", [])])


def test_gaps_between_rows_keep_the_numbers(tmp_path: Path, capsys: Capture) -> None:
    file = write(tmp_path / "a.xlsx", sheet(headings(3), decision(4), decision(9)))
    assert [each[0] for each in checked(file, capsys)[1]] == [4, 9]


# --- sheets -----------------------------------------------------------------------------------------------------------------


def test_every_visible_sheet_is_judged_and_the_others_are_named(tmp_path: Path, capsys: Capture) -> None:
    file = write(
        tmp_path / "a.xlsx",
        ("一季度", sheet(headings(), LAWFUL)),
        ("二季度", sheet(headings(), decision(2, FINE))),
        ("图", None),
        ("封面", sheet(row(1, text("A1", "处罚决定")))),
        ("空", sheet()),
    )
    code, rows, err = checked(file, capsys)
    assert (code, rows) == (1, [("一季度", 2, "ok", []), ("二季度", 2, "error", ["FC102"])])
    assert all(f"工作表“{name}”" in err for name in ("图", "封面", "空"))


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheet_with_decisions_is_named_and_counts(tmp_path: Path, capsys: Capture, state: str) -> None:
    file = write(tmp_path / "a.xlsx", ("一", sheet(headings(), LAWFUL)), ("二", sheet(headings(), ABOVE), state))
    code, rows, err = checked(file, capsys)
    assert (code, rows) == (1, [("一", 2, "ok", [])])
    assert "工作表“二”是隐藏的工作表" in err
    bare = write(tmp_path / "b.xlsx", ("一", sheet(headings(), LAWFUL)), ("二", sheet(), state))
    assert checked(bare, capsys)[0] == 0


def test_sheet_of_decisions_without_a_basis_counts(tmp_path: Path, capsys: Capture) -> None:
    headless = sheet(row(1, text("A1", "情节"), text("B1", "单位罚款")), row(2, text("B2", "9万")))
    code, _, err = checked(write(tmp_path / "a.xlsx", ("一", sheet(headings(), LAWFUL)), ("二", headless)), capsys)
    assert code == 1
    assert "工作表“二”没有“处罚依据”一列" in err


def test_rows_are_named_by_their_sheet_in_text_and_kept_apart_in_a_workbook(tmp_path: Path, capsys: Capture) -> None:
    import python_calamine

    file = write(
        tmp_path / "a.xlsx", ("一季度", sheet(headings(), LAWFUL)), ("二季度", sheet(headings(), decision(2, FINE)))
    )
    assert finecalc(["check", str(file), "--lang", "zh"]) == 1
    assert "二季度!2" in capsys.readouterr().out
    assert finecalc(["check", str(file), "-o", str(tmp_path / "b.xlsx")]) == 1
    assert python_calamine.load_workbook(str(tmp_path / "b.xlsx")).sheet_names == [
        *("审查摘要", "一季度", "一季度 全部列", "二季度", "二季度 全部列"),
    ]


@pytest.mark.parametrize(
    "page",
    [
        sheet(headings(), LAWFUL, decision(2)),
        sheet(headings(), row(2, text("A2", "x"), text("A2", "y"))),
        sheet(headings(), row(2, text("A3", "x"))),
        sheet(headings(), row(2, text("AAAA2", "x"))),
        sheet(headings(), LAWFUL, after=merged("B3:A1")),
        '<!DOCTYPE a [<!ENTITY b "c">]>' + sheet(headings(), LAWFUL),
        sheet(headings(), LAWFUL)[:-20],
    ],
)
def test_sheets_that_say_two_things_are_refused(tmp_path: Path, capsys: Capture, page: str) -> None:
    code, _, err = checked(write(tmp_path / "a.xlsx", page), capsys)
    assert code == 2
    assert err.count("\n") == 1


CELLS = st.one_of(
    st.none(), st.integers(-(10**14), 10**14), st.floats(-1e9, 1e9).map(lambda x: round(x, 2)), st.booleans(), st.dates(date(1950, 1, 1), date(2090, 1, 1)),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=8),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6))
def test_every_cell_that_is_written_is_read_again(rows: list[list[Any]]) -> None:
    """Written by one library and read by ours: nothing lost, nothing changed."""
    import io

    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    page, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                page.write_datetime(number, column, datetime(cell.year, cell.month, cell.day), day)
            elif isinstance(cell, str):
                page.write_string(number, column, cell)
            elif cell is not None:
                page.write(number, column, cell)
    book.close()
    ours = Workbook(stream)
    found = dict(ours.rows(ours.parts[0]))
    for number, cells in enumerate(rows, 1):
        expected = {at: cell for at, cell in enumerate(cells) if cell is not None}
        assert found.get(number, {}) == expected
