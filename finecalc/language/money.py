"""Amounts of money: 5万 · 五万元 · 50,000 · ￥5万 · 人民币伍万元整（50,000元） ⇄ exact yuan. Never a binary float."""

import re
from decimal import Decimal

from finecalc.language.errors import FinecalcError
from finecalc.language.numerals import hidden_digit, plain, to_number
from finecalc.language.words import Words

FEN = Decimal("0.01")
LIMIT = Decimal(10) ** 13
_HUNDRED_MILLION = 100_000_000
_NONE = {"无", "没有", "none", "nil"}
# patterns are compiled on first use: most runs read no amount
_BEFORE = r"(?i)^(?:(?:人民币|RMB|CNY|¥|\(?[大小]写\)?:?) ?)+"
_AFTER = r"(?i) ?(?:[元圆圓] ?[整正]?|整|yuan)? ?(?:人民币|RMB|CNY)?$"
_LIKE_GROUPED = r".*[0-9]\.[0-9]{3,}$"
_GROUPED = r"^[0-9]{1,3}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)(?=\.|$|[万亿千])"
_BEFORE_UNIT = r"(?<=\S) (?=[十百千万亿拾佰仟萬億])"
_COINS = r"^(.+?)[元圆圓]零?(?:(.)角)?零?(?:(.)分)?[整正]?$"
_COINS_ALONE = r"^(?:([壹贰叁肆伍陆柒捌玖])角)?(?:([壹贰叁肆伍陆柒捌玖])分)?[整正]?$"
_TRILLIONS = r"^([壹贰叁肆伍陆柒捌玖拾佰仟零]*万[壹贰叁肆伍陆柒捌玖拾佰仟零]*)亿(.*)$"
_TWICE = r"^([^()]+?) ?\(([^()]+)\)[整正]?$"
_UNIT = r"^[万亿千]?[元圆]$|^人民币$"


def parse(text: str) -> Decimal:
    """The amount that `text` writes, in yuan, exact to the fen.

    Accepts 5万, 5万元, 五万元, 伍萬圓整, 50,000, 50 000, 50000.00, ￥5万, 1.5万, 5万5千, 5万元人民币, 无 (none: 0), full-width forms
    included, and the same amount written twice: 人民币伍万元整（50,000元）. Blanks stand only before a unit or between groups
    of three digits: 20000 30000 is two amounts. Raises FinecalcError on anything else, on a negative amount, below a
    fen, or from 10 trillion yuan.
    """
    written = re.sub(" +", " ", plain(text))
    hidden = hidden_digit(text)
    if hidden:
        raise FinecalcError(
            f"金额“{text.strip()}”里有“{hidden}”，不是金额的数字。请写作：5万、50,000",
            f"“{hidden}” in the amount “{text.strip()}” is no digit of an amount. Write it as 5万 or 50,000",
        )
    if written.lower() in _NONE:
        return Decimal(0)
    twice = re.match(_TWICE, written)
    if twice and not re.match(_BEFORE + "$", twice[1]):
        return _written_twice(written, twice[1], twice[2].strip())
    body = re.sub(_BEFORE, "", written)
    if body.startswith(("-", "−", "负")):
        raise _negative(written)
    amount = _yuan(body)
    if amount is None:
        raise FinecalcError(
            f"看不懂金额“{written}”。可以写作：5万、5万元、五万元、50,000、50000.00、￥5万",
            f"The amount “{written}” cannot be read. Write it as 50000, 50,000, 50000.00 or ￥50000",
        )
    return checked(amount, written)


def checked(amount: Decimal, written: str = "") -> Decimal:
    """The amount itself. Raises FinecalcError where it is negative, finer than a fen, or 10 trillion yuan or more."""
    known = amount.is_finite() and amount.copy_abs() < LIMIT
    shown = written or (f"{amount:f}" if known and len(f"{amount.adjusted()}") < 3 else f"{amount:.3E}")
    if amount < 0:
        raise _negative(shown)
    if not known:
        raise FinecalcError(
            f"金额“{shown}”过大（上限为十万亿元）。请核对单位，例如：5万、5亿",
            f"The amount “{shown}” is too large (the limit is 10 trillion yuan). Check the unit, for example: 5万, 5亿",
        )
    if amount != amount.quantize(FEN):
        raise FinecalcError(
            f"金额“{shown}”精确到了分以下。请写到分为止，例如：50000.25",
            f"The amount “{shown}” is finer than a fen. Write it to the fen, for example: 50000.25",
        )
    return amount.quantize(Decimal(1) if amount == amount.to_integral_value() else FEN)


def _negative(shown: str) -> FinecalcError:
    return FinecalcError(
        f"金额“{shown}”是负数。金额不能小于 0，例如：5万、50,000、0",
        f"The amount “{shown}” is negative. Amounts are 0 or more, for example: 5万, 50,000, 0",
    )


def _yuan(body: str) -> Decimal | None:
    """The number before 元, with 角 and 分 behind it."""
    coins = re.match(_COINS, body) if body.endswith(("角", "分", "角整", "分整", "角正", "分正")) else None
    if coins:
        whole, *small = _number(coins[1]), *(_number(each) if each else Decimal(0) for each in coins.groups()[1:])
        jiao, fen = small
        if whole is None or jiao is None or fen is None or whole != int(whole) or max(jiao, fen) > 9:
            return None
        return whole + jiao / 10 + fen / 100
    alone = re.match(_COINS_ALONE, body)
    if alone and any(alone.groups()):
        jiao, fen = (Decimal(_CAPITALS.index(each or "零")) for each in alone.groups())
        return jiao / 10 + fen / 100
    return _number(re.sub(_AFTER, "", body, count=1))


