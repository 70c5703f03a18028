"""`finecalc steps`: the page and the JSON, in both languages, from the command line and from a case file."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
DATES = ("--found", "2026-02-10", "--filed", "2026-02-12", "--notified", "2026-03-02", "--heard", "2026-03-20")


@pytest.mark.parametrize("number", range(1, 14))
def test_each_item_is_walked_through_in_both_languages(run: Run, number: int) -> None:
    done = run("steps", f"#{number}", *DATES, "--decided", "2026-05-08", "--served", "2026-05-18")
    assert (done.returncode, done.stderr) == (0, "")
    shown = done.stdout.replace("\n", "").replace(" ", "")
    for words in ("1.案件来源", "24.催告和申请强制执行", "三日改为五个工作日", "不晚于2026-03-11", "不晚于2026-05-13"):
        assert words in shown
    done = run("--lang", "en", "steps", f"#{number}", *DATES)
    assert done.returncode == 0
    english = " ".join(done.stdout.split())
    for words in ("1. Source of the case", "24. Demand and enforcement", "Three days became five working days"):
        assert words in english
    assert "by 2026-05-13" in english


def test_item_14_is_supervision(run: Run) -> None:
    assert "没有处罚程序" in run("steps", "#14").stdout
    assert "no penalty procedure" in " ".join(run("--lang", "en", "steps", "#14").stdout.split())


def test_json_says_for_each_step_its_article_days_and_dates(run: Run) -> None:
    done = run("steps", "csl@2025:64.1", "-f", "serious", *DATES, "--json")
    found = json.loads(done.stdout)
    assert found["days"] == {
        "found": "2026-02-10",
        "filed": "2026-02-12",
        "notified": "2026-03-02",
        "heard": "2026-03-20",
    }
    steps = {step["step"]: step for step in found["steps"]}
    assert steps["decision"]["latest"] == "2026-05-13"
    assert steps["hearing-notice"]["latest"] == "2026-03-11"
    source = steps["hearing-notice"]["sources"][0]
    assert (source["reference"], source["days"], source["unit"]) == ("cacp@2023:37.1", 7, "working-day")
    assert (source["since"], source["counted_from"]) == ("2023-06-01", "heard")
    assert found["references"] == ["csl@2025:64.1"]
    assert set(found["table"]) >= {"version", "sha256"}


def test_the_line_at_the_foot_gives_the_same_page(run: Run) -> None:
    import shlex

    first = run("steps", "csl@2025:64.1", "-f", "情节严重", *DATES).stdout
    line = " ".join(first[first.index("finecalc steps") :].split())
    again = run(*shlex.split(line)[1:]).stdout
    assert again == first


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--filed", "2026-03-05", "--notified", "2026-03-04"),
            "--notified：告知日期（2026-03-04）早于立案日期（2026-03-05）",
        ),
        (
            ("--filed", "2026-03-05", "--decided", "2026-03-04"),
            "--decided：决定日期（2026-03-04）早于立案日期（2026-03-05）",
        ),
        (("--served", "三月五日"), "--served：看不懂日期“三月五日”"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_one_line(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run("steps", "csl@2025:64.1", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_case_file_holds_the_days(run: Run, tmp_path: Path) -> None:
    (tmp_path / "案件.toml").write_text(
        'provision = "csl@2025:64.1"\nfacts = ["情节严重"]\n立案日期 = 2026-02-12\nnotified = "2026-03-02"\n',
        encoding="utf-8",
    )
    kept = json.loads(run("steps", "--case", "案件.toml", "--json").stdout)
    given = run(
        "steps", "csl@2025:64.1", "-f", "情节严重", "--filed", "2026-02-12", "--notified", "2026-03-02", "--json"
    )
    assert kept == json.loads(given.stdout)
    beside = run("steps", "--case", "案件.toml", "--notified", "2026-03-03", "--json")
    assert json.loads(beside.stdout)["days"]["notified"] == "2026-03-03"


def test_a_case_file_with_days_out_of_order_is_refused_with_line_and_key(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        'provision = "csl@2025:64.1"\nfiled = 2026-03-05\nnotified = 2026-03-04\n', encoding="utf-8"
    )
    done = run("steps", "--case", "a.toml")
    assert done.returncode == 2
    assert "a.toml:3：notified：告知日期（2026-03-04）早于立案日期（2026-03-05）" in done.stderr


def test_without_a_provision_it_says_what_is_missing(run: Run) -> None:
    done = run("steps")
    assert (done.returncode, done.stdout) == (2, "")
    assert "缺少处罚依据" in done.stderr


def test_the_calendar_is_loaded_only_where_days_are_counted(process: Run) -> None:
    import sys

    script = "import sys; from finecalc.cli import run; run(sys.argv[1:]); print('chinese_calendar' in sys.modules)"
    for arguments, loaded in (
        (["range", "csl@2025:61.1"], "False"),
        (["steps", "#1", "--notified", "2026-03-02"], "True"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments], capture_output=True, text=True, encoding="utf-8", timeout=60
        )
        assert done.stdout.rstrip().endswith(loaded), done.stderr
