"""`finecalc quiz`: the same seed, the same cases; right answers in many forms; marks that follow the law's text."""

import json
import os
import re
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import finecalc
from finecalc.language import money
from finecalc.language.errors import FinecalcError
from finecalc.language.words import Words
from finecalc.law.assess import assess_named
from finecalc.table.statutes import Statutes
from finecalc.teach.quiz import Exercise, exercises, items, mark, read_range, score
from tests import TODAY
from tests.conftest import Run

TABLE = finecalc.load()


def exercise(statutes: Statutes, ref: str, *facts: str, **known: int) -> Exercise:
    answer = assess_named(statutes, ref, facts=facts, today=TODAY, **known)  # type: ignore[arg-type]
    tiers = tuple(Words("", "") for _ in statutes.ladder(ref).rungs)
    return Exercise(number=1, power=1, story=Words("", ""), tiers=tiers, answer=answer)


# --- marking ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "given", "right"),
    [
        ("tier", "2", True),
        ("tier", "第2档", True),
        ("tier", "拒不改正", True),
        ("tier", "refused", True),
        ("tier", "导致危害网络安全等后果", True),
        ("tier", "1", False),
        ("tier", "3", False),
        ("tier", "造成大量数据泄露、关键信息基础设施丧失局部功能等严重危害网络安全后果的", False),
        ("range", "5万-50万", True),
        ("range", "5-50万", True),
        ("range", "处五万元以上五十万元以下罚款", True),
        ("range", "50,000 - 500,000", True),
        ("range", "￥5万至￥50万", True),
        ("range", "CNY 50,000 to CNY 500,000", True),
        ("range", "5万-100万", False),
        ("range", "1万-50万", False),
        ("range", "50万以下", False),
        ("range", "无", False),
        ("sanctions", "责令改正", True),
        ("sanctions", "order-correction; confiscate-gains", True),
        ("sanctions", "无", False),
        ("sanctions", "none", False),
        ("sanctions", "责令改正；警告", False),
    ],
)
def test_a_refusal_under_article_61(statutes: Statutes, question: str, given: str, right: bool) -> None:
    """网络安全法 art. 61.1: 拒不改正 … 处五万元以上五十万元以下罚款; the warning then no longer must, the order to
    correct by 行政处罚法28①; what there is of gains, which the story does not say, is confiscated (28②)."""
    marked = mark(statutes, exercise(statutes, "csl@2025:61.1", "refused"), question, given)  # type: ignore[arg-type]
    assert (marked.right, marked.problem) == (right, None)


@pytest.mark.parametrize(
    ("question", "given", "right"),
    [
        ("tier", "1", True),
        ("range", "可以处一万元以上五万元以下罚款", True),
        ("range", "无", False),
        ("sanctions", "责令改正；警告", True),
        ("sanctions", "警告、责令改正", True),
        ("sanctions", "给予警告，责令改正", True),
        ("sanctions", "order to correct; warning", True),
        ("sanctions", "order-correction warning", True),
        ("sanctions", "责令改正；警告；罚款", True),
        ("sanctions", "责令改正", False),
        ("sanctions", "责令改正；警告；关闭网站", False),
    ],
)
def test_no_aggravating_fact_under_article_61(statutes: Statutes, question: str, given: str, right: bool) -> None:
    marked = mark(statutes, exercise(statutes, "csl@2025:61.1"), question, given)  # type: ignore[arg-type]
    assert (marked.right, marked.problem) == (right, None)


def test_a_provision_without_a_fine_wants_none(statutes: Statutes) -> None:
    made = exercise(statutes, "icp@2024:20.1")
    assert mark(statutes, made, "range", "不罚款").right
    assert mark(statutes, made, "range", "0").right
    assert not mark(statutes, made, "range", "1万-5万").right


