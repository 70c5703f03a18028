"""What a case leaves open, under every value that it can have."""

from decimal import Decimal

import pytest

from finecalc.law.assess import assess_named
from finecalc.law.open_values import ranges_of, sizes, sure_span
from finecalc.law.outcome import FineRange, Option, settled
from finecalc.law.rules.edition import under_every_item
from finecalc.table.model import Bracket, Multiple
from finecalc.table.statutes import Statutes
from tests import TODAY


def open_fine(statutes: Statutes, reference: str, *facts: str) -> FineRange:
    fine = assess_named(statutes, reference, facts=facts, today=TODAY).fine_on("organisation")
    assert fine is not None
    assert fine.needs
    return fine


def test_sizes_stand_on_both_sides_of_every_bracket_and_crossing(statutes: Statutes) -> None:
    """网安法2025:63: 100,000 is the bracket; five times 20,000 and once 100,000 meet the fixed ends."""
    tried = sorted(bases["gains"] for bases in sizes([open_fine(statutes, "csl@2025:63.1")]))
    assert {0, 4_000, 20_000, 100_000} <= set(tried)
    assert tried[-1] > 100_000
    assert any(0 < size < 4_000 for size in tried)


def test_an_amount_adds_the_sizes_at_which_it_is_just_lawful(statutes: Statutes) -> None:
    tried = {bases["purchase"] for bases in sizes([open_fine(statutes, "csl@2025:67.1")], [700_000])}
    assert {Decimal(70_000), Decimal(700_000)} <= tried


@pytest.mark.parametrize(
    ("gains", "low", "high"),
    [("0", 20_000, 100_000), ("99999.99", 20_000, 100_000), ("100000", 100_000, 500_000)],
)
def test_an_open_range_settles_as_the_bracket_says(statutes: Statutes, gains: str, low: int, high: int) -> None:
    found = settled(open_fine(statutes, "csl@2025:63.1"), {"gains": Decimal(gains)})
    assert found is not None
    assert (found.min, found.max, found.needs) == (low, high, ())


def test_a_multiple_of_nothing_settles_to_no_fine(statutes: Statutes) -> None:
    purchase = open_fine(statutes, "csl@2025:67.1")
    assert settled(purchase, {"purchase": Decimal(0)}) is None
    assert all(each.max for each in ranges_of(purchase))


def test_what_the_base_does_not_decide(statutes: Statutes) -> None:
    assert sure_span(open_fine(statutes, "pipl@2021:66.1", "serious")) == (0, 50_000_000)
    assert sure_span(open_fine(statutes, "csl@2025:63.1")) is None
    assert sure_span(open_fine(statutes, "csl@2016:64.1")) is None
    assert sure_span(open_fine(statutes, "csl@2025:67.1")) is None


def test_every_item_is_tried_where_none_is_given(statutes: Statutes) -> None:
    assert under_every_item(statutes, ("csl@2016:69.1", ())) == [(1,), (2,), (3,)]
    assert under_every_item(statutes, ("csl@2016:69.1", (2,))) == [(2,)]
    assert under_every_item(statutes, ("csl@2016:59.1", ())) == [()]


def test_a_share_of_nothing_is_a_size_and_its_crossings_are_tried(statutes: Statutes) -> None:
    """个保法66②: 5% of a turnover of 1,200,000,000 is 60,000,000; of 1,000,000,000 it is the fixed 50,000,000."""
    tried = {bases["turnover"] for bases in sizes([open_fine(statutes, "pipl@2021:66.1", "serious")], [60_000_000])}
    assert {Decimal(0), Decimal(1_000_000_000), Decimal(1_200_000_000)} <= tried


def test_the_fixed_ends_beside_an_open_range_are_crossings(statutes: Statutes) -> None:
    fixed = assess_named(statutes, "csl@2016:66.1", today=TODAY).fine_on("organisation")
    assert fixed is not None
    tried = {bases["purchase"] for bases in sizes([open_fine(statutes, "csl@2025:67.1"), fixed])}
    assert {Decimal(5_000), Decimal(50_000), Decimal(500_000)} <= tried
    assert Decimal(0) not in tried


def test_a_bracket_that_nothing_crosses_is_tried_too() -> None:
    multiple = Multiple(of="gains", min=Decimal(1), max=Decimal(5))
    options = (
        Option(quote="", max=10, bracket=Bracket(of="gains", none=True, below=37)),
        Option(quote="", multiple=multiple, bracket=Bracket(of="gains", at_least=37)),
    )
    fine = FineRange(
        on="organisation", mode="must", min=None, max=None, quote="", source="", needs=("gains",), options=options
    )
    assert Decimal(37) in {bases["gains"] for bases in sizes([fine])}
