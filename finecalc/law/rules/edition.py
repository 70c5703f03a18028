"""Which provision and which text a case falls under, and why.

Rests on 行政处罚法第三十七条 (从旧兼从轻); the provision is named in the table's `[rules]`.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from finecalc.language import citation, dates
from finecalc.language.citation import PowerItem
from finecalc.language.errors import FinecalcError, NotInForce
from finecalc.language.words import Words
from finecalc.law import succession
from finecalc.law.answer import Case, EditionChoice
from finecalc.law.facts import compared_under
from finecalc.law.open_values import closed, sizes
from finecalc.law.outcome import Outcome
from finecalc.law.rules import lighter
from finecalc.law.rules.confiscation import CONFISCATION
from finecalc.table.statutes import Place, Statutes, conduct_items, in_force, rule_in_force


def place_of(statutes: Statutes, asked: str, case: Case, today: date) -> tuple[Place, bool]:
    """The provision asked for, and whether its edition was named. Raises FinecalcError while it is not one."""
    day = case.ended or case.decided or today
    cited = statutes.cited(asked)
    if isinstance(cited, PowerItem):
        _check_items(statutes, statutes.power(cited.number).provisions, case.items)
        ref, items = succession.choose_one(
            statutes,
            succession.listed(statutes, cited, day, case.items),
            f"权责清单第 {cited.number} 项有几条依据",
            f"Item {cited.number} of the power list rests on several provisions",
        )
        return (ref, items if case.items else ()), False
    provision = succession.find(statutes, cited, day)
    items = (cited.item,) if cited.item else case.items
    _check_items(statutes, (provision.ref,), items)
    return (provision.ref, items), cited.edition is not None


def _check_items(statutes: Statutes, refs: tuple[str, ...], items: tuple[int, ...]) -> None:
    """Raises FinecalcError for an item that none of these provisions lists."""
    if not items:
        return
    listing = [link.ref for ref in refs for link in statutes.provision(ref).aggravates] or list(refs)
    listed = max(len(conduct_items(statutes.provision(ref))) for ref in listing)
    wrong = [item for item in items if not 1 <= item <= listed]
    if wrong:
        where = "、".join(listing)
        has_zh = f"只列了 {listed} 项行为" if listed else "没有分项列出行为"
        has_en = f"lists {listed} items of conduct" if listed else "lists no items of conduct"
        other = succession.elsewhere(statutes, refs[0])
        raise FinecalcError(
            f"没有第 {wrong[0]} 项：{where} {has_zh}" + (f"。{other.zh}" if other else ""),
            f"There is no item {wrong[0]}: {where.replace('、', ', ')} {has_en}" + (f". {other.en}" if other else ""),
            "items",
        )


def applicable_text(
    statutes: Statutes, place: Place, typed: bool, case: Case, today: date
) -> tuple[Place, EditionChoice, list[Place]]:
    """The text that applies, why, and the other texts to show beside it."""
    ended = case.ended
    original, asked = place, place[0]
    rule = _edition_rule(statutes, case.decided or today)
    if ended is None:
        succession.must_be_penalty(statutes, statutes.provision(asked))
        begins = statutes.edition(asked).in_force
        if case.decided and case.decided < begins:
            raise NotInForce(
                f"决定日期（{case.decided}）时 {asked} 尚未施行（{begins} 起施行）。请核对日期，或填写违法行为日期",
                f"{asked} was not in force yet on the day of the decision ({case.decided}; it is since {begins}): check it, "
                "or give the date of the conduct",
            )
        return place, _without_dates(statutes, asked, typed, case, today), []
    if in_force(statutes.edition(asked), ended):
        succession.must_be_penalty(statutes, statutes.provision(asked))
    applied = succession.at(statutes, place, ended)
    yet = ended < statutes.edition(asked).in_force
    if not applied:
        law = statutes.laws[asked.split("@")[0]]
        if statutes.edition_on(law, ended) is None:
            raise succession.not_in_force(law, ended)
        raise _gone(statutes, asked, ended)
    place = succession.choose_one(
        statutes,
        applied,
        f"{dates.chinese(ended)}的行为，{asked} {'当时尚未施行，当时有几条规定' if yet else '已由几条取代'}",
        f"For conduct of {ended}, {asked} "
        + ("was not in force yet, and several provisions were" if yet else "has been replaced by several provisions"),
    )
    succession.must_be_penalty(statutes, statutes.provision(place[0]))
    decided = case.decided or today
    edition = statutes.edition(place[0])
    shown = Words(_edition_zh(statutes, place[0]), _edition_en(statutes, place[0]))
    if edition.until and decided > edition.until:
        later = succession.at(statutes, place, decided)
        return _changed(statutes, place, later, asked, case, decided, shown)
    earlier = _earlier(statutes, original, place, case.conduct_from)
    if case.conduct_from and earlier:
        choice = EditionChoice(
            rule="continued",
            asked=asked,
            edition=place[0].split(":")[0],
            reference=rule,
            zh=f"违法行为自{dates.chinese(case.conduct_from)}持续到{dates.chinese(ended)}，跨越新旧文本，适用终了时施行的{shown.zh}"
            "（此为通行观点，旧文本的结果一并列出，请办案人判断并说明）",
            en=f"The conduct ran from {case.conduct_from} to {ended}, across the change: the {shown.en}, in force when it ended, "
            "applies (the prevailing view; the earlier text is shown too: judge and give reasons)",
        )
        return place, choice, earlier
    moved = place[0] != asked
    why_zh = f"（所写的 {asked} 当日未施行或已被取代）" if moved else ""
    why_en = f" (the {asked} that was asked for was not the law on that day)" if moved else ""
    choice = EditionChoice(
        rule="moved" if moved else "in-force",
        asked=asked,
        edition=place[0].split(":")[0],
        reference=rule,
        zh=f"违法行为终了于{dates.chinese(ended)}，适用当时施行的{shown.zh}{why_zh}",
        en=f"The conduct ended on {ended}: the {shown.en}, in force then, applies{why_en}",
    )
    return place, choice, []


def _edition_rule(statutes: Statutes, decided: date) -> str | None:
    """The provision that states the rule, where it was in force on the day of the decision."""
    ref = statutes.table.rules.edition
    return ref if rule_in_force(statutes, ref, decided) else None


def _earlier(statutes: Statutes, original: Place, place: Place, began: date | None) -> list[Place]:
    """The text that dealt with the conduct when it began, where that was another one: the one asked for, if it was it."""
    if began is None:
        return []
    if original[0] != place[0] and in_force(statutes.edition(original[0]), began):
        return [original]
    return [] if in_force(statutes.edition(place[0]), began) else succession.at(statutes, place, began)


def _without_dates(statutes: Statutes, asked: str, typed: bool, case: Case, today: date) -> EditionChoice:
    edition = statutes.edition(asked)
    zh, en = _edition_zh(statutes, asked), _edition_en(statutes, asked)
    if not typed:
        day = case.decided or today
        return EditionChoice(
            rule="in-force",
            asked=asked,
            edition=asked.split(":")[0],
            zh=f"未填违法行为日期，按{dates.chinese(day)}施行的{zh}回答",
            en=f"No date of the conduct was given: answered under the {en}, in force on {day}",
        )
    day = case.decided or today
    ended_zh = f"；该文本已于{dates.chinese(edition.until)}后失效" if edition.until and edition.until < day else ""
    ended_en = f"; it was in force until {edition.until}" if edition.until and edition.until < day else ""
    return EditionChoice(
        rule="as-asked",
        asked=asked,
        edition=asked.split(":")[0],
        zh=f"未填违法行为日期，按所写的{zh}回答{ended_zh}",
        en=f"No date of the conduct was given: answered under the {en} as asked{ended_en}",
    )


def _changed(
    statutes: Statutes, place: Place, later: list[Place], asked: str, case: Case, decided: date, shown: Words
) -> tuple[Place, EditionChoice, list[Place]]:
    """The law changed between conduct and decision: the new text applies only when lighter in every respect.

    A provision of another law, to which the new text points, is no new text where it was in force at the conduct: both applied.
    """
    for other in later:
        succession.must_be_penalty(statutes, statutes.provision(other[0]))
    new = [other for other in later if _is_new(statutes, other, case)]
    both = [other for other in later if other not in new]
    found = _compared(statutes, place, case, decided)
    relations = {relation for each in found for relation in each.relations}
    applies = {_APPLIES[relation] for relation in relations}
    rule: Literal["lighter", "earlier-kept", "unclear"] = "unclear"
    if applies == {"earlier"} or (both and not new):
        rule = "earlier-kept"
    elif applies == {"later"} and len(new) == 1:
        rule = "lighter"
    needs = _needed(found) if rule == "unclear" else ()
    words = [_since(statutes, place, new, both, decided, shown), _reason(statutes, rule, relations, new, both, needs)]
    chosen = new[0] if rule == "lighter" else place
    choice = EditionChoice(
        rule=rule,
        asked=asked,
        edition=chosen[0].split(":")[0],
        reference=_edition_rule(statutes, decided),
        zh="；".join(each.zh for each in words),
        en="; ".join(each.en for each in words),
        needs=needs,
    )
    return chosen, choice, [place] if rule == "lighter" else new


_APPLIES = {"lighter": "later", "equal": "earlier", "heavier": "earlier", "unclear": "unclear"}


class _Compared(Struct, frozen=True):
    """How the new text stands to the old for these items of the conduct, under every size of the bases that are open."""

    items: tuple[int, ...]
    relations: frozenset[lighter.Relation]
    bases: tuple[str, ...] = ()


def _is_new(statutes: Statutes, other: Place, case: Case) -> bool:
    return case.ended is None or not in_force(statutes.edition(other[0]), case.ended)


def under_every_item(statutes: Statutes, place: Place) -> list[tuple[int, ...]]:
    """The items of the conduct that a case may be: those given, or else each one that the provision lists."""
    ref, items = place
    listed = len(conduct_items(statutes.provision(ref)))
    return [items] if items or not listed else [(item,) for item in range(1, listed + 1)]


def _compared(statutes: Statutes, place: Place, case: Case, decided: date) -> list[_Compared]:
    """The old text beside the new, under every value of what the case leaves open: each item, each size of a base."""
    found = []
    for items in under_every_item(statutes, place):
        here = (place[0], items)
        for other in succession.at(statutes, here, decided):
            if not _is_new(statutes, other, case):
                continue
            try:
                before = compared_under(statutes, here, case, other)
                after = compared_under(statutes, other, case, here)
            except FinecalcError:  # a fact or an item that only one of the texts knows
                found.append(_Compared(items, frozenset({"unclear"})))
                continue
            relations = {
                lighter.relation(
                    differences(statutes, closed(before, bases), closed(after, bases), case.ended or decided)
                )
                for bases in sizes([*before.fines, *after.fines])
            }
            found.append(_Compared(items, frozenset(relations), (*before.needs, *after.needs)))
    return found


def _needed(found: list[_Compared]) -> tuple[str, ...]:
    """What has to be known for the texts to be compared: `item`, where it decides, and the bases."""
    texts = [(each.items, frozenset(_APPLIES[relation] for relation in each.relations)) for each in found]
    needed = ["item"] if len({text for _, text in texts}) > 1 and len({items for items, _ in texts}) > 1 else []
    needed += [base for each, (_, text) in zip(found, texts, strict=True) if len(text) > 1 for base in each.bases]
    return tuple(dict.fromkeys(needed))


def _since(statutes: Statutes, place: Place, new: list[Place], both: list[Place], decided: date, shown: Words) -> Words:
    """Which text was the law at the conduct, and what it had become by the decision."""
    day = dates.chinese(decided)
    zh, en = f"违法行为终了时施行的是{shown.zh}", f"The {shown.en} was in force when the conduct ended"
    if new:
        names_zh = "、".join(_edition_zh(statutes, ref) + _short_zh(statutes, ref) for ref, _ in new)
        names_en = ", ".join(statutes.citation(ref).en for ref, _ in new)
        pointed = any(citation.split(ref)[0] != citation.split(place[0])[0] for ref, _ in new)
        zh += f"，{day}作出决定时已改为{'指引条款，所指的是' if pointed else ''}{names_zh}"
        en += f"; by the decision on {decided} it had become {'a pointer to ' if pointed else ''}{names_en}"
    elif not both:
        zh += f"，{day}作出决定时已改为指引条款，所指的法律不在表中"
        en += f"; by the decision on {decided} it had become a pointer to laws that the table does not hold"
    for ref, _ in both:
        begins = statutes.edition(ref).in_force
        zh += f"；{_edition_zh(statutes, ref)}{_short_zh(statutes, ref)}自{dates.chinese(begins)}起施行，行为终了时两者都适用，不是该条的新文本"
        en += f"; {statutes.citation(ref).en}, in force since {begins}, applied beside it then and is no new text of it"
    return Words(zh, en)


def _reason(
    statutes: Statutes,
    rule: str,
    relations: set[lighter.Relation],
    new: list[Place],
    both: list[Place],
    needs: tuple[str, ...],
) -> Words:
    """Why the old or the new text applies, or what would have to be known."""
    if rule == "lighter":
        return Words("新的规定在各方面都较轻，适用新的规定", "the new text is lighter in every respect and applies")
    if rule == "earlier-kept" and not new:
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
    if not new and not both:
        return Words(
            "没有可以比较的规定，暂按行为时的规定，请核对所指的法律处罚是否较轻，并说明理由",
            "there is nothing to compare: the text at the time of the conduct is kept; check whether the laws it points to are lighter, and give reasons",
        )
    if needs:
        labels = {base.id: base for base in statutes.table.bases}
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


def _gone(statutes: Statutes, asked: str, day: date) -> FinecalcError:
    pointers = [step.ref for step in statutes.provision(asked).successors]
    for ref in pointers:
        succession.must_be_penalty(statutes, statutes.provision(ref))
    cited = statutes.citation(asked)
    begins = statutes.edition(asked).in_force
    if day < begins:
        return FinecalcError(
            f"{dates.chinese(day)}时表中尚无与{cited.zh}相应的罚则（该条 {begins} 起施行）",
            f"On {day} nothing in the table corresponded to {cited.en} yet (in force since {begins})",
            "provision",
        )
    return FinecalcError(
        f"{dates.chinese(day)}的行为已没有与{cited.zh}相应的罚则",
        f"For conduct of {day} nothing in the table takes the place of {cited.en}",
        "provision",
    )


def differences(statutes: Statutes, before: Outcome, after: Outcome, conduct: date) -> tuple[lighter.Difference, ...]:
    return lighter.differences(
        before,
        after,
        kinds={kind.id: kind for kind in statutes.table.sanctions},
        persons={person.id: person for person in statutes.table.persons},
        always=(CONFISCATION,) if rule_in_force(statutes, statutes.table.rules.confiscation, conduct) else (),
    )


def _edition_zh(statutes: Statutes, ref: str) -> str:
    law, year = ref.split(":")[0].split("@")
    return f"《{statutes.laws[law].name.removeprefix('中华人民共和国')}》（{year}年）"


def _short_zh(statutes: Statutes, ref: str) -> str:
    return statutes.citation(ref).zh.split("）", 1)[1]


def _edition_en(statutes: Statutes, ref: str) -> str:
    law, year = ref.split(":")[0].split("@")
    return f"{statutes.laws[law].name_en} ({year})"
