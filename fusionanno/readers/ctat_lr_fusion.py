"""CTAT-LR-fusion."""

from fusionanno.model import FusionCall, ReadSupport, Source, SupportMeaning
from fusionanno.readers.base import Column, TableReader
from fusionanno.readers.cells import RNA, Row, count, frame, optional, required
from fusionanno.readers.ctat import FRAMES, annotations, coding_sequence, partner
from fusionanno.readers.swift import SwiftCall, SwiftSupport

_NAME = "#FusionName"


class CtatLrFusionReader(TableReader):
    """CTAT-LR-fusion ``ctat-LR-fusion.fusion_predictions.tsv``, with read names or abridged.

    Left is 5'. num_LR counts the long reads across the junction: they are the split reads. Where short reads
    were given too, FusionInspector's columns stand beside it; SpanningFragCount then counts short-read pairs,
    and JunctionReadCount is a tag. A row that short reads alone support has an empty num_LR: its split reads
    are JunctionReadCount, and a tag says so. Before 0.10 there are no gene columns: the genes come from the
    name, which joins them by ``--``. LR_FFPM, long reads of the fusion per million long reads, is a tag and
    no allele fraction; so are splice type and annotations. A breakpoint within a few bases of an exon's edge
    was moved there by the caller (--snap_dist). Local breakpoints count on the caller's own contigs and are
    not read. Read as real files: outputs of 2023 to 2024, with and without short reads, on GRCh38, where
    the breakpoints with ONLY_REF_SPLICE lie on exons' edges.
    """

    name = "ctat_lr_fusion"
    title = "CTAT-LR-fusion"
    versions = "0.x and 1.x, with or without short reads, read names and coding effect"
    url = "https://github.com/TrinityCTAT/CTAT-LR-fusion/wiki"
    support = SupportMeaning(
        split_reads="num_LR: long reads across the junction (JunctionReadCount, of short reads, where a tag"
        " says 'short reads only')",
        spanning_fragments="SpanningFragCount: pairs of short reads around the junction, where there are any",
        caveat="long reads are few beside short ones, and counted once each however long",
    )
    columns = (
        Column(
            _NAME,
            "5' and 3' gene, where the gene columns are missing",
            "EML4--ALK",
            True,
            ("FusionName", "X.FusionName"),
        ),
        Column("num_LR", "split reads (long reads)", "12"),
        Column("LeftGene", "5' gene and its id", "EML4^ENSG00000143924.19", False),
        Column("LeftBreakpoint", "5' breakpoint and strand", "chr2:42295516:+"),
        Column("RightGene", "3' gene and its id", "ALK^ENSG00000171094.18", False),
        Column("RightBreakpoint", "3' breakpoint and strand", "chr2:29223528:-"),
        Column("SpliceType", "a tag", "ONLY_REF_SPLICE", False),
        Column("LR_FFPM", "a tag", "4.982", False),
        Column("JunctionReadCount", "a tag, or split reads without long ones", "", False),
        Column("SpanningFragCount", "spanning fragments (of short reads)", "", False),
        Column("LeftGene_SR", "5' gene and its id in short reads", "", False),
        Column("RightGene_SR", "3' gene and its id in short reads", "", False),
        Column("annots", "tags", '["Cosmic","INTRACHROMOSOMAL[chr2:12.25Mb]"]', False),
        Column("CDS_LEFT_ID", "5' transcript", "", False),
        Column("CDS_RIGHT_ID", "3' transcript", "", False),
        Column("PROT_FUSION_TYPE", "the caller's verdict on the frame", "", False),
        Column("FUSION_CDS", "bases at the junction", "", False),
        Column("FUSION_TRANSL", "the caller's translation", "", False),
        Column("sample", "sample", "", False, ("Sample",)),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        return SwiftCall(
            caller=self.name,
            five_prime=partner(row, _gene(row, "LeftGene", 0), "LeftBreakpoint", "CDS_LEFT_ID"),
            three_prime=partner(row, _gene(row, "RightGene", 1), "RightBreakpoint", "CDS_RIGHT_ID"),
            molecule=RNA,
            support=_support(row),
            caller_frame=frame(row, "PROT_FUSION_TYPE", FRAMES),
            sequence=coding_sequence(row) if row["FUSION_CDS"] else None,
            sample=optional(row, "sample"),
            tags=_tags(row),
            source=source,
        )


def _gene(row: Row, column: str, side: int) -> str:
    """Return the gene cell, the short reads' where the long ones have none, else a half of the name."""
    cell = optional(row, column) or optional(row, f"{column}_SR")
    if cell:
        return cell
    genes = required(row, _NAME).split("--")
    if len(genes) != 2 or not all(genes):
        msg = f"{_NAME} is not two genes joined by '--': {row[_NAME]!r}"
        raise ValueError(msg)
    return genes[side]


def _support(row: Row) -> ReadSupport:
    long_reads, short_reads = count(row, "num_LR"), count(row, "JunctionReadCount")
    split_reads = short_reads if long_reads is None else long_reads
    return SwiftSupport(split_reads, count(row, "SpanningFragCount"))


def _tags(row: Row) -> tuple[str, ...]:
    short_reads, ffpm = count(row, "JunctionReadCount"), optional(row, "LR_FFPM")
    told = (
        "short reads only"
        if optional(row, "num_LR") is None
        else f"short reads: JunctionReadCount={short_reads}"
    )
    said = optional(row, "SpliceType"), ffpm and f"LR_FFPM={ffpm}", None if short_reads is None else told
    return (*filter(None, said), *annotations(row["annots"]))
