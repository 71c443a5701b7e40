"""What two transcripts of one gene code for alike."""

from collections.abc import Iterator

from fusionanno.annotation.geometry.layout import Layout
from fusionanno.model import Block, Transcript


def shared_coding(counted: Layout, told: Layout) -> list[tuple[int, int]]:
    """Return the stretches of coding bases that both read in one phase, as bases of `counted`, from 1.

    A stretch goes on over an intron where the next base is the next of both: a codon that the told transcript
    splices otherwise is in none. Takes one step per exon.
    """
    found: list[tuple[int, int]] = []
    next_there = None
    for low, high in _pieces(counted.transcript, told.transcript):
        first, last = (low, high) if counted.transcript.is_plus else (high, low)
        here = counted.transcript_position(first), counted.transcript_position(last)
        there = told.transcript_position(first)
        if here[0] is None or here[1] is None or there is None or counted.phase(here[0]) != told.phase(there):
            continue
        begin = here[0]
        if found and found[-1][1] == begin - 1 and there == next_there:
            begin = found.pop()[0]
        found.append((begin, here[1]))
        next_there = there + here[1] - here[0] + 1
    return found


def _pieces(one: Transcript, other: Transcript) -> Iterator[tuple[int, int]]:
    """Yield what lies in a block and the coding span of both, lowest and highest base, in their direction."""
    if one.cds_start is None or other.cds_start is None or one.cds_end is None or other.cds_end is None:
        return
    low, high = max(one.cds_start, other.cds_start), min(one.cds_end, other.cds_end)
    ones, others = _blocks(one), _blocks(other)
    here, there = next(ones, None), next(others, None)
    while here is not None and there is not None:
        start, end = max(here.start, there.start, low), min(here.end, there.end, high)
        if start <= end:
            yield start, end
        if (here.end < there.end) if one.is_plus else (here.start > there.start):
            here = next(ones, None)
        else:
            there = next(others, None)


def _blocks(transcript: Transcript) -> Iterator[Block]:
    return (block for exon in transcript.exons for block in exon.blocks)
