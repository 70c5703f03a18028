"""The ladder of a provision: every tier that can apply to its conduct, lightest first.

Borrowed tiers (依照前款规定处罚) are written out, and the paragraphs that aggravate the same conduct (有前款行为，造成…)
go on where the provision ends, so that one rule picks the tier: the gravest one whose facts are met.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from msgspec import Struct, structs

from finecalc.language.errors import Undecided
from finecalc.table.model import Borrow, Fine, Provision, Sanction

Find = Callable[[str], Provision]


class Laid(Struct, frozen=True):
    """A fine or sanction, and the provision in whose text its quote stands."""

    what: Fine | Sanction
    source: str


class Rung(Struct, frozen=True, kw_only=True):
    """One tier. `reference` is the provision applied, `source` the one whose words open the tier.

    `items` limits it to items of the conduct; empty means all. `disputed` are fines on another reading of the text.
    `adds`: what stands before it keeps its mode. `shared`: only what several aggravated paragraphs have in common.
    """

    reference: str
    source: str
    when: dict[str, str]
    quote: str
    laid: tuple[Laid, ...]
    disputed: tuple[Laid, ...] = ()
    items: tuple[int, ...] = ()
    adds: bool = False
    shared: bool = False

    @property
    def fines(self) -> list[tuple[Fine, str]]:
        return [(laid.what, laid.source) for laid in self.laid if isinstance(laid.what, Fine)]

    @property
    def sanctions(self) -> list[tuple[Sanction, str]]:
        return [(laid.what, laid.source) for laid in self.laid if isinstance(laid.what, Sanction)]


class Ladder(Struct, frozen=True):
    """All rungs, lightest first. `reference` is the provision asked about."""

    reference: str
    rungs: tuple[Rung, ...]

    @property
    def facts(self) -> list[str]:
        """Every fact that moves a case on this ladder, in the order in which the text brings them."""
        return list(dict.fromkeys(fact for rung in self.rungs for fact in rung.when))

    @property
    def bases(self) -> list[str]:
        """Every base that an amount on this ladder is measured by."""
        found = []
        for rung in self.rungs:
            for fine, _ in rung.fines:
                found += [part.of for part in (fine.bracket, fine.multiple, fine.share) if part]
        return list(dict.fromkeys(found))

    def met(self, facts: Collection[str], items: Sequence[int] = ()) -> list[int]:
        """The rungs whose facts are met, lightest first; the last one applies.

        Raises Undecided when a fact opens a rung for some items of the conduct only, and the item is not known.
        """
        found = []
        for index, rung in enumerate(self.rungs):
            if rung.when and not any(fact in rung.when for fact in facts):
                continue
            if rung.items and not items:
                listed_zh = "、".join(f"第（{item}）项" for item in rung.items)
                listed_en = ", ".join(map(str, rung.items))
                raise Undecided(
                    f"{rung.reference} 只适用于{listed_zh}行为。请说明是第几项",
                    f"{rung.reference} holds for items {listed_en} only. Say which item the conduct is",
                    field="items",
                )
            if not rung.items or set(items) & set(rung.items):
                found.append(index)
        return found


def build(ref: str, find: Find, aggravations: Mapping[str, Sequence[Provision]]) -> Ladder:
    """The ladder of a provision. `aggravations` maps a reference to the provisions that aggravate it.

    A provision that itself aggravates one other is a part of that one's ladder; one that aggravates several
    (有前两款行为) goes on from what these have in common, because the rest depends on which of them the conduct is.
    """
    provision = find(ref)
    if len(provision.aggravates) == 1:
        base = build(provision.aggravates[0].ref, find, aggravations)
        return Ladder(ref, tuple(rung for rung in base.rungs if rung.reference in (base.reference, ref)))
    rungs = _shared([_own(find(link.ref), find) for link in provision.aggravates]) + _own(provision, find)
    for graver in aggravations.get(ref, ()):
        link = next(link for link in graver.aggravates if link.ref == ref)
        rungs += [structs.replace(rung, items=link.items) for rung in _own(graver, find)]
    return Ladder(ref, tuple(rungs))


def _shared(bases: list[list[Rung]]) -> list[Rung]:
    """What the rungs of several paragraphs have in common under the same facts: sanctions, and fines if all are the same."""
    if not bases:
        return []
    shared = []
    for rung in bases[0]:
        same = [next((each for each in base if each.when == rung.when), None) for base in bases[1:]]
        if all(same):
            held = [[laid.what for laid in each.laid] for each in same if each]
            fined = all(laid.what in each for laid in rung.laid if isinstance(laid.what, Fine) for each in held)
            common = tuple(
                laid
                for laid in rung.laid
                if all(laid.what in each for each in held) and (fined or isinstance(laid.what, Sanction))
            )
            shared.append(structs.replace(rung, laid=common, shared=True))
    return shared


def _own(provision: Provision, find: Find) -> list[Rung]:
    """The rungs of one paragraph, with what it borrows."""
    rungs = [
        Rung(
            reference=provision.ref,
            source=provision.ref,
            when=tier.when,
            quote=tier.quote,
            adds=tier.adds,
            laid=(
                *(Laid(fine, provision.ref) for fine in tier.fines),
                *(Laid(sanction, provision.ref) for sanction in tier.sanctions),
            ),
            disputed=tuple(
                Laid(fine, provision.ref)
                for each in provision.disputed
                for graver in provision.tiers[index + 1 :]
                for fine in graver.fines
                if (each.tier, each.quote) == (index, fine.quote)
            ),
        )
        for index, tier in enumerate(provision.tiers)
    ]
    for borrow in provision.borrows:
        lent = _own(find(borrow.ref), find)
        rungs = _on_persons(rungs, lent, borrow) if borrow.on else rungs + lent
    return [structs.replace(rung, reference=provision.ref) for rung in rungs]


def _on_persons(own: list[Rung], lent: list[Rung], borrow: Borrow) -> list[Rung]:
    """Lay on the persons of `borrow` what the lent rungs lay on individuals (对直接负责的主管人员…依照前款规定处罚).

    What falls on nobody (关闭用于实施违法犯罪活动的网站) goes with the conduct, whoever it is.
    """
    aimed = [
        structs.replace(
            rung,
            laid=tuple(
                Laid(_aimed(laid.what, borrow.on), laid.source) if laid.what.on else laid
                for laid in rung.laid
                if not laid.what.on or "individual" in laid.what.on
            ),
        )
        for rung in lent
    ]
    if own and aimed and not aimed[0].when and not own[0].when:
        return [structs.replace(own[0], laid=own[0].laid + aimed[0].laid), *own[1:], *aimed[1:]]
    return own + aimed


def _aimed(what: Fine | Sanction, on: tuple[str, ...]) -> Fine | Sanction:
    if isinstance(what, Fine):
        return structs.replace(what, on=on)
    return structs.replace(what, on=on)
