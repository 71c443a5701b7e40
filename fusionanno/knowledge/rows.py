"""TSV rows with their place: a cell that cannot be read is named by file, line and column."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NoReturn, TypeVar

from fusionanno.errors import ResourceError

Value = TypeVar("Value")


class BadCell(ValueError):
    """A cell says something that its column cannot hold."""

    def __init__(self, column: str, message: str) -> None:
        self.column = column
        super().__init__(f"{column}: {message}")


def refuse(column: str, message: str) -> NoReturn:
    """Raise BadCell."""
    raise BadCell(column, message)


@dataclass(frozen=True, slots=True)
class Layers:
    """The tables that ship with folders of a laboratory's own over them, the last on top."""

    base: Traversable
    own: tuple[Path, ...]


Folder = Traversable | Layers
"""Where tables are read from."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; line counts from 1, the header included. Empty cells are None or empty tuples.

    file is the table as it is told in complaints; own the name of the laboratory's folder that it comes from,
    empty for what ships.
    """

    line: int
    cells: Mapping[str, str]
    file: str
    own: str = ""

    def remark(self) -> str | None:
        """Return the note, with the folder where the row is a laboratory's own."""
        note = self.maybe("note")
        if not self.own:
            return note
        told = f"Row of the laboratory's own knowledge ({self.own})."
        return f"{note} {told}" if note else told

    def maybe(self, column: str) -> str | None:
        return self.cells[column] or None

    def text(self, column: str) -> str:
        """Return the cell; BadCell where it is empty."""
        if not self.cells[column]:
            refuse(column, "is empty; a value is needed")
        return self.cells[column]

    def many(self, column: str) -> tuple[str, ...]:
        """Return the cell's values, separated by semicolons in the file."""
        values = tuple(self.cells[column].split(";")) if self.cells[column] else ()
        if any(not value or value != value.strip() for value in values):
            refuse(column, f"{self.cells[column]!r} has an empty or padded value; write a;b;c")
        return values

    def some(self, column: str) -> tuple[str, ...]:
        """Return the cell's values; BadCell where there is none."""
        self.text(column)
        return self.many(column)

    def reviewed(self, column: str) -> str:
        """Return the cell that says when the row was compared with its source, and what was read."""
        text = self.text(column)
        try:
            date.fromisoformat(text.partition(":")[0])
        except ValueError:
            refuse(column, f"{text!r} does not begin with a day; write '2026-11-23: abstract'")
        return text

    def one_of(self, column: str, allowed: tuple[str, ...]) -> str:
        if (value := self.text(column)) not in allowed:
            refuse(column, f"{value!r} is not one of {', '.join(allowed)}")
        return value

    def level(self, column: str, grades: str) -> str | None:
        """Return a grade of one letter; None where the cell is empty."""
        return self.one_of(column, tuple(grades)) if self.cells[column] else None

    def whole(self, column: str) -> int:
        """Return the cell as a count from 1."""
        text = self.text(column)
        if not re.fullmatch(r"[1-9]\d*", text):
            refuse(column, f"not a whole number from 1: {text!r}")
        return int(text)

    def yes(self, column: str) -> bool:
        return bool(self.cells[column]) and self.one_of(column, ("yes", "no")) == "yes"

    def number(self, column: str) -> float | None:
        if not self.cells[column]:
            return None
        if not re.fullmatch(r"\d+(\.\d+)?", self.cells[column]):
            refuse(column, f"not a number: {self.cells[column]!r}")
        return float(self.cells[column])

    def day(self, column: str) -> date:
        return self.period(column)[0]

    def maybe_day(self, column: str) -> date | None:
        return self.day(column) if self.cells[column] else None

    def period(self, column: str) -> tuple[date, str]:
        """Return the first day that the cell can mean, and its precision: 2020-02 is a month, 2020 a year.

        "by 2026-11-23", in `since` alone: that day, by which it was in force, with the precision "by".
        """
        text = self.text(column)
        if column == "since" and text.startswith("by "):
            return self._latest(text.removeprefix("by ")), "by"
        whole = text + "-01-01"[3 * text.count("-") :]
        try:
            first = date.fromisoformat(whole if re.fullmatch(r"\d{4}(-\d\d){0,2}", text) else "no date")
        except ValueError:
            refuse(column, f"not a date: {text!r}; write 2022-07-14, 2022-07 or 2022")
        return first, ("year", "month", "day")[text.count("-")]

    def _latest(self, text: str) -> date:
        try:
            return date.fromisoformat(text if re.fullmatch(r"\d{4}(-\d\d){2}", text) else "no date")
        except ValueError:
            refuse("since", f"not a day: {text!r}; write by 2026-11-23")


