"""Facts: from the words in which they are typed to the tier that they open."""

from msgspec import structs

from finecalc.language.errors import FactNotUsed, FinecalcError
from finecalc.language.numerals import plain
from finecalc.law.answer import Case
from finecalc.law.outcome import Outcome, outcome
from finecalc.table.ladder import Ladder, Rung
from finecalc.table.statutes import Place, Statutes, named, term


def own_words(ladder: Ladder) -> dict[str, str]:
    """The words that open a tier in the provision's own text → the fact."""
    return {plain(words).rstrip("的"): fact for rung in ladder.rungs for fact, words in rung.when.items()}


def fact_named(statutes: Statutes, own: dict[str, str], text: str) -> str:
    written = plain(text).rstrip("的")
    if written in own:
        return own[written]
    known = term(statutes.table.facts, written)
    if known and known.id in own.values():
        return known.id
    parts = {fact for words, fact in own.items() if len(written) >= 4 and written in words}
    if len(parts) == 1:
        return parts.pop()
    if known:
        return known.id
    return named(statutes.table.facts, text, "情节", "fact").id


def outcome_of(statutes: Statutes, place: Place, case: Case, others: list[Place]) -> Outcome:
    met = rungs_met(statutes, place, case, others)
    return outcome(statutes.ladder(place[0]), met, case.facts, case.bases)


def rungs_met(statutes: Statutes, place: Place, case: Case, others: list[Place]) -> list[int]:
    """The rungs met. Raises FinecalcError for a fact that no tier here (nor under `others`) knows, or when none is met."""
    ref, items = place
    ladder = statutes.ladder(ref)
    elsewhere = {fact for other, _ in others for fact in statutes.ladder(other).facts}
    general = statutes.table.rules.limitation.fact
    labels = {fact.id: fact for fact in statutes.table.facts}
    known_zh = "、".join(f"{fact}（{labels[fact].label}）" for fact in ladder.facts) or "无"
    known_en = ", ".join(f"{fact} ({labels[fact].label_en})" for fact in ladder.facts) or "none"
    for fact in case.facts:
        if fact not in labels:
            fact_named(statutes, own_words(ladder), fact)
        if fact not in ladder.facts and fact not in elsewhere and fact != general:
            raise FactNotUsed(
                f"{ref} 的各档都不涉及“{labels[fact].label}”（{fact}）。它认的情节：{known_zh}",
                f"No tier of {ref} turns on “{labels[fact].label_en}” ({fact}). It knows: {known_en}",
                fact,
            )
    met = ladder.met(case.facts, items)
    foreign = [fact for fact in case.facts if fact in elsewhere and fact not in ladder.facts and fact != general]
    if foreign and any(rung.when and index not in met for index, rung in enumerate(ladder.rungs)):
        label = labels[foreign[0]]
        raise FactNotUsed(
            f"“{label.label}”（{foreign[0]}）只见于另一文本，{ref} 认的情节是：{known_zh}。"
            "请填其中与案情相符的；都不相符的，去掉这个情节",
            f"“{label.label_en}” ({foreign[0]}) is a fact of the other text only; {ref} knows: {known_en}. "
            "Give the one that fits the case, or leave this fact out",
            foreign[0],
        )
    provision = statutes.provision(ref)
    if met:
        _check_unused(ladder, case, items)
    wrong_place = bool(provision.aggravates) and bool(met) and ladder.rungs[met[-1]].reference != ref
    if met and not wrong_place:
        return met
    bases = "、".join(link.ref for link in provision.aggravates)
    opened = dict.fromkeys(fact for rung in ladder.rungs if rung.reference == ref for fact in rung.when)
    zh = f"{ref} 只在有下列情节之一时适用：{'、'.join(f'{labels[fact].label}（{fact}）' for fact in opened)}，请用 -f 填写"
    en = f"{ref} applies only with one of these facts: {', '.join(opened)}; give it with -f"
    raise FinecalcError(
        zh + (f"；没有这些情节的，问 {bases}" if bases else ""),
        en + (f"; without them, ask for {bases.replace('、', ', ')}" if bases else ""),
    )


def compared_under(statutes: Statutes, place: Place, case: Case, beside: Place) -> Outcome:
    """The case under a text that stands beside the one that applies: what counts for other items of the conduct only is left out."""
    ladder = statutes.ladder(place[0])
    facts = tuple(fact for fact in case.facts if _other_items(ladder, fact, place[1]) is None)
    return outcome_of(statutes, place, structs.replace(case, facts=facts), [beside])


def _other_items(ladder: Ladder, fact: str, items: tuple[int, ...]) -> Rung | None:
    """The first rung that a fact opens, where it opens rungs for other items of the conduct only."""
    rungs = [rung for rung in ladder.rungs if fact in rung.when]
    if rungs and items and all(rung.items and not set(items) & set(rung.items) for rung in rungs):
        return rungs[0]
    return None


def _check_unused(ladder: Ladder, case: Case, items: tuple[int, ...]) -> None:
    """A fact that opens a rung for other items of the conduct only must not be passed over in silence."""
    for fact in case.facts:
        rung = _other_items(ladder, fact, items)
        if rung:
            allowed = rung.items
            raise FactNotUsed(
                f"情节 {fact} 在 {rung.reference} 中只对第 {'、'.join(map(str, allowed))} 项行为规定，本案是第 {'、'.join(map(str, items))} 项",
                f"The fact {fact} counts in {rung.reference} for items {', '.join(map(str, allowed))} only; this case is item {', '.join(map(str, items))}",
                fact,
            )
