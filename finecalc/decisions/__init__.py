"""Decision files: CSV, JSONL and XLSX in, every row judged, reports out.

May import `law`, `table` and `language`. What is judged goes into `judge` with a page in `codes.toml`, how a file is read or a report
written under `files`.

>>> from datetime import date
>>> from finecalc import load
>>> decided = [{"provision": "csl@2025:61.1", "sanctions": "责令改正；警告"}]
>>> [each.verdict for each in check_many(decided, statutes=load(), today=date(2026, 1, 31))]
['ok']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from finecalc.decisions.finding import Judgement
    from finecalc.table.statutes import Statutes


def check_many(decisions: Iterable[Mapping[str, object]], *, statutes: Statutes, today: date) -> Iterator[Judgement]:
    """Judge decisions one after another, in flat memory: as many judgements come out as mappings go in.

    A value or key that cannot be read, and what is no mapping, gives the finding FC901 on its decision. `today` stands in for a
    missing `decided`. Raises FinecalcError where the decisions are not given one by one.
    """
    from collections.abc import Iterable, Mapping

    from finecalc.language.errors import FinecalcError

    if (
        isinstance(decisions, str | bytes | Mapping)
        or hasattr(decisions, "columns")
        or not isinstance(decisions, Iterable)
    ):
        from finecalc.decisions import sentences

        raise FinecalcError(*sentences.no_decisions(type(decisions).__name__).both, "decisions")
    return _judged(decisions, statutes, today)


def _judged(decisions: Iterable[Mapping[str, object]], statutes: Statutes, today: date) -> Iterator[Judgement]:
    from collections.abc import Mapping

    from finecalc.decisions import sentences
    from finecalc.decisions.files.cells import text_of
    from finecalc.decisions.files.checker import Checker
    from finecalc.decisions.files.columns import fields_of
    from finecalc.decisions.files.headings import FIELDS
    from finecalc.language import values
    from finecalc.language.errors import FinecalcError

    checkers: dict[tuple[tuple[str, int], ...], Checker] = {}

    def checker(units: Mapping[str, int]) -> Checker:
        key = tuple(units.items())
        if key not in checkers:
            checkers[key] = Checker(statutes, tuple(FIELDS), today=today, units=units)
        return checkers[key]

    for decision in decisions:
        if not isinstance(decision, Mapping):
            yield checker({}).unreadable(*sentences.no_mapping().both)[0].judgement
            continue
        keys = tuple(key for key in decision if isinstance(key, str))
        try:
            columns = fields_of(keys)
        except FinecalcError as error:
            yield checker({}).unreadable(error.words.zh, error.words.en)[0].judgement
            continue
        texts = {field: text_of(values.shown(decision[keys[at]])) for field, at in columns.fields.items()}
        yield checker(columns.units).judge([texts.get(field, "") for field in FIELDS])
