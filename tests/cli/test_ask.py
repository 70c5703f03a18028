"""The guided questions, at a real terminal (a pty) and in a pipe."""

import json
import os
import re
import select
import shlex
import signal
import struct
import sys
import time
from pathlib import Path
from typing import Self

import pytest

from finecalc.law.questions import next_question
from finecalc.law.settling import settle
from finecalc.table.statutes import Statutes
from tests import TODAY
from tests.conftest import Run


def questions(statutes: Statutes, *typed: str) -> list[str]:
    """The keys of the questions asked when these are the answers."""
    answers: dict[str, str] = {}
    asked = []
    for line in typed:
        question = next_question(statutes, answers, TODAY)
        assert question is not None, f"nothing more is asked, yet {line!r} was to be answered"
        asked.append(question.key)
        answers[question.key] = settle(statutes, question, line, answers)
    assert next_question(statutes, answers, TODAY) is None
    return asked


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        # today: item 1 rests on two paragraphs
        (
            ["1", "", "1", "y", "n", "n", "n"],
            ["start", "conduct_to", "provision", "fact:refused", "fact:consequence", "fact:severe", "fact:extreme"],
        ),
        # item 2: the item of the conduct comes first, because the graver consequences count for two of the three only
        (
            ["2", "", "1", "n", "n", "y", "n"],
            ["start", "conduct_to", "item", "fact:refused", "fact:consequence", "fact:severe", "fact:extreme"],
        ),
        (["2", "", "3", "n", "y"], ["start", "conduct_to", "item", "fact:refused", "fact:consequence"]),
        (["3", "", "y", "n"], ["start", "conduct_to", "fact:refused", "fact:serious"]),
        (
            ["4", "", "y", "n", "n", "n"],
            ["start", "conduct_to", "fact:refused", "fact:serious", "fact:severe", "fact:extreme"],
        ),
        # item 5 is now for the Personal Information Protection Law; the turnover is asked only in serious cases
        (["5", "", "n", "n"], ["start", "conduct_to", "fact:refused", "fact:serious"]),
        (["5", "", "n", "y", "20亿"], ["start", "conduct_to", "fact:refused", "fact:serious", "turnover"]),
        (["6", "", "80万"], ["start", "conduct_to", "purchase"]),
        (["7", "", "1", "y"], ["start", "conduct_to", "provision", "fact:serious"]),
        (
            ["8", "", "2", "n", "n", "y"],
            ["start", "conduct_to", "provision", "fact:refused", "fact:serious", "fact:extreme"],
        ),
        (["9", "", "2", "y", "n"], ["start", "conduct_to", "item", "fact:refused", "fact:serious"]),
        (["10", ""], ["start", "conduct_to"]),
        (["11", "", "n", "y"], ["start", "conduct_to", "fact:serious", "fact:refused"]),
        (["12", "", "n", "n"], ["start", "conduct_to", "fact:serious", "fact:refused"]),
        (["13", ""], ["start", "conduct_to"]),
        # conduct in 2024, decided in 2025: only the old text
        (
            ["1", "2024-05-01", "2025-02-01", "2", "n", "y"],
            ["start", "conduct_to", "decided", "provision", "fact:refused", "fact:consequence"],
        ),
        # conduct before the change, decision after it: article 69 was split by its items
        (
            ["9", "2025-06-01", "2026-03-01", "2", "y", "n"],
            ["start", "conduct_to", "decided", "item", "fact:refused", "fact:serious"],
        ),
        (
            ["2", "2025-06-01", "2026-03-01", "n", "y"],
            ["start", "conduct_to", "decided", "fact:refused", "fact:consequence"],
        ),
        (
            ["9", "2025-06-01", "2025-09-01", "y", "n"],
            ["start", "conduct_to", "decided", "fact:refused", "fact:serious"],
        ),
        # across the change
        (
            ["3", "2026-01-15", "2025-12-01", "y", "n"],
            ["start", "conduct_to", "conduct_from", "fact:refused", "fact:serious"],
        ),
        # by words, by citation
        (["网安法63", "", "y", "12万"], ["start", "conduct_to", "fact:serious", "gains"]),
    ],
)
def test_only_what_the_provision_needs_is_asked(statutes: Statutes, typed: list[str], keys: list[str]) -> None:
    assert questions(statutes, *typed) == keys


