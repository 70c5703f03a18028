"""The table, and finding things in it: by reference, citation, power item or word."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeVar

from msgspec import structs

from finecalc.language import citation
from finecalc.language.citation import PowerItem, Reference
from finecalc.language.errors import FinecalcError, UnknownReference
from finecalc.language.near import nearest
from finecalc.language.numerals import plain
from finecalc.language.words import Words
from finecalc.table.ladder import Ladder, build
from finecalc.table.model import (
    Adjustment,
    Authority,
    Edition,
    Fact,
    Law,
    Power,
    Provision,
    Question,
    SanctionKind,
    Successor,
    Table,
    Term,
)
from finecalc.table.office import Profile, ProfileFile, office_of, passages_of, power_of, profile_of
from finecalc.table.vocabulary import fact_words, openings

T = TypeVar("T", bound=Term)
"""Bytes (or characters): more than any table of law has."""
Place = tuple[str, tuple[int, ...]]
"""A provision and the items of its conduct, where they are named."""


class Statutes:
    """The table with its indexes. `sha256` is the digest of the file that it was read from.

    With a `profile`, the office of that file stands in place of the table's own, and its power list, if it has one.
    """

    def __init__(self, table: Table, digest: str, path: str, profile: ProfileFile | None = None) -> None:
        self.table = _with_office(table, profile.profile) if profile else table
        self.profile = profile
        self.office = profile.profile if profile else profile_of(table.office)
        self.sha256 = digest
        self.path = path
        self.provisions = {provision.ref: provision for provision in table.provisions}
        self.laws = {law.id: law for law in table.laws}
        self._editions: dict[str, Edition] = {}
        self._ladders: dict[str, Ladder] = {}
        self._citations: dict[str, Words] = {}
        self._openings: dict[str, dict[str, str]] = {}
        self.kept: dict[str, Any] = {}
        """What other rooms have worked out from this table, by the name of who keeps it."""

    # --- laws and editions ---

    @cached_property
    def law_names(self) -> dict[str, str]:
        """Every name under which a law may be typed → its identifier."""
        return {name: law.id for law in self.table.laws for name in (law.id, law.name, *law.short)}

    @cached_property
    def _years(self) -> dict[str, tuple[str, ...]]:
        return {law.id: tuple(edition.year for edition in law.editions) for law in self.table.laws}

    def edition(self, ref: str) -> Edition:
        """The edition that a reference belongs to."""
        found = self._editions.get(ref)
        if found is None:
            law, year, _, _ = citation.split(ref)
            found = next(edition for edition in self.laws[law].editions if edition.year == year)
            self._editions[ref] = found
        return found

    def edition_on(self, law: Law, day: date) -> Edition | None:
        """The edition of a law in force on a day, or None."""
        return next((edition for edition in law.editions if in_force(edition, day)), None)

    @cached_property
    def changes(self) -> list[date]:
        """Every day on which some text begins to be the law or has just ceased to be, in order."""
        begun = {edition.in_force for law in self.table.laws for edition in law.editions}
        ended = {
            edition.until + timedelta(days=1) for law in self.table.laws for edition in law.editions if edition.until
        }
        return sorted(begun | ended)

    # --- provisions ---

    def provision(self, ref: str) -> Provision:
        """The provision with this full reference. Raises UnknownReference."""
        try:
            return self.provisions[ref]
        except KeyError:
            raise UnknownReference(f"表中没有 {ref}", f"The table has no {ref}") from None

    def paragraphs(self, law: str, year: str, article: int) -> list[Provision]:
        """The paragraphs of an article that the table holds, in order."""
        return self._articles.get(f"{law}@{year}:{article}", [])

    @cached_property
    def _articles(self) -> dict[str, list[Provision]]:
        found: dict[str, list[Provision]] = {}
        for provision in self.table.provisions:
            found.setdefault(provision.ref.rpartition(".")[0], []).append(provision)
        return found

    @cached_property
    def kinds(self) -> dict[str, SanctionKind]:
        """The kinds of sanction by their identifiers."""
        return {kind.id: kind for kind in self.table.sanctions}

    @cached_property
    def persons(self) -> dict[str, Term]:
        """Who can be fined, by their identifiers."""
        return {person.id: person for person in self.table.persons}

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The facts by their identifiers."""
        return {fact.id: fact for fact in self.table.facts}

    @cached_property
    def bases(self) -> dict[str, Question]:
        """What a fine can be measured by, by its identifier."""
        return {base.id: base for base in self.table.bases}

    @cached_property
    def authorities(self) -> dict[str, Authority]:
        """Who may act, by their identifiers."""
        return {authority.id: authority for authority in self.table.authorities}

    @cached_property
    def adjustments(self) -> dict[str, Adjustment]:
        """The reasons for which less is imposed, by their identifiers."""
        return {adjustment.id: adjustment for adjustment in self.table.adjustments}

    @cached_property
    def passages(self) -> dict[str, str]:
        """The texts that items of the power list share, by their identifiers."""
        return {passage.id: passage.text for passage in self.table.passages}

    @cached_property
    def terms(self) -> dict[str, Term]:
        """The words of all vocabularies by their identifiers."""
        held = self.table
        every: tuple[tuple[Term, ...], ...] = (
            held.facts,
            held.bases,
            held.persons,
            held.sanctions,
            held.authorities,
            held.modes,
            held.subjects,
        )
        return {term.id: term for terms in every for term in terms}

    @cached_property
    def sanction_words(self) -> dict[str, str]:
        """Every name under which a kind of sanction may be typed, in lower case → its identifier."""
        kinds = reversed(self.table.sanctions)
        return {
            plain(name).lower(): kind.id for kind in kinds for name in (*kind.words, kind.label_en, kind.label, kind.id)
        }

    @cached_property
    def fact_words(self) -> frozenset[str]:
        """Every wording that is a fact somewhere in the table."""
        return fact_words(self.table)

    def citation(self, ref: str) -> Words:
        """How the provision is cited; without the paragraph where the article has only one."""
        cited = self._citations.get(ref)
        if cited is None:
            cited = self._citations[ref] = self._cited(ref)
        return cited

    def citations(self, refs: Iterable[str]) -> Words:
        """How several provisions are cited together; those that follow each other in one text name it once."""
        cited = [self.citation(ref) for ref in refs]
        return Words(
            citation.together([each.zh for each in cited], "）", "、"),
            citation.together([each.en for each in cited], "), ", ", "),
        )

    def _cited(self, ref: str) -> Words:
        law, year, article, paragraph = citation.split(ref)
        shown = paragraph if len(self.paragraphs(law, year, article)) > 1 or paragraph > 1 else None
        named = self.laws[law]
        return Words(
            citation.chinese(named.name, year, article, shown), citation.english(named.name_en, year, article, shown)
        )

    def openings(self, ladder: Ladder) -> dict[str, str]:
        """Every wording (as `bare`) that opens a tier of one of this table's ladders → its fact."""
        if ladder.reference not in self._openings:
            self._openings[ladder.reference] = openings(self.facts, ladder)
        return self._openings[ladder.reference]

    def ladder(self, ref: str) -> Ladder:
        """The tiers that can apply to the conduct of a provision, borrowed and aggravated ones included."""
        if ref not in self._ladders:
            self._ladders[ref] = build(ref, self.provision, self._aggravations)
        return self._ladders[ref]

    @cached_property
    def _aggravations(self) -> dict[str, list[Provision]]:
        found: dict[str, list[Provision]] = {}
        for provision in self.table.provisions:
            for base in provision.aggravates:
                found.setdefault(base.ref, []).append(provision)
        return found

    # --- where the conduct of a provision is dealt with in another edition ---

    def successors(self, place: Place) -> list[Place]:
        """The provisions that take up the conduct of this one in the next edition, pointers followed."""
        ref, items = place
        return [
            arrived
            for step in _for_items(self.provision(ref).successors, items)
            for arrived in self.pointed((step.ref, step.to_items if step.items or step.to_items else items))
        ]

    def pointed(self, place: Place) -> list[Place]:
        """The place itself, or what it points to when it is a pointer; nothing when the pointer names no place."""
        ref, items = place
        provision = self.provision(ref)
        if provision.role != "pointer":
            return [place]
        return [(target.ref, target.to_items) for target in _for_items(provision.points_to, items)]

    def predecessors(self, place: Place) -> list[Place]:
        """The provisions whose conduct this one took up."""
        ref, items = place
        found = []
        for provision in self.table.provisions:
            for step in provision.successors:
                if step.ref == ref and (not items or not step.to_items or set(items) & set(step.to_items)):
                    found.append((provision.ref, _items_before(step, items)))
        if found:
            return found
        # what only aggravates had no text of its own before: its conduct was dealt with where that of its base was
        return [place for base in self.provision(ref).aggravates for place in self.predecessors((base.ref, items))]

    def concurring(self, ref: str, day: date) -> tuple[str, ...]:
        """The provisions of other laws that catch the same conduct as this one on a day when both are in force."""
        if not in_force(self.edition(ref), day):
            return ()
        own = (ref, *(link.ref for link in self.provision(ref).aggravates))
        found = dict.fromkeys(other for one, other in self._concurring if one in own)
        return tuple(other for other in found if in_force(self.edition(other), day))

    @cached_property
    def _concurring(self) -> list[tuple[str, str]]:
        said = [(provision.ref, other) for provision in self.table.provisions for other in provision.concurs_with]
        return said + [(other, ref) for ref, other in said]

    # --- words ---

    def cited(self, text: str) -> Reference | PowerItem:
        """Read a reference, citation or power item. Raises UnknownReference with an example of what is right."""
        found = citation.parse(text, self.law_names)
        if found is None:
            raise self._not_a_reference(short(plain(text)))
        return found

    def _not_a_reference(self, written: str) -> UnknownReference:
        """What is wrong with words that name no provision, and which law may have been meant."""
        guess = citation.guessed(written, self.law_names, self._years)
        if guess:
            return UnknownReference(
                f"看不懂“{written}”，是不是 {guess}？", f"“{written}” is not a reference. Did you mean {guess}?"
            )
        law = citation.law_of(written)
        known = self.law_names.get(law) or self.law_names.get(law.lower())
        if known and written.lower() in (law.lower(), *(f"{known}@{year}" for year in self._years[known])):
            return UnknownReference(
                f"“{written}”没有写明第几条；这部法的罚则见 finecalc list {known}",
                f"“{written}” names no article; for the penalties of this law: finecalc list {known}",
            )
        near = nearest(law.lower(), self.law_names) if law and law.lower() not in self.law_names else None
        right = "csl@2025:61.1、网络安全法第六十一条第一款、网安法61", "csl@2025:61.1, csl:61 or csl 61"
        if near:
            meant = self.law_names[near] if law.isascii() else near
            return UnknownReference(
                f"看不懂“{written}”：表中没有“{law}”，是不是 {meant}？写法如 {right[0]}",
                f"“{written}” is not a reference: the table has no “{law}”. Did you mean {self.law_names[near]}? Write {right[1]}",
            )
        return UnknownReference(
            f"看不懂“{written}”。可以写作 {right[0]}，或者权责清单的序号，如 #1；表中有哪些法：finecalc list",
            f"“{written}” is not a reference. Write {right[1]}, or an item of the power list, such as #1; "
            "for the laws in the table: finecalc list",
        )

    def power(self, number: int) -> Power:
        """An item of the power list. Raises UnknownReference."""
        for power in self.table.powers:
            if power.number == number:
                return power
        last = len(self.table.powers)
        if not last:
            raise UnknownReference("这份法条表没有权责清单", "This table has no power list")
        raise UnknownReference(
            f"权责清单没有第 {number} 项，只有第 1 至 {last} 项",
            f"The power list has no item {number}; it has items 1 to {last}",
        )


