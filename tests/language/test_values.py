"""Values that programs hand over are read as what they mean, or refused with the name of the value."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from finecalc.language import values
from finecalc.language.errors import FinecalcError


class Scalar:
    """A number of numpy's: no int, no float, but it has one within."""

    shape = ()

    def __init__(self, within: object) -> None:
        self.within = within

    def item(self) -> object:
        return self.within


class Index:
    """A whole number of another library's."""

    def __index__(self) -> int:
        return 50_000


class NotATime(datetime):
    """As pandas has it: a datetime that equals nothing."""

    def __ne__(self, other: object) -> bool:
        return True

    __hash__ = datetime.__hash__


class NAType:
    """As pandas has it: it cannot even be compared."""

    def __ne__(self, other: object) -> bool:
        raise TypeError("boolean value of NA is ambiguous")

    __hash__ = object.__hash__


class float64(float):  # noqa: N801
    """As numpy has it: its repr is no number."""

    def __repr__(self) -> str:
        return f"np.float64({float(self)})"


class datetime64:  # noqa: N801
    """As numpy has it: no datetime, but written as one."""

    def __str__(self) -> str:
        return "2026-01-31T00:00:00.000000000"


NOTHING: list[object] = [None, "", "  ", float("nan"), Decimal("nan"), Decimal("snan"), NotATime(2026, 1, 31), NAType()]
NOTHING += [Scalar(float("nan"))]


@pytest.mark.parametrize("value", NOTHING, ids=lambda value: type(value).__name__)
def test_what_stands_for_nothing(value: object) -> None:
    assert values.amount("gains", value) is None
    assert values.day("decided", value) is None
    assert values.word("by", value) is None
    assert values.words("facts", value) == ()
    assert values.items("items", value) == ()
    assert values.persons("person_fines", value) == ()


@pytest.mark.parametrize(
    ("value", "yuan"),
    [
        (50_000, "50000"),
        ("5万", "50000"),
        ("无", "0"),
        (0, "0"),
        (50_000.0, "50000"),
        (50_000.25, "50000.25"),
        (float64(50_000.5), "50000.5"),
        (Decimal("50000.25"), "50000.25"),
        (Decimal("5E+4"), "50000"),
        (Scalar(50_000), "50000"),
        (Scalar(50_000.5), "50000.5"),
        (Index(), "50000"),
        ("９，９９９", "9999"),
    ],
)
def test_amounts(value: object, yuan: str) -> None:
    assert values.amount("gains", value) == Decimal(yuan)


