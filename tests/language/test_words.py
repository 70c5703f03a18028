"""Amounts, numerals, days and citations: what people write, there and back."""

import pickle
import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from finecalc.language import citation, dates, money
from finecalc.language.errors import FinecalcError
from finecalc.language.numerals import to_chinese, to_number
from finecalc.language.words import Saying, Words
from finecalc.table.statutes import Statutes


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("5万", "50000"),
        ("5万元", "50000"),
        ("五万元", "50000"),
        ("伍万元整", "50000"),
        ("50,000", "50000"),
        ("50000.00", "50000"),
        ("￥5万", "50000"),
        ("¥50,000.25", "50000.25"),
        ("５０，０００元", "50000"),
        ("人民币5万元", "50000"),
        ("CNY 50000", "50000"),
        ("1.5万", "15000"),
        ("0.5万元", "5000"),
        ("5千", "5000"),
        ("五千元", "5000"),
        ("两万五千", "25000"),
        ("5万5千", "55000"),
        ("一百二十万", "1200000"),
        ("十万零五百", "100500"),
        ("3亿", "300000000"),
        ("1亿2000万", "120000000"),
        ("0", "0"),
        ("无", "0"),
        ("没有", "0"),
        ("none", "0"),
        ("0.01", "0.01"),
        (" 5 万 元 ", "50000"),
        ("伍萬圓整", "50000"),
        ("贰拾伍萬元正", "250000"),
        ("5万元人民币", "50000"),
        ("50000人民币", "50000"),
        ("RMB¥50,000.00", "50000"),
        ("人民币（大写）伍万元整", "50000"),
        ("人民币伍万元整（50,000元）", "50000"),
        ("50000元（大写：伍万元整）", "50000"),
        ("5（万元）", "50000"),
        ("壹万贰仟叁佰肆拾伍元陆角柒分", "12345.67"),
        ("一千零十", "1010"),
        ("一万零一十", "10010"),
        ("1.5千万", "15000000"),
        ("5万2000.50元", "52000.50"),
        ("20 000", "20000"),
        ("1 234 567.89元", "1234567.89"),
        ("⼆万", "20000"),
    ],
)
def test_amounts(text: str, yuan: str) -> None:
    assert money.parse(text) == Decimal(yuan)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "万",
        "五万五",
        "5万5",
        "五百千",
        "-1",
        "负五万",
        "1e5",
        "5,00",
        "50.000",
        "0.005",
        "abc",
        "1万亿亿",
        "5万-10万",
        "NaN",
        "inf",
        "9" * 400,
        "=5",
        "5万美元",
        "50000①",
        "10³",
        "½万",
        "5万⑴",
        "二万㈠",
        "𝟓0000",
        "٣٠٠٠",
        "५००००",
        "20000 30000",
        "2 0000",
        "50 00",
        "1,000 000",
        "5\n000",
        "20\t000",
        "1亿 2000万",
        "5万元 3万元",
        "5千3000",
        "五千3000万",
        "1万15千",
        "1亿20000万",
        "一百二万",
        "五万零",
        "一百零十",
        "1.5万5千",
        "人民币伍万元整（5,000元）",
        "50000（含加处罚款）",
        "50000/60000",
        "1.00000000000000000000000000000001",
    ],
)
def test_what_is_no_amount_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(FinecalcError) as caught:
        money.parse(text)
    assert "5万" in caught.value.words.zh or "50000.25" in caught.value.words.zh
    assert caught.value.words.en


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_an_amount_survives_being_written(fen: int) -> None:
    amount = Decimal(fen) / 100
    assert money.parse(money.chinese(amount)) == amount
    assert money.parse(money.number(amount)) == amount
    assert money.parse(money.english(amount)) == amount


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_a_polite_refusal(text: str) -> None:
    try:
        amount = money.parse(text)
    except FinecalcError:
        return
    assert 0 <= amount < money.LIMIT


DIGITS = "0123456789０５９"
TRICKS = "①⑵⒊²₃½㈠㊀𝟓٣५Ⅷ"


