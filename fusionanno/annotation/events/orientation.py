"""Whether the join reads its genes in their own direction, and what it is where it does not.

The strand of a partner is the one that the fusion transcript reads there; a fusion transcript must read each
gene on the gene's own strand. A break in DNA has two readings: the same adjacency, read from its other end,
reads both places on the other strand. RNA has a direction of its own and only one reading.
"""

from dataclasses import dataclass, replace

from fusionanno.annotation.events.event import Event
from fusionanno.annotation.events.partner import PartnerGene
from fusionanno.annotation.events.partners import partner_genes
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import (
    CallerSequence,
    EventKind,
    Flag,
    FlagId,
    FusionCall,
    Gene,
    Molecule,
    Partner,
    Side,
    reverse_complement,
)


@dataclass(frozen=True, slots=True)
class Oriented:
    """A call with its genes in reading order; flags tell where the order was turned.

    open is the event of a call whose order nobody tells; None where there is an order.
    """

    call: FusionCall
    five: PartnerGene
    three: PartnerGene
    flags: tuple[Flag, ...] = ()
    open: Event | None = None

    @property
    def reads_against(self) -> bool:
        """True where an end reads its gene against the gene's direction."""
        sides = ((self.five.gene, self.call.five_prime), (self.three.gene, self.call.three_prime))
        return any(gene is not None and reads_against(gene, partner) for gene, partner in sides)


@dataclass(frozen=True, slots=True)
class WrongWay:
    """A join that makes no fusion transcript of the two genes: what it is, and why."""

    kind: EventKind
    because: str


def partners_in_sense(model: GeneModel, call: FusionCall, is_ours: bool) -> Oriented:
    """Find the partners' genes, and turn the call where the break reads in sense from its other end.

    A partner that is not named is found by position and strand, so that each end may give other genes. Errors
    as for partner_gene.
    """
    oriented = in_sense(call, *partner_genes(model, call, is_ours))
    if call.molecule is Molecule.RNA or None not in (call.five_prime.symbol, call.three_prime.symbol):
        return oriented
    if not oriented.reads_against:
        return oriented
    other_end = turned(call)
    five, three = partner_genes(model, other_end, is_ours)
    other = Oriented(other_end, five, three)
    if None in (five.gene, three.gene) or other.reads_against:
        return oriented
    names = f"{_name(five, other_end.five_prime)}::{_name(three, other_end.three_prime)}"
    because = (
        f"no gene is named here that both ends read in sense; from its other end the break reads {names}"
    )
    return replace(other, flags=(Flag(FlagId.ORDER_TURNED, f"{because}, told here"),))


def in_sense(call: FusionCall, five: PartnerGene, three: PartnerGene) -> Oriented:
    """Turn a join that reads every gene that it has against its direction: DNA, or nobody says what.

    Loci of rearranging segments have no direction that counts.
    """
    if call.molecule is Molecule.RNA or call.five_prime.strand is call.three_prime.strand is None:
        return Oriented(call, five, three)
    sides = ((five.gene, call.five_prime), (three.gene, call.three_prime))
    genes = [(gene, partner) for gene, partner in sides if gene is not None and not gene.is_region]
    if not genes or not all(reads_against(gene, partner) for gene, partner in genes):
        return Oriented(call, five, three)
    names = tuple(
        _name(found, partner) for found, partner in ((three, call.three_prime), (five, call.five_prime))
    )
    because = (
        f"as called ({names[1]}::{names[0]}) the join reads {' and '.join(gene.symbol for gene, _ in genes)}"
        f" against the direction of the gene; the same break read from its other end is {'::'.join(names)},"
        " told here"
    )
    return Oriented(turned(call), three, five, (Flag(FlagId.ORDER_TURNED, because),))


def reads_against(gene: Gene, partner: Partner) -> bool:
    return partner.strand is not None and partner.strand is not gene.strand


def kept_end(side: Side, gene: Gene, partner: Partner) -> Side | None:
    """Return which end of the gene the join keeps on this side; None where the strand is not known."""
    if partner.strand is None:
        return None
    return side if partner.strand is gene.strand else side.opposite


def wrong_way(call: FusionCall, five: Gene, three: Gene) -> WrongWay | None:
    """Say what a join is that reads one gene, or in RNA both, against its direction; None where none is."""
    against = [
        gene
        for gene, partner in ((five, call.five_prime), (three, call.three_prime))
        if reads_against(gene, partner)
    ]
    if not against:
        return None
    what = f"the join reads {' and '.join(gene.symbol for gene in against)} against the direction of the gene"
    if len(against) == 2:
        names = f"{three.symbol}::{five.symbol}"
        return WrongWay(EventKind.ANTISENSE, f"{what}; read from the other end it would be {names}")
    if None in (call.five_prime.strand, call.three_prime.strand):
        return WrongWay(EventKind.ANTISENSE, f"{what}; the strand of the other partner is not given")
    is_tail = against[0] is five
    if call.molecule is not Molecule.DNA:
        return WrongWay(EventKind.ANTISENSE, f"{what}: {_transcribed(five, three, is_tail)}")
    if is_tail:
        why = (
            "their 3' parts are joined, and neither brings its promoter: no transcript of both genes is made"
        )
        return WrongWay(EventKind.THREE_TO_THREE, f"{what}: {why}")
    why = "their 5' parts are joined, and each is read into the other's antisense strand"
    return WrongWay(EventKind.FIVE_TO_FIVE, f"{what}: {why}; no transcript of both genes is made")


def _transcribed(five: Gene, three: Gene, is_tail: bool) -> str:
    if is_tail:
        return (
            f"the antisense strand of {five.symbol} runs into {three.symbol}, which makes no protein of both"
        )
    return f"{five.symbol} runs into the antisense strand of {three.symbol}, which makes no protein of both"


def turned(call: FusionCall) -> FusionCall:
    """Return the same join read from its other end."""
    inserted, seen = call.inserted_sequence, call.sequence
    return replace(
        call,
        five_prime=_other_strand(call.three_prime),
        three_prime=_other_strand(call.five_prime),
        inserted_sequence=None if inserted is None else reverse_complement(inserted),
        sequence=None
        if seen is None
        else CallerSequence(reverse_complement(seen.three_prime), reverse_complement(seen.five_prime)),
    )


def _other_strand(partner: Partner) -> Partner:
    return replace(partner, strand=partner.strand and partner.strand.opposite)


def _name(found: PartnerGene, partner: Partner) -> str:
    return found.gene.symbol if found.gene else partner.symbol or "?"
