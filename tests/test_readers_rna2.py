"""What the readers of RNA callers make of sides, strands and bases; what they refuse. The rest is generic."""

import csv
from pathlib import Path

import pytest

from fusionanno.errors import InputError
from fusionanno.model import FusionCall, Partner
from fusionanno.readers import open_calls, read_calls
from tests.reading import GOLDEN, calls_of

with (Path(__file__).parent / "tables" / "rna2_readers.tsv").open(encoding="utf-8") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t"))

REFUSED = [
    (
        "chimerascan/v04.bedpe",
        "\t21\t8\t",
        "\t21\t22\t",
        "spanning_frags is more than total_frags: 22 and 21",
    ),
    ("ctat_lr_fusion/v0_no_genes.tsv", "EML4--ALK", "EML4", "two genes joined by '--'"),
    ("infusion/fusions.txt", "[29446320,29446394]", "29446320", "region1 is not a region"),
    ("mapsplice/well_annotated.txt", "0.03\t25\t25\t0\t3", "0.03\t25\t0\t3", "the row is cut off"),
    ("prada/summary_TAF.tsv", "|EML4,0.1250_ALK,0.7143", "|EML4,0.1_ALK,0.7|E,0_A,1", "TAF_info has 3 parts"),
    ("prada/summary_TAF.tsv", "EML4:2:42522656_", "EML4_", "Junction is not"),
    ("starseqr_bedpe/breakpoints.bedpe", "HLA-A--NKX2-1", "HLA-A", "two genes with -- between"),
    ("tophatfusion/fusions.out", "chr20-chr17", "chr20-chr17-alt", "cannot tell the two chromosomes"),
    (
        "tophatfusion/potential_fusion.txt",
        "N/A N/A NKX2-1 exon1(36985600-36986500)",
        "NKX2-1",
        "not two genes",
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['caller']}/{row['file']}:{row['line']}")
def test_sides_strands_and_bases(row: dict[str, str]) -> None:
    call = first_at(int(row["line"]), calls_of(GOLDEN / row["caller"] / row["file"]))
    assert said(call.five_prime) == row["five_prime"]
    assert said(call.three_prime) == row["three_prime"]
    assert call.order == row["order"]


@pytest.mark.parametrize(("golden", "old", "new", "why"), REFUSED, ids=lambda value: str(value)[:30])
def test_a_value_that_makes_no_sense_is_refused(
    golden: str, old: str, new: str, why: str, tmp_path: Path
) -> None:
    text = (GOLDEN / golden).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "spoilt"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        list(read_calls(str(path), golden.partition("/")[0]))
    assert why in str(caught.value)


def test_each_junction_of_a_row_is_a_call_and_counted() -> None:
    with open_calls(str(GOLDEN / "prada" / "summary_TAF.tsv")) as calls:
        lines = [call.source and call.source.line for call in calls]
        assert lines == [2, 2, 3]
        assert calls.rows == 3


def test_a_sequence_told_from_the_other_strand_is_turned_over() -> None:
    told, turned = calls_of(GOLDEN / "defuse" / "v06_filtered.tsv")
    assert told.sequence is not None
    assert told.sequence == turned.sequence


def test_bases_alike_on_both_sides_are_counted() -> None:
    call = calls_of(GOLDEN / "tophatfusion" / "fusions.out")[0]
    assert call.homology == 4  # ...CG GTAGG against ...AG GTACC: one before the break, three after it


def first_at(line: int, calls: list[FusionCall]) -> FusionCall:
    return next(call for call in calls if call.source and call.source.line == line)


def said(partner: Partner) -> str:
    """Return a partner as the table writes it: symbol, place and strand."""
    at, strand = partner.breakpoint, partner.strand
    place = f"{at.contig}:{at.position}" if at else ""
    return f"{partner.symbol or '?'} " + ":".join(part for part in (place, strand) if part)


def test_chimerascan_that_lost_its_header_is_the_same(tmp_path: Path) -> None:
    """Its places are ranges of transcripts, whose middle is no breakpoint, as BEDPE would take them."""
    whole = GOLDEN / "chimerascan" / "v04.bedpe"
    path = tmp_path / "chimeras.bedpe"
    path.write_text(whole.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")
    with open_calls(str(path)) as opened:
        assert opened.caller == "chimerascan"
    found, expected = calls_of(path), calls_of(whole)
    assert [(call.five_prime, call.three_prime, call.support, call.call_id) for call in found] == [
        (call.five_prime, call.three_prime, call.support, call.call_id) for call in expected
    ]
