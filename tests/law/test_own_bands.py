"""The office's own discretion table in a case: art. 16 of the rules on discretion benchmarks. Expected by hand from tests/data/offices."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import finecalc
from finecalc.language.page import plain
from finecalc.law.assess import assess_named
from finecalc.law.assessment import Assessment
from finecalc.law.rules.own_bands import fits, steps_of
from finecalc.law.sentences.answer import answer_page
from finecalc.table.office import Size
from finecalc.table.statutes import Statutes
from tests import TODAY

OFFICES = Path(__file__).parents[1] / "data" / "offices"
AUTUMN = date(2025, 9, 1)


@pytest.fixture(scope="module")
def office() -> Statutes:
    """A prefecture whose tables are those of bands.toml."""
    return finecalc.load(office=OFFICES / "bands.toml")


def ask(statutes: Statutes, reference: str, **known: Any) -> Assessment:
    return assess_named(statutes, reference, **known, today=TODAY)


def own(answer: Assessment, on: str = "organisation") -> list[tuple[str, str, str, str, bool]]:
    """The bands of the office's table: level, name, from, to, whether it applies."""
    return [
        (band.level, band.name, f"{band.min:f}", f"{band.max:f}", band.applies)
        for band in answer.bands
        if band.source and band.on == on and band.min is not None and band.max is not None
    ]


@pytest.mark.parametrize(
    ("facts", "unit", "manager"),
    [
        (["refused"], ("10000", "50000"), ("5000", "20000")),
        (["consequence"], ("10000", "50000"), ("5000", "20000")),
        (["refused", "consequence"], ("50000", "100000"), ("20000", "50000")),
    ],
)
def test_facts_together_open_a_higher_band_and_persons_have_their_own(
    office: Statutes, facts: list[str], unit: tuple[str, str], manager: tuple[str, str]
) -> None:
    answer = ask(office, "csl@2016:59.1", facts=facts, decided=AUTUMN, by="prefecture")
    assert [each[2:] for each in own(answer)] == [(*unit, True)]
    assert [each[2:] for each in own(answer, "manager")] == [(*manager, True)]
    assert {band.level for band in answer.bands} == {"lenient", "ordinary", "heavier", "own"}
    assert sum(note.code == "own-bands" for note in answer.notes) == 1


def test_a_fact_that_is_open_leaves_both_bands(office: Statutes) -> None:
    answer = finecalc.assess(
        "csl@2016:59.1", facts="refused", unknown="consequence", decided=AUTUMN, statutes=office, today=TODAY
    )
    assert [(each[2], each[4]) for each in own(answer)] == [("10000", True), ("50000", False)]
    (later,) = (band for band in answer.bands if band.depends and band.on == "organisation")
    assert later.depends[0].facts == ("consequence",)  # refused is known


@pytest.mark.parametrize(("gains", "low", "high"), [("80000", "400000", "800000"), ("0", "500000", "1000000")])
def test_a_multiple_or_a_sum_by_the_size_of_the_gains(office: Statutes, gains: str, low: str, high: str) -> None:
    answer = ask(office, "csl@2016:64.1", gains=gains, decided=AUTUMN)
    assert [each[2:] for each in own(answer)] == [(low, high, True)]
    assert [each[2:] for each in own(answer, "staff")] == [("50000", "100000", True)]


def test_percent_of_the_maximum_and_of_the_span_in_place_of_the_national_levels(office: Statutes) -> None:
    """Of 50万: 10 to 30, 30 to 70, 70 to 100 %; persons of 9万 above 1万. A fifth of a percent is no matter: no float."""
    answer = ask(office, "csl@2025:61.1", facts="refused", adjust="从重")
    assert own(answer) == [
        ("lenient", "三十分以下", "50000", "150000", False),
        ("ordinary", "三十分至七十分", "150000", "350000", False),
        ("heavier", "七十分以上", "350000", "500000", True),
    ]
    assert [each[2:4] for each in own(answer, "manager")] == [
        ("10000", "37000"),
        ("37000", "73000"),
        ("73000", "100000"),
    ]
    assert not any(note.code == "bands" for note in answer.notes)
    assert all(band.source for band in answer.bands)