@pytest.mark.parametrize(
    "value",
    [
        True,
        False,
        Scalar(True),
        -1,
        -0.5,
        Decimal(-1),
        "-5万",
        0.1 + 0.2,
        Decimal("0.001"),
        float("inf"),
        Decimal("-Infinity"),
        Decimal("1E+999999999"),
        Decimal("1E-999999999"),
        10**13,
        10**5000,
        Fraction(1, 3),
        1 + 0j,
        b"5",
        [50_000],
        {"gains": 1},
        "five",
        "\ud800",
        "9" * 3000,
        date(2026, 1, 31),
        object(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_amount_is_refused_by_name(value: object) -> None:
    with pytest.raises(FinecalcError) as caught:
        values.amount("gains", value)
    assert caught.value.field == "gains"
    assert len(caught.value.words.zh) < 200


@pytest.mark.parametrize(
    "value",
    [
        date(2026, 1, 31),
        datetime(2026, 1, 31),
        datetime(2026, 1, 31, 13, 45),
        datetime(2026, 1, 31, 0, 30, tzinfo=timezone(timedelta(hours=8))),
        datetime64(),
        "2026-01-31",
        "2026年1月31日",
        " 2026/1/31 ",
        "2026-01-31 00:00:00",
        20260131,
        20260131.0,
        Scalar(20260131),
    ],
)
def test_days(value: object) -> None:
    found = values.day("decided", value)
    assert found == date(2026, 1, 31)
    assert type(found) is date


@pytest.mark.parametrize(
    "value",
    [
        datetime(2026, 1, 31, tzinfo=UTC),
        date.max,
        date(1900, 1, 1),
        datetime.max,
        "2026-1-1²",
        True,
        46_053,
        -20260131,
        20260131.5,
        "2026-02-30",
        "soon",
        ["2026-01-31"],
        b"2026-01-31",
        timedelta(days=1),
        date,
    ],
)
def test_what_is_no_day_is_refused_by_name(value: object) -> None:
    with pytest.raises(FinecalcError) as caught:
        values.day("decided", value)
    assert caught.value.field == "decided"


def spoken() -> Iterator[str]:
    yield "拒不改正"
    yield "情节严重"


@pytest.mark.parametrize(
    "value",
    [
        "拒不改正；情节严重",
        "拒不改正;情节严重",
        "拒不改正\n情节严重；",
        ["拒不改正", "情节严重"],
        ("拒不改正；情节严重",),
        {"情节严重", "拒不改正"},
        frozenset(["拒不改正", "情节严重"]),
        {"拒不改正": 1, "情节严重": 2}.keys(),
        ["拒不改正", None, float("nan"), "情节严重"],
        spoken(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_words(value: object) -> None:
    assert sorted(values.words("facts", value)) == sorted(("拒不改正", "情节严重"))


def test_a_set_has_one_order() -> None:
    names = [f"fact{number}" for number in range(50)]
    assert values.words("facts", set(names)) == values.words("facts", frozenset(names)) == tuple(sorted(names))


@pytest.mark.parametrize("value", [1, True, b"serious", {"serious": True}, [1], [["serious"]], object()])
def test_what_is_no_word_is_refused_by_name(value: object) -> None:
    with pytest.raises(FinecalcError) as caught:
        values.words("facts", value)
    assert caught.value.field == "facts"


@pytest.mark.parametrize(
    "value",
    [(1, 2), [1, "2"], "1;2", "第一项、第二项", "（一）；（二）", {1, 2}, range(1, 3), [1.0, 2.0], [Scalar(1), 2]],
)
def test_items(value: object) -> None:
    assert values.items("items", value) == (1, 2)
    assert values.items("items", 2) == values.items("items", "第二项") == (2,)


@pytest.mark.parametrize("value", [True, 0, -1, 100, 10**40, 1.5, "x", "1²", "①", [None, "二点"], {1: 2}, b"1", [[1]]])
def test_what_is_no_item_is_refused_by_name(value: object) -> None:
    with pytest.raises(FinecalcError) as caught:
        values.items("items", value)
    assert caught.value.field == "items"


@pytest.mark.parametrize(
    "value",
    [
        {"manager": "2万", "staff": [10_000, 5_000.0]},
        [("manager", 20_000), ["staff", "1万"], ("staff", "5千")],
        iter([("manager", Decimal(20_000)), ("staff", Scalar(10_000)), ("staff", 5_000)]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_fines_on_persons(value: object) -> None:
    found = values.persons("person_fines", value)
    assert found == (("manager", Decimal(20_000)), ("staff", Decimal(10_000)), ("staff", Decimal(5_000)))


def test_fines_on_persons_in_a_text_are_taken_apart() -> None:
    assert values.persons("person_fines", "主管人员:2万；张某（直接责任人员）1万") == (
        "主管人员:2万",
        "张某（直接责任人员）1万",
    )
    assert values.persons("person_fines", [("staff", 1), "主管人员:2万"]) == (("staff", Decimal(1)), "主管人员:2万")


@pytest.mark.parametrize(
    "value",
    [
        20_000,
        ("manager", 20_000),
        [("manager", True)],
        [("manager", -1)],
        [(None, 5)],
        [("manager", 1, 2)],
        {"manager": {"a": 1}},
        {1: 2},
        b"manager:1",
    ],
)
def test_what_is_no_persons_fine_is_refused_by_name(value: object) -> None:
    with pytest.raises(FinecalcError) as caught:
        values.persons("person_fines", value)
    assert caught.value.field == "person_fines"


READERS: list[Callable[[str, Any], object]] = [values.word, values.words, values.items, values.day, values.amount]


@pytest.mark.parametrize("read", [*READERS, values.persons])
@pytest.mark.parametrize("value", ["\0", "\ud800", "x" * 2001], ids=["nul", "surrogate", "long"])
def test_what_no_text_holds_is_refused(read: Callable[[str, Any], object], value: str) -> None:
    with pytest.raises(FinecalcError) as caught:
        read("by", value)
    assert caught.value.field == "by"
    caught.value.words.zh.encode()
