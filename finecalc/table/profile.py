"""Reading an office profile: where it lies, its text, a typed and usable profile. Every fault is named with file, line and key."""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from finecalc.language.errors import FinecalcError, OfficeError
from finecalc.language.near import nearest
from finecalc.language.words import Words
from finecalc.table import office
from finecalc.table.load import content_of, read_toml, text_of
from finecalc.table.model import Fact, SanctionKind, Term
from finecalc.table.office import Profile, ProfileFile, Threshold
from finecalc.table.statutes import Statutes, named

Path_ = tuple[str | int, ...]
Flaw = tuple[Path_, Words]
"""Where (the path of the key), and what is wrong."""

WHAT = Words("机关档案", "office profile")
FILE = "office.toml"
PROVINCES = (
    *(
        "北京市",
        "天津市",
        "河北省",
        "山西省",
        "内蒙古自治区",
        "辽宁省",
        "吉林省",
        "黑龙江省",
        "上海市",
        "江苏省",
        "浙江省",
    ),
    *(
        "安徽省",
        "福建省",
        "江西省",
        "山东省",
        "河南省",
        "湖北省",
        "湖南省",
        "广东省",
        "广西壮族自治区",
        "海南省",
        "重庆市",
    ),
    *("四川省", "贵州省", "云南省", "西藏自治区", "陕西省", "甘肃省", "青海省", "宁夏回族自治区", "新疆维吾尔自治区"),
    *("香港特别行政区", "澳门特别行政区", "台湾省", "新疆生产建设兵团"),
)
NATIONAL = ("全国", "中国")
_KIND = re.compile("省|市|特别行政区|(?:壮族|回族|维吾尔)?自治区|生产建设兵团")
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


def profile_place(given: str | os.PathLike[str] | None = None) -> Path | None:
    """Where the profile is that `given`, FINECALC_OFFICE or the user's configuration folder names; None where none does."""
    named_place = given or os.environ.get("FINECALC_OFFICE")
    return Path(named_place) if named_place else _configured()


def configured_place() -> Path:
    """Where the profile of a user lies in the configuration folder."""
    import platformdirs

    return Path(platformdirs.user_config_dir("finecalc", appauthor=False)) / FILE


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


def with_profile(statutes: Statutes, place: Path) -> Statutes:
    """The table with the office of this profile in place of its own. Raises OfficeError with file, line and key."""
    content = content_of(place, WHAT)
    text = text_of(content, str(place), WHAT)
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
    from finecalc.table.keys import unknown

    data = read_toml(text, name, WHAT)
    strangers = list(unknown(data, Profile))
    found: list[Flaw] = [(path, words) for _, _, path, words in strangers]
    for holder, key, _, _ in strangers:
        del holder[key]
    try:
        profile = msgspec.convert(_identifiers(statutes, data), Profile)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `$")
        steps = [step for step in where.rstrip("`").replace("[", ".").replace("]", "").split(".") if step]
        path = tuple(int(step) if step.isdigit() else step for step in steps if step != "...")
        return None, [*found, (path, _misfit(path, message))]
    return profile, [*found, *unusable(statutes, profile)]


def at(text: str, name: str, path: Path_, words: Words) -> OfficeError:
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


def _misfit(path: Path_, message: str) -> Words:
    missing, kinds = _MISSING.fullmatch(message), _TYPE.fullmatch(message)
    if missing:
        hint = _WANTED.get(missing[1], Words("", ""))
        zh, en = (f"，{hint.zh}", f": {hint.en}") if hint.zh else ("", "")
        return Words(f"缺少 {missing[1]}{zh}", f"{missing[1]} is missing{en}")
    if path and path[-1] in _WANTED:
        hint = _WANTED[str(path[-1])]
        return Words(f"不能这样写，{hint.zh}", f"cannot be that: {hint.en}")
    if kinds:
        if kinds[1] == "array" and kinds[2] == "object" and len(path) == 1:
            return Words(f"表头要写两层方括号：[[{path[0]}]]", f"write its heading with two brackets: [[{path[0]}]]")
        wanted, got = (_KINDS.get(kind.partition(" ")[0], kind) for kind in kinds.groups())
        return Words(f"应为{wanted}，不能是{got}", f"should be {kinds[1]}, not {kinds[2]}")
    return Words(message, message)


