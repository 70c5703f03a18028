"""Where in a TOML text each key stands.

`tomli` gives values without positions. This scan reads the same text once more, only for the lines: it knows tables,
arrays of tables, dotted keys, inline tables, arrays over several lines, every kind of string, and comments.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from contextlib import suppress

import tomli

Path = tuple[str | int, ...]

_SPACE = " \t"
_BLANK, _GAP, _COMMENT = re.compile(r"[ \t]*"), re.compile(r"[ \t\r\n]*"), re.compile(r"[^\n]*")
_KEY, _BARE = re.compile(r"[\w-]*"), re.compile(r"[^,\]}#\r\n]*")
_WITHIN = {'"': re.compile(r'[^"\\]*'), "'": re.compile(r"[^']*")}


def positions(text: str) -> dict[Path, int]:
    """Every key path of `text`, and every prefix of one, with its line counted from 1.

    A path holds keys and, inside arrays, indexes from 0: `("provisions", 3, "tiers", 1, "fines", 0, "min")`.
    Text that is no TOML gives the paths up to where it stops being it; nothing is raised.
    """
    scan = _Scan(text)
    with suppress(IndexError, RecursionError, tomli.TOMLDecodeError):
        scan.document()
    return scan.lines


def values(text: str) -> dict[Path, tuple[int, int]]:
    """For every key of `text` that is given a value, where the value begins and ends: `text[start:end]`. Nothing is raised."""
    scan = _Scan(text)
    with suppress(IndexError, RecursionError, tomli.TOMLDecodeError):
        scan.document()
    return scan.values


def shown(path: Path) -> str:
    """`provisions[3].tiers[1].fines[0].min`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def line_of(text: str | dict[Path, int], path: Path) -> int | None:
    """The line of `path`, or of its nearest known ancestor; none for a path of which nothing is known.

    `text` is the TOML text, or what `positions` made of it.
    """
    lines = positions(text) if isinstance(text, str) else text
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


class _Scan:
    """A cursor over the text. Each method reads one thing from `at` on and leaves `at` behind it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.values: dict[Path, tuple[int, int]] = {}
        self.last: dict[Path, int] = {}  # for each array of tables, the index of the table opened last
        self.starts = [0, *(end.end() for end in re.finditer("\n", text))]

    def document(self) -> None:
        table: Path = ()
        while self.gap() < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> Path:
        start = self.at
        array = self.text.startswith("[[", self.at)
        self.at += 2 if array else 1
        keys = self.keys()
        self.at += 2 if array else 1
        table: Path = ()
        for depth, key in enumerate(keys):
            table = (*table, key)
            self.mark(table, start)
            if array and depth == len(keys) - 1:
                self.last[table] = self.last.get(table, -1) + 1
            if table in self.last:
                table = (*table, self.last[table])
                self.mark(table, start)
        return table

    def pair(self, table: Path) -> None:
        start = self.at
        path = table
        for key in self.keys():
            path = (*path, key)
            self.mark(path, start)
        self.at += 1  # the equals sign
        self.blank()
        begins = self.at
        self.value(path)
        ends = self.at
        while self.text[ends - 1] in _SPACE:
            ends -= 1
        self.values[path] = begins, ends

    def keys(self) -> list[str]:
        keys = []
        while True:
            self.blank()
            keys.append(self.key())
            self.blank()
            if self.text[self.at] != ".":
                return keys
            self.at += 1

    def key(self) -> str:
        start = self.at
        if self.text[start] in "\"'":
            self.string()
            return str(tomli.loads("key = " + self.text[start : self.at])["key"])
        self.skip(_KEY)
        if self.at == start:
            raise IndexError(start)
        return self.text[start : self.at]

    def value(self, path: Path) -> None:
        character = self.text[self.at]
        if character in "\"'":
            self.string()
        elif character == "[":
            self.members("]", lambda index: self.item((*path, index)))
        elif character == "{":
            self.members("}", lambda _: self.pair(path))
        else:
            self.skip(_BARE)

    def item(self, path: Path) -> None:
        self.mark(path, self.at)
        self.value(path)

    def members(self, close: str, read: Callable[[int], None]) -> None:
        self.at += 1
        index = 0
        while self.gap() < len(self.text) and self.text[self.at] != close:
            before = self.at
            if self.text[self.at] == ",":
                self.at += 1
                continue
            read(index)
            index += 1
            if self.at == before:
                raise IndexError(before)
        self.at += 1

    def string(self) -> None:
        quote = self.text[self.at]
        close = quote * 3 if self.text.startswith(quote * 3, self.at) else quote
        self.at += len(close)
        while True:
            self.skip(_WITHIN[quote])
            if self.text.startswith(close, self.at):
                break
            self.at += 2 if quote == '"' and self.text[self.at] == "\\" else 1
            if self.at >= len(self.text):
                raise IndexError(self.at)
        self.at += len(close)
        while len(close) == 3 and self.text.startswith(quote, self.at):
            self.at += 1  # a multi-line string may end in one or two quotes of its own

    def gap(self) -> int:
        """Past spaces, line ends and comments."""
        while True:
            self.skip(_GAP)
            if not self.text.startswith("#", self.at):
                return self.at
            self.skip(_COMMENT)

    def blank(self) -> None:
        self.skip(_BLANK)

    def skip(self, some: re.Pattern[str]) -> None:
        if found := some.match(self.text, self.at):
            self.at = found.end()

    def mark(self, path: Path, at: int) -> None:
        self.lines.setdefault(path, bisect_right(self.starts, at))
