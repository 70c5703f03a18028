"""Empty decision files: the headings in the right order, and in a workbook drop-downs and notes."""

import csv
from collections.abc import Iterator
from typing import Any, BinaryIO

from finecalc.decisions.files.headings import FIELDS, HEADINGS
from finecalc.decisions.files.reports import Lang
from finecalc.decisions.files.streams import text_stream
from finecalc.table.statutes import Statutes

_ROWS = 2_000
_WIDTHS = {"provision": 24, "facts": 28, "person_fines": 34, "sanctions": 40}
_DATES = ("conduct_from", "conduct_to", "decided", "discovered", "filed", "notified", "heard", "served")
_EXACT = ("by", "adjust")


def write_csv(file: BinaryIO, lang: Lang) -> None:
    """The headings alone, with the byte order mark by which Excel knows UTF-8."""
    with text_stream(file, bom=True) as stream:
        csv.writer(stream).writerow([heading.zh if lang == "zh" else heading.field for heading in HEADINGS])


def write_xlsx(file: BinaryIO, statutes: Statutes, lang: Lang) -> None:
    """A workbook: the headings with notes, drop-downs beneath them, and a second sheet that lists every word."""
    import xlsxwriter  # type: ignore[import-untyped]

    book = xlsxwriter.Workbook(file, {"in_memory": True})
    english = lang == "en"
    font = {"font_name": "Calibri" if english else "等线", "valign": "top"}
    head = book.add_format({**font, "bold": True, "bg_color": "#D9E1F2", "bottom": 1, "text_wrap": True})
    text = book.add_format({**font, "num_format": "@"})
    day = book.add_format({**font, "num_format": "yyyy-mm-dd", "align": "left"})
    plain = book.add_format({**font, "text_wrap": True})
    page = book.add_worksheet("decisions" if english else "决定")
    words = book.add_worksheet("words" if english else "说明")
    for each in (page, words):
        each.set_landscape()
        each.set_paper(9)  # A4
        each.fit_to_pages(1, 0)
    lists = _lists(statutes, english)
    places = _word_sheet(words, lists, head, plain, english)
    for column, heading in enumerate(HEADINGS):
        page.set_column(column, column, _WIDTHS.get(heading.field, 17), day if heading.field in _DATES else text)
        page.write_string(0, column, heading.field if english else heading.zh, head)
        page.write_comment(0, column, heading.holds.en if english else heading.holds.zh, {"x_scale": 2})
        _validate(page, column, heading.field, places, english)
    page.freeze_panes(1, 2)
    page.activate()
    book.close()


def _lists(statutes: Statutes, english: bool) -> dict[str, list[tuple[str, str]]]:
    """Field → the words that may be chosen, each with what it means."""
    table = statutes.table

    def terms(known: Any) -> list[tuple[str, str]]:
        return [(each.id, each.label_en) if english else (each.label, each.id) for each in known]

    penalties = [provision for provision in table.provisions if provision.role == "penalty"]
    return {
        "provision": [(each.ref, each.name_en if english else each.name) for each in penalties],
        "by": terms(each for each in table.authorities if not each.divided),
        "facts": terms(table.facts) if english else list(_facts(statutes)),
        "sanctions": terms(each for each in table.sanctions if each.id != "fine"),
        "adjust": terms(table.adjustments),
        "person_fines": terms(each for each in table.persons if each.id != "organisation"),
    }


def _facts(statutes: Statutes) -> Iterator[tuple[str, str]]:
    """The words of the texts that open tiers, each with its fact; and the facts that no text has."""
    tiers = [tier for provision in statutes.table.provisions for tier in provision.tiers]
    for fact in statutes.table.facts:
        said = dict.fromkeys(tier.when[fact.id] for tier in tiers if fact.id in tier.when)
        yield from ((words, fact.id) for words in said or [fact.label])


def _word_sheet(
    words: Any, lists: dict[str, list[tuple[str, str]]], head: Any, plain: Any, english: bool
) -> dict[str, str]:
    """Lay out the headings and every list of words. Returns field → the cells that hold its words."""
    places = {}
    words.set_column(0, 0, 20)
    words.set_column(1, 1, 60)
    words.write_row(0, 0, ["heading", "what it holds"] if english else ["标题", "怎么填"], head)
    for line, heading in enumerate(HEADINGS, start=1):
        words.write_row(
            line,
            0,
            [heading.field, heading.holds.en] if english else [heading.zh, heading.holds.zh],
            plain,
        )
    for number, (field, known) in enumerate(lists.items()):
        column = 3 + 2 * number
        words.set_column(column, column, 26)
        words.set_column(column + 1, column + 1, 34)
        words.write_string(0, column, field if english else FIELDS[field].zh, head)
        words.write_blank(0, column + 1, None, head)
        for line, pair in enumerate(known, start=1):
            words.write_row(line, column, pair, plain)
        letter = _letter(column)
        places[field] = f"='{words.get_name()}'!${letter}$2:${letter}${len(known) + 1}"
    words.freeze_panes(1, 0)
    return places


def _validate(page: Any, column: int, field: str, places: dict[str, str], english: bool) -> None:
    """A drop-down where a word is chosen; several words may be typed where several are allowed."""
    if field in places and field != "person_fines":
        exact = field in _EXACT
        page.data_validation(
            1,
            column,
            _ROWS,
            column,
            {
                "validate": "list",
                "source": places[field],
                "show_error": exact,
                "input_title": field if english else FIELDS[field].zh,
                "input_message": FIELDS[field].holds.en if english else FIELDS[field].holds.zh,
                "error_type": "stop",
                "error_title": "finecalc",
                "error_message": "Choose from the list" if english else "请从列表中选择",
            },
        )


def _letter(column: int) -> str:
    letters = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        letters = chr(65 + rest) + letters
        column -= 1
    return letters
