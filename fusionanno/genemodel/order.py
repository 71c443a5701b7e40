"""The order in which every provider lists a gene's transcripts."""

from collections.abc import Iterable

from fusionanno.model import Transcript, TranscriptTag

_RANK = {TranscriptTag.MANE_SELECT: 0, TranscriptTag.MANE_PLUS_CLINICAL: 1}


def in_order(transcripts: Iterable[Transcript]) -> tuple[Transcript, ...]:
    """Sort into MANE Select, MANE Plus Clinical, coding by longest CDS, rest; then by length, then by id.

    Equal ids (one transcript at several places) stay in the order in which they came.
    """
    return tuple(sorted(transcripts, key=_key))


def cds_length(transcript: Transcript) -> int:
    """Return the coding bases, stop codon included; alignment gaps do not count. 0 without a CDS."""
    low, high = transcript.cds_start, transcript.cds_end
    if low is None or high is None:
        return 0
    blocks = (block for exon in transcript.exons for block in exon.blocks)
    return sum(max(0, min(block.end, high) - max(block.start, low) + 1) for block in blocks)


def length(transcript: Transcript) -> int:
    """Return the transcript's aligned bases."""
    return sum(block.end - block.start + 1 for exon in transcript.exons for block in exon.blocks)


def _key(transcript: Transcript) -> tuple[int, int, int, str]:
    rank = _RANK[transcript.tag] if transcript.tag else 2 if transcript.is_coding else 3
    return rank, -cds_length(transcript), -length(transcript), transcript.id
