"""How many answers a second does the library give? `python tests/benchmarks/bench_assess.py [N]`

One provision whose fine is a multiple, asked across the change of the law with gains that no two cases share, beside the same number of parses of a date and an amount
by the standard library. The ratio is what can be compared between machines.
"""

import sys
import time
from datetime import date
from decimal import Decimal

import finecalc


def answers(number: int) -> float:
    """Seconds for so many assessments, each with gains of its own."""
    start = time.perf_counter()
    for each in range(number):
        answer = finecalc.assess(
            "csl@2016:64.1",
            facts=["serious"],
            gains=Decimal(100_000 + each),
            conduct_to=date(2025, 11, 30),
            decided=date(2026, 6, 1),
            discovered=date(2026, 1, 5),
        )
        assert answer.fine_on("organisation") is not None
    return time.perf_counter() - start


def parses(number: int) -> float:
    """Seconds for so many dates and amounts read by the standard library."""
    start = time.perf_counter()
    for each in range(number):
        date.fromisoformat("2025-11-30")
        Decimal(str(100_000 + each))
    return time.perf_counter() - start


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    answers(100)
    took, beside = min(answers(number) for _ in range(3)), min(parses(number) for _ in range(3))
    print(
        f"{number / took:,.0f} answers a second; one answer takes as long as {took / beside:.0f} dates and amounts read"
    )


if __name__ == "__main__":
    main()
