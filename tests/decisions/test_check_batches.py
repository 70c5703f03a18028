"""The check over batches: the same answers however the rows are split, alone and inside an engine."""

import csv
import json
import runpy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from finecalc.decisions.batch import check_columns, check_rows

HERE = Path(__file__).parents[1]
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    with (HERE / "data" / "decisions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_batches_of_any_size_answer_alike(rows: list[dict[str, Any]]) -> None:
    whole = check_rows(rows, today=TODAY)
    assert [row["verdict"] for row in whole].count("error") == 6
    for size in (1, 5):
        parts = [rows[start : start + size] for start in range(0, len(rows), size)]
        assert [row for part in parts for row in check_rows(part, today=TODAY)] == whole
    assert [{key: row[key] for key in rows[0]} for row in whole] == rows


def test_columns_with_holes(rows: list[dict[str, Any]]) -> None:
    """Data frames hold NaN where a cell is empty."""
    columns = {name: [row[name] or float("nan") for row in rows] for name in rows[0]}
    whole = check_rows(rows, today=TODAY)
    assert check_columns(columns, today=TODAY)["findings"] == [row["findings"] for row in whole]


def test_inside_dask(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    dask = pytest.importorskip("dask")
    checked = runpy.run_path(str(HERE / "examples" / "check_with_dask.py"))["checked"]
    for number, part in enumerate((rows[:4], rows[4:])):
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in part)
        (tmp_path / f"d-{number}.jsonl").write_text(lines + "\n", encoding="utf-8")
    with dask.config.set(scheduler="processes", num_workers=2):
        found = checked(str(tmp_path / "d-*.jsonl"), TODAY).compute()
    assert found == check_rows(rows, today=TODAY)