_KINDS = {"bool": " true 或者 false", "int": "整数", "str": "文字", "array": "列表", "object": "表", "float": "小数"}
_WANTED = {
    "party": Words('应写 party = "unit"（单位）或者 "person"（个人）', 'write party = "unit" or "person"'),
    "amount": Words('写元的整数，不知道的写 "unknown"', 'whole yuan, or "unknown"'),
    "share_of_max": Words("写百分之几，如 50", "so many percent, such as 50"),
    "level": Words(
        "机关层级写 county 等，阶次写 从轻、一般、从重、减轻",
        "county and so on for an office; lenient, ordinary, heavier, mitigated for a band",
    ),
    "since": Words("日期写作 2026-01-31，不加引号", "a day as 2026-01-31, without quotation marks"),
    "until": Words("日期写作 2026-01-31，不加引号", "a day as 2026-01-31, without quotation marks"),
}


# --- what no profile may say ------------------------------------------------------------------------------------------


def unusable(statutes: Statutes, profile: Profile) -> Iterator[Flaw]:
    """Every flaw that makes the profile itself unusable; whether it keeps within the law is asked elsewhere."""
    if not profile.name.strip():
        yield ("name",), Words("是空的", "is empty")
    yield from _level(statutes, ("level",), profile.level)
    if profile.region and not known_region(profile.region):
        yield ("region",), _unknown_region(profile.region)
    for key, entries in (("large_fine", profile.large_fine), ("large_confiscation", profile.large_confiscation)):
        for number, each in enumerate(entries):
            yield from _threshold((key, number), each, key == "large_fine")
            yield from _twice((key, number), each, entries[:number])
    yield from _tables(statutes, profile)
    for number, judged in enumerate(profile.judged):
        path: Path_ = ("judged", number)
        yield from _unknown((*path, "fact"), [judged.fact], statutes.table.facts)
        yield from _references(statutes, (*path, "refs"), judged.refs)
        yield from _days(path, judged.since, judged.until)
    yield from _powers(statutes, profile)


def known_region(region: str) -> bool:
    """Whether a region begins with a province (甘肃省武威市, 甘肃武威), or is the whole country."""
    return region in NATIONAL or any(region.startswith((name, _KIND.sub("", name))) for name in PROVINCES)


def _unknown_region(region: str) -> Words:
    near = nearest(region, [*PROVINCES, *(_KIND.sub("", name) for name in PROVINCES)])
    zh, en = (f"，是不是“{near}”？", f" Did you mean “{near}”?") if near else ("", "")
    return Words(
        f"没有“{region}”这个地区{zh}（从省级行政区写起，如 甘肃省武威市凉州区）",
        f"there is no region “{region}”.{en} Begin with the province, such as 甘肃省武威市凉州区",
    )


def _level(statutes: Statutes, path: Path_, level: str) -> Iterator[Flaw]:
    levels = [each for each in statutes.table.authorities if each.level]
    if level not in [each.id for each in levels]:
        zh, en = "、".join(f"{each.id}（{each.label}）" for each in levels), ", ".join(each.id for each in levels)
        yield path, Words(f"没有“{level}”这一级，可用：{zh}", f"there is no level “{level}”; known: {en}")


def _days(path: Path_, since: date | None, until: date | None) -> Iterator[Flaw]:
    if since and until and until < since:
        yield (
            (*path, "until"),
            Words(f"until（{until}）早于 since（{since}）", f"until ({until}) is before since ({since})"),
        )


