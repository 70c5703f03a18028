"""Fines as formulas: what is left to reckon once the amounts of a case are known.

A fine that no base decides has its ends. Any other has `ways`, in order, the first of which whose `when` holds gives it: the floor is
the lowest of its `low` lines, the ceiling the highest of its `high` lines. A line `[amount, factor, base]` is so many yuan and so
many times a base. `when` is None, or a base and the stretches it may lie in, each `[from, included, to, included]`; no end is None. `graded` says
whether a range that comes out that way has levels; `bands` what is known of each level while no base is: within, and with the float.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import msgspec

from finecalc.language.words import Lang
from finecalc.law.assessment import Assessment
from finecalc.law.fine_words import option_words
from finecalc.law.outcome import FineRange, Option
from finecalc.law.rules.bands import Part, level_of, part_of, parts_of, ungraded
from finecalc.law.sentences.bands import part_words
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
        return {**found, "min": exact(fine.min), "max": exact(fine.max), "graded": ungraded(fine) is None}
    if lowered:
        found["lowered"] = True
    ways = [_way(option, statutes, lowered) for option in fine.options]
    rule = statutes.table.rules.bands
    parts = rule and [[part_of(level, fine, moved) for moved in (0, rule.float)] for level in rule.levels]
    known = [[_band(each, statutes) if each else None for each in pair] for pair in parts or ()]
    return {**found, "needs": list(fine.needs), "ways": ways, "bands": known}


def _band(part: Part, statutes: Statutes) -> dict[str, Any]:
    return {"options": plain(part.options), "words": plain(part_words(part, statutes.bases))}


def levels(answer: Assessment) -> list[dict[str, Any]]:
    """The levels by which the fines of an answer are graded: percents of a span, its ends, and those ends as far as they float."""
    rule = answer.ruling.grading
    if rule is None:
        return []
    applied = level_of(rule, answer.case.adjust)
    return [
        {
            "level": level.id,
            "open": list(level.open),
            "parts": [[exact(end) for end in parts_of(level, 0, 100, moved)] for moved in (0, rule.float)],
            "applies": level is applied,
            "reference": rule.ref,
        }
        for level in rule.levels
    ]


def _way(option: Option, statutes: Statutes, lowered: bool) -> dict[str, Any]:
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
        "graded": not lowered and ungraded(option) is None,
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
