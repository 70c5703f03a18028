"""Every command and option says what it is in both languages, in that of the moment, and only when somebody asks."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import finecalc.cli
from finecalc.cli import COMMANDS, app, run
from finecalc.cli.help import pages

CLI = Path(finecalc.cli.__file__).parent


def chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def commands() -> Iterator[tuple[str, Any]]:
    whole = app()
    yield "finecalc", whole
    for name in COMMANDS:
        yield name, whole.get_command(None, name)


def test_every_command_and_option_has_its_text_and_nothing_is_left_over() -> None:
    used = {("shared", "help")}
    for name, command in commands():
        used.add((name, "help"))
        for param in command.params:
            used.add((name if param.name in pages()[name] else "shared", param.name))
    assert used == {(page, entry) for page, entries in pages().items() for entry in entries}


@pytest.mark.parametrize(("page", "entry"), [(page, entry) for page in pages() for entry in pages()[page]])
def test_a_text_is_there_in_both_languages(page: str, entry: str) -> None:
    said = pages()[page][entry]
    assert set(said) <= {"zh", "en", "metavar"}
    assert chinese(said["zh"])
    assert said["en"]
    assert entry == "help" or not chinese(said["en"])
    metavar = said.get("metavar", "")
    assert isinstance(metavar, str) or (chinese(metavar["zh"]) and not chinese(metavar["en"]))


def test_the_language_is_that_of_the_moment(capsys: pytest.CaptureFixture[str]) -> None:
    """Whichever was asked for first, and whatever has been imported."""
    for lang in ("zh", "en", "zh"):
        for arguments in (["compare", "--help"], ["--help"]):
            assert run([*arguments, "--lang", lang]) == 0
            shown = capsys.readouterr().out
            assert ("写到文件" in shown or "一问一答" in shown) == (lang == "zh")
            assert ("write a file" in shown or "Guided questions" in shown) == (lang == "en")
    assert run(["compare", "--lang", "zh"]) == 2
    assert "缺少 依据..." in capsys.readouterr().err
    assert run(["compare", "--lang", "en"]) == 2
    assert "'REF...'" in capsys.readouterr().err


def test_no_command_is_imported_to_name_it_and_no_help_is_read_to_answer() -> None:
    script = (
        "import sys; from finecalc.cli import run; from finecalc.cli.help import pages; run(sys.argv[1:]); "
        "print([name for name in sys.modules if name.startswith('finecalc.cli.commands.')], pages.cache_info().misses)"
    )
    for arguments, expected in (
        (["--help"], "[] 1"),
        (["range", "csl@2025:61.1", "-f", "refused", "--json"], "['finecalc.cli.commands.range'] 0"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments], capture_output=True, text=True, encoding="utf-8", timeout=60
        )
        assert done.stdout.rstrip().endswith(expected), done.stderr


@pytest.mark.parametrize("path", sorted(CLI.rglob("*.py")), ids=lambda path: path.stem)
def test_no_help_stands_in_the_code(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("typer.Option", "typer.Argument"):
            assert not {keyword.arg for keyword in node.keywords} & {"help", "metavar"}, ast.unparse(node)


def test_help_is_in_the_package() -> None:
    from importlib.resources import files

    assert (files("finecalc.cli") / "help.toml").is_file()
