"""What is large at the office, where that goes by amounts: the sizes at which it turns, and starts that go with a base as formulas."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from finecalc.language import money
from finecalc.law.answer import Case
from finecalc.law.outcome import FineRange
from finecalc.papers.formulas import line
from finecalc.papers.pool import Pool
from finecalc.papers.situations import Line
from finecalc.table.office import Profile, Threshold

_NUMBER, _CHINESE, ENGLISH, CAPITAL = "\ue002", "\ue003", "\ue004", "\ue006"
"""Before the number of a line: how the sum is written that comes of it."""


def large_lines(office: Profile, fines: Iterable[FineRange], base: str) -> list[Line]:
    """The sizes of a base (yuan) at which a fine or a confiscation can come to be large at the office."""
    ends = {(Decimal(0), Decimal(0)), *(end for fine in fines for end in _end_lines(fine, base))}
    fixed = {(Decimal(each), Decimal(0)) for each in _sums(office.large_fine)}
    starts = {(share * amount, share * factor) for share in _shares(office) for amount, factor in ends} | fixed
    if base == "gains" and any(each.counts_confiscation for each in office.large_fine):
        ends |= {(amount, factor + 1) for amount, factor in ends}
    meeting = [
        (start[0] - end[0]) / (end[1] - start[1]) for start in starts for end in ends | fixed if end[1] != start[1]
    ]
    if base == "gains":
        meeting += [Decimal(each) for each in _sums(office.large_confiscation)]
    return [(size, Decimal(0), None) for size in sorted({*meeting}) if size > 0]


def _sums(thresholds: Iterable[Threshold]) -> Iterable[int]:
    return [amount for each in thresholds for amount in (each.amount, each.floor) if isinstance(amount, int)]


def with_starts(value: Any, pool: Pool, office: Profile, fines: Iterable[FineRange], case: Case) -> Any:
    """The steps of an answer (plain JSON) with a blank for each sum that is a share of a maximum which a base decides."""
    known: dict[Decimal, str] = {}
    for share in _shares(office):
        for base, size in case.bases.items():
            for fine in fines:
                for amount, factor in _end_lines(fine, base) if base in fine.needs else ():
                    place = pool.line(line(share * amount, share * factor, base))
                    known.setdefault(share * (amount + factor * size), f"{place};")
    return _blanks(value, known) if known else value


def _blanks(value: Any, known: dict[Decimal, str]) -> Any:
    if isinstance(value, dict):
        return {key: _blanks(each, known) for key, each in value.items()}
    if isinstance(value, list):
        return [_blanks(each, known) for each in value]
    if isinstance(value, str):
        for amount, place in known.items():
            value = value.replace(money.english(amount), ENGLISH + place).replace(
                money.chinese(amount), _CHINESE + place
            )
        return value
    number = None if value is None or isinstance(value, bool) else Decimal(str(value))
    return _NUMBER + known[number] if number in known else value


def _shares(office: Profile) -> set[Decimal]:
    known = (*office.large_fine, *office.large_confiscation)
    return {part if part < 1 else part / 100 for each in known if (part := each.share_of_max) is not None}


def _end_lines(fine: FineRange, base: str) -> Iterable[tuple[Decimal, Decimal]]:
    """The ends of a range as so many yuan and so many times a base."""
    yield from ((end, Decimal(0)) for end in (fine.min, fine.max) if end is not None)
    for option in fine.options:
        if option.max is not None:
            yield from ((Decimal(end), Decimal(0)) for end in (option.min, option.max))
        for part, whole in ((option.multiple, 1), (option.share, 100)):
            if part and part.of == base:
                yield from ((Decimal(0), end / whole) for end in (part.min, part.max))
