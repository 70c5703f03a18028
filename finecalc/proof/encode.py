"""From pasted text to the entries of `statutes.toml`."""

import re
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from finecalc.language.citation import english, split
from finecalc.language.errors import FinecalcError
from finecalc.proof.reader import Reading, complete, read, vocabulary
from finecalc.proof.reader.entry import entry, role
from finecalc.proof.reader.likeness import nearest, parts
from finecalc.proof.reader.scanner import level
from finecalc.proof.reader.words import ARTICLE, ITEM_MARK, LAW_WORDS
from finecalc.proof.seal import seal
from finecalc.table.model import Provision, Successor, Table

UNNAMED = "名称为暂拟，请改写；改后按 finecalc lint 的提示更新 digest · provisional name: reword it, then take the digest that finecalc lint gives"
NO_SUBJECT = "条文没有写明主体，或者 subjects 中没有这个主体，请核对 subject · no offender is named, or none that subjects knows: check subject"
ONE_COPY = "与另一份独立来源逐字一致后删去 sure · remove sure once a second, independent copy agrees word for word"
NO_LAW = "表中还没有这部法或者这个版本，请先添加 [[laws]] · the table lacks this law or edition: add it under [[laws]]"
NO_EDITION = "该版本已被取代，请核对 successors · this edition has been replaced: check successors"
RULE = "没有读出处罚，按规则条款列出 · no penalty was read: written down as a rule"


class Encoded(Struct, frozen=True):
    """The entries as TOML, and how many places in the text could not be read."""

    toml: str
    refused: int


def encode(text: str, ref: str, table: Table, name: str = "", name_en: str = "") -> Encoded:
    """The TOML entries of the paragraphs in `text`, the first of which is `ref`.

    `text` may begin with 第五十九条 and may hold several paragraphs: each gets its own entry, numbered on from `ref`.
    What the reader could not read stands as a comment before its entry. Raises FinecalcError on a reference that is
    none, on another article's number, and on a text without words.
    """
    entries = []
    refused = 0
    known = {provision.ref: provision for provision in table.provisions}
    for paragraph, place in _placed(text, ref):
        provision, reading = derive(paragraph, place, replace(table, provisions=tuple(known.values())), name, name_en)
        known[place] = provision
        said = provision.role != "rule" or LAW_WORDS.search(paragraph)
        unread, unnamed = (reading.refused, reading.unnamed) if said else ((), ())
        refused += len(unread) + len(unnamed)
        entries.append(entry(provision, unread, _remarks(provision, reading, table, bool(name)), unnamed))
    return Encoded("\n".join(entries), refused)


def derive(text: str, ref: str, table: Table, name: str = "", name_en: str = "") -> tuple[Provision, Reading]:
    """The provision that one paragraph of text amounts to, and the reading behind it. Other provisions are looked up
    in `table` only for what this text leaves to them: authority, duties, successors."""
    words = vocabulary(table)
    known = {provision.ref: provision for provision in table.provisions}
    reading = complete(read(text, ref, words), ref, known.get)
    law, year, article, paragraph = split(ref)
    law_en = next((each.name_en for each in table.laws if each.id == law), law)
    kind = role(reading)
    provision = Provision(
        ref=ref,
        text=text,
        name=name or _name(reading, text),
        name_en=name_en or english(law_en, year, article, paragraph),
        sure="single",
        role=kind,
        subject=reading.subject or (("anyone",) if kind == "penalty" else ()),
        breaches=reading.breaches if kind != "rule" else (),
        authority=reading.authority if kind != "rule" else (),
        authority_quote=reading.authority_quote if kind != "rule" else "",
        tiers=reading.tiers,
        borrows=reading.borrows,
        aggravates=reading.aggravates,
        provisos=reading.provisos if kind != "rule" else (),
    )
    provision = replace(provision, successors=_successors(provision, reading, table))
    return replace(provision, digest=seal(provision)), reading


