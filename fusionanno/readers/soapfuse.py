"""SOAPfuse."""

import re

from fusionanno.model import FusionCall, Partner, ReadingFrame, Source, SupportMeaning
from fusionanno.readers.base import Column, TableReader
from fusionanno.readers.cells import RNA, Row, breakpoint_at, count, frame, optional, required, strand
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_FRAMES = {"inframe-shift": ReadingFrame.IN_FRAME, "frame-shift": ReadingFrame.OUT_OF_FRAME}
_MARK = re.compile(r"[-_.]?SOAPfuse.*")
_SIDES = ("up", "dw")


class SoapFuseReader(TableReader):
    """SOAPfuse ``*.final.Fusion.specific.for.genes`` and ``*.final.Fusion.specific.for.trans``.

    Up is 5', dw is 3'. Positions are 1-based, the last base kept and the first one, with the strands of the
    genes in the order of the transcript. Junc_reads_num is split reads, Span_reads_num spanning fragments.
    ``inframe-shift`` is in frame, ``frame-shift`` out of frame, ``NA`` no verdict. The class of the
    fusion is a tag, and so is the place in either gene (E is an exon's edge, M lies within). SOAPfuse marks
    gene names that its annotation repeats (``NAMESOAPfuse2``): the mark is left out of the symbol.

    The file for transcripts has a row for every pair of isoforms of one junction, with the same reads: each
    is a call, and the isoforms' names (``AZGP1-002``) with the exon and what SOAPfuse says of the protein are
    tags. Read as real files: three of 1.25 to 1.27 on GRCh37, where places marked E lie on exons' edges.
    """

    name = "soapfuse"
    title = "SOAPfuse"
    versions = "1.25 to 1.27, for genes and for transcripts"
    url = "https://sourceforge.net/p/soapfuse/wiki/Output_Files"
    support = SupportMeaning(
        split_reads="Junc_reads_num: reads across the junction",
        spanning_fragments="Span_reads_num: read pairs on either side of it",
        caveat="in the file for transcripts each pair of isoforms repeats the reads of their junction",
    )
    columns = (
        Column("up_gene", "5' gene", "EML4"),
        Column("up_chr", "5' chromosome", "chr2"),
        Column("up_strand", "5' strand", "+"),
        Column("up_Genome_pos", "5' breakpoint", "42522656"),
        Column("up_loc", "a tag", "E", False),
        Column("dw_gene", "3' gene", "ALK"),
        Column("dw_chr", "3' chromosome", "chr2"),
        Column("dw_strand", "3' strand", "-"),
        Column("dw_Genome_pos", "3' breakpoint", "29446394"),
        Column("dw_loc", "a tag", "E", False),
        Column("Span_reads_num", "spanning fragments", "12"),
        Column("Junc_reads_num", "split reads", "4"),
        Column("Fusion_Type", "a tag", "INTRACHR-DS", False),
        Column(
            "down_fusion_part_frame-shift_or_not",
            "SOAPfuse's verdict on the frame",
            "inframe-shift",
            False,
            ("down_fusion_part_frame.shift_or_not",),
        ),
        Column("up_tran", "a tag", "", False),
        Column("dw_tran", "a tag", "", False),
        Column("protein_note", "a tag", "", False),
        Column("sample", "sample", "", False, ("Sample",)),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, "up"),
            three_prime=_partner(row, "dw"),
            molecule=RNA,
            support=SwiftSupport(count(row, "Junc_reads_num"), count(row, "Span_reads_num")),
            caller_frame=frame(row, "down_fusion_part_frame-shift_or_not", _FRAMES),
            sample=optional(row, "sample"),
            tags=_tags(row),
            source=source,
        )


def _partner(row: Row, side: str) -> Partner:
    column = f"{side}_Genome_pos"
    return SwiftPartner(
        symbol=_MARK.sub("", required(row, f"{side}_gene")),
        breakpoint=breakpoint_at(f"{required(row, f'{side}_chr')}:{required(row, column)}", column),
        strand=strand(required(row, f"{side}_strand"), f"{side}_strand"),
    )


def _tags(row: Row) -> tuple[str, ...]:
    kind, note = optional(row, "Fusion_Type"), optional(row, "protein_note")
    places = [place for side in _SIDES if (place := _place(row, side))]
    return tuple(filter(None, (kind, *places, note)))


def _place(row: Row, side: str) -> str:
    return " ".join(filter(None, (side, optional(row, f"{side}_tran"), optional(row, f"{side}_loc"))))
