"""The commands as people run them: what is printed and where, and the exit code."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from tests.conftest import Run


def columns(line: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line)


# --- the contract of range --json -------------------------------------------------------------------------------------


def test_range_json_is_the_contract(process: Run) -> None:
    done = process("range", "csl@2016:59.1", "-f", "refused", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert answer["reference"] == "csl@2016:59.1"
    assert answer["citation"] == "《中华人民共和国网络安全法》（2016年）第五十九条第一款"
    assert answer["tier"]["facts"] == ["refused"]
    assert answer["tier"]["quote"] == "拒不改正或者导致危害网络安全等后果的"
    assert [{key: fine[key] for key in ("on", "mode", "min", "max", "quote")} for fine in answer["fines"]] == [
        {
            "on": "organisation",
            "mode": "must",
            "min": 10000,
            "max": 100000,
            "quote": "处一万元以上十万元以下罚款",
        },
        {
            "on": "manager",
            "mode": "must",
            "min": 5000,
            "max": 50000,
            "quote": "对直接负责的主管人员处五千元以上五万元以下罚款",
        },
    ]
    warning = next(each for each in answer["sanctions"] if each["kind"] == "warning")
    assert (warning["mode"], warning["from_tier"]) == ("may", 0)
    assert answer["needs"] == []
    assert isinstance(answer["notes"], list)
    assert set(answer["table"]) == {"version", "sha256"}
    assert re.fullmatch(r"[0-9a-f]{64}", answer["table"]["sha256"])


def test_sanctions_of_the_tier_itself_carry_no_from_tier(run: Run) -> None:
    answer = json.loads(run("range", "csl@2016:59.1", "--json").stdout)
    assert [(each["kind"], each["mode"], "from_tier" in each) for each in answer["sanctions"]] == [
        ("order-correction", "must", False),
        ("warning", "must", False),
        ("confiscate-gains", "must", False),
    ]


def test_an_unknown_base_is_null_and_named(run: Run) -> None:
    answer = json.loads(run("range", "csl@2016:64.1", "--json").stdout)
    unit = next(fine for fine in answer["fines"] if fine["on"] == "organisation")
    assert (unit["min"], unit["max"], answer["needs"]) == (None, None, ["gains"])


@pytest.mark.parametrize("typed", ["5万", "5万元", "五万元", "50,000", "50000.00", "￥5万"])
def test_gains_in_every_form(run: Run, typed: str) -> None:
    answer = json.loads(run("range", "csl@2016:64.1", "--gains", typed, "--json").stdout)
    unit = next(fine for fine in answer["fines"] if fine["on"] == "organisation")
    assert (unit["min"], unit["max"]) == (50000, 500000)


def test_fen_are_exact_in_json(run: Run) -> None:
    done = run("range", "csl@2025:67", "--purchase", "1234567.89", "--json")
    assert '"min": 1234567.89' in done.stdout
    assert '"max": 12345678.90' in done.stdout


def test_json_carries_the_choice_of_edition(run: Run) -> None:
    answer = json.loads(
        run(
            "range", "csl@2016:59.1", "-f", "refused", "--conduct-to", "2025-11-01", "--decided", "2026-03-01", "--json"
        ).stdout
    )
    assert answer["edition_choice"]["rule"] == "earlier-kept"
    assert answer["edition_choice"]["reference"] == "apl@2021:37.1"
    assert answer["alternatives"][0]["reference"] == "csl@2025:61.1"
    assert answer["alternatives"][0]["relation"] == "heavier"


def test_same_act_json_is_one_object(run: Run) -> None:
    answer = json.loads(run("range", "csl:64", "csl:69.1", "-f", "refused", "--same-act", "--json").stdout)
    assert answer["reference"] == "csl@2025:69.1"
    assert answer["same_act"]["reference"] == "apl@2021:29.1"
    assert [each["reference"] for each in answer["same_act"]["compared"]] == ["csl@2025:69.1", "csl@2025:64.1"]


@pytest.mark.parametrize("number", range(1, 14))
def test_every_power_item_answers_or_names_what_is_missing(run: Run, number: int) -> None:
    done = run("range", f"#{number}", "--json")
    if number in (1, 7, 8, 9):
        assert done.returncode == 2
        assert done.stderr.count("@20") >= 2
    else:
        assert done.returncode == 0
        assert json.loads(done.stdout)["reference"]


def test_power_item_fourteen_carries_no_penalty(run: Run) -> None:
    done = run("range", "#14")
    assert done.returncode == 2
    assert "没有处罚" in done.stderr
    assert "国家互联网信息办公室负责全国互联网新闻信息服务的监督管理执法工作" in done.stderr


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_page_fits_eighty_columns_and_has_no_colour_in_a_file(run: Run) -> None:
    for arguments in (
        ("range", "csl@2025:69.1", "-f", "extreme"),
        ("range", "csl@2025:63", "--lang", "en"),
        ("range", "csl@2016:66.1", "--conduct-to", "2025-11-01", "--decided", "2026-03-01"),
        ("show", "pipl:66"),
        ("powers",),
        ("list", "--all"),
    ):
        done = run(*arguments)
        assert done.returncode == 0, done.stderr
        assert "\x1b" not in done.stdout
        assert max(columns(line) for line in done.stdout.splitlines()) <= 80, arguments


def test_the_page_holds_what_a_form_holds(run: Run) -> None:
    page = run("range", "csl@2016:59.1", "-f", "refused").stdout
    for words in (
        "《中华人民共和国网络安全法》（2016年）第五十九条第一款",
        "拒不改正或者导致危害网络安全等后果的",
        "应当处 1万元–10万元",
        "应当处 5,000元–5万元",
        "警告（承接第 1 档）",
        "责令改正（依行政处罚法第二十八条第一款）",
        "sha256:",
        "finecalc range csl@2016:59.1 -f refused\n",
    ):
        assert words in page


def test_the_verbatim_text_stands_unbroken_by_marks(run: Run) -> None:
    page = run("range", "csl@2016:59.1", "-f", "refused", "--full").stdout
    kept = "".join(line.strip() for line in page.splitlines() if "^" not in line)
    assert (
        "网络运营者不履行本法第二十一条、第二十五条规定的网络安全保护义务的，由有关主管部门责令改正，给予警告；"
        "拒不改正或者导致危害网络安全等后果的，处一万元以上十万元以下罚款，对直接负责的主管人员处五千元以上五万元以下罚款。"
    ) in kept


def test_a_sanction_of_a_general_rule_names_it_and_one_of_the_article_does_not(run: Run) -> None:
    general = run("range", "csl@2025:69.1", "--gains", "5000").stdout
    own = run("range", "csl@2016:68.1", "--gains", "5000").stdout
    assert "- 没收违法所得（依行政处罚法第二十八条第二款）\n" in general
    assert "- 没收违法所得\n" in own
    assert "- 警告\n" in general
    assert "- 警告\n" in own


LATE = ("--conduct-to", "2022-01-01", "--discovered", "2025-01-01", "--decided", "2025-03-01")
IN_TIME = ("--conduct-to", "2024-01-01", "--discovered", "2025-01-01", "--decided", "2025-03-01")


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (("csl@2016:61.1", "-f", "refused", *LATE), "时效已过"),
        (("news@2017:22.1", *IN_TIME), "本机关（县级）无权处罚"),
        (("news@2017:22.1", *LATE), "时效已过"),
        (("csl@2016:61.1", "dsl@2021:45.1", "--same-act", "-f", "refused", *LATE), "时效已过"),
    ],
)
def test_what_bars_a_penalty_is_said_first_and_the_ranges_are_marked(
    run: Run, arguments: tuple[str, ...], first: str
) -> None:
    page = run("range", *arguments, "--full").stdout
    english = run("range", *arguments, "--lang", "en").stdout
    assert page.splitlines()[1].startswith(f"| {first}")
    assert page.index("如无此障碍：") < page.index("万元")
    for heading in ["各档"] if "-f" in arguments else []:
        assert f"\n{heading}（如无此障碍）\n" in page
    assert re.search(r"\n(应当|可以)（如无此障碍）\n", page)
    assert not re.search(r"\n(应当|可以)\n", page)
    assert "But for this bar:" in english


def test_nothing_is_marked_where_nothing_bars_a_penalty(run: Run) -> None:
    page = run("range", "csl@2016:61.1", "-f", "refused", *IN_TIME).stdout
    assert page.splitlines()[1].startswith("| 单位")
    assert "如无此障碍" not in page
    assert "在 2 年时效之内" in page


def test_english_gives_everything_but_the_law(run: Run) -> None:
    page = run("range", "csl@2025:69.1", "-f", "refused", "--lang", "en").stdout
    outside = re.sub(r"“[^”]*”", "", page)
    outside = re.sub(r"Text of Cybersecurity Law \(2025\), article 69\(1\)\n.*?\n\n", "", outside, flags=re.DOTALL)
    chinese = [char for char in outside if "\u4e00" <= char <= "\u9fff"]
    assert chinese == []


def test_the_locale_chooses_english(run: Run) -> None:
    assert "Conclusion" in run("range", "csl:64", env={"LANG": "en_US.UTF-8"}).stdout
    assert "结论" in run("range", "csl:64", env={"LANG": "zh_CN.UTF-8"}).stdout
    assert "结论" in run("range", "csl:64", "--lang", "zh", env={"LANG": "en_US.UTF-8"}).stdout


def test_the_replay_line_gives_the_same_answer(run: Run) -> None:
    import shlex

    first = run(
        "range", "#3", "-f", "拒不改正", "--gains", "3万", "--conduct-from", "2025-12-30", "--conduct-to", "2026-01-02",
        "--decided", "2026-02-01", "--discovered", "2026-01-10", "--adjust", "从轻", "--by", "市级",
    )  # fmt: skip
    assert first.returncode == 0, first.stderr
    line = " ".join(part.strip() for part in first.stdout.split("再算一次")[1].splitlines())
    again = run(*shlex.split(line)[1:])
    assert again.stdout == first.stdout


def test_the_replay_line_keeps_the_item_as_it_was_typed(run: Run) -> None:
    page = run("range", "#9", "--item", "2", "-f", "refused").stdout
    assert "csl@2025:70.1" in page
    assert "finecalc range '#9' -f refused --item 2 --decided" in page


# --- what cannot be used ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("range",), "缺少"),
        (("range", "csl@2016:59.1", "csl@2016:60.1"), "--same-act"),
        (("range", "xyz"), "csl@2025:61.1"),
        (("range", "csl@2016:21"), "不是罚则"),
        (("range", "csl@2016:59.1", "-f", "nope"), "refused"),
        (("range", "csl@2016:59.1", "-f", "serious"), "只有“拒不改正”（refused）"),
        (("range", "csl@2016:64.1", "--gains", "-5"), "--gains"),
        (("range", "csl@2016:64.1", "--gains", "1e99"), "--gains"),
        (("range", "csl@2016:64.1", "--gains", "99999999999999999999"), "过大"),
        (("range", "csl@2016:59.1", "--conduct-to", "2025-02-30"), "--conduct-to"),
        (("range", "csl@2016:59.1", "--conduct-to", "2025-02-01", "--decided", "2025-01-01"), "早于"),
        (("range", "csl@2016:59.1", "--by", "镇级"), "county"),
        (("range", "csl@2016:59.1", "--item", "x"), "--item"),
        (("range", "csl@2016:59.1", "--lang", "fr"), "--lang"),
        (("range", "csl@2016:59.1", "--statutes", "/nowhere/at/all.toml"), "all.toml"),
        (("range", "csl@2016:59.1", "--fct", "x"), "--fact"),
        (("rang",), "range"),
        (("show", "csl:200"), "81"),
        (("powers", "15"), "14"),
        (("powers", "one"), "请写数字"),
    ],
)
def test_bad_input_gets_one_clear_message(run: Run, arguments: tuple[str, ...], words: str) -> None:
    for lang in ("zh", "en"):
        given = arguments if "--lang" in arguments else (*arguments, "--lang", lang)
        done = run(*given)
        assert done.returncode == 2, (given, done.stdout, done.stderr)
        assert done.stdout == ""
        assert "Traceback" not in done.stderr
        assert done.stderr.startswith("finecalc: ")
        assert done.stderr.count("\n") == 1
        if lang == "zh":
            assert words in done.stderr


def test_escapes_and_markup_in_what_is_typed_stay_harmless(run: Run) -> None:
    done = run("range", "csl@2016:59.1", "-f", "\x1b[31m[red]x[/red]\x07")
    assert done.returncode == 2
    assert "\x1b" not in done.stderr
    assert "\x07" not in done.stderr
    assert "[red]" in done.stderr


def test_a_closed_pipe_is_no_error(run: Run, tmp_path: Path) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        f"{sys.executable} -m finecalc powers --json | head -c 10",
        shell=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=60,
    )
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_a_full_disk_gets_one_line(tmp_path: Path) -> None:
    import subprocess
    import sys

    for arguments in (["range", "csl:64"], ["range", "csl:64", "--json"], ["--help"]):
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "finecalc", *arguments],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                cwd=tmp_path,
                timeout=60,
            )
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert "Traceback" not in done.stderr


def test_no_arguments_show_the_help(process: Run) -> None:
    done = process()
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("用法：finecalc")


def test_a_console_that_cannot_show_a_character_gets_another(tmp_path: Path) -> None:
    import os
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "finecalc", "range", "csl@2016:59.1", "--lang", "zh"],
        env={**os.environ, "PYTHONIOENCODING": "ascii:strict"},
        capture_output=True,
        cwd=tmp_path,
        timeout=60,
    )
    assert done.returncode == 0
    assert done.stderr == b""
    assert b"csl@2016:59.1" in done.stdout


# --- the other commands -----------------------------------------------------------------------------------------------


def test_show_gives_every_paragraph_of_an_article(run: Run) -> None:
    shown = json.loads(run("show", "网安法61", "--json").stdout)
    assert [each["reference"] for each in shown] == ["csl@2025:61.1", "csl@2025:61.2", "csl@2025:61.3"]
    assert shown[0]["predecessors"] == ["csl@2016:59.1"]
    assert shown[0]["encoding"]["text"].startswith("网络运营者不履行本法第二十三条、第二十七条")


def test_show_does_not_call_unfined_what_the_paragraphs_fine_differently(run: Run) -> None:
    """第六十一条第三款（有前两款行为）: the first two paragraphs fine 拒不改正, each in another way."""
    shown = run("show", "csl@2025:61.3", "--lang", "zh").stdout
    ladder = shown[shown.index("各档") :]
    assert "各款共有的：责令改正、警告" in ladder
    assert "各款共有的：无" in ladder
    assert "不罚款" not in ladder


def test_list_finds_by_any_word(run: Run) -> None:
    found = json.loads(run("list", "真实身份", "csl@2025", "--json").stdout)
    assert [each["reference"] for each in found] == ["csl@2025:64.1"]


def test_list_puts_the_law_of_today_first_and_marks_what_is_no_longer_law(run: Run) -> None:
    page = run("list", "实名").stdout
    assert page.index("csl@2025:64.1") < page.index("csl@2016:61.1")
    assert "已失效" in page[page.index("csl@2025:64.1") : page.index("csl@2016:61.1")]
    assert "已失效" not in page[: page.index("csl@2025:64.1")]


def test_list_names_the_nearest_three_where_nothing_fits(run: Run) -> None:
    done = run("list", "青少年模样")
    assert done.returncode == 1
    assert "青少年模样" in done.stderr
    assert done.stdout.count("@20") == 3
    assert "minornet@2023:54.1" in done.stdout
    none = run("list", "青少年模样", "--json")
    assert (none.returncode, json.loads(none.stdout)) == (1, [])


def test_powers_show_the_basis_today(run: Run) -> None:
    today = {each["number"]: each["today"] for each in json.loads(run("powers", "--json").stdout)}
    assert today[1] == ["csl@2025:61.1", "csl@2025:61.3", "csl@2025:61.2"]
    assert today[5] == ["pipl@2021:66.1", "pipl@2021:66.2"]
    assert today[7] == ["dsl@2021:46.1", "pipl@2021:66.1", "pipl@2021:66.2"]
    assert today[10] == ["news@2017:22.1"]
    assert today[13] == ["icp@2024:20.1"]


def test_powers_list_where_the_list_departs_from_the_text(run: Run) -> None:
    item = run("powers", "11").stdout
    assert "漏“和地方”" in item.replace("\n", "").replace(" ", "")


def test_the_office_level_can_be_changed(run: Run) -> None:
    answer = json.loads(run("range", "#10", "--json", env={"FINECALC_OFFICE_LEVEL": "省级"}).stdout)
    assert answer["competence"]["competent"] is True
    assert run("range", "#10", env={"FINECALC_OFFICE_LEVEL": "村"}).returncode == 2


def test_every_command_has_help_in_both_languages(run: Run) -> None:
    from finecalc.cli import COMMANDS

    for command in COMMANDS:
        for lang in ("zh", "en"):
            done = run(command, "--help", "--lang", lang)
            assert done.returncode == 0, done.stderr
            body = done.stdout
            has_chinese = any(
                "\u4e00" <= char <= "\u9fff" for char in re.sub(r"网络安全法第\S+|网安法\d+|实名", "", body)
            )
            assert has_chinese == (lang == "zh"), body


def test_version_names_the_table(process: Run) -> None:
    done = process("--version")
    assert done.returncode == 0
    assert "sha256:" in done.stdout


@pytest.mark.parametrize(
    ("words", "position", "expected"),
    [
        ("finecalc ra", 1, "range"),
        ("finecalc range csl@2016:59", 2, "csl@2016:59.1"),
        ("finecalc range csl@2016:59.1 -f ref", 4, "refused"),
    ],
)
def test_completion_knows_commands_references_and_facts(process: Run, words: str, position: int, expected: str) -> None:
    done = process(
        env={"_FINECALC_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(position)},
    )
    assert expected in done.stdout.replace("\\", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["csl@2025:62.1", "-f", "severe"], "--item："),
        (["csl@2025:61.3"], "-f："),
        (["csl@2025:61.1", "-f", "nonsense"], "-f："),
        (["csl@2025:61.1", "--gains", "many"], "--gains："),
        (["csl@2025:61.1", "--conduct-to", "2026-02-30"], "--conduct-to："),
        (["csl@2025:61.1", "--conduct-to", "2026-02-01", "--decided", "2026-01-01"], "--decided："),
        (["csl@2025:61.1", "--by", "emperor"], "--by："),
        (["csl@2025:61.1", "--adjust", "halved"], "--adjust："),
        (["csl@2025:63.1", "csl@2025:61.1", "--same-act"], "--gains："),
    ],
)
def test_what_is_refused_is_named_by_its_option(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    from finecalc.cli import run as finecalc

    assert finecalc(["range", *arguments, "--lang", "zh"]) == 2
    assert capsys.readouterr().err.startswith(f"finecalc: {said}")


def test_the_line_of_one_act_names_every_provision_and_gives_the_page_again(run: Run) -> None:
    shown = run("range", "csl@2025:61.1", "dsl@2021:45.1", "--same-act").stdout
    line = " ".join(part.strip() for part in shown.split("再算一次")[1].splitlines()).strip()
    assert line == "finecalc range csl@2025:61.1 dsl@2021:45.1 --same-act"
    assert run(*line.split()[1:]).stdout == shown


def test_the_level_from_the_environment_is_named_as_such(run: Run) -> None:
    done = run("range", "csl@2025:61.1", env={"FINECALC_OFFICE_LEVEL": "村"})
    assert done.stderr.startswith("finecalc: FINECALC_OFFICE_LEVEL：")


def test_what_a_note_asks_for_is_named_by_its_option(run: Run) -> None:
    assert "违法行为终了日期 --conduct-to" in run("range", "csl@2025:61.1", "--discovered", "2026-03-01").stdout
    shown = run("range", "csl@2016:64.1", "--conduct-to", "2022-05-01", "--decided", "2022-06-01").stdout
    assert "--same-act" in shown


ENDING = """
import atexit, sys
from finecalc.__main__ import main

atexit.register(print, "taken apart")
sys.argv = ["finecalc", "explain", "FC102"]
{before}
main()
"""


@pytest.mark.parametrize(("before", "waited"), [("", False), ("sys.setprofile(lambda *_: None)", True)])
def test_a_process_ends_at_once_unless_something_is_measured(tmp_path: Path, before: str, waited: bool) -> None:
    """All that was printed is there, the exit code too, and nothing is taken apart first."""
    command = [sys.executable, "-c", ENDING.format(before=before)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "FC102" in done.stdout.decode()
    assert done.stdout.decode().rstrip().endswith("taken apart") is waited
