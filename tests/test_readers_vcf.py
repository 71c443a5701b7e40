"""Structural variants: VCF, BCF and BEDPE."""

import csv
import io
import itertools
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pysam
import pytest

from fusionanno import annotate
from fusionanno.errors import InputError
from fusionanno.genemodel import load_gene_model
from fusionanno.model import (
    AnnotatedFusion,
    Assembly,
    FlagId,
    FusionCall,
    Interval,
    Molecule,
    Partner,
    PartnerOrder,
    RejectedRow,
    Strand,
)
from fusionanno.readers import open_calls
from fusionanno.readers.variants.adjacency import adjacencies
from fusionanno.readers.variants.mates import Join, Mates, mate_id_of
from fusionanno.readers.variants.record import record_of
from fusionanno.writers import Target, load_writer
from tests.reading import INPUTS, calls_of, error_of

TABLES = Path(__file__).parent / "tables"
META = "##fileformat=VCFv4.3\n"
COLUMNS = "#CHROM POS ID REF ALT QUAL FILTER INFO"


def table(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def vcf(path: Path, *rows: str, meta: str = META, columns: str = COLUMNS) -> Path:
    """Write a VCF; cells are parted by blanks here."""
    lines = ["\t".join(line.split()) for line in (columns, *rows)]
    path.write_text(meta + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def others_of(path: Path) -> dict[str, int]:
    with open_calls(str(path)) as calls:
        list(calls)
        return dict(calls.other_rows)


def end_of(partner: Partner, is_five: bool) -> str:
    """Tell an end as the tables do: the side that is kept follows from the strand and the partner."""
    if partner.strand is None:
        return f"{partner.breakpoint} ?"
    keeps_left = (partner.strand is Strand.PLUS) is is_five
    return f"{partner.breakpoint} {'left' if keeps_left else 'right'}"


def ends_of(call: FusionCall) -> str:
    ends = [end_of(call.five_prime, True), end_of(call.three_prime, False)]
    return ", ".join(end for end in ends if not end.startswith("None"))


# What a record says


@pytest.mark.parametrize("row", table("vcf_adjacencies.tsv"), ids=lambda row: row["what"])
def test_the_ends_of_every_form(row: dict[str, str], tmp_path: Path) -> None:
    line = f"2 100 x {row['ref']} {row['alt']} . PASS {row['info']}"
    calls = calls_of(vcf(tmp_path / "one.vcf", line))
    assert "; ".join(map(ends_of, calls)) == row["ends"]
    for call in calls:
        seen = call.sequence.three_prime if call.sequence else call.inserted_sequence
        is_one_sided = call.three_prime.breakpoint is None
        assert call.order is PartnerOrder.NOT_TOLD
        if not is_one_sided:
            assert (seen or "") == row["inserted"]


def test_one_sided_breaks_keep_what_reads_show_beyond(tmp_path: Path) -> None:
    path = vcf(tmp_path / "x.vcf", "2 100 a G GCCA. . . .", "2 200 b G .CCAG . . .")
    sequences = [call.sequence for call in calls_of(path)]
    assert [sequence and sequence.three_prime for sequence in sequences] == ["CCA", "TGG"]
    assert all(call.three_prime == Partner(None) for call in calls_of(path))


@pytest.mark.parametrize(
    ("alt", "info", "kind"),
    [
        ("A", "DP=9", "small variant"),
        ("CTT", ".", "small variant"),
        ("<CNV>", "SVTYPE=CNV;END=300", "copy-number variant"),
        ("<DEL>", "SVTYPE=CNV;END=300", "copy-number variant"),
        ("<CN0>", "SVTYPE=DEL;END=300", "copy-number variant"),
        ("<CPX>", "SVTYPE=CPX;END=300", "variant without an adjacency (CPX)"),
        ("<STR27>", "END=300", "repeat of another length"),
        ("<INVDUP>", "SVTYPE=INVDUP;END=300", "variant without an adjacency (INVDUP)"),
        (".", "END=300", "no alternative allele"),
        ("<INS:ME:L1>", "SVTYPE=INS;END=100;SVLEN=6027", "mobile element insertion"),
        ("<INS:ME>", "SVTYPE=INS;END=100", "mobile element insertion"),
        ("*", ".", "no alternative allele"),
        ("<NON_REF>", ".", "no alternative allele"),
    ],
)
def test_what_joins_nothing_is_counted_by_kind(alt: str, info: str, kind: str, tmp_path: Path) -> None:
    path = vcf(tmp_path / "x.vcf", f"2 100 . C {alt} . PASS {info}")
    assert calls_of(path) == []
    assert others_of(path) == {kind: 1}


@pytest.mark.parametrize("source", ["CNVkit v0.9.10", '"hificnv v1.0.1-4de7d40"'])
def test_copies_that_are_counted_are_no_joins(source: str, tmp_path: Path) -> None:
    line = "1 100 . N <DEL> . . IMPRECISE;SVTYPE=DEL;END=300;CIPOS=(0,20)"
    path = vcf(tmp_path / "x.vcf", line, meta=META + f"##source={source}\n")
    assert others_of(path) == {"copy-number variant": 1}


def test_a_join_with_the_end_of_a_chromosome_is_none(tmp_path: Path) -> None:
    """VCF 4.4 section 5.4.5: position 0 is the telomere. Long Ranger writes such deletions."""
    path = vcf(tmp_path / "x.vcf", "1 0 a N <DEL> . . SVTYPE=DEL;END=500", "1 0 b . .[2:321[ . . SVTYPE=BND")
    assert others_of(path) == {"join with the end of a chromosome": 2}


@pytest.mark.parametrize(
    "line",
    [
        "2 1x0 a N <DEL> . . SVTYPE=DEL;END=300",
        "2 -1 a N <DEL> . . SVTYPE=DEL;END=300",
        ". 100 a N <DEL> . . SVTYPE=DEL;END=300",
        "2 100 a N <DEL> . . SVTYPE=DEL;END=abc",
        "2 100 a N <DEL> . . SVTYPE=DEL",
        "2 100 a N <TRA> . . SVTYPE=TRA;CHR2=9",
        "2 100 a N <DEL> . . SVTYPE=DEL;END=300;CIPOS=5",
        "2 100 a N <DEL> . . SVTYPE=DEL;END=300;HOMLEN=x",
        "2 100 a N N[9:500] . . SVTYPE=BND",
        "2 100 a N N[9:5x0[ . . SVTYPE=BND",
        "2 100 a N N[9:500[N . . SVTYPE=BND",
        "2 100 a N N[9:500[ . . SVTYPE=BND;CIPOS=a,b",
        "2 100 a N ?? . . SVTYPE=BND",
        "2 100 a N N[9:500[ . .",
    ],
)
def test_a_wrong_value_is_one_error_with_its_line(line: str, tmp_path: Path) -> None:
    good = "2 100 g{0} N <DEL> . . SVTYPE=DEL;END=300"
    path = vcf(tmp_path / "x.vcf", good.format(1), line, good.format(2))
    with pytest.raises(InputError) as caught:
        calls_of(path)
    assert caught.value.line == 4
    with open_calls(str(path), keep_going=True) as calls:
        items = list(calls)
    assert [type(item) for item in items] == [FusionCall, RejectedRow, FusionCall]


@pytest.mark.parametrize("cell", ["PR:SR 10,x:3,4", "PR:SR 10,4:3,-4"])
def test_a_wrong_count_is_an_error(cell: str, tmp_path: Path) -> None:
    meta = META + "##source=GenerateSVCandidates 1.6.0\n"
    line = f"2 100 a N <DEL> . . SVTYPE=DEL;END=300 {cell}"
    path = vcf(tmp_path / "x.vcf", line, meta=meta, columns=COLUMNS + " FORMAT S1")
    with pytest.raises(InputError, match="is no number of reads"):
        calls_of(path)


@pytest.mark.parametrize(
    ("info", "sample", "fraction"),
    [
        ("AF=0.2;PURPLE_AF=0.0,0.0", "0.3:0:70:30", "0.0"),
        ("AF=0.2", "0.000:0:70:30", "0.000"),
        ("AF=0.2;PURPLE_AF=.,0.1", "0.3:0:70:30", "0.3"),
        ("PURPLE_AF=.", ".:10:60:30", "0.1000"),
        ("PURPLE_AF=.", ".:0:60:30", "0.0000"),
        ("PURPLE_AF=.", ".:.:60:30", "None"),
    ],
)
def test_a_fraction_of_zero_is_one(info: str, sample: str, fraction: str, tmp_path: Path) -> None:
    line = f"2 100 a N N[9:500[ . . SVTYPE=BND;{info} AF:VF:REF:REFPAIR {sample}"
    meta = META + "##purpleVersion=4.0\n"
    [call] = calls_of(vcf(tmp_path / "x.vcf", line, meta=meta, columns=COLUMNS + " FORMAT S1"))
    assert str(call.support.allele_fraction) == fraction


# Mates

FIRST = "2 100 A N N]9:500] . PASS SVTYPE=BND{};CIPOS=-5,3"
SECOND = "9 500 B N N]2:100] . LowQual SVTYPE=BND{};CIPOS=-7,1"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (";MATEID=B", ";MATEID=A"),
        (";PARID=B", ";PARID=A"),
        (";MATE_ID=B", ";MATE_ID=A"),
        ("", ""),
        (";MATEID=B", ""),
        (";MATEID=gone", ";MATEID=away"),
    ],
)
def test_both_records_of_a_pair_make_one_call(first: str, second: str, tmp_path: Path) -> None:
    lines = FIRST.format(first), SECOND.format(second)
    [call] = calls_of(vcf(tmp_path / "x.vcf", *lines))
    assert ends_of(call) == "2:100 left, 9:500 left"
    assert (call.five_prime.interval, call.three_prime.interval) == (Interval(-5, 3), Interval(-7, 1))
    assert call.filters == ("LowQual",)
    assert call.call_id == "A"
    [turned] = calls_of(vcf(tmp_path / "x.vcf", *reversed(lines)))
    assert ends_of(turned) == "9:500 left, 2:100 left"


