"""What is said of a proposed decision: one function for each thing said, both languages side by side."""

from typing import Literal

from finecalc.decisions.standard import Standard
from finecalc.language.words import Words
from finecalc.law.fine_words import fine_words
from finecalc.law.outcome import FineRange
from finecalc.table.statutes import Statutes

Side = Literal["below", "within", "above", "open"]


def range_words(allowed: FineRange, zh: str, en: str, side: Side) -> tuple[str, str]:
    words = fine_words(allowed)
    if allowed.below_minimum:
        return (
            f"对{zh}罚款{{}}，裁量为减轻的，应当低于法定最低限（{words.zh}）",
            f"Fine on {en} {{}}: a mitigated fine goes below the statutory minimum ({words.en})",
        )
    side_zh, side_en = ("低于", "below") if side == "below" else ("高于", "above")
    return (
        f"对{zh}罚款{{}}，{side_zh}法定幅度：{words.zh}（“{shortened(allowed.quote)}”）",
        f"Fine on {en} {{}} is {side_en} the range: {words.en} (“{shortened(allowed.quote)}”)",
    )


def not_provided(measured: Standard, zh: str, en: str) -> tuple[str, str]:
    basis = no_basis(measured)
    return f"对{zh}罚款{{}}{basis.zh}", f"Fine on {en} {{}}: {basis.en}"


def no_basis(measured: Standard) -> Words:
    if measured.effect == "no-penalty":
        return Words(
            "与“不予处罚”矛盾：不予处罚的，只能责令改正、教育",
            "contradicts the exemption, which leaves only correction and education",
        )
    if measured.tier:
        return Words(f"没有依据：本档（{measured.tier}）没有规定", f"not provided for in this tier ({measured.tier})")
    return Words("没有依据：本案适用的一档没有规定", "not provided for in the tier that applies")


def unknown_base(statutes: Statutes, allowed: FineRange) -> tuple[str, str]:
    bases = statutes.bases
    zh = "、".join(bases[base].label for base in allowed.needs)
    en = ", ".join(bases[base].label_en for base in allowed.needs)
    words = fine_words(allowed)
    return f"没有填{zh}，无法判断罚款是否合法：{words.zh}", f"Without the {en} the fine cannot be judged: {words.en}"


def shortened(quote: str) -> str:
    return quote if len(quote) <= 60 else quote[:59] + "…"
