"""A locus of rearranging segments joined to a gene: does its enhancer drive the gene's whole protein?

The loci (IGH, IGK, IGL, TRA, TRB, TRD, TRG) have no transcript of their own to be joined. What counts is
whether the other gene's coding sequence stays whole on the joined piece; then the locus gives its enhancer.
"""

from dataclasses import replace

from fusionanno.annotation.events.event import Event
from fusionanno.annotation.events.intergenic import distance
from fusionanno.annotation.events.orientation import kept_end
from fusionanno.annotation.events.partner import PartnerGene
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.layouts import Layouts
from fusionanno.model import Breakpoint, EventKind, FusionCall, Gene, Molecule, Partner, Side, Strand
from fusionanno.naming.tables import hijacked_pair

REACH = 1_000_000
"""Bases from the break within which the named gene may be meant, and that of a known pair is told to be
driven, as LINX has it for promoter and enhancer pairs (release notes of linx v2.3)."""

LENT_WITHIN = 250_000
"""Bases beside a gene with transcripts within which a break can bring its enhancer: breaks of inv(3) and
t(3;3) lie in about 100,000 bases between GATA2 and RPN1, 127,000 bases apart (PMID:11908737)."""


def join_with_locus(
    call: FusionCall, five: PartnerGene, three: PartnerGene, layouts: Layouts
) -> Event | None:
    """Say what the join of a locus and a gene is; None where neither is a locus, or it is not there."""
    assert five.gene is not None
    assert three.gene is not None
    if not five.gene.is_region and not three.gene.is_region:
        return None
    if any(found.gene is not None and found.gene.is_region and found.elsewhere for found in (five, three)):
        return None
    if five.gene.is_region and three.gene.is_region:
        return _locus(five.gene, "so has its partner")
    if five.gene.is_region:
        return _joined(five.gene, three, call.three_prime, Side.THREE_PRIME, layouts)
    return _joined(three.gene, five, call.five_prime, Side.FIVE_PRIME, layouts)


def join_with_enhancer(
    call: FusionCall, five: PartnerGene, three: PartnerGene, layouts: Layouts
) -> Event | None:
    """Say that a gene which is no locus lends its enhancer to the other (GATA2 to MECOM), by the table.

    None where no row has the pair, for a junction of RNA, and where neither piece holds the driven gene.
    """
    assert five.gene is not None
    assert three.gene is not None
    known = hijacked_pair(five.gene.symbol, three.gene.symbol)
    if known is None or five.gene.is_region or three.gene.is_region or call.molecule is Molecule.RNA:
        return None
    ends = ((five, call.five_prime, Side.FIVE_PRIME), (three, call.three_prime, Side.THREE_PRIME))
    (driver, from_, _), (driven, partner, side) = ends if known.driver == five.gene.symbol else ends[::-1]
    is_placed = partner.breakpoint is not None and from_.breakpoint is not None
    if call.molecule is not Molecule.DNA and (is_placed or partner.exon or from_.exon):
        return None
    assert driver.gene is not None
    if driver.elsewhere and not _lends(driver.gene, from_.breakpoint):
        return None
    event = _joined(driver.gene, driven, partner, side, layouts)
    if event.kind is EventKind.ENHANCER_HIJACKING:
        return event
    is_outside = driven.elsewhere and event.kind is EventKind.REGION
    return replace(event, kind=EventKind.INTERGENIC) if is_outside else None


def _lends(driver: Gene, place: Breakpoint | None) -> bool:
    if place is None or place.contig != driver.contig:
        return False
    return distance(driver, place.position) <= LENT_WITHIN


def _locus(locus: Gene, why: str) -> Event:
    because = f"{locus.symbol} is a locus of rearranging segments: it has no transcript that could be joined"
    return Event(EventKind.REGION, f"{because}; {why}" if why else because)