def test_words_of_the_text_find_the_provisions_that_hold_them_all(statutes: Statutes) -> None:
    found = next_question(statutes, {"start": "违法所得 十万元"}, TODAY)
    assert found is not None
    assert found.key == "found"
    assert {choice.value for choice in found.choices} >= {"csl@2025:63.1", "dsl@2021:47.1"}


def test_a_pipe_is_enough(process: Run) -> None:
    done = process("ask", stdin="3\n\ny\nn\n")
    assert done.returncode == 0
    assert "csl@2025:64.1" in done.stdout
    assert re.search(r"finecalc range '#3' -f refused --decided \d{4}-\d\d-\d\d\n", done.stdout)
    assert "哪一项" in done.stderr
    assert "哪一项" not in done.stdout


def test_the_line_at_the_end_gives_the_same_answer(run: Run) -> None:
    asked = run("ask", stdin="3\n2026-01-15\n2025-12-01\ny\nn\n").stdout
    line = " ".join(part.strip() for part in asked.split("再算一次")[1].splitlines())
    assert run(*shlex.split(line)[1:]).stdout == asked


def test_item_fourteen_says_that_there_is_no_penalty(run: Run) -> None:
    done = run("ask", stdin="14\n\n")
    assert done.returncode == 0
    assert "没有处罚" in done.stdout


def test_where_the_input_ends_the_missing_answer_is_named(run: Run) -> None:
    done = run("ask", stdin="3\n\n")
    assert done.returncode == 2
    assert "是否拒不改正" in done.stderr
    assert "-f refused" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_answers_are_asked_again(run: Run) -> None:
    done = run("ask", stdin="99\n没有这样的词语\n3\n2026-02-30\n\nmaybe\ny\nn\n")
    assert done.returncode == 0
    for words in ("1 到 14", "没有找到", "没有“2026-02-30”这一天", "y（是）、n（否）"):
        assert words in done.stderr


def test_question_mark_shows_the_text_and_b_goes_back(run: Run) -> None:
    done = run("ask", stdin="3\n\n?\ny\nb\nn\nn\n")
    assert done.returncode == 0
    assert "网络运营者违反本法第二十六条第一款规定，未要求用户提供真实身份信息" in done.stderr
    assert done.stderr.count("责令改正后，当事人是否拒不改正") == 2
    assert "-f refused" not in done.stdout.split("再算一次")[1]


def test_an_old_number_is_explained_and_asked_again(run: Run) -> None:
    done = run("ask", stdin="网安法59\n\n网安法64\n\nn\nn\n")
    assert "csl@2025:61.1" in done.stderr


def test_the_office_is_named_as_people_name_it_and_refused_at_once(run: Run) -> None:
    assert "条文写明由国家和省、自治区、直辖市互联网信息办公室" in run("ask", "--by", "省级", stdin="10\n\n").stdout
    refused = run("ask", "--by", "镇级", stdin="10\n\n")
    assert refused.returncode == 2
    assert "哪一项" not in refused.stderr


def test_english(run: Run) -> None:
    done = run("ask", "--lang", "en", stdin="10\n\n")
    assert "Which item?" in done.stderr
    assert "stops" not in done.stderr
    assert "may not impose this penalty" in done.stdout


# --- without a person, and with what is known beforehand ------------------------------------------------------------------


