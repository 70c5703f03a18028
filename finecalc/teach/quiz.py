"""Practice for trainees: a seed in, made-up cases out; an answer in, a marked one out. Pure.

What is right is what `assess` says; nothing of the law is written here. Cases are stories (`stories.py`), with questions and choices
(`asked.py`); what is typed in words is read by `written.py`.
"""

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct, structs

from finecalc.language.citation import PowerItem
from finecalc.language.errors import FinecalcError
from finecalc.language.numerals import plain
from finecalc.language.words import Words
from finecalc.law import succession
from finecalc.law.answer import Case
from finecalc.law.assess import assess
from finecalc.law.assessment import Assessment
from finecalc.table.ladder import Ladder, Rung
from finecalc.table.statutes import Statutes
from finecalc.teach import stories, written
from finecalc.teach.asked import AMOUNTS, LETTERS, Asked, Choice, asked, decided, fine_for, hanging, must, tier_words
from finecalc.teach.sentences import NO_CASE, NO_ITEMS, no_tier
from finecalc.teach.stories import SIDES, Scene, Side


class Exercise(Struct, frozen=True, kw_only=True):
    """A made-up case. `tiers` are those of the provision, lightest first; `answer` is what the law says, `questions` what is asked."""

    number: int
    power: int
    story: Words
    tiers: tuple[Words, ...]
    questions: tuple[Asked, ...]
    answer: Assessment


class Marked(Struct, frozen=True, kw_only=True):
    """One answer marked. `expected` is what was right, `why` the words of the text that it rests on, `because` why in ours.

    `mistake` says what a wrong choice overlooks, `problem` why an answer cannot be read. `unanswered`: nothing was written.
    """

    question: str
    right: bool
    given: str
    expected: Words
    why: tuple[str, ...] = ()
    because: Words | None = None
    unanswered: bool = False
    mistake: Words | None = None
    problem: Words | None = None


def items(statutes: Statutes) -> list[int]:
    """The items of the power list that cases can be made from: those that rest on a penalty provision."""
    found = []
    for power in statutes.table.powers:
        try:
            succession.listed(statutes, PowerItem(power.number), stories.newest_change(statutes))
        except FinecalcError:
            continue
        found.append(power.number)
    return found


def exercises(statutes: Statutes, *, seed: int, count: int, numbers: Sequence[int] = ()) -> list[Exercise]:
    """`count` cases from items of the power list (all, or `numbers`), before, after and across the newest change of their laws.

    A seed repeats them, on any day. Raises FinecalcError for an item that does not exist or is no penalty.
    """
    for number in numbers:
        succession.listed(statutes, PowerItem(number), stories.newest_change(statutes))
    chosen = list(dict.fromkeys(numbers)) or items(statutes)
    if not chosen:
        raise FinecalcError(*NO_ITEMS.both)
    dice = random.Random(seed)
    made: list[Exercise] = []
    powers: list[int] = []
    sides: list[Side] = []
    for number in range(1, count + 1):
        powers = powers or dice.sample(chosen, len(chosen))
        sides = sides or dice.sample(SIDES, len(SIDES))
        made.append(_exercise(statutes, number, powers.pop(), sides.pop(), dice))
    return made


_TRIES = 60


def _exercise(statutes: Statutes, number: int, power: int, side: Side, dice: random.Random) -> Exercise:
    """The first case on which the law has one certain answer."""
    turn = stories.newest_change(statutes)
    for _ in range(_TRIES):
        scene = _scene(statutes, power, side, turn, dice)
        answer = _answer(statutes, scene)
        if answer and (rivals := _rivals(statutes, answer)):
            began = min(statutes.edition(ref).in_force for ref in rivals)
            side, turn = dice.choice((("before", began), ("after", stories.newest_change(statutes))))
        elif answer and answer.edition_choice.rule != "unclear":
            return Exercise(
                number=number,
                power=power,
                story=stories.tell(statutes, dice, scene),
                tiers=tier_words(statutes, answer),
                questions=asked(statutes, answer, dice),
                answer=answer,
            )
        else:
            side = dice.choice(SIDES)
    raise FinecalcError(*NO_CASE.both)


