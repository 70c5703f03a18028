"""The comparison as Markdown: the table, the ranges in words, and the texts with what changed marked."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from finecalc.law.answer import Quoted
from finecalc.teach.comparison import Column, Compared, Comparison
from finecalc.teach.pictures.changes import Run, marked
from finecalc.teach.pictures.grid import Piece, steps
from finecalc.teach.pictures.svg import clean
from finecalc.teach.pictures.wording import SIGNS, Wording

_SPECIAL = re.compile(r"([\\`*_{}\[\]|~#])")


def document(compared: Compared, wording: Wording) -> str:
    """The whole document."""
    parts = [f"# {_plain(wording.say(compared.title, compared.title_en))}", _plain(wording.legend(SIGNS))]
    if compared.kind == "editions":
        parts.append(_pairs(compared, wording))
        comparisons = [pair.comparison for pair in compared.pairs if pair.comparison]
    else:
        comparisons = list(compared.comparisons)
    for comparison in comparisons:
        if len(comparisons) > 1:
            references = " ｜ ".join(column.reference for column in comparison.columns)
            parts.append(f"## {_plain(wording.name(comparison.columns[0].reference))} · {_plain(references)}")
        parts += [f"- {_plain(wording.say(note.zh, note.en))}" for note in comparison.notes]
        parts += [_table(comparison, wording), *_texts(comparison.columns, wording)]
    table = compared.table
    parts.append(
        wording.say(
            f"finecalc，法条表 {table.version}，sha256 {table.sha256}",
            f"finecalc, table {table.version}, sha256 {table.sha256}",
        )
    )
    return "\n\n".join(parts) + "\n"


def _table(comparison: Comparison, wording: Wording) -> str:
    heads = [
        f"**{_plain(wording.citation(column.reference))}**<br>{_plain(column.reference)}"
        for column in comparison.columns
    ]
    rows = [[wording.say("项目", "Respect"), *heads], ["---"] * (len(heads) + 1)]
    for step in steps(comparison, wording):
        rows.append([f"**{_plain(step.title)}**", *[""] * len(heads)])
        for number, aspect in enumerate(step.aspects):
            cells = ["<br>".join(map(_piece, pieces)) for pieces in aspect.cells]
            if number == 0:
                none = wording.say("—（没有这一档）", "— (no such tier)")
                cells = [none if at in step.absent else cell for at, cell in enumerate(cells)]
            rows.append([_plain(aspect.label), *cells])
    return _rows(rows)


def _pairs(compared: Compared, wording: Wording) -> str:
    rows = [
        [wording.say("行为", "Conduct"), wording.say("变化", "Change"), *map(wording.edition, compared.editions)],
        ["---"] * 4,
    ]
    for pair in compared.pairs:
        said = "<br>".join(map(_plain, [wording.pair(pair), *wording.remarks(pair)]))
        places = [f"{wording.place(ref)}<br>{ref}" if ref else "—" for ref in (pair.before, pair.after)]
        rows.append([said, wording.change(pair.change), *places])
    return _rows(rows)


def _rows(rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _piece(piece: Piece) -> str:
    return _plain(piece.text) if piece.sign is None else f"**{SIGNS[piece.sign]} {_plain(piece.text)}**"


def _texts(columns: Sequence[Column], wording: Wording) -> list[str]:
    """Each provision's text beside the one before it, with what changed marked."""
    if len(columns) == 1:
        return [_text(columns[0].texts[0], None, "", wording)]
    said = []
    for one, other in pairwise(columns):
        runs = marked(one.texts[0].text, other.texts[0].text)
        before, after = runs if runs else (None, None)
        said += [_text(one.texts[0], before, "del", wording), _text(other.texts[0], after, "ins", wording)]
    return list(dict.fromkeys(said))


def _text(quoted: Quoted, runs: Iterable[Run] | None, tag: str, wording: Wording) -> str:
    if runs is None:
        body = _plain(quoted.text)
    else:
        body = "".join(f"<{tag}>{_plain(run.text)}</{tag}>" if run.changed else _plain(run.text) for run in runs)
    lines = "\n> ".join(body.split("\n"))
    return f"{_plain(wording.citation(quoted.reference))}（{_plain(quoted.reference)}）\n\n> {lines}"


def _plain(text: str) -> str:
    """Text in which nothing is read as Markdown."""
    return _SPECIAL.sub(r"\\\1", clean(text, quote=False))
