"""A sentence in the two languages that finecalc speaks."""

from msgspec import Struct


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """The same sentence in Chinese and in English."""

    zh: str
    en: str
