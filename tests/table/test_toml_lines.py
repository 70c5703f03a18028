"""The key-to-line scan of TOML text."""

from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from finecalc.table.toml_lines import line_of, positions

TEXT = '''\
# a comment with [brackets] = and "quotes"
schema = 1
"quoted \\u0041" = 'x'
a.b . "c" = 2   # dotted

[office]
level = "county" # [not a table]

[[provisions]]
text = """
[[provisions]]
ref = "inside" \\"""
still inside"""
rules = [
  { ref = "x", of = { gains = [1, 2] } },  # one
  # between
  { ref = "y" },
]

[[provisions.tiers]]
when = { serious = "情节严重" }

[[provisions.tiers]]
fines = [ { on = [
  "organisation",
  "manager" ], min = 1 } ]

[[provisions]]
note = \'\'\'a ' quote\'\'\'\'
[[provisions.tiers]]
[provisions.extra]
date = 2020-01-01T00:00:00Z
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("schema",), 2),
        (("quoted A",), 3),
        (("a",), 4),
        (("a", "b", "c"), 4),
        (("office", "level"), 7),
        (("provisions",), 9),
        (("provisions", 0), 9),
        (("provisions", 0, "text"), 10),
        (("provisions", 0, "rules"), 14),
        (("provisions", 0, "rules", 0, "of", "gains", 1), 15),
        (("provisions", 0, "rules", 1), 17),
        (("provisions", 0, "rules", 1, "ref"), 17),
        (("provisions", 0, "tiers", 0, "when", "serious"), 21),
        (("provisions", 0, "tiers", 1), 23),
        (("provisions", 0, "tiers", 1, "fines", 0, "on", 0), 25),
        (("provisions", 0, "tiers", 1, "fines", 0, "on", 1), 26),
        (("provisions", 0, "tiers", 1, "fines", 0, "min"), 26),
        (("provisions", 1), 28),
        (("provisions", 1, "note"), 29),
        (("provisions", 1, "tiers", 0), 30),
        (("provisions", 1, "extra", "date"), 32),
    ],
)
def test_each_path_has_the_line_on_which_it_stands(path: tuple[str | int, ...], line: int) -> None:
    tomli.loads(TEXT)
    assert positions(TEXT)[path] == line


def test_a_text_inside_a_string_opens_no_table() -> None:
    assert ("provisions", 2) not in positions(TEXT)
    assert ("provisions", 0, "ref") not in positions(TEXT)


def test_an_unknown_path_gets_the_line_of_its_nearest_ancestor() -> None:
    assert line_of(TEXT, ("provisions", 0, "rules", 1, "items", 4)) == 17
    assert line_of(positions(TEXT), ("provisions", 1, "name")) == 28
    assert line_of(TEXT, ("powers", 3)) is None
    assert line_of(TEXT, ()) is None


def paths(value: object, at: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    found = {at} if at else set()
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        found |= paths(member, (*at, key))
    return found


def test_every_path_of_the_table_is_found_and_no_other() -> None:
    text = (Path(__file__).parents[2] / "statutes.toml").read_text(encoding="utf-8")
    assert set(positions(text)) == paths(tomli.loads(text))


KEYS = st.sampled_from(["a", "b-1", '"q.k"', "'l'", "c . d", '"\\u00e9"'])
STRINGS = st.sampled_from(['"x"', "'y'", '"""m\n# [[z]]\n""" ', "'''l\n'''", '""', '"a\\"]b"'])
VALUES = st.recursive(
    st.one_of(STRINGS, st.sampled_from(["1", "1_000", "-2.5e3", "true", "2020-01-01", "07:32:00", "inf"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[\n" + " ,# c\n".join(items) + "\n]"),
        st.lists(inner, max_size=3).map(
            lambda items: "{ " + ", ".join(f"k{i} = {v}" for i, v in enumerate(items)) + " }"
        ),
    ),
    max_leaves=8,
)
LINES = st.one_of(
    st.tuples(KEYS, VALUES).map(lambda pair: f"{pair[0]} = {pair[1]}"),
    KEYS.map(lambda key: f"[t.{key}]"),
    st.sampled_from(["[[r]]", "[[ r . s ]]", "[r.u]", "# comment", "", "   "]),
)


@given(st.lists(LINES, max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_whatever_tomli_reads_is_found_path_for_path(lines: list[str], end: str) -> None:
    text = "\n".join(lines).replace("\n", end)
    try:
        expected = paths(tomli.loads(text))
    except tomli.TOMLDecodeError:
        positions(text)
        return
    assert set(positions(text)) == expected


@given(st.text(alphabet="ab=.[]{}\"'#\\\n ,1", max_size=30))
def test_no_text_raises(text: str) -> None:
    positions(text)
