"""A provision as a page: its text, who may act, its ladder, and its place among the editions."""

from collections.abc import Iterator

from finecalc.cli.settings import said, settings
from finecalc.language.page import Block, Entries, Entry, Heading, Items, Line, Page, Quotation, Title
from finecalc.law.answer import rung_of
from finecalc.law.outcome import brought
from finecalc.law.sentences.answer import rung_blocks
from finecalc.law.sentences.pen import Pen
from finecalc.table.finding import words_for_finding
from finecalc.table.model import Provision
from finecalc.table.statutes import Statutes

ROLES = {
    "penalty": ("罚则", "penalty provision"),
    "pointer": ("指引条款，自身没有罚则", "pointer, no penalty of its own"),
    "supervision": ("监督检查，不是罚则", "supervision, not a penalty"),
    "rule": ("一般规则", "general rule"),
}


def provision_page(statutes: Statutes, provision: Provision) -> Page:
    """Everything that the table says of one provision."""
    return tuple(_blocks(Pen(statutes, settings.lang), provision))


def _blocks(pen: Pen, provision: Provision) -> Iterator[Block]:
    cited = pen.statutes.citation(provision.ref)
    yield Title(said(cited.zh, cited.en), provision.ref)
    yield Line(said(provision.name, provision.name_en))
    yield Heading(said("条文", "Text"))
    yield Quotation(provision.text)
    yield Heading(said("说明", "About it"))
    yield Entries(tuple(entry for entry in _entries(pen, provision) if entry[1]))
    if provision.role == "penalty":
        yield Heading(said("各档", "The ladder"))
        ladder = pen.statutes.ladder(provision.ref)
        for index, rung in enumerate(ladder.rungs):
            yield from rung_blocks(pen, rung_of(ladder, brought(ladder, index, {})), provision.ref, rung.items)
    if provision.remarks:
        yield Heading(said("提示", "Notes"))
        yield Items(tuple(said(remark.zh, remark.en) for remark in provision.remarks))


def _entries(pen: Pen, provision: Provision) -> Iterator[Entry]:
    statutes = pen.statutes
    edition = statutes.edition(provision.ref)
    since, until = edition.in_force, edition.until
    yield said("性质", "Kind"), said(*ROLES[provision.role])
    yield said("施行", "In force"), said(f"{since} 至{until or '今'}", f"from {since} to {until or 'now'}")
    yield said("主体", "Subject"), pen.labels(provision.subject)
    yield said("违反", "Breaches"), "、".join(provision.breaches)
    yield said("机关", "Authority"), pen.labels(provision.authority)
    yield said("加重", "Aggravates"), pen.join(pen.cited(link.ref) for link in provision.aggravates)
    yield said("依照", "Borrows"), pen.join(pen.cited(link.ref) for link in provision.borrows)
    yield said("前身", "Before"), _places(pen, statutes.predecessors((provision.ref, ())))
    yield said("后继", "Since then"), _places(pen, statutes.successors((provision.ref, ())))
    yield said("指向", "Points to"), _destinations(pen, provision)
    yield said("常用说法", "Words"), "、".join(words_for_finding(statutes)[provision.ref])
    facts = {fact: words for rung in statutes.ladder(provision.ref).rungs for fact, words in rung.when.items()}
    typed = (f"{pen.fact(fact, words)} -f {fact}" for fact, words in facts.items())
    yield said("情节", "Facts"), said("；", "; ").join(typed)
    sure = (
        said("表中文字有两份以上副本逐字一致", "two copies or more agree with it word for word")
        if provision.sure == "confirmed"
        else said("表中文字只录自一份副本，引用前请核对", "the table has it from a single copy: compare before citing")
    )
    yield said("来源", "Source"), edition.promulgated + said(f"；{sure}", f"; {sure}")


def _destinations(pen: Pen, provision: Provision) -> str:
    """The paragraphs and laws to which a pointer leads."""
    refs = list(dict.fromkeys(link.ref for link in provision.points_to))
    held = {ref.split("@")[0] for ref in refs}
    laws = [pen.statutes.laws[law] for law in provision.points_to_laws if law not in held]
    return pen.join([*map(pen.cited, refs), *(said(f"《{law.name}》", law.name_en) for law in laws)])


def _places(pen: Pen, places: list[tuple[str, tuple[int, ...]]]) -> str:
    merged: dict[str, list[str]] = {}
    for ref, items in places:
        merged.setdefault(ref, []).extend(str(item) for item in items)
    return pen.join(
        pen.cited(ref) + (said(f"（第{'、'.join(items)}项）", f" (item {', '.join(items)})") if items else "")
        for ref, items in merged.items()
    )
