"""Facts that are not yet established: every outcome they leave, and what would decide."""

import json
import shlex
from decimal import Decimal

import pytest

import finecalc
from finecalc.language.errors import FinecalcError
from finecalc.law.answer import Case
from finecalc.law.assess import assess
from finecalc.law.assessment import Assessment
from finecalc.law.open_facts import MOST_OPEN, known_part
from finecalc.table.statutes import Statutes
from tests import TODAY
from tests.conftest import Run


def outcomes(answer: Assessment) -> list[tuple[object, ...]]:
    return [
        (
            branch.facts,
            branch.without,
            fine.min if (fine := next(iter(branch.fines), None)) else None,
            fine and fine.max,
        )
        for branch in answer.branches
    ]


def test_an_open_fact_leaves_the_outcome_with_it_and_without_it() -> None:
    """网络安全法（2025年）第六十一条第一款: 可以处一万元以上五万元以下; 拒不改正…处五万元以上五十万元以下."""
    answer = finecalc.assess("csl@2025:61.1", unknown="拒不改正")
    assert outcomes(answer) == [
        (((),), ("refused",), 10_000, 50_000),
        ((("refused",),), (), 50_000, 500_000),
    ]
    assert answer.fine_on("organisation").max == 50_000  # type: ignore[union-attr]
    assert answer.case.unknown == ("refused",)
    assert answer.notes[0].code == "facts-open"


def test_facts_that_open_the_same_tier_are_one_outcome_and_a_graver_one_takes_its_place() -> None:
    """…造成…严重危害网络安全后果的，处五十万元以上二百万元以下."""
    answer = finecalc.assess("csl@2025:61.1", unknown=["refused", "consequence", "severe"])
    assert outcomes(answer) == [
        (((),), ("refused", "consequence", "severe"), 10_000, 50_000),
        ((("refused",), ("consequence",)), ("severe",), 50_000, 500_000),
        ((("severe",),), (), 500_000, 2_000_000),
    ]
    assert answer.branches[1].zh == ("查明有“拒不改正”或者“导致危害网络安全等后果”，没有“严重危害网络安全后果”")


def test_what_makes_no_difference_leaves_no_branches() -> None:
    answer = finecalc.assess("csl@2025:61.1", facts="refused", unknown="consequence")
    assert answer.branches == ()
    assert "有没有都是这个结果" in answer.notes[0].zh


def test_a_provision_that_needs_a_fact_does_not_apply_without_it() -> None:
    """个人信息保护法第六十六条第二款 is for 情节严重 alone; 处十万元以上一百万元以下 on persons."""
    answer = finecalc.assess("pipl@2021:66.2", unknown="serious")
    without, with_it = answer.branches
    assert (without.reference, without.fines) == (None, ())
    assert without.why is not None
    assert "pipl@2021:66.1" in without.why.zh
    assert [(fine.min, fine.max) for fine in with_it.fines[1:]] == [(100_000, 1_000_000)] * 2
    assert answer.case.facts == ()


def test_an_outcome_that_is_for_a_higher_level_says_so(run: Run) -> None:
    """个人信息保护法第六十六条第二款: 由省级以上履行个人信息保护职责的部门."""
    answer = finecalc.assess("pipl@2021:66.1", unknown="serious", by="county")
    assert [branch.competent for branch in answer.branches] == [True, False]
    frame, below = run("range", "pipl@2021:66.1", "--unknown", "serious", "--turnover", "0").stdout.split("\n\n", 1)
    assert "5,000万元以下（本机关无权）" in frame
    assert "（个人信息保护法第六十六条第二款；第 3 档）" in "".join(each.strip() for each in below.splitlines())
    assert "本机关无权处罚；如无此障碍；单位应当处5,000万元以下" in "".join(below.split()).replace(" ", "")
    province = finecalc.assess("pipl@2021:66.1", unknown="serious", by="provincial")
    assert all(branch.competent for branch in province.branches)


def test_an_open_fact_that_lengthens_the_limitation_leaves_it_open() -> None:
    known = {"conduct_to": "2023-01-01", "discovered": "2026-01-01"}
    answer = finecalc.assess("pipl@2021:66.1", unknown="life-health-finance", **known)  # type: ignore[arg-type]
    assert [branch.expired for branch in answer.branches] == [True, False]


def test_each_outcome_is_the_answer_once_the_facts_are_known(statutes: Statutes) -> None:
    for provision in statutes.table.provisions:
        if provision.role != "penalty":
            continue
        facts = tuple(statutes.ladder(provision.ref).facts)[:4]
        try:
            answer = finecalc.assess(provision.ref, unknown=facts, today=TODAY)
        except FinecalcError:
            continue
        for branch in answer.branches:
            for held in branch.facts:
                try:
                    known = assess(statutes, provision.ref, known_part(answer.case, held), today=TODAY)
                except FinecalcError:
                    assert branch.reference is None
                else:
                    assert branch.tier is not None
                    assert (branch.reference, branch.tier.index) == (known.reference, known.tier.index)
                    assert (branch.fines, branch.sanctions) == (known.fines, known.sanctions)


