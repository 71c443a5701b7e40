"""InFusion."""

import re
from collections.abc import Mapping

from fusionanno.model import FusionCall, Neighbour, Partner, PartnerOrder, Source, Strand, SupportMeaning
from fusionanno.readers.base import Column, TableReader
from fusionanno.readers.cells import MISSING, RNA, Row, breakpoint_at, count, optional, required
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_REGION = re.compile(r"\[(\d+),(\d+)\]")
_NO_GENE = MISSING | {"none", "N/A", "-"}
_SIDES = ("1", "2")
_TAGS = ("fusion_class", "break_on_exon", "splice_motif", "feature_1", "feature_2")


class InFusionReader(TableReader):
    """InFusion ``fusions.txt`` and ``fusions.detailed.txt``.

    The two sides are in no order. A region tells where the reads lie: the breakpoint is at one of its ends,
    and the region's side of it is kept. On the 5' side the transcript reads towards the breakpoint, on the 3'
    side away from it; so the strands follow once the order is known. The detailed file names the genes'
    strands: where they say that one side reads towards the breakpoint and the other away from it, the
    order is told. In fusions.txt it is not told; side 1 is then given first. Breakpoints are 1-based.

    A gene cell may name several genes (``FLRT1;RP11-21A7A.3``): the partner then has no symbol and they are
    told as genes beside the breakpoint. Split reads are num_split (num_span in fusions.txt), spanning
    fragments num_paired. filters other than pass are filters failed. The class, whether the breaks are on
    exons' edges, the features and the splice motif are tags. Transcripts (``AKAP9-001:8``, every isoform
    with its exon), expression, homogeneity and coverage are not read. Read as real files: a fusions.txt on
    GRCh37 with TMPRSS2::ERG, and a fusions.detailed.txt of 0.8 on GRCh38 with known fusions; breaks on
    exons' edges lie there, except where bases alike on both sides shift them.
    """

    name = "infusion"
    title = "InFusion"
    versions = "0.6 to 0.8, short or detailed"
    url = "https://bitbucket.org/kokonech/infusion/wiki/User%20Manual"
    support = SupportMeaning(
        split_reads="num_split (num_span in fusions.txt): split reads across the junction",
        spanning_fragments="num_paired: read pairs on either side of it",
    )
    columns = (
        Column("#id", "the call's id", "283813", True, ("id", "X.id")),
        Column("ref1", "chromosome", "2"),
        Column("break_pos1", "breakpoint", "42522656"),
        Column("region1", "side kept", "[42522600,42522657]"),
        Column("ref2", "chromosome", "2"),
        Column("break_pos2", "breakpoint", "29446394"),
        Column("region2", "side kept", "[29446320,29446394]"),
        Column("num_split", "split reads", "21", True, ("num_span",)),
        Column("num_paired", "spanning fragments", "9"),
        Column("gene_1", "gene", "EML4", True, ("genes_1",)),
        Column("gene_2", "gene", "ALK", True, ("genes_2",)),
        Column("gene_1_strand", "which side is 5'", "+", False),
        Column("gene_2_strand", "which side is 5'", "-", False),
        Column("fusion_class", "a tag", "intra-chromosomal", False),
        Column("break_on_exon", "a tag", "yes|yes", False),
        Column("splice_motif", "a tag", "1", False),
        Column("feature_1", "a tag", "exon", False),
        Column("feature_2", "a tag", "exon", False),
        Column("filters", "filters failed", "pass", False),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        towards = {side: _towards(row, side) for side in _SIDES}
        order = _order(row, towards)
        first, second = order or _SIDES
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, first, towards[first]),
            three_prime=_partner(row, second, _turned(towards[second])),
            molecule=RNA,
            support=SwiftSupport(count(row, "num_split"), count(row, "num_paired")),
            tags=tuple(_said(row, column) for column in _TAGS if optional(row, column)),
            order=PartnerOrder.TOLD if order else PartnerOrder.NOT_TOLD,
            call_id=optional(row, "#id"),
            filters=_filters(row),
            source=source,
        )


def _towards(row: Row, side: str) -> Strand | None:
    """Return the strand on which a side's reads run towards the breakpoint; None where no end is nearer."""
    match = _REGION.fullmatch(required(row, f"region{side}").replace(" ", ""))
    if match is None:
        msg = f"region{side} is not a region '[start,end]': {row[f'region{side}']!r}"
        raise ValueError(msg)
    position = count(row, f"break_pos{side}") or 0
    from_start, from_end = (abs(position - int(end)) for end in match.groups())
    if from_start == from_end:
        return None
    return Strand.MINUS if from_start < from_end else Strand.PLUS


def _order(row: Row, towards: Mapping[str, Strand | None]) -> tuple[str, str] | None:
    """Return the sides from 5' to 3' where the genes' strands tell them, None otherwise."""
    first, second = (_is_five_prime(row, side, towards[side]) for side in _SIDES)
    if first is None or second is None or first == second:
        return None
    return ("1", "2") if first else ("2", "1")


def _is_five_prime(row: Row, side: str, towards: Strand | None) -> bool | None:
    gene = optional(row, f"gene_{side}_strand")
    return None if towards is None or gene not in ("+", "-") else gene == towards


def _turned(sign: Strand | None) -> Strand | None:
    return sign and sign.opposite


def _partner(row: Row, side: str, reads: Strand | None) -> Partner:
    column = f"break_pos{side}"
    genes = [gene for gene in (optional(row, f"gene_{side}") or "").split(";") if gene not in _NO_GENE]
    return SwiftPartner(
        symbol=genes[0] if len(genes) == 1 else None,
        breakpoint=breakpoint_at(f"{required(row, f'ref{side}')}:{required(row, column)}", column),
        strand=reads,
        neighbours=tuple(map(Neighbour, genes)) if len(genes) > 1 else (),
    )


def _filters(row: Row) -> tuple[str, ...]:
    failed = optional(row, "filters") or "pass"
    return () if failed == "pass" else tuple(re.split(r"[;,|]", failed))


def _said(row: Row, column: str) -> str:
    return row[column] if column == "fusion_class" else f"{column}={row[column]}"
