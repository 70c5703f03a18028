"""What an assessment says: plain structures, ready for JSON. Amounts in yuan."""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import UNSET, Struct, UnsetType, field

from finecalc.language.words import Words
from finecalc.law.outcome import AppliedTier, FineRange, Imposable, Outcome
from finecalc.law.rules.lighter import Relation
from finecalc.table.ladder import Ladder
from finecalc.table.statutes import Statutes


class Case(Struct, frozen=True, kw_only=True):
    """What is known of a case. Identifiers for `facts`, `by` and `adjust`; amounts in yuan, None while unknown.

    `unknown` are facts of which it is not yet established whether they hold.
    """

    facts: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    items: tuple[int, ...] = ()
    gains: Decimal | None = None
    purchase: Decimal | None = None
    turnover: Decimal | None = None
    other_bases: tuple[tuple[str, Decimal], ...] = ()
    """The other bases that are known, by their identifiers."""
    conduct_from: date | None = None
    conduct_to: date | None = None
    decided: date | None = None
    discovered: date | None = None
    by: str | None = None
    adjust: str | None = None

    @property
    def bases(self) -> dict[str, Decimal]:
        """The bases that are known."""
        known = {"gains": self.gains, "purchase": self.purchase, "turnover": self.turnover}
        return {base: amount for base, amount in (*known.items(), *self.other_bases) if amount is not None}

    @property
    def nothing(self) -> dict[str, Decimal]:
        """The bases of which there is known to be none."""
        return {base: amount for base, amount in self.bases.items() if not amount}

    @property
    def ended(self) -> date | None:
        """The day on which the conduct ended."""
        return self.conduct_to or self.conduct_from


class Note(Struct, frozen=True, kw_only=True):
    """A remark that belongs to the answer, and the provision it rests on; `field` is the value that it asks for, if any."""

    code: str
    zh: str
    en: str
    reference: str | None = None
    field: str | None = None


class Amount(Struct, frozen=True, kw_only=True):
    """How what may be imposed on a target stands to what is large at the office: `starts` in yuan, one for each threshold that holds."""

    kind: str
    on: str
    due: Literal["yes", "no", "if-large", "unknown"]
    starts: tuple[Decimal, ...] = ()
    sources: tuple[str, ...] = ()


class Procedure(Note, frozen=True, kw_only=True):
    """A step before the decision, and whether it is `due`: whatever is imposed or fined here (`yes`), with one of `kinds` (`if-imposed`), from
    a sum on (`if-large`, `from` by target in yuan), where a hearing was held (`if-heard`), not (`no`), or as the office judges
    (`unknown`). `cases`: those that the text lists, in its words; `open_kinds`: of which it does not say whether they count.
    """

    step: str
    due: Literal["yes", "if-imposed", "if-large", "if-heard", "no", "unknown"]
    starts: dict[str, Decimal] = field(name="from", default={})
    amounts: tuple[Amount, ...] = ()
    kinds: tuple[str, ...] = ()
    open_kinds: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


class EditionChoice(Struct, frozen=True, kw_only=True):
    """Why this text answers. `rule` names the reason; `zh` and `en` say it in a sentence.

    `needs` names what is open and decides which text applies: `item`, or a base.
    """

    rule: Literal["as-asked", "in-force", "moved", "continued", "lighter", "earlier-kept", "unclear"]
    asked: str
    edition: str
    zh: str
    en: str
    reference: str | None = None
    needs: tuple[str, ...] = ()


class Difference(Struct, frozen=True, kw_only=True):
    """One respect in which two answers differ, and which way the second one goes, each side in words."""

    respect: str
    relation: Relation
    before: Words
    after: Words


class Alternative(Struct, frozen=True, kw_only=True):
    """The same case under another text: `relation` says how that one stands to the one applied."""

    reference: str
    citation: str
    citation_en: str
    relation: Relation
    differences: tuple[Difference, ...]
    tier: AppliedTier
    fines: tuple[FineRange, ...]
    sanctions: tuple[Imposable, ...]


