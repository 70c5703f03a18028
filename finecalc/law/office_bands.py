"""Whether an office's discretion tables keep within the law: a band grades what the provision allows, and allows nothing else."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from finecalc.language.words import Words
from finecalc.law.outcome import FineRange, Outcome, brought, outcome
from finecalc.law.sentences import office as said
from finecalc.table.model import Bracket
from finecalc.table.office import Band, BandFine, Discretion, Profile, meet
from finecalc.table.profile import at
from finecalc.table.statutes import Statutes, conduct_items

Path = tuple[str | int, ...]
Kind = Literal["outside", "overlap", "gap"]


class Flaw(Struct, frozen=True):
    """What is wrong with a table, where (the path of the key), and what is said of it."""

    kind: Kind
    path: Path
    words: Words


def lawful(statutes: Statutes) -> Statutes:
    """The same table, if the office's bands keep within the law and apart. Raises OfficeError with file, line and key."""
    file = statutes.profile
    if file and not statutes.kept.get("lawful"):
        for flaw in flaws(statutes, file.profile):
            if flaw.kind != "gap":
                raise at(file.text, file.path, flaw.path, flaw.words)
        statutes.kept["lawful"] = True
    return statutes


class Span(Struct, frozen=True):
    """What the law allows: from `low` to `high` yuan, or times `base`; `bracket`: only where its base is of that size."""

    low: Decimal
    high: Decimal
    base: str | None = None
    bracket: Bracket | None = None


class Graded(Struct, frozen=True):
    """A fine of a band in the measure of the law: what of `within` it takes, and which of its ends are open."""

    path: Path
    band: Band
    fine: BandFine
    within: Span
    low: Decimal
    high: Decimal


def flaws(statutes: Statutes, profile: Profile) -> Iterator[Flaw]:
    """Every band that lies outside the law, and every gap and overlap between bands that is not the source's own; and facts that
    are judged where the provision knows nothing of them.
    """
    for number, judged in enumerate(profile.judged):
        for ref in judged.refs:
            if judged.fact not in statutes.ladder(ref).facts:
                yield Flaw("outside", ("judged", number, "fact"), said.no_such_fact(ref, [judged.fact]))
    for number, table in enumerate(profile.discretion):
        path: Path = ("discretion", number)
        listed = len(conduct_items(statutes.provision(table.ref)))
        if any(not 1 <= item <= listed for item in table.items):
            yield Flaw("outside", (*path, "items"), said.no_such_item(table.ref, listed))
        graded: list[Graded] = []
        for index, band in enumerate(table.bands):
            yield from _outside(statutes, table, band, (*path, "bands", index), graded)
        yield from _between(graded, table)


def _outside(statutes: Statutes, table: Discretion, band: Band, path: Path, graded: list[Graded]) -> Iterator[Flaw]:
    """What a band says that the law does not allow; the fines that it does are added to `graded`."""
    if statutes.provision(table.ref).role != "penalty":
        yield Flaw("outside", (*path[:2], "ref"), said.no_penalty(table.ref))
        return
    known = statutes.ladder(table.ref).facts
    for key, facts in _facts(table, band):
        if unknown := [fact for fact in facts if fact not in known]:
            yield Flaw(
                "outside", (*path[:2], "facts") if key == () else (*path, *key), said.no_such_fact(table.ref, unknown)
            )
            return
    places = list(_places(statutes, table, band))
    yield from _sanctions(statutes, places, band, path)
    if band.level == "exempt" and band.fines:
        yield Flaw("outside", (*path, "fines"), said.fined_though_exempt())
        return
    for number, fine in enumerate(band.fines):
        here = (*path, "fines", number)
        for target in fine.on:
            found = [_graded(here, band, fine, target, place) for place in places]
            if all(each.inside for each in found):
                taken = found[0].inside
                if band.level != "mitigated" and taken:
                    graded.append(taken[0])
                continue
            wrong = next(each for each in found if not each.inside)
            label = statutes.persons[target]
            words = (
                said.outside(label, wrong.law, statutes.bases, below=band.level == "mitigated")
                if wrong.law
                else said.not_measured_so(label, fined=wrong.fined)
            )
            yield Flaw("outside", here, words)


class _Found(Struct, frozen=True):
    inside: list[Graded]
    law: tuple[Span, ...]
    fined: bool


def _facts(table: Discretion, band: Band) -> Iterator[tuple[Path, Iterable[str]]]:
    yield (), table.facts
    for number, condition in enumerate(band.when):
        yield ("when", number, "facts"), condition.facts
        yield ("when", number, "without"), condition.without


