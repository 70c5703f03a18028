"""Is one outcome lighter than another in every respect? (行政处罚法第三十七条，从旧兼从轻)"""

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from finecalc.law.open_values import closed_range, sizes
from finecalc.law.outcome import STRENGTH, TARGETS, FineRange, Outcome
from finecalc.table.model import Duration, SanctionKind

Relation = Literal["lighter", "equal", "heavier", "unclear"]


Strength = tuple[int, int, int]
"""How binding a penalty is (0: not provided for), and how long it may last, in days."""


class Contrast(Struct, frozen=True, kw_only=True):
    """One respect in which two outcomes differ, and which way the second one goes; `sentences.rules.side_words` says each side.

    The sides of a fine are ranges (None: no fine), those of a penalty its strength.
    """

    respect: str
    relation: Relation
    before: FineRange | Strength | None
    after: FineRange | Strength | None


def differences(
    before: Outcome,
    after: Outcome,
    *,
    kinds: Mapping[str, SanctionKind],
    always: Iterable[str] = (),
) -> tuple[Contrast, ...]:
    """Where `after` differs from `before`: fines on each target, and each penalty (corrective measures are none).

    `always` names sanctions that a general rule imposes under both, such as confiscation of illegal gains.
    """
    found = []
    for target in TARGETS:
        old, new = before.fine_on(target), after.fine_on(target)
        relation = _fine_relation(old, new)
        if relation != "equal":
            found.append(Contrast(respect=target, relation=relation, before=old, after=new))
    old_penalties, new_penalties = (_penalties(each, kinds, set(always)) for each in (before, after))
    for kind in dict.fromkeys((*old_penalties, *new_penalties)):
        first, second = old_penalties.get(kind, NOTHING), new_penalties.get(kind, NOTHING)
        relation = _order(first, second)
        if relation != "equal":
            found.append(Contrast(respect=kind, relation=relation, before=first, after=second))
    return tuple(found)


def relation(found: Iterable[Contrast]) -> Relation:
    """How the second outcome stands to the first when taken in every respect together."""
    return relation_of({difference.relation for difference in found})


def relation_of(ways: set[Relation]) -> Relation:
    """Several relations as one: those that are equal count for neither side."""
    telling = ways - {"equal"}
    return "unclear" if len(telling) > 1 else telling.pop() if telling else "equal"


# a fine or penalty as numbers that can be compared one by one: how binding, how low it starts, how high it goes
NOTHING: Strength = (0, 0, 0)
_UNITS = {"day": 1, "month": 30, "year": 365, "life": 365_000}


def _fine_relation(before: FineRange | None, after: FineRange | None) -> Relation:
    """How one range stands to the other, under every size of the bases that they need; where they are alike counts for neither."""
    ways = {
        _order(*(_fine_numbers(fine and closed_range(fine, bases)) for fine in (before, after)))
        for bases in sizes(fine for fine in (before, after) if fine)
    }
    return relation_of(ways)


def _fine_numbers(fine: FineRange | None) -> tuple[object, ...]:
    return (0, 0, 0) if fine is None else (STRENGTH[fine.mode], fine.min, fine.max)


def _penalties(outcome: Outcome, kinds: Mapping[str, SanctionKind], always: set[str]) -> dict[str, Strength]:
    found: dict[str, Strength] = {}
    for sanction in outcome.sanctions:
        kind = kinds[sanction.kind]
        if kind.penalty and sanction.kind not in always:
            for each in kind.covers or (sanction.kind,):
                found[each] = (STRENGTH[sanction.mode], *_days(sanction.duration))
    return found


def _days(duration: Duration | None) -> tuple[int, int]:
    if duration is None:
        return 0, 0
    unit = _UNITS[duration.unit]
    return duration.min * unit, unit * (1 if duration.max is None else duration.max)


def _order(before: tuple[object, ...], after: tuple[object, ...]) -> Relation:
    """Compare number by number: all lower or equal is lighter, all higher or equal heavier, a mixture unclear."""
    lower = any(new < old for old, new in zip(before, after, strict=True))  # type: ignore[operator]
    higher = any(new > old for old, new in zip(before, after, strict=True))  # type: ignore[operator]
    if lower and higher:
        return "unclear"
    return "lighter" if lower else "heavier" if higher else "equal"
