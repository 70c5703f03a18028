"""The chart of a comparison: fines as bars on a logarithmic axis, from floor to ceiling, unit and persons apart.

Positions are fractions of the axis, 0 to 1; what draws them chooses characters or pixels.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import log10
from typing import Literal

from msgspec import Struct, structs

from finecalc.law.outcome import FineRange, Option
from finecalc.teach.comparison import Cell, Comparison, Pair
from finecalc.teach.pictures.wording import Wording

FIRST = 3
"""The axis begins at 10**3 yuan: no fine in force is smaller."""

PERSONS = ("manager", "staff", "individual")


class Part(Struct, frozen=True, kw_only=True):
    """One tier in a bar that holds several; `low` is None where the text gives only a ceiling. `text`: the amount where it begins."""

    low: Decimal | None
    high: Decimal
    mode: str
    text: str = ""

    @property
    def firm(self) -> bool:
        """Whether the fine must be imposed; otherwise it may, or is one of several to choose from."""
        return self.mode == "must"


class Bar(Struct, frozen=True, kw_only=True):
    """A fine of one provision on one target. `column` numbers the provision.

    `low` is None where the text gives only a ceiling, `high` where there is none; both are None where only a formula
    can be said. `note` says what the bar holds for, or the formula. `parts` are the tiers that a bar over all of them holds.
    """

    column: int
    label: str
    who: str
    mode: str
    low: Decimal | None = None
    high: Decimal | None = None
    low_text: str = ""
    high_text: str = ""
    note: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def formula(self) -> bool:
        return self.low is None and self.high is None

    @property
    def firm(self) -> bool:
        """Whether the fine must be imposed; otherwise it may, or is one of several to choose from."""
        return self.mode == "must"


class Group(Struct, frozen=True):
    """The bars of one tier."""

    title: str
    bars: tuple[Bar, ...]


class Panel(Struct, frozen=True):
    """The bars on units, or those on persons."""

    title: str
    groups: tuple[Group, ...]


class Chart(Struct, frozen=True, kw_only=True):
    """`last`: the axis ends at 10**last yuan. `empty` says so where nothing is fined at all."""

    title: str
    description: str
    last: int
    tick_texts: tuple[str, ...]
    panels: tuple[Panel, ...]
    legend: tuple[str, ...]
    key: str
    empty: str = ""

    def place(self, amount: Decimal) -> float:
        """Where an amount lies on the axis, 0 to 1; smaller amounts lie at its edge."""
        return min(1.0, max(0.0, (log10(max(amount, Decimal(1))) - FIRST) / (self.last - FIRST)))

    def ends(self, bar: Bar) -> tuple[float, float]:
        """Where a bar begins and ends; open ends run to the edges."""
        return (0.0 if bar.low is None else self.place(bar.low), 1.0 if bar.high is None else self.place(bar.high))

    @property
    def ticks(self) -> list[Decimal]:
        return [Decimal(10) ** power for power in range(FIRST, self.last + 1)]


def chart(comparison: Comparison, wording: Wording) -> Chart:
    """The ranges of a comparison, tier by tier."""
    panels = []
    labels = wording.brief([column.reference for column in comparison.columns])
    for title, targets in (
        (wording.say("单位", "Unit"), ("organisation",)),
        (wording.say("个人", "Persons"), PERSONS),
    ):
        groups = []
        for row in comparison.rows:
            bars = [
                bar
                for index, cell in enumerate(row.cells)
                if cell
                for bar in _bars(cell, index, labels[index], targets, wording)
            ]
            if bars:
                head = wording.situation(row) if comparison.situation else wording.tier(row)
                groups.append(Group(head, tuple(bars)))
        if groups:
            panels.append(Panel(title, tuple(groups)))
    names = tuple(f"{wording.citation(column.reference)}　{column.reference}" for column in comparison.columns)
    return _chart(wording.say("罚款幅度", "Ranges of fines"), panels, names, wording)


def editions_chart(pairs: Iterable[Pair], editions: Sequence[str], wording: Wording) -> Chart:
    """For each paragraph that has a successor, the fines of all its tiers, before and after."""
    panels = []
    for title, targets in (
        (wording.say("单位（一条之内，每一段是一档）", "Unit (each part of a bar is a tier)"), ("organisation",)),
        (wording.say("个人（一条之内，每一段是一档）", "Persons (each part of a bar is a tier)"), PERSONS),
    ):
        groups = []
        for pair in pairs:
            if pair.comparison is None:
                continue
            labels = wording.brief([column.reference for column in pair.comparison.columns])
            bars = [
                bar
                for index, label in enumerate(labels)
                for bar in _spans([row.cells[index] for row in pair.comparison.rows], index, label, targets, wording)
            ]
            if bars:
                groups.append(Group(wording.pair(pair), tuple(bars)))
        if groups:
            panels.append(Panel(title, tuple(groups)))
    return _chart(wording.say("罚款幅度", "Ranges of fines"), panels, tuple(map(wording.edition, editions)), wording)


def by_panel(whole: Chart, wording: Wording) -> list[Chart]:
    """A long chart as one chart for each panel, on the same axis, so that each fits on a sheet of paper."""
    return [structs.replace(whole, panels=(panel,), description=_described([panel], wording)) for panel in whole.panels]


def _chart(title: str, panels: list[Panel], legend: tuple[str, ...], wording: Wording) -> Chart:
    amounts = [bar.high for panel in panels for group in panel.groups for bar in group.bars if bar.high is not None]
    last = FIRST + 2
    while amounts and Decimal(10) ** last < max(amounts):
        last += 1
    return Chart(
        title=title + wording.say("（对数轴，单位：元）", " (logarithmic axis, yuan)"),
        description=_described(panels, wording) or wording.say("没有罚款", "no fines"),
        last=last,
        tick_texts=tuple(wording.amount(Decimal(10) ** power) for power in range(FIRST, last + 1)),
        panels=tuple(panels),
        legend=legend,
        key=wording.say(
            "实线（实心）：应当罚款；虚线（空心）：可以罚款，或者与其他处罚单处、并处；左端尖出（<）：只有上限",
            "solid: a fine must be imposed; broken or hollow: it may be, or is one of several; pointed at the left (<): a ceiling only",
        ),
        empty="" if panels else wording.say("所比各条都不罚款", "None of these provisions imposes a fine"),
    )


def _described(panels: Iterable[Panel], wording: Wording) -> str:
    said = [
        wording.say("，", ", ").join(filter(None, (panel.title, group.title, f"{bar.label} {bar.who}".strip())))
        + wording.say("：", ": ")
        + bar_words(bar, wording)
        for panel in panels
        for group in panel.groups
        for bar in group.bars
    ]
    return wording.say("；", "; ").join(said)


def bar_words(bar: Bar, wording: Wording) -> str:
    """A bar as a sentence, for those who do not see it."""
    if bar.formula:
        return bar.note
    ends = [text for text in (bar.low_text, bar.high_text) if text]
    text = "–".join(part.text for part in bar.parts if part.text) + f"–{bar.high_text}" if bar.parts else "–".join(ends)
    if bar.low is None and not bar.parts:
        text = f"≤ {bar.high_text}"
    return text + (f" {bar.note}" if bar.note else "")


# --- from fines to bars -----------------------------------------------------------------------------------------------


def _bars(cell: Cell, column: int, label: str, targets: Iterable[str], wording: Wording) -> Iterable[Bar]:
    fines = [(target, fine) for target in targets for fine in cell.fines if fine.on == target]
    terms = [(fine.mode, fine.min, fine.max, fine.options) for _, fine in fines]
    if [target for target, _ in fines] == ["manager", "staff"] and terms[0] == terms[1]:
        fines = [("persons", fines[0][1])]
    for target, fine in fines:
        who = "" if target == "organisation" else wording.who(target)
        yield from _of_fine(fine, column, label, who, wording)


def _of_fine(fine: FineRange, column: int, label: str, who: str, wording: Wording) -> Iterable[Bar]:
    if fine.min is not None and fine.max is not None:
        yield _bar(column, label, who, fine.mode, fine.min, fine.max, "", wording)
        return
    for option in fine.options:
        yield _of_option(option, fine.mode, column, label, who, wording)


def _of_option(option: Option, mode: str, column: int, label: str, who: str, wording: Wording) -> Bar:
    if option.max is None or option.multiple:
        return Bar(column=column, label=label, who=who, mode=mode, note=wording.option(option))
    note = wording.measure(option) if option.share else wording.bracket(option.bracket) if option.bracket else ""
    return _bar(column, label, who, mode, Decimal(option.min), Decimal(option.max), note, wording)


def _bar(column: int, label: str, who: str, mode: str, low: Decimal, high: Decimal, note: str, wording: Wording) -> Bar:
    low_text, high_text = wording.ends(low, high)
    return Bar(
        column=column,
        label=label,
        who=who,
        mode=mode,
        low=low or None,
        high=high,
        low_text=low_text,
        high_text=high_text,
        note=note,
    )


def _spans(
    cells: Iterable[Cell | None], column: int, label: str, targets: Iterable[str], wording: Wording
) -> Iterable[Bar]:
    """A bar with a part for each tier, another for tiers that lie over these, and each formula once."""
    bars = [bar for cell in cells if cell for bar in _bars(cell, column, label, targets, wording)]
    fixed = [bar for bar in bars if not bar.formula and bar.high is not None]
    if fixed:
        for number, lane in enumerate(_lanes(fixed)):
            yield _over_tiers(column, label if number == 0 else "", lane, wording)
    seen = set()
    for bar in bars:
        if bar.formula and bar.note not in seen:
            seen.add(bar.note)
            yield Bar(column=column, label=label, who="", mode=bar.mode, note=bar.note)


def _lanes(bars: Iterable[Bar]) -> list[list[Part]]:
    """The ranges of the tiers, each once, from the lowest up; one that lies over the one before it begins another row."""
    rows: list[list[Part]] = []
    for low, high, mode in sorted(
        {(bar.low or Decimal(0), bar.high, bar.mode) for bar in bars if bar.high is not None}
    ):
        if not rows or rows[-1][-1].high > low:
            rows.append([])
        rows[-1].append(Part(low=low or None, high=high, mode=mode))
    return rows


def _over_tiers(column: int, label: str, parts: list[Part], wording: Wording) -> Bar:
    """A bar from the first floor to the last ceiling; where it holds several tiers, with a part for each."""
    mode: Literal["must", "may"] = "must" if any(part.firm for part in parts) else "may"
    whole = _bar(column, label, "", mode, parts[0].low or Decimal(0), parts[-1].high, "", wording)
    edges = tuple(structs.replace(part, text=wording.amount(part.low)) if part.low else part for part in parts)
    return structs.replace(whole, parts=edges if len(parts) > 1 else ())
