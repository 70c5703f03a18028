"""A table that is mistyped, or meant to do harm, is refused in one line that names the file, the line and the key."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from finecalc.cli import run
from finecalc.language.errors import TableError
from finecalc.proof.lint import lint
from finecalc.table.load import parse
from tests.tables import FEW, TEXT

OFFICE = FEW.index("\n[office]\n")


def _first(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        head = text.index("\nschema = 1")  # above it stands what explains the grammar
        assert old in text[head:]
        return text[:head] + text[head:].replace(old, new, 1)

    return change


def _in_edition(year: str, old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        start = text.index(f'year = "{year}"', text.index('id = "csl"'))
        assert old in text[start:]
        return text[:start] + text[start:].replace(old, new, 1)

    return change


def _borrowing(levels: int, times: int) -> Callable[[str], str]:
    """Each new paragraph borrows the one before it, so many times over."""

    def change(text: str) -> str:
        added = []
        for level in range(levels):
            before = f"csl@2016:{899 + level}.1" if level else "csl@2016:59.1"
            lines = [f'[[provisions]]\nref = "csl@2016:{900 + level}.1"\nname = "x"\nname_en = "x"\ntext = "x"\n']
            lines += [f'[[provisions.borrows]]\nref = "{before}"\nquote = "x"\n'] * times
            added.append("".join(lines))
        return text + "\n" + "\n".join(added)

    return change


def _successors_of(ref: str, target: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        start = text.index(f'ref = "{ref}"')
        end = text.index("\n[[provisions]]", start)
        entry = re.sub(r"(?m)^successors = .*\n", "", text[start:end])
        head, line, rest = entry.partition("\n")
        return text[:start] + head + line + f'successors = [{{ ref = "{target}" }}]\n' + rest + text[end:]

    return change


MISTYPED: list[tuple[str, Callable[[str], str]]] = [
    ("a number of 30 digits", _first("max = 100_000,", "max = 1" + "0" * 29 + ",")),
    ("a number of 5000 digits", _first("max = 100_000,", "max = 1" + "0" * 5000 + ",")),
    ("a hexadecimal number without end", _first("max = 100_000,", "max = 0x" + "f" * 5000 + ",")),
    ("below any number", _first("min = 10_000,", "min = -" + "9" * 30 + ",")),
    ("nan", _first("max = 100_000,", "max = nan,")),
    ("inf", _first("max = 100_000,", "max = inf,")),
    ("a multiple that is nan", _first('of = "gains", min = 1', 'of = "gains", min = nan')),
    ("a multiple without end", _first('of = "gains", min = 1, max = 10', 'of = "gains", min = 1, max = inf')),
    (
        "a multiple of nothing but noughts",
        _first('of = "gains", min = 1, max = 10', 'of = "gains", min = 1, max = 1e999999999'),
    ),
    ("a multiple finer than any", _first('of = "gains", min = 1', 'of = "gains", min = 1e-999999999')),
    ("an exponent without end", _first("max = 100_000,", "max = 1e" + "9" * 5000 + ",")),
    ("an array for an amount", _first("max = 100_000,", "max = [100_000],")),
    ("an array for a reference", _first('ref = "csl@2016:59.1"', 'ref = ["csl@2016:59.1"]')),
    ("a table for a text", _first('name = "网络运营者', 'name.x = "网络运营者')),
    ("true for an amount", _first("max = 100_000,", "max = true,")),
    ("a text for a list", _first("subject = [", 'subject = "x" #[')),
    ("a list of lists", _first("subject = [", "subject = [[]] #[")),
    (
        "an array for unchanged_from",
        lambda text: text + '\n[[provisions]]\nref = "x"\nunchanged_from = ["csl@2016:59.1"]\n',
    ),
    ("a number for a table", lambda text: re.sub(r"(?s)\n\[office\]\n.*?\n\n", "\noffice = 1\n", text, count=1)),
    ("provisions that are none", lambda text: text[: text.index("\n[[provisions]]")] + "\nprovisions = 1\n"),
    ("a day and an hour", _in_edition("2016", "in_force = 2017-06-01", "in_force = 2017-06-01T00:00:00")),
    ("an hour", _in_edition("2016", "in_force = 2017-06-01", "in_force = 12:00:00")),
    ("the last day of all", _in_edition("2016", "until = 2025-12-31", "until = 9999-12-31")),
    ("the first day of all", _in_edition("2016", "in_force = 2017-06-01", "in_force = 0001-01-01")),
    ("a provision that succeeds itself", _successors_of("csl@2016:59.1", "csl@2016:59.1")),
    ("two that succeed one another", lambda t: _successors_of("csl@2025:61.1", "csl@2016:59.1")(t)),
    ("borrowing that doubles", _borrowing(30, 2)),
    ("borrowing that doubles for long", _borrowing(90, 2)),
    ("borrowing in a long chain", _borrowing(99, 1)),
    ("editions that overlap", _in_edition("2016", "until = 2025-12-31", "until = 2026-01-01")),
    ("an edition without an end before another", _in_edition("2016", "until = 2025-12-31\n", "")),
    ("a gap between editions", _in_edition("2016", "until = 2025-12-31", "until = 2025-12-30")),
    ("a law without an edition for years", _in_edition("2025", "in_force = 2026-01-01", "in_force = 2030-01-01")),
    ("two editions of one year", _in_edition("2025", "in_force = 2026-01-01", "in_force = 2017-06-01")),
    ("an escape sequence", _first('name = "网络运营者', 'name = "\\u001b[31m网络运营者')),
    ("a sign that turns the line round", _first('name = "网络运营者', 'name = "\\u202e网络运营者')),
    ("a control of the second kind", _first('name = "网络运营者', 'name = "\\u009b31m网络运营者')),
    ("an escape sequence in a key", lambda text: text[:OFFICE] + '\n"\\u001b[31m" = 1\n' + text[OFFICE:]),
    ("nested arrays", lambda text: text[:OFFICE] + "\nx = " + "[" * 300 + "]" * 300 + "\n" + text[OFFICE:]),
    ("deep arrays", lambda text: text[:OFFICE] + "\nx = " + "[" * 100_000 + "]" * 100_000 + "\n" + text[OFFICE:]),
    ("nested tables", lambda text: text[:OFFICE] + "\nx = " + "{a=" * 300 + "1" + "}" * 300 + "\n" + text[OFFICE:]),
    ("a key of many parts", lambda text: text[:OFFICE] + "\nx" + ".x" * 3_000 + " = 1\n" + text[OFFICE:]),
    ("a heading of many parts", lambda text: text + "\n[x" + ".x" * 3_000 + "]\ny = 1\n"),
    ("a schema that is a list", _first("schema = 1\n", "schema = [1]\n")),
    ("far too much", lambda text: text + "#" + "x" * (5 * 1024 * 1024)),
]


def test_nothing_is_wrong_with_it_before() -> None:
    parse(FEW, "t.toml")
    assert not [problem for problem in lint(FEW).problems if problem.code in ("SL101", "SL102")]


@pytest.mark.parametrize("change", [change for _, change in MISTYPED], ids=[name for name, _ in MISTYPED])
def test_a_mistyped_table_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Callable[[str], str]
) -> None:
    text = change(FEW)
    assert text != FEW
    file = tmp_path / "t.toml"
    file.write_text(text, encoding="utf-8")
    for lang in ("zh", "en"):
        assert run(["--lang", lang, "--statutes", str(file), "range", "csl@2016:59.1"]) == 2
        told = capsys.readouterr().err
        assert told.startswith(f"finecalc: {file}")
        assert len(told.splitlines()) == 1
        assert len(told) < 1_000
        assert "自身出错" not in told
        assert "of finecalc's own" not in told
        assert not set(told) & {"\x1b", "\x9b", "\u202e"}
    assert run(["--statutes", str(file), "list"]) == 2
    assert run(["lint", str(file)]) in (1, 2)
    told = "".join(capsys.readouterr())
    assert "自身出错" not in told
    assert not set(told) & {"\x1b", "\x9b", "\u202e"}


@pytest.mark.parametrize(
    ("change", "line", "key"),
    [
        (MISTYPED[0][1], "max = 1000000", "max"),
        (dict(MISTYPED)["the last day of all"], "until = 9999-12-31", "until"),
        (dict(MISTYPED)["editions that overlap"], "until = 2026-01-01", "until"),
        (dict(MISTYPED)["a provision that succeeds itself"], 'successors = [{ ref = "csl@2016:59.1" }]', "successors"),
        (dict(MISTYPED)["an escape sequence"], "\\u001b", "name"),
    ],
)
def test_the_line_and_the_key_are_named(change: Callable[[str], str], line: str, key: str) -> None:
    text = change(FEW)
    number = text[: text.index(line)].count("\n") + 1
    with pytest.raises(TableError) as caught:
        parse(text, "t.toml")
    assert caught.value.words.zh.startswith(f"t.toml:{number}：")
    assert key in caught.value.words.zh


@pytest.mark.parametrize("kind", ["directory", "fifo", "device", "nothing", "binary", "empty"])
def test_what_is_no_table(tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    file = tmp_path / "t.toml"
    if kind == "directory":
        file.mkdir()
    elif kind == "fifo":
        if sys.platform == "win32":
            pytest.skip("no such thing on Windows")
        os.mkfifo(file)
    elif kind == "device":
        file = Path("/dev/zero") if sys.platform != "win32" else Path("NUL")
    elif kind == "binary":
        file.write_bytes(bytes(range(256)))
    elif kind == "empty":
        file.write_bytes(b"")
    for command in (["range", "csl@2016:59.1"], ["lint", str(file)]):
        assert run(["--statutes", str(file), *command]) == 2
        assert len(capsys.readouterr().err.splitlines()) <= 1


# --- what is kept of a table ------------------------------------------------------------------------------------------

posix = pytest.mark.skipif(sys.platform == "win32", reason="who owns a file is asked where users have numbers")


def _fine(cache: Path, table: Path) -> str:
    """The unit's range under a table, asked in a process of its own."""
    surroundings = {**os.environ, "XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache)}
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "finecalc",
            "--statutes",
            str(table),
            "range",
            "csl@2016:59.1",
            "-f",
            "refused",
            "--json",
        ],
        env=surroundings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    import json

    return str(json.loads(done.stdout)["fines"][0]["max"])


