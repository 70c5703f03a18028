"""What the reader hands to the table: what a paragraph says in the table's own names, what it refused, and what has no name."""

from msgspec import Struct

from finecalc.proof.reader.said import Unread
from finecalc.table.model import Aggravates, Borrow, Tier


class Reading(Struct, frozen=True):
    """What one paragraph says. The fields have the names and shapes of `model.Provision`.

    `same_conduct` is the paragraph whose conduct this one takes over (单位有前款行为); `pointer` the words that send to
    other laws. A reading with nothing in `refused` says everything that the paragraph says; what is in `unnamed` stands in
    it in the words of the text. `either`: what is laid on individuals may fall on an organisation as well, because only a
    graver tier imposes what nobody but a natural person can suffer.
    """

    tiers: tuple[Tier, ...] = ()
    borrows: tuple[Borrow, ...] = ()
    aggravates: tuple[Aggravates, ...] = ()
    provisos: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    authority_quote: str = ""
    supplements: str = ""
    breaches: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    same_conduct: str = ""
    pointer: str = ""
    conduct: str = ""
    items: tuple[str, ...] = ()
    refused: tuple[Unread, ...] = ()
    unnamed: tuple[Unread, ...] = ()
    either: bool = False
