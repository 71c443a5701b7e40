"""Bases that the sequence given does not know (N): nothing unread is said to be free of stop codons."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fusionanno.annotation import Annotator
from fusionanno.annotation.product.between import Between
from fusionanno.annotation.product.translation import unknown_bases
from fusionanno.model import FusionSequence, PlacedFusion, ReadingFrame
from tests.hypothesis_transcripts import Made
from tests.sequence_model import judge_of, pair_at
from tests.small_genome import transcript, transcript_sequence
from tests.test_sequences import A20, ALK_20, E13, EML4_13, NO_CALL, Case, Windows, arriba, cases, windows

PLUS, MINUS = transcript("NM_900001.2"), transcript("NM_900011.4")
CLEAN = "no stop codon before the 3' coding sequence"


def hidden(made: Made, source: random.Random, share: float) -> Made:
    """Make some bases unknown, introns too."""
    pieces = (replace(piece, letter="N") if source.random() < share else piece for piece in made.pieces)
    return replace(made, pieces=tuple(pieces))


@settings(max_examples=1500, deadline=None)
@given(cases(), st.integers(0, 2**20), st.sampled_from((0.01, 0.05, 0.3)))
def test_what_is_said_with_unknown_bases_holds_whatever_they_are(case: Case, seed: int, share: float) -> None:
    """The bases that were hidden are one way to fill the gaps: what is still said must be true of them."""
    source = random.Random(seed)
    known, unknown = (
        case.judged(),
        replace(
            case, five=hidden(case.five, source, share), three=hidden(case.three, source, share)
        ).judged(),
    )
    truth, told = known.verdict, unknown.verdict
    if CLEAN in told.because:
        assert told.frame is truth.frame is ReadingFrame.IN_FRAME
    if told.frame in (ReadingFrame.STOP_CODON, ReadingFrame.NO_PROTEIN):
        assert truth.frame is told.frame
    if told.frame in (ReadingFrame.IN_FRAME, ReadingFrame.OUT_OF_FRAME):
        assert truth.frame in (told.frame, ReadingFrame.STOP_CODON)
    if told.frame is truth.frame:
        assert told.protein_length == truth.protein_length
    assert told.stop_codon in (None, truth.stop_codon)
    if unknown.sequence is not None:
        check_product(unknown.sequence, known.sequence)


def check_product(told: FusionSequence, truth: FusionSequence | None) -> None:
    assert truth is not None
    if told.cds is None:
        assert told.protein == ""
        return
    assert truth.cds is not None
    assert told.cds[0] == truth.cds[0]
    assert all(one in ("X", other) for one, other in zip(told.protein, truth.protein, strict=False))
    assert told.protein_name in (None, truth.protein_name)
    if told.decay is not None:
        assert (told.decay, told.protein.replace("X", "")) == (truth.decay, told_alike(told, truth))
    else:
        assert told.decay_because
    assert (unknown_bases(told.cdna[told.cds[0] - 1 : told.cds[1]]) > 0) is (
        "X: bases unknown" in told.because
    )


def told_alike(told: FusionSequence, truth: FusionSequence) -> str:
    """The residues of the whole protein that the other one tells."""
    pairs = zip(told.protein, truth.protein, strict=True)
    return "".join(other for one, other in pairs if one != "X")


class Unread(Windows):
    """One row of the published junctions, on a genome whose introns are all N."""

    def genome(self, contig: str, start: int, end: int) -> str | None:
        return "N" * (end - start + 1)


INTO_THE_INTRON = ("EML4", 42295546)
"""30 bases past EML4 exon 13 on GRCh38 (tests/tables/junctions.tsv)."""


def place(
    five: tuple[str, int], three: tuple[str, int], bases: tuple[str, str] | None = None
) -> PlacedFusion:
    call = arriba(five, three, bases or ("", ""))
    return Annotator(Unread(windows()[0])).place(call if bases else replace(call, sequence=None))


def test_unknown_bases_of_an_intron_leave_the_frame_open() -> None:
    told = place(INTO_THE_INTRON, ("ALK", 29223528)).transcript
    assert told is not None
    assert told.frame.frame is ReadingFrame.UNDETERMINED
    why = "the phases meet, but 30 bases up to the 3' coding sequence are unknown in the sequence given"
    assert told.frame.because.startswith(why)
    assert "no stop codon" not in told.frame.because
    sequence = told.sequence
    assert sequence is not None
    assert (sequence.protein_name, sequence.decay) == (None, None)
    assert "where translation ends cannot be told: codon" in sequence.decay_because
    assert "of them X: bases unknown in the sequence given" in sequence.because


@pytest.mark.parametrize(
    ("retained", "frame", "says"),
    [
        ("ACGACGACG", ReadingFrame.IN_FRAME, f"checked on the sequence that arriba gives: {CLEAN}"),
        ("ACGANGACG", ReadingFrame.UNDETERMINED, "1 base up to the 3' coding sequence is unknown in the seq"),
        ("ACTAGNNNC", ReadingFrame.STOP_CODON, "hold a stop codon; "),
    ],
)
def test_bases_that_the_reads_do_or_do_not_know(retained: str, frame: ReadingFrame, says: str) -> None:
    """Nine bases before exon 20 of ALK, which the genome does not know."""
    told = place(E13, ("ALK", 29223537), (EML4_13, retained + ALK_20)).transcript
    assert told is not None
    assert told.frame.frame is frame
    assert says in told.frame.because


def test_a_peptide_with_a_residue_that_the_reads_leave_open_does_not_disagree() -> None:
    call = arriba(E13, A20, (EML4_13, "TGTNCCGCCGGAAGCACC"), "GPK|vYRRKH")
    assert [str(flag) for flag in Annotator(Unread(windows()[0])).place(call).flags] == []


def told(given: dict[str, str], five_place: int, three_place: int) -> tuple[str, FusionSequence | None]:
    names = {PLUS.id: transcript_sequence(PLUS), MINUS.id: transcript_sequence(MINUS)}
    judged = judge_of(names | given).judged(NO_CALL, pair_at(PLUS, five_place, MINUS, three_place), Between())
    return f"{judged.verdict.because} | {judged.because}", judged.sequence


def test_a_start_codon_that_is_not_known_has_no_product() -> None:
    bases = transcript_sequence(PLUS)
    first = bases.index("ATG", 100)
    _, sequence = told({PLUS.id: f"{bases[:first]}NNN{bases[first + 3 :]}"}, 1440, 9402)
    assert sequence is not None
    assert (sequence.cds, sequence.protein, sequence.decay) == (None, "", None)
    assert sequence.because == "the start codon of PLUS1 is not known: bases unknown in the sequence given"


def test_a_coding_sequence_that_begins_with_no_start_codon_is_not_of_the_transcript() -> None:
    bases = transcript_sequence(PLUS)
    first = bases.index("ATG", 100)
    because, sequence = told({PLUS.id: f"{bases[:first]}CCC{bases[first + 3 :]}"}, 1440, 9402)
    assert sequence is None
    assert "begins with CCC, no start codon: the two do not fit" in because
    assert "by sequence" not in because


def test_what_the_sequence_says_of_the_frame_is_one_phrase() -> None:
    """PLUS1 up to 1440 ends one base into a codon, MINUS1 exon 7 begins with the first base of one."""
    because, _ = told({}, 1440, 8871)
    assert because.count("by sequence") == 1
    assert "checked by sequence: the new frame ends" in because
