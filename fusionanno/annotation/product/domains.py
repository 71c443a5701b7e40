"""What a fusion keeps of each partner's domains, and of its kinase."""

from collections.abc import Sequence
from dataclasses import dataclass

from fusionanno.annotation.geometry.junction import kept_base, observed_site
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.reading import Reading
from fusionanno.annotation.product.frame import five_prime_part, three_prime_part
from fusionanno.knowledge.partner_domains import with_roles
from fusionanno.model import (
    Domain,
    DomainFate,
    DomainStatus,
    KinaseFate,
    KinaseStatus,
    ReadingFrame,
    Side,
)

_DRAWN_WIDER = 10
"""Residues by which sources draw a kinase wider than it is counted here: ALK's ends at 1392 in UniProt and
at 1382 here."""


@dataclass(frozen=True, slots=True)
class CountedDomains:
    """Domains and the transcript that they are counted on."""

    layout: Layout
    domains: tuple[Domain, ...]


def counted_domains(layout: Layout, domains: tuple[Domain, ...]) -> CountedDomains:
    """Return a transcript's domains, with the role of those that bring proteins together."""
    return CountedDomains(layout, with_roles(layout.transcript, domains))


def domain_fates(told: Reading, counted: CountedDomains, frame: ReadingFrame) -> tuple[DomainFate, ...]:
    """Return each domain's fate for one end of the junction.

    The 5' partner's domains go by position alone; the 3' partner's need position, frame and no earlier stop.
    Domains that are counted on another transcript than the one told are carried over by their genomic bases,
    and only where the told transcript reads these in the same phase.
    """
    side = told.site.side
    span = _kept_residues(told, counted.layout)
    fates = (_fate(told, domain, span, frame) for domain in counted.domains)
    if counted.layout.transcript.id == told.layout.transcript.id:
        return tuple(fates)
    return tuple(
        fate if _is_coded(fate.domain, counted.layout, told.layout) else _uncoded(fate, told, side)
        for fate in fates
    )


def _kept_residues(told: Reading, counted: Layout) -> tuple[int, int]:
    """Return the first and last whole residue that the fusion keeps, on the counted transcript."""
    side = told.site.side
    kept = kept_base(told.layout, told.site)
    if kept is None:
        return 1, 0
    site = told.site if counted is told.layout else observed_site(counted, side, kept)
    if side is Side.FIVE_PRIME:
        return 1, five_prime_part(counted, site).coding // 3
    coding = three_prime_part(counted, site).coding
    return (counted.cds_length - coding + 2) // 3 + 1, counted.cds_length // 3


def _is_coded(domain: Domain, counted: Layout, told: Layout) -> bool:
    """True where the told transcript reads every base of the domain in the counted transcript's phase."""
    if counted.cds_first is None:
        return False
    first = counted.cds_first + (domain.start - 1) * 3
    last = counted.cds_first + domain.end * 3 - 1
    for exon_first, exon_last in zip(counted.exon_first, counted.exon_last, strict=True):
        ends = max(first, exon_first), min(last, exon_last)
        if ends[0] > ends[1]:
            continue
        there = [told.transcript_position(counted.place(base).position) for base in ends]
        if there[0] is None or there[1] is None or there[1] - there[0] != ends[1] - ends[0]:
            return False
        if any(told.phase(at) != counted.phase(base) for at, base in zip(there, ends, strict=True) if at):
            return False
    return True


def _uncoded(fate: DomainFate, told: Reading, side: Side) -> DomainFate:
    because = f"{told.layout.transcript.id}, on which the junction is told, does not code for it"
    return DomainFate(fate.gene, side, fate.domain, DomainStatus.LOST, 0.0, because)


