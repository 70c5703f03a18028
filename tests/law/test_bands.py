"""Levels of discretion: 网信部门行政处罚裁量权基准适用规定 (2025), arts. 5 to 18. Expected by hand from its text and from the laws.

从轻 below 30 % of the span from minimum to maximum, 一般 30 to 70 %, 从重 above 70 %; each end may move by ten points.
"""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import finecalc
from finecalc.language.page import Line, plain
from finecalc.language.words import Lang
from finecalc.law.answer import Case
from finecalc.law.assess import assess_named
from finecalc.law.assessment import Assessment
from finecalc.law.rules.bands import Band, bands_of, holds
from finecalc.law.sentences.answer import answer_page
from finecalc.table.model import Multiple, Share, Tier
from finecalc.table.statutes import Statutes
from tests import TODAY
from tests.conftest import Run
from tests.law.test_lighter import fine as amounts
from tests.law.test_lighter import made_up

FIRST_DAY, DAY_BEFORE = date(2025, 8, 1), date(2025, 7, 31)


def ask(statutes: Statutes, reference: str, **known: Any) -> Assessment:
    return assess_named(statutes, reference, **known, today=TODAY)


def shown(band: Band) -> tuple[str, str, str | None, str | None, list[str]]:
    low, high = (None if end is None else f"{end:f}" for end in (band.min, band.max))
    return band.on, band.level, low, high, list(band.open)


def codes(answer: Assessment) -> set[str]:
    return {note.code for note in answer.notes}


# --- art. 11: the three parts of a span ----------------------------------------------------------------------------------


def test_article_11_of_five_to_fifty_ten_thousand(statutes: Statutes) -> None:
    """网安法2025:61①, 处五万元以上五十万元以下; persons 一万元以上十万元以下."""
    answer = ask(statutes, "csl@2025:61.1", facts="拒不改正")
    assert [shown(each) for each in answer.bands] == [
        ("organisation", "lenient", "50000", "185000", ["max"]),
        ("organisation", "ordinary", "185000", "365000", []),
        ("organisation", "heavier", "365000", "500000", ["min"]),
        ("manager", "lenient", "10000", "37000", ["max"]),
        ("manager", "ordinary", "37000", "73000", []),
        ("manager", "heavier", "73000", "100000", ["min"]),
        ("staff", "lenient", "10000", "37000", ["max"]),
        ("staff", "ordinary", "37000", "73000", []),
        ("staff", "heavier", "73000", "100000", ["min"]),
    ]
    assert [(f"{each.floating.min:f}", f"{each.floating.max:f}", each.floating.open) for each in answer.bands[:3]] == [
        ("50000", "230000", ("max",)),
        ("140000", "410000", ()),
        ("320000", "500000", ("min",)),
    ]


def test_the_contract_in_json(statutes: Statutes) -> None:
    found = json.loads(ask(statutes, "csl@2016:59.1", facts="refused").to_json())["bands"]
    assert found[0].items() >= {"on": "organisation", "level": "lenient", "min": 10000, "max": 37000}.items()
    assert [each["open"] for each in found[:3]] == [["max"], [], ["min"]]
    assert {each["on"] for each in found} == {"organisation", "manager"}


@pytest.mark.parametrize(
    ("reference", "known", "lenient", "heavier"),
    [
        # 采购金额一倍以上十倍以下: 1 to 10 times, so 3.7 and 7.3 times
        ("csl@2025:67.1", {"purchase": "30000"}, ("30000", "111000"), ("219000", "300000")),
        # 违法所得一倍以上五倍以下, of an odd sum: 123456.78 × 2.2 = 271604.916, × 3.8 = 469135.764
        ("csl@2025:63.1", {"gains": "123456.78"}, ("123456.78", "271604.92"), ("469135.76", "617283.9")),
        # 不足十万元: 二万元以上十万元以下
        ("csl@2025:63.1", {"gains": "99999.99"}, ("20000", "44000"), ("76000", "100000")),
        ("csl@2025:63.1", {"gains": "0"}, ("20000", "44000"), ("76000", "100000")),
        ("csl@2025:63.1", {"gains": "100000"}, ("100000", "220000"), ("380000", "500000")),
    ],
)
def test_article_11_of_multiples_once_the_base_is_known(
    statutes: Statutes, reference: str, known: dict[str, str], lenient: tuple[str, str], heavier: tuple[str, str]
) -> None:
    """An end between two fen is moved to the fen that leaves every sum in fen on its side: the next one up where 从轻 ends."""
    bands = {each.level: each for each in ask(statutes, reference, **known).bands if each.on == "organisation"}
    ends = {level: (f"{each.min:f}", f"{each.max:f}") for level, each in bands.items()}
    assert ends["lenient"] == lenient
    assert ends["ordinary"] == (lenient[1], heavier[0])
    assert ends["heavier"] == heavier


