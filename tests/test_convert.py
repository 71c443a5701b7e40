"""fusionanno convert: what is written reads back as it was read."""

import csv
import dataclasses
import re
from pathlib import Path
from typing import Any

import pysam
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
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
from fusionanno.model.call import PositionKind
from fusionanno.readers.native import NativeReader
from fusionanno.writers import WRITERS, Target, load_writer
from fusionanno.writers.native import COLUMNS, NativeWriter
from fusionanno.writers.vcf import VcfWriter
from tests.reading import calls_of, over_inputs

TABLES = Path(__file__).parent / "tables"
ARRIBA = Path(__file__).parent / "golden" / "readers" / "arriba" / "v2.tsv"


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["convert", *arguments], input=stdin)


def written(text: str, path: Path) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", WRITERS)
def test_every_writer_is_an_option_and_documented(name: str) -> None:
    assert load_writer(name).name == name
    assert f"## {name}" in (Path(__file__).parent.parent / "docs" / "convert.md").read_text(encoding="utf-8")


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
        st.none() | st.integers(0, 9),
        st.none() | st.sampled_from(PositionKind),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(calls(), max_size=4))
def test_native_holds_any_call(tmp_path_factory: pytest.TempPathFactory, made: list[FusionCall]) -> None:
    text = "".join(NativeWriter().write(made, Target()))
    path = written(text, tmp_path_factory.mktemp("native") / "calls.tsv")
    assert calls_of(path, "fusionanno") == made


def test_bases_that_spell_a_missing_value(tmp_path: Path) -> None:
    sequence = CallerSequence("NA", "NA")
    made = FusionCall("x", Partner("A"), Partner("B"), inserted_sequence="NA", sequence=sequence)
    assert calls_of(written("".join(NativeWriter().write([made], Target())), tmp_path / "n.tsv")) == [made]


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
        "tags", "order", "call_id", "filters", "jitter", "position_kind", "source",
        "symbol", "breakpoint", "exon", "exon_suffix", "exon_offset", "transcript", "gene_id", "strand",
        "neighbours", "interval", "genomic_breakpoint",
        "split_reads", "spanning_fragments", "allele_fraction", "depth",
        "peptide", "five_unspliced", "three_unspliced",
    }  # fmt: skip


# VCF


