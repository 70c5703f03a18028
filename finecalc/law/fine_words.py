"""Fines in words, in both languages: 可以处1万元以上5万元以下; 违法所得10万元以上：违法所得的1–5倍."""

from collections.abc import Mapping
from decimal import Decimal

from finecalc.language import money
from finecalc.language.words import Lang, Words
from finecalc.law.outcome import FineRange, Option
from finecalc.table.model import Bracket, Term

Bases = Mapping[str, Term]
"""The labels of 违法所得, 采购金额, 上一年度营业额 by their identifiers."""


def fine_words(fine: FineRange | None) -> Words:
    """A range in words: 可以处1万元以上5万元以下; 不罚款."""
    if fine is None:
        return Words("不罚款", "no fine")
    may_zh, may_en = mode_words(fine).both
    if fine.min is None or fine.max is None:
        options = "；".join(option.quote for option in fine.options)
        return Words(options, f"depends on {', '.join(fine.needs)}: {options}")
    if fine.below_minimum:
        return Words(f"{may_zh}不足{money.chinese(fine.max)}", f"{may_en}below {money.english(fine.max)}")
    span = span_words(fine.min, fine.max)
    return Words(may_zh + span.zh, may_en + span.en)


def mode_words(fine: FineRange) -> Words:
    """What stands before an amount: 可以处, or 处."""
    return Words("可以处", "may: ") if fine.mode == "may" else Words("处", "")


def option_words(option: Option, bases: Bases, *, noted: bool = False) -> Words:
    """One way in which a fine may come out: 没有违法所得：100万元以下. `noted` as in `amount_words`: 2万元–10万元."""
    measure = measure_words(option, bases, noted=noted)
    if option.bracket is None:
        return measure
    bracket = bracket_words(option.bracket, bases)
    return Words(f"{bracket.zh}：{measure.zh}", f"{bracket.en}: {measure.en}")


def measure_words(option: Option, bases: Bases, *, noted: bool = False) -> Words:
    """The amount of an option without the bracket that it holds for."""
    parts = []
    if option.max is not None:
        parts.append((amount_words if noted else span_words)(Decimal(option.min), Decimal(option.max)))
    if option.multiple:
        base, span = bases[option.multiple.of], _numbers(option.multiple.min, option.multiple.max)
        parts.append(Words(f"{base.label}的{span.zh.format('倍')}", f"{span.en.format(' times')} the {base.label_en}"))
    if option.share:
        base, span = bases[option.share.of], _numbers(option.share.min, option.share.max)
        parts.append(Words(f"{base.label}的{span.zh.format('%')}", f"{span.en.format('%')} of the {base.label_en}"))
    higher = Words("（取高）", " (the higher)") if len(parts) > 1 else Words("", "")
    return Words("或者".join(part.zh for part in parts) + higher.zh, " or ".join(part.en for part in parts) + higher.en)


def bracket_words(bracket: Bracket, bases: Bases) -> Words:
    """For which size of a base: 没有违法所得或者违法所得不足10万元."""
    base = bases[bracket.of]
    parts = []
    if bracket.none:
        parts.append(Words(f"没有{base.label}", f"no {base.label_en}"))
    edges = [edge for edge in (bracket.at_least, bracket.below) if edge is not None]
    written = dict(zip(edges, money.together(*edges), strict=True))
    low = "" if bracket.at_least is None else f"{written[bracket.at_least]}以上"
    low_en = "" if bracket.at_least is None else f"{money.english(bracket.at_least)} or more"
    high = "" if bracket.below is None else f"不足{written[bracket.below]}"
    high_en = "" if bracket.below is None else f"below {money.english(bracket.below)}"
    if low or high:
        joined = " and " if low and high else ""
        named_en = "" if bracket.none else f"{base.label_en} "
        parts.append(Words(f"{base.label}{low}{high}", f"{named_en}{low_en}{joined}{high_en}"))
    return Words("或者".join(part.zh for part in parts), " or ".join(part.en for part in parts))


def span_words(low: Decimal | int, high: Decimal | int) -> Words:
    """From one amount (yuan) to another, both included; without a floor, up to the other."""
    return Words(span_in("zh", low, high), span_in("en", low, high))


def span_in(lang: Lang, low: Decimal | int, high: Decimal | int) -> str:
    """The same in one language."""
    if lang == "en":
        return f"{money.english(low)} to {money.english(high)}" if low else f"up to {money.english(high)}"
    if not low:
        return f"{money.chinese(high)}以下"
    low_zh, high_zh = money.each_own(low, high)
    return f"{low_zh}以上{high_zh}以下"


def amount_words(low: Decimal, high: Decimal, *, below: bool = False) -> Words:
    """A range as officials note it (yuan): 5万元–50万元; 1亿元以下 without a floor; 不足5万元 where the end is not included."""
    low_zh, high_zh = money.each_own(low, high)
    if below:
        return Words(f"不足{high_zh}", f"below {money.english(high)}")
    if not low:
        return Words(f"{high_zh}以下", f"up to {money.english(high)}")
    if low == high:
        return Words(high_zh, money.english(high))
    return Words(f"{low_zh}–{high_zh}", f"{money.english(low)} to {money.number(high)}")


def _numbers(low: Decimal, high: Decimal) -> Words:
    """1–10{}, or {} up to a ceiling; the unit goes into the braces."""
    ceiling = f"{high.normalize():f}"
    if not low:
        return Words(f"{ceiling}{{}}以下", f"up to {ceiling}{{}}")
    both = f"{low.normalize():f}–{ceiling}{{}}"
    return Words(both, both)
