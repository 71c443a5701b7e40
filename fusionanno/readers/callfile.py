"""A file of calls: opened, recognised, read once from front to back."""

from collections import Counter
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Self

from fusionanno.errors import InputError
from fusionanno.model import FusionCall, OtherRow, RejectedRow, SupportMeaning
from fusionanno.readers.base import Reader
from fusionanno.readers.lines import Lines
from fusionanno.readers.recognition import find_reader, recognise
from fusionanno.readers.registry import READERS

EMPTY = "empty file"
"""CallFile.caller of a file without any content that was opened without naming the caller."""


class CallFile:
    """The calls of one file, iterable once, in file order; memory does not grow with the file.

    Close it or use it in a `with` statement; a finished iteration closes it too.
    """

    def __init__(self, lines: Lines, reader: Reader | None, *, keep_going: bool = False) -> None:
        self.name = lines.path
        self.caller = reader.name if reader else EMPTY
        self._lines, self._reader, self._keep_going = lines, reader, keep_going
        self._started = False
        self._rows = 0
        self._others: Counter[str] = Counter()
        self._named: set[str] = set()
        self._sha256: str | None = None

    def __iter__(self) -> Iterator[FusionCall | RejectedRow]:
        """Yield the calls. A bad row raises InputError, or with keep_going is yielded as RejectedRow.

        Rows that are no fusion calls are counted in other_rows.
        """
        if self._started:
            msg = f"{self.name} was read already; open it again"
            raise RuntimeError(msg)
        self._started = True
        with self:
            items = self._reader.read(self._lines) if self._reader else ()
            for item in items:
                if isinstance(item, OtherRow):
                    self._others[item.kind] += 1
                    continue
                if isinstance(item, RejectedRow) and not self._keep_going:
                    raise InputError(item.reason, path=item.source.path, line=item.source.line)
                if isinstance(item, FusionCall):
                    self._named.add(item.caller)
                self._rows += 1
                yield item
            self._sha256 = self._lines.sha256

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._lines.close()

    @property
    def sha256(self) -> str:
        """SHA-256 of the file as stored, once every row was read."""
        if self._sha256 is None:
            msg = f"{self.name} has not been read to its end"
            raise RuntimeError(msg)
        return self._sha256

    @property
    def rows(self) -> int:
        """How many rows were read so far, rejected ones included."""
        return self._rows

    @property
    def other_rows(self) -> tuple[tuple[str, int], ...]:
        """How many rows so far are no fusion calls, by kind."""
        return tuple(sorted(self._others.items()))

    @property
    def numbers(self) -> Mapping[str, SupportMeaning]:
        """What the numbers of reads mean, for each caller that the file's calls may name.

        Once every row was read, only where they name others than the reader's own are all readers asked.
        """
        if self._reader is None:
            return {}
        is_own = self._sha256 is not None and self._named <= self._reader.numbers.keys()
        if is_own or not self._reader.names_callers:
            return self._reader.numbers
        others = (reader.numbers for reader in READERS.values() if reader is not self._reader)
        numbers = (*others, self._reader.numbers)
        return {caller: told for each in numbers for caller, told in each.items()}


def open_calls(path: str, caller: str | None = None, *, keep_going: bool = False) -> CallFile:
    """Open a file of calls ("-" is stdin), recognising the caller unless it is named.

    A file without content is a valid result with no calls, whether or not the caller is named. Raises
    InputError where the file cannot be read, UnknownFormat where not exactly one reader fits, UnknownName for
    a caller that is not in READERS.
    """
    named = find_reader(caller) if caller else None
    lines = Lines(path)
    try:
        return CallFile(lines, named or recognise(lines.head, path), keep_going=keep_going)
    except BaseException:
        lines.close()
        raise


def read_calls(path: str, caller: str | None = None) -> Iterator[FusionCall]:
    """Yield the calls of a file; the first bad row raises InputError."""
    with open_calls(path, caller) as calls:
        for call in calls:
            if isinstance(call, FusionCall):
                yield call


def sniff(path: str) -> Reader | None:
    """Return the one reader that fits the file, None for a file without content; UnknownFormat otherwise."""
    lines = Lines(path)
    try:
        return recognise(lines.head, path)
    finally:
        lines.close()
