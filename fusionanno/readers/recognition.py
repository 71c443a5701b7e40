"""Which reader is meant: by its name, or by the first lines of the file."""

import difflib
from collections.abc import Sequence

from fusionanno.errors import UnknownFormat, UnknownName
from fusionanno.readers.base import Reader, TableReader, is_blank, shortened
from fusionanno.readers.registry import READERS

_UNMISTAKABLE = ("arriba", "starfusion")
"""What runs most, and no other reader takes for its own: the others need not be imported to know."""


def find_reader(caller: str) -> Reader:
    """Return the reader of a caller; UnknownName offers near ones."""
    if caller not in READERS:
        near = difflib.get_close_matches(caller.lower().replace("-", ""), READERS)
        kind, remedy = "caller", "`fusionanno formats` lists what can be read"
        raise UnknownName(kind, caller, near, remedy)
    return READERS[caller]


def recognise(head: Sequence[str], path: str) -> Reader | None:
    """Return the one reader that fits the first lines, None where there is no content.

    Raises UnknownFormat, with the line that was judged, where none or several fit.
    """
    number, first = next(((n, line) for n, line in enumerate(head, 1) if not is_blank(line)), (1, ""))
    if not first:
        return None
    for name in _UNMISTAKABLE:
        if READERS[name].recognises(head):
            return READERS[name]
    fits = [reader for reader in READERS.values() if reader.recognises(head)]
    if len(fits) == 1:
        return fits[0]
    raise UnknownFormat(_unclear(first, fits), path=path, line=number)


def _unclear(first: str, fits: Sequence[Reader]) -> str:
    remedy = "name the caller with --caller; `fusionanno formats` lists what can be read"
    if fits:
        return f"several readers fit: {', '.join(reader.name for reader in fits)}; {remedy}"
    names = _names(first)
    if READERS["fusionanno"].recognises(["\t".join(first.split())]):
        return f"columns are separated by spaces; the native table needs tabs (found: {shortened(names)})"
    near = (f"{table.title}, but without {', '.join(table.missing_from(names))}" for table in _nearest(names))
    like = f"; most like {told}" if (told := ", or ".join(near)) else ""
    begin = shortened([repr(name) for name in names])
    return f"no reader knows a file that begins with {begin}{like}; {remedy}"


def _nearest(names: Sequence[str]) -> list[TableReader]:
    """Return the readers most of whose required columns are there: the best, or several that are equal."""

    def share(reader: TableReader) -> float:
        required = sum(column.required for column in reader.columns)
        return 1 - len(reader.missing_from(names)) / required

    tables = [reader for reader in READERS.values() if isinstance(reader, TableReader)]
    near = [table for table in tables if table.missing_from(names) and table.excludes.isdisjoint(names)]
    best = max(map(share, near), default=0.0)
    return [table for table in near if share(table) == best][:_MOST_NEAR] if best >= 0.5 else []


_MOST_NEAR = 3


def _names(first: str) -> list[str]:
    delimiter = max("\t,;", key=first.count)
    return [name.strip(' "') for name in first.split(delimiter)]
