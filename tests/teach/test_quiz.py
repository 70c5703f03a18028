"""`finecalc quiz`: the same seed, the same cases; stories that hand over nothing; right answers in many forms; distractors that are mistakes."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

import finecalc
from finecalc.language import money
from finecalc.language.citation import split
from finecalc.language.errors import FinecalcError
from finecalc.language.numerals import to_chinese
from finecalc.language.words import Words
from finecalc.law.assess import assess_named
from finecalc.table.statutes import Statutes
from finecalc.teach import stories
from finecalc.teach.asked import QUESTIONS, Asked, asked, must, tier_words
from finecalc.teach.quiz import Exercise, exercises, items, mark, score
from finecalc.teach.written import read_range
from tests import TODAY
from tests.conftest import Run

TABLE = finecalc.load()
DAYS = (date(2021, 3, 1), date(2025, 12, 31), date(2026, 1, 1))
"""Days on which different texts were in force."""


class Fixed:
    """Dice that leave everything in its order."""

    @staticmethod
    def choice(many: tuple[int, ...]) -> int:
        return many[0]

    @staticmethod
    def shuffle(_: list[object]) -> None:
        pass


def exercise(statutes: Statutes, ref: str, *facts: str, **known: object) -> Exercise:
    dated = {"conduct_to": "2026-02-01", "decided": "2026-03-01", "by": "county", **known}
    answer = assess_named(statutes, ref, facts=facts, today=TODAY, **dated)  # type: ignore[arg-type]
    questions = asked(statutes, answer, Fixed())  # type: ignore[arg-type]
    tiers = tier_words(statutes, answer)
    return Exercise(number=1, power=1, story=Words("", ""), tiers=tiers, questions=questions, answer=answer)


def question(made: Exercise, name: str) -> Asked:
    return next(each for each in made.questions if each.question == name)


def wrong(made: Exercise, name: str) -> dict[str, str]:
    """The distractors of a question, and what is said of each."""
    return {each.words.zh: each.mistake.zh for each in question(made, name).choices if each.mistake}


# --- the stories -----------------------------------------------------------------------------------------------------


def behind_the_power_list() -> list[tuple[int, str, tuple[int, ...]]]:
    """Every penalty provision behind an item of the list, on each of the days, with the items of its conduct."""
    from finecalc.language.citation import PowerItem
    from finecalc.law.succession import listed
    from finecalc.table.statutes import conduct_items

    found = {}
    for day in DAYS:
        for number in range(1, 14):
            for ref, listing in listed(TABLE, PowerItem(number), day):
                several = listing or range(1, 1 + len(conduct_items(TABLE.provision(ref))))
                for item in several or (0,):
                    found[number, ref, (item,) if item else ()] = day
    return list(found)


@pytest.mark.parametrize(("number", "ref", "of_it"), behind_the_power_list())
def test_every_provision_behind_the_power_list_and_every_fact_of_it_has_a_piece(
    number: int, ref: str, of_it: tuple[int, ...]
) -> None:
    power = TABLE.power(number)
    told = [
        conduct
        for day in DAYS
        for conduct, place in stories.conducts(TABLE, power, day)
        if conduct and place[0] == ref and (not of_it or not place[1] or set(of_it) <= set(place[1]))
    ]
    assert told
    for conduct in told:
        for fact in TABLE.ladder(ref).facts:
            assert stories.shown(conduct, fact), fact


def test_what_two_provisions_took_up_is_told_apart() -> None:
    """2016 art. 66 went on in 数安法 46 (important data) and 个保法 66 (personal information)."""
    told = stories.conducts(TABLE, TABLE.power(7), date(2026, 1, 1))
    assert {(conduct.leads_to if conduct else "", place[0]) for conduct, place in told} == {
        ("dsl@2021:46.1", "dsl@2021:46.1"),
        ("pipl@2021:66.1", "pipl@2021:66.1"),
    }


MANY = [made for seed in range(12) for made in exercises(TABLE, seed=seed, count=13)]


def test_no_story_names_its_provision_or_says_a_fact_in_the_words_of_the_text() -> None:
    """What is a judgement in the text (情节严重) is handed over as what the office found; nothing else is."""
    judged = {each.fact for each in stories.stories().shows if each.judged}
    for made in MANY:
        told, refs = made.story.zh + made.story.en, {made.answer.reference, made.answer.edition_choice.asked}
        for ref in refs:
            law, _, article, _ = split(ref)
            assert f"第{to_chinese(article)}条" not in told
            assert ref not in told
            assert f"{law}@" not in told
            assert TABLE.laws[law].name.removeprefix("中华人民共和国") not in told
            assert TABLE.provision(ref).name not in told
        for rung in made.answer.ladder:
            for fact, words in rung.when.items():
                assert fact in judged or words.removesuffix("的") not in told, (fact, told)


def test_what_is_judged_in_the_texts_is_judgement_and_nothing_else() -> None:
    assert {each.fact for each in stories.stories().shows if each.judged} == {"serious", "extreme"}
    assert all(each.aspect == "judgement" for each in stories.stories().shows if each.judged)


def test_a_story_holds_all_that_the_answer_needs() -> None:
    """Dates, amounts, and in each aspect what happened or that nothing did: enough to work it out by hand."""
    for made in MANY:
        case, told = made.answer.case, made.story.zh
        assert made.answer.needs == ()
        assert case.gains is not None
        assert all((money.chinese(amount) if amount else "没有") in told for amount in case.bases.values())
        assert f"{case.conduct_from:%Y}年" in told
        assert told.count("年") >= 4
        facts = {fact for rung in made.answer.ladder for fact in rung.when}
        assert ("限期10日" in told) == ("refused" in facts)
        if "refused" in facts:
            unmoved = any(words in told for words in ("没有采取任何措施", "未作任何整改"))
            assert unmoved == ("refused" in case.facts)
        if "serious" in facts:
            assert ("认定属于情节严重" in told) == ("serious" in case.facts and "extreme" not in case.facts), told


def test_cases_lie_before_the_new_text_after_it_and_across_it() -> None:
    """网络安全法（2025年）is in force from 2026-01-01."""
    turn, sides = date(2026, 1, 1), set()
    for made in exercises(TABLE, seed=1, count=8, numbers=[1, 2, 3]):
        case = made.answer.case
        assert case.conduct_from
        assert case.conduct_to
        assert case.decided
        sides.add((case.conduct_from < turn, case.conduct_to < turn, case.decided < turn))
    assert sides == {(True, True, True), (True, True, False), (True, False, False), (False, False, False)}


def test_a_case_that_two_laws_fine_differently_is_not_put() -> None:
    """From 2021-11-01 on 个人信息保护法 66 caught what 网络安全法（2016年）64 did: which fine is higher would have to be asked."""
    for made in exercises(TABLE, seed=3, count=30, numbers=[5]):
        assert made.answer.concurrent == ()
        if made.answer.reference == "csl@2016:64.1":
            assert made.answer.case.conduct_to < date(2021, 11, 1)


# --- the cases -------------------------------------------------------------------------------------------------------


def test_a_seed_repeats_the_cases(statutes: Statutes) -> None:
    first = exercises(statutes, seed=42, count=8)
    assert first == exercises(statutes, seed=42, count=8)
    assert first != exercises(statutes, seed=43, count=8)


@pytest.mark.parametrize("file", ["teach/quiz.py", "teach/stories.py", "teach/asked.py", "cli/commands/quiz.py"])
def test_no_case_depends_on_the_day_on_which_it_is_put(file: str) -> None:
    assert ".today()" not in (Path(finecalc.__file__).parent / file).read_text(encoding="utf-8")


def test_cases_come_from_the_items_that_are_penalties(statutes: Statutes) -> None:
    assert items(statutes) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]
    assert {each.power for each in exercises(statutes, seed=1, count=13)} == set(range(1, 14))
    assert {each.power for each in exercises(statutes, seed=1, count=9, numbers=[1, 8])} == {1, 8}
    with pytest.raises(FinecalcError):
        exercises(statutes, seed=1, count=1, numbers=[14])


def test_all_that_officers_get_wrong_is_asked() -> None:
    assert {each.question for made in MANY for each in made.questions} == set(QUESTIONS)


@given(st.integers(0, 10**6))
def test_the_model_answer_gets_full_marks(seed: int) -> None:
    """Whatever the case, in letters and in words: the range, the sanctions' labels, the citation, the tier's number."""
    labels = {kind.id: kind.label for kind in TABLE.table.sanctions}
    for made in exercises(TABLE, seed=seed, count=2):
        for each in made.questions:
            right = [letter for letter, choice in zip("ABCD", each.choices, strict=False) if choice.right]
            assert len(right) == 1
            assert mark(TABLE, made, each, right[0]).right
            assert mark(TABLE, made, each, each.expected.zh).right
            assert all(choice.right != bool(choice.mistake) for choice in each.choices)
            assert len({choice.words.zh for choice in each.choices}) == len(each.choices) > 1
        fine = made.answer.fine_on("organisation")
        said = "无" if fine is None else f"{money.number(fine.min or 0)}-{money.number(fine.max or 0)}"
        written = {"unit": said, "must": "；".join(labels[kind] for kind in must(made.answer)) or "无"}
        written |= {"law": made.answer.reference, "tier": str(made.answer.tier.index + 1)}
        for name, text in written.items():
            for each in made.questions:
                assert each.question != name or mark(TABLE, made, each, text).right, (made.story.zh, name, text)


# --- distractors -----------------------------------------------------------------------------------------------------


def test_the_old_number_and_the_same_number_in_the_other_edition(statutes: Statutes) -> None:
    """Conduct of 2026 falls under 2025 art. 61; 2016 art. 59 is what it was, 2016 art. 61 is about real names."""
    found = wrong(exercise(statutes, "csl@2025:61.1", "refused"), "law")
    assert found["《中华人民共和国网络安全法》（2016年）第五十九条第一款"] == "这是行为终了时已经不再施行的版本"
    assert found["《中华人民共和国网络安全法》（2016年）第六十一条"] == "条号相同，在那个版本里说的是另一种行为"
    assert found["《中华人民共和国网络安全法》（2025年）第六十一条第二款"] == "同一条里的另一款，主体或者行为不同"


def test_the_new_number_for_what_ended_before(statutes: Statutes) -> None:
    found = wrong(exercise(statutes, "csl@2016:59.1", "refused", conduct_to="2025-10-01"), "law")
    assert found["《中华人民共和国网络安全法》（2025年）第六十一条第一款"].startswith("这是行为终了之后才施行的版本")


def test_no_distractor_could_be_right_too(statutes: Statutes) -> None:
    """2016 art. 68.1 and 69.1(1) are one paragraph since 2026 (69.1): who does not take down what was pointed out may break both. Where the
    text can be read to fine persons in the lower tier too (个保法 66①), they are not asked about."""
    days = {"conduct_to": "2025-10-01", "items": [1]}
    found = wrong(exercise(statutes, "csl@2016:69.1", **days), "law")
    assert not any("第六十八条" in words for words in found)
    assert "《中华人民共和国网络安全法》（2025年）第六十九条第一款" in found
    base = exercise(statutes, "pipl@2021:66.1")
    assert {"manager", "staff"}.isdisjoint(each.question for each in base.questions)
    assert "unit" in {each.question for each in base.questions}


def test_nothing_to_confiscate(statutes: Statutes) -> None:
    """Wrong where the text does not say 没收违法所得 (2025 art. 61); where it does (2016 art. 68.1), naming it is no mistake."""
    made = exercise(statutes, "csl@2025:61.1", "refused", gains=0)
    assert wrong(made, "must")["责令改正、没收违法所得"] == "没有违法所得，没有可以没收的"
    old = exercise(statutes, "csl@2016:68.1", gains=0, conduct_to="2025-10-01")
    assert question(old, "must").expected.zh == "责令改正、警告"
    assert mark(statutes, old, question(old, "must"), "责令改正；警告；没收违法所得").right


def test_the_amounts_of_the_other_edition_persons_forgotten_and_a_band_read_as_law(statutes: Statutes) -> None:
    """2025 art. 61.1: 五万元以上五十万元以下, persons 一万元以上十万元以下; 2016 art. 59.1: 一万元以上十万元以下, the person in
    charge alone. 30 to 70 percent of the span from 50,000 to 500,000 is 185,000 to 365,000 (适用规定第十一条)."""
    made = exercise(statutes, "csl@2025:61.1", "refused")
    assert question(made, "unit").expected.zh == "处5万元以上50万元以下"
    found = wrong(made, "unit")
    assert found["处1万元以上10万元以下"] == "这是另一版本的规定"
    assert found["处18.5万元以上36.5万元以下"] == "这是一个裁量阶次的范围，不是法定幅度"
    assert wrong(made, "staff")["不罚款"] == "漏了这类人员：条文对其也规定了罚款"
    old = exercise(statutes, "csl@2016:59.1", "refused", conduct_to="2025-10-01")
    assert question(old, "staff").expected.zh == "不罚款"
    assert wrong(old, "staff")["处1万元以上10万元以下"] == "这是另一版本的规定"


def test_must_taken_for_may_and_a_lower_tier(statutes: Statutes) -> None:
    """2025 art. 61.1: 可以处一万元以上五万元以下罚款; refused, the warning is left over as may."""
    first = exercise(statutes, "csl@2025:61.1")
    assert question(first, "unit").expected.zh == "可以处1万元以上5万元以下"
    assert wrong(first, "unit")["处1万元以上5万元以下"] == "条文写的是“可以”，不是必须"
    refused = exercise(statutes, "csl@2025:61.1", "refused", gains=30_000)
    assert question(refused, "must").expected.zh == "责令改正、没收违法所得"
    found = wrong(refused, "must")
    assert found["责令改正、警告、没收违法所得"] == "多写的这些条文只说“可以”，或者只要求择一"
    assert found["没收违法所得"] == "漏了责令改正：实施处罚时就应当责令改正"
    assert found["责令改正"] == "漏了没收违法所得：有违法所得的应当没收"
    assert set(wrong(refused, "tier").values()) == {
        "低了一档：查明的事实够上更重的一档",
        "高了一档：没有查明够得上那一档的事实",
    }


def test_the_fallback_skipped_and_taken(statutes: Statutes) -> None:
    """2016 art. 64.1: 违法所得一倍以上十倍以下, 没有违法所得的一百万元以下."""
    days = {"conduct_to": "2021-03-01", "decided": "2021-08-01"}
    none = exercise(statutes, "csl@2016:64.1", gains=0, **days)
    assert question(none, "unit").expected.zh == "处100万元以下"
    assert wrong(none, "unit")["不罚款"] == "没有违法所得也有罚款幅度，这一句不能漏"
    some = exercise(statutes, "csl@2016:64.1", gains=30_000, **days)
    assert question(some, "unit").expected.zh == "处3万元以上30万元以下"
    assert wrong(some, "unit")["处100万元以下"] == "这是没有违法所得时的幅度，本案有违法所得"


def test_who_may_act(statutes: Statutes) -> None:
    """管理规定 22: 国家和省、自治区、直辖市互联网信息办公室; 24: 国家和地方; 网安法 61: 有关主管部门."""
    assert question(exercise(statutes, "news@2017:22.1"), "competence").expected.zh.startswith("不能")
    assert question(exercise(statutes, "news@2017:22.1", by="provincial"), "competence").expected.zh.startswith("能")
    assert question(exercise(statutes, "news@2017:24.1"), "competence").expected.zh.startswith("能")
    assert question(exercise(statutes, "csl@2025:61.1"), "competence").expected.zh.startswith("要看职责分工")


def test_is_a_hearing_due(statutes: Statutes) -> None:
    """程序规定 36: by kind where a shutdown may be ordered (网安法 64), by sum alone where only a fine is laid (61). Not asked where it
    turns on what the table does not know: whether stopping updates counts, whether there is an app that breaks the law."""
    assert question(exercise(statutes, "csl@2025:64.1", "refused"), "hearing").expected.zh.startswith("看种类")
    assert question(exercise(statutes, "csl@2025:61.1", "refused"), "hearing").expected.zh.startswith("只看数额")
    without = exercise(statutes, "csl@2025:64.1", gains=0)
    assert without.answer.fines == ()
    assert question(without, "hearing").expected.zh.startswith("不要")
    for ref, fact in (("news@2017:24.1", "serious"), ("pipl@2021:66.1", "refused")):
        assert all(each.question != "hearing" for each in exercise(statutes, ref, fact).questions)


def test_which_band(statutes: Statutes) -> None:
    """10 percent of the span from 50,000 to 500,000 is 95,000; from 20,000 to 30,000 it is 21,000, which is 70 percent of the maximum.
    Nothing before 2025-08-01."""
    made = exercise(statutes, "csl@2025:61.1", "refused")
    assert question(made, "band").words.zh == "拟对单位罚款9.5万元，属于哪一个裁量阶次？"
    assert question(made, "band").expected.zh == "从轻"
    assert wrong(made, "band")["一般"] == "“一般”的范围是18.5万元以上36.5万元以下，这个数额不在里面"
    narrow = exercise(statutes, "news@2017:25.1", "refused")
    assert question(narrow, "band").words.zh.startswith("拟对单位罚款2.1万元")
    assert wrong(narrow, "band")["一般"].startswith("按最高限的百分比算了")
    old = exercise(statutes, "csl@2016:59.1", "refused", conduct_to="2025-03-01", decided="2025-07-01")
    assert all(each.question != "band" for each in old.questions)


# --- marking ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "given", "right"),
    [
        ("law", "csl@2025:61.1", True),
        ("law", "网络安全法第六十一条第一款", True),
        ("law", "网安法61.1", True),
        ("law", "网络安全法（2016年）第五十九条第一款", False),
        ("law", "csl@2016:61.1", False),
        ("tier", "2", True),
        ("tier", "第2档", True),
        ("tier", "拒不改正", True),
        ("tier", "refused", True),
        ("tier", "导致危害网络安全等后果", True),
        ("tier", "1", False),
        ("tier", "3", False),
        ("tier", "造成大量数据泄露、关键信息基础设施丧失局部功能等严重危害网络安全后果的", False),
        ("unit", "5万-50万", True),
        ("unit", "5-50万", True),
        ("unit", "50000-50万", True),
        ("unit", "处五万元以上五十万元以下罚款", True),
        ("unit", "50,000 - 500,000", True),
        ("unit", "￥5万至￥50万", True),
        ("unit", "CNY 50,000 to CNY 500,000", True),
        ("unit", "5万-100万", False),
        ("unit", "1万-50万", False),
        ("unit", "50万以下", False),
        ("unit", "无", False),
        ("staff", "1-10万", True),
        ("manager", "1-10万", True),
        ("manager", "无", False),
        ("must", "责令改正", True),
        ("must", "order-correction; confiscate-gains", True),
        ("must", "无", False),
        ("must", "none", False),
        ("must", "责令改正；警告", False),
    ],
)
def test_a_refusal_under_article_61(statutes: Statutes, name: str, given: str, right: bool) -> None:
    """网络安全法 art. 61.1: 拒不改正 … 处五万元以上五十万元以下罚款; the warning then no longer must, the order to
    correct by 行政处罚法28①; what there is of gains, which this case does not say, is confiscated (28②)."""
    made = exercise(statutes, "csl@2025:61.1", "refused")
    marked = mark(statutes, made, question(made, name), given)
    assert (marked.right, marked.problem, marked.unanswered) == (right, None, False)


@pytest.mark.parametrize(
    ("name", "given", "right"),
    [
        ("tier", "1", True),
        ("unit", "可以处一万元以上五万元以下罚款", True),
        ("unit", "无", False),
        ("must", "责令改正；警告", True),
        ("must", "警告、责令改正", True),
        ("must", "给予警告，责令改正", True),
        ("must", "order to correct; warning", True),
        ("must", "order-correction warning", True),
        ("must", "责令改正；警告；罚款", True),
        ("must", "责令改正", False),
        ("must", "责令改正；警告；关闭网站", False),
    ],
)
def test_no_aggravating_fact_under_article_61(statutes: Statutes, name: str, given: str, right: bool) -> None:
    made = exercise(statutes, "csl@2025:61.1")
    marked = mark(statutes, made, question(made, name), given)
    assert (marked.right, marked.problem) == (right, None)


def test_a_number_without_an_edition_is_that_of_the_day_on_which_the_conduct_ended(statutes: Statutes) -> None:
    made = exercise(statutes, "csl@2016:61.1", "refused", conduct_to="2025-10-01")
    assert mark(statutes, made, question(made, "law"), "网络安全法第六十一条").right
    assert not mark(statutes, made, question(made, "law"), "网络安全法第六十四条").right


def test_a_provision_without_a_fine_wants_none(statutes: Statutes) -> None:
    made = exercise(statutes, "icp@2024:20.1")
    assert mark(statutes, made, question(made, "unit"), "不罚款").right
    assert mark(statutes, made, question(made, "unit"), "0").right
    assert not mark(statutes, made, question(made, "unit"), "1万-5万").right


def test_a_multiple_is_marked_in_amounts(statutes: Statutes) -> None:
    """2025 art. 67: one to ten times 采购金额; of 850,000 that is 850,000 to 8,500,000."""
    made = exercise(statutes, "csl@2025:67.1", purchase=850_000)
    assert mark(statutes, made, question(made, "unit"), "85万-850万").right


def test_the_marks_quote_the_text_and_say_the_mistake(statutes: Statutes) -> None:
    made = exercise(statutes, "csl@2025:61.1", "refused")
    unit = question(made, "unit")
    marked = mark(statutes, made, unit, "处1万元以上10万元以下")
    assert marked.why == ("处五万元以上五十万元以下罚款",)
    assert marked.expected == Words("处5万元以上50万元以下", "CNY 50,000 to CNY 500,000")
    assert marked.mistake
    assert marked.mistake.en == "That is what another edition says"


@pytest.mark.parametrize("given", ["", "  ", "\t"])
def test_a_blank_line_is_no_answer(statutes: Statutes, given: str) -> None:
    made = exercise(statutes, "csl@2025:61.1")
    for each in made.questions:
        marked = mark(statutes, made, each, given)
        assert (marked.right, marked.unanswered, marked.problem) == (False, True, None)


@pytest.mark.parametrize(
    ("name", "given"),
    [("tier", "9"), ("tier", "?!"), ("unit", "很多"), ("must", "打手心"), ("band", "5000-3万"), ("law", "第三百条")],
)
def test_an_answer_that_cannot_be_read_is_wrong_and_says_why(statutes: Statutes, name: str, given: str) -> None:
    made = exercise(statutes, "csl@2025:61.1", "refused")
    marked = mark(statutes, made, question(made, name), given)
    assert not marked.right
    assert marked.problem
    assert marked.problem.zh
    assert marked.problem.en


@given(st.text(max_size=30), st.sampled_from(QUESTIONS))
def test_nothing_typed_is_a_crash(text: str, name: str) -> None:
    made = exercise(TABLE, "csl@2025:61.1", "refused")
    mark(TABLE, made, question(made, name), text)


def test_a_bare_number_before_a_unit() -> None:
    """5000-3万 is 5,000 to 30,000, 5-50万 is 50,000 to 500,000."""
    assert read_range("5000-3万") == (5_000, 30_000)
    assert read_range("5,000-3万") == (5_000, 30_000)
    assert read_range("5-50万") == (50_000, 500_000)
    assert read_range("2-3万元") == (20_000, 30_000)
    assert read_range("5-3万") == (5, 30_000)
    assert read_range("200-1000万") == (2_000_000, 10_000_000)


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_ranges_are_read_as_they_are_written(one: int, other: int) -> None:
    low, high = sorted((Decimal(one), Decimal(other)))
    assert read_range(f"{money.chinese(low)}以上{money.chinese(high)}以下") == (low, high)
    assert read_range(f"处{money.number(low)} - {money.number(high)}元罚款") == (low, high)
    assert read_range(f"{money.chinese(high)}以下") == (0, high)


def test_the_score_counts_every_question(statutes: Statutes) -> None:
    made = exercise(statutes, "csl@2025:61.1")
    marks = [mark(statutes, made, question(made, "tier"), given) for given in ("1", "2", "")]
    assert score(marks) == (1, 3)


# --- at the command line ---------------------------------------------------------------------------------------------

NEWS = ("quiz", "--items", "10", "--seed", "1")
"""互联网新闻信息服务管理规定 art. 22, one tier: 责令停止相关服务活动，处一万元以上三万元以下罚款; five or more questions."""
ANSWERS = ("news@2017:22.1", "1万-3万", "无", "无", "责令停止相关服务活动；没收违法所得")


def test_a_class_can_pipe_its_answers(run: Run) -> None:
    done = run(*NEWS, "--count", "1", stdin="\n".join(ANSWERS) + "\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "得分：5 / 5（100%）" in done.stdout
    assert "“处一万元以上三万元以下罚款”" in done.stdout


def test_a_case_answered_to_its_end_gives_the_line_to_check_it(run: Run) -> None:
    done = run(*NEWS, "--count", "1", stdin="A\n" * 9)
    assert re.search(r"验算：finecalc range news@2017:22\.1 .*--decided 20", done.stdout)


def test_answers_that_run_out_end_it_with_the_score_so_far(run: Run) -> None:
    done = run(*NEWS, "--count", "3", stdin="news@2017:22.1\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "得分：1 / 1" in done.stdout
    assert "得分：0 / 0" in run("quiz").stdout


@pytest.mark.parametrize("leave", ["q", "Q", "ｑ"])
def test_q_leaves_with_the_score_so_far(run: Run, leave: str) -> None:
    done = run(*NEWS, stdin=f"news@2017:22.1\n{leave}\nA\nA\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "得分：1 / 1（100%）\n" in done.stdout


def test_a_blank_line_is_counted_as_unanswered(run: Run) -> None:
    done = run(*NEWS, stdin="news@2017:22.1\n\n\nq\n")
    assert "没有作答，应为：处1万元以上3万元以下" in done.stdout
    assert "得分：1 / 3（33%），未作答 2 问" in done.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_answers_may_come_in_the_encodings_that_editors_write(encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "finecalc", "--lang", "zh", *NEWS, "--count", "1"],
        input=("\n".join(ANSWERS) + "\n").encode(encoding),
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "得分：5 / 5（100%）" in done.stdout.decode()


def test_bytes_that_are_no_text_are_a_wrong_answer() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "finecalc", *NEWS, "--count", "1"],
        input=b"\xff\xfe\x00\x1b[31m\n\x80\n\xff\n",
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert b"0 / 3" in done.stdout


def test_a_question_mark_shows_the_texts_in_question_without_the_answer(run: Run) -> None:
    """While the law is asked for, the text of every choice, in an order of their own; then the one that applies."""
    shown = re.sub(r"\s", "", run(*NEWS, "--count", "1", stdin="?\nq\n").stdout)
    texts = [
        shown.find(words) for words in ("未经许可或超越许可范围", "运行过程中不再符合许可条件", "暂停新闻信息更新")
    ]
    assert all(place > 0 for place in texts)
    assert "应为" not in shown
    assert "对：" not in shown


def test_the_seed_is_said_and_repeats_the_set(run: Run) -> None:
    first = run("quiz", "--count", "3").stdout
    seed = re.search(r"--seed (\d+)", first)
    assert seed
    assert run("quiz", "--count", "3", "--seed", seed[1]).stdout == first


def test_english(run: Run) -> None:
    done = run(
        "--lang", "en", *NEWS, "--count", "1", stdin="news@2017:22.1\nCNY 10,000 to 30,000\nnone\nCNY 1 to 2\n\n"
    )
    assert "Which provision applies?" in done.stdout
    assert "Right: CNY 10,000 to CNY 30,000" in done.stdout
    assert "Score: 3 / 5 (60%), 1 unanswered" in done.stdout
    assert not re.search(r"[\u4e00-\u9fff]", re.sub("“[^”]*”", "", done.stdout.replace("\n", "")))


def test_json_is_the_teacher_s_sheet(run: Run) -> None:
    sheet = json.loads(run("quiz", "--items", "10", "--count", "2", "--seed", "9", "--json").stdout)
    assert sheet["seed"] == 9
    assert sheet["table"] == {"version": TABLE.table.version, "sha256": TABLE.sha256}
    assert [each["answer"]["reference"] for each in sheet["exercises"]] == ["news@2017:22.1"] * 2
    for each in sheet["exercises"]:
        assert set(each) >= {"number", "power", "story", "tiers", "answer", "questions"}
        assert all(sum(choice["right"] for choice in one["choices"]) == 1 for one in each["questions"])


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


def test_an_item_of_conduct_without_a_piece_is_told_by_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = structs.replace(stories.stories(), conduct=())
    monkeypatch.setattr(stories, "stories", lambda: bare)
    for made in exercises(TABLE, seed=1, count=4, numbers=[2]):
        provision = TABLE.provision(made.answer.edition_choice.asked)
        item = next(
            line for line in provision.text.split("\n") if line.startswith(f"（{'一二三'[made.answer.items[0] - 1]}）")
        )
        assert f"{provision.name}，{item}" in made.story.zh


def test_a_table_of_another_field_is_told_with_its_own_words() -> None:
    """Where no piece tells a conduct or a fact: the provision's name and the fact's words, and the authority as it is called."""
    field = finecalc.load(Path(__file__).parents[1] / "data" / "advertising.toml")
    refs = tuple(each.ref for each in field.table.provisions if each.role == "penalty")[:4]
    power = structs.replace(TABLE.table.powers[0], provisions=refs)
    own = Statutes(structs.replace(field.table, powers=(power,)), "0" * 64, field.path)
    for made in exercises(own, seed=1, count=6):
        assert own.provision(made.answer.edition_choice.asked).name in made.story.zh
        assert "市场监督管理" in made.story.zh
        assert "网信" not in made.story.zh
        for rung in made.answer.ladder:
            for fact, words in rung.when.items():
                assert (f"没有查明“{words.removesuffix('的')}”" in made.story.zh) == (
                    fact not in made.answer.case.facts and not stories.shown(None, fact)
                )
