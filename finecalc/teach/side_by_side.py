"""Provisions in columns and tiers in rows. What a tier allows comes from the ladder and `outcome`, a situation from `assess`."""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from msgspec import structs

from finecalc.language.errors import FactNotUsed, FinecalcError
from finecalc.language.numerals import plain
from finecalc.law.answer import Case, Note, quoted
from finecalc.law.assess import assess
from finecalc.law.facts import fact_named
from finecalc.law.outcome import Outcome, brought
from finecalc.law.rules.correction import with_correction
from finecalc.table.ladder import Ladder
from finecalc.table.statutes import Statutes, short
from finecalc.teach.comparison import Cell, Column, Comparison, Row
from finecalc.teach.marks import marked, relation


def side_by_side(
    statutes: Statutes, asked: Sequence[tuple[str, str]], facts: Sequence[str], case: Case, today: date
) -> Comparison:
    """The provisions (as `asked`, and the reference found) tier by tier; with `facts`, one case under each.

    Raises FinecalcError for facts that none of the provisions knows.
    """
    if facts:
        return _situation(statutes, asked, facts, case, today)
    refs = [ref for _, ref in asked]
    rows = tuple(marked(statutes, row, today) for row in by_tier(statutes, refs, case.bases, today))
    return Comparison(
        columns=tuple(_column(statutes, text, ref, rows, index) for index, (text, ref) in enumerate(asked)),
        rows=rows,
        relations=tuple(relation(rows, index) for index in range(len(asked))),
        notes=tuple(_notes(statutes, rows)),
    )


def by_tier(statutes: Statutes, refs: Sequence[str], bases: Mapping[str, Decimal], today: date) -> list[Row]:
    """Every tier of the provisions, those that a fact has in common in one row, lightest first."""
    ladders = [statutes.ladder(ref) for ref in refs]
    return [
        Row(
            facts=tuple(facts),
            cells=tuple(
                None if index is None else _tier(statutes, ladder, index, bases, today)
                for ladder, index in zip(ladders, indexes, strict=True)
            ),
        )
        for facts, row in _aligned(ladders, statutes)
        if (indexes := _whole_tiers(ladders, row)) != [None] * len(ladders)
    ]


def _whole_tiers(ladders: Sequence[Ladder], indexes: Sequence[int | None]) -> list[int | None]:
    """The rungs without those that hold only what several aggravated paragraphs share."""
    return [
        None if index is None or ladder.rungs[index].shared else index
        for ladder, index in zip(ladders, indexes, strict=True)
    ]


def _tier(statutes: Statutes, ladder: Ladder, index: int, bases: Mapping[str, Decimal], today: date) -> Cell:
    """What a tier allows, the sanctions of the tier that needs no fact included."""
    found = brought(ladder, index, bases)
    sanctions = with_correction(statutes, found.fines, found.sanctions, Case(), today)
    return _cell(statutes, ladder, structs.replace(found, sanctions=sanctions))


def _cell(statutes: Statutes, ladder: Ladder, found: Outcome) -> Cell:
    rung = ladder.rungs[found.tier.index]
    applied = statutes.provision(found.reference)
    return Cell(
        asked=ladder.reference,
        reference=found.reference,
        tier=found.tier.index,
        when=rung.when,
        items=rung.items,
        quote=found.tier.quote,
        fines=found.fines,
        sanctions=found.sanctions,
        authority=applied.authority,
        authority_quote=applied.authority_quote,
    )


def _aligned(ladders: Sequence[Ladder], statutes: Statutes) -> list[tuple[list[str], list[int | None]]]:
    """Rows of rung numbers, one for each ladder, with the facts of each row. The order within a ladder is kept.

    Between tiers that have nothing in common, those that have none stand in the vocabulary's order of facts.
    """
    order = [fact.id for fact in statutes.table.facts]
    rows: list[tuple[list[_Opening], list[int | None]]] = []
    for number, ladder in enumerate(ladders):
        opened = [_openings(statutes, rung.when) for rung in ladder.rungs]
        own: list[tuple[list[_Opening], list[int | None]]] = [
            (facts, [*[None] * number, index]) for index, facts in enumerate(opened)
        ]
        merged: list[tuple[list[_Opening], list[int | None]]] = []
        row_index = rung_index = 0
        for row_stop, rung_stop in [*_matches([facts for facts, _ in rows], opened), (len(rows), len(opened))]:
            apart = [(facts, [*indexes, None]) for facts, indexes in rows[row_index:row_stop]]
            merged += heapq.merge(apart, own[rung_index:rung_stop], key=lambda row: _rank(row[0], order))
            if row_stop < len(rows):
                facts, indexes = rows[row_stop]
                merged.append(([*facts, *opened[rung_stop]], [*indexes, rung_stop]))
            row_index, rung_index = row_stop + 1, rung_stop + 1
        rows = merged
    return [(list(dict.fromkeys(fact for fact, _ in facts)), indexes) for facts, indexes in rows]


_Opening: TypeAlias = tuple[str, frozenset[str]]
"""A fact that opens a tier, and the words that meet what the text says of it."""


def _openings(statutes: Statutes, when: Mapping[str, str]) -> list[_Opening]:
    """What opens a tier, the gravest last."""
    found = []
    for fact in statutes.table.facts:
        if fact.id in when:
            phrase = next((phrase for phrase in fact.phrases if phrase.text == when[fact.id]), None)
            found.append((fact.id, frozenset(phrase.met_by if phrase else (fact.id,))))
    return found


