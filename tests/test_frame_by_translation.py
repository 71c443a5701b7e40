"""A second way to the frame: join the sequences and read them. It must agree with the phase arithmetic.

Two sources of transcripts: those of hypothesis (tests/hypothesis_transcripts.py), and the small genome, which
has both strands, untranslated exons, exons of 1 to 3 bases and all phases. What is read is spelled out base
by base; no phase and no exon table is looked at.
"""

import random
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fusionanno.annotation.geometry.junction import observed_site, predicted_sites
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.reading import NoJunction
from fusionanno.annotation.product.between import Between, KnownBases
from fusionanno.annotation.product.frame import frame_verdict
from fusionanno.model import Breakpoint, FrameVerdict, JunctionSite, ReadingFrame, Side, Transcript
from tests.hypothesis_transcripts import Made, is_joined, is_plain, made_transcripts, read
from tests.small_genome import coding_positions, small_genome, transcript, transcript_sequence

WHOLE = [each for each in small_genome() if each.is_coding and not each.has_alignment_gaps]
JUNCTIONS_OF_A_PAIR = 12
"""Junctions tried on each pair of transcripts; with the examples below, thousands in all."""
LONG_UNTRANSLATED = 90
"""Bases of a 5' UTR from which a stop codon is to be expected."""
SHORTEST_INTRON = 30
"""Bases of the shortest human intron known (PMID:26581719): deeper in an intron an unknown exon may end."""

PAIRS = st.tuples(made_transcripts("FIVE"), made_transcripts("THREE"))
GAPPED_PAIRS = st.tuples(made_transcripts("FIVE", with_gaps=True), made_transcripts("THREE", with_gaps=True))


def places_to_join(made: Made, side: Side, source: random.Random) -> Iterator[int]:
    """Indices of pieces at every kind of place: exon edges, inside exons, introns, start and stop codon."""
    exonic = [at for at, piece in enumerate(made.pieces) if piece.exon and is_plain(made, at)]
    aside = 1 if side is Side.FIVE_PRIME else -1
    edges = [at for at in exonic if not made.pieces[at + aside].exon]
    intronic = [at for at in range(exonic[0], exonic[-1]) if not made.pieces[at].exon]
    ends = [at for near in (made.first, made.last) for at in range(near - 3, near + 4) if at in exonic]
    kinds = [edges, exonic, ends, intronic or exonic]
    for _ in range(JUNCTIONS_OF_A_PAIR):
        yield source.choice(source.choices(kinds, (4, 3, 2, 3))[0])


def site(layout: Layout, made: Made, side: Side, at: int) -> JunctionSite:
    return observed_site(layout, side, place(made, at))


def place(made: Made, at: int) -> Breakpoint:
    position = made.places[at]
    assert position is not None
    return Breakpoint(made.transcript.contig, position)


def expected(five: Made, five_at: int, three: Made, three_at: int, inserted: str) -> FrameVerdict:
    """The verdict without any sequence at hand but the inserted one, from reading the joined bases."""
    if five_at < five.first:
        return FrameVerdict(ReadingFrame.NO_PROTEIN, "")
    coding = [at for at in range(five.first, five.last + 1) if five.pieces[at].exon]
    if five_at >= coding[-1]:
        return FrameVerdict(ReadingFrame.STOP_CODON, "")
    if five_at < coding[2]:
        return FrameVerdict(ReadingFrame.UNDETERMINED, "")
    if not is_joined(three, three_at):
        return FrameVerdict(ReadingFrame.OUT_OF_FRAME, "")
    reading = read(five, five_at, three, three_at)
    frame, residues = reading.ends(inserted)
    kept = len(reading.kept_five), len(reading.kept_three)
    is_open = sum(kept) >= 3 if frame is ReadingFrame.IN_FRAME else max(kept) > SHORTEST_INTRON
    if is_open and frame is not ReadingFrame.STOP_CODON:
        frame, residues = ReadingFrame.UNDETERMINED, 0
    return FrameVerdict(frame, "", residues or None)


@settings(max_examples=250, deadline=None)
@given(PAIRS, st.integers(0, 2**16))
def test_rna_junctions_agree_with_the_joined_sequence(pair: tuple[Made, Made], seed: int) -> None:
    """Edges, insides of exons, retained introns, UTRs, inserted bases: 3,000 junctions."""
    compare_rna(pair, random.Random(seed), has_length=True)


@settings(max_examples=150, deadline=None)
@given(GAPPED_PAIRS, st.integers(0, 2**16))
def test_alignment_gaps_do_not_shift_the_frame(pair: tuple[Made, Made], seed: int) -> None:
    """Genome and transcript differ in length inside an exon; phases as UCSC states them: 1,800 junctions."""
    compare_rna(pair, random.Random(seed), has_length=not any(made.has_gaps for made in pair))


