"""What no table may say, because every answer would be wrong or none could be given. Checked whenever a table is read.

Whether it says what the text says is for `lint`; here only: values that no law holds, words that no
vocabulary knows, editions that overlap or leave a gap, circles, impossible amounts.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise

from finecalc.language.near import nearest
from finecalc.table.model import Provision, Rules, Table, Term

Path = tuple[str | int, ...]
Flaw = tuple[Path, str, str]
"""Where (the path of the key), and what is wrong, in both languages."""

RELIED_ON: dict[str, tuple[str, ...]] = {
    "sanctions": ("fine", "order-correction", "confiscate-gains"),
    "persons": ("organisation", "individual", "manager", "staff"),
    "bases": ("gains",),
}
"""Identifiers without which the engine's own words would mean nothing."""


MOST = 10**13
"""Yuan, or times, or percent: no law names more, and no amount that finecalc reads is as large."""
_DAYS = (date(1900, 1, 1), date(2199, 12, 31))
_DEEPEST = 16
_LONGEST = 200_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_MOST_TIERS = 60


def implausible(data: object) -> Iterator[Flaw]:
    """Values in plain data, not typed yet, that no table of law holds: immense or endless numbers, days far off, signs that
    steer a terminal, and nesting without end. Nothing that comes after has to reckon with them.
    """
    ahead: list[tuple[Path, object]] = [((), data)]
    while ahead:
        path, value = ahead.pop()
        if isinstance(value, dict | list):
            if len(path) >= _DEEPEST:
                yield path[:_DEEPEST], "嵌套过深", "nested too deep"
                continue
            members = value.items() if isinstance(value, dict) else enumerate(value)
            for key, member in members:
                if isinstance(key, str) and _CONTROL.search(key):
                    yield path, f"键 {key!a} 里有控制字符", f"the key {key!a} holds control characters"
                ahead.append(((*path, key), member))
        elif isinstance(value, str):
            steering = _CONTROL.search(value)
            if steering or len(value) > _LONGEST:
                where = ".".join(map(str, path))
                zh, en = (
                    (f"有控制字符 U+{ord(steering[0]):04X}", f"holds the control character U+{ord(steering[0]):04X}")
                    if steering
                    else ("太长", "is too long")
                )
                yield path, f"{where}：{zh}", f"{where} {en}"
        elif not _plausible(value):
            immense = isinstance(value, int) and value.bit_length() > 256  # too long to be written out
            where, shown = ".".join(map(str, path)), "1…" if immense else str(value)[:40]
            yield path, f"{where}：法条里不会有 {shown} 这样的值", f"{where}: no law holds a value like {shown}"


def _plausible(value: object) -> bool:
    if isinstance(value, int):
        return abs(value) <= MOST
    if isinstance(value, Decimal):
        return value.is_finite() and value.adjusted() <= 13 and -6 <= int(value.as_tuple().exponent) <= 13
    if isinstance(value, datetime | time):
        return False
    return not isinstance(value, date) or _DAYS[0] <= value <= _DAYS[1]


def unusable(table: Table) -> Iterator[Flaw]:
    """Every flaw of the table, in its order."""
    known = {provision.ref for provision in table.provisions}
    yield from _words(table)
    yield from _levels(table)
    for path, ref in _rules(table):
        if ref not in known:
            yield _names_nothing(path, ref)
    yield from _editions(table)
    for number, provision in enumerate(table.provisions):
        yield from _amounts(("provisions", number), provision)
    yield from endless(table)


def endless(table: Table) -> Iterator[Flaw]:
    """What could not be worked out to the end: circles, and tiers borrowed without measure."""
    circles = list(_circles(table))
    yield from circles
    if not circles:
        yield from _boundless(table)


