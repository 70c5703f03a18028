"""Each target of the fuzzing script bears its own seeds, and what was found with it before."""

import pytest

from tests.fuzz.targets import SEEDS, TARGETS

FOUND: list[tuple[str, bytes]] = [
    ("amounts", "十6.600".encode()),
    ("amounts", "1999999.9995万".encode()),
    ("jsonl", b'{"provision": [["x"]], "fine": {"a": null}}'),
]


@pytest.mark.parametrize("name", TARGETS)
def test_seeds(name: str) -> None:
    for seed in SEEDS[name]:
        TARGETS[name](seed)


@pytest.mark.parametrize(("name", "fed"), FOUND)
def test_found_before(name: str, fed: bytes) -> None:
    TARGETS[name](fed)
