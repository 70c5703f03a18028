"""The limitation as comparisons of days: the engine is asked once for each way in which they can lie to each other."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from finecalc.language import dates
from finecalc.law.answer import Case
from finecalc.law.assessment import limitation_period
from finecalc.law.notes import note
from finecalc.law.rules.missing_days import limitation_undecided
from finecalc.law.sentences.notes import limitation_undecided_words
from finecalc.papers.formulas import plain
from finecalc.papers.pool import Pool, Ref, Test
from finecalc.papers.situations import blanks, case_days
from finecalc.table.statutes import Statutes

Answer = Callable[[Statutes, Case, date], Any]
Results = tuple[int, ...]


def limitation(statutes: Statutes, pool: Pool) -> Ref:
    """Whether the conduct was discovered in time, as a choice; null while a day is unknown."""

    def period(statutes: Statutes, case: Case, today: date) -> Any:
        return plain(limitation_period(statutes, case, today))

    known = pool.choice(("given", "discovered"), [None, _compared(statutes, pool, "discovered", period)])
    return pool.choice(("given", "conduct_to"), [None, known])


def limitation_note(statutes: Statutes, pool: Pool) -> Ref:
    """What has to be said where the limitation cannot be judged, as a choice among lists of notes."""
    since = statutes.edition(statutes.table.rules.limitation.ref).in_force
    found = [_noted(statutes, Case(discovered=since), since + timedelta(days=each)) for each in (-1, 0, 1)]
    undated = pool.choice(("order", ("decided", 0, 0), since.isoformat()), found)
    undated = pool.choice(("given", "discovered"), [[], undated])
    dated = pool.choice(("given", "discovered"), [_compared(statutes, pool, "decided", _noted), []])
    return pool.choice(("given", "conduct_to"), [undated, dated])


def _noted(statutes: Statutes, case: Case, today: date) -> list[Any]:
    found = limitation_undecided(statutes, case, today)
    if found is None:
        return []
    return [plain(note("limitation-undated", limitation_undecided_words(found), found.reference, found.field))]


def _compared(statutes: Statutes, pool: Pool, measured: str, answer: Answer) -> Ref:
    """The answer for each way in which a day lies to the periods from the end of the conduct, and all of them to the rule's first day."""
    rule = statutes.table.rules.limitation
    since = statutes.edition(rule.ref).in_force.isoformat()
    shorter, longer = (("conduct_to", years, 0) for years in (rule.years, rule.extended_years))
    tests: list[Test] = [
        ("has", "facts", rule.fact),
        ("order", ("decided", 0, 0), since),
        ("order", shorter, since),
        ("order", (measured, 0, 0), shorter),
        ("order", (measured, 0, 0), longer),
    ]
    found: dict[Results, Any] = {}
    for case, today in _cases(statutes, measured):
        results = tuple(_result(case, today, test) for test in tests)
        if results not in found:
            found[results] = blanks(answer(statutes, case, today), case_days(statutes, case, today))
    return _choices(pool, tests, found, ())


def _choices(pool: Pool, tests: list[Test], found: dict[Results, Any], results: Results) -> Ref:
    """One choice after another; a result that no case can have shares the value of its neighbour."""
    at = len(results)
    if at == len(tests):
        return pool.value(found[results])
    can = sorted({known[at] for known in found if known[:at] == results})
    made = {each: _choices(pool, tests, found, (*results, each)) for each in can}
    number = 2 if tests[at][0] == "has" else 3
    return pool.choice(tests[at], [made[min(can, key=lambda other: abs(other - each))] for each in range(number)])


def _result(case: Case, today: date, test: Test) -> int:
    kind, one, other = test
    if kind == "has":
        return int(other in case.facts)
    first, second = _day(case, today, one), _day(case, today, other)
    return (first > second) - (first < second) + 1


def _day(case: Case, today: date, expression: Any) -> date:
    if isinstance(expression, str):
        return date.fromisoformat(expression)
    field, years, _ = expression
    return dates.years_after(getattr(case, field) or today, years)


def _cases(statutes: Statutes, measured: str) -> Iterator[tuple[Case, date]]:
    """Cases, each with a day of decision, of which some lie in every way that days can lie; no two days of a case are the same."""
    rule = statutes.table.rules.limitation
    since, some = statutes.edition(rule.ref).in_force, [timedelta(days=each) for each in (-400, -10, -1, 0, 1, 10, 400)]
    for facts in ((), (rule.fact,)):
        for ended in (since.replace(year=since.year - rule.years) + each for each in some):
            ends = [dates.years_after(ended, years) for years in (rule.years, rule.extended_years)]
            for day in (end + each for end in (*ends, since) for each in some):
                if measured == "decided":
                    yield Case(facts=facts, conduct_to=ended), day
                    continue
                for decided in (day + timedelta(days=3), since - timedelta(days=5), since, since + timedelta(days=5)):
                    if decided > day:
                        yield Case(facts=facts, conduct_to=ended, discovered=day), decided
