"""`finecalc` and `python -m finecalc`."""

import gc

_SELDOM = 100_000


def main() -> None:
    """Run the command line, and exit. The code and the table stay: to look for circles among them is a fifth of a start and most
    of an exit.
    """
    gc.set_threshold(_SELDOM, 20, 20)
    from finecalc import cli

    cli.main()


if __name__ == "__main__":
    main()
