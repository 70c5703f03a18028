"""`finecalc encode`: reads a penalty article, or a whole chapter, that is pasted in, and prints its `statutes.toml` entries."""

import sys
from typing import Annotated

import typer

from finecalc.cli.options import table, write
from finecalc.cli.settings import in_words, said, tell
from finecalc.language import dates
from finecalc.language.errors import FinecalcError, about
from finecalc.language.writing import cannot_read
from finecalc.proof.encode import encode, encode_law

NO_REF = FinecalcError(
    "请用 --ref 写明第一款的编号，如 --ref csl@2016:59.1；整章、整部法用 --law csl --in-force 2026-01-01",
    "Name the first paragraph: --ref csl@2016:59.1, for example; for a chapter or a whole law: --law csl --in-force 2026-01-01",
)
ONE_WAY = FinecalcError(
    "--law、--in-force 读整章，--ref、--name、--name-en 读一条，--jsonl 按行读：只能选一种",
    "--law and --in-force read a chapter, --ref, --name and --name-en an article, --jsonl reads by lines: choose one way",
)
NO_LAW = FinecalcError("--in-force 要和 --law 一起写", "--in-force goes with --law")
NO_DAY = FinecalcError(
    "请用 --in-force 写明这个版本哪一天起施行，如 --in-force 2026-01-01",
    "Say from which day this edition is in force: --in-force 2026-01-01, for example",
)
LIMIT = 1_000_000  # characters: no law is as long as this


def command(
    ref: Annotated[str, typer.Option("--ref")] = "",
    file: Annotated[str, typer.Argument()] = "-",
    name: str = "",
    name_en: str = "",
    law: str = "",
    in_force: Annotated[str, typer.Option("--in-force")] = "",
    jsonl: Annotated[bool, typer.Option("--jsonl")] = False,
) -> None:
    if jsonl + bool(law or in_force) + bool(ref or name or name_en) > 1:
        raise ONE_WAY
    if jsonl:
        _lines(file)
        return
    if in_force and not law:
        raise NO_LAW
    if law and not in_force:
        raise NO_DAY
    if not law and not ref:
        raise NO_REF
    if law:
        with about("in_force"):
            day = dates.parse(in_force)
        found = encode_law(_read(file), law, day, table().table)
    else:
        found = encode(_read(file), ref, table().table, name, name_en)
    write(found.toml)
    shown = file if file != "-" else said("标准输入", "standard input")
    for line, place, words in found.places:
        tell("  ".join(filter(None, (f"{shown}:{line}", place, in_words(words)))))
    if law:
        tell(f"finecalc: {in_words(found.said)}")
    if found.refused:
        tell(
            said(
                f"finecalc: 有 {found.refused} 处没有读出，见注释",
                f"finecalc: {found.refused} places not read, see the comments",
            )
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
        raise cannot_read(path, error) from None
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
        raise cannot_read(shown, error) from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(text) < LIMIT and "\x00" not in text:
            return text
        break
    raise FinecalcError(f"{shown} 不是条文正文", f"{shown} is not the text of a law")
