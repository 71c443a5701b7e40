"""cBioPortal fusions, the older format."""

from collections.abc import Iterator

from fusionanno.model import (
    FusionCall,
    Molecule,
    OtherRow,
    PartnerOrder,
    ReadingFrame,
    Source,
)
from fusionanno.readers.base import NO_NUMBERS, Column, Item, Kind, TableReader
from fusionanno.readers.cells import Row, optional, required
from fusionanno.readers.joined import joined_name
from fusionanno.readers.lines import Lines
from fusionanno.readers.swift import SwiftCall, SwiftPartner

_FRAMES = {
    "in-frame": ReadingFrame.IN_FRAME,
    "inframe": ReadingFrame.IN_FRAME,
    "in frame": ReadingFrame.IN_FRAME,
    "frameshift": ReadingFrame.OUT_OF_FRAME,
    "out of frame": ReadingFrame.OUT_OF_FRAME,
    "out-of-frame": ReadingFrame.OUT_OF_FRAME,
}
_SAID = ("Center", "Method", "Frame", "Fusion_Status", "Comments")


class CbioportalFusionsReader(TableReader):
    """cBioPortal ``data_fusions.txt``, the format before data_sv.txt; GENIE's data_fusions.txt.

    One row per gene, so that a fusion stands in two rows: the second of two equal rows that follow each other
    is counted, not called again. `Fusion` is free text. The gene in Hugo_Symbol tells where a joined name is
    split; the order of the two names means nothing (``ALK-EML4`` is written, too), so the order stays open.
    ``EGFR-intragenic`` is an event inside EGFR; words such as ``EGFRvIII`` are read as they stand. Text that
    names no pair (``Fusion2``) keeps the row's gene and leaves the partner unknown. There are no positions,
    no exons and no numbers of reads. `DNA_support` and `RNA_support` tell the molecule where one alone is
    yes; in-frame and frameshift are the frame, other words a tag. Read as real files: a TCGA melanoma
    study, the portal's own test study.
    """

    name = "cbioportal_fusions"
    title = "cBioPortal fusions (older format)"
    kind = Kind.PLATFORM
    versions = "data_fusions.txt"
    url = "https://docs.cbioportal.org/file-formats/#fusion-data"
    coordinate_base = None
    support = NO_NUMBERS
    columns = (
        Column("Hugo_Symbol", "one of the genes", "ERG", True, ("HUGO_SYMBOL",)),
        Column("Tumor_Sample_Barcode", "sample", "S1", True, ("TUMOR_SAMPLE_BARCODE",)),
        Column("Fusion", "both genes", "TMPRSS2-ERG fusion", True, ("FUSION",)),
        Column("DNA_support", "molecule", "no", False, ("DNA_Support", "DNA_SUPPORT")),
        Column("RNA_support", "molecule", "yes", False, ("RNA_Support", "RNA_SUPPORT")),
        Column("Frame", "the study's frame, or a tag", "unknown", False, ("FRAME",)),
        *(Column(name, "a tag", "", False, (name.upper(),)) for name in _SAID if name != "Frame"),
    )

    def read(self, lines: Lines) -> Iterator[Item]:
        return _once(super().read(lines))

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        gene, text = optional(row, "Hugo_Symbol"), required(row, "Fusion")
        name = joined_name(text, gene)
        frame = _FRAMES.get((optional(row, "Frame") or "").lower())
        tags = [f"{column}={said}" for column in _SAID if (said := optional(row, column))]
        if gene and not name.words and gene not in (name.first, name.second):
            tags.insert(0, f"Hugo_Symbol={gene}")
        return SwiftCall(
            caller=self.name,
            five_prime=SwiftPartner(name.first),
            three_prime=SwiftPartner(name.second),
            molecule=_molecule(row),
            caller_frame=frame,
            described=name.words,
            sample=optional(row, "Tumor_Sample_Barcode"),
            tags=(f"Fusion={text}", *tags),
            order=PartnerOrder.TOLD if name.words else PartnerOrder.NOT_TOLD,
            source=source,
        )


def _once(items: Iterator[Item]) -> Iterator[Item]:
    last = None
    for item in items:
        if isinstance(item, FusionCall) and item == last and item.source:
            yield OtherRow(item.source, "the row before, by its other gene")
            continue
        last = item
        yield item


def _molecule(row: Row) -> Molecule | None:
    dna, rna = ((optional(row, f"{what}_support") or "").lower() == "yes" for what in ("DNA", "RNA"))
    if dna is rna:
        return None
    return Molecule.DNA if dna else Molecule.RNA
