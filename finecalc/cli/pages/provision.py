"""A provision as a page: its text, who may act, its ladder, and its place among the editions."""

from finecalc.cli.pages.assessment import Labels, rung_words
from finecalc.cli.pages.page import Page
from finecalc.cli.settings import said
from finecalc.language.columns import width
from finecalc.law.answer import rung_of
from finecalc.law.outcome import brought
from finecalc.table.finding import words_for_finding
from finecalc.table.model import Provision
from finecalc.table.statutes import Statutes

ROLES = {
    "penalty": ("罚则", "penalty provision"),
    "pointer": ("指引条款，自身没有罚则", "pointer, no penalty of its own"),
    "supervision": ("监督检查，不是罚则", "supervision, not a penalty"),
    "rule": ("一般规则", "general rule"),
}


def provision_page(page: Page, statutes: Statutes, provision: Provision) -> None:
    """Everything that the table says of one provision."""
    labels = Labels(statutes)
    cited, edition = statutes.citation(provision.ref), statutes.edition(provision.ref)
    title = said(cited.zh, cited.en)
    page.lines.append(
        page.style(title, "title") + " " * max(2, page.columns - width(title) - width(provision.ref)) + provision.ref
    )
    page.line(said(provision.name, provision.name_en))
    page.rule()
    key = 12
    until = said("今", "now") if edition.until is None else str(edition.until)
    entries = [
        (said("性质", "Kind"), said(*ROLES[provision.role])),
        (said("施行", "In force"), f"{edition.in_force} – {until}"),
        (said("主体", "Subject"), labels.all(provision.subject)),
        (said("违反", "Breaches"), "、".join(provision.breaches)),
        (said("机关", "Authority"), labels.all(provision.authority)),
        (said("加重", "Aggravates"), said("、", ", ").join(link.ref for link in provision.aggravates)),
        (said("依照", "Borrows"), said("、", ", ").join(link.ref for link in provision.borrows)),
        (said("前身", "Before"), _places(statutes.predecessors((provision.ref, ())))),
        (said("后继", "Since then"), _places(statutes.successors((provision.ref, ())))),
        (said("指向", "Points to"), _destinations(statutes, provision)),
        (said("常用说法", "Words"), "、".join(words_for_finding(statutes)[provision.ref])),
        (
            said("来源", "Source"),
            edition.source + ("" if provision.sure == "confirmed" else said("；本条仅一个来源", "; single source")),
        ),
    ]
    for name, value in entries:
        if value:
            page.entry(name, value, key_columns=key)
    page.heading(said("条文", "Text"))
    page.quotation(provision.text, ())
    if provision.role == "penalty":
        _ladder(page, statutes, labels, provision)
    for remark in provision.remarks:
        page.blank()
        page.entry("·", said(remark.zh, remark.en), key_columns=2, indent=2)


def _ladder(page: Page, statutes: Statutes, labels: Labels, provision: Provision) -> None:
    page.heading(said("各档", "The ladder"))
    ladder = statutes.ladder(provision.ref)
    for index, rung in enumerate(ladder.rungs):
        opens = said("、", ", ").join(
            f"{labels.fact(fact, words)} -f {fact}" for fact, words in rung.when.items()
        ) or said("无须其他情节", "no further fact")
        items = said(f"（限第 {'、'.join(map(str, rung.items))} 项）", f" (items {rung.items})") if rung.items else ""
        where = f"  {rung.reference}" if rung.reference != provision.ref else ""
        page.entry(str(index + 1), opens + items + where, key_columns=4, indent=2)
        page.entry(
            "", rung_words(labels, rung_of(ladder, brought(ladder, index, {}))), key_columns=4, indent=2, style="dim"
        )


def _destinations(statutes: Statutes, provision: Provision) -> str:
    """The paragraphs and laws to which a pointer leads."""
    refs = list(dict.fromkeys(link.ref for link in provision.points_to))
    held = {ref.split("@")[0] for ref in refs}
    laws = [statutes.laws[law] for law in provision.points_to_laws if law not in held]
    return said("、", ", ").join([*refs, *(said(f"《{law.name}》", law.name_en) for law in laws)])


def _places(places: list[tuple[str, tuple[int, ...]]]) -> str:
    merged: dict[str, list[str]] = {}
    for ref, items in places:
        merged.setdefault(ref, []).extend(str(item) for item in items)
    return said("、", ", ").join(
        ref + (said(f"（第{'、'.join(items)}项）", f" (item {', '.join(items)})") if items else "")
        for ref, items in merged.items()
    )
