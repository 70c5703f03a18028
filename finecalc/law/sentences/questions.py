"""What is asked, and what is said of an answer that cannot be used."""

from collections.abc import Sequence

from finecalc.language.words import Words
from finecalc.table.model import Fact, Provision, Question
from finecalc.table.office import Judged
from finecalc.table.statutes import Statutes
from finecalc.table.vocabulary import own_words

# --- the questions ------------------------------------------------------------------------------------------------------


def which_item_of_the_list() -> Words:
    return Words(
        "哪一项？输入序号，或违法行为的关键词（如 实名、个人信息），或条文（如 网安法61）",
        "Which item? Its number, or words of the conduct (such as personal information), or a provision (such as csl:61)",
    )


def the_list() -> Words:
    return Words("办公室权责清单，见 finecalc powers", "The office's power list: see finecalc powers")


def which_provision_at_all() -> Words:
    """Asked where the table holds no power list."""
    return Words(
        "哪一条？输入违法行为的关键词，或条文的编号", "Which provision? Words of the conduct, or its reference"
    )


def which_that_holds(words: str) -> Words:
    return Words(f"含“{words}”的罚则，是哪一条？", f"Which of the provisions that hold “{words}”?")


def which_of_these() -> Words:
    return Words("是下面哪一条？", "Which of these provisions is it?")


def which_item_of_the_conduct() -> Words:
    return Words("是条文所列的哪一项行为？", "Which item of the conduct listed in the text is it?")


START = Words("事项或条文", "Item or provision")
PROVISION = Words("条文", "Provision")
ITEM = Words("第几项行为", "Item of the conduct")

WHEN = {
    "conduct_to": Words(
        "违法行为终了日期？（2026-01-31 这样写；回车＝不填，按今天施行的文本）",
        "When did the conduct end? (as 2026-01-31; just Enter: leave open, answer under today's text)",
    ),
    "conduct_from": Words("违法行为开始日期？（回车＝同一天）", "When did it begin? (just Enter: on the same day)"),
    "decided": Words("决定日期？（回车＝今天）", "Date of the decision? (just Enter: today)"),
    "discovered": Words(
        "违法行为是哪一天发现的？（两年时效可能已过，由它决定；回车＝不填）",
        "On which day was the conduct discovered? (the period of limitation may have run out; just Enter: leave open)",
    ),
}
DAYS = {
    "conduct_to": Words("违法行为终了日期", "End of the conduct"),
    "conduct_from": Words("违法行为开始日期", "Start of the conduct"),
    "decided": Words("决定日期", "Date of the decision"),
    "discovered": Words("发现日期", "Date of discovery"),
}
OFFICE = {
    "by": Words("由哪一级机关处罚？（回车＝本机关）", "Which level acts? (just Enter: this office)"),
    "adjust": Words(
        "有没有从轻、减轻、从重、不予处罚的情节？（回车＝没有）", "Is the range to be adjusted? (just Enter: no)"
    ),
}
OFFICE_LABELS = {"by": Words("机关层级", "Level of the office"), "adjust": Words("裁量", "Adjustment")}


def whether(fact: Fact, words: str) -> Words:
    """Whether a fact holds, as the table asks for it, with the words of the text."""
    return Words(
        f"{fact.question}（条文：“{words}”）\n1 是　2 否　3 尚未查明（回车＝尚未查明）",
        f"{fact.question_en} (the text: “{words}”)\n1 yes  2 no  3 not yet known (just Enter: not yet known)",
    )


def fact_named(fact: Fact, words: str) -> Words:
    """A fact as a list of answers names it."""
    return Words(words, own_words(fact, words, "en"))


YES_NO = {
    "yes": Words("是", "yes"),
    "no": Words("否", "no"),
    "unknown": Words("尚未查明（两种结果都列出）", "not yet known (both outcomes are shown)"),
}


