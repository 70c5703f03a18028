"""Loading `statutes.toml`: what the table holds, what a broken one is told, and a cache that is never stale."""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import finecalc
from finecalc.language.errors import TableError
from finecalc.table import load as module
from finecalc.table.ladder import Ladder
from finecalc.table.statutes import Statutes

WHOLE = Path(finecalc.load().path).read_text(encoding="utf-8")
HEADER, TEXT = WHOLE[: WHOLE.index("\nschema = 1") + 1], WHOLE[WHOLE.index("\nschema = 1") + 1 :]
"""The comment that teaches the grammar, and the table itself."""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    monkeypatch.setattr(module, "_loaded", {})
    return tmp_path / "cache"


def test_the_fourteen_power_items_have_every_column(statutes: Statutes) -> None:
    powers = statutes.table.powers
    assert [power.number for power in powers] == list(range(1, 15))
    assert len({power.code for power in powers}) == 14
    for power in powers:
        assert power.code.startswith("11620602MB19807920462")
        assert (power.body, power.unit, power.level) == ("凉州区互联网信息办公室", "网络监管组", "county")
        assert power.kind == ("其他行政权力" if power.number == 14 else "行政处罚")
        assert power.basis.startswith("《")
        assert {power.duties, power.accountability} <= {passage.id for passage in statutes.table.passages}


def test_the_power_list_quotes_the_law_save_where_a_departure_is_recorded(statutes: Statutes) -> None:
    for power in statutes.table.powers:
        quoted = re.sub(r"\s", "", power.basis)
        for ref in power.provisions:
            text = re.sub(r"\s", "", statutes.provision(ref).text)
            if text not in quoted and ref != "news@2017:19.2":
                assert power.number in (11, 12), (power.number, ref)


def test_every_quote_stands_in_the_text_it_is_said_to_stand_in(statutes: Statutes) -> None:
    for provision in statutes.table.provisions:
        if provision.role != "penalty":
            continue
        ladder: Ladder = statutes.ladder(provision.ref)
        for rung in ladder.rungs:
            assert rung.quote in statutes.provision(rung.source).text
            for words in rung.when.values():
                assert words in rung.quote
            for laid in rung.laid:
                assert laid.what.quote in statutes.provision(laid.source).text


def test_tier_choice_is_total_and_unique(statutes: Statutes) -> None:
    """Every combination of facts meets a gravest tier, unless the paragraph only adds to another one."""
    from itertools import chain, combinations

    for provision in statutes.table.provisions:
        if provision.role != "penalty":
            continue
        ladder = statutes.ladder(provision.ref)
        items = tuple(sorted({item for rung in ladder.rungs for item in rung.items}))
        sizes = range(len(ladder.facts) + 1)
        for facts in chain.from_iterable(combinations(ladder.facts, size) for size in sizes):
            met = ladder.met(facts, items)
            assert met == sorted(set(met))
            if not ladder.rungs[0].when:
                assert met


