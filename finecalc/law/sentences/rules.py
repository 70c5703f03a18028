"""What the general rules come to: competence, adjustment, limitation, procedure, one act, lighter or heavier."""

from collections.abc import Iterable
from datetime import date, timedelta

from finecalc.language import dates
from finecalc.language.citation import everyday
from finecalc.language.words import Words, alternatives
from finecalc.law.fine_words import fine_words
from finecalc.law.outcome import FineRange
from finecalc.law.rules.adjustment import Effect, Leeway
from finecalc.law.rules.competence import Standing
from finecalc.law.rules.lighter import NOTHING, Contrast, Strength
from finecalc.law.rules.limitation import Period
from finecalc.law.rules.procedure import Due, Step
from finecalc.table.model import Authority, Term
from finecalc.table.statutes import Statutes


def competence_words(statutes: Statutes, standing: Standing) -> Words:
    """Whether the authority may act, as the text says who does."""
    known = statutes.authorities
    by = known[standing.by]
    who, quoted = _who(by), standing.quote.removeprefix("由")
    if standing.why == "named":
        said = Words(f"条文写明由{quoted or by.label}处理，{who.zh}有权", f"The text names {who.en}")
    elif standing.why == "nobody":
        said = Words("条文没有写明处罚机关", "The text names no authority")
    elif standing.why == "divided":
        shared = quoted or standing.shared
        said = Words(
            f"条文写的是“{shared}”，没有点名哪一个机关：{who.zh}是否有权，以职责分工和本级权限为准",
            f"The text says “{shared}” and names no one office: whether {who.en} may act depends on the division of duties",
        )
    elif standing.why == "left-to-it":
        kinds = _joined(statutes.kinds[kind] for kind in standing.kinds)
        said = Words(f"{who.zh}可以决定：{kinds.zh}", f"{who.en} may decide: {kinds.en}")
    elif standing.why == "issuer":
        said = Words(
            f"条文写的是“{quoted}”：{who.zh}是颁发该许可的机关的，才有权",
            f"The text says “{quoted}”: {who.en} may act only if it issued the permit",
        )
    else:
        named = [known[each] for each in standing.authority]
        onward = (
            Words("应当报请上级管辖，上级也不得交由下级办理", "the case goes up, and may not be passed down")
            if standing.upward
            else Words("应当移送有权机关", "transfer the case to that body")
        )
        level = " level" if standing.upward else ""
        said = Words(
            f"{who.zh}无权依本条处罚：条文写明由{'、'.join(each.label for each in named)}处理，{onward.zh}",
            f"{who.en} may not impose this penalty: the text gives it to the {alternatives([each.label_en for each in named])}{level}; {onward.en}",
        )
    return Words(said.zh, said.en[0].upper() + said.en[1:])


_LEEWAY: dict[Effect, Words] = {
    "within-range": Words("在法定幅度内裁量，不得突破幅度", "stay within the statutory range"),
    "below-range": Words(
        "可以低于法定最低限，或者少处种类", "may go below the statutory minimum, or impose fewer kinds"
    ),
    "no-penalty": Words(
        "不予处罚，应当责令改正并对当事人进行教育",
        "no penalty is imposed; correction is ordered and the party educated",
    ),
}


def adjustment_words(statutes: Statutes, leeway: Leeway) -> Words:
    """What 从轻, 减轻, 从重 or 不予处罚 does to the range."""
    adjustment = statutes.adjustments[leeway.adjust]
    return _labelled(adjustment, _LEEWAY[leeway.effect])


