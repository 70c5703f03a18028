"""What is a large fine or a large confiscation at the office that acts, and whether a sum is one (行政处罚法第六十三条)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from finecalc.law.outcome import FineRange
from finecalc.table.office import Party, Profile, Threshold, thresholds
from finecalc.table.statutes import Statutes

FINE, CONFISCATION = "fine", "confiscate-gains"
Verdict = Literal["yes", "no", "if-large", "unknown"]


class Limit(Struct, frozen=True, kw_only=True):
    """A threshold as it falls for one target: `start` in yuan, None where the office does not know it."""

    start: Decimal | None
    threshold: Threshold


class Large(Struct, frozen=True, kw_only=True):
    """How what may be imposed on a target stands to what is large: `yes` and `no` hold for every sum that is possible, `if-large` for
    none of the two; `unknown` where no limit is known. With several limits, each holds for acts of its kind.
    """

    kind: str
    on: str
    verdict: Verdict
    limits: tuple[Limit, ...]


class Sum(Struct, frozen=True, kw_only=True):
    """What may be imposed on a target (yuan): from `low` to `high`, None while unknown; `under`: less than `high`, not so much.

    `highest` is the maximum that the law provides, None where there is none or it is not known; `confiscated` what is
    confiscated beside a fine, None while unknown.
    """

    kind: str
    on: str
    low: Decimal | int | None
    high: Decimal | int | None
    under: bool = False
    highest: Decimal | None = None
    confiscated: Decimal | int | None = 0


def party_of(target: str) -> Party:
    """Whether a target is a unit, or a person."""
    return "unit" if target == "organisation" else "person"


def standards(statutes: Statutes, by: str) -> Profile:
    """The office whose thresholds bind the authority that acts: its own, where it is a cyberspace office; else nothing is known."""
    own = statutes.office
    return own if statutes.authorities[by].level else Profile(name=own.name, level=own.level)


def is_known(office: Profile) -> bool:
    """Whether the office has said from what sum anything is large there."""
    return any(each.amount != "unknown" for each in (*office.large_fine, *office.large_confiscation))


def of_range(fine: FineRange, confiscated: Decimal | int | None) -> Sum:
    """What a range allows on its target."""
    return Sum(
        kind=FINE,
        on=fine.on,
        low=fine.min,
        high=fine.max,
        under=fine.below_minimum,
        highest=fine.highest,
        confiscated=confiscated,
    )


def limits_of(office: Profile, kind: str, target: str, day: date, highest: Decimal | None) -> tuple[Limit, ...]:
    """The thresholds of the day of the decision, as they fall for a target on which the law lays at most `highest` yuan."""
    entries = office.large_fine if kind == FINE else office.large_confiscation
    return tuple(
        Limit(start=_start(each, highest), threshold=each) for each in thresholds(entries, party_of(target), day)
    )


def verdict_of(what: Sum, limits: tuple[Limit, ...]) -> Verdict:
    """Whether a sum is large by these limits, of which each holds for acts of its kind, which the case does not say."""
    verdicts = {_verdict(what, limit) for limit in limits}
    if len(verdicts) == 1 and _hold_for_every_act(limits):
        return verdicts.pop()
    return "if-large" if verdicts & {"yes", "if-large"} else "unknown"


def _hold_for_every_act(limits: Iterable[Limit]) -> bool:
    """Whether some limit holds for any act: one for every field, in business and outside it."""
    kinds = {limit.threshold.business for limit in limits if not limit.threshold.only}
    return None in kinds or len(kinds) == 2


def large(office: Profile, what: Sum, day: date) -> Large:
    """Whether a sum is large at the office, by the thresholds of the day of the decision."""
    limits = limits_of(office, what.kind, what.on, day, what.highest)
    return Large(kind=what.kind, on=what.on, verdict=verdict_of(what, limits), limits=limits)


def starts(found: Iterable[Large]) -> dict[str, Decimal]:
    """From what sum a fine is large, by its target: the lowest limit where there are several."""
    known = {
        each.on: [limit.start for limit in each.limits if limit.start is not None]
        for each in found
        if each.kind == FINE
    }
    return {target: min(sums) for target, sums in known.items() if sums}


def _start(threshold: Threshold, highest: Decimal | None) -> Decimal | None:
    share = threshold.share_of_max
    if share is not None and highest is not None:
        part = highest * share if share < 1 else highest * share / 100
        return max(part, Decimal(threshold.floor or 0))
    return Decimal(threshold.amount) if isinstance(threshold.amount, int) else None


def _verdict(what: Sum, limit: Limit) -> Verdict:
    start, threshold = limit.start, limit.threshold
    if start is None:
        return "unknown"
    low, high = what.low, what.high
    if threshold.counts_confiscation and what.kind == FINE:
        low = None if low is None else low + (what.confiscated or 0)
        high = None if high is None or what.confiscated is None else high + what.confiscated
    if low is not None and _reaches(low, start, threshold.inclusive):
        return "yes"
    if high is None:
        return "if-large"
    return "no" if not _reaches(high, start, threshold.inclusive) or (what.under and high <= start) else "if-large"


def _reaches(amount: Decimal | int, start: Decimal, inclusive: bool) -> bool:
    return amount >= start if inclusive else amount > start
