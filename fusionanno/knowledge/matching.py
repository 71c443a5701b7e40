"""Statements against a case: tumour, region, age, day.

Every match says in one sentence what met and what did not. The rules (in full: docs/knowledge.md): tumour
exact, then ancestor, then any solid tumour, then another tumour; a label is on label only with the agency of
the case's region and inside its age range, and undetermined where no region was given; line of therapy is
told, not filtered, and an adjuvant label comes after the others.
"""

from collections.abc import Iterable, Sequence

from fusionanno.knowledge.dates import approval, dated, holds, is_provisional, starts
from fusionanno.knowledge.diseases import DiseaseTree
from fusionanno.knowledge.tiers import IN_TUMOUR, level_of, tier_of
from fusionanno.model import (
    AGENCY_OF,
    Agency,
    ApprovalType,
    Assertion,
    AssertionKind,
    Case,
    Match,
    MatchLevel,
    Setting,
    TherapyStatus,
)

NO_AGES = "the label's age range is not recorded here"
NO_REGION = "no region was given, and a label counts only where its agency decides"
_ADULT = 18
_STATUSES = (
    TherapyStatus.ON_LABEL,
    TherapyStatus.UNDETERMINED,
    TherapyStatus.EVIDENCE,
    TherapyStatus.OFF_LABEL,
    TherapyStatus.RESISTANCE,
)
_LEVELS = (*IN_TUMOUR, MatchLevel.OTHER_TUMOUR, MatchLevel.NO_TUMOUR)


