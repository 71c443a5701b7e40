"""What a call would mean at the other positions that its confidence interval or its homology allows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, product

from fusionanno.annotation.geometry.junction import (
    kept_intronic,
    observed_site,
    predicted_site,
    predicted_sites,
)
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.reading import NOTHING_BESIDE, Beside, NoJunction, Pair, ReadAs, Reading
from fusionanno.annotation.product.joined import Told, verdict
from fusionanno.model import (
    Breakpoint,
    Flag,
    FlagId,
    FusionCall,
    Interval,
    JunctionSite,
    ReadingFrame,
    Region,
    Side,
)

_MOST_PLACES = 64
"""Pairs of positions that are looked at: the cost of a call has a bound, however wide its interval."""

_NAMED = 3
"""Other answers that the sentence names."""


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


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one pair of positions means; exons is None where no junction follows from it."""

    frame: ReadingFrame
    exons: tuple[int, int] | None = None
    where: tuple[str, str] = ("", "")
    why: str = field(default="", compare=False)

    def __str__(self) -> str:
        if self.exons is None:
            return f"no junction ({self.why})"
        return (
            f"{self.where[0]}exon {self.exons[0]} to {self.where[1]}exon {self.exons[1]}, {self.frame.value}"
        )


@dataclass(frozen=True, slots=True)
class _Answered:
    """An answer and the sites that give it (None where there is no junction)."""

    answer: _Answer
    sites: tuple[JunctionSite, JunctionSite] | None


def is_uncertain(call: FusionCall) -> bool:
    """True where the call leaves the place of its breakpoints open."""
    ends = (call.five_prime, call.three_prime)
    return bool(call.homology) or any(end.interval is not None for end in ends)


def of_reading(reading: Reading) -> Movable:
    """Return an end as it is told; one that is given by its exon, or was moved to an edge, stays there."""
    is_fixed = reading.is_snapped or reading.site.breakpoint is None
    place = None if is_fixed else reading.site.breakpoint
    return Movable(reading.layout, reading.site.side, place, reading.site)


def within_interval(
    call: FusionCall, read_as: ReadAs, ends: tuple[Movable, Movable], frame: ReadingFrame
) -> Beside:
    """Say what else the call may mean within its interval, and how it may be in frame where it is not.

    The answer is the one of the stated position. With homology both sides move together, for the bases that
    both share lie on either side of the break; an interval wider than the homology leaves both sides free.
    A junction of RNA that moves on both sides together joins the same bases, so that nothing changes.
    """
    if read_as is ReadAs.UNCLEAR or (read_as is ReadAs.JUNCTION and _is_shared(call)):
        return NOTHING_BESIDE
    stated, *others = _answers(call, read_as, ends)
    if not others:
        return NOTHING_BESIDE
    listed = "; ".join(str(each.answer) for each in others[:_NAMED])
    more = f"; and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    told = f"told here, at the stated position: {stated.answer}"
    flags = (Flag(FlagId.INTERVAL, f"{_where(call)}: {listed}{more}; {told}"),)
    sound = next((each for each in others if each.answer.frame is ReadingFrame.IN_FRAME), None)
    if frame is ReadingFrame.IN_FRAME or sound is None or sound.sites is None:
        return Beside(flags)
    return Beside(flags, _as_pair(ends, sound.sites))


def _as_pair(ends: tuple[Movable, Movable], sites: tuple[JunctionSite, JunctionSite]) -> Pair:
    readings = []
    for end, site in zip(ends, sites, strict=True):
        edge = site.breakpoint or end.layout.edge(site.exon, end.side)
        site = replace(site, because="another position within the interval of the call")
        readings.append(Reading(end.layout, site, edge, 2, f"read at {edge}"))
    return Pair(*readings)


def _answers(call: FusionCall, read_as: ReadAs, ends: tuple[Movable, Movable]) -> list[_Answered]:
    """Return the answer of the stated position, then every other one within the interval, nearest first."""
    stated = _answered(call, read_as, ends, (0, 0))
    found: dict[_Answer, _Answered] = {stated.answer: stated}
    for shifts in islice(_shifts(call, read_as, ends), _MOST_PLACES):
        other = _answered(call, read_as, ends, shifts)
        found.setdefault(other.answer, other)
    return list(found.values())


