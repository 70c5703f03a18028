"""What is wrong with a proposed decision: every code from both sides of its boundary. Expected by hand from the texts."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from finecalc.decisions.codes import FINDINGS
from finecalc.decisions.finding import Judgement
from finecalc.decisions.judge import Decision, judge
from finecalc.law.answer import Case
from finecalc.table.model import Tier
from finecalc.table.statutes import Statutes
from tests import TODAY
from tests.law.test_lighter import fine as amounts
from tests.law.test_lighter import made_up

LAWFUL_2016 = ("order-correction", "warning")
MANAGER = (("manager", Decimal(5_000)),)


def judged(statutes: Statutes, provision: str, facts: str = "", **given: Any) -> Judgement:
    """Judge a decision: `fine`, `person_fines`, `sanctions` are proposed, the rest is the case.

    Where nothing is said of sanctions, correction is ordered beside a fine, as it has to be; where nothing is said of days,
    a decision under the text of 2016 is of a day on which it was in force.
    """
    if provision.startswith("csl@2016") and not {"conduct_from", "conduct_to", "decided"} & {*given}:
        given["decided"] = date(2025, 6, 30)
    if given.get("fine"):
        given.setdefault("sanctions", ("order-correction",))
    proposed = {key: given.pop(key) for key in ("fine", "person_fines", "sanctions") if key in given}
    known = tuple(facts.split(";")) if facts else ()
    decision = Decision(provision=provision, facts=known, case=Case(**given), **proposed)
    return judge(statutes, decision, today=TODAY)


def codes(judgement: Judgement) -> list[str]:
    """The codes found, but for the steps that are due before any fine (FC501) and its level (FC601: see test_bands)."""
    return [found.code for found in judgement.findings if found.code not in ("FC501", "FC601")]


# --- the fine on the organisation: 2016 art. 59.1, 处一万元以上十万元以下 ----------------------------------------------


@pytest.mark.parametrize(
    ("fine", "expected"),
    [
        ("9999.99", ["FC101"]),
        ("10000", []),
        ("10000.01", []),
        ("99999.99", []),
        ("100000", []),
        ("100000.01", ["FC102"]),
    ],
)
def test_range_includes_both_ends(statutes: Statutes, fine: str, expected: list[str]) -> None:
    found = judged(
        statutes, "csl@2016:59.1", "refused", fine=Decimal(fine), person_fines=MANAGER, sanctions=LAWFUL_2016
    )
    assert codes(found) == expected


def test_fine_message_says_range_and_amount_and_cites(statutes: Statutes) -> None:
    found = judged(statutes, "csl@2016:59.1", "refused", fine=Decimal("9999.99"), person_fines=MANAGER)
    (finding,) = (each for each in found.findings if each.code != "FC501")
    assert finding.zh == "对单位罚款9,999.99元，低于法定幅度：处1万元以上10万元以下（“处一万元以上十万元以下罚款”）"
    assert "CNY 9,999.99" in finding.en
    assert (finding.field, finding.reference) == ("fine", "csl@2016:59.1")
    assert finding.citation == "《中华人民共和国网络安全法》（2016年）第五十九条第一款"


def test_no_fine_in_the_lightest_tier_of_2016(statutes: Statutes) -> None:
    assert codes(judged(statutes, "csl@2016:59.1", fine=1, sanctions=LAWFUL_2016)) == ["FC103"]
    assert codes(judged(statutes, "csl@2016:59.1", fine=0, sanctions=LAWFUL_2016)) == []


def test_the_facts_and_not_the_amount_decide_the_tier(statutes: Statutes) -> None:
    """2025 art. 61.1 without a refusal to correct: 可以处一万元以上五万元以下, so 200,000 is above it."""
    assert codes(judged(statutes, "csl@2025:61.1", fine=200_000, sanctions=LAWFUL_2016)) == ["FC102"]


def test_a_must_fine_that_is_missing_and_a_may_fine_that_is_not(statutes: Statutes) -> None:
    must = judged(statutes, "csl@2016:59.1", "refused", person_fines=MANAGER, sanctions=LAWFUL_2016)
    may = judged(statutes, "csl@2025:61.1", sanctions=LAWFUL_2016)
    assert (codes(must), must.verdict) == (["FC104"], "error")
    assert (codes(may), may.verdict) == ([], "ok")


# --- persons -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "expected"), [("4999.99", ["FC111"]), ("5000", []), ("50000", []), ("50000.01", ["FC112"])]
)
def test_person_range_includes_both_ends(statutes: Statutes, amount: str, expected: list[str]) -> None:
    persons = (("manager", Decimal(amount)),)
    assert codes(judged(statutes, "csl@2016:59.1", "refused", fine=10_000, person_fines=persons)) == expected


def test_staff_are_not_fined_in_2016_and_are_in_2025(statutes: Statutes) -> None:
    persons = (("manager", Decimal(10_000)), ("staff", Decimal(10_000)))
    assert codes(judged(statutes, "csl@2016:59.1", "refused", fine=10_000, person_fines=persons)) == ["FC113"]
    assert codes(judged(statutes, "csl@2025:61.1", "refused", fine=50_000, person_fines=persons)) == []


def test_several_persons_are_judged_one_by_one(statutes: Statutes) -> None:
    """2025 art. 61.1: 直接负责的主管人员和其他直接责任人员处一万元以上十万元以下."""
    persons = (("manager", Decimal(100_000)), ("manager", Decimal(100_001)), ("staff", Decimal(9_999)))
    found = judged(statutes, "csl@2025:61.1", "refused", fine=50_000, person_fines=persons)
    assert codes(found) == ["FC111", "FC112"]


def test_responsible_person_not_fined_is_a_warning_only_where_the_fine_is_a_must(statutes: Statutes) -> None:
    must = judged(statutes, "csl@2016:59.1", "refused", fine=10_000)
    may = judged(statutes, "dsl@2021:45.1", fine=250_000, sanctions=LAWFUL_2016)
    assert (codes(must), must.verdict) == (["FC114"], "warning")
    assert (codes(may), may.verdict) == (["FC409"], "ok")


# --- bases -------------------------------------------------------------------------------------------------------------


def test_base_missing_and_given(statutes: Statutes) -> None:
    """2016 art. 65: 处采购金额一倍以上十倍以下. 关键信息基础设施安全保护条例 41 catches the same act (FC409)."""
    persons = (("manager", Decimal(10_000)),)
    proposed: dict[str, Any] = {"person_fines": persons, "sanctions": ("order-stop-use",)}
    unknown = judged(statutes, "csl@2016:65.1", fine=500_000, **proposed)
    assert (codes(unknown), unknown.verdict) == (["FC121", "FC409"], "warning")
    for fine, expected in ((99_999, ["FC101"]), (100_000, []), (1_000_000, []), (1_000_001, ["FC102"])):
        assert codes(judged(statutes, "csl@2016:65.1", fine=fine, purchase=Decimal(100_000), **proposed)) == [
            *expected,
            "FC409",
        ]


@pytest.mark.parametrize(
    ("gains", "fine", "expected"),
    [
        ("0", 20_000, []),
        ("99999.99", 100_000, []),
        ("99999.99", 100_001, ["FC102"]),
        ("100000", 99_999, ["FC101"]),
        ("100000", 500_000, []),
        ("100000", 500_001, ["FC102"]),
    ],
)
def test_brackets_of_gains(statutes: Statutes, gains: str, fine: int, expected: list[str]) -> None:
    """2025 art. 63: gains under 100,000 two to ten 万; from 100,000 one to five times."""
    sanctions = ("order-stop-sale", "warning", "confiscate-gains")
    found = judged(statutes, "csl@2025:63.1", fine=fine, gains=Decimal(gains), sanctions=sanctions)
    assert codes(found) == expected


def test_no_fine_without_its_base_is_not_asked_for_the_base(statutes: Statutes) -> None:
    found = judged(
        statutes,
        "csl@2016:64.1",
        person_fines=(("manager", Decimal(10_000)),),
        sanctions=("order-correction", "warning"),
    )
    assert codes(found) == ["FC409"]


# --- facts -------------------------------------------------------------------------------------------------------------


def test_fact_that_the_provision_does_not_know(statutes: Statutes) -> None:
    found = judged(statutes, "csl@2016:59.1", "refused;serious", fine=50_000, person_fines=MANAGER)
    assert (codes(found), found.verdict) == (["FC122"], "warning")
    known = judged(statutes, "csl@2016:59.1", "refused;consequence", fine=50_000, person_fines=MANAGER)
    assert codes(known) == []


def test_fact_for_other_items_of_the_conduct(statutes: Statutes) -> None:
    """2025 art. 62.2 takes up items 1 and 2 only: for item 3 the severe consequence moves nothing."""
    persons = (("manager", Decimal(50_000)),)
    third = judged(statutes, "csl@2025:62.1", "refused;severe", items=(3,), fine=500_000, person_fines=persons)
    second = judged(statutes, "csl@2025:62.1", "refused;severe", items=(2,), fine=500_000, person_fines=persons)
    assert codes(third) == ["FC122"]
    assert codes(second) == []


# --- sanctions ---------------------------------------------------------------------------------------------------------


def test_sanction_of_a_graver_tier_only(statutes: Statutes) -> None:
    light = judged(statutes, "csl@2025:64.1", sanctions=("order-correction", "rectification-shutdown"))
    assert codes(light) == ["FC201"]
    persons = (("manager", Decimal(10_000)),)
    grave = judged(
        statutes,
        "csl@2025:64.1",
        "refused",
        fine=50_000,
        person_fines=persons,
        sanctions=("order-correction", "suspend-app"),
    )
    assert codes(grave) == ["FC201"]


def test_narrower_kind_is_covered_and_wider_is_not(statutes: Statutes) -> None:
    """2025 art. 64 has 关闭网站或者应用程序, 2016 art. 61 only 关闭网站."""
    persons = (("manager", Decimal(10_000)),)
    proposed: dict[str, Any] = {"fine": 50_000, "person_fines": persons}
    narrow = judged(statutes, "csl@2025:64.1", "refused", sanctions=("close-website",), **proposed)
    wide = judged(statutes, "csl@2016:61.1", "refused", sanctions=("close-website-or-app",), **proposed)
    assert "FC201" not in codes(narrow)
    assert "FC201" in codes(wide)


def test_general_law_always_allows_correction_and_confiscation(statutes: Statutes) -> None:
    """行政处罚法 art. 28: correction with every penalty; since 2021-07-15 illegal gains are confiscated whatever the article says."""
    sanctions = ("order-stop-service", "order-correction", "confiscate-gains")
    proposed: dict[str, Any] = {"fine": 10_000, "sanctions": sanctions, "by": "provincial", "gains": Decimal(100)}
    now = judged(statutes, "news@2017:22.1", decided=date(2021, 7, 15), **proposed)
    before = judged(statutes, "news@2017:22.1", decided=date(2021, 7, 14), **proposed)
    assert codes(now) == []
    assert codes(before) == ["FC201"]


def test_required_sanction_missing(statutes: Statutes) -> None:
    assert codes(judged(statutes, "csl@2016:59.1", sanctions=("order-correction",))) == ["FC202"]
    assert codes(judged(statutes, "csl@2016:59.1", sanctions=LAWFUL_2016)) == []


def test_gains_have_to_be_confiscated_when_there_are_some(statutes: Statutes) -> None:
    for gains, expected in ((Decimal(1), ["FC202"]), (Decimal(0), []), (None, [])):
        assert codes(judged(statutes, "csl@2016:59.1", gains=gains, sanctions=LAWFUL_2016)) == expected


def test_one_or_more_must_be_chosen(statutes: Statutes) -> None:
    """2016 art. 64: 可以根据情节单处或者并处警告、没收违法所得、处…罚款."""
    proposed: dict[str, Any] = {"gains": Decimal(0), "person_fines": (("manager", Decimal(10_000)),)}
    none = judged(statutes, "csl@2016:64.1", sanctions=("order-correction",), **proposed)
    warned = judged(statutes, "csl@2016:64.1", sanctions=("order-correction", "warning"), **proposed)
    fined = judged(statutes, "csl@2016:64.1", fine=1_000_000, sanctions=("order-correction",), **proposed)
    above = judged(statutes, "csl@2016:64.1", fine=1_000_001, sanctions=("order-correction",), **proposed)
    assert [codes(each) for each in (none, warned, fined, above)] == [
        ["FC202", "FC409"],
        ["FC409"],
        ["FC409"],
        ["FC102", "FC409"],
    ]


# --- adjustment --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("fine", "expected"), [(0, []), (1, []), ("9999.99", []), (10_000, ["FC102"])])
def test_mitigated_goes_below_the_minimum(statutes: Statutes, fine: Any, expected: list[str]) -> None:
    found = judged(
        statutes, "csl@2016:59.1", "refused", adjust="mitigated", fine=Decimal(fine), sanctions=("order-correction",)
    )
    assert codes(found) == expected


def test_lenient_and_aggravated_stay_within(statutes: Statutes) -> None:
    for adjust in ("lenient", "aggravated"):
        for fine, expected in ((9_999, ["FC101"]), (10_000, []), (100_000, []), (100_001, ["FC102"])):
            found = judged(statutes, "csl@2016:59.1", "refused", adjust=adjust, fine=fine, person_fines=MANAGER)
            assert codes(found) == expected


def test_exempt_leaves_correction_only(statutes: Statutes) -> None:
    lawful = judged(statutes, "csl@2016:59.1", "refused", adjust="exempt", sanctions=("order-correction",))
    fined = judged(
        statutes, "csl@2016:59.1", "refused", adjust="exempt", fine=1, person_fines=MANAGER, sanctions=LAWFUL_2016
    )
    assert codes(lawful) == []
    assert codes(fined) == ["FC103", "FC113", "FC201"]


# --- what goes with every penalty: 行政处罚法28 ---------------------------------------------------------------------------


def missing(judgement: Judgement) -> list[tuple[str, str]]:
    """FC202: what the finding rests on, and its citation."""
    return [(found.reference, found.citation) for found in judgement.findings if found.code == "FC202"]


@pytest.mark.parametrize(
    ("provision", "facts", "fine", "persons"),
    [
        ("csl@2025:61.1", "refused", 250_000, 50_000),
        ("csl@2025:61.3", "severe", 1_000_000, 120_000),
        ("dsl@2021:45.2", "", 6_000_000, 0),
        ("dsl@2021:48.2", "consequence", 3_000_000, 250_000),
        ("news@2017:22.1", "", 20_000, 0),
    ],
)
def test_a_penalty_without_correction(statutes: Statutes, provision: str, facts: str, fine: int, persons: int) -> None:
    given: dict[str, Any] = {
        "fine": fine,
        "person_fines": (("manager", Decimal(persons)),) if persons else (),
        "by": "national",
    }
    due = ("order-stop-service",) if provision.startswith("news") else ()
    without = judged(statutes, provision, facts, sanctions=(), **given)
    with_it = judged(statutes, provision, facts, sanctions=("order-correction", *due), **given)
    cited = ("apl@2021:28.1", "《中华人民共和国行政处罚法》（2021年）第二十八条第一款")
    assert cited in missing(without)
    assert (missing(with_it), with_it.verdict) == ([], "ok")


@pytest.mark.parametrize(
    ("provision", "known", "fine", "sanctions"),
    [
        ("csl@2016:65.1", {"purchase": Decimal(100_000)}, 100_000, ("order-stop-use",)),
        ("csl@2025:63.1", {"gains": Decimal(0)}, 20_000, ("order-stop-sale", "warning")),
        ("news@2017:22.1", {"by": "provincial"}, 10_000, ("order-stop-service",)),
    ],
)
def test_stopping_the_conduct_is_correction(
    statutes: Statutes, provision: str, known: dict[str, Any], fine: int, sanctions: tuple[str, ...]
) -> None:
    persons = (("manager", Decimal(10_000)),) if provision == "csl@2016:65.1" else ()
    found = judged(statutes, provision, fine=fine, sanctions=sanctions, person_fines=persons, **known)
    assert missing(found) == []


@pytest.mark.parametrize(
    ("gains", "conduct_to", "expected"),
    [
        (Decimal(1), date(2025, 6, 1), ["FC202"]),
        (None, date(2025, 6, 1), []),
        (Decimal(0), date(2025, 6, 1), []),
        (Decimal(1), date(2021, 7, 15), ["FC202"]),
        (Decimal(1), date(2021, 7, 14), []),
    ],
)
def test_gains_not_confiscated(
    statutes: Statutes, gains: Decimal | None, conduct_to: date, expected: list[str]
) -> None:
    """Nothing in the article: 28② requires it, for conduct since 2021-07-15, where there are gains."""
    given: dict[str, Any] = {"gains": gains, "conduct_to": conduct_to, "decided": date(2025, 8, 1)}
    given |= {"discovered": conduct_to, "fine": 10_000, "person_fines": MANAGER}
    found = judged(statutes, "csl@2016:59.1", "refused", **given)
    assert codes(found) == expected
    assert {reference for reference, _ in missing(found)} <= {"apl@2021:28.2"}


@pytest.mark.parametrize(("conduct_to", "expected"), [(date(2021, 7, 15), []), (date(2021, 7, 14), ["FC201"])])
def test_confiscation_without_a_basis(statutes: Statutes, conduct_to: date, expected: list[str]) -> None:
    given: dict[str, Any] = {"conduct_to": conduct_to, "discovered": conduct_to, "decided": date(2021, 8, 1)}
    proposed: dict[str, Any] = {"fine": 10_000, "person_fines": MANAGER, "gains": Decimal(5)}
    sanctions = ("order-correction", "confiscate-gains")
    assert codes(judged(statutes, "csl@2016:59.1", "refused", sanctions=sanctions, **given, **proposed)) == expected


def test_article_64_is_satisfied_by_confiscation_alone(statutes: Statutes) -> None:
    persons = (("manager", Decimal(10_000)),)
    given: dict[str, Any] = {"gains": Decimal(9), "person_fines": persons, "decided": date(2025, 6, 1)}
    alone = judged(statutes, "csl@2016:64.1", sanctions=("order-correction", "confiscate-gains"), **given)
    warned = judged(statutes, "csl@2016:64.1", sanctions=("order-correction", "warning"), **given)
    assert (missing(alone), [reference for reference, _ in missing(warned)]) == ([], ["apl@2021:28.2"])


def test_all_musts_of_a_refusal_under_article_66(statutes: Statutes) -> None:
    """个保法66①: 拒不改正的，并处: the warning stays a must."""
    given: dict[str, Any] = {"fine": 1, "person_fines": (("manager", Decimal(10_000)),), "gains": Decimal(0)}
    found = judged(statutes, "pipl@2021:66.1", "refused", sanctions=("order-correction",), **given)
    assert [reference for reference, _ in missing(found)] == ["pipl@2021:66.1"]


def test_stopping_a_service_stands_beside_an_exemption(statutes: Statutes) -> None:
    found = judged(statutes, "news@2017:22.1", by="national", adjust="exempt", sanctions=("order-stop-service",))
    assert codes(found) == []


# --- authority ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "expected"),
    [("county", ["FC301"]), ("prefecture", ["FC301"]), ("provincial", []), ("national", []), (None, ["FC301"])],
)
def test_news_article_22_is_for_the_national_and_provincial_offices(
    statutes: Statutes, by: str | None, expected: list[str]
) -> None:
    found = judged(statutes, "news@2017:22.1", by=by, fine=10_000, sanctions=("order-stop-service",))
    assert codes(found) == expected


def test_news_article_24_is_for_local_offices_too(statutes: Statutes) -> None:
    assert codes(judged(statutes, "news@2017:24.1", by="county", sanctions=LAWFUL_2016)) == []


def test_permit_is_revoked_by_its_issuer(statutes: Statutes) -> None:
    proposed: dict[str, Any] = {
        "fine": 50_000,
        "person_fines": (("manager", Decimal(10_000)),),
        "sanctions": ("order-correction", "revoke-permit"),
    }
    ours = judged(statutes, "csl@2016:61.1", "refused", by="county", **proposed)
    assert codes(ours) == ["FC302"]
    assert ours.verdict == "warning"
    assert ours.findings[0].citation == "《网信部门行政执法程序规定》（2023年）第十五条"


# --- editions and limitation --------------------------------------------------------------------------------------------


def test_edition_by_the_day_on_which_the_conduct_ended(statutes: Statutes) -> None:
    """The 2016 text was the law until 2025-12-31."""
    old_law = date(2025, 12, 31)
    new_law = date(2026, 1, 1)
    proposed: dict[str, Any] = {"fine": 50_000, "person_fines": MANAGER, "sanctions": LAWFUL_2016}
    last_day = judged(statutes, "csl@2016:59.1", "refused", conduct_to=old_law, decided=old_law, **proposed)
    next_day = judged(statutes, "csl@2016:59.1", "refused", conduct_to=new_law, decided=new_law, **proposed)
    assert codes(last_day) == []
    assert codes(next_day)[-1] == "FC401"
    assert "csl@2025:61.1" in next(each.zh for each in next_day.findings if each.code == "FC401")


def test_fine_is_judged_by_the_text_that_applies(statutes: Statutes) -> None:
    """Cited 2016 art. 59.1 (from 10,000), applied 2025 art. 61.1 (from 50,000)."""
    found = judged(statutes, "csl@2016:59.1", "refused", conduct_to=date(2026, 3, 1), fine=49_999)
    assert codes(found) == ["FC101", "FC114", "FC401"]


def test_new_text_cited_for_old_conduct_that_it_punishes_more(statutes: Statutes) -> None:
    found = judged(
        statutes,
        "csl@2025:61.1",
        "refused",
        conduct_to=date(2025, 6, 1),
        decided=date(2026, 2, 1),
        fine=50_000,
        person_fines=MANAGER,
    )
    assert codes(found) == ["FC401"]


def test_conduct_across_the_change_falls_under_the_new_text(statutes: Statutes) -> None:
    span: dict[str, Any] = {"conduct_from": date(2025, 12, 1), "conduct_to": date(2026, 2, 1)}
    persons = (("manager", Decimal(50_000)),)
    old = judged(statutes, "csl@2016:59.1", "refused", fine=250_000, person_fines=persons, **span)
    new = judged(statutes, "csl@2025:61.1", "refused", fine=250_000, person_fines=persons, **span)
    assert (codes(old), codes(new), new.verdict) == (["FC401", "FC407"], ["FC407"], "ok")


def test_law_that_was_not_there_yet(statutes: Statutes) -> None:
    found = judged(
        statutes, "csl@2016:59.1", "refused", conduct_to=date(2017, 5, 31), decided=date(2017, 7, 1), fine=10_000
    )
    assert (codes(found), found.verdict) == (["FC401"], "error")


def test_edition_read_from_the_date(statutes: Statutes) -> None:
    found = judged(
        statutes,
        "网安法59.1",
        "refused",
        conduct_to=date(2025, 6, 1),
        decided=date(2025, 7, 1),
        fine=10_000,
        person_fines=MANAGER,
    )
    assert codes(found) == []


def test_lighter_in_one_respect_only(statutes: Statutes) -> None:
    """2016 art. 64 against 个人信息保护法 art. 66.1: no fine for the first time, but a warning is a must."""
    proposed: dict[str, Any] = {
        "gains": Decimal(0),
        "fine": 10_000,
        "person_fines": (("manager", Decimal(10_000)),),
        "sanctions": ("order-correction",),
        "conduct_to": date(2021, 10, 31),
        "discovered": date(2022, 3, 1),
    }
    changed = judged(statutes, "csl@2016:64.1", decided=date(2026, 1, 1), **proposed)
    unchanged = judged(statutes, "csl@2016:64.1", decided=date(2025, 12, 31), **proposed)
    assert (codes(changed), changed.verdict) == (["FC403"], "warning")
    assert codes(unchanged) == []


@pytest.mark.parametrize(
    ("provision", "ended", "decided", "named"),
    [
        ("csl@2016:64.1", date(2025, 6, 30), date(2026, 3, 1), ["pipl@2021:66.1"]),
        ("csl@2016:64.1", date(2024, 6, 30), date(2024, 9, 1), ["pipl@2021:66.1"]),
        ("csl@2016:64.1", date(2021, 10, 31), date(2022, 1, 1), []),
        ("csl@2016:66.1", date(2021, 9, 1), date(2021, 12, 1), ["dsl@2021:46.1"]),
        ("csl@2016:66.1", date(2025, 6, 30), date(2026, 3, 1), ["dsl@2021:46.1", "pipl@2021:66.1"]),
        ("csl@2016:61.1", date(2025, 6, 30), date(2026, 3, 1), []),
    ],
)
def test_another_law_at_the_conduct_is_said_and_weighs_nothing(
    statutes: Statutes, provision: str, ended: date, decided: date, named: list[str]
) -> None:
    """Articles 64 and 66 were in force beside 个人信息保护法 (2021-11-01) and 数据安全法 (2021-09-01): 行政处罚法29."""
    fined = {
        "fine": 0 if provision == "csl@2016:61.1" else 250_000,
        "person_fines": () if provision == "csl@2016:61.1" else (("manager", Decimal(50_000)),),
    }
    found = judged(
        statutes,
        provision,
        gains=Decimal(0),
        conduct_to=ended,
        decided=decided,
        sanctions=("order-correction", "warning") if provision != "csl@2016:61.1" else ("order-correction",),
        **fined,
    )
    said = [each for each in found.findings if each.code == "FC409"]
    assert found.verdict == "ok"
    assert not {"FC401", "FC402", "FC403"} & set(codes(found))
    assert len(said) == bool(named)
    for finding in said:
        assert all(ref in finding.zh and ref in finding.en for ref in named)
        assert (finding.reference, finding.severity) == ("apl@2021:29.1", "info")


def test_where_nothing_can_be_compared_the_finding_does_not_say_that_it_was(statutes: Statutes) -> None:
    found = judged(
        statutes,
        "csl@2016:64.2",
        gains=Decimal(0),
        fine=10_000,
        by="police",
        conduct_to=date(2025, 6, 30),
        decided=date(2026, 3, 1),
    )
    (finding,) = [each for each in found.findings if each.code == "FC403"]
    assert "互有轻重" not in finding.zh
    assert "没有可以比较的规定" in finding.zh


@pytest.mark.parametrize("facts", ["refused", "serious"])
def test_article_69_without_its_item_is_lawful_under_each(statutes: Statutes, facts: str) -> None:
    found = judged(
        statutes,
        "csl@2016:69.1",
        facts,
        fine=200_000,
        person_fines=(("manager", Decimal(10_000)),),
        sanctions=("order-correction",),
        conduct_to=date(2025, 6, 10),
        decided=date(2026, 3, 20),
    )
    assert not [code for code in codes(found) if code.startswith("FC40")]


def test_lighter_in_every_respect(lighter: Statutes) -> None:
    """In a table whose 2025 art. 61.1 starts and ends lower than 2016 art. 59.1, the new text must be cited."""
    case: dict[str, Any] = {"conduct_to": date(2025, 6, 30), "decided": date(2026, 2, 1), "sanctions": LAWFUL_2016}
    old = judged(lighter, "csl@2016:59.1", "refused", fine=10_000, person_fines=MANAGER, **case)
    new = judged(lighter, "csl@2025:61.1", "refused", fine=9_000, person_fines=MANAGER, **case)
    typed_without = judged(lighter, "网安法59.1", "refused", fine=9_001, person_fines=MANAGER, **case)
    assert codes(old) == ["FC102", "FC402"]
    assert codes(new) == []
    assert codes(typed_without) == ["FC102", "FC402"]
    assert "csl@2025:61.1" in old.findings[1].zh


@pytest.fixture
def lighter(statutes: Statutes) -> Statutes:
    """The table with one change: the second tier of 2025 art. 61.1 is 1,000 to 9,000, on the manager 5,000 to 50,000."""
    from msgspec import structs

    def changed(provision: Any) -> Any:
        if provision.ref != "csl@2025:61.1":
            return provision
        old = next(each for each in statutes.table.provisions if each.ref == "csl@2016:59.1")
        unit = structs.replace(old.tiers[1].fines[0], min=1_000, max=9_000)
        return structs.replace(
            provision, tiers=(old.tiers[0], structs.replace(old.tiers[1], fines=(unit, old.tiers[1].fines[1])))
        )

    table = structs.replace(statutes.table, provisions=tuple(map(changed, statutes.table.provisions)))
    return Statutes(table, statutes.sha256, statutes.path)


@pytest.mark.parametrize(
    ("discovered", "facts", "expected"),
    [
        (date(2024, 3, 1), "", []),
        (date(2024, 3, 2), "", ["FC404"]),
        (date(2024, 3, 2), "life-health-finance", []),
        (date(2027, 3, 1), "life-health-finance", []),
        (date(2027, 3, 2), "life-health-finance", ["FC404"]),
        (None, "", ["FC406"]),
    ],
)
def test_limitation_two_years_and_five(
    statutes: Statutes, discovered: date | None, facts: str, expected: list[str]
) -> None:
    found = judged(
        statutes,
        "news@2017:24.1",
        facts,
        conduct_to=date(2022, 3, 1),
        discovered=discovered,
        decided=date(2027, 4, 1),
        sanctions=LAWFUL_2016,
    )
    assert codes(found) == expected


# --- procedure ----------------------------------------------------------------------------------------------------------


def test_procedure_is_due_for_what_is_proposed_and_not_for_what_might_have_been(statutes: Statutes) -> None:
    proposed: dict[str, Any] = {"fine": 50_000, "person_fines": (("manager", Decimal(10_000)),)}
    plain = judged(statutes, "csl@2016:61.1", "refused", sanctions=("order-correction",), **proposed)
    grave = judged(
        statutes, "csl@2016:61.1", "refused", sanctions=("order-correction", "rectification-shutdown"), **proposed
    )
    assert (codes(plain), codes(grave), grave.verdict) == ([], [], "ok")
    (due,), (surely,) = ([each for each in found.findings if each.code == "FC501"] for found in (plain, grave))
    steps = "决定前依所引条文听证、法制审核、集体讨论"
    assert due.zh == f"罚款：数额较大的，{steps}；数额标准由各地、各部门规定，本表未载"
    assert surely.zh == f"停业整顿：{steps}"
    assert (due.field, surely.field) == ("fine", "sanctions")
    for each in (due, surely):
        assert each.citation == "《网信部门行政执法程序规定》（2023年）第三十六条、第四十一条第一款、第四十三条"
        assert each.citation_en.endswith("(2023), article 36, article 41(1), article 43")
        assert each.reference == "cacp@2023:36.1"


def test_steps_before_the_rules_of_the_table_are_to_be_looked_up(statutes: Statutes) -> None:
    """The law of administrative penalties as it was before 2021-07-15 is not in the table."""
    days = {"conduct_to": date(2020, 1, 1), "decided": date(2020, 6, 1)}
    found = judged(statutes, "csl@2016:61.1", "refused", fine=50_000, sanctions=("order-correction",), **days)
    (step,) = (each for each in found.findings if each.code == "FC501")
    assert step.zh.startswith("罚款：决定日期早于 2021-07-15")
    assert (step.field, step.reference, step.citation) == ("fine", "", "")


# --- what cannot be judged ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("provision", "code"),
    [
        ("csl@2016:999.1", "FC902"),
        ("不是法条", "FC902"),
        ("news@2017:4.1", "FC902"),
        ("csl@2025:71.1", "FC902"),
        ("#14", "FC902"),
        ("apl@2021:37.1", "FC902"),
        ("csl@2016:59", "FC901"),
    ],
)
def test_provision_that_cannot_be_judged(statutes: Statutes, provision: str, code: str) -> None:
    found = judged(statutes, provision, fine=1)
    assert (codes(found), found.verdict) == ([code], "unreadable")
    assert found.findings[0].field == "provision"


def test_ambiguous_article_names_the_choices(statutes: Statutes) -> None:
    (finding,) = judged(statutes, "csl@2016:59").findings
    assert "csl@2016:59.1" in finding.zh
    assert "csl@2016:59.2" in finding.zh


def test_dates_out_of_order_are_on_the_later_cell(statutes: Statutes) -> None:
    (finding,) = judged(
        statutes, "csl@2016:59.1", conduct_to=date(2025, 3, 2), decided=date(2025, 3, 1), sanctions=LAWFUL_2016
    ).findings
    assert (finding.code, finding.field) == ("FC901", "decided")


def test_the_verdict_is_the_gravest(statutes: Statutes) -> None:
    found = judged(statutes, "csl@2016:59.1", "refused;serious", fine=1)
    assert (codes(found), found.verdict) == (["FC101", "FC114", "FC122"], "error")


def test_every_code_has_its_contract_severity() -> None:
    graves = {code: rule.severity for code, rule in FINDINGS.items()}
    warnings = {"FC114", "FC115", "FC121", "FC122", "FC123", "FC202", "FC302", "FC403", "FC405", "FC406", "FC408"} | {
        "FC502",
        "FC503",
        "FC601",
    }
    assert {code for code, severity in graves.items() if severity == "warning"} == warnings
    assert {code for code, severity in graves.items() if severity == "unreadable"} == {"FC901", "FC902"}
    assert {code for code, severity in graves.items() if severity == "info"} == {
        "FC407",
        "FC409",
        "FC501",
        "FC504",
        "FC903",
    }


# --- a base that is missing matters only where the answer depends on it ------------------------------------------------

CITED_ALONE = {"pipl@2021:66.2": "serious"}


@pytest.mark.parametrize(
    ("provision", "adjust", "fine", "expected"),
    [
        # 个保法66②: 五千万元以下或者上一年度营业额百分之五以下
        ("pipl@2021:66.2", None, "0.01", []),
        ("pipl@2021:66.2", None, "10000000", []),
        ("pipl@2021:66.2", None, "50000000", []),
        ("pipl@2021:66.2", None, "50000000.01", ["FC121"]),
        ("pipl@2021:66.2", "mitigated", "50000000", []),
        # 网安法2025:63: 没有或者不足十万元的二万元以上十万元以下; 十万元以上的一倍以上五倍以下
        ("csl@2025:63.1", None, "19999.99", ["FC101"]),
        ("csl@2025:63.1", None, "20000", ["FC121"]),
        ("csl@2025:63.1", None, "100000", ["FC121"]),
        ("csl@2025:63.1", None, "5000000", ["FC121"]),
        ("csl@2025:63.1", "mitigated", "19999.99", []),
        ("csl@2025:63.1", "mitigated", "20000", ["FC121"]),
        # 网安法2016:64①: 违法所得一倍以上十倍以下; 没有违法所得的一百万元以下
        ("csl@2016:64.1", None, "0.01", ["FC121"]),
        ("csl@2016:64.1", None, "1000000", ["FC121"]),
        ("csl@2016:64.1", None, "1000000.01", ["FC121"]),
        # 网安法2025:67: 采购金额一倍以上十倍以下
        ("csl@2025:67.1", None, "500000", ["FC121"]),
    ],
)
def test_a_fine_whose_base_is_unknown(
    statutes: Statutes, provision: str, adjust: str | None, fine: str, expected: list[str]
) -> None:
    facts = CITED_ALONE.get(provision, "")
    found = judged(statutes, provision, facts, fine=Decimal(fine), adjust=adjust, by="provincial")
    assert [code for code in codes(found) if code < "FC111" or code == "FC121"] == expected


# --- 个保法66①: the fine on persons has two readings ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "amount", "expected"),
    [
        ("", "9999.99", ["FC113"]),
        ("", "10000", ["FC115"]),
        ("", "100000", ["FC115"]),
        ("", "100000.01", ["FC113"]),
        ("refused", "10000", []),
        ("refused", "100000.01", ["FC112"]),
    ],
)
def test_persons_under_article_66_are_judged_by_both_readings(
    statutes: Statutes, facts: str, amount: str, expected: list[str]
) -> None:
    found = judged(statutes, "pipl@2021:66.1", facts, fine=Decimal(0), person_fines=(("staff", Decimal(amount)),))
    assert [code for code in codes(found) if code.startswith("FC11")] == expected


def test_both_readings_are_given_and_neither_is_an_error(statutes: Statutes) -> None:
    found = judged(
        statutes,
        "pipl@2021:66.1",
        person_fines=(("manager", Decimal(20_000)),),
        sanctions=("order-correction", "warning"),
    )
    (finding,) = [each for each in found.findings if each.code == "FC115"]
    assert found.verdict == "warning"
    assert "没有依据" in finding.zh
    assert "另一种读法" in finding.zh
    assert "1万元以上10万元以下" in finding.zh
    assert "another reading" in finding.en
    no_person = judged(statutes, "pipl@2021:66.1", sanctions=("order-correction", "warning"))
    assert no_person.verdict == "ok"
    exempt = judged(statutes, "pipl@2021:66.1", adjust="exempt", person_fines=(("manager", Decimal(20_000)),))
    assert "FC113" in codes(exempt)
    assert "FC115" not in codes(exempt)


def test_a_confiscation_is_missed_only_where_there_are_gains(statutes: Statutes) -> None:
    """2016 art. 68.1: 给予警告，没收违法所得."""
    for provision, gains, missing in (
        ("csl@2016:68.1", "0", False),
        ("csl@2016:68.1", "0.01", True),
        ("csl@2016:66.1", "0", False),
        ("pipl@2021:66.1", "0", False),
        ("pipl@2021:66.1", "5000", True),
    ):
        found = judged(
            statutes,
            provision,
            gains=Decimal(gains),
            fine=50_000 if provision == "csl@2016:66.1" else 0,
            sanctions=("order-correction", "warning"),
        )
        assert any("没收违法所得" in each.zh for each in found.findings if each.code == "FC202") is missing


# --- what a small change of the code would let pass ----------------------------------------------------------------


def coded(judgement: Judgement, code: str) -> list[str]:
    """What is said under one code, in Chinese."""
    return [found.zh for found in judgement.findings if found.code == code]


@pytest.mark.parametrize(
    ("provision", "given", "expected"),
    [
        ("csl@2025:63.1", {"conduct_to": date(2025, 6, 1), "decided": date(2026, 3, 1)}, "FC401"),
        ("csl@2025:63.1", {"conduct_to": date(2026, 1, 1), "decided": date(2026, 3, 1)}, None),
        ("pipl@2021:66.1", {"conduct_to": date(2021, 10, 31), "decided": date(2021, 12, 1)}, "FC401"),
        ("pipl@2021:66.1", {"conduct_to": date(2021, 11, 1), "decided": date(2021, 12, 1)}, None),
        ("csl@2025:61.1", {"decided": date(2025, 12, 31)}, "FC401"),
        ("csl@2016:59.1", {"conduct_to": date(2017, 5, 31), "decided": date(2018, 1, 1)}, "FC401"),
        ("csl@2025:73.1", {"conduct_to": date(2025, 6, 1), "decided": date(2026, 3, 1)}, "FC902"),
        ("csl@2025:99.1", {"conduct_to": date(2025, 6, 1), "decided": date(2026, 3, 1)}, "FC902"),
    ],
)
def test_a_text_that_was_not_the_law_and_what_is_no_penalty(
    statutes: Statutes, provision: str, given: dict[str, Any], expected: str | None
) -> None:
    found = {code for code in codes(judged(statutes, provision, **given)) if code in ("FC401", "FC902", "FC901")}
    assert found == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("fine", "expected"), [(4, ["FC101", "FC403"]), (5, ["FC403"]), (101, ["FC403"]), (102, ["FC102", "FC403"])]
)
def test_the_new_text_that_is_cited_measures_where_neither_is_lighter(
    statutes: Statutes, fine: int, expected: list[str]
) -> None:
    """A made-up law: 10 to 100 before, 5 to 101 after."""
    table = made_up(statutes, Tier(fines=(amounts(10, 100),)), Tier(fines=(amounts(5, 101),)))
    case: dict[str, Any] = {"conduct_to": date(2021, 12, 31), "decided": date(2022, 1, 2)}
    new = judged(table, "toy@2022:2.1", fine=fine, sanctions=("order-correction",), **case)
    assert [code for code in codes(new) if code < "FC405"] == expected
    assert "10元以上100元以下→单位：处5元以上101元以下" in coded(new, "FC403")[0]
    old = judged(table, "toy@2020:1.1", fine=9, sanctions=("order-correction",), **case)
    assert [code for code in codes(old) if code < "FC405"] == ["FC101", "FC403"]


def test_each_person_is_judged_whoever_stands_before(statutes: Statutes) -> None:
    """2016 art. 59.1 fines the manager 5,000 to 50,000 and nobody else."""
    persons = (
        ("staff", Decimal(0)),
        ("staff", Decimal(10_000)),
        ("manager", Decimal(5_000)),
        ("manager", Decimal(60_000)),
        ("manager", Decimal(4_999)),
    )
    found = judged(statutes, "csl@2016:59.1", "refused", fine=50_000, person_fines=persons, sanctions=LAWFUL_2016)
    assert [code for code in codes(found) if code.startswith("FC11")] == ["FC111", "FC112", "FC113"]


def test_several_sanctions_without_a_basis_are_each_said(statutes: Statutes) -> None:
    found = judged(statutes, "csl@2016:59.1", sanctions=(*LAWFUL_2016, "suspend-business", "close-website"))
    assert [word for word in ("暂停相关业务", "关闭网站") for said in coded(found, "FC201") if word in said] == [
        "暂停相关业务",
        "关闭网站",
    ]


@pytest.mark.parametrize(
    ("adjust", "missing"),
    [(None, {"责令改正", "警告"}), ("mitigated", {"责令改正"}), ("lenient", {"责令改正", "警告"})],
)
def test_a_mitigation_may_leave_out_a_penalty_but_not_the_correction(
    statutes: Statutes, adjust: str | None, missing: set[str]
) -> None:
    """2025 art. 61.1, first tier: 责令改正，给予警告，可以处……罚款."""
    fine = 9_000 if adjust == "mitigated" else 10_000
    found = judged(statutes, "csl@2025:61.1", fine=fine, adjust=adjust, sanctions=())
    said = coded(found, "FC202")
    assert {word for word in ("责令改正", "警告") if any(f"“{word}”" in each for each in said)} == missing


def test_what_is_missing_cites_the_article_or_the_general_rule(statutes: Statutes) -> None:
    """网安法2025:61① says 责令改正 itself; 数安法45② does not, and 行政处罚法28① does."""
    own = judged(statutes, "csl@2025:61.1", sanctions=())
    general = judged(statutes, "dsl@2021:45.2", fine=2_000_000, by="national", sanctions=())
    for found, reference, citation in (
        (own, "csl@2025:61.1", "《中华人民共和国网络安全法》（2025年）第六十一条第一款"),
        (general, "apl@2021:28.1", "《中华人民共和国行政处罚法》（2021年）第二十八条第一款"),
    ):
        missing = [each for each in found.findings if each.code == "FC202"]
        assert {(each.reference, each.citation) for each in missing} == {(reference, citation)}


@pytest.mark.parametrize(
    ("adjust", "ended", "allowed"),
    [
        (None, date(2021, 7, 15), True),
        (None, date(2021, 7, 14), False),
        ("mitigated", date(2021, 7, 15), True),
        ("exempt", date(2021, 7, 15), False),
    ],
)
def test_article_28_allows_a_confiscation_that_the_article_does_not_name(
    statutes: Statutes, adjust: str | None, ended: date, allowed: bool
) -> None:
    found = judged(
        statutes,
        "csl@2016:69.1",
        adjust=adjust,
        conduct_to=ended,
        decided=date(2021, 9, 1),
        sanctions=("order-correction", "confiscate-gains"),
    )
    assert ("FC201" not in codes(found)) is allowed


def test_a_limitation_cites_the_law_that_it_rests_on(statutes: Statutes) -> None:
    case: dict[str, Any] = {"conduct_to": date(2018, 6, 1), "discovered": date(2020, 6, 2), "sanctions": LAWFUL_2016}
    for decided, reference, citation in (
        (date(2021, 7, 14), "", ""),
        (date(2021, 7, 15), "apl@2021:36.1", "《中华人民共和国行政处罚法》（2021年）第三十六条第一款"),
    ):
        found = judged(statutes, "csl@2016:59.1", decided=decided, **case)
        (late,) = [each for each in found.findings if each.code == "FC404"]
        assert (late.reference, late.citation) == (reference, citation)


def test_a_choice_of_one_or_more_names_all_that_can_be_chosen(statutes: Statutes) -> None:
    none = judged(statutes, "csl@2016:64.1", sanctions=("order-correction",), gains=Decimal(0))
    (said,) = [each for each in coded(none, "FC202") if "至少" in each]
    assert all(word in said for word in ("警告", "罚款"))


def test_the_tier_that_has_no_basis_is_named_by_its_words(statutes: Statutes) -> None:
    plain = judged(statutes, "csl@2016:59.1", fine=10_000, sanctions=LAWFUL_2016)
    graver = judged(
        statutes, "csl@2016:61.1", "refused", fine=50_000, person_fines=MANAGER, sanctions=("order-stop-sale",)
    )
    assert "本案适用的一档没有规定" in coded(plain, "FC103")[0]
    assert "本档（拒不改正或者情节严重的）没有规定" in coded(graver, "FC201")[0]


def test_the_individual_is_told_where_its_own_fine_goes(statutes: Statutes) -> None:
    alone = judged(statutes, "csl@2016:61.1", "refused", fine=50_000, person_fines=(("individual", Decimal(10_000)),))
    staff = judged(statutes, "csl@2016:59.1", "refused", fine=50_000, person_fines=(("staff", Decimal(10_000)),))
    (to_individual,), (to_staff,) = coded(alone, "FC113"), coded(staff, "FC113")
    assert to_individual.startswith("对")
    assert "填“单位罚款”一栏" in to_individual
    assert "填“单位罚款”一栏" not in to_staff


def test_a_warning_and_the_fine_in_its_place_are_not_proposed_together(statutes: Statutes) -> None:
    minor = "telefraud@2022:41.1"
    together = judged(statutes, minor, "minor", fine=100_000, sanctions=("order-correction", "warning"))
    assert (codes(together)[:1], together.verdict) == (["FC203"], "error")
    for fine, sanctions in ((100_000, ("order-correction",)), (0, ("order-correction", "warning", "public-criticism"))):
        apart = judged(statutes, minor, "minor", fine=fine, sanctions=sanctions)
        assert not {"FC202", "FC203", "FC104"} & set(codes(apart))
    assert "FC202" in codes(judged(statutes, minor, "minor", sanctions=("order-correction",)))
