"""`python -m finecalc`."""

from finecalc.cli import main

if __name__ == "__main__":
    main()
