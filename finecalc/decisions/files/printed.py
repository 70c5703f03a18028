"""What a printed report says of a row: only the columns that matter, what the law allows, what is wrong and what would mend it.

The workbook and the page are drawn from this; neither knows more of a row.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import Any

from msgspec import Struct

from finecalc.decisions.codes import FINDINGS
from finecalc.decisions.files.cells import text_of
from finecalc.decisions.files.reports import VERDICTS, Lang, message, storable
from finecalc.decisions.files.rows import Judged
from finecalc.decisions.files.sentences import but_for_the_bar
from finecalc.decisions.files.sheet import Sheet, cells_of
from finecalc.decisions.finding import Finding, Judgement, Said
from finecalc.law.outcome import FineRange, fine_on_offender
from finecalc.law.sentences.conclusion import targets
from finecalc.law.sentences.pen import Pen
from finecalc.table.statutes import Statutes

Allowed = Mapping[str, FineRange]
MATTER = {"case_id": 14, "provision": 15, "facts": 10, "fine": 11, "person_fines": 15, "sanctions": 14, "adjust": 6}
"""The fields whose columns are printed beside the findings, and how wide; the others come after them."""
_WIDTHS = (7, 7.5, 21, 40, 30)
"""How wide what stands beside a row is, in characters."""
ROW = ("行", "row")
_KEPT = 1_024
_LONGEST = 160
_GRAVITY = ("info", "warning", "error", "unreadable")


class Beside(Struct, frozen=True):
    """What stands beside a row. `verdict` is its key, `found` what is wrong, `known` what is only to be known, `messages` all of it; in
    `faults` is the gravest finding on each field.
    """

    verdict: str
    label: str
    codes: str
    range: str
    found: tuple[str, ...]
    mends: tuple[str, ...]
    faults: Mapping[str, str]
    known: tuple[Finding, ...]
    messages: str


class PrintedRow(Struct):
    """One row: its number, its cells as they came, and what stands beside it, None where it is no decision."""

    number: int
    cells: list[Any]
    beside: Beside | None


class Wording:
    """Words what is said of rows, in one language; what is said alike is worded once."""

    def __init__(self, statutes: Statutes, lang: Lang) -> None:
        self.pen = Pen(statutes, lang)
        self.lang: Lang = lang
        self._ranges: dict[int, tuple[Allowed, str]] = {}
        self._worded: dict[tuple[object, str], Beside] = {}

    def rows(self, judged: Judged) -> Iterator[PrintedRow]:
        """Each row, worded."""
        for batch in judged:
            triples = zip(batch.rows, batch.said, batch.allowed, strict=True)
            for number, (row, said, allowed) in enumerate(triples, start=batch.first):
                yield PrintedRow(number, cells_of(row), self.beside(said, allowed) if said else None)

    def beside(self, said: Said, allowed: Allowed | None) -> Beside:
        """What stands beside a row of which this is said, and whose case allows these fines."""
        form, amounts = said
        ranges = self.ranges(allowed)
        if amounts and form.holes:
            return self._word(form.filled(amounts), allowed, ranges)
        key = (form, ranges)
        if key not in self._worded:
            if len(self._worded) >= _KEPT:
                self._worded.clear()
            self._worded[key] = self._word(form.judgement, allowed, ranges)
        return self._worded[key]

    def ranges(self, allowed: Allowed | None) -> str:
        """单位 5万元–50万元, and each kind of person beneath; "" where the case cannot be judged."""
        if allowed is None:
            return ""
        known = self._ranges.get(id(allowed))
        if known is None:
            if len(self._ranges) >= _KEPT:
                self._ranges.clear()
            known = self._ranges[id(allowed)] = (
                allowed,
                self._ranged(allowed.values()) or self.pen("不罚款", "no fine"),
            )
        return known[1]

    def _ranged(self, fines: Iterable[FineRange]) -> str:
        lines = []
        for each in targets(self.pen, fines):
            how = "" if each.mode == self.pen("应当处", "must be fined") else f"{each.mode} "
            lines.append(f"{each.who} {how}{each.amount}")
        return "\n".join(lines)

    def _word(self, judgement: Judgement, allowed: Allowed | None, ranges: str) -> Beside:
        grave = [each for each in judgement.findings if each.severity != "info"]
        faults: dict[str, str] = {}
        for each in grave:
            if _GRAVITY.index(each.severity) >= _GRAVITY.index(faults.get(each.field, "info")):
                faults[each.field] = each.severity
        worded = [(each, message(each, self.lang)) for each in judgement.findings]
        barred = any(FINDINGS[each.code].bars for each in grave)
        mends = dict.fromkeys(f"{each.code} {self._mend(each, allowed)}" for each in grave)
        return Beside(
            verdict=judgement.verdict,
            label=VERDICTS[judgement.verdict][self.lang == "en"],
            codes=" ".join(dict.fromkeys(each.code for each in judgement.findings)),
            range=self.pen.words(but_for_the_bar()) + ranges if barred and ranges else ranges,
            found=tuple(storable(text) for each, text in worded if each.severity != "info"),
            mends=tuple(mends),
            faults=faults,
            known=tuple(each for each in judgement.findings if each.severity == "info"),
            messages="\n".join(text for _, text in worded),
        )

    def _mend(self, each: Finding, allowed: Allowed | None) -> str:
        """What would mend it, with the amounts that are lawful there."""
        rule = FINDINGS[each.code]
        amounts = self._lawful(each, allowed) if rule.remedy else ""
        if rule.remedy and amounts:
            return self.pen.words(rule.remedy).replace("{}", amounts)
        return self.pen.words(rule.mend).rstrip("。")

    def _lawful(self, each: Finding, allowed: Allowed | None) -> str:
        """The amounts that would be lawful in place of the one at fault; "" where the finding is not on a range, or it is not known."""
        if each.span:
            return self.pen.words(each.span)
        if allowed is None or (each.amount is not None and each.severity != "error"):
            return ""
        if each.field == "fine":
            unit = fine_on_offender(tuple(allowed.values()))
            return next((target.amount for target in targets(self.pen, [unit])), "") if unit else ""
        fines = list(allowed.values())
        if each.field == "person_fines":
            fines = [fine for fine in fines if fine.on != "organisation"]
        return self.pen("；", "; ").join(self._ranged(fines).split("\n"))


def matter(sheet: Sheet) -> list[int]:
    """The columns of a sheet that are printed beside the findings."""
    return [sheet.columns[field] for field in MATTER if field in sheet.columns]


def widths(sheet: Sheet) -> list[float]:
    """How wide what is printed of a row is, in characters: its number, the columns that matter, and what stands beside them."""
    return [6, *(width for field, width in MATTER.items() if field in sheet.columns), *_WIDTHS]


def shortened(cell: Any) -> Any:
    """A cell as it is printed: a very long text is cut, since it stands whole further on."""
    text = text_of(cell) if not isinstance(cell, int | float) else ""
    return text[: _LONGEST - 1] + "…" if len(text) > _LONGEST else cell


def faults_by_column(sheet: Sheet, faults: Mapping[str, str]) -> dict[int, str]:
    """Column → the gravest finding on it; what is on no column is on that of the provision."""
    found: dict[int, str] = {}
    for field, severity in faults.items():
        column = sheet.columns.get(field, sheet.columns["provision"] if not field else None)
        if column is not None and _GRAVITY.index(severity) >= _GRAVITY.index(found.get(column, "info")):
            found[column] = severity
    return found


def folded(lines: Sequence[str], columns: int, most: int) -> list[str]:
    """The lines in texts of which none takes more than about so many lines of so many columns."""
    longest = most * columns // 2
    pieces = (line[at : at + longest] for line in lines for at in range(0, len(line), longest))
    texts: list[str] = []
    room = 0
    for piece in pieces:
        needed = height(piece, columns)
        if not texts or needed > room:
            texts.append(piece)
            room = most - needed
        else:
            texts[-1] += "\n" + piece
            room -= needed
    return texts


def height(text: str, columns: int) -> int:
    """About how many lines a text takes; a Chinese character, of three bytes, is two columns wide."""
    if 2 * len(text) <= columns and "\n" not in text:
        return 1
    wide = [(len(line) + len(line.encode("utf-8", "replace"))) / 2 for line in text.split("\n")]
    return sum(max(1, ceil(each / columns)) for each in wide)
