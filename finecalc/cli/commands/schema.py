"""`finecalc schema`: the JSON Schema of what commands print, and of the files that they read. What is published only ever grows."""

from collections.abc import Callable
from functools import cached_property
from inspect import cleandoc
from typing import Annotated, Any, get_type_hints

import msgspec
import typer

from finecalc.cli import shapes
from finecalc.cli.options import write_json
from finecalc.language.errors import FinecalcError
from finecalc.language.near import nearest


def _range() -> tuple[type, ...]:
    """An assessment has its parts as properties: their types are those of the JSON."""
    from finecalc.law.answer import Case
    from finecalc.law.assessment import PARTS, Assessment
    from finecalc.law.outcome import FineRange

    kept: dict[str, Any] = {"fines": tuple[FineRange, ...], "case": Case}
    fields: list[Any] = []
    for name in PARTS:
        part = vars(Assessment).get(name)
        made = part.func if isinstance(part, cached_property) else getattr(part, "fget", None)
        kind = get_type_hints(made)["return"] if made else kept[name]
        optional = name == "office"
        fields.append((name, kind, msgspec.UNSET) if optional else (name, kind))
    fields.append(("same_act", shapes.SameAct | msgspec.UnsetType, msgspec.UNSET))
    fields.append(("proposed", shapes.Proposed | msgspec.UnsetType, msgspec.UNSET))
    return (msgspec.defstruct("Range", fields, kw_only=True, namespace={"__doc__": Assessment.__doc__}),)


def _check() -> tuple[type, ...]:
    return shapes.CheckedRow, shapes.CheckedFiles


def _replay() -> tuple[type, ...]:
    return (shapes.Replayed,)


def _encode() -> tuple[type, ...]:
    return (shapes.Encoded,)


def _case() -> tuple[type, ...]:
    from finecalc.law.case_file import CaseFile

    return (CaseFile,)


def _office() -> tuple[type, ...]:
    from finecalc.table.office import Profile

    return (Profile,)


def _error() -> tuple[type, ...]:
    return (shapes.Failed,)


SCHEMAS: dict[str, Callable[[], tuple[type, ...]]] = {
    "range": _range,
    "check": _check,
    "replay": _replay,
    "encode": _encode,
    "case": _case,
    "office": _office,
    "error": _error,
}
"""By name, the structures of which a document is one."""


def _complete(incomplete: str) -> list[str]:
    return [name for name in SCHEMAS if name.startswith(incomplete)]


def command(name: Annotated[str, typer.Argument(autocompletion=_complete)]) -> None:
    if name not in SCHEMAS:
        near = nearest(name, SCHEMAS)
        raise FinecalcError(
            f"没有 {name} 的 JSON Schema" + (f"，是不是 {near}？" if near else f"；有：{'、'.join(SCHEMAS)}"),
            f"There is no schema of {name}" + (f"; did you mean {near}?" if near else f"; known: {', '.join(SCHEMAS)}"),
        )
    write_json(schema(name))


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one of `SCHEMAS`, as plain data."""
    kinds = SCHEMAS[name]()
    wholes, parts = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    found = wholes[0] if len(wholes) == 1 else {"oneOf": list(wholes)}
    told: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"finecalc {name}",
        **found,
        "$defs": parts,
    }
    plain: dict[str, Any] = _exact(told)
    return plain


def _exact(value: Any) -> Any:
    """The same with amounts as numbers: they are written exactly, not as texts."""
    if isinstance(value, list | tuple):
        return [_exact(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value == {"type": "string", "format": "decimal"}:
        return {"type": "number"}
    return {key: cleandoc(each) if key == "description" else _exact(each) for key, each in value.items()}
