"""A case kept in a file: the text of a small TOML in, what it says out, and back. Pure: nothing is opened here."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import tomli
from msgspec import Meta, Struct

from finecalc.language import money, values
from finecalc.language.errors import FinecalcError, about
from finecalc.language.near import nearest
from finecalc.language.numerals import plain
from finecalc.language.reasons import of_toml
from finecalc.language.words import Words
from finecalc.law.answer import Case
from finecalc.law.case import case_named, facts_written, persons_named, sanctions_named
from finecalc.law.sentences import case_file as said
from finecalc.law.sentences.case_file import KEYS
from finecalc.table.statutes import Statutes, short
from finecalc.table.toml_lines import line_of
from finecalc.table.vocabulary import bare

LARGEST = 256 * 1024
"""Bytes: a case fills two screens."""

Yuan = Annotated[Decimal, Meta(extra_json_schema={"type": ["number", "string"], "format": "decimal"})]


class CaseFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is kept of a case. Keys are the headings of a decision file; amounts in yuan; None or nothing while not known.

    `facts` hold, `unknown` are not yet known, `absent` do not hold: identifiers, or the words of the text as written.
    """

    case_id: str = ""
    provision: str
    item: tuple[int, ...] = ()
    conduct_from: date | None = None
    conduct_to: date | None = None
    decided: date | None = None
    discovered: date | None = None
    filed: date | None = None
    notified: date | None = None
    heard: date | None = None
    served: date | None = None
    by: str | None = None
    facts: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    gains: Yuan | None = None
    purchase: Yuan | None = None
    turnover: Yuan | None = None
    other_bases: dict[str, Yuan] = {}
    adjust: str | None = None
    fine: Yuan | None = None
    person_fines: tuple[str, ...] = ()
    sanctions: tuple[str, ...] = ()

    @property
    def case(self) -> Case:
        """The case itself. Its facts, and those that are open, as they are written."""
        return Case(
            facts=self.facts,
            unknown=self.unknown,
            items=self.item,
            gains=self.gains,
            purchase=self.purchase,
            turnover=self.turnover,
            other_bases=tuple(self.other_bases.items()),
            conduct_from=self.conduct_from,
            conduct_to=self.conduct_to,
            decided=self.decided,
            discovered=self.discovered,
            by=self.by,
            adjust=self.adjust,
        )


class Source(Struct, frozen=True):
    """The text of a case file and the name of the file, to say of an error where it stands."""

    name: str
    text: str

    @contextmanager
    def located(self, *elsewhere: str) -> Iterator[None]:
        """What is refused within is said of the line of its value. `elsewhere` are fields that are not taken from this file."""
        try:
            yield
        except FinecalcError as error:
            field = {"items": "item", "base": "other_bases"}.get(error.field, error.field)
            key = next((each for each in self.keys if _field(each) == field), None)
            if key is None or error.field in elsewhere:
                raise
            raise self.refused(key, error.words) from None

    def refused(self, key: str, words: Words) -> FinecalcError:
        """An error that names file, line and key."""
        line = line_of(_toml(self)[1], (key,)) or 1
        return FinecalcError(f"{self.name}:{line}：{key}：{words.zh}", f"{self.name}:{line}: {key}: {words.en}")

    @property
    def keys(self) -> list[str]:
        """The keys of the file, as they are written."""
        return list(_toml(self)[0])


