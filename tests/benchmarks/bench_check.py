"""How much dearer is judging a file than copying it? `python tests/benchmarks/bench_check.py [WORK ...] [--rows N] [--jobs N]`

Both run on the same file, each in a process of its own, turn about: `csv.reader → csv.writer`, and `finecalc check` from CSV to CSV
with every row judged. Printed are the ratio of the times (and of the processor time, its start included), and the peak memory of one process. Only the ratio means anything:
seconds depend on the machine and on what else it is doing. The works differ in what varies from row to row:

    own      every row has dates, bases and amounts of its own, over six provisions and both editions, as real decisions do
    graded   the same, with fines anywhere in the range: two rows in three are warned that they lie outside the band of their level
    fault    the same, and every row at fault on the fine, on two persons and on a sanction, all of it said
    repeat   few provisions, many days, any amounts, one row in ten at fault: rows that repeat each other
    crlf     the same with CRLF at the end of each line and an empty last column
"""

import argparse
import csv
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

ROUNDS = 5
WORKS = ("own", "graded", "fault", "repeat", "crlf")

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

# provision, facts, the fine on the organisation and on a person (from, to; yuan), what goes with it, whether it is the text of 2026
VARIED = (
    ("csl@2025:61.1", "拒不改正", (50_000, 500_000), (10_000, 100_000), "责令改正；警告", True),
    ("csl@2016:59.1", "拒不改正", (10_000, 100_000), (5_000, 50_000), "责令改正；警告", False),
    ("csl@2025:69.1", "拒不改正", (500_000, 2_000_000), (50_000, 200_000), "责令改正；警告；通报批评", True),
    ("dsl@2021:45.1", "", (50_000, 500_000), (10_000, 100_000), "责令改正；警告", True),
    ("csl@2025:63.1", "", (1, 5), None, "责令停止销售或者提供；警告；没收违法所得", True),
    ("csl@2025:67.1", "", (1, 10), (10_000, 100_000), "责令改正；停止使用；消除对国家安全的影响", True),
)
REPEATED = (
    ("csl@2025:61.1", "拒不改正", 50_000, 500_000, "主管人员:5万；直接责任人员:4万", "责令改正；警告"),
    ("csl@2025:61.1", "", 10_000, 50_000, "", "责令改正；警告"),
    ("csl@2016:59.1", "拒不改正", 10_000, 100_000, "主管人员:2.5万", "责令改正；警告"),
    ("csl@2025:64.1", "情节严重", 50_000, 500_000, "主管人员:5万", "责令改正；停业整顿"),
    ("csl@2025:65.1", "", 10_000, 100_000, "", "责令改正；警告"),
    ("csl@2025:69.1", "拒不改正", 500_000, 2_000_000, "主管人员:12万", "责令改正；警告；通报批评"),
    ("dsl@2021:45.1", "", 50_000, 500_000, "", "责令改正；警告"),
    ("news@2017:24.1", "情节严重", 5_000, 30_000, "", "警告；责令改正；暂停新闻信息更新"),
    ("csl@2025:63.1", "", 20_000, 100_000, "", "责令停止销售或者提供；警告；没收违法所得"),
    ("csl@2025:67.1", "", 100_000, 1_000_000, "主管人员:5万", "责令改正；停止使用；消除对国家安全的影响"),
)

COPY = """
import csv, sys
with open(sys.argv[1], encoding="utf-8-sig", newline="") as source, open(sys.argv[2], "w", encoding="utf-8", newline="") as target:
    csv.writer(target).writerows(csv.reader(source))
"""
CHECK = """
import gc, sys
gc.set_threshold(100_000, 20, 20)
from finecalc.cli import main
sys.argv = ["finecalc", "check", sys.argv[1], "-o", sys.argv[2], "--format", "csv", "--force", *sys.argv[3:]]
try:
    main()
except SystemExit as end:
    assert end.code in (0, 1), end.code
"""
TIMED = """
import sys, time
start = time.perf_counter()
exec(compile({code!r}, "timed", "exec"))
took = time.perf_counter() - start
try:
    import resource
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    peak = max(each.ru_maxrss for each in used) / (1024 * 1024 if sys.platform == "darwin" else 1024)
    worked = sum(each.ru_utime + each.ru_stime for each in used)
except ImportError:
    peak = worked = float("nan")
print(took, worked, peak)
"""


