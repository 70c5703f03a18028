"""FC503: day counts of a proposed decision, judged from the library, a file and a case file; days that cannot follow one another."""

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import finecalc
from finecalc.decisions.files.checker import Checker
from finecalc.decisions.files.headings import FIELDS
from finecalc.decisions.finding import Finding
from finecalc.table.statutes import Statutes

Run = Callable[..., subprocess.CompletedProcess[str]]
TODAY = date(2026, 11, 24)
GRAVE = {
    "provision": "csl@2025:64.1",
    "facts": "情节严重",
    "conduct_to": "2026-02-01",
    "fine": "5万",
    "person_fines": "主管人员:1万；直接责任人员:1万",
    "sanctions": "责令改正；停业整顿",
}
"""A shutdown is proposed, so a hearing is due whatever the fine."""
LIGHT = {"provision": "csl@2025:64.1", "conduct_to": "2026-02-01", "sanctions": "责令改正"}
FINED = {"provision": "csl@2025:61.1", "conduct_to": "2026-02-01", "fine": "1万", "sanctions": "责令改正；警告"}
"""A fine, where the office has not said what is large."""


def found(statutes: Statutes, decision: dict[str, str], *codes: str) -> list[Finding]:
    judged = next(finecalc.check_many([decision], statutes=statutes, today=TODAY))
    return [each for each in judged.findings if each.code in (codes or ("FC503", "FC901"))]


def told(statutes: Statutes, decision: dict[str, str], **dates: str) -> list[tuple[str, str, str]]:
    return [(each.code, each.field, each.reference) for each in found(statutes, {**decision, **dates})]


EARLY = ("FC503", "decided", "cacp@2023:36.1")
TOO_SOON = ("FC503", "heard", "cacp@2023:37.1")
LATE = ("FC503", "decided", "cacp@2023:45.1")
SERVED = ("FC503", "served", "cacp@2023:46.1")

CASES: list[tuple[dict[str, str], dict[str, str], list[tuple[str, str, str]]]] = [
    # told on Monday 2 March 2026: five working days end on Monday 9 March
    (GRAVE, {"notified": "2026-03-02", "decided": "2026-03-09"}, [EARLY]),
    (GRAVE, {"notified": "2026-03-02", "decided": "2026-03-10"}, []),
    (LIGHT, {"notified": "2026-03-02", "decided": "2026-03-03"}, []),
    (FINED, {"notified": "2026-03-02", "decided": "2026-03-03"}, [EARLY]),
    # over National Day: 28, 29, 30 September, 8 and 9 October; Saturday 10 is worked
    (GRAVE, {"notified": "2026-09-25", "decided": "2026-10-09"}, [EARLY]),
    (GRAVE, {"notified": "2026-09-25", "decided": "2026-10-10"}, []),
    # a hearing: its notice is due seven working days before, and cannot come before the party was told
    (GRAVE, {"notified": "2026-03-02", "heard": "2026-03-10", "decided": "2026-03-16"}, [TOO_SOON]),
    (GRAVE, {"notified": "2026-03-02", "heard": "2026-03-11", "decided": "2026-03-16"}, []),
    # over Spring Festival: 13, Saturday 14, 24, 25, 26, 27, Saturday 28 February come before Monday 2 March
    (GRAVE, {"notified": "2026-02-13", "heard": "2026-03-02", "decided": "2026-03-16"}, []),
    (GRAVE, {"notified": "2026-02-24", "heard": "2026-03-02", "decided": "2026-03-16"}, [TOO_SOON]),
    # 12 February and ninety days: 13 May; sixty more: 12 July
    (LIGHT, {"filed": "2026-02-12", "decided": "2026-05-13"}, []),
    (LIGHT, {"filed": "2026-02-12", "decided": "2026-05-14"}, [LATE]),
    (LIGHT, {"filed": "2026-02-12", "decided": "2026-07-13"}, [LATE]),
    # too soon after the party was told, and past the ninety days all the same
    (GRAVE, {"filed": "2026-02-05", "notified": "2026-05-25", "decided": "2026-06-01"}, [EARLY, LATE]),
    # decided on Friday 8 May: Saturday 9 is worked, then 11 to 15, and Monday 18
    (LIGHT, {"decided": "2026-05-08", "served": "2026-05-18"}, []),
    (LIGHT, {"decided": "2026-05-08", "served": "2026-05-19"}, [SERVED]),
    (LIGHT, {"filed": "2026-02-12", "decided": "2026-05-20", "served": "2026-06-10"}, [LATE, SERVED]),
    # the law of the day: before June 2023 the rules of the offices are not in the table
    (LIGHT, {"conduct_to": "2023-01-01", "filed": "2023-01-03", "decided": "2023-05-31"}, []),
    # other bodies: the general law knows the five working days, and no ninety here
    (
        GRAVE,
        {"by": "公安机关", "notified": "2026-03-02", "decided": "2026-03-09"},
        [("FC503", "decided", "apl@2021:64.1")],
    ),
    (GRAVE, {"by": "公安机关", "filed": "2026-02-12", "decided": "2026-07-13"}, []),
    # nothing is guessed of a year whose working days are not published
    (LIGHT, {"conduct_to": "2035-01-10", "decided": "2035-03-05", "served": "2035-06-01"}, []),
    # without a day of the decision, today (24 November 2026) stands in
    (LIGHT, {"filed": "2026-08-25"}, [LATE]),
    (LIGHT, {"filed": "2026-08-26"}, []),
    (LIGHT, {}, []),
]