class Branch(Struct, frozen=True, kw_only=True):
    """What the law allows once open facts are established: with any one of the sets `facts` of them, and none of `without`.

    `zh` and `en` say so. `reference` and `tier` are None where the provision provides for nothing then, and `why` says it.
    `expired`: the limitation had run out then. `competent` is false where the authority that asks may not act then.
    """

    facts: tuple[tuple[str, ...], ...]
    without: tuple[str, ...]
    zh: str
    en: str
    why: Words | None = None
    reference: str | None = None
    tier: AppliedTier | None = None
    fines: tuple[FineRange, ...] = ()
    sanctions: tuple[Imposable, ...] = ()
    expired: bool = False
    competent: bool = True


class Competence(Struct, frozen=True, kw_only=True):
    """Whether `by` may act under the provision; `authority` are the bodies that the text names.

    `depends`: the text names no one office, and who acts follows from a division of duties (`references`) or from who
    issued the permit. `competent` is false only where the verdict is no.
    """

    by: str
    verdict: Literal["yes", "no", "depends"]
    competent: bool
    authority: tuple[str, ...]
    quote: str
    zh: str
    en: str
    reference: str | None = None
    references: tuple[str, ...] = ()


class LimitationPeriod(Struct, frozen=True, kw_only=True):
    """Whether the conduct was discovered in time: `until` is the last day on which it could be.

    `reference` is None where the decision fell before the rule that the table holds.
    """

    years: int
    until: date
    discovered: date
    expired: bool
    reference: str | None
    zh: str
    en: str


class Adjusted(Struct, frozen=True, kw_only=True):
    """What the adjustment does to the range, and the provisions it rests on."""

    adjust: str
    effect: str
    references: tuple[str, ...]
    zh: str
    en: str


class Rung(Struct, frozen=True, kw_only=True):
    """One step of the ladder as it would answer this case: what opens it, and what it brings.

    `shared`: only what several aggravated paragraphs have in common.
    """

    index: int
    reference: str
    when: dict[str, str]
    quote: str | None
    applies: bool
    fines: tuple[FineRange, ...]
    sanctions: tuple[Imposable, ...]
    shared: bool = False


class Quoted(Struct, frozen=True, kw_only=True):
    """A provision whose words the answer quotes, verbatim."""

    reference: str
    citation: str
    citation_en: str
    text: str
    sure: str


class TableUsed(Struct, frozen=True, kw_only=True):
    """Which table answered."""

    version: str
    sha256: str


class OfficeUsed(Struct, frozen=True, kw_only=True):
    """Which office profile answered."""

    name: str
    sha256: str


def rung_of(ladder: Ladder, brings: Outcome, applied: int | None = None) -> Rung:
    """A rung as it is shown: what it `brings`, without the sanctions that only stand from the rungs below."""
    index = brings.tier.index
    rung = ladder.rungs[index]
    return Rung(
        index=index,
        reference=rung.reference,
        when=rung.when,
        quote=rung.quote or None,
        applies=index == applied,
        shared=rung.shared,
        fines=brings.fines,
        sanctions=tuple(sanction for sanction in brings.sanctions if sanction.from_tier is None),
    )


def quoted(statutes: Statutes, ref: str) -> Quoted:
    """The words of a provision, to stand in an answer."""
    provision, cited = statutes.provision(ref), statutes.citation(ref)
    return Quoted(reference=ref, citation=cited.zh, citation_en=cited.en, text=provision.text, sure=provision.sure)


def table_used(statutes: Statutes) -> TableUsed:
    """The table that answers."""
    return TableUsed(version=statutes.table.version, sha256=statutes.sha256)


def office_used(statutes: Statutes) -> OfficeUsed | UnsetType:
    """The office profile that answers; unset, and so in no JSON, where the table's own office does."""
    file = statutes.profile
    return OfficeUsed(name=file.profile.name, sha256=file.sha256) if file else UNSET
