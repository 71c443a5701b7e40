"""fusionanno convert: what is written reads back as it was read."""

import dataclasses
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from fusionanno.cli import main
from fusionanno.model import (
    Assembly,
    Breakpoint,
    CallerSequence,
    FusionCall,
    Interval,
    Molecule,
    Neighbour,
    Partner,
    PartnerOrder,
    ReadingFrame,
    ReadSupport,
    Strand,
)
from fusionanno.readers.native import NativeReader
from fusionanno.writers import Target
from fusionanno.writers.native import COLUMNS, NativeWriter
from tests.reading import calls_of, over_inputs


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["convert", *arguments], input=stdin)


def written(text: str, path: Path) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


# The native table


def test_the_native_writer_and_reader_have_the_same_columns() -> None:
    assert set(COLUMNS) == {column.name for column in NativeReader.columns}


@over_inputs
def test_native_holds_every_call_of_every_reader(path: Path, tmp_path: Path) -> None:
    result = run(str(path), "--to", "native")
    assert (result.exit_code, result.stderr.count("set aside")) == (0, 0), result.stderr
    again = calls_of(written(result.stdout, tmp_path / "native.tsv"))
    assert again == calls_of(path)


def partners() -> st.SearchStrategy[Partner]:
    """Partners with anything that a caller may say of one."""
    texts = st.sampled_from(("EML4", "NKX2-1", "HLA-A", 'a"b', '"quoted"', "#hash", "x;y", "50%", "ü"))
    places = st.builds(Breakpoint, st.sampled_from(("2", "X", "MT", "GL000220.1")), st.integers(1, 10**9))
    intervals = st.builds(Interval, st.integers(-500, 0), st.integers(0, 500))
    exons = st.tuples(
        st.integers(1, 99), st.none() | st.sampled_from("abz"), st.none() | st.integers(-9, 9)
    ) | st.just((None, None, None))
    neighbours = st.lists(st.builds(Neighbour, st.just("SRBD1"), st.none() | st.integers(-5, 5)), max_size=2)
    return st.builds(
        lambda symbol, place, exon, transcript, gene_id, strand, near, interval, genomic: Partner(
            symbol, place, *exon, transcript, gene_id, strand, tuple(near), interval, genomic
        ),
        texts | st.none(),
        places,
        exons,
        st.none() | texts,
        st.none() | texts,
        st.none() | st.sampled_from(Strand),
        neighbours,
        st.none() | intervals,
        st.none() | places,
    )


def calls() -> st.SearchStrategy[FusionCall]:
    """Calls with anything that a caller may say."""
    texts = st.sampled_from(("high", "a;b", "5%", "%3B", 'say "x"', '"x"', "#1", "tab\tin"))
    words = st.lists(st.sampled_from(("Mitelman", "a;b", "5%", "%3B", "%25", "p=1", "tab\tin")), max_size=3)
    counts = st.none() | st.integers(0, 10**6)
    fractions = st.none() | st.decimals(0, 1, places=6)
    bases = st.text("ACGTN", min_size=1, max_size=9)
    sequences = st.builds(CallerSequence, bases, bases, st.none() | st.just("MDG|vYR*"), counts, counts)
    return st.builds(
        FusionCall,
        st.sampled_from(("arriba", "fusionanno", "Some caller 2.1")),
        partners(),
        partners(),
        st.none() | st.sampled_from(Molecule),
        st.builds(ReadSupport, counts, counts, fractions, counts),
        st.none() | st.sampled_from(ReadingFrame),
        st.none() | texts,
        st.none() | bases,
        counts,
        counts,
        st.none() | sequences,
        st.none(),
        st.none() | texts,
        st.none() | st.sampled_from(Assembly),
        words.map(tuple),
        st.sampled_from(PartnerOrder),
        st.none() | texts,
        words.map(tuple),
    )


@given(st.lists(calls(), max_size=4))
def test_native_holds_any_call(tmp_path_factory: pytest.TempPathFactory, made: list[FusionCall]) -> None:
    text = "".join(NativeWriter().write(made, Target()))
    path = written(text, tmp_path_factory.mktemp("native") / "calls.tsv")
    assert calls_of(path, "fusionanno") == made


def test_native_rows_are_written_one_by_one() -> None:
    taken: list[int] = []

    def endless() -> "object":
        number = 0
        while True:
            taken.append(number)
            yield FusionCall("x", Partner("A"), Partner("B"))
            number += 1

    pieces = NativeWriter().write(endless(), Target())  # type: ignore[arg-type]
    assert [next(pieces) for _ in range(3)]
    assert len(taken) <= 2


def test_a_call_is_no_person_s_row_after_conversion(tmp_path: Path) -> None:
    """A row of a program that contradicts itself is flagged; one that a person wrote is refused."""
    header = "five_prime_gene\tfive_prime_breakpoint\tthree_prime_gene\tthree_prime_breakpoint\tassembly"
    row = "EML4\t7:5\tALK\t2:29223528\tGRCh38"
    own = written(f"{header}\n{row}\n", tmp_path / "own.tsv")
    program = written(f"{header}\tcaller\n{row}\tarriba\n", tmp_path / "program.tsv")
    refused = CliRunner().invoke(main, ["annotate", str(own)])
    assert (refused.exit_code, "lies outside EML4" in refused.stderr) == (1, True)
    flagged = CliRunner().invoke(main, ["annotate", str(program)])
    assert flagged.exit_code == 0
    assert "breakpoint-outside-gene" in flagged.stdout


def test_every_field_of_a_call_is_known_here() -> None:
    """A new field needs a column, or a line in docs/convert.md that says it is not carried."""
    names = {
        f.name for cls in (FusionCall, Partner, ReadSupport, CallerSequence) for f in dataclasses.fields(cls)
    }
    assert names == {
        "caller", "five_prime", "three_prime", "molecule", "support", "caller_frame", "confidence",
        "inserted_sequence", "inserted_bases", "homology", "sequence", "described", "sample", "assembly",
        "tags", "order", "call_id", "filters", "source",
        "symbol", "breakpoint", "exon", "exon_suffix", "exon_offset", "transcript", "gene_id", "strand",
        "neighbours", "interval", "genomic_breakpoint",
        "split_reads", "spanning_fragments", "allele_fraction", "depth",
        "peptide", "five_unspliced", "three_unspliced",
    }  # fmt: skip
