"""OncoKB annotator: structural variants."""

from fusionanno.model import FusionCall, PartnerOrder, Source
from fusionanno.readers.base import NO_NUMBERS, Column, Kind, TableReader
from fusionanno.readers.cells import Row, optional
from fusionanno.readers.swift import SwiftCall, SwiftPartner


class OncokbSvReader(TableReader):
    """OncoKB annotator structural variants: one row per sample and gene pair (StructuralVariantAnnotator).

    `GeneA` and `GeneB` are no order (its example has ALK, EML4), so the order stays open. `Sv_Type`
    (FUSION, DELETION, TRANSLOCATION, DUPLICATION, INSERTION, INVERSION, UNKNOWN) is a tag; the same gene
    twice is an event inside it. There are no positions, exons or reads. Annotated output is read too; what
    OncoKB adds is not. Read as a real file: the annotator's example.
    """

    name = "oncokb_sv"
    title = "OncoKB structural variants"
    kind = Kind.PLATFORM
    versions = "oncokb-annotator 3.x, StructuralVariantAnnotator"
    url = "https://github.com/oncokb/oncokb-annotator"
    coordinate_base = None
    support = NO_NUMBERS
    columns = (
        Column("Tumor_Sample_Barcode", "sample", "S1", False, ("TUMOR_SAMPLE_BARCODE", "Sample_Id")),
        Column("GeneA", "first gene", "ALK", True, ("GENEA", "geneA")),
        Column("GeneB", "second gene", "EML4", True, ("GENEB", "geneB")),
        Column("Sv_Type", "a tag", "FUSION", True, ("SV_TYPE", "SV_Type", "svType")),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        genes = optional(row, "GeneA"), optional(row, "GeneB")
        if not any(genes):
            msg = "GeneA and GeneB are empty"
            raise ValueError(msg)
        kind = optional(row, "Sv_Type")
        return SwiftCall(
            caller=self.name,
            five_prime=SwiftPartner(genes[0]),
            three_prime=SwiftPartner(genes[1]),
            sample=optional(row, "Tumor_Sample_Barcode"),
            tags=(f"Sv_Type={kind}",) if kind else (),
            order=PartnerOrder.NOT_TOLD,
            source=source,
        )
