"""A provision written down as its `statutes.toml` entry, in the layout of the table."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from msgspec import Struct

from finecalc.proof.reader.reading import Reading
from finecalc.proof.reader.said import Unread
from finecalc.table.model import Fine, Provision, Role, Sanction, Tier

INLINE = ("kind", "mode", "on", "min", "max", "multiple", "share", "bracket", "by", "subject", "duration", "quote")
LINKS = ("aggravates", "borrows", "successors", "points_to")


def role(reading: Reading) -> Role:
    """What a paragraph is, by what it says: a penalty, a pointer to other laws, or a rule that fixes no penalty."""
    if reading.tiers or reading.borrows:
        return "penalty"
    return "pointer" if reading.pointer else "rule"


def entry(
    provision: Provision,
    refused: Iterable[Unread] = (),
    remarks: Iterable[str] = (),
    unnamed: Iterable[Unread] = (),
) -> str:
    """The TOML of `provision`; before it, as comments, `remarks`, what the reader refused, and what has no name yet."""
    lines = [f"# {_one_line(remark)}" for remark in remarks]
    lines += [f"# 未读出：“{_one_line(no.words)}”：{no.why.zh} · not read: {no.why.en}" for no in refused]
    lines += [f"# 未命名：“{_one_line(no.words)}”：{no.why.zh} · not named: {no.why.en}" for no in unnamed]
    lines += ["[[provisions]]", f"ref = {toml_value(provision.ref)}", f"name = {toml_value(provision.name)}"]
    lines += [f"name_en = {toml_value(provision.name_en)}"]
    for key, usual in (("sure", "confirmed"), ("role", "penalty")):
        if getattr(provision, key) != usual:
            lines.append(f"{key} = {toml_value(getattr(provision, key))}")
    for key in ("subject", "breaches", "authority", "authority_quote"):
        if getattr(provision, key):
            lines.append(f"{key} = {toml_value(getattr(provision, key))}")
    lines.append(f"text = {_text(provision.text)}")
    if provision.digest:
        lines.append(f"digest = {toml_value(provision.digest)}")
    for key in (*LINKS, "provisos"):
        if getattr(provision, key):
            lines.append(f"{key} = {toml_value(getattr(provision, key))}")
    for tier in provision.tiers:
        lines += ["", *_tier(tier)]
    return "\n".join(lines) + "\n"


def _tier(tier: Tier) -> list[str]:
    lines = ["[[provisions.tiers]]"]
    if tier.when:
        lines.append(f"when = {toml_value(tier.when)}")
    if tier.quote:
        lines.append(f"quote = {toml_value(tier.quote)}")
    if tier.adds:
        lines.append(f"adds = {toml_value(tier.adds)}")
    for key in ("fines", "sanctions"):
        members: tuple[Fine | Sanction, ...] = getattr(tier, key)
        if members:
            lines += [f"{key} = [", *(f"  {toml_value(member)}," for member in members), "]"]
    return lines


def _fields(one: Struct) -> dict[str, Any]:
    """The fields that differ from their default, in the order in which the table writes them."""
    fields = dict(zip(one.__struct_fields__, map(one.__getattribute__, one.__struct_fields__), strict=True))
    usual = dict(zip(one.__struct_fields__[::-1], one.__struct_defaults__[::-1], strict=False))
    kept = {key: value for key, value in fields.items() if key not in usual or value != usual[key]}
    order = INLINE if "kind" in fields else ("on", *INLINE)
    return {key: kept[key] for key in sorted(kept, key=lambda key: order.index(key) if key in order else -1)}


def toml_value(value: Any) -> str:
    """A value of the table as TOML writes it in one line: a number, text, a list, a table of keys, or an entry's part."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int):
        return f"{value:_}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, Struct):
        return toml_value(_fields(value))
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {toml_value(member)}" for key, member in value.items()) + " }"
    return "[" + ", ".join(map(toml_value, value)) + "]"


def _key(name: str) -> str:
    """A key; one that is no identifier (a condition without a name yet) stands in quotation marks."""
    return name if re.fullmatch("[A-Za-z0-9_-]+", name) else _quoted(name)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + "".join(f"\\u{ord(c):04X}" if ord(c) < 32 or ord(c) == 127 else c for c in escaped) + '"'


def _text(text: str) -> str:
    if "\n" not in text:
        return _quoted(text)
    return '"""\\\n' + "\n".join(_quoted(line)[1:-1] for line in text.split("\n")) + '"""'


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
