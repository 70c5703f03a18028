"""Answers as JSON: the same text from the library, a command and a file."""

from typing import Any

import msgspec


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer to a question, which can be kept and sent as JSON."""

    def to_json(self) -> str:
        """The answer as `--json` prints it: identifiers, exact numbers, dates as 2026-01-31, sentences in both languages."""
        return as_json(self)


def as_json(value: Any) -> str:
    """One JSON document, indented, amounts as exact numbers, with no line end."""
    encoder = msgspec.json.Encoder(decimal_format="number", enc_hook=_parts)
    return msgspec.json.format(encoder.encode(value), indent=2).decode()


def _parts(value: Any) -> Any:
    """An answer that is made as it is read is its parts."""
    return value.parts()
