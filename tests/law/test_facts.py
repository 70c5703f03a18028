"""Words are never read upwards: which words open which tier, written by hand from the texts."""

from datetime import date
from typing import Any

import pytest

from finecalc import check_many
from finecalc.language.errors import FactNotUsed, FinecalcError
from finecalc.law.assess import assess_named, assess_same_act, case_named
from finecalc.law.facts import fact_named
from finecalc.table.load import load
from finecalc.table.statutes import Statutes
from tests import TODAY

STATUTES = load()
PENALTIES = [provision.ref for provision in STATUTES.table.provisions if provision.role == "penalty"]

WHOLE = {
    "拒不改正",
    "情节严重",
    "情节特别严重",
    "情节较重",
    "危害网络安全等后果",
    "危害网络安全后果",
    "大量数据泄露等严重后果",
    "大量数据泄露",
    "严重后果",
    "关键信息基础设施丧失局部功能",
    "严重危害网络安全后果",
    "大量数据泄露、关键信息基础设施丧失局部功能等严重危害网络安全后果",
    "关键信息基础设施丧失主要功能",
    "特别严重危害网络安全后果",
    "关键信息基础设施丧失主要功能等特别严重危害网络安全后果",
    "特别严重影响",
    "特别严重后果",
    "特别严重影响、特别严重后果",
    "逾期仍不符合许可条件",
    "《互联网新闻信息服务许可证》有效期届满仍不符合许可条件",
    "许可证有效期届满仍不符合许可条件",
    "有效期届满仍不符合许可条件",
    "受到治安管理处罚",
    "受到刑事处罚",
    "情节较轻",
    "受到关闭网站、吊销相关业务许可证或者吊销营业执照处罚",
}
"""Whole phrases of the texts, without 造成 and 导致."""


def opened(ref: str, words: str) -> str | None:
    try:
        return fact_named(STATUTES, [STATUTES.ladder(ref)], words)
    except FinecalcError:
        return None


@pytest.mark.parametrize("ref", PENALTIES)
def test_no_part_of_a_phrase_opens_a_tier_and_no_word_a_graver_one_than_its_phrase(ref: str) -> None:
    ladder = STATUTES.ladder(ref)
    lowest = {fact: index for index, rung in reversed(list(enumerate(ladder.rungs))) for fact in rung.when}
    for index, rung in enumerate(ladder.rungs):
        for phrase in rung.when.values():
            parts = {phrase[a:b] for a in range(len(phrase)) for b in range(a + 1, len(phrase) + 1)}
            for part in parts:
                fact = opened(ref, part)
                if fact is None:
                    continue
                assert part.removeprefix("造成").removeprefix("导致") in WHOLE, part
                assert lowest[fact] <= index, part
            assert opened(ref, phrase) is not None


def test_a_fact_is_said_in_the_same_words_by_the_text_that_follows() -> None:
    """So that a word read in one text is not read upwards in the other, when the case is compared under both."""
    for provision in STATUTES.table.provisions:
        before = {fact: words for rung in STATUTES.ladder(provision.ref).rungs for fact, words in rung.when.items()}
        for ref, _ in STATUTES.successors((provision.ref, ())):
            after = {fact: words for rung in STATUTES.ladder(ref).rungs for fact, words in rung.when.items()}
            assert {fact: before[fact] for fact in before if fact in after} == {
                fact: after[fact] for fact in after if fact in before
            }


