"""`finecalc compare`: what is beside what, what differs, and how it is drawn. Expected figures are from the laws' texts."""

import json
import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finecalc.language.columns import width
from finecalc.language.errors import FinecalcError, NotAPenalty, UnknownReference
from finecalc.law.answer import Case
from finecalc.table.statutes import Statutes
from finecalc.teach.compare import compare
from finecalc.teach.comparison import Cell, Comparison, Pair
from finecalc.teach.pictures.changes import marked, text_of
from finecalc.teach.pictures.characters import BOX, PLAIN, drawn
from finecalc.teach.pictures.chart import chart, editions_chart
from finecalc.teach.pictures.html import page
from finecalc.teach.pictures.markdown import document
from finecalc.teach.pictures.svg import picture
from finecalc.teach.pictures.wording import Lang, Wording
from tests import TODAY
from tests.conftest import Run


def one(statutes: Statutes, *asked: str, facts: tuple[str, ...] = (), case: Case | None = None) -> Comparison:
    return compare(statutes, asked, facts=facts, case=case, today=TODAY).comparisons[0]


def cell(comparison: Comparison, fact: str | None, column: int) -> Cell:
    row = next(row for row in comparison.rows if (fact in row.facts if fact else not row.facts))
    found = row.cells[column]
    assert found is not None
    return found


def ranges(found: Cell) -> dict[str, tuple[str, Decimal | None, Decimal | None]]:
    return {fine.on: (fine.mode, fine.min, fine.max) for fine in found.fines}


# --- aligned by tier --------------------------------------------------------------------------------------------------


def test_2016_article_59_1_beside_2025_article_61_1(statutes: Statutes) -> None:
    """一万–十万 became 五万–五十万, a fine of 一万–五万 may come at once, and 第三款 adds two tiers above."""
    found = one(statutes, "csl@2016:59.1", "csl@2025:61.1")
    assert [row.facts for row in found.rows] == [(), ("refused", "consequence"), ("severe",), ("extreme",)]
    assert ranges(cell(found, None, 0)) == {}
    assert ranges(cell(found, None, 1)) == {"organisation": ("may", 10_000, 50_000)}
    assert ranges(cell(found, "refused", 0)) == {
        "organisation": ("must", 10_000, 100_000),
        "manager": ("must", 5_000, 50_000),
    }
    assert ranges(cell(found, "refused", 1)) == {
        "organisation": ("must", 50_000, 500_000),
        "manager": ("must", 10_000, 100_000),
        "staff": ("must", 10_000, 100_000),
    }
    assert [row.cells[0] is None for row in found.rows] == [False, False, True, True]
    assert cell(found, "severe", 1).reference == "csl@2025:61.3"
    assert ranges(cell(found, "extreme", 1))["organisation"] == ("must", 2_000_000, 10_000_000)
    assert found.relations == ("equal", "heavier")


def test_what_differs_is_marked_against_the_first_column(statutes: Statutes) -> None:
    found = one(statutes, "csl@2016:59.1", "csl@2025:61.1")
    assert {mark.respect: mark.sign for mark in cell(found, "refused", 1).marks} == {
        "organisation": "raised",
        "manager": "raised",
        "staff": "added",
    }
    assert cell(found, "refused", 0).marks == ()
    assert cell(found, "severe", 1).marks == (), "a tier that only one provision has differs from nothing"


def test_a_wider_sanction_is_raised_and_the_narrower_one_not_removed(statutes: Statutes) -> None:
    """关闭网站 (2016 art. 61) became 关闭网站或者应用程序 (2025 art. 64); nothing else changed."""
    found = cell(one(statutes, "csl@2016:61.1", "csl@2025:64.1"), "refused", 1)
    assert [(mark.respect, mark.sign) for mark in found.marks] == [("close-website-or-app", "raised")]
    assert found.removed == ()


def test_a_narrower_sanction_is_lowered(statutes: Statutes) -> None:
    found = cell(one(statutes, "csl@2025:64.1", "csl@2016:61.1"), "refused", 1)
    assert [(mark.respect, mark.relation) for mark in found.marks] == [("close-website", "lighter")]


