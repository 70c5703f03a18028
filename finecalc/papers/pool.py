"""Equal things once: values in which some parts depend on the case, each different one written down a single time.

A pool is a list. A text, a number, true, false or null stands for itself. The others are lists that begin with their kind and name
their parts by their place in the pool: `[0, …]` a list, `[1, shape, …]` an object with the keys of that shape, `[2, test, …]` a
choice among values, one for each result of a test.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any

Test = tuple[Any, ...]
"""What is asked of a case; `situations` says which there are."""
_LIST, _OBJECT, _CHOICE = range(3)
_FIRST = (1, 2, 2)
"""Where the parts of each kind begin."""


class Ref(int):
    """The place of a value in a pool."""


class Pool:
    """The values of one page. `entries`, `shapes`, `tests` and `lines` are what is written into it."""

    def __init__(self) -> None:
        self.entries: list[Any] = []
        self.shapes: list[Sequence[str]] = []
        self.tests: list[Test] = []
        self.lines: list[Any] = []
        self._places: dict[Hashable, int] = {}

    def value(self, value: Any) -> Ref:
        """The place of a value: of plain JSON, in which places already known may stand for their values."""
        if isinstance(value, Ref):
            return value
        if isinstance(value, dict):
            keys = tuple(value)
            shape = self._place((_OBJECT, keys), self.shapes, keys)
            return self._entry([_OBJECT, shape, *map(self.value, value.values())])
        if isinstance(value, list | tuple):
            return self._entry([_LIST, *map(self.value, value)])
        return self._entry(value)

    def line(self, line: Sequence[Any]) -> int:
        """The number of a line among the lines."""
        return self._place(("line", tuple(line)), self.lines, line)

    def choice(self, test: Test, values: Sequence[Any]) -> Ref:
        """The place of a choice: the first value where the result of the test is 0, and so on; no choice where all are the same."""
        places = [self.value(each) for each in values]
        if len({*places}) == 1:
            return places[0]
        number = self._place((_CHOICE, test), self.tests, test)
        return self._entry([_CHOICE, number, *places])

    def packed(self) -> tuple[list[Any], list[int]]:
        """The entries with those named most often first, which keeps their numbers short; and where each of them has come to stand."""
        named = Counter(part for entry in self.entries if isinstance(entry, list) for part in entry[_FIRST[entry[0]] :])
        order = sorted(range(len(self.entries)), key=lambda place: -named[place])
        moved = [0] * len(order)
        for place, before in enumerate(order):
            moved[before] = place
        return [self._moved(self.entries[before], moved) for before in order], moved

    def _moved(self, entry: Any, moved: list[int]) -> Any:
        if not isinstance(entry, list):
            return entry
        first = _FIRST[entry[0]]
        return [*entry[:first], *(moved[part] for part in entry[first:])]

    def _entry(self, entry: Any) -> Ref:
        key: Hashable = tuple(entry) if isinstance(entry, list) else entry
        return Ref(self._place((type(entry).__name__, key), self.entries, entry))

    def _place(self, key: Hashable, kept: list[Any], entry: Any) -> int:
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = len(kept)
            kept.append(entry)
        return place
