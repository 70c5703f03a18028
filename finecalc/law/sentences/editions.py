"""Which text answers, and why (行政处罚法第三十七条)."""

from datetime import date

from finecalc.language import citation, dates
from finecalc.language.words import Words
from finecalc.law.answer import Case
from finecalc.law.rules.edition import Choice
from finecalc.table.statutes import Statutes


def edition_words(statutes: Statutes, choice: Choice, case: Case, today: date) -> Words:
    """Why this text answers. `today` stands in for a missing date of decision."""
    ended, decided = case.ended, case.decided or today
    shown = _edition_named(statutes, choice.applied[0])
    if ended is None:
        return _without_dates(statutes, choice, decided)
    if choice.rule == "continued":
        began = case.conduct_from or ended
        return Words(
            f"违法行为自{dates.chinese(began)}持续到{dates.chinese(ended)}，跨越新旧文本，适用终了时施行的{shown.zh}"
            "（此为通行观点，旧文本的结果一并列出，请办案人判断并说明）",
            f"The conduct ran from {began} to {ended}, across the change: the {shown.en}, in force when it ended, "
            "applies (the prevailing view; the earlier text is shown too: judge and give reasons)",
        )
    if choice.rule in ("moved", "in-force"):
        moved = choice.rule == "moved"
        why_zh = f"（所写的 {choice.asked} 当日未施行或已被取代）" if moved else ""
        why_en = f" (the {choice.asked} that was asked for was not the law on that day)" if moved else ""
        return Words(
            f"违法行为终了于{dates.chinese(ended)}，适用当时施行的{shown.zh}{why_zh}",
            f"The conduct ended on {ended}: the {shown.en}, in force then, applies{why_en}",
        )
    parts = [_since(statutes, choice, decided), _reason(statutes, choice)]
    return Words("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def _without_dates(statutes: Statutes, choice: Choice, day: date) -> Words:
    shown, edition = _edition_named(statutes, choice.asked), statutes.edition(choice.asked)
    if not choice.named:
        return Words(
            f"未填违法行为日期，按{dates.chinese(day)}施行的{shown.zh}回答",
            f"No date of the conduct was given: answered under the {shown.en}, in force on {day}",
        )
    ended = edition.until if edition.until and edition.until < day else None
    return Words(
        f"未填违法行为日期，按所写的{shown.zh}回答" + (f"；该文本已于{dates.chinese(ended)}后失效" if ended else ""),
        f"No date of the conduct was given: answered under the {shown.en} as asked"
        + (f"; it was in force until {ended}" if ended else ""),
    )


def _since(statutes: Statutes, choice: Choice, decided: date) -> Words:
    """Which text was the law at the conduct, and what it had become by the decision."""
    day, shown = dates.chinese(decided), _edition_named(statutes, choice.conduct[0])
    zh, en = f"违法行为终了时施行的是{shown.zh}", f"The {shown.en} was in force when the conduct ended"
    if choice.new:
        names_zh = "、".join(_edition_zh(statutes, ref) + _short_zh(statutes, ref) for ref, _ in choice.new)
        names_en = ", ".join(statutes.citation(ref).en for ref, _ in choice.new)
        pointed = any(citation.split(ref)[0] != citation.split(choice.conduct[0])[0] for ref, _ in choice.new)
        zh += f"，{day}作出决定时已改为{'指引条款，所指的是' if pointed else ''}{names_zh}"
        en += f"; by the decision on {decided} it had become {'a pointer to ' if pointed else ''}{names_en}"
    elif not choice.both:
        zh += f"，{day}作出决定时已改为指引条款，所指的法律不在表中"
        en += f"; by the decision on {decided} it had become a pointer to laws that the table does not hold"
    for ref, _ in choice.both:
        begins = statutes.edition(ref).in_force
        zh += f"；{_edition_zh(statutes, ref)}{_short_zh(statutes, ref)}自{dates.chinese(begins)}起施行，行为终了时两者都适用，不是该条的新文本"
        en += f"; {statutes.citation(ref).en}, in force since {begins}, applied beside it then and is no new text of it"
    return Words(zh, en)


def _reason(statutes: Statutes, choice: Choice) -> Words:
    """Why the old or the new text applies, or what would have to be known."""
    rule, relations, needs = choice.rule, choice.relations, choice.needs
    if rule == "lighter":
        return Words("新的规定在各方面都较轻，适用新的规定", "the new text is lighter in every respect and applies")
    if rule == "earlier-kept" and not choice.new:
        return Words(
            "适用行为时的规定，同一行为按照罚款数额高的规定处罚，不得给予两次以上罚款",
            "the text at the time of the conduct applies; for one act the provision with the higher fine is applied, and there is one fine only",
        )
    if rule == "earlier-kept":
        alike = {
            "equal": Words("两者处罚相同", "both punish alike"),
            "heavier": Words("新的规定较重", "the new text is heavier"),
        }
        why = alike.get(
            next(iter(relations)) if len(relations) == 1 else "",
            Words("新的规定没有较轻的", "the new text is nowhere lighter"),
        )
        return Words(f"{why.zh}，适用行为时的规定", f"{why.en}, so the text at the time of the conduct applies")
    if not choice.new and not choice.both:
        return Words(
            "没有可以比较的规定，暂按行为时的规定，请核对所指的法律处罚是否较轻，并说明理由",
            "there is nothing to compare: the text at the time of the conduct is kept; check whether the laws it points to are lighter, and give reasons",
        )
    if needs:
        labels = statutes.bases
        zh = "、".join(labels[need].label if need in labels else "第几项行为" for need in needs)
        en = ", ".join(labels[need].label_en if need in labels else "item of the conduct" for need in needs)
        return Words(
            f"新的规定是否较轻取决于{zh}，请填写；暂按行为时的规定，两者一并列出",
            f"whether the new text is lighter depends on the {en}, which is needed: the text at the time of the conduct is kept and both are shown",
        )
    return Words(
        "两者互有轻重，不能认定新的规定较轻，暂按行为时的规定，两者一并列出，请判断并说明理由",
        "neither is lighter in every respect: the text at the time of the conduct is kept and both are shown; judge and give reasons",
    )


def _edition_named(statutes: Statutes, ref: str) -> Words:
    return Words(_edition_zh(statutes, ref), _edition_en(statutes, ref))


def _edition_zh(statutes: Statutes, ref: str) -> str:
    law, year = ref.split(":")[0].split("@")
    return f"《{citation.everyday(statutes.laws[law].name)}》（{year}年）"


def _short_zh(statutes: Statutes, ref: str) -> str:
    return statutes.citation(ref).zh.split("）", 1)[1]


def _edition_en(statutes: Statutes, ref: str) -> str:
    law, year = ref.split(":")[0].split("@")
    return f"{statutes.laws[law].name_en} ({year})"
