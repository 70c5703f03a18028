"""What 前款, 前两款, 该款 and 本法第六十一条第三款 point to, seen from the paragraph that says it."""

import re

from finecalc.proof.reader.numerals import chinese, whole
from finecalc.proof.reader.words import ARTICLE, ITEM, PARAGRAPH, THIS_LAW

COUNTS = {"": 1, "两": 2, "二": 2, "三": 3, "四": 4}
POINTER = rf"(?:前(?:[两二三四])?款|该款|(?:{THIS_LAW}|本条)?(?:{ARTICLE})?{PARAGRAPH}(?!第))"

_LIST = re.compile(
    rf"{ARTICLE}(?:{PARAGRAPH})?(?:{ITEM})?"
    rf"(?:(?:、|和|或者|以及|至)(?:{ARTICLE}(?:{PARAGRAPH})?(?:{ITEM})?|{PARAGRAPH}(?:{ITEM})?|{ITEM}))*"
)
_PART = re.compile(rf"(至)?({ARTICLE})?({PARAGRAPH})?({ITEM})?")


def ordinal(words: str) -> int:
    """第六十一条 is 61."""
    return whole(words.strip("第条款项")) or 0


def resolve(pointer: str, ref: str, said: str | None = None) -> tuple[str, ...]:
    """The references that `pointer` means inside `ref`; `said` is the paragraph named last, for 该款.

    Empty where it points outside the article's own paragraphs (前款 in a first paragraph), or to nothing.
    """
    law, _, place = ref.partition(":")
    article, _, paragraph = place.partition(".")
    if pointer == "该款":
        return (said,) if said else ()
    if relative := re.fullmatch("前([两二三四]?)款", pointer):
        here = int(paragraph or 1)
        count = COUNTS[relative[1]]
        return tuple(f"{law}:{article}.{before}" for before in range(here - count, here)) if here > count else ()
    named = re.search(ARTICLE, pointer)
    target = re.search(PARAGRAPH, pointer)
    if not target or not article:
        return ()
    return (f"{law}:{ordinal(named[0]) if named else article}.{ordinal(target[0])}",)


def articles(text: str) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """The duties of the same law that `text` names, one by one, and where it names them.

    本法第二十二条第一款、第二款和第四十八条第一款 is 第二十二条第一款, 第二十二条第二款, 第四十八条第一款;
    第四十一条至第四十三条 names the three.
    """
    found: list[str] = []
    spans = []
    for start in re.finditer(rf"(?:{THIS_LAW})(?=第)", text):
        listed = _LIST.match(text, start.end())
        if listed:
            spans.append((start.start(), listed.end()))
            found += _each(listed[0])
    return tuple(dict.fromkeys(found)), spans


def _each(words: str) -> list[str]:
    each: list[str] = []
    article = paragraph = ""
    for part in re.split(r"、|和|或者|以及|(?=至)", words):
        through, named, section, item = next(iter(_PART.findall(part)), ("",) * 4)
        if through and named and not section:
            for between in range(ordinal(article) + 1, ordinal(named)):
                each.append(_article(between))
        if through and not named and section:
            for between in range(ordinal(paragraph) + 1, ordinal(section)):
                each.append(article + _paragraph(between))
        article = named or article
        paragraph = section or ("" if named else paragraph)
        each.append(article + paragraph + (item or ""))
    return each


def _article(count: int) -> str:
    return f"第{chinese(count)}条"


def _paragraph(count: int) -> str:
    return f"第{chinese(count)}款"
