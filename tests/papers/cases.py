"""Cases for the page, and what the engine answers to them."""

import json
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle, product
from typing import Any

from finecalc.cli.options import replay_line
from finecalc.language.errors import FinecalcError, Undecided
from finecalc.language.page import Conclusion
from finecalc.language.words import Lang, Words
from finecalc.law.answer import Case
from finecalc.law.assess import assess
from finecalc.law.assessment import Assessment
from finecalc.law.open_values import edges
from finecalc.law.road import OnRoad, road
from finecalc.law.sentences.conclusion import conclusion
from finecalc.law.sentences.pen import Pen
from finecalc.law.steps import Days as Stages
from finecalc.papers.compiled import items_listed
from finecalc.papers.formulas import LANGS
from finecalc.papers.proposal import Proposal
from finecalc.papers.sentences.paragraph import paragraph
from finecalc.papers.situations import family
from finecalc.table.statutes import Statutes

LEFT_TO_THE_PAGE = ("case",)
BASES = ("gains", "purchase", "turnover")
DAYS = ("conduct_from", "conduct_to", "decided", "discovered")


def expected(statutes: Statutes, asked: str, case: Case, today: date) -> Any:
    """What `range` answers, as JSON, with the line that gives it again and the conclusion in both languages; or the error."""
    try:
        answer = assess(statutes, asked, case, today=today)
        found = json.loads(answer.to_json(), parse_float=Decimal)
        told = {
            lang: {
                **_concluded(conclusion(Pen(statutes, lang), answer)),
                "paragraph": _sentence(statutes, answer, lang),
            }
            for lang in LANGS
        }
        line = replay_line(asked, answer, today)
        steps = _stepped(road(statutes, [answer], case, Stages(), today=today))
    except FinecalcError as error:
        said = {"zh": error.words.zh, "en": error.words.en, "field": error.field}
        if isinstance(error, Undecided) and error.choices:
            said["choices"] = list(error.choices)
        return {"answer": {"error": said}}
    kept = {key: each for key, each in found.items() if key not in LEFT_TO_THE_PAGE}
    return {"answer": kept, "line": line, "road": steps, **told}


def _stepped(steps: Iterable[OnRoad]) -> list[Any]:
    return [
        {
            "name": {"zh": each.name, "en": each.name_en},
            "said": {"zh": each.zh, "en": each.en},
            "sources": [
                {"quote": clause.quote, "reference": clause.reference, "count": clause.count and _both(clause.count)}
                for clause in each.sources
            ],
        }
        for each in steps
        if each.sources
    ]


