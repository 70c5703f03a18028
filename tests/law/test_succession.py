"""From what is typed to the provision, across editions: what is said where there is none, and three editions in a row."""

from datetime import date
from typing import Any

import pytest
from msgspec import structs

from finecalc.language.errors import FinecalcError, NotAPenalty, NotInForce, UnknownReference
from finecalc.law import succession
from finecalc.law.assess import assess_named
from finecalc.table.model import Edition, Law, Provision, Successor, Tier
from finecalc.table.statutes import Statutes
from tests import TODAY
from tests.law.test_lighter import fine


@pytest.mark.parametrize(
    ("asked", "known", "error", "zh", "en"),
    [
        (
            "网络安全法第五十九条",
            {},
            NotAPenalty,
            "《中华人民共和国网络安全法》（2025年）第五十九条不是罚则。该条号在2016年版本中是：csl@2016:59.1、csl@2016:59.2"
            "（网络运营者不履行网络安全保护义务），现由 csl@2025:61.1、csl@2025:61.2 取代。要问旧条，写 csl@2016:59.1；要问新条，写 csl@2025:61.1。",
            "Cybersecurity Law (2025), article 59 is no penalty provision. In the 2016 edition that number was csl@2016:59.1, "
            "csl@2016:59.2 (Network operator fails its network security duties); csl@2025:61.1, csl@2025:61.2 took its place. "
            "Ask for csl@2016:59.1 to get the old one, csl@2025:61.1 for the new.",
        ),
        (
            "csl@2025:81",
            {},
            NotAPenalty,
            "《中华人民共和国网络安全法》（2025年）第八十一条不是罚则。该法的罚则见 finecalc list csl",
            "Cybersecurity Law (2025), article 81 is no penalty provision. For the penalty provisions of this law: finecalc list csl",
        ),
        ("csl@2025:1", {}, NotAPenalty, "第一条不是罚则", "article 1 is no penalty provision"),
        (
            "csl@2025:82",
            {},
            UnknownReference,
            "第八十二条不存在，该版本共 81 条",
            "article 82 does not exist: it has 81 articles",
        ),
        (
            "csl@2025:61.9",
            {},
            UnknownReference,
            "第六十一条没有所写的第九款，可用：csl@2025:61.1、csl@2025:61.2、csl@2025:61.3",
            "article 61 has no paragraph 9 in the table; there are csl@2025:61.1, csl@2025:61.2, csl@2025:61.3",
        ),
        (
            "#1",
            {"conduct_to": date(2017, 5, 31)},
            NotInForce,
            "表中版本：csl@2016：2017-06-01 至 2025-12-31；csl@2025：2026-01-01 至 今",
            "Editions in the table: csl@2016: 2017-06-01 to 2025-12-31; csl@2025: 2026-01-01 to now",
        ),
        (
            "#13",
            {"conduct_to": date(2011, 1, 7)},
            NotInForce,
            "2011年1月7日没有施行中的",
            "was not in force on 2011-01-07",
        ),
        ("#14", {}, NotAPenalty, "国家互联网信息办公室负责全国", "Item 14 of the power list"),
    ],
)
def test_what_names_no_penalty_is_told_what_there_is(
    statutes: Statutes, asked: str, known: dict[str, Any], error: type[FinecalcError], zh: str, en: str
) -> None:
    with pytest.raises(error) as caught:
        assess_named(statutes, asked, **known, today=TODAY)
    assert zh in caught.value.words.zh
    assert en in caught.value.words.en


def test_the_first_day_of_a_law_is_in_it(statutes: Statutes) -> None:
    first = assess_named(statutes, "#13", conduct_to=date(2011, 1, 8), decided=date(2011, 2, 1), today=TODAY)
    assert first.reference == "icp@2011:20.1"


