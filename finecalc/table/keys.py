"""Keys that the model does not know, each with the nearest one that it does."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import Struct

from finecalc.language.near import nearest
from finecalc.language.words import Words
from finecalc.table.model import Provision
from finecalc.table.toml_lines import Path

Unknown = tuple[dict[str, Any], str, Path, Words]
"""The table in which the key stands, the key, where it stands, and what is said of it."""


def unknown(data: Any, kind: Any, path: Path = ()) -> Iterator[Unknown]:
    """Every key in plain data that the structure `kind`, or one within it, does not have."""
    within, many = _shape(kind)
    if many and isinstance(data, list):
        for index, member in enumerate(data):
            yield from unknown(member, within, (*path, index))
    elif not many and within is not None and isinstance(data, dict):
        hints = fields(within)
        for key, value in data.items():
            if key in hints:
                if _shape(hints[key])[0] is not None:
                    yield from unknown(value, hints[key], (*path, key))
            elif key != "unchanged_from" or within is not Provision:
                yield data, key, (*path, key), _said(key, [*hints])


def _said(key: str, known: list[str]) -> Words:
    near = nearest(key, known, 0.5)
    return Words(
        f"没有 {key} 这个键，" + (f"是不是 {near}？" if near else f"这里可用：{'、'.join(known)}"),
        f"there is no key {key}; " + (f"did you mean {near}?" if near else f"known here: {', '.join(known)}"),
    )


@cache
def fields(kind: type[Struct]) -> dict[str, Any]:
    """The fields of a structure with their types."""
    return get_type_hints(kind)


@cache
def _shape(kind: Any) -> tuple[type[Struct] | None, bool]:
    """The structure that a type of the model holds, if any, and whether it holds many of them."""
    if isinstance(kind, type) and issubclass(kind, Struct):
        return kind, False
    many = get_origin(kind) is tuple
    return next((found for each in get_args(kind) if (found := _shape(each)[0])), None), many
