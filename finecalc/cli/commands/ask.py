"""`finecalc ask`: guided questions, a page with all the answers, and the conclusion."""

from contextlib import ExitStack
from datetime import date
from typing import Any

from finecalc.cli import options
from finecalc.cli.asking import Person, key_of
from finecalc.cli.cases import Kept, save_to
from finecalc.cli.options import office_level, table, write, write_json
from finecalc.cli.pages import show
from finecalc.cli.pages.answer import answer_page
from finecalc.cli.pages.questions import help_page, opening_page, question_page, review_page, row_meant
from finecalc.cli.proved import unproved
from finecalc.cli.settings import in_words, said, tell
from finecalc.cli.working import answered
from finecalc.language.columns import safe
from finecalc.language.errors import FactNotUsed, FinecalcError, NotAPenalty
from finecalc.language.page import Line
from finecalc.language.words import Words
from finecalc.law import case_file
from finecalc.law.assess import assess
from finecalc.law.assessment import Assessment
from finecalc.law.case import case_named, facts_written
from finecalc.law.interview import Given, Interview
from finecalc.law.questions import DAYS, Question, answers_of, base_key
from finecalc.table.statutes import Statutes


class _Left(Exception):
    """Whoever was asked wants to leave."""


def command(
    reference: options.SomeReferences = None,
    fact: options.Facts = None,
    unknown: options.Unknown = None,
    absent: options.Absent = None,
    item: options.Items = None,
    gains: options.Gains = None,
    purchase: options.Purchase = None,
    turnover: options.Turnover = None,
    base: options.Bases = None,
    conduct_from: options.ConductFrom = None,
    conduct_to: options.ConductTo = None,
    decided: options.Decided = None,
    discovered: options.Discovered = None,
    by: options.By = None,
    adjust: options.Adjust = None,
    case_path: options.CasePath = None,
    save: options.Save = None,
    output: options.Output = None,
    force: options.Force = False,
    full: options.Full = False,
    as_json: options.Json = False,
) -> int:
    statutes, today = table(), date.today()
    kept = Kept(statutes, case_path)
    if output is not None:
        from finecalc.cli.papers import try_place

        try_place(output, statutes, force=force, case_path=case_path)
    amounts = {"gains": gains, "purchase": purchase, "turnover": turnover, "other_bases": options.bases_given(base)}
    days = {"conduct_from": conduct_from, "conduct_to": conduct_to, "decided": decided, "discovered": discovered}
    values = {"items": item, **amounts, **days, "by": by, "adjust": adjust}
    facts = {"facts": fact, "unknown": unknown, "absent": absent}
    try:
        with ExitStack() as stack:
            target = stack.enter_context(save_to(save, statutes, force)) if save else None
            stack.enter_context(kept.located(**facts, **values))
            interview = Interview(statutes, today, _given(statutes, kept, options.the_one(reference), facts, values))
            answer = _answered(Person(), interview, leave=target is not None)
            if target is not None:
                target.write(case_file.write(statutes, interview.file(kept.file)).encode())
    except _Left:
        answer = None
    else:
        if save:
            tell(said(f"已保存：{save}", f"Saved: {save}"))
    _tell(statutes, interview.reference if answer else "", answer, full=full, as_json=as_json)
    if output is not None and isinstance(answer, Assessment):
        from finecalc.cli.papers import save_memo

        return save_memo(output, answered(statutes, answer, interview.reference, kept, today), force, case_path)
    return 0


def _tell(statutes: Statutes, reference: str, answer: Assessment | Words | None, *, full: bool, as_json: bool) -> None:
    """The page of the answer, or why there is none. Raises FinecalcError where JSON is wanted of no answer."""
    if answer is None:
        tell(said("已退出，没有得出结论", "Left without a conclusion"))
    elif isinstance(answer, Words) and as_json:
        raise FinecalcError(*answer.both, "provision")
    elif isinstance(answer, Words):
        write(safe(in_words(answer)) + "\n")
    elif as_json:
        write_json(answer)
    else:
        show(answer_page(statutes, answer, options.replay_line(reference, answer, date.today()), full=full))


def _given(
    statutes: Statutes, kept: Kept, reference: str | None, facts: dict[str, list[str] | None], values: dict[str, Any]
) -> Given:
    """What the options and the case file say before any question. An option that is given empty (--decided '') leaves it open."""
    answers = answers_of(case_named(statutes, kept.case, **values))
    empty = tuple(key for key, value in values.items() if value == "")
    asked = reference or next(iter(kept.provision), None)
    blank = (*DAYS, *(base_key(each.id) for each in statutes.table.bases)) if kept.file else empty
    texts = {field: facts_written(statutes, given or getattr(kept.file, field, ())) for field, given in facts.items()}
    first = frozenset(field for field, given in facts.items() if given)
    return Given(answers=answers | ({"start": asked} if asked else {}), left_open=blank, first=first, **texts)


