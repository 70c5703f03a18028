"""The road of a case: which steps there are by the law of the day, whether they are due, and by which day."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import finecalc
from finecalc.language.errors import DatesOutOfOrder, Undecided
from finecalc.law.answer import Case
from finecalc.law.road import OnRoad, Travelled, travelled
from finecalc.law.rules.day_counts import known_days
from finecalc.law.steps import Days
from finecalc.table.statutes import Statutes

TODAY = date(2026, 11, 24)
ORDER = (
    *(
        "source",
        "filing",
        "not-opened",
        "officers",
        "correction",
        "fast-track",
        "talk",
        "report",
        "notice",
        "statement",
    ),
    *("hearing-request", "hearing-notice", "hearing", "legal-review", "head-review", "collective", "decision"),
    *("document", "service", "performance", "deferral", "remedies", "late-payment", "enforcement"),
)


def road(
    statutes: Statutes, asked: str, facts: tuple[str, ...] = (), case: Case | None = None, **dates: str
) -> Travelled:
    known: dict[str, Any] = {name: date.fromisoformat(day) for name, day in dates.items()}
    case = case or Case(decided=known.get("decided"))
    known.pop("decided", None)
    return travelled(statutes, asked, facts, case, Days(**known), today=TODAY)


def step(found: Travelled, name: str) -> OnRoad:
    return next(each for each in found.steps if each.step == name)


def test_the_steps_stand_in_order_each_with_article_words_and_since_when(statutes: Statutes) -> None:
    found = road(statutes, "csl@2025:64.1", ("serious",))
    assert tuple(each.step for each in found.steps) == ORDER
    for each in found.steps:
        for source in each.sources:
            assert source.quote in statutes.provision(source.reference).text
            assert source.since == statutes.edition(source.reference).in_force


ARTICLES = [
    ("source", ["cacp@2023:17.1"]),
    ("filing", ["cacp@2023:18.2", "cacp@2023:18.2"]),
    ("officers", ["cacp@2023:18.2"]),
    ("correction", ["cacp@2023:34.1"]),
    ("notice", ["cacp@2023:39.1"]),
    ("statement", ["cacp@2023:40.1", "cacp@2023:40.2", "cacp@2023:40.3"]),
    ("hearing-request", ["cacp@2023:36.1"] * 3),
    ("hearing-notice", ["cacp@2023:37.1"]),
    ("hearing", ["cacp@2023:37.2", "cacp@2023:37.4"]),
    ("legal-review", ["cacp@2023:41.1"]),
    ("head-review", ["cacp@2023:42.1"]),
    ("collective", ["cacp@2023:43.1"]),
    ("decision", ["cacp@2023:45.1", "cacp@2023:45.2", "cacp@2023:45.2", "cacp@2023:45.3"]),
    ("document", ["cacp@2023:44.1", "cacp@2023:44.4"]),
    ("service", ["cacp@2023:46.1", "cacp@2023:46.1", "cacp@2023:46.2"]),
    ("deferral", ["cacp@2023:47.2"]),
    ("late-payment", ["apl@2021:72.1", "ael@2011:45.2"]),
    ("enforcement", ["ael@2011:54.1", "ael@2011:53.1", "apl@2021:72.2"]),
]


@pytest.mark.parametrize(("name", "refs"), ARTICLES)
def test_a_cyberspace_office_goes_by_decree_14(statutes: Statutes, name: str, refs: list[str]) -> None:
    assert [source.reference for source in step(road(statutes, "csl@2025:64.1"), name).sources] == refs


COUNTS = [
    ("filing", [(7, "working-day", "found"), (15, "working-day", "found")]),
    ("hearing-request", [(5, "working-day", "notified")]),
    ("hearing-notice", [(7, "working-day", "heard")]),
    ("decision", [(90, "day", "filed"), (60, "day", None)]),
    ("service", [(7, "working-day", "decided")]),
    ("enforcement", [(10, "working-day", "urged"), (3, "month", "final")]),
]


@pytest.mark.parametrize(("name", "counts"), COUNTS)
def test_day_counts(statutes: Statutes, name: str, counts: list[tuple[int, str, str | None]]) -> None:
    found = step(road(statutes, "csl@2025:64.1"), name)
    assert [(each.days, each.unit, each.counted_from) for each in found.sources if each.days] == counts


def test_the_dates_of_a_case_around_spring_festival(statutes: Statutes) -> None:
    """2026: Spring Festival 15 to 23 February; Saturdays 14 and 28 February are worked."""
    found = road(
        statutes,
        "csl@2025:64.1",
        found="2026-02-10",
        filed="2026-02-26",
        notified="2026-04-03",
        heard="2026-04-27",
        decided="2026-05-08",
        served="2026-05-18",
    )
    filing, request, notice = (step(found, name) for name in ("filing", "hearing-request", "hearing-notice"))
    assert (filing.latest, filing.extended, filing.standing) == (date(2026, 2, 26), date(2026, 3, 9), "in-time")
    assert request.latest == date(2026, 4, 13)  # 7, 8, 9, 10, 13 April: Qingming 4 to 6
    assert notice.latest == date(2026, 4, 16)  # 24, 23, 22, 21, 20, 17, 16 April
    decision, service = step(found, "decision"), step(found, "service")
    assert (decision.latest, decision.extended) == (date(2026, 5, 27), date(2026, 7, 26))
    assert (decision.earliest, decision.standing) == (None, "in-time")
    assert (service.latest, service.standing) == (date(2026, 5, 18), "in-time")  # Saturday 9, then 11 to 15, and 18


@pytest.mark.parametrize(
    ("filed", "standing"), [("2026-02-26", "in-time"), ("2026-02-27", "extended"), ("2026-03-10", "late")]
)
def test_filing_within_seven_or_in_special_cases_fifteen_working_days(
    statutes: Statutes, filed: str, standing: str
) -> None:
    """程序规定第十八条第二款; the text does not say from which day, and the answer says so."""
    found = step(road(statutes, "csl@2025:64.1", found="2026-02-10", filed=filed), "filing")
    assert found.standing == standing
    assert all("没有写明起算日" in source.count.zh for source in found.sources if source.count)


@pytest.mark.parametrize(
    ("decided", "standing"),
    [("2026-05-13", "in-time"), ("2026-05-14", "extended"), ("2026-07-12", "extended"), ("2026-07-13", "late")],
)
def test_a_decision_within_ninety_days_of_filing_and_sixty_more(
    statutes: Statutes, decided: str, standing: str
) -> None:
    found = step(road(statutes, "csl@2025:64.1", filed="2026-02-12", decided=decided), "decision")
    assert (found.latest, found.extended) == (date(2026, 5, 13), date(2026, 7, 12))
    assert found.standing == standing
    assert [source.kind for source in found.sources] == ["duty", "longer-by", "longer-open", "not-counted"]


def test_what_is_not_known_is_asked_for_and_not_guessed(statutes: Statutes) -> None:
    found = road(statutes, "csl@2025:64.1")
    assert {each.step: each.needs for each in found.steps if each.needs} == {
        "filing": "found",
        "hearing-request": "notified",
        "hearing-notice": "heard",
        "decision": "filed",
        "service": "decided",
    }
    assert step(found, "enforcement").needs is None


def test_the_day_of_discovery_stands_in_for_the_clue(statutes: Statutes) -> None:
    case = Case(conduct_to=date(2026, 1, 20), discovered=date(2026, 2, 10))
    assert step(road(statutes, "csl@2025:64.1", case=case), "filing").latest == date(2026, 2, 26)


def test_a_year_without_published_working_days_gives_no_date_and_says_what_is_needed(statutes: Statutes) -> None:
    found = road(statutes, "csl@2025:64.1", ("serious",), notified="2035-03-05", filed="2035-02-01")
    request = step(found, "hearing-request")
    assert (request.latest, request.calendar_open) == (None, True)
    assert request.dates is not None
    assert "还不知道" in request.dates.zh
    (note,) = [each for each in found.notes if each.code == "calendar"]
    assert str(known_days()[1]) in note.zh
    assert "chinesecalendar" in note.en
    assert step(found, "decision").latest == date(2035, 5, 2)  # calendar days: 27 + 31 + 30 + 2


def test_a_last_day_that_is_no_working_day_is_not_moved_and_said(statutes: Statutes) -> None:
    """15 February 2026 and ninety days: Saturday 16 May."""
    found = step(road(statutes, "csl@2025:64.1", filed="2026-02-15"), "decision")
    assert found.latest == date(2026, 5, 16)
    assert found.dates is not None
    assert "2026-05-16（休息日" in found.dates.zh
    assert "no working day" in found.dates.en


NEEDS = [
    ("csl@2025:61.1", (), {"hearing-request": "unknown", "hearing": "unknown", "legal-review": "if-heard"}),
    ("csl@2025:64.1", (), {"hearing-request": "not-required", "hearing": "not-required"}),
    ("csl@2025:64.1", ("serious",), {"hearing-request": "if-imposed", "hearing-notice": "if-imposed"}),
    ("csl@2025:64.1", ("serious",), {"talk": "may", "correction": "must", "service": "must", "deferral": "if"}),
]


@pytest.mark.parametrize(("ref", "facts", "needs"), NEEDS)
def test_which_steps_are_due_goes_by_what_the_tier_allows(
    statutes: Statutes, ref: str, facts: tuple[str, ...], needs: dict[str, str]
) -> None:
    found = road(statutes, ref, facts)
    assert {name: step(found, name).need for name in needs} == needs


@pytest.mark.parametrize("facts", [(), ("refused",)])
def test_a_hearing_that_was_held_makes_legal_review_due(statutes: Statutes, facts: tuple[str, ...]) -> None:
    """程序规定41①(二): 经过听证程序的; whatever the tier allows, this case has been through one."""
    held = step(road(statutes, "csl@2025:64.1", facts, heard="2026-03-16"), "legal-review")
    assert held.need == "must"
    assert step(road(statutes, "csl@2025:64.1", facts), "legal-review").need != "must"


def test_the_offices_threshold_says_whether_a_hearing_is_due(tmp_path: Path) -> None:
    """网安法2025:61①: refused, from 50,000 yuan up; not refused, from 10,000 to 50,000, which may reach 50,000."""
    profile = tmp_path / "office.toml"
    for amount, facts, needs in (
        (50_000, ("refused",), ("must", "if", "if-heard")),
        (50_000, (), ("if-large", "if-large", "if-heard")),
        (50_001, (), ("not-required", "not-required", "unknown")),
    ):
        profile.write_text(
            'name = "某区互联网信息办公室"\nlevel = "county"\n[[large_fine]]\nparty = "unit"\n'
            f'amount = {amount}\nsource = "某规定"\n[[large_fine]]\nparty = "person"\namount = 999_999_999\nsource = "某规定"\n',
            encoding="utf-8",
        )
        found = road(finecalc.load(office=profile), "csl@2025:61.1", facts)
        assert tuple(step(found, name).need for name in ("hearing-request", "hearing", "legal-review")) == needs


def test_no_decision_before_the_time_to_ask_for_a_hearing_has_run_out(statutes: Statutes) -> None:
    """Told on Monday 2 March 2026: until Monday 9 March; from the 10th on."""
    dates = {"filed": "2026-02-12", "notified": "2026-03-02"}
    for decided, standing in (("2026-03-09", "early"), ("2026-03-10", "in-time")):
        found = step(road(statutes, "csl@2025:64.1", ("serious",), **dates, decided=decided), "decision")
        assert (found.earliest, found.standing) == (date(2026, 3, 10), standing)
    held = step(
        road(statutes, "csl@2025:64.1", ("serious",), **dates, heard="2026-03-16", decided="2026-03-17"), "decision"
    )
    assert held.earliest is None
    assert step(road(statutes, "csl@2025:64.1", **dates, decided="2026-03-03"), "decision").earliest is None


def test_a_decision_too_early_may_be_too_late_all_the_same(statutes: Statutes) -> None:
    """Filed on 5 February: until 6 May 2026, extended until 5 July; told on 25 May: from 2 June on."""
    dates = {"filed": "2026-02-05", "notified": "2026-05-25", "decided": "2026-06-01"}
    found = step(road(statutes, "csl@2025:64.1", ("serious",), **dates), "decision")
    assert found.standing == "early"
    assert found.dates is not None
    assert found.dates.zh.startswith("实际 2026-06-01，过早，超过期限，须有延长的批准；不晚于 2026-05-06")


def test_a_hearing_so_early_that_its_notice_was_late(statutes: Statutes) -> None:
    dates = {"filed": "2026-02-12", "notified": "2026-03-02"}
    for heard, standing in (("2026-03-10", "late"), ("2026-03-11", None)):
        found = step(road(statutes, "csl@2025:64.1", ("serious",), **dates, heard=heard), "hearing-notice")
        assert found.standing == standing


# --- whose rules, and of which day ------------------------------------------------------------------------------------


def test_other_bodies_go_by_the_general_law_alone(statutes: Statutes) -> None:
    found = road(statutes, "csl@2025:62.1", case=Case(by="police"), notified="2026-03-02", heard="2026-03-20")
    assert not found.bound
    assert not [source for each in found.steps for source in each.sources if source.reference.startswith("cacp@")]
    request, notice = step(found, "hearing-request"), step(found, "hearing-notice")
    assert [source.reference for source in request.sources] == ["apl@2021:63.1", "apl@2021:64.1"]
    assert request.sources[1].counted_by == "apl@2021:85.1"
    assert request.latest == date(2026, 3, 9)
    assert notice.latest == date(2026, 3, 11)
    assert step(found, "decision").law == "not-held"
    assert step(found, "decision").latest is None
    (note,) = [each for each in found.notes if each.code == "procedure-rules"]
    assert note.reference == "cacp@2023:2.1"
    assert "只约束网信部门" in note.zh
    assert "公安机关" in note.zh


def test_an_office_before_june_2023_is_not_told_the_rules_of_today(statutes: Statutes) -> None:
    """The procedure rules of that time are not in the table: said, not guessed."""
    found = road(
        statutes, "csl@2016:61.1", ("serious",), filed="2023-03-01", notified="2023-04-03", decided="2023-05-10"
    )
    assert not [source for each in found.steps for source in each.sources if source.reference.startswith("cacp@")]
    assert step(found, "hearing-request").sources[0].reference == "apl@2021:63.1"
    assert step(found, "decision").law == "earlier"
    assert "2023-06-01" in step(found, "decision").zh
    (note,) = [each for each in found.notes if each.code == "procedure-rules"]
    assert "2023-06-01" in note.zh


def test_a_case_across_the_change_has_each_step_by_the_law_of_its_day(statutes: Statutes) -> None:
    found = road(
        statutes, "csl@2016:61.1", ("serious",), filed="2023-04-14", notified="2023-05-22", decided="2023-06-12"
    )
    assert {name: step(found, name).law for name in ("filing", "notice", "hearing-request", "decision")} == {
        "filing": "earlier",
        "notice": "general",
        "hearing-request": "general",
        "decision": "office",
    }
    assert step(found, "decision").latest == date(2023, 7, 13)


def test_before_the_general_law_nothing_is_shown_but_that(statutes: Statutes) -> None:
    found = road(
        statutes, "csl@2016:61.1", ("serious",), filed="2020-03-02", notified="2020-04-01", decided="2020-05-06"
    )
    for name in ("notice", "statement", "head-review"):
        assert step(found, name).law == "earlier"
        assert "2021-07-15" in step(found, name).zh


# --- dates out of order ---------------------------------------------------------------------------------------------------

OUT_OF_ORDER = [
    ({"filed": "2026-03-05", "notified": "2026-03-04"}, "notified", "立案日期（2026-03-05）"),
    ({"filed": "2026-03-05", "decided": "2026-03-01"}, "decided", "立案日期（2026-03-05）"),
    ({"found": "2026-03-05", "filed": "2026-03-04"}, "filed", "发现线索日期（2026-03-05）"),
    ({"notified": "2026-03-05", "heard": "2026-03-04"}, "heard", "告知日期（2026-03-05）"),
    ({"heard": "2026-03-05", "decided": "2026-03-04"}, "decided", "听证日期（2026-03-05）"),
    ({"decided": "2026-03-05", "served": "2026-03-04"}, "served", "决定日期（2026-03-05）"),
    ({"filed": "2026-03-05", "served": "2026-03-04"}, "served", "立案日期（2026-03-05）"),
]


@pytest.mark.parametrize(("dates", "field", "earlier"), OUT_OF_ORDER)
def test_a_step_before_one_that_it_follows_is_refused_naming_both_days(
    statutes: Statutes, dates: dict[str, str], field: str, earlier: str
) -> None:
    with pytest.raises(DatesOutOfOrder) as refused:
        road(statutes, "csl@2025:64.1", **dates)
    assert refused.value.field == field
    assert earlier in refused.value.words.zh
    assert dates[field] in refused.value.words.zh
    assert dates[field] in refused.value.words.en


def test_filing_before_discovery_or_before_the_conduct_began_is_refused(statutes: Statutes) -> None:
    for case in (Case(discovered=date(2026, 3, 5)), Case(conduct_from=date(2026, 3, 5))):
        with pytest.raises(DatesOutOfOrder) as refused:
            road(statutes, "csl@2025:64.1", case=case, filed="2026-03-04")
        assert refused.value.field == "filed"


def test_steps_on_one_day_are_in_order(statutes: Statutes) -> None:
    day = "2026-03-05"
    assert road(statutes, "csl@2025:64.1", found=day, filed=day, notified=day, decided=day, served=day).steps


# --- the power list -----------------------------------------------------------------------------------------------------


def test_the_duties_of_an_item_stand_beside_what_has_changed(statutes: Statutes) -> None:
    found = road(statutes, "#3")
    duties = {duty.quote: duty for each in found.steps for duty in each.duties}
    three = duties["当事人要求听证的，应当在被告知后三日内提出"]
    assert (three.state, three.reference) == ("changed", "cacp@2023:36.1")
    assert three.zh == "三日改为五个工作日"
    waived = duties["当事人在接到告知书之日起三个工作日内未提出陈述、申辩的，视为放弃权利"]
    assert (waived.state, waived.reference) == ("changed", "cacp@2023:40.3")
    served = duties["当事人不在场的，应当在七日内依照民事诉讼法的有关规定，将《行政处罚决定书》送达当事人"]
    assert served.zh.startswith("七日改为七个工作日")
    assert duties["拟作出的行政处罚决定应当报部门负责人审查"].state == "same"
    assert duties["必要时，也可以聘请专业人员进行协助"].state == "open"
    assert sum(len(each.duties) for each in road(statutes, "dataregs@2024:55.1").steps) == 0


@pytest.mark.parametrize(
    ("ref", "number"),
    [
        ("csl@2025:64.1", 3),
        ("csl@2016:61.1", 3),
        ("pipl@2021:66.1", 5),
        ("news@2017:19.1", 14),
        ("dataregs@2024:55.1", None),
    ],
)
def test_a_provision_finds_its_item_of_the_power_list(statutes: Statutes, ref: str, number: int | None) -> None:
    found = road(statutes, ref)
    assert found.power == number
    assert any(each.duties for each in found.steps) == (number is not None)


@pytest.mark.parametrize("number", range(1, 14))
def test_the_list_of_the_office_says_nothing_of_other_bodies(statutes: Statutes, number: int) -> None:
    found = road(statutes, f"#{number}", case=Case(by="police"))
    assert not [duty for each in found.steps for duty in each.duties]


@pytest.mark.parametrize("number", range(1, 14))
def test_every_sentence_of_the_duties_of_an_item_stands_under_a_step(statutes: Statutes, number: int) -> None:
    found = road(statutes, f"#{number}", notified="2026-03-02")
    text = statutes.passages[statutes.power(number).duties]
    quoted = [duty.quote for each in found.steps for duty in each.duties]
    assert len(quoted) == 25
    assert all(quote in text for quote in quoted)
    assert found.power == number
    assert step(found, "hearing-request").latest == date(2026, 3, 9)


REFERENCES = {
    1: ("csl@2025:61.1", "csl@2025:61.2"),
    2: ("csl@2025:62.1",),
    3: ("csl@2025:64.1",),
    4: ("csl@2025:65.1",),
    5: ("pipl@2021:66.1",),
    6: ("csl@2025:67.1",),
    7: ("dsl@2021:46.1", "pipl@2021:66.1"),
    8: ("csl@2025:69.1", "csl@2025:69.3"),
    9: ("csl@2025:69.1", "csl@2025:70.1"),
    10: ("news@2017:22.1",),
    11: ("news@2017:24.1",),
    12: ("news@2017:25.1",),
    13: ("icp@2024:20.1",),
}


@pytest.mark.parametrize(("number", "refs"), REFERENCES.items())
def test_an_item_has_one_road_whatever_stands_behind_it(statutes: Statutes, number: int, refs: tuple[str, ...]) -> None:
    found = road(statutes, f"#{number}")
    assert found.references == refs
    assert found.penalty
    assert tuple(each.step for each in found.steps) == ORDER


@pytest.mark.parametrize("number", [10, 13])
def test_an_item_that_the_office_may_not_punish_says_so(statutes: Statutes, number: int) -> None:
    assert "competence" in [note.code for note in road(statutes, f"#{number}").notes]


@pytest.mark.parametrize("asked", ["#14", "news@2017:19.1", "news@2017:4.1"])
def test_supervision_is_no_penalty_and_has_no_penalty_procedure(statutes: Statutes, asked: str) -> None:
    found = road(statutes, asked)
    assert not found.penalty
    expected = ["source", "correction"] if asked == "news@2017:4.1" else ["inspection", "source", "correction"]
    assert [each.step for each in found.steps] == expected
    assert [source.reference for source in found.steps[-1].sources] == ["cacp@2023:34.1"]


def test_days_that_supervision_has_no_use_for_are_not_passed_over_in_silence(statutes: Statutes) -> None:
    assert [note.code for note in road(statutes, "#14", filed="2026-03-02").notes] == ["days-not-used"]


def test_what_is_not_required_has_no_days_to_be_asked_for(statutes: Statutes) -> None:
    for given, shown in (({}, []), ({"notified": "2026-03-02"}, ["hearing-request"])):
        found = road(statutes, "csl@2025:64.1", **given)
        assert [each.step for each in found.steps if each.need == "not-required" and each.dates] == shown


def test_item_14_has_duties_of_its_own(statutes: Statutes) -> None:
    duties = [duty for each in road(statutes, "#14").steps for duty in each.duties]
    assert [duty.state for duty in duties] == ["same", "same", "same", "open", "open"]


def test_a_number_with_several_paragraphs_is_still_asked_about(statutes: Statutes) -> None:
    with pytest.raises(Undecided):
        road(statutes, "网安法61")