def test_the_same_number_elsewhere(statutes: Statutes) -> None:
    found = succession.elsewhere(statutes, "csl@2025:61.1")
    assert found is not None
    assert found.zh == (
        "《中华人民共和国网络安全法》（2016年）第六十一条是另一条：csl@2016:61.1（未要求用户提供真实身份信息），现为 csl@2025:64.1"
    )
    assert found.en == (
        "Article 61 of the 2016 edition is another one: csl@2016:61.1 (Real-name identity not required of users), now csl@2025:64.1"
    )
    back = succession.elsewhere(statutes, "csl@2016:61.1")
    assert back is not None
    assert back.zh.endswith(
        "第六十一条是另一条：csl@2025:61.1、csl@2025:61.2、csl@2025:61.3（网络运营者不履行网络安全保护义务）"
    )


@pytest.mark.parametrize("ref", ["icp@2024:20.1", "csl@2016:60.1", "pipl@2021:66.1"])
def test_a_number_that_means_the_same_or_nothing_elsewhere_is_not_remarked_upon(statutes: Statutes, ref: str) -> None:
    assert succession.elsewhere(statutes, ref) is None
    answer = assess_named(statutes, ref.replace("@2024", "").replace("@2021", ""), today=TODAY)
    assert "number-elsewhere" not in {note.code for note in answer.notes}


EDITIONS = (("2020", date(2020, 1, 1), date(2021, 12, 31)), ("2022", date(2022, 1, 1), date(2023, 12, 31)))


@pytest.fixture
def three(statutes: Statutes) -> Statutes:
    """The table with a law in three editions, whose article moved from 1 to 2 to 3, each lighter than the one before."""
    common: dict[str, Any] = {"text": "处罚款", "name": "玩具", "name_en": "toy", "authority": ("competent-authority",)}
    law = Law(
        id="toy",
        name="玩具法",
        name_en="Toy Law",
        editions=tuple(
            Edition(year=year, in_force=begins, until=until, articles=3, promulgated="", source="")
            for year, begins, until in (*EDITIONS, ("2024", date(2024, 1, 1), None))
        ),
    )
    texts = (
        Provision(
            ref="toy@2020:1.1",
            tiers=(Tier(fines=(fine(30, 300),)),),
            successors=(Successor(ref="toy@2022:2.1"),),
            **common,
        ),
        Provision(
            ref="toy@2022:2.1",
            tiers=(Tier(fines=(fine(20, 200),)),),
            successors=(Successor(ref="toy@2024:3.1"),),
            **common,
        ),
        Provision(ref="toy@2024:3.1", tiers=(Tier(fines=(fine(10, 100),)),), **common),
    )
    table = structs.replace(
        statutes.table, laws=(*statutes.table.laws, law), provisions=(*statutes.table.provisions, *texts)
    )
    return Statutes(table, "0" * 64, "made up")


@pytest.mark.parametrize("asked", ["toy@2020:1.1", "toy@2022:2.1", "toy@2024:3.1"])
@pytest.mark.parametrize(
    ("ended", "decided", "applied", "beside"),
    [
        (date(2021, 12, 31), date(2021, 12, 31), "toy@2020:1.1", []),
        (date(2021, 12, 31), date(2023, 12, 31), "toy@2022:2.1", ["toy@2020:1.1"]),
        (date(2021, 12, 31), date(2024, 1, 1), "toy@2024:3.1", ["toy@2020:1.1"]),
        (date(2022, 1, 1), date(2023, 12, 31), "toy@2022:2.1", []),
        (date(2023, 12, 31), date(2024, 1, 1), "toy@2024:3.1", ["toy@2022:2.1"]),
        (date(2024, 1, 1), date(2024, 1, 1), "toy@2024:3.1", []),
    ],
)
def test_three_editions_are_passed_through_in_both_directions(
    three: Statutes, asked: str, ended: date, decided: date, applied: str, beside: list[str]
) -> None:
    answer = assess_named(three, asked, conduct_to=ended, decided=decided, today=TODAY)
    assert answer.reference == applied
    assert [other.reference for other in answer.alternatives] == beside
