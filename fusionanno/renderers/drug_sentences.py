"""What the result sentence says of drugs: on label, open, evidence, off label, and what speaks against."""

from collections.abc import Iterable, Iterator

from fusionanno.model import (
    AGENCY_OF,
    Actionability,
    AnnotatedFusion,
    Case,
    Interpretation,
    Match,
    MatchLevel,
    ReadingFrame,
    TherapyStatus,
)
from fusionanno.renderers.beside_view import resisting
from fusionanno.renderers.wording import listed, sentence


def drug_clauses(fusion: AnnotatedFusion, case: Case, tier: str) -> Iterator[str]:
    """Yield what the result sentence says of drugs, after the tier."""
    structure, matches = fusion.interpretation.structure, fusion.interpretation.matches
    if structure.actionable is not Actionability.YES and structure.because not in tier:
        yield sentence(structure.because)
    if not matches:
        yield no_drug(fusion)
        return
    yield from _label_clauses(fusion.interpretation, case)
    resisted = list(resisting(fusion.interpretation))
    yield from resisted
    evidence = [match for match in matches if match.status is TherapyStatus.EVIDENCE]
    in_own = "" if case.tumor else ", each in a tumour of its own"
    yield _clause(
        f"Evidence{in_own}", (each for each in evidence if each.level is not MatchLevel.OTHER_TUMOUR)
    )
    studied = {each.assertion.drug for each in evidence if each.level is not MatchLevel.OTHER_TUMOUR}
    narrower = (each for each in evidence if each.assertion.drug not in studied)
    yield _clause("Evidence in only one kind of this tumour", narrower)
    nearer = (TherapyStatus.ON_LABEL, TherapyStatus.UNDETERMINED)
    told = {match.assertion.drug for match in matches if match.status in nearer}
    off_label = (match for match in matches if match.status is TherapyStatus.OFF_LABEL)
    yield _clause("Off label", (match for match in off_label if match.assertion.drug not in told))
    resistance = (each for each in matches if each.status is TherapyStatus.RESISTANCE)
    yield "" if resisted else _clause("Resistance is described for", resistance)
    against = (each for each in matches if each.status is TherapyStatus.CONTRADICTED)
    # Of a tumour that was not given it may not be.
    yield _clause("Studied without benefit", against) if case.tumor else ""


def no_drug(fusion: AnnotatedFusion) -> str:
    """Return why no drug is listed: none is known, or none may be spoken of yet."""
    structure = fusion.interpretation.structure
    if structure.actionable is Actionability.YES:
        return "No drug statement is held for it on this date."
    is_open = structure.actionable is Actionability.UNDETERMINED and structure.target is not None
    if not is_open:
        return ""
    is_settled = fusion.placed.frame is ReadingFrame.NO_PROTEIN
    return "No drug is listed for it." if is_settled else "No drug is listed until then."


def _label_clauses(judged: Interpretation, case: Case) -> Iterator[str]:
    """Yield what is on label, and what is open; that none is on label is said only where nothing is open."""
    matches = judged.matches
    held = [each for each in matches if each.status is TherapyStatus.ON_LABEL]
    on_label, told = _drugs(held), {each.assertion.drug for each in held}
    unsettled = (each for each in matches if each.status is TherapyStatus.UNDETERMINED)
    still_open = [each for each in unsettled if each.assertion.drug not in told]
    if on_label or not still_open:
        where = f" in {case.region}" if case.region else ""
        yield f"On label{where} on {case.as_of.isoformat()}: {on_label or 'none'}{_as_far(judged, case)}."
    is_too_broad = on_label and all(each.level is MatchLevel.OTHER_TUMOUR for each in still_open)
    if is_too_broad:
        yield _clause("Undetermined until the tumour is named more exactly", still_open)
    elif case.region is None and case.tumor is not None:
        yield _clause("Labels by agency, region not given", still_open, with_agency=True)
    else:
        yield _clause("On or off label is undetermined for", still_open)


def _as_far(judged: Interpretation, case: Case) -> str:
    """Return what must stand beside an answer for a region of which not every approval is known here."""
    is_partial = any(remark.startswith("only a part of the approvals") for remark in judged.remarks)
    if case.region is None or not is_partial:
        return ""
    return f", as far as this knowledge base holds labels of {AGENCY_OF[case.region]}"


def _clause(what: str, matches: Iterable[Match], *, with_agency: bool = False) -> str:
    """Return "Evidence: crizotinib, ceritinib."; empty where there is no drug to name."""
    told = _drugs(matches, with_agency=with_agency)
    return f"{what}: {told}." if told else ""


def _drugs(matches: Iterable[Match], *, with_agency: bool = False) -> str:
    """Return the drugs in order, those apart that a reported mutation resists."""
    agencies: dict[str, list[str]] = {}
    resisted = set[str]()
    for match in matches:
        agencies.setdefault(match.assertion.drug, []).append(match.assertion.agency or "")
        if match.resisted_by and match.status is not TherapyStatus.RESISTANCE:
            resisted.add(match.assertion.drug)
    told = {drug: f"{drug} ({listed(names)})" if with_agency else drug for drug, names in agencies.items()}
    free = listed(words for drug, words in told.items() if drug not in resisted)
    against = listed(words for drug, words in told.items() if drug in resisted)
    if not (free and against):
        return f"{against} (resisted here)" if against else free
    return f"{free}; resisted here: {against}"
