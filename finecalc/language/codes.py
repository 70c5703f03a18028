"""What a finding code means: one source for `check`, `lint`, `--select` and `explain`.

The pages stand in `decisions/codes.toml` (FC…) and `proof/codes.toml` (SL…), one table a code.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import tomli
from msgspec import Struct, convert

from finecalc.language.errors import FinecalcError
from finecalc.language.near import nearest
from finecalc.language.words import Words

Severity = Literal["error", "warning", "info", "unreadable"]


class Rule(Struct, frozen=True, kw_only=True):
    """A finding code. Code and name are printed together, and either names it on the command line.

    `basis` says where the table names the provisions it rests on: a key of `[rules]` or an adjustment, with dots.
    `remedy` is `mend` as it stands beside a row, {} for the amounts that are lawful there; `bars`: nothing may be imposed at all.
    `example` is input that brings the finding forth: for FC codes one decision as a line of JSON, judged with the profile `office`, where
    one is needed.
    """

    code: str
    name: str
    severity: Severity
    means: Words
    why: Words
    mend: Words
    remedy: Words | None = None
    bars: bool = False
    example: str = ""
    office: str = ""
    basis: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """`FC102 fine-above-range`."""
        return f"{self.code} {self.name}"


def read(path: Path) -> dict[str, Rule]:
    """The rules of a TOML file by code, in the order of the file."""
    pages = tomli.loads(path.read_text(encoding="utf-8"))
    return {code: convert({"code": code, **page}, Rule) for code, page in pages.items()}


def find(text: str, rules: dict[str, Rule]) -> Rule:
    """The rule that a code (FC102) or a name (fine-above-range) names. Raises FinecalcError with the nearest one."""
    written = text.strip().lower()
    for rule in rules.values():
        if written in (rule.code.lower(), rule.name, rule.title.lower()):
            return rule
    names = [name for rule in rules.values() for name in (rule.code, rule.name)]
    digits = text.strip().upper().translate(_LIKE_DIGITS)
    near = digits if digits in rules else nearest(text.strip(), names, 0.5)
    more_zh, more_en = (f"，是不是 {near}？", f"Did you mean {near}?") if near else _SEE
    raise FinecalcError(f"没有代码“{text.strip()[:40]}”{more_zh}", f"There is no code “{text.strip()[:40]}”. {more_en}")


_LIKE_DIGITS = str.maketrans("OIL", "011")
_SEE = "；全部代码见 finecalc explain", "For all codes see finecalc explain"


def selected(select: Iterable[str], ignore: Iterable[str], rules: dict[str, Rule]) -> frozenset[str]:
    """The codes that are reported: those selected (all when none is named) without those ignored.

    Each is a code, a name, or the beginning of codes (FC1); several may stand together with commas.
    """
    wanted = _codes(select, rules) or set(rules)
    return frozenset(wanted - _codes(ignore, rules))


def _codes(texts: Iterable[str], rules: dict[str, Rule]) -> set[str]:
    found = set()
    for text in (part.strip() for each in texts for part in each.split(",")):
        if not text:
            continue
        group = {code for code in rules if code.startswith(text.upper())}
        found |= group or {find(text, rules).code}
    return found