def _both(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _sentence(statutes: Statutes, answer: Assessment, lang: Lang) -> str:
    try:
        return paragraph(statutes, answer, Proposal(), lang)
    except FinecalcError as error:
        return error.words.zh if lang == "zh" else error.words.en


def _concluded(said: Conclusion) -> dict[str, Any]:
    return {
        "bars": [core + more for core, more in said.bars],
        "unless": said.unless,
        "targets": [{"who": each.who, "mode": each.mode, "amount": each.amount} for each in said.targets],
        "under": said.article + said.because,
        "lines": list(said.lines),
    }


def given(asked: str, case: Case, today: date) -> dict[str, Any]:
    """The case as the page holds it."""
    days = {field: day.isoformat() if (day := getattr(case, field)) else None for field in DAYS}
    bases = {base: f"{amount:f}" for base, amount in case.bases.items()}
    return {
        "asked": asked,
        "facts": list(case.facts),
        "items": list(case.items),
        "bases": bases,
        **days,
        "by": case.by,
        "adjust": case.adjust,
        "today": today.isoformat(),
    }


def everything(statutes: Statutes) -> list[tuple[str, tuple[str, ...]]]:
    """All that may be asked about, with the provisions behind it."""
    powers = [(f"#{power.number}", power.provisions) for power in statutes.table.powers]
    provisions = [(each.ref, (each.ref,)) for each in statutes.table.provisions if each.role in ("penalty", "pointer")]
    return powers + provisions


def random_cases(
    statutes: Statutes, number: int, seed: int, only: tuple[str, ...] = ()
) -> Iterator[tuple[str, Case, date]]:
    """Made-up cases with days about the changes of law, and amounts about the sizes at which something turns."""
    chance = random.Random(seed)
    asked = [each for each in everything(statutes) if not only or each[0] in only]
    every = statutes.changes
    for _ in range(number):
        ref, refs = chance.choice(asked)
        kin = family(statutes, refs)
        facts = {fact for each in kin for fact in statutes.ladder(each).facts}
        known = [
            fact.id
            for fact in statutes.table.facts
            if fact.id in facts or fact.id == statutes.table.rules.limitation.fact
        ]
        listed = items_listed(statutes, refs)
        days = sorted(
            chance.choice(every) + timedelta(days=chance.choice((-400, -30, -1, 0, 1, 30, 400, 731))) for _ in range(4)
        )
        today = max(date(2026, 11, 23), days[-1])
        dated = dict(zip(("conduct_from", "conduct_to", "discovered", "decided"), days, strict=True))
        if chance.random() < 0.1:
            dated["conduct_to"], dated["decided"] = dated["decided"], dated["conduct_to"]
        dated = {field: day for field, day in dated.items() if chance.random() < 0.75}
        sizes = sorted(
            {size for each in kin for rung in _open(statutes, each) for lines in edges(rung).values() for size in lines}
        )
        amounts = {base: _amount(chance, sizes) for base in BASES if chance.random() < 0.5}
        yield (
            ref,
            Case(
                facts=tuple(fact for fact in known if chance.random() < 0.35),
                items=tuple(item for item in range(1, len(listed) + 1) if chance.random() < 0.4),
                by=chance.choice([each.id for each in statutes.table.authorities if not each.divided]),
                adjust=chance.choice([None, None, *(each.id for each in statutes.table.adjustments)]),
                **amounts,
                **dated,  # type: ignore[arg-type]
            ),
            today,
        )


def _open(statutes: Statutes, ref: str) -> Iterator[Any]:
    from finecalc.law.outcome import brought

    ladder = statutes.ladder(ref)
    for index in range(len(ladder.rungs)):
        yield brought(ladder, index, {}).fines


def _amount(chance: random.Random, sizes: list[Decimal]) -> Decimal:
    if chance.random() < 0.15:
        return Decimal(0)
    near = chance.choice([*sizes, Decimal(123_456), Decimal(10) ** 9]) + Decimal(chance.choice((-1, 0, 1))) / 100
    if chance.random() < 0.4:
        near = Decimal(chance.randrange(1, 10 ** chance.randrange(4, 13))) / 100
    return abs(near).quantize(Decimal("0.01"))


def boundary_cases(
    statutes: Statutes, ref: str, refs: tuple[str, ...], today: date
) -> Iterator[tuple[str, Case, date]]:
    """Every set of facts and item, on the day before and the day of each change, with each base about each size that matters.

    The authorities and adjustments come in turn.
    """
    kin = family(statutes, refs)
    facts = [fact.id for fact in statutes.table.facts if any(fact.id in statutes.ladder(each).facts for each in kin)]
    listed = [(), *((item,) for item in range(1, len(items_listed(statutes, refs)) + 1))]
    laws = {each.split("@")[0] for each in kin} | {statutes.table.rules.edition.split("@")[0]}
    changes = sorted({edition.in_force for law in laws for edition in statutes.laws[law].editions})
    days = [change + timedelta(days=more) for change in changes for more in (-1, 0)]
    spans: list[dict[str, date]] = [{}, *({"decided": day} for day in days)]
    spans += [{"conduct_to": ended, "decided": day} for ended in days for day in (*days, today) if day >= ended]
    spans += [{"conduct_from": days[0], "conduct_to": day} for day in days[1:]]
    turns = {base for each in kin for rung in _open(statutes, each) for base in edges(rung)}
    sizes = sorted(
        {size for each in kin for rung in _open(statutes, each) for at in edges(rung).values() for size in at}
    )
    fen = Decimal("0.01")
    near = sorted({abs(size.quantize(fen) + more) for size in sizes for more in (-fen, Decimal(0), fen)})
    amounts: list[dict[str, Decimal]] = [{}, {"gains": Decimal(0)}, {"gains": Decimal(5)}]
    amounts += [{base: size} for base in turns for size in near]
    before = [{}, *({"conduct_to": change - timedelta(days=1), "decided": today} for change in changes)]
    acting = cycle([each.id for each in statutes.table.authorities if not each.divided])
    adjusting = cycle([None, *(each.id for each in statutes.table.adjustments)])
    for number in range(2 ** len(facts)):
        held = tuple(fact for place, fact in enumerate(facts) if number >> place & 1)
        for items, (span, sized) in product(listed, [*product(spans, [{}]), *product(before, amounts[1:])]):
            by, adjust = next(acting), next(adjusting)
            yield ref, Case(facts=held, items=items, by=by, adjust=adjust, **sized, **span), today  # type: ignore[arg-type]
