"""The one row of an event: its speaker, and what must not be lost where other calls say otherwise."""

from collections.abc import Iterator
from dataclasses import replace

from fusionanno.model import AnnotatedFusion, Flag, FlagId, FusionEvent
from fusionanno.renderers.sentences import other_verdict
from fusionanno.renderers.tsv_knowledge import therapies
from fusionanno.renderers.wording import listed


def spoken(event: FusionEvent) -> AnnotatedFusion:
    """Return the speaker, flagged where another call may carry a therapy or callers' sequences disagree."""
    said = " ".join(_said(event))
    if not said:
        return event.speaker
    placed = event.speaker.placed
    flag = Flag(FlagId.CALLERS_DISAGREE, said)
    return replace(event.speaker, placed=replace(placed, flags=(*placed.flags, flag)))


def _said(event: FusionEvent) -> Iterator[str]:
    if event.told_otherwise:
        drugs = listed(told for each in event.told_otherwise for told in therapies(each).split(";") if told)
        yield other_verdict(event) + (f" Therapies then: {drugs}." if drugs else "")
    if event.disagreement:
        yield event.disagreement
