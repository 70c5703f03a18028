"""Anything fed in: rows in equal rows out, never a traceback, and nothing that a terminal or spreadsheet would act on."""

import csv
import io
import json
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import finecalc
from finecalc.cli import run
from finecalc.decisions import check_many
from finecalc.decisions.files.headings import HEADINGS
from tests import TODAY

STATUTES = finecalc.load()
REFERENCES = [provision.ref for provision in STATUTES.table.provisions] + [f"#{number}" for number in range(16)]
WORDS = [
    word
    for terms in (
        STATUTES.table.facts,
        STATUTES.table.sanctions,
        STATUTES.table.authorities,
        STATUTES.table.adjustments,
    )
    for term in terms
    for word in (term.id, term.label)
]
LIKELY = [
    *REFERENCES,
    *WORDS,
    *("2025-12-31", "2026-01-01", "2017年5月31日", "0001-01-01", "9999-12-31", "2024-02-29", "20260101"),
    *("0", "无", "5万", "五万元", "50,000", "1e9", "-1", "99999999999999", "0.001", "１０万", "٣", "²", "10万亿"),
    *(
        "主管人员:1万",
        "manager:1万；staff:2万",
        "个人：5万",
        ":",
        "manager:",
        "=1+1",
        "+1",
        "@x",
        "\x1b[31m",
        "[red]",
        "\0",
        "第三项",
    ),
    *(
        "csl@2016:10000.1",
        "csl@2016:0.0",
        "csl@9999:59.1",
        "网安法五十九",
        "网络安全法第五十九条第三款",
        "#",
        "#99",
        "csl:59.1第二项",
    ),
]
CELLS = st.one_of(
    st.sampled_from(LIKELY), st.lists(st.sampled_from(LIKELY), max_size=3).map("；".join), st.text(max_size=30)
)
WIDE = len(HEADINGS) + 1
DECISIONS = st.dictionaries(st.sampled_from([heading.field for heading in HEADINGS]), CELLS)


@given(st.lists(DECISIONS, max_size=5))
def test_every_decision_gets_a_judgement(decisions: list[dict[str, str]]) -> None:
    judgements = list(check_many(decisions, statutes=STATUTES, today=TODAY))
    assert len(judgements) == len(decisions)
    for judgement in judgements:
        graves = {finding.severity for finding in judgement.findings} - {"info"}
        expected = next((each for each in ("unreadable", "error", "warning") if each in graves), "ok")
        assert judgement.verdict == expected
        assert all(finding.zh and finding.en for finding in judgement.findings)


@given(st.lists(st.lists(CELLS, min_size=WIDE, max_size=WIDE), max_size=6), st.sampled_from([",", ";", "\t"]))
def test_rows_in_equal_rows_out(rows: list[list[str]], delimiter: str) -> None:
    headings = ["备注", *(heading.zh for heading in HEADINGS)]
    rows = [["x", *row[1:]] for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        source, csv_report, jsonl_report = (Path(folder) / name for name in ("a.csv", "b.csv", "c.jsonl"))
        with source.open("w", encoding="utf-8", newline="", errors="replace") as file:
            csv.writer(file, delimiter=delimiter).writerows([headings, *rows])
        assert run(["check", str(source), "-o", str(csv_report), "--lang", "zh", "--allow-empty"]) in (0, 1)
        assert run(["check", str(source), "-o", str(jsonl_report), "--lang", "zh", "--allow-empty"]) in (0, 1)
        with csv_report.open(encoding="utf-8-sig", newline="") as file:
            given_back = list(csv.reader(file, delimiter=delimiter))
        lines = [json.loads(line) for line in jsonl_report.read_text(encoding="utf-8").rstrip("\n").split("\n") if line]
    assert [line["row"] for line in lines] == list(range(2, len(rows) + 2))
    assert len(given_back) == len(rows) + 1
    for before, after, line in zip(rows, given_back[1:], lines, strict=True):
        written = [cell.encode("utf-8", "replace").decode("utf-8") for cell in before]
        assert [cell.removeprefix("'") for cell in after[:WIDE]] == [cell.removeprefix("'") for cell in written]
        assert bool(after[WIDE + 1]) == bool(line["findings"])


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"\xef\xbb\xbf", "处罚依据,单位罚款\n".encode(), b'{"provision": "', b"PK\x03\x04"]),
)
def test_any_bytes_are_answered(content: bytes, start: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, report = Path(folder) / "a", Path(folder) / "b.csv"
        source.write_bytes(start + content)
        assert run(["check", str(source), "-o", str(report), "--lang", "en"]) in (0, 1, 2)
        assert sorted(path.name for path in Path(folder).iterdir()) in (["a"], ["a", "b.csv"])


@given(st.text(max_size=200))
def test_csv_reader_agrees_that_cells_are_harmless(text: str) -> None:
    from finecalc.decisions.files.harmless import harmless

    (cell,) = harmless([text])
    assert cell[:1] not in {"=", "@", "\t", "\r"}
    assert cell in (text, "'" + text)
    assert next(csv.reader(io.StringIO('"' + cell.replace('"', '""') + '"'), strict=True)) == [cell] if cell else True
