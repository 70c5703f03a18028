"""One fine for one act: of several provisions, the one with the higher fine is applied (行政处罚法第二十九条)."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from finecalc.language.errors import FinecalcError, Undecided
from finecalc.law.assessment import Assessment
from finecalc.law.outcome import fine_on_offender
from finecalc.table.statutes import Statutes


class SameAct(Struct, frozen=True, kw_only=True):
    """Several provisions caught by one act: the one with the higher fine applies (行政处罚法第二十九条)."""

    applied: Assessment
    others: tuple[Assessment, ...]
    reference: str
    zh: str
    en: str


def same_act(statutes: Statutes, assessments: Sequence[Assessment]) -> SameAct:
    """Of several provisions caught by one act, the one with the higher fine on the organisation.

    Compared by ceiling, then by floor. Raises Undecided when a base that decides it is unknown, FinecalcError when
    none of them carries a fine or all come to the same provision.
    """
    for each in assessments:
        if each.needs:
            needed = [base for base in statutes.table.bases if base.id in each.needs]
            zh, en = "、".join(base.label for base in needed), ", ".join(base.label_en for base in needed)
            raise Undecided(
                f"{each.reference} 的罚款取决于{zh}，不知道就无法比较哪条罚款数额高，请填写",
                f"The fine under {each.reference} depends on the {en}: without it the higher fine cannot be told",
                choices=tuple(each.reference for each in assessments),
                field=needed[0].id,
            )
    ranked = sorted({each.reference: each for each in assessments}.values(), key=_fine_height, reverse=True)
    cited = statutes.citation(statutes.table.rules.one_fine)
    if len(ranked) < 2:
        only = ranked[0].reference
        raise FinecalcError(
            f"几个依据在本案都是 {only}，无须比较", f"All the provisions come to {only} in this case", "provision"
        )
    applied, others = ranked[0], tuple(ranked[1:])
    if _fine_height(applied) == _NO_FINE:
        refs = [each.reference for each in ranked]
        raise FinecalcError(
            f"{'、'.join(refs)} 在本案都没有罚款，{cited.zh}只在应当给予罚款的规定之间选择",
            f"None of {', '.join(refs)} carries a fine in this case: {cited.en} chooses only between fines",
            "provision",
        )
    tied = [other.reference for other in others if _fine_height(other) == _fine_height(applied)]
    zh = f"同一个违法行为违反 {len(ranked)} 个规定，按照罚款数额高的 {applied.reference} 处罚，不得给予两次以上罚款"
    en = f"One act breaks {len(ranked)} provisions: {applied.reference}, with the higher fine, is applied, and there is one fine only"
    if tied:
        zh += f"（{'、'.join(tied)} 的罚款数额与之相同）"
        en += f" ({', '.join(tied)}: the same amount)"
    return SameAct(applied=applied, others=others, reference=statutes.table.rules.one_fine, zh=zh, en=en)


_NO_FINE = (Decimal(-1), Decimal(-1))


def _fine_height(assessment: Assessment) -> tuple[Decimal, Decimal]:
    fine = fine_on_offender(assessment.fines)
    return (fine.max or Decimal(0), fine.min or Decimal(0)) if fine else _NO_FINE
