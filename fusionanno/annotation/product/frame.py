"""The reading frame across a junction, by phase, and the length of the protein that it makes."""

from dataclasses import dataclass

from fusionanno.annotation.geometry.junction import exonic_base, kept_intronic, no_splice_site
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.product.between import Between
from fusionanno.annotation.product.start_codon import cut_start_verdict, cuts_start
from fusionanno.annotation.product.translation import STOPS, unknown_bases
from fusionanno.model import FrameVerdict, JunctionSite, ReadingFrame, Region

_STOP_CODON = 3
"""Bases at the end of a coding sequence that code for no residue."""

LONG_UNTRANSLATED = 90
"""Bases of a 5' UTR read through, or inserted and not known, from which a stop codon is to be expected: three
in four random runs of 30 codons hold one, and of 67 junctions through a 5' UTR that Arriba read none kept the
frame (docs/validation.md)."""

SHORTEST_INTRON = 30
"""Bases of the shortest human intron known (PMID:26581719)."""


@dataclass(frozen=True, slots=True)
class CodingPart:
    """What one side brings to the reading frame.

    coding     coding bases that it keeps (stop codon included on the 3' side)
    untranslated  5' UTR bases that a 3' partner puts before its own start codon
    phase      5': bases of an unfinished codon; 3': phase at which its first base would be read; None = none
    reason     why it brings no coding sequence, else empty
    is_cut     5': nothing but one or two bases of the start codon is kept
    """

    coding: int = 0
    untranslated: int = 0
    phase: int | None = None
    reason: str = ""
    is_complete: bool = False
    is_cut: bool = False


def frame_verdict(
    five: Layout, five_site: JunctionSite, three: Layout, three_site: JunctionSite, between: Between
) -> FrameVerdict:
    """Judge the frame: both phases must meet across inserted and retained bases."""
    if five_site.region is Region.UPSTREAM and (outside := outside_words(five_site)):
        because = f"{outside}: none of its exons is kept, so no fusion transcript of the two is stated"
        return FrameVerdict(ReadingFrame.UNDETERMINED, because)
    if unspliced := no_splice_site(five, five_site):
        return FrameVerdict(ReadingFrame.UNDETERMINED, unspliced)
    five_part = five_prime_part(five, five_site)
    if (early := _decided_before(five_part)) is not None:
        return early
    if outside := outside_words(three_site) or no_splice_site(three, three_site):
        return FrameVerdict(ReadingFrame.UNDETERMINED, outside)
    if five_part.is_cut and (between.inserted or not _goes_on(five, five_site, three, three_site)):
        lead = five_part.coding + kept_intronic(five_site)
        if cut := cut_start_verdict(five.transcript.gene, lead, between):
            return cut
    three_part = three_prime_part(three, three_site)
    if three_part.reason:
        return FrameVerdict(ReadingFrame.OUT_OF_FRAME, three_part.reason)
    if three_part.phase is None:
        return FrameVerdict(ReadingFrame.UNDETERMINED, "the phase of the 3' partner cannot be told")
    retained = kept_intronic(five_site), kept_intronic(three_site)
    return _joined(five_part, three_part, between, retained)


def _goes_on(five: Layout, five_site: JunctionSite, three: Layout, three_site: JunctionSite) -> bool:
    """True where a transcript goes on with its own next base, as at its own splice junction."""
    bases = exonic_base(five, five_site), exonic_base(three, three_site)
    is_next = bases[0] is not None and bases[1] == bases[0] + 1
    retained = kept_intronic(five_site) + kept_intronic(three_site)
    return is_next and not retained and five.transcript == three.transcript


