"""AMP/ASCO/CAP 2017 levels and tiers (PMC5707196), as far as labels and studies carry them.

Level A is a label for this tumour, in this region, for this age; B a well-powered study; C a label elsewhere
or small studies that agree; D case reports. Guidelines make level A too, but they are licensed and not read.
"""

from collections.abc import Sequence

from fusionanno.model import Actionability, Case, Match, MatchLevel, Structure, TherapyStatus

_TIER = {"A": "I", "B": "I", "C": "II", "D": "II"}


def level_of(status: TherapyStatus, stated: str | None) -> str | None:
    """Return the level that a statement earns in this case; None where its status is open."""
    if status is TherapyStatus.EVIDENCE:
        return stated
    return {TherapyStatus.ON_LABEL: "A", TherapyStatus.OFF_LABEL: "C"}.get(status)


def tier_of(level: str | None) -> str | None:
    """Return I or II."""
    return _TIER.get(level or "")


def fusion_tier(structure: Structure, matches: Sequence[Match], case: Case) -> tuple[str | None, str]:
    """Return the best tier of all statements, such as "II-C", and why; None where none can be given."""
    if structure.target is None:
        return None, f"no therapeutic tier: {structure.because}"
    if structure.actionable is Actionability.UNDETERMINED:
        return None, f"no tier until the structure is known: {structure.because}"
    if structure.actionable is Actionability.NO:
        return "III", f"unknown significance: {structure.because}"
    if case.tumor is None:
        return None, "no tumour was given, and a tier belongs to a tumour"
    if any(_is_too_broad(match) for match in matches):
        return (
            None,
            f"{case.tumor.name} is too broad: a label may apply once the tumour is named more exactly",
        )
    levelled = [match for match in matches if match.amp and match.tier]
    if not levelled:
        why = (
            f"no tier: this knowledge base holds no label or study of {structure.target} on {case.as_of},"
            " which is a gap in the base, not a finding"
        )
        return None, why
    best = min(levelled, key=lambda match: match.amp or "")
    return f"{best.tier}-{best.amp}", _reason(best)


def _is_too_broad(match: Match) -> bool:
    return match.status is TherapyStatus.UNDETERMINED and match.level is MatchLevel.OTHER_TUMOUR


def _reason(best: Match) -> str:
    what = {
        TherapyStatus.ON_LABEL: "on label",
        TherapyStatus.OFF_LABEL: "approved only elsewhere",
        TherapyStatus.EVIDENCE: "published evidence in this tumour",
    }[best.status]
    return f"best statement: {best.assertion.drug}, {what}: {best.because}"
