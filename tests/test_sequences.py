"""Joined sequences: what is translated, where it stops, and what that says of the frame.

The independent way is to spell the joined transcript base by base and to read it from the start codon; no
phase, no exon table and no code of ours is asked.
"""

import csv
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from fusionanno.annotation import Annotator
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.reading import Pair
from fusionanno.annotation.product.between import Between
from fusionanno.annotation.product.by_sequence import FrameJudge, Judged
from fusionanno.annotation.product.decay import decay_of
from fusionanno.annotation.product.effect import product_of
from fusionanno.cli import main
from fusionanno.genemodel.embedded import EmbeddedGeneModel
from fusionanno.model import (
    Assembly,
    Breakpoint,
    CallerSequence,
    Decay,
    Effect,
    FlagId,
    FusionCall,
    FusionSequence,
    Molecule,
    Partner,
    ReadingFrame,
    ResourceVersion,
    Source,
    Strand,
    Transcript,
)
from fusionanno.readers import READERS
from tests import small_genome_files as files
from tests.hypothesis_transcripts import Made, made_transcripts, retained, spelled, stop_of
from tests.sequence_model import Genome, judge_of, pair_at
from tests.small_genome import complement, contig_sequence, transcript, transcript_sequence

TABLES = Path(__file__).parent / "tables"
AMINO_ACIDS = {
    "A": "GCT GCC GCA GCG", "C": "TGT TGC", "D": "GAT GAC", "E": "GAA GAG", "F": "TTT TTC",
    "G": "GGT GGC GGA GGG", "H": "CAT CAC", "I": "ATT ATC ATA", "K": "AAA AAG",
    "L": "TTA TTG CTT CTC CTA CTG",
    "M": "ATG", "N": "AAT AAC", "P": "CCT CCC CCA CCG", "Q": "CAA CAG", "R": "CGT CGC CGA CGG AGA AGG",
    "S": "TCT TCC TCA TCG AGT AGC", "T": "ACT ACC ACA ACG", "V": "GTT GTC GTA GTG", "W": "TGG",
    "Y": "TAT TAC",
}  # fmt: skip
RESIDUE = {codon: residue for residue, codons in AMINO_ACIDS.items() for codon in codons.split()}
STOPS = ("TAA", "TAG", "TGA")
NOTHING = Between()
NO_CALL = FusionCall("test", Partner("FIVE"), Partner("THREE"))
PAIRS = st.tuples(made_transcripts("FIVE"), made_transcripts("THREE"))


def naive(bases: str) -> tuple[str, bool]:
    """Residues up to the first stop codon, and whether there is one."""
    residues = ""
    for at in range(0, len(bases) - 2, 3):
        if bases[at : at + 3] in STOPS:
            return residues, True
        residues += RESIDUE[bases[at : at + 3]]
    return residues, False


