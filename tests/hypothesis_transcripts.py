"""
Transcripts that hypothesis makes up, each with the bases that it is read from.

Every base is A, C or G, but for the T of the start codon and of the stop codon, and the start codon is never
followed by A: so no reading frame of any join can meet a stop codon (TAA, TAG, TGA) other than the own TAA of
the transcript, read in its own frame. Where translation ends therefore says whether a join is in frame, with
no arithmetic of phases.
"""

import random
from dataclasses import dataclass, field
from itertools import pairwise

from hypothesis import strategies as st

from fusionanno.model import Assembly, Block, Exon, ReadingFrame, Strand, Transcript

_STOPS = ("TAA", "TAG", "TGA")
_FLANK = 50
"""Bases before and after the transcript that a break may lie in."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A base of the gene in transcript direction: its letter, and what the transcript makes of it.

    exon is 0 outside exons. is_read is False for a genomic base that the transcript lacks; is_placed is False
    for a base of the transcript that the genome lacks.
    """

    letter: str
    exon: int = 0
    is_read: bool = True
    is_placed: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up transcript: pieces of its gene in transcript direction, and where its coding part lies.

    places are the genomic positions of the pieces (None where the genome lacks the base); first and last are
    the indices in `pieces` of the first and the last coding base, the latter the end of the stop codon.
    """

    transcript: Transcript
    pieces: tuple[Piece, ...] = field(repr=False)
    places: tuple[int | None, ...] = field(repr=False)
    first: int
    last: int

    def index(self, place: int) -> int:
        return self.places.index(place)

    @property
    def has_gaps(self) -> bool:
        return any(piece.exon and not (piece.is_read and piece.is_placed) for piece in self.pieces)

    @property
    def exon_count(self) -> int:
        return len(self.transcript.exons)


@st.composite
def made_transcripts(draw: st.DrawFn, gene: str, *, with_gaps: bool = False) -> Made:
    """Draw a coding transcript: either strand, UTRs from none on, exons from one base on."""
    coding = 3 * draw(st.integers(3, 20))
    before, after = draw(st.integers(0, 12)), draw(st.integers(0, 12))
    length = before + coding + after
    cuts = draw(
        st.sets(st.one_of(st.integers(1, length - 1), st.integers(1, min(9, length - 1))), max_size=8)
    )
    edges = sorted({0, length} | cuts | {cut + cut % 3 for cut in cuts if cut + 2 < length})
    introns = draw(st.lists(st.integers(20, 60), min_size=len(edges), max_size=len(edges)))
    is_plus, seed = draw(st.booleans()), draw(st.integers(0, 2**16))
    letters = _letters(random.Random(seed), before, coding, after)
    pieces = _laid_out(random.Random(seed), letters, edges, introns)
    if with_gaps:
        pieces = _with_gap(pieces, random.Random(seed), before, coding)
    return _made(gene, pieces, before, coding, is_plus=is_plus)


def _letters(source: random.Random, before: int, coding: int, after: int) -> str:
    inner = "".join(source.choices("ACG", k=coding - 7))
    body = "ATG" + source.choice("CG") + inner + "TAA"
    return "".join(source.choices("ACG", k=before)) + body + "".join(source.choices("ACG", k=after))


def _laid_out(source: random.Random, letters: str, edges: list[int], introns: list[int]) -> list[Piece]:
    """Put introns between the exons that the edges cut, and flanks around them."""
    pieces = _between(source, _FLANK)
    for number, (start, end) in enumerate(pairwise(edges), 1):
        pieces += [Piece(letter, number) for letter in letters[start:end]]
        is_last = number == len(edges) - 1
        pieces += _between(source, _FLANK if is_last else introns[number])
    return pieces


def _between(source: random.Random, length: int) -> list[Piece]:
    return [Piece(letter) for letter in source.choices("ACG", k=length)]


def _with_gap(pieces: list[Piece], source: random.Random, before: int, coding: int) -> list[Piece]:
    """Let genome and transcript differ in length inside one exon: one has bases that the other lacks.

    The gap lies inside the coding part, away from the start and stop codon, with shared bases around it.
    """
    exonic = [at for at, piece in enumerate(pieces) if piece.exon]
    inner = exonic[before + 4 : before + coding - 4]
    fit = [
        at for at in inner
        if pieces[at - 1].exon == pieces[at].exon == pieces[at + 1].exon == pieces[at + 2].exon
    ]  # fmt: skip
    if not fit:
        return pieces
    at = source.choice(fit)
    exon = pieces[at].exon
    if source.random() < 0.5:
        extra = [Piece(source.choice("ACG"), exon, is_read=False) for _ in range(source.randint(1, 4))]
        return [*pieces[:at], *extra, *pieces[at:]]
    lacking = Piece(pieces[at].letter, exon, is_placed=False)
    return [*pieces[:at], lacking, *pieces[at + 1 :]]


def _made(gene: str, pieces: list[Piece], before: int, coding: int, *, is_plus: bool) -> Made:
    read = [at for at, piece in enumerate(pieces) if piece.exon and piece.is_read]
    first, last = read[before], read[before + coding - 1]
    places = _places(pieces, is_plus=is_plus)
    codon_base = {at: number % 3 for number, at in enumerate(read[before : before + coding])}
    ends = sorted(place for place in (places[first], places[last]) if place is not None)
    transcript = Transcript(
        id=f"NM_{gene}.1",
        gene=gene,
        assembly=Assembly.GRCH38,
        contig=gene,
        strand=Strand.PLUS if is_plus else Strand.MINUS,
        exons=tuple(
            Exon(number, _blocks(number, pieces, places, codon_base))
            for number in range(1, max(piece.exon for piece in pieces) + 1)
        ),
        cds_start=ends[0],
        cds_end=ends[1],
    )
    return Made(transcript, tuple(pieces), places, first, last)


def _places(pieces: list[Piece], *, is_plus: bool) -> tuple[int | None, ...]:
    """Number the placed pieces along the genome, upwards or downwards."""
    length = sum(piece.is_placed for piece in pieces)
    place, step = (1000, 1) if is_plus else (1000 + length, -1)
    found: list[int | None] = []
    for piece in pieces:
        place += step if piece.is_placed else 0
        found.append(place if piece.is_placed else None)
    return tuple(found)


def _blocks(
    exon: int, pieces: list[Piece], places: tuple[int | None, ...], codon_base: dict[int, int]
) -> tuple[Block, ...]:
    """Return the stretches of an exon that genome and transcript share, as UCSC's tables state them.

    The phase of a block is that of its first coding base, counted on the transcript's own sequence.
    """
    runs: list[list[int]] = []
    previous = -2
    for at in (at for at, piece in enumerate(pieces) if piece.exon == exon):
        if pieces[at].is_read and pieces[at].is_placed:
            if at != previous + 1:
                runs.append([])
            runs[-1].append(at)
            previous = at
    blocks = []
    for run in runs:
        held = sorted(place for at in run if (place := places[at]) is not None)
        blocks.append(
            Block(held[0], held[-1], next((codon_base[at] for at in run if at in codon_base), None))
        )
    return tuple(blocks)


def is_plain(made: Made, at: int) -> bool:
    """True for a base that genome and transcript share."""
    return made.pieces[at].is_read and made.pieces[at].is_placed


@dataclass(frozen=True, slots=True)
class Reading:
    """A joined transcript read from the 5' partner's start codon, and where each part of it lies.

    before is what the 5' partner gives, after what the 3' partner gives up to its own stop codon; kept_five
    and kept_three are the retained genomic bases beside the junction.
    """

    before: str
    after: str
    kept_five: str = ""
    kept_three: str = ""

    def ends(self, inserted: str) -> tuple[ReadingFrame, int]:
        """Translate up to the first stop codon; the number of residues before it."""
        joined = self.before + self.kept_five + inserted + self.kept_three + self.after
        for at in range(0, len(joined) - 2, 3):
            if joined[at : at + 3] in _STOPS:
                is_own = at == len(joined) - 3
                return ReadingFrame.IN_FRAME if is_own else ReadingFrame.STOP_CODON, at // 3
        return ReadingFrame.OUT_OF_FRAME, 0


def read(five: Made, five_at: int, three: Made, three_at: int) -> Reading:
    """Spell out what two joined places give; the 5' partner's own stop codon is taken out of the way."""
    before = spelled(five, five.first, five_at)
    if five_at >= stop_of(five):
        before = before.replace("T", "C").replace("ACG", "ATG", 1)
    return Reading(
        before,
        spelled(three, three_at, three.last),
        retained(five, five_at, -1),
        retained(three, three_at, 1),
    )


def spelled(made: Made, start: int, end: int) -> str:
    return "".join(piece.letter for piece in made.pieces[start : end + 1] if piece.exon and piece.is_read)


def retained(made: Made, at: int, step: int) -> str:
    """The intronic bases from a place to the nearest exon on the kept side, in transcript direction."""
    letters = ""
    while not made.pieces[at].exon:
        letters += made.pieces[at].letter
        at += step
    return letters if step == 1 else letters[::-1]


def is_joined(three: Made, three_at: int) -> bool:
    """True where a base before the stop codon of the 3' partner is kept."""
    return any(three.pieces[at].exon and three.pieces[at].is_read for at in range(three_at, stop_of(three)))


def stop_of(made: Made) -> int:
    """The index of the first base of the stop codon."""
    coding = [
        at for at in range(made.first, made.last + 1) if made.pieces[at].exon and made.pieces[at].is_read
    ]
    return coding[-3]
