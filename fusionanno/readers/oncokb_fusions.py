"""OncoKB annotator: fusions by name."""

from fusionanno.model import FusionCall, PartnerOrder, Source
from fusionanno.readers.base import NO_NUMBERS, Column, Kind, TableReader
from fusionanno.readers.cells import Row, optional, required
from fusionanno.readers.joined import joined_name
from fusionanno.readers.swift import SwiftCall, SwiftPartner


class OncokbFusionsReader(TableReader):
    """OncoKB annotator fusions: sample and one joined name (FusionAnnotator).

    ``ALK-EML4`` is no order (OncoKB reads either), so the order stays open; ``MLL2-intragenic`` is an event
    inside one gene, and words such as ``EGFRvIII`` are read as they stand. A name with hyphens that can be
    split at several places is kept in words. There are no positions, exons or reads. Read as a real file: the
    annotator's example.
    """

    name = "oncokb_fusions"
    title = "OncoKB fusions"
    kind = Kind.PLATFORM
    versions = "oncokb-annotator 1.x to 3.x, FusionAnnotator"
    url = "https://github.com/oncokb/oncokb-annotator"
    coordinate_base = None
    support = NO_NUMBERS
    excludes = frozenset(
        (
            "Hugo_Symbol",
            "HUGO_SYMBOL",
            "fusion",
            "Entrez_Gene_Id",
            "Center",
            "DNA_support",
            "RNA_support",
            "Frame",
        )
    )
    columns = (
        Column("Tumor_Sample_Barcode", "sample", "S1", True, ("TUMOR_SAMPLE_BARCODE",)),
        Column("Fusion", "both genes", "ALK-EML4", True, ("FUSION",)),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        text = required(row, "Fusion")
        name = joined_name(text)
        return SwiftCall(
            caller=self.name,
            five_prime=SwiftPartner(name.first),
            three_prime=SwiftPartner(name.second),
            described=name.words,
            sample=optional(row, "Tumor_Sample_Barcode"),
            tags=(f"Fusion={text}",),
            order=PartnerOrder.TOLD if name.words and "-" not in name.words else PartnerOrder.NOT_TOLD,
            source=source,
        )