@pytest.fixture
def tables(tmp_path: Path) -> tuple[Path, Path]:
    """A genuine table, and one in which the fine under 59.1 is thirty times as high."""
    genuine, other = tmp_path / "genuine.toml", tmp_path / "other.toml"
    genuine.write_text(TEXT, encoding="utf-8")
    start = TEXT.index('ref = "csl@2016:59.1"')
    other.write_text(TEXT[:start] + TEXT[start:].replace("max = 100_000", "max = 3_000_000", 1), encoding="utf-8")
    return genuine, other


def test_what_was_kept_of_another_table_is_nothing_for_this_one(tmp_path: Path, tables: tuple[Path, Path]) -> None:
    genuine, other = tables
    cache = tmp_path / "cache"
    assert _fine(cache, genuine) == "100000"
    (kept,) = (cache / "finecalc").iterdir()
    assert _fine(cache, other) == "3000000"
    (planted,) = set((cache / "finecalc").iterdir()) - {kept}
    kept.write_bytes(planted.read_bytes())
    assert _fine(cache, genuine) == "100000"


@posix
@pytest.mark.parametrize(
    "how", ["folder others write to", "file others write to", "link", "folder that is a link", "hard link"]
)
def test_what_others_can_have_planted_is_not_taken(tmp_path: Path, tables: tuple[Path, Path], how: str) -> None:
    """The seal is right, so that only who could write it speaks against it."""
    from finecalc.table import cache as module

    genuine, other = tables
    cache = tmp_path / "cache"
    assert _fine(cache, genuine) == "100000"
    (kept,) = (cache / "finecalc").iterdir()
    _forge(kept, other)
    assert _fine(cache, genuine) == "3000000", "the forgery is as good as can be: the user's own hand could do it"
    if how == "folder others write to":
        kept.parent.chmod(0o777)
    elif how == "file others write to":
        kept.chmod(0o666)
    elif how == "link":
        kept.rename(tmp_path / "elsewhere")
        kept.symlink_to(tmp_path / "elsewhere")
    elif how == "hard link":
        os.link(kept, tmp_path / "elsewhere")
    else:
        kept.parent.rename(tmp_path / "elsewhere")
        (cache / "finecalc").symlink_to(tmp_path / "elsewhere")
    assert _fine(cache, genuine) == "100000"
    assert module.kept("0" * 64) is None


