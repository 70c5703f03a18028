"""The catalogue of findings: `FINDINGS` by code, read from `codes.toml` beside this file."""

from pathlib import Path

from finecalc.language.codes import read

FINDINGS = read(Path(__file__).with_suffix(".toml"))
