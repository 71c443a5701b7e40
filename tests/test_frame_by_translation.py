"""A second way to the frame: join the sequences and read them. It must agree with the phase arithmetic.

The small genome has both strands, untranslated exons, exons of 1 to 3 bases and all phases.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fusionanno.annotation.frame import frame_verdict
from fusionanno.annotation.junction import observed_site
from fusionanno.annotation.layout import Layout
from fusionanno.model import Breakpoint, ReadingFrame, Side, Transcript
from tests.small_genome import coding_positions, small_genome, transcript_sequence

WHOLE = [each for each in small_genome() if each.is_coding and not each.has_alignment_gaps]


def transcript_positions(transcript: Transcript) -> list[int]:
    """Genomic positions of the transcript's bases, in transcript direction."""
    step = 1 if transcript.is_plus else -1
    bases = []
    for exon in transcript.exons:
        first, last = (exon.start, exon.end) if transcript.is_plus else (exon.end, exon.start)
        bases += list(range(first, last + step, step))
    return bases


def joined(five: Transcript, five_at: int, inserted: str, three: Transcript, three_at: int) -> str:
    """The fusion's bases from the 5' start codon on: 5' up to index five_at, 3' from index three_at."""
    start = transcript_positions(five).index(coding_positions(five)[0])
    return transcript_sequence(five)[start : five_at + 1] + inserted + transcript_sequence(three)[three_at:]


@st.composite
def junctions(draw: st.DrawFn) -> tuple[Transcript, int, str, Transcript, int]:
    five, three = draw(st.sampled_from(WHOLE)), draw(st.sampled_from(WHOLE))
    five_at = draw(st.integers(0, len(transcript_sequence(five)) - 1))
    three_at = draw(st.integers(0, len(transcript_sequence(three)) - 1))
    return five, five_at, draw(st.text("ACG", max_size=4)), three, three_at


@settings(max_examples=4000, deadline=None)
@given(junctions())
def test_phase_arithmetic_agrees_with_the_joined_sequence(
    junction: tuple[Transcript, int, str, Transcript, int],
) -> None:
    five, five_at, inserted, three, three_at = junction
    layouts = Layout(five), Layout(three)
    ends = transcript_positions(five)[five_at], transcript_positions(three)[three_at]
    sites = (
        observed_site(layouts[0], Side.FIVE_PRIME, Breakpoint(five.contig, ends[0])),
        observed_site(layouts[1], Side.THREE_PRIME, Breakpoint(three.contig, ends[1])),
    )
    verdict = frame_verdict(layouts[0], sites[0], layouts[1], sites[1], len(inserted))
    five_cds, three_cds = (
        [transcript_positions(each).index(base) for base in coding_positions(each)] for each in (five, three)
    )
    if five_at < five_cds[0]:
        assert verdict.frame is ReadingFrame.NO_PROTEIN
    elif five_at >= five_cds[-1]:
        assert verdict.frame is ReadingFrame.STOP_CODON
    elif three_at > three_cds[-4]:
        assert verdict.frame is ReadingFrame.UNDETERMINED
    else:
        sequence = joined(five, five_at, inserted, three, three_at)
        to_own_stop = len(sequence) - (len(transcript_sequence(three)) - 1 - three_cds[-1])
        in_frame = to_own_stop % 3 == 0
        assert verdict.frame is (ReadingFrame.IN_FRAME if in_frame else ReadingFrame.OUT_OF_FRAME)
        if in_frame:
            assert sequence[to_own_stop - 3 : to_own_stop] in ("TAA", "TAG", "TGA")
            assert verdict.protein_length == to_own_stop // 3 - 1


@pytest.mark.parametrize("transcript", WHOLE, ids=lambda transcript: str(transcript.id))
def test_coding_positions_and_phases_of_every_base(transcript: Transcript) -> None:
    layout = Layout(transcript)
    for count, position in enumerate(coding_positions(transcript)):
        at = layout.transcript_position(position)
        assert at is not None
        assert layout.phase(at) == count % 3
