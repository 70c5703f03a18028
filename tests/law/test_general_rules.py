"""Competence, limitation, adjustment, confiscation, one act under several provisions; articles of law in the test names."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from finecalc.language.errors import FactNotUsed, FinecalcError, Undecided
from finecalc.law.answer import Case
from finecalc.law.assess import assess_named, assess_same_act
from finecalc.law.assessment import Assessment
from finecalc.law.fine_words import fine_words
from finecalc.law.rules.same_act import same_act
from finecalc.table.statutes import Statutes
from tests import TODAY


def ask(statutes: Statutes, reference: str, **known: Any) -> Assessment:
    return assess_named(statutes, reference, **known, today=TODAY)


# --- competence ---


@pytest.mark.parametrize(
    ("reference", "facts", "by", "verdict"),
    [
        ("csl@2025:64.1", [], "county", "depends"),
        ("csl@2025:64.1", [], "national", "depends"),
        ("csl@2025:64.1", [], "police", "depends"),
        ("csl@2016:64.1", [], "police", "depends"),
        ("csl@2025:61.2", [], "county", "depends"),
        ("csl@2025:67.1", [], "county", "depends"),
        ("dsl@2021:45.2", [], "county", "depends"),
        ("dsl@2021:45.1", [], "telecom-authority", "depends"),
        ("csl@2016:68.2", [], "county", "depends"),
        ("csl@2025:66.1", [], "county", "no"),
        ("csl@2025:66.1", [], "state-security", "no"),
        ("csl@2025:66.1", [], "police", "yes"),
        ("news@2017:22.1", [], "county", "no"),
        ("news@2017:22.1", [], "prefecture", "no"),
        ("news@2017:22.1", [], "police", "no"),
        ("news@2017:22.1", [], "provincial", "yes"),
        ("news@2017:22.1", [], "national", "yes"),
        ("news@2017:24.1", [], "county", "yes"),
        ("news@2017:24.1", [], "police", "no"),
        ("news@2017:23.1", [], "county", "no"),
        ("news@2017:23.1", [], "provincial", "depends"),
        ("news@2017:23.1", ["still-unqualified"], "national", "depends"),
        ("news@2017:23.1", ["permit-expired"], "permit-issuer", "yes"),
        ("icp@2024:19.1", [], "county", "no"),
        ("icp@2024:19.1", [], "telecom-authority", "yes"),
        ("icp@2024:20.1", [], "county", "no"),
        ("icp@2024:20.1", [], "permit-issuer", "yes"),
        ("icp@2024:23.1", ["serious"], "permit-issuer", "yes"),
        ("icp@2024:23.1", ["serious"], "filing-body", "yes"),
        ("icp@2024:23.1", [], "filing-body", "no"),
        ("icp@2024:23.1", [], "permit-issuer", "depends"),
        ("icp@2024:23.1", ["serious"], "provincial", "no"),
        ("pipl@2021:66.1", ["refused"], "county", "depends"),
        ("pipl@2021:66.1", ["refused"], "police", "depends"),
        ("pipl@2021:66.1", ["serious"], "county", "no"),
        ("pipl@2021:66.1", ["serious"], "prefecture", "no"),
        ("pipl@2021:66.1", ["serious"], "provincial", "yes"),
        ("pipl@2021:66.1", ["serious"], "police", "depends"),
    ],
)
def test_who_may_act(statutes: Statutes, reference: str, facts: list[str], by: str, verdict: str) -> None:
    found = ask(statutes, reference, facts=facts, by=by).competence
    assert (found.verdict, found.competent) == (verdict, verdict != "no")
    assert ("可以依本条" in found.zh) is False


def test_the_office_of_the_table_acts_where_none_is_named(statutes: Statutes) -> None:
    competence = ask(statutes, "#10").competence
    assert (competence.by, competence.competent) == ("county", False)
    assert "国家级、省级" in competence.zh
    assert competence.quote == "由国家和省、自治区、直辖市互联网信息办公室依据职责"
    assert competence.reference == "cacp@2023:11.1"


def test_article_15_of_the_procedure_rules_a_permit_is_revoked_by_its_issuer(statutes: Statutes) -> None:
    by = {each.kind: each.by for each in ask(statutes, "csl@2025:64.1", facts=["refused"]).sanctions}
    assert by["revoke-permit"] == ("permit-issuer",)
    assert by["revoke-licence"] == ("licence-issuer",)
    assert by["suspend-business"] == ()


# --- limitation: 行政处罚法第三十六条 ---


@pytest.mark.parametrize(
    ("discovered", "facts", "expired"),
    [
        (date(2026, 3, 31), [], False),
        (date(2026, 4, 1), [], True),
        (date(2026, 4, 1), ["life-health-finance"], False),
        (date(2029, 3, 31), ["life-health-finance"], False),
        (date(2029, 4, 1), ["life-health-finance"], True),
    ],
)
def test_article_36_two_years_or_five(statutes: Statutes, discovered: date, facts: list[str], expired: bool) -> None:
    answer = ask(
        statutes,
        "csl@2016:59.1",
        facts=facts,
        conduct_from=date(2023, 1, 1),
        conduct_to=date(2024, 3, 31),
        discovered=discovered,
        decided=date(2029, 6, 1),
    )
    assert answer.limitation is not None
    assert answer.limitation.expired is expired
    assert answer.limitation.reference == "apl@2021:36.1"


def test_article_36_the_longer_period_is_offered_when_only_the_shorter_is_over(statutes: Statutes) -> None:
    answer = ask(statutes, "csl@2016:59.1", conduct_to=date(2022, 1, 1), discovered=date(2025, 1, 1))
    assert answer.limitation is not None
    assert "（life-health-finance）" in answer.limitation.zh


def test_article_36_29_february(statutes: Statutes) -> None:
    answer = ask(statutes, "csl@2016:59.1", conduct_to=date(2024, 2, 29), discovered=date(2026, 3, 1))
    assert answer.limitation is not None
    assert answer.limitation.until == date(2026, 2, 28)
    assert answer.limitation.expired


@pytest.mark.parametrize(
    ("ended", "discovered", "years", "until", "expired"),
    [
        (date(2019, 7, 14), date(2021, 7, 14), 2, date(2021, 7, 14), False),
        (
            date(2019, 7, 14),
            date(2021, 7, 15),
            2,
            date(2021, 7, 14),
            True,
        ),  # the two years ran out before the five came
        (date(2019, 7, 15), date(2021, 7, 16), 5, date(2024, 7, 15), False),
        (date(2019, 7, 15), date(2024, 7, 16), 5, date(2024, 7, 15), True),
        (date(2018, 1, 1), date(2021, 8, 1), 2, date(2020, 1, 1), True),
        (date(2017, 6, 1), date(2019, 6, 1), 2, date(2019, 6, 1), False),
    ],
)
def test_article_36_five_years_only_where_two_had_not_run_out_on_2021_07_15(
    statutes: Statutes, ended: date, discovered: date, years: int, until: date, expired: bool
) -> None:
    period = ask(
        statutes, "csl@2016:59.1", facts=["life-health-finance"], conduct_to=ended, discovered=discovered
    ).limitation
    assert period is not None
    assert (period.years, period.until, period.expired) == (years, until, expired)
    assert ("不适用" in period.zh) is (years == 2 or (ended == date(2019, 7, 15) and not expired))
    assert ("do not apply" in period.en) is ("不适用" in period.zh)


def test_five_years_are_not_offered_where_they_do_not_hold(statutes: Statutes) -> None:
    for ended, offered in ((date(2019, 7, 14), False), (date(2019, 7, 15), True)):
        period = ask(statutes, "csl@2016:59.1", conduct_to=ended, discovered=date(2021, 8, 1)).limitation
        assert period is not None
        assert period.expired
        assert ("life-health-finance" in period.zh) is offered
        assert "不适用" not in period.zh


def test_a_decision_before_2021_07_15_rests_on_a_law_that_is_not_in_the_table(statutes: Statutes) -> None:
    known: dict[str, Any] = {"conduct_to": date(2018, 6, 1), "facts": ["life-health-finance"]}
    before = ask(statutes, "csl@2016:59.1", discovered=date(2020, 6, 2), decided=date(2021, 7, 14), **known).limitation
    after = ask(statutes, "csl@2016:59.1", discovered=date(2020, 6, 2), decided=date(2021, 7, 15), **known).limitation
    assert before is not None
    assert after is not None
    assert (before.reference, before.years, before.expired) == (None, 2, True)
    assert "表中没有" in before.zh
    assert "does not hold" in before.en
    assert (after.reference, after.years, after.expired) == ("apl@2021:36.1", 2, True)
    assert "表中没有" not in after.zh


def test_on_the_last_day_the_other_way_of_counting_is_said(statutes: Statutes) -> None:
    said = {}
    for day in (30, 31):
        period = ask(
            statutes,
            "csl@2016:59.1",
            conduct_to=date(2023, 3, 31),
            discovered=date(2025, 3, day),
            decided=date(2025, 5, 1),
        ).limitation
        assert period is not None
        assert not period.expired
        said[day] = period
    assert "2025年3月30日届满" in said[31].zh
    assert "2025-03-30" in said[31].en
    assert "届满" not in said[30].zh


def test_a_discovery_without_conduct_date_is_not_judged(statutes: Statutes) -> None:
    answer = ask(statutes, "csl@2016:59.1", discovered=date(2026, 3, 1))
    assert answer.limitation is None
    assert "limitation-undated" in {note.code for note in answer.notes}


# --- adjustment: 行政处罚法第三十二条、第三十三条 ---


def test_lenient_and_aggravated_stay_within_the_range(statutes: Statutes) -> None:
    for adjust in ("从轻", "从重", "lenient", "aggravated"):
        fine = ask(statutes, "csl@2016:59.1", facts=["refused"], adjust=adjust).fine_on("organisation")
        assert fine is not None
        assert (fine.min, fine.max, fine.below_minimum) == (10_000, 100_000, False)


def test_mitigated_goes_below_the_minimum(statutes: Statutes) -> None:
    answer = ask(statutes, "csl@2016:59.1", facts=["refused"], adjust="减轻")
    assert [(f.on, f.min, f.max, f.below_minimum) for f in answer.fines] == [
        ("organisation", 0, 10_000, True),
        ("manager", 0, 5_000, True),
    ]


def test_mitigated_has_nothing_below_a_range_without_floor(statutes: Statutes) -> None:
    answer = ask(statutes, "pipl@2021:66.1", facts=["refused"], adjust="减轻")
    fine = answer.fine_on("organisation")
    assert fine is not None
    assert (fine.min, fine.max, fine.below_minimum) == (0, 1_000_000, False)
    assert "no-floor" in {note.code for note in answer.notes}


def test_exempt_imposes_nothing_but_correction(statutes: Statutes) -> None:
    answer = ask(statutes, "csl@2025:61.1", adjust="不予处罚")
    assert answer.fines == ()
    assert [each.kind for each in answer.sanctions] == ["order-correction"]
    assert answer.adjustment is not None
    assert "apl@2021:33.1" in answer.adjustment.references


MINORS_AND_ILLNESS = ("apl@2021:30.1", "apl@2021:31.1")
EXEMPT = (*MINORS_AND_ILLNESS, "apl@2021:33.1", "apl@2021:33.2", "apl@2021:33.3")


@pytest.mark.parametrize(
    ("reference", "adjust", "cited"),
    [
        ("csl@2025:61.1", "减轻", (*MINORS_AND_ILLNESS, "apl@2021:32.1", "csl@2025:73.1")),
        ("csl@2025:61.1", "从轻", (*MINORS_AND_ILLNESS, "apl@2021:32.1", "csl@2025:73.1")),
        ("csl@2025:61.1", "不予处罚", (*EXEMPT, "csl@2025:73.1")),
        ("csl@2016:59.1", "减轻", (*MINORS_AND_ILLNESS, "apl@2021:32.1")),
        ("csl@2016:59.1", "不予处罚", EXEMPT),
        ("pipl@2021:66.1", "减轻", (*MINORS_AND_ILLNESS, "apl@2021:32.1")),
        ("news@2017:24.1", "从轻", (*MINORS_AND_ILLNESS, "apl@2021:32.1")),
        ("icp@2024:20.1", "不予处罚", EXEMPT),
        ("csl@2025:61.1", "从重", ()),
    ],
)
def test_articles_30_to_33_and_the_own_rule_of_the_law_that_is_broken(
    statutes: Statutes, reference: str, adjust: str, cited: tuple[str, ...]
) -> None:
    adjusted = ask(statutes, reference, adjust=adjust).adjustment
    assert adjusted is not None
    assert adjusted.references == cited


def test_no_rule_is_cited_that_was_not_in_force_on_the_day_of_decision(statutes: Statutes) -> None:
    early = ask(
        statutes, "csl@2016:59.1", adjust="减轻", conduct_to=date(2020, 6, 1), decided=date(2021, 7, 14)
    ).adjustment
    late = ask(
        statutes, "csl@2025:61.1", adjust="减轻", conduct_to=date(2025, 6, 1), decided=date(2026, 3, 1)
    ).adjustment
    assert early is not None
    assert late is not None
    assert early.references == ()
    assert late.references == (*MINORS_AND_ILLNESS, "apl@2021:32.1")


# --- confiscation: 行政处罚法第二十八条第二款 ---


def test_article_28_gains_are_confiscated_where_the_article_is_silent(statutes: Statutes) -> None:
    silent = ask(statutes, "csl@2025:69.1", gains=5000)
    taken = next(each for each in silent.sanctions if each.kind == "confiscate-gains")
    assert (taken.mode, taken.source) == ("must", "apl@2021:28.2")
    none = ask(statutes, "csl@2025:69.1", gains=0)
    assert "confiscate-gains" not in {each.kind for each in none.sanctions}
    before = ask(statutes, "csl@2016:69.1", gains=5000, conduct_to=date(2020, 1, 1), decided=date(2021, 7, 14))
    assert "confiscate-gains" not in {each.kind for each in before.sanctions}


def test_article_28_says_so_once_where_the_article_says_it_too(statutes: Statutes) -> None:
    for reference, facts in (("csl@2016:66.1", []), ("csl@2016:68.1", ["refused"]), ("csl@2016:68.1", [])):
        modes = [
            each.mode
            for each in ask(statutes, reference, facts=facts, gains=5000).sanctions
            if each.kind == "confiscate-gains"
        ]
        assert modes == ["must"]


def test_article_28_is_recalled_where_the_article_leaves_confiscation_to_choice(statutes: Statutes) -> None:
    for gains, recalled in ((None, True), (5000, True), (0, False)):
        found = [
            each for each in ask(statutes, "csl@2016:64.1", gains=gains).sanctions if each.kind == "confiscate-gains"
        ]
        assert [(each.mode, each.source, each.conditional) for each in found] == [
            ("must", "apl@2021:28.2", gains is None) if recalled else ("one-or-more", "csl@2016:64.1", False)
        ]


# --- one act, several provisions: 行政处罚法第二十九条 ---


def test_article_29_the_provision_with_the_higher_fine(statutes: Statutes) -> None:
    lower = ask(statutes, "csl@2025:64.1", facts=["refused"])
    higher = ask(statutes, "csl@2025:69.1", facts=["refused"])
    for order in ([lower, higher], [higher, lower]):
        found = same_act(statutes, order)
        assert found.applied is higher
        assert found.others == (lower,)
        assert found.reference == "apl@2021:29.1"


def test_article_29_equal_ceilings_go_by_the_floor(statutes: Statutes) -> None:
    with_floor = ask(statutes, "csl@2025:65.1", facts=["refused"])  # 10万–100万
    without = ask(statutes, "pipl@2021:66.1", facts=["refused"])  # 100万以下
    assert same_act(statutes, [without, with_floor]).applied is with_floor


def test_article_29_an_unknown_base_is_named(statutes: Statutes) -> None:
    with pytest.raises(Undecided, match="违法所得") as caught:
        same_act(statutes, [ask(statutes, "csl@2025:63.1"), ask(statutes, "csl@2025:61.1")])
    assert caught.value.field == "gains"


# --- procedure: 网信部门行政执法程序规定第三十六条、第四十一条、第四十三条 ---


def test_hearing_review_and_discussion_come_with_the_graver_sanctions(statutes: Statutes) -> None:
    graver = ask(statutes, "csl@2025:64.1", facts=["refused"])
    assert [step.reference for step in graver.procedures] == ["cacp@2023:36.1", "cacp@2023:41.1", "cacp@2023:43.1"]
    assert all("责令停产停业" not in step.zh for step in ask(statutes, "csl@2025:61.1").procedures)
    assert ask(statutes, "csl@2016:59.1", gains=0).procedures == ()


# --- amounts ---


def test_amounts_are_exact_to_the_fen_and_beyond(statutes: Statutes) -> None:
    fine = ask(statutes, "csl@2025:63.1", gains=Decimal("123456.78")).fine_on("organisation")
    assert fine is not None
    assert (fine.min, fine.max) == (Decimal("123456.78"), Decimal("617283.90"))
    share = ask(statutes, "pipl:66", facts=["serious"], turnover=Decimal("1000000000.01")).fine_on("organisation")
    assert share is not None
    assert share.max == Decimal("50000000.0005")


# --- what must not be passed over in silence ---


def test_a_fact_of_the_new_text_only_is_not_left_out_of_the_old_tier(statutes: Statutes) -> None:
    old = {"conduct_to": date(2024, 5, 1)}
    with pytest.raises(FactNotUsed, match="consequence"):
        ask(statutes, "csl@2016:59.1", facts=["severe"], **old)
    kept = ask(statutes, "csl@2016:59.1", facts=["severe", "consequence"], **old)
    assert (kept.reference, kept.tier.index) == ("csl@2016:59.1", 1)
    assert [each.reference for each in kept.alternatives] == ["csl@2025:61.3"]


def test_a_graver_paragraph_asked_for_early_leads_to_the_old_text_of_its_base(statutes: Statutes) -> None:
    old = {"conduct_to": date(2024, 5, 1), "decided": date(2024, 6, 1)}
    assert ask(statutes, "csl@2025:65.2", facts=["serious"], **old).reference == "csl@2016:62.1"
    with pytest.raises(Undecided, match="当时尚未施行"):
        ask(statutes, "csl@2025:61.3", facts=["consequence"], **old)
    with pytest.raises(FinecalcError, match="尚无"):
        ask(statutes, "csl@2025:63.1", **old)


def test_no_decision_applies_a_text_that_is_not_in_force_yet(statutes: Statutes) -> None:
    with pytest.raises(FinecalcError, match="尚未施行"):
        ask(statutes, "csl@2025:61.1", decided=date(2024, 5, 1))


def test_items_are_given_as_the_provision_that_applies_numbers_them(statutes: Statutes) -> None:
    assert ask(statutes, "#9", items=[3]).items == (2,)
    back = ask(statutes, "csl@2025:70.1", items=[2], conduct_to=date(2025, 1, 1), decided=date(2025, 2, 1))
    assert (back.reference, back.items) == ("csl@2016:69.1", (3,))


def test_exempt_makes_correction_a_must(statutes: Statutes) -> None:
    answer = ask(statutes, "csl@2016:59.1", facts=["refused"], adjust="不予处罚")
    assert [(each.kind, each.mode) for each in answer.sanctions] == [("order-correction", "must")]


def test_a_base_of_nothing_is_remarked_upon(statutes: Statutes) -> None:
    assert "no-base" in {note.code for note in ask(statutes, "csl@2016:65.1", purchase=0).notes}


def test_article_29_compares_fines_only_and_each_provision_with_its_own_facts(statutes: Statutes) -> None:
    case = Case(gains=Decimal(0))
    one, other = assess_same_act(statutes, ["csl@2016:66.1", "dsl@2021:46.1"], ["情节严重"], case, today=TODAY)
    assert same_act(statutes, [one, other]).applied is other
    with pytest.raises(FinecalcError, match="serious"):
        assess_same_act(statutes, ["csl@2025:61.1", "csl@2025:62.1"], ["serious"], case, today=TODAY)
    with pytest.raises(FinecalcError, match="都没有罚款"):
        same_act(statutes, [ask(statutes, "icp@2024:20.1"), ask(statutes, "csl@2025:70.1")])
    with pytest.raises(FinecalcError, match="无须比较"):
        same_act(statutes, [ask(statutes, "csl@2025:61.1"), ask(statutes, "csl@2025:61.1")])


def test_another_body_is_not_called_a_level(statutes: Statutes) -> None:
    said = ask(statutes, "news@2017:22.1", by="police").competence
    assert said.zh.startswith("公安机关无权")
    assert "报请上级" not in said.zh


def test_a_range_of_ten_times_is_written_in_one_unit(statutes: Statutes) -> None:
    fine = ask(statutes, "csl@2025:67.1", purchase=Decimal(10_564_740)).fine_on("organisation")
    assert fine_words(fine).zh == "处10,564,740元以上105,647,400元以下"
    below = ask(statutes, "csl@2016:59.1", facts=["refused"], adjust="减轻").fine_on("manager")
    assert fine_words(below).zh == "处不足5,000元"


@pytest.mark.parametrize(
    ("reference", "adjust", "said"),
    [
        ("pipl@2021:66.1", "减轻", True),
        ("pipl@2021:66.1", "从轻", False),
        ("pipl@2021:66.1", None, False),
        ("pipl@2021:66.1", "不予处罚", False),
        ("csl@2016:59.1", "减轻", False),
    ],
)
def test_that_there_is_no_floor_is_said_only_where_a_mitigation_has_none_to_go_under(
    statutes: Statutes, reference: str, adjust: str | None, said: bool
) -> None:
    notes = {note.code for note in ask(statutes, reference, facts=["refused"], adjust=adjust).notes}
    assert ("no-floor" in notes) is said


def test_the_tier_says_what_opened_it_and_a_fine_from_below_says_so(statutes: Statutes) -> None:
    """2016 art. 64.1: 情节严重的 brings measures only, and the fines of the first tier stand."""
    graver = ask(statutes, "csl@2016:64.1", facts=["serious"], gains=0)
    plain = ask(statutes, "csl@2016:64.1", gains=0)
    assert (graver.tier.facts, graver.tier.quote) == (("serious",), "情节严重的")
    assert {fine.from_tier for fine in graver.fines} == {0}
    assert (plain.tier.facts, plain.tier.quote) == ((), None)
    assert {fine.from_tier for fine in plain.fines} == {None}
