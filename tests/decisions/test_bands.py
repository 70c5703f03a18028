"""FC601: a lawful fine outside the band of its level, floating included. Numbers by hand from the texts.

Spans: 网安法2025:61① 五万元以上五十万元以下, persons 一万元以上十万元以下; 数安法45① 五万元以上五十万元以下; 网安法2025:63 违法所得一倍以上五倍以下.
The float: from 40 % up for 从轻, below 20 % or above 80 % for 一般, at 60 % and below for 从重.
"""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finecalc import check, check_many, load
from finecalc.decisions.files.checker import Checker
from finecalc.decisions.finding import Judgement
from finecalc.table.model import Tier
from finecalc.table.statutes import Statutes
from tests import TODAY
from tests.law.test_lighter import fine as amounts
from tests.law.test_lighter import made_up

BAND = "FC601"


def judged(statutes: Statutes, provision: str = "csl@2025:61.1", facts: str = "refused", **given: Any) -> Judgement:
    given.setdefault("sanctions", "责令改正")
    return check(provision, facts=facts, statutes=statutes, today=TODAY, **given)


def row(statutes: Statutes, **cells: str) -> Judgement:
    """The same through the checker of files, which compares with ends that it worked out before."""
    return Checker(statutes, tuple(cells), today=TODAY).judge(tuple(cells.values()))


CELLS = ("provision", "facts", "gains", "fine", "adjust", "person_fines", "sanctions")


@pytest.fixture(scope="module")
def checker() -> Checker:
    """One that goes on from row to row, as in a file, and remembers."""
    return Checker(load(), CELLS, today=TODAY)


def fields(judgement: Judgement, code: str = BAND) -> list[str]:
    return [each.field for each in judgement.findings if each.code == code]


UNIT = [
    # 40 % of 45万 above 5万 is 23万
    ("从轻", "50000", False),
    ("从轻", "184999.99", False),
    ("从轻", "229999.99", False),
    ("从轻", "230000", True),
    ("从轻", "230000.01", True),
    ("从轻", "500000", True),
    # 20 % is 14万, 80 % is 41万
    ("", "50000", True),
    ("", "139999.99", True),
    ("", "140000", False),
    ("", "140000.01", False),
    ("", "409999.99", False),
    ("", "410000", False),
    ("", "410000.01", True),
    ("", "500000", True),
    # 60 % is 32万
    ("从重", "50000", True),
    ("从重", "319999.99", True),
    ("从重", "320000", True),
    ("从重", "320000.01", False),
    ("从重", "500000", False),
    # 减轻 lies below the range, 不予处罚 imposes nothing
    ("减轻", "49999.99", False),
]


@pytest.mark.parametrize(("adjust", "amount", "outside"), UNIT)
def test_the_fine_on_the_unit(statutes: Statutes, adjust: str, amount: str, outside: bool) -> None:
    expected = ["fine"] if outside else []
    found = judged(
        statutes, fine=Decimal(amount), adjust=adjust, person_fines="" if adjust == "减轻" else "主管人员:5万"
    )
    assert fields(found)[: len(expected)] == expected
    assert ("fine" in fields(found)) is outside
    cells = {"provision": "csl@2025:61.1", "facts": "refused", "fine": amount, "adjust": adjust}
    assert fields(row(statutes, **cells)) == expected


PERSONS = [
    # of 9万 above 1万, 40 % is 4.6万
    ("从轻", "45999.99", False),
    ("从轻", "46000", True),
    # 20 % is 2.8万, 80 % is 8.2万
    ("", "10000", True),
    ("", "27999.99", True),
    ("", "28000", False),
    ("", "82000", False),
    ("", "82000.01", True),
    # 60 % is 6.4万
    ("从重", "64000", True),
    ("从重", "64000.01", False),
]


