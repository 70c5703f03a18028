"""`finecalc show`: the text of a provision and how it is encoded."""

from datetime import date
from typing import Any

from finecalc.cli import options
from finecalc.cli.options import table, write_json
from finecalc.language.citation import PowerItem, Reference
from finecalc.language.errors import UnknownReference
from finecalc.law import succession
from finecalc.law.answer import table_used
from finecalc.table.model import Provision
from finecalc.table.statutes import Statutes


def command(
    reference: options.References,
    as_json: options.Json = False,
) -> None:
    statutes = table()
    provisions = _named(statutes, options.the_one(reference) or "")
    if as_json:
        write_json([_fields(statutes, provision) for provision in provisions])
        return
    from finecalc.cli.pages import show
    from finecalc.cli.pages.provision import provision_page

    show(tuple(block for provision in provisions for block in provision_page(statutes, provision)))


def _named(statutes: Statutes, asked: str) -> list[Provision]:
    """The paragraphs that were named: one, all of an article, or those behind a power item, as listed."""
    cited = statutes.cited(asked)
    if isinstance(cited, PowerItem):
        return [statutes.provision(ref) for ref in statutes.power(cited.number).provisions]
    today = date.today()
    if cited.paragraph is None:
        paragraphs = statutes.paragraphs(cited.law, _year(statutes, cited, today), cited.article)
        if paragraphs:
            return paragraphs
    return [succession.find(statutes, cited, today)]


def _year(statutes: Statutes, cited: Reference, today: date) -> str:
    if cited.edition:
        return cited.edition
    edition = statutes.edition_on(statutes.laws[cited.law], today)
    if edition is None:
        raise UnknownReference(f"{cited.law} 今天没有施行中的版本", f"{cited.law} has no edition in force today")
    return edition.year


def _fields(statutes: Statutes, provision: Provision) -> dict[str, Any]:
    from msgspec import structs

    cited = statutes.citation(provision.ref)
    edition = statutes.edition(provision.ref)
    return {
        "reference": provision.ref,
        "citation": cited.zh,
        "citation_en": cited.en,
        "in_force": edition.in_force,
        "until": edition.until,
        "successors_today": [ref for ref, _ in statutes.successors((provision.ref, ()))],
        "predecessors": [ref for ref, _ in statutes.predecessors((provision.ref, ()))],
        "encoding": structs.asdict(provision),
        "ladder": statutes.ladder(provision.ref).rungs if provision.role == "penalty" else (),
        "table": table_used(statutes),
    }
