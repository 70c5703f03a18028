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
from finecalc.table.ladder import Ladder, Rung
from finecalc.table.statutes import Place, Statutes, short
from finecalc.table.vocabulary import bare, openings


def fact_named(statutes: Statutes, ladders: Sequence[Ladder], text: str) -> str:
    """The fact that `text` names: an identifier, a whole phrase of a ladder (the first one first), or one no weaker.

    Raises FactNotUsed for the words of a fact that none of the ladders has, FinecalcError for words that are no fact.
    """
    written = bare(text)
    for ladder in ladders:
        fact = openings(statutes.facts, ladder).get(written)
        if fact:
            return fact
    general = statutes.facts[statutes.table.rules.limitation.fact]
    if written in map(bare, (general.id, general.label, general.label_en, *general.words)):
        return general.id
    known = used_by(ladders[0])
    ref, said = ladders[0].reference, short(plain(text))
    zh, en = f"{ref} 没有“{said}”，{known.zh}", f"{ref} does not say “{said}”; {known.en}"
    if written in statutes.fact_words:
        raise FactNotUsed(zh, en, text)
    near = nearest(written, statutes.facts) if written.isascii() else None
    raise FinecalcError(
        f"看不懂情节：{zh}" + (f"。是不是“{near}”？" if near else ""),
        f"This is no fact that can be read: {en}" + (f". Did you mean “{near}”?" if near else ""),
        "facts",
    )


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


def used_by(ladder: Ladder) -> Words:
    """只有“拒不改正”（refused）、…: the words by which the provision opens its tiers."""
    pairs = dict.fromkeys((fact, words) for rung in ladder.rungs for fact, words in rung.when.items())
    if not pairs:
        return Words("各档都不以情节为条件", "no tier of it turns on a fact")
    zh = "、".join(f"“{words}”（{fact}）" for fact, words in pairs)
    en = ", ".join(f"“{words}” ({fact})" for fact, words in pairs)
    return Words(f"只有{zh}", f"only {en}")


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
    labels, known = statutes.facts, used_by(ladder)
    for fact in case.facts:
        if fact not in ladder.facts and fact not in elsewhere and fact != general:
            if fact not in labels:
                fact_named(statutes, [ladder], fact)
                raise FinecalcError(
                    f"没有情节标识“{short(fact)}”", f"There is no fact identifier “{short(fact)}”", "facts"
                )
            raise FactNotUsed(
                f"{ref} 没有“{labels[fact].label}”（{fact}），{known.zh}",
                f"{ref} has no “{labels[fact].label_en}” ({fact}); {known.en}",
                fact,
            )
    facts = counted(statutes, place, case.facts)
    met = ladder.met(facts, items)
    foreign = [fact for fact in case.facts if fact in elsewhere and fact not in ladder.facts and fact != general]
    if foreign and any(rung.when and index not in met for index, rung in enumerate(ladder.rungs)):
        label = labels[foreign[0]]
        raise FactNotUsed(
            f"“{label.label}”（{foreign[0]}）只见于另一文本，{ref} {known.zh}。"
            "请填其中与案情相符的；都不相符的，去掉这个情节",
            f"“{label.label_en}” ({foreign[0]}) is a fact of the other text only; {ref}: {known.en}. "
            "Give the one that fits the case, or leave this fact out",
            foreign[0],
        )
    provision = statutes.provision(ref)
    if met:
        _check_unused(ladder, facts, items)
    wrong_place = bool(provision.aggravates) and bool(met) and ladder.rungs[met[-1]].reference != ref
    if met and not wrong_place:
        return met
    bases = "、".join(link.ref for link in provision.aggravates)
    own = used_by(Ladder(ref, tuple(rung for rung in ladder.rungs if rung.reference == ref)))
    zh = f"{ref} 只在有所列情节时适用，{own.zh}"
    en = f"{ref} applies only with a fact that it names, {own.en}"
    raise FinecalcError(
        zh + (f"；没有这些情节的，问 {bases}" if bases else ""),
        en + (f"; without them, ask for {bases.replace('、', ', ')}" if bases else ""),
        "facts",
    )


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
            allowed = rung.items
            raise FactNotUsed(
                f"情节 {fact} 在 {rung.reference} 中只对第 {'、'.join(map(str, allowed))} 项行为规定，本案是第 {'、'.join(map(str, items))} 项",
                f"The fact {fact} counts in {rung.reference} for items {', '.join(map(str, allowed))} only; this case is item {', '.join(map(str, items))}",
                fact,
            )
