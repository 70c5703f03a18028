"""One CSV file judged by several processes, by the standard library alone: the report is byte for byte that of one process.

Each process reads all rows, which is cheap, and judges and writes every so manieth batch of them. Ours is the first; the others lay
their lines down in a file each and say through a pipe how long every batch has become. We put the batches together in order, and add
up what was counted. Whatever goes wrong in one of them ends the whole run as an error does.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from itertools import cycle
from typing import IO, Any, BinaryIO, cast

from msgspec import Struct

from finecalc.decisions.files import sheets
from finecalc.decisions.files.account import Summary, Tally
from finecalc.decisions.files.checker import Checker
from finecalc.decisions.files.csv_report import Csv
from finecalc.decisions.files.reports import Json, Jsonl, Lang, Lined, Report
from finecalc.decisions.files.rows import Judged, judged
from finecalc.decisions.files.sheet import MOST_NAMED, PassedOver, Sheet
from finecalc.decisions.files.sheets import Book
from finecalc.decisions.files.source import Seen
from finecalc.decisions.files.streams import text_stream
from finecalc.decisions.finding import Said
from finecalc.language.errors import FinecalcError, own_fault
from finecalc.language.words import Words
from finecalc.language.writing import cannot_write, parts
from finecalc.table.load import load

LARGE = 8 * 1024 * 1024
"""Bytes from which a file is worth several processes where nobody says how many."""
START = "fork" if sys.platform == "linux" else "spawn"
MOST = 64
_CHUNK = 1024 * 1024

Passing = Callable[[Judged], Judged]


class Task(Struct, frozen=True):
    """What every process has to know: plain data, since it is sent to those that are not forked. `delimiter` is that of a CSV report,
    None for JSONL.
    """

    path: str
    ignored: tuple[str, ...]
    seen: Seen
    table: str
    profile: str | None
    today: date
    office: str | None
    codes: frozenset[str] | None
    lang: Lang
    several: bool
    delimiter: str | None
    jobs: int
    folder: str


class _Batch(Struct):
    """What has become of a batch: how many bytes are laid down, and the last of its lines (b"" where it has none)."""

    size: int
    last: bytes
    said: Said | None


class _Counts(Struct):
    """What one process has counted and passed over."""

    tally: Tally
    blank: int
    passed_rows: list[PassedOver]
    passed_row_count: int
    faults: list[int]


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def how_many(asked: int | None, book: Book, sheet: Sheet, report: Report) -> int:
    """How many processes judge a table: one where they cannot read it each, or write parts of the report."""
    joined = isinstance(report, Csv | Jsonl) and not isinstance(report, Json) and not report.stream.isatty()
    if not joined or sheet.kind != "csv" or book.seen is None:
        return 1
    return asked or (min(processors(), MOST) if (sheet.size or 0) >= LARGE else 1)


@contextmanager
def crew(jobs: int, book: Book, ignored: tuple[str, ...], checker: Checker, report: Csv | Jsonl) -> Iterator["Crew"]:
    """So many processes, ours among them, at work on a file. At the end the others are gone, and what they have laid down, come what may."""
    assert book.seen is not None
    statutes = checker.statutes
    report.begin(book.sheets[0])
    with parts() as folder, ExitStack() as stack:
        task = Task(
            path=book.name,
            ignored=ignored,
            seen=book.seen,
            table=statutes.path,
            profile=statutes.profile.path if statutes.profile else None,
            today=checker.today,
            office=checker.office,
            codes=checker.codes,
            lang=report.lang,
            several=isinstance(report, Jsonl) and report.several,
            delimiter=report.delimiter if isinstance(report, Csv) else None,
            jobs=jobs,
            folder=folder,
        )
        gathered = Crew(task, report)
        stack.callback(gathered.dismiss)
        gathered.start()
        yield gathered


class Crew:
    """Several processes, of which this is the first, that write one report together."""

    def __init__(self, task: Task, report: Lined) -> None:
        self.task = task
        self.report = report
        self._processes: list[Any] = []
        self._pipes: dict[int, Any] = {}
        self._laid: dict[int, BinaryIO] = {}
        self._counts: dict[int, _Counts] = {}

    def start(self) -> None:
        """Start the others; no signal comes between a process and our knowing of it."""
        from multiprocessing import get_context

        self.report.stream.flush()  # what waits there would be in their hands too
        context: Any = get_context(START)
        for index in range(1, self.task.jobs):
            with _no_signals():
                ours, theirs = context.Pipe(duplex=False)
                self._pipes[index] = ours
                inherited = [*self._pipes.values()] if START == "fork" else []
                process = context.Process(target=_work, args=(self.task, index, theirs, inherited), daemon=True)
                process.start()
                self._processes.append(process)
                theirs.close()

    def dismiss(self) -> None:
        """End whoever is still at work."""
        for each in (*self._laid.values(), *self._pipes.values()):
            each.close()
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.join()

    def write(self, sheet: Sheet, checker: Checker, summary: Summary, passing: Passing) -> None:
        """The rows of the sheet, and its account. Raises FinecalcError as one process does, and when another has ended too early."""
        report, tally, held = self.report, Tally(), b""
        own = _share(sheet, checker, self.task, 0)
        for index in cycle(range(self.task.jobs)):
            if index == 0:
                rows = next(own, None)
                if rows is None:
                    break
                held = report.put(report.lines(sheet, tally.counted(passing(rows))), held)
                continue
            batch = self._received(index)
            if batch is None:
                break
            if batch.last:
                report.emit(held)
                self._copy(index, batch.size)
                held, report.last = batch.last, batch.said
        self._add_up(sheet, tally)
        summary.draw_up(sheet, tally)
        report.emit(report.closing(held, sheet))

    def _received(self, index: int) -> _Batch | None:
        """The next batch of a process, None at its end. Raises FinecalcError for what it could not do."""
        if index in self._counts:
            return None
        try:
            said = self._pipes[index].recv()
        except (EOFError, OSError):
            raise FinecalcError(
                "一个工作进程中途结束了，报告没有写完；可以改用一个进程再试",
                "A worker process ended before its time, and the report is not whole: try again with one process",
                "jobs",
            ) from None
        if isinstance(said, Words):
            raise FinecalcError(said.zh, said.en)
        if isinstance(said, _Counts):
            self._counts[index] = said
            return None
        return cast("_Batch", said)

    def _copy(self, index: int, size: int) -> None:
        """Put lines that another process has laid down into the report."""
        if index not in self._laid:
            self._laid[index] = open(_place(self.task, index), "rb")  # noqa: SIM115
        self.report.stream.flush()
        into = cast("Any", self.report.stream).buffer
        while size:
            chunk = self._laid[index].read(min(size, _CHUNK))
            into.write(chunk)
            size -= len(chunk)

    def _add_up(self, sheet: Sheet, tally: Tally) -> None:
        """What the others have counted and passed over goes to what we have."""
        for index in self._pipes:
            while self._received(index) is not None:
                """The process has found more rows than another: the file has changed, and it will say so."""
        for each in self._counts.values():
            tally.add(each.tally)
            sheet.blank += each.blank
            sheet.passed_rows += each.passed_rows
            sheet.passed_row_count += each.passed_row_count
            sheet.faults += each.faults
        sheet.passed_rows = sorted(sheet.passed_rows, key=lambda row: int(row.name))[:MOST_NAMED]
        sheet.faults.sort()


def _share(sheet: Sheet, checker: Checker, task: Task, index: int) -> Iterator[Judged]:
    """The batches of rows that are the turn of one process, judged; the others are passed over."""
    for batch in sheet.batches(lambda turn: turn % task.jobs == index):
        if batch is not None:
            yield judged(sheet, checker, [batch])


def _place(task: Task, index: int) -> str:
    return os.path.join(task.folder, str(index))


# --- in another process -------------------------------------------------------------------------------------------------


def _work(task: Task, index: int, pipe: Any, inherited: Iterable[Any]) -> None:
    """Judge the share of one process, and say how it goes through the pipe: batches, and counts at the end; or what is wrong."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)  # whoever started us heeds them, and ends us
    for each in inherited:
        each.close()
    with suppress(OSError):  # nobody is there any more
        try:
            said: _Counts | Words = _judge(task, index, pipe.send)
        except FinecalcError as error:
            said = error.words
        except BrokenPipeError:
            return
        except OSError as error:
            said = cannot_write(task.folder, error).words
        except Exception as error:
            said = own_fault(error)
        pipe.send(said)


