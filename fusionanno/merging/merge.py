"""From the calls of a case to its events: who saw what, told once, and the same in any order of the files."""

from collections import defaultdict
from collections.abc import Sequence

from fusionanno.annotation import OUR_OWN
from fusionanno.merging.attach import attached
from fusionanno.merging.beside import Told, set_beside
from fusionanno.merging.differences import differences, disagreement
from fusionanno.merging.places import Tolerance, by_place
from fusionanno.merging.seen import Seen, seen
from fusionanno.merging.speaker import speaker
from fusionanno.model import AnnotatedFusion, CallLevel, EventCall, FusionEvent

_PLACED = (CallLevel.JUNCTION, CallLevel.BREAK)


def merge(fusions: Sequence[AnnotatedFusion], tolerance: Tolerance | None = None) -> tuple[FusionEvent, ...]:
    """Gather calls of one fusion into events, in the order of their first calls; every call is in one.

    A call without a sample belongs to the only sample that the others name. Which calls are one event, its
    id, its speaker and what is said of it do not depend on the order of the calls.
    """
    tolerance = tolerance or Tolerance()
    samples = {fusion.call.sample for fusion in fusions} - {None}
    only = next(iter(samples)) if len(samples) == 1 else None
    calls = [seen(number, fusion, only, OUR_OWN) for number, fusion in enumerate(fusions)]
    apart = [[call] for call in calls if call.is_apart]
    merged = [call for call in calls if not call.is_apart]
    groups = by_place([call for call in merged if call.level in _PLACED], tolerance)
    groups = [*attached(groups, merged, tolerance), *apart]
    told = _named(groups)
    beside = set_beside(told, tolerance)
    told.sort(key=lambda event: event.calls[0].number)
    return tuple(
        FusionEvent(
            event.id,
            event.speaker.fusion,
            tuple(EventCall(call.fusion, call.level) for call in event.calls),
            differences(event.calls),
            beside.get(event.id, ()),
            disagreement(event.calls),
        )
        for event in told
    )


def _named(groups: Sequence[Sequence[Seen]]) -> list[Told]:
    """Give every event its id: the genes and a number by place."""
    ordered = [sorted(group, key=lambda call: call.number) for group in groups]
    ranked = sorted(((speaker(group), group) for group in ordered), key=lambda each: _rank(each[0]))
    numbers: defaultdict[str, int] = defaultdict(int)
    told = []
    for spoken, group in ranked:
        pair = spoken.fusion.name.hgnc
        numbers[pair] += 1
        told.append(Told(f"{pair}/{numbers[pair]}", spoken, group))
    return told


def _rank(event: Seen) -> tuple[object, ...]:
    """Sort events of one name: by sample, build and molecule, how exact they are, place, then the source."""
    placed, source = event.fusion.placed, event.call.source
    places = tuple((end.contig, end.position) for end in event.ends or ())
    exons = tuple((end.transcript, end.exon, end.offset) for end in event.exons or ())
    return (
        event.sample or "",
        event.is_apart,
        str(placed.assembly or ""),
        str(placed.molecule or ""),
        not places,
        places,
        exons,
        event.level.value,
        event.inserted,
        (source.path, source.line or 0) if source else ("", 0),
        event.call.caller,
        str(event.call),
    )
