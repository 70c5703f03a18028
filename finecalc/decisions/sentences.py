"""What is said of a proposed decision: one typed function for each thing said, both languages side by side.

Where a sentence names the fine that is proposed, {} stands for it: `Finding.amount` fills it in when it is read.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from finecalc.language import money
from finecalc.language.words import Lang, Saying, Words
from finecalc.law.answer import EditionChoice
from finecalc.law.fine_words import fine_words, mode_words
from finecalc.law.outcome import FineRange
from finecalc.law.rules.adjustment import Effect
from finecalc.law.rules.bands import Part, amounts_of
from finecalc.law.rules.day_counts import known_days
from finecalc.law.rules.own_bands import Step
from finecalc.law.sentences.bands import article, conditions_words, ends_in, part_words
from finecalc.law.sentences.procedure import left_open_words
from finecalc.law.sentences.steps import calendar_said, rest_day_words
from finecalc.law.steps import Counted
from finecalc.table.model import BandLevel, Bands, Provision, Term
from finecalc.table.office import Discretion
from finecalc.table.statutes import Statutes, conduct_items

Side = Literal["below", "within", "above", "open"]
UNIT = Words("单位", "the organisation")


# --- fines ----------------------------------------------------------------------------------------------------------------


def outside_range(allowed: FineRange, who: Words, side: Side) -> Words:
    """The fine lies below or above the range; {span} stands for its ends where these are known, and both in it."""
    words = fine_words(allowed)
    if allowed.below_minimum:
        return Words(
            f"对{who.zh}罚款{{}}，裁量为减轻的，应当低于法定最低限（{words.zh}）",
            f"Fine on {who.en} {{}}: a mitigated fine goes below the statutory minimum ({words.en})",
        )
    side_zh, side_en = ("低于", "below") if side == "below" else ("高于", "above")
    if allowed.min is not None:
        mode = mode_words(allowed)
        words = Words(mode.zh + "{span}", mode.en + "{span}")
    return Words(
        f"对{who.zh}罚款{{}}，{side_zh}法定幅度：{words.zh}（“{shortened(allowed.quote)}”）",
        f"Fine on {who.en} {{}} is {side_en} the range: {words.en} (“{shortened(allowed.quote)}”)",
    )


def outside_band(statutes: Statutes, rule: Bands, level: BandLevel, lies: BandLevel, who: Words, target: str) -> Words:
    """A lawful fine lies outside the band of the `level` that is named; {span} stands for that band, `lies` is where it is.

    What to look for are the grounds of the level where it lies, in the words of the rule.
    """
    if level.adjust is None:
        named = Words(
            f"没有写从轻、从重，按{level.label}处罚（{article(level.grounds).zh}）",
            f"no level is named, so it is {level.label_en} ({article(level.grounds).en})",
        )
    else:
        named = Words(f"裁量写的是{level.label}", f"the level named is {level.label_en}")
    if target in ("manager", "staff"):
        mend = Words(
            f"责任人员参照单位的阶次，不同的，写明其职责、过错等理由（{article(rule.persons_ref).zh}）",
            f"Persons go by the level of the organisation; where they do not, give their duties, fault and the like as "
            f"reasons ({article(rule.persons_ref).en})",
        )
    elif lies.adjust is None:
        cited = article(level.grounds)
        mend = Words(
            f"没有{cited.zh}所列情形的，裁量空着；有的，改数额",
            f"Without a ground of {cited.en} leave the level empty; with one, change the amount",
        )
    else:
        cited, grounds = article(lies.grounds), grounds_of(statutes.provision(lies.grounds))
        mend = Words(
            f"有{cited.zh}所列情形（{grounds}）的，裁量写{lies.label}并说明理由；没有的，改数额",
            f"With a ground of {cited.en} ({grounds}) name the level and say why; without one, change the amount",
        )
    return Words(
        f"对{who.zh}罚款{{}}，{named.zh}，应当在{{span}}；这一数额属于{lies.label}处罚。{mend.zh}",
        f"Fine on {who.en} {{}}: {named.en}, which is {{span}}; this amount is {lies.label_en}. {mend.en}",
    )


def outside_own_band(
    statutes: Statutes, table: Discretion, candidates: Iterable[tuple[Step, Part]], who: Words
) -> Words:
    """A lawful fine lies in no band of the office's own table that applies, or may: each with what it depends on."""
    zh, en = [], []
    for step, part in candidates:
        words = part_words(part, statutes.bases)
        open_ = conditions_words(step.open, statutes.facts, statutes.bases) if step.status == "possible" else None
        name = f"“{step.band.name}”" if step.band.name else ""
        zh.append(f"{name}{words.zh}" + (f"（取决于{open_.zh}）" if open_ else ""))
        en.append(f"{name} {words.en}".strip() + (f" (depends on {open_.en})" if open_ else ""))
    return Words(
        f"对{who.zh}罚款{{}}，不在本机关裁量基准（{table.source}）本案的幅度里：{'；'.join(zh)}。核对适用的档，或者改数额",
        f"Fine on {who.en} {{}} lies in no band of the office's discretion table ({table.source}) for this case: {'; '.join(en)}. "
        "Check which band applies, or change the amount",
    )