@given(st.text(alphabet=DIGITS + TRICKS + " ,.，\u3000万元千¥", max_size=14))
@example("50000①")
@example("10³")
@example("20000 30000")
def test_an_amount_holds_no_digit_that_the_cell_does_not_show(text: str) -> None:
    """And, written out and read again, it is the same."""
    try:
        amount = money.parse(text)
    except FinecalcError:
        return
    shown = "".join(chr(ord(char) - 0xFEE0) if char > "９" or char >= "０" else char for char in text)
    assert not set(TRICKS) & set(text)
    assert re.sub("[^1-9]", "", f"{amount:f}") == re.sub("[^1-9]", "", shown)
    assert money.parse(money.chinese(amount)) == money.parse(f"{amount:f}") == amount


@given(st.text(alphabet=DIGITS + TRICKS + " -/.年月日", max_size=14) | st.dates().map(str))
@example("2026-1-1²")
@example("2026-1-1 1")
def test_a_day_holds_no_digit_that_the_cell_does_not_show(text: str) -> None:
    try:
        day = dates.parse(text)
    except FinecalcError:
        return
    assert not set(TRICKS) & set(text)
    numbers = [int(part) for part in re.findall("[0-9０-９]+", text)]
    assert numbers in ([day.year, day.month, day.day], [day.year * 10_000 + day.month * 100 + day.day])
    assert dates.parse(dates.chinese(day)) == dates.parse(day.isoformat()) == day


@given(st.integers(min_value=1, max_value=9999))
def test_numerals_there_and_back(number: int) -> None:
    assert to_number(to_chinese(number)) == number


@pytest.mark.parametrize(
    ("number", "chinese"),
    [(10, "十"), (19, "十九"), (59, "五十九"), (100, "一百"), (101, "一百零一"), (110, "一百一十"), (1001, "一千零一")],
)
def test_numerals_as_the_law_writes_them(number: int, chinese: str) -> None:
    assert to_chinese(number) == chinese


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-31",
        "2026/1/31",
        "2026.1.31",
        "20260131",
        "2026年1月31日",
        "２０２６-０１-３１",
        "2026 年 1 月 31 日",
        "2026年1月31号",
        "二〇二六年一月三十一日",
        "2026. 1. 31",
    ],
)
def test_days(text: str) -> None:
    assert dates.parse(text) == date(2026, 1, 31)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30",
        "2026-13-01",
        "31/1/2026",
        "26-01-31",
        "明天",
        "",
        "2026-1",
        "0000-01-01",
        "2026-1-1²",
        "2026-1-1 1",
        "2026-1 1-1",
        "2026-01-01 2026-02-01",
        "٢٠٢٦-01-01",
        "2026-1/1",
        "2026年1-1",
        "1948-12-31",
        "1900-01-01",
        "2100-01-01",
        "9999-12-31",
        "2026年㋀1日",
    ],
)
def test_days_that_do_not_exist(text: str) -> None:
    with pytest.raises(FinecalcError, match="2026-01-31"):
        dates.parse(text)


LAWS = {"csl": "csl", "网络安全法": "csl", "网安法": "csl", "pipl": "pipl", "个人信息保护法": "pipl"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("csl@2016:59.1", ("csl", "2016", 59, 1, None)),
        ("CSL@2016：５９.１", ("csl", "2016", 59, 1, None)),
        ("csl:59.1", ("csl", None, 59, 1, None)),
        ("csl@2016:59", ("csl", "2016", 59, None, None)),
        ("网络安全法第五十九条第一款", ("csl", None, 59, 1, None)),
        ("《网络安全法》第五十九条第一款", ("csl", None, 59, 1, None)),
        ("《中华人民共和国网络安全法》（2016年）第五十九条第一款", ("csl", "2016", 59, 1, None)),
        ("网络安全法（2025年修正）第六十二条第一款第（二）项", ("csl", "2025", 62, 1, 2)),
        ("网安法59", ("csl", None, 59, None, None)),
        ("网安法第59条第1款", ("csl", None, 59, 1, None)),
        ("中华人民共和国个人信息保护法第六十六条", ("pipl", None, 66, None, None)),
    ],
)
def test_citations(text: str, expected: tuple[str, str | None, int, int | None, int | None]) -> None:
    found = citation.parse(text, LAWS)
    assert isinstance(found, citation.Reference)
    assert (found.law, found.edition, found.article, found.paragraph, found.item) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "csl",
        "csl@16:59",
        "刑法285",
        "网安法",
        "网安法五十九条和六十条",
        "csl@2016:59.1.2.3",
        "#1²",
        "#1①",
        "#١",
        "csl@2016:59.1²",
        "网安法59①",
        "网安法５９²",
        "csl@٢٠١٦:59.1",
        "网安法第59条第1款²",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert citation.parse(text, LAWS) is None


