"""No cell acts: not on a terminal, not in a spreadsheet, not on a page, not on a CI runner; nor does a name or a table."""

import csv
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from finecalc.cli import run as finecalc
from finecalc.decisions.files.harmless import formulas_after, harmless
from finecalc.language.columns import escaped, safe, tame

HEAD = "案号,处罚依据,单位罚款,处罚种类及措施,备注"
ROW = "甲,csl@2025:61.1,10万,责令改正,"
STEERING = [
    "\x1b[31m",
    "\x9b31m",
    "\x1b]0;x\x07",
    "\x07",
    "\x08",
    "\x7f",
    "\u202e",
    "\u2066",
    "\u200f",
    "\u2028",
    "\x85",
    "\u061c",
]
Capture = pytest.CaptureFixture[str]


def checked(folder: Path, cells: list[str], *asked: str, name: str = "a.csv") -> tuple[int, Path]:
    """Check a file in which `cells` stand in the case number, the basis, the sanctions and the notes of a row each."""
    file = folder / name
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEAD.split(","))
        for cell in cells:
            for at in (0, 1, 3, 4):
                row = ROW.split(",")
                row[at] = cell
                writer.writerow(row)
    return finecalc(["check", str(file), *asked]), file


# --- spreadsheets -------------------------------------------------------------------------------------------------------

FORMULAS = [
    *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1+1", "＋1+1", "－1+1", "＠SUM(A1)", "﹦1", "﹢x", "﹣x", "﹫x"),
    *("\n=1", "\r=1", "\t=1", " =1", "\0=1", "\u3000=1", "\xa0=1", "\ufeff=1", "\u200b=1", "\x0b=1", "  \t\n =1"),
    *("=cmd|' /C calc'!A0", '=HYPERLINK("http://x")', "-2+3+cmd|' /C calc'!A0", "\t1", "\r1", "-", "-5", "+3", "－５"),
]
_ACTS = re.compile(r"[\s\0\x00-\x1f\x7f\u200b\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫]")
_NUMBER = re.compile(r"[+-]?\d[\d,.]*%?|[-－]\s*")


def _act(cell: str) -> bool:
    return bool(_ACTS.match(cell)) and not _NUMBER.fullmatch(cell)


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_report_is_a_formula(tmp_path: Path, formula: str) -> None:
    report = tmp_path / "b.csv"
    checked(tmp_path, [formula], "-o", str(report))
    with report.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert len(rows) == 5
    assert not [cell for row in rows for cell in row if _act(cell)]


@pytest.mark.parametrize("lines", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "written",
    [
        '""=1',
        '""=cmd|x',
        '"=1"',
        '" =1"',
        '"\t=1"',
        '"＝1"',
        "＝1",
        " =1",
        "=1",
        '""＝1',
        '"" =1',
        "\u200b=1",
        '""-1+1',
    ],
)
@pytest.mark.parametrize("at", [0, 4])
def test_what_is_copied_as_it_stands_is_looked_at_first(tmp_path: Path, written: str, at: int, lines: str) -> None:
    cells = ROW.split(",")
    cells[at] = written
    file, report = tmp_path / "a.csv", tmp_path / "b.csv"
    file.write_bytes(f"{HEAD}{lines}{','.join(cells)}{lines}{ROW}x{lines}".encode())
    assert finecalc(["check", str(file), "-o", str(report)]) in (0, 1)
    with report.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert len(rows) == 3
    assert not [cell for cell in rows[1] if _act(cell)]
    assert rows[1][at].startswith("'")


@given(st.text(st.sampled_from("\"'=＝+-@ \t\n\r\0\u3000\u200b\ufeff5a,"), max_size=8))
@example('""=1')
def test_whatever_is_passed_on_does_not_act(written: str) -> None:
    """The line as it stands: either the search finds it, or the cell that a spreadsheet reads from it does not act."""
    quick, sure = formulas_after(",")
    rows = list(csv.reader(io.StringIO(written, newline="")))
    if len(rows) == 1 and not (quick("," + written) and sure("," + written)):
        assert not [cell for cell in rows[0] if _act(cell)], rows
    (kept,) = harmless([written])
    assert kept in (written, "'" + written)
    assert not _act(kept)


