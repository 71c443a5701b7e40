"""What a fusion keeps of each partner's domains, and of its kinase."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fusionanno.annotation.geometry.junction import exon_site, kept_base, no_splice_site, observed_site
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.reading import Reading
from fusionanno.annotation.geometry.shared import shared_coding
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
    residue by residue, as far as the told transcript reads these in the same phase.
    """
    span = _kept_residues(told, counted.layout)
    is_told = counted.layout.transcript.id == told.layout.transcript.id
    coded = None if is_told else _coded_residues(counted.layout, told.layout)
    fates = tuple(_fate(told, domain, _Kept(domain, span, coded), frame) for domain in counted.domains)
    if told.site.side is Side.FIVE_PRIME and no_splice_site(told.layout, told.site):
        return tuple(_in_a_broken_exon(fates, told, counted))
    return fates


def _in_a_broken_exon(
    fates: Sequence[DomainFate], told: Reading, counted: CountedDomains
) -> Iterator[DomainFate]:
    """Leave open what reaches into a last exon given by its number: the break lies somewhere in it."""
    exon, sure = told.site.exon - 1, 0
    if exon:
        before = replace(told, site=exon_site(told.layout, Side.FIVE_PRIME, exon))
        sure = _kept_residues(before, counted.layout)[1]
    why = f"its end lies in exon {told.site.exon}, and where the break lies in that exon is not told"
    for fate in fates:
        is_open = fate.domain.end > sure and fate.status is not DomainStatus.LOST
        yield _left_open(fate, why) if is_open else fate


def _left_open(fate: DomainFate, why: str) -> DomainFate:
    return replace(fate, status=DomainStatus.UNDETERMINED, kept_fraction=None, because=why)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is left of a domain, in first and last residues of the transcript that it is counted on.

    span is what the junction keeps, coded what the told transcript codes for (None: all).
    """

    domain: Domain
    span: tuple[int, int]
    coded: Sequence[tuple[int, int]] | None = None

    @property
    def first(self) -> int:
        """The first residue that the junction keeps."""
        return self.span[0]

    @property
    def residues(self) -> int:
        if self.coded is None:
            return self._within(*self.span)
        return sum(
            self._within(max(first, self.span[0]), min(last, self.span[1])) for first, last in self.coded
        )

    @property
    def uncoded(self) -> int:
        """Residues of the domain that the told transcript does not code for, wherever it is cut."""
        if self.coded is None:
            return 0
        return self.length - sum(self._within(first, last) for first, last in self.coded)

    @property
    def length(self) -> int:
        return self.domain.end - self.domain.start + 1

    def _within(self, first: int, last: int) -> int:
        return max(min(self.domain.end, last) - max(self.domain.start, first) + 1, 0)


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


def _coded_residues(counted: Layout, told: Layout) -> list[tuple[int, int]]:
    """Return the stretches of residues of the counted transcript that the told one codes for as well."""
    first = counted.cds_first
    if first is None:
        return []
    stretches = shared_coding(counted, told)
    return [((begin - first + 2) // 3 + 1, (end - first + 1) // 3) for begin, end in stretches]


def _fate(told: Reading, domain: Domain, kept: _Kept, frame: ReadingFrame) -> DomainFate:
    gene, side = told.layout.transcript.gene, told.site.side
    fraction: float | None = kept.residues / kept.length
    status = _status(fraction or 0.0)
    if side is Side.THREE_PRIME and frame is not ReadingFrame.IN_FRAME and status is not DomainStatus.LOST:
        status, fraction = _without_frame(frame, status, fraction, kept.first)
    because = ""
    if kept.uncoded == kept.length or (kept.uncoded and status is DomainStatus.PARTIAL):
        because = _uncoded(told.layout, kept)
    elif domain.is_kinase and status is DomainStatus.KEPT:
        because = _near_the_junction(domain, kept.span, side)
    return DomainFate(gene, side, domain, status, fraction, because)


def _uncoded(told: Layout, kept: _Kept) -> str:
    """Say what the told transcript itself lacks, before any junction cuts it."""
    what = "it" if kept.uncoded == kept.length else f"{kept.uncoded} of its {kept.length} residues"
    return f"{told.transcript.id}, on which the junction is told, does not code for {what}"


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
    if fate.status is DomainStatus.PARTIAL and fate.kept_fraction is not None:
        why = f" ({fate.because})" if fate.because else ""
        return f"{where}, is cut: {fate.kept_fraction:.0%} kept{why}"
    if fate.because:
        return f"{where}: {fate.because}"
    if fate.status is DomainStatus.KEPT:
        return f"{where}, lies wholly on the kept side of the junction"
    if fate.status is DomainStatus.UNDETERMINED:
        return f"{where}: whether it is translated cannot be told (frame {frame.value})"
    if fate.side is Side.THREE_PRIME and frame in (ReadingFrame.OUT_OF_FRAME, ReadingFrame.STOP_CODON):
        return f"{where}, is not translated ({frame.value})"
    return f"{where}, lies on the lost side of the junction"
