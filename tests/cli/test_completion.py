"""Completion by the Tab key, asked as shells ask, and in a real bash."""

import os
import pty
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

BREAKS = " \t\n\"'@><=;|&(:"
"""COMP_WORDBREAKS as bash has it."""


def completed(run: Run, line: str, lang: str = "zh") -> list[str]:
    """What bash is answered for a line with the cursor at its end: what comes behind the last sign of BREAKS."""
    env = {
        "_FINECALC_COMPLETE": "complete_bash",
        "_FINECALC_LINE": line,
        "_FINECALC_BREAKS": BREAKS,
        "FINECALC_LANG": lang,
    }
    return run(env=env).stdout.split()


def test_behind_the_colon_comes_the_article_alone(run: Run) -> None:
    assert completed(run, "finecalc range csl@2025:61") == ["61.1", "61.2", "61.3"]
    assert completed(run, "finecalc range csl@2025:61.1")[0] == "61.1"
    assert completed(run, "finecalc show csl:61.") == ["61.1", "61.2", "61.3"]
    assert "2025:61.1" in completed(run, "finecalc range csl@2")
    assert "csl@2025:61.1" in completed(run, "finecalc range cs")


def test_within_quotation_marks_a_word_is_not_taken_apart(run: Run) -> None:
    assert completed(run, "finecalc range 'csl@2025:61") == ["csl@2025:61.1", "csl@2025:61.2", "csl@2025:61.3"]


def test_citations_are_completed_as_they_are_written(run: Run) -> None:
    assert completed(run, "finecalc range 网安法61") == ["网安法61.1", "网安法61.2", "网安法61.3"]
    assert "网络安全法第六十一条第一款" in completed(run, "finecalc range 网络安全法第六十一")
    assert "《网络安全法》第六十一条第一款" in completed(run, "finecalc range 《网络安全法》第六十一")
    assert "网络安全法（2016年）第六十四条第一款" in completed(run, "finecalc range 网络安全法（2016年）第六十四")
    assert completed(run, "finecalc show 第1") == ["第1项", "第10项", "第11项", "第12项", "第13项", "第14项"]


def test_items_of_the_power_list_are_offered_as_a_shell_can_take_them(run: Run) -> None:
    assert completed(run, "finecalc powers ") == [str(number) for number in range(1, 15)]
    offered = completed(run, "finecalc range ")
    assert offered[:3] == ["1", "2", "3"]
    assert not [each for each in offered if each.startswith("#")]
    assert completed(run, "finecalc range '#1")[0] == "#1"


@pytest.mark.parametrize(
    "typed", ["csl@2025:61.1", "csl:61.1", "网安法61.1", "《网络安全法》61条1款", "'网络安全法 第六十一条 第一款'"]
)
def test_the_facts_of_the_provision_only(run: Run, typed: str) -> None:
    """csl@2025:61 turns on refused, consequence, severe and extreme, and on no 情节严重 (serious)."""
    ids = ["refused", "consequence", "severe", "extreme"]
    words = [
        "拒不改正",
        "导致危害网络安全等后果",
        "造成大量数据泄露、关键信息基础设施丧失局部功能等严重危害网络安全后果",
        "造成关键信息基础设施丧失主要功能等特别严重危害网络安全后果",
    ]
    assert completed(run, f"finecalc range {typed} -f ") == [*words, *ids]
    assert completed(run, f"finecalc range {typed} -f ", "en") == ids
    assert completed(run, f"finecalc range {typed} --fact re") == ["refused"]
    assert completed(run, f"finecalc range {typed} -f 拒") == ["拒不改正"]
    assert completed(run, f"finecalc range {typed} --unknown se") == ["severe"]


def test_the_facts_of_an_item_of_the_power_list(run: Run) -> None:
    """Item 3 rests on csl@2016:61: 拒不改正或者情节严重的."""
    assert completed(run, "finecalc range 3 -f ", "en") == ["refused", "serious"]
    assert completed(run, "finecalc range 第3项 -f 情") == ["情节严重"]


def test_a_second_fact_is_completed_behind_the_first(run: Run) -> None:
    assert completed(run, "finecalc range csl:61.1 -f 拒不改正、导") == ["拒不改正、导致危害网络安全等后果"]
    assert completed(run, "finecalc range csl:61.1 -f refused,s") == ["refused,severe"]
    assert not [each for each in completed(run, "finecalc range csl:61.1 -f refused,") if "refused,refused" in each]


def test_without_a_provision_every_fact_is_offered(run: Run) -> None:
    assert {"refused", "serious", "拒不改正", "情节严重"} <= {*completed(run, "finecalc range -f ")}


