"""Calls of one junction, told as one event."""

from collections import defaultdict
from dataclasses import dataclass

from fusionanno.model import AnnotatedFusion, FusionCall, FusionName


@dataclass(frozen=True, slots=True)
class Event:
    """One fusion of one sample and the calls that found it; `fusion`, the first call's, speaks for all."""

    fusion: AnnotatedFusion
    calls: tuple[FusionCall, ...]


def events_of(fusions: tuple[AnnotatedFusion, ...]) -> tuple[Event, ...]:
    """Gather calls whose sample, names, junction and judgement are all equal; order of the first call.

    Two callers that saw the same junction make one event. Whatever differs, if only in the reason given for
    a transcript, stays apart: nothing is merged that a reader would have to take apart again.
    """
    gathered: list[list[AnnotatedFusion]] = []
    by_name: defaultdict[tuple[str | None, FusionName], list[list[AnnotatedFusion]]] = defaultdict(list)
    for fusion in fusions:
        namesakes = by_name[fusion.call.sample, fusion.name]
        twins = next((group for group in namesakes if _is_same(group[0], fusion)), None)
        if twins is not None:
            twins.append(fusion)
            continue
        gathered.append([fusion])
        namesakes.append(gathered[-1])
    return tuple(Event(group[0], tuple(fusion.call for fusion in group)) for group in gathered)


def _is_same(one: AnnotatedFusion, other: AnnotatedFusion) -> bool:
    here, there = one.placed, other.placed
    return (
        here.transcript is not None
        and (here.transcript, here.flags, here.event) == (there.transcript, there.flags, there.event)
        and (here.assembly, here.molecule) == (there.assembly, there.molecule)
        and one.interpretation == other.interpretation
    )
