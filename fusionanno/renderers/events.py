"""Calls of one junction, told as one event; and the two products of one rearrangement, told together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from fusionanno.model import AnnotatedFusion, FusionCall, FusionName, Source


@dataclass(frozen=True, slots=True)
class Event:
    """One fusion of one sample and the calls that found it; `fusion`, the first call's, speaks for all.

    reciprocals are the calls of the rearrangement's other product (B::A beside A::B).
    """

    fusion: AnnotatedFusion
    calls: tuple[FusionCall, ...]
    reciprocals: tuple["Event", ...] = ()


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


def with_reciprocals(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events, each with those that say to be its reciprocal product; they stay in the list too."""
    listed = tuple(events)
    products: defaultdict[Source, list[Event]] = defaultdict(list)
    for event in listed:
        if event.fusion.reciprocal_of is not None:
            products[event.fusion.reciprocal_of].append(event)
    return tuple(replace(event, reciprocals=tuple(_of(event, products))) for event in listed)


def _of(event: Event, products: dict[Source, list[Event]]) -> Iterable[Event]:
    for call in event.calls:
        if call.source is not None:
            yield from products.get(call.source, ())


def _is_same(one: AnnotatedFusion, other: AnnotatedFusion) -> bool:
    here, there = one.placed, other.placed
    return (
        here.transcript is not None
        and (here.transcript, here.flags, here.event) == (there.transcript, there.flags, there.event)
        and (here.assembly, here.molecule) == (there.assembly, there.molecule)
        and (here.event_name, here.rearrangement) == (there.event_name, there.rearrangement)
        and (one.reciprocal_of is None) is (other.reciprocal_of is None)
        and here.choice is there.choice
        and one.interpretation == other.interpretation
    )
