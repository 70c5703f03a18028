"""Two editions of a law: every paragraph of one beside what took it up in the other, and what is new."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import structs

from finecalc.language.citation import everyday
from finecalc.language.errors import FinecalcError
from finecalc.language.numerals import plain
from finecalc.law import succession
from finecalc.law.answer import Case, office_used, table_used
from finecalc.law.rules.lighter import Relation
from finecalc.table.model import Edition, Law, Provision, Successor
from finecalc.table.statutes import Statutes
from finecalc.teach.comparison import Change, Compared, Pair
from finecalc.teach.side_by_side import side_by_side

_EDITION = re.compile(r"^(?P<law>.+?)[》>]?\s*(?:@(?P<at>\d{4})|\(?(?P<year>\d{4})\s*年?\s*(?:修正|修订|版)?\)?)$")


def edition_named(statutes: Statutes, text: str) -> tuple[Law, Edition] | None:
    """The edition that `csl@2016` or 网络安全法（2016年） names; None when the text names no whole edition.

    Raises FinecalcError when it names a law without its edition, or an edition that there is not.
    """
    written = plain(text).lstrip("《<")
    names = {everyday(plain(name)).lower(): law for name, law in statutes.law_names.items()}
    match = _EDITION.match(written)
    word = everyday((match["law"] if match else written).rstrip("》>")).lower()
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


def editions_compared(
    statutes: Statutes, asked: Sequence[str], found: Sequence[tuple[Law, Edition]], today: date
) -> Compared:
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
    return Compared(
        kind="editions",
        title=f"《{everyday(law.name)}》罚则：{before}年 → {after}年",
        title_en=f"{law.name_en}, penalties: {before} → {after}",
        comparisons=(),
        pairs=pairs,
        editions=(f"{law.id}@{before}", f"{law.id}@{after}"),
        table=table_used(statutes),
        office=office_used(statutes),
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
    comparison = side_by_side(statutes, [(before.ref, before.ref), (after.ref, after.ref)], (), Case(), today)
    changes: dict[Relation, Change] = {
        "heavier": "raised",
        "lighter": "lowered",
        "equal": "unchanged",
        "unclear": "mixed",
    }
    return structs.replace(pair, change=changes[comparison.relations[1]], comparison=comparison)
