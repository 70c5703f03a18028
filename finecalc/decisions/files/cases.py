"""A case file as a table of one row: what it proposes is judged like any other decision."""

from typing import Any

from finecalc.decisions.files.sheet import Sheet, Top
from finecalc.law.case_file import LARGEST as LARGEST
from finecalc.law.case_file import decoded, values_of

_NO_COLUMN = "absent"
"""What is known not to be there changes nothing that is judged."""


def table_of(content: bytes, name: str) -> Sheet:
    """The table of a case file: its keys are the headings. Raises FinecalcError for what is none, with file, line and key."""
    values = values_of(decoded(content, name))
    values.pop(_NO_COLUMN, None)
    fields, row = list(values), list[Any](values.values())
    return Sheet(name, "toml", fields, lambda: iter([row]), top=Top(0, fields, None, len(fields)), first=1)
