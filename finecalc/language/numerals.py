"""Chinese numerals: 五十九 ⇄ 59, 一百二十万 → 1200000. Formal (壹贰叁) and full-width forms are read too."""

import re
from collections.abc import Sequence
from decimal import Decimal
from unicodedata import decomposition, normalize

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_FORMAL = str.maketrans("壹弌贰貳弍叁叄參参弎肆伍陆陸柒捌玖拾佰仟萬億", "一一二二二三三三三三四五六六七八九十百千万亿")
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SECTIONS = {"万": 10_000, "亿": 100_000_000}
_TOKEN = r"[0-9]+(?:\.[0-9]+)?|[零〇一二三四五六七八九两兩十百千万亿]"
_LONGEST = 24
_COUNTS = frozenset("0123456789") | _DIGITS.keys() | _UNITS.keys() | _SECTIONS.keys()


def plain(text: str) -> str:
    """Text in NFKC, so that full-width digits, brackets and signs become half-width; surrounding blanks go."""
    return normalize("NFKC", text).strip()


def hidden_digit(text: str) -> str | None:
    """The first character that `plain` would turn into a digit that nobody would read there: ① · ² · ½ · ⑵ · ㈢.

    Full-width digits show what they become, and so do the look-alikes of Chinese numerals (⼆, the radical, for 二).
    """
    return None if text.isascii() else next((char for char in text if char > "\x7f" and _hides_digit(char)), None)


def _hides_digit(char: str) -> bool:
    tag, _, becomes = decomposition(char).rpartition("> ")
    if not becomes or tag == "<wide" or (tag in ("", "<compat") and " " not in becomes):
        return False
    return not _COUNTS.isdisjoint(normalize("NFKC", char))


def to_number(text: str) -> Decimal | None:
    """The number that `text` writes in Chinese, Arabic or mixed numerals (5万5千, 一百二十, 1.5万), or None.

    Colloquial ends without a unit (五万五, 5万5) are ambiguous and give None; so does a part that is larger than the
    one before it leaves room for (5千3000), and every digit that is not of the ten that people here write.
    """
    if hidden_digit(text):
        return None
    text = plain(text).translate(_FORMAL)
    tokens = re.findall(_TOKEN, text)
    if not tokens or "".join(tokens) != text or max(map(len, tokens)) > _LONGEST:
        return None
    if all(token in _DIGITS for token in tokens):
        return (
            Decimal("".join(str(_DIGITS[token]) for token in tokens))
            if len(tokens) == 1 or not set("两兩") & {*tokens}
            else None
        )
    if len(tokens) == 1:
        return (
            None if tokens[0] in _SECTIONS or tokens[0] in "百千" else Decimal(10 if tokens[0] == "十" else tokens[0])
        )
    if "." in text and not _fraction_in_place(tokens):
        return None
    return _composed(tokens)


def _fraction_in_place(tokens: Sequence[str]) -> bool:
    """A fraction stands at the end (5万2000.50), or before nothing but units (1.5千万)."""
    rest = tokens[1:] if "." in tokens[0] else tokens[:-1]
    units = all(token in _UNITS or token in _SECTIONS for token in rest)
    return units if "." in tokens[0] else "." not in "".join(rest)


def _composed(tokens: Sequence[str]) -> Decimal | None:
    """The sum of the parts of a number with units, each smaller than the unit before it."""
    total = section = Decimal(0)
    number: Decimal | None = None
    unit_above, section_above = 10_000, 10**12
    after_zero = False
    for place, token in enumerate(tokens):
        if token in _UNITS:
            unit = _UNITS[token]
            ten_alone = unit == 10 and (not section or (after_zero and unit_above == 1_000))
            if number is None and not ten_alone:
                return None
            part = (1 if number is None else number) * unit
            if unit >= unit_above or (section and part >= unit_above):
                return None
            section += part
            number, unit_above, after_zero = None, unit, False
        elif token in _SECTIONS:
            size = _SECTIONS[token]
            if number is not None and section and _unclear(number, unit_above, after_zero):
                return None
            part = (section + (number or 0)) * size
            if size >= section_above or (number is None and not section) or (total and part >= section_above):
                return None
            total += part
            section, number, unit_above, section_above, after_zero = Decimal(0), None, 10_000, size, False
        elif token in "零〇":
            if number is not None or after_zero or place in (0, len(tokens) - 1):
                return None
            after_zero = True
        elif number is not None:
            return None
        else:
            number = Decimal(_DIGITS[token]) if token in _DIGITS else Decimal(token)
    if number is not None and (section or total) and _unclear(number, unit_above, after_zero):
        return None
    section += number or 0
    return None if total and section >= section_above else total + section


def _unclear(number: Decimal, unit_above: int, after_zero: bool) -> bool:
    """Whether a number without a unit behind a part with one is too large (5千3000), or colloquial (五万五, 一百二)."""
    return (unit_above < 10_000 and number >= unit_above) or (number < 10 and not after_zero and unit_above > 10)


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
