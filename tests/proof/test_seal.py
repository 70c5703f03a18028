"""Seals and placeholders: what `finecalc lint` says of them, and what `--seal` writes."""

import io
import os
import re
import sys
from pathlib import Path

import pytest

from finecalc.cli import run
from finecalc.language.words import Words
from finecalc.proof.lint import Lint, Problem, lint
from finecalc.proof.seal import Due, sealed
from finecalc.proof.table_checks import placeholders
from finecalc.table.load import read_toml
from finecalc.table.toml_lines import positions
from tests.tables import FEW, TEXT


def changed(*changes: tuple[str, str], text: str = FEW) -> str:
    """A table with these words replaced, each once, below its header."""
    head, _, body = text.partition("schema = 1\n")
    for before, after in changes:
        assert before in body, before
        body = body.replace(before, after, 1)
    return f"{head}schema = 1\n{body}"


def told(text: str) -> list[tuple[str, str]]:
    """Code and key of what is said of placeholders."""
    found = Lint(read_toml(text, ""), positions(text))
    placeholders(found)
    return [(problem.code, problem.key) for problem in found.problems]


SEALS = re.findall(r'^digest = "[0-9a-f]{12}"$', TEXT[TEXT.index("\n[[laws]]") :], flags=re.MULTILINE)


@pytest.mark.parametrize("seal", [SEALS[0], SEALS[1], SEALS[20], SEALS[-1]])
@pytest.mark.parametrize("without", ["", 'digest = ""'])
def test_a_seal_never_given_is_missing_and_one_that_no_longer_agrees_is_broken(seal: str, without: str) -> None:
    (problem,) = lint(changed((f"{seal}\n", f"{without}\n" if without else ""), text=TEXT)).problems
    assert (problem.code, problem.name) == ("SL120", "seal-missing")
    assert "缺少" in problem.message.zh
    assert "missing" in problem.message.en
    assert "改动" not in problem.message.zh
    (problem,) = lint(changed((seal, 'digest = "000000000000"'), text=TEXT)).problems
    assert (problem.code, problem.name) == ("SL112", "seal-broken")
    assert "改动" in problem.message.zh
    assert "changed" in problem.message.en


NAME = 'name = "网络运营者不履行网络安全保护义务"'
NAME_EN = 'name_en = "Network operator fails its network security duties"'


@pytest.mark.parametrize(
    "name", ["待填", "待定名称", "暂拟", "TODO", "tbd", "网络运营者不履行…", "？？？", "xxx", "x", "csl@2016:59.1"]
)
def test_a_chinese_name_that_is_none_is_a_placeholder(name: str) -> None:
    assert ("SL121", "provisions[2].name") in told(changed((NAME, f'name = "{name}"')))


@pytest.mark.parametrize(
    "name",
    ["待填 Cybersecurity Law (2016), article 59(1)", "Cybersecurity Law (2016), article 59(1)", "csl@2016:59.1", "Cybersecurity Law (2016), article 59", "TODO", "to be named", "不履行义务", "?? ??", "-"],
)  # fmt: skip
def test_an_english_name_that_is_none_is_a_placeholder(name: str) -> None:
    assert ("SL121", "provisions[2].name_en") in told(changed((NAME_EN, f'name_en = "{name}"')))


@pytest.mark.parametrize(
    ("key", "field"), [("source", "laws[0].editions[0].source"), ("promulgated", "laws[0].editions[0].promulgated"), ("name_en", "laws[0].name_en")],
)  # fmt: skip
def test_a_source_that_is_none_is_a_placeholder(key: str, field: str) -> None:
    head, _, body = FEW.partition("[[laws]]\nid")
    text = (
        head + "[[laws]]\nid" + re.sub(rf'^{key} = ".*"$', f'{key} = "待填：2016年"', body, count=1, flags=re.MULTILINE)
    )
    assert ("SL121", field) in told(text)


# --- writing them ---