def test_a_table_for_one_tier_is_for_no_other(office: Statutes) -> None:
    answer = ask(office, "csl@2025:61.1")
    assert own(answer) == []
    assert [band.max for band in answer.bands] == [22_000, 38_000, 50_000]


def test_a_mitigated_band_lies_under_the_minimum(office: Statutes) -> None:
    """违法所得三倍以上五倍以下; the office's 减轻 is below three times."""
    answer = ask(office, "icp@2024:19.1", gains=60_000, adjust="减轻")
    (band,) = (band for band in answer.bands if band.source)
    assert (band.level, band.min, band.max, band.open, band.applies) == ("mitigated", 0, 180_000, ("max",), True)


def test_article_16_a_band_that_leaves_the_higher_level_is_not_used(office: Statutes) -> None:
    """从重 from 4 times is 50 % of 3 to 5 times: below the 60 % that the float leaves; 从轻 up to 4 times is above its 40 %."""
    answer = ask(office, "icp@2024:19.1", gains=60_000, adjust="从重")
    assert own(answer) == []
    assert [note.reference for note in answer.notes if note.code == "own-departs"] == ["cacd@2025:16.1"] * 2
    assert [band.max for band in answer.bands] == [216_000, 264_000, 300_000]


def test_a_band_that_is_not_used_is_named_by_its_level_where_it_has_no_name(tmp_path: Path) -> None:
    """从轻 to 30万 is over the 23万 that 40 % of 5万–50万 leave it."""
    place = tmp_path / "office.toml"
    place.write_text(
        'name = "甲县网信办"\nlevel = "county"\n[[discretion]]\nref = "csl@2025:61.1"\nfacts = ["refused"]\nsource = "某基准"\n'
        '[[discretion.bands]]\nlevel = "lenient"\nfines = [{ on = ["organisation"], min = 50_000, max = 300_000 }]\n',
        encoding="utf-8",
    )
    answer = ask(finecalc.load(office=place), "csl@2025:61.1", facts="refused")
    (said,) = (each for each in answer.notes if each.code == "own-departs")
    assert said.zh.startswith("本机关裁量基准“从轻”对单位的幅度超出上级划定的从轻的幅度")
    assert said.en.startswith("The band “lenient” of the office's table for the organisation")


def test_what_the_case_cannot_decide_is_shown_and_not_guessed(office: Statutes) -> None:
    answer = ask(office, "minornet@2023:55.1")
    assert [(each[1], each[2], each[3], each[4]) for each in own(answer)] == [
        ("情节轻微", "0", "10000", False),
        ("情节较重", "10000", "20000", False),
        ("情节严重", "20000", "100000", False),
    ]
    said = " ".join(
        plain(text) for block in answer_page(office, answer, "zh") for _, text in getattr(block, "entries", ())
    )
    assert "1万元以下（本机关基准“情节轻微”；取决于“情节轻微，经指出后立即改正”）" in said
    assert "取决于“情节严重”，或者“经指出后拒不改正”，或者第2次以上违反" in said
    assert not any(note.code == "no-band" for note in answer.notes)


@pytest.mark.parametrize(
    ("gains", "band"), [("4999.99", None), ("5000", ("5000", "10000")), ("10000", ("10000", "15000"))]
)
def test_bands_by_the_size_of_the_gains(office: Statutes, gains: str, band: tuple[str, str] | None) -> None:
    """五千元以下 and 五千元以上 both hold 5,000, 以上、以下 being included: the later band applies."""
    answer = ask(office, "telefraud@2022:44.1", gains=gains)
    assert [each[2:4] for each in own(answer)] == ([band] if band else [])


