"""Levels of discretion in words: how a span is divided, which fines are not graded and why, what else the rule on levels says."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from finecalc.language import citation, money
from finecalc.language.numerals import to_chinese
from finecalc.language.words import Lang, Words
from finecalc.law.fine_words import Bases, bracket_words
from finecalc.law.outcome import FineRange
from finecalc.law.rules.bands import Band, BandOption, End, Part, Ungraded, ungraded
from finecalc.table.model import BandLevel, Bands, Term
from finecalc.table.office import Band as OfficeBand
from finecalc.table.office import Condition, Discretion
from finecalc.table.statutes import Statutes


def part_words(part: Part | Band, bases: Bases) -> Words:
    """A part of a range, as far as it is known: every way in which it may come out."""
    if not part.options:
        return _ends_words(part)
    options = [_option_words(option, part.open, bases) for option in part.options]
    return Words("；".join(each.zh for each in options), "; ".join(each.en for each in options))


def _ends_words(ends: Part | Band) -> Words:
    return Words(ends_in("zh", ends), ends_in("en", ends))


def ends_in(lang: Lang, ends: Part | Band) -> str:
    """From where to where (yuan), and which ends are not in it: 5万元以上不足18.5万元; 超过36.5万元、50万元以下."""
    low, high = ends.min or Decimal(0), ends.max or Decimal(0)
    bottomless, under = not low and "min" not in ends.open, "max" in ends.open
    if lang == "en":
        first, last = _edges_en(money.english(low), money.english(high), ends.open)
        return f"{'less than' if under else 'up to'} {money.english(high)}" if bottomless else f"{first} {last}"
    low_zh, high_zh = money.each_own(low, high)
    first, last = _edges(low_zh, high_zh, ends.open)
    return last if bottomless else first + last


def _option_words(option: BandOption, opened: tuple[End, ...], bases: Bases) -> Words:
    """One way in which a band may come out: 违法所得10万元以上：违法所得的1倍以上不足2.2倍."""
    if option.min is not None and option.max is not None:
        measure = _ends_words(Part(min=option.min, max=option.max, open=opened))
    else:
        part, unit, unit_en = (option.multiple, "倍", " times") if option.multiple else (option.share, "%", "%")
        assert part is not None
        base, (low, high) = bases[part.of], (f"{part.min:f}", f"{part.max:f}")
        first, last = _edges(low + unit, high + unit, opened)
        low_en, high_en = _edges_en(low, high + unit_en, opened)
        of = f"{base.label}的"
        zh = f"超过{of}{first.removeprefix('超过')}{last}" if "min" in opened else f"{of}{first}{last}"
        measure = Words(zh, f"{low_en} {high_en} the {base.label_en}")
    if option.bracket is None:
        return measure
    bracket = bracket_words(option.bracket, bases)
    return Words(f"{bracket.zh}：{measure.zh}", f"{bracket.en}: {measure.en}")


def _edges(low: str, high: str, opened: tuple[End, ...]) -> tuple[str, str]:
    return (f"超过{low}、" if "min" in opened else f"{low}以上", f"不足{high}" if "max" in opened else f"{high}以下")


def _edges_en(low: str, high: str, opened: tuple[End, ...]) -> tuple[str, str]:
    return (
        f"more than {low}," if "min" in opened else low,
        f"to less than {high}" if "max" in opened else f"{'up ' if opened else ''}to {high}",
    )


def bands_words(statutes: Statutes, rule: Bands, usual: BandLevel | None) -> Words:
    """How a span is divided, in the words of the rule; `usual` is the level that counts because none is named."""
    parts = [(level, f"“{level.quote}”") for level in rule.levels]
    zh = "、".join(f"{quote}为{level.label}" for level, quote in parts)
    en = ", ".join(f"{level.label_en} {quote}" for level, quote in parts)
    zh = f"最低限至最高限的幅度或者倍数区间{zh}，个案可以上下浮动{to_chinese(rule.float)}个百分点"
    en = f"Of the span from minimum to maximum, in yuan or in multiples: {en}; in the case the ends may move by {rule.float} points"
    if usual:
        zh += f"；没有写裁量的，按{usual.label}处罚（{article(usual.grounds).zh}）"
        en += f"; where no level is named it is {usual.label_en} ({article(usual.grounds).en})"
    if statutes.provision(rule.ref).sure == "single":
        zh += "。该规定的文本只有一个来源，请与官方文本核对"
        en += ". The text of this rule rests on one copy: compare it with the official one"
    return Words(zh, en)


def persons_words() -> Words:
    """How persons responsible are graded."""
    return Words(
        "对责任人员，综合考量其岗位职责、任职时间、履职行为与违法行为的关联性、主观过错程度、主次责任和整改措施，参照单位的裁量阶次确定",
        "Persons responsible go by the level of the organisation, with regard to their post, how long they held it, how their work "
        "is linked to the conduct, fault, main or minor part, and what they did to put it right",
    )


def departure_words(rule: Bands) -> Words:
    """When the levels may be departed from, and that the decision says how they were applied."""
    return Words(
        "适用裁量基准可能明显不当、显失公平，或者客观情况变化的，可以调整适用：本机关的基准须经主要负责人批准或者集体讨论通过，"
        f"上级的基准须报请上级网信部门批准；决定书应当写明基准的适用情况（{article(rule.stated_ref).zh}）",
        "Where the benchmark would be plainly improper or unfair, or circumstances have changed, it may be departed from: the office's "
        "own with the consent of its head or after collective discussion, a higher office's with that office's consent; the decision "
        f"says how the benchmark was applied ({article(rule.stated_ref).en})",
    )


_WHY: dict[Ungraded, Words] = {
    "no-minimum": Words(
        "条文只规定最高限，没有最低限，该条的阶次从法定最低限起算，不分从轻、一般、从重",
        "the text names a maximum and no minimum, from which the levels are counted: no bands",
    ),
    "no-span": Words("最低限与最高限相同，不分阶次", "minimum and maximum are the same: no bands"),
    "below-minimum": Words(
        "减轻处罚低于法定最低限，不在从轻、一般、从重的幅度之内",
        "a mitigated fine lies under the minimum, and in none of the bands",
    ),
}


def no_band_words(statutes: Statutes, bare: Iterable[FineRange]) -> Words:
    """Which fines are not graded, and why."""
    found: dict[Ungraded, list[Words]] = {}
    for fine in bare:
        person = Words(statutes.persons[fine.on].label, statutes.persons[fine.on].label_en)
        for option in fine.options if fine.needs else (fine,):
            why = ungraded(option)
            bracket = None if isinstance(option, FineRange) else option.bracket
            if why:
                said = bracket_words(bracket, statutes.bases) if bracket else None
                who = Words(f"{person.zh}（{said.zh}）", f"{person.en} ({said.en})") if said else person
                found.setdefault(why, []).append(who)
    parts = [
        Words(
            f"{'、'.join(dict.fromkeys(each.zh for each in who))}：{_WHY[why].zh}",
            f"{', '.join(dict.fromkeys(each.en for each in who))}: {_WHY[why].en}",
        )
        for why, who in found.items()
    ]
    return Words("；".join(each.zh for each in parts), "; ".join(each.en for each in parts))


def own_words(table: Discretion, lower: Term | None) -> Words:
    """The office's own table is used, and what it rests on; `lower` is a level that may not make one."""
    since = Words(f"，{table.since}起", f", since {table.since}") if table.since else Words("", "")
    single = Words("；只有一个来源", "; from one copy") if table.sure == "single" else Words("", "")
    made = Words(
        f"。{lower.label}机关不能自己制定裁量基准，这里写的应当是上级制定的" if lower else "",
        f". A {lower.label_en} office may not make one itself: it should be that of a higher office" if lower else "",
    )
    return Words(
        f"本机关的裁量基准（{table.source}{since.zh}{single.zh}）在上级划定的阶次和幅度之内优先：有本机关幅度的，以它为准{made.zh}",
        f"The office's own discretion table ({table.source}{since.en}{single.en}) goes first within the levels and bands of the higher "
        f"benchmark: where it has a band, that one counts{made.en}",
    )


