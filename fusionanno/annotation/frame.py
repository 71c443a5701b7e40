"""The reading frame across a junction, by phase, and the length of the protein that it makes."""

from dataclasses import dataclass

from fusionanno.annotation.junction import exonic_base, kept_intronic
from fusionanno.annotation.layout import Layout
from fusionanno.model import FrameVerdict, JunctionSite, ReadingFrame, Region

_STOP_CODON = 3
"""Bases at the end of a coding sequence that code for no residue."""

_STOPS = frozenset({"TAA", "TAG", "TGA"})


@dataclass(frozen=True, slots=True)
class Between:
    """What lies between the partners: inserted bases, their sequence if it is known.

    caller_frame: the verdict of the caller, who saw the reads' sequence.
    """

    inserted: int = 0
    sequence: str | None = None
    caller_frame: ReadingFrame | None = None


@dataclass(frozen=True, slots=True)
class CodingPart:
    """What one side brings to the reading frame.

    coding     coding bases that it keeps (stop codon included on the 3' side)
    untranslated  5' UTR bases that a 3' partner puts before its own start codon
    phase      5': bases of an unfinished codon; 3': phase at which its first base would be read; None = none
    reason     why it brings no coding sequence, else empty
    """

    coding: int = 0
    untranslated: int = 0
    phase: int | None = None
    reason: str = ""
    is_complete: bool = False


def frame_verdict(
    five: Layout, five_site: JunctionSite, three: Layout, three_site: JunctionSite, between: Between
) -> FrameVerdict:
    """Judge the frame: both phases must meet across inserted and retained bases."""
    outside = _outside(five_site) or _outside(three_site)
    if outside:
        return FrameVerdict(ReadingFrame.UNDETERMINED, outside)
    five_part, three_part = five_prime_part(five, five_site), three_prime_part(three, three_site)
    early = _no_frame(five_part, three_part)
    if early is not None:
        return early
    retained = kept_intronic(five_site), kept_intronic(three_site)
    return _joined(five_part, three_part, between, retained)


def _joined(five: CodingPart, three: CodingPart, between: Between, retained: tuple[int, int]) -> FrameVerdict:
    """Judge two parts that both bring coding sequence; retained: intronic bases of the 5' and the 3' side."""
    assert five.phase is not None
    bases = between.inserted + sum(retained)
    because = _arithmetic(five, three, between.inserted, sum(retained))
    if _has_stop(between.sequence or "", (five.phase + retained[0]) % 3):
        return FrameVerdict(ReadingFrame.STOP_CODON, f"the inserted bases hold a stop codon; {because}")
    if (five.phase + bases) % 3 != three.phase:
        return FrameVerdict(ReadingFrame.OUT_OF_FRAME, because)
    if between.caller_frame is ReadingFrame.STOP_CODON:
        seen = f"the phases meet, but the caller, who saw the reads, reports a stop codon; {because}"
        return FrameVerdict(ReadingFrame.UNDETERMINED, seen)
    if sum(retained) >= _STOP_CODON and between.caller_frame is ReadingFrame.IN_FRAME:
        because += "; that no stop codon lies in the retained bases rests on the caller's own verdict"
    elif sum(retained) >= _STOP_CODON:
        return FrameVerdict(
            ReadingFrame.UNDETERMINED, f"the phases meet, but {_unread(sum(retained))}; {because}"
        )
    total = five.coding + bases + three.untranslated + three.coding
    length = total // 3 - 1 if total % 3 == 0 else None
    return FrameVerdict(ReadingFrame.IN_FRAME, because, length)


def _has_stop(sequence: str, phase: int) -> bool:
    """True where a whole codon of the insert is a stop; phase: bases of a codon that come before it."""
    first = -phase % 3
    return any(sequence[at : at + 3] in _STOPS for at in range(first, len(sequence) - 2, 3))


def _unread(retained: int) -> str:
    return (
        f"{_bases(retained)} of introns are retained, in which a stop codon cannot be seen without sequence"
    )


def _outside(site: JunctionSite) -> str:
    """Say that a junction taken as it is lies outside the transcript (a predicted one is told on exons)."""
    if site.predicted or site.region not in (Region.UPSTREAM, Region.DOWNSTREAM):
        return ""
    transcript = site.transcript
    return f"the {site.side.value} breakpoint lies {site.region.value} of {transcript.id} ({transcript.gene})"


def _no_frame(five: CodingPart, three: CodingPart) -> FrameVerdict | None:
    """Return the verdict where one side brings no coding sequence."""
    if five.is_complete:
        return FrameVerdict(ReadingFrame.STOP_CODON, five.reason)
    if five.phase is None:
        frame = ReadingFrame.NO_PROTEIN if five.reason else ReadingFrame.UNDETERMINED
        return FrameVerdict(frame, five.reason or "the phase of the 5' partner cannot be told")
    if three.phase is None:
        because = three.reason or "the phase of the 3' partner cannot be told"
        return FrameVerdict(ReadingFrame.UNDETERMINED, because)
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
    return CodingPart(base - layout.cds_first + 1, phase=phase)


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


def _arithmetic(five: CodingPart, three: CodingPart, inserted: int, retained: int) -> str:
    """Say the arithmetic in words, so that a reader can check it."""
    parts = [f"5' coding sequence ends {_codon(five.phase)}"]
    if inserted:
        parts.append(f"{_bases(inserted)} inserted")
    if retained:
        parts.append(f"{_bases(retained)} of introns retained")
    if three.untranslated:
        parts.append(
            f"{_bases(three.untranslated)} of the 3' partner's 5' UTR read through, not checked for stops"
        )
    parts.append(f"3' partner goes on at base {(three.phase or 0) + 1} of a codon")
    return "; ".join(parts)


def _bases(count: int) -> str:
    return "1 base" if count == 1 else f"{count} bases"


def _codon(phase: int | None) -> str:
    return f"{_bases(phase)} into a codon" if phase else "on a whole codon"
