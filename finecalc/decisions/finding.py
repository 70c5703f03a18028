"""A finding on a proposed decision, and the judgement that findings make together."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from operator import attrgetter

from msgspec import Struct, structs

from finecalc.decisions.codes import FINDINGS
from finecalc.decisions.sentences import band_span, no_such_language
from finecalc.language import money
from finecalc.language.answers import as_json
from finecalc.language.codes import Severity
from finecalc.language.errors import FinecalcError
from finecalc.language.words import Lang, Saying, Words
from finecalc.law.fine_words import span_words
from finecalc.table.model import BandLevel

VERDICTS = ("ok", "warning", "error", "unreadable")
_WEIGHT: dict[Severity, int] = {"info": 0, "warning": 1, "error": 2, "unreadable": 3}
_CODE = attrgetter("code")


class Finding(Struct, frozen=True, kw_only=True):
    """What is wrong, or due, with one decision. `field` is the heading at fault, `reference` what the finding rests on.

    `zh` and `en` say it in a sentence; where `amount` (yuan) and `span` (from what to what) are given, they are what the sentence
    `says` in place of {} and {span}. `graded`: the span is the band of this level, with by how many points it may float.
    """

    code: str
    name: str
    severity: Severity
    says: Words | Saying
    field: str
    reference: str = ""
    citation: str = ""
    citation_en: str = ""
    amount: Decimal | int | None = None
    span: Words | None = None
    graded: tuple[BandLevel, int] | None = None

    @property
    def message(self) -> str:
        """What is said, in Chinese."""
        return self.zh

    @property
    def message_en(self) -> str:
        """What is said, in English."""
        return self.en

    @property
    def zh(self) -> str:
        text = self.says.zh if self.amount is None else self.says.zh.replace("{}", money.chinese(self.amount))
        return self.spanned(text, "zh")

    @property
    def en(self) -> str:
        text = self.says.en if self.amount is None else self.says.en.replace("{}", money.english(self.amount))
        return self.spanned(text, "en")

    def spanned(self, text: str, lang: Lang) -> str:
        """A sentence with the ends of the range put in, where they are given."""
        return text.replace("{span}", self.span.zh if lang == "zh" else self.span.en) if self.span else text

    def shown(self, lang: Lang) -> dict[str, str]:
        """The finding as JSON has it, in one language."""
        zh = lang == "zh"
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity,
            "message": self.zh if zh else self.en,
            "field": self.field,
            "citation": self.citation if zh else self.citation_en,
            "reference": self.reference,
        }


Findings = tuple[Finding, ...]


class Judgement(Struct, frozen=True, kw_only=True):
    """The verdict on one decision: the gravest of its findings, where information weighs nothing."""

    verdict: str
    findings: Findings

    def to_json(self, lang: Lang = "zh") -> str:
        """The verdict and the findings as `check --format jsonl` has them, with their messages in one language."""
        if lang not in ("zh", "en"):
            raise FinecalcError(*no_such_language(lang).both, "lang")
        return as_json({"verdict": self.verdict, "findings": [each.shown(lang) for each in self.findings]})


Amount = Decimal | int
Proposed = Amount | tuple[Amount, Amount, Amount]
"""The amount of a proposed fine (yuan); with the ends of its range, where these differ from case to case."""


class Form(Struct, frozen=True, eq=False, kw_only=True):
    """What is said alike of many decisions: the judgement on one of them, and what differs, so that it is put in when it is read.

    `holes` says for each finding which of the amounts of a decision it names, None for one that names none.
    """

    verdict: str
    judgement: Judgement
    holes: tuple[int | None, ...] = ()

    def filled(self, amounts: Sequence[Proposed]) -> Judgement:
        """The judgement on the decision with these amounts, () where they do not matter."""
        if not amounts or not self.holes:
            return self.judgement
        pairs = zip(self.judgement.findings, self.holes, strict=True)
        found = (each if hole is None else _with(each, amounts[hole]) for each, hole in pairs)
        return Judgement(verdict=self.verdict, findings=tuple(found))


Said = tuple[Form, tuple[Proposed, ...]]
"""What is said of one decision."""


def _with(each: Finding, proposed: Proposed) -> Finding:
    if isinstance(proposed, tuple):
        amount, low, high = proposed
        span = band_span(*each.graded, low, high) if each.graded else span_words(low, high)
        return structs.replace(each, amount=amount, span=span)
    return structs.replace(each, amount=proposed)


def form(findings: Iterable[tuple[Finding, int | None]]) -> Form:
    """The form of a judgement: each finding with the place of the amount that it names."""
    ordered = sorted(findings, key=lambda pair: pair[0].code)
    holes = tuple(hole for _, hole in ordered)
    said = judgement(each for each, _ in ordered)
    return Form(verdict=said.verdict, judgement=said, holes=() if set(holes) == {None} else holes)


def judgement(findings: Iterable[Finding]) -> Judgement:
    """The findings in the order of their codes, and the verdict that follows from them."""
    ordered = sorted(findings, key=_CODE)
    gravest = max([_WEIGHT[finding.severity] for finding in ordered], default=0)
    return Judgement(verdict=VERDICTS[gravest], findings=tuple(ordered))


def finding(
    code: str,
    says: Words | Saying,
    field: str,
    reference: str = "",
    cited: Words | None = None,
    amount: Decimal | int | None = None,
    span: Words | None = None,
) -> Finding:
    """A finding with the name and severity that the catalogue gives to its code."""
    rule = FINDINGS[code]
    return Finding(
        code=code,
        name=rule.name,
        severity=rule.severity,
        says=says,
        field=field,
        reference=reference,
        citation=cited.zh if cited else "",
        citation_en=cited.en if cited else "",
        amount=amount,
        span=span,
    )
