"""A real browser answers as the engine does: every part of the answer, in both languages, to the fen.

The quick run compiles a few provisions. FINECALC_WHOLE_PAGE=1 compiles the table and goes over every ruling and boundary.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

import finecalc
from finecalc.cli.options import FLAGS
from finecalc.cli.settings import settings
from finecalc.papers.document import document
from finecalc.table.statutes import Statutes
from tests import TODAY
from tests.papers.browser import CHROMIUM, apart, differing, measured
from tests.papers.cases import boundary_cases, everything, expected, given, random_cases

WHOLE = bool(os.environ.get("FINECALC_WHOLE_PAGE"))
SAMPLE = ("#1", "#3", "csl@2016:61.1", "csl@2016:65.1", "csl@2025:63.1", "minornet@2023:54.2", "icp@2011:24.1")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@pytest.fixture(scope="module")
def page(statutes: Statutes) -> str:
    return document(statutes, FLAGS, only=None if WHOLE else SAMPLE)


def agree(statutes: Statutes, home: Path, page: str, cases: Any) -> int:
    asked = [(given(*case), expected(statutes, *case)) for case in cases]
    wrong, told = differing(home, page, asked)
    assert [(case, apart(right, said)) for case, right, said in wrong[:3]] == []
    return int(told["asked"])


def test_made_up_cases_with_days_about_the_changes_of_law(statutes: Statutes, tmp_path: Path, page: str) -> None:
    number, only = (2_000, ()) if WHOLE else (250, SAMPLE)
    assert agree(statutes, tmp_path, page, random_cases(statutes, number, seed=15, only=only)) == number


@pytest.mark.parametrize("part", range(8 if WHOLE else 1))
def test_every_ruling_and_every_boundary(statutes: Statutes, tmp_path: Path, page: str, part: int) -> None:
    """One fen under, on and over each size at which something turns, under every set of facts, on either side of each change."""
    asked = [each for each in everything(statutes) if WHOLE or each[0] in SAMPLE]
    cases = [
        case for ref, refs in asked[part :: 8 if WHOLE else 1] for case in boundary_cases(statutes, ref, refs, TODAY)
    ]
    if not WHOLE:
        cases = cases[:: max(1, len(cases) // 700)]
    assert agree(statutes, tmp_path, page, cases) > 500


# --- an office of its own ---------------------------------------------------------------------------------------------

OFFICES = ("jiangxi", "shandong", "beijing", "henan")


@pytest.mark.parametrize("office", OFFICES if WHOLE else OFFICES[:1])
def test_what_is_large_at_the_office_is_judged_in_the_page_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, office: str
) -> None:
    """Thresholds in yuan and as a share of the maximum, for units and persons, confiscation counted or not."""
    profile = Path(__file__).parents[1] / "data" / "offices" / f"{office}.toml"
    statutes = finecalc.load(office=profile)
    monkeypatch.setattr(settings, "office", str(profile))
    only = ("csl@2016:61.1", "dsl@2021:47.1") if WHOLE else ("csl@2025:68.1",)
    page = document(statutes, FLAGS, ["--office", str(profile)], only=only)
    assert agree(statutes, tmp_path, page, random_cases(statutes, 250, seed=16, only=only)) == 250


# --- what people write ------------------------------------------------------------------------------------------------

AMOUNTS = {
    "5万": "50000", "5万元": "50000", "五万元": "50000", "伍萬圓整": "50000", "50,000": "50000", "50 000": "50000",
    "50000.00": "50000", "￥5万": "50000", "1.5万": "15000", "5万5千": "55000", "５００００": "50000", "5万元人民币": "50000",
    "无": "0", "没有": "0", "0": "0", "一百二十万": "1200000", "3亿": "300000000", "12.34": "12.34", "5元3角2分": "5.32",
    "人民币伍万元整（50,000元）": "50000", "5（万元）": "50000", "两千": "2000", "十万": "100000",
    "五万五": None, "一百二": None, "20000 30000": None, "5千3000": None, "1.234": None, "①万": None, "-5": None,
    "10000000000000": None, "0.001": None, "abc": None, "5,00": None, "五万元（6万）": None,
}  # fmt: skip
DAYS = {
    "2026-01-31": "2026-01-31", "2026/1/31": "2026-01-31", "2026.1.31": "2026-01-31", "20260131": "2026-01-31",
    "2026年1月31日": "2026-01-31", "二〇二六年一月三十一日": "2026-01-31", "2024-02-29": "2024-02-29", "２０２６-１-３１": "2026-01-31",
    "2026-02-30": None, "2025-02-29": None, "2026-1-1 1": None, "1900-01-01": None, "31/1/2026": None, "明天": None,
}  # fmt: skip


def test_amounts_and_days_are_read_as_people_write_them(tmp_path: Path, page: str) -> None:
    asked = {"amounts": list(AMOUNTS), "days": list(DAYS)}
    read = measured(
        tmp_path,
        page,
        f"const asked = {json.dumps(asked)}; const {{ amountIn, dayIn }} = page.finecalc;"
        "return { amounts: asked.amounts.map(amountIn), days: asked.days.map(dayIn) };",
    )
    assert dict(zip(AMOUNTS, read["amounts"], strict=True)) == AMOUNTS
    assert dict(zip(DAYS, read["days"], strict=True)) == DAYS


# --- as a person meets it ---------------------------------------------------------------------------------------------

WALK = """
const doc = page.document, at = (id) => doc.getElementById(id);
const put = (id, value) => { const one = at(id); one.value = value; one.dispatchEvent(new page.Event(one.tagName === 'SELECT' ? 'change' : 'input')); };
const told = () => at('live').innerText;
const seen = {};
at('language').textContent === '中文' && at('language').click();
put('search', '实名');
seen.found = [...doc.querySelectorAll('#found .pick b')].map((each) => each.textContent);
doc.querySelector('#found .pick').click();
seen.focus = doc.activeElement.id;
seen.first = told();
const fact = doc.querySelector('#facts input'); fact.click();
seen.refused = told();
put('conduct_to', '2025年3月1日'); put('decided', '2026-03-01');
seen.dated = told();
put('conduct_to', '昨天');
seen.wrong = [at('conduct_to').getAttribute('aria-invalid'), at('conduct_to-said').textContent];
put('conduct_to', '2027-01-01');
seen.order = told();
put('conduct_to', '');
at('language').click();
seen.english = told();
seen.lang = doc.documentElement.lang;
seen.wide = doc.documentElement.scrollWidth - doc.documentElement.clientWidth;
seen.unlabelled = [...doc.querySelectorAll('input,select')].filter((each) => !each.labels.length).map((each) => each.id);
seen.ids = [...doc.querySelectorAll('[id]')].map((each) => each.id);
seen.live = at('live').getAttribute('aria-live');
seen.requests = page.performance.getEntriesByType('resource').length;
seen.small = [...doc.querySelectorAll('button')].filter((each) => each.offsetParent && each.getBoundingClientRect().height < 32).length;
return seen;
"""


@pytest.mark.parametrize("across", [360, 375, 1280])
def test_a_new_user_gets_an_answer(tmp_path: Path, page: str, across: int) -> None:
    """From words to a range, with the figures as the law has them; on a telephone nothing runs out of the window."""
    seen = measured(tmp_path, page, WALK, across)
    assert seen["found"][0].startswith("3 ") or "真实身份" in "".join(seen["found"])
    assert seen["focus"] == "chosen"
    assert "不罚款" in seen["first"]
    assert "5万元–50万元" in seen["refused"]
    assert "1万元–10万元" in seen["refused"]
    assert "《网络安全法》（2016年）第六十一条" in seen["dated"]
    assert seen["wrong"] == ["true", "看不懂。请写作 2026-01-31"]
    assert "还不能回答" in seen["order"]
    assert "CNY 50,000 to 500,000" in seen["english"]
    assert seen["lang"] == "en"
    assert seen["wide"] == 0
    assert seen["unlabelled"] == []
    assert len(seen["ids"]) == len(set(seen["ids"]))
    assert seen["live"] == "polite"
    assert seen["requests"] == 0
    assert seen["small"] == 0


def test_another_table_gives_another_page(statutes: Statutes, tmp_path: Path) -> None:
    """新闻信息规定 22 with 二万元 in place of 三万元: the page says what that table says, and names it."""
    text = Path(statutes.path).read_text(encoding="utf-8")
    was = 'max = 30_000, quote = "处一万元以上三万元以下罚款"'
    assert was in text
    changed = tmp_path / "statutes.toml"
    changed.write_text(text.replace(was, was.replace("30_000", "20_000")), encoding="utf-8")
    other = finecalc.load(changed)
    assert other.sha256 != statutes.sha256
    page = document(other, FLAGS, only=("news@2017:22.1",))
    case = {"asked": "news@2017:22.1", "facts": [], "items": [], "bases": {}, "by": "county", "today": "2026-11-23"}
    said = measured(tmp_path, page, f"return page.finecalc.answer({json.dumps(case)});")
    assert [(fine["min"], fine["max"]) for fine in said["fines"]] == [("10000", "20000")]
    assert said["table"]["sha256"] == other.sha256


# --- hand-written, from the texts -------------------------------------------------------------------------------------

RANGES = {
    # 网安法2025 63：没有违法所得或者违法所得不足十万元的，并处二万元以上十万元以下；违法所得十万元以上的，并处一倍以上五倍以下
    ("csl@2025:63.1", "gains", "0"): ("20000", "100000"),
    ("csl@2025:63.1", "gains", "99999.99"): ("20000", "100000"),
    ("csl@2025:63.1", "gains", "100000"): ("100000", "500000"),
    ("csl@2025:63.1", "gains", "100000.01"): ("100000.01", "500000.05"),
    # 网安法2016 65：处采购金额一倍以上十倍以下罚款
    ("csl@2016:65.1", "purchase", "10010"): ("10010", "100100"),
    ("csl@2016:65.1", "purchase", "0.01"): ("0.01", "0.1"),
}
SAID = {
    ("csl@2016:65.1", "purchase", "10010"): "10,010元–100,100元",
    ("csl@2016:65.1", "purchase", "1000000"): "100万元–1,000万元",
}
PERIODS = {
    # 行政处罚法 36：二年内未被发现的，不再给予行政处罚；从违法行为发生之日起计算
    ("2024-02-29", "2026-02-28"): False,
    ("2024-02-29", "2026-03-01"): True,
    ("2023-06-01", "2025-06-01"): False,
    ("2023-06-01", "2025-06-02"): True,
}


def test_ranges_and_periods_are_those_of_the_texts(tmp_path: Path, page: str) -> None:
    bare = {"facts": [], "items": [], "bases": {}, "by": "county", "today": "2026-11-23"}
    amounts = [{**bare, "asked": ref, "bases": {base: size}} for ref, base, size in (*RANGES, *SAID)]
    days = [{**bare, "asked": "csl@2016:65.1", "conduct_to": ended, "discovered": found} for ended, found in PERIODS]
    later = {**bare, "asked": "csl@2025:63.1", "conduct_to": "2026-12-01", "decided": "2026-12-02"}
    script = f"""
