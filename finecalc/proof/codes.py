"""The catalogue of what `finecalc lint` can object to: `RULES` by code, read from `codes.toml` beside this file."""

from pathlib import Path

from finecalc.language.codes import read

RULES = read(Path(__file__).with_suffix(".toml"))
