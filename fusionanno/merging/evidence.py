"""On what a call's reading frame rests: the bases that its caller read, the phases alone, or nothing."""

from enum import StrEnum

from fusionanno.annotation.geometry.junction import kept_intronic
from fusionanno.merging.seen import Seen
from fusionanno.model import FusionCall, JunctionSite, ReadingFrame, Region


class Judged(StrEnum):
    """How a call's frame was judged, the best first."""

    BY_SEQUENCE = "by the caller's own sequence"
    BY_PHASE = "by phases"
    NOT = "not judged"


def judged_by(seen: Seen) -> Judged:
    """Return what the frame of a call rests on, whichever frame it is.

    Sequence that leaves the frame open has judged it too where it speaks against the fusion's own frame: by
    a splice inside what would be a retained piece of intron, or by the stop codon that the caller reports.
    """
    call, is_open = seen.call, seen.fusion.placed.frame is ReadingFrame.UNDETERMINED
    if _is_read(call) and (not is_open or _speaks_against(seen)):
        return Judged.BY_SEQUENCE
    return Judged.NOT if is_open else Judged.BY_PHASE


def _is_read(call: FusionCall) -> bool:
    """True where the call gives the bases on both sides of the junction, or those between."""
    sequence = call.sequence
    has_sides = sequence is not None and bool(sequence.five_prime) and bool(sequence.three_prime)
    return has_sides or bool(call.inserted_sequence)


def _speaks_against(seen: Seen) -> bool:
    if seen.call.caller_frame is ReadingFrame.STOP_CODON:
        return True
    sequence, told = seen.call.sequence, seen.fusion.placed.transcript
    if sequence is None or told is None:
        return False
    return _is_spliced(told.five_prime, sequence.five_prime, sequence.five_unspliced) or _is_spliced(
        told.three_prime, sequence.three_prime, sequence.three_unspliced
    )


def _is_spliced(site: JunctionSite, bases: str, unspliced: int | None) -> bool:
    """True where the caller saw a splice nearer to the junction than the exon's edge is."""
    is_kept = site.region is Region.INTRON and not site.predicted
    return is_kept and unspliced is not None and unspliced < min(kept_intronic(site), len(bases))
