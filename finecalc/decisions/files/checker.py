"""Rows of text in, judgements out: a kind of case is ruled on once, and each row is only measured.

Everything that is remembered is bounded, so that memory stays flat however long the file.
"""

import re
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import Any, TypeVar

from msgspec import Struct, structs

from finecalc.decisions import judge
from finecalc.decisions.files import cells
from finecalc.decisions.finding import Finding, Judgement, finding, judgement
from finecalc.decisions.hearing import is_known, on_large
from finecalc.decisions.standard import FINE, ORGANISATION, Standard, standard
from finecalc.language.dates import years_after
from finecalc.language.errors import FinecalcError
from finecalc.law.answer import Case
from finecalc.law.fine_words import span_words
from finecalc.law.outcome import option_meant, span
from finecalc.law.rules.limitation import last_sure_day
from finecalc.law.ruling import epoch, position
from finecalc.table.statutes import Statutes

T = TypeVar("T")

Amount = Decimal | int
Persons = tuple[tuple[str, Amount], ...]
Days = tuple["_Day", "_Day", "_Day", "_Day"]
CLAIMS = ("provision", "item", "facts", "unknown", "by", "adjust", "sanctions")
"""The cells that many rows share; what they mean together is read once."""
DAYS = ("conduct_from", "conduct_to", "decided", "discovered")
BASES = ("gains", "purchase", "turnover")
READ = (*CLAIMS, *DAYS, *BASES, "fine", "person_fines")
_FIRST, _ENDED, _DECIDED, _DISCOVERED, _GAINS, _PURCHASE, _TURNOVER, _FINE, _PERSONS = range(len(CLAIMS), len(READ))
_NO_BASES: dict[str, Decimal] = {}
_YEARS_AHEAD = 10
_REMEMBERED = 4_096
_KINDS = 1_024
_MEMORABLE = 1_000


class _Day(Struct, frozen=True):
    """A cell with a day: its number among all days, between which changes of law it lies, and the last day on which conduct that
    ended then is discovered in time whatever the case. All 0 or None where the cell holds none.
    """

    day: date | None = None
    number: int = 0
    epoch: int | None = None
    in_time_until: int = 0


class _Measure(Struct):
    """What cases of one kind are measured by. `spans` holds the ends of each range that needs no base, ready to compare.

    `said` keeps what is said whatever the amounts are, by the sanctions and by whether a fine is proposed on the organisation and on persons; `outside` what is
    said of an amount below or above a range.
    """

    standard: Standard
    spans: dict[str, tuple[Amount, Amount]]
    said: dict[Hashable, Judgement]
    outside: dict[tuple[str, bool], Finding]


class _Kind(Struct):
    """Cases whose days lie between the same changes of law: the sizes at which a base matters, and what they are measured by."""

    turns: Mapping[str, tuple[Decimal, ...]]
    measures: dict[tuple[object, ...], _Measure]


