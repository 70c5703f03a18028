"""One thing at a time is changed in the real table, and `lint` must object to every change."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
import tomli
from msgspec.structs import replace

from finecalc.proof.lint import CHECKS, Lint
from finecalc.proof.seal import seal
from finecalc.proof.table_checks import labels, ladders, references
from finecalc.proof.text_checks import texts
from finecalc.table.model import Edition, Passage, Power, Provision

TABLE = Path(__file__).parents[2] / "statutes.toml"
GONE = object()
Change = tuple[str, list[str | int], Any]
"""What kind of change, the path of the value, and the new value (`GONE`: the key is removed)."""

THOROUGH = bool(os.environ.get("FINECALC_EVERY_CHANGE"))
"""Each thing is changed in any case; with this, each is changed in every way, and every character of every text."""
SHARES = 4
"""Tests that share the changes out, to run side by side."""
BESIDE = 200
"""To every so-manieth change that its own entry gives away, the whole table must object as well."""
WEIGHTY = "零一二三四五六七八九十百千万亿0123456789以上下不足超倍元款条项可或并处责令没收吊销警告罚"


def levels(bands: dict[str, Any]) -> Iterator[Change]:
    """Changes of the levels of discretion."""
    here: list[str | int] = ["rules", "bands"]
    yield from numbers("level", [*here, "float"], bands["float"])
    refs = [key for key in bands if key.endswith("ref")]
    for key, other in zip(refs, [*refs[1:], refs[0]], strict=True):
        yield "level", [*here, key], bands[other]
    yield "level", [*here, "departure_refs", 0], bands["ref"]
    yield "level", [*here, "two_levels"], bands["two_levels"][:-1]
    yield "level", [*here, "local_levels"], bands["local_levels"][:-1]
    yield "level", [*here, "local_levels", 1], "county"
    for number, level in enumerate(bands["levels"]):
        place = [*here, "levels", number]
        for key in ("low", "high"):
            yield from numbers("level", [*place, key], level[key])
        yield "level", [*place, "open"], [] if "open" in level else ["max"]
        yield "level", [*place, "label"], "减轻"
        yield "level", [*place, "grounds"], bands["ref"]
        yield "level", [*place, "adjust"], "mitigated"
        yield from words("level", [*place, "quote"], level["quote"], every=1)


def changes(data: dict[str, Any]) -> Iterator[Change]:
    """Every change that is tried."""
    refs = [entry["ref"] for entry in data["provisions"]]
    for number, entry in enumerate(data["provisions"]):
        place: list[str | int] = ["provisions", number]
        if "unchanged_from" in entry:
            for other in refs[:3]:
                yield "unchanged_from", [*place, "unchanged_from"], other
            continue
        yield from words("text", [*place, "text"], entry["text"], every=61)
        yield from words("name", [*place, "name"], entry["name"], every=23)
        yield from words("name", [*place, "name_en"], entry["name_en"], every=61)
        yield from words("digest", [*place, "digest"], entry["digest"], every=13)
        yield "sure", [*place, "sure"], "confirmed" if entry.get("sure") == "single" else "single"
        yield from choices(
            "role", [*place, "role"], ("rule", "penalty", "pointer", "supervision"), entry.get("role", "penalty")
        )
        for key, other in (("subject", "data-broker"), ("breaches", "第九十九条"), ("authority", "police")):
            yield from members(key, [*place, key], entry.get(key, []), other)
        if "authority_quote" in entry:
            yield from words("authority", [*place, "authority_quote"], entry["authority_quote"], every=9)
            yield "authority", [*place, "authority_quote"], GONE
        if "supplements" in entry:
            yield from words("supplements", [*place, "supplements"], entry["supplements"], every=5)
            yield "supplements", [*place, "supplements"], GONE
        yield from members("points_to_laws", [*place, "points_to_laws"], entry.get("points_to_laws", []), "cacp")
        yield from members("proviso", [*place, "provisos"], entry.get("provisos", []), "法律另有规定的，从其规定")
        for key in ("borrows", "aggravates", "successors", "points_to"):
            yield from links(key, [*place, key], entry.get(key, []), refs)
        tiers = entry.get("tiers", [])
        yield from members("tier", [*place, "tiers"], tiers, None)
        if len(tiers) > 1:
            yield "tier", [*place, "tiers"], tiers[::-1]
        for index, tier in enumerate(tiers):
            yield from tier_changes([*place, "tiers", index], tier)
    yield from office_changes(data, refs)


def tier_changes(place: list[str | int], tier: dict[str, Any]) -> Iterator[Change]:
    if "quote" in tier:
        yield from words("quote", [*place, "quote"], tier["quote"], every=7)
    yield "adds", [*place, "adds"], not tier.get("adds", False)
    when = tier.get("when", {})
    for fact, quote in when.items():
        others = {key: value for key, value in when.items() if key != fact}
        yield "fact", [*place, "when"], others
        yield "fact", [*place, "when"], {**others, "life-health-finance": quote}
        yield "fact", [*place, "when"], {**others, "extreme" if fact != "extreme" else "severe": quote}
        yield from words("fact", [*place, "when", fact], quote, every=9)
    yield "fact", [*place, "when"], {**when, "still-unqualified": "逾期仍不符合许可条件"}
    for key in ("fines", "sanctions"):
        yield from members(key[:-1], [*place, key], tier.get(key, []), None)
        for index, one in enumerate(tier.get(key, [])):
            here = [*place, key, index]
            yield from choices("mode", [*here, "mode"], ("may", "must", "one-or-more"), one.get("mode", "must"))
            yield from words("quote", [*here, "quote"], one["quote"], every=47)
            yield from members("person", [*here, "on"], one.get("on", ["organisation"]), "staff")
    for index, fine in enumerate(tier.get("fines", [])):
        yield from fine_changes([*place, "fines", index], fine)
    for index, sanction in enumerate(tier.get("sanctions", [])):
        yield from sanction_changes([*place, "sanctions", index], sanction)


def fine_changes(here: list[str | int], fine: dict[str, Any]) -> Iterator[Change]:
    yield from members("instead_of", [*here, "instead_of"], fine.get("instead_of", []), "confiscate-gains")
    for amount in ("min", "max"):
        if amount in fine:
            yield from numbers("amount", [*here, amount], fine[amount])
            yield "amount", [*here, amount], GONE
    if "min" not in fine and "multiple" not in fine:
        yield "amount", [*here, "min"], 1
    for part in ("multiple", "share", "bracket"):
        if part in fine:
            yield from measure_changes(part, [*here, part], fine[part])
    for key, other in (("at_least", "below"), ("below", "at_least")):
        if key in fine.get("bracket", {}):
            swapped = {name: value for name, value in fine["bracket"].items() if name != key}
            yield "bound", [*here, "bracket"], {**swapped, other: fine["bracket"][key]}
    for key in ("multiple", "bracket", "share"):
        if key not in fine:
            limits = {"of": "gains", "below": 5} if key == "bracket" else {"of": "gains", "max": 5}
            yield key, [*here, key], limits


def measure_changes(part: str, here: list[str | int], measure: dict[str, Any]) -> Iterator[Change]:
    yield part, here, GONE
    for key, value in measure.items():
        if key == "of":
            yield part, [*here, key], "purchase" if value == "gains" else "gains"
        elif key == "none":
            yield part, [*here, key], not value
        else:
            yield from numbers(part, [*here, key], value)


def sanction_changes(here: list[str | int], sanction: dict[str, Any]) -> Iterator[Change]:
    yield "sanction", [*here, "kind"], "warning" if sanction["kind"] != "warning" else "public-criticism"
    yield from members("body", [*here, "by"], sanction.get("by", []), "police")
    yield "subject", [*here, "subject"], "data-broker"
    if "subject" in sanction:
        yield "subject", [*here, "subject"], GONE
    if "duration" in sanction:
        yield "duration", [*here, "duration"], GONE
        yield "duration", [*here, "duration", "unit"], "month"
        for key in ("min", "max"):
            if key in sanction["duration"]:
                yield from numbers("duration", [*here, "duration", key], sanction["duration"][key])


def links(key: str, place: list[str | int], listed: list[dict[str, Any]], refs: list[str]) -> Iterator[Change]:
    yield from members(key, place, listed, None)
    for index, link in enumerate(listed):
        here = [*place, index]
        yield from choices(key, [*here, "ref"], [ref for ref in refs if ref.startswith(link["ref"][:9])], link["ref"])
        yield key, [*here, "ref"], "csl@2016:99.9"
        if "quote" in link:
            yield from words("quote", [*here, "quote"], link["quote"], every=5)
        for limit in ("items", "to_items", "on"):
            if limit in link:
                yield key, [*here, limit], GONE
                for other in ([4], [link[limit][0] % 3 + 1]) if limit != "on" else (["staff"], ["individual"]):
                    yield key, [*here, limit], other
        if key in ("successors", "aggravates") and "items" not in link:
            yield key, [*here, "items"], [2]


def office_changes(data: dict[str, Any], refs: list[str]) -> Iterator[Change]:
    for number, law in enumerate(data["laws"]):
        for index, edition in enumerate(law["editions"]):
            place: list[str | int] = ["laws", number, "editions", index]
            for key in ("in_force", "until"):
                if key in edition:
                    for step in (-1, 1):
                        yield "date", [*place, key], edition[key] + timedelta(days=step)
            yield "date", [*place, "until"], GONE if "until" in edition else date(2030, 1, 1)
            yield "date", [*place, "year"], "2019"
            yield "date", [*place, "articles"], edition.get("articles", 0) + 1
            yield from words("date", [*place, "promulgated"], edition["promulgated"], every=5)
        yield from members("edition", ["laws", number, "editions"], law["editions"], None)
    limitation = data["rules"]["limitation"]
    for key in ("years", "extended_years"):
        yield from numbers("limitation", ["rules", "limitation", key], limitation[key])
    yield "limitation", ["rules", "limitation", "fact"], "serious"
    yield "limitation", ["rules", "limitation", "ref"], limitation["start_ref"]
    yield "limitation", ["rules", "limitation", "start_ref"], limitation["ref"]
    yield from levels(data["rules"]["bands"])
    for number, power in enumerate(data["powers"]):
        place = ["powers", number]
        yield from members("power", [*place, "provisions"], power["provisions"], refs[0])
        yield from words("power", [*place, "basis"], power["basis"], every=97)
        for key in ("code", "name", "kind", "level", "body", "unit", "duties", "accountability"):
            yield "power", [*place, key], power[key] + "一"
    for number, passage in enumerate(data["passages"]):
        yield from words("text", ["passages", number, "text"], passage["text"], every=60)
    for key in ("provisions", "powers", "passages", "laws"):
        for index in range(0, len(data[key]), 7):
            yield "entry", [key], [*data[key], data[key][index]]


def words(kind: str, place: list[str | int], text: str, every: int) -> Iterator[Change]:
    """One character replaced or left out: every so-manieth one, and in texts each that carries an amount or a bound."""
    for index, character in enumerate(text):
        weighs = kind == "text" and character in WEIGHTY and index % 15 == 0
        if character == "\n" or not (THOROUGH or weighs or index % every == 0):
            continue
        other = "二" if character != "二" else "三"
        yield kind, place, text[:index] + other + text[index + 1 :]
        if THOROUGH or index % (2 * every) == 0:
            yield kind, place, text[:index] + text[index + 1 :]


def numbers(kind: str, place: list[str | int], value: int) -> Iterator[Change]:
    for other in (value - 1, value * 10, *((value + 1, value // 10, 0) if THOROUGH else ())):
        if other >= 0 and other != value:
            yield kind, place, other


def choices(kind: str, place: list[str | int], among: Sequence[str], now: str) -> Iterator[Change]:
    others = [other for other in among if other != now]
    for other in others if THOROUGH else others[:1]:
        yield kind, place, other


def members(kind: str, place: list[str | int], listed: list[Any], other: Any) -> Iterator[Change]:
    """Each member removed, each entry doubled; `other` added, and put in its place."""
    for index, member in enumerate(listed):
        yield kind, place, listed[:index] + listed[index + 1 :]
        if THOROUGH or isinstance(member, dict):
            yield kind, place, [*listed[: index + 1], *listed[index:]]
        if THOROUGH and other and member != other:
            yield kind, place, [*listed[:index], other, *listed[index + 1 :]]
    if other and other not in listed:
        yield kind, place, [*listed, other]


def objection(data: dict[str, Any]) -> str | None:
    """The name of the first check that objects."""
    lint = Lint(data, {})
    if lint.problems:
        return "keys"
    for check in CHECKS:
        check(lint)
        if lint.problems:
            return check.__name__
    return None


class Alone(Lint):
    """One provision under examination, while the others are as in `whole`, from whose data it comes."""

    def __init__(self, whole: Lint, index: int) -> None:
        vars(self).update(vars(whole), problems=[], copies={}, indexes=[index])
        found = self.convert(whole.raw["provisions"][index], Provision, ("provisions", index))
        if found:
            self.table = replace(whole.table, provisions=(found,))
            self.known = {**whole.known, found.ref: found}
            self.readings = {**whole.readings, found.ref: self.reading(found)}


def objection_alone(whole: Lint, path: list[str | int]) -> str | None:
    """What objects to the one entry in which something was changed, wherever that can be said without the others."""
    key, number, *within = path
    if key == "provisions" and within != ["unchanged_from"]:
        lint = Alone(whole, int(number))
        if lint.problems:
            return "keys"
        for check in (texts, ladders, references, labels):
            check(lint)
            if lint.problems:
                return check.__name__
        return sealed(lint.table.provisions[0])
    kind = {"laws": Edition, "powers": Power, "passages": Passage}.get(str(key))
    entry = whole.raw[key][number]
    if key == "laws":
        if len(within) < 3:
            return None
        entry = entry["editions"][within[1]]
    try:
        return sealed(msgspec.convert(entry, kind)) if kind else None
    except msgspec.ValidationError:
        return None


def sealed(entry: Provision | Edition | Power | Passage) -> str | None:
    return "seals" if seal(entry) != entry.digest else None


def tried(whole: Lint, path: list[str | int], value: Any, beside: bool) -> str | None:
    """What objects to the change; the data are as before afterwards. The whole table is asked where the entry alone
    says nothing, and `beside` it otherwise."""
    data = whole.raw
    *way, last = path
    holder: Any = data
    for step in way:
        holder = holder[step]
    there = isinstance(holder, list) or last in holder
    before = holder[last] if there else GONE
    if value is GONE:
        del holder[last]
    else:
        holder[last] = value
    try:
        found = objection_alone(whole, path) if len(path) > 2 else None
        if found is None:
            return objection(data)
        return None if beside and objection(data) is None else found
    finally:
        if before is GONE:
            del holder[last]
        else:
            holder[last] = before


def same(data: Any, path: list[str | int], value: Any) -> bool:
    """Whether a change would change nothing."""
    for step in path:
        if not isinstance(data, list) and step not in data:
            return False
        data = data[step]
    return bool(data == value)


def real_table() -> dict[str, Any]:
    return tomli.loads(TABLE.read_text(encoding="utf-8"), parse_float=Decimal)


def test_the_real_table_has_no_problem() -> None:
    assert objection(real_table()) is None


@pytest.mark.parametrize("share", range(SHARES))
def test_every_change_is_objected_to(share: int) -> None:
    data = real_table()
    before = deepcopy(data)
    every = [change for change in changes(data) if not same(data, *change[1:])]
    whole = Lint(data, {})
    made: Counter[str] = Counter()
    by: Counter[str | None] = Counter()
    unseen = []
    for index, (kind, path, value) in enumerate(every[share::SHARES]):
        found = tried(whole, path, value, beside=index % BESIDE == 0)
        made[kind] += 1
        by[found] += 1
        if found is None:
            unseen.append((kind, path))
    print(f"{made.total()} changes, {made.total() - len(unseen)} objected to")
    print("  " + ", ".join(f"{kind} {count}" for kind, count in sorted(made.items())))
    print("  " + ", ".join(f"{check} {count}" for check, count in by.most_common()))
    assert len(every) > 6000
    assert not unseen
    assert data == before
