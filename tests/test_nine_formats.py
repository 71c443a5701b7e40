"""The same fusions in nine callers' formats are the same fusions to us.

The facts are tests/tables/nine_formats.tsv (GRCh38). They are written here in the manner of each caller and
read back. Where real files that hold many of these fusions in all nine formats lie beside the project
(../shared/callers), they must say the same too.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

import fusionanno
from fusionanno.model import AnnotatedFusion, Breakpoint, ReadingFrame, Strand
from fusionanno.readers import open_calls, read_calls

TABLE = Path(__file__).parent / "tables" / "nine_formats.tsv"
REAL = Path(__file__).parent.parent.parent / "shared" / "callers"


class Fact(NamedTuple):
    five_gene: str
    five_place: str
    five_strand: str
    three_gene: str
    three_place: str
    three_strand: str
    exons: str
    frame: str
    source: str

    @property
    def genes(self) -> str:
        return f"{self.five_gene}::{self.three_gene}"


class Told(NamedTuple):
    """What we make of a call, as far as every format with positions carries it."""

    genes: str
    five: str
    three: str
    exons: str | None
    frame: str


with TABLE.open(encoding="utf-8", newline="") as table:
    FACTS = [Fact(**row) for row in csv.DictReader(table, delimiter="\t")]


def place(written: str) -> tuple[str, int]:
    contig, _, position = written.partition(":")
    return contig, int(position)


# The facts as each caller writes them

Table = list[Sequence[object]]


def arriba(facts: Sequence[Fact]) -> Table:
    header = ("#gene1", "gene2", "strand1(gene/fusion)", "strand2(gene/fusion)", "breakpoint1", "breakpoint2",
              "split_reads1", "split_reads2", "discordant_mates")  # fmt: skip
    return [header, *(
        (f.five_gene, f.three_gene, f"{f.five_strand}/{f.five_strand}", f"{f.three_strand}/{f.three_strand}",
         f.five_place, f.three_place, 4, 3, 5)
        for f in facts
    )]  # fmt: skip


def ctat(count: str) -> Callable[[Sequence[Fact]], Table]:
    """STAR-Fusion counts junction reads and fragments, CTAT-LR-fusion long reads."""
    counts = count.split(" ")

    def rows(facts: Sequence[Fact]) -> Table:
        header = (
            "#FusionName",
            *counts,
            "SpliceType",
            "LeftGene",
            "LeftBreakpoint",
            "RightGene",
            "RightBreakpoint",
        )
        return [header, *(
            (f"{f.five_gene}--{f.three_gene}", *(7 for _ in counts), "ONLY_REF_SPLICE",
             f"{f.five_gene}^ENSG1", f"chr{f.five_place}:{f.five_strand}",
             f"{f.three_gene}^ENSG2", f"chr{f.three_place}:{f.three_strand}")
            for f in facts
        )]  # fmt: skip

    return rows


def dragen(facts: Sequence[Fact]) -> Table:
    return [("#FusionGene", "Score", "LeftBreakpoint", "RightBreakpoint", "ReadNames"), *(
        (f"{f.five_gene}--{f.three_gene}", 2, f"chr{f.five_place}:{f.five_strand}",
         f"chr{f.three_place}:{f.three_strand}", "r:1;r:2")
        for f in facts
    )]  # fmt: skip


def ericscript(facts: Sequence[Fact]) -> Table:
    header = ("GeneName1", "GeneName2", "chr1", "Breakpoint1", "strand1", "chr2", "Breakpoint2", "strand2",
              "crossingreads", "spanningreads", "EricScore")  # fmt: skip
    return [header, *(
        (f.five_gene, f.three_gene, *place(f.five_place), f.five_strand,
         *place(f.three_place), f.three_strand, 5, 7, "0.9")
        for f in facts
    )]  # fmt: skip


def fusioncatcher(facts: Sequence[Fact]) -> Table:
    header = ("Gene_1_symbol(5end_fusion_partner)", "Gene_2_symbol(3end_fusion_partner)", "Spanning_pairs",
              "Spanning_unique_reads", "Fusion_point_for_gene_1(5end_fusion_partner)",
              "Fusion_point_for_gene_2(3end_fusion_partner)")  # fmt: skip
    return [header, *(
        (f.five_gene, f.three_gene, 5, 7,
         f"{f.five_place}:{f.five_strand}", f"{f.three_place}:{f.three_strand}")
        for f in facts
    )]  # fmt: skip


def jaffa(facts: Sequence[Fact]) -> Table:
    header = ("sample", "fusion genes", "chrom1", "base1", "strand1", "chrom2", "base2", "strand2",
              "spanning pairs", "spanning reads", "classification")  # fmt: skip
    return [header, *(
        ("S1", f"{f.five_gene}:{f.three_gene}", *place(f"chr{f.five_place}"), f.five_strand,
         *place(f"chr{f.three_place}"), f.three_strand, 5, 7, "HighConfidence")
        for f in facts
    )]  # fmt: skip


def pizzly(facts: Sequence[Fact]) -> Table:
    header = (
        "geneA.name",
        "geneA.id",
        "geneB.name",
        "geneB.id",
        "paircount",
        "splitcount",
        "transcripts.list",
    )
    return [header, *((f.five_gene, "", f.three_gene, "", 5, 7, "") for f in facts)]


def segment(written: str, joined: str) -> tuple[str, int, int]:
    """A half-open segment from 0 whose joined end is the place: its end for +, its start for -."""
    contig, position = place(written)
    return (contig, position - 90, position) if joined == "+" else (contig, position - 1, position + 90)


def squid(facts: Sequence[Fact]) -> Table:
    """SQUID knows no 5' side: the lower place stands first, with the end that is joined."""
    header = ("# chrom1", "start1", "end1", "chrom2", "start2", "end2", "name", "score", "strand1", "strand2",
              "Type", "FusedGenes")  # fmt: skip
    rows: Table = [header]
    for f in facts:
        sides = [(f.five_place, f.five_strand), (f.three_place, "+-"[f.three_strand == "+"])]
        first, second = sorted(sides, key=lambda side: place(side[0]))
        rows.append((*segment(*first), *segment(*second), ".", 12, first[1], second[1], "fusion-gene",
                     f"{f.five_gene}:{f.three_gene}"))  # fmt: skip
    return rows


