"""The comparison as one self-contained page: table, chart, and the texts with what changed marked.

Nothing is loaded from anywhere and there are no scripts. Light and dark, A4 and telephone, with the table's own semantics.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from finecalc.law.answer import Quoted, quoted
from finecalc.law.rules.lighter import Relation
from finecalc.teach.comparison import Change, Column, Compared, Comparison, Pair, Sign
from finecalc.teach.pictures.changes import Run, marked
from finecalc.teach.pictures.chart import Chart, by_panel, chart, editions_chart
from finecalc.teach.pictures.grid import Aspect, Piece, Step, steps
from finecalc.teach.pictures.style import style
from finecalc.teach.pictures.svg import clean, inline, language
from finecalc.teach.pictures.wording import SIGNS, Wording


def page(compared: Compared, wording: Wording) -> str:
    """The whole page."""
    title = wording.say(compared.title, compared.title_en)
    if compared.kind == "editions":
        main = _editions(compared, wording)
    else:
        main = "".join(
            _section(comparison, wording, f"s{number}", alone=len(compared.comparisons) == 1)
            for number, comparison in enumerate(compared.comparisons)
        )
    wide = max((len(comparison.columns) for comparison in compared.comparisons), default=2) > 3
    table = compared.table
    footer = wording.say(
        f"finecalc，法条表 {table.version}，sha256 {table.sha256}。所引条文逐字照录；裁量请以正式文本为准。",
        f"finecalc, table {table.version}, sha256 {table.sha256}. The provisions are quoted verbatim; the official text governs.",
    )
    return (
        f'<!doctype html>\n<html lang="{language(wording)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{clean(title)} · finecalc</title>\n<style>{style(wide)}</style>\n</head>\n<body>\n"
        f'<header><h1>{clean(title)}</h1><p class="legend">{_legend(wording)}</p></header>\n'
        f"<main>{_with_roles(main)}</main>\n<footer><p>{clean(footer)}</p></footer>\n</body>\n</html>\n"
    )


def _with_roles(main: str) -> str:
    """Tables that stay tables for the ear where a telephone lays them out as blocks."""
    roles = {
        "<table": "table",
        "<tbody": "rowgroup",
        "<thead": "rowgroup",
        "<tr": "row",
        "<td": "cell",
        '<th scope="col"': "columnheader",
        '<th scope="row"': "rowheader",
        '<th scope="rowgroup"': "rowheader",
    }
    for tag, role in roles.items():
        main = re.sub(rf"{tag}(?=[ >])", f'{tag} role="{role}"', main)
    return main


_LEGEND: dict[Sign, Relation] = {"raised": "heavier", "lowered": "lighter"}


def _legend(wording: Wording) -> str:
    signs = " ".join(
        f'<span class="{_LEGEND.get(sign, "changed")}"><span class="sign">{mark}</span> {clean(wording.sign(sign))}</span>'
        for sign, mark in SIGNS.items()
    )
    rest = wording.say(
        "（均与该档最左一列相比）；* 承自较轻一档",
        "(against the first column with the tier); * stands from a lighter tier",
    )
    return f"{signs} {clean(rest)}"


# --- one comparison ---------------------------------------------------------------------------------------------------


def _section(comparison: Comparison, wording: Wording, name: str, *, alone: bool) -> str:
    heading = " ｜ ".join(wording.citation(column.reference) for column in comparison.columns)
    notes = "".join(f"<li>{clean(wording.say(note.zh, note.en))}</li>" for note in comparison.notes)
    return (
        f'<section aria-labelledby="{name}"><h2 id="{name}"{" class=sr" if alone else ""}>{clean(heading)}</h2>'
        + (f'<ul class="notes">{notes}</ul>' if notes else "")
        + _figure(chart(comparison, wording), wording, name)
        + _table(comparison, wording, name)
        + _texts(comparison.columns, wording)
        + "</section>"
    )


def _table(comparison: Comparison, wording: Wording, name: str) -> str:
    caption = wording.say("各档的情节、罚款、处罚和机关", "Facts, fines, sanctions and bodies, tier by tier")
    heads = "".join(
        f'<th scope="col"><span class="ref c{number}">{clean(wording.citation(column.reference))}</span>'
        f"<br>{clean(wording.say(column.name, column.name_en))}"
        f'<br><span class="faint id">{clean(column.reference)}</span>'
        + (f"<br>{clean(wording.relation(comparison.relations[number]))}" if number else "")
        + "</th>"
        for number, column in enumerate(comparison.columns)
    )
    labels = wording.brief([column.reference for column in comparison.columns])
    bodies = "".join(_body(step, labels, wording) for step in steps(comparison, wording))
    return (
        f'<div class="scroll" role="region" aria-label="{clean(caption)}" tabindex="0">'
        f'<table class="tiers" style="min-width:{4.5 + 8.25 * len(comparison.columns):g}rem"><caption>{clean(caption)}</caption><thead><tr>'
        f'<th scope="col">{clean(wording.say("项目", "Respect"))}</th>{heads}</tr></thead>{bodies}</table></div>'
    )


def _body(step: Step, labels: Sequence[str], wording: Wording) -> str:
    rows = "".join(_row(step, aspect, labels, wording, first=at == 0) for at, aspect in enumerate(step.aspects))
    title = f'<th scope="rowgroup" colspan="{len(labels) + 1}">{clean(step.title)}</th>'
    return f'<tbody><tr class="tier">{title}</tr>{rows}</tbody>'


def _row(step: Step, aspect: Aspect, labels: Sequence[str], wording: Wording, *, first: bool) -> str:
    """A respect across the provisions; each cell knows its provision, which stands above it on a telephone."""
    cells = []
    for column, pieces in enumerate(aspect.cells):
        if column in step.absent:
            none = wording.say("没有这一档", "no such tier")
            if first:
                named = f'class="absent" rowspan="{len(step.aspects)}" data-of="{clean(labels[column])}"'
                cells.append(f"<td {named}>— {clean(none)}</td>")
            continue
        cells.append(f'<td data-of="{clean(labels[column])}">{_pieces(pieces, wording)}</td>')
    return f'<tr><th scope="row">{clean(aspect.label)}</th>{"".join(cells)}</tr>'


def _pieces(pieces: Sequence[Piece], wording: Wording) -> str:
    shown = [_piece(piece, wording) for piece in pieces]
    if len(shown) < 2:
        return "".join(shown)
    return f"<ul>{''.join(f'<li>{each}</li>' for each in shown)}</ul>"


def _piece(piece: Piece, wording: Wording) -> str:
    text = f'<span lang="zh-CN">{clean(piece.text)}</span>' if piece.verbatim else clean(piece.text)
    if piece.sign is None:
        return text
    return f'<span class="{tone(piece.relation)}">{_sign(piece.sign, wording)}{text}</span>'


def tone(relation: Relation | None) -> str:
    """How a difference is coloured: by what it means for the party, whatever its sign."""
    return relation if relation in ("heavier", "lighter") else "changed"


def _sign(sign: Sign, wording: Wording) -> str:
    """The sign for the eye, its meaning for the ear."""
    said = wording.sign(sign) + wording.say("：", ": ")
    return f'<span class="sign" aria-hidden="true">{SIGNS[sign]}</span> <span class="sr">{clean(said)}</span>'


def _figure(picture: Chart, wording: Wording, name: str) -> str:
    """The chart twice: wide, and narrow for a telephone; only one of them is there at a time."""
    wide = inline(picture, wording, width=960, name=f"{name}-wide")
    narrow = inline(picture, wording, width=380, name=f"{name}-narrow")
    return f'<figure><div class="wide">{wide}</div><div class="narrow">{narrow}</div></figure>'


# --- the texts --------------------------------------------------------------------------------------------------------


def _texts(columns: Sequence[Column], wording: Wording) -> str:
    """Each provision's text beside the one before it, with what changed marked; then what else the table quotes."""
    said = [f"<h3>{clean(wording.say('条文', 'Texts'))}</h3>"]
    shown = {column.reference for column in columns}
    for before, after in pairwise(columns):
        said.append(_side_by_side(before.texts[0], after.texts[0], wording))
    if len(columns) == 1:
        said.append(f'<div class="texts">{_text(columns[0].texts[0], None, "", wording)}</div>')
    rest = [text for column in columns for text in column.texts[1:] if text.reference not in shown]
    unique = {text.reference: text for text in rest}
    if unique:
        said.append(f"<h4>{clean(wording.say('各档另引的条文', 'Also quoted'))}</h4>")
        said += [f'<div class="texts">{_text(text, None, "", wording)}</div>' for text in unique.values()]
    return "".join(said)


