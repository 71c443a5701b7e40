"""The verdict on a call of which nobody tells who is 5': open, with what follows in either order."""

from dataclasses import replace

from fusionanno.knowledge.base import Knowledge
from fusionanno.model import Actionability, Case, FlagId, Interpretation, PlacedFusion, Structure


def is_order_open(placed: PlacedFusion) -> bool:
    return any(flag.id is FlagId.ORDER_NOT_TOLD for flag in placed.flags)


def interpret_either_order(knowledge: Knowledge, placed: PlacedFusion, case: Case) -> Interpretation:
    """Judge the call in both orders. A target that one of them has is open; no statement is listed."""
    orders = (placed, _other_way(placed))
    judged = [knowledge.interpret(order, case) for order in orders]
    told = [_told(order, each.structure) for order, each in zip(orders, judged, strict=True)]
    if all(each.structure.actionable is Actionability.NO for each in judged):
        entities = dict.fromkeys(note for each in judged for note in each.entities)
        return replace(judged[0], entities=tuple(entities))
    best = next(each for each in judged if each.structure.actionable is not Actionability.NO)
    because = "; ".join(dict.fromkeys(told))
    structure = replace(best.structure, actionable=Actionability.UNDETERMINED, because=because)
    why = f"no tier while it is not told which partner is 5': {because}"
    judged_as_one = replace(best, structure=structure, matches=(), tier=None, tier_because=why, remarks=())
    return replace(judged_as_one, prognosis=(), co_variants=(), conflicts=(), news=())


def _told(placed: PlacedFusion, structure: Structure) -> str:
    """Say what an order would mean. That none is told, the event says before."""
    because = structure.because.removeprefix(f"{placed.because}: ")
    return f"{placed.five_symbol}::{placed.three_symbol}: {because}"


def _other_way(placed: PlacedFusion) -> PlacedFusion:
    call = placed.call
    return replace(
        placed,
        call=replace(call, five_prime=call.three_prime, three_prime=call.five_prime),
        five_gene=placed.three_gene,
        three_gene=placed.five_gene,
    )
