"""A case and a provision in, an assessment out. Pure: no files, no printing, no clock.

One assessment serves `range`, `ask`, `check` and the library.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from msgspec import structs

from finecalc import dates, editions, lighter
from finecalc.assessment import (
    Adjusted,
    Alternative,
    Assessment,
    Case,
    Competence,
    EditionChoice,
    LimitationPeriod,
    Note,
    Quoted,
    Rung,
    SameAct,
    TableUsed,
)
from finecalc.citation import PowerItem
from finecalc.errors import DatesOutOfOrder, FactNotUsed, FinecalcError, Undecided
from finecalc.ladder import Ladder
from finecalc.model import Provision, Words
from finecalc.numerals import plain
from finecalc.outcome import FineRange, Imposable, Outcome, outcome
from finecalc.statutes import Place, Statutes, in_force, named, term


def assess(statutes: Statutes, asked: str, case: Case, *, today: date) -> Assessment:
    """What the law allows for `asked` (a reference, citation or power item, as in `range`) in `case`.

    `today` stands in for a missing date of decision. Raises FinecalcError, in both languages, when the reference,
    the dates or the facts cannot be used.
    """
    _check(statutes, case)
    place, typed = _place(statutes, asked, case, today)
    place, case, choice, others = _choose_edition(statutes, place, typed, case, today)
    return _assessment(statutes, place, case, choice, others, typed, today)


def assess_named(
    statutes: Statutes,
    asked: str,
    *,
    facts: Sequence[str] = (),
    items: Sequence[int] = (),
    gains: Decimal | int | None = None,
    purchase: Decimal | int | None = None,
    turnover: Decimal | int | None = None,
    conduct_from: date | None = None,
    conduct_to: date | None = None,
    decided: date | None = None,
    discovered: date | None = None,
    by: str | None = None,
    adjust: str | None = None,
    today: date,
) -> Assessment:
    """As `assess`, with facts, authority and adjustment as people name them: identifiers, labels, words of the text."""
    table = statutes.table
    case = Case(
        items=tuple(items),
        gains=None if gains is None else Decimal(gains),
        purchase=None if purchase is None else Decimal(purchase),
        turnover=None if turnover is None else Decimal(turnover),
        conduct_from=conduct_from,
        conduct_to=conduct_to,
        decided=decided,
        discovered=discovered,
        by=None if by is None else named(table.authorities, by, "机关层级", "authority").id,
        adjust=None if adjust is None else named(table.adjustments, adjust, "裁量", "adjustment").id,
    )
    if facts:
        case = structs.replace(case, facts=facts_named(statutes, asked, case, facts, today=today))
    return assess(statutes, asked, case, today=today)


def facts_named(statutes: Statutes, asked: str, case: Case, texts: Sequence[str], *, today: date) -> tuple[str, ...]:
    """The facts that people name by identifier, by label, or in the words of the provision asked for."""
    _check(statutes, case)
    (ref, _), _ = _place(statutes, asked, case, today)
    own = _words_of(statutes.ladder(ref))
    return tuple(dict.fromkeys(_fact(statutes, own, text) for text in texts))


# --- which provision -------------------------------------------------------------------------------------------------


def _place(statutes: Statutes, asked: str, case: Case, today: date) -> tuple[Place, bool]:
    """The provision asked for, and whether its edition was named."""
    day = case.ended or case.decided or today
    cited = statutes.cited(asked)
    if isinstance(cited, PowerItem):
        ref, items = editions.choose_one(
            statutes,
            editions.listed(statutes, cited, day, case.items),
            f"权责清单第 {cited.number} 项有几条依据",
            f"Item {cited.number} of the power list rests on several provisions",
        )
        return (ref, items if case.items else ()), False
    provision = editions.find(statutes, cited, day)
    items = (cited.item,) if cited.item else case.items
    return (provision.ref, items), cited.edition is not None


def _choose_edition(
    statutes: Statutes, place: Place, typed: bool, case: Case, today: date
) -> tuple[Place, Case, EditionChoice, list[Place]]:
    """The text that applies, why, and the other texts to show beside it."""
    ended = case.ended
    original, asked = place, place[0]
    rule = statutes.table.rules.edition
    if ended is None:
        editions.must_be_penalty(statutes, statutes.provision(asked))
        return place, case, _without_dates(statutes, asked, typed, case, today), []
    applied = editions.at(statutes, place, ended)
    if not applied:
        law = statutes.laws[asked.split("@")[0]]
        if statutes.edition_on(law, ended) is None:
            raise editions.not_in_force(law, ended)
        raise _gone(statutes, asked, ended)
    place = editions.choose_one(
        statutes,
        applied,
        f"{dates.chinese(ended)}的行为，{asked} 已由数条取代" if len(applied) > 1 else "",
        f"For conduct of {ended}, {asked} has been replaced by several provisions",
    )
    editions.must_be_penalty(statutes, statutes.provision(place[0]))
    decided = case.decided or today
    edition = statutes.edition(place[0])
    shown = Words(_edition_zh(statutes, place[0]), _edition_en(statutes, place[0]))
    if edition.until and decided > edition.until:
        later = editions.at(statutes, place, decided)
        return _lighter(statutes, place, later, asked, case, decided, shown)
    earlier = _earlier(statutes, original, place, case.conduct_from)
    if case.conduct_from and earlier:
        choice = EditionChoice(
            rule="continued",
            asked=asked,
            edition=place[0].split(":")[0],
            reference=rule,
            zh=f"违法行为自{dates.chinese(case.conduct_from)}持续到{dates.chinese(ended)}，跨越新旧文本，适用终了时施行的{shown.zh}"
            "（此为通行观点，旧文本的结果一并列出，请办案人判断并说明）",
            en=f"The conduct ran from {case.conduct_from} to {ended}, across the change: {shown.en}, in force when it ended, "
            "applies (the prevailing view; the earlier text is shown too: judge and give reasons)",
        )
        return place, case, choice, earlier
    moved = place[0] != asked
    why_zh = f"（所写的 {asked} 当日未施行或已被取代）" if moved else ""
    why_en = f" (the {asked} that was asked for was not the law on that day)" if moved else ""
    choice = EditionChoice(
        rule="moved" if moved else "in-force",
        asked=asked,
        edition=place[0].split(":")[0],
        reference=rule,
        zh=f"违法行为终了于{dates.chinese(ended)}，适用当时施行的{shown.zh}{why_zh}",
        en=f"The conduct ended on {ended}: {shown.en}, in force then, applies{why_en}",
    )
    return place, case, choice, []


def _earlier(statutes: Statutes, original: Place, place: Place, began: date | None) -> list[Place]:
    """The text that dealt with the conduct when it began, where that was another one: the one asked for, if it was it."""
    if began is None:
        return []
    if original[0] != place[0] and in_force(statutes.edition(original[0]), began):
        return [original]
    return [] if in_force(statutes.edition(place[0]), began) else editions.at(statutes, place, began)


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
            en=f"No date of the conduct was given: answered under {en}, in force on {day}",
        )
    day = case.decided or today
    ended_zh = f"；该文本已于{dates.chinese(edition.until)}后失效" if edition.until and edition.until < day else ""
    ended_en = f"; it was in force until {edition.until}" if edition.until and edition.until < day else ""
    return EditionChoice(
        rule="as-asked",
        asked=asked,
        edition=asked.split(":")[0],
        zh=f"未填违法行为日期，按所写的{zh}回答{ended_zh}",
        en=f"No date of the conduct was given: answered under {en} as asked{ended_en}",
    )


def _lighter(
    statutes: Statutes, place: Place, later: list[Place], asked: str, case: Case, decided: date, shown: Words
) -> tuple[Place, Case, EditionChoice, list[Place]]:
    """The law changed between conduct and decision: the new text applies only when lighter in every respect."""
    before = _outcome(statutes, place, case, later)
    ways = set()
    for other in later:
        editions.must_be_penalty(statutes, statutes.provision(other[0]))
        try:
            after = _outcome(statutes, other, case, [place])
            ways.add(lighter.relation(_differences(statutes, before, after, decided)))
        except FinecalcError:  # a fact or an item that only the earlier text knows
            ways.add("unclear")
    verdict = ways.pop() if len(ways) == 1 else "unclear"
    names_zh = "、".join(_edition_zh(statutes, ref) + _short_zh(statutes, ref) for ref, _ in later)
    names_en = ", ".join(statutes.citation(ref).en for ref, _ in later)
    since_zh = f"违法行为终了时施行的是{shown.zh}，{dates.chinese(decided)}作出决定时已改为{names_zh or '指引条款（表中没有所指的法律）'}；"
    since_en = f"{shown.en} was in force when the conduct ended; by the decision on {decided} it had become {names_en or 'a pointer to laws that the table does not hold'}; "
    if verdict == "lighter" and len(later) == 1:
        new = later[0]
        choice = EditionChoice(
            rule="lighter",
            asked=asked,
            edition=new[0].split(":")[0],
            reference=statutes.table.rules.edition,
            zh=since_zh + "新的规定在各方面都较轻，适用新的规定",
            en=since_en + "the new text is lighter in every respect and applies",
        )
        return new, case, choice, [place]
    unclear = verdict in ("unclear", "lighter")
    reasons = {
        "equal": (
            "两者处罚相同，适用行为时的规定",
            "both punish alike, so the text at the time of the conduct applies",
        ),
        "heavier": (
            "新的规定较重，适用行为时的规定",
            "the new text is heavier, so the text at the time of the conduct applies",
        ),
    }
    zh, en = reasons.get(
        verdict,
        (
            "两者互有轻重，不能认定新的规定较轻，暂按行为时的规定，两者一并列出，请判断并说明理由",
            "neither is lighter in every respect: the text at the time of the conduct is kept and both are shown; judge and give reasons",
        ),
    )
    choice = EditionChoice(
        rule="unclear" if unclear else "earlier-kept",
        asked=asked,
        edition=place[0].split(":")[0],
        reference=statutes.table.rules.edition,
        zh=since_zh + zh,
        en=since_en + en,
    )
    return place, case, choice, later


def _gone(statutes: Statutes, asked: str, day: date) -> FinecalcError:
    pointers = [step.ref for step in statutes.provision(asked).successors]
    for ref in pointers:
        editions.must_be_penalty(statutes, statutes.provision(ref))
    cited = statutes.citation(asked)
    return FinecalcError(
        f"{dates.chinese(day)}的行为已没有与{cited.zh}相应的罚则",
        f"For conduct of {day} nothing in the table takes the place of {cited.en}",
    )


def _edition_zh(statutes: Statutes, ref: str) -> str:
    law, year = ref.split(":")[0].split("@")
    return f"《{statutes.laws[law].name.removeprefix('中华人民共和国')}》（{year}年）"


def _short_zh(statutes: Statutes, ref: str) -> str:
    return statutes.citation(ref).zh.split("）", 1)[1]


def _edition_en(statutes: Statutes, ref: str) -> str:
    law, year = ref.split(":")[0].split("@")
    return f"the {statutes.laws[law].name_en} ({year})"


def _check(statutes: Statutes, case: Case) -> None:
    """Raises FinecalcError for dates out of order, negative amounts, and words that the table does not know."""
    conduct = [
        ("conduct_from", "违法行为开始日期", "start of the conduct", case.conduct_from),
        ("conduct_to", "违法行为终了日期", "end of the conduct", case.conduct_to),
    ]
    decided = ("decided", "决定日期", "date of the decision", case.decided)
    discovered = ("discovered", "发现日期", "date of discovery", case.discovered)
    for order in ([*conduct, decided], [conduct[0], discovered, decided]):
        known = [(name, zh, en, day) for name, zh, en, day in order if day is not None]
        for (_, first_zh, first_en, first), (name, zh, en, day) in pairwise(known):
            if day < first:
                raise DatesOutOfOrder(
                    f"{zh}（{day}）早于{first_zh}（{first}），请核对日期",
                    f"The {en} ({day}) is before the {first_en} ({first}): check the dates",
                    name,
                )
    for base in statutes.table.bases:
        if case.bases.get(base.id, Decimal(0)) < 0:
            raise FinecalcError(f"{base.label}不能是负数", f"The {base.label_en} cannot be negative")
    if case.by is not None:
        named(statutes.table.authorities, case.by, "机关层级", "authority")
    if case.adjust is not None:
        named(statutes.table.adjustments, case.adjust, "裁量", "adjustment")


# --- the facts --------------------------------------------------------------------------------------------------------


def _words_of(ladder: Ladder) -> dict[str, str]:
    """The words that open a tier in the provision's own text → the fact."""
    return {plain(words).rstrip("的"): fact for rung in ladder.rungs for fact, words in rung.when.items()}


