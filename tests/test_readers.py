"""Every reader is tested by the same tests. To add one: add tests/golden/readers/<name>/<shape>.tsv or .csv.

Golden inputs are rows of our own in the shapes that callers write; <shape>.json beside each has its calls.
"""

import bz2
import gzip
import hashlib
import io
import json
import pkgutil
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from fusionanno import readers
from fusionanno.cli.formats import as_markdown, formats
from fusionanno.errors import InputError
from fusionanno.model import FusionCall, Molecule
from fusionanno.readers import EMPTY, READERS, Kind, TableReader, open_calls, sniff
from tests.reading import (
    DOCS,
    FOUNDATIONS,
    GOLDEN,
    INPUTS,
    NOTHINGS,
    SPOILT,
    calls_of,
    ends_well,
    kept,
    over_inputs,
    over_names,
    over_others,
    over_smallest,
    over_tables,
    split,
    words,
    written,
)

# The registry


def test_modules_table_and_goldens_are_the_same_set() -> None:
    modules = {module.name for module in pkgutil.iter_modules(readers.__path__)} - FOUNDATIONS
    assert modules == {type(reader).__module__.rpartition(".")[2] for reader in READERS.values()}
    assert (
        set(READERS)
        == {path.name for path in GOLDEN.iterdir()}
        == {reader.name for reader in READERS.values()}
    )


@over_names
def test_the_example_reads_as_one_call(name: str, tmp_path: Path) -> None:
    path = tmp_path / "example"
    path.write_text(READERS[name].example)
    assert [call.caller for call in calls_of(path)] == [name]


@over_names
def test_the_docstring_is_documentation(name: str) -> None:
    doc = type(READERS[name]).__doc__ or ""
    assert len(doc.splitlines()) > 3
    assert READERS[name].versions


# What the numbers of reads mean


@over_names
def test_what_the_numbers_mean_is_stated_or_that_there_are_none(name: str) -> None:
    assert {"support", "numbers"} & set(vars(type(READERS[name]))), (
        "say support = NO_NUMBERS where there are none"
    )


@over_inputs
def test_every_number_of_a_call_has_its_meaning(path: Path) -> None:
    """By the call's own caller, with its columns named; an allele fraction by numerator and denominator."""
    with open_calls(str(path)) as calls:
        for call in calls:
            assert isinstance(call, FusionCall)
            for name in ("split_reads", "spanning_fragments", "allele_fraction", "depth"):
                if getattr(call.support, name) is not None:
                    assert getattr(calls.numbers[call.caller], name), (call.caller, name)


def test_a_native_file_that_names_no_caller_asks_no_other_reader(tmp_path: Path) -> None:
    path = tmp_path / "native.tsv"
    path.write_text("five_prime_gene\tthree_prime_gene\tsplit_reads\nEML4\tALK\t3\n")
    with open_calls(str(path)) as calls:
        assert "arriba" in calls.numbers, "not yet read: any caller may be named"
        assert [call.caller for call in calls if isinstance(call, FusionCall)] == ["fusionanno"]
        assert calls.numbers == READERS["fusionanno"].numbers


@over_inputs
def test_the_kind_of_a_format_is_that_of_its_calls(path: Path) -> None:
    other = {Kind.RNA: {Molecule.DNA}}.get(READERS[path.parent.name].kind, set())
    assert other.isdisjoint(call.molecule for call in calls_of(path))


def test_a_converted_call_s_numbers_mean_what_its_caller_s_mean(tmp_path: Path) -> None:
    path = tmp_path / "native.tsv"
    path.write_text("five_prime_gene\tthree_prime_gene\tcaller\tsplit_reads\nEML4\tALK\tarriba\t3\n")
    with open_calls(str(path)) as calls:
        assert [call.caller for call in calls if isinstance(call, FusionCall)] == ["arriba"]
        assert calls.numbers["arriba"] == READERS["arriba"].support
        assert calls.numbers["fusionanno"] == READERS["fusionanno"].support


# Golden files