BROKEN: list[tuple[str, Callable[[str], str], str]] = [
    ("not TOML", lambda text: text.replace("[office]", "[office", 1), r":\d+：不是正确的 TOML"),
    ("old schema", lambda text: text.replace("schema = 1", "schema = 0", 1), r"schema 是 0，本程序读 schema = 1"),
    ("no schema", lambda text: text.replace("schema = 1\n", "", 1), r"schema 是 缺失"),
    (
        "a number as text",
        lambda text: text.replace("min = 10_000", 'min = "1万"', 1),
        r":\d+：provisions\.\d+\.tiers\.\d+\.fines\.\d+\.min：应为整数，不能是文字",
    ),
    (
        "an unknown key",
        lambda text: text.replace("subject = ", "subjekt = ", 1),
        r"没有 subjekt 这个键，是不是 subject？",
    ),
    (
        "an unknown mode",
        lambda text: text.replace('mode = "may"', 'mode = "might"', 1),
        r"mode：不能是 'might'",
    ),
    ("a float", lambda text: text.replace("min = 10_000", "min = 1.5", 1), r"min：应为整数，不能是"),
    (
        "a successor that is not there",
        lambda text: text.replace(
            'successors = [{ ref = "csl@2025:61.1" }]', 'successors = [{ ref = "csl@2025:99.1" }]', 1
        ),
        r"successors 指向不存在的 csl@2025:99\.1",
    ),
    (
        "a reference twice",
        lambda text: text.replace('ref = "csl@2016:59.2"', 'ref = "csl@2016:59.1"', 1),
        r"csl@2016:59\.1 重复",
    ),
    (
        "a malformed reference",
        lambda text: text.replace('ref = "csl@2016:59.2"', 'ref = "csl2016-59"', 1),
        r"应写作 csl@2016:59\.1",
    ),
    ("a kind of sanction", lambda text: text.replace('kind = "warning"', 'kind = "warningx"', 1), r"是不是“warning”"),
    ("an authority", lambda text: text.replace('["competent-authority"]', '["xx"]', 1), r"authority：词汇表中没有“xx”"),
    ("a base", lambda text: text.replace('of = "gains"', 'of = "gainz"', 1), r"是不是“gains”"),
    ("a person", lambda text: text.replace('on = ["organisation"]', 'on = ["org"]', 1), r"词汇表中没有“org”"),
    ("a fact", lambda text: text.replace("when = { refused =", "when = { refusedx =", 1), r"是不是“refused”"),
    (
        "a rule",
        lambda text: text.replace('edition = "apl@2021:37.1"', 'edition = "apl@2021:99.1"', 1),
        r"apl@2021:99\.1",
    ),
    ("an edition", lambda text: text.replace("until = 2025-12-31", "until = 2015-12-31", 1), r"早于 in_force"),
    ("a range upside down", lambda text: text.replace("min = 10_000, max", "min = 900_000, max", 1), r"不成幅度"),
    ("a negative fine", lambda text: text.replace("min = 10_000", "min = -5", 1), r"不成幅度"),
    (
        "a circle",
        lambda text: text.replace('borrows = [{ ref = "csl@2016:68.1"', 'borrows = [{ ref = "csl@2016:68.2"', 1),
        r"绕回了自己",
    ),
    ("nested too deep", lambda text: "a = " + "[" * 5000, r":\d+"),
    ("an empty file", lambda text: "", r"schema"),
]


@pytest.mark.parametrize(
    ("spoil", "message"), [(spoil, message) for _, spoil, message in BROKEN], ids=[name for name, _, _ in BROKEN]
)
def test_a_broken_table_is_told_line_and_key(
    tmp_path: Path, cache: Path, spoil: Callable[[str], str], message: str
) -> None:
    place = tmp_path / "mine.toml"
    broken = spoil(TEXT)
    assert broken != TEXT
    place.write_text(broken, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        finecalc.load(place)
    assert re.search(message, caught.value.words.zh)
    assert re.search(r"mine\.toml:\d+", caught.value.words.zh)
    assert re.search(r"mine\.toml:\d+", caught.value.words.en)


def test_the_line_named_is_the_line_at_fault(tmp_path: Path, cache: Path) -> None:
    place = tmp_path / "mine.toml"
    place.write_text(TEXT.replace("min = 10_000", 'min = "1万"', 1), encoding="utf-8")
    with pytest.raises(TableError) as caught:
        finecalc.load(place)
    at_fault = next(number for number, line in enumerate(TEXT.split("\n"), 1) if "min = 10_000" in line)
    assert f":{at_fault}：" in caught.value.words.zh


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"\xb7\xa8"])
def test_a_table_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    place = tmp_path / "mine.toml"
    if content is not None:
        place.write_bytes(content)
    with pytest.raises(TableError, match=r"mine\.toml"):
        finecalc.load(place)