class _Claim(Struct):
    """What the cells of `CLAIMS` mean together; where one cannot be read, `unreadable` says so and nothing else is judged."""

    asked: str
    facts: tuple[str, ...]
    unknown: tuple[str, ...]
    items: tuple[int, ...]
    by: str | None
    adjust: str | None
    kinds: tuple[str, ...] | None
    amounts: tuple[tuple[str, Decimal], ...]
    unreadable: tuple[Finding, ...]
    known: dict[tuple[int | None, ...], _Kind]


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
        self.statutes, self.today, self.office = statutes, today, office
        self._knows_large = is_known(statutes.office)
        self.codes = codes
        self.units = units or {}
        self._latest = years_after(today, _YEARS_AHEAD)
        self._today = today.toordinal()
        self._cells = itemgetter(*(fields.index(field) if field in fields else -1 for field in READ))
        self._claims: dict[tuple[str, ...], _Claim] = {}
        self._known: dict[Hashable, dict[tuple[int | None, ...], _Kind]] = {}
        self._kept = 0
        self._days: dict[str, _Day] = {}
        self._amounts: dict[tuple[str, str], Decimal | None] = {}
        self._persons: dict[str, Persons] = {}
        self._roles: dict[str, str | None] = {}

    def judge(self, row: Sequence[str]) -> Judgement:
        """The judgement on one row, as long as `fields`."""
        cells = self._cells((*row, ""))  # the last one stands in for columns that the file does not have
        key = cells[: len(CLAIMS)]
        claim = self._claims.get(key) or self._read_claim(key)
        own: list[Finding] = [*claim.unreadable]
        known = self._days
        try:
            days = known[cells[_FIRST]], known[cells[_ENDED]], known[cells[_DECIDED]], known[cells[_DISCOVERED]]
        except KeyError:
            days = self._read_days(cells, own)
        bases = self._read_bases(cells, own) if cells[_GAINS] or cells[_PURCHASE] or cells[_TURNOVER] else _NO_BASES
        fine, persons = self._read_fine(cells[_FINE], own), self._read_persons(cells[_PERSONS], own)
        if own:
            return self._partly(claim, days, bases, fine, persons, own)
        assert fine is not None
        assert persons is not None
        measure = self._measured(claim, days, bases)
        first, ended, _, discovered = days
        if measure.standard.dated or not 0 < discovered.number < (ended.in_time_until or first.in_time_until):
            own += judge.on_days(self.statutes, measure.standard, self._case(claim, days, bases), today=self.today)
        if fine:
            own += self._on_amount(measure, ORGANISATION, fine, bases)
        for role, amount in persons:
            if amount:
                own += self._on_amount(measure, role, amount, bases)
        if self._knows_large:
            own += on_large(self.statutes, measure.standard, days[2].day or self.today, bases, claim, fine, persons)
        if claim.amounts:
            own += judge.on_amounts(measure.standard, claim.amounts, fine, persons, bases.get("gains"))
        said = measure.said.get((claim.kinds, _proposed(fine, persons))) or self._said(
            measure, claim, fine, persons, bases
        )
        return self._reported([*own, *said.findings]) if own else said

    def unreadable(self, zh: str, en: str) -> Judgement:
        """The judgement on a row that is not even a row."""
        return self._reported([finding("FC901", zh, en, "")])

    def also(self, found: Judgement, zh: str, en: str) -> Judgement:
        """A judgement on a row of which a part could not be read."""
        return self._reported([*found.findings, finding("FC901", zh, en, "")])

    # --- read ---

    def _read_claim(self, key: tuple[str, ...]) -> _Claim:
        """The claim that these cells make together."""
        unreadable: list[Finding] = []
        read: dict[str, Any] = {}
        for field, text in zip(CLAIMS, key, strict=True):
            try:
                read[field] = self._meaning(field, text)
            except FinecalcError as error:
                unreadable.append(_unreadable(field, error))
        sanctions = read.get("sanctions")
        claim = _Claim(
            asked=read.get("provision", ""),
            facts=read.get("facts", ()),
            unknown=read.get("unknown", ()),
            items=read.get("item", ()),
            by=read.get("by") or self.office,
            adjust=read.get("adjust"),
            kinds=None if sanctions is None else tuple(kind for kind, _ in sanctions),
            amounts=tuple((kind, amount) for kind, amount in sanctions or () if amount is not None),
            unreadable=tuple(unreadable),
            known={},
        )
        if not unreadable:
            case = (claim.asked, claim.facts, claim.unknown, claim.items, claim.by, claim.adjust)
            if case not in self._known:
                _remember(self._known, case, claim.known)
            claim.known = self._known[case]
        if sum(map(len, key)) <= _MEMORABLE:
            _remember(self._claims, key, claim)
        return claim

    def _meaning(self, field: str, text: str) -> Any:
        table = self.statutes.table
        if field in ("facts", "unknown"):
            return cells.facts(self.statutes, text)
        if field == "item":
            return cells.items(text)
        if field == "by":
            return cells.level(self.statutes, text)
        if field == "adjust":
            return cells.one_of(table.adjustments, text, "裁量", "adjustment")
        if field == "sanctions":
            return cells.sanctions(self.statutes, text)
        if not text.strip():
            raise FinecalcError(
                "没有填处罚依据，如 csl@2016:59.1、网络安全法第五十九条第一款",
                "No provision is given, such as csl@2016:59.1",
            )
        return cells.readable(text)

    def _read_days(self, row: Sequence[str], own: list[Finding]) -> Days:
        found = [
            self._day(field, row[at], own)
            for at, field in zip((_FIRST, _ENDED, _DECIDED, _DISCOVERED), DAYS, strict=True)
        ]
        return found[0], found[1], found[2], found[3]

    def _day(self, field: str, text: str, own: list[Finding]) -> _Day:
        try:
            day = cells.day(text, self._latest)
        except FinecalcError as error:
            own.append(_unreadable(field, error))
            return _Day()
        read = _Day()
        if day is not None:
            until = last_sure_day(self.statutes, day).toordinal()
            read = _Day(day, day.toordinal(), epoch(self.statutes, day), until)
        if len(text) <= _MEMORABLE:
            _remember(self._days, text, read)
        return read

    def _read_bases(self, row: Sequence[str], own: list[Finding]) -> dict[str, Decimal]:
        bases = {}
        for base, at in zip(BASES, (_GAINS, _PURCHASE, _TURNOVER), strict=True):
            if text := row[at]:
                try:
                    size = self._base(base, text)
                except FinecalcError as error:
                    own.append(_unreadable(base, error))
                else:
                    if size is not None:
                        bases[base] = size
        return bases

    def _base(self, field: str, text: str) -> Decimal | None:
        if field not in self.units and _WHOLE(text):
            return Decimal(text)
        key = (field, text)
        if key not in self._amounts:
            amount = cells.base(text, self.units.get(field, 1))
            if len(text) > _MEMORABLE:
                return amount
            _remember(self._amounts, key, amount)
        return self._amounts[key]

    def _read_fine(self, text: str, own: list[Finding]) -> Amount | None:
        if "fine" not in self.units:
            if _WHOLE(text):
                return int(text)
            if _GROUPED(text):
                return int(text.replace(",", ""))
        amount = self._amounts.get(("fine", text))
        if amount is None:
            try:
                amount = cells.fine(text, self.units.get("fine", 1))
            except FinecalcError as error:
                own.append(_unreadable("fine", error))
                return None
            if len(text) <= _MEMORABLE:
                _remember(self._amounts, ("fine", text), amount)
        return amount

    def _read_persons(self, text: str, own: list[Finding]) -> Persons | None:
        """The fines on persons. What is written plainly (主管人员:20000;直接责任人员:10000) is read piece by piece, its words once."""
        if not text:
            return ()
        read = self._persons.get(text)
        if read is not None:
            return read
        if "person_fines" not in self.units:
            plainly = []
            for piece in text.split(";"):
                who, _, amount = piece.partition(":")
                role = self._roles[who] if who in self._roles else self._role(who)
                if not role or not _WHOLE(amount):
                    break
                plainly.append((role, int(amount)))
            else:
                return tuple(plainly)
        try:
            read = cells.person_fines(self.statutes, text, self.units.get("person_fines", 1))
        except FinecalcError as error:
            own.append(_unreadable("person_fines", error))
            return None
        if len(text) <= _MEMORABLE:
            _remember(self._persons, text, read)
        return read

    def _role(self, who: str) -> str | None:
        """The role that words name by themselves, None where they name none or several."""
        try:
            named = cells.person_fines(self.statutes, f"{who}:1")
        except FinecalcError:
            named = ()
        role = named[0][0] if len(named) == 1 else None
        if len(who) <= _MEMORABLE:
            _remember(self._roles, who, role)
        return role

    # --- rule, once for each kind of case ---

    def _measured(self, claim: _Claim, days: Days, bases: Mapping[str, Decimal]) -> _Measure:
        """What the case is measured by. Cases share it where they differ only in days between which no law changed, and in sizes of
        bases that the law has no use for, or measures by multiplying.
        """
        first, ended, decided, discovered = days
        start, last = first.number, decided.number or self._today
        end, found = ended.number or start, discovered.number or start
        if not (start <= end <= last and start <= found <= last):  # what is out of order is refused, by its days
            return self._measure(self._standard(claim, days, bases))
        when = (first.epoch, ended.epoch, decided.epoch)
        kind = claim.known.get(when)
        measure = kind.measures.get(_sizes(kind.turns, bases)) if kind else None
        if measure is None:
            measure = self._measure(self._standard(claim, days, bases))
            if measure.standard.judged:
                self._make_room()
                turns = measure.standard.turns
                kind = kind or _Kind(turns, {})
                _remember(claim.known, when, kind)
                _remember(kind.measures, _sizes(turns, bases), measure)
        return measure

    def _make_room(self) -> None:
        """Count what is kept; when there is too much, forget it all and start again."""
        self._kept += 1
        if self._kept > _KINDS:
            self._claims.clear()
            self._known.clear()
            self._kept = 0

    def _standard(self, claim: _Claim, days: Days, bases: Mapping[str, Decimal]) -> Standard:
        return standard(self.statutes, claim.asked, claim.facts, self._case(claim, days, bases), today=self.today)

    def _case(self, claim: _Claim, days: Days, bases: Mapping[str, Decimal]) -> Case:
        first, ended, decided, discovered = (day.day for day in days)
        return Case(
            unknown=claim.unknown,
            items=claim.items,
            by=claim.by,
            adjust=claim.adjust,
            conduct_from=first,
            conduct_to=ended,
            decided=decided,
            discovered=discovered,
            gains=bases.get("gains"),
            purchase=bases.get("purchase"),
            turnover=bases.get("turnover"),
        )

    def _measure(self, found: Standard) -> _Measure:
        """A standard with the ends of its ranges as plain numbers where nothing but the amount decides."""
        spans = {}
        for target, allowed in found.fines.items():
            if allowed.min is not None and allowed.max is not None and not allowed.below_minimum:
                spans[target] = (_slim(allowed.min), _slim(allowed.max))
        return _Measure(found, spans, {}, {})

    # --- measure and say ---

    def _on_amount(
        self, measure: _Measure, target: str, amount: Amount, bases: Mapping[str, Decimal]
    ) -> Sequence[Finding]:
        """What is said on a fine that is proposed; outside one fixed range the same is said of every amount."""
        ends = measure.spans.get(target)
        if ends is not None:
            if ends[0] <= amount <= ends[1]:
                return ()
            side = (target, amount > ends[1])
            if side not in measure.outside:
                measure.outside[side] = judge.on_target(self.statutes, measure.standard, target, amount)[0]
            return (structs.replace(measure.outside[side], amount=amount),)
        allowed = measure.standard.fines.get(target)
        if allowed is not None and not measure.standard.lowered:
            low_high = span(allowed, bases)
            if low_high is not None and low_high[0] <= amount <= low_high[1]:
                return ()
            option = option_meant(allowed, bases)
            if low_high is not None and option is not None:  # only the amounts differ from case to case
                side = (target + option.quote, amount > low_high[1])
                if side not in measure.outside:
                    found = judge.on_target(self.statutes, measure.standard.sized(bases), target, amount)
                    measure.outside[side] = found[0]
                return (structs.replace(measure.outside[side], amount=amount, span=span_words(*low_high)),)
        return judge.on_target(self.statutes, measure.standard.sized(bases), target, amount)

    def _said(
        self, measure: _Measure, claim: _Claim, fine: Amount, persons: Persons, bases: Mapping[str, Decimal]
    ) -> Judgement:
        """What is said whatever the amounts are: on the sanctions, the steps due, and fines that are missing."""
        found = [*measure.standard.findings]
        found += self._on_the_rest(measure.standard.sized(bases), claim, fine, persons)
        said = self._reported(found)
        if not measure.standard.open or not any(each.code in _WITH_A_RANGE for each in found):
            if len(measure.said) >= _KINDS:
                measure.said.clear()
            measure.said[claim.kinds, _proposed(fine, persons)] = said
        return said

    def _on_the_rest(
        self, found: Standard, claim: _Claim, fine: Amount | None, persons: Persons | None
    ) -> list[Finding]:
        """What is said beside the amounts; None is a cell that cannot be read, which may hold a fine."""
        said: list[Finding] = []
        fined = fine is None or bool(fine)
        on_persons = persons is None or any(amount for _, amount in persons)
        if not fined:
            said += judge.on_fine(self.statutes, found, 0)
        if not on_persons:
            said += judge.on_persons(self.statutes, found, ())
        if claim.kinds is not None:
            said += judge.on_sanctions(self.statutes, found, claim.kinds, fined)
            said += judge.on_procedure(self.statutes, found, fined or on_persons, claim.kinds)
            if FINE in claim.kinds and fine == 0 and persons == ():
                zh, en = "处罚种类写了罚款，没有填金额", "A fine is among the sanctions, and no amount is given"
                said.append(finding("FC901", zh, en, "fine"))
        return said

    def _partly(
        self,
        claim: _Claim,
        days: Days,
        bases: Mapping[str, Decimal],
        fine: Amount | None,
        persons: Persons | None,
        own: list[Finding],
    ) -> Judgement:
        """The judgement on a row of which a cell cannot be read: what can be judged without it is."""
        amounts_only = {"fine", "person_fines", "sanctions"}
        if any(each.field not in amounts_only for each in own):
            return self._reported(own)
        found = self._measured(claim, days, bases).standard.sized(bases)
        own += found.findings
        own += judge.on_days(self.statutes, found, self._case(claim, days, bases), today=self.today)
        own += judge.on_fine(self.statutes, found, fine) if fine else []
        own += judge.on_persons(self.statutes, found, persons) if persons else []
        own += on_large(self.statutes, found, days[2].day or self.today, bases, claim, fine or 0, persons or ())
        own += self._on_the_rest(found, claim, fine, persons)
        return self._reported(own)

    def _reported(self, found: Sequence[Finding]) -> Judgement:
        if self.codes is not None:
            found = [each for each in found if each.code in self.codes or each.severity == "unreadable"]
        return judgement(found)


