"""Lines of text for a terminal or a file: Chinese counted as two columns wide, wrapped, aligned, coloured if asked.

rich would do this too, but importing it costs as much again as everything else that a cold `finecalc range` does.
"""

from collections.abc import Iterable, Sequence

from finecalc.language.columns import pad, tame, width, wrap

STYLES = {"title": "1", "strong": "1", "quote": "1;33", "good": "32", "warn": "1;31", "dim": "2", "key": "36"}


class Page:
    """A page under construction. Every method adds lines; `text()` gives them all."""

    def __init__(self, *, columns: int, color: bool) -> None:
        self.columns = columns
        self.color = color
        self.lines: list[str] = []

    def style(self, text: str, style: str) -> str:
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self.color and text else text

    def line(self, text: str = "", style: str | None = None, indent: int = 0) -> None:
        """One line, wrapped when it is too long."""
        for part in wrap(text, self.columns - indent):
            self.lines.append(" " * indent + (self.style(part, style) if style else part))

    def blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def heading(self, text: str) -> None:
        self.blank()
        self.line(text, "strong")

    def rule(self) -> None:
        self.lines.append(self.style("─" * self.columns, "dim"))

    def entry(self, key: str, text: str, *, key_columns: int, style: str | None = None, indent: int = 0) -> None:
        """A key and its text, the text wrapped beside the key."""
        parts = wrap(text, max(10, self.columns - indent - key_columns))
        for number, part in enumerate(parts):
            start = pad(key, key_columns) if number == 0 else " " * key_columns
            self.lines.append(" " * indent + self.style(start, "key") + (self.style(part, style) if style else part))

    def table(self, rows: Sequence[Sequence[str]], *, indent: int = 2, right: Iterable[int] = ()) -> None:
        """Rows aligned in columns, the first one as headings; the last column wraps. `right`: columns set to the right."""
        right = set(right)
        widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
        last = len(widths) - 1
        room = max(10, self.columns - indent - sum(widths[:last]) - 2 * last)
        for number, row in enumerate(rows):
            cells = []
            for column, cell in enumerate(row[:last]):
                blanks = " " * (widths[column] - width(cell))
                cells.append(blanks + cell if column in right else cell + blanks)
            start = " " * indent + "  ".join(cells) + ("  " if cells else "")
            for part_number, part in enumerate(wrap(row[last], room)):
                if last in right:
                    part = " " * (min(widths[last], room) - width(part)) + part
                text = (start if part_number == 0 else " " * width(start)) + part
                self.lines.append(self.style(text.rstrip(), "dim") if number == 0 else text.rstrip())

    def quotation(self, text: str, marked: Iterable[str], *, indent: int = 2) -> None:
        """A verbatim text with some of its words marked: by colour, or by a line of ^ beneath, never inside the text."""
        flags = _flags(text, marked)
        position = 0
        for part in wrap(text, self.columns - indent):
            while text[position : position + len(part)] != part:
                position += 1
            shown = flags[position : position + len(part)]
            position += len(part)
            if self.color:
                self.lines.append(" " * indent + _coloured(part, shown, self))
            else:
                self.lines.append(" " * indent + part)
                beneath = "".join(("^" if flag else " ") * width(char) for char, flag in zip(part, shown, strict=True))
                if beneath.strip():
                    self.lines.append(" " * indent + beneath.rstrip())

    def text(self) -> str:
        return tame("\n".join(self.lines) + "\n")


def _flags(text: str, marked: Iterable[str]) -> list[bool]:
    flags = [False] * len(text)
    for quote in marked:
        start = text.find(quote) if quote else -1
        if start >= 0:
            flags[start : start + len(quote)] = [True] * len(quote)
    return flags


def _coloured(part: str, flags: list[bool], page: Page) -> str:
    result, run, marked = "", "", False
    for char, flag in zip(part, flags, strict=True):
        if flag != marked:
            result += page.style(run, "quote") if marked else run
            run, marked = "", flag
        run += char
    return result + (page.style(run, "quote") if marked else run)


def new_page(widest: int = 100) -> Page:
    """A page as wide as the terminal, at most `widest` columns; 80 where there is none."""
    from finecalc.cli.pages import columns
    from finecalc.cli.settings import settings

    return Page(columns=columns(widest), color=settings.color)
