"""Practice for trainees: a seed in, made-up cases out; an answer in, a marked one out. Pure.

What is right is what `assess` says; nothing of the law is written here.
"""

import random
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from finecalc.language import money
from finecalc.language.citation import PowerItem
from finecalc.language.errors import FactNotUsed, FinecalcError
from finecalc.language.numerals import plain
from finecalc.language.words import Words
from finecalc.law import succession
from finecalc.law.answer import Case
from finecalc.law.assess import assess
from finecalc.law.assessment import Assessment
from finecalc.law.facts import fact_named
from finecalc.law.fine_words import fine_words
from finecalc.law.outcome import Imposable, fine_on_offender
from finecalc.law.rules.confiscation import CONFISCATION
from finecalc.table.ladder import Ladder, Rung
from finecalc.table.statutes import Place, Statutes, term
from finecalc.table.vocabulary import own_words

Question = Literal["tier", "range", "sanctions"]
QUESTIONS: tuple[Question, ...] = ("tier", "range", "sanctions")

_AMOUNTS = {
    "gains": ("0", "30000", "80000", "100000", "125000", "600000"),
    "purchase": ("200000", "850000", "1500000"),
    "turnover": ("80000000", "500000000", "3000000000"),
}
"""Amounts that cases are made up with; those around 100,000 lie on both sides of a bracket, and on its edge."""
_PARTIES = ("甲", "乙", "丙", "丁", "戊", "己")


class Exercise(Struct, frozen=True, kw_only=True):
    """A made-up case. `tiers` are the choices, lightest first; `answer` is what the law says."""

    number: int
    power: int
    story: Words
    tiers: tuple[Words, ...]
    answer: Assessment

    @property
    def must(self) -> tuple[str, ...]:
        """The sanctions that must be imposed, the fine apart."""
        return tuple(dict.fromkeys(each.kind for each in self.answer.sanctions if self._certain(each)))

    @property
    def hanging(self) -> tuple[str, ...]:
        """Those that must be imposed if something holds that the story does not say, or that another one does already:
        naming them is neither asked for nor wrong."""
        must = dict.fromkeys(each.kind for each in self.answer.sanctions if each.mode == "must")
        return tuple(kind for kind in must if kind not in self.must)

    def _certain(self, each: Imposable) -> bool:
        nothing_to_take = each.kind == CONFISCATION and self.answer.case.gains == 0
        return not (each.mode != "must" or each.conditional or each.subject or each.satisfied_by or nothing_to_take)


class Marked(Struct, frozen=True, kw_only=True):
    """One answer marked. `expected` is what was right, `why` the words of the text that it rests on."""

    question: Question
    right: bool
    given: str
    expected: Words
    why: tuple[str, ...]
    problem: Words | None = None


def items(statutes: Statutes, today: date) -> list[int]:
    """The items of the power list that cases can be made from: those that rest on a penalty provision."""
    found = []
    for power in statutes.table.powers:
        try:
            succession.listed(statutes, PowerItem(power.number), today)
        except FinecalcError:
            continue
        found.append(power.number)
    return found


def exercises(statutes: Statutes, *, seed: int, count: int, numbers: Sequence[int] = (), today: date) -> list[Exercise]:
    """`count` cases from items of the power list (all, or `numbers`), under the law of `today`; a seed repeats them.

    Raises FinecalcError for an item that does not exist or is no penalty.
    """
    for number in numbers:
        succession.listed(statutes, PowerItem(number), today)
    chosen = list(dict.fromkeys(numbers)) or items(statutes, today)
    if not chosen:
        raise FinecalcError(
            "这份法条表没有权责清单，或者其中没有罚则，出不了题",
            "This table has no power list, or no penalty in it, to take cases from",
        )
    dice = random.Random(seed)
    made: list[Exercise] = []
    waiting: list[int] = []
    for number in range(1, count + 1):
        if not waiting:
            waiting = dice.sample(chosen, len(chosen))
        power = waiting.pop()
        place = dice.choice(succession.listed(statutes, PowerItem(power), today))
        made.append(_exercise(statutes, number, power, place, dice, today))
    return made


