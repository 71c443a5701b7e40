"""Files that cannot be opened or recognised, exact lines, one pass, and what the base carries."""

import dataclasses
import hashlib
from pathlib import Path
from typing import Any

import pytest

from fusionanno import readers
from fusionanno.errors import InputError, UnknownFormat, UnknownName
from fusionanno.model import (
    Breakpoint,
    FusionCall,
    Partner,
    ReadSupport,
    RejectedRow,
    Source,
)
from fusionanno.readers import Column, TableReader, open_calls
from fusionanno.readers.cells import Row, breakpoint_at, optional
from fusionanno.readers.lines import Lines
from fusionanno.readers.swift import SwiftBreakpoint, SwiftCall, SwiftPartner, SwiftSource, SwiftSupport
from tests.reading import ARRIBA, GOLDEN, calls_of, split, written


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"PK\x03\x04rest", None, "save the table as tab-separated text"),
        (b"\xfd7zXZ\x00rest", None, "unpack it"),
        (b"%PDF-1.7", None, "only text tables"),
        (b"\x1f\x8bnot gzip at all", 1, "copy or make the file again"),
        (b"BZh9not bzip2 at all", 1, "copy or make the file again"),
        (b"BAM\x01\0\0\0\0\n", 1, "binary data"),
        (b"gene\tb\n1\t2\n", 1, "name the caller with --caller"),
        (
            b"\n\n#FusionName\tLeftGene\n",
            3,
            "no reader knows a file that begins with '#FusionName', 'LeftGene'",
        ),
        (ARRIBA.replace(b"breakpoint1", b"place1", 1), 1, "most like Arriba, but without breakpoint1"),
        (b"sample\tfive_prime_gene\nS1\tEML4\n", 1, "most like fusionanno, but without three_prime_gene"),
        (
            b"sample  five_prime_gene   three_prime_gene\nS1  EML4  ALK\n",
            1,
            "columns are separated by spaces; the native table needs tabs",
        ),
        (ARRIBA + "M\xfcller".encode("latin-1"), 5, "save the file as UTF-8"),
    ],
)
def test_refused_with_a_remedy(data: bytes, line: int | None, says: str, tmp_path: Path) -> None:
    path = tmp_path / "calls.tsv"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        calls_of(path)
    assert says in str(caught.value)
    assert (caught.value.path, caught.value.line) == (str(path), line)


def test_spaces_for_tabs_are_told_of_a_named_caller_too(tmp_path: Path) -> None:
    path = tmp_path / "calls.tsv"
    path.write_text("five_prime_gene   three_prime_gene\nEML4  ALK\n", encoding="utf-8")
    says = "columns are separated by spaces; fusionanno needs tabs"
    with pytest.raises(InputError, match=says), open_calls(str(path), "fusionanno") as calls:
        list(calls)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.tsv: no such file"):
        open_calls(str(tmp_path / "none.tsv"))
    with pytest.raises(InputError, match="this is a folder"):
        open_calls(str(tmp_path))


def test_a_named_caller_must_fit_and_exist(tmp_path: Path) -> None:
    path = GOLDEN / "arriba" / "v1.tsv"
    with pytest.raises(
        InputError, match=r"v1\.tsv:1: not STAR-Fusion output: no column '#FusionName' \(found: #gene1,"
    ):
        calls_of(path, "starfusion")
    with pytest.raises(UnknownName, match="unknown caller 'STAR-Fusion'; did you mean starfusion"):
        open_calls(str(path), "STAR-Fusion")


def test_fusioninspector_is_not_taken_for_starfusion(tmp_path: Path) -> None:
    """FusionInspector has STAR-Fusion's columns and its own LeftLocalBreakpoint, on a contig of its own."""
    path = tmp_path / "fi.tsv"
    rows, _ = split(GOLDEN / "starfusion" / "v1_candidates.tsv")
    written([[*rows[0], "LeftLocalBreakpoint"], [*rows[1], "1012"]], path, "\t")
    with pytest.raises(UnknownFormat):
        calls_of(path)
    with pytest.raises(InputError, match="another format's"):
        calls_of(path, "starfusion")


# Lines, rows, and one pass


def many_arriba(path: Path, rows: int, spoil: dict[int, bytes]) -> Path:
    """Write a long Arriba file; spoil maps a line number to what stands there instead."""
    header, first, *_ = ARRIBA.splitlines()
    lines = [header, *[first] * rows]
    for line, text in spoil.items():
        lines[line - 1] = text
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


