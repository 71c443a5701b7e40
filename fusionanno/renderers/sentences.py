"""The report's sentences: the result in one line a fusion, and what the report cannot say."""

import re
from collections.abc import Iterable, Sequence

from fusionanno.model import (
    Actionability,
    AnnotatedFusion,
    BesideKind,
    Case,
    FusionCall,
    FusionEvent,
    ReadingFrame,
    Report,
    Side,
)
from fusionanno.renderers.drug_sentences import drug_clauses, no_drug
from fusionanno.renderers.effects import event_phrase, is_settled, verdict_phrase
from fusionanno.renderers.events import Event
from fusionanno.renderers.wording import (
    NOT_REPORTED,
    counted,
    exon_phrase,
    junction_phrase,
    listed,
    percent,
    sentence,
)


def is_reportable(fusion: AnnotatedFusion) -> bool:
    """True for a fusion that gets a section of its own.

    That is a structure that may carry a therapy, a tier I or II, or a known meaning for the diagnosis. Tier
    III alone (unknown significance) leaves a call among the other calls.
    """
    judged = fusion.interpretation
    has_tier = (judged.tier or "").split("-")[0] in ("I", "II")
    return _is_target(fusion) or has_tier or bool(judged.entities)


def has_reportable(event: Event) -> bool:
    """True where any call of an event is reportable: what one caller alone saw is not hidden by another."""
    return any(is_reportable(call.fusion) for call in event.merged.calls)


def is_told_beside(event: Event, events: Iterable[Event]) -> bool:
    """True for a break in DNA that is told with the junction of RNA that it explains.

    Not where the break alone may carry a therapy.
    """
    ids = {other.id: other for other in events}
    rna = [
        ids[beside.event.id]
        for beside in event.explained_by
        if beside.link.kind is BesideKind.RNA and beside.event.id in ids
    ]
    return any(_may_treat(other) for other in rna) or (bool(rna) and not _may_treat(event))


def _may_treat(event: Event) -> bool:
    """True where any call of an event may carry a therapy."""
    return any(each.interpretation.structure.actionable is Actionability.YES for each in event.judged)


def result_sentence(event: Event, case: Case) -> str:
    """Return what follows the fusion's name: junction, allele fraction, frame, kinase, tier, drugs."""
    fusion = event.fusion
    parts = (
        ": ".join(part for part in (_called(event), verdict_phrase(fusion.placed)) if part) + ".",
        _tier(fusion, case),
    )
    other = other_verdict(event.merged)
    clauses = drug_clauses(fusion, case, parts[1])
    kept = (clause for clause in clauses if not (other and clause == no_drug(fusion)))
    told = (*parts, *kept, other)
    return " ".join(part for part in told if part)


def other_verdict(event: FusionEvent) -> str:
    """Say it where another call of the same fusion would carry a therapy and the one told does not."""
    others = event.told_otherwise
    callers = listed(f"{each.call.caller}, {each.call.source or 'no file'}" for each in others)
    because = others[0].interpretation.structure.because if others else ""
    return sentence(f"As another caller tells it ({callers}) it is actionable: {because}") if others else ""


def _called(event: Event) -> str:
    return f"{_joined(event.fusion)}, {_fraction(event.calls)}"


def _joined(fusion: AnnotatedFusion) -> str:
    parts = (event_phrase(fusion.placed), _place(fusion))
    return ", ".join(part for part in parts if part)


def _place(fusion: AnnotatedFusion) -> str:
    transcript = fusion.placed.transcript
    if transcript is None:
        return _single_end(fusion)
    names = "; ".join(name for name in (_literature_name(fusion), flat(fusion.name.variant or "")) if name)
    return f"{junction_phrase(transcript)}{f' ({names})' if names else ''}"


def _single_end(fusion: AnnotatedFusion) -> str:
    end = fusion.placed.end
    if is_settled(fusion.placed):
        return ""
    if end is None:
        return "junction undetermined"
    reach = "up to" if end.site.side is Side.FIVE_PRIME else "from"
    told = f"{reach} {exon_phrase(end.site)} of {end.site.transcript.id}"
    return f"{end.site.transcript.gene} {told}, the other end undetermined"


