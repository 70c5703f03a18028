"""How much: the words of one fine, as `fine` in `clauses.lark` has them, and the sizes of a base that select it."""

import re
from decimal import Decimal
from functools import lru_cache

from lark import Token
from msgspec.structs import replace

from finecalc.proof.reader import patterns as p
from finecalc.proof.reader.grammar import Node, parse
from finecalc.proof.reader.numerals import number, whole
from finecalc.proof.reader.said import Rate, Size, Sum

_WORDS = re.compile(
    rf"(?P<IMPOSE>^(?:按(?:照)?[^，；。0-9每]{{2,20}})?{p.FINE_VERB}(?:按照?(?!每))?|(?<=.)处以?(?={p.AMOUNT}))"
    rf"|(?P<PER>按照?每[^，；。处]{{1,14}}(?=处)|每[^，；。元的处]{{1,4}}[一1][日天人次](?={p.AMOUNT})|每日(?=[^，；。元的]{{0,10}}{p.FACTOR})|(?:按照?|以)?每[^，；。0-9一二两三四五六七八九十百千万元的处]{{1,8}})"
    rf"|(?P<CAP>{p.CAP})"
    rf"|(?P<AMOUNT>{p.AMOUNT}|{p.HALF_SAID})|(?P<FACTOR>{p.FACTOR})|(?P<UP>以上、?)|(?P<DOWN>以下|以内)|(?P<TO>至|到|－|—|～|~|-)"
    rf"|(?P<EITHER>(?:或者|或(?!者))(?=上一|{p.AMOUNT}|{p.FACTOR}))|(?P<END>的?(?:罚款(?!数额|金额)|罚金)(?:等?的?(?:行政)?处[罚分])?)"
    rf"|(?P<BASE>(?:(?!{p.AMOUNT}|{p.HALF_SAID}|{p.FACTOR}|的?罚款(?!数额|金额)|的?罚金|每).)+)",
    re.S,
)
_BARE = re.compile("[的之]$|^(?:相当于|按)")
# 以每人五百元以上二千元以下的标准处以罚款
_STANDARD = re.compile("以(每[^，；。]*?)的(?:标准|幅度)处以?罚款")
# 按照停热面积每平方米处五元以上十元以下罚款
_EACH_OF = re.compile("(?:按照?[^，；。每]{2,})?(每[^，；。处]{1,12})处以?([^，；。]+罚款)")
# 按照直接损失的一倍以上三倍以下计算罚款
_RECKONED = re.compile("按照?([^，；。每]*?[倍%％‰下])(?:计算)?罚款")
# 按照每招用一名未成年人每月处五千元罚款的标准给予处罚
_PER_CASE = re.compile("按照?(每[^，；。处]+)(处[^，；。]*罚款)的标准给予处罚")
# 按占用面积每平方米五百元以上二千元以下处以罚款
_AFTER = re.compile("按照?([^，；。]*?[元倍%％下])(?:的(?:标准|幅度|比例))?处以?罚款")
_NOT_MORE = re.compile("处[以予]?(?:最高)?不(?:超过|高于)([^，；。]+?)的?罚款")
# 罚款额为土地复垦费的二倍以上五倍以下: how much a fine of another law is
_SET = re.compile(p.SET + "(.+?)(?:执行)?")
# 处以罚款，罚款数额为损失金额的一倍至三倍
_SET_APART = re.compile(f"{p.FINE_VERB}罚款，{p.SET}(.+?)(?:执行)?")
_SIZE = re.compile(
    rf"(?:(?P<none>没有|无)(?P<of1>[^，；。]{{2,20}}?)(?:的，|或者|或))?"
    rf"(?:(?P<of>(?!不足|不满|低于|超过|不到)[^，；。0-9]{{2,24}}?)?(?P<edges>(?:在)?(?:不足|不满|低于|未达到|不到|超过|高于|达到|不超过)?{p.AMOUNT}.*?)的?，?)?$"
)
_EDGE = re.compile(
    rf"(?P<before>不足|不满|低于|未达到|不到|超过|高于|达到|不超过)?(?P<amount>{p.AMOUNT})(?P<after>以上|以下|至)?"
)


@lru_cache(maxsize=8192)
def form(words: str) -> Sum | None:
    """The sum that the words of a fine (处一万元以上十万元以下罚款) state; none where they are no known form."""
    tokens = []
    at = 0
    if set_apart := _SET_APART.fullmatch(words):
        words = f"处{set_apart[1]}罚款"
    if elsewhere := _SET.fullmatch(words):
        words = f"处{elsewhere[1]}罚款"
    if each_of := _EACH_OF.fullmatch(words):
        words = f"处{each_of[1]}{each_of[2]}"
    if reckoned := _RECKONED.fullmatch(words):
        words = f"处{reckoned[1]}罚款"
    if per_case := _PER_CASE.fullmatch(words):
        each = form(per_case[2])
        return replace(each, per=per_case[1]) if each and not each.per else None
    if ceiling := _NOT_MORE.fullmatch(words):
        words = f"处{ceiling[1]}以下罚款"
    if standard := _STANDARD.fullmatch(words) or _AFTER.fullmatch(words):
        words = f"处{standard[1]}罚款"
    while at < len(words):
        found = _WORDS.match(words, at)
        if not found or not found.lastgroup:
            return None
        tokens.append((found.lastgroup, at, found.end()))
        at = found.end()
    tree = parse(tokens, words, "fine")
    return None if isinstance(tree, int) else _sum(tree)


