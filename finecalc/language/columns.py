"""Text in columns: Chinese counted as two wide, wrapped, padded, and without terminal controls."""

import re
from unicodedata import combining, east_asian_width

_NO_BREAK_BEFORE = "*，。；：、！？）》”’」』】·…％%,.;:!?)"
_WORD = r"(?s)[!-~]+|\s+|."
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"


def width(text: str) -> int:
    """How many columns the text takes."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def pad(text: str, columns: int) -> str:
    """The text followed by blanks up to so many columns."""
    return text + " " * max(0, columns - width(text))


def safe(text: str) -> str:
    """Text from outside without terminal control characters."""
    return re.sub(_CONTROL, "�", text)


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most so many columns; no closing punctuation at a line's start, no break inside a Latin word."""
    lines = []
    for paragraph in text.split("\n"):
        line: list[str] = []
        for piece in re.findall(_WORD, paragraph):
            if not line or width("".join(line)) + width(piece) <= columns:
                line.append(piece)
                continue
            kept = [line.pop()] if piece in _NO_BREAK_BEFORE and len(line) > 1 else []
            lines.append("".join(line).rstrip())
            line = kept if piece.isspace() else [*kept, piece]
        lines.append("".join(line).rstrip())
    return lines
