"""What the laws beside the Cybersecurity Law brought: supplements, alternatives, bars, and pointers that say where they lead."""

from datetime import date
from decimal import Decimal

import pytest

from finecalc.language.errors import FactNotUsed, FinecalcError, NotAPenalty
from finecalc.law.assess import assess_named
from finecalc.table.statutes import Statutes
from tests import TODAY


def notes(statutes: Statutes, reference: str, *facts: str) -> dict[str, str]:
    return {note.code: note.zh for note in assess_named(statutes, reference, facts=facts, today=TODAY).notes}


def test_what_only_supplements_other_law_says_so_in_every_tier(statutes: Statutes) -> None:
    for facts in ((), ("refused",)):
        assert "法律、行政法规没有规定的" in notes(statutes, "algo@2021:31.1", *facts)["supplementary"]
    assert "supplementary" not in notes(statutes, "algo@2021:33.1")


@pytest.mark.parametrize("article", [39, 40, 41, 43])
def test_minor_fraud_is_met_by_a_warning_or_a_fine(statutes: Statutes, article: int) -> None:
    answer = assess_named(statutes, f"telefraud@2022:{article}.1", facts=["情节较轻"], today=TODAY)
    (fine,) = answer.fines
    assert (fine.mode, fine.instead_of) == ("one-or-more", ("warning", "public-criticism"))
    assert "警告、通报批评与罚款择一" in notes(statutes, f"telefraud@2022:{article}.1", "minor")["either-or"]
    assert "either-or" not in notes(statutes, f"telefraud@2022:{article}.1", "serious")


def test_only_a_refusal_opens_the_fine_of_the_large_platform(statutes: Statutes) -> None:
    with pytest.raises(FactNotUsed):
        assess_named(statutes, "minornet@2023:54.1", facts=["serious"], today=TODAY)


def test_the_bar_lasts_five_years_and_needs_the_punishment(statutes: Statutes) -> None:
    with pytest.raises(FinecalcError, match="closed-or-revoked"):
        assess_named(statutes, "minornet@2023:57.1", today=TODAY)
    answer = assess_named(
        statutes, "minornet@2023:57.1", facts=["受到关闭网站、吊销相关业务许可证或者吊销营业执照处罚"], today=TODAY
    )
    bars = {each.kind: each for each in answer.sanctions if each.kind.startswith("bar")}
    assert {(kind, each.on) for kind, each in bars.items()} == {
        ("bar-from-permit", ("organisation",)),
        ("bar-from-business", ("manager", "staff")),
    }
    for bar in bars.values():
        assert bar.duration
        assert (bar.duration.unit, bar.duration.min, bar.duration.max) == ("year", 5, 5)


def test_detention_for_support_of_fraud_is_for_the_police(statutes: Statutes) -> None:
    answer = assess_named(statutes, "telefraud@2022:42.1", facts=["serious"], gains=0, today=TODAY)
    (detention,) = [each for each in answer.sanctions if each.kind == "detention"]
    assert (detention.on, detention.by) == (("individual",), ("police",))
    assert detention.duration
    assert (detention.duration.unit, detention.duration.min, detention.duration.max) == ("day", 0, 15)


@pytest.mark.parametrize(
    ("reference", "by", "verdict"),
    [
        ("minornet@2023:54.2", "county", "no"),
        ("minornet@2023:54.2", "provincial", "yes"),
        ("algo@2021:33.1", "prefecture", "no"),
        ("algo@2021:33.1", "national", "yes"),
        ("ciiregs@2021:41.1", "provincial", "no"),
        ("ciiregs@2021:41.1", "national", "yes"),
        ("ciiregs@2021:40.1", "county", "no"),
        ("telefraud@2022:44.1", "county", "no"),
        ("minors@2024:127.1", "county", "depends"),
        ("minornet@2023:56.1", "county", "depends"),
        ("dataregs@2024:55.1", "county", "depends"),
        ("algo@2021:31.1", "county", "depends"),
        ("foodwaste@2021:30.1", "county", "depends"),
        ("fundraising@2021:34.1", "county", "depends"),
    ],
)
def test_who_may_act(statutes: Statutes, reference: str, by: str, verdict: str) -> None:
    ladder = statutes.ladder(reference)
    facts = [] if any(not rung.when for rung in ladder.rungs) else ladder.facts[:1]
    assert assess_named(statutes, reference, facts=facts, by=by, today=TODAY).competence.verdict == verdict


POINTERS = [
    ("vuln@2021:12.1", "csl@2025:62.1"),
    ("vuln@2021:13.1", "csl@2025:61.1"),
    ("vuln@2021:14.1", "csl@2025:65.1"),
    ("vuln@2021:15.1", "csl@2025:66.1"),
    ("heroes@2018:23.2", "csl@2025:69.1"),
    ("orgcrime@2021:72.1", "csl@2025:70.1"),
    ("stdcontract@2023:12.1", "pipl@2021:66.1"),
    ("live@2016:17.1", "news@2017:22.1"),
    ("dataregs@2024:58.1", "网络安全法"),
    ("piaudit@2025:18.1", "网络数据安全管理条例"),
    ("netid@2025:14.1", "个人信息保护法"),
    ("acctdata@2024:30.1", "数据安全法"),
    ("ecommerce@2018:79.1", "网络安全法"),
    ("incident@2025:10.1", "网络安全法"),
    ("deepsyn@2022:22.1", "网络安全法"),
    ("comment@2022:15.1", "互联网新闻信息服务管理规定"),
    ("facerec@2025:18.1", "个人信息保护法"),
    ("ailabel@2025:13.1", "算法推荐管理规定"),
    ("military@2025:27.1", "互联网信息服务管理办法"),
    ("satellite@2025:38.1", "网络安全法"),
    ("women@2022:82.1", "互联网信息服务管理办法"),
    ("ethnic@2026:61.1", "网络安全法"),
]


@pytest.mark.parametrize(("reference", "destination"), POINTERS, ids=[reference for reference, _ in POINTERS])
def test_a_pointer_says_where_it_leads_today(statutes: Statutes, reference: str, destination: str) -> None:
    with pytest.raises(NotAPenalty) as told:
        assess_named(statutes, reference, today=TODAY)
    assert destination in told.value.words.zh
    assert statutes.provision(reference).text in told.value.words.zh


def test_conduct_before_the_amendment_of_2024_falls_under_the_law_on_minors_of_2020(statutes: Statutes) -> None:
    day = date(2023, 5, 1)
    answer = assess_named(
        statutes, "未成年人保护法127", conduct_to=day, decided=day, gains=Decimal(1_000_000), today=TODAY
    )
    assert answer.reference == "minors@2020:127.1"


def test_the_same_act_under_both_laws_on_minors_is_told(statutes: Statutes) -> None:
    answer = assess_named(statutes, "minornet@2023:56.1", gains=0, today=TODAY)
    assert "minors@2024:127.1" in answer.concurrent
    answer = assess_named(statutes, "minors@2024:127.1", gains=0, today=TODAY)
    assert answer.concurrent == ("minornet@2023:56.1",)
    day = date(2024, 2, 1)
    answer = assess_named(statutes, "minornet@2023:56.1", gains=0, conduct_to=day, decided=day, today=TODAY)
    assert answer.concurrent == ("minors@2020:127.1",)
    answer = assess_named(statutes, "dataregs@2024:57.1", today=TODAY)
    assert "dsl@2021:45.1" in answer.concurrent
