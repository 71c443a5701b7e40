"""What a fusion leaves of the domains that a target rule names: what must be kept, and what must be lost.

A domain that loses no more residues than sources draw its edge differently leaves the verdict open.
"""

from collections.abc import Sequence

from fusionanno.knowledge.facts import TargetRule
from fusionanno.model import DomainFate, DomainStatus, FusionTranscript, KinaseStatus, PlacedEnd, Side

_KEPT = {
    KinaseStatus.INTACT: DomainStatus.KEPT,
    KinaseStatus.PARTIAL: DomainStatus.PARTIAL,
    KinaseStatus.LOST: DomainStatus.LOST,
    KinaseStatus.NONE: DomainStatus.LOST,
    KinaseStatus.UNDETERMINED: DomainStatus.UNDETERMINED,
}
_EDGE = 10
"""Residues by which sources draw one domain's edge differently: ALK's kinase is 1117 to 1382 in the table of
domains here and 1116 to 1392 in UniProt."""


def wrong_domains(transcript: FusionTranscript | PlacedEnd, rule: TargetRule) -> str | None:
    """Return what the junction as it is read leaves wrong of the rule's domains."""
    kept = domain_status(transcript, rule.gene, rule.side, rule.keeps)
    if kept in (DomainStatus.PARTIAL, DomainStatus.LOST) and not _cut_at_its_edge(transcript, rule):
        how = "cut" if kept is DomainStatus.PARTIAL else "lost"
        return f"the {rule.gene} {domain_of(rule)} is {how}"
    left = _left(transcript, rule)
    if left in (DomainStatus.PARTIAL, DomainStatus.KEPT):
        how = "kept in part" if left is DomainStatus.PARTIAL else "kept"
        return f"the {rule.loses} domain of {rule.gene} is {how}, and it must be lost"
    return None


def cut_by_the_break(fates: Sequence[DomainFate], rule: TargetRule) -> str | None:
    """Return what the DNA breaks themselves leave wrong of the rule's domains, however it is spliced."""
    kept = _named_domain(fates, rule, rule.keeps)
    if kept and kept.status in (DomainStatus.PARTIAL, DomainStatus.LOST) and _missing(kept) > _EDGE:
        how = "lies within" if kept.status is DomainStatus.PARTIAL else "cuts off"
        return f"the DNA break {how} the {rule.gene} {domain_of(rule)}"
    left = _named_domain(fates, rule, rule.loses) if rule.loses else None
    if left and left.status in (DomainStatus.PARTIAL, DomainStatus.KEPT):
        how = " in part" if left.status is DomainStatus.PARTIAL else ""
        return f"the DNA break keeps the {rule.loses} domain of {rule.gene}{how}, and it must be lost"
    return None


def open_domain(transcript: FusionTranscript, rule: TargetRule) -> str | None:
    """Return what of the rule's domains cannot be told."""
    if doubt := _cut_at_its_edge(transcript, rule):
        return doubt
    if domain_status(transcript, rule.gene, rule.side, rule.keeps) is DomainStatus.UNDETERMINED:
        return f"whether the {rule.gene} {domain_of(rule)} is whole cannot be told"
    if _left(transcript, rule) is DomainStatus.UNDETERMINED:
        return f"whether the {rule.loses} domain of {rule.gene} is lost cannot be told"
    return None


def domain_status(transcript: FusionTranscript | PlacedEnd, gene: str, side: Side, word: str) -> DomainStatus:
    """Return what the fusion keeps of a gene's domain: "kinase", or a word of the domain's name."""
    kinase = transcript.kinase
    if word == "kinase" and kinase.gene == gene and kinase.side is side:
        return _KEPT[kinase.status]
    for fate in transcript.domains:
        if fate.gene == gene and fate.side is side and _is_named(fate, word):
            return fate.status
    return DomainStatus.UNDETERMINED


def domain_of(rule: TargetRule) -> str:
    """Return what must be kept, in words."""
    is_whole_name = rule.keeps == "kinase" or "domain" in rule.keeps.casefold()
    return rule.keeps if is_whole_name else f"{rule.keeps} domain"


def _left(transcript: FusionTranscript | PlacedEnd, rule: TargetRule) -> DomainStatus:
    """Return what is left of the domain that must be lost; LOST where the rule names none."""
    if rule.loses is None:
        return DomainStatus.LOST
    return domain_status(transcript, rule.gene, rule.side, rule.loses)


def _cut_at_its_edge(transcript: FusionTranscript | PlacedEnd, rule: TargetRule) -> str | None:
    """Return the doubt where so little is cut that the domain's boundary decides.

    Where the told transcript codes for another form of the domain (NRG1 beta), the junction need not cut it.
    """
    fate = _kept_domain(transcript, rule)
    if fate is None or fate.kept_fraction is None or fate.status is not DomainStatus.PARTIAL:
        return None
    if fate.because:
        return f"{fate.because}: whether this transcript's own {domain_of(rule)} is whole cannot be told"
    missing = _missing(fate)
    if missing > _EDGE:
        return None
    length = fate.domain.end - fate.domain.start + 1
    return (
        f"the junction cuts {missing} of the {length} residues of the {rule.gene} {domain_of(rule)},"
        " and sources draw its edge that differently, so whether it stays active cannot be told"
    )


def _kept_domain(transcript: FusionTranscript | PlacedEnd, rule: TargetRule) -> DomainFate | None:
    """Return the domain that the rule wants kept."""
    return _named_domain(transcript.domains, rule, rule.keeps)


def _named_domain(fates: Sequence[DomainFate], rule: TargetRule, word: str) -> DomainFate | None:
    """Return the target's domain of this name; of several kinases the last, as for the kinase's fate."""
    named = [
        fate for fate in fates if fate.gene == rule.gene and fate.side is rule.side and _is_named(fate, word)
    ]
    return (named[-1] if word == "kinase" else named[0]) if named else None


def _missing(fate: DomainFate) -> int:
    """Return how many of its residues the domain has lost; of a share that is not known, none."""
    length = fate.domain.end - fate.domain.start + 1
    return length - round((1 if fate.kept_fraction is None else fate.kept_fraction) * length)


def _is_named(fate: DomainFate, word: str) -> bool:
    return fate.domain.is_kinase if word == "kinase" else word.casefold() in fate.domain.name.casefold()
