"""What the tests share: the table, and command lines, in this process or one of their own."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis

import finecalc
import finecalc.cli
from finecalc.cli.settings import settings
from finecalc.table.statutes import Statutes

LONGEST = 300
Run = Callable[..., subprocess.CompletedProcess[str]]

hypothesis.register_profile("quick", max_examples=40, deadline=None)
hypothesis.register_profile("thorough", max_examples=1_000, deadline=None)
hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """The whole suite runs on every processor; a file or a test that is asked for, in this process."""
    whole = config.args_source is not pytest.Config.ArgsSource.ARGS
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return processors if whole and processors > 1 else 0


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


def _surroundings(env: dict[str, str] | None) -> dict[str, str]:
    clean = {
        key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "FINECALC", "XDG_CONFIG"))
    }
    return {**clean, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80", **(env or {})}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run finecalc as a person would, in an empty directory, in Chinese: in this process, with streams of its own."""

    def run(*arguments: str, stdin: str = "", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        streams = [io.TextIOWrapper(io.BytesIO(fed), "utf-8", newline="") for fed in (stdin.encode(), b"", b"")]
        with monkeypatch.context() as here:
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                here.setattr(sys, name, stream)
            surroundings = _surroundings(env)
            for key in {*os.environ, *surroundings}:
                if key in surroundings:
                    here.setenv(key, surroundings[key])
                else:
                    here.delenv(key)
            here.chdir(tmp_path)
            try:
                code = finecalc.cli.run(list(arguments))
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1
            for stream in streams[1:]:
                stream.flush()
        out, err = (stream.buffer.getvalue().decode("utf-8") for stream in streams[1:])  # type: ignore[attr-defined]
        return subprocess.CompletedProcess(list(arguments), code, out, err)

    return run


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """The same in a process of its own, for what only such a one shows: it takes thirty times as long."""

    def run(*arguments: str, stdin: str = "", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "finecalc", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=_surroundings(env),
            cwd=tmp_path,
            timeout=60,
        )

    return run


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden answers under tests/golden anew")
