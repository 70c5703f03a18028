"""Whether `finecalc lint` has passed the table in use.

A table that passed is remembered in the user's cache by its digest and the version of finecalc: one character changed, or
another version, and it has not passed. The table that comes with finecalc is put to the proof when it is first used.
"""

from hashlib import sha256
from pathlib import Path

from finecalc import __version__
from finecalc.language.errors import FinecalcError
from finecalc.law.answer import Note
from finecalc.table import cache
from finecalc.table.load import content_of, is_packaged, text_of
from finecalc.table.statutes import Statutes

UNPROVED = Note(
    code="table-unproved",
    zh="法条表未经核对：finecalc lint 没有通过过这份表（按其 sha256），结果只能参考；请先运行 finecalc lint",
    en="The table is unproved: finecalc lint has never passed this one (by its sha256). Run finecalc lint before relying on it",
)


def unproved(statutes: Statutes) -> Note | None:
    """The warning that the table in use has never passed `lint`, or None where it has."""
    if cache.passed(statutes.sha256, __version__) or (is_packaged(statutes) and _passes(statutes)):
        return None
    return UNPROVED


def remember(digest: str) -> None:
    """The table with this sha256 passed."""
    cache.keep_passed(digest, __version__)


def _passes(statutes: Statutes) -> bool:
    from finecalc.proof.lint import lint

    try:
        content = content_of(Path(statutes.path))
        same = sha256(content).hexdigest() == statutes.sha256
        if not same or lint(text_of(content, statutes.path)).problems:
            return False
    except FinecalcError:
        return False
    remember(statutes.sha256)
    return True