def test_article_11_of_multiples_while_the_base_is_unknown(statutes: Statutes) -> None:
    bands = ask(statutes, "csl@2025:63.1").bands
    assert [(each.min, each.max, each.needs) for each in bands] == [(None, None, ("gains",))] * 3
    fixed, multiple = bands[0].options
    assert (fixed.min, fixed.max, fixed.multiple) == (Decimal(20_000), Decimal(44_000), None)
    assert multiple.multiple == Multiple(of="gains", min=Decimal(1), max=Decimal("2.2"))
    assert bands[0].floating.options[1].multiple == Multiple(of="gains", min=Decimal(1), max=Decimal("2.6"))
    assert bands[2].options[1].multiple == Multiple(of="gains", min=Decimal("3.8"), max=Decimal(5))


@pytest.mark.parametrize(
    ("amount", "level"),
    [
        ("50000", "lenient"),
        ("184999.99", "lenient"),
        ("185000", "ordinary"),
        ("185000.01", "ordinary"),
        ("364999.99", "ordinary"),
        ("365000", "ordinary"),
        ("365000.01", "heavier"),
        ("500000", "heavier"),
    ],
)
def test_article_11_every_sum_belongs_to_one_level(statutes: Statutes, amount: str, level: str) -> None:
    rule = statutes.table.rules.bands
    assert rule is not None
    inside = [each.id for each in rule.levels if holds(each, Decimal(50_000), Decimal(500_000), Decimal(amount))]
    assert inside == [level]


# --- what has no bands, and why -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reference", "facts", "who"),
    [
        ("pipl@2021:66.1", "refused", "单位"),  # 并处一百万元以下罚款
        ("pipl@2021:66.2", "serious", "单位"),  # 五千万元以下或者上一年度营业额百分之五以下
        ("csl@2016:64.1", "", "单位（没有违法所得）"),  # 没有违法所得的，处一百万元以下
    ],
)
def test_no_bands_without_a_minimum_and_why(statutes: Statutes, reference: str, facts: str, who: str) -> None:
    answer = ask(statutes, reference, facts=facts, by="provincial", decided=date(2025, 12, 1))
    assert [each for each in answer.bands if each.on == "organisation" and not each.options] == []
    (why,) = (note for note in answer.notes if note.code == "no-band")
    assert why.zh.startswith(f"{who}：条文只规定最高限，没有最低限")
    assert "names a maximum and no minimum" in why.en
    assert why.reference == "cacd@2025:11.2"


def test_a_fine_of_one_sum_has_no_bands(statutes: Statutes) -> None:
    one = Tier(fines=(amounts(50_000, 50_000),))
    answer = ask(made_up(statutes, one, one), "toy@2022:2.1")
    assert answer.bands == ()
    assert "最低限与最高限相同" in " ".join(note.zh for note in answer.notes)


@pytest.mark.parametrize("adjust", ["减轻", "不予处罚"])
def test_article_5_mitigated_lies_below_the_range_and_exempt_is_no_fine(statutes: Statutes, adjust: str) -> None:
    answer = ask(statutes, "csl@2025:61.1", facts="refused", adjust=adjust)
    assert answer.bands == ()
    assert ("no-band" in codes(answer)) is (adjust == "减轻")
    assert "bands" not in codes(answer)


@pytest.mark.parametrize(
    ("decided", "by", "bands"),
    [
        (DAY_BEFORE, "county", False),
        (FIRST_DAY, "county", True),
        (FIRST_DAY, "national", True),
        (FIRST_DAY, "police", False),
        (FIRST_DAY, "telecom-authority", False),
        (DAY_BEFORE, "police", False),
    ],
)
def test_article_20_cyberspace_offices_since_2025_08_01(
    statutes: Statutes, decided: date, by: str, bands: bool
) -> None:
    answer = ask(statutes, "dsl@2021:45.1", by=by, decided=decided)
    assert bool(answer.bands) is bands
    said = " ".join(note.reference or "" for note in answer.notes)
    assert ("cacd@2025" in said) is bands
    assert any(each.reference.startswith("cacd@2025") for each in answer.texts) is bands


