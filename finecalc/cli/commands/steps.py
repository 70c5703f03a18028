"""`finecalc steps`: the road of a case, step by step, with the day by which each is due."""

from datetime import date
from typing import Annotated, Any

import typer
from msgspec import structs

from finecalc.cli import options
from finecalc.cli.cases import Kept
from finecalc.cli.options import office_level, table, write_json
from finecalc.cli.settings import settings
from finecalc.language import values
from finecalc.language.errors import FinecalcError
from finecalc.law.answer import Case
from finecalc.law.case import case_named, facts_written
from finecalc.law.road import travelled
from finecalc.law.steps import Days


def command(
    reference: options.SomeReferences = None,
    fact: options.Facts = None,
    unknown: options.Unknown = None,
    item: options.Items = None,
    conduct_from: options.ConductFrom = None,
    conduct_to: options.ConductTo = None,
    discovered: options.Discovered = None,
    found: Annotated[str | None, typer.Option("--found")] = None,
    filed: Annotated[str | None, typer.Option("--filed")] = None,
    notified: Annotated[str | None, typer.Option("--notified")] = None,
    heard: Annotated[str | None, typer.Option("--heard")] = None,
    decided: options.Decided = None,
    served: Annotated[str | None, typer.Option("--served")] = None,
    by: options.By = None,
    adjust: options.Adjust = None,
    case_path: options.CasePath = None,
    as_json: options.Json = False,
) -> None:
    statutes, today = table(), date.today()
    kept = Kept(statutes, case_path)
    asked = options.the_one(reference) or next(iter(kept.provision), None)
    if asked is None:
        raise FinecalcError(
            "缺少处罚依据；写在命令后面，或者用 --case 读案件文件",
            "REF is missing: name the provision, or read a case file with --case",
        )
    given: dict[str, Any] = {
        "items": item,
        "conduct_from": conduct_from,
        "conduct_to": conduct_to,
        "discovered": discovered,
        "decided": decided,
        "by": by,
        "adjust": adjust,
    }
    dated = {"found": found, "filed": filed, "notified": notified, "heard": heard, "served": served}
    with kept.located(facts=fact, unknown=unknown, **given, **dated):
        case = case_named(statutes, kept.case, **given)
        left_open = facts_written(statutes, unknown) or case.unknown
        case = structs.replace(case, by=case.by or office_level(statutes), unknown=left_open)
        facts = facts_written(statutes, fact) or case.facts
        days = Days(**{name: values.day(name, text) or getattr(kept.file, name, None) for name, text in dated.items()})
        answer = travelled(statutes, asked, facts, case, days, today=today)
    if as_json:
        write_json(answer)
        return
    from finecalc.cli.pages import show
    from finecalc.law.sentences.road import road_page

    show(road_page(statutes, answer, settings.lang, _again(asked, facts, case, days)))


def _again(asked: str, facts: Any, case: Case, days: Days) -> str:
    """The line that gives the same road again."""
    import shlex

    words = ["finecalc", "steps", asked]
    for each in facts:
        words += ["-f", each]
    for each in case.unknown:
        words += ["--unknown", each]
    for number in case.items:
        words += ["--item", str(number)]
    dates = {name: getattr(case, name) for name in ("conduct_from", "conduct_to", "discovered", "decided")}
    for name, day in {**dates, **structs.asdict(days)}.items():
        if day is not None:
            words += [options.FLAGS[name], day.isoformat()]
    by = case.by if case.by != table().office.level else None
    given = (("--by", by), ("--adjust", case.adjust), ("--statutes", settings.statutes), ("--office", settings.office))
    for flag, chosen in given:
        if chosen:
            words += [flag, chosen]
    return shlex.join(words)