def _fact(statutes: Statutes, own: dict[str, str], text: str) -> str:
    written = plain(text).rstrip("的")
    if written in own:
        return own[written]
    known = term(statutes.table.facts, written)
    if known and known.id in own.values():
        return known.id
    parts = {fact for words, fact in own.items() if len(written) >= 4 and written in words}
    if len(parts) == 1:
        return parts.pop()
    if known:
        return known.id
    return named(statutes.table.facts, text, "情节", "fact").id


def _met(statutes: Statutes, place: Place, case: Case, others: list[Place]) -> list[int]:
    """The rungs met. Raises FinecalcError for a fact that no tier here (nor under `others`) knows, or when none is met."""
    ref, items = place
    ladder = statutes.ladder(ref)
    elsewhere = {fact for other, _ in others for fact in statutes.ladder(other).facts}
    general = statutes.table.rules.limitation.fact
    labels = {fact.id: fact for fact in statutes.table.facts}
    known_zh = "、".join(f"{fact}（{labels[fact].label}）" for fact in ladder.facts) or "无"
    known_en = ", ".join(f"{fact} ({labels[fact].label_en})" for fact in ladder.facts) or "none"
    for fact in case.facts:
        if fact not in labels:
            _fact(statutes, _words_of(ladder), fact)
        if fact not in ladder.facts and fact not in elsewhere and fact != general:
            raise FactNotUsed(
                f"{ref} 的各档都不涉及“{labels[fact].label}”（{fact}）。它认的情节：{known_zh}",
                f"No tier of {ref} turns on “{labels[fact].label_en}” ({fact}). It knows: {known_en}",
                fact,
            )
    met = ladder.met(case.facts, items)
    provision = statutes.provision(ref)
    wrong_place = bool(provision.aggravates) and met and ladder.rungs[met[-1]].reference != ref
    if met and not wrong_place:
        _check_unused(ladder, met, case, items)
        return met
    bases = "、".join(link.ref for link in provision.aggravates)
    opened = dict.fromkeys(fact for rung in ladder.rungs if rung.reference == ref for fact in rung.when)
    zh = f"{ref} 只在有下列情节之一时适用：{'、'.join(opened)}，请用 -f 填写"
    en = f"{ref} applies only with one of these facts: {', '.join(opened)}; give it with -f"
    raise FinecalcError(
        zh + (f"；没有这些情节的，问 {bases}" if bases else ""),
        en + (f"; without them, ask for {bases.replace('、', ', ')}" if bases else ""),
    )