def test_another_table_takes_the_place_of_the_packaged_one(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "mine.toml"
    place.write_text(TEXT.replace('version = "', 'version = "mine-', 1), encoding="utf-8")
    monkeypatch.setenv("FINECALC_STATUTES", str(place))
    assert finecalc.load().table.version.startswith("mine-")


def test_the_cache_is_never_stale(tmp_path: Path, cache: Path) -> None:
    place = tmp_path / "mine.toml"
    stamp = 1_700_000_000
    for ceiling in (100_000, 100_001):
        place.write_text(TEXT.replace("max = 100_000,", f"max = {ceiling:_},", 1), encoding="utf-8")
        os.utime(place, (stamp, stamp))  # the time of the change itself cannot be set back
        for _ in range(2):
            loaded = finecalc.load(place)
            fine = loaded.provision("csl@2016:59.1").tiers[1].fines[0]
            assert fine.max == ceiling
    assert len(list((cache / "finecalc").iterdir())) == 2


def test_a_table_is_read_once_until_its_file_changes(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "mine.toml"
    place.write_text(TEXT, encoding="utf-8")
    first = finecalc.load(place)
    assert finecalc.load(str(place)) is first
    monkeypatch.setenv("FINECALC_STATUTES", str(place))
    assert finecalc.load() is first
    place.write_text(TEXT + "\n", encoding="utf-8")
    second = finecalc.load(place)
    assert second is not first
    assert second.sha256 != first.sha256
    draft = tmp_path / "draft.toml"
    draft.write_text(TEXT.replace("max = 100_000,", "max = 100_001,", 1) + "\n", encoding="utf-8")
    os.utime(draft, ns=(place.stat().st_atime_ns, place.stat().st_mtime_ns))
    draft.replace(place)
    assert finecalc.load(place).sha256 not in (first.sha256, second.sha256)
    place.unlink()
    with pytest.raises(finecalc.FinecalcError):
        finecalc.load(place)


def test_a_damaged_cache_is_passed_over(tmp_path: Path, cache: Path) -> None:
    place = tmp_path / "mine.toml"
    place.write_text(TEXT, encoding="utf-8")
    finecalc.load(place)
    (kept,) = (cache / "finecalc").iterdir()
    whole = kept.read_bytes()
    for damaged in (b"", whole[:-1], whole[:40] + b"\x00" + whole[41:]):
        kept.write_bytes(damaged)
        module._loaded.clear()
        assert finecalc.load(place).provision("csl@2016:59.1").tiers[1].fines[0].max == 100_000


def test_a_cache_that_reads_well_but_is_not_what_was_kept_is_passed_over(tmp_path: Path, cache: Path) -> None:
    place = tmp_path / "mine.toml"
    place.write_text(TEXT, encoding="utf-8")
    version = finecalc.load(place).table.version
    (kept,) = (cache / "finecalc").iterdir()
    whole = kept.read_bytes()
    forged = whole.replace(version.encode(), b"9999-99-99")
    assert forged != whole
    kept.write_bytes(forged)
    module._loaded.clear()
    assert finecalc.load(place).table.version == version


def test_no_cache_directory_costs_nothing_but_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setenv("LOCALAPPDATA", str(blocked))
    monkeypatch.setattr(module, "_loaded", {})
    assert finecalc.load().table.powers


def test_unchanged_articles_say_the_same_in_both_editions(statutes: Statutes) -> None:
    for paragraph in ("19.1", "19.2", "20.1", "21.1", "22.1", "23.1", "24.1"):
        old, new = (statutes.provision(f"icp@{year}:{paragraph}") for year in ("2011", "2024"))
        assert (old.text, old.tiers) == (new.text, new.tiers)
        assert [step.ref for step in old.successors] == [new.ref]
        assert not new.successors


def test_editions_follow_each_other_without_gap(statutes: Statutes) -> None:
    csl = statutes.laws["csl"]
    assert [(e.in_force, e.until) for e in csl.editions] == [
        (date(2017, 6, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), None),
    ]
    icp = statutes.laws["icp"]
    assert [(e.in_force, e.until) for e in icp.editions] == [
        (date(2011, 1, 8), date(2025, 1, 19)),
        (date(2025, 1, 20), None),
    ]


def test_the_module_reads_no_clock() -> None:
    package = Path(module.__file__).parents[1]
    source = "".join(
        path.read_text(encoding="utf-8")
        for room in ("table", "law", "proof")
        for path in (package / room).rglob("*.py")
    )
    assert "today()" not in source
    assert "now()" not in source
