"""Why there is no answer: what is wrong with what was asked, and what would be right."""

from collections.abc import Iterable, Sequence

from finecalc.language.words import Words
from finecalc.table.statutes import Statutes

# --- one act under several provisions -----------------------------------------------------------------------------------


def fine_depends(statutes: Statutes, ref: str, needs: Sequence[str]) -> Words:
    """A base that the fine depends on is not known."""
    needed = [base for base in statutes.table.bases if base.id in needs]
    zh, en = "、".join(base.label for base in needed), ", ".join(base.label_en for base in needed)
    return Words(
        f"{ref} 的罚款取决于{zh}，不知道就无法比较哪条罚款数额高，请填写",
        f"The fine under {ref} depends on the {en}: without it the higher fine cannot be told",
    )


def all_the_same(ref: str) -> Words:
    """Several references lead to one provision."""
    return Words(f"几个依据在本案都是 {ref}，无须比较", f"All the provisions come to {ref} in this case")


def none_fined(statutes: Statutes, refs: Iterable[str]) -> Words:
    """None of the provisions carries a fine."""
    refs, cited = tuple(refs), statutes.citation(statutes.table.rules.one_fine)
    return Words(
        f"{'、'.join(refs)} 在本案都没有罚款，{cited.zh}只在应当给予罚款的规定之间选择",
        f"None of {', '.join(refs)} carries a fine in this case: {cited.en} chooses only between fines",
    )
