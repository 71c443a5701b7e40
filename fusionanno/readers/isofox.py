"""Isofox."""

from decimal import Decimal

from fusionanno.model import (
    Breakpoint,
    FusionCall,
    Partner,
    PartnerOrder,
    ReadSupport,
    Source,
    Strand,
    SupportMeaning,
)
from fusionanno.readers.base import Column, TableReader
from fusionanno.readers.cells import RNA, Row, breakpoint_at, count, optional, required
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_STREAMS = ("Up", "Down")
_KEEPS_LOWER = {"1": True, "-1": False}
_PLACES = Decimal("0.0001")
_PASSED = frozenset(("PASS", "NOT_SET"))


class IsofoxReader(TableReader):
    """Isofox ``*.isf.fusions.csv``, ``*.isf.pass_fusions.csv`` and their ``.tsv`` successors.

    Up is 5', Down is 3'; where Valid (or ValidGenes) is false the strands of the genes fit no such order and
    it is not told. Positions are 1-based junction bases. Orientation 1 means that the lower side is kept, so
    that the 5' partner reads the plus strand there and the 3' partner the minus strand; -1 is the other way
    round. StrandUp and StrandDown are the genes' strands and are not read. Where a file has no gene columns
    both genes come from Name, joined with one underscore; half a name is one gene not known.

    Split reads are SplitFrags + RealignedFrags, the fragments across the junction. The allele fraction is
    made as Isofox makes it: these fragments over the larger of CoverageUp and CoverageDown; it is left out
    where the coverage is 0 or less than the fragments. MultiMapFrags and related fusions are not read. A
    Filter other than PASS is a filter not passed. Types, the known pair and the cohort's count are tags.

    Real examples of the pass file of 2021 to 2024 were read, with made-up positions; the other shapes follow
    Isofox's source. No real junction was at hand to verify the coordinates on.
    """

    name = "isofox"
    title = "Isofox"
    versions = "1.0 to 1.7 (FusionId) and later (Name, PositionUp)"
    url = "https://github.com/hartwigmedical/hmftools/tree/master/isofox"
    delimiters = ("\t", ",", ";")
    support = SupportMeaning(
        split_reads="SplitFrags + RealignedFrags: fragments split at the junction, and those over it that"
        " match the other side without being split",
        spanning_fragments="DiscordantFrags: pairs on either side of the junction",
        allele_fraction="SplitFrags + RealignedFrags, over the larger of CoverageUp and CoverageDown"
        " (DepthUp, DepthDown); of RNA, so that expression enters it",
        depth="the larger of CoverageUp and CoverageDown: fragments over the last base before the junction",
        caveat="the fraction is of transcripts, not of DNA molecules or cells",
    )
    columns = (
        Column("FusionId", "the call's id", "Id_1", False),
        Column("Name", "both genes, where they have no columns", "", False),
        Column("Valid", "whether the order is told", "true", False, ("ValidGenes",)),
        Column("ChrUp", "5' chromosome", "2", True, ("ChromosomeUp",)),
        Column("PosUp", "5' breakpoint", "42295516", True, ("PositionUp",)),
        Column("OrientUp", "5' side kept", "1", True, ("OrientationUp",)),
        Column("GeneIdUp", "5' gene id", "ENSG00000143924", False),
        Column("GeneNameUp", "5' gene", "EML4", False),
        Column("JuncTypeUp", "a tag", "KNOWN", False, ("JunctionTypeUp",)),
        Column("CoverageUp", "depth", "60", False, ("DepthUp", "JuncDepthUp")),
        Column("TranscriptUp", "5' transcript", "", False),
        Column("ExonUp", "last exon kept", "", False),
        Column("ChrDown", "3' chromosome", "2", True, ("ChromosomeDown",)),
        Column("PosDown", "3' breakpoint", "29223528", True, ("PositionDown",)),
        Column("OrientDown", "3' side kept", "1", True, ("OrientationDown",)),
        Column("GeneIdDown", "3' gene id", "ENSG00000171094", False),
        Column("GeneNameDown", "3' gene", "ALK", False),
        Column("JuncTypeDown", "a tag", "KNOWN", False, ("JunctionTypeDown",)),
        Column("CoverageDown", "depth", "80", False, ("DepthDown", "JuncDepthDown")),
        Column("TranscriptDown", "3' transcript", "", False),
        Column("ExonDown", "first exon kept", "", False),
        Column("SVType", "a tag", "INV", False, ("SvType",)),
        Column("SplitFrags", "split reads", "11"),
        Column("RealignedFrags", "split reads", "1"),
        Column("DiscordantFrags", "spanning fragments", "4"),
        Column("CohortCount", "a tag", "0", False, ("CohortFrequency",)),
        Column("Filter", "filters not passed", "PASS", False),
        Column("KnownFusionType", "a tag", "KNOWN_PAIR", False, ("KnownType", "RnaKnownFusionType")),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        five, three, whole = _genes(row)
        said = optional(row, "Filter")
        is_valid = row["Valid"].strip().lower() != "false"
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, "Up", five),
            three_prime=_partner(row, "Down", three),
            molecule=RNA,
            support=_support(row),
            described=whole,
            tags=_tags(row),
            order=PartnerOrder.TOLD if is_valid else PartnerOrder.NOT_TOLD,
            call_id=optional(row, "FusionId"),
            filters=(said,) if said and said not in _PASSED else (),
            source=source,
        )


