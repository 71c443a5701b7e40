"""The one row of an event: its speaker, and what must not be lost where other calls say otherwise."""

from collections.abc import Iterator
from dataclasses import replace

from fusionanno.model import AnnotatedFusion, Flag, FlagId, FusionEvent
from fusionanno.renderers.sentences import other_verdict
from fusionanno.renderers.wording import STATUSES, listed


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
        drugs = _drugs(event.told_otherwise)
        yield other_verdict(event) + (f" Therapies then: {drugs}." if drugs else "")
    if event.disagreement:
        yield event.disagreement


def _drugs(fusions: tuple[AnnotatedFusion, ...]) -> str:
    """Name each drug once with its best status, the best first."""
    matches = (match for fusion in fusions for match in fusion.interpretation.matches)
    best: dict[str, str] = {}
    for match in sorted(matches, key=lambda match: STATUSES.index(match.status)):
        best.setdefault(match.assertion.drug, match.status)
    return listed(f"{drug} ({status})" for drug, status in best.items())