def band_span(level: BandLevel, points: int, low: Decimal | int, high: Decimal | int) -> Words:
    """The band of a level within a range (yuan), and how far its ends may float, by so many points."""
    return Words(band_span_in("zh", level, points, low, high), band_span_in("en", level, points, low, high))


def band_span_in(lang: Lang, level: BandLevel, points: int, low: Decimal | int, high: Decimal | int) -> str:
    """The same in one language."""
    band, moved = (ends_in(lang, amounts_of(level, low, high, each)) for each in (0, points))
    return f"{band}（浮动后{moved}）" if lang == "zh" else f"{band} (floating: {moved})"


def grounds_of(provision: Provision) -> str:
    """The grounds that a provision lists, in its words; the whole text where it lists none."""
    return "".join(conduct_items(provision)).rstrip("。") or provision.text


def no_fine_provided(who: Words, basis: Words | Saying) -> Words:
    """The tier knows no fine on whoever is to be fined; `basis` as `no_basis` has it."""
    return Words(f"对{who.zh}罚款{{}}{basis.zh}", f"Fine on {who.en} {{}}: {basis.en}")


def fact_open(fact: Term) -> Words:
    """A fact that is not yet established: the decision is judged as if it were not there."""
    return Words(
        f"“{fact.label}”（{fact.id}）尚未查明，以下按没有这个情节判断；先查明再决定",
        f"“{fact.label_en}” ({fact.id}) is not yet established; what follows is judged as if it were not there: establish it first",
    )


def no_basis(effect: Effect, tier: str) -> Words:
    """The tier, which the text opens with these words, does not provide for what is proposed."""
    if effect == "no-penalty":
        return Words(
            "与“不予处罚”矛盾：不予处罚的，只能责令改正、教育",
            "contradicts the exemption, which leaves only correction and education",
        )
    if tier:
        return Words(f"没有依据：本档（{tier}）没有规定", f"not provided for in this tier ({tier})")
    return Words("没有依据：本案适用的一档没有规定", "not provided for in the tier that applies")


def unknown_base(bases: Mapping[str, Term], allowed: FineRange) -> Words:
    """The range depends on a base that is not given."""
    zh = "、".join(bases[base].label for base in allowed.needs)
    en = ", ".join(bases[base].label_en for base in allowed.needs)
    words = fine_words(allowed)
    return Words(
        f"没有填{zh}，无法判断罚款是否合法：{words.zh}", f"Without the {en} the fine cannot be judged: {words.en}"
    )


def unit_not_fined(allowed: FineRange) -> Words:
    """The tier requires a fine on the organisation."""
    words = fine_words(allowed)
    return Words(
        f"本档应当对单位罚款（{words.zh}），没有提出罚款",
        f"This tier requires a fine on the organisation ({words.en}), and none is proposed",
    )


def persons_not_fined(persons: Mapping[str, Term], due: Sequence[FineRange]) -> Words:
    """The tier requires fines on the responsible persons."""
    zh = "；".join(f"{persons[each.on].label}{fine_words(each).zh}" for each in due)
    en = "; ".join(f"{persons[each.on].label_en}: {fine_words(each).en}" for each in due)
    return Words(
        f"本档应当对责任人员罚款（{zh}），没有提出",
        f"This tier requires a fine on the responsible persons ({en}), and none is proposed",
    )


