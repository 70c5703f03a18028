"""What is asked of a made-up case, with choices: the right one is what `assess` says, the others what it says of real mistakes.

Another edition is asked for, another tier, other bases; a band is taken for the range, may for must, persons are left out.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import Literal

from msgspec import Struct, structs

from finecalc.language import money
from finecalc.language.errors import FinecalcError
from finecalc.language.words import Words
from finecalc.law import succession
from finecalc.law.answer import Case, Rung
from finecalc.law.assess import assess
from finecalc.law.assessment import Assessment
from finecalc.law.fine_words import fine_words
from finecalc.law.outcome import FineRange, Imposable, brought, fine_on, fine_on_offender
from finecalc.law.rules.bands import Part, within
from finecalc.law.rules.confiscation import CONFISCATION
from finecalc.law.rules.procedure import steps_on
from finecalc.law.sentences.bands import part_words
from finecalc.table.model import BandLevel
from finecalc.table.statutes import Statutes
from finecalc.table.vocabulary import own_words
from finecalc.teach.sentences import (
    HEARING,
    MISTAKES,
    NO_FACT_NEEDED,
    NOTHING_REQUIRED,
    NOTHING_TO_HEAR,
    OUTSIDE,
    PROMPTS,
    STANDING,
    band_prompt,
    band_reason,
    hearing_reason,
    wrong_band,
)

Question = Literal["law", "tier", "unit", "manager", "staff", "must", "competence", "hearing", "band"]
QUESTIONS: tuple[Question, ...] = (
    "law",
    "tier",
    "unit",
    "manager",
    "staff",
    "must",
    "competence",
    "hearing",
    "band",
)
AMOUNTS: tuple[Question, ...] = ("unit", "manager", "staff")
LETTERS = "ABCD"


class Choice(Struct, frozen=True, kw_only=True):
    """One answer to choose; a wrong one says what `mistake` it is."""

    words: Words
    right: bool = False
    mistake: Words | None = None


class Asked(Struct, frozen=True, kw_only=True):
    """A question on a case: `why` the right answer is right in the words of the text, and `because` in ours.

    `texts` are the provisions that may be looked up before answering without being told which of the choices is right.
    """

    question: Question
    words: Words
    choices: tuple[Choice, ...]
    expected: Words
    why: tuple[str, ...] = ()
    because: Words | None = None
    texts: tuple[str, ...] = ()


Wrong = tuple[Words, str | Words]
"""A wrong answer, and which mistake it is, or the sentence that says so."""


def asked(statutes: Statutes, answer: Assessment, dice: random.Random) -> tuple[Asked, ...]:
    """Every question that the law answers for certain in this case."""
    others = list(_other_editions(statutes, answer))
    made = (
        _law(statutes, answer, others, dice),
        _tier(statutes, answer, dice),
        *(_amount(statutes, answer, target, others, dice) for target in AMOUNTS),
        _must(statutes, answer, others, dice),
        _competence(answer, dice),
        _hearing(statutes, answer, dice),
        _band(statutes, answer, dice),
    )
    return tuple(each for each in made if each and len(each.choices) > 1)


def _choices(dice: random.Random, right: Words, wrong: Iterable[Wrong]) -> tuple[Choice, ...]:
    """The right answer among the first three wrong ones that differ, in any order."""
    found: dict[str, Choice] = {}
    for words, mistake in wrong:
        if words.zh != right.zh and words.zh not in found:
            said = MISTAKES[mistake] if isinstance(mistake, str) else mistake
            found[words.zh] = Choice(words=words, mistake=said)
        if len(found) == len(LETTERS) - 1:
            break
    all_of_them = [Choice(words=right, right=True), *found.values()]
    dice.shuffle(all_of_them)
    return tuple(all_of_them)


# --- which law -----------------------------------------------------------------------------------------------------------


def _law(statutes: Statutes, answer: Assessment, others: list[Assessment], dice: random.Random) -> Asked:
    right = statutes.citation(answer.reference)
    wrong = dict(_other_provisions(statutes, answer, others))
    choices = _choices(dice, right, ((statutes.citation(ref), mistake) for ref, mistake in wrong.items()))
    shown = {each.words.zh for each in choices}
    cited = (ref for ref in (answer.reference, *wrong) if statutes.citation(ref).zh in shown)
    choice = answer.edition_choice
    return Asked(
        question="law",
        words=PROMPTS["law"],
        choices=choices,
        expected=right,
        because=Words(choice.zh, choice.en),
        texts=tuple(sorted(cited)),
    )


def _other_provisions(statutes: Statutes, answer: Assessment, others: list[Assessment]) -> Iterator[tuple[str, str]]:
    """Provisions that somebody might take for the right one, and why they are not: none that could be right too."""
    applied, _ = answer.ruling.choice.applied
    rungs = {rung.reference for rung in statutes.ladder(applied).rungs}
    right = {answer.reference, applied, *rungs, *answer.concurrent}
    kin = {*right, *(ref for ref, _ in _around(statutes, applied))}
    for other in others:
        yield other.reference, _why_not(statutes, answer, other)
    law, text = applied.split("@")
    year, number = text.split(":")
    article = int(number.split(".")[0])
    for edition in statutes.laws[law].editions:
        for each in statutes.paragraphs(law, edition.year, article) if edition.year != year else ():
            if each.role == "penalty" and each.ref not in kin:
                yield each.ref, "same-number"
    near = [
        each.ref
        for each in statutes.table.provisions
        if each.role == "penalty" and each.ref.startswith(f"{law}@{year}:") and each.ref not in kin
    ]
    near = [ref for ref in near if not kin & {other for other, _ in _around(statutes, ref)}]
    for ref in sorted(near, key=lambda ref: abs(_article(ref) - article)):
        yield ref, "other-paragraph" if _article(ref) == article else "other-conduct"


def _article(ref: str) -> int:
    return int(ref.split(":")[1].split(".")[0])


def _around(statutes: Statutes, ref: str) -> list[tuple[str, tuple[int, ...]]]:
    return [*statutes.successors((ref, ())), *statutes.predecessors((ref, ()))]


def _why_not(statutes: Statutes, answer: Assessment, other: Assessment) -> str:
    if answer.edition_choice.rule == "lighter":
        return "heavier-kept"
    ended = answer.case.ended
    later = statutes.edition(other.reference).in_force > statutes.edition(answer.reference).in_force
    return "new-number" if ended and later else "old-number"


def _other_editions(statutes: Statutes, answer: Assessment) -> Iterator[Assessment]:
    """The same case asked under what dealt with the conduct in every other edition."""
    place = answer.ruling.choice.applied
    law = statutes.laws[place[0].split("@")[0]]
    own = {answer.reference, place[0]}
    days = dict.fromkeys(edition.in_force for edition in law.editions)
    places = [found for day in days for found in succession.at(statutes, place, day)]
    earlier = [found for found in answer.ruling.choice.earlier if found not in places]
    for ref, items in succession.merged([*earlier, *places]):
        if ref in own or ref in answer.concurrent or statutes.provision(ref).role != "penalty":
            continue
        facts = tuple(fact for fact in answer.case.facts if fact in statutes.ladder(ref).facts)
        case = _undated(answer.case, facts, items[:1])
        try:
            yield assess(statutes, ref, case, today=decided(answer.case))
        except FinecalcError:
            continue


def decided(case: Case) -> date:
    """The day of the decision, which every story has."""
    return case.decided or date.max


def _undated(case: Case, facts: tuple[str, ...], items: tuple[int, ...]) -> Case:
    return structs.replace(
        case, facts=facts, items=items, conduct_from=None, conduct_to=None, discovered=None, decided=None
    )


# --- which tier ----------------------------------------------------------------------------------------------------------


def tier_words(statutes: Statutes, answer: Assessment) -> tuple[Words, ...]:
    """Each tier in the words that open it, lightest first."""
    return tuple(_opening(statutes, rung) for rung in answer.ladder)


def _opening(statutes: Statutes, rung: Rung) -> Words:
    if not rung.when:
        return NO_FACT_NEEDED
    english = (own_words(statutes.facts[fact], words, "en") for fact, words in rung.when.items())
    return Words("；".join(dict.fromkeys(rung.when.values())), " or ".join(english))


def _tier(statutes: Statutes, answer: Assessment, dice: random.Random) -> Asked | None:
    tiers, index = tier_words(statutes, answer), answer.tier.index
    if len(tiers) < 2:
        return None
    near = sorted((each for each in range(len(tiers)) if each != index), key=lambda each: abs(each - index))
    wrong = [(tiers[each], "lower-tier" if each < index else "higher-tier") for each in near]
    made = _choices(dice, tiers[index], wrong)
    order = {words.zh: number for number, words in enumerate(tiers)}
    return Asked(
        question="tier",
        words=PROMPTS["tier"],
        choices=tuple(sorted(made, key=lambda each: order[each.words.zh])),
        expected=tiers[index],
        why=(answer.tier.quote,) if answer.tier.quote else (),
        texts=_sources(statutes, answer),
    )


def _sources(statutes: Statutes, answer: Assessment) -> tuple[str, ...]:
    applied = answer.ruling.choice.applied[0]
    rungs = statutes.ladder(applied).rungs
    return tuple(dict.fromkeys((applied, *(ref for rung in rungs for ref in (rung.reference, rung.source)))))


# --- how much, for whom --------------------------------------------------------------------------------------------------


def fine_for(answer_fines: Sequence[FineRange], question: Question) -> FineRange | None:
    """The range that a question on an amount asks for."""
    return fine_on_offender(answer_fines) if question == "unit" else fine_on(answer_fines, question)


def _amount(
    statutes: Statutes, answer: Assessment, question: Question, others: list[Assessment], dice: random.Random
) -> Asked | None:
    fine = fine_for(answer.fines, question)
    target = "organisation" if question == "unit" else question
    disputed = any(each.on == target for each in answer.disputed)
    if disputed or (fine and fine.needs) or (question != "unit" and fine_on(answer.fines, "individual")):
        return None
    others_ranges = _other_amounts(statutes, answer, question, others)
    told = ((fine_words(other), mistake) for other, mistake in others_ranges if other is None or not other.needs)
    wrong = chain(islice(told, 2), _misread(answer, fine) if fine else (), told)
    return Asked(
        question=question,
        words=PROMPTS[question],
        choices=_choices(dice, fine_words(fine), wrong),
        expected=fine_words(fine),
        why=(fine.quote,) if fine else (),
        texts=_sources(statutes, answer),
    )


def _other_amounts(
    statutes: Statutes, answer: Assessment, question: Question, others: list[Assessment]
) -> Iterator[tuple[FineRange | None, str]]:
    """The range under another edition, another tier, with other bases, and on other people."""
    fine = fine_for(answer.fines, question)
    yield from _with_other_bases(statutes, answer, question)
    if question != "unit":
        yield None, "person-forgotten"
    yield from ((fine_for(other.fines, question), "other-edition") for other in others)
    for rung in sorted(answer.ladder, key=lambda rung: abs(rung.index - answer.tier.index)):
        mistake = "lower-tier" if rung.index < answer.tier.index else "higher-tier"
        yield fine_for(rung.fines, question), mistake
    if question == "unit":
        yield fine_on(answer.fines, "manager"), "person-for-unit"
        yield None, "unit-forgotten"
    else:
        other = fine_on(answer.fines, "staff" if question == "manager" else "manager")
        if other and not fine:
            yield other, "person-added"
        yield fine_for(answer.fines, "unit"), "unit-for-person"
    for ref, _ in _other_provisions(statutes, answer, others):
        yield fine_for(_fines_of(statutes, ref), question), "other-conduct"


def _fines_of(statutes: Statutes, ref: str) -> tuple[FineRange, ...]:
    """What the gravest tier of a provision lays on whom."""
    ladder = statutes.ladder(ref)
    return brought(ladder, len(ladder.rungs) - 1, {}).fines


def _with_other_bases(
    statutes: Statutes, answer: Assessment, question: Question
) -> Iterator[tuple[FineRange | None, str]]:
    """Where there are gains, the range for none of them; where there are none, no fine at all."""
    ladder = statutes.ladder(answer.ruling.choice.applied[0])
    if question != "unit" or "gains" not in ladder.bases:
        return
    if answer.case.gains:
        none = assess(
            statutes,
            answer.edition_choice.asked,
            structs.replace(answer.case, gains=Decimal(0)),
            today=decided(answer.case),
        )
        yield fine_for(none.fines, question), "fallback-taken"
    elif fine_for(answer.fines, question):
        yield None, "fallback-skipped"


def _misread(answer: Assessment, fine: FineRange) -> list[Wrong]:
    """The range with another mode, and one band in its place."""
    wrong: list[Wrong] = []
    if fine.mode != "one-or-more":
        toggled = structs.replace(fine, mode="must" if fine.mode == "may" else "may")
        wrong.append((fine_words(toggled), "must-for-may" if fine.mode == "may" else "may-for-must"))
    for band in answer.bands:
        if band.on == fine.on and band.applies and band.min is not None:
            wrong.append((fine_words(structs.replace(fine, min=band.min, max=band.max)), "band-as-law"))
    return wrong[::-1]


# --- what must go with it ------------------------------------------------------------------------------------------------


def must(answer: Assessment) -> tuple[str, ...]:
    """The sanctions that must be imposed, the fine apart."""
    return tuple(dict.fromkeys(each.kind for each in answer.sanctions if _certain(answer, each)))


def hanging(answer: Assessment) -> tuple[str, ...]:
    """Those that must be imposed if something holds that the story does not say, or that another one does already: naming them is
    neither asked for nor wrong."""
    required = dict.fromkeys(each.kind for each in answer.sanctions if each.mode == "must")
    return tuple(kind for kind in required if kind not in must(answer))


def _certain(answer: Assessment, each: Imposable) -> bool:
    nothing_to_take = each.kind == CONFISCATION and answer.case.gains == 0
    return not (each.mode != "must" or each.conditional or each.subject or each.satisfied_by or nothing_to_take)


def kinds_words(statutes: Statutes, kinds: Iterable[str]) -> Words:
    """Sanctions by their labels."""
    terms = [statutes.kinds[kind] for kind in kinds]
    if not terms:
        return NOTHING_REQUIRED
    return Words("、".join(each.label for each in terms), ", ".join(each.label_en for each in terms))


def _must(statutes: Statutes, answer: Assessment, others: list[Assessment], dice: random.Random) -> Asked:
    kinds, correction = must(answer), "order-correction"
    wrong: list[tuple[tuple[str, ...], str]] = []
    if correction in kinds:
        wrong.append((tuple(kind for kind in kinds if kind != correction), "correction-forgotten"))
    if CONFISCATION in kinds:
        wrong.append((tuple(kind for kind in kinds if kind != CONFISCATION), "confiscation-forgotten"))
    elif answer.case.gains == 0 and CONFISCATION not in hanging(answer):
        wrong.append(((*kinds, CONFISCATION), "nothing-to-take"))
    optional = [each.kind for each in answer.sanctions if each.mode != "must" and each.kind not in kinds]
    kept = [each.kind for each in answer.sanctions if each.from_tier is not None and each.kind in optional]
    for added in (kept, optional[:1]):
        if added:
            wrong.append(((*kinds, *added), "optional-taken"))
    wrong += [(must(other), "other-edition") for other in others]
    settled = [
        (kinds_words(statutes, _in_order(statutes, each)), mistake)
        for each, mistake in wrong
        if set(each) != set(kinds)
    ]
    right = kinds_words(statutes, _in_order(statutes, kinds))
    quotes = dict.fromkeys(each.quote for each in answer.sanctions if each.kind in kinds)
    sources = dict.fromkeys(each.source for each in answer.sanctions if each.kind in kinds)
    return Asked(
        question="must",
        words=PROMPTS["must"],
        choices=_choices(dice, right, settled),
        expected=right,
        why=tuple(quotes),
        texts=tuple(dict.fromkeys((*_sources(statutes, answer), *sources))),
    )


def _in_order(statutes: Statutes, kinds: Iterable[str]) -> list[str]:
    known = set(kinds)
    return [each.id for each in statutes.table.sanctions if each.id in known]


# --- who may act, is a hearing due, which band ---------------------------------------------------------------------------


def _competence(answer: Assessment, dice: random.Random) -> Asked:
    why = answer.ruling.competence.why
    key = {"left-to-it": "named", "nobody": "divided"}.get(why, why)
    said = answer.competence
    return Asked(
        question="competence",
        words=PROMPTS["competence"],
        choices=_choices(dice, STANDING[key], ((words, f"standing-{each}") for each, words in STANDING.items())),
        expected=STANDING[key],
        why=(said.quote,) if said.quote else (),
        because=Words(said.zh, said.en),
        texts=(answer.reference, *said.references),
    )


def _hearing(statutes: Statutes, answer: Assessment, dice: random.Random) -> Asked | None:
    """Not asked where it turns on what the table does not know: other law, a kind that may count or not, an offender of one sort."""
    rule = next((each for each in steps_on(statutes, answer.case, decided(answer.case)) if each.rule.known), None)
    if rule is None or rule.reference is None:
        return None
    step = next((each for each in answer.procedures if each.step == "hearing"), None)
    if step and (step.open_kinds or any(each.subject for each in answer.sanctions if each.kind in step.kinds)):
        return None
    key = "no" if step is None else "if-large" if step.due == "unknown" else step.due
    if key not in HEARING or (key == "if-large" and not answer.fines and not answer.case.gains):
        return None
    told = Words(step.zh, step.en) if step else NOTHING_TO_HEAR
    return Asked(
        question="hearing",
        words=PROMPTS["hearing"],
        choices=_choices(dice, HEARING[key], ((words, f"hearing-{each}") for each, words in HEARING.items())),
        expected=HEARING[key],
        because=hearing_reason(statutes.citation(rule.reference), told),
        texts=(rule.reference, *_sources(statutes, answer)),
    )


def _band(statutes: Statutes, answer: Assessment, dice: random.Random) -> Asked | None:
    fine, spans = fine_on(answer.fines, "organisation"), bands_on_unit(statutes, answer)
    if fine is None or fine.min is None or fine.max is None or not spans:
        return None
    amount = _proposed(dice, fine.min, fine.max)
    levels = {level.id: Words(level.label, level.label_en) for level in _levels(statutes)}
    right = next((level for level, (part, _) in spans.items() if within(part, amount)), None)
    if right is None:
        return None
    of_maximum = _level_of_maximum(statutes, amount, fine.max)
    wrong: list[Wrong] = [
        (levels[level], "base-as-span" if level == of_maximum else wrong_band(levels[level], span))
        for level, (_, span) in spans.items()
    ]
    return Asked(
        question="band",
        words=band_prompt(money.words(amount)),
        choices=_choices(dice, levels[right], (*wrong, (OUTSIDE, "inside-range"))),
        expected=levels[right],
        why=tuple(level.quote for level in _levels(statutes) if level.id == right),
        because=band_reason(levels[right], spans[right][1]),
        texts=answer.graded_by,
    )


def bands_on_unit(statutes: Statutes, answer: Assessment) -> dict[str, tuple[Part, Words]]:
    """The band of each level on the unit (yuan), and in words; none where the office has a table of its own."""
    bands = [each for each in answer.bands if each.on == "organisation"]
    if any(each.source or each.min is None for each in bands):
        return {}
    return {
        each.level: (Part(min=each.min, max=each.max, open=each.open), part_words(each, statutes.bases))
        for each in bands
    }


def _levels(statutes: Statutes) -> tuple[BandLevel, ...]:
    rule = statutes.table.rules.bands
    return rule.levels if rule else ()


def _proposed(dice: random.Random, low: Decimal, high: Decimal) -> Decimal:
    """An amount (yuan) well inside one band, or just on the end of one."""
    percent = dice.choice((10, 20, 25, 30, 40, 50, 60, 70, 75, 85, 95))
    return low + (high - low) * percent / 100


def _level_of_maximum(statutes: Statutes, amount: Decimal, high: Decimal) -> str:
    """The level of somebody who takes percent of the maximum."""
    percent = amount / high * 100
    return next((each.id for each in _levels(statutes) if each.low <= percent <= each.high), "")
