"""The days of the steps in a row: 立案日期, 告知日期, 听证日期, 送达日期. Files without such columns pay nothing."""

from collections.abc import Sequence
from datetime import date
from operator import itemgetter

from finecalc.decisions.files import cells
from finecalc.decisions.files.reading import Memory, unreadable
from finecalc.decisions.finding import Finding
from finecalc.language.dates import years_after
from finecalc.language.errors import FinecalcError
from finecalc.law.steps import Days

STEPS = ("filed", "notified", "heard", "served")
_YEARS_AHEAD = 10


def step_days(fields: Sequence[str], today: date) -> "StepDays | None":
    """What reads the days of the steps from rows with these columns; None where there are no such columns."""
    return StepDays(fields, today) if any(field in fields for field in STEPS) else None


class StepDays:
    """Reads the days of the steps. What is remembered is bounded."""

    def __init__(self, fields: Sequence[str], today: date) -> None:
        latest = years_after(today, _YEARS_AHEAD)
        self._cells = itemgetter(*(fields.index(field) if field in fields else -1 for field in STEPS))
        self._days: Memory[str, date | None] = Memory(lambda text: cells.day(text, latest))

    def read(self, row: Sequence[str], unread: list[Finding]) -> Days | None:
        """The days in a row, whose last cell is empty; None where there are none. What cannot be read is said in `unread`."""
        texts = self._cells(row)
        if not any(texts):
            return None
        found: list[date | None] = []
        for field, text in zip(STEPS, texts, strict=True):
            try:
                found.append(self._days[text])
            except FinecalcError as error:
                unread.append(unreadable(field, error))
                found.append(None)
        return Days(filed=found[0], notified=found[1], heard=found[2], served=found[3])