def _fate(told: Reading, domain: Domain, span: tuple[int, int], frame: ReadingFrame) -> DomainFate:
    gene, side = told.layout.transcript.gene, told.site.side
    first, last = span
    kept = max(min(domain.end, last) - max(domain.start, first) + 1, 0)
    fraction: float | None = kept / (domain.end - domain.start + 1)
    status = _status(fraction or 0.0)
    if side is Side.THREE_PRIME and frame is not ReadingFrame.IN_FRAME and status is not DomainStatus.LOST:
        status, fraction = _without_frame(frame, status, fraction, first)
    is_whole_kinase = domain.is_kinase and status is DomainStatus.KEPT
    because = _near_the_junction(domain, span, side) if is_whole_kinase else ""
    return DomainFate(gene, side, domain, status, fraction, because)


def _near_the_junction(domain: Domain, span: tuple[int, int], side: Side) -> str:
    """Say that a whole kinase ends or begins so near the junction that a wider drawing of it would be cut."""
    is_five = side is Side.FIVE_PRIME
    apart = span[1] - domain.end if is_five else domain.start - span[0]
    if apart > _DRAWN_WIDER:
        return ""
    edge = "end" if is_five else "start"
    residues = "residue lies" if apart == 1 else "residues lie"
    return f"whole; {apart} {residues} between its {edge} and the junction, and some sources draw it wider"


def _status(fraction: float) -> DomainStatus:
    if fraction >= 1:
        return DomainStatus.KEPT
    return DomainStatus.PARTIAL if fraction > 0 else DomainStatus.LOST


def _without_frame(
    frame: ReadingFrame, status: DomainStatus, fraction: float | None, first: int
) -> tuple[DomainStatus, float | None]:
    """A 3' domain that position keeps, in a transcript that is not read in frame."""
    if frame in (ReadingFrame.OUT_OF_FRAME, ReadingFrame.STOP_CODON):
        return DomainStatus.LOST, 0.0
    if frame is ReadingFrame.NO_PROTEIN and first == 1:
        return status, fraction
    return DomainStatus.UNDETERMINED, None


def kinase_fate(fates: Sequence[DomainFate], has_unknown: bool, frame: ReadingFrame) -> KinaseFate:
    """Pick the kinase that the fusion is about: an intact one before a damaged one, then the 3' partner's.

    Where a gene carries several kinase domains, the one nearest its C-terminus counts (JAK2: the catalytic
    one, not the pseudokinase).
    """
    last = {fate.side: fate for fate in fates if fate.domain.is_kinase}
    if not last:
        status = KinaseStatus.UNDETERMINED if has_unknown else KinaseStatus.NONE
        because = (
            "no domains are known for a partner" if has_unknown else "neither partner has a kinase domain"
        )
        return KinaseFate(None, None, status, because)
    candidates = [last[side] for side in (Side.THREE_PRIME, Side.FIVE_PRIME) if side in last]
    chosen = next((fate for fate in candidates if fate.status is DomainStatus.KEPT), candidates[0])
    return KinaseFate(chosen.gene, chosen.side, _KINASE[chosen.status], _kinase_because(chosen, frame))


_KINASE = {
    DomainStatus.KEPT: KinaseStatus.INTACT,
    DomainStatus.PARTIAL: KinaseStatus.PARTIAL,
    DomainStatus.LOST: KinaseStatus.LOST,
    DomainStatus.UNDETERMINED: KinaseStatus.UNDETERMINED,
}


def _kinase_because(fate: DomainFate, frame: ReadingFrame) -> str:
    where = f"{fate.gene} kinase domain, residues {fate.domain.start} to {fate.domain.end}"
    if fate.because:
        return f"{where}: {fate.because}"
    if fate.status is DomainStatus.KEPT:
        return f"{where}, lies wholly on the kept side of the junction"
    if fate.status is DomainStatus.PARTIAL and fate.kept_fraction is not None:
        return f"{where}, is cut: {fate.kept_fraction:.0%} kept"
    if fate.status is DomainStatus.UNDETERMINED:
        return f"{where}: whether it is translated cannot be told (frame {frame.value})"
    if fate.side is Side.THREE_PRIME and frame in (ReadingFrame.OUT_OF_FRAME, ReadingFrame.STOP_CODON):
        return f"{where}, is not translated ({frame.value})"
    return f"{where}, lies on the lost side of the junction"
