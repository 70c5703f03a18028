"""The table as text, whole, and of a few provisions."""

import re
from pathlib import Path

TEXT = (Path(__file__).parents[1] / "statutes.toml").read_text(encoding="utf-8")


def _few(text: str) -> str:
    """A table of the provisions that tests change, those that they rest on, and one power: quicker to read by far."""
    reference = r'"(\w+@\d{4}:[\d.]+)"'
    head, *entries = re.split(r"\n(?=\[\[(?:provisions|powers|passages)\]\]\n)", text)
    power = next(entry for entry in entries if entry.startswith("[[powers]]"))
    passages = [entry for entry in entries if entry.startswith("[[passages]]")]
    known = {re.findall(reference, entry)[0]: entry for entry in entries if entry.startswith("[[provisions]]")}
    kept: set[str] = set()
    open_ = {"csl@2016:59.1", "csl@2016:64.1", "csl@2025:61.1", *re.findall(reference, head + power)}
    while open_:
        kept |= open_
        open_ = {ref for each in open_ for ref in re.findall(reference, known.get(each, ""))} - kept
    few = [entry for ref, entry in known.items() if ref in kept]
    return "\n".join([head, *few, power, *passages])


FEW = _few(TEXT)
