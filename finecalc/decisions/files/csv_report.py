"""A report in CSV: every column that came in, unchanged, then verdict, codes and messages."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import IO

from msgspec import Struct

from finecalc.decisions.files.account import Summary
from finecalc.decisions.files.cells import text_of
from finecalc.decisions.files.harmless import formulas_after, harmless
from finecalc.decisions.files.marks import ADDED
from finecalc.decisions.files.reports import Lang, Lined, added_cells, said
from finecalc.decisions.files.rows import Judged
from finecalc.decisions.files.sentences import judged_by
from finecalc.decisions.files.sheet import Row, Rows, Sheet, cells_of
from finecalc.decisions.finding import Amount, Finding, Form, Proposed, Said
from finecalc.decisions.sentences import band_span_in
from finecalc.language import money
from finecalc.language.errors import FinecalcError
from finecalc.law.fine_words import span_in
from finecalc.table.statutes import Statutes

_SPECIAL = re.compile(r"[\"\r\n]|^\s|\s$|^::").search
_HOLE = "\ufdd1"
_KEPT = 1_024


Span = Callable[[Amount, Amount], str]
"""The ends of a range (yuan) in words."""


class _Tail(Struct):
    """What a form adds to a row: its `first` piece, and behind it each amount of the row that it names, by its place, the amount itself
    or its range in words, with the piece that follows. No `rest` where an amount might change more than itself.
    """

    first: bytes
    rest: tuple[tuple[int, Span | None, bytes], ...] = ()


class Csv(Lined):
    """Every column that came in, unchanged, then verdict, codes and messages.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it; numbers such as -5 do not.
    """

    def __init__(self, stream: IO[str], lang: Lang, table: Statutes | None = None) -> None:
        super().__init__(stream, lang, table)
        self.delimiter = ","
        self.headings: list[str] | None = None
        self._constant: dict[Form, bytes] = {}
        self._tails: dict[Form, _Tail] = {}
        self._undecided: tuple[Row | None, bytes] = (None, b"")

    def begin(self, sheet: Sheet) -> None:
        if self.headings is None:
            self.headings, self.delimiter = sheet.headings, sheet.delimiter
            added = [names[0] if self.lang == "zh" else names[1] for names in ADDED]
            above = [*sheet.preface, [*sheet.headings, *added]]
            self.emit(b"".join(self._line(list(map(text_of, row))) for row in above))
        elif self.headings != sheet.headings:
            raise FinecalcError(
                f"{sheet.name} 的标题和前一个文件不同，不能合在一个 CSV 里；请分开检查，或者写成 XLSX",
                f"{sheet.name} has other headings than the file before it: check them one by one, or write XLSX",
                "form",
            )

    def lines(self, sheet: Sheet, judged: Judged) -> Iterator[list[bytes]]:
        for batch in judged:
            as_it_was = batch.lines and sheet.delimiter == self.delimiter
            yield (
                self._copied(batch)
                if as_it_was
                else [self._anew(*row) for row in zip(batch.rows, batch.said, strict=True)]
            )
            self.last = batch.said[-1] if batch.said else self.last

    def close(self, summary: Summary) -> None:
        """Nothing comes after the last row."""

    def closing(self, line: bytes, sheet: Sheet) -> bytes:
        """The last line; among its messages stands what is said of the whole table, and which table of law judged."""
        tail = self._tail(self.last).rstrip(b"\r\n")
        before, found, beyond = line.rpartition(tail)
        notices = self._notices(sheet)
        if not line or not notices or not found:
            return line
        verdict, codes, messages = ("", "", "")
        if self.last:
            verdict, codes, messages = added_cells(self.last[0].filled(self.last[1]), self.lang)
        messages = "\n".join([*filter(None, [messages]), *notices])
        added = self._added(verdict, codes, messages).encode("utf-8", "surrogateescape")
        return before + added.rstrip(b"\r\n") + beyond

    def _notices(self, sheet: Sheet) -> list[str]:
        whole = ("本表：", "The whole table: ")[self.lang == "en"]
        notices = [f"{each.code} {whole}{said(each, self.lang)}" for each in sheet.notices]
        if self.table:
            by = judged_by(self.table)
            notices.append(by.zh if self.lang == "zh" else by.en)
        return notices

    def _copied(self, batch: Rows) -> list[bytes]:
        """A row that stands on one line is given back as it was, byte for byte; others are written anew."""
        mark, constant = self.delimiter, self._constant
        suspect, formula = formulas_after(mark)
        unsuspected = not suspect(mark + mark.join([text for text in batch.texts if '"' not in text]))
        found = []
        for row, text, line, what in zip(batch.rows, batch.texts, batch.lines, batch.said, strict=True):
            sure = unsuspected and '"' not in text
            if not (line and what and (sure or not (suspect(mark + text) and formula(mark + text)))):
                found.append(self._anew(row, what))
                continue
            tail = constant.get(what[0])
            found.append(line + tail if tail else self._with_tail(line, what))
        return found

    def _anew(self, row: Row, said: Said | None) -> bytes:
        """A row that is written anew; cells beyond the headings come after what is added."""
        if said is None and row is self._undecided[0]:
            return self._undecided[1]
        texts, width = list(map(text_of, cells_of(row))), len(self.headings or ())
        line = self._line(texts[:width], self._tail(said), texts[width:])
        if said is None:
            self._undecided = (row, line)
        return line

    def _tail(self, said: Said | None) -> bytes:
        """What is added to a row, as it stands at the end of its line."""
        return f"{self.delimiter * len(ADDED)}\r\n".encode() if said is None else self._with_tail(b"", said)

    def _with_tail(self, line: bytes, said: Said) -> bytes:
        """A line and what is added to it."""
        form, amounts = said
        if not form.holes:
            if len(self._constant) >= _KEPT:
                self._constant.clear()
            constant = self._constant[form] = self._whole(form, ())
            return line + constant
        tail = self._tails.get(form)
        if tail is None:
            if len(self._tails) >= _KEPT:
                self._tails.clear()
            tail = self._tails[form] = self._made(form, amounts)
        return self._filled(line, tail, amounts) if tail.rest else line + self._whole(form, amounts)

    def _filled(self, line: bytes, tail: _Tail, amounts: Sequence[Proposed]) -> bytes:
        shown, parts = money.chinese if self.lang == "zh" else money.english, [line, tail.first]
        for at, span, piece in tail.rest:
            amount = amounts[at]
            if not isinstance(amount, tuple):
                text = shown(amount)
            elif span:
                text = span(amount[1], amount[2])
            else:
                text = shown(amount[0])
            parts += text.encode(), piece
        return b"".join(parts)

    def _made(self, form: Form, amounts: Sequence[Proposed]) -> _Tail:
        """What a form adds to a row, taken apart at its amounts."""
        judgement = form.filled(amounts)
        holes: list[tuple[int, Span | None]] = []
        opened: dict[int, int] = {}
        for each, at in zip(judgement.findings, form.holes, strict=True):
            if at is not None:
                opened[id(each)] = at
                holes.append((at, None))
                if isinstance(amounts[at], tuple) and each.span:
                    holes.append((at, _span(each, self.lang)))

        def with_holes(each: Finding, lang: Lang) -> str:
            if id(each) not in opened:
                return said(each, lang)
            text = (each.says.zh if lang == "zh" else each.says.en).replace("{}", _HOLE)
            return (
                text.replace("{span}", _HOLE)
                if isinstance(amounts[opened[id(each)]], tuple)
                else each.spanned(text, lang)
            )

        text = self._added(*added_cells(judgement, self.lang, with_holes))
        pieces = tuple(piece.encode("utf-8", "surrogateescape") for piece in text.split(_HOLE))
        # a comma in an amount would ask for quotation marks
        if len(pieces) != len(holes) + 1 or not text.endswith('"\r\n'):
            return _Tail(b"")
        made = _Tail(pieces[0], tuple((*hole, piece) for hole, piece in zip(holes, pieces[1:], strict=True)))
        return made if self._filled(b"", made, amounts) == self._whole(form, amounts) else _Tail(b"")

    def _whole(self, form: Form, amounts: Sequence[Proposed]) -> bytes:
        return self._added(*added_cells(form.filled(amounts), self.lang)).encode("utf-8", "surrogateescape")

    def _added(self, verdict: str, codes: str, messages: str) -> str:
        mark = self.delimiter
        return f"{mark}{verdict}{mark}{codes}{mark}{_quoted(messages, mark)}\r\n"

    def _line(self, cells: list[str], tail: bytes = b"\r\n", beyond: Iterable[str] = ()) -> bytes:
        """One line of CSV; cells beyond the headings come after what is added."""
        mark = self.delimiter
        first = mark.join([_quoted(cell, mark) for cell in harmless(cells)]).encode("utf-8", "surrogateescape")
        last = [_quoted(cell, mark).encode("utf-8", "surrogateescape") for cell in harmless(beyond)]
        return first + (mark.encode().join([tail.rstrip(b"\r\n"), *last]) + b"\r\n" if last else tail)


def _span(each: Finding, lang: Lang) -> Span:
    """How a finding says the range of an amount."""
    if each.graded is None:
        return partial(span_in, lang)
    return partial(band_span_in, lang, *each.graded)


def _quoted(cell: str, delimiter: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _SPECIAL(cell) or delimiter in cell else cell
