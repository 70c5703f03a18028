"""`finecalc lint`: what it objects to, where, and in which words."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
import tomli
import typer
from hypothesis import assume, given
from hypothesis import strategies as st

from finecalc.cli.commands.explain import every_rule
from finecalc.cli.commands.lint import command
from finecalc.language.errors import TableError
from finecalc.proof.codes import RULES as CODES
from finecalc.proof.lint import RULES, Lint, Problem, lint
from finecalc.proof.text_checks import engines
from finecalc.table.load import load

TEXT = (Path(__file__).parents[2] / "statutes.toml").read_text(encoding="utf-8")


def objections(*changes: tuple[str, str]) -> tuple[Problem, ...]:
    """What lint finds when these words are replaced (each once) in the real table."""
    head, _, body = TEXT.partition("schema = 1\n")
    for before, after in changes:
        assert before in body, before
        body = body.replace(before, after, 1)
    return lint(f"{head}schema = 1\n{body}").problems


def test_the_real_table_has_no_problem_and_no_waiver() -> None:
    report = lint(TEXT)
    assert report.problems == ()
    assert report.waivers == ()
    assert report.compared == report.provisions == len(load().table.provisions)
    assert report.cases > 400


def test_a_wrong_ceiling_is_said_with_line_key_text_and_table() -> None:
    (problem,) = objections(("min = 10_000, max = 100_000", "min = 10_000, max = 1_000_000"))
    assert (problem.code, problem.name, problem.provision) == ("SL002", "amount-differs", "csl@2016:59.1")
    assert problem.key == "provisions[2].tiers[1].fines[0].max"
    assert TEXT.split("\n")[problem.line - 1].strip().startswith('{ on = ["organisation"], min = 10_000')
    assert (problem.says, problem.has) == ("100000", "1000000")


NEW = """
[[provisions]]
ref = "dsl@2021:49.1"
name = "试"
name_en = "Test"
subject = ["anyone"]
authority = ["competent-authority"]
authority_quote = "由有关主管部门"
text = "违反规定，未备案的，由有关主管部门责令改正，没收违法所得，违法所得十万元以上的，并处违法所得一倍以上五倍以下罚款，没有违法所得或者违法所得不足十万元的，处五万元罚款；情节严重的，吊销营业执照；构成犯罪的，依法追究刑事责任。"
digest = "DIGEST"
provisos = ["构成犯罪的，依法追究刑事责任"]
"""


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ([("max = 50_000, quote", "max = 50_001, quote")], {"SL002"}),
        ([('mode = "may", min = 10_000', 'mode = "must", min = 10_000')], {"SL007"}),
        ([('on = ["manager"], min = 5_000', 'on = ["manager", "staff"], min = 5_000')], {"SL006"}),
        ([('when = { refused = "拒不改正", consequence', 'when = { serious = "拒不改正", consequence')], {"SL008"}),
        ([('quote = "处一万元以上十万元以下罚款"', 'quote = "处一万以上十万元以下罚款"')], {"SL019"}),
        ([('  { kind = "warning", quote = "给予警告" },\n', "")], {"SL011"}),
        ([('breaches = ["第二十一条", "第二十五条"]', 'breaches = ["第二十一条"]')], {"SL018"}),
        ([('authority = ["competent-authority"]', 'authority = ["police"]')], {"SL014"}),
        ([("of = \"gains\", min = 1, max = 10", "of = \"gains\", min = 1, max = 5")], {"SL005"}),
        ([('duration = { unit = "day", max = 5 }', 'duration = { unit = "day", max = 15 }')], {"SL013"}),
        ([("items = [1, 2], quote", "items = [1], quote")], {"SL016"}),
        ([("disputed = [{ tier = 0,", "disputed = [{ tier = 1,")], {"SL004"}),
        ([('concurs_with = ["pipl@2021:66.1"]', 'concurs_with = ["csl@2016:66.1"]')], {"SL111", "SL112"}),
        ([('concurs_with = ["pipl@2021:66.1"]', 'concurs_with = ["apl@2021:29.1"]')], {"SL111", "SL112"}),
        ([('concurs_with = ["pipl@2021:66.1"]\n', "")], {"SL112"}),
        ([("disputed = [{ tier = 0, quote = \"对", "disputed = [{ tier = 0, quote = \"")], {"SL004"}),
        ([('subject = ["network-operator"]', 'subject = ["cii-operator"]')], {"SL022", "SL112"}),
        ([("until = 2025-12-31", "until = 2025-12-30")], {"SL105", "SL112"}),
        ([("until = 2025-12-31", "until = 2026-01-01")], {"SL106", "SL112"}),
        ([('[{ ref = "csl@2025:61.1" }]', '[{ ref = "csl@2025:61.2" }]')], {"SL111"}),
        ([('successors = [{ ref = "csl@2025:61.1" }]\n', "")], {"SL110"}),
        ([('unchanged_from = "icp@2011:19.1"', 'unchanged_from = "icp@2011:19.2"')], {"SL116"}),
        ([("years = 2,", "years = 3,")], {"SL118"}),
        ([('label_en = "refused to correct"', 'label_en = ""')], {"SL109"}),
        ([('decided_by = "police"', 'decided_by = "polise"')], {"SL108"}),
        ([("违反本法第二十六条规定，开展", "违反本法第二十六条规定开展")], {"SL112"}),
        ([('provisions = ["csl@2016:60.1"]', 'provisions = ["csl@2016:61.1"]')], {"SL112", "SL113"}),
        ([('sanctions = [\n  { kind = "order-correction"', 'santions = [\n  { kind = "order-correction"')], {"SL101", "SL011", "SL114"}),
        ([("min = 10_000, max = 100_000", 'min = "10000", max = 100_000')], {"SL102"}),
    ],
)  # fmt: skip
def test_each_kind_of_change_has_its_code(changes: list[tuple[str, str]], codes: set[str]) -> None:
    found = {problem.code for problem in objections(*changes)}
    assert codes <= found
    assert found <= codes | {"SL104", "SL110", "SL111", "SL112", "SL113", "SL116"}


def test_an_unknown_key_is_named_with_the_nearest_known_one() -> None:
    problem = next(p for p in objections(("authority_quote = ", "autority_quote = ")) if p.code == "SL101")
    assert problem.key == "provisions[2].autority_quote"
    assert "authority_quote" in problem.message.zh
    assert "authority_quote" in problem.message.en


def test_all_problems_come_at_once_in_the_order_of_the_lines() -> None:
    problems = objections(
        ("max = 50_000, quote", "max = 50_001, quote"),
        ('label_en = "refused to correct"', 'label_en = ""'),
        ("until = 2025-12-31", "until = 2025-12-30"),
    )
    assert {"SL002", "SL109", "SL105"} <= {problem.code for problem in problems}
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)


def test_text_and_table_are_compared_in_both_directions() -> None:
    new = (
        NEW
        + """
