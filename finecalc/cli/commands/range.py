"""`finecalc range`: what the law allows, without questions."""

from datetime import date
from typing import Annotated

import typer

from finecalc.cli import options
from finecalc.cli.options import table, write_json
from finecalc.cli.working import Answered, work_out
from finecalc.language.errors import FinecalcError
from finecalc.law.rules.same_act import SameAct


def command(
    context: typer.Context,
    references: options.SomeReferences = None,
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
    fine: options.Fine = None,
    person_fines: options.PersonFines = None,
    sanctions: options.Sanctions = None,
    found: options.Day = None,
    filed: options.Day = None,
    notified: options.Day = None,
    heard: options.Day = None,
    served: options.Day = None,
    paragraph: Annotated[bool, typer.Option("--paragraph")] = False,
    output: options.Output = None,
    force: options.Force = False,
    full: options.Full = False,
    as_json: options.Json = False,
) -> int:
    """What the parameters say is read from the context, as `replay` reads it from a line."""
    statutes, today = table(), date.today()
    if output is not None:
        from finecalc.cli.papers import kind_of

        kind_of(output)
    _one_way_out(as_json, paragraph, output is not None)
    asked = work_out(statutes, context.params, today)
    if as_json:
        parts = _with_same_act(asked.found) if asked.found else asked.answer.parts()
        proposed, code = _proposed(asked)
        write_json(parts | proposed)
        return code
    if paragraph:
        from finecalc.cli.papers import say_paragraph

        return say_paragraph(asked)
    if output is not None:
        from finecalc.cli.papers import save_memo

        return save_memo(output, asked, force, case_path)
    return _shown(asked, full)


def _one_way_out(as_json: bool, paragraph: bool, memo: bool) -> None:
    if as_json + paragraph + memo > 1:
        raise FinecalcError(
            "--json、--paragraph、-o 一次只能用一个", "--json, --paragraph and -o are used one at a time"
        )


def _shown(asked: Answered, full: bool) -> int:
    """The page on stdout, with what is proposed. The exit code."""
    from finecalc.cli.pages import show
    from finecalc.cli.pages.answer import answer_page

    line = options.replay_line(asked.asked if asked.found else asked.shown, asked.answer, asked.today)
    page = answer_page(asked.statutes, asked.answer, line, full=full, found=asked.found)
    if asked.proposed:
        from finecalc.cli.papers import with_proposal

        page, code = with_proposal(page, asked)
        show(page)
        return code
    show(page)
    return 0


def _proposed(asked: Answered) -> tuple[dict[str, object], int]:
    """What is proposed on the command line, for JSON, and the exit code."""
    if not asked.proposed:
        return {}, 0
    from finecalc.cli.papers import proposal_of
    from finecalc.cli.shapes import Proposed, ProposedFine

    proposal = proposal_of(asked)
    persons = proposal.person_fines
    shown = Proposed(
        fine=proposal.fine,
        person_fines=None if persons is None else tuple(ProposedFine(on=on, amount=sum_) for on, sum_ in persons),
        sanctions=proposal.sanctions,
        findings=proposal.objections,
    )
    return {"proposed": shown}, 1 if proposal.refused else 0


def _with_same_act(found: SameAct) -> dict[str, object]:
    """The assessment that applies, as one object, with the comparison under `same_act`."""
    compared = [
        {"reference": each.reference, "fines": each.fines, "tier": each.tier} for each in (found.applied, *found.others)
    ]
    basis = {"reference": found.reference, "zh": found.zh, "en": found.en, "compared": compared}
    return {**found.applied.parts(), "same_act": basis}