def test_mates_whose_coordinates_homology_shifts_are_found_by_id(tmp_path: Path) -> None:
    path = vcf(
        tmp_path / "x.vcf",
        "2 100 A N N]9:502] . . SVTYPE=BND;MATEID=B;HOMLEN=2",
        "9 500 B N N]2:102] . . SVTYPE=BND;MATEID=A;HOMLEN=2",
    )
    [call] = calls_of(path)
    assert (ends_of(call), call.homology) == ("2:100 left, 9:502 left", 2)


@pytest.mark.parametrize(
    ("first", "second", "intervals"),
    [
        ("N[9:500[", "]2:100]N", ("0,4", "0,4")),
        ("]9:500]N", "N[2:100[", ("0,4", "0,4")),
        ("N]9:504]", "N]2:104]", ("0,4", "-4,0")),
        ("[9:504[N", "[2:104[N", ("0,4", "-4,0")),
    ],
)
def test_the_interval_of_the_mate_is_told_about_the_end_that_alt_names(
    first: str, second: str, intervals: tuple[str, str], tmp_path: Path
) -> None:
    """Manta's own pairs: where both keep the same side, ALT names the far end of the shared bases.

    Whichever record comes first, the bases between which each break lies are the same.
    """
    lines = (
        f"2 100 A N {first} . . SVTYPE=BND;MATEID=B;CIPOS=0,4;HOMLEN=4",
        f"9 500 B N {second} . . SVTYPE=BND;MATEID=A;CIPOS=0,4;HOMLEN=4",
    )
    for order in (lines, lines[::-1]):
        [call] = calls_of(vcf(tmp_path / "x.vcf", *order))
        ends = call.five_prime, call.three_prime
        assert tuple(str(end.interval) for end in ends) == intervals
        assert {_range(end) for end in ends} == {("2", 100, 104), ("9", 500, 504)}


