"""What saves a call from being set aside: that it may carry a therapy, or that it is a known driver."""

from fusionanno.knowledge import Knowledge
from fusionanno.model import Actionability, EventKind, Interpretation, PlacedFusion
from fusionanno.naming.tables import hijacked_pair, known_rearrangement, named_junctions

Known = tuple[str, tuple[str, ...]]
"""Why a call is kept, and the ids of the sources."""


def kept_because(placed: PlacedFusion, judged: Interpretation, knowledge: Knowledge) -> Known | None:
    """Return why no flag may set the call aside; None where nothing is known of it."""
    return _by_structure(judged) or _by_meaning(placed, judged) or _by_pair(placed, knowledge)


def _by_structure(judged: Interpretation) -> Known | None:
    structure = judged.structure
    is_open = structure.actionable is Actionability.UNDETERMINED and structure.target is not None
    if structure.actionable is not Actionability.YES and not is_open:
        return None
    may = "may carry a therapy" if is_open else "carries a target of therapy"
    return f"the fusion {may} ({structure.target})", tuple(each.id for each in structure.citations)


def _by_meaning(placed: PlacedFusion, judged: Interpretation) -> Known | None:
    if judged.entities:
        note = judged.entities[0]
        return f"{note.fusion} is known in {note.entity}", tuple(each.id for each in note.citations)
    name = placed.event_name
    if name is not None and name.citations:
        return f"{name.name} is a known event", name.citations
    return None


def _by_pair(placed: PlacedFusion, knowledge: Knowledge) -> Known | None:
    five, three = placed.five_symbol, placed.three_symbol
    known = knowledge.known_drivers.of(five, three)
    if known is not None:
        return str(known), known.citations
    driven = hijacked_pair(five, three)
    if driven is not None:
        return f"{driven.driver} is known to drive {driven.driven}", driven.citations
    if known_rearrangement(five, three):
        return f"{five}::{three} is known as a rearrangement", ()
    named = named_junctions().get((five, three)) or named_junctions().get((three, five))
    if named and placed.event is not EventKind.INTERNAL:
        return f"{named[0].five_prime}::{named[0].three_prime} has junctions with a name", named[0].citations
    return None
