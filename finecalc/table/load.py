"""Reading `statutes.toml`: bytes, text, TOML, a typed and sound table. Every fault is named with file, line and key."""

import os
import re
import stat
import sys
from collections.abc import Callable, Iterator
from functools import cache as once
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from finecalc.language import citation
from finecalc.language.errors import FinecalcError, OfficeError, TableError
from finecalc.language.words import Words
from finecalc.table import cache
from finecalc.table.model import SCHEMA, Provision, Table
from finecalc.table.statutes import Statutes

LARGEST = 4 * 1024 * 1024


def load(path: str | os.PathLike[str] | None = None, office: str | os.PathLike[str] | None = None) -> Statutes:
    """The table: from `path`, or FINECALC_STATUTES, or the one that comes with finecalc. Read again only when a file changes.

    With the office profile of `office`, FINECALC_OFFICE or the user's configuration folder, it has that office in place of
    its own. Raises TableError and OfficeError, which name the file, line and key, when it cannot be read.
    """
    found = load_table(path)
    profile = profile_place(office)
    if profile is None:
        return found
    from finecalc.table.profile import with_profile

    key = (*_fingerprint(located(path), TABLE), *_fingerprint(profile, PROFILE))
    return _kept(key, lambda: with_profile(found, profile))


def load_table(path: str | os.PathLike[str] | None = None) -> Statutes:
    """The table with its own office, whatever profile is in force. Raises TableError."""
    place = located(path)
    return _kept(_fingerprint(place, TABLE), lambda: _read(place))


def profile_place(given: str | os.PathLike[str] | None = None) -> Path | None:
    """Where the profile is that `given`, FINECALC_OFFICE or the user's configuration folder names; None where none does."""
    named_place = given or os.environ.get("FINECALC_OFFICE")
    return Path(named_place) if named_place else _configured()


def configured_place() -> Path:
    """Where the profile of a user lies in the configuration folder."""
    import platformdirs

    return Path(platformdirs.user_config_dir("finecalc", appauthor=False)) / "office.toml"


def _configured() -> Path | None:
    try:
        if sys.platform == "linux":  # no need of platformdirs, which takes its time, where there is no such folder
            base = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
            if not os.path.isdir(os.path.join(base, "finecalc")):
                return None
        place = configured_place()
        return place if place.is_file() else None
    except (OSError, RuntimeError, ValueError):  # no home, no folder
        return None


def _fingerprint(place: Path, what: Words) -> tuple[object, ...]:
    """What changes with the file."""
    known, name = _standing(place, what), str(place)
    return (
        name,
        name if os.path.isabs(name) else os.getcwd(),
        known.st_size,
        known.st_mtime_ns,
        known.st_ctime_ns,
        known.st_ino,
    )


def _kept(key: tuple[object, ...], read: Callable[[], Statutes]) -> Statutes:
    found = _loaded.get(key)
    if found is None:
        found = read()
        if len(_loaded) >= _MOST_LOADED:
            _loaded.clear()
        _loaded[key] = found
    return found


_loaded: dict[tuple[object, ...], Statutes] = {}
_MOST_LOADED = 8
_IMMENSE = r"\d[\d_]{999}|\d[eE][+-]?\d{6}"
TABLE, PROFILE = Words("法条表", "table"), Words("机关档案", "office profile")


def _fault(what: Words) -> type[FinecalcError]:
    return TableError if what is TABLE else OfficeError


def _not_readable(place: Path, error: Exception, what: Words = TABLE) -> FinecalcError:
    from finecalc.language.reasons import of_system

    why = of_system(error)
    return _fault(what)(f"读不到{what.zh} {place}：{why.zh}", f"The {what.en} {place} cannot be read: {why.en}")


def located(path: str | os.PathLike[str] | None = None) -> Path:
    """Where the table is that `path`, FINECALC_STATUTES or the package names."""
    found = path or os.environ.get("FINECALC_STATUTES") or _packaged()
    return found if isinstance(found, Path) else Path(found)


def content_of(place: Path, what: Words = TABLE) -> bytes:
    """The whole file, whatever is in it. Raises TableError (or OfficeError, by `what` it is to be) for what is no file, cannot
    be read, or is over `LARGEST`."""
    _standing(place, what)
    try:
        with place.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise _not_readable(place, error, what) from None
    if len(content) > LARGEST:
        raise _too_large(str(place), what)
    return content


