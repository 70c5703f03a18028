"""References and, if one is given, a situation in; provisions side by side out, tier by tier. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import structs

from finecalc.language import citation
from finecalc.language.citation import PowerItem
from finecalc.language.errors import FinecalcError
from finecalc.language.words import Words
from finecalc.law import succession
from finecalc.law.answer import Case, Note, office_used, table_used
from finecalc.table.statutes import Statutes, in_force
from finecalc.teach.comparison import Compared
from finecalc.teach.side_by_side import side_by_side
from finecalc.teach.whole_editions import edition_named, editions_compared

MOST = 6
"""How many provisions are compared at once: more can be neither read nor projected."""


def compare(
    statutes: Statutes, asked: Sequence[str], *, facts: Sequence[str] = (), case: Case | None = None, today: date
) -> Compared:
    """What is the same and what differs between the provisions `asked` for, as people write them.

    One or two editions (`csl@2016`) are compared as a whole; one power item (`#1`) is compared with its basis today;
    one provision alone with what it was or has become. With `facts` (as people name them) or a `case` that is not
    empty, one situation is compared instead of every tier; known bases turn multiples into amounts either way.
    Raises FinecalcError for what cannot be compared.
    """
    case = case or Case()
    whole = [edition_named(statutes, text) for text in asked]
    if any(whole):
        if facts:
            raise FinecalcError(
                "整部法的两个版本是逐条比较的，不能再加情节；要比较一个案情，请写两条依据",
                "Whole editions are compared paragraph by paragraph, without facts; name two provisions to compare a case",
                "facts",
            )
        return editions_compared(statutes, asked, [found for found in whole if found], today)
    item = statutes.cited(asked[0]) if len(asked) == 1 else None
    if isinstance(item, PowerItem):
        return _item(statutes, asked[0], item, facts, case, today)
    columns = _columns(statutes, asked, today)
    comparison = side_by_side(statutes, columns, facts, case, today)
    names = Words(
        " ｜ ".join(_short(statutes, ref).zh for _, ref in columns),
        " | ".join(_short(statutes, ref).en for _, ref in columns),
    )
    return Compared(
        kind="provisions",
        title=names.zh,
        title_en=names.en,
        comparisons=(comparison,),
        table=table_used(statutes),
        office=office_used(statutes),
    )


def _columns(statutes: Statutes, asked: Sequence[str], today: date) -> list[tuple[str, str]]:
    """What was typed and the reference found, each provision once. Raises FinecalcError unless there are 2 to MOST."""
    found: dict[str, str] = {}
    for text in asked:
        for ref in provisions_named(statutes, text, today):
            found.setdefault(ref, text)
    if len(found) == 1:
        ref, text = next(iter(found.items()))
        found = dict.fromkeys(_related(statutes, ref, today), text)
    if len(found) < 2:
        ref = next(iter(found))
        raise FinecalcError(
            f"只有 {ref} 一条，表中没有它的前身或者后继可比。请再写一条，例如 finecalc compare csl@2016:59.1 csl@2025:61.1",
            f"There is only {ref}, and nothing in the table came before or after it. Name another one, "
            "for example: finecalc compare csl@2016:59.1 csl@2025:61.1",
            "provision",
        )
    if len(found) > MOST:
        raise FinecalcError(
            f"一次最多比较 {MOST} 条，这里有 {len(found)} 条：{'、'.join(found)}",
            f"At most {MOST} provisions are compared at once; these are {len(found)}: {', '.join(found)}",
            "provision",
        )
    return [(text, ref) for ref, text in found.items()]


def provisions_named(statutes: Statutes, text: str, today: date) -> list[str]:
    """The penalty provisions that a citation, or an item of the power list, stands for. Raises FinecalcError."""
    cited = statutes.cited(text)
    if isinstance(cited, PowerItem):
        return [ref for ref, _ in succession.listed(statutes, cited, today)]
    provision = succession.find(statutes, cited, today)
    succession.must_be_penalty(statutes, provision)
    return [provision.ref]


def _related(statutes: Statutes, ref: str, today: date) -> list[str]:
    """The provision with what it has become by today, or else with what it was."""
    if not in_force(statutes.edition(ref), today):
        return [ref, *_penalties(statutes, [other for other, _ in succession.at(statutes, (ref, ()), today)])]
    return [*_penalties(statutes, [other for other, _ in statutes.predecessors((ref, ()))]), ref]


def _penalties(statutes: Statutes, refs: Iterable[str]) -> list[str]:
    return [ref for ref in dict.fromkeys(refs) if statutes.provision(ref).role == "penalty"]


def _item(statutes: Statutes, asked: str, cited: PowerItem, facts: Sequence[str], case: Case, today: date) -> Compared:
    """The basis of a power item as listed beside its basis today, one comparison for each listed provision."""
    power = statutes.power(cited.number)
    succession.listed(statutes, cited, today)
    comparisons = []
    for ref in _penalties(statutes, power.provisions):
        now = _penalties(statutes, [other for other, _ in succession.at(statutes, (ref, ()), today)])
        columns = [(asked, found) for found in dict.fromkeys((ref, *now))]
        note = _item_note(statutes, power.number, ref, now)
        found = side_by_side(statutes, columns, facts, case, today)
        comparisons.append(structs.replace(found, notes=(note, *found.notes)))
    return Compared(
        kind="item",
        title=f"权责清单第 {power.number} 项　{power.name}",
        title_en=f"Power item {power.number}: {power.name_en}",
        comparisons=tuple(comparisons),
        table=table_used(statutes),
        office=office_used(statutes),
    )


def _item_note(statutes: Statutes, number: int, ref: str, now: list[str]) -> Note:
    if now == [ref]:
        zh, en = f"清单所列的 {ref} 现行有效", f"{ref}, as listed, is still in force"
    elif now:
        zh = f"清单列的是 {ref}（左列），现行依据是 {'、'.join(now)}"
        en = f"The list names {ref} (first column); the basis today is {', '.join(now)}"
    else:
        zh, en = f"清单列的是 {ref}，表中没有它今天的后继", f"The list names {ref}; the table holds no successor today"
    return Note(code="item", zh=zh, en=en)


def _short(statutes: Statutes, ref: str) -> Words:
    """网络安全法（2016年）第五十九条第一款, short enough for a title."""
    law, year, article, paragraph = citation.split(ref)
    cited = statutes.citation(ref)
    shown = f"({paragraph})" if cited.en.endswith(")") else ""
    return Words(citation.everyday(cited.zh), f"{statutes.laws[law].name_en} {year}, art. {article}{shown}")
