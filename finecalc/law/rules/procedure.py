"""The steps due before a decision: hearing, legal review, collective decision (行政处罚法第五十七、五十八、六十三条)."""

from datetime import date

from finecalc.law.answer import Note
from finecalc.law.outcome import Imposable
from finecalc.table.statutes import Statutes, rule_in_force


def procedures_due(statutes: Statutes, sanctions: tuple[Imposable, ...], decided: date) -> list[Note]:
    """The steps due before a decision that imposes one of these sanctions."""
    kinds = {sanction.kind for sanction in sanctions}
    return [
        Note(code="procedure", zh=step.text.zh, en=step.text.en, reference=step.ref)
        for step in statutes.table.rules.procedures
        if kinds & set(step.sanctions) and rule_in_force(statutes, step.ref, decided)
    ]