def _check_unused(ladder: Ladder, met: list[int], case: Case, items: tuple[int, ...]) -> None:
    """A fact that opens a rung for other items of the conduct only must not be passed over in silence."""
    for fact in case.facts:
        rungs = [rung for rung in ladder.rungs if fact in rung.when]
        if rungs and items and all(rung.items and not set(items) & set(rung.items) for rung in rungs):
            allowed = rungs[0].items
            raise FactNotUsed(
                f"情节 {fact} 在 {rungs[0].reference} 中只对第 {'、'.join(map(str, allowed))} 项行为规定，本案是第 {'、'.join(map(str, items))} 项",
                f"The fact {fact} counts in {rungs[0].reference} for items {', '.join(map(str, allowed))} only; this case is item {', '.join(map(str, items))}",
                fact,
            )


def _outcome(statutes: Statutes, place: Place, case: Case, others: list[Place]) -> Outcome:
    met = _met(statutes, place, case, others)
    return outcome(statutes.ladder(place[0]), met, case.facts, case.bases)


def _differences(statutes: Statutes, before: Outcome, after: Outcome, decided: date) -> tuple[lighter.Difference, ...]:
    return lighter.differences(
        before,
        after,
        kinds={kind.id: kind for kind in statutes.table.sanctions},
        persons={person.id: person for person in statutes.table.persons},
        always=("confiscate-gains",) if _rule_in_force(statutes, statutes.table.rules.confiscation, decided) else (),
    )


