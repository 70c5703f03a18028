"""The library does what the commands do, and takes values as people write them."""

import doctest
import inspect
import json
import pydoc
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import finecalc
from finecalc import decisions
from finecalc.law.answer import Case
from finecalc.table.statutes import Statutes

PUBLIC = ["Case", "FinecalcError", "assess", "check", "check_many", "compare", "load"]
TODAY = date(2026, 11, 23)
TABLE = Path(__file__).parents[1] / "statutes.toml"


def test_the_examples_in_the_documentation_run() -> None:
    for module in (finecalc, decisions):
        results = doctest.testmod(module)
        assert results.attempted
        assert not results.failed


def test_what_is_public_is_listed_and_documented() -> None:
    assert sorted(finecalc.__all__) == PUBLIC
    assert set(PUBLIC) < set(dir(finecalc))
    page = pydoc.plain(pydoc.render_doc(finecalc))
    for name in PUBLIC:
        assert getattr(finecalc, name).__doc__, name
        assert f" {name}" in page, name
    everything: dict[str, Any] = {}
    exec("from finecalc import *", everything)
    assert set(PUBLIC) < set(everything)


def test_there_is_nothing_else() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        finecalc.nothing_of_the_kind  # noqa: B018


def test_importing_it_imports_nothing_that_is_not_used() -> None:
    script = (
        "import sys, finecalc; dir(finecalc); print([name for name in sys.modules if name.startswith('finecalc.')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


OWN_OF_CHECK = ("fine", "person_fines", "sanctions", "days")


def test_a_case_is_given_to_every_function_in_the_same_way() -> None:
    fields = set(Case.__struct_fields__)
    for function, own in ((finecalc.assess, {"case"}), (finecalc.check, {"case", *OWN_OF_CHECK})):
        given = inspect.signature(function).parameters
        assert set(list(given)[1:]) == fields | own | {"statutes", "today"}
        assert all(each.kind is each.KEYWORD_ONLY for each in list(given.values())[1:])
    compared = inspect.signature(finecalc.compare).parameters
    assert set(compared) - {"references", "statutes", "today"} < fields
    for name in fields & set(compared):
        one, other = (inspect.signature(each).parameters[name] for each in (finecalc.assess, finecalc.compare))
        assert (one.annotation, one.default) == (other.annotation, other.default)


def test_assess_again_and_again() -> None:
    """Importing the modules behind it must not put anything else in its place."""
    import finecalc.cli.commands.range
    import finecalc.decisions.files.rows
    import finecalc.decisions.judge
    import finecalc.teach.comparison

    for _ in range(2):
        answer = finecalc.assess("csl@2025:63", facts=["情节严重"], gains=120_000, conduct_to=date(2026, 3, 1))
        assert answer.reference == "csl@2025:63.1"
        fine = answer.fine_on("organisation")
        assert fine is not None
        assert (fine.min, fine.max) == (Decimal(120_000), Decimal(600_000))


@pytest.mark.parametrize(
    "given",
    [
        {"facts": "serious", "gains": "12万", "conduct_to": "2026-03-01"},
        {"facts": "情节严重", "gains": "120,000元", "conduct_to": "2026年3月1日"},
        {
            "facts": {"情节严重"},
            "gains": 120_000.0,
            "conduct_to": "2026/3/1",
            "purchase": None,
            "decided": float("nan"),
        },
        {
            "facts": (each for each in ["serious"]),
            "gains": Decimal("120000.00"),
            "conduct_to": "20260301",
            "by": "县级",
        },
        {"case": Case(facts=("serious",), gains=Decimal(120_000), conduct_to=date(2026, 3, 1))},
        {"case": Case(facts=("serious",), gains=Decimal(5)), "gains": "12万", "conduct_to": "2026-03-01"},
        {"case": Case(facts="情节严重", gains="12万", conduct_to="2026-03-01")},  # type: ignore[arg-type]
    ],
)
def test_values_are_taken_as_people_write_them(given: dict[str, Any]) -> None:
    answer = finecalc.assess("网安法63", **given, today="2026-11-23")
    assert answer.tier.facts == ("serious",)
    fine = answer.fine_on("organisation")
    assert fine is not None
    assert (fine.min, fine.max) == (Decimal(120_000), Decimal(600_000))
    assert answer.case.conduct_to == date(2026, 3, 1)
    assert json.loads(answer.to_json())["case"]["gains"] == 120_000


def test_check_takes_words_of_people(statutes: Statutes) -> None:
    for persons in (
        [("主管人员", 50_000)],
        {"manager": "5万"},
        "主管人员:5万",
        ["对主管人员张某罚款5万元"],
        (each for each in ["manager:50000"]),
    ):
        found = finecalc.check(
            "网络安全法第六十一条第一款",
            facts=["拒不改正"],
            fine="500,001",
            person_fines=persons,
            sanctions="责令改正；给予警告",
            conduct_to="2026-02-01",
            statutes=statutes,
            today=TODAY,
        )
        assert [each.code for each in found.findings if each.severity != "info"] == ["FC102"]


def test_check_one_and_many() -> None:
    for _ in range(2):
        one = finecalc.check("csl@2016:59.1", facts=["refused"], fine=9_999, sanctions=["责令改正"])
        assert [finding.code for finding in one.findings if finding.severity == "error"] == ["FC101"]
    many = list(finecalc.check_many([{"provision": "csl@2016:59.1", "facts": "refused", "fine": "9999"}] * 3))
    assert [each.verdict for each in many] == ["error"] * 3


def test_what_stands_for_nothing_in_a_row_is_nothing() -> None:
    row = {"provision": "csl@2016:59.1", "facts": "refused", "fine": 10_000.0, "sanctions": "责令改正"}
    empty: dict[str, object] = dict.fromkeys(("gains", "decided", "conduct_to", "by", "adjust", "item"), float("nan"))
    for unsure in (datetime(2026, 1, 31, tzinfo=UTC), datetime(2026, 1, 31, 8, tzinfo=UTC)):
        (judged,) = finecalc.check_many([{**row, "decided": unsure}], today=TODAY)
        assert [(each.code, each.field) for each in judged.findings if each.severity == "unreadable"] == [
            ("FC901", "decided")
        ]
    bare, holes = finecalc.check_many([row, {**row, **empty, 7: "a key that is no heading"}], today=TODAY)  # type: ignore[dict-item]
    assert bare == holes
    assert bare.verdict != "unreadable"


def test_a_row_that_is_no_row_is_unreadable_and_the_others_are_judged() -> None:
    good = {"provision": "csl@2016:59.1", "facts": "refused", "fine": 10_000, "sanctions": "责令改正"}
    bad: list[Any] = ["provision", None, 5, [("provision", "csl@2016:59.1")]]
    verdicts = [each.verdict for each in finecalc.check_many([*bad, good], today=TODAY)]
    assert verdicts[:4] == ["unreadable"] * 4
    assert verdicts[4] != "unreadable"
    for keys in ({"处罚依据": "csl@2016:59.1"}, {"拟罚之金额数": 5}):
        twice, after = finecalc.check_many([{**good, **keys}, good], today=TODAY)
        assert (twice.verdict, after.verdict) == ("unreadable", verdicts[4])
    for whole in (good, "csl@2016:59.1", None, 5):
        with pytest.raises(finecalc.FinecalcError) as caught:
            finecalc.check_many(whole)  # type: ignore[arg-type]
        assert caught.value.field == "decisions"


def test_a_finding_speaks_both_languages() -> None:
    judged = finecalc.check("csl@2016:59.1", facts="refused", fine=9_999, sanctions="责令改正")
    (found,) = (each for each in judged.findings if each.code == "FC101")
    assert "9,999元" in found.message
    assert "CNY 9,999" in found.message_en
    for lang, message in (("zh", found.message), ("en", found.message_en)):
        shown = json.loads(judged.to_json(lang))  # type: ignore[arg-type]
        assert shown["verdict"] == "error"
        assert message in [each["message"] for each in shown["findings"]]
    assert json.loads(judged.to_json()) == json.loads(judged.to_json("zh"))
    with pytest.raises(finecalc.FinecalcError):
        judged.to_json("fr")  # type: ignore[arg-type]


def test_compare_as_the_command_does(statutes: Statutes) -> None:
    refs = ("csl@2016:59.1", "csl@2025:61.1")
    found = finecalc.compare(*refs, today=TODAY)
    assert [column.reference for column in found.comparisons[0].columns] == list(refs)
    assert finecalc.compare(list(refs), today="2026-11-23") == found
    assert json.loads(found.to_json())["comparisons"][0]["columns"][1]["reference"] == "csl@2025:61.1"
    case = (
        finecalc.compare(*refs, facts="拒不改正", gains="无", statutes=statutes, today=TODAY).comparisons[0].situation
    )
    assert case is not None
    assert (case.facts, case.gains) == (("refused",), Decimal(0))


def test_a_table_can_be_given(statutes: Statutes) -> None:
    table = finecalc.load()
    assert finecalc.load() is table
    for given in (table, TABLE, str(TABLE)):
        assert finecalc.assess("#3", statutes=given).table.sha256 == table.sha256
        assert next(finecalc.check_many([{}], statutes=given)).verdict == "unreadable"
        assert finecalc.compare("#3", statutes=given).table.sha256 == table.sha256


WRONG: dict[str, list[object]] = {
    "facts": [5, True, {"refused": True}, [["refused"]], b"refused"],
    "items": ["x", 0, True, {1: 1}],
    "gains": ["many", True, -1, 0.1 + 0.2, [5], date(2026, 1, 1)],
    "purchase": ["-5万", float("inf")],
    "turnover": [Decimal("0.001"), "1" * 30],
    "conduct_from": ["2026-02-30", True, ["2026-01-01"]],
    "conduct_to": ["then", 5],
    "decided": [object(), "2016-01-32"],
    "discovered": [b"2026-01-01"],
    "by": ["emperor", 5, ["county"]],
    "adjust": ["from light", True],
    "statutes": [5, b"statutes.toml", "no such file.toml", "\0", TABLE.parent],
    "today": ["tomorrow", True, 5],
    "fine": ["five", -1, True, 0.001, [5]],
    "person_fines": ["2万", 5, [("king", 5)], [("organisation", 5)], [("manager", "x")], ("manager", 5)],
    "sanctions": ["beheading", 5, {"warning": 1}],
    "case": [5, {"gains": 5}, "refused"],
}


@pytest.mark.parametrize(
    ("function", "field", "value"),
    [
        (function, field, value)
        for function in (finecalc.assess, finecalc.check)
        for field in WRONG
        if field in inspect.signature(function).parameters
        for value in WRONG[field]
    ],
)
def test_what_cannot_be_used_names_the_value(function: Callable[..., object], field: str, value: object) -> None:
    given = {"today": TODAY, field: value}
    with pytest.raises(finecalc.FinecalcError) as caught:
        function("csl@2016:59.1", **given)
    assert caught.value.field == field
    for words in (caught.value.words.zh, caught.value.words.en):
        assert words
        words.encode()


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("facts", {"facts": "nonsense"}),
        ("facts", {"facts": "serious"}),
        ("conduct_from", {"conduct_from": "2099-01-01"}),
        ("conduct_to", {"conduct_to": "2099-01-01"}),
        ("conduct_to", {"conduct_from": "2026-02-01", "conduct_to": "2026-01-01"}),
        ("decided", {"conduct_to": "2026-02-01", "decided": "2026-01-01"}),
        ("discovered", {"conduct_to": "2026-01-01", "discovered": "2099-01-01"}),
    ],
)
def test_what_does_not_fit_the_case_names_the_value_too(field: str, given: dict[str, Any]) -> None:
    with pytest.raises(finecalc.FinecalcError) as caught:
        finecalc.assess("csl@2025:61.1", **given, today=TODAY)
    assert caught.value.field == field
    judged = finecalc.check("csl@2025:61.1", **given, today=TODAY)
    assert {each.field for each in judged.findings if each.code in ("FC901", "FC122")} == {field}


