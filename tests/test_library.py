"""The library does what the commands do."""

import doctest
from datetime import date
from decimal import Decimal

import pytest

import finecalc
from finecalc import decisions
from finecalc.language.errors import FinecalcError


def test_the_examples_in_the_documentation_run() -> None:
    for module in (finecalc, decisions):
        results = doctest.testmod(module)
        assert results.attempted
        assert not results.failed


def test_assess_again_and_again() -> None:
    """Importing the modules behind it must not put anything else in its place."""
    import finecalc.cli.commands.range
    import finecalc.decisions.files.rows
    import finecalc.decisions.judge

    for _ in range(2):
        answer = finecalc.assess("csl@2025:63", facts=["情节严重"], gains=120_000, conduct_to=date(2026, 3, 1))
        assert answer.reference == "csl@2025:63.1"
        fine = answer.fine_on("organisation")
        assert fine is not None
        assert (fine.min, fine.max) == (Decimal(120_000), Decimal(600_000))


def test_check_one_and_many() -> None:
    for _ in range(2):
        one = finecalc.check("csl@2016:59.1", facts=["refused"], fine=9_999, sanctions=["责令改正"])
        assert [finding.code for finding in one.findings if finding.severity == "error"] == ["FC101"]
    many = list(finecalc.check_many([{"provision": "csl@2016:59.1", "facts": "refused", "fine": "9999"}] * 3))
    assert [each.verdict for each in many] == ["error"] * 3


def test_a_table_can_be_given() -> None:
    table = finecalc.load()
    assert finecalc.assess("#3", statutes=table).table.sha256 == table.sha256


def test_what_cannot_be_used_raises_in_both_languages() -> None:
    with pytest.raises(FinecalcError) as caught:
        finecalc.assess("csl@2016:59.1", facts=["nonsense"])
    assert caught.value.words.zh
    assert caught.value.words.en


def test_there_is_nothing_else() -> None:
    with pytest.raises(AttributeError):
        finecalc.nothing_of_the_kind  # noqa: B018