@pytest.mark.parametrize(("decision", "dates", "expected"), CASES)
def test_day_counts(
    statutes: Statutes, decision: dict[str, str], dates: dict[str, str], expected: list[tuple[str, str, str]]
) -> None:
    if dates.get("conduct_to") == "2023-01-01":
        decision = {**decision, "provision": "csl@2016:61.1"}
    assert told(statutes, decision, **dates) == expected


def test_the_message_names_days_count_and_what_may_explain_it(statutes: Statutes) -> None:
    (late,) = found(statutes, {**LIGHT, "filed": "2026-02-12", "decided": "2026-05-14"})
    for words in ("2026-05-14", "2026-05-13", "90 日", "2026-07-12", "听证、检测、检验、鉴定、行政协助等时间不计入"):
        assert words in late.message
    for words in ("2026-05-14", "2026-05-13", "90 calendar days", "2026-07-12", "does not count"):
        assert words in late.message_en
    assert late.severity == "warning"
    (beyond,) = found(statutes, {**LIGHT, "filed": "2026-02-12", "decided": "2026-07-13"})
    assert "由上一级网信部门负责人决定是否继续延期" in beyond.message
    assert "国家网信部门办理的行政处罚案件需要延期的，由本部门主要负责人批准" in beyond.message


UNPUBLISHED = [
    (LIGHT, {"decided": "2035-03-05", "served": "2035-06-01"}, "served", "送达"),
    (LIGHT, {"decided": "2035-03-05"}, None, ""),
    (LIGHT, {"notified": "2035-03-01", "decided": "2035-03-05"}, None, ""),
    (GRAVE, {"notified": "2035-03-01", "decided": "2035-03-05"}, "decided", "听证的告知和要求"),
    (GRAVE, {"notified": "2035-03-01", "heard": "2035-03-20", "decided": "2035-04-05"}, "heard", "听证通知"),
    (GRAVE, {"heard": "2035-03-20", "decided": "2035-04-05"}, None, ""),
    (LIGHT, {"decided": "2026-05-08", "served": "2026-05-18"}, None, ""),
]


