"""How much dearer is judging a file than copying it? `python tests/benchmarks/bench_check.py [ROWS]`

Both run on the same file, each in a process of its own, turn about: `csv.reader → csv.writer`, and `finecalc check` from CSV to CSV
with every row judged. Printed are the ratio of the times, and the peak memory of the check. Only the ratio means anything:
seconds depend on the machine and on what else it is doing.
"""

import random
import subprocess
import sys
import tempfile
from pathlib import Path

TARGET_RATIO, TARGET_MIB = 2.0, 100
ROUNDS = 3

HEADINGS = [
    "案号",
    "当事人",
    "处罚依据",
    "违法行为终了日期",
    "发现日期",
    "决定日期",
    "机关层级",
    "情节",
    "违法所得",
    "采购金额",
    "单位罚款",
    "个人罚款",
    "处罚种类及措施",
    "裁量",
    "备注",
]
CASES = (
    ("csl@2025:61.1", "拒不改正", 50_000, 500_000, "主管人员:2万；直接责任人员:1万", "责令改正；警告"),
    ("csl@2025:61.1", "", 10_000, 50_000, "", "责令改正；警告"),
    ("csl@2016:59.1", "拒不改正", 10_000, 100_000, "主管人员:1万", "责令改正；警告"),
    ("csl@2025:64.1", "情节严重", 50_000, 500_000, "主管人员:3万", "责令改正；停业整顿"),
    ("csl@2025:65.1", "", 10_000, 100_000, "", "责令改正；警告"),
    ("csl@2025:69.1", "拒不改正", 500_000, 2_000_000, "主管人员:6万", "责令改正；警告；通报批评"),
    ("dsl@2021:45.1", "", 50_000, 500_000, "", "责令改正；警告"),
    ("news@2017:24.1", "情节严重", 5_000, 30_000, "", "警告；责令改正；暂停新闻信息更新"),
    ("csl@2025:63.1", "", 20_000, 100_000, "", "责令停止销售或者提供；警告；没收违法所得"),
    ("csl@2025:67.1", "", 100_000, 1_000_000, "主管人员:2万", "责令改正；停止使用；消除对国家安全的影响"),
)

COPY = """
import csv, sys
with open(sys.argv[1], encoding="utf-8-sig", newline="") as source, open(sys.argv[2], "w", encoding="utf-8", newline="") as target:
    csv.writer(target).writerows(csv.reader(source))
"""
CHECK = """
import sys
from finecalc.cli import run
assert run(["check", sys.argv[1], "-o", sys.argv[2], "--format", "csv", "--force"]) == 1
"""
TIMED = """
import sys, time
start = time.perf_counter()
exec(compile({code!r}, "timed", "exec"))
took = time.perf_counter() - start
try:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
except ImportError:
    peak = float("nan")
print(took, peak)
"""


def write_file(path: Path, rows: int) -> None:
    """A file such as an office might keep over the years: a few provisions, many days, any amounts, one row in ten at fault."""
    import csv

    chance = random.Random(7)
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 6) for day in range(1, 29, 3)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for number in range(rows):
            ref, facts, low, high, persons, sanctions = chance.choice(CASES)
            ended = chance.choice(days) if not ref.startswith("csl@2016") else "2025-11-30"
            fine = chance.randrange(low, high + 1, 100) if chance.random() > 0.1 else high + chance.randrange(1, 10**6)
            writer.writerow(
                (
                    f"凉网罚〔2026〕{number + 1}号",
                    f"第{number % 5000}公司",
                    ref,
                    ended,
                    "2026-05-20",
                    chance.choice(("2026-06-01", "2026-07-15", "2026-09-09")),
                    "县级",
                    facts,
                    chance.choice(("无", "0", f"{chance.randrange(1, 9)}万")) if ref == "csl@2025:63.1" else "无",
                    "10万" if ref == "csl@2025:67.1" else "",
                    chance.choice((str(fine), str(fine), f"{fine:,}")),
                    persons,
                    sanctions,
                    chance.choice(("", "", "从轻")),
                    "备注",
                )
            )


def timed(code: str, source: Path, target: Path) -> tuple[float, float]:
    """Seconds and peak memory (MiB) of a piece of code in a fresh interpreter."""
    command = [sys.executable, "-c", TIMED.format(code=code), str(source), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, peak = done.stdout.split()[-2:]
    return float(seconds), float(peak)


def main() -> int:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "decisions.csv", Path(folder) / "report.csv"
        write_file(source, rows)
        copies, checks, peaks = [], [], []
        for _ in range(ROUNDS):
            copies.append(timed(COPY, source, target)[0])
            seconds, peak = timed(CHECK, source, target)
            checks.append(seconds)
            peaks.append(peak)
            with target.open(encoding="utf-8-sig", newline="") as report:
                lines = sum(1 for line in report if line.startswith("凉网罚"))
            assert lines == rows, f"{rows} rows went in and {lines} came out"
        ratio, peak = min(checks) / min(copies), max(peaks)
        print(
            f"{rows:,} rows: check / copy = {ratio:.2f} (target {TARGET_RATIO}), peak {peak:.0f} MiB (target {TARGET_MIB})"
        )
        return 0 if ratio <= TARGET_RATIO and peak < TARGET_MIB else 1


if __name__ == "__main__":
    sys.exit(main())
