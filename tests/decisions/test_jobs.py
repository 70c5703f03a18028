"""`check --jobs`: several processes give the report that one gives, and leave nothing behind when something goes wrong."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from multiprocessing import active_children
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec import structs

from finecalc.cli import run
from finecalc.decisions.files import csv_rows, jobs
from finecalc.decisions.files.account import Summary
from finecalc.decisions.files.checker import Checker
from finecalc.decisions.finding import Said

HEADINGS = "案号,处罚依据,情节,单位罚款,处罚种类及措施,备注"
LAWFUL = "甲{},csl@2025:61.1,拒不改正,60000,责令改正；警告,好"
ROWS = (
    LAWFUL,
    "甲{},csl@2025:61.1,拒不改正,60{}999999,责令改正；警告,高",
    "甲{},csl@2025:61.1,拒不改正,看不懂{},责令改正；警告,坏",
    ",,,,,",
    "  , ,,,,",
    "合计,,,120000,,",
    "甲{},csl@2025:61.1,拒不改正",
    "甲{},csl@2025:61.1,拒不改正,60000,责令改正；警告,好,,",
    "甲{},csl@2025:61.1,拒不改正,60000,责令改正；警告,好,多了",
    '甲{},csl@2025:61.1,拒不改正,60000,责令改正；警告,"两\n行"',
    '甲{},csl@2025:61.1,拒不改正,60000,责令改正；警告,"没有配对',
    "甲{},csl@2025:61.1,拒不改正,60000,责令改正；警告,=1+1",
    "甲{},csl@2025:61.1,拒不改正,60000,责令改正；警告,出错",
)
forked = pytest.mark.skipif(
    jobs.START != "fork", reason="what is put in place here is not there in a process that is spawned"
)


def written(rows: list[str]) -> str:
    return "\n".join([HEADINGS, *(row.replace("{}", str(number)) for number, row in enumerate(rows))]) + "\n"


def checked(folder: Path, content: str, form: str, *options: str) -> tuple[int, bytes]:
    """The exit code and the report, b"" where there is none."""
    source, report = folder / "decisions.csv", folder / f"report.{form}"
    source.write_text(content, encoding="utf-8")
    code = run(["check", str(source), "-o", str(report), "--force", *options])
    found = report.read_bytes() if report.exists() else b""
    report.unlink(missing_ok=True)
    return code, found


def nothing_is_left(folder: Path) -> bool:
    """Neither a report nor a part of one, nor a process of ours."""
    return {each.name for each in folder.iterdir()} <= {"decisions.csv"} and not active_children()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of one's own, temporary files in it too; two rows are one process's turn."""
    monkeypatch.setattr(csv_rows, "CHUNK", 2 * len(LAWFUL.encode()))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@forked
@given(
    rows=st.lists(st.sampled_from(ROWS), max_size=14),
    chunk=st.integers(1, 300),
    form=st.sampled_from(["csv", "jsonl"]),
    english=st.booleans(),
)
@example(rows=[ROWS[-1], LAWFUL, ROWS[-1], *ROWS[3:6], ROWS[-1]], chunk=1, form="csv", english=False)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_number_of_processes_gives_the_same_report(
    small: Path, capfd: pytest.CaptureFixture[str], rows: list[str], chunk: int, form: str, english: bool
) -> None:
    say, finish = Checker.said, Summary.finish
    accounts: list[object] = []

    def faulty(self: Checker, row: list[str]) -> Said:
        if row[-1] == "出错":
            raise ZeroDivisionError("a fault of our own")
        return say(self, row)

    lang = ["--lang", "en"] if english else []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_rows, "CHUNK", chunk)
        patch.setattr(Checker, "said", faulty)
        patch.setattr(Summary, "finish", lambda self, book: accounts.append(self.as_json()) or finish(self, book))
        alone, *others = [
            (checked(small, written(rows), form, "--jobs", number, *lang), capfd.readouterr(), accounts.pop())
            for number in "123"
        ]
    assert others == [alone, alone]
    assert nothing_is_left(small)


@forked
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_several_files_and_what_is_said_of_each_of_them(
    small: Path, capfd: pytest.CaptureFixture[str], form: str
) -> None:
    names = []
    for name, mark in (("a", ","), ("b", ";")):
        names.append(str(small / f"{name}.csv"))
        content = written([LAWFUL, ROWS[1], LAWFUL, ROWS[5], ROWS[3]])
        Path(names[-1]).write_text(content.replace(",", mark), encoding="utf-8")
    reports = []
    for number in "13":
        report = small / f"{number}.{form}"
        assert run(["check", *names, "-o", str(report), "--jobs", number]) == 1
        reports.append(report.read_bytes().decode("utf-8-sig"))
    assert reports[0] == reports[1]
    assert reports[0].count("没有读的列") == 2
    assert run(["check", *names, "--format", form, "--jobs", "2"]) == 1
    assert capfd.readouterr().out == reports[0]


@forked
def test_every_process_judges_by_the_same_office_profile(small: Path) -> None:
    """网安法 (2025) 61①: 60,000 are large where 50,000 are. The profile lies elsewhere: nothing else may be left in the folder."""
    place = small.parent / f"{small.name}.toml"
    place.write_text(
        'name = "甲"\nlevel = "county"\nlarge_fine = [{ party = "unit", amount = 50_000 }]\n', encoding="utf-8"
    )
    content = written([LAWFUL] * 12)
    alone, together = (checked(small, content, "jsonl", "--office", str(place), "--jobs", jobs) for jobs in "12")
    assert alone == together
    assert together[1].count(b"FC502") == 12


