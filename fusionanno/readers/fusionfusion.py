"""fusionfusion."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fusionanno.model import FusionCall, Neighbour, Partner, PartnerOrder, Source, SupportMeaning
from fusionanno.readers.cells import RNA, breakpoint_at, strand
from fusionanno.readers.headless import HeadlessReader
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_NONE = "---"
_TRANSCRIPT = "ENST"
_ALONE, _SCORED = 12, 16
"""Cells of the merged result (and of one aligner's without scores), and of one aligner's with scores."""

_INSERTED = re.compile(r"---|[ACGTNacgtn]+").fullmatch
_GENES = re.compile(r"[^\s;]+(;[^\s;]+)*").fullmatch


class FusionFusionReader(HeadlessReader):
    """fusionfusion (Genomon) ``fusion_fusion.result.txt`` and ``star.fusion.result.txt``, without headers.

    Positions are 1-based, the bases kept at the junction; a direction ``+`` keeps what lies to the left of
    it, ``-`` what lies to the right. The places stand in the order of the genome: which is 5' is not told.
    The first stands as 5', with the strands that follow from the sides kept. A gene cell lists all genes that
    overlap the place; where it names several, the partner has no symbol and they are told as genes beside the
    breakpoint. The exon edges that the caller found (``BCAS4.end``) are tags, and so are ids of transcripts
    that stand for a gene. Inserted bases are told by their number, since the file does not say on which
    strand they stand.

    The pair count is the last cell of the merged result and the eighth of one aligner's. A merged result of
    several aligners (13 cells and more, old versions) does not say whose counts these are and is refused, row
    by row. BLAT's scores and sizes are not read. Read as real files: both of MCF-7 on GRCh37, where
    BCAS4::BCAS3 lies on its exons' edges.
    """

    name = "fusionfusion"
    title = "fusionfusion"
    versions = "0.3 to 0.5, merged and of STAR alone"
    url = "https://github.com/Genomon-Project/fusionfusion#results"
    support = SupportMeaning(
        split_reads="read pairs that support the fusion, each with a read across the junction",
    )

    @property
    def recognised_by(self) -> str:
        return "no header; rows that begin 13 60240980 + 17 58007535 + ---, with genes and exon edges behind"

    @property
    def example(self) -> str:
        return "2\t29223528\t+\t2\t42295516\t+\t---\tALK\tALK.start\tEML4\tEML4.end\t12\n"

    def fits(self, cells: Sequence[str]) -> bool:
        return (
            len(cells) >= _ALONE
            and all(map(str.isdecimal, (cells[1], cells[4])))
            and {cells[2], cells[5]} <= {"+", "-"}
            and _INSERTED(cells[6]) is not None
        )

    def parse_cells(self, cells: Sequence[str], source: Source) -> FusionCall:
        if len(cells) not in (_ALONE, _SCORED):
            msg = f"{len(cells)} cells, not {_ALONE} or {_SCORED}: the row is cut off, or of several aligners"
            raise ValueError(msg)
        told = _told(cells)
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(cells[0:3], told.genes[0], is_five=True),
            three_prime=_partner(cells[3:6], told.genes[1], is_five=False),
            molecule=RNA,
            support=SwiftSupport(split_reads=_count(told.pairs)),
            inserted_bases=_inserted(cells[6]),
            tags=(*_names(told.edges[0]), *_names(told.edges[1]), *_transcripts(told)),
            order=PartnerOrder.NOT_TOLD,
            source=source,
        )


class _Told(NamedTuple):
    """What stands behind the two places: at other cells in the two files."""

    pairs: str
    genes: tuple[str, str]
    edges: tuple[str, str]


def _told(cells: Sequence[str]) -> _Told:
    if cells[7].isdecimal():
        return _Told(cells[7], (cells[8], cells[10]), (cells[9], cells[11]))
    return _Told(cells[11], (cells[7], cells[9]), (cells[8], cells[10]))


def _partner(place: Sequence[str], genes: str, *, is_five: bool) -> Partner:
    contig, position, direction = place
    kept = strand(direction, "direction")
    if kept is None or not contig:
        msg = f"not a place with a direction + or -: {' '.join(place)[:60]!r}"
        raise ValueError(msg)
    if _GENES(genes) is None:
        msg = f"not genes: {genes[:40]!r}"
        raise ValueError(msg)
    symbols = [name for name in _names(genes) if not name.startswith(_TRANSCRIPT)]
    return SwiftPartner(
        symbol=symbols[0] if len(symbols) == 1 else None,
        breakpoint=breakpoint_at(f"{contig}:{position}", "position"),
        strand=kept if is_five else kept.opposite,
        neighbours=tuple(map(Neighbour, symbols)) if len(symbols) > 1 else (),
    )


def _names(cell: str) -> list[str]:
    return [] if cell == _NONE else cell.split(";")


def _transcripts(told: _Told) -> Iterator[str]:
    """Yield the ids of transcripts that stand among the genes, as Ensembl's without a symbol do."""
    for name in (*_names(told.genes[0]), *_names(told.genes[1])):
        if name.startswith(_TRANSCRIPT):
            yield name


def _count(cell: str) -> int:
    if not cell.isdecimal():
        msg = f"the number of read pairs is not a whole number: {cell[:40]!r}"
        raise ValueError(msg)
    return int(cell)


def _inserted(cell: str) -> int | None:
    if _INSERTED(cell) is None:
        msg = f"neither inserted bases nor {_NONE}: {cell[:40]!r}"
        raise ValueError(msg)
    return None if cell == _NONE else len(cell)
