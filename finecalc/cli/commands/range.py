"""`finecalc range`: what the law allows, without questions."""

from datetime import date
from typing import Annotated, Any, Literal

import typer
from msgspec import structs

from finecalc.cli import options
from finecalc.cli.cases import Kept
from finecalc.cli.options import complete_references, office_level, table, write_json
from finecalc.cli.proved import unproved
from finecalc.language.errors import FinecalcError
from finecalc.law.answer import Case
from finecalc.law.assess import assess, assess_same_act, with_facts
from finecalc.law.assessment import Assessment
from finecalc.law.case import case_named
from finecalc.law.rules.same_act import SameAct, same_act
from finecalc.table.statutes import Statutes


def command(
    references: Annotated[
        list[str] | None,
        typer.Argument(autocompletion=complete_references),
    ] = None,
    fact: options.Facts = None,
    unknown: options.Unknown = None,
    item: options.Items = None,
    gains: options.Gains = None,
    purchase: options.Purchase = None,
    turnover: options.Turnover = None,
    base: options.Bases = None,
    conduct_from: options.ConductFrom = None,
    conduct_to: options.ConductTo = None,
    decided: options.Decided = None,
    discovered: options.Discovered = None,
    by: options.By = None,
    adjust: options.Adjust = None,
    case_path: options.CasePath = None,
    same: Annotated[bool, typer.Option("--same-act")] = False,
    full: options.Full = False,
    as_json: options.Json = False,
) -> None:
    statutes = table()
    today = date.today()
    kept = Kept(statutes, case_path)
    references = references or kept.provision
    _must_fit(references, same)
    given: dict[str, Any] = {
        "items": item,
        "gains": gains,
        "purchase": purchase,
        "turnover": turnover,
        "other_bases": options.bases_given(base),
        "conduct_from": conduct_from,
        "conduct_to": conduct_to,
        "decided": decided,
        "discovered": discovered,
        "by": by,
        "adjust": adjust,
    }
    with kept.located(facts=fact, unknown=unknown, **given):
        case = case_named(statutes, kept.case, **given)
        facts = {"facts": tuple(fact or case.facts), "unknown": tuple(unknown or case.unknown)}
        case = structs.replace(case, by=case.by or office_level(statutes), **facts)
        first = _first(fact, unknown)
        answer, found, asked = _asked(statutes, references, case, first=first, same=same, today=today)
    if warning := unproved(statutes):
        answer = answer.warned(warning)
        found = structs.replace(found, applied=answer) if found else None
    if as_json:
        write_json(_with_same_act(found) if found else answer)
        return
    from finecalc.cli.pages import show
    from finecalc.cli.pages.answer import answer_page

    show(answer_page(statutes, answer, options.replay_line(asked, answer, today), full=full, found=found))


def _first(fact: list[str] | None, unknown: list[str] | None) -> Literal["", "facts", "unknown"]:
    """Which facts come before what a file says of them: those that stand beside it."""
    if fact and unknown:
        return ""
    return "facts" if fact else "unknown" if unknown else ""


def _asked(
    statutes: Statutes,
    references: list[str],
    case: Case,
    *,
    first: Literal["", "facts", "unknown"],
    same: bool,
    today: date,
) -> tuple[Assessment, SameAct | None, str]:
    """The answer, how it was chosen where one act breaks several provisions, and the provision as it was asked for.

    The facts of `case` are as people name them.
    """
    if same:
        answers = assess_same_act(statutes, references, case.facts, case, today=today)
        found = same_act(statutes, answers)
        asked = next(ref for ref, each in zip(references, answers, strict=True) if each is found.applied)
        return found.applied, found, asked
    case = with_facts(statutes, references[0], case, case.facts, case.unknown, first=first, today=today)
    return assess(statutes, references[0], case, today=today), None, references[0]


def _must_fit(references: list[str], same: bool) -> None:
    """Raises FinecalcError for no provision, several for no one act, or one act under one provision."""
    if not references:
        raise FinecalcError(
            "缺少 REF（处罚依据）；写在命令后面，或者用 --case 读案件文件",
            "REF is missing: name the provision, or read a case file with --case",
        )
    if len(references) > 1 and not same:
        raise FinecalcError(
            "给了几个依据。同一行为违反几个规定的，加 --same-act；不同的行为请分别计算",
            "Several provisions were given. For one act that breaks several, add --same-act; for different acts, ask one by one",
        )
    if same and len(references) < 2:
        raise FinecalcError("--same-act 要有两个以上的依据", "--same-act takes two provisions or more")


def _with_same_act(found: SameAct) -> dict[str, object]:
    """The assessment that applies, as one object, with the comparison under `same_act`."""
    compared = [
        {"reference": each.reference, "fines": each.fines, "tier": each.tier} for each in (found.applied, *found.others)
    ]
    basis = {"reference": found.reference, "zh": found.zh, "en": found.en, "compared": compared}
    return {**found.applied.parts(), "same_act": basis}
