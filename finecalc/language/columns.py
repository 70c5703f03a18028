"""Text in columns: Chinese counted as two wide, wrapped, padded, and without terminal controls."""

import re
from collections.abc import Callable
from functools import lru_cache
from unicodedata import combining, east_asian_width

_NO_BREAK_BEFORE = "*，。；：、！？）》”’」』】·…％%,.;:!?)"
_NO_BREAK_AFTER = "（《“‘「【"
_WORD = r"(?s)[!-~]+|\s+|."
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\U000e0000-\U000e007f]"


def width(text: str) -> int:
    """How many columns the text takes."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


@lru_cache(maxsize=8_192)
def _char_width(char: str) -> int:
    return 0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1


def widest(text: str) -> int:
    """How many columns the text takes where characters of no settled width (“ – ·) are drawn two columns wide, as many Chinese fonts do."""
    return len(text) if text.isascii() else sum(map(_char_widest, text))


@lru_cache(maxsize=8_192)
def _char_widest(char: str) -> int:
    return 0 if combining(char) else 2 if east_asian_width(char) in "WFA" else 1


def pad(text: str, columns: int) -> str:
    """The text followed by blanks up to so many columns."""
    return text + " " * max(0, columns - width(text))


def safe(text: str) -> str:
    """Text from outside without terminal control characters."""
    return re.sub(_CONTROL, "�", text)


def escaped(json: str) -> str:
    """JSON that says the same with nothing in it that a terminal or a CI runner acts on."""
    if "##[" in json:
        json = json.replace("##[", r"##\u005b")
    if json.isascii():
        return json
    return re.sub(_CONTROL, lambda found: "".join(f"\\u{each:04x}" for each in _units(found[0])), json)


def _units(char: str) -> list[int]:
    coded = char.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(coded[at : at + 2], "big") for at in range(0, len(coded), 2)]


def tame(text: str) -> str:
    """Lines that no CI runner takes for a command: at a line's start `::` does, and `##[` anywhere."""
    return re.sub(r"(?m)^(\s*):(?=:)", r"\1: ", text).replace("##[", "## [") if "::" in text or "##[" in text else text


def wrap(text: str, columns: int, measure: Callable[[str], int] = width) -> list[str]:
    """Lines of at most so many columns; no closing punctuation at a line's start, no opening one at its end, no break inside a Latin word."""
    lines = []
    for paragraph in text.split("\n"):
        if measure(paragraph) <= columns:
            lines.append(paragraph.rstrip())
            continue
        line: list[str] = []
        used = 0
        for piece in re.findall(_WORD, paragraph):
            taken = measure(piece)
            if not line or used + taken <= columns:
                line.append(piece)
                used += taken
                continue
            kept = [line.pop()] if piece in _NO_BREAK_BEFORE and len(line) > 1 else []
            if line[-1] in _NO_BREAK_AFTER and len(line) > 1:
                kept.insert(0, line.pop())
            lines.append("".join(line).rstrip())
            line = kept if piece.isspace() else [*kept, piece]
            used = sum(map(measure, line))
        lines.append("".join(line).rstrip())
    return lines
