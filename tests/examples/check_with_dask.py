"""Judge millions of decisions on several processes with Dask, which reads, splits and writes; finecalc judges each part.

pip install finecalc dask
python tests/examples/check_with_dask.py 'decisions-*.jsonl' report
"""

import json
import sys
from datetime import date
from functools import partial
from typing import Any

import dask.bag

from finecalc.decisions.batch import check_rows


def checked(paths: str, today: date) -> Any:
    """A bag of rows with their verdicts, not computed yet. The same `today` for every part."""
    rows = dask.bag.read_text(paths, blocksize="16MiB").map(json.loads)
    return rows.map_partitions(partial(check_rows, today=today))


if __name__ == "__main__":
    bag = checked(sys.argv[1], date.today())
    bag.map(partial(json.dumps, ensure_ascii=False, default=str)).to_textfiles(f"{sys.argv[2]}-*.jsonl")
