"""The conclusion of an answer: amounts as an officer writes them, by hand from the text of each article, and nothing of another text."""

import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

import finecalc
from finecalc.cli.pages.framed import framed
from finecalc.language.page import Conclusion, plain
from finecalc.law.assessment import Assessment
from finecalc.law.sentences.answer import clauses
from finecalc.law.sentences.conclusion import conclusion
from finecalc.law.sentences.pen import Pen
from finecalc.table.statutes import Statutes
from tests import TODAY

PERSONS = "直接负责的主管人员、其他直接责任人员"
OLD = {"conduct_to": "2025-11-01", "decided": "2026-03-01"}
LATE = {"conduct_to": "2022-01-01", "discovered": "2025-01-01", "decided": "2025-03-01"}

CASES: dict[str, tuple[str, dict[str, Any], list[str], list[str]]] = {
    "must": (
        "csl@2025:61.1",
        {"facts": "拒不改正"},
        ["单位 应当处 5万元–50万元", f"{PERSONS} 应当处 1万元–10万元"],
        ["依据《网络安全法》（2025年）第六十一条第一款，因拒不改正", "本机关是否有权，条文未点名，见“权限”"],
    ),
    "may": (
        "csl@2025:61.1",
        {},
        ["单位 可以处 1万元–5万元"],
        ["依据《网络安全法》（2025年）第六十一条第一款"],
    ),
    "each amount in its own unit (五千元以上五万元以下)": (
        "csl@2016:59.1",
        {"facts": "拒不改正"},
        ["单位 应当处 1万元–10万元", "直接负责的主管人员 应当处 5,000元–5万元"],
        [],
    ),
    "no fine": ("csl@2016:59.1", {}, ["本档 不罚款"], ["应当：责令改正、警告"]),
    "a base that is not known": (
        "csl@2016:64.1",
        {},
        [
            "单位 单处或者并处 违法所得的1–10倍；没有违法所得：100万元以下",
            f"{PERSONS} 应当处 1万元–10万元",
        ],
        ["数额取决于违法所得，请填写"],
    ),
    "to the fen": (
        "csl@2016:64.1",
        {"gains": "184999.99"},
        ["单位 单处或者并处 184,999.99元–1,849,999.90元", f"{PERSONS} 应当处 1万元–10万元"],
        [],
    ),
    "none of the base": (
        "csl@2016:64.1",
        {"gains": 0},
        ["单位 单处或者并处 100万元以下", f"{PERSONS} 应当处 1万元–10万元"],
        [],
    ),
    "a multiple of a base": (
        "csl@2025:67",
        {"purchase": "80万"},
        ["单位 应当处 80万元–800万元", f"{PERSONS} 应当处 1万元–10万元"],
        [],
    ),
    "the higher of two": (
        "pipl@2021:66.2",
        {"facts": "情节严重", "turnover": "20亿", "by": "省级"},
        ["单位 应当处 1亿元以下", f"{PERSONS} 应当处 10万元–100万元"],
        ["依据《个人信息保护法》（2021年）第六十六条第二款，因情节严重"],
    ),
    "not competent": (
        "pipl@2021:66.2",
        {"facts": "情节严重", "turnover": "20亿"},
        [
            "本机关（县级）无权处罚：由国家级、省级处理，报请上级",
            "如无此障碍：",
            "单位 应当处 1亿元以下",
            f"{PERSONS} 应当处 10万元–100万元",
        ],
        [],
    ),
    "out of time": (
        "csl@2016:61.1",
        {"facts": "拒不改正", **LATE},
        [
            "时效已过，不再给予行政处罚（期限到2024年1月1日）",
            "如无此障碍：",
            "单位 应当处 5万元–50万元",
            f"{PERSONS} 应当处 1万元–10万元",
        ],
        [],
    ),
    "out of time and not competent": (
        "news@2017:22.1",
        LATE,
        [
            "时效已过，不再给予行政处罚（期限到2024年1月1日）",
            "本机关（县级）无权处罚：由国家级、省级处理，报请上级",
            "如无此障碍：",
            "单位 应当处 1万元–3万元",
        ],
        ["依据《互联网新闻信息服务管理规定》（2017年）第二十二条"],
    ),
    "for the police": (
        "csl@2025:66.1",
        {},
        ["本机关（县级）无权处罚：由公安机关处理，应当移送", "如无此障碍：", "个人 可以处 5万元–50万元"],
        [],
    ),
    "mitigated": (
        "csl@2025:61.1",
        {"facts": "拒不改正", "adjust": "减轻"},
        ["单位 应当处 不足5万元", f"{PERSONS} 应当处 不足1万元"],
        ["减轻，见“裁量”"],
    ),
    "no penalty": (
        "csl@2025:61.1",
        {"facts": "拒不改正", "adjust": "不予处罚"},
        ["不予处罚 不罚款"],
        ["应当：责令改正"],
    ),
    "the old text": (
        "csl@2016:59.1",
        {"facts": "拒不改正", **OLD},
        ["单位 应当处 1万元–10万元", "直接负责的主管人员 应当处 5,000元–5万元"],
        ["依据《网络安全法》（2016年）第五十九条第一款，因拒不改正"],
    ),
    "across a change of the law": (
        "#3",
        {"facts": "拒不改正", "conduct_from": "2025-12-20", "conduct_to": "2026-01-15", "decided": "2026-03-01"},
        ["单位 应当处 5万元–50万元", f"{PERSONS} 应当处 1万元–10万元"],
        ["适用哪一文本须由办案人判断，见“版本”"],
    ),
    "a number that means another offence now": (
        "网安法61",
        {"facts": "拒不改正", "conduct_to": "2025-03-01", "decided": "2026-02-01"},
        ["单位 应当处 5万元–50万元", f"{PERSONS} 应当处 1万元–10万元"],
        [
            "依据《网络安全法》（2016年）第六十一条，因拒不改正",
            "没有写版本，这一条号现在是另一违法行为，见“条号”",
        ],
    ),
    "no day of the conduct, and the text is no longer in force": (
        "csl@2016:61.1",
        {"facts": "拒不改正", "decided": "2026-02-01"},
        ["单位 应当处 5万元–50万元"],
        ["没有违法行为日期，不能判断是否适用这一文本，见“提示”"],
    ),
    "one of two": (
        "dsl@2021:46.1",
        {},
        ["单位 可以处 10万元–100万元", f"{PERSONS} 可以处 1万元–10万元"],
        [],
    ),
}