def _range(end: Partner) -> tuple[str, int, int]:
    assert end.breakpoint is not None
    assert end.interval is not None
    position = end.breakpoint.position
    return end.breakpoint.contig, position + end.interval.low, position + end.interval.high


def test_an_inversion_moves_both_sides_along_its_homology(tmp_path: Path) -> None:
    """ALK exon 20 begins at 2:29223528: two of the shared bases lie in it. EML4 is broken behind exon 13."""
    lines = (
        "2 42299123 A N N]2:29223530] . . SVTYPE=BND;MATEID=B;CIPOS=0,4;HOMLEN=4",
        "2 29223526 B N N]2:42299127] . . SVTYPE=BND;MATEID=A;CIPOS=0,4;HOMLEN=4",
    )
    [call] = calls_of(vcf(tmp_path / "x.vcf", *lines))
    [result] = annotate([replace(call, assembly=Assembly.GRCH38, molecule=Molecule.DNA)])
    [flag] = [flag for flag in result.placed.flags if flag.id is FlagId.INTERVAL]
    assert "homology of 4 bases that both breakpoints share: exon 13 to exon 21, out-of-frame" in flag.because


@pytest.mark.parametrize("mate", ["", ";MATEID={}"])
def test_repeated_joins_are_paired_in_order_and_nothing_is_held_of_them(mate: str) -> None:
    mates = Mates()
    text = "{0}\t{1}\t{2}{3}\tN\t{4}\t.\t.\tSVTYPE=BND{5}"
    seconds = []
    for kind, (place, alt) in {"a": (("2", "100"), "N]9:500]"), "b": (("9", "500"), "N]2:100]")}.items():
        other = "b" if kind == "a" else "a"
        for n in range(3):
            record = record_of(n, text.format(*place, kind, n, alt, mate.format(f"{other}{n}")), 8)
            [told] = adjacencies(record, alt)
            seconds.append(mates.joined(Join(record, told, mate_id_of(record, 0))))
    found = [(join.record.id, join.mate and join.mate.id) for join in seconds if join is not None]
    assert found == [("a0", "b0"), ("a1", "b1"), ("a2", "b2")]
    assert not any((mates._waiting, mates._by_id, mates._by_ends))


