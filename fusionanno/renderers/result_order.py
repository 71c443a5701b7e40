"""The order in which fusions are told: what decides most first."""

from collections.abc import Iterable

from fusionanno.model import Actionability, AnnotatedFusion
from fusionanno.renderers.events import Event

_TIERS = ("I-A", "I-B", "II-C", "II-D", "III", "IV")


def by_tier(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events with the better tier first, then what may carry a therapy, then the rest.

    Equals keep the order of the input.
    """
    return tuple(sorted(events, key=lambda event: min(map(_rank, event.judged))))


def _rank(fusion: AnnotatedFusion) -> int:
    tier, structure = fusion.interpretation.tier, fusion.interpretation.structure
    if tier is not None:
        return _TIERS.index(tier) if tier in _TIERS else len(_TIERS)
    is_open = structure.target is not None and structure.actionable is Actionability.UNDETERMINED
    may_treat = structure.actionable is Actionability.YES or is_open
    return len(_TIERS) + (1 if may_treat else 2)
