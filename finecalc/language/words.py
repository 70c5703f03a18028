"""A sentence in the two languages that finecalc speaks."""

from typing import Literal

from msgspec import Struct

Lang = Literal["zh", "en"]


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """The same sentence in Chinese and in English."""

    zh: str
    en: str

    @property
    def both(self) -> tuple[str, str]:
        """The sentence in Chinese and in English, as an error or a finding takes it."""
        return self.zh, self.en
