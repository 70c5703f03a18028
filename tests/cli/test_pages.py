"""The pages as they are drawn: plainly in a pipe, by rich at a terminal, at every width, in GBK, in fonts that draw “ and – wide."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import finecalc
from finecalc.cli.pages import plain, terminal
from finecalc.cli.pages.answer import answer_page
from finecalc.cli.settings import settings
from finecalc.language.columns import widest, width
from finecalc.language.page import Page
from finecalc.table.statutes import Statutes
from tests import TODAY
from tests.conftest import Run

OLD = ("csl@2016:59.1", "-f", "refused", "--conduct-to", "2025-11-01", "--decided", "2026-03-01")
FIRST_LINES = ("单位", "直接负责的主管人员")


def page(statutes: Statutes, ref: str = "csl@2025:61.1", *, full: bool = False, **given: Any) -> Page:
    answer = finecalc.assess(ref, today=TODAY, **({"facts": "refused"} | given))
    return answer_page(statutes, answer, f"finecalc range {ref} -f refused", full=full)


@pytest.fixture(autouse=True)
def _in_chinese() -> None:
    settings.lang = "zh"


# --- in a pipe --------------------------------------------------------------------------------------------------------

COMMANDS = [
    ["range", "csl@2025:61.1", "-f", "refused"],
    ["show", "csl:63"],
    ["list", "实名"],
    ["powers"],
    ["explain", "FC102"],
    ["compare", "csl@2016:59.1", "csl@2025:61.1"],
    ["check", "decisions.jsonl"],
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=[command[0] for command in COMMANDS])
def test_nothing_that_is_piped_imports_rich(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "decisions.jsonl").write_text('{"provision": "csl@2025:61.1", "fine": "1万"}\n', encoding="utf-8")
    code = (
        "import sys; from finecalc.cli import run; run(sys.argv[1:]); "
        "sys.exit('rich' in {name.split('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments, "--lang", "zh"],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"\x1b" not in done.stdout


@pytest.mark.parametrize("arguments", COMMANDS[:6], ids=[command[0] for command in COMMANDS[:6]])
def test_gbk_holds_every_character(tmp_path: Path, arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "finecalc", *arguments, "--lang", "zh"],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "gbk:strict", "COLUMNS": "80"},
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "?" not in done.stdout.decode("gbk")


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("full", [False, True])
def test_a_range_fits_in_any_font(statutes: Statutes, columns: int, full: bool) -> None:
    for given in ({}, {"ref": "csl@2016:59.1", "conduct_to": "2025-11-01", "decided": "2026-03-01"}):
        for drawn in (
            plain.drawn(page(statutes, full=full, **given), columns),
            terminal.drawn(page(statutes, full=full, **given), columns, lines=30, color=False),
        ):
            lines = [line for line in drawn.splitlines() if "^" not in line]
            assert max(map(widest, lines)) <= columns


def test_a_console_of_ascii_gets_signs_that_it_has(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "finecalc", "range", "csl@2025:63", "--lang", "en"],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "ascii:strict"},
        timeout=60,
    )
    assert b"1-5 times the illegal gains" in done.stdout


# --- at a terminal ----------------------------------------------------------------------------------------------------


def uncoloured(text: str) -> list[str]:
    return re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()


@pytest.mark.parametrize("size", [(120, 30), (80, 24), (60, 20)])
@pytest.mark.parametrize("full", [False, True])
def test_the_conclusion_stands_first_and_is_seen_when_the_command_has_ended(
    statutes: Statutes, size: tuple[int, int], full: bool
) -> None:
    columns, rows = size
    given = {"ref": "csl@2016:59.1", "conduct_to": "2025-11-01", "decided": "2026-03-01"}
    lines = uncoloured(terminal.drawn(page(statutes, full=full, **given), columns, lines=rows, color=True))
    assert len(lines) > rows
    for part in (lines[:8], lines[-8:]):
        text = " ".join(" ".join(part).split())
        assert "单位 应当处 1万元–10万元" in text
        assert "直接负责的主管人员 应当处 5,000元–5万元" in text
    assert "50万元" not in " ".join(lines[-(rows - 1) :]) or full


def test_a_page_that_fits_the_screen_says_it_once(statutes: Statutes) -> None:
    drawn = terminal.drawn(page(statutes), 80, lines=200, color=False)
    assert drawn.count("5万元–50万元") == 1


def test_colour_only_where_it_is_wanted(statutes: Statutes) -> None:
    coloured = terminal.drawn(page(statutes), 80, lines=0, color=True)
    assert "\x1b[1;7m5万元–50万元\x1b[0m" in coloured
    assert "\x1b" not in terminal.drawn(page(statutes), 80, lines=0, color=False)


def test_the_words_that_carry_the_answer_are_marked_with_and_without_colour(statutes: Statutes) -> None:
    words = "处五万元以上五十万元以下罚款"
    assert f"\x1b[4m{words}\x1b[0m" in terminal.drawn(page(statutes), 100, lines=0, color=True)
    for drawn in (terminal.drawn(page(statutes), 100, lines=0, color=False), plain.drawn(page(statutes), 100)):
        lines = drawn.splitlines()
        at = next(number for number, line in enumerate(lines) if words in line and "……" in line)
        start = width(lines[at][: lines[at].index(words)])
        assert lines[at + 1][start : start + width(words)] == "^" * width(words)


def test_what_is_framed_is_framed_without_box_characters(statutes: Statutes) -> None:
    for color in (True, False):
        drawn = terminal.drawn(page(statutes, full=True), 80, lines=30, color=color)
        assert not re.search(r"[\u2500-\u257f]", drawn)


def test_escapes_in_what_is_shown_stay_harmless() -> None:
    from finecalc.language.page import Entries, Foot, Heading, Line, Table, Title, Verbatim

    evil = "\x1b[31m[red]x[/red]\x07"
    blocks: Page = (
        Title(evil, evil),
        Heading(evil),
        Line(evil),
        Entries(((evil, evil),)),
        Table((evil, evil), ((evil, evil),)),
        Verbatim((evil,)),
        Foot(((evil, evil),)),
    )
    for drawn in (plain.drawn(blocks, 80), terminal.drawn(blocks, 80, lines=0, color=False)):
        assert "\x1b" not in drawn
        assert "\x07" not in drawn
        assert "[red]" in drawn


# --- what the page of range says --------------------------------------------------------------------------------------


def test_the_short_page_quotes_the_clauses_and_names_what_the_whole_one_adds(run: Run) -> None:
    short = "".join(line.strip() for line in run("range", *OLD).stdout.splitlines() if "^" not in line)
    assert (
        "……拒不改正或者导致危害网络安全等后果的，处一万元以上十万元以下罚款，对直接负责的主管人员处五千元以上五万元以下罚款。"
        in short
    )
    assert "由有关主管部门责令改正，给予警告" not in short
    assert "条文、程序的全文，各档、另一文本：加 --full" in short
    assert "50万元" not in short

    whole = run("range", *OLD, "--full").stdout
    assert "网络运营者不履行本法第二十一条、第二十五条规定的网络安全保护义务的" in "".join(
        line.strip() for line in whole.splitlines() if "^" not in line
    )
    assert "各档" in whole
    assert "--full\n" not in whole
    other = whole[whole.index("另一文本（不适用）") :]
    ranges = [item for item in other.split("- ") if "万元" in item]
    assert len(ranges) == 5
    assert all("不适用" in "".join(item.split()) for item in ranges)


def test_where_the_officer_has_to_judge_which_text_applies_both_are_shown(run: Run) -> None:
    shown = run(
        *("range", "#3", "-f", "refused", "--conduct-from", "2025-12-20", "--conduct-to", "2026-01-15"),
        *("--decided", "2026-03-01"),
    ).stdout
    assert "旧文本的结果一并列出" in "".join(line.strip() for line in shown.splitlines())
    assert "单位：应当处 5万元–50万元（不适用）" in shown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("pipl@2021:66.2", "-f", "serious", "--turnover", "20亿"),
            "单位：5,000万元以下；上一年度营业额20亿元 × 5% = 1亿元以下；取高：1亿元以下",
        ),
        (
            ("pipl@2021:66.2", "-f", "serious", "--turnover", "2亿"),
            "单位：5,000万元以下；上一年度营业额2亿元 × 5% = 1,000万元以下；取高：5,000万元以下",
        ),
        (("csl@2025:67", "--purchase", "80万"), "单位：采购金额80万元 × 1–10倍 = 80万元–800万元"),
        (
            ("csl@2025:63", "--gains", "20万"),
            "单位：违法所得20万元，属于“违法所得10万元以上”：违法所得20万元 × 1–5倍 = 20万元–100万元",
        ),
        (
            ("csl@2025:63", "--gains", "99999.99"),
            "单位：违法所得99,999.99元，属于“没有违法所得或者违法所得不足10万元”：2万元–10万元",
        ),
    ],
)
def test_how_a_sum_came_about_is_shown(run: Run, arguments: tuple[str, ...], words: str) -> None:
    shown = run("range", *arguments).stdout
    assert words.replace(" ", "") in "".join(shown.split())


def test_no_sum_is_explained_where_no_base_was_used(run: Run) -> None:
    assert "×" not in run("range", "csl@2025:61.1", "-f", "refused").stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("csl@2025:61.1", "-f", "refused"),
        ("csl@2016:59.1", "-f", "refused", "--conduct-to", "2026-02-01"),
        ("csl@2016:64.1", "--conduct-to", "2022-05-01", "--decided", "2022-06-01"),
        ("csl@2025:62.1", "-f", "severe", "--item", "3"),
        ("csl@2025:63",),
        ("csl:64", "csl:69.1", "-f", "refused", "--same-act"),
        ("csl@2016:61.1", "--conduct-to", "2022-01-01", "--discovered", "2025-01-01", "--decided", "2025-03-01"),
    ],
)
def test_identifiers_digests_and_flags_stand_in_the_foot(run: Run, arguments: tuple[str, ...], lang: str) -> None:
    shown = run("range", *arguments, "--lang", lang).stdout
    body, foot = re.split(r"\n(?:更多|More) ", shown)
    assert not re.search(r"[a-z]+@\d{4}|sha256|(?<![+-])--[a-z]|-f |[（(][a-z]+-[a-z-]+[）)]", body)
    assert arguments[0].split("@")[0].split(":")[0] in foot
    assert "sha256:" in foot
    assert "finecalc range" in foot


def test_json_is_the_same_with_and_without_the_whole_page(run: Run) -> None:
    assert json.loads(run("range", *OLD, "--json").stdout) == json.loads(run("range", *OLD, "--json", "--full").stdout)


# --- the other commands, in the same hand -----------------------------------------------------------------------------


def test_show_cites_what_was_promulgated_and_no_copy_of_it(run: Run) -> None:
    for ref in ("csl:63", "pipl:66", "fundraising@2021:34.1"):
        shown = run("show", ref).stdout
        assert re.search(r"来源 +20\d\d年", shown)
        assert not re.search(r"just-laws|LawRefBook|china-law|law-ye|转载|嘶吼|安全牛", shown)
    flowing = "".join(run("show", "csl:63").stdout.split())
    assert "来源2025年10月28日第十四届全国人民代表大会常务委员会第十八次会议修正" in flowing


def test_a_power_item_is_cited_as_the_law_is(run: Run) -> None:
    shown = "".join(line.strip() for line in run("powers", "3").stdout.splitlines())
    assert "清单所列《中华人民共和国网络安全法》（2016年）第六十一条" in shown.replace(" ", "")
    assert "今天的依据《中华人民共和国网络安全法》（2025年）第六十四条" in shown.replace(" ", "")


@pytest.mark.parametrize("columns", ["40", "60", "80", "120"])
def test_every_page_fits_its_columns(run: Run, columns: str) -> None:
    for arguments in [*COMMANDS[:6], ["explain"], ["compare", "csl@2016", "csl@2025"]]:
        shown = run(*arguments, env={"COLUMNS": columns}).stdout
        lines = [line for line in shown.splitlines() if not line.startswith("  {")]  # an example is whole, to be copied
        assert max(map(width, lines)) <= int(columns), arguments


def test_the_steps_due_are_named_in_short_and_told_in_full(run: Run) -> None:
    asked = ("range", "pipl@2021:66.2", "-f", "serious", "--by", "省级", "--decided", "2026-03-01")
    short, whole = ("".join(run(*asked, *more).stdout.split()) for more in ((), ("--full",)))
    for words in (
        "以及所引条文规定的其他情形，应当：听证（网信部门行政执法程序规定第三十六条）",
        "举行了听证的，以及所引条文规定的其他情形，应当：法制审核（网信部门行政执法程序规定第四十一条第一款）",
        "集体讨论（网信部门行政执法程序规定第四十三条）",
        "多大数额算较大，由各地、各部门规定，本表未载",
    ):
        assert words in short
    assert "决定前应当进行法制审核" not in short
    assert "决定前应当进行法制审核" in whole


def test_where_the_office_knows_what_is_large_the_sum_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "office.toml").write_text(
        'name = "某市网信办"\nlevel = "prefecture"\n\n[[large_fine]]\nparty = "unit"\namount = 100_000\ninclusive = true\n'
        'since = 2023-01-01\nsource = "某市规定"\n',
        encoding="utf-8",
    )
    shown = run(
        *("range", "csl@2025:61.1", "-f", "refused", "--decided", "2026-03-01"),
        *("--office", str(tmp_path / "office.toml")),
    )
    assert shown.returncode == 0, shown.stderr
    assert "对单位罚款达到10万元的，以及所引条文规定的其他情形，应当：听证" in "".join(shown.stdout.split())


def test_facts_each_of_which_opens_a_tier_are_said_as_one_or_the_other(run: Run) -> None:
    assert "第 2 档：拒不改正或者导致危害网络安全等后果\n" in run("show", "csl@2025:61.1").stdout
    english = " ".join(run("show", "csl@2025:61.1", "--lang", "en").stdout.split())
    assert "Tier 2: refused to correct or caused harm to network security or like consequences" in english


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "5,000万元以下不取决于上一年度营业额"), ("en", "up to CNY 50,000,000 does not depend on the turnover")],
)
def test_what_a_base_that_is_not_known_leaves_sure_is_said(run: Run, lang: str, words: str) -> None:
    """个保法66②: 五千万元以下或者上一年度营业额百分之五以下."""
    assert words in " ".join(
        run("range", "pipl:66.2", "-f", "serious", "--by", "provincial", "--lang", lang).stdout.split()
    )
