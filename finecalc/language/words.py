"""A sentence in the two languages that finecalc speaks."""

from collections.abc import Callable, Sequence
from typing import Literal, ParamSpec

from msgspec import Struct

Lang = Literal["zh", "en"]
P = ParamSpec("P")


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """The same sentence in Chinese and in English."""

    zh: str
    en: str

    @property
    def both(self) -> tuple[str, str]:
        """The sentence in Chinese and in English, as an error or a finding takes it."""
        return self.zh, self.en


def alternatives(english: Sequence[str]) -> str:
    """Any of these, in English: national or provincial; police, permit issuer or filing body."""
    *before, last = english
    return f"{', '.join(before)} or {last}" if before else last


class Saying:
    """A sentence, in both languages, that is made when it is first read: the function that makes it, and of what."""

    __slots__ = ("_how", "_made", "_what")

    def __init__(self, how: Callable[P, Words], *what: P.args, **named: P.kwargs) -> None:
        self._how: Callable[..., Words] = how
        self._what = (what, named)
        self._made: Words | None = None

    @property
    def zh(self) -> str:
        return self._words.zh

    @property
    def en(self) -> str:
        return self._words.en

    @property
    def _words(self) -> Words:
        if self._made is None:
            self._made = self._how(*self._what[0], **self._what[1])
        return self._made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Saying | Words) and (self.zh, self.en) == (other.zh, other.en)

    def __hash__(self) -> int:
        return hash((self.zh, self.en))

    def __repr__(self) -> str:
        return repr(self._words)

    def __reduce__(self) -> tuple[type[Words], tuple[str, str]]:
        """To another process the sentence itself is sent, and not all that it is made of."""
        return Words, (self.zh, self.en)
