"""A transcript that runs on into the next gene (read-through, cis-SAGe), or a rearrangement?

From RNA alone the two look alike, so a read-through is said only where nothing speaks for a rearrangement:
neighbours on one strand in reading order, near each other, spliced at exon edges, no other gene of that
strand between them, and no pair that is known to be rearranged. What falls short of that stays a fusion,
flagged as possible read-through.

Distance: FusionAnnotator (of STAR-Fusion) calls same-strand, collinear genes up to 100,000 bases apart
neighbours, "probably read-through"; Arriba marks joins of up to 400,000 bases so, by the breakpoints.
"""

from dataclasses import replace

from fusionanno.errors import UnknownName
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import (
    EventKind,
    Flag,
    FlagId,
    FusionCall,
    FusionTranscript,
    Gene,
    Molecule,
    PlacedFusion,
    Region,
    Strand,
)
from fusionanno.naming.tables import known_rearrangement

_DISTANCE = 100_000
"""Bases between two genes within which a read-through is possible."""


def may_read_through(call: FusionCall, five: Gene, three: Gene) -> tuple[Flag, ...]:
    """Flag neighbours in reading order, in RNA or where nobody says what was sequenced."""
    if call.molecule is Molecule.DNA or five.contig != three.contig or five.strand is not three.strand:
        return ()
    gap = _gap(five, three)
    if gap > _DISTANCE or not _in_order(five, three) or known_rearrangement(five.symbol, three.symbol):
        return ()
    apart = f"{gap} bases apart" if gap > 0 else "which overlap"
    because = f"neighbours on one strand, {apart}: a read-through transcript is possible"
    return (Flag(FlagId.POSSIBLE_READ_THROUGH, because),)


def settled(placed: PlacedFusion, model: GeneModel) -> PlacedFusion:
    """Tell a flagged neighbour pair as read-through where everything fits it; else leave it as it is."""
    five, three, told = placed.five_gene, placed.three_gene, placed.transcript
    if five is None or three is None or told is None or placed.event is not EventKind.FUSION:
        return placed
    locus = _locus(model, five, three)
    if not _is_spliced(told) or (locus is None and (_gap(five, three) <= 0 or _between(model, five, three))):
        return placed
    because = _because(five, three, locus)
    flags = tuple(flag for flag in placed.flags if flag.id is not FlagId.POSSIBLE_READ_THROUGH)
    return replace(placed, event=EventKind.READ_THROUGH, because=because, flags=flags)


def _because(five: Gene, three: Gene, locus: str | None) -> str:
    gap = _gap(five, three)
    apart = f"{gap} bases apart" if gap > 0 else "overlapping"
    told = f"{five.symbol} and {three.symbol} are neighbours on one strand, {apart}, spliced at exon edges"
    if locus is not None:
        return f"{told}; {locus} is an approved read-through locus"
    return (
        f"{told}, with no gene of that strand between them: read-through transcription explains it; that no"
        " deletion in DNA lies behind it cannot be told from RNA"
    )


def _gap(five: Gene, three: Gene) -> int:
    """Bases between the genes in reading order; negative where they overlap."""
    return three.start - five.end - 1 if five.strand is Strand.PLUS else five.start - three.end - 1


def _in_order(five: Gene, three: Gene) -> bool:
    if five.strand is Strand.PLUS:
        return five.start < three.start and five.end < three.end
    return five.start > three.start and five.end > three.end


def _is_spliced(told: FusionTranscript) -> bool:
    ends = (told.five_prime, told.three_prime)
    is_at_edges = all(end.offset == 0 and not end.predicted and end.region is Region.EXON for end in ends)
    last = max(exon.number for exon in told.five_prime.transcript.exons)
    return is_at_edges and not told.inserted and told.five_prime.exon < last and told.three_prime.exon > 1


def _locus(model: GeneModel, five: Gene, three: Gene) -> str | None:
    """The approved symbol of the read-through locus of two genes (INS-IGF2), if there is one."""
    symbol = f"{five.symbol}-{three.symbol}"
    if not model.is_symbol(symbol):
        return None
    try:
        return symbol if model.gene(symbol).symbol == symbol else None
    except UnknownName:
        return None


def _between(model: GeneModel, five: Gene, three: Gene) -> bool:
    """True where another gene of the strand lies wholly between the two."""
    low, high = sorted((five, three), key=lambda gene: gene.start)
    middle, reach = (low.end + high.start) // 2, (high.start - low.end) // 2 + 1
    return any(
        gene.strand is five.strand and low.end < gene.start and gene.end < high.start
        for gene in model.genes_at(five.contig, middle, within=reach)
    )