def test_a_mate_that_is_missing_still_gives_a_call(tmp_path: Path) -> None:
    whole = calls_of(vcf(tmp_path / "x.vcf", FIRST.format(";MATEID=B"), SECOND.format(";MATEID=A")))
    alone = calls_of(vcf(tmp_path / "x.vcf", FIRST.format(";MATEID=B")))
    assert list(map(ends_of, alone)) == list(map(ends_of, whole))


DOUBTS = [
    (
        "another contig",
        "2 29 B N N]5:100] . . SVTYPE=BND;MATEID=A",
        ("mate B leads to 5:100", "mate A leads to 2:29"),
    ),
    (
        "another place",
        "2 29 B N N]9:600] . . SVTYPE=BND;MATEID=A",
        ("mate B leads to 9:600", "mate A leads to 2:29"),
    ),
    (
        "the other side",
        "2 29 B N N[9:500[ . . SVTYPE=BND;MATEID=A",
        ("mate B leads to 9:500", "mate A leads to 2:29"),
    ),
    ("of ten bases", "2 29 B N N]9:510] . . SVTYPE=BND;MATEID=A", ("",)),
    ("its interval", "2 29 B N N]9:600] . . SVTYPE=BND;MATEID=A;CIPOS=-50,50", ("",)),
    ("none", "", ("no mate B was read",)),
    ("of another", "2 29 B N N]5:100] . . SVTYPE=BND;MATEID=C", ("no mate B was read", "no mate C was read")),
]


@pytest.mark.parametrize(("what", "mate", "doubts"), DOUBTS, ids=[what for what, *_ in DOUBTS])
def test_mates_that_lead_elsewhere_or_are_not_there_are_told(
    what: str, mate: str, doubts: tuple[str, ...], tmp_path: Path
) -> None:
    lines = ["9 500 A N N]2:29] . . SVTYPE=BND;MATEID=B", *([mate] if mate else [])]
    calls = sorted(calls_of(vcf(tmp_path / "x.vcf", *lines)), key=lambda call: call.call_id or "")
    assert tuple("; ".join(call.tags).removeprefix("BND").removeprefix("; ") for call in calls) == doubts


def test_a_mate_that_is_refused_leaves_the_call(tmp_path: Path) -> None:
    path = vcf(tmp_path / "x.vcf", FIRST.format(";MATEID=B"), SECOND.format(";MATEID=A;HOMLEN=?"))
    with open_calls(str(path), keep_going=True) as calls:
        rejected, call = list(calls)
    assert isinstance(rejected, RejectedRow)
    assert rejected.source.line == 4
    assert isinstance(call, FusionCall)


def test_the_two_joins_of_a_reciprocal_translocation_are_two_calls(tmp_path: Path) -> None:
    path = vcf(
        tmp_path / "x.vcf",
        "2 100 a N N[9:501[ . . SVTYPE=BND",
        "2 101 b N ]9:500]N . . SVTYPE=BND",
        "9 500 c N N[2:101[ . . SVTYPE=BND",
        "9 501 d N ]2:100]N . . SVTYPE=BND",
    )
    assert sorted(map(ends_of, calls_of(path))) == ["2:100 left, 9:501 right", "2:101 right, 9:500 left"]


def test_each_alternative_allele_has_its_own_mate(tmp_path: Path) -> None:
    """VCF 4.4 section 5.4.3: multiple mates."""
    path = vcf(
        tmp_path / "x.vcf",
        "2 100 U N N]9:500],N[7:50[ . . SVTYPE=BND;MATEID=V,X",
        "7 50 X N ]2:100]N . . SVTYPE=BND;MATEID=U",
        "9 500 V N N]2:100] . . SVTYPE=BND;MATEID=U",
    )
    assert sorted(map(ends_of, calls_of(path))) == ["2:100 left, 7:50 right", "2:100 left, 9:500 left"]


