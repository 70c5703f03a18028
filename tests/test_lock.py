"""The lock file holds what pyproject.toml asks for, within its bounds, and names no place where packages come from."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
if not (ROOT / "requirements.lock").exists():
    pytest.skip("only a source checkout has the lock file", allow_module_level=True)
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED = {name.lower(): version for name, version in re.findall(r"(?m)^([\w.-]+)==([\w.]+)", LOCK)}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
ASKED = [*PROJECT["dependencies"], *EXTRAS["test"], *EXTRAS["lint"]]


def _bounds(asked: str) -> tuple[str, dict[str, str]]:
    name, rest = re.fullmatch(r"([\w.-]+)(?:\[\w+\])?([^;]*)(?:;.*)?", asked).groups()  # type: ignore[union-attr]
    return name.lower(), dict(re.findall(r"(>=|<)([\d.]+)", rest))


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_asked_for_is_locked_within_its_bounds(asked: str) -> None:
    name, bounds = _bounds(asked)
    assert _number(bounds[">="]) <= _number(PINNED[name])
    if "<" in bounds:
        assert _number(PINNED[name]) < _number(bounds["<"])


@pytest.mark.parametrize("asked", [*PROJECT["dependencies"], *(each for extra in EXTRAS.values() for each in extra)])
def test_a_major_version_may_break(asked: str) -> None:
    """A calendar version has no major version."""
    _, bounds = _bounds(asked)
    assert "<" in bounds or _number(bounds[">="])[0] > 2000


def test_rich_is_what_typer_needs() -> None:
    from importlib.metadata import requires

    needed = next(_bounds(each.replace(" ", ""))[1] for each in requires("typer") or () if each.startswith("rich"))
    ours = next(_bounds(each)[1] for each in PROJECT["dependencies"] if each.startswith("rich"))
    assert _number(ours[">="]) >= _number(needed[">="])[:2]


def test_every_package_has_digests_and_no_address() -> None:
    entries = re.split(r"(?m)^(?=[\w.-]+==)", LOCK)[1:]
    assert len(entries) == len(PINNED)
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in LOCK
    assert "index" not in LOCK