def _editions(table: Table) -> Iterator[Flaw]:
    """Editions that end before they begin, or on whose days two are in force, or none between two."""
    seen: set[str] = set()
    for number, law in enumerate(table.laws):
        if law.id in seen:
            yield ("laws", number, "id"), f"{law.id} 有两部", f"{law.id} is there twice"
        seen.add(law.id)
        order = sorted(range(len(law.editions)), key=lambda index: law.editions[index].in_force)
        for index, edition in enumerate(law.editions):
            path: Path = ("laws", number, "editions", index, "until")
            if edition.until and edition.until < edition.in_force:
                yield (
                    path,
                    f"until（{edition.until}）早于 in_force（{edition.in_force}）",
                    f"until ({edition.until}) is before in_force ({edition.in_force})",
                )
            if edition.year in {other.year for other in law.editions[:index]}:
                yield (*path[:-1], "year"), f"{law.id}@{edition.year} 有两个", f"{law.id}@{edition.year} is there twice"
        for before, after in pairwise(order):
            one, other = law.editions[before], law.editions[after]
            due = other.in_force - timedelta(days=1)
            if one.until == due:
                continue
            path = ("laws", number, "editions", before, "until")
            named = f"{law.id}@{one.year}"
            if one.until and one.until < due:
                yield (
                    path,
                    f"{named} 的 until 是 {one.until}，下一个版本 {other.in_force} 才施行，中间没有法",
                    f"{named} ends on {one.until} and the next edition begins on {other.in_force}: between them there is none",
                )
            else:
                yield (
                    path,
                    f"{named} 的 until 应当是 {due}：下一个版本 {other.in_force} 起施行，同一天不能有两个版本",
                    f"{named} should end on {due}: the next edition begins on {other.in_force}, and no day has two",
                )


def _rules(table: Table) -> Iterator[tuple[Path, str]]:
    """Every provision that a general rule rests on."""
    rules = table.rules
    for name in ("edition", "one_fine", "correction", "correction_found", "confiscation", "permits", "no_transfer"):
        if getattr(rules, name):
            yield ("rules", name), getattr(rules, name)
    for name in ("handover", "report_up"):
        if getattr(rules, name):
            yield ("rules", name, "ref"), getattr(rules, name).ref
    for number, ref in enumerate(rules.division):
        yield ("rules", "division", number), ref
    for number, step in enumerate(rules.procedures):
        yield ("rules", "procedures", number, "ref"), step.ref
        yield ("rules", "procedures", number, "general"), step.general
    yield from (((*path, "ref"), ref) for path, ref in road_references(rules))
    for path, ref in rules.bands.references if rules.bands else ():
        yield ("rules", "bands", *path), ref


def road_references(rules: Rules) -> Iterator[tuple[Path, str]]:
    """Every provision on which the road of a case rests, and where it is named."""
    if rules.office_rules:
        yield ("rules", "office_rules"), rules.office_rules
    for number, reading in enumerate(rules.counting):
        if reading.ref:
            yield ("rules", "counting", number), reading.ref
    for number, step in enumerate(rules.steps):
        for key in ("office", "general", "listed"):
            for at, each in enumerate(getattr(step, key)):
                count = getattr(each, "count", None)
                for ref in (each.ref, count and count.by):
                    if ref:
                        yield ("rules", "steps", number, key, at), ref


def _words(table: Table) -> Iterator[Flaw]:
    """Identifiers that the vocabularies do not know."""
    facts, bases, persons, kinds, bodies, subjects = (
        _ids(terms)
        for terms in (table.facts, table.bases, table.persons, table.sanctions, table.authorities, table.subjects)
    )
    laws = {law.id for law in table.laws}
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
        yield from _unknown((*place, "points_to_laws"), provision.points_to_laws, laws)
        yield from _unknown((*place, "authority"), provision.authority, bodies)
        for index, borrow in enumerate(provision.borrows):
            yield from _unknown((*place, "borrows", index, "on"), borrow.on, persons)
        for index, tier in enumerate(provision.tiers):
            here: Path = (*place, "tiers", index)
            yield from _unknown((*here, "when"), tier.when, facts)
            for at, fine in enumerate(tier.fines):
                there = (*here, "fines", at)
                yield from _unknown((*there, "on"), fine.on, persons)
                yield from _unknown((*there, "instead_of"), fine.instead_of, kinds)
                for key in ("multiple", "share", "bracket"):
                    part = getattr(fine, key)
                    yield from _unknown((*there, key, "of"), [part.of] if part else [], bases)
            for at, sanction in enumerate(tier.sanctions):
                there = (*here, "sanctions", at)
                yield from _unknown((*there, "kind"), [sanction.kind], kinds)
                yield from _unknown((*there, "on"), sanction.on, persons)
                yield from _unknown((*there, "by"), sanction.by, bodies)
                yield from _unknown((*there, "subject"), [sanction.subject] if sanction.subject else [], subjects)


