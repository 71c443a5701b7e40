"""Labels and bars that must not overlap: exon numbers thinned out, domains packed into lanes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from fusionanno.model import DomainFate, DomainStatus, Side
from fusionanno.renderers.figures.exon_track import Scale, Track

LETTER = 0.56
"""Mean width of a letter in a sans-serif face, as a share of its size."""


def text_width(text: str, size: float) -> float:
    return len(text) * size * LETTER


@dataclass(frozen=True, slots=True)
class ExonNumber:
    exon: int
    x: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A domain, or the part of it that this row shows, in figure units; label is empty where none fits."""

    start: float
    end: float
    label: str
    fate: DomainFate
    lane: int = 0

    def reach(self, size: float) -> float:
        """The right end of bar and label together."""
        return max(self.end, self.start + text_width(self.label, size))


def exon_numbers(track: Track, scale: Scale, size: float) -> tuple[ExonNumber, ...]:
    """Return the numbers that fit: the junction's exon, the first and the last before all others."""
    centres = dict(_centres(track, scale))
    wanted = dict.fromkeys((track.site.exon, min(centres), max(centres), *centres))
    placed: list[ExonNumber] = []
    for exon in wanted:
        here = ExonNumber(exon, centres[exon])
        if all(_is_apart(here, other, size) for other in placed):
            placed.append(here)
    return tuple(sorted(placed, key=lambda number: number.exon))


def _centres(track: Track, scale: Scale) -> Iterator[tuple[int, float]]:
    for exon in range(track.stretches[0].exon, track.last_exon + 1):
        own = [each for each in track.stretches if each.exon == exon]
        left, right = scale.x(track, own[0].start, exon), scale.x(track, own[-1].end, exon)
        yield exon, (left + right) / 2


def _is_apart(one: ExonNumber, other: ExonNumber, size: float) -> bool:
    needed = (text_width(str(one.exon), size) + text_width(str(other.exon), size)) / 2 + 1.5
    return abs(one.x - other.x) >= needed


def bars(track: Track, fates: Iterable[DomainFate], scale: Scale, *, kept: bool) -> Iterator[Bar]:
    """Yield the parts of this side's domains that the fusion keeps, or the parts that it loses."""
    for fate in fates:
        if fate.side is not track.site.side or not _is_wanted(fate.status, kept):
            continue
        start = track.coding_start + 3 * (fate.domain.start - 1)
        end = min(track.coding_start + 3 * fate.domain.end, track.length)
        if fate.status is DomainStatus.PARTIAL and start < track.junction < end:
            is_left = (fate.side is Side.FIVE_PRIME) is kept
            start, end = (start, track.junction) if is_left else (track.junction, end)
        left = scale.x(track, start, track.exon_at(start))
        right = scale.x(track, end, track.exon_at(end - 1))
        if right > left:
            yield Bar(left, right, label_of(fate), fate)


def _is_wanted(status: DomainStatus, kept: bool) -> bool:
    if status is DomainStatus.PARTIAL:
        return True
    return (status is not DomainStatus.LOST) is kept


def label_of(fate: DomainFate) -> str:
    """Return what a domain is called on paper: a kinase by its gene and its fate, another by its name."""
    fates = {
        DomainStatus.KEPT: "intact",
        DomainStatus.LOST: "lost",
        DomainStatus.PARTIAL: "partly kept",
        DomainStatus.UNDETERMINED: "undetermined",
    }
    return f"{fate.gene} kinase, {fates[fate.status]}" if fate.domain.is_kinase else fate.domain.name


def packed(found: Iterable[Bar], size: float, width: float, most: int) -> tuple[Bar, ...]:
    """Pack bars into at most `most` lanes: kinases first, then 5' to 3'.

    A repeated name is written once; where a label does not fit, its bar stands alone; a bar that fits into
    no lane is left out (the table of domains lists it).
    """
    ordered = sorted(found, key=lambda bar: (not bar.fate.domain.is_kinase, bar.start, bar.end))
    placed: list[Bar] = []
    for bar in ordered:
        is_repeated = any(bar.label == other.label for other in placed)
        for attempt in (replace(bar, label="") if is_repeated else bar, replace(bar, label="")):
            lane = _first_free(attempt, placed, size, width, most)
            if lane is not None:
                placed.append(replace(attempt, lane=lane))
                break
    return tuple(placed)


def _first_free(bar: Bar, placed: Sequence[Bar], size: float, width: float, most: int) -> int | None:
    if bar.label and bar.reach(size) > width and not bar.fate.domain.is_kinase:
        return None
    for lane in range(most):
        others = [other for other in placed if other.lane == lane]
        if all(_are_apart(bar, other, size, width) for other in others):
            return lane
    return None


def _are_apart(one: Bar, other: Bar, size: float, width: float) -> bool:
    (one_left, one_right), (other_left, other_right) = (_extent(bar, size, width) for bar in (one, other))
    return one_right + 2 <= other_left or other_right + 2 <= one_left


def _extent(bar: Bar, size: float, width: float) -> tuple[float, float]:
    """The room that bar and label take; one that would leave the paper ends where its bar ends."""
    reach = bar.reach(size)
    return (bar.start, reach) if reach <= width else (bar.end - text_width(bar.label, size), bar.end)
