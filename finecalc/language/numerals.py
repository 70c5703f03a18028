"""Chinese numerals: 五十九 ⇄ 59, 一百二十万 → 1200000. Formal (壹贰叁) and full-width forms are read too."""

import re
from decimal import Decimal
from unicodedata import normalize

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億", "一二三四五六七八九十百千万亿")
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SECTIONS = {"万": 10_000, "亿": 100_000_000}
_TOKEN = r"\d+(?:\.\d+)?|[零〇一二三四五六七八九两兩十百千万亿]"


def plain(text: str) -> str:
    """Text in NFKC, so that full-width digits, brackets and signs become half-width; surrounding blanks go."""
    return normalize("NFKC", text).strip()


def to_number(text: str) -> Decimal | None:
    """The number that `text` writes in Chinese, Arabic or mixed numerals (5万5千, 一百二十, 1.5万), or None.

    Colloquial ends without a unit (五万五, 5万5) are ambiguous and give None.
    """
    text = plain(text).translate(_FORMAL)
    tokens = re.findall(_TOKEN, text)
    if not tokens or "".join(tokens) != text:
        return None
    if all(token in _DIGITS for token in tokens):
        return Decimal("".join(str(_DIGITS[token]) for token in tokens))
    total = section = Decimal(0)
    number: Decimal | None = None
    unit_above, section_above = 10_000, 10**12
    after_zero = False
    for token in tokens:
        if token in _UNITS:
            unit = _UNITS[token]
            if unit >= unit_above or (number is None and (unit != 10 or section)):
                return None
            section += (1 if number is None else number) * unit
            number, unit_above, after_zero = None, unit, False
        elif token in _SECTIONS:
            size = _SECTIONS[token]
            if size >= section_above or (number is None and not section):
                return None
            total += (section + (number or 0)) * size
            section, number, unit_above, section_above, after_zero = Decimal(0), None, 10_000, size, False
        elif token in "零〇":
            if number is not None:
                return None
            after_zero = True
        else:
            if number is not None:
                return None
            number = Decimal(_DIGITS[token]) if token in _DIGITS else Decimal(token)
            if token not in _DIGITS and number >= section_above and total:
                return None
    if number is not None:
        ends_bare = unit_above > 10 and (unit_above < 10_000 or total) and number < 10 and not after_zero
        if ends_bare:
            return None
        section += number
    return total + section


def to_chinese(number: int) -> str:
    """59 → 五十九, 110 → 一百一十; for article, paragraph and item numbers (from 10,000 on the digits stay)."""
    if number > 9_999:
        return str(number)
    digits = "零一二三四五六七八九"
    result, zero = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            leading_ten = size == 10 and digit == 1 and not result
            result += ("零" if zero else "") + ("" if leading_ten else digits[digit]) + unit
            zero = False
        elif result:
            zero = True
    return result
