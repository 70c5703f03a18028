"""How a page is drawn: by rich where a person looks at a terminal, plainly for pipes and files, without importing rich."""

import os
import sys
from typing import TextIO

from finecalc.cli.settings import settings
from finecalc.language.page import Page

WIDEST = 100
"""Longer lines are not easily read."""


def show(page: Page, stream: TextIO | None = None, *, widest: int = WIDEST) -> None:
    """Write a page to standard output, or to another stream."""
    out = stream or sys.stdout
    at = columns(widest)
    if out.isatty():
        from finecalc.cli.pages import terminal

        lines = 0 if stream else _lines()
        out.write(storable(terminal.drawn(page, at, lines=lines, color=settings.color), out))
    else:
        from finecalc.cli.pages import plain

        out.write(storable(plain.drawn(page, at), out))


def columns(widest: int = WIDEST) -> int:
    """As wide as the terminal, at most `widest`; 80 where there is none, or what COLUMNS says."""
    found = 80
    try:
        if sys.stdout.isatty():
            found = os.get_terminal_size(sys.stdout.fileno()).columns or 80
        elif os.environ.get("COLUMNS", "").isdigit():
            found = int(os.environ["COLUMNS"])
    except (OSError, ValueError):
        pass
    return max(40, min(found, widest))


def _lines() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).lines
    except (OSError, ValueError):
        return 0


_INSTEAD = str.maketrans(
    {"–": "-", "—": "-", "▶": ">", "·": "-", "…": "...", "×": "x", "≤": "<=", "≥": ">=", "“": '"', "”": '"'}
)


def storable(text: str, stream: TextIO) -> str:
    """The text with what the stream's encoding cannot hold put in characters that it can."""
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(char if _holds(char, encoding) else char.translate(_INSTEAD) for char in text)
    except LookupError:
        pass
    return text


def _holds(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
