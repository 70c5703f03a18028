"""Whether a paper still holds, in words: what it was, what it is today."""

from collections.abc import Iterable

from finecalc.language import money
from finecalc.language.page import Block, Entries, Entry, Heading, Items, Line, Page, Span, Title
from finecalc.law.sentences.pen import Pen

Change = tuple[str, str | None, str | None]
"""What it is about, what the paper says, what is so today; None for nothing."""


def replay_page(pen: Pen, entries: Iterable[Entry], changes: Iterable[Change], remarks: Iterable[str]) -> Page:
    """The verdict first, then each change, then which table said what."""
    told = tuple(_change(pen, *each) for each in changes)
    blocks: list[Block] = [Title(pen("重算", "Replay")), _verdict(pen, bool(told))]
    if told:
        blocks += [Heading(pen("改变", "Changes")), Items(told)]
    notes = tuple(remarks)
    blocks += [Line(each, "dim") for each in notes]
    blocks.append(Entries(tuple(entries)))
    return tuple(blocks)


def _verdict(pen: Pen, changed: bool) -> Line:
    if changed:
        said = pen(
            "与今天的法条表不同，纸上的答复不能再用", "Today's table answers otherwise: do not rely on the paper"
        )
        return Line((Span(said, "warn"),))
    return Line((Span(pen("今天的法条表答复相同", "Today's table answers the same"), "good"),))


def _change(pen: Pen, key: str, before: str | None, now: str | None) -> str:
    if key == "words":
        return pen("所引条文的文字有改变", "The words quoted from the law have changed")
    if key == "altered":
        return pen(
            f"纸面上没有所记录的数额 {before} 元，可能被人改过",
            f"The recorded amount of CNY {before} stands nowhere on the paper: it may have been changed",
        )
    if key == "refused":
        return pen(f"拟处意见今天不合法：{now}", f"The proposal is unlawful today: {now}")
    if key == "answer":
        return pen(f"今天的法条表答不出：{now}", f"Today's table gives no answer: {now}")
    if key == "said":
        start = pen("纸上写的，今天没有：", "On the paper, not so today: ") if now is None else ""
        start = start or pen("今天有的，纸上没有写：", "So today, not on the paper: ")
        return start + (now or before or "")
    return pen.colon(_label(pen, key), f"{_value(pen, before)} → {_value(pen, now)}")


_LABELS = {
    "reference": ("适用的规定", "provision"),
    "tier": ("档次", "tier"),
    "must": ("应当", "must"),
    "may": ("可以", "may"),
    "one-or-more": ("单处或者并处", "one or more of"),
    "competence": ("权限", "competence"),
    "limitation": ("时效", "limitation"),
}
_VALUES = {
    "must": ("应当处", "must"),
    "may": ("可以处", "may"),
    "one-or-more": ("单处或者并处", "one or more"),
    "needs": ("取决于", "depends on"),
    "below": ("以下（不含）", "(not included)"),
    "yes": ("有权", "yes"),
    "no": ("无权", "no"),
    "depends": ("取决于职责分工", "depends"),
    "unknown": ("不能判断", "not judged"),
    "expired": ("已过", "expired"),
    "in-time": ("未过", "in time"),
}


def _label(pen: Pen, key: str) -> str:
    if key in _LABELS:
        return pen(*_LABELS[key])
    if key.startswith("branch-"):
        return pen("情节查明以后", "once the facts are established")
    return pen.label(key) if key in pen.statutes.terms else key


def _value(pen: Pen, value: str | None) -> str:
    if value is None:
        return pen("无", "none")
    return pen("", " ").join(_word(pen, each) for each in value.split()) if value else pen("无", "none")


def _word(pen: Pen, word: str) -> str:
    low, dots, high = word.partition("..")
    if dots and low.isdecimal() and high.isdecimal() and len(low + high) < 40:
        ends = (money.words(int(low)), money.words(int(high)))
        return "–".join(pen.words(each) for each in ends)
    if word in _VALUES:
        return pen(*_VALUES[word])
    if word in pen.statutes.terms:
        return pen.label(word) + pen(" ", "")
    return word
