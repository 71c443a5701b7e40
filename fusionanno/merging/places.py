"""Calls with positions, gathered by place: the same join within a tolerance, and never a chain of joins.

Calls are gathered pair by pair, the nearest first, and two groups become one only where every call of the one
fits every call of the other. What comes out depends on the places alone, not on the order of the input.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fusionanno.merging.seen import End, Seen
from fusionanno.model import Assembly, PartnerOrder


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Bases, on either side, within which two callers mean the same join; a choice, and not a measurement.

    junction: of RNA, where callers differ by the bases that both sides share and by a few more (some panels
    report up to 4 aside). break_: of DNA, beside the intervals that callers state themselves.
    """

    junction: int = 10
    break_: int = 100


_Place = tuple[object, ...]
_Bucket = tuple[str | None, Assembly | None, bool, tuple[str, ...]]


@dataclass(slots=True)
class _Group:
    """Calls that say the same to the base, or, later, calls that mean the same join."""

    calls: list[Seen]


def by_place(calls: Sequence[Seen], tolerance: Tolerance) -> list[list[Seen]]:
    """Gather calls that have positions into joins; calls of one join stay in input order."""
    buckets: defaultdict[_Bucket, list[Seen]] = defaultdict(list)
    for call in calls:
        buckets[_bucket(call)].append(call)
    found = []
    for (_, _, is_break, _), bucket in buckets.items():
        within = tolerance.break_ if is_break else tolerance.junction
        found += [sorted(group, key=lambda call: call.number) for group in _gathered(bucket, within)]
    return found


def fits(one: Seen, other: Seen, within: int, *, in_any_order: bool = False) -> bool:
    """True where two calls with positions can mean the same join."""
    return _distance(one, other, within, in_any_order or _is_in_any_order(one, other)) is not None


def _is_in_any_order(one: Seen, other: Seen) -> bool:
    """True where two calls may tell one join from either end: in DNA, or where one of them names no gene.

    Without a gene nothing told the caller, or us, in which direction the join is read: the places and kept
    sides are the same. Where a side is not known, only a file that tells no order leaves it open.
    """
    if one.is_named and other.is_named:
        return one.is_break
    if one.is_break:
        return True
    unnamed = [call for call in (one, other) if not call.is_named]
    if any(call.call.order is PartnerOrder.NOT_TOLD for call in unnamed):
        return True
    return all(end.keeps_low is not None for call in (one, other) for end in _ends(call))


def _bucket(call: Seen) -> _Bucket:
    ends = _ends(call)
    contigs = tuple(end.contig for end in ends)
    return call.sample, call.assembly, call.is_break, tuple(sorted(contigs))


def _ends(call: Seen) -> tuple[End, End]:
    assert call.ends is not None
    return call.ends


def _gathered(calls: Sequence[Seen], within: int) -> list[list[Seen]]:
    if len(calls) == 1:
        return [list(calls)]
    same: defaultdict[_Place, list[Seen]] = defaultdict(list)
    for call in calls:
        same[_place(call)].append(call)
    places = sorted(same)
    groups = {place: _Group(same[place]) for place in places}
    for _, one, other in sorted(_near(places, same, within)):
        first, second = groups[one], groups[other]
        if first is not second and _fit(first.calls, second.calls, within):
            first.calls += second.calls
            for place in {_place(call) for call in second.calls}:
                groups[place] = first
    return list({id(group): group.calls for group in groups.values()}.values())


def _fit(first: Sequence[Seen], second: Sequence[Seen], within: int) -> bool:
    return all(fits(one, other, within) for one in first for other in second)


def _place(call: Seen) -> _Place:
    """Everything of a call that is compared, as a key that can be sorted."""
    ends = ((end.contig, end.position, end.low, end.high, *_words(end)) for end in _ends(call))
    return (*(value for end in ends for value in end), call.inserted)


def _words(end: End) -> tuple[str, str, int]:
    return end.gene or "", "" if end.keeps_low is None else str(end.keeps_low), end.edge or 0


def _near(
    places: Sequence[_Place], same: dict[_Place, list[Seen]], within: int
) -> Iterator[tuple[tuple[int, bool], _Place, _Place]]:
    """Yield pairs of places that may be one, with how far apart they are."""
    ranked = sorted((_lowest(same[place][0]), place) for place in places)
    slack = max(end.high - end.low for place in places for end in _ends(same[place][0]))
    for at, (low, place) in enumerate(ranked):
        for other_low, other in ranked[at + 1 :]:
            if other_low - low > within + 2 * slack:
                break
            one, two = same[place][0], same[other][0]
            distance = _distance(one, two, within, _is_in_any_order(one, two))
            if distance is not None:
                first, second = sorted((place, other))
                yield (distance, one.inserted != two.inserted), first, second


def _lowest(call: Seen) -> int:
    """The position by which calls of one bucket are ranked: that of the contig that sorts first."""
    ends = sorted(_ends(call), key=lambda end: (end.contig, end.position))
    return ends[0].position


def _distance(one: Seen, other: Seen, within: int, in_any_order: bool) -> int | None:
    """Return the bases between two joins on both sides together, None where they are two."""
    if _told_apart(one, other):
        return None
    mine, theirs = _ends(one), _ends(other)
    if not in_any_order and mine[0].contig != theirs[0].contig:
        return None
    orders = (theirs, theirs[::-1]) if in_any_order else (theirs,)
    are_named = one.is_named and other.is_named
    gaps = [gap for order in orders if (gap := _gap(mine, order, within, are_named)) is not None]
    return min(gaps, default=None)


def _told_apart(one: Seen, other: Seen) -> bool:
    """True where a caller itself tells two joins in one file: it saw them apart, and apart they stay."""
    if one.file is None or one.file != other.file:
        return False
    places = ([(end.contig, end.position) for end in _ends(call)] for call in (one, other))
    here, there = places
    return here != there or one.inserted != other.inserted


def _gap(mine: tuple[End, End], theirs: tuple[End, ...], within: int, are_named: bool) -> int | None:
    if not all(_is_same_side(one, other, are_named) for one, other in zip(mine, theirs, strict=True)):
        return None
    gaps = [one.gap(other) for one, other in zip(mine, theirs, strict=True)]
    if max(gaps) > within:
        return None
    return sum(abs(one.position - other.position) for one, other in zip(mine, theirs, strict=True))


def _is_same_side(one: End, other: End, are_named: bool) -> bool:
    """True where gene, contig and kept side do not differ as far as both are known, nor two exon edges.

    Genes are asked only of two calls that name both of theirs.
    """
    if one.contig != other.contig or (are_named and _differ(one.gene, other.gene)):
        return False
    return not (_differ(one.keeps_low, other.keeps_low) or _differ(one.edge, other.edge))


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other
