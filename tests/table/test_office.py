"""Reading an office profile: what it may hold, where it is looked for, and what is said of one that cannot be used."""

import sys
from pathlib import Path

import pytest

import finecalc
from finecalc.table import load
from finecalc.table.office import discretion_for, thresholds
from finecalc.table.statutes import Statutes
from tests.conftest import Run

OFFICE = 'name = "甲县互联网信息办公室"\nlevel = "county"\nregion = "甘肃省武威市"\n'


def written(folder: Path, text: str, name: str = "office.toml") -> Path:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return place


def test_a_profile_takes_the_place_of_the_tables_office_and_of_its_power_list(tmp_path: Path) -> None:
    powers = '[[powers]]\nnumber = 1\nname = "对甲的处罚"\nprovisions = ["dsl@2021:45.1"]\n'
    own = finecalc.load(office=written(tmp_path, OFFICE + powers))
    assert (own.office.name, own.office.level, own.office.region) == ("甲县互联网信息办公室", "county", "甘肃省武威市")
    assert [power.provisions for power in own.table.powers] == [("dsl@2021:45.1",)]
    without = finecalc.load(office=written(tmp_path, OFFICE, "other.toml"))
    assert len(without.table.powers) == 14


def test_without_a_profile_the_tables_own_office_answers(statutes: Statutes) -> None:
    assert (statutes.office.name, statutes.office.level) == ("凉州区互联网信息办公室", "county")
    assert statutes.profile is None
    assert (statutes.office.large_fine, statutes.office.discretion) == ((), ())


def test_chinese_words_are_read_where_identifiers_are_expected(tmp_path: Path) -> None:
    text = OFFICE.replace('"county"', '"县级"') + (
        '[[large_fine]]\nparty = "单位"\namount = 50_000\nsource = "某规定"\n'
        '[[discretion]]\nref = "csl@2025:61.1"\nsource = "某基准"\n[[discretion.bands]]\nlevel = "从轻"\n'
        'when = [{ facts = ["拒不改正"] }]\nfines = [{ on = ["单位"], min = 50_000, max = 100_000 }]\nsanctions = ["警告"]\n'
    )
    office = finecalc.load(office=written(tmp_path, text)).office
    band = office.discretion[0].bands[0]
    assert (office.level, office.large_fine[0].party) == ("county", "unit")
    assert (band.level, band.when[0].facts, band.fines[0].on, band.sanctions) == (
        "lenient",
        ("refused",),
        ("organisation",),
        ("warning",),
    )


def test_the_profile_is_that_of_the_argument_then_of_the_environment_then_of_the_configuration_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, folder in enumerate(("given", "named", "kept/finecalc")):
        written(tmp_path / folder, OFFICE.replace("甲", "甲乙丙"[number]))
    monkeypatch.setattr(load, "configured_place", lambda: tmp_path / "kept/finecalc/office.toml")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "kept"))
    assert finecalc.load().office.name == "丙县互联网信息办公室"
    monkeypatch.setenv("FINECALC_OFFICE", str(tmp_path / "named/office.toml"))
    assert finecalc.load().office.name == "乙县互联网信息办公室"
    assert finecalc.load(office=tmp_path / "given/office.toml").office.name == "甲县互联网信息办公室"


def test_a_profile_that_has_changed_is_read_again(tmp_path: Path) -> None:
    place = written(tmp_path, OFFICE)
    first = finecalc.load(office=place)
    written(tmp_path, OFFICE.replace("甲县", "乙丙县"))
    assert (first.office.name[:2], finecalc.load(office=place).office.name[:2]) == ("甲县", "乙丙")


