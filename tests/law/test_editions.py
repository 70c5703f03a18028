"""Which text applies before, across and after a change of the law; each expectation is fixed by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from finecalc.language.errors import FinecalcError, NotAPenalty, Undecided, UnknownReference
from finecalc.law.assess import assess_named
from finecalc.table.statutes import Statutes
from tests import TODAY

BEFORE = {"conduct_from": date(2025, 3, 1), "conduct_to": date(2025, 6, 30), "decided": date(2025, 9, 1)}
DECIDED_AFTER = {"conduct_to": date(2025, 12, 31), "decided": date(2026, 2, 1)}
ACROSS = {"conduct_from": date(2025, 12, 1), "conduct_to": date(2026, 1, 1), "decided": date(2026, 2, 1)}
AFTER = {"conduct_from": date(2026, 1, 1), "conduct_to": date(2026, 1, 31), "decided": date(2026, 2, 1)}

# old paragraph, its successor, the facts, how the new text stands to the old when the decision falls after the change
PAIRS: list[tuple[str, str, dict[str, Any], str]] = [
    ("csl@2016:59.1", "csl@2025:61.1", {}, "heavier"),
    ("csl@2016:59.1", "csl@2025:61.1", {"facts": ["refused"]}, "heavier"),
    ("csl@2016:59.2", "csl@2025:61.2", {}, "heavier"),
    ("csl@2016:59.2", "csl@2025:61.2", {"facts": ["refused"]}, "heavier"),  # other staff are fined now
    ("csl@2016:60.1", "csl@2025:62.1", {}, "equal"),
    ("csl@2016:60.1", "csl@2025:62.1", {"facts": ["consequence"]}, "equal"),
    ("csl@2016:61.1", "csl@2025:64.1", {}, "equal"),
    ("csl@2016:61.1", "csl@2025:64.1", {"facts": ["refused"]}, "heavier"),  # applications can be closed too
    ("csl@2016:62.1", "csl@2025:65.1", {}, "heavier"),
    ("csl@2016:62.1", "csl@2025:65.1", {"facts": ["serious"]}, "heavier"),
    ("csl@2016:63.1", "csl@2025:66.1", {"facts": ["serious"]}, "equal"),
    ("csl@2016:63.2", "csl@2025:66.2", {}, "equal"),
    ("csl@2016:63.3", "csl@2025:66.3", {"facts": ["security-penalty"]}, "equal"),
    ("csl@2016:65.1", "csl@2025:67.1", {"purchase": 100_000}, "equal"),  # only corrective measures were added
    ("csl@2016:67.1", "csl@2025:68.1", {}, "equal"),
    ("csl@2016:67.2", "csl@2025:68.2", {}, "equal"),
    ("csl@2016:68.1", "csl@2025:69.1", {}, "heavier"),
    ("csl@2016:68.1", "csl@2025:69.1", {"facts": ["refused"]}, "heavier"),
    ("csl@2016:68.2", "csl@2025:69.3", {"facts": ["serious"]}, "heavier"),
    ("csl@2016:69.1", "csl@2025:69.1", {"facts": ["refused"], "items": [1]}, "heavier"),
    ("csl@2016:69.1", "csl@2025:70.1", {"facts": ["refused"], "items": [2]}, "equal"),
    ("csl@2016:69.1", "csl@2025:70.1", {"items": [3]}, "equal"),
]
IDS = [f"{old} {known}" for old, _, known, _ in PAIRS]


@pytest.mark.parametrize(("old", "new", "known", "relation"), PAIRS, ids=IDS)
class TestPair:
    def test_conduct_and_decision_before(
        self, statutes: Statutes, old: str, new: str, known: dict[str, Any], relation: str
    ) -> None:
        answer = assess_named(statutes, old, **known, **BEFORE, today=TODAY)
        assert answer.reference == old
        assert answer.edition_choice.rule == "in-force"
        assert answer.alternatives == ()

    def test_conduct_before_decision_after(
        self, statutes: Statutes, old: str, new: str, known: dict[str, Any], relation: str
    ) -> None:
        answer = assess_named(statutes, old, **known, **DECIDED_AFTER, today=TODAY)
        assert answer.reference == old
        assert answer.edition_choice.rule == "earlier-kept"
        assert answer.edition_choice.reference == "apl@2021:37.1"
        assert [(each.reference, each.relation) for each in answer.alternatives] == [(new, relation)]

    def test_conduct_across(self, statutes: Statutes, old: str, new: str, known: dict[str, Any], relation: str) -> None:
        answer = assess_named(statutes, old, **known, **ACROSS, today=TODAY)
        assert answer.reference == new
        assert answer.edition_choice.rule == "continued"
        assert [each.reference for each in answer.alternatives] == [old]

    def test_conduct_after(self, statutes: Statutes, old: str, new: str, known: dict[str, Any], relation: str) -> None:
        answer = assess_named(statutes, old, **known, **AFTER, today=TODAY)
        assert answer.reference == new
        assert answer.edition_choice.rule == "moved"
        assert old in answer.edition_choice.zh


def test_the_last_day_of_an_edition_and_the_first_of_the_next(statutes: Statutes) -> None:
    last = assess_named(
        statutes, "csl@2016:59.1", conduct_to=date(2025, 12, 31), decided=date(2025, 12, 31), today=TODAY
    )
    first = assess_named(statutes, "csl@2016:59.1", conduct_to=date(2026, 1, 1), decided=date(2026, 1, 1), today=TODAY)
    assert (last.reference, first.reference) == ("csl@2016:59.1", "csl@2025:61.1")


def test_decided_on_the_last_day_of_the_old_text_nothing_has_changed_yet(statutes: Statutes) -> None:
    answer = assess_named(
        statutes, "csl@2016:59.1", conduct_to=date(2025, 6, 1), decided=date(2025, 12, 31), today=TODAY
    )
    assert answer.edition_choice.rule == "in-force"


def test_an_unchanged_article_keeps_its_number(statutes: Statutes) -> None:
    answer = assess_named(
        statutes, "icp@2011:22.1", conduct_to=date(2025, 1, 20), decided=date(2025, 2, 1), today=TODAY
    )
    assert answer.reference == "icp@2024:22.1"
    kept = assess_named(statutes, "icp@2011:22.1", conduct_to=date(2025, 1, 19), decided=date(2025, 2, 1), today=TODAY)
    assert (kept.reference, kept.alternatives[0].relation) == ("icp@2011:22.1", "equal")


@pytest.mark.parametrize("paragraph", ["19.1", "19.2", "20.1", "21.1", "22.1", "23.1"])
def test_the_2024_measures_before_across_and_after(statutes: Statutes, paragraph: str) -> None:
    old, new = f"icp@2011:{paragraph}", f"icp@2024:{paragraph}"
    known: dict[str, Any] = {"gains": 60_000} if paragraph == "19.1" else {}

    def applied(began: date, ended: date, decided: date) -> tuple[str, str]:
        answer = assess_named(
            statutes, old, conduct_from=began, conduct_to=ended, decided=decided, today=TODAY, **known
        )
        return answer.reference, answer.edition_choice.rule

    assert applied(date(2024, 5, 1), date(2025, 1, 19), date(2025, 1, 19)) == (old, "in-force")
    assert applied(date(2024, 5, 1), date(2025, 1, 19), date(2025, 1, 20)) == (old, "earlier-kept")
    assert applied(date(2024, 5, 1), date(2025, 1, 20), date(2025, 3, 1)) == (new, "continued")
    assert applied(date(2025, 1, 20), date(2025, 1, 20), date(2025, 3, 1)) == (new, "moved")


def test_a_new_edition_named_for_old_conduct_is_answered_under_the_old(statutes: Statutes) -> None:
    answer = assess_named(
        statutes, "csl@2025:61.1", facts=["refused"], conduct_to=date(2024, 5, 1), decided=date(2024, 8, 1), today=TODAY
    )
    fine = answer.fine_on("organisation")
    assert answer.reference == "csl@2016:59.1"
    assert answer.edition_choice.rule == "moved"
    assert fine is not None
    assert fine.max == Decimal(100_000)


def test_the_severe_consequence_leads_from_the_old_paragraph_to_the_new_third_one(statutes: Statutes) -> None:
    answer = assess_named(statutes, "csl@2016:59.2", facts=["severe"], conduct_to=date(2026, 5, 1), today=TODAY)
    fine = answer.fine_on("organisation")
    assert answer.reference == "csl@2025:61.3"
    assert fine is not None
    assert (fine.min, fine.max) == (500_000, 2_000_000)


def test_data_sent_abroad_is_split_over_two_laws(statutes: Statutes) -> None:
    with pytest.raises(Undecided) as caught:
        assess_named(statutes, "csl@2016:66.1", conduct_to=date(2026, 5, 1), today=TODAY)
    assert caught.value.choices == ("dsl@2021:46.1", "pipl@2021:66.1")


# --- another law that was in force at the conduct is no new text: 行政处罚法29 ---

BESIDE: list[tuple[str, date, date, tuple[str, ...], str, tuple[str, ...]]] = [
    # asked, end of the conduct, decision, concurrent, rule, texts shown beside
    ("csl@2016:64.1", date(2025, 6, 10), date(2026, 3, 20), ("pipl@2021:66.1",), "earlier-kept", ()),
    ("csl@2016:64.1", date(2021, 11, 1), date(2026, 3, 20), ("pipl@2021:66.1",), "earlier-kept", ()),
    ("csl@2016:64.1", date(2021, 10, 31), date(2026, 3, 20), (), "unclear", ("pipl@2021:66.1",)),
    ("csl@2016:64.1", date(2024, 5, 1), date(2024, 9, 1), ("pipl@2021:66.1",), "in-force", ()),
    ("csl@2016:64.1", date(2021, 10, 31), date(2022, 1, 10), (), "in-force", ()),
    ("csl@2016:66.1", date(2025, 6, 10), date(2026, 3, 20), ("dsl@2021:46.1", "pipl@2021:66.1"), "earlier-kept", ()),
    ("csl@2016:66.1", date(2021, 11, 1), date(2021, 12, 1), ("dsl@2021:46.1", "pipl@2021:66.1"), "in-force", ()),
    ("csl@2016:66.1", date(2021, 10, 31), date(2021, 12, 1), ("dsl@2021:46.1",), "in-force", ()),
    ("csl@2016:66.1", date(2021, 9, 1), date(2021, 12, 1), ("dsl@2021:46.1",), "in-force", ()),
    ("csl@2016:66.1", date(2021, 8, 31), date(2021, 12, 1), (), "in-force", ()),
    ("csl@2016:66.1", date(2021, 10, 31), date(2026, 3, 20), ("dsl@2021:46.1",), "unclear", ("pipl@2021:66.1",)),
    ("csl@2016:66.1", date(2021, 8, 31), date(2026, 3, 20), (), "unclear", ("dsl@2021:46.1", "pipl@2021:66.1")),
    ("csl@2016:64.2", date(2025, 6, 10), date(2026, 3, 20), (), "unclear", ()),
    ("csl@2016:59.1", date(2025, 6, 10), date(2025, 9, 20), (), "in-force", ()),
    ("pipl@2021:66.1", date(2025, 12, 31), date(2026, 3, 20), ("csl@2016:64.1", "csl@2016:66.1"), "in-force", ()),
    ("pipl@2021:66.1", date(2026, 1, 1), date(2026, 3, 20), (), "in-force", ()),
    ("dsl@2021:46.1", date(2021, 9, 1), date(2021, 12, 1), ("csl@2016:66.1",), "in-force", ()),
]


@pytest.mark.parametrize(("asked", "ended", "decided", "concurrent", "rule", "beside"), BESIDE)
def test_what_else_caught_the_conduct_on_that_day(
    statutes: Statutes,
    asked: str,
    ended: date,
    decided: date,
    concurrent: tuple[str, ...],
    rule: str,
    beside: tuple[str, ...],
) -> None:
    answer = assess_named(statutes, asked, gains=0, conduct_to=ended, decided=decided, today=TODAY)
    assert answer.reference == asked
    assert (answer.concurrent, answer.edition_choice.rule) == (concurrent, rule)
    assert tuple(other.reference for other in answer.alternatives) == beside
    notes = [note for note in answer.notes if note.code == "concurrent"]
    assert len(notes) == bool(concurrent)
    for note in notes:
        assert note.reference == "apl@2021:29.1"
        assert all(f"（{ref}，" in note.zh and f"({ref}: " in note.en for ref in concurrent)


def test_a_law_in_force_beside_it_is_not_called_its_new_text(statutes: Statutes) -> None:
    known: dict[str, Any] = {"gains": 0, "conduct_to": date(2025, 6, 10), "decided": date(2026, 3, 20), "today": TODAY}
    for asked in ("csl@2016:64.1", "csl@2016:66.1"):
        choice = assess_named(statutes, asked, **known).edition_choice
        assert "已改为" not in choice.zh
        assert "两者都适用" in choice.zh
        assert "had become" not in choice.en
    nothing = assess_named(statutes, "csl@2016:64.2", **known).edition_choice
    assert "互有轻重" not in nothing.zh
    assert "一并列出" not in nothing.zh
    assert "没有可以比较的规定" in nothing.zh
    before = assess_named(statutes, "csl@2016:64.1", **{**known, "conduct_to": date(2021, 10, 31)}).edition_choice
    assert "已改为指引条款，所指的是《个人信息保护法》" in before.zh


def test_the_graver_paragraph_concurs_as_its_base_does(statutes: Statutes) -> None:
    answer = assess_named(statutes, "pipl@2021:66.1", facts=["serious"], conduct_to=date(2024, 5, 1), today=TODAY)
    assert answer.reference == "pipl@2021:66.2"
    assert "csl@2016:64.1" in answer.concurrent


def test_without_a_date_an_old_text_concurs_as_on_its_last_day(statutes: Statutes) -> None:
    assert assess_named(statutes, "csl@2016:64.1", today=TODAY).concurrent == ("pipl@2021:66.1",)
    assert assess_named(statutes, "pipl@2021:66.1", today=TODAY).concurrent == ()
    early = assess_named(statutes, "csl@2016:64.1", decided=date(2021, 10, 31), today=TODAY)
    assert early.concurrent == ()


# --- what the case leaves open is compared under every value ---


@pytest.mark.parametrize("facts", [[], ["refused"], ["serious"]])
def test_article_69_without_an_item_stays_with_the_old_text_under_each(statutes: Statutes, facts: list[str]) -> None:
    answer = assess_named(statutes, "csl@2016:69.1", facts=facts, **DECIDED_AFTER, today=TODAY)
    assert answer.edition_choice.rule == "earlier-kept"
    assert answer.edition_choice.needs == ()
    assert "没有较轻的" in answer.edition_choice.zh
    assert [other.reference for other in answer.alternatives] == ["csl@2025:69.1", "csl@2025:70.1"]


def test_article_60_item_three_has_no_graver_tier_to_be_compared(statutes: Statutes) -> None:
    answer = assess_named(
        statutes, "csl@2016:60.1", facts=["consequence", "severe"], items=[3], **DECIDED_AFTER, today=TODAY
    )
    assert answer.edition_choice.rule == "earlier-kept"
    assert [(other.reference, other.relation) for other in answer.alternatives] == [("csl@2025:62.1", "equal")]


@pytest.mark.parametrize("facts", [[], ["refused"], ["consequence"], ["consequence", "severe"]])
def test_article_60_without_an_item_stays_with_the_old_text(statutes: Statutes, facts: list[str]) -> None:
    answer = assess_named(statutes, "csl@2016:60.1", facts=facts, **DECIDED_AFTER, today=TODAY)
    assert (answer.reference, answer.edition_choice.rule) == ("csl@2016:60.1", "earlier-kept")


def test_selling_personal_information_is_now_for_the_police_under_other_laws(statutes: Statutes) -> None:
    with pytest.raises(NotAPenalty, match="公安机关依照有关法律、行政法规的规定处罚"):
        assess_named(statutes, "csl@2016:64.2", conduct_to=date(2026, 5, 1), today=TODAY)


@pytest.mark.parametrize(
    ("asked", "dates", "reference"),
    [
        ("网安法59.1", {"conduct_to": date(2025, 5, 1), "decided": date(2025, 6, 1)}, "csl@2016:59.1"),
        ("csl:61.1", {"conduct_to": date(2025, 5, 1), "decided": date(2025, 6, 1)}, "csl@2016:61.1"),
        ("csl:61.1", {"conduct_to": date(2026, 5, 1)}, "csl@2025:61.1"),
        ("csl:61.1", {}, "csl@2025:61.1"),
        ("csl:64", {}, "csl@2025:64.1"),
        ("csl:63", {}, "csl@2025:63.1"),
        ("csl:65", {}, "csl@2025:65.1"),
        ("《互联网信息服务管理办法》第二十二条", {}, "icp@2024:22.1"),
        ("《中华人民共和国网络安全法》（2016年）第六十一条", {}, "csl@2016:61.1"),
        ("#3", {}, "csl@2025:64.1"),
        ("#3", {"conduct_to": date(2025, 5, 1), "decided": date(2025, 6, 1)}, "csl@2016:61.1"),
        ("＃5", {}, "pipl@2021:66.1"),
        ("#13", {}, "icp@2024:20.1"),
        ("#13", {"conduct_to": date(2024, 5, 1), "decided": date(2024, 6, 1)}, "icp@2011:20.1"),
    ],
)
def test_a_citation_is_read_as_of_the_conduct(
    statutes: Statutes, asked: str, dates: dict[str, date], reference: str
) -> None:
    assert assess_named(statutes, asked, **dates, today=TODAY).reference == reference


def test_an_old_number_in_a_new_case_says_what_took_its_place(statutes: Statutes) -> None:
    with pytest.raises(NotAPenalty) as caught:
        assess_named(statutes, "第五十九条".join(("网络安全法", "")), conduct_to=date(2026, 5, 1), today=TODAY)
    for words in ("不是罚则", "csl@2016:59.1", "csl@2025:61.1"):
        assert words in caught.value.words.zh


def test_a_number_that_meant_something_else_names_both(statutes: Statutes) -> None:
    answer = assess_named(statutes, "csl:61.1", today=TODAY)
    note = next(note for note in answer.notes if note.code == "number-elsewhere")
    assert "csl@2016:61.1" in note.zh
    assert "csl@2025:64.1" in note.zh


@pytest.mark.parametrize(("item", "reference"), [(1, "csl@2025:69.1"), (2, "csl@2025:70.1"), (3, "csl@2025:70.1")])
def test_the_items_of_power_nine_went_different_ways(statutes: Statutes, item: int, reference: str) -> None:
    assert assess_named(statutes, "#9", items=[item], today=TODAY).reference == reference


@pytest.mark.parametrize(
    ("asked", "known", "error", "words"),
    [
        ("csl@2016:59.1", {"conduct_from": date(2025, 2, 1), "conduct_to": date(2025, 1, 1)}, FinecalcError, "早于"),
        ("csl@2016:59.1", {"conduct_to": date(2025, 2, 1), "decided": date(2025, 1, 31)}, FinecalcError, "决定日期"),
        ("csl@2020:59.1", {}, UnknownReference, "csl@2016、csl@2025"),
        ("csl@2016:59.1", {"conduct_to": date(2017, 5, 31)}, FinecalcError, "2017-06-01"),
        ("pipl:66", {"conduct_to": date(2021, 10, 31)}, FinecalcError, "2021-11-01"),
        ("csl@2016:59.9", {}, UnknownReference, "csl@2016:59.1、csl@2016:59.2"),
        ("csl:21", {}, NotAPenalty, "不是罚则"),
        ("csl:82", {}, UnknownReference, "81"),
        ("csl@2025:73.1", {}, NotAPenalty, "一般规则"),
        ("刑法第二百八十五条", {}, UnknownReference, "看不懂"),
        ("#15", {}, UnknownReference, "14"),
        ("#14", {}, NotAPenalty, "没有处罚"),
        ("#1", {}, Undecided, "csl@2025:61.2"),
        ("csl:61", {}, Undecided, "csl@2025:61.1"),
        ("csl@2025:61.3", {}, FinecalcError, "csl@2025:61.1、csl@2025:61.2"),
        ("pipl@2021:66.2", {}, FinecalcError, "serious"),
        ("csl@2025:62.1", {"facts": ["severe"]}, Undecided, "请说明是第几项"),
        ("csl@2016:59.1", {"facts": ["serious"]}, FinecalcError, "只有“拒不改正”（refused）"),
        ("csl@2016:59.1", {"facts": ["refusd"]}, FinecalcError, "是不是“refused”"),
        ("csl@2016:59.1", {"items": [1]}, FinecalcError, "没有分项"),
        ("csl@2025:62.2", {"items": [4], "facts": ["severe"]}, FinecalcError, "3 项"),
        ("#9", {"items": [4]}, FinecalcError, "3 项"),
        ("csl@2016:59.1", {"conduct_to": date(2026, 11, 24)}, FinecalcError, "晚于今天"),
        (
            "csl@2016:59.1",
            {"conduct_to": date(2025, 1, 2), "discovered": date(2025, 3, 1), "decided": date(2025, 2, 1)},
            FinecalcError,
            "早于发现日期",
        ),
        ("csl@2016:64.1", {"gains": -1}, FinecalcError, "负数"),
        ("csl@2016:59.1", {"by": "village"}, FinecalcError, "county"),
        ("csl@2016:59.1", {"adjust": "加重"}, FinecalcError, "从重"),
    ],
)
def test_what_cannot_be_answered_says_what_would_be_right(
    statutes: Statutes, asked: str, known: dict[str, Any], error: type[FinecalcError], words: str
) -> None:
    with pytest.raises(error) as caught:
        assess_named(statutes, asked, **known, today=TODAY)
    assert words in caught.value.words.zh
    assert caught.value.words.en


def test_conduct_across_the_change_shows_the_text_of_its_beginning_whichever_is_asked(statutes: Statutes) -> None:
    for asked in ("csl@2016:59.1", "csl@2025:61.1", "网安法61.1"):
        answer = assess_named(statutes, asked, facts=["refused"], **ACROSS, today=TODAY)
        assert (answer.reference, answer.edition_choice.rule) == ("csl@2025:61.1", "continued")
        assert [other.reference for other in answer.alternatives] == ["csl@2016:59.1"]


def test_a_new_text_of_the_same_law_is_not_called_a_pointer(statutes: Statutes) -> None:
    choice = assess_named(statutes, "csl@2016:59.1", conduct_to=date(2025, 6, 1), decided=date(2026, 3, 1), today=TODAY)
    said = choice.edition_choice
    assert said.zh == (
        "违法行为终了时施行的是《网络安全法》（2016年），2026年3月1日作出决定时已改为《网络安全法》（2025年）第六十一条第一款；"
        "新的规定较重，适用行为时的规定"
    )
    assert said.en == (
        "The Cybersecurity Law (2016) was in force when the conduct ended; by the decision on 2026-03-01 it had become "
        "Cybersecurity Law (2025), article 61(1); the new text is heavier, so the text at the time of the conduct applies"
    )
