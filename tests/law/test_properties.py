"""General rules as properties: whatever the case, the answer is sound or politely refused."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import finecalc
from finecalc.language.errors import FactNotUsed, FinecalcError
from finecalc.law.assess import assess_named
from finecalc.law.assessment import Assessment
from finecalc.table.statutes import conduct_items, in_force
from tests import TODAY

STATUTES = finecalc.load()
TABLE = STATUTES.table
REFERENCES = [provision.ref for provision in TABLE.provisions]
ASKED = st.one_of(
    st.sampled_from(REFERENCES),
    st.sampled_from([STATUTES.citation(ref).zh for ref in REFERENCES]),
    st.sampled_from([f"#{power.number}" for power in TABLE.powers]),
    st.builds("{}:{}".format, st.sampled_from(list(STATUTES.laws)), st.integers(1, 90)),
)
AMOUNTS = st.none() | st.integers(0, 10**14).map(lambda fen: Decimal(fen) / 100)
DAYS = st.none() | st.dates(date(2015, 1, 1), date(2030, 1, 1))
FACTS = [fact.id for fact in TABLE.facts]
PENALTIES = [provision.ref for provision in TABLE.provisions if provision.role == "penalty"]


def cases(
    facts: st.SearchStrategy[list[str]], days: st.SearchStrategy[Any] = DAYS
) -> st.SearchStrategy[dict[str, Any]]:
    """Cases whose days are in order: the conduct begins, ends, is discovered, is decided on."""
    known = st.fixed_dictionaries(
        {
            "facts": facts,
            "items": st.lists(st.integers(1, 4), max_size=1),
            "gains": AMOUNTS,
            "purchase": AMOUNTS,
            "turnover": AMOUNTS,
            "by": st.none() | st.sampled_from([authority.id for authority in TABLE.authorities]),
            "adjust": st.none() | st.sampled_from([adjustment.id for adjustment in TABLE.adjustments]),
        }
    )
    return st.builds(_in_order, known, st.tuples(days, days, days, days))


def _in_order(known: dict[str, Any], days: tuple[date | None, ...]) -> dict[str, Any]:
    given = iter(sorted(day for day in days if day))
    order = ("conduct_from", "conduct_to", "discovered", "decided")
    return {**known, **{name: next(given) if day else None for name, day in zip(order, days, strict=True)}}


CASES = cases(st.lists(st.sampled_from(FACTS), max_size=3, unique=True))


@st.composite
def fitting(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A penalty provision, and a case with facts of its ladder, items that it lists, and conduct of its time."""
    ref = draw(st.sampled_from(PENALTIES))
    ladder, edition = STATUTES.ladder(ref), STATUTES.edition(ref)
    rungs = [rung for rung in ladder.rungs if rung.reference == ref] or list(ladder.rungs)
    rung = draw(st.sampled_from(rungs))
    facts = [draw(st.sampled_from(list(rung.when)))] if rung.when else []
    spoken = st.none() | st.dates(edition.in_force, min(edition.until or TODAY, TODAY))
    case = draw(cases(st.just(facts), spoken))
    listed = len(conduct_items(STATUTES.provision(ref)))
    case["items"] = [draw(st.integers(1, listed))] if listed and not rung.items else list(rung.items[:1])
    return ref, case


def answered(asked: str, known: dict[str, Any]) -> Assessment | None:
    try:
        return assess_named(STATUTES, asked, **known, today=TODAY)
    except FinecalcError as error:
        said = error.words
    assert said.zh
    assert said.en
    return None


@given(st.one_of(fitting(), fitting(), st.tuples(ASKED, CASES)))
def test_every_case_gets_a_sound_answer_or_a_polite_refusal(asked: tuple[str, dict[str, Any]]) -> None:
    answer = answered(*asked)
    if answer is None:
        return
    assert STATUTES.provision(answer.reference).role == "penalty"
    for fine in answer.fines:
        if fine.needs:
            assert (fine.min, fine.max) == (None, None)
        else:
            assert fine.min is not None
            assert fine.max is not None
            assert 0 <= fine.min <= fine.max
        assert fine.quote in STATUTES.provision(fine.source).text
    assert len({fine.on for fine in answer.fines}) == len(answer.fines)
    for sanction in answer.sanctions:
        assert sanction.quote in STATUTES.provision(sanction.source).text
    assert len({(s.kind, s.subject) for s in answer.sanctions}) == len(answer.sanctions)
    assert sum(rung.applies for rung in answer.ladder) == 1
    ended = answer.case.ended
    if ended and answer.edition_choice.rule != "lighter":
        assert in_force(STATUTES.edition(answer.reference), ended)
    answer.to_json()


@given(st.sampled_from(REFERENCES), CASES, CASES)
def test_the_dates_alone_choose_the_edition(reference: str, first: dict[str, Any], second: dict[str, Any]) -> None:
    """What a party earned, or who decides, never changes the text that was in force."""
    dates = {key: first[key] for key in ("conduct_from", "conduct_to", "facts", "items")}
    same = {**second, **dates, "decided": first["conduct_to"] or first["conduct_from"], "discovered": None}
    one, other = (
        answered(reference, {**first, **dates, "decided": same["decided"], "discovered": None}),
        answered(reference, same),
    )
    assert (one is None) == (other is None)
    if one and other:
        assert one.reference == other.reference


@pytest.mark.parametrize(
    "reference", [p.ref for p in TABLE.provisions if p.role == "penalty" and STATUTES.ladder(p.ref).bases]
)
@given(gains=st.integers(0, 10**12))
def test_every_size_of_a_base_has_exactly_one_range(reference: str, gains: int) -> None:
    amount = Decimal(gains) / 100
    answer = assess_named(
        STATUTES,
        reference,
        facts=["serious"] if "serious" in STATUTES.ladder(reference).facts else [],
        gains=amount,
        purchase=amount,
        turnover=amount,
        today=TODAY,
    )
    fines = {(fine.min, fine.max) for fine in answer.fines if fine.on in ("organisation", "individual")}
    # a multiple of nothing is nothing: only a purchase that cost nothing leaves no fine on the organisation
    assert len(fines) == (0 if amount == 0 and "purchase" in STATUTES.ladder(reference).bases else 1)


def test_most_cases_that_fit_a_provision_are_answered() -> None:
    """Refusals are for what is wrong with a case: an item, a text that was not in force, a fact of other items."""
    told: list[bool] = []

    @settings(max_examples=300, deadline=None, database=None, derandomize=True)
    @given(fitting())
    def ask(asked: tuple[str, dict[str, Any]]) -> None:
        told.append(answered(*asked) is not None)

    ask()
    assert sum(told) > 0.9 * len(told)


@given(fitting(), st.sampled_from(FACTS))
def test_a_refused_fact_is_named_with_what_the_provision_has(asked: tuple[str, dict[str, Any]], fact: str) -> None:
    ref, known = asked
    refused: FinecalcError | None = None
    try:
        assess_named(STATUTES, ref, **{**known, "facts": [*known["facts"], fact]}, today=TODAY)
    except FinecalcError as error:
        refused = error
    if refused:
        assert refused.field
    if isinstance(refused, FactNotUsed):
        named = STATUTES.facts[refused.fact]
        assert refused.field == "facts"
        assert named.id in refused.words.zh or named.label in refused.words.zh
        assert "只" in refused.words.zh or "不以情节为条件" in refused.words.zh
