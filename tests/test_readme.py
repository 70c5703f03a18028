"""What the README shows is what the program prints today."""

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import Run

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"```console\n\$ (finecalc [^\n]*)\n(.*?)```", README, flags=re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_a_session_prints_what_is_shown(run: Run, command: str, shown: str) -> None:
    """A line of … stands for any lines; … within a line for any text."""
    arguments = [argument.replace("tests/", f"{Path(__file__).parent}/") for argument in shlex.split(command)[1:]]
    done = run(*arguments)
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() in ("…", "...") else re.escape(line).replace("…", ".*?") + r"\n"
        for line in shown.splitlines()
    )
    printed = "".join(line.rstrip() + "\n" for line in (done.stdout + done.stderr).splitlines())
    assert re.fullmatch(pattern, printed), printed


def test_there_are_sessions() -> None:
    assert len(SESSIONS) >= 4


def test_the_two_commands_are_there() -> None:
    assert "pip install ." in README
    assert "pip install '.[test]'" in README
    assert "pytest" in README


def test_every_command_is_described() -> None:
    from finecalc.cli import COMMANDS

    for command in COMMANDS:
        assert f"finecalc {command}" in README, command


ROOT = Path(__file__).parent.parent
PAGES = [ROOT / ".github" / "CONTRIBUTING.md", *sorted((ROOT / ".github" / "decisions").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_what_is_written_for_contributors_names_files_that_are_there(page: Path) -> None:
    written = page.read_text(encoding="utf-8")
    named = re.findall(r"`((?:[\w.]+/)+[\w.]*|\w+\.(?:py|toml|yml))`", written)
    named += re.findall(r"\]\(([\w./]+)\)", written)
    for name in (name for name in named if not name.startswith(".venv")):
        assert any((place / name).exists() for place in (ROOT, ROOT / "finecalc", page.parent)), name


def test_decisions_are_numbered_one_by_one() -> None:
    assert [page.name[:3] for page in PAGES[1:]] == [f"{number:03}" for number in range(1, len(PAGES))]
