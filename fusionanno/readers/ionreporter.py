"""Ion Reporter and Genexus: the table of fusions."""

import re

from fusionanno.model import Breakpoint, FusionCall, Molecule, OtherRow, Partner, Source, SupportMeaning
from fusionanno.readers.base import Column, Kind, TableReader
from fusionanno.readers.cells import Row, breakpoint_at, count, optional, required
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_GENES = re.compile(
    r"([\w.@-]+?)\s*\((\d{1,3})[a-z]?\)\s*(?:-|::|\||;|/)\s*([\w.@-]+?)\s*\((\d{1,3})[a-z]?\)"
)
_PLACES = re.compile(r"\w+:\d+")
_PRESENT = ("PRESENT", "PRESENT-NON-TARGETED", "PRESENT (NON-TARGETED)", "PRESENT NON-TARGETED")
_CALLED = ("fusion", "rnaexonvariant", "")
_SAID = (
    "Type",
    "Oncomine Variant Class",
    "Oncomine Driver Gene",
    "Imbalance Score",
    "Ratio To Wild Type",
    "Predicted Break-point Range",
    "Read Counts Per Million",
    "Mol Cov. Mutant",
    "Call Details",
)


class IonReporterReader(TableReader):
    """Ion Reporter and Genexus ``Fusion.tsv``, the fusions of one sample as its result page shows them.

    `Genes (Exons)` is ``EML4(6) - ALK(20)``: the donor gene with the exon before the fusion, the partner gene
    with the exon after it; ``MET(13) - MET(15)`` skips MET exon 14. On which transcripts the exons count is
    not told. Where `Locus` names two positions, they are the breakpoints in the same order, 1-based exon
    edges. No strand is given. `Variant ID` is the call's id.

    Only PRESENT and PRESENT-NON-TARGETED in `Call` (older: `Detection`) are calls, the latter with a filter
    of that name. ABSENT and NO CALL are counted as targets that are not called; rows of other types
    (expression controls, imbalance, exon tiles) are counted by type. Written from Ion Reporter's help and
    from the columns that public readers of these files use; no real file was at hand.
    """

    name = "ionreporter"
    title = "Ion Reporter / Genexus fusions table"
    kind = Kind.PLATFORM
    versions = "Ion Reporter 5.x, Genexus 6.x"
    url = (
        "https://ionreporter.thermofisher.com/ionreporter/help/GUID-759AEE0F-3542-4774-AC5E-E630E2A4B1FB.html"
    )
    support = SupportMeaning(
        split_reads="Read Counts: reads of the target's amplicon across the junction",
        caveat="amplicon reads are copies of few molecules: not comparable with capture or whole RNA",
    )
    columns = (
        Column("Variant ID", "id", "KIF5B-RET.K15R12.COSF1262", True, ("Variant_ID",)),
        Column("Genes (Exons)", "genes and exons", "KIF5B(15) - RET(12)", True, ("Genes_(Exons)",)),
        Column("Call", "whether it is one", "PRESENT", True, ("Detection",)),
        Column("Read Counts", "split reads", "812", True, ("Read_Counts", "Reads")),
        Column("Locus", "both breakpoints", "chr10:32317356 - chr10:43612032", False),
        *(
            Column(name, "a tag", "Fusion" if name == "Type" else "", False, (name.replace(" ", "_"),))
            for name in _SAID
        ),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall | OtherRow:
        kind, verdict = (optional(row, "Type") or ""), required(row, "Call").upper()
        if kind.lower() not in _CALLED:
            return OtherRow(source, kind)
        if verdict not in _PRESENT:
            return OtherRow(source, f"target that is {verdict.lower()}")
        match = _GENES.fullmatch(required(row, "Genes (Exons)"))
        if match is None:
            msg = f"Genes (Exons) is not two genes with their exons: {row['Genes (Exons)']!r}"
            raise ValueError(msg)
        five, three = _places(optional(row, "Locus") or "")
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(match[1], match[2], five),
            three_prime=_partner(match[3], match[4], three),
            molecule=Molecule.RNA,
            support=SwiftSupport(split_reads=count(row, "Read Counts")),
            tags=tuple(f"{name}={text}" for name in _SAID if (text := optional(row, name))),
            call_id=optional(row, "Variant ID"),
            filters=() if verdict == "PRESENT" else (verdict,),
            source=source,
        )


def _partner(gene: str, exon: str, place: Breakpoint | None) -> Partner:
    return SwiftPartner(gene, place, exon=int(exon) or None)


def _places(text: str) -> tuple[Breakpoint | None, Breakpoint | None]:
    found = _PLACES.findall(text)
    if len(found) != 2:
        return None, None
    return breakpoint_at(found[0], "Locus"), breakpoint_at(found[1], "Locus")
