"""`finecalc check`: judge files of proposed decisions, row by row."""

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from enum import StrEnum
from typing import Annotated, BinaryIO

import typer

from finecalc.cli.options import Force, office_level, table
from finecalc.cli.pages.report import Text
from finecalc.cli.proved import unproved
from finecalc.cli.settings import said, settings, tell
from finecalc.decisions.codes import FINDINGS
from finecalc.decisions.files import jobs, marks, reports, sheets
from finecalc.decisions.files.account import Summary
from finecalc.decisions.files.checker import Checker
from finecalc.decisions.files.columns import HeadingRefused
from finecalc.decisions.files.csv_report import Csv
from finecalc.decisions.files.github import Github
from finecalc.decisions.files.reports import Report
from finecalc.decisions.files.rows import Judged, judged
from finecalc.decisions.files.sheet import Sheet
from finecalc.decisions.files.sheets import Book
from finecalc.decisions.files.streams import text_stream
from finecalc.language import writing
from finecalc.language.codes import selected
from finecalc.language.errors import FinecalcError
from finecalc.law.answer import office_used
from finecalc.table.statutes import Statutes


class Format(StrEnum):
    """How the report is written."""

    text = "text"
    jsonl = "jsonl"
    json = "json"
    csv = "csv"
    xlsx = "xlsx"
    html = "html"
    github = "github"


class FailOn(StrEnum):
    """From which severity on the exit code is 1."""

    error = "error"
    warning = "warning"
    never = "never"


def command(
    files: Annotated[list[str], typer.Argument()],
    form: Annotated[
        Format | None,
        typer.Option("--format", case_sensitive=False),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output"),
    ] = None,
    force: Force = False,
    every: Annotated[bool, typer.Option("--all")] = False,
    select: list[str] | None = None,
    ignore: list[str] | None = None,
    ignore_column: Annotated[list[str] | None, typer.Option("--ignore-column")] = None,
    allow_empty: Annotated[bool, typer.Option("--allow-empty")] = False,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", case_sensitive=False)] = FailOn.warning,
    processes: Annotated[int | None, typer.Option("--jobs", min=1, max=jobs.MOST)] = None,
) -> int:
    codes = selected(select or (), ignore or (), FINDINGS)
    chosen = _chosen(form, output)
    if chosen is Format.xlsx and output is None:
        raise FinecalcError("XLSX 要写到文件：加 -o 报告.xlsx", "XLSX goes to a file: add -o report.xlsx")
    if every and chosen is not Format.text:
        raise FinecalcError(
            f"--all 只用于文本报告；{chosen.value} 不需要",
            f"--all is for reports as text: {chosen.value} has no need of it",
        )
    if files.count("-") > 1:
        raise FinecalcError("标准输入只能给一次", "Standard input can be given once only")
    statutes = table()
    if warning := unproved(statutes):
        tell(said(warning.zh, warning.en))
    summary = Summary(codes)
    with ExitStack() as stack:
        stack.enter_context(_seldom_collecting())
        target = None
        if output is not None:
            read = [*files, statutes.path]
            target = stack.enter_context(writing.whole(output, force=force, ours=marks.is_report, read=read))
        with _in_words(output), ExitStack() as inner:
            report = _report(chosen, target, statutes, len(files) > 1, every, inner)
            for name in files:
                with sheets.opened(name, ignore_column or ()) as book:
                    for sheet in book.sheets:
                        checker = Checker(
                            statutes,
                            sheet.fields,
                            today=date.today(),
                            office=office_level(statutes),
                            codes=codes,
                            units=sheet.units,
                        )
                        _judge(book, sheet, checker, report, summary, processes, ignore_column or ())
                    _finish(book, summary, allow_empty)
            report.close(summary)
    if output:
        _written(output, summary)
    return _exit_code(summary, fail_on)


@contextmanager
def _in_words(output: str | None) -> Iterator[None]:
    """Say how to pass over a heading that was refused, and why the report could not be written. Raises FinecalcError."""
    try:
        yield
    except HeadingRefused as error:
        option = f"--ignore-column '{error.heading}'"
        raise FinecalcError(
            f"{error.words.zh}；有意不读的列，加 {option}",
            f"{error.words.en}; for a column that is meant not to be read add {option}",
        ) from None
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise FinecalcError(
                "报告没有写完：读的一方先关上了", "The report is not whole: whoever read it closed before the end"
            ) from None
        raise writing.cannot_write(output or said("标准输出", "standard output"), error) from None


def _judge(
    book: Book,
    sheet: Sheet,
    checker: Checker,
    report: Report,
    summary: Summary,
    asked: int | None,
    ignored: Sequence[str],
) -> None:
    """Judge the rows of a sheet into the report, in so many processes as are asked for, or worth it."""
    if (number := jobs.how_many(asked, book, sheet, report)) == 1:
        with _progress(sheet) as passing:
            report.write(sheet, summary.of_sheet(sheet, passing(judged(sheet, checker, ranged=report.ranged))))
        return
    assert isinstance(report, Csv | reports.Jsonl)
    with jobs.crew(number, book, tuple(ignored), checker, report) as crew, _progress(sheet) as passing:
        crew.write(sheet, checker, summary, passing)


