"""385 paragraphs of other laws, drawn by chance and labelled by hand before the reader ran: none read wrongly, most read.

The reader was built beside `labelled.jsonl` (160) and `labelled_second.jsonl` (110, by another hand); `labelled_third.jsonl` (70, fines only) it had
never seen when it was measured on it: 84 % of fines right, three wrong in two paragraphs (c02308, c02764), which are refused since.
`labelled_fourth.jsonl` (45, fines only) was labelled last, without a look at what the reader says: 94 % of fines right, none wrong, 93 % of paragraphs whole (the
one disputed, c02494, is labelled as the convention of the other sets has it). Its paragraphs lie in the part of the corpus whose refusals were
looked at while the reader was built, so it is blind of the labels alone. Each holds one paragraph a line: each stated fine with its tier, who pays, mode, amount, size and base, and the
measures beside it. A stated fine must be right in every field; what is not sure is in `refused`.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from finecalc.proof.jsonl import answer

SETS = ("labelled.jsonl", "labelled_second.jsonl")
UNSEEN = {"labelled_third.jsonl": 0.8, "labelled_fourth.jsonl": 0.9}
"""What was labelled after the reader was built, and the share of fines that it reads at least."""
DISPUTED = {"c03006", "c01537"}
"""A condition that goes on behind a semicolon; 隐匿、伪造、毁灭有关证据的 as a tier, or as conduct beside the first."""
BASES = {"违法所得": "gains", "采购金额": "purchase", "上一年度营业额": "turnover"}
FIELDS = ("tier", "on", "payer", "mode", "min", "max", "multiple", "share", "bracket", "per", "cap")

Paragraph = dict[str, Any]


# The two hands differ on one kind of person: 个体工商户 is `individual` in the first set (c00731), 个体经营户 is `offender` in
# the second (c01738); the reader goes by the noun. Both hands give a fine for a base that cannot be found (c00477, c02318)
# without a size, in a paragraph that is not whole.


def labelled(name: str) -> list[Paragraph]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def told(text: str) -> Paragraph:
    line = json.dumps({"id": 1, "ref": "law@2024:1.1", "text": text})
    found: Paragraph = json.loads(answer(line.encode(), BASES))
    return found


def stated(found: Paragraph) -> list[Paragraph]:
    """The fines that are stated, each with the tier that it stands in."""
    return [{**fine, "tier": tier["quote"]} for tier in found["tiers"] for fine in tier["fines"]]


def fields(fine: Paragraph) -> Paragraph:
    return {key: fine[key] for key in FIELDS}


@pytest.mark.parametrize(
    "paragraph", [each for name in SETS for each in labelled(name)], ids=lambda paragraph: paragraph["id"]
)
def test_no_stated_fine_is_wrong(paragraph: Paragraph) -> None:
    _none_is_wrong(paragraph)


@pytest.mark.parametrize(
    "paragraph", [each for name in UNSEEN for each in labelled(name)], ids=lambda paragraph: paragraph["id"]
)
def test_nothing_more_is_wrong_on_what_was_never_seen(paragraph: Paragraph) -> None:
    if paragraph["id"] in DISPUTED:
        with pytest.raises(AssertionError):
            _none_is_wrong(paragraph)
    else:
        _none_is_wrong(paragraph)


@pytest.mark.parametrize(("name", "least"), UNSEEN.items())
def test_most_fines_are_read_on_what_was_never_seen(name: str, least: float) -> None:
    paragraphs = labelled(name)
    read = sum(len(stated(told(each["text"]))) for each in paragraphs)
    assert read / sum(len(each["fines"]) for each in paragraphs) >= least


def _none_is_wrong(paragraph: Paragraph) -> None:
    expected = [fields(fine) for fine in paragraph["fines"]]
    for fine in stated(told(paragraph["text"])):
        assert fields(fine) in expected
        expected.remove(fields(fine))
        assert fine["quote"] in paragraph["text"]


@pytest.mark.parametrize("name", SETS)
def test_nine_of_ten_fines_are_read_and_most_paragraphs_whole(name: str) -> None:
    fines = right = whole = 0
    paragraphs = labelled(name)
    for paragraph in paragraphs:
        found = told(paragraph["text"])
        read = len(stated(found))
        fines += len(paragraph["fines"])
        right += read
        whole += not found["refused"] and read == len(paragraph["fines"])
    assert right / fines >= 0.9
    assert whole / len(paragraphs) >= 0.85


@pytest.mark.parametrize("name", SETS)
def test_a_whole_reading_names_every_measure(name: str) -> None:
    """Measures are open: what is read whole states as many as a person counted, with few differences of cutting."""
    pairs = [(told(paragraph["text"]), paragraph) for paragraph in labelled(name)]
    counted = [
        (sum(len(tier["sanctions"]) for tier in found["tiers"]), len(paragraph["sanctions"]))
        for found, paragraph in pairs
        if not found["refused"]
    ]
    assert sum(one == other for one, other in counted) / len(counted) >= 0.85
