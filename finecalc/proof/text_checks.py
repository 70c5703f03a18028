"""The text against the table: key by key, in both directions, and as two engines.

Each check takes the table under examination and reports to it what differs.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from finecalc.proof.reader import Reading
from finecalc.proof.reader.entry import role
from finecalc.proof.reader.words import LEVEL_PHRASES
from finecalc.table.model import Fine, Provision, Sanction, Tier
from finecalc.table.toml_lines import Path

if TYPE_CHECKING:
    from finecalc.proof.lint import Lint
    from finecalc.table.ladder import Ladder

KEYS = {
    "borrows": "SL015",
    "aggravates": "SL016",
    "provisos": "SL017",
    "supplements": "SL017",
    "breaches": "SL018",
    "authority": "SL014",
    "authority_quote": "SL014",
}
FINE_KEYS = {
    "min": "SL002",
    "max": "SL002",
    "multiple": "SL005",
    "share": "SL005",
    "bracket": "SL005",
    "on": "SL006",
    "mode": "SL007",
    "instead_of": "SL007",
    "quote": "SL019",
}
SANCTION_KEYS = {
    "kind": "SL013",
    "by": "SL013",
    "subject": "SL013",
    "duration": "SL013",
    "on": "SL006",
    "mode": "SL007",
    "quote": "SL019",
}
CENT = Decimal("0.01")


# --- key by key -------------------------------------------------------------------------------------------------------


def texts(lint: "Lint") -> None:
    """Every provision against the reading of its own text. A copy is checked too; what its origin was told is not repeated."""
    for index, provision in enumerate(lint.table.provisions):
        place = lint.place(index)
        if provision.lint_waiver:
            quotes(lint, place, provision)
            continue
        before = len(lint.problems)
        if provision.role in ("rule", "supervision"):
            no_penalty(lint, place, provision)
        else:
            penalty(lint, place, provision, lint.readings[provision.ref])
        lint.compared += 1
        origin = lint.copies.get(lint.indexes[index])
        if origin in lint.indexes:
            source = lint.table.provisions[lint.indexes.index(origin)].ref
            if any(problem.provision == source for problem in lint.problems[:before]):
                del lint.problems[before:]


def quotes(lint: "Lint", place: Path, provision: Provision) -> None:
    """Where the reading is waived, every quote still stands in the text."""
    held = [link.quote for link in provision.borrows] + [link.quote for link in provision.aggravates]
    for tier in provision.tiers:
        held += [tier.quote, *tier.when.values(), *(fine.quote for fine in tier.fines)]
        held += [sanction.quote for sanction in tier.sanctions]
    for quote in (*held, provision.authority_quote, *provision.provisos):
        if quote not in provision.text:
            lint.tell("SL019", place, provision.text, quote, ref=provision.ref)


def penalty(lint: "Lint", place: Path, provision: Provision, reading: Reading) -> None:
    """A penalty or a pointer: what the text says and what the table says, key by key."""
    ref = provision.ref
    if provision.role != role(reading):
        lint.tell("SL020", (*place, "role"), role(reading), provision.role, ref=ref)
    for no in reading.refused:
        zh, en = f"读不出“{no.words}”：{no.why.zh}", f"cannot read “{no.words}”: {no.why.en}"
        lint.tell("SL001", (*place, "text"), no.words, zh=zh, en=en, ref=ref)
    for no in reading.unnamed:
        zh, en = f"“{no.words}”：{no.why.zh}", f"“{no.words}”: {no.why.en}"
        lint.tell("SL001", (*place, "text"), no.words, zh=zh, en=en, ref=ref)
    tiers(lint, place, provision, reading)
    for key, code in KEYS.items():
        says, has = getattr(reading, key), getattr(provision, key)
        if says != has:
            lint.tell(code, (*place, key), says, has, ref=ref)
    named = reading.subject or provision.subject
    if set(named) != set(provision.subject) or (provision.role == "penalty" and not provision.subject):
        lint.tell("SL022", (*place, "subject"), reading.subject, provision.subject, ref=ref)


def no_penalty(lint: "Lint", place: Path, provision: Provision) -> None:
    """A rule or a supervision clause: the text fixes no penalty, and the table holds none. It may name who supervises."""
    ref = provision.ref
    if role(lint.readings[ref]) == "penalty":
        lint.tell("SL020", (*place, "role"), "penalty", provision.role, ref=ref)
    for key in ("tiers", "borrows", "aggravates", "breaches", "provisos"):
        if getattr(provision, key):
            lint.tell("SL020", (*place, key), "", getattr(provision, key), ref=ref)
    named: set[str] = set()
    if provision.role == "supervision":
        named = {name for pattern, names in LEVEL_PHRASES if re.search(pattern, provision.text) for name in names}
    bodies = tuple(term.id for term in lint.table.authorities if term.id in named)
    if bodies != provision.authority:
        lint.tell("SL014", (*place, "authority"), bodies, provision.authority, ref=ref)
    opening = next((found[0] for pattern, _ in LEVEL_PHRASES[:2] if (found := re.match(pattern, provision.text))), "")
    quote = opening if provision.role == "supervision" else ""
    if provision.authority_quote != quote:
        lint.tell("SL019", (*place, "authority_quote"), quote, provision.authority_quote, ref=ref)


def tiers(lint: "Lint", place: Path, provision: Provision, reading: Reading) -> None:
    """The tiers, each with the one of the same condition; one that is left over is missing or too many."""
    ref = provision.ref
    pairs = _pair(reading.tiers, provision.tiers, ("quote", "when"), ("quote",), ("when",))
    held = [has for _, has in pairs if has is not None]
    if held != sorted(held):
        zh, en = "档次的次序与条文不同", "the tiers stand in another order than in the text"
        lint.tell("SL009", (*place, "tiers"), zh=zh, en=en, ref=ref)
    for says, has in pairs:
        if has is None and says is not None:
            lint.tell("SL009", place, reading.tiers[says].quote or "（无条件）", ref=ref)
        elif says is None and has is not None:
            lint.tell("SL010", (*place, "tiers", has), "", provision.tiers[has].quote or "（无条件）", ref=ref)
        elif says is not None and has is not None and reading.tiers[says] != provision.tiers[has]:
            tier(lint, (*place, "tiers", has), ref, reading.tiers[says], provision.tiers[has])
    for number, each in enumerate(provision.disputed):
        graver = [fine.quote for one in reading.tiers[each.tier + 1 :] for fine in one.fines]
        if each.tier < 0 or each.quote not in graver or not provision.remarks:
            lint.tell("SL004", (*place, "disputed", number), "", each.quote, ref=ref)


def tier(lint: "Lint", place: Path, ref: str, says: Tier, has: Tier) -> None:
    """One tier: its facts and their words, its fines, its sanctions."""
    if says.when != has.when:
        lint.tell("SL008", (*place, "when"), says.when, has.when, ref=ref)
    if says.quote != has.quote:
        lint.tell("SL019", (*place, "quote"), says.quote, has.quote, ref=ref)
    if says.adds != has.adds:
        zh, en = (
            "“并”之前的处罚和措施是否保持原样，与条文不同",
            "whether 并 leaves what stands before it as it is differs",
        )
        lint.tell("SL007", (*place, "adds"), says.adds, has.adds, zh=zh, en=en, ref=ref)
    by_what = (("quote", "on"), ("quote",), ("on",))
    members(lint, (*place, "fines"), ref, says.fines, has.fines, by_what, ("SL003", "SL004"), FINE_KEYS)
    by_what = (("quote", "kind"), ("quote",), ("kind",))
    members(lint, (*place, "sanctions"), ref, says.sanctions, has.sanctions, by_what, ("SL011", "SL012"), SANCTION_KEYS)


def members(
    lint: "Lint",
    place: Path,
    ref: str,
    says: tuple[Fine, ...] | tuple[Sanction, ...],
    has: tuple[Fine, ...] | tuple[Sanction, ...],
    by_what: tuple[tuple[str, ...], ...],
    missing_extra: tuple[str, str],
    keys: Mapping[str, str],
) -> None:
    """The fines or sanctions of a tier, each with the one of the same words."""
    missing, extra = missing_extra
    for one, other in _pair(says, has, *by_what):
        if other is None and one is not None:
            lint.tell(missing, place, says[one].quote, ref=ref)
        elif one is None and other is not None:
            lint.tell(extra, (*place, other), "", has[other].quote, ref=ref)
        elif one is not None and other is not None:
            for key, code in keys.items():
                a, b = getattr(says[one], key), getattr(has[other], key)
                if a != b:
                    zh, en = f"{key} 与“{says[one].quote}”不同", f"{key} differs from “{says[one].quote}”"
                    lint.tell(code, (*place, other, key), a, b, zh=zh, en=en, ref=ref)


def _pair(
    says: tuple[Any, ...], has: tuple[Any, ...], *by_what: tuple[str, ...]
) -> list[tuple[int | None, int | None]]:
    """Which member of the text goes with which of the table: those that agree in the first keys, then in the next."""
    pairs: dict[int, int] = {}
    free = list(range(len(has)))
    for keys in by_what:
        for index, member in enumerate(says):
            same = [other for other in free if all(getattr(has[other], key) == getattr(member, key) for key in keys)]
            if index not in pairs and same:
                pairs[index] = same[0]
                free.remove(same[0])
    return [(index, pairs.get(index)) for index in range(len(says))] + [(None, other) for other in free]


# --- two engines ------------------------------------------------------------------------------------------------------


def engines(lint: "Lint") -> None:
    """The table and the reading, each as the law itself: same answer for every fact, item and amount.

    A provision of which a difference has been said already, key by key, is not run.
    """
    from finecalc.language.errors import FinecalcError
    from finecalc.law.outcome import outcome
    from finecalc.table.ladder import build

    told = {problem.provision for problem in lint.problems}
    text = {ref: _as_read(provision, lint.readings[ref]) for ref, provision in lint.known.items()}
    laws = [(known, _aggravations(known)) for known in (lint.known, text)]
    for index, provision in enumerate(lint.table.provisions):
        if provision.role != "penalty" or provision.lint_waiver or not _sound(lint, provision.ref):
            continue
        if told & {provision.ref, *_linked(lint, provision.ref)}:
            continue
        ladders = [build(provision.ref, known.__getitem__, graver) for known, graver in laws]
        for facts, items, bases in _cases(ladders):
            answers: list[object] = []
            for ladder in ladders:
                try:
                    met = ladder.met(facts, items)
                    answers.append(outcome(ladder, met, facts, bases) if met else None)
                except FinecalcError as error:
                    answers.append(error.words)
            lint.cases += 1
            if answers[0] != answers[1]:
                case = _case(facts, items, bases)
                zh, en = (
                    f"同一案情（{case}），表和条文算出的结果不同",
                    f"for the same case ({case}) table and text differ",
                )
                lint.tell("SL021", lint.place(index), zh=zh, en=en, ref=provision.ref)
                break


def _as_read(provision: Provision, reading: Reading) -> Provision:
    """The provision with what its text says in the place of what the table says."""
    if provision.role != "penalty":
        return provision
    return replace(provision, tiers=reading.tiers, borrows=reading.borrows, aggravates=reading.aggravates)


def _links(one: Provision | Reading) -> set[str]:
    return {link.ref for link in one.borrows} | {link.ref for link in one.aggravates}


def _linked(lint: "Lint", ref: str) -> set[str]:
    """The paragraphs whose tiers take part in the ladder of this one, by the table or by the text."""
    graver = {provision.ref for provision in lint.known.values() for link in provision.aggravates if link.ref == ref}
    return graver | _links(lint.known[ref]) | _links(lint.readings[ref])


def _sound(lint: "Lint", ref: str, seen: tuple[str, ...] = ()) -> bool:
    """Whether everything that a provision refers to is there, without going round in a circle."""
    if ref in seen or ref not in lint.known:
        return False
    return all(_sound(lint, link, (*seen, ref)) for link in _links(lint.known[ref]) | _links(lint.readings[ref]))


def _aggravations(provisions: Mapping[str, Provision]) -> dict[str, list[Provision]]:
    found: dict[str, list[Provision]] = {}
    for provision in provisions.values():
        for base in provision.aggravates:
            found.setdefault(base.ref, []).append(provision)
    return found


def _cases(ladders: "Iterable[Ladder]") -> Iterator[tuple[tuple[str, ...], tuple[int, ...], dict[str, Decimal]]]:
    """Every combination of facts, each item, and for each base: none, both sides of every boundary, much, and unknown."""
    facts = sorted({fact for ladder in ladders for fact in ladder.facts})
    items = sorted({item for ladder in ladders for rung in ladder.rungs for item in rung.items})
    sizes: dict[str, list[Decimal]] = {}
    for ladder in ladders:
        for base in ladder.bases:
            sizes.setdefault(base, [Decimal(0), CENT, Decimal(10**8)])
        for rung in ladder.rungs:
            for fine, _ in rung.fines:
                for base, edge in _edges(fine):
                    sizes[base] += [edge - CENT, edge, edge + CENT]
    combined = [some for count in range(len(facts) + 1) for some in combinations(facts, count)]
    which: list[tuple[int, ...]] = [(), *((item,) for item in items)]
    for some, item in product(combined, which):
        for amounts in product(*((*dict.fromkeys(values), None) for values in sizes.values())):
            yield some, item, {base: amount for base, amount in zip(sizes, amounts, strict=True) if amount is not None}


def _edges(fine: Fine) -> Iterator[tuple[str, Decimal]]:
    """The sizes of a base at which a fine begins, ends, or changes its ceiling."""
    if fine.bracket:
        for edge in (fine.bracket.at_least, fine.bracket.below):
            if edge is not None:
                yield fine.bracket.of, Decimal(edge)
    if fine.share and fine.max and fine.share.max:
        yield fine.share.of, (Decimal(fine.max) * 100 / fine.share.max).quantize(CENT)


def _case(facts: tuple[str, ...], items: tuple[int, ...], bases: Mapping[str, Decimal]) -> str:
    said = [*facts, *(f"item {item}" for item in items), *(f"{base}={amount}" for base, amount in bases.items())]
    return ", ".join(said) or "-"


CHECKS: "tuple[Callable[[Lint], None], ...]" = (texts,)
