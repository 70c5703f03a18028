"""Where the text of a report goes: a file, or standard output, which may be a terminal."""

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO

from finecalc.language.columns import safe


class _Shown(io.TextIOWrapper):
    """A report on a terminal: what would act there is shown as �."""

    def write(self, text: str) -> int:
        return super().write(safe(text.replace("\r\n", "\n")))

    def writelines(self, lines: Iterable[str]) -> None:  # type: ignore[override]
        for line in lines:
            self.write(line)


@contextmanager
def text_stream(file: BinaryIO | None, bom: bool = False) -> Iterator[IO[str]]:
    """Text into `file`, or onto standard output when it is None. CSV for Excel in China wants a byte order mark."""
    sys.stdout.flush()
    wrapper = io.TextIOWrapper if file or not sys.stdout.isatty() else _Shown
    stream = wrapper(file or sys.stdout.buffer, encoding="utf-8", errors="surrogateescape", newline="")
    try:
        stream.write("\ufeff" if bom and file else "")
        yield stream
        stream.flush()
    finally:
        stream.detach()
