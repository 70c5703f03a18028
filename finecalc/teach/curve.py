"""The least and the most fine against the base that measures it, piece by piece, and where they jump or turn back. Pure.

Bases and fines are exact to the fen, so a piece begins at a base and ends one fen before the next begins.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_CEILING, Decimal
from itertools import pairwise
from typing import Literal

from msgspec import UNSET, Struct, UnsetType, structs

from finecalc.language.answers import Answer
from finecalc.language.citation import everyday
from finecalc.language.errors import FinecalcError
from finecalc.language.money import FEN, LIMIT
from finecalc.law.answer import Case, OfficeUsed, TableUsed, office_used, table_used
from finecalc.law.assess import assess, facts_named
from finecalc.law.outcome import FineRange, Option, brought, option_meant
from finecalc.table.model import Mode
from finecalc.table.statutes import Statutes
from finecalc.teach.compare import provisions_named

End = Literal["min", "max"]


class Line(Struct, frozen=True, kw_only=True):
    """One end of a range while the base lies in a piece: `amount` yuan and `times` the base; one of the two is 0."""

    amount: Decimal
    times: Decimal

    def at(self, base: Decimal) -> Decimal:
        """The end in yuan for a base in yuan."""
        return self.amount + self.times * base


class Piece(Struct, frozen=True, kw_only=True):
    """The range for bases from `start` up to but not including `end` (yuan; None: without end), by the words of `quote`."""

    start: Decimal
    end: Decimal | None
    min: Line
    max: Line
    quote: str

    def line(self, end: End) -> Line:
        return self.min if end == "min" else self.max


class Turn(Struct, frozen=True, kw_only=True):
    """What happens to one end of the range when the base reaches `at`: one fen below it was `before`, now it is `after` (yuan).

    `rise` and `drop` are jumps; `bend` goes on from where it was at another pace. A drop turns the order round: who has more is fined
    less. `until` is the base from which the end is as high again as `before`, None where it never is.
    """

    at: Decimal
    end: End
    kind: Literal["rise", "drop", "bend"]
    before: Decimal
    after: Decimal
    until: Decimal | None = None


class Curve(Struct, frozen=True, kw_only=True):
    """The fine of one tier on these targets against one base. `when`: what opens the tier, in the words of the text of `source`."""

    reference: str
    source: str
    tier: int
    when: dict[str, str]
    on: tuple[str, ...]
    mode: Mode
    base: str
    pieces: tuple[Piece, ...]
    turns: tuple[Turn, ...]


class Curves(Answer, frozen=True, kw_only=True):
    """Every curve of the provisions asked for."""

    kind: Literal["curves"] = "curves"
    title: str
    title_en: str
    curves: tuple[Curve, ...]
    table: TableUsed
    office: OfficeUsed | UnsetType = UNSET


def curves(
    statutes: Statutes, asked: Sequence[str], *, facts: Sequence[str] = (), case: Case | None = None, today: date
) -> Curves:
    """The curves of the provisions `asked` for, as people write them, tier by tier; with `facts` those of the tier that they open.

    Raises FinecalcError where no fine of them depends on a base, and for what cannot be found.
    """
    refs = list(dict.fromkeys(ref for text in asked for ref in provisions_named(statutes, text, today)))
    found = tuple(curve for ref in refs for curve in of_provision(statutes, ref))
    if facts:
        met = {ref: _measured(statutes, ref, facts, case or Case(), today) for ref in refs}
        found = tuple(curve for curve in found if any((curve.tier, on) in met[curve.reference] for on in curve.on))
    if not found:
        named = "、".join(refs)
        raise FinecalcError(
            f"{named} 的罚款在这种情形下不按违法所得等基数计算，没有曲线可画。可以试试：{'、'.join(_examples(statutes))}",
            f"No fine of {named} is measured by a base here, so there is no curve. Try {', '.join(_examples(statutes))}",
            "provision",
        )
    cited = [statutes.citation(ref) for ref in dict.fromkeys(curve.reference for curve in found)]
    return Curves(
        title="罚款与基数：" + "、".join(everyday(each.zh) for each in cited),
        title_en="Fines and their base: " + ", ".join(each.en for each in cited),
        curves=found,
        table=table_used(statutes),
        office=office_used(statutes),
    )


def _measured(statutes: Statutes, ref: str, facts: Sequence[str], case: Case, today: date) -> set[tuple[int, str]]:
    """The tiers and targets whose fine applies in a case with these facts and still needs a base."""
    answer = assess(
        statutes, ref, structs.replace(case, facts=facts_named(statutes, ref, case, facts, today=today)), today=today
    )
    index = answer.tier.index
    return {(index if fine.from_tier is None else fine.from_tier, fine.on) for fine in answer.fines if fine.needs}


def _examples(statutes: Statutes) -> list[str]:
    """The first provisions in force whose fine depends on a base."""
    refs = (each.ref for each in statutes.table.provisions if each.role == "penalty")
    return [ref for ref in refs if not statutes.edition(ref).until and any(of_provision(statutes, ref))][:3]


def of_provision(statutes: Statutes, ref: str) -> Iterable[Curve]:
    """The curves of one provision, tier by tier."""
    ladder = statutes.ladder(ref)
    for index, rung in enumerate(ladder.rungs):
        if rung.shared:
            continue
        fines = [fine for fine in brought(ladder, index, {}).fines if len(fine.needs) == 1 and fine.from_tier is None]
        for alike in _alike(fines):
            pieces = pieces_of(alike[0])
            yield Curve(
                reference=ref,
                source=rung.source,
                tier=index,
                when=rung.when,
                on=tuple(fine.on for fine in alike),
                mode=alike[0].mode,
                base=alike[0].needs[0],
                pieces=pieces,
                turns=turns_of(pieces),
            )


def _alike(fines: Iterable[FineRange]) -> list[list[FineRange]]:
    """Fines that are measured alike, together."""
    groups: list[list[FineRange]] = []
    for fine in fines:
        group = next((group for group in groups if group[0].options == fine.options), None)
        if group is None:
            groups.append([fine])
        else:
            group.append(fine)
    return groups


# --- pieces -----------------------------------------------------------------------------------------------------------


def pieces_of(fine: FineRange) -> tuple[Piece, ...]:
    """The range of a fine that needs one base, for every size of it, as few pieces as can be. Bases that come to no fine are left out."""
    base = fine.needs[0]
    edges = sorted(edge for edge in {Decimal(0), FEN, *_edges(fine.options)} if edge < LIMIT)
    found: list[Piece] = []
    for start, end in zip(edges, [*edges[1:], None], strict=True):
        option = option_meant(fine, {base: start})
        if option is None:
            continue
        low, high = _lines(option, start)
        last = found[-1] if found else None
        if last and last.end == start and (last.min, last.max, last.quote) == (low, high, option.quote):
            start = found.pop().start
        found.append(Piece(start=start, end=end, min=low, max=high, quote=option.quote))
    return tuple(found)


def _edges(options: Iterable[Option]) -> Iterable[Decimal]:
    """The bases at which a bracket begins or ends, or an amount and a multiple beside it cross."""
    for option in options:
        if option.bracket:
            yield from (Decimal(edge) for edge in (option.bracket.at_least, option.bracket.below) if edge is not None)
        lines = _all_lines(option)
        for one, other in pairwise(lines):
            for first, second in zip(one, other, strict=True):
                if second.times != first.times:
                    crossing = (first.amount - second.amount) / (second.times - first.times)
                    if crossing > 0:
                        yield crossing.quantize(FEN, rounding=ROUND_CEILING)


def _all_lines(option: Option) -> list[tuple[Line, Line]]:
    """Floor and ceiling of each of the alternatives that stand beside each other in an option."""
    zero, lines = Decimal(0), []
    if option.max is not None:
        lines.append((Line(amount=Decimal(option.min), times=zero), Line(amount=Decimal(option.max), times=zero)))
    if option.multiple:
        least, most = option.multiple.min, option.multiple.max
        lines.append((Line(amount=zero, times=least), Line(amount=zero, times=most)))
    if option.share:
        least, most = option.share.min / 100, option.share.max / 100
        lines.append((Line(amount=zero, times=least), Line(amount=zero, times=most)))
    return lines


def _lines(option: Option, start: Decimal) -> tuple[Line, Line]:
    """The lower floor and the higher ceiling from this base on."""
    lines = _all_lines(option)
    low = min((low for low, _ in lines), key=lambda line: (line.at(start), line.times))
    high = max((high for _, high in lines), key=lambda line: (line.at(start), line.times))
    return low, high


# --- turns ------------------------------------------------------------------------------------------------------------


def turns_of(pieces: Sequence[Piece]) -> tuple[Turn, ...]:
    """Where an end of the range jumps or bends, in the order of the base, the ceiling first."""
    found = []
    ends: tuple[End, End] = ("max", "min")
    for index, (left, right) in enumerate(pairwise(pieces)):
        for end in ends:
            turn = _turn(left, right, pieces[index + 1 :], end) if left.end == right.start else None
            if turn:
                found.append(turn)
    return tuple(found)


def _turn(left: Piece, right: Piece, rest: Sequence[Piece], end: End) -> Turn | None:
    at, one, other = right.start, left.line(end), right.line(end)
    reached, now = one.at(at), other.at(at)
    before = one.at(at - FEN)
    if one == other:
        return None
    if _crosses(one, other, at):
        return Turn(at=at, end=end, kind="bend", before=before, after=now)
    if now > reached:
        return Turn(at=at, end=end, kind="rise", before=before, after=now)
    if now < before:
        return Turn(at=at, end=end, kind="drop", before=before, after=now, until=_regained(rest, end, before))
    return Turn(at=at, end=end, kind="bend", before=before, after=now)


def _crosses(one: Line, other: Line, at: Decimal) -> bool:
    """Whether the two lines meet within the fen before `at`: the end goes on from where it was."""
    before = one.at(at - FEN) - other.at(at - FEN)
    return before * (one.at(at) - other.at(at)) <= 0


def _regained(rest: Sequence[Piece], end: End, amount: Decimal) -> Decimal | None:
    """The least base from here on at which the end is `amount` yuan or more."""
    for piece in rest:
        line = piece.line(end)
        if line.at(piece.start) >= amount:
            return piece.start
        if line.times:
            reached = ((amount - line.amount) / line.times).quantize(FEN, rounding=ROUND_CEILING)
            if piece.end is None or reached < piece.end:
                return reached
    return None