def test_confiscation_that_the_text_drops_is_no_relief(statutes: Statutes) -> None:
    """2025 art. 69 no longer says 没收违法所得, but 行政处罚法 art. 28 confiscates all the same."""
    found = one(statutes, "csl@2016:68.1", "csl@2025:69.1")
    first = cell(found, None, 1)
    assert {mark.respect: (mark.sign, mark.relation) for mark in first.marks}["confiscate-gains"] == ("removed", None)
    assert [each.kind for each in first.removed] == ["confiscate-gains"]
    assert found.relations[1] == "heavier"
    assert [note.reference for note in found.notes] == ["apl@2021:28.2"]


def test_a_tier_for_some_items_says_which(statutes: Statutes) -> None:
    """2025 art. 62.2 holds for items 一 and 二 of 62.1 only."""
    found = one(statutes, "csl@2016:60.1", "csl@2025:62.1")
    assert cell(found, "severe", 1).items == (1, 2)


def test_tiers_without_a_common_fact_stand_in_the_order_of_gravity(statutes: Statutes) -> None:
    found = one(statutes, "csl@2016:64.1", "csl@2025:61.1", "pipl@2021:66.1")
    assert [row.facts for row in found.rows] == [
        (),
        ("refused", "consequence"),
        ("serious",),
        ("severe",),
        ("extreme",),
    ]
    assert [at is not None for at in found.rows[2].cells] == [True, False, True]


def test_known_bases_turn_multiples_into_amounts(statutes: Statutes) -> None:
    """2016 art. 65: one to ten times 采购金额."""
    found = one(statutes, "csl@2016:65.1", "csl@2025:67.1", case=Case(purchase=Decimal(200_000)))
    assert ranges(cell(found, None, 0))["organisation"] == ("must", 200_000, 2_000_000)
    assert one(statutes, "csl@2016:65.1", "csl@2025:67.1").rows[0].cells[0].fines[0].needs == ("purchase",)  # type: ignore[union-attr]


# --- what may be asked for --------------------------------------------------------------------------------------------


def test_a_power_item_is_its_listed_basis_beside_today_s(statutes: Statutes) -> None:
    found = compare(statutes, ["#1"], today=TODAY)
    assert [[column.reference for column in each.columns] for each in found.comparisons] == [
        ["csl@2016:59.1", "csl@2025:61.1"],
        ["csl@2016:59.2", "csl@2025:61.2"],
    ]
    split = compare(statutes, ["#9"], today=TODAY).comparisons
    assert [column.reference for column in split[0].columns] == ["csl@2016:69.1", "csl@2025:69.1", "csl@2025:70.1"]
    pointed = compare(statutes, ["#5"], today=TODAY).comparisons
    assert [column.reference for column in pointed[0].columns] == ["csl@2016:64.1", "pipl@2021:66.1"]
    same = compare(statutes, ["#10"], today=TODAY).comparisons
    assert [column.reference for column in same[0].columns] == ["news@2017:22.1"]


def test_one_provision_alone_is_compared_with_what_it_became_or_was(statutes: Statutes) -> None:
    assert [c.reference for c in one(statutes, "csl@2016:59.1").columns] == ["csl@2016:59.1", "csl@2025:61.1"]
    assert [c.reference for c in one(statutes, "网安法64").columns] == ["csl@2016:61.1", "csl@2025:64.1"]


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        (["csl:61.1", "csl:999"], UnknownReference, "81"),
        (["csl:61.1", "stuff"], UnknownReference, "stuff"),
        (["csl@2016:70.1", "csl:61.1"], NotAPenalty, "icp@2011:20.1"),
        (["news:4", "csl:61.1"], NotAPenalty, "监督检查"),
        (["#14"], NotAPenalty, "没有处罚"),
        (["news:22"], FinecalcError, "再写一条"),
        (["csl@2016", "pipl@2021"], FinecalcError, "同一部法"),
        (["csl@2016", "csl:61.1"], FinecalcError, "同一部法"),
        (["pipl@2021"], FinecalcError, "只有 pipl@2021"),
        (["csl@2011", "csl@2025"], FinecalcError, "csl@2016、csl@2025"),
        (["csl"], FinecalcError, "csl@2016、csl@2025"),
        (
            [
                "csl@2016:59.1",
                "csl@2016:59.2",
                "csl@2016:60.1",
                "csl@2016:61.1",
                "csl@2016:62.1",
                "csl@2016:65.1",
                "dsl:48.1",
            ],
            FinecalcError,
            "最多比较 6 条，这里有 7 条",
        ),
    ],
)
def test_what_cannot_be_compared(statutes: Statutes, asked: list[str], error: type[FinecalcError], said: str) -> None:
    with pytest.raises(error) as raised:
        compare(statutes, asked, today=TODAY)
    assert said in raised.value.words.zh
    assert raised.value.words.en


