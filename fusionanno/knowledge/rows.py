"""TSV rows with their place: a cell that cannot be read is named by file, line and column."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
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
class Row:
    """One line of a table; line counts from 1, the header included. Empty cells are None or empty tuples."""

    line: int
    cells: Mapping[str, str]

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
        try:
            return float(self.cells[column])
        except ValueError:
            refuse(column, f"not a number: {self.cells[column]!r}")

    def day(self, column: str) -> date:
        return self.period(column)[0]

    def maybe_day(self, column: str) -> date | None:
        return self.day(column) if self.cells[column] else None

    def period(self, column: str) -> tuple[date, str]:
        """Return the first day that the cell can mean, and its precision: 2020-02 is a month, 2020 a year."""
        text = self.text(column)
        whole = text + "-01-01"[3 * text.count("-") :]
        try:
            first = date.fromisoformat(whole if re.fullmatch(r"\d{4}(-\d\d){0,2}", text) else "no date")
        except ValueError:
            refuse(column, f"not a date: {text!r}; write 2022-07-14, 2022-07 or 2022")
        return first, ("year", "month", "day")[text.count("-")]


@dataclass(frozen=True, slots=True)
class Table:
    """A file of a knowledge folder: its name and its columns, all of which it must have.

    key are the columns that no two rows may have in common; where it is empty, the first column.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...] = ()

    def rows(self, folder: Traversable) -> Iterator[Row]:
        """Walk the rows; ResourceError where the file is missing or its header is not ours.

        Lines that begin with # are remarks.
        """
        reader = csv.reader(io.StringIO(self._text(folder)), delimiter="\t", quoting=csv.QUOTE_NONE)
        lines = ((reader.line_num, cells) for cells in reader if not "".join(cells[:1]).startswith("#"))
        first, header = next(lines, (1, []))
        missing = [column for column in self.columns if column not in header]
        if missing:
            msg = f"{self.name}:{first}: no column {missing[0]!r}; the columns are {' '.join(self.columns)}"
            raise ResourceError(msg)
        for line, cells in lines:
            if len(cells) != len(header):
                msg = f"{self.name}:{line}: {len(cells)} cells under {len(header)} columns"
                raise ResourceError(msg)
            yield Row(line, dict(zip(header, cells, strict=True)))

    def read(self, folder: Traversable, parse: Callable[[Row], Value]) -> tuple[Value, ...]:
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
        return f"{self.name}:{row.line}:{list(row.cells).index(column) + 1}"

    def sha256(self, folder: Traversable) -> str:
        import hashlib  # only reports with provenance pay for it

        return hashlib.sha256(self._bytes(folder)).hexdigest()

    def _bytes(self, folder: Traversable) -> bytes:
        try:
            return (folder / self.name).read_bytes()
        except OSError as error:
            msg = f"{self.name}: cannot be read ({error.strerror}); a knowledge folder needs every table"
            raise ResourceError(msg) from error

    def _text(self, folder: Traversable) -> str:
        try:
            return self._bytes(folder).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            msg = f"{self.name}: is not UTF-8 (byte {error.start}); save it as UTF-8"
            raise ResourceError(msg) from error