def lettered(made: Made, source: random.Random) -> Made:
    """Give every base any letter, but keep the start codon, the stop codon and no stop between them."""
    pieces = [replace(piece, letter=source.choice("ACGT")) for piece in made.pieces]
    coding = [at for at in range(made.first, made.last + 1) if pieces[at].exon]
    codons = ["ATG", *source.choices(sorted(RESIDUE), k=len(coding) // 3 - 2), source.choice(STOPS)]
    for at, letter in zip(coding, "".join(codons), strict=True):
        pieces[at] = replace(pieces[at], letter=letter)
    return replace(made, pieces=tuple(pieces))


def genome_of(*genes: Made) -> Genome:
    """The plus strand of every made-up gene, each on a contig of its own."""
    bases = {}
    for made in genes:
        gene = made.transcript
        for piece, place in zip(made.pieces, made.places, strict=True):
            bases[gene.contig, place] = piece.letter if gene.is_plus else complement(piece.letter)
    return lambda contig, start, end: "".join(bases[contig, at] for at in range(start, end + 1))


def whole(made: Made) -> str:
    return spelled(made, 0, len(made.pieces) - 1)


@dataclass(frozen=True, slots=True)
class Case:
    """Two made-up transcripts, joined at two of their pieces, with inserted bases."""

    five: Made
    five_at: int
    three: Made
    three_at: int
    inserted: str

    @property
    def before(self) -> str:
        return spelled(self.five, 0, self.five_at) + retained(self.five, self.five_at, -1)

    @property
    def after(self) -> str:
        kept = spelled(self.three, self.three_at, len(self.three.pieces) - 1)
        return retained(self.three, self.three_at, 1) + kept

    @property
    def is_deep(self) -> bool:
        """True more than 30 bases into an intron, where an exon that no transcript has may end."""
        kept = retained(self.five, self.five_at, -1), retained(self.three, self.three_at, 1)
        return max(map(len, kept)) > 30

    @property
    def start(self) -> int:
        """Bases of the joined transcript before the 5' partner's start codon."""
        return len(spelled(self.five, 0, self.five.first - 1))

    @property
    def judge(self) -> FrameJudge:
        return judge_of(
            {made.transcript.id: whole(made) for made in (self.five, self.three)},
            genome_of(self.five, self.three),
        )

    @property
    def between(self) -> Between:
        return Between(len(self.inserted), self.inserted or None)

    def judged(self) -> Judged:
        return self.judge.judged(NO_CALL, self.pair, self.between)

    def compared(self) -> ReadingFrame:
        """The frame where the product is not asked for."""
        return self.judge.verdict(NO_CALL, self.pair, self.between).frame

    @property
    def pair(self) -> Pair:
        places = self.five.places[self.five_at], self.three.places[self.three_at]
        assert places[0] is not None
        assert places[1] is not None
        return pair_at(self.five.transcript, places[0], self.three.transcript, places[1])

    def frame(self, read: str, stop: bool) -> ReadingFrame:
        """The verdict from where the residues read end, from the start codon on."""
        if self.five_at >= max(at for at in coding_pieces(self.five)):
            return ReadingFrame.STOP_CODON
        if not any(at >= self.three_at for at in coding_pieces(self.three)[:-3]):
            return ReadingFrame.OUT_OF_FRAME
        bases = self.before + self.inserted + self.after
        end = self.start + 3 * len(read)
        first = len(self.before + self.inserted) + len(retained(self.three, self.three_at, 1))
        first += len(spelled(self.three, self.three_at, self.three.first - 1))
        if stop and end < first:
            return ReadingFrame.STOP_CODON
        own = len(bases) - len(spelled(self.three, self.three.last + 1, len(self.three.pieces) - 1)) - 3
        return ReadingFrame.IN_FRAME if stop and end == own else ReadingFrame.OUT_OF_FRAME


def coding_pieces(made: Made) -> list[int]:
    return [at for at in range(made.first, made.last + 1) if made.pieces[at].exon]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    source = random.Random(draw(st.integers(0, 2**20)))
    five, three = (lettered(made, source) for made in draw(PAIRS))
    places = []
    for made in (five, three):
        exonic = [at for at, piece in enumerate(made.pieces) if piece.exon]
        inner = range(exonic[0], exonic[-1] + 1)
        places.append(source.choice((source.choice(exonic), source.choice(inner), source.choice(exonic))))
    return Case(
        five, places[0], three, places[1], "".join(source.choices("ACGT", k=source.choice((0, 0, 1, 4))))
    )


@settings(max_examples=1500, deadline=None)
@given(cases())
def test_frame_product_and_junction_agree_with_reading_the_joined_bases(case: Case) -> None:
    judged = case.judged()
    verdict, sequence = judged.verdict, judged.sequence
    if case.is_deep:
        assert sequence is None
        assert "a genome does not tell" in judged.because
        return
    assert sequence is not None, judged.because
    joined = case.before + case.inserted + case.after
    assert sequence.cdna == joined
    assert (sequence.five_bases, sequence.three_first) == (
        len(case.before),
        len(case.before + case.inserted) + 1,
    )
    if case.five_at < case.five.first:
        assert verdict.frame is ReadingFrame.NO_PROTEIN
        check_own_start(case, joined, judged)
        return
    start = case.start
    if joined[start : start + 3] != "ATG":
        check_cut_start(case, judged)
        return
    residues, stop = naive(joined[start:])
    assert (sequence.protein, sequence.has_stop, sequence.is_start_predicted) == (residues, stop, False)
    assert verdict.frame is case.frame(residues, stop), verdict.because
    assert verdict.protein_length == (len(residues) if verdict.frame is ReadingFrame.IN_FRAME else None)
    check_stop(case, residues, judged)
    assert case.compared() is verdict.frame
    check_junction(case, joined, judged)


def check_own_start(case: Case, joined: str, judged: Judged) -> None:
    """A promoter swap begins at the 3' partner's own start codon, else at the first AUG in its frame."""
    sequence = judged.sequence
    assert sequence is not None
    shift = len(joined) - len(whole(case.three))
    coding = range(len(spelled(case.three, 0, case.three.first - 1)), len(whole(case.three)), 3)
    last = len(spelled(case.three, 0, stop_of(case.three) - 1))
    kept = len(spelled(case.three, 0, case.three_at - 1))
    starts = [at for at in coding if kept <= at < last and whole(case.three)[at : at + 3] == "ATG"]
    if kept > last:
        starts = []
    if not starts:
        assert sequence.cds is None
        return
    residues, _ = naive(joined[starts[0] + shift :])
    assert (sequence.protein, sequence.is_start_predicted) == (residues, True)
    assert sequence.junction_residue is None


def check_cut_start(case: Case, judged: Judged) -> None:
    """Only the junction can have made another codon of the first one."""
    assert case.five_at < coding_pieces(case.five)[2]
    codon = (case.before + case.inserted + case.after)[case.start : case.start + 3]
    assert codon != "ATG"
    assert judged.sequence is not None
    assert judged.sequence.cds is None
    assert judged.verdict.frame is ReadingFrame.NO_PROTEIN
    told = product_of(case.pair, judged.verdict)
    assert (told.effect, told.because) == (Effect.UNDETERMINED, judged.verdict.because)


def check_stop(case: Case, residues: str, judged: Judged) -> None:
    """Verdict and effect name one codon: that at which reading the joined bases ends."""
    verdict = judged.verdict
    if verdict.frame is not ReadingFrame.STOP_CODON or case.five_at >= max(coding_pieces(case.five)):
        assert verdict.stop_codon is None
        return
    assert verdict.stop_codon == len(residues) + 1
    assert f"(codon {verdict.stop_codon})" in verdict.because
    told = product_of(case.pair, verdict).because
    assert f"codon {verdict.stop_codon}" in told
    own = len(spelled(case.five, case.five.first, case.five_at)) // 3
    named = f"residue {own} of FIVE", f"residues 1 to {own} of FIVE"
    assert any(words in told for words in named if own) or (not own and "no whole residue of FIVE" in told)
    assert own == len(residues) or f"then {len(residues) - own} of neither" in told


def check_junction(case: Case, joined: str, judged: Judged) -> None:
    sequence = judged.sequence
    assert sequence is not None
    residues = sequence.protein + "*" * sequence.has_stop
    number = (len(case.before) - case.start) // 3
    if number >= len(residues):
        assert sequence.junction_residue is None
        return
    assert sequence.junction_residue == number + 1
    assert sequence.junction_codon == joined[case.start + 3 * number :][:3]
    assert sequence.context == residues[max(0, number - 15) : number + 16]


@settings(max_examples=500, deadline=None)
@given(cases())
def test_decay_agrees_with_the_exons_of_the_joined_bases(case: Case) -> None:
    """Every base of the joined transcript carries its exon; a junction is where two neighbours differ."""
    sequence = case.judged().sequence
    if case.is_deep:
        return
    assert sequence is not None
    if sequence.cds is None or not sequence.has_stop:
        assert sequence.decay is None
        return
    junctions = [at for at in exon_ends(case) if at > sequence.cds[1] + 50]
    assert sequence.decay is (Decay.PREDICTED if junctions else Decay.NOT_PREDICTED)


def exon_ends(case: Case) -> list[int]:
    """Bases of the joined transcript, from 1, that are the last before a splice."""
    five = [case.five.pieces[at].exon for at in range(case.five_at + 1) if case.five.pieces[at].exon]
    kept = len(retained(case.five, case.five_at, -1))
    labels = [("5'", exon) for exon in five] + [("5'", five[-1])] * kept
    three = [piece.exon for piece in case.three.pieces[case.three_at :] if piece.exon]
    held = [("3'", three[0])] * len(retained(case.three, case.three_at, 1)) + [("3'", exon) for exon in three]
    joined = [*labels, *[labels[-1]] * len(case.inserted), *held]
    ends = [at for at in range(1, len(joined)) if joined[at - 1] != joined[at]]
    return [at for at in ends if at != len(labels) + len(case.inserted) or is_spliced(case)]


def is_spliced(case: Case) -> bool:
    five, three = case.five.pieces, case.three.pieces
    is_edge = five[case.five_at].exon and not five[case.five_at + 1].exon
    is_last = five[case.five_at].exon == case.five.exon_count
    is_acceptor = three[case.three_at].exon > 1 and not three[case.three_at - 1].exon
    return bool(is_edge and not is_last and is_acceptor and not case.inserted)


# Published junctions, each on a few bases around it


def windows() -> list[dict[str, str]]:
    with (TABLES / "junction_windows.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


class Windows(EmbeddedGeneModel):
    """The embedded model, with the bases of one row of the table: N elsewhere."""

    def __init__(self, row: dict[str, str]) -> None:
        super().__init__(Assembly.GRCH38)
        self._row = row

    def sequence(self, transcript: Transcript) -> str | None:
        layout, row = Layout(transcript), self._row
        if transcript.tag is None or layout.cds_first is None or layout.cds_last is None:
            return None
        placed = {layout.cds_first: "ATG"}
        if transcript.gene == row["five_prime"]:
            placed[layout.exon_last[int(row["five_exon"]) - 1] - len(row["five_window"]) + 1] = row[
                "five_window"
            ]
        else:
            placed[layout.exon_first[int(row["three_exon"]) - 1]] = row["three_window"]
            placed[layout.cds_last - 5] = row["three_end"]
        bases = ["N"] * layout.length
        for at, letters in placed.items():
            bases[at - 1 : at - 1 + len(letters)] = letters
        return "".join(bases)


@pytest.mark.parametrize("row", windows(), ids=lambda row: f"{row['five_prime']} {row['five_exon']}")
def test_published_junctions(row: dict[str, str]) -> None:
    five = Partner(row["five_prime"], exon=int(row["five_exon"]))
    call = FusionCall("text", five, Partner(row["three_prime"], exon=int(row["three_exon"])))
    told = Annotator(Windows(row)).place(call).transcript
    assert told is not None
    assert told.sequence is not None
    assert told.sequence.junction_codon == row["codon"]
    assert told.sequence.junction_residue == int(row["residue"])
    assert told.sequence.protein_name == (row["protein_name"] or None)
    assert told.frame.protein_length == (int(row["length"]) if row["length"] else None)
    assert "by sequence" in told.frame.because


# Rare transcripts, and sequences that do not do

PLUS, MINUS = transcript("NM_900001.2"), transcript("NM_900011.4")
GIVEN = {each.id: transcript_sequence(each) for each in (PLUS, MINUS)}


def small(contig: str, start: int, end: int) -> str:
    return contig_sequence(contig)[start - 1 : end]


def judged(
    five_place: int, three_place: int, given: dict[str, str] | None = None, between: Between = NOTHING
) -> Judged:
    pair = pair_at(PLUS, five_place, MINUS, three_place)
    return judge_of(GIVEN if given is None else given).judged(NO_CALL, pair, between)


def test_without_any_sequence_nothing_is_said_of_it() -> None:
    told = judged(1440, 9402, {})
    assert (told.sequence, told.because) == (None, "")
    assert "by sequence" not in told.verdict.because


@pytest.mark.parametrize(
    ("given", "because"),
    [
        ({PLUS.id: GIVEN[PLUS.id]}, "no sequence of NM_900011.4 is given"),
        ({**GIVEN, PLUS.id: GIVEN[PLUS.id][1:]}, "has 528 bases, the transcript 529: it is not used"),
        (
            {**GIVEN, PLUS.id: GIVEN[PLUS.id][:133] + "TAA" + GIVEN[PLUS.id][136:]},
            "holds a stop codon within",
        ),
    ],
)
def test_a_sequence_that_does_not_do_leaves_the_phases_to_decide(given: dict[str, str], because: str) -> None:
    told = judged(1440, 9402, given)
    assert told.sequence is None
    assert because in told.because
    assert told.verdict == judged(1440, 9402, {}).verdict


def test_inserted_bases_of_unknown_sequence_and_retained_introns_need_their_bases() -> None:
    assert judged(1440, 9402, None, Between(3)).because == "the sequence of the 3 inserted bases is not given"
    assert "they need a genome" in judged(1445, 9402).because
    pair = pair_at(PLUS, 1445, MINUS, 9402)
    told = judge_of(GIVEN, small).judged(NO_CALL, pair, Between())
    assert told.sequence is not None
    assert told.sequence.cdna[: told.sequence.five_bases].endswith(contig_sequence("1")[1400:1445])
    assert told.verdict.frame is not ReadingFrame.UNDETERMINED


def test_alignment_gaps_of_a_genome_sequence_count_where_they_are_used() -> None:
    """GAPIN1: the gap lies after base 140 of the transcript, in exon 2 (4301-4340, 4344-4400)."""
    gapped = transcript("NM_900041.1")
    judge = judge_of({**GIVEN, gapped.id: transcript_sequence(gapped)}, small)
    before = judge.judged(NO_CALL, pair_at(gapped, 4330, MINUS, 9402), Between())
    after = judge.judged(NO_CALL, pair_at(gapped, 4400, MINUS, 9402), Between())
    assert before.sequence is not None
    assert after.sequence is None
    assert "the two differ in length" in after.because


def test_after_an_alignment_gap_the_frame_is_the_source_s() -> None:
    """GAPADD1: the genome lacks a base of exon 2; exon 3 (3401, base 191) begins with a whole codon."""
    gapped = transcript("NM_900061.1")
    bases = transcript_sequence(gapped)
    judge = judge_of({**GIVEN, gapped.id: f"{bases[:193]}ATG{bases[196:]}"}, small)
    swapped = judge.judged(NO_CALL, pair_at(PLUS, 1060, gapped, 3401), Between()).sequence
    assert swapped is not None
    assert swapped.cds is not None
    assert swapped.cdna[swapped.cds[0] - 1 :] == f"ATG{bases[196:]}"
    assert swapped.because.startswith("predicted from the first AUG kept in the frame of GAPADD1, ")
    joined = judge.judged(NO_CALL, pair_at(PLUS, 1439, gapped, 3401), Between())
    assert joined.verdict.frame is ReadingFrame.IN_FRAME
    assert joined.sequence is not None
    assert joined.sequence.has_stop
    assert joined.sequence.protein_name is None


@pytest.mark.parametrize(("five", "three", "side"), [
    (1440, 10060, "3' breakpoint lies upstream"), (2660, 9402, "5' breakpoint lies downstream"),
])  # fmt: skip
def test_bases_outside_a_transcript_are_no_intron_s(five: int, three: int, side: str) -> None:
    told = judge_of(GIVEN, small).judged(NO_CALL, pair_at(PLUS, five, MINUS, three), Between())
    assert told.sequence is None
    assert told.because.startswith(f"the {side} of NM_")


def test_selenocysteine_of_the_5_prime_partner_leaves_the_frame_open() -> None:
    """TGA within the coding sequence of a selenoprotein gene; TXNRD1 is one (PMID:27645994)."""
    named = replace(PLUS, gene="TXNRD1")
    at = GIVEN[PLUS.id].index("ATG", 100) + 6
    bases = GIVEN[PLUS.id][:at] + "TGA" + GIVEN[PLUS.id][at + 3 :]
    judge = judge_of({**GIVEN, PLUS.id: bases})
    told = judge.judged(NO_CALL, pair_at(named, 1440, MINUS, 9402), Between())
    assert told.verdict.frame is ReadingFrame.UNDETERMINED
    assert "residue 3 of TXNRD1 is selenocysteine" in told.verdict.because
    turned = judge.judged(NO_CALL, pair_at(MINUS, 9750, named, 1271), Between())
    assert turned.sequence is not None


@pytest.mark.parametrize("three_place", [1801, 1901])
def test_a_change_inside_one_gene_adjoins_no_two_proteins(three_place: int) -> None:
    told = judge_of(GIVEN).judged(NO_CALL, pair_at(PLUS, 1440, PLUS, three_place), Between())
    assert told.verdict.frame is ReadingFrame.IN_FRAME
    assert told.sequence is not None
    assert told.sequence.protein
    assert told.sequence.protein_name is None


def test_a_coding_sequence_that_begins_elsewhere_has_no_known_product() -> None:
    cut = replace(PLUS, note="CDS incomplete at its 5' end (no start codon annotated)")
    told = judge_of(GIVEN).judged(NO_CALL, pair_at(cut, 1440, MINUS, 9402), Between())
    assert told.sequence is not None
    assert (told.sequence.cds, told.sequence.protein) == (None, "")
    assert "start codon is not known" in told.sequence.because


@pytest.mark.parametrize(("stop", "junction", "decay"), [
    (100, 151, Decay.PREDICTED), (100, 150, Decay.NOT_PREDICTED), (100, 99, Decay.NOT_PREDICTED),
    (100, None, Decay.NOT_PREDICTED), (None, 99, None),
])  # fmt: skip
def test_fifty_bases(stop: int | None, junction: int | None, decay: Decay | None) -> None:
    """More than 50 (to 55) bases: Nagy and Maquat 1998, PMID:9644970."""
    assert decay_of(stop, junction).verdict is decay


def effect(five_place: int, three_place: int, inserted: str = "") -> str:
    pair = pair_at(PLUS, five_place, MINUS, three_place)
    told = judge_of(GIVEN).judged(NO_CALL, pair, Between(len(inserted), inserted or None))
    return product_of(pair, told.verdict).because


@pytest.mark.parametrize(
    ("five_place", "three_place", "inserted", "says"),
    [
        (
            1439,
            9098,
            "TAGAAA",
            "right after residue 23 of PLUS1: codon 24 is a stop codon; MINUS1 is not made",
        ),
        (1440, 9098, "AATAGA", "at the stop codon 25: residues 1 to 23 of PLUS1, then 1 of neither partner"),
        (1440, 10000, "", "at the stop codon 48: residues 1 to 23 of PLUS1, then 24 of neither partner"),
    ],
)
def test_a_stop_codon_away_from_the_junction_is_told_where_it_is(
    five_place: int, three_place: int, inserted: str, says: str
) -> None:
    """PLUS1 keeps 70 coding bases up to 1440, 23 residues and a base; the 5' UTR of MINUS1 has 110."""
    assert says in effect(five_place, three_place, inserted)


# The caller's own bases: no FASTA is given


def arriba(
    five: tuple[str, int],
    three: tuple[str, int],
    bases: tuple[str, str],
    peptide: str | None = None,
    unspliced: tuple[int, int] | None = None,
) -> FusionCall:
    told = unspliced or (len(bases[0]), len(bases[1]))
    return FusionCall(
        "arriba",
        Partner(five[0], Breakpoint("2", five[1]), strand=Strand.PLUS),
        Partner(three[0], Breakpoint("2", three[1]), strand=Strand.MINUS),
        molecule=Molecule.RNA,
        sequence=CallerSequence(*bases, peptide, *told),
    )


E13, A20 = ("EML4", 42295516), ("ALK", 29223528)
GRCH38 = Annotator(EmbeddedGeneModel(Assembly.GRCH38))
EML4_13, ALK_20 = "GGACCTAAAG", "TGTACCGCCGGAAGCACC"


def test_the_caller_s_junction_codon_is_read_in_our_phase() -> None:
    told = GRCH38.place(arriba(E13, A20, (EML4_13, ALK_20), "GPK|vYRRKH"))
    assert told.frame is ReadingFrame.IN_FRAME
    assert told.transcript is not None
    because = "checked on the sequence that arriba gives: no stop codon before the 3' coding sequence"
    assert because in told.transcript.frame.because
    assert FlagId.SEQUENCE_DISAGREES not in [flag.id for flag in told.flags]


def test_a_stop_codon_that_the_reads_make_at_the_junction() -> None:
    told = GRCH38.place(arriba(E13, A20, ("GGACCTAAAT", "AA" + ALK_20[2:])))
    assert told.frame is ReadingFrame.STOP_CODON
    assert told.transcript is not None
    assert told.transcript.frame.because.startswith("a stop codon is made at the junction (codon 497)")


def test_a_stop_codon_in_the_reads_decides_over_the_sequence_given() -> None:
    told = Annotator(Windows(windows()[0])).place(arriba(E13, A20, ("GGACCTAAAT", "AA" + ALK_20[2:])))
    assert told.frame is ReadingFrame.STOP_CODON
    assert told.transcript is not None
    assert "the sequence given has no stop codon there" in told.transcript.frame.because
    assert "codon 497 is a stop codon" in told.transcript.effect_because
    assert "the transcript that arriba read is not the one" in told.transcript.sequence_because
    sequence = told.transcript.sequence
    assert sequence is not None
    why = "not translated: the bases that arriba gives end it by a stop codon"
    assert sequence == FusionSequence(sequence.cdna, sequence.five_bases, sequence.three_first, because=why)


def test_bases_of_another_transcript_are_flagged() -> None:
    told = Annotator(Windows(windows()[0])).place(arriba(E13, A20, (EML4_13, "ACACACACACACACACAC")))
    assert [str(flag) for flag in told.flags] == ["sequence-disagrees"]


def test_a_peptide_in_another_frame_is_flagged() -> None:
    told = GRCH38.place(arriba(E13, A20, (EML4_13, ALK_20), "DLK|CTAGST"))
    assert FlagId.SEQUENCE_DISAGREES in [flag.id for flag in told.flags]


@pytest.mark.parametrize(
    ("bases", "unspliced", "frame"),
    [
        ("ACGACGACG", None, ReadingFrame.IN_FRAME),
        ("ACTAGACGC", None, ReadingFrame.STOP_CODON),
        ("ACGACGACG", (10, 4), ReadingFrame.UNDETERMINED),
        ("", None, ReadingFrame.UNDETERMINED),
    ],
)
def test_a_retained_intron_is_read_where_the_caller_s_bases_cover_it(
    bases: str, unspliced: tuple[int, int] | None, frame: ReadingFrame
) -> None:
    """Nine bases before exon 20 of ALK (its first base is 29223528 on GRCh38, minus strand)."""
    three = bases + ALK_20 if bases else "ACG"
    told = GRCH38.place(arriba(E13, ("ALK", 29223537), (EML4_13, three), unspliced=unspliced))
    assert told.frame is frame


@pytest.mark.parametrize(
    ("transcript", "five", "three", "unspliced"),
    [
        ("ACGT|TGCA", "ACGT", "TGCA", (4, 4)),
        ("AC___GT|acg|TG___CA", "ACGT", "TGCA", (2, 2)),
        ("AC...GgT|TGcA...CC", "GGT", "TGCA", (3, 4)),
        ("A[CC]GT|TG-CA", "GT", "TG", (2, 2)),
        ("AC?GT|T?GCA", "GT", "T", (2, 1)),
        ("^(ACG)T|TG(CA)$", "ACGT", "TGCA", (4, 4)),
    ],
)
def test_signs_of_arriba(transcript: str, five: str, three: str, unspliced: tuple[int, int]) -> None:
    """arriba.readthedocs.io, output files, fusion_transcript."""
    header, cells = READERS["arriba"].example.splitlines()
    row = dict(zip(header.split("\t"), cells.split("\t"), strict=True)) | {"fusion_transcript": transcript}
    columns = {column.name: row.get(column.name, "") for column in READERS["arriba"].columns}
    found = READERS["arriba"].parse_row(columns, Source("a.tsv", 2)).sequence
    assert found == CallerSequence(five, three, "PGKGPK|vYRRKHQ", *unspliced)


# The command line


@pytest.fixture(scope="module")
def genome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The small genome's FASTA, its tables in place of the bundled ones."""
    folder = tmp_path_factory.mktemp("small")
    tables = files.build_tables(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fusionanno.genemodel.tables.table", lambda name: tables / name)
        yield files.write_genome_fasta(folder / "genome.fa")


def run(folder: Path, *options: str) -> Result:
    calls = folder / "calls.tsv"
    calls.write_text("fusion\nPLUS1::MINUS1 e3::e4\nPLUS1::NONC1 e3::e2\n", encoding="utf-8")
    words = ["annotate", str(calls), "--to", "fasta", "--as-of", "2026-11-23", *options]
    return CliRunner().invoke(main, words)


def test_fasta_of_a_genome_can_be_read_back(genome: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "--assembly", "GRCh38", "--genome-fasta", str(genome))
    assert done.exit_code == 0, done.output
    records = [part.split("\n", 1) for part in done.stdout.split(">")[1:]]
    names = [header.split()[0].split("|") for header, _ in records]
    assert [(name[0], name[2], name[3]) for name in names][:3] == [
        ("PLUS1::MINUS1", kind, "calls.tsv:2") for kind in ("cdna", "cds", "protein")
    ]
    letters = [text.replace("\n", "") for _, text in records]
    five, three = transcript_sequence(PLUS), transcript_sequence(MINUS)
    assert letters[0] == five[:200] + three[161:]
    residues, _ = naive(letters[1])
    assert letters[2] == residues
    fields = dict(field.split("=", 1) for field in records[0][0].split()[1:])
    assert fields["junction"] == "200^201"
    assert fields["length"] == str(len(letters[0]))


def test_a_contig_that_the_genome_lacks_costs_its_rows_alone_their_sequence(
    genome: Path, tmp_path: Path
) -> None:
    """PLUS1 and NONC1 lie on contig 1, MINUS1 on contig 2."""
    one = tmp_path / "one.fa"
    one.write_text(f">chr1\n{contig_sequence('1')}\n", encoding="utf-8")
    done = run(tmp_path, "--assembly", "GRCh38", "--genome-fasta", str(one))
    assert done.exit_code == 0, done.output
    assert {header.split("|")[3].split()[0] for header in done.stdout.split(">")[1:]} == {"calls.tsv:3"}
    assert "no sequence of NM_900011.4 is given: one.fa has no contig 2" in done.stderr


def test_without_sequence_the_file_is_empty_and_the_reason_is_said(genome: Path, tmp_path: Path) -> None:
    done = run(tmp_path)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "2 calls without sequence: no sequence was given" in done.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--genome-fasta", "none.fa", "--assembly", "GRCh38"), "none.fa: no such genome FASTA"),
        (("--genome-fasta", "none.fa"), "which build this genome is, is not stated"),
        (
            ("--genome-fasta", "none.fa", "--assembly", "GRCh38", "--gene-model", "gtf:a.gtf"),
            "a genome FASTA goes with the embedded gene model",
        ),
    ],
)
def test_a_genome_that_cannot_be_used_is_refused(
    options: tuple[str, ...], words: str, genome: Path, tmp_path: Path
) -> None:
    done = run(tmp_path, *options)
    assert done.exit_code == 1
    assert words in done.stderr


def test_the_provenance_names_the_genome(genome: Path) -> None:
    versions = EmbeddedGeneModel(Assembly.GRCH38, genome).versions
    sha256 = hashlib.sha256(genome.read_bytes()).hexdigest()
    told = f"{genome.stat().st_size} bytes; SHA-256 of genome.fa"
    assert versions[-1] == ResourceVersion("genome FASTA", "genome.fa", sha256, told)
