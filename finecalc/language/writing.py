"""A file is written whole or not at all, and never over what is not ours to replace.

One rule for every command: what stands at the place already is left alone unless `--force` says otherwise, except that a
report may replace a report, and anything may replace an empty file. A link, a device, a pipe or a folder is never replaced,
nor is a file that the run itself reads, `--force` or not.
"""

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from finecalc.language.errors import FinecalcError

Recognise = Callable[[BinaryIO], bool]

_WINDOWS_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:[.:].*)?")


def nothing_of_ours(_: BinaryIO) -> bool:
    """For files that are replaced only where that is asked for."""
    return False


@contextmanager
def whole(
    path: str, *, force: bool = False, ours: Recognise = nothing_of_ours, read: Iterable[str] = ()
) -> Iterator[BinaryIO]:
    """A file to write to, in the folder of `path`; it takes the place of `path` when all went well, and is gone otherwise.

    `ours` says of a file that stands there whether it may be replaced without `force`; `read` names the files that the run
    reads (`-` is standard input). The mode of a file that is replaced is kept; a new one gets what the umask leaves.
    Raises FinecalcError when the place cannot or must not be written.
    """
    try:
        before = _standing(path)
        if before is not None:
            _may_be_replaced(path, before, force, ours, read)
    except (OSError, ValueError) as error:
        raise cannot_write(path, error) from None
    # the name is known before the file is there: a signal in between leaves nothing behind
    draft = os.path.join(os.path.dirname(os.path.abspath(path)), f".finecalc-{os.urandom(12).hex()}.part")
    try:
        try:
            handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise cannot_write(path, error) from None
        with os.fdopen(handle, "w+b") as file:
            yield file
            try:
                file.flush()
                _permit(file.fileno(), draft, before)
                os.fsync(file.fileno())
            except OSError as error:
                raise cannot_write(path, error) from None
        try:
            now = _standing(path)
            if now is not None and (before is None or not os.path.samestat(now, before)):
                _may_be_replaced(path, now, force, ours, read)
            os.replace(draft, path)
        except OSError as error:
            raise cannot_write(path, error) from None
    finally:
        with suppress(FileNotFoundError):
            os.unlink(draft)


@contextmanager
def parts() -> Iterator[str]:
    """A folder of our own for what is put together at the end: nobody else can look into it, and it goes, come what may."""
    import shutil

    folder = os.path.join(temporary_folder(), f"finecalc-{os.urandom(12).hex()}")
    try:
        os.mkdir(folder, 0o700)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def temporary_folder() -> str:
    """Where temporary files go. To find that out a file is tried there, and no signal may come before it is gone again."""
    import signal
    import tempfile

    if sys.platform == "win32":
        return tempfile.gettempdir()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        return tempfile.gettempdir()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def cannot_write(path: str, error: Exception) -> FinecalcError:
    """One line on a disk that is full, a folder that is not there, a file that is open elsewhere."""
    from finecalc.language.reasons import of_system

    why = of_system(error)
    return FinecalcError(f"写不进 {path}：{why.zh}", f"{path} cannot be written: {why.en}")


def cannot_read(path: str, error: Exception) -> FinecalcError:
    """One line on a file that is not there, a folder, a file that nobody may read."""
    from finecalc.language.reasons import of_system

    why = of_system(error)
    return FinecalcError(f"读不到 {path}：{why.zh}", f"{path} cannot be read: {why.en}")


def _standing(path: str) -> os.stat_result | None:
    """What stands at the place, links not followed; None where nothing does. Raises FinecalcError where nothing may."""
    base = os.path.basename(path)
    if not base or path == "-" or base in (".", ".."):
        raise FinecalcError(f"“{path}”不是文件名", f"“{path}” is not the name of a file")
    if sys.platform == "win32" and (_WINDOWS_DEVICE.fullmatch(base) or ":" in base):
        raise FinecalcError(
            f"{path} 在 Windows 上是设备，不是文件，请换一个文件名",
            f"{path} is a device on Windows, not a file: choose another name",
        )
    try:
        return os.lstat(path)
    except FileNotFoundError:
        return None


def _may_be_replaced(path: str, there: os.stat_result, force: bool, ours: Recognise, read: Iterable[str]) -> None:
    """Raises FinecalcError, saying why, when what stands there has to stay."""
    if not stat.S_ISREG(there.st_mode):
        zh, en = next(
            (words for is_one, words in _KINDS if is_one(there.st_mode)), ("不是普通文件", "is not a regular file")
        )
        raise FinecalcError(
            f"{path} {zh}，没有改动；请给一个普通的文件名；要写到标准输出，就不写文件名",
            f"{path} {en} and was left alone: name a regular file, or none for standard output",
            "output",
        )
    for each in read:
        with suppress(OSError, ValueError):
            if os.path.samestat(os.fstat(0) if each == "-" else os.stat(each), there):
                raise FinecalcError(
                    f"{path} 是这次要读的文件（{each}），请换一个文件名",
                    f"{path} is a file that this run reads ({each}): choose another name",
                )
    if force or there.st_size == 0:
        return
    if not there.st_mode & stat.S_IWUSR:
        raise FinecalcError(
            f"{path} 是只读的，没有覆盖；请换一个文件名，或者要求覆盖",
            f"{path} is read-only and was left alone: choose another name, or ask for it to be replaced",
            "force",
        )
    with open(path, "rb") as file:
        if not ours(file):
            raise FinecalcError(
                f"{path} 已经存在，又不是 finecalc 的报告，没有覆盖；请换一个文件名，或者要求覆盖",
                f"{path} is there already, is no report of finecalc's, and was left alone: choose another name, or ask for it to be replaced",
                "force",
            )


_KINDS: tuple[tuple[Callable[[int], bool], tuple[str, str]], ...] = (
    (stat.S_ISLNK, ("是链接", "is a link")),
    (stat.S_ISDIR, ("是文件夹", "is a folder")),
    (stat.S_ISFIFO, ("是管道", "is a pipe")),
    (stat.S_ISCHR, ("是设备", "is a device")),
    (stat.S_ISBLK, ("是设备", "is a device")),
    (stat.S_ISSOCK, ("是套接字", "is a socket")),
)


def _permit(handle: int, draft: str, before: os.stat_result | None) -> None:
    """The mode of the file that is replaced, and its owner where that can be kept; a new file's from the umask."""
    if sys.platform == "win32":
        return
    if before is None:
        umask = os.umask(0o077)
        os.umask(umask)
        os.fchmod(handle, 0o666 & ~umask)
        return
    mode = stat.S_IMODE(before.st_mode) & 0o777
    own = os.fstat(handle)
    if (own.st_uid, own.st_gid) != (before.st_uid, before.st_gid):
        try:
            os.fchown(handle, before.st_uid, before.st_gid)
        except OSError:
            mode &= 0o700  # nobody gets to read it who could not before
    os.fchmod(handle, mode)
