"""从旧兼从轻 on a small made-up law: lighter, heavier, equal, and neither, and what is never compared."""

from datetime import date
from typing import Any

import pytest
from msgspec import structs

from finecalc.law.assess import assess_named
from finecalc.table.model import Edition, Fine, Law, Mode, Multiple, Provision, Sanction, Successor, Tier
from finecalc.table.statutes import Statutes
from tests import TODAY

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


def test_a_multiple_of_an_unknown_base_is_not_compared_by_guess(statutes: Statutes) -> None:
    def times(high: int) -> Tier:
        return Tier(fines=(Fine(on=("organisation",), multiple=Multiple(of="gains", min=1, max=high), quote="处"),))  # type: ignore[arg-type]

    lower = made_up(statutes, times(10), times(5))
    unknown = assess_named(lower, "toy@2020:1", **CHANGED, today=TODAY)
    known = assess_named(lower, "toy@2020:1", gains=7, **CHANGED, today=TODAY)
    same = assess_named(made_up(statutes, times(5), times(5)), "toy@2020:1", **CHANGED, today=TODAY)
    assert unknown.edition_choice.rule == "unclear"
    assert known.edition_choice.rule == "lighter"
    assert same.edition_choice.rule == "earlier-kept"


def test_confiscation_is_no_difference_where_the_general_rule_imposes_it_anyway(statutes: Statutes) -> None:
    both = made_up(statutes, Tier(sanctions=(sanction("confiscate-gains"),)), Tier(fines=(fine(1, 2, mode="may"),)))
    after_rule = assess_named(both, "toy@2020:1", **CHANGED, today=TODAY)
    assert after_rule.alternatives[0].relation == "heavier"
    assert [difference.respect for difference in after_rule.alternatives[0].differences] == ["organisation"]