def _joined(locus: Gene, found: PartnerGene, partner: Partner, side: Side, layouts: Layouts) -> Event:
    gene = found.gene
    assert gene is not None
    known = hijacked_pair(locus.symbol, gene.symbol)
    place = _place(partner, gene, side, layouts)
    if place is None:
        if known is None:
            return _locus(locus, f"where {gene.symbol} is broken is not stated")
        because = (
            f"no position in {gene.symbol} is stated; what is known of this pair is that {known.because}"
        )
        return Event(EventKind.ENHANCER_HIJACKING, f"{because} ({known.citations[0]})")
    if found.elsewhere:
        kept = kept_end(side, gene, partner)
        return _far(locus, gene, place, kept) or Event(EventKind.UNDETERMINED, found.elsewhere)
    layout = next((each for each in layouts.of_gene(gene.symbol) if each.transcript.is_coding), None)
    if layout is None:
        return _locus(locus, f"{gene.symbol} is non-coding")
    kept = kept_end(side, gene, partner)
    if _is_whole(layout, place, kept):
        return Event(EventKind.ENHANCER_HIJACKING, _driven(locus, layout, kept))
    if known is not None and known.whole_from and _is_whole(layout, place, kept, known.whole_from):
        why = f"the joined piece holds {gene.symbol} from exon {known.whole_from} on, which counts as whole"
        return Event(EventKind.ENHANCER_HIJACKING, f"{why}: {known.because} ({known.citations[0]})")
    return _locus(locus, _cut(layout, place, kept))


def _driven(locus: Gene, layout: Layout, kept: Side | None) -> str:
    whole = f"the whole coding sequence of {layout.transcript.gene} ({layout.transcript.id})"
    told = f"the joined piece holds {whole}"
    if kept is None:
        told = f"the break spares {whole}; which side of it is joined is not stated"
    return f"{told}: regulatory elements of {locus.symbol} can drive it"


def _place(partner: Partner, gene: Gene, side: Side, layouts: Layouts) -> Breakpoint | None:
    """The breakpoint, else the edge of the stated exon on the gene's first transcript that has it."""
    if partner.breakpoint is not None or partner.exon is None:
        return partner.breakpoint
    counted = (each for each in layouts.of_gene(gene.symbol) if partner.exon <= each.exon_count)
    first = next(counted, None)
    return first.edge(partner.exon, side) if first is not None else None


def _far(locus: Gene, gene: Gene, place: Breakpoint, kept: Side | None) -> Event | None:
    """The gene is named, but the break lies outside it; None where it lies too far away to be meant.

    kept: which end of the gene the joined piece holds.
    """
    away = distance(gene, place.position) if place.contig == gene.contig else REACH + 1
    if away > REACH:
        return None
    is_before = (place.position < gene.start) is (gene.strand is Strand.PLUS)
    where = (
        f"the break lies {away} bases {'before' if is_before else 'behind'} {gene.symbol}, which stays whole"
    )
    if kept is (Side.FIVE_PRIME if is_before else Side.THREE_PRIME):
        return Event(EventKind.REGION, f"{where}, but the reciprocal piece holds it", places_end=False)
    known = hijacked_pair(locus.symbol, gene.symbol)
    if known is None:
        because = f"{where}; no source here says that {locus.symbol} drives it from a distance"
        return Event(EventKind.REGION, because, places_end=False)
    because = f"{where}; what is known of this pair is that {known.because} ({known.citations[0]})"
    return Event(EventKind.ENHANCER_HIJACKING, because, places_end=False)


def _is_whole(layout: Layout, place: Breakpoint, kept: Side | None, from_exon: int | None = None) -> bool:
    """True where the kept piece holds every coding base; without a strand, where either piece does.

    from_exon: the exon from which on the gene counts as whole.
    """
    if layout.cds_first is None or layout.cds_last is None or place.contig != layout.transcript.contig:
        return False
    sign = 1 if layout.transcript.is_plus else -1
    at = place.position * sign
    first, last = (layout.place(base).position * sign for base in (layout.cds_first, layout.cds_last))
    if from_exon is not None:
        first = layout.edge(from_exon, Side.THREE_PRIME).position * sign
    is_before, is_after = at <= first, at >= last
    return (kept is not Side.FIVE_PRIME and is_before) or (kept is not Side.THREE_PRIME and is_after)


def _cut(layout: Layout, place: Breakpoint, kept: Side | None) -> str:
    gene = layout.transcript.gene
    if _is_whole(layout, place, None):
        end = "5'" if kept is Side.FIVE_PRIME else "3'"
        part = f"the joined piece is the {end} part of {gene}"
        return f"{part}, whose coding sequence the reciprocal piece would hold"
    return f"the break cuts the coding sequence of {gene} ({layout.transcript.id})"
