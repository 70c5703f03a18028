"""Days as people write them: 2026-01-31, 2026/1/31, 2026.1.31, 20260131, 2026年1月31日."""

import re
from datetime import date

from finecalc.language.errors import FinecalcError
from finecalc.language.numerals import plain

_WRITTEN = r"^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$"


def parse(text: str) -> date:
    """The day that `text` writes. Raises FinecalcError, with the right form, when there is no such day."""
    written = plain(text)
    parts = re.match(_WRITTEN, written.replace(" ", ""))
    if parts is None:
        raise FinecalcError(
            f"看不懂日期“{written}”。请写作 2026-01-31", f"“{written}” is not a date. Write it as 2026-01-31"
        )
    try:
        return date(int(parts[1]), int(parts[2] or parts[4]), int(parts[3] or parts[5]))
    except ValueError:
        raise FinecalcError(
            f"没有“{written}”这一天。请核对月和日，例如 2026-01-31",
            f"There is no such day as “{written}”. Check month and day, for example 2026-01-31",
        ) from None


def chinese(day: date) -> str:
    """2026年1月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def years_after(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
