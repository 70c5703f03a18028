"""Curves as files: a picture in SVG, a page in HTML that holds it, and Markdown."""

from collections.abc import Iterable
from html import escape

from finecalc.law.answer import quoted
from finecalc.teach.curve import Curve, Curves
from finecalc.teach.pictures.plot import Band, Plot, plot
from finecalc.teach.pictures.style import style
from finecalc.teach.pictures.svg import COLORS, FONTS, clean, extent, language, split
from finecalc.teach.pictures.wording import Wording

_LINE = 20
_HEIGHT = 300
_NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def numbered(number: int) -> str:
    """The sign of a turn, the same in a picture and beneath it."""
    return _NUMBERS[number - 1] if number <= len(_NUMBERS) else f"({number})"


def heads(curve: Curve, wording: Wording) -> tuple[str, str, str]:
    """The headings of the table of pieces."""
    return wording[curve.base], wording.say("下限", "floor"), wording.say("上限", "ceiling")


# --- SVG --------------------------------------------------------------------------------------------------------------


def picture(found: Curves, wording: Wording) -> str:
    """A whole SVG file, dark on white, for slides: every curve, one below the other, with its turns in words."""
    body, top = [], 16.0
    for number, curve in enumerate(found.curves):
        drawing = Drawing(plot(curve, wording), width=960, column=number)
        body.append(f'<g transform="translate(0 {top:.0f})">{drawing.body}</g>')
        top += drawing.height + 24
    title, described = clean(wording.say(found.title, found.title_en)), clean(_described(found.curves, wording))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 {top:.0f}" width="960" height="{top:.0f}" role="img" '
        f'aria-labelledby="title desc" lang="{language(wording)}" xml:lang="{language(wording)}" '
        f'font-family="{escape(FONTS)}" font-size="14"><title id="title">{title}</title><metadata>finecalc</metadata>'
        f'<desc id="desc">{described}</desc><rect width="960" height="{top:.0f}" fill="#ffffff"/>{"".join(body)}</svg>\n'
    )


def _described(curves: Iterable[Curve], wording: Wording) -> str:
    plots = [plot(curve, wording) for curve in curves]
    return wording.say("；", "; ").join(text for each in plots for text in (each.title, *each.turns))


class Drawing:
    """A plot drawn in so many pixels; with `said`, its title stands above it and its turns in words beneath."""

    def __init__(self, each: Plot, *, width: int, column: int, said: bool = True) -> None:
        self.plot, self.width, self.column, self.said = each, width, column, said
        self.color = COLORS[column % len(COLORS)]
        names = max(extent(text, 12) for _, text in each.fines)
        self.left = names + 20 + (extent(each.none, 12) + 16 if each.none else 0)
        self.axis = names + 20
        self.right = width - 40.0
        self.height = 0.0
        self.body = "".join(self._parts())

    def _parts(self) -> Iterable[str]:
        for part in split(self.plot.title, self.width - 24, size=15) if self.said else ():
            self.height += _LINE
            yield self._text(12, self.height, part, "heading", size=15)
        self.top = self.height + 24
        self.bottom = self.top + _HEIGHT
        yield from self._grid()
        for band in self.plot.bands:
            yield self._band(band)
        yield from self._marks()
        self.height = self.bottom + 2 * _LINE + 4
        yield self._text(self.right, self.height, self.plot.axis, "quiet", size=12, anchor="end")
        if self.said:
            yield from self._turns()
        self.height += 8

    def _x(self, place: float) -> float:
        return self.left + place * (self.right - self.left)

    def _y(self, place: float) -> float:
        return self.bottom - place * (self.bottom - self.top)

    def _grid(self) -> Iterable[str]:
        room = (self.right - self.left) / max(1, len(self.plot.bases) - 1)
        every = 1 + int(max(extent(text, 12) for _, text in self.plot.bases) // max(1.0, room - 4))
        for number, (place, text) in enumerate(self.plot.bases):
            x = self._x(place)
            yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{self.top:.0f}" y2="{self.bottom:.0f}" stroke="#d5d9de"/>'
            if number % every == 0:
                yield self._text(x, self.bottom + 18, text, "tick", size=12, anchor="middle")
        for place, text in self.plot.fines:
            y = self._y(place)
            yield f'<line class="grid" x1="{self.axis:.1f}" x2="{self.right:.1f}" y1="{y:.1f}" y2="{y:.1f}" stroke="#d5d9de"/>'
            yield self._text(self.axis - 8, y + 4, text, "tick", size=12, anchor="end")
        if self.plot.none:
            yield self._text(self.axis + 4, self.bottom + 18, self.plot.none, "tick", size=12)

    def _band(self, band: Band) -> str:
        if band.alone:
            left, right = self.axis + 8, self.left - 12
        else:
            left, right = self._x(band.left), self._x(band.right)
        ceiling = [self._y(place) for place in band.ceiling]
        floor = [self._y(place) for place in band.floor] if band.floor else [self.bottom, self.bottom]
        corners = f"{left:.1f},{ceiling[0]:.1f} {right:.1f},{ceiling[1]:.1f} {right:.1f},{floor[1]:.1f} {left:.1f},{floor[0]:.1f}"
        ends = [f"{left:.1f},{ceiling[0]:.1f} {right:.1f},{ceiling[1]:.1f}"]
        if band.floor:
            ends.append(f"{left:.1f},{floor[0]:.1f} {right:.1f},{floor[1]:.1f}")
        lines = "".join(
            f'<polyline class="e{self.column}" points="{end}" fill="none" stroke="{self.color}" stroke-width="2.5"/>'
            for end in ends
        )
        return f'<polygon class="c{self.column}" points="{corners}" fill="{self.color}" fill-opacity="0.18" stroke="none"/>{lines}'

    def _marks(self) -> Iterable[str]:
        """The numbers of the turns, those at one place beside each other."""
        seen: dict[float, int] = {}
        for mark in self.plot.marks:
            beside = seen.get(mark.at, 0)
            seen[mark.at] = beside + 1
            x, y = self._x(mark.at), self._y(mark.height) - 8
            x += beside * 18 + 4
            yield self._text(x, max(self.top - 4, y), numbered(mark.number), "mark", size=15)

    def _turns(self) -> Iterable[str]:
        for number, said in enumerate(self.plot.turns, start=1):
            for line, part in enumerate(split(said, self.width - 56)):
                self.height += _LINE
                if line == 0:
                    yield self._text(12, self.height, numbered(number), "label")
                yield self._text(34, self.height, part, "label")

    def _text(self, x: float, y: float, text: str, kind: str, *, size: int = 14, anchor: str = "start") -> str:
        fill = {"quiet": "#5a6470", "tick": "#5a6470"}.get(kind, "#1c2126")
        weight = ' font-weight="600"' if kind in ("heading", "mark") else ""
        return (
            f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}" '
            f'text-anchor="{anchor}"{weight}>{clean(text)}</text>'
        )


