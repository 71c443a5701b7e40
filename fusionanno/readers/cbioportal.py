"""cBioPortal structural variants."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from fusionanno.model import (
    Assembly,
    FusionCall,
    Molecule,
    Neighbour,
    Partner,
    PartnerOrder,
    ReadingFrame,
    Source,
    Strand,
    SupportMeaning,
)
from fusionanno.readers.base import Column, Kind, TableReader
from fusionanno.readers.cells import Row, breakpoint_at, count, optional
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_FRAMES = {
    "inframe": ReadingFrame.IN_FRAME,
    "outofframe": ReadingFrame.OUT_OF_FRAME,
    "outframe": ReadingFrame.OUT_OF_FRAME,
    "frameshift": ReadingFrame.OUT_OF_FRAME,
}
_FRAME_IN_WORDS = re.compile(r"\b(in frame|out of frame)\b", re.IGNORECASE)
_DESCRIBED_GENE = re.compile(r"(?:^|\s)(\S+)\([+-]\)")
_INSIDE = re.compile(r"(?:Intron|Exon \d+|[35]-UTR) of ", re.IGNORECASE)
_CONNECTION = re.compile(r"([35])'?to([35])'?", re.IGNORECASE)
_YES = ("yes", "true")
_SAID = ("SV_Status", "Class", "Event_Info", "Breakpoint_Type", "Annotation", "Comments")


def _column(name: str, meaning: str, example: str = "", required: bool = False) -> Column:
    return Column(name, meaning, example, required, (name.upper(), name.lower()))


SITES = tuple(
    _column(f"Site{site}_{name}", f"site {site}'s {meaning}", example)
    for site, examples in (("1", ("ALK", "2", "29447211")), ("2", ("EML4", "2", "42523334")))
    for name, meaning, example in (
        ("Hugo_Symbol", "gene", examples[0]),
        ("Chromosome", "chromosome", examples[1]),
        ("Position", "breakpoint", examples[2]),
        ("Ensembl_Transcript_Id", "transcript", ""),
        ("Region", "region: an exon of RNA, or a tag", ""),
        ("Region_Number", "exon of RNA, or a tag", ""),
        ("Description", "description: a tag; its gene's name", ""),
    )
)
NAMED = ("Site1_Hugo_Symbol", "Site2_Hugo_Symbol")
"""The columns by which the format is recognised, beside one of the next."""

SAMPLE_OR_STATUS = tuple(
    spelt
    for name in ("Sample_Id", "SV_Status")
    for spelt in (name, name.upper(), name.lower(), name.replace("Id", "ID"))
)


class CbioportalReader(TableReader):
    """cBioPortal ``data_sv.txt`` (also data_structural_variants.txt, and GENIE's release with samples).

    Site 1 and site 2 are no order. Which partner is 5' is told where `Event_Info` names it in brackets,
    ``(EML4-ALK)`` or ``{EML4:ALK}``; the names are compared with each site's gene and with the gene in its
    description. ``TMPRSS2-ERG Fusion`` without brackets is no order. Otherwise the order stays open.
    `Connection_Type` (3to5, 5to3, 3to3, 5to5: the end of site 1 joined to the end of site 2) tells which side
    of each breakpoint is kept, as DELLY's CT: 3 keeps the lower positions, 5 the higher ones. The strands
    follow from it: of the 5' partner + where the lower side is kept, of the 3' partner + where the higher is.

    A site's gene and its description may contradict each other (``ABL1`` beside ``Intron of TMPRSS2(-)`` in
    real studies; also an old symbol). Where the description says that the break lies inside its gene, both
    names are kept beside the site, which then has no symbol: the gene is read from the position.
    Region and number are an exon only where RNA alone supports the call: a break in DNA inside an exon joins
    none. `DNA_Support` and `RNA_Support` tell the molecule where one of them alone is yes. The caller's frame
    is `Site2_Effect_On_Frame`, else the words in Event_Info. Tumor_Read_Count and Tumor_Variant_Count are not
    read as a fraction: studies count different things there. Positions are 1-based. Read as real files:
    MSK-IMPACT studies, the portal's own test study.
    """

    name = "cbioportal"
    title = "cBioPortal structural variants"
    kind = Kind.PLATFORM
    versions = "data_sv.txt and data_structural_variants.txt, with or without regions and support columns"
    url = "https://docs.cbioportal.org/file-formats/#structural-variant-data"
    support = SupportMeaning(
        split_reads="Tumor_Split_Read_Count: split reads of the tumour that support the variant",
        spanning_fragments="Tumor_Paired_End_Read_Count: read pairs of the tumour that support the variant",
        caveat="the study's own pipeline fills these; some write 0 where it does not count",
    )
    columns = (
        Column("Sample_Id", "sample", "S1", False, ("Sample_ID", "SAMPLE_ID", "sample_id")),
        *(column if column.name not in NAMED else _column(column.name, column.meaning, column.example, True)
          for column in SITES),
        _column("Site2_Effect_On_Frame", "the study's frame, or a tag", "in frame"),
        _column("NCBI_Build", "assembly", "GRCh37"),
        _column("Connection_Type", "which sides are kept: the strands", "3to3"),
        _column("Event_Info", "order, frame; a tag", "Protein fusion: in frame (EML4-ALK)"),
        _column("Tumor_Split_Read_Count", "split reads", "12"),
        _column("Tumor_Paired_End_Read_Count", "spanning fragments", "20"),
        _column("DNA_Support", "molecule", "yes"),
        _column("RNA_Support", "molecule", "no"),
        *(_column(name, "a tag") for name in _SAID if name != "Event_Info"),
    )  # fmt: skip

    @property
    def recognised_by(self) -> str:
        return f"columns {', '.join(NAMED)}, and Sample_Id or SV_Status"

    def missing_from(self, names: Sequence[str]) -> tuple[str, ...]:
        missing = super().missing_from(names)
        has_either = not set(SAMPLE_OR_STATUS).isdisjoint(names)
        return missing if missing or has_either else ("Sample_Id",)

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        return site_call(self.name, row, source)


class _Ends(NamedTuple):
    first: Strand | None
    second: Strand | None


def site_call(caller: str, row: Row, source: Source) -> FusionCall:
    """Return the call of a row with Site1_ and Site2_ columns; ValueError names a refused value."""
    molecule, order = _molecule(row), _order(row)
    ends = _strands(row)
    first, second = _partner(row, "1", ends.first, molecule), _partner(row, "2", ends.second, molecule)
    if all(end.symbol is None and end.breakpoint is None for end in (first, second)):
        msg = "Site1_Hugo_Symbol and Site2_Hugo_Symbol are empty, and no position is given"
        raise ValueError(msg)
    is_turned = order == ("2", "1")
    build = optional(row, "NCBI_Build")
    return SwiftCall(
        caller=caller,
        five_prime=_turned(second) if is_turned else first,
        three_prime=_turned(first) if is_turned else second,
        molecule=molecule,
        support=SwiftSupport(
            split_reads=_reads(row, "Tumor_Split_Read_Count"),
            spanning_fragments=_reads(row, "Tumor_Paired_End_Read_Count"),
        ),
        caller_frame=_frame(row),
        sample=optional(row, "Sample_Id") if "Sample_Id" in row else None,
        assembly=Assembly.parse(build) if build else None,
        tags=_tags(row),
        order=PartnerOrder.TOLD if order else PartnerOrder.NOT_TOLD,
        source=source,
    )


def _partner(row: Row, site: str, strand: Strand | None, molecule: Molecule | None) -> Partner:
    contig, position = optional(row, f"Site{site}_Chromosome"), optional(row, f"Site{site}_Position")
    place = None
    if contig and position and position != "-1":
        at = position[:-2] if position.endswith(".0") else position
        place = breakpoint_at(f"{contig}:{at}", f"Site{site}_Position")
    names = dict.fromkeys(_names(row, site))
    is_disputed = len(names) > 1 and place is not None and _INSIDE.match(row[f"Site{site}_Description"])
    return SwiftPartner(
        symbol=None if is_disputed else optional(row, f"Site{site}_Hugo_Symbol"),
        breakpoint=place,
        exon=_exon(row, site) if molecule is Molecule.RNA else None,
        transcript=optional(row, f"Site{site}_Ensembl_Transcript_Id"),
        strand=strand if place else None,
        neighbours=tuple(map(Neighbour, names)) if is_disputed else (),
    )


def _reads(row: Row, column: str) -> int | None:
    """Return a number of reads; the portal writes -1 where it has none."""
    return None if row[column].strip() == "-1" else count(row, column)


def _exon(row: Row, site: str) -> int | None:
    number = optional(row, f"Site{site}_Region_Number")
    if (optional(row, f"Site{site}_Region") or "").lower() != "exon" or number == "-1":
        return None
    return count(row, f"Site{site}_Region_Number") or None


def _strands(row: Row) -> _Ends:
    """Return the strands of a transcript that reads site 1 first."""
    text = optional(row, "Connection_Type")
    match = _CONNECTION.fullmatch(text) if text else None
    if match is None:
        return _Ends(None, None)
    first = Strand.PLUS if match[1] == "3" else Strand.MINUS
    return _Ends(first, Strand.PLUS if match[2] == "5" else Strand.MINUS)


def _turned(partner: Partner) -> Partner:
    """Return the partner as a transcript that reads the other site first reads it."""
    return replace(partner, strand=partner.strand and partner.strand.opposite)


def _order(row: Row) -> tuple[str, str] | None:
    """Return the sites in the order that Event_Info names in brackets; None where it names none, or both."""
    event = optional(row, "Event_Info") or ""
    named = {site: _names(row, site) for site in ("1", "2")}
    orders = [
        (five, three)
        for five, three in (("1", "2"), ("2", "1"))
        if any(
            f"({one}-{other})" in event or f"{{{one}:{other}}}" in event
            for one in named[five]
            for other in named[three]
        )
    ]
    return orders[0] if len(orders) == 1 else None


def _names(row: Row, site: str) -> tuple[str, ...]:
    cell, match = optional(row, f"Site{site}_Hugo_Symbol"), None
    match = _DESCRIBED_GENE.search(row[f"Site{site}_Description"])
    return tuple(name for name in (cell, match and match[1]) if name)


def _molecule(row: Row) -> Molecule | None:
    dna, rna = ((optional(row, column) or "").lower() in _YES for column in ("DNA_Support", "RNA_Support"))
    if dna is rna:
        return None
    return Molecule.DNA if dna else Molecule.RNA


def _frame(row: Row) -> ReadingFrame | None:
    word = optional(row, "Site2_Effect_On_Frame")
    if word is None and (match := _FRAME_IN_WORDS.search(row["Event_Info"])):
        word = match[1]
    return _FRAMES.get(re.sub(r"[\s_-]", "", word).lower()) if word else None


def _tags(row: Row) -> tuple[str, ...]:
    columns = [*_SAID, "Site1_Description", "Site2_Description", "Site2_Effect_On_Frame"]
    said = [f"{column}={text}" for column in columns if (text := optional(row, column))]
    for site in ("1", "2"):
        region = [optional(row, f"Site{site}_{column}") for column in ("Region", "Region_Number")]
        if region[0]:
            said.append(f"Site{site}_Region=" + " ".join(filter(None, region)))
    return tuple(said)