@pytest.mark.parametrize(("decision", "dates", "field", "named"), UNPUBLISHED)
def test_what_is_not_judged_for_want_of_a_calendar_is_said(
    statutes: Statutes, decision: dict[str, str], dates: dict[str, str], field: str | None, named: str
) -> None:
    given = {**decision, "conduct_to": "2035-01-10" if dates["decided"] > "2035" else "2026-01-10", **dates}
    said = found(statutes, given, "FC503", "FC504")
    assert [(each.code, each.field, each.severity) for each in said] == ([("FC504", field, "info")] if field else [])
    assert all(each.message.startswith(f"{named}：期限没有判断") for each in said)


def test_a_threshold_that_is_not_known_is_said(statutes: Statutes) -> None:
    dates = {"notified": "2026-03-02", "decided": "2026-03-03"}
    (unsure,) = found(statutes, {**FINED, **dates})
    assert unsure.message.startswith("依法应当告知听证权利的：")
    (sure,) = found(statutes, {**GRAVE, **dates})
    assert sure.message.startswith("决定日期（2026-03-03）")


@pytest.mark.parametrize(("amount", "codes"), [(10_000, ["FC503"]), (10_001, [])])
def test_the_offices_threshold_decides(tmp_path: Path, amount: int, codes: list[str]) -> None:
    profile = tmp_path / "office.toml"
    profile.write_text(
        f'name = "某区互联网信息办公室"\nlevel = "county"\n[[large_fine]]\nparty = "unit"\namount = {amount}\nsource = "某规定"\n',
        encoding="utf-8",
    )
    own = finecalc.load(office=profile)
    assert [each.code for each in found(own, {**FINED, "notified": "2026-03-02", "decided": "2026-03-03"})] == codes


@pytest.mark.parametrize(
    ("threshold", "sure"),
    [
        ('party = "unit"\namount = 10_000', True),
        ('party = "unit"\nonly = "渔业案件"\namount = 10_000', False),  # nobody says that it is one
        ('party = "person"\namount = 10_000', False),  # of a unit the office has said nothing
    ],
)
def test_what_the_threshold_leaves_open_is_said_with_a_condition(tmp_path: Path, threshold: str, sure: bool) -> None:
    place = tmp_path / "office.toml"
    place.write_text(f'name = "甲县网信办"\nlevel = "county"\n[[large_fine]]\n{threshold}\n', encoding="utf-8")
    office = finecalc.load(office=place)
    (early,) = found(office, {**FINED, "notified": "2026-03-02", "decided": "2026-03-03"}, "FC503")
    assert early.message.startswith("依法应当告知听证权利的：") is not sure


def test_no_penalty_needs_no_hearing(statutes: Statutes) -> None:
    exempt = {**GRAVE, "adjust": "不予处罚"}  # what is proposed all the same has findings of its own
    assert told(statutes, exempt, notified="2026-03-02", decided="2026-03-03") == []


OUT_OF_ORDER = [
    ({"filed": "2026-03-05", "notified": "2026-03-04"}, "notified", "立案日期（2026-03-05）"),
    ({"notified": "2026-03-05", "heard": "2026-03-04"}, "heard", "告知日期（2026-03-05）"),
    ({"heard": "2026-03-05", "decided": "2026-03-04"}, "decided", "听证日期（2026-03-05）"),
    ({"decided": "2026-03-05", "served": "2026-03-04"}, "served", "决定日期（2026-03-05）"),
    ({"filed": "2026-03-05", "decided": "2026-03-04"}, "decided", "立案日期（2026-03-05）"),
    ({"discovered": "2026-03-05", "filed": "2026-03-04", "decided": "2026-03-10"}, "filed", "发现日期（2026-03-05）"),
    ({"served": "2026-03-05"}, "served", "没有填决定日期的，按今天算"),
    ({"heard": "2026-12-01"}, "decided", "没有填决定日期的，按今天算"),
]


