"""PCGR."""

from fusionanno.model import Breakpoint, FusionCall, Source, SupportMeaning
from fusionanno.readers.base import Column, Kind, TableReader
from fusionanno.readers.cells import Row, breakpoint_at, count, optional, required
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_JOIN = "--"


class PcgrReader(TableReader):
    """PCGR RNA fusion input (``--input_rna_fusion``), made by the user's pipeline.

    `FusionGene` is ``five--three``; one side may be empty (``--ALK``, ``FGFR2--``): that partner has no name
    and is read from its position. The left breakpoint is the 5' one. Positions are as the user's caller gave
    them, taken as 1-based; no strand is told. Read as real files: PCGR's examples for GRCh37 and GRCh38.
    """

    name = "pcgr"
    title = "PCGR fusions"
    kind = Kind.PLATFORM
    versions = "PCGR 2.x"
    url = "https://sigven.github.io/pcgr/articles/input.html"
    support = SupportMeaning(split_reads="SplitReads: as the user's caller counted them")
    columns = (
        Column("FusionGene", "5' and 3' gene", "KIF5B--RET"),
        Column("LeftBreakpoint", "5' breakpoint", "10:32017143"),
        Column("RightBreakpoint", "3' breakpoint", "10:43114480"),
        Column("SplitReads", "split reads", "31"),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        five, join, three = required(row, "FusionGene").partition(_JOIN)
        if not join or _JOIN in three:
            msg = f"FusionGene is not two genes joined by {_JOIN}: {row['FusionGene']!r}"
            raise ValueError(msg)
        return SwiftCall(
            caller=self.name,
            five_prime=SwiftPartner(five.strip() or None, _place(row, "LeftBreakpoint")),
            three_prime=SwiftPartner(three.strip() or None, _place(row, "RightBreakpoint")),
            support=SwiftSupport(split_reads=count(row, "SplitReads")),
            source=source,
        )


def _place(row: Row, column: str) -> Breakpoint | None:
    text = optional(row, column)
    return breakpoint_at(text, column) if text else None
