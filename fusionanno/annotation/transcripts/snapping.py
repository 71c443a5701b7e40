"""Positions next to an exon edge: moved there within the distance that the user states, and never further."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from fusionanno.annotation.geometry.junction import observed_site
from fusionanno.annotation.geometry.reading import Reading
from fusionanno.annotation.transcripts.choose import Choice
from fusionanno.model import Breakpoint, Flag, FlagId, Side


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


def snap_flags(*ends: Reading) -> tuple[Flag, ...]:
    """Record what was moved, and whether the joined bases stay what they were."""
    told = [end for end in ends if end.is_snapped]
    if not told:
        return ()
    offsets = [end.site.break_offset if end.is_snapped else 0 for end in ends]
    what = " and ".join(f"the {end.site.side.value} breakpoint is {end.how}" for end in told)
    if len(ends) == 1:
        return (Flag(FlagId.SNAPPED, what),)
    if offsets[0] == offsets[1]:
        why = "both by the same shift, so the joined bases stay the same"
    else:
        which = "by different shifts" if len(told) > 1 else "this side only"
        why = f"{which}, so the joined bases are not the reported ones"
    return (Flag(FlagId.SNAPPED, f"{what}: {why}"),)
