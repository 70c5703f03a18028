"""What is proposed to be imposed, as a paper shows it: the amounts, and what speaks against them."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from finecalc.language.codes import Severity
from finecalc.language.words import Words


class Objection(Struct, frozen=True, kw_only=True):
    """What is to be said of a proposal: a finding's code and its sentence. `field` is the value at fault."""

    code: str
    severity: Severity
    words: Words
    field: str


class Proposal(Struct, frozen=True, kw_only=True):
    """Proposed fines (yuan) and sanctions by their identifiers; None where nothing is said, and room is left for it.

    A role may stand several times in `person_fines`: one amount for each person.
    """

    fine: Decimal | None = None
    person_fines: tuple[tuple[str, Decimal], ...] | None = None
    sanctions: tuple[str, ...] | None = None
    objections: tuple[Objection, ...] = ()

    @property
    def refused(self) -> tuple[Objection, ...]:
        """What makes it unlawful."""
        return tuple(each for each in self.objections if each.severity in ("error", "unreadable"))

    def on(self, target: str) -> tuple[Decimal, ...] | None:
        """What is proposed on organisation, individual, manager or staff; None where nothing is said of that target."""
        if target == "organisation":
            return None if self.fine is None else (self.fine,)
        return tuple(sum_ for role, sum_ in self.person_fines or () if role == target) or None


def objections_to(proposal: Proposal, found: Iterable[Objection]) -> Proposal:
    """The proposal with what is to be said of it: what is only still missing from it is left for whoever fills it in."""
    given = {
        "fine": proposal.fine is not None,
        "person_fines": proposal.person_fines is not None,
        "sanctions": proposal.sanctions is not None,
    }
    kept = tuple(each for each in found if each.severity != "info" and given.get(each.field, each.severity == "error"))
    return Proposal(
        fine=proposal.fine, person_fines=proposal.person_fines, sanctions=proposal.sanctions, objections=kept
    )
