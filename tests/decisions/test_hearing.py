"""FC502: the proposed fine or confiscation reaches the office's threshold for a hearing, judged by `check` and by the checker of files."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import finecalc
from finecalc.decisions.finding import Finding
from finecalc.table.statutes import Statutes

OFFICES = Path(__file__).parents[1] / "data" / "offices"
TODAY = date(2026, 6, 1)


def large(statutes: Statutes, provision: str, **proposed: Any) -> list[Finding]:
    """The findings FC502 on a decision, the same one by one and in a file."""
    alone = finecalc.check(provision, statutes=statutes, today=TODAY, **proposed)
    (row,) = finecalc.check_many([{"provision": provision, **proposed}], statutes=statutes, today=TODAY)
    found, in_a_file = ([each for each in judged.findings if each.code == "FC502"] for judged in (alone, row))
    assert found == in_a_file
    return found


def office(tmp_path: Path, *thresholds: str) -> Statutes:
    place = tmp_path / "office.toml"
    place.write_text('name = "甲县互联网信息办公室"\nlevel = "county"\n' + "\n".join(thresholds), encoding="utf-8")
    return finecalc.load(office=place)


HENAN = finecalc.load(office=OFFICES / "henan.toml")  # 单位 5万, 个人 5000, 以上
BEIJING = finecalc.load(office=OFFICES / "beijing.toml")  # 单位 5万, 个人 3000, 超过
JIANGXI = finecalc.load(office=OFFICES / "jiangxi.toml")  # 单位 2万, 个人 3000, 没收 alike
SHANDONG = finecalc.load(office=OFFICES / "shandong.toml")  # half the maximum, 经营 and 非经营 apart


@pytest.mark.parametrize(
    ("statutes", "proposed", "fields"),
    [
        (HENAN, {"fine": 49_999}, []),
        (HENAN, {"fine": 50_000}, ["fine"]),
        (BEIJING, {"fine": 50_000}, []),
        (BEIJING, {"fine": 50_001}, ["fine"]),
        (HENAN, {"fine": 10_000, "person_fines": "主管人员:5000"}, ["person_fines"]),
        (HENAN, {"fine": 60_000, "person_fines": "主管人员:4999"}, ["fine"]),
        (BEIJING, {"fine": 10_000, "person_fines": "主管人员:3000"}, []),
        (HENAN, {"fine": 60_000, "person_fines": "主管人员:2万;主管人员:1万"}, ["fine", "person_fines"]),
        (HENAN, {"fine": 10_000, "person_fines": "主管人员:2万;主管人员:4000"}, ["person_fines"]),
        (HENAN, {"fine": 10_000, "person_fines": "负责人:2万"}, ["person_fines"]),  # whoever it is, a person
        (HENAN, {}, []),
    ],
)
def test_units_and_persons_apart(statutes: Statutes, proposed: dict[str, Any], fields: list[str]) -> None:
    """网安法 (2016) 59①: 一万元以上十万元以下, 主管人员五千元以上五万元以下."""
    found = large(statutes, "csl@2016:59.1", facts="拒不改正", decided="2025-06-01", sanctions="责令改正", **proposed)
    assert [each.field for each in found] == fields
    assert {each.severity for each in found} <= {"warning"}


def test_the_finding_names_the_sum_the_threshold_its_source_and_the_article() -> None:
    (found,) = large(HENAN, "csl@2025:61.1", facts="拒不改正", fine="6万", sanctions="责令改正")
    assert found.zh == (
        "对单位的罚款6万元，达到本机关的较大数额（从5万元起（国务院部门另有标准的从其标准；河南省人民政府令第204号）），"
        "决定前应当告知听证权利"
    )
    assert (found.reference, found.name) == ("cacp@2023:36.1", "large-fine")
    assert found.citation == "《网信部门行政执法程序规定》（2023年）第三十六条"


def test_half_of_the_maximum_with_a_floor() -> None:
    """山东: 50 % of 500,000 is 250,000 (网安法2025:61①); of 50,000, without aggravation, 25,000."""
    known = {"facts": "拒不改正", "sanctions": "责令改正"}
    assert large(SHANDONG, "csl@2025:61.1", fine=249_999, **known) == []
    assert [each.field for each in large(SHANDONG, "csl@2025:61.1", fine=250_000, **known)] == ["fine"]
    assert large(SHANDONG, "csl@2025:61.1", fine=24_999, sanctions="责令改正") == []
    assert len(large(SHANDONG, "csl@2025:61.1", fine=25_000, sanctions="责令改正")) == 1


def test_half_of_the_maximum_of_the_law_in_a_mitigated_case(tmp_path: Path) -> None:
    """网安法2025:61①, 拒不改正: 5万–50万; a mitigated 4万 is far from half of 50万."""
    own = office(tmp_path, '[[large_fine]]\nparty = "unit"\nshare_of_max = 50')
    assert large(own, "csl@2025:61.1", facts="拒不改正", fine=40_000, adjust="减轻") == []
    assert large(own, "csl@2025:67.1", purchase=10_000, fine=9_000, adjust="减轻") == []


def test_a_threshold_for_acts_in_business_only_may_be_reached(tmp_path: Path) -> None:
    limit = '[[large_fine]]\nparty = "unit"\nbusiness = {}\namount = {}'
    own = office(tmp_path, limit.format("false", 20_000), limit.format("true", 40_000))
    (found,) = large(own, "csl@2025:61.1", fine=30_000, sanctions="责令改正")
    assert "可能达到本机关的较大数额" in found.zh
    assert "可能" not in large(own, "csl@2025:61.1", fine=40_000, sanctions="责令改正")[0].zh


def test_a_threshold_for_one_field_only_may_be_reached() -> None:
    """江门: 渔业 over 100,000, 海域 over 500,000. 网安法 (2025) 61①: 拒不改正 up to 500,000."""
    own = finecalc.load(office=OFFICES / "jiangmen.toml")
    known = {"facts": "拒不改正", "sanctions": "责令改正"}
    assert large(own, "csl@2025:61.1", fine=100_000, **known) == []
    (found,) = large(own, "csl@2025:61.1", fine=100_001, **known)
    assert "可能达到本机关的较大数额（超过10万元的（渔业案件；" in found.zh


def test_a_confiscation_has_a_threshold_of_its_own() -> None:
    known = {"fine": 0, "decided": "2026-02-01", "conduct_to": "2026-01-15"}
    for gains, fields in ((19_999, []), (20_000, ["sanctions"])):
        found = large(JIANGXI, "pipl@2021:66.1", gains=gains, sanctions="责令改正；警告；没收违法所得", **known)
        assert [each.field for each in found] == fields
    (written,) = large(JIANGXI, "pipl@2021:66.1", sanctions="责令改正；没收违法所得38万元", **known)
    assert "没收违法所得38万元" in written.zh
    assert large(JIANGXI, "pipl@2021:66.1", gains=90_000, sanctions="责令改正；警告", **known) == []
    assert large(HENAN, "pipl@2021:66.1", gains=900_000, sanctions="没收违法所得", **known) == []


@pytest.mark.parametrize(
    ("counts", "sanctions", "gains", "found"),
    [
        ("true", "责令改正；没收违法所得", 20_000, 1),
        ("true", "责令改正；没收违法所得", 19_999, 0),
        ("false", "责令改正；没收违法所得", 20_000, 0),
        ("true", "责令改正", 20_000, 0),
    ],
)
def test_what_is_confiscated_counts_where_the_source_says_so(
    tmp_path: Path, counts: str, sanctions: str, gains: int, found: int
) -> None:
    """30,000 and 20,000 confiscated are 50,000."""
    own = office(tmp_path, f'[[large_fine]]\nparty = "unit"\namount = 50_000\ncounts_confiscation = {counts}')
    assert len(large(own, "csl@2025:61.1", fine=30_000, sanctions=sanctions, gains=gains)) == found


def test_the_day_of_the_decision_decides(tmp_path: Path) -> None:
    """河南's threshold holds since 2021-12-01."""
    known = {"facts": "拒不改正", "fine": 60_000, "sanctions": "责令改正", "conduct_to": "2021-08-01"}
    assert large(HENAN, "csl@2016:59.1", decided="2021-11-30", **known) == []
    assert len(large(HENAN, "csl@2016:59.1", decided="2021-12-01", **known)) == 1