def test_where_processes_are_spawned(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = written([*ROWS[:6], LAWFUL])
    alone = checked(small, content, "csv", "--jobs", "1")
    monkeypatch.setattr(jobs, "START", "spawn")
    assert checked(small, content, "csv", "--jobs", "2") == alone
    assert nothing_is_left(small)


def number_of_processes(monkeypatch: pytest.MonkeyPatch, *argv: str) -> int:
    asked: list[int] = [1]
    crew = jobs.crew

    def counted(number: int, *rest: object) -> object:
        asked.append(number)
        return crew(number, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(jobs, "crew", counted)
    assert run(["check", *argv, "--fail-on", "never"]) == 0
    return asked[-1]


@pytest.mark.parametrize(("size", "options", "expected"), [(1, (), 1), (0, (), 3), (1, ("2",), 2), (0, ("1",), 1)])
def test_large_files_get_all_processors(
    small: Path, monkeypatch: pytest.MonkeyPatch, size: int, options: tuple[str, ...], expected: int
) -> None:
    """`size` is how many bytes the file is short of a large one."""
    source = small / "decisions.csv"
    source.write_text(written([LAWFUL] * 4), encoding="utf-8")
    monkeypatch.setattr(jobs, "LARGE", source.stat().st_size + size)
    monkeypatch.setattr(jobs, "processors", lambda: 3)
    argv = [str(source), "-o", str(small / "report.csv"), *(["--jobs", *options] if options else [])]
    assert number_of_processes(monkeypatch, *argv) == expected


@pytest.mark.parametrize("form", ["text", "json", "github", "xlsx", "html"])
def test_other_reports_are_written_by_one_process(small: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    source, ending = small / "decisions.csv", {"text": "txt", "github": "log"}.get(form, form)
    source.write_text(written([LAWFUL] * 4), encoding="utf-8")
    report = str(small / f"report.{ending}")
    assert number_of_processes(monkeypatch, str(source), "--format", form, "-o", report, "--jobs", "2") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes")
def test_a_pipe_is_read_by_one_process(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = small / "pipe.csv"
    os.mkfifo(pipe)
    with subprocess.Popen(
        [sys.executable, "-c", "import sys; open(sys.argv[1], 'w').write(sys.argv[2])", pipe, written([LAWFUL])]
    ):
        assert number_of_processes(monkeypatch, str(pipe), "-o", str(small / "report.csv"), "--jobs", "2") == 1


@pytest.mark.parametrize("number", ["0", "65", "-1", "two"])
def test_a_number_of_processes_that_cannot_be(small: Path, number: str) -> None:
    assert checked(small, written([LAWFUL]), "csv", "--jobs", number) == (2, b"")


@forked
@pytest.mark.parametrize("after", [0, 1])
def test_a_process_that_dies_leaves_no_half_report(
    small: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], after: int
) -> None:
    def dying(self: Checker, row: list[str]) -> Said:
        if os.getpid() != parent and row[0] == f"甲{2 + 4 * after}":
            os.kill(os.getpid(), signal.SIGKILL)
        return say(self, row)

    say, parent = Checker.said, os.getpid()
    monkeypatch.setattr(Checker, "said", dying)
    assert checked(small, written([LAWFUL] * 12), "csv", "--jobs", "2") == (2, b"")
    assert "中途结束" in capfd.readouterr().err
    assert nothing_is_left(small)


@forked
def test_a_file_that_changes_under_another_process_is_noticed(
    small: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def changing(task: jobs.Task, index: int, send: object) -> object:
        content = Path(task.path).read_text(encoding="utf-8")
        other = small / "other.csv"  # what stands there now, while we still read the old one
        other.write_text(content, encoding="utf-8")
        return judge(structs.replace(task, path=str(other)), index, send)  # type: ignore[arg-type]

    judge = jobs._judge
    monkeypatch.setattr(jobs, "_judge", changing)
    assert checked(small, written([LAWFUL] * 12), "csv", "--jobs", "2") == (2, b"")
    assert "被改写" in capfd.readouterr().err
    (small / "other.csv").unlink()
    assert nothing_is_left(small)


STUCK = r"""
import os, sys, tempfile, time
from finecalc.cli import main
from finecalc.decisions.files import jobs
tempfile.tempdir = sys.argv[1]
def stuck(*_):
    os.write(1, b"at work\n")
    time.sleep(20)
jobs._judge = stuck
main(["check", sys.argv[1] + "/decisions.csv", "-o", sys.argv[1] + "/report.csv", "--jobs", "3"])
"""


@forked
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("all_of_them", [True, False])
def test_a_signal_ends_every_process(small: Path, number: signal.Signals, code: int, all_of_them: bool) -> None:
    (small / "decisions.csv").write_text(written([LAWFUL] * 12), encoding="utf-8")
    command = [sys.executable, "-c", STUCK, str(small)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(2)] == [b"at work\n"] * 2
        (os.killpg if all_of_them else os.kill)(process.pid, number)
        assert process.wait(20) == code
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)
    assert nothing_is_left(small)


def test_ours_is_interrupted(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        time.sleep(0.01)
        raise KeyboardInterrupt

    monkeypatch.setattr(jobs, "_share", interrupted)
    assert checked(small, written([LAWFUL] * 12), "csv", "--jobs", "2") == (130, b"")
    assert nothing_is_left(small)
