"""Which partner is 5' where the file names a first and a second partner and no order.

Only what makes a transcript counts: a fusion transcript reads each gene in its own direction, and RNA joins
the end of an exon to the start of another. Where one order alone fits, the call is told in it; where both or
none do, both are named and nothing follows. That one order would be in frame is no reason for it. A locus of
rearranging segments has no direction that counts: the gene that it is joined to tells the order.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fusionanno.annotation.events.event import Event
from fusionanno.annotation.events.hijacking import join_with_locus
from fusionanno.annotation.events.orientation import Oriented, reads_against, turned
from fusionanno.annotation.events.partner import PartnerGene
from fusionanno.annotation.events.partners import partner_genes
from fusionanno.annotation.events.unnamed import unnamed_in_sense
from fusionanno.annotation.geometry.layouts import Layouts
from fusionanno.model import Breakpoint, EventKind, Flag, FlagId, FusionCall, Gene, Molecule, Partner, Side

_OFF_EDGE = 4
"""Bases by which panels report a junction beside its exon edge (TruSight Oncology 500: up to 4 a side)."""

_BOTH = frozenset(Side)


@dataclass(frozen=True, slots=True)
class _Roles:
    """The sides on which a partner can stand in a fusion transcript, and the words for why."""

    sides: frozenset[Side] = _BOTH
    because: str = ""
    by_strand: bool = False


def in_either_order(layouts: Layouts, call: FusionCall, is_ours: bool) -> Oriented:
    """Find the partners' genes and the one order in which they make a transcript, else leave it open.

    Errors as for partner_gene.
    """
    in_sense = unnamed_in_sense(layouts.model, call, is_ours, lambda read: _joins_edges(layouts, read))
    if in_sense is not None:
        return in_sense
    found = partner_genes(layouts.model, call, is_ours)
    found = (
        _at_edge(layouts, call, call.five_prime, found[0]),
        _at_edge(layouts, call, call.three_prime, found[1]),
    )
    first = _roles(layouts, call, found[0], Side.FIVE_PRIME)
    second = _roles(layouts, call, found[1], Side.THREE_PRIME)
    as_named = Side.FIVE_PRIME in first.sides and Side.THREE_PRIME in second.sides
    other_way = Side.THREE_PRIME in first.sides and Side.FIVE_PRIME in second.sides
    if as_named is not other_way:
        return _resolved(layouts, call, found, (first, second), is_ours)
    if any(each.gene is not None and each.gene.is_region for each in found):
        return _with_locus(layouts, call, found, is_ours)
    if not as_named and first.by_strand and second.by_strand:
        return Oriented(call, *found)
    return _open(call, found, (first, second))


def _with_locus(
    layouts: Layouts, call: FusionCall, found: tuple[PartnerGene, PartnerGene], is_ours: bool
) -> Oriented:
    """Leave open the order of a locus and a gene, unless it drives the gene: then no order counts."""
    if any(each.gene is None for each in found) or all(each.gene and each.gene.is_region for each in found):
        return Oriented(call, *found)
    event = join_with_locus(call, *found, layouts)
    is_placed = event is not None and event.kind is not EventKind.UNDETERMINED
    if (event is not None and event.kind is EventKind.ENHANCER_HIJACKING) or (is_ours and not is_placed):
        return Oriented(call, *found)
    left_open = _open(call, found, (_Roles(), _Roles()))
    if event is None or left_open.open is None or not is_placed:
        return left_open
    because = f"{event.because}; {left_open.open.because}"
    return replace(left_open, open=replace(left_open.open, kind=event.kind, because=because))


def _at_edge(layouts: Layouts, call: FusionCall, partner: Partner, found: PartnerGene) -> PartnerGene:
    """Of several genes at a place that names none, take the only one with an exon edge or an exon there."""
    place = partner.breakpoint
    is_open = found.gene is None and partner.symbol is None and partner.strand is None
    if not is_open or place is None or call.molecule is Molecule.DNA:
        return found
    within = 0 if call.molecule is None else _OFF_EDGE
    here = layouts.model.genes_at(place.contig, place.position)
    genes = [gene for gene in here if not gene.is_region]
    at_edge = [gene for gene in genes if any(_edges(layouts, gene, partner, within))]
    fitting = at_edge or [gene for gene in genes if _is_exonic(layouts, gene, place)]
    if len(fitting) != 1:
        return found
    others = " and ".join(gene.symbol for gene in here if gene is not fitting[0])
    what = "is an exon edge" if at_edge else "lies in an exon"
    because = (
        f"no gene is named here; {place} {what} of {fitting[0].symbol} and of no other gene there ({others})"
    )
    return PartnerGene(fitting[0], (Flag(FlagId.BY_POSITION, f"{because}: read as that gene"),))


def _is_exonic(layouts: Layouts, gene: Gene, place: Breakpoint) -> bool:
    told = layouts.on(gene.symbol, place.contig).layouts
    return any(exon.start <= place.position <= exon.end for each in told for exon in each.transcript.exons)


def _resolved(
    layouts: Layouts,
    call: FusionCall,
    found: tuple[PartnerGene, PartnerGene],
    roles: tuple[_Roles, _Roles],
    is_ours: bool,
) -> Oriented:
    """Tell the call in its one order. Turned, a place that names no gene may be another gene's."""
    is_named = Side.FIVE_PRIME in roles[0].sides and Side.THREE_PRIME in roles[1].sides
    if not is_named:
        call = turned(call)
        found = (
            found[::-1]
            if None in (call.five_prime.strand, call.three_prime.strand)
            else partner_genes(layouts.model, call, is_ours)
        )
    reasons = " and ".join(role.because for role in roles if role.because and role.sides != _BOTH)
    told = "::".join(_names(call, found))
    is_locus = any(each.gene is not None and each.gene.is_region for each in found)
    what = "reads it in sense" if is_locus else "makes a transcript"
    because = f"which partner is 5' is not told; {reasons}: only {told} {what}"
    return Oriented(call, *found, flags=(Flag(FlagId.ORDER_RESOLVED, because),))


