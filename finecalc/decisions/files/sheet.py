"""One table of decisions in a file: its headings, what each column holds, and the rows beneath them one by one."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from finecalc.decisions.files.cells import looks_like_a_decision, text_of
from finecalc.decisions.files.columns import Columns, HeadingRefused, columns_of, field_of, is_unit, narrows, unit_above
from finecalc.decisions.files.headings import FIELDS, HEADINGS, MEASURES
from finecalc.decisions.finding import Finding, Said
from finecalc.language.errors import FinecalcError
from finecalc.language.numerals import plain
from finecalc.language.words import Words
from finecalc.law.outcome import FineRange

LOOK_FOR_HEADINGS = 30
MOST_FILLED = 12_000_000
MOST_NAMED = 200
_LEAST_WIDE = 10
_FOR_EACH = 8


class Broken(Struct, frozen=True):
    """A row that is not even a row: what is wrong with it, and what can be given back of it."""

    zh: str
    en: str
    cells: list[Any]


Row = list[Any] | Broken
"""A row as it stands in the file: text from CSV, numbers and dates too from JSONL and XLSX."""
Mine = Callable[[int], bool]
"""Whether the rows that are to be read at this turn, from 0, are read."""


def cells_of(row: Row) -> list[Any]:
    """The cells of a row, as far as they can be given back."""
    return row.cells if isinstance(row, Broken) else row


class Rows(Struct):
    """Rows that follow each other; `first` is the number of the first in the file.

    Each row of a CSV file has its line, without its end: as text, and as it stands (in UTF-8); "" where it is not given back as it
    stands. `said` is what is said of each row once it is judged, None of a row that is no decision; `allowed`, where it is asked for,
    the fines that its case allows, by whom they are laid on, None where it cannot be judged.
    """

    first: int
    rows: list[Row]
    texts: list[str] = []
    lines: list[bytes] = []
    said: list[Said | None] = []
    allowed: list[Mapping[str, FineRange] | None] = []

    def add(self, row: Row, text: str = "", line: bytes = b"") -> None:
        """One more row, and its line."""
        self.rows.append(row)
        self.texts.append(text)
        self.lines.append(line)


class PassedOver(Struct, frozen=True):
    """A sheet or a row that was not judged, and why. `grave` where it may hold decisions."""

    name: str
    why: Words
    grave: bool = False


class Top(Struct, frozen=True):
    """Where the headings stand: in row `at` from 0, or in two rows of which it is the lower, and what they say together."""

    at: int
    names: list[str]
    unit: int | None
    fields: int


class Sheet:
    """One table. `headings` as written, `columns` field → column, `preface` the rows above the headings, `title` its name in
    a workbook that has several, or "".

    `rows` gives each row beneath the headings, wholly blank ones too, `batches` some at a time; `first` is the number of the first of
    them in the file. `size` and `position` (both in bytes) say how far reading has come, where that is known. What was passed over is gathered in `passed_rows`, `blank` and
    `passed_sheets`, and said in `notices` once all rows have passed. `faults` are the rows on which finecalc itself failed.
    Raises FinecalcError for headings that cannot be used.
    """

    def __init__(
        self,
        name: str,
        kind: str,
        headings: list[str],
        rows: Callable[[], Iterator[Row]] | None = None,
        batches: Callable[[Mine], Iterator[Rows | None]] | None = None,
        *,
        top: Top,
        first: int,
        ignored: Collection[str] = (),
        title: str = "",
        preface: list[list[Any]] | None = None,
        size: int | None = None,
        position: Callable[[], int] | None = None,
    ) -> None:
        self.name = name
        self.title = title
        self.kind = kind
        self.headings = headings
        self.names = top.names
        self.first = first
        self.delimiter = ","
        self.preface = preface or []
        known = _columns(name if not title else f"{name} {title}", top, ignored)
        self.columns, self.units = known.fields, known.units
        self.passed_columns, self.ignored_columns = known.passed, known.ignored
        self.nameless = tuple(at for at, each in enumerate(top.names) if not plain(each) and at not in known.ignored)
        self.size = size
        self.position = position
        self._rows, self._batches = rows, batches
        self.blank = 0
        self.passed_rows: list[PassedOver] = []
        self.passed_row_count = 0
        self.passed_sheets: list[PassedOver] = []
        self.notices: list[Finding] = []
        self.faults: list[int] = []
        self._filled = 0
        if "provision" not in self.columns:
            raise no_headings(name)
        if any(map(looks_like_a_decision, self.preface)):
            raise FinecalcError(
                f"{name} 的标题行上面像是有决定，没有读；请把标题移到它们上面",
                f"{name} seems to hold decisions above its headings, which are not read: put the headings above them",
            )
        self.measured = any(field in self.columns for field in MEASURES)
        if not self.measured and not title:
            raise nothing_to_judge(name)

    @property
    def fields(self) -> list[str]:
        """The field of each column; "" for a column that is only passed through."""
        names = {column: field for field, column in self.columns.items()}
        return [names.get(column, "") for column in range(len(self.headings))]

    def batches(self, mine: Mine = lambda turn: True) -> Iterator[Rows | None]:
        """The rows beneath the headings, some at a time; None for those whose turn is not `mine`."""
        if self._batches:
            yield from self._batches(mine)
        elif self._rows:
            yield from (Rows(number, [row]) for number, row in enumerate(self._rows(), start=self.first))

    def rows(self) -> Iterator[Row]:
        """The rows beneath the headings one by one."""
        return (row for batch in self.batches() if batch for row in batch.rows)

    def fill(self, rows: int, cells: int, present: int = 0) -> None:
        """Note that so many empty cells are made up, beside those that are `present`, so that all rows are as wide as the
        headings. Raises FinecalcError when there are far more of them than a table has.
        """
        self._filled = max(0, self._filled + max(cells, rows * _LEAST_WIDE) - _FOR_EACH * present)
        if self._filled > MOST_FILLED:
            raise FinecalcError(
                f"{self.name} 的表格几乎全是空的，却很宽或者很长（有远在别处的格子？），没有读完；请只留下有内容的行和列",
                f"{self.name} is wide or long and nearly all of it is empty (a stray cell far away?), and was not read to the "
                "end: keep only the rows and columns that hold something",
            )

    def row_name(self, number: int) -> str:
        """2, or 二季度!2 where a workbook has several tables."""
        return f"{self.title}!{number}" if self.title else str(number)

    def pass_over(self, number: int, why: Words) -> None:
        """Remember a row that is no decision; of very many only the first are named."""
        self.passed_row_count += 1
        if len(self.passed_rows) < MOST_NAMED:
            self.passed_rows.append(PassedOver(str(number), why))


def find_top(rows: Sequence[Sequence[Any]]) -> Top | None:
    """The first row of headings, alone or together with the row above or beneath it; None without `provision`.

    The first, not the best: what stands above the headings is not judged.
    """
    texts = [[text_of(cell) for cell in row] for row in rows[:LOOK_FOR_HEADINGS]]
    for at, row in enumerate(texts):
        alone = _known(row)
        above, narrowed = _together(texts[at - 1], row) if at else (row, False)
        fields = max(alone, _known(above))
        if not fields:
            continue
        headed = at + 1 < len(texts) and not looks_like_a_decision(texts[at + 1])
        beneath, _ = _together(row, texts[at + 1]) if headed else (row, False)
        if _known(beneath) > fields:
            fields, at, names, depth = _known(beneath), at + 1, beneath, 2
        elif above != row and (narrowed or _known(above) >= alone):
            names, depth = above, 2
        else:
            names, depth = row, 1
        over = [cell for each in texts[: at + (depth == 2)] for cell in each if cell.strip()]
        return Top(at, names, unit_above(over), fields)
    return None


def _known(names: Sequence[str]) -> int:
    """How many fields a row of headings names; 0 where the basis is not among them."""
    fields = {field_of(name) for name in names if name} - {""}
    return len(fields) if "provision" in fields else 0


def _together(upper: Sequence[str], lower: Sequence[str]) -> tuple[list[str], bool]:
    """Headings of two rows: a group above (罚款, standing over several columns) and its parts beneath (单位, 个人); and
    whether a group makes another thing of a heading beneath it (前次处罚 above 罚款金额).
    """
    written = {cell for cell in upper if cell.strip() and not is_unit(cell)}
    if not written or (len(written) == 1 and upper[0] in written):
        return list(lower), False  # a title
    names, group, narrowed = [], "", False
    for column, below in enumerate(lower):
        above = upper[column] if column < len(upper) else ""
        if above.strip():
            group = "" if is_unit(above) else above
        elif not below.strip():
            group = ""
        if not below.strip() or not group or plain(below) == plain(group):
            names.append(below if below.strip() or is_unit(above) else above)
            continue
        whole = next((name for name in (group + below, below + group) if field_of(name)), None)
        if whole is None and field_of(below):
            if narrows(group):
                narrowed = True
            else:
                _, bracket, remark = plain(group).partition("(")
                whole = below + bracket + remark
        names.append(whole or group + below)
    return names, narrowed


def _columns(place: str, top: Top, ignored: Collection[str]) -> Columns:
    try:
        return columns_of(top.names, ignored, top.unit)
    except HeadingRefused as error:
        raise HeadingRefused(f"{place}：{error.words.zh}", f"{place}: {error.words.en}", error.heading) from None


def looks_like_decisions(rows: Iterable[Sequence[Any]]) -> bool:
    """Whether a row names several of our fields, though not the basis."""
    return any(len({field_of(text_of(cell)) for cell in row if cell} - {""}) > 1 for row in rows)


def no_headings(name: str) -> FinecalcError:
    """There is nowhere to begin."""
    known = "、".join(heading.zh for heading in HEADINGS)
    fields = ", ".join(heading.field for heading in HEADINGS)
    return FinecalcError(
        f"{name} 前 {LOOK_FOR_HEADINGS} 行里没有标题行。至少要有“处罚依据”；认得的标题：{known}（空表：finecalc template 文件名）",
        f"{name} has no headings in its first {LOOK_FOR_HEADINGS} rows. “provision” is needed; known: {fields} "
        "(for an empty file: finecalc template FILE)",
    )


def nothing_to_judge(name: str) -> FinecalcError:
    """There is a basis, and no fine, person or sanction."""
    zh = "、".join(f"“{FIELDS[field].zh}”" for field in MEASURES)
    return FinecalcError(
        f"{name} 里没有可以判断的：{zh}至少要有一列",
        f"{name} holds nothing to judge: it needs one of the columns {', '.join(MEASURES)}",
    )
