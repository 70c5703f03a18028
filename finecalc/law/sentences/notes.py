"""What belongs to an answer besides: days that are missing, numbers that mean something else, what the text adds."""

from collections.abc import Iterable, Sequence

from finecalc.language import citation, dates
from finecalc.language.numerals import to_chinese
from finecalc.language.words import Words
from finecalc.law.rules.missing_days import AnotherOffence, LimitationUndecided, TextUndecided
from finecalc.table.model import Term
from finecalc.table.statutes import Statutes


def text_undecided_words(statutes: Statutes, found: TextUndecided) -> Words:
    """The day of the conduct is missing, and decides which text applies."""
    cited = statutes.citation(found.asked)
    return Words(
        f"没有填违法行为日期，不能判断{cited.zh}是否适用：该文本施行到{dates.chinese(found.until)}，"
        f"{dates.chinese(found.decided)}作出决定时已被取代，请填写",
        f"Without the day of the conduct it cannot be told whether {cited.en} applies: it was in force until {found.until}, "
        f"and no longer on {found.decided}; give the day of the conduct",
    )


def limitation_undecided_words(found: LimitationUndecided) -> Words:
    """A day is missing without which the limitation cannot be judged."""
    if found.ended is None or found.until is None:
        return Words(
            "填了发现日期，没有填违法行为日期，无法判断时效，请填写",
            "There is a day of discovery and none of the conduct: give it to have the limitation judged",
        )
    return Words(
        f"违法行为终了于{dates.chinese(found.ended)}，没有填发现日期：{dates.chinese(found.until)}以后才发现的，不再给予行政处罚，请填写",
        f"The conduct ended on {found.ended}, and there is no day of discovery: discovered after {found.until}, "
        "it is not punished any more; give the day of discovery",
    )


def another_offence_words(statutes: Statutes, found: AnotherOffence) -> Words:
    """Cited without an edition, the number means something else by the day of the decision."""
    old, asked, there = (statutes.citation(found.asked), *map(statutes.provision, (found.asked, found.there)))
    law, year, article, _ = citation.split(found.there)
    number = f"《{statutes.laws[law].name}》（{year}年）第{to_chinese(article)}条"
    return Words(
        f"没有写版本：本案按{old.zh}（{asked.name}），而{dates.chinese(found.decided)}施行的"
        f"{number}是另一违法行为（{there.ref} {there.name}），请写明版本（{found.asked}）",
        f"No edition is named: this case falls under {old.en} ({asked.name_en}), while article "
        f"{article} of the {year} edition, in force on {found.decided}, is another offence ({there.ref}, "
        f"{there.name_en}); name the edition ({found.asked})",
    )


def concurrent_words(statutes: Statutes, refs: Sequence[str]) -> Words:
    """Provisions of other laws that caught the same conduct on that day."""
    shown = [(ref, statutes.citation(ref), statutes.provision(ref)) for ref in refs]
    named_zh = "、".join(f"{cited.zh}（{ref}，{provision.name}）" for ref, cited, provision in shown)
    named_en = ", ".join(f"{cited.en} ({ref}: {provision.name_en})" for ref, cited, provision in shown)
    return Words(
        f"当日对同一行为还有{named_zh}。同一个违法行为违反几个规定的，按照罚款数额高的规定处罚，不得给予两次以上罚款",
        f"On that day {named_en} dealt with the same conduct too. Where one act breaks several provisions, the one with the "
        "higher fine is applied, and there is one fine only",
    )


def other_text_open_words(ref: str, why: Words) -> Words:
    """The answer under another text needs to know more."""
    return Words(f"另一文本 {ref} 的结果没有列出：{why.zh}", f"The answer under {ref} is not shown: {why.en}")


def proviso_words(quote: str) -> Words:
    """What the text says beside its penalties."""
    return Words(f"条文另写明：{quote}", f"The text adds: {quote}")


def supplementary_words(condition: str) -> Words:
    """Other law goes first."""
    return Words(
        f"本条只在“{condition}”时适用：有法律、行政法规规定的，依照其规定",
        f"This provision applies only where no law or administrative regulation provides (“{condition}”): where one does, "
        "that one applies",
    )


def either_or_words(statutes: Statutes, kinds: Iterable[str]) -> Words:
    """The fine may be imposed in the place of these sanctions only."""
    others = [statutes.kinds[kind] for kind in kinds]
    return Words(
        f"条文以“或者”连接：{'、'.join(each.label for each in others)}与罚款择一，不同时给予",
        f"The text joins them by 或者: {', '.join(each.label_en for each in others)}, or the fine; not both",
    )


def no_base_words(base: Term) -> Words:
    """There is none of the base of which the fine is a multiple."""
    return Words(
        f"{base.label}填了 0，条文按它的倍数罚款，无从计算，请核对",
        f"The {base.label_en} is given as 0, and the fine is a multiple of it: nothing to reckon with, check it",
    )


def fact_of_another_text_words(fact: str, ref: str) -> Words:
    """A fact on which only the text that is compared turns."""
    return Words(
        f"情节 {fact} 在 {ref} 中不起作用，只用于比较另一文本",
        f"The fact {fact} counts for nothing in {ref}; it is used for the other text only",
    )


def fact_of_other_items_words(statutes: Statutes, fact: str, items: Sequence[int]) -> Words:
    """A fact whose tier is for other items of the conduct: it counts as what it implies."""
    implied = [statutes.facts[each] for each in statutes.facts[fact].implies]
    zh, en = "、".join(f"“{each.label}”" for each in implied), ", ".join(f"“{each.label_en}”" for each in implied)
    numbers = [str(item) for item in items]
    return Words(
        f"情节 {fact} 的档次不适用于第 {'、'.join(numbers)} 项行为，按{zh}定档",
        f"The tier for {fact} is not for item {', '.join(numbers)}: it counts as {en}",
    )


def no_floor_words() -> Words:
    """减轻 where the text names no minimum."""
    return Words(
        "条文没有规定最低限的罚款，无从低于最低限，减轻只能体现为少处种类",
        "A fine without a statutory minimum cannot go below it: mitigation can only mean fewer kinds",
    )


def graver_reserved_words(statutes: Statutes, ref: str) -> Words:
    """A graver tier of the same conduct that is for other authorities alone."""
    who, cited = statutes.provision(ref).authority_quote.removeprefix("由"), statutes.citation(ref)
    return Words(
        f"{cited.zh}的处罚只能由{who}作出",
        f"Penalties under {cited.en} are for these alone: “{who}”",
    )