def _finish(book: Book, summary: Summary, allow_empty: bool) -> None:
    """Close the account of a file, and say on stderr what of it was not read. Raises FinecalcError when it held no decision."""
    account = summary.finish(book)
    for sheet in book.sheets:
        if sheet.faults:
            rows = "、".join(sheet.row_name(number) for number in sheet.faults[:10])
            tell(
                said(
                    f"finecalc: {book.name} 有 {len(sheet.faults)} 行因为 finecalc 自身出错没有判断：第 {rows} 行；报告不完整",
                    f"finecalc: {book.name}: {len(sheet.faults)} rows were not judged for a fault of finecalc's own: {rows}; "
                    "the report is not whole",
                )
            )
    if not allow_empty and not any(table.judged + table.unreadable for table in account.tables):
        raise FinecalcError(
            f"{book.name} 里没有一件决定；确实没有的，加 --allow-empty",
            f"{book.name} holds no decision: if that is meant, add --allow-empty",
        )
    for each in account.notices:
        tell(f"finecalc: {book.name}: {each.code} {each.name} {reports.said(each, settings.lang)}")


_ENDINGS = {
    Format.csv: (".csv", ".tsv", ".txt"),
    Format.jsonl: (".jsonl", ".ndjson", ".txt"),
    Format.json: (".json",),
    Format.xlsx: (".xlsx",),
    Format.html: (".html", ".htm"),
    Format.text: (".txt", ".text", ".log", ""),
    Format.github: (".txt", ".log", ""),
}
"""The endings under which each format is written; without --format the first format that knows the ending is meant."""


def _chosen(form: Format | None, output: str | None) -> Format:
    """The format asked for, or the one that the ending of `output` calls for. Raises FinecalcError where they do not agree."""
    if output is None:
        return form or Format.text
    ending = os.path.splitext(output)[1].lower()
    if form is not None:
        if ending and ending not in _ENDINGS[form]:
            raise FinecalcError(
                f"{output} 的扩展名和 --format {form.value} 不合；可以用 {'、'.join(filter(None, _ENDINGS[form]))}",
                f"The ending of {output} does not go with --format {form.value}: use {', '.join(filter(None, _ENDINGS[form]))}",
            )
        return form
    if ending == ".txt":
        return Format.text
    for each, endings in _ENDINGS.items():
        if ending in endings:
            return each
    raise FinecalcError(
        f"check 写不了 {ending} 文件；可以写 .xlsx、.html、.csv、.json、.jsonl 和 .txt",
        f"check writes no {ending} files: use .xlsx, .html, .csv, .json, .jsonl or .txt",
    )


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """The table and the code stay, and rows leave no circles behind: looking for some costs time for nothing."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(200_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _report(
    chosen: Format, target: BinaryIO | None, statutes: Statutes, several: bool, every: bool, stack: ExitStack
) -> Report:
    """The report of the chosen format, on a file or on standard output; `every`: with lawful rows where these are left out."""
    if chosen in (Format.xlsx, Format.html):
        return _printed(chosen, target, statutes, stack)
    if chosen is Format.text and target is None:
        return Text(sys.stdout, several, every, statutes)
    stream = stack.enter_context(text_stream(target, bom=chosen is Format.csv))
    if chosen is Format.text:
        used = office_used(statutes)
        office = f", office {used.name}, sha256 {used.sha256}" if used else ""
        stream.write(f"{marks.TEXT_MARK}, table {statutes.table.version}, sha256 {statutes.sha256}{office}\n\n")
        return Text(stream, several, every, statutes)
    if chosen is Format.csv:
        return Csv(stream, settings.lang, statutes)
    if chosen is Format.json:
        return reports.Json(stream, settings.lang, several, statutes)
    if chosen is Format.github:
        return Github(stream, settings.lang, statutes)
    return reports.Jsonl(stream, settings.lang, several, statutes)


def _printed(chosen: Format, target: BinaryIO | None, statutes: Statutes, stack: ExitStack) -> Report:
    """A report that is printed: put together at the end from parts that are gone then."""
    from finecalc.decisions.files.overview import Overview
    from finecalc.decisions.files.printed import Wording

    wording = Wording(statutes, settings.lang)
    overview = Overview(wording.pen, date.today(), office_level(statutes))
    parts = stack.enter_context(writing.parts())
    if chosen is Format.xlsx:
        from finecalc.decisions.files.xlsx_report import Xlsx

        assert target is not None
        workbook = Xlsx(target, wording, overview, parts)
        stack.callback(workbook.abandon)
        return workbook
    from finecalc.decisions.files.html_report import Html

    page = Html(stack.enter_context(text_stream(target)), wording, overview, parts)
    stack.callback(page.abandon)
    return page


def _exit_code(summary: Summary, fail_on: FailOn) -> int:
    if summary.faults:
        return 2
    grave = summary.verdicts["error"] + summary.verdicts["unreadable"] + summary.grave
    counted = {"error": grave, "warning": grave + summary.verdicts["warning"], "never": 0}[fail_on.value]
    return 1 if counted else 0


def _written(output: str, summary: Summary) -> None:
    """Where the report went, on stderr."""
    counts = "，".join(
        f"{reports.VERDICTS[verdict][0]} {count}" for verdict, count in summary.verdicts.items() if count
    )
    counts_en = ", ".join(f"{verdict} {count}" for verdict, count in summary.verdicts.items() if count)
    message = said(
        f"共 {summary.rows} 件（{counts}），已写入 {output}",
        f"{summary.rows} decisions ({counts_en}), written to {output}",
    )
    tell(message)


@contextmanager
def _progress(sheet: Sheet) -> Iterator[Callable[[Judged], Judged]]:
    """A progress bar on stderr for a long file, only at a terminal."""
    position, size = sheet.position, sheet.size
    if position is None or not size or size < 2_000_000 or not sys.stderr.isatty():
        yield lambda rows: rows
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    console = Console(stderr=True, no_color=not settings.color)
    with Progress(
        BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), console=console, transient=True
    ) as progress:
        task = progress.add_task("", total=size)

        def passing(rows: Judged) -> Judged:
            for batch in rows:
                progress.update(task, completed=position())
                yield batch

        yield passing