def _rule_in_force(statutes: Statutes, ref: str, day: date) -> bool:
    return statutes.edition(ref).in_force <= day


# --- the answer -------------------------------------------------------------------------------------------------------


def _assessment(
    statutes: Statutes, place: Place, case: Case, choice: EditionChoice, others: list[Place], typed: bool, today: date
) -> Assessment:
    decided = case.decided or today
    case = structs.replace(case, items=place[1])
    found = _outcome(statutes, place, case, others)
    applied = statutes.provision(found.reference)
    cited = statutes.citation(found.reference)
    gains_taken = _confiscated(statutes, found, case, decided)
    adjusted = _adjusted(statutes, case)
    fines, sanctions = _adjust(statutes, found.fines, (*found.sanctions, *gains_taken), adjusted)
    return Assessment(
        reference=found.reference,
        citation=cited.zh,
        citation_en=cited.en,
        name=applied.name,
        name_en=applied.name_en,
        tier=found.tier,
        fines=fines,
        sanctions=tuple(_by_whom(statutes, sanction) for sanction in sanctions),
        needs=tuple(dict.fromkeys(base for fine in fines for base in fine.needs)),
        notes=tuple(_notes(statutes, place, found, case, typed, decided)),
        case=case,
        edition_choice=choice,
        alternatives=tuple(_alternatives(statutes, found, place, case, others, decided)),
        competence=_competence(statutes, applied, found, case),
        limitation=_limitation(statutes, case),
        adjustment=adjusted,
        procedures=tuple(_procedures(statutes, sanctions, decided)),
        ladder=tuple(_ladder(statutes, place, case, found.tier.index)),
        texts=tuple(_texts(statutes, found, place)),
        table=TableUsed(version=statutes.table.version, sha256=statutes.sha256),
    )


