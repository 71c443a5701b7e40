"""The words of one statement on a drug: what for, its levels, its numbers, why it is told here."""

from fusionanno.model import Case, FusionLevel, Match, MatchLevel, TherapyStatus
from fusionanno.renderers.wording import listed


def indication(match: Match) -> str:
    assertion = match.assertion
    is_told = not assertion.mutation or assertion.mutation in assertion.indication
    mutation = "" if is_told else f" with {assertion.mutation}"
    line = assertion.line if assertion.line and assertion.line not in assertion.indication else None
    return f"{assertion.indication}{mutation}{f', {line}' if line else ''}"


def grades(match: Match) -> str:
    """Return the match's levels: "AMP C, CIViC B, ESCAT I-C"; empty where none is given."""
    told = (("AMP", match.amp), ("CIViC", match.assertion.civic_level), ("ESCAT", match.escat))
    return ", ".join(f"{scale} {level}" for scale, level in told if level)


def reasons(match: Match) -> tuple[str, ...]:
    """Return what the row does not show yet; that a label is another tumour's stands in the group's note."""
    note = (match.assertion.note or "").rstrip(".")
    if match.status is TherapyStatus.OFF_LABEL and match.level is MatchLevel.OTHER_TUMOUR:
        return (note,) if note else ()
    # The reason is a sentence of its own: it repeats the statement before it says how that met the case.
    before, found, after = match.because.partition(match.assertion.indication)
    particular = (after if found else before).removeprefix(f", {match.assertion.line}")
    bare = particular.replace(note, "") if note else particular
    parts = (part.strip(" ;,.") for part in bare.split("; "))
    told = (part.removesuffix(_AGELESS) for part in parts if not _is_shown(part, match))
    ageless = ["no age was given"] if particular.count(_AGELESS) else []
    return tuple(part for part in (studied_in(match), *told, *ageless, note) if part)


def _is_shown(reason: str, match: Match) -> bool:
    """True for a reason that stands beside the drug or its level: what resists it, which fusion it is for."""
    is_resistance = bool(match.resisted_by) and reason.startswith(match.resisted_by)
    is_fusion = reason.startswith("stated for ") and reason.endswith(("as here", "the junction here"))
    return (is_resistance and "disputed" not in reason) or is_fusion


_AGELESS = " and no age was given"


_STUDIES = (TherapyStatus.EVIDENCE, TherapyStatus.CONTRADICTED, TherapyStatus.INVESTIGATIONAL)


def studied_in(match: Match) -> str:
    """Name the study's tumour, by its code, where the case has none that could be compared with it."""
    if match.status not in _STUDIES or match.level is not MatchLevel.NO_TUMOUR:
        return ""
    codes = listed("any solid tumour" if code == "SOLID" else code for code in match.assertion.diseases)
    return f"studied in {codes}"


def nearness(match: Match) -> str:
    """Return what of the fusion a statement is for, where that is nearer than its target gene."""
    fact, level = match.assertion, match.fusion_level
    pair = f"{fact.five_prime or 'any'}::{fact.three_prime or 'any'}"
    return {
        FusionLevel.JUNCTION: f"exact junction {fact.junction or ''}".strip(),
        FusionLevel.VARIANT: fact.junction or "named variant",
        FusionLevel.GENE_PAIR: pair if fact.five_prime or fact.three_prime else "",
        FusionLevel.TARGET_GENE: "",
    }[level]


MARKS = {
    TherapyStatus.ON_LABEL: "●",
    TherapyStatus.EVIDENCE: "◆",
    TherapyStatus.OFF_LABEL: "○",
    TherapyStatus.INVESTIGATIONAL: "◇",
    TherapyStatus.RESISTANCE: "✕",
    TherapyStatus.CONTRADICTED: "▽",
    TherapyStatus.WITHDRAWN: "□",
    TherapyStatus.UNDETERMINED: "?",
}
_NOTES = {
    TherapyStatus.OFF_LABEL: "A drug may stand above too, with a label or a study that does fit.",
    TherapyStatus.INVESTIGATIONAL: "In trials or under review: no label is claimed.",
    TherapyStatus.UNDETERMINED: "Each with the tumour that its label names.",
    TherapyStatus.CONTRADICTED: "A study looked for the benefit and did not find it.",
    TherapyStatus.WITHDRAWN: "These labels no longer hold for this fusion or these patients.",
}


def title(status: TherapyStatus, case: Case) -> str:
    """Return the heading of a group."""
    where = f" in {case.region}" if case.region else ""
    return {
        TherapyStatus.ON_LABEL: f"On label{where} on {case.as_of.isoformat()}",
        TherapyStatus.EVIDENCE: "Published evidence",
        TherapyStatus.OFF_LABEL: "Off label: labels for other tumours, ages, lines or regions",
        TherapyStatus.INVESTIGATIONAL: "Investigational",
        TherapyStatus.RESISTANCE: "Resistance",
        TherapyStatus.CONTRADICTED: "Studied without benefit",
        TherapyStatus.WITHDRAWN: "Withdrawn or narrowed",
        TherapyStatus.UNDETERMINED: (
            "Labels by agency, region not given"
            if case.region is None and case.tumor is not None
            else "Labels; on or off label in this case is undetermined"
        ),
    }[status]


def group_note(status: TherapyStatus, case: Case) -> str:
    """Return what must stand beside the heading of a group; empty where nothing must."""
    if status is TherapyStatus.RESISTANCE:
        return _UNTESTED if case.variants is None else _REPORTED
    return _NOTES.get(status, "")


_UNTESTED = "Holds where the named mutation is present, which was not tested here."
_REPORTED = "By a mutation that is reported with this case."
