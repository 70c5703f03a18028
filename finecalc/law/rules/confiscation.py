"""Illegal gains are confiscated whether or not the article says so (行政处罚法第二十八条第二款)."""

from datetime import date

from finecalc.law.answer import Case
from finecalc.law.outcome import Imposable
from finecalc.table.statutes import Statutes, rule_in_force

CONFISCATION = "confiscate-gains"


def with_confiscation(
    statutes: Statutes, sanctions: tuple[Imposable, ...], case: Case, decided: date
) -> tuple[Imposable, ...]:
    """The sanctions, and confiscation as a must where there are gains and the tier itself does not speak of it.

    Illegal gains are confiscated whether or not the article says so (the table's `[rules] confiscation`).
    """
    ref = statutes.table.rules.confiscation
    spoken_of = any(each.kind == CONFISCATION and (each.from_tier is None or each.mode == "must") for each in sanctions)
    if not case.gains or spoken_of or not rule_in_force(statutes, ref, decided):
        return sanctions
    text = statutes.provision(ref).text
    taken = Imposable(kind=CONFISCATION, mode="must", quote=text, source=ref, on=("organisation",))
    return (*(each for each in sanctions if each.kind != CONFISCATION), taken)
