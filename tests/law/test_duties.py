"""What goes with every penalty, who may act, and what is due before: written by hand from the texts of the law."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from finecalc.law.assess import assess_named
from finecalc.law.assessment import Assessment
from finecalc.table.statutes import Statutes
from tests import TODAY

RULE_CORRECTION, RULE_CONFISCATION = "apl@2021:28.1", "apl@2021:28.2"
IN_FORCE = date(2021, 7, 15)
"""行政处罚法 (2021) is in force from this day."""


def ask(statutes: Statutes, reference: str, *facts: str, **known: Any) -> Assessment:
    return assess_named(statutes, reference, facts=facts, today=TODAY, **known)


def modes(answer: Assessment) -> dict[str, str]:
    return {each.kind: each.mode for each in answer.sanctions}


# --- 责令改正 with every penalty (行政处罚法28①) -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reference", "facts"),
    [
        ("csl@2016:59.1", ["refused"]),
        ("csl@2025:61.1", ["severe"]),
        ("csl@2025:61.3", ["severe"]),
        ("csl@2025:61.3", ["extreme"]),
        ("csl@2025:69.2", ["extreme"]),
        ("csl@2016:64.2", []),
        ("csl@2016:63.1", ["serious"]),
        ("dsl@2021:45.1", ["refused"]),
        ("dsl@2021:45.2", []),
        ("dsl@2021:48.2", []),
        ("dsl@2021:48.2", ["consequence"]),
        ("news@2017:22.1", []),
    ],
)
def test_correction_is_a_must_with_its_own_source(statutes: Statutes, reference: str, facts: list[str]) -> None:
    answer = ask(statutes, reference, *facts, gains=0)
    (order,) = (each for each in answer.sanctions if each.kind == "order-correction")
    assert (order.mode, order.source, order.from_tier) == ("must", RULE_CORRECTION, None)
    applied = next(rung for rung in answer.ladder if rung.applies)
    assert "order-correction" in {each.kind for each in applied.sanctions}


def test_where_the_tier_says_it_itself_the_text_is_the_source(statutes: Statutes) -> None:
    (order,) = (each for each in ask(statutes, "csl@2025:61.1").sanctions if each.kind == "order-correction")
    assert (order.mode, order.source) == ("must", "csl@2025:61.1")


def test_without_a_penalty_nothing_is_added(statutes: Statutes) -> None:
    """新闻规定23: 不予换发许可证 is no penalty; 行政处罚法28① speaks of 实施行政处罚时."""
    answer = ask(statutes, "news@2017:23.1", "permit-expired", gains=0)
    assert all(each.source != RULE_CORRECTION for each in answer.sanctions)


@pytest.mark.parametrize(
    ("reference", "doing"),
    [
        ("csl@2016:65.1", "order-stop-use"),
        ("csl@2025:63.1", "order-stop-sale"),
        ("news@2017:22.1", "order-stop-service"),
    ],
)
def test_what_stops_the_conduct_is_an_order_to_correct(statutes: Statutes, reference: str, doing: str) -> None:
    known = {"csl@2016:65.1": {"purchase": 1}, "csl@2025:63.1": {"gains": 0}}.get(reference, {})
    answer = ask(statutes, reference, **known)
    (order,) = (each for each in answer.sanctions if each.kind == "order-correction")
    assert (order.mode, order.source, order.satisfied_by) == ("must", RULE_CORRECTION, (doing,))


def test_before_the_law_was_in_force_the_tier_below_stays_available(statutes: Statutes) -> None:
    before = ask(statutes, "csl@2016:59.1", "refused", decided=date(2021, 7, 14))
    after = ask(statutes, "csl@2016:59.1", "refused", decided=IN_FORCE)
    assert (modes(before)["order-correction"], modes(after)["order-correction"]) == ("may", "must")


# --- 没收违法所得 (28②), by the day of the conduct -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ended", "decided", "added"),
    [
        (date(2021, 7, 14), date(2021, 8, 1), False),
        (IN_FORCE, date(2021, 8, 1), True),
        (date(2020, 3, 1), date(2021, 12, 1), False),
        (None, date(2021, 7, 14), False),
        (None, IN_FORCE, True),
    ],
)
def test_the_day_of_the_conduct_decides(statutes: Statutes, ended: date | None, decided: date, added: bool) -> None:
    answer = ask(statutes, "csl@2016:61.1", "refused", gains=500, conduct_to=ended, decided=decided)
    assert ("confiscate-gains" in modes(answer)) is added


@pytest.mark.parametrize(("gains", "expected"), [(None, ("must", True)), (1, ("must", False)), (0, None)])
def test_gains_known_unknown_and_none(statutes: Statutes, gains: int | None, expected: tuple[str, bool] | None) -> None:
    answer = ask(statutes, "csl@2025:69.1", "refused", gains=gains)
    found = [each for each in answer.sanctions if each.kind == "confiscate-gains"]
    assert [(each.mode, each.conditional) for each in found] == ([expected] if expected else [])
    assert {each.source for each in found} <= {RULE_CONFISCATION}


def test_article_64_with_gains(statutes: Statutes) -> None:
    """单处或者并处警告、没收违法所得、罚款: with gains the confiscation is a must, and still one of those to choose from."""
    (taken,) = (each for each in ask(statutes, "csl@2016:64.1", gains=9).sanctions if each.kind == "confiscate-gains")
    assert (taken.mode, taken.source, taken.in_choice) == ("must", RULE_CONFISCATION, True)


def test_on_individuals_where_the_text_punishes_individuals(statutes: Statutes) -> None:
    answer = ask(statutes, "csl@2025:66.1", "serious", gains=9, by="police")
    assert {each.on for each in answer.sanctions if each.source.startswith("apl@")} == {("individual",)}


# --- 并处 adds; a closing sentence belongs to every tier; what aggravated paragraphs share ---------------------------------


def test_what_stands_before_an_addition_stays_a_must(statutes: Statutes) -> None:
    """个保法66①: 拒不改正的，并处一百万元以下罚款."""
    answer = ask(statutes, "pipl@2021:66.1", "refused", gains=0)
    assert modes(answer) == {
        "order-correction": "must",
        "warning": "must",
        "confiscate-gains": "must",
        "suspend-app": "must",
    }


def test_without_an_addition_the_lighter_tier_stays_available_only(statutes: Statutes) -> None:
    """网安法 (2025) 61①: 拒不改正的，处五万元以上…."""
    assert modes(ask(statutes, "csl@2025:61.1", "refused", gains=0))["warning"] == "may"


@pytest.mark.parametrize("reference", ["csl@2016:67.1", "csl@2025:68.1", "csl@2016:67.2", "csl@2025:68.2"])
@pytest.mark.parametrize("facts", [(), ("serious",)])
def test_the_closing_sentence_belongs_to_both_tiers(statutes: Statutes, reference: str, facts: tuple[str, ...]) -> None:
    assert modes(ask(statutes, reference, *facts))["close-illegal-channels"] == "must"


def test_what_both_paragraphs_share_is_carried_into_61_3(statutes: Statutes) -> None:
    """61①② both say 责令改正，给予警告; their fines differ, so none is shared."""
    answer = ask(statutes, "csl@2025:61.3", "severe", gains=0)
    assert modes(answer) == {"order-correction": "must", "warning": "may"}
    shared = [rung for rung in answer.ladder if rung.shared]
    assert [each.fines for each in shared if not each.when] == [()]
    assert {"warning", "order-correction"} == {each.kind for each in shared[0].sanctions if not each.conditional}


# --- who may act: what is cited, and to whom ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reference", "references"),
    [
        ("csl@2016:61.1", ("csl@2016:8.1", "csl@2016:8.2")),
        ("csl@2025:61.1", ("csl@2025:9.1", "csl@2025:9.2")),
        ("dsl@2021:45.1", ("dsl@2021:6.1", "dsl@2021:6.2", "dsl@2021:6.3", "dsl@2021:6.4")),
        ("pipl@2021:66.1", ("pipl@2021:60.1", "pipl@2021:60.2", "pipl@2021:60.3")),
    ],
)
def test_the_division_of_duties_is_cited(statutes: Statutes, reference: str, references: tuple[str, ...]) -> None:
    for by in ("county", "police"):
        assert ask(statutes, reference, by=by).competence.references == references


@pytest.mark.parametrize(
    ("reference", "by", "decided", "cited"),
    [
        ("news@2017:22.1", "county", date(2023, 6, 1), "cacp@2023:11.1"),
        ("news@2017:22.1", "county", date(2023, 5, 31), None),
        ("news@2017:22.1", "police", date(2024, 1, 1), None),
        ("csl@2016:63.1", "county", date(2024, 1, 1), None),
    ],
)
def test_rules_of_the_cyberspace_administration_are_cited_to_its_offices(
    statutes: Statutes, reference: str, by: str, decided: date, cited: str | None
) -> None:
    assert ask(statutes, reference, by=by, decided=decided).competence.reference == cited


def test_what_touches_national_security_is_reported_up_by_the_lower_levels(statutes: Statutes) -> None:
    def told(reference: str, by: str) -> bool:
        return "report-up" in {note.code for note in ask(statutes, reference, by=by).notes}

    assert all(
        told(reference, by) for reference in ("csl@2025:61.2", "dsl@2021:45.2") for by in ("county", "prefecture")
    )
    assert not any(told("csl@2025:61.2", by) for by in ("provincial", "national", "police"))
    assert not told("csl@2025:64.1", "county")


def test_a_tier_reserved_for_higher_levels_is_said_beside_the_lighter_one(statutes: Statutes) -> None:
    def reserved(by: str) -> list[str | None]:
        notes = ask(statutes, "pipl@2021:66.1", by=by).notes
        return [note.reference for note in notes if note.code == "graver-reserved"]

    assert reserved("county") == ["pipl@2021:66.2"]
    assert reserved("provincial") == []
    said = next(note.zh for note in ask(statutes, "pipl@2021:66.1").notes if note.code == "graver-reserved")
    assert "只能由省级以上履行个人信息保护职责的部门作出" in said


def test_closing_a_website_is_passed_on_by_cyberspace_offices_only(statutes: Statutes) -> None:
    def told(by: str, decided: date) -> bool:
        answer = ask(statutes, "csl@2016:61.1", "refused", by=by, decided=decided)
        return "cacp@2023:48.1" in {note.reference for note in answer.notes}

    assert told("county", date(2023, 6, 1))
    assert not told("county", date(2023, 5, 31))
    assert not told("police", date(2023, 6, 1))


# --- hearing, review, collective decision ----------------------------------------------------------------------------------------

OF_OFFICES = ["cacp@2023:36.1", "cacp@2023:41.1", "cacp@2023:43.1"]
OF_ALL = ["apl@2021:63.1", "apl@2021:58.1", "apl@2021:57.2"]


@pytest.mark.parametrize(
    ("by", "decided", "references"),
    [
        ("county", date(2023, 6, 1), OF_OFFICES),
        ("national", date(2025, 1, 1), OF_OFFICES),
        ("county", date(2023, 5, 31), OF_ALL),
        ("county", IN_FORCE, OF_ALL),
        ("police", date(2023, 5, 31), OF_ALL),
        ("police", date(2025, 1, 1), OF_ALL),
        ("telecom-authority", date(2025, 1, 1), OF_ALL),
        ("county", date(2021, 7, 14), [None]),
    ],
)
def test_the_steps_by_authority_and_day(
    statutes: Statutes, by: str, decided: date, references: list[str | None]
) -> None:
    answer = ask(statutes, "csl@2016:59.1", "refused", by=by, decided=decided)
    assert [step.reference for step in answer.procedures] == references


@pytest.mark.parametrize(
    ("reference", "facts", "known"),
    [
        ("#6", [], {"purchase": 12_000_000}),
        ("csl@2025:61.1", ["extreme"], {}),
        ("csl@2025:61.1", [], {}),
        ("news@2017:22.1", [], {"by": "provincial"}),
        ("csl@2016:68.1", [], {"gains": 1, "decided": date(2024, 1, 1)}),
    ],
)
def test_every_fine_and_confiscation_has_the_hint(
    statutes: Statutes, reference: str, facts: list[str], known: dict[str, Any]
) -> None:
    steps = ask(statutes, reference, *facts, **known).procedures
    assert [step.reference for step in steps] == OF_OFFICES
    assert "标准由各地" in steps[0].zh


@pytest.mark.parametrize(("gains", "adjust"), [(0, None), (None, None), (0, "exempt")])
def test_no_fine_no_hint(statutes: Statutes, gains: int | None, adjust: str | None) -> None:
    """网安法 (2016) 59① without aggravation: 责令改正，给予警告."""
    known = {"gains": None if gains is None else Decimal(gains), "adjust": adjust}
    assert ask(statutes, "csl@2016:59.1", **known).procedures == ()


def test_the_review_after_a_hearing_is_one_condition(statutes: Statutes) -> None:
    """程序规定41①(二): 直接关系当事人或者第三人重大权益，经过听证程序的."""
    review = ask(statutes, "csl@2025:64.1", "refused").procedures[1]
    assert "直接关系当事人或者第三人重大权益且经过听证程序的" in review.zh
