"""The keys of a case file, and what is said of one that cannot be used."""

from msgspec import Struct

from finecalc.language.words import Words


class Key(Struct, frozen=True, kw_only=True):
    """One key: its Chinese name, other names that are understood, what it holds, and an example as TOML writes it."""

    zh: str
    others: tuple[str, ...] = ()
    holds: Words
    example: str


_A_DAY = Words("日期", "a date")

KEYS = {
    "case_id": Key(zh="案号", holds=Words("随意填写，不写当事人", "free text, no party's name"), example='"2026-001"'),
    "provision": Key(
        zh="处罚依据",
        others=("依据",),
        holds=Words("条文，或权责清单的 #1", "the provision, or an item of the power list: #1"),
        example='"csl@2025:61.1"',
    ),
    "item": Key(
        zh="项",
        others=("第几项", "items"),
        holds=Words("条文所列行为的第几项", "items of the conduct listed in the text"),
        example="[2]",
    ),
    "conduct_from": Key(
        zh="违法行为开始日期", holds=Words("只有一天的只填一个", "one alone means a single day"), example="2026-01-05"
    ),
    "conduct_to": Key(zh="违法行为终了日期", holds=_A_DAY, example="2026-01-31"),
    "decided": Key(zh="决定日期", holds=Words("不填为今天", "today when left out"), example="2026-06-30"),
    "discovered": Key(zh="发现日期", holds=Words("用来判断时效", "for limitation"), example="2026-02-10"),
    "filed": Key(zh="立案日期", holds=_A_DAY, example="2026-02-20"),
    "notified": Key(zh="告知日期", holds=_A_DAY, example="2026-05-10"),
    "heard": Key(zh="听证日期", holds=_A_DAY, example="2026-05-25"),
    "served": Key(zh="送达日期", holds=_A_DAY, example="2026-07-03"),
    "by": Key(
        zh="机关层级",
        holds=Words("不填为本机关：county 县级……", "this office when left out: county, prefecture …"),
        example='"county"',
    ),
    "facts": Key(
        zh="情节", holds=Words("已经查明的", "those that are established"), example='["refused"]  # 或 "拒不改正"'
    ),
    "unknown": Key(
        zh="尚未查明的情节",
        others=("尚未查明", "未查明的情节"),
        holds=Words("有没有都还不知道的", "not yet known, one way or the other"),
        example='["serious"]',
    ),
    "absent": Key(
        zh="没有的情节",
        others=("不存在的情节",),
        holds=Words("已经查明没有的", "established not to be there"),
        example='["severe"]',
    ),
    "gains": Key(
        zh="违法所得",
        holds=Words("元；没有填 0，不知道不填", "yuan; 0 for none, left out while unknown"),
        example='50000  # 或 "5万"',
    ),
    "purchase": Key(zh="采购金额", holds=Words("元", "yuan"), example="800000"),
    "turnover": Key(zh="上一年度营业额", others=("营业额",), holds=Words("元", "yuan"), example="2000000000"),
    "other_bases": Key(
        zh="其他基数",
        holds=Words("条文计算罚款的其他数目，元", "other bases by which the text measures a fine, yuan"),
        example="{ gains = 50000 }",
    ),
    "adjust": Key(
        zh="裁量",
        holds=Words("从轻、减轻、从重、不予处罚", "lenient, mitigated, aggravated, exempt"),
        example='"lenient"',
    ),
    "fine": Key(zh="单位罚款", holds=Words("拟处，元", "proposed, yuan"), example="60000"),
    "person_fines": Key(zh="个人罚款", holds=Words("拟处", "proposed"), example='["manager:20000", "staff:10000"]'),
    "sanctions": Key(zh="处罚种类及措施", holds=Words("拟给予", "proposed"), example='["order-correction", "warning"]'),
}
"""Every key of a case file, in the order in which it is written."""

OPENING = Words(
    "finecalc 案件。行首有 # 的不算数；去掉 # 就是填写。不需要写当事人的名称。",
    "A case for finecalc. What stands behind a # does not count: take it away to fill the line in. No party's name is needed.",
)


def no_toml(hint: bool, why: Words) -> Words:
    """A line that is no TOML; `hint`: signs of a Chinese input method stand in it."""
    full = "；引号和等号要用半角的" if hint else ""
    half = "; quotation marks and equals signs have to be half-width" if hint else ""
    return Words(
        f'不是正确的 TOML（{why.zh}），应写作 键 = 值，文字加引号，如 provision = "csl@2025:61.1"{full}',
        f"not valid TOML ({why.en}); write KEY = VALUE with texts in quotation marks, such as "
        f'provision = "csl@2025:61.1"{half}',
    )


def too_deep() -> Words:
    return Words("嵌套过深，不是案件文件", "nested too deep to be a case file")


def too_long_a_number() -> Words:
    return Words("有一个数长得不能是金额", "a number is too long to be an amount")


def too_large(most: int) -> Words:
    return Words(f"超过 {most // 1024} KB，不是案件文件", f"over {most // 1024} KB: no case file")


def no_text() -> Words:
    return Words(
        "不是 UTF-8 文本；请在记事本里另存为 UTF-8（原来可能是 ANSI，即 GB18030）",
        "is not UTF-8 text: save it again as UTF-8 (it may be GB18030, or UTF-16)",
    )


def unknown_key(key: str, near: str | None) -> Words:
    every = "、".join(f"{field}（{known.zh}）" for field, known in KEYS.items())
    right = (f"是不是 {near}？", f"did you mean {near}?") if near else (f"可用：{every}", f"known: {', '.join(KEYS)}")
    return Words(f"案件文件没有这个键，{right[0]}", f"a case file has no such key; {right[1]}")


def key_twice(field: str) -> Words:
    return Words(f"{field}（{KEYS[field].zh}）写了两次", f"{field} is given twice")


def no_provision_key() -> Words:
    return Words(
        '没有写 provision（处罚依据），如 provision = "csl@2025:61.1"',
        'provision is missing, such as provision = "csl@2025:61.1"',
    )


def no_table_here() -> Words:
    return Words(
        '要写文字、数字、日期，或者它们的列表，如 ["refused", "serious"]',
        'give a text, a number, a date, or a list of them, such as ["refused", "serious"]',
    )


def bases_with_amounts() -> Words:
    return Words("要写作 { gains = 50000 }", "write it as { gains = 50000 }")


def no_fact_anywhere(text: str, near: str | None) -> Words:
    right = (
        (f"，是不是 {near}？", f": did you mean {near}?")
        if near
        else ("，请用条文的原词", ": use the words of the text")
    )
    return Words(f"没有“{text}”这种情节{right[0]}", f"There is no fact “{text}”{right[1]}")


def both_ways(fact: str) -> Words:
    return Words(
        f"“{fact}”同时写在 facts（情节）、unknown（尚未查明）、absent（没有）的两处，只能写一处",
        f"“{fact}” stands in two of facts, unknown and absent: keep one",
    )
