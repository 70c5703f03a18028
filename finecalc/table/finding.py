"""Finding provisions by words: those of the text, and those that officers use (`words` in the table)."""

import re
from collections.abc import Iterable, Mapping

from finecalc.language import citation
from finecalc.language.numerals import plain
from finecalc.table.model import Provision
from finecalc.table.statutes import Statutes


def search(statutes: Statutes, words: Iterable[str]) -> list[Provision]:
    """Provisions that hold every word in reference, name, text, power item or words for finding; the latest texts first.

    A word also finds what one of the words for finding in it finds (网络谣言: 谣言), behind what holds it whole.
    """
    wanted = [each for word in words for each in plain(word).lower().replace("、", " ").split()]
    own = words_for_finding(statutes)
    held = _with_power_items(statutes, {p.ref: _everything(statutes, p, own[p.ref]) for p in statutes.table.provisions})
    whole = {p.ref for p in statutes.table.provisions if all(_holds(held[p.ref], word) for word in wanted)}
    found = [
        p
        for p in statutes.table.provisions
        if p.ref in whole
        or all(_holds(held[p.ref], word) or any(_holds(word, known) for known in own[p.ref]) for word in wanted)
    ]
    return sorted(found, key=lambda p: (statutes.edition(p.ref).until is not None, p.ref not in whole))


def _holds(text: str, word: str) -> bool:
    """Whether a word stands in a text: Latin letters at the beginning of a word only, up to three as a whole word."""
    if not word.isascii() or not word[:1].isalpha():
        return word in text
    end = "(?![a-z])" if len(word) <= 3 else ""
    return word in text and bool(re.search(rf"(?<![a-z]){re.escape(word)}{end}", text))


def nearest(statutes: Statutes, words: Iterable[str], count: int = 3) -> list[Provision]:
    """The provisions of the latest texts whose name or words for finding are most like `words`, the likest first."""
    from difflib import SequenceMatcher

    wanted = [each for word in words if (each := plain(word).lower())]
    own = words_for_finding(statutes)

    def likeness(provision: Provision) -> float:
        known = [provision.name, provision.name_en.lower(), *own[provision.ref]]
        return sum(max(SequenceMatcher(None, word, each).ratio() for each in known) for word in wanted)

    latest = [p for p in statutes.table.provisions if p.role == "penalty" and statutes.edition(p.ref).until is None]
    return sorted(latest, key=likeness, reverse=True)[:count]


def words_for_finding(statutes: Statutes) -> dict[str, tuple[str, ...]]:
    """Reference → the words, in small letters, under which a provision is looked for: its own, and those of what it took
    the place of or aggravates."""
    origins: dict[str, list[str]] = {}
    for provision in statutes.table.provisions:
        for heir in provision.successors:
            origins.setdefault(heir.ref, []).append(provision.ref)
        for base in provision.aggravates:
            origins.setdefault(provision.ref, []).append(base.ref)
    found: dict[str, tuple[str, ...]] = {}

    def gather(ref: str) -> tuple[str, ...]:
        if ref not in found:
            found[ref] = ()  # two provisions that name each other end here
            inherited = [word for origin in origins.get(ref, ()) for word in gather(origin)]
            own = [word.lower() for word in statutes.provision(ref).words]
            found[ref] = tuple(dict.fromkeys((*own, *inherited)))
        return found[ref]

    return {ref: gather(ref) for ref in statutes.provisions}


def _everything(statutes: Statutes, p: Provision, own: Iterable[str]) -> str:
    """All of a provision that a word may be found in, in small letters."""
    cited = statutes.citation(p.ref)
    short = statutes.laws[citation.split(p.ref)[0]].short
    return "\n".join((p.ref, p.name, p.name_en, p.text, cited.zh, cited.en, *short, *own)).lower()


def _with_power_items(statutes: Statutes, held: Mapping[str, str]) -> dict[str, str]:
    found = dict(held)
    for power in statutes.table.powers:
        for ref in power.provisions:
            found[ref] += f"\n{power.name}".lower()
    return found
