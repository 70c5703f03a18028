"""Rows of text in, what is said of them out: a kind of case is ruled on once, and each row is only measured.

Everything that is remembered is bounded, so that memory stays flat however long the file.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from msgspec import Struct

from finecalc.decisions import judge
from finecalc.decisions.day_counts import on_day_counts
from finecalc.decisions.files.reading import BASES, UNKNOWN, Claim, Day, Memory, Persons, Reading, Sizes, slim
from finecalc.decisions.files.step_days import STEPS, step_days
from finecalc.decisions.finding import Amount, Finding, Form, Judgement, Proposed, Said, finding, form
from finecalc.decisions.hearing import is_large, on_large
from finecalc.decisions.standard import FINE, ORGANISATION, Standard, standard
from finecalc.language.words import Words
from finecalc.law.answer import Case
from finecalc.law.outcome import TARGETS, FineRange, Part, parts
from finecalc.law.rules.bands import turning_points
from finecalc.law.rules.hearing import is_known
from finecalc.law.ruling import position
from finecalc.law.steps import Days as Steps
from finecalc.table.statutes import Statutes

T = TypeVar("T")

Days = tuple[Day, Day, Day, Day]
Place = tuple[tuple[object, ...], tuple[Proposed, ...]]
"""Where the fines of a decision lie on their scales, and their amounts."""
_KINDS = 1_024
_A_PART = 100
"""More turns than a part has."""


class _Scale(Struct):
    """Where what is said of a fine changes: at these amounts (yuan), or at those that one of the `parts` makes of a base (its place
    in `BASES`), and within these at so many `percents` of the way from one to the other. `voices` has a name for what is said at or
    between them, None where nothing is.
    """

    cuts: tuple[Amount, ...] = ()
    base: int = 0
    parts: tuple[Part, ...] = ()
    percents: tuple[int, ...] = ()
    voices: dict[int, str | None] = {}


class _Measure(Struct):
    """What cases of one kind are measured by. `scales` are there for whom the amount alone, or with a base, decides what is said.

    `forms` keeps what is said, by the sanctions and by where on its scale each fine lies; `rest` what is said whatever the amounts
    are.
    """

    standard: Standard
    scales: dict[str, _Scale]
    forms: dict[tuple[object, ...], Form]
    rest: dict[tuple[object, ...], list[Finding]]


class _Kind(Struct):
    """Cases whose days lie between the same changes of law: the sizes at which a base matters, and what they are measured by."""

    turns: Mapping[str, tuple[Decimal, ...]]
    measures: dict[tuple[object, ...], _Measure]


class _Row(Struct):
    """What the cells of a row mean. `fine` and `persons` are None where the cell cannot be read."""

    claim: Claim
    days: Days
    sizes: Sizes
    fine: Amount | None
    persons: Persons | None

    @property
    def bases(self) -> dict[str, Decimal]:
        return _bases(self.sizes)

    @property
    def case(self) -> Case:
        claim, (first, ended, decided, discovered), bases = self.claim, self.days, self.bases
        return Case(
            unknown=claim.unknown,
            items=claim.items,
            by=claim.by,
            adjust=claim.adjust,
            conduct_from=first.day,
            conduct_to=ended.day,
            decided=decided.day,
            discovered=discovered.day,
            gains=bases.get("gains"),
            purchase=bases.get("purchase"),
            turnover=bases.get("turnover"),
        )


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
        self.codes = codes
        self._knows_large = is_known(statutes.office)
        self._steps = step_days(fields, today)
        self._today = today.toordinal()
        self._reading = Reading(statutes, fields, today, office, units or {})
        self._claims = Memory(self._claim)
        self._known: dict[tuple[object, ...], dict[tuple[int | None, ...], _Kind]] = {}
        self._kept = 0

    def judge(self, row: Sequence[str]) -> Judgement:
        """The judgement on one row, as long as `fields`."""
        said, amounts = self.said(row)
        return said.filled(amounts)

    def said(self, row: Sequence[str]) -> Said:
        """What is said of one row, as long as `fields`; its amounts are not yet put in."""
        reading = self._reading
        if reading.unread:
            reading.unread = []
        cells = (*row, "")  # the last one stands in for columns that the file does not have
        claim = self._claims[reading.claim_cells(cells)]
        *on_days, gains, purchase, turnover, on_unit, on_persons = reading.own_cells(cells)
        days = reading.days_of(on_days)
        sizes = reading.sizes(gains, purchase, turnover) if gains or purchase or turnover else UNKNOWN
        fine = reading.fine(on_unit) if on_unit else 0
        persons = reading.person_fines(on_persons) if on_persons else ()
        steps = self._steps.read(cells, reading.unread) if self._steps else None
        if reading.unread or claim.unreadable:
            return self._partly(_Row(claim, days, sizes, fine, persons), [*claim.unreadable, *reading.unread])
        assert fine is not None
        assert persons is not None
        measure = self._measured(claim, days, sizes)
        place = self._place(measure, claim, sizes, fine, persons)
        known = measure.forms.get(place[0]) if place else None
        if known is None:
            known = self._composed(measure, _Row(claim, days, sizes, fine, persons), place)
        said = known, place[1] if place and known.holes else ()
        if self._knows_large or steps:
            as_read = _Row(claim, days, sizes, fine, persons)
            large = self._on_large(measure.standard, as_read)
            said = self._added(said, [*large, *self._on_steps(measure.standard, as_read, steps)])
        first, ended, decided, discovered = days
        until, found = ended.in_time_until or first.in_time_until, discovered.number
        if measure.standard.dated or not ((found or decided.number or self._today) < until if until else not found):
            case = _Row(claim, days, sizes, fine, persons).case
            return self._added(said, judge.on_days(self.statutes, measure.standard, case, today=self.today))
        return said

    def allowed(self, row: Sequence[str]) -> Mapping[str, FineRange] | None:
        """The fines that the case of a row, as long as `fields`, allows, by whom they are laid on; None where it cannot be judged."""
        reading, cells = self._reading, (*row, "")
        reading.unread = []
        claim = self._claims[reading.claim_cells(cells)]
        *on_days, gains, purchase, turnover, _, _ = reading.own_cells(cells)
        days, sizes = reading.days_of(on_days), reading.sizes(gains, purchase, turnover)
        if reading.unread or claim.unreadable:
            return None
        found = self._measured(claim, days, sizes).standard
        return found.sized(_bases(sizes)).fines if found.judged else None

    def unreadable(self, zh: str, en: str) -> Said:
        """What is said of a row that is not even a row."""
        return self._formed([(finding("FC901", Words(zh, en), ""), None)]), ()

    def also(self, said: Said, zh: str, en: str) -> Said:
        """What is said of a row of which a part could not be read."""
        return self._added(said, [finding("FC901", Words(zh, en), "")])

    # --- rule, once for each kind of case ---

    def _claim(self, texts: tuple[str, ...]) -> Claim:
        """The claim that these cells make together; those that mean the same share what is known of their cases."""
        claim = self._reading.claim(texts)
        if not claim.unreadable:
            case = (claim.asked, claim.facts, claim.unknown, claim.items, claim.by, claim.adjust)
            if case not in self._known:
                _remember(self._known, case, claim.known)
            claim.known = self._known[case]
        return claim

    def _measured(self, claim: Claim, days: Days, sizes: Sizes) -> _Measure:
        """What the case is measured by. Cases share it where they differ only in days between which no law changed, and in sizes of
        bases that the law has no use for, or measures by multiplying.
        """
        first, ended, decided, discovered = days
        start, last = first.number, decided.number or self._today
        end, found = ended.number or start, discovered.number or start
        if not (start <= end <= last and start <= found <= last):  # what is out of order is refused, by its days
            return self._measure(claim, days, sizes)
        when = (first.epoch, ended.epoch, decided.epoch)
        kind = claim.known.get(when)
        measure = kind.measures.get(_sizes(kind.turns, sizes)) if kind else None
        if measure is None:
            measure = self._measure(claim, days, sizes)
            if measure.standard.judged:
                self._make_room()
                kind = claim.known.setdefault(when, kind or _Kind(measure.standard.turns, {}))
                kind.measures[_sizes(kind.turns, sizes)] = measure
        return measure

    def _make_room(self) -> None:
        """Count what is kept; when there is too much, forget it all and start again."""
        self._kept += 1
        if self._kept > _KINDS:
            self._claims.clear()
            self._known.clear()
            self._kept = 0

    def _measure(self, claim: Claim, days: Days, sizes: Sizes) -> _Measure:
        case = _Row(claim, days, sizes, 0, ()).case
        found = standard(self.statutes, claim.asked, claim.facts, case, today=self.today)
        return _Measure(found, dict(_scales(found)), {}, {})

    # --- say, once for each place on the scales ---

    def _place(self, measure: _Measure, claim: Claim, sizes: Sizes, fine: Amount, persons: Persons) -> Place | None:
        """Where the fines of a decision lie on their scales, as far as it decides what is said of them, and their amounts; None where
        more than that counts.
        """
        key: list[object] = [claim.kinds] if fine else [claim.kinds, 0]
        amounts: list[Proposed] = []
        for target, amount in ((ORGANISATION, fine), *persons) if fine else persons:
            scale = measure.scales.get(target)
            if scale is None:
                return None
            proposed: Proposed = amount
            if not scale.parts:
                turn = bisect_left(scale.cuts, amount) + bisect_right(scale.cuts, amount)
            elif found := _on_parts(scale, sizes[scale.base], amount):
                turn, proposed = found
            else:
                return None
            if not amount:
                key.append(0)
            elif turn in scale.voices:
                key.append(scale.voices[turn])
            else:
                said = judge.on_target(self.statutes, measure.standard.sized(_bases(sizes)), target, amount)
                voice = scale.voices[turn] = f"{target}{turn}" if said else None
                key.append(voice)
            amounts.append(proposed)
        return tuple(key), tuple(amounts)

    def _composed(self, measure: _Measure, row: _Row, place: Place | None) -> Form:
        """What is said of a decision; it is kept where its `place` decides all of it."""
        claim, fine, persons = row.claim, row.fine, row.persons
        assert fine is not None
        assert persons is not None
        bases = row.bases
        sized = measure.standard.sized(bases)
        found: list[tuple[Finding, int | None]] = []
        for at, (target, amount) in enumerate(_proposed(fine, persons)):
            said = judge.on_target(self.statutes, sized, target, amount) if amount else []
            found += [(each, at if place and each.amount is not None else None) for each in said]
        if claim.amounts:
            said = judge.on_amounts(sized, claim.amounts, fine, persons, bases.get("gains"))
            found += [(each, None) for each in said]
        key = (claim.kinds, fine > 0, any(amount for _, amount in persons) if persons else None)
        rest = measure.rest.get(key)
        always = rest is not None
        if rest is None:
            rest = [*measure.standard.findings, *self._on_the_rest(sized, claim, fine, persons)]
            always = not measure.standard.open or not any(each.code in _WITH_A_RANGE for each in rest)
            if always:
                _remember(measure.rest, key, rest)
        formed = self._formed([*found, *((each, None) for each in rest)])
        if place and always and not claim.amounts:
            _remember(measure.forms, place[0], formed)
        return formed

    def _on_the_rest(
        self, found: Standard, claim: Claim, fine: Amount | None, persons: Persons | None
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
                said.append(finding("FC901", Words(zh, en), "fine"))
        return said

    def _on_large(self, found: Standard, row: _Row) -> list[Finding]:
        """What is said of fines and confiscations that are large at the office."""
        return on_large(self.statutes, found, *self._sums(row))

    def _sums(self, row: _Row) -> tuple[date, dict[str, Decimal], Claim, Amount, Persons]:
        """What may be large at the office, and on which day."""
        return row.days[2].day or self.today, row.bases, row.claim, row.fine or 0, row.persons or ()

    def _on_steps(self, found: Standard, row: _Row, steps: Steps | None) -> Sequence[Finding]:
        """What is said of the days of the steps."""
        if steps is None:
            return ()
        fined = bool(row.fine) or any(amount for _, amount in row.persons or ())
        kinds = judge.proposed_kinds(self.statutes, fined, row.claim.kinds or ())
        reached = is_large(self.statutes, found, *self._sums(row))
        return on_day_counts(self.statutes, found, row.case, steps, kinds, reached, today=self.today)

    def _partly(self, row: _Row, own: list[Finding]) -> Said:
        """What is said of a row of which a cell cannot be read: what can be judged without it is."""
        if all(each.field in ("fine", "person_fines", "sanctions", *STEPS) for each in own):
            found = self._measured(row.claim, row.days, row.sizes).standard.sized(row.bases)
            own += found.findings
            own += judge.on_days(self.statutes, found, row.case, today=self.today)
            own += judge.on_fine(self.statutes, found, row.fine) if row.fine else []
            own += judge.on_persons(self.statutes, found, row.persons) if row.persons else []
            own += self._on_large(found, row)
            own += self._on_the_rest(found, row.claim, row.fine, row.persons)
        return self._formed([(each, None) for each in own]), ()

    def _added(self, said: Said, found: Sequence[Finding]) -> Said:
        """What is said, and these findings before it."""
        if not found:
            return said
        known, amounts = said
        return self._formed([(each, None) for each in (*found, *known.filled(amounts).findings)]), ()

    def _formed(self, found: Sequence[tuple[Finding, int | None]]) -> Form:
        if self.codes is not None:
            found = [each for each in found if each[0].code in self.codes or each[0].severity == "unreadable"]
        return form(found)


def _bases(sizes: Sizes) -> dict[str, Decimal]:
    return {base: Decimal(size) for base, size in zip(BASES, sizes, strict=True) if size is not None}


def _proposed(fine: Amount, persons: Persons) -> Persons:
    """All fines that are proposed, whom they are laid on and how much (yuan)."""
    return ((ORGANISATION, fine), *persons) if fine else persons


def _scales(found: Standard) -> Iterator[tuple[str, _Scale]]:
    """The scale of each target on which a fine can be placed."""
    percents = turning_points(found.grading, found.level) if found.grading and found.level else (0, 100)
    for target in TARGETS if found.judged else ():
        allowed = found.fines.get(target)
        if allowed is None:
            if target not in found.disputed:
                yield target, _Scale()
        elif found.own:
            continue  # the office's own bands may turn on anything in the case
        elif allowed.min is not None and allowed.max is not None:
            low, high = allowed.min, allowed.max
            yield target, _Scale(cuts=tuple(slim(low + (high - low) * each / 100) for each in percents))
        elif not found.lowered and allowed.needs[0] in BASES and (made := parts(allowed)):
            yield target, _Scale(base=BASES.index(allowed.needs[0]), parts=made, percents=percents)


def _on_parts(scale: _Scale, base: Amount | None, amount: Amount) -> tuple[int, Proposed] | None:
    """Where an amount lies on the part that is meant for a base, and with its ends; None where there is no such part."""
    if not isinstance(base, int):
        return None
    for at, part in enumerate(scale.parts):
        if part.least <= base < part.below:
            low, high = (part.low * base, part.high * base) if part.times else (part.low, part.high)
            return _turn(scale.percents, amount, low, high) + _A_PART * at, (amount, low, high)
    return None


def _turn(percents: tuple[int, ...], amount: Amount, low: int, high: int) -> int:
    """At or between which of these percents of a span an amount lies."""
    if amount <= low or amount >= high:
        return (amount >= low) if amount <= low else 2 * len(percents) - (amount == high)
    whole, rest = divmod((amount - low) * 100, high - low)
    return bisect_right(percents, whole) + (bisect_right if rest else bisect_left)(percents, whole)


_WITH_A_RANGE = ("FC104", "FC114")
"""Findings that say the range of a fine that is missing."""


def _sizes(turns: Mapping[str, tuple[Decimal, ...]], sizes: Sizes) -> tuple[object, ...]:
    """All that a measure depends on of the sizes of the bases."""
    if sizes is UNKNOWN:
        return UNKNOWN
    if not turns:
        return tuple(size and 1 for size in sizes)
    return tuple(position(turns.get(base, ()), size) for base, size in zip(BASES, sizes, strict=True))


def _remember(memory: dict[Any, T], key: object, value: T) -> None:
    """Keep a value; when there are too many, forget them all and start again."""
    if len(memory) >= _KINDS:
        memory.clear()
    memory[key] = value
