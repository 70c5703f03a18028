"""The page of a road: the days first, then each step with the words that it rests on and what the power list says of it."""

from collections.abc import Collection, Iterable, Iterator

from finecalc.language.page import Block, Entries, Entry, Foot, Heading, Items, Line, Page, Span, Style, Text, Title
from finecalc.language.words import Lang
from finecalc.law.road import Duty, OnRoad, Source, Travelled
from finecalc.law.sentences.pen import Pen
from finecalc.table.statutes import Statutes

_AMISS = ("late", "early", "extended")


def road_page(statutes: Statutes, found: Travelled, lang: Lang, again: str = "") -> Page:
    """The whole road as a page; `again` is the line that gives it once more."""
    return tuple(_blocks(Pen(statutes, lang), found, again))


def _blocks(pen: Pen, found: Travelled, again: str) -> Iterator[Block]:
    yield Title(pen("办案步骤", "The road of a case"), found.asked)
    for ref, cited in zip(found.references, found.citations, strict=True):
        provision = pen.statutes.provision(ref)
        yield Line(pen(f"{cited.zh}：{provision.name}", f"{cited.en}: {provision.name_en}"))
    if found.power is not None:
        power = pen.statutes.power(found.power)
        yield Line(
            pen(
                f"权责清单第 {power.number} 项：{power.name}", f"Item {power.number} of the power list: {power.name_en}"
            )
        )
    if not found.penalty:
        yield Line(
            pen(
                "这是监督检查，不是处罚，没有处罚程序；检查中发现案件线索的，从案件来源登记开始另行办案",
                "This is supervision and no penalty: no penalty procedure belongs to it. A clue found in an inspection begins a "
                "case of its own, with the register of sources",
            ),
            "strong",
        )
    for note in found.notes:
        yield Line(pen(note.zh, note.en) + pen.basis(note.reference), "warn")
    dated = tuple(_dates(pen, step) for step in found.steps if step.dates)
    if dated:
        yield Heading(pen("期限", "Days"))
        yield Entries(dated)
    yield Heading(pen("步骤", "Steps"))
    yield from step_blocks(pen, found.steps)
    if found.penalty:
        yield Heading(pen("怎样计算", "How days are counted"))
        yield Items(tuple(pen(note.zh, note.en) + pen.basis(note.reference) for note in found.counting))
    yield Foot(tuple(_foot(pen, found, again)))


def _foot(pen: Pen, found: Travelled, again: str) -> Iterator[Entry]:
    yield pen("法条表", "Table"), f"{found.table.version}  sha256:{found.table.sha256[:16]}"
    if found.office:
        yield pen("机关档案", "Office"), f"{found.office.name}  sha256:{found.office.sha256[:16]}"
    if again:
        yield pen("再算一次", "Again"), again


def step_blocks(pen: Pen, steps: Iterable[OnRoad]) -> Iterator[Block]:
    """Each step: whether it is due, its words, and what the power list says of it."""
    steps = tuple(steps)
    told = [step for step in steps if step.sources or step.duties]
    for number, step in enumerate(told, start=1):
        yield Line(
            (Span(f"{number}. {pen(step.name, step.name_en)}", "strong"), Span(pen("　", "  ") + pen(step.zh, step.en)))
        )
        held = {source.reference for source in step.sources}
        yield Items((*(_source(pen, each) for each in step.sources), *(_duty(pen, each, held) for each in step.duties)))
    for said in dict.fromkeys((step.zh, step.en) for step in steps if step not in told):
        names = pen.join(
            pen(step.name, step.name_en) for step in steps if step not in told and (step.zh, step.en) == said
        )
        yield Line(pen.colon(names, pen(*said)), "dim")


def _dates(pen: Pen, step: OnRoad) -> Entry:
    assert step.dates
    return pen(step.name, step.name_en), (Span(pen.words(step.dates), "warn" if step.standing in _AMISS else ""),)


def _source(pen: Pen, source: Source) -> Text:
    single = pen("，只有一个来源", ", single source") if source.sure == "single" else ""
    cited = pen.article(source.reference)
    told = pen(f"（{cited}，{source.since} 起{single}）", f" ({cited}, since {source.since}{single})")
    if source.count is None:
        return f"“{source.quote}”{told}"
    count = pen("：", ": ") + pen.words(source.count) + pen.basis(source.counted_by)
    return (Span(f"“{source.quote}”{told}"), Span(count, "amount"))


def _duty(pen: Pen, duty: Duty, held: Collection[str]) -> Text:
    styles: dict[str, Style] = {"changed": "warn", "same": "good", "open": "dim"}
    at = pen.basis(None if duty.reference in held else duty.reference)
    since = pen(f"{duty.since} 起：", f"since {duty.since}: ") if duty.state == "changed" else ""
    listed = pen("清单：", "The power list: ")
    return (Span(f"{listed}“{duty.quote}”→ "), Span(since + pen(duty.zh, duty.en) + at, styles[duty.state]))
