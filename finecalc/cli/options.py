"""What several commands share: the table, the options of a case, JSON on stdout."""

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from finecalc.cli.settings import settings
from finecalc.language.answers import as_json
from finecalc.language.citation import item_of_list, joined
from finecalc.language.columns import escaped
from finecalc.language.errors import FinecalcError, UnknownReference
from finecalc.language.words import Words
from finecalc.table.load import load
from finecalc.table.statutes import Statutes, named

if TYPE_CHECKING:
    from finecalc.law.assessment import Assessment


def table() -> Statutes:
    """The table in force (`--statutes`, FINECALC_STATUTES, or the packaged one) with the office in force (`--office`,
    FINECALC_OFFICE, the user's configuration folder, or the table's own)."""
    found = load(settings.statutes, settings.office)
    if found.profile:
        from finecalc.law.office_bands import lawful

        lawful(found)
    return found


def write(text: str) -> None:
    """A result on stdout."""
    sys.stdout.write(text)


def write_json(value: Any) -> None:
    """One JSON document on stdout, UTF-8 whatever the console's encoding, amounts as exact numbers."""
    sys.stdout.flush()
    sys.stdout.buffer.write(escaped(as_json(value)).encode() + b"\n")


def office_level(statutes: Statutes) -> str:
    """The level that acts where none is named: that of `--office`, FINECALC_OFFICE_LEVEL, or the office in force."""
    level = os.environ.get("FINECALC_OFFICE_LEVEL")
    if not level or settings.office:
        return statutes.office.level
    try:
        return named(statutes.table.authorities, level, "机关层级", "authority").id
    except FinecalcError as error:
        zh, en = error.words.zh, error.words.en
        raise FinecalcError(f"FINECALC_OFFICE_LEVEL：{zh}", f"FINECALC_OFFICE_LEVEL: {en}") from None


# --- completion -------------------------------------------------------------------------------------------------------


def complete_references(incomplete: str) -> list[str]:
    """References, citations and numbers of the power list that begin as typed."""
    from finecalc.cli.candidates import references

    return references(table(), incomplete)


def _complete_facts(incomplete: str) -> list[str]:
    """The facts of the provision that stands on the command line, behind those that are typed already."""
    from finecalc.cli.candidates import facts
    from finecalc.cli.completion import typed

    return facts(table(), typed(), incomplete)


def _completes(vocabulary: str) -> Callable[[str], list[str]]:
    def complete(incomplete: str) -> list[str]:
        from finecalc.cli.candidates import words

        return words(getattr(table().table, vocabulary), incomplete)

    return complete


# --- provisions ---------------------------------------------------------------------------------------------------------


def _as_typed(asked: list[str] | None) -> list[str] | None:
    """References as the engine reads them: 网络安全法 第六十一条 in one, 3 and 第3项 as #3."""
    if not asked:
        return asked
    found = []
    for word in joined(asked):
        number = item_of_list(word)
        if number is not None:
            _must_be_listed(number, word)
        found.append(word if number is None else f"#{number}")
    return found


def _must_be_listed(number: int, typed: str) -> None:
    """Raises UnknownReference for a number that may have been meant as that of an article."""
    try:
        table().power(number)
    except UnknownReference as error:
        if not typed.strip().isdecimal():
            raise
        raise UnknownReference(
            f"{error.words.zh}；问法条的，连同法名写，如 网安法{number}",
            f"{error.words.en}. An article is named with its law, such as csl:{number}",
        ) from None


def the_one(references: list[str] | None) -> str | None:
    """The provision, or None where none is given. Raises FinecalcError for several."""
    if references and len(references) > 1:
        raise FinecalcError(
            f"这里只能写一条依据，多出了 {'、'.join(references[1:])}",
            f"One provision is asked for here; there is too much: {', '.join(references[1:])}",
            "provision",
        )
    return references[0] if references else None


References = Annotated[list[str], typer.Argument(autocompletion=complete_references, callback=_as_typed)]
SomeReferences = Annotated[list[str] | None, typer.Argument(autocompletion=complete_references, callback=_as_typed)]

# --- the options of a case --------------------------------------------------------------------------------------------