def concluded(answer: Assessment, statutes: Statutes, columns: int = 96, lang: Any = "zh") -> list[str]:
    """The lines inside the frame, blanks between columns made one."""
    return [" ".join(plain(line).split()) for line in framed(conclusion(Pen(statutes, lang), answer), columns)]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_conclusion_is_what_the_text_says(
    statutes: Statutes, case: tuple[str, dict[str, Any], list[str], list[str]]
) -> None:
    ref, given, first, among = case
    lines = concluded(finecalc.assess(ref, today=TODAY, **given), statutes)
    assert lines[: len(first)] == first
    assert set(among) <= set(lines)


def test_english_says_the_same(statutes: Statutes) -> None:
    answer = finecalc.assess("pipl@2021:66.2", facts="serious", turnover="20亿", today=TODAY)
    assert concluded(answer, statutes, 116, "en") == [
        "Not competent (county): it is for the national or provincial level; refer the case upward",
        "But for this bar:",
        "Organisation must be fined up to CNY 100,000,000",
        "Directly responsible person in charge, other directly liable persons must be fined CNY 100,000 to 1,000,000",
        "Personal Information Protection Law (2021), article 66(2): serious circumstances",
    ]


def test_english_names_several_bodies_as_one_or_the_other(statutes: Statutes) -> None:
    answer = finecalc.assess("icp@2024:20.1", today=TODAY)
    assert concluded(answer, statutes, 140, "en")[0] == (
        "Not competent (county): it is for the police, state security organ, permit issuer or filing body; transfer the case"
    )


def test_a_mitigated_fine_on_an_unknown_base_is_said_not_to_be_lowered_yet(statutes: Statutes) -> None:
    answer = finecalc.assess("csl@2025:63.1", adjust="减轻", today=TODAY)
    assert "减轻，所列数额未经减轻，见“裁量”" in concluded(answer, statutes)
    known = finecalc.assess("csl@2025:63.1", adjust="减轻", gains="30万", today=TODAY)
    assert "减轻，见“裁量”" in concluded(known, statutes)


def test_english_brackets_follow_a_colon_and_no_blank_is_lost_where_a_line_ends(statutes: Statutes) -> None:
    answer = finecalc.assess("csl@2025:63.1", today=TODAY)
    said = " ".join(concluded(answer, statutes, 58, "en"))
    assert "must be fined: no illegal gains or below CNY 100,000: CNY 20,000 to 100,000" in said
    assert "CNY 100,000 or more: 1–5 times the illegal gains" in said


# --- every tier of the table ------------------------------------------------------------------------------------------

BASES = ({}, {"gains": "0"}, {"gains": "35万", "purchase": "1234567.89", "turnover": "20亿"})