def _side_by_side(before: Quoted, after: Quoted, wording: Wording) -> str:
    runs = marked(before.text, after.text)
    if runs is None:
        note = wording.say(
            "两条文字差别太大，不逐字标出", "These texts have too little in common to be marked word by word"
        )
        said = f'<p class="faint">{clean(note)}</p>'
        return f'{said}<div class="texts">{_text(before, None, "", wording)}{_text(after, None, "", wording)}</div>'
    return f'<div class="texts">{_text(before, runs[0], "del", wording)}{_text(after, runs[1], "ins", wording)}</div>'


def _text(quoted: Quoted, runs: Iterable[Run] | None, tag: str, wording: Wording) -> str:
    body = clean(quoted.text) if runs is None else "".join(_run(run, tag, wording) for run in runs)
    cited = wording.citation(quoted.reference)
    sure = "" if quoted.sure == "confirmed" else wording.say("（文本仅有一个来源）", " (text from a single source)")
    return (
        f'<article><h4>{clean(cited)} <span class="faint">{clean(quoted.reference)}{clean(sure)}</span></h4>'
        f'<blockquote lang="zh-CN">{body}</blockquote></article>'
    )


def _run(run: Run, tag: str, wording: Wording) -> str:
    if not run.changed:
        return clean(run.text)
    starts, ends = {
        "del": (wording.say("［原文］", "[before]"), wording.say("［原文完］", "[end]")),
        "ins": (wording.say("［改为］", "[now]"), wording.say("［改完］", "[end]")),
    }[tag]
    lang = language(wording)
    return (
        f'<{tag}><span class="sr" lang="{lang}">{starts}</span>{clean(run.text)}'
        f'<span class="sr" lang="{lang}">{ends}</span></{tag}>'
    )


