"""行政处罚法第六十三条, 网信部门行政执法程序规定第三十六条: what is a large fine or confiscation, by the office's own threshold."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import finecalc
from finecalc.law.answer import Procedure
from finecalc.table.statutes import Statutes

OFFICES = Path(__file__).parents[1] / "data" / "offices"
TODAY = date(2026, 6, 1)


def office(tmp_path: Path, *thresholds: str) -> Statutes:
    text = 'name = "甲县互联网信息办公室"\nlevel = "county"\n' + "\n".join(thresholds)
    place = tmp_path / "office.toml"
    place.write_text(text, encoding="utf-8")
    return finecalc.load(office=place)


def hearing(statutes: Statutes, reference: str, **known: Any) -> Procedure:
    """The step of the hearing in an answer."""
    return finecalc.assess(reference, statutes=statutes, today=TODAY, **known).procedures[0]


def verdicts(step: Procedure) -> dict[tuple[str, str], str]:
    return {(each.kind, each.on): each.due for each in step.amounts}


# 网安法 (2025) 61①: 拒不改正 5万–50万 on the unit, 1万–10万 on persons; without aggravation 1万–5万 on the unit, nobody else
@pytest.mark.parametrize(
    ("amount", "inclusive", "due"),
    [
        (10_000, True, "yes"),  # 一万元以上五万元以下 begins at ten thousand
        (10_000, False, "if-large"),  # 超过一万元: ten thousand itself is not
        (10_001, True, "if-large"),
        (50_000, True, "if-large"),  # fifty thousand may be imposed, and is large
        (50_000, False, "no"),
        (50_001, True, "no"),
    ],
)
def test_a_range_lies_below_reaches_or_lies_above_the_threshold(
    tmp_path: Path, amount: int, inclusive: bool, due: str
) -> None:
    own = office(tmp_path, f'[[large_fine]]\nparty = "unit"\namount = {amount}\ninclusive = {str(inclusive).lower()}')
    step = hearing(own, "csl@2025:61.1", conduct_to="2026-02-01")
    assert (step.step, step.due, step.starts) == ("hearing", due, {"organisation": amount})
    assert verdicts(step) == {("fine", "organisation"): due}


def test_the_sentence_says_from_what_sum_and_by_which_source(tmp_path: Path) -> None:
    inclusive, over = (
        hearing(
            office(tmp_path, f'[[large_fine]]\nparty = "unit"\namount = 30_000\n{more}source = "某省令第1号"'),
            "csl@2025:61.1",
        )
        for more in ("", "inclusive = false\n")
    )
    assert "较大数额从3万元起（某省令第1号）" in inclusive.zh
    assert "较大数额超过3万元的（某省令第1号）" in over.zh
    assert "本表未载" not in inclusive.zh


def test_persons_have_a_threshold_of_their_own() -> None:
    """河南: 单位5万元, 个人5000元. 网安法 (2016) 59①: 处一万元以上十万元以下, 主管人员五千元以上五万元以下."""
    step = hearing(
        finecalc.load(office=OFFICES / "henan.toml"), "csl@2016:59.1", facts="拒不改正", decided="2025-06-01"
    )
    assert verdicts(step) == {("fine", "organisation"): "if-large", ("fine", "manager"): "yes"}
    assert step.starts == {"organisation": 50_000, "manager": 5_000}
    assert step.due == "yes"


def test_half_of_the_maximum_with_a_floor(tmp_path: Path) -> None:
    """50 % of 500,000 (网安法2025:61①, 五万元以上五十万元以下) is 250,000; of 100,000 for a person 50,000."""
    thresholds = '[[large_fine]]\nparty = "{}"\nshare_of_max = {}\nfloor = {}'
    for share in ("50", "0.5"):
        own = office(tmp_path, thresholds.format("unit", share, 3000), thresholds.format("person", share, 60_000))
        step = hearing(own, "csl@2025:61.1", facts="拒不改正")
        assert step.starts == {"organisation": 250_000, "manager": 60_000, "staff": 60_000}
        assert step.due == "if-large"


def test_half_of_a_maximum_that_is_not_known_is_not_known(tmp_path: Path) -> None:
    """网安法 (2016) 64①: one to ten times the gains. Of gains of 20,000 the maximum is 200,000, half of it 100,000."""
    own = office(tmp_path, '[[large_fine]]\nparty = "unit"\nshare_of_max = 50\n')
    assert verdicts(hearing(own, "csl@2016:64.1", decided="2025-06-01"))["fine", "organisation"] == "unknown"
    known = hearing(own, "csl@2016:64.1", decided="2025-06-01", gains=20_000)
    assert known.starts["organisation"] == 100_000


def test_in_business_or_not_the_case_does_not_say() -> None:
    """山东: 个人 1000 (非经营), 3000 (经营), where the law gives a maximum half of it, and no less than these."""
    own = finecalc.load(office=OFFICES / "shandong.toml")
    step = hearing(own, "csl@2025:61.1", facts="拒不改正")
    assert step.starts == {"organisation": 250_000, "manager": 50_000, "staff": 50_000}
    assert "非经营活动中的违法行为" in step.zh


def test_limits_that_differ_by_the_kind_of_act_leave_it_open(tmp_path: Path) -> None:
    limit = '[[large_fine]]\nparty = "unit"\nbusiness = {}\namount = {}'
    between = office(tmp_path, limit.format("false", 5_000), limit.format("true", 60_000))
    step = hearing(between, "csl@2025:61.1")  # 1万–5万: large outside business, not large in it
    assert (step.due, step.starts) == ("if-large", {"organisation": 5_000})
    both = office(tmp_path, limit.format("false", 5_000), limit.format("true", 10_000))
    assert hearing(both, "csl@2025:61.1").due == "yes"


@pytest.mark.parametrize("kind", ['only = "渔业案件"', "business = true"])
def test_a_limit_for_some_acts_only_leaves_all_others_open(tmp_path: Path, kind: str) -> None:
    """网安法2025:61①, 1万–5万: a case does not say that it is one of fishery, or of business."""
    limit = '[[large_fine]]\nparty = "unit"\namount = {}\n'
    for amount, due in ((10_000, "if-large"), (50_000, "if-large"), (60_000, "unknown")):
        assert hearing(office(tmp_path, limit.format(amount) + kind), "csl@2025:61.1").due == due
    beside = office(tmp_path, limit.format(10_000) + kind, limit.format(10_000))
    assert hearing(beside, "csl@2025:61.1").due == "yes"


def test_a_share_is_of_the_maximum_of_the_law_in_a_mitigated_case_too(tmp_path: Path) -> None:
    """网安法2025:61①, 拒不改正: 5万–50万, so half is 25万; 减轻 goes below 5万, and never so far."""
    own = office(tmp_path, '[[large_fine]]\nparty = "unit"\nshare_of_max = 50')
    step = hearing(own, "csl@2025:61.1", facts="拒不改正", adjust="减轻")
    assert (step.starts, verdicts(step)["fine", "organisation"]) == ({"organisation": 250_000}, "no")
    # 网安法2025:67: one to ten times 10,000, so half is 50,000
    step = hearing(own, "csl@2025:67.1", purchase=10_000, adjust="减轻")
    assert (step.starts, verdicts(step)["fine", "organisation"]) == ({"organisation": 50_000}, "no")


def test_the_threshold_is_that_of_the_day_of_the_decision(tmp_path: Path) -> None:
    limit = '[[large_fine]]\nparty = "unit"\namount = {}\n{} = {}'
    own = office(tmp_path, limit.format(60_000, "until", "2026-03-31"), limit.format(10_000, "since", "2026-05-01"))
    for day, due in (("2026-03-31", "no"), ("2026-04-15", "unknown"), ("2026-05-01", "yes")):
        assert hearing(own, "csl@2025:61.1", conduct_to="2026-02-01", decided=day).due == due


def test_a_confiscation_has_a_threshold_of_its_own() -> None:
    """江西: also confiscation of equal value, 20,000 for a unit. 个保法66①: 没收违法所得."""
    own = finecalc.load(office=OFFICES / "jiangxi.toml")
    for gains, due in ((19_999, "no"), (20_000, "yes")):
        step = hearing(own, "pipl@2021:66.1", gains=gains)
        assert verdicts(step)["confiscate-gains", "organisation"] == due
    only_fines = finecalc.load(office=OFFICES / "henan.toml")
    assert (
        verdicts(hearing(only_fines, "pipl@2021:66.1", gains=20_000))["confiscate-gains", "organisation"] == "unknown"
    )


@pytest.mark.parametrize(
    ("counts", "gains", "due"), [(True, 0, "no"), (True, 10_000, "if-large"), (False, 10_000, "no")]
)
def test_what_is_confiscated_counts_where_the_source_says_so(
    tmp_path: Path, counts: bool, gains: int, due: str
) -> None:
    """1万–5万 (网安法2025:61①) with 10,000 of gains: up to 60,000 with the gains, up to 50,000 without."""
    own = office(
        tmp_path,
        f'[[large_fine]]\nparty = "unit"\namount = 60_000\ncounts_confiscation = {str(counts).lower()}',
        '[[large_confiscation]]\nparty = "unit"\namount = 60_000',
    )
    assert verdicts(hearing(own, "csl@2025:61.1", gains=gains))["fine", "organisation"] == due


def test_what_is_confiscated_of_the_unit_does_not_count_for_persons(tmp_path: Path) -> None:
    """网安法 (2025) 61①, 拒不改正: 10,000–100,000 on persons, whatever the unit gained."""
    own = office(tmp_path, '[[large_fine]]\nparty = "person"\namount = 150_000\ncounts_confiscation = true')
    step = hearing(own, "csl@2025:61.1", facts="拒不改正", gains=90_000)
    assert verdicts(step)["fine", "manager"] == "no"


def test_unknown_is_a_state_and_says_so(tmp_path: Path, statutes: Statutes) -> None:
    own = office(tmp_path, '[[large_fine]]\nparty = "unit"\namount = "unknown"\nsource = "待查"')
    step = hearing(own, "csl@2025:61.1")
    assert (step.due, step.starts, verdicts(step)) == ("unknown", {}, {("fine", "organisation"): "unknown"})
    assert "机关档案没有载明" in step.zh
    plain = hearing(statutes, "csl@2025:61.1")
    assert (plain.due, plain.amounts[0].due) == ("unknown", "unknown")
    assert "标准由各地" in plain.zh


def test_a_mitigated_fine_lies_under_its_bound(tmp_path: Path) -> None:
    """减轻 of 1万–5万 is less than 10,000: it does not reach 10,000, and may reach 9,999."""
    limit = '[[large_fine]]\nparty = "unit"\namount = {}'
    for amount, due in ((10_000, "no"), (9_999, "if-large")):
        assert hearing(office(tmp_path, limit.format(amount)), "csl@2025:61.1", adjust="减轻").due == due


# --- kinds of penalty, whatever the sum ------------------------------------------------------------------------------------


def test_the_kinds_that_always_need_a_hearing(tmp_path: Path) -> None:
    """吊销许可证件 is among what may be imposed: if it is, a hearing is due, whatever the fine."""
    own = office(
        tmp_path,
        '[[large_fine]]\nparty = "unit"\namount = 9_000_000\n[[large_fine]]\nparty = "person"\namount = 9_000_000',
    )
    step = hearing(own, "csl@2025:64.1", facts="拒不改正")
    assert step.due == "if-imposed"
    assert {"revoke-permit", "revoke-licence", "rectification-shutdown"} <= set(step.kinds)
    assert hearing(own, "csl@2025:61.1", facts="拒不改正").due == "no"


def test_a_kind_for_some_parties_only_is_due_where_it_is_imposed(statutes: Statutes) -> None:
    """个保法66①: 对违法处理个人信息的应用程序，责令暂停或者终止提供服务: a must, but not for every party."""
    for facts in ("", "拒不改正"):
        step = hearing(statutes, "pipl@2021:66.1", facts=facts)
        assert (step.due, step.kinds) == ("if-imposed", ("suspend-app",))


@pytest.mark.parametrize(
    ("reference", "facts", "kind", "key"),
    [
        ("telefraud@2022:40.1", "情节严重", "restrict-business", "open_kinds"),  # 限制开展生产经营活动: not in 36(四)
        ("algo@2021:31.1", "拒不改正", "suspend-updates", "open_kinds"),
        ("news@2017:24.1", "拒不改正", "suspend-news-updates", "open_kinds"),
        ("csl@2025:66.3", "受到治安管理处罚", "bar-from-key-posts", "kinds"),  # 限制从业
    ],
)
def test_kinds_that_the_text_names_or_leaves_open(
    statutes: Statutes, reference: str, facts: str, kind: str, key: str
) -> None:
    step = hearing(statutes, reference, facts=facts)
    assert kind in getattr(step, key)
    assert (key == "open_kinds") == ("其他较重的行政处罚”由本机关判断" in step.zh)


def test_legal_review_has_four_cases_and_turns_on_the_hearing(tmp_path: Path) -> None:
    """程序规定41①: 重大公共利益; 重大权益、经过听证程序; 疑难复杂; 其他情形."""
    high, low = (office(tmp_path, f'[[large_fine]]\nparty = "unit"\namount = {amount}') for amount in (90_000, 10_000))
    for own, due in ((high, "unknown"), (low, "if-heard")):
        review = finecalc.assess("csl@2025:61.1", statutes=own, today=TODAY).procedures[1]
        assert (review.step, review.due, review.reference) == ("legal-review", due, "cacp@2023:41.1")
        assert review.cases == (
            "（一）涉及重大公共利益的；",
            "（二）直接关系当事人或者第三人重大权益，经过听证程序的；",
            "（三）案件情况疑难复杂、涉及多个法律关系的；",
            "（四）法律、行政法规规定应当进行法制审核的其他情形。",
        )
        for words in ("重大公共利益", "经过听证程序", "疑难复杂、涉及多个法律关系"):
            assert words in review.zh


def test_a_collective_decision_is_left_to_judgement(statutes: Statutes) -> None:
    """行政处罚法57②, 程序规定43: 情节复杂或者重大违法行为."""
    step = finecalc.assess("csl@2025:64.1", facts="refused", statutes=statutes, today=TODAY).procedures[2]
    assert (step.step, step.due, step.reference) == ("collective-decision", "unknown", "cacp@2023:43.1")
    assert "集体讨论决定" in step.zh


def test_the_general_law_lists_its_own_cases(statutes: Statutes) -> None:
    step = hearing(statutes, "csl@2025:61.1", by="police")
    assert (step.reference, step.cases[0], len(step.cases)) == ("apl@2021:63.1", "（一）较大数额罚款；", 6)


def test_the_thresholds_of_an_office_say_nothing_of_the_police(tmp_path: Path) -> None:
    own = office(tmp_path, '[[large_fine]]\nparty = "unit"\namount = 20_000')
    assert hearing(own, "csl@2025:61.1", by="county").due == "if-large"
    assert hearing(own, "csl@2025:61.1", by="police").due == "unknown"


def test_json_keeps_what_a_step_had_and_names_from(tmp_path: Path) -> None:
    import json

    own = office(tmp_path, '[[large_fine]]\nparty = "unit"\namount = 20_000\nsource = "某令"')
    told = json.loads(finecalc.assess("csl@2025:61.1", statutes=own, today=TODAY).to_json())["procedures"][0]
    assert {"code", "zh", "en", "reference", "field"} <= set(told)
    assert (told["due"], told["from"]) == ("if-large", {"organisation": 20_000})
    assert told["amounts"] == [
        {"kind": "fine", "on": "organisation", "due": "if-large", "starts": [20_000], "sources": ["某令"]}
    ]
