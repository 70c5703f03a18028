"""The reader on paragraphs of other laws: it reads them exactly, or it says which words it cannot read."""

from collections import Counter
from pathlib import Path

import pytest

from finecalc.proof.reader import Reading, read, vocabulary
from finecalc.table.load import load
from finecalc.table.model import Bracket, Fine, Sanction

TEXTS = Path(__file__).parent / "reader_texts.txt"
MARKS = {"must": "!", "may": "?", "one-or-more": "+"}
ORGANISATION = ("organisation",)


def cases() -> list[tuple[str, str, list[str]]]:
    """Each paragraph: where it stands, its text, and the lines that say what it provides."""
    found = []
    for block in TEXTS.read_text(encoding="utf-8").split("\n@ ")[1:]:
        name, *lines = block.strip().split("\n")
        text = "\n".join(line for line in lines if not line.startswith("> "))
        found.append((name, text.strip(), [line[2:] for line in lines if line.startswith("> ")]))
    return found


def notation(reading: Reading) -> list[str]:
    """A reading in the notation of the file."""
    lines = []
    for tier in reading.tiers:
        said = [fine_notation(fine) for fine in tier.fines] + [sanction_notation(one) for one in tier.sanctions]
        lines.append(f"[{' '.join(tier.when)}] {'; '.join(said)}")
    for borrow in reading.borrows:
        lines.append(f"borrows {borrow.ref.split(':')[1]}" + (f" on {'+'.join(borrow.on)}" if borrow.on else ""))
    for link in reading.aggravates:
        lines.append(f"aggravates {link.ref.split(':')[1]}" + (f" items {link.items}" if link.items else ""))
    if reading.authority:
        lines.append("by " + "+".join(reading.authority))
    if reading.pointer:
        lines.append("pointer")
    lines += dict.fromkeys("unnamed " + no.words.replace("\n", " ") for no in reading.unnamed)
    return lines + ["refused " + no.words.replace("\n", " ") for no in reading.refused]


def fine_notation(fine: Fine) -> str:
    said = ["+".join(fine.on) + MARKS[fine.mode]]
    if fine.multiple:
        said.append(f"{fine.multiple.min:f}-{fine.multiple.max:f} times {fine.multiple.of}")
    if fine.max is not None:
        said.append(f"{fine.min}-{fine.max}")
    if fine.share:
        said.append(f"or {fine.share.min:f}-{fine.share.max:f} percent of {fine.share.of}")
    return " ".join(said) + (bracket_notation(fine.bracket) if fine.bracket else "")


def bracket_notation(bracket: Bracket) -> str:
    sizes = ["none"] if bracket.none else []
    sizes += [f"below {bracket.below}"] if bracket.below is not None else []
    sizes += [f"from {bracket.at_least}"] if bracket.at_least is not None else []
    return f" where {bracket.of} {' or '.join(sizes)}"


def sanction_notation(sanction: Sanction) -> str:
    said = sanction.kind + MARKS[sanction.mode]
    if sanction.on != ORGANISATION:
        said += " on " + ("+".join(sanction.on) or "nobody")
    if sanction.by:
        said += " by " + "+".join(sanction.by)
    if sanction.duration:
        said += f" {sanction.duration.min}-{sanction.duration.max} {sanction.duration.unit}"
    return said


@pytest.mark.parametrize(("name", "text", "expected"), cases(), ids=[name for name, _, _ in cases()])
def test_reads_it_exactly_or_says_what_it_cannot_read(name: str, text: str, expected: list[str]) -> None:
    reading = read(text, f"law@2024:{name.split()[-1]}", vocabulary(load().table))
    assert notation(reading) == expected


def test_the_texts_are_many_and_most_kinds_of_clause_are_among_them(capsys: pytest.CaptureFixture[str]) -> None:
    counted = Counter(
        "refused in part" if any(line.startswith("refused") for line in expected) else "exact"
        for _, _, expected in cases()
    )
    with capsys.disabled():
        print(f"\n{counted.total()} paragraphs of other laws: {dict(counted)}")
    assert counted.total() >= 168
    assert counted["exact"] >= 120