def _forge(kept: Path, other: Path) -> None:
    from hashlib import sha256

    import msgspec

    body = msgspec.msgpack.encode(parse(other.read_text(encoding="utf-8"), "other"))
    kept.write_bytes(sha256(bytes.fromhex(kept.stem) + body).digest() + body)


@posix
@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_belongs_to_another_is_not_taken(tmp_path: Path, tables: tuple[Path, Path], what: str) -> None:
    genuine, other = tables
    cache = tmp_path / "cache"
    assert _fine(cache, genuine) == "100000"
    (kept,) = (cache / "finecalc").iterdir()
    _forge(kept, other)
    os.chown(kept.parent if what == "folder" else kept, 12345, 12345)
    assert _fine(cache, genuine) == "100000"


@posix
def test_what_is_kept_is_for_the_user_alone(tmp_path: Path, tables: tuple[Path, Path]) -> None:
    before = os.umask(0)
    try:
        _fine(tmp_path / "cache", tables[0])
    finally:
        os.umask(before)
    (kept,) = (tmp_path / "cache" / "finecalc").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700


def test_a_program_that_checks_otherwise_looks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an older finecalc let pass is examined again by one that would not."""
    import shutil

    from finecalc.table import cache as module

    package = Path(module.__file__).parents[1]
    before = module._program.__wrapped__()
    for name in (
        "table/soundness.py",
        "table/model.py",
        "table/ladder.py",
        "table/statutes.py",
        "language/citation.py",
    ):
        copy = tmp_path / name.replace("/", "-")
        shutil.copytree(package, copy / "finecalc", ignore=shutil.ignore_patterns("__pycache__"))
        with (copy / "finecalc" / name).open("a", encoding="utf-8") as file:
            file.write("# stricter\n")
        monkeypatch.setattr(module, "__file__", str(copy / "finecalc" / "table" / "cache.py"))
        assert module._program.__wrapped__() != before


def test_nothing_is_lost_where_nothing_can_be_kept(tmp_path: Path, tables: tuple[Path, Path]) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert _fine(tmp_path / "cache", tables[0]) == "100000"


def test_lint_looks_at_the_file_itself(tmp_path: Path, tables: tuple[Path, Path]) -> None:
    assert any(problem.code == "SL002" for problem in lint(tables[1].read_text(encoding="utf-8")).problems)
