"""Reading an office profile: its text, a typed and usable profile. Every fault is named with file, line and key."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec

from finecalc.language.errors import FinecalcError, OfficeError
from finecalc.language.reasons import of_shape
from finecalc.language.words import Words
from finecalc.table.keys import fields, unknown
from finecalc.table.load import PROFILE, content_of, read_toml, text_of
from finecalc.table.model import Term
from finecalc.table.office import Profile, ProfileFile
from finecalc.table.profile_soundness import Flaw, KeyPath, unusable
from finecalc.table.statutes import Statutes, named

PARTIES = {"单位": "unit", "organisation": "unit", "个人": "person", "公民": "person", "individual": "person"}
LEVELS = {
    "不予处罚": "exempt",
    "减轻": "mitigated",
    "减轻处罚": "mitigated",
    "从轻": "lenient",
    "从轻处罚": "lenient",
    "一般": "ordinary",
    "一般处罚": "ordinary",
    "从重": "heavier",
    "从重处罚": "heavier",
    "aggravated": "heavier",
}


def with_profile(statutes: Statutes, place: Path) -> Statutes:
    """The table with the office of this profile in place of its own. Raises OfficeError with file, line and key."""
    content = content_of(place, PROFILE)
    text = text_of(content, str(place), PROFILE)
    profile = parse(statutes, text, str(place))
    return Statutes(
        statutes.table,
        statutes.sha256,
        statutes.path,
        ProfileFile(profile=profile, sha256=sha256(content).hexdigest(), path=str(place), text=text),
    )


def parse(statutes: Statutes, text: str, name: str) -> Profile:
    """The profile that a TOML text holds. Raises OfficeError with `name`, line and key."""
    profile, found = read(statutes, text, name)
    for path, words in found:
        raise at(text, name, path, words)
    assert profile is not None
    return profile


def read(statutes: Statutes, text: str, name: str) -> tuple[Profile | None, list[Flaw]]:
    """A TOML text as a profile, with every fault that makes it unusable; None where it cannot even be typed.

    Raises OfficeError where the text is no TOML.
    """
    data = read_toml(text, name, PROFILE)
    strangers = list(unknown(data, Profile))
    found: list[Flaw] = [(path, words) for _, _, path, words in strangers]
    for holder, key, _, _ in strangers:
        del holder[key]
    data = _identifiers(statutes, data)
    misfits = list(_misfits(data))
    lost = {path[0] for path, _ in misfits}
    try:
        profile = msgspec.convert({key: value for key, value in data.items() if key not in lost}, Profile)
    except msgspec.ValidationError:  # its name or level
        return None, [*found, *misfits]
    misspelt = {path[:-1] for path, _ in found}  # what is missing beside an unknown key is said with that key
    found += [flaw for flaw in (*misfits, *unusable(statutes, profile)) if flaw[0] not in misspelt]
    return None if misfits else profile, found


def _misfits(data: dict[str, Any]) -> Iterator[Flaw]:
    """The first value of the wrong kind in each key of the profile, and in each member of a list."""
    for key, kind in fields(Profile).items():
        value = data.get(key)
        parts: list[tuple[KeyPath, Any, Any]] = []
        if get_origin(kind) is tuple and isinstance(value, list):
            parts = [((key, index), each, get_args(kind)[0]) for index, each in enumerate(value)]
        elif key in data:
            parts = [((key,), value, kind)]
        elif key in ("name", "level"):
            yield (key,), _misfit((), f"Object missing required field `{key}`")
        for path, each, wanted in parts:
            try:
                msgspec.convert(each, wanted)
            except msgspec.ValidationError as error:
                message, _, where = str(error).partition(" - at `$")
                steps = [step for step in where.rstrip("`").replace("[", ".").replace("]", "").split(".") if step]
                inner = tuple(int(step) if step.isdigit() else step for step in steps if step != "...")
                yield (*path, *inner), _misfit((*path, *inner), message)


def at(text: str, name: str, path: KeyPath, words: Words) -> OfficeError:
    """What is wrong with a key, with the line on which it stands."""
    from finecalc.table.toml_lines import line_of, shown

    line, key = line_of(text, path) or 1, shown(path)
    zh, en = (f"{key}：{words.zh}", f"{key}: {words.en}") if key else words.both
    return OfficeError(f"{name}:{line}：{zh}", f"{name}:{line}: {en}")


# --- the words of people as identifiers -------------------------------------------------------------------------------


def _identifiers(statutes: Statutes, data: dict[str, Any]) -> dict[str, Any]:
    """The same data with identifiers where Chinese labels were written: 县级, 单位, 从轻, 拒不改正, 警告."""
    table = statutes.table
    known: dict[str, tuple[Term, ...]] = {
        "facts": table.facts,
        "without": table.facts,
        "fact": table.facts,
        "sanctions": table.sanctions,
        "on": table.persons,
        "of": table.bases,
    }

    def word(key: str, value: str, path: tuple[str, ...]) -> str:
        if key == "party":
            return PARTIES.get(value, value)
        if key == "level":
            return LEVELS.get(value, value) if "bands" in path else _identifier(table.authorities, value)
        return _identifier(known[key], value) if key in known else value

    def over(value: Any, key: str, path: tuple[str, ...]) -> Any:
        if isinstance(value, dict):
            return {name: over(member, name, (*path, name)) for name, member in value.items()}
        if isinstance(value, list):
            return [over(member, key, path) for member in value]
        return word(key, value, path) if isinstance(value, str) else value

    found: dict[str, Any] = over(data, "", ())
    return found


def _identifier(terms: tuple[Term, ...], text: str) -> str:
    """The identifier that is meant, or the text itself where none is."""
    try:
        return named(terms, text, "", "").id
    except FinecalcError:
        return text


_MISSING = re.compile("Object missing required field `(.+)`")
_TYPE = re.compile("Expected `(.+)`, got `(.+)`")


def _misfit(path: KeyPath, message: str) -> Words:
    missing, kinds = _MISSING.fullmatch(message), _TYPE.fullmatch(message)
    if missing:
        hint = _WANTED.get(missing[1], Words("", ""))
        zh, en = (f"，{hint.zh}", f": {hint.en}") if hint.zh else ("", "")
        return Words(f"缺少 {missing[1]}{zh}", f"{missing[1]} is missing{en}")
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    known = _BAND_LEVEL if key == "level" and "bands" in path else _WANTED.get(key)
    if known:
        return Words(f"不能这样写，{known.zh}", f"cannot be that: {known.en}")
    if kinds:
        if kinds[1] == "array" and kinds[2] == "object" and len(path) == 1:
            return Words(f"表头要写两层方括号：[[{path[0]}]]", f"write its heading with two brackets: [[{path[0]}]]")
        return Words(of_shape(message).zh, f"should be {kinds[1]}, not {kinds[2]}")
    return of_shape(message)


_BAND_LEVEL = Words(
    "阶次写 不予处罚、减轻、从轻、一般、从重", "a band is exempt, mitigated, lenient, ordinary or heavier"
)
_WANTED = {
    "party": Words('应写 party = "unit"（单位）或者 "person"（个人）', 'write party = "unit" or "person"'),
    "amount": Words('写元的整数，不知道的写 "unknown"', 'whole yuan, or "unknown"'),
    "share_of_max": Words("写百分之几，如 50", "so many percent, such as 50"),
    "level": Words(
        "机关层级写 county、prefecture、provincial 或者 national",
        "write county, prefecture, provincial or national",
    ),
    "open": Words('写不含哪一端，如 open = ["max"]，两端是 min、max', 'name the ends that are not in it: "min", "max"'),
    "source_has": Words('只能写 "gap"、"overlap"', 'write "gap" or "overlap"'),
    "sure": Words('写 "single" 或者 "confirmed"', 'write "single" or "confirmed"'),
    "since": Words("日期写作 2026-01-31，不加引号", "a day as 2026-01-31, without quotation marks"),
    "until": Words("日期写作 2026-01-31，不加引号", "a day as 2026-01-31, without quotation marks"),
}
