"""Illegal gains are confiscated whether or not the article says so (行政处罚法第二十八条第二款)."""

from datetime import date

from msgspec import structs

from finecalc.law.answer import Case
from finecalc.law.outcome import FineRange, Imposable
from finecalc.table.statutes import Statutes, rule_in_force

CONFISCATION = "confiscate-gains"


def with_confiscation(
    statutes: Statutes, fines: tuple[FineRange, ...], sanctions: tuple[Imposable, ...], case: Case, decided: date
) -> tuple[Imposable, ...]:
    """The sanctions, and confiscation as a must where the tier does not already make it one.

    It goes by the law at the time of the conduct (its last day; `decided` where that is unknown). Gains that are not
    known make it conditional; where there are none, nothing is added.
    """
    ref = statutes.table.rules.confiscation
    spoken_of = [each for each in sanctions if each.kind == CONFISCATION]
    if case.gains is None:
        sanctions = tuple(structs.replace(each, conditional=True) if each in spoken_of else each for each in sanctions)
    stated = any(each.mode == "must" for each in spoken_of)
    if stated or case.gains == 0 or not rule_in_force(statutes, ref, case.ended or decided):
        return sanctions
    taken = Imposable(
        kind=CONFISCATION,
        mode="must",
        quote=statutes.provision(ref).text,
        source=ref,
        on=spoken_of[0].on if spoken_of else offender(fines, sanctions),
        conditional=case.gains is None,
        in_choice=any(each.mode == "one-or-more" for each in spoken_of),
    )
    return (*(each for each in sanctions if each.kind != CONFISCATION), taken)


def offender(fines: tuple[FineRange, ...], sanctions: tuple[Imposable, ...]) -> tuple[str, ...]:
    """On whom a general rule falls: the organisation, or the individual where the text punishes individuals alone."""
    on = {fine.on for fine in fines} | {target for sanction in sanctions for target in sanction.on}
    return ("individual",) if "individual" in on and "organisation" not in on else ("organisation",)