class Format(NamedTuple):
    rows: Callable[[Sequence[Fact]], Table]
    real: str
    delimiter: str = "\t"
    has_places: bool = True


FORMATS = {
    "arriba": Format(arriba, "arriba_v1_grch38_nochr.tsv"),
    "ctat_lr_fusion": Format(ctat("num_LR"), "ctat_lr_fusion.tsv"),
    "dragen": Format(dragen, "dragen.tsv"),
    "ericscript": Format(ericscript, "ericscript.tsv"),
    "fusioncatcher": Format(fusioncatcher, "fc_nfcore.txt"),
    "jaffa": Format(jaffa, "jaffa_nfcore.csv", ","),
    "pizzly": Format(pizzly, "pizzly.tsv", has_places=False),
    "squid": Format(squid, "squid.txt"),
    "starfusion": Format(ctat("JunctionReadCount SpanningFragCount"), "predictions_nochr.tsv"),
}


def told(fusion: AnnotatedFusion) -> Told:
    call = fusion.call
    five, three = (
        f"{side.breakpoint}{side.strand.value if side.strand else ''}"
        for side in (call.five_prime, call.three_prime)
    )
    return Told(fusion.name.hgnc, five, three, fusion.name.exons, fusion.placed.frame.value)


def annotated(path: Path) -> Iterator[Told]:
    return map(told, fusionanno.annotate(read_calls(str(path)), assembly="GRCh38"))


def stated(fact: Fact) -> Told:
    five, three = f"{fact.five_place}{fact.five_strand}", f"{fact.three_place}{fact.three_strand}"
    return Told(fact.genes, five, three, fact.exons, fact.frame)


OTHER_STRAND = "GOPC::ROS1"
"""DCBLD1 lies where GOPC breaks, on the other strand: a file without genes or order is read as that gene."""


