"""What writes a page in one language: labels of the table's words, articles as people cite them."""

import re
from collections.abc import Iterable, Sequence

from finecalc.language import citation
from finecalc.language.numerals import to_chinese
from finecalc.language.words import Lang, Words, alternatives
from finecalc.table.statutes import Statutes
from finecalc.table.vocabulary import own_words

REFERENCE = r"[a-z]+@\d{4}:\d+\.\d+"
_BESIDE_A_NAME = rf"(?<=[（(]){REFERENCE}(?:，|: |, | )"
_ALONE_IN_BRACKETS = rf"（{REFERENCE}）| \({REFERENCE}\)"
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_FACT = r"(?<=情节) [a-z-]+ |(?<=The fact )[a-z-]+|(?<=The tier for )[a-z-]+|（[a-z-]+）| \([a-z-]+\)"


class Pen:
    """Chooses between the two languages, and knows what the table calls things in each."""

    def __init__(self, statutes: Statutes, lang: Lang) -> None:
        self.statutes = statutes
        self.lang = lang

    def __call__(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def words(self, words: Words) -> str:
        """The words in the language of the page."""
        return self(words.zh, words.en)

    def spelt(self, zh: str, en: str) -> str:
        """A sentence as it stands on a page: provisions and facts by their names; their identifiers stand in its foot."""
        text = self(zh, en)
        if "@" in text:
            text = re.sub(_BESIDE_A_NAME, "", text)
            text = re.sub(_ALONE_IN_BRACKETS, "", text)
            blanks = self(" ?", "")
            text = re.sub(f"{blanks}({REFERENCE}){blanks}", lambda found: self.cited(found[1]), text)
        return re.sub(_FACT, self._fact_named, text) if _LETTERS & set(text) else text

    def _fact_named(self, found: re.Match[str]) -> str:
        fact = found[0].strip(" （）()")
        if fact not in self.statutes.facts:
            return found[0]
        return "" if found[0].endswith(("）", ")")) else f"“{self.label(fact)}”"

    def label(self, word: str) -> str:
        """What the table calls an identifier."""
        term = self.statutes.terms[word]
        return self(term.label, term.label_en)

    def labels(self, words: Iterable[str]) -> str:
        return self.join(map(self.label, words))

    def either(self, words: Iterable[str]) -> str:
        """国家级、省级; national or provincial: any of them."""
        labels = list(map(self.label, words))
        return self("、".join(labels), alternatives(labels))

    def join(self, texts: Iterable[str]) -> str:
        return self("、", ", ").join(texts)

    def fact(self, fact: str, words: str) -> str:
        """A fact in the words by which a text opens a tier."""
        return own_words(self.statutes.facts[fact], words, self.lang)

    def colon(self, key: str, text: str) -> str:
        """单位：处1万元以下."""
        return key + self("：", ": ") + text

    def cited(self, ref: str) -> str:
        """《网络安全法》（2025年）第六十一条第一款; Cybersecurity Law (2025), article 61(1)."""
        words = self.statutes.citation(ref)
        return self(citation.everyday(words.zh), words.en)

    def article(self, ref: str) -> str:
        """行政处罚法第三十七条, short enough for a line; Administrative Penalty Law (2021), article 37."""
        if self.lang == "en":
            return self.statutes.citation(ref).en
        law, _, article, paragraph = citation.split(ref)
        last = f"第{to_chinese(paragraph)}款" if self.statutes.citation(ref).zh.endswith("款") else ""
        return f"{citation.everyday(self.statutes.laws[law].name)}第{to_chinese(article)}条{last}"

    def basis(self, *references: str | None) -> str:
        """（行政处罚法第三十七条）, or nothing."""
        cited = [self.article(ref) for ref in references if ref]
        if not cited:
            return ""
        once = citation.together(cited, self("法", "), "), self("、", ", "))
        return self(f"（{once}）", f" ({once})")

    def remarks(self, remarks: Sequence[str]) -> str:
        """What stands behind a word in brackets, or nothing."""
        return (self("（{}）", " ({})").format(self("；", "; ").join(remarks))) if remarks else ""