@pytest.mark.parametrize(("adjust", "amount", "outside"), PERSONS)
@pytest.mark.parametrize(("role", "words"), [("manager", "主管人员"), ("staff", "其他直接责任人员")])
def test_article_13_each_person(
    statutes: Statutes, adjust: str, amount: str, outside: bool, role: str, words: str
) -> None:
    found = judged(statutes, fine=0, adjust=adjust, person_fines={role: Decimal(amount)})
    assert fields(found) == (["person_fines"] if outside else [])
    cells = {"provision": "csl@2025:61.1", "facts": "refused", "person_fines": f"{words}:{amount}", "adjust": adjust}
    assert fields(row(statutes, **cells)) == (["person_fines"] if outside else [])


GAINS = "123456.78"
MULTIPLES = [
    # 1 to 5 times 123456.78: 20 % is 1.8 times, 222222.204; 80 % is 4.2 times, 518518.476
    ("", "222222.20", True),
    ("", "222222.21", False),
    ("", "518518.47", False),
    ("", "518518.48", True),
    # 40 % is 2.6 times, 320987.628; 60 % is 3.4 times, 419753.052
    ("从轻", "320987.62", False),
    ("从轻", "320987.63", True),
    ("从重", "419753.05", True),
    ("从重", "419753.06", False),
]


@pytest.mark.parametrize(("adjust", "amount", "outside"), MULTIPLES)
def test_multiples_of_an_odd_base_to_the_fen(statutes: Statutes, adjust: str, amount: str, outside: bool) -> None:
    expected = ["fine"] if outside else []
    found = judged(statutes, "csl@2025:63.1", "", gains=GAINS, fine=Decimal(amount), adjust=adjust)
    assert fields(found) == expected
    cells = {"provision": "csl@2025:63.1", "gains": GAINS, "fine": amount, "adjust": adjust}
    assert fields(row(statutes, **cells)) == expected


def test_a_base_that_is_unknown_is_not_guessed(statutes: Statutes) -> None:
    found = judged(statutes, "csl@2025:63.1", "", fine=500_000)
    assert fields(found) == []
    assert fields(found, "FC121") == ["fine"]


def test_every_row_of_a_kind_says_its_own_band(statutes: Statutes) -> None:
    """What is remembered of a kind of case is only what does not change from row to row."""
    rows: list[dict[str, object]] = [
        {"provision": "csl@2025:63.1", "gains": gains, "fine": fine}
        for gains, fine in ((200_000, 200_000), (400_000, 2_000_000))
    ]
    rows += [{"provision": "csl@2025:63.1", "gains": 300_000, "fine": 300_000}]
    said = [
        next(f for f in each.findings if f.code == BAND) for each in check_many(rows, statutes=statutes, today=TODAY)
    ]
    assert "罚款20万元" in said[0].zh
    assert "44万元以上76万元以下（浮动后36万元以上84万元以下）" in said[0].zh
    assert "88万元以上152万元以下（浮动后72万元以上168万元以下）" in said[1].zh
    assert "属于从重处罚" in said[1].zh
    assert "罚款30万元" in said[2].zh
    assert "66万元以上114万元以下（浮动后54万元以上126万元以下）" in said[2].zh


# --- what the finding says ------------------------------------------------------------------------------------------------


def test_exactly_the_minimum_of_article_45_of_the_data_security_law_is_lenient(statutes: Statutes) -> None:
    (found,) = (each for each in judged(statutes, "dsl@2021:45.1", "", fine=50_000).findings if each.code == BAND)
    assert (found.severity, found.reference) == ("warning", "cacd@2025:11.2")
    assert found.zh.startswith(
        "对单位罚款5万元，没有写从轻、从重，按一般处罚（第九条），应当在18.5万元以上36.5万元以下（浮动后14万元以上41万元以下）；"
        "这一数额属于从轻处罚。有第七条所列情形（（一）主动消除或者减轻违法行为危害后果的；"
    )
    assert "（四）配合网信部门查处违法行为有立功表现的" in found.zh
    assert "CNY 185,000 to CNY 365,000 (floating: CNY 140,000 to CNY 410,000)" in found.en
    assert "no level is named, so it is ordinary (article 9), which is CNY 185,000" in found.en
    assert "With a ground of article 7 (" in found.en