@pytest.mark.parametrize("reference", [None, "", "  ", 5, 5.5, "csl@2016:999.1", "民法典1", "\ud800", "#99"])
def test_a_reference_that_names_nothing(reference: Any) -> None:
    for function in (finecalc.assess, finecalc.compare):
        with pytest.raises(finecalc.FinecalcError) as caught:
            function(reference, today=TODAY)
        assert caught.value.field == "provision"


@pytest.mark.parametrize(
    ("asked", "given", "field"),
    [
        ("csl@2025:62.1", {"facts": "severe"}, "items"),
        ("csl@2025:62.1", {"items": 9}, "items"),
        ("csl@2016:59.1", {"items": 1}, "items"),
        ("csl@2025:61.3", {}, "facts"),
        ("网安法61", {}, "provision"),
        ("#14", {}, "provision"),
        ("csl@2025:61.1", {"conduct_to": "2010-01-01"}, "provision"),
        ("csl@2025:61.1", {"decided": "2020-01-01"}, "provision"),
        ("csl@2016:61.1", {"conduct_to": "2010-01-01"}, "provision"),
    ],
)
def test_what_the_law_cannot_answer_names_the_value_too(asked: str, given: dict[str, Any], field: str) -> None:
    with pytest.raises(finecalc.FinecalcError) as caught:
        finecalc.assess(asked, **given, today=TODAY)
    assert caught.value.field == field
    judged = finecalc.check(asked, **given, today=TODAY)
    heading = "item" if field == "items" else field
    assert heading in {each.field for each in judged.findings if each.severity in ("unreadable", "error")}


@pytest.mark.parametrize(
    ("references", "facts", "field"),
    [
        (["dsl@2021:45.1"], "", "provision"),
        (["csl"], "", "provision"),
        (["csl@1999"], "", "provision"),
        (["pipl@2021"], "", "provision"),
        (["csl@2016", "dsl@2021"], "", "provision"),
        (["csl@2016", "csl@2025"], "拒不改正", "facts"),
        (["csl@2025:62.1", "csl@2025:61.1"], "serious", "facts"),
        ([f"csl@2025:{number}" for number in (61, 62, 63, 64, 65, 67, 69)], "", "provision"),
    ],
)
def test_what_cannot_be_compared_names_the_value(references: list[str], facts: str, field: str) -> None:
    with pytest.raises(finecalc.FinecalcError) as caught:
        finecalc.compare(references, facts=facts, today=TODAY)
    assert caught.value.field == field


def test_nothing_to_compare() -> None:
    for references in ((), ([],), ("csl@2016:59.1", None)):
        with pytest.raises(finecalc.FinecalcError) as caught:
            finecalc.compare(*references)  # type: ignore[arg-type]
        assert caught.value.field == "provision"
