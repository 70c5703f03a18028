"""How a page is drawn: by rich where a person looks at a terminal, plainly for pipes and files, without importing rich."""

import os
import sys
from typing import IO

from finecalc.cli.settings import settings
from finecalc.language.page import Page

WIDEST = 100
"""Longer lines are not easily read."""


def show(page: Page, stream: IO[str] | None = None, *, widest: int = WIDEST) -> None:
    """Write a page to standard output, or to another stream: for a terminal in colour, for anything else plainly."""
    out = stream or sys.stdout
    if out.isatty():
        from finecalc.cli.pages import terminal

        lines = 0 if stream else _lines(out)
        text = terminal.drawn(page, columns(widest, out), lines=lines, color=settings.color)
    else:
        from finecalc.cli.pages import plain

        text = plain.drawn(page, columns(widest, out))
    out.write(storable(text, out))


def columns(widest: int = WIDEST, stream: IO[str] | None = None) -> int:
    """As wide as the terminal, at most `widest`; 80 where there is none, or what COLUMNS says."""
    found = 80
    if size := _size(stream or sys.stdout):
        found = size.columns or 80
    elif os.environ.get("COLUMNS", "").isdigit():
        found = int(os.environ["COLUMNS"])
    return max(40, min(found, widest))


def _lines(stream: IO[str]) -> int:
    size = _size(stream)
    return size.lines if size else 0


def _size(stream: IO[str]) -> os.terminal_size | None:
    """The size of a terminal; None where the stream is none, or does not say."""
    try:
        return os.get_terminal_size(stream.fileno()) if stream.isatty() else None
    except (OSError, ValueError):
        return None


_WIDE_BOXES = (932, 936, 949, 950, 54936)
"""Code pages of Windows consoles whose fonts draw box characters two columns wide."""


def boxes(stream: IO[str]) -> bool:
    """Whether box characters can be shown there, one column wide."""
    if sys.platform == "win32" and stream.isatty():
        import ctypes

        if ctypes.windll.kernel32.GetConsoleOutputCP() in _WIDE_BOXES:
            return False
    return (getattr(stream, "encoding", None) or "").lower().replace("-", "").startswith("utf")


_INSTEAD = str.maketrans(
    {"–": "-", "—": "-", "▶": ">", "·": "-", "…": "...", "×": "x", "≤": "<=", "≥": ">=", "“": '"', "”": '"'}
)


def storable(text: str, stream: IO[str]) -> str:
    """The text with what the stream's encoding cannot hold put in characters that it can."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
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
