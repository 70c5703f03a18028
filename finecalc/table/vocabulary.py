"""The words of facts: what people may say, and which words of a text that meets. Words are never read upwards."""

from collections.abc import Iterable, Mapping

from finecalc.language.numerals import plain
from finecalc.table.ladder import Ladder
from finecalc.table.model import Fact, Table

_VERBS = ("造成", "导致", "致使")


def bare(text: str) -> str:
    """Words of a fact without what adds nothing to them: 造成严重后果的 → 严重后果."""
    written = plain(text).lower().rstrip("的。. ")
    return next((written.removeprefix(verb) for verb in _VERBS if written.startswith(verb)), written)


def own_words(fact: Fact, words: str, lang: str = "zh") -> str:
    """The words by which a text opens a tier for this fact, in Chinese or in English."""
    if lang == "zh":
        return words
    return next((phrase.text_en for phrase in fact.phrases if bare(phrase.text) == bare(words)), fact.label_en)


def openings(facts: Mapping[str, Fact], ladder: Ladder) -> dict[str, str]:
    """Every wording (as `bare`) that opens a tier of the ladder → its fact; where two tiers share one, the lighter."""
    found: dict[str, str] = {}
    for rung in reversed(ladder.rungs):
        for fact, words in reversed(rung.when.items()):
            found |= dict.fromkeys(map(bare, (fact, words, *_no_weaker(facts[fact], words), rung.quote)), fact)
    return found


def _no_weaker(fact: Fact, words: str) -> Iterable[str]:
    """What says no less than the words by which a text opens a tier for this fact, other than themselves."""
    if bare(words) in map(bare, (fact.label, *fact.words)):
        yield from (fact.label, fact.label_en, *fact.words)
    for phrase in fact.phrases:
        if bare(phrase.text) == bare(words):
            yield from (phrase.text_en, *phrase.met_by)
            if fact.label in phrase.met_by:
                yield fact.label_en


def fact_words(table: Table) -> frozenset[str]:
    """Every wording (as `bare`) that is a fact somewhere in the table."""
    tiers = [tier for provision in table.provisions for tier in provision.tiers]
    texts = [words for tier in tiers for words in tier.when.values()]
    for fact in table.facts:
        texts += [fact.id, fact.label, fact.label_en, *fact.words]
        texts += [words for phrase in fact.phrases for words in (phrase.text, phrase.text_en, *phrase.met_by)]
    return frozenset(map(bare, texts))
