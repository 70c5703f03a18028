"""The page of an answer on the command line: what the law room says, and in the foot, what to type."""

from collections.abc import Iterator

from finecalc.cli.options import FLAGS, base_option
from finecalc.cli.settings import said, settings
from finecalc.language.page import Entry, Foot, Page
from finecalc.law.assessment import Assessment
from finecalc.law.rules.same_act import SameAct
from finecalc.law.sentences import answer as sentences
from finecalc.law.sentences.pen import Pen
from finecalc.table.statutes import Statutes


def answer_page(
    statutes: Statutes, answer: Assessment, replay: str, *, full: bool = False, found: SameAct | None = None
) -> Page:
    """The page of an answer with its command lines: how to fill in what is missing, to see more, to get it again."""
    page = sentences.answer_page(statutes, answer, settings.lang, full=full, found=found)
    *blocks, foot = page
    assert isinstance(foot, Foot)
    pen = Pen(statutes, settings.lang)
    typed = (*_to_type(pen, answer, full), *foot.entries, (said("再算一次", "Again"), replay))
    return (*blocks, Foot(typed))


def _to_type(pen: Pen, answer: Assessment, full: bool) -> Iterator[Entry]:
    if not full:
        other = bool(answer.alternatives)
        yield (
            said("更多", "More"),
            said(
                f"条文、程序的全文，各档{'、另一文本' if other else ''}：加 --full",
                f"The whole provisions and steps, the ladder{', the other text' if other else ''}: add --full",
            ),
        )
    flags = [f"{pen.label(base)} {' '.join(base_option(base, '')).strip()}" for base in answer.needs]
    flags += [f"{_field(note.field)} {FLAGS[note.field]}" for note in answer.notes if note.field]
    if flags:
        yield said("填写", "Fill in"), said("，", ", ").join(dict.fromkeys(flags))
    opening = {
        fact: pen.fact(fact, words)
        for rung in answer.ladder
        for fact, words in rung.when.items()
        if fact not in answer.tier.facts
    }
    if opening:
        yield (
            said("其他情节", "Other facts"),
            said("；", "; ").join(f"{words} -f {fact}" for fact, words in opening.items()),
        )
    if answer.concurrent:
        yield (
            said("比较", "Compare"),
            f"finecalc range {answer.reference} {' '.join(answer.concurrent)} --same-act",
        )


def _field(field: str) -> str:
    return {
        "conduct_to": said("违法行为终了日期", "end of the conduct"),
        "conduct_from": said("违法行为开始日期", "start of the conduct"),
        "discovered": said("发现日期", "day of discovery"),
    }.get(field, field)
