"""From pasted text to the entries of `statutes.toml`."""

import re
from datetime import date
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from finecalc.language.citation import english, split
from finecalc.language.errors import FinecalcError
from finecalc.language.words import Words
from finecalc.proof.chapter import Pages, Paragraph, pages
from finecalc.proof.law_entry import law_entry
from finecalc.proof.reader import Reading, Vocabulary, complete, read, vocabulary
from finecalc.proof.reader.entry import entry, role
from finecalc.proof.reader.entry import toml_value as value
from finecalc.proof.reader.likeness import likeness, nearest, parts
from finecalc.proof.reader.numerals import chinese
from finecalc.proof.reader.said import Unread
from finecalc.proof.reader.words import ARTICLE, ITEM_MARK, LAW_WORDS, THIS_LAW
from finecalc.proof.seal import PLACEHOLDER, seal
from finecalc.table.model import Provision, Successor, Table

UNNAMED = "名称为暂拟，请改写，填写 name_en，再由 finecalc lint 封签 · provisional name: reword it, fill in name_en, then let finecalc lint seal it"
NO_SUBJECT = "条文没有写明主体，或者 subjects 中没有这个主体，请核对 subject · no offender is named, or none that subjects knows: check subject"
ONE_COPY = "与另一份独立来源逐字一致后删去 sure · remove sure once a second, independent copy agrees word for word"
NO_LAW = "表中还没有这部法或者这个版本，请先添加 [[laws]] · the table lacks this law or edition: add it under [[laws]]"
NO_EDITION = "该版本已被取代，请核对 successors · this edition has been replaced: check successors"
PASSED_OVER = "没有读出处罚，未写条目 · no penalty was read, and no entry written"
SUCCESSORS = "旧版本各款的后继（按行为的措辞，请核对），写进旧条目 · successors of the older edition by the words of the conduct: check, and put them into its entries"
UNLIKE = "措辞相去较远 · the words are not much alike"
DERIVED = ("text", "role", "tiers", "borrows", "aggravates", "provisos", "breaches", "authority", "authority_quote")
"""What an entry that is taken over unchanged has in common with its origin."""
PENAL = re.compile("罚款|没收|吊销|暂扣|警告|拘留|通报批评|停产|停业|关闭|责令|处罚")
ALIKE = 0.5
LONGEST_NAME = 30
RULE = "没有读出处罚，按规则条款列出 · no penalty was read: written down as a rule"


class Encoded(Struct, frozen=True):
    """The entries as TOML, how many places in the text could not be read, and these places by line with their reference."""

    toml: str
    refused: int
    places: tuple[tuple[int, str, Words], ...] = ()
    said: Words = Words("", "")
    """How many articles and paragraphs there were, and how many entries were made of them."""


def encode(text: str, ref: str, table: Table, name: str = "", name_en: str = "") -> Encoded:
    """The TOML entries of the paragraphs in `text`, the first of which is `ref`.

    `text` may begin with 第五十九条 and may hold several paragraphs and articles: each paragraph gets its own entry, numbered
    on from `ref`. What the reader could not read stands as a comment before its entry. Raises FinecalcError on a reference
    that is none, on another article's number, and on a text without words.
    """
    law, year, article, first = _reference(ref)
    found = pages(text, article, first)
    if not found.paragraphs:
        raise FinecalcError("没有收到条文", "no text was given")
    if found.headed and found.paragraphs[0].article != article:
        raise FinecalcError(
            f"正文是第{chinese(found.paragraphs[0].article)}条，编号却是第 {article} 条",
            f"the text is article {found.paragraphs[0].article}, but its reference is to article {article}",
            "ref",
        )
    made = _Entries(table, f"{law}@{year}")
    for paragraph in found.paragraphs:
        made.add(paragraph, name, name_en)
    return made.encoded(found, [each.toml for each in made.entries])


