"""Which text a case falls under: the edition in force when the conduct ended, unless a later one is lighter.

Rests on 行政处罚法第三十七条; the provision is named in the table's `[rules]`.
"""

from datetime import date

from finecalc.language import citation
from finecalc.language.citation import PowerItem, Reference
from finecalc.language.errors import FinecalcError, NotAPenalty, NotInForce, Undecided, UnknownReference
from finecalc.language.words import Words
from finecalc.law.sentences import refusals
from finecalc.law.sentences.refusals import Elsewhere
from finecalc.table.model import Law, Power, Provision
from finecalc.table.statutes import Place, Statutes, in_force


def at(statutes: Statutes, place: Place, day: date) -> list[Place]:
    """The provisions that deal with the conduct of `place` on a day: itself, its successors or its predecessors.

    Empty when the law of that day deals with it nowhere in the table.
    """
    ref, _ = place
    edition = statutes.edition(ref)
    if in_force(edition, day):
        return statutes.pointed(place)
    later = day > edition.in_force
    steps = statutes.successors(place) if later else statutes.predecessors(place)
    return merged([found for step in steps for found in _onward(statutes, step, day, later)])


def _onward(statutes: Statutes, place: Place, day: date, later: bool) -> list[Place]:
    edition = statutes.edition(place[0])
    if in_force(edition, day):
        return [place]
    return at(statutes, place, day) if later == (day > edition.in_force) else []


def merged(places: list[Place]) -> list[Place]:
    """Each provision once, with the items of all its mentions."""
    items: dict[str, tuple[int, ...]] = {}
    for ref, listed in places:
        items[ref] = (*items.get(ref, ()), *(item for item in listed if item not in items.get(ref, ())))
    return list(items.items())


# --- from what was typed to a provision -----------------------------------------------------------------------------


def find(statutes: Statutes, asked: Reference, day: date) -> Provision:
    """The provision that a reference names; without an edition, in the one in force on `day`.

    Raises UnknownReference, NotAPenalty or Undecided, each saying what there is instead.
    """
    law = statutes.laws[asked.law]
    year = _edition_year(statutes, law, asked, day)
    paragraphs = statutes.paragraphs(asked.law, year, asked.article)
    if asked.paragraph:
        exact = [provision for provision in paragraphs if provision.ref.endswith(f".{asked.paragraph}")]
        if not exact:
            raise _missing(statutes, law, year, asked, paragraphs)
        return exact[0]
    entries = [provision for provision in paragraphs if not provision.aggravates]
    if not entries:
        raise _missing(statutes, law, year, asked, paragraphs)
    if len(entries) > 1:
        other = None if asked.edition else elsewhere(statutes, entries[0].ref)
        refs = tuple(provision.ref for provision in entries)
        said = refusals.several_paragraphs(asked.article)
        raise Undecided(*refusals.one_of_several(statutes, said, refs, other).both, choices=refs)
    return entries[0]


def listed(statutes: Statutes, item: PowerItem, day: date, items: tuple[int, ...] = ()) -> list[Place]:
    """The provisions behind an item of the power list as they stand on a day.

    `items` are items of the conduct as the listed text numbers them. Raises NotAPenalty where the list item is none.
    """
    power = statutes.power(item.number)
    places = merged([found for ref in power.provisions for found in _on(statutes, (ref, items), day)])
    penalties = [place for place in places if statutes.provision(place[0]).role == "penalty"]
    if not penalties:
        raise _no_penalty_item(statutes, power)
    return penalties


def choose_one(statutes: Statutes, places: list[Place], said: Words) -> Place:
    """The only one of several provisions, or Undecided with what there is to choose from; `said` is that there are several."""
    if len(places) == 1:
        return places[0]
    refs = tuple(ref for ref, _ in places)
    raise Undecided(*refusals.one_of_several(statutes, said, refs).both, choices=refs)


