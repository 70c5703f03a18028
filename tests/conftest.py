"""What the tests share: the table, and real processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import finecalc
from finecalc.cli.settings import settings
from finecalc.table.statutes import Statutes

LONGEST = 300
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def statutes() -> Statutes:
    return finecalc.load()


@pytest.fixture(autouse=True)
def _time_limit(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that waits for something that never comes fails after five minutes, and the others go on."""
    if not hasattr(signal, "setitimer") or request.node.get_closest_marker("engines"):
        yield
        return

    def stop(*_: object) -> None:
        pytest.fail(f"it took more than {LONGEST} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(autouse=True)
def _same_settings() -> Iterator[None]:
    """What a command line in this process sets (the language, colour, the table) does not outlive its test."""
    before = dict(vars(settings))
    yield
    vars(settings).clear()
    vars(settings).update(before)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run finecalc as a person would: a process of its own, in an empty directory, in Chinese."""

    def run(*arguments: str, stdin: str = "", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        clean = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "FINECALC"))}
        surroundings = {**clean, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80", **(env or {})}
        return subprocess.run(
            [sys.executable, "-m", "finecalc", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=surroundings,
            cwd=tmp_path,
            timeout=60,
        )

    return run


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden answers under tests/golden anew")
