"""The levels of discretion on the page of an answer: one block, a line for each level of each range."""

from collections.abc import Iterator
from itertools import groupby

from finecalc.language.numerals import to_chinese
from finecalc.language.page import Block, Entries, Entry, Heading, Items, Line, Span, Text
from finecalc.law.assessment import Assessment
from finecalc.law.rules.bands import Band
from finecalc.law.sentences.bands import conditions_words, part_words
from finecalc.law.sentences.conclusion import unless_barred
from finecalc.law.sentences.pen import Pen

SOURCES = ("bands", "own-bands")
"""The codes of the notes on what the levels rest on, which stand with them."""
GENERAL = ("bands-persons", "bands-departure")
"""The codes of the notes on grading in general, which only the whole page has."""


def levels_blocks(pen: Pen, answer: Assessment, *, full: bool = True) -> Iterator[Block]:
    """从轻, 一般, 从重 for each range, with how far the ends may float; targets with the same bands together.

    `full` explains the rule that divides the span, which is only cited otherwise.
    """
    if not answer.bands:
        return
    groups: dict[tuple[Entry, ...], list[str]] = {}
    for on, bands in groupby(answer.bands, key=lambda band: band.on):
        entries = tuple((_level(pen, band), _band_text(pen, band)) for band in bands)
        groups.setdefault(entries, []).append(on)
    yield Heading(pen("裁量阶次", "Levels of discretion") + unless_barred(pen, answer))
    for entries, targets in groups.items():
        yield Line(pen.labels(targets), indent=1)
        yield Entries(entries, indent=2)
    notes = [note for note in answer.notes if note.code in SOURCES]
    if notes and (full or not all(note.reference for note in notes)):
        yield Items(tuple(pen.spelt(note.zh, note.en) + pen.basis(note.reference) for note in notes))
    elif notes:
        cited = [note.reference for note in notes if note.reference]
        named = pen.join(map(pen.article, cited))
        single = any(pen.statutes.provision(ref).sure == "single" for ref in cited)
        once = pen("（文本仅有一个来源）", " (from a single source)") if single else ""
        yield Line(pen(f"依据{named}", f"Under {named}") + once, "dim", indent=1)


def _level(pen: Pen, band: Band) -> str:
    rule = pen.statutes.table.rules.bands
    levels = {level.id: pen(level.label, level.label_en) for level in rule.levels} if rule else {}
    adjustments = {each.id: pen(each.label, each.id) for each in pen.statutes.table.adjustments}
    return {**adjustments, **levels}.get(band.level) or pen("本机关", "own")


def quoted(answer: Assessment) -> Iterator[tuple[str, str]]:
    """The words that divide a span into levels, and where they stand."""
    rule = answer.ruling.grading
    if rule and answer.graded_by:
        yield from ((level.quote, rule.ref) for level in rule.levels)
        yield f"上下浮动{to_chinese(rule.float)}个百分点", rule.float_ref


def _band_text(pen: Pen, band: Band) -> Text:
    words, floating = (pen.words(part_words(part, pen.statutes.bases)) for part in (band, band.floating))
    remarks = [] if band.source else [pen(f"浮动后{floating}", f"floating: {floating}")]
    if band.source:
        remarks.append(
            pen(f"本机关基准“{band.name}”", f"the office's “{band.name}”")
            if band.name
            else pen("本机关基准", "the office's")
        )
    if band.depends:
        open_ = pen.words(conditions_words(band.depends, pen.statutes.facts, pen.statutes.bases))
        remarks.append(pen(f"取决于{open_}", f"depends on {open_}"))
    text = words + pen.remarks(remarks)
    return (Span(text + pen("，本案", ", this case"), "strong"),) if band.applies else text