def test_the_maximum_without_a_level_needs_a_ground_of_article_8(statutes: Statutes) -> None:
    (found,) = (each for each in judged(statutes, "dsl@2021:45.1", "", fine=500_000).findings if each.code == BAND)
    assert "属于从重处罚。有第八条所列情形" in found.zh
    assert "（二）因同种违法行为一年内受到网信部门两次以上行政处罚的" in found.zh


@pytest.mark.parametrize(
    ("adjust", "fine", "said"),
    [
        (
            "从轻",
            300_000,
            "裁量写的是从轻，应当在5万元以上不足18.5万元（浮动后5万元以上不足23万元）；这一数额属于一般处罚",
        ),
        ("从轻", 400_000, "这一数额属于从重处罚"),
        (
            "从重",
            300_000,
            "裁量写的是从重，应当在超过36.5万元、50万元以下（浮动后超过32万元、50万元以下）；这一数额属于一般处罚",
        ),
        ("从重", 100_000, "这一数额属于从轻处罚"),
    ],
)
def test_a_level_that_the_amount_does_not_have(statutes: Statutes, adjust: str, fine: int, said: str) -> None:
    (found,) = (
        each for each in judged(statutes, "dsl@2021:45.1", "", fine=fine, adjust=adjust).findings if each.code == BAND
    )
    assert said in found.zh


@pytest.mark.parametrize(
    ("fine", "persons", "expected"),
    [
        (49_999, "主管人员:5万", ["FC101"]),
        (500_001, "主管人员:5万", ["FC102"]),
        (250_000, "主管人员:9999", ["FC111"]),
        (250_000, "主管人员:100001", ["FC112"]),
        (50_000, "主管人员:1万；主管人员:5万；其他直接责任人员:10万", [BAND, BAND, BAND]),
        (250_000, "主管人员:5万", []),
    ],
)
def test_never_beside_an_error_on_the_same_amount(
    statutes: Statutes, fine: int, persons: str, expected: list[str]
) -> None:
    found = judged(statutes, fine=fine, person_fines=persons)
    assert [each.code for each in found.findings if each.severity != "info"] == expected
    cells = {"provision": "csl@2025:61.1", "facts": "refused", "fine": str(fine), "person_fines": persons}
    again = row(statutes, **cells, sanctions="责令改正")
    assert [each.code for each in again.findings if each.severity != "info"] == expected


@pytest.mark.parametrize(
    ("decided", "by", "outside"),
    [
        (date(2025, 7, 31), "county", False),
        (date(2025, 8, 1), "county", True),
        (date(2025, 8, 1), "police", False),
        (date(2025, 8, 1), "provincial", True),
    ],
)
def test_cyberspace_offices_since_2025_08_01(statutes: Statutes, decided: date, by: str, outside: bool) -> None:
    found = judged(statutes, "dsl@2021:45.1", "", fine=50_000, decided=decided, by=by)
    assert bool(fields(found)) is outside


def test_no_minimum_no_band(statutes: Statutes) -> None:
    """个保法66①: 并处一百万元以下罚款; persons 一万元以上十万元以下."""
    for fine in (1, 1_000_000):
        assert fields(judged(statutes, "pipl@2021:66.1", fine=fine, person_fines="主管人员:5万")) == []
    assert fields(judged(statutes, "pipl@2021:66.1", fine=1, person_fines="主管人员:1万")) == ["person_fines"]


def test_a_person_without_a_role_only_where_every_role_is_outside(statutes: Statutes) -> None:
    assert fields(judged(statutes, fine=250_000, person_fines="张三 1万元")) == ["person_fines"]
    assert fields(judged(statutes, fine=250_000, person_fines="张三 5万元")) == []


