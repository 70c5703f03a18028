"""`finecalc encode --jsonl`: one object a line, in order, whatever comes in."""

import json
from typing import Any

import pytest

from finecalc.proof.jsonl import answer

BASES = {"违法所得": "gains"}


def told(line: str | bytes) -> dict[str, Any]:
    raw = answer(line if isinstance(line, bytes) else line.encode(), BASES)
    assert raw.endswith(b"\n")
    assert raw.count(b"\n") == 1
    found: dict[str, Any] = json.loads(raw)
    assert set(found) == {"id", "tiers", "authority_quote", "borrows", "refused"}
    return found


def said(text: str) -> dict[str, Any]:
    return told(json.dumps({"id": "a", "ref": "law@2024:55.2", "text": text}))


def test_one_paragraph_as_the_contract_has_it() -> None:
    found = said("第五十五条 网络运营者未备案的，由有关主管部门给予警告，并处违法所得一倍以上十倍以下罚款。")
    assert found == {
        "id": "a",
        "tiers": [
            {
                "quote": "",
                "fines": [
                    {
                        "on": ["offender"],
                        "payer": "named",
                        "mode": "must",
                        "min": 0,
                        "max": None,
                        "multiple": {"of": "gains", "min": 1, "max": 10},
                        "share": None,
                        "bracket": None,
                        "per": None,
                        "cap": None,
                        "quote": "并处违法所得一倍以上十倍以下罚款",
                    }
                ],
                "sanctions": [{"kind": "警告", "quote": "给予警告", "mode": "must"}],
            }
        ],
        "authority_quote": "由有关主管部门",
        "borrows": [],
        "refused": [],
    }


def test_a_borrowing_names_the_paragraph_and_the_persons() -> None:
    found = said("单位有前款行为的，处十万元以下罚款，并对直接负责的主管人员依照前款规定处罚。")
    assert found["borrows"] == [
        {"refs": ["law@2024:55.1"], "on": ["manager"], "quote": "对直接负责的主管人员依照前款规定处罚"}
    ]


def test_what_is_not_read_has_its_words_and_place() -> None:
    text = "违反本法规定，未备案的，处五千元以上罚款。"
    (no,) = said(text)["refused"]
    assert text[no["start"] : no["end"]] == no["words"] == "处五千元以上罚款"
    assert no["why"]


def test_a_fine_that_may_belong_to_two_tiers_is_not_stated() -> None:
    found = said("未备案的，责令改正；拒不改正的，处十万元以下罚款；对直接负责的主管人员处一万元以下罚款。")
    assert [fine["max"] for tier in found["tiers"] for fine in tier["fines"]] == [100_000]
    assert [no["words"] for no in found["refused"]] == ["对直接负责的主管人员处一万元以下罚款"]


@pytest.mark.parametrize(
    "line", ["", "{", "[]", "null", "{}", '{"text": 5}', '{"text": null}', "[" * 3000, b"\xff\xfe", b"\x80\x81"]
)
def test_a_line_that_is_none_is_named_in_its_answer(line: str | bytes) -> None:
    found = told(line)
    assert found["tiers"] == []
    assert found["refused"][0]["why"]


def test_the_name_of_a_bad_line_is_kept() -> None:
    assert told('{"id": 7}')["id"] == 7


@pytest.mark.parametrize(
    "text",
    ["", " ", "，", "。" * 300, "处" * 500, "对" * 500, "，或者处" * 200, "（一）" * 200, "的，" * 400, "字" * 300_000, "\x00\x1b[31m\x9b处一万元罚款"],
)  # fmt: skip
def test_odd_text_gets_an_answer_without_control_characters(text: str) -> None:
    raw = answer(json.dumps({"id": 1, "text": text}).encode(), BASES)
    assert json.loads(raw)["id"] == 1
    assert all(ord(character) >= 32 and not 127 <= ord(character) < 160 for character in raw.decode().strip("\n"))


def test_a_lone_surrogate_survives() -> None:
    assert json.loads(answer(b'{"id": "\\ud800", "text": "\\ud800"}', BASES))["id"] == "\ud800"


def test_gb18030_is_read_too() -> None:
    line = json.dumps({"id": 1, "text": "未备案的，处一万元以下罚款。"}, ensure_ascii=False).encode("gb18030")
    assert told(line)["tiers"][0]["fines"][0]["max"] == 10_000
