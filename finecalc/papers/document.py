"""The calculator as one HTML file: what is compiled, the words of the page, its style and its script, and nothing from outside."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any

import tomli
from msgspec import UNSET, structs

from finecalc import __version__
from finecalc.language import citation
from finecalc.language.errors import DatesOutOfOrder
from finecalc.language.numerals import to_chinese
from finecalc.language.words import Words
from finecalc.law.answer import Case, Note, office_used
from finecalc.law.assess import check_case
from finecalc.law.fine_words import amount_words, fine_words
from finecalc.law.outcome import STRENGTH, FineRange, Option
from finecalc.law.rules.bands import End, Part
from finecalc.law.sentences.bands import part_words
from finecalc.papers.compiled import Asked, items_listed
from finecalc.papers.drafts import forms
from finecalc.papers.formulas import plain
from finecalc.papers.parts import Compiler
from finecalc.papers.situations import FIELDS, blank, case_days, expressions
from finecalc.table.finding import words_for_finding
from finecalc.table.model import Term
from finecalc.table.statutes import Statutes

POLICY = "default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'"


ENDS: tuple[tuple[End, ...], ...] = ((), ("min",), ("max",))
SCRIPTS = ("answer.js", "reading.js", "form.js", "shown.js", "taken.js")


def document(
    statutes: Statutes,
    flags: Mapping[str, str],
    given: Iterable[str] = (),
    warning: Note | None = None,
    only: Iterable[str] | None = None,
) -> str:
    """The whole page. `flags` are the options of the command line by the fields that they give, `given` the words that name the
    table and the office there, `warning` what stands before every answer; `only` leaves out all but these provisions and items.
    """
    warnings = [plain(each) for each in (warning, _left_out(statutes)) if each]
    held = data(_without_own_bands(statutes), only)
    return assembled({**held, "flags": dict(flags), "given": list(given), "warnings": warnings})


def _left_out(statutes: Statutes) -> Note | None:
    """What is said where the office has discretion tables of its own, which are not compiled."""
    if not statutes.office.discretion:
        return None
    words = tomli.loads(_part("page.toml"))["own_bands"]
    return Note(code="own-bands-left-out", zh=words["zh"], en=words["en"])


def _without_own_bands(statutes: Statutes) -> Statutes:
    """The table with its office, without the office's discretion tables."""
    file = statutes.profile
    if file is None or not file.profile.discretion:
        return statutes
    bare = structs.replace(file, profile=structs.replace(file.profile, discretion=()))
    return Statutes(statutes.table, statutes.sha256, statutes.path, bare)


def assembled(held: Mapping[str, Any]) -> str:
    """The page around what is compiled."""
    words = tomli.loads(_part("page.toml"))
    text = json.dumps({**held, "words": words}, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    script, style = "\n".join(map(_part, SCRIPTS)), _part("page.css")
    parts = {
        "policy": POLICY.format(script=_digest(script), style=_digest(style)),
        "title": words["title"]["zh"],
        "style": style,
        "script": script,
        "table": text,
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], _part("page.html"))


def data(statutes: Statutes, only: Iterable[str] | None = None) -> dict[str, Any]:
    """All that the script looks up, as plain JSON."""
    compiler = Compiler(statutes)
    wanted = None if only is None else set(only)
    asked = [each for each in _asked(statutes) if wanted is None or each["id"] in wanted]
    for each in asked:
        refs = each.pop("refs")
        found = Asked(compiler, each["id"], refs)
        each |= {"answers": found.answers(), "questions": found.questions(), "items": items_listed(statutes, refs)}
        if "text" in each:
            each["text"] = compiler.pool.value(each["text"])
    table, pool = statutes.table, compiler.pool
    entries, moved = pool.packed()
    for each in asked:
        each |= {key: moved[each[key]] for key in ("answers", "questions", "text") if key in each}
    return {
        "about": {
            "program": __version__,
            "profile": _profile(statutes),
            "table": {"version": table.version, "sha256": statutes.sha256},
            "office": {"zh": table.office.name, "en": table.office.name_en, "level": table.office.level},
        },
        "terms": {each.id: _label(each) for each in (*statutes.terms.values(), *table.adjustments)},
        "levels": {each.id: _label(each) for each in (table.rules.bands.levels if table.rules.bands else ())},
        "questions": {each.id: {"zh": each.question, "en": each.question_en} for each in (*table.facts, *table.bases)},
        "acting": compiler.acting,
        "adjustments": [each.id for each in table.adjustments],
        "rules": [each.ref for each in table.provisions if each.role == "rule"],
        "general": table.rules.limitation.fact,
        "laws": {law.id: {"zh": citation.everyday(law.name), "en": law.name_en} for law in table.laws},
        "articles": {ref: _article(statutes, ref) for ref in statutes.provisions},
        "phrases": {**_phrases(), **forms(statutes)},
        "counting": [{**plain(each.text), "reference": each.ref} for each in table.rules.counting],
        "days": expressions(statutes),
        "checks": list(_checks(statutes)),
        "asked": asked,
        "entries": entries,
        "shapes": pool.shapes,
        "tests": pool.tests,
        "lines": pool.lines,
        "limitation": moved[compiler.limitation],
    }


