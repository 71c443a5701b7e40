"""What a label is for a case: tumour, region, age, line of therapy, prior drugs.

A label is on label only with the agency of the case's region, inside its age range and in the line that it
asks for, and undetermined where one of these was not given or cannot be told.
"""

from collections.abc import Sequence

from fusionanno.knowledge.diseases import DiseaseTree
from fusionanno.knowledge.line_of_therapy import Fit, PriorTherapy
from fusionanno.model import (
    AGENCY_OF,
    ApprovalType,
    Assertion,
    Case,
    MatchLevel,
    TherapyStatus,
)

NO_AGES = "the label's age range is not recorded here"
NO_REGION = "no region was given, and a label counts only where its agency decides"
_ADULT = 18


class LabelJudge:
    """Judge labels for one case; `unlisted` says what it means that the region's own list has no row."""

    def __init__(
        self, tree: DiseaseTree, case: Case, prior: PriorTherapy, unlisted: str, changes: Sequence[str] = ()
    ) -> None:
        """Take the reported changes of the target; whether any variants were stated, the case tells."""
        self._tree, self._case, self._unlisted, self._changes = tree, case, unlisted, changes
        self._agency = AGENCY_OF[case.region] if case.region else None
        self.prior = prior

    def status(
        self, fact: Assertion, level: MatchLevel, code: str, *, has_own: bool = False
    ) -> tuple[TherapyStatus, list[str]]:
        """Return the status of a label that holds, and why; has_own: the region has one of its own, too."""
        tumor = self._case.tumor
        if tumor is None:
            return TherapyStatus.UNDETERMINED, []
        if level is MatchLevel.OTHER_TUMOUR:
            if not self._tree.is_narrower(code, tumor):
                return TherapyStatus.OFF_LABEL, []
            status, reasons = self._for_patient(fact)
            if status is TherapyStatus.OFF_LABEL:  # whatever the kind of tumour turns out to be
                return status, reasons
            return TherapyStatus.UNDETERMINED, ["name the tumour more exactly to decide"]
        if not self.is_own(fact):
            against = self.prior.judge(fact).against
            here = f"{self._agency}'s own label of {fact.drug} is for other patients"
            return TherapyStatus.OFF_LABEL, [
                here if has_own else self._unlisted,
                *self._misfit(fact),
                *against,
            ]
        return self._for_patient(fact)

    def _for_patient(self, fact: Assertion) -> tuple[TherapyStatus, list[str]]:
        """Return the status of a label by the patient's age, line of therapy, prior drugs and mutations."""
        line = self.prior.judge(fact)
        status, reasons = self._age_status(fact)
        present, why = self.mutation(fact)
        reasons += [*line.reasons, *why]
        fit = max(line.fit, present)
        if is_pending(fact) or status is TherapyStatus.OFF_LABEL or fit is Fit.MET:
            return status, reasons
        return (TherapyStatus.OFF_LABEL if fit is Fit.UNMET else TherapyStatus.UNDETERMINED), reasons

    def mutation(self, fact: Assertion, what: str = "the label") -> tuple[Fit, list[str]]:
        """Return whether the mutation that a statement asks for is reported beside the fusion."""
        if fact.mutation is None:
            return Fit.MET, []
        asked = f"{what} is for {'/'.join(fact.genes)} {fact.mutation}"
        if self._case.variants is None:
            return Fit.OPEN, [f"{asked}, and no small variants were stated"]
        if set(fact.mutation.split("+")) <= set(self._changes):
            return Fit.MET, [f"{asked}, which is reported"]
        return Fit.UNMET, [f"{asked}, which is not among the variants reported"]

    def _age_status(self, fact: Assertion) -> tuple[TherapyStatus, list[str]]:
        """An age that was not given passes only a label without upper limit; a child's label stays open.

        A child meets no label whose ages are not recorded: most of these drugs are for adults.
        """
        words, age = ages(fact), self._case.age
        status, why = (
            TherapyStatus.ON_LABEL,
            f"age {age:g} is within the label ({words})" if age is not None else "",
        )
        if words and age is None:
            why = f"the label is for {words} and no age was given"
            status = TherapyStatus.UNDETERMINED if fact.max_age is not None else status
        elif self._is_unnamed_infant(fact):
            limit = _spelled(fact.min_age or 0)
            return TherapyStatus.UNDETERMINED, [f"age 0 may be under {limit}, and the label is for {words}"]
        elif words and not self.fits_age(fact):
            return TherapyStatus.OFF_LABEL, self._misfit(fact)
        elif age is not None and age < _ADULT and fact.min_age is None and fact.max_age is None:
            return TherapyStatus.UNDETERMINED, [NO_AGES]
        reasons = [why] if words else []
        if is_pending(fact):
            return TherapyStatus.UNDETERMINED, [*reasons, "the day of the decision is not known here"]
        if self._case.region is None:
            return TherapyStatus.UNDETERMINED, [*reasons, NO_REGION]
        return status, reasons

    def tumour(self, level: MatchLevel, code: str, what: str = "a label") -> str:
        """Return in words how the tumour of a statement meets the case's."""
        tumor, name = self._case.tumor, self._tree.name(code)
        if tumor is None or level is MatchLevel.NO_TUMOUR:
            return "no tumour was given"
        if level is MatchLevel.EXACT:
            return f"the tumour is {tumor.name}"
        if level is MatchLevel.ANCESTOR:
            return f"{tumor.name} is a kind of {name}"
        if level is MatchLevel.SOLID_TUMOUR:
            return f"{tumor.name} counts as {name.lower()}"
        if self._tree.is_narrower(code, tumor):
            return f"{name} is only one kind of {tumor.name}"
        return f"{what} for {name}, not for {tumor.name}"

    def is_own(self, fact: Assertion) -> bool:
        """True for a label of the region's own agency, and for every one where no region was given."""
        return self._case.region is None or fact.agency is self._agency

    def fits(self, fact: Assertion) -> bool:
        """True where neither age, line, prior drugs nor a mutation that is asked for speak against it."""
        fit = max(self.prior.judge(fact).fit, self.mutation(fact)[0])
        return self.fits_age(fact) and fit is not Fit.UNMET

    def fits_age(self, fact: Assertion) -> bool:
        """True also where no age was given."""
        age = self._case.age
        return age is None or ((fact.min_age or 0) <= age and (fact.max_age is None or age < fact.max_age))

    def _misfit(self, fact: Assertion) -> list[str]:
        """Return that the age is outside the label; empty where it fits or age 0 leaves it open."""
        if self.fits_age(fact) or self._is_unnamed_infant(fact):
            return []
        return [f"age {self._case.age:g} is outside the label ({ages(fact)})"]

    def _is_unnamed_infant(self, fact: Assertion) -> bool:
        """True where age 0, in whole years, does not tell whether a limit in months is passed."""
        return self._case.age == 0 and 0 < (fact.min_age or 0) < 1


def ages(fact: Assertion) -> str:
    """Return the label's ages in words; empty where it has no limit (min_age 0) or none is recorded."""
    low, high = fact.min_age or 0, fact.max_age
    if high is not None:
        start = _spelled(low) if 0 < low < 1 <= high else _spelled(low).partition(" ")[0]
        return f"patients of {start} to under {_spelled(high)}"
    if not low:
        return ""
    if low == _ADULT:
        return "adults"
    return f"{'adults and children' if low < 1 else 'patients'} from {_spelled(low)}"


def _spelled(years: float) -> str:
    """Return an age as labels count it: months under one year.

    >>> _spelled(0.5), _spelled(0.09), _spelled(1), _spelled(1.5), _spelled(12)
    ('6 months', '1 month', '1 year', '1.5 years', '12 years')
    """
    months = max(1, round(12 * years))
    number, unit = (months, "month") if 0 < years < 1 else (years, "year")
    return f"{number:g} {unit}{'' if number == 1 else 's'}"


def is_pending(fact: Assertion) -> bool:
    """True for a recommendation whose legal decision has no known day: it is never on label."""
    return fact.approval_type is ApprovalType.OPINION
