"""Reports: what came in, with the verdict and the findings beside it. Whole or not at all."""

from collections.abc import Callable, Iterator
from typing import IO, Any, Literal, Protocol

from finecalc.decisions.files.account import Summary
from finecalc.decisions.files.cells import text_of
from finecalc.decisions.files.rows import Judged, one_by_one
from finecalc.decisions.files.sheet import Sheet
from finecalc.decisions.finding import Finding, Judgement, Said
from finecalc.language.columns import escaped
from finecalc.law.answer import office_used
from finecalc.table.statutes import Statutes

Lang = Literal["zh", "en"]

VERDICTS = {
    "ok": ("合法", "ok"),
    "warning": ("提醒", "warning"),
    "error": ("违法", "error"),
    "unreadable": ("看不懂", "unreadable"),
}


class Report(Protocol):
    """One report over one or several sheets. `ranged`: it says of each row what the law allows."""

    ranged: bool

    def write(self, sheet: Sheet, judged: Judged) -> None:
        """All rows of one sheet."""

    def close(self, summary: Summary) -> None:
        """The end of the report."""


def said(each: Finding, lang: Lang) -> str:
    """The message of a finding in one language."""
    return each.zh if lang == "zh" else each.en


# --- JSON ----------------------------------------------------------------------------------------------------------------


class Lined:
    """A report of lines in UTF-8: the last one of each table says what is said of the whole table, which is known once all rows have
    passed.

    `last` is what is said in the line that was made last; `table` is the table that judged, None where another process says so.
    """

    ranged = False

    def __init__(self, stream: IO[str], lang: Lang, table: Statutes | None = None) -> None:
        self.stream = stream
        self.lang = lang
        self.table = table
        self.last: Said | None = None

    def write(self, sheet: Sheet, judged: Judged) -> None:
        """All rows of one sheet."""
        self.begin(sheet)
        self.emit(self.closing(self.put(self.lines(sheet, judged)), sheet))

    def put(self, lines: Iterator[list[bytes]], held: bytes = b"") -> bytes:
        """Write `held` and the lines save the last of them all, which is given back."""
        for batch in lines:
            if batch:
                last = batch.pop()
                self.emit(b"".join((held, *batch)))
                held = last
        return held

    def emit(self, text: bytes) -> None:
        """Write lines, through what a terminal needs where it is one."""
        self.stream.flush()
        raw = getattr(self.stream, "buffer", None)
        if raw is None or self.stream.isatty():
            self.stream.write(text.decode("utf-8", "surrogateescape"))
        else:
            raw.write(text)

    def begin(self, sheet: Sheet) -> None:
        """What stands before the rows of a sheet. Raises FinecalcError where they do not go with those before them."""

    def lines(self, sheet: Sheet, judged: Judged) -> Iterator[list[bytes]]:
        """The lines of the rows that have one, batch by batch."""
        raise NotImplementedError

    def closing(self, line: bytes, sheet: Sheet) -> bytes:
        """The last line of a sheet, with what is said of the whole table; b"" stays that."""
        raise NotImplementedError


class Jsonl(Lined):
    """One object a row, in order (the contract of `check --format jsonl`); with several files each names its own."""

    def __init__(self, stream: IO[str], lang: Lang, several: bool = False, table: Statutes | None = None) -> None:
        import msgspec

        super().__init__(stream, lang, table)
        self.several = several
        self.encode = msgspec.json.Encoder().encode

    def lines(self, sheet: Sheet, judged: Judged) -> Iterator[list[bytes]]:
        for batch in judged:
            yield [
                self.line(escaped(self.encode(self.entry(sheet, number, cells, judgement)).decode())).encode(
                    "utf-8", "surrogateescape"
                )
                for number, cells, judgement in one_by_one(iter([batch]))
                if judgement is not None
            ]

    def line(self, entry: str) -> str:
        return entry + "\n"

    def closing(self, line: bytes, sheet: Sheet) -> bytes:
        """What is said of the whole stands in the last entry: `file_findings`, and which `table` and which `office` judged."""
        whole: dict[str, Any] = {}
        if sheet.notices:
            whole["file_findings"] = [self.finding(each) for each in sheet.notices]
        if self.table:
            whole |= _used(self.table)
        if not line or not whole:
            return line
        entry, brace, end = line.rpartition(b"}")
        return entry + b"," + escaped(self.encode(whole).decode())[1:-1].encode() + brace + end

    def entry(self, sheet: Sheet, number: int, cells: list[Any], judgement: Judgement) -> dict[str, Any]:
        column = sheet.columns.get("case_id")
        case_id = "" if column is None else text_of(cells[column])
        entry: dict[str, Any] = {"file": storable(sheet.name)} if self.several else {}
        if sheet.title:
            entry["sheet"] = storable(sheet.title)
        return {
            **entry,
            "row": number,
            "case_id": storable(case_id),
            "verdict": judgement.verdict,
            "findings": [self.finding(each) for each in judgement.findings],
        }

    def finding(self, each: Finding) -> dict[str, Any]:
        return {**each.shown(self.lang), "message": storable(said(each, self.lang))}

    def close(self, summary: Summary) -> None:
        """Nothing comes after the last row."""


class Json(Jsonl):
    """One document: the rows, the summary, and which table judged."""

    def __init__(self, stream: IO[str], lang: Lang, several: bool, statutes: Statutes) -> None:
        super().__init__(stream, lang, several)
        self.used = _used(statutes)
        self.stream.write('{"rows": [')
        self.begun = False

    def line(self, entry: str) -> str:
        before, self.begun = (",\n" if self.begun else "\n"), True
        return before + entry

    def close(self, summary: Summary) -> None:
        rest = self.encode({"summary": summary.as_json(), **self.used}).decode()
        self.stream.write("\n],\n" + escaped(rest[1:]) + "\n")


def _used(statutes: Statutes) -> dict[str, Any]:
    """The table that judged, and the office profile where one was given."""
    office = office_used(statutes)
    table = {"table": {"version": statutes.table.version, "sha256": statutes.sha256}}
    return {**table, "office": office} if office else table


def message(each: Finding, lang: Lang, said: Callable[[Finding, Lang], str] = said) -> str:
    """FC102, what is said, and in brackets the article that it rests on."""
    before, after = (" [", "]") if lang == "en" else ("〔", "〕")
    citation = each.citation_en if lang == "en" else each.citation
    text = f"{each.code} {said(each, lang)}"
    return f"{text}{before}{citation}{after}" if citation else text


def added_cells(judgement: Judgement, lang: Lang, said: Callable[[Finding, Lang], str] = said) -> list[str]:
    """The cells beside a row: the verdict, the codes, the messages with their citations."""
    messages = [message(each, lang, said) for each in judgement.findings]
    codes = dict.fromkeys([each.code for each in judgement.findings])
    return [VERDICTS[judgement.verdict][lang == "en"], " ".join(codes), "\n".join(messages)]


def storable(text: str) -> str:
    """Text that can be written as UTF-8: stray bytes of a wrongly encoded file become �."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return text
