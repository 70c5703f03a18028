"""Case files: read whole and bounded, written whole or not at all."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from finecalc.language.errors import FinecalcError
from finecalc.law.answer import Case
from finecalc.table.statutes import Statutes

if TYPE_CHECKING:
    from finecalc.law.case_file import CaseFile, Source


class Kept:
    """What a command takes from a case file; nothing where none is named. Raises FinecalcError for a file that cannot be used."""

    def __init__(self, statutes: Statutes, path: str | None) -> None:
        self.file: CaseFile | None = None
        self.source: Source | None = None
        if path is not None:
            from finecalc.law.case_file import read

            self.source = source_of(path)
            self.file = read(statutes, self.source)

    @property
    def provision(self) -> list[str]:
        """The provision, alone in a list."""
        return [self.file.provision] if self.file else []

    @property
    def case(self) -> Case:
        """The case, its facts as they are written."""
        return self.file.case if self.file else Case()

    @contextmanager
    def located(self, **given: object) -> Iterator[None]:
        """What is refused within is said of the line of the file, unless the value is one that was `given` beside it."""
        if self.source is None:
            yield
            return
        with self.source.located(*(field for field, value in given.items() if value)):
            yield


def source_of(path: str) -> "Source":
    """The text of a case file, or of standard input (`-`). Raises FinecalcError, in one line, for whatever is none."""
    from finecalc.law.case_file import LARGEST, decoded

    if path == "-":
        return decoded(sys.stdin.buffer.read(LARGEST + 1), "stdin")
    try:
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        from finecalc.language.writing import cannot_read

        raise cannot_read(path, error) from None
    return decoded(content, path)


@contextmanager
def save_to(path: str, statutes: Statutes, force: bool) -> Iterator[BinaryIO]:
    """A case file to be written, whose place is tried at once; it may take the place of a case file. Raises FinecalcError."""
    from finecalc.language import writing
    from finecalc.law.case_file import LARGEST, decoded, read

    def is_case(file: BinaryIO) -> bool:
        try:
            read(statutes, decoded(file.read(LARGEST + 1), path))
        except FinecalcError:
            return False
        return True

    try:
        with writing.whole(path, force=force, ours=is_case, read=[statutes.path]) as file:
            yield file
    except FinecalcError as error:
        error.field = "" if error.field == "output" else error.field
        raise