def _alternatives(
    statutes: Statutes, found: Outcome, place: Place, case: Case, others: list[Place], decided: date
) -> list[Alternative]:
    result = []
    for other in others:
        try:
            alternative = _outcome(statutes, other, case, [place])
        except FinecalcError:
            continue
        cited = statutes.citation(alternative.reference)
        differing = _differences(statutes, found, alternative, decided)
        result.append(
            Alternative(
                reference=alternative.reference,
                citation=cited.zh,
                citation_en=cited.en,
                relation=lighter.relation(differing),
                differences=differing,
                tier=alternative.tier,
                fines=alternative.fines,
                sanctions=tuple(_by_whom(statutes, sanction) for sanction in alternative.sanctions),
            )
        )
    return result


def _by_whom(statutes: Statutes, sanction: Imposable) -> Imposable:
    """Name the body that has to impose a sanction, where the table says that not every authority may."""
    kind = next(kind for kind in statutes.table.sanctions if kind.id == sanction.kind)
    return structs.replace(sanction, by=(kind.decided_by,)) if kind.decided_by and not sanction.by else sanction


def _confiscated(statutes: Statutes, found: Outcome, case: Case, decided: date) -> list[Imposable]:
    """Illegal gains are confiscated whether or not the article says so (the table's `[rules] confiscation`)."""
    ref = statutes.table.rules.confiscation
    if not case.gains or not _rule_in_force(statutes, ref, decided):
        return []
    if any(sanction.kind == "confiscate-gains" and sanction.mode == "must" for sanction in found.sanctions):
        return []
    if any(sanction.kind == "confiscate-gains" and sanction.from_tier is None for sanction in found.sanctions):
        return []
    return [
        Imposable(
            kind="confiscate-gains", mode="must", quote=statutes.provision(ref).text, source=ref, on=("organisation",)
        )
    ]