def test_a_fine_for_a_size_goes_before_a_multiple_for_any(tmp_path: Path) -> None:
    """网安法2025:63: below 100,000 of gains 2万–10万, from there one to five times; the multiple of the band is written first."""
    place = tmp_path / "office.toml"
    place.write_text(
        'name = "甲市网信办"\nlevel = "prefecture"\n[[discretion]]\nref = "csl@2025:63.1"\nsource = "某基准"\n'
        '[[discretion.bands]]\nlevel = "lenient"\nfines = [\n'
        '  { on = ["organisation"], multiple = { of = "gains", min = 1, max = 2 }, open = ["max"] },\n'
        '  { on = ["organisation"], min = 20_000, max = 40_000, size = { of = "gains", below = 100_000 }, open = ["max"] },\n]\n',
        encoding="utf-8",
    )
    office = finecalc.load(office=place)
    for gains, low, high in ((99_999, "20000", "40000"), (100_000, "100000", "200000")):
        assert [each[2:4] for each in own(ask(office, "csl@2025:63.1", gains=gains))] == [(low, high)]


def test_while_the_base_is_unknown(office: Statutes) -> None:
    """20 % of ten times is twice, of 10万 2万; 40 to 60 % four to six times."""
    answer = ask(office, "telefraud@2022:38.2")
    levels = {band.level: band for band in answer.bands if band.source}
    multiple, amount = sorted(levels["ordinary"].options, key=lambda each: each.multiple is None)
    assert multiple.multiple is not None
    assert (multiple.multiple.min, multiple.multiple.max) == (4, 6)
    assert (amount.min, amount.max) == (40_000, 60_000)


@pytest.mark.parametrize(("by", "used"), [(None, True), ("prefecture", True), ("provincial", False), ("police", False)])
def test_the_table_is_for_the_office_that_acts(office: Statutes, by: str | None, used: bool) -> None:
    assert bool(own(ask(office, "csl@2025:61.1", facts="refused", by=by))) is used


def test_a_table_that_has_run_out_is_not_used(office: Statutes) -> None:
    assert (
        own(ask(office, "csl@2016:59.1", facts="refused", conduct_to=date(2025, 6, 1), decided=date(2026, 3, 1))) == []
    )


@pytest.mark.parametrize(
    ("size", "gains", "expected"),
    [
        (Size(none=True), "0", True),
        (Size(none=True), "1", False),
        (Size(at_least=5), "5", True),
        (Size(above=5), "5", False),
        (Size(up_to=5), "5", True),
        (Size(below=5), "5", False),
        (Size(below=5), "4.99", True),
        (Size(below=5), "0", True),
        (Size(at_least=5), "0", False),
        (Size(at_least=5), None, None),
    ],
)
def test_sizes(size: Size, gains: str | None, expected: bool | None) -> None:
    assert fits(size, {} if gains is None else {"gains": Decimal(gains)}) is expected


@pytest.mark.parametrize(("level", "said"), [("county", True), ("prefecture", False), ("provincial", False)])
def test_article_16_who_may_make_a_table(tmp_path: Path, level: str, said: bool) -> None:
    """省、自治区、直辖市和设区的市、自治州网信部门可以……制定; a county applies what these made."""
    text = (OFFICES / "bands.toml").read_text(encoding="utf-8").replace('level = "prefecture"', f'level = "{level}"', 1)
    (tmp_path / "office.toml").write_text(text, encoding="utf-8")
    answer = ask(finecalc.load(office=tmp_path / "office.toml"), "csl@2025:61.1", facts="refused")
    (note,) = (each for each in answer.notes if each.code == "own-bands")
    assert ("不能自己制定裁量基准" in note.zh) is said


def test_an_earlier_band_that_may_be_open_gives_way_to_a_later_one_that_is(office: Statutes) -> None:
    """初次违反 is not said of the case; 拒不改正 is, and comes after it."""
    answer = ask(office, "csl@2016:59.1", facts="refused", decided=AUTUMN)
    assert answer.own is not None
    assert [step.status for step in steps_of(answer.own, {})] == ["other", "applies", "other"]


def test_a_band_that_only_touches_the_range_says_nothing_of_it(office: Statutes) -> None:
    """拒不改正: 十万元以上一百万元以下; the office's last band, for the tier below, ends at 十万元."""
    assert own(ask(office, "minornet@2023:55.1", facts="refused", gains=0)) == []
