"""Which provision and which text a case falls under, and why.

Rests on 行政处罚法第三十七条 (从旧兼从轻); the provision is named in the table's `[rules]`.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct, structs

from finecalc.language.citation import PowerItem
from finecalc.language.errors import FinecalcError, NotInForce
from finecalc.law import succession
from finecalc.law.answer import Case
from finecalc.law.facts import compared_under
from finecalc.law.open_values import closed, edges, sizes
from finecalc.law.outcome import FineRange, Outcome
from finecalc.law.rules import lighter
from finecalc.law.rules.confiscation import CONFISCATION
from finecalc.law.sentences import refusals
from finecalc.table.statutes import Place, Statutes, conduct_items, in_force, rule_in_force


class Choice(Struct, frozen=True, kw_only=True):
    """Which text answers, by which rule; `sentences.editions.edition_words` says it.

    `asked` is the provision asked for, `conduct` the one in force when the conduct ended, `applied` the one that answers. `new` are the
    texts that took its place before the decision, `both` provisions of other laws that applied beside it, `earlier` those in force
    when the conduct began. `relations` says how the new texts stand to the old. `needs` names what is open and decides: `item`, or
    a base. `turns` holds for each base the sizes (yuan) at which the comparison can come out differently.
    """

    rule: Literal["as-asked", "in-force", "moved", "continued", "lighter", "earlier-kept", "unclear"]
    asked: str
    applied: Place
    conduct: Place
    named: bool
    reference: str | None = None
    new: tuple[Place, ...] = ()
    both: tuple[Place, ...] = ()
    earlier: tuple[Place, ...] = ()
    relations: frozenset[lighter.Relation] = frozenset()
    needs: tuple[str, ...] = ()
    turns: Mapping[str, tuple[Decimal, ...]] = {}

    @property
    def edition(self) -> str:
        """The edition that answers: `csl@2025`."""
        return self.applied[0].split(":")[0]

    @property
    def others(self) -> list[Place]:
        """The texts to show beside the one that answers."""
        return [self.conduct] if self.rule == "lighter" else [*self.new, *self.earlier]


def place_of(statutes: Statutes, asked: str, case: Case, today: date) -> tuple[Place, bool]:
    """The provision asked for, and whether its edition was named. Raises FinecalcError while it is not one."""
    day = case.ended or case.decided or today
    cited = statutes.cited(asked)
    if isinstance(cited, PowerItem):
        _check_items(statutes, statutes.power(cited.number).provisions, case.items)
        ref, items = succession.choose_one(
            statutes,
            succession.listed(statutes, cited, day, case.items),
            refusals.several_behind(cited.number),
        )
        return (ref, items if case.items else ()), False
    provision = succession.find(statutes, cited, day)
    items = (cited.item,) if cited.item else case.items
    _check_items(statutes, (provision.ref,), items)
    return (provision.ref, items), cited.edition is not None


def _check_items(statutes: Statutes, refs: tuple[str, ...], items: tuple[int, ...]) -> None:
    """Raises FinecalcError for an item that none of these provisions lists."""
    if not items:
        return
    listing = [link.ref for ref in refs for link in statutes.provision(ref).aggravates] or list(refs)
    listed = max(len(conduct_items(statutes.provision(ref))) for ref in listing)
    wrong = [item for item in items if not 1 <= item <= listed]
    if wrong:
        other = succession.elsewhere(statutes, refs[0])
        raise FinecalcError(*refusals.no_such_item(listing, wrong[0], listed, other).both, "items")


def applicable_text(statutes: Statutes, place: Place, typed: bool, case: Case, today: date) -> Choice:
    """The text that applies to the conduct of `place`, and by which rule. Raises FinecalcError where there is none."""
    ended, asked, decided = case.ended, place[0], case.decided or today
    if ended is None:
        succession.must_be_penalty(statutes, statutes.provision(asked))
        begins = statutes.edition(asked).in_force
        if case.decided and case.decided < begins:
            raise NotInForce(*refusals.not_yet_in_force(asked, case.decided, begins).both)
        rule: Literal["as-asked", "in-force"] = "as-asked" if typed else "in-force"
        return Choice(rule=rule, asked=asked, applied=place, conduct=place, named=typed)
    if in_force(statutes.edition(asked), ended):
        succession.must_be_penalty(statutes, statutes.provision(asked))
    at_end = _at_end(statutes, place, ended)
    known = Choice(
        rule="moved" if at_end[0] != asked else "in-force",
        asked=asked,
        applied=at_end,
        conduct=at_end,
        named=typed,
        reference=_edition_rule(statutes, decided),
    )
    until = statutes.edition(at_end[0]).until
    if until and decided > until:
        return _changed(statutes, known, case, decided)
    earlier = _earlier(statutes, place, at_end, case.conduct_from)
    return structs.replace(known, rule="continued", earlier=tuple(earlier)) if earlier else known


def _at_end(statutes: Statutes, place: Place, ended: date) -> Place:
    """The one penalty provision that dealt with the conduct when it ended."""
    asked = place[0]
    applied = succession.at(statutes, place, ended)
    yet = ended < statutes.edition(asked).in_force
    if not applied:
        law = statutes.laws[asked.split("@")[0]]
        if statutes.edition_on(law, ended) is None:
            raise succession.not_in_force(law, ended)
        raise _gone(statutes, asked, ended)
    found = succession.choose_one(statutes, applied, refusals.several_then(asked, ended, yet))
    succession.must_be_penalty(statutes, statutes.provision(found[0]))
    return found


def _edition_rule(statutes: Statutes, decided: date) -> str | None:
    """The provision that states the rule, where it was in force on the day of the decision."""
    ref = statutes.table.rules.edition
    return ref if rule_in_force(statutes, ref, decided) else None


def _earlier(statutes: Statutes, original: Place, place: Place, began: date | None) -> list[Place]:
    """The text that dealt with the conduct when it began, where that was another one: the one asked for, if it was it."""
    if began is None:
        return []
    if original[0] != place[0] and in_force(statutes.edition(original[0]), began):
        return [original]
    return [] if in_force(statutes.edition(place[0]), began) else succession.at(statutes, place, began)


def _changed(statutes: Statutes, known: Choice, case: Case, decided: date) -> Choice:
    """The law changed between conduct and decision: the new text applies only when lighter in every respect.

    A provision of another law, to which the new text points, is no new text where it was in force at the conduct: both applied.
    """
    later = succession.at(statutes, known.conduct, decided)
    for other in later:
        succession.must_be_penalty(statutes, statutes.provision(other[0]))
    new = [other for other in later if _is_new(statutes, other, case)]
    both = [other for other in later if other not in new]
    found = _compared(statutes, known.conduct, case, decided)
    relations = frozenset(relation for each in found for relation in each.relations)
    applies = {_APPLIES[relation] for relation in relations}
    rule: Literal["lighter", "earlier-kept", "unclear"] = "unclear"
    if applies == {"earlier"} or (both and not new):
        rule = "earlier-kept"
    elif applies == {"later"} and len(new) == 1:
        rule = "lighter"
    return structs.replace(
        known,
        rule=rule,
        applied=new[0] if rule == "lighter" else known.conduct,
        new=tuple(new),
        both=tuple(both),
        relations=relations,
        needs=_needed(found) if rule == "unclear" else (),
        turns=_turns(found),
    )


_APPLIES = {"lighter": "later", "equal": "earlier", "heavier": "earlier", "unclear": "unclear"}


class _Compared(Struct, frozen=True):
    """How the new text stands to the old for these items of the conduct, under every size of the bases that are open."""

    items: tuple[int, ...]
    relations: frozenset[lighter.Relation]
    bases: tuple[str, ...] = ()
    turns: Mapping[str, tuple[Decimal, ...]] = {}


def _is_new(statutes: Statutes, other: Place, case: Case) -> bool:
    return case.ended is None or not in_force(statutes.edition(other[0]), case.ended)


def under_every_item(statutes: Statutes, place: Place) -> list[tuple[int, ...]]:
    """The items of the conduct that a case may be: those given, or else each one that the provision lists."""
    ref, items = place
    listed = len(conduct_items(statutes.provision(ref)))
    return [items] if items or not listed else [(item,) for item in range(1, listed + 1)]


def _compared(statutes: Statutes, place: Place, case: Case, decided: date) -> list[_Compared]:
    """The old text beside the new, under every value of what the case leaves open: each item, each size of a base."""
    found = []
    for items in under_every_item(statutes, place):
        here = (place[0], items)
        for other in succession.at(statutes, here, decided):
            if not _is_new(statutes, other, case):
                continue
            try:
                before = compared_under(statutes, here, case, other, case.bases)
                after = compared_under(statutes, other, case, here, case.bases)
            except FinecalcError:  # a fact or an item that only one of the texts knows
                found.append(_Compared(items, frozenset({"unclear"})))
                continue
            relations = {
                lighter.relation(
                    differences(statutes, closed(before, bases), closed(after, bases), case.ended or decided)
                )
                for bases in sizes([*before.fines, *after.fines])
            }
            found.append(
                _Compared(
                    items,
                    frozenset(relations),
                    (*before.needs, *after.needs),
                    edges([*_open(statutes, here, case, other), *_open(statutes, other, case, here)]),
                )
            )
    return found


def _open(statutes: Statutes, place: Place, case: Case, beside: Place) -> tuple[FineRange, ...]:
    """The fines of a text while no base is known."""
    return compared_under(statutes, place, case, beside, {}).fines


def _turns(found: list[_Compared]) -> dict[str, tuple[Decimal, ...]]:
    bases = dict.fromkeys(base for each in found for base in each.turns)
    return {base: tuple(sorted({size for each in found for size in each.turns.get(base, ())})) for base in bases}


def _needed(found: list[_Compared]) -> tuple[str, ...]:
    """What has to be known for the texts to be compared: `item`, where it decides, and the bases."""
    texts = [(each.items, frozenset(_APPLIES[relation] for relation in each.relations)) for each in found]
    needed = ["item"] if len({text for _, text in texts}) > 1 and len({items for items, _ in texts}) > 1 else []
    needed += [base for each, (_, text) in zip(found, texts, strict=True) if len(text) > 1 for base in each.bases]
    return tuple(dict.fromkeys(needed))


def _gone(statutes: Statutes, asked: str, day: date) -> FinecalcError:
    pointers = [step.ref for step in statutes.provision(asked).successors]
    for ref in pointers:
        succession.must_be_penalty(statutes, statutes.provision(ref))
    cited = statutes.citation(asked)
    begins = statutes.edition(asked).in_force
    said = refusals.nothing_yet(cited, day, begins) if day < begins else refusals.nothing_any_more(cited, day)
    return FinecalcError(*said.both, "provision")


def differences(statutes: Statutes, before: Outcome, after: Outcome, conduct: date) -> tuple[lighter.Contrast, ...]:
    return lighter.differences(
        before,
        after,
        kinds=statutes.kinds,
        always=(CONFISCATION,) if rule_in_force(statutes, statutes.table.rules.confiscation, conduct) else (),
    )