def test_thresholds_and_tables_hold_from_since_to_until_both_days_included(tmp_path: Path) -> None:
    from datetime import date

    text = OFFICE + (
        '[[large_fine]]\nparty = "unit"\namount = 10_000\nuntil = 2021-11-30\nsource = "旧"\n'
        '[[large_fine]]\nparty = "unit"\namount = 50_000\nsince = 2021-12-01\nsource = "新"\n'
        '[[discretion]]\nref = "csl@2025:62.1"\nitems = [1]\nsince = 2026-02-01\nsource = "基准"\n'
        '[[discretion.bands]]\nfines = [{ on = ["organisation"], min = 50_000, max = 100_000 }]\n'
    )
    office = finecalc.load(office=written(tmp_path, text)).office
    for day, amount in ((date(2021, 11, 30), 10_000), (date(2021, 12, 1), 50_000)):
        assert [each.amount for each in thresholds(office.large_fine, "unit", day)] == [amount]
    assert thresholds(office.large_fine, "person", date(2026, 1, 1)) == ()
    assert discretion_for(office, "csl@2025:62.1", (), date(2026, 1, 31)) == ()
    assert len(discretion_for(office, "csl@2025:62.1", (1,), date(2026, 2, 1))) == 1
    assert discretion_for(office, "csl@2025:62.1", (2,), date(2026, 2, 1)) == ()


FINE = '[[large_fine]]\nparty = "unit"\n'
BAND = '[[discretion]]\nref = "csl@2025:61.1"\nsource = "x"\n[[discretion.bands]]\n'
BAD = {
    "not toml": ("name", 1, "不是正确的 TOML"),
    "no name": ('level = "county"\n', 1, "缺少 name"),
    "an unknown key": (OFFICE + "regoin = 1\n", 4, "是不是 region"),
    "an unknown level": (OFFICE.replace("county", "town"), 2, "可用：national"),
    "another body as a level": (OFFICE.replace("county", "police"), 2, "可用：national"),
    "an unknown region": (OFFICE.replace("甘肃省", "甘素省"), 3, "没有“甘素省武威市”这个地区"),
    "a threshold without party": (OFFICE + '[[large_fine]]\namount = 1\nsource = "x"\n', 4, 'party = "unit"'),
    "a party that is none": (OFFICE + '[[large_fine]]\nparty = "firm"\namount = 1\n', 5, 'party = "unit"'),
    "a threshold without sum": (OFFICE + FINE, 4, 'amount = "unknown"'),
    "a sum in words": (OFFICE + FINE + 'amount = "5万"\n', 6, '"unknown"'),
    "one pair of brackets": (OFFICE + '[large_fine]\nparty = "unit"\n', 4, "[[large_fine]]"),
    "an end that is none": (
        OFFICE + BAND + 'fines = [{ on = ["organisation"], max = 5, open = ["top"] }]\n',
        8,
        'open = ["max"]',
    ),
    "a level that is a number": (OFFICE.replace('"county"', "3"), 2, "不能这样写，机关层级写 county"),
    "a band of no level": (OFFICE + BAND + 'level = "gentle"\n', 8, "不能这样写，阶次写 不予处罚"),
    "a number of thousands of digits": (OFFICE + FINE + f"amount = {'9' * 5000}\n", 6, "长得不能是"),
    "a word for yes": (OFFICE + FINE + 'amount = 5\ninclusive = "是"\n', 7, "应为 true 或者 false，不能是文字"),
    "a name that is a number": (OFFICE.replace('"甲县互联网信息办公室"', "1"), 1, "应为文字，不能是整数"),
    "nothing as a threshold": (OFFICE + FINE + "amount = 0\n", 6, "应大于 0"),
    "more than the maximum": (OFFICE + FINE + "share_of_max = 150\n", 6, "不超过 100"),
    "one, which may be all or a hundredth": (OFFICE + FINE + "share_of_max = 1\n", 6, "百分之几"),
    "a floor alone": (OFFICE + FINE + "amount = 5\nfloor = 3\n", 7, "share_of_max"),
    "days in the wrong order": (OFFICE + FINE + "amount = 5\nsince = 2024-01-02\nuntil = 2024-01-01\n", 8, "早于"),
    "a day in quotation marks": (OFFICE + FINE + 'amount = 5\nsince = "2024年"\n', 7, "2026-01-31"),
    "a share of what has no maximum": (
        OFFICE + '[[large_confiscation]]\nparty = "unit"\nshare_of_max = 50\n',
        6,
        "没收没有法定最高限",
    ),
    "an unknown provision": (OFFICE + BAND.replace("61.1", "161.1"), 5, "表中没有 csl@2025:161.1"),
    "an unknown fact": (OFFICE + BAND + 'when = [{ facts = ["refuse"] }]\n', 8, "refused"),
    "an unknown sanction": (OFFICE + BAND + 'sanctions = ["warnin"]\n', 8, "warning"),
    "nobody fined": (OFFICE + BAND + "fines = [{ on = [], max = 5 }]\n", 8, "没有写罚谁"),
    "no sum in a band": (OFFICE + BAND + 'fines = [{ on = ["organisation"] }]\n', 8, "只写一种"),
    "two sums in a band": (
        OFFICE + BAND + 'fines = [{ on = ["organisation"], max = 5, of_max = { max = 5 } }]\n',
        8,
        "只写一种",
    ),
    "a floor over its ceiling": (
        OFFICE + BAND + 'fines = [{ on = ["organisation"], min = 9, max = 5 }]\n',
        8,
        "不成幅度",
    ),
    "an item out of order": (OFFICE + '[[powers]]\nnumber = 2\nname = "x"\nprovisions = []\n', 5, "应为 1"),
    "what a fact is judged by": (OFFICE + '[[judged]]\nfact = "grave"\nwords = "x"\n', 5, "没有“grave”"),
    "a control character": (OFFICE + 'name_en = "\\u001b[31m"\n', 4, "控制字符"),
}


