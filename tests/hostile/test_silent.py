"""Files that were once called lawful without a word: one small file for each way of not reading what stands there.

Each is named by the line of the promise it breaks. Expected by hand: 网安法2016:59.1 处一万元以上十万元以下; 2025:61.1 without a
refusal 可以处一万元以上五万元以下; 2025:63.1 with gains of 200,000 处违法所得一倍以上五倍以下.
"""

import json
from pathlib import Path

import pytest

from finecalc.cli import run as finecalc

FILES = Path(__file__).parent / "silent"
UNUSABLE = 2

EXPECTED: dict[str, tuple[int, list[str], str]] = {
    "1-fine-by-another-name.csv": (1, ["FC102"], ""),
    "1-fine-and-confiscation-in-one.csv": (UNUSABLE, [], "“罚没款”：罚款和没收合在一个数里"),
    "1-fine-on-persons-by-another-name.csv": (1, ["FC113"], ""),
    "1-date-not-understood.csv": (UNUSABLE, [], "“案发时间”：像是日期，最接近的标题是“发现日期”"),
    "1-fact-not-understood.csv": (UNUSABLE, [], "“违法后果”：像是情节，最接近的标题是“情节”"),
    "1-basis-not-understood.csv": (UNUSABLE, [], "“定性依据”：像是依据，最接近的标题是“处罚依据”"),
    "1-penalty-not-understood.csv": (UNUSABLE, [], "“处罚内容”：像是处罚，最接近的标题是“处罚种类及措施”"),
    "1-nothing-to-judge.csv": (UNUSABLE, [], "没有可以判断的"),
    "1-party-only-named.csv": (0, [""], "FC903 column-not-read 没有读的列：当事人"),
    "2-quote-swallows-rows.csv": (1, [""] + ["FC901"] * 22 + [""] * 3, "没有读的列：备注"),
    "2-quote-never-closed.csv": (1, [""] + ["FC901"] * 25, "没有读的列：备注"),
    "2-note-of-two-lines.csv": (0, ["", "", ""], "没有读的列：备注"),
    "3-second-sheet.xlsx": (1, ["", "FC102"], ""),
    "3-hidden-sheet.xlsx": (1, [""], "工作表“二季度”是隐藏的工作表，没有读"),
    "3-sheet-without-headings.xlsx": (0, [""], "工作表“封面”没有标题行，没有读"),
    "4-unit-ten-thousands.csv": (1, ["FC101"], ""),
    "4-unit-of-amount.csv": (1, ["FC101"], ""),
    "4-unit-renminbi.csv": (1, ["FC101"], ""),
    "4-unit-thousands.csv": (1, ["FC101"], ""),
    "4-unit-hundred-millions.csv": (1, ["FC101"], ""),
    "4-unit-unclear.csv": (UNUSABLE, [], "“美元”像是单位"),
    "4-unit-above-the-table.csv": (1, ["FC101"], ""),
    "5-error.xlsx": (1, ["FC901"], ""),
    "5-error-unknown.xlsx": (1, ["FC901"], ""),
    "5-error-in-the-date.xlsx": (1, ["FC901"], ""),
    "5-formula-without-value.xlsx": (1, ["FC901"], ""),
    "5-formula-under-a-prefix.xlsx": (1, ["FC901"], ""),
    "5-merged.xlsx": (1, ["FC102", "FC102"], ""),
    "5-cell-without-heading.xlsx": (1, ["FC901"], ""),
    "6-two-values-in-an-amount.csv": (1, ["FC901"] * 8, ""),
    "6-two-values-in-a-date.csv": (1, ["FC901"] * 6, ""),
    "6-two-values-in-a-reference.csv": (1, ["FC902"] * 3, ""),
    "6-amounts-that-are-read.csv": (0, [""] * 5, ""),
    "7-key-twice.jsonl": (1, ["FC901"], ""),
    "7-headings-only.csv": (UNUSABLE, [], "没有一件决定"),
    "7-row-of-sums.csv": (0, [""], "第 3 行是合计行，没有判断"),
}
"""File → exit code, the codes of each row that comes out, what stderr says."""


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_is_left_out_in_silence(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, rows, words = EXPECTED[name]
    options = ("--format", "jsonl", "--lang", "zh", "--ignore", "FC114,FC121,FC4,FC5,FC6")
    assert finecalc(["check", str(FILES / name), *options]) == code
    out = capsys.readouterr()
    found = [[finding["code"] for finding in json.loads(line)["findings"]] for line in out.out.splitlines()]
    assert [" ".join(codes) for codes in found] == rows
    assert words in out.err
    assert bool(words) == bool(out.err)


def test_every_file_is_expected() -> None:
    assert {path.name for path in FILES.iterdir()} == set(EXPECTED)
