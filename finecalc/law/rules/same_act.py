"""One fine for one act: of several provisions, the one with the higher fine is applied (行政处罚法第二十九条)."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from finecalc.language.errors import FinecalcError, Undecided
from finecalc.law.assessment import Assessment
from finecalc.law.outcome import fine_on_offender
from finecalc.law.sentences import refusals
from finecalc.law.sentences.rules import same_act_words
from finecalc.table.statutes import Statutes


class SameAct(Struct, frozen=True, kw_only=True):
    """Several provisions caught by one act: the one with the higher fine applies (行政处罚法第二十九条).

    `tied` are those whose fine is as high.
    """

    applied: Assessment
    others: tuple[Assessment, ...]
    reference: str
    tied: tuple[str, ...] = ()

    @property
    def zh(self) -> str:
        return same_act_words(self.applied.reference, 1 + len(self.others), self.tied).zh

    @property
    def en(self) -> str:
        return same_act_words(self.applied.reference, 1 + len(self.others), self.tied).en


def same_act(statutes: Statutes, assessments: Sequence[Assessment]) -> SameAct:
    """Of several provisions caught by one act, the one with the higher fine on the organisation.

    Compared by ceiling, then by floor. Raises Undecided when a base that decides it is unknown, FinecalcError when
    none of them carries a fine or all come to the same provision.
    """
    for each in assessments:
        if each.needs:
            raise Undecided(
                *refusals.fine_depends(statutes, each.reference, each.needs).both,
                choices=tuple(each.reference for each in assessments),
                field=next(base.id for base in statutes.table.bases if base.id in each.needs),
            )
    ranked = sorted({each.reference: each for each in assessments}.values(), key=_fine_height, reverse=True)
    if len(ranked) < 2:
        raise FinecalcError(*refusals.all_the_same(ranked[0].reference).both, "provision")
    applied, others = ranked[0], tuple(ranked[1:])
    if _fine_height(applied) == _NO_FINE:
        refs = [each.reference for each in ranked]
        raise FinecalcError(*refusals.none_fined(statutes, refs).both, "provision")
    tied = tuple(other.reference for other in others if _fine_height(other) == _fine_height(applied))
    return SameAct(applied=applied, others=others, reference=statutes.table.rules.one_fine, tied=tied)


_NO_FINE = (Decimal(-1), Decimal(-1))


def _fine_height(assessment: Assessment) -> tuple[Decimal, Decimal]:
    fine = fine_on_offender(assessment.fines)
    return (fine.max or Decimal(0), fine.min or Decimal(0)) if fine else _NO_FINE