# --- one situation ----------------------------------------------------------------------------------------------------


def test_one_situation_across_articles(statutes: Statutes) -> None:
    """A refusal: 2016 art. 59 一万–十万, 2025 art. 61 五万–五十万, 数据安全法 art. 45 五十万–二百万."""
    found = one(statutes, "csl@2016:59.1", "csl@2025:61.1", "dsl@2021:45.1", facts=("拒不改正",))
    assert len(found.rows) == 1
    assert [ranges(each)["organisation"] for each in found.rows[0].cells if each] == [
        ("must", 10_000, 100_000),
        ("must", 50_000, 500_000),
        ("must", 500_000, 2_000_000),
    ]


def test_a_fact_means_what_each_text_means_by_its_words(statutes: Statutes) -> None:
    """造成大量数据泄露等严重后果 is 数据安全法 art. 45's consequence, but 网络安全法 art. 61.3's severe."""
    found = one(statutes, "dsl@2021:45.1", "csl@2025:61.1", facts=("造成大量数据泄露",))
    assert [each.reference for each in found.rows[0].cells if each] == ["dsl@2021:45.1", "csl@2025:61.3"]


def test_a_fact_unknown_to_one_provision_is_left_out_there_and_said(statutes: Statutes) -> None:
    found = one(statutes, "csl@2016:59.1", "csl@2025:61.1", facts=("refused", "severe"))
    assert ranges(cell(found, "severe", 0))["organisation"] == ("must", 10_000, 100_000)
    assert [note.code for note in found.notes] == ["fact-not-used"]
    with pytest.raises(FinecalcError, match="没有“serious”，只有"):
        one(statutes, "csl@2016:59.1", "csl@2025:61.1", facts=("serious",))


# --- whole editions ---------------------------------------------------------------------------------------------------


def pairs(statutes: Statutes) -> dict[tuple[str | None, str | None], Pair]:
    found = compare(statutes, ["csl@2016", "csl@2025"], today=TODAY).pairs
    return {(pair.before and pair.before[4:], pair.after and pair.after[4:]): pair for pair in found}


def test_the_2016_and_2025_editions_of_the_cybersecurity_law(statutes: Statutes) -> None:
    changes = {places: pair.change for places, pair in pairs(statutes).items()}
    assert changes == {
        ("2016:59.1", "2025:61.1"): "raised",
        ("2016:59.2", "2025:61.2"): "raised",
        ("2016:60.1", "2025:62.1"): "raised",
        ("2016:61.1", "2025:64.1"): "raised",
        ("2016:62.1", "2025:65.1"): "raised",
        ("2016:63.1", "2025:66.1"): "unchanged",
        ("2016:63.2", "2025:66.2"): "unchanged",
        ("2016:63.3", "2025:66.3"): "unchanged",
        ("2016:64.1", "2025:71.1"): "gone",
        ("2016:64.2", "2025:71.2"): "gone",
        ("2016:65.1", "2025:67.1"): "unchanged",
        ("2016:66.1", "2025:71.1"): "gone",
        ("2016:67.1", "2025:68.1"): "unchanged",
        ("2016:67.2", "2025:68.2"): "unchanged",
        ("2016:68.1", "2025:69.1"): "raised",
        ("2016:68.2", "2025:69.3"): "raised",
        ("2016:69.1", "2025:69.1"): "raised",
        ("2016:69.1", "2025:70.1"): "unchanged",
        ("2016:70.1", "2025:71.1"): "unchanged",
        (None, "2025:61.3"): "new",
        (None, "2025:62.2"): "new",
        (None, "2025:63.1"): "new",
        (None, "2025:65.2"): "new",
        (None, "2025:69.2"): "new",
        (None, "2025:73.1"): "new",
    }


