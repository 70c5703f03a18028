"""The sentence for the decision as the page holds it: its pieces in words, with blanks for what goes by amounts."""

import re
from collections.abc import Iterable
from datetime import date

from msgspec import structs

from finecalc.language import dates, money
from finecalc.language.errors import FinecalcError
from finecalc.law.answer import Case
from finecalc.law.assessment import Assessment
from finecalc.law.ruling import Ruling
from finecalc.law.sentences.conclusion import amount
from finecalc.law.sentences.pen import Pen
from finecalc.papers.formulas import LANGS, line
from finecalc.papers.large import CAPITAL, ENGLISH
from finecalc.papers.pool import Pool
from finecalc.papers.proposal import Proposal
from finecalc.papers.sentences.paragraph import paragraph, pieces, sentence
from finecalc.table.statutes import Statutes

PIECES = ("basis", "adjusted", "measures", "fines")
RANGE = "\ue005"
"""Stands before the target whose range is to be filled in."""
_LONG = 50
"""Years: longer than any limitation."""


def draft(statutes: Statutes, answer: Assessment, piece: str, pool: Pool) -> dict[str, list[list[str]]]:
    """One of the pieces of the sentence, in both languages, with a blank for each range and for gains that are confiscated.

    Each text is in parts: the words of a law, which are the same in both languages, by themselves.
    """
    found: dict[str, list[list[str]]] = {}
    for lang in LANGS:
        pen = Pen(statutes, lang)
        spans = {amount(pen, fine): f"{RANGE}{fine.on};" for fine in reversed(answer.fines)}
        said: Iterable[str] = getattr(pieces(pen, answer, Proposal()), piece)
        found[lang] = [re.split("(?<=“)|(?=”)", _blanks(each, spans, answer.case, pool)) for each in said]
    return found


def _blanks(said: str, spans: dict[str, str], case: Case, pool: Pool) -> str:
    for span, blank in spans.items():
        said = said.replace(f"：{span}］", f"：{blank}］").replace(f": {span}]", f": {blank}]")
    if case.gains:
        place = f"{pool.line(line(0, 1, 'gains'))};"
        said = said.replace(money.formal(case.gains), CAPITAL + place).replace(
            money.english(case.gains), ENGLISH + place
        )
    return said


def forms(statutes: Statutes) -> dict[str, dict[str, str]]:
    """How the pieces become a sentence: with a basis, and without one."""
    pens = {lang: Pen(statutes, lang) for lang in LANGS}
    return {
        "based": {lang: sentence(pen, ["{0}"], ["{1}"]) for lang, pen in pens.items()},
        "bare": {lang: sentence(pen, [], ["{1}"]) for lang, pen in pens.items()},
    }


def too_late(statutes: Statutes, ruling: Ruling, case: Case, today: date) -> dict[str, str]:
    """The sentence where the limitation has run out, for whoever may act."""
    able = structs.replace(ruling, competence=structs.replace(ruling.competence, verdict="yes"))
    ended = case.ended or case.decided or today
    late = structs.replace(case, conduct_to=ended, discovered=dates.years_after(ended, _LONG))
    answer = Assessment(statutes, able, late, today)
    return {lang: paragraph(statutes, answer, Proposal(), lang) for lang in LANGS}


def unwritten(statutes: Statutes, answer: Assessment) -> dict[str, str]:
    """Why there is no sentence for an authority that may not act."""
    try:
        return {lang: paragraph(statutes, answer, Proposal(), lang) for lang in LANGS}
    except FinecalcError as error:
        return {"zh": error.words.zh, "en": error.words.en}
