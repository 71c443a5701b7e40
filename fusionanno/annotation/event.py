"""What kind of join a call is, before any exon is looked at."""

from dataclasses import dataclass

from fusionanno.annotation.partner import PartnerGene
from fusionanno.model import EventKind, Flag, FlagId, FusionCall, Gene, Molecule, Partner, Strand

_READ_THROUGH_DISTANCE = 50_000
"""Bases between two neighbours on one strand within which RNA alone cannot exclude a read-through."""


@dataclass(frozen=True, slots=True)
class Event:
    """The kind of join and why it makes, or does not make, a fusion transcript of the two genes."""

    kind: EventKind
    because: str = ""
    flags: tuple[Flag, ...] = ()

    @property
    def can_fuse(self) -> bool:
        return self.kind in (EventKind.FUSION, EventKind.INTERNAL)


def classify(call: FusionCall, five: PartnerGene, three: PartnerGene) -> Event:
    """Say what the call joins."""
    if five.gene is None or three.gene is None:
        return _without_gene(call, five, three)
    elsewhere = five.elsewhere or three.elsewhere
    if elsewhere:
        return Event(EventKind.UNDETERMINED, elsewhere)
    regions = [gene.symbol for gene in (five.gene, three.gene) if gene.is_region]
    if regions:
        because = (
            f"{regions[0]} is a locus of rearranging segments: it has no transcript that could be joined"
        )
        return Event(EventKind.REGION, because)
    wrong = _wrong_orientation(call, five.gene, three.gene)
    if wrong is not None:
        return wrong
    if five.gene.symbol == three.gene.symbol:
        because = f"both breakpoints lie in {five.gene.symbol}: a change inside one gene, not a fusion of two"
        return Event(EventKind.INTERNAL, because, (Flag(FlagId.SAME_GENE, because),))
    return Event(EventKind.FUSION, flags=_neighbours(five.gene, three.gene, call.molecule))


def _without_gene(call: FusionCall, five: PartnerGene, three: PartnerGene) -> Event:
    sides = ((five, call.five_prime, "5'"), (three, call.three_prime, "3'"))
    missing = [(partner, side) for found, partner, side in sides if found.gene is None]
    partner, side = missing[0]
    if partner.neighbours:
        near = ", ".join(_neighbour(each.symbol, each.distance) for each in partner.neighbours)
        return Event(EventKind.INTERGENIC, f"the {side} breakpoint lies between genes (nearest: {near})")
    if partner.symbol is not None:
        return Event(EventKind.UNDETERMINED, f"{partner.symbol} ({side}) is no gene of this reference")
    return Event(EventKind.UNDETERMINED, f"the {side} partner is not named")


def _neighbour(symbol: str, distance: int | None) -> str:
    return symbol if distance is None else f"{symbol} at {distance} bases"


def _wrong_orientation(call: FusionCall, five: Gene, three: Gene) -> Event | None:
    """A fusion transcript must read each gene on its own strand."""
    against = [
        gene.symbol
        for gene, partner in ((five, call.five_prime), (three, call.three_prime))
        if _reads_against(gene, partner)
    ]
    if not against:
        return None
    because = f"the join reads {' and '.join(against)} against the direction of the gene"
    return Event(EventKind.ANTISENSE, because, (Flag(FlagId.WRONG_ORIENTATION, because),))


def _reads_against(gene: Gene, partner: Partner) -> bool:
    return partner.strand is not None and partner.strand is not gene.strand


def _neighbours(five: Gene, three: Gene, molecule: Molecule | None) -> tuple[Flag, ...]:
    """Flag neighbours in reading order; nothing more can be said from RNA alone."""
    if molecule is not Molecule.RNA or five.contig != three.contig or five.strand is not three.strand:
        return ()
    gap = three.start - five.end if five.strand is Strand.PLUS else five.start - three.end
    if not 0 <= gap <= _READ_THROUGH_DISTANCE:
        return ()
    because = f"neighbours on one strand, {gap} bases apart: a read-through transcript is possible"
    return (Flag(FlagId.POSSIBLE_READ_THROUGH, because),)
