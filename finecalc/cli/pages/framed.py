"""The lines inside the frame of a conclusion: never more than six, so that with the frame they are eight at most."""

from collections.abc import Iterator

from finecalc.language.columns import pad, widest, width, wrap
from finecalc.language.page import Conclusion, Span, Target, plain

MOST = 6

Lines = list[tuple[Span, ...]]


def framed(conclusion: Conclusion, columns: int) -> Lines:
    """The lines of a conclusion at so many columns: what bars a penalty, who is fined how much, under which article.

    Where there are more than fit, what is said under the amounts goes first, its end first, and then all but the core of the rest.
    """
    lines: Lines = []
    for bars, said in _ever_shorter(conclusion):
        lines = [
            *((Span(part, "warn"),) for bar in bars for part in _wrapped(bar, columns)),
            *_targets(conclusion.targets, columns),
            *((Span(part),) for line in said for part in _wrapped(line, columns)),
        ]
        if len(lines) <= MOST:
            return lines
    last = wrap(plain(lines[MOST - 1]), columns - 3, widest)[0]
    return [*lines[: MOST - 1], (Span(last + " …"),)]


def _ever_shorter(conclusion: Conclusion) -> Iterator[tuple[list[str], list[str]]]:
    """What is said above and below the amounts, with less and less of what can be left out."""
    unless = [conclusion.unless] if conclusion.unless else []
    bars = [core + more for core, more in conclusion.bars]
    whole = conclusion.article + conclusion.because
    for number in range(len(conclusion.lines), -1, -1):
        yield [*bars, *unless], [whole, *conclusion.lines[:number]]
    short = [core for core, _ in conclusion.bars]
    for said in (whole, conclusion.article):
        yield [*short, *unless], [said]
        yield ["  ".join([*short, *unless])] if short else [], [said]


def _targets(targets: tuple[Target, ...], columns: int) -> Lines:
    """One line for each target, in columns where there is room for them."""
    who = max((width(each.who) for each in targets), default=0) + 2
    mode = max((width(each.mode) for each in targets), default=0)
    mode += 1 if mode else 0
    if all(who + mode + widest(each.amount) <= columns for each in targets):
        return [(Span(pad(each.who, who)), Span(pad(each.mode, mode)), Span(each.amount, "amount")) for each in targets]
    return [line for each in targets for line in _target(each, columns)]


def _target(target: Target, columns: int) -> Lines:
    """A target by itself; an amount is never broken, a formula where it has to be."""
    start = f"{target.who}  {target.mode} "
    lines = _wrapped(start + target.amount, columns)
    broken = not any(target.amount in line for line in lines)
    if broken and widest(f"  {target.mode} {target.amount}") <= columns:
        under = (Span(f"  {target.mode} "), Span(target.amount, "amount"))
        return [*((Span(line),) for line in _wrapped(target.who, columns)), under]
    found: Lines = []
    left = len(start)
    for line in lines:
        found.append((Span(line[:left]), Span(line[left:], "amount")))
        left = max(0, left - len(line))
    return found


def _wrapped(text: str, columns: int) -> list[str]:
    first = wrap(text, columns, widest)[0]
    rest = text.removeprefix(first).lstrip()
    return [first, *("  " + part for part in wrap(rest, columns - 2, widest))] if rest else [first]