def test_split_joined_and_pointed_paragraphs(statutes: Statutes) -> None:
    found = pairs(statutes)
    assert found["2016:69.1", "2025:69.1"].items == (1,)
    assert (found["2016:69.1", "2025:70.1"].items, found["2016:69.1", "2025:70.1"].to_items) == ((2, 3), (1, 2))
    assert {places for places, pair in found.items() if pair.split} == {
        ("2016:69.1", "2025:69.1"),
        ("2016:69.1", "2025:70.1"),
    }
    assert found["2016:68.1", "2025:69.1"].merged
    assert found["2016:64.1", "2025:71.1"].points_to == ("pipl@2021:66.1",)
    assert found["2016:66.1", "2025:71.1"].points_to == ("dsl@2021:46.1", "pipl@2021:66.1")
    assert found[None, "2025:61.3"].joins == ("csl@2025:61.1", "csl@2025:61.2")


def test_the_order_typed_does_not_turn_time_round(statutes: Statutes) -> None:
    found = compare(statutes, ["csl@2025", "网络安全法（2016年）"], today=TODAY)
    assert found.editions == ("csl@2016", "csl@2025")
    assert compare(statutes, ["icp@2011"], today=TODAY).editions == ("icp@2011", "icp@2024")


def test_an_edition_that_changed_nothing_is_unchanged_throughout(statutes: Statutes) -> None:
    """The 2024 revision of 互联网信息服务管理办法 left its penalties as they were."""
    found = compare(statutes, ["icp@2011", "icp@2024"], today=TODAY).pairs
    assert {pair.change for pair in found} == {"unchanged"}
    assert len(found) == 7


# --- words that changed -----------------------------------------------------------------------------------------------


def test_changed_words_are_whole_words(statutes: Statutes) -> None:
    runs = marked(statutes.provision("csl@2016:59.1").text, statutes.provision("csl@2025:61.1").text)
    assert runs is not None
    before, after = ([run.text for run in side if run.changed] for side in runs)
    assert before == ["第二十一条、第二十五条", "一万元", "十万元", "处五千元", "五万元"]
    assert after == [
        "第二十三条、第二十七条",
        "，可以处一万元以上五万元以下罚款",
        "五万元",
        "五十万元",
        "和其他直接责任人员处一万元",
        "十万元",
    ]


@given(st.text("一二三万元以上下处，；罚款A1 ", max_size=60), st.text("一二三万元以上下处，；罚款A1 ", max_size=60))
def test_the_runs_are_the_texts(before: str, after: str) -> None:
    runs = marked(before, after)
    if runs is None:
        return
    assert (text_of(runs[0]), text_of(runs[1])) == (before, after)
    same = ["".join(run.text for run in side if not run.changed) for side in runs]
    assert same[0] == same[1], "what is not marked is in both"


def test_different_texts_are_not_marked() -> None:
    assert marked("责令改正，给予警告", "处五万元以上五十万元以下罚款") is None


