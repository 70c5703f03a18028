"""Amounts in capital numerals, as banks and decisions write them, and back."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from finecalc.language import money
from finecalc.language.errors import FinecalcError

WRITTEN = {
    "0": "零元整",
    "10": "壹拾元整",
    "105": "壹佰零伍元整",
    "1005": "壹仟零伍元整",
    "1050": "壹仟零伍拾元整",
    "50000": "伍万元整",
    "110000": "壹拾壹万元整",
    "10005000": "壹仟万伍仟元整",
    "100050000": "壹亿零伍万元整",
    "100000005": "壹亿零伍元整",
    "1000000000000": "壹万亿元整",
    "1000000050000": "壹万亿零伍万元整",
    "1409.50": "壹仟肆佰零玖元伍角",
    "6007.14": "陆仟零柒元壹角肆分",
    "16409.02": "壹万陆仟肆佰零玖元零贰分",
    "325.04": "叁佰贰拾伍元零肆分",
    "1680.32": "壹仟陆佰捌拾元叁角贰分",
    "107000.53": "壹拾万柒仟元伍角叁分",
    "0.50": "伍角",
    "0.05": "伍分",
    "0.32": "叁角贰分",
}


@pytest.mark.parametrize(("amount", "written"), WRITTEN.items())
def test_capital_numerals_have_the_zeros_of_the_banking_rules(amount: str, written: str) -> None:
    assert money.capital(Decimal(amount)) == written
    assert money.parse(f"人民币{written}") == Decimal(amount)


def test_an_amount_of_a_decision_stands_in_capitals_and_in_figures() -> None:
    assert money.formal(50_000) == "人民币伍万元整（50,000元）"
    assert money.formal(Decimal("16409.02")) == "人民币壹万陆仟肆佰零玖元零贰分（16,409.02元）"


@given(st.integers(0, 10**15 - 1))
@example(10**15 - 1)
@example(10**14)
@example(100_500_000_005)
def test_every_amount_reads_back_to_the_fen(cents: int) -> None:
    amount = Decimal(cents) / 100
    assert money.parse(money.formal(amount)) == amount
    assert money.parse(money.capital(amount)) == amount


@given(st.lists(st.sampled_from([0, 0, 0, 1, 5]), min_size=15, max_size=15))
def test_every_pattern_of_zeros_reads_back(digits: list[int]) -> None:
    amount = Decimal(int("".join(map(str, digits)))) / 100
    written = money.capital(amount)
    assert money.parse(f"人民币{written}") == amount
    assert "零零" not in written
    assert "零元" not in written or amount == 0


@pytest.mark.parametrize("amount", ["-1", "0.005", "10000000000000"])
def test_what_is_no_amount_is_refused(amount: str) -> None:
    with pytest.raises(FinecalcError):
        money.capital(Decimal(amount))


@pytest.mark.parametrize("written", ["伍万玖亿元整", "壹万万亿元整", "五角", "万亿", "伍角陆角"])
def test_what_cannot_be_read_for_certain_is_refused(written: str) -> None:
    with pytest.raises(FinecalcError):
        money.parse(written)
