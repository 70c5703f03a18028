"""A pasted chapter, or a whole law, cut into its articles and paragraphs, each with the lines on which it stands."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from finecalc.language.words import Words
from finecalc.proof.reader.citations import ordinal
from finecalc.proof.reader.scanner import level
from finecalc.proof.reader.words import ITEM_MARK

_COUNT = "[零〇一二两三四五六七八九十百千0-9]+"
_ARTICLE = re.compile(rf"(第{_COUNT}条)(之{_COUNT})?")
_NO_HEADING = re.compile("[、，,；;。和至或第的款项]|规定|以及|所列|中的|之[外一二三]")
_CHAPTER = re.compile(rf"第{_COUNT}(?:分?编|章|节)[^，。；：、]{{0,40}}|目录|总则|附则|法律责任|罚则")
_PAGE = re.compile("[-—–－·第]*[0-9]+[-—–－·页]*")
_TITLE = re.compile(
    "《?([^，。；：、（）()《》]{1,40}(?:法|条例|规定|办法|规则|细则))》?(?:[（(][^（）()]{1,20}[）)])?"
)
_GIVEN = re.compile("[（(]([^（）()]*[0-9]{4}年[0-9]{1,2}月[^（）()]*)[）)]")


class Paragraph(Struct, frozen=True):
    """One paragraph with its items. `starts` says where in its words each line of the pasted text begins."""

    article: int
    number: int
    words: str
    starts: tuple[tuple[int, int], ...]

    def line(self, offset: int = 0) -> int:
        """The line of the pasted text, counted from 1, on which the character at `offset` stands."""
        return self.starts[max(0, bisect_right(self.starts, (offset, 1 << 60)) - 1)][1]


class Pages(Struct, frozen=True):
    """What stands in a pasted text: the title and the words （……通过） under it, its paragraphs, and what is odd, by line."""

    title: str
    promulgated: str
    paragraphs: tuple[Paragraph, ...]
    headed: bool
    odd: tuple[tuple[int, Words], ...]

    @property
    def articles(self) -> list[int]:
        """The articles, each once, in the order of the text."""
        return list(dict.fromkeys(paragraph.article for paragraph in self.paragraphs))


class _Open:
    """A paragraph that is being put together."""

    def __init__(self, article: int, number: int) -> None:
        self.article, self.number = article, number
        self.words = ""
        self.starts: list[tuple[int, int]] = []

    def add(self, words: str, line: int, new_line: bool = False) -> None:
        self.words += "\n" if new_line and self.words else ""
        self.starts.append((len(self.words), line))
        self.words += words


def pages(text: str, article: int | None = None, first: int = 1) -> Pages:
    """The paragraphs of `text`: blanks inside lines gone, wrapped lines joined, items under their paragraph.

    Headings of chapters, the table of contents and page numbers are passed over. Words before the first 第X条 are the
    title and its remark, unless `article` says of which article they are (and `first` which paragraph of it).
    """
    found: list[_Open] = []
    before: list[str] = []
    odd: list[tuple[int, Words]] = []
    here, headed, closed = article, False, True
    for line, bare, spaced in _lines(text):
        heading = _heading(bare, spaced, closed, here if headed else None)
        if heading:
            number, inserted, rest = heading
            if inserted:
                odd.append(
                    (
                        line,
                        Words(
                            f"{bare[: len(bare) - len(rest)]}：编号写不出“之一”这样的条，没有读",
                            f"articles numbered 之一 have no reference here: {bare[: len(bare) - len(rest)]} is not read",
                        ),
                    )
                )
                here, headed, closed = 0, True, True
            else:
                continued = not headed and number == article
                here, headed, closed = number, True, False
                found.append(_Open(number, first if continued and not found else 1))
            if inserted or not rest:
                continue
            found[-1].add(rest, line)
        elif closed and _CHAPTER.fullmatch(bare):
            continue
        elif here is None:
            before.append(bare)
            continue
        elif here == 0:
            continue
        elif re.match(ITEM_MARK, level(bare)) and found and found[-1].words:
            found[-1].add(bare, line, new_line=True)
        elif closed and not (found and not found[-1].words):
            following = found[-1].number + 1 if found and found[-1].article == here else first
            found.append(_Open(here, following))
            found[-1].add(bare, line)
        else:
            found[-1].add(bare, line)
        closed = bool(re.search("[。！？][”）]?$", found[-1].words))
    paragraphs = tuple(
        Paragraph(each.article, each.number, each.words, tuple(each.starts)) for each in found if each.words
    )
    return Pages(
        title=next((named[1] for words in before if (named := _TITLE.fullmatch(words))), ""),
        promulgated=next(iter(_GIVEN.findall(level("".join(before)).replace("(", "（").replace(")", "）"))), ""),
        paragraphs=paragraphs,
        headed=headed,
        odd=tuple(sorted((*odd, *_out_of_order(paragraphs)), key=lambda each: each[0])),
    )


def _lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """Each line that holds anything: its number, its words without blanks, and whether a blank follows 第X条 in it."""
    for number, line in enumerate(text.replace("\ufeff", "").splitlines(), 1):
        for part in re.split(rf"(?<=。)\s+(?=第{_COUNT}条(?:之{_COUNT})?[\s　])", line):
            part = re.sub(r"^[\s#>]+|[*\u200b]", "", part)
            bare = re.sub(r"\s", "", part)
            if bare and not _PAGE.fullmatch(level(bare)):
                yield number, bare, bool(re.match(rf"{_ARTICLE.pattern}(?:\s|【|$)", level(part)))


def _heading(bare: str, spaced: bool, closed: bool, here: int | None) -> tuple[int, bool, str] | None:
    """第五十九条 where it begins an article: its number, whether it is a 之一, and the words behind it."""
    found = _ARTICLE.match(level(bare))
    if not found:
        return None
    number, rest = ordinal(found[1].replace("〇", "零")), bare[found.end() :]
    if not number or (
        not spaced and (_NO_HEADING.match(rest) or (not closed and here is not None and number != here + 1))
    ):
        return None
    return number, bool(found[2]), re.sub("^【[^】]*】", "", rest)


def _out_of_order(paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[int, Words]]:
    for one, other in pairwise(paragraphs):
        again = other.article == one.article and other.number <= one.number
        if again or other.article not in (one.article, one.article + 1):
            yield (
                other.line(),
                Words(
                    f"第 {one.article} 条之后是第 {other.article} 条，请核对是否缺条、是否重复",
                    f"article {other.article} follows article {one.article}: look whether one is missing or doubled",
                ),
            )
