"""What a comparison is: columns of provisions, rows of tiers, cells with marks; or the pairs of two editions."""

from datetime import date
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from finecalc.language.answers import Answer
from finecalc.law.answer import Case, Difference, Note, OfficeUsed, Quoted, TableUsed
from finecalc.law.outcome import AppliedTier, FineRange, Imposable, Outcome, fine_on
from finecalc.law.rules.lighter import Relation

Sign = Literal["raised", "lowered", "added", "removed", "changed"]
Change = Literal["raised", "lowered", "mixed", "unchanged", "new", "gone"]


class Mark(Struct, frozen=True, kw_only=True):
    """One respect in which a cell differs from the first provision of its row that has the tier.

    `respect` is a target (`organisation`), a sanction (`warning`), `facts` or `authority`. `sign` is what there is to
    see, `relation` what it means for the party; None where it is neither lighter nor heavier (corrective measures).
    """

    respect: str
    sign: Sign
    relation: Relation | None = None


class Cell(Struct, frozen=True, kw_only=True):
    """What one provision allows at one tier.

    `asked` is the provision of the column, `reference` the paragraph applied, `when` what opens the tier.
    """

    asked: str
    reference: str
    tier: int
    when: dict[str, str]
    items: tuple[int, ...]
    quote: str | None
    fines: tuple[FineRange, ...]
    sanctions: tuple[Imposable, ...]
    authority: tuple[str, ...]
    authority_quote: str
    removed: tuple[Imposable, ...] = ()
    marks: tuple[Mark, ...] = ()
    differences: tuple[Difference, ...] = ()

    def fine_on(self, target: str) -> FineRange | None:
        """The range on a target, or None where it is not fined."""
        return fine_on(self.fines, target)

    def sign(self, respect: str) -> Sign | None:
        """How the cell differs in this respect, or None."""
        return next((mark.sign for mark in self.marks if mark.respect == respect), None)

    def relation(self, respect: str) -> Relation | None:
        """What the difference in this respect means for the party; None where it is neither lighter nor heavier."""
        return next((mark.relation for mark in self.marks if mark.respect == respect), None)

    @property
    def outcome(self) -> Outcome:
        return Outcome(
            reference=self.reference,
            tier=AppliedTier(
                index=self.tier, facts=tuple(self.when), words=self.when, quote=self.quote, source=self.reference
            ),
            fines=self.fines,
            sanctions=self.sanctions,
        )


class Row(Struct, frozen=True, kw_only=True):
    """A tier across the provisions: the facts that open it in any of them (none: the lightest tier).

    A cell is None where the provision has no such tier.
    """

    facts: tuple[str, ...]
    cells: tuple[Cell | None, ...]


class Column(Struct, frozen=True, kw_only=True):
    """A provision compared: `asked` as typed, `reference` as found, `texts` all that its cells quote."""

    asked: str
    reference: str
    citation: str
    citation_en: str
    name: str
    name_en: str
    in_force: date
    until: date | None
    texts: tuple[Quoted, ...]


class Comparison(Struct, frozen=True, kw_only=True):
    """Provisions side by side. `situation` says that the one row is a case, not a tier."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    relations: tuple[Relation, ...]
    notes: tuple[Note, ...] = ()
    situation: Case | None = None


class Pair(Struct, frozen=True, kw_only=True):
    """A paragraph of one edition and the one that took up its conduct in the other (`items`: only these of it).

    `before` is None for a new paragraph, `after` for one without a successor; `gone` with `after` means that a pointer
    to other laws took its place, and `points_to` where it points. `joins`: the paragraphs whose tiers a new one adds to.
    """

    change: Change
    before: str | None = None
    after: str | None = None
    items: tuple[int, ...] = ()
    to_items: tuple[int, ...] = ()
    split: bool = False
    merged: bool = False
    reworded: bool = False
    points_to: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    name: str = ""
    name_en: str = ""
    comparison: Comparison | None = None


class Compared(Answer, frozen=True, kw_only=True):
    """The whole answer: some comparisons, or the pairs of two editions."""

    kind: Literal["provisions", "item", "editions"]
    title: str
    title_en: str
    comparisons: tuple[Comparison, ...]
    pairs: tuple[Pair, ...] = ()
    editions: tuple[str, ...] = ()
    table: TableUsed
    office: OfficeUsed | UnsetType = UNSET
