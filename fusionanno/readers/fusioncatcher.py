"""FusionCatcher."""

import re
from collections.abc import Iterator, Sequence

from fusionanno.model import CallerSequence, FusionCall, Partner, ReadingFrame, Source, SupportMeaning
from fusionanno.readers.base import Column, Item, TableReader
from fusionanno.readers.cells import RNA, Row, breakpoint_at, count, optional, required, strand
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSequence, SwiftSupport

_FRAMES = {"in-frame": ReadingFrame.IN_FRAME, "out-of-frame": ReadingFrame.OUT_OF_FRAME}
_GENE_1, _GENE_2 = "Gene_1_symbol(5end_fusion_partner)", "Gene_2_symbol(3end_fusion_partner)"
_POINT_1, _POINT_2 = (
    "Fusion_point_for_gene_1(5end_fusion_partner)",
    "Fusion_point_for_gene_2(3end_fusion_partner)",
)
_ID_1, _ID_2 = "Gene_1_id(5end_fusion_partner)", "Gene_2_id(3end_fusion_partner)"
_LAST = ("Predicted_effect", "Predicted_fused_transcripts", "Predicted_fused_proteins")
_REGION = r"(?:intergenic|intronic|UTR|---|exonic\(no-known-CDS\)|CDS\([a-z-]+\))"
_EFFECT = re.compile(rf"in-frame|out-of-frame|{_REGION}/{_REGION}").fullmatch
_NOT_LIFTED = "not-converted"
_JUNCTION = re.compile(r"([ACGT]*)\*([ACGT]*)").search


class FusionCatcherReader(TableReader):
    """FusionCatcher ``final-list_candidate-fusion-genes.txt`` and its ``.GRCh37`` or ``.hg19`` twin.

    Gene 1 is 5'. Positions are 1-based, the last base kept of gene 1 and the first of gene 2, with the strand
    that the fusion reads there; which build they count on stands in the file's name only, so state it. Split
    reads are Spanning_unique_reads, spanning fragments Spanning_pairs; isoforms of one gene pair share the
    pairs. Predicted_effect is the caller's frame where it says in-frame or out-of-frame; where it names the
    two regions (``UTR/intronic``) it is a tag, and so are the labels of Fusion_description and
    Counts_of_common_mapping_reads above 0, which tells that the two genes resemble each other. In
    Fusion_sequence ``*`` is the junction; inserted bases are not told, the bases nearest it are read up to
    the first that is not known. A point that the lift to another build lost is empty: there is no breakpoint
    then. A last cell that an editor took away because it was empty does no harm.

    Exon ids are not read, since the position says the same; nor are Predicted_fused_transcripts and
    Predicted_fused_proteins, which list every pair of transcripts that is possible. The text
    ``summary_candidate_fusions.txt`` is no table and says nothing that is not here: it is refused.

    Read as real files: nine outputs on GRCh37, GRCh38 and mouse, with 16 and 18 columns, and an empty one
    with the older header; checked on EML4::ALK (GRCh38 2:42295516, 2:29223528) and FGFR3::TACC3, which lie on
    the exons' edges.
    """

    name = "fusioncatcher"
    title = "FusionCatcher"
    versions = "0.99 and 1.x, and the older header (Fusion_gene_symbol_1)"
    url = "https://github.com/ndaniel/fusioncatcher/blob/master/doc/manual.md"
    support = SupportMeaning(
        split_reads="Spanning_unique_reads: reads across the junction, without PCR duplicates",
        spanning_fragments="Spanning_pairs: read pairs that support the fusion of the two genes, those that"
        " map to several places included",
        caveat="isoforms of one gene pair share spanning pairs: each row counts them all",
    )
    columns = (
        Column(
            _GENE_1,
            "5' gene",
            "EML4",
            True,
            ("Fusion_gene_symbol_1(5end_partner)", "Gene_1_symbol.5end_fusion_partner."),
        ),
        Column(
            _GENE_2,
            "3' gene",
            "ALK",
            True,
            ("Fusion_gene_symbol_2(3end_partner)", "Gene_2_symbol.3end_fusion_partner."),
        ),
        Column("Fusion_description", "tags", "known,oncogene", False),
        Column("Counts_of_common_mapping_reads", "a tag", "0", False),
        Column("Spanning_pairs", "spanning fragments", "45"),
        Column("Spanning_unique_reads", "split reads", "27"),
        Column(
            _POINT_1,
            "5' breakpoint and strand",
            "2:42295516:+",
            True,
            ("Fusion_gene_1_position(5end_partner)", "Fusion_point_for_gene_1.5end_fusion_partner."),
        ),
        Column(
            _POINT_2,
            "3' breakpoint and strand",
            "2:29223528:-",
            True,
            ("Fusion_gene_2_position(3end_partner)", "Fusion_point_for_gene_2.3end_fusion_partner."),
        ),
        Column(
            _ID_1,
            "5' gene id",
            "ENSG00000143924",
            False,
            ("Fusion_gene_1(5end_partner)", "Gene_1_id.5end_fusion_partner."),
        ),
        Column(
            _ID_2,
            "3' gene id",
            "ENSG00000171094",
            False,
            ("Fusion_gene_2(3end_partner)", "Gene_2_id.3end_fusion_partner."),
        ),
        Column("Fusion_sequence", "bases at the junction", "GGAAAGGACCTAAAG*TGTACCGCCGGAAGC", False),
        Column(_LAST[0], "FusionCatcher's verdict on the frame, or a tag", "in-frame", False),
        Column("sample", "sample", "", False, ("Sample",)),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, _GENE_1, _POINT_1, _ID_1),
            three_prime=_partner(row, _GENE_2, _POINT_2, _ID_2),
            molecule=RNA,
            support=SwiftSupport(count(row, "Spanning_unique_reads"), count(row, "Spanning_pairs")),
            caller_frame=_FRAMES.get(row[_LAST[0]]),
            sequence=_sequence(row["Fusion_sequence"]),
            sample=optional(row, "sample"),
            tags=_tags(row),
            source=source,
        )

    def _rows(
        self, numbered: Iterator[tuple[int, str]], names: Sequence[str], delimiter: str, path: str
    ) -> Iterator[Item]:
        if tuple(names[-3:]) == _LAST:
            numbered = _filled(numbered, len(names) - 1, delimiter)
        return super()._rows(numbered, names, delimiter, path)


