"""What no office profile may say, because it could not be judged by: looked at whenever one is read.

Whether it keeps within the law is asked in the room of the law; whether it is in force and names its sources is for `lint`.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from finecalc.language.near import nearest
from finecalc.language.words import Words
from finecalc.table import office
from finecalc.table.model import Fact, SanctionKind, Term
from finecalc.table.office import Profile, Threshold
from finecalc.table.statutes import Statutes

KeyPath = tuple[str | int, ...]
Flaw = tuple[KeyPath, Words]
"""Where (the path of the key), and what is wrong."""

PROVINCES = [
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
    "四川省",
    "贵州省",
    "云南省",
    "西藏自治区",
    "陕西省",
    "甘肃省",
    "青海省",
    "宁夏回族自治区",
    "新疆维吾尔自治区",
    "香港特别行政区",
    "澳门特别行政区",
    "台湾省",
    "新疆生产建设兵团",
]
NATIONAL = ("全国", "中国")
_KIND = re.compile("省|市|特别行政区|(?:壮族|回族|维吾尔)?自治区|生产建设兵团")


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
        path: KeyPath = ("judged", number)
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


def _level(statutes: Statutes, path: KeyPath, level: str) -> Iterator[Flaw]:
    levels = [each for each in statutes.table.authorities if each.level]
    if level not in [each.id for each in levels]:
        zh, en = "、".join(f"{each.id}（{each.label}）" for each in levels), ", ".join(each.id for each in levels)
        yield path, Words(f"没有“{level}”这一级，可用：{zh}", f"there is no level “{level}”; known: {en}")


def _days(path: KeyPath, since: date | None, until: date | None) -> Iterator[Flaw]:
    if since and until and until < since:
        yield (
            (*path, "until"),
            Words(f"until（{until}）早于 since（{since}）", f"until ({until}) is before since ({since})"),
        )


def _threshold(path: KeyPath, entry: Threshold, of_fine: bool) -> Iterator[Flaw]:
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


def _twice(path: KeyPath, entry: Threshold, before: Iterable[Threshold]) -> Iterator[Flaw]:
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


def _same_table(path: KeyPath, table: office.Discretion, before: Iterable[office.Discretion]) -> Iterator[Flaw]:
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
        path: KeyPath = ("discretion", number)
        yield from _same_table(path, each, profile.discretion[:number])
        yield from _days(path, each.since, each.until)
        yield from _references(statutes, (*path, "ref"), (each.ref,))
        yield from _unknown((*path, "facts"), each.facts, statutes.table.facts)
        if not each.bands:
            yield path, Words("没有 bands", "there are no bands")
        for index, band in enumerate(each.bands):
            here: KeyPath = (*path, "bands", index)
            yield from _unknown((*here, "sanctions"), band.sanctions, statutes.table.sanctions)
            for at_, condition in enumerate(band.when):
                there: KeyPath = (*here, "when", at_)
                yield from _unknown((*there, "facts"), condition.facts, statutes.table.facts)
                yield from _unknown((*there, "without"), condition.without, statutes.table.facts)
                yield from _size(statutes, (*there, "size"), condition.size)
                if condition == office.Condition():
                    yield there, Words("条件是空的", "the condition is empty")
                if condition.times and condition.times.max is not None and condition.times.max < condition.times.min:
                    yield (*there, "times"), _no_range(condition.times.min, condition.times.max)
            for at_, fine in enumerate(band.fines):
                yield from _fine(statutes, (*here, "fines", at_), fine)


def _fine(statutes: Statutes, path: KeyPath, fine: office.BandFine) -> Iterator[Flaw]:
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


def _size(statutes: Statutes, path: KeyPath, size: office.Size | None) -> Iterator[Flaw]:
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
        path: KeyPath = ("powers", number)
        if own.number != number + 1:
            yield (
                (*path, "number"),
                Words(f"应为 {number + 1}：从 1 起依次编号", f"should be {number + 1}: numbered from 1 in order"),
            )
        yield from _references(statutes, (*path, "provisions"), own.provisions)
        if own.level:
            yield from _level(statutes, (*path, "level"), own.level)


def _references(statutes: Statutes, path: KeyPath, refs: Iterable[str]) -> Iterator[Flaw]:
    for ref in refs:
        if ref not in statutes.provisions:
            near = nearest(ref, list(statutes.provisions))
            zh, en = (f"，是不是 {near}？", f"; did you mean {near}?") if near else ("", "")
            yield path, Words(f"表中没有 {ref}{zh}", f"the table has no {ref}{en}")


def _unknown(path: KeyPath, used: Iterable[str], terms: Iterable[Term | Fact | SanctionKind]) -> Iterator[Flaw]:
    known = {each.id: each.label for each in terms}
    for word in used:
        if word not in known:
            near = nearest(word, [*known, *known.values()])
            zh, en = (f"，是不是“{near}”？", f"; did you mean “{near}”?") if near else ("", "")
            yield path, Words(f"词汇表中没有“{word}”{zh}", f"no vocabulary knows “{word}”{en}")