# --- HTML -------------------------------------------------------------------------------------------------------------


def page(found: Curves, wording: Wording) -> str:
    """One self-contained page: each curve as a picture and a table, its turns in words, and the text it rests on."""
    title = clean(wording.say(found.title, found.title_en))
    main = "".join(_section(curve, number, wording) for number, curve in enumerate(found.curves))
    return (
        f'<!doctype html>\n<html lang="{language(wording)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title} · finecalc</title>\n<style>{style(False)}</style>\n</head>\n<body>\n"
        f"<header><h1>{title}</h1></header>\n<main>{main}</main>\n"
        f"<footer><p>{clean(_foot(found, wording))}</p></footer>\n</body>\n</html>\n"
    )


def _foot(found: Curves, wording: Wording) -> str:
    table = found.table
    return wording.say(
        f"finecalc，法条表 {table.version}，sha256 {table.sha256}。两轴都是对数轴，单位：元。",
        f"finecalc, table {table.version}, sha256 {table.sha256}. Both axes are logarithmic, in yuan.",
    )


def _section(curve: Curve, number: int, wording: Wording) -> str:
    each = plot(curve, wording)
    sizes = (("wide", 960), ("narrow", 380))
    figures = "".join(f'<div class="{kind}">{_inline(each, number, width, kind)}</div>' for kind, width in sizes)
    named = [clean(text) for text in heads(curve, wording)]
    head = "".join(f'<th scope="col">{name}</th>' for name in named)
    rows = "".join(
        f'<tr><th scope="row">{clean(bases)}</th><td data-of="{named[1]}">{clean(floor)}</td>'
        f'<td data-of="{named[2]}">{clean(ceiling)}</td></tr>'
        for bases, floor, ceiling in each.rows
    )
    turns = "".join(
        f"<li>{clean(numbered(at))} {'<strong>' if mark.backwards else ''}{clean(said)}{'</strong>' if mark.backwards else ''}</li>"
        for at, (said, mark) in enumerate(zip(each.turns, each.marks, strict=True), start=1)
    )
    text = quoted(wording.statutes, curve.source).text
    return (
        f'<section aria-labelledby="c{number}"><h2 id="c{number}">{clean(each.title)}</h2><figure>{figures}</figure>'
        f'<ul class="notes turns">{turns}</ul><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        f'<article><h3>{clean(wording.citation(curve.source))} <span class="faint">{clean(curve.source)}</span></h3>'
        f'<blockquote lang="zh-CN">{clean(text)}</blockquote></article></section>'
    )


def _inline(each: Plot, number: int, width: int, kind: str) -> str:
    drawing = Drawing(each, width=width, column=number, said=False)
    name = f"{kind}{number}"
    return (
        f'<svg viewBox="0 0 {width} {drawing.height:.0f}" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'font-family="{escape(FONTS)}" font-size="14"><title id="{name}-title">{clean(each.title)}</title>'
        f'<desc id="{name}-desc">{clean(" ".join(each.turns))}</desc>{drawing.body}</svg>'
    )


# --- Markdown ---------------------------------------------------------------------------------------------------------


def document(found: Curves, wording: Wording) -> str:
    """The pieces as tables, the turns as lists."""
    parts = [f"# {wording.say(found.title, found.title_en)}"]
    for curve in found.curves:
        each = plot(curve, wording)
        rows = [heads(curve, wording), ("---",) * 3, *each.rows]
        parts += [f"## {each.title}", "\n".join(f"| {' | '.join(row)} |" for row in rows)]
        parts.append("\n".join(f"- {numbered(number)} {said}" for number, said in enumerate(each.turns, start=1)))
    return "\n\n".join([*filter(None, parts), _foot(found, wording)]) + "\n"
