"""What became of every line, row, column and sheet that came in: nothing is left out in silence."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, structs

from finecalc.decisions.files.rows import Judged
from finecalc.decisions.files.sheet import Sheet
from finecalc.decisions.files.sheets import Book
from finecalc.decisions.finding import VERDICTS, Finding, finding
from finecalc.language.words import Words

_NAMED = 50


class Account(Struct, kw_only=True):
    """One table: how many rows were read, and what became of each; `read` is the sum of the four after it."""

    sheet: Sheet
    read: int
    judged: int
    unreadable: int
    blank: int
    passed_over: int

    def as_json(self) -> dict[str, Any]:
        sheet = self.sheet
        columns = []
        fields = {column: field for field, column in sheet.columns.items()}
        for at, (heading, name) in enumerate(zip(sheet.headings, sheet.names, strict=True)):
            why = "ignored" if at in sheet.ignored_columns else "not-ours" if name.strip() else "no-heading"
            columns.append(
                {"heading": _storable(heading or name), "read_as": fields[at]}
                if at in fields
                else {"heading": _storable(heading or name), "read_as": None, "why": why}
            )
        counts = {key: getattr(self, key) for key in ("read", "judged", "unreadable", "blank", "passed_over")}
        rows = [{"row": int(each.name), "why": each.why.zh, "why_en": each.why.en} for each in sheet.passed_rows]
        return {
            "sheet": sheet.title or None,
            "above_headings": len(sheet.preface),
            **counts,
            "rows_passed_over": rows,
            "columns": columns,
        }


class FileAccount(Struct, kw_only=True):
    """One file: its digest, its tables, and what was said of it as a whole."""

    name: str
    sha256: str = ""
    tables: list[Account]
    notices: list[Finding]

    def as_json(self) -> dict[str, Any]:
        passed = [each for account in self.tables for each in account.sheet.passed_sheets]
        return {
            "file": _storable(self.name),
            "sha256": self.sha256,
            "tables": [account.as_json() for account in self.tables],
            "sheets_passed_over": [
                {"sheet": _storable(each.name), "why": each.why.zh, "why_en": each.why.en} for each in passed
            ],
        }


class Tally:
    """How many judgements have each verdict, and how often each code is found."""

    def __init__(self) -> None:
        self.verdicts = dict.fromkeys(VERDICTS, 0)
        self.codes: dict[str, int] = {}

    def counted(self, judged: Judged) -> Judged:
        """The same rows, counted as they pass."""
        for batch in judged:
            forms = Counter([said[0] for said in batch.said if said])
            for form, count in forms.items():
                self.verdicts[form.verdict] += count
                for each in form.judgement.findings:
                    self.codes[each.code] = self.codes.get(each.code, 0) + count
            yield batch

    def add(self, other: "Tally") -> None:
        """Count what another has counted."""
        for verdict, count in other.verdicts.items():
            self.verdicts[verdict] += count
        for code, count in other.codes.items():
            self.codes[code] = self.codes.get(code, 0) + count


class Summary(Tally):
    """How many rows, how many of each verdict, how often each code; and the account of every file.

    `codes` are the codes that are reported, all when None; what cannot be read is always reported. `faults` counts the rows
    on which finecalc itself failed: with any of them the report is not whole.
    """

    def __init__(self, reported: frozenset[str] | None = None) -> None:
        super().__init__()
        self.files: list[FileAccount] = []
        self.faults = 0
        self.reported = reported

    @property
    def rows(self) -> int:
        """How many decisions were judged, or could not be read."""
        return sum(self.verdicts.values())

    def of_sheet(self, sheet: Sheet, judged: Judged) -> Judged:
        """The rows of a sheet, counted as they pass; at their end the account of the table is drawn up."""
        tally = Tally()
        yield from tally.counted(judged)
        self.draw_up(sheet, tally)

    def draw_up(self, sheet: Sheet, tally: Tally) -> None:
        """Draw up the account of a table whose rows have all passed."""
        if not self.files or self.files[-1].sha256 or self.files[-1].name != sheet.name:
            self.files.append(FileAccount(name=sheet.name, tables=[], notices=[]))
        self.add(tally)
        self.faults += len(sheet.faults)
        rows, unread = sum(tally.verdicts.values()), tally.verdicts["unreadable"]
        self.files[-1].tables.append(
            Account(
                sheet=sheet,
                read=rows + sheet.blank + sheet.passed_row_count,
                judged=rows - unread,
                unreadable=unread,
                blank=sheet.blank,
                passed_over=sheet.passed_row_count,
            )
        )
        sheet.notices = [
            each
            for each in _notices(sheet)
            if self.reported is None or each.code in self.reported or each.severity == "unreadable"
        ]
        for each in sheet.notices:
            self.files[-1].notices.append(each)
            self.codes[each.code] = self.codes.get(each.code, 0) + 1

    def finish(self, book: Book) -> FileAccount:
        """Close the account of a file. Raises FinecalcError when it was written to while it was read."""
        self.files[-1].sha256 = book.finish()
        return self.files[-1]

    @property
    def grave(self) -> int:
        """How many findings on whole files may hide decisions."""
        return sum(each.severity == "unreadable" for account in self.files for each in account.notices)

    def as_json(self) -> dict[str, Any]:
        tables = [table for account in self.files for table in account.tables]
        counts = {
            key: sum(getattr(table, key) for table in tables) for key in ("read", "judged", "blank", "passed_over")
        }
        return {
            "rows": self.rows,
            **self.verdicts,
            "findings": dict(sorted(self.codes.items())),
            **counts,
            "files": [account.as_json() for account in self.files],
        }


def _notices(sheet: Sheet) -> list[Finding]:
    """FC903 on the columns, rows and sheets that were passed over."""
    found = []
    place = Words(f"工作表“{sheet.title}”", f"sheet “{sheet.title}”: ") if sheet.title else Words("", "")
    columns = [_heading(sheet, at) for at in sheet.passed_columns]
    if columns:
        zh, en = _listed(columns, "、"), _listed(columns, ", ")
        found.append(_said(f"{place.zh}没有读的列：{zh}", f"{place.en}columns not read: {en}"))
    ignored = [_heading(sheet, at) for at in sheet.ignored_columns]
    if ignored:
        zh, en = _listed(ignored, "、"), _listed(ignored, ", ")
        found.append(_said(f"{place.zh}按要求没有读的列：{zh}", f"{place.en}columns not read, as told: {en}"))
    if sheet.passed_rows:
        rows = sheet.passed_rows
        more = sheet.passed_row_count - len(rows[:_NAMED])
        zh = "；".join(f"第 {each.name} 行{each.why.zh}" for each in rows[:_NAMED]) + (
            f"；还有 {more} 行" if more else ""
        )
        en = "; ".join(f"row {each.name} {each.why.en}" for each in rows[:_NAMED]) + (f"; {more} more" if more else "")
        found.append(_said(place.zh + zh, place.en + en))
    for grave in (True, False):
        passed = [each for each in sheet.passed_sheets if each.grave is grave]
        if passed:
            found.append(
                _said(
                    "；".join(f"工作表“{each.name}”{each.why.zh}" for each in passed[:_NAMED]),
                    "; ".join(f"sheet “{each.name}” {each.why.en}" for each in passed[:_NAMED]),
                    grave,
                )
            )
    return found


def _said(zh: str, en: str, grave: bool = False) -> Finding:
    said = finding("FC903", Words(zh, en), "")
    return structs.replace(said, severity="unreadable") if grave else said


def _heading(sheet: Sheet, at: int) -> str:
    return _storable(" ".join((sheet.headings[at] or sheet.names[at]).split()))[:60] or f"#{at + 1}"


def _listed(names: Sequence[str], mark: str) -> str:
    return mark.join(names[:_NAMED]) + (f" … {len(names)}" if len(names) > _NAMED else "")


def _storable(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
