"""References and, if one is given, a situation in; provisions side by side out, tier by tier. Pure.

What a tier allows comes from the ladder and `outcome`, a situation from `assess`, lighter or heavier from `lighter`.
"""

import heapq
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct, structs

from finecalc.language import citation
from finecalc.language.answers import Answer
from finecalc.language.citation import PowerItem
from finecalc.language.errors import FactNotUsed, FinecalcError
from finecalc.language.numerals import plain
from finecalc.language.words import Words
from finecalc.law import succession
from finecalc.law.answer import Case, Note, Quoted, TableUsed
from finecalc.law.assess import assess
from finecalc.law.facts import fact_named
from finecalc.law.outcome import TARGETS, AppliedTier, FineRange, Imposable, Outcome, outcome
from finecalc.law.rules.correction import with_correction
from finecalc.law.rules.edition import differences
from finecalc.law.rules.lighter import Difference, Relation
from finecalc.table.ladder import Ladder
from finecalc.table.model import Edition, Law, Mode, Provision, Successor
from finecalc.table.statutes import Statutes, in_force, short

MOST = 6
"""How many provisions are compared at once: more can be neither read nor projected."""

Sign = Literal["raised", "lowered", "added", "removed", "changed"]
Change = Literal["raised", "lowered", "mixed", "unchanged", "new", "gone"]


class Mark(Struct, frozen=True, kw_only=True):
    """One respect in which a cell differs from the first provision of its row that has the tier.

    `respect` is a target (`organisation`), a sanction (`warning`), `facts` or `authority`. `sign` is what there is to
    see, `relation` what it means for the party; None where it is neither lighter nor heavier (corrective measures).
    """

    respect: str
    sign: Sign
    relation: Relation | None = None


class Cell(Struct, frozen=True, kw_only=True):
    """What one provision allows at one tier.

    `asked` is the provision of the column, `reference` the paragraph applied, `when` what opens the tier.
    """

    asked: str
    reference: str
    tier: int
    when: dict[str, str]
    items: tuple[int, ...]
    quote: str | None
    fines: tuple[FineRange, ...]
    sanctions: tuple[Imposable, ...]
    authority: tuple[str, ...]
    authority_quote: str
    removed: tuple[Imposable, ...] = ()
    marks: tuple[Mark, ...] = ()
    differences: tuple[Difference, ...] = ()

    def fine_on(self, target: str) -> FineRange | None:
        """The range on a target, or None where it is not fined."""
        return next((fine for fine in self.fines if fine.on == target), None)

    def sign(self, respect: str) -> Sign | None:
        """How the cell differs in this respect, or None."""
        return next((mark.sign for mark in self.marks if mark.respect == respect), None)

    @property
    def outcome(self) -> Outcome:
        return Outcome(
            reference=self.reference,
            tier=AppliedTier(
                index=self.tier, facts=tuple(self.when), words=self.when, quote=self.quote, source=self.reference
            ),
            fines=self.fines,
            sanctions=self.sanctions,
        )


class Row(Struct, frozen=True, kw_only=True):
    """A tier across the provisions: the facts that open it in any of them (none: the lightest tier).

    A cell is None where the provision has no such tier.
    """

    facts: tuple[str, ...]
    cells: tuple[Cell | None, ...]


class Column(Struct, frozen=True, kw_only=True):
    """A provision compared: `asked` as typed, `reference` as found, `texts` all that its cells quote."""

    asked: str
    reference: str
    citation: str
    citation_en: str
    name: str
    name_en: str
    in_force: date
    until: date | None
    texts: tuple[Quoted, ...]


