"""What saves a call from being set aside: that it may carry a therapy, or that it is a known driver."""

from fusionanno.knowledge import Knowledge
from fusionanno.model import Actionability, EventKind, Interpretation, PlacedFusion
from fusionanno.naming.tables import described_junctions, hijacked_pair, known_rearrangement

Known = tuple[str, tuple[str, ...]]
"""Why a call is kept, and the ids of the sources."""


def kept_because(placed: PlacedFusion, judged: Interpretation, knowledge: Knowledge) -> Known | None:
    """Return why no flag may set the call aside; None where nothing is known of it."""
    return (
        _by_structure(judged)
        or _by_meaning(placed, judged)
        or _by_pair(placed, knowledge)
        or _by_reach(placed, knowledge)
    )


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
    return None if placed.event is EventKind.INTERNAL else _by_junctions(five, three)


def _by_junctions(five: str, three: str) -> Known | None:
    """Say that papers describe junctions of the pair, in either order; that one of them has a name, first."""
    of_pair = described_junctions().get((five, three)) or described_junctions().get((three, five))
    if of_pair is None:
        return None
    pair = f"{of_pair[0].five_prime}::{of_pair[0].three_prime}"
    named = next((each for each in of_pair if each.name), None)
    if named is not None:
        return f"{pair} has junctions with a name", named.citations
    return f"the literature describes junctions of {pair}", of_pair[0].citations


def _by_reach(placed: PlacedFusion, knowledge: Knowledge) -> Known | None:
    """Say that a gene near the break is known to be driven from the other end; any partner is no pair."""
    for near in placed.in_reach:
        driven = hijacked_pair(near.driver, near.gene)
        if driven is not None:
            because = f"{driven.driver} is known to drive {driven.driven}"
            return f"{because}, which lies {near.distance} bases from the break", driven.citations
    for near in placed.in_reach:
        known = knowledge.known_drivers.of(near.driver, near.gene)
        if known is not None and known.is_exact:
            return f"{known}, and {near.gene} lies {near.distance} bases from the break", known.citations
    return None
