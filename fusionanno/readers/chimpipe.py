"""ChimPipe."""

import re

from fusionanno.model import FusionCall, Neighbour, Partner, Source, SupportMeaning
from fusionanno.readers.base import Column, TableReader
from fusionanno.readers.cells import RNA, Row, breakpoint_at, count, optional, required, strand
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_END = re.compile(r"(\S+)_(\d+)_([+-])")
_MISSING = "na"


class ChimPipeReader(TableReader):
    """ChimPipe ``chimericJunctions_<sample>.txt`` and ``chimericJunctions_candidates_<sample>.txt``.

    juncCoord is ``chromosome_position_strand:chromosome_position_strand``, donor (5') before acceptor (3'),
    1-based, last and first base kept; the strands are those that the transcript reads. A contig may hold
    underscores itself. Where several genes lie there, the gene cell lists them with commas: the partner then
    has no symbol, they are its neighbours. ``na`` is missing. In a file of candidates `filtered` is 1 for a
    junction that failed, and `reason` lists the filters. The type, the distance to the exons' edges and the
    splice sites are tags; percentages, homology by BLAST and read names are not read.

    No real file was at hand: written from ChimPipe's manual, and from the row that FusionBenchmarking quotes
    (GP2::PDZD7, simulated on GRCh38), whose donor and acceptor lie on exon edges as both distances of 0 say.
    """

    name = "chimpipe"
    title = "ChimPipe"
    versions = "0.9.3 and later (juncCoord)"
    url = "https://chimpipe.readthedocs.io/en/latest/manual.html"
    support = SupportMeaning(
        split_reads="nbSpanningReads: split reads across the junction",
        spanning_fragments="nbConsistentPE: discordant pairs that agree with the junction",
        caveat="split reads that map to several places are counted (nbMulti)",
    )
    columns = (
        Column(
            "juncCoord",
            "both breakpoints and strands, the call's id",
            "chr2_42295516_+:chr2_29223528_-",
            True,
            ("# juncCoord", "#juncCoord", "X..juncCoord"),
        ),
        Column("type", "a tag", "interstrand"),
        Column("filtered", "whether it failed", "0", False),
        Column("reason", "filters not passed", "na", False),
        Column("nbSpanningReads", "split reads", "12"),
        Column("nbConsistentPE", "spanning fragments", "5"),
        Column("distExonBoundaryA", "a tag", "0", False),
        Column("distExonBoundaryB", "a tag", "0", False),
        Column("donorSS", "a tag", "GT", False),
        Column("acceptorSS", "a tag", "AG", False),
        Column("gnIdsA", "5' gene id", "ENSG00000143924.19", False),
        Column("gnIdsB", "3' gene id", "ENSG00000171094.18", False),
        Column("gnNamesA", "5' gene", "EML4"),
        Column("gnNamesB", "3' gene", "ALK"),
        Column("sample", "sample", "", False),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        junction = required(row, "juncCoord")
        first, colon, second = junction.rpartition(":")
        if not colon:
            msg = f"juncCoord has not two ends with a colon between: {junction!r}"
            raise ValueError(msg)
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, "A", first),
            three_prime=_partner(row, "B", second),
            molecule=RNA,
            support=SwiftSupport(count(row, "nbSpanningReads"), count(row, "nbConsistentPE")),
            sample=optional(row, "sample"),
            tags=_tags(row),
            call_id=junction,
            filters=_filters(row),
            source=source,
        )


def _partner(row: Row, side: str, end: str) -> Partner:
    match = _END.fullmatch(end)
    if match is None:
        msg = f"juncCoord is not chromosome_position_strand on both sides: {end!r}"
        raise ValueError(msg)
    names, ids = _listed(row, f"gnNames{side}"), _listed(row, f"gnIds{side}")
    return SwiftPartner(
        symbol=names[0] if len(names) == 1 else None,
        breakpoint=breakpoint_at(f"{match[1]}:{match[2]}", "juncCoord"),
        gene_id=ids[0] if len(ids) == 1 else None,
        strand=strand(match[3], "juncCoord"),
        neighbours=tuple(Neighbour(name) for name in names) if len(names) > 1 else (),
    )


def _said(row: Row, column: str) -> str | None:
    text = optional(row, column)
    return None if text == _MISSING else text


def _listed(row: Row, column: str) -> list[str]:
    return [name for name in (_said(row, column) or "").split(",") if name and name != _MISSING]


def _filters(row: Row) -> tuple[str, ...]:
    if row["filtered"].strip() in ("", "0"):
        return ()
    if row["filtered"].strip() != "1":
        msg = f"filtered is neither 0 nor 1: {row['filtered']!r}"
        raise ValueError(msg)
    return tuple(_listed(row, "reason")) or ("filtered",)


def _tags(row: Row) -> tuple[str, ...]:
    kind = _said(row, "type")
    columns = ("distExonBoundaryA", "distExonBoundaryB", "donorSS", "acceptorSS")
    said = [f"{column}={text}" for column in columns if (text := _said(row, column))]
    return ((kind,) if kind else ()) + tuple(said)
