"""The name that somebody may have meant."""

from collections.abc import Iterable


def nearest(written: str, names: Iterable[str], least: float = 0.6) -> str | None:
    """The one of `names` most like what was written, None where none is alike by `least` (from 0 to 1, the same)."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(written, list(names), 1, least)), None)
