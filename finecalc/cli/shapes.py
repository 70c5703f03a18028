"""The shapes of the JSON that is not made from structures of its own: rows and summaries of `check`, lines of `encode`."""

from decimal import Decimal
from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType

from finecalc.language.codes import Severity
from finecalc.law.answer import OfficeUsed, TableUsed
from finecalc.law.outcome import AppliedTier, FineRange
from finecalc.papers.proposal import Objection

Verdict = Literal["ok", "warning", "error", "unreadable"]


# --- what is printed in the place of any JSON where a command fails -------------------------------------------------------


class Failure(Struct, kw_only=True):
    """Why there is no result: `field` is the value at fault, empty where no one value is; `choices` are the provisions of which
    one has to be named."""

    zh: str
    en: str
    field: str
    choices: tuple[str, ...] | UnsetType = UNSET


class Failed(Struct, kw_only=True):
    """What a command with `--json` prints when it fails; its exit code is 2."""

    error: Failure


# --- range --------------------------------------------------------------------------------------------------------------


class Compared(Struct, kw_only=True):
    """One of the provisions that one act breaks."""

    reference: str
    fines: tuple[FineRange, ...]
    tier: AppliedTier


class SameAct(Struct, kw_only=True):
    """Which of the provisions that one act breaks is applied (`--same-act`)."""

    reference: str
    zh: str
    en: str
    compared: tuple[Compared, ...]


class ProposedFine(Struct, kw_only=True):
    """A fine proposed on a person with this role, in yuan."""

    on: str
    amount: Decimal


class Proposed(Struct, kw_only=True):
    """What is proposed (`--fine`, `--person-fines`, `--sanctions`), None where nothing is said, and the findings on it."""

    fine: Decimal | None
    person_fines: tuple[ProposedFine, ...] | None
    sanctions: tuple[str, ...] | None
    findings: tuple[Objection, ...]


# --- replay -------------------------------------------------------------------------------------------------------------


class Answering(Struct, kw_only=True):
    """Which table answered; empty where a paper names none. The digest on a paper may be shortened."""

    version: str
    sha256: str


class Changed(Struct, kw_only=True):
    """What is otherwise today: what the paper says, and what is so now, None for nothing; `key` as in a record, or `words` (of the
    law), `said`, `altered`, `refused`, `answer`.
    """

    key: str
    before: str | None
    now: str | None


class Replayed(Struct, kw_only=True):
    """Whether today's table answers as a paper says."""

    same: bool
    kind: Literal["docx", "html", "markdown", "text", "json"]
    line: str
    paper: Answering
    table: Answering
    changes: tuple[Changed, ...]
    remarks: tuple[str, ...]


# --- check --------------------------------------------------------------------------------------------------------------


class FindingShown(Struct, kw_only=True):
    """What is said of a decision, or of a file."""

    code: str
    name: str
    severity: Severity
    message: str
    field: str
    citation: str
    reference: str


class CheckedRow(Struct, kw_only=True):
    """One row of a decision file, with its verdict: a line of `check --format jsonl`. The last one of a table says what is said of the
    whole of it, and which table of law and which office judged.
    """

    file: str | UnsetType = UNSET
    sheet: str | UnsetType = UNSET
    row: int
    case_id: str
    verdict: Verdict
    findings: tuple[FindingShown, ...]
    file_findings: tuple[FindingShown, ...] | UnsetType = UNSET
    table: TableUsed | UnsetType = UNSET
    office: OfficeUsed | UnsetType = UNSET


class CheckedFiles(Struct, kw_only=True):
    """All of `check --format json`: the rows, what was counted, which table and which office judged."""

    rows: tuple[CheckedRow, ...]
    summary: dict[str, Any]
    table: TableUsed
    office: OfficeUsed | UnsetType = UNSET


# --- encode -------------------------------------------------------------------------------------------------------------


class RateRead(Struct, kw_only=True):
    """So many times, or so many percent of, a base."""

    of: str
    min: int | float
    max: int | float


class SizeRead(Struct, kw_only=True):
    """For which size of a base a fine is meant."""

    of: str
    none: bool
    at_least: int | None
    above: int | None
    at_most: int | None
    below: int | None


class FineRead(Struct, kw_only=True):
    """A fine as the text states it, in yuan."""

    on: tuple[str, ...]
    payer: Literal["named", "inherited", "unknown"]
    mode: Literal["must", "may", "one-or-more"]
    min: int | None
    max: int | None
    multiple: RateRead | None
    share: RateRead | None
    bracket: SizeRead | None
    per: str | None
    cap: int | None
    quote: str


class SanctionRead(Struct, kw_only=True):
    """A sanction as the text states it."""

    kind: str
    quote: str
    mode: str


class TierRead(Struct, kw_only=True):
    """A step of the ladder as the text states it."""

    quote: str
    conduct: str | UnsetType = UNSET
    fines: tuple[FineRead, ...]
    sanctions: tuple[SanctionRead, ...]


class BorrowRead(Struct, kw_only=True):
    """依照前款规定处罚: `refs` are empty where it is not certain which paragraph is meant."""

    refs: tuple[str, ...]
    on: tuple[str, ...]
    quote: str


class Refused(Struct, kw_only=True):
    """What was not read: where, the words, and why."""

    start: int
    end: int
    words: str
    why: str


class Encoded(Struct, kw_only=True):
    """One paragraph read: a line of `encode --jsonl`."""

    id: Any
    tiers: tuple[TierRead, ...]
    authority_quote: str
    borrows: tuple[BorrowRead, ...]
    refused: tuple[Refused, ...]
