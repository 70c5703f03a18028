"""How a workbook shows a number: as a date, as part of one, with words around it, or just as it is."""

import re
from datetime import date, datetime, timedelta

from msgspec import Struct

BUILT_IN = {
    "9": "0%", "10": "0.00%", "14": "yyyy-m-d", "15": "d-mmm-yy", "16": "d-mmm", "17": "mmm-yy", "18": "h:mm", "19": "h:mm:ss",
    "20": "h:mm", "21": "h:mm:ss", "22": "yyyy-m-d h:mm", "27": "yyyy年m月", "28": "m月d日", "29": "m月d日", "30": "m-d-yy",
    "31": "yyyy年m月d日", "32": "h时mm分", "33": "h时mm分ss秒", "34": "h时mm分", "35": "h时mm分ss秒", "36": "yyyy年m月",
    "45": "mm:ss", "46": "[h]:mm:ss", "47": "mm:ss.0", "50": "yyyy年m月", "51": "m月d日", "52": "yyyy年m月", "53": "m月d日",
    "54": "m月d日", "55": "h时mm分", "56": "h时mm分ss秒", "57": "yyyy年m月", "58": "m月d日",
}  # fmt: skip
_LONGEST = 255
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[(?:\$([^\]-]*)[^\]]*|[^\]]*)\]')
_PLAIN_NUMBER = re.compile(r"[#0?,]*[#0?](?:\.[#0?]*)?")
_HARMLESS = re.compile(r"[\s()¥￥$元圆整/-]*|RMB|CNY")


class Format(Struct, frozen=True):
    """How a number is shown. `parts` are the letters of a date that it shows (ymdhs); `strange` is a text around the number, or
    a scale, that makes it another number to the reader.
    """

    parts: str = ""
    strange: bool = False
    before: str = ""
    after: str = ""


GENERAL = Format()


def format_of(code: str) -> Format:
    """What a format code (yyyy"年"m"月"d"日", 0.00, 0"万元") does to a number."""
    if len(code) > _LONGEST or re.search(r"\[\$-[0-9A-Fa-f]{6,}\]", code):
        return Format(strange=True, before="#FORMAT!")  # another calendar or other digits
    section = _first_section(code)
    bare = _LITERAL.sub(lambda match: match[0] if re.fullmatch(r"\[[hms]+\]", match[0], re.I) else "", section)
    if "general" in bare.lower() or not bare:
        bare = re.sub("general", "0", bare, flags=re.I)
    elif re.search("[ymdhsebg]|a{3,}", bare, re.I) and not re.search("[#0?]", bare.replace(".0", "")):
        days = re.sub("AM/PM|A/P|上午/下午", "", bare, flags=re.I).lower()
        minutes = re.sub(r"(h[^a-z]*)m+|m+([^a-z]*s)", r"\1\2", days)
        parts = "".join(
            part
            for part, shown in (
                ("y", "y" in days),
                ("m", "m" in minutes),
                ("d", re.search(r"(?<!d)dd?(?!d)", days) is not None),
                ("h", "h" in days or "s" in days),
            )
            if shown
        )
        return Format(parts=parts or "h", strange=bool(re.search("[ebg]", days)))
    number = _PLAIN_NUMBER.search(bare)
    if number is None:
        return GENERAL if bare.strip() == "@" else Format(strange=True, before="#FORMAT!")
    spelled = re.sub(_LITERAL, lambda match: match[1] or match[2] or match[3] or "", section)
    before, _, after = re.sub("general", "0", spelled, flags=re.I).partition(number[0])
    scaled = bool(re.search(",(?![#0?])", bare)) or bool(
        re.search("[#0?E]", bare[: number.start()] + bare[number.end() :])
    )
    if scaled and not re.search(r"E\+", bare):
        return Format(strange=True, before="#FORMAT!")
    return Format(
        strange=not (_HARMLESS.fullmatch(before) and _HARMLESS.fullmatch(after)) and "E+" not in bare,
        before=before,
        after=after,
    )


def _first_section(code: str) -> str:
    """The part of a format code that holds for positive numbers."""
    spans = [match.span() for match in _LITERAL.finditer(code)]
    ends = (at for at, char in enumerate(code) if char == ";" and not any(start <= at < end for start, end in spans))
    return code[: next(ends, len(code))]


def dressed(number: int | float, shown: Format) -> str:
    """The text that a strange format makes of a number: 5万元, 50%, or that it cannot be told."""
    if shown.before == "#FORMAT!":
        return shown.before
    if "%" in shown.after:
        return f"{number * 100:.15g}{shown.after}"
    return f"{shown.before}{number}{shown.after}"


def day(serial: float, shown: Format, since_1904: bool) -> str | date:
    """The day that a number is shown as: a date, a date with its time, or a text where not all of the date is shown."""
    try:
        moment = datetime(1899, 12, 30) + timedelta(days=serial + (1462 if since_1904 else 0))
    except OverflowError:
        return "#DATE!"
    if shown.strange or serial < 0:
        return "#DATE!"
    moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    if "y" in shown.parts and "m" in shown.parts and "d" in shown.parts:
        return moment if "h" in shown.parts else moment.date()
    forms = {"y": "%Y年", "m": "%m月", "d": "%d日", "h": " %H:%M:%S"}
    return "".join(moment.strftime(forms[part]) for part in shown.parts).strip()


def iso(text: str) -> str | date:
    """A day that is stored as text."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return "#DATE!"
    return moment.date() if len(text) == 10 else moment.replace(tzinfo=None)
