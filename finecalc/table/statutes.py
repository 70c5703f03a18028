"""Load `statutes.toml` and find things in it: by reference, citation, power item or word."""

import os
import stat
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from finecalc.language import citation
from finecalc.language.citation import PowerItem, Reference
from finecalc.language.errors import FinecalcError, TableError, UnknownReference
from finecalc.language.numerals import plain
from finecalc.language.words import Words
from finecalc.table import cache
from finecalc.table.ladder import Ladder, build
from finecalc.table.model import SCHEMA, Edition, Fact, Law, Power, Provision, Successor, Table, Term
from finecalc.table.vocabulary import fact_words

T = TypeVar("T", bound=Term)
LARGEST = 4 * 1024 * 1024
"""Bytes (or characters): more than any table of law has."""
Place = tuple[str, tuple[int, ...]]
"""A provision and the items of its conduct, where they are named."""


class Statutes:
    """The table with its indexes. `sha256` is the digest of the file that it was read from."""

    def __init__(self, table: Table, digest: str, path: str) -> None:
        self.table = table
        self.sha256 = digest
        self.path = path
        self.provisions = {provision.ref: provision for provision in table.provisions}
        self.laws = {law.id: law for law in table.laws}
        self._ladders: dict[str, Ladder] = {}
        self.kept: dict[str, Any] = {}
        """What other rooms have worked out from this table, by the name of who keeps it."""

    # --- laws and editions ---

    @cached_property
    def law_names(self) -> dict[str, str]:
        """Every name under which a law may be typed → its identifier."""
        return {name: law.id for law in self.table.laws for name in (law.id, law.name, *law.short)}

    def edition(self, ref: str) -> Edition:
        """The edition that a reference belongs to."""
        law, year, _, _ = citation.split(ref)
        return next(edition for edition in self.laws[law].editions if edition.year == year)

    def edition_on(self, law: Law, day: date) -> Edition | None:
        """The edition of a law in force on a day, or None."""
        return next((edition for edition in law.editions if in_force(edition, day)), None)

    @cached_property
    def changes(self) -> list[date]:
        """Every day on which some text begins to be the law or has just ceased to be, in order."""
        begun = {edition.in_force for law in self.table.laws for edition in law.editions}
        ended = {
            edition.until + timedelta(days=1) for law in self.table.laws for edition in law.editions if edition.until
        }
        return sorted(begun | ended)

    # --- provisions ---

    def provision(self, ref: str) -> Provision:
        """The provision with this full reference. Raises UnknownReference."""
        try:
            return self.provisions[ref]
        except KeyError:
            raise UnknownReference(f"表中没有 {ref}", f"The table has no {ref}") from None

    def paragraphs(self, law: str, year: str, article: int) -> list[Provision]:
        """The paragraphs of an article that the table holds, in order."""
        prefix = f"{law}@{year}:{article}."
        return [provision for provision in self.table.provisions if provision.ref.startswith(prefix)]

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The facts by their identifiers."""
        return {fact.id: fact for fact in self.table.facts}

    @cached_property
    def sanction_words(self) -> dict[str, str]:
        """Every name under which a kind of sanction may be typed, in lower case → its identifier."""
        kinds = reversed(self.table.sanctions)
        return {
            plain(name).lower(): kind.id for kind in kinds for name in (*kind.words, kind.label_en, kind.label, kind.id)
        }

    @cached_property
    def fact_words(self) -> frozenset[str]:
        """Every wording that is a fact somewhere in the table."""
        return fact_words(self.table)

    def citation(self, ref: str) -> Words:
        """How the provision is cited; without the paragraph where the article has only one."""
        law, year, article, paragraph = citation.split(ref)
        shown = paragraph if len(self.paragraphs(law, year, article)) > 1 or paragraph > 1 else None
        named = self.laws[law]
        return Words(
            citation.chinese(named.name, year, article, shown), citation.english(named.name_en, year, article, shown)
        )

    def ladder(self, ref: str) -> Ladder:
        """The tiers that can apply to the conduct of a provision, borrowed and aggravated ones included."""
        if ref not in self._ladders:
            self._ladders[ref] = build(ref, self.provision, self._aggravations)
        return self._ladders[ref]

    @cached_property
    def _aggravations(self) -> dict[str, list[Provision]]:
        found: dict[str, list[Provision]] = {}
        for provision in self.table.provisions:
            for base in provision.aggravates:
                found.setdefault(base.ref, []).append(provision)
        return found

    # --- where the conduct of a provision is dealt with in another edition ---

    def successors(self, place: Place) -> list[Place]:
        """The provisions that take up the conduct of this one in the next edition, pointers followed."""
        ref, items = place
        return [
            arrived
            for step in _for_items(self.provision(ref).successors, items)
            for arrived in self.pointed((step.ref, step.to_items if step.items or step.to_items else items))
        ]

    def pointed(self, place: Place) -> list[Place]:
        """The place itself, or what it points to when it is a pointer; nothing when the pointer names no place."""
        ref, items = place
        provision = self.provision(ref)
        if provision.role != "pointer":
            return [place]
        return [(target.ref, target.to_items) for target in _for_items(provision.points_to, items)]

    def predecessors(self, place: Place) -> list[Place]:
        """The provisions whose conduct this one took up."""
        ref, items = place
        found = []
        for provision in self.table.provisions:
            for step in provision.successors:
                if step.ref == ref and (not items or not step.to_items or set(items) & set(step.to_items)):
                    found.append((provision.ref, _items_before(step, items)))
        if found:
            return found
        # what only aggravates had no text of its own before: its conduct was dealt with where that of its base was
        return [place for base in self.provision(ref).aggravates for place in self.predecessors((base.ref, items))]

    def concurring(self, ref: str, day: date) -> tuple[str, ...]:
        """The provisions of other laws that catch the same conduct as this one on a day when both are in force."""
        if not in_force(self.edition(ref), day):
            return ()
        own = (ref, *(link.ref for link in self.provision(ref).aggravates))
        found = dict.fromkeys(other for one, other in self._concurring if one in own)
        return tuple(other for other in found if in_force(self.edition(other), day))

    @cached_property
    def _concurring(self) -> list[tuple[str, str]]:
        said = [(provision.ref, other) for provision in self.table.provisions for other in provision.concurs_with]
        return said + [(other, ref) for ref, other in said]

    # --- words ---

    def cited(self, text: str) -> Reference | PowerItem:
        """Read a reference, citation or power item. Raises UnknownReference with an example of what is right."""
        found = citation.parse(text, self.law_names)
        if found is None:
            names = "、".join(law.short[0] if law.short else law.name for law in self.table.laws)
            raise UnknownReference(
                f"看不懂“{plain(text)}”。可以写作 csl@2016:59.1、网络安全法第五十九条第一款、网安法59 或 #1；表中的法：{names}",
                f"“{plain(text)}” is not a reference. Write csl@2016:59.1, 网络安全法第五十九条第一款, 网安法59 or #1; "
                f"laws in the table: {', '.join(self.laws)}",
            )
        return found

    def power(self, number: int) -> Power:
        """An item of the power list. Raises UnknownReference."""
        for power in self.table.powers:
            if power.number == number:
                return power
        last = len(self.table.powers)
        raise UnknownReference(
            f"权责清单没有第 {number} 项，只有第 1 至 {last} 项",
            f"The power list has no item {number}; it has items 1 to {last}",
        )

    def search(self, words: Iterable[str]) -> list[Provision]:
        """Provisions whose name, text, reference or power item holds every word, in table order."""
        wanted = [plain(word).lower() for word in words if plain(word)]
        listed = {ref: power.name for power in self.table.powers for ref in power.provisions}
        return [
            provision
            for provision in self.table.provisions
            if all(
                word
                in f"{provision.ref} {provision.name} {provision.name_en} {provision.text} "
                f"{self.citation(provision.ref).zh} {listed.get(provision.ref, '')}".lower()
                for word in wanted
            )
        ]


def in_force(edition: Edition, day: date) -> bool:
    """Whether the edition is the law on that day."""
    return edition.in_force <= day and (edition.until is None or day <= edition.until)


def same_edition(one: str, other: str) -> bool:
    """Whether two references belong to the same edition of the same law."""
    return one.split(":")[0] == other.split(":")[0]


def conduct_items(provision: Provision) -> list[str]:
    """The items of conduct that the text lists: （一）设置恶意程序的； and so on."""
    return [line for line in provision.text.split("\n") if line.startswith("（")]


def term(terms: tuple[T, ...], text: str) -> T | None:
    """The term that `text` names by identifier, label or another wording, or None."""
    written = plain(text).rstrip("的").lower()
    for known in terms:
        if written in (known.id, plain(known.label).lower(), known.label_en.lower(), *map(plain, known.words)):
            return known
    return None


def named(terms: tuple[T, ...], text: str, what_zh: str, what_en: str) -> T:
    """The term that `text` names. Raises FinecalcError with the nearest one; with all that there are where they are few."""
    found = term(terms, text)
    if found:
        return found
    from difflib import get_close_matches

    written = plain(text)
    near = get_close_matches(written, [name for each in terms for name in (each.id, each.label, *each.words)], 1)
    zh, en = f"没有“{short(written)}”这种{what_zh}", f"There is no {what_en} “{short(written)}”"
    if near:
        raise FinecalcError(f"{zh}。是不是“{near[0]}”？", f"{en}. Did you mean “{near[0]}”?")
    if len(terms) > _FEW:
        raise FinecalcError(f"{zh}，请用条文的原词", f"{en}: use the words of the text")
    known_zh = "、".join(f"{each.id}（{each.label}）" for each in terms)
    known_en = ", ".join(f"{each.id} ({each.label_en})" for each in terms)
    raise FinecalcError(f"{zh}。可用：{known_zh}", f"{en}. Known: {known_en}")


_FEW = 16


def short(text: str) -> str:
    """What was typed, as long as a message may quote it."""
    return text if len(text) <= 40 else text[:39] + "…"


def _items_before(step: Successor, items: tuple[int, ...]) -> tuple[int, ...]:
    """The items of the earlier text for these items of the later one."""
    return step.items if step.items or step.to_items else items


def _for_items(steps: tuple[Successor, ...], items: tuple[int, ...]) -> list[Successor]:
    return [step for step in steps if not items or not step.items or set(items) & set(step.items)]


# --- reading the file -----------------------------------------------------------------------------------------------


def load(path: str | os.PathLike[str] | None = None) -> Statutes:
    """The table: from `path`, or FINECALC_STATUTES, or the one that comes with finecalc. Read again only when the file changes.

    Raises TableError, which names the file, line and key, when it cannot be read.
    """
    place = located(path)
    known = _standing(place)
    key = (str(place), str(place.absolute()), known.st_size, known.st_mtime_ns, known.st_ctime_ns, known.st_ino)
    found = _loaded.get(key)
    if found is None:
        found = _read(place)
        if len(_loaded) >= _MOST_LOADED:
            _loaded.clear()
        _loaded[key] = found
    return found


_loaded: dict[tuple[str, str, int, int, int, int], Statutes] = {}
_MOST_LOADED = 8


def _not_readable(place: Path, error: Exception) -> TableError:
    why = getattr(error, "strerror", None) or error
    return TableError(f"读不到法条表 {place}：{why}", f"The table {place} cannot be read: {why}")


def located(path: str | os.PathLike[str] | None = None) -> Path:
    """Where the table is that `path`, FINECALC_STATUTES or the package names."""
    return Path(path or os.environ.get("FINECALC_STATUTES") or _packaged())


def content_of(place: Path) -> bytes:
    """The whole file, whatever is in it. Raises TableError for what is no file, cannot be read, or is over `LARGEST`."""
    _standing(place)
    try:
        with place.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise _not_readable(place, error) from None
    if len(content) > LARGEST:
        raise _too_large(str(place))
    return content


def text_of(content: bytes, name: str) -> str:
    """The text of a table. Raises TableError where it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(
            f"{name} 不是 UTF-8 文本（第 {error.start} 字节）", f"{name} is not UTF-8 text (byte {error.start})"
        ) from None


