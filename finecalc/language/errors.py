"""What is said to a person when an answer is refused, in both languages."""

from finecalc.language.words import Words


class FinecalcError(Exception):
    """Input or a table that cannot be used. `words` says where, what is wrong and what would be right."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.words = Words(zh, en)


class UnknownReference(FinecalcError):
    """A reference that names nothing in the table."""


class NotAPenalty(FinecalcError):
    """A paragraph that exists but fixes no penalty."""


class Undecided(FinecalcError):
    """A question that needs one more answer; `choices` are the references it is between."""

    def __init__(self, zh: str, en: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__(zh, en)
        self.choices = choices


class FactNotUsed(FinecalcError):
    """A fact on which no tier turns that could apply here; `fact` is its identifier."""

    def __init__(self, zh: str, en: str, fact: str) -> None:
        super().__init__(zh, en)
        self.fact = fact


class DatesOutOfOrder(FinecalcError):
    """A date that comes before one it has to follow; `date` names it as in a case."""

    def __init__(self, zh: str, en: str, date: str) -> None:
        super().__init__(zh, en)
        self.date = date


class NotInForce(FinecalcError):
    """A day on which no edition of the law was in force."""


class TableError(FinecalcError):
    """A `statutes.toml` that cannot be read."""
