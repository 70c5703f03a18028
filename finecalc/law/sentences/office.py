"""What is said of an office's discretion table that departs from the law."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Protocol

from finecalc.language import money
from finecalc.language.words import Words
from finecalc.table.model import Term


class _Span(Protocol):
    @property
    def low(self) -> Decimal: ...
    @property
    def high(self) -> Decimal: ...
    @property
    def base(self) -> str | None: ...


def outside(who: Term, law: Iterable[_Span], bases: Mapping[str, Term], *, below: bool) -> Words:
    """A band lies outside all that the law allows on a target, or a mitigated one not under its minimum."""
    spans = list(dict.fromkeys(_span(each.low, each.high, bases[each.base] if each.base else None) for each in law))
    span = Words("、".join(each.zh for each in spans), " or ".join(each.en for each in spans))
    if below:
        return Words(
            f"减轻的档应当在法定最低限以下，这里法律对{who.label}规定的是{span.zh}",
            f"a mitigated band lies under the minimum of the law, which for the {who.label_en} provides {span.en}",
        )
    return Words(
        f"超出法律对{who.label}规定的幅度：{span.zh}",
        f"outside what the law provides for the {who.label_en}: {span.en}",
    )


def not_measured_so(who: Term, *, fined: bool) -> Words:
    """The law fines the target in another measure (times a base, a sum without a minimum), or not at all."""
    if fined:
        return Words(
            f"法律对{who.label}的罚款不是这样计算的（倍数、数额、有没有最低限或者基数的大小不同）",
            f"the law does not measure the fine on the {who.label_en} so (times, sums, a minimum, or the size of a base differ)",
        )
    return Words(f"这一条在这里不罚{who.label}", f"the provision does not fine the {who.label_en} here")


def no_such_item(ref: str, listed: int) -> Words:
    """The provision lists no such item of the conduct."""
    if not listed:
        return Words(f"{ref} 没有分项", f"{ref} lists no items")
    return Words(f"{ref} 只有第 1 至 {listed} 项", f"{ref} has items 1 to {listed}")


def no_penalty(ref: str) -> Words:
    """The reference is no penalty provision."""
    return Words(f"{ref} 不规定处罚", f"{ref} provides no penalty")


def no_such_fact(ref: str, facts: Iterable[str]) -> Words:
    """The provision knows nothing of a fact."""
    named = list(facts)
    return Words(
        f"{ref} 没有这个情节：{'、'.join(named)}；本机关自己的条件写在 words 里",
        f"{ref} knows nothing of {', '.join(named)}; conditions of the office's own go into words",
    )


def no_such_sanction(kind: Term) -> Words:
    """The tier has no such sanction."""
    return Words(f"条文在这里没有规定{kind.label}", f"the provision has no {kind.label_en} here")


def fined_though_exempt() -> Words:
    """不予处罚 imposes no fine."""
    return Words("不予处罚的档不能有罚款", "a band without penalty has no fine")


def step(kind: str, one: Decimal, other: Decimal, times: bool) -> Words:
    """Two bands leave a gap, or overlap."""
    low, high = min(one, other), max(one, other)
    zh = f"{_plain(low)}倍至{_plain(high)}倍" if times else f"{money.chinese(low)}至{money.chinese(high)}"
    en = f"{_plain(low)} to {_plain(high)} times" if times else f"{money.english(low)} to {money.english(high)}"
    if low == high:
        zh, en = zh.partition("至")[0], en.partition(" to ")[0]
    if kind == "gap":
        return Words(
            f'{zh}不在任何一档里；来源本身如此的，写 source_has = ["gap"]',
            f'{en} is in no band; where the source has it so, write source_has = ["gap"]',
        )
    return Words(
        f'{zh}同时在两档里；来源本身如此的，写 source_has = ["overlap"]',
        f'{en} is in two bands; where the source has it so, write source_has = ["overlap"]',
    )


def _span(low: Decimal, high: Decimal, base: Term | None) -> Words:
    if base:
        return Words(
            f"{base.label}的{_plain(low)}倍以上{_plain(high)}倍以下",
            f"{_plain(low)} to {_plain(high)} times the {base.label_en}",
        )
    if not low:
        return Words(f"{money.chinese(high)}以下", f"up to {money.english(high)}")
    return Words(f"{money.chinese(low)}以上{money.chinese(high)}以下", f"{money.english(low)} to {money.english(high)}")


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
