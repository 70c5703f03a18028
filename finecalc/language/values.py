"""Values as programs hand them over: what a person would write, Python's own, or what data frames hold → the one thing meant.

`field` is the name of the value, as in a case; every error carries it. What data frames put where there is nothing (NaN, NaT,
NA) is nothing, as is an empty text. Nothing is guessed: True is no amount, a fraction of a fen is no money, and a time in
another zone is not a day here.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from operator import index
from typing import SupportsIndex

from finecalc.language import dates, money
from finecalc.language.errors import FinecalcError, about
from finecalc.language.numerals import hidden_digit, plain, to_number
from finecalc.language.words import Words

Amount = Decimal | int | float | str | SupportsIndex | None
"""Yuan: 50000, Decimal("50000.25"), "5万". A float is read as it is written: 50000.5 yes, 0.1 + 0.2 no."""
Day = date | str | None
"""date(2026, 1, 31), "2026-01-31", "2026年1月31日"."""
Texts = str | Iterable[str] | None
"""Words one by one, or in one text with semicolons between."""
Items = SupportsIndex | str | Iterable[SupportsIndex | str] | None
"""Item numbers: 2, [1, 2], "第二项"."""
Persons = str | Mapping[str, Amount] | Iterable[tuple[str, Amount] | str] | None
"""Fines on persons: {"manager": 20_000}, [("staff", "1万"), ("staff", "2万")], "主管人员:2万；直接责任人员:1万"."""

LONGEST = 2_000
"""A value is an amount, a day or a few words; a longer text is not read at all."""
_HERE = timedelta(hours=8)
# patterns are compiled on first use: most runs read none of these
_MIDNIGHT = r"[ T]0?0:00(?::00(?:\.0+)?)?$"
_NO_TEXT = "[\ufffd\ud800-\udfff]"
_MOST_ITEMS = 100


def given(value: object) -> object:
    """The value as Python's own: None for what stands for nothing, the number within a number of numpy's."""
    if value is None or type(value) in (str, int, bool, date):
        return value
    kind = type(value).__name__
    if kind == "datetime64":
        return None if value != value else str(value)
    if getattr(value, "shape", None) == () and callable(getattr(value, "item", None)):
        value = value.item()  # type: ignore[attr-defined]
    if kind == "NAType" or (isinstance(value, Decimal) and value.is_nan()):
        return None
    if isinstance(value, float | datetime):
        return None if value != value else value
    if not isinstance(value, int) and hasattr(type(value), "__index__"):
        with suppress(TypeError):
            return index(value)  # type: ignore[arg-type]
    return value


def shown(value: object) -> object:
    """The value as a cell of a file shows it: as `given`, a time as its day, or as a text where the day is not certain."""
    value = given(value)
    if isinstance(value, datetime):
        try:
            return day("", value)
        except FinecalcError:
            return value.isoformat(" ")
    return value


def amount(field: str, value: object) -> Decimal | None:
    """An amount in yuan, exact to the fen; None where none is given. Raises FinecalcError."""
    value = given(value)
    if value is None:
        return None
    with about(field):
        if isinstance(value, str):
            return money.parse(text(value)) if value.strip() else None
        if isinstance(value, float):
            return money.checked(Decimal(float.__repr__(value)))
        if isinstance(value, Decimal | int) and not isinstance(value, bool):
            return money.checked(Decimal(value))
        raise _unusable(value, Words("金额，如 50000、“5万”", "an amount, such as 50000 or “5万”"))


def day(field: str, value: object) -> date | None:
    """A day; None where none is given. A time of day counts for nothing. Raises FinecalcError."""
    value = given(value)
    if value is None:
        return None
    with about(field):
        if isinstance(value, datetime):
            if value.tzinfo is not None and value.utcoffset() != _HERE:
                raise FinecalcError(
                    f"时间 {value.isoformat(' ')} 不是北京时间，是哪一天说不准，请写日期，如 2026-01-31",
                    f"{value.isoformat(' ')} is not in Chinese time, so the day is not certain: give a date such as 2026-01-31",
                )
            value = value.date()
        if isinstance(value, date):
            return value if dates.EARLIEST <= value.year <= dates.LATEST else dates.parse(value.isoformat())
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 10**8 and value == int(value):
            value = str(int(value))
        if isinstance(value, str):
            return dates.parse(re.sub(_MIDNIGHT, "", text(value).strip())) if value.strip() else None
        raise _unusable(value, Words("日期，如 2026-01-31", "a date, such as 2026-01-31"))


def word(field: str, value: object) -> str | None:
    """One word or reference, as written; None where none is given. Raises FinecalcError."""
    value = given(value)
    if value is None:
        return None
    with about(field):
        if isinstance(value, str):
            return text(value) if value.strip() else None
        raise _unusable(value, Words("文字", "a text"))


def words(field: str, value: object) -> tuple[str, ...]:
    """Words: one text, taken apart at semicolons and line breaks, or one by one. Raises FinecalcError."""
    with about(field):
        found: list[str] = []
        for each in _several(value, Words("文字", "texts")):
            if not isinstance(each, str):
                raise _unusable(each, Words("文字", "texts"))
            found += parts(text(each))
        return tuple(found)


def items(field: str, value: object) -> tuple[int, ...]:
    """Item numbers, as numbers or as people write them (2 · 第二项 · （一）；（二）). Raises FinecalcError."""
    with about(field):
        found: list[int] = []
        for each in _several(value, Words("项的号码，如 2", "item numbers, such as 2")):
            if isinstance(each, float) and each.is_integer():
                each = int(each)
            if isinstance(each, str):
                found += map(item, item_words(text(each)))
            elif isinstance(each, int) and not isinstance(each, bool):
                found.append(item(str(each) if abs(each) < 10**9 else "…"))
            else:
                raise _unusable(each, Words("项的号码，如 2", "item numbers, such as 2"))
        return tuple(found)


def persons(field: str, value: object) -> tuple[tuple[str, Decimal] | str, ...]:
    """Fines on persons: the role as written with the amount, or where they stand in a text, its parts. Raises FinecalcError."""
    right = Words(
        '每人一项，如 {"manager": 20000} 或“主管人员:2万；直接责任人员:1万”',
        'one a person, such as {"manager": 20000} or “manager:20000;staff:10000”',
    )
    with about(field):
        value = given(value)
        if isinstance(value, Mapping):
            value = [(role, each) for role, fines in value.items() for each in _fines(fines)]
        found: list[tuple[str, Decimal] | str] = []
        for each in _several(value, right):
            if isinstance(each, str):
                found += parts(text(each))
                continue
            if not isinstance(each, tuple | list) or len(each) != 2:
                raise _unusable(each, right)
            role, fine = word(field, each[0]), amount(field, each[1])
            if role is None:
                raise _unusable(each[0], right)
            found.append((role, fine or Decimal(0)))
        return tuple(found)


# --- texts -----------------------------------------------------------------------------------------------------------


def text(written: str) -> str:
    """The text itself. Raises FinecalcError when it is too long to be a value, or holds what no text holds."""
    if len(written) > LONGEST:
        raise FinecalcError(
            f"内容过长（{len(written)} 个字，最多 {LONGEST} 个）",
            f"The text is too long ({len(written)} characters, at most {LONGEST})",
        )
    if "\0" in written or (not written.isascii() and re.search(_NO_TEXT, written)):
        raise FinecalcError("有无法识别的字符", "There are characters that cannot be read")
    return written


def parts(written: str) -> list[str]:
    """What stands between semicolons or line breaks: 拒不改正；情节严重."""
    return [
        part for part in (each.strip() for each in written.replace("；", ";").replace("\n", ";").split(";")) if part
    ]


def item_words(written: str) -> list[str]:
    """The numbers in a text of several: （一）；（二）."""
    return [part for part in (each.strip() for each in re.split(r"[;；,，、\n]", written)) if part]


def item(written: str) -> int:
    """The number of an item: 2 · 第二项 · （二）. Raises FinecalcError."""
    bare = plain(written).removeprefix("第").removesuffix("项").strip("() ")
    number = to_number(bare) if bare and not hidden_digit(written) else None
    if number is None or number != int(number) or not 0 < number < _MOST_ITEMS:
        raise FinecalcError(
            f"看不懂第几项“{written[:40]}”，请写数字，如 2", f"“{written[:40]}” is no item number: write 2"
        )
    return int(number)


# --- what else may stand there ------------------------------------------------------------------------------------


def _several(value: object, right: Words) -> list[object]:
    """The values one by one; a set in an order of its own, so that the same set has the same answer."""
    value = given(value)
    if value is None:
        return []
    if isinstance(value, set | frozenset):
        value = sorted(value, key=str)
    if isinstance(value, str | int | float | bytes | Mapping) or not isinstance(value, Iterable):
        return [value]
    return [each for each in map(given, value) if each is not None]


def _fines(value: object) -> list[object]:
    """One fine, or those on several persons of the same role."""
    return list(value) if isinstance(value, list | tuple) else [value]


def _unusable(value: object, right: Words) -> FinecalcError:
    kind = type(value).__name__[:40]
    shown = f"{value} " if isinstance(value, bool) else ""
    return FinecalcError(f"要写{right.zh}，不能是 {shown}{kind}", f"Give {right.en}, not {shown}{kind}")