def _open(call: FusionCall, found: tuple[PartnerGene, PartnerGene], roles: tuple[_Roles, _Roles]) -> Oriented:
    names = _names(call, found)
    orders = dict.fromkeys(("::".join(names), "::".join(reversed(names))))
    reasons = " and ".join(role.because for role in roles if role.because)
    is_against = any(role.sides != _BOTH for role in roles)
    why = f"{reasons}: no order makes a transcript" if is_against else "neither strands nor exon edges tell"
    because = f"which partner is 5' is not told, and {why}; {' or '.join(orders)}"
    event = Event(EventKind.UNDETERMINED, because, (Flag(FlagId.ORDER_NOT_TOLD, because),), places_end=False)
    return Oriented(call, *found, open=event)


def _names(call: FusionCall, found: tuple[PartnerGene, PartnerGene]) -> list[str]:
    ends = zip(found, (call.five_prime, call.three_prime), strict=True)
    return [each.gene.symbol if each.gene else partner.symbol or "?" for each, partner in ends]


def _roles(layouts: Layouts, call: FusionCall, found: PartnerGene, side: Side) -> _Roles:
    """Return on which sides the partner that the call names on `side` can stand."""
    gene, partner = found.gene, call.five_prime if side is Side.FIVE_PRIME else call.three_prime
    if gene is None or gene.is_region or found.elsewhere:
        return _Roles()
    if partner.strand is not None:
        is_in_sense = not reads_against(gene, partner)
        role = side if is_in_sense else side.opposite
        part = "5' part" if role is Side.FIVE_PRIME else "3' part"
        return _Roles(frozenset({role}), f"the strands keep the {part} of {gene.symbol}", by_strand=True)
    if call.molecule is Molecule.DNA:
        return _Roles()
    if partner.breakpoint is None:
        return _by_number(layouts, gene, partner)
    return _by_edge(layouts, gene, partner, 0 if call.molecule is None else _OFF_EDGE)


def _by_number(layouts: Layouts, gene: Gene, partner: Partner) -> _Roles:
    """The first exon has no acceptor, the last one no donor; every exon between has both."""
    if partner.exon is None or partner.exon_offset:
        return _Roles()
    if partner.exon == 1:
        because = f"exon 1 of {gene.symbol} has no acceptor"
        return _Roles(frozenset({Side.FIVE_PRIME}), because)
    coding = [each.transcript for each in layouts.of_gene(gene.symbol) if each.transcript.is_coding]
    if coding and all(partner.exon >= len(transcript.exons) for transcript in coding):
        because = f"exon {partner.exon} is the last of {gene.symbol} and has no donor"
        return _Roles(frozenset({Side.THREE_PRIME}), because)
    return _Roles()


def _by_edge(layouts: Layouts, gene: Gene, partner: Partner, within: int) -> _Roles:
    """The nearest exon edges of any transcript, where they lie within so many bases."""
    edges = sorted(_edges(layouts, gene, partner, within))
    nearest = {side for distance, side in edges if distance == edges[0][0]}
    if len(nearest) != 1:
        return _Roles()
    side = nearest.pop()
    what = "end" if side is Side.FIVE_PRIME else "start"
    at = f" ({edges[0][0]} off)" if edges[0][0] else ""
    because = f"{partner.breakpoint} is the {what} of an exon of {gene.symbol}{at}"
    return _Roles(frozenset({side}), because)


def _joins_edges(layouts: Layouts, read: Oriented) -> bool:
    """True where the 5' place is the end of an exon and the 3' place the start of one, as RNA joins them."""
    call = read.call
    if call.molecule is Molecule.DNA:
        return False
    ends = ((read.five, call.five_prime, Side.FIVE_PRIME), (read.three, call.three_prime, Side.THREE_PRIME))
    return all(
        found.gene is not None
        and not found.gene.is_region
        and (0, side) in _edges(layouts, found.gene, partner, 0)
        for found, partner, side in ends
    )


def _edges(layouts: Layouts, gene: Gene, partner: Partner, within: int) -> Iterator[tuple[int, Side]]:
    place = partner.breakpoint
    if place is None:
        return
    for layout in layouts.on(gene.symbol, place.contig).layouts:
        exons, is_plus = layout.transcript.exons, layout.transcript.is_plus
        for exon in exons:
            low = (abs(exon.start - place.position), Side.THREE_PRIME if is_plus else Side.FIVE_PRIME)
            high = (abs(exon.end - place.position), Side.FIVE_PRIME if is_plus else Side.THREE_PRIME)
            is_first, is_last = exon is exons[0], exon is exons[-1]
            for distance, side in (low, high):
                has_site = not (is_last if side is Side.FIVE_PRIME else is_first)
                if distance <= within and has_site:
                    yield distance, side