def _sum(tree: Node) -> Sum | None:
    per: str | None = None
    cap: int | None = None
    low, high = 0, None
    multiple = share = None
    for part in tree.children:
        if isinstance(part, Token):
            if part.type == "PER":
                per = re.sub("^(?:按照?|以)", "", part)
            continue
        if part.data == "cap":
            cap = _yuan(part.children[1])
            if cap is None:
                return None
        elif part.data.startswith("money"):
            edges = [_yuan(token) for token in part.children if isinstance(token, Token) and token.type == "AMOUNT"]
            if None in edges:
                return None
            low = 0 if part.data == "money_ceiling" else edges[0] or 0
            high = edges[-1]
            if high is None or low > high:
                return None
        else:
            rate, percent = _rate(part)
            if rate is None:
                return None
            multiple, share = (None, rate) if percent else (rate, None)
    if per and (multiple or (share and per != "每日")):
        return None
    return Sum(min=low, max=high, multiple=multiple, share=share, per=per, cap=cap)


def _rate(tree: Node) -> tuple[Rate | None, bool]:
    tokens = [token for token in tree.children if isinstance(token, Token)]
    base = next((_BARE.sub("", str(token)) for token in tokens if token.type == "BASE"), "")
    factors = [str(token) for token in tokens if token.type == "FACTOR"]
    percent = not any(factor.endswith(("倍", "等值")) for factor in factors)
    values = [_factor(factor, percent) for factor in factors]
    if None in values or not base or re.search("以上|以下|每|处(?!理|置)|[0-9一二三四五六七八九十]$", base):
        return None, percent
    low = Decimal(0) if tree.data == "rate_ceiling" else values[0] or Decimal(0)
    high = values[-1] or Decimal(0)
    return (Rate(base, low, high) if low <= high else None), percent


def _factor(words: str, percent: bool) -> Decimal | None:
    """倍 as they are; percent as percent, or as times where the other end is in times."""
    if words == "等值":
        return Decimal(1)
    if words.endswith("倍"):
        return number(words.removesuffix("倍"))
    if re.fullmatch("[0-9一二三四五六七八九十两]+", words):
        return number(words)
    whole_part, _, decimal = re.sub("百分之|千分之|[%％‰]", "", words).partition("点")
    value = number(whole_part)
    if value is None or (decimal and not set(decimal) <= set(_DIGITS)):
        return None
    if decimal:
        value += Decimal("0." + "".join(str(_DIGITS.index(digit)) for digit in decimal))
    if "千" in words[:1] or "‰" in words:
        value /= 10
    return value if percent else value / 100


def _yuan(words: object) -> int | None:
    return whole(re.sub("人民币|[元圆]|,", "", str(words)))


_DIGITS = "零一二三四五六七八九"
_UNCERTAIN = re.compile(
    "((?!没有|无)[^，；。或、]{2,20}?)(?:无法|难以|不能)(?:计算|确定|查清|认定)(?:或者明显偏低)?的，?"
)


def uncertain(words: str) -> Size | None:
    """The base that words such as 违法所得无法计算的， say cannot be found; none where they say something else."""
    found = _UNCERTAIN.fullmatch(words)
    return Size(found[1], uncertain=True) if found else None


def size(words: str) -> Size | None:
    """The size of a base that words such as 没有违法所得或者违法所得不足十万元的， select; none where they do not fit."""
    words = words.removeprefix("但")
    words = (
        re.sub("^(.*?)(或者|或)((?:没有|无)[^，；。]{2,20}?)的，?$", r"\3\2\1的，", words)
        if not words.startswith(("没有", "无"))
        else words
    )
    found = _SIZE.match(words.removesuffix("，").removesuffix("的") + "的，")
    if not found or not (found["none"] or found["edges"]):
        return None
    of = found["of"] or found["of1"]
    if (
        not of
        or re.search("或者|无法|不能|难以|未", of)
        or (found["none"] and found["of"] and found["of1"][-2:] not in found["of"])
    ):
        return None
    result: dict[str, int | None] = {"at_least": None, "above": None, "at_most": None, "below": None}
    rest = found["edges"] or ""
    for edge in _EDGE.finditer(rest):
        amount = _yuan(edge["amount"])
        if amount is None:
            return None
        key = {
            "不足": "below", "不满": "below", "低于": "below", "未达到": "below", "不到": "below",
            "超过": "above", "高于": "above", "达到": "at_least", "不超过": "at_most",
        }.get(edge["before"] or "") or {"以上": "at_least", "以下": "at_most", "至": "at_least"}.get(edge["after"] or "")  # fmt: skip
        if edge["before"] and edge["after"] and not (edge["before"] == "达到" and edge["after"] == "以上"):
            return None
        if not key or result[key] is not None:
            return None
        result[key] = amount
    left = _EDGE.sub("", rest)
    if re.sub("[，、的但在]|并且|且", "", left):
        return None
    return Size(
        of=re.sub("在$", "", of),
        none=bool(found["none"]),
        at_least=result["at_least"],
        above=result["above"],
        at_most=result["at_most"],
        below=result["below"],
    )
