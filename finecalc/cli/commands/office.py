"""`finecalc office`: which office profile is in force, and a new one to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from finecalc.cli.options import Force, Json, table, write, write_json
from finecalc.cli.settings import said
from finecalc.language import writing
from finecalc.language.errors import FinecalcError
from finecalc.table.load import configured_place
from finecalc.table.statutes import Statutes

TEMPLATE = Path(__file__).parents[2] / "table" / "office.template.toml"


def command(
    action: Annotated[str | None, typer.Argument()] = None,
    file: Annotated[str | None, typer.Argument()] = None,
    force: Force = False,
    as_json: Json = False,
) -> None:
    if action is None:
        _in_force(table(), as_json)
        return
    if action != "init" or file is None:
        raise FinecalcError(
            "应写作 finecalc office init 文件，如 finecalc office init office.toml",
            "Write finecalc office init FILE, such as finecalc office init office.toml",
        )
    kept = configured_place()
    if Path(file).absolute() == kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
    with writing.whole(file, force=force) as target:
        target.write(TEMPLATE.read_bytes())
    write(
        said(
            f"已写好 {file}。填好后核对：finecalc lint --office {file}；放在 {kept} 则不必写 --office\n",
            f"Wrote {file}. Once filled in: finecalc lint --office {file}; kept as {kept} it needs no --office\n",
        )
    )


def _in_force(statutes: Statutes, as_json: bool) -> None:
    """Which office answers, from which file, and how much it says."""
    from finecalc.law.answer import office_used

    used, office = office_used(statutes), statutes.office
    counts = {
        key: len(getattr(office, key)) for key in ("large_fine", "large_confiscation", "discretion", "judged", "powers")
    }
    if as_json:
        write_json(
            {"name": office.name, "level": office.level, "region": office.region, **counts, "profile": used or None}
        )
        return
    from finecalc.cli.pages import show
    from finecalc.language.page import Entries

    level = statutes.authorities[office.level]
    file = statutes.profile
    source = f"{file.path}  sha256:{file.sha256[:16]}" if file else said("法条表自带", "the table's own")
    thresholds = counts["large_fine"] + counts["large_confiscation"]
    entries = [
        (said("机关", "Office"), said(office.name, office.name_en or office.name)),
        (said("层级", "Level"), said(level.label, level.label_en)),
        (said("地区", "Region"), office.region or said("没有写", "not given")),
        (said("来自", "From"), source),
        (
            said("听证数额标准", "Thresholds"),
            str(thresholds) if thresholds else said("没有写：未知", "none: not known"),
        ),
        (said("裁量基准", "Discretion"), str(counts["discretion"]) if counts["discretion"] else said("没有写", "none")),
        (said("权责清单", "Power list"), str(len(statutes.table.powers))),
    ]
    show((Entries(tuple(entries)),))
