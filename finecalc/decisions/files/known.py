"""What is only to be known (info) of many rows is said once: what it is, how many rows it holds for, and the first of them."""

from collections.abc import Iterator

from msgspec import Struct

from finecalc.decisions.finding import Finding

_FEW, _MANY = 12, 200
"""How many rows are named for a piece of information, and how many pieces are told apart."""


class Piece(Struct):
    """One piece of information, the first rows that it holds for, and for how many it does."""

    finding: Finding
    rows: list[str]
    count: int = 0


class Known:
    """The information on many rows."""

    def __init__(self) -> None:
        self._pieces: dict[tuple[str, str, str], Piece] = {}

    def add(self, each: Finding, row: str) -> None:
        """Remember that this holds for a row; of very many pieces only the first are told apart."""
        key = (each.code, each.zh, each.citation)
        piece = self._pieces.get(key)
        if piece is None:
            if len(self._pieces) == _MANY:
                return
            piece = self._pieces[key] = Piece(each, [])
        piece.count += 1
        if len(piece.rows) < _FEW:
            piece.rows.append(row)

    def __iter__(self) -> Iterator[Piece]:
        return iter(self._pieces.values())
