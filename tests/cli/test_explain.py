"""`finecalc explain`: every code explained from the one catalogue, and every example true."""

import json
from pathlib import Path

import pytest

from finecalc.cli import run as finecalc
from finecalc.cli.commands.explain import every_rule
from finecalc.decisions import check_many
from finecalc.decisions.codes import FINDINGS
from finecalc.language.codes import find, selected
from finecalc.language.errors import FinecalcError
from finecalc.table.load import load
from finecalc.table.statutes import Statutes
from tests import TODAY

CONTRACT = {
    "FC101": "fine-below-range",
    "FC102": "fine-above-range",
    "FC103": "fine-not-provided",
    "FC104": "fine-missing",
    "FC111": "person-below-range",
    "FC112": "person-above-range",
    "FC113": "person-not-fined",
    "FC114": "person-fine-missing",
    "FC115": "person-fine-disputed",
    "FC121": "base-missing",
    "FC122": "fact-not-used",
    "FC123": "fact-open",
    "FC201": "sanction-not-provided",
    "FC202": "sanction-missing",
    "FC203": "either-or",
    "FC301": "authority-not-competent",
    "FC302": "other-body-decides",
    "FC401": "edition-not-in-force",
    "FC402": "lighter-law",
    "FC403": "lighter-law-unclear",
    "FC404": "limitation",
    "FC405": "deciding-date-missing",
    "FC406": "limitation-not-judged",
    "FC407": "continued-conduct",
    "FC408": "number-means-another",
    "FC409": "other-provision-applies",
    "FC501": "procedure-due",
    "FC502": "large-fine",
    "FC503": "day-count",
    "FC504": "day-count-not-judged",
    "FC601": "outside-band",
    "FC901": "unreadable-cell",
    "FC902": "not-a-penalty-provision",
    "FC903": "column-not-read",
}


def test_codes_and_names_are_the_contract() -> None:
    assert {code: rule.name for code, rule in FINDINGS.items()} == CONTRACT


@pytest.mark.parametrize("code", sorted(set(CONTRACT) - {"FC402", "FC903"}))
def test_example_brings_forth_its_code(statutes: Statutes, code: str, tmp_path: Path) -> None:
    if FINDINGS[code].office:
        (tmp_path / "office.toml").write_text(FINDINGS[code].office, encoding="utf-8")
        statutes = load(office=tmp_path / "office.toml")
    decision = json.loads(FINDINGS[code].example)
    (judgement,) = check_many([decision], statutes=statutes, today=TODAY)
    assert code in [finding.code for finding in judgement.findings]


@pytest.mark.parametrize("code", [*CONTRACT, "SL001", "SL002"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_code_is_explained(capsys: pytest.CaptureFixture[str], code: str, lang: str) -> None:
    assert finecalc(["explain", code, "--lang", lang]) == 0
    text = capsys.readouterr().out
    rule = every_rule()[code]
    assert text.startswith(rule.title)
    flowing = "".join(text.split())
    for words in (rule.means, rule.why, rule.mend):
        assert "".join((words.zh if lang == "zh" else words.en).split()) in flowing


def test_law_behind_a_code_is_quoted_from_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    finecalc(["explain", "limitation"])
    text = "".join(capsys.readouterr().out.split())
    assert "《中华人民共和国行政处罚法》（2021年）第三十六条第一款(apl@2021:36.1)" in text
    assert "违法行为在二年内未被发现的，不再给予行政处罚" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_step_is_told_in_full(capsys: pytest.CaptureFixture[str], statutes: Statutes, lang: str) -> None:
    """What FC501 only names, each step on its own, surely due and due where the amount is large."""
    assert finecalc(["explain", "FC501", "--lang", lang]) == 0
    text = "".join(capsys.readouterr().out.split())
    steps = statutes.table.rules.procedures
    assert [step.name.zh for step in steps] == ["听证", "法制审核", "集体讨论"]
    for step in steps:
        for words in (step.name, step.text, step.large):
            assert "".join(getattr(words, lang).split()) in text


def test_list_of_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert finecalc(["explain"]) == 0
    text = capsys.readouterr().out
    assert all(f"{code}  {name}" in text for code, name in CONTRACT.items())


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert finecalc(["explain", "fine-above-range", "--json"]) == 0
    rule = json.loads(capsys.readouterr().out)
    assert (rule["code"], rule["severity"]) == ("FC102", "error")


@pytest.mark.parametrize("typed", ["fc102", "FINE-ABOVE-RANGE", " FC102 ", "FC102 fine-above-range"])
def test_code_or_name_in_any_case(typed: str) -> None:
    assert find(typed, FINDINGS).code == "FC102"


def test_unknown_code_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert finecalc(["explain", "FC1O2"]) == 2
    assert "FC102" in capsys.readouterr().err


def test_selection() -> None:
    every = frozenset(FINDINGS)
    assert selected((), (), FINDINGS) == every
    assert selected(["FC12"], (), FINDINGS) == {"FC121", "FC122", "FC123"}
    assert selected(["FC12,limitation"], ["base-missing"], FINDINGS) == {"FC122", "FC123", "FC404"}
    with pytest.raises(FinecalcError):
        selected(["FC7"], (), FINDINGS)