# --- the chart --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [40, 64, 80, 120, 160])
@pytest.mark.parametrize("glyphs", [BOX, PLAIN])
def test_bars_stand_where_the_axis_says(statutes: Statutes, columns: int, glyphs: object) -> None:
    """Each end of a bar at 1万, 10万, … stands under the tick of that amount."""
    drawing = chart(one(statutes, "csl@2016:59.2", "csl@2025:61.1"), Wording(statutes, "zh"))
    lines = [line.text for line in drawn(drawing, columns=columns, glyphs=glyphs)]  # type: ignore[arg-type]
    assert all(width(line) <= columns for line in lines)
    axis = next(number for number, line in enumerate(lines) if re.fullmatch(r" *[┴+][─-]+[─┴+-]+", line))
    ticks = [width(lines[axis][:at]) for at, char in enumerate(lines[axis]) if char in "┴+"]
    assert len(ticks) == 5
    bar = next(line for line in lines if "10万" in line and "100万" in line and line != lines[axis - 1])
    left, right = (max(bar.find(char) for char in chars) for chars in ("┣[", "┫]"))
    assert (width(bar[:left]), width(bar[:right])) == (ticks[2], ticks[3])


@given(st.decimals(1, 10**12, places=2), st.decimals(1, 10**12, places=2))
def test_the_axis_keeps_the_order_of_amounts(one_amount: Decimal, other: Decimal) -> None:
    from finecalc.teach.pictures.chart import Chart

    axis = Chart(title="", description="", last=8, tick_texts=(), panels=(), legend=(), key="")
    low, high = sorted((one_amount, other))
    assert 0 <= axis.place(low) <= axis.place(high) <= 1
    assert [round(axis.place(tick), 9) for tick in axis.ticks] == [0, 0.2, 0.4, 0.6, 0.8, 1]


def test_a_ceiling_without_a_floor_has_an_open_end(statutes: Statutes) -> None:
    """个人信息保护法 art. 66.1: 并处一百万元以下罚款."""
    drawing = chart(one(statutes, "pipl@2021:66.1", "csl@2025:61.1"), Wording(statutes, "zh"))
    bar = next(bar for group in drawing.panels[0].groups for bar in group.bars if bar.column == 0)
    assert (bar.low, bar.high, bar.low_text, bar.high_text) == (None, 1_000_000, "", "100万")
    assert drawing.ends(bar)[0] == 0.0
    text = "\n".join(line.text for line in drawn(drawing, columns=80, glyphs=BOX))
    assert re.search(r"个人信息保护法第66条第1款 +<━+┫100万", text)


def test_an_unknown_base_is_a_formula_not_a_bar(statutes: Statutes) -> None:
    drawing = chart(one(statutes, "csl@2016:65.1", "csl@2025:67.1"), Wording(statutes, "zh"))
    assert [bar.note for bar in drawing.panels[0].groups[0].bars] == ["采购金额的1–10倍"] * 2
    assert all(bar.formula for bar in drawing.panels[0].groups[0].bars)


@pytest.mark.parametrize(
    ("refs", "zh", "en"),
    [
        (
            ["csl@2016:59.1", "csl@2025:63.1"],
            ["2016年第59条第1款", "2025年第63条"],
            ["2016 art. 59(1)", "2025 art. 63"],
        ),
        (
            ["dsl@2021:45.1", "csl@2025:63.1"],
            ["数据安全法第45条第1款", "网络安全法第63条"],
            ["DSL art. 45(1)", "CSL art. 63"],
        ),
        (
            ["csl@2016:61.1", "csl@2025:61.1", "dsl@2021:46.1"],
            ["网络安全法2016年第61条", "网络安全法2025年第61条第1款", "数据安全法第46条"],
            ["CSL 2016 art. 61", "CSL 2025 art. 61(1)", "DSL art. 46"],
        ),
    ],
)
def test_provisions_are_named_briefly_and_told_apart(
    statutes: Statutes, refs: list[str], zh: list[str], en: list[str]
) -> None:
    assert Wording(statutes, "zh").brief(refs) == zh
    assert Wording(statutes, "en").brief(refs) == en


def test_manager_and_staff_with_the_same_fine_share_a_bar(statutes: Statutes) -> None:
    drawing = chart(one(statutes, "csl@2016:59.1", "csl@2025:61.1"), Wording(statutes, "zh"))
    assert [(bar.label, bar.who) for bar in drawing.panels[1].groups[0].bars] == [
        ("2016年第59条第1款", "主管人员"),
        ("2025年第61条第1款", "主管及责任人员"),
    ]