def _joined(five: CodingPart, three: CodingPart, between: Between, retained: tuple[int, int]) -> FrameVerdict:
    """Judge two parts that both bring coding sequence; retained: intronic bases of the 5' and the 3' side."""
    assert five.phase is not None
    bases = between.inserted + sum(retained)
    bridge = _bridge(five, three, between, retained)
    because = _arithmetic(five, three, bases=(between.inserted, sum(retained)), is_checked=bridge.is_whole)
    stop = bridge.first_stop()
    if stop is not None:
        is_counted = five.coding % 3 == five.phase and not bridge.gap
        codon = five.coding // 3 + stop // 3 + 1 if is_counted else None
        where = _stop_words(five, between, retained, stop) + (f" (codon {codon})" if codon else "")
        read = f"; read {between.bases.how}" if between.bases and not bridge.told else bridge.told
        return FrameVerdict(ReadingFrame.STOP_CODON, f"{where}; {because}{read}", stop_codon=codon)
    if (five.phase + bases) % 3 != three.phase:
        if not (bridge.is_whole or bridge.gap) and _may_be_an_exon(retained, between):
            open_ = f"{_unspliced(max(retained))}; {because}"
            return FrameVerdict(ReadingFrame.UNDETERMINED, open_)
        return FrameVerdict(ReadingFrame.OUT_OF_FRAME, because + bridge.told)
    if between.caller_frame is ReadingFrame.STOP_CODON:
        seen = f"the phases meet, but the caller, who saw the reads, reports a stop codon; {because}"
        return FrameVerdict(ReadingFrame.UNDETERMINED, seen + bridge.told)
    unread = _unread(sum(retained), unknown_insert(between), three.untranslated)
    if unread and not bridge.is_whole:
        unread = bridge.gap or unread
        if between.caller_frame is not ReadingFrame.IN_FRAME:
            open_ = f"the phases meet, but {unread}; {because}"
            return FrameVerdict(ReadingFrame.UNDETERMINED, open_)
        because += "; that no stop codon lies in the bases not seen rests on the caller's own verdict"
    total = five.coding + bases + three.untranslated + three.coding
    length = total // 3 - 1 if total % 3 == 0 else None
    is_clean = bridge.told and not bridge.gap
    clean = ": no stop codon before the 3' coding sequence" if is_clean else ""
    return FrameVerdict(ReadingFrame.IN_FRAME, because + bridge.told + clean, length)


@dataclass(frozen=True, slots=True)
class _Bridge:
    """What is known from the 5' partner's unfinished codon to the first whole codon of the 3' partner.

    bases begin on a codon, `skipped` bases after the bridge's own beginning; N stands for an unknown base.
    is_whole: every base is known. gap says how many are not, where all are given. told: how they were read.
    """

    bases: str
    skipped: int
    is_whole: bool
    gap: str = ""
    told: str = ""

    def first_stop(self) -> int | None:
        """Return where in the bridge, from 0, the first stop codon begins."""
        bases = self.bases
        if len(bases) < _STOP_CODON:
            return None
        found = (at for at in range(0, len(bases) - 2, 3) if bases[at : at + 3] in STOPS)
        first = next(found, None)
        return None if first is None else self.skipped + first


_NOTHING_KNOWN = _Bridge("", 0, is_whole=False)
"""Also where an exon of no transcript may end before the bases that are known: their phase is not."""


