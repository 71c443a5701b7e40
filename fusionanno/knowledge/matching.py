"""Statements against a case: fusion, tumour, region, age, line of therapy, day.

Every match says in one sentence what met and what did not. The rules (in full: docs/knowledge.md): exact
junction, then named variant, gene pair, target gene with any partner; tumour exact, then ancestor, then any
solid tumour, then another tumour. A study that found no benefit contradicts, a drug that no agency had
approved is investigational, a label of the region that ended is told as withdrawn where no other one meets.
A drug that a mutation reported beside the fusion resists keeps its status and comes after the others of it,
one that stays active before them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from fusionanno.knowledge.co_variants import Mutations
from fusionanno.knowledge.dates import approval, began, begun, dated, ended, holds, is_provisional, why_ended
from fusionanno.knowledge.diseases import DiseaseTree
from fusionanno.knowledge.disputes import Resisted
from fusionanno.knowledge.drug_approvals import NOT_HERE, Approvals
from fusionanno.knowledge.fusion_level import LEVELS, FusionMeeting, FusionWords, meet
from fusionanno.knowledge.label_status import LabelJudge, ages, is_pending
from fusionanno.knowledge.line_of_therapy import Fit
from fusionanno.knowledge.standing import UNKNOWN, Standing, standing
from fusionanno.knowledge.tiers import IN_TUMOUR, level_of, tier_of
from fusionanno.model import (
    Agency,
    Assertion,
    AssertionKind,
    Case,
    Direction,
    LabelEnd,
    Match,
    MatchLevel,
    Setting,
    TherapyStatus,
)

STATUSES = tuple(TherapyStatus)
_LEVELS = (*IN_TUMOUR, MatchLevel.OTHER_TUMOUR, MatchLevel.NO_TUMOUR, MatchLevel.ANY_TUMOUR)
_CURRENT = (TherapyStatus.ON_LABEL, TherapyStatus.UNDETERMINED)
_Met = tuple[MatchLevel, str, FusionMeeting]


@dataclass(frozen=True, slots=True)
class Matcher:
    """Judge statements for one case; resisted are the drugs that reported mutations of the target resist.

    agency: that of the case's region, where the base holds all that it approved.
    """

    tree: DiseaseTree
    case: Case
    labels: LabelJudge
    approvals: Approvals
    resisted: Mapping[str, Sequence[Resisted]] = field(default_factory=dict)
    reported: Sequence[Mutations] = ()
    agency: Agency | None = None

    def matches(self, fusion: FusionWords, facts: Sequence[Assertion]) -> tuple[Match, ...]:
        """Return the statements of a target that say something for this fusion, the most helpful first."""
        own = self._with_own_label(facts)
        judged = [self._judge(fact, fusion, own) for fact in facts if holds(fact, self.case.as_of)]
        met = [match for match in judged if match is not None]
        found = self._without_echoes([*met, *self._withdrawn(fusion, facts, met)])
        return tuple(sorted(found, key=self._helpfulness))

    def _with_own_label(self, facts: Sequence[Assertion]) -> frozenset[str]:
        """Return the drugs of which the region's own agency has a label for this tumour on the day."""
        own = (fact for fact in facts if self._is_own_label(fact) and holds(fact, self.case.as_of))
        in_tumour = (fact for fact in own if self._meet(fact)[0] in IN_TUMOUR)
        return frozenset(fact.drug for fact in in_tumour)

    def _is_own_label(self, fact: Assertion) -> bool:
        return fact.kind is AssertionKind.LABEL and self.labels.is_own(fact) and not is_pending(fact)

    def _meet(self, fact: Assertion) -> tuple[MatchLevel, str]:
        return self.tree.meet(self.case.tumor, fact.diseases, fact.but_not)

    def _judge(self, fact: Assertion, fusion: FusionWords, own: frozenset[str] = frozenset()) -> Match | None:
        """Return how a statement meets the case; own are the drugs with a label of the region's own."""
        meeting = meet(fact, fusion)
        if meeting.level is None and (fact.kind is not AssertionKind.EVIDENCE or not meeting.because):
            return None
        met = *self._meet(fact), meeting
        if fact.kind is AssertionKind.LABEL:
            return self._label(fact, met, has_own=fact.drug in own)
        if fact.kind is AssertionKind.RESISTANCE:
            return None
        return self._study(fact, met)

    def _label(self, fact: Assertion, met: _Met, *, has_own: bool) -> Match | None:
        level, code, meeting = met
        if is_pending(fact) and (level is MatchLevel.OTHER_TUMOUR or not self.labels.is_own(fact)):
            return None
        status, reasons = self.labels.status(fact, level, code, has_own=has_own)
        if meeting.is_open and status is TherapyStatus.ON_LABEL:
            status = TherapyStatus.UNDETERMINED
        if fact.without and level in IN_TUMOUR:
            known, why = self._is_resistant(fact)
            reasons.append(why)
            status = TherapyStatus.OFF_LABEL if known else status
        missing = self._missing_here(fact)
        reasons += [f"{missing} is {NOT_HERE}"] if missing else []
        told = [self._head(fact), self.labels.tumour(level, code), meeting.because, *reasons]
        return replace(self._match(fact, status, met, told), is_unapproved_here=bool(missing))

    def _missing_here(self, fact: Assertion) -> str:
        """Return the drug of another agency's label of which the region's own has none for any tumour."""
        if self.agency is None or self.labels.is_own(fact):
            return ""
        return self.approvals.missing_here(fact.drug, self.agency, self.case.as_of)

    def _is_resistant(self, fact: Assertion) -> tuple[bool, str]:
        """Tell whether a reported mutation resists any drug of the label's classes, and say so."""
        asked = f"the label is for patients without a known {fact.without} of {'/'.join(fact.genes)}"
        of_drug = self.approvals.classes
        classes = of_drug(fact.drug)
        alike = (each for each in self.resisted if each == fact.drug or classes & of_drug(each))
        marked = [each for name in alike for each in self.resisted[name] if not each.is_outweighed]
        known = " and ".join(dict.fromkeys(each.told for each in marked))
        if known:
            return True, f"{asked}, and {known} is reported"
        return False, f"{asked}, and no small variants were stated" if self.case.variants is None else asked

    def _study(self, fact: Assertion, met: _Met) -> Match | None:
        """A study informs of its own tumour; one that found no benefit only of its own fusion."""
        level, code, meeting = met
        tumor, contradicts = self.case.tumor, fact.direction is Direction.CONTRADICTS
        narrower = tumor is not None and self.tree.is_narrower(code, tumor)
        if (level is MatchLevel.OTHER_TUMOUR and not narrower) or (contradicts and meeting.level is None):
            return None
        under_way, unapproved = fact.kind is AssertionKind.INVESTIGATIONAL, ""
        if contradicts:
            status, head = TherapyStatus.CONTRADICTED, f"published {dated(fact)}, against a benefit"
        else:
            unapproved = self.approvals.missing(fact.drug, self.case.as_of)
            is_open = under_way or bool(unapproved)
            status = TherapyStatus.INVESTIGATIONAL if is_open else TherapyStatus.EVIDENCE
            head = f"under investigation {begun(fact)}" if under_way else f"published {dated(fact)}"
        reasons = [f"{head}: {fact.indication}{_line(fact) if under_way else ''}", unapproved]
        reasons += [self._only_kind(code) if narrower else self.labels.tumour(level, code), meeting.because]
        if not self.labels.fits_age(fact):
            reasons.append(f"studied in {ages(fact)}, the case is {self.case.age:g}")
        fit, why = self.labels.mutation(fact, "the study")
        reasons += [*self.labels.prior.judge(fact, "the study").against, *why, (fact.note or "").rstrip(".")]
        match = self._match(fact, status, met, reasons)
        return match if fit is Fit.MET else replace(match, amp=None, tier=None, escat=None)

    def _withdrawn(
        self, fusion: FusionWords, facts: Sequence[Assertion], found: Sequence[Match]
    ) -> list[Match]:
        """Return, for each drug without a label here today, the last one that ended and would have met."""
        current = {each.assertion.drug for each in found if self._is_current(each)}
        last: dict[str, Match] = {}
        for fact in facts:
            if not self._has_ended(fact) or fact.drug in current:
                continue
            match = self._judge(fact, fusion)
            if match is None or match.status not in _CURRENT or match.level not in IN_TUMOUR:
                continue
            held = last.get(fact.drug)
            if held is None or (held.assertion.until or fact.since) < (fact.until or fact.since):
                last[fact.drug] = match
        return [self._as_withdrawn(match) for match in last.values()]

    def _has_ended(self, fact: Assertion) -> bool:
        is_gone = fact.ended in (LabelEnd.WITHDRAWN, LabelEnd.NARROWED) and ended(fact, self.case.as_of)
        return is_gone and self.case.region is not None and self.labels.is_own(fact)

    def _is_current(self, match: Match) -> bool:
        is_label = match.assertion.kind is AssertionKind.LABEL and self.labels.is_own(match.assertion)
        return is_label and match.status in _CURRENT and match.level in IN_TUMOUR

    def _as_withdrawn(self, match: Match) -> Match:
        fact = match.assertion
        when = f"{'on' if fact.until_precision == 'day' else 'in'} {fact.ended_on}"
        because = f"{match.because}; {fact.ended} {when}: {why_ended(fact)}"
        return replace(
            match, status=TherapyStatus.WITHDRAWN, because=because, amp=None, tier=None, escat=None
        )

    def _match(self, fact: Assertion, status: TherapyStatus, met: _Met, reasons: Sequence[str]) -> Match:
        """Return the match with its levels; without a region a label has none, as it counts in one only."""
        level, _, meeting = met
        counts = self.case.region is not None or fact.kind is not AssertionKind.LABEL
        amp = level_of(status, level, fact.amp_level) if counts else None
        escat = fact.escat if level in IN_TUMOUR and status is not TherapyStatus.CONTRADICTED else None
        against = [each for part in fact.drug.split(" + ") for each in self.resisted.get(part, ())]
        stands = self._standing(fact.drug)
        unknown = UNKNOWN.format(mutations=" and ".join(stands.unknown_against), drug=fact.drug)
        told = (*reasons, *(each.because for each in against), unknown if stands.unknown_against else "")
        resisted_by = tuple(dict.fromkeys(each.told for each in against if not each.is_outweighed))
        return Match(
            fact, status, level, "; ".join(each for each in told if each), amp, tier_of(amp), escat,
            meeting.level or LEVELS[-1], resisted_by, stands.active_against, stands.unknown_against,
            self.labels.fits(fact),
        )  # fmt: skip

    def _standing(self, drugs: str) -> Standing:
        """Return how the drugs of a statement stand; what one of them settles is not unknown of all."""
        parts = drugs.split(" + ")
        found = [
            standing(each, part, self.approvals.targets(part)) for part in parts for each in self.reported
        ]
        active = dict.fromkeys(told for each in found for told in each.active_against)
        unknown = dict.fromkeys(told for each in found for told in each.unknown_against)
        return Standing(tuple(active), tuple(told for told in unknown if told not in active))

    def _head(self, fact: Assertion) -> str:
        start = f"{fact.agency} {dated(fact) if is_pending(fact) else begun(fact)}"
        return f"{start} ({approval(fact, self.case.as_of)}): {fact.indication}{_line(fact)}"

    def _only_kind(self, code: str) -> str:
        """A study of a narrower tumour informs, and proves nothing for the broad one."""
        broad = self.case.tumor.name if self.case.tumor else "the tumour"
        return f"concerns only one kind of {broad}: {self.tree.name(code)}"

    def _without_echoes(self, found: Sequence[Match]) -> list[Match]:
        """Drop what helps nobody.

        A foreign label for another tumour; one of a drug of which the region's own is told, unless that is
        for other patients and the foreign one fits; and all but one of several off-label rows of one drug,
        agency and disease: what is not adjuvant, fits age and line and is newest stays, as a label only
        widens while its older row still holds.
        """
        own = [match for match in found if self._is_own_for(match)]
        told = {match.assertion.drug for match in own}
        better = {match.assertion.drug for match in own if match.status is not TherapyStatus.OFF_LABEL}
        kept: dict[object, Match] = {}
        for match in sorted(found, key=self._reach):
            fact = match.assertion
            foreign = fact.kind is AssertionKind.LABEL and not self.labels.is_own(fact)
            is_told = fact.drug in better or (fact.drug in told and not self.labels.fits(fact))
            if foreign and (match.level not in IN_TUMOUR or is_told):
                continue
            single = match.status is not TherapyStatus.OFF_LABEL
            kept.setdefault(fact.id if single else (fact.drug, fact.agency, fact.diseases), match)
        return list(kept.values())

    def _is_own_for(self, match: Match) -> bool:
        """True for a label of the region's own for this tumour, also where it is off label, open or ended."""
        is_label = self._is_own_label(match.assertion)
        return is_label and (match.level in IN_TUMOUR or match.status is TherapyStatus.UNDETERMINED)

    def _reach(self, match: Match) -> tuple[object, ...]:
        fact = match.assertion
        return _is_adjuvant(fact), not self.labels.fits(fact), -_began(fact), fact.id

    def _helpfulness(self, match: Match) -> tuple[object, ...]:
        """Labels: regular before accelerated, then newest. Studies: by drug, so that a series is one.

        A study of other patients (of another age or line, without the drugs given) comes after the others.
        """
        fact = match.assertion
        is_study = fact.kind is not AssertionKind.LABEL
        provisional = not is_study and is_provisional(fact, self.case.as_of)
        return (
            STATUSES.index(match.status), match.standing, is_study and not match.fits, match.amp or "Z",
            _is_adjuvant(fact), not match.fits, _LEVELS.index(match.level), LEVELS.index(match.fusion_level),
            not self.labels.is_own(fact), fact.drug if is_study else "", provisional, -_began(fact),
            fact.drug, fact.id,
        )  # fmt: skip


def _line(fact: Assertion) -> str:
    return f", {fact.line}" if fact.line else ""


def _began(fact: Assertion) -> int:
    return began(fact).toordinal()


def _is_adjuvant(fact: Assertion) -> bool:
    """True for a label after resection: it says nothing of the tumour that is still there."""
    return fact.setting is Setting.ADJUVANT
