"""The office profile on the command line: which one answers, and how the answers say so."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import Run

OFFICE = (
    'name = "甲市互联网信息办公室"\nlevel = "prefecture"\nregion = "甘肃省"\n'
    'large_fine = [{ party = "unit", amount = 50_000, source = "某规定" }]\n'
)


@pytest.fixture
def office(tmp_path: Path) -> str:
    (tmp_path / "甲.toml").write_text(OFFICE, encoding="utf-8")
    return "甲.toml"


def test_an_answer_says_which_profile_answered_and_says_nothing_where_none_did(run: Run, office: str) -> None:
    told = json.loads(run("range", "csl@2025:61.1", "--office", office, "--json").stdout)
    assert told["office"] == {"name": "甲市互联网信息办公室", "sha256": sha256(OFFICE.encode()).hexdigest()}
    assert "office" not in json.loads(run("range", "csl@2025:61.1", "--json").stdout)
    assert "甲市互联网信息办公室" in run("range", "csl@2025:61.1", "--office", office).stdout


def test_compare_and_check_say_so_too(run: Run, office: str, tmp_path: Path) -> None:
    (tmp_path / "决定.csv").write_text("处罚依据,情节,单位罚款\ncsl@2025:61.1,拒不改正,6万\n", encoding="utf-8")
    named = {"name": "甲市互联网信息办公室", "sha256": sha256(OFFICE.encode()).hexdigest()}
    for line in (("compare", "csl@2016:59.1", "csl@2025:61.1", "--json"), ("check", "决定.csv", "--format", "json")):
        assert json.loads(run(*line, "--office", office).stdout)["office"] == named
        assert "office" not in json.loads(run(*line).stdout)


def test_the_level_is_that_of_by_then_of_the_option_then_of_the_environment_then_of_the_profile(
    run: Run, office: str
) -> None:
    def level(*more: str, **env: str) -> str:
        told = json.loads(run("range", "csl@2025:61.1", "--json", *more, env=env).stdout)
        return str(told["competence"]["by"])

    assert level() == "county"
    assert level(FINECALC_OFFICE=office) == "prefecture"
    assert level(FINECALC_OFFICE=office, FINECALC_OFFICE_LEVEL="provincial") == "provincial"
    assert level("--office", office, FINECALC_OFFICE_LEVEL="provincial") == "prefecture"
    assert level("--office", office, "--by", "national") == "national"


def test_the_line_that_gives_the_answer_again_names_the_profile(run: Run, office: str) -> None:
    page = run("range", "csl@2025:61.1", "--office", office).stdout
    assert f"--office {office}" in page.replace("'", "")


def test_init_writes_a_profile_that_can_be_used_and_refuses_to_overwrite(run: Run, tmp_path: Path) -> None:
    done = run("office", "init", "office.toml")
    assert (done.returncode, "finecalc lint --office office.toml" in done.stdout) == (0, True)
    assert run("range", "csl@2025:61.1", "--office", "office.toml").returncode == 0
    (tmp_path / "office.toml").write_text("mine", encoding="utf-8")
    again = run("office", "init", "office.toml")
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    assert (tmp_path / "office.toml").read_text(encoding="utf-8") == "mine"
    assert run("office", "init", "office.toml", "--force").returncode == 0


def test_every_example_in_the_new_profile_holds(run: Run, tmp_path: Path) -> None:
    run("office", "init", "office.toml")
    text = (tmp_path / "office.toml").read_text(encoding="utf-8")
    (tmp_path / "office.toml").write_text(re.sub(r"(?m)^#(?=[\[a-z])", "", text), encoding="utf-8")
    told = json.loads(run("office", "--office", "office.toml", "--json").stdout)
    kinds = ("large_fine", "large_confiscation", "discretion", "judged", "powers")
    assert {key: told[key] for key in kinds} == dict(zip(kinds, (2, 1, 1, 1, 1), strict=True))
    done = run("lint", "--office", "office.toml")
    assert (done.returncode, done.stderr) == (0, "")


def test_office_says_which_one_is_in_force(run: Run, office: str) -> None:
    assert "凉州区互联网信息办公室" in run("office").stdout
    shown = run("office", "--office", office).stdout
    assert ("甲市互联网信息办公室" in shown, office in shown) == (True, True)
    assert run("office", "start").returncode == 2
    assert run("office", "init").returncode == 2


def test_init_makes_the_folder_of_the_configuration(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "settings" / "finecalc" / "office.toml"
    monkeypatch.setattr("finecalc.cli.commands.office.configured_place", lambda: kept)
    assert run("office", "init", str(kept)).returncode == 0
    assert kept.is_file()
    assert run("office", "init", str(tmp_path / "nowhere" / "office.toml")).returncode == 2


def test_the_text_of_a_report_and_the_version_name_the_profile(run: Run, office: str, tmp_path: Path) -> None:
    (tmp_path / "决定.csv").write_text("处罚依据,情节,单位罚款\ncsl@2025:61.1,拒不改正,6万\n", encoding="utf-8")
    run("check", "决定.csv", "--format", "text", "-o", "报告.txt", "--office", office)
    assert "office 甲市互联网信息办公室, sha256" in (tmp_path / "报告.txt").read_text(encoding="utf-8")
    assert "甲市互联网信息办公室" in run("--version", "--office", office).stdout
