"""What the fusion transcript's bases are translated into, and what that says of the reading frame."""

from dataclasses import dataclass, replace

from fusionanno.annotation.geometry.reading import Pair
from fusionanno.annotation.product.decay import decay_of, last_junction
from fusionanno.annotation.product.frame import three_prime_part
from fusionanno.annotation.product.protein_name import protein_name
from fusionanno.annotation.product.sequence import Joined, begins_with_start, first_codon
from fusionanno.annotation.product.translation import (
    NEAR_COGNATES,
    SELENOCYSTEINE,
    START,
    STOP,
    codons,
    residue,
)
from fusionanno.model import FrameVerdict, FusionSequence, ReadingFrame

_CONTEXT = 15
"""Residues shown on each side of the junction's."""


class NoStart(ValueError):
    """Translation begins at no start codon that is known; is_cut: the junction destroys it."""

    def __init__(self, message: str, is_cut: bool = False) -> None:
        super().__init__(message)
        self.is_cut = is_cut


@dataclass(frozen=True, slots=True)
class _Start:
    """Where translation begins: a base of the cDNA, from 1; is_predicted where no annotation says so."""

    at: int
    words: str
    is_predicted: bool = False


@dataclass(frozen=True, slots=True)
class _Product:
    """The residues from a start codon on, and whether a stop codon ends them."""

    start: _Start
    residues: str
    has_stop: bool

    @property
    def end(self) -> int:
        """The last coding base of the cDNA, from 1, stop codon included."""
        return self.start.at - 1 + 3 * (len(self.residues) + self.has_stop)

    def codon_at(self, base: int) -> int | None:
        """Return which codon, from 0, holds a base of the cDNA; None where translation does not reach it."""
        number = (base - self.start.at) // 3
        return number if 0 <= number < len(self.residues) + self.has_stop else None


def translated(pair: Pair, joined: Joined, verdict: FrameVerdict) -> tuple[FusionSequence, FrameVerdict]:
    """Return the sequence with its product, and the verdict as the product leaves it."""
    bare = FusionSequence(joined.cdna, joined.five_bases, joined.three_first)
    try:
        product = _product(pair, joined)
    except NoStart as error:
        told = replace(bare, because=str(error))
        if not error.is_cut or verdict.frame is ReadingFrame.UNDETERMINED:
            return told, verdict
        return told, FrameVerdict(ReadingFrame.NO_PROTEIN, f"{error}; checked by sequence")
    if joined.doubt:
        return replace(bare, because=joined.doubt), _doubted(joined.doubt, verdict)
    return _described(pair, joined, product, verdict), _judged(joined, product, verdict)


def _product(pair: Pair, joined: Joined) -> _Product:
    start = _start(pair, joined)
    residues: list[str] = []
    for number, codon in enumerate(codons(joined.cdna, start.at - 1)):
        read = residue(codon)
        if read == STOP:
            if start.at + 3 * number not in joined.selenocysteines:
                return _Product(start, "".join(residues), has_stop=True)
            read = SELENOCYSTEINE
        residues.append(read if number else residue(START))
    return _Product(start, "".join(residues), has_stop=False)


def _start(pair: Pair, joined: Joined) -> _Start:
    five = pair.five_prime.layout
    if five.cds_first is None or five.cds_first > joined.five_own:
        return _own_start(pair, joined)
    transcript = five.transcript
    if not begins_with_start(five):
        msg = f"the coding sequence of {transcript.id} is incomplete: its start codon is not known"
        raise NoStart(msg)
    codon = joined.cdna[five.cds_first - 1 : five.cds_first + 2]
    if codon == START:
        return _Start(five.cds_first, f"translated from the start codon of {transcript.gene}")
    if joined.five_own < five.cds_first + 2:
        msg = f"the junction cuts the start codon of {transcript.gene}, and the codon made there is {codon}"
        raise NoStart(msg, is_cut=True)
    if codon not in NEAR_COGNATES:
        msg = f"the coding sequence of {transcript.id} begins with {codon}, which is no start codon"
        raise NoStart(msg)
    return _Start(five.cds_first, f"translated from the annotated start codon {codon} of {transcript.gene}")