@over_inputs
def test_golden(path: Path) -> None:
    assert [kept(call) for call in calls_of(path)] == json.loads(path.with_suffix(".json").read_text())


def test_every_golden_has_its_input() -> None:
    assert {path.with_suffix(".json") for path in INPUTS} == set(GOLDEN.glob("*/*.json"))


@over_inputs
def test_recognised_by_its_reader_alone(path: Path) -> None:
    head = path.read_text(encoding="utf-8").splitlines()
    assert [reader.name for reader in READERS.values() if reader.recognises(head)] == [path.parent.name]
    reader = sniff(str(path))
    assert reader is READERS[path.parent.name]


@over_inputs
def test_the_source_is_the_file_as_named_and_the_line(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    for call in calls_of(path):
        assert call.source is not None
        assert call.source.path == str(path)
        assert call.source.line is not None
        what = call.described or call.five_prime.symbol or ""
        assert what in lines[call.source.line - 1]


# Spoiled, cut and empty


@over_tables
@pytest.mark.parametrize("caller", ["named", "recognised"])
def test_every_column_missing_in_turn(path: Path, caller: str, tmp_path: Path) -> None:
    rows, delimiter = split(path)
    name = path.parent.name if caller == "named" else None
    for column, title in enumerate(rows[0]):
        without = [[cell for index, cell in enumerate(row) if index != column] for row in rows]
        cut = written(without, tmp_path / "cut", delimiter)
        ends_well(cut, name)
        reader = READERS[path.parent.name]
        assert isinstance(reader, TableReader)
        if without[0] and reader.missing_from(without[0]):
            with pytest.raises(InputError, match=r"no column|without") as caught:
                calls_of(cut, name)
            assert caught.value.line == 1
            assert title in str(caught.value) or any(title in column.aliases for column in reader.columns)


@over_tables
@pytest.mark.parametrize("spoilt", SPOILT)
def test_every_cell_spoiled_in_turn(path: Path, spoilt: str, tmp_path: Path) -> None:
    rows, delimiter = split(path)
    for row in range(1, len(rows)):
        for column in range(len(rows[0])):
            copy = [list(cells) for cells in rows]
            copy[row][column] = spoilt
            ends_well(written(copy, tmp_path / "spoilt", delimiter), path.parent.name, [row + 1])


@over_others
def test_every_line_missing_in_turn(path: Path, tmp_path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    cut = tmp_path / "cut"
    for number in range(len(lines)):
        cut.write_text("".join(lines[:number] + lines[number + 1 :]), encoding="utf-8")
        ends_well(cut, None)
        ends_well(cut, path.parent.name)


@over_others
@pytest.mark.parametrize("spoilt", SPOILT)
def test_every_word_spoiled_in_turn(path: Path, spoilt: str, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    copy = tmp_path / "spoilt"
    for start, end in words(text):
        copy.write_text(text[:start] + spoilt + text[end:], encoding="utf-8")
        ends_well(copy, None)
        ends_well(copy, path.parent.name)


@over_smallest
def test_truncated_at_every_byte(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    cut = tmp_path / "cut"
    for length in range(len(data)):
        cut.write_bytes(data[:length])
        ends_well(cut, None)
        ends_well(cut, path.parent.name)


@over_names
@pytest.mark.parametrize("data", NOTHINGS)
@pytest.mark.parametrize("is_named", [True, False])
def test_no_content_is_a_valid_result(name: str, data: bytes, is_named: bool, tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.write_bytes(data)
    with open_calls(str(path), name if is_named else None) as calls:
        assert list(calls) == []
        assert (calls.caller, calls.rows) == (name if is_named else EMPTY, 0)
        assert calls.sha256 == hashlib.sha256(data).hexdigest()


@over_tables
def test_a_header_alone_is_a_valid_result(path: Path, tmp_path: Path) -> None:
    rows, delimiter = split(path)
    with open_calls(str(written(rows[:1], tmp_path / "header", delimiter))) as calls:
        assert list(calls) == []
        assert calls.caller == path.parent.name


# Ways of writing the same file


def as_crlf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def as_utf16(data: bytes) -> bytes:
    return data.decode().encode("utf-16")


FORMS = {
    "crlf": as_crlf,
    "cr": lambda data: as_crlf(data).replace(b"\r\n", b"\r"),
    "bom": lambda data: b"\xef\xbb\xbf" + data,
    "utf16": as_utf16,
    "gz": gzip.compress,
    "two gz members": lambda data: gzip.compress(data[:40], mtime=0) + gzip.compress(data[40:], mtime=0),
    "bz2": bz2.compress,
    "gz of bom and crlf": lambda data: gzip.compress(b"\xef\xbb\xbf" + as_crlf(data), mtime=0),
    "no last line end": lambda data: data.rstrip(b"\r\n"),
    "blank lines after": lambda data: data + b"\n\n",
}


@over_inputs
@pytest.mark.parametrize("form", FORMS)
def test_the_form_of_the_file_does_not_matter(path: Path, form: str, tmp_path: Path) -> None:
    data = FORMS[form](path.read_bytes())
    copy = tmp_path / "calls.dat"
    copy.write_bytes(data)
    with open_calls(str(copy)) as calls:
        assert list(calls) == calls_of(path)
        assert calls.sha256 == hashlib.sha256(data).hexdigest()


@over_tables
@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
def test_quoted_and_separated_otherwise(path: Path, delimiter: str, tmp_path: Path) -> None:
    rows, _ = split(path)
    assert calls_of(written(rows, tmp_path / "quoted", delimiter, quote=True)) == calls_of(path)


@over_inputs
def test_stdin(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
    with open_calls("-") as calls:
        found = list(calls)
        assert calls.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert found == calls_of(path)
    assert calls.name == "-"
    assert isinstance(found[0], FusionCall)
    assert str(found[0].source).startswith("-:")
    assert not sys.stdin.buffer.closed


@over_smallest
@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_compressed_data_cut_at_every_byte(path: Path, pack: Any, tmp_path: Path) -> None:
    data = pack(path.read_bytes())
    cut = tmp_path / "calls.gz"
    for length in range(1, len(data)):
        cut.write_bytes(data[:length])
        with pytest.raises(InputError) as caught:
            calls_of(cut)
        assert caught.value.path == str(cut)
        assert caught.value.line is not None


# fusionanno formats, and its page


def test_the_page_of_formats_is_current() -> None:
    assert DOCS.read_text(encoding="utf-8") == as_markdown(READERS.values())


@pytest.mark.parametrize("form", ["text", "tsv", "json", "markdown"])
def test_formats_names_every_reader(form: str) -> None:
    result = CliRunner().invoke(formats, ["--to", form])
    assert result.exit_code == 0
    for reader in READERS.values():
        assert reader.name in result.output
        assert reader.title in result.output
    assert all(kind.value in result.output for kind in Kind)
    if form == "json":
        entries = json.loads(result.output)
        assert [entry["name"] for entry in entries] == list(READERS)
        assert entries[list(READERS).index("arriba")]["numbers"]["arriba"]["split_reads"]
    if form == "tsv":
        header, *rows = (line.split("\t") for line in result.output.splitlines())
        assert [len(row) for row in rows] == [len(header)] * len(READERS)


@over_names
def test_formats_of_one_name_tells_all_of_it(name: str) -> None:
    result = CliRunner().invoke(formats, [name])
    assert result.exit_code == 0
    reader = READERS[name]
    assert reader.recognised_by in result.output
    for meaning in reader.numbers.values():
        assert meaning.split_reads in result.output
        assert meaning.caveat in result.output
    if isinstance(reader, TableReader):
        assert all(f"  {column.name}" in result.output for column in reader.columns)
    assert result.output.count("  recognised by  ") == 1


def test_formats_of_an_unknown_name_is_a_wrong_command() -> None:
    result = CliRunner().invoke(formats, ["arribaa"])
    assert (result.exit_code, result.output) == (2, "Error: unknown caller 'arribaa'; did you mean arriba?\n")
