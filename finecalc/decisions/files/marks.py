"""By what a report of ours is known again, so that the next one may take its place."""

import re
import zlib
from typing import BinaryIO

ADDED = (("结论", "verdict"), ("发现", "findings"), ("说明", "messages"))
"""The headings that a report adds to those of the file, in both languages."""
PRINTED = (
    ("结论", "verdict"),
    ("发现", "findings"),
    ("幅度", "range"),
    ("说明", "what is found"),
    ("改法", "how to mend it"),
)
"""The headings of what is printed beside a row, in both languages."""
WORKBOOK_MARK = "finecalc-report"
TEXT_MARK = "finecalc check"
PAGE_MARK = f"<!-- {TEXT_MARK} -->"
NOTICE_MARK = f"::notice title={TEXT_MARK}::"
_MARKED_WITHIN = 256 * 1024
_JSON_TEXT = r'"(?:[^"\\]|\\.)*"'
_REPORT = re.compile(
    "|".join(
        [
            rf"\A{TEXT_MARK}",
            r'\A\{"rows": ?\[',
            rf'\A\{{(?:"(?:file|sheet)":{_JSON_TEXT},)*"row":\d+,"case_id":{_JSON_TEXT},"verdict":"',
            r"\A::(?:error|warning|notice) file=",
            rf"\A{NOTICE_MARK}",
            rf"\A<!doctype html>\n{PAGE_MARK}",
            *("".join(rf"[,;\t|]{name}" for name in names) + r"\r?$" for names in zip(*ADDED, strict=True)),
        ]
    ),
    re.MULTILINE,
).search


def is_report(file: BinaryIO) -> bool:
    """Whether a file is a report of `check`, by what every report of its kind begins with: a report may replace it.

    A table of ours has the added headings at the end of a line, a workbook carries `WORKBOOK_MARK` among its properties.
    """
    start = file.read(_MARKED_WITHIN)
    if start.startswith(b"PK"):
        from zipfile import BadZipFile, ZipFile

        try:
            with ZipFile(file) as archive, archive.open("docProps/custom.xml") as properties:
                return WORKBOOK_MARK.encode() in properties.read(_MARKED_WITHIN)
        except (BadZipFile, KeyError, OSError, RuntimeError, ValueError, NotImplementedError, zlib.error):
            return False
    return _REPORT(start.decode("utf-8-sig", "replace")) is not None