def _proposed(fine: Amount, persons: Persons) -> tuple[bool, bool | None]:
    """Whether a fine is proposed on the organisation, and on persons (None where nobody is named)."""
    if not persons:
        return fine > 0, None
    return fine > 0, persons[0][1] > 0 or any(amount for _, amount in persons)


_WITH_A_RANGE = ("FC104", "FC114")
"""Findings that say the range of a fine that is missing."""
_WHOLE = re.compile(r"0|[1-9]\d{0,11}", re.ASCII).fullmatch
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){1,3}", re.ASCII).fullmatch


def _sizes(turns: Mapping[str, tuple[Decimal, ...]], bases: Mapping[str, Decimal]) -> tuple[object, ...]:
    if not bases:
        return _UNKNOWN
    return tuple(position(turns.get(base, ()), bases.get(base)) for base in BASES)


_UNKNOWN = (None, None, None)


def _slim(amount: Decimal) -> Amount:
    return int(amount) if amount == amount.to_integral_value() else amount


def _unreadable(field: str, error: FinecalcError) -> Finding:
    return finding("FC901", error.words.zh, error.words.en, field)


def _remember(memory: dict[Any, T], key: object, value: T) -> None:
    """Keep a value; when there are too many, forget them all and start again."""
    if len(memory) >= _REMEMBERED:
        memory.clear()
    memory[key] = value
