"""Judge a Spark table of decisions: Spark reads, splits and writes; finecalc judges each batch.

spark-submit tests/examples/check_with_spark.py decisions.parquet report.parquet
"""

import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from finecalc.decisions.batch import COLUMNS, check_columns


def judge(frames: Iterator[Any], today: date) -> Iterator[Any]:
    """For `DataFrame.mapInPandas`: each frame with verdict, findings and messages beside its columns."""
    for frame in frames:
        columns = {name: frame[name].tolist() for name in frame.columns}
        yield frame.assign(**check_columns(columns, today=today))


if __name__ == "__main__":
    from pyspark.sql import SparkSession
    from pyspark.sql.types import StringType, StructField, StructType

    decisions = SparkSession.builder.appName("finecalc").getOrCreate().read.parquet(sys.argv[1])
    schema = StructType([*decisions.schema.fields, *(StructField(name, StringType()) for name in COLUMNS)])
    decisions.mapInPandas(partial(judge, today=date.today()), schema).write.parquet(sys.argv[2])