def test_every_provision_is_found_by_its_own_citation(statutes: Statutes) -> None:
    for provision in statutes.table.provisions:
        cited = statutes.citation(provision.ref).zh
        found = citation.parse(cited, statutes.law_names)
        assert isinstance(found, citation.Reference)
        law, year, article, paragraph = citation.split(provision.ref)
        assert (found.law, found.edition, found.article, found.paragraph or 1) == (law, year, article, paragraph)


@given(st.text(max_size=40))
def test_any_text_is_a_citation_or_none(text: str) -> None:
    citation.parse(text, LAWS)


@pytest.mark.parametrize(
    ("low", "high", "low_zh", "high_zh"),
    [
        ("10564740", "105647400", "10,564,740元", "105,647,400元"),
        ("5000", "50000", "5,000元", "50,000元"),
        ("50000", "500000", "5万元", "50万元"),
        ("12500", "125000", "1.25万元", "12.5万元"),
        ("500000", "100000000", "50万元", "10,000万元"),
        ("150000000", "1500000000", "1.5亿元", "15亿元"),
        ("0.05", "50000", "0.05元", "50,000元"),
        ("123456.78", "617283.90", "123,456.78元", "617,283.90元"),
    ],
)
def test_both_ends_of_a_range_are_written_in_one_unit(low: str, high: str, low_zh: str, high_zh: str) -> None:
    assert money.together(Decimal(low), Decimal(high)) == [low_zh, high_zh]


@given(st.lists(st.integers(min_value=1, max_value=10**15 - 1), min_size=1, max_size=3))
def test_amounts_written_together_are_exact(fen: list[int]) -> None:
    amounts = [Decimal(each) / 100 for each in fen]
    written = money.together(*amounts)
    assert [money.parse(each) for each in written] == amounts
    assert len({each.lstrip("0123456789.,") for each in written}) == 1


@pytest.mark.parametrize(
    ("amounts", "written"),
    [
        ((5_000, 50_000), ["5,000元", "5万元"]),
        ((50_000, 500_000), ["5万元", "50万元"]),
        ((20_000_000, 100_000_000), ["2,000万元", "1亿元"]),
        ((Decimal("184999.99"), Decimal("1849999.90")), ["184,999.99元", "1,849,999.90元"]),
        ((Decimal("12345"), Decimal("50000")), ["12,345元", "50,000元"]),
        ((185_000, 1_850_000), ["18.5万元", "185万元"]),
    ],
)
def test_each_amount_is_written_in_its_own_unit_unless_one_is_odd(
    amounts: tuple[Decimal | int, ...], written: list[str]
) -> None:
    assert money.each_own(*amounts) == written


def test_a_sentence_is_made_when_it_is_read() -> None:
    made: list[str] = []

    def greeting(name: str, *, loud: bool = False) -> Words:
        made.append(name)
        return Words(f"{name}好", f"hello {name}{'!' * loud}")

    said = Saying(greeting, "甲", loud=True)
    assert made == []
    assert (said.zh, said.en, said.zh) == ("甲好", "hello 甲!", "甲好")
    assert made == ["甲"]
    assert said == Saying(greeting, "甲", loud=True) == Words("甲好", "hello 甲!")
    assert said != Saying(greeting, "乙")
    assert pickle.loads(pickle.dumps(said)) == Words("甲好", "hello 甲!")