def test_selected_and_in_json(statutes: Statutes) -> None:
    shown = json.loads(judged(statutes, "dsl@2021:45.1", "", fine=50_000).to_json())
    (found,) = (each for each in shown["findings"] if each["code"] == BAND)
    assert (shown["verdict"], found["name"], found["field"]) == ("warning", "outside-band", "fine")
    assert found["citation"].endswith("第十一条第二款")


# --- the office's own table -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def office() -> Statutes:
    return load(office=Path(__file__).parents[1] / "data" / "offices" / "bands.toml")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # of_max: 一般 30 to 70 % of 50万, no float
        ({"facts": "refused", "fine": "149999.99"}, ["fine"]),
        ({"facts": "refused", "fine": "150000"}, []),
        ({"facts": "refused", "fine": "350000"}, []),
        ({"facts": "refused", "fine": "350000.01"}, ["fine"]),
        ({"facts": "refused", "fine": "150000", "adjust": "从轻"}, []),
        ({"facts": "refused", "fine": "150000.01", "adjust": "从轻"}, ["fine"]),
        # persons: 一般 30 to 70 % of 9万 above 1万, 从重 above
        ({"facts": "refused", "person_fines": "主管人员:36999.99"}, ["person_fines"]),
        ({"facts": "refused", "person_fines": "主管人员:37000"}, []),
        ({"facts": "refused", "person_fines": "主管人员:73000", "adjust": "从重"}, ["person_fines"]),
        ({"facts": "refused", "person_fines": "主管人员:73000.01", "adjust": "从重"}, []),
        # another tier, which the table does not divide: the national levels of 1万 to 5万
        ({"fine": "17999.99"}, ["fine"]),
        ({"fine": "18000"}, []),
    ],
)
def test_the_table_of_the_office_counts(office: Statutes, given: dict[str, str], expected: list[str]) -> None:
    assert (
        fields(judged(office, facts=given.get("facts", ""), **{k: v for k, v in given.items() if k != "facts"}))
        == expected
    )
    assert fields(row(office, provision="csl@2025:61.1", **given)) == expected


@pytest.mark.parametrize(
    ("facts", "fine", "expected"),
    [
        ("refused", 50_000, []),
        ("refused", 50_000.01, ["fine"]),
        ("refused;consequence", 49_999.99, ["fine"]),
        ("refused;consequence", 50_000, []),
    ],
)
def test_bands_by_facts(office: Statutes, facts: str, fine: float, expected: list[str]) -> None:
    decided = date(2025, 9, 1)
    assert fields(judged(office, "csl@2016:59.1", facts, fine=str(fine), decided=decided)) == expected


def test_every_band_that_may_apply_is_allowed_and_all_are_named_where_none_holds(office: Statutes) -> None:
    """未成年人网络保护条例 55: 可以并处10万元以下; the office's conditions are words that no case says."""
    for fine in (1, 10_000, 15_000, 100_000):
        assert fields(judged(office, "minornet@2023:55.1", "", fine=fine)) == []


def test_a_mitigated_fine_outside_the_mitigated_band(office: Statutes) -> None:
    """没有违法所得或者不足五万元的，处10万元以上100万元以下: the office's 减轻 is 2万 to below 10万."""
    for fine, expected in ((19_999, ["fine"]), (20_000, []), (99_999, [])):
        found = judged(office, "icp@2024:19.1", "", gains=0, fine=fine, adjust="减轻")
        assert fields(found) == expected


def test_what_is_said_of_the_own_table(office: Statutes) -> None:
    (found,) = (each for each in judged(office, fine=100_000).findings if each.code == BAND and each.field == "fine")
    assert found.zh == (
        "对单位罚款10万元，不在本机关裁量基准（形式取自生态环境行政处罚裁量因子表）本案的幅度里：“三十分至七十分”15万元以上35万元以下。"
        "核对适用的档，或者改数额"
    )
    assert "CNY 150,000 to CNY 350,000" in found.en


