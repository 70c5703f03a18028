"""What is said once for many rows is, with the amounts of each put in, what is said of each by itself."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import finecalc
from finecalc.cli import run

HEAD = [
    "处罚依据",
    "情节",
    "违法行为终了日期",
    "发现日期",
    "决定日期",
    "违法所得",
    "采购金额",
    "单位罚款",
    "个人罚款",
    "裁量",
]
AMOUNTS = st.sampled_from(
    ["", "0", "1", "9999", "10000", "50000", "5万", "12,345", "100000.5", "500000", "500001", "2000000"]
)
ROWS = st.tuples(
    st.sampled_from(["csl@2025:61.1", "csl@2016:64.1", "csl@2025:63.1", "csl@2025:67.1", "csl@2025:69.1"]),
    st.sampled_from(["", "拒不改正", "情节严重"]),
    st.sampled_from(["", "2025-11-30", "2026-02-01", "2023-05-01"]),
    st.sampled_from(["", "2026-03-01"]),
    st.sampled_from(["", "2026-05-01"]),
    st.sampled_from(["", "无", "99999", "100000", "123456", "1234.56"]),
    st.sampled_from(["", "10万", "123457"]),
    AMOUNTS,
    st.one_of(
        st.just(""),
        st.builds("主管人员:{};直接责任人员:{}".format, st.integers(0, 300_000), st.integers(0, 300_000)),
        st.builds("责任人:{}".format, st.integers(1, 300_000)),
    ),
    st.sampled_from(["", "从轻", "减轻", "不予处罚"]),
)


@given(rows=st.lists(ROWS, min_size=1, max_size=12), english=st.booleans())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_forms_say_of_each_row_what_is_said_of_it_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[tuple[str, ...]], english: bool
) -> None:
    lang, several = "en" if english else "zh", [row for row in rows for _ in "12"]
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *several])
    for form in ("csv", "jsonl"):
        report = str(tmp_path / f"b.{form}")
        run(["check", str(tmp_path / "a.csv"), "-o", report, "--lang", lang, "--force", "--fail-on", "never"])
    text = (tmp_path / "b.csv").read_text(encoding="utf-8-sig")
    cells = list(csv.reader(io.StringIO(text, newline="")))[1:]
    lines = [json.loads(line) for line in (tmp_path / "b.jsonl").read_text(encoding="utf-8").splitlines()]
    before, after = (" [", "]") if english else ("〔", "〕")
    assert len(cells) == len(lines) == len(several)
    for row, cell, line in zip(several, cells, lines, strict=True):
        alone = next(finecalc.check_many([dict(zip(HEAD, row, strict=True))]))
        assert line["findings"] == json.loads(alone.to_json("en" if english else "zh"))["findings"]
        said = [
            f"{each['code']} {each['message']}" + (f"{before}{each['citation']}{after}" if each["citation"] else "")
            for each in line["findings"]
        ]
        assert cell[-1] == "\n".join(said)
        assert cell[: len(HEAD)] == list(row)