def _genes(row: Row) -> tuple[str | None, str | None, str | None]:
    five, three, name = optional(row, "GeneNameUp"), optional(row, "GeneNameDown"), optional(row, "Name")
    if five or three or not name:
        return five, three, None
    parts = name.split("_")
    return (parts[0] or None, parts[1] or None, None) if len(parts) == 2 else (None, None, name)


def _partner(row: Row, stream: str, symbol: str | None) -> Partner:
    exon = count(row, f"Exon{stream}") if row[f"Exon{stream}"].strip() != "-1" else None
    return SwiftPartner(
        symbol=symbol,
        breakpoint=_place(row, stream),
        exon=exon or None,
        transcript=optional(row, f"Transcript{stream}"),
        gene_id=optional(row, f"GeneId{stream}"),
        strand=_strand(row, stream),
    )


def _place(row: Row, stream: str) -> Breakpoint:
    contig, position = required(row, f"Chr{stream}"), required(row, f"Pos{stream}")
    return breakpoint_at(f"{contig}:{position}", f"Pos{stream}")


def _strand(row: Row, stream: str) -> Strand | None:
    text = row[f"Orient{stream}"].strip()
    if text == "0":
        return None
    if text not in _KEEPS_LOWER:
        msg = f"Orient{stream} is neither 1 nor -1: {text!r}"
        raise ValueError(msg)
    return Strand.keeping(_KEEPS_LOWER[text], is_five=stream == "Up")


def _support(row: Row) -> ReadSupport:
    split, realigned = count(row, "SplitFrags"), count(row, "RealignedFrags")
    depths = [depth for stream in _STREAMS if (depth := count(row, f"Coverage{stream}")) is not None]
    across = None if split is None or realigned is None else split + realigned
    depth = max(depths) if len(depths) == 2 else None
    return SwiftSupport(
        split_reads=across,
        spanning_fragments=count(row, "DiscordantFrags"),
        allele_fraction=_fraction(across, depth),
        depth=depth,
    )


def _fraction(across: int | None, depth: int | None) -> Decimal | None:
    if across is None or not depth or across > depth:
        return None
    return (Decimal(across) / Decimal(depth)).quantize(_PLACES)


def _tags(row: Row) -> tuple[str, ...]:
    known, cohort = optional(row, "KnownFusionType"), optional(row, "CohortCount")
    ends = [
        f"{column}={text}" for column in ("JuncTypeUp", "JuncTypeDown") if (text := optional(row, column))
    ]
    words = (
        optional(row, "SVType"),
        known if known not in ("NONE", "OTHER") else None,
        *ends,
        f"CohortCount={cohort}" if cohort else None,
    )
    return tuple(word for word in words if word)