def _scene(statutes: Statutes, power: int, side: Side, turn: date, dice: random.Random) -> Scene:
    ends_before = side in ("before", "across")
    dealing = stories.conducts(statutes, statutes.power(power), turn - timedelta(days=ends_before))
    conduct, place = dice.choice(dealing)
    ladder = statutes.ladder(place[0])
    open_rungs = [rung for rung in ladder.rungs if not rung.items or set(rung.items) & set(place[1])]
    facts = _facts(conduct, ladder, dice.choice(open_rungs), dice)
    aspects = stories.aspects(conduct, ladder.facts)
    days = stories.days_of(
        dice,
        side,
        turn,
        ordered="order" in aspects.values(),
        refused=any(aspects.get(fact) == "order" for fact in facts),
    )
    bases = stories.sizes(dice, ladder.bases)
    own = ("gains", "purchase", "turnover")
    case = Case(
        facts=facts,
        items=place[1],
        gains=bases.get("gains"),
        purchase=bases.get("purchase"),
        turnover=bases.get("turnover"),
        other_bases=tuple((base, size) for base, size in bases.items() if base not in own),
        conduct_from=days.start,
        conduct_to=days.to,
        discovered=days.found,
        decided=days.decided,
        by=_authority(statutes, dice),
    )
    party = dice.randrange(len(stories.stories().parties.zh))
    return Scene(place=place, conduct=conduct, party=party, days=days, case=case)


def _facts(conduct: stories.Conduct | None, ladder: Ladder, rung: Rung, dice: random.Random) -> tuple[str, ...]:
    """A fact that opens the rung, and sometimes a lesser one that shows itself elsewhere."""
    if not rung.when:
        return ()
    fact, aspects = dice.choice(list(rung.when)), stories.aspects(conduct, ladder.facts)
    lower = ladder.rungs[: ladder.rungs.index(rung)]
    lesser = [each for below in lower for each in below.when if aspects.get(each) != aspects.get(fact)]
    return (dice.choice(lesser), fact) if lesser and dice.random() < 0.4 else (fact,)


def _authority(statutes: Statutes, dice: random.Random) -> str:
    """The office of the table, or sometimes another level of it."""
    levels = [each.id for each in statutes.table.authorities if each.level]
    own = statutes.table.office.level
    return dice.choice(levels) if levels and dice.random() < 0.4 else own


def _answer(statutes: Statutes, scene: Scene) -> Assessment | None:
    try:
        return assess(statutes, scene.place[0], scene.case, today=decided(scene.case))
    except FinecalcError:
        return None


def _rivals(statutes: Statutes, answer: Assessment) -> list[str]:
    """Provisions of other laws that caught the same conduct and fine it otherwise: which is to be applied is then in question."""
    return [ref for ref in answer.concurrent if _ranges(statutes, ref, answer.case) != _of(answer)]


def _ranges(statutes: Statutes, ref: str, case: Case) -> list[tuple[object, ...]] | None:
    try:
        return _of(assess(statutes, ref, structs.replace(case, items=()), today=decided(case)))
    except FinecalcError:
        return None


def _of(answer: Assessment) -> list[tuple[object, ...]]:
    return [(fine.on, fine.min, fine.max) for fine in answer.fines]


# --- marking -------------------------------------------------------------------------------------------------------------


def mark(statutes: Statutes, exercise: Exercise, question: Asked, given: str) -> Marked:
    """Mark one answer: a letter, or words where these can be read. A blank one is unanswered; `problem` says what cannot be read."""
    text = plain(given).strip()
    marked = Marked(
        question=question.question,
        right=False,
        given=given,
        expected=question.expected,
        why=question.why,
        because=question.because,
    )
    if not text:
        return structs.replace(marked, unanswered=True)
    choice = chosen(question, text)
    if choice:
        return structs.replace(marked, right=choice.right, mistake=choice.mistake)
    try:
        return structs.replace(marked, right=_is_right(statutes, exercise.answer, question, text))
    except FinecalcError as error:
        return structs.replace(marked, problem=error.words)


def chosen(question: Asked, text: str) -> Choice | None:
    """The choice that a letter, or all of its words, names."""
    letter = text.upper().rstrip(".、)")
    if len(letter) == 1 and letter in LETTERS[: len(question.choices)]:
        return question.choices[LETTERS.index(letter)]
    return next((each for each in question.choices if text in map(plain, each.words.both)), None)


def _is_right(statutes: Statutes, answer: Assessment, question: Asked, text: str) -> bool:
    if question.question in AMOUNTS:
        fine, said = fine_for(answer.fines, question.question), written.read_range(text)
        return said is None if fine is None else said == (fine.min, fine.max)
    if question.question == "must":
        return written.read_sanctions(statutes, text) - set(hanging(answer)) == set(must(answer))
    if question.question == "tier":
        return written.is_tier(statutes, answer, text)
    if question.question == "law":
        return written.is_provision(statutes, answer, text)
    raise FinecalcError(*no_tier(text).both)


def score(marks: Iterable[Marked]) -> tuple[int, int]:
    """How many answers are right, of how many."""
    all_marks = list(marks)
    return sum(each.right for each in all_marks), len(all_marks)
