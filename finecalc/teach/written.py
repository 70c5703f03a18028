"""Answers as people write them: a range, sanctions, a tier, a provision. Each raises FinecalcError for what cannot be read."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from finecalc.language import money
from finecalc.language.citation import PowerItem
from finecalc.language.errors import FactNotUsed, FinecalcError
from finecalc.language.numerals import plain
from finecalc.law import succession
from finecalc.law.assessment import Assessment
from finecalc.law.facts import fact_named
from finecalc.table.statutes import Statutes, term
from finecalc.teach.sentences import last_tier, no_range, no_sanction, no_tier

NOTHING = {"无", "没有", "不罚", "不罚款", "不处罚", "none", "nothing", "no", "no fine"}
_UP_TO = re.compile(r"^(?:最高|不超过|至多|upto|<=|≤)(.+)$|^(.+?)(?:以下)$", re.IGNORECASE)
_BETWEEN = re.compile(r"^(.+?)(?:以上|至|到|to|[-–—~]+)(.+?)(?:以下)?$", re.IGNORECASE)
_UNIT = re.compile(r"([万亿千百]+元?)$")


def read_range(text: str) -> tuple[Decimal, Decimal] | None:
    """A range as people write it, in yuan: 5万-50万, 5-50万, 5000-3万, 五万元以上五十万元以下, 100万以下; 无 is None.

    A bare number before a unit is in that unit, unless it would then be more than the other one.
    """
    if plain(text).lower() in (*NOTHING, "0"):
        return None
    written = re.sub(r"^(?:可以|应当|并处|处)+|(?:的)?罚款$|\s+", "", plain(text))
    between = _BETWEEN.match(written)
    if between:
        low, high = between[1], money.parse(between[2])
        unit = _UNIT.search(between[2])
        if low.isdigit() and unit and money.parse(low + unit[1]) <= high:
            low += unit[1]  # 5-50万
        return money.parse(low), high
    ceiling = _UP_TO.match(written)
    if ceiling:
        return Decimal(0), money.parse(ceiling[1] or ceiling[2])
    raise FinecalcError(*no_range(plain(text)).both)


_SEPARATORS = (r"[;\n]", r"[;,、]", r"[;,、\s]")
"""Tried in turn, because labels may hold blanks, and 、 too (关闭…的网站、通讯群组)."""


def read_sanctions(statutes: Statutes, text: str) -> set[str]:
    """The identifiers of the sanctions that a text names, the fine apart; 无 names none."""
    written = plain(text)
    return set() if written.lower() in NOTHING else {*_named(statutes, written, _SEPARATORS)} - {"fine"}


def _named(statutes: Statutes, written: str, separators: Sequence[str]) -> Iterable[str]:
    """The sanctions that a text names, by label, identifier or the words of the law."""
    known = term(statutes.table.sanctions, written)
    if known:
        yield known.id
    elif separators:
        for part in filter(None, (part.strip() for part in re.split(separators[0], written))):
            yield from _named(statutes, part, separators[1:])
    else:
        raise FinecalcError(*no_sanction(written).both)


def is_tier(statutes: Statutes, answer: Assessment, text: str) -> bool:
    """Whether a text names the tier that applies: its number, a fact that opens it, or the words of the text."""
    written = plain(text).removeprefix("第").removesuffix("档").strip()
    ladder = statutes.ladder(answer.ruling.choice.applied[0])
    index = answer.tier.index
    if written.isdigit():
        if len(written) > 3 or not 1 <= int(written) <= len(ladder.rungs):
            raise FinecalcError(*last_tier(len(ladder.rungs)).both)
        return int(written) == index + 1
    try:
        return fact_named(statutes, [ladder], written) in ladder.rungs[index].when
    except FactNotUsed:
        return False
    except FinecalcError:
        raise FinecalcError(*no_tier(written).both) from None


def is_provision(statutes: Statutes, answer: Assessment, text: str) -> bool:
    """Whether a text names the provision that applies, or the one on whose ladder it stands."""
    cited = statutes.cited(text)
    if isinstance(cited, PowerItem) or answer.case.ended is None:
        return False
    named = succession.find(statutes, cited, answer.case.ended).ref
    return named in (answer.reference, answer.ruling.choice.applied[0])
