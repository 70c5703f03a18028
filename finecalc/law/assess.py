"""A case and a provision in, an assessment out: read, resolve, rule, measure. Pure: no files, no printing, no clock.

One assessment serves `range`, `ask`, `check` and the library.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal

from msgspec import structs

from finecalc.language.errors import DatesOutOfOrder, FactNotUsed, FinecalcError, about
from finecalc.language.values import Texts
from finecalc.law import succession
from finecalc.law.answer import Case
from finecalc.law.assessment import Assessment
from finecalc.law.case import case_named, facts_written, identifier, provision_named
from finecalc.law.facts import facts_among
from finecalc.law.open_facts import possible
from finecalc.law.rules.edition import place_of
from finecalc.law.ruling import rulings
from finecalc.law.sentences import refusals
from finecalc.table.ladder import Ladder
from finecalc.table.statutes import Statutes


def assess(statutes: Statutes, asked: str, case: Case, *, today: date) -> Assessment:
    """What the law allows for `asked` (a reference, citation or power item, as in `range`) in `case`.

    `today` stands in for a missing date of decision. Raises FinecalcError, in both languages, when the reference,
    the dates or the facts cannot be used.
    """
    check_case(statutes, case, today)
    if not case.unknown:
        return Assessment(statutes, rulings(statutes).of(asked, case, today), case, today)
    for fact in case.unknown:
        if fact not in statutes.facts:
            raise FinecalcError(*refusals.no_fact_identifier(fact).both, "unknown")
    outcomes = possible(statutes, asked, case, today)
    ruling = next((each.ruling for each in outcomes if each.ruling), None)
    if ruling is None:
        raise FinecalcError(*outcomes[0].why.both, "facts")
    return Assessment(statutes, ruling, case, today, outcomes=outcomes)


def assess_named(
    statutes: Statutes,
    asked: object,
    *,
    facts: Texts = (),
    unknown: Texts = (),
    case: Case | None = None,
    today: date,
    **known: Any,
) -> Assessment:
    """As `assess`, with the provision and the facts as people write them; `case` and the rest as in `case_named`."""
    reference, case = provision_named(asked), case_named(statutes, case, **known)
    texts = facts_written(statutes, facts) or case.facts
    open_texts = facts_written(statutes, unknown) or case.unknown
    case = with_facts(statutes, reference, case, texts, open_texts, today=today)
    return assess(statutes, reference, case, today=today)


def with_facts(
    statutes: Statutes,
    asked: str,
    case: Case,
    facts: Sequence[str],
    unknown: Sequence[str],
    *,
    first: Literal["", "facts", "unknown"] = "",
    today: date,
) -> Case:
    """The case with the facts that hold and those that are open, as people name them.

    Of a fact that is named as both, what `first` says counts. Raises as `facts_named`, and for both at once where neither comes first.
    """
    known = facts_named(statutes, asked, case, facts, today=today) if facts else ()
    try:
        left_open = facts_named(statutes, asked, case, unknown, today=today) if unknown else ()
    except FinecalcError as error:
        if error.field == "facts":
            error.field = "unknown"
        raise
    for fact in left_open:
        if fact in known and not first:
            raise FinecalcError(*refusals.known_and_open(fact).both, "unknown")
    if first == "facts":
        left_open = tuple(fact for fact in left_open if fact not in known)
    elif first == "unknown":
        known = tuple(fact for fact in known if fact not in left_open)
    return structs.replace(case, facts=known, unknown=left_open)


def facts_named(statutes: Statutes, asked: str, case: Case, texts: Sequence[str], *, today: date) -> tuple[str, ...]:
    """The facts that people name by identifier, or in words no weaker than those of the provision asked for.

    Raises FactNotUsed for words of other provisions, FinecalcError for words that are no fact.
    """
    facts, unused = facts_read(statutes, asked, case, texts, today=today)
    if unused:
        raise unused[0]
    return facts


def facts_read(
    statutes: Statutes, asked: str, case: Case, texts: Sequence[str], *, today: date
) -> tuple[tuple[str, ...], list[FactNotUsed]]:
    """As `facts_named`, with what was raised for the words of other provisions. The text that applies is asked first."""
    check_case(statutes, case, today)
    with about("facts"):
        return facts_among(statutes, ladders_for(statutes, asked, case, today), texts)


def ladders_for(statutes: Statutes, asked: str, case: Case, today: date) -> list[Ladder]:
    """The ladders that a case may be measured by: of the end of the conduct, as asked for, of its start and the decision."""
    place, _ = place_of(statutes, asked, case, today)
    places = [place]
    if case.ended:
        places = succession.at(statutes, place, case.ended) + places
        for day in (case.conduct_from, case.decided or today):
            places += succession.at(statutes, place, day) if day else []
    return [statutes.ladder(ref) for ref in dict.fromkeys(ref for ref, _ in places)]


def check_case(statutes: Statutes, case: Case, today: date) -> None:
    """Raises FinecalcError for dates out of order, negative amounts, and words that the table does not know."""
    for order in (("conduct_from", "conduct_to", "decided"), ("conduct_from", "discovered", "decided")):
        known = [(field, day) for field in order if (day := getattr(case, field)) is not None]
        for (before, first), (field, day) in pairwise(known):
            if day < first:
                raise DatesOutOfOrder(*refusals.days_out_of_order(field, day, before, first).both, field)
    if case.decided is None and case.discovered and case.discovered > today:
        raise DatesOutOfOrder(*refusals.discovered_after_today(case.discovered, today).both, "discovered")
    if case.decided is None and case.ended and case.ended > today:
        field = "conduct_to" if case.conduct_to else "conduct_from"
        raise DatesOutOfOrder(*refusals.ended_after_today(case.ended, today).both, field)
    for base in statutes.table.bases:
        if case.bases.get(base.id, Decimal(0)) < 0:
            raise FinecalcError(*refusals.negative(base).both, base.id)
    if case.by is not None:
        identifier("by", statutes.table.authorities, case.by)
    if case.adjust is not None:
        identifier("adjust", statutes.table.adjustments, case.adjust)


def assess_same_act(
    statutes: Statutes, references: Sequence[str], facts: Sequence[str], case: Case, *, today: date
) -> list[Assessment]:
    """One act under several provisions: each is asked with those of the facts (as people name them) that it knows.

    Raises FinecalcError for a fact that none of the provisions knows, and for facts that are open: the fines cannot be compared.
    """
    if case.unknown:
        raise FinecalcError(*refusals.open_and_compared().both, "unknown")
    read = {ref: facts_read(statutes, ref, case, facts, today=today) for ref in references}
    missed = [{error.fact: error for error in unused} for _, unused in read.values()]
    for text in facts:
        if all(text in each for each in missed):
            raise missed[0][text]
    return [assess(statutes, ref, structs.replace(case, facts=read[ref][0]), today=today) for ref in references]
