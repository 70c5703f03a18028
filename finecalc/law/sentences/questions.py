"""What is asked, and what is said of an answer that cannot be used."""

from collections.abc import Sequence

from finecalc.language.words import Words
from finecalc.table.model import Fact, Provision, Question
from finecalc.table.statutes import Statutes

# --- the questions ------------------------------------------------------------------------------------------------------


def which_item_of_the_list() -> Words:
    return Words(
        "哪一项？输入序号，或违法行为的关键词（如 实名、个人信息），或条文（如 网安法61）",
        "Which item? Its number, or words of the conduct (such as 实名), or a provision (such as csl:61)",
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


def when_it_ended() -> Words:
    return Words(
        "违法行为终了日期？（2026-01-31 这样写；回车＝不填，按今天施行的文本）",
        "When did the conduct end? (as 2026-01-31; just Enter: leave open, answer under today's text)",
    )


def when_it_began() -> Words:
    return Words("违法行为开始日期？（回车＝同一天）", "When did it begin? (just Enter: on the same day)")


def when_decided() -> Words:
    return Words("决定日期？（回车＝今天）", "Date of the decision? (just Enter: today)")


def whether(fact: Fact, words: str) -> Words:
    """Whether a fact holds, as the table asks for it, with the words of the text."""
    return Words(f"{fact.question}（条文：“{words}”）y/n", f"{fact.question_en} (the text: “{words}”) y/n")


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


def begins_after(ended: str) -> Words:
    return Words(f"开始日期不能晚于终了日期 {ended}", f"It cannot begin after its end on {ended}")


def decided_before(ended: str) -> Words:
    return Words(f"决定日期不能早于终了日期 {ended}", f"The decision cannot be before the end on {ended}")


def yes_or_no() -> Words:
    return Words("请回答 y（是）或 n（否）", "Answer y (yes) or n (no)")
