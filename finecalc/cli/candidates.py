"""What may follow on the command line: references, facts and words that begin as typed."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from finecalc.cli.settings import settings
from finecalc.language import citation
from finecalc.language.citation import PowerItem
from finecalc.language.errors import FinecalcError
from finecalc.language.numerals import to_chinese
from finecalc.law.case import facts_written
from finecalc.table.model import Provision, Term
from finecalc.table.statutes import Statutes, in_force

_SEPARATED = re.compile(r"(?s)(.*[;；、,，])?(.*)")


def references(statutes: Statutes, typed: str) -> list[str]:
    """Penalty provisions and items of the power list, in the way of writing that was begun: csl@2025:6, csl:6, 网安法6, 《网, 1."""
    found = _identifiers(statutes, typed) if typed.isascii() else _citations(statutes)
    return list(dict.fromkeys(each for each in found if each.startswith(typed)))


def facts(statutes: Statutes, before: Iterable[str], typed: str) -> list[str]:
    """The facts on which the provision turns that stands among the words before, all facts where none does."""
    apart = _SEPARATED.fullmatch(typed)
    start, begun = (apart[1] or "", apart[2]) if apart else ("", typed)
    refs = next(filter(None, (_named(statutes, word) for word in before)), None)
    if refs is None:
        return [start + each for each in words(statutes.table.facts, begun)]
    rungs = [rung for ref in refs for rung in statutes.ladder(ref).rungs]
    pairs = dict.fromkeys((fact, own) for rung in rungs for fact, own in rung.when.items())
    taken = {fact for word in facts_written(statutes, start) for fact, own in pairs if word in (fact, own)}
    terms = [(fact, own) for fact, own in pairs if fact not in taken]
    return [start + each for each in _both_ways(terms, begun)]


def words(terms: Iterable[Term], typed: str) -> list[str]:
    """Identifiers and labels that begin as typed."""
    return _both_ways([(term.id, term.label) for term in terms], typed)


def _both_ways(terms: list[tuple[str, str]], typed: str) -> list[str]:
    """Chinese words and identifiers; for whoever reads English the identifiers alone, as long as no Chinese is typed."""
    chinese = [] if settings.lang == "en" and typed.isascii() else [label for _, label in terms]
    found = dict.fromkeys((*chinese, *(name for name, _ in terms)))
    return [each for each in found if each.startswith(typed)]


def _named(statutes: Statutes, word: str) -> list[str] | None:
    """The provisions that a word names, in whichever way; None where it is no reference."""
    number = citation.item_of_list(word)
    try:
        cited = PowerItem(number) if number is not None else statutes.cited(word)
        if isinstance(cited, PowerItem):
            return list(statutes.power(cited.number).provisions)
    except FinecalcError:
        return None
    current = statutes.edition_on(statutes.laws[cited.law], date.today())
    found = statutes.paragraphs(cited.law, cited.edition or (current.year if current else ""), cited.article)
    return [
        each.ref
        for each in found
        if each.role == "penalty" and (cited.paragraph is None or each.ref.endswith(f".{cited.paragraph}"))
    ] or None


def _penalties(statutes: Statutes) -> Iterator[tuple[Provision, bool]]:
    """The penalty provisions, and of each whether it is in force today."""
    today = date.today()
    for provision in statutes.table.provisions:
        if provision.role == "penalty":
            yield provision, in_force(statutes.edition(provision.ref), today)


def _identifiers(statutes: Statutes, typed: str) -> Iterator[str]:
    provisions = list(_penalties(statutes))
    sign = "#" if typed.startswith("#") else ""  # where nothing is typed, a shell takes #3 for a comment
    yield from (f"{sign}{power.number}" for power in statutes.table.powers)
    yield from (provision.ref for provision, _ in provisions)
    for provision, current in provisions:
        law, _, article, paragraph = citation.split(provision.ref)
        if current and typed:
            yield f"{law}:{article}.{paragraph}"


def _citations(statutes: Statutes) -> Iterator[str]:
    for number in (power.number for power in statutes.table.powers):
        yield f"第{number}项"
    for provision, current in _penalties(statutes):
        law, year, article, paragraph = citation.split(provision.ref)
        last = f"第{to_chinese(paragraph)}款" if len(statutes.paragraphs(law, year, article)) > 1 else ""
        own = statutes.laws[law]
        for name in (own.name, citation.everyday(own.name), *own.short) if current else ():
            yield f"{name}第{to_chinese(article)}条{last}"
            yield f"《{name}》第{to_chinese(article)}条{last}"
            yield f"{name}{article}.{paragraph}"
        for name in (own.name, citation.everyday(own.name)):
            yield f"《{name}》（{year}年）第{to_chinese(article)}条{last}"
            yield f"{name}（{year}年）第{to_chinese(article)}条{last}"
