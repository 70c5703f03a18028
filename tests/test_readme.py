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
