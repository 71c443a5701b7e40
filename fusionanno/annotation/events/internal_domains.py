"""What an event inside one gene keeps of the gene's domains."""

from collections.abc import Sequence

from fusionanno.annotation.product.domains import CountedDomains
from fusionanno.annotation.product.frame import five_prime_part, three_prime_part
from fusionanno.model import (
    Domain,
    DomainFate,
    DomainStatus,
    FusionTranscript,
    KinaseFate,
    KinaseStatus,
    ReadingFrame,
    Side,
)

_KINASE = {
    DomainStatus.KEPT: KinaseStatus.INTACT,
    DomainStatus.PARTIAL: KinaseStatus.PARTIAL,
    DomainStatus.LOST: KinaseStatus.LOST,
    DomainStatus.UNDETERMINED: KinaseStatus.UNDETERMINED,
}


def fates_inside(
    told: FusionTranscript, counted: CountedDomains, is_doubled: bool, *, is_own: bool
) -> tuple[DomainFate, ...]:
    """Return each domain's fate; empty where the frame is open, and then nothing can be said.

    counted is of the transcript that both ends are told on; is_own: at the gene's own splice junction all of
    them are kept.
    """
    frame, layout = told.frame.frame, counted.layout
    if is_own:
        return tuple(_whole(layout.transcript.gene, each) for each in counted.domains)
    if frame not in (ReadingFrame.IN_FRAME, ReadingFrame.OUT_OF_FRAME, ReadingFrame.STOP_CODON):
        return ()
    before = five_prime_part(layout, told.five_prime).coding // 3
    after = (layout.cds_length - three_prime_part(layout, told.three_prime).coding + 2) // 3 + 1
    if frame is not ReadingFrame.IN_FRAME:
        return tuple(_cut_off(layout.transcript.gene, each, before) for each in counted.domains)
    if is_doubled:
        return tuple(_doubled(layout.transcript.gene, each, (after, before)) for each in counted.domains)
    return tuple(_deleted(layout.transcript.gene, each, (before, after)) for each in counted.domains)


def _whole(gene: str, domain: Domain) -> DomainFate:
    return _fate(gene, domain, domain.end - domain.start + 1, Side.FIVE_PRIME)


def _cut_off(gene: str, domain: Domain, before: int) -> DomainFate:
    """Nothing after the junction is made."""
    return _fate(gene, domain, min(domain.end, before) - domain.start + 1, Side.FIVE_PRIME)


def _deleted(gene: str, domain: Domain, kept: tuple[int, int]) -> DomainFate:
    """kept: the last whole residue before what is lost, and the first one after it."""
    before, after = kept
    lost = min(domain.end, after - 1) - max(domain.start, before + 1) + 1
    side = Side.FIVE_PRIME if domain.start <= before else Side.THREE_PRIME
    return _fate(gene, domain, domain.end - domain.start + 1 - max(lost, 0), side)


def _doubled(gene: str, domain: Domain, span: tuple[int, int]) -> DomainFate:
    """span: the first and the last whole residue of what is doubled."""
    first, last = span
    size = domain.end - domain.start + 1
    if first <= domain.start and domain.end <= last:
        return _fate(gene, domain, size, Side.FIVE_PRIME, "doubled")
    if domain.end <= last or domain.start >= first:
        return _fate(gene, domain, size, Side.FIVE_PRIME if domain.end <= last else Side.THREE_PRIME)
    because = "the duplicated residues lie inside it"
    return DomainFate(gene, Side.FIVE_PRIME, domain, DomainStatus.UNDETERMINED, None, because)


def _fate(gene: str, domain: Domain, kept: int, side: Side, because: str = "") -> DomainFate:
    fraction = max(kept, 0) / (domain.end - domain.start + 1)
    status = DomainStatus.PARTIAL if fraction > 0 else DomainStatus.LOST
    return DomainFate(gene, side, domain, DomainStatus.KEPT if fraction >= 1 else status, fraction, because)


def kinase_inside(fates: Sequence[DomainFate], gene: str, words: str) -> KinaseFate:
    """Return the kinase's fate; of several kinase domains the one nearest the C-terminus counts."""
    last = next((fate for fate in reversed(fates) if fate.domain.is_kinase), None)
    if last is None:
        status = KinaseStatus.NONE if fates else KinaseStatus.UNDETERMINED
        because = "no domain of the gene is a kinase" if fates else words
        return KinaseFate(None, None, status, because)
    where = f"{gene} kinase domain, residues {last.domain.start} to {last.domain.end}"
    return KinaseFate(gene, last.side, _KINASE[last.status], f"{where}: {words}")
