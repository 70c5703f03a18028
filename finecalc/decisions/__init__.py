"""Decision files: CSV, JSONL and XLSX in, every row judged, reports out.

>>> from finecalc.decisions import check_many
>>> [each.verdict for each in check_many([{"provision": "csl@2016:59.1", "sanctions": "责令改正；警告"}])]
['ok']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from finecalc.decisions.judge import Judgement
    from finecalc.table.statutes import Statutes


def check_many(
    decisions: Iterable[Mapping[str, object]], *, statutes: Statutes | None = None, today: date | None = None
) -> Iterator[Judgement]:
    """Judge decisions one after another, in flat memory: as many judgements come out as mappings go in.

    Each maps headings of a decision file (`provision` or 处罚依据, `fine` or 单位罚款, …) to text, numbers, dates or lists.
    A value that cannot be read gives the finding FC901 on its decision. `today` stands in for a missing `decided`.
    """
    import datetime

    from finecalc.decisions.files.cells import text_of
    from finecalc.decisions.files.headings import FIELDS, fields_of
    from finecalc.decisions.files.rows import Checker
    from finecalc.table.statutes import load

    checker = Checker(statutes or load(), tuple(FIELDS), today=today or datetime.date.today())
    for decision in decisions:
        fields = fields_of(tuple(decision))
        texts = {field: text_of(decision[key]) for key, field in fields.items()}
        yield checker.judge([texts.get(field, "") for field in FIELDS])
