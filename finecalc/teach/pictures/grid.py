"""The table of a comparison: for each tier, what each provision says in each respect, with the signs of what differs."""

from collections.abc import Callable

from msgspec import Struct

from finecalc.law.outcome import TARGETS
from finecalc.law.rules.lighter import Relation
from finecalc.table.vocabulary import own_words
from finecalc.teach.comparison import Cell, Comparison, Row, Sign
from finecalc.teach.pictures.wording import Wording


class Piece(Struct, frozen=True):
    """One thing said in a cell, how it differs from the first provision, and what that means for the party.

    `verbatim`: in the words of the text.
    """

    text: str
    sign: Sign | None = None
    relation: Relation | None = None
    verbatim: bool = False


class Aspect(Struct, frozen=True):
    """One respect across the provisions. `key` is its identifier; a cell is empty where there is no such tier."""

    key: str
    label: str
    cells: tuple[tuple[Piece, ...], ...]


class Step(Struct, frozen=True):
    """A tier of the table. `absent` are the columns that have no such tier."""

    title: str
    aspects: tuple[Aspect, ...]
    absent: tuple[int, ...]


def steps(comparison: Comparison, wording: Wording) -> list[Step]:
    """The table, tier by tier."""
    targets = [
        target
        for target in TARGETS
        if any(cell and cell.fine_on(target) for row in comparison.rows for cell in row.cells)
    ]
    return [_step(comparison, row, targets, wording) for row in comparison.rows]


def _step(comparison: Comparison, row: Row, targets: list[str], wording: Wording) -> Step:
    said: list[tuple[str, str, Callable[[Cell], list[Piece]]]] = [
        ("facts", wording.say("情节", "Facts"), lambda cell: _facts(cell, wording)),
        *((target, wording.who(target).capitalize(), _fine_on(target, wording)) for target in targets),
        ("must", wording.say("应当", "Must"), _sanctions("must", wording)),
        ("one-or-more", wording.say("至少一种", "One or more"), _sanctions("one-or-more", wording)),
        ("may", wording.say("可以", "May"), _sanctions("may", wording)),
        ("authority", wording.say("机关", "Body"), lambda cell: _authority(cell, wording)),
    ]
    aspects = [
        Aspect(key, label, tuple(tuple(says(cell)) if cell else () for cell in row.cells)) for key, label, says in said
    ]
    return Step(
        title=wording.situation(row) if comparison.situation else wording.tier(row),
        aspects=tuple(aspect for aspect in aspects if any(aspect.cells)),
        absent=tuple(index for index, cell in enumerate(row.cells) if cell is None),
    )


def _facts(cell: Cell, wording: Wording) -> list[Piece]:
    """What opens the tier: in another language than the text's also by its labels; and the paragraph, if another."""
    sign = cell.sign("facts")
    said = [Piece(wording.opening(cell), sign, verbatim=bool(cell.when))]
    if cell.when and wording.lang != "zh":
        said = [
            Piece(
                " or ".join(own_words(wording.statutes.facts[fact], words, "en") for fact, words in cell.when.items()),
                sign,
            ),
            Piece(said[0].text, verbatim=True),
        ]
    if cell.reference != cell.asked:
        said.append(Piece(wording.say("依 ", "under ") + cell.reference))
    return said


def _fine_on(target: str, wording: Wording) -> Callable[[Cell], list[Piece]]:
    return lambda cell: [Piece(wording.fine(cell.fine_on(target)), cell.sign(target), cell.relation(target))]


def _sanctions(mode: str, wording: Wording) -> Callable[[Cell], list[Piece]]:
    """The sanctions of one mode; those that the first provision has and this one has not stand where they stood there."""
    return lambda cell: [
        *(
            Piece(wording.sanction(each), cell.sign(each.kind), cell.relation(each.kind))
            for each in cell.sanctions
            if each.mode == mode
        ),
        *(Piece(wording[each.kind], "removed", cell.relation(each.kind)) for each in cell.removed if each.mode == mode),
    ]


def _authority(cell: Cell, wording: Wording) -> list[Piece]:
    lines = wording.authority(cell)
    return [Piece(lines[0], cell.sign("authority")), *(Piece(line) for line in lines[1:])]
