"""`finecalc page`: the calculator as one file, for whoever has nothing installed."""

from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from finecalc.cli.options import FLAGS, Force, table
from finecalc.cli.proved import unproved
from finecalc.cli.settings import said, settings, tell
from finecalc.language import writing
from finecalc.language.errors import FinecalcError

MARK = b'<meta name="generator" content="finecalc page">'


def command(
    output: Annotated[str, typer.Option("-o", "--output")] = "finecalc.html",
    force: Force = False,
) -> None:
    if not output.lower().endswith((".html", ".htm")):
        raise FinecalcError(
            f"不知道按什么格式写 {output}：文件名请以 .html 结尾",
            f"The form of {output} is not known: end the file's name in .html",
        )
    statutes = table()
    read = [statutes.path, *([statutes.profile.path] if statutes.profile else [])]
    with writing.whole(output, force=force, ours=_is_ours, read=read) as file:
        tell(
            said("正在把法条表编成一页，要一两分钟……", "Putting the table into one page, which takes a minute or two …")
        )
        from finecalc.papers.document import document

        file.write(document(statutes, FLAGS, _given(), unproved(statutes)).encode())
    tell(said(f"已写好 {output}，双击即可打开", f"Wrote {output}: double-click it to open it"))


def _given() -> list[str]:
    """What names the table and the office on a command line, without the folders, which are nobody else's."""
    named = (("--statutes", settings.statutes), ("--office", settings.office))
    return [word for flag, place in named if place for word in (flag, Path(place).name)]


def _is_ours(file: BinaryIO) -> bool:
    """Whether a file is a calculator that finecalc wrote."""
    return MARK in file.read(4_096)
