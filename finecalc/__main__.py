"""`finecalc` and `python -m finecalc`."""

import gc
import os
import sys
from contextlib import suppress

_SELDOM = 100_000


def main() -> None:
    """Run the command line, and exit. The code and the table stay: to look for circles among them is a fifth of a start, and
    to take them apart at the end a tenth of it.
    """
    gc.set_threshold(_SELDOM, 20, 20)
    from finecalc import cli

    try:
        cli.main()
    except SystemExit as end:
        _leave(end)


def _leave(end: SystemExit) -> None:
    """The process ends at once, unless something waits for the end: other processes, or who traces or measures this one."""
    if "multiprocessing" in sys.modules or sys.gettrace() or sys.getprofile() or not isinstance(end.code, int):
        raise end
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):
            stream.flush()
    os._exit(end.code)


if __name__ == "__main__":
    main()