def test_provisions_without_any_fine_say_so(statutes: Statutes) -> None:
    drawing = chart(one(statutes, "icp@2011:20.1", "icp@2024:20.1"), Wording(statutes, "zh"))
    assert drawing.panels == ()
    assert [line.text for line in drawn(drawing, columns=80, glyphs=BOX)] == ["所比各条都不罚款"]


def test_a_bar_over_all_tiers_has_a_part_for_each(statutes: Statutes) -> None:
    """网安法2025:61①③: 可以一万–五万；五万–五十万；五十万–二百万；二百万–一千万. Persons: 一万–十万 and, over it, 五万–二十万."""
    found = compare(statutes, ["csl@2016", "csl@2025"], today=TODAY)
    units, persons = editions_chart(found.pairs, found.editions, Wording(statutes, "zh")).panels
    name = "网络运营者不履行网络安全保护义务"
    (group,) = [group for group in units.groups if group.title == name]
    assert [(part.low, part.high, part.mode) for part in group.bars[1].parts] == [
        (10_000, 50_000, "may"),
        (50_000, 500_000, "must"),
        (500_000, 2_000_000, "must"),
        (2_000_000, 10_000_000, "must"),
    ]
    (group,) = [group for group in persons.groups if group.title == name]
    first, second = (bar for bar in group.bars if bar.column == 1)
    assert (first.low, first.high, first.parts) == (10_000, 100_000, ())
    assert [(part.low, part.high) for part in second.parts] == [(50_000, 200_000), (200_000, 1_000_000)]


@pytest.mark.parametrize("law", ["csl@2016 csl@2025", "icp@2011 icp@2024", "minors@2020 minors@2024"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_two_groups_of_a_chart_bear_one_name(statutes: Statutes, law: str, lang: Lang) -> None:
    found = compare(statutes, law.split(), today=TODAY)
    wording = Wording(statutes, lang)
    for panel in editions_chart(found.pairs, found.editions, wording).panels:
        names = [group.title for group in panel.groups]
        assert len(set(names)) == len(names)
    for pair in found.pairs:
        for panel in chart(pair.comparison, wording).panels if pair.comparison else ():
            names = [group.title for group in panel.groups]
            assert len(set(names)) == len(names)


def test_a_tier_stands_beside_the_one_that_the_same_words_open(statutes: Statutes) -> None:
    """数安法45①: 拒不改正或者造成大量数据泄露等严重后果的, 五十万–二百万; 网安法61③: 造成大量数据泄露…的, 五十万–二百万."""
    found = one(statutes, "dsl@2021:45.1", "csl@2025:61.1")
    beside = [tuple(cell and cell.fine_on("organisation") for cell in row.cells) for row in found.rows]
    spans = [tuple(fine and (fine.min, fine.max) for fine in row) for row in beside]
    assert spans == [
        ((50_000, 500_000), (10_000, 50_000)),
        (None, (50_000, 500_000)),
        ((500_000, 2_000_000), (500_000, 2_000_000)),
        (None, (2_000_000, 10_000_000)),
    ]


# --- the terminal and the files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", ["10", "40", "80", "120", "400"])
def test_the_page_fits_the_terminal(run: Run, columns: str) -> None:
    done = run("compare", "csl@2016:68.1", "csl@2025:69.1", "pipl:66.1", env={"COLUMNS": columns})
    assert (done.returncode, done.stderr) == (0, "")
    room = max(40, min(int(columns), 160))
    too_wide = [line for line in done.stdout.splitlines() if width(line) > room]
    assert too_wide == []


def test_signs_survive_without_colour_and_words_without_signs(run: Run) -> None:
    done = run("compare", "csl@2016:59.1", "csl@2025:61.1")
    assert "▲ 处5万元以上50万元以下" in done.stdout
    assert "＋ 可以处1万元以上5万元以下" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_console_that_shows_gbk_gets_signs_one_column_wide(run: Run, tmp_path: Path) -> None:
    import os
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "finecalc", "--lang", "zh", "compare", "csl@2016:59.1", "csl@2025:61.1"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "gbk", "COLUMNS": "80"},
        cwd=tmp_path,
        timeout=60,
    )
    text = done.stdout.decode("gbk")
    assert "^ 处5万元以上50万元以下" in text
    assert re.search(r"1万\[=+\]10万", text)
    assert "━" not in text


