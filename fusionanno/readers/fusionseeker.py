"""FusionSeeker."""

from fusionanno.model import FusionCall, Partner, PartnerOrder, Source, SupportMeaning
from fusionanno.readers.base import Column, TableReader
from fusionanno.readers.cells import RNA, Row, breakpoint_at, count, optional, required
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_ID = "ENSG"


class FusionSeekerReader(TableReader):
    """FusionSeeker ``confident_genefusion.txt``: gene fusions in long reads of RNA.

    The two genes stand in the order of their chromosomes' names and positions, as the source (raw_signal.py)
    sorts them: which is 5' is not told, nor is a strand. Positions are 0-based, as pysam counts aligned
    bases, and the mean over the reads of a cluster, so that they lie a few bases beside exon edges; with a
    reference they are those of the assembled transcript's alignment. How far they may lie off is not stated.
    Genes are symbols, or ids where the annotation has no symbol or ``--geneid`` was given.

    Split reads are NumSupp. It exceeds the reads listed in SupportingReads where clusters were merged, of
    which the first one's names alone are kept; the names are not read. No verdict on the frame is given. The
    ``_transcript_sequence.fa`` beside it is not read; ``clustered_candidate.txt`` has no header and is not
    this format.

    Read as real files: eleven of cell lines and simulated reads, GRCh38.
    """

    name = "fusionseeker"
    title = "FusionSeeker"
    versions = "1.0"
    url = "https://github.com/Maggi-Chen/FusionSeeker#output-files"
    coordinate_base = 0
    support = SupportMeaning(
        split_reads="NumSupp: long reads that align in part to either gene",
        caveat="long reads; counts of merged clusters are added up",
    )
    columns = (
        Column("ID", "the call's id", "GF01"),
        Column("Gene1", "first gene", "ALK"),
        Column("Gene2", "second gene", "EML4"),
        Column("NumSupp", "split reads", "12"),
        Column("Chrom1", "first contig", "chr2"),
        Column("Breakpoint1", "first position", "29223527"),
        Column("Chrom2", "second contig", "chr2"),
        Column("Breakpoint2", "second position", "42295515"),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, "1"),
            three_prime=_partner(row, "2"),
            molecule=RNA,
            support=SwiftSupport(split_reads=count(row, "NumSupp")),
            order=PartnerOrder.NOT_TOLD,
            call_id=optional(row, "ID"),
            source=source,
        )


def _partner(row: Row, side: str) -> Partner:
    gene = required(row, f"Gene{side}")
    place = f"{required(row, f'Chrom{side}')}:{required(row, f'Breakpoint{side}')}"
    is_id = gene.startswith(_ID) and gene[len(_ID) :].partition(".")[0].isdecimal()
    return SwiftPartner(
        symbol=None if is_id else gene,
        breakpoint=breakpoint_at(place, f"Breakpoint{side}", 0),
        gene_id=gene if is_id else None,
    )