def _placed(text: str, ref: str) -> list[tuple[str, str]]:
    try:
        law, year, article, first = split(ref)
    except ValueError:
        raise FinecalcError(
            f"“{ref}” 应写作 csl@2016:59.1（法@年份:条.款）",
            f"“{ref}” should look like csl@2016:59.1 (law@edition:article.paragraph)",
            "ref",
        ) from None
    paragraphs = clean(text)
    if paragraphs and (heading := re.match(rf"({ARTICLE})(?:之[一二三四五六七八九十]+)?", paragraphs[0])):
        from finecalc.proof.reader.citations import ordinal

        if re.match(r"[^、和至或者规定第的]", paragraphs[0][heading.end() :][:1] or "。"):
            if ordinal(heading[1]) != article:
                raise FinecalcError(
                    f"正文是{heading[1]}，编号却是第 {article} 条",
                    f"the text is {heading[1]}, but its reference is to article {article}",
                    "ref",
                )
            paragraphs[0] = paragraphs[0][heading.end() :]
    if not any(paragraphs):
        raise FinecalcError("没有收到条文", "no text was given")
    return [(words, f"{law}@{year}:{article}.{first + index}") for index, words in enumerate(paragraphs)]


def clean(text: str) -> list[str]:
    """Pasted text as paragraphs: blanks inside lines gone, wrapped lines joined, items under their paragraph."""
    paragraphs: list[str] = []
    for line in text.replace("\ufeff", "").splitlines():
        line = re.sub(r"[\s\u200b*]", "", line)
        if not line:
            continue
        if paragraphs and re.match(ITEM_MARK, level(line)):
            paragraphs[-1] += "\n" + line
        elif paragraphs and not re.search("[。；：;:]$", paragraphs[-1]):
            paragraphs[-1] += line
        else:
            paragraphs.append(line)
    return paragraphs


def _name(reading: Reading, text: str) -> str:
    words = reading.conduct or text
    words = re.sub(
        rf"违反本[^，]*?规定，|本[法条例规定办法]+(?:{ARTICLE}[^，的]*?)(?=规定)|，?有下列[^，]*$", "", words
    )
    return re.split("[。；：\n]", words.strip("，的"))[0][:30] or text[:20]


def _remarks(provision: Provision, reading: Reading, table: Table, named: bool) -> list[str]:
    law, year, _, _ = split(provision.ref)
    remarks = [ONE_COPY] if named else [ONE_COPY, UNNAMED]
    if not any(each.id == law and edition.year == year for each in table.laws for edition in each.editions):
        remarks.append(NO_LAW)
    if provision.role == "penalty" and not reading.subject:
        remarks.append(NO_SUBJECT)
    if provision.role == "rule":
        remarks.append(RULE)
    if provision.successors:
        remarks.append(NO_EDITION)
    return remarks


def _successors(provision: Provision, reading: Reading, table: Table) -> tuple[Successor, ...]:
    """Where the next edition of the law takes the conduct up, by its words."""
    law, year, _, _ = split(provision.ref)
    editions = next((each.editions for each in table.laws if each.id == law), ())
    later = next((edition.year for one, edition in pairwise(editions) if one.year == year), None)
    if later is None or provision.role == "rule":
        return ()
    words = vocabulary(table)
    candidates = [
        (other, part)
        for other in table.provisions
        if other.ref.startswith(f"{law}@{later}:") and other.role in ("penalty", "pointer") and not other.aggravates
        for part in parts(other, read(other.text, other.ref, words))
    ]
    if not candidates:
        return ()
    own = parts(provision, reading)
    found = [(part, *nearest(provision, part, candidates)) for part in own]
    if len({other.ref for _, other, _ in found}) == 1 and all(part.item == target.item for part, _, target in found):
        return (Successor(ref=found[0][1].ref),)
    return tuple(
        Successor(
            ref=other.ref,
            items=(part.item,) if part.item else (),
            to_items=(target.item,) if target.item else (),
        )
        for part, other, target in found
    )
