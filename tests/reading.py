"""What the tests of the readers share: the golden files, reading and writing tables."""

import bz2
import dataclasses
import gzip
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fusionanno import readers
from fusionanno.errors import InputError
from fusionanno.model import FusionCall, PartnerOrder
from fusionanno.readers import READERS, TableReader, read_calls

GOLDEN = Path(__file__).parent / "golden" / "readers"
DOCS = Path(__file__).parent.parent / "docs" / "formats.md"
NAMES = sorted(READERS)
FOUNDATIONS = {
    "base", "callfile", "cells", "ctat", "headless", "joined", "lines", "native_cells", "recognition",
    "registry", "small", "swift", "variants",
}  # fmt: skip
INPUTS = sorted(path for path in GOLDEN.glob("*/*") if path.suffix != ".json")
TABLES = [path for path in INPUTS if isinstance(READERS[path.parent.name], TableReader)]
OTHERS = [path for path in INPUTS if path not in TABLES]
SMALLEST = [
    min((p for p in INPUTS if p.parent.name == name), key=lambda p: p.stat().st_size) for name in NAMES
]

NOTHINGS = (b"", b'""\n', b"\n\n", b"\xef\xbb\xbf", gzip.compress(b"", mtime=0), bz2.compress(b""))

SPOILT = ("??", "", ".", "-1", "9" * 30, '"', "\t", "é::ß", "1:2:3", "NaN%")

ARRIBA = (GOLDEN / "arriba" / "v1.tsv").read_bytes()

over_inputs = pytest.mark.parametrize("path", INPUTS, ids=lambda p: f"{p.parent.name}/{p.name}")
over_tables = pytest.mark.parametrize("path", TABLES, ids=lambda p: f"{p.parent.name}/{p.name}")
over_others = pytest.mark.parametrize("path", OTHERS, ids=lambda p: f"{p.parent.name}/{p.name}")
over_smallest = pytest.mark.parametrize("path", SMALLEST, ids=lambda p: p.parent.name)
over_names = pytest.mark.parametrize("name", NAMES)


def calls_of(path: Path, caller: str | None = None) -> list[FusionCall]:
    return list(read_calls(str(path), caller))


def kept(value: Any) -> Any:
    """Return a value as JSON, without what is missing; that the order is told is not said."""
    if dataclasses.is_dataclass(value):
        pairs = (
            (f.name, kept(getattr(value, f.name))) for f in dataclasses.fields(value) if f.name != "path"
        )
        return {name: inner for name, inner in pairs if inner not in (None, [], {}, PartnerOrder.TOLD)}
    if isinstance(value, tuple):
        return [kept(inner) for inner in value]
    return str(value) if isinstance(value, Decimal) else value


def ends_well(path: Path, caller: str | None, lines: Sequence[int] | None = None) -> None:
    """Reading ends in calls, or in one InputError that names the file and a line (one of `lines` if any)."""
    error = error_of(path, caller)
    if error:
        assert error.path == str(path)
        assert error.line is not None
        assert error.line >= 1
        assert lines is None or error.line in lines
        assert "\n" not in str(error)


def error_of(path: Path, caller: str | None) -> InputError | None:
    try:
        calls_of(path, caller)
    except InputError as error:
        return error
    return None


def split(path: Path) -> tuple[list[list[str]], str]:
    """Return a golden table's cells (comments and blank lines left out) and its delimiter."""
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("# ")]
    delimiter = max("\t,;", key=lines[0].count)
    return [readers.base.split_quoted(line, delimiter) for line in lines], delimiter


def words(text: str) -> list[tuple[int, int]]:
    """Return where each word of a file that is no table begins and ends, whatever separates them."""
    return [match.span() for match in re.finditer(r"[^\s,;:=<>\"'/|()\[\]{}]+", text)]


def written(rows: Sequence[Sequence[str]], path: Path, delimiter: str, quote: bool = False) -> Path:
    """Write a table; cells that hold the delimiter are quoted in any case."""

    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if quote or delimiter in text else text

    lines = [delimiter.join(cell(text) for text in row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