@pytest.fixture(scope="module")
def answers(statutes: Statutes) -> list[Assessment]:
    return list(_answers(statutes))


def _answers(statutes: Statutes) -> Iterator[Assessment]:
    """Every tier, with and without bases, by itself and across each change of the law."""
    for provision in statutes.table.provisions:
        if provision.role != "penalty":
            continue
        ladder, edition = statutes.ladder(provision.ref), statutes.edition(provision.ref)
        items = {rung.items[:1] for rung in ladder.rungs}
        dates: list[dict[str, Any]] = [{}]
        if edition.until:
            dates.append({"conduct_to": edition.until, "decided": TODAY})
        for rung, item, bases, days in itertools.product(ladder.rungs, items, BASES, dates):
            try:
                yield finecalc.assess(
                    provision.ref, facts=list(rung.when)[:1], items=item, today=TODAY, **bases, **days
                )
            except finecalc.FinecalcError:
                continue


def officer(yuan: Decimal) -> str:
    """50000 → 5万元, by its own means: no 万 where hundreds would be lost."""
    for size, unit in ((10**8, "亿"), (10**4, "万")):
        if yuan >= size and yuan % (size // 100) == 0:
            return f"{(yuan / size).normalize():,f}{unit}元"
    return f"{yuan:,.0f}元" if yuan == int(yuan) else f"{yuan:,.2f}元"


def told(found: Conclusion) -> str:
    return "\n".join([*(each.amount for each in found.targets), found.article, found.because, *found.lines])


def test_every_end_of_every_range_is_told_and_none_of_another_text(
    statutes: Statutes, answers: list[Assessment]
) -> None:
    pen, seen, others = Pen(statutes, "zh"), 0, 0
    for answer in answers:
        found = conclusion(pen, answer)
        amounts = [each.amount for each in found.targets]
        own = {end for fine in answer.fines for end in (fine.min, fine.max) if end}
        whole = all(end % 100 == 0 for end in own)
        for fine in answer.fines:
            for end in filter(None, (fine.min, fine.max)):
                written = officer(end) if whole else f"{end:,.2f}".removesuffix(".00") + "元"
                assert any(written in each or officer(end) in each for each in amounts), (answer.reference, written)
                seen += 1
        if not answer.needs:
            foreign = {end for other in answer.alternatives for fine in other.fines for end in (fine.min, fine.max)}
            for end in filter(None, foreign - own):
                pieces = [
                    piece for each in amounts for piece in each.removesuffix("以下").removeprefix("不足").split("–")
                ]
                assert officer(end) not in pieces, (answer.reference, end)
                others += 1
        assert answer.edition_choice.rule == "as-asked" or "2025年）" not in told(found) or "@2025" in answer.reference
    assert seen > 500
    assert others > 50


@pytest.mark.parametrize(("columns", "lang"), itertools.product((60, 80, 100), ("zh", "en")))
def test_it_never_takes_more_than_eight_lines_with_its_frame(
    statutes: Statutes, answers: list[Assessment], columns: int, lang: Any
) -> None:
    pen = Pen(statutes, lang)
    for answer in answers:
        found = conclusion(pen, answer)
        lines = [plain(line) for line in framed(found, columns - 2)]
        assert len(lines) <= 6
        shown = "".join(line.removeprefix("  ") if at else line for at, line in enumerate(lines)).replace(" ", "")
        for each in found.targets:
            assert each.amount.replace(" ", "") in shown, (answer.reference, lines)
        if found.unless:
            assert found.unless.replace(" ", "") in shown, (answer.reference, lines)
            assert found.bars[0][0].replace(" ", "") in shown
        cut = columns == 60 and lang == "en" and shown.endswith("…")  # the law's name alone takes two lines
        assert found.article.replace(" ", "") in shown or cut, (answer.reference, lines)


def test_clauses_stand_verbatim_as_far_as_they_carry_the_answer() -> None:
    text = "甲的，由部门责令改正，给予警告，可以处一万元罚款；拒不改正的，处五万元罚款，并可以停业。另有规定的，依照其规定。"
    assert clauses(text, ["处五万元罚款"]) == "……拒不改正的，处五万元罚款，……"
    assert clauses(text, ["责令改正", "给予警告"]) == "甲的，由部门责令改正，给予警告，……"
    assert clauses(text, ["并可以停业"]) == "……拒不改正的，处五万元罚款，并可以停业。……"
    assert clauses(text, ["责令改正", "并可以停业"]) == (
        "甲的，由部门责令改正，……拒不改正的，处五万元罚款，并可以停业。……"
    )
    assert clauses(text, []) == "……"
