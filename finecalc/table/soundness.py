"""What no table may say, because every answer would be wrong or none could be given. Checked whenever a table is read.

Whether it says what the text says is for `lint`; here only: words that no vocabulary knows, circles, impossible amounts.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from finecalc.table.model import Provision, Table, Term

Path = tuple[str | int, ...]
Flaw = tuple[Path, str, str]
"""Where (the path of the key), and what is wrong, in both languages."""

RELIED_ON: dict[str, tuple[str, ...]] = {
    "sanctions": ("fine", "order-correction", "confiscate-gains"),
    "persons": ("organisation", "individual", "manager", "staff"),
    "bases": ("gains", "purchase", "turnover"),
}
"""Identifiers without which the engine's own words would mean nothing."""


def unusable(table: Table) -> Iterator[Flaw]:
    """Every flaw of the table, in its order."""
    known = {provision.ref for provision in table.provisions}
    yield from _words(table)
    for path, ref in _rules(table):
        if ref not in known:
            yield _names_nothing(path, ref)
    for number, law in enumerate(table.laws):
        for index, edition in enumerate(law.editions):
            if edition.until and edition.until < edition.in_force:
                path = ("laws", number, "editions", index, "until")
                yield (
                    path,
                    f"until（{edition.until}）早于 in_force（{edition.in_force}）",
                    f"until ({edition.until}) is before in_force ({edition.in_force})",
                )
    for number, provision in enumerate(table.provisions):
        yield from _amounts(("provisions", number), provision)
    yield from _circles(table)


def _rules(table: Table) -> Iterator[tuple[Path, str]]:
    """Every provision that a general rule rests on."""
    rules = table.rules
    for name in ("edition", "one_fine", "correction", "correction_found", "confiscation", "permits", "no_transfer"):
        yield ("rules", name), getattr(rules, name)
    for name in ("handover", "report_up"):
        yield ("rules", name, "ref"), getattr(rules, name).ref
    for number, ref in enumerate(rules.division):
        yield ("rules", "division", number), ref
    for number, step in enumerate(rules.procedures):
        yield ("rules", "procedures", number, "ref"), step.ref
        yield ("rules", "procedures", number, "general"), step.general


def _words(table: Table) -> Iterator[Flaw]:
    """Identifiers that the vocabularies do not know."""
    facts, bases, persons, kinds, bodies, subjects = (
        _ids(terms)
        for terms in (table.facts, table.bases, table.persons, table.sanctions, table.authorities, table.subjects)
    )
    for key, needed in RELIED_ON.items():
        for name in set(needed) - _ids(getattr(table, key)):
            yield (key,), f"{key} 中缺少“{name}”", f"{key} lacks “{name}”"
    yield from _unknown(("office", "level"), [table.office.level], bodies)
    yield from _unknown(("rules", "limitation", "fact"), [table.rules.limitation.fact], facts)
    for number, kind in enumerate(table.sanctions):
        yield from _unknown(("sanctions", number, "covers"), kind.covers, kinds)
        yield from _unknown(("sanctions", number, "satisfies"), kind.satisfies, kinds)
        yield from _unknown(("sanctions", number, "decided_by"), [kind.decided_by] if kind.decided_by else [], bodies)
    for number, power in enumerate(table.powers):
        yield from _unknown(("powers", number, "level"), [power.level], bodies)
        passages = {passage.id for passage in table.passages}
        yield from _unknown(("powers", number, "duties"), [power.duties], passages)
        yield from _unknown(("powers", number, "accountability"), [power.accountability], passages)
    for number, provision in enumerate(table.provisions):
        place: Path = ("provisions", number)
        yield from _unknown((*place, "subject"), provision.subject, subjects)
        yield from _unknown((*place, "authority"), provision.authority, bodies)
        for index, borrow in enumerate(provision.borrows):
            yield from _unknown((*place, "borrows", index, "on"), borrow.on, persons)
        for index, tier in enumerate(provision.tiers):
            here: Path = (*place, "tiers", index)
            yield from _unknown((*here, "when"), tier.when, facts)
            for at, fine in enumerate(tier.fines):
                there = (*here, "fines", at)
                yield from _unknown((*there, "on"), fine.on, persons)
                for key in ("multiple", "share", "bracket"):
                    part = getattr(fine, key)
                    yield from _unknown((*there, key, "of"), [part.of] if part else [], bases)
            for at, sanction in enumerate(tier.sanctions):
                there = (*here, "sanctions", at)
                yield from _unknown((*there, "kind"), [sanction.kind], kinds)
                yield from _unknown((*there, "on"), sanction.on, persons)
                yield from _unknown((*there, "by"), sanction.by, bodies)
                yield from _unknown((*there, "subject"), [sanction.subject] if sanction.subject else [], subjects)


def _amounts(place: Path, provision: Provision) -> Iterator[Flaw]:
    """Fines below nothing, with a ceiling under their floor, or with no amount at all."""
    for index, tier in enumerate(provision.tiers):
        for at, fine in enumerate(tier.fines):
            here = (*place, "tiers", index, "fines", at)
            parts = [part for part in (fine.multiple, fine.share) if part]
            bounds = [(Decimal(part.min), Decimal(part.max)) for part in parts]
            if fine.max is not None:
                bounds.append((Decimal(fine.min), Decimal(fine.max)))
            if not fine.on:
                yield (*here, "on"), "没有写罚谁", "says of nobody that they are fined"
            if fine.max is None and not parts:
                yield (
                    here,
                    "没有写数额：要有 max、multiple 或者 share",
                    "names no amount: max, multiple or share is needed",
                )
            for low, high in bounds:
                if low < 0 or high < low:
                    yield (*here, "min"), f"下限 {low} 和上限 {high} 不成幅度", f"{low} to {high} is no range"


def _circles(table: Table) -> Iterator[Flaw]:
    """Provisions that borrow from, or aggravate, themselves through others."""
    links = {
        provision.ref: [borrow.ref for borrow in provision.borrows] + [base.ref for base in provision.aggravates]
        for provision in table.provisions
    }
    for number, provision in enumerate(table.provisions):
        seen: set[str] = set()
        ahead = list(links[provision.ref])
        while ahead:
            ref = ahead.pop()
            if ref == provision.ref:
                path: Path = ("provisions", number)
                yield (
                    path,
                    f"{ref} 的 borrows 或者 aggravates 绕回了自己",
                    f"{ref} borrows from or aggravates itself in a circle",
                )
                break
            if ref not in seen:
                seen.add(ref)
                ahead += links.get(ref, [])


def _ids(terms: Iterable[Term]) -> set[str]:
    return {term.id for term in terms}


def _unknown(path: Path, used: Iterable[str], known: set[str]) -> Iterator[Flaw]:
    for word in used:
        if word not in known:
            from difflib import get_close_matches

            near = get_close_matches(word, known, 1)
            zh = f"，是不是“{near[0]}”？" if near else ""
            en = f"; did you mean “{near[0]}”?" if near else ""
            yield (
                path,
                f"{'.'.join(map(str, path))}：词汇表中没有“{word}”{zh}",
                f"{'.'.join(map(str, path))}: no vocabulary knows “{word}”{en}",
            )


def _names_nothing(path: Path, ref: str) -> Flaw:
    return (
        path,
        f"{'.'.join(map(str, path))}：指向不存在的 {ref}",
        f"{'.'.join(map(str, path))}: names {ref}, which is not there",
    )
