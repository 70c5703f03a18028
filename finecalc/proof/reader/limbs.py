"""What `assign` keeps while it walks along the clauses: the step it is in, the members of a list, and what still holds."""

import re
from typing import NamedTuple

from lark import Token

from finecalc.proof.reader.said import SaidFine, SaidSanction, Size
from finecalc.table.model import Mode


class Step:
    def __init__(self, quote: str, start: int) -> None:
        self.quote, self.start = quote, start
        self.conduct = ""  # its own, of an item with a penalty of its own
        self.fines: list[SaidFine] = []
        self.sanctions: list[SaidSanction] = []
        self.sure = True  # whether its condition leaves no doubt about who acts
        self.item = False  # whether it is that of an item
        self.other = False  # conduct of another kind, and how it stands to the conduct before is not certain


class Member(NamedTuple):
    """A measure or fine of a list: its words, its own 可以, its own 由…, and where the words begin that lead to it."""

    token: Token
    own: Mode | None
    by: str
    begin: int


class Limb:
    """What a semicolon or a full stop ends, and what a condition behind a comma carries on."""

    def __init__(self, tier: Step | None, apart: str = "") -> None:
        self.tier = tier  # to which the clauses belong; none: not certain
        self.apart = apart  # the semicolon or full stop behind which nothing yet says what the clause belongs to
        self.by = ""  # who acts, if others than before
        self.scope: Mode = "must"  # what the last clause left open
        self.may_over_aims = (
            False  # whether 可以 stood before the last 对…, so that it reaches the next one behind a comma
        )
        self.size: Size | None = None
        self.size_start = 0
        self.sizes = False  # whether a size of a base was named
        self.permissive = False  # whether 可以 stands before 单处或者并处
        self.within = False  # whether a size named before a condition may still hold behind it
        self.having: Token | None = None  # 有违法所得的，
        self.only_having = False  # whether that opens it, so that all of it is for who has some
        self.back = False  # whether 有违法所得的 has led back to the conduct as such
        self.loose = False  # whether persons behind a semicolon may be meant for the lighter tiers as well
        self.poisoned = False  # whether words were not read, so that what a comma joins to them is not read either
        self.after_comma = False


def mode_of(words: str) -> Mode | None:
    """What words before a measure or fine say of its mode; none where they say nothing (并, 依法)."""
    if re.search("单处(?:或者?|、)并处|并处(?:或者?|、)单处", words):
        return "one-or-more"
    return "may" if "可" in words else None


def bare_measure(quote: str) -> str:
    """The measure without what leads to it: 给予警告 is 警告."""
    quote = re.sub("^除(.*)外$", r"\1", quote)
    return re.sub("^(?:并|处以?|给予|予以|依法)+(?=警告|通报|拘留|处分|没收|吊销|停业|.*处分|.*的处罚$)", "", quote)
