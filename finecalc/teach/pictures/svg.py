"""The chart as SVG: text only, no scripts, nothing loaded from elsewhere."""

import re
from collections.abc import Iterable
from decimal import Decimal
from html import escape
from unicodedata import east_asian_width

from finecalc.teach.comparison import Compared
from finecalc.teach.pictures.chart import Bar, Chart, chart, editions_chart
from finecalc.teach.pictures.wording import Wording

FONTS = (
    "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', "
    "'Noto Sans SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif"
)
COLORS = ("#1f5fa8", "#b3541e", "#2f7d4f", "#8a3f8f", "#7a6200", "#a8324a")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SIZE = 14
_LINE = 20


def clean(text: str, *, quote: bool = True) -> str:
    """Text as it may stand in SVG or HTML; in an attribute too, with `quote`."""
    return escape(_CONTROL.sub("�", text), quote)


def charts(compared: Compared, wording: Wording) -> list[Chart]:
    """The charts of an answer: one for each comparison, or one for two editions."""
    if compared.kind == "editions":
        return [editions_chart(compared.pairs, compared.editions, wording)]
    return [chart(comparison, wording) for comparison in compared.comparisons]


def picture(compared: Compared, wording: Wording) -> str:
    """A whole SVG file, dark on white, for slides: every chart of the answer, one below the other."""
    title = wording.say(compared.title, compared.title_en)
    body, top = [], 0.0
    for number, each in enumerate(charts(compared, wording)):
        drawing = Drawing(each, width=960, name=f"chart{number}")
        body.append(f'<g transform="translate(0 {top:.0f})">{drawing.body}</g>')
        top += drawing.height + 16
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 {top:.0f}" width="960" height="{top:.0f}" role="img" '
        f'aria-labelledby="title desc" lang="{language(wording)}" xml:lang="{language(wording)}" '
        f'font-family="{escape(FONTS)}" font-size="{_SIZE}">'
        f'<title id="title">{clean(title)}</title><metadata>finecalc</metadata>'
        f'<desc id="desc">{clean("；".join(each.description for each in charts(compared, wording)))}</desc>'
        f'<rect width="960" height="{top:.0f}" fill="#ffffff"/>{"".join(body)}</svg>\n'
    )


def inline(each: Chart, wording: Wording, *, width: int, name: str) -> str:
    """A chart to stand inside a page, whose style sheet may recolour it. `name` makes its ids unique."""
    drawing = Drawing(each, width=width, name=name)
    return (
        f'<svg viewBox="0 0 {width} {drawing.height:.0f}" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'font-family="{escape(FONTS)}" font-size="{_SIZE}">'
        f'<title id="{name}-title">{clean(each.title)}</title><desc id="{name}-desc">{clean(each.description)}</desc>'
        f"{drawing.body}</svg>"
    )


def language(wording: Wording) -> str:
    return "zh-CN" if wording.lang == "zh" else "en"


