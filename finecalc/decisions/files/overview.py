"""The first page of a printed report, as plain data: what was found, what was read and what was not, by which table."""

from collections.abc import Iterator
from datetime import date

from finecalc.decisions.codes import FINDINGS
from finecalc.decisions.files import sentences
from finecalc.decisions.files.account import Account, FileAccount, Summary
from finecalc.decisions.files.known import Known, Piece
from finecalc.decisions.files.reports import VERDICTS, message, said, storable
from finecalc.decisions.finding import Finding
from finecalc.language.page import Block, Entries, Entry, Heading, Items, Table, Title
from finecalc.law.sentences.pen import Pen

WIDE = 5
"""How many columns the widest of its tables has; the last cell of a shorter row takes the rest."""


class Overview:
    """Gathers what the first page says; `today` stood in for missing days of decision, and this level for missing authorities."""

    def __init__(self, pen: Pen, today: date, level: str) -> None:
        self.pen = pen
        self.today, self.level = today, level
        self.known = Known()

    def page(self, summary: Summary) -> Iterator[Block]:
        """The page, once all rows have passed."""
        pen = self.pen
        yield Title(pen.words(sentences.title(summary.rows)))
        yield self._verdicts(summary)
        if summary.codes:
            yield Heading(pen("发现了什么", "What was found"))
            yield self._codes(summary)
        if pieces := list(self.known):
            yield Heading(pen.words(sentences.only_to_be_known()))
            yield self._pieces(pieces)
        yield Heading(pen("读了什么", "What was read"))
        for account in summary.files:
            yield from self._read(account)
        yield Heading(pen("依据什么判断", "What it was judged by"))
        yield Entries(tuple(self._judged_by()))
        yield Heading(pen("怎么看", "How to read it"))
        yield Items(tuple(map(pen.words, sentences.how_to_read())))

    def _verdicts(self, summary: Summary) -> Table:
        pen = self.pen
        rows = tuple(
            (VERDICTS[verdict][pen.lang == "en"], str(count), pen.words(sentences.VERDICTS[verdict]))
            for verdict, count in summary.verdicts.items()
        )
        return Table((pen("结论", "verdict"), pen("件数", "decisions"), pen("意思", "meaning")), rows, right=(1,))

    def _codes(self, summary: Summary) -> Table:
        pen = self.pen
        rows = []
        for code, count in sorted(summary.codes.items()):
            rule = FINDINGS[code]
            severity = pen.words(sentences.SEVERITIES[rule.severity])
            rows.append((code, str(count), rule.name, severity, pen.words(rule.means)))
        head = (pen("代码", "code"), pen("次数", "times"), pen("名称", "name"), pen("程度", "severity"))
        return Table((*head, pen("含义", "meaning")), tuple(rows), right=(1,))

    def _pieces(self, pieces: list[Piece]) -> Table:
        pen = self.pen
        rows = []
        for each in pieces:
            where = sentences.rows_named(each.rows, each.count)
            rows.append((each.finding.code, str(each.count), pen.words(where), self._message(each.finding)))
        head = (pen("代码", "code"), pen("件数", "decisions"), pen("行", "rows"), pen("内容", "what"))
        return Table(head, tuple(rows), right=(1,))

    def _message(self, each: Finding) -> str:
        return storable(message(each, self.pen.lang)).removeprefix(f"{each.code} ")

    def _read(self, account: FileAccount) -> Iterator[Block]:
        pen = self.pen
        entries: list[Entry] = [(pen("文件", "file"), storable(account.name)), ("SHA-256", account.sha256)]
        entries += [(self._table_name(each), pen.words(sentences.accounted(each))) for each in account.tables]
        unread = pen("没有读的", "not read")
        entries += [(unread, storable(said(each, pen.lang))) for each in account.notices]
        yield Entries(tuple(entries))

    def _table_name(self, account: Account) -> str:
        title = storable(account.sheet.title)
        return self.pen(f"工作表 {title}", f"sheet {title}") if title else self.pen("行和列", "rows and columns")

    def _judged_by(self) -> Iterator[Entry]:
        pen, statutes = self.pen, self.pen.statutes
        yield from ((pen.words(key), text) for key, text in sentences.judges(statutes))
        yield pen("没有填写的", "left empty"), pen.words(sentences.stood_in(statutes, self.today, self.level))
