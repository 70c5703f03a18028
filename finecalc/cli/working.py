"""What `range` works out from its parameters, and `replay` from those of the line on a paper."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from msgspec import Struct, structs

from finecalc.cli import options
from finecalc.cli.cases import Kept
from finecalc.cli.options import office_level
from finecalc.cli.proved import unproved
from finecalc.language import values
from finecalc.language.errors import FinecalcError
from finecalc.law.answer import Case
from finecalc.law.assess import assess, assess_same_act, with_facts
from finecalc.law.assessment import Assessment
from finecalc.law.case import case_named, facts_written
from finecalc.law.rules.same_act import SameAct, same_act
from finecalc.table.statutes import Statutes

_CASE = ("gains", "purchase", "turnover", "conduct_from", "conduct_to", "decided", "discovered", "by", "adjust")
_STEPS = ("found", "filed", "notified", "heard", "served")


class Answered(Struct, frozen=True, kw_only=True):
    """An answer and what a paper needs beside it. `asked` is the provision, or the several that one act breaks; `shown` the one applied.

    `kept` is the case file, `steps` the days of the steps and `fine`, `person_fines`, `sanctions` what is proposed, as given.
    """

    statutes: Statutes
    answer: Assessment
    found: SameAct | None
    asked: tuple[str, ...]
    shown: str
    kept: Kept
    steps: dict[str, date | None]
    fine: str | None
    person_fines: list[str] | None
    sanctions: list[str] | None
    today: date

    @property
    def proposed(self) -> bool:
        """Whether something is proposed on the command line."""
        return any((self.fine, self.person_fines, self.sanctions))


def answered(statutes: Statutes, answer: Assessment, reference: str, kept: Kept, today: date) -> Answered:
    """An answer that was asked for otherwise, with what a case file says beside it."""
    return Answered(
        statutes=statutes,
        answer=answer,
        found=None,
        asked=(reference,),
        shown=reference,
        kept=kept,
        steps={name: getattr(kept.file, name, None) for name in _STEPS},
        fine=None,
        person_fines=None,
        sanctions=None,
        today=today,
    )


def work_out(statutes: Statutes, params: Mapping[str, Any], today: date) -> Answered:
    """The answer to what the parameters of `range` ask. Raises FinecalcError."""
    kept = Kept(statutes, params["case_path"])
    references = params["references"] or kept.provision
    _must_fit(references, params["same"])
    given = {name: params[name] for name in _CASE}
    given |= {"items": params["item"], "other_bases": options.bases_given(params["base"])}
    fact, unknown = params["fact"], params["unknown"]
    steps = {name: params[name] for name in _STEPS}
    with kept.located(facts=fact, unknown=unknown, **given, **steps):
        case = case_named(statutes, kept.case, **given)
        facts = {
            "facts": facts_written(statutes, fact) or case.facts,
            "unknown": facts_written(statutes, unknown) or case.unknown,
        }
        case = structs.replace(case, by=case.by or office_level(statutes), **facts)
        first = _first(fact, unknown)
        answer, found, shown = _asked(statutes, references, case, first=first, same=params["same"], today=today)
        days = {name: values.day(name, text) or getattr(kept.file, name, None) for name, text in steps.items()}
    if warning := unproved(statutes):
        answer = answer.warned(warning)
        found = structs.replace(found, applied=answer) if found else None
    return Answered(
        statutes=statutes,
        answer=answer,
        found=found,
        asked=tuple(references),
        shown=shown,
        kept=kept,
        steps=days,
        today=today,
        **{name: params[name] for name in ("fine", "person_fines", "sanctions")},
    )


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
            "缺少处罚依据；写在命令后面，或者用 --case 读案件文件",
            "REF is missing: name the provision, or read a case file with --case",
        )
    if len(references) > 1 and not same:
        raise FinecalcError(
            "给了几个依据。同一行为违反几个规定的，加 --same-act；不同的行为请分别计算",
            "Several provisions were given. For one act that breaks several, add --same-act; for different acts, ask one by one",
        )
    if same and len(references) < 2:
        raise FinecalcError("--same-act 要有两个以上的依据", "--same-act takes two provisions or more")
