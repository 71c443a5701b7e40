"""What kind of join a call is, before any exon is looked at."""

from fusionanno.annotation.events.event import Event
from fusionanno.annotation.events.hijacking import join_with_enhancer, join_with_locus
from fusionanno.annotation.events.intergenic import listed, neighbours
from fusionanno.annotation.events.orientation import reads_against, wrong_way
from fusionanno.annotation.events.partner import OUR_OWN, PartnerGene
from fusionanno.annotation.events.readthrough import may_read_through
from fusionanno.annotation.geometry.layouts import Layouts
from fusionanno.model import EventKind, Flag, FlagId, FusionCall, Gene, Partner, Side


def classify(call: FusionCall, five: PartnerGene, three: PartnerGene, layouts: Layouts) -> Event:
    """Say what the call joins.

    Raises ValueError for a position far outside its gene in a row that a person wrote.
    """
    nowhere = next((found.elsewhere for found in (five, three) if found.is_nowhere), "")
    if nowhere:
        return Event(EventKind.UNDETERMINED, nowhere)
    if five.gene is None or three.gene is None:
        return _without_gene(call, five, three, layouts)
    hijacked = join_with_locus(call, five, three, layouts) or join_with_enhancer(call, five, three, layouts)
    if hijacked is not None and hijacked.kind is not EventKind.UNDETERMINED:
        return hijacked
    elsewhere = five.elsewhere or three.elsewhere
    if elsewhere:
        if call.caller in OUR_OWN:
            msg = f"{elsewhere}; check the position and the assembly"
            raise ValueError(msg)
        return Event(EventKind.UNDETERMINED, elsewhere)
    if five.gene.symbol == three.gene.symbol:
        return _inside(call, five.gene, three.gene)
    wrong = wrong_way(call, five.gene, three.gene)
    if wrong is not None:
        flag = Flag(FlagId.WRONG_ORIENTATION, wrong.because)
        return Event(wrong.kind, wrong.because, (flag,), places_end=False)
    return Event(EventKind.FUSION, flags=may_read_through(call, five.gene, three.gene), can_fuse=True)


def _inside(call: FusionCall, five: Gene, three: Gene) -> Event:
    """Both ends in one gene: an event of its own, whichever way it is read."""
    symbol = five.symbol
    because = f"both breakpoints lie in {symbol}: a change inside one gene, not a fusion of two"
    same = Flag(FlagId.SAME_GENE, because)
    wrong = wrong_way(call, five, three)
    if wrong is None:
        return Event(EventKind.INTERNAL, because, (same,), can_fuse=True)
    if wrong.kind is EventKind.ANTISENSE and reads_against(five, call.five_prime) == reads_against(
        three, call.three_prime
    ):
        flag = Flag(FlagId.WRONG_ORIENTATION, wrong.because)
        return Event(wrong.kind, wrong.because, (same, flag), places_end=False)
    turned = f"an inversion inside {symbol}: one piece of the gene is joined the other way round"
    flags = (same, Flag(FlagId.WRONG_ORIENTATION, turned))
    return Event(EventKind.INTERNAL, turned, flags, places_end=False)


def _without_gene(call: FusionCall, five: PartnerGene, three: PartnerGene, layouts: Layouts) -> Event:
    """One partner, or both, is no gene that can be told."""
    sides = ((five, call.five_prime, Side.FIVE_PRIME), (three, call.three_prime, Side.THREE_PRIME))
    partner, side = next((partner, side) for found, partner, side in sides if found.gene is None)
    alone = next(((found.gene, end) for found, end, _ in sides if found.gene is not None), None)
    event = _unplaced(partner, side, layouts)
    if alone is None or alone[0] is None or alone[0].is_region or not reads_against(alone[0], alone[1]):
        return event
    because = f"the join reads {alone[0].symbol} against the direction of the gene; {event.because}"
    return Event(EventKind.ANTISENSE, because, (Flag(FlagId.WRONG_ORIENTATION, because),), places_end=False)


def _unplaced(partner: Partner, side: Side, layouts: Layouts) -> Event:
    place = partner.breakpoint
    near = neighbours(layouts.model, partner)
    beside = f" (nearest: {listed(near)})" if near else ""
    if partner.symbol is not None:
        because = f"{partner.symbol} ({side}) is no gene of this reference"
        return Event(EventKind.UNDETERMINED, f"{because}; {place}{beside}" if place and near else because)
    if place is None and not near:
        return Event(EventKind.UNDETERMINED, f"the {side} partner is not named")
    here = () if place is None else layouts.model.genes_at(place.contig, place.position)
    if here:
        names = ", ".join(gene.symbol for gene in here)
        return Event(
            EventKind.UNDETERMINED,
            f"the {side} partner is not named; several genes lie at {place} ({names}): no strand tells which",
        )
    beside = beside or " (no gene within 1000000 bases)"
    return Event(EventKind.INTERGENIC, f"the {side} breakpoint lies between genes{beside}")