def decoded(content: bytes, name: str) -> Source:
    """The text of a case file. Raises FinecalcError for one that is too large or not UTF-8."""
    if len(content) > LARGEST:
        raise _about_file(name, said.too_large(LARGEST))
    try:
        return Source(name, content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _about_file(name, said.no_text()) from None


def read(statutes: Statutes, source: Source) -> CaseFile:
    """What a case file says. Raises FinecalcError, which names file, line and key, says what is wrong and what would be right."""
    found = values_of(source)
    for field, value in found.items():
        with source.located(), about(field):
            found[field] = _value(statutes, field, value)
    if not found.get("provision"):
        raise _about_file(source.name, said.no_provision_key())
    for one, other in (("facts", "unknown"), ("facts", "absent"), ("unknown", "absent")):
        with source.located():
            for fact in set(map(bare, found.get(one, ()))) & set(map(bare, found.get(other, ()))):
                raise FinecalcError(*said.both_ways(fact).both, other)
    return CaseFile(**found)


def values_of(source: Source) -> dict[str, Any]:
    """What a case file holds, each value as it is written, by its field. Raises FinecalcError, which names file, line and key."""
    found: dict[str, Any] = {}
    for key, value in _toml(source)[0].items():
        field = _field(key)
        if field is None:
            near = nearest(plain(key).lower(), [*KEYS, *(known.zh for known in KEYS.values())])
            raise source.refused(key, said.unknown_key(key, near))
        if field in found:
            raise source.refused(key, said.key_twice(field))
        found[field] = value
    if "provision" not in found:
        raise _about_file(source.name, said.no_provision_key())
    return found


def write(statutes: Statutes, kept: CaseFile) -> str:
    """The case as TOML, each key with what it holds; what is not known is a line to be filled in. `read` gives the same back."""
    lines = [f"# {said.OPENING.zh}", f"# {said.OPENING.en}", ""]
    for field, key in KEYS.items():
        value = getattr(kept, field)
        remark = f"{key.zh} · {key.holds.zh} · {key.holds.en}"
        if value is None or value in ("", (), {}):
            lines.append(f"# {field} = {key.example.partition('  #')[0]}  # {remark}")
            continue
        if field in ("facts", "unknown", "absent"):
            remark = f"{key.zh}：" + "；".join(
                statutes.facts[each].label if each in statutes.facts else each for each in value
            ).replace("\n", " ")
        lines.append(f"{field} = {_written(value)}  # {_harmless(remark)}")
    return "\n".join(lines) + "\n"


# --- text → values ------------------------------------------------------------------------------------------------------

_BARE_KEY = re.compile(r"(?m)(^|[{,])([ \t]*)([^\W\d_]*[\u4e00-\u9fff][^\W_]*)(?=[ \t]*=)")


def _toml(source: Source) -> tuple[dict[str, Any], str]:
    """The text as plain data, numbers exact, and the text as it was read: a Chinese key may stand without quotation marks,
    which TOML itself wants. Raises FinecalcError with the line.
    """
    given = source.text
    quoted = _BARE_KEY.sub(r'\1\2"\3"', given)
    try:
        try:
            return tomli.loads(given, parse_float=Decimal), given
        except tomli.TOMLDecodeError:
            return tomli.loads(quoted, parse_float=Decimal), quoted
    except RecursionError:
        raise _about_file(source.name, said.too_deep()) from None
    except tomli.TOMLDecodeError as error:
        at = given.splitlines()[error.lineno - 1 : error.lineno]
        hint = any(sign in line for line in at for sign in "“”＝‘’＂＇")
        zh, en = said.no_toml(hint, of_toml(error.msg)).both
        raise FinecalcError(f"{source.name}:{error.lineno}：{zh}", f"{source.name}:{error.lineno}: {en}") from None
    except (ValueError, ArithmeticError):
        raise _about_file(source.name, said.too_long_a_number()) from None


def _about_file(name: str, words: Words) -> FinecalcError:
    return FinecalcError(f"{name}：{words.zh}", f"{name}: {words.en}")


def _field(key: str) -> str | None:
    """The field that a key names: by its identifier, in Chinese, or as people also write it."""
    written = plain(key).lower()
    return next((field for field, known in KEYS.items() if written in (field, known.zh, *known.others)), None)


_DAYS = ("conduct_from", "conduct_to", "decided", "discovered", "filed", "notified", "heard", "served")
_AMOUNTS = ("gains", "purchase", "turnover", "fine")


def _value(statutes: Statutes, field: str, value: Any) -> Any:
    """One value as it is kept. Raises FinecalcError."""
    if field == "other_bases":
        if not isinstance(value, dict) or any(isinstance(each, dict | list) for each in value.values()):
            raise FinecalcError(*said.bases_with_amounts().both)
        return dict(case_named(statutes, other_bases=value).bases)
    if isinstance(value, dict) and field == "person_fines":
        value = [f"{role}:{each}" for role, each in value.items()]
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(each, dict | list) for each in value)):
        raise FinecalcError(*said.no_table_here().both)
    if field in _DAYS:
        return values.day(field, value)
    if field in _AMOUNTS:
        return values.amount(field, value)
    if field == "item":
        return values.items(field, value)
    if field in ("by", "adjust"):
        return getattr(case_named(statutes, **{field: value}), field)
    if field in ("facts", "unknown", "absent"):
        return _facts(statutes, value)
    if field in ("person_fines", "sanctions"):
        texts = values.words(field, value)
        (persons_named if field == "person_fines" else sanctions_named)(statutes, texts)
        return tuple(texts)
    word = values.word(field, value)
    if word and field == "provision":
        statutes.cited(word)
    return word or ""


def _facts(statutes: Statutes, value: Any) -> tuple[str, ...]:
    """Words that are a fact somewhere in the table; which, the provision says. Raises FinecalcError."""
    texts = facts_written(statutes, value)
    for text in texts:
        if bare(text) not in statutes.fact_words:
            near = nearest(bare(text), [word for fact in statutes.table.facts for word in (fact.id, fact.label)])
            raise FinecalcError(*said.no_fact_anywhere(short(text), near).both)
    return texts


# --- values → text ------------------------------------------------------------------------------------------------------


def _written(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{money.checked(value):f}"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_written(each)}" for key, each in value.items()) + " }"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_written, value)) + "]"
    return str(value)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _written(key)


def _harmless(remark: str) -> str:
    """A remark keeps to its line and holds no control characters, which TOML forbids there."""
    return re.sub(r"[\x00-\x1f\x7f]", " ", remark)
