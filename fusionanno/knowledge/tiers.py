"""AMP/ASCO/CAP 2017 levels and tiers (PMC5707196), as far as labels and studies carry them.

Level A is a label for this tumour, in this region, for this age; B a well-powered study; C a label elsewhere
or small studies that agree; D case reports, and at best a drug that no agency had approved. A study that
found no benefit and a label that ended have none. Guidelines make level A too, but are licensed and not read.
ESCAT stands beside it where a published source states it, CIViC's level as CIViC gives it; none follows from
another. Mutations that resist a drug have the level of their row, and make no tier of the fusion.
"""

from collections.abc import Sequence

from fusionanno.knowledge.dates import begun, dated
from fusionanno.knowledge.diseases import DiseaseTree
from fusionanno.knowledge.drug_approvals import NOT_HERE
from fusionanno.model import Actionability, AssertionKind, Case, Match, MatchLevel, Structure, TherapyStatus

IN_TUMOUR = (MatchLevel.EXACT, MatchLevel.ANCESTOR, MatchLevel.SOLID_TUMOUR)
_TIER = {"A": "I", "B": "I", "C": "II", "D": "II"}
_BEGAN = {AssertionKind.EVIDENCE: "published", AssertionKind.INVESTIGATIONAL: "since"}
_WORDS = {
    TherapyStatus.ON_LABEL: "on label",
    TherapyStatus.OFF_LABEL: "off label",
    TherapyStatus.EVIDENCE: "published evidence",
    TherapyStatus.INVESTIGATIONAL: "investigational",
}


def level_of(status: TherapyStatus, level: MatchLevel, stated: str | None) -> str | None:
    """Return the AMP level that a statement earns in this case.

    None where its status is open, and for a study whose tumour is not shown to be the case's.
    """
    if status is TherapyStatus.EVIDENCE:
        return stated if level in IN_TUMOUR else None
    if status is TherapyStatus.INVESTIGATIONAL:
        return "D" if stated and level in IN_TUMOUR else None
    return {TherapyStatus.ON_LABEL: "A", TherapyStatus.OFF_LABEL: "C"}.get(status)


def tier_of(level: str | None) -> str | None:
    """Return I or II."""
    return _TIER.get(level or "")


def fusion_tier(
    structure: Structure, matches: Sequence[Match], case: Case, tree: DiseaseTree, when: str
) -> tuple[str | None, str]:
    """Return the best tier of all statements, such as "II-C", and why; None where none can be given.

    A study that does not fit the case, or a drug that a reported mutation resists, makes it only where no
    other statement has a level.
    when: the day of the knowledge in words, such as "on 2022-07-14".
    """
    if structure.target is None:
        return None, f"no therapeutic tier: {structure.because}"
    if case.tumor is None:
        return None, "no tumour was given, and a tier belongs to a tumour"
    if structure.actionable is Actionability.UNDETERMINED:
        return None, f"no tier yet: {structure.because}"
    if structure.actionable is Actionability.NO:
        return "III", f"unknown significance: {structure.because}"
    levelled = [match for match in matches if match.amp and match.status is not TherapyStatus.RESISTANCE]
    best = min(
        levelled,
        key=lambda match: (_is_unfit(match), bool(match.resisted_by), match.amp or "", match.standing),
        default=None,
    )
    why_open = _open(matches, best, case)
    if why_open:
        return None, why_open
    if best is None:
        return None, (
            f"no tier: this knowledge base holds no label or study of {structure.target} for this case"
            f" {when}, which is a gap in the base, not a finding"
        )
    return f"{best.tier}-{best.amp}", _reason(best, case, tree)


def _open(matches: Sequence[Match], best: Match | None, case: Case) -> str:
    """Return why the statements give no tier in a case with a tumour; empty where they do, or are none."""
    tumor = case.tumor.name if case.tumor else ""
    is_on_label = best is not None and best.status is TherapyStatus.ON_LABEL
    if not is_on_label and any(_is_too_broad(match) for match in matches):
        return f"{tumor} is too broad: a label may apply once the tumour is named more exactly"
    if best is not None:
        return ""
    if case.region is None and matches:
        return "no tier: no region was given, and a label counts only where its agency decides"
    if not matches:
        return ""
    asked = any(match.assertion.mutation and not match.fits for match in matches)
    why = ["is undetermined", f"concerns only one kind of {tumor}"]
    why += ["asks for a mutation that is not reported"] if asked else []
    return f"no tier: what is listed {', '.join(why[:-1])} or {why[-1]}"


def _is_unfit(match: Match) -> bool:
    """True for a study of patients of another age, line or mutation."""
    return match.assertion.kind is not AssertionKind.LABEL and not match.fits


def _is_too_broad(match: Match) -> bool:
    return match.status is TherapyStatus.UNDETERMINED and match.level is MatchLevel.OTHER_TUMOUR


def _reason(best: Match, case: Case, tree: DiseaseTree) -> str:
    """Return one clause: drug, status, agency and date, disease."""
    fact = best.assertion
    where = f"{fact.agency} {begun(fact)}" if fact.agency else f"{_BEGAN[fact.kind]} {dated(fact)}"
    disease = tree.name(tree.meet(case.tumor, fact.diseases)[1])
    here = f" ({NOT_HERE})" if best.is_unapproved_here else ""
    told = f"{fact.drug}, {_WORDS[best.status]}{here}, {where}, {disease}"
    if _is_unfit(best):
        told += "; the case is not among those studied"
    if best.resisted_by:
        told += f"; {', '.join(best.resisted_by)}, reported beside it, resists it"
    return told if case.region else f"{told}; labels are not counted, as no region was given"
