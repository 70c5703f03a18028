"""What is said to a person when an answer is refused, in both languages."""

from finecalc.language.words import Words


class FinecalcError(Exception):
    """Input or a table that cannot be used. `words` says where, what is wrong and what would be right.

    `field` names the value at fault as the library does (`gains`, `conduct_to`, `provision`): whoever asked knows how it is
    filled in. It is empty where no one value is at fault.
    """

    field: str = ""

    def __init__(self, zh: str, en: str, field: str = "") -> None:
        super().__init__(zh)
        self.words = Words(zh, en)
        if field:
            self.field = field


class about:  # noqa: N801, used as contextlib's suppress
    """What is refused within is refused for this value, unless it says itself for which."""

    __slots__ = ("field",)

    def __init__(self, field: str) -> None:
        self.field = field

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: object, __: object) -> None:
        if isinstance(error, FinecalcError):
            error.field = error.field or self.field


class UnknownReference(FinecalcError):
    """A reference that names nothing in the table."""

    field = "provision"


class NotAPenalty(FinecalcError):
    """A paragraph that exists but fixes no penalty."""

    field = "provision"


class Undecided(FinecalcError):
    """A question that needs one more answer: which provision (`choices` are the references it is between), or `field`."""

    field = "provision"

    def __init__(self, zh: str, en: str, choices: tuple[str, ...] = (), field: str = "") -> None:
        super().__init__(zh, en, field)
        self.choices = choices


class FactNotUsed(FinecalcError):
    """A fact on which no tier turns that could apply here; `fact` is its identifier."""

    field = "facts"

    def __init__(self, zh: str, en: str, fact: str) -> None:
        super().__init__(zh, en)
        self.fact = fact


class DatesOutOfOrder(FinecalcError):
    """A date that comes before one it has to follow; `field` names it."""


class NotInForce(FinecalcError):
    """A day on which no edition of the law was in force."""

    field = "provision"


class TableError(FinecalcError):
    """A `statutes.toml` that cannot be read."""

    field = "statutes"


class OfficeError(FinecalcError):
    """An office profile that cannot be read, or contradicts the law."""

    field = "office"


def own_fault(error: Exception) -> Words:
    """What is said of an error that is finecalc's own: which, and where in the program, on one line."""
    if isinstance(error, MemoryError):
        return Words("内存不够，没有做完", "There is not enough memory: not finished")
    at = error.__traceback__
    while at and at.tb_next:
        at = at.tb_next
    place = f"{at.tb_frame.f_globals.get('__name__', '?')}:{at.tb_lineno}" if at else "?"
    what = f"{type(error).__name__}: {' '.join(str(error).split())[:200]} @ {place}"
    return Words(
        f"finecalc 自身出错，没有做完（{what}）。请把这一行告诉维护者",
        f"A fault of finecalc's own: not finished ({what}). Please report this line",
    )
