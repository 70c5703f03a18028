"""The name that somebody may have meant."""

from collections.abc import Iterable


def nearest(written: str, names: Iterable[str], least: float = 0.6) -> str | None:
    """The one of `names` most like what was written, None where none is alike by `least` (from 0 to 1, the same).

    Of several as like, that with the same letters in another order, or with more of them in their places.
    """
    from difflib import SequenceMatcher, get_close_matches

    def likeness(name: str) -> tuple[float, bool, int]:
        in_place = sum(one == other for one, other in zip(name, written, strict=False))
        return SequenceMatcher(None, name, written).ratio(), sorted(name) == sorted(written), in_place

    return max(get_close_matches(written, list(names), 10, least), key=likeness, default=None)