def _places(statutes: Statutes, table: Discretion, band: Band) -> Iterator[tuple[Outcome, ...]]:
    """For each condition of a band what the law may allow where it holds: one tier where facts are named, else any of them."""
    ladder = statutes.ladder(table.ref)
    for facts in dict.fromkeys((*table.facts, *condition.facts) for condition in band.when) or [table.facts]:
        if not facts:
            yield tuple(brought(ladder, index, {}) for index in range(len(ladder.rungs)))
            continue
        met = [index for index, rung in enumerate(ladder.rungs) if not rung.when or set(facts) & set(rung.when)]
        yield (outcome(ladder, met, facts, {}),)


def _sanctions(statutes: Statutes, places: list[tuple[Outcome, ...]], band: Band, path: Path) -> Iterator[Flaw]:
    """Sanctions of a band that no tier has in which it may apply; correction and confiscation go with every penalty."""
    always = {"order-correction", "confiscate-gains", "fine"}
    for number, kind in enumerate(band.sanctions):
        for place in places:
            allowed = {sanction.kind for each in place for sanction in each.sanctions}
            allowed |= {narrower for each in allowed for narrower in statutes.kinds[each].covers}
            if kind not in allowed | always:
                yield Flaw("outside", (*path, "sanctions", number), said.no_such_sanction(statutes.kinds[kind]))
                break


def _graded(path: Path, band: Band, fine: BandFine, target: str, place: tuple[Outcome, ...]) -> _Found:
    ranges = [found for each in place if (found := each.fine_on(target))]
    spans = [span for each in ranges for span in _spans(each) if meet(fine.size, span.bracket)]
    measured = [(span, taken) for span in spans if (taken := _taken(fine, span))]
    inside = [
        Graded((*path, target), band, fine, span, *taken)
        for span, taken in measured
        if (_below(fine, taken, span) if band.level == "mitigated" else span.low <= taken[0] and taken[1] <= span.high)
    ]
    return _Found(inside, tuple(dict.fromkeys(span for span, _ in measured)), bool(ranges))


def _below(fine: BandFine, taken: tuple[Decimal, Decimal], span: Span) -> bool:
    return taken[1] < span.low or (taken[1] == span.low and "max" in fine.open)


def _spans(fine: FineRange) -> Iterator[Span]:
    """What the law allows on a target, in each way in which it may come out."""
    if fine.min is not None and fine.max is not None:
        yield Span(fine.min, fine.max)
    for option in fine.options:
        if option.max is not None:
            yield Span(Decimal(option.min), Decimal(option.max), None, option.bracket)
        if option.multiple:
            yield Span(option.multiple.min, option.multiple.max, option.multiple.of, option.bracket)


def _taken(fine: BandFine, span: Span) -> tuple[Decimal, Decimal] | None:
    """What of a span a band takes, in the measure of the law; None where the two are not measured alike."""
    if fine.of_span:
        width = span.high - span.low
        return (
            (span.low + width * fine.of_span.min / 100, span.low + width * fine.of_span.max / 100) if span.low else None
        )
    if fine.of_max:
        return span.high * fine.of_max.min / 100, span.high * fine.of_max.max / 100
    if fine.multiple:
        return (fine.multiple.min, fine.multiple.max) if fine.multiple.of == span.base else None
    return (Decimal(fine.min), Decimal(fine.max or 0)) if span.base is None else None


def _between(graded: list[Graded], table: Discretion) -> Iterator[Flaw]:
    """Gaps and overlaps between the bands that divide one span of the law for one target."""
    groups: dict[tuple[object, ...], list[Graded]] = {}
    for each in graded:
        groups.setdefault((each.path[-1], each.within, each.fine.size), []).append(each)
    for group in groups.values():
        ordered = sorted(group, key=lambda each: (each.low, each.high))
        for before, after in pairwise(ordered):
            kind = _step(before, after)
            if kind and kind not in table.source_has:
                yield Flaw(
                    kind, after.path[:-1], said.step(kind, before.high, after.low, after.within.base is not None)
                )
        levels = {each.band.level for each in group}
        within = ordered[0].within
        if levels >= {"lenient", "ordinary", "heavier"} and "gap" not in table.source_has:
            if ordered[0].low > within.low:
                yield Flaw("gap", ordered[0].path[:-1], said.step("gap", within.low, ordered[0].low, bool(within.base)))
            highest = max(ordered, key=lambda each: each.high)
            if highest.high < within.high:
                yield Flaw("gap", highest.path[:-1], said.step("gap", highest.high, within.high, bool(within.base)))


def _step(before: Graded, after: Graded) -> Kind | None:
    """How one band follows another. A sum that both of them name (以上 and 以下) is no overlap, one that neither has is a gap."""
    if after.low < before.high:
        return "overlap"
    if after.low > before.high or ("max" in before.fine.open and "min" in after.fine.open):
        return "gap"
    return None