class Comparison(Struct, frozen=True, kw_only=True):
    """Provisions side by side. `situation` says that the one row is a case, not a tier."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    relations: tuple[Relation, ...]
    notes: tuple[Note, ...] = ()
    situation: Case | None = None


class Pair(Struct, frozen=True, kw_only=True):
    """A paragraph of one edition and the one that took up its conduct in the other (`items`: only these of it).

    `before` is None for a new paragraph, `after` for one without a successor; `gone` with `after` means that a pointer
    to other laws took its place, and `points_to` where it points. `joins`: the paragraphs whose tiers a new one adds to.
    """

    change: Change
    before: str | None = None
    after: str | None = None
    items: tuple[int, ...] = ()
    to_items: tuple[int, ...] = ()
    split: bool = False
    merged: bool = False
    reworded: bool = False
    points_to: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    name: str = ""
    name_en: str = ""
    comparison: Comparison | None = None


class Compared(Answer, frozen=True, kw_only=True):
    """The whole answer: some comparisons, or the pairs of two editions."""

    kind: Literal["provisions", "item", "editions"]
    title: str
    title_en: str
    comparisons: tuple[Comparison, ...]
    pairs: tuple[Pair, ...] = ()
    editions: tuple[str, ...] = ()
    table: TableUsed


def compare(
    statutes: Statutes, asked: Sequence[str], *, facts: Sequence[str] = (), case: Case | None = None, today: date
) -> Compared:
    """What is the same and what differs between the provisions `asked` for, as people write them.

    One or two editions (`csl@2016`) are compared as a whole; one power item (`#1`) is compared with its basis today;
    one provision alone with what it was or has become. With `facts` (as people name them) or a `case` that is not
    empty, one situation is compared instead of every tier; known bases turn multiples into amounts either way.
    Raises FinecalcError for what cannot be compared.
    """
    case = case or Case()
    whole = [_edition(statutes, text) for text in asked]
    if any(whole):
        if facts:
            raise FinecalcError(
                "整部法的两个版本是逐条比较的，不能再加情节；要比较一个案情，请写两条依据",
                "Whole editions are compared paragraph by paragraph, without facts; name two provisions to compare a case",
                "facts",
            )
        return _editions(statutes, asked, [found for found in whole if found], today)
    item = statutes.cited(asked[0]) if len(asked) == 1 else None
    if isinstance(item, PowerItem):
        return _item(statutes, asked[0], item, facts, case, today)
    columns = _columns(statutes, asked, today)
    comparison = _compared(statutes, columns, facts, case, today)
    names = Words(
        " ｜ ".join(_short(statutes, ref).zh for _, ref in columns),
        " | ".join(_short(statutes, ref).en for _, ref in columns),
    )
    return Compared(
        kind="provisions", title=names.zh, title_en=names.en, comparisons=(comparison,), table=_table(statutes)
    )


# --- which provisions -------------------------------------------------------------------------------------------------


def _columns(statutes: Statutes, asked: Sequence[str], today: date) -> list[tuple[str, str]]:
    """What was typed and the reference found, each provision once. Raises FinecalcError unless there are 2 to MOST."""
    found: dict[str, str] = {}
    for text in asked:
        for ref in _references(statutes, text, today):
            found.setdefault(ref, text)
    if len(found) == 1:
        ref, text = next(iter(found.items()))
        found = dict.fromkeys(_related(statutes, ref, today), text)
    if len(found) < 2:
        ref = next(iter(found))
        raise FinecalcError(
            f"只有 {ref} 一条，表中没有它的前身或者后继可比。请再写一条，例如 finecalc compare csl@2016:59.1 csl@2025:61.1",
            f"There is only {ref}, and nothing in the table came before or after it. Name another one, "
            "for example: finecalc compare csl@2016:59.1 csl@2025:61.1",
            "provision",
        )
    if len(found) > MOST:
        raise FinecalcError(
            f"一次最多比较 {MOST} 条，这里有 {len(found)} 条：{'、'.join(found)}",
            f"At most {MOST} provisions are compared at once; these are {len(found)}: {', '.join(found)}",
            "provision",
        )
    return [(text, ref) for ref, text in found.items()]


def _references(statutes: Statutes, text: str, today: date) -> list[str]:
    cited = statutes.cited(text)
    if isinstance(cited, PowerItem):
        return [ref for ref, _ in succession.listed(statutes, cited, today)]
    provision = succession.find(statutes, cited, today)
    succession.must_be_penalty(statutes, provision)
    return [provision.ref]


def _related(statutes: Statutes, ref: str, today: date) -> list[str]:
    """The provision with what it has become by today, or else with what it was."""
    if not in_force(statutes.edition(ref), today):
        return [ref, *_penalties(statutes, [other for other, _ in succession.at(statutes, (ref, ()), today)])]
    return [*_penalties(statutes, [other for other, _ in statutes.predecessors((ref, ()))]), ref]


def _penalties(statutes: Statutes, refs: Iterable[str]) -> list[str]:
    return [ref for ref in dict.fromkeys(refs) if statutes.provision(ref).role == "penalty"]


def _item(statutes: Statutes, asked: str, cited: PowerItem, facts: Sequence[str], case: Case, today: date) -> Compared:
    """The basis of a power item as listed beside its basis today, one comparison for each listed provision."""
    power = statutes.power(cited.number)
    succession.listed(statutes, cited, today)
    comparisons = []
    for ref in _penalties(statutes, power.provisions):
        now = _penalties(statutes, [other for other, _ in succession.at(statutes, (ref, ()), today)])
        columns = [(asked, found) for found in dict.fromkeys((ref, *now))]
        note = _item_note(statutes, power.number, ref, now)
        found = _compared(statutes, columns, facts, case, today)
        comparisons.append(structs.replace(found, notes=(note, *found.notes)))
    return Compared(
        kind="item",
        title=f"权责清单第 {power.number} 项　{power.name}",
        title_en=f"Power item {power.number}: {power.name_en}",
        comparisons=tuple(comparisons),
        table=_table(statutes),
    )


def _item_note(statutes: Statutes, number: int, ref: str, now: list[str]) -> Note:
    if now == [ref]:
        zh, en = f"清单所列的 {ref} 现行有效", f"{ref}, as listed, is still in force"
    elif now:
        zh = f"清单列的是 {ref}（左列），现行依据是 {'、'.join(now)}"
        en = f"The list names {ref} (first column); the basis today is {', '.join(now)}"
    else:
        zh, en = f"清单列的是 {ref}，表中没有它今天的后继", f"The list names {ref}; the table holds no successor today"
    return Note(code="item", zh=zh, en=en)


# --- side by side -----------------------------------------------------------------------------------------------------


def _compared(
    statutes: Statutes, asked: Sequence[tuple[str, str]], facts: Sequence[str], case: Case, today: date
) -> Comparison:
    if facts:
        return _situation(statutes, asked, facts, case, today)
    refs = [ref for _, ref in asked]
    rows = tuple(_marked(statutes, row, today) for row in by_tier(statutes, refs, case.bases, today))
    return Comparison(
        columns=tuple(_column(statutes, text, ref, rows, index) for index, (text, ref) in enumerate(asked)),
        rows=rows,
        relations=tuple(_relation(rows, index) for index in range(len(asked))),
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
        for facts, row in _aligned(ladders, [fact.id for fact in statutes.table.facts])
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
    rung = ladder.rungs[index]
    met = [*(each for each, lower in enumerate(ladder.rungs[:index]) if not lower.when), index]
    found = outcome(ladder, met, tuple(rung.when), bases)
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


def _aligned(ladders: Sequence[Ladder], order: Sequence[str]) -> list[tuple[list[str], list[int | None]]]:
    """Rows of rung numbers, one for each ladder, with the facts of each row. The order within a ladder is kept.

    Between tiers that have a fact in common, those that have none stand in `order`, the vocabulary's order of facts.
    """
    rows: list[tuple[list[str], list[int | None]]] = []
    for number, ladder in enumerate(ladders):
        opened = [list(rung.when) for rung in ladder.rungs]
        own: list[tuple[list[str], list[int | None]]] = [
            (facts, [*[None] * number, index]) for index, facts in enumerate(opened)
        ]
        merged: list[tuple[list[str], list[int | None]]] = []
        row_index = rung_index = 0
        for row_stop, rung_stop in [*_matches([facts for facts, _ in rows], opened), (len(rows), len(opened))]:
            apart = [(facts, [*indexes, None]) for facts, indexes in rows[row_index:row_stop]]
            merged += heapq.merge(apart, own[rung_index:rung_stop], key=lambda row: _rank(row[0], order))
            if row_stop < len(rows):
                facts, indexes = rows[row_stop]
                merged.append((list(dict.fromkeys((*facts, *opened[rung_stop]))), [*indexes, rung_stop]))
            row_index, rung_index = row_stop + 1, rung_stop + 1
        rows = merged
    return rows


def _rank(facts: Sequence[str], order: Sequence[str]) -> int:
    return min((order.index(fact) for fact in facts if fact in order), default=-1)


def _matches(rows: Sequence[list[str]], rungs: Sequence[list[str]]) -> list[tuple[int, int]]:
    """The longest chain of (row, rung) in which both need no fact, or one fact opens both."""
    best: dict[tuple[int, int], list[tuple[int, int]]] = {}

    def chain(row: int, rung: int) -> list[tuple[int, int]]:
        if row == len(rows) or rung == len(rungs):
            return []
        if (row, rung) not in best:
            found = max(chain(row + 1, rung), chain(row, rung + 1), key=len)
            if rows[row] == rungs[rung] == [] or set(rows[row]) & set(rungs[rung]):
                found = max([(row, rung), *chain(row + 1, rung + 1)], found, key=len)
            best[row, rung] = found
        return best[row, rung]

    return chain(0, 0)


def _column(statutes: Statutes, asked: str, ref: str, rows: Iterable[Row], index: int) -> Column:
    provision, edition, cited = statutes.provision(ref), statutes.edition(ref), statutes.citation(ref)
    cells = [row.cells[index] for row in rows]
    quoted = [cell.reference for cell in cells if cell]
    return Column(
        asked=asked,
        reference=ref,
        citation=cited.zh,
        citation_en=cited.en,
        name=provision.name,
        name_en=provision.name_en,
        in_force=edition.in_force,
        until=edition.until,
        texts=tuple(_quoted(statutes, each) for each in dict.fromkeys((ref, *quoted, *_sources(cells)))),
    )


def _sources(cells: Iterable[Cell | None]) -> Iterable[str]:
    for cell in cells:
        if cell:
            yield from (fine.source for fine in cell.fines)


def _quoted(statutes: Statutes, ref: str) -> Quoted:
    provision, cited = statutes.provision(ref), statutes.citation(ref)
    return Quoted(reference=ref, citation=cited.zh, citation_en=cited.en, text=provision.text, sure=provision.sure)


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


# --- what differs -----------------------------------------------------------------------------------------------------


def _marked(statutes: Statutes, row: Row, today: date) -> Row:
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
        ways = [relations[part] for part in parts if part in relations]
        relation = _together(ways) if ways else None
        if relation or not akin or (kind in old and _terms(old[kind]) != _terms(new[kind])):
            marks.append(Mark(respect=kind, sign=_sign(kind in old or akin, kind in new, relation), relation=relation))
    if first.authority != cell.authority:
        marks.append(Mark(respect="authority", sign="changed"))
    gone = {mark.respect for mark in marks if mark.sign == "removed"}
    removed = tuple(sanction for kind, sanction in old.items() if kind in gone)
    return structs.replace(cell, marks=tuple(marks), removed=removed, differences=found)


def _sign(before: object, after: object, relation: Relation | None) -> Sign:
    if not before or not after:
        return "removed" if before else "added"
    return "raised" if relation == "heavier" else "lowered" if relation == "lighter" else "changed"


def _by_kind(cell: Cell) -> dict[str, Imposable]:
    return {sanction.kind: sanction for sanction in reversed(cell.sanctions)}


def _terms(sanction: Imposable) -> tuple[Mode, object, tuple[str, ...]]:
    return sanction.mode, sanction.duration, sanction.on


def _relation(rows: Iterable[Row], index: int) -> Relation:
    """How a provision stands to the first one in every tier together; a tier more is heavier, a tier less lighter."""
    ways: set[Relation] = set()
    for row in rows:
        first, cell = row.cells[0], row.cells[index]
        if first and cell:
            ways |= {difference.relation for difference in cell.differences}
        elif first or cell:
            ways.add("lighter" if first else "heavier")
    return _together(ways)


def _together(ways: Iterable[Relation]) -> Relation:
    """Several respects as one: all alike, or unclear."""
    each = set(ways)
    if not each:
        return "equal"
    return each.pop() if len(each) == 1 else "unclear"


# --- one situation ----------------------------------------------------------------------------------------------------


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
    row = _marked(statutes, Row(facts=every, cells=tuple(cells)), today)
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
        relations=tuple(_relation((row,), index) for index in range(len(asked))),
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


# --- whole editions ---------------------------------------------------------------------------------------------------


_EDITION = re.compile(r"^(?P<law>.+?)[》>]?\s*(?:@(?P<at>\d{4})|\(?(?P<year>\d{4})\s*年?\s*(?:修正|修订|版)?\)?)$")


def _edition(statutes: Statutes, text: str) -> tuple[Law, Edition] | None:
    """The edition that `csl@2016` or 网络安全法（2016年） names; None when the text names no whole edition.

    Raises FinecalcError when it names a law without its edition, or an edition that there is not.
    """
    written = plain(text).lstrip("《<")
    names = {plain(name).removeprefix("中华人民共和国").lower(): law for name, law in statutes.law_names.items()}
    match = _EDITION.match(written)
    word = (match["law"] if match else written).rstrip("》>").removeprefix("中华人民共和国").lower()
    if word not in names:
        return None
    law = statutes.laws[names[word]]
    known = [f"{law.id}@{edition.year}" for edition in law.editions]
    if match is None:
        raise FinecalcError(
            f"“{plain(text)}”没有写版本或者条号。比较整部法请写版本：{'、'.join(known)}",
            f"“{plain(text)}” names no edition and no article. To compare whole editions write {', '.join(known)}",
            "provision",
        )
    year = match["at"] or match["year"]
    for edition in law.editions:
        if edition.year == year:
            return law, edition
    if match["at"] is None:
        return None  # 网安法2016 without an edition sign may be an article
    raise FinecalcError(
        f"{law.name}没有 {year} 年版本，表中有：{'、'.join(known)}",
        f"{law.name_en} has no {year} edition; the table has {', '.join(known)}",
        "provision",
    )


def _editions(statutes: Statutes, asked: Sequence[str], found: Sequence[tuple[Law, Edition]], today: date) -> Compared:
    """Every paragraph of one edition paired with what took it up in the other, and what is new."""
    law = found[0][0]
    years = [edition.year for edition in law.editions]
    chosen = sorted({edition.year for other, edition in found if other.id == law.id}, key=years.index)
    if len(asked) != len(found) or any(other.id != law.id for other, _ in found) or len(found) > 2:
        raise FinecalcError(
            "整部法只能与同一部法的另一个版本比较，例如 finecalc compare csl@2016 csl@2025；各条之间请写条号，例如 csl@2016:59.1",
            "A whole edition is compared with another edition of the same law, as in finecalc compare csl@2016 csl@2025; "
            "to compare articles write them out, as in csl@2016:59.1",
            "provision",
        )
    if len(chosen) == 1:
        place = years.index(chosen[0])
        chosen = years[place : place + 2] if place + 1 < len(years) else years[max(0, place - 1) : place + 1]
    if len(chosen) < 2:
        raise FinecalcError(
            f"表中{law.name}只有 {law.id}@{chosen[0]} 一个版本，没有可比的",
            f"The table holds only one edition of {law.name_en}, {law.id}@{chosen[0]}: there is nothing to compare it with",
            "provision",
        )
    before, after = chosen
    if years.index(after) != years.index(before) + 1:
        raise FinecalcError(
            f"{law.id}@{before} 与 {law.id}@{after} 不是相邻的版本，请逐版比较",
            f"{law.id}@{before} and {law.id}@{after} are not neighbours: compare edition by edition",
            "provision",
        )
    pairs = tuple(_pairs(statutes, law.id, before, after, today))
    name = law.name.removeprefix("中华人民共和国")
    return Compared(
        kind="editions",
        title=f"《{name}》罚则：{before}年 → {after}年",
        title_en=f"{law.name_en}, penalties: {before} → {after}",
        comparisons=(),
        pairs=pairs,
        editions=(f"{law.id}@{before}", f"{law.id}@{after}"),
        table=_table(statutes),
    )


def _pairs(statutes: Statutes, law: str, before: str, after: str, today: date) -> Iterable[Pair]:
    old = _of_edition(statutes, law, before)
    taken: dict[str, set[str]] = {}
    for provision in old:
        for step in provision.successors:
            taken.setdefault(step.ref, set()).add(provision.ref)
    for provision in old:
        steps = _by_target(provision.successors)
        if not steps:
            yield Pair(change="gone", before=provision.ref, name=provision.name, name_en=provision.name_en)
        for step in steps:
            pair = _pair(statutes, provision, step, today)
            yield structs.replace(pair, split=len(steps) > 1, merged=len(taken[step.ref]) > 1)
    for provision in _of_edition(statutes, law, after):
        if provision.ref not in taken:
            yield Pair(
                change="new",
                after=provision.ref,
                joins=tuple(link.ref for link in provision.aggravates),
                name=provision.name,
                name_en=provision.name_en,
            )


def _of_edition(statutes: Statutes, law: str, year: str) -> list[Provision]:
    return [p for p in statutes.table.provisions if p.ref.startswith(f"{law}@{year}:") and p.role != "supervision"]


def _by_target(steps: Iterable[Successor]) -> list[Successor]:
    """The successors of a paragraph, each once, with all the items that go there."""
    found: dict[str, Successor] = {}
    for step in steps:
        known = found.get(step.ref)
        found[step.ref] = (
            structs.replace(step, items=known.items + step.items, to_items=known.to_items + step.to_items)
            if known
            else step
        )
    return list(found.values())


def _pair(statutes: Statutes, before: Provision, step: Successor, today: date) -> Pair:
    after = statutes.provision(step.ref)
    pair = Pair(
        change="unchanged",
        before=before.ref,
        after=after.ref,
        items=step.items,
        to_items=step.to_items,
        reworded=before.text != after.text,
        name=before.name,
        name_en=before.name_en,
    )
    if after.role == "pointer":
        places = succession.merged(statutes.pointed((after.ref, step.to_items)))
        return structs.replace(
            pair,
            change="unchanged" if before.role == "pointer" else "gone",
            points_to=tuple(ref for ref, _ in places),
        )
    if "penalty" not in (before.role, after.role):
        return pair
    comparison = _compared(statutes, [(before.ref, before.ref), (after.ref, after.ref)], (), Case(), today)
    changes: dict[Relation, Change] = {
        "heavier": "raised",
        "lighter": "lowered",
        "equal": "unchanged",
        "unclear": "mixed",
    }
    return structs.replace(pair, change=changes[comparison.relations[1]], comparison=comparison)


# --- words ------------------------------------------------------------------------------------------------------------


def _short(statutes: Statutes, ref: str) -> Words:
    """网络安全法（2016年）第五十九条第一款, short enough for a title."""
    law, year, article, paragraph = citation.split(ref)
    cited = statutes.citation(ref)
    zh = cited.zh.replace("中华人民共和国", "")
    shown = f"({paragraph})" if cited.en.endswith(")") else ""
    return Words(zh, f"{statutes.laws[law].name_en} {year}, art. {article}{shown}")


def _table(statutes: Statutes) -> TableUsed:
    return TableUsed(version=statutes.table.version, sha256=statutes.sha256)