def _own_start(pair: Pair, joined: Joined) -> _Start:
    """Return the 3' partner's start codon if it is kept, else the first AUG in its frame; both predicted."""
    three = pair.three_prime.layout
    gene = three.transcript.gene
    first = first_codon(three)
    if first is None or three.cds_last is None or three_prime_part(three, pair.three_prime.site).reason:
        msg = "neither partner brings a coding sequence"
        raise NoStart(msg)
    is_known = begins_with_start(three)
    if joined.three_base <= first and is_known:
        words = f"no coding sequence of the 5' partner; predicted from the own start codon of {gene}"
        return _Start(joined.three_at(first), words, is_predicted=True)
    begin = max(joined.three_base + (first - joined.three_base) % 3, first)
    own = joined.cdna[joined.three_at(begin) - 1 : joined.three_at(three.cds_last)]
    found = next((number for number, codon in enumerate(codons(own)) if codon == START), None)
    if found is None:
        msg = f"no AUG in the frame of {gene} is kept"
        raise NoStart(msg)
    number = (begin - first) // 3 + found + 1
    which = f", its Met{number}" if is_known else ""
    words = f"predicted from the first AUG kept in the frame of {gene}{which}"
    return _Start(joined.three_at(begin) + 3 * found, words, is_predicted=True)


def _doubted(doubt: str, verdict: FrameVerdict) -> FrameVerdict:
    if verdict.frame not in (ReadingFrame.IN_FRAME, ReadingFrame.OUT_OF_FRAME):
        return verdict
    return FrameVerdict(ReadingFrame.UNDETERMINED, f"{doubt}; {verdict.because}")


def _judged(joined: Joined, product: _Product, verdict: FrameVerdict) -> FrameVerdict:
    """Return the verdict with what only the product tells: its length, where another frame ends."""
    residues = len(product.residues)
    ends = f"ends after {_counted(residues)}" if product.has_stop else "reaches no stop codon"
    if verdict.frame is ReadingFrame.IN_FRAME:
        return replace(verdict, protein_length=residues if product.has_stop else None)
    if product.start.is_predicted:
        return replace(verdict, because=f"{verdict.because}; by sequence: {product.start.words}")
    junction = product.codon_at(joined.five_bases + 1)
    if verdict.frame is ReadingFrame.OUT_OF_FRAME and junction is not None and product.has_stop:
        new = _counted(residues - junction)
        ends = f"the new frame ends {new} after the last whole codon of the 5' partner"
        return replace(verdict, because=f"{verdict.because}; by sequence {ends}")
    return replace(verdict, because=f"{verdict.because}; by sequence translation {ends}")


def _described(pair: Pair, joined: Joined, product: _Product, verdict: FrameVerdict) -> FusionSequence:
    end = product.end
    fate = decay_of(end if product.has_stop else None, last_junction(pair, joined))
    ends = "up to a stop codon" if product.has_stop else "no stop codon is reached"
    sequence = FusionSequence(
        cdna=joined.cdna,
        five_bases=joined.five_bases,
        three_first=joined.three_first,
        cds=(product.start.at, end),
        protein=product.residues,
        has_stop=product.has_stop,
        is_start_predicted=product.start.is_predicted,
        decay=fate.verdict,
        decay_because=fate.because,
        because=f"{product.start.words}, {_counted(len(product.residues))}, {ends}",
    )
    sequence = _with_junction(sequence, joined, product)
    last = pair.three_prime.layout.cds_last
    ends_well = product.has_stop and last is not None and joined.three_at(last) == end
    if verdict.frame is not ReadingFrame.IN_FRAME or not ends_well:
        return sequence
    return replace(sequence, protein_name=protein_name(pair, joined, product.residues))


def _with_junction(sequence: FusionSequence, joined: Joined, product: _Product) -> FusionSequence:
    """Put in the codon and residues at the junction, where translation runs across it."""
    number = product.codon_at(joined.five_bases + 1)
    if number is None or product.start.at > joined.five_bases:
        return sequence
    shown = product.residues + STOP * product.has_stop
    at = product.start.at - 1 + 3 * number
    return replace(
        sequence,
        junction_residue=number + 1,
        junction_codon=joined.cdna[at : at + 3],
        context=shown[max(number - _CONTEXT, 0) : number + _CONTEXT + 1],
    )


def _counted(residues: int) -> str:
    return "1 residue" if residues == 1 else f"{residues} residues"