# Known fusions at real positions

JUNCTIONS = [
    row
    for row in table("junctions.tsv")
    # behind EML4 exon 6 the end may be 6a or 6b; behind SLC34A2's last exon the break is outside the gene
    if row["literature"] not in ("E6b;A20", "S13;R32(NM_002944)")
]


def breakend(name: str, place: tuple[str, int, bool], mate: tuple[str, int, bool], info: str) -> str:
    (contig, position, keeps_left), (other, at, mate_left) = place, mate
    bracket = "]" if mate_left else "["
    joined = f"{bracket}{other}:{at}{bracket}"
    alt = f"N{joined}" if keeps_left else f"{joined}N"
    return f"{contig} {position} {name} N {alt} . PASS SVTYPE=BND;MATEID={info}"


def told(result: AnnotatedFusion) -> tuple[str, str, int | None, int | None, str]:
    placed = result.placed
    five, three = (
        (placed.transcript.five_prime, placed.transcript.three_prime) if placed.transcript else (None,) * 2
    )
    exons = five.exon if five else None, three.exon if three else None
    return placed.five_symbol, placed.three_symbol, *exons, placed.frame.value


@pytest.mark.parametrize("assembly", Assembly)
def test_every_record_of_a_known_fusion_tells_it(assembly: Assembly, tmp_path: Path) -> None:
    """Breaks 60 bases inside the introns beside the exons: each record tells the same."""
    model = load_gene_model("embedded", assembly)
    expected, calls = [], []
    for row in (row for row in JUNCTIONS if row["assembly"] == assembly):
        genes = row["fusion"].split("::")
        ends = []
        for gene, column, is_five in zip(genes, ("five_prime", "three_prime"), (True, False), strict=True):
            contig, at = row[f"{column}_breakpoint"].split(":")
            keeps_left = (model.gene(gene).strand is Strand.PLUS) is is_five
            ends.append((contig, int(at) + (60 if keeps_left else -60), keeps_left))
        lines = breakend("A", ends[0], ends[1], "B"), breakend("B", ends[1], ends[0], "A")
        for chosen in (lines, lines[::-1], lines[:1], lines[1:]):
            [call] = calls_of(vcf(tmp_path / "x.vcf", *chosen))
            calls.append(replace(call, molecule=Molecule.DNA, source=None))
            expected.append((*genes, int(row["five_prime_exon"]), int(row["three_prime_exon"]), row["frame"]))
    assert len(calls) > 150
    results = list(annotate(calls, assembly=assembly.value))
    assert [told(result) for result in results] == expected
    assert all(FlagId.BY_POSITION in {flag.id for flag in result.placed.flags} for result in results)


@pytest.mark.parametrize(
    "row", table("vcf_rearrangements.tsv"), ids=lambda row: f"{row['fusion']} {row['record']}"
)
def test_known_rearrangements_as_symbols(row: dict[str, str], tmp_path: Path) -> None:
    contig, position, kind, info = row["record"].split()
    line = f"{contig} {position} x N <{kind}> . PASS SVTYPE={kind.partition(':')[0]};{info}"
    calls = [replace(call, molecule=Molecule.DNA) for call in calls_of(vcf(tmp_path / "x.vcf", line))]
    [result] = annotate(calls, assembly=row["assembly"])
    assert told(result) == (
        *row["fusion"].split("::"), int(row["five_prime_exon"]), int(row["three_prime_exon"]), row["frame"]
    )  # fmt: skip


def test_an_inversion_without_a_stated_join_tells_both(tmp_path: Path) -> None:
    """inv(2)(p21p23) makes EML4::ALK and its reciprocal."""
    path = vcf(tmp_path / "x.vcf", "2 29223700 x N <INV> . . SVTYPE=INV;END=42295816")
    calls = [replace(call, molecule=Molecule.DNA) for call in calls_of(path)]
    names = [told(result)[:2] for result in annotate(calls, assembly="GRCh38")]
    assert names == [("EML4", "ALK"), ("ALK", "EML4")]


