"""INTEGRATE."""

from collections.abc import Sequence

from fusionanno.model import (
    Breakpoint,
    FusionCall,
    Interval,
    Partner,
    ReadSupport,
    Source,
    Strand,
    SupportMeaning,
)
from fusionanno.model.call import PositionKind
from fusionanno.readers.base import Column, TableReader
from fusionanno.readers.cells import RNA, Row, breakpoint_at, count, optional, required, strand
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_SHAPES = (
    frozenset(("Chr1", "RNA_BK1", "Chr2", "RNA_BK2")),
    frozenset(("EN_RNA", "SP_RNA")),
    frozenset(("5P_Exon_Start", "5P_Exon_End")),
    frozenset(("start5p", "end5p", "start3p", "end3p")),
)
_BOTH = "NUM_EN_RNA NUM_SP_RNA"
_EDGES = {
    "5P": ("5P_Strand", "5P_Exon_Start", "5P_Exon_End"),
    "3P": ("3P_Exon_Strand", "3P_Exon_Start", "3P_Exon_END"),
}


class IntegrateReader(TableReader):
    """INTEGRATE ``breakpoints.tsv``, ``summary.tsv``, ``exons.tsv`` and ``bk_fusion.bedpe``.

    5P is the 5' gene, 3P the 3' gene. One run writes them all about the same fusions: give one of them, best
    exons.tsv or breakpoints.tsv. Positions are 1-based. In breakpoints.tsv Exon_BK is the junction at the
    exons' edges and is read where it is stated; RNA_BK, read otherwise, is where the reads were split and
    may lie some bases aside where both genes have the same bases, on both sides together. WGS_BK is the
    break in DNA. It has no strands. exons.tsv has a row for every pair of transcripts, with exon, strand and
    the exon's ends, of which the one at the junction is read. summary.tsv has no positions. bk_fusion.bedpe
    (versions before 0.2.6) writes the base before the break along the genome and no strand: the base kept is
    that one, or the next where the gene's strand keeps what lies to the right (of a gene that the reference
    does not know it stays open, as the interval says). ``fusions.bedpe`` is read as SMC-RNA BEDPE,
    ``bk_sv.vcf`` as VCF; reads.txt is not read.

    In summary.tsv SP_RNA are split reads (INTEGRATE's spanning reads) and EN_RNA spanning fragments (its
    encompassing reads); counts of DNA reads are tags, as type and reciprocity are. The tier (1 to 7, 1 the
    best) is the confidence. breakpoints.cov.tsv, as pipelines join it, adds both counts in one cell.

    Some 90 real files of 0.2.6 were read (GRCh37, simulated and real). Exon_BK and the ends in exons.tsv lie
    on exon edges (PSMC5 17:61906923, ENY2 8:110351549, GOT2 16:58756054).
    """

    name = "integrate"
    title = "INTEGRATE"
    versions = "0.2"
    url = "https://sourceforge.net/p/integrate-fusion/wiki/output/"
    support = SupportMeaning(
        split_reads="SP_RNA (spanning RNA reads): reads across the junction",
        spanning_fragments="EN_RNA (encompassing RNA reads): pairs on either side of it",
        caveat="counts of the gene pair, all its junctions together",
    )
    columns = (
        Column("#5P", "5' gene", "EML4", True, ("5P", "X.5P", "5_Prime", "X5_Prime", "5p", "gene5p")),
        Column("3P", "3' gene", "ALK", True, ("X3P", "3_Prime", "X3_Prime", "gene3p")),
        Column("Chr1", "5' chromosome", "2", False, ("#chr5p", "chr5p", "5P_Exon_Chr")),
        Column("RNA_BK1", "5' breakpoint, where no exon edge is stated", "42295514", False),
        Column("Exon_BK1", "5' breakpoint", "42295516", False),
        Column("Chr2", "3' chromosome", "2", False, ("chr3p", "3P_Exon_Chr")),
        Column("RNA_BK2", "3' breakpoint, where no exon edge is stated", "29223530", False),
        Column("Exon_BK2", "3' breakpoint", "29223528", False),
        Column("WGS_BK1", "5' break in DNA", "NA", False),
        Column("WGS_BK2", "3' break in DNA", "NA", False),
        Column(_BOTH, "spanning fragments and split reads", "", False),
        Column("Reciprocal", "a tag", "", False),
        Column("Tier", "confidence", "", False, ("tier",)),
        Column("Type", "a tag", "", False),
        Column("EN_RNA", "spanning fragments", "", False),
        Column("SP_RNA", "split reads", "", False),
        *(Column(f"{kind}_DNA_{tissue}", "a tag", "", False) for tissue in "TN" for kind in ("EN", "SP")),
        Column("5P_Transcipt", "5' transcript", "", False, ("5P_Transcript",)),
        Column("5P_Exon", "last exon kept", "", False),
        Column("5P_Strand", "5' strand", "", False),
        Column("5P_Exon_Start", "its exon", "", False),
        Column("5P_Exon_End", "its exon", "", False),
        Column("3P_Transcript", "3' transcript", "", False),
        Column("3P_Exon", "first exon kept", "", False),
        Column("3P_Exon_Strand", "3' strand", "", False),
        Column("3P_Exon_Start", "its exon", "", False),
        Column("3P_Exon_END", "its exon", "", False),
        Column("start5p", "5' breakpoint", "", False),
        Column("end5p", "5' breakpoint", "", False),
        Column("start3p", "3' breakpoint", "", False),
        Column("end3p", "3' breakpoint", "", False),
    )

    @property
    def recognised_by(self) -> str:
        return "columns of 5P and 3P, and those of breakpoints, counts or exons"

    def fits(self, names: Sequence[str]) -> bool:
        return super().fits(names) and any(shape.issubset(names) for shape in _SHAPES)

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        tier = optional(row, "Tier")
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, "5P"),
            three_prime=_partner(row, "3P"),
            molecule=RNA,
            support=_support(row),
            confidence=f"Tier {tier}" if tier else None,
            tags=_tags(row),
            position_kind=PositionKind.BOUNDARY if row["start5p"].strip() else None,
            source=source,
        )


