"""Judge a Spark table of decisions: Spark reads, splits and writes; finecalc judges each Arrow batch.

spark-submit tests/examples/check_with_spark.py decisions.parquet report.parquet
"""

import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from finecalc.decisions.batch import COLUMNS, check_columns

if TYPE_CHECKING:
    import pyarrow


def judge(batches: "Iterator[pyarrow.RecordBatch]", today: date) -> "Iterator[pyarrow.RecordBatch]":
    """For `DataFrame.mapInArrow`: each batch with verdict, findings and messages beside its columns."""
    import pyarrow

    for batch in batches:
        added = check_columns(batch.to_pydict(), today=today)
        columns = [pyarrow.array(added[name], pyarrow.string()) for name in COLUMNS]
        yield pyarrow.RecordBatch.from_arrays([*batch.columns, *columns], names=[*batch.schema.names, *COLUMNS])


def checked(decisions: Any, today: date) -> Any:
    """A DataFrame of decisions with their verdicts, not computed yet. The same `today` for every batch."""
    from pyspark.sql.types import StringType, StructField, StructType

    schema = StructType([*decisions.schema.fields, *(StructField(name, StringType()) for name in COLUMNS)])
    return decisions.mapInArrow(partial(judge, today=today), schema)


if __name__ == "__main__":
    from pyspark.sql import SparkSession

    table = SparkSession.builder.appName("finecalc").getOrCreate().read.parquet(sys.argv[1])
    checked(table, date.today()).write.parquet(sys.argv[2])
