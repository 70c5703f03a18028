"""Cuts a penalty paragraph into clause tokens. Every character belongs to exactly one token.

The classes are open: whatever stands between 由 and a verb is an authority, a verb of imposing with its words is a measure,
and words that close with …的， before a consequence are a condition, whether or not anybody has a name for them.
"""

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from finecalc.proof.reader import openings as o
from finecalc.proof.reader import patterns as p


class Token(Struct, frozen=True):
    """The characters from `start` to `end`, and what they are in `clauses.lark`."""

    kind: str
    start: int
    end: int


_LEVELLING = str.maketrans({";": "；", ":": "：", "(": "（", ")": "）"} | {chr(0xFF10 + n): str(n) for n in range(10)})
_SEPARATORS = {"，": "COMMA", "；": "SEMICOLON", "。": "STOP", "：": "COMMA", "\n": "COMMA"}
_Rule = re.Pattern[str] | Callable[[str, int, int], int]


def level(text: str) -> str:
    """The same text, character for character, with the punctuation and digits that the grammar expects.

    A comma inside brackets （包括已售出和未售出的产品，下同）, or inside a range (五百元以上，五千元以下), separates no clauses, so
    it is another character here.
    """
    flat = re.sub(r"(?<![0-9]),|,(?![0-9])", "，", text.translate(_LEVELLING))
    flat = re.sub(f"(?<=元以上)，(?={p.N}元以下)", "、", flat)
    return re.sub("（[^（）。\n]{2,80}）", lambda found: found[0].replace("，", "﹐"), flat)


def scan(text: str) -> list[Token]:
    """The clause tokens of `text`, which has been levelled, in order and without a gap."""
    return list(_with_separators(text, list(_tokens(text))))


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    if heading := p.HEADING.match(text):
        at = heading.end()
        yield Token("HEADING", 0, at)
    if p.PROCEDURE.match(text):
        yield Token("REMARK", at, len(text))
        return
    end = _lead(text)
    while remark := p.REMARK.match(text, at, end) or p.PLAIN.match(text, at, end):
        yield Token("REMARK", at, remark.end())
        at = remark.end()
        while at < end and text[at] in p.GAPS:
            at += 1
    head = o.conduct(text, at, end)
    if head and (criminal := p.CRIMINAL_LAST.search(text, at, head)):
        head = criminal.start(1)
    if head > at:
        yield from _head(text, at, head)
        at = head
    while at < end:
        token = _next(text, at, end)
        if token:
            yield token
        at = token.end if token else at + 1
    if end < len(text):
        yield Token("ITEMS", end, len(text))


def _lead(text: str) -> int:
    """Where the items （一）（二） begin, if they describe conduct only; else the end of the text."""
    mark = p.ITEMS.search(text)
    if not mark or p.IMPOSES.search(text, mark.start()):
        return len(text)
    return mark.start()


def _head(text: str, at: int, end: int) -> Iterator[Token]:
    """The conduct; where its last clause is an aggravation (情节严重的，), that is a condition of its own."""
    last = p.LAST_CLAUSE.search(text, at, end)
    residual = p.RESIDUAL_LAST.search(text, at, end)
    if last and last.start(1) > at and p.HEAD_AGGRAVATION.match(text, last.start(1), end):
        yield Token("CONDUCT", at, last.start(1))
        yield Token("CONDITION", last.start(1), end)
    elif last and last.start(1) > at and p.SIZE_LAST.match(last[1]) and o.size(text, last.start(1), len(text)) == end:
        yield Token("CONDUCT", at, last.start(1))
        yield Token("SIZE", last.start(1), end)
    elif residual and residual.start(1) > at:
        yield Token("CONDUCT", at, residual.start(1))
        yield Token("RESIDUAL", residual.start(1), end)
    else:
        yield Token("CONDUCT", at, end)


def _next(text: str, at: int, end: int) -> Token | None:
    """The token that begins at `at`, behind the conduct; none for a separator."""
    if text[at] == "，" and (choice := o.choice(text, at, end)):
        return Token("OR", at, choice)
    if text[at] == "、" and o.aim(text, at + 1, end):
        return Token("COMMA", at, at + 1)
    if mark := p.ITEMS.match(text, at):
        return Token("SEMICOLON", at, mark.end())
    if text[at] in p.GAPS:
        return None
    if at and text[at - 1] == "。" and (remark := p.REMARK.match(text, at, end) or p.PLAIN.match(text, at, end)):
        return Token("REMARK", at, remark.end())
    for kind, rule in RULES:
        found = rule(text, at, end) if callable(rule) else _end(rule, text, at, end)
        if found > at:
            graver = o.graver_last(text, at, found) if kind == "CONDITION" else 0
            return Token(kind, at, graver or found)
    return Token("UNREAD", at, _end(p.UP_TO_SEPARATOR, text, at, end) or at + 1)


def _end(pattern: re.Pattern[str], text: str, at: int, end: int) -> int:
    found = pattern.match(text, at, end)
    return found.end() if found else 0


def measure(text: str, at: int, end: int) -> int:
    """责令停业整顿: a verb with its words. A list ends where its next member begins (责令停业、吊销执照)."""
    verb = p.MEASURE_VERB.match(text, at, end)
    if not verb:
        return 0
    here = verb.end()
    while here < end and (text[here] not in p.GAPS or _goes_on(text, here, end)):
        if not p.NEEDS_OBJECT.fullmatch(text, at, here):
            joiner = p.JOINER.match(text, here, end)
            if joiner and o.member(text, joiner.end(), end):
                break
            if p.BEGINS_ANEW.match(text, here, end):
                break
        here += 1
    words = text[at:here]
    return 0 if "罚款" in words or (words.endswith("的") and text[here : here + 1] == "，") else here


def _goes_on(text: str, at: int, end: int) -> bool:
    """A comma inside a measure: 没收违法产品，以及相关的工具."""
    joined = re.compile("，(?:以及|和)").match(text, at, end)
    return bool(joined and not o.member(text, joined.end(), end))


RULES: tuple[tuple[str, _Rule], ...] = (
    ("REMARK", p.LEAD),
    ("REMARK", p.NOTE),
    ("RESIDUAL", p.RESIDUAL),
    ("PROVISO", p.PROVISO),
    ("SIZE", o.size),
    ("HAVING", p.HAVING),
    ("BORROW", p.BORROW),
    ("ELSEWHERE", p.ELSEWHERE),
    ("AUTHORITY", o.authority),
    ("FINE", p.FINE),
    ("AIM", o.aim),
    ("OR", o.choice),
    ("MODE", p.MODE),
    ("AUTHORITY", o.actor),
    ("CONDITION", o.item),
    ("CONDITION", o.item_of_things),
    ("MEASURE", measure),
    ("CONDITION", o.condition),
    ("MEASURE", o.permitted),
)
"""What a token may be, in the order in which it is tried."""


def _with_separators(text: str, tokens: list[Token]) -> Iterator[Token]:
    """The tokens with what lies between them; blanks go with the separator before."""
    at = 0
    for token in [*tokens, Token("", len(text), len(text))]:
        while at < token.start:
            kind = _SEPARATORS.get(text[at], "COMMA")
            after = at + 1
            while after < token.start and text[after] not in _SEPARATORS:
                after += 1
            yield Token(kind, at, after)
            at = after
        if token.kind:
            yield token
        at = token.end
