"""FC503: a step of the case lies outside its day count; FC504: which cannot be told; FC901: its days cannot follow one another."""

from collections.abc import Collection, Iterator
from datetime import date

from msgspec import structs

from finecalc.decisions import sentences
from finecalc.decisions.finding import Finding, finding
from finecalc.decisions.standard import Standard
from finecalc.language.errors import DatesOutOfOrder
from finecalc.language.words import Saying
from finecalc.law.answer import Case
from finecalc.law.rules.procedure import due
from finecalc.law.sentences.steps import count_words
from finecalc.law.steps import Counted, Days, Need, check_days, counted_steps, need_of
from finecalc.table.statutes import Statutes

_COLUMNS = {"hearing-notice": "heard", "decision": "decided", "service": "served"}
"""The column in which the day of a step stands that is judged."""
JUDGED = (*_COLUMNS, "hearing-request")
"""The steps by whose days a decision is judged."""


def on_day_counts(
    statutes: Statutes,
    measured: Standard,
    case: Case,
    days: Days,
    proposed: Collection[str],
    large: bool | None,
    *,
    today: date,
) -> list[Finding]:
    """What is said of the days of a decision that proposes these kinds; `today` stands in for a missing day of the decision.

    `large`: whether the office's threshold for a hearing is reached, None where that cannot be told.
    """
    dated = structs.replace(case, decided=case.decided or today)
    try:
        check_days(dated, days)
    except DatesOutOfOrder as error:
        words = error.words if case.decided else sentences.decided_today(error.words)
        return [finding("FC901", words, error.field)]
    if not measured.judged:
        return []
    need = _hearing(measured, proposed, large)
    found = counted_steps(statutes, dated, days, today=today, due=need)
    said = [each for step in found if step.step.id in _COLUMNS for each in _said(statutes, step, found, need)]
    unjudged = [each for each in found if each.open and _is_asked(each, case, days, need)]
    if unjudged:
        which = Saying(sentences.days_not_judged, [each.step.name for each in unjudged])
        said.append(finding("FC504", which, _COLUMNS.get(unjudged[0].step.id, "decided")))
    return said


def _is_asked(found: Counted, case: Case, days: Days, need: dict[str, Need]) -> bool:
    """Whether something is judged by the last day of a step: it was done, or the decision has to wait for it."""
    if found.step.id == "hearing-request":
        return bool(case.decided) and days.heard is None and need_of(found.step, need) != "not-required"
    return found.done is not None or found.since is not None


def _hearing(measured: Standard, proposed: Collection[str], large: bool | None) -> dict[str, Need]:
    """Whether the party is told of the right to a hearing before a decision that proposes this."""
    if measured.effect == "no-penalty":
        return {}
    found: dict[str, Need] = {}
    for step in measured.steps:
        when = due(step, proposed)
        if when == "always" or (when and large):
            found[step.rule.ref] = "must"
        elif when and large is None:
            found[step.rule.ref] = "unknown"
    return found


def _said(
    statutes: Statutes, found: Counted, all_found: Collection[Counted], need: dict[str, Need]
) -> Iterator[Finding]:
    """What is said of a step outside its days, and the words of the law that count them."""
    field = _COLUMNS[found.step.id]
    asked = next((each for each in all_found if each.step.id == found.step.waits_for), None)
    if found.early and asked:
        clause = next(each for each in asked.clauses if each.count)
        sure = need.get(asked.step.procedure or "") == "must"
        words = Saying(sentences.before_hearing_request, found, asked, sure=sure)
        yield finding("FC503", words, field, clause.ref, statutes.citation(clause.ref))
    if found.lateness:
        clause = next(each for each in found.clauses if each.count)
        assert clause.count
        said = sentences.hearing_too_soon if clause.count.before else sentences.step_late
        words = Saying(said, found, count_words(statutes, clause.count))
        yield finding("FC503", words, field, clause.ref, statutes.citation(clause.ref))
