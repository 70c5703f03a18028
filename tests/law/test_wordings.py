"""Penalties as real notices word them."""

from decimal import Decimal

import pytest

from finecalc import check, check_many
from finecalc.decisions.files import cells
from finecalc.language.errors import FinecalcError
from finecalc.table.statutes import Statutes
from tests import TODAY


@pytest.mark.parametrize(
    "text",
    [
        "责令改正",
        "责令整改",
        "责令限期改正",
        "责令限期整改",
        "责令立即改正",
        "责令立即整改",
        "立即整改",
        "限期整改",
        "责令15日内改正",
        "责令在30日内整改",
        "责令其限期改正",
        "责令改正违法行为",
        "责令改正的",
    ],
)
def test_an_order_to_correct_in_other_words(statutes: Statutes, text: str) -> None:
    assert cells.sanctions(statutes, text) == (("order-correction", None),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("没收违法所得38万元", [("confiscate-gains", 380_000)]),
        ("没收违法所得人民币三十八万元", [("confiscate-gains", 380_000)]),
        ("没收违法所得：380,000元", [("confiscate-gains", 380_000)]),
        ("没收38万元违法所得", [("confiscate-gains", 380_000)]),
        ("罚款５万元", [("fine", 50_000)]),
        ("处5万元罚款", [("fine", 50_000)]),
        ("罚款人民币伍万元整", [("fine", 50_000)]),
        (
            "责令改正，给予警告，并处罚款5万元",
            [("order-correction", None), ("warning", None), ("fine", 50_000)],
        ),
        ("1.责令改正；2.给予警告", [("order-correction", None), ("warning", None)]),
        ("（一）警告\n（二）责令整改", [("warning", None), ("order-correction", None)]),
        ("警告 责令改正", [("warning", None), ("order-correction", None)]),
        ("警告和罚款", [("warning", None), ("fine", None)]),
        ("停业整顿30日", [("rectification-shutdown", None)]),
        ("关闭用于实施违法犯罪活动的网站、通讯群组", [("close-illegal-channels", None)]),
        ("关闭网站、停业整顿", [("close-website", None), ("rectification-shutdown", None)]),
    ],
)
def test_a_kind_with_its_amount_and_several_kinds(
    statutes: Statutes, text: str, expected: list[tuple[str, int | None]]
) -> None:
    assert list(cells.sanctions(statutes, text)) == expected


@pytest.mark.parametrize(
    "text", ["警告5万元", "行政拘留5日", "不予警告", "未警告", "责令", "罚款约5万元", "五万元", "责令公开道歉"]
)
def test_what_is_no_sanction_is_not_guessed(statutes: Statutes, text: str) -> None:
    with pytest.raises(FinecalcError):
        cells.sanctions(statutes, text)


def test_one_suggestion_and_not_every_kind(statutes: Statutes) -> None:
    with pytest.raises(FinecalcError) as near:
        cells.sanctions(statutes, "关闭应用软件程序")
    assert near.value.words.zh == "没有“关闭应用软件程序”这种处罚种类。是不是“关闭应用程序”？"
    with pytest.raises(FinecalcError) as far:
        cells.sanctions(statutes, "责令公开道歉")
    assert len(far.value.words.zh) < 40


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("主管人员1万", [("manager", 10_000)]),
        ("主管人员:2万；直接责任人员:1万", [("manager", 20_000), ("staff", 10_000)]),
        ("主管人员2万、直接责任人员1万", [("manager", 20_000), ("staff", 10_000)]),
        ("主管人员2万，直接责任人员1万", [("manager", 20_000), ("staff", 10_000)]),
        ("主管人员:20,000,直接责任人员:10,000", [("manager", 20_000), ("staff", 10_000)]),
        ("主管人员 2万 直接责任人员 1万", [("manager", 20_000), ("staff", 10_000)]),
        ("主管人员：１万；直接责任人员：５０００元", [("manager", 10_000), ("staff", 5_000)]),
        ("直接责任人员（2人）各1万", [("staff", 10_000)]),
        ("直接责任人员2人各1万元", [("staff", 10_000)]),
        ("直接责任人员每人5千", [("staff", 5_000)]),
        ("直接责任人员李某、王某各1万", [("staff", 10_000)]),
        ("主管人员和直接责任人员各1万", [("manager", 10_000), ("staff", 10_000)]),
        ("主管人员张三、直接责任人员李四各5000元", [("manager", 5_000), ("staff", 5_000)]),
        ("对直接负责的主管人员张三处1万元罚款", [("manager", 10_000)]),
        ("张三（主管人员）1万元", [("manager", 10_000)]),
        ("主管人员（张三）：1万元；其他直接责任人员（李四、王五）：各5000元", [("manager", 10_000), ("staff", 5_000)]),
        ("主管人员壹万元整", [("manager", 10_000)]),
        ("主管人员:1万;主管人员:2万", [("manager", 10_000), ("manager", 20_000)]),
        ("manager 20000, staff 10000", [("manager", 20_000), ("staff", 10_000)]),
        ("主管人员:无", [("manager", 0)]),
        ("张三 1万元", [("", 10_000)]),
        ("张三：1万元；李四：5000元", [("", 10_000), ("", 5_000)]),
        ("法定代表人李四1万元", [("", 10_000)]),
        ("主管人员（法定代表人李四）1万元", [("manager", 10_000)]),
        ("主管人员、技术负责人各1万", [("manager", 10_000), ("", 10_000)]),
        ("无", []),
    ],
)
def test_persons(statutes: Statutes, text: str, expected: list[tuple[str, int]]) -> None:
    assert list(cells.person_fines(statutes, text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1万",
        "董事长:1万",
        "非主管人员1万",
        "主管人员约1万",
        "公司1万",
        "张三以外的人1万",
        "主管人员:约1万",
        "主管人员:-1",
        "主管人员",
        "单位:5万",
        "直接责任人员（2人）2万",
        "直接责任人员李某、王某2万",
        "主管人员和直接责任人员2万",
        "直接责任人员共2万",
        "主管人员" * 60 + ":1万",
    ],
)
def test_a_person_whose_role_or_amount_is_not_said_is_not_read(statutes: Statutes, text: str) -> None:
    with pytest.raises(FinecalcError):
        cells.person_fines(statutes, text)