def must_be_penalty(statutes: Statutes, provision: Provision) -> None:
    """Raises NotAPenalty, which quotes the text and says where to look, unless the provision fixes a penalty."""
    if provision.role == "penalty":
        return
    cited = statutes.citation(provision.ref)
    if provision.role != "pointer":
        raise NotAPenalty(*refusals.no_penalty(provision, cited).both)
    targets = dict.fromkeys(target.ref for target in provision.points_to)
    now = {ref: [found for found in _latest(statutes, (ref, ())) if found != ref] for ref in targets}
    held = {ref.split("@")[0] for ref in targets}
    laws = [statutes.laws[law] for law in provision.points_to_laws if law not in held]
    raise NotAPenalty(*refusals.only_points(provision, cited, now, laws).both)


def _latest(statutes: Statutes, place: Place) -> list[str]:
    """Where the conduct of a provision is dealt with in the last text of its law, or in the law to which that one points."""
    if statutes.edition(place[0]).until is None:
        return [place[0]]
    return list(dict.fromkeys(ref for step in statutes.successors(place) for ref in _latest(statutes, step)))


def elsewhere(statutes: Statutes, ref: str) -> Words | None:
    """The same article number in other editions of the law, where it means something else."""
    law, year, article, _ = citation.split(ref)
    related = {found for found, _ in (*statutes.successors((ref, ())), *statutes.predecessors((ref, ())))}
    found = []
    for edition in statutes.laws[law].editions:
        there = [p for p in statutes.paragraphs(law, edition.year, article) if edition.year != year]
        if there and not any(p.ref in related for p in there):
            found.append(_there(statutes, edition.year, there))
    return refusals.elsewhere_words(statutes, law, article, found) if found else None


def _there(statutes: Statutes, year: str, provisions: list[Provision]) -> Elsewhere:
    now = dict.fromkeys(found for each in provisions for found, _ in statutes.successors((each.ref, ())))
    return Elsewhere(year=year, refs=tuple(each.ref for each in provisions), now=tuple(now))


def _on(statutes: Statutes, place: Place, day: date) -> list[Place]:
    found = at(statutes, place, day)
    law = statutes.laws[place[0].split("@")[0]]
    if not found and statutes.edition_on(law, day) is None:
        raise not_in_force(law, day)
    return found or [place]


def _edition_year(statutes: Statutes, law: Law, asked: Reference, day: date) -> str:
    years = [edition.year for edition in law.editions]
    if asked.edition:
        if asked.edition not in years:
            raise UnknownReference(*refusals.no_such_edition(law, asked.edition).both)
        return asked.edition
    edition = statutes.edition_on(law, day)
    if edition is None:
        raise not_in_force(law, day)
    return edition.year


def not_in_force(law: Law, day: date) -> NotInForce:
    """No edition of the law on that day: says what there is."""
    return NotInForce(*refusals.no_edition_on(law, day).both)


def _missing(statutes: Statutes, law: Law, year: str, asked: Reference, paragraphs: list[Provision]) -> FinecalcError:
    """The article or paragraph named is no penalty provision of this edition: say what it was, and what there is."""
    edition, article = next(each for each in law.editions if each.year == year), asked.article
    if edition.articles and not 1 <= article <= edition.articles:
        return UnknownReference(*refusals.no_such_article(law, edition, article).both)
    if paragraphs:
        refs = [provision.ref for provision in paragraphs]
        return UnknownReference(*refusals.no_such_paragraph(law, year, article, asked.paragraph or 0, refs).both)
    found = []
    for other in law.editions:
        there = statutes.paragraphs(asked.law, other.year, article) if other.year != year else []
        before = [provision for provision in there if provision.role in ("penalty", "pointer")]
        if before:
            found.append(_there(statutes, other.year, before))
    return NotAPenalty(*refusals.no_penalty_article(statutes, law, year, article, found).both)


def _no_penalty_item(statutes: Statutes, power: Power) -> NotAPenalty:
    texts = [(statutes.citation(ref), statutes.provision(ref).text) for ref in power.provisions]
    return NotAPenalty(*refusals.no_penalty_item(power, texts).both)
