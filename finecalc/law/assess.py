"""A case and a provision in, an assessment out: read, resolve, rule, measure. Pure: no files, no printing, no clock.

One assessment serves `range`, `ask`, `check` and the library.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from msgspec import structs

from finecalc.language.errors import DatesOutOfOrder, FactNotUsed, FinecalcError, about
from finecalc.language.values import Texts
from finecalc.law import succession
from finecalc.law.answer import Case
from finecalc.law.assessment import Assessment
from finecalc.law.case import case_named, facts_written, identifier, provision_named
from finecalc.law.facts import facts_among
from finecalc.law.rules.edition import place_of
from finecalc.law.ruling import rulings
from finecalc.table.ladder import Ladder
from finecalc.table.statutes import Statutes


def assess(statutes: Statutes, asked: str, case: Case, *, today: date) -> Assessment:
    """What the law allows for `asked` (a reference, citation or power item, as in `range`) in `case`.

    `today` stands in for a missing date of decision. Raises FinecalcError, in both languages, when the reference,
    the dates or the facts cannot be used.
    """
    check_case(statutes, case, today)
    return Assessment(statutes, rulings(statutes).of(asked, case, today), case, today)


def assess_named(
    statutes: Statutes, asked: object, *, facts: Texts = (), case: Case | None = None, today: date, **known: Any
) -> Assessment:
    """As `assess`, with the provision and the facts as people write them; `case` and the rest as in `case_named`."""
    reference, case = provision_named(asked), case_named(statutes, case, **known)
    texts = facts_written(statutes, facts) or case.facts
    if texts:
        case = structs.replace(case, facts=facts_named(statutes, reference, case, texts, today=today))
    return assess(statutes, reference, case, today=today)


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
    conduct = [
        ("conduct_from", "违法行为开始日期", "start of the conduct", case.conduct_from),
        ("conduct_to", "违法行为终了日期", "end of the conduct", case.conduct_to),
    ]
    decided = ("decided", "决定日期", "date of the decision", case.decided)
    discovered = ("discovered", "发现日期", "date of discovery", case.discovered)
    for order in ([*conduct, decided], [conduct[0], discovered, decided]):
        known = [(name, zh, en, day) for name, zh, en, day in order if day is not None]
        for (_, first_zh, first_en, first), (name, zh, en, day) in pairwise(known):
            if day < first:
                raise DatesOutOfOrder(
                    f"{zh}（{day}）早于{first_zh}（{first}），请核对日期",
                    f"The {en} ({day}) is before the {first_en} ({first}): check the dates",
                    name,
                )
    if case.decided is None and case.discovered and case.discovered > today:
        raise DatesOutOfOrder(
            f"发现日期（{case.discovered}）晚于今天（{today}），请核对日期",
            f"The date of discovery ({case.discovered}) is after today ({today}): check it",
            "discovered",
        )
    if case.decided is None and case.ended and case.ended > today:
        raise DatesOutOfOrder(
            f"违法行为终了日期（{case.ended}）晚于今天（{today}），请核对日期，或填写决定日期",
            f"The end of the conduct ({case.ended}) is after today ({today}): check it, or give the date of the decision",
            "conduct_to" if case.conduct_to else "conduct_from",
        )
    for base in statutes.table.bases:
        if case.bases.get(base.id, Decimal(0)) < 0:
            raise FinecalcError(f"{base.label}不能是负数", f"The {base.label_en} cannot be negative", base.id)
    if case.by is not None:
        identifier("by", statutes.table.authorities, case.by)
    if case.adjust is not None:
        identifier("adjust", statutes.table.adjustments, case.adjust)


def assess_same_act(
    statutes: Statutes, references: Sequence[str], facts: Sequence[str], case: Case, *, today: date
) -> list[Assessment]:
    """One act under several provisions: each is asked with those of the facts (as people name them) that it knows.

    Raises FinecalcError for a fact that none of the provisions knows.
    """
    read = {ref: facts_read(statutes, ref, case, facts, today=today) for ref in references}
    missed = [{error.fact: error for error in unused} for _, unused in read.values()]
    for text in facts:
        if all(text in each for each in missed):
            raise missed[0][text]
    return [assess(statutes, ref, structs.replace(case, facts=read[ref][0]), today=today) for ref in references]
