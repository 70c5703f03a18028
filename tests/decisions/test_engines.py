"""Inside Spark and Dask: 100,000 decisions each, the same verdicts as in one process.

`pip install '.[engines]'`, Java from the system, and `pytest -m engines`; not part of the default run.
"""

import json
import random
import runpy
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from finecalc.decisions.batch import COLUMNS, check_rows

pytestmark = pytest.mark.engines

EXAMPLES = Path(__file__).parents[1] / "examples"
TODAY = date(2026, 11, 23)
ROWS = 100_000
PROVISIONS = (
    "csl@2016:59.1",
    "csl@2025:61.1",
    "网安法64",
    "csl@2025:63.1",
    "dsl@2021:45.1",
    "news@2017:24.1",
    "#3",
    "第一条",
)
FACTS = ("", "拒不改正", "情节严重", "拒不改正；情节严重", "consequence")
SANCTIONS = ("", "责令改正；警告", "责令改正；停业整顿", "没收违法所得")


@pytest.fixture(scope="module")
def decisions() -> list[dict[str, Any]]:
    """Decisions as tables hold them: days and exact amounts with their types, holes where nothing is known."""
    chosen = random.Random(11)
    rows = []
    for number in range(ROWS):
        ended = date(2025, 1, 1) + timedelta(days=chosen.randrange(600))
        rows.append(
            {
                "number": number,
                "处罚依据": chosen.choice(PROVISIONS),
                "违法行为终了日期": ended if chosen.random() < 0.9 else None,
                "决定日期": ended + timedelta(days=chosen.randrange(60)),
                "情节": chosen.choice(FACTS),
                "违法所得": Decimal(chosen.randrange(0, 40_000_000)) / 100 if chosen.random() < 0.5 else None,
                "单位罚款": chosen.choice((None, 0, 5_000, 10_000, 50_000, 99_999, 100_000, 500_000, 500_001)),
                "个人罚款": chosen.choice(("", "主管人员:1万", "主管人员:2万；直接责任人员:1万")),
                "处罚种类及措施": chosen.choice(SANCTIONS),
            }
        )
    return rows


@pytest.fixture(scope="module")
def alone(decisions: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    """What one process says of each decision."""
    found = [tuple(row[name] for name in COLUMNS) for row in check_rows(decisions, today=TODAY)]
    assert {verdict for verdict, _, _ in found} == {"ok", "warning", "error", "unreadable"}
    return found


def test_spark(
    decisions: list[dict[str, Any]], alone: list[tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow
    from pyarrow import parquet
    from pyspark.sql import SparkSession

    example = runpy.run_path(str(EXAMPLES / "check_with_spark.py"))
    money = pyarrow.decimal128(15, 2)
    written = pyarrow.Table.from_pylist(decisions)
    place = written.schema.get_field_index("违法所得")
    written = written.set_column(place, "违法所得", written["违法所得"].cast(money))
    parquet.write_table(written, tmp_path / "decisions.parquet", row_group_size=10_000)
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.master("local[2]")
        .appName("finecalc")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.files.maxPartitionBytes", "256k")
        .getOrCreate()
    )
    try:
        table = spark.read.parquet(str(tmp_path / "decisions.parquet"))
        assert table.rdd.getNumPartitions() > 1
        example["checked"](table, TODAY).write.parquet(str(tmp_path / "report.parquet"))
    finally:
        spark.stop()
    report = parquet.read_table(tmp_path / "report.parquet").sort_by("number").to_pylist()
    assert [tuple(row[name] for name in COLUMNS) for row in report] == alone
    assert [row["处罚依据"] for row in report] == [row["处罚依据"] for row in decisions]


def test_dask(decisions: list[dict[str, Any]], alone: list[tuple[str, ...]], tmp_path: Path) -> None:
    import dask

    checked = runpy.run_path(str(EXAMPLES / "check_with_dask.py"))["checked"]
    for part in range(4):
        lines = (json.dumps(row, ensure_ascii=False, default=str) for row in decisions[part::4])
        (tmp_path / f"decisions-{part}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with dask.config.set(scheduler="processes", num_workers=2):
        report = checked(str(tmp_path / "decisions-*.jsonl"), TODAY).compute()
    report.sort(key=lambda row: row["number"])
    assert [tuple(row[name] for name in COLUMNS) for row in report] == alone
