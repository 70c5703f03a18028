"""The `[[laws]]` entry for a text that is new to the table."""

import re
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from finecalc.language.citation import everyday
from finecalc.language.errors import FinecalcError
from finecalc.proof.chapter import Pages
from finecalc.proof.reader.entry import toml_value as value
from finecalc.proof.seal import PLACEHOLDER
from finecalc.table.model import Edition, Law

REPLACES = "替换表中这部法的 [[laws]]；until 改动的版本要重新封签 · replaces this law's [[laws]] in the table; where until changed, seal it again"
NOT_WHOLE = "这份文本只有第 {} 条至第 {} 条；全文共有多少条，写进 articles · only articles {} to {} are here: `articles` is for a text that is whole"


class LawEntry(Struct, frozen=True):
    """The law with the edition `year` in its place, and the TOML of it ("" where the table has it already)."""

    law: Law
    year: str
    toml: str


def law_entry(found: Pages, asked: str, in_force: date, laws: tuple[Law, ...]) -> LawEntry:
    """The entry of the law `asked` (`csl`, or `csl@2025`) with an edition in force from `in_force`, as far as the text says it.

    Every article is counted where the text is whole, from the first one on. Raises FinecalcError.
    """
    identifier, at, year = asked.partition("@")
    if not (identifier.isascii() and identifier.isalpha()) or (at and not re.fullmatch("[0-9]{4}", year)):
        raise FinecalcError(
            f"“{asked}” 不是法的标识：写英文字母，如 csl，或者加上文本的年份，如 csl@2025",
            f"“{asked}” is no identifier of a law: letters, such as csl, or with the year of the text, such as csl@2025",
            "law",
        )
    known = next((law for law in laws if law.id == identifier), None)
    held = known.editions if known else ()
    year = year or next((each.year for each in held if each.in_force == in_force), "") or _year(found, in_force)
    there = next((each for each in held if each.year == year), None)
    if known and there:
        if there.in_force != in_force:
            raise FinecalcError(
                f"表中 {identifier}@{year} 自 {there.in_force} 施行，不是 {in_force}；另一个版本请写年份，如 {identifier}@{in_force.year}",
                f"in the table {identifier}@{year} is in force from {there.in_force}, not {in_force}; for another edition give its year, such as {identifier}@{in_force.year}",
                "in_force",
            )
        return LawEntry(known, year, "")
    if any(each.in_force == in_force for each in held):
        raise FinecalcError(
            f"表中 {identifier} 已有自 {in_force} 施行的版本",
            f"the table has an edition of {identifier} from {in_force} on",
            "in_force",
        )
    count = found.articles
    whole = count == list(range(1, len(count) + 1))
    edition = Edition(
        year=year,
        in_force=in_force,
        articles=len(count) if whole else None,
        promulgated=found.promulgated or f"{PLACEHOLDER}：{year}年……通过、公布或者修订",
        source=f"{PLACEHOLDER}：文本从哪里来，几份副本一致 · where the text comes from, how many copies agree",
    )
    name = found.title or f"{PLACEHOLDER}：法的全称"
    law = known or Law(
        id=identifier,
        name=name,
        name_en=f"{PLACEHOLDER}: English name",
        short=(everyday(name),) if everyday(name) != name else (),
        editions=(),
    )
    law = replace(law, editions=_following((*held, edition)))
    return LawEntry(
        law, year, _toml(law, bool(known), "" if whole else NOT_WHOLE.format(count[0], count[-1], count[0], count[-1]))
    )


def _year(found: Pages, in_force: date) -> str:
    """The year of the text, by what stands under its title: when it was last passed, promulgated or revised."""
    passed = re.sub("自[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日起施行", "", found.promulgated)
    years: list[str] = re.findall("([0-9]{4})年[0-9]{1,2}月", passed)
    return years[-1] if years else str(in_force.year)


def _following(editions: tuple[Edition, ...]) -> tuple[Edition, ...]:
    """In the order of their days, each but the last until the day before the next. What changes is no longer sealed."""
    ordered = sorted(editions, key=lambda edition: edition.in_force)
    done = []
    for one, other in pairwise(ordered):
        until = other.in_force - timedelta(days=1)
        done.append(one if one.until == until else replace(one, until=until, digest=""))
    return (*done, ordered[-1])


def _toml(law: Law, known: bool, remark: str) -> str:
    lines = [f"# {REPLACES}"] if known else []
    lines.append("[[laws]]")
    lines += [
        f"{key} = {value(getattr(law, key))}"
        for key in ("id", "name", "name_en", "short", "permit_issuers")
        if getattr(law, key)
    ]
    for edition in law.editions:
        lines += [
            "",
            *([f"# {remark}"] if remark and not edition.digest and PLACEHOLDER in edition.source else []),
            "[[laws.editions]]",
        ]
        for key in edition.__struct_fields__:
            held = getattr(edition, key)
            if held:
                lines.append(f"{key} = {held.isoformat() if isinstance(held, date) else value(held)}")
    return "\n".join(lines) + "\n"
