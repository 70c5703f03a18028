"""What a spreadsheet would take for a formula when it opens a CSV report, and how it is told that it is none."""

import re
from collections.abc import Callable, Iterable
from typing import Any

_SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫"
_BEFORE = "\\x00-\\x1f\\x7f-\\x9f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff"
"""What a spreadsheet may drop before it looks at a cell, blanks aside."""
_FORMULA = re.compile(rf"[\s{_BEFORE}\"']*[{_SIGNS}]|[\t\r]").match
_INNOCENT = re.compile(r"'|[+-]?\d[\d,]*(?:\.\d+)?%?\Z|[-－﹣—]\s*\Z").match


def harmless(cells: Iterable[str]) -> list[str]:
    """The cells, with an apostrophe before each that a spreadsheet would take for a formula; numbers such as -5 it does not."""
    return ["'" + cell if cell and _FORMULA(cell) and not _INNOCENT(cell) else cell for cell in cells]


def formulas_after(mark: str) -> tuple[Callable[[str], Any], Callable[[str], bool]]:
    """Two searches for a cell that may be a formula in a line of CSV as it stands, with `mark` put before it; and for a line
    that a CI runner takes for a command, as it begins with `::`.

    The first is quick, and most of what it finds is an innocent quotation mark; the second decides.
    """
    quick = re.compile(f'{re.escape(mark)}["\\s:{_BEFORE}{_SIGNS}]').search
    sure = re.compile(f'{re.escape(mark)}(?:["\'\\s{_BEFORE}]*[{_SIGNS}]|"*[\\t\\r])').match

    def decides(line: str) -> bool:
        found = quick(line)
        while found:
            if sure(line, found.start()):
                return True
            found = quick(line, found.start() + 1)
        return line.startswith(f"{mark}::")

    return quick, decides
