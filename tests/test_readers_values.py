"""What single cells are read as, and which are refused."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from fusionanno.errors import InputError, UnknownFormat
from fusionanno.model import (
    Assembly,
    Breakpoint,
    FusionCall,
    Molecule,
    Neighbour,
    Partner,
    ReadingFrame,
    ReadSupport,
    Strand,
)
from fusionanno.readers import READERS
from fusionanno.readers.base import split_quoted
from fusionanno.readers.native_cells import allele_fraction
from tests.reading import ARRIBA, GOLDEN, calls_of, written

EML4 = Partner("EML4", Breakpoint("2", 42295516), strand=Strand.PLUS)


def one(name: str, shape: str, index: int) -> FusionCall:
    return calls_of(next((GOLDEN / name).glob(f"{shape}.[tc]*")))[index]


def arriba_with(tmp_path: Path, **cells: str) -> FusionCall:
    header, first, *_ = (line.split("\t") for line in ARRIBA.decode().splitlines())
    row = dict(zip(header, first, strict=True)) | {
        name.replace("__", "#"): cell for name, cell in cells.items()
    }
    return calls_of(written([list(row), list(row.values())], tmp_path / "one.tsv", "\t"))[0]


@pytest.mark.parametrize(
    ("cell", "symbol", "neighbours"),
    [
        # the gene columns, https://arriba.readthedocs.io/en/latest/output-files/
        ("HLA-A", "HLA-A", ()),
        ("RP11-1.2", "RP11-1.2", ()),
        ("BRD4(1122),BRD4-1(2233)", None, (Neighbour("BRD4", 1122), Neighbour("BRD4-1", 2233))),
        ("MIR1(0)", None, (Neighbour("MIR1", 0),)),
        ("A,B", None, (Neighbour("A"), Neighbour("B"))),
        (".", None, ()),
    ],
)
def test_arriba_gene_cells(cell: str, symbol: str | None, neighbours: Any, tmp_path: Path) -> None:
    partner = arriba_with(tmp_path, gene2=cell).three_prime
    assert (partner.symbol, partner.neighbours) == (symbol, neighbours)


@pytest.mark.parametrize(
    ("cell", "strand"),
    [
        # the half after the slash is the transcribed strand, same page
        ("+/+", Strand.PLUS),
        ("-/+", Strand.PLUS),
        ("./-", Strand.MINUS),
        ("+/.", None),
        ("./.", None),
        (".", None),
    ],
)
def test_arriba_strands(cell: str, strand: Strand | None, tmp_path: Path) -> None:
    assert arriba_with(tmp_path, **{"strand1(gene/fusion)": cell}).five_prime.strand is strand


@pytest.mark.parametrize(
    ("transcript", "inserted", "number"),
    [
        # non-template bases stand between two pipes, same page; what was not read is counted
        ("ACGT|TGCA", None, None),
        ("ACGtt|TGCA", None, None),
        ("ACGT|ttgca|CCATG", "TTGCA", None),
        ("ACGT|TTGCA|CCATG", "TTGCA", None),
        ("ACGT|tt?a|CCATG", None, 4),
        ("ACGT|ttna|CCATG", None, 4),
        ("ACGT||CCATG", None, None),
        ("ACGT|a|C|A", None, None),
        (".", None, None),
    ],
)
def test_arriba_inserted_bases(
    transcript: str, inserted: str | None, number: int | None, tmp_path: Path
) -> None:
    call = arriba_with(tmp_path, fusion_transcript=transcript)
    assert (call.inserted_sequence, call.inserted_bases) == (inserted, number)


@pytest.mark.parametrize(
    ("word", "frame"),
    [
        ("in-frame", ReadingFrame.IN_FRAME),
        ("out-of-frame", ReadingFrame.OUT_OF_FRAME),
        ("stop-codon", ReadingFrame.STOP_CODON),
        (".", None),
    ],
)
def test_arriba_frames(word: str, frame: ReadingFrame | None, tmp_path: Path) -> None:
    assert arriba_with(tmp_path, reading_frame=word).caller_frame is frame


def test_arriba_support() -> None:
    call = one("arriba", "v1", 0)
    assert call.support == ReadSupport(split_reads=12 + 7, spanning_fragments=5)
    assert (call.molecule, call.five_prime) == (Molecule.RNA, EML4)


def test_starfusion_old_counts_are_not_the_read_names() -> None:
    """Before 2016 JunctionReads stood twice: counts, then read names; later it is the read names alone."""
    assert one("starfusion", "v0_fusion_name", 0).support == ReadSupport(13, 55)
    assert one("starfusion", "v1_with_reads", 0).support == ReadSupport(187, 44)


def test_starfusion_genes_frames_and_tags() -> None:
    call, shifted, novel, words = (one("starfusion", "v1_coding_effect", index) for index in range(4))
    assert call.five_prime == dataclasses.replace(
        EML4, gene_id="ENSG00000143924", transcript="ENST00000318522.9"
    )
    assert [c.caller_frame for c in (call, shifted, novel, words)] == [
        ReadingFrame.IN_FRAME,
        ReadingFrame.OUT_OF_FRAME,
        None,
        None,
    ]
    assert call.tags == (
        "ONLY_REF_SPLICE",
        "YES_LDAS",
        "FFPM=2.2317",
        "ChimerKB",
        "Cosmic",
        "INTRACHROMOSOMAL[2:12.25Mb]",
    )
    assert (novel.five_prime.symbol, novel.three_prime.symbol) == ("RP11-9L18.2", "MT-ND2")
    assert words.tags[-1] == "FLI1->proto-oncogene,_ETS_factor,INTERCHROMOSOMAL[chr1--chr11]"


@pytest.mark.parametrize(
    ("text", "fraction"),
    [
        ("0.0526", "0.0526"),
        ("5.26%", "0.0526"),
        ("5.26 %", "0.0526"),
        ("5.260%", "0.05260"),
        ("50%", "0.50"),
        ("100%", "1.00"),
        ("0", "0"),
        ("1", "1"),
        (".5", "0.5"),
        ("5.26e-2", "0.0526"),
    ],
)
def test_allele_fractions(text: str, fraction: str) -> None:
    assert str(allele_fraction(text)) == fraction


@pytest.mark.parametrize(
    "text", ["5.26", "101%", "-1%", "5,26%", "%", "NaN", "inf", "1e999", "5.26%%", "½", "0x1"]
)
def test_allele_fractions_refused(text: str) -> None:
    with pytest.raises(ValueError, match="allele_fraction"):
        allele_fraction(text)


def native_with(tmp_path: Path, **cells: str) -> FusionCall:
    row = {"five_prime_gene": "EML4", "three_prime_gene": "ALK"} | cells
    return calls_of(written([list(row), list(row.values())], tmp_path / "one.tsv", "\t"))[0]


@pytest.mark.parametrize(
    ("cell", "exon"),
    [
        ("6", (6, None, None)),
        ("6a", (6, "a", None)),
        ("6B", (6, "b", None)),
        ("e6", (6, None, None)),
        ("E20", (20, None, None)),
        ("exon 13", (13, None, None)),
        ("2+182", (2, None, 182)),
        ("e.20-7", (20, None, -7)),
        ("NA", (None, None, None)),
        ("", (None, None, None)),
    ],
)
def test_native_exons(cell: str, exon: tuple[int | None, str | None, int | None], tmp_path: Path) -> None:
    partner = native_with(tmp_path, five_prime_exon=cell).five_prime
    assert (partner.exon, partner.exon_suffix, partner.exon_offset) == exon


@pytest.mark.parametrize(
    ("place", "sign", "breakpoint", "strand"),
    [
        ("chr2:42264731", "", Breakpoint("2", 42264731), None),
        ("2:42,264,731", "+", Breakpoint("2", 42264731), Strand.PLUS),
        ("chr2:42264731:+", "", Breakpoint("2", 42264731), Strand.PLUS),
        ("chrX:5:-", "-", Breakpoint("X", 5), Strand.MINUS),
        ("chrM:5", ".", Breakpoint("MT", 5), None),
        ("HLA-A*01:01:5", "", Breakpoint("HLA-A*01:01", 5), None),
        (".", "NA", None, None),
    ],
)
def test_native_breakpoints(
    place: str, sign: str, breakpoint: Breakpoint | None, strand: Strand | None, tmp_path: Path
) -> None:
    partner = native_with(tmp_path, five_prime_breakpoint=place, five_prime_strand=sign).five_prime
    assert (partner.breakpoint, partner.strand) == (breakpoint, strand)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"five_prime_exon": "0"}, "five_prime_exon is not an exon such as 6, 6a or 2+182: '0'"),
        ({"five_prime_exon": "six"}, "five_prime_exon is not an exon"),
        (
            {"five_prime_breakpoint": "chr2"},
            "is not a position 'contig:position': 'chr2'",
        ),
        ({"five_prime_breakpoint": "2:0"}, "five_prime_breakpoint is not a position"),
        ({"five_prime_breakpoint": "2:1:+", "five_prime_strand": "-"}, "five_prime_strand says -"),
        ({"three_prime_strand": "plus"}, "three_prime_strand is neither + nor -: 'plus'"),
        ({"molecule": "protein"}, "molecule is neither rna nor dna: 'protein'"),
        ({"assembly": "hg18"}, "unknown assembly 'hg18'"),
        ({"allele_fraction": "5.26"}, "a percentage needs its sign (5.26%)"),
        ({"split_reads": "-3"}, "split_reads is not a whole number: '-3'"),
        ({"split_reads": "1_000"}, "split_reads is not a whole number: '1_000'"),
        ({"inserted_sequence": "ACGX"}, "inserted_sequence has letters that are no bases: 'ACGX'"),
        (
            {"three_prime_gene": ""},
            "its three_prime partner: fill three_prime_gene, or fusion, or three_prime_breakpoint"
            " (the gene is then looked up there, which needs the assembly)",
        ),
    ],
)
def test_native_refusals(cells: dict[str, str], says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        native_with(tmp_path, **cells)
    assert says in str(caught.value)
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("fusion\tallele_fracton", "unknown column 'allele_fracton'; did you mean allele_fraction?"),
        ("#sample\tfive_prime_gene\tthree_prime_gene", "did you mean sample?"),
        ("fusion\tfusion", "column 'fusion' stands twice"),
    ],
)
def test_native_headers_refused(header: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "one.tsv"
    path.write_text(f"# a comment\n{header}\n")
    with pytest.raises(InputError) as caught:
        calls_of(path)
    assert says in str(caught.value)
    assert caught.value.line == 2


@pytest.mark.parametrize("empty", [("five_prime",), ("three_prime",), ("five_prime", "three_prime")])
def test_native_text_is_kept_where_either_gene_cell_is_empty(empty: tuple[str, ...], tmp_path: Path) -> None:
    cells = {"five_prime_gene": "EML4", "three_prime_gene": "ALK", "fusion": "EML4-ALK E6;A20"}
    assert native_with(tmp_path, **cells).described == "EML4-ALK E6;A20", (
        "no exon and no position stand there"
    )
    cells["five_prime_exon"] = "6"
    assert native_with(tmp_path, **cells).described is None
    cells |= {f"{side}_gene": "" for side in empty}
    assert native_with(tmp_path, **cells).described == "EML4-ALK E6;A20"


def test_native_rows_of_breakpoints_alone(tmp_path: Path) -> None:
    call = native_with(
        tmp_path,
        five_prime_gene="",
        three_prime_gene="",
        five_prime_breakpoint="chr2:42295516:+",
        three_prime_breakpoint="2:29223528",
        assembly="hg38",
    )
    assert call.five_prime == Partner(None, Breakpoint("2", 42295516), strand=Strand.PLUS)
    assert call.three_prime == Partner(None, Breakpoint("2", 29223528))
    assert (call.described, call.assembly) == (None, Assembly.GRCH38)


def test_native_text_only_where_a_gene_column_is_empty() -> None:
    genes, text = calls_of(GOLDEN / "fusionanno" / "text_beside_genes.csv")
    assert genes.described is None
    assert (text.described, text.five_prime, text.three_prime) == (
        "EML4-ALK (E6:A20), 5.26%",
        Partner(None),
        Partner(None),
    )
    assert one("fusionanno", "full", 0).assembly is Assembly.GRCH38


@pytest.mark.parametrize(
    ("text", "is_fusion"),
    [
        ("EML4-ALK (E6:A20), 5.26%", True),
        ("EML4{NM_019063.5}:e.13::ALK{NM_004304.5}:e.20", True),
        ("EML4(13)-ALK(20)", True),
        ("EML4 exon 13 - ALK exon 20", True),
        ("EML4-ALK.E6aA20.AB374361", True),
        ("NKX2-1-IGH", True),
        ("C2orf44/ALK", True),
        ("fusion", False),
        ("gene1-gene2", False),
        ("GENE-A,GENE-B", False),
        ("SAMPLE-ID\tGENE", False),
        ("##fileformat=VCFv4.4", False),
        ("2021-12-24 12:00 INFO", False),
        (">EML4--ALK|1-20", False),
        ('{"fusion": "EML4-ALK"}', False),
    ],
)
def test_text_is_recognised_only_where_it_is_safe(text: str, is_fusion: bool) -> None:
    assert READERS["text"].recognises([text]) is is_fusion
    assert not READERS["text"].recognises(["EML4-ALK", "and something else"])


def test_text_may_be_named(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("eml4-alk e13;a20\n")
    assert [call.described for call in calls_of(path, "text")] == ["eml4-alk e13;a20"]
    with pytest.raises(UnknownFormat):
        calls_of(path)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"partner_order": "unknown"}, "partner_order is neither told nor not-told: 'unknown'"),
        ({"caller_frame": "inframe"}, "caller_frame is none of in-frame, out-of-frame"),
        ({"five_prime_sequence": "ACGX"}, "five_prime_sequence has letters that are no bases: 'ACGX'"),
        ({"three_prime_neighbours": "A(x)"}, "three_prime_neighbours is not a gene with its distance"),
        ({"five_prime_genomic_breakpoint": "chr2"}, "five_prime_genomic_breakpoint is not a position"),
        ({"inserted_bases": "some"}, "inserted_bases is not a whole number: 'some'"),
        ({"call_ids": "1"}, "unknown column 'call_ids'; did you mean call_id?"),
    ],
)
def test_native_columns_of_programs_refused(cells: dict[str, str], says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        native_with(tmp_path, **cells)
    assert says in str(caught.value)


def test_native_columns_of_one_s_own_are_passed_over(tmp_path: Path) -> None:
    assert native_with(tmp_path, callers="3", filter="PASS", order="17", note="x") == native_with(tmp_path)


@pytest.mark.parametrize(
    ("cells", "is_named"),
    [
        # a program may leave a partner out; of a row without `caller` a person is asked to name it
        ({"caller": "manta", "five_prime_breakpoint": "2:5"}, True),
        ({"caller": "manta", "five_prime_gene_id": "ENSG00000143924"}, True),
        ({"caller": "manta"}, False),
        ({"five_prime_breakpoint": "2:5"}, False),
        ({"five_prime_breakpoint": "2:5", "three_prime_gene": "?"}, True),
        ({"five_prime_gene_id": "ENSG00000143924"}, False),
    ],
)
def test_who_may_leave_a_partner_out(cells: dict[str, str], is_named: bool, tmp_path: Path) -> None:
    row = {"five_prime_gene": "", "three_prime_gene": "", **cells}
    if is_named:
        assert native_with(tmp_path, **row).three_prime == Partner(None)
        return
    with pytest.raises(InputError, match="does not name its"):
        native_with(tmp_path, **row)


def test_cells_lined_up_by_spaces_and_remarks_above_the_header(tmp_path: Path) -> None:
    """As FusionToolFilter's and oncofuse's examples have them."""
    plain = READERS["starfusion"].example.splitlines()
    padded = ["# Run with defaults", *("  \t ".join(line.split("\t")) + "   " for line in plain)]
    path, other = tmp_path / "plain", tmp_path / "padded"
    path.write_text("\n".join(plain) + "\n")
    other.write_text("\n".join(padded) + "\n")
    assert calls_of(other) == calls_of(path)
    quoted = READERS["jaffa"].example.splitlines()
    path.write_text("\n".join(quoted) + "\n")
    other.write_text(
        "\n".join('"' + '"   ,"'.join(split_quoted(line, ",")) + '"  ' for line in quoted) + "\n"
    )
    assert calls_of(other) == calls_of(path)


def test_the_portal_writes_minus_one_where_it_has_no_reads(tmp_path: Path) -> None:
    header, row = (line.split("\t") for line in READERS["cbioportal"].example.splitlines())
    row[header.index("Tumor_Split_Read_Count")] = "-1"
    path = written([header, row], tmp_path / "data_sv.txt", "\t")
    (call,) = calls_of(path)
    assert call.support.split_reads is None
