"""The interview: what counts, what is asked anew, and that the line and the file give the same answer."""

import json
import random
import shlex
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

import finecalc
from finecalc.cli.options import replay_line
from finecalc.language.errors import FinecalcError
from finecalc.law.assess import assess
from finecalc.law.case_file import CaseFile, Source, read, write
from finecalc.law.interview import Given, Interview
from finecalc.law.questions import Question
from tests import TODAY
from tests.conftest import Run

STATUTES = finecalc.load()
PENALTIES = [provision.ref for provision in STATUTES.table.provisions if provision.role == "penalty"]
DAYS = ("", "2020-05-01", "2023-02-03", "2025-06-01", "2026-01-15", "2026-10-01")


def held(typed: dict[str, str]) -> Interview:
    """An interview in which every question that comes up is answered by its key; a key with no answer ends it."""
    interview = Interview(STATUTES, TODAY)
    while (question := interview.next()) is not None and question.key in typed:
        interview.answer(question, typed[question.key])
    return interview


def keys(interview: Interview) -> list[str]:
    return [row.question.key for row in interview.review()]


def next_key(interview: Interview) -> str | None:
    question = interview.next()
    return question and question.key


CASE = {"start": "1", "conduct_to": "", "provision": "1", "fact:refused": "y", "fact:consequence": "n"}
GRAVE = {"fact:severe": "", "fact:extreme": "否"}


def test_every_answer_is_looked_over_in_the_order_of_the_questions() -> None:
    interview = held(CASE | GRAVE)
    assert interview.next() is None
    assert keys(interview) == [
        *("start", "conduct_to", "provision", "fact:refused", "fact:consequence", "fact:severe", "fact:extreme"),
        *("by", "adjust"),
    ]
    case = interview.case("county")
    assert (case.facts, case.unknown, case.by) == (("refused",), ("severe",), "county")


def test_what_depends_on_a_changed_answer_is_asked_anew_and_the_rest_is_kept() -> None:
    interview = held(CASE | GRAVE)
    change(interview, "start", "3")
    # csl@2025:64.1 asks for refusal in the same words, of its own text: that is another question
    assert next_key(interview) == "fact:refused"
    assert "fact:severe" not in keys(interview)
    interview = held(CASE | GRAVE)
    change(interview, "fact:consequence", "y")
    assert interview.next() is None
    assert interview.case("county").facts == ("refused", "consequence")
    change(interview, "conduct_to", "2026-02-01")
    assert next_key(interview) == "conduct_from"
    answer(interview, "")
    assert interview.next() is None
    assert interview.case("county").unknown == ("severe",)


def change(interview: Interview, key: str, text: str) -> None:
    interview.next()
    interview.answer(next(row.question for row in interview.review() if row.question.key == key), text)


def answer(interview: Interview, text: str) -> None:
    question = interview.next()
    assert question is not None
    interview.answer(question, text)


def test_facts_given_for_one_text_do_not_count_for_another_that_asks_for_none() -> None:
    interview = Interview(
        STATUTES, TODAY, Given(answers={"start": "#3", "conduct_to": ""}, facts=("refused", "serious"))
    )
    assert interview.next() is None
    change(interview, "start", "6")
    assert next_key(interview) == "purchase"
    answer(interview, "80万")
    assert interview.next() is None
    assert interview.case("county").facts == ()


@pytest.mark.parametrize(
    ("key", "text", "zh"),
    [
        ("conduct_to", "2026-07-01", "违法行为终了日期不能晚于决定日期 2026-06-01"),
        ("decided", "2024-01-01", "决定日期不能早于违法行为终了日期 2024-03-01"),
        ("discovered", "2026-07-01", "发现日期不能晚于决定日期 2026-06-01"),
    ],
)
def test_a_day_out_of_order_is_refused_wherever_it_is_changed(key: str, text: str, zh: str) -> None:
    days = {"conduct_to": "2024-03-01", "decided": "2026-06-01", "discovered": "2025-01-01"}
    interview = held({"start": "3", **days, "fact:refused": "y", "fact:serious": "n"})
    with pytest.raises(FinecalcError) as refused:
        change(interview, key, text)
    assert refused.value.words.zh == zh


def test_what_nobody_asks_can_be_said_while_looking_over() -> None:
    interview = held(CASE | GRAVE)
    change(interview, "by", "省级")
    change(interview, "adjust", "从轻")
    assert interview.next() is None
    case = interview.case("county")
    assert (case.by, case.adjust) == ("provincial", "lenient")


def test_back_takes_the_last_answer_and_there_is_none_before_the_first() -> None:
    interview = held({"start": "3"})
    assert interview.back()
    assert next_key(interview) == "start"
    assert not interview.back()


