"""What a reader must know of an answer as a whole: where silence is no answer, and what was not tested."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fusionanno.knowledge import co_variants
from fusionanno.knowledge.line_of_therapy import PriorTherapy
from fusionanno.model import AGENCY_OF, Case

if TYPE_CHECKING:
    from fusionanno.knowledge.base import Knowledge

REVISED = "as known at the last revision of the tables ({when}): what came after it is not held here"
NO_ROW = (
    "the structure meets the rule for {target}, but this knowledge base holds no label and no study of"
    " {target} at all: that none is listed is a gap in the base, not a finding"
)
INCOMPLETE = (
    "only a part of the approvals of {agency} ({region}) is in this knowledge base:"
    " a drug that is not listed, or is listed as off label, may be approved there"
)
UNKNOWN_PRIOR = (
    "{drugs}, stated as given before, is not in this knowledge base: whether it belongs to a class that a"
    " label asks for or excludes is unknown here"
)
NOT_TESTED = (
    "on-target resistance mutations of {target} after {drugs} are published; no small variants were stated,"
    " so whether one is present is not known here"
)


def remarks(target: str, base: "Knowledge", case: Case, prior: PriorTherapy) -> tuple[str, ...]:
    """Return one sentence each: rows older than the day, a region known in part, unknown prior drugs."""
    if target not in base.statements_of:
        return (NO_ROW.format(target=target),)
    told = [REVISED.format(when=when)] if (when := base.revised_before(case.as_of)) else []
    if case.region is not None and base.is_partial(case.region):
        told.append(INCOMPLETE.format(agency=AGENCY_OF[case.region], region=case.region))
    if case.prior:
        told += _on_prior(target, base, case, prior)
    return tuple(told)


def _on_prior(target: str, base: "Knowledge", case: Case, prior: PriorTherapy) -> Iterator[str]:
    if prior.unknown:
        yield UNKNOWN_PRIOR.format(drugs=", ".join(f"{each}{_near(prior, each)}" for each in prior.unknown))
    if case.variants is None:
        given = {each.name for each in prior.given}
        rows = base.resistance_of.get(target, ())
        known = (each for each in rows if each.resists and co_variants.is_known(each, case.as_of))
        drugs = dict.fromkeys(each.drug for each in known if each.drug in given)
        if drugs:
            yield NOT_TESTED.format(target=target, drugs=", ".join(drugs))


def _near(prior: PriorTherapy, told: str) -> str:
    near = prior.near(told)
    return f" (did you mean {' or '.join(near)}?)" if near else ""
