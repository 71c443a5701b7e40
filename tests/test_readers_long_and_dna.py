"""What readers of long reads, of DNA and of merged tables read beside what the generic tests hold for all."""

from pathlib import Path

import pytest

from fusionanno.model import FusionCall, PartnerOrder, ReadingFrame
from fusionanno.readers import open_calls
from tests.reading import GOLDEN, calls_of

_PBFUSION = '##VERSION=0.4.0\n##INFO=<ID=RC,Number=1,Type=Int,Description="Number of reads">\n'
_BREAKDANCER = "#Software: 1.4.5\n#Command: breakdancer-max t.cfg\n#Library Statistics:\n#t.bam\tmean:441\n"
_MAVIS = "## mavis 2.2.1\n## created\n"


def ends(call: FusionCall) -> tuple[str, str]:
    """Return both sides as gene:contig:position:strand."""
    five, three = (
        f"{end.symbol}:{end.breakpoint}:{end.strand or '?'}" for end in (call.five_prime, call.three_prime)
    )
    return five, three


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "calls"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("before", "name"),
    [(_PBFUSION, "pbfusion/v04.bed"), (_BREAKDANCER, "breakdancer/max.txt"), (_MAVIS, "mavis/summary.tab")],
)
def test_the_lines_before_the_header_do_not_matter(before: str, name: str, tmp_path: Path) -> None:
    golden = GOLDEN / name
    calls = calls_of(written(tmp_path, before + golden.read_text(encoding="utf-8")))
    assert calls == calls_of(golden)
    assert calls[0].source is not None
    assert calls[0].source.line == before.count("\n") + 2


# On GRCh38 BCR exon 14 ends at 22:23290413, ABL1 exon 2 begins at 9:130854064 (the junction of K562), CCDC6
# exon 1 ends at 10:59906122 (minus strand) and RET exon 12 begins at 10:43116584 (the embedded reference).


@pytest.mark.parametrize(
    ("row", "sides"),
    [
        ("chr22 23290412 23290413 chr9 130854062 130854063 BP1 LOW + +", ("22:23290413", "9:130854064")),
        ("chr10 59906120 59906121 chr10 43116582 43116583 BP1 LOW - +", ("10:59906122", "10:43116584")),
        ("chr2 42295515 42295516 chr2 29223527 29223528 BP1 LOW + -", ("2:42295516", "2:29223528")),
    ],
)
def test_pbfusion_names_the_base_before_the_break(row: str, sides: tuple[str, str], tmp_path: Path) -> None:
    header = (GOLDEN / "pbfusion" / "v04.bed").read_text(encoding="utf-8").partition("\n")[0]
    cells = "\t".join([*row.split(" "), "RC=1;MD=0;GN=A,B;GI=N/A,N/A;CL=FUSION:1", "."])
    (call,) = calls_of(written(tmp_path, f"{header}\n{cells}\n"))
    assert (str(call.five_prime.breakpoint), str(call.three_prime.breakpoint)) == sides


# Coordinates against exon edges: EML4 exon 13 ends at 2:42295516 and ALK exon 20 begins at 2:29223528 on
# GRCh38 (NM_019063.5, NM_004304.5; the embedded reference says so). A LongGF log of a reference standard
# writes both 0-based, ALK's two bases before its edge, with alignments that overlap by two bases of the read.


def test_longgf_counts_bases_of_both_alignments_once(tmp_path: Path) -> None:
    lines = (
        "GF\tEML4:ALK 2 2 supporting reads=2/2 42295514:1;42295515:1 29223529:2"
        " chr2:42295514 0/2:2:2 chr2:29223529 0/2:2:2\n"
    )
    reads = (
        "\t42295515(+chr2:42286345-42295515/run/10/ccs:6-404)1 29223529(-chr2:29220778-29223529/403-803)1\n"
        "\t42295515(+chr2:42286345-42295515/run/11/ccs:6-413)1 29223529(-chr2:29220778-29223529/412-818)1\n"
    )
    (alone,) = calls_of(written(tmp_path, lines))
    assert ends(alone) == ("EML4:2:42295515:+", "ALK:2:29223530:-")
    assert (str(alone.five_prime.interval), alone.homology) == ("0,1", None)
    (call,) = calls_of(written(tmp_path, lines.replace("42295514:1;42295515:1", "42295515:2") + reads))
    assert ends(call) == ("EML4:2:42295516:+", "ALK:2:29223528:-")
    assert (call.homology, call.five_prime.interval) == (2, None)


