"""What class sheets, their keys and their marks say, in both languages."""

from finecalc.language.words import Words
from finecalc.teach.sentences import HEARING

FIELDS = {
    "law": Words("处罚依据", "Legal basis"),
    "tier": Words("档次", "Tier"),
    "unit": Words("单位罚款", "Fine on the unit"),
    "manager": Words("主管人员罚款", "Fine on the person in charge"),
    "staff": Words("其他直接责任人员罚款", "Fine on other liable persons"),
    "must": Words("处罚种类及措施", "Sanctions and measures"),
    "hearing": Words("是否听证", "Hearing"),
    "band": Words("裁量阶次", "Band"),
}
"""The rows to be filled in."""

_HINTS = {
    "law": Words("版本、条、款", "edition, article, paragraph"),
    "tier": Words("第几档", "which one"),
    "unit": Words("拟罚数额", "what you propose"),
    "manager": Words("拟罚数额", "what you propose"),
    "staff": Words("拟罚数额", "what you propose"),
    "must": Words("用；隔开", "separated by ;"),
    "hearing": Words("要、不要、看种类、看数额", "yes, no, kind, sum"),
    "band": Words("从轻、一般、从重", "lenient, ordinary, heavier"),
}

TITLE = Words("行政处罚案例练习", "Practice cases on penalties")
KEY = Words("行政处罚案例练习答案", "Practice cases on penalties: the key")
NAME = Words("姓名：＿＿＿＿＿＿＿＿　日期：＿＿＿＿＿＿＿＿", "Name: ________________  Date: ________________")
HOW = Words(
    "阅读案情，在每题的表中填写。罚款写拟罚的数额，也可以先写法定幅度：5万-50万；拟罚10万。不罚写 无。栏目的名称请不要改动。",
    "Read each case and fill in its table. Write the fine that you propose, or the range of the law before it: 50,000-500,000; 100,000. "
    "Where there is none, write none. Leave the names of the rows as they are.",
)
HEAD = (
    Words("栏目", "Row"),
    Words("作　　　答　　　（在本栏填写，可以写几行）", "Answer (fill in here, on as many lines as it takes)"),
)
KEY_HEAD = (Words("栏目", "Row"), Words("答案", "Right"), Words("依据和说明", "Basis"))
TABLE = Words("法条表", "Table")
AGAIN = Words("题号", "Set")
ONE_TIER = Words("只有一档", "there is only one")
NOT_MARKED = Words("不计分：条文没有确定的答案", "not marked: the text has no certain answer")
NO_BANDS = Words(
    "不分阶次：没有罚款或者没有最低限，或者裁量规定当时没有施行",
    "no bands: no fine, no minimum, or the rule on bands was not in force",
)
OUTSIDE_RANGE = Words("拟罚的数额不在法定幅度里", "What is proposed lies outside the range of the law")
MISSING = Words("漏了必须给予的", "Something that must be imposed is missing")
NOT_PROVIDED = Words("写了条文没有规定的", "Something is named that the text does not provide for")
NO_AMOUNT = Words("没有写对单位拟罚的数额，无从核对", "No fine on the unit is proposed, so that it cannot be told")
LETTER = Words("题纸上没有选项，请写出来", "A sheet has no letters to choose: write it out")
NO_LEVEL = Words("请写 从轻、一般 或者 从重", "Write lenient, ordinary or heavier")

HEARING_SHORT = {
    "yes": {"要", "是", "需要", "应当", "yes"},
    "no": {"不要", "否", "不需要", "不用", "无", "no", "none"},
    "if-imposed": {"看种类", "按种类", "kind", "by kind"},
    "if-large": {"看数额", "只看数额", "按数额", "sum", "by sum"},
}
"""How a hearing is written on a sheet."""


def with_hint(field: str) -> Words:
    """The label of a row with what to write there."""
    label, hint = FIELDS[field], _HINTS[field]
    return Words(f"{label.zh}\n（{hint.zh}）", f"{label.en}\n({hint.en})")


def case(number: int) -> Words:
    """The heading of a case."""
    return Words(f"第 {number} 题", f"Case {number}")


def numbered(number: int, words: Words) -> Words:
    """A tier by its number and its words."""
    return Words(f"第 {number} 档：{words.zh}", f"Tier {number}: {words.en}")


def hearing_words(expected: Words) -> str:
    """Which way of a hearing is right."""
    return next(key for key, words in HEARING.items() if words == expected)
