"""A table of another field: `tests/data/advertising.toml` holds the penalties of the Advertising Law, and vocabularies of its own."""

import io
import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from finecalc.cli import run
from finecalc.law.assess import assess
from finecalc.law.case import case_named
from finecalc.proof.encode import encode
from finecalc.proof.lint import lint
from finecalc.table.load import load

PLACE = Path(__file__).parents[1] / "data" / "advertising.toml"
TABLE = load(PLACE).table
OWN = [provision for provision in TABLE.provisions if provision.ref.startswith("ads@")]


def test_it_passes_lint_without_a_waiver() -> None:
    report = lint(PLACE.read_text(encoding="utf-8"))
    assert report.problems == ()
    assert report.waivers == ()
    assert report.compared == report.provisions == len(OWN) + 6


@pytest.mark.parametrize("provision", OWN, ids=lambda provision: provision.ref)
def test_every_entry_comes_again_from_its_text(provision: Any) -> None:
    encoded = encode(provision.text, provision.ref, TABLE, provision.name, provision.name_en)
    assert encoded.refused == 0
    for tier in provision.tiers:
        for one in (*tier.fines, *tier.sanctions):
            assert f'quote = "{one.quote}"' in encoded.toml


def answer(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> dict[str, Any]:
    days = ["--conduct-to", "2024-03-01", "--decided", "2024-05-01"]
    assert run(["range", *arguments, *days, "--json", "--statutes", str(PLACE)]) == 0
    found: dict[str, Any] = json.loads(capsysbinary.readouterr().out)
    return found


CASES: list[tuple[list[str], tuple[str, float, float], list[str], str]] = [
    # 59①：责令停止发布广告，对广告主处十万元以下的罚款
    (["ads@2021:59.1", "--item", "2"], ("must", 0, 100_000), ["order-stop-publishing"], "yes"),
    # 60①：责令改正，可以处五万元以下的罚款
    (["广告法60.1"], ("may", 0, 50_000), ["order-correction"], "yes"),
    # 61：没收违法所得，并处违法所得一倍以上二倍以下的罚款
    (["广告法第六十一条", "--gains", "5万"], ("must", 50_000, 100_000), ["confiscate-gains"], "yes"),
    # 62①：由有关部门责令停止违法行为，对广告主处五千元以上三万元以下的罚款
    (["ads@2021:62.1"], ("must", 5_000, 30_000), ["order-stop-violation"], "depends"),
    # 63：违法所得不足五万元的，并处一万元以上五万元以下的罚款
    (["ads@2021:63.1", "--gains", "49999.99"], ("must", 10_000, 50_000), ["confiscate-gains"], "yes"),
    # 63：违法所得五万元以上的，并处违法所得一倍以上三倍以下的罚款
    (["ads@2021:63.1", "--gains", "50000"], ("must", 50_000, 150_000), ["confiscate-gains"], "yes"),
    # 63：情节严重的，由有关部门依法停止相关业务
    (["广告法63", "--gains", "5万", "-f", "情节严重"], ("must", 50_000, 150_000), ["stop-business"], "yes"),
    # 65：由市场监督管理部门没收违法所得，并处一万元以上十万元以下的罚款
    (["ads@2021:65.1", "--by", "价格主管部门"], ("must", 10_000, 100_000), ["confiscate-gains"], "no"),
]


@pytest.mark.parametrize(("asked", "fine", "musts", "verdict"), CASES, ids=[" ".join(asked) for asked, *_ in CASES])
def test_a_case_is_answered_from_it(
    asked: list[str],
    fine: tuple[str, float, float],
    musts: list[str],
    verdict: str,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    found = answer(capsysbinary, *asked)
    assert [(one["mode"], one["min"] or 0, one["max"]) for one in found["fines"]] == [fine]
    assert set(musts) <= {one["kind"] for one in found["sanctions"] if one["mode"] == "must"}
    assert found["competence"]["verdict"] == verdict


def test_decisions_are_checked_by_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text(
        "依据,罚款,违法所得,处罚种类,决定日期,违法行为终了日\n"
        "广告法第六十三条,15万,5万,责令改正；没收违法所得,2024-05-01,2024-03-01\n"
        "广告法第六十三条,150000.01,5万,责令改正；没收违法所得,2024-05-01,2024-03-01\n",
        encoding="utf-8",
    )
    assert run(["check", str(file), "--statutes", str(PLACE)]) == 1
    out = capsys.readouterr().out
    assert re.search(r"^第 3 行\n +FC102", out, flags=re.MULTILINE)
    assert out.count("FC1") == 2  # in its row, and in the count
    assert "第 2 行" not in out


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (["powers"], 0, "没有权责清单"),
        (["powers", "3"], 2, "没有权责清单"),
        (["range", "#1"], 2, "没有权责清单"),
        (["quiz", "--seed", "1"], 2, "没有权责清单"),
        (["list", "推荐"], 0, "ads@2021:61.1"),
        (["show", "ads@2021:63.1"], 0, "公共场所"),
        (["compare", "ads@2021:62.1", "ads@2021:62.2"], 0, "处5,000元以上3万元以下"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_table_without_a_power_list_serves_the_other_commands(
    command: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "--statutes", str(PLACE)]) == code
    shown = capsys.readouterr()
    assert said in shown.out + shown.err


# --- a base of its own ---

GOODS = """\
[[bases]]
id = "goods"
label = "货值金额"
label_en = "value of the goods"
question = "货值金额是多少？"
question_en = "What is the value of the goods?"

[[persons]]"""


@pytest.fixture
def by_value(tmp_path: Path) -> str:
    """The table with article 63 measured by 货值金额, a base that has no option of its own."""
    head, ref, text = PLACE.read_text(encoding="utf-8").partition('ref = "ads@2021:63.1"')
    body, entry, tail = text.partition("[[provisions]]")
    for before, after in (("of = \"gains\"", "of = \"goods\""), ("违法所得五万", "货值金额五万"), ("处违法所得", "处货值金额"), ("违法所得不足", "货值金额不足")):  # fmt: skip
        assert before in body
        body = body.replace(before, after)
    place = tmp_path / "goods.toml"
    place.write_text(head.replace("[[persons]]", GOODS, 1) + ref + body + entry + tail, encoding="utf-8")
    assert run(["lint", "--seal", str(place)]) == 0
    return str(place)


@pytest.mark.parametrize("given", ["货值金额=6万", "goods=60000", "货值金额＝60,000"])
def test_a_base_without_an_option_of_its_own_is_given_by_name(
    given: str, by_value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["range", "广告法63", "--base", given, "--statutes", by_value]) == 0
    out = capsys.readouterr().out
    assert "6万元–18万元" in out
    assert "--base goods=60000" in out
    assert run(["compare", "广告法63", "广告法61", "--base", given, "--statutes", by_value]) == 0
    assert "处6万元以上18万元以下" in capsys.readouterr().out


def test_an_unknown_base_is_asked_for_by_the_option_that_takes_it(
    by_value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["range", "广告法63", "--statutes", by_value]) == 0
    assert re.search("填写 +货值金额 --base goods=", capsys.readouterr().out)


@pytest.mark.parametrize("sizes", [(1, (10_000, 50_000)), (49_999, (10_000, 50_000)), (50_000, (50_000, 150_000)), (60_000, (60_000, 180_000))])  # fmt: skip
def test_each_size_of_it_is_ruled_on_by_itself(sizes: tuple[int, tuple[int, int]], by_value: str) -> None:
    statutes, (size, fine) = load(by_value), sizes
    for goods in (0, size):  # rulings are kept: none of a base must not answer for some of it
        case = case_named(statutes, other_bases={"货值金额": goods}, conduct_to="2024-03-01", decided="2024-05-01")
        fines = assess(statutes, "ads@2021:63.1", case, today=date(2024, 5, 1)).fines
    (found,) = fines
    assert (found.min, found.max) == fine


def test_ask_takes_the_base_that_it_asks_for(
    by_value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("公共场所\n1\n\nn\n6万\n"))
    assert run(["ask", "--statutes", by_value]) == 0
    assert "6万元–18万元" in capsys.readouterr().out


@pytest.mark.parametrize(
    "given",
    [["货值金额"], ["=5"], ["goods="], ["货值=5"], ["goods=x"], ["goods=-1"], ["goods=1", "goods=2"], ["goods=1", "货值金额=2"]],
)  # fmt: skip
def test_a_base_that_cannot_be_read_is_named(
    given: list[str], by_value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    options = [word for each in given for word in ("--base", each)]
    assert run(["range", "广告法63", *options, "--statutes", by_value]) == 2
    assert capsys.readouterr().err.startswith("finecalc: --base：")


def test_a_base_given_in_two_ways_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["range", "csl@2025:63.1", "--base", "违法所得=12万", "--gains", "12万"]) == 2
    assert "写了两次" in capsys.readouterr().err


def test_no_line_of_python_knows_the_field() -> None:
    terms = [*TABLE.subjects, *TABLE.authorities, *TABLE.sanctions]
    known = {term.id for term in load().table.subjects + load().table.authorities + load().table.sanctions}
    words = [word for term in terms if term.id not in known for word in (f'"{term.id}"', f'"{term.label}"')]
    assert len(words) > 10
    for path in (Path(__file__).parents[2] / "finecalc").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not [word for word in (*words, "广告法") if word in text], path
