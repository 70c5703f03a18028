"""What is said once for many rows is, with the amounts of each put in, what is said of each by itself."""

import csv
import io
import json
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
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
CLAIM = st.tuples(
    st.sampled_from(["csl@2025:63.1", "csl@2016:64.1", "csl@2025:67.1", "csl@2025:61.1", "csl@2025:69.1"]),
    st.sampled_from(["", "拒不改正", "情节严重"]),
    st.sampled_from(["2026-02-01", "", "2025-11-30", "2023-05-01"]),
    st.sampled_from(["2026-03-01", ""]),
    st.sampled_from(["2026-05-01", ""]),
)
PERSONS = st.integers(0, 120_000)
AMOUNTS = st.tuples(
    st.sampled_from(["100000", "99999", "123456", "1234.56", "无", ""]),
    st.sampled_from(["100000", "10万", "123457", ""]),
    st.sampled_from(
        ["99999", "100000", "100001", "200,000", "30万", "400000.5", "500000", "500001", "1000000", "2500000", "0", ""]
    ),
    st.one_of(
        st.just(""),
        st.builds("主管人员:{};直接责任人员:{}".format, PERSONS, PERSONS),
        st.builds("责任人:{}".format, PERSONS),
    ),
)
"""At and beside the ends of each range, of 违法所得 and 采购金额 of 100,000 above all."""


@given(
    claim=CLAIM,
    adjust=st.sampled_from(["", "", "从轻", "减轻", "不予处罚"]),
    amounts=st.lists(AMOUNTS, min_size=20, max_size=40),
    english=st.booleans(),
)
@example(
    ("csl@2025:63.1", "", "2026-02-01", "2026-03-01", "2026-05-01"),
    "",
    [
        (base, "", fine, "")
        for base in ("100000", "99999")
        for fine in ("99999", "100000", "100001", "500000", "500001")
    ],
    False,
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_forms_say_of_each_row_what_is_said_of_it_alone(
    tmp_path: Path, claim: tuple[str, ...], adjust: str, amounts: list[tuple[str, ...]], english: bool
) -> None:
    lang, rows = "en" if english else "zh", [(*claim, *each, adjust) for each in amounts]
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    for form in ("csv", "jsonl"):
        report = str(tmp_path / f"b.{form}")
        run(["check", str(tmp_path / "a.csv"), "-o", report, "--lang", lang, "--force", "--fail-on", "never"])
    text = (tmp_path / "b.csv").read_text(encoding="utf-8-sig")
    cells = list(csv.reader(io.StringIO(text, newline="")))[1:]
    lines = [json.loads(line) for line in (tmp_path / "b.jsonl").read_text(encoding="utf-8").splitlines()]
    before, after = (" [", "]") if english else ("〔", "〕")
    assert len(cells) == len(lines) == len(rows)
    for row, cell, line in zip(rows, cells, lines, strict=True):
        alone = next(finecalc.check_many([dict(zip(HEAD, row, strict=True))]))
        assert line["findings"] == json.loads(alone.to_json("en" if english else "zh"))["findings"]
        said = [
            f"{each['code']} {each['message']}" + (f"{before}{each['citation']}{after}" if each["citation"] else "")
            for each in line["findings"]
        ]
        if row is rows[-1]:  # beside the last row stands which table judged
            by = cell[-1].splitlines()[-1]
            assert by.startswith(("法条表 ", "Table "))
            said.append(by)
        assert cell[-1] == "\n".join(said)
        assert cell[: len(HEAD)] == list(row)