const cases = {json.dumps({"amounts": amounts, "days": days, "later": later})}, ask = page.finecalc.answer;
return {{
  fines: cases.amounts.map((each) => {{ const fine = ask(each).fines[0]; return [fine.min, fine.max]; }}),
  said: cases.amounts.map((each) => page.finecalc.conclusion(ask(each), 'zh').targets[0].amount),
  expired: cases.days.map((each) => ask(each).limitation.expired),
  later: ask(cases.later).error ?? null,
  soon: ask({{ ...cases.later, decided: null }}).error.field,
}};
"""
    told = measured(tmp_path, page, script)
    assert [tuple(each) for each in told["fines"][: len(RANGES)]] == list(RANGES.values())
    assert told["said"][len(RANGES) :] == list(SAID.values())
    assert told["expired"] == list(PERIODS.values())
    assert told["later"] is None
    assert told["soon"] == "conduct_to"


def test_sentences_on_the_page_name_provisions_and_show_no_identifier(tmp_path: Path, page: str) -> None:
    """As the page of `range` does: identifiers stand in the last line, which gives the answer again, and nowhere else."""
    script = """
const doc = page.document, click = (text) =>
  [...doc.querySelectorAll('button')].find((each) => each.textContent.includes(text)).click();
const english = [...doc.querySelectorAll('button')].find((each) => each.textContent.trim() === '中文');
if (english) english.click();
click('对未提供实名制身份信息的处罚');
return [...doc.querySelectorAll('dd')].map((each) => each.textContent);
"""
    said = measured(tmp_path, page, script)
    (number,) = [each for each in said if "是另一条" in each]
    assert "第六十四条第一款、" in number
    assert "现为" in number
    assert not any("@" in each for each in said), said


def test_what_is_being_searched_outlives_a_change_of_language(tmp_path: Path, page: str) -> None:
    script = """
const doc = page.document, field = () => doc.getElementById('search');
field().value = '实名';
doc.getElementById('language').click();
return [field().value, [...doc.querySelectorAll('#found button')].length < 5];
"""
    assert measured(tmp_path, page, script) == ["实名", True]
