"""Positions next to an exon edge: moved there within the distance that the user states, or that the platform
is known to misplace junctions by, and never further."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from fusionanno.annotation.geometry.junction import observed_site
from fusionanno.annotation.geometry.reading import Reading
from fusionanno.annotation.transcripts.choose import Choice
from fusionanno.model import Breakpoint, Flag, FlagId, FusionCall, Side


@dataclass(frozen=True, slots=True)
class Shift:
    """An exon edge that a position may be taken for.

    bases run from the edge to the position in transcript direction, as an offset does.
    """

    choice: Choice
    exon: int
    bases: int


def shifts(choices: Iterable[Choice], place: Breakpoint, side: Side, within: int) -> list[Shift]:
    """Return the edges within that many bases: by the transcript's rank, then by distance."""
    return [
        Shift(choice, exon, bases)
        for choice in choices
        for exon, bases in choice.layout.edges_near(place.position, side, within)
    ]


def nearest(found: Sequence[Shift], side: Side) -> list[Shift]:
    """Return the shift to the nearest edge; none where two places lie equally near."""
    least = min((abs(shift.bases) for shift in found), default=0)
    near = [shift for shift in found if abs(shift.bases) == least]
    edges = {shift.choice.layout.edge(shift.exon, side) for shift in near}
    return near[:1] if len(edges) == 1 else []


def agreed(five: Sequence[Shift], three: Sequence[Shift]) -> tuple[Shift | None, Shift | None]:
    """Return the shift of each side: the first that moves both alike, else each side's own first.

    Bases that both partners share can be counted to either; both positions are then off by the same shift,
    and the joined sequence is the same.
    """
    alike = ((one, other) for one in five for other in three if one.bases == other.bases)
    return next(alike, (next(iter(five), None), next(iter(three), None)))


def moved(shift: Shift, side: Side, place: Breakpoint) -> Reading:
    """Return the position read as the exon edge; the site keeps where it was reported."""
    layout = shift.choice.layout
    edge = layout.edge(shift.exon, side)
    site = replace(
        observed_site(layout, side, edge),
        breakpoint=place,
        break_offset=shift.bases,
        because=shift.choice.because,
    )
    return Reading(layout, site, edge, 0, moved_words(shift, side), is_snapped=True)


def moved_words(shift: Shift, side: Side) -> str:
    """Say by how much a position is moved, and where to."""
    bases = "1 base" if abs(shift.bases) == 1 else f"{abs(shift.bases)} bases"
    which = "end" if side is Side.FIVE_PRIME else "start"
    return f"moved by {bases} to the {which} of exon {shift.exon} of {shift.choice.transcript.id}"


def tolerance(call: FusionCall) -> str:
    """Say by how many bases the platform misplaces junctions; "" where nothing is known."""
    if not call.jitter:
        return ""
    return f"{call.caller} is known to place junctions up to {call.jitter} bases beside exon edges: "


def snap_flags(*ends: Reading, because: str = "") -> tuple[Flag, ...]:
    """Record what was moved, for what reason, and whether the joined bases stay what they were."""
    told = [end for end in ends if end.is_snapped]
    if not told:
        return ()
    offsets = [end.site.break_offset if end.is_snapped else 0 for end in ends]
    what = because + " and ".join(f"the {end.site.side.value} breakpoint is {end.how}" for end in told)
    if len(ends) == 1:
        return (Flag(FlagId.SNAPPED, what),)
    if offsets[0] == offsets[1]:
        why = "both by the same shift, so the joined bases stay the same"
    else:
        which = "by different shifts" if len(told) > 1 else "this side only"
        why = f"{which}, so the joined bases are not the reported ones"
    return (Flag(FlagId.SNAPPED, f"{what}: {why}"),)
