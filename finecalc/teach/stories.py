"""Made-up cases as stories: who did what, when it was found, what happened after the order, what the office found. Pure.

The pieces stand in `stories.toml` beside this file: by provision, which predecessors and successors share, and by fact. What no
piece tells is told with the provision's name and the fact's own words.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from msgspec import Struct, convert

from finecalc.language import dates, money
from finecalc.language.words import Words
from finecalc.law import succession
from finecalc.law.answer import Case
from finecalc.table.ladder import Ladder
from finecalc.table.model import Power
from finecalc.table.statutes import Place, Statutes, conduct_items
from finecalc.table.vocabulary import own_words

Side = Literal["before", "after", "across", "continued"]
"""Where a case lies to a change of the law: its conduct and its decision, or the conduct alone, or one end of the conduct."""
SIDES: tuple[Side, ...] = ("before", "after", "across", "continued")


class Conduct(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a conduct looks: that of `at` (its `items`), and of what dealt with it before and after; only where that `leads_to` this."""

    at: str
    zh: str
    en: str
    items: tuple[int, ...] = ()
    leads_to: str = ""


class Shows(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a fact shows itself, or that nothing of this aspect happened (no `fact`); for the conducts `at`, or all."""

    aspect: Literal["order", "incident", "judgement"]
    zh: str
    en: str
    fact: str = ""
    at: tuple[str, ...] = ()
    judged: bool = False


class Parties(Struct, frozen=True):
    """What the parties are called."""

    zh: tuple[str, ...]
    en: tuple[str, ...]


class Stories(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`stories.toml`."""

    parties: Parties
    frame: dict[str, Words]
    conduct: tuple[Conduct, ...]
    shows: tuple[Shows, ...]


class Days(Struct, frozen=True, kw_only=True):
    """The days of a story."""

    start: date
    found: date
    ordered: date
    checked: date
    to: date
    decided: date


class Scene(Struct, frozen=True, kw_only=True):
    """What a story is told of. `conduct` is None where the table has no piece; `place` deals with it when it ends."""

    place: Place
    conduct: Conduct | None
    party: int
    days: Days
    case: Case


@cache
def stories() -> Stories:
    """The pieces, read once."""
    import tomli

    return convert(tomli.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")), type=Stories)


# --- what a story can be made of ---------------------------------------------------------------------------------------


def conducts(statutes: Statutes, power: Power, day: date) -> list[tuple[Conduct | None, Place]]:
    """Each piece for the conduct behind an item of the power list, with each provision that dealt with it on a day."""
    known: list[tuple[Conduct | None, Place]] = [
        (conduct, place)
        for conduct in stories().conduct
        if conduct.at in power.provisions
        for place in _dealing(statutes, (conduct.at, conduct.items), day)
        if not conduct.leads_to or place[0] in (conduct.at, conduct.leads_to)
    ]
    return known or [
        (None, (place[0], (item,) if item else ()))
        for ref in power.provisions
        for place in _dealing(statutes, (ref, ()), day)
        for item in place[1] or range(1, 1 + len(conduct_items(statutes.provision(place[0])))) or (0,)
    ]


def _dealing(statutes: Statutes, place: Place, day: date) -> list[Place]:
    return [each for each in succession.at(statutes, place, day) if statutes.provision(each[0]).role == "penalty"]


def shown(conduct: Conduct | None, fact: str) -> list[Shows]:
    """The pieces that show a fact with this conduct: its own, or else those for all."""
    named = [each for each in stories().shows if each.fact == fact]
    own = [each for each in named if conduct and conduct.at in each.at]
    return own or [each for each in named if not each.at]


def newest_change(statutes: Statutes) -> date:
    """The day on which the newest text of a law behind the power list came into force, where it replaced another."""
    laws = {ref.split("@")[0] for power in statutes.table.powers for ref in power.provisions}
    changed = [edition.in_force for law in laws for edition in statutes.laws[law].editions[1:]]
    return max(changed, default=statutes.changes[-1])


def days_of(dice: random.Random, side: Side, turn: date, *, ordered: bool, refused: bool) -> Days:
    """Days that lie so to the `turn` of the law: `ordered` where the story has an order to correct, `refused` where it was not obeyed."""
    found = dice.randint(20, 120)
    order = found + dice.randint(2, 7)
    check = order + 11
    ended = check + dice.randint(5, 25) if refused else order + dice.randint(3, 9) if ordered else found + 1
    decided = max(ended, check) + dice.randint(25, 70)
    if side == "before":
        start = turn - timedelta(days=decided + dice.randint(5, 300))
    elif side == "after":
        start = turn + timedelta(days=dice.randint(0, 60))
    elif side == "across":
        start = turn - timedelta(days=ended + dice.randint(1, decided - ended))
    else:
        start = turn - timedelta(days=dice.randint(1, ended))

    def on(offset: int) -> date:
        return start + timedelta(days=offset)

    return Days(start=start, found=on(found), ordered=on(order), checked=on(check), to=on(ended), decided=on(decided))


# --- telling it ----------------------------------------------------------------------------------------------------------


def tell(statutes: Statutes, dice: random.Random, scene: Scene) -> Words:
    """The story in both languages."""
    frame, conduct, ladder = stories().frame, scene.conduct, statutes.ladder(scene.place[0])
    provision = statutes.provision(scene.place[0])
    told = [Words(conduct.zh, conduct.en) if conduct else frame["fallback"], frame["people"], frame["found"]]
    told += _findings(statutes, dice, ladder, scene)
    listed = [conduct_items(provision)[item - 1] for item in scene.place[1]] if conduct is None else []
    names = Words("，".join([provision.name, *listed]), ", ".join([provision.name_en, *listed]))
    zh = [each.zh.format(**_fills(statutes, scene, "zh", names.zh)) for each in told]
    en = [each.en.format(**_fills(statutes, scene, "en", names.en)) for each in told]
    for base in statutes.table.bases:
        if base.id in scene.case.bases:
            amount = scene.case.bases[base.id]
            zh.append(f"{base.label}{money.chinese(amount)}。" if amount else f"没有{base.label}。")
            en.append(f"{base.label_en.capitalize()}: {money.english(amount) if amount else 'none'}.")
    last = frame["decided"]
    zh.append(last.zh.format(**_fills(statutes, scene, "zh", "")))
    en.append(last.en.format(**_fills(statutes, scene, "en", "")))
    return Words("".join(zh), " ".join(en))


def _findings(statutes: Statutes, dice: random.Random, ladder: Ladder, scene: Scene) -> Iterator[Words]:
    """What happened in each aspect on which a tier turns: what shows the gravest fact met in it, or that there was none."""
    frame, facts, conduct = stories().frame, scene.case.facts, scene.conduct
    opens = {fact: words for rung in ladder.rungs for fact, words in rung.when.items()}
    pieces = {fact: shown(conduct, fact) for fact in opens}
    for aspect in ("incident", "order", "judgement"):
        turning = [fact for fact in opens if pieces[fact] and pieces[fact][0].aspect == aspect]
        met = next((fact for fact in reversed(turning) if fact in facts), "")
        if turning:
            of_aspect = [each for each in pieces.get(met, shown(conduct, "")) if each.aspect == aspect]
            yield _words(dice.choice(of_aspect))
        elif aspect == "order":
            yield frame["ended"]
    for fact, words in opens.items():
        if not pieces[fact]:
            said = own_words(statutes.facts[fact], words, "en")
            frame_said = frame["fact" if fact in facts else "no_fact"]
            yield Words(frame_said.zh.format(phrase=words.removesuffix("的")), frame_said.en.format(phrase=said))


def _words(piece: Shows) -> Words:
    return Words(piece.zh, piece.en)


def aspects(conduct: Conduct | None, facts: Iterable[str]) -> dict[str, str]:
    """The aspect in which each of the facts shows itself; facts without a piece are left out."""
    return {fact: pieces[0].aspect for fact in facts if (pieces := shown(conduct, fact))}


def _fills(statutes: Statutes, scene: Scene, lang: Literal["zh", "en"], name: str) -> dict[str, str]:
    days, by = scene.days, statutes.authorities[scene.case.by or statutes.table.office.level]
    party = (stories().parties.zh if lang == "zh" else stories().parties.en)[scene.party]
    named = {"from": days.start, "found": days.found, "ordered": days.ordered, "checked": days.checked}
    named |= {"to": days.to, "decided": days.decided}
    written = {key: dates.chinese(day) if lang == "zh" else _english(day) for key, day in named.items()}
    office = by.label if lang == "zh" else f"the {by.label_en}"
    if by.level:
        office = f"{by.label}网信部门" if lang == "zh" else f"the {by.label_en} cyberspace office"
    return {"x": party, "by": office, "name": name, **written}


_MONTHS = tuple("January February March April May June July August September October November December".split())  # noqa: SIM905


def _english(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def sizes(dice: random.Random, bases: Iterable[str]) -> dict[str, Decimal]:
    """Amounts (yuan) for the bases of a case, and always the gains, without which nobody can say what is confiscated."""
    chosen = {base: Decimal(dice.choice(AMOUNTS.get(base, ("100000",)))) for base in bases}
    return chosen if "gains" in chosen else {"gains": Decimal(dice.choice(AMOUNTS["gains"][:3])), **chosen}


AMOUNTS = {
    "gains": ("0", "30000", "80000", "100000", "125000", "600000"),
    "purchase": ("200000", "850000", "1500000"),
    "turnover": ("80000000", "500000000", "3000000000"),
}
"""Amounts that cases are made up with; those around 100,000 lie on both sides of a bracket, and on its edge."""