class Matcher:
    """Judge statements for one case; `unlisted` says what it means that the region's own list has no row."""

    def __init__(self, tree: DiseaseTree, case: Case, unlisted: str) -> None:
        self._tree, self._case, self._unlisted = tree, case, unlisted

    def matches(
        self, target: str, partners: tuple[str, str], facts: Iterable[Assertion]
    ) -> tuple[Match, ...]:
        """Return the statements on `target` that say something for this fusion, the most helpful first.

        partners are the symbols of the 5' and the 3' gene.
        """
        spoken = [fact for fact in facts if target in fact.genes and holds(fact, self._case.as_of)]
        judged = [self._judge(fact, partners) for fact in spoken if _pair_allows(fact, partners)]
        found = self._without_echoes([match for match in judged if match is not None])
        return tuple(sorted(found, key=self._helpfulness))

    def _judge(self, fact: Assertion, partners: tuple[str, str]) -> Match | None:
        level, code = self._tree.meet(self._case.tumor, fact.diseases)
        if fact.kind is AssertionKind.EVIDENCE:
            return self._evidence(fact, partners, level, code)
        if fact.kind is not AssertionKind.LABEL:
            return None
        if _is_pending(fact) and (level is MatchLevel.OTHER_TUMOUR or not self._is_own(fact)):
            return None
        status, reasons = self._label_status(fact, level, code)
        return self._match(fact, status, level, [self._head(fact), self._tumour(level, code), *reasons])

    def _evidence(
        self, fact: Assertion, partners: tuple[str, str], level: MatchLevel, code: str
    ) -> Match | None:
        tumor = self._case.tumor
        narrower = tumor is not None and self._tree.is_narrower(code, tumor)
        if level is MatchLevel.OTHER_TUMOUR and not narrower:
            return None
        pair = f"{fact.five_prime}::{fact.three_prime}"
        other = fact.five_prime and pair != "::".join(partners)
        met = self._only_kind(code) if narrower else self._tumour(level, code)
        reasons = [f"published {dated(fact)}: {fact.indication}", met]
        reasons += [f"seen with {pair}, another partner"] if other else []
        reasons += (
            [] if self._fits_age(fact) else [f"studied in {ages(fact)}, the case is {self._case.age:g}"]
        )
        reasons += [fact.note.rstrip(".")] if fact.note else []
        return self._match(fact, TherapyStatus.EVIDENCE, level, reasons)

    def _label_status(self, fact: Assertion, level: MatchLevel, code: str) -> tuple[TherapyStatus, list[str]]:
        tumor = self._case.tumor
        if tumor is None:
            return TherapyStatus.UNDETERMINED, []
        if level is MatchLevel.OTHER_TUMOUR:
            if self._tree.is_narrower(code, tumor):
                return TherapyStatus.UNDETERMINED, ["name the tumour more exactly to decide"]
            return TherapyStatus.OFF_LABEL, []
        if not self._is_own(fact):
            return TherapyStatus.OFF_LABEL, [self._unlisted, *self._misfit(fact)]
        return self._age_status(fact)

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
            return TherapyStatus.UNDETERMINED, [f"age 0 may be under 1 month, and the label is for {words}"]
        elif words and not self._fits_age(fact):
            return TherapyStatus.OFF_LABEL, self._misfit(fact)
        elif age is not None and age < _ADULT and fact.min_age is None and fact.max_age is None:
            return TherapyStatus.UNDETERMINED, [NO_AGES]
        reasons = [why] if words else []
        if _is_pending(fact):
            return TherapyStatus.UNDETERMINED, [*reasons, "the day of the decision is not known here"]
        if self._case.region is None:
            return TherapyStatus.UNDETERMINED, [*reasons, NO_REGION]
        return status, reasons

    def _match(
        self, fact: Assertion, status: TherapyStatus, level: MatchLevel, reasons: Sequence[str]
    ) -> Match:
        """Return the match with its levels; without a region a label has none, as it counts in one only."""
        counts = self._case.region is not None or fact.kind is AssertionKind.EVIDENCE
        amp = level_of(status, level, fact.amp_level) if counts else None
        escat = fact.escat if level in IN_TUMOUR else None
        return Match(fact, status, level, "; ".join(reasons), amp, tier_of(amp), escat)

    def _head(self, fact: Assertion) -> str:
        start = f"{fact.agency} {'' if _is_pending(fact) else 'since '}{dated(fact)}"
        return f"{start} ({approval(fact, self._case.as_of)}): {fact.indication}{_line(fact)}"

    def _tumour(self, level: MatchLevel, code: str) -> str:
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
        return f"a label for {name}, not for {tumor.name}"

    def _only_kind(self, code: str) -> str:
        """A study of a narrower tumour informs, and proves nothing for the broad one."""
        broad = self._case.tumor.name if self._case.tumor else "the tumour"
        return f"concerns only one kind of {broad}: {self._tree.name(code)}"

    def _agency(self) -> Agency | None:
        return AGENCY_OF[self._case.region] if self._case.region else None

    def _is_own(self, fact: Assertion) -> bool:
        return self._case.region is None or fact.agency is self._agency()

    def _fits_age(self, fact: Assertion) -> bool:
        """True also where no age was given."""
        age = self._case.age
        return age is None or ((fact.min_age or 0) <= age and (fact.max_age is None or age < fact.max_age))

    def _misfit(self, fact: Assertion) -> list[str]:
        """Return that the age is outside the label; empty where it fits or age 0 leaves it open."""
        if self._fits_age(fact) or self._is_unnamed_infant(fact):
            return []
        return [f"age {self._case.age:g} is outside the label ({ages(fact)})"]

    def _is_unnamed_infant(self, fact: Assertion) -> bool:
        """True where age 0, in whole years, does not tell whether a limit in months is passed."""
        return self._case.age == 0 and 0 < (fact.min_age or 0) < 1

    def _without_echoes(self, found: Sequence[Match]) -> list[Match]:
        """Drop what helps nobody.

        A foreign label for another tumour, a foreign label of a drug that is on label here, and all but one
        of several off-label rows of one drug, agency and disease: what is not adjuvant, fits the age and is
        newest stays, as a label only widens while its older row still holds.
        """
        on_label = {match.assertion.drug for match in found if match.status is TherapyStatus.ON_LABEL}
        kept: dict[object, Match] = {}
        for match in sorted(found, key=self._reach):
            fact = match.assertion
            foreign = fact.kind is AssertionKind.LABEL and not self._is_own(fact)
            if foreign and (match.level not in IN_TUMOUR or fact.drug in on_label):
                continue
            single = match.status is not TherapyStatus.OFF_LABEL
            kept.setdefault(fact.id if single else (fact.drug, fact.agency, fact.diseases), match)
        return list(kept.values())

    def _reach(self, match: Match) -> tuple[object, ...]:
        fact = match.assertion
        return _is_adjuvant(fact), not self._fits_age(fact), -_began(fact), fact.id

    def _helpfulness(self, match: Match) -> tuple[object, ...]:
        """Labels: regular before accelerated, then newest. Studies: by drug, so that a series is one."""
        fact = match.assertion
        is_study = fact.kind is AssertionKind.EVIDENCE
        provisional = not is_study and is_provisional(fact, self._case.as_of)
        return (
            _STATUSES.index(match.status), match.amp or "Z", _is_adjuvant(fact), not self._fits_age(fact),
            _LEVELS.index(match.level), not self._is_own(fact), fact.drug if is_study else "", provisional,
            -_began(fact), fact.drug, fact.id,
        )  # fmt: skip


def ages(fact: Assertion) -> str:
    """Return the label's ages in words; empty where it has no limit (min_age 0) or none is recorded."""
    low, high = fact.min_age or 0, fact.max_age
    if high is not None:
        return f"patients of {low:g} to under {high:g} years"
    if not low:
        return ""
    if low == _ADULT:
        return "adults"
    if low < 1:  # the labels that count in months say one month
        return "adults and children older than 1 month"
    return f"patients from {low:g} year{'' if low == 1 else 's'}"


def _line(fact: Assertion) -> str:
    return f", {fact.line}" if fact.line else ""


def _began(fact: Assertion) -> int:
    return starts(fact.since, fact.since_precision).toordinal()


def _is_adjuvant(fact: Assertion) -> bool:
    """True for a label after resection: it says nothing of the tumour that is still there."""
    return fact.setting is Setting.ADJUVANT


def _is_pending(fact: Assertion) -> bool:
    """True for a recommendation whose legal decision has no known day: it is never on label."""
    return fact.approval_type is ApprovalType.OPINION


def _pair_allows(fact: Assertion, partners: tuple[str, str]) -> bool:
    """A label that names a pair is for that pair; a study that had another partner still informs."""
    if fact.kind is AssertionKind.EVIDENCE:
        return True
    five_ok = fact.five_prime in (None, partners[0])
    return five_ok and fact.three_prime in (None, partners[1])