def test_of_genes_that_overlap_the_inner_one_is_told_and_the_others_named(tmp_path: Path) -> None:
    """On GRCh37 NCOA4 lies inside TIMM23B, and inside the read-through TIMM23B-AGAP6."""
    line = "10 51583000 x N N[10:43611960[ . . SVTYPE=BND"
    calls = [replace(call, molecule=Molecule.DNA) for call in calls_of(vcf(tmp_path / "x.vcf", line))]
    [result] = annotate(calls, assembly="GRCh37")
    flags = [flag.because for flag in result.placed.flags if flag.id is FlagId.BY_POSITION]
    assert result.placed.five_symbol == "NCOA4"
    assert any("TIMM23B and TIMM23B-AGAP6 lie there too" in because for because in flags)


# The header


@pytest.mark.parametrize(
    ("meta", "assembly"),
    [
        ("##contig=<ID=1,length=249250621>\n", Assembly.GRCH37),
        ("##contig=<ID=chr1,length=248956422>\n", Assembly.GRCH38),
        ("##contig=<ID=chr2,length=243199373,assembly=hg19>\n", Assembly.GRCH37),
        ("##reference=file:///refs/GRCh38_no_alt.fa\n", Assembly.GRCH38),
        ("##reference=file:///refs/ucsc.hg19.fasta\n", Assembly.GRCH37),
        ("##assembly=/refs/hs37d5.fa\n", Assembly.GRCH37),
        ("##reference=hg19_and_hg38.fa\n", None),
        ("##reference=genome.fa\n##contig=<ID=1,length=1000>\n", None),
        ("##contig=<ID=1,length=248956422>\n##reference=hg19.fa\n", Assembly.GRCH38),
        ("", None),
    ],
)
def test_the_build_is_told_by_lengths_then_by_name(
    meta: str, assembly: Assembly | None, tmp_path: Path
) -> None:
    [call] = calls_of(vcf(tmp_path / "x.vcf", FIRST.format(""), meta=META + meta))
    assert call.assembly is assembly


def test_genomes_that_are_not_read_are_refused(tmp_path: Path) -> None:
    path = vcf(tmp_path / "x.vcf", FIRST.format(""), meta=META + "##contig=<ID=chr1,length=248387328>\n")
    with pytest.raises(InputError, match="T2T-CHM13: only GRCh37 and GRCh38"):
        calls_of(path)


@pytest.mark.parametrize(
    "text",
    [
        "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n",
        "##INFO=<ID=SVTYPE\n##INFO=\n##contig=<>\n##FORMAT=<ID=GT,TYPE=String\n"
        + COLUMNS.replace(" ", "\t")
        + "\n",
        META + COLUMNS + "\n",
        META + COLUMNS.replace(" ", "  ") + "\n",
        META + COLUMNS.replace(" ", "\t").replace("#CHROM", "#CHR") + "\n",
        "##INFO=<ID=IMPRECISE(Fucion Junction),Number=0,Type=Flag>\n" + COLUMNS.replace(" ", "\t") + "\n",
    ],
    ids=["columns alone", "cut lines", "blanks", "double blanks", "#CHR", "INTEGRATE"],
)
@pytest.mark.parametrize("separator", ["\t", " "])
def test_malformed_headers_are_survived(text: str, separator: str, tmp_path: Path) -> None:
    path = tmp_path / "x.vcf"
    rows = (FIRST.format(";UNDECLARED=1"), SECOND.format(";IMPRECISE(Fucion Junction)"))
    path.write_text(
        text + "".join(row.replace(" Junction", "_").replace(" ", separator) + "\n" for row in rows)
    )
    [call] = calls_of(path)
    assert ends_of(call).startswith("2:100 left")


@pytest.mark.parametrize("contigs", [0, 44, 45, 46, 300])
@pytest.mark.parametrize(
    ("columns", "row", "caller"),
    [
        (COLUMNS, FIRST.format(""), "vcf"),
        (
            "#CHROM_A START_A END_A CHROM_B START_B END_B ID QUAL STRAND_A STRAND_B TYPE FILTER",
            "2 99 100 9 499 500 x . + + BND PASS",
            "bedpe",
        ),
    ],
    ids=["VCF", "svtools"],
)
def test_the_columns_tell_the_format_behind_a_header_of_any_length(
    contigs: int, columns: str, row: str, caller: str, tmp_path: Path
) -> None:
    """svtools vcftobedpe keeps the VCF's header, ##fileformat=VCF and all, before columns of its own."""
    names = "".join(f"##contig=<ID=U{n},length=900>\n" for n in range(contigs))
    path = vcf(tmp_path / "x", row, row, meta=META + "##FILTER=<ID=a>\n\n\n" + names, columns=columns)
    with open_calls(str(path)) as calls:
        found = [call for call in calls if isinstance(call, FusionCall)]
    assert calls.caller == caller
    assert [(ends_of(call), call.source and call.source.line) for call in found] == [
        ("2:100 left, 9:500 left", 6 + contigs + n) for n in range(2)
    ]


