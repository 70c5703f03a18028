"""Tests of finecalc."""

from datetime import date

TODAY = date(2026, 11, 23)
"""A fixed day for tests in which the day matters."""