def written(caller: str, facts: Sequence[Fact], path: Path) -> Path:
    form = FORMATS[caller]
    rows = (form.delimiter.join(map(str, row)) + "\n" for row in form.rows(facts))
    path.write_text("".join(rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("caller", FORMATS)
def test_one_fusion_in_nine_formats(caller: str, tmp_path: Path) -> None:
    facts = [fact for fact in FACTS if caller != "squid" or fact.genes != OTHER_STRAND]
    path = written(caller, facts, tmp_path / "calls")
    with open_calls(str(path)) as calls:
        assert calls.caller == caller
    if FORMATS[caller].has_places:
        assert list(annotated(path)) == [stated(fact) for fact in facts]
    else:
        nowhere = [Told(fact.genes, "None", "None", None, "undetermined") for fact in facts]
        assert list(annotated(path)) == nowhere


def test_the_gene_of_the_other_strand_does_not_settle_the_order(tmp_path: Path) -> None:
    facts = [fact for fact in FACTS if fact.genes == OTHER_STRAND]
    assert list(annotated(written("squid", facts, tmp_path / "calls"))) == [stated(fact) for fact in facts]


# The real files, where they are: each says of a fusion that it names what the facts say

ASIDE = {
    # caller, genes: how many bases beyond the fact's the 5' and the 3' place lie, in the fusion's direction
    ("ericscript", "ETV6::NTRK3"): (1, 1),  # a base that both genes share: the same junction, told aside
    ("fusioncatcher", "EML4::ALK"): (-3, -3),  # three bases that both introns share
    ("jaffa", "FGFR3::TACC3"): (-1, 1),  # JAFFA's "aligns" is FALSE: no exon's edge, bases around it unsure
}


KNOWS_MORE = {("arriba", "EML4::ALK"): "in-frame"}
"""Frames that follow from the bases between the partners, which this format alone carries."""


def beyond(written: str, strand: str, bases: int) -> str:
    contig, position = place(written)
    forward = bases if Strand(strand) is Strand.PLUS else -bases
    return f"{Breakpoint(contig, position + forward)}{strand}"


def expected(caller: str, fact: Fact) -> Told:
    """What the file says of the fact; exons and frame of a place aside are left out."""
    five, three = ASIDE.get((caller, fact.genes), (0, 0))
    if five == three == 0:
        return stated(fact)._replace(frame=KNOWS_MORE.get((caller, fact.genes), fact.frame))
    places = (
        beyond(fact.five_place, fact.five_strand, five),
        beyond(fact.three_place, fact.three_strand, three),
    )
    return Told(fact.genes, *places, None, "")


def named_in(path: Path) -> set[str]:
    """The gene pairs of the facts that stand in one line of the file, whatever its format."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {f.genes for f in FACTS if any(f.five_gene in line and f.three_gene in line for line in lines)}


def there() -> list[str]:
    return [caller for caller, form in FORMATS.items() if (REAL / caller / form.real).is_file()]


if there():

    @pytest.mark.parametrize("caller", there())
    def test_real_files_tell_the_same_fusions(caller: str) -> None:
        path = REAL / caller / FORMATS[caller].real
        found = list(annotated(path))
        facts = [fact for fact in FACTS if fact.genes in named_in(path)]
        assert facts
        assert {fact.genes for fact in facts} <= {each.genes for each in found}
        if not FORMATS[caller].has_places:
            return
        for genes in {fact.genes for fact in facts}:
            of_pair = [each for each in found if each.genes == genes]
            wanted = [expected(caller, fact) for fact in facts if fact.genes == genes]
            at = {(each.five, each.three): each for each in of_pair}
            same = [each for each in wanted if (each.five, each.three) in at]
            assert same, (genes, of_pair)
            assert all(at[each.five, each.three] == each for each in same if each.exons)

    def test_real_files_of_nine_callers_are_gathered() -> None:
        files = [REAL / caller / FORMATS[caller].real for caller in there()]
        report = fusionanno.build_report(files, assembly="GRCh38", filter="artefacts", as_of="2026-11-23")
        events = {event.id: event for event in report.events}
        seen = {name: {call.fusion.call.caller for call in event.calls} for name, event in events.items()}
        assert {"fusioncatcher", "squid"} <= seen["MALT1::IGH/1"]
        assert events["MALT1::IGH/1"].set_aside == ()
        assert {"arriba", "starfusion", "fusioncatcher"} <= seen["EML4::ALK/1"]
        assert events["EML4::ALK/1"].speaker.call.caller == "arriba"
        assert events["EML4::ALK/1"].speaker.placed.frame is ReadingFrame.IN_FRAME