def _adjusted(statutes: Statutes, case: Case) -> Adjusted | None:
    if case.adjust is None:
        return None
    adjustment = next(each for each in statutes.table.adjustments if each.id == case.adjust)
    says = {
        "within-range": ("在法定幅度内裁量，不得突破幅度", "stay within the statutory range"),
        "below-range": (
            "可以低于法定最低限，或者少处种类",
            "may go below the statutory minimum, or impose fewer kinds",
        ),
        "no-penalty": (
            "不予处罚，应当责令改正并对当事人进行教育",
            "no penalty is imposed; correction is ordered and the party educated",
        ),
    }[adjustment.effect]
    return Adjusted(
        adjust=adjustment.id,
        effect=adjustment.effect,
        references=adjustment.rules,
        zh=f"{adjustment.label}：{says[0]}",
        en=f"{adjustment.label_en}: {says[1]}",
    )


def _adjust(
    statutes: Statutes, fines: tuple[FineRange, ...], sanctions: tuple[Imposable, ...], adjusted: Adjusted | None
) -> tuple[tuple[FineRange, ...], tuple[Imposable, ...]]:
    if adjusted is None or adjusted.effect == "within-range":
        return fines, sanctions
    if adjusted.effect == "no-penalty":
        corrective = {kind.id for kind in statutes.table.sanctions if not kind.penalty}
        return (), tuple(sanction for sanction in sanctions if sanction.kind in corrective)
    return tuple(_below(fine) for fine in fines), sanctions


def _below(fine: FineRange) -> FineRange:
    """减轻: below the statutory minimum. A range without a floor has no below and stays."""
    if not fine.min:
        return fine
    return structs.replace(fine, min=Decimal(0), max=fine.min, below_minimum=True)


def _competence(statutes: Statutes, applied: Provision, found: Outcome, case: Case) -> Competence:
    by = case.by or statutes.table.office.level
    words = {authority.id: authority for authority in statutes.table.authorities}
    every_level = any(words[each].every_level for each in applied.authority)
    competent = by in applied.authority or (every_level and words[by].level) or not applied.authority
    named_zh = "、".join(words[each].label for each in applied.authority)
    named_en = ", ".join(words[each].label_en for each in applied.authority)
    rule = None
    if competent:
        zh = f"{words[by].label}机关可以依本条处理" if applied.authority else "条文没有写明处罚机关"
        en = f"A {words[by].label_en} office may act under it" if applied.authority else "The text names no authority"
    else:
        levels_only = all(words[each].level for each in applied.authority)
        rule = statutes.table.rules.no_transfer if levels_only else None
        send_zh = "应当报请上级管辖，上级也不得交由下级办理" if levels_only else "应当移送有权机关"
        send_en = "the case goes up, and may not be passed down" if levels_only else "transfer the case to that body"
        zh = f"{words[by].label}机关无权依本条处罚：条文写明由{named_zh}处理，{send_zh}"
        en = f"A {words[by].label_en} office may not impose this penalty: the text gives it to {named_en}; {send_en}"
    return Competence(
        by=by,
        competent=competent,
        authority=applied.authority,
        quote=applied.authority_quote,
        zh=zh,
        en=en,
        reference=rule,
    )


