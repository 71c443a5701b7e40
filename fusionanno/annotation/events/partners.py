"""The genes of both partners; joined to a locus, a place that names no gene may mean the gene beside it."""

from fusionanno.annotation.events.intergenic import distance
from fusionanno.annotation.events.partner import NEAR, PartnerGene, partner_gene
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import Flag, FlagId, FusionCall, Gene, Molecule, Partner
from fusionanno.naming.tables import hijackings


def partner_genes(model: GeneModel, call: FusionCall, is_ours: bool) -> tuple[PartnerGene, PartnerGene]:
    """Find the genes of both partners; errors as for partner_gene.

    A break in DNA that names no gene and lies in no coding one, and is joined to a locus, is read as the
    nearest gene that the locus is known to drive, where that lies so near that the break can belong to it.
    """
    five = partner_gene(model, call.five_prime, is_ours)
    three = partner_gene(model, call.three_prime, is_ours)
    if call.molecule is Molecule.RNA:
        return five, three
    beside = _driven(model, call.five_prime, five, three), _driven(model, call.three_prime, three, five)
    return beside[0] or five, beside[1] or three


def _driven(model: GeneModel, partner: Partner, found: PartnerGene, other: PartnerGene) -> PartnerGene | None:
    place, locus = partner.breakpoint, other.gene
    is_named = partner.symbol is not None or partner.gene_id is not None
    if (
        is_named
        or place is None
        or found.is_nowhere
        or locus is None
        or not locus.is_region
        or other.elsewhere
    ):
        return None
    here = model.genes_at(place.contig, place.position)
    if any(gene.is_region or _is_coding(model, gene) for gene in here):
        return None
    driven = (
        model.gene(pair.driven)
        for pair in hijackings()
        if pair.driver == locus.symbol and model.is_symbol(pair.driven)
    )
    near = [
        (distance(gene, place.position), gene.symbol, gene) for gene in driven if gene.contig == place.contig
    ]
    away, _, gene = min(near, key=lambda each: each[:2], default=(NEAR + 1, "", None))
    if gene is None or away > NEAR:
        return None
    within = f" in {' and '.join(each.symbol for each in here)}, non-coding" if here else ""
    because = (
        f"no gene is named here; {place} lies{within} {away} bases beside {gene.symbol}, which {locus.symbol}"
        " is known to drive: read as that gene"
    )
    return PartnerGene(gene, (Flag(FlagId.BY_POSITION, because),))


def _is_coding(model: GeneModel, gene: Gene) -> bool:
    return any(transcript.is_coding for transcript in model.transcripts(gene.symbol))