def encode_law(text: str, law: str, in_force: date, table: Table) -> Encoded:
    """The TOML of a chapter or a whole law: its `[[laws]]` entry, and an entry for each paragraph that provides for a penalty.

    `law` is an identifier, with the year of the edition behind `@` or without; the text then has it, or `in_force`. For the
    edition that this one replaces, the successors of its paragraphs are proposed as comments. Raises FinecalcError on an
    identifier that is none, on a text without articles, and where the table has this edition from another day on.
    """
    found = pages(text)
    if not found.paragraphs:
        raise FinecalcError("没有找到“第……条”，不是整章的条文", "no 第……条 is found: this is no chapter of a law")
    entry = law_entry(found, law, in_force, table.laws)
    laws = (*(each for each in table.laws if each.id != entry.law.id), entry.law)
    made = _Entries(replace(table, laws=laws), f"{entry.law.id}@{entry.year}", whole=True)
    for paragraph in found.paragraphs:
        made.add(paragraph)
    passed = "、".join(each.provision.ref for each in made.entries if not each.wanted)
    head = [entry.toml, f"# {PASSED_OVER}: {passed}\n" if passed else ""]
    written = [each.toml for each in made.entries if each.wanted]
    return made.encoded(found, [*filter(None, head), *written, *made.successors(table)])


class _Entry(Struct, frozen=True):
    provision: Provision
    wanted: bool
    """Whether it provides for a penalty, or may do so in words that were not read."""
    toml: str


class _Entries:
    """The entries of one edition, in the order of its text: each may rest on those before it."""

    def __init__(self, table: Table, edition: str, whole: bool = False) -> None:
        self.table, self.edition, self.whole = table, edition, whole
        self.known = {provision.ref: provision for provision in table.provisions}
        self.entries: list[_Entry] = []
        self.places: list[tuple[int, str, Words]] = []
        self.copied = 0

    def add(self, paragraph: Paragraph, name: str = "", name_en: str = "") -> None:
        place = f"{self.edition}:{paragraph.article}.{paragraph.number}"
        table = replace(self.table, provisions=tuple(self.known.values()))
        provision, reading = derive(paragraph.words, place, table, name, name_en)
        self.known[place] = provision
        penal = any(PENAL.search(no.words) for no in reading.refused)
        wanted = provision.role != "rule" or penal
        said = wanted if self.whole else wanted or LAW_WORDS.search(paragraph.words)
        unread, unnamed = (reading.refused, reading.unnamed) if said else ((), ())
        self.places += [(paragraph.line(no.start), place, _told(no, "没有读出", "not read")) for no in unread]
        self.places += [(paragraph.line(no.start), place, _told(no, "没有名称", "no name")) for no in unnamed]
        origin = self.unchanged(provision) if self.whole else None
        self.copied += origin is not None
        toml = (
            f'[[provisions]]\nref = "{place}"\nunchanged_from = "{origin}"\n'
            if origin
            else entry(provision, unread, _remarks(provision, reading, table, name, name_en), unnamed)
        )
        self.entries.append(_Entry(provision, wanted, toml))

    def unchanged(self, provision: Provision) -> str | None:
        """The paragraph of the edition before that says the same, word for word and key by key."""
        before = _neighbour(self.table, self.edition, -1)
        return next(
            (
                other.ref
                for other in (self.known.values() if before and provision.role != "rule" else ())
                if other.ref.startswith(f"{before}:")
                and all(getattr(other, key) == getattr(provision, key) for key in DERIVED)
            ),
            None,
        )

    def successors(self, table: Table) -> list[str]:
        """Comments that say where the paragraphs of the edition before go on, by the words of their conduct."""
        before = _neighbour(self.table, self.edition, -1)
        whole = replace(self.table, provisions=tuple(self.known.values()))
        lines = []
        for provision in table.provisions:
            if before and provision.ref.startswith(f"{before}:") and provision.role in ("penalty", "pointer"):
                reading = _read(provision.text, provision.ref, vocabulary(table))
                found = _successors(provision, reading, whole)
                if found:
                    lines.append(f"#   {provision.ref}: successors = {value(found)}{self.doubt(provision, found)}")
        return [f"# {SUCCESSORS}:", *lines, ""] if lines else []

    def doubt(self, provision: Provision, found: tuple[Successor, ...]) -> str:
        like = max(likeness(provision.text, self.known[step.ref].text) for step in found)
        return "" if like >= ALIKE else f"  # {UNLIKE}"

    def encoded(self, found: Pages, parts_: list[str]) -> Encoded:
        written = sum(each.wanted for each in self.entries)
        articles = len(found.articles)
        places = sorted((*((line, "", words) for line, words in found.odd), *self.places), key=lambda each: each[0])
        return Encoded(
            "\n".join(parts_),
            len(places),
            tuple(places),
            Words(
                f"{articles} 条 {len(self.entries)} 款，其中 {written} 款有处罚（{self.copied} 款与旧版本逐字相同）",
                f"{articles} articles, {len(self.entries)} paragraphs, {written} of them with penalties ({self.copied} word for word as before)",
            ),
        )


