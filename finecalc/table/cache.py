"""The parsed table, kept for the next start. Only what this very program made of this very file is ever taken from it.

Whoever could write here could change the law under the genuine digest, and no check of the content can tell, because the
program holds no secret. So what is kept is trusted only where nobody else can have put it: in a folder of the user's own that
others cannot write to, in a file of the user's own with one name. The key covers the file's digest and the whole program that
reads and checks a table; it is sealed together with the content, so that what was kept for one table is nothing for another.
"""

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import msgspec

from finecalc.table.model import Table

_LARGEST = 64 * 1024 * 1024
_KEPT = 8
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def kept(digest: str) -> Table | None:
    """What was kept of the file with this digest (SHA-256 in hexadecimal); None where nothing trustworthy was."""
    try:
        key, folder = _key(digest), _folder()
        if not _is_own(os.lstat(folder), stat.S_ISDIR):
            return None
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(_file(folder, key), flags), "rb") as file:
            found = os.fstat(file.fileno())
            if not _is_own(found, stat.S_ISREG) or found.st_nlink != 1 or found.st_size > _LARGEST:
                return None
            stored = file.read(_LARGEST)
        seal, body = stored[:32], stored[32:]
        return msgspec.msgpack.decode(body, type=Table) if sha256(key + body).digest() == seal else None
    except (OSError, ValueError, RuntimeError, msgspec.MsgspecError):
        return None


def keep(digest: str, table: Table) -> None:
    """Keep the table for the next start; where that is not possible, nothing is lost but time."""
    with suppress(OSError, ValueError, RuntimeError, OverflowError, msgspec.MsgspecError):
        key, folder = _key(digest), _folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_own(os.lstat(folder), stat.S_ISDIR):
            return
        body = msgspec.msgpack.encode(table)
        draft = folder / f"{os.urandom(12).hex()}.part"
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            with open(os.open(draft, flags, 0o600), "wb") as file:
                file.write(sha256(key + body).digest() + body)
            os.replace(draft, _file(folder, key))
        finally:
            draft.unlink(missing_ok=True)
        aged = sorted(folder.glob("*.msgpack"), key=lambda each: each.lstat().st_mtime, reverse=True)
        for each in aged[_KEPT:]:
            each.unlink(missing_ok=True)


def passed(digest: str, version: str) -> bool:
    """Whether `lint` of this version of finecalc is kept to have passed the file with this digest."""
    try:
        folder, name = _folder(), _passed(digest, version)
        mark = folder / f"{name}.proved"
        if not _is_own(os.lstat(folder), stat.S_ISDIR) or not _is_own(os.lstat(mark), stat.S_ISREG):
            return False
        return mark.read_text(encoding="ascii") == name
    except (OSError, ValueError, RuntimeError):
        return False


def keep_passed(digest: str, version: str) -> None:
    """Keep in mind that it passed; where that is not possible, it is put to the proof again."""
    with suppress(OSError, ValueError, RuntimeError):
        folder, name = _folder(), _passed(digest, version)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_own(os.lstat(folder), stat.S_ISDIR):
            return
        draft = folder / f"{os.urandom(12).hex()}.part"
        try:
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
                file.write(name)
            os.replace(draft, folder / f"{name}.proved")
        finally:
            draft.unlink(missing_ok=True)


def _passed(digest: str, version: str) -> str:
    return sha256(f"passed {digest} {version}".encode()).hexdigest()


def _folder() -> Path:
    """Where it is kept. Raises RuntimeError where the user has no home."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "finecalc"
    base = Path(os.environ.get("XDG_CACHE_HOME") or "")
    return (base if base.is_absolute() else Path.home() / ".cache") / "finecalc"


def _file(folder: Path, key: bytes) -> Path:
    return folder / f"{key.hex()}.msgpack"


def _is_own(found: os.stat_result, kind: Callable[[int], bool]) -> bool:
    """Whether it is what it should be, ours, and nobody else's to write. On Windows the user's folder is closed to others."""
    if not kind(found.st_mode):
        return False
    return sys.platform == "win32" or (found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_WRITE)


def _key(digest: str) -> bytes:
    return sha256(digest.encode() + _program()).digest()


@lru_cache(maxsize=1)
def _program() -> bytes:
    """A digest of all that has a say in what a table becomes: the rooms `table` and `language`, msgspec, Python."""
    rooms = (Path(__file__).parent, Path(__file__).parent.parent / "language")
    whole = sha256(f"{sys.version} {msgspec.__version__}".encode())
    for each in sorted(path for room in rooms for path in room.glob("*.py")):
        content = each.read_bytes()
        whole.update(f"{each.name} {len(content)} ".encode() + content)
    return whole.digest()
