"""A case as people write it → a case. The one place where the values of the library and the command line are read."""

from collections.abc import Mapping
from decimal import Decimal

from finecalc.language import values
from finecalc.language.errors import FinecalcError, about
from finecalc.language.values import Amount, Day, Items, Persons, Texts
from finecalc.law.answer import Case
from finecalc.law.sentences import refusals
from finecalc.table.statutes import Statutes, T, named, term


def case_named(
    statutes: Statutes,
    case: Case | None = None,
    *,
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
) -> Case:
    """A case from its values, each of which stands in place of what `case` holds. Its facts are those of `case`, as written.

    `by`, `adjust` and the bases in `other_bases` as identifiers or labels, amounts in yuan. Raises FinecalcError, whose `field` names the value.
    """
    known = Case() if case is None else case
    if not isinstance(known, Case):
        raise FinecalcError(*refusals.no_case(type(known).__name__).both, "case")
    table = statutes.table

    def amount(field: str, value: Amount) -> Decimal | None:
        found = values.amount(field, value)
        return values.amount(field, getattr(known, field)) if found is None else found

    more = _sizes_named(statutes, dict(known.other_bases)) | _sizes_named(statutes, other_bases or {})
    own = {"gains": gains, "purchase": purchase, "turnover": turnover}
    for base in own.keys() & more.keys():
        if own[base] is not None:
            raise FinecalcError(*refusals.given_twice(base).both, "base")
        own[base] = more.pop(base)
    level = values.word("adjust", adjust) or values.word("adjust", known.adjust)
    return Case(
        facts=facts_written(statutes, known.facts),
        unknown=facts_written(statutes, known.unknown),
        items=values.items("items", items) or values.items("items", known.items),
        gains=amount("gains", own["gains"]),
        purchase=amount("purchase", own["purchase"]),
        turnover=amount("turnover", own["turnover"]),
        other_bases=tuple(more.items()),
        conduct_from=values.day("conduct_from", conduct_from) or values.day("conduct_from", known.conduct_from),
        conduct_to=values.day("conduct_to", conduct_to) or values.day("conduct_to", known.conduct_to),
        decided=values.day("decided", decided) or values.day("decided", known.decided),
        discovered=values.day("discovered", discovered) or values.day("discovered", known.discovered),
        by=_chosen("by", table.authorities, by) or _chosen("by", table.authorities, known.by),
        adjust=None if level is None else adjustment_named(statutes, level),
    )


def _sizes_named(statutes: Statutes, sizes: Mapping[str, Amount]) -> dict[str, Decimal]:
    """Bases and their sizes in yuan, by identifier. Raises FinecalcError."""
    found: dict[str, Decimal] = {}
    for word, written in sizes.items():
        base, size = identifier("base", statutes.table.bases, word), values.amount("base", written)
        if size is None or base in found:
            said = refusals.given_twice(word) if base in found else refusals.no_amount(word)
            raise FinecalcError(*said.both, "base")
        found[base] = size
    return found


def provision_named(asked: object) -> str:
    """The provision asked for, as it is written. Raises FinecalcError where none is."""
    found = values.word("provision", asked)
    if found is None:
        raise FinecalcError(*refusals.no_provision().both, "provision")
    return found


def facts_written(statutes: Statutes, facts: Texts) -> tuple[str, ...]:
    """The facts one by one, as they are written. Raises FinecalcError."""
    written = values.words("facts", facts)
    whole = {word for fact in statutes.table.facts for word in (fact.id, fact.label)} if written else set()
    if whole.issuperset(written):
        return written
    from finecalc.law import wordings

    return wordings.facts(statutes, written)


def sanctions_named(statutes: Statutes, sanctions: Texts) -> tuple[tuple[str, Decimal | None], ...]:
    """The identifiers of sanctions and measures, each with the amount (yuan) that is written with it. Raises FinecalcError."""
    from finecalc.law import wordings

    with about("sanctions"):
        return wordings.sanctions(statutes, values.words("sanctions", sanctions))


def persons_named(statutes: Statutes, persons: Persons) -> tuple[tuple[str, Decimal], ...]:
    """Fines on persons, each with the identifier of the role. Raises FinecalcError."""
    from finecalc.law import wordings

    roles = tuple(person for person in statutes.table.persons if person.id != "organisation")
    found: list[tuple[str, Decimal]] = []
    with about("person_fines"):
        for each in values.persons("person_fines", persons):
            if isinstance(each, str):
                found += wordings.person_fines(statutes, [each])
            else:
                found.append((identifier("person_fines", roles, each[0]), each[1]))
    return tuple(found)


def identifier(field: str, terms: tuple[T, ...], text: str) -> str:
    """The identifier of the term that a word names. Raises FinecalcError."""
    with about(field):
        return named(terms, text, *refusals.KINDS[field].both).id


def adjustment_named(statutes: Statutes, text: str) -> str | None:
    """The identifier of the adjustment that a word names, or the level that it leads to; None for the level that is no adjustment
    (一般). Raises FinecalcError.
    """
    rule = statutes.table.rules.bands
    level = term(rule.levels, text) if rule else None
    return level.adjust if level else identifier("adjust", statutes.table.adjustments, text)


def _chosen(field: str, terms: tuple[T, ...], text: object) -> str | None:
    written = values.word(field, text)
    return None if written is None else identifier(field, terms, written)