def _filled(
    numbered: Iterator[tuple[int, str]], delimiters: int, delimiter: str
) -> Iterator[tuple[int, str]]:
    """Put the two last, empty cells back where a row ends with a whole Predicted_effect."""
    for number, line in numbered:
        if line.count(delimiter) == delimiters - 2 and _EFFECT(line.rpartition(delimiter)[2]):
            yield number, line + 2 * delimiter
        else:
            yield number, line


def _partner(row: Row, gene_column: str, point_column: str, id_column: str) -> Partner:
    point = optional(row, point_column)
    is_lost = point is None or point.startswith(_NOT_LIFTED)
    place, _, sign = (point or "").rpartition(":")
    return SwiftPartner(
        symbol=required(row, gene_column),
        breakpoint=None if is_lost else breakpoint_at(place, point_column),
        gene_id=optional(row, id_column),
        strand=None if is_lost else strand(sign, point_column),
    )


def _sequence(written: str) -> CallerSequence | None:
    """Read the known bases nearest the junction; None where there is no such junction."""
    if written.count("*") != 1:
        return None
    match = _JUNCTION(written)
    return match and SwiftSequence(match[1], match[2])


def _tags(row: Row) -> tuple[str, ...]:
    effect, common = row[_LAST[0]], count(row, "Counts_of_common_mapping_reads")
    labels = optional(row, "Fusion_description")
    return (
        *(labels.split(",") if labels else ()),
        *((f"Counts_of_common_mapping_reads={common}",) if common else ()),
        *((effect,) if effect and effect not in _FRAMES else ()),
    )