def _with_office(table: Table, profile: Profile) -> Table:
    changed = structs.replace(table, office=office_of(profile))
    if not profile.powers:
        return changed
    powers = tuple(power_of(own, profile) for own in profile.powers)
    return structs.replace(changed, powers=powers, passages=passages_of(profile))


def in_force(edition: Edition, day: date) -> bool:
    """Whether the edition is the law on that day."""
    return edition.in_force <= day and (edition.until is None or day <= edition.until)


def same_edition(one: str, other: str) -> bool:
    """Whether two references belong to the same edition of the same law."""
    return one.split(":")[0] == other.split(":")[0]


def conduct_items(provision: Provision) -> list[str]:
    """The items of conduct that the text lists: （一）设置恶意程序的； and so on."""
    return [line for line in provision.text.split("\n") if line.startswith("（")]


def term(terms: tuple[T, ...], text: str) -> T | None:
    """The term that `text` names by identifier, label or another wording, or None."""
    written = plain(text).rstrip("的").lower()
    for known in terms:
        if written in (known.id, plain(known.label).lower(), known.label_en.lower(), *map(plain, known.words)):
            return known
    return None


def named(terms: tuple[T, ...], text: str, what_zh: str, what_en: str) -> T:
    """The term that `text` names. Raises FinecalcError with the nearest one; with all that there are where they are few."""
    found = term(terms, text)
    if found:
        return found
    written = plain(text)
    names = {name: each.id for each in reversed(terms) for name in (each.id, each.label, *_words_near(each))}
    near = nearest(written, names)
    zh, en = f"没有“{short(written)}”这种{what_zh}", f"There is no {what_en} “{short(written)}”"
    if near:
        raise FinecalcError(
            f"{zh}。是不是“{near}”？", f"{en}. Did you mean “{near if near.isascii() else names[near]}”?"
        )
    if len(terms) > _FEW:
        raise FinecalcError(f"{zh}，请用条文的原词", f"{en}: use the words of the text")
    known_zh = "、".join(f"{each.id}（{each.label}）" for each in terms)
    known_en = ", ".join(f"{each.id} ({each.label_en})" for each in terms)
    raise FinecalcError(f"{zh}。可用：{known_zh}", f"{en}. Known: {known_en}")


_FEW = 16


def _words_near(term: Term) -> tuple[str, ...]:
    """The other wordings of which one may be meant: of an office none, for the name of one is like the word for another's level."""
    return () if isinstance(term, Authority) else term.words


def short(text: str) -> str:
    """What was typed, as long as a message may quote it."""
    return text if len(text) <= 40 else text[:39] + "…"


def _items_before(step: Successor, items: tuple[int, ...]) -> tuple[int, ...]:
    """The items of the earlier text for these items of the later one."""
    return step.items if step.items or step.to_items else items


def _for_items(steps: tuple[Successor, ...], items: tuple[int, ...]) -> list[Successor]:
    return [step for step in steps if not items or not step.items or set(items) & set(step.items)]


def rule_in_force(statutes: Statutes, ref: str | None, day: date) -> bool:
    """Whether the law that states a general rule was in force on a day; a rule that the table does not have never is."""
    return ref is not None and statutes.edition(ref).in_force <= day