def departs_words(band: OfficeBand, level: BandLevel, targets: Iterable[Term]) -> Words:
    """A band of the office's table leaves the national band of its level, and is not used."""
    name = Words(band.name, band.name) if band.name else Words(level.label, level.label_en)
    who = list(targets)
    zh, en = "、".join(each.label for each in who), ", ".join(each.label_en for each in who)
    return Words(
        f"本机关裁量基准“{name.zh}”对{zh}的幅度超出上级划定的{level.label}的幅度，按上级的基准",
        f"The band “{name.en}” of the office's table for the {en} leaves the {level.label_en} band of the higher benchmark, which "
        "applies instead",
    )


def conditions_words(conditions: Iterable[Condition], facts: Mapping[str, Term], bases: Bases) -> Words:
    """What the case leaves open of the conditions of a band; any one of them is enough."""
    found = [_condition_words(each, facts, bases) for each in conditions]
    return Words("，或者".join(each.zh for each in found), ", or ".join(each.en for each in found))


def _condition_words(condition: Condition, facts: Mapping[str, Term], bases: Bases) -> Words:
    parts = [Words(facts[each].label, facts[each].label_en) for each in condition.facts]
    parts += [Words(f"没有{facts[each].label}", f"not {facts[each].label_en}") for each in condition.without]
    if condition.size:
        base = bases[condition.size.of]
        parts.append(Words(f"{base.label}的大小", f"the size of the {base.label_en}"))
    if condition.times:
        low, high = condition.times.min, condition.times.max
        if high is None:
            parts.append(Words(f"第{low}次以上违反", f"the party's breach number {low} or later"))
        else:
            parts.append(
                Words(
                    f"第{low}至{high}次违反" if high > low else f"第{low}次违反",
                    f"the party's breach number {low} to {high}",
                )
            )
    if condition.words:
        parts.append(Words(f"“{condition.words}”", f"“{condition.words}”"))
    return Words("，".join(each.zh for each in parts), ", ".join(each.en for each in parts))


def two_levels_words(penalties: Iterable[Term]) -> Words:
    """What is imposed alone here knows no level but the ordinary one."""
    kinds = list(dict.fromkeys((each.label, each.label_en) for each in penalties))
    return Words(
        f"本档的处罚只有{'、'.join(zh for zh, _ in kinds)}：单独处这些处罚的，只有不予处罚、一般处罚两种裁量阶次，没有从轻、减轻、从重",
        f"This tier knows {', '.join(en for _, en in kinds)} only: imposed alone, these are ordinary or not imposed at all; there is "
        "no lighter, mitigated or heavier one",
    )


def several_acts_words() -> Words:
    """One act is fined once; several acts are graded apart."""
    return Words(
        "同一个违法行为不得两次以上罚款；确有两个以上应当给予行政处罚的违法行为的，分别裁量，合并处罚",
        "One act is fined once; where there really are two or more acts to be punished, each is graded apart, and they are punished together",
    )


def article(ref: str) -> Words:
    """第九条, of the rule that is being spoken of."""
    number = citation.split(ref)[2]
    return Words(f"第{to_chinese(number)}条", f"article {number}")
