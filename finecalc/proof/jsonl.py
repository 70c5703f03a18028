"""`finecalc encode --jsonl`: one paragraph a line in, one object a line out, in order, whatever a line holds."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from finecalc.proof.reader import POINTER, resolve, said, why
from finecalc.proof.reader.said import Rate, Said, SaidFine, SaidSanction, Sent, Size, Unread
from finecalc.table.model import Mode

NO_LINE = '每行应为 {"id": …, "ref": …, "text": …} · each line must be {"id": …, "ref": …, "text": …}'


def answer(line: bytes, bases: Mapping[str, str]) -> bytes:
    """What the paragraph in one line of JSON (UTF-8, or GB18030) says, as one line of JSON in UTF-8.

    `bases` gives the identifiers of the bases that the table names; others are called by the words of the text. What is
    wrong with the line stands in `refused`. Nothing is raised.
    """
    identity: Any = None
    try:
        given = json.loads(_decoded(line))
        identity = given.get("id") if isinstance(given, dict) else None
        if not isinstance(given, dict) or not isinstance(given.get("text"), str):
            raise ValueError
    except (ValueError, RecursionError):
        told = {**_shape(Said(), "", bases), "refused": [{"start": 0, "end": 0, "words": "", "why": NO_LINE}]}
    else:
        ref = given.get("ref")
        told = _shape(said(given["text"]), ref if isinstance(ref, str) else "", bases)
    return _encoded({"id": identity, **told})


def _decoded(line: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError


def _encoded(told: dict[str, Any]) -> bytes:
    """As JSON that holds no control character, not even those that JSON would let stand."""
    text = json.dumps(told, ensure_ascii=False)
    text = re.sub("[\x7f-\x9f\u2028\u2029\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)
    return text.encode() + b"\n"


def _shape(found: Said, ref: str, bases: Mapping[str, str]) -> dict[str, Any]:
    return {
        "tiers": [
            {
                "quote": tier.quote,
                **({"conduct": tier.conduct} if tier.conduct else {}),
                "fines": [_fine(fine, bases) for fine in tier.fines if not fine.loose],
                "sanctions": [_sanction(one) for one in tier.sanctions],
            }
            for tier in found.tiers
        ],
        "authority_quote": found.authority,
        "borrows": [_borrow(each, ref) for each in found.borrows],
        "refused": [
            {"start": no.start, "end": no.end, "words": no.words, "why": f"{no.why.zh} · {no.why.en}"}
            for no in sorted((*found.refused, *_loose(found)), key=lambda no: no.start)
        ],
    }


def _loose(found: Said) -> Iterator[Unread]:
    """Fines of which it is not sure to which tier they belong."""
    for tier in found.tiers:
        for fine in tier.fines:
            if fine.loose:
                yield Unread(fine.start, fine.end, fine.quote, why.LOOSE)


def _borrow(sent: Sent, ref: str) -> dict[str, Any]:
    """`refs` are empty where it is not certain which paragraph is meant."""
    pointers = re.findall(POINTER, sent.quote)
    return {"refs": list(resolve(pointers[-1], ref)) if pointers else [], "on": list(sent.on), "quote": sent.quote}


def _fine(fine: SaidFine, bases: Mapping[str, str]) -> dict[str, Any]:
    return {
        "on": list(fine.on),
        "payer": fine.payer,
        "mode": _mode(fine),
        "min": fine.sum.min,
        "max": fine.sum.max,
        "multiple": _rate(fine.sum.multiple, bases),
        "share": _rate(fine.sum.share, bases),
        "bracket": _size(fine.size, bases),
        "per": fine.sum.per,
        "cap": fine.sum.cap,
        "quote": fine.quote,
    }


def _sanction(one: SaidSanction) -> dict[str, Any]:
    return {"kind": one.kind, "quote": one.quote, "mode": _mode(one)}


def _mode(one: SaidFine | SaidSanction) -> Mode:
    """可以单处或者并处 is a may, as 可以…或者 is: nothing need be imposed."""
    return "may" if one.permissive else one.mode


def _rate(rate: Rate | None, bases: Mapping[str, str]) -> dict[str, Any] | None:
    if rate is None:
        return None
    return {"of": bases.get(rate.of, rate.of), "min": _number(rate.min), "max": _number(rate.max)}


def _size(size: Size | None, bases: Mapping[str, str]) -> dict[str, Any] | None:
    if size is None or size.uncertain:
        return None
    edges = ("none", "at_least", "above", "at_most", "below")
    return {"of": bases.get(size.of, size.of), **{key: getattr(size, key) for key in edges}}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