@pytest.mark.parametrize(("dates", "field", "words"), OUT_OF_ORDER)
def test_days_that_cannot_follow_one_another_are_a_finding_that_names_both(
    statutes: Statutes, dates: dict[str, str], field: str, words: str
) -> None:
    judged = next(finecalc.check_many([{**LIGHT, **dates}], statutes=statutes, today=TODAY))
    (order,) = [each for each in judged.findings if each.code == "FC901"]
    assert judged.verdict == "unreadable"
    assert order.field == field
    assert words in order.message


def test_a_day_that_cannot_be_read_leaves_the_amounts_judged(statutes: Statutes) -> None:
    judged = next(finecalc.check_many([{**FINED, "fine": "6万", "filed": "不详"}], statutes=statutes, today=TODAY))
    assert judged.verdict == "unreadable"
    assert {"FC901", "FC102"} <= {each.code for each in judged.findings}


def test_an_unreadable_amount_does_not_hide_an_unreadable_day(statutes: Statutes) -> None:
    judged = next(finecalc.check_many([{**FINED, "fine": "若干", "filed": "不详"}], statutes=statutes, today=TODAY))
    assert {each.field for each in judged.findings if each.code == "FC901"} == {"fine", "filed"}


def test_the_library_says_the_same(statutes: Statutes) -> None:
    given: dict[str, Any] = {**GRAVE, "decided": "2026-03-05"}
    days = {"notified": date(2026, 3, 2), "served": "2026-03-20"}
    judged = finecalc.check(given.pop("provision"), days=days, statutes=statutes, today=TODAY, **given)
    assert [each.field for each in judged.findings if each.code == "FC503"] == ["decided", "served"]


@pytest.mark.parametrize("days", [{"opened": "2026-03-02"}, {"filed": "三月"}])
def test_the_library_refuses_a_step_or_a_day_that_is_none(statutes: Statutes, days: dict[str, str]) -> None:
    with pytest.raises(finecalc.FinecalcError) as refused:
        finecalc.check("csl@2025:64.1", days=days, statutes=statutes, today=TODAY)
    assert refused.value.field == ("days" if "opened" in days else "filed")


@pytest.mark.parametrize(
    "headings",
    [
        "处罚依据,违法行为终了日期,处罚种类及措施,立案日期,决定日期,送达日期",
        "provision,conduct_to,sanctions,filed,decided,served",
    ],
)
def test_a_file_with_headings_in_either_language(run: Run, tmp_path: Path, headings: str) -> None:
    row = "csl@2025:64.1,2026-02-01,责令改正,2026-02-12,2026-05-14,2026-06-10"
    (tmp_path / "a.csv").write_text(f"{headings}\n{row}\n", encoding="utf-8")
    done = run("check", "a.csv", "--format", "jsonl")
    assert done.returncode == 1
    (judged,) = map(json.loads, done.stdout.splitlines())
    assert judged["verdict"] == "warning"
    assert [each["field"] for each in judged["findings"] if each["code"] == "FC503"] == ["decided", "served"]


def test_a_case_file_is_judged_by_its_days(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        'provision = "csl@2025:64.1"\nsanctions = ["责令改正"]\nfiled = 2026-02-12\ndecided = 2026-05-14\n',
        encoding="utf-8",
    )
    (judged,) = map(json.loads, run("check", "a.toml", "--format", "jsonl").stdout.splitlines())
    assert "FC503" in [each["code"] for each in judged["findings"]]


def test_a_file_without_these_columns_reads_no_days(statutes: Statutes) -> None:
    without = [field for field in FIELDS if field not in ("filed", "notified", "heard", "served")]
    assert Checker(statutes, without, today=TODAY)._steps is None
    assert Checker(statutes, [*without, "served"], today=TODAY)._steps is not None


def test_the_template_has_the_columns(run: Run, tmp_path: Path) -> None:
    run("template", "a.csv")
    heads = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").strip().split(",")
    assert {"立案日期", "告知日期", "听证日期", "送达日期"} <= set(heads)