def test_the_day_of_the_decision_counts_and_not_that_of_the_conduct(statutes: Statutes) -> None:
    assert ask(statutes, "csl@2016:59.1", facts="refused", conduct_to=date(2023, 1, 1), decided=FIRST_DAY).bands


def test_a_table_without_the_rule_has_no_bands(statutes: Statutes) -> None:
    from msgspec import structs

    rules = structs.replace(statutes.table.rules, bands=None)
    bare = Statutes(structs.replace(statutes.table, rules=rules), "", "")
    answer = ask(bare, "csl@2025:61.1", facts="refused")
    assert (answer.bands, codes(answer) & {"bands", "no-band", "two-levels"}) == ((), set())


# --- which one applies, and what is said ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("adjust", "level"), [(None, "ordinary"), ("从轻", "lenient"), ("从重", "heavier")])
def test_article_9_the_level_of_the_case(statutes: Statutes, adjust: str | None, level: str) -> None:
    answer = ask(statutes, "csl@2025:61.1", facts="refused", adjust=adjust)
    assert {each.level for each in answer.bands if each.applies} == {level}
    assert sum(each.applies for each in answer.bands) == 3
    (source,) = (note for note in answer.notes if note.code == "bands")
    assert ("按一般处罚（第九条）" in source.zh) is (adjust is None)


def test_the_source_is_quoted_and_rests_on_one_copy(statutes: Statutes) -> None:
    answer = ask(statutes, "csl@2025:61.1", facts="refused")
    (source,) = (note for note in answer.notes if note.code == "bands")
    for quote in ("“低于30%”为从轻", "“30%至70%”为一般", "“超过70%”为从重", "上下浮动十个百分点", "只有一个来源"):
        assert quote in source.zh
    assert "rests on one copy" in source.en
    quoted = {each.reference: each for each in answer.texts}
    assert quoted["cacd@2025:11.2"].sure == quoted["cacd@2025:11.3"].sure == "single"
    assert "低于30%的数额" in quoted["cacd@2025:11.2"].text


def test_the_short_page_says_that_the_rule_rests_on_one_copy_and_reads_multiples_as_one_would(
    statutes: Statutes,
) -> None:
    answer = ask(statutes, "csl@2025:67.1")
    pages: tuple[tuple[Lang, tuple[str, ...]], ...] = (
        ("zh", ("第十一条第二款（文本仅有一个来源）", "超过采购金额的7.3倍、10倍以下", "采购金额的1倍以上不足3.7倍")),
        ("en", ("article 11(2) (from a single source)", "more than 7.3, up to 10 times the purchase amount")),
    )
    for lang, said in pages:
        blocks = answer_page(statutes, answer, lang)
        lines = [plain(text) for each in blocks for _, text in getattr(each, "entries", ())]
        lines += [plain(each.text) for each in blocks if isinstance(each, Line)]
        assert all(any(words in line for line in lines) for words in said)


def test_articles_13_and_18_where_there_are_bands(statutes: Statutes) -> None:
    notes = {note.code: note for note in ask(statutes, "csl@2025:61.1", facts="refused").notes}
    assert notes["bands-persons"].reference == "cacd@2025:13.1"
    assert "参照单位的裁量阶次" in notes["bands-persons"].zh
    assert notes["bands-departure"].reference == "cacd@2025:18.1"
    assert "第十七条" in notes["bands-departure"].zh
    alone = codes(ask(statutes, "csl@2025:63.1"))  # nobody but the organisation is fined
    assert "bands-departure" in alone
    assert "bands-persons" not in alone


@pytest.mark.parametrize(
    ("reference", "adjust", "said"),
    [
        ("csl@2016:59.1", "从轻", True),  # 责令改正，给予警告, and nothing else in this tier
        ("csl@2016:59.1", "从重", True),
        ("csl@2016:59.1", "减轻", True),
        ("csl@2016:59.1", "不予处罚", False),
        ("csl@2016:59.1", None, False),
        ("csl@2025:61.1", "从轻", False),  # 给予警告，可以处一万元以上五万元以下罚款
    ],
)
def test_article_12_two_levels_only(statutes: Statutes, reference: str, adjust: str | None, said: bool) -> None:
    answer = ask(statutes, reference, adjust=adjust, decided=None if "2025" in reference else date(2025, 12, 1))
    assert ("two-levels" in codes(answer)) is said