@given(
    provision=st.sampled_from(["csl@2025:61.1", "csl@2025:63.1"]),
    adjust=st.sampled_from(["", "从轻", "从重", "减轻"]),
    gains=st.integers(10_000_000, 50_000_000),
    fen=st.integers(1, 60_000_000),
    person=st.integers(1, 12_000_000),
)
def test_a_row_of_a_file_and_a_decision_get_the_same(
    statutes: Statutes, checker: Checker, provision: str, adjust: str, gains: int, fen: int, person: int
) -> None:
    """To the fen: what a file remembers of a kind of case is what one decision of that kind is told."""
    cells = {
        "facts": "refused" if provision == "csl@2025:61.1" else "",
        "gains": f"{Decimal(gains) / 100}",
        "fine": f"{Decimal(fen) / 100}",
        "adjust": adjust,
        "person_fines": f"主管人员:{Decimal(person) / 100}",
        "sanctions": "责令改正",
    }
    one, many = judged(statutes, provision, **cells), checker.judge((provision, *cells.values()))
    assert [(each.code, each.zh, each.en) for each in one.findings] == [
        (each.code, each.zh, each.en) for each in many.findings
    ]


def test_one_row_after_another(checker: Checker, office: Statutes) -> None:
    """Sums that lie between the same ends of one level, and of different levels of the table of the office."""
    said = []
    for fine in ("300000", "400000", "310000"):
        found = checker.judge(("csl@2025:61.1", "refused", "", fine, "从轻", "主管人员:1万", "责令改正"))
        said.append(next(each.zh for each in found.findings if each.code == BAND))
    assert ["属于一般处罚" in each for each in said] == [True, False, True]
    assert "属于从重处罚" in said[1]
    own = Checker(office, CELLS, today=TODAY)
    rows = [("csl@2025:61.1", "refused", "", fine, "", "", "责令改正") for fine in ("200000", "360000", "340000")]
    assert [fields(own.judge(each)) for each in rows] == [[], ["fine"], []]


def test_a_person_without_a_role_outside_one_of_two_bands(statutes: Statutes) -> None:
    """28,000 is a fifth of 1万 to 10万 and next to nothing of 2万 to 30万: nothing is sure."""
    tier = Tier(fines=(amounts(10_000, 100_000, ("manager",)), amounts(20_000, 300_000, ("staff",))))
    table = made_up(statutes, tier, tier)
    found = check("toy@2022:2.1", person_fines="张三 2.8万元", sanctions="责令改正", statutes=table, today=TODAY)
    assert [each.code for each in found.findings if each.field == "person_fines"] == []


def test_a_band_that_leaves_the_higher_level_is_not_judged_by(office: Statutes) -> None:
    """3 to 5 times 6万: 22.9万 is in the office's 从轻 (3 to 4 times), and at 40.8 % of the span over the national float."""
    found = judged(office, "icp@2024:19.1", "", gains=60_000, fine=229_000, adjust="从轻")
    assert fields(found) == ["fine"]
    assert "不足21.6万元" in next(each.zh for each in found.findings if each.code == BAND)


@pytest.mark.parametrize("word", ["一般", "一般处罚", "ordinary", ""])
def test_article_5_ordinary_is_a_level_and_no_adjustment(statutes: Statutes, word: str) -> None:
    assert fields(judged(statutes, fine=50_000, adjust=word)) == ["fine"]
    assert fields(judged(statutes, fine=250_000, adjust=word)) == []
    cells = {"provision": "csl@2025:61.1", "facts": "refused", "adjust": word}
    assert [fields(row(statutes, **cells, fine=fine)) for fine in ("50000", "250000")] == [["fine"], []]


def test_levels_by_the_names_that_the_answers_give_them(statutes: Statutes) -> None:
    assert fields(judged(statutes, fine=500_000, adjust="heavier")) == []
    assert fields(judged(statutes, fine=50_000, adjust="lenient")) == []
    assert fields(row(statutes, provision="csl@2025:61.1", facts="refused", fine="500000", adjust="heavier")) == []