def _asked(statutes: Statutes) -> Iterator[dict[str, Any]]:
    """What may be asked about: the items of the power list, then every provision that fixes a penalty or points to one."""
    for power in statutes.table.powers:
        yield {
            "id": f"#{power.number}",
            "refs": power.provisions,
            "name": {"zh": power.name, "en": power.name_en},
            "code": power.code,
        }
    own = words_for_finding(statutes)
    behind: dict[str, list[str]] = {}
    for power in statutes.table.powers:
        for ref in power.provisions:
            behind.setdefault(ref, []).append(power.name)
    for provision in statutes.table.provisions:
        if provision.role not in ("penalty", "pointer"):
            continue
        law, _, article, _ = citation.split(provision.ref)
        until = statutes.edition(provision.ref).until
        names = (law, statutes.laws[law].name, *statutes.laws[law].short)
        yield {
            "id": provision.ref,
            "refs": (provision.ref,),
            "law": law,
            "role": provision.role,
            "name": {"zh": provision.name, "en": provision.name_en},
            "cited": plain(statutes.citation(provision.ref)),
            "until": until.isoformat() if until else None,
            "words": [*own[provision.ref], *behind.get(provision.ref, ())],
            "called": [f"{name}{number}" for name in names for number in (article, to_chinese(article))],
            "text": provision.text,
        }


def _profile(statutes: Statutes) -> Any:
    used = office_used(statutes)
    return None if used is UNSET else plain(used)


def _label(term: Term) -> dict[str, str]:
    return {"zh": term.label, "en": term.label_en}


def _article(statutes: Statutes, ref: str) -> dict[str, str]:
    """行政处罚法第三十七条, as people cite it where there is little room."""
    law, _, article, paragraph = citation.split(ref)
    cited = statutes.citation(ref)
    last = f"第{to_chinese(paragraph)}款" if cited.zh.endswith("款") else ""
    return {"zh": f"{citation.everyday(statutes.laws[law].name)}第{to_chinese(article)}条{last}", "en": cited.en}


def _phrases() -> dict[str, Any]:
    """How a fine is said, with blanks for the amounts: by its mode, with a floor, without one, or below it."""
    low, high = Decimal(12_345), Decimal(23_456)

    def said(mode: Any, least: Decimal, below: bool) -> Words:
        return fine_words(FineRange(on="", mode=mode, min=least, max=high, quote="", source="", below_minimum=below))

    def part(opened: tuple[End, ...]) -> Words:
        return part_words(Part(min=low, max=high, open=opened), {})

    def blanks(words: Words, *amounts: Decimal) -> dict[str, str]:
        zh, en = words.both
        for number, amount in enumerate(amounts):
            zh = zh.replace(f"{amount:,}元", f"{{{number}}}")
            en = en.replace(f"CNY {amount:,}", f"{{{number}}}").replace(f"{amount:,}", f"[{number}]")
        return {"zh": zh, "en": en}

    modes = {
        mode: {
            "span": blanks(said(mode, low, False), low, high),
            "ceiling": blanks(said(mode, Decimal(0), False), high),
            "below": blanks(said(mode, Decimal(0), True), high),
        }
        for mode in STRENGTH
    }
    option = Option(quote="{0}")
    open_ = fine_words(
        FineRange(on="", mode="must", min=None, max=None, quote="", source="", needs=("{0}",), options=(option,))
    )
    return {
        **modes,
        "noted": {
            "span": blanks(amount_words(low, high), low, high),
            "ceiling": blanks(amount_words(Decimal(0), high), high),
            "below": blanks(amount_words(Decimal(0), high, below=True), high),
            "same": blanks(amount_words(high, high), high),
        },
        "bands": {"-".join(ends): blanks(part(ends), low, high) for ends in ENDS},
        "none": plain(fine_words(None)),
        "open": {"zh": open_.zh, "en": open_.en.replace("{0}", "{1}").replace("{1}", "{0}", 1)},
    }


def _checks(statutes: Statutes) -> Iterator[dict[str, Any]]:
    """Which day may not come before which, in the order in which it is looked at, with what is then said. `undecided`: only while
    the day of the decision is open, for which today stands then."""
    start = date(2001, 1, 1)
    for order in (("conduct_from", "conduct_to", "decided"), ("conduct_from", "discovered", "decided")):
        for at, later in enumerate(order):
            for earlier in reversed(order[:at]):
                days = {earlier: start + timedelta(days=9), later: start}
                yield {"later": later, "earlier": earlier, "undecided": False, "error": _said(statutes, days)}
    for field in ("discovered", "conduct_to", "conduct_from"):
        said = _said(statutes, {field: start + timedelta(days=9)}, start)
        yield {"later": "today", "earlier": field, "undecided": True, "error": said}


def _said(statutes: Statutes, days: dict[str, date], today: date = date(2002, 2, 2)) -> dict[str, str]:
    """What is said of days that cannot be, with blanks in their place. `today` in place of a day of decision."""
    case = Case(**days)  # type: ignore[arg-type]
    try:
        check_case(statutes, case, today)
    except DatesOutOfOrder as error:
        known = case_days(statutes, case, days.get("decided", today))[: len(FIELDS)]
        return {"zh": blank(error.words.zh, known), "en": blank(error.words.en, known), "field": error.field}
    raise AssertionError(days)


def _part(name: str) -> str:
    return files("finecalc.papers").joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
