"""Read fusion calls. One module per caller; READERS is the list of what can be read."""

from fusionanno.readers.base import Column, Kind, Reader, TableReader
from fusionanno.readers.callfile import EMPTY, CallFile, open_calls, read_calls, sniff
from fusionanno.readers.recognition import find_reader
from fusionanno.readers.registry import READERS

__all__ = [
    "EMPTY",
    "READERS",
    "CallFile",
    "Column",
    "Kind",
    "Reader",
    "TableReader",
    "find_reader",
    "open_calls",
    "read_calls",
    "sniff",
]
