"""`finecalc encode`: reads a penalty article that is pasted in, and prints its `statutes.toml` entry."""

import sys
from typing import Annotated

import typer

from finecalc.cli.options import table, write
from finecalc.cli.settings import said
from finecalc.language.columns import safe
from finecalc.language.errors import FinecalcError
from finecalc.proof.encode import encode

NO_REF = FinecalcError(
    "请用 --ref 写明第一款的编号，如 --ref csl@2016:59.1", "name the first paragraph: --ref csl@2016:59.1, for example"
)
LIMIT = 1_000_000  # characters: no article of law is as long as this


def command(
    ref: Annotated[str, typer.Option("--ref")] = "",
    file: Annotated[str, typer.Argument()] = "-",
    name: str = "",
    name_en: str = "",
    jsonl: Annotated[bool, typer.Option("--jsonl")] = False,
) -> None:
    if jsonl:
        _lines(file)
        return
    if not ref:
        raise NO_REF
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


def _lines(path: str) -> None:
    """One paragraph a line in, one object a line out."""
    from finecalc.proof.jsonl import answer

    bases = {word: base.id for base in table().table.bases for word in (base.label, *base.words)}
    sys.stdout.flush()
    try:
        source = sys.stdin.buffer if path == "-" else open(path, "rb")  # noqa: SIM115
    except OSError as error:
        raise FinecalcError(f"读不到 {path}：{error.strerror}", f"{path} cannot be read: {error.strerror}") from None
    with source:
        for line in source:
            sys.stdout.buffer.write(answer(line, bases))
            sys.stdout.buffer.flush()


def _read(path: str) -> str:
    """The pasted text, in UTF-8 or GB18030. Raises FinecalcError."""
    shown = path if path != "-" else said("标准输入", "standard input")
    try:
        if path == "-":
            content = sys.stdin.buffer.read(4 * LIMIT)
        else:
            with open(path, "rb") as source:
                content = source.read(4 * LIMIT)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise FinecalcError(f"读不到 {shown}：{why}", f"{shown} cannot be read: {why}") from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(text) < LIMIT and "\x00" not in text:
            return text
        break
    raise FinecalcError(f"{shown} 不是条文正文", f"{shown} is not the text of a law")
