"""Rows of text in, judgements out: decides once for each distinct case, and then only compares.

Everything that is remembered is bounded, so that memory stays flat however long the file.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeVar

from msgspec import Struct, structs

from finecalc.decisions import judge
from finecalc.decisions.files import cells
from finecalc.decisions.files.cells import text_of
from finecalc.decisions.files.sheet import Broken, Sheet
from finecalc.decisions.judge import ORGANISATION, Finding, Judgement, Standard
from finecalc.language.dates import years_after
from finecalc.language.errors import FinecalcError, own_fault
from finecalc.language.numerals import plain
from finecalc.language.words import Words
from finecalc.law.answer import Case
from finecalc.table.statutes import Statutes

T = TypeVar("T")

Judged = Iterator[tuple[int, list[Any], Judgement | None]]
MEASURES = ("fine", "person_fines", "sanctions")
CLAIMS = (
    "provision",
    "item",
    "facts",
    "gains",
    "purchase",
    "turnover",
    "conduct_from",
    "conduct_to",
    "decided",
    "discovered",
    "by",
    "adjust",
)
_BASES = ("gains", "purchase", "turnover")
_DATES = ("conduct_from", "conduct_to", "decided", "discovered")
_YEARS_AHEAD = 10
_REMEMBERED = 8_192
_MEMORABLE = 1_000


class _Measure(Struct):
    """A standard, a number that tells it from every other, and the fines (`low` to `high`) on which nothing is to be said.

    `outside` keeps what was said on a fine below (False) or above (True) them.
    """

    standard: Standard
    number: int
    low: int | Decimal
    high: int | Decimal
    outside: dict[bool, Finding]


class _Case(Struct):
    """One claim: what it is measured by, and the findings that its own cells and dates bring."""

    measure: _Measure
    own: tuple[Finding, ...]
    gains: Decimal | None = None


class Checker:
    """Judges rows whose columns hold `fields`, in that order ("" for a column of no concern). Deterministic: the same row has the same judgement.

    `today` stands in for a missing date of decision, `office` for a missing authority; `codes` are the codes reported
    (all when None; that a row cannot be judged is always reported); `units` are the amount fields whose bare numbers count more than a yuan (10000 for 万元).
    """

    def __init__(
        self,
        statutes: Statutes,
        fields: Sequence[str],
        *,
        today: date,
        office: str | None = None,
        codes: frozenset[str] | None = None,
        units: Mapping[str, int] | None = None,
    ) -> None:
        self.statutes = statutes
        self.today = today
        self._latest = years_after(today, _YEARS_AHEAD)
        self.office = office
        self.codes = codes
        self.units = units or {}
        self._present = tuple(field for field in CLAIMS if field in fields)
        self._claim: Callable[[Sequence[str]], tuple[str, ...]] = _getter([fields.index(f) for f in self._present])
        self._measure: Callable[[Sequence[str]], tuple[str, ...]] = itemgetter(
            *(fields.index(field) if field in fields else -1 for field in MEASURES)
        )
        self._absent = tuple(field not in fields for field in MEASURES)
        self._incomplete = any(self._absent)
        self._cases: dict[tuple[str, ...], _Case] = {}
        self._measures: dict[object, _Measure] = {}
        self._bases: dict[object, frozenset[str]] = {}
        self._given: dict[tuple[int, str, str, bool], Judgement] = {}
        self._cells: dict[tuple[str, str], Any] = {}
        self._amounts: dict[str, Decimal] = {}
        self._plain = "fine" not in self.units
        self._number = 0
        self._changes = sorted(
            day
            for law in statutes.table.laws
            for edition in law.editions
            for day in (edition.in_force, edition.until and edition.until + timedelta(days=1))
            if day
        )

    def judge(self, row: Sequence[str]) -> Judgement:
        """The judgement on one row, as long as `fields`."""
        claim = self._claim(row)
        case = self._cases.get(claim) or self._open(claim)
        fine_text, persons, sanctions = self._measure(row)
        if self._incomplete:
            absent = zip(self._absent, (fine_text, persons, sanctions), strict=True)
            fine_text, persons, sanctions = ("" if missing else text for missing, text in absent)
        fine: Decimal | int | None
        if self._plain and fine_text.isdecimal() and fine_text.isascii() and len(fine_text) < 13:
            fine = int(fine_text)
        elif self._plain and _GROUPED(fine_text):
            fine = int(fine_text.replace(",", ""))
        else:
            fine = self._amounts.get(fine_text)
            if fine is None:
                try:
                    fine = cells.fine(fine_text, self.units.get("fine", 1))
                except FinecalcError as error:
                    rest = self._rest(case.measure, persons, sanctions, None)
                    return self._reported([*case.own, *rest.findings, _unreadable("fine", error)])
                _remember(self._amounts, fine_text, fine)
        measure = case.measure
        rest = self._given.get((measure.number, persons, sanctions, fine > 0)) or self._rest(
            measure, persons, sanctions, fine
        )
        own = [*case.own, *self._on_amounts(case, persons, sanctions, fine)] if _COUNTS(sanctions) else case.own
        if own:
            return self._reported([*own, *rest.findings, *self._on_fine(measure, fine)])
        if not fine or measure.low <= fine <= measure.high:
            return rest
        return self._reported([*rest.findings, *self._on_fine(measure, fine)])

    def _on_fine(self, measure: _Measure, fine: Decimal | int) -> list[Finding]:
        """What is said on a fine that is proposed. Outside one range the same is said of every amount."""
        if not fine or measure.low <= fine <= measure.high:
            return []
        if measure.low > measure.high:
            return judge.on_fine(self.statutes, measure.standard, fine)
        above = fine > measure.high
        if above not in measure.outside:
            measure.outside[above] = judge.on_fine(self.statutes, measure.standard, fine)[0]
        return [structs.replace(measure.outside[above], amount=fine)]

    def _on_amounts(self, case: _Case, persons: str, sanctions: str, fine: Decimal | int) -> list[Finding]:
        """What is said on amounts among the sanctions, where all three cells can be read."""
        try:
            kinds = cells.sanctions(self.statutes, sanctions)
            amounts = [(kind, amount) for kind, amount in kinds if amount is not None]
            named = cells.person_fines(self.statutes, persons)
        except FinecalcError:
            return []
        return judge.on_amounts(case.measure.standard, amounts, fine, named, case.gains)

    def unreadable(self, zh: str, en: str) -> Judgement:
        """The judgement on a row that is not even a row."""
        return self._reported([judge.finding("FC901", zh, en, "")])

    def also(self, judgement: Judgement, zh: str, en: str) -> Judgement:
        """A judgement on a row of which a part could not be read."""
        return self._reported([*judgement.findings, judge.finding("FC901", zh, en, "")])

    def _rest(self, measure: _Measure, persons: str, sanctions: str, fine: Decimal | int | None) -> Judgement:
        """The judgement on all but a fine that is proposed: on what it is measured by, the persons, the sanctions,
        and the fine on the organisation where none is proposed (`fine` is None where it cannot be read).
        """
        key = (measure.number, persons, sanctions, fine is None or bool(fine))
        given = self._given.get(key)
        if given is None:
            given = self._reported(self._compared(measure.standard, persons, sanctions, fine))
            if len(persons) + len(sanctions) <= _MEMORABLE:
                _remember(self._given, key, given)
        return given

    def _compared(self, standard: Standard, persons: str, sanctions: str, fine: Decimal | int | None) -> list[Finding]:
        """Compare part by part; what cannot be read is said, and the other parts are judged all the same."""
        found = [*standard.findings]
        if fine == 0:
            found += judge.on_fine(self.statutes, standard, fine)
        fined = fine is None or bool(fine)
        try:
            fines = cells.person_fines(self.statutes, persons, self.units.get("person_fines", 1))
            found += judge.on_persons(self.statutes, standard, fines)
            fined = fined or any(amount for _, amount in fines)
        except FinecalcError as error:
            found.append(_unreadable("person_fines", error))
        try:
            kinds = tuple(kind for kind, _ in cells.sanctions(self.statutes, sanctions))
            found += judge.on_sanctions(self.statutes, standard, kinds, fine is None or bool(fine))
            found += judge.on_procedure(self.statutes, standard, fined, kinds)
            if judge.FINE in kinds and fine == 0 and cells.is_nothing(persons):
                zh, en = "处罚种类写了罚款，没有填金额", "A fine is among the sanctions, and no amount is given"
                found.append(judge.finding("FC901", zh, en, "fine"))
        except FinecalcError as error:
            found.append(_unreadable("sanctions", error))
        return found

    def _reported(self, found: Sequence[Finding]) -> Judgement:
        if self.codes is not None:
            found = [each for each in found if each.code in self.codes or each.severity == "unreadable"]
        return judge.judgement(found)

    def _open(self, claim: tuple[str, ...]) -> _Case:
        """Read the cells that say what the case is, and ask the engine."""
        own: list[Finding] = []
        read: dict[str, Any] = {}
        for field, text in zip(self._present, claim, strict=True):
            try:
                read[field] = self._read(field, text)
            except FinecalcError as error:
                own.append(_unreadable(field, error))
        measure, gains = _NOTHING, read.get("gains")
        if not own:
            asked, facts = read.pop("provision"), read.pop("facts", ())
            case = Case(items=read.pop("item", ()), by=read.pop("by", None) or self.office, **read)
            measure = self._measured(asked, facts, case)
            own = judge.on_limitation(self.statutes, measure.standard, case, self.today)
        opened = _Case(measure, tuple(own), gains)
        if sum(map(len, claim)) <= _MEMORABLE:
            _remember(self._cases, claim, opened)
        return opened

    def _measured(self, asked: str, facts: tuple[str, ...], case: Case) -> _Measure:
        """What a case is measured by. Cases share it when they differ only in what the engine has no use for here:
        in a base that nothing is measured by, or in days between which no law changed.
        """
        bare = structs.replace(case, gains=None, purchase=None, turnover=None)
        rest = (asked, facts, bare.items, bare.by, bare.adjust, self._epochs(case))
        bases = self._bases.get(rest)
        shared = None if bases is None else (rest, self._sizes(case, bases))
        measure = self._measures.get(shared) or self._measures.get((asked, facts, case))
        if measure is None:
            standard = judge.standard(self.statutes, asked, facts, case, today=self.today)
            self._number += 1
            measure = _Measure(standard, self._number, *_silent_range(standard), {})
            if not standard.judged or any(found.code.startswith("FC4") for found in standard.findings):
                _remember(self._measures, (asked, facts, case), measure)  # the findings name the days
            else:
                _remember(self._bases, rest, standard.bases)
                _remember(self._measures, (rest, self._sizes(case, standard.bases)), measure)
        return measure

    def _epochs(self, case: Case) -> object:
        """Between which changes of any law each day falls; the days themselves where they are out of order."""
        first, ended, decided, discovered = days = [getattr(case, name) for name in _DATES]
        for order in ((first, ended, decided), (first, discovered, decided)):
            known = [day for day in order if day is not None]
            if known != sorted(known):
                return tuple(days)
        return tuple(None if day is None else bisect_right(self._changes, day) for day in days)

    def _sizes(self, case: Case, bases: frozenset[str]) -> tuple[Decimal | bool | None, ...]:
        amounts = [getattr(case, base) for base in _BASES]
        return tuple(
            amount if base in bases or amount is None else amount > 0
            for base, amount in zip(_BASES, amounts, strict=True)
        )

    def _read(self, field: str, text: str) -> Any:
        """What a cell means, remembered. Raises FinecalcError."""
        key = (field, text)
        if key not in self._cells:
            meant = self._meaning(field, text)
            if len(text) > _MEMORABLE:
                return meant
            _remember(self._cells, key, meant)
        return self._cells[key]

    def _meaning(self, field: str, text: str) -> Any:
        table = self.statutes.table
        if field in _DATES:
            return cells.day(text, self._latest)
        if field in _BASES:
            return cells.base(text, self.units.get(field, 1))
        if field == "facts":
            return cells.facts(self.statutes, text)
        if field == "item":
            return cells.items(text)
        if field == "by":
            return cells.one_of(table.authorities, text, "机关层级", "authority")
        if field == "adjust":
            return cells.one_of(table.adjustments, text, "裁量", "adjustment")
        if not text.strip():
            raise FinecalcError(
                "没有填处罚依据，如 csl@2016:59.1、网络安全法第五十九条第一款",
                "No provision is given, such as csl@2016:59.1",
            )
        return cells.readable(text)


_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){1,3}", re.ASCII).fullmatch
_COUNTS = re.compile(r"[\d〇一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]").search
_NOTHING = _Measure(Standard(findings=()), 0, 1, 0, {})


def judged(sheet: Sheet, checker: Checker) -> Judged:
    """Every row of a sheet with its number and its judgement, in order; None for a row that is no decision: a wholly blank
    one, or one of sums, which the sheet then remembers.
    """
    provision, typed, judge = sheet.columns["provision"], sheet.kind != "csv", checker.judge
    width, nameless = len(sheet.headings), sheet.nameless
    sums, loose = typed or not provision, typed or nameless
    for number, row in enumerate(sheet.rows(), start=sheet.first):
        if isinstance(row, Broken):
            yield number, row.cells, checker.unreadable(row.zh, row.en)
            continue
        texts = [text_of(cell) for cell in row] if typed else row
        basis = texts[provision]
        if (not basis or basis.isspace() or (sums and _is_sum(basis))) and (why := _no_decision(texts)):
            if why is _BLANK:
                sheet.blank += 1
            else:
                sheet.pass_over(number, why)
            yield number, row, None
            continue
        try:
            judgement = judge(texts)
            if loose and (nameless or len(row) > width):
                judgement = _with_nameless(checker, sheet, row, judgement)
        except MemoryError:
            raise
        except Exception as error:
            words = own_fault(error)
            sheet.faults.append(number)
            judgement = checker.unreadable(words.zh, words.en)
        yield number, row, judgement


_SUM = re.compile(
    r"(?:[一二三四五六七八九十0-9年月季度半上下本全页表期]|部门|单位|案件|分类)*(?:合计|总计|小计|累计|共计)(?:金额|数)?(?:\([^()]*\))?:?|(?:grand |sub)?totals?:?",
    re.IGNORECASE,
)
_COUNT = re.compile(r"共?\d+[件起宗户家个案]")
_BLANK = Words("是空行", "is blank")
_OF_SUMS = Words("是合计行，没有判断", "holds sums and was not judged")


def _no_decision(row: Sequence[str]) -> Words | None:
    """Why a row without a basis is no decision: nothing stands in it, or nothing but 合计 and sums."""
    texts = [text for text in map(str.strip, row) if text]
    if not texts:
        return _BLANK
    named = False
    for text in texts[:200]:
        if _is_sum(text):
            named = True
        elif not (_COUNT.fullmatch(plain(text[:20])) or cells.is_nothing(text) or _is_amount(text)):
            return None
    return _OF_SUMS if named else None


@lru_cache(maxsize=1024)
def _is_sum(text: str) -> bool:
    """Whether a cell says 合计, 总计, 本页小计 … and nothing else."""
    return len(text) < 40 and _SUM.fullmatch(text if text.isascii() else "".join(plain(text).split())) is not None


def _is_amount(text: str) -> bool:
    try:
        cells.fine(text)
    except FinecalcError:
        return False
    return True


def _with_nameless(checker: Checker, sheet: Sheet, row: Sequence[Any], judgement: Judgement) -> Judgement:
    """The judgement with a finding for cells in a column that has no heading."""
    beyond = [text for text in (text_of(cell).strip() for cell in row[len(sheet.headings) :]) if text]
    found = [(at, text) for at in sheet.nameless if (text := text_of(row[at]).strip())]
    if not beyond and not found:
        return judgement
    where = (
        Words(f"第 {found[0][0] + 1} 列", f"column {found[0][0] + 1}")
        if found
        else Words("标题以外的列", "a column beyond the headings")
    )
    text = (found[0][1] if found else beyond[0])[:40]
    return checker.also(
        judgement,
        f"{where.zh}没有标题，里面写着“{text}”，没有读",
        f"“{text}” stands in {where.en}, which has no heading, and was not read",
    )


def _getter(indexes: list[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    if len(indexes) > 1:
        return itemgetter(*indexes)
    return lambda row: tuple(row[index] for index in indexes)


def _silent_range(standard: Standard) -> tuple[int | Decimal, int | Decimal]:
    """The fines on which nothing is to be said: an empty range (1, 0) where each one has to be looked at."""
    allowed = standard.fines.get(ORGANISATION)
    if not standard.judged or allowed is None or allowed.min is None or allowed.max is None or allowed.below_minimum:
        return 1, 0
    return _slim(allowed.min), _slim(allowed.max)


def _slim(amount: Decimal) -> int | Decimal:
    return int(amount) if amount == amount.to_integral_value() else amount


def _unreadable(field: str, error: FinecalcError) -> Finding:
    return judge.finding("FC901", error.words.zh, error.words.en, field)


def _remember(memory: dict[Any, T], key: object, value: T) -> None:
    """Keep a value; when there are too many, forget them all and start again."""
    if isinstance(key, str) and len(key) > _MEMORABLE:
        return
    if len(memory) >= _REMEMBERED:
        memory.clear()
    memory[key] = value