def spoilt(tmp_path: Path, text: str, newline: str = "\n", mark: str = "") -> Path:
    table = tmp_path / "statutes.toml"
    table.write_bytes((mark + text.replace("\n", newline)).encode())
    return table


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_seals_are_written_in_their_places_and_nothing_else_is_touched(
    tmp_path: Path, newline: str, mark: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, last = SEALS[0], SEALS[30], SEALS[-1]
    table = spoilt(
        tmp_path,
        changed((f"{first}\n", ""), (second, "digest = '0'  # 改过"), (f"{last}\n", ""), text=TEXT),
        newline,
        mark,
    )
    assert run(["lint", "--seal", str(table)]) == 0
    whole = changed((second, f"{second}  # 改过"), text=TEXT)
    assert table.read_bytes() == (mark + whole.replace("\n", newline)).encode()
    err = capsys.readouterr().err
    assert "3 个 digest" in err
    assert "缺少 → " + first[10:22] in err
    assert "0 → " + second[10:22] in err


def test_it_says_what_a_seal_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = spoilt(tmp_path, changed((SEALS[0] + "\n", "")))
    run(["--lang", "en", "lint", "--seal", str(table)])
    err = capsys.readouterr().err
    assert "csl@2016  none → " in err
    assert "in force 2017-06-01 to 2025-12-31" in err


def test_an_entry_in_one_line_is_sealed_in_its_line() -> None:
    text = 'passages = [ { id = "a", text = "甲" }, { id = "b", text = "乙", } ]\n'
    due = Due(("passages", 1), "b", "0123456789ab", "", Words("", ""))
    assert sealed(text, [due]) == text.replace('"乙"', '"乙", digest = "0123456789ab"')


def test_what_has_no_name_yet_is_not_sealed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = spoilt(tmp_path, changed((NAME_EN, 'name_en = "待填"')))
    before = table.read_bytes()
    assert run(["lint", "--seal", str(table)]) == 1
    assert table.read_bytes() == before
    assert "没有要封的" in capsys.readouterr().err


def test_without_the_option_nothing_is_written(tmp_path: Path) -> None:
    table = spoilt(tmp_path, changed((SEALS[0] + "\n", "")))
    before = table.read_bytes()
    assert run(["lint", str(table)]) == 1
    assert table.read_bytes() == before


@pytest.mark.parametrize(
    ("answer", "writes"), [("y\n", True), ("是\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_at_a_terminal_it_asks(
    answer: str, writes: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    table = spoilt(tmp_path, changed((SEALS[0] + "\n", ""), text=TEXT))
    before = table.read_bytes()
    assert run(["lint", "--seal", str(table)]) == (0 if writes else 1)
    assert (table.read_bytes() != before) is writes
    assert "[y/N]" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"a = [", b"schema = 2\n"])
def test_a_table_that_cannot_be_read_is_left_alone(content: bytes, tmp_path: Path) -> None:
    table = tmp_path / "statutes.toml"
    table.write_bytes(content)
    assert run(["lint", "--seal", str(table)]) == 2
    assert table.read_bytes() == content


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_a_link_is_not_replaced(tmp_path: Path) -> None:
    table = spoilt(tmp_path, changed((SEALS[0] + "\n", "")))
    link = tmp_path / "link.toml"
    link.symlink_to(table)
    before = table.read_bytes()
    assert run(["lint", "--seal", str(link)]) == 2
    assert link.is_symlink()
    assert table.read_bytes() == before


# --- a key that is none ---


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('sanctions = [\n  { kind = "order-correction"', 'santions = [\n  { kind = "order-correction"'),
        ("{ kind = \"order-correction\", quote", "{ kin = \"order-correction\", quote"),
        ("[[provisions.tiers]]", "[[provisions.tier]]"),
        ("[[passages]]", "[[pasages]]"),
        ('unchanged_from = "icp@2011:19.1"', 'unchanged_form = "icp@2011:19.1"'),
        ("in_force = 2017-06-01", "inforce = 2017-06-01"),
        ("extended_years = 5", "extendedyears = 5"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_range_says_of_a_misspelt_key_what_lint_says(
    before: str, after: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = spoilt(tmp_path, changed((before, after)))
    problem: Problem = next(each for each in lint(changed((before, after))).problems if each.code == "SL101")
    assert run(["--lang", lang, "range", "csl@2025:61.1", "--statutes", str(table)]) == 2
    words = f"：{problem.key}：{problem.message.zh}" if lang == "zh" else f": {problem.key}: {problem.message.en}"
    assert capsys.readouterr().err == f"finecalc: {table}:{problem.line}{words}\n"