def _standing(place: Path) -> os.stat_result:
    try:
        known = place.stat()
    except (OSError, ValueError) as error:
        raise _not_readable(place, error) from None
    if not stat.S_ISREG(known.st_mode):
        raise TableError(f"{place} 不是文件", f"{place} is not a file")
    return known


def _read(place: Path) -> Statutes:
    content = content_of(place)
    digest = sha256(content).hexdigest()
    table = cache.kept(digest)
    if table is None:
        table = parse(text_of(content, str(place)), str(place))
        cache.keep(digest, table)
    return Statutes(table, digest, str(place))


def _too_large(name: str) -> TableError:
    size = LARGEST // 1024 // 1024
    return TableError(f"{name} 超过 {size} MB，不是法条表", f"{name} is over {size} MB: no table of law")


def parse(text: str, name: str) -> Table:
    """The table that a TOML text holds. Raises TableError with `name`, line and key."""
    from finecalc.table.soundness import unusable

    table = convert(read_toml(text, name), text, name)
    for path, zh, en in chain(_unresolved(table), unusable(table)):
        raise _at(text, name, path, zh, en)
    return table


def read_toml(text: str, name: str) -> dict[str, Any]:
    """The TOML text as plain data, `unchanged_from` not resolved yet: no value in it is one that no law could hold.

    Raises TableError with `name`, line and key.
    """
    from decimal import Decimal

    import tomli

    from finecalc.table.soundness import implausible

    if len(text) > LARGEST:
        raise _too_large(name)
    try:
        data = tomli.loads(text, parse_float=Decimal)
    except RecursionError:
        raise TableError(f"{name}:1：嵌套过深，不是法条表", f"{name}:1: nested too deep to be a table of law") from None
    except tomli.TOMLDecodeError as error:
        raise TableError(
            f"{name}:{error.lineno}：不是正确的 TOML：{error.msg}",
            f"{name}:{error.lineno}: not valid TOML: {error.msg}",
        ) from None
    except (ValueError, ArithmeticError):  # a number of thousands of digits
        raise TableError(
            f"{name}：有一个数长得不能是法条里的数", f"{name}: a number is too long to stand in a law"
        ) from None
    for path, zh, en in implausible(data):
        raise _at(text, name, path, zh, en)
    return data


