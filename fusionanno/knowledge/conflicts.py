"""Sources that contradict each other on one drug: both are told, none is chosen."""

from collections.abc import Iterator, Sequence

from fusionanno.knowledge.co_variants import Mutations, dispute
from fusionanno.knowledge.dates import dated
from fusionanno.knowledge.tiers import IN_TUMOUR
from fusionanno.model import Citation, Conflict, Match, TherapyStatus

_FOR = (TherapyStatus.ON_LABEL, TherapyStatus.EVIDENCE, TherapyStatus.INVESTIGATIONAL)


def conflicts(matches: Sequence[Match], mutations: Mutations) -> tuple[Conflict, ...]:
    """Return the drugs with a benefit by one source and none by another, and disputed resistance."""
    return (*_of_benefit(matches), *_of_resistance(mutations))


def _of_benefit(matches: Sequence[Match]) -> Iterator[Conflict]:
    against = [each for each in matches if each.status is TherapyStatus.CONTRADICTED]
    for drug in dict.fromkeys(each.assertion.drug for each in against):
        sides = [
            [each for each in found if each.assertion.drug == drug]
            for found in ([m for m in matches if m.status in _FOR and m.level in IN_TUMOUR], against)
        ]
        if all(sides):
            told = [", ".join(dict.fromkeys(_source(each) for each in side)) for side in sides]
            because = f"{drug}: a benefit by {told[0]}; none was found by {told[1]}"
            yield Conflict(drug, because, _cited(sides))


def _source(match: Match) -> str:
    fact = match.assertion
    ids = ", ".join(each.id for each in fact.citations)
    return f"{'the label of ' if fact.agency else ''}{fact.agency or ids} ({dated(fact)}: {fact.indication})"


def _cited(sides: Sequence[Sequence[Match]]) -> tuple[Citation, ...]:
    return tuple(
        dict.fromkeys(each for side in sides for match in side for each in match.assertion.citations)
    )


def _of_resistance(mutations: Mutations) -> Iterator[Conflict]:
    for each in mutations.resisted():
        rows = (each.fact, *each.disputed_by)
        if each.disputed_by:
            about = f"{each.fact.drug} with {each.told}"
            cited = tuple(dict.fromkeys(source for fact in rows for source in fact.citations))
            yield Conflict(about, f"{about}: {dispute(rows)}", cited)
