"""从旧兼从轻 on a small made-up law: lighter, heavier, equal, and neither, and what is never compared."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

import pytest
from msgspec import structs

from finecalc.law.assess import assess_named
from finecalc.table.model import (
    Bracket,
    Duration,
    Edition,
    Fine,
    Law,
    Mode,
    Multiple,
    Provision,
    Sanction,
    Successor,
    Tier,
)
from finecalc.table.statutes import Statutes
from tests import TODAY

Unit = Literal["day", "month", "year", "life"]
CHANGED = {"conduct_to": date(2021, 12, 31), "decided": date(2022, 1, 2)}


def fine(low: int, high: int, on: tuple[str, ...] = ("organisation",), mode: Mode = "must") -> Fine:
    return Fine(on=on, min=low, max=high, mode=mode, quote="处罚款")


def sanction(kind: str, mode: Mode = "must") -> Sanction:
    return Sanction(kind=kind, mode=mode, quote="处")


def made_up(statutes: Statutes, old: Tier, new: Tier) -> Statutes:
    """The table with one more law, whose only article changed on 2022-01-01 from `old` to `new`."""
    law = Law(
        id="toy",
        name="玩具法",
        name_en="Toy Law",
        editions=(
            Edition(
                year="2020",
                in_force=date(2020, 1, 1),
                until=date(2021, 12, 31),
                articles=1,
                promulgated="",
                source="",
            ),
            Edition(year="2022", in_force=date(2022, 1, 1), articles=2, promulgated="", source=""),
        ),
    )
    common: dict[str, Any] = {"text": "处罚款", "name": "玩具", "name_en": "toy", "authority": ("competent-authority",)}
    before = Provision(ref="toy@2020:1.1", tiers=(old,), successors=(Successor(ref="toy@2022:2.1"),), **common)
    after = Provision(ref="toy@2022:2.1", tiers=(new,), **common)
    table = structs.replace(
        statutes.table, laws=(*statutes.table.laws, law), provisions=(*statutes.table.provisions, before, after)
    )
    return Statutes(table, "0" * 64, "made up")


@pytest.mark.parametrize(
    ("old", "new", "rule", "applied", "relation"),
    [
        pytest.param(
            Tier(fines=(fine(10, 100),)),
            Tier(fines=(fine(5, 50),)),
            "lighter",
            "toy@2022:2.1",
            "heavier",
            id="lower at both ends: lighter",
        ),
        pytest.param(
            Tier(fines=(fine(10, 100),)),
            Tier(fines=(fine(10, 99),)),
            "lighter",
            "toy@2022:2.1",
            "heavier",
            id="one yuan lower at the top: lighter",
        ),
        pytest.param(
            Tier(fines=(fine(10, 100),)),
            Tier(fines=(fine(10, 100, mode="may"),)),
            "lighter",
            "toy@2022:2.1",
            "heavier",
            id="may in place of must: lighter",
        ),
        pytest.param(
            Tier(fines=(fine(10, 100),)),
            Tier(sanctions=(sanction("order-correction"),)),
            "lighter",
            "toy@2022:2.1",
            "heavier",
            id="no fine any more: lighter, and an order to correct is no penalty",
        ),
        pytest.param(
            Tier(fines=(fine(10, 100),)),
            Tier(fines=(fine(10, 100),)),
            "earlier-kept",
            "toy@2020:1.1",
            "equal",
            id="the same: the old text",
        ),
        pytest.param(
            Tier(fines=(fine(10, 100),), sanctions=(sanction("order-stop-use"),)),
            Tier(fines=(fine(10, 100),), sanctions=(sanction("eliminate-impact"),)),
            "earlier-kept",
            "toy@2020:1.1",
            "equal",
            id="other corrective measures only: the old text",
        ),
        pytest.param(
            Tier(fines=(fine(10, 100),)),
            Tier(fines=(fine(11, 100),)),
            "earlier-kept",
            "toy@2020:1.1",
            "heavier",
            id="a higher floor: heavier",
        ),
        pytest.param(
            Tier(fines=(fine(10, 100),)),
            Tier(fines=(fine(10, 100), fine(1, 2, on=("staff",)))),
            "earlier-kept",
            "toy@2020:1.1",
            "heavier",
            id="one more person fined: heavier",
        ),
        pytest.param(
            Tier(fines=(fine(10, 100),), sanctions=(sanction("close-website", "may"),)),
            Tier(fines=(fine(10, 100),), sanctions=(sanction("close-website-or-app", "may"),)),
            "earlier-kept",
            "toy@2020:1.1",
            "heavier",
            id="a wider measure: heavier",
        ),
        pytest.param(
            Tier(fines=(fine(10, 100),)),
            Tier(fines=(fine(5, 101),)),
            "unclear",
            "toy@2020:1.1",
            "unclear",
            id="lower floor, higher ceiling: neither",
        ),
        pytest.param(
            Tier(fines=(fine(10, 100),)),
            Tier(fines=(fine(5, 50),), sanctions=(sanction("warning"),)),
            "unclear",
            "toy@2020:1.1",
            "unclear",
            id="lower fine, but a warning: neither",
        ),
        pytest.param(
            Tier(fines=(fine(10, 100),)),
            Tier(fines=(fine(5, 50), fine(1, 2, on=("manager",)))),
            "unclear",
            "toy@2020:1.1",
            "unclear",
            id="lower fine, but on one more person: neither",
        ),
    ],
)
def test_which_text_applies(statutes: Statutes, old: Tier, new: Tier, rule: str, applied: str, relation: str) -> None:
    answer = assess_named(made_up(statutes, old, new), "toy@2020:1", **CHANGED, today=TODAY)
    assert (answer.edition_choice.rule, answer.reference) == (rule, applied)
    assert [each.relation for each in answer.alternatives] == [relation]
    assert "行政处罚法" not in answer.edition_choice.zh  # the citation stands beside it, as a reference
    assert answer.edition_choice.reference == "apl@2021:37.1"


def times(high: int, *fixed: Fine) -> Tier:
    multiple = Multiple(of="gains", min=Decimal(1), max=Decimal(high))
    return Tier(fines=(Fine(on=("organisation",), multiple=multiple, quote="处"), *fixed))


def up_to(ceiling: int) -> Fine:
    return Fine(on=("organisation",), max=ceiling, bracket=Bracket(of="gains", none=True), quote="处")


@pytest.mark.parametrize(
    ("old", "new", "gains", "rule", "needs"),
    [
        pytest.param(times(10), times(5), None, "lighter", (), id="fewer times the gains, whatever they are"),
        pytest.param(times(10), times(5), 7, "lighter", (), id="fewer times known gains"),
        pytest.param(times(5), times(5), None, "earlier-kept", (), id="the same times"),
        pytest.param(times(5), times(10), None, "earlier-kept", (), id="more times"),
        pytest.param(times(10), Tier(), None, "lighter", (), id="no fine any more"),
        pytest.param(
            times(10), Tier(fines=(fine(10, 100),)), None, "unclear", ("gains",), id="a fixed range: it depends"
        ),
        pytest.param(times(10), Tier(fines=(fine(10, 100),)), 9, "earlier-kept", (), id="small gains: heavier"),
        pytest.param(times(10), Tier(fines=(fine(10, 100),)), 11, "lighter", (), id="large gains: lighter"),
        pytest.param(times(10), Tier(fines=(fine(10, 100),)), 10, "earlier-kept", (), id="just as much: the old text"),
        pytest.param(
            times(10, up_to(50)), times(5, up_to(60)), None, "unclear", ("gains",), id="without gains heavier"
        ),
        pytest.param(times(10, up_to(50)), times(5, up_to(50)), None, "unclear", ("gains",), id="without gains alike"),
        pytest.param(
            times(10, up_to(50)), times(5, up_to(40)), None, "lighter", (), id="lighter with gains or without"
        ),
    ],
)
def test_an_unknown_base_is_compared_under_every_size(
    statutes: Statutes, old: Tier, new: Tier, gains: int | None, rule: str, needs: tuple[str, ...]
) -> None:
    choice = assess_named(made_up(statutes, old, new), "toy@2020:1", gains=gains, **CHANGED, today=TODAY).edition_choice
    assert (choice.rule, choice.needs) == (rule, needs)
    assert ("取决于违法所得" in choice.zh) is bool(needs)
    assert ("illegal gains" in choice.en) is bool(needs)


def split_by_item(statutes: Statutes, first: Tier, second: Tier) -> Statutes:
    """As `made_up`, but the old article lists two items, whose conduct the new law deals with in two articles."""
    table = made_up(statutes, Tier(fines=(fine(10, 100),)), first).table
    *rest, old, new = table.provisions
    old = structs.replace(
        old,
        text="有下列行为之一的，处罚款：\n（一）甲；\n（二）乙。",
        successors=(Successor(ref="toy@2022:2.1", items=(1,)), Successor(ref="toy@2022:1.1", items=(2,))),
    )
    other = structs.replace(new, ref="toy@2022:1.1", tiers=(second,))
    return Statutes(structs.replace(table, provisions=(*rest, old, new, other)), "0" * 64, "made up")


@pytest.mark.parametrize(
    ("first", "second", "rule", "needs"),
    [
        (fine(10, 100), fine(20, 200), "earlier-kept", ()),
        (fine(5, 50), fine(20, 200), "unclear", ("item",)),
        (fine(5, 50), fine(10, 100), "unclear", ("item",)),
        (fine(5, 50), fine(5, 40), "unclear", ()),
        (fine(5, 200), fine(5, 200), "unclear", ()),
    ],
)
def test_the_item_is_asked_for_only_where_it_decides(
    statutes: Statutes, first: Fine, second: Fine, rule: str, needs: tuple[str, ...]
) -> None:
    table = split_by_item(statutes, Tier(fines=(first,)), Tier(fines=(second,)))
    choice = assess_named(table, "toy@2020:1", **CHANGED, today=TODAY).edition_choice
    assert (choice.rule, choice.needs) == (rule, needs)
    assert ("取决于第几项行为" in choice.zh) is bool(needs)
    known = assess_named(table, "toy@2020:1", items=[1], **CHANGED, today=TODAY).edition_choice
    assert known.rule == {10: "earlier-kept", 5: "lighter" if first.max == 50 else "unclear"}[first.min]


def test_confiscation_is_no_difference_where_the_general_rule_imposes_it_anyway(statutes: Statutes) -> None:
    both = made_up(statutes, Tier(sanctions=(sanction("confiscate-gains"),)), Tier(fines=(fine(1, 2, mode="may"),)))
    after_rule = assess_named(both, "toy@2020:1", **CHANGED, today=TODAY)
    assert after_rule.alternatives[0].relation == "heavier"
    assert [difference.respect for difference in after_rule.alternatives[0].differences] == ["organisation"]


def lasting(unit: Unit, low: int = 0, high: int | None = None) -> Tier:
    duration = Duration(unit=unit, min=low, max=high)
    return Tier(sanctions=(Sanction(kind="detention", quote="处拘留", duration=duration),))


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (lasting("day", 5, 15), lasting("day", 5, 10), "lighter"),
        (lasting("day", 5, 15), lasting("day", 6, 15), "earlier-kept"),
        (lasting("day", 5, 15), lasting("day", 4, 16), "unclear"),
        (lasting("day", 5, 15), lasting("day", 5, 15), "earlier-kept"),
        (lasting("month", 1, 2), lasting("day", 15, 31), "lighter"),
        (lasting("year", 5, 5), lasting("month", 12, 24), "lighter"),
        (lasting("month", 12, 24), lasting("year", 5, 5), "earlier-kept"),
        (lasting("life"), lasting("year", 5, 5), "unclear"),  # for life has no floor, five years has
        (lasting("year", 0, 5), lasting("life"), "earlier-kept"),
        (lasting("life"), lasting("year", 0, 5), "lighter"),
        (
            Tier(fines=(fine(10, 100),)),
            Tier(fines=(fine(10, 100), fine(0, 5, on=("staff",), mode="may"))),
            "earlier-kept",
        ),
        (Tier(fines=(fine(10, 100), fine(0, 5, on=("staff",), mode="may"))), Tier(fines=(fine(10, 100),)), "lighter"),
    ],
)
def test_how_long_it_lasts_and_who_else_is_fined(statutes: Statutes, old: Tier, new: Tier, rule: str) -> None:
    assert assess_named(made_up(statutes, old, new), "toy@2020:1", **CHANGED, today=TODAY).edition_choice.rule == rule


@pytest.mark.parametrize(("ended", "rule"), [(date(2021, 7, 14), "unclear"), (date(2021, 7, 15), "earlier-kept")])
def test_a_confiscation_is_no_difference_for_conduct_since_article_28(
    statutes: Statutes, ended: date, rule: str
) -> None:
    both = made_up(statutes, Tier(sanctions=(sanction("confiscate-gains"),)), Tier(fines=(fine(1, 2, mode="may"),)))
    answer = assess_named(both, "toy@2020:1", conduct_to=ended, decided=date(2022, 1, 2), today=TODAY)
    assert answer.edition_choice.rule == rule
