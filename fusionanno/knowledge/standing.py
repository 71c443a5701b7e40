"""How a drug stands to reported mutations: it stays active, or only rows on other drugs speak of them.

What resists a drug is told by `disputes`; rows of other tumours than the case's decide nothing here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fusionanno.knowledge.co_variants import Mutations

UNKNOWN = "the effect of {mutations} on {drug} is not known here"


@dataclass(frozen=True, slots=True)
class Standing:
    """Mutations against which a drug stays active, and those of which it is not known, as told."""

    active_against: tuple[str, ...] = ()
    unknown_against: tuple[str, ...] = ()


def standing(found: Mutations, drug: str, targets: Sequence[str]) -> Standing:
    """Return how a drug against these targets stands; it is not unknown where the drug is not against them.

    What rows say of mutations together comes before what they say of each alone.
    """
    active, unknown, settled = list[str](), list[str](), set[str]()
    for sought in (*found.together, *found.changes):
        rows = () if sought in settled else found.of(sought)
        of_drug = [fact for fact in rows if fact.drug == drug]
        told = f"{found.target} {sought}"
        if of_drug:
            settled.update(sought.split("+"))
        elif "+" not in sought and found.target in targets and any(found.is_here(fact) for fact in rows):
            unknown.append(told)
        if any(found.is_here(fact) and not fact.resists for fact in of_drug):
            active.append(told)
    return Standing(tuple(active), tuple(unknown))
