"""Tables without a header, whose rows are read cell by cell."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import ClassVar

from fusionanno.model import FusionCall, OtherRow, RejectedRow, Source
from fusionanno.readers.base import Item, Reader, is_blank
from fusionanno.readers.lines import Lines
from fusionanno.readers.swift import SwiftSource


class HeadlessReader(Reader):
    """Tab-separated rows without a header. A subclass says which rows are its own and what one means."""

    comment: ClassVar[str | None] = None
    """What begins a line to be passed over."""

    @abstractmethod
    def fits(self, cells: Sequence[str]) -> bool:
        """Tell whether a file's first row is this format's; never raises."""

    @abstractmethod
    def parse_cells(self, cells: Sequence[str], source: Source) -> FusionCall | OtherRow:
        """Return the call in this row, or that it is none; ValueError refuses it."""

    def recognises(self, head: Sequence[str]) -> bool:
        return self.fits(next((line for line in head if not self._is_passed_over(line)), "").split("\t"))

    def read(self, lines: Lines) -> Iterator[Item]:
        for number, line in lines:
            if self._is_passed_over(line):
                continue
            source = SwiftSource(lines.path, number)
            try:
                yield self.parse_cells(line.split("\t"), source)
            except ValueError as error:
                yield RejectedRow(source, str(error))

    def _is_passed_over(self, line: str) -> bool:
        return is_blank(line) or (self.comment is not None and line.startswith(self.comment))
