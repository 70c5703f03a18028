"""Facts: from the words in which they are typed to the tier that they open."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import structs

from finecalc.language.errors import FactNotUsed, FinecalcError
from finecalc.language.near import nearest
from finecalc.language.numerals import plain
from finecalc.language.words import Words
from finecalc.law.answer import Case
from finecalc.law.outcome import Outcome, outcome
from finecalc.law.sentences import refusals
from finecalc.table.ladder import Ladder, Rung
from finecalc.table.statutes import Place, Statutes, short
from finecalc.table.vocabulary import bare


def fact_named(statutes: Statutes, ladders: Sequence[Ladder], text: str) -> str:
    """The fact that `text` names: an identifier, a whole phrase of a ladder (the first one first), or one no weaker.

    Raises FactNotUsed for the words of a fact that none of the ladders has, FinecalcError for words that are no fact.
    """
    written = bare(text)
    for ladder in ladders:
        fact = statutes.openings(ladder).get(written)
        if fact:
            return fact
    general = statutes.facts[statutes.table.rules.limitation.fact]
    if written in map(bare, (general.id, general.label, general.label_en, *general.words)):
        return general.id
    said = short(plain(text))
    if written in statutes.fact_words:
        raise FactNotUsed(*refusals.not_said(ladders[0], said).both, text)
    near = _words_near(statutes, ladders, written)
    raise FinecalcError(*refusals.no_fact(ladders[0], said, near).both, "facts")


def _words_near(statutes: Statutes, ladders: Sequence[Ladder], written: str) -> Words | None:
    """What may be meant: an identifier, the words of the texts themselves, or what is read as no weaker."""
    own = {words: fact for ladder in ladders for rung in ladder.rungs for fact, words in rung.when.items()}
    read = {words: fact for each in ladders for words, fact in statutes.openings(each).items()}
    for names in [dict(zip(statutes.facts, statutes.facts, strict=True))] if written.isascii() else [own, read]:
        if near := nearest(written, names):
            return Words(near, names[near])
    return None


def facts_among(
    statutes: Statutes, ladders: Sequence[Ladder], texts: Iterable[str]
) -> tuple[tuple[str, ...], list[FactNotUsed]]:
    """The facts that people name, and what was raised for each on which no tier of the ladders turns."""
    found, unused = [], []
    for text in texts:
        try:
            found.append(fact_named(statutes, ladders, text))
        except FactNotUsed as error:
            unused.append(error)
    return tuple(dict.fromkeys(found)), unused


def outcome_of(
    statutes: Statutes, place: Place, case: Case, others: list[Place], bases: Mapping[str, Decimal]
) -> Outcome:
    """What `place` allows in the case, beside `others`, where these bases are known (yuan). Raises as `rungs_met` does."""
    met = rungs_met(statutes, place, case, others)
    return outcome(statutes.ladder(place[0]), met, counted(statutes, place, case.facts), bases)


def counted(statutes: Statutes, place: Place, facts: Iterable[str]) -> tuple[str, ...]:
    """The facts as they count here: one that is provided for other items of the conduct only counts as those it implies."""
    ladder = statutes.ladder(place[0])
    found: list[str] = []
    for fact in facts:
        implied = [each for each in statutes.facts[fact].implies if each in ladder.facts]
        found += implied if implied and _other_items(ladder, fact, place[1]) else [fact]
    return tuple(dict.fromkeys(found))


def rungs_met(statutes: Statutes, place: Place, case: Case, others: list[Place]) -> list[int]:
    """The rungs met. Raises FinecalcError for a fact that no tier here (nor under `others`) knows, or when none is met."""
    ref, items = place
    ladder = statutes.ladder(ref)
    elsewhere = {fact for other, _ in others for fact in statutes.ladder(other).facts}
    general = statutes.table.rules.limitation.fact
    for fact in case.facts:
        if fact not in ladder.facts and fact not in elsewhere and fact != general:
            if fact not in statutes.facts:
                fact_named(statutes, [ladder], fact)
                raise FinecalcError(*refusals.no_fact_identifier(fact).both, "facts")
            raise FactNotUsed(*refusals.fact_not_used(ladder, statutes.facts[fact]).both, fact)
    facts = counted(statutes, place, case.facts)
    met = ladder.met(facts, items)
    foreign = [fact for fact in case.facts if fact in elsewhere and fact not in ladder.facts and fact != general]
    if foreign and any(rung.when and index not in met for index, rung in enumerate(ladder.rungs)):
        raise FactNotUsed(*refusals.fact_of_the_other_text(ladder, statutes.facts[foreign[0]]).both, foreign[0])
    provision = statutes.provision(ref)
    if met:
        _check_unused(ladder, facts, items)
    wrong_place = bool(provision.aggravates) and bool(met) and ladder.rungs[met[-1]].reference != ref
    if met and not wrong_place:
        return met
    bases = [link.ref for link in provision.aggravates]
    raise FinecalcError(*refusals.needs_a_fact(ladder, bases).both, "facts")


def compared_under(
    statutes: Statutes, place: Place, case: Case, beside: Place, bases: Mapping[str, Decimal]
) -> Outcome:
    """The case under a text that stands beside the one that applies: what counts for other items of the conduct only is left out."""
    ladder = statutes.ladder(place[0])
    facts = tuple(fact for fact in case.facts if _other_items(ladder, fact, place[1]) is None)
    return outcome_of(statutes, place, structs.replace(case, facts=facts), [beside], bases)


def _other_items(ladder: Ladder, fact: str, items: tuple[int, ...]) -> Rung | None:
    """The first rung that a fact opens, where it opens rungs for other items of the conduct only."""
    rungs = [rung for rung in ladder.rungs if fact in rung.when]
    if rungs and items and all(rung.items and not set(items) & set(rung.items) for rung in rungs):
        return rungs[0]
    return None


def _check_unused(ladder: Ladder, facts: Iterable[str], items: tuple[int, ...]) -> None:
    """A fact that opens a rung for other items of the conduct only must not be passed over in silence."""
    for fact in facts:
        rung = _other_items(ladder, fact, items)
        if rung:
            raise FactNotUsed(*refusals.fact_for_other_items(fact, rung.reference, rung.items, items).both, fact)