@pytest.mark.parametrize(
    ("given", "field", "zh"),
    [
        ({"unknown": "情节严重"}, "unknown", "没有“情节严重”"),
        ({"unknown": "severe", "facts": "severe"}, "unknown", "只能写一处"),
        ({"unknown": "没有这回事"}, "unknown", "看不懂情节"),
        ({"unknown": [f"x{n}" for n in range(MOST_OPEN + 1)]}, "unknown", "看不懂情节"),
    ],
)
def test_what_cannot_be_open_is_refused(given: dict[str, object], field: str, zh: str) -> None:
    with pytest.raises(FinecalcError) as refused:
        finecalc.assess("csl@2025:61.1", **given)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert zh in refused.value.words.zh


def test_the_page_shows_each_outcome_first_and_the_line_gives_it_again(run: Run) -> None:
    shown = run("range", "csl@2025:61.1", "--unknown", "拒不改正").stdout
    frame = shown.split("\n\n")[0]
    for words in ("没有拒不改正的 单位", "1万元–5万元", "有拒不改正的 单位", "5万元–50万元", "尚未查明"):
        assert words in frame
    line = " ".join(part.strip() for part in shown.split("再算一次")[1].splitlines())
    assert "--unknown refused" in line
    assert run(*shlex.split(line)[1:]).stdout == shown
    english = run("range", "csl@2025:61.1", "--unknown", "refused", "--lang", "en").stdout
    assert "With “refused to correct”: Organisation" in english.split("\n\n")[0]


def test_the_frame_says_that_persons_are_fined_too(run: Run) -> None:
    frame = run("range", "csl@2025:61.1", "--unknown", "拒不改正").stdout.split("\n\n")[0]
    assert "另有对直接负责的主管人员、其他直接责任人员的罚款" in frame
    alone = run("range", "csl@2025:63.1", "--unknown", "情节严重", "--gains", "30万").stdout.split("\n\n")[0]
    assert "另有" not in alone


def test_json_has_the_branches(run: Run) -> None:
    found = json.loads(run("range", "csl@2025:61.1", "--unknown", "refused", "--json").stdout)
    assert [branch["fines"][0]["max"] for branch in found["branches"]] == [50_000, 500_000]
    assert json.loads(run("range", "csl@2025:61.1", "--json").stdout)["branches"] == []


def test_a_decision_on_open_facts_gets_a_warning() -> None:
    judged = finecalc.check("csl@2025:61.1", unknown="拒不改正", fine=Decimal(20_000), sanctions="责令改正；警告")
    assert [each.code for each in judged.findings if each.severity == "warning"] == ["FC123"]
    assert judged.verdict == "warning"
    foreign = finecalc.check("csl@2025:61.1", unknown="情节严重", fine=20_000, sanctions="责令改正；警告")
    assert "FC122" in [each.code for each in foreign.findings]


def test_open_facts_are_not_passed_over_where_provisions_or_steps_are_worked_out(run: Run) -> None:
    refused = run("range", "csl@2025:64.1", "csl@2025:70.1", "--same-act", "--unknown", "refused")
    assert refused.returncode == 2
    assert "--unknown：" in refused.stderr
    known, left_open = (run("steps", "csl@2025:64.1", flag, "refused").stdout for flag in ("-f", "--unknown"))
    assert "听证" in known
    due = [line for line in known.splitlines() if "应当" in line and line[:1].isdigit()]
    assert due
    assert all(line in left_open for line in due)
    assert "--unknown refused" in " ".join(left_open.split())


def test_a_case_with_an_open_fact_that_is_none_is_refused() -> None:
    with pytest.raises(FinecalcError) as refused:
        assess(finecalc.load(), "csl@2025:64.1", Case(unknown=("没有这回事",)), today=TODAY)
    assert refused.value.field == "unknown"


def test_the_limitation_is_no_bar_while_an_open_fact_may_lengthen_it(run: Run) -> None:
    known = ("--conduct-to", "2023-05-01", "--discovered", "2026-01-01", "--decided", "2026-06-01", "-f", "refused")
    shown = run("range", "csl@2016:69.1", *known, "--item", "2", "--unknown", "life-health-finance").stdout
    assert "如无此障碍" not in shown
    assert "没有涉及公民生命健康安全、金融安全且有危害后果的" in shown.split("\n\n")[0]
    assert "5万元–50万元" in shown.split("\n\n")[0]
    assert "如无此障碍" in run("range", "csl@2016:69.1", *known, "--item", "2").stdout
