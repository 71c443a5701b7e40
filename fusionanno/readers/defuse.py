"""deFuse."""

import re

from fusionanno.model import (
    CallerSequence,
    FusionCall,
    Partner,
    PartnerOrder,
    ReadingFrame,
    Source,
    SupportMeaning,
    reverse_complement,
)
from fusionanno.readers.base import Column, TableReader
from fusionanno.readers.cells import RNA, Row, breakpoint_at, count, optional, required, strand
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSequence, SwiftSupport

_JOINED = re.compile(r"([ACGTN]+)\|([ACGTN]+)").fullmatch
_YES = (
    "exonboundaries",
    "interchromosomal",
    "inversion",
    "eversion",
    "deletion",
    "adjacent",
    "read_through",
    "altsplice",
)


class DefuseReader(TableReader):
    """deFuse ``results.tsv``, ``results.classify.tsv`` and ``results.filtered.tsv``.

    gene1 and gene2 are in no order. genomic_strand tells the side that is kept: what lies upstream of the
    breakpoint on that strand. gene_align_strand compares it with the gene's strand: with ``+`` the beginning
    of the gene is kept, with ``-`` its end. So gene1 is 5' where the pair is ``+ -``, gene2 where it is
    ``- +``; with ``+ +`` or ``- -`` the file does not tell, and gene1 is given first. The 5' strand is the
    genomic_strand, the 3' one its opposite. splitr_sequence, gene 1 before ``|``, is turned over where
    gene 2 is 5'. Breakpoints are 1-based and the last and first base kept; breakpoint_homology counts the
    bases that fit both genes.

    orf Y means that some pair of coding sequences keeps its reading frame across the join; N is said of
    everything else, also where nothing is coding, so it is a tag and no verdict. What is Y of the columns
    from exonboundaries to altsplice is a tag, and so is the library name, which deFuse makes up where none
    is given. The confidence is the classifier's probability. P-values, coverages, entropies and the
    alignments to cDNA and EST are not read. Read as real files: three of 0.4 to 0.6 on GRCh37, with 65 to
    71 columns, where breakpoints at exon boundaries without homology lie on exons' edges.
    """

    name = "defuse"
    title = "deFuse"
    versions = "0.4 to 0.8, classified, filtered or not"
    url = "https://github.com/amcpherson/defuse"
    support = SupportMeaning(
        split_reads="splitr_count: split reads",
        spanning_fragments="span_count: read pairs whose ends align to either gene",
        caveat="pairs that align to several places count in each",
    )
    columns = (
        Column("cluster_id", "the call's id", "5267"),
        Column("splitr_sequence", "bases at the junction", "ACCTGGGAAAG|TGTACCGCC", False),
        Column("splitr_count", "split reads", "6"),
        Column("span_count", "spanning fragments", "4"),
        Column("breakpoint_homology", "homology", "0", False),
        Column("gene_name1", "gene", "ALK"),
        Column("gene_name2", "gene", "EML4"),
        Column("gene1", "gene id", "ENSG00000171094"),
        Column("gene2", "gene id", "ENSG00000143924"),
        Column("transcript1", "transcript, after |", "ENSG00000171094|ENST00000389048", False),
        Column("transcript2", "transcript, after |", "ENSG00000143924|ENST00000318522", False),
        Column("gene_align_strand1", "which end of gene 1 is kept", "-"),
        Column("gene_align_strand2", "which end of gene 2 is kept", "+"),
        Column("gene_chromosome1", "chromosome", "2"),
        Column("gene_chromosome2", "chromosome", "2"),
        Column("genomic_break_pos1", "breakpoint", "29446394"),
        Column("genomic_break_pos2", "breakpoint", "42492091"),
        Column("genomic_strand1", "side kept", "+"),
        Column("genomic_strand2", "side kept", "+"),
        Column("gene_location1", "a tag", "coding", False),
        Column("gene_location2", "a tag", "coding", False),
        Column("orf", "Y: deFuse calls it in frame", "Y", False),
        *(Column(name, "a tag where it is Y", "N", False) for name in _YES),
        Column("library_name", "a tag", "", False),
        Column("probability", "confidence", "0.94", False),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        kept = _kept_end(row, "1") + _kept_end(row, "2")
        first, second = ("2", "1") if kept == "-+" else ("1", "2")
        probability = optional(row, "probability")
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, first),
            three_prime=_partner(row, second, is_five_prime=False),
            molecule=RNA,
            support=SwiftSupport(count(row, "splitr_count"), count(row, "span_count")),
            caller_frame=ReadingFrame.IN_FRAME if row["orf"] == "Y" else None,
            confidence=probability and f"probability {probability}",
            homology=count(row, "breakpoint_homology"),
            sequence=_sequence(row, is_turned=kept == "-+"),
            tags=_tags(row, (first, second)),
            order=PartnerOrder.TOLD if kept in ("+-", "-+") else PartnerOrder.NOT_TOLD,
            call_id=optional(row, "cluster_id"),
            source=source,
        )


def _kept_end(row: Row, number: str) -> str:
    column = f"gene_align_strand{number}"
    return str(strand(required(row, column), column))


def _partner(row: Row, number: str, is_five_prime: bool = True) -> Partner:
    column, place = f"genomic_strand{number}", f"genomic_break_pos{number}"
    kept = strand(required(row, column), column)
    transcript = optional(row, f"transcript{number}")
    return SwiftPartner(
        symbol=optional(row, f"gene_name{number}"),
        breakpoint=breakpoint_at(
            f"{required(row, f'gene_chromosome{number}')}:{required(row, place)}", place
        ),
        transcript=transcript and transcript.rpartition("|")[2],
        gene_id=optional(row, f"gene{number}"),
        strand=kept if is_five_prime or kept is None else kept.opposite,
    )


def _sequence(row: Row, is_turned: bool) -> CallerSequence | None:
    """Read the bases on both sides of the junction; None where there is no such sequence."""
    match = _JOINED(row["splitr_sequence"].upper())
    if match is None:
        return None
    five, three = match.groups()
    if is_turned:
        five, three = reverse_complement(three), reverse_complement(five)
    return SwiftSequence(five, three)


def _tags(row: Row, order: tuple[str, str]) -> tuple[str, ...]:
    places = [place for number in order if (place := optional(row, f"gene_location{number}"))]
    library, orf = optional(row, "library_name"), optional(row, "orf")
    said = (
        "/".join(places),
        *(column for column in _YES if row[column] == "Y"),
        orf and f"orf={orf}",
        library and f"library={library}",
    )
    return tuple(filter(None, said))
