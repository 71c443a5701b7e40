"""What every reader owes, and the table walking that most of them share."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, cast

from fusionanno.errors import InputError
from fusionanno.model import FusionCall, OtherRow, RejectedRow, Source, SupportMeaning
from fusionanno.readers.cells import Row
from fusionanno.readers.lines import Lines
from fusionanno.readers.swift import SwiftSource

_REMARK = "# "
"""What begins a line above the header, as other programs put it there."""

_SEPARATORS = ' \t",;'

Item = FusionCall | RejectedRow | OtherRow


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a reader reads: its name, what it becomes, a cell as the caller writes it.

    aliases are names in older versions and in tables re-saved from other programs, the preferred first.
    """

    name: str
    meaning: str
    example: str
    required: bool = True
    aliases: tuple[str, ...] = ()


class Kind(StrEnum):
    """Where a format comes from, as the list of formats is parted."""

    RNA = "RNA callers"
    DNA = "DNA callers and structural variants"
    PLATFORM = "Panels, platforms and exchange formats"
    OWN = "Our own"


NO_NUMBERS = SupportMeaning()
"""Said by a reader whose format has no numbers of reads."""


class Reader(ABC):
    """Turn one caller's file into calls.

    It says only what the file says: no look-ups, no filters, no defaults. It never opens files and never
    stops at a bad row: it yields a RejectedRow there, and whoever asked decides.
    """

    name: ClassVar[str]
    """As the user types it: ``--caller arriba``."""

    title: ClassVar[str]
    """As its authors write it."""

    versions: ClassVar[str]
    """Versions whose shape is known."""

    url: ClassVar[str | None] = None
    """Where the format is described."""

    coordinate_base: ClassVar[int | None] = 1
    """1 or 0 as the file counts, None where it carries no positions. Calls are 1-based whatever it is."""

    kind: ClassVar[Kind] = Kind.RNA
    """The group that it stands in where formats are listed."""

    support: ClassVar[SupportMeaning] = NO_NUMBERS
    """What the numbers of reads mean, by the caller's own documentation; every subclass says it."""

    names_callers: ClassVar[bool] = False
    """True where a row can be of any caller that we read, and says of which."""

    @abstractmethod
    def recognises(self, head: Sequence[str]) -> bool:
        """Tell from the first lines whether this is our file; never raises."""

    @abstractmethod
    def read(self, lines: Lines) -> Iterator[Item]:
        """Yield every row's call, or why there is none; InputError where the whole file is not ours."""

    @property
    def numbers(self) -> Mapping[str, SupportMeaning]:
        """What the numbers mean, for each value of FusionCall.caller that this reader gives."""
        return {self.name: self.support}

    @property
    @abstractmethod
    def recognised_by(self) -> str:
        """What recognises the format, in words."""

    @property
    @abstractmethod
    def example(self) -> str:
        """A small file of this format, made of our own values; reading it gives one call."""


