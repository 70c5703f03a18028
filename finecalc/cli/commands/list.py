"""`finecalc list`: the provisions in the table, or those that hold some words."""

from typing import Annotated

import typer

from finecalc.cli import options
from finecalc.cli.options import table, write, write_json
from finecalc.cli.settings import said
from finecalc.language.errors import UnknownReference


def command(
    words: Annotated[list[str] | None, typer.Argument()] = None,
    every: Annotated[bool, typer.Option("--all")] = False,
    as_json: options.Json = False,
) -> None:
    statutes = table()
    found = statutes.search(words or [])
    shown = found if every or words else [provision for provision in found if provision.role == "penalty"]
    if words and not shown:
        raise UnknownReference(
            f"表中没有含“{' '.join(words)}”的条文", f"No provision in the table holds “{' '.join(words)}”"
        )
    if as_json:
        write_json(
            [
                {
                    "reference": provision.ref,
                    "citation": statutes.citation(provision.ref).zh,
                    "name": provision.name,
                    "name_en": provision.name_en,
                    "role": provision.role,
                }
                for provision in shown
            ]
        )
        return
    from finecalc.cli.pages.page import new_page
    from finecalc.cli.pages.provision import ROLES

    page = new_page()
    edition = ""
    for provision in shown:
        current = provision.ref.split(":")[0]
        if current != edition:
            law, year = current.split("@")
            until = statutes.edition(provision.ref).until
            ended = said(f"，施行至 {until}", f", in force until {until}") if until else ""
            page.heading(
                said(
                    f"《{statutes.laws[law].name}》（{year}年{ended}）", f"{statutes.laws[law].name_en} ({year}{ended})"
                )
            )
            edition = current
        role = "" if provision.role == "penalty" else said(*(f"〔{zh}〕" for zh in ROLES[provision.role]))
        page.entry(provision.ref, said(provision.name, provision.name_en) + role, key_columns=17, indent=2)
    write(page.text())
