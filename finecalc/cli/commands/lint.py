"""`finecalc lint`: does the table say what the text says?"""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from finecalc.cli.options import Json, write_json
from finecalc.cli.pages import show
from finecalc.cli.proved import remember
from finecalc.cli.settings import in_words, said, settings, tell
from finecalc.language.errors import FinecalcError
from finecalc.language.page import Block, Entries, Line, Span, Verbatim
from finecalc.language.writing import whole
from finecalc.proof.lint import Problem, Report, lint
from finecalc.proof.seal import Due, sealed
from finecalc.table.load import PROFILE, content_of, load_table, located, text_of


def command(
    file: Annotated[str | None, typer.Argument()] = None,
    as_json: Json = False,
    seal: Annotated[bool, typer.Option("--seal")] = False,
) -> None:
    if settings.office:
        if seal:
            raise FinecalcError(
                "--seal 封的是法条表，不和 --office 一起写", "--seal is for the table: not with --office"
            )
        raise typer.Exit(_lint_office(file or settings.statutes, settings.office, as_json))
    place = located(file or settings.statutes)
    path, content = str(place), content_of(place)
    report = lint(text_of(content, path), path)
    written: tuple[Due, ...] = ()
    if seal and report.whole and _agreed(path, report.due):
        written = report.due
        text = sealed(text_of(content, path), written)
        content = (content[:3] if content.startswith(b"\xef\xbb\xbf") else b"") + text.encode()
        report = lint(text, path)
        with whole(path, force=True) as out:
            out.write(content)
    if report.whole and not report.problems:
        remember(sha256(content).hexdigest())
    if as_json:
        told = {"sealed": [{"entry": due.name, "digest": due.digest} for due in written]} if seal else {}
        write_json({**_as_json(path, report), **told})
    else:
        show(tuple(_page(path, report)))
    raise typer.Exit(2 if not report.whole else 1 if report.problems else 0)


def _lint_office(table: str | None, path: str, as_json: bool) -> int:
    """Check an office profile against the table, say what is wrong with it, and return the exit code."""
    from finecalc.proof.office_checks import lint_office

    text = text_of(content_of(Path(path), PROFILE), path, PROFILE)
    report = lint_office(load_table(table), text, path, date.today())
    found = len(report.problems)
    if as_json:
        write_json({"file": path, "problems": [_problem(problem) for problem in report.problems]})
    else:
        summary = said(
            f"机关档案{'' if report.profile else '读不成'}，问题 {found} 个",
            f"The office profile{'' if report.profile else ' cannot be read'}: {found} problem{'' if found == 1 else 's'}",
        )
        show((*_problems(path, report.problems), Line(summary, "warn" if found else "good")))
    return 2 if report.profile is None else 1 if found else 0


def _agreed(path: str, dues: tuple[Due, ...]) -> bool:
    """Say what would be sealed; where somebody sits at a terminal, whether they want that. False where there is nothing."""
    if not dues:
        tell(
            said(
                "finecalc: 没有要封的：封签都在，或者名称、来源还是暂拟的",
                "finecalc: nothing to seal: every digest stands, or names and sources are placeholders",
            )
        )
        return False
    tell(
        said(
            f"finecalc: 在 {path} 中写 {len(dues)} 个 digest；封签表示下列内容已与官方文本逐字核对：",
            f"finecalc: {len(dues)} digests to write in {path}; a digest says that these were compared with the official copy:",
        )
    )
    for due in dues:
        had = due.had or said("缺少", "none")
        tell(f"  {due.name}  {had} → {due.digest}  {in_words(due.holds)}")
    if not (sys.stdin and sys.stdin.isatty()):
        return True
    sys.stderr.write(said("都核对过了，写进去？[y/N] ", "All compared, write them? [y/N] "))
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes", "是")


def _problems(path: str, problems: Iterable[Problem]) -> Iterator[Block]:
    """Each problem with its line, its key, and what stands there."""
    for problem in problems:
        where = f"{path}:{problem.line}  {problem.code} {problem.name}  {problem.provision}".rstrip()
        yield Verbatim(((Span(where, "strong"),),))  # whole, so that an editor can follow it
        yield Line(problem.key + said("：", ": ") + in_words(problem.message), indent=1)
        sides = ((said("条文", "text"), problem.says), (said("表中", "table"), problem.has))
        yield Entries(tuple(side for side in sides if side[1]), indent=1)
        yield Line("")


def _page(path: str, report: Report) -> Iterator[Block]:
    yield from _problems(path, report.problems)
    for reference, reason in report.waivers:
        yield Line(said(f"免于核对 {reference}：{reason}", f"waived {reference}: {reason}"), "dim")
    found = len(report.problems)
    yield Line(
        said(
            f"{report.provisions} 条，{report.compared} 条与条文逐项比对，{report.cases} 种案情两次计算一致，"
            f"免于核对 {len(report.waivers)} 条，问题 {found} 个",
            f"{report.provisions} provisions, {report.compared} compared with their text, {report.cases} cases computed twice, "
            f"{len(report.waivers)} waived, {found} problem{'' if found == 1 else 's'}",
        ),
        "warn" if found else "good",
    )
    if found:
        yield Line(said("代码的含义：finecalc explain 代码", "What a code means: finecalc explain CODE"), "dim")


def _as_json(path: str, report: Report) -> dict[str, object]:
    return {
        "file": path,
        "problems": [_problem(problem) for problem in report.problems],
        "provisions": report.provisions,
        "compared": report.compared,
        "cases": report.cases,
        "waivers": [{"reference": reference, "reason": reason} for reference, reason in report.waivers],
    }


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "name": problem.name,
        "line": problem.line,
        "reference": problem.provision or None,
        "key": problem.key,
        "message": in_words(problem.message),
        "text": problem.says,
        "table": problem.has,
    }