def convert(data: dict[str, Any], text: str, name: str) -> Table:
    """Plain data as a typed table. Raises TableError."""
    if data.get("schema") != SCHEMA:
        raise _at(
            text,
            name,
            ("schema",),
            f"schema 是 {data.get('schema', '缺失')}，本程序读 schema = {SCHEMA}",
            f"schema is {data.get('schema', 'missing')}; this program reads schema = {SCHEMA}",
        )
    if isinstance(data.get("provisions"), list):
        data = {**data, "provisions": list(_with_unchanged(data["provisions"], text, name))}
    try:
        return msgspec.convert(data, Table)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `$")
        path = _path(where.rstrip("`"))
        key = ".".join(map(str, path)) or "$"
        raise _at(text, name, path, f"{key}：{message}", f"{key}: {message}") from None


def _with_unchanged(provisions: list[Any], text: str, name: str) -> Iterator[Any]:
    """Fill each entry that says `unchanged_from` with what the named entry says."""
    known = {
        entry["ref"]: entry for entry in provisions if isinstance(entry, dict) and isinstance(entry.get("ref"), str)
    }
    for index, entry in enumerate(provisions):
        origin = entry.get("unchanged_from") if isinstance(entry, dict) else None
        if origin is None:
            yield entry
        elif isinstance(origin, str) and origin in known and "unchanged_from" not in known[origin]:
            own = {key: value for key, value in entry.items() if key != "unchanged_from"}
            yield {**{key: value for key, value in known[origin].items() if key != "successors"}, **own}
        else:
            raise _at(
                text,
                name,
                ("provisions", index, "unchanged_from"),
                f"unchanged_from 指向不存在的 {origin}",
                f"unchanged_from names {origin}, which is not there",
            )


