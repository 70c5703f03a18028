"""How alike two descriptions of conduct are: the same duty under a new number keeps most of its words."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from finecalc.proof.reader.reading import Reading
from finecalc.proof.reader.words import ARTICLE, ITEM, PARAGRAPH
from finecalc.table.model import Provision


class Part(Struct, frozen=True):
    """The conduct of a paragraph, or of one of its items (0: the paragraph as a whole)."""

    ref: str
    item: int
    words: str


def parts(provision: Provision, reading: Reading) -> tuple[Part, ...]:
    """The conduct that `provision` describes: item by item where it has items."""
    if reading.items:
        return tuple(Part(provision.ref, index + 1, _bare(item)) for index, item in enumerate(reading.items))
    return (Part(provision.ref, 0, _bare(reading.conduct or provision.text)),)


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """From 0 to 1: how many pairs of neighbouring characters two texts share."""
    a, b = _pairs(one), _pairs(other)
    shared = sum((a & b).values())
    return 2 * shared / ((a.total() + b.total()) or 1)


def nearest(provision: Provision, part: Part, candidates: Sequence[tuple[Provision, Part]]) -> tuple[Provision, Part]:
    """The candidate whose conduct is most like `part` of `provision`; whole texts decide between equals."""
    return max(candidates, key=lambda other: nearness(provision, part, *other))


def nearness(provision: Provision, part: Part, other: Provision, target: Part) -> tuple[float, float]:
    """How near two pieces of conduct are, to be compared with one another."""
    return likeness(part.words, target.words), likeness(provision.text, other.text)


@lru_cache(maxsize=4096)
def _bare(words: str) -> str:
    return re.sub(
        rf"(?:本法|本条例|本规定|本办法)?(?:{ARTICLE})?(?:{PARAGRAPH})?(?:{ITEM})?|[，。；：、\s]|违反|规定|的$",
        "",
        words,
    )


@lru_cache(maxsize=4096)
def _pairs(words: str) -> Counter[str]:
    return Counter(words[index : index + 2] for index in range(len(words) - 1))