def test_a_multiple_is_marked_in_amounts(statutes: Statutes) -> None:
    """2025 art. 67: one to ten times 采购金额; of 850,000 that is 850,000 to 8,500,000."""
    made = exercise(statutes, "csl@2025:67.1", purchase=850_000)
    assert mark(statutes, made, "range", "85万-850万").right


def test_the_marks_quote_the_text(statutes: Statutes) -> None:
    marked = mark(statutes, exercise(statutes, "csl@2025:61.1", "refused"), "range", "1万")
    assert marked.why == ("处五万元以上五十万元以下罚款",)
    assert marked.expected == Words("处5万元以上50万元以下", "CNY 50,000 to CNY 500,000")


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("tier", "9"),
        ("tier", "?!"),
        ("tier", ""),
        ("range", "很多"),
        ("range", ""),
        ("sanctions", "打手心"),
        ("sanctions", ""),
    ],
)
def test_an_answer_that_cannot_be_read_is_wrong_and_says_why(statutes: Statutes, question: str, given: str) -> None:
    marked = mark(statutes, exercise(statutes, "csl@2025:61.1"), question, given)  # type: ignore[arg-type]
    assert not marked.right
    assert marked.problem
    assert marked.problem.zh
    assert marked.problem.en


@given(st.text(max_size=30), st.sampled_from(["tier", "range", "sanctions"]))
def test_nothing_typed_is_a_crash(text: str, question: str) -> None:
    mark(TABLE, exercise(TABLE, "csl@2025:61.1"), question, text)  # type: ignore[arg-type]


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_ranges_are_read_as_they_are_written(one: int, other: int) -> None:
    low, high = sorted((Decimal(one), Decimal(other)))
    assert read_range(f"{money.chinese(low)}以上{money.chinese(high)}以下") == (low, high)
    assert read_range(f"处{money.number(low)} - {money.number(high)}元罚款") == (low, high)
    assert read_range(f"{money.chinese(high)}以下") == (0, high)


# --- the cases --------------------------------------------------------------------------------------------------------


def test_a_seed_repeats_the_cases(statutes: Statutes) -> None:
    first = exercises(statutes, seed=42, count=8, today=TODAY)
    assert first == exercises(statutes, seed=42, count=8, today=TODAY)
    assert first != exercises(statutes, seed=43, count=8, today=TODAY)


def test_cases_come_from_the_items_that_are_penalties(statutes: Statutes) -> None:
    assert items(statutes, TODAY) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]
    assert {each.power for each in exercises(statutes, seed=1, count=13, today=TODAY)} == set(range(1, 14))
    assert {each.power for each in exercises(statutes, seed=1, count=9, numbers=[1, 8], today=TODAY)} == {1, 8}
    with pytest.raises(FinecalcError):
        exercises(statutes, seed=1, count=1, numbers=[14], today=TODAY)


@given(st.integers(0, 10**6))
def test_the_model_answer_gets_full_marks(seed: int) -> None:
    """Whatever the case: the tier's number, the range in words and the sanctions' labels are all right."""
    labels = {kind.id: kind.label for kind in TABLE.table.sanctions}
    for made in exercises(TABLE, seed=seed, count=3, today=TODAY):
        assert made.answer.needs == (), "every base that the answer needs is in the case"
        fine = made.answer.fine_on("organisation")
        said = "无" if fine is None else f"{money.number(fine.min or 0)}-{money.number(fine.max or 0)}"
        marks = [
            mark(TABLE, made, "tier", str(made.answer.tier.index + 1)),
            mark(TABLE, made, "range", said),
            mark(TABLE, made, "sanctions", "；".join(labels[kind] for kind in made.must) or "无"),
        ]
        assert score(marks) == (3, 3), (made.story.zh, marks)
        assert made.answer.reference.split(":")[0] in made.story.zh