def _judge(task: Task, index: int, send: Callable[[_Batch], None]) -> _Counts:
    """Lay down the lines of one share, and send how long each batch of them is. Raises FinecalcError as one process does."""
    statutes = load(task.table, task.profile)
    with (
        sheets.opened(task.path, task.ignored, task.seen) as book,
        open(_place(task, index), "wb") as file,
        text_stream(file) as stream,
    ):
        sheet, tally = book.sheets[0], Tally()
        checker = Checker(
            statutes, sheet.fields, today=task.today, office=task.office, codes=task.codes, units=sheet.units
        )
        report = _report(task, stream, sheet)
        before = 0
        for rows in _share(sheet, checker, task, index):
            last = report.put(report.lines(sheet, tally.counted(rows)))
            stream.flush()
            file.flush()
            send(_Batch(file.tell() - before, last, report.last))
            before = file.tell()
        book.finish()
    return _Counts(tally, sheet.blank, sheet.passed_rows, sheet.passed_row_count, sheet.faults)


def _report(task: Task, stream: IO[str], sheet: Sheet) -> Lined:
    if task.delimiter is None:
        return Jsonl(stream, task.lang, task.several)
    report = Csv(stream, task.lang)
    report.headings, report.delimiter = sheet.headings, task.delimiter
    return report


@contextmanager
def _no_signals() -> Iterator[None]:
    """Signals wait; a process that is forked meanwhile lets them wait for good."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
