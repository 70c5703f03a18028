"""`clauses.lark` as a parser: from the tokens of a text to its tree. Loaded when the first paragraph is read."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer

Node = Tree[Token]
Piece = tuple[str, int, int]  # the kind of a token, where it begins, where it ends

OPENINGS = ("AUTHORITY", "AIM", "MODE", "SIZE", "HAVING", "RESIDUAL")
BOUNDS = ("COMMA", "SEMICOLON", "STOP", "CONDUCT", "CONDITION", "HEADING")
MOST_GAPS = 100  # places in one paragraph where the words do not fit together


class _Given(Lexer):
    """The tokens come from `scanner` and `fines`, ready made."""

    def __init__(self, conf: object) -> None:
        pass

    def lex(self, data: Any) -> Iterator[Token]:  # type: ignore[override]
        yield from data


@cache
def _parser() -> Lark:
    rules = files("finecalc.proof.reader").joinpath("clauses.lark").read_text(encoding="utf-8")
    return Lark(rules, parser="lalr", lexer=_Given, start=["paragraph", "fine"], maybe_placeholders=False)


def parse(pieces: Iterable[Piece], text: str, start: str) -> Node | int:
    """The tree of the pieces; where they do not fit together, the index of the first that does not."""
    given = [Token(kind, text[a:b], start_pos=a, end_pos=b, column=index) for index, (kind, a, b) in enumerate(pieces)]
    try:
        return _parser().parse(given, start=start)
    except UnexpectedInput as error:
        token = getattr(error, "token", None)
        if isinstance(token, Token) and token.type != "$END" and token.column is not None:
            return int(token.column)
        return len(given) - 1


def shape(pieces: Sequence[Piece], text: str) -> Node | None:
    """The tree of a paragraph. What does not fit together is in it as UNREAD, up to the next semicolon or full stop."""
    pieces = list(pieces)
    for _ in range(MOST_GAPS):
        tree = parse(pieces, text, "paragraph")
        if isinstance(tree, Tree):
            return tree
        pieces = _given_up(pieces, tree)
    return None


def _given_up(pieces: list[Piece], at: int) -> list[Piece]:
    begin = at
    while begin and pieces[begin - 1][0] in OPENINGS:
        begin -= 1
    if (begin and pieces[begin - 1][0] == "OR") or pieces[at][0] == "OR":
        while begin and pieces[begin - 1][0] not in BOUNDS:
            begin -= 1
    end = at
    while end < len(pieces) and pieces[end][0] not in ("SEMICOLON", "STOP", "ITEMS"):
        end += 1
    if end == begin:
        end += 1
    if end > begin + 1 and pieces[end - 1][0] == "COMMA":
        end -= 1
    return [*pieces[:begin], ("UNREAD", pieces[begin][1], pieces[end - 1][2]), *pieces[end:]]
