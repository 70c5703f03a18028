"""The rows of a CSV file are those that the reader of the standard library finds, wherever the file is cut."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from finecalc.decisions.files import csv_rows, sheets

HEADINGS = ["处罚依据", "单位罚款", "备注"]
CELL = st.text(st.sampled_from('a5网"；,; \t\x0b\x0c\x1c\x85\u2028\u3000\ufeff'), max_size=6)


@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL), max_size=8),
    ends=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    chunk=st.integers(1, 60),
    last=st.booleans(),
)
@example([("a", "5", "网"), ("", "", "")], "\r\n", csv.QUOTE_MINIMAL, "utf-8", 1, False)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_are_those_of_the_standard_library(
    tmp_path: Path, rows: list[tuple[str, ...]], ends: str, quoting: int, encoding: str, chunk: int, last: bool
) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=ends, quoting=quoting).writerows([HEADINGS, *rows])  # type: ignore[arg-type]
    text = written.getvalue() if last else written.getvalue().removesuffix(ends)
    file = tmp_path / "a.csv"
    file.write_bytes(text.encode(encoding))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_rows, "CHUNK", chunk)
        with sheets.opened(str(file)) as book:
            found = [batch for batch in book.sheets[0].batches() if batch]
    lines = io.StringIO(text, newline="").readlines()[1:]
    assert [row for batch in found for row in batch.rows] == list(csv.reader(lines)) == [list(row) for row in rows]
    assert [line for batch in found for line in batch.lines] == [line.rstrip("\r\n").encode() for line in lines]
    assert [batch.first for batch in found] == [
        2 + sum(len(each.rows) for each in found[:at]) for at in range(len(found))
    ]


def test_rows_of_other_turns_are_counted_and_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "CHUNK", 20)
    lines = ["处罚依据,单位罚款,备注", "甲,1,a", "乙,2,b", '丙,3,"c\nc"', "丁,4,d", "戊,5,e", "", "己,6,f"]
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")

    def read(*turns: int) -> dict[int, object]:
        with sheets.opened(str(tmp_path / "a.csv")) as book:
            batches = list(book.sheets[0].batches(lambda turn: turn in turns))
        return {batch.first + at: row for batch in batches if batch for at, row in enumerate(batch.rows)}

    every = read(*range(20))
    assert [every[number][0] for number in range(2, 9)] == ["甲", "乙", "丙", "丁", "戊", "", "己"]  # type: ignore[index]
    apart = [read(*range(each, 20, 3)) for each in range(3)]
    assert apart[0] | apart[1] | apart[2] == every
    assert sum(map(len, apart)) == len(every)
