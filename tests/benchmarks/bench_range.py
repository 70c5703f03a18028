"""How long a cold `finecalc range` takes, as a ratio to `python -c "import typer"` run beside it.

    python tests/benchmarks/bench_range.py [runs]

The two commands run in turn, so that a machine that speeds up or slows down touches both alike; the median of the
pairwise ratios is what to quote. The table is loaded whole; the first run, not counted, fills the cache.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path


def seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    finecalc = str(Path(sys.executable).with_name("finecalc"))
    measured = {
        "text": [finecalc, "range", "csl@2016:59.1", "-f", "refused"],
        "json": [finecalc, "range", "csl@2016:59.1", "-f", "refused", "--json"],
    }
    beside = [sys.executable, "-c", "import typer"]
    for name, command in measured.items():
        seconds(command), seconds(beside)
        pairs = [(seconds(command), seconds(beside)) for _ in range(runs)]
        ratio = statistics.median(ours / theirs for ours, theirs in pairs)
        ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(
            f"{name}: {ratio:.2f} × import typer (medians {ours * 1000:.0f} ms and {theirs * 1000:.0f} ms, {runs} pairs)"
        )


if __name__ == "__main__":
    main()
