"""`finecalc replay`: whether today's table still answers as a paper says."""

import re
import shlex
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import typer

from finecalc.cli import options
from finecalc.cli.options import FLAGS, base_option, table, write_json
from finecalc.cli.settings import said, settings
from finecalc.cli.shapes import Answering, Changed, Replayed
from finecalc.cli.working import Answered, work_out
from finecalc.language.errors import FinecalcError
from finecalc.language.words import Lang
from finecalc.language.writing import cannot_read
from finecalc.papers import reading, record
from finecalc.papers.reading import Paper
from finecalc.papers.sentences.replay import Change, replay_page
from finecalc.table.statutes import Statutes

_GLOBAL = ("--lang", "--statutes", "--office")


def command(paper: str, as_json: options.Json = False) -> int:
    statutes, today = table(), date.today()
    found = reading.read(_content(paper), paper)
    arguments = list(_arguments_of_json(found.parts)) if found.parts else _arguments(found.line)
    params = parameters(arguments)
    remarks = list(_remarks(found, statutes, arguments))
    try:
        asked = work_out(statutes, params, today)
        changes = list(_changes(found, asked))
    except FinecalcError as error:
        if not found.sha256:
            raise
        asked, changes = None, [("answer", None, said(*error.words.both))]
    line = found.line or shlex.join(["finecalc", "range", *arguments])
    if as_json:
        write_json(_as_json(found, statutes, line, changes, remarks))
    else:
        _show(found, statutes, line, changes, remarks)
    return 1 if changes else 0


def _content(path: str) -> bytes:
    """The file, or standard input (`-`), bounded. Raises FinecalcError."""
    if path == "-":
        return sys.stdin.buffer.read(reading.LARGEST + 1)
    try:
        with open(path, "rb") as file:
            return file.read(reading.LARGEST + 1)
    except (OSError, ValueError) as error:
        raise cannot_read(path, error) from None


# --- the line → what it asks -------------------------------------------------------------------------------------------


def _arguments(line: str) -> list[str]:
    """The words behind `finecalc range`. Raises FinecalcError."""
    try:
        words = shlex.split(line)
    except ValueError:
        raise _not_read(line) from None
    if words[:2] != ["finecalc", "range"]:
        raise _not_read(line)
    return words[2:]


def parameters(arguments: Iterable[str]) -> dict[str, Any]:
    """What `range` reads from such words, by its own parser alone: nothing is run, opened or written.

    The table and the office that a line names are left aside, and so are the ways out. Raises FinecalcError.
    """
    from finecalc.cli.commands import range as command_of

    words = list(_without_global(arguments))
    if any(word in ("--help", "-h") for word in words):
        raise _not_read(shlex.join(words))
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command("range")(command_of.command)
    try:
        with typer.main.get_command(single).make_context("range", words) as context:
            params: dict[str, Any] = dict(context.params)
    except (typer.Exit, typer.BadParameter.__mro__[2]):  # type: ignore[misc]
        raise _not_read(shlex.join(words)) from None
    if params["case_path"] is not None:
        raise FinecalcError(
            "命令行要读案件文件（--case），没有照做；纸上的命令行应当写明案情",
            "The line asks for a case file (--case), which is not opened: a paper's line states the case itself",
        )
    return params


def _not_read(line: str) -> FinecalcError:
    short = line if len(line) < 80 else line[:77] + "…"
    return FinecalcError(f"读不懂纸上的命令行：{short}", f"The line on the paper cannot be read: {short}")


def _without_global(arguments: Iterable[str]) -> Iterator[str]:
    waiting = iter(arguments)
    for word in waiting:
        name, equals, _ = word.partition("=")
        if name in _GLOBAL:
            if not equals:
                next(waiting, None)
        elif word != "--no-color":
            yield word


def _arguments_of_json(parts: Mapping[str, Any]) -> Iterator[str]:
    """The words that ask what JSON answers. Raises FinecalcError."""
    try:
        case = parts["case"]
        yield str(parts["edition_choice"]["asked"])
        for name in ("facts", "unknown"):
            for fact in case[name]:
                yield from (FLAGS[name], str(fact))
        for item in case["items"]:
            yield from ("--item", str(item))
        bases = {name: case[name] for name in ("gains", "purchase", "turnover")} | dict(case["other_bases"])
        for base, amount in bases.items():
            if amount is not None:
                yield from base_option(str(base), str(amount))
        for name in ("conduct_from", "conduct_to", "decided", "discovered", "by", "adjust"):
            if case[name] is not None:
                yield from (FLAGS[name], str(case[name]))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise FinecalcError("JSON 里没有完整的案情", "The JSON does not hold the whole case") from None


# --- what has changed --------------------------------------------------------------------------------------------------


