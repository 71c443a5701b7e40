"""The events of a report as the formats tell them: with what stands beside them and their other products."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from fusionanno.model import (
    AnnotatedFusion,
    BesideEvent,
    BesideKind,
    CallLevel,
    EventCall,
    FusionCall,
    FusionEvent,
    Report,
    Source,
)


@dataclass(frozen=True, slots=True)
class Beside:
    """Another event of the gene pair and what it is to this one."""

    link: BesideEvent
    event: FusionEvent


@dataclass(frozen=True, slots=True)
class Event:
    """One fusion of one sample and the calls that found it; `fusion`, the speaker, is told in full.

    reciprocals are the events of the rearrangement's other product (B::A beside A::B). beside are other
    events of the gene pair: breaks in DNA beside junctions of RNA, the same junction on another build.
    """

    fusion: AnnotatedFusion
    merged: FusionEvent
    reciprocals: tuple["Event", ...] = ()
    beside: tuple[Beside, ...] = field(default=(), compare=False)

    @property
    def id(self) -> str:
        return self.merged.id

    @property
    def calls(self) -> tuple[FusionCall, ...]:
        """What each caller said, the speaker's call first."""
        return tuple(each.fusion.call for each in self.told)

    @property
    def told(self) -> tuple[EventCall, ...]:
        """Every call with how exactly it tells the junction, the speaker first."""
        calls = self.merged.calls
        return tuple(sorted(calls, key=lambda each: each.fusion is not self.fusion))

    @property
    def judged(self) -> tuple[AnnotatedFusion, ...]:
        """The speaker, and the calls that may carry a therapy where the speaker may not."""
        return (self.fusion, *self.merged.told_otherwise)

    @property
    def differences(self) -> tuple[str, ...]:
        return self.merged.differences

    @property
    def explained_by(self) -> tuple[Beside, ...]:
        """The events of the other molecule that fit this one."""
        kinds = (BesideKind.DNA, BesideKind.RNA)
        return tuple(each for each in self.beside if each.link.kind in kinds and each.link.explains)


def alone(fusion: AnnotatedFusion) -> Event:
    """Return a call as an event of its own."""
    call = EventCall(fusion, CallLevel.JUNCTION)
    return Event(fusion, FusionEvent(fusion.name.hgnc, fusion, (call,)))


def events_of(report: Report) -> tuple[Event, ...]:
    """Return the report's events; where its calls were not gathered, each call by itself."""
    by_id = {event.id: event for event in report.events}
    if not by_id:
        return tuple(alone(fusion) for fusion in report.fusions)
    return tuple(
        Event(
            event.speaker,
            event,
            beside=tuple(Beside(link, by_id[link.event_id]) for link in event.beside),
        )
        for event in report.events
    )


def with_reciprocals(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events, each with those that say to be its reciprocal product; they stay in the list too."""
    listed = tuple(events)
    products: defaultdict[Source, list[Event]] = defaultdict(list)
    for event in listed:
        for source in dict.fromkeys(each.fusion.reciprocal_of for each in event.told):
            if source is not None:
                products[source].append(event)
    return tuple(replace(event, reciprocals=tuple(_of(event, products))) for event in listed)


def _of(event: Event, products: dict[Source, list[Event]]) -> Iterable[Event]:
    """Yield each product once, though several of its calls may say whose product it is."""
    sources = (call.source for call in event.calls if call.source is not None)
    found = {product.id: product for source in sources for product in products.get(source, ())}
    yield from found.values()