def ordinary(chance: random.Random, low: int, high: int) -> int:
    """An amount in the band of the ordinary level."""
    return chance.randrange(low + (high - low) * 3 // 10 + 1, low + (high - low) * 7 // 10)


def varied(rows: int, at_fault: bool, graded: bool) -> Iterator[tuple[object, ...]]:
    """Decisions of which no two share dates and amounts; each lawful, and ordinary or anywhere in its range, or each at fault in four
    respects.
    """
    drawn = (lambda chance, low, high: chance.randrange(low, high + 1)) if graded else ordinary
    chance = random.Random(7)
    for number in range(rows):
        ref, facts, unit, person, sanctions, new = chance.choice(VARIED)
        ended = (date(2026, 1, 1) if new else date(2025, 1, 1)) + timedelta(chance.randrange(200 if new else 360))
        discovered = ended + timedelta(chance.randrange(1, 60))
        decided = max(discovered, date(2026, 1, 2)) + timedelta(chance.randrange(1, 200))
        base = chance.randrange(100_000, 9_000_000)
        gains, purchase = base if ref == "csl@2025:63.1" else "", base if ref == "csl@2025:67.1" else ""
        low, high = (unit[0] * base, unit[1] * base) if gains or purchase else unit
        fine = high + chance.randrange(1, 10**6) if at_fault else drawn(chance, low, high)
        each = person or (0, 0)
        first, second = (
            each[1] + chance.randrange(1, 10**5) if at_fault else drawn(chance, *each) if person else 0 for _ in "12"
        )
        persons = f"主管人员:{first};直接责任人员:{second}" if new else f"主管人员:{first}"
        if person is None:
            persons = ""
        if at_fault:
            sanctions = sanctions.partition("；")[2]
        case, party = f"凉网罚〔2026〕{number + 1}号", f"第{number}公司"
        yield (
            *(case, party, ref, ended, discovered, decided, "县级", facts),
            *(gains, purchase, fine, persons, sanctions, "", "备注"),
        )


def repeated(rows: int) -> Iterator[tuple[object, ...]]:
    """A file such as an office might keep over the years: a few provisions, many days, any amounts, one row in ten at fault."""
    chance = random.Random(7)
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 6) for day in range(1, 29, 3)]
    for number in range(rows):
        ref, facts, low, high, persons, sanctions = chance.choice(REPEATED)
        ended = chance.choice(days) if not ref.startswith("csl@2016") else "2025-11-30"
        fine = ordinary(chance, low, high) // 100 * 100 if chance.random() > 0.1 else high + chance.randrange(1, 10**6)
        gains = chance.choice(("无", "0", f"{chance.randrange(1, 9)}万")) if ref == "csl@2025:63.1" else "无"
        yield (
            *(f"凉网罚〔2026〕{number + 1}号", f"第{number % 5000}公司", ref, ended, "2026-05-20"),
            *(chance.choice(("2026-06-01", "2026-07-15", "2026-09-09")), "县级", facts, gains),
            *("10万" if ref == "csl@2025:67.1" else "", chance.choice((str(fine), str(fine), f"{fine:,}"))),
            *(persons, sanctions, "", "备注"),
        )


def write_file(path: Path, work: str, rows: int) -> None:
    """The file of one work."""
    made = repeated(rows) if work in ("repeat", "crlf") else varied(rows, work == "fault", work == "graded")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n" if work == "crlf" else "\n")
        writer.writerow(HEADINGS)
        writer.writerows((*row[:-1], "") if work == "crlf" else row for row in made)


def timed(code: str, *arguments: str) -> tuple[float, float, float]:
    """Seconds, seconds of all processors together, and peak memory of one process (MiB), of a piece of code in a fresh interpreter."""
    command = [sys.executable, "-c", TIMED.format(code=code), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, worked, peak = map(float, done.stdout.split()[-3:])
    return seconds, worked, peak


def least(runs: list[tuple[float, float, float]], at: int) -> float:
    return min(run[at] for run in runs)


def measure(work: str, rows: int, jobs: str) -> None:
    """Print the ratio and the peak memory of one work."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "decisions.csv", Path(folder) / "report.csv"
        write_file(source, work, rows)
        copies, checks = [], []
        for _ in range(ROUNDS):
            copies.append(timed(COPY, str(source), str(target.with_name("copy.csv"))))
            checks.append(timed(CHECK, str(source), str(target), "--jobs", jobs))
            with target.open(encoding="utf-8-sig", newline="") as report:
                lines = sum(1 for line in report if line.startswith("凉网罚"))
            assert lines == rows, f"{rows} rows went in and {lines} came out"
        ratios = sorted(check[0] / copy[0] for check, copy in zip(checks, copies, strict=True))
        print(
            f"{work:<7} {rows:>9,} rows: check / copy = {least(checks, 0) / least(copies, 0):.2f} "
            f"(pairs {ratios[0]:.2f} to {ratios[-1]:.2f}), of processor time {least(checks, 1) / least(copies, 1):.2f}, "
            f"peak {max(check[2] for check in checks):.0f} MiB"
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("works", nargs="*", metavar="WORK", help=", ".join(WORKS))
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--jobs", default="1")
    options = parser.parse_args()
    for work in options.works or WORKS:
        measure(work, options.rows, options.jobs)


if __name__ == "__main__":
    main()
