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
    elsewhere: str = ""
    """Why the position cannot belong to the gene, else empty."""
    is_nowhere: bool = False
    """True where the position lies on no chromosome at all."""


def partner_gene(model: GeneModel, partner: Partner, is_ours: bool) -> PartnerGene:
    """Find the partner's gene by symbol, else by gene id, else by position.

    A row that a person wrote must name a known gene: UnknownName and AmbiguousName pass through. In a
    caller's row an unknown symbol is flagged and the position decides, if there is one. A position beyond its
    contig's end is flagged, and a ValueError in a row that a person wrote.
    """
    found = _found(model, partner, is_ours)
    is_there = found.gene is not None and not found.flags
    return found if is_there else _on_contig(model, partner, found, is_ours)


def _on_contig(model: GeneModel, partner: Partner, found: PartnerGene, is_ours: bool) -> PartnerGene:
    """Refuse, or flag for a program, a position that no base of the assembly has."""
    place = partner.breakpoint
    beyond = place.beyond(model.chromosome_length(place.contig), model.assembly) if place else ""
    if not beyond:
        return found
    if is_ours:
        raise ValueError(beyond)
    flags = (flag for flag in found.flags if flag.id is not FlagId.OUTSIDE_GENE)
    return PartnerGene(found.gene, (*flags, Flag(FlagId.BEYOND_CONTIG, beyond)), beyond, is_nowhere=True)


def _found(model: GeneModel, partner: Partner, is_ours: bool) -> PartnerGene:
    if partner.symbol is None:
        if partner.gene_id is not None and model.is_symbol(partner.gene_id):
            return _named(model, partner, model.gene(partner.gene_id))
        return _by_position(model, partner, "no gene is named here")
    try:
        gene = model.gene(partner.symbol)
    except UnknownName as error:
        return _otherwise(model, partner, error, is_ours)
    return _named(model, partner, gene)


def _named(model: GeneModel, partner: Partner, gene: Gene) -> PartnerGene:
    """The gene that the symbol means, at the place of it that holds the position (PAR genes have two)."""
    place = partner.breakpoint
    flags = _renamed(partner.symbol or gene.symbol, gene)
    if place is None or _holds(gene, place, 0):
        return PartnerGene(gene, flags)
    for other in model.genes_at(place.contig, place.position, within=NEAR):
        if other.symbol == gene.symbol and other.contig != gene.contig:
            return PartnerGene(other, flags)
    because = _outside(gene, place, model.assembly)
    outside = Flag(FlagId.OUTSIDE_GENE, f"{because}; a wrong assembly would look like this")
    return PartnerGene(gene, (*flags, outside), "" if _holds(gene, place, NEAR) else because)


def _otherwise(model: GeneModel, partner: Partner, error: UnknownName, is_ours: bool) -> PartnerGene:
    """The symbol names no gene, or several: the caller's gene id, then the position, may decide."""
    candidates = error.candidates if isinstance(error, AmbiguousName) else None
    if partner.gene_id is not None and model.is_symbol(partner.gene_id):
        gene = model.gene(partner.gene_id)
        if candidates is None or gene.symbol in candidates:
            return _named(model, partner, gene)
    place = partner.breakpoint
    if candidates is not None and place is not None:
        here = [each for each in model.genes_at(place.contig, place.position) if each.symbol in candidates]
        if len(here) == 1:
            return PartnerGene(here[0], _renamed(partner.symbol or "", here[0]))
    if is_ours:
        raise error
    if candidates is not None:
        return PartnerGene(None, (Flag(FlagId.NOT_KNOWN_GENE, str(error)),))
    because = f"{partner.symbol} is in no table of this reference"
    found = _by_position(model, partner, because)
    return found if found.flags else PartnerGene(None, (Flag(FlagId.NOT_KNOWN_GENE, because),))


def _by_position(model: GeneModel, partner: Partner, because: str) -> PartnerGene:
    """The gene that lies at the breakpoint on the strand that the fusion reads; None where none does.

    Without a strand, the only gene there; with one on which no gene lies, the gene of the other strand, which
    the join then reads against its direction. Where several overlap the flag names them all.
    """
    place = partner.breakpoint
    here = () if place is None else model.genes_at(place.contig, place.position)
    genes = [gene for gene in here if partner.strand in (None, gene.strand)] or list(here)
    if not genes or (partner.strand is None and len(genes) > 1):
        return PartnerGene(None)
    on_strand = f" on strand {genes[0].strand.value}" if partner.strand else ""
    if len(genes) > 1:
        genes.sort(key=lambda gene: _rank(model, gene))
    found = f"{because}; {genes[0].symbol} lies at {place}{on_strand}, read as that gene"
    others = " and ".join(gene.symbol for gene in genes[1:])
    also = f"; {others} lie{'s' * (len(genes) == 2)} there too" if others else ""
    return PartnerGene(genes[0], (Flag(FlagId.BY_POSITION, f"{found}{also}"),))


def _rank(model: GeneModel, gene: Gene) -> tuple[bool, bool, bool, int]:
    """Put first, of genes that overlap: loci, no read-through of two genes, coding ones, the shortest.

    A gene that lies inside another's intron is the one whose exons are nearer. Transcripts that read through
    from one gene into the next have symbols of both (Bruford 2021, doi 10.1038/s41375-021-01436-6).
    """
    first, _, second = gene.symbol.partition("-")
    is_read_through = bool(second) and model.is_symbol(first) and model.is_symbol(second)
    is_coding = any(transcript.is_coding for transcript in model.transcripts(gene.symbol))
    return not gene.is_region, is_read_through, not is_coding, gene.end - gene.start


def _renamed(said: str, gene: Gene) -> tuple[Flag, ...]:
    if said == gene.symbol or said.startswith(("ENSG", "HGNC:")):
        return ()
    return (Flag(FlagId.OLD_SYMBOL, f"{said} is now {gene.symbol}"),)


def _holds(gene: Gene, place: Breakpoint, margin: int) -> bool:
    return gene.contig == place.contig and gene.start - margin <= place.position <= gene.end + margin


def _outside(gene: Gene, place: Breakpoint, assembly: Assembly) -> str:
    span = f"{gene.contig}:{gene.start}-{gene.end}"
    return f"{place} lies outside {gene.symbol} ({span} on {assembly.value})"


NEAR = 10_000
"""Bases beyond a gene's ends where a break can still belong to it (promoter, unannotated exons)."""
