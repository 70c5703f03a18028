"""Reads one paragraph of Chinese penalty law into the structure that `statutes.toml` holds.

It knows no article. What it reads it can point to, word for word (`claims`); what it cannot read it names, word for
word (`refused`); it never guesses. Pure: no I/O.

`numerals` reads numbers, `words` holds the words of the grammar, `citations` says what 前款 means, `paragraph` walks
through the text, `conduct` compares descriptions of conduct, and `entry` writes a reading down as TOML.
"""

import re
from collections.abc import Callable

from msgspec.structs import replace

from finecalc.proof.reader.paragraph import paragraph
from finecalc.proof.reader.reading import Claim, Reading, Refusal
from finecalc.proof.reader.words import Vocabulary, vocabulary
from finecalc.table.model import Provision

__all__ = ["Claim", "Reading", "Refusal", "Vocabulary", "complete", "read", "vocabulary"]


def read(text: str, ref: str, words: Vocabulary) -> Reading:
    """Read `text`, one paragraph with its items, as the paragraph `ref` (`csl@2016:59.1`) of its law.

    `ref` is what 前款 and 本法第六十一条第三款 are counted from. Amounts are whole yuan. Nothing is raised.
    """
    reading = paragraph(text, ref, words)
    if natural_person(text):
        return paragraph(text, ref, words, natural=True)
    return reading


def natural_person(text: str) -> bool:
    """Whether a penalty that falls on nobody but a natural person is meant for the offender: 拘留, a driving licence.

    It is not where the same clause aims at persons (对直接负责的主管人员…处…拘留).
    """
    penalty = re.split("\n|（一）", text, maxsplit=1)[0]
    return any(
        re.search("拘留|[扣销].{0,8}驾驶证", clause)
        and not re.search("对[^，；。]*?(?:人员|负责人|责任人|代表人)", clause)
        for clause in re.split("[；。]", penalty)
    )


def complete(reading: Reading, find: Callable[[str], Provision | None]) -> Reading:
    """The reading with what its text leaves to another paragraph, which `find` gives (none: not in the table).

    依照前款规定处罚 leaves the authority to the paragraph that it borrows from; 单位有前款行为 leaves the duties that
    are broken to the paragraph whose conduct it takes over.
    """
    lent = [provision for borrow in reading.borrows if (provision := find(borrow.ref))]
    taken = find(reading.same_conduct) if reading.same_conduct else None
    authority = reading.authority or (lent[0].authority if lent else ())
    return replace(reading, authority=authority, breaches=reading.breaches or (taken.breaches if taken else ()))
