"""What is said where facts are not yet established."""

from collections.abc import Iterable, Mapping, Sequence

from finecalc.language.words import Words
from finecalc.table.model import Fact
from finecalc.table.vocabulary import own_words

_LONG = 16


def fact_words(fact: Fact, words: str) -> Words:
    """A fact by the words with which the text opens a tier, or by its label where they are long."""
    return Words(words if len(words) <= _LONG else fact.label, own_words(fact, words, "en"))


def facts_open_words(facts: Sequence[Words], matters: bool) -> Words:
    """Facts are open; `matters`: the outcomes differ."""
    zh, en = "、".join(f"“{fact.zh}”" for fact in facts), ", ".join(f"“{fact.en}”" for fact in facts)
    if not matters:
        return Words(
            f"{zh}尚未查明：有没有都是这个结果", f"Not yet established: {en}; the answer is the same either way"
        )
    return Words(
        f"{zh}尚未查明，先查明再决定：各种可能的结果都已列出，其余部分按已经查明的情节",
        f"Not yet established: {en}. Establish it first: every outcome is listed, and all else goes by the facts that are known",
    )


def branch_words(facts: Mapping[str, Words], having: Iterable[Sequence[str]], without: Sequence[str]) -> Words:
    """When an outcome follows: one of these sets of facts is established, and none of those `without`."""
    sets = [[facts[fact] for fact in each] for each in having if each]
    none = [facts[fact] for fact in without]
    zh, en = [], []
    if sets:
        zh.append("查明有" + "或者".join("并且".join(f"“{fact.zh}”" for fact in each) for each in sets))
        en.append("with " + " or ".join(" and ".join(f"“{fact.en}”" for fact in each) for each in sets))
    if none:
        zh.append(("" if sets else "查明") + "没有" + "、".join(f"“{fact.zh}”" for fact in none))
        en.append("without " + ", ".join(f"“{fact.en}”" for fact in none))
    return Words("，".join(zh), ", ".join(en))


def nothing_then_words(why: Words) -> Words:
    """The provision provides for nothing then."""
    return Words(f"本条不适用：{why.zh}", f"the provision does not apply: {why.en}")
