"""The bytes of a file that is read: where they come from, how the file stood, and their digest."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from msgspec import Struct

from finecalc.language.writing import cannot_read, temporary_folder

_SPOOLED = 8 * 1024 * 1024


class Seen(Struct, frozen=True):
    """How a file stood when it was opened first, its encoding, and how many bytes are taken apart at a time: to read the same again, in
    another process too.
    """

    state: tuple[int, ...]
    encoding: str
    chunk: int


class Digested(io.RawIOBase):
    """A file whose bytes are digested as they are read; from the start again when it goes back there."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self.digest = sha256()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count: int = self.raw.readinto(buffer)
        self.digest.update(memoryview(buffer)[:count])
        return count

    def seek(self, offset: int, whence: int = 0) -> int:
        if (offset, whence) == (0, 0):
            self.digest = sha256()
        return int(self.raw.seek(offset, whence))

    def tell(self) -> int:
        return int(self.raw.tell())


def state_of(raw: Any) -> tuple[int, ...]:
    """What changes when a file is written to, or another takes its place."""
    status = os.fstat(raw.fileno())
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_dev, status.st_ino


def opens_again(path: str) -> bool:
    """Whether to open `path` again is to read the same file from its beginning."""
    return path != "-" and os.path.isfile(path) and not os.path.abspath(path).startswith(("/dev/", "/proc/"))


@contextmanager
def stream(path: str) -> Iterator[Any]:
    """The bytes, so that they can be read twice: standard input, or a pipe, is laid down in a temporary file first."""
    if path == "-":
        with _laid_down(sys.stdin.buffer) as held:
            yield held
        return
    try:
        file = open(path, "rb", buffering=0)  # noqa: SIM115
    except (OSError, ValueError) as error:
        raise cannot_read(path, error) from None
    with file:
        if file.seekable():
            yield file
        else:
            with _laid_down(file) as held:
                yield held


@contextmanager
def _laid_down(source: Any) -> Iterator[Any]:
    from shutil import copyfileobj
    from tempfile import TemporaryFile

    with TemporaryFile(buffering=0, dir=temporary_folder()) as held:
        copyfileobj(source, held, _SPOOLED)
        held.seek(0)
        yield held