def _literature_name(fusion: AnnotatedFusion) -> str:
    """Return the exon name where it counts on other transcripts than the sentence does; else nothing."""
    transcript, exons = fusion.placed.transcript, fusion.name.exons
    if transcript is None or exons is None:
        return ""
    ours = [transcript.five_prime.exon, transcript.three_prime.exon]
    theirs = [int(number) for number in re.findall(r"(?<![A-Za-z])[A-Z](\d+)", exons)]
    return f"{exons} in the literature's numbering" if theirs and theirs != ours else ""


def flat(variant: str) -> str:
    """Return a variant's name without inner parentheses.

    >>> flat("variant 3 (a or b undetermined)")
    'variant 3; a or b undetermined'
    """
    return variant.replace(" (", "; ").replace(")", "")


def _fraction(calls: Sequence[FusionCall]) -> str:
    fractions = [call.support.allele_fraction for call in calls]
    told = listed(percent(fraction) for fraction in fractions if fraction is not None)
    return f"allele fraction {told or NOT_REPORTED}"


def _tier(fusion: AnnotatedFusion, case: Case) -> str:
    judged = fusion.interpretation
    if not judged.tier:
        return no_tier(fusion)
    is_partial = case.region is None and _is_target(fusion)
    return f"Tier {judged.tier}{', from evidence alone: no region was given' if is_partial else ''}."


def no_tier(fusion: AnnotatedFusion) -> str:
    """Return why there is no tier. A junction without a fusion protein is known: nothing is awaited of it."""
    judged = fusion.interpretation
    is_settled = fusion.placed.frame is ReadingFrame.NO_PROTEIN
    if is_settled and judged.structure.actionable is Actionability.UNDETERMINED and judged.structure.target:
        return sentence(f"No tier: the exons are known, but {judged.structure.because}")
    return sentence(judged.tier_because)


def _is_target(fusion: AnnotatedFusion) -> bool:
    structure = fusion.interpretation.structure
    # Undetermined without a target gene is every gene pair that nobody knows.
    is_open = structure.actionable is Actionability.UNDETERMINED and structure.target is not None
    return structure.actionable is Actionability.YES or is_open


def is_folded(event: Event, events: Iterable[Event]) -> bool:
    """True for the reciprocal product of a reportable fusion, unless it may carry a therapy itself."""
    fusion = event.fusion
    if fusion.reciprocal_of is None or _may_treat(event):
        return False
    return any(
        product.fusion is fusion for other in events if has_reportable(other) for product in other.reciprocals
    )


def negative_result(report: Report) -> tuple[str, str]:
    """Return the result where no fusion is reportable: what was found, and what that can mean."""
    number = len(report.fusions)
    if not number and report.rejected:
        return f"No call could be read: {aside(report)}.", f"Listed with reasons below. {_NO_FINDING}"
    found = "No reportable gene fusion." if number else "No gene fusion was called in this specimen."
    others = f"{counted(number, 'call')}, listed with reasons under Other calls." if number else ""
    told = (others, _inside_one_gene(report), detection_limit(report.case))
    return found, " ".join(part for part in told if part)


def _inside_one_gene(report: Report) -> str:
    """Say that no statement is held on named events inside one gene, so that their absence is no verdict."""
    names = [fusion.placed.event_name for fusion in report.fusions]
    told = listed(name.name for name in names if name is not None)
    return f"{told}: this knowledge base holds no statement on this event inside one gene." if told else ""


_NO_FINDING = "This is no finding on the specimen: mend the rows and read them again."


def set_aside(report: Report) -> str:
    """Return how many rows were set aside beside the calls that were read; empty where none was."""
    if not report.rejected or not report.fusions:
        return ""
    return f"{sentence(aside(report))} They are in no result here, and are listed under Other calls."


def aside(report: Report) -> str:
    number = len(report.rejected)
    return f"{counted(number, 'row')} {'was' if number == 1 else 'were'} set aside"


def detection_limit(case: Case) -> str:
    """Return what the assay's detection limit is, or that it was not stated, and what follows."""
    if case.detection_limit:
        return f"Detection limit of the assay: {case.detection_limit}; a fusion below it is not excluded."
    return "The detection limit of the assay was not stated: a fusion at a low level is not excluded."


def why_no_therapy(fusion: AnnotatedFusion) -> str:
    """Return the one line that an unreported call carries."""
    reason = fusion.interpretation.structure.because or fusion.placed.because
    return sentence(reason) or "No reason was recorded."
