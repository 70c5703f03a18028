"""A real browser answers as the engine does: every part of the answer, in both languages, to the fen.

The quick run compiles a few provisions. FINECALC_WHOLE_PAGE=1 compiles the table and goes over every ruling and boundary.
"""

import os
from pathlib import Path
from typing import Any

import pytest

from finecalc.cli.options import FLAGS
from finecalc.papers.document import document
from finecalc.table.statutes import Statutes
from tests import TODAY
from tests.papers.browser import CHROMIUM, differing
from tests.papers.cases import boundary_cases, everything, expected, given, random_cases

WHOLE = bool(os.environ.get("FINECALC_WHOLE_PAGE"))
SAMPLE = ("#1", "#3", "csl@2016:61.1", "csl@2016:65.1", "dsl@2021:47.1", "pipl@2021:66.1", "icp@2011:24.1")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@pytest.fixture(scope="module")
def page(statutes: Statutes) -> str:
    return document(statutes, FLAGS, only=None if WHOLE else SAMPLE)


def agree(statutes: Statutes, home: Path, page: str, cases: Any) -> int:
    asked = [(given(*case), expected(statutes, *case)) for case in cases]
    wrong, told = differing(home, page, asked)
    assert [(case, right, said) for case, right, said in wrong[:3]] == []
    return int(told["asked"])


def test_made_up_cases_with_days_about_the_changes_of_law(statutes: Statutes, tmp_path: Path, page: str) -> None:
    number, only = (2_000, ()) if WHOLE else (250, SAMPLE)
    assert agree(statutes, tmp_path, page, random_cases(statutes, number, seed=15, only=only)) == number


@pytest.mark.parametrize("part", range(8 if WHOLE else 1))
def test_every_ruling_and_every_boundary(statutes: Statutes, tmp_path: Path, page: str, part: int) -> None:
    """One fen under, on and over each size at which something turns, under every set of facts, on either side of each change."""
    asked = [each for each in everything(statutes) if WHOLE or each[0] in SAMPLE]
    cases = [
        case for ref, refs in asked[part :: 8 if WHOLE else 1] for case in boundary_cases(statutes, ref, refs, TODAY)
    ]
    if not WHOLE:
        cases = cases[:: max(1, len(cases) // 700)]
    assert agree(statutes, tmp_path, page, cases) > 500