def text_of(content: bytes, name: str, what: Words = TABLE) -> str:
    """The text of a table (or of an office profile). Raises TableError (OfficeError) where it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _fault(what)(
            f"{name} 不是 UTF-8 文本（第 {error.start} 字节），请另存为 UTF-8",
            f"{name} is not UTF-8 text (byte {error.start}): save it as UTF-8",
        ) from None


def _standing(place: Path, what: Words = TABLE) -> os.stat_result:
    try:
        known = place.stat()
    except (OSError, ValueError) as error:
        raise _not_readable(place, error, what) from None
    if not stat.S_ISREG(known.st_mode):
        raise _fault(what)(f"{place} 不是文件", f"{place} is not a file")
    return known


def _read(place: Path) -> Statutes:
    content = content_of(place)
    digest = sha256(content).hexdigest()
    table = cache.kept(digest)
    if table is None:
        table = parse(text_of(content, str(place)), str(place))
        cache.keep(digest, table)
    return Statutes(table, digest, str(place))


def _too_large(name: str, what: Words = TABLE) -> FinecalcError:
    size = LARGEST // 1024 // 1024
    zh, en = (what.zh, "table of law" if what is TABLE else what.en)
    return _fault(what)(f"{name} 超过 {size} MB，不是{zh}", f"{name} is over {size} MB: no {en}")


def parse(text: str, name: str) -> Table:
    """The table that a TOML text holds. Raises TableError with `name`, line and key."""
    from finecalc.table.soundness import unusable

    table = convert(read_toml(text, name), text, name)
    for path, zh, en in chain(_unresolved(table), unusable(table)):
        raise _at(text, name, path, zh, en)
    return table


def read_toml(text: str, name: str, what: Words = TABLE) -> dict[str, Any]:
    """The TOML text as plain data, `unchanged_from` not resolved yet: no value in it is one that no law could hold.

    Raises TableError (or OfficeError, by `what` it is to be) with `name`, line and key.
    """
    from decimal import Decimal

    import tomli

    from finecalc.language.reasons import of_toml
    from finecalc.table.soundness import implausible

    fault = _fault(what)
    if len(text) > LARGEST:
        raise _too_large(name, what)
    try:
        data = tomli.loads(text, parse_float=Decimal)
    except RecursionError:
        raise fault(f"{name}:1：嵌套过深", f"{name}:1: nested too deep") from None
    except tomli.TOMLDecodeError as error:
        why = of_toml(error.msg)
        raise fault(
            f"{name}:{error.lineno}：不是正确的 TOML：{why.zh}", f"{name}:{error.lineno}: not valid TOML: {why.en}"
        ) from None
    except (ValueError, ArithmeticError):  # a number of thousands of digits
        longest = re.search(_IMMENSE, text)
        place = f"{name}:{1 + text[: longest.start()].count(chr(10))}" if longest else name
        raise fault(
            f"{place}：有一个数长得不能是法条里的数", f"{place}: a number is too long to stand in a law"
        ) from None
    for path, zh, en in implausible(data):
        raise fault(*_at(text, name, path, zh, en).words.both)
    return data


def convert(data: dict[str, Any], text: str, name: str) -> Table:
    """Plain data as a typed table. Raises TableError."""
    given = data
    if data.get("schema") != SCHEMA:
        if "schema" not in data:
            _known_keys(data, text, name)
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
        from finecalc.language.reasons import of_shape

        _known_keys(given, text, name)
        message, _, where = str(error).partition(" - at `$")
        path = _path(where.rstrip("`"))
        key = ".".join(map(str, path)) or "$"
        why = of_shape(message)
        raise _at(text, name, path, f"{key}：{why.zh}", f"{key}: {why.en}") from None


def _known_keys(data: dict[str, Any], text: str, name: str) -> None:
    """Raises TableError at the first key that the model does not know, in the words of `finecalc lint`."""
    from finecalc.table.keys import unknown
    from finecalc.table.toml_lines import shown

    for _, _, path, words in unknown(data, Table):
        key = shown(path)
        raise _at(text, name, path, f"{key}：{words.zh}", f"{key}: {words.en}")


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
        yield from _unresolved_links(provision, place, known)
    for index, power in enumerate(table.powers):
        for ref in power.provisions:
            if ref not in known:
                yield ("powers", index, "provisions"), f"指向不存在的 {ref}", f"names {ref}, which is not there"


def _unresolved_links(
    provision: Provision, place: tuple[str | int, ...], known: set[str]
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
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


@once
def _packaged() -> Path:
    """`statutes.toml` inside the installed package, or at the top of a source checkout."""
    here = Path(__file__).parent.parent
    inside = here / "statutes.toml"
    return inside if inside.exists() else here.parent / "statutes.toml"