@pytest.mark.parametrize(("text", "line", "said"), BAD.values(), ids=BAD)
def test_a_fault_is_one_message_with_line_and_key(tmp_path: Path, run: Run, text: str, line: int, said: str) -> None:
    place = written(tmp_path, text)
    done = run("range", "csl@2025:61.1", "--office", str(place))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"finecalc: {place}:{line}：")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "text", [FINE + 'amout = 50_000\nsource = "x"\n', '[[large_fine]]\npartei = "unit"\namount = 1\nsource = "x"\n']
)
def test_what_a_misspelt_key_leaves_missing_is_not_said_beside_it(tmp_path: Path, run: Run, text: str) -> None:
    done = run("lint", "--office", str(written(tmp_path, OFFICE + text)))
    assert "问题 1 个" in done.stdout
    assert "这个键，是不是" in done.stdout


def test_a_file_of_another_encoding_says_how_to_save_it(tmp_path: Path, run: Run) -> None:
    place = tmp_path / "office.toml"
    place.write_bytes(OFFICE.encode("gb18030"))
    assert "请另存为 UTF-8" in run("lint", "--office", str(place)).stderr


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"\x00" * 9, b"a = " + b"[" * 5000])
def test_a_file_that_is_no_profile_gets_one_line(tmp_path: Path, run: Run, content: bytes) -> None:
    place = tmp_path / "office.toml"
    place.write_bytes(content)
    done = run("range", "csl@2025:61.1", "--office", str(place))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert str(place) in done.stderr


def test_a_profile_that_is_not_there_is_named(run: Run) -> None:
    done = run("range", "csl@2025:61.1", "--office", "nowhere.toml")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "读不到机关档案 nowhere.toml" in done.stderr


def test_the_users_configuration_folder_is_looked_into(tmp_path: Path, run: Run) -> None:
    """As platformdirs says where it lies: on Linux XDG_CONFIG_HOME."""
    if sys.platform != "linux":
        pytest.skip("the folder of the user cannot be moved here")
    written(tmp_path / "settings", OFFICE, "finecalc/office.toml")
    assert "甲县互联网信息办公室" in run("office", env={"XDG_CONFIG_HOME": str(tmp_path / "settings")}).stdout
    assert "凉州区" in run("office", env={"XDG_CONFIG_HOME": str(tmp_path / "elsewhere")}).stdout