def _partner(row: Row, side: str) -> Partner:
    symbol = required(row, "#5P" if side == "5P" else "3P")
    sign, at_exon = _exon_edge(row, side)
    number = "1" if side == "5P" else "2"
    between = row[f"start{side.lower()}"].strip()
    return SwiftPartner(
        symbol=symbol,
        breakpoint=at_exon or _bedpe(row, side) or _place(row, number, ("Exon_BK", "RNA_BK")),
        exon=count(row, f"{side}_Exon") or None,
        transcript=optional(row, "5P_Transcipt" if side == "5P" else "3P_Transcript"),
        strand=sign,
        interval=Interval(0, 1) if between else None,
        genomic_breakpoint=_place(row, number, ("WGS_BK",)),
    )


def _place(row: Row, number: str, columns: tuple[str, ...]) -> Breakpoint | None:
    for column in columns:
        position = optional(row, f"{column}{number}")
        if position is not None:
            return breakpoint_at(f"{required(row, f'Chr{number}')}:{position}", f"{column}{number}")
    return None


def _exon_edge(row: Row, side: str) -> tuple[Strand | None, Breakpoint | None]:
    """Return the strand of exons.tsv and the end of the exon that lies at the junction."""
    column, start, end = _EDGES[side]
    sign = strand(row[column].strip(), column)
    if sign is None:
        return None, None
    edge = end if sign.keeps_lower(is_five=side == "5P") else start
    contig = required(row, "Chr1" if side == "5P" else "Chr2")
    return sign, breakpoint_at(f"{contig}:{required(row, edge)}", edge)


def _bedpe(row: Row, side: str) -> Breakpoint | None:
    column = f"start{side.lower()}"
    position = optional(row, column)
    contig = required(row, "Chr1" if side == "5P" else "Chr2") if position else ""
    return breakpoint_at(f"{contig}:{position}", column) if position else None


def _support(row: Row) -> ReadSupport:
    both = optional(row, _BOTH)
    if both is None:
        return SwiftSupport(count(row, "SP_RNA"), count(row, "EN_RNA"))
    pairs, _, split = both.partition(" ")
    if not (pairs.isdecimal() and split.isdecimal()):
        msg = f"{_BOTH} is not two numbers with a space between: {both!r}"
        raise ValueError(msg)
    return SwiftSupport(int(split), int(pairs))


def _tags(row: Row) -> tuple[str, ...]:
    words = [optional(row, "Type"), "reciprocal" if row["Reciprocal"].strip() == "Y" else None]
    for column in ("EN_DNA_T", "SP_DNA_T", "EN_DNA_N", "SP_DNA_N"):
        reads = count(row, column)
        words.append(None if reads is None else f"{column}={reads}")
    return tuple(word for word in words if word)
