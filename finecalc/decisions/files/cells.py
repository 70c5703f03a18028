"""What stands in a cell → what it means. What cannot be read is never guessed: it becomes a finding on its row."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from finecalc.language import dates, money, values
from finecalc.language.errors import FinecalcError
from finecalc.language.numerals import plain
from finecalc.law import wordings
from finecalc.law.case import adjustment_named
from finecalc.table.model import Term
from finecalc.table.statutes import Statutes, named

T = TypeVar("T", bound=Term)

LONGEST = 2_000
"""A cell that we read is a date, an amount or a few words; longer ones are not read at all."""

_NOTHING = {"", "无", "没有", "none", "nil", "-", "—", "－", "/", "／"}
_ERROR_VALUE = re.compile(r"#(?!\s*\d)|Err:\d")
_CLOCK = re.compile(r"(?<=\d)[ T](?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$", re.ASCII)


_LONGEST_NUMBER = 400
_DEEPEST = 8


def text_of(value: object, depth: int = 0) -> str:
    """A value from JSON or a spreadsheet as the text that a person would type.

    A number without end, and what is nested without end, is given as a text that nothing is read from.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        short = isinstance(exponent, int) and exponent > -_LONGEST_NUMBER and value.adjusted() < _LONGEST_NUMBER
        return f"{value:f}" if short else str(value)  # 1E+999999999 is never written out
    if isinstance(value, int):
        return str(value) if value.bit_length() < 4 * _LONGEST_NUMBER else f"{value:#x}"
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute or value.second) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict | list | tuple | set | frozenset) and depth >= _DEEPEST:
        return "[…]"
    if isinstance(value, dict):
        return ";".join(f"{key}:{text_of(each, depth + 1)}" for key, each in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return ";".join(_joined(each, depth + 1) for each in value)
    return str(value)


def _joined(value: object, depth: int) -> str:
    """("manager", 20000) and ["manager", 20000] inside a list are one person's fine."""
    if isinstance(value, list | tuple) and len(value) == 2:
        return f"{text_of(value[0], depth + 1)}:{text_of(value[1], depth + 1)}"
    return text_of(value, depth)


def is_nothing(text: str) -> bool:
    """Whether the cell says that there is none."""
    return plain(text).lower() in _NOTHING


def readable(text: str) -> str:
    """The text itself. Raises FinecalcError when it is too long to be a value, or holds what no text holds."""
    if len(text) > LONGEST:
        raise FinecalcError(
            f"内容过长（{len(text)} 个字，最多 {LONGEST} 个）",
            f"The cell is too long ({len(text)} characters, at most {LONGEST})",
        )
    if "\0" in text or "\ufffd" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise FinecalcError(
            "有无法识别的字符，请另存为 UTF-8 再试", "There are characters that cannot be read: save the file as UTF-8"
        )
    if _ERROR_VALUE.match(text):
        raise FinecalcError(
            f"单元格是错误值“{text[:40]}”，请改正表格里的公式", f"The cell is an error, “{text[:40]}”: mend its formula"
        )
    if text.startswith("="):
        raise FinecalcError(
            f"是公式“{text[:40]}”，请改成数值（复制后选择性粘贴为数值）",
            f"It is a formula, “{text[:40]}”: paste its value instead",
        )
    return text


def day(text: str, latest: date = date.max) -> date | None:
    """The day in a cell, None where there is none. A day after `latest` is a slip of the pen and raises FinecalcError."""
    found = None if is_nothing(text) else dates.parse(_CLOCK.sub("", readable(text).strip()))
    if found is not None and found > latest:
        raise FinecalcError(
            f"日期“{text.strip()}”太远，在 {latest.isoformat()} 以后，请核对年份",
            f"“{text.strip()}” is too far ahead, after {latest.isoformat()}: check the year",
        )
    return found


def fine(text: str, unit: int = 1) -> Decimal:
    """The fine in a cell in yuan, 0 where there is none; `unit` is what a bare number counts (10000 under 万元)."""
    return Decimal(0) if is_nothing(text) else _amount(text, unit)


def base(text: str, unit: int = 1) -> Decimal | None:
    """The base in a cell in yuan, None while it is unknown (empty)."""
    return _amount(text, unit) if text.strip() else None


REFERENCE = re.compile(
    r"[A-Za-z]{2,8}(?:@\d{4}:\d+|:\d+\.\d+)|第[\d零〇一二三四五六七八九十百千]+条|(?:法|规定|办法|条例)》?\s*\d+"
)
POWER_ITEM = re.compile(r"\s*#\d{1,3}\s*")
_LARGE = 1_000
"""From so many yuan on a number is more likely a fine than a count."""


def looks_like_a_decision(row: Iterable[object]) -> bool:
    """Whether a row without headings holds a reference, and a sum of money in a cell of its own."""
    texts = [text for text in map(text_of, row) if text]
    return any(REFERENCE.search(text[:200]) or POWER_ITEM.fullmatch(text[:200]) for text in texts) and any(
        map(_is_money, texts)
    )


def _is_money(text: str) -> bool:
    try:
        return len(text) < 40 and fine(text) >= _LARGE
    except FinecalcError:
        return False


_UNIT_WORDS = {1_000: "千", 10_000: "万", 100_000_000: "亿"}
_OWN_UNIT = re.compile("[万萬亿億元圆圓]")
_HALF_A_UNIT = re.compile("[百佰千仟¥]")


def _amount(text: str, unit: int) -> Decimal:
    """An amount whose bare numbers count `unit` yuan; one that names its own unit is what it says."""
    written = readable(text).strip()
    if unit == 1 or _OWN_UNIT.search(written):
        return money.parse(written)
    if _HALF_A_UNIT.search(plain(written)):
        raise FinecalcError(
            f"金额“{written}”的单位和标题里的不知道按哪个算，请写明，例如：5万元、50,000元",
            f"“{written}” and the heading name different units: write the unit in the cell, such as 5万元 or 50,000元",
        )
    return money.parse(written) if written.strip("0.,０") == "" else money.parse(written + _UNIT_WORDS[unit])


def items(text: str) -> tuple[int, ...]:
    """Item numbers: 2 · 第二项 · （一）；（二）."""
    return () if is_nothing(text) else values.items("item", readable(text))


def words(text: str) -> list[str]:
    """The parts of a cell between semicolons or line breaks."""
    if is_nothing(text):
        return []
    return values.parts(readable(text))


def facts(statutes: Statutes, text: str) -> tuple[str, ...]:
    """The facts of a cell as they are written; a list with 、 or commas is taken apart where its parts are facts."""
    return wordings.facts(statutes, words(text))


def sanctions(statutes: Statutes, text: str) -> tuple[tuple[str, Decimal | None], ...]:
    """The kinds of sanction in a cell, as identifiers, each with the amount (yuan) that is written with it."""
    return wordings.sanctions(statutes, words(text))


def person_fines(statutes: Statutes, text: str, unit: int = 1) -> tuple[tuple[str, Decimal], ...]:
    """主管人员:2万；直接责任人员（李某）:1万 → (("manager", 20000), ("staff", 10000))."""
    if _ZERO.fullmatch(plain(text)):
        return ()
    return wordings.person_fines(statutes, words(text), lambda amount: fine(amount, unit))


_ZERO = re.compile(r"¥?0+(?:\.0+)?[万]?元?")
_OFFICE = re.compile("互联网信息办公室|网络安全和信息化委员会办公室|网信办公室")
_ABOVE = re.compile(r"(?:\w{2,4}(?:省|自治区))?(?:\w{2,5}市)?")


def level(statutes: Statutes, text: str) -> str | None:
    """The authority level that a cell names; None where it names none, or this office by its name (武威市凉州区网信办)."""
    office, name = (_OFFICE.sub("网信办", plain(each)) for each in (statutes.table.office.name, text))
    if office and name.endswith(office) and _ABOVE.fullmatch(name.removesuffix(office)):
        return None
    return one_of(statutes.table.authorities, text, "机关层级", "authority")


def adjustment(statutes: Statutes, text: str) -> str | None:
    """The adjustment that a cell names, None where it names none, or 一般."""
    return None if is_nothing(text) else adjustment_named(statutes, readable(text))


def one_of(terms: Iterable[T], text: str, zh: str, en: str) -> str | None:
    """The identifier of the term that a cell names, None where it names none."""
    return None if is_nothing(text) else named(tuple(terms), readable(text), zh, en).id