def fined_on_another_reading(who: Words, basis: Words | Saying, disputed: FineRange) -> Words:
    """Whether the tier fines these persons too is disputed."""
    plain, words, quote = no_fine_provided(who, basis), fine_words(disputed), shortened(disputed.quote)
    return Words(
        f"{plain.zh}；另一种读法：本档也对{who.zh}{words.zh}（“{quote}”），请写明按哪一种读法和理由",
        f"{plain.en}; on another reading this tier fines the {who.en} too: {words.en} (“{quote}”): say which reading is "
        "followed, and why",
    )


def individual_as_offender(who: Words, basis: Words | Saying) -> Words:
    """An individual is fined as a person responsible where it may be the offender itself."""
    plain = no_fine_provided(who, basis)
    return Words(
        f"{plain.zh}（违法者本身是个人、按条文对违法者的幅度处罚的，填“单位罚款”一栏）",
        f"{plain.en} (where the offender itself is an individual, its own fine goes under fine)",
    )


def role_unsaid(amount: Decimal | int, lawful: Sequence[tuple[Term, bool]]) -> Words:
    """Whether a fine is lawful depends on the role of the person, which is not said."""
    zh = "，".join(role.label + ("合法" if fits else "不合法") for role, fits in lawful)
    en = ", ".join(f"{role.label_en}: {'lawful' if fits else 'not lawful'}" for role, fits in lawful)
    shown = money.words(amount)
    return Words(
        f"没有写明是哪一类责任人员，罚款{shown.zh}合不合法取决于身份（{zh}），请写作 主管人员（张某）:1万，或者 直接责任人员（张某）:1万",
        f"It is not said which role the person has, and a fine of {shown.en} depends on it ({en}): write manager or staff",
    )


# --- sanctions and measures -----------------------------------------------------------------------------------------------


def kind_without_basis(kind: Term, basis: Words | Saying) -> Words:
    """A sanction that the tier does not provide for; `basis` as `no_basis` has it."""
    return Words(f"“{kind.label}”{basis.zh}", f"“{kind.label_en}”: {basis.en}")


def both_of_either_or(beside: Iterable[Term]) -> Words:
    """Sanctions are proposed beside the fine that the text puts in their place."""
    kinds = _joined(beside)
    return Words(
        f"条文写“或者”：{kinds.zh}与罚款择一，同时提出了两者",
        f"The text says 或者: {kinds.en} or the fine, and both are proposed",
    )


def kind_missing(kind: Term, quote: str) -> Words:
    """A must that is not proposed."""
    return Words(
        f"应当同时“{kind.label}”（{shortened(quote)}），没有提出",
        f"“{kind.label_en}” is required ({shortened(quote)}) and not proposed",
    )


def none_chosen(offered: Iterable[Term]) -> Words:
    """None of the sanctions of which the text asks for at least one."""
    kinds = _joined(offered)
    return Words(
        f"{kinds.zh}至少应当选一种，一种也没有提出", f"At least one of {kinds.en} must be chosen, and none is proposed"
    )


def for_another_body(kind: Term, bodies: Iterable[Term]) -> Words:
    """A sanction that only other bodies may impose."""
    others = _joined(bodies)
    return Words(
        f"“{kind.label}”应当由{others.zh}决定：把证据和材料送该机关，本决定不能直接作出",
        f"“{kind.label_en}” is for the {others.en} to decide: send the evidence there; this decision cannot impose it",
    )