def compare_rna(pair: tuple[Made, Made], source: random.Random, *, has_length: bool) -> None:
    five, three = pair
    layouts = Layout(five.transcript), Layout(three.transcript)
    sides = [list(places_to_join(made, side, source)) for made, side in zip(pair, Side, strict=True)]
    for five_at, three_at in zip(*sides, strict=True):
        inserted = "".join(source.choices("ACG", k=source.choice((0, 0, 1, 2, 3, 5))))
        verdict = frame_verdict(
            layouts[0], site(layouts[0], five, Side.FIVE_PRIME, five_at),
            layouts[1], site(layouts[1], three, Side.THREE_PRIME, three_at),
            Between(len(inserted), inserted),
        )  # fmt: skip
        told = expected(five, five_at, three, three_at, inserted)
        assert verdict.frame is told.frame, verdict.because
        if has_length:
            assert verdict.protein_length == told.protein_length


@settings(max_examples=200, deadline=None)
@given(PAIRS, st.integers(0, 2**16))
def test_stop_codons_are_seen_where_the_bases_are_known(pair: tuple[Made, Made], seed: int) -> None:
    """Inserted bases with all four letters, at the junction, in retained bases: 2,400 junctions."""
    source = random.Random(seed)
    five, three = pair
    layouts = Layout(five.transcript), Layout(three.transcript)
    sides = [list(places_to_join(made, side, source)) for made, side in zip(pair, Side, strict=True)]
    for five_at, three_at in zip(*sides, strict=True):
        told = expected(five, five_at, three, three_at, "")
        if told.frame in (ReadingFrame.NO_PROTEIN, ReadingFrame.STOP_CODON) or not is_joined(three, three_at):
            continue
        inserted = "".join(source.choices("ACGT", k=source.randint(0, 8)))
        reading = read(five, five_at, three, three_at)
        known = KnownBases(reading.before + reading.kept_five, reading.kept_three + reading.after, "here")
        verdict = frame_verdict(
            layouts[0], site(layouts[0], five, Side.FIVE_PRIME, five_at),
            layouts[1], site(layouts[1], three, Side.THREE_PRIME, three_at),
            Between(len(inserted), inserted or None, bases=known),
        )  # fmt: skip
        frame, residues = reading.ends(inserted)
        codon = (reading.before + reading.kept_five + inserted + reading.kept_three + reading.after)[:3]
        if codon != "ATG":
            frame = ReadingFrame.NO_PROTEIN
            assert f"the codon made there is {codon}" in verdict.because
        assert verdict.frame is frame, (verdict.because, inserted)
        if frame is ReadingFrame.IN_FRAME:
            assert verdict.protein_length == residues


@settings(max_examples=250, deadline=None)
@given(PAIRS, st.integers(0, 2**16))
def test_dna_breaks_agree_with_splicing_the_joined_gene(pair: tuple[Made, Made], seed: int) -> None:
    """Breaks anywhere, also in the flanks: join the genes base by base, splice, translate: 3,000 breaks."""
    source = random.Random(seed)
    five, three = pair
    layouts = Layout(five.transcript), Layout(three.transcript)
    for _ in range(JUNCTIONS_OF_A_PAIR):
        five_at, three_at = source.randrange(len(five.pieces)), source.randrange(len(three.pieces))
        joined = spliced(five, five_at, three, three_at)
        sites = None
        with suppress(NoJunction):
            sites = predicted_sites(layouts[0], place(five, five_at), layouts[1], place(three, three_at))
        assert (sites is None) is (joined is None)
        if sites is None or joined is None:
            continue
        verdict = frame_verdict(layouts[0], sites[0], layouts[1], sites[1], Between())
        told = expected(five, joined[0], three, joined[1], "")
        assert (verdict.frame, verdict.protein_length) == (told.frame, told.protein_length), verdict.because


def spliced(five: Made, five_at: int, three: Made, three_at: int) -> tuple[int, int] | None:
    """Join two genes at a break in DNA and splice the result: the last base of the one that stays in the
    transcript, and the first of the other; None where nothing of one of them can be spliced.

    An exon splices to the next where its donor, the base after it, and the other's acceptor, the base before
    it, are there. A break inside an exon takes that away, but exon joined to exon is one exon.
    """
    if five.pieces[five_at].exon and three.pieces[three_at].exon:
        return five_at, three_at
    exonic = [at for at, piece in enumerate(five.pieces) if piece.exon]
    if not exonic[0] <= five_at <= exonic[-1] or not any(piece.exon for piece in three.pieces[three_at:]):
        return None
    donors = [at for at in exonic if at < five_at and not five.pieces[at + 1].exon]
    acceptors = [
        at for at, piece in enumerate(three.pieces)
        if piece.exon > 1 and at > three_at and not three.pieces[at - 1].exon
    ]  # fmt: skip
    return (donors[-1], acceptors[0]) if donors and acceptors else None


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


@settings(max_examples=1500, deadline=None)
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
    elif five_at < five.coding[2] and (five is not three or three_at != five_at + 1 or inserted):
        assert verdict.frame is ReadingFrame.UNDETERMINED
        assert "cuts the start codon" in verdict.because
    elif three_at > three.coding[-4]:
        assert verdict.frame is ReadingFrame.OUT_OF_FRAME
        assert "none of it is joined" in verdict.because
    else:
        to_stop = (
            five.bases[five.coding[0] : five_at + 1] + inserted + three.bases[three_at : three.coding[-1] + 1]
        )
        in_frame = len(to_stop) % 3 == 0
        if in_frame and three.coding[0] - three_at >= LONG_UNTRANSLATED:
            assert verdict.frame is ReadingFrame.UNDETERMINED
            return
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
