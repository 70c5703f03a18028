"""A day that decides and is missing, and a number that means something else by the day of the decision."""

from datetime import date
from typing import Any

import pytest

from finecalc import check
from finecalc.law.assess import assess_named
from finecalc.table.statutes import Statutes
from tests import TODAY


def found(statutes: Statutes, provision: str, **given: Any) -> dict[str, str]:
    """The findings of the 400s that are about days and numbers, with their severities."""
    judged = check(provision, sanctions="责令改正；警告", statutes=statutes, today=TODAY, **given)
    return {each.code: each.severity for each in judged.findings if each.code in ("FC405", "FC406", "FC407", "FC408")}


@pytest.mark.parametrize(
    ("provision", "days", "expected"),
    [
        ("csl@2016:59.1", {"decided": "2026-05-01"}, {"FC405"}),
        ("csl@2016:59.1", {}, {"FC405"}),
        ("《网络安全法》（2016年）第六十二条", {"decided": "2026-01-01"}, {"FC405"}),
        ("csl@2016:59.1", {"decided": "2025-12-31"}, set()),
        ("csl@2016:59.1", {"conduct_from": "2025-12-31", "decided": "2026-05-01"}, set()),
        ("csl@2016:59.1", {"conduct_to": "2025-06-01", "decided": "2026-05-01"}, set()),
        ("csl@2025:61.1", {"decided": "2026-05-01"}, set()),
        ("csl@2025:61.1", {}, set()),
        ("网安法61.1", {"decided": "2026-05-01"}, set()),
        ("dsl@2021:45.1", {"decided": "2026-05-01"}, set()),
        ("icp@2011:22.1", {"decided": "2025-01-20"}, {"FC405"}),
        ("icp@2011:22.1", {"decided": "2025-01-19"}, set()),
        ("icp@2024:22.1", {"decided": "2026-05-01"}, set()),
        # the limitation
        ("csl@2025:61.1", {"discovered": "2026-03-01", "decided": "2026-05-01"}, {"FC406"}),
        ("csl@2016:59.1", {"discovered": "2026-03-01", "decided": "2026-05-01"}, {"FC405", "FC406"}),
        ("dsl@2021:45.1", {"conduct_to": "2024-05-01", "decided": "2026-05-01"}, set()),
        ("dsl@2021:45.1", {"conduct_to": "2024-05-01", "decided": "2026-05-02"}, {"FC406"}),
        ("dsl@2021:45.1", {"conduct_to": "2024-05-01"}, {"FC406"}),
        ("dsl@2021:45.1", {"conduct_to": "2024-05-01", "decided": "2026-05-02", "discovered": "2024-06-01"}, set()),
        (
            "dsl@2021:45.1",
            {"conduct_to": "2024-05-01", "decided": "2026-05-02", "facts": "涉及金融安全且有危害后果"},
            set(),
        ),
        ("dsl@2021:45.1", {"conduct_to": "2024-05-01", "decided": "2026-05-02", "adjust": "不予处罚"}, set()),
        # conduct across the change
        ("csl@2025:61.1", {"conduct_from": "2025-12-31", "conduct_to": "2026-01-01"}, {"FC407"}),
        ("csl@2025:61.1", {"conduct_from": "2026-01-01", "conduct_to": "2026-01-02"}, set()),
        ("csl@2016:59.1", {"conduct_from": "2025-12-30", "conduct_to": "2025-12-31"}, set()),
    ],
)
def test_what_is_missing_is_said(statutes: Statutes, provision: str, days: dict[str, str], expected: set[str]) -> None:
    assert found(statutes, provision, **days).keys() == expected


@pytest.mark.parametrize("number", ["61", "62", "64.1", "65", "66", "68.1", "68.2", "69"])
def test_a_bare_number_that_moved(statutes: Statutes, number: str) -> None:
    """Every number of 2016 that is another offence in the text of 2025."""
    old: dict[str, Any] = {"conduct_to": "2025-06-01", "purchase": 1, "gains": 0}
    known = {**old, "facts": "serious", "items": [2]} if number == "69" else old
    assert found(statutes, f"网络安全法{number}", decided="2026-03-01", **known) == {"FC408": "warning"}
    assert found(statutes, f"网络安全法{number}", decided="2025-12-31", **known) == {}
    assert found(statutes, f"csl@2016:{number}" + ("" if "." in number else ".1"), decided="2026-03-01", **known) == {}


def test_article_69_of_2016_went_to_69_by_its_first_item_and_to_70_by_the_others(statutes: Statutes) -> None:
    days = {"conduct_to": "2025-06-01", "decided": "2026-03-01"}
    said = [found(statutes, "网络安全法69", items=items, **days) for items in ([1], [2], [3], [])]
    assert said == [{}, {"FC408": "warning"}, {"FC408": "warning"}, {"FC408": "warning"}]


@pytest.mark.parametrize("provision", ["网络安全法59.1", "网络安全法60", "数据安全法45.1", "信息服务办法22", "#1"])
def test_a_number_that_means_the_same_or_no_offence_is_not_warned_of(statutes: Statutes, provision: str) -> None:
    known = {"conduct_to": "2024-12-01", "decided": "2026-03-01", "discovered": "2025-01-01", "gains": 0}
    assert "FC408" not in found(statutes, provision, **known)


def test_range_says_the_number_first_and_asks_for_the_days(statutes: Statutes) -> None:
    day, decided = date(2025, 6, 1), date(2026, 3, 1)
    bare = assess_named(statutes, "网安法61", conduct_to=day, decided=decided, today=TODAY)
    assert bare.notes[0].code == "number-means-another"
    assert "csl@2025:61.1" in bare.notes[0].zh
    undated = assess_named(statutes, "csl@2016:59.1", discovered=date(2026, 2, 1), decided=decided, today=TODAY)
    assert {"deciding-date-missing", "limitation-undated"} <= {note.code for note in undated.notes}
    old = assess_named(statutes, "dsl@2021:45.1", conduct_to=date(2022, 1, 10), decided=decided, today=TODAY)
    assert "limitation-undated" in {note.code for note in old.notes}


def test_the_page_says_the_number_before_the_tier(run: Any) -> None:
    asked = ("range", "网安法61", "--conduct-to", "2025-06-01", "--decided", "2026-03-01", "--lang", "zh")
    lines = [line.split()[0] for line in run(*asked).stdout.splitlines() if line.strip()]
    assert lines.index("条号") < lines.index("档次")
