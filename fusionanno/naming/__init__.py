"""Names, in both directions: words to a call, a placed fusion to its name in every nomenclature."""

from collections.abc import Callable

from fusionanno.model import EventKind, FusionName, PlacedFusion
from fusionanno.naming.hgvs import hgvs_name, linker_bases
from fusionanno.naming.hgvs_genome import chromosome_accession, hgvs_genomic_name
from fusionanno.naming.iscn import TranscribedEnd, iscn_name, rearrangement_class
from fusionanno.naming.junction import ExonJunction
from fusionanno.naming.legacy import alternative_exon, exon_name, literature_junction
from fusionanno.naming.tables import AlternativeExon
from fusionanno.naming.text import parse_fusion
from fusionanno.naming.variants import name_of, variant_name
from fusionanno.naming.vicc import ViccName, vicc_name

__all__ = [
    "AlternativeExon",
    "ExonJunction",
    "TranscribedEnd",
    "ViccName",
    "alternative_exon",
    "chromosome_accession",
    "exon_name",
    "hgnc_name",
    "hgvs_genomic_name",
    "hgvs_name",
    "iscn_name",
    "linker_bases",
    "literature_junction",
    "name_fusion",
    "parse_fusion",
    "rearrangement_class",
    "variant_name",
    "vicc_name",
]


def name_fusion(placed: PlacedFusion, band: Callable[[str, int], str | None]) -> FusionName:
    """Return the fusion's name in every nomenclature that the data carries.

    band answers with the cytogenetic band of a contig's 1-based position, or None.
    """
    junction = literature_junction(placed)
    five, three = placed.five_symbol, placed.three_symbol
    vicc = vicc_name(placed)
    return FusionName(
        hgnc=hgnc_name(placed),
        exons=None if junction is None else str(junction),
        variant=None if junction is None else name_of(five, three, junction),
        vicc=None if vicc is None else str(vicc),
        hgvs=hgvs_name(placed),
        hgvs_g=hgvs_genomic_name(placed, band),
        iscn=iscn_name(placed, band),
    )


def hgnc_name(placed: PlacedFusion) -> str:
    """Return EML4::ALK; A-B for a read-through transcript.

    Source: Bruford 2021, DOI:10.1038/s41375-021-01436-6.
    """
    joint = "-" if placed.event is EventKind.READ_THROUGH else "::"
    return f"{placed.five_symbol}{joint}{placed.three_symbol}"
