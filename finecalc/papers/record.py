"""The figures of an answer in one line of identifiers, so that a paper can be held against today's table years later."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any

from finecalc.language.answers import as_json
from finecalc.law.assessment import Assessment

Record = dict[str, str]
"""What an answer comes to, by key: `reference`, `tier`, each target's fine, `must`, `may`, `competence`, `limitation`, `words`."""


def record_of(answer: Assessment) -> Record:
    """The record of an answer."""
    return record_of_json(json.loads(as_json(answer.parts()), parse_float=Decimal))


def record_of_json(parts: Mapping[str, Any]) -> Record:
    """The same of an answer as `--json` prints it, amounts exact. Raises KeyError, TypeError, AttributeError or ValueError for what is none."""
    tier = parts["tier"]
    found = {"reference": str(parts["reference"]), "tier": " ".join([str(tier["index"] + 1), *tier["facts"]])}
    found |= _imposed(parts)
    found["competence"] = parts["competence"]["verdict"]
    period = parts["limitation"]
    found["limitation"] = "unknown" if period is None else "expired" if period["expired"] else "in-time"
    for number, branch in enumerate(parts.get("branches") or (), start=1):
        facts = " or ".join("+".join(each) or "none" for each in branch["facts"])
        brought = "; ".join(f"{key} {value}" for key, value in _imposed(branch).items()) if branch["tier"] else "none"
        found[f"branch-{number}"] = f"{facts} {'expired' if branch['expired'] else brought}".replace("; ", " | ")
    quotes = [tier["quote"] or "", *(fine["quote"] for fine in parts["fines"])]
    quotes += [each["quote"] for each in parts["sanctions"]]
    found["words"] = sha256("\n".join(quotes).encode()).hexdigest()[:16]
    return found


def _imposed(parts: Mapping[str, Any]) -> Record:
    found: Record = {}
    for fine in parts["fines"]:
        found[fine["on"]] = f"{fine['mode']} {_range(fine)}"
    for mode in ("must", "one-or-more", "may"):
        kinds = dict.fromkeys(each["kind"] for each in parts["sanctions"] if each["mode"] == mode)
        if kinds:
            found[mode] = " ".join(kinds)
    return found


def _range(fine: Mapping[str, Any]) -> str:
    if fine["min"] is None or fine["max"] is None:
        return "needs " + " ".join(fine["needs"])
    below = " below" if fine.get("below_minimum") else ""
    return f"{_number(fine['min'])}..{_number(fine['max'])}{below}"


def _number(amount: Any) -> str:
    exact = Decimal(str(amount))
    if not exact.is_finite() or abs(exact.adjusted()) > 20:
        raise ValueError(f"no amount: {exact}")
    return f"{exact.normalize():f}"


def written(record: Record) -> str:
    """The record in one line."""
    return "; ".join(f"{key}={value}" for key, value in record.items())


def read(line: str) -> Record:
    """The record that a line writes. Raises ValueError for a line that is none."""
    found: Record = {}
    for part in line.split("; "):
        key, equals, value = part.partition("=")
        if not equals or not key.strip() or key.strip() in found:
            raise ValueError(part)
        found[key.strip()] = value.strip()
    if not {"reference", "tier", "words"} <= found.keys():
        raise ValueError(line)
    return found


def changes(before: Record, now: Record) -> Iterator[tuple[str, str | None, str | None]]:
    """What differs: the key, what it was, what it is; None for what was or is not there."""
    for key in dict.fromkeys([*before, *now]):
        if before.get(key) != now.get(key):
            yield key, before.get(key), now.get(key)