def steps_due(
    surely: Iterable[Term],
    due: Sequence[Words],
    amounts: Iterable[Term],
    if_large: Sequence[Words],
    still_open: Sequence[Term] = (),
    known: bool = False,
) -> Words:
    """The steps due before a decision that imposes `surely`, and those due where these `amounts` are large; each by its name.

    Of `still_open` the text does not say whether they count; `known`: the office has said what is large there.
    """
    said = []
    if due:
        imposed, steps = _joined(surely), _named(due)
        said.append(
            Words(
                f"{imposed.zh}：决定前依所引条文{steps.zh}",
                f"{imposed.en}: due before the decision, by the articles cited: {steps.en}",
            )
        )
    if if_large:
        imposed, steps = _joined(amounts), _named(if_large)
        where = (
            Words("数额标准见机关档案", "what is large is in the office profile")
            if known
            else Words(
                "数额标准由各地、各部门规定，本表未载", "what is large is fixed locally and is not in this table"
            )
        )
        said.append(
            Words(
                f"{imposed.zh}：数额较大的，决定前依所引条文{steps.zh}；{where.zh}",
                f"{imposed.en}: where it is large, due before the decision, by the articles cited: {steps.en}; {where.en}",
            )
        )
    if still_open:
        said.append(left_open_words(still_open))
    return Words("；".join(each.zh for each in said), "; ".join(each.en for each in said))


def large(what: Words, limits: Words, *, sure: bool) -> Words:
    """A sum that is large at the office, or may be: the thresholds hold for acts of several kinds, or a sum is unknown."""
    reaches = Words("达到", "is large") if sure else Words("可能达到", "may be large")
    return Words(
        f"{what.zh}{{}}，{reaches.zh}本机关的较大数额（{limits.zh}），决定前应当告知听证权利",
        f"{what.en}, {{}}, {reaches.en} at the office ({limits.en}): "
        "the party is told of the right to a hearing before the decision",
    )


def unknown_steps(kinds: Iterable[Term], step: Words | Saying) -> Words:
    """What is imposed, and where the steps due before the decision are to be looked up."""
    imposed = _joined(kinds)
    return Words(f"{imposed.zh}：{step.zh}", f"{imposed.en}: {step.en}")


# --- the days of the steps ------------------------------------------------------------------------------------------------


def step_late(found: Counted, count: Words) -> Words:
    """A step done after its last day: `count` says how its days are counted; what lengthens them stands in the law's words."""
    quotes = {clause.kind: clause.quote for clause in found.clauses}
    rest = rest_day_words(found.latest) if found.latest else Words("", "")
    zh = f"{found.step.name.zh}（{found.done}）晚于期限 {found.latest}{rest.zh}：{count.zh}"
    en = f"{found.step.name.en} ({found.done}) is after its last day, {found.latest}{rest.en}: {count.en}"
    if found.extended and found.extended != found.latest:
        within = found.lateness == "extended"
        zh += f"；经批准延长的到 {found.extended}" + ("，请核对批准" if within else "，也已超过")
        en += f"; with an approved extension {found.extended}" + (
            ": check the approval" if within else ", which is past too"
        )
    if found.lateness == "late" and "longer-open" in quotes:
        zh, en = f"{zh}（“{quotes['longer-open']}”）", f"{en} (“{quotes['longer-open']}”)"
    if "not-counted" in quotes:
        zh += f"；“{quotes['not-counted']}”，有这些时间的请扣除后核对"
        en += f"; what does not count may explain it (“{quotes['not-counted']}”): check"
    return Words(zh, en)


def days_not_judged(steps: Sequence[Words]) -> Words:
    """Steps whose last day cannot be told, because the working days of that year are not published."""
    known = calendar_said(*known_days())
    return Words(
        f"{'、'.join(each.zh for each in steps)}：期限没有判断。{known.zh}",
        f"{', '.join(each.en for each in steps)}: the day count is not judged. {known.en}",
    )


def before_hearing_request(found: Counted, asked: Counted, *, sure: bool) -> Words:
    """A decision while the party may still ask for a hearing; not `sure`: whether it is told of that right depends on a threshold."""
    if_zh, if_en = (
        ("", "") if sure else ("依法应当告知听证权利的：", "Where the party is to be told of the right to a hearing: ")
    )
    return Words(
        f"{if_zh}决定日期（{found.done}）在当事人可以要求听证的期限届满（{asked.latest}）以前，最早 {found.earliest} 才能作出决定",
        f"{if_en}the decision ({found.done}) comes before the time to ask for a hearing has run out ({asked.latest}): "
        f"{found.earliest} is the first day for it",
    )


def hearing_too_soon(found: Counted, count: Words) -> Words:
    """A hearing so early that its notice, which comes after the party was told, cannot have been in time."""
    return Words(
        f"听证通知最迟应当在 {found.latest} 送达（{count.zh}），而告知日期是 {found.since}，听证举行过早",
        f"The notice of the hearing was due by {found.latest} ({count.en}), and the party was told on {found.since}: the hearing came too soon",
    )