def test_numbers_and_dashes_stay_as_they_are() -> None:
    assert harmless(["-5", "+3", "-5.50", "-1,000", "-3%", "-", "－", "—", "'=1", "a=1", ""]) == [
        *("-5", "+3", "-5.50", "-1,000", "-3%", "-", "－", "—", "'=1", "a=1", "")
    ]


# --- terminals ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("steering", STEERING)
@pytest.mark.parametrize("form", ["text", "jsonl", "json", "github"])
def test_no_cell_steers_a_terminal(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], steering: str, form: str
) -> None:
    checked(tmp_path, [f"甲{steering}乙", steering], "--format", form)
    said = capsysbinary.readouterr()
    for shown in (said.out.decode(), said.err.decode()):
        assert not set(steering) & set(shown) - set("[]0;x31m")


@pytest.mark.parametrize("steering", STEERING)
def test_what_is_shown_in_json_is_read_back_whole(tmp_path: Path, steering: str) -> None:
    import json

    report = tmp_path / "b.jsonl"
    checked(tmp_path, [f"甲{steering}乙"], "-o", str(report))
    lines = report.read_text(encoding="utf-8").split("\n")
    assert json.loads(lines[0])["case_id"] == f"甲{steering}乙"
    assert not set(steering) & set("".join(lines)) - set("[]0;x31m")


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals on Windows")
def test_a_report_on_a_terminal(tmp_path: Path) -> None:
    import pty

    checked(tmp_path, ["甲\x1b[31m\u202e乙"])
    above, below = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "finecalc", "check", str(tmp_path / "a.csv"), "--format", "csv", "--no-color"],
        stdout=below,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
    )
    os.close(below)
    shown = b""
    try:
        while part := os.read(above, 65536):
            shown += part
    except OSError:
        pass  # the other end is closed
    os.close(above)
    assert done.wait(60) == 1
    assert "甲" in shown.decode()
    assert not set(shown.decode()) & {"\x1b", "\u202e"}


@pytest.mark.skipif(sys.platform == "win32", reason="no such names on Windows")
@pytest.mark.parametrize("name", ["\x1b[31m.csv", "\u202evsc.csv", "\x9bm.csv", "a\n::error::b.csv"])
def test_no_name_of_a_file_acts(tmp_path: Path, capsys: Capture, name: str) -> None:
    for asked in (
        ["check", str(tmp_path / name)],
        ["lint", name],
        ["--statutes", name, "list"],
        ["encode", "--ref", "csl@2016:1.1", name],
    ):
        assert finecalc(asked) == 2
        said = capsys.readouterr()
        assert not set(said.out + said.err) & {"\x1b", "\x9b", "\u202e"}
        assert not re.search(r"(?m)^\s*::", said.out + said.err)
    for form in ("text", "jsonl", "json", "github"):
        checked(tmp_path, ["乙"], "--format", form, name=name)
        said = capsys.readouterr()
        assert not set(said.out + said.err) & {"\x1b", "\x9b", "\u202e"}
        assert not re.search(r"(?m)^\s*::error::", said.out + said.err)


# --- CI runners ---------------------------------------------------------------------------------------------------------

COMMANDS = [
    "::error::x",
    "::add-mask::x",
    "  ::error::x",
    "##[error]x",
    "\n::error::x",
    "甲" * 30 + " ::error::x",
    "x " * 40 + "::warning::y",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_cell_is_a_command_of_a_runner(tmp_path: Path, capsys: Capture, command: str) -> None:
    for form in ("text", "github"):
        checked(tmp_path, [command], "--format", form)
        said = capsys.readouterr()
        for line in (said.out + said.err).splitlines():
            assert "##[" not in line
            if line.lstrip().startswith("::"):
                assert form == "github"
                assert re.match(
                    r"::(?:error|warning|notice) file=[^:]*,title=[^:]*::|::notice title=finecalc check::", line
                )


@given(st.text(st.sampled_from("：: \n\t\u3000#[ax"), max_size=40))
def test_no_line_begins_with_a_command(text: str) -> None:
    for line in tame(text).split("\n"):
        assert not line.strip().startswith("::")
        assert "##[" not in line


@given(st.text(max_size=60))
def test_what_is_safe_holds_no_control(text: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", safe(text))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_json_says_the_same(text: str) -> None:
    import json

    plain = json.dumps(text, ensure_ascii=False)
    assert json.loads(escaped(plain)) == text
