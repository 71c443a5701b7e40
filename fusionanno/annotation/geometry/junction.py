"""Breakpoints and exon numbers -> the site where each partner's transcript is cut and joined."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from fusionanno.annotation.geometry.layout import Layout, Spot
from fusionanno.annotation.geometry.reading import NoJunction
from fusionanno.model import Breakpoint, JunctionSite, LiteratureExon, Region, Side


def exon_site(layout: Layout, side: Side, exon: int, offset: int = 0) -> JunctionSite:
    """Return the site at an exon's edge, `offset` bases away in transcript direction.

    ValueError where the transcript has no such exon, or the offset leaves the exon on the other side or the
    intron beside it.
    """
    if not 1 <= exon <= layout.exon_count:
        transcript = layout.transcript
        msg = (
            f"{transcript.gene} has no exon {exon} on {transcript.id}"
            f" (exons 1 to {layout.exon_count}); check the number and the transcript it counts on"
        )
        raise ValueError(msg)
    size = layout.exon_last[exon - 1] - layout.exon_first[exon - 1] + 1
    lost = -offset if side is Side.FIVE_PRIME else offset
    if lost >= size:
        where = f"exon {exon} of {layout.transcript.gene} on {layout.transcript.id}"
        msg = f"{where} has {size} bases: {lost} cannot be lost"
        raise ValueError(msg)
    return _site(layout, side, _Cut(_region_beside(layout, side, exon, -lost), exon, offset))


def no_splice_site(layout: Layout, site: JunctionSite) -> str:
    """Say why an exon given by its number alone cannot be spliced on this side; "" where it can.

    The last exon has no donor and the first no acceptor, so that a break at such an edge is none.
    """
    if site.breakpoint is not None or site.offset or not layout.transcript.is_coding:
        return ""
    is_donor = site.side is Side.FIVE_PRIME
    if site.exon != (layout.exon_count if is_donor else 1):
        return ""
    transcript = layout.transcript
    which, lacks = ("last", "donor") if is_donor else ("first", "acceptor")
    return (
        f"exon {site.exon} is the {which} of {transcript.gene} on {transcript.id} and has no splice {lacks}:"
        " the break lies inside it, or the number counts on another transcript"
    )


def _region_beside(layout: Layout, side: Side, exon: int, kept: int) -> Region:
    """Return where a junction lies that keeps so many bases beyond the exon's edge (0 or less: none)."""
    if kept <= 0:
        return Region.EXON
    is_donor = side is Side.FIVE_PRIME
    intron = layout.intron_before(exon + 1 if is_donor else exon)
    if intron is None:
        return Region.DOWNSTREAM if is_donor else Region.UPSTREAM
    if kept > intron:
        transcript, where = layout.transcript, "after" if is_donor else "before"
        msg = (
            f"the intron {where} exon {exon} of {transcript.gene} on {transcript.id} has {intron} bases:"
            f" an offset of {kept} reaches past it"
        )
        raise ValueError(msg)
    return Region.INTRON


def observed_site(layout: Layout, side: Side, breakpoint: Breakpoint, because: str = "") -> JunctionSite:
    """Return the site of a junction that was read as it is: RNA, or DNA that breaks exon to exon."""
    spot = layout.spot(breakpoint.position)
    return _site(layout, side, _Cut(spot.region, *as_read(layout, spot, side)), breakpoint, because)


class _Cut(NamedTuple):
    """Where a transcript is cut: the exon that is kept up to its edge, and the bases from that edge."""

    region: Region
    exon: int
    offset: int = 0


def as_read(layout: Layout, spot: Spot, side: Side) -> tuple[int, int]:
    """Return exon and offset of a position taken literally.

    Where nothing of the transcript is kept the offset takes the whole exon and the bases beyond it.
    """
    if side is Side.FIVE_PRIME:
        if spot.region is Region.UPSTREAM:
            return 1, 1 - spot.before_next - layout.exon_last[0]
        return spot.exon, -spot.short_of_end if spot.region is Region.EXON else spot.past_exon
    if spot.region is Region.INTRON:
        return spot.exon + 1, -spot.before_next
    if spot.region is Region.UPSTREAM:
        return 1, -spot.before_next
    if spot.region is Region.DOWNSTREAM:
        return spot.exon, layout.length + spot.past_exon - layout.exon_first[-1]
    return spot.exon, spot.past_start


@dataclass(frozen=True, slots=True)
class _Spliced:
    """The exon that splices next to a DNA break, and the exon that is left out beside it."""

    exon: int
    skipped: tuple[int, ...] = ()


def predicted_sites(
    five: Layout, five_break: Breakpoint, three: Layout, three_break: Breakpoint
) -> tuple[JunctionSite, JunctionSite]:
    """Return the junction that follows from two DNA breaks (context table of docs/annotation.md).

    Exon to exon joins base to base; everything else splices at the nearest intact exons. Raises NoJunction
    where one side has no exon left to splice.
    """
    five_spot, three_spot = five.spot(five_break.position), three.spot(three_break.position)
    if five_spot.region is Region.EXON and three_spot.region is Region.EXON:
        sites = (
            observed_site(five, Side.FIVE_PRIME, five_break),
            observed_site(three, Side.THREE_PRIME, three_break),
        )
        return replace(sites[0], predicted=True), replace(sites[1], predicted=True)
    return (
        _predicted(five, Side.FIVE_PRIME, five_break, _donor(five, five_spot)),
        _predicted(three, Side.THREE_PRIME, three_break, _acceptor(three, three_spot)),
    )