def test_without_a_threshold_fc501_says_that_it_is_not_known(statutes: Statutes, tmp_path: Path) -> None:
    unknown = office(tmp_path, '[[large_fine]]\nparty = "unit"\namount = "unknown"')
    for own, words in ((statutes, "本表未载"), (unknown, "本表未载"), (HENAN, "数额标准见机关档案")):
        found = finecalc.check("csl@2025:61.1", fine=30_000, sanctions="责令改正", statutes=own, today=TODAY)
        (due,) = [each for each in found.findings if each.code == "FC501"]
        assert words in due.zh
        assert [each.code for each in found.findings if each.code == "FC502"] == []


def test_kinds_that_the_text_leaves_open_are_said(statutes: Statutes) -> None:
    found = finecalc.check(
        "telefraud@2022:40.1", facts="情节严重", fine=600_000, sanctions="停止新增业务", statutes=statutes
    )
    (due,) = [each for each in found.findings if each.code == "FC501"]
    assert "停止新增业务、缩减业务类型或者业务范围：条文没有列明" in due.zh


def test_a_row_with_a_cell_that_cannot_be_read_is_judged_by_the_others() -> None:
    row = {
        "provision": "csl@2025:61.1",
        "facts": "拒不改正",
        "fine": "6万",
        "person_fines": "若干",
        "sanctions": "责令改正",
    }
    (found,) = finecalc.check_many([row], statutes=HENAN, today=TODAY)
    assert {"FC502", "FC901"} <= {each.code for each in found.findings}


def test_no_penalty_no_hearing() -> None:
    assert large(HENAN, "csl@2025:61.1", facts="拒不改正", adjust="不予处罚", sanctions="责令改正") == []


def test_the_thresholds_bind_cyberspace_offices_and_not_the_police() -> None:
    known = {"facts": "拒不改正", "fine": 60_000, "sanctions": "责令改正"}
    assert len(large(HENAN, "csl@2025:61.1", by="provincial", **known)) == 1
    assert large(HENAN, "csl@2025:61.1", by="police", **known) == []