def test_longgf_repeats_no_call_and_drops_none(tmp_path: Path) -> None:
    text = (GOLDEN / "longgf" / "whole.log").read_text(encoding="utf-8")
    assert [str(call) for call in calls_of(written(tmp_path, text))] == [
        "CCDC6::RET",
        "EML4::ALK",
        "TPM3::NTRK1",
    ]
    only_sums = "".join(line for line in text.splitlines(keepends=True) if line.startswith("SumGF"))
    assert [str(call) for call in calls_of(written(tmp_path, only_sums))] == ["CCDC6::RET", "TPM3::NTRK1"]


def test_a_ctx_row_of_breakdancer_ends_before_the_copy_numbers(tmp_path: Path) -> None:
    names = "#Chr1 Pos1 Orientation1 Chr2 Pos2 Orientation2 Type Size Score num_Reads num_Reads_lib a b"
    header = names.replace(" ", "\t") + "\n"
    row = "9\t100\t14+0-\t22\t200\t0+9-\t{}\t-439\t38\t9\tt.bam|9\n"
    (call,) = calls_of(written(tmp_path, header + row.format("CTX")))
    assert ends(call) == ("None:9:100:+", "None:22:200:+")
    with open_calls(str(written(tmp_path, header + row.format("INV"))), keep_going=True) as calls:
        assert ["cut off" in getattr(item, "reason", "") for item in calls] == [True]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("breakdancer/max.txt", (("insertion", 1),)),
        ("genion/v12.tsv", (("chain of more than two genes", 1),)),
    ],
)
def test_rows_that_are_no_call_are_counted(name: str, kinds: tuple[tuple[str, int], ...]) -> None:
    with open_calls(str(GOLDEN / name)) as calls:
        list(calls)
        assert calls.other_rows == kinds


def test_genefuse_tells_the_order_where_both_genes_are_read_along() -> None:
    forward, both_reversed, mixed = calls_of(GOLDEN / "genefuse" / "report.json.txt")
    assert (forward.order, mixed.order) == (PartnerOrder.TOLD, PartnerOrder.NOT_TOLD)
    assert both_reversed.order is PartnerOrder.TOLD
    # the title has RET on the minus strand first, CCDC6 on the plus strand second: the reads go against both
    assert ends(both_reversed) == ("CCDC6:10:59906001:-", "RET:10:43116001:+")


def test_a_genefuse_report_that_ends_within_a_fusion_is_refused(tmp_path: Path) -> None:
    text = (GOLDEN / "genefuse" / "report.json.txt").read_text(encoding="utf-8")
    cut = text[: text.index('"right"')]
    with open_calls(str(written(tmp_path, cut)), keep_going=True) as calls:
        assert ["cut off" in getattr(item, "reason", "") for item in calls] == [True]


def test_linx_and_its_skipped_exons() -> None:
    verdicts = [call.caller_frame for call in calls_of(GOLDEN / "linx" / "new.tsv")]
    assert verdicts == [ReadingFrame.IN_FRAME, None]
    assert "SKIPPED_EXONS" in calls_of(GOLDEN / "linx" / "new.tsv")[1].tags


def test_integrate_says_the_same_in_its_files() -> None:
    by_edges = calls_of(GOLDEN / "integrate" / "breakpoints.tsv")[0]
    by_exons = calls_of(GOLDEN / "integrate" / "exons.tsv")[0]
    bedpe = calls_of(GOLDEN / "smcrna" / "fusions.bedpe")[0]
    assert by_edges.five_prime.breakpoint == by_exons.five_prime.breakpoint == bedpe.five_prime.breakpoint
    assert by_edges.three_prime.breakpoint == by_exons.three_prime.breakpoint == bedpe.three_prime.breakpoint
    assert ends(by_exons) == ends(bedpe) == ("EML4:2:42295516:+", "ALK:2:29223528:-")


def test_the_tool_of_a_cff_row_is_its_caller() -> None:
    assert [call.caller for call in calls_of(GOLDEN / "cff" / "merged.cff")] == [
        "starfusion",
        "defuse",
        "cff",
    ]


def test_an_allele_fraction_of_isofox_never_exceeds_one() -> None:
    told, unknown = calls_of(GOLDEN / "isofox" / "pass.csv")
    assert str(told.support.allele_fraction) == "0.1500"  # (11 + 1) / 80
    assert unknown.support.allele_fraction is None  # 5 fragments where 3 cover the junction