def _number(body: str) -> Decimal | None:
    body = re.sub(_BEFORE_UNIT, "", body)
    grouped = re.match(_GROUPED, body)
    if grouped:
        body = re.sub("[, ]", "", grouped[0]) + body[grouped.end() :]
    trillions = re.match(_TRILLIONS, body)
    if trillions:
        head, rest = (
            to_number(trillions[1]),
            to_number(f"壹亿{trillions[2]}") if trillions[2] else Decimal(_HUNDRED_MILLION),
        )
        return None if head is None or rest is None else (head - 1) * _HUNDRED_MILLION + rest
    return None if re.match(_LIKE_GROUPED, body) else to_number(body)


def _written_twice(written: str, first: str, second: str) -> Decimal:
    """人民币伍万元整（50,000元）: the one amount that both write. 5（万元） is 5万元."""
    if re.match(_UNIT, second):
        return parse(first if second in ("元", "圆", "人民币") else first + second)
    amounts = parse(first), parse(second)
    if amounts[0] != amounts[1]:
        raise FinecalcError(
            f"金额“{written}”前后写的不是同一个数。请只写一个，例如：5万、50,000",
            f"“{written}” writes two different amounts. Write one, for example: 5万, 50,000",
        )
    return amounts[0]


def number(amount: Decimal | int) -> str:
    """50000 → 50,000; 50000.5 → 50,000.50; finer amounts (5% of some fen) keep every digit."""
    if isinstance(amount, int):
        return f"{amount:,}"
    exact = amount
    if exact == exact.to_integral_value():
        return f"{int(exact):,}"
    return f"{exact.normalize():,f}" if exact != exact.quantize(FEN) else f"{exact.quantize(FEN):,f}"


def chinese(amount: Decimal | int) -> str:
    """50000 → 5万元; 12345 → 12,345元; 1000000000 → 10亿元."""
    if isinstance(amount, int) and (amount < 10_000 or amount % 100):
        return f"{amount:,}元"  # no whole hundredths of a 万
    if not amount % 100:
        for size, unit in _UNITS:
            if amount >= size and not amount % (size // 100):
                return f"{_in_hundredths(int(amount // (size // 100)))}{unit}元"
    return f"{number(amount)}元"


def together(*amounts: Decimal | int) -> list[str]:
    """The amounts in Chinese, all in the largest unit that is exact for each of them: 5,000元 and 50,000元."""
    for size, unit in () if any(amount % 100 for amount in amounts) else _UNITS:
        hundredth = size // 100
        if all(amount >= size and amount % hundredth == 0 for amount in amounts):
            return [f"{_in_hundredths(int(amount // hundredth))}{unit}元" for amount in amounts]
    return [f"{number(amount)}元" for amount in amounts]


def each_own(*amounts: Decimal | int) -> list[str]:
    """The amounts in Chinese, each in its own unit, as a text of law has them: 5,000元 and 5万元; all in 元 where one is odd."""
    if all(amount % 100 == 0 for amount in amounts):
        return [chinese(amount) for amount in amounts]
    return [f"{number(amount)}元" for amount in amounts]


def formal(amount: Decimal | int) -> str:
    """50000 → 人民币伍万元整（50,000元）: as it stands in a decision. Raises FinecalcError as `checked` does."""
    return f"人民币{capital(amount)}（{number(amount)}元）"


def capital(amount: Decimal | int) -> str:
    """50000 → 伍万元整; 16409.02 → 壹万陆仟肆佰零玖元零贰分: the capital numerals of banks, exact to the fen.

    One 零 for zeros between digits, and after 元 where 角 is none and 分 is some; 整 where there is no 角 and no 分. Raises
    FinecalcError as `checked` does.
    """
    whole, cents = divmod(int(checked(Decimal(amount)) * 100), 100)
    jiao, fen = divmod(cents, 10)
    coins = (f"{_CAPITALS[jiao]}角" if jiao else "零" if fen and whole else "") + (f"{_CAPITALS[fen]}分" if fen else "")
    yuan = f"{_in_capitals(whole)}元" if whole or not cents else ""
    return yuan + (coins or "整")


_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ((100_000_000, "亿"), (10_000, "万"), (1_000, "仟"), (100, "佰"), (10, "拾"))


def _in_capitals(count: int) -> str:
    for size, place in _PLACES:
        head, rest = divmod(count, size)
        if head:
            gap = "零" if 0 < rest < size // 10 else ""
            return _in_capitals(head) + place + gap + (_in_capitals(rest) if rest else "")
    return _CAPITALS[count]


_UNITS = ((100_000_000, "亿"), (10_000, "万"))


def _in_hundredths(count: int) -> str:
    """150 → 1.5; 100 → 1; 100025 → 1,000.25."""
    whole, rest = divmod(count, 100)
    return f"{whole:,}.{rest:02}".rstrip("0") if rest else f"{whole:,}"


def english(amount: Decimal | int) -> str:
    """50000 → CNY 50,000."""
    return f"CNY {number(amount)}"


def words(amount: Decimal | int) -> Words:
    """An amount in both languages."""
    return Words(chinese(amount), english(amount))