def test_article_12_binds_cyberspace_offices_only(statutes: Statutes) -> None:
    answer = ask(statutes, "csl@2016:59.1", adjust="从轻", by="police", decided=date(2025, 12, 1))
    assert "two-levels" not in codes(answer)


def test_article_15_several_acts_are_graded_apart(statutes: Statutes) -> None:
    """csl@2016:64.1 beside 个人信息保护法66①."""
    answer = ask(statutes, "csl@2016:64.1", gains=200_000, decided=date(2025, 12, 1))
    (note,) = (each for each in answer.notes if each.code == "several-acts")
    assert (note.reference, "分别裁量，合并处罚" in note.zh) == ("cacd@2025:15.1", True)
    assert "several-acts" not in codes(ask(statutes, "csl@2025:61.1"))


def test_article_15_is_said_where_one_act_is_asked_under_several_provisions(run: Run) -> None:
    shown = (
        run("range", "csl@2025:61.1", "csl@2025:64.1", "--same-act", "--lang", "zh")
        .stdout.replace("\n", "")
        .replace(" ", "")
    )
    assert shown.count("分别裁量，合并处罚") == 1
    other = run("range", "csl@2025:61.1", "csl@2025:64.1", "--same-act", "--lang", "zh", "--by", "police").stdout
    assert "分别裁量" not in other.replace("\n", "").replace(" ", "")


def test_the_page_shows_bands_compactly(statutes: Statutes) -> None:
    answer = ask(statutes, "csl@2025:61.1", facts="refused", adjust="从重")
    lines = [
        (key, plain(text))
        for block in answer_page(statutes, answer, "zh")
        for key, text in getattr(block, "entries", ())
    ]
    assert ("从轻", "5万元以上不足18.5万元（浮动后5万元以上不足23万元）") in lines
    assert ("一般", "18.5万元以上36.5万元以下（浮动后14万元以上41万元以下）") in lines
    assert ("从重", "超过36.5万元、50万元以下（浮动后超过32万元、50万元以下），本案") in lines
    assert sum(key == "从轻" for key, _ in lines) == 2  # manager and staff have the same bands


def test_the_page_in_multiples_and_in_english(statutes: Statutes) -> None:
    answer = ask(statutes, "csl@2025:67.1")
    zh, en = (
        {
            key: plain(text)
            for block in answer_page(statutes, answer, lang)
            for key, text in getattr(block, "entries", ())
        }
        for lang in ("zh", "en")
    )
    said = [plain(text) for block in answer_page(statutes, answer, "zh") for _, text in getattr(block, "entries", ())]
    assert "采购金额的1倍以上不足3.7倍（浮动后采购金额的1倍以上不足4.6倍）" in said
    assert zh.keys() >= {"从轻", "一般", "从重"}
    assert en.keys() >= {"lenient", "ordinary", "heavier"}


def test_a_share_and_the_higher_of_two(statutes: Statutes) -> None:
    """No text in the table has either with a minimum: a share is graded like a multiple, of the higher of two the sum decides."""
    from finecalc.law.outcome import FineRange, Option, measured

    rule = statutes.table.rules.bands
    assert rule is not None
    share = Option(quote="", share=Share(of="turnover", min=Decimal(1), max=Decimal(5)))
    both = Option(quote="", min=100_000, max=1_000_000, share=share.share)
    open_fine = {
        "on": "organisation",
        "mode": "must",
        "min": None,
        "max": None,
        "quote": "",
        "source": "",
        "needs": ("turnover",),
    }
    (lenient, _, _) = bands_of(rule, [FineRange(**open_fine, options=(share,))], None)
    assert lenient.options[0].share == Share(of="turnover", min=Decimal(1), max=Decimal("2.2"))
    fine = FineRange(**open_fine, options=(both,))
    assert bands_of(rule, [fine], None) == ()
    known = measured(fine, {"turnover": Decimal(40_000_000)})  # 40万 to 200万, or 10万 to 100万: 10万 to 200万
    assert known is not None
    assert [each.max for each in bands_of(rule, [known], None)] == [670_000, 1_430_000, 2_000_000]


def test_the_library_takes_a_case(statutes: Statutes) -> None:
    answer = finecalc.assess(
        "csl@2025:61.1", facts="refused", case=Case(adjust="lenient"), statutes=statutes, today=TODAY
    )
    assert next(each for each in answer.bands if each.applies).max == 185_000