def _threshold(path: Path_, entry: Threshold, of_fine: bool) -> Iterator[Flaw]:
    yield from _days(path, entry.since, entry.until)
    if entry.amount is None and entry.share_of_max is None:
        yield (
            path,
            Words(
                '没有数额：要有 amount 或者 share_of_max；不知道的写 amount = "unknown"',
                'names no sum: give amount or share_of_max; where it is not known, amount = "unknown"',
            ),
        )
    if isinstance(entry.amount, int) and entry.amount <= 0:
        yield (*path, "amount"), Words("应大于 0", "should be more than 0")
    if entry.floor is not None and entry.share_of_max is None:
        yield (*path, "floor"), Words("只和 share_of_max 一起写", "goes with share_of_max only")
    if entry.floor is not None and entry.floor < 0:
        yield (*path, "floor"), Words("不能小于 0", "cannot be less than 0")
    if entry.share_of_max is not None and (not 0 < entry.share_of_max <= 100 or entry.share_of_max == 1):
        yield (
            (*path, "share_of_max"),
            Words(
                f"{entry.share_of_max} 不行：写百分之几，如 50（或者 0.5），不超过 100",
                f"not {entry.share_of_max}: so many percent, such as 50 (or 0.5), at most 100",
            ),
        )
    if not of_fine:
        for key in ("share_of_max", "counts_confiscation"):
            if getattr(entry, key):
                yield (
                    (*path, key),
                    Words(
                        "只用于罚款：没收没有法定最高限",
                        "is for fines: no maximum is set for a confiscation",
                    ),
                )


def _twice(path: Path_, entry: Threshold, before: Iterable[Threshold]) -> Iterator[Flaw]:
    """On no day do two thresholds hold for the same party and kind of act."""
    for other in before:
        alike = (other.party, other.business, other.only) == (entry.party, entry.business, entry.only)
        if alike and _same_days(entry, other):
            yield (
                path,
                Words(
                    "同一天、同一种当事人有两个标准：用 since、until 分开，或者用 business、only 区分",
                    "two thresholds hold for the same party on the same day: part them by since and until, or by business or only",
                ),
            )
            return


def _same_table(path: Path_, table: office.Discretion, before: Iterable[office.Discretion]) -> Iterator[Flaw]:
    """On no day do two tables divide the same tier of the same conduct."""
    for other in before:
        alike = (other.ref, other.items, other.facts, other.code) == (table.ref, table.items, table.facts, table.code)
        if alike and _same_days(table, other):
            yield (
                (*path, "ref"),
                Words(
                    f"{table.ref} 同一天有两份基准：合成一份，或者用 since、until、items、facts、code 分开",
                    f"two tables of {table.ref} hold on the same day: make them one, or part them by since, until, items, facts or code",
                ),
            )
            return


def _same_days(one: office.Timed, other: office.Timed) -> bool:
    first, last = (
        max(one.since or date.min, other.since or date.min),
        min(one.until or date.max, other.until or date.max),
    )
    return first <= last


def _tables(statutes: Statutes, profile: Profile) -> Iterator[Flaw]:
    for number, each in enumerate(profile.discretion):
        path: Path_ = ("discretion", number)
        yield from _same_table(path, each, profile.discretion[:number])
        yield from _days(path, each.since, each.until)
        yield from _references(statutes, (*path, "ref"), (each.ref,))
        yield from _unknown((*path, "facts"), each.facts, statutes.table.facts)
        if not each.bands:
            yield path, Words("没有 bands", "there are no bands")
        for index, band in enumerate(each.bands):
            here: Path_ = (*path, "bands", index)
            yield from _unknown((*here, "sanctions"), band.sanctions, statutes.table.sanctions)
            for at_, condition in enumerate(band.when):
                there: Path_ = (*here, "when", at_)
                yield from _unknown((*there, "facts"), condition.facts, statutes.table.facts)
                yield from _unknown((*there, "without"), condition.without, statutes.table.facts)
                yield from _size(statutes, (*there, "size"), condition.size)
                if condition == office.Condition():
                    yield there, Words("条件是空的", "the condition is empty")
                if condition.times and condition.times.max is not None and condition.times.max < condition.times.min:
                    yield (*there, "times"), _no_range(condition.times.min, condition.times.max)
            for at_, fine in enumerate(band.fines):
                yield from _fine(statutes, (*here, "fines", at_), fine)