def test_the_story_holds_all_that_the_answer_needs(statutes: Statutes) -> None:
    """What the answer was computed from is said in the case, so that it can be worked out by hand."""
    for made in exercises(statutes, seed=5, count=40, today=TODAY):
        case = made.answer.case
        opens = {fact: words for rung in made.answer.ladder for fact, words in rung.when.items()}
        assert all(opens[fact].removesuffix("的") in made.story.zh for fact in case.facts)
        assert all(not amount or money.chinese(amount) in made.story.zh for amount in case.bases.values())
        assert all(f"第 {item} 项" in made.story.zh for item in case.items)


# --- at the command line ----------------------------------------------------------------------------------------------


def test_a_class_can_pipe_its_answers(run: Run) -> None:
    """Item 10: 互联网新闻信息服务管理规定 art. 22, one tier: 责令停止相关服务活动，处一万元以上三万元以下罚款."""
    done = run(
        "quiz",
        "--items",
        "10",
        "--count",
        "2",
        "--seed",
        "1",
        stdin="1\n1万-3万\n责令停止相关服务活动\n1\n1万-5万\n警告\n",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "得分：4 / 6（66%）" in done.stdout
    assert "“处一万元以上三万元以下罚款”" in done.stdout
    assert re.search(r"验算：finecalc range news@2017:22\.1", done.stdout)


def test_answers_that_run_out_end_it_with_the_score_so_far(run: Run) -> None:
    done = run("quiz", "--items", "10", "--count", "3", stdin="1\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "得分：1 / 1" in done.stdout
    assert "得分：0 / 0" in run("quiz").stdout


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_answers_may_come_in_the_encodings_that_editors_write(encoding: str) -> None:
    answers = "1\n一万元以上三万元以下\n责令停止相关服务活动\n".encode(encoding)
    done = subprocess.run(
        [sys.executable, "-m", "finecalc", "--lang", "zh", "quiz", "--items", "10", "--count", "1"],
        input=answers,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "得分：3 / 3（100%）" in done.stdout.decode()


def test_bytes_that_are_no_text_are_a_wrong_answer() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "finecalc", "quiz", "--items", "10", "--count", "1"],
        input=b"\xff\xfe\x00\x1b[31m\n\x80\n\xff\n",
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert b"0 / 3" in done.stdout


def test_a_question_mark_shows_the_text_without_the_answer(run: Run) -> None:
    done = run("quiz", "--items", "10", "--count", "1", stdin="?\n1\n")
    assert "未经许可或超越许可范围开展互联网新闻信息服务活动的" in re.sub(r"\s", "", done.stdout)
    assert "得分：1 / 1" in done.stdout


def test_the_seed_is_said_and_repeats_the_set(run: Run) -> None:
    first = run("quiz", "--count", "3").stdout
    seed = re.search(r"--seed (\d+)", first)
    assert seed
    assert run("quiz", "--count", "3", "--seed", seed[1]).stdout == first


def test_english(run: Run) -> None:
    done = run(
        "--lang", "en", "quiz", "--items", "10", "--count", "1", "--seed", "1", stdin="1\nCNY 10,000 to 30,000\nnone\n"
    )
    assert "Which tier?" in done.stdout
    assert "Right: CNY 10,000 to CNY 30,000" in done.stdout
    assert "Score: 2 / 3 (66%)" in done.stdout


def test_json_is_the_teacher_s_sheet(run: Run) -> None:
    sheet = json.loads(run("quiz", "--items", "10", "--count", "2", "--seed", "9", "--json").stdout)
    assert sheet["seed"] == 9
    assert [each["answer"]["reference"] for each in sheet["exercises"]] == ["news@2017:22.1"] * 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--items", "14"), "没有处罚"),
        (("--items", "99"), "1 至 14"),
        (("--items", "a,b"), "1,3,8-9"),
        (("--items", "9-3"), "1,3,8-9"),
        (("--count", "0"), "1 至 1000"),
        (("--seed", "x"), "--seed"),
    ],
)
def test_what_quiz_cannot_use(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run("quiz", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
