"""What a new user types: read where it can be read, and answered in one language, with what may have been meant, where it cannot."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from finecalc.cli import COMMANDS, app
from tests.conftest import Run


def chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def reference(run: Run, *typed: str) -> str:
    done = run("range", *typed, "--json")
    assert done.returncode == 0, done.stderr
    return str(json.loads(done.stdout)["reference"])


# --- what is read -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        ["csl@2025:61.1"],
        ["ＣＳＬ＠２０２５：６１．１"],
        ["csl@2025：61。1"],
        ["csl:61.1"],
        ["csl 61.1"],
        ["csl", "61.1"],
        ["csl", "61(1)"],
        ["csl", "61", "第1款"],
        ["网安法", "61条", "1款"],
        ["网安法61.1"],
        ["网安法", "61.1"],
        ["《网络安全法》61条1款"],
        ["《网络安全法》第61条第1款"],
        ["《网络安全法》６１条１款"],
        ["网络安全法 第六十一条 第一款"],
        ["网络安全法", "第六十一条", "第一款"],
        ["网络安全法", "第六十一条第一款"],
        ["《中华人民共和国网络安全法》", "第六十一条", "第1款"],
        ["网络安全法（2025年）第六十一条第一款"],
    ],
    ids=" ".join,
)
def test_a_provision_in_every_way_of_writing(run: Run, typed: list[str]) -> None:
    assert reference(run, *typed) == "csl@2025:61.1"


@pytest.mark.parametrize(
    "typed", ["3", "#3", "３", "＃3", "第3项", "第三项", "第 3 项", "三", "3项", "清单第3项", "权责清单第三项"]
)
def test_an_item_of_the_power_list_in_every_way_of_writing(run: Run, typed: str) -> None:
    """Item 3 lists csl@2016:61; that conduct is dealt with in csl@2025:64.1 today."""
    assert reference(run, typed) == "csl@2025:64.1"
    assert run("powers", typed).stdout.startswith("3  ")
    assert run("show", typed).stdout == run("show", "#3").stdout
    assert run("steps", typed).returncode == 0


@pytest.mark.parametrize("typed", ["9", "#9", "第9项", "第九项", "九", "９", "＃９"])
def test_powers_takes_the_number_as_people_write_it(run: Run, typed: str) -> None:
    assert run("powers", typed).stdout.startswith("9  对不配合监管部门监督检查的处罚")


@pytest.mark.parametrize("command", ["show", "steps", "ask"])
def test_a_provision_in_several_words_is_one(run: Run, command: str) -> None:
    done = run(command, "网络安全法", "第六十七条", "--json", stdin="\n" * 9)
    assert "csl@2025:67.1" in done.stdout
    two = run(command, "csl:61.1", "csl:67")
    assert (two.returncode, two.stdout) == (2, "")
    assert "这里只能写一条依据，多出了 csl:67" in two.stderr


@pytest.mark.parametrize(
    "typed",
    [
        ["-f", "拒不改正；导致危害网络安全等后果"],
        ["-f", "拒不改正;导致危害网络安全等后果"],
        ["-f", "拒不改正、导致危害网络安全等后果"],
        ["-f", "拒不改正，导致危害网络安全等后果"],
        ["-f", "refused,consequence"],
        ["-f", "refused; consequence"],
        ["-f", "拒不改正 consequence"],
        ["-f", "拒不改正", "-f", "consequence"],
        ["-f", "ｒｅｆｕｓｅｄ；ｃｏｎｓｅｑｕｅｎｃｅ"],
        ["－f", "拒不改正；consequence"],
        ["——fact", "拒不改正；consequence"],
        ["—fact=拒不改正；consequence"],
        ["－－ｆａｃｔ＝拒不改正；consequence"],
    ],
    ids=" ".join,
)
def test_several_facts_in_one(run: Run, typed: list[str]) -> None:
    case = json.loads(run("range", "csl@2025:61.1", *typed, "--json").stdout)["case"]
    assert case["facts"] == ["refused", "consequence"]


def test_words_of_a_text_with_a_comma_in_them_stay_whole(run: Run) -> None:
    """关键信息基础设施丧失局部功能 stands behind a 、 in one phrase of csl@2025:61.3."""
    words = "造成大量数据泄露、关键信息基础设施丧失局部功能等严重危害网络安全后果"
    case = json.loads(run("range", "csl@2025:61.1", "-f", f"拒不改正、{words}", "--json").stdout)["case"]
    assert case["facts"] == ["refused", "severe"]


def test_several_open_facts_and_items_in_one(run: Run) -> None:
    case = json.loads(run("range", "csl@2025:61.1", "--unknown", "refused、consequence", "--json").stdout)["case"]
    assert case["unknown"] == ["refused", "consequence"]
    items = [
        json.loads(run("range", "csl@2025:70.1", "--item", typed, "--json").stdout)["case"]["items"]
        for typed in ("2", "第二项", "（二）", "２")
    ]
    assert items == [[2]] * 4
    several = run("range", "csl@2025:70.1", "--item", "1、2", "--json")
    assert json.loads(several.stdout)["case"]["items"] == [1, 2]


LEVELS = {
    "county": [
        "县",
        "区",
        "旗",
        "县级",
        "区级",
        "县（区）",
        "县网信办",
        "区网信办",
        "县委网信办",
        "县级网信部门",
        "County",
    ],
    "prefecture": ["市", "州", "盟", "地区", "市级", "地市级", "设区的市", "市网信办", "市委网信办", "地市级网信部门"],
    "provincial": ["省", "省级", "自治区", "直辖市", "省网信办", "省委网信办", "省级网信部门"],
    "national": ["国家", "国家级", "中央", "国家网信办", "中央网信办", "国家互联网信息办公室", "国家网信部门"],
}


@pytest.mark.parametrize(("level", "typed"), [(level, word) for level, words in LEVELS.items() for word in words])
def test_a_level_in_the_words_of_offices(run: Run, level: str, typed: str) -> None:
    answer = json.loads(run("range", "csl@2025:61.1", "--by", typed, "--json").stdout)
    assert answer["case"]["by"] == level


@pytest.mark.parametrize("typed", ["凉州区网信办", "武威市网信办", "玉门市网信办", "浦东新区网信办"])
def test_an_office_by_its_name_has_no_certain_level(run: Run, typed: str) -> None:
    """玉门市 is a county-level city, 武威市 a prefecture, 上海市 a province: the name alone does not say."""
    done = run("range", "csl@2025:61.1", "--by", typed)
    assert done.returncode == 2
    assert "是不是" not in done.stderr
    assert "prefecture（地市级）" in done.stderr


def test_a_format_in_capital_letters(run: Run) -> None:
    path = Path(__file__).parents[1] / "data" / "decisions.csv"
    assert run("check", str(path), "--format", "JSON").stdout == run("check", str(path), "--format", "json").stdout


# --- what was meant ---------------------------------------------------------------------------------------------------

MEANT = [
    (["range", "cls@2025:61.1"], "是不是 csl？"),
    (["range", "CLS:61"], "是不是 csl？"),
    (["range", "scl@2025:61.1"], "是不是 csl？"),
    (["range", "dls:45.1"], "是不是 dsl？"),
    (["range", "pip:66.1"], "是不是 pipl？"),
    (["range", "网络安全发61"], "是不是 网络安全法？"),
    (["range", "网络安全发第六十一条"], "是不是 网络安全法？"),
    (["range", "《数据安金法》第四十五条"], "是不是 数据安全法？"),
    (["show", "cls:61"], "是不是 csl？"),
    (["steps", "cls:61"], "是不是 csl？"),
    (["compare", "cls:61", "csl:64"], "是不是 csl？"),
    (["range", "csl2025:61.1"], "是不是 csl@2025:61.1？"),
    (["range", "csl@25:61.1"], "是不是 csl@2025:61.1？"),
    (["range", "csl@2025-61.1"], "是不是 csl@2025:61.1？"),
    (["range", "csl"], "finecalc list csl"),
    (["range", "csl@2025"], "finecalc list csl"),
    (["range", "网安法"], "finecalc list csl"),
    (["range", "61"], "网安法61"),
    (["range", "csl@2024:61.1"], "csl@2016、csl@2025"),
    (["range", "csl@2025:99"], "共 81 条"),
    (["range", "csl@2025:61.9"], "csl@2025:61.1、csl@2025:61.2、csl@2025:61.3"),
    (["range", "csl:61.1", "-f", "拒不改"], "是不是“拒不改正”？"),
    (["range", "csl:61.1", "-f", "据不改正"], "是不是“拒不改正”？"),
    (["range", "csl:61.1", "-f", "refusd"], "是不是“refused”？"),
    (["range", "pipl:66.1", "-f", "情节严中"], "是不是“情节严重”？"),
    (["range", "csl:61.1", "--adjust", "mitgated"], "是不是“mitigated”？"),
    (["range", "csl:61.1", "--by", "contry"], "是不是“county”？"),
    (["range", "csl:61.1", "--fct", "x"], "是不是 --fact？"),
    (["range", "csl:61.1", "--conduct-form", "x"], "是不是 --conduct-from？"),
    (["range", "csl:61.1", "--jsno"], "是不是 --json？"),
    (["range", "csl:61.1", "--LNAG", "en"], "是不是 --lang？"),
    (["rnage", "3"], "是不是 range？"),
    (["RANGE", "3"], "是不是 range？"),
    (["chek", "x"], "是不是 check？"),
    (["ｒａｎｇｅ", "3"], "是不是 range？"),
    (["ls"], "是不是 list？"),
    (["help", "chekc"], "是不是 check？"),
    (["explain", "FC1O2"], "是不是 FC102？"),
    (["explain", "fine-above"], "是不是 fine-above-range？"),
    (["check", "x", "--format", "cvs"], "是不是 csv？"),
    (["check", "x", "--fail-on", "eror"], "是不是 error？"),
    (["check", "x", "--select", "lighter-lw"], "是不是 lighter-law？"),
    (["schema", "rnage"], "是不是 range？"),
]


@pytest.mark.parametrize(("typed", "meant"), MEANT, ids=[" ".join(typed) for typed, _ in MEANT])
def test_a_slip_is_answered_with_what_was_meant(run: Run, typed: list[str], meant: str) -> None:
    done = run(*typed)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1) or "--json" in typed
    assert meant in done.stderr


REFUSED = [
    (["range", "csl:61.1", "--xyzzy"], "没有选项 --xyzzy；用法见 finecalc help range", "There is no option --xyzzy. For its use see"),
    (["range", "csl:61.1", "-x"], "没有选项 -x；用法见 finecalc help range", "There is no option -x."),
    (["range", "csl:61.1", "-f"], "-f 后面要有值", "-f needs a value"),
    (["range", "csl:61.1", "--json=1"], "--json 后面不能写值", "--json takes no value"),
    (["range", "csl:61.1", "--lang"], "--lang 后面要有值", "--lang needs a value"),
    (["check"], "缺少 文件...；用法见 finecalc help check", "FILE... is missing. For its use see finecalc help check"),
    (["show"], "缺少 依据；用法见 finecalc help show", "REF is missing. For its use see finecalc help show"),
    (["schema"], "缺少 名称；用法见 finecalc help schema", "NAME is missing. For its use see finecalc help schema"),
    (["lint", "a", "b"], "多出了 b；用法见 finecalc help lint", "There is too much: b. For its use see finecalc help lint"),
    (["quiz", "--count", "x"], "--count 要写整数，不能是 x", "--count is a whole number, not x"),
    (["quiz", "--seed", "1.5"], "--seed 要写整数，不能是 1.5", "--seed is a whole number, not 1.5"),
    (["check", "a", "--jobs", "99"], "--jobs 是 1 至 64 的整数，不能是 99", "--jobs is a whole number from 1 to 64, not 99"),
    (["check", "a", "--fail-on", "x"], "--fail-on 只能是 error、warning、never，不能是 x", "--fail-on is one of error, warning, never, not x"),
    (["xyzzy"], "没有命令 xyzzy；有：ask、range", "There is no command xyzzy. There are: ask, range"),
    (["check", "nosuch.csv"], "读不到 nosuch.csv：没有这个文件或者文件夹", "nosuch.csv cannot be read: there is no such file or folder"),
    (["check", "."], "读不到 .：它是文件夹", ". cannot be read: it is a folder"),
    (["range", "--case", "no.toml"], "读不到 no.toml：没有这个文件或者文件夹", "no.toml cannot be read: there is no such file or folder"),
    (["range", "3", "--statutes", "no.toml"], "读不到法条表 no.toml：没有这个文件", "The table no.toml cannot be read: there is no such file"),
    (["range", "3", "--office", "no.toml"], "读不到机关档案 no.toml：没有这个文件", "The office profile no.toml cannot be read: there is no"),
    (["encode", "--ref", "csl@2030:1.1", "no"], "读不到 no：没有这个文件", "no cannot be read: there is no such file"),
    (["template", "no/x.csv"], "写不进 no/x.csv：没有这个文件或者文件夹", "no/x.csv cannot be written: there is no such file or folder"),
    (["powers", "x"], "看不懂序号“x”，请写数字，如 9", "“x” is no number of an item: write 9"),
    (["range"], "缺少处罚依据", "REF is missing"),
    (["steps"], "缺少处罚依据", "REF is missing"),
    (["range", "csl:61.1", "--gains", "x"], "--gains：看不懂金额", "--gains: The amount"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "zh", "en"), REFUSED, ids=[" ".join(typed) for typed, _, _ in REFUSED])
def test_what_is_refused_is_said_in_one_language(run: Run, typed: list[str], zh: str, en: str) -> None:
    said = run(*typed)
    assert said.returncode == 2
    assert said.stderr.startswith(f"finecalc: {zh}")
    assert not re.search(r"\b(?:is|are|No such|Missing|Invalid|Got|Error|Usage|argument|option)\b", said.stderr)
    english = run(*typed, "--lang", "en")
    if "--lang" not in typed:
        assert english.stderr.startswith(f"finecalc: {en}")
        assert not chinese(english.stderr)


def test_ask_answers_a_slip_with_what_was_meant(run: Run) -> None:
    slip = run("ask", stdin="cls@2025:61.1\n")
    assert "是不是 csl？" in slip.stderr
    assert "在命令行上用 依据 填写" in slip.stderr
    assert "没有找到含“谣岩”的罚则" in run("ask", stdin="谣岩\n").stderr


# --- the language -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("env", "english"),
    [
        ({"FINECALC_LANG": "en"}, True),
        ({"FINECALC_LANG": "EN"}, True),
        ({"FINECALC_LANG": "en_GB.UTF-8"}, True),
        ({"FINECALC_LANG": "zh"}, False),
        ({"FINECALC_LANG": "zh-CN"}, False),
        ({"FINECALC_LANG": ""}, False),
        ({"FINECALC_LANG": "zh", "LANG": "en_US.UTF-8"}, False),
        ({"FINECALC_LANG": "en", "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8"}, True),
        ({"LANG": "C.UTF-8"}, False),
    ],
)
def test_the_language_by_the_environment(run: Run, env: dict[str, str], english: bool) -> None:
    assert ("Conclusion" in run("range", "csl:61.1", env=env).stdout) == english
    assert ("Usage: " in run("help", env=env).stdout) == english
    assert ("There is no command" in run("rnage", env=env).stderr) == english
    assert "结论" in run("range", "csl:61.1", "--lang", "zh", env=env).stdout


def test_a_language_that_is_not_spoken_is_refused(run: Run) -> None:
    assert "FINECALC_LANG 只能是 zh 或 en，不能是 fr" in run("powers", env={"FINECALC_LANG": "fr"}).stderr
    assert run("powers", "--lang", "en", env={"FINECALC_LANG": "fr"}).returncode == 0
    assert "--lang 只能是 zh 或 en，不能是 de" in run("powers", "--lang", "de").stderr


@pytest.mark.parametrize("typed", ["-V", "--version"])
def test_the_version(run: Run, typed: str) -> None:
    lines = run(typed).stdout.splitlines()
    assert re.fullmatch(r"finecalc \d+\.\d+\.\d+", lines[0])
    assert lines[1].startswith("法条表 ")
    assert run(typed, "--lang", "en").stdout.splitlines()[1].startswith("table ")


# --- JSON -------------------------------------------------------------------------------------------------------------

WITH_JSON = [name for name in COMMANDS if any("--json" in each.opts for each in app().get_command(None, name).params)]
FAILS = {
    "ask": ["csl@2025:999", "--conduct-to", "", "--decided", ""],
    "range": ["csl@2025:999"],
    "replay": ["nosuch.docx"],
    "steps": ["csl@2025:999"],
    "compare": ["csl@2025:999", "csl:61.1"],
    "quiz": ["--count", "x"],
    "explain": ["FC1"],
    "show": ["csl@2025:999"],
    "list": ["--nope"],
    "powers": ["99"],
    "lint": ["nosuch.toml"],
    "office": ["nonsense"],
}


def test_every_command_with_json_is_tried() -> None:
    assert {*WITH_JSON} == {*FAILS}


@pytest.mark.parametrize("command", WITH_JSON)
def test_json_of_a_failure(run: Run, command: str) -> None:
    done = run(command, *FAILS[command], "--json")
    assert done.returncode == 2
    told = json.loads(done.stdout)
    assert set(told) == {"error"}
    assert {"zh", "en", "field"} <= set(told["error"]) <= {"zh", "en", "field", "choices"}
    assert chinese(told["error"]["zh"])
    assert not chinese(told["error"]["en"])
    assert done.stderr == f"finecalc: {told['error']['zh']}\n"
    assert run(command, *FAILS[command]).stdout == ""


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (["cls:61"], "provision"),
        (["csl:61.1", "-f", "nope"], "facts"),
        (["csl:61.1", "--gains", "x"], "gains"),
        (["csl:61.1", "--decided", "x"], "decided"),
        (["csl:61.1", "--by", "x"], "by"),
        (["csl:61.1", "--item", "x"], "items"),
        (["csl:61.1", "--nope"], ""),
    ],
)
def test_json_of_a_failure_names_the_value(run: Run, typed: list[str], field: str) -> None:
    assert json.loads(run("range", *typed, "--json").stdout)["error"]["field"] == field


def test_json_of_a_choice_to_make_names_the_provisions(run: Run) -> None:
    error = json.loads(run("range", "csl@2025:61", "--json").stdout)["error"]
    assert error["choices"] == ["csl@2025:61.1", "csl@2025:61.2"]


# --- whoever reads closes before the end ------------------------------------------------------------------------------

CLOSED = """
import os, subprocess, sys
reader, writer = os.pipe()
os.close(reader)
done = subprocess.run([sys.executable, "-m", "finecalc", *sys.argv[1:]], stdout=writer, stderr=subprocess.PIPE)
print(done.returncode, done.stderr.decode("utf-8"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close otherwise there")
@pytest.mark.parametrize(
    "typed",
    [["powers"], ["range", "csl:61.1"], ["range", "csl:61.1", "--json"], ["list"], ["help"], ["explain"], ["-V"]],
)
def test_a_page_whose_reader_has_gone_ends_quietly_as_other_programs_do(typed: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", CLOSED, *typed], capture_output=True, text=True, timeout=60)
    assert done.stdout == "141 \n"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close otherwise there")
def test_a_report_whose_reader_has_gone_is_said_not_to_be_whole() -> None:
    path = Path(__file__).parents[1] / "data" / "decisions.csv"
    done = subprocess.run(
        [sys.executable, "-c", CLOSED, "check", str(path), "--lang", "zh"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.stdout.startswith("2 finecalc: 报告没有写完：读的一方先关上了")
