"""TruSight Oncology 500: AllFusions."""

from fusionanno.model import FusionCall, Neighbour, Partner, PartnerOrder, Source, SupportMeaning
from fusionanno.model.locus import Breakpoint
from fusionanno.readers.base import Column, Kind, TableReader
from fusionanno.readers.cells import RNA, Row, breakpoint_at, count, optional, required
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_SPLICE_CALLER = "SpliceGirl"
_JITTER = 4
"""Bases by which positions of fusions lie beside exon edges in real files; those of splices are exact."""
_VERDICTS = ("PASS", "FAIL")
_SENSES = ("Gene A Sense", "Gene B Sense")
_SAID = (
    "Caller",
    "Precise/Imprecise",
    "Ref A Split",
    "Ref A Pair",
    "Ref B Split",
    "Ref B Pair",
    "Ref A Dedup",
    "Ref B Dedup",
    "Gene A Location",
    "Gene B Location",
    *_SENSES,
)


class Tso500AllFusionsReader(TableReader):
    """Illumina TruSight Oncology 500 ``<sample>_AllFusions.csv``: every RNA fusion candidate, kept or not.

    Lines of ``# column = meaning`` stand before the header. Gene A is 5' where `Fusion Directionality Known`
    is True; otherwise the order stays open. Several genes at one breakpoint are joined by ``;``: that partner
    has no symbol then, and its gene is read from the position. The rows of the caller SpliceGirl are splices
    by rising coordinates: their Gene B Breakpoint is the last base skipped, so one base is added (checked on
    real rows: PDGFRA 55138560 where exon 10 begins at 55138561, GRCh37), and their order is told only where
    both senses are True. The other callers' positions are the last base of A and the first of B (PVT1::MYC
    128806980 and 128750494 are exon edges, GRCh37); older ones lie up to 4 bases aside: so far is a junction
    moved to the nearest exon edge, and the flag snapped-to-exon-edge says so; ``--snap 0`` moves nothing.

    Split reads and pairs are those without duplicates, with duplicates where that is all there is. What the
    Filter lists after FAIL, or without a verdict, was not passed, as was KeepFusion where it is False; what
    stands beside PASS is information, a tag. The score is kept by the caller's name: scores of different
    callers are not comparable. The contig and its alignment are not read: they do not say where the junction
    is. Read as real files: FusionProcessor 1.0.0.407 (Local App 2.2) and 1.0.0.614 (DRAGEN TSO 500 2.6).
    """

    name = "tso500_allfusions"
    title = "TruSight Oncology 500 AllFusions"
    kind = Kind.PLATFORM
    versions = "Local App 2.x and DRAGEN TSO 500 2.x (FusionProcessor 1.0.0)"
    url = (
        "https://help.connected.illumina.com/tso500/dragen-tso-500-guides/dragen-tso-500-v2.5/"
        "analysis-output/rna-output"
    )
    comment = "#"
    delimiters = (",", "\t", ";")
    support = SupportMeaning(
        split_reads="Alt Split Dedup: unique reads split by the junction, without duplicates (Alt Split, with"
        " duplicates, where that is missing)",
        spanning_fragments="Alt Pair Dedup: unique reads paired across the junction, without duplicates (Alt"
        " Pair, with duplicates, where that is missing)",
    )
    columns = (
        Column("Caller", "a tag, and the score's name", "DRAGEN"),
        Column("Gene A", "first gene or genes; 5' where the direction is known", "KIF5B"),
        Column("Gene B", "second gene or genes", "RET"),
        Column("Gene A Breakpoint", "first breakpoint", "chr10:32306071"),
        Column("Gene B Breakpoint", "second breakpoint", "chr10:43609928"),
        Column("Score", "confidence", "0.91", False),
        Column("Filter", "filters not passed", "PASS", False),
        Column("KeepFusion", "a filter where False", "True"),
        Column("Alt Split Dedup", "split reads without duplicates", "33", False),
        Column("Alt Pair Dedup", "spanning pairs without duplicates", "8", False),
        Column("Alt Split", "split reads with duplicates", "N/A", False),
        Column("Alt Pair", "spanning pairs with duplicates", "N/A", False),
        Column("Fusion Directionality Known", "whether A is 5'", "True", False),
        *(Column(name, "a tag", "N/A", False) for name in _SAID if name != "Caller"),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        row = {name: "" if cell.strip() == "N/A" else cell for name, cell in row.items()}
        is_splice = required(row, "Caller") == _SPLICE_CALLER
        score = optional(row, "Score")
        filters, notes = _filters(row)
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, "A", 0),
            three_prime=_partner(row, "B", 1 if is_splice else 0),
            molecule=RNA,
            support=SwiftSupport(
                split_reads=_counted(row, "Alt Split"), spanning_fragments=_counted(row, "Alt Pair")
            ),
            confidence=score and f"{row['Caller'].strip()} score {score}",
            tags=(*(f"{name}={text}" for name in _SAID if (text := optional(row, name))), *notes),
            order=_order(row, is_splice),
            jitter=None if is_splice else _JITTER,
            filters=filters,
            source=source,
        )


def _partner(row: Row, side: str, shift: int) -> Partner:
    column = f"Gene {side} Breakpoint"
    written = breakpoint_at(required(row, column), column)
    place = Breakpoint(written.contig, written.position + shift)
    genes = [gene.strip() for gene in (optional(row, f"Gene {side}") or "").split(";") if gene.strip()]
    if len(genes) > 1:
        return SwiftPartner(None, place, neighbours=tuple(Neighbour(gene) for gene in genes))
    return SwiftPartner(genes[0] if genes else None, place)


def _counted(row: Row, column: str) -> int | None:
    unique, every = count(row, f"{column} Dedup"), count(row, column)
    return every if unique is None else unique


def _order(row: Row, is_splice: bool) -> PartnerOrder:
    """Return whether A is 5': as said, for a splice by its senses."""
    told = _all_true(row["Fusion Directionality Known"])
    if is_splice:
        told = told and all(_all_true(row[sense]) for sense in _SENSES)
    return PartnerOrder.TOLD if told else PartnerOrder.NOT_TOLD


def _all_true(cell: str) -> bool:
    return bool(cell) and all(word.strip().lower() == "true" for word in cell.split(";"))


def _filters(row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the filters that were not passed, and what is told for information."""
    words = [word.strip() for word in (optional(row, "Filter") or "").split(";") if word.strip()]
    listed = tuple(word for word in words if word not in _VERDICTS)
    dropped = ("KeepFusion=False",) if row["KeepFusion"].strip().lower() == "false" else ()
    return ((), listed) if "PASS" in words and not dropped else ((*listed, *dropped), ())
