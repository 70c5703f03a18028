"""`finecalc powers`: the office's power list, its basis as listed and its basis today."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any

import typer

from finecalc.cli import options
from finecalc.cli.options import table, write_json
from finecalc.cli.pages import show
from finecalc.cli.settings import in_words, said
from finecalc.language.citation import PowerItem, item_of_list
from finecalc.language.errors import FinecalcError, NotAPenalty
from finecalc.language.page import Block, Entries, Entry, Heading, Items, Line, Span, Style, Text
from finecalc.language.words import Words
from finecalc.law import succession
from finecalc.table.model import Power
from finecalc.table.statutes import Statutes, short


def _complete(incomplete: str) -> list[str]:
    return [number for power in table().table.powers if (number := str(power.number)).startswith(incomplete)]


def _item(typed: str) -> int:
    """The number of an item: 9, #9, 第9项. Raises FinecalcError."""
    number = item_of_list(typed)
    if number is None:
        raise FinecalcError(
            f"看不懂序号“{short(typed)}”，请写数字，如 9",
            f"“{short(typed)}” is no number of an item: write 9",
            "number",
        )
    return number


def command(
    number: Annotated[str | None, typer.Argument(autocompletion=_complete)] = None,
    as_json: options.Json = False,
) -> None:
    statutes = table()
    today = date.today()
    powers = statutes.table.powers if number is None else (statutes.power(_item(number)),)
    if as_json:
        write_json([_fields(statutes, power, today) for power in powers])
        return
    show(tuple(_blocks(statutes, powers, today, whole=number is not None)))


def basis_today(statutes: Statutes, power: Power, today: date) -> list[str]:
    """The provisions that stand behind the item on that day, with the paragraphs that aggravate the same conduct."""
    try:
        places = succession.listed(statutes, PowerItem(power.number), today)
    except NotAPenalty:
        return [ref for ref in power.provisions if statutes.provision(ref).role != "penalty"]
    found: list[str] = []
    for ref, items in places:
        listed = "".join(f"({item})" for item in items)
        graver = [rung.reference for rung in statutes.ladder(ref).rungs if rung.reference != ref]
        found += [ref + listed, *graver]
    return list(dict.fromkeys(found))


def _fields(statutes: Statutes, power: Power, today: date) -> dict[str, Any]:
    from msgspec import structs

    texts = statutes.passages
    return {
        **structs.asdict(power),
        "duties": texts[power.duties],
        "accountability": texts[power.accountability],
        "today": basis_today(statutes, power, today),
    }


def _blocks(statutes: Statutes, powers: Sequence[Power], today: date, *, whole: bool) -> Iterator[Block]:
    for power in powers:
        yield Heading(f"{power.number}  {said(power.name, power.name_en)}")
        yield Entries(tuple(_entries(statutes, power, today, whole=whole)), indent=1)
        own = [each for each in power.departures if whole or len(_items_with(statutes.table.powers, each)) == 1]
        if own:
            yield Items(tuple((Span(in_words(each), "warn"),) for each in own))
    if not powers:
        yield Line(said("这份法条表没有权责清单", "This table has no power list"))
    elif not whole:
        yield from _shared_departures(powers)


def _entries(statutes: Statutes, power: Power, today: date, *, whole: bool) -> Iterator[Entry]:
    now = basis_today(statutes, power, today)
    changed = any(ref not in power.provisions for ref in now)
    yield said("清单所列", "As listed"), _cited(statutes, power.provisions)
    yield (
        said("今天的依据", "Basis today"),
        _cited(statutes, now, "strong") if changed else said("同上", "the same"),
    )
    if not whole:
        return
    texts, level = statutes.passages, statutes.authorities[power.level]
    for name, value in (
        (said("子项名称", "Sub-item"), power.sub_item),
        (said("权力类型", "Kind"), power.kind),
        (said("权力编码", "Code"), power.code),
        (said("子项编码", "Sub-code"), power.sub_code),
        (said("行使主体", "Body"), power.body),
        (said("承办机构", "Unit"), power.unit),
        (said("办事层级", "Level"), said(level.label, level.label_en)),
        (said("实施依据", "Basis"), power.basis),
        (said("责任事项", "Duties"), texts[power.duties]),
        (said("追责情形", "Accountability"), texts[power.accountability]),
        (said("备注", "Remark"), power.remark),
    ):
        yield name, value or said("（空）", "(empty)")


def _cited(statutes: Statutes, refs: Sequence[str], style: Style = "") -> Text:
    """The provisions as they are cited, and behind them as they are typed."""
    words = in_words(statutes.citations([ref.split("(")[0] for ref in refs]))
    return (Span(words, style), Span("  " + " ".join(refs), "dim"))


def _items_with(powers: Sequence[Power], departure: Words) -> list[int]:
    return [power.number for power in powers if departure in power.departures]


def _shared_departures(powers: Sequence[Power]) -> Iterator[Block]:
    """What several items have in common, said once."""
    items = []
    for departure in dict.fromkeys(departure for power in powers for departure in power.departures):
        numbers = _items_with(powers, departure)
        if len(numbers) > 1:
            listed = said("、", ", ").join(map(str, numbers))
            items.append(in_words(departure) + said(f"（第 {listed} 项）", f" (items {listed})"))
    if items:
        yield Heading(said("数项共有的不一致之处", "Departures that several items share"))
        yield Items(tuple(items))
