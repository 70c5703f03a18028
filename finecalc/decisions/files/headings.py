"""The headings of a decision file, in Chinese and in English: what a template writes. How others write them is in `columns`."""

from msgspec import Struct

from finecalc.language.words import Words


class Heading(Struct, frozen=True, kw_only=True):
    """One column of a decision file: its field, its label in Chinese, other names that people give it, what it holds."""

    field: str
    zh: str
    others: tuple[str, ...] = ()
    holds: Words


HEADINGS = (
    Heading(
        field="case_id",
        zh="案号",
        others=("案件编号", "编号", "案件号", "文号"),
        holds=Words("案号，随意填写", "free text"),
    ),
    Heading(
        field="provision",
        zh="处罚依据",
        others=("依据", "法律依据", "处罚条款", "条款"),
        holds=Words(
            "csl@2016:59.1、网络安全法第五十九条第一款、网安法59.1 或权责清单的 #1",
            "csl@2016:59.1, 网络安全法第五十九条第一款, 网安法59.1, or an item of the power list: #1",
        ),
    ),
    Heading(
        field="item",
        zh="项",
        others=("第几项", "行为项"),
        holds=Words("条文列举行为的第几项，如 2", "item of the listed conduct, such as 2"),
    ),
    Heading(
        field="conduct_from",
        zh="违法行为开始日期",
        others=("行为开始日期", "违法行为起始日期"),
        holds=Words(
            "日期，如 2025-11-30；只有一天的只填一个", "a date such as 2025-11-30; one alone means a single day"
        ),
    ),
    Heading(
        field="conduct_to",
        zh="违法行为终了日期",
        others=("行为终了日期", "违法行为结束日期", "违法行为日期"),
        holds=Words("日期", "a date"),
    ),
    Heading(
        field="decided",
        zh="决定日期",
        others=("处罚决定日期",),
        holds=Words("日期；不填为今天", "a date; empty means today"),
    ),
    Heading(field="discovered", zh="发现日期", holds=Words("日期，用来判断时效", "a date, for limitation")),
    Heading(
        field="by",
        zh="机关层级",
        others=("处罚机关", "执法层级"),
        holds=Words("县级、地市级、省级、国家级；不填为本机关", "level; empty means this office"),
    ),
    Heading(
        field="filed",
        zh="立案日期",
        others=("立案时间",),
        holds=Words("日期，用来算办案期限", "a date, for the day counts"),
    ),
    Heading(
        field="notified",
        zh="告知日期",
        others=("事先告知日期", "处罚告知日期"),
        holds=Words("告知拟处罚内容的日期", "the day the party was told of the intended penalty"),
    ),
    Heading(
        field="heard", zh="听证日期", holds=Words("举行听证的日期；没有听证的不填", "the day of the hearing, if any")
    ),
    Heading(
        field="served",
        zh="送达日期",
        others=("决定书送达日期",),
        holds=Words("决定书送达的日期", "the day the decision was served"),
    ),
    Heading(
        field="facts",
        zh="情节",
        others=("违法情节",),
        holds=Words("用分号隔开，如 拒不改正；情节严重", "separated by ;"),
    ),
    Heading(
        field="unknown",
        zh="尚未查明的情节",
        others=("尚未查明",),
        holds=Words("有没有还不知道的，用分号隔开", "those not yet established, separated by ;"),
    ),
    Heading(
        field="gains",
        zh="违法所得",
        others=("违法所得金额",),
        holds=Words("金额；没有填 0 或无，不知道留空", "amount; 0 or 无 for none, empty if unknown"),
    ),
    Heading(field="purchase", zh="采购金额", holds=Words("金额", "amount")),
    Heading(field="turnover", zh="上一年度营业额", others=("营业额", "上年度营业额"), holds=Words("金额", "amount")),
    Heading(
        field="fine",
        zh="单位罚款",
        others=("罚款", "罚款金额", "单位罚款金额", "拟处罚款"),
        holds=Words("金额，如 5万、50,000；不罚留空", "amount such as 5万 or 50,000; empty for none"),
    ),
    Heading(
        field="person_fines",
        zh="个人罚款",
        others=("责任人员罚款",),
        holds=Words("主管人员:2万；直接责任人员:1万", "manager:20000;staff:10000"),
    ),
    Heading(
        field="sanctions",
        zh="处罚种类及措施",
        others=("处罚种类", "处罚措施", "处罚种类和措施"),
        holds=Words("用分号隔开，如 责令改正；警告", "separated by ;"),
    ),
    Heading(
        field="adjust",
        zh="裁量",
        others=("裁量情节",),
        holds=Words("从轻、减轻、从重、不予处罚，或留空", "从轻, 减轻, 从重, 不予处罚 or empty"),
    ),
)
FIELDS = {heading.field: heading for heading in HEADINGS}

AMOUNTS = ("gains", "purchase", "turnover", "fine", "person_fines")
MEASURES = ("fine", "person_fines", "sanctions")