@dataclass(frozen=True, slots=True)
class Table:
    """A file of a knowledge folder: its name and its columns, all of which it must have.

    key are the columns that no two rows may have in common; where it is empty, the first column.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...] = ()

    def rows(self, folder: Folder) -> Iterator[Row]:
        """Walk the rows; ResourceError where the file is missing or its header is not ours.

        Lines that begin with # are remarks. A row of a laboratory's own replaces the one with its key, and
        stands where that stood; the others come after those that ship.
        """
        if not isinstance(folder, Layers):
            return self._rows_of(folder, self.name, "")
        kept = {self.key_of(row): row for row in self._rows_of(folder.base, self.name, "")}
        for own in folder.own:
            kept.update((self.key_of(row), row) for row in self.own_rows(own))
        return iter(kept.values())

    def own_rows(self, folder: Path) -> Iterator[Row]:
        """Walk the rows of a laboratory's own folder, which need not have the table."""
        if (folder / self.name).exists():
            yield from self._rows_of(folder, str(folder / self.name), folder.resolve().name)

    def key_of(self, row: Row) -> tuple[str, ...]:
        """Return the cells that no two rows may have in common."""
        return tuple(row.cells[column] for column in self.key or self.columns[:1])

    def _rows_of(self, folder: Traversable, file: str, own: str) -> Iterator[Row]:
        text = self._text(folder, file)
        reader = csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
        lines = ((reader.line_num, cells) for cells in reader if not "".join(cells[:1]).startswith("#"))
        first, header = next(lines, (1, []))
        may_be_quoted = '"' in text
        if may_be_quoted:
            _refuse_quotes(header, f"{file}:{first}")
        missing = [column for column in self.columns if column not in header]
        if missing:
            msg = f"{file}:{first}: no column {missing[0]!r}; the columns are {' '.join(self.columns)}"
            raise ResourceError(msg)
        for line, cells in lines:
            if len(cells) != len(header):
                msg = f"{file}:{line}: {len(cells)} cells under {len(header)} columns"
                raise ResourceError(msg)
            if may_be_quoted:
                _refuse_quotes(cells, f"{file}:{line}")
            yield Row(line, dict(zip(header, cells, strict=True)), file, own)

    def read(self, folder: Folder, parse: Callable[[Row], Value]) -> tuple[Value, ...]:
        """Return the parsed rows; ResourceError names the first bad cell."""
        return tuple(self.parsed(row, parse) for row in self.rows(folder))

    def parsed(self, row: Row, parse: Callable[[Row], Value]) -> Value:
        try:
            return parse(row)
        except BadCell as error:
            msg = f"{self.place(row, error.column)}: {error}"
            raise ResourceError(msg) from error

    def place(self, row: Row, column: str) -> str:
        """Return file:line:column, the column counted from 1."""
        return f"{row.file}:{row.line}:{list(row.cells).index(column) + 1}"

    def sha256(self, folder: Traversable) -> str:
        import hashlib  # only reports with provenance pay for it

        return hashlib.sha256(self._bytes(folder, self.name)).hexdigest()

    def _bytes(self, folder: Traversable, file: str) -> bytes:
        try:
            return (folder / self.name).read_bytes()
        except OSError as error:
            msg = f"{file}: cannot be read ({error.strerror}); a knowledge folder needs every table"
            raise ResourceError(msg) from error

    def _text(self, folder: Traversable, file: str) -> str:
        try:
            return self._bytes(folder, file).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            msg = f"{file}: is not UTF-8 (byte {error.start}); save it as UTF-8"
            raise ResourceError(msg) from error


def _refuse_quotes(cells: Sequence[str], place: str) -> None:
    """Refuse what a spreadsheet puts around a cell with a comma: the quotes would be printed."""
    for number, cell in enumerate(cells, start=1):
        if len(cell) > 1 and cell.startswith('"') and cell.endswith('"'):
            told = f"the cell stands in quotes: {cell[:40]}"
            msg = f"{place}:{number}: {told}; save the table as tab-separated text without quotes"
            raise ResourceError(msg)