def limitation_words(statutes: Statutes, period: Period, ended: date) -> Words:
    """Whether conduct that ended on this day was discovered in time, and what else could be said of it."""
    rule = statutes.table.rules.limitation
    since, name = statutes.edition(rule.ref).in_force, statutes.laws[rule.ref.split("@")[0]]
    years, until, discovered = period.years, period.until, period.discovered
    shown, found = dates.chinese(ended), dates.chinese(discovered)
    if period.expired:
        zh = f"违法行为终了于{shown}，{years} 年内未被发现（{found}才发现），不再给予行政处罚"
        en = (
            f"The conduct ended on {ended} and was discovered on {discovered}, after {years} years: no penalty any more"
        )
    else:
        zh = f"违法行为终了于{shown}，{found}被发现，在 {years} 年时效之内"
        en = f"The conduct ended on {ended} and was discovered on {discovered}, within {years} years"
    fact = statutes.facts[rule.fact]
    if period.expired and not period.claimed and period.longer and discovered <= period.longer:
        zh += f"；{fact.label}的为 {rule.extended_years} 年（{rule.fact}）"
        en += f"; with {fact.label_en} it is {rule.extended_years} years ({rule.fact})"
    if period.claimed and period.longer is None:
        zh += (
            f"；{fact.label}的 {rule.extended_years} 年自{dates.chinese(since)}起施行，"
            + ("决定在此之前" if period.before else f"{rule.years} 年在此之前已经届满")
            + "，不适用"
        )
        en += (
            f"; the {rule.extended_years} years for {fact.label_en} came into force on {since}, "
            + ("after the decision" if period.before else f"when the {rule.years} years had run out already")
            + ", and do not apply"
        )
    if discovered == until:
        last = until - timedelta(days=1)
        zh += f"；发现之日是期限的最后一日，起算之日也计入的，少一日，到{dates.chinese(last)}届满，请核对起算"
        en += f"; it was discovered on the last day: counted with the first day in it, the period is a day shorter and ended on {last}"
    elif period.claimed and period.shorter_ends_with_change and not period.expired:
        zh += f"；{rule.years} 年到{dates.chinese(since)}才届满，起算之日也计入的，少一日，{rule.extended_years} 年不适用，请核对起算"
        en += f"; the {rule.years} years ended on {since} only: counted with the first day in them they had run out, and the {rule.extended_years} years do not apply"
    if period.before:
        zh += f"。决定时施行的是{dates.chinese(since)}以前的《{name.name}》，表中没有，按 {rule.years} 年计算，请核对当时的条文"
        en += f". The decision rests on the {name.name_en} as it was before {since}, which the table does not hold: counted with {rule.years} years, check the text of that time"
    return Words(zh, en)


def step_words(statutes: Statutes, step: Step, due: Due) -> Words:
    """What a step before the decision asks; of a law that the table does not hold, that it has to be looked up."""
    if step.reference is not None:
        return step.rule.text if due == "always" else step.rule.large
    law, begins = statutes.laws[step.rule.general.split("@")[0]], statutes.edition(step.rule.general).in_force
    return Words(
        f"决定日期早于 {begins}，当时施行的{everyday(law.name)}不在本表：听证、法制审核、集体讨论以及责令改正等，请按当时的规定核对",
        f"The decision is earlier than {begins}, and the {law.name_en} then in force is not in this table: check hearing, legal "
        "review, collective decision and the order to correct by the law of that day",
    )


def same_act_words(applied: str, number: int, tied: tuple[str, ...]) -> Words:
    """Which of so many provisions is applied to one act, and which have a fine as high."""
    zh = f"同一个违法行为违反 {number} 个规定，按照罚款数额高的 {applied} 处罚，不得给予两次以上罚款"
    en = f"One act breaks {number} provisions: {applied}, with the higher fine, is applied, and there is one fine only"
    if tied:
        zh += f"（{'、'.join(tied)} 的罚款数额与之相同）"
        en += f" ({', '.join(tied)}: the same amount)"
    return Words(zh, en)


def side_words(statutes: Statutes, contrast: Contrast, side: FineRange | Strength | None) -> Words:
    """One side of a respect in which two answers differ: 单位：处1万元以上5万元以下; 吊销许可证：可以."""
    if isinstance(side, tuple):
        return _labelled(statutes.kinds[contrast.respect], _strength_words(side))
    return _labelled(statutes.persons[contrast.respect], fine_words(side))


def _strength_words(strength: Strength) -> Words:
    if strength == NOTHING:
        return Words("无", "not provided for")
    return {3: Words("应当", "must"), 2: Words("单处或者并处", "one or more of"), 1: Words("可以", "may")}[strength[0]]


def _labelled(label: Term, words: Words) -> Words:
    return Words(f"{label.label}：{words.zh}", f"{label.label_en}: {words.en}")


def _joined(terms: Iterable[Term]) -> Words:
    shown = tuple(terms)
    return Words("、".join(each.label for each in shown), ", ".join(each.label_en for each in shown))


def _who(authority: Authority) -> Words:
    if authority.level:
        return Words(f"{authority.label}机关", f"a {authority.label_en} office")
    return Words(authority.label, f"the {authority.label_en}")
