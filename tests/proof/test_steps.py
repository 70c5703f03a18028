"""The steps of the real table are changed one thing at a time, and `lint` objects, however the entry is sealed afterwards."""

from collections.abc import Iterator
from copy import copy, deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
import tomli
from msgspec.structs import replace

from finecalc.proof.lint import Lint
from finecalc.proof.step_checks import CHECKS
from finecalc.proof.table_checks import rules, seals
from finecalc.table.model import Rules

TABLE = Path(__file__).parents[2] / "statutes.toml"
WHOLE = Lint(tomli.loads(TABLE.read_text(encoding="utf-8"), parse_float=Decimal), {})
RULES = WHOLE.raw["rules"]
STEPS = {step["id"]: index for index, step in enumerate(RULES["steps"])}


def examined(changed: dict[str, Any]) -> Lint:
    """The real table under examination, with other rules."""
    lint = copy(WHOLE)
    lint.problems = []
    lint.table = replace(WHOLE.table, rules=msgspec.convert(changed, Rules))
    return lint


def objections(changed: dict[str, Any]) -> list[tuple[str, str]]:
    """Code and key of each problem, the seals left out."""
    lint = examined(changed)
    for check in (rules, *CHECKS):
        check(lint)
    return [(problem.code, problem.key) for problem in lint.problems]


def test_the_real_steps_have_no_problem() -> None:
    assert objections(deepcopy(RULES)) == []


def changed_clauses() -> Iterator[tuple[int, str, int, str, Any]]:
    """Each clause of each step, with one key of it as it should not be."""
    for number, step in enumerate(RULES["steps"]):
        for key in ("office", "general"):
            for at, clause in enumerate(step.get(key, [])):
                yield number, key, at, "quote", clause["quote"][:-1] + "甲"
                yield number, key, at, "quote", ""
                yield number, key, at, "ref", "csl@2025:61.1"
                yield number, key, at, "ref", "cacp@2023:99.1"
                other = "not-counted" if clause.get("kind") != "not-counted" else "duty"
                yield number, key, at, "kind", other
                count = clause.get("count")
                if count is None:
                    yield number, key, at, "count", {"days": 5, "unit": "day", "of": "filed"}
                    continue
                yield number, key, at, "count", None
                for name, value in _other_counts(count):
                    yield number, key, at, "count", {**count, name: value}


def _other_counts(count: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "days", count["days"] + 1
    yield "unit", "day" if count["unit"] != "day" else "working-day"
    yield "before", not count.get("before", False)
    yield "unsaid", not count.get("unsaid", False)
    yield "by", "apl@2021:28.1"
    if not count.get("unsaid"):
        yield "of", "served" if count.get("of") != "served" else "found"
    yield "of", "never"


@pytest.mark.parametrize("share", range(4))
def test_every_change_of_what_a_step_rests_on_is_objected_to(share: int) -> None:
    unseen = []
    for number, key, at, name, value in list(changed_clauses())[share::4]:
        data = deepcopy(RULES)
        clause = data["steps"][number][key][at]
        if value is None:
            del clause[name]
        else:
            clause[name] = value
        if not objections(data):
            unseen.append((RULES["steps"][number]["id"], key, at, name, value))
    assert unseen == []


def test_days_that_a_law_makes_working_days_say_by_what() -> None:
    data = deepcopy(RULES)
    del data["steps"][STEPS["hearing-request"]]["general"][1]["count"]["by"]
    assert objections(data) == [("SL118", f"rules.steps[{STEPS['hearing-request']}].general[1].count.by")]


SPOILT: list[tuple[str, tuple[str | int, ...], Any, str]] = [
    ("decision", ("done",), "never", "SL108"),
    ("decision", ("waits_for",), "decision", "SL108"),
    ("hearing", ("procedure",), "cacp@2023:37.1", "SL108"),
    ("hearing", ("id",), "decision", "SL103"),
    ("hearing", ("name", "en"), " ", "SL109"),
    ("hearing", ("when", "zh"), "", "SL109"),
    ("hearing", ("roads",), [], "SL109"),
    ("notice", ("general", 0, "ref"), "cacp@2023:39.1", "SL118"),
    ("hearing-request", ("listed", 1, "quote"), "当事人要求听证的，应当在被告知后五日内提出", "SL113"),
    ("hearing-request", ("listed", 1, "ref"), "csl@2025:61.1", "SL104"),
    ("hearing-request", ("listed", 1, "changed", "zh"), "", "SL109"),
]


@pytest.mark.parametrize(("step", "path", "value", "code"), SPOILT)
def test_what_else_a_step_says_is_checked(step: str, path: tuple[str | int, ...], value: Any, code: str) -> None:
    data = deepcopy(RULES)
    holder: Any = data["steps"][STEPS[step]]
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    assert code in [found for found, _ in objections(data)]


@pytest.mark.parametrize(("step", "number", "changed"), [("hearing-request", 1, False), ("enforcement", 0, True)])
def test_a_duty_with_other_days_than_today_is_said_to_have_changed(step: str, number: int, changed: bool) -> None:
    """三日 became 五个工作日; 十个工作日 of the list is the ten days of 行政强制法 54, working days by its article 69."""
    data = deepcopy(RULES)
    listed = data["steps"][STEPS[step]]["listed"][number]
    if changed:
        listed["changed"] = {"zh": "变了", "en": "changed"}
    else:
        del listed["changed"]
    assert objections(data) == [("SL118", f"rules.steps[{STEPS[step]}].listed[{number}].changed")]


@pytest.mark.parametrize("step", [name for name, index in STEPS.items() if RULES["steps"][index].get("listed")])
def test_no_sentence_of_the_power_list_is_left_out(step: str) -> None:
    data = deepcopy(RULES)
    data["steps"][STEPS[step]]["listed"].pop()
    assert "SL113" in [code for code, _ in objections(data)]


@pytest.mark.parametrize("path", [("office_rules",), ("counting", 0, "ref")])
def test_whose_rules_and_how_days_are_counted_rest_on_rules(path: tuple[str | int, ...]) -> None:
    data = deepcopy(RULES)
    holder: Any = data
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = "csl@2025:61.1"
    assert "SL104" in [code for code, _ in objections(data)]


@pytest.mark.parametrize("step", STEPS)
def test_every_step_is_sealed(step: str) -> None:
    data = deepcopy(RULES)
    data["steps"][STEPS[step]]["name"]["zh"] += "甲"
    lint = examined(data)
    seals(lint)
    assert [problem.code for problem in lint.problems] == ["SL112"]
