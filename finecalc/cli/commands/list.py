"""`finecalc list`: the provisions in the table, or those that hold some words."""

import sys
from itertools import groupby
from typing import Annotated

import typer

from finecalc.cli import options
from finecalc.cli.options import table, write_json
from finecalc.cli.settings import said
from finecalc.language.columns import safe
from finecalc.language.numerals import plain
from finecalc.language.page import Block, Entries, Heading
from finecalc.table.finding import nearest, search
from finecalc.table.model import Provision
from finecalc.table.statutes import Statutes


def command(
    words: Annotated[list[str] | None, typer.Argument()] = None,
    every: Annotated[bool, typer.Option("--all")] = False,
    as_json: options.Json = False,
) -> None:
    statutes = table()
    found = search(statutes, words or [])
    shown = found if every or words else [provision for provision in found if provision.role == "penalty"]
    if as_json:
        write_json(
            [
                {
                    "reference": provision.ref,
                    "citation": statutes.citation(provision.ref).zh,
                    "name": provision.name,
                    "name_en": provision.name_en,
                    "role": provision.role,
                    "until": statutes.edition(provision.ref).until,
                }
                for provision in shown
            ]
        )
    if words and not shown:
        asked = " ".join(plain(word) for word in words)
        near = said("，最接近的是：", "; the nearest are:")
        none = said(f"表中没有含“{asked}”的条文", f"No provision in the table holds “{asked}”")
        print(safe(f"finecalc: {none}{'' if as_json else near}"), file=sys.stderr)
        if not as_json:
            _write(statutes, nearest(statutes, words))
        raise typer.Exit(1)
    if not as_json:
        _write(statutes, shown)


def _write(statutes: Statutes, shown: list[Provision]) -> None:
    """The provisions under the headings of their laws; what is no longer law is marked."""
    from finecalc.cli.pages import show

    page: list[Block] = []
    for edition, group in groupby(shown, key=lambda provision: provision.ref.split(":")[0]):
        provisions = list(group)
        law, year = edition.split("@")
        named, until = statutes.laws[law], statutes.edition(provisions[0].ref).until
        ended = said(f"，已失效，施行至 {until}", f"; no longer in force, until {until}") if until else ""
        page.append(Heading(said(f"《{named.name}》（{year}年{ended}）", f"{named.name_en} ({year}{ended})")))
        page.append(Entries(tuple((each.ref, _named(each)) for each in provisions), indent=1))
    show(tuple(page))


def _named(provision: Provision) -> str:
    from finecalc.cli.pages.provision import ROLES

    role = said(*ROLES[provision.role])
    return said(provision.name, provision.name_en) + (
        "" if provision.role == "penalty" else said(f"〔{role}〕", f" [{role}]")
    )
