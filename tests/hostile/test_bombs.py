"""Small files that would fill the memory or never end: answered within 512 MiB, or refused in one line that says why."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

import finecalc
from finecalc.cli import run as here
from finecalc.language.dates import years_after

HEAD = "案号,处罚依据,情节,违法行为终了日期,决定日期,单位罚款,个人罚款,处罚种类及措施"
ROW = "甲,csl@2025:61.1,拒不改正,2026-02-01,2026-03-01,25万,主管人员:5万,责令改正"
MEBIBYTE = 1024 * 1024


SERVER = """
import json, os, sys, traceback
import finecalc.cli.commands.check
from finecalc.cli import run

finecalc.load()
for line in sys.stdin:
    arguments, errors = json.loads(line)
    child = os.fork()
    if not child:
        code = 70
        try:
            nothing = os.open(os.devnull, os.O_RDWR)
            for number, opened in enumerate((nothing, nothing, os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC))):
                os.dup2(opened, number)
            sys.stdin = open(0)
            code = run(arguments)
        except BaseException:
            traceback.print_exc()
        sys.stderr.flush()
        os._exit(code)
    _, status, used = os.wait4(child, 0)
    print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_maxrss]), flush=True)
"""
"""Answers each command line in a process that it splits off, so that finecalc is imported only once."""
servers: "list[subprocess.Popen[str]]" = []


@pytest.fixture(scope="module", autouse=True)
def _no_server_is_left() -> Iterator[None]:
    yield
    while servers:
        _end(servers.pop())


def _end(server: "subprocess.Popen[str]") -> None:
    server.kill()
    server.communicate()


def _process(arguments: list[str], errors: Path) -> tuple[int, str]:
    """The exit code of a process of its own that needs no more than 512 MiB, and what it says."""
    folder = Path(__file__).parents[2]
    if sys.platform == "win32":
        command = [sys.executable, "-m", "finecalc", *arguments]
        with errors.open("wb") as file:
            code = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=file, cwd=folder, timeout=120).returncode
        return code, errors.read_text(encoding="utf-8", errors="replace")
    if not servers:
        command = [sys.executable, "-c", SERVER]
        servers.append(subprocess.Popen(command, stdin=-1, stdout=-1, text=True, encoding="utf-8", cwd=folder))
    server = servers[-1]
    assert server.stdin
    assert server.stdout
    try:
        print(json.dumps([arguments, str(errors)]), file=server.stdin, flush=True)
        code, kilobytes = json.loads(server.stdout.readline())
    except BaseException:
        _end(servers.pop())
        raise
    assert kilobytes * (1 if sys.platform == "darwin" else 1024) < 512 * MEBIBYTE
    return code, errors.read_text(encoding="utf-8", errors="replace")


def checked(file: Path, ending: str = "csv") -> tuple[int, str, Path]:
    """Check a file in a process of its own. Asserts that it ends, needs no more than 512 MiB, and shows no traceback."""
    report = file.with_name(f"report.{ending}")
    report.unlink(missing_ok=True)
    arguments = ["--lang", "en", "check", str(file), "-o", str(report)]
    code, said = _process(arguments, file.with_name("errors"))
    assert code in (0, 1, 2), said
    assert "Traceback" not in said
    assert "fault of finecalc" not in said
    if code == 2:
        assert len(said.splitlines()) == 1
        assert not report.exists()
    return code, said, report


# --- workbooks --------------------------------------------------------------------------------------------------------

PARTS = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns:r="x"><sheets><sheet name="a" sheetId="1" r:id="a"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="a" Type="x/worksheet" Target="a.xml"/>'
    '<Relationship Id="b" Type="x/sharedStrings" Target="b.xml"/></Relationships>',
}


def _cell(place: str, string: int) -> str:
    return f'<c r="{place}" t="s"><v>{string}</v></c>'


TITLES = "".join(_cell(place, at) for at, place in enumerate(("A1", "B1", "C1")))
HEADINGS = f'<row r="1">{TITLES}</row>'
GOOD = f'<row r="2">{_cell("A2", 3)}{_cell("B2", 3)}<c r="C2"><v>100000</v></c></row>'


def workbook(place: Path, rows: str, long: str = "", after: str = "", dishonest: bool = False) -> Path:
    """A workbook whose first row is 案号, 处罚依据, 单位罚款. `long` is the shared string 4; `after` follows the cells."""
    strings = "".join(f"<si><t>{each}</t></si>" for each in ("案号", "处罚依据", "单位罚款", "csl@2025:61.1", long))
    with ZipFile(place, "w", ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
        archive.writestr("xl/b.xml", f"<sst>{strings}</sst>")
        archive.writestr("xl/a.xml", f"<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>")
    if dishonest:
        packed = place.read_bytes()
        size = len(f"<worksheet><sheetData>{rows}</sheetData>{after}</worksheet>".encode()).to_bytes(4, "little")
        assert packed.count(size) >= 2
        place.write_bytes(packed.replace(size, (200).to_bytes(4, "little")))
    return place


def _with(string: int, count: int) -> str:
    return "".join(f'<row r="{at}">{_cell(f"A{at}", string)}{_cell(f"B{at}", 3)}</row>' for at in range(2, count + 2))


WORKBOOKS: list[tuple[str, dict[str, object], bool]] = [
    (
        "stray cell at the last place",
        {"rows": f'{HEADINGS}{GOOD}<row r="1048576">{_cell("XFD1048576", 3)}</row>'},
        False,
    ),
    (
        "stray heading and stray row",
        {"rows": f'<row r="1">{TITLES}{_cell("XFD1", 3)}</row>{GOOD}<row r="1048576">{_cell("A1048576", 3)}</row>'},
        True,
    ),
    ("a string of a megabyte", {"rows": HEADINGS + _with(4, 2_000), "long": "x" * 1_000_000}, True),
    ("the longest string, many times", {"rows": HEADINGS + _with(4, 25_000), "long": "x" * 32_000}, True),
    (
        "everything merged",
        {"rows": HEADINGS + GOOD, "after": '<mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'},
        False,
    ),
    (
        "merged over and over",
        {
            "rows": HEADINGS + _with(3, 20_000),
            "after": "<mergeCells>" + '<mergeCell ref="A3:C20000"/>' * 2_000 + "</mergeCells>",
        },
        True,
    ),
    ("a directory that lies about sizes", {"rows": HEADINGS + _with(3, 5_000), "dishonest": True}, True),
    ("nested without end", {"rows": HEADINGS + "<a>" * 200_000}, True),
    ("a cell in no column", {"rows": f'{HEADINGS}<row r="2">{_cell("XFE2", 3)}</row>'}, True),
    ("a row after the last", {"rows": f'{HEADINGS}<row r="1048577">{_cell("A1048577", 3)}</row>'}, True),
]


@pytest.mark.parametrize(("parts", "refused"), [each[1:] for each in WORKBOOKS], ids=[each[0] for each in WORKBOOKS])
def test_workbooks(tmp_path: Path, parts: dict[str, object], refused: bool) -> None:
    code, _, _ = checked(workbook(tmp_path / "a.xlsx", **parts))  # type: ignore[arg-type]
    assert (code == 2) is refused


def test_a_package_in_a_package_stays_shut(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", HEADINGS + GOOD)
    with ZipFile(file, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/embeddings/a.zip", b"\0" * 50 * MEBIBYTE)
    assert checked(file)[0] in (0, 1, 2)
    with ZipFile(file, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/embeddings/b.zip", b"\0" * 200 * MEBIBYTE)
    assert checked(file)[0] == 2


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    lol = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))
    file = tmp_path / "a.xlsx"
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
        archive.writestr("xl/b.xml", "<sst/>")
        archive.writestr("xl/a.xml", f'<!DOCTYPE a [<!ENTITY a0 "x">{lol}]><worksheet>&a11;</worksheet>')
    assert checked(file)[0] == 2


# --- text -------------------------------------------------------------------------------------------------------------

TEXTS: list[tuple[str, str, Callable[[], bytes], int]] = [
    ("an exponent without end, CSV", "csv", lambda: f"{HEAD}\n{ROW.replace('25万', '1e999999999')}\n".encode(), 1),
    ("an exponent without end", "jsonl", lambda: b'{"provision":"csl@2025:61.1","fine":1e999999999}\n', 1),
    ("an exponent without end, below", "jsonl", lambda: b'{"provision":"csl@2025:61.1","fine":1E-999999999}\n', 1),
    (
        "an exponent where none is read",
        "jsonl",
        lambda: b'{"provision":"csl@2025:61.1","fine":1,"case_id":1e99999999}\n',
        1,
    ),
    (
        "exponents everywhere",
        "jsonl",
        lambda: b'{"provision":1e999999999,"fine":[1e999999999,{"a":-1e999999999}]}\n',
        1,
    ),
    (
        "a number of a million digits",
        "jsonl",
        lambda: b'{"provision":"csl@2025:61.1","fine":1' + b"0" * 1_000_000 + b"}\n",
        2,
    ),
    ("a number of 4,000 digits", "jsonl", lambda: b'{"provision":"csl@2025:61.1","fine":1' + b"0" * 4_000 + b"}\n", 1),
    ("lists in lists", "jsonl", lambda: b'{"provision":"csl@2025:61.1","fine":' + b"[" * 300 + b"]" * 300 + b"}\n", 1),
    (
        "objects in objects",
        "jsonl",
        lambda: b'{"provision":"csl@2025:61.1","fine":' + b'{"a":' * 300 + b"1" + b"}" * 301 + b"\n",
        1,
    ),
    (
        "lists without end",
        "jsonl",
        lambda: b'{"provision":"csl@2025:61.1","fine":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n",
        2,
    ),
    (
        "lists where nothing is read",
        "jsonl",
        lambda: b'{"provision":"csl@2025:61.1","fine":1,"x":' + b"[" * 900 + b"]" * 900 + b"}",
        1,
    ),
    (
        "ten thousand keys",
        "jsonl",
        lambda: b"".join(b'{"provision":"csl@2025:61.1","fine":1,"k%d":1}\n' % at for at in range(9_990)),
        2,
    ),
    ("UTF-16 cut short", "csv", lambda: f"{HEAD}\n{ROW}\n".encode("utf-16")[:-1], 2),
    ("UTF-16 cut after its mark", "csv", lambda: b"\xff\xfe\x48", 2),
    (
        "UTF-16 with half a character",
        "csv",
        lambda: b"\xff\xfe" + f"{HEAD}\n\ud800\n".encode("utf-16-le", "surrogatepass"),
        2,
    ),
    ("UTF-16 the other way round, cut", "csv", lambda: b"\xfe\xff\n", 2),
    ("UTF-8 cut short", "csv", lambda: f"{HEAD}\n{ROW}甲".encode()[:-1], 1),
    ("one line of 60 MB", "csv", lambda: f"{HEAD}\n".encode() + b"x" * 60_000_000, 2),
    ("UTF-16 on one line", "csv", lambda: (f"{HEAD}\n" + "\u0a0a" * 30_000_000).encode("utf-16"), 2),
    ("a row of millions of lines", "csv", lambda: f"{HEAD}\n".encode() + b'"a\n",' * 3_000_000, 2),
    (
        "a quotation mark and then the file",
        "csv",
        lambda: f'{HEAD}\n"{ROW}\n'.encode() + f"{ROW}\n".encode() * 100_000,
        2,
    ),
    ("nothing but quotation marks", "csv", lambda: f"{HEAD}\n".encode() + b'"' * 5_000_000, 2),
    ("nothing but noughts", "csv", lambda: b"\0" * 20_000_000, 2),
    ("very wide", "csv", lambda: ("," * 20_000 + HEAD + "\n" + "," * 20_000 + ROW + "\n").encode(), 0),
    ("very wide, with short rows", "csv", lambda: ("," * 20_000 + HEAD + "\n" + "x\n" * 30_000).encode(), 2),
    ("very wide, with empty rows", "csv", lambda: ("," * 20_000 + HEAD + "\n" + "\n" * 30_000).encode(), 2),
]


@pytest.mark.parametrize(("ending", "content", "code"), [each[1:] for each in TEXTS], ids=[each[0] for each in TEXTS])
def test_texts(tmp_path: Path, ending: str, content: Callable[[], bytes], code: int) -> None:
    file = tmp_path / f"a.{ending}"
    file.write_bytes(content())
    assert checked(file)[0] == code


def test_more_columns_than_a_workbook_has(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    names = ",".join(f"列{at}" for at in range(16_380))
    file.write_text(f"{names},{HEAD}\n{',' * 16_380}{ROW}\n", encoding="utf-8")
    code, said, _ = checked(file, "xlsx")
    assert code == 2
    assert "16,384" in said
    assert checked(file, "csv")[0] == 0


@pytest.mark.parametrize("day", ["9999-12-31", "9998-01-01", "0001-01-01", "9996-02-29"])
@pytest.mark.parametrize("field", ["违法行为终了日期", "决定日期"])
def test_days_at_the_ends_of_time_concern_their_row_only(tmp_path: Path, day: str, field: str) -> None:
    titles = HEAD.split(",")
    cells = ROW.split(",")
    cells[titles.index(field)] = day
    file, report = tmp_path / "a.csv", tmp_path / "b.jsonl"
    file.write_text(f"{HEAD}\n{ROW}\n{','.join(cells)}\n{ROW}\n", encoding="utf-8")
    assert here(["check", str(file), "-o", str(report)]) == 1
    verdicts = [json.loads(line)["verdict"] for line in report.read_text(encoding="utf-8").splitlines()]
    assert verdicts == ["ok", "unreadable", "ok"]


def test_the_library_bears_them_too() -> None:
    assert years_after(date.max, 2) == date.max
    values = (
        Decimal("1e999999999"),
        Decimal("nan"),
        Decimal("-inf"),
        float("nan"),
        10**5_000,
        date.max,
        [[[[[[[[[[1]]]]]]]]]],
    )
    rows = [
        {"provision": "csl@2025:61.1", field: value}
        for value in values
        for field in ("fine", "decided", "facts", "case_id")
    ]
    assert len(list(finecalc.check_many(rows))) == len(rows)
    for value in (Decimal("1e999999999"), float("inf"), 10**5_000, "1e999999999", "9" * 5_000):
        with pytest.raises(finecalc.FinecalcError):
            finecalc.assess("csl@2025:63.1", gains=value)


# --- our own faults -----------------------------------------------------------------------------------------------------


def test_a_fault_of_our_own_concerns_its_row_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from finecalc.decisions import judge

    real = judge.on_persons

    def failing(statutes: object, standard: object, persons: tuple[tuple[str, Decimal], ...]) -> object:
        if any(amount == 13 for _, amount in persons):
            raise ZeroDivisionError("thirteen")
        return real(statutes, standard, persons)  # type: ignore[arg-type]

    monkeypatch.setattr(judge, "on_persons", failing)
    file, report = tmp_path / "a.csv", tmp_path / "b.jsonl"
    file.write_text(f"{HEAD}\n{ROW}\n{ROW.replace(':5万', ':13')}\n{ROW}\n", encoding="utf-8")
    assert here(["--lang", "en", "check", str(file), "-o", str(report)]) == 2
    said = capsys.readouterr().err
    assert "a.csv" in said
    assert "own" in said
    rows = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    assert [row["verdict"] for row in rows] == ["ok", "unreadable", "ok"]
    assert [row["row"] for row in rows] == [2, 3, 4]
    assert "ZeroDivisionError: thirteen" in rows[1]["findings"][0]["message"]


def test_a_fault_of_our_own_is_one_line_and_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object) -> None:
        raise KeyError("lost\nand gone")

    monkeypatch.setattr("finecalc.cli.commands.list.table", failing)
    assert here(["--lang", "en", "list"]) == 2
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "KeyError" in said
    monkeypatch.setattr("finecalc.cli.commands.list.table", lambda: (_ for _ in ()).throw(MemoryError()))
    assert here(["--lang", "en", "list"]) == 2
    assert "memory" in capsys.readouterr().err


def test_commands_in_one_process_do_not_disturb_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    """Modules are named `list` and `range`."""
    for _ in range(2):
        assert here(["range", "csl@2025:61.1", "-f", "refused"]) == 0
        assert here(["list"]) == 0
        assert here(["compare", "csl@2016:59.1", "csl@2025:61.1"]) == 0
        assert here(["explain", "FC102"]) == 0
        assert here(["powers"]) == 0
    first = capsys.readouterr().out
    assert first[: len(first) // 2] == first[len(first) // 2 :]