def _levels(table: Table) -> Iterator[Flaw]:
    """Levels of discretion that are no part of a span, or that no vocabulary knows."""
    bands = table.rules.bands
    if bands is None:
        return
    here: Path = ("rules", "bands")
    yield from _unknown((*here, "two_levels"), bands.two_levels, _ids(table.sanctions))
    yield from _unknown((*here, "local_levels"), bands.local_levels, _ids(table.authorities))
    for number, level in enumerate(bands.levels):
        there = (*here, "levels", number)
        yield from _unknown((*there, "adjust"), [level.adjust] if level.adjust else [], _ids(table.adjustments))
        if not 0 <= level.low < level.high <= 100 or not 0 <= bands.float <= 100:
            low, high = level.low, level.high
            yield (
                (*there, "low"),
                f"{low}% 至 {high}% 不是幅度中的一段",
                f"{low}% to {high}% is no part of a span",
            )


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
    """Provisions that borrow from, aggravate, or take up the conduct of, themselves through others."""
    places = {provision.ref: number for number, provision in enumerate(table.provisions)}
    for keys in (("borrows", "aggravates"), ("successors", "points_to")):
        links = {
            each.ref: [(key, link.ref) for key in keys for link in getattr(each, key)] for each in table.provisions
        }
        done: set[str] = set()
        for start in links:
            open_ones = {start: iter(links[start])} if start not in done else {}
            while open_ones:
                ref = next(reversed(open_ones))
                key, linked = next(open_ones[ref], ("", ""))
                if linked in open_ones:
                    yield (
                        ("provisions", places[ref], key),
                        f"{linked} 的 {' 或者 '.join(keys)} 绕回了自己",
                        f"{linked} comes back to itself through {' or '.join(keys)}",
                    )
                elif linked and linked not in done and linked in links:
                    open_ones[linked] = iter(links[linked])
                elif not linked:
                    done.add(ref)
                    del open_ones[ref]


def _boundless(table: Table) -> Iterator[Flaw]:
    """Tiers that grow with every step of borrowing. There are no circles."""
    links = {each.ref: [borrow.ref for borrow in each.borrows] for each in table.provisions}
    own = {each.ref: 1 + len(each.tiers) for each in table.provisions}
    total: dict[str, int] = {}
    for start in links:
        ahead = [start]
        while ahead:
            ref = ahead[-1]
            missing = [lent for lent in links.get(ref, ()) if lent not in total]
            if missing:
                ahead += missing
                continue
            total[ref] = min(10**9, own.get(ref, 0) + sum(total[lent] for lent in links.get(ref, ())))
            ahead.pop()
    whole = dict(total)
    for graver in table.provisions:
        for link in graver.aggravates:
            if link.ref in whole:
                whole[link.ref] += total[graver.ref]
    for number, provision in enumerate(table.provisions):
        tiers = whole[provision.ref]
        if tiers > _MOST_TIERS:
            yield (
                ("provisions", number, "borrows" if provision.borrows else "ref"),
                f"{provision.ref} 连借来的一共有 {tiers:.3g} 档，不会有这样的条文",
                f"{provision.ref} has {tiers:.3g} tiers with those it borrows: there is no such provision",
            )


def _ids(terms: Iterable[Term]) -> set[str]:
    return {term.id for term in terms}


def _unknown(path: Path, used: Iterable[str], known: set[str]) -> Iterator[Flaw]:
    for word in used:
        if word not in known:
            near = nearest(word, known)
            zh = f"，是不是“{near}”？" if near else ""
            en = f"; did you mean “{near}”?" if near else ""
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
