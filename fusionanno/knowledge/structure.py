"""Target rules: may drugs against a gene be spoken of at all, given how the fusion is built?

A gene's name alone never carries a therapy. The target must be on its side, read in sense, in frame, with its
kinase (or the domain that the rule names) whole; what is not known is said as not known.
"""

from collections.abc import Sequence

from fusionanno.knowledge.tables import TargetRule
from fusionanno.model import (
    Actionability,
    DomainStatus,
    EventKind,
    FlagId,
    FusionTranscript,
    KinaseStatus,
    PlacedFusion,
    ReadingFrame,
    Side,
    Structure,
)

CONFIRM = "actionable if in frame with the {domain} kept; confirm by RNA"
_KEPT = {
    KinaseStatus.INTACT: DomainStatus.KEPT,
    KinaseStatus.PARTIAL: DomainStatus.PARTIAL,
    KinaseStatus.LOST: DomainStatus.LOST,
    KinaseStatus.NONE: DomainStatus.LOST,
    KinaseStatus.UNDETERMINED: DomainStatus.UNDETERMINED,
}
_REFUSED_EVENTS = {
    EventKind.ANTISENSE: "the partners do not read in the same sense, so no fusion transcript is made",
    EventKind.INTERNAL: "the event stays within one gene and is no fusion",
}
_REFUSED_FRAMES = {
    ReadingFrame.OUT_OF_FRAME: "the reading frame is lost",
    ReadingFrame.STOP_CODON: "a stop codon ends the protein at the junction",
}
_PREDICTED = " (predicted from DNA: splicing may differ, RNA would tell)"
_OPEN_FRAMES = {
    ReadingFrame.UNDETERMINED: "the reading frame cannot be told",
    ReadingFrame.NO_PROTEIN: "the 5' partner brings no coding sequence, so the protein cannot be told",
}
_BEST = (Actionability.YES, Actionability.UNDETERMINED, Actionability.NO)


def judge(placed: PlacedFusion, rules: Sequence[TargetRule]) -> Structure:
    """Return the verdict of the rules; with two targets in one fusion, that of the more promising one."""
    genes = (placed.five_symbol, placed.three_symbol)
    concerned = [rule for rule in rules if rule.gene in genes]
    if not concerned:
        why = f"no target rule for {genes[0]} or {genes[1]} in this knowledge base, so no therapy is listed"
        return Structure(None, Actionability.NO, why)
    verdicts = [_judge(placed, rule) for rule in concerned]
    return min(verdicts, key=lambda verdict: _BEST.index(verdict.actionable))


def _judge(placed: PlacedFusion, rule: TargetRule) -> Structure:
    refusal = _refusal(placed, rule)
    doubt = _doubt(placed, rule) if refusal is None else None
    if refusal:
        verdict, why = Actionability.NO, f"{refusal}; no therapy follows"
    elif doubt:
        verdict, why = Actionability.UNDETERMINED, f"{doubt}: {CONFIRM.format(domain=_domain(rule))}"
    else:
        verdict, why = Actionability.YES, _praise(rule)
    return Structure(rule.gene, verdict, why, rule.citations)


def _praise(rule: TargetRule) -> str:
    lost = f", the {rule.loses} domain is lost" if rule.loses else ""
    frame = " and the reading frame is kept" if rule.needs_frame else ""
    return f"{rule.gene} is the {rule.side} partner, its {_domain(rule)} is whole{lost}{frame}"


def _refusal(placed: PlacedFusion, rule: TargetRule) -> str | None:
    """Return why the fusion cannot be actionable, whatever else is unknown; None where nothing forbids it."""
    if _side_symbol(placed, rule.side) != rule.gene:
        return f"{rule.gene} must be the {rule.side} partner and is the other one (a reciprocal product?)"
    if placed.event in _REFUSED_EVENTS:
        return _REFUSED_EVENTS[placed.event]
    transcript = placed.transcript
    if transcript is None:
        wrong = next((flag for flag in placed.flags if flag.id is FlagId.WRONG_ORIENTATION), None)
        return wrong.because if wrong else None
    if rule.needs_frame and transcript.frame.frame in _REFUSED_FRAMES:
        predicted = transcript.five_prime.predicted
        return _REFUSED_FRAMES[transcript.frame.frame] + (_PREDICTED if predicted else "")
    kept = domain_status(transcript, rule.gene, rule.side, rule.keeps)
    if kept in (DomainStatus.PARTIAL, DomainStatus.LOST):
        how = "cut" if kept is DomainStatus.PARTIAL else "lost"
        return f"the {rule.gene} {_domain(rule)} is {how}"
    return _unlost(transcript, rule)


def _unlost(transcript: FusionTranscript, rule: TargetRule) -> str | None:
    if rule.loses is None:
        return None
    if domain_status(transcript, rule.gene, rule.side, rule.loses) is DomainStatus.KEPT:
        return f"the {rule.loses} domain of {rule.gene} is kept, and it must be lost"
    return None


def _doubt(placed: PlacedFusion, rule: TargetRule) -> str | None:
    """Return what is not known and must be; None where the rule is met."""
    transcript = placed.transcript
    if transcript is None:
        return placed.because or "no fusion transcript can be stated from this call"
    if rule.needs_frame and transcript.frame.frame in _OPEN_FRAMES:
        return _OPEN_FRAMES[transcript.frame.frame]
    if domain_status(transcript, rule.gene, rule.side, rule.keeps) is DomainStatus.UNDETERMINED:
        return f"whether the {rule.gene} {_domain(rule)} is whole cannot be told"
    if (
        rule.loses
        and domain_status(transcript, rule.gene, rule.side, rule.loses) is DomainStatus.UNDETERMINED
    ):
        return f"whether the {rule.loses} domain of {rule.gene} is lost cannot be told"
    return None


def domain_status(transcript: FusionTranscript, gene: str, side: Side, word: str) -> DomainStatus:
    """Return what the fusion keeps of a gene's domain: "kinase", or a word of the domain's name."""
    kinase = transcript.kinase
    if word == "kinase" and kinase.gene == gene and kinase.side is side:
        return _KEPT[kinase.status]
    for fate in transcript.domains:
        named = fate.domain.is_kinase if word == "kinase" else word.casefold() in fate.domain.name.casefold()
        if named and fate.gene == gene and fate.side is side:
            return fate.status
    return DomainStatus.UNDETERMINED


def _side_symbol(placed: PlacedFusion, side: Side) -> str:
    return placed.five_symbol if side is Side.FIVE_PRIME else placed.three_symbol


def _domain(rule: TargetRule) -> str:
    return rule.keeps if rule.keeps == "kinase" else f"{rule.keeps} domain"
