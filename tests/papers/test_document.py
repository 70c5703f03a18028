"""The page as a file: whole, small, and loading nothing."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

import finecalc
from finecalc.cli.options import FLAGS
from finecalc.papers.document import SCRIPTS, document
from finecalc.table.statutes import Statutes
from tests.conftest import Run


@pytest.fixture(scope="module")
def text(statutes: Statutes) -> str:
    return document(statutes, FLAGS, only=("#10", "news@2017:22.1"))


def test_it_is_one_file_that_loads_nothing(text: str) -> None:
    assert not re.search(r"""(?:src|href)=["']|url\(|@import|https?:|fetch\(|XMLHttpRequest|WebSocket|import\(""", text)
    assert "localStorage" not in text
    assert "sessionStorage" not in text
    assert "indexedDB" not in text
    assert "document.cookie" not in text


def test_the_policy_forbids_everything_but_its_own_script_and_style(text: str) -> None:
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', text)
    assert policy
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules["default-src"] == "'none'"
    assert set(rules) == {"default-src", "script-src", "style-src", "base-uri", "form-action"}
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    assert "style=" not in re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)


def test_it_names_the_table_and_its_digest(statutes: Statutes, text: str) -> None:
    data = json.loads(re.findall(r'<script type="application/json" id="table">(.*?)</script>', text, re.DOTALL)[0])
    assert data["about"]["table"] == {"version": statutes.table.version, "sha256": statutes.sha256}


def test_the_script_knows_no_law() -> None:
    """No article, no amount of a text, no law and no fact stands in it: only what is looked up."""
    folder = Path(document.__code__.co_filename).parent
    script = "".join((folder / name).read_text(encoding="utf-8") for name in SCRIPTS)
    for law in (
        "csl",
        "pipl",
        "dsl",
        "icp@",
        "news@",
        "apl",
        "网络安全法",
        "行政处罚法",
        "refused",
        "consequence",
        "serious",
    ):
        assert law not in re.sub(r"/\*.*?\*/", "", script, flags=re.DOTALL), law


def test_the_same_table_gives_the_same_file(statutes: Statutes, text: str) -> None:
    assert document(statutes, FLAGS, only=("#10", "news@2017:22.1")) == text


def test_the_command_refuses_what_is_not_its_own(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("finecalc.papers.document.data", lambda statutes, only=None: {"about": {}})
    assert run("page", "-o", "page.txt").returncode == 2
    (tmp_path / "mine.html").write_text("<title>mine</title>", encoding="utf-8")
    refused = run("page", "-o", "mine.html")
    assert refused.returncode == 2
    assert (tmp_path / "mine.html").read_text(encoding="utf-8") == "<title>mine</title>"
    assert run("page", "-o", "calc.html").returncode == 0
    assert run("page", "-o", "calc.html").returncode == 0, "a calculator takes the place of a calculator"
    assert run("page", "-o", "mine.html", "--force").returncode == 0


def test_it_says_that_the_offices_own_discretion_tables_are_not_in_it() -> None:
    profile = Path(__file__).parents[1] / "data" / "offices" / "bands.toml"
    held = document(finecalc.load(office=profile), FLAGS, only=("csl@2016:61.1",))
    data = json.loads(re.findall(r'<script type="application/json" id="table">(.*?)</script>', held, re.DOTALL)[0])
    assert [warning["code"] for warning in data["warnings"]] == ["own-bands-left-out"]
