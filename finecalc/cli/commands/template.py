"""`finecalc template`: an empty decision file with the right headings."""

from pathlib import Path
from typing import Annotated

import typer

from finecalc.cli.options import Force, table, write
from finecalc.cli.settings import said, settings
from finecalc.language import writing
from finecalc.language.errors import FinecalcError


def command(
    file: Annotated[str, typer.Argument()],
    force: Force = False,
) -> None:
    ending = Path(file).suffix.lower()
    if ending not in (".xlsx", ".csv"):
        raise FinecalcError(
            f"模板只能是 .xlsx 或 .csv，不能是 {ending or '没有扩展名的文件'}",
            f"A template is .xlsx or .csv, not {ending or 'a file without an ending'}",
        )
    from finecalc.decisions.files.template import write_csv, write_xlsx

    statutes = table()
    with writing.whole(file, force=force, read=[statutes.path]) as target:
        if ending == ".xlsx":
            write_xlsx(target, statutes, settings.lang)
        else:
            write_csv(target, settings.lang)
    write(
        said(
            f"已写好 {file}。填好后检查：finecalc check {file}\n",
            f"Wrote {file}. Once filled in: finecalc check {file}\n",
        )
    )
