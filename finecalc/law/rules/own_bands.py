"""The office's own discretion table in a case (网信部门行政处罚裁量权基准适用规定第十六条): which of its bands apply, or may.

A band with a level and no condition is for the cases of that level. Of the others any one condition opens a band, and of those that
are open the last applies; what the case does not say (the time, words of the source, a base that is unknown) is left open.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from finecalc.law.answer import Case
from finecalc.law.outcome import FineRange, Option
from finecalc.law.rules.bands import OWN, Band, BandOption, Part, amounts_between, amounts_of, level_of
from finecalc.law.rules.competence import acting, is_office
from finecalc.table import office
from finecalc.table.model import BandLevel, Bands, Multiple
from finecalc.table.office import BandFine, Condition, Discretion, Size, discretion_for, meet
from finecalc.table.statutes import Statutes

Status = Literal["applies", "possible", "other"]
_LEVELS = {"below-range": "mitigated", "no-penalty": "exempt"}


class Step(Struct, frozen=True, kw_only=True):
    """A band of the office's table as it stands to a case. `open`: the conditions on which it depends and that the case leaves open."""

    band: office.Band
    status: Status
    open: tuple[Condition, ...] = ()


class Own(Struct, frozen=True, kw_only=True):
    """The office's table for a kind of case, and what of the case its conditions turn on. `level` is that of the case."""

    table: Discretion
    facts: tuple[str, ...]
    unknown: tuple[str, ...]
    level: str


def own_table(
    statutes: Statutes, ref: str, items: tuple[int, ...], opened: Collection[str], case: Case, decided: date
) -> Own | None:
    """The table of the office that acts for a tier of a provision, which these facts opened; None where it has none."""
    profile = statutes.office
    if not profile.discretion or not is_office(statutes, case) or acting(statutes, case) != profile.level:
        return None
    for table in discretion_for(profile, ref, items, decided):
        if not table.facts or set(table.facts) & set(opened):
            return Own(table=table, facts=case.facts, unknown=case.unknown, level=_level(statutes, case))
    return None


def _level(statutes: Statutes, case: Case) -> str:
    """The level of the case as the office's tables name it."""
    rule = statutes.table.rules.bands
    level = level_of(rule, case.adjust) if rule else None
    if level:
        return level.id
    return _LEVELS.get(statutes.adjustments[case.adjust].effect, "") if case.adjust else "ordinary"


def steps_of(own: Own, bases: Mapping[str, Decimal]) -> tuple[Step, ...]:
    """Every band of the table, and how it stands to a case with these bases (yuan)."""
    judged = [_judged(own, band, bases) for band in own.table.bands]
    last = max((at for at, (met, _) in enumerate(judged) if met), default=-1)
    return tuple(
        Step(
            band=band, status="applies" if at == last else "possible" if opened and at > last else "other", open=opened
        )
        for at, (band, (_, opened)) in enumerate(zip(own.table.bands, judged, strict=True))
    )


def _judged(own: Own, band: office.Band, bases: Mapping[str, Decimal]) -> tuple[bool, tuple[Condition, ...]]:
    """Whether a band is open in the case, and what of its conditions the case leaves open."""
    if not band.when:
        return band.level is None or band.level == own.level, ()
    left = [rest for each in band.when if (rest := _left(own, each, bases)) is not None]
    return _MET in left, tuple(each for each in left if each != _MET)


_MET = Condition()


def _left(own: Own, condition: Condition, bases: Mapping[str, Decimal]) -> Condition | None:
    """What is left of a condition once the case is known: nothing of one that is met, None of one that is not."""
    fits_size = condition.size is None or fits(condition.size, bases)
    met = set(condition.facts) <= {*own.facts, *own.unknown} and not set(condition.without) & set(own.facts)
    if not met or fits_size is False:
        return None
    times = condition.times
    return Condition(
        facts=tuple(fact for fact in condition.facts if fact not in own.facts),
        without=tuple(fact for fact in condition.without if fact in own.unknown),
        size=condition.size if fits_size is None else None,
        times=times if times and (times.min > 1 or times.max is not None) else None,
        words=condition.words,
    )


def fits(size: Size, bases: Mapping[str, Decimal]) -> bool | None:
    """Whether a base is of this size; None while it is unknown."""
    base = bases.get(size.of)
    if base is None:
        return None
    ends = (size.at_least, size.above, size.up_to, size.below)
    if not base:
        return size.none or (bool(size.up_to or size.below) and not (size.at_least or size.above))
    if all(end is None for end in ends):
        return not size.none
    return (
        (size.at_least is None or base >= size.at_least)
        and (size.above is None or base > size.above)
        and (size.up_to is None or base <= size.up_to)
        and (size.below is None or base < size.below)
    )


