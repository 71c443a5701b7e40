"""What a fusion keeps of each partner's domains, and of its kinase."""

from collections.abc import Sequence

from fusionanno.annotation.frame import five_prime_part, three_prime_part
from fusionanno.annotation.junction import observed_site
from fusionanno.annotation.layout import Layout
from fusionanno.model import (
    Breakpoint,
    Domain,
    DomainFate,
    DomainStatus,
    KinaseFate,
    KinaseStatus,
    ReadingFrame,
    Side,
)


def domain_fates(
    layout: Layout, side: Side, edge: Breakpoint, domains: Sequence[Domain], frame: ReadingFrame
) -> tuple[DomainFate, ...]:
    """Return each domain's fate for a junction whose kept edge on the genome is `edge`.

    The 5' partner's domains go by position alone; the 3' partner's need position, frame and no earlier stop.
    `layout` is the transcript that the domains are counted on, which need not be the one that splices.
    """
    if side is Side.FIVE_PRIME:
        span = (1, five_prime_residues(layout, edge))
    else:
        span = (three_prime_first_residue(layout, edge), layout.cds_length // 3)
    return tuple(_fate(layout.transcript.gene, side, domain, span, frame) for domain in domains)


def five_prime_residues(layout: Layout, edge: Breakpoint) -> int:
    """Return how many whole residues of the 5' partner come before the junction."""
    site = observed_site(layout, Side.FIVE_PRIME, edge)
    return five_prime_part(layout, site).coding // 3


def three_prime_first_residue(layout: Layout, edge: Breakpoint) -> int:
    """Return the first residue of the 3' partner whose codon is whole; beyond the end where none is."""
    site = observed_site(layout, Side.THREE_PRIME, edge)
    coding = three_prime_part(layout, site).coding
    return (layout.cds_length - coding + 2) // 3 + 1


def _fate(gene: str, side: Side, domain: Domain, span: tuple[int, int], frame: ReadingFrame) -> DomainFate:
    first, last = span
    kept = max(min(domain.end, last) - max(domain.start, first) + 1, 0)
    fraction: float | None = kept / (domain.end - domain.start + 1)
    status = _status(fraction or 0.0)
    if side is Side.THREE_PRIME and frame is not ReadingFrame.IN_FRAME and status is not DomainStatus.LOST:
        status, fraction = _without_frame(frame, status, fraction, first)
    return DomainFate(gene, side, domain, status, fraction)


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
    if fate.status is DomainStatus.KEPT:
        return f"{where}, lies wholly on the kept side of the junction"
    if fate.status is DomainStatus.PARTIAL and fate.kept_fraction is not None:
        return f"{where}, is cut: {fate.kept_fraction:.0%} kept"
    if fate.status is DomainStatus.UNDETERMINED:
        return f"{where}: whether it is translated cannot be told (frame {frame.value})"
    if fate.side is Side.THREE_PRIME and frame in (ReadingFrame.OUT_OF_FRAME, ReadingFrame.STOP_CODON):
        return f"{where}, is not translated ({frame.value})"
    return f"{where}, lies on the lost side of the junction"
