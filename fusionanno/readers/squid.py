"""SQUID."""

from collections.abc import Sequence

from fusionanno.model import FusionCall, Partner, PartnerOrder, Source, Strand, SupportMeaning
from fusionanno.readers.base import Column, TableReader
from fusionanno.readers.cells import RNA, Row, breakpoint_at, count, optional, required, strand
from fusionanno.readers.swift import SwiftCall, SwiftPartner

_COUNTED, _TYPE, _GENES = "num_concordantfrag_bp1", "Type", "FusedGenes"
_OWN = frozenset((_COUNTED, _GENES))
"""Columns that other BEDPE files do not have."""


class SquidReader(TableReader):
    """SQUID ``_sv.txt`` (BEDPE without genes), and what ``AnnotateSQUIDOutput.py`` makes of it.

    Each side is a segment, 0-based and half-open; its strand tells which end of it is joined: ``+`` the end,
    ``-`` the start. So the break is the 1-based end of a ``+`` segment and start + 1 of a ``-`` segment; the
    other end only tells how far the reads reach, and is not read. SQUID does not say which side is 5'. The
    first side is given as 5' with its strand and the second as 3' with the opposite one; read from the other
    end, both strands turn. FusedGenes names the genes 5' first, but not which of them lies on which side, and
    lists every gene within 50 bases: it is a tag, and the genes are looked up at the breaks. Type
    (fusion-gene or not) and the score are tags: the score counts the reads that support the join, split reads
    and pairs together. num_concordantfrag counts the pairs that run over each break unbroken, and is a tag
    too.

    Read as real files: an output of HCC1954 (GRCh37, with counts and without "#") and an annotated one
    (GRCh38). Checked on FGFR3::TACC3, whose row begins with TACC3 (4:1727976 ``-`` is base 1727977, 1806934
    ``+`` is FGFR3's exon end), ETV6::NTRK3, AKAP9::BRAF and EWSR1::ATF1, on the exons' edges.
    """

    name = "squid"
    title = "SQUID"
    versions = "1.x, as written and annotated"
    url = "https://github.com/Kingsford-Group/squid#output-specification"
    coordinate_base = 0
    support = SupportMeaning(
        caveat="score counts split reads and pairs together, so that it is neither: it is kept as a tag"
    )
    columns = (
        Column("# chrom1", "first contig", "2", True, ("#chrom1", "chrom1", "X..chrom1")),
        Column("start1", "first break where strand1 is -", "29223300"),
        Column("end1", "first break where strand1 is +", "29223528"),
        Column("chrom2", "second contig", "2"),
        Column("start2", "second break where strand2 is -", "42295300"),
        Column("end2", "second break where strand2 is +", "42295516"),
        Column("score", "a tag", "27"),
        Column("strand1", "which end of the first segment is joined", "+"),
        Column("strand2", "which end of the second segment is joined", "+"),
        Column(_COUNTED, "a tag", "", False),
        Column("num_concordantfrag_bp2", "a tag", "", False),
        Column(_TYPE, "a tag", "fusion-gene", False),
        Column(_GENES, "a tag", "EML4:ALK", False),
    )

    @property
    def recognised_by(self) -> str:
        return f"{super().recognised_by}, and {_COUNTED} or {_GENES}"

    def fits(self, names: Sequence[str]) -> bool:
        return super().fits(names) and not _OWN.isdisjoint(names)

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, "1", "# chrom1", is_first=True),
            three_prime=_partner(row, "2", "chrom2", is_first=False),
            molecule=RNA,
            tags=_tags(row),
            order=PartnerOrder.NOT_TOLD,
            source=source,
        )


def _partner(row: Row, side: str, contig_column: str, *, is_first: bool) -> Partner:
    column = f"strand{side}"
    joined = strand(required(row, column), column)
    place = f"{required(row, contig_column)}:{required(row, f'{_joined_end(joined)}{side}')}"
    return SwiftPartner(
        symbol=None,
        breakpoint=breakpoint_at(place, f"{_joined_end(joined)}{side}", 1 if joined is Strand.PLUS else 0),
        strand=None if joined is None else Strand.keeping(joined is Strand.PLUS, is_five=is_first),
    )


def _joined_end(joined: Strand | None) -> str:
    return "end" if joined is Strand.PLUS else "start"


def _tags(row: Row) -> tuple[str, ...]:
    counts = [(name, count(row, name)) for name in ("score", _COUNTED, "num_concordantfrag_bp2")]
    words = [(name, optional(row, name)) for name in (_TYPE, _GENES)]
    return tuple(f"{name}={value}" for name, value in (*counts, *words) if value is not None)