def _limitation(statutes: Statutes, case: Case) -> LimitationPeriod | None:
    if case.discovered is None or case.ended is None:
        return None
    rule = statutes.table.rules.limitation
    extended = rule.fact in case.facts
    years = rule.extended_years if extended else rule.years
    until = dates.years_after(case.ended, years)
    expired = case.discovered > until
    ended = dates.chinese(case.ended)
    if expired:
        zh = f"违法行为终了于{ended}，{years} 年内未被发现（{dates.chinese(case.discovered)}才发现），不再给予行政处罚"
        en = f"The conduct ended on {case.ended} and was discovered on {case.discovered}, after {years} years: no penalty any more"
        longer = dates.years_after(case.ended, rule.extended_years)
        if not extended and case.discovered <= longer:
            fact = next(fact for fact in statutes.table.facts if fact.id == rule.fact)
            zh += f"；{fact.label}的为 {rule.extended_years} 年（填 -f {rule.fact}）"
            en += f"; with {fact.label_en} it is {rule.extended_years} years (give -f {rule.fact})"
    else:
        zh = f"违法行为终了于{ended}，{dates.chinese(case.discovered)}被发现，在 {years} 年时效之内"
        en = f"The conduct ended on {case.ended} and was discovered on {case.discovered}, within {years} years"
    return LimitationPeriod(
        years=years, until=until, discovered=case.discovered, expired=expired, reference=rule.ref, zh=zh, en=en
    )


def _notes(statutes: Statutes, place: Place, found: Outcome, case: Case, typed: bool, decided: date) -> list[Note]:
    rules = statutes.table.rules
    applied = statutes.provision(found.reference)
    notes = [
        Note(code="remark", zh=remark.zh, en=remark.en, reference=ref)
        for ref in dict.fromkeys((found.reference, found.tier.source, *(fine.source for fine in found.fines)))
        for remark in statutes.provision(ref).remarks
    ]
    notes += [
        Note(code="proviso", zh=f"条文另写明：{quote}", en=f"The text adds: {quote}", reference=applied.ref)
        for quote in applied.provisos
    ]
    other = None if typed else editions.elsewhere(statutes, found.reference)
    if other:
        notes.append(Note(code="number-elsewhere", zh=other.zh, en=other.en))
    if case.discovered and not case.ended:
        notes.append(
            Note(
                code="limitation-undated",
                zh="填了发现日期，没有填违法行为日期，无法判断时效，请填写 --conduct-to",
                en="A date of discovery without a date of the conduct: give --conduct-to to have the limitation judged",
                reference=rules.limitation.ref,
            )
        )
    for fact in case.facts:
        if fact not in statutes.ladder(place[0]).facts and fact != rules.limitation.fact:
            notes.append(
                Note(
                    code="fact-not-used",
                    zh=f"情节 {fact} 在 {place[0]} 中不起作用，只用于比较另一文本",
                    en=f"The fact {fact} counts for nothing in {place[0]}; it is used for the other text only",
                )
            )
    below = {adjustment.id for adjustment in statutes.table.adjustments if adjustment.effect == "below-range"}
    if case.adjust in below and any(fine.min == 0 for fine in found.fines):
        notes.append(
            Note(
                code="no-floor",
                zh="条文没有规定最低限的罚款，无从低于最低限，减轻只能体现为少处种类",
                en="A fine without a statutory minimum cannot go below it: mitigation can only mean fewer kinds",
            )
        )
    if _rule_in_force(statutes, rules.confiscation, decided):
        listed = any(sanction.kind == "confiscate-gains" for sanction in found.sanctions)
        if case.gains is None and not listed:
            notes.append(
                Note(
                    code="confiscation",
                    zh="本档没有写没收违法所得；有违法所得的，除依法应当退赔的外，应当予以没收",
                    en="This tier does not mention confiscation; illegal gains, if any, are confiscated all the same, save what must be refunded",
                    reference=rules.confiscation,
                )
            )
        notes.append(
            Note(
                code="correction",
                zh="实施处罚时，应当责令当事人改正或者限期改正违法行为",
                en="Whenever a penalty is imposed, the party is ordered to correct the conduct",
                reference=rules.correction,
            )
        )
    return notes


