"""What a break in DNA may bring under the rule of elements from elsewhere, though it lies in no driven gene.

Joined to a locus of segments, or to a place beside a gene that is known to lend its enhancer, every gene
within reach of the break may be driven. Which of them are is a matter of tables, asked by their symbols.
"""

from collections.abc import Iterator

from fusionanno.annotation.events.hijacking import LENT_WITHIN, REACH
from fusionanno.annotation.events.intergenic import distance
from fusionanno.annotation.events.partner import PartnerGene
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import Breakpoint, EventKind, FusionCall, InReach, Molecule
from fusionanno.naming.tables import hijacked_pair, hijackings

_TOLD = (EventKind.FUSION, EventKind.READ_THROUGH, EventKind.INTERNAL, EventKind.ENHANCER_HIJACKING)
"""Events that are told by their own genes."""


def in_reach(
    model: GeneModel, call: FusionCall, kind: EventKind, genes: tuple[PartnerGene, PartnerGene]
) -> tuple[InReach, ...]:
    """Return the genes that the other end's elements may drive from afar, the nearest first.

    Empty for RNA, for an event that is told by its own genes, and for a pair that the tables tell of itself.
    """
    if call.molecule is Molecule.RNA or kind in _TOLD or _is_known(genes):
        return ()
    places = call.five_prime.breakpoint, call.three_prime.breakpoint
    found = {
        (each.driver, each.gene): each
        for one, other in ((0, 1), (1, 0))
        for each in (
            *_of_locus(model, genes[one], genes[other], places[other]),
            *_of_genes(model, places[one], places[other]),
        )
    }
    return tuple(sorted(found.values(), key=lambda each: (each.distance, each.gene, each.driver)))


def from_afar(reach: tuple[InReach, ...]) -> str:
    """Say which gene within reach is known to be driven; "" for none."""
    for each in reach:
        known = hijacked_pair(each.driver, each.gene)
        if known is not None:
            told = f"{each.gene} at {each.distance} bases"
            return f"; known from afar ({told}): {known.because} ({known.citations[0]})"
    return ""


def _is_known(genes: tuple[PartnerGene, PartnerGene]) -> bool:
    five, three = (each.gene for each in genes)
    if five is None or three is None or five.is_region or three.is_region:
        return False
    return hijacked_pair(five.symbol, three.symbol) is not None


def _of_locus(
    model: GeneModel, locus: PartnerGene, partner: PartnerGene, place: Breakpoint | None
) -> Iterator[InReach]:
    if locus.gene is None or not locus.gene.is_region or locus.elsewhere or place is None:
        return
    for gene in model.genes_at(place.contig, place.position, within=REACH):
        if not gene.is_region and gene != partner.gene:
            yield InReach(locus.gene.symbol, gene.symbol, distance(gene, place.position))


def _of_genes(model: GeneModel, beside: Breakpoint | None, place: Breakpoint | None) -> Iterator[InReach]:
    """Yield what a gene beside one break, which is no locus, is known to drive beyond the other."""
    if beside is None or place is None:
        return
    for pair in hijackings():
        if not (model.is_symbol(pair.driver) and model.is_symbol(pair.driven)):
            continue
        driver, driven = model.gene(pair.driver), model.gene(pair.driven)
        if driver.is_region or (driver.contig, driven.contig) != (beside.contig, place.contig):
            continue
        away = distance(driven, place.position)
        if distance(driver, beside.position) <= LENT_WITHIN and away <= REACH:
            yield InReach(driver.symbol, driven.symbol, away)
