"""Working days by the arrangements that the State Council published, counted by hand; and years that are not known yet."""

from datetime import date, timedelta

import pytest

from finecalc.law.rules.day_counts import is_working_day, known_days, reached
from finecalc.table.steps import Count, Unit

OFF = {
    2024: "0101 0210-0217 0404-0406 0501-0505 0610 0915-0917 1001-1007",
    2025: "0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008",
    2026: "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007",
}
"""The days off, as the notices of the General Office of the State Council arranged them."""
WORKED = {
    2024: "0204 0218 0407 0428 0511 0914 0929 1012",
    2025: "0126 0208 0427 0928 1011",
    2026: "0104 0214 0228 0509 0920 1010",
}
"""The weekend days that were, or are, worked in their place."""


def _days(year: int, written: str) -> set[date]:
    found = set()
    for part in written.split():
        first, _, last = part.partition("-")
        day = date(year, int(first[:2]), int(first[2:]))
        end = date(year, int((last or first)[:2]), int((last or first)[2:]))
        while day <= end:
            found.add(day)
            day += timedelta(days=1)
    return found


@pytest.mark.parametrize("year", OFF)
def test_each_day_is_worked_as_it_was_arranged(year: int) -> None:
    off, worked = _days(year, OFF[year]), _days(year, WORKED[year])
    day = date(year, 1, 1)
    while day <= date(year, 12, 24):
        arranged = day in worked or (day.weekday() < 5 and day not in off)
        assert is_working_day(day) is arranged, day
        day += timedelta(days=1)


def working(start: str, days: int, *, before: bool = False) -> date | None:
    return reached(date.fromisoformat(start), Count(days=days, unit="working-day", of="filed", before=before))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-03-02", 5, "2026-03-09"),  # Monday to Monday, no holiday between
        ("2026-03-06", 7, "2026-03-17"),  # Friday: two weekends between
        ("2026-02-10", 7, "2026-02-26"),  # 11, 12, 13, Saturday 14 worked, 24, 25, 26: Spring Festival 15 to 23
        ("2026-02-13", 1, "2026-02-14"),  # the next day is a Saturday that is worked
        ("2026-02-14", 5, "2026-02-28"),  # 24, 25, 26, 27, and Saturday 28, worked
        ("2026-02-10", 15, "2026-03-09"),  # … 26, 27, Saturday 28, then 2, 3, 4, 5, 6, 9 March
        ("2026-09-25", 5, "2026-10-09"),  # told on Mid-Autumn day: 28, 29, 30, then 8 and 9 October
        ("2026-09-30", 7, "2026-10-15"),  # 8, 9, Saturday 10 worked, 12, 13, 14, 15 October
        ("2025-01-23", 5, "2025-02-06"),  # 24, Sunday 26 worked, 27, then 5 and 6 February
        ("2025-09-26", 7, "2025-10-13"),  # Sunday 28 worked, 29, 30, then 9, 10, Saturday 11 worked, Monday 13
        ("2024-09-13", 5, "2024-09-23"),  # Saturday 14 worked, 18, 19, 20, Monday 23: Mid-Autumn 15 to 17
        ("2025-12-31", 1, "2026-01-04"),  # New Year 1 to 3 January, Sunday 4 worked
    ],
)
def test_working_days_after(start: str, days: int, end: str) -> None:
    assert working(start, days) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("heard", "last"),
    [
        ("2026-03-20", "2026-03-11"),  # 19, 18, 17, 16, 13, 12, 11
        ("2026-03-03", "2026-02-14"),  # 2 March, Saturday 28, 27, 26, 25, 24 February, Saturday 14
        ("2026-10-13", "2026-09-28"),  # 12, Saturday 10, 9, 8, 30 September, 29, 28
    ],
)
def test_seven_working_days_before(heard: str, last: str) -> None:
    """程序规定第三十七条：听证的七个工作日前."""
    assert working(heard, 7, before=True) == date.fromisoformat(last)


@pytest.mark.parametrize(("unit", "end"), [("day", "2026-05-13"), ("month", None)])
def test_calendar_days_run_through_holidays(unit: Unit, end: str | None) -> None:
    """February 12 and ninety days: 16 more in February, 31 in March, 30 in April, 13 in May."""
    found = reached(date(2026, 2, 12), Count(days=90, unit=unit, of="filed"))
    assert found == (date.fromisoformat(end) if end else None)


def test_a_year_that_is_not_published_yet_is_not_guessed() -> None:
    first, last = known_days()
    assert first == date(2004, 1, 1)
    assert (last.month, last.day) == (12, 24)
    assert is_working_day(last) is not None
    for unknown in (last + timedelta(days=1), date(last.year + 1, 3, 2), first - timedelta(days=1)):
        assert is_working_day(unknown) is None
    assert working(str(last), 1) is None
    assert working(f"{last.year + 1}-01-15", 7, before=True) is None
    assert working(str(last - timedelta(days=30)), 5) is not None


def test_calendar_days_need_no_calendar() -> None:
    assert reached(date(2026, 11, 1), Count(days=90, unit="day", of="filed")) == date(2027, 1, 30)