def _answered(person: Person, interview: Interview, *, leave: bool) -> Assessment | Words | None:
    """The answer, or why there is none to give, or None for whoever leaves before with something to keep (`leave`).

    Raises FinecalcError where nobody can be asked what is missing, _Left where there is nothing to keep.
    """
    if person.present:
        person.tell(opening_page())
    while True:
        try:
            question = interview.next()
            if question is not None:
                _put(person, interview, question)
            elif _reviewed(person, interview):
                return _concluded(interview)
        except NotAPenalty as error:
            if interview.start.startswith("#"):
                return error.words
            _take_back(person, interview, error)
        except _Left:
            if leave and interview.named:
                return None
            raise
        except _Unanswered as stop:
            raise _missing(stop.question) from None
        except FinecalcError as error:
            _take_back(person, interview, error)


class _Unanswered(Exception):
    """The input ended at this question."""

    def __init__(self, question: Question) -> None:
        super().__init__(question.key)
        self.question = question


def _put(person: Person, interview: Interview, question: Question, *, changing: bool = False) -> None:
    """Ask until there is an answer that can be used, or a step back. Raises _Unanswered and _Left."""
    page = question_page(question, None if changing else interview.place())
    while True:
        typed = person.ask(page)
        page = ()
        if typed is None:
            raise _Unanswered(question)
        key = key_of(typed)
        if key == "quit":
            raise _Left
        if key == "help":
            person.tell(help_page(question))
        elif key == "back":
            if changing or interview.back():
                return
            person.tell((Line(said("已经是第一问；q 退出", "This is the first question; q leaves")),))
        else:
            try:
                interview.answer(question, typed)
                return
            except FinecalcError as error:
                person.tell((Line(in_words(error.words), "warn"),))


def _reviewed(person: Person, interview: Interview) -> bool:
    """Whether all is as it should be; one answer has been changed otherwise. Raises _Left."""
    rows = interview.review()
    page = review_page(interview.statutes, rows)
    while True:
        typed = person.ask(page)
        page = ()
        if not typed:
            return True
        key = key_of(typed)
        if key == "quit":
            raise _Left
        if key == "back" and interview.back():
            return False
        if key == "help":
            page = review_page(interview.statutes, rows)
            continue
        try:
            question = row_meant(rows, typed)
        except FinecalcError as error:
            person.tell((Line(in_words(error.words), "warn"),))
            continue
        _put(person, interview, question, changing=True)
        return False


def _concluded(interview: Interview) -> Assessment | Words:
    statutes = interview.statutes
    case = interview.case(office_level(statutes))
    try:
        answer = assess(statutes, interview.reference, case, today=interview.today)
    except FinecalcError as error:
        if error.field != "facts" or isinstance(error, FactNotUsed):
            raise
        return error.words
    warning = unproved(statutes)
    return answer.warned(warning) if warning else answer


def _take_back(person: Person, interview: Interview, error: FinecalcError) -> None:
    """Say what an answer led to and take it back. Raises the error where nothing was typed."""
    if not interview.back(error):
        raise error
    person.tell((Line(in_words(error.words), "warn"),))


def _missing(question: Question) -> FinecalcError:
    """What is not answered, and the options that answer it."""
    flag = options.FLAGS.get(question.field)
    if question.field == "facts":
        fact = question.key.removeprefix("fact:")
        zh = f"-f {fact}（是）、--absent {fact}（否）或者 --unknown {fact}（尚未查明）"
        en = f"-f {fact} (yes), --absent {fact} (no) or --unknown {fact} (not yet known)"
    elif question.field == "base":
        zh = en = f"{flag} {question.key.removeprefix('base:')}="
    else:
        zh, en = (flag, flag) if flag else ("依据", "REF")
        if question.may_be_empty:
            zh, en = f"{flag}（不填：{flag} ''）", f"{flag} (to leave it open: {flag} '')"
    asked = Words(question.words.zh.partition("？")[0], question.words.en.partition("?")[0])
    return FinecalcError(
        f"输入到此为止，还缺这个问题的回答：{asked.zh}？在命令行上用 {zh} 填写",
        f"The input ended before this question was answered: {asked.en}? On the command line: {en}",
    )