def _procedures(statutes: Statutes, sanctions: tuple[Imposable, ...], decided: date) -> list[Note]:
    """The steps due before a decision that imposes one of these sanctions."""
    kinds = {sanction.kind for sanction in sanctions}
    return [
        Note(code="procedure", zh=step.text.zh, en=step.text.en, reference=step.ref)
        for step in statutes.table.rules.procedures
        if kinds & set(step.sanctions) and _rule_in_force(statutes, step.ref, decided)
    ]


def _ladder(statutes: Statutes, place: Place, case: Case, applied: int) -> list[Rung]:
    ladder = statutes.ladder(place[0])
    ground = [index for index, rung in enumerate(ladder.rungs) if not rung.when]
    rungs = []
    for index, rung in enumerate(ladder.rungs):
        met = [*(each for each in ground if each < index), index]
        brings = outcome(ladder, met, tuple(rung.when), case.bases)
        rungs.append(
            Rung(
                index=index,
                reference=rung.reference,
                when=rung.when,
                quote=rung.quote or None,
                applies=index == applied,
                fines=brings.fines,
                sanctions=tuple(sanction for sanction in brings.sanctions if sanction.from_tier is None),
            )
        )
    return rungs


def _texts(statutes: Statutes, found: Outcome, place: Place) -> list[Quoted]:
    sources = [found.reference, found.tier.source, *(fine.source for fine in found.fines)]
    sources += [sanction.source for sanction in found.sanctions] + [place[0]]
    texts = []
    for ref in dict.fromkeys(sources):
        provision, cited = statutes.provision(ref), statutes.citation(ref)
        texts.append(
            Quoted(reference=ref, citation=cited.zh, citation_en=cited.en, text=provision.text, sure=provision.sure)
        )
    return texts


# --- several provisions, one act ----------------------------------------------------------------------------------------


def same_act(statutes: Statutes, assessments: list[Assessment]) -> SameAct:
    """Of several provisions caught by one act, the one with the higher fine on the organisation.

    Compared by ceiling, then by floor. Raises Undecided when a base that decides it is unknown.
    """
    for each in assessments:
        if each.needs:
            flags = "、".join(f"--{base}" for base in each.needs)
            raise Undecided(
                f"{each.reference} 的罚款取决于{flags}，不知道就无法比较哪条罚款数额高，请填写",
                f"The fine under {each.reference} depends on {flags}: without it the higher fine cannot be told",
                choices=tuple(each.reference for each in assessments),
            )
    ranked = sorted(assessments, key=_fine_height, reverse=True)
    applied, others = ranked[0], tuple(ranked[1:])
    tied = [other.reference for other in others if _fine_height(other) == _fine_height(applied)]
    zh = f"同一个违法行为违反 {len(ranked)} 个规定，按照罚款数额高的 {applied.reference} 处罚，不得给予两次以上罚款"
    en = f"One act breaks {len(ranked)} provisions: {applied.reference}, with the higher fine, is applied, and there is one fine only"
    if tied:
        zh += f"（{'、'.join(tied)} 的罚款数额与之相同）"
        en += f" ({', '.join(tied)}: the same amount)"
    return SameAct(applied=applied, others=others, reference=statutes.table.rules.one_fine, zh=zh, en=en)


def _fine_height(assessment: Assessment) -> tuple[Decimal, Decimal]:
    fine = assessment.fine_on("organisation") or assessment.fine_on("individual")
    return (fine.max or Decimal(0), fine.min or Decimal(0)) if fine else (Decimal(-1), Decimal(-1))