Facts = Annotated[
    list[str] | None,
    typer.Option("-f", "--fact", autocompletion=_complete_facts),
]
Unknown = Annotated[
    list[str] | None,
    typer.Option("--unknown", autocompletion=_complete_facts),
]
Items = Annotated[
    list[str] | None,
    typer.Option("--item"),
]
Gains = str | None
Purchase = str | None
Turnover = str | None
Bases = Annotated[
    list[str] | None,
    typer.Option("--base", autocompletion=_completes("bases")),
]
ConductFrom = Annotated[
    str | None,
    typer.Option("--conduct-from"),
]
ConductTo = Annotated[
    str | None,
    typer.Option("--conduct-to"),
]
Decided = str | None
Discovered = str | None
By = Annotated[
    str | None,
    typer.Option(autocompletion=_completes("authorities")),
]
Adjust = Annotated[
    str | None,
    typer.Option(autocompletion=_completes("adjustments")),
]
Fine = str | None
PersonFines = Annotated[list[str] | None, typer.Option("--person-fines")]
Sanctions = Annotated[list[str] | None, typer.Option("--sanctions")]
Day = str | None
Output = Annotated[str | None, typer.Option("-o", "--output")]
Absent = Annotated[
    list[str] | None,
    typer.Option("--absent", autocompletion=_complete_facts),
]
Save = Annotated[str | None, typer.Option("--save")]
CasePath = Annotated[str | None, typer.Option("--case")]
Json = Annotated[bool, typer.Option("--json")]
Full = Annotated[bool, typer.Option("--full")]
Force = Annotated[
    bool,
    typer.Option("--force"),
]


# --- how a value is filled in on the command line ---------------------------------------------------------------------

FLAGS = {
    "facts": "-f",
    "unknown": "--unknown",
    "absent": "--absent",
    "items": "--item",
    "base": "--base",
    "ref": "--ref",
    "law": "--law",
    "in_force": "--in-force",
    **{
        field: f"--{field.replace('_', '-')}"
        for field in (
            "gains",
            "purchase",
            "turnover",
            "conduct_from",
            "conduct_to",
            "decided",
            "discovered",
            "found",
            "filed",
            "notified",
            "heard",
            "served",
            "by",
            "adjust",
            "fine",
            "person_fines",
            "sanctions",
        )
    },
}
"""The option by which a value is given; a provision stands by itself."""


CHOICES = {"force": "--force", "form": "--format", "output": "-o", "jobs": "--jobs"}
"""The option by which a way out is chosen."""


def refused(error: FinecalcError) -> Words:
    """What is said of a value that cannot be used, with the option by which it is given, or by which another is chosen."""
    zh, en = error.words.zh, error.words.en
    if error.field in FLAGS:
        flag = FLAGS[error.field]
        return Words(f"{flag}：{zh}", f"{flag}: {en}")
    if error.field in CHOICES:
        flag = CHOICES[error.field]
        return Words(f"{zh}（{flag}）", f"{en} ({flag})")
    return error.words


def base_option(base: str, amount: str) -> tuple[str, str]:
    """`--gains 5000`, or `--base goods=5000` for a base that has no option of its own."""
    return (FLAGS[base], amount) if base in FLAGS else (FLAGS["base"], f"{base}={amount}")


def bases_given(texts: list[str] | None) -> dict[str, str]:
    """货值金额=5万 → the base as it is called, and its amount. Raises FinecalcError."""
    found: dict[str, str] = {}
    for text in texts or ():
        name, equals, amount = text.replace("＝", "=").partition("=")
        if not (name.strip() and equals and amount.strip()):
            raise FinecalcError(
                f"“{text}” 应写作 基数=金额，如 违法所得=5万",
                f"“{text}” should be BASE=AMOUNT, such as gains=50000",
                "base",
            )
        if name.strip() in found:
            raise FinecalcError(f"{name.strip()} 写了两次", f"{name.strip()} is given twice", "base")
        found[name.strip()] = amount.strip()
    return found


def replay_line(asked: str | Sequence[str], answer: "Assessment", today: date, *, more: Sequence[str] = ()) -> str:
    """The `finecalc range` line that gives the same answer on any day. It carries facts, never a party's name.

    `asked` are several provisions where one act breaks them; `more` is what stands at the end. With it, the line is meant
    to last, and the level is named even where it is the office's own.
    """
    import shlex

    several = [asked] if isinstance(asked, str) else list(asked)
    case = answer.case
    words = ["finecalc", "range", *several]
    for fact in case.facts:
        words += ["-f", fact]
    for fact in case.unknown:
        words += ["--unknown", fact]
    for item in case.items:
        words += ["--item", str(item)]
    for base, known in case.bases.items():
        words += [*base_option(base, f"{known:f}")]
    decided = case.decided or (None if answer.edition_choice.rule == "as-asked" else today)
    known_days = {name: getattr(case, name) for name in ("conduct_from", "conduct_to", "discovered")}
    for name, known_day in {**known_days, "decided": decided}.items():
        if known_day is not None:
            words += [FLAGS[name], known_day.isoformat()]
    by = case.by if more or case.by != table().office.level else None
    given = (("--by", by), ("--adjust", case.adjust), ("--statutes", settings.statutes), ("--office", settings.office))
    for flag, chosen in given:
        if chosen:
            words += [flag, chosen]
    return shlex.join([*words, *(["--same-act"] if len(several) > 1 else []), *more])
