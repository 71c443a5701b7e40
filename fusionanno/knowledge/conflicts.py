"""Sources that contradict each other on one drug: both are told, none is chosen."""

from collections.abc import Iterator, Sequence

from fusionanno.knowledge.dates import dated
from fusionanno.knowledge.disputes import Resisted, dispute
from fusionanno.knowledge.tiers import IN_TUMOUR
from fusionanno.model import Citation, Conflict, Match, TherapyStatus

_FOR = (TherapyStatus.ON_LABEL, TherapyStatus.EVIDENCE, TherapyStatus.INVESTIGATIONAL)

_SHOWN = 2
"""Statements that are named of each side; all of them are cited."""


def conflicts(matches: Sequence[Match], resisted: Sequence[Resisted]) -> tuple[Conflict, ...]:
    """Return the drugs with a benefit by one source and a study against it, and disputed resistance."""
    return (*_of_benefit(matches), *_of_resistance(resisted))


def _of_benefit(matches: Sequence[Match]) -> Iterator[Conflict]:
    against = [each for each in matches if each.status is TherapyStatus.CONTRADICTED]
    for drug in dict.fromkeys(each.assertion.drug for each in against):
        sides = [
            [each for each in found if each.assertion.drug == drug]
            for found in ([m for m in matches if m.status in _FOR and m.level in IN_TUMOUR], against)
        ]
        if all(sides):
            told = [_side(side) for side in sides]
            yield Conflict(drug, f"{drug}: for a benefit {told[0]}; against it {told[1]}", _cited(sides))


def _side(matches: Sequence[Match]) -> str:
    """Return the strongest statements of a side, and how many more there are."""
    told = list(dict.fromkeys(_source(each) for each in matches))
    more = f" and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
    return ", ".join(told[:_SHOWN]) + more


def _source(match: Match) -> str:
    fact = match.assertion
    who = f"the label of {fact.agency}" if fact.agency else ", ".join(each.id for each in fact.citations)
    level = f", AMP {fact.amp_level}" if fact.amp_level else ""
    return f"{who} ({dated(fact)}{level}: {fact.indication})"


def _cited(sides: Sequence[Sequence[Match]]) -> tuple[Citation, ...]:
    return tuple(
        dict.fromkeys(each for side in sides for match in side for each in match.assertion.citations)
    )


def _of_resistance(resisted: Sequence[Resisted]) -> Iterator[Conflict]:
    for each in resisted:
        rows = (each.fact, *each.disputed_by)
        if each.disputed_by:
            about = f"{each.fact.drug} with {each.told}"
            cited = tuple(dict.fromkeys(source for fact in rows for source in fact.citations))
            yield Conflict(about, f"{about}: {dispute(rows)}", cited)