LAWFUL = {
    "provision": "csl@2025:63.1",
    "conduct_to": "2026-02-01",
    "decided": "2026-05-01",
    "gains": "38万",
    "fine": "38万",
    "sanctions": "责令停止销售或者提供；警告；没收违法所得38万元；罚款38万元；责令改正",
}


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"sanctions": "责令停止销售或者提供；警告；没收违法所得30万元；责令改正"}, ["FC202"]),
        ({"sanctions": "责令停止销售或者提供；警告；没收违法所得40万元；责令改正"}, ["FC901"]),
        ({"fine": "40万"}, ["FC901"]),
        ({"fine": "380000.00"}, []),
    ],
)
def test_amounts_among_the_sanctions_agree_with_the_other_cells(changed: dict[str, str], codes: list[str]) -> None:
    row = {**LAWFUL, **changed}
    for order in ([row], [LAWFUL, row]):  # also when the same sanctions were judged before with another fine
        *_, judged = check_many(order, today=TODAY)
        assert [each.code for each in judged.findings if each.field == "sanctions" and each.code != "FC501"] == codes


def test_a_total_with_the_persons_agrees() -> None:
    row = {
        "provision": "csl@2025:61.1",
        "facts": "拒不改正",
        "conduct_to": "2026-02-01",
        "decided": "2026-05-01",
        "fine": "5万",
        "person_fines": "主管人员1万",
        "sanctions": "责令改正；罚款6万元",
    }
    (judged,) = check_many([row], today=TODAY)
    assert "FC901" not in [each.code for each in judged.findings]


def test_the_library_reads_the_same_words(statutes: Statutes) -> None:
    found = check(
        "csl@2025:63.1",
        gains=380_000,
        fine=1_000_000,
        sanctions=["停止销售或者提供", "给予警告", "没收违法所得40万元", "限期整改"],
        statutes=statutes,
        today=TODAY,
    )
    assert [each.code for each in found.findings if each.code != "FC501"] == ["FC901"]
    assert found.findings[-1].amount is None
    assert isinstance(cells.person_fines(statutes, "主管人员1万")[0][1], Decimal)


@pytest.mark.parametrize(
    ("provision", "facts", "persons", "codes"),
    [
        ("csl@2025:61.1", "拒不改正", "张三 5万元", []),
        ("csl@2025:61.1", "拒不改正", "张三 9,999元", ["FC111"]),
        ("csl@2025:61.1", "拒不改正", "张三 11万元", ["FC112"]),
        ("csl@2025:61.1", "", "张三 1万元", ["FC113"]),
        ("csl@2025:62.1", "拒不改正", "张三 1万元", ["FC901"]),  # 对直接负责的主管人员处…罚款, and nobody else
    ],
)
def test_a_person_without_a_role_is_judged_under_each(
    statutes: Statutes, provision: str, facts: str, persons: str, codes: list[str]
) -> None:
    found = check(
        provision,
        facts=facts,
        items=[1] if provision == "csl@2025:62.1" else [],
        fine=0 if not facts else 50_000,
        person_fines=persons,
        sanctions="责令改正；警告",
        decided="2026-05-01",
        statutes=statutes,
        today=TODAY,
    )
    assert [each.code for each in found.findings if each.field == "person_fines"] == codes