OPENS = [
    ("csl@2016:59.1", "导致危害网络安全等后果的", "consequence"),
    ("csl@2016:59.1", "造成危害网络安全后果", "consequence"),
    ("csl@2016:59.1", "REFUSED", "refused"),
    ("csl@2016:59.1", "拒绝改正", "refused"),
    ("csl@2016:59.1", "经责令改正拒不改正", "refused"),
    ("csl@2016:59.1", "refused to correct", "refused"),
    ("csl@2016:59.1", "涉及金融安全且有危害后果", "life-health-finance"),
    ("csl@2016:61.1", "情节特别严重", "serious"),
    ("csl@2016:63.1", "情节较重", "serious"),
    ("csl@2016:63.1", "情节严重", "serious"),
    ("csl@2025:61.1", "造成大量数据泄露", "severe"),
    ("csl@2025:61.1", "大量数据泄露", "severe"),
    ("csl@2025:61.1", "严重危害网络安全后果", "severe"),
    ("csl@2025:61.1", "关键信息基础设施丧失局部功能", "severe"),
    ("csl@2025:61.1", "造成关键信息基础设施丧失主要功能", "extreme"),
    ("csl@2025:61.1", "造成关键信息基础设施丧失主要功能等特别严重危害网络安全后果的", "extreme"),
    ("csl@2025:62.1", "造成大量数据泄露", "severe"),
    ("csl@2025:69.1", "造成特别严重影响", "extreme"),
    ("csl@2025:69.1", "特别严重后果", "extreme"),
    ("dsl@2021:45.1", "造成大量数据泄露等严重后果", "consequence"),
    ("dsl@2021:45.1", "大量数据泄露", "consequence"),
    ("dsl@2021:45.1", "造成严重后果", "consequence"),
    ("dsl@2021:48.2", "严重后果", "consequence"),
    ("news@2017:24.1", "情节严重或拒不改正的", "serious"),
    ("news@2017:23.1", "许可证有效期届满仍不符合许可条件", "permit-expired"),
]

REFUSED = [
    ("csl@2025:69.1", "严重后果"),
    ("csl@2025:69.1", "严重影响"),
    ("csl@2025:69.1", "造成严重后果"),
    ("csl@2025:69.1", "特别严重危害网络安全后果"),
    ("csl@2025:61.1", "数据泄露"),
    ("csl@2025:61.1", "造成数据泄露"),
    ("csl@2025:61.1", "少量数据泄露"),
    ("csl@2025:61.1", "未造成大量数据泄露"),
    ("csl@2025:61.1", "严重后果"),
    ("csl@2025:61.1", "丧失局部功能"),
    ("csl@2025:61.1", "丧失主要功能"),
    ("csl@2025:61.1", "特别严重影响"),
    ("csl@2025:61.1", "逾期不改正"),
    ("csl@2025:62.1", "造成本法第六十一条第三款规定的后果"),
    ("dsl@2021:45.1", "数据泄露"),
    ("dsl@2021:45.1", "造成后果"),
    ("dsl@2021:45.1", "造成危害后果"),
    ("dsl@2021:45.1", "导致危害网络安全等后果"),
    ("dsl@2021:45.1", "后果"),
    ("dsl@2021:46.1", "情节较重"),
    ("dsl@2021:48.2", "造成危害后果"),
    ("pipl@2021:66.2", "情节较重"),
    ("csl@2016:64.1", "情节较重"),
    ("csl@2016:61.1", "严重"),
    ("csl@2016:61.1", "情节不严重"),
    ("csl@2016:59.1", "后果"),
    ("csl@2016:59.1", "未造成危害网络安全等后果"),
    ("csl@2016:59.1", "逾期未改正"),
    ("csl@2016:59.1", "涉及金融安全"),
]


@pytest.mark.parametrize(("ref", "words", "fact"), OPENS)
def test_a_whole_phrase_or_one_no_weaker_opens_its_tier(ref: str, words: str, fact: str) -> None:
    assert opened(ref, words) == fact


@pytest.mark.parametrize(("ref", "words"), REFUSED)
def test_a_weaker_or_partial_word_is_refused_with_the_phrases_of_the_provision(ref: str, words: str) -> None:
    with pytest.raises(FinecalcError) as caught:
        assess_named(STATUTES, ref, facts=[words], today=TODAY)
    said = caught.value.words
    for shown in (said.zh, said.en):
        assert ref in shown
        assert f"“{words}”" in shown
        for phrase in (words for rung in STATUTES.ladder(ref).rungs for words in rung.when.values()):
            assert f"“{phrase}”" in shown


