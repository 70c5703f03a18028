"""What `statutes.toml` may say, as frozen typed structures, and nothing else.

Amounts are whole yuan. `以上` and `以下` include the number itself, so every `min` and `max` is inclusive.
The header of `statutes.toml` teaches the same grammar to whoever edits the table.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from finecalc.language.words import Words
from finecalc.table.steps import Event, Reading, RoadStep

Mode = Literal["must", "may", "one-or-more"]
Role = Literal["penalty", "pointer", "supervision", "rule"]
Sure = Literal["confirmed", "single"]

SCHEMA = 1


# --- vocabularies -------------------------------------------------------------------------------------------------


class Term(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A word of the field: its identifier, its labels, and other wordings under which people may type it."""

    id: str
    label: str
    label_en: str
    words: tuple[str, ...] = ()


class Question(Term, frozen=True, kw_only=True):
    """A word whose value in a case is asked for: a fact, or the base of a multiple."""

    question: str
    question_en: str


class Phrase(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of a text that weigh otherwise than the label of their fact. `met_by`: what a case may say to meet them, no weaker."""

    text: str
    text_en: str = ""
    met_by: tuple[str, ...] = ()


class Fact(Question, frozen=True, kw_only=True):
    """A fact that moves a case up. `words` say the same as its label; `phrases` are the words of texts that say more or less.

    `implies` are lesser facts that are met with it: they count where it is provided for other items of the conduct only.
    """

    phrases: tuple[Phrase, ...] = ()
    implies: tuple[str, ...] = ()


class SanctionKind(Term, frozen=True, kw_only=True):
    """A sanction or measure. `penalty` is false for corrective measures, which are no 行政处罚.

    `covers` names narrower kinds that this one includes; `satisfies` duties that are done with it (责令停止使用 is an
    order to correct); `decided_by` the body that must impose it.
    """

    penalty: bool = True
    covers: tuple[str, ...] = ()
    satisfies: tuple[str, ...] = ()
    decided_by: str | None = None


class Authority(Term, frozen=True, kw_only=True):
    """A level of the cyberspace administration (`level = true`), another body, or a name for several that are `divided`.

    有关主管部门 names no one office: which of them acts follows from the division of duties (`Rules.division`).
    """

    level: bool = False
    divided: bool = False


class Adjustment(Term, frozen=True, kw_only=True):
    """What a 从轻, 减轻, 从重 or 不予处罚 does to a range, and the rules it rests on.

    `own_rules` are those of a law that has its own, cited only where that law is what is broken.
    """

    effect: Literal["within-range", "below-range", "no-penalty"]
    rules: tuple[str, ...] = ()
    own_rules: tuple[str, ...] = ()


# --- laws and their editions --------------------------------------------------------------------------------------


class Edition(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One text of a law, in force from `in_force` to `until` (both included; no `until`: still in force).

    `articles`: how many it has, where the copy was whole.
    """

    year: str
    in_force: date
    until: date | None = None
    articles: int | None = None
    promulgated: str
    source: str
    digest: str = ""


class Law(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A law with its texts. `permit_issuers`: the authorities that issue the permits of which it speaks."""

    id: str
    name: str
    name_en: str
    short: tuple[str, ...] = ()
    permit_issuers: tuple[str, ...] = ()
    editions: tuple[Edition, ...]


# --- provisions ---------------------------------------------------------------------------------------------------


class Multiple(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many times a base: 违法所得一倍以上十倍以下 is `{ of = "gains", min = 1, max = 10 }`."""

    of: str
    min: Decimal = Decimal(0)
    max: Decimal


class Share(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many percent of a base: 上一年度营业额百分之五以下 is `{ of = "turnover", max = 5 }`."""

    of: str
    min: Decimal = Decimal(0)
    max: Decimal


class Bracket(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """For which size of a base a fine is meant.

    没有违法所得或者违法所得不足十万元 is `{ of = "gains", none = true, below = 100_000 }`,
    违法所得十万元以上 is `{ of = "gains", from = 100_000 }`.
    """

    of: str
    none: bool = False
    at_least: int | None = None
    below: int | None = None


class Fine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fine on one kind of target, with the words it rests on.

    `min`/`max` in yuan, or a `multiple` or `share` of a base; an amount beside a multiple or share means that the
    ceiling is the higher of the two (五千万元以下或者上一年度营业额百分之五以下). `instead_of` are the sanctions that stand
    on the other side of 或者 (给予警告、通报批评，或者处…罚款): either these or the fine.
    """

    on: tuple[str, ...]
    quote: str
    mode: Mode = "must"
    min: int = 0
    max: int | None = None
    multiple: Multiple | None = None
    share: Share | None = None
    bracket: Bracket | None = None
    instead_of: tuple[str, ...] = ()


class Duration(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long a sanction lasts: 五日以上十五日以下 is `{ unit = "day", min = 5, max = 15 }`."""

    unit: Literal["day", "month", "year", "life"]
    min: int = 0
    max: int | None = None


class Sanction(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sanction other than a fine. `by` names the body that must impose it, where the text names one."""

    kind: str
    quote: str
    mode: Mode = "must"
    on: tuple[str, ...] = ("organisation",)
    by: tuple[str, ...] = ()
    subject: str | None = None
    duration: Duration | None = None


class Tier(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step of the ladder. `when` maps each fact that opens it (any one is enough) to the words of the text.

    `adds`: it begins with 并 (拒不改正的，并处…): what stands before it stays as it is.
    """

    when: dict[str, str] = {}
    quote: str = ""
    adds: bool = False
    fines: tuple[Fine, ...] = ()
    sanctions: tuple[Sanction, ...] = ()


class Borrow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """依照前款规定处罚: the tiers of `ref` apply here; with `on`, only what they lay on individuals, laid on these."""

    ref: str
    quote: str
    on: tuple[str, ...] = ()


class Aggravates(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """有前款行为: this paragraph goes on where `ref` ends, for the same conduct (only its `items`, where named)."""

    ref: str
    quote: str
    items: tuple[int, ...] = ()


class Successor(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the conduct of a paragraph (only its `items`, where named) is dealt with now.

    `to_items` names the items of the successor that take it up.
    """

    ref: str
    items: tuple[int, ...] = ()
    to_items: tuple[int, ...] = ()


class Disputed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The fine of these words, which another reading of the text (see the remarks) lays on the lighter `tier` too, counted from 0."""

    quote: str
    tier: int


class Provision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One paragraph of one article of one edition, with its verbatim text.

    `concurs_with` names provisions of other laws that catch the same conduct while both are in force (said on one side only).
    `words` are those under which officers look for the conduct; what took its place inherits them. `supplements` are the
    words that leave the conduct to other law first (法律、行政法规没有规定的). A pointer leads to paragraphs (`points_to`) or
    to a law as a whole (`points_to_laws`).
    `digest`, here and on editions, powers and passages, seals the words that were compared with the official copy.
    """

    ref: str
    text: str
    name: str
    name_en: str
    words: tuple[str, ...] = ()
    sure: Sure = "confirmed"
    role: Role = "penalty"
    subject: tuple[str, ...] = ()
    breaches: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    authority_quote: str = ""
    supplements: str = ""
    tiers: tuple[Tier, ...] = ()
    borrows: tuple[Borrow, ...] = ()
    aggravates: tuple[Aggravates, ...] = ()
    successors: tuple[Successor, ...] = ()
    points_to: tuple[Successor, ...] = ()
    concurs_with: tuple[str, ...] = ()
    points_to_laws: tuple[str, ...] = ()
    provisos: tuple[str, ...] = ()
    remarks: tuple[Words, ...] = ()
    disputed: tuple[Disputed, ...] = ()
    lint_waiver: str | None = None
    digest: str = ""


# --- the general rules, the office, its power list ----------------------------------------------------------------


class Limitation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many years after the end of the conduct it can still be punished; `extended_years` where `fact` is met."""

    ref: str
    start_ref: str
    years: int
    extended_years: int
    fact: str


class Procedure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step before a decision, `name` (听证): due with one of `sanctions` (`text`), and with one of `amounts` where it is large
    (`large`).

    `known` is said where the office knows what is large; of `open_sanctions` the text does not say whether they are among
    the graver penalties. `after_hearing`: what is due turns on whether a hearing was held.

    `ref` states it for cyberspace offices, `general` for every authority, and for them as long as `ref` was not in force.
    """

    ref: str
    general: str
    name: Words
    sanctions: tuple[str, ...]
    text: Words
    amounts: tuple[str, ...]
    large: Words
    known: Words | None = None
    open_sanctions: tuple[str, ...] = ()
    after_hearing: bool = False


class Handover(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a cyberspace office passes on to another authority, where it proposes one of `sanctions`."""

    ref: str
    sanctions: tuple[str, ...]
    text: Words


class ReportUp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which `levels` report a case to the next one, where the text applied holds one of `words`."""

    ref: str
    levels: tuple[str, ...]
    words: tuple[str, ...]
    text: Words


class BandLevel(Term, frozen=True, kw_only=True):
    """A level of discretion: from `low` to `high` percent of the span of a fine, save the ends that are `open`.

    `adjust` is the adjustment that names it, None for the level without one; `grounds` the provision that says when it is given.
    """

    low: int
    high: int
    open: tuple[Literal["min", "max"], ...] = ()
    quote: str
    adjust: str | None = None
    grounds: str


class Bands(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How cyberspace offices divide the span of a fine (`ref`), by how many points each end may `float`, and since when (`start_ref`).

    `two_levels` are the sanctions that know no level but the usual one where they stand alone. The other references say how
    persons are graded, that each act is graded apart, that the decision states the level, how it may be departed from, and what
    is left to the tables of lower offices, which the `local_levels` may make.
    """

    ref: str
    float_ref: str
    float: int
    start_ref: str
    persons_ref: str
    two_levels_ref: str
    two_levels: tuple[str, ...]
    several_ref: str
    stated_ref: str
    departure_refs: tuple[str, ...]
    local_ref: str
    local_levels: tuple[str, ...]
    levels: tuple[BandLevel, ...]

    @property
    def references(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Every provision that it rests on, with the path of the key that names it."""
        own = (
            "ref",
            "float_ref",
            "start_ref",
            "persons_ref",
            "two_levels_ref",
            "several_ref",
            "stated_ref",
            "local_ref",
        )
        return [
            *(((key,), getattr(self, key)) for key in own),
            *((("departure_refs", number), ref) for number, ref in enumerate(self.departure_refs)),
            *((("levels", number, "grounds"), level.grounds) for number, level in enumerate(self.levels)),
        ]


class Rules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which provision states each general rule that the engine applies. Rules of one field only may be left out."""

    edition: str
    one_fine: str
    correction: str
    correction_found: str | None = None
    confiscation: str
    limitation: Limitation
    permits: str | None = None
    no_transfer: str | None = None
    handover: Handover | None = None
    report_up: ReportUp | None = None
    division: tuple[str, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    office_rules: str | None = None
    counting: tuple[Reading, ...] = ()
    events: tuple[Event, ...] = ()
    steps: tuple[RoadStep, ...] = ()
    bands: Bands | None = None


class Office(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    level: str
    name: str
    name_en: str


class Power(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One item of the office's power list, column by column. `departures`: where it differs from the official text."""

    number: int
    name: str
    name_en: str
    kind: str
    code: str
    basis: str
    provisions: tuple[str, ...]
    body: str
    unit: str
    level: str
    duties: str
    accountability: str
    sub_item: str = ""
    sub_code: str = ""
    remark: str = ""
    departures: tuple[Words, ...] = ()
    digest: str = ""


class Passage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text of the power list that several items share."""

    id: str
    text: str
    digest: str = ""


class Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of `statutes.toml`."""

    schema: int
    version: str
    office: Office
    rules: Rules
    facts: tuple[Fact, ...]
    bases: tuple[Question, ...]
    persons: tuple[Term, ...]
    sanctions: tuple[SanctionKind, ...]
    authorities: tuple[Authority, ...]
    modes: tuple[Term, ...]
    adjustments: tuple[Adjustment, ...]
    subjects: tuple[Term, ...]
    laws: tuple[Law, ...]
    provisions: tuple[Provision, ...]
    powers: tuple[Power, ...]
    passages: tuple[Passage, ...]
