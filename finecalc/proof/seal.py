"""The seal of an entry: a short digest over the words that no other check can derive.

The reader proves amounts, persons and conditions against the text. It cannot prove that the text itself is the official
one, nor a name, nor the day on which an edition came into force. Whoever has compared these with the official copy
seals them: `digest` then says that they are still, character for character, what was compared. It does not say that the
comparison was right. `finecalc lint` names the digest that an entry should have, and writes it in where that is asked for.
"""

import re
from collections.abc import Iterable
from hashlib import sha256

from msgspec import Struct

from finecalc.language.citation import english, split
from finecalc.language.words import Words
from finecalc.table.model import Edition, Law, Passage, Power, Provision, Term
from finecalc.table.steps import RoadStep
from finecalc.table.toml_lines import Path, values

LENGTH = 12
PLACEHOLDER = "待填"
"""How `finecalc encode` begins what only a person can say."""
_UNFILLED = re.compile(
    r"(?i)待填|待定|待补|待改|暂拟|暂名|todo|tbd|fixme|xxx|placeholder|to be (?:named|filled)|[?？]{2}|(?:…|\.\.\.)$"
)
_CHARACTER, _LETTER = re.compile("[一-鿿]"), re.compile("[A-Za-z]")


class Due(Struct, frozen=True):
    """An entry whose digest is not the one that it should have: where it stands, how it is called, the digest that it
    should have and the one that it has ("": none was ever given), and what the digest is to seal."""

    path: Path
    name: str
    digest: str
    had: str
    holds: Words


def seal(entry: Provision | Edition | Power | Passage | RoadStep) -> str:
    """The digest of an entry: of a provision its text, how sure it is, names, subjects, remarks,
    where it points (依照有关法律 names no law) and what it concurs with; of the others everything.

    The reference is left out, so that an edition which takes a paragraph over unchanged takes its seal over as well.
    """
    if isinstance(entry, Provision):
        held: tuple[object, ...] = (entry.text, entry.sure, entry.name, entry.name_en, *entry.subject)
        if entry.role == "supervision":  # no reading tells it from a rule
            held += (entry.role,)
        held += tuple(f"{step.ref} {step.items} {step.to_items}" for step in entry.points_to)
        held += entry.concurs_with
        held += entry.points_to_laws
        held += tuple(word for remark in entry.remarks for word in (remark.zh, remark.en))
    else:
        held = tuple(getattr(entry, field) for field in entry.__struct_fields__ if field != "digest")
    return sha256("\n".join(map(_plain, held)).encode()).hexdigest()[:LENGTH]


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return "\n".join(map(_plain, value))
    if hasattr(value, "zh"):
        return f"{value.zh}\n{getattr(value, 'en', '')}"
    if isinstance(value, Struct):
        fields = {key: getattr(value, key) for key in value.__struct_fields__}
        return "\n".join(f"{key} {_plain(held)}" for key, held in fields.items() if held)
    return str(value)


def holds(entry: Provision | Edition | Power | Passage | RoadStep) -> Words:
    """What the digest of an entry seals, in short."""
    if isinstance(entry, Provision):
        more = [(entry.subject, "主体", "subjects"), (entry.remarks, "说明", "remarks")]
        more += [
            (entry.points_to or entry.points_to_laws, "指引", "pointers"),
            (entry.concurs_with, "竞合", "concurrence"),
        ]
        zh = "、".join(zh for held, zh, _ in more if held)
        en = ", ".join(en for held, _, en in more if held)
        return Words(
            f"“{entry.name}”（{entry.name_en}）：正文 {len(entry.text)} 字、来源可信度、名称"
            + (f"、{zh}" if zh else ""),
            f"“{entry.name_en}” ({entry.name}): the text of {len(entry.text)} characters, how sure it is, the names"
            + (f", {en}" if en else ""),
        )
    if isinstance(entry, Edition):
        until = entry.until or "…"
        return Words(
            f"施行 {entry.in_force} 至 {until}，{entry.promulgated}，来源：{entry.source}",
            f"in force {entry.in_force} to {until}, {entry.promulgated}, source: {entry.source}",
        )
    if isinstance(entry, Power):
        return Words(f"“{entry.name}”：各列", f"“{entry.name_en}”: every column")
    if isinstance(entry, RoadStep):
        return Words(f"步骤“{entry.name.zh}”：各键", f"the step “{entry.name.en}”: every key")
    return Words(f"正文 {len(entry.text)} 字", f"the text of {len(entry.text)} characters")


def unfilled(entry: Provision | Law | Edition | Term) -> list[str]:
    """The fields that hold no name or source yet: a placeholder, or what `finecalc encode` puts where it knows none."""
    keys = ("name", "name_en", "label", "label_en", "promulgated", "source")
    held = {key: getattr(entry, key, "") for key in keys}
    found = [key for key, words in held.items() if _UNFILLED.search(words)]
    if isinstance(entry, Provision | Law):
        found += ["name"] * bool(entry.name and not _CHARACTER.search(entry.name))
        found += ["name_en"] * bool(entry.name_en and not _LETTER.search(entry.name_en))
    return list(dict.fromkeys(found))


def is_citation(provision: Provision, law_en: str) -> bool:
    """Whether its English name says no more than its reference."""
    law, year, article, paragraph = split(provision.ref)
    cited = {english(name, year, article, place) for name in (law, law_en) for place in (paragraph, None)}
    return provision.name_en in (*cited, provision.ref)


def sealed(text: str, dues: Iterable[Due]) -> str:
    """The TOML `text` with these digests in their places and nothing else changed: in the place of the old one, or on a
    line of its own behind the text or source."""
    known = values(text)
    edits: list[tuple[int, int, str]] = []
    for due in dues:
        digest = f'"{due.digest}"'
        if (*due.path, "digest") in known:
            edits.append((*known[(*due.path, "digest")], digest))
            continue
        own = {str(path[-1]): span for path, span in known.items() if path[:-1] == due.path}
        _, end = next((own[key] for key in ("text", "source") if key in own), list(own.values())[-1])
        if text[end:].lstrip(" \t")[:1] in (",", "}"):
            edits.append((end, end, f", digest = {digest}"))
            continue
        line = re.compile("[^\r\n]*").match(text, end)
        at = line.end() if line else end
        newline = "\r\n" if text.startswith("\r\n", at) else "\n"
        edits.append((at, at, f"{newline}digest = {digest}"))
    for start, end, written in sorted(edits, reverse=True):
        text = text[:start] + written + text[end:]
    return text