[[provisions.tiers]]
fines = [{ on = ["organisation"], multiple = { of = "gains", min = 1, max = 5 }, quote = "违法所得十万元以上的，并处违法所得一倍以上五倍以下罚款" }]
sanctions = [{ kind = "order-correction", quote = "责令改正" }, { kind = "warning", quote = "给予警告" }]
"""
    )
    found = {(problem.code, problem.says or problem.has) for problem in lint(TEXT + new).problems}
    assert ("SL003", "没有违法所得或者违法所得不足十万元的，处五万元罚款") in found
    assert ("SL009", "情节严重的") in found
    assert ("SL011", "没收违法所得") in found
    assert ("SL012", "给予警告") in found


def test_a_waiver_is_counted_and_must_give_its_reason() -> None:
    report = lint(
        TEXT.replace(
            'name = "网络运营者不履行网络安全保护义务"',
            'lint_waiver = "x"\nname = "网络运营者不履行网络安全保护义务"',
            1,
        )
    )
    assert [problem.code for problem in report.problems] == ["SL119"]
    assert report.waivers == (("csl@2016:59.1", "x"),)


def test_a_waived_entry_still_quotes_its_text() -> None:
    problems = objections(
        (
            'name = "网络运营者不履行网络安全保护义务"',
            'lint_waiver = "程序读不了"\nname = "网络运营者不履行网络安全保护义务"',
        ),
        ('quote = "处一万元以上十万元以下罚款"', 'quote = "处一万元以上一百万元以下罚款"'),
    )
    assert [(problem.code, problem.has) for problem in problems] == [("SL019", "处一万元以上一百万元以下罚款")]


def test_overlapping_and_open_brackets_are_found() -> None:
    at = TEXT.index('ref = "csl@2025:63.1"')
    changed = TEXT[:at] + TEXT[at:].replace("at_least = 100_000 }, quote", "at_least = 200_000 }, quote", 1)
    assert {"SL005", "SL115"} <= {problem.code for problem in lint(changed).problems}


def test_the_two_engines_disagree_where_the_structures_would() -> None:
    """The engines alone, without the comparison key by key, find a wrong tier and a wrong bound."""
    data = tomli.loads(TEXT, parse_float=Decimal)
    entry = next(entry for entry in data["provisions"] if entry["ref"] == "csl@2025:63.1")
    entry["tiers"][0]["fines"][1]["bracket"]["at_least"] = 100_001
    checked = Lint(data, {})
    engines(checked)
    assert [(problem.code, problem.provision) for problem in checked.problems] == [("SL021", "csl@2025:63.1")]
    assert "gains=100000" in checked.problems[0].message.zh


def test_every_code_is_in_the_catalogue_and_explained_in_both_languages() -> None:
    assert RULES is CODES
    package = Path(__file__).parents[2] / "finecalc" / "proof"
    source = "".join(
        package.joinpath(name).read_text(encoding="utf-8")
        for name in ("lint.py", "text_checks.py", "table_checks.py", "rule_checks.py", "office_checks.py")
    )
    for code, rule in RULES.items():
        assert rule.code == code == every_rule()[code].code
        assert code in source
        for words in (rule.means, rule.why, rule.mend):
            assert words.zh
            assert words.en
        assert rule.example
    assert json.dumps(sorted(RULES)) == json.dumps(sorted({rule.code for rule in RULES.values()}))
    assert len({rule.name for rule in RULES.values()}) == len(RULES)


# --- the command ---


def run(*arguments: str) -> int:
    with pytest.raises(typer.Exit) as stop:
        command(*arguments)
    return stop.value.exit_code


def test_a_clean_table_exits_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    assert "问题 0 个" in capsys.readouterr().out


def test_problems_exit_with_1_and_stand_on_their_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "statutes.toml"
    table.write_text(TEXT.replace("extended_years = 5", "extended_years = 4"), encoding="utf-8")
    assert run(str(table)) == 1
    line = next(number for number, text in enumerate(TEXT.split("\n"), 1) if text.startswith("limitation = "))
    assert f"statutes.toml:{line}  SL118 rule-differs" in capsys.readouterr().out


def test_json_holds_every_problem(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    table = tmp_path / "statutes.toml"
    table.write_text(TEXT.replace('label_en = "warning"', 'label_en = ""'), encoding="utf-8")
    assert run(str(table), True) == 1  # type: ignore[arg-type]
    report = json.loads(capsysbinary.readouterr().out)
    assert [(p["code"], p["key"]) for p in report["problems"]] == [("SL109", "sanctions[1].label_en")]
    assert report["provisions"] == report["compared"] > 80


@pytest.mark.parametrize("content", [b"", b"schema = 2\n", b"schema = 1\nfacts = 5\n"])
def test_a_table_without_its_sections_exits_with_2(content: bytes, tmp_path: Path) -> None:
    table = tmp_path / "statutes.toml"
    table.write_bytes(content)
    assert run(str(table)) == 2


@pytest.mark.parametrize("content", [b"a = [", "名 = 1".encode("gb18030"), None])
def test_an_unreadable_file_is_named(content: bytes | None, tmp_path: Path) -> None:
    table = tmp_path / "statutes.toml"
    if content is not None:
        table.write_bytes(content)
    with pytest.raises(TableError, match=r"statutes\.toml"):
        command(str(table))


SECTIONS = st.sampled_from(["provisions", "laws", "powers", "passages", "facts", "sanctions", "rules", "office"])
WRONG = st.sampled_from([[], {}, "x", 5, [1], [{}], [[]], {"a": 1}, "csl@2016:59.1", True])


@given(
    SECTIONS,
    st.integers(2, 7),
    st.sampled_from(["ref", "tiers", "successors", "unchanged_from", "id", "editions"]),
    WRONG,
)
def test_no_wrong_value_raises(section: str, index: int, key: str, value: object) -> None:
    # another name for a word that no provision uses, and no tiers where there are none, are not wrong
    assume(not (key == "id" and isinstance(value, str)) and value != [])
    data = tomli.loads(TEXT, parse_float=Decimal)
    if isinstance(data[section], list):
        entry = data[section][index % len(data[section])]
        assume(entry.get(key) != value)
        entry[key] = value
    else:
        data[section] = value
    assert Lint(data, {}).report().problems
