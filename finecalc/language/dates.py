"""Days as people write them: 2026-01-31, 2026/1/31, 2026.1.31, 20260131, 2026年1月31日, 二〇二六年一月三十一日."""

import re
from datetime import MAXYEAR, date

from finecalc.language.errors import FinecalcError
from finecalc.language.numerals import hidden_digit, plain, to_number

EARLIEST, LATEST = 1949, 2099
_WRITTEN = r"^([0-9]{4})(?: ?([-/.]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,2})| ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号]?|([0-9]{2})([0-9]{2}))$"
_CHINESE = r"^([零〇○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日$"


def parse(text: str) -> date:
    """The day that `text` writes. Raises FinecalcError, with the right form, when there is no such day.

    Blanks stand only beside the signs between the numbers: 2026-1-1 1 is two values. A year before 1949 or after 2099
    is a slip of the pen.
    """
    written = plain(text)
    parts = None if hidden_digit(text) else _parts(written)
    if parts is None:
        raise FinecalcError(
            f"看不懂日期“{written}”。请写作 2026-01-31", f"“{written}” is not a date. Write it as 2026-01-31"
        )
    year, month, day = parts
    if not EARLIEST <= year <= LATEST:
        raise FinecalcError(
            f"日期“{written}”的年份不对（{EARLIEST} 年到 {LATEST} 年之间才读）。请核对，例如 2026-01-31",
            f"The year of “{written}” cannot be right (only {EARLIEST} to {LATEST} are read). Write it as 2026-01-31",
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise FinecalcError(
            f"没有“{written}”这一天。请核对月和日，例如 2026-01-31",
            f"There is no such day as “{written}”. Check month and day, for example 2026-01-31",
        ) from None


def _parts(written: str) -> tuple[int, int, int] | None:
    arabic = re.match(_WRITTEN, written)
    if arabic:
        year, _, *rest = arabic.groups()
        month, day = (part for part in rest if part)
        return int(year), int(month), int(day)
    chinese = re.match(_CHINESE, written.replace("○", "〇"))
    numbers = [to_number(part) for part in chinese.groups()] if chinese else []
    if not numbers or None in numbers:
        return None
    year_number, month_number, day_number = (int(number or 0) for number in numbers)
    return year_number, month_number, day_number


def chinese(day: date) -> str:
    """2026年1月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def years_after(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes 28 February where there is none."""
    year = min(day.year + years, MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
