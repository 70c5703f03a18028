"""What offices write above their columns: the field it names, the unit of its amounts, or why it cannot be passed over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finecalc.decisions.files.columns import Column, HeadingRefused, columns_of, understood, unit_above
from finecalc.decisions.files.headings import FIELDS, HEADINGS
from finecalc.decisions.files.sheet import find_top
from finecalc.language.errors import FinecalcError

SYNONYMS = {
    "fine": (
        "拟罚款 拟处罚款 拟罚款金额 罚款数额 罚款额度 对单位罚款 对公司的罚款 处罚金额 罚金 罚款 罚款金额 建议罚款金额 拟作出罚款金额 单位行政罚款 行政罚款金额 "
        "实际罚款额 当事人罚款 被处罚单位罚款 企业罚款 罚款总额 單位罰款 罰款金額 fines Fine_Amount proposed-fine"
    ),
    "person_fines": (
        "对责任人罚款 责任人员罚款 个人罚款金额 主管人员罚款 直接责任人员罚款 对直接负责的主管人员和其他直接责任人员罚款 拟对个人罚款 罚款（个人） 个人处罚金额 person-fines"
    ),
    "provision": (
        "处罚依据 行政处罚依据 处罚法律依据 法律依据 适用条款 适用法律条款 罚则 处罚条款 引用条款 處罰依據 处罚依据: 处罚依据（法律条款） legal_basis basis statute"
    ),
    "facts": "情节 违法情节 情节认定 认定情节 违法事实 违法事实和情节 案件事实 违法情形 情节描述 facts circumstances",
    "conduct_to": (
        "违法行为日期 违法时间 违法日期 违法行为时间 违法行为发生时间 违法行为发生日期 违法行为结束日期 违法终止时间 行为终了日期 conduct_date violation-date"
    ),
    "conduct_from": "违法行为起始时间 违法开始时间 行为开始日期 违法行为开始的日期 Conduct-From",
    "decided": "决定日期 处罚决定日期 行政处罚决定日期 处罚日期 处罚决定书日期 作出处罚决定的日期 处罚决定下达日期 拟决定日期 decision_date",
    "discovered": "发现日期 发现时间 违法行为发现时间 线索发现时间 案件发现日期 discovery_date",
    "filed": "立案日期 立案时间 案件立案日期 行政处罚立案时间 立案批准日期 立案之日 filed filed_on Filing-Date date_filed",
    "notified": (
        "告知日期 告知时间 事先告知日期 处罚告知日期 行政处罚事先告知书送达日期 处罚意见告知书日期 告知书送达日期 notified notified_on notice-date"
    ),
    "heard": "听证日期 听证会日期 举行听证日期 听证会召开时间 听证举行日期 heard hearing_date date-of-hearing",
    "served": "送达日期 送达时间 决定书送达日期 处罚决定书送达日期 行政处罚决定书送达时间 served served_on service-date",
    "gains": "违法所得 违法所得金额 违法所得数额 非法所得 违法获利 illegal_gains",
    "purchase": "采购金额 采购总额 采购价款 purchase_amount",
    "turnover": "营业额 上年度营业额 上一年度营业额 上一年营业额 annual_turnover",
    "sanctions": "处罚种类 处罚类别 行政处罚种类 处罚方式 处罚措施 处罚种类及措施 处罚种类、措施 sanction_types",
    "adjust": "裁量 裁量等级 裁量档次 自由裁量 从轻从重 discretion",
    "by": "机关层级 处罚机关 处罚机关层级 机关级别 authority_level",
    "case_id": "案号 案件编号 行政处罚决定书文号 决定书文号 处罚决定书编号 case_no",
    "item": "项 第几项 item",
}


@pytest.mark.parametrize(("field", "written"), [(f, name) for f, names in SYNONYMS.items() for name in names.split()])
@pytest.mark.parametrize("dress", ["{}", " {} ", "*{}", "{}（必填）", "★{}\n", "“{}”"])
def test_synonyms_however_they_are_dressed(field: str, written: str, dress: str) -> None:
    assert understood(dress.format(written)) == Column(field=field)


@pytest.mark.parametrize("heading", HEADINGS, ids=lambda heading: heading.field)
def test_blanks_and_line_breaks_inside_a_heading(heading: object) -> None:
    for name in (heading.zh, *heading.others):  # type: ignore[attr-defined]
        assert understood("\n".join(name)).field == understood(" ".join(name)).field == heading.field  # type: ignore[attr-defined]


# --- units ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("remark", "yuan"),
    [
        ("元", 1),
        ("人民币元", 1),
        ("千元", 1_000),
        ("万元", 10_000),
        ("万", 10_000),
        ("人民币万元", 10_000),
        ("亿元", 100_000_000),
    ],
)
@pytest.mark.parametrize(
    "form", ["罚款（{}）", "罚款({})", "罚款【{}】", "罚款[{}]", "罚款（单位：{}）", "罚款（金额单位：{}）", "罚款 (单位 {})", "罚款{}", "罚款/{}", "罚款（{}，大写）"]
)  # fmt: skip
def test_clear_units_are_read(remark: str, yuan: int, form: str) -> None:
    assert understood(form.format(remark)) == Column(field="fine", unit=yuan)


@pytest.mark.parametrize("field", ["违法所得", "采购金额", "上一年度营业额", "单位罚款", "个人罚款"])
def test_units_hold_for_every_amount(field: str) -> None:
    column = understood(f"{field}（万元）")
    assert (FIELDS[column.field].zh, column.unit) == (field, 10_000)


@pytest.mark.parametrize(
    "heading",
    [
        *("罚款（美元）", "罚款（万美元）", "罚款（百元）", "罚款（十万元）", "罚款（百万元）", "罚款（元/人）", "罚款（万元/次）", "罚款（%）", "罚款（倍）"),
        *("罚款（港币）", "fine (USD)", "fine (10k)", "罚款（填写万元）", "罚款（元、万元）", "处罚依据（万元）", "情节（元）", "单位：万元"),
    ],
)  # fmt: skip
def test_other_units_are_refused(heading: str) -> None:
    column = understood(heading)
    assert column.field == ""
    assert column.refused is not None


@pytest.mark.parametrize(
    ("cells", "unit"),
    [
        (["2026年处罚决定汇总表（单位：万元）"], 10_000),
        (["", "金额单位：人民币万元"], 10_000),
        (["（元）"], 1),
        (["填报单位：凉州区网信办"], None),
        (["填报单位：凉州区网信办", "单位：千元"], 1_000),
        (["2026年处罚决定汇总表"], None),
    ],
)
def test_unit_stated_above_the_headings(cells: list[str], unit: int | None) -> None:
    assert unit_above(cells) == unit


@pytest.mark.parametrize("cells", [["单位：美元"], ["单位：百元"], ["单位：元", "单位：万元"]])
def test_unclear_unit_above_the_headings_is_refused(cells: list[str]) -> None:
    with pytest.raises(FinecalcError):
        unit_above(cells)


# --- what is not understood -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "nearest"),
    [
        ("罚没款", "单位罚款"),
        ("罚没金额（万元）", "单位罚款"),
        ("罚款上限", "单位罚款"),
        ("应缴罚款", "单位罚款"),
        ("没收违法所得金额", "违法所得"),
        ("营业收入", "上一年度营业额"),
        ("定性依据", "处罚依据"),
        ("违反条款", "处罚依据"),
        ("案发时间", "发现日期"),
        ("作案时间", "违法行为终了日期"),
        ("违法期间", "违法行为终了日期"),
        ("检查日期", "发现日期"),
        ("违法后果", "情节"),
        ("整改情况", "情节"),
        ("处罚内容", "处罚种类及措施"),
        ("暂扣或吊销证照名称及编号", "处罚种类及措施"),
        ("行政处罚", "处罚种类及措施"),
        ("裁量依据", "处罚依据"),
        ("责任人员", "个人罚款"),
        ("罚款（原处罚）", "单位罚款"),
        ("罚款（上限）", "单位罚款"),
        ("provison", "处罚依据"),
    ],
)
def test_what_looks_like_ours_is_refused_with_the_nearest(heading: str, nearest: str) -> None:
    column = understood(heading)
    assert column.field == ""
    assert column.refused is not None
    assert f"“{nearest}”" in column.refused.zh
    assert column.refused.en


@pytest.mark.parametrize(
    "heading",
    [
        "当事人",
        "当事人名称",
        "行政相对人名称",
        "行政相对人类别",
        "被处罚人",
        "被处罚单位名称",
        "处罚对象",
        "统一社会信用代码",
        "法定代表人",
        "法定代表人姓名",
        "法定代表人身份证号",
        "违法行为类型",
        "案由",
        "案件名称",
        "公示截止日期",
        "公示日期",
        "处罚有效期",
        "受理日期",
        "听证告知日期",
        "文书送达日期",
        "结案日期",
        "缴款日期",
        "罚款缴纳情况",
        "处罚机关名称",
        "处罚机关统一社会信用代码",
        "数据来源单位",
        "承办人",
        "执法人员",
        "联系电话",
        "地址",
        "备注",
        "备注1",
        "序号",
        "note",
        "party",
        "remarks",
        "name",
    ],
)
def test_what_does_not_matter_is_passed_over(heading: str) -> None:
    assert understood(heading) == Column()


@given(st.text(max_size=40))
def test_any_heading_is_answered(text: str) -> None:
    column = understood(text)
    assert not (column.field and column.refused)


@pytest.mark.parametrize(
    "filler", ["处", "案件", "违法", "的", "(", "元", "万元", "单位", "、", "责任人员", "裁量", "公示"]
)
def test_no_heading_keeps_the_reader_busy(filler: str) -> None:
    understood(filler * 200 + "x")


def test_two_columns_of_one_field_are_refused_unless_one_is_ignored() -> None:
    headings = ["处罚依据", "情节", "违法事实"]
    with pytest.raises(HeadingRefused) as caught:
        columns_of(headings)
    assert caught.value.heading == "违法事实"
    assert columns_of(headings, ["违法事实"]).fields == {"provision": 0, "facts": 1}
    assert columns_of(headings, ["第3列"]).ignored == columns_of(headings, ["Column 3"]).ignored == (2,)


def test_second_case_number_is_passed_over() -> None:
    assert columns_of(["案件编号", "行政处罚决定书文号", "处罚依据"]).passed == (1,)


# --- where they stand -------------------------------------------------------------------------------------------------------


def test_headings_in_two_rows() -> None:
    rows = [
        ["2026年汇总"],
        ["案号", "处罚依据", "罚款（万元）", "", "违法行为", ""],
        ["", "", "单位", "个人", "开始日期", "终了日期"],
    ]
    top = find_top([*rows, ["a", "csl@2016:59.1", "5", "", "", ""]])
    assert top is not None
    columns = columns_of(top.names, (), top.unit)
    assert top.at == 2
    assert set(columns.fields) == {"case_id", "provision", "fine", "person_fines", "conduct_from", "conduct_to"}
    assert columns.units["fine"] == 10_000


def test_unit_in_a_group_above_whole_headings() -> None:
    rows = [["", "金额（万元）", ""], ["处罚依据", "单位罚款", "违法所得"], ["csl@2016:59.1", "5", "2"]]
    top = find_top(rows)
    assert top is not None
    assert columns_of(top.names, (), top.unit).units == {"fine": 10_000, "gains": 10_000}


def test_group_that_changes_the_meaning_is_not_dropped() -> None:
    rows = [["", "前次处罚", ""], ["处罚依据", "罚款金额", "情节"], ["csl@2016:59.1", "5万", ""]]
    top = find_top(rows)
    assert top is not None
    with pytest.raises(FinecalcError, match="前次处罚"):
        columns_of(top.names, (), top.unit)


@pytest.mark.parametrize("title", ["二〇二六年行政处罚情况统计", "前次处罚汇总", "2026年处罚决定汇总表"])
def test_title_above_the_headings_is_no_group(title: str) -> None:
    for above in ([title, "", ""], [title] * 3):
        top = find_top([above, ["处罚依据", "罚款金额", "情节"], ["csl@2016:59.1", "5万", ""]])
        assert top is not None
        assert columns_of(top.names).fields == {"provision": 0, "fine": 1, "facts": 2}


def test_the_first_headings_count_and_no_row_above_later_ones_is_lost() -> None:
    rows = [["处罚依据", "罚款"], ["csl@2025:61.1", "3000万"], ["处罚依据", "罚款"], ["csl@2025:61.1", "5万"]]
    assert find_top(rows) == find_top(rows[:1])
    richer = [*rows[:2], ["处罚依据", "罚款", "情节", "违法所得"], ["csl@2025:61.1", "5万", "", ""]]
    top = find_top(richer)
    assert top is not None
    assert (top.at, top.names) == (0, rows[0])
