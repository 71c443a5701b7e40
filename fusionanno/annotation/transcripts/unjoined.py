"""Breaks in DNA that make no junction on the transcripts that are told, and one on others of the genes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from fusionanno.annotation.geometry.junction import observed_site, predicted_site
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.layouts import Layouts
from fusionanno.annotation.geometry.reading import NoJunction, Pair, ReadAs, Reading
from fusionanno.annotation.product.frame import five_prime_part, three_prime_part
from fusionanno.annotation.transcripts.movable import Judge, Movable, sites_of
from fusionanno.model import (
    Breakpoint,
    Flag,
    FlagId,
    FrameVerdict,
    FusionCall,
    JunctionSite,
    ReadingFrame,
    Region,
    Side,
)

_MOST_PAIRS = 36
"""Pairs that are judged, so that a call's cost has a bound."""

_Ends = tuple[Movable, Movable]


@dataclass(frozen=True, slots=True)
class _Way:
    """A pair of transcripts on which a junction follows, and its frame."""

    pair: Pair
    verdict: FrameVerdict

    def __str__(self) -> str:
        ends = " :: ".join(f"{end.layout.transcript.id} (exon {end.site.exon})" for end in self.pair.ends)
        length = self.verdict.protein_length
        return f"{self.verdict.frame.value} with {ends}{f', {length} residues' if length else ''}"


def joined_on_others(call: FusionCall, ends: _Ends, layouts: Layouts, judge: Judge) -> Iterator[Flag]:
    """Flag the best pair of other coding transcripts on which breaks in DNA make a junction, in frame first.

    Nothing is chosen from it: which transcript is made is not known.
    """
    ways = _ways(call, ends, layouts, judge)
    best = min(ways, key=lambda way: way.verdict.frame is not ReadingFrame.IN_FRAME, default=None)
    if best is not None:
        told = " :: ".join(end.layout.transcript.id for end in ends)
        yield Flag(FlagId.OTHER_TRANSCRIPT, f"no junction follows on {told}, told here; {best}")


def _ways(call: FusionCall, ends: _Ends, layouts: Layouts, judge: Judge) -> Iterator[_Way]:
    pairs = product(*(_of_each_kind(end, layouts) for end in ends))
    for five, three in islice(pairs, _MOST_PAIRS):
        try:
            sites = sites_of(ReadAs.BREAK, (replace(ends[0], layout=five), replace(ends[1], layout=three)))
        except NoJunction:
            continue
        pair = Pair(_reading(five, sites[0]), _reading(three, sites[1]))
        yield _Way(pair, judge(call, pair))


def _of_each_kind(end: Movable, layouts: Layouts) -> list[Layout]:
    """Return one transcript of every kind that can join, those that splice first, by the rule's order."""
    if end.place is None:
        return [end.layout]
    here = layouts.on(end.layout.transcript.gene, end.place.contig).telling
    found: dict[tuple[object, ...], Layout] = {}
    for layout in (end.layout, *(each for each in here if each.holds(end.place.position))):
        kind = _kind(layout, end.side, end.place)
        if kind is not None and layout.transcript.is_coding:
            found.setdefault(kind, layout)
    return [found[kind] for kind in sorted(found, key=lambda kind: kind[0] is None)]


def _kind(layout: Layout, side: Side, place: Breakpoint) -> tuple[object, ...] | None:
    """All that the frame depends on at one end: what is spliced, and the base that an exon is broken at."""
    spliced = broken = None
    try:
        spliced = _part(layout, predicted_site(layout, side, place))
    except NoJunction:
        if layout.spot(place.position).region is not Region.EXON:
            return None
    if layout.spot(place.position).region is Region.EXON:
        broken = _part(layout, observed_site(layout, side, place))
    return spliced, broken


def _part(layout: Layout, site: JunctionSite) -> tuple[object, ...]:
    tell = five_prime_part if site.side is Side.FIVE_PRIME else three_prime_part
    part = tell(layout, site)
    return part.phase, part.untranslated, part.is_complete, part.is_cut, bool(part.reason)


def _reading(layout: Layout, site: JunctionSite) -> Reading:
    edge = site.breakpoint or layout.edge(site.exon, site.side)
    return Reading(layout, site, edge, 2, f"read on {layout.transcript.id}")
