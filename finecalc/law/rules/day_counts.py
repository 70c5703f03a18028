"""The days that a text counts: calendar days, and working days by the Chinese calendar with its make-up days.

Which days are worked is published year by year. Where it is not known yet, or not known any more, no day is given.
"""

from datetime import date, timedelta
from functools import lru_cache

from finecalc.table.steps import Count

_ONE = timedelta(days=1)
_NEXT_YEARS = 24
"""The last day in December that the arrangement for the next year leaves alone: it has moved days from the 29th on (2018)."""


@lru_cache(maxsize=1)
def known_days() -> tuple[date, date]:
    """The first and the last day of which it is known whether they are worked."""
    from chinese_calendar.constants import holidays  # type: ignore[import-untyped]

    return date(min(holidays).year, 1, 1), date(max(holidays).year, 12, _NEXT_YEARS)


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> bool | None:
    """Whether a day is worked, make-up days included; None where that is not known."""
    from chinese_calendar import is_workday  # type: ignore[import-untyped]

    first, last = known_days()
    return bool(is_workday(day)) if first <= day <= last else None


@lru_cache(maxsize=4096)
def reached(start: date, count: Count) -> date | None:
    """The last day of so many days after `start`, or the last day that lies so many days before it; `start` does not count.

    None where the calendar does not reach so far, and for months, which run from events whose days are not known here.
    """
    step = -_ONE if count.before else _ONE
    if count.unit == "month":
        return None
    if count.unit == "day":
        return start + step * count.days
    day, left = start, count.days
    while left:
        day += step
        working = is_working_day(day)
        if working is None:
            return None
        left -= working
    return day
