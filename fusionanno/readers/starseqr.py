"""STAR-SEQR."""

from fusionanno.model import FusionCall, Partner, Source, SupportMeaning
from fusionanno.readers.base import Column, TableReader
from fusionanno.readers.cells import RNA, Row, count, optional, stranded_place
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport


class StarSeqrReader(TableReader):
    """STAR-SEQR ``*_STAR-SEQR_candidates.txt`` and ``*_STAR-SEQR_breakpoints.txt``.

    Left is 5'. The breakpoints are 0-based: the last base of the left exon and the first of the right one,
    with the strand that the transcript reads there (the caller turns STAR's junction to them; its source
    says so, and other programs that read the file add 1). Split reads are NREAD_JXNLEFT + NREAD_JXNRIGHT,
    spanning fragments NREAD_SPANS. DISPOSITION is PASS or the filters that the candidate failed; the file of
    breakpoints has only those that passed. TPM_FUSION, the expression of the fusion transcript in
    transcripts per million, is a tag and no fraction; class and splice type are tags too. LEFT_ANNOT and
    RIGHT_ANNOT list every transcript at the place, in no order of choice, and are not read; nor are primers
    and assembly. The ``.bedpe`` beside it is read as ``starseqr_bedpe``. Written from its documentation and
    source (0.1 to 0.6.7) and from quoted rows; no whole real file was at hand.
    """

    name = "starseqr"
    title = "STAR-SEQR"
    versions = "0.1 to 0.6.7"
    url = "https://github.com/ExpressionAnalysis/STAR-SEQR"
    coordinate_base = 0
    support = SupportMeaning(
        split_reads="NREAD_JXNLEFT + NREAD_JXNRIGHT: pairs with a split read, anchored in the left or the"
        " right gene",
        spanning_fragments="NREAD_SPANS: discordant pairs that span the junction",
    )
    columns = (
        Column("NAME", "recognition only", "EML4--ALK"),
        Column("NREAD_SPANS", "spanning fragments", "9"),
        Column("NREAD_JXNLEFT", "split reads anchored left", "14"),
        Column("NREAD_JXNRIGHT", "split reads anchored right", "7"),
        Column("FUSION_CLASS", "a tag", "INTERCHROM_INTERSTRAND", False),
        Column("SPLICE_TYPE", "a tag", "CANONICAL_SPLICING", False),
        Column("BRKPT_LEFT", "5' breakpoint and strand", "chr2:42264950:+"),
        Column("BRKPT_RIGHT", "3' breakpoint and strand", "chr2:29223527:-"),
        Column("LEFT_SYMBOL", "5' gene", "EML4"),
        Column("RIGHT_SYMBOL", "3' gene", "ALK"),
        Column("ID", "the call's id", "chr2:42264952:+:chr2:29223529:-:0:1", False),
        Column("TPM_FUSION", "a tag", "3.1", False),
        Column("DISPOSITION", "filters failed", "PASS", False),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        left, right = count(row, "NREAD_JXNLEFT"), count(row, "NREAD_JXNRIGHT")
        split_reads = None if left is None or right is None else left + right
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, "LEFT_SYMBOL", "BRKPT_LEFT"),
            three_prime=_partner(row, "RIGHT_SYMBOL", "BRKPT_RIGHT"),
            molecule=RNA,
            support=SwiftSupport(split_reads, count(row, "NREAD_SPANS")),
            tags=_tags(row),
            call_id=optional(row, "ID"),
            filters=_filters(row),
            source=source,
        )


def _partner(row: Row, gene_column: str, column: str) -> Partner:
    place, sign = stranded_place(row, column, base=0)
    return SwiftPartner(
        symbol=optional(row, gene_column),
        breakpoint=place,
        strand=sign,
    )


def _filters(row: Row) -> tuple[str, ...]:
    failed = optional(row, "DISPOSITION")
    return () if failed in (None, "PASS") else tuple(str(failed).split(","))


def _tags(row: Row) -> tuple[str, ...]:
    tpm = optional(row, "TPM_FUSION")
    said = optional(row, "FUSION_CLASS"), optional(row, "SPLICE_TYPE"), tpm and f"TPM_FUSION={tpm}"
    return tuple(filter(None, said))