@pytest.mark.parametrize(("ref", "words"), REFUSED)
def test_a_weaker_word_is_never_ok_in_a_decision(ref: str, words: str) -> None:
    (judged,) = check_many([{"provision": ref, "facts": words, "fine": "60万", "decided": "2026-05-01"}], today=TODAY)
    assert judged.verdict != "ok"
    found = {each.code for each in judged.findings if each.field == "facts"}
    assert found
    assert found <= {"FC122", "FC901"}


@pytest.mark.parametrize(
    ("words", "code"), [("严重后果", "FC122"), ("情节较重", "FC122"), ("严重影响", "FC901"), ("有点严重", "FC901")]
)
def test_words_of_other_texts_are_warned_of_and_words_of_none_are_unreadable(words: str, code: str) -> None:
    (judged,) = check_many([{"provision": "csl@2025:69.1", "facts": words, "sanctions": "责令改正；警告"}], today=TODAY)
    assert [each.code for each in judged.findings if each.field == "facts"] == [code]


def test_the_words_of_the_text_that_applies_are_read_where_the_old_one_is_cited() -> None:
    """Cited by its old number, for conduct of 2026: the words are those of 2025:61.3."""
    known: dict[str, Any] = {"conduct_to": date(2026, 3, 1), "decided": date(2026, 5, 1), "today": TODAY}
    assert assess_named(STATUTES, "csl@2016:59.1", facts=["造成大量数据泄露"], **known).reference == "csl@2025:61.3"


def test_one_act_under_two_laws_is_read_by_the_words_of_each() -> None:
    refs = ["csl@2025:61.1", "dsl@2021:45.1"]
    found = assess_same_act(STATUTES, refs, ["造成大量数据泄露"], case_named(STATUTES), today=TODAY)
    assert [each.tier.facts for each in found] == [("severe",), ("consequence",)]
    found = assess_same_act(STATUTES, refs, ["拒不改正", "严重后果"], case_named(STATUTES), today=TODAY)
    assert [each.tier.facts for each in found] == [("refused",), ("refused", "consequence")]
    with pytest.raises(FactNotUsed):
        assess_same_act(STATUTES, refs, ["情节较重"], case_named(STATUTES), today=TODAY)


def test_the_tier_is_named_in_the_words_of_its_text() -> None:
    found = assess_named(STATUTES, "csl@2025:66.1", facts=["情节严重"], today=TODAY)
    assert found.tier.words == {"serious": "情节较重"}


@pytest.mark.parametrize(
    ("cell", "tier"),
    [
        ("拒不改正、造成大量数据泄露", ("severe",)),
        ("造成大量数据泄露、关键信息基础设施丧失局部功能等严重危害网络安全后果", ("severe",)),
        ("拒不改正，导致危害网络安全等后果", ("refused", "consequence")),
        ("拒不改正 导致危害网络安全等后果", ("refused", "consequence")),
        ("拒不改正/导致危害网络安全等后果", ("refused", "consequence")),
        ("拒不改正且导致危害网络安全等后果", ("refused", "consequence")),
        ("拒不改正或者导致危害网络安全等后果", ("refused",)),
    ],
)
def test_several_facts_in_a_cell(statutes: Statutes, cell: str, tier: tuple[str, ...]) -> None:
    from finecalc.decisions.files import cells

    found = assess_named(statutes, "csl@2025:61.1", facts=cells.facts(statutes, cell), today=TODAY)
    assert found.tier.facts == tier


@pytest.mark.parametrize(
    ("item", "reference", "facts"),
    [(1, "csl@2025:62.2", ("severe",)), (2, "csl@2025:62.2", ("severe",)), (3, "csl@2025:62.1", ("consequence",))],
)
def test_a_graver_consequence_of_an_item_that_it_is_not_provided_for_counts_as_the_lesser(
    item: int, reference: str, facts: tuple[str, ...]
) -> None:
    """62②: 有前款第一项、第二项行为，造成本法第六十一条第三款规定的后果的."""
    found = assess_named(STATUTES, "csl@2025:62.1", facts=["大量数据泄露"], items=[item], today=TODAY)
    assert (found.reference, found.tier.facts) == (reference, facts)
    assert ("fact-not-used" in [note.code for note in found.notes]) == (item == 3)
