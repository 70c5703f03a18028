"""Does an office profile keep within the law, and is it whole? Pure: its text and a day in, problems out."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from finecalc.language.words import Words
from finecalc.law.office_bands import flaws
from finecalc.proof.codes import RULES
from finecalc.proof.lint import Problem
from finecalc.table.office import Discretion, Profile, Threshold, on_day
from finecalc.table.profile import read
from finecalc.table.statutes import Statutes, in_force
from finecalc.table.toml_lines import Path, line_of, positions, shown

_CODES = {"outside": "SL202", "overlap": "SL203", "gap": "SL204"}


class OfficeReport(Struct, frozen=True):
    """All problems of a profile, in the order of its lines. `profile` is None where its keys and types alone could be looked at."""

    profile: Profile | None
    problems: tuple[Problem, ...]


def lint_office(statutes: Statutes, text: str, name: str, today: date) -> OfficeReport:
    """Check the text of an office profile against the table. `name` is its name for messages.

    Returns every problem at once. Raises OfficeError only where the text is no TOML.
    """
    profile, unusable = read(statutes, text, name)
    found = [("SL201", path, words) for path, words in unusable]
    if profile is not None and not unusable:
        found += [(_CODES[flaw.kind], flaw.path, flaw.words) for flaw in flaws(statutes, profile)]
        found += [("SL205", path, words) for path, words in _not_in_force(statutes, profile, today)]
        found += [("SL206", path, RULES["SL206"].means) for path in _without_source(profile)]
    lines = positions(text)
    problems = [
        Problem(code, RULES[code].name, line_of(lines, path) or 1, "", shown(path), words)
        for code, path, words in found
    ]
    unique = {(each.line, each.code, each.key, each.message.zh): each for each in problems}
    return OfficeReport(profile, tuple(unique[key] for key in sorted(unique)))


def _not_in_force(statutes: Statutes, profile: Profile, today: date) -> Iterator[tuple[Path, Words]]:
    """Entries of today that rest on an edition of yesterday, and parties whose last threshold has run out."""
    for number, table in enumerate(profile.discretion):
        edition = statutes.edition(table.ref)
        if _holds(table, today) and not in_force(edition, today):
            ended = edition.until and edition.until < today
            since_zh, since_en = (
                (f"施行到 {edition.until}", f"ended on {edition.until}")
                if ended
                else (f"{edition.in_force} 才施行", f"is in force from {edition.in_force} only")
            )
            yield (
                ("discretion", number, "ref"),
                Words(
                    f"{table.ref} {since_zh}，这份基准今天还在用：改引现行版本，或者写 since、until",
                    f"{table.ref} {since_en}, and this table holds today: cite the edition in force, or write since and until",
                ),
            )
    for key, entries in (("large_fine", profile.large_fine), ("large_confiscation", profile.large_confiscation)):
        yield from _run_out(key, entries, today)


def _run_out(key: str, entries: Sequence[Threshold], today: date) -> Iterator[tuple[Path, Words]]:
    now = {each.party for each in on_day(entries, today)}
    for party in dict.fromkeys(each.party for each in entries):
        if party not in now:
            number = max(index for index, each in enumerate(entries) if each.party == party)
            yield (
                (key, number),
                Words(
                    f'{party} 今天（{today}）没有有效的标准：补上现行的，不知道的写 amount = "unknown"',
                    f'no threshold of {party} holds today ({today}): add the one in force, or amount = "unknown"',
                ),
            )


def _holds(table: Discretion, day: date) -> bool:
    return bool(on_day((table,), day))


def _without_source(profile: Profile) -> Iterator[Path]:
    for key in ("large_fine", "large_confiscation", "discretion", "judged"):
        for number, each in enumerate(getattr(profile, key)):
            if not each.source.strip():
                yield (key, number)
