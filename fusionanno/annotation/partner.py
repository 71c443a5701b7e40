"""From what a call says of a partner to the gene it means."""

from dataclasses import dataclass

from fusionanno.errors import AmbiguousName, UnknownName
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import Assembly, Breakpoint, Flag, FlagId, Gene, Partner

OUR_OWN = frozenset({"fusionanno", "text"})
"""Callers whose rows a person wrote: a wrong word there is refused, where a program's is flagged."""


@dataclass(frozen=True, slots=True)
class PartnerGene:
    """The gene of a partner, None where none can be told, and what a reader should know of it."""

    gene: Gene | None
    flags: tuple[Flag, ...] = ()


def partner_gene(model: GeneModel, partner: Partner, caller: str) -> PartnerGene:
    """Find the partner's gene by symbol, else by gene id, else by position.

    A row that a person wrote must name a known gene: UnknownName and AmbiguousName pass through. In a
    caller's row an unknown symbol is flagged and the position decides, if there is one.
    """
    if partner.symbol is None:
        return _by_position(model, partner, "the caller names no gene here")
    try:
        gene = model.gene(partner.symbol)
    except AmbiguousName as error:
        return _one_at_position(model, partner, error, caller)
    except UnknownName as error:
        return _by_id_or_position(model, partner, error, caller)
    flags = list(_renamed(partner.symbol, gene))
    if partner.breakpoint is not None and not _holds(gene, partner.breakpoint, 0):
        flags.append(_outside(gene, partner.breakpoint, model.assembly, caller))
    return PartnerGene(gene, tuple(flags))


def _one_at_position(model: GeneModel, partner: Partner, error: AmbiguousName, caller: str) -> PartnerGene:
    """A position may decide between the genes that claim a symbol."""
    if partner.breakpoint is not None:
        place = partner.breakpoint
        here = [
            gene for gene in model.genes_at(place.contig, place.position) if gene.symbol in error.candidates
        ]
        if len(here) == 1:
            return PartnerGene(here[0], tuple(_renamed(partner.symbol or "", here[0])))
    if caller in OUR_OWN:
        raise error
    return PartnerGene(None, (Flag(FlagId.NOT_KNOWN_GENE, str(error)),))


def _by_id_or_position(model: GeneModel, partner: Partner, error: UnknownName, caller: str) -> PartnerGene:
    if caller in OUR_OWN:
        raise error
    if partner.gene_id is not None and model.is_symbol(partner.gene_id):
        gene = model.gene(partner.gene_id)
        return PartnerGene(gene, tuple(_renamed(partner.symbol or "", gene)))
    because = f"{partner.symbol} is in no table of this reference"
    found = _by_position(model, partner, because)
    return found if found.flags else PartnerGene(None, (Flag(FlagId.NOT_KNOWN_GENE, because),))


def _by_position(model: GeneModel, partner: Partner, because: str) -> PartnerGene:
    """The gene that lies at the breakpoint on the strand that the fusion reads; None where none does."""
    place = partner.breakpoint
    here = () if place is None else model.genes_at(place.contig, place.position)
    genes = [gene for gene in here if partner.strand is not None and gene.strand is partner.strand]
    if not genes:
        return PartnerGene(None)
    found = f"{because}; {genes[0].symbol} lies at {place} on that strand, read as that gene"
    return PartnerGene(genes[0], (Flag(FlagId.BY_POSITION, found),))


def _renamed(said: str, gene: Gene) -> tuple[Flag, ...]:
    if said == gene.symbol or said.startswith(("ENSG", "HGNC:")):
        return ()
    return (Flag(FlagId.OLD_SYMBOL, f"{said} is now {gene.symbol}"),)


def _holds(gene: Gene, place: Breakpoint, margin: int) -> bool:
    return gene.contig == place.contig and gene.start - margin <= place.position <= gene.end + margin


def _outside(gene: Gene, place: Breakpoint, assembly: Assembly, caller: str) -> Flag:
    span = f"{gene.contig}:{gene.start}-{gene.end}"
    because = f"{place} lies outside {gene.symbol} ({span} on {assembly.value})"
    if caller in OUR_OWN and not _holds(gene, place, _NEAR):
        msg = f"{because}; check the position and the assembly"
        raise ValueError(msg)
    return Flag(FlagId.OUTSIDE_GENE, f"{because}; a wrong assembly would look like this")


_NEAR = 10_000
"""Bases beyond a gene's ends where a break can still belong to it (promoter, unannotated exons)."""
