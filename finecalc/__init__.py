"""finecalc: what fine Chinese cyberspace law allows in a case, with the verbatim basis.

>>> import finecalc
>>> answer = finecalc.assess("csl@2016:59.1", facts=["refused"])
>>> answer.fine_on("organisation").max
Decimal('100000')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal
    from os import PathLike

    from finecalc.decisions import check_many as check_many
    from finecalc.decisions.judge import check as check
    from finecalc.law.answer import Assessment
    from finecalc.table.statutes import Statutes

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`check` and `check_many` are imported when they are first used."""
    if name == "check":
        from finecalc.decisions.judge import check

        return check
    if name == "check_many":
        from finecalc.decisions import check_many

        return check_many
    raise AttributeError(name)


def load(path: str | PathLike[str] | None = None) -> Statutes:
    """Read a table of law: from `path`, or FINECALC_STATUTES, or the one that comes with finecalc.

    Raises finecalc.language.errors.TableError, which names file, line and key.
    """
    from finecalc.table.statutes import load

    return load(path)


def assess(
    reference: str,
    *,
    facts: Sequence[str] = (),
    items: Sequence[int] = (),
    gains: Decimal | int | None = None,
    purchase: Decimal | int | None = None,
    turnover: Decimal | int | None = None,
    conduct_from: date | None = None,
    conduct_to: date | None = None,
    decided: date | None = None,
    discovered: date | None = None,
    by: str | None = None,
    adjust: str | None = None,
    statutes: Statutes | None = None,
    today: date | None = None,
) -> Assessment:
    """What the law allows for a provision (`csl@2016:59.1`, 网安法59.1, `#3`) in a case.

    `facts`, `by` and `adjust` take identifiers or Chinese labels; amounts are yuan, None while unknown, 0 for none.
    Raises finecalc.language.errors.FinecalcError, in both languages, for anything that cannot be used.
    """
    import datetime

    from finecalc.law.assess import assess_named

    return assess_named(
        statutes or load(),
        reference,
        facts=facts,
        items=items,
        gains=gains,
        purchase=purchase,
        turnover=turnover,
        conduct_from=conduct_from,
        conduct_to=conduct_to,
        decided=decided,
        discovered=discovered,
        by=by,
        adjust=adjust,
        today=today or datetime.date.today(),
    )
