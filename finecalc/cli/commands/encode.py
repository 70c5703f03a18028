"""`finecalc encode`: reads a penalty article that is pasted in, and prints its `statutes.toml` entry."""

import sys
from typing import Annotated

import typer

from finecalc.cli.options import table, write
from finecalc.cli.settings import said
from finecalc.language.columns import safe
from finecalc.language.errors import FinecalcError
from finecalc.proof.encode import encode

LIMIT = 1_000_000  # characters: no article of law is as long as this


def command(
    ref: Annotated[
        str,
        typer.Option("--ref"),
    ],
    file: Annotated[str, typer.Argument()] = "-",
    name: str = "",
    name_en: str = "",
) -> None:
    found = encode(_read(file), ref, table().table, name, name_en)
    write(found.toml)
    if found.refused:
        print(
            safe(
                said(
                    f"finecalc: 有 {found.refused} 处没有读出，见注释",
                    f"finecalc: {found.refused} places not read, see the comments",
                )
            ),
            file=sys.stderr,
        )
        raise typer.Exit(1)


def _read(path: str) -> str:
    """The pasted text, in UTF-8 or GB18030. Raises FinecalcError."""
    shown = path if path != "-" else said("标准输入", "standard input")
    try:
        if path == "-":
            content = sys.stdin.buffer.read(4 * LIMIT)
        else:
            with open(path, "rb") as source:
                content = source.read(4 * LIMIT)
    except OSError as error:
        raise FinecalcError(f"读不到 {shown}：{error.strerror}", f"{shown} cannot be read: {error.strerror}") from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(text) < LIMIT and "\x00" not in text:
            return text
        break
    raise FinecalcError(f"{shown} 不是条文正文", f"{shown} is not the text of a law")
