"""What people type in answer to a question → its settled form. Pure, like the questions."""

from datetime import date

from finecalc.language import citation, dates, money
from finecalc.language.citation import PowerItem, Reference
from finecalc.language.errors import FinecalcError
from finecalc.language.numerals import plain, to_number
from finecalc.law.questions import Answers, Question, found_question, is_words
from finecalc.law.sentences import questions as said
from finecalc.table.statutes import Statutes, short


def settle(statutes: Statutes, question: Question, text: str, answers: Answers) -> str:
    """The settled form of a typed answer. Raises FinecalcError with what would be right."""
    written = plain(text)
    if not written:
        if question.may_be_empty:
            return "unknown" if question.kind == "yes-no" else ""
        raise FinecalcError(*said.must_be_answered().both)
    if question.may_be_empty and question.kind != "yes-no" and written.lower() in said.LEFT_OPEN[question.kind]:
        return ""
    if question.kind == "date":
        return _settle_day(question.key, dates.parse(written), answers)
    if question.kind == "amount":
        return f"{money.parse(written):f}"
    if question.kind == "yes-no":
        return _yes_or_no(written)
    return _settle_choice(statutes, question, written)


def _settle_choice(statutes: Statutes, question: Question, written: str) -> str:
    number = to_number(written.strip(said.AROUND_NUMBERS))
    if number is not None and number == int(number) and 1 <= number <= len(question.choices):
        return question.choices[int(number) - 1].value
    lowered = written.lower()
    for choice in question.choices:
        if lowered in (choice.value, plain(choice.words.zh).lower(), choice.words.en.lower()):
            return choice.value
    if question.key == "start" and (number is None or not question.choices):
        if is_words(statutes, written):
            found_question(statutes, written)
        return written
    if number is None:
        return _by_words(statutes, question, lowered)
    raise FinecalcError(*said.a_number_up_to(len(question.choices)).both)


def _by_words(statutes: Statutes, question: Question, written: str) -> str:
    """The one choice that holds the words, or that a citation names. Raises FinecalcError for none, or for several."""
    found = [each for each in question.choices if written in f"{plain(each.words.zh)}\n{each.words.en}".lower()]
    if not found and question.field == "provision" and not is_words(statutes, written):
        cited = statutes.cited(written)
        found = [each for each in question.choices if _names(cited, each.value)]
    if len(found) == 1:
        return found[0].value
    numbers = [number for number, each in enumerate(question.choices, 1) if each in found]
    raise FinecalcError(*said.one_of_them(short(written), numbers, len(question.choices)).both)


def _names(cited: Reference | PowerItem, ref: str) -> bool:
    """Whether a citation, as far as it goes, names this provision."""
    if isinstance(cited, PowerItem):
        return False
    law, year, article, paragraph = citation.split(ref)
    return (
        (cited.law, cited.article) == (law, article)
        and cited.edition in (None, year)
        and cited.paragraph in (None, paragraph)
    )


_ORDERS = (("conduct_from", "conduct_to", "decided"), ("conduct_from", "discovered", "decided"))


def _settle_day(key: str, day: date, answers: Answers) -> str:
    """Raises FinecalcError for a day before one that it has to follow, or after one that has to follow it."""
    for order in _ORDERS:
        if key not in order:
            continue
        at = order.index(key)
        for other in order[:at]:
            if answers.get(other) and day < date.fromisoformat(answers[other]):
                raise FinecalcError(*said.out_of_order(key, other, answers[other], before=True).both)
        for other in order[at + 1 :]:
            if answers.get(other) and day > date.fromisoformat(answers[other]):
                raise FinecalcError(*said.out_of_order(key, other, answers[other], before=False).both)
    return day.isoformat()


def _yes_or_no(written: str) -> str:
    lowered = written.lower().rstrip("。. ")
    for answer, words in said.TYPED.items():
        if lowered in words:
            return answer
    raise FinecalcError(*said.yes_or_no().both)
