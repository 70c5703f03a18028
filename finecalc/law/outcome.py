"""What a ladder allows once the facts and the bases are known: the tier, the fines, the sanctions.

This is the arithmetic of the law alone: no dates, no authority, no words for people.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct, structs

from finecalc.table.ladder import Ladder, Rung
from finecalc.table.model import Bracket, Duration, Fine, Mode, Multiple, Sanction, Share

TARGETS = ("organisation", "individual", "manager", "staff")
STRENGTH: dict[str, int] = {"may": 1, "one-or-more": 2, "must": 3}
"""How much a mode binds; what is not provided for at all has strength 0."""


class Option(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One way in which a fine may come out, while the base that decides it is unknown."""

    quote: str
    min: int = 0
    max: int | None = None
    multiple: Multiple | None = None
    share: Share | None = None
    bracket: Bracket | None = None


class FineRange(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What may be imposed on one kind of target, in yuan, both ends included.

    `min` and `max` are None while a base in `needs` is unknown; then `options` says how it would come out.
    `from_tier` marks a fine that stands from a lower tier; `below_minimum` a mitigated fine, under `max`, not at it; `law_max` is
    then the maximum that the law provides. `instead_of` are the sanctions in whose place the fine may be imposed: these or the fine, not both.
    """

    on: str
    mode: Mode
    min: Decimal | None
    max: Decimal | None
    quote: str
    source: str
    from_tier: int | None = None
    below_minimum: bool = False
    needs: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    law_max: Decimal | None = None
    instead_of: tuple[str, ...] = ()

    @property
    def highest(self) -> Decimal | None:
        """The maximum that the law provides (yuan), whatever the adjustment; None while a base is unknown."""
        return self.law_max if self.below_minimum else self.max


class Imposable(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A sanction other than a fine that must or may go with it. `by` names the body that has to impose it.

    `conditional`: only where there is something to impose it on, which is not known (有违法所得的). `in_choice`: a must
    that is also one of those of which the text asks for at least one. `satisfied_by`: kinds that do its duty.
    """

    kind: str
    mode: Mode
    quote: str
    source: str
    on: tuple[str, ...]
    by: tuple[str, ...] = ()
    subject: str | None = None
    duration: Duration | None = None
    from_tier: int | None = None
    conditional: bool = False
    in_choice: bool = False
    satisfied_by: tuple[str, ...] = ()


class AppliedTier(Struct, frozen=True, kw_only=True):
    """The tier that applies: the facts of the case that opened it, and the words of the text that each of them meets."""

    index: int
    facts: tuple[str, ...]
    words: dict[str, str]
    quote: str | None
    source: str


class Outcome(Struct, frozen=True, kw_only=True):
    """Everything that one provision allows in one case. `reference` is the paragraph that applies."""

    reference: str
    tier: AppliedTier
    fines: tuple[FineRange, ...]
    sanctions: tuple[Imposable, ...]

    @property
    def needs(self) -> tuple[str, ...]:
        """The bases that are still unknown."""
        return tuple(dict.fromkeys(base for fine in self.fines for base in fine.needs))

    def fine_on(self, target: str) -> FineRange | None:
        """The range on a target, or None where it is not fined."""
        return fine_on(self.fines, target)


def fine_on(fines: Iterable[FineRange], target: str) -> FineRange | None:
    """The range on a target (`organisation`), or None where it is not fined."""
    return next((fine for fine in fines if fine.on == target), None)


def fine_on_offender(fines: Sequence[FineRange]) -> FineRange | None:
    """The range on whoever committed the act: the organisation, or else the individual; None where neither is fined."""
    return fine_on(fines, "organisation") or fine_on(fines, "individual")


def brought(ladder: Ladder, index: int, bases: Mapping[str, Decimal]) -> Outcome:
    """What the ladder allows where the facts of one rung are met and no others, the rungs below that need none included."""
    rung = ladder.rungs[index]
    met = [*(each for each, lower in enumerate(ladder.rungs[:index]) if not lower.when), index]
    return outcome(ladder, met, tuple(rung.when), bases)


def outcome(ladder: Ladder, met: Sequence[int], facts: Iterable[str], bases: Mapping[str, Decimal]) -> Outcome:
    """What the ladder allows when these rungs are `met` (lightest first, at least one).

    The gravest met rung applies. Its fine on a target replaces that of the rung below; where it brings no fine at all
    (情节严重的，责令…) or `adds` (拒不改正的，并处…), the other sanctions below stand as they are; otherwise they stay
    available as may. `bases` holds the known ones, in yuan.
    """
    index = met[-1]
    rung = ladder.rungs[index]
    words = {fact: said for fact, said in rung.when.items() if fact in set(facts)}
    return Outcome(
        reference=rung.reference,
        tier=AppliedTier(
            index=index,
            facts=tuple(words),
            words=words,
            quote=rung.quote or None,
            source=rung.source,
        ),
        fines=tuple(_fines(ladder, met, bases)),
        sanctions=tuple(_sanctions(ladder, met)),
    )


def fits(bracket: Bracket | None, base: Decimal) -> bool:
    """Whether a fine is meant for a base of this size (yuan). Without a bracket: for any base above zero."""
    if bracket is None:
        return base > 0
    if base == 0:
        return bracket.none
    bounded = bracket.at_least is not None or bracket.below is not None
    return (
        bounded
        and (bracket.at_least is None or base >= bracket.at_least)
        and (bracket.below is None or base < bracket.below)
    )


def _fines(ladder: Ladder, met: Sequence[int], bases: Mapping[str, Decimal]) -> Iterable[FineRange]:
    for target in TARGETS:
        for index in reversed(met):
            laid = [(fine, source) for fine, source in ladder.rungs[index].fines if target in fine.on]
            if laid:
                found = _range(target, laid, bases)
                if found:
                    yield structs.replace(found, from_tier=None if index == met[-1] else index)
                break


def disputed_fines(ladder: Ladder, met: Sequence[int], bases: Mapping[str, Decimal]) -> tuple[FineRange, ...]:
    """What another reading of the text lays on targets that the rungs met do not fine, where the table records one."""
    fined = {target for index in met for fine, _ in ladder.rungs[index].fines for target in fine.on}
    laid = [(each.what, each.source) for index in met for each in ladder.rungs[index].disputed]
    fines = [(fine, source) for fine, source in laid if isinstance(fine, Fine)]
    found = [
        _range(target, [(fine, source) for fine, source in fines if target in fine.on], bases)
        for target in TARGETS
        if target not in fined and any(target in fine.on for fine, _ in fines)
    ]
    return tuple(fine for fine in found if fine)


def _range(target: str, laid: list[tuple[Fine, str]], bases: Mapping[str, Decimal]) -> FineRange | None:
    """The range on a target from the fines of one rung on it: one, or one for each bracket of a base."""
    unknown = tuple(dict.fromkeys(base for fine, _ in laid for base in measured_by(fine) if base not in bases))
    first, source = laid[0]
    if unknown:
        options = tuple(
            Option(
                quote=fine.quote,
                min=fine.min,
                max=fine.max,
                multiple=fine.multiple,
                share=fine.share,
                bracket=fine.bracket,
            )
            for fine, _ in laid
        )
        return FineRange(
            on=target,
            mode=first.mode,
            min=None,
            max=None,
            quote=first.quote,
            source=source,
            needs=unknown,
            options=options,
            instead_of=first.instead_of,
        )
    for fine, source in laid:
        if _is_meant(fine, bases):
            low, high = _bounds(fine, bases)
            return FineRange(
                on=target,
                mode=fine.mode,
                min=low,
                max=high,
                quote=fine.quote,
                source=source,
                instead_of=fine.instead_of,
            )
    return None


def measured(fine: FineRange, bases: Mapping[str, Decimal]) -> FineRange | None:
    """A range as far as the known bases settle it (yuan): itself, with numbers, or with what it still needs."""
    if not fine.needs:
        return fine
    unknown = tuple(base for base in fine.needs if base not in bases)
    if unknown:
        return fine if unknown == fine.needs else structs.replace(fine, needs=unknown)
    return settled(fine, bases)


def span(fine: FineRange, bases: Mapping[str, Decimal]) -> tuple[Decimal, Decimal] | None:
    """The ends of a range for these bases (yuan), None where they do not settle it or come to no fine."""
    if fine.min is not None and fine.max is not None:
        return fine.min, fine.max
    option = option_meant(fine, bases)
    return _bounds(option, bases) if option else None


class Part(Struct, frozen=True):
    """A fine for a base of `least` yuan or more and less than `below` (whole yuan): so many yuan, or where `times` so many times
    the base.
    """

    least: int
    below: float
    low: int
    high: int
    times: bool


def parts(fine: FineRange) -> tuple[Part, ...]:
    """A range that one base decides, as plain numbers; () where it is not so simple (a share, the higher of two, a broken multiple)."""
    found = [_part(option) for option in fine.options]
    return tuple(each for each in found if each) if len(fine.needs) == 1 and all(found) else ()


def _part(option: Option) -> Part | None:
    bracket, multiple = option.bracket, option.multiple
    if option.share or (multiple and option.max is not None):
        return None
    least, below = 0 if bracket is None and multiple is None else 1, math.inf
    if bracket:
        bounded = bracket.at_least is not None or bracket.below is not None
        if bracket.none and bracket.at_least:
            return None
        least = 0 if bracket.none else max(1, bracket.at_least or 1)
        below = 1 if not bounded else math.inf if bracket.below is None else bracket.below
    if multiple is None:
        return None if option.max is None else Part(least, below, option.min, option.max, False)
    if multiple.min % 1 or multiple.max % 1:
        return None
    return Part(least, below, int(multiple.min), int(multiple.max), True)


def option_meant(fine: FineRange, bases: Mapping[str, Decimal]) -> Option | None:
    """The option that these bases (yuan) choose, None where they do not settle it or come to no fine."""
    if any(base not in bases for base in fine.needs):
        return None
    return next((option for option in fine.options if _is_meant(option, bases)), None)


def settled(fine: FineRange, bases: Mapping[str, Decimal]) -> FineRange | None:
    """A range that needs bases, once they are known (yuan); None where it then comes to no fine."""
    for option in fine.options:
        if _is_meant(option, bases):
            low, high = _bounds(option, bases)
            return structs.replace(fine, min=low, max=high, quote=option.quote, needs=(), options=())
    return None


def _is_meant(fine: Fine | Option, bases: Mapping[str, Decimal]) -> bool:
    decided_by = fine.bracket.of if fine.bracket else fine.multiple.of if fine.multiple else None
    return decided_by is None or fits(fine.bracket, bases[decided_by])


def measured_by(fine: Fine | Option) -> list[str]:
    """The bases that a fine is measured by."""
    return [part.of for part in (fine.bracket, fine.multiple, fine.share) if part]


def _bounds(fine: Fine | Option, bases: Mapping[str, Decimal]) -> tuple[Decimal, Decimal]:
    """Floor and ceiling in yuan. An amount beside a multiple or share: the lower floor, the higher ceiling."""
    pairs = []
    if fine.max is not None:
        pairs.append((Decimal(fine.min), Decimal(fine.max)))
    if fine.multiple:
        base = bases[fine.multiple.of]
        pairs.append((base * fine.multiple.min, base * fine.multiple.max))
    if fine.share:
        base = bases[fine.share.of] / 100
        pairs.append((base * fine.share.min, base * fine.share.max))
    return min(low for low, _ in pairs), max(high for _, high in pairs)


def _sanctions(ladder: Ladder, met: Sequence[int]) -> Iterable[Imposable]:
    seen = set()
    replaced = False
    for index in reversed(met):
        rung: Rung = ladder.rungs[index]
        for sanction, source in rung.sanctions:
            if (sanction.kind, sanction.subject) in seen:
                continue
            seen.add((sanction.kind, sanction.subject))
            yield _imposable(
                sanction,
                source,
                mode="may" if replaced else sanction.mode,
                from_tier=None if index == met[-1] else index,
            )
        replaced = replaced or (bool(rung.fines) and not rung.adds)


def _imposable(sanction: Sanction, source: str, mode: Mode, from_tier: int | None) -> Imposable:
    return Imposable(
        kind=sanction.kind,
        mode=mode,
        quote=sanction.quote,
        source=source,
        on=sanction.on,
        by=sanction.by,
        subject=sanction.subject,
        duration=sanction.duration,
        from_tier=from_tier,
    )
