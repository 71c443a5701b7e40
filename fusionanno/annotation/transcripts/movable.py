"""Ends that may lie aside of their stated position, and the positions at which that can change the answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from fusionanno.annotation.geometry.junction import (
    kept_intronic,
    observed_site,
    predicted_site,
    predicted_sites,
)
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.reading import Pair, ReadAs, Reading
from fusionanno.annotation.product.frame import (
    LONG_UNTRANSLATED,
    SHORTEST_INTRON,
    five_prime_part,
    three_prime_part,
    unknown_insert,
)
from fusionanno.annotation.product.joined import inserted_between
from fusionanno.model import Breakpoint, FrameVerdict, FusionCall, Interval, JunctionSite, Region, Side

Judge = Callable[[FusionCall, Pair], FrameVerdict]
"""Judges a pair that is compared, by the same bases as the pair that is told."""


@dataclass(frozen=True, slots=True)
class Movable:
    """One end on its transcript; place is None where it is given by its exon and stays at `site`."""

    layout: Layout
    side: Side
    place: Breakpoint | None
    site: JunctionSite | None = None

    def span(self, interval: Interval | None) -> tuple[int, int]:
        """Return how far the end may lie aside, in transcript direction."""
        if interval is None or self.place is None:
            return 0, 0
        return (interval.low, interval.high) if self._is_plus else (-interval.high, -interval.low)

    def at(self, shift: int) -> Breakpoint:
        """Return the position that many bases on in transcript direction."""
        assert self.place is not None
        return Breakpoint(
            self.place.contig, max(self.place.position + (shift if self._is_plus else -shift), 1)
        )

    @property
    def _is_plus(self) -> bool:
        return self.layout.transcript.is_plus


def of_reading(reading: Reading) -> Movable:
    """Return an end as it is told; one that is given by its exon, or was moved to an edge, stays there."""
    is_fixed = reading.is_snapped or reading.site.breakpoint is None
    place = None if is_fixed else reading.site.breakpoint
    return Movable(reading.layout, reading.site.side, place, reading.site)


def sites_of(read_as: ReadAs, ends: tuple[Movable, Movable]) -> tuple[JunctionSite, JunctionSite]:
    """Return the sites of two ends as they stand; NoJunction where DNA breaks leave nothing to splice."""
    five, three = ends
    if read_as is ReadAs.BREAK and five.place is not None and three.place is not None:
        return predicted_sites(five.layout, five.place, three.layout, three.place)
    return _site(read_as, five), _site(read_as, three)


def _site(read_as: ReadAs, end: Movable) -> JunctionSite:
    if end.place is None:
        assert end.site is not None
        return end.site
    tell = predicted_site if read_as is ReadAs.BREAK else observed_site
    return tell(end.layout, end.side, end.place)


def is_shared(call: FusionCall) -> bool:
    """True where both sides move together: homology, and no interval that is wider than it."""
    intervals = (call.five_prime.interval, call.three_prime.interval)
    widths = (each.high - each.low for each in intervals if each is not None)
    return bool(call.homology) and all(width <= (call.homology or 0) for width in widths)


def shifts(call: FusionCall, read_as: ReadAs, ends: tuple[Movable, Movable]) -> Iterator[tuple[int, int]]:
    """Yield the shifts of both sides at which the answer may change, the nearest first."""
    asked = _Asked(read_as, max(LONG_UNTRANSLATED - unknown_insert(inserted_between(call)), 0))
    if is_shared(call):
        span = _common(call, ends)
        points = {shift for end in ends for shift in _points(end, asked, span)}
        yield from ((shift, shift) for shift in sorted(points, key=abs))
        return
    intervals = (call.five_prime.interval, call.three_prime.interval)
    fives, threes = (
        _distinct(end, asked, end.span(interval)) for end, interval in zip(ends, intervals, strict=True)
    )
    yield from sorted(product(fives, threes), key=lambda pair: (abs(pair[0]) + abs(pair[1]), pair))


def _common(call: FusionCall, ends: tuple[Movable, Movable]) -> tuple[int, int]:
    """Return the shifts that both sides allow; the homology alone does not say to which side it lies."""
    intervals = (call.five_prime.interval, call.three_prime.interval)
    spans = [
        end.span(interval)
        for end, interval in zip(ends, intervals, strict=True)
        if interval is not None and end.place is not None
    ]
    if not spans:
        return -(call.homology or 0), call.homology or 0
    low, high = max(span[0] for span in spans), min(span[1] for span in spans)
    return (low, high) if low <= 0 <= high else spans[0]


@dataclass(frozen=True, slots=True)
class _Asked:
    """How positions are read, and the bases of a 5' UTR from which the bases read unseen are too many."""

    read_as: ReadAs
    most_untranslated: int


def _points(end: Movable, asked: _Asked, span: tuple[int, int]) -> list[int]:
    if end.place is None or span == (0, 0):
        return [0]
    into_intron = SHORTEST_INTRON if asked.read_as is ReadAs.JUNCTION else 0
    return end.layout.turning_points(end.place.position, span, into_intron, asked.most_untranslated)


def _distinct(end: Movable, asked: _Asked, span: tuple[int, int]) -> list[int]:
    """Return one shift of each kind, the nearest: elsewhere in an intron a break in DNA means the same."""
    kinds: dict[tuple[object, ...], int] = {}
    for shift in sorted(_points(end, asked, span), key=abs):
        kinds.setdefault(_kind(end, asked, shift), shift)
    return list(kinds.values())


def _kind(end: Movable, asked: _Asked, shift: int) -> tuple[object, ...]:
    """All that exon, place beside the exon and frame depend on at one end."""
    if end.place is None:
        return ()
    spot = end.layout.spot(end.at(shift).position)
    if asked.read_as is ReadAs.BREAK and spot.region is not Region.EXON:
        return spot.region, spot.exon
    site = observed_site(end.layout, end.side, end.at(shift))
    return site.region, site.exon, site.offset == 0, *_judged_by(end.layout, site, asked)


def _judged_by(layout: Layout, site: JunctionSite, asked: _Asked) -> tuple[object, ...]:
    """What the frame's verdict depends on at one end: whether it codes and in which phase, with a whole codon
    or not, and the bases that are read without being seen."""
    tell = five_prime_part if site.side is Side.FIVE_PRIME else three_prime_part
    part, retained = tell(layout, site), kept_intronic(site)
    unseen = retained % 3, min(retained, 3), retained > SHORTEST_INTRON
    untranslated = min(part.untranslated, 1), part.untranslated >= asked.most_untranslated
    return part.phase, min(part.coding, 3), *untranslated, *unseen
