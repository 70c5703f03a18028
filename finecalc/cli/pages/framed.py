"""The lines inside the frame of a conclusion: never more than six, so that with the frame they are eight at most."""

from finecalc.language.columns import pad, widest, width, wrap
from finecalc.language.page import Conclusion, Span, Target

MOST = 6

Lines = list[tuple[Span, ...]]


def framed(conclusion: Conclusion, columns: int) -> Lines:
    """The lines of a conclusion at so many columns: what bars a penalty, who is fined how much, under which article.

    Where there are more than fit, the last of what is said under the amounts goes first: it is said again below.
    """
    bars = [(Span(part, "warn"),) for bar in conclusion.bars for part in _wrapped(bar, columns)]
    fines = _targets(conclusion.targets, columns)
    said = [[(Span(part),) for part in _wrapped(line, columns)] for line in conclusion.lines]
    while len(said) > 1 and len(bars) + len(fines) + sum(map(len, said)) > MOST:
        said.pop()
    return [*bars, *fines, *(line for lines in said for line in lines)]


def _targets(targets: tuple[Target, ...], columns: int) -> Lines:
    """One line for each target, in columns where there is room for them."""
    who = max((width(each.who) for each in targets), default=0) + 2
    mode = max((width(each.mode) for each in targets), default=0) + 1
    if all(who + mode + widest(each.amount) <= columns for each in targets):
        return [(Span(pad(each.who, who)), Span(pad(each.mode, mode)), Span(each.amount, "amount")) for each in targets]
    found: Lines = []
    for each in targets:
        start = f"{each.who} {each.mode} "
        lines = _wrapped(start + each.amount, columns)
        at = 0
        for line in lines:
            plain = max(0, min(len(line), len(start) - at))
            found.append((Span(line[:plain]), Span(line[plain:], "amount")))
            at += len(line)
    return found


def _wrapped(text: str, columns: int) -> list[str]:
    first, *rest = wrap(text, columns, widest)
    return [first, *("  " + part for part in wrap("".join(rest), columns - 2, widest))] if rest else [first]
