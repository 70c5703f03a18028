"""A report as annotations of a pull request."""

from typing import IO

from finecalc.decisions.files.account import Summary
from finecalc.decisions.files.marks import NOTICE_MARK
from finecalc.decisions.files.reports import Lang, said, storable
from finecalc.decisions.files.rows import Judged, one_by_one
from finecalc.decisions.files.sentences import judged_by
from finecalc.decisions.files.sheet import Sheet
from finecalc.decisions.finding import Finding
from finecalc.language.columns import safe
from finecalc.table.statutes import Statutes


class Github:
    """Annotations for a pull request: one workflow command a finding, and one at the end on the table that judged."""

    ranged = False

    def __init__(self, stream: IO[str], lang: Lang, statutes: Statutes) -> None:
        self.stream = stream
        self.lang = lang
        self.statutes = statutes

    def write(self, sheet: Sheet, judged: Judged) -> None:
        for number, _, judgement in one_by_one(judged):
            for each in judgement.findings if judgement else ():
                self._annotate(sheet, f",line={number}", f"{sheet.row_name(number)} " if sheet.title else "", each)
        for each in sheet.notices:
            self._annotate(sheet, "", "", each)

    def _annotate(self, sheet: Sheet, line: str, row: str, each: Finding) -> None:
        place = f"file={_property(sheet.name)}{line},title={_property(each.code + ' ' + each.name)}"
        message = row + said(each, self.lang) + (f" {each.citation}" if each.citation else "")
        self.stream.write(f"::{_LEVELS[each.severity]} {place}::{_escaped(storable(message))}\n")

    def close(self, summary: Summary) -> None:
        """Which table judged."""
        by = judged_by(self.statutes)
        self.stream.write(f"{NOTICE_MARK}{_escaped(by.zh if self.lang == 'zh' else by.en)}\n")


_LEVELS = {"error": "error", "unreadable": "error", "warning": "warning", "info": "notice"}


def _escaped(text: str) -> str:
    """A text in a workflow command; nothing in it steers the log."""
    lines = storable(text).replace("\r\n", "\n").replace("\r", "\n")
    return safe(lines).replace("%", "%25").replace("\n", "%0A").replace("##[", "## [")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