def test_english(run: Run) -> None:
    done = run("--lang", "en", "compare", "csl@2016:59.1", "csl@2025:61.1")
    assert "▲ CNY 50,000 to CNY 500,000" in done.stdout
    assert "refused to correct or caused harm" in done.stdout
    assert re.search(r"50k┣━+┫500k", done.stdout)


def test_json_is_the_comparison(run: Run) -> None:
    done = run("compare", "csl@2016:59.1", "csl@2025:61.1", "--json")
    found = json.loads(done.stdout)
    assert [column["reference"] for column in found["comparisons"][0]["columns"]] == ["csl@2016:59.1", "csl@2025:61.1"]
    fine = found["comparisons"][0]["rows"][1]["cells"][1]["fines"][0]
    assert (fine["on"], fine["min"], fine["max"]) == ("organisation", 50_000, 500_000)
    assert re.fullmatch("[0-9a-f]{64}", found["table"]["sha256"])
    editions = json.loads(run("compare", "csl@2016", "csl@2025", "--json").stdout)
    assert len(editions["pairs"]) == 25


@pytest.mark.parametrize("ending", ["html", "svg", "md", "json"])
@pytest.mark.parametrize("asked", [("csl@2016:59.1", "csl@2025:61.1"), ("csl@2016", "csl@2025"), ("#1",)])
def test_files(run: Run, tmp_path: Path, ending: str, asked: tuple[str, ...]) -> None:
    done = run("compare", *asked, "-o", f"out.{ending}")
    assert (done.returncode, done.stdout) == (0, "")
    assert f"out.{ending}" in done.stderr
    text = (tmp_path / f"out.{ending}").read_text(encoding="utf-8")
    assert "2025年第61条第1款" in text or "csl@2025:61.1" in text
    assert [path.name for path in tmp_path.iterdir()] == [f"out.{ending}"], "no draft is left behind"


@pytest.mark.parametrize(
    ("output", "said"), [("no/such/place.svg", "no/such/place.svg"), ("out.pdf", ".html、.svg、.md"), ("out", ".html")]
)
def test_a_file_that_cannot_be_written(run: Run, tmp_path: Path, output: str, said: str) -> None:
    done = run("compare", "csl@2016:59.1", "csl@2025:61.1", "-o", output)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_facts_and_fact_say_the_same(run: Run) -> None:
    asked = ("compare", "csl@2016:59.1", "csl@2025:61.1")
    joined = run(*asked, "--facts", "refused；severe").stdout
    assert joined == run(*asked, "-f", "拒不改正", "-f", "severe").stdout
    assert "此案情：拒不改正、造成大量数据泄露、关键信息基础设施丧失局部功能等严重" in joined


def test_markdown_marks_the_changed_words(statutes: Statutes) -> None:
    text = document(compare(statutes, ["csl@2016:59.1", "csl@2025:61.1"], today=TODAY), Wording(statutes, "zh"))
    assert "<del>第二十一条、第二十五条</del>" in text
    assert "<ins>，可以处一万元以上五万元以下罚款</ins>" in text
    assert "| 单位 | 处1万元以上10万元以下 | **▲ 处5万元以上50万元以下** |" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {line.count(" | ") for line in rows} == {2}


def test_the_picture_is_well_formed_and_stands_alone(statutes: Statutes) -> None:
    text = picture(compare(statutes, ["csl@2016:59.1", "pipl:66.1"], today=TODAY), Wording(statutes, "zh"))
    root = ElementTree.fromstring(text)
    assert root.find("{http://www.w3.org/2000/svg}title") is not None
    assert not re.search(r"<script|href|url\(|@import|<image", text)
    assert text.count("<polygon") == 6  # 59.1: unit, manager; 66: unit refused, unit serious, persons twice
    assert "5,000万元以下或者上一年度营业额的5%以下（取高）" in text


