"""Does the table say what the text says?

The reader derives every provision a second time, from its verbatim text. `lint_text` lays the two side by side, key by
key, in both directions, and runs both as engines over every combination of facts; `lint_table` checks the table as a
whole: references, editions, identifiers, seals; `lint_codes` says what each code means. Pure: text in, problems out.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from finecalc.language.citation import split
from finecalc.language.reasons import of_shape
from finecalc.language.words import Words
from finecalc.proof import step_checks, table_checks, text_checks
from finecalc.proof.codes import RULES
from finecalc.proof.reader import Reading, Vocabulary, complete, read, vocabulary
from finecalc.proof.seal import Due
from finecalc.table.keys import unknown
from finecalc.table.load import read_toml
from finecalc.table.model import SCHEMA, Provision, Table
from finecalc.table.soundness import endless
from finecalc.table.toml_lines import Path, line_of, positions
from finecalc.table.toml_lines import shown as written

__all__ = ["RULES", "Lint", "Problem", "Report", "lint"]


class Problem(Struct, frozen=True):
    """One thing in the table that is not as it should be. `says` is what the text says, `has` what the table says."""

    code: str
    name: str
    line: int
    provision: str
    key: str
    message: Words
    says: str = ""
    has: str = ""


class Report(Struct, frozen=True):
    """All problems of a table, in the order of its lines, and what was looked at.

    Where the table is not `whole` (a section is missing or unreadable), only its keys and types were.
    """

    whole: bool
    problems: tuple[Problem, ...]
    provisions: int
    compared: int
    cases: int
    waivers: tuple[tuple[str, str], ...]
    due: tuple[Due, ...] = ()
    """The digests that are missing or no longer agree, of entries whose names and sources are filled in."""


def lint(text: str, name: str = "statutes.toml") -> Report:
    """Check the text of a `statutes.toml`. `name` is its name for messages.

    Returns every problem at once. Raises TableError only where the text is no TOML, or says what cannot be worked out.
    """
    return Lint(read_toml(text, name), text).report()


class Lint:
    """A table under examination: as plain data, typed, as read from its texts; and the problems found so far.

    `lines` says where each key stands, or is the text in which it is looked up when there is a problem. `indexes` gives for each provision its place in the file, `copies` for each
    entry that is taken over unchanged the entry it is taken from. What could not be typed is reported and left out.
    """

    def __init__(self, raw: dict[str, Any], lines: str | dict[Path, int]) -> None:
        self.raw = raw
        self.lines = lines
        self.problems: list[Problem] = []
        self.due: list[Due] = []
        self.unfilled: set[Path] = set()
        self.compared = self.cases = 0
        self.copies: dict[int, int] = {}
        self.indexes: list[int] = []
        self.known: dict[str, Provision] = {}
        self.readings: dict[str, Reading] = {}
        table = self.typed()
        for path, zh, en in endless(table) if table else ():
            self.tell("SL102", path, zh=zh, en=en)
            table = None
        self.usable = table is not None
        if table:
            self.table = table
            self.known = {provision.ref: provision for provision in table.provisions}
            self.words = vocabulary(table)
            self.readings = {ref: self.reading(provision) for ref, provision in self.known.items()}

    def reading(self, provision: Provision) -> Reading:
        """What the text of a provision says, with what it leaves to the others."""
        return complete(_read(provision.text, provision.ref, self.words), provision.ref, self.known.get)

    def report(self) -> Report:
        for check in CHECKS if self.usable else ():
            check(self)
        unique = {(p.code, p.line, p.key, p.message.zh): p for p in self.problems}
        provisions = self.table.provisions if self.usable else ()
        return Report(
            whole=self.usable,
            problems=tuple(sorted(unique.values(), key=lambda p: (p.line, p.code, p.key))),
            provisions=len(provisions),
            compared=self.compared,
            cases=self.cases,
            waivers=tuple((p.ref, p.lint_waiver) for p in provisions if p.lint_waiver),
            due=tuple(self.due),
        )

    def tell(
        self, code: str, path: Path, says: object = "", has: object = "", zh: str = "", en: str = "", ref: str = ""
    ) -> None:
        """Report a problem at `path`; without words of its own, in those of its code."""
        rule = RULES[code]
        message = Words(zh, en) if zh else rule.means
        if isinstance(self.lines, str):
            self.lines = positions(self.lines)
        line = line_of(self.lines, path) or 1
        self.problems.append(Problem(code, rule.name, line, ref, written(path), message, shown(says), shown(has)))

    def place(self, index: int) -> Path:
        """Where the provision with this index in the table stands in the file."""
        return ("provisions", self.indexes[index])

    # --- keys and types ---

    def typed(self) -> Table | None:
        """The table; None where a part that everything rests on cannot be read."""
        data = dict(self.raw)
        if data.get("schema") != SCHEMA:
            zh, en = f"本程序读 schema = {SCHEMA}", f"this program reads schema = {SCHEMA}"
            self.tell("SL102", ("schema",), has=data.get("schema", ""), zh=zh, en=en)
        self.unknown_keys(data)
        listed = data.pop("provisions", [])
        provisions = list(self.typed_provisions(listed if isinstance(listed, list) else []))
        rest: dict[str, Any] = {}
        whole = data.get("schema") == SCHEMA
        for key, kind in get_type_hints(Table).items():
            if key == "provisions":
                continue
            lost = key not in data
            if lost:
                self.tell("SL102", (key,), zh=f"缺少 {key}", en=f"{key} is missing")
            elif get_origin(kind) is tuple and isinstance(data[key], list):
                found = [self.convert(each, get_args(kind)[0], (key, index)) for index, each in enumerate(data[key])]
                rest[key] = tuple(each for each in found if each is not None)
                lost = None in found and key != "powers"
            else:
                rest[key] = self.convert(data[key], kind, (key,))
                lost = rest[key] is None
            whole = whole and not lost
        return Table(provisions=tuple(provisions), **rest) if whole else None

    def typed_provisions(self, listed: list[Any]) -> list[Provision]:
        known = {str(entry.get("ref")): (index, entry) for index, entry in enumerate(listed) if isinstance(entry, dict)}
        good = []
        for index, entry in enumerate(listed):
            place = ("provisions", index)
            if isinstance(entry, dict) and "unchanged_from" in entry:
                origin = known.get(str(entry["unchanged_from"]))
                if not origin or "unchanged_from" in origin[1]:
                    self.tell("SL104", (*place, "unchanged_from"), has=entry["unchanged_from"])
                    continue
                self.copies[index] = origin[0]
                own = {key: value for key, value in entry.items() if key != "unchanged_from"}
                entry = {**{key: value for key, value in origin[1].items() if key != "successors"}, **own}
            found: Provision | None = self.convert(entry, Provision, place)
            if found and not _is_reference(found.ref):
                zh = f"ref “{found.ref}” 应写作 csl@2016:59.1"
                self.tell("SL102", (*place, "ref"), zh=zh, en=f"ref “{found.ref}” should look like csl@2016:59.1")
            elif found:
                good.append(found)
                self.indexes.append(index)
        return good

    def convert(self, data: Any, kind: Any, place: Path) -> Any:
        """The data as `kind`, or None with a problem that says where it does not fit."""
        try:
            return msgspec.convert(data, kind)
        except msgspec.ValidationError as error:
            message, _, where = str(error).partition(" - at `$")
            steps = [step for step in where.rstrip("`").replace("[", ".").replace("]", "").split(".") if step]
            inner = tuple(int(step) if step.isdigit() else step for step in steps)
            why = of_shape(message)
            zh, en = f"类型或者内容不对：{why.zh}", f"wrong type or content: {why.en}"
            self.tell("SL102", (*place, *inner), zh=zh, en=en)
            return None

    def unknown_keys(self, data: dict[str, Any]) -> None:
        """Report, and take out, keys that the model does not know."""
        for holder, key, path, words in list(unknown(data, Table)):
            self.tell("SL101", path, has=key, zh=words.zh, en=words.en)
            del holder[key]


CHECKS: tuple[Callable[[Lint], None], ...] = (
    *text_checks.CHECKS,
    *table_checks.CHECKS,
    *step_checks.CHECKS,
    text_checks.engines,
)


def shown(value: Any) -> str:
    """A value of the table in a message."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {shown(word)}" for key, word in value.items())
    if isinstance(value, (tuple, list)):
        return ", ".join(map(shown, value))
    if isinstance(value, Struct):
        fields = {key: getattr(value, key) for key in value.__struct_fields__}
        return "{ " + ", ".join(f"{key} = {shown(word)}" for key, word in fields.items() if word not in _EMPTY) + " }"
    return "" if value is None else str(value)


_EMPTY = (None, "", (), False)


def _is_reference(ref: str) -> bool:
    try:
        split(ref)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=1024)
def _read(text: str, ref: str, words: Vocabulary) -> Reading:
    return read(text, ref, words)
