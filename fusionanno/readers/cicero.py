"""CICERO."""

import re
from decimal import Decimal

from fusionanno.model import (
    FusionCall,
    Neighbour,
    Partner,
    PartnerOrder,
    ReadingFrame,
    ReadSupport,
    Source,
    SupportMeaning,
)
from fusionanno.readers.base import Column, TableReader
from fusionanno.readers.cells import RNA, Row, breakpoint_at, count, optional, required, strand
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_FRACTION = re.compile(r"(?:0?\.\d+|[01](?:\.\d*)?)").fullmatch
_ORDERS = {">": PartnerOrder.TOLD, "?": PartnerOrder.NOT_TOLD}
_SEVERAL = re.compile(r"[,|]")


class CiceroReader(TableReader):
    """CICERO ``annotated.fusion.txt`` (also all and internal), ``final_fusions.txt``, ``final_internal.txt``.

    A is 5' and B is 3' where sv_ort is ``>``; where it is ``?`` CICERO could not tell the direction, and the
    order counts as not told. A strand (ortA, ortB) is that of the assembled contig, which is what the fusion
    reads. Positions are 1-based as the contig aligns: in the ``annotated`` files the alignment of side B can
    begin with a base that side A has too, so that it lies one base beside the exon's edge (CICERO's own test
    has PBX1 at 1:164792493 there, and at 164792494, the edge, in ``final_fusions.txt``). CICERO adjusts side
    B later, in the final files and in the column sv_posB_adjusted, whose first position is read where it is
    there. Otherwise the position is kept as it is written, and ``--snap 1`` moves it to the edge. Where a
    gene cell lists several genes, the partner has no symbol and all are neighbours.

    Split reads are readsA + readsB. The allele fraction is ratioA, depth total_readsA, both at breakpoint A;
    ratioB and total_readsB are tags. The rating is the confidence; type, features, score, medal and
    functional effect are tags. ``frame`` has one number for each pair of transcripts: where all are 1 it is
    the caller's in-frame, anything else is a tag (0 says not in frame, also where nothing is coded; 2 that B
    keeps its own start codon; 3 that the break lies in B's 5' UTR). Repeat scores, coverage, the contig and
    the transcripts of every pair are not read.

    Read as real files: annotated, frame and final files of CICERO's own test data (GRCh38, TCF3::PBX1).
    """

    name = "cicero"
    title = "CICERO"
    versions = "annotated (28 columns) and final files (with score, rating and frame)"
    url = "https://github.com/stjude/CICERO#output-fields"
    support = SupportMeaning(
        split_reads="readsA + readsB: reads that support the fusion at breakpoint A and at breakpoint B",
        allele_fraction="ratioA: soft-clipped reads at breakpoint A over all reads there, on the plus or the"
        " minus strand, whichever is higher",
        depth="total_readsA: all reads at breakpoint A",
        caveat="a read that is clipped at both ends counts twice; in RNA the ratio depends on how much gene A"
        " is expressed",
    )
    columns = (
        Column("sample", "sample", "S1"),
        Column("geneA", "5' gene, or genes", "EML4"),
        Column("chrA", "5' contig", "chr2"),
        Column("posA", "5' position", "42295516"),
        Column("ortA", "5' strand", "+"),
        Column("featureA", "a tag", "coding", False),
        Column("geneB", "3' gene, or genes", "ALK"),
        Column("chrB", "3' contig", "chr2"),
        Column("posB", "3' position", "29223528"),
        Column("sv_posB_adjusted", "3' position, where it is there", "", False),
        Column("ortB", "3' strand", "-"),
        Column("featureB", "a tag", "coding", False),
        Column("sv_ort", "whether A is 5'", ">"),
        Column("readsA", "split reads", "20"),
        Column("readsB", "split reads", "7"),
        Column("ratioA", "allele fraction", "0.38", False),
        Column("ratioB", "a tag", "0.77", False),
        Column("total_readsA", "depth", "53", False),
        Column("total_readsB", "a tag", "26", False),
        Column("type", "a tag", "ITX", False),
        Column("score", "a tag", "", False),
        Column("rating", "confidence", "", False),
        Column("medal", "a tag", "", False),
        Column("functional effect", "a tag", "", False, ("functional_effect", "functional.effect")),
        Column("frame", "CICERO's verdict on the frame, or a tag", "", False),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, "A"),
            three_prime=_partner(row, "B", row["sv_posB_adjusted"].partition(",")[0]),
            molecule=RNA,
            support=_support(row),
            caller_frame=ReadingFrame.IN_FRAME if _frames(row) == {"1"} else None,
            confidence=optional(row, "rating"),
            sample=optional(row, "sample"),
            tags=_tags(row),
            order=_order(row),
            source=source,
        )


def _partner(row: Row, side: str, adjusted: str = "") -> Partner:
    genes = _SEVERAL.split(optional(row, f"gene{side}") or "")
    position = adjusted if adjusted.isdecimal() else required(row, f"pos{side}")
    place = f"{required(row, f'chr{side}')}:{position}"
    column = f"ort{side}"
    return SwiftPartner(
        symbol=genes[0] or None if len(genes) == 1 else None,
        breakpoint=breakpoint_at(place, f"chr{side}:pos{side}"),
        strand=strand(row[column], column),
        neighbours=tuple(map(Neighbour, filter(None, genes))) if len(genes) > 1 else (),
    )


def _support(row: Row) -> ReadSupport:
    first, second = count(row, "readsA"), count(row, "readsB")
    return SwiftSupport(
        split_reads=first + second if first is not None and second is not None else None,
        allele_fraction=_fraction(row, "ratioA"),
        depth=count(row, "total_readsA"),
    )


def _fraction(row: Row, column: str) -> Decimal | None:
    text = optional(row, column)
    if text is not None and _FRACTION(text) is None:
        msg = f"{column} is not a fraction from 0 to 1: {text!r}"
        raise ValueError(msg)
    return Decimal(text) if text else None


def _frames(row: Row) -> set[str]:
    return set((optional(row, "frame") or "").split(",")) - {""}


def _order(row: Row) -> PartnerOrder:
    sign = required(row, "sv_ort")
    if sign not in _ORDERS:
        msg = f"sv_ort is neither > nor ?: {sign!r}"
        raise ValueError(msg)
    return _ORDERS[sign]


def _tags(row: Row) -> tuple[str, ...]:
    names = ("type", "featureA", "featureB", "ratioB", "total_readsB", "score", "medal", "functional effect")
    told = [(name, optional(row, name)) for name in names]
    frames = _frames(row)
    if frames and frames != {"1"}:
        told.append(("frame", ",".join(sorted(frames))))
    return tuple(f"{name}={value}" for name, value in told if value)
