"""finecalc: what fine Chinese cyberspace law allows in a case, with the verbatim basis.

>>> import finecalc
>>> answer = finecalc.assess("csl@2016:59.1", facts="拒不改正")
>>> answer.fine_on("organisation").max
Decimal('100000')
>>> finecalc.check("csl@2016:59.1", facts="refused", fine="12万", sanctions="责令改正").findings[0].code
'FC102'

Facts, sanctions, levels and roles are identifiers or Chinese words, one text with semicolons or several; amounts are yuan, as
numbers or as people write them ("10万"), 0 for none; days are dates or texts ("2026-01-31"). None, an empty text, NaN and NaT say
that a value is not known. What cannot be used raises FinecalcError: `words.zh` and `words.en` say why, `field` names the value.

The house. Imports run downwards only, the four rooms in the middle do not know each other, and each room says in its
`__init__.py` where the next thing goes:

    cli         asks, parses, prints
    decisions   proposed decisions in, findings out
    teach       side by side, pictures, made-up cases
    proof       does the table say what the text says?
    papers      what leaves the program on paper, or as one file: the calculator as a page
    law         a case in, what the law allows out
    table       statutes.toml: its shape, reading it, finding things in it
    language    how people write, and what they are told
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from os import PathLike

    from finecalc.decisions.finding import Judgement
    from finecalc.language.errors import FinecalcError as FinecalcError
    from finecalc.language.values import Amount, Day, Items, Persons, Texts
    from finecalc.law.answer import Case as Case
    from finecalc.law.assessment import Assessment
    from finecalc.table.statutes import Statutes
    from finecalc.teach.comparison import Compared

    Table = Statutes | str | PathLike[str] | None

__version__ = "0.3.0"
__all__ = ["Case", "FinecalcError", "assess", "check", "check_many", "compare", "load"]


def __getattr__(name: str) -> Any:
    """The two classes are imported when they are first used."""
    if name == "Case":
        from finecalc.law.answer import Case

        return Case
    if name == "FinecalcError":
        from finecalc.language.errors import FinecalcError

        return FinecalcError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def load(path: str | PathLike[str] | None = None, office: str | PathLike[str] | None = None) -> Statutes:
    """The table of law: from `path`, or FINECALC_STATUTES, or the one that comes with finecalc.

    `office` is an office profile: else that of FINECALC_OFFICE, or office.toml in the user's configuration folder; where there
    is none, the table's own office answers. A file is read once; when it changes, it is read again. Raises FinecalcError,
    which names file, line and key.
    """
    return _table(path, office)


def assess(
    reference: str,
    *,
    facts: Texts = (),
    unknown: Texts = (),
    items: Items = (),
    gains: Amount = None,
    purchase: Amount = None,
    turnover: Amount = None,
    other_bases: Mapping[str, Amount] | None = None,
    conduct_from: Day = None,
    conduct_to: Day = None,
    decided: Day = None,
    discovered: Day = None,
    by: str | None = None,
    adjust: str | None = None,
    case: Case | None = None,
    statutes: Table = None,
    today: Day = None,
) -> Assessment:
    """What the law allows for a provision (`csl@2016:59.1`, 网安法59.1, `#3`) in a case.

    `unknown` are facts that are not yet established: `branches` of the answer are the outcomes with them and without.
    `gains`, `purchase`, `turnover` and `other_bases` (by identifier or label) in yuan, None while unknown; what is given stands in place of what `case` holds; `today`
    stands in for a missing date of decision. Raises FinecalcError for anything that cannot be used.
    """
    from finecalc.law.assess import assess_named

    return assess_named(
        _table(statutes),
        reference,
        facts=facts,
        unknown=unknown,
        items=items,
        gains=gains,
        purchase=purchase,
        turnover=turnover,
        other_bases=other_bases,
        conduct_from=conduct_from,
        conduct_to=conduct_to,
        decided=decided,
        discovered=discovered,
        by=by,
        adjust=adjust,
        case=case,
        today=_today(today),
    )


def check(
    provision: str,
    *,
    facts: Texts = (),
    unknown: Texts = (),
    items: Items = (),
    gains: Amount = None,
    purchase: Amount = None,
    turnover: Amount = None,
    other_bases: Mapping[str, Amount] | None = None,
    conduct_from: Day = None,
    conduct_to: Day = None,
    decided: Day = None,
    discovered: Day = None,
    by: str | None = None,
    adjust: str | None = None,
    fine: Amount = 0,
    person_fines: Persons = (),
    sanctions: Texts = (),
    days: Mapping[str, Day] | None = None,
    case: Case | None = None,
    statutes: Table = None,
    today: Day = None,
) -> Judgement:
    """Judge one proposed decision: the case as for `assess`, with the fine on the unit, those on persons, and the sanctions.

    `days` are those of the steps, by `filed`, `notified`, `heard` and `served`, for the day counts. `person_fines` as {"manager": 20_000} or pairs of role and yuan. What is wrong with the decision comes back as findings, each
    with `code`, `field`, `message` and `message_en`; FinecalcError is raised for a value that cannot be read.
    """
    from finecalc.decisions.judge import decision_named, judge

    table = _table(statutes)
    decision = decision_named(
        table,
        provision,
        facts=facts,
        unknown=unknown,
        items=items,
        gains=gains,
        purchase=purchase,
        turnover=turnover,
        other_bases=other_bases,
        conduct_from=conduct_from,
        conduct_to=conduct_to,
        decided=decided,
        discovered=discovered,
        by=by,
        adjust=adjust,
        fine=fine,
        person_fines=person_fines,
        sanctions=sanctions,
        days=days,
        case=case,
    )
    return judge(table, decision, today=_today(today))


def check_many(
    decisions: Iterable[Mapping[str, object]], *, statutes: Table = None, today: Day = None
) -> Iterator[Judgement]:
    """Judge decisions one after another, in flat memory: as many judgements come out as mappings go in.

    Each maps headings of a decision file (`provision` or 处罚依据, `fine` or 单位罚款, …) to texts, numbers, dates or lists. A value
    or key that cannot be read gives the finding FC901 on its decision, so that the others are judged all the same.
    """
    from finecalc.decisions import check_many

    return check_many(decisions, statutes=_table(statutes), today=_today(today))


def compare(
    *references: str | Iterable[str],
    facts: Texts = (),
    items: Items = (),
    gains: Amount = None,
    purchase: Amount = None,
    turnover: Amount = None,
    other_bases: Mapping[str, Amount] | None = None,
    statutes: Table = None,
    today: Day = None,
) -> Compared:
    """Provisions side by side, tier by tier: `finecalc.compare("csl@2016:59.1", "csl@2025:61.1")`.

    One power item (`#1`) beside its basis today, one provision beside what it was or has become, two editions (`csl@2016`, `csl@2025`)
    paragraph by paragraph; with `facts`, one situation under each. Raises FinecalcError for what cannot be compared.
    """
    from finecalc.law.case import case_named, facts_written, provision_named
    from finecalc.teach.compare import compare

    table = _table(statutes)
    case = case_named(table, items=items, gains=gains, purchase=purchase, turnover=turnover, other_bases=other_bases)
    several = [[each] if isinstance(each, str) or not hasattr(each, "__iter__") else each for each in references]
    asked = [provision_named(each) for group in several for each in group] or [provision_named(None)]
    return compare(table, asked, facts=facts_written(table, facts), case=case, today=_today(today))


def _table(statutes: Table, office: str | PathLike[str] | None = None) -> Statutes:
    from os import PathLike

    from finecalc.language.errors import TableError
    from finecalc.language.values import word
    from finecalc.table.load import load
    from finecalc.table.statutes import Statutes

    if isinstance(statutes, Statutes):
        return statutes
    if statutes is None or isinstance(statutes, PathLike):
        found = load(statutes, office)
    elif isinstance(statutes, str):
        found = load(word("statutes", statutes), office)
    else:
        kind = type(statutes).__name__
        raise TableError(
            f"法条表要写路径或 finecalc.load() 的结果，不能是 {kind}", f"Give a path or a table, not {kind}"
        )
    if found.profile:
        from finecalc.law.office_bands import lawful

        lawful(found)
    return found


def _today(today: Day) -> date:
    import datetime

    from finecalc.language.values import day

    return day("today", today) or datetime.date.today()