def test_every_penalty_provision_can_be_compared_drawn_and_written(statutes: Statutes) -> None:
    refs = [provision.ref for provision in statutes.table.provisions if provision.role == "penalty"]
    for start in range(0, len(refs) - 1, 6):
        found = compare(statutes, refs[start : start + 7][-6:], today=TODAY)
        for lang in ("zh", "en"):
            wording = Wording(statutes, lang)  # type: ignore[arg-type]
            ElementTree.fromstring(picture(found, wording))
            assert page(found, wording).count("<table") == 1
            assert document(found, wording)


def test_text_from_the_table_cannot_become_markup(statutes: Statutes) -> None:
    """A table of law may hold anything: its text stays text in every file."""
    from msgspec import structs

    nasty = "</title><script>alert(1)</script>\x1b[31m"
    provisions = tuple(
        structs.replace(each, name=nasty, text=each.text + nasty) if each.ref == "csl@2025:61.1" else each
        for each in statutes.table.provisions
    )
    other = Statutes(structs.replace(statutes.table, provisions=provisions), "0" * 64, "other")
    found = compare(other, ["csl@2016:59.1", "csl@2025:61.1"], today=TODAY)
    wording = Wording(other, "zh")
    for text in (page(found, wording), picture(found, wording), document(found, wording)):
        assert "<script" not in text
        assert "\x1b" not in text


def test_the_picture_in_the_readme_is_what_the_table_says_today(statutes: Statutes) -> None:
    kept = Path(__file__).parents[2] / ".github" / "compare.svg"
    if not kept.exists():
        pytest.skip("only a source checkout has the picture")
    found = compare(statutes, ["csl@2016:59.1", "csl@2025:61.1"], today=TODAY)
    drawn_again = picture(found, Wording(statutes, "zh"))
    assert kept.read_text(encoding="utf-8") == drawn_again, (
        "draw it again: finecalc --lang zh compare csl@2016:59.1 csl@2025:61.1 -o .github/compare.svg"
    )


def test_the_ends_of_a_bar_are_as_officials_write_them(statutes: Statutes) -> None:
    zh, en = Wording(statutes, "zh"), Wording(statutes, "en")
    assert zh.ends(Decimal(5_000), Decimal(50_000)) == ("5,000", "5万")
    assert zh.ends(Decimal(50_000), Decimal(500_000)) == ("5万", "50万")
    assert zh.ends(Decimal(0), Decimal(50_000)) == ("", "5万")
    assert en.ends(Decimal(500_000), Decimal(2_000_000)) == ("500k", "2,000k")
    assert en.ends(Decimal(2_000_000), Decimal(10_000_000)) == ("2M", "10M")
    assert (zh.amount(Decimal(10_000_000)), en.amount(Decimal(10_000_000))) == ("1,000万", "10M")


@pytest.mark.parametrize("asked", [("csl@2016:59.1", "csl@2025:61.1"), ("csl@2016", "csl@2025")])
def test_the_picture_stands_before_the_table_on_the_terminal_too(run: Run, asked: tuple[str, str]) -> None:
    shown = run("compare", *asked).stdout
    last = max(shown.find("情节      "), shown.find("▲ 加重"))
    assert 0 <= shown.index("罚款幅度（对数轴") < last


def test_identifiers_stand_behind_the_names_of_provisions_and_editions(run: Run, tmp_path: Path) -> None:
    head = run("compare", "csl@2016:59.1", "csl@2025:61.1").stdout
    assert head.index("《网络安全法》（2016年）第五十九") < head.index("csl@2016:59.1")
    whole = run("compare", "csl@2016", "csl@2025").stdout
    assert "▲ 加重      2016年第59条第1款 → 2025年第61条第1款\n" in whole
    for kind in ("html", "md", "svg"):
        run("compare", "csl@2016", "csl@2025", "-o", f"editions.{kind}")
        written = (tmp_path / f"editions.{kind}").read_text("utf-8")
        assert "《网络安全法》（2016年）" in written
        assert ">csl@2016<" not in written
        assert "| csl@2016 |" not in written
