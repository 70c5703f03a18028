"""《网络安全法》（2016年）第五十九条第一款 ⇄ `csl@2016:59.1`."""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from finecalc.language.numerals import hidden_digit, plain, to_chinese, to_number

_NUMBER = r"(?:[0-9]{1,4}|[零〇一二三四五六七八九十百千两]{1,7})"
_REST = rf"""(?x)^\s*[》>]?\s*
    (?:@(?P<edition>[0-9]{{4}})|\(?(?P<year>[0-9]{{4}})\s*年?\s*(?:修正|修订|版)?\)|(?P<bare>[0-9]{{4}})年(?:修正|修订|版)?)?
    \s*:?\s*第?\s*(?P<article>{_NUMBER})\s*条?
    (?:\s*(?:第|(?<=条))\s*(?P<paragraph>{_NUMBER})\s*款|\s*\.\s*(?P<point>[0-9]{{1,3}})|\((?P<bracket>[0-9]{{1,3}})\))?
    (?:\s*第?\s*\(?(?P<item>{_NUMBER})\)?\s*项)?$
"""
_AROUND = r"^(?:依据|根据|依照|按照)\s*|(?:(?<=[条款项])\s*[的之]?\s*规定)?[。;]?$"
_POWER = r"^#\s*([0-9]{1,3})$"
_ITEM_OF_LIST = rf"(?:#|(?:权责|权力)?清单)?\s*第?\s*(?P<number>{_NUMBER})\s*[项号]?"
_BEHIND_A_LAW = rf"第\s*{_NUMBER}\s*条|{_NUMBER}\s*条|[0-9]{{1,4}}(?:\.[0-9]{{1,3}}|\([0-9]{{1,3}}\))?$"
_BEHIND_AN_ARTICLE = rf"第?\s*{_NUMBER}\s*款"


class Reference(Struct, frozen=True):
    """What a person typed to name a provision; what was left out is None."""

    law: str
    edition: str | None
    article: int
    paragraph: int | None
    item: int | None = None


class PowerItem(Struct, frozen=True):
    """`#3`: an item of the power list."""

    number: int


def parse(text: str, laws: Mapping[str, str]) -> Reference | PowerItem | None:
    """Read a reference or citation. `laws` maps every name of a law (`csl`, 网络安全法, 网安法) to its identifier.

    Returns None when the text is neither a reference, nor a citation of one of these laws, nor a power item.
    """
    if hidden_digit(text):
        return None
    written = plain(text)
    power = re.match(_POWER, written) if written.startswith("#") else None
    if power:
        return PowerItem(int(power[1]))
    try:
        law, edition, article, paragraph = split(written)
    except ValueError:
        return _cited(written, laws)
    return Reference(laws[law], edition, article, paragraph) if law in laws else _cited(written, laws)


def item_of_list(text: str) -> int | None:
    """The item of the power list that is meant where nothing else can be: 3, #3, 第3项, 第三项, 清单第3项; or None."""
    found = None if "@" in text or hidden_digit(text) else re.fullmatch(_ITEM_OF_LIST, plain(text))
    return _integer(found["number"]) if found else None


def law_of(text: str) -> str:
    """What stands where a reference names its law (cls@2025:61.1 → cls), readable or not."""
    found = re.match(r"[《<\s]*([^\s\d@:#.《》<>()第]+)", plain(text))
    return found[1] if found else ""


def guessed(text: str, laws: Mapping[str, str], years: Mapping[str, Sequence[str]]) -> str:
    """The reference that may be meant where its signs are wrong (csl2025:61.1, csl@25-61.1), or an empty text."""
    law = laws.get(law_of(text).lower(), "")
    numbers = re.findall(r"\d+", plain(text))
    year = next((year for year in years.get(law, ()) if numbers and year.endswith(numbers[0])), None)
    if year is None or len(numbers[0]) < 2 or not 2 <= len(numbers) <= 3:
        return ""
    return f"{law}@{year}:{'.'.join(numbers[1:])}"


def joined(words: Iterable[str]) -> list[str]:
    """References from a command line, on which one may stand in several words: 网络安全法 第六十一条 第一款, csl 61."""
    found: list[str] = []
    for word in words:
        before, written = plain(found[-1]) if found else "", plain(word)
        a_law = before and not re.search(r"[0-9:条]", before) and item_of_list(before) is None
        follows = _BEHIND_A_LAW if a_law else _BEHIND_AN_ARTICLE
        if before and re.match(follows, written):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def _cited(written: str, laws: Mapping[str, str]) -> Reference | None:
    written = " ".join(
        written.split()
    )  # one blank at most between words, or matching would try every way to share them
    written = everyday(re.sub(_AROUND, "", written).lstrip("《<"))
    written = re.sub(r"(?<=\d)[。·](?=\d)", ".", written)
    for name in sorted(laws, key=len, reverse=True):
        word = everyday(plain(name)).lower()
        rest = re.match(_REST, written[len(word) :]) if written.lower().startswith(word) else None
        if rest:
            paragraph = rest["paragraph"] or rest["point"] or rest["bracket"]
            return Reference(
                law=laws[name],
                edition=rest["edition"] or rest["year"] or rest["bare"],
                article=_integer(rest["article"]) or 0,
                paragraph=_integer(paragraph),
                item=_integer(rest["item"]),
            )
    return None


def split(ref: str) -> tuple[str, str, int, int]:
    """`csl@2016:59.1` → ("csl", "2016", 59, 1). Raises ValueError on anything else."""
    law, at, rest = ref.partition("@")
    year, colon, numbers = rest.partition(":")
    article, point, paragraph = numbers.partition(".")
    if not (law.isascii() and law.isalpha() and at and colon and point):
        raise ValueError(ref)
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        raise ValueError(ref)
    if not (article.isascii() and article.isdecimal() and paragraph.isascii() and paragraph.isdecimal()):
        raise ValueError(ref)
    return law, year, int(article), int(paragraph)


def chinese(law_name: str, edition: str, article: int, paragraph: int | None) -> str:
    """《中华人民共和国网络安全法》（2016年）第五十九条第一款; no paragraph where the article has only one."""
    last = f"第{to_chinese(paragraph)}款" if paragraph else ""
    return f"《{law_name}》（{edition}年）第{to_chinese(article)}条{last}"


def english(law_name: str, edition: str, article: int, paragraph: int | None) -> str:
    """Cybersecurity Law (2016), article 59(1)."""
    last = f"({paragraph})" if paragraph else ""
    return f"{law_name} ({edition}), article {article}{last}"


def together(cited: Iterable[str], after_text: str, joint: str) -> str:
    """Citations joined; where one cites the text of the one before it, only its article is named."""
    shown, before = [], ""
    for each in cited:
        text, _, article = each.rpartition(after_text)
        shown.append(article if text == before else each)
        before = text
    return joint.join(shown)


def everyday(name: str) -> str:
    """A law's name, or a citation, as people say it, without 中华人民共和国: 网络安全法, 《网络安全法》（2016年）第五十九条."""
    opened = "《" if name.startswith("《") else ""
    return opened + name.removeprefix("《").removeprefix("中华人民共和国")


def _integer(written: str | None) -> int | None:
    if written is None:
        return None
    value = to_number(written)
    return None if value is None else int(value)
