"""What a case leaves open, the size of a base or an item of the conduct, under every value that it can have."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations, pairwise, product

from finecalc.law.answer import Case
from finecalc.law.outcome import FineRange, Option, settled
from finecalc.table.statutes import Place, Statutes, conduct_items

Line = tuple[Decimal, Decimal]
"""An amount that goes with a base: what it is at none of it, and what each yuan of it adds."""


def sizes(fines: Iterable[FineRange], amounts: Iterable[Decimal | int] = ()) -> Iterator[dict[str, Decimal]]:
    """Sizes of all the bases (yuan) that these ranges need: one for each way in which the ranges, and given amounts, can
    stand to each other. Between two sizes at which ends or brackets meet nothing changes, so one between them is enough.
    """
    ranges = list(fines)
    needed = dict.fromkeys(base for fine in ranges for base in fine.needs)
    lines = [(Decimal(amount), Decimal(0)) for amount in amounts]
    lines += [(end, Decimal(0)) for fine in ranges for end in (fine.min, fine.max) if end is not None]
    options = [option for fine in ranges for option in fine.options]
    tried = [_sizes_of(base, options, lines) for base in needed]
    for chosen in product(*tried):
        yield dict(zip(needed, chosen, strict=True))


def _sizes_of(base: str, options: list[Option], lines: list[Line]) -> list[Decimal]:
    """None of the base, each size at which something changes, one between each two, and one beyond the last."""
    own = [line for option in options for line in _lines(base, option)]
    meeting = [
        (other[0] - one[0]) / (one[1] - other[1])
        for one, other in combinations(dict.fromkeys([*lines, *own]), 2)
        if one[1] != other[1]
    ]
    brackets = [option.bracket for option in options if option.bracket and option.bracket.of == base]
    edges = [Decimal(edge) for each in brackets for edge in (each.at_least, each.below) if edge is not None]
    at = sorted({Decimal(0), *edges, *(size for size in meeting if size > 0)})
    return [*at, *((low + high) / 2 for low, high in pairwise(at)), at[-1] * 2 + 1]


def _lines(base: str, option: Option) -> Iterator[Line]:
    if option.max is not None:
        yield from ((Decimal(end), Decimal(0)) for end in (option.min, option.max))
    for part, whole in ((option.multiple, 1), (option.share, 100)):
        if part and part.of == base:
            yield from ((Decimal(0), end / whole) for end in (part.min, part.max))


def ranges_of(fine: FineRange, amounts: Iterable[Decimal | int] = ()) -> list[FineRange]:
    """A range that may need a base, under every size of it that makes a difference to these amounts (yuan)."""
    if not fine.needs:
        return [fine]
    found = (settled(fine, bases) for bases in sizes([fine], amounts))
    return list(dict.fromkeys(each for each in found if each))


def sure_span(fine: FineRange) -> tuple[Decimal, Decimal] | None:
    """Between which amounts of the text (yuan) a fine lies in the range whatever its base; None where there are none."""
    ends = {Decimal(end) for option in fine.options if option.max is not None for end in (option.min, option.max)}
    sure = [end for end in ends if all(_holds(each, end) for each in ranges_of(fine, [end]))]
    return (min(sure), max(sure)) if any(sure) else None


def under_every_item(statutes: Statutes, place: Place, case: Case) -> list[tuple[int, ...]]:
    """The items of the conduct that the case may be: those given, or else each one that the provision lists."""
    ref, items = place
    listed = conduct_items(statutes.provision(ref))
    if items or case.items or not listed:
        return [items]
    return [(item,) for item in range(1, len(listed) + 1)]


def _holds(fine: FineRange, amount: Decimal) -> bool:
    return fine.min is not None and fine.max is not None and fine.min <= amount <= fine.max