def test_the_day_of_discovery_is_asked_where_it_decides() -> None:
    """行政处罚法第三十六条: 二年内未被发现的, conduct of 2025-06 decided in 2026-11 cannot have run out."""
    recent = held({"start": "3", "conduct_to": "2025-06-01", "decided": ""})
    assert "discovered" not in [*keys(recent), next_key(recent)]
    old = held({"start": "3", "conduct_to": "2024-05-01", "decided": ""})
    assert next_key(old) == "discovered"
    late = held(
        {
            "start": "3",
            "conduct_to": "2024-05-01",
            "decided": "",
            "discovered": "2026-06-01",
            "fact:refused": "y",
            "fact:serious": "n",
        }
    )
    assert next_key(late) == "fact:life-health-finance"
    undecided = held({"start": "3", "conduct_to": "2025-06-01"})
    assert next_key(undecided) == "decided"


def test_a_base_is_asked_for_where_an_open_fact_makes_it_count() -> None:
    """个人信息保护法第六十六条第二款, of which only 情节严重 has 上一年度营业额百分之五."""
    answers = {"start": "#5", "conduct_to": "", "fact:refused": "y"}
    assert next_key(held(answers | {"fact:serious": "u"})) == "turnover"
    assert next_key(held(answers | {"fact:serious": "n"})) is None


def test_what_is_given_beforehand_is_not_asked() -> None:
    given = Given(
        answers={"start": "#3", "conduct_to": "2026-02-01", "discovered": "2026-03-01"},
        left_open=("conduct_from",),
        facts=("拒不改正",),
        absent=("情节严重",),
    )
    interview = Interview(STATUTES, TODAY, given)
    assert interview.next() is None
    assert interview.case("county").discovered == date(2026, 3, 1)
    assert keys(interview)[:4] == ["start", "conduct_to", "conduct_from", "discovered"]


def test_a_day_that_rules_the_provision_out_is_taken_back_at_once() -> None:
    """网络安全法（2025年）第六十三条 has no predecessor, and is in force from 2026-01-01 on."""
    interview = held({"start": "csl@2025:63.1"})
    answer(interview, "2025-06-01")
    answer(interview, "")
    with pytest.raises(FinecalcError) as refused:
        interview.next()
    assert "2026-01-01" in refused.value.words.zh
    assert interview.back(refused.value)
    assert next_key(interview) == "conduct_to"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (Given(answers={"start": "#3", "conduct_to": ""}, facts=("severe",)), "facts"),
        (Given(answers={"start": "#3", "conduct_to": ""}, unknown=("没有这回事",)), "unknown"),
        (Given(answers={"start": "#3", "conduct_to": ""}, facts=("refused",), absent=("拒不改正",)), "absent"),
    ],
)
def test_facts_given_beforehand_that_cannot_be_used_are_refused(given: Given, field: str) -> None:
    with pytest.raises(FinecalcError) as refused:
        Interview(STATUTES, TODAY, given).next()
    assert refused.value.field == field


def test_on_a_text_that_knows_none_of_the_facts_given_the_text_is_asked_for_again() -> None:
    interview = Interview(STATUTES, TODAY, Given(facts=("severe",)))
    answer(interview, "3")
    answer(interview, "")
    with pytest.raises(FinecalcError) as refused:
        interview.next()
    assert interview.back(refused.value)
    assert next_key(interview) == "start"
    answer(interview, "网安法61.1")
    answer(interview, "")
    assert next_key(interview) == "fact:refused"


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("2", "#2"),
        ("#2", "#2"),
        ("２", "#2"),
        ("第2项", "#2"),
        ("2.", "#2"),
        ("２）", "#2"),
        ("2、", "#2"),
        ("二", "#2"),
        ("对未提供实名制身份信息的处罚", "#3"),
        ("网安法61", "网安法61"),
    ],
)
def test_a_choice_is_made_by_number_or_words(typed: str, chosen: str) -> None:
    interview = held({})
    answer(interview, typed)
    interview.next()
    assert interview.start == chosen


@pytest.mark.parametrize(
    "typed", ["2", "第六十一条第二款", "csl@2025:61.2", "网安法61.2", "关键信息基础设施运营者不履行"]
)
def test_a_provision_is_chosen_by_number_words_or_citation(typed: str) -> None:
    interview = held({"start": "1", "conduct_to": ""})
    answer(interview, typed)
    interview.next()
    assert interview.reference == "csl@2025:61.2"


@pytest.mark.parametrize("typed", ["网络安全法", "9", "没有这样的", "0", "-1"])
def test_words_that_fit_several_or_none_are_refused(typed: str) -> None:
    interview = held({"start": "1", "conduct_to": ""})
    with pytest.raises(FinecalcError) as refused:
        answer(interview, typed)
    assert re_ask(interview)
    assert "序号" in refused.value.words.zh


def re_ask(interview: Interview) -> bool:
    return next_key(interview) == "provision"


@pytest.mark.parametrize("name", ["网安法", "网络安全法", "《网络安全法》", "csl"])
def test_a_law_by_its_name_gives_its_provisions_todays_first(name: str) -> None:
    question = held({"start": name}).next()
    assert question is not None
    refs = [choice.value for choice in question.choices]
    assert {ref.split("@")[0] for ref in refs} == {"csl"}
    assert [ref.startswith("csl@2025") for ref in refs] == sorted(
        (ref.startswith("csl@2025") for ref in refs), reverse=True
    )