@pytest.mark.parametrize("line", [2, 49, 50, 51, 52, 700, 3001])
@pytest.mark.parametrize("what", [b"short\trow", b"not UTF-8 \xff", b"x\t" * 23 + b"x"])
def test_the_line_of_an_error_is_exact(line: int, what: bytes, tmp_path: Path) -> None:
    path = many_arriba(tmp_path / "long.tsv", 3000, {line: what})
    with pytest.raises(InputError) as caught:
        calls_of(path)
    assert (caught.value.path, caught.value.line) == (str(path), line)


def test_keep_going_rejects_rows_with_their_reason(tmp_path: Path) -> None:
    path = many_arriba(tmp_path / "long.tsv", 99, {3: b"short\trow", 60: b"\t".join([b"??"] * 24)})
    with open_calls(str(path), keep_going=True) as calls:
        items = list(calls)
    rejected = [item for item in items if isinstance(item, RejectedRow)]
    assert [(row.source, row.reason) for row in rejected] == [
        (
            Source(str(path), 3),
            "2 cells where the header has 24; the row is cut off or its separators are wrong",
        ),
        (Source(str(path), 60), "strand1(gene/fusion) is neither + nor -: '??'"),
    ]
    assert (len(items), calls.rows) == (99, 99)


def test_a_call_file_is_read_once_and_whole() -> None:
    path = str(GOLDEN / "arriba" / "v1.tsv")
    with open_calls(path) as calls:
        with pytest.raises(RuntimeError, match="not been read to its end"):
            _ = calls.sha256
        assert len(list(calls)) == 3
        with pytest.raises(RuntimeError, match="read already"):
            list(calls)
    assert calls.sha256 == hashlib.sha256(ARRIBA).hexdigest()


def test_a_cell_longer_than_the_csv_modules_limit(tmp_path: Path) -> None:
    rows, _ = split(GOLDEN / "starfusion" / "v1_with_reads.tsv")
    rows[1][10] = "read," * 40_000
    long = written(rows, tmp_path / "long.tsv", "\t", quote=True)
    assert calls_of(long) == calls_of(GOLDEN / "starfusion" / "v1_with_reads.tsv")


def test_quotes_as_r_escapes_them(tmp_path: Path) -> None:
    """R's write.table escapes a quote by a backslash unless told otherwise (its qmethod argument)."""
    rows, _ = split(GOLDEN / "starfusion" / "v1_with_reads.tsv")
    lines = ["\t".join('"' + cell.replace('"', '\\"') + '"' for cell in row) for row in rows]
    path = tmp_path / "r.tsv"
    path.write_text("\n".join(lines) + "\n")
    assert calls_of(path) == calls_of(GOLDEN / "starfusion" / "v1_with_reads.tsv")


# What the base carries for formats to come


class Headerless(TableReader):
    """A 0-based table without a header, as TopHat-Fusion and others write it."""

    name = title = "headerless"
    versions = "1"
    coordinate_base = 0
    has_header = False
    delimiters = (" ",)
    columns = (
        Column("five", "5' gene", "A"),
        Column("three", "3' gene", "B"),
        Column("place", "5'", "chr1:9"),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        place = breakpoint_at(row["place"], "place", base=0)
        return FusionCall(
            self.name, Partner(row["five"], place), Partner(optional(row, "three")), source=source
        )


def test_zero_based_and_headerless(tmp_path: Path) -> None:
    path = tmp_path / "calls"
    path.write_text(f"{Headerless().example}C D chr2:0\n")
    assert Headerless().recognises(path.read_text().splitlines())
    with readers.CallFile(Lines(str(path)), Headerless()) as calls:
        assert [
            (c.five_prime.breakpoint, c.source.line) for c in calls if isinstance(c, FusionCall) and c.source
        ] == [
            (Breakpoint("1", 10), 1),
            (Breakpoint("2", 1), 2),
        ]


@pytest.mark.parametrize(
    ("swift", "plain"),
    [
        (SwiftBreakpoint("2", 5), Breakpoint("2", 5)),
        (SwiftPartner("A", exon=6), Partner("A", exon=6)),
        (SwiftSupport(1), ReadSupport(1)),
        (SwiftSource("a", 1), Source("a", 1)),
        (SwiftCall("c", Partner("A"), Partner("B")), FusionCall("c", Partner("A"), Partner("B"))),
    ],
)
def test_swiftly_built_values_are_the_real_ones(swift: Any, plain: Any) -> None:
    assert type(swift) is type(plain)
    assert (swift, hash(swift), repr(swift)) == (plain, hash(plain), repr(plain))
    assert dataclasses.replace(swift) == plain
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(swift, dataclasses.fields(swift)[0].name, "other")
