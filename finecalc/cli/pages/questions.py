"""The pages of an interview: how it goes, a question, what it rests on, and all answers to be looked over."""

from collections.abc import Iterator, Sequence

from finecalc.cli.settings import in_words, said
from finecalc.language import money
from finecalc.language.errors import FinecalcError
from finecalc.language.numerals import plain, to_number
from finecalc.language.page import Block, Entries, Entry, Line, Page
from finecalc.language.words import Words
from finecalc.law.interview import Answered
from finecalc.law.questions import Question
from finecalc.law.sentences.questions import HOW, JUDGED_BY_NOTHING, YES_NO
from finecalc.table.statutes import Statutes


def opening_page() -> Page:
    """The two lines at the beginning."""
    return (
        Line(
            said(
                "按条文一问一答，答完核对，再给出结论。",
                "Only what the text needs is asked; then look it over, and have the answer.",
            )
        ),
        Line(
            said("? 看条文　b 返回　直接回车 不填　q 退出", "? the text  b back  just Enter: leave open  q leave"),
            "key",
        ),
    )


def question_page(question: Question, place: tuple[int, int] | None) -> Page:
    """A question with what there is to choose from; `place`: which one it is, and of about how many."""
    return tuple(_question(question, place))


def _question(question: Question, place: tuple[int, int] | None) -> Iterator[Block]:
    yield Line("")
    if place:
        number, about = place
        yield Line(said(f"第 {number} 问／约 {about} 问", f"Question {number} of about {about}"), "dim")
    if question.choices:
        yield Entries(tuple((f"{number:>2}", in_words(each.words)) for number, each in enumerate(question.choices, 1)))
    first, *more = in_words(question.words).split("\n")
    yield Line(first, "strong")
    for line in filter(None, [*in_words(question.guide).split("\n"), *more]):
        yield Line(line, indent=1)


def help_page(question: Question) -> Page:
    """The text that a question comes from, and how to answer it."""
    basis, guide = in_words(question.basis), in_words(question.guide)
    if question.kind == "yes-no" and not guide:
        guide = in_words(JUDGED_BY_NOTHING)
    lines = [line for text in (basis, guide) for line in text.split("\n") if line]
    return (*(Line(line, indent=1) for line in lines), Line(in_words(HOW[question.kind]), "dim", indent=1))


def review_page(statutes: Statutes, rows: Sequence[Answered]) -> Page:
    """Every answer with its number."""
    entries: tuple[Entry, ...] = tuple(
        (f"{number:>2}", f"{in_words(row.question.label)}{said('：', ': ')}{in_words(_answer(statutes, row))}")
        for number, row in enumerate(rows, 1)
    )
    return (
        Line(""),
        Line(said("请核对", "Please look this over"), "strong"),
        Entries(entries),
        Line(
            said(
                "回车 得出结论；输入序号 修改；b 返回；q 退出", "Enter: conclude; a number: change it; b back; q leave"
            ),
            "key",
        ),
    )


def row_meant(rows: Sequence[Answered], typed: str) -> Question:
    """The question whose answer is to be changed, by its number or its name. Raises FinecalcError."""
    written = plain(typed).lower()
    number = to_number(written.removeprefix("第").removesuffix("项").lstrip("#"))
    if number is not None and number == int(number) and 1 <= number <= len(rows):
        return rows[int(number) - 1].question
    found = [row.question for row in rows if written in f"{row.question.label.zh}\n{row.question.label.en}".lower()]
    if number is None and len(found) == 1:
        return found[0]
    raise FinecalcError(
        f"请输入 1 到 {len(rows)} 的序号，或者直接回车得出结论",
        f"Type a number from 1 to {len(rows)}, or just Enter to conclude",
    )


def _answer(statutes: Statutes, row: Answered) -> Words:
    question, answer = row.question, row.answer
    if question.kind == "yes-no":
        return YES_NO[answer]
    if not answer:
        return _EMPTY.get(question.key, Words("（不填）", "(left open)"))
    if question.kind == "amount":
        return money.words(money.parse(answer))
    known = next((each.words for each in question.choices if each.value == answer), None)
    return known or Words(answer, answer)


_EMPTY = {
    "by": Words("（本机关）", "(this office)"),
    "adjust": Words("（没有）", "(none)"),
    "decided": Words("（今天）", "(today)"),
    "conduct_from": Words("（同一天）", "(the same day)"),
}
