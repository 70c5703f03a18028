"""What a case leaves open, the size of a base, under every value that it can have."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations, pairwise, product

from msgspec import structs

from finecalc.law.outcome import FineRange, Option, Outcome, measured_by, settled

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


def edges(fines: Iterable[FineRange]) -> dict[str, tuple[Decimal, ...]]:
    """The sizes of each base (yuan) at which the way that these ranges stand to each other can change."""
    ranges = list(fines)
    needed = dict.fromkeys(base for fine in ranges for base in fine.needs)
    lines = [(end, Decimal(0)) for fine in ranges for end in (fine.min, fine.max) if end is not None]
    options = [option for fine in ranges for option in fine.options]
    return {base: tuple(_edges_of(base, options, lines)) for base in needed}


def _edges_of(base: str, options: list[Option], lines: list[Line]) -> list[Decimal]:
    """No base at all, the ends of brackets, and each size at which two amounts meet."""
    own = [line for option in options for line in _lines(base, option)]
    meeting = [
        (other[0] - one[0]) / (one[1] - other[1])
        for one, other in combinations(dict.fromkeys([*lines, *own]), 2)
        if one[1] != other[1]
    ]
    brackets = [option.bracket for option in options if option.bracket and option.bracket.of == base]
    ends = [Decimal(end) for each in brackets for end in (each.at_least, each.below) if end is not None]
    return sorted({Decimal(0), *ends, *(size for size in meeting if size > 0)})


def _sizes_of(base: str, options: list[Option], lines: list[Line]) -> list[Decimal]:
    """Each size at which something changes, one between each two, and one beyond the last.

    None of the base is a size too, unless all that is measured by it is so many times it.
    """
    at = _edges_of(base, options, lines)
    nothing = any(option.bracket or not option.multiple for option in options if base in measured_by(option))
    return [*(at if nothing else at[1:]), *((low + high) / 2 for low, high in pairwise(at)), at[-1] * 2 + 1]


def _lines(base: str, option: Option) -> Iterator[Line]:
    if option.max is not None:
        yield from ((Decimal(end), Decimal(0)) for end in (option.min, option.max))
    for part, whole in ((option.multiple, 1), (option.share, 100)):
        if part and part.of == base:
            yield from ((Decimal(0), Decimal(end) / whole) for end in (part.min, part.max))


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


def closed(found: Outcome, bases: Mapping[str, Decimal]) -> Outcome:
    """An outcome with its open ranges settled (`bases` in yuan)."""
    fines = (closed_range(fine, bases) for fine in found.fines)
    return structs.replace(found, fines=tuple(fine for fine in fines if fine))


def closed_range(fine: FineRange, bases: Mapping[str, Decimal]) -> FineRange | None:
    """A range, settled where it was open; None where it comes to no fine."""
    return settled(fine, bases) if fine.needs else fine


def _holds(fine: FineRange, amount: Decimal) -> bool:
    return fine.min is not None and fine.max is not None and fine.min <= amount <= fine.max
