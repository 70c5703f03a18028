"""The gate: each stated fine is read once more from the bare text, by other means; on any disagreement it is refused."""

import re
from decimal import Decimal

from finecalc.language.numerals import to_number
from finecalc.proof.reader.people import kinds
from finecalc.proof.reader.said import SaidFine

_FIGURE = "([0-9][0-9.,]*[百千]?[万亿]?|[零〇一二三四五六七八九十百千万亿两]+)"
_NUMBER = re.compile(f"{_FIGURE}(?=(?:万)?[元圆])|(?<=元以上){_FIGURE}(?=以下的?罚款)|{_FIGURE}(?=[至到]{_FIGURE}元)")
_RATE = re.compile(
    "([0-9.]+|[零一二三四五六七八九十百两]+)(?=[到至－—-][0-9一二三四五六七八九十]+倍|倍)|(?<=百分之)([零一二三四五六七八九十百]+)(?!点)|([0-9.]+)(?=[%％])"
)
_COUNTED = "按照?[^，；。的罚]{0,8}(?:面积|数量|长度|重量|[人次天日台件株头吨户]数)(?:计算)?，"
_EACH = re.compile(
    f"(?:^|[，；。：])(?:每(?![年月季届])(?:(?!罚款)[^，；。的]){{2,14}}的?，|{_COUNTED})[^；。]{{0,60}}$"
)


def agrees(text: str, fine: SaidFine, tier: str, conduct: tuple[int, int]) -> bool:
    """Whether amounts, mode, condition and target of `fine` come out again from the words around it in `text`."""
    return (
        _amounts(fine)
        and _unit(text, fine)
        and _mode(text, fine)
        and _condition(text, fine, tier, conduct)
        and _target(text, fine, conduct)
    )


def _unit(text: str, fine: SaidFine) -> bool:
    """Whether no clause just before makes of a sum one for each of something: 每少安装一台，处…; 按违法人数，处…."""
    before = _EACH.search(text, max(0, fine.start - 90), fine.start) or re.match(_COUNTED, fine.quote)
    return bool(fine.sum.per or not before)


def _amounts(fine: SaidFine) -> bool:
    """Every number of yuan in the words is a bound or the cap, and the other way round; so is every rate."""
    words = {to_number(next(filter(None, found)).replace(",", "")) for found in _NUMBER.findall(fine.quote)}
    stated = {Decimal(value) for value in (fine.sum.min, fine.sum.max, fine.sum.cap) if value}
    if words != stated:
        return False
    rates = {to_number(next(part for part in found if part)) for found in _RATE.findall(fine.quote)}
    rate = fine.sum.multiple or fine.sum.share
    if not rate:
        return not rates
    return (
        "千" in fine.quote
        or "点" in fine.quote
        or "‰" in fine.quote
        or "等值" in fine.quote
        or all(value in rates or value * 100 in rates or not value for value in (rate.min, rate.max))
    )


def _mode(text: str, fine: SaidFine) -> bool:
    """可 in the clause, back to the last comma, means may, or one or more with 单处; without it, must or a choice."""
    begin = max(text.rfind(mark, 0, fine.start) for mark in "，；。：") + 1
    if re.search("情[节况形](?:轻重)?，$|[可应][以当]，$", text[:begin]):
        begin = max(text.rfind(mark, 0, begin - 1) for mark in "，；。：") + 1
    if _SECOND_AIM.search(text[:begin]) and text.startswith("对", begin):
        begin = max(text.rfind(mark, 0, begin - 1) for mark in "，；。：") + 1
    lead = text[begin : fine.start] + fine.quote.split("处")[0] + fine.quote[:4]
    permissive = bool(re.search("可(?!能|疑|以上)", lead))
    if fine.mode == "may":
        return permissive
    if fine.mode == "must":
        return not permissive and "单处" not in lead
    return True


_SECOND_AIM = re.compile("可以?(?:分别)?对[^，；。]*罚款，$")  # 可以对单位处…罚款，对个人处…罚款


def _condition(text: str, fine: SaidFine, tier: str, conduct: tuple[int, int]) -> bool:
    """The last …的， before the words closes its size of a base, its tier, or the conduct."""
    last = text.rfind("的，", 0, fine.start)
    if tier and text[: fine.start].removesuffix("，" if tier[-1] != "的" else "").endswith(tier):
        return True
    if last < conduct[1]:
        return not tier or tier.endswith(text[last - 1 : last + 1])
    begin = max(text.rfind(mark, 0, last) for mark in "，；。：）") + 1
    clause = text[begin : last + 1]
    if not tier and re.search("[；。]", text[last : fine.start]) and fine.aim:
        return True
    if fine.aim and re.search("^(?:没有|无)|不足|以上|超过|不满|低于|以下", clause):
        return True
    if fine.size and (fine.size.of in clause or clause.startswith(("没有", "无"))):
        return True
    if _BESIDE.search(clause):
        return True
    return bool(tier) and tier.endswith(clause)


# Conditions that open no tier: gains to be confiscated, no crime, no rule elsewhere, another's office.
_BESIDE = re.compile(
    "^有.{2,}(?:所得|财物|物品|收入)|(?:不|未|尚).{0,8}(?:犯罪|刑事)|(?:没有|未作).{0,6}规定|构成.*的$|损[失害]|规定的$|治安"
)


def _target(text: str, fine: SaidFine, conduct: tuple[int, int]) -> bool:
    """The last 对… of the sentence part before the words names who is stated, and nobody named there is left out."""
    begin = max(conduct[1], *(text.rfind(mark, 0, fine.start) + 1 for mark in "；。"))
    of_fine = fine.quote.find("处对单位")  # 处对单位罚款数额百分之五: that is the base
    part = text[begin : fine.end if of_fine < 0 else fine.start + of_fine + 1]
    at = part.rfind("对")
    if at < 0:
        return not set(fine.on) & {"manager", "staff"}
    noun = re.match("对(.*?)，?(?:可以?|应当|并|依法|分别|由|处|给予|予以|没收|责令|吊销|暂扣|撤销)", part[at:])
    if not noun:
        return False
    return kinds(noun[1]) in (fine.on, None) or "应用程序" in noun[1]
