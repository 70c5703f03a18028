"""The check as a pure function over batches, for engines that spread work over processes or machines.

A batch is a list of mappings (heading → value) or a table of columns. Nothing is shared between batches, and a batch of the same
rows has the same answer wherever it runs, so any engine that can call a function on a part of its data will do: see
`tests/examples`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from finecalc.decisions import check_many
from finecalc.decisions.files.reports import Lang, added_cells
from finecalc.law.office_bands import lawful
from finecalc.table.load import load

COLUMNS = ("verdict", "findings", "messages")


def check_rows(
    rows: Iterable[Mapping[str, object]], *, today: date, table: str | None = None, lang: Lang = "zh"
) -> list[dict[str, Any]]:
    """Each row with `verdict`, `findings` (codes) and `messages` (with citations) beside what it held, in order.

    `today` stands in for a missing date of decision: give the same one to every batch. `table` is the path of another
    statutes.toml. Raises FinecalcError for a table that cannot be read.
    """
    kept = [dict(row) for row in rows]
    return [
        {**row, "verdict": judgement.verdict, "findings": added[1], "messages": added[2]}
        for row, judgement in zip(kept, check_many(kept, statutes=lawful(load(table)), today=today), strict=True)
        for added in [added_cells(judgement, lang)]
    ]


def check_columns(
    columns: Mapping[str, Sequence[object]], *, today: date, table: str | None = None, lang: Lang = "zh"
) -> dict[str, list[str]]:
    """The three added columns for a table of columns of one length (a data frame's, an Arrow batch's)."""
    names = list(columns)
    rows = (dict(zip(names, cells, strict=True)) for cells in zip(*columns.values(), strict=True))
    checked = check_rows(rows, today=today, table=table, lang=lang)
    return {name: [row[name] for row in checked] for name in COLUMNS}