TYPED = {
    "yes": ("y", "yes", "是", "是的", "有", "1", "对", "属实", "属于"),
    "no": ("n", "no", "否", "不是", "没有", "无", "0", "2", "不", "不属于"),
    "unknown": (
        *("u", "unknown", "3", "open", "not known", "not yet known"),
        *("尚未查明", "未查明", "没有查明", "不清楚", "不知道", "未知", "待查", "待定"),
    ),
}
"""What people type for each."""
_NOT_KNOWN = tuple(word for word in TYPED["unknown"] if len(word) > 1)
LEFT_OPEN = {"date": (*_NOT_KNOWN, "不填"), "amount": (*_NOT_KNOWN, "不填"), "choice": ("无", "没有", "不填", "none")}
"""What people type for other questions where they mean to leave them open."""
AROUND_NUMBERS = "#()[].,、 第项个号"
"""What people type around the number of a choice."""
DAYS_BEFORE = {"今天": 0, "今日": 0, "today": 0, "昨天": 1, "昨日": 1, "yesterday": 1}
HOW = {
    "yes-no": Words(
        "回答 是、否 或者 尚未查明（y、n、u，或者 1、2、3）；尚未查明的，有和没有两种结果都列出",
        "Answer yes, no or not yet known (y, n, u, or 1, 2, 3); what is not yet known is answered both ways",
    ),
    "choice": Words("输入序号，或者所列的字", "Type a number, or words of one of those listed"),
    "date": Words("写作 2026-01-31、2026年1月31日；直接回车不填", "Write it as 2026-01-31; just Enter leaves it open"),
    "amount": Words(
        "写作 5万、五万、50,000；没有填 0，不知道直接回车",
        "Write it as 50,000 or 5万; 0 for none, just Enter if unknown",
    ),
}
"""How each kind of question is answered."""


def judged_by(office: str, own: Sequence[Judged]) -> Words:
    """By what a fact is judged, as the office says."""
    zh = [f"{office}认定标准：{each.words}" + (f"（{each.source}）" if each.source else "") for each in own]
    en = [f"As {office} judges it: {each.words}" + (f" ({each.source})" if each.source else "") for each in own]
    return Words("\n".join(zh), "\n".join(en))


JUDGED_BY_NOTHING = Words(
    "怎样认定，条文没有再写，机关档案里也没有（[[judged]]）",
    "By what it is judged the text does not say, nor does the office profile ([[judged]])",
)


def how_much(base: Question) -> Words:
    """How large a base is (yuan), as the table asks for it."""
    return Words(base.question, base.question_en)


# --- what can be picked, and what a question rests on -------------------------------------------------------------------


def provision_named(statutes: Statutes, ref: str) -> Words:
    cited, provision = statutes.citation(ref), statutes.provision(ref)
    return Words(f"{cited.zh} {provision.name}", f"{cited.en}: {provision.name_en}")


def rule_quoted(cited: Words, text: str) -> Words:
    return Words(f"{cited.zh}：{text}", f"{cited.en}: {text}")


def texts_quoted(provisions: Sequence[Provision]) -> Words:
    """The Chinese text, which is the authority, in both languages."""
    text = "\n".join(each.text for each in provisions)
    return Words(text, text)


# --- answers that cannot be used ----------------------------------------------------------------------------------------


def must_be_answered() -> Words:
    return Words("这个问题要回答；输入 ? 看依据，b 返回", "This one needs an answer; ? shows the text, b goes back")


def nothing_holds(words: str) -> Words:
    return Words(
        f"没有找到含“{words}”的罚则。换个词，或输入序号",
        f"No penalty provision holds “{words}”. Try another word, or a number",
    )


def a_number_up_to(most: int) -> Words:
    return Words(f"请输入 1 到 {most} 的序号", f"Type a number from 1 to {most}")


def one_of_them(written: str, numbers: Sequence[int], most: int) -> Words:
    """Words that several choices hold, or none."""
    if numbers:
        found = "、".join(map(str, numbers))
        return Words(
            f"“{written}”对得上第 {found} 个，请输入序号",
            f"“{written}” fits {', '.join(map(str, numbers))}: type a number",
        )
    return Words(
        f"没有一个含“{written}”；请输入 1 到 {most} 的序号，b 返回",
        f"None holds “{written}”: type a number from 1 to {most}, or b",
    )


def out_of_order(key: str, other: str, day: str, *, before: bool) -> Words:
    """A day on the wrong side of another one."""
    this, that = DAYS[key], DAYS[other]
    if before:
        return Words(f"{this.zh}不能早于{that.zh} {day}", f"{this.en} cannot be before {that.en.lower()} ({day})")
    return Words(f"{this.zh}不能晚于{that.zh} {day}", f"{this.en} cannot be after {that.en.lower()} ({day})")


def yes_or_no() -> Words:
    return Words(
        "请回答 y（是）、n（否）或者 u（尚未查明）；也可以输入 1、2、3",
        "Answer y (yes), n (no) or u (not yet known), or 1, 2, 3",
    )
