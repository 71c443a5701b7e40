"""Open a text file as it comes (plain, gz, bz2, stdin; UTF-8 or UTF-16) and hand out its numbered lines.

BCF, which is no text, is handed out as the lines of the VCF that it stands for.

Nothing here knows what the lines mean. A file is read once, front to back, and never held in memory.
"""

import bz2
import codecs
import gzip
import hashlib
import io
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from fusionanno.errors import InputError
from fusionanno.readers.variants.bcf import MAGIC, vcf_lines

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STDIN = "-"

_HEAD_LINES = 50  # enough for any preamble but ## lines, and for a few rows to judge a format by
_PREAMBLE_LINES = 10_000  # a VCF's header has a ## line for each contig
_BOMS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_REFUSED = {
    b"PK\x03\x04": "a zip archive or an Excel workbook; save the table as tab-separated text",
    b"\xd0\xcf\x11\xe0": "an Excel workbook; save the table as tab-separated text",
    b"\xfd7zXZ": "xz-compressed; unpack it, or compress with gzip or bzip2",
    b"\x28\xb5\x2f\xfd": "zstd-compressed; unpack it, or compress with gzip or bzip2",
    b"%PDF": "a PDF; only text tables can be read",
}


class Lines:
    """The numbered lines of one file, without line ends; the SHA-256 of its raw bytes afterwards.

    Compression is told by the first bytes, never by the name; "-" is stdin. LF, CRLF and CR end a line.
    `head` holds the first lines (at most 50 that are not blank); where the last of these begins with ##, the
    first line that does not comes after them. What was read for it is handed out again by iteration.
    Raises InputError for whatever cannot be opened, unpacked or decoded, with the line where it broke.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._stack = ExitStack()
        try:
            self._raw = _Hashed(self._open())
            self._text = self._decode(self._unpack(io.BufferedReader(self._raw, 1 << 16)))
            self._begun: list[str] = []
            self.head = self._read_head()
        except BaseException:
            self.close()
            raise

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Yield (line number from 1, text) once."""
        yield from enumerate(self._begun, 1)
        yield from self._numbered(len(self._begun))

    @property
    def sha256(self) -> str:
        """SHA-256 of the file's bytes as stored; reads what is left of them."""
        while self._raw.read(1 << 16):
            pass
        return self._raw.digest.hexdigest()

    def close(self) -> None:
        self._stack.close()

    def _open(self) -> BinaryIO:
        if self.path == STDIN:
            return sys.stdin.buffer
        try:
            return cast(BinaryIO, self._stack.enter_context(Path(self.path).open("rb", buffering=0)))
        except FileNotFoundError:
            msg = "no such file; check the path"
        except IsADirectoryError:
            msg = "this is a folder; name a file in it"
        except (OSError, ValueError) as error:
            msg = f"cannot be opened: {getattr(error, 'strerror', None) or error}"
        raise InputError(msg, path=self.path)

    def _unpack(self, stored: io.BufferedReader) -> BinaryIO:
        magic = stored.peek(8)[:8]
        refusal = next((what for start, what in _REFUSED.items() if magic.startswith(start)), None)
        if refusal:
            msg = f"this is {refusal}"
            raise InputError(msg, path=self.path)
        if magic.startswith(b"\x1f\x8b"):
            return cast(BinaryIO, self._stack.enter_context(gzip.GzipFile(fileobj=stored)))
        if magic.startswith(b"BZh"):
            return cast(BinaryIO, self._stack.enter_context(bz2.BZ2File(stored)))
        return stored

    def _decode(self, data: BinaryIO) -> Iterable[str]:
        try:
            start = data.peek(4)[:4]  # type: ignore[attr-defined]
        except (EOFError, OSError, zlib.error) as error:
            raise InputError(_damaged(error), path=self.path, line=1) from error
        if start == MAGIC:
            return self._stack.enter_context(closing(vcf_lines(data)))
        encoding = next((name for bom, name in _BOMS if start.startswith(bom)), "utf-8-sig")
        return io.TextIOWrapper(data, encoding=encoding, newline=None)

    def _read_head(self) -> tuple[str, ...]:
        head: list[str] = []
        filled = 0
        for number, line in self._numbered(0):
            if "\0" in line:
                msg = "this is binary data, not text; name a text table"
                raise InputError(msg, path=self.path, line=number)
            self._begun.append(line)
            filled += bool(line.strip())
            is_told = not line.startswith("##") and bool(line.strip())
            if filled <= _HEAD_LINES or is_told:
                head.append(line)
            if filled >= _HEAD_LINES and (is_told or filled == _PREAMBLE_LINES):
                break
        return tuple(head)

    def _numbered(self, number: int) -> Iterator[tuple[int, str]]:
        try:
            for line in self._text:
                number += 1
                yield number, line.rstrip("\n")
        except UnicodeDecodeError as error:
            msg = f"not {error.encoding.upper()} text; save the file as UTF-8"
            raise InputError(msg, path=self.path, line=number + 1 + _line_ends_before(error)) from error
        except (EOFError, OSError, ValueError, zlib.error) as error:
            raise InputError(_damaged(error), path=self.path, line=number + 1) from error


class _Hashed(io.RawIOBase):
    """Passes bytes on and keeps their digest, so that a file need not be read twice (stdin cannot be)."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        data = self._raw.read(len(view)) or b""
        view[: len(data)] = data
        self.digest.update(data)
        return len(data)


def _line_ends_before(error: UnicodeDecodeError) -> int:
    """Count the line ends between the last line handed out and the byte that could not be decoded."""
    before = error.object[: error.start].decode(error.encoding, "ignore")
    return before.replace("\r\n", "\n").replace("\r", "\n").count("\n")


def _damaged(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno is not None:
        return f"cannot be read: {error.strerror}"
    return f"compressed data is cut off or damaged ({error}); copy or make the file again"