def _exercise(statutes: Statutes, number: int, power: int, place: Place, dice: random.Random, today: date) -> Exercise:
    ref, listed_items = place
    ladder = statutes.ladder(ref)
    rung = dice.choice(ladder.rungs)
    facts = [dice.choice(list(rung.when))] if rung.when else []
    lighter = [fact for fact in ladder.facts if fact not in rung.when and _opens_below(ladder, fact, rung)]
    if facts and lighter and dice.random() < 0.4:
        facts.insert(0, dice.choice(lighter))
    item = (dice.choice(rung.items),) if rung.items else ()
    bases = {base: Decimal(dice.choice(_AMOUNTS.get(base, ("100000",)))) for base in ladder.bases}
    case = Case(
        facts=tuple(facts),
        items=item or listed_items[:1],
        gains=bases.get("gains"),
        purchase=bases.get("purchase"),
        turnover=bases.get("turnover"),
    )
    answer = assess(statutes, ref, case, today=today)
    return Exercise(
        number=number,
        power=power,
        story=_story(statutes, ref, case, dice.choice(_PARTIES)),
        tiers=tuple(_tier_words(statutes, each) for each in ladder.rungs),
        answer=answer,
    )


def _opens_below(ladder: Ladder, fact: str, rung: Rung) -> bool:
    return any(fact in lower.when for lower in ladder.rungs[: ladder.rungs.index(rung)])


def _story(statutes: Statutes, ref: str, case: Case, party: str) -> Words:
    """The case in a few sentences, in the words of the text where there are any."""
    provision, cited, ladder = statutes.provision(ref), statutes.citation(ref), statutes.ladder(ref)
    opens = {fact: words for rung in ladder.rungs for fact, words in rung.when.items()}
    said = {fact: own_words(statutes.facts[fact], words, "en") for fact, words in opens.items()}
    zh = [f"{party}单位的行为：{provision.name}（{cited.zh}，{ref}）"]
    en = [f"A company's conduct: {provision.name_en} ({cited.en}, {ref})"]
    if case.items:
        zh.append(f"属于所列第 {case.items[0]} 项行为")
        en.append(f"It is item {case.items[0]} of the list")
    if case.facts:
        zh.append("查明：" + "；".join(opens[fact].removesuffix("的") for fact in case.facts))
        en.append("Found: " + "; ".join(said[fact] for fact in case.facts))
    elif ladder.facts:
        zh.append("没有查明" + "、".join(f"“{words}”" for words in opens.values()) + "的情节")
        en.append("None of these was found: " + "; ".join(said.values()))
    for base in statutes.table.bases:
        if base.id in case.bases:
            amount = case.bases[base.id]
            zh.append(f"{base.label}{money.chinese(amount)}" if amount else f"没有{base.label}")
            en.append(f"{base.label_en.capitalize()}: {money.english(amount) if amount else 'none'}")
    return Words("。".join(zh) + "。", ". ".join(en) + ".")


def _tier_words(statutes: Statutes, rung: Rung) -> Words:
    if not rung.when:
        return Words("无须其他情节", "no further fact needed")
    english = (own_words(statutes.facts[fact], words, "en") for fact, words in rung.when.items())
    return Words("；".join(dict.fromkeys(rung.when.values())), " or ".join(english))


# --- marking ----------------------------------------------------------------------------------------------------------


def mark(statutes: Statutes, exercise: Exercise, question: Question, given: str) -> Marked:
    """Mark one answer. One that cannot be read is wrong, and `problem` says what could be."""
    check = {"tier": _tier, "range": _range, "sanctions": _sanctions}[question]
    expected, why = _expected(statutes, exercise, question)
    try:
        right, problem = check(statutes, exercise, given), None
    except FinecalcError as error:
        right, problem = False, error.words
    return Marked(question=question, right=right, given=given, expected=expected, why=why, problem=problem)


def _expected(statutes: Statutes, exercise: Exercise, question: Question) -> tuple[Words, tuple[str, ...]]:
    answer = exercise.answer
    if question == "tier":
        index = answer.tier.index
        words = exercise.tiers[index]
        opened = (answer.tier.quote,) if answer.tier.quote else ()
        return Words(f"第 {index + 1} 档（{words.zh}）", f"tier {index + 1} ({words.en})"), opened
    if question == "range":
        fine = fine_on_offender(exercise.answer.fines)
        return fine_words(fine), (fine.quote,) if fine else ()
    kinds = statutes.kinds
    must = [kinds[kind] for kind in exercise.must]
    quotes = tuple(dict.fromkeys(each.quote for each in answer.sanctions if each.kind in exercise.must))
    if not must:
        return Words("没有必须给予的", "none that must be imposed"), ()
    return Words("、".join(each.label for each in must), ", ".join(each.label_en for each in must)), quotes