# --- whole editions ---------------------------------------------------------------------------------------------------


def _editions(compared: Compared, wording: Wording) -> str:
    caption = wording.say("每一款的去向", "What became of each paragraph")
    editions = [wording.edition(each) for each in compared.editions]
    heads = "".join(
        f'<th scope="col">{clean(text)}</th>'
        for text in (wording.say("行为", "Conduct"), wording.say("变化", "Change"), *editions)
    )
    rows = "".join(_pair_row(pair, number, editions, wording) for number, pair in enumerate(compared.pairs))
    overview = (
        f'<div class="scroll" role="region" aria-label="{clean(caption)}" tabindex="0"><table class="pairs">'
        f"<caption>{clean(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
    whole = editions_chart(compared.pairs, compared.editions, wording)
    picture = "".join(
        _figure(each, wording, f"editions{number}") for number, each in enumerate(by_panel(whole, wording))
    )
    details = "".join(_pair(pair, number, wording) for number, pair in enumerate(compared.pairs))
    return f"{_contents(compared.pairs, wording)}<section>{picture}{overview}</section>{details}"


def _contents(pairs: Iterable[Pair], wording: Wording) -> str:
    """What stands on paper at the head of many sheets: each paragraph with the number of its section."""
    listed = "".join(
        f'<li><a href="#pair{number}">{clean(wording.pair(pair))}</a></li>' for number, pair in enumerate(pairs)
    )
    title = wording.say("目录", "Contents")
    return f'<nav class="contents" aria-label="{title}"><h2>{title}</h2><ol>{listed}</ol></nav>'


def _pair_row(pair: Pair, number: int, editions: Sequence[str], wording: Wording) -> str:
    signs: dict[Change, Sign] = {
        "raised": "raised",
        "lowered": "lowered",
        "mixed": "changed",
        "new": "added",
        "gone": "removed",
    }
    sign = signs.get(pair.change)
    mark = f'<span class="sign" aria-hidden="true">{SIGNS[sign]}</span> ' if sign else ""
    change = f'<span class="{wording.tone(pair)}">{mark}{clean(wording.change(pair.change))}</span>'
    remarks = "".join(f'<br><span class="faint">{clean(remark)}</span>' for remark in wording.remarks(pair))
    places = "".join(
        f'<td data-of="{clean(edition)}">{clean(wording.place(ref))} <span class="faint id">{clean(ref or "")}</span></td>'
        for edition, ref in zip(editions, (pair.before, pair.after), strict=True)
    )
    name = f'<a href="#pair{number}">{clean(wording.pair(pair))}</a>{remarks}'
    return f'<tr><th scope="row">{name}</th><td>{change}</td>{places}</tr>'


def _pair(pair: Pair, number: int, wording: Wording) -> str:
    cited = [wording.citation(ref) if ref else "—" for ref in (pair.before, pair.after)]
    places = f"{pair.before or '—'} → {pair.after or '—'}"
    heading = (
        f'<h2 id="pair{number}">{number + 1}. {clean(wording.pair(pair))} · {clean(wording.change(pair.change))}</h2>'
        f'<p class="faint">{clean(" → ".join(cited))}　<span class="id">{clean(places)}</span></p>'
    )
    remarks = "".join(f"<li>{clean(remark)}</li>" for remark in wording.remarks(pair))
    notes = f'<ul class="notes">{remarks}</ul>' if remarks else ""
    if pair.comparison:
        body = _table(pair.comparison, wording, f"pair{number}") + _texts(pair.comparison.columns, wording)
    else:
        shown = [quoted(wording.statutes, ref) for ref in (pair.before, pair.after) if ref]
        texts = "".join(_text(each, None, "", wording) for each in shown)
        body = f'<div class="texts">{texts}</div>'
    return f'<section aria-labelledby="pair{number}">{heading}{notes}{body}</section>'
