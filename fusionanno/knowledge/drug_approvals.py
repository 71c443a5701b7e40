"""Whether any agency had approved a drug on a day, for whatever disease."""

from collections.abc import Iterable, Mapping
from datetime import date

from fusionanno.knowledge.dates import began, starts
from fusionanno.knowledge.facts import Drug
from fusionanno.model import Agency, ApprovalType, Assertion, AssertionKind

NOT_HERE = "not approved in this region, as far as known here"
NOT_APPROVED = "no marketing approval of {drug} by any agency was known on {day}"


class Approvals:
    """The first approvals of drugs.tsv, and the labels of the base, which are approvals too."""

    def __init__(self, drugs: Mapping[str, Drug], facts: Iterable[Assertion]) -> None:
        self._drugs = drugs
        self._first_of = {
            (name, drug.first_agency): starts(drug.first_approval, drug.first_approval_precision)
            for name, drug in drugs.items()
            if drug.first_approval and drug.first_agency
        }
        self._first = {
            name: starts(drug.first_approval, drug.first_approval_precision)
            for name, drug in drugs.items()
            if drug.first_approval
        }
        for fact in facts:
            if fact.kind is AssertionKind.LABEL and fact.approval_type is not ApprovalType.OPINION:
                first = began(fact)
                for drug in fact.drug.split(" + "):
                    self._first[drug] = min(first, self._first.get(drug, first))
                    if fact.agency:
                        of_agency = self._first_of.get((drug, fact.agency), first)
                        self._first_of[drug, fact.agency] = min(first, of_agency)

    def first(self, drug: str) -> date | None:
        """Return the day of a drug's first approval, None where none is known."""
        return self._first.get(drug)

    def missing_here(self, drug: str, agency: Agency, as_of: date) -> str:
        """Return the first part of a therapy without a known label of an agency, empty where all have one."""
        firsts = ((part, self._first_of.get((part, agency))) for part in drug.split(" + "))
        return next((part for part, first in firsts if first is None or first > as_of), "")

    def targets(self, drug: str) -> tuple[str, ...]:
        """Return the genes that a drug is against; none for one that no table has."""
        return self._drugs[drug].targets if drug in self._drugs else ()

    def classes(self, drug: str) -> frozenset[str]:
        """Return the classes of a drug; none for one that no table has."""
        return frozenset(self._drugs[drug].classes if drug in self._drugs else ())

    def missing(self, drug: str, as_of: date) -> str:
        """Say which part of a therapy was not approved; empty where all were, or nobody looked it up."""
        for part in drug.split(" + "):
            first = self._first.get(part)
            is_unapproved = part in self._drugs and self._drugs[part].is_unapproved
            if (first is None and is_unapproved) or (first is not None and first > as_of):
                return NOT_APPROVED.format(drug=part, day=as_of)
        return ""