def predicted_site(layout: Layout, side: Side, breakpoint: Breakpoint) -> JunctionSite:
    """Return the site that follows from one DNA break, where the other end is given by its exon.

    Raises NoJunction where no exon is left to splice.
    """
    spot = layout.spot(breakpoint.position)
    spliced = _donor(layout, spot) if side is Side.FIVE_PRIME else _acceptor(layout, spot)
    return _predicted(layout, side, breakpoint, spliced)


def _donor(layout: Layout, spot: Spot) -> _Spliced:
    gene = layout.transcript.gene
    if spot.region is Region.UPSTREAM:
        msg = f"the break lies upstream of {gene} on {layout.transcript.id}: no exon of it is kept"
        raise NoJunction(msg)
    if spot.region is Region.DOWNSTREAM:
        msg = f"the break lies downstream of {gene}: its transcript ends before the break"
        raise NoJunction(msg)
    if spot.region is Region.INTRON:
        return _Spliced(spot.exon)
    if spot.exon == 1:
        msg = f"the break lies in exon 1 of {gene}, whose splice donor is lost: no exon before it can splice"
        raise NoJunction(msg)
    return _Spliced(spot.exon - 1, (spot.exon,))


def _acceptor(layout: Layout, spot: Spot) -> _Spliced:
    gene = layout.transcript.gene
    if spot.region is Region.DOWNSTREAM:
        msg = f"the break lies downstream of {gene} on {layout.transcript.id}: no exon of it is kept"
        raise NoJunction(msg)
    if spot.region is Region.INTRON:
        return _Spliced(spot.exon + 1)
    if spot.exon == layout.exon_count:
        msg = f"no exon of {gene} with a splice acceptor lies after the break"
        raise NoJunction(msg)
    return _Spliced(spot.exon + 1, (spot.exon,))


def _predicted(layout: Layout, side: Side, breakpoint: Breakpoint, spliced: _Spliced) -> JunctionSite:
    region = layout.spot(breakpoint.position).region
    return replace(
        _site(layout, side, _Cut(region, spliced.exon), breakpoint),
        break_offset=_distance(layout, side, breakpoint, spliced.exon),
        predicted=True,
        skipped_exons=spliced.skipped,
    )


def _distance(layout: Layout, side: Side, breakpoint: Breakpoint, exon: int) -> int:
    """Bases from the exon's edge to the break on the genome, in transcript direction."""
    bases = breakpoint.position - layout.edge(exon, side).position
    return bases if layout.transcript.is_plus else -bases


def _site(
    layout: Layout, side: Side, cut: _Cut, breakpoint: Breakpoint | None = None, because: str = ""
) -> JunctionSite:
    """Build a site with its transcript position, coding position and phase."""
    region, exon, offset = cut
    base, position, coding, phase = _kept(layout, side, cut), None, None, None
    if base is not None:
        phase = layout.phase(base)
        if offset == 0 or region is Region.EXON:
            position = base
            coding = None if phase is None else base - (layout.cds_first or 0) + 1
        if phase is not None and side is Side.FIVE_PRIME:
            phase = (phase + 1) % 3
    return JunctionSite(
        side=side,
        transcript=layout.transcript,
        region=region,
        exon=exon,
        offset=offset,
        breakpoint=breakpoint,
        break_offset=None if breakpoint is None else offset,
        transcript_position=position,
        cds_position=coding,
        phase=phase,
        because=because,
    )


def exonic_base(layout: Layout, site: JunctionSite) -> int | None:
    """Return the transcript position of the exonic base nearest the junction on the kept side.

    None where nothing of the transcript is kept (a 5' break upstream, a 3' break downstream of it).
    """
    return _kept(layout, site.side, _Cut(site.region, site.exon, site.offset))


def _kept(layout: Layout, side: Side, cut: _Cut) -> int | None:
    if side is Side.FIVE_PRIME:
        kept = layout.exon_last[cut.exon - 1] + min(cut.offset, 0)
        return None if cut.region is Region.UPSTREAM or kept < 1 else kept
    kept = layout.exon_first[cut.exon - 1] + max(cut.offset, 0)
    return None if cut.region is Region.DOWNSTREAM or kept > layout.length else kept


def kept_base(layout: Layout, site: JunctionSite) -> Breakpoint | None:
    """Return the genomic place of the exonic base nearest the junction on the kept side, if one is kept."""
    base = exonic_base(layout, site)
    return None if base is None else layout.place(base)


def kept_intronic(site: JunctionSite) -> int:
    """Return how many bases outside exons the junction keeps on this side (a retained piece of intron)."""
    return max(site.offset, 0) if site.side is Side.FIVE_PRIME else max(-site.offset, 0)


def literature_exons(edge: Breakpoint, side: Side, layouts: tuple[Layout, ...]) -> tuple[LiteratureExon, ...]:
    """Return the exon that starts (3') or ends (5') at this edge on each of the literature's transcripts."""
    found = ((layout.transcript.id, layout.exon_at_edge(edge.position, side)) for layout in layouts)
    return tuple(LiteratureExon(name, exon) for name, exon in found if exon is not None)
