"""`finecalc encode`: reads a penalty article that is pasted in, and prints its `statutes.toml` entry."""

import sys
from typing import Annotated

import typer

from finecalc.cli.options import table, write
from finecalc.cli.settings import said
from finecalc.language.columns import safe
from finecalc.language.errors import FinecalcError
from finecalc.proof.encode import encode

HELP = said(
    "把一条罚则的正文（文件或者标准输入）读成 statutes.toml 的条目，可以直接粘贴；读不出的字写成注释，并以退出码 1 结束。",
    "Read the text of a penalty article, from a file or standard input, into its statutes.toml entry, ready to paste; "
    "what cannot be read stands there as a comment, and the exit code is 1.",
)
LIMIT = 1_000_000  # characters: no article of law is as long as this


def command(
    ref: Annotated[
        str,
        typer.Option(
            "--ref",
            metavar=said("编号", "REF"),
            help=said("第一款的编号：csl@2016:59.1", "reference of the first paragraph: csl@2016:59.1"),
        ),
    ],
    file: Annotated[
        str,
        typer.Argument(
            metavar=said("[文件]", "[FILE]"),
            help=said("条文；- 或不写为标准输入", "the text; - or nothing: standard input"),
        ),
    ] = "-",
    name: Annotated[str, typer.Option(help=said("条目的名称", "name of the entry, in Chinese"))] = "",
    name_en: Annotated[str, typer.Option(help=said("条目的英文名称", "name of the entry, in English"))] = "",
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