def decided_today(words: Words) -> Words:
    """`words` on days that are out of order, where no day of the decision is given."""
    return Words(f"{words.zh}（没有填决定日期的，按今天算）", f"{words.en} (without a day of the decision, today)")


# --- amounts written with the sanctions -----------------------------------------------------------------------------------


def fines_disagree(written: Decimal, fine: Decimal | int) -> Words:
    """The fine among the sanctions is another than that on the organisation (yuan)."""
    return Words(
        f"处罚种类写的罚款是{money.chinese(written)}，与单位罚款{money.chinese(fine)}不一致",
        f"The fine among the sanctions is {money.english(written)}, that on the organisation {money.english(fine)}",
    )


def confiscation_disagrees(taken: Decimal, gains: Decimal) -> Words:
    """More or less is confiscated than was gained (yuan)."""
    more = taken > gains
    ends_zh = "，互相矛盾" if more else "：除依法应当退赔的外，应当全部没收"
    ends_en = ": they contradict each other" if more else ": all is to be confiscated, save what must be refunded"
    return Words(
        f"没收违法所得{money.chinese(taken)}，违法所得填的是{money.chinese(gains)}{ends_zh}",
        f"{money.english(taken)} of gains are confiscated, and the gains are {money.english(gains)}{ends_en}",
    )


# --- the text that is cited -----------------------------------------------------------------------------------------------


def cited_text(cited: Words, choice: EditionChoice) -> Words:
    """Which text is cited, and why that one or another answers."""
    return Words(f"依据写的是{cited.zh}。{choice.zh}", f"The decision cites {cited.en}. {choice.en}")


def cite_instead(words: Words, applied: Words, reference: str) -> Words:
    """`words`, and the provision that should be cited."""
    return Words(
        f"{words.zh}。应当引用{applied.zh}（{reference}）",
        f"{words.en}. Cite {applied.en} ({reference})",
    )


def differing(words: Words, sides: Sequence[tuple[Words, Words]]) -> Words:
    """`words`, and in what the two texts differ."""
    zh = "；".join(f"{before.zh}→{after.zh}" for before, after in sides)
    en = "; ".join(f"{before.en} → {after.en}" for before, after in sides)
    return Words(f"{words.zh}。互有轻重之处：{zh}", f"{words.en}. They differ in: {en}")


_ASKED_FOR = {"items": "项", "facts": "情节"}


def asked_in_a_file(field: str, heading: str, words: Words) -> Words:
    """`words`, and in which column of a decision file what is missing is filled in."""
    if field not in _ASKED_FOR:
        return words
    return Words(
        f"{words.zh}（决定表填“{_ASKED_FOR[field]}”一栏）", f"{words.en} (in a decision file: the column {heading})"
    )


# --- what the library is given --------------------------------------------------------------------------------------------


def no_decisions(kind: str) -> Words:
    """Something that is no sequence of decisions."""
    return Words(
        f'决定要逐件给出，如 [{{“处罚依据”: …}}, …]，不能是 {kind}；数据框请用 to_dict("records")',
        f'Give the decisions one by one, such as [{{“provision”: …}}, …], not {kind}; of a data frame to_dict("records")',
    )


def no_mapping() -> Words:
    """One decision that is no mapping."""
    return Words("这一件不是标题到内容的映射", "This decision is no mapping from headings to values")


def no_such_language(lang: str) -> Words:
    return Words(f"语言是 zh 或 en，不能是 {lang}", f"The language is zh or en, not {lang}")


def shortened(quote: str) -> str:
    """A quotation, as long as a sentence may carry it."""
    return quote if len(quote) <= 60 else quote[:59] + "…"


def _named(steps: Iterable[Words]) -> Words:
    shown = tuple(steps)
    return Words("、".join(each.zh for each in shown), ", ".join(each.en for each in shown))


def _joined(terms: Iterable[Term]) -> Words:
    shown = tuple(terms)
    return Words("、".join(each.label for each in shown), ", ".join(each.label_en for each in shown))
