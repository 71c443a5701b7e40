"""Other readings of one call, and the flags that are left to tell beside them."""

from collections.abc import Iterator

from fusionanno.model import (
    EventKind,
    Flag,
    FlagId,
    FusionTranscript,
    JunctionSite,
    PlacedFusion,
    TranscriptTag,
)
from fusionanno.renderers.wording import FRAME_WORDS, exon_phrase, sentence


def alternative_phrase(other: FusionTranscript) -> str:
    """Return one more reading of the call in words.

    "Exon 7 of NM_1.1 (exon 6 as counted on NM_2.1) joined to exon 20 of NM_3.1: out of frame."
    """
    sites = " joined to ".join(_site(site) for site in (other.five_prime, other.three_prime))
    return sentence(f"{sites}: {FRAME_WORDS[other.frame.frame]}")


def _site(site: JunctionSite) -> str:
    why = _why(site)
    return f"{exon_phrase(site)} of {site.transcript.id}{f' ({why})' if why else ''}"


def _why(site: JunctionSite) -> str:
    """Return what is particular of this reading; that a transcript is the usual one is not."""
    if site.counted_as is not None:
        return f"exon {site.counted_as.exon} as counted on {site.counted_as.transcript}"
    return "" if site.because in tuple(TranscriptTag) else site.because


def flags_told(placed: PlacedFusion) -> tuple[str, ...]:
    """Return each flag as a sentence, without those that the event or the other readings already tell."""
    return tuple(sentence(flag.because) for flag in _untold(placed))


def _untold(placed: PlacedFusion) -> Iterator[Flag]:
    for flag in _beside_readings(placed):
        if not is_told_by_event(placed, flag):
            yield flag


def is_told_by_event(placed: PlacedFusion, flag: Flag) -> bool:
    """True for a flag that only repeats what the event's own sentence says."""
    if flag.id is FlagId.BEYOND_CONTIG:  # such a call has no sentence of its own
        return False
    return flag.because == placed.because or (
        flag.id is FlagId.SAME_GENE and placed.event is EventKind.INTERNAL
    )


def _beside_readings(placed: PlacedFusion) -> Iterator[Flag]:
    ends = (placed.call.five_prime, placed.call.three_prime)
    by_number = all(end.breakpoint is None for end in ends)
    for flag in placed.flags:
        is_told = flag.id is FlagId.NUMBERING_CLASH and by_number and placed.alternatives
        if not is_told:
            yield flag