def _told(no: Unread, zh: str, en: str) -> Words:
    return Words(f"{zh}“{no.words}”：{no.why.zh}", f"{en}: “{no.words}”: {no.why.en}")


def _neighbour(table: Table, edition: str, step: int) -> str | None:
    """The edition before (-1) or after (1) another, as `csl@2016`."""
    law, _, year = edition.partition("@")
    years = [each.year for one in table.laws if one.id == law for each in one.editions]
    at = years.index(year) + step if year in years else -1
    return f"{law}@{years[at]}" if 0 <= at < len(years) else None


def derive(text: str, ref: str, table: Table, name: str = "", name_en: str = "") -> tuple[Provision, Reading]:
    """The provision that one paragraph of text amounts to, and the reading behind it. Other provisions are looked up
    in `table` only for what this text leaves to them: authority, duties, successors."""
    words = vocabulary(table)
    known = {provision.ref: provision for provision in table.provisions}
    reading = complete(_read(text, ref, words), ref, known.get)
    law, year, article, paragraph = split(ref)
    law_en = next((each.name_en for each in table.laws if each.id == law and PLACEHOLDER not in each.name_en), law)
    kind = role(reading)
    provision = Provision(
        ref=ref,
        text=text,
        name=name or _name(reading, text),
        name_en=name_en or f"{PLACEHOLDER} {english(law_en, year, article, paragraph)}",
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
    return replace(provision, digest=seal(provision) if name and name_en else ""), reading


def _reference(ref: str) -> tuple[str, str, int, int]:
    try:
        return split(ref)
    except ValueError:
        raise FinecalcError(
            f"“{ref}” 应写作 csl@2016:59.1（法@年份:条.款）",
            f"“{ref}” should look like csl@2016:59.1 (law@edition:article.paragraph)",
            "ref",
        ) from None


def _name(reading: Reading, text: str) -> str:
    """A name from the conduct; with items, from what stands before them and the first of them."""
    lead = re.sub(r"，?有下列[^，]*$", "", reading.conduct or text)
    if reading.items:
        lead = re.sub("，?违反本[^，]*?规定$", "", lead.strip("，的"))
    words = _bare(lead)
    if reading.items:
        words += _bare(re.sub(f"^{ITEM_MARK}", "", reading.items[0])) + "等"
    name = words or _bare(text) or text
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def _bare(conduct: str) -> str:
    """Words of conduct up to their first stop, without the articles that they cite."""
    words = re.sub(rf"违反本[^，]*?规定(?:，|(?=[^，]))|{THIS_LAW}{ARTICLE}[^，的]*?规定的", "", conduct.strip("，的"))
    return re.split("[。；：\n]", words)[0].strip("，的")


def _remarks(provision: Provision, reading: Reading, table: Table, name: str, name_en: str) -> list[str]:
    law, year, _, _ = split(provision.ref)
    remarks = [ONE_COPY] if name and name_en else [ONE_COPY, UNNAMED]
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
    later = _neighbour(table, provision.ref.partition(":")[0], 1)
    if later is None or provision.role == "rule":
        return ()
    words = vocabulary(table)
    candidates = [
        (other, part)
        for other in table.provisions
        if other.ref.startswith(f"{later}:") and other.role in ("penalty", "pointer") and not other.aggravates
        for part in parts(other, _read(other.text, other.ref, words))
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


@lru_cache(maxsize=1024)
def _read(text: str, ref: str, words: Vocabulary) -> Reading:
    return read(text, ref, words)
