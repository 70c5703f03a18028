"""A table that lint has never passed is said to be unproved, wherever it answers."""

import json
from pathlib import Path

from tests.conftest import Run


def test_a_table_that_lint_has_never_passed_is_said_until_it_has(run: Run, process: Run, tmp_path: Path) -> None:
    table, decisions = tmp_path / "own.toml", tmp_path / "a.csv"
    text = (Path(__file__).parents[2] / "statutes.toml").read_text(encoding="utf-8")
    decisions.write_text("处罚依据,处罚种类及措施\ncsl@2025:64.1,责令改正\n", encoding="utf-8")
    here = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "LOCALAPPDATA": str(tmp_path / "cache")}
    words = "法条表未经核对"

    def said() -> tuple[bool, bool, bool, bool]:
        given = ["--statutes", str(table)]
        page = run(*given, "range", "csl@2025:64.1", env=here).stdout
        notes = json.loads(run(*given, "range", "csl@2025:64.1", "--json", env=here).stdout)["notes"]
        asked = run(*given, "ask", stdin="10\n\n", env=here).stdout
        checked = run(*given, "check", str(decisions), "--format", "jsonl", env=here)
        assert words not in checked.stdout
        return (
            words in page,
            "table-unproved" in {note["code"] for note in notes},
            words in asked,
            words in checked.stderr,
        )

    table.write_text(text + "# another\n", encoding="utf-8")
    assert said() == (True,) * 4
    assert run("lint", str(table), env=here).returncode == 0
    assert said() == (False,) * 4
    assert words not in process("--statutes", str(table), "range", "csl@2025:64.1", env=here).stdout
    table.write_text(text + "# one more\n", encoding="utf-8")
    assert said() == (True,) * 4
    head, _, body = text.partition("schema = 1\n")
    wrong = body.replace("max = 100_000", "max = 100_001", 1)
    table.write_text(f"{head}schema = 1\n{wrong}", encoding="utf-8")
    assert run("lint", str(table), env=here).returncode == 1
    assert said() == (True,) * 4


def test_the_packaged_table_is_proved_when_it_is_first_used(process: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    for cache in (tmp_path / "cache", tmp_path / "file"):
        here = {"XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache)}
        done = process("range", "csl@2025:64.1", env=here)
        assert done.returncode == 0
        assert "未经核对" not in done.stdout + done.stderr
