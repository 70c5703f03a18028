"""What has to be said where the day that decides is missing, or where the number of the article means something else by then.

`sentences.notes` says it.
"""

from datetime import date

from msgspec import Struct, structs

from finecalc.language import citation
from finecalc.language.citation import Reference
from finecalc.law.answer import Case
from finecalc.law.rules.edition import Choice
from finecalc.law.rules.limitation import limitation_of
from finecalc.table.statutes import Place, Statutes, conduct_items


class TextUndecided(Struct, frozen=True, kw_only=True):
    """The text `asked` for was in force until a day before the decision; whether it applies goes by the day of the conduct."""

    asked: str
    until: date
    decided: date
    reference: str | None


class LimitationUndecided(Struct, frozen=True, kw_only=True):
    """The limitation needs the day `field`. Conduct that `ended` is punished if discovered by `until`; None where that day is open."""

    field: str
    reference: str | None
    ended: date | None = None
    until: date | None = None


class AnotherOffence(Struct, frozen=True, kw_only=True):
    """The number of the article of `asked` means `there` in the edition in force on the day of the decision."""

    asked: str
    there: str
    decided: date


def text_undecided(statutes: Statutes, asked: str, case: Case, today: date) -> TextUndecided | None:
    """The text asked for is no longer in force on the day of the decision, and no day of the conduct says that it applies."""
    decided, edition = case.decided or today, statutes.edition(asked)
    if case.ended or edition.until is None or decided <= edition.until:
        return None
    rule = statutes.table.rules.edition
    cited = rule if statutes.edition(rule).in_force <= decided else None
    return TextUndecided(asked=asked, until=edition.until, decided=decided, reference=cited)


def limitation_undecided(statutes: Statutes, case: Case, today: date) -> LimitationUndecided | None:
    """The limitation cannot be judged, and may matter: a day of discovery alone, or conduct so old that it may have run out."""
    rule, decided = statutes.table.rules.limitation.ref, case.decided or today
    cited = None if decided < statutes.edition(rule).in_force else rule
    if case.discovered and case.ended is None:
        return LimitationUndecided(field="conduct_to", reference=cited)
    if case.ended is None or case.discovered:
        return None
    latest = limitation_of(statutes, structs.replace(case, discovered=decided), today)
    if latest is None or not latest.expired:
        return None
    return LimitationUndecided(field="discovered", reference=cited, ended=case.ended, until=latest.until)


def number_means_another(
    statutes: Statutes, asked: str, choice: Choice, case: Case, today: date
) -> AnotherOffence | None:
    """Cited without an edition, the number means another offence in the text in force on the day of the decision."""
    if choice.named:
        return None
    cited = statutes.cited(asked)
    if not isinstance(cited, Reference) or cited.edition:
        return None
    law, year, article, _ = citation.split(choice.asked)
    decided = case.decided or today
    edition = statutes.edition_on(statutes.laws[law], decided)
    if edition is None or edition.year == year:
        return None
    there = [each for each in statutes.paragraphs(law, edition.year, article) if each.role != "rule"]
    listed = len(conduct_items(statutes.provision(choice.asked)))
    given = (cited.item,) if cited.item else case.items
    open_items = given or tuple(range(1, listed + 1))
    places: list[Place] = [(choice.asked, (item,)) for item in open_items] or [(choice.asked, ())]
    refs = {each.ref for each in there}
    if not there or all(refs & {ref for ref, _ in statutes.successors(place)} for place in places):
        return None
    return AnotherOffence(asked=choice.asked, there=there[0].ref, decided=decided)