def _rank(facts: Sequence[_Opening], order: Sequence[str]) -> int:
    return min((order.index(fact) for fact, _ in facts if fact in order), default=-1)


def _matches(rows: Sequence[list[_Opening]], rungs: Sequence[list[_Opening]]) -> list[tuple[int, int]]:
    """The chain of (row, rung) with the most that is alike."""
    best: dict[tuple[int, int], tuple[int, list[tuple[int, int]]]] = {}

    def chain(row: int, rung: int) -> tuple[int, list[tuple[int, int]]]:
        if row == len(rows) or rung == len(rungs):
            return 0, []
        if (row, rung) not in best:
            found = max(chain(row + 1, rung), chain(row, rung + 1), key=lambda each: each[0])
            alike = _alike(rows[row], rungs[rung])
            if alike:
                weight, rest = chain(row + 1, rung + 1)
                found = max((weight + alike, [(row, rung), *rest]), found, key=lambda each: each[0])
            best[row, rung] = found
        return best[row, rung]

    return chain(0, 0)[1]


def _alike(one: list[_Opening], other: list[_Opening]) -> int:
    """How much two tiers have in common: nothing; a fact that opens both; or that what is gravest in each is met by the same words."""
    if not one or not other:
        return _SAME if one == other else 0
    if one[-1][1] & other[-1][1]:
        return _SAME
    return _SHARED if {fact for fact, _ in one} & {fact for fact, _ in other} else 0


_SAME, _SHARED = 11, 10
"""A tier more that is matched outweighs matches that are closer."""


def _column(statutes: Statutes, asked: str, ref: str, rows: Iterable[Row], index: int) -> Column:
    provision, edition, cited = statutes.provision(ref), statutes.edition(ref), statutes.citation(ref)
    cells = [row.cells[index] for row in rows]
    applied = [cell.reference for cell in cells if cell]
    return Column(
        asked=asked,
        reference=ref,
        citation=cited.zh,
        citation_en=cited.en,
        name=provision.name,
        name_en=provision.name_en,
        in_force=edition.in_force,
        until=edition.until,
        texts=tuple(quoted(statutes, each) for each in dict.fromkeys((ref, *applied, *_sources(cells)))),
    )


def _sources(cells: Iterable[Cell | None]) -> Iterable[str]:
    for cell in cells:
        if cell:
            yield from (fine.source for fine in cell.fines)


def _notes(statutes: Statutes, rows: Sequence[Row]) -> Iterable[Note]:
    """Confiscation that a text no longer mentions is due all the same: say so where the table would mislead."""
    ref = statutes.table.rules.confiscation
    always = [
        kind
        for row in rows
        for cell in row.cells
        if cell
        for kind in cell.removed
        if kind.kind == "confiscate-gains" and not any(d.respect == kind.kind for d in cell.differences)
    ]
    if always:
        cited = statutes.citation(ref)
        yield Note(
            code="confiscation",
            zh=f"条文不再写没收违法所得的，依{cited.zh}仍应没收，不算减轻",
            en=f"Where a text no longer mentions confiscation, {cited.en} still requires it: nothing became lighter",
            reference=ref,
        )


def _situation(
    statutes: Statutes, asked: Sequence[tuple[str, str]], facts: Sequence[str], case: Case, today: date
) -> Comparison:
    """One case under each provision. A fact that a provision knows nothing of is left out there, and said."""
    refs = [ref for _, ref in asked]
    named, missed = _facts(statutes, refs, facts)
    every = tuple(dict.fromkeys(fact for found in named.values() for fact in found))
    answers = [
        assess(
            statutes,
            ref,
            structs.replace(case, facts=tuple(fact for fact in named[ref] if fact in statutes.ladder(ref).facts)),
            today=today,
        )
        for ref in refs
    ]
    cells = []
    for ref, answer in zip(refs, answers, strict=True):
        found = Outcome(reference=answer.reference, tier=answer.tier, fines=answer.fines, sanctions=answer.sanctions)
        cells.append(_cell(statutes, statutes.ladder(ref), found))
    row = marked(statutes, Row(facts=every, cells=tuple(cells)), today)
    notes = [
        Note(
            code="fact-not-used",
            zh=f"{ref} 没有“{short(plain(text))}”的档次，按其余情节定档",
            en=f"{ref} has no tier for “{short(plain(text))}”: its tier follows from the other facts",
        )
        for ref, text in missed
    ]
    return Comparison(
        columns=tuple(_column(statutes, text, ref, (row,), index) for index, (text, ref) in enumerate(asked)),
        rows=(row,),
        relations=tuple(relation((row,), index) for index in range(len(asked))),
        notes=tuple(notes),
        situation=structs.replace(case, facts=every),
    )


def _facts(
    statutes: Statutes, refs: Sequence[str], texts: Sequence[str]
) -> tuple[dict[str, tuple[str, ...]], list[tuple[str, str]]]:
    """The facts as each provision understands the words, and the (provision, words) that say nothing there.

    Raises FinecalcError for words that none of them has.
    """
    found: dict[str, list[str]] = {ref: [] for ref in refs}
    missed = []
    for text in texts:
        refused = {}
        for ref in found:
            try:
                found[ref].append(fact_named(statutes, [statutes.ladder(ref)], text))
            except FactNotUsed as error:
                refused[ref] = error
        if len(refused) == len(found):
            raise FinecalcError(
                "；".join(error.words.zh for error in refused.values()),
                "; ".join(error.words.en for error in refused.values()),
                "facts",
            )
        missed += [(ref, text) for ref in refused]
    return {ref: tuple(dict.fromkeys(facts)) for ref, facts in found.items()}, missed
