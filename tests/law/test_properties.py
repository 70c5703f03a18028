"""General rules as properties: whatever the case, the answer is sound or politely refused."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import finecalc
from finecalc.language.errors import FinecalcError
from finecalc.law.assess import assess_named
from finecalc.law.assessment import Assessment
from finecalc.table.statutes import in_force
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
CASES = st.fixed_dictionaries(
    {
        "facts": st.lists(st.sampled_from([fact.id for fact in TABLE.facts]), max_size=3, unique=True),
        "items": st.lists(st.integers(1, 4), max_size=1),
        "gains": AMOUNTS,
        "purchase": AMOUNTS,
        "turnover": AMOUNTS,
        "conduct_from": DAYS,
        "conduct_to": DAYS,
        "decided": DAYS,
        "discovered": DAYS,
        "by": st.none() | st.sampled_from([authority.id for authority in TABLE.authorities]),
        "adjust": st.none() | st.sampled_from([adjustment.id for adjustment in TABLE.adjustments]),
    }
)


def answered(asked: str, known: dict[str, Any]) -> Assessment | None:
    try:
        return assess_named(STATUTES, asked, **known, today=TODAY)
    except FinecalcError as error:
        said = error.words
    assert said.zh
    assert said.en
    return None


@settings(max_examples=600, deadline=None)
@given(ASKED, CASES)
def test_every_case_gets_a_sound_answer_or_a_polite_refusal(asked: str, known: dict[str, Any]) -> None:
    answer = answered(asked, known)
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


@settings(max_examples=200, deadline=None)
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
@settings(max_examples=60, deadline=None)
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
    fines = [fine for fine in answer.fines if fine.on == "organisation"]
    # a multiple of nothing is nothing: only a purchase that cost nothing leaves no fine on the organisation
    assert len(fines) == (0 if amount == 0 and "purchase" in STATUTES.ladder(reference).bases else 1)