class Drawing:
    """A chart drawn in so many pixels. Below 600 a bar's name stands above it, not beside it."""

    def __init__(self, each: Chart, *, width: int, name: str) -> None:
        self.chart = each
        self.name = name
        self.width = width
        self.beside = width >= 600
        bars = [bar for panel in each.panels for group in panel.groups for bar in group.bars]
        names = max((extent(bar_name(bar)) for bar in bars), default=0) + 40 if self.beside else 12
        before = max((extent(bar.low_text) for bar in bars), default=0) + 8
        after = max((extent(bar.high_text) for bar in bars), default=0) + 20
        self.left = names + before
        self.right = width - max(after, 40)
        self.height = 16.0
        self.body = "".join(self._parts())

    def _parts(self) -> Iterable[str]:
        self.height += _LINE
        yield self._text(12, self.chart.title, "heading", size=16)
        for number, entry in enumerate(self.chart.legend):
            for line, part in enumerate(split(entry, self.width - 48)):
                self.height += _LINE
                if line == 0:
                    yield self._swatch(number)
                yield self._text(32, part, "label")
        if not self.chart.panels:
            self.height += _LINE
            yield self._text(12, self.chart.empty, "label")
            self.height += 16
            return
        for part in split(self.chart.key, self.width - 24):
            self.height += _LINE
            yield self._text(12, part, "quiet", size=12)
        self.height += _LINE + 8
        yield from self._axis_labels()
        top = self.height + 6
        rows: list[str] = []
        for panel in self.chart.panels:
            self.height += _LINE + 12
            rows.append(self._text(12, panel.title, "heading", size=15))
            for group in panel.groups:
                for part in split(group.title, self.width - 40):
                    self.height += _LINE + 2
                    rows.append(self._text(20, part, "quiet"))
                for bar in group.bars:
                    rows += self._bar(bar)
                self.height += 4
        yield from self._grid(top, self.height + 8)
        yield from rows
        self.height += 20

    # --- the axis ---

    def _x(self, place: float) -> float:
        return self.left + place * (self.right - self.left)

    def _axis_labels(self) -> Iterable[str]:
        for tick, text in zip(self.chart.ticks, self.chart.tick_texts, strict=True):
            yield self._text(self._x(self.chart.place(tick)), text, "tick", size=12, anchor="middle")

    def _grid(self, top: float, bottom: float) -> Iterable[str]:
        for tick in self.chart.ticks:
            x = self._x(self.chart.place(tick))
            yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{top:.0f}" y2="{bottom:.0f}" stroke="#d5d9de"/>'

    # --- bars ---

    def _bar(self, bar: Bar) -> list[str]:
        parts = []
        label = bar_name(bar)
        self.height += 26
        if self.beside or not label:
            parts.append(self._text(32, label, "label"))
        else:
            parts.append(self._text(20, label, "label", size=13))
            self.height += 22
        if bar.formula:
            return parts + self._formula(bar)
        low, high = (self._x(end) for end in self.chart.ends(bar))
        middle = self.height - 5
        if bar.parts:
            parts += self._tiers(bar, middle)
        else:
            parts.append(self._shape(bar, low, max(high, low + 3), middle))
        if bar.low_text:
            parts.append(self._text(low - 6, bar.low_text, "amount", size=13, anchor="end", y=middle + 5))
        parts.append(self._text(max(high, low + 3) + 6, bar.high_text, "amount", size=13, y=middle + 5))
        if bar.note:
            start = self.left
            for part in split(bar.note, self.width - start - 8, size=12):
                self.height += 16
                parts.append(self._text(start, part, "quiet", size=12))
        return parts

    def _tiers(self, bar: Bar, middle: float) -> list[str]:
        """A bar over several tiers: a part for each, and beneath it where they begin."""
        drawn = []
        for part in bar.parts:
            low = self.left if part.low is None else self._x(self.chart.place(part.low))
            high = self._x(self.chart.place(part.high))
            single = Bar(column=bar.column, label="", who="", mode=part.mode, low=part.low, high=part.high)
            drawn.append(self._shape(single, low + 1, max(high - 1, low + 3), middle))
        self.height += 13
        end = self.left
        for part in bar.parts[1:]:
            at = self._x(self.chart.place(part.low or Decimal(0))) - extent(part.text, 11) / 2
            if at >= end:
                drawn.append(self._text(at, part.text, "quiet", size=11))
                end = at + extent(part.text, 11) + 4
        return drawn

    def _shape(self, bar: Bar, low: float, high: float, middle: float) -> str:
        """A bar; an open end is a point."""
        half = 7
        left = (
            f"{low:.1f},{middle - half} {low:.1f},{middle + half}" if bar.low is not None else f"{low - 8:.1f},{middle}"
        )
        right = (
            f"{high:.1f},{middle + half} {high:.1f},{middle - half}"
            if bar.high is not None
            else f"{high + 8:.1f},{middle}"
        )
        if bar.low is None:
            left = f"{low:.1f},{middle - half} {left} {low:.1f},{middle + half}"
        color = COLORS[bar.column % len(COLORS)]
        fill = "" if bar.firm else ' fill-opacity="0.18" stroke-dasharray="5 3"'
        return (
            f'<polygon class="c{bar.column}" points="{left} {right}" fill="{color}" stroke="{color}" '
            f'stroke-width="1.5"{fill}/>'
        )

    def _formula(self, bar: Bar) -> list[str]:
        """A fine that only a formula can say: its words in a broken frame across the axis."""
        lines = split(bar.note, self.right - self.left - 16, size=13)
        color = COLORS[bar.column % len(COLORS)]
        top = self.height - 15
        parts = [
            f'<rect class="c{bar.column}" x="{self.left:.1f}" y="{top:.0f}" width="{self.right - self.left:.1f}" '
            f'height="{len(lines) * 18 + 3}" rx="4" fill="none" stroke="{color}" stroke-dasharray="2 4"/>'
        ]
        for number, line in enumerate(lines):
            if number:
                self.height += 18
            parts.append(self._text(self.left + 8, line, "amount", size=13))
        return parts

    # --- pieces ---

    def _swatch(self, column: int) -> str:
        color = COLORS[column % len(COLORS)]
        return f'<rect class="c{column}" x="12" y="{self.height - 11:.0f}" width="12" height="12" fill="{color}" stroke="{color}"/>'

    def _text(
        self, x: float, text: str, kind: str, *, size: int = _SIZE, anchor: str = "start", y: float | None = None
    ) -> str:
        fill = {"quiet": "#5a6470", "tick": "#5a6470"}.get(kind, "#1c2126")
        weight = ' font-weight="600"' if kind == "heading" else ""
        return (
            f'<text class="{kind}" x="{x:.1f}" y="{self.height if y is None else y:.0f}" font-size="{size}" fill="{fill}" '
            f'text-anchor="{anchor}"{weight}>{clean(text)}</text>'
        )


def bar_name(bar: Bar) -> str:
    """The provision, and the person where it is not the unit."""
    return f"{bar.label} {bar.who}".strip()


def extent(text: str, size: int = _SIZE) -> float:
    """About how many pixels a text takes: a full-width character is as wide as it is high."""
    return sum(1.0 if east_asian_width(char) in "WFA" else 0.58 for char in text) * size


def split(text: str, room: float, size: int = _SIZE) -> list[str]:
    """A text in lines of about so many pixels; Latin words are kept whole."""
    lines, line = [], ""
    for piece in re.findall(r"[!-~]+|.", text):
        if line and extent(line + piece, size) > room and piece not in "，。；：、）":
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line] if line else lines