class TableReader(Reader):
    """A table with a header. A subclass declares its columns and writes one method, parse_row()."""

    columns: ClassVar[tuple[Column, ...]]
    """What parse_row() reads. The required ones are how the format is recognised."""

    excludes: ClassVar[frozenset[str]] = frozenset()
    """Columns that only a neighbour's format has."""

    delimiters: ClassVar[tuple[str, ...]] = ("\t", ",", ";")
    """The caller's own first; the others are what spreadsheets save."""

    comment: ClassVar[str | None] = None
    """The character that begins a line to be passed over; not one that carries the required columns."""

    has_header: ClassVar[bool] = True
    """False: the columns are declared in the order of the file, and all of them are there."""

    @abstractmethod
    def parse_row(self, row: Row, source: Source) -> FusionCall | OtherRow | tuple[FusionCall, ...]:
        """Return the call in this row, all of them, or that it is none; ValueError refuses a value."""

    def fits(self, names: Sequence[str]) -> bool:
        """Tell whether a header is this format's; a format that knows itself otherwise overrides this."""
        return not self.missing_from(names) and self.excludes.isdisjoint(names)

    def missing_from(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return the required columns that a header lacks."""
        required = (column for column in self.columns if column.required)
        return tuple(column.name for column in required if _index(column, names) is None)

    def check_header(self, names: Sequence[str]) -> None:
        """Refuse a header by ValueError, for reasons beyond a missing column."""

    @property
    def recognised_by(self) -> str:
        return "columns " + ", ".join(column.name for column in self.columns if column.required)

    @property
    def example(self) -> str:
        shown = [column for column in self.columns if column.example]
        lines = [[column.name for column in shown]] if self.has_header else []
        lines.append([column.example for column in shown])
        return "".join(self.delimiters[0].join(cells) + "\n" for cells in lines)

    def recognises(self, head: Sequence[str]) -> bool:
        first = self._first_line(enumerate(head, 1))
        if first is None:
            return False
        names, _ = self._split_header(first[1])
        return self.fits(names) if self.has_header else len(names) == len(self.columns)

    def read(self, lines: Lines) -> Iterator[Item]:
        numbered = iter(lines)
        first = self._first_line(numbered)
        if first is None:
            return iter(())
        names, delimiter = self._header(first, lines.path)
        if not self.has_header:
            numbered = _again(first, numbered)
        elif unpadded(first[1], delimiter) != first[1]:
            numbered = ((number, unpadded(line, delimiter)) for number, line in numbered)
        return self._rows(numbered, names, delimiter, lines.path)

    def _rows(
        self, numbered: Iterator[tuple[int, str]], names: Sequence[str], delimiter: str, path: str
    ) -> Iterator[Item]:
        # This loop decides the speed, so everything that is the same for all rows is done before it.
        width, opening = len(names), f'{delimiter}"'
        row_of = self._row_maker(names)
        parse, comment = self.parse_row, self.comment
        for number, line in numbered:
            start = line[:1]
            if start == comment or (start in _SEPARATORS and is_blank(line)):
                continue
            quoted = start == '"' or opening in line
            cells = split_quoted(line, delimiter) if quoted else line.split(delimiter)
            source = SwiftSource(path, number)
            if len(cells) != width:
                yield RejectedRow(source, _wrong_width(cells, width))
                continue
            try:
                found = parse(row_of(cells), source)
            except ValueError as error:
                yield RejectedRow(source, str(error))
                continue
            if isinstance(found, tuple):
                yield from found
            else:
                yield found

    def _row_maker(self, names: Sequence[str]) -> Callable[[list[str]], Row]:
        """Return what makes a row of a line's cells: a display, built in half the time of dict(zip())."""
        found = ((column.name, _index(column, names)) for column in self.columns)
        pairs = (f"{name!r}: " + ("''" if index is None else f"cells[{index}]") for name, index in found)
        return cast(Callable[[list[str]], Row], eval(f"lambda cells: {{{', '.join(pairs)}}}"))

    def _first_line(self, numbered: Iterator[tuple[int, str]]) -> tuple[int, str] | None:
        for number, line in numbered:
            if is_blank(line):
                continue
            remark = self.comment or (_REMARK if self.has_header else None)
            if remark is None or not line.startswith(remark) or self._is_header(line):
                return number, line
        return None

    def _is_header(self, line: str) -> bool:
        return self.has_header and self.fits(self._split_header(line)[0])

    def _header(self, first: tuple[int, str], path: str) -> tuple[Sequence[str], str]:
        number, line = first
        names, delimiter = self._split_header(line)
        if not self.has_header:
            return [column.name for column in self.columns], delimiter
        if not self.fits(names):
            raise InputError(self._not_ours(names), path=path, line=number)
        try:
            self.check_header(names)
        except ValueError as error:
            raise InputError(str(error), path=path, line=number) from error
        return names, delimiter

    def _not_ours(self, names: Sequence[str]) -> str:
        if len(names) == 1 and self.fits(names[0].split()):
            return f"columns are separated by spaces; {self.title} needs tabs (found: {shortened(names)})"
        missing = self.missing_from(names)
        why = f"no column {missing[0]!r}" if missing else "the columns are another format's"
        return f"not {self.title} output: {why} (found: {shortened(names)}); name the right --caller or file"

    def _split_header(self, line: str) -> tuple[list[str], str]:
        splits = [([name.strip() for name in split_quoted(unpadded(line, d), d)], d) for d in self.delimiters]
        return next((split for split in splits if self.fits(split[0])), max(splits, key=lambda s: len(s[0])))


def split_quoted(line: str, delimiter: str) -> list[str]:
    """Split one line whose cells may stand in double quotes; R's backslash before a quote is understood.

    The csv module is not used for it: it refuses cells of more than 131,072 characters, as read names make.

    >>> split_quoted('"a,b",c,"d ""e"" f"', ",")
    ['a,b', 'c', 'd "e" f']
    """
    if '"' not in line:
        return line.split(delimiter)
    d = re.escape(delimiter)
    cells = re.finditer(rf'(?:^|{d})(?:"([^"]*(?:""[^"]*)*)"(?={d}|$)|([^{d}]*))', line)
    return [_unescaped(cell[2]) if cell[1] is None else cell[1].replace('""', '"') for cell in cells]


def unpadded(line: str, delimiter: str) -> str:
    """Return a line without the spaces that line its columns up.

    >>> unpadded('"gene" ,"n"  ,A ', ",")
    '"gene","n",A'
    """
    return re.sub(rf" *{re.escape(delimiter)} *", delimiter, line).rstrip(" ") if " " in line else line


def is_blank(line: str) -> bool:
    """True for a line of nothing but separators and quotes, as the one cell "" of an empty R table is."""
    return not line.strip(_SEPARATORS)


def shortened(names: Sequence[str], most: int = 6) -> str:
    """Return the first few names for a message."""
    shown = [name if len(name) <= 40 else f"{name[:37]}..." for name in names[:most]]
    return ", ".join(shown) + (", ..." if len(names) > most else "")


def _index(column: Column, names: Sequence[str]) -> int | None:
    """Where a column stands; the first of equal names counts (old STAR-Fusion repeats two)."""
    return next((names.index(name) for name in (column.name, *column.aliases) if name in names), None)


def _unescaped(cell: str) -> str:
    is_from_r = len(cell) > 1 and cell[0] == cell[-1] == '"' and '\\"' in cell
    return cell[1:-1].replace('\\"', '"') if is_from_r else cell


def _wrong_width(cells: Sequence[str], width: int) -> str:
    return f"{len(cells)} cells where the header has {width}; the row is cut off or its separators are wrong"


def _again(first: tuple[int, str], rest: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    yield first
    yield from rest