def brackets() -> list[dict[str, str]]:
    lines = (TABLES / "breakend_brackets.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def fused(five: Strand, three: Strand, **said: Any) -> FusionCall:
    return FusionCall(
        "arriba",
        Partner("EML4", Breakpoint("2", 100), strand=five),
        Partner("ALK", Breakpoint("5", 900), strand=three),
        assembly=Assembly.GRCH38,
        **said,
    )


@pytest.mark.parametrize("row", brackets(), ids=lambda row: row["five_strand"] + row["three_strand"])
def test_brackets_of_both_records(row: dict[str, str], tmp_path: Path) -> None:
    call = fused(Strand(row["five_strand"]), Strand(row["three_strand"]), inserted_sequence="AC")
    five, three = records([call], tmp_path, has_chr=False)
    assert (five.contig, five.pos, five.alts) == ("2", 100, (row["five_alt"],))
    assert (three.contig, three.pos, three.alts) == ("5", 900, (row["three_alt"],))
    assert (five.info["MATEID"], three.info["MATEID"]) == ((three.id,), (five.id,))
    assert (five.info["PARTNER"], three.info["PARTNER"]) == ("five_prime", "three_prime")


def records(made: list[FusionCall], folder: Path, **target: Any) -> list[Any]:
    """The records that pysam reads back from the VCF of calls, in the order of the file."""
    path = folder / "calls.vcf"
    path.write_text("".join(VcfWriter().write(made, Target(**target))), encoding="utf-8")
    with pysam.VariantFile(str(path)) as file:
        return list(file)


COMPLEMENT = str.maketrans("ACGTN", "TGCAN")


def joined(record: Any) -> tuple[tuple[str, int, str], tuple[str, int, str] | None, str]:
    """Return what a record joins, from ALT alone by the specification's four forms, and the bases between.

    Each end is contig, position and the side of it that is kept. The bases are read from POS to its mate.
    """
    alt = record.alts[0]
    if alt.startswith(".") or alt.endswith("."):
        kept, between = ("left", alt[1:-1]) if alt.endswith(".") else ("right", alt[1:-1])
        return (record.contig, record.pos, kept), None, _from_pos(between, kept)
    match = re.fullmatch(r"(N?)([ACGTN]*)([\[\]])([^\[\]]+):(\d+)\3([ACGTN]*?)(N?)", alt)
    assert match, alt
    kept = "left" if alt.startswith("N") else "right"
    mate_kept = "left" if match[3] == "]" else "right"
    between = match[2] if kept == "left" else alt[alt.rindex(match[3]) + 1 : -1]
    return (record.contig, record.pos, kept), (match[4], int(match[5]), mate_kept), _from_pos(between, kept)


def _from_pos(between: str, kept: str) -> str:
    return between if kept == "left" else between.translate(COMPLEMENT)[::-1]


def placed_calls() -> st.SearchStrategy[FusionCall]:
    """Calls that VCF takes."""

    def partner(made: Partner, strand: Strand, position: int) -> Partner:
        contig = made.breakpoint.contig if made.breakpoint else "1"
        return dataclasses.replace(made, breakpoint=Breakpoint(contig, position), strand=strand)

    ends = st.builds(partner, partners(), st.sampled_from(Strand), st.integers(1, 16000))
    bases = st.none() | st.text("ACGT", min_size=1, max_size=6)
    return st.builds(
        lambda call, five, three, inserted: dataclasses.replace(
            call, five_prime=five, three_prime=three, inserted_sequence=inserted, assembly=Assembly.GRCH38
        ),
        calls(),
        ends,
        ends | st.just(Partner(None)),
        bases,
    )


def kept_side(partner: Partner, is_five: bool) -> tuple[str, int, str]:
    assert partner.breakpoint
    kept = "left" if (partner.strand is Strand.PLUS) is is_five else "right"
    contig = Target().contig(partner.breakpoint.contig, Assembly.GRCH38)
    return contig, partner.breakpoint.position, kept


@settings(max_examples=60, deadline=None)
@given(st.lists(placed_calls(), max_size=3))
def test_pysam_reads_every_pair_back(
    tmp_path_factory: pytest.TempPathFactory, made: list[FusionCall]
) -> None:
    found = {record.id: record for record in records(made, tmp_path_factory.mktemp("vcf"))}
    assert len(found) == sum(2 if call.three_prime.breakpoint else 1 for call in made)
    for number, call in enumerate(made, 1):
        five, three = found[f"fusion{number}_5"], found.get(f"fusion{number}_3")
        at, mate, between = joined(five)
        assert at == kept_side(call.five_prime, is_five=True)
        assert between == (call.inserted_sequence or "")
        assert five.info.get("HOMLEN") == (None if call.homology is None else (call.homology,))
        assert dict(five.samples.values()[0]).keys() == {"SR", "SF", "AF", "DP"}
        if three is None:
            assert mate is None
            continue
        assert (mate, at) == joined(three)[:2]
        assert mate == kept_side(call.three_prime, is_five=False)
        assert joined(three)[2] == between.translate(COMPLEMENT)[::-1]
        assert [each.info["MATEID"] for each in (five, three)] == [(three.id,), (five.id,)]
        for each, end in ((five, call.five_prime), (three, call.three_prime)):
            assert each.info.get("CIPOS") == (
                None if end.interval is None else (end.interval.low, end.interval.high)
            )


def test_records_are_sorted_and_each_sample_has_its_column(tmp_path: Path) -> None:
    support = ReadSupport(3, 0, None, 12)
    one = fused(Strand.PLUS, Strand.PLUS, sample="B", support=support, filters=("too few", "a;b"))
    two = fused(Strand.MINUS, Strand.PLUS, sample="A", support=ReadSupport(split_reads=7))
    nameless = fused(Strand.PLUS, Strand.MINUS)
    found = records([one, two, nameless], tmp_path)
    assert [(each.contig, each.pos, each.id) for each in found] == [
        ("chr2", 100, "fusion1_5"),
        ("chr2", 100, "fusion2_5"),
        ("chr2", 100, "fusion3_5"),
        ("chr5", 900, "fusion1_3"),
        ("chr5", 900, "fusion2_3"),
        ("chr5", 900, "fusion3_3"),
    ]
    assert list(found[0].header.samples) == ["B", "A", "unnamed"]
    assert dict(found[0].samples["B"]) == {"SR": 3, "SF": 0, "AF": None, "DP": 12}
    assert dict(found[0].samples["A"]) == {"SR": None, "SF": None, "AF": None, "DP": None}
    assert list(found[0].filter) == ["too%20few", "a%3Bb"]


def test_imprecise_is_what_an_interval_says_that_homology_does_not_explain(tmp_path: Path) -> None:
    call = fused(Strand.PLUS, Strand.PLUS)

    def told(interval: Interval, homology: int | None) -> bool:
        five = dataclasses.replace(call.five_prime, interval=interval)
        made = dataclasses.replace(call, five_prime=five, homology=homology)
        return bool(records([made], tmp_path)[0].info.get("IMPRECISE"))

    assert told(Interval(-10, 5), None)
    assert told(Interval(-10, 5), 3)
    assert not told(Interval(0, 3), 3)
    assert not told(Interval(0, 0), None)


def test_the_header_names_build_lengths_and_what_the_numbers_mean(tmp_path: Path) -> None:
    result = run(str(ARRIBA), "--to", "vcf", "--assembly", "GRCh38", "--sample", "S-1", "--keep-going")
    assert "##contig=<ID=chr2,length=242193529,assembly=GRCh38>\n" in result.stdout
    assert "##contig=<ID=chrM,length=16569,assembly=GRCh38>\n" in result.stdout
    assert 'Description="Split reads; arriba: split_reads1 + split_reads2' in result.stdout
    assert "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS-1\n" in result.stdout
    plain = run(str(ARRIBA), "--to", "vcf", "--assembly", "GRCh37", "--keep-going").stdout
    assert "##contig=<ID=2,length=243199373,assembly=GRCh37>\n" in plain
    hg19 = run(str(ARRIBA), "--to", "vcf", "--assembly", "hg19", "--contigs", "chr", "--keep-going").stdout
    assert "##contig=<ID=chrM,assembly=GRCh37>\n" in hg19, "UCSC's hg19 has another mitochondrion"


REFUSED = [
    # what, the row of a native table, options, what the line says
    ("no build", "A\t1:5:+\tB\t1:9:+\t\t\t", [], "VCF needs the build of the positions; add --assembly"),
    ("no strand", "A\t1:5:+\tB\t1:9\t\t\t", ["--assembly", "38"], "tells none of its 3' partner"),
    (
        "no position",
        "A\t\tB\t1:9:+\t6\t\t",
        ["--assembly", "38"],
        "tells none of its 5' partner (an exon is no position)",
    ),
    ("words", "\t\t\t\t\t\tA-B E1;B2", ["--assembly", "38"], "the call has none"),
    (
        "too far",
        "A\t22:99999999:+\tB\t1:9:+\t\t\t",
        ["--assembly", "38"],
        "beyond the contig's end on GRCh38",
    ),
    ("other build", "A\t1:5:+\tB\t1:9:+\t\thg19\t", ["--assembly", "38"], "--assembly GRCh38; one is wrong"),
]
NATIVE_HEADER = (
    "five_prime_gene\tfive_prime_breakpoint\tthree_prime_gene\tthree_prime_breakpoint\tfive_prime_exon"
    "\tassembly\tfusion\n"
)


@pytest.mark.parametrize(("what", "row", "options", "says"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_vcf_has_no_place_for_is_refused_or_counted(
    tmp_path: Path, what: str, row: str, options: list[str], says: str
) -> None:
    good = "EML4\t2:42295516:+\tALK\t2:29223528:-\t\tGRCh38\t\n"
    calls_file = written(f"{NATIVE_HEADER}{good}{row}\n", tmp_path / "calls.tsv")
    out = tmp_path / "out.vcf"
    result = run(str(calls_file), "--to", "vcf", "-o", str(out), *options)
    assert result.exit_code == 1
    assert says in result.stderr, what
    assert f"{calls_file}:3: " in result.stderr
    assert (len(result.stderr.splitlines()), out.exists()) == (1, False)
    kept = run(str(calls_file), "--to", "vcf", "-o", str(out), *options, "--keep-going")
    assert kept.exit_code == 0
    assert kept.stderr.startswith("1 row set aside\n  1: ")
    assert out.read_text(encoding="utf-8").count("\nchr2\t") == 2


def test_one_file_is_of_one_build(tmp_path: Path) -> None:
    rows = "".join(f"A\t1:5:+\tB\t1:9:+\t\t{build}\t\n" for build in ("hg19", "hg38"))
    calls_file = written(NATIVE_HEADER + rows, tmp_path / "calls.tsv")
    result = run(str(calls_file), "--to", "vcf")
    assert (result.exit_code, "GRCh38 after calls on GRCh37" in result.stderr) == (1, True)


def test_reference_bases_come_from_a_genome(tmp_path: Path) -> None:
    fasta = written(">chr2\n" + "ACGTA" * 30 + "\n>chr5\n" + "GGCTA" * 200 + "\n", tmp_path / "genome.fa")
    rows = "A\tchr2:100:+\tB\tchr5:901:-\t\thg38\t\n"
    calls_file = written(NATIVE_HEADER + rows, tmp_path / "calls.tsv")
    options = ["--to", "vcf", "--genome-fasta", str(fasta)]
    text = run(str(calls_file), *options, "--assembly", "GRCh38").stdout
    found = [line.split("\t")[3:5] for line in text.splitlines() if not line.startswith("#")]
    assert found == [["A", "A]chr5:901]"], ["G", "G]chr2:100]"]]
    assert run(str(calls_file), *options).exit_code == 2
    beyond = written(NATIVE_HEADER + rows.replace(":100:", ":151:"), tmp_path / "beyond.tsv")
    result = run(str(beyond), *options, "--assembly", "GRCh38")
    assert (result.exit_code, "ends before base 151" in result.stderr) == (1, True)


@pytest.mark.parametrize("name", WRITERS)
def test_no_calls_make_a_file_without_rows(name: str, tmp_path: Path) -> None:
    result = run(str(written("", tmp_path / "empty")), "--to", name)
    assert result.exit_code == 0
    assert all(line.startswith(("#", "sample\t")) for line in result.stdout.splitlines())


# Read back from VCF and BEDPE


def taken(path: Path, name: str, build: Assembly) -> list[FusionCall]:
    """The golden calls that a writer has a place for, with the build that the command states."""
    writer, target = load_writer(name), Target()
    told = [
        dataclasses.replace(call, assembly=build) for call in calls_of(path) if call.assembly in (None, build)
    ]
    return [call for call in told if writer.refusal(call, target) is None]


@pytest.mark.parametrize("name", ["vcf", "bedpe"])
@over_inputs
def test_what_is_written_reads_back_as_it_was(path: Path, name: str, tmp_path: Path) -> None:
    build = next((call.assembly for call in calls_of(path) if call.assembly), Assembly.GRCH38)
    expected = taken(path, name, build)
    text = "".join(load_writer(name).write(expected, Target()))
    found = calls_of(written(text, tmp_path / f"calls.{name}"))
    if name == "vcf":
        expected = [_as_vcf_has_it(call) for call in expected]
        found.sort(key=_without_line)
        expected.sort(key=_without_line)
    assert found == expected


def _without_line(call: FusionCall) -> str:
    return repr(dataclasses.replace(call, source=None))


def _as_vcf_has_it(call: FusionCall) -> FusionCall:
    """Without the caller's bases around the junction, which docs/convert.md says are not carried."""
    return dataclasses.replace(call, sequence=None, source=None)


def test_samples_keep_their_calls_through_bcf(tmp_path: Path) -> None:
    """bcftools writes the empty column of another sample as dots, and N and T look like tumour and normal."""
    one = fused(Strand.PLUS, Strand.PLUS, sample="N", support=ReadSupport(3, 0, None, 12))
    two = fused(Strand.MINUS, Strand.PLUS, sample="T")
    three = fused(Strand.MINUS, Strand.MINUS, support=ReadSupport(split_reads=1))
    made = [one, two, three]
    text = written("".join(VcfWriter().write(made, Target())), tmp_path / "calls.vcf")
    binary = str(tmp_path / "calls.bcf")
    with (
        pysam.VariantFile(str(text)) as source,
        pysam.VariantFile(binary, "wb", header=source.header) as copy,
    ):
        for record in source:
            copy.write(record)
    for path in (text, tmp_path / "calls.bcf"):
        assert sorted(calls_of(path), key=_without_line) == sorted(made, key=_without_line)


@settings(max_examples=60, deadline=None)
@given(placed_calls())
def test_any_call_reads_back_from_bedpe(tmp_path_factory: pytest.TempPathFactory, made: FusionCall) -> None:
    text = "".join(load_writer("bedpe").write([made], Target()))
    (found,) = calls_of(written(text, tmp_path_factory.mktemp("bedpe") / "calls.bedpe"))
    places = [(end.breakpoint, end.strand, end.interval) for end in (made.five_prime, made.three_prime)]
    assert [
        (end.breakpoint, end.strand, end.interval) for end in (found.five_prime, found.three_prime)
    ] == places
    assert (found.caller, found.support, found.order) == (made.caller, made.support, made.order)


@pytest.mark.parametrize(
    ("five", "three", "strands"),
    [
        # + keeps the bases to the left of the break, - those to the right; PCAWG's consensus_sv files have
        # DEL + -, DUP - +, h2hINV + +, t2tINV - -
        ("+", "+", "+\t-"),
        ("-", "-", "-\t+"),
        ("+", "-", "+\t+"),
        ("-", "+", "-\t-"),
    ],
)
def test_bedpe_strands_tell_what_is_kept(five: str, three: str, strands: str) -> None:
    call = fused(Strand(five), Strand(three))
    _, row = "".join(load_writer("bedpe").write([call], Target())).splitlines()
    assert row.startswith(f"chr2\t99\t100\tchr5\t899\t900\tEML4::ALK\t.\t{strands}\t")


def test_bedpe_of_an_interval_and_of_an_unknown_partner() -> None:
    near = Partner("EML4", Breakpoint("2", 100), interval=Interval(-10, 5))
    call = FusionCall("x", near, Partner(None), assembly=Assembly.GRCH37)
    _, row = "".join(load_writer("bedpe").write([call], Target())).splitlines()
    assert row.startswith("2\t89\t105\t.\t-1\t-1\tEML4::?\t.\t.\t.\t")


@pytest.mark.parametrize("name", ["native", "bedpe", "vcf"])
def test_a_converted_call_gets_the_same_answer(name: str, tmp_path: Path) -> None:
    text = run(str(ARRIBA), "--to", name, "--assembly", "GRCh38", "--keep-going").stdout
    again = written(text, tmp_path / f"calls.{name}")

    def answers(path: Path) -> list[dict[str, str]]:
        result = CliRunner().invoke(main, ["annotate", str(path), "--assembly", "GRCh38"])
        rows = list(csv.DictReader(result.stdout.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
        kept = [{key: cell for key, cell in row.items() if key not in ("line", "source")} for row in rows]
        return [row for row in kept if row["five_prime_strand"] or name != "vcf"]

    told, found = answers(ARRIBA), answers(again)
    assert len(told) >= 2
    if name == "vcf":  # it does not carry the caller's bases, by which the protein is told
        names = ("name", "exon_name", "frame", "five_prime_gene", "three_prime_gene", "caller", "split_reads")
        told, found = ([{key: row[key] for key in names} for row in rows] for rows in (told, found))
        told.sort(key=str)
        found.sort(key=str)
    assert found == told
