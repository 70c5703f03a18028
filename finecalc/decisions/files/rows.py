"""The rows of a sheet, each with its judgement: which are decisions, which are blank or hold sums, which cannot be read."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from finecalc.decisions.files import cells
from finecalc.decisions.files.cells import text_of
from finecalc.decisions.files.checker import Checker
from finecalc.decisions.files.columns import is_unit
from finecalc.decisions.files.sheet import Broken, Row, Rows, Sheet, cells_of
from finecalc.decisions.finding import Judgement, Said
from finecalc.language.errors import FinecalcError, own_fault
from finecalc.language.numerals import plain
from finecalc.language.words import Words
from finecalc.law.outcome import FineRange

Judged = Iterator[Rows]
OneRow = tuple[int, list[Any], Judgement | None]


def judged(sheet: Sheet, checker: Checker, batches: Iterable[Rows] | None = None, *, ranged: bool = False) -> Judged:
    """The rows of a sheet (or of these `batches` of it), with what is said of each, in order; None of a row that is no decision: a
    wholly blank one, or one of sums, which the sheet then remembers. `ranged`: with what its case allows too.
    """
    judging = _Judging(sheet, checker)
    say = judging.said
    for batch in (each for each in sheet.batches() if each) if batches is None else batches:
        batch.said = [say(number, row) for number, row in enumerate(batch.rows, start=batch.first)]
        if ranged:
            batch.allowed = [judging.allowed(*each) for each in zip(batch.rows, batch.said, strict=True)]
        yield batch


def one_by_one(judged: Judged) -> Iterator[OneRow]:
    """Each row with its number and its judgement."""
    for batch in judged:
        for number, (row, said) in enumerate(zip(batch.rows, batch.said, strict=True), start=batch.first):
            yield number, cells_of(row), said and said[0].filled(said[1])


class _Judging:
    """Judges the rows of a sheet, and tells which of them are decisions."""

    def __init__(self, sheet: Sheet, checker: Checker) -> None:
        self.sheet = sheet
        self.checker = checker
        self.blank: Row | None = None
        self.provision = sheet.columns["provision"]
        self.typed = sheet.kind != "csv"
        self.sums = self.typed or not self.provision
        self.loose = self.typed or bool(sheet.nameless)
        self.parties = [at for at in sheet.passed_columns if plain(sheet.names[at]) in ("单位", "unit")]

    def said(self, number: int, row: Row) -> Said | None:
        """What is said of a row, None where it is no decision."""
        if row is self.blank:  # a million of them, where a cell is left over at the end of a sheet
            self.sheet.blank += 1
            return None
        if isinstance(row, Broken):
            return self.checker.unreadable(row.zh, row.en)
        texts = [text_of(cell) for cell in row] if self.typed else row
        basis = texts[self.provision]
        if (not basis or basis.isspace() or (self.sums and _is_sum(basis))) and (why := _no_decision(texts)):
            self._pass_over(number, why)
            self.blank = row if why is _BLANK else self.blank
            return None
        try:
            said = self.checker.said(texts)
            if said[0].verdict == "unreadable" and _repeats(texts, self.sheet):
                self._pass_over(number, _HEADINGS)
                return None
            return self._with_the_rest(row, texts, said) if self.loose or self.parties else said
        except MemoryError:
            raise
        except Exception as error:
            words = own_fault(error)
            self.sheet.faults.append(number)
            return self.checker.unreadable(words.zh, words.en)

    def allowed(self, row: Row, said: Said | None) -> Mapping[str, FineRange] | None:
        """The fines that the case of a row allows; None of a row that is no decision, or cannot be judged."""
        if said is None or isinstance(row, Broken):
            return None
        try:
            return self.checker.allowed([text_of(cell) for cell in row] if self.typed else row)
        except MemoryError:
            raise
        except Exception:  # what is wrong has been said of the row
            return None

    def _pass_over(self, number: int, why: Words) -> None:
        if why is _BLANK:
            self.sheet.blank += 1
        else:
            self.sheet.pass_over(number, why)

    def _with_the_rest(self, row: Sequence[Any], texts: Sequence[str], said: Said) -> Said:
        """What is said of a row, its cells that have no heading or may be units too."""
        if self.loose and (self.sheet.nameless or len(row) > len(self.sheet.headings)):
            said = _with_nameless(self.checker, self.sheet, row, said)
        for at in self.parties:
            if is_unit(texts[at]):
                said = self.checker.also(said, *_unit_unread(texts[at].strip()))
        return said


_SUM = r"(?i)(?:[一二三四五六七八九十0-9年月季度半上下本全页表期]|部门|单位|案件|分类)*(?:合计|总计|小计|累计|共计)(?:金额|数)?(?:\([^()]*\))?(?::(?:共?\d+[件起宗户家个案])?)?|(?:grand |sub)?totals?:?"
_COUNT = r"共?\d+[件起宗户家个案]"
_BLANK = Words("是空行", "is blank")
_OF_SUMS = Words("是合计行，没有判断", "holds sums and was not judged")
_HEADINGS = Words("是重复的标题行", "repeats the headings")
_OF_NOTES = Words("是表尾的说明，没有判断", "is a note beneath the table and was not judged")
_NOTE = (
    "(?s)(?:附?注|备注|说明|(?:填表|制表|填报|审核|复核|审批|批准|经办|报送|统计)(?:人|单位|部门|日期|时间)?|(?:单位|部门)?负责人|分管领导|"
    "联系(?:人|电话)|单位盖章|\\(?(?:盖章|公章)\\)?)(?:签字|签名|\\((?:签字|签名|盖章|公章)\\))?[一二三四五六七八九\\d]?(?::.*|)"
)


def _repeats(texts: Sequence[str], sheet: Sheet) -> bool:
    """Whether a row is the headings once more, as at the head of each printed page."""
    return [text.strip() for text in texts] == [heading.strip() for heading in sheet.headings]


def _no_decision(row: Sequence[str]) -> Words | None:
    """Why a row without a basis is no decision: nothing stands in it, or nothing but 合计 and sums, or 填表人：… and the like."""
    texts = [text for text in map(str.strip, row) if text]
    if not texts:
        return _BLANK
    if len(texts) < 9 and all(re.fullmatch(_NOTE, plain(text)) for text in texts):
        return _OF_NOTES
    named = False
    for text in texts[:200]:
        if _is_sum(text):
            named = True
        elif not (
            re.fullmatch(_COUNT, plain(text[:20])) or cells.is_nothing(text) or _is_amount(text) or text[0] == "="
        ):
            return None
    return _OF_SUMS if named else None


@lru_cache(maxsize=1024)
def _is_sum(text: str) -> bool:
    """Whether a cell says 合计, 总计, 本页小计 … and nothing else."""
    return len(text) < 40 and re.fullmatch(_SUM, text if text.isascii() else "".join(plain(text).split())) is not None


def _unit_unread(unit: str) -> tuple[str, str]:
    return (
        f"“单位”一列写着“{unit[:20]}”，像是金额的单位，没有读；请写在标题里，如 单位罚款（万元），或者写在金额后面",
        f"“{unit[:20]}” in the column 单位 seems to be the unit of the amounts and was not read: write it in the heading, or "
        "behind the amount",
    )


def _is_amount(text: str) -> bool:
    try:
        cells.fine(text)
    except FinecalcError:
        return False
    return True


def _with_nameless(checker: Checker, sheet: Sheet, row: Sequence[Any], said: Said) -> Said:
    """What is said, with a finding for cells in a column that has no heading."""
    beyond = [text for text in (text_of(cell).strip() for cell in row[len(sheet.headings) :]) if text]
    found = [(at, text) for at in sheet.nameless if (text := text_of(row[at]).strip())]
    if not beyond and not found:
        return said
    where = (
        Words(f"第 {found[0][0] + 1} 列", f"column {found[0][0] + 1}")
        if found
        else Words("标题以外的列", "a column beyond the headings")
    )
    text = (found[0][1] if found else beyond[0])[:40]
    return checker.also(
        said,
        f"{where.zh}没有标题，里面写着“{text}”，没有读",
        f"“{text}” stands in {where.en}, which has no heading, and was not read",
    )
