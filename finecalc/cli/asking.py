"""Whoever answers questions: a person at a terminal, or lines that come through a pipe.

Plain lines, edited by what the system has for that: readline where Python has it, the console itself on Windows, the input method
of the terminal. A library for prompts would draw the line by itself and want a terminal; a question is answered in one short
line, and the same answers have to come through a pipe.
"""

import sys
from contextlib import suppress
from typing import Literal

from finecalc.cli.pages import show
from finecalc.language.numerals import plain
from finecalc.language.page import Line, Page

Key = Literal["help", "back", "quit"]
_KEYS: dict[str, Key] = {
    "?": "help",
    "帮助": "help",
    "help": "help",
    "b": "back",
    "返回": "back",
    "back": "back",
    "q": "quit",
    "退出": "quit",
    "quit": "quit",
    "exit": "quit",
}


def key_of(typed: str) -> Key | None:
    """What a line asks for instead of answering: help, a step back, or to leave."""
    return _KEYS.get(plain(typed).lower())


class Person:
    """Where answers come from. What is asked goes to stderr, so that stdout holds the answer alone."""

    def __init__(self) -> None:
        self.present = sys.stdin is not None and sys.stdin.isatty()
        self._edits = self.present and sys.stdout.isatty()
        if self._edits:
            with suppress(ImportError):
                import readline  # noqa: F401, input() then edits lines with it

    def ask(self, page: Page) -> str | None:
        """What is typed under a page; None where the input has ended. Without a person nothing is asked that no line answers."""
        if self.present:
            self.tell(page)
            return self._line()
        line = sys.stdin.readline() if sys.stdin else ""
        if not line:
            return None
        self.tell((*page, Line(f"> {line.strip()}", "dim")))
        return line.strip()

    def tell(self, page: Page) -> None:
        """Something to be read."""
        if page:
            show(page, sys.stderr)

    def _line(self) -> str | None:
        if self._edits:
            sys.stderr.flush()
            try:
                return input("> ").strip()
            except EOFError:
                return None
        sys.stderr.write("> ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        return line.strip() if line else None
