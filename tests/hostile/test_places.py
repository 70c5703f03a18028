"""Touches nothing but the report: what stands at a place, whose it is, and what is left behind by a run that did not end well."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from finecalc.cli import run as finecalc
from tests.conftest import Run

posix = pytest.mark.skipif(sys.platform == "win32", reason="no such thing on Windows")
HEAD = "案号,处罚依据,情节,违法行为终了日期,决定日期,单位罚款,个人罚款,处罚种类及措施"
LAWFUL = "甲,csl@2025:61.1,拒不改正,2026-02-01,2026-03-01,25万,主管人员:5万,责令改正"
ENDINGS = ["csv", "jsonl", "json", "txt", "xlsx", "html"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "a.csv"
    file.write_text(f"{HEAD}\n{LAWFUL}\n", encoding="utf-8")
    return file


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def _fifo(place: Path) -> None:
    os.mkfifo(place)


def _link(place: Path) -> None:
    (place.parent.parent / "secret").write_text("secret")
    place.symlink_to(place.parent.parent / "secret")


def _dangling(place: Path) -> None:
    place.symlink_to(place.parent / "not there")


def _socket(place: Path) -> None:
    before = os.getcwd()
    os.chdir(place.parent)  # the name of a socket is short
    try:
        socket.socket(socket.AF_UNIX).bind(place.name)
    finally:
        os.chdir(before)


def _device(place: Path) -> None:
    try:
        os.mknod(place, stat.S_IFCHR | 0o666, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("only root makes devices")


@posix
@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "force"])
@pytest.mark.parametrize("make", [_fifo, _link, _dangling, _socket, _device, Path.mkdir])
@pytest.mark.parametrize("command", ["check", "compare", "template"])
def test_what_is_no_file_is_never_replaced(
    source: Path, out: Path, make: Callable[[Path], None], command: str, force: list[str]
) -> None:
    place = out / {"check": "b.csv", "compare": "b.html", "template": "b.csv"}[command]
    make(place)
    before = os.lstat(place)
    asked = {
        "check": ["check", str(source), "-o", str(place)],
        "compare": ["compare", "csl@2016:59.1", "csl@2025:61.1", "-o", str(place)],
        "template": ["template", str(place)],
    }[command]
    assert finecalc([*asked, *force]) == 2
    after = os.lstat(place)
    assert (after.st_mode, after.st_ino, after.st_size) == (before.st_mode, before.st_ino, before.st_size)
    assert [each.name for each in out.iterdir()] == [place.name]
    if make is _link:
        assert (out.parent / "secret").read_text() == "secret"
    if make is _dangling:
        assert not (out / "not there").exists()


@posix
def test_a_device_by_its_own_name(source: Path) -> None:
    before = os.stat("/dev/null")
    assert finecalc(["check", str(source), "-o", "/dev/null", "--format", "csv"]) == 2
    after = os.stat("/dev/null")
    assert (after.st_mode, after.st_rdev, after.st_ino) == (before.st_mode, before.st_rdev, before.st_ino)


@pytest.mark.parametrize("name", ["NUL", "con.csv", "Aux.txt", "COM1.csv", "lpt¹.txt", "b.csv:stream"])
def test_names_that_are_devices_on_windows(source: Path, out: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("finecalc.language.writing.sys.platform", "win32")
    assert finecalc(["check", str(source), "-o", str(out / name), "--format", "text"]) == 2
    assert not list(out.iterdir())


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_the_mode_of_a_report_is_kept(source: Path, out: Path, mode: int) -> None:
    place = out / "b.csv"
    assert finecalc(["check", str(source), "-o", str(place)]) == 0
    place.chmod(mode)
    assert finecalc(["check", str(source), "-o", str(place), "--force"]) == 0
    assert stat.S_IMODE(place.stat().st_mode) == mode


@posix
def test_a_new_report_has_the_mode_that_the_umask_leaves(source: Path, out: Path) -> None:
    before = os.umask(0o027)
    try:
        assert finecalc(["check", str(source), "-o", str(out / "b.xlsx")]) == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE((out / "b.xlsx").stat().st_mode) == 0o640


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_replaces_a_report(source: Path, out: Path, ending: str, lang: str) -> None:
    place = out / f"b.{ending}"
    for _ in range(2):
        assert finecalc(["--lang", lang, "check", str(source), "-o", str(place)]) == 0
    source.write_text(f"{HEAD}\n{LAWFUL.replace('25万', '1元')}\n", encoding="utf-8")
    for _ in range(2):
        assert finecalc(["--lang", lang, "check", str(source), "-o", str(place)]) == 1
    assert finecalc(["check", str(source), "-o", str(out / "c.txt"), "--format", "github"]) == 1
    assert finecalc(["check", str(source), "-o", str(out / "c.txt"), "--format", "github"]) == 1


@pytest.mark.parametrize("ending", ["html", "svg", "md", "json"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_comparison_replaces_a_comparison(out: Path, ending: str, lang: str) -> None:
    place = out / f"b.{ending}"
    asked = ["--lang", lang, "compare", "csl@2016:59.1", "csl@2025:61.1", "-o", str(place)]
    assert finecalc(asked) == finecalc(asked) == 0
    place.write_text("my own notes", encoding="utf-8")
    assert finecalc(asked) == 2
    assert place.read_text(encoding="utf-8") == "my own notes"
    assert finecalc([*asked, "--force"]) == 0


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_no_report_stays_without_force(
    source: Path, out: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    place = out / f"b.{ending}"
    for content in (b"my own notes", source.read_bytes(), b'{"provision": "csl@2016:59.1"}\n', b"PK\x03\x04"):
        place.write_bytes(content)
        assert finecalc(["check", str(source), "-o", str(place)]) == 2
        assert place.read_bytes() == content
        assert "--force" in capsys.readouterr().err
    assert finecalc(["check", str(source), "-o", str(place), "--force"]) == 0
    assert place.read_bytes() != content


def test_a_template_that_is_filled_in_stays_without_force(out: Path) -> None:
    for name in ("b.csv", "b.xlsx"):
        assert finecalc(["template", str(out / name)]) == 0
        before = (out / name).read_bytes()
        assert finecalc(["template", str(out / name)]) == 2
        assert (out / name).read_bytes() == before
        assert finecalc(["template", str(out / name), "--force"]) == 0


@posix
def test_a_read_only_file_stays_without_force(source: Path, out: Path) -> None:
    place = out / "b.csv"
    finecalc(["check", str(source), "-o", str(place)])
    place.chmod(0o444)
    assert finecalc(["check", str(source), "-o", str(place)]) == 2


def test_what_the_run_reads_is_never_written(source: Path, out: Path) -> None:
    before = source.read_bytes()
    os.link(source, out / "hard.csv")
    for place in (source, out / "hard.csv", source.parent / ".." / "in" / "a.csv"):
        assert finecalc(["check", str(source), "-o", str(place), "--force"]) == 2
    table = out / "statutes.json"
    shutil.copy(Path(__file__).parents[2] / "statutes.toml", table)
    law = table.read_bytes()
    for asked in (["check", str(source), "-o", str(table)], ["compare", "csl@2016", "csl@2025", "-o", str(table)]):
        assert finecalc(["--statutes", str(table), *asked, "--force"]) == 2
    assert source.read_bytes() == before
    assert table.read_bytes() == law


def test_standard_input_is_read_too(source: Path) -> None:
    before = source.read_bytes()
    with source.open("rb") as stream:
        done = _started(["check", "-", "-o", str(source), "--force"], stdin=stream)
        assert done.wait(60) == 2
    assert source.read_bytes() == before


@pytest.mark.parametrize(
    "name", ["b.docx", "b.htmx", "b.md", "b.xls", "b.xlsm", "b.pdf", "b.XLS", "b.csv.bak", "b.toml"]
)
def test_endings_that_are_not_written(source: Path, out: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert finecalc(["check", str(source), "-o", str(out / name)]) == 2
    said = capsys.readouterr().err
    assert ".xlsx" in said
    assert ".csv" in said
    assert not list(out.iterdir())


@pytest.mark.parametrize(
    ("name", "form"), [("b.docx", "text"), ("b.xlsx", "csv"), ("b.csv", "xlsx"), ("b.json", "text")]
)
def test_an_ending_that_says_something_else(source: Path, out: Path, name: str, form: str) -> None:
    assert finecalc(["check", str(source), "-o", str(out / name), "--format", form]) == 2
    assert not list(out.iterdir())


@pytest.mark.parametrize("name", ["", "-", ".", "..", "folder/"])
def test_what_is_no_name(source: Path, out: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(out)
    assert finecalc(["check", str(source), "-o", name]) == 2
    assert not list(out.iterdir())


@posix
def test_a_pipe_is_read_like_a_file(source: Path) -> None:
    shell = f'"{sys.executable}" -m finecalc check <(cat "$0") --format jsonl'
    done = subprocess.run(["bash", "-c", shell, str(source)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert '"verdict":"ok"' in done.stdout


@pytest.mark.parametrize(
    "asked",
    [
        ["check", "a\0b"],
        ["encode", "--ref", "csl@2016:1.1", "a\0"],
        ["lint", "a\0"],
        ["--statutes", "a\0", "list"],
        ["template", "a\0.csv"],
    ],
)
def test_a_name_that_no_file_has(capsys: pytest.CaptureFixture[str], asked: list[str]) -> None:
    assert finecalc(["--lang", "en", *asked]) == 2
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "fault" not in said


@posix
def test_a_planted_draft_is_not_followed(source: Path, out: Path) -> None:
    (out / "secret").write_text("secret")
    started = _started(["check", str(source), "-o", str(out / "b.csv")])
    for name in (f".b.csv.{started.pid}.part", f".b.csv.{started.pid}"):
        (out / name).symlink_to(out / "secret")
    assert started.wait(60) == 0
    assert (out / "secret").read_text() == "secret"


def _started(arguments: list[str], **more: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "finecalc", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **more,  # type: ignore[call-overload]
    )


@posix
@pytest.mark.parametrize("name", ["b.csv", "b.xlsx", "b.html"])
@pytest.mark.parametrize("signalled", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_leaves_nothing(tmp_path: Path, out: Path, name: str, signalled: signal.Signals) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    feed, source = os.pipe()
    started = _started(["check", "-", "-o", str(out / name)], stdin=feed, env={**os.environ, "TMPDIR": str(temporary)})
    os.close(feed)
    try:
        for _ in _until(lambda: any(out.iterdir())):
            started.send_signal(signalled)
        try:
            code = started.wait(10)
        except subprocess.TimeoutExpired:  # Python lost it, as it can while it compiles a module
            started.send_signal(signalled)
            code = started.wait(60)
        assert code == 128 + signalled
    finally:
        os.close(source)
        started.kill()
    assert not list(out.iterdir())
    assert not list(temporary.iterdir())
    assert b"Traceback" not in (started.stderr.read() if started.stderr else b"")


def _until(met: Callable[[], bool]) -> Iterator[None]:
    """Once, when it is met. Gives up after a minute."""
    for _ in range(6_000):
        if met():
            yield
            return
        time.sleep(0.01)
    raise AssertionError("waited in vain")


def test_a_report_that_fails_leaves_no_parts(
    tmp_path: Path, source: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    bad = source.with_name("bad.csv")
    bad.write_bytes(f'{HEAD}\n{LAWFUL}\n"'.encode() + b"x" * (17 * 1024 * 1024))
    for name in ("b.xlsx", "b.html"):
        assert finecalc(["check", str(source), str(bad), "-o", str(out / name)]) == 2
    assert not list(out.iterdir())
    assert not list(temporary.iterdir())


@posix
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams(source: Path, out: Path, closed: str) -> None:
    """No file of ours takes the number of a stream; and what was printed nowhere was no whole report."""
    shell = f'"{sys.executable}" -m finecalc check "$0" -o "$1" {closed}'
    assert subprocess.run(["sh", "-c", shell, str(source), str(out / "b.csv")]).returncode == 0
    assert (out / "b.csv").read_text(encoding="utf-8-sig").startswith(HEAD)
    shell = f'"{sys.executable}" -m finecalc check "$0" {closed}'
    done = subprocess.run(["sh", "-c", shell, str(source)], capture_output=True)
    assert done.returncode == (2 if ">&-" in closed.replace("2>&-", "") else 0)


@posix
def test_nobody_reads_to_the_end(tmp_path: Path, run: Run) -> None:
    """`| head -1` of a lawful file: what was read is no whole report, so it is neither 0 nor 1."""
    source = tmp_path / "a.csv"
    source.write_text("\n".join([HEAD, *[LAWFUL] * 20_000]) + "\n", encoding="utf-8")
    for form in ("csv", "jsonl", "json"):
        shell = (
            f'"{sys.executable}" -m finecalc check "$0" --format {form} | head -1 >/dev/null; exit ${{PIPESTATUS[0]}}'
        )
        done = subprocess.run(["bash", "-c", shell, str(source)], stderr=subprocess.PIPE, text=True)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
    shell = f'"{sys.executable}" -m finecalc compare csl@2016 csl@2025 | head -1 >/dev/null; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", shell], stderr=subprocess.PIPE, text=True)
    assert done.returncode in (0, 2)
    assert not done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_nowhere_to_complain(source: Path) -> None:
    for asked in (["check", str(source) + "x"], ["check", str(source)], ["range", "nonsense"]):
        with open("/dev/full", "w") as full:
            done = subprocess.run([sys.executable, "-m", "finecalc", *asked], stdout=full, stderr=full)
        assert done.returncode == 2


LOST = """
import os, signal, time
from finecalc import cli
cli._CLEARED = 0.2
cli._heed_signals()
heeded = []
for wait in (0, 0, 0.3):
    time.sleep(wait)
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.01)
    except SystemExit as end:
        heeded.append((wait, end.code))
print(heeded)
"""


@posix
def test_another_signal_is_heeded_where_the_first_was_lost_but_not_while_it_clears_away() -> None:
    done = subprocess.run([sys.executable, "-c", LOST], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == f"[(0, {128 + signal.SIGTERM}), (0.3, {128 + signal.SIGTERM})]", done.stderr
