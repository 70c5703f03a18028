"""Reads one paragraph of Chinese penalty law: exactly, or not at all.

It knows no article and no field of law. What it cannot read it names, word for word (`refused`); it never guesses. Pure:
no I/O. On the way from the text to what it says, each step is one file:

`scanner` cuts the text into clause tokens, by the `patterns`; `clauses.lark`, through `grammar`, gives the sentence its
shape; `assign` says to which tier each clause belongs (`limbs`), who pays (`payers`, `subjects`, `people`) and whether it must
be; `fines` reads how much;
`gate` reads each fine once more by other means. That is `said`, in the words of the text. `naming` then looks up the names
of the table (`words`, `citations`); what has none is `unnamed`. What only sends to other laws is read by `pointing`. `entry` writes a reading down as TOML, and `likeness`
compares descriptions of conduct.
"""

import re
from collections.abc import Callable

from msgspec.structs import replace

from finecalc.proof.reader.assign import said
from finecalc.proof.reader.citations import POINTER, resolve
from finecalc.proof.reader.naming import named, only_natural
from finecalc.proof.reader.pointing import pointing
from finecalc.proof.reader.reading import Reading
from finecalc.proof.reader.words import SUPPLEMENT, Vocabulary, vocabulary
from finecalc.table.model import Provision, Tier

__all__ = ["POINTER", "Reading", "Vocabulary", "complete", "read", "resolve", "said", "vocabulary"]


def read(text: str, ref: str, words: Vocabulary) -> Reading:
    """Read `text`, one paragraph with its items, as the paragraph `ref` (`csl@2016:59.1`) of its law, in the names of `words`.

    `ref` is what 前款 and 本法第六十一条第三款 are counted from. Amounts are whole yuan. Nothing is raised.
    """
    supplement = re.search(SUPPLEMENT, text)
    if not supplement:
        reading = named(said(text), text, ref, words)
        return pointing(text, reading, words) or reading
    bare = f"{text[: supplement.start()]}的，{text[supplement.end() :]}"
    reading = named(said(bare), bare, ref, words)
    provisos = (supplement[1], *reading.provisos)
    return replace(reading, conduct=text[: supplement.start()], supplements=supplement[2], provisos=provisos)


def complete(reading: Reading, ref: str, find: Callable[[str], Provision | None]) -> Reading:
    """The reading of `ref` with what its text leaves to other paragraphs, which `find` gives (none: not in the table).

    依照前款规定处罚 leaves the authority to the paragraph that it borrows from; 单位有前款行为 leaves the duties that
    are broken to the paragraph whose conduct it takes over. Where no such paragraph follows, a fine that has detention
    only in a graver tier falls on organisations as well.
    """
    place, _, paragraph = ref.rpartition(".")
    following = find(f"{place}.{int(paragraph) + 1}")
    if reading.either and not (following and following.text.startswith("单位有前款")):
        reading = replace(reading, tiers=tuple(map(_on_either, reading.tiers)))
    lent = [provision for borrow in reading.borrows if (provision := find(borrow.ref))]
    taken = find(reading.same_conduct) if reading.same_conduct else None
    authority = reading.authority or (lent[0].authority if lent else ())
    return replace(reading, authority=authority, breaches=reading.breaches or (taken.breaches if taken else ()))


def _on_either(tier: Tier) -> Tier:
    """What is laid on individuals, laid on organisations too, save what only a natural person can suffer."""
    both = ("organisation", "individual")
    fines = [replace(one, on=both) if one.on == ("individual",) else one for one in tier.fines]
    sanctions = [
        replace(one, on=both) if one.on == ("individual",) and not only_natural(one.quote) else one
        for one in tier.sanctions
    ]
    return replace(tier, fines=tuple(fines), sanctions=tuple(sanctions))