def test_without_input_nothing_is_asked_and_the_options_are_named(run: Run) -> None:
    """Every question has an option that answers it; each one that is given moves the missing one on."""
    line = ["ask"]
    for words, option in (
        ("哪一项", ["#9"]),
        ("--conduct-to", ["--conduct-to", "2024-03-01"]),
        ("--decided", ["--decided", "2026-10-01"]),
        ("--discovered", ["--discovered", ""]),
        ("--item", ["--item", "2"]),
        ("-f refused（是）、--absent refused（否）或者 --unknown refused", ["--unknown", "拒不改正"]),
        ("-f serious", ["--absent", "serious"]),
    ):
        missing = run(*line)
        assert (missing.returncode, missing.stdout) == (2, "")
        assert words in missing.stderr
        assert "第 1 问" not in missing.stderr
        line += option
    done = run(*line)
    assert (done.returncode, done.stderr) == (0, "")
    assert "--unknown refused" in done.stdout
    base = run("ask", "#6", "--conduct-to", "")
    assert "--purchase" in base.stderr
    assert run("ask", "#6", "--conduct-to", "", "--purchase", "80万").returncode == 0


def test_json_of_no_penalty_is_an_error(run: Run) -> None:
    done = run("ask", "#14", "--conduct-to", "", "--json")
    assert (done.returncode, json.loads(done.stdout)["error"]["field"]) == (2, "provision")
    assert "没有处罚" in done.stderr


def test_an_option_that_cannot_be_used_is_named(run: Run) -> None:
    assert "-f：" in run("ask", "#3", "--conduct-to", "", "-f", "severe").stderr
    assert "--absent：" in run("ask", "#3", "--conduct-to", "", "--absent", "severe").stderr
    assert "--gains：" in run("ask", "#3", "--gains", "很多").stderr
    assert "2026-01-01 起施行" in run("ask", "csl@2025:63.1", "--conduct-to", "2025-06-01", "--decided", "").stderr


def test_a_case_is_saved_and_opened_again(run: Run, tmp_path: Path) -> None:
    saved = run("ask", "--save", "案件.toml", stdin="3\n2026-02-01\n\nu\n否\n")
    assert saved.returncode == 0
    assert "已保存：案件.toml" in saved.stderr
    again = run("ask", "--case", "案件.toml")
    assert (again.returncode, again.stdout) == (0, saved.stdout)
    assert "第 1 问" not in again.stderr
    by_range = run("range", "--case", "案件.toml", "--json")
    assert run("ask", "--case", "案件.toml", "--json").stdout == by_range.stdout
    text = (tmp_path / "案件.toml").read_text(encoding="utf-8")
    for line in ('provision = "#3"', "conduct_to = 2026-02-01", 'unknown = ["refused"]', 'absent = ["serious"]'):
        assert line in text


def test_an_answer_of_an_opened_case_is_changed_and_what_else_it_holds_is_kept(run: Run, tmp_path: Path) -> None:
    (tmp_path / "案件.toml").write_text(
        'provision = "#3"\nfacts = "拒不改正"\nabsent = "serious"\ncase_id = "2026-7"\nfine = 60000\nserved = 2026-07-03\n',
        encoding="utf-8",
    )
    changed = run("ask", "--case", "案件.toml", "--save", "案件.toml", stdin="拒不改正\n否\n\n")
    assert changed.returncode == 0, changed.stderr
    assert "请核对" in changed.stderr
    text = (tmp_path / "案件.toml").read_text(encoding="utf-8")
    for line in ('absent = ["refused", "serious"]', 'case_id = "2026-7"', "fine = 60000", "served = 2026-07-03"):
        assert line in text
    assert re.search(r"(?m)^# facts", text)


def test_an_option_comes_before_what_the_file_says_of_the_same_fact(run: Run, tmp_path: Path) -> None:
    (tmp_path / "案件.toml").write_text('provision = "#3"\nabsent = ["拒不改正", "serious"]\n', encoding="utf-8")
    found = run("ask", "--case", "案件.toml", "-f", "refused", "--json")
    assert found.returncode == 0, found.stderr
    assert '"max": 500000' in found.stdout
    twice = run("ask", "--case", "案件.toml", "-f", "refused", "--unknown", "refused")
    assert "只能写一处" in twice.stderr


