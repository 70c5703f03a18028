"""Every tier of every edition as the program answers it, one readable file an edition under `tests/golden`.

They show in review what a change of the table or of the engine changes in the answers. `pytest tests/law/test_golden.py --golden`
writes them anew; a change that nobody meant is a fault, one that was meant is committed with the change that caused it.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import finecalc
from finecalc.language import money
from finecalc.language.errors import FinecalcError
from finecalc.law.assessment import Assessment
from finecalc.law.outcome import FineRange
from finecalc.table.statutes import Statutes
from tests import TODAY

FOLDER = Path(__file__).parents[1] / "golden"
SIZES = {
    "gains": ("0", "99999.99", "100000", "1000000"),
    "purchase": ("0", "50000"),
    "turnover": ("0", "100000000", "2000000000"),
}
STATUTES = finecalc.load()
EDITIONS = sorted(
    {provision.ref.split(":")[0] for provision in STATUTES.table.provisions if provision.role == "penalty"}
)


@pytest.mark.parametrize("edition", EDITIONS)
def test_answers_are_the_golden_ones(edition: str, request: pytest.FixtureRequest) -> None:
    answers = "\n".join(_answers(STATUTES, edition)) + "\n"
    kept = FOLDER / f"{edition}.txt"
    if request.config.getoption("--golden"):
        FOLDER.mkdir(exist_ok=True)
        kept.write_text(answers, encoding="utf-8", newline="\n")
    assert kept.read_text(encoding="utf-8") == answers


def test_no_golden_file_is_left_over() -> None:
    assert sorted(path.stem for path in FOLDER.iterdir()) == EDITIONS


def _answers(statutes: Statutes, edition: str) -> Iterator[str]:
    for provision in statutes.table.provisions:
        if provision.role != "penalty" or not provision.ref.startswith(f"{edition}:"):
            continue
        yield f"## {provision.ref} {provision.name}"
        ladder = statutes.ladder(provision.ref)
        for facts in dict.fromkeys(tuple(list(rung.when)[:1]) for rung in ladder.rungs):
            items = sorted({item for rung in ladder.rungs for item in rung.items})
            for item in ((), *((each,) for each in items)):
                yield from _case(provision.ref, facts, item, ladder.bases)
        yield ""


def _case(ref: str, facts: tuple[str, ...], items: tuple[int, ...], bases: list[str]) -> Iterator[str]:
    sized: list[dict[str, Decimal]] = [{}]
    sized += [{base: Decimal(size)} for base in bases for size in SIZES[base]]
    for known in sized:
        words = [*facts, *(f"item {item}" for item in items), *(f"{base}={size}" for base, size in known.items())]
        yield f"# {' '.join(words) or '-'}"
        try:
            answer = finecalc.assess(ref, facts=facts, items=items, today=TODAY, **known)  # type: ignore[arg-type]
        except FinecalcError as error:
            yield f"  refused: {error.words.zh}"
            continue
        yield from (f"  {line}" for line in _lines(answer))


def _lines(answer: Assessment) -> Iterator[str]:
    yield f"{answer.reference} tier {answer.tier.index}: {answer.tier.quote or '-'}"
    for fine in answer.fines:
        lower = "" if fine.from_tier is None else f" from tier {fine.from_tier}"
        yield f"fine {fine.on} {fine.mode} {_range(fine)}{lower} | {fine.source} {fine.quote}"
    for sanction in answer.sanctions:
        lower = "" if sanction.from_tier is None else f" from tier {sanction.from_tier}"
        by = f" by {', '.join(sanction.by)}" if sanction.by else ""
        yield f"{sanction.kind} {sanction.mode}{by}{lower} | {sanction.source} {sanction.quote}"


def _range(fine: FineRange) -> str:
    if fine.min is None or fine.max is None:
        return f"needs {', '.join(fine.needs)}"
    return f"{money.number(fine.min)}..{money.number(fine.max)}"