def _tier(statutes: Statutes, exercise: Exercise, given: str) -> bool:
    """The number of the tier, a fact that opens it, or the words of the text."""
    written = plain(given).removeprefix("第").removesuffix("档").strip()
    index = exercise.answer.tier.index
    if written.isdigit():
        if not 1 <= int(written) <= len(exercise.tiers):
            last = len(exercise.tiers)
            raise FinecalcError(f"只有第 1 至 {last} 档", f"There are tiers 1 to {last}")
        return int(written) == index + 1
    ladder = statutes.ladder(exercise.answer.edition_choice.asked)
    rung = ladder.rungs[index]
    try:
        return fact_named(statutes, [ladder], written) in rung.when
    except FactNotUsed:
        return False
    except FinecalcError:
        raise FinecalcError(
            f"看不懂“{written}”，请写档次的序号，例如 1",
            f"“{written}” cannot be read: write the tier's number, such as 1",
        ) from None


def _range(_: Statutes, exercise: Exercise, given: str) -> bool:
    fine = fine_on_offender(exercise.answer.fines)
    said = read_range(given)
    return said is None if fine is None else said == (fine.min, fine.max)


def _sanctions(statutes: Statutes, exercise: Exercise, given: str) -> bool:
    written = plain(given)
    if not written:
        raise FinecalcError("没有作答；没有必须给予的，写 无", "No answer; write none where none must be imposed")
    said = set() if written.lower() in _NOTHING else set(_named(statutes, written, _SEPARATORS))
    return said - {"fine", *exercise.hanging} == set(exercise.must)


_SEPARATORS = (r"[;\n]", r"[;,、]", r"[;,、\s]")
"""Tried in turn, because labels may hold blanks, and 、 too (关闭…的网站、通讯群组)."""


def _named(statutes: Statutes, written: str, separators: Sequence[str]) -> Iterable[str]:
    """The sanctions that a text names, by label, identifier or the words of the law."""
    known = term(statutes.table.sanctions, written)
    if known:
        yield known.id
    elif separators:
        for part in filter(None, (part.strip() for part in re.split(separators[0], written))):
            yield from _named(statutes, part, separators[1:])
    else:
        raise FinecalcError(
            f"没有“{written}”这种处罚或者措施，请照条文的说法写，例如 责令改正；警告",
            f"There is no sanction “{written}”: name it as the text does, or by its identifier, "
            "such as order-correction; warning",
        )


_NOTHING = {"无", "没有", "不罚", "不罚款", "不处罚", "none", "nothing", "no", "no fine"}
_UP_TO = re.compile(r"^(?:最高|不超过|至多|upto|<=|≤)(.+)$|^(.+?)(?:以下)$", re.IGNORECASE)
_BETWEEN = re.compile(r"^(.+?)(?:以上|至|到|to|[-–—~]+)(.+?)(?:以下)?$", re.IGNORECASE)
_UNIT = re.compile(r"([万亿千百]+元?)$")


def read_range(text: str) -> tuple[Decimal, Decimal] | None:
    """A range as people write it, in yuan: 5万-50万, 五万元以上五十万元以下, 100万以下; 无 is None.

    Raises FinecalcError when it is no range.
    """
    if plain(text).lower() in (*_NOTHING, "0"):
        return None
    written = re.sub(r"^(?:可以|应当|并处|处)+|(?:的)?罚款$|\s+", "", plain(text))
    between = _BETWEEN.match(written)
    if between:
        low, high = between[1], between[2]
        unit = _UNIT.search(high)
        if low.isdigit() and unit and not _UNIT.search(low):
            low += unit[1]  # 5-50万
        return money.parse(low), money.parse(high)
    ceiling = _UP_TO.match(written)
    if ceiling:
        return Decimal(0), money.parse(ceiling[1] or ceiling[2])
    raise FinecalcError(
        f"“{plain(text)}”不是幅度。可以写作：5万-50万、五万元以上五十万元以下、100万以下、无",
        f"“{plain(text)}” is not a range. Write it as 5万-50万, 50,000-500,000, 100万以下 (a ceiling only) or none",
    )


def score(marks: Iterable[Marked]) -> tuple[int, int]:
    """How many answers are right, of how many."""
    all_marks = list(marks)
    return sum(each.right for each in all_marks), len(all_marks)
