"""Rows on one mutation and one drug that disagree: both sides are told, and the weaker one marks no drug."""

from collections.abc import Sequence
from dataclasses import dataclass

from fusionanno.knowledge.dates import dated
from fusionanno.knowledge.facts import EVIDENCE, ResistanceFact


@dataclass(frozen=True, slots=True)
class Resisted:
    """A drug that reported mutations resist: the row, the mutations as told, and who disagrees.

    is_outweighed: those who disagree have the stronger evidence, so that it is told and marks nothing.
    """

    fact: ResistanceFact
    told: str
    disputed_by: tuple[ResistanceFact, ...] = ()
    is_outweighed: bool = False

    @property
    def because(self) -> str:
        sources = ", ".join(each.id for each in self.fact.citations)
        other = ", ".join(each.id for fact in self.disputed_by for each in fact.citations)
        if self.is_outweighed:
            return f"that {self.told}, reported beside it, resists it ({sources}) is disputed by {other}"
        told = f"{self.told}, reported beside it, resists it ({sources})"
        return f"{told}, which is disputed ({other})" if self.disputed_by else told


def resisted(told: str, rows: Sequence[ResistanceFact]) -> list[Resisted]:
    """Return the rows on one mutation and drug by which it resists; told names the mutation."""
    against = tuple(fact for fact in rows if not fact.resists)
    outweighed = is_outweighed(rows)
    return [Resisted(fact, told, against, outweighed) for fact in rows if fact.resists]


def is_outweighed(rows: Sequence[ResistanceFact]) -> bool:
    """True where the rows on a drug that stays active rest on stronger evidence than those against it.

    AMP levels are compared where every row has one, else the kinds of evidence. Of equal sides none is.
    """
    of_side = {side: [fact for fact in rows if fact.resists is side] for side in (True, False)}
    if not all(of_side.values()):
        return False
    levels = {side: [fact.amp_level for fact in of_side[side] if fact.amp_level] for side in of_side}
    if all(len(levels[side]) == len(of_side[side]) for side in of_side):
        return min(levels[False]) < min(levels[True])
    kinds = {side: min(EVIDENCE.index(fact.evidence) for fact in of_side[side]) for side in of_side}
    return kinds[False] < kinds[True]


def dispute(rows: Sequence[ResistanceFact]) -> str:
    """Return both sides of sources that disagree on one drug, each with its own."""
    return ", ".join(
        f"{'resistant' if fact.resists else 'active'} by {cited(fact)}"
        for fact in sorted(rows, key=lambda fact: not fact.resists)
    )


def disagree(rows: Sequence[ResistanceFact]) -> bool:
    return len({fact.resists for fact in rows}) == 2


def cited(fact: ResistanceFact) -> str:
    """Return a row's sources, kind of evidence and date: "PMID:1 (case report, 2024)"."""
    return f"{', '.join(each.id for each in fact.citations)} ({fact.evidence}, {dated(fact)})"