def _where(call: FusionCall) -> str:
    if _is_shared(call):
        bases = "1 base" if call.homology == 1 else f"{call.homology} bases"
        return f"within the homology of {bases} that both breakpoints share"
    sides = ((call.five_prime, Side.FIVE_PRIME), (call.three_prime, Side.THREE_PRIME))
    stated = [f"{end.interval} of the {side.value} breakpoint" for end, side in sides if end.interval]
    return f"within the interval {' and '.join(stated)}"


def _is_shared(call: FusionCall) -> bool:
    """True where both sides move together: homology, and no interval that is wider than it."""
    intervals = (call.five_prime.interval, call.three_prime.interval)
    widths = (each.high - each.low for each in intervals if each is not None)
    return bool(call.homology) and all(width <= (call.homology or 0) for width in widths)


def _shifts(call: FusionCall, read_as: ReadAs, ends: tuple[Movable, Movable]) -> Iterator[tuple[int, int]]:
    """Yield the shifts of both sides at which the answer may change, the nearest first."""
    if _is_shared(call):
        low, high = _common(call, ends)
        points = {shift for end in ends for shift in _points(end, (low, high))}
        yield from ((shift, shift) for shift in sorted(points, key=abs))
        return
    intervals = (call.five_prime.interval, call.three_prime.interval)
    fives, threes = (
        _distinct(end, read_as, _points(end, end.span(interval)))
        for end, interval in zip(ends, intervals, strict=True)
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


def _points(end: Movable, span: tuple[int, int]) -> list[int]:
    if end.place is None or span == (0, 0):
        return [0]
    return end.layout.turning_points(end.place.position, span[0], span[1])


def _distinct(end: Movable, read_as: ReadAs, points: Iterable[int]) -> list[int]:
    """Return one shift of each kind, the nearest: elsewhere in an intron a break in DNA means the same."""
    kinds: dict[tuple[object, ...], int] = {}
    for shift in sorted(points, key=abs):
        kinds.setdefault(_kind(end, read_as, shift), shift)
    return list(kinds.values())


def _kind(end: Movable, read_as: ReadAs, shift: int) -> tuple[object, ...]:
    if end.place is None:
        return ()
    if read_as is ReadAs.JUNCTION:
        site = observed_site(end.layout, end.side, end.at(shift))
        return site.region, site.exon, site.offset % 3, min(kept_intronic(site), 3)
    spot = end.layout.spot(end.at(shift).position)
    phase = spot.past_start % 3 if spot.region is Region.EXON else None
    return spot.region, spot.exon, phase


def _answered(
    call: FusionCall, read_as: ReadAs, ends: tuple[Movable, Movable], shifts: tuple[int, int]
) -> _Answered:
    try:
        five, three = _sites(read_as, ends, shifts)
    except NoJunction as error:
        return _Answered(_Answer(ReadingFrame.UNDETERMINED, why=str(error)), None)
    frame = verdict(call, Told(ends[0].layout, five), Told(ends[1].layout, three)).frame
    return _Answered(
        _Answer(frame, (five.exon, three.exon), (_where_at(five), _where_at(three))), (five, three)
    )


def _where_at(site: JunctionSite) -> str:
    """Say how a site lies to its exon, empty for the exon's edge."""
    if site.offset == 0:
        return ""
    return "inside " if site.region is Region.EXON else "the intron next to "


def _sites(
    read_as: ReadAs, ends: tuple[Movable, Movable], shifts: tuple[int, int]
) -> tuple[JunctionSite, JunctionSite]:
    five, three = ends
    if read_as is ReadAs.BREAK and five.place is not None and three.place is not None:
        return predicted_sites(five.layout, five.at(shifts[0]), three.layout, three.at(shifts[1]))
    return _site(read_as, five, shifts[0]), _site(read_as, three, shifts[1])


def _site(read_as: ReadAs, end: Movable, shift: int) -> JunctionSite:
    if end.place is None:
        assert end.site is not None
        return end.site
    tell = predicted_site if read_as is ReadAs.BREAK else observed_site
    return tell(end.layout, end.side, end.at(shift))
