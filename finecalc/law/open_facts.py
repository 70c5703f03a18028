"""A case in which facts are not yet established: the same provision with each of them, and without."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, combinations

from msgspec import Struct, structs

from finecalc.language.errors import FactNotUsed, FinecalcError
from finecalc.language.words import Words
from finecalc.law.answer import Case
from finecalc.law.rules.limitation import limitation_of
from finecalc.law.ruling import Ruling, rulings
from finecalc.law.sentences import refusals
from finecalc.table.statutes import Statutes

MOST_OPEN = 8
"""Each open fact doubles the cases there are; no provision turns on more."""

Facts = tuple[str, ...]


class Possible(Struct, frozen=True, kw_only=True):
    """One outcome of an open case. Any one of `facts` leads there, each a set of the open facts, with none of `without`.

    `ruling` is None where the provision provides for nothing then, and `why` says so.
    """

    facts: tuple[Facts, ...]
    without: Facts
    ruling: Ruling | None
    why: Words = Words("", "")
    expired: bool = False


def possible(statutes: Statutes, asked: str, case: Case, today: date) -> tuple[Possible, ...]:
    """Every outcome that the open facts leave, from the one without any of them on. Raises FinecalcError as the rulings do."""
    if len(case.unknown) > MOST_OPEN:
        raise FinecalcError(*refusals.too_many_open(MOST_OPEN).both, "unknown")
    found: dict[object, tuple[Possible, list[Facts]]] = {}
    for more in _subsets(case.unknown):
        each = _ruled(statutes, asked, case, more, today)
        ruling = each.ruling
        same = (ruling.found.reference, ruling.choice.rule, ruling.fines, ruling.sanctions) if ruling else None
        found.setdefault((same, each.expired), (each, []))[1].append(more)
    return tuple(
        structs.replace(each, facts=_least(sets), without=_excluded(case.unknown, sets))
        for each, sets in found.values()
    )


def known_part(case: Case, more: Facts = ()) -> Case:
    """The case as if of the open facts these held, and no others."""
    return structs.replace(case, facts=(*case.facts, *more), unknown=())


def _ruled(statutes: Statutes, asked: str, case: Case, more: Facts, today: date) -> Possible:
    held = known_part(case, more)
    period = limitation_of(statutes, held, today)
    expired = period is not None and period.expired
    try:
        ruling = rulings(statutes).of(asked, held, today)
    except FactNotUsed:
        raise
    except FinecalcError as error:
        if error.field != "facts":
            raise
        return Possible(facts=(more,), without=(), ruling=None, why=error.words, expired=expired)
    return Possible(facts=(more,), without=(), ruling=ruling, expired=expired)


def _subsets(facts: Facts) -> Iterator[Facts]:
    return chain.from_iterable(combinations(facts, size) for size in range(len(facts) + 1))


def _least(sets: Sequence[Facts]) -> tuple[Facts, ...]:
    """The sets that hold no smaller one."""
    return tuple(each for each in sets if not any(set(other) < set(each) for other in sets))


def _excluded(unknown: Facts, sets: Sequence[Facts]) -> Facts:
    """The facts that are in none of the sets."""
    return tuple(fact for fact in unknown if not any(fact in each for each in sets))