def _unresolved(table: Table) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """References and law editions that lead nowhere: without them nothing else can be answered safely."""
    editions = {(law.id, edition.year) for law in table.laws for edition in law.editions}
    known = {provision.ref for provision in table.provisions}
    seen = set()
    for index, provision in enumerate(table.provisions):
        place = ("provisions", index)
        try:
            law, year, _, _ = citation.split(provision.ref)
        except ValueError:
            yield (
                (*place, "ref"),
                f"ref “{provision.ref}” 应写作 csl@2016:59.1",
                f"ref “{provision.ref}” should look like csl@2016:59.1",
            )
            continue
        if (law, year) not in editions:
            yield (
                (*place, "ref"),
                f"{provision.ref} 的法或版本不在 laws 中",
                f"{provision.ref}: no such law or edition in laws",
            )
        if provision.ref in seen:
            yield (*place, "ref"), f"{provision.ref} 重复", f"{provision.ref} is there twice"
        seen.add(provision.ref)
        for key in ("aggravates", "borrows", "successors", "points_to"):
            for number, link in enumerate(getattr(provision, key)):
                if link.ref not in known:
                    yield (
                        (*place, key, number, "ref"),
                        f"{key} 指向不存在的 {link.ref}",
                        f"{key} names {link.ref}, which is not there",
                    )
        for number, ref in enumerate(provision.concurs_with):
            if ref not in known:
                yield (*place, "concurs_with", number), f"指向不存在的 {ref}", f"names {ref}, which is not there"
    for index, power in enumerate(table.powers):
        for ref in power.provisions:
            if ref not in known:
                yield ("powers", index, "provisions"), f"指向不存在的 {ref}", f"names {ref}, which is not there"


def _at(text: str, name: str, path: tuple[str | int, ...], zh: str, en: str) -> TableError:
    from finecalc.table.toml_lines import line_of

    line = line_of(text, path) or 1
    return TableError(f"{name}:{line}：{zh}", f"{name}:{line}: {en}")


def _path(where: str) -> tuple[str | int, ...]:
    """`.provisions[3].tiers[1]` → ("provisions", 3, "tiers", 1)."""
    parts = where.replace("[", ".").replace("]", "").split(".")
    return tuple(int(part) if part.isdigit() else part for part in parts if part and part != "...")


def is_packaged(statutes: Statutes) -> bool:
    """Whether this is the table that comes with finecalc."""
    try:
        return Path(statutes.path).samefile(_packaged())
    except OSError:
        return False


def _packaged() -> Path:
    """`statutes.toml` inside the installed package, or at the top of a source checkout."""
    here = Path(__file__).parent.parent
    inside = here / "statutes.toml"
    return inside if inside.exists() else here.parent / "statutes.toml"


def rule_in_force(statutes: Statutes, ref: str, day: date) -> bool:
    """Whether the law that states a general rule was in force on a day."""
    return statutes.edition(ref).in_force <= day