def _bridge(five: CodingPart, three: CodingPart, between: Between, retained: tuple[int, int]) -> _Bridge:
    known = between.bases
    if known is None and not between.sequence:
        return _NOTHING_KNOWN
    lead = (five.phase or 0) + retained[0]
    follow = retained[1] + three.untranslated
    follow += -(lead + between.inserted + follow) % 3
    left = known.five_prime[-lead:] if known and lead else ""
    unknown = lead - len(left)
    right = known.three_prime[:follow] if known else ""
    inserted = between.sequence or ""
    if len(inserted) != between.inserted:
        inserted = right = ""
    bases = "N" * (unknown % 3) + left + inserted + right
    whole = lead + between.inserted + follow
    is_given = len(left) + len(inserted) + len(right) == whole
    if unknown and retained[0] > SHORTEST_INTRON:
        return _NOTHING_KNOWN
    source = known.source if known else "the inserted sequence"
    gap = _gap(left + inserted + right, source) if is_given else ""
    told = f"; not checked for a stop codon: {gap}" if gap else ""
    if known is not None and is_given and not gap and (whole or known.is_all):
        told = f"; checked {known.how}"
    return _Bridge(bases, unknown // 3 * 3, is_given and not gap, gap, told)


def _gap(bases: str, source: str) -> str:
    """Say how many bases up to the 3' coding sequence are given as unknown; "" where none is."""
    count = unknown_bases(bases)
    are = "is" if count == 1 else "are"
    return f"{_bases(count)} up to the 3' coding sequence {are} unknown in {source}" if count else ""


def _stop_words(five: CodingPart, between: Between, retained: tuple[int, int], at: int) -> str:
    """Say where the stop codon lies that begins `at` bases after the last whole codon of the 5' partner."""
    lead = (five.phase or 0) + retained[0]
    after = lead + between.inserted
    stretches = (
        ("the retained bases of introns hold a stop codon", five.phase or 0, lead),
        ("the inserted bases hold a stop codon", lead, after),
        ("the retained bases of introns hold a stop codon", after, after + retained[1]),
    )
    inside = (words for words, first, end in stretches if first <= at and at + _STOP_CODON <= end)
    if at >= after + retained[1]:
        return "the 5' UTR of the 3' partner, which is read through, holds a stop codon"
    return next(inside, "a stop codon is made at the junction")


def unknown_insert(between: Between) -> int:
    """Return how many of the inserted bases are not known."""
    return between.inserted if between.sequence is None else unknown_bases(between.sequence)


def _unread(retained: int, inserted: int, untranslated: int) -> str:
    """Say which bases are read without being seen; "" where they are too few to expect a stop codon."""
    told = "in which a stop codon cannot be seen without sequence"
    if retained >= _STOP_CODON:
        return f"{_bases(retained)} of introns are retained, {told}"
    if inserted + untranslated < LONG_UNTRANSLATED:
        return ""
    through = f"{_bases(untranslated)} of the 3' partner's 5' UTR are read through" if untranslated else ""
    if not inserted:
        return f"{through}, {told}"
    unknown = f"{_bases(inserted)} are inserted whose sequence is not known"
    return f"{unknown}{f' and {through}' if through else ''}, {told}"


def _may_be_an_exon(retained: tuple[int, int], between: Between) -> bool:
    """True where an exon of no transcript may end at the junction, as EML4 6b does 220 bases into intron 6.

    Nearer to the exon there is no room for an intron. A caller's verdict "out-of-frame" settles it.
    """
    is_settled = between.caller_frame is ReadingFrame.OUT_OF_FRAME
    return max(retained) > SHORTEST_INTRON and not is_settled


def _unspliced(retained: int) -> str:
    return (
        f"the junction lies {_bases(retained)} into an intron: whether these are retained or an exon that no"
        " transcript has ends there cannot be told without the reads' own sequence"
    )


def outside_words(site: JunctionSite) -> str:
    """Say that a junction taken as it is lies outside the transcript (a predicted one is told on exons)."""
    if site.predicted or site.region not in (Region.UPSTREAM, Region.DOWNSTREAM):
        return ""
    transcript = site.transcript
    return f"the {site.side.value} breakpoint lies {site.region.value} of {transcript.id} ({transcript.gene})"


def _decided_before(five: CodingPart) -> FrameVerdict | None:
    """Return the verdict where the 5' partner alone decides, whatever is joined to it."""
    if five.is_complete:
        return FrameVerdict(ReadingFrame.STOP_CODON, five.reason)
    if five.phase is None:
        frame = ReadingFrame.NO_PROTEIN if five.reason else ReadingFrame.UNDETERMINED
        return FrameVerdict(frame, five.reason or "the phase of the 5' partner cannot be told")
    return None


def five_prime_part(layout: Layout, site: JunctionSite) -> CodingPart:
    """Return what the 5' partner brings."""
    gene = layout.transcript.gene
    if layout.cds_first is None or layout.cds_last is None:
        return CodingPart(reason=f"{layout.transcript.id} of {gene} is non-coding")
    base = exonic_base(layout, site)
    if base is None or base < layout.cds_first:
        return CodingPart(reason=f"the junction lies before the start codon of {gene}")
    if base >= layout.cds_last:
        reason = f"{gene} is complete: its stop codon lies before the junction"
        return CodingPart(layout.cds_length, reason=reason, is_complete=True)
    last = layout.phase(base)
    phase = None if last is None else (last + 1) % 3
    return CodingPart(base - layout.cds_first + 1, phase=phase, is_cut=cuts_start(layout, base))


def three_prime_part(layout: Layout, site: JunctionSite) -> CodingPart:
    """Return what the 3' partner brings."""
    gene = layout.transcript.gene
    if layout.cds_first is None or layout.cds_last is None:
        return CodingPart(
            reason=f"{layout.transcript.id} of {gene} is non-coding: no 3' coding sequence is joined"
        )
    base = exonic_base(layout, site)
    if base is None or base > layout.cds_last - _STOP_CODON:
        return CodingPart(
            reason=f"the junction lies after the coding sequence of {gene}: none of it is joined"
        )
    untranslated = max(layout.cds_first - base, 0)
    start = layout.phase(max(base, layout.cds_first))
    phase = None if start is None else (start - untranslated) % 3
    coding = layout.cds_last - max(base, layout.cds_first) + 1
    return CodingPart(coding, untranslated, phase)


def _arithmetic(five: CodingPart, three: CodingPart, bases: tuple[int, int], is_checked: bool) -> str:
    """Say the arithmetic in words, so that a reader can check it; bases: inserted and retained ones."""
    inserted, retained = bases
    parts = [f"5' coding sequence ends {_codon(five.phase)}"]
    if inserted:
        parts.append(f"{_bases(inserted)} inserted")
    if retained:
        parts.append(f"{_bases(retained)} of introns retained")
    if three.untranslated:
        read = f"{_bases(three.untranslated)} of the 3' partner's 5' UTR read through"
        parts.append(read if is_checked else f"{read}, not checked for stops")
    parts.append(f"3' partner goes on at base {(three.phase or 0) + 1} of a codon")
    return "; ".join(parts)


def _bases(count: int) -> str:
    return "1 base" if count == 1 else f"{count} bases"


def _codon(phase: int | None) -> str:
    return f"{_bases(phase)} into a codon" if phase else "on a whole codon"