def _changes(paper: Paper, asked: Answered) -> Iterator[Change]:
    now = record.record_of(asked.answer)
    if paper.record is not None:
        yield from record.changes(paper.record, now)
        yield from (("altered", each, None) for each in reading.altered(paper))
    else:
        yield from _said_otherwise(paper, asked)
    yield from _refused(paper, asked)


def _refused(paper: Paper, asked: Answered) -> Iterator[Change]:
    """What speaks against the proposal today, and did not when the paper was written."""
    if asked.proposed:
        from finecalc.cli.papers import proposal_of

        for each in proposal_of(asked).refused:
            if each.code not in paper.text:
                yield ("refused", None, f"{each.code} {said(*each.words.both)}")


def _said_otherwise(paper: Paper, asked: Answered) -> Iterator[Change]:
    """A printed page: its conclusion, what must and may go with it, and the words of the law, beside those of today."""
    from finecalc.cli.pages.framed import framed
    from finecalc.language.page import Conclusion, Heading, Items, Quotation, plain
    from finecalc.law.sentences.answer import answer_page

    lang: Lang = "zh" if "再算一次" in paper.text else "en"
    page = answer_page(asked.statutes, asked.answer, lang, found=asked.found)
    frame = [line for line in paper.text.splitlines() if re.match(r"\s*[+╭┌|│╰└]", line)]
    words = _pressed("\n".join(line for line in paper.text.splitlines() if line.strip(" ^")))
    heading, today = "", ""
    for block in page:
        lines: list[str] = []
        if isinstance(block, Conclusion):
            lines = [" ".join(plain(line).split()) for line in framed(block, _columns(frame))]
            today = _pressed("\n".join([block.title, *lines]))
        elif isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Items) and heading in _MEASURES:
            lines = list(map(plain, block.items))
        elif isinstance(block, Quotation):
            lines = block.text.split("……")
        yield from (("said", None, line.strip()) for line in lines if _pressed(line) not in words)
    for line in frame:
        if _pressed(line) not in today:
            yield ("said", " ".join(re.sub(r"[|│]", "", line).split()), None)


_MEASURES = ("应当", "可以", "Must", "May", "One or more of", "单处或者并处（至少一项）")


def _columns(frame: list[str]) -> int:
    from finecalc.language.columns import width

    return max((width(line.rstrip()) for line in frame), default=80) - 2


def _pressed(text: str) -> str:
    """A text without what depends on how wide it was printed."""
    return re.sub(r"[\s|+^│─╭╮╰╯┌┐└┘-]", "", text)


def _remarks(paper: Paper, statutes: Statutes, arguments: list[str]) -> Iterator[str]:
    named = [word.partition("=")[0] for word in arguments if word.partition("=")[0] in ("--statutes", "--office")]
    if named:
        flags = "、".join(named)
        yield said(
            f"纸上的命令行另有 {flags}，没有照用：以今天在用的法条表和机关档案作答",
            f"The line names {flags}, which was left aside: the table and office in force today answer",
        )
    profile = statutes.profile.sha256 if statutes.profile else ""
    if not (profile.startswith(paper.office) if paper.office else not profile):
        yield said(
            "纸上的机关档案与今天在用的不是同一份", "The office profile on the paper is not the one in force today"
        )
    if paper.parts and not paper.parts["case"].get("decided"):
        yield said("JSON 里没有决定日期，按今天计算", "The JSON has no day of decision: it is answered as of today")
    if paper.record is None:
        yield said("纸上没有记录数字，按文字比较", "The paper holds no record of its figures: compared by its words")


# --- out ---------------------------------------------------------------------------------------------------------------


def _show(paper: Paper, statutes: Statutes, line: str, changes: list[Change], remarks: list[str]) -> None:
    from finecalc.cli.pages import show
    from finecalc.law.sentences.pen import Pen

    pen = Pen(statutes, settings.lang)
    now = statutes.table.version
    same = bool(paper.sha256) and statutes.sha256.startswith(paper.sha256)
    entries = [
        (said("纸上的法条表", "Table on the paper"), _named(paper.version, paper.sha256)),
        (
            said("今天的法条表", "Today's table"),
            _named(now, statutes.sha256) + (said("（同一份）", " (the same)") if same else ""),
        ),
        (said("命令行", "Line"), line),
    ]
    show(replay_page(pen, entries, changes, remarks))


def _named(version: str, digest: str) -> str:
    return f"{version}  sha256:{digest[:16]}" if digest else said("没有写明", "not named")


def _as_json(paper: Paper, statutes: Statutes, line: str, changes: list[Change], remarks: list[str]) -> Replayed:
    return Replayed(
        same=not changes,
        kind=paper.kind,
        line=line,
        paper=Answering(version=paper.version, sha256=paper.sha256),
        table=Answering(version=statutes.table.version, sha256=statutes.sha256),
        changes=tuple(Changed(key=key, before=before, now=now) for key, before, now in changes),
        remarks=tuple(remarks),
    )
