"""A page as plain data, in one language: what the terminal, a file and a paper draw. It knows no width, no colour and no law.

A `Text` is a string, or spans of it that are styled. Styles say what the words are, not how they look: `strong`, `amount`, `warn`,
`good`, `dim`, `key`, `quote` (also `title`, for a line that heads a page); `first` to `sixth` tell several things apart.
"""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from msgspec import Struct

Style = Literal[
    "",
    "title",
    "strong",
    "amount",
    "warn",
    "good",
    "dim",
    "key",
    "quote",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
]


class Span(Struct, frozen=True):
    """Some words in one style."""

    text: str
    style: Style = ""


Text: TypeAlias = str | tuple[Span, ...]
Entry: TypeAlias = tuple[str, Text]
"""A key, and what is said under it."""


class Target(Struct, frozen=True):
    """What may be imposed on whom: 单位 · 应当处 · 5万元–50万元. While a base is not known, `amount` is the formula."""

    who: str
    mode: str
    amount: str


class Conclusion(Struct, frozen=True, kw_only=True):
    """The answer itself, framed.

    `bars` stand in the way of any penalty and come first, each with what can be left out of it; `unless` then marks what follows.
    `lines` come after the `article` and why it is that one; where room is short, the last goes first.
    """

    title: str
    bars: tuple[tuple[str, str], ...] = ()
    unless: str = ""
    targets: tuple[Target, ...] = ()
    article: str
    because: str = ""
    lines: tuple[str, ...] = ()


class Title(Struct, frozen=True):
    """What the page is about, and in a line's other end, dimly, its identifier."""

    text: str
    beside: str = ""


class Heading(Struct, frozen=True):
    """The heading of a section; of a section in a section, on `level` 2, which a paper shows."""

    text: str
    level: int = 1


class Line(Struct, frozen=True):
    """A line, or as many as it takes; `indent` in steps."""

    text: Text
    style: Style = ""
    indent: int = 0


class Entries(Struct, frozen=True):
    """Keys, and what is said under each."""

    entries: tuple[Entry, ...]
    style: Style = ""
    indent: int = 0


class Items(Struct, frozen=True):
    """A list of points."""

    items: tuple[Text, ...]
    indent: int = 1


class Table(Struct, frozen=True):
    """Rows under headings; the last column takes the room that is left. `right` are columns of numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    right: tuple[int, ...] = ()


class Part(Struct, frozen=True):
    """A part of what stands beside each other: in each respect, what is said of each."""

    title: str
    rows: tuple[tuple[str, tuple[Text, ...]], ...]


class Beside(Struct, frozen=True):
    """Several things beside each other, respect by respect, in columns equally wide; or below each other for want of room."""

    heads: tuple[Text, ...]
    parts: tuple[Part, ...]


class Quotation(Struct, frozen=True):
    """Words of a law, verbatim, those that carry the answer marked."""

    text: str
    marked: tuple[str, ...] = ()
    indent: int = 1


class Verbatim(Struct, frozen=True):
    """Lines that stand as they are: a picture in characters, an example to copy."""

    lines: tuple[Text, ...]


class Foot(Struct, frozen=True):
    """What is for whoever looks closer: the table, its digest, how to get the page again."""

    entries: tuple[Entry, ...]


class Rule(Struct, frozen=True):
    """A line across the page."""


Block: TypeAlias = (
    Conclusion | Title | Heading | Line | Entries | Items | Table | Beside | Quotation | Verbatim | Foot | Rule
)
Page: TypeAlias = tuple[Block, ...]


def spans(text: Text) -> tuple[Span, ...]:
    """A text as its spans."""
    return (Span(text),) if isinstance(text, str) else text


def plain(text: Text) -> str:
    """A text without its styles."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


def flags(text: str, marked: Iterable[str]) -> list[bool]:
    """Which characters of a text belong to the words that are marked."""
    found = [False] * len(text)
    for words in marked:
        start = text.find(words) if words else -1
        if start >= 0:
            found[start : start + len(words)] = [True] * len(words)
    return found


def marked_spans(text: str, marked: Iterable[str]) -> tuple[Span, ...]:
    """A verbatim text as spans, the marked words in the style `quote`."""
    from itertools import groupby

    known = flags(text, marked)
    pieces = groupby(zip(text, known, strict=True), key=lambda pair: pair[1])
    return tuple(Span("".join(char for char, _ in run), "quote" if is_marked else "") for is_marked, run in pieces)