def _fine(statutes: Statutes, path: Path_, fine: office.BandFine) -> Iterator[Flaw]:
    if not fine.on:
        yield (*path, "on"), Words("没有写罚谁", "says of nobody that they are fined")
    yield from _unknown((*path, "on"), fine.on, statutes.table.persons)
    yield from _size(statutes, (*path, "size"), fine.size)
    forms = [key for key in ("max", "multiple", "of_span", "of_max") if getattr(fine, key) is not None]
    if len(forms) != 1:
        yield (
            path,
            Words(
                "数额要写、且只写一种：min 和 max、multiple、of_span 或者 of_max",
                "write the sum in one form, and in one only: min and max, multiple, of_span or of_max",
            ),
        )
    if fine.multiple:
        yield from _unknown((*path, "multiple", "of"), [fine.multiple.of], statutes.table.bases)
    for key in forms:
        low, high = (fine.min, fine.max) if key == "max" else _ends(getattr(fine, key))
        if high is not None and not 0 <= low <= high:
            yield (*path, "min" if key == "max" else key), _no_range(low, high)
        if key in ("of_span", "of_max") and high is not None and high > 100:
            yield (*path, key), Words("不能超过 100", "cannot be over 100")


def _ends(part: Any) -> tuple[Decimal, Decimal]:
    return part.min, part.max


def _size(statutes: Statutes, path: Path_, size: office.Size | None) -> Iterator[Flaw]:
    if size is None:
        return
    yield from _unknown((*path, "of"), [size.of], statutes.table.bases)
    lows = [each for each in (size.at_least, size.above) if each is not None]
    highs = [each for each in (size.up_to, size.below) if each is not None]
    if not (lows or highs or size.none):
        yield path, Words("没有写多大", "does not say how large")
    if len(lows) > 1 or len(highs) > 1:
        yield path, Words("at_least 和 above、up_to 和 below 各写一个", "write at_least or above, up_to or below")
    elif lows and highs and lows[0] > highs[0]:
        yield path, _no_range(lows[0], highs[0])


def _no_range(low: Decimal | int, high: Decimal | int) -> Words:
    return Words(f"下限 {low} 和上限 {high} 不成幅度", f"{low} to {high} is no range")


def _powers(statutes: Statutes, profile: Profile) -> Iterator[Flaw]:
    for number, own in enumerate(profile.powers):
        path: Path_ = ("powers", number)
        if own.number != number + 1:
            yield (
                (*path, "number"),
                Words(f"应为 {number + 1}：从 1 起依次编号", f"should be {number + 1}: numbered from 1 in order"),
            )
        yield from _references(statutes, (*path, "provisions"), own.provisions)
        if own.level:
            yield from _level(statutes, (*path, "level"), own.level)


def _references(statutes: Statutes, path: Path_, refs: Iterable[str]) -> Iterator[Flaw]:
    for ref in refs:
        if ref not in statutes.provisions:
            near = nearest(ref, list(statutes.provisions))
            zh, en = (f"，是不是 {near}？", f"; did you mean {near}?") if near else ("", "")
            yield path, Words(f"表中没有 {ref}{zh}", f"the table has no {ref}{en}")


def _unknown(path: Path_, used: Iterable[str], terms: Iterable[Term | Fact | SanctionKind]) -> Iterator[Flaw]:
    known = {each.id: each.label for each in terms}
    for word in used:
        if word not in known:
            near = nearest(word, [*known, *known.values()])
            zh, en = (f"，是不是“{near}”？", f"; did you mean “{near}”?") if near else ("", "")
            yield path, Words(f"词汇表中没有“{word}”{zh}", f"no vocabulary knows “{word}”{en}")