def test_a_file_cut_inside_its_header_is_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "x.vcf"
    path.write_text(META + "##source=x\n")
    with pytest.raises(InputError, match="cut off") as caught:
        calls_of(path)
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("samples", "meta", "cells", "told_of"),
    [
        ("S1", "", "0/1", ["S1"]),
        ("S1", "", "0/0", ["S1"]),
        ("NULL", "", "0/1", [None]),
        ("NORMAL TUMOR", "", "0/0 0/1", ["TUMOR"]),
        ("TUMOUR CONTROL", "", "./. ./.", ["TUMOUR"]),
        ("COLO829R COLO829T", "", "0/0 0/1", ["COLO829T"]),
        ("a_T a_N", "", "0/1 0/1", ["a_T"]),
        ("x y", "##INFO=<ID=SOMATICSCORE,Number=1>\n", "0/0 0/0", ["y"]),
        ("x y", "##tumor_sample=x\n", "0/0 0/1", ["x"]),
        ("x y", "##PEDIGREE=<Derived=x,Original=y>\n", "0/0 0/1", ["x"]),
        ("x y z", "", "0/1 0/0 1|1", ["x", "z"]),
        ("x y", "", "0/0 ./.", [None]),
    ],
)
def test_which_samples_a_call_is_of(
    samples: str, meta: str, cells: str, told_of: Sequence[str | None], tmp_path: Path
) -> None:
    line = f"{FIRST.format('')} GT {cells}"
    path = vcf(tmp_path / "x.vcf", line, meta=META + meta, columns=f"{COLUMNS} FORMAT {samples}")
    assert [call.sample for call in calls_of(path)] == list(told_of)


def test_a_sample_without_a_genotype_carries_what_its_reads_show(tmp_path: Path) -> None:
    meta = META + "##source=LUMPY\n"
    line = f"{FIRST.format('')};SU=9 GT:SU:PE:SR ./.:0:0:0 ./.:4:4:0"
    path = vcf(tmp_path / "x.vcf", line, meta=meta, columns=f"{COLUMNS} FORMAT x y")
    [call] = calls_of(path)
    assert (call.sample, call.support.spanning_fragments) == ("y", 4)


# BCF, and htslib's own reading


def as_bcf(path: Path, to: Path, mode: str = "wb") -> Path:
    with (
        pysam.VariantFile(str(path)) as source,
        pysam.VariantFile(str(to), mode, header=source.header) as sink,
    ):
        for record in source:
            sink.write(record)
    return to


@pytest.fixture
def declared(tmp_path: Path) -> Path:
    meta = "".join(
        f'##{kind}=<ID={key},Number={number},Type={type_},Description="x">\n'
        for kind, key, number, type_ in (
            ("INFO", "SVTYPE", 1, "String"),
            ("INFO", "MATEID", ".", "String"),
            ("INFO", "END", 1, "Integer"),
            ("INFO", "CT", 1, "String"),
            ("INFO", "CIPOS", 2, "Integer"),
            ("INFO", "HOMLEN", ".", "Integer"),
            ("INFO", "IMPRECISE", 0, "Flag"),
            ("FILTER", "LowQual", 1, "String"),
            ("FORMAT", "GT", 1, "String"),
            ("FORMAT", "PR", ".", "Integer"),
            ("FORMAT", "SR", ".", "Integer"),
        )
    )
    return vcf(
        tmp_path / "declared.vcf",
        "2 29223700 B T TCA]2:42295816] 60 PASS SVTYPE=BND;MATEID=A;CIPOS=-1,2;HOMLEN=2 GT:PR:SR 0/1:9,4:8,3",
        "2 42295816 A G GTG]2:29223700] . LowQual SVTYPE=BND;MATEID=B;CIPOS=0,2;HOMLEN=2 GT:PR 0/1:9,4",
        "4 1739600 C N <DUP:TANDEM> . PASS SVTYPE=DUP;END=1807000;IMPRECISE GT:PR 0/1:9,4",
        "10 43116400 D N <INV> 7.5 PASS SVTYPE=INV;END=59905900;CT=5to5 GT:PR 0/1:9,4",
        "12 500 E A AC. . PASS SVTYPE=BND GT:PR:SR 0/1:9,0:8,3",
        "12 900 F A T 99 PASS . GT 0/1",
        meta=META.replace("4.3", "4.2")
        + "##source=GenerateSVCandidates 1.6.0\n"
        + "".join(f"##contig=<ID={n},length={size}>\n" for n, size in (("2", 242193529), ("4", 190214555)))
        + "##contig=<ID=10>\n##contig=<ID=12>\n"
        + meta,
        columns=f"{COLUMNS} FORMAT S1",
    )


