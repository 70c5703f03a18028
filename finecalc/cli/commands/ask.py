"""`finecalc ask`: guided questions. Plain lines in and out, so that it works in a pipe and in any terminal."""

import sys
from datetime import date

from msgspec import structs

from finecalc.cli import options
from finecalc.cli.options import office_level, table, write
from finecalc.cli.pages import show
from finecalc.cli.pages.answer import answer_page
from finecalc.cli.pages.page import Page, new_page
from finecalc.cli.proved import unproved
from finecalc.cli.settings import in_words, said, settings
from finecalc.language.columns import safe
from finecalc.language.errors import FinecalcError, NotAPenalty
from finecalc.law.assess import assess
from finecalc.law.case import case_named
from finecalc.law.questions import Question, case_of, next_question, reference, settle


class _NoAnswer(Exception):
    """The input ended at this question."""

    def __init__(self, question: Question) -> None:
        super().__init__(question.key)
        self.question = question


def command(
    by: options.By = None,
    discovered: options.Discovered = None,
    adjust: options.Adjust = None,
    full: options.Full = False,
) -> None:
    statutes = table()
    today = date.today()
    given = case_named(statutes, by=by or office_level(statutes), adjust=adjust, discovered=discovered)
    answers: dict[str, str] = {}
    try:
        while True:
            try:
                question = next_question(statutes, answers, today)
                if question is None:
                    break
                typed = _ask(question)
            except FinecalcError as error:
                if isinstance(error, NotAPenalty) and answers["start"].startswith("#"):
                    write(safe(in_words(error.words)) + "\n")
                    return
                _tell(in_words(error.words))
                answers.popitem()
                continue
            if typed is None:
                if answers:
                    answers.popitem()
                continue
            try:
                answers[question.key] = settle(statutes, question, typed, answers)
            except FinecalcError as error:
                _tell(in_words(error.words))
    except _NoAnswer as stop:
        asked = stop.question
        raise FinecalcError(
            f"输入到此为止，还缺这个问题的回答：{asked.words.zh}。在命令行上用 {_flag(asked)} 填写",
            f"The input ended before this question was answered: {asked.words.en}. On the command line: {_flag(asked)}",
        ) from None
    case = structs.replace(case_of(answers), by=given.by, adjust=given.adjust, discovered=given.discovered)
    answer = assess(statutes, reference(answers), case, today=today)
    if warning := unproved(statutes):
        answer = answer.warned(warning)
    show(answer_page(statutes, answer, options.replay_line(reference(answers), answer, today), full=full))


def _flag(question: Question) -> str:
    """What answers the question on the command line."""
    flag = options.FLAGS.get(question.field, "REF")
    return f"{flag} {question.key.removeprefix('fact:')}" if question.field == "facts" else flag


def _ask(question: Question) -> str | None:
    """The line typed, or None for a step back. Questions go to stderr, so that stdout holds the answer alone."""
    page = Page(columns=new_page().columns, color=settings.color and sys.stderr.isatty())
    page.lines.append("")
    for number, choice in enumerate(question.choices, 1):
        page.entry(f"{number:>2}", in_words(choice.words), key_columns=4)
    page.line(in_words(question.words), "strong")
    _tell("\n".join(page.lines))
    while True:
        sys.stderr.write("> ")
        sys.stderr.flush()
        line = sys.stdin.readline() if sys.stdin else ""
        if not line:
            sys.stderr.write("\n")
            raise _NoAnswer(question)
        typed = line.strip()
        if typed in ("?", "？"):
            _tell(in_words(question.basis) or said("没有更多依据", "There is no more to show"))
        elif typed.lower() == "b":
            return None
        else:
            return typed


def _tell(text: str) -> None:
    sys.stderr.write(safe(text) if not settings.color else text)
    sys.stderr.write("\n")
