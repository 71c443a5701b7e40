"""A second way to the frame: join the sequences and read them. It must agree with the phase arithmetic.

The small genome has both strands, untranslated exons, exons of 1 to 3 bases and all phases.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fusionanno.annotation.frame import Between, frame_verdict
from fusionanno.annotation.junction import observed_site
from fusionanno.annotation.layout import Layout
from fusionanno.model import Breakpoint, ReadingFrame, Side, Transcript
from tests.small_genome import coding_positions, small_genome, transcript, transcript_sequence

WHOLE = [each for each in small_genome() if each.is_coding and not each.has_alignment_gaps]


class Read:
    """A transcript with its bases and positions spelled out, base by base."""

    def __init__(self, transcript: Transcript) -> None:
        self.layout = Layout(transcript)
        self.contig = transcript.contig
        self.bases = transcript_sequence(transcript)
        self.positions = transcript_positions(transcript)
        self.coding = [self.positions.index(position) for position in coding_positions(transcript)]


def transcript_positions(transcript: Transcript) -> list[int]:
    """Genomic positions of the transcript's bases, in transcript direction."""
    step = 1 if transcript.is_plus else -1
    bases = []
    for exon in transcript.exons:
        first, last = (exon.start, exon.end) if transcript.is_plus else (exon.end, exon.start)
        bases += list(range(first, last + step, step))
    return bases


READ = [Read(transcript) for transcript in WHOLE]


@settings(max_examples=4000, deadline=None)
@given(st.sampled_from(READ), st.sampled_from(READ), st.text("ACG", max_size=4), st.data())
def test_phase_arithmetic_agrees_with_the_joined_sequence(
    five: Read, three: Read, inserted: str, data: st.DataObject
) -> None:
    five_at = data.draw(st.integers(0, len(five.bases) - 1), "last base kept of the 5' transcript, from 0")
    three_at = data.draw(st.integers(0, len(three.bases) - 1), "first base kept of the 3' transcript, from 0")
    sites = (
        observed_site(five.layout, Side.FIVE_PRIME, Breakpoint(five.contig, five.positions[five_at])),
        observed_site(three.layout, Side.THREE_PRIME, Breakpoint(three.contig, three.positions[three_at])),
    )
    verdict = frame_verdict(five.layout, sites[0], three.layout, sites[1], Between(len(inserted), inserted))
    if five_at < five.coding[0]:
        assert verdict.frame is ReadingFrame.NO_PROTEIN
    elif five_at >= five.coding[-1]:
        assert verdict.frame is ReadingFrame.STOP_CODON
    elif three_at > three.coding[-4]:
        assert verdict.frame is ReadingFrame.UNDETERMINED
    else:
        to_stop = (
            five.bases[five.coding[0] : five_at + 1] + inserted + three.bases[three_at : three.coding[-1] + 1]
        )
        in_frame = len(to_stop) % 3 == 0
        assert verdict.frame is (ReadingFrame.IN_FRAME if in_frame else ReadingFrame.OUT_OF_FRAME)
        if in_frame:
            assert to_stop[-3:] in ("TAA", "TAG", "TGA")
            assert verdict.protein_length == len(to_stop) // 3 - 1


@pytest.mark.parametrize("transcript", WHOLE, ids=lambda transcript: str(transcript.id))
def test_coding_positions_and_phases_of_every_base(transcript: Transcript) -> None:
    layout = Layout(transcript)
    for count, position in enumerate(coding_positions(transcript)):
        at = layout.transcript_position(position)
        assert at is not None
        assert layout.phase(at) == count % 3


def test_a_position_in_an_alignment_gap_has_no_base_of_its_own() -> None:
    """GAPIN1: exon 2 is 4301-4340 and 4344-4400; the transcript lacks the three bases between."""
    layout = Layout(transcript("NM_900041.1"))
    for position in (4341, 4342, 4343):
        assert layout.transcript_position(position) is None
        five = observed_site(layout, Side.FIVE_PRIME, Breakpoint("1", position))
        three = observed_site(layout, Side.THREE_PRIME, Breakpoint("1", position))
        assert (five.exon, five.offset, three.exon, three.offset) == (2, -57, 2, 40)
    assert layout.transcript_position(4340) == 140
    assert layout.transcript_position(4344) == 141
