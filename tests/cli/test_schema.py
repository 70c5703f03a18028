"""`finecalc schema`: what is published describes what is printed and read, and only ever grows."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from finecalc.cli.commands.schema import SCHEMAS, schema
from tests.conftest import Run

PUBLISHED = Path(__file__).parents[1] / "data" / "schemas"


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_printed(run: Run, name: str) -> None:
    told = json.loads(run("schema", name).stdout)
    assert told["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert told == schema(name)


def test_a_name_that_is_none(run: Run) -> None:
    done = run("schema", "rnage")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "是不是 range" in done.stderr


def lost(before: Any, now: Any, path: str = "") -> list[str]:
    """What was published and is no more: a key, a choice, or a kind of value. What has become required is lost to writers."""
    if isinstance(before, dict) and isinstance(now, dict):
        gone = [f"{path}/{key}" for key in before if key not in now and key not in ("description", "title", "required")]
        within = [key for key in before if key in now and key not in ("description", "title")]
        return gone + [each for key in within for each in lost(before[key], now[key], f"{path}/{key}")]
    if isinstance(before, list) and isinstance(now, list):
        if path.endswith("/required"):
            return []
        return [f"{path}: {each}" for each in before if each not in now]
    return [] if before == now else [f"{path}: {before} → {now}"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_published_only_grows(name: str, request: pytest.FixtureRequest) -> None:
    """What has grown is published with `pytest tests/cli/test_schema.py --golden -n0`."""
    place = PUBLISHED / f"{name}.json"
    now = schema(name)
    if request.config.getoption("--golden"):
        assert not place.exists() or lost(json.loads(place.read_text(encoding="utf-8")), now) == []
        place.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    published = json.loads(place.read_text(encoding="utf-8"))
    assert lost(published, now) == []


def test_a_loss_is_seen() -> None:
    before = {"properties": {"a": {"type": "string"}, "b": {"enum": ["x", "y"]}}}
    assert lost(before, {"properties": {"a": {"type": "string"}, "b": {"enum": ["x", "y", "z"]}, "c": {}}}) == []
    assert lost(before, {"properties": {"b": {"enum": ["x", "y"]}}}) == ["/properties/a"]
    assert lost(before, {"properties": {"a": {"type": "integer"}, "b": {"enum": ["x"]}}}) == [
        "/properties/a/type: string → integer",
        "/properties/b/enum: y",
    ]


def fits(name: str, text: str) -> None:
    """The text is one of the structures of the schema, and holds nothing that these lack."""
    kinds = SCHEMAS[name]()
    found = [whole for kind in kinds if (whole := _read(text, kind)) is not None]
    assert found, f"no {name}: {text[:200]}"
    held = json.loads(text)
    assert any(_keys(held) <= _keys(msgspec.to_builtins(whole)) for whole in found)


def _read(text: str, kind: type) -> Any:
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.ValidationError:
        return None


def _keys(value: Any, path: str = "") -> set[str]:
    if isinstance(value, dict):
        return {f"{path}/{key}" for key in value} | {
            each for key, member in value.items() for each in _keys(member, f"{path}/{key}")
        }
    if isinstance(value, list | tuple):
        return {each for member in value for each in _keys(member, path)}
    return set()


OFFICE = 'name = "甲"\nlevel = "county"\nlarge_fine = [{ party = "unit", amount = 30_000, source = "某令" }]\n'


@pytest.mark.parametrize(
    "line",
    [
        ("csl@2025:61.1",),
        ("csl@2025:61.1", "-f", "refused", "--office", "office.toml"),
        ("csl@2025:64.1", "-f", "refused", "--adjust", "减轻"),
        ("csl@2016:59.1", "--conduct-to", "2025-12-01", "--discovered", "2026-01-02", "--decided", "2026-02-01"),
        ("csl@2025:63.1",),
        ("pipl@2021:66.2", "-f", "serious"),
        ("csl@2025:61.1", "dsl@2021:45.1", "--same-act"),
        ("csl@2025:61.1", "--fine", "6万", "--person-fines", "主管人员:1万", "--sanctions", "警告"),
    ],
)
def test_range_prints_what_its_schema_says(run: Run, tmp_path: Path, line: tuple[str, ...]) -> None:
    (tmp_path / "office.toml").write_text(OFFICE, encoding="utf-8")
    fits("range", run("range", *line, "--json").stdout)


def test_replay_prints_what_its_schema_says(run: Run) -> None:
    printed = run("range", "csl@2025:61.1", "-f", "refused", "--json").stdout
    for paper in (printed, printed.replace("500000", "400000")):
        fits("replay", run("replay", "-", "--json", stdin=paper).stdout)


def test_check_prints_what_its_schema_says(run: Run, tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text(OFFICE, encoding="utf-8")
    rows = "案号,处罚依据,情节,单位罚款,备注\n1,csl@2025:61.1,拒不改正,6万,甲\n2,csl@2025:61.1,拒不改正,若干,乙\n"
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(rows, encoding="utf-8")
    for files in (("a.csv",), ("a.csv", "b.csv")):
        for line in run("check", *files, "--format", "jsonl").stdout.splitlines():
            fits("check", line)
    fits("check", run("check", "a.csv", "--format", "json", "--office", "office.toml").stdout)


def test_encode_prints_what_its_schema_says(run: Run) -> None:
    texts = [
        "处一万元以上十万元以下罚款，情节严重的，吊销营业执照。",
        "没有违法所得或者违法所得不足十万元的，处十万元以上五十万元以下罚款；违法所得十万元以上的，并处违法所得一倍以上五倍以下罚款。",
        "处上一年度营业额百分之五以下罚款。依照前款规定处罚。",
        "今天天气很好",
    ]
    given = "".join(json.dumps({"id": n, "ref": "law@2024:5.1", "text": text}) + "\n" for n, text in enumerate(texts))
    lines = run("encode", "--jsonl", stdin=given + "broken\n").stdout.splitlines()
    assert len(lines) == 5
    for line in lines:
        fits("encode", line)