@pytest.mark.parametrize(
    ("typed", "settled"),
    [(word, "yes") for word in ("是", "y", "Y", "1", "１", "有", "yes", "是。")]
    + [(word, "no") for word in ("否", "n", "2", "0", "没有", "无")]
    + [(word, "unknown") for word in ("", "3", "u", "尚未查明", "不清楚", "待查")],
)
def test_a_fact_is_yes_no_or_not_yet_known(typed: str, settled: str) -> None:
    interview = held({"start": "3", "conduct_to": ""})
    answer(interview, typed)
    interview.next()
    row = next(row for row in interview.review() if row.question.key == "fact:refused")
    assert row.answer == settled


@pytest.mark.parametrize(
    ("typed", "settled"),
    [("今天", "2026-11-23"), ("昨天", "2026-11-22"), ("不清楚", ""), ("尚未查明", ""), ("2026/1/3", "2026-01-03")],
)
def test_a_day_is_typed_as_people_say_it(typed: str, settled: str) -> None:
    interview = held({"start": "3"})
    answer(interview, typed)
    interview.next()
    assert next(row.answer for row in interview.review() if row.question.key == "conduct_to") == settled


@pytest.mark.parametrize(
    ("typed", "settled"), [("五万", "50000"), ("无", "0"), ("不知道", ""), ("", ""), ("８０万元", "800000")]
)
def test_an_amount_is_typed_as_people_say_it(typed: str, settled: str) -> None:
    interview = held({"start": "6", "conduct_to": ""})
    answer(interview, typed)
    interview.next()
    assert next(row.answer for row in interview.review() if row.question.key == "purchase") == settled


def test_what_the_office_judges_a_fact_by_is_said_beside_the_question(run: Run, tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text(
        'name = "某市网信办"\nlevel = "prefecture"\n[[judged]]\nfact = "serious"\nwords = "一年内第二次以上违反"\nsource = "内部裁量标准"\n',
        encoding="utf-8",
    )
    asked = run("ask", "--office", "office.toml", stdin="3\n\ny\nn\n").stderr
    assert "某市网信办认定标准：一年内第二次以上违反（内部裁量标准）" in asked
    assert "机关档案里也没有" in run("ask", stdin="3\n\ny\n?\nn\n").stderr


# --- the line, the file and the interview give the same answer ------------------------------------------------------------


def random_answer(question: Question, chance: random.Random) -> str:
    if question.kind == "yes-no":
        return chance.choice("ynu")
    if question.kind == "amount":
        return chance.choice(["", "0", "5万", "99999.99", "二十亿"])
    if question.kind == "date":
        return chance.choice(DAYS)
    return str(chance.randint(1, len(question.choices)))


def interviewed(start: str, chance: random.Random, today: date = TODAY) -> Interview | None:
    """An interview about a provision with answers by chance; None where they lead to no answer."""
    interview = Interview(STATUTES, today, Given(answers={"start": start}))
    for _ in range(60):
        try:
            question = interview.next()
            if question is None:
                assess(STATUTES, interview.reference, interview.case("county"), today=today)
                return interview
            interview.answer(question, random_answer(question, chance))
        except FinecalcError as error:
            if not interview.back(error):
                return None
    return None


@pytest.mark.parametrize("start", [*PENALTIES[::5], *(f"#{number}" for number in range(1, 14))])
def test_the_line_and_the_file_give_the_answer_of_the_interview(start: str, run: Run, tmp_path: Path) -> None:
    today = date.today()  # the command line has no other
    for seed in range(2):
        interview = interviewed(start, random.Random(f"{start} {seed}"), today)
        assert interview is not None
        answer = assess(STATUTES, interview.reference, interview.case("county"), today=today)
        expected = json.loads(answer.to_json())
        (tmp_path / "案件.toml").write_text(write(STATUTES, interview.file(None)), encoding="utf-8")
        by_file = run("range", "--case", "案件.toml", "--json")
        assert by_file.returncode == 0, by_file.stderr
        line = replay_line(interview.reference, answer, today)
        by_line = run(*shlex.split(line)[1:], "--json")
        assert by_line.returncode == 0, by_line.stderr
        assert without_today(json.loads(by_line.stdout)) == without_today(expected)
        assert without_today(json.loads(by_file.stdout)) == without_today(expected)


def without_today(found: dict[str, object]) -> dict[str, object]:
    """An answer without the day of the decision, which the line names and the interview leaves to today."""
    case = found["case"]
    assert isinstance(case, dict)
    return {**found, "case": {**case, "decided": None}}


@given(st.sampled_from(PENALTIES), st.integers())
def test_a_saved_interview_opens_at_the_same_answers(start: str, seed: int) -> None:
    interview = interviewed(start, random.Random(seed))
    if interview is None:
        return
    kept = interview.file(CaseFile(provision="", case_id="2026-1", served=date(2026, 3, 1)))
    again = read(STATUTES, Source("x", write(STATUTES, kept)))
    assert again == kept
    assert (again.case_id, again.served) == ("2026-1", date(2026, 3, 1))
    assert structs.replace(again.case, by="county") == interview.case("county")
