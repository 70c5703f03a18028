"""Numbers as statutes write them: 五千, 一百万, 5000, 50万, 1.5万."""

import re
from decimal import Decimal

from finecalc.language.numerals import to_chinese, to_number

NUMERAL = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,16}(?:\.[0-9]{1,6})?[百千]?[万亿]?|[零一二两三四五六七八九十百千万亿]{1,24})"


def number(words: str) -> Decimal | None:
    """The number that `words` write, or none where they are not a number written in the standard way (一二, 二百五)."""
    value = to_number(words.replace(",", ""))
    if value is None or re.match("[0-9]", words):
        return value
    return value if chinese(int(value)) == words.replace("两", "二") else None


def whole(words: str) -> int | None:
    """The same for whole numbers only."""
    value = number(words)
    return int(value) if value is not None and value == value.to_integral_value() else None


def chinese(value: int) -> str:
    """A whole number below 10^12 in Chinese: 105 is 一百零五, 10 is 十, 1050000 is 一百零五万."""
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        if value >= unit:
            high, low = divmod(value, unit)
            rest = chinese(low) if low else ""
            if low and low < unit // 10:
                rest = "零" + (f"一{rest}" if 10 <= low < 20 else rest)
            elif low and unit == 10**8 and 10**5 <= low < 2 * 10**5:
                rest = "一" + rest
            return chinese(high) + name + rest
    return to_chinese(value) or "零"
