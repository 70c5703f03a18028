"""Is one outcome lighter than another in every respect? (行政处罚法第三十七条，从旧兼从轻)"""

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from finecalc.language.words import Words
from finecalc.law.fine_words import fine_words
from finecalc.law.open_values import closed_range, sizes
from finecalc.law.outcome import STRENGTH, TARGETS, FineRange, Outcome
from finecalc.table.model import Duration, SanctionKind, Term

Relation = Literal["lighter", "equal", "heavier", "unclear"]


class Difference(Struct, frozen=True, kw_only=True):
    """One respect in which two outcomes differ, and which way the second one goes."""

    respect: str
    relation: Relation
    before: Words
    after: Words


def differences(
    before: Outcome,
    after: Outcome,
    *,
    kinds: Mapping[str, SanctionKind],
    persons: Mapping[str, Term],
    always: Iterable[str] = (),
) -> tuple[Difference, ...]:
    """Where `after` differs from `before`: fines on each target, and each penalty (corrective measures are none).

    `always` names sanctions that a general rule imposes under both, such as confiscation of illegal gains.
    """
    found = []
    for target in TARGETS:
        old, new = before.fine_on(target), after.fine_on(target)
        relation = _fine_relation(old, new)
        if relation != "equal":
            label = persons[target]
            found.append(
                Difference(
                    respect=target,
                    relation=relation,
                    before=_prefixed(label, fine_words(old)),
                    after=_prefixed(label, fine_words(new)),
                )
            )
    old_penalties, new_penalties = (_penalties(each, kinds, set(always)) for each in (before, after))
    for kind in dict.fromkeys((*old_penalties, *new_penalties)):
        relation = _order(old_penalties.get(kind, _NOTHING), new_penalties.get(kind, _NOTHING))
        if relation != "equal":
            label = kinds[kind]
            found.append(
                Difference(
                    respect=kind,
                    relation=relation,
                    before=_prefixed(label, _strength_words(old_penalties.get(kind, _NOTHING))),
                    after=_prefixed(label, _strength_words(new_penalties.get(kind, _NOTHING))),
                )
            )
    return tuple(found)


def relation(found: Iterable[Difference]) -> Relation:
    """How the second outcome stands to the first when taken in every respect together."""
    return relation_of({difference.relation for difference in found})


def relation_of(ways: set[Relation]) -> Relation:
    """Several relations as one: those that are equal count for neither side."""
    telling = ways - {"equal"}
    return "unclear" if len(telling) > 1 else telling.pop() if telling else "equal"


# a fine or penalty as numbers that can be compared one by one: how binding, how low it starts, how high it goes
_NOTHING = (0, 0, 0)
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


def _penalties(
    outcome: Outcome, kinds: Mapping[str, SanctionKind], always: set[str]
) -> dict[str, tuple[int, int, int]]:
    found: dict[str, tuple[int, int, int]] = {}
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


def _prefixed(label: Term, words: Words) -> Words:
    return Words(f"{label.label}：{words.zh}", f"{label.label_en}: {words.en}")


def _strength_words(strength: tuple[int, int, int]) -> Words:
    if strength == _NOTHING:
        return Words("无", "not provided for")
    return {3: Words("应当", "must"), 2: Words("单处或者并处", "one or more of"), 1: Words("可以", "may")}[strength[0]]