def test_levels_adjustments_and_choices(run: Run) -> None:
    assert {"县级", "county"} <= {*completed(run, "finecalc range 3 --by ")}
    assert completed(run, "finecalc range 3 --by 县") == ["县级"]
    assert completed(run, "finecalc range 3 --adjust 从") == ["从轻", "从重"]
    assert completed(run, "finecalc check x --format js") == ["jsonl", "json"]
    assert completed(run, "finecalc ran") == ["range"]
    assert completed(run, "finecalc help ra") == ["range"]
    assert completed(run, "finecalc range --conduct") == ["--conduct-from", "--conduct-to"]


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_the_other_shells_are_answered_as_ever(run: Run, shell: str) -> None:
    line = "finecalc range csl@2025:61.1 -f re"
    env = {"_FINECALC_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line, "FINECALC_LANG": "zh"}
    more = {"_TYPER_COMPLETE_FISH_ACTION": "get-args", "_TYPER_COMPLETE_WORD_TO_COMPLETE": "re"}
    assert "refused" in run(env={**env, **more}).stdout
    assert "serious" not in run(env={**env, **more}).stdout
    assert "_FINECALC_COMPLETE" in run(env={"_FINECALC_COMPLETE": f"source_{shell}"}).stdout
    named = run(
        env={**env, "_TYPER_COMPLETE_ARGS": "finecalc ran", **more, "_TYPER_COMPLETE_WORD_TO_COMPLETE": "ran"}
    ).stdout
    assert "range" in named
    assert "不提问" in named


def test_a_table_that_cannot_be_read_offers_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("x", encoding="utf-8")
    env = {
        "_FINECALC_COMPLETE": "complete_bash",
        "_FINECALC_LINE": "finecalc range c",
        "FINECALC_STATUTES": "broken.toml",
    }
    done = run(env=env)
    assert (done.stdout, done.stderr) == ("", "")


@pytest.mark.skipif(shutil.which("bash") is None or sys.platform == "win32", reason="there is no bash")
def test_in_a_real_bash(tmp_path: Path) -> None:
    """A line is typed, with Tab in it, then made into an echo that shows what became of it."""
    command = tmp_path / "finecalc"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m finecalc "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    start = tmp_path / "start"
    start.write_text(
        f'PS1="$ "; PATH="{tmp_path}:$PATH"; eval "$(_FINECALC_COMPLETE=source_bash finecalc)"\n', encoding="utf-8"
    )
    root = str(Path(__file__).parents[2])
    env = {**os.environ, "PYTHONPATH": root, "TERM": "dumb", "LC_ALL": "C.UTF-8", "FINECALC_LANG": "zh"}
    leader, follower = pty.openpty()
    bash = subprocess.Popen(
        ["bash", "--noprofile", "--rcfile", str(start), "-i"],
        stdin=follower, stdout=follower, stderr=follower, env=env, cwd=tmp_path, start_new_session=True,
    )  # fmt: skip
    os.close(follower)
    try:
        for typed, becomes in (
            ("finecalc range csl@2025:64\t-f re\t", "finecalc range csl@2025:64.1 -f refused"),
            ("finecalc range csl@2025:61.1 -f 拒\t", "finecalc range csl@2025:61.1 -f 拒不改正"),
            ("finecalc sho\tpipl@2021:66.2", "finecalc show pipl@2021:66.2"),
        ):
            os.write(leader, (typed + "\x01echo '<'; echo =").encode() + b"\n")
            assert f"={becomes}" in _read(leader, f"={becomes}")
    finally:
        bash.kill()
        bash.wait()
        os.close(leader)


def _read(leader: int, until: str) -> str:
    shown = b""
    while until.encode() not in shown.replace(b"= ", b"=") and select.select([leader], [], [], 60)[0]:
        shown += os.read(leader, 65_536)
    return shown.decode("utf-8", "replace").replace("= ", "=")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_installed_for_the_shell_in_use(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: str, lang: str
) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: (shell, f"/bin/{shell}"))
    done = run("--install-completion", "--lang", lang, env={"HOME": str(tmp_path)})
    assert done.returncode == 0
    assert ("装上补全" in done.stdout) == (lang == "zh")
    assert ("is installed in" in done.stdout) == (lang == "en")
    written = [
        path for path in tmp_path.rglob("*") if path.is_file() and "_FINECALC_COMPLETE" in path.read_text("utf-8")
    ]
    assert len(written) == 1
    assert run("--show-completion", env={"HOME": str(tmp_path)}).stdout.strip() == written[0].read_text("utf-8").strip()


def test_a_shell_that_cannot_complete_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("tcsh", "/bin/tcsh"))
    done = run("--show-completion")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("finecalc: 看不出用的是哪种命令行")
