"""Whether the conduct was discovered in time (行政处罚法第三十六条)."""

from datetime import date

from msgspec import Struct

from finecalc.language import dates
from finecalc.law.answer import Case
from finecalc.table.statutes import Statutes


class Period(Struct, frozen=True, kw_only=True):
    """How long conduct could be discovered: `until` is the last day. `longer` is the last day of the extended period, where that holds.

    `before`: the decision fell before the rule that the table holds. `claimed`: the fact that extends the period is given.
    """

    years: int
    until: date
    discovered: date
    longer: date | None
    before: bool
    claimed: bool
    shorter_ends_with_change: bool

    @property
    def expired(self) -> bool:
        return self.discovered > self.until


def limitation_of(statutes: Statutes, case: Case, today: date) -> Period | None:
    """Whether the conduct was discovered in time; None while one of the two dates is unknown.

    The longer period holds only where the shorter one had not run out when it came into force. A decision before that day
    rests on the law of its time, which the table does not hold. `today` stands in for a missing day of decision.
    """
    if case.discovered is None or case.ended is None:
        return None
    rule = statutes.table.rules.limitation
    since = statutes.edition(rule.ref).in_force
    before = (case.decided or today) < since
    shorter = dates.years_after(case.ended, rule.years)
    longer = None if before or shorter < since else dates.years_after(case.ended, rule.extended_years)
    claimed = rule.fact in case.facts
    until, years = (longer, rule.extended_years) if claimed and longer else (shorter, rule.years)
    return Period(
        years=years,
        until=until,
        discovered=case.discovered,
        longer=longer,
        before=before,
        claimed=claimed,
        shorter_ends_with_change=shorter == since and shorter < case.discovered,
    )


def last_sure_day(statutes: Statutes, ended: date) -> date:
    """The day on which the shorter period ends: before it, conduct is discovered in time whatever else is known of the case."""
    return dates.years_after(ended, statutes.table.rules.limitation.years)
