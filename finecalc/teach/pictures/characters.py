"""A chart drawn in characters."""

from collections.abc import Iterable
from dataclasses import dataclass

from finecalc.language.columns import pad, width, wrap
from finecalc.teach.pictures.chart import Bar, Chart

_NARROW = 64
"""Below so many columns a bar's name stands above it, not beside it."""


@dataclass(frozen=True)
class Glyphs:
    """What bars are drawn with: the ends, an open end, the body where a fine must and where it may be imposed, and where the next tier begins."""

    left: str
    right: str
    open_left: str
    open_right: str
    must: str
    may: str
    next: str
    grid: str
    axis: str
    tick: str


BOX = Glyphs("┣", "┫", "<", ">", "━", "┅", "╋", "·", "─", "┴")
PLAIN = Glyphs("[", "]", "<", ">", "=", "-", "|", ".", "-", "+")
"""For consoles that cannot show the others, or show them two columns wide."""


@dataclass(frozen=True)
class Line:
    """A line of the chart. `column` is the provision whose bar it holds; `heading`: the title of a panel or tier."""

    text: str
    column: int | None = None
    heading: bool = False


def drawn(chart: Chart, *, columns: int, glyphs: Glyphs) -> list[Line]:
    """The chart in so many columns."""
    bars = [bar for panel in chart.panels for group in panel.groups for bar in group.bars]
    if not bars:
        return [Line(chart.empty)]
    beside = columns >= _NARROW
    names = max(width(_name(bar)) for bar in bars) + 2 if beside else 2
    before = max(width(bar.low_text) for bar in bars)
    after = max(width(bar.high_text) for bar in bars) + 1
    plot = max(10, columns - names - before - after)
    start = names + before
    key = [Line(part) for part in wrap(chart.key, columns)]
    lines = [Line(chart.title, heading=True), *key, *_axis(chart, start, plot, glyphs)]
    for panel in chart.panels:
        lines.append(Line(panel.title, heading=True))
        for group in panel.groups:
            lines += [Line(f" {part}") for part in wrap(group.title, columns - 1)]
            for bar in group.bars:
                name = pad("  " + _name(bar), names) if beside else "  "
                if not beside:
                    lines += [Line(f"  {part}", bar.column) for part in wrap(_name(bar), columns - 2)]
                lines += [
                    Line(text, bar.column) for text in _bar(chart, bar, name, names, before, plot, columns, glyphs)
                ]
    return lines


def _name(bar: Bar) -> str:
    return f"{bar.label} {bar.who}".strip()


def _axis(chart: Chart, start: int, plot: int, glyphs: Glyphs) -> list[Line]:
    labels = " " * start
    line = [glyphs.axis] * plot
    for tick, text in zip(chart.ticks, chart.tick_texts, strict=True):
        at = round(chart.place(tick) * (plot - 1))
        line[at] = glyphs.tick
        left = start + at - width(text) // 2
        if left > width(labels) or labels.isspace():
            labels = pad(labels, left) + text
    return [Line(labels), Line(" " * start + "".join(line))]


def _bar(
    chart: Chart, bar: Bar, name: str, names: int, before: int, plot: int, columns: int, glyphs: Glyphs
) -> Iterable[str]:
    if bar.formula:
        start = names + before
        parts = wrap(bar.note, max(12, columns - start - 2))
        yield f"{pad(name, start)}{glyphs.grid} {parts[0]}"
        yield from (" " * (start + 2) + part for part in parts[1:])
        return
    low, high = chart.ends(bar)
    first, last = round(low * (plot - 1)), round(high * (plot - 1))
    body = glyphs.must if bar.firm else glyphs.may
    left = glyphs.open_left if bar.low is None else glyphs.left
    right = glyphs.open_right if bar.high is None else glyphs.right
    line = left if first == last else left + body * (last - first - 1) + right
    if bar.parts:
        line = _tiers(chart, bar, line, first, plot, glyphs)
    ticks = {round(chart.place(tick) * (plot - 1)) for tick in chart.ticks}
    space = "".join(glyphs.grid if at in ticks else " " for at in range(first))
    room = before + first - width(bar.low_text)
    lead = (" " * before + space)[:room]
    tail = "".join(glyphs.grid if at in ticks else " " for at in range(last + 1 + width(bar.high_text), plot))
    text = f"{name}{lead}{bar.low_text}{line}{bar.high_text}{tail}".rstrip()
    if bar.note and width(text) + width(bar.note) + 2 <= columns:
        yield f"{text}  {bar.note}"
    else:
        yield text
        yield from (" " * names + part for part in (wrap(bar.note, columns - names) if bar.note else ()))


def _tiers(chart: Chart, bar: Bar, line: str, first: int, plot: int, glyphs: Glyphs) -> str:
    """A bar over several tiers, with a sign where each begins, and its body as the tier is imposed."""
    drawn = list(line)
    for part in bar.parts:
        start = first if part.low is None else round(chart.place(part.low) * (plot - 1))
        end = round(chart.place(part.high) * (plot - 1))
        body = glyphs.must if part.firm else glyphs.may
        drawn[start - first + 1 : end - first] = body * (end - start - 1)
        if first < start < first + len(line) - 1:
            drawn[start - first] = glyphs.next
    return "".join(drawn)