def part_on(step: Step, fine: FineRange, bases: Mapping[str, Decimal]) -> Part | None:
    """What a band allows of the range on a target; None where it says nothing of it."""
    if (step.band.level == "mitigated") != fine.below_minimum:
        return None
    laid = [each for each in step.band.fines if fine.on in each.on and not (fine.below_minimum and _is_share(each))]
    if fine.min is None or fine.max is None:
        options = tuple(found for each in laid for option in fine.options if (found := _option(each, option)))
        opened = laid[0].open if laid else ()
        return Part(min=None, max=None, open=opened, options=options) if options else None
    for each in sorted(laid, key=lambda each: each.size is None):
        if not _is_meant(each, bases):
            continue
        ends = _ends(each, fine.min, fine.max, bases)
        low, high = (max(ends[0], fine.min), min(ends[1], fine.max)) if ends else (Decimal(0), Decimal(-1))
        if low < high or (ends and low == high and ends[0] == ends[1]):
            return amounts_between(low, high, each.open)
    return None


def _is_meant(fine: BandFine, bases: Mapping[str, Decimal]) -> bool:
    """Whether a band's fine is for a base of this size; without a size, a multiple is for any base above none."""
    if fine.size:
        return bool(fits(fine.size, bases))
    return fine.multiple is None or bool(bases.get(fine.multiple.of))


def _is_share(fine: BandFine) -> bool:
    """Whether a band's fine is so much of what the law allows, which has no meaning under its minimum."""
    return fine.of_span is not None or fine.of_max is not None


def _ends(fine: BandFine, low: Decimal, high: Decimal, bases: Mapping[str, Decimal]) -> tuple[Decimal, Decimal] | None:
    """The ends of a band's fine in yuan, where the law's range is from `low` to `high`."""
    if fine.of_span:
        return low + (high - low) * fine.of_span.min / 100, low + (high - low) * fine.of_span.max / 100
    if fine.of_max:
        return high * fine.of_max.min / 100, high * fine.of_max.max / 100
    if fine.multiple:
        base = bases.get(fine.multiple.of)
        return None if base is None else (base * fine.multiple.min, base * fine.multiple.max)
    return Decimal(fine.min), Decimal(fine.max or 0)


def _option(fine: BandFine, option: Option) -> BandOption | None:
    """What a band takes of one way in which the law's range may come out, while the base is unknown."""
    if not meet(fine.size, option.bracket):
        return None
    law = option.multiple
    if law is None and option.max is None:
        return None
    low, high = (law.min, law.max) if law else (Decimal(option.min), Decimal(option.max or 0))
    if fine.of_span or fine.of_max:
        ends = _ends(fine, low, high, {})
    elif fine.multiple:
        ends = (fine.multiple.min, fine.multiple.max) if law and law.of == fine.multiple.of else None
    else:
        ends = None if law else (Decimal(fine.min), Decimal(fine.max or 0))
    if ends is None or max(ends[0], low) >= min(ends[1], high):
        return None
    low, high = max(ends[0], low), min(ends[1], high)
    if law:
        return BandOption(bracket=option.bracket, multiple=Multiple(of=law.of, min=low, max=high))
    return BandOption(bracket=option.bracket, min=low, max=high)


def candidates(
    own: Own, rule: Bands | None, fine: FineRange, bases: Mapping[str, Decimal]
) -> tuple[tuple[Step, Part], ...]:
    """The bands that apply to a range, or may, as far as the higher benchmark leaves them."""
    found = ((step, part_on(step, fine, bases)) for step in steps_of(own, bases) if step.status != "other")
    return tuple((step, part) for step, part in found if part and not (rule and departs(rule, step, part, fine)))


def departs(rule: Bands, step: Step, part: Part, fine: FineRange) -> BandLevel | None:
    """The national level whose band, float included, a band of the office for that level leaves: the national one goes before (art. 16)."""
    level = next((each for each in rule.levels if each.id == step.band.level), None)
    if level is None or not fine.min or fine.max is None or part.min is None or part.max is None:
        return None
    float_ = amounts_of(level, fine.min, fine.max, rule.float)
    assert float_.min is not None
    assert float_.max is not None
    return level if part.min < float_.min or part.max > float_.max else None


def bands_with_own(
    own: Own, rule: Bands | None, national: tuple[Band, ...], fines: tuple[FineRange, ...], bases: Mapping[str, Decimal]
) -> tuple[Band, ...]:
    """The bands of every range: the office's own in place of the national ones of the same level, and those that have none beside."""
    found: list[Band] = []
    order = {level.id: at for at, level in enumerate(rule.levels)} if rule else {}
    for fine in fines:
        given = list(_given(own, rule, fine, bases))
        levels = {each.level for each in given}
        kept = [each for each in national if each.on == fine.on and each.level not in levels]
        found += sorted((*kept, *given), key=lambda band: order.get(band.level, len(order)))
    return tuple(found)


def _given(own: Own, rule: Bands | None, fine: FineRange, bases: Mapping[str, Decimal]) -> Iterator[Band]:
    """What the office's table says of one range, as far as the higher benchmark leaves it."""
    for step in steps_of(own, bases):
        by_level = step.band.level is not None and not step.band.when
        part = part_on(step, fine, bases) if by_level or step.status != "other" else None
        if part is None or (rule and departs(rule, step, part, fine)):
            continue
        yield Band(
            on=fine.on,
            level=step.band.level or OWN,
            min=part.min,
            max=part.max,
            open=part.open,
            floating=part,
            applies=step.status == "applies",
            needs=fine.needs,
            options=part.options,
            reference=own.table.ref,
            name=step.band.name,
            source=own.table.source,
            depends=step.open if step.status == "possible" else (),
        )
