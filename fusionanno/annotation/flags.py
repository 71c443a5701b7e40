"""What a reader should know of a placed call beside its verdicts."""

from collections.abc import Sequence

from fusionanno.annotation.numbering import Reading
from fusionanno.model import Flag, FlagId, FusionCall, FusionTranscript, PlacedFusion, ReadingFrame


def numbering_flags(
    readings: Sequence[tuple[Reading, Reading]], pairs: Sequence[FusionTranscript], chosen: int
) -> tuple[Flag, ...]:
    """Flag that another numbering would join other exons, and what frame that would have."""
    told = readings[chosen]
    others = []
    for (five, three), pair in zip(readings, pairs, strict=True):
        if (five.edge, three.edge) != (told[0].edge, told[1].edge):
            others.append(f"counted on {five.counted_on} and {three.counted_on}: {pair.frame.frame.value}")
    if not others:
        return ()
    told_on = f"read on {told[0].counted_on} and {told[1].counted_on}: {pairs[chosen].frame.frame.value}"
    because = f"exon numbers without a transcript are {told_on}; {'; '.join(others)}"
    return (Flag(FlagId.NUMBERING_CLASH, because),)


def molecule_flags(placed: PlacedFusion, transcript: FusionTranscript) -> tuple[Flag, ...]:
    if placed.molecule is not None or not transcript.five_prime.predicted:
        return ()
    because = "the molecule is not stated and both positions lie in introns: read as breaks in DNA"
    return (Flag(FlagId.MOLECULE_ASSUMED, because),)


def frame_flags(call: FusionCall, transcript: FusionTranscript) -> tuple[Flag, ...]:
    ours, theirs = transcript.frame.frame, call.caller_frame
    if theirs is None or ReadingFrame.UNDETERMINED in (ours, theirs) or ours is theirs:
        return ()
    because = f"{call.caller} says {theirs.value}, the arithmetic on {_ids(transcript)} says {ours.value}"
    return (Flag(FlagId.FRAME_DISAGREES, because),)


def _ids(transcript: FusionTranscript) -> str:
    return f"{transcript.five_prime.transcript.id} and {transcript.three_prime.transcript.id}"
