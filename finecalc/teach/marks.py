"""What differs between the provisions of a row: each respect with its sign, and lighter or heavier by `lighter`."""

from collections.abc import Iterable
from datetime import date

from msgspec import structs

from finecalc.law.assessment import differences_said
from finecalc.law.outcome import TARGETS, Imposable
from finecalc.law.rules.edition import differences
from finecalc.law.rules.lighter import Relation, relation_of
from finecalc.table.model import Mode
from finecalc.table.statutes import Statutes
from finecalc.teach.comparison import Cell, Mark, Row, Sign


def marked(statutes: Statutes, row: Row, today: date) -> Row:
    """Each cell marked against the first provision of the row that has the tier."""
    first = next((cell for cell in row.cells if cell), None)
    return structs.replace(
        row,
        cells=tuple(
            cell if cell is None or first is None or cell is first else _mark(statutes, first, cell, today)
            for cell in row.cells
        ),
    )


def _mark(statutes: Statutes, first: Cell, cell: Cell, today: date) -> Cell:
    found = differences(statutes, first.outcome, cell.outcome, today)
    relations = {difference.respect: difference.relation for difference in found}
    marks = []
    if set(first.when) != set(cell.when) or first.items != cell.items:
        marks.append(Mark(respect="facts", sign="changed"))
    for target in TARGETS:
        if target in relations:
            before, after = first.fine_on(target), cell.fine_on(target)
            sign = _sign(before, after, relations[target])
            marks.append(Mark(respect=target, sign=sign, relation=relations[target]))
    old, new = _by_kind(first), _by_kind(cell)
    covers = {kind.id: set(kind.covers or (kind.id,)) for kind in statutes.table.sanctions}
    for kind in dict.fromkeys((*new, *old)):
        akin = [other for other in (old if kind in new else new) if covers[other] & covers[kind]]
        if kind in old and kind not in new and akin:
            continue  # what a wider or narrower kind took over is marked there
        parts = set().union(covers[kind], *(covers[other] for other in akin))
        ways = {relations[part] for part in parts if part in relations}
        relation = relation_of(ways) if ways else None
        if relation or not akin or (kind in old and _terms(old[kind]) != _terms(new[kind])):
            marks.append(Mark(respect=kind, sign=_sign(kind in old or akin, kind in new, relation), relation=relation))
    if first.authority != cell.authority:
        marks.append(Mark(respect="authority", sign="changed"))
    gone = {mark.respect for mark in marks if mark.sign == "removed"}
    removed = tuple(sanction for kind, sanction in old.items() if kind in gone)
    return structs.replace(cell, marks=tuple(marks), removed=removed, differences=differences_said(statutes, found))


def _sign(before: object, after: object, relation: Relation | None) -> Sign:
    if not before or not after:
        return "removed" if before else "added"
    return "raised" if relation == "heavier" else "lowered" if relation == "lighter" else "changed"


def _by_kind(cell: Cell) -> dict[str, Imposable]:
    return {sanction.kind: sanction for sanction in reversed(cell.sanctions)}


def _terms(sanction: Imposable) -> tuple[Mode, object, tuple[str, ...]]:
    return sanction.mode, sanction.duration, sanction.on


def relation(rows: Iterable[Row], index: int) -> Relation:
    """How a provision stands to the first one in every tier together; a tier more is heavier, a tier less lighter."""
    ways: set[Relation] = set()
    for row in rows:
        first, cell = row.cells[0], row.cells[index]
        if first and cell:
            ways |= {difference.relation for difference in cell.differences}
        elif first or cell:
            ways.add("lighter" if first else "heavier")
    return relation_of(ways)