def test_what_is_in_the_way_of_saving_is_said_before_the_first_question(run: Run, tmp_path: Path) -> None:
    (tmp_path / "别的.toml").write_text("a = 1\n", encoding="utf-8")
    done = run("ask", "--save", "别的.toml", stdin="3\n\ny\nn\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert "第 1 问" not in done.stderr
    assert (tmp_path / "别的.toml").read_text(encoding="utf-8") == "a = 1\n"


def test_whoever_leaves_keeps_what_has_been_answered(run: Run, tmp_path: Path) -> None:
    left = run("ask", "--save", "案件.toml", stdin="3\n2026-02-01\n\nq\n")
    assert (left.returncode, left.stdout) == (0, "")
    assert "没有得出结论" in left.stderr
    assert "conduct_to = 2026-02-01" in (tmp_path / "案件.toml").read_text(encoding="utf-8")
    at_once = run("ask", "--save", "空.toml", stdin="q\n")
    assert at_once.returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["案件.toml"]


def test_a_fault_in_a_case_is_said_with_its_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "案件.toml").write_text('provision = "#3"\nfacts = "severe"\n', encoding="utf-8")
    assert "案件.toml:2：facts：" in run("ask", "--case", "案件.toml").stderr


def test_each_question_says_where_one_stands(run: Run) -> None:
    asked = run("ask", stdin="3\n\ny\nn\n").stderr
    assert re.findall(r"第 (\d) 问／约 (\d) 问", asked)[1:] == [("2", "4"), ("3", "4"), ("4", "4")]
    english = run("ask", "--lang", "en", stdin="3\n\ny\nn\n").stderr
    assert "Question 2 of about 4" in english


def test_all_answers_are_looked_over_and_any_of_them_changed(run: Run) -> None:
    done = run("ask", stdin="3\n\ny\nn\n9\n3\n?\nb\n3\n否\n")
    assert done.returncode == 0
    assert "请输入 1 到 6 的序号" in done.stderr
    assert done.stderr.count("请核对") == 2
    assert "-f refused" not in done.stdout.split("再算一次")[1]


# --- at a terminal ------------------------------------------------------------------------------------------------------

pty = pytest.importorskip("pty")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")


