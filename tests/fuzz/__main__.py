"""`python -m tests.fuzz --minutes 10 [TARGET…]`: every target for its share of the time, each in a process of its own.

Exits with 1 when something was found; what was fed then lies in the folder that is named, and
`python -m tests.fuzz --again FILE TARGET` feeds it once more. Needs the extra `[fuzz]`.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS_FOR_ONE = 10
MEGABYTES = 1024


def main() -> int:
    if sys.argv[1:2] == ["--one"]:
        return _one(sys.argv[2], sys.argv[3:])
    from tests.fuzz.targets import SEEDS, TARGETS

    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    asked.add_argument("--minutes", type=float, default=1, help="for all targets together")
    asked.add_argument("--keep", metavar="FOLDER", help="where what is found is kept; a temporary folder when left out")
    asked.add_argument("--again", metavar="FILE", help="feed this file to the target, once")
    given = asked.parse_args()
    chosen = given.targets or list(TARGETS)
    if unknown := set(chosen) - set(TARGETS):
        asked.error(f"no target {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    if given.again:
        TARGETS[chosen[0]](Path(given.again).read_bytes())
        return 0
    folder = Path(given.keep or tempfile.mkdtemp(prefix="finecalc-fuzz-"))
    folder.mkdir(exist_ok=True)
    total = found = 0
    for name in chosen:
        corpus = folder / f"fed-{name}"
        corpus.mkdir(exist_ok=True)
        for number, seed in enumerate(SEEDS[name]):
            (corpus / f"seed{number}").write_bytes(seed)
        options = [
            f"-max_total_time={round(given.minutes * 60 / len(chosen))}",
            f"-timeout={SECONDS_FOR_ONE}",
            f"-rss_limit_mb={MEGABYTES}",
            f"-artifact_prefix={folder}/{name}-",
            "-print_final_stats=1",
            "-max_len=4096",
            str(corpus),
        ]
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz", "--one", name, *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )
        executed = sum(map(int, re.findall(r"number_of_executed_units: (\d+)", done.stderr)))
        executed = executed or max(map(int, re.findall(r"(?m)^#(\d+)\t", done.stderr)), default=0)
        total += executed
        print(
            f"{name:<10} {executed:>10,} executions  {'FOUND SOMETHING' if done.returncode else 'nothing found'}",
            flush=True,
        )
        if done.returncode:
            found += 1
            print(done.stderr[-4_000:])
    print(f"{'together':<10} {total:>10,} executions; what was fed: {folder}")
    return 1 if found else 0


def _one(name: str, options: list[str]) -> int:
    import atheris

    with atheris.instrument_imports(include=["finecalc"]):
        from tests.fuzz.targets import TARGETS
    os.environ["FINECALC_OFFICE_LEVEL"] = "county"
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
