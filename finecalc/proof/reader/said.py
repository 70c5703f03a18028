"""What a paragraph says, in its own words: nothing here needs a name in any vocabulary.

Amounts are whole yuan, rates exact. Bases, measures, conditions and authorities are the words of the text.
"""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from finecalc.language.words import Words
from finecalc.table.model import Mode

Payer = Literal["named", "inherited", "unknown"]


class Rate(Struct, frozen=True):
    """So many times, or so many percent, of the base `of`."""

    of: str
    min: Decimal
    max: Decimal


class Size(Struct, frozen=True):
    """For which size of the base `of` a fine is meant: none of it, from or above so much, up to or below so much.

    `uncertain`: for a base that cannot be found, which is no size; the words stand in `refused`."""

    of: str
    none: bool = False
    at_least: int | None = None
    above: int | None = None
    at_most: int | None = None
    below: int | None = None
    uncertain: bool = False


class Sum(Struct, frozen=True):
    """How much a fine is: an amount, a multiple, a share, or an amount beside a rate (the higher is the ceiling)."""

    min: int = 0
    max: int | None = None
    multiple: Rate | None = None
    share: Rate | None = None
    per: str | None = None
    cap: int | None = None


class SaidFine(Struct, frozen=True):
    """A fine. `on` are identifiers of persons, or the noun of the text; `aim` the words behind 对 that it stands under.

    `quote` are its words from `start` to `end`; `where` is the place of the condition on the size of a base, else `start`.
    `loose`: behind a semicolon (拒不改正的，处…；对直接负责的主管人员处…) it may be meant for the lighter tiers as well; whoever
    keeps the table decides. `permissive`: 可以 stands before 单处或者并处.
    """

    on: tuple[str, ...]
    payer: Payer
    mode: Mode
    sum: Sum
    size: Size | None
    quote: str
    start: int
    end: int
    where: int
    aim: str = ""
    by: str = ""
    loose: bool = False
    permissive: bool = False


class SaidSanction(Struct, frozen=True):
    """A measure or sanction other than a fine: `kind` in the words of the text, `quote` with 可以, 给予, 对… before it.

    `start` to `end` are the words of the measure alone. `by` are the words that name who imposes it, if others than the
    paragraph's own; `apart`: it stands behind a full stop by itself; `permissive`: 可以 stands before 单处或者并处.
    """

    kind: str
    mode: Mode
    on: tuple[str, ...]
    quote: str
    start: int
    end: int
    aim: str = ""
    by: str = ""
    having: str = ""
    apart: bool = False
    permissive: bool = False


class SaidTier(Struct, frozen=True):
    """A step: the words of the condition that opens it ("" for the conduct as such), and what follows.

    `conduct` are the words of an item that describes conduct of its own, with its own penalty.
    """

    quote: str
    start: int
    fines: tuple[SaidFine, ...] = ()
    sanctions: tuple[SaidSanction, ...] = ()
    conduct: str = ""


class Sent(Struct, frozen=True):
    """Words that send to another paragraph or to other law; `on`: only for these persons. `by`: who acts there."""

    quote: str
    start: int
    end: int
    on: tuple[str, ...] = ()
    by: str = ""


class Unread(Struct, frozen=True):
    """Words that carry law and that the reader does not hold, with why."""

    start: int
    end: int
    words: str
    why: Words


class Said(Struct, frozen=True):
    """What one paragraph says. `authority` are the words that name who acts, 由 included; `borrows` send to paragraphs of
    the same law, `elsewhere` to other laws; `provisos` leave something to other law."""

    conduct: str = ""
    tiers: tuple[SaidTier, ...] = ()
    authority: str = ""
    borrows: tuple[Sent, ...] = ()
    elsewhere: tuple[Sent, ...] = ()
    provisos: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    refused: tuple[Unread, ...] = ()
