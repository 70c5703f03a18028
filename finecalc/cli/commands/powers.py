"""`finecalc powers`: the office's power list, its basis as listed and its basis today."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer

from finecalc.cli import options
from finecalc.cli.options import table, write, write_json
from finecalc.cli.pages.page import Page
from finecalc.cli.settings import said
from finecalc.language.citation import PowerItem
from finecalc.language.errors import NotAPenalty
from finecalc.language.words import Words
from finecalc.law import succession
from finecalc.table.model import Power
from finecalc.table.statutes import Statutes


def command(
    number: Annotated[int | None, typer.Argument()] = None,
    as_json: options.Json = False,
) -> None:
    statutes = table()
    today = date.today()
    powers = statutes.table.powers if number is None else (statutes.power(number),)
    if as_json:
        write_json([_fields(statutes, power, today) for power in powers])
        return
    from finecalc.cli.pages.page import new_page

    page = new_page()
    for power in powers:
        _page(page, statutes, power, today, whole=number is not None)
    if not powers:
        page.line(said("这份法条表没有权责清单", "This table has no power list"))
    elif number is None:
        _shared_departures(page, powers)
    write(page.text())


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


def _page(page: Page, statutes: Statutes, power: Power, today: date, *, whole: bool) -> None:
    page.heading(f"{power.number}  {said(power.name, power.name_en)}")
    now = basis_today(statutes, power, today)
    separator = said("、", ", ")
    changed = [ref for ref in now if ref not in power.provisions]
    key = 14
    page.entry(said("清单所列", "As listed"), separator.join(power.provisions), key_columns=key, indent=2)
    page.entry(
        said("今天的依据", "Today"),
        separator.join(now) if changed else said("同上", "the same"),
        key_columns=key,
        indent=2,
        style="warn" if changed else None,
    )
    if whole:
        texts, level = statutes.passages, statutes.authorities[power.level]
        columns = [
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
        ]
        for name, value in columns:
            page.entry(name, value or said("（空）", "(empty)"), key_columns=key + 2, indent=2)
    for departure in power.departures:
        if not whole and len(_items_with(statutes.table.powers, departure)) > 1:
            continue
        page.entry("!", said(departure.zh, departure.en), key_columns=2, indent=2)


def _items_with(powers: Sequence[Power], departure: Words) -> list[int]:
    return [power.number for power in powers if departure in power.departures]


def _shared_departures(page: Page, powers: Sequence[Power]) -> None:
    """What several items have in common, said once."""
    page.heading(said("数项共有的不一致之处", "Departures that several items share"))
    for departure in dict.fromkeys(departure for power in powers for departure in power.departures):
        numbers = _items_with(powers, departure)
        if len(numbers) > 1:
            listed = said("、", ", ").join(map(str, numbers))
            where = said(f"（第 {listed} 项）", f" (items {listed})")
            page.entry("!", said(departure.zh, departure.en) + where, key_columns=2, indent=2)