@pytest.mark.parametrize("mode", ["wb", "wb0", "w", "wz"])
def test_bcf_and_what_htslib_writes_read_as_the_vcf(
    mode: str, declared: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    again = as_bcf(declared, tmp_path / "again", mode)
    assert calls_of(again) == calls_of(declared)
    assert len(calls_of(declared)) == 4
    assert others_of(again) == {"small variant": 1}
    assert capfd.readouterr() == ("", "")


def test_bcf_from_stdin(declared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = as_bcf(declared, tmp_path / "x.bcf").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert calls_of(Path("-")) == calls_of(declared)


def test_bcf_that_is_cut_or_damaged_is_refused(
    declared: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data = as_bcf(declared, tmp_path / "x.bcf", "wb0").read_bytes()
    cut = tmp_path / "cut.bcf"
    refused = 0
    for length in range(5, len(data) - 1, 7):
        cut.write_bytes(data[:length])
        error = error_of(cut, None)
        refused += error is not None
        assert error is None or (error.path, error.line is not None) == (str(cut), True)
    assert refused > len(data) // 7 - 9  # a cut between two records is not seen: plain BCF has no end mark
    assert capfd.readouterr().err == ""


def test_the_line_of_a_bcf_record_is_the_line_of_its_vcf(declared: Path, tmp_path: Path) -> None:
    again = as_bcf(declared, tmp_path / "x.bcf")
    with pysam.VariantFile(str(again)) as variants:
        header = str(variants.header).count("\n")
    assert [call.source and call.source.line for call in calls_of(again)] == [
        header + n for n in (1, 3, 4, 5)
    ]


def test_htslib_reads_the_same_values(declared: Path) -> None:
    with pysam.VariantFile(str(declared)) as variants:
        theirs = [(r.contig, r.pos, r.id, r.info.get("HOMLEN"), tuple(r.filter)) for r in variants]
    ours = {call.call_id: call for call in calls_of(declared)}
    for contig, position, name, homology, filters in theirs:
        if name in ours and name != "C":  # the first end of a DUP is the base after POS
            call = ours[name]
            shift = int(name == "D")
            assert str(call.five_prime.breakpoint) == f"{contig}:{position + shift}"
            assert call.homology == (homology[0] if homology else None)
            assert not call.filters or filters in (("PASS",), call.filters)


# What is written reads back


@pytest.mark.parametrize("to", ["vcf", "bedpe"])
def test_what_convert_writes_reads_back(to: str, tmp_path: Path) -> None:
    """Over the goldens of every reader; VCF has no place for the bases around a junction."""
    writer, target, count = load_writer(to), Target(), 0
    for path in INPUTS:
        calls = [replace(call, assembly=Assembly.GRCH38) for call in calls_of(path)]
        taken = [call for call in calls if writer.refusal(call, target) is None]
        if not taken:
            continue
        again = tmp_path / f"again.{to}"
        again.write_text("".join(writer.write(taken, target)), encoding="utf-8")
        assert unordered(calls_of(again), to) == unordered(taken, to), path
        count += len(taken)
    assert count > 100


def unordered(calls: Iterable[FusionCall], to: str) -> list[str]:
    return sorted(
        repr(replace(call, source=None, **({"sequence": None} if to == "vcf" else {}))) for call in calls
    )


# Size


def test_only_mates_are_held(tmp_path: Path) -> None:
    """Calls come while the file is read: a hundred deletions before the file is at its end."""
    lines = [f"2 {at} d{at} N <DEL> . . SVTYPE=DEL;END={at + 90}" for at in range(1, 20_000)]
    with open_calls(str(vcf(tmp_path / "x.vcf", *lines))) as calls:
        first = list(itertools.islice(calls, 100))
        assert calls.rows == 100
    assert [call.source.line for call in first if call.source] == list(range(3, 103))