class Terminal:
    """finecalc at a terminal of its own."""

    def __init__(self, *arguments: str, cwd: Path) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(cwd)
            environment = {**os.environ, "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", "LANG": "zh_CN.UTF-8"}
            environment.pop("LC_ALL", None)
            environment.pop("NO_COLOR", None)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
            os.execve(sys.executable, [sys.executable, "-m", "finecalc", *arguments], environment)
        self.seen = ""

    def until(self, words: str, seconds: float = 20) -> None:
        """Read until the words are on the screen."""
        end = time.monotonic() + seconds
        while words not in self.seen:
            assert time.monotonic() < end, f"{words!r} never came; the screen: {self.seen[-2000:]}"
            if select.select([self.fd], [], [], 0.2)[0]:
                try:
                    self.seen += os.read(self.fd, 65536).decode("utf-8", "replace")
                except OSError:
                    break
        assert words in self.seen

    def type(self, text: str) -> None:
        self.seen = ""
        os.write(self.fd, text.encode())

    def exit_code(self, seconds: float = 20) -> int:
        """How it ended, with all that it still wrote. It is ended by force when it does not end by itself in time."""
        end = time.monotonic() + seconds
        in_time = True
        while in_time:
            in_time = time.monotonic() < end
            if select.select([self.fd], [], [], 0.2)[0]:
                try:
                    data = os.read(self.fd, 65536)
                except OSError:
                    break
                if not data:
                    break
                self.seen += data.decode("utf-8", "replace")
        code = self.close(force=not in_time)
        assert in_time, f"it did not end; the screen: {self.seen[-2000:]}"
        return code

    def close(self, force: bool = True) -> int:
        """The end of it, of which nothing may be left behind."""
        if not self.pid:
            return 0
        if force:
            os.kill(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        os.close(self.fd)
        self.pid = 0
        return os.waitstatus_to_exitcode(status)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def test_a_person_walks_through(tmp_path: Path) -> None:
    with Terminal("ask", cwd=tmp_path) as terminal:
        terminal.until("哪一项？")
        terminal.type("1\r")
        terminal.until("终了日期")
        terminal.type("2026-03-01\r")
        terminal.until("开始日期")
        terminal.type("\r")
        terminal.until("是下面哪一条")
        terminal.type("2\r")
        terminal.until("是否拒不改正")
        terminal.type("y\r")
        terminal.until("危害后果")
        terminal.type("n\r")
        terminal.until("局部功能")
        terminal.type("b\r")
        terminal.until("危害后果")
        terminal.type("y\r")
        terminal.until("局部功能")
        terminal.type("n\r")
        terminal.until("主要功能")
        terminal.type("n\r")
        terminal.until("请核对")
        terminal.until("序号 修改")
        terminal.type("\r")
        terminal.until("再算一次")
        assert terminal.exit_code() == 0
        plain = re.sub(r"\x1b\[[0-9;]*m", "", terminal.seen)
        assert "10万元–100万元" in plain
        assert "\x1b[1m" in terminal.seen  # colour, at a terminal


def test_a_new_officer_types_as_people_do(tmp_path: Path) -> None:
    with Terminal("ask", "--save", "案件.toml", cwd=tmp_path) as terminal:
        terminal.until("q 退出")
        terminal.until("> ")
        terminal.type("b\r")
        terminal.until("已经是第一问")
        terminal.type("？\r")
        terminal.until("权责清单")
        terminal.type("６\r")
        terminal.until("终了日期")
        terminal.type("上个月\r")
        terminal.until("看不懂日期")
        terminal.type("二〇二六年三月一日\r")
        terminal.until("开始日期")
        terminal.type("\r")
        terminal.until("采购金额")
        terminal.type("五万左右\r")
        terminal.until("看不懂金额")
        terminal.type("五万\r")
        terminal.until("请核对")
        terminal.until("序号 修改")
        assert "采购金额：5万元" in re.sub(r"\x1b\[[0-9;]*m", "", terminal.seen)
        terminal.type("4\r")
        terminal.until("采购金额是多少")
        terminal.type("８０万\r")
        terminal.until("采购金额：80万元")
        terminal.type("\r")
        terminal.until("再算一次")
        assert terminal.exit_code() == 0
    assert "purchase = 800000" in (tmp_path / "案件.toml").read_text(encoding="utf-8")


def test_q_leaves_and_says_so(tmp_path: Path) -> None:
    with Terminal("ask", cwd=tmp_path) as terminal:
        terminal.until("> ")
        terminal.type("Ｑ\r")
        assert terminal.exit_code() == 0
        assert "没有得出结论" in terminal.seen


@pytest.mark.parametrize(("key", "code", "words"), [("\x03", 130, "已取消"), ("\x04", 2, "输入到此为止")])
def test_ctrl_c_and_ctrl_d_end_cleanly(tmp_path: Path, key: str, code: int, words: str) -> None:
    with Terminal("ask", cwd=tmp_path) as terminal:
        terminal.until("> ")
        terminal.type("3\r")
        terminal.until("终了日期")
        time.sleep(0.2)
        terminal.type(key)
        assert terminal.exit_code() == code
        assert words in terminal.seen
        assert "Traceback" not in terminal.seen


def test_the_answer_is_written_as_a_memo(run: Run, tmp_path: Path) -> None:
    asked = ("ask", "csl@2025:61.1", "-f", "refused", *("--absent", "consequence", "--absent", "severe"))
    days = (
        "--absent",
        "extreme",
        "--conduct-to",
        "2026-03-05",
        "--discovered",
        "2026-03-10",
        "--decided",
        "2026-05-08",
    )
    done = run(*asked, *days, "-o", "x.md", stdin="\n")
    assert done.returncode == 0, done.stderr
    assert "结论" in done.stdout
    assert "50,000–500,000" in (tmp_path / "x.md").read_text(encoding="utf-8")
    assert run("replay", "x.md").returncode == 0


def test_a_place_for_the_memo_is_tried_before_anything_is_asked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("theirs", encoding="utf-8")
    for place in ("x.md", "x.pdf", "none/x.md"):
        done = run("ask", "csl@2025:61.1", "-o", place)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert [each.name for each in tmp_path.iterdir()] == ["x.md"]
