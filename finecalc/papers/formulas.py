"""Fines as formulas: what is left to reckon once the amounts of a case are known.

A fine that no base decides has its ends. Any other has `ways`, in order, the first of which whose `when` holds gives it: the floor is
the lowest of its `low` lines, the ceiling the highest of its `high` lines. A line `[amount, factor, base]` is so many yuan and so
many times a base. `when` is None, or a base and the stretches it may lie in, each `[from, included, to, included]`; no end is None. `sure` is the span that no
base changes, in words.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import msgspec

from finecalc.language.words import Lang
from finecalc.law.fine_words import option_words, span_words
from finecalc.law.open_values import sure_span
from finecalc.law.outcome import FineRange, Option
from finecalc.law.sentences.conclusion import mode
from finecalc.law.sentences.pen import Pen
from finecalc.table.model import Bracket
from finecalc.table.statutes import Statutes

LANGS: tuple[Lang, ...] = ("zh", "en")


def formulas(fines: Iterable[FineRange], statutes: Statutes, lowered: bool = False) -> list[dict[str, Any]]:
    """Ranges as formulas; `lowered` where they then go below their own floor (yuan). They are worded as the conclusion has them."""
    return [_formula(fine, statutes, lowered) for fine in fines]


def plain(value: Any) -> Any:
    """A part of an answer as plain JSON, as `to_json` writes it."""
    return msgspec.json.decode(_ENCODER.encode(value))


_ENCODER = msgspec.json.Encoder(decimal_format="number")


def _formula(fine: FineRange, statutes: Statutes, lowered: bool) -> dict[str, Any]:
    found = {key: each for key, each in plain(fine).items() if key not in ("options", "needs", "min", "max")}
    found["_mode"] = {lang: mode(Pen(statutes, lang), fine) for lang in LANGS}
    if not fine.needs:
        return {**found, "min": exact(fine.min), "max": exact(fine.max)}
    if lowered:
        found["lowered"] = True
    sure = sure_span(fine)
    found["sure"] = plain(span_words(*sure)) if sure else None
    return {**found, "needs": list(fine.needs), "ways": [_way(option, statutes) for option in fine.options]}


def _way(option: Option, statutes: Statutes) -> dict[str, Any]:
    low, high = [], []
    if option.max is not None:
        low.append(line(option.min))
        high.append(line(option.max))
    for part, whole in ((option.multiple, 1), (option.share, 100)):
        if part:
            low.append(line(0, part.min / whole, part.of))
            high.append(line(0, part.max / whole, part.of))
    return {
        "quote": option.quote,
        "when": _when(option),
        "low": low,
        "high": high,
        "option": plain(option),
        "words": plain(option_words(option, statutes.bases, noted=True)),
    }


def _when(option: Option) -> list[Any] | None:
    if option.bracket:
        return [option.bracket.of, _stretches(option.bracket)]
    return [option.multiple.of, [["0", False, None, False]]] if option.multiple else None


def _stretches(bracket: Bracket) -> list[list[Any]]:
    found: list[list[Any]] = [["0", True, "0", True]] if bracket.none else []
    if bracket.at_least is not None:
        found.append([exact(bracket.at_least), bracket.at_least > 0, exact(bracket.below), False])
    elif bracket.below is not None:
        found.append(["0", False, exact(bracket.below), False])
    return found


def line(amount: Decimal | int, factor: Decimal | int = 0, base: str | None = None) -> list[str | None]:
    """So many yuan and so many times a base."""
    return [exact(amount), exact(factor), base]


def exact(amount: Decimal | int | None) -> str | None:
    """A number with every digit, as far as any amount can tell it from another."""
    if amount is None:
        return None
    number = Decimal(amount)
    shown = f"{number:f}" if number == number.quantize(FINEST) else f"{number.quantize(FINEST):f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


FINEST = Decimal(10) ** -12
