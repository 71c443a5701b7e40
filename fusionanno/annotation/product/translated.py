"""What the fusion transcript's bases are translated into, and what that says of the reading frame."""

from dataclasses import dataclass, replace

from fusionanno.annotation.geometry.reading import Pair
from fusionanno.annotation.product.decay import Fate, decay_of, last_junction
from fusionanno.annotation.product.frame import three_prime_part
from fusionanno.annotation.product.protein_name import protein_name
from fusionanno.annotation.product.sequence import Joined, is_numbered
from fusionanno.annotation.product.start_codon import begins_with_start, first_codon
from fusionanno.annotation.product.translation import (
    SELENOCYSTEINE,
    START,
    STOP,
    UNKNOWN,
    codons,
    residue,
    unknown_bases,
)
from fusionanno.model import FrameVerdict, FusionSequence, ReadingFrame

_CONTEXT = 15
"""Residues shown on each side of the junction's."""

_UNKNOWN = "bases unknown in the sequence given"
_ENDLESS = "translation reaches no stop codon"


class NoStart(ValueError):
    """Translation begins at no start codon that is known; the message says why."""


@dataclass(frozen=True, slots=True)
class _Start:
    """Where translation begins: a base of the cDNA, from 1; is_predicted where no annotation says so."""

    at: int
    words: str
    is_predicted: bool = False


@dataclass(frozen=True, slots=True)
class _Product:
    """The residues from a start codon on, and whether a stop codon ends them.

    may_end is the first codon, from 0, that holds unknown bases and may be a stop codon; None without one.
    """

    start: _Start
    residues: str
    has_stop: bool
    may_end: int | None = None

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
        return replace(bare, because=str(error)), verdict
    if joined.doubt:
        return replace(bare, because=joined.doubt), _doubted(joined.doubt, verdict)
    return _described(pair, joined, product, verdict), _judged(joined, product, verdict)


def as_started(pair: Pair, joined: Joined, verdict: FrameVerdict) -> FrameVerdict:
    """Return the verdict as start codon and selenocysteine leave it, where the product is not asked for."""
    try:
        _start(pair, joined)
    except NoStart:
        return verdict
    return _doubted(joined.doubt, verdict) if joined.doubt else verdict


def _product(pair: Pair, joined: Joined) -> _Product:
    start = _start(pair, joined)
    residues: list[str] = []
    may_end = None
    for number, codon in enumerate(codons(joined.cdna, start.at - 1)):
        read, at = residue(codon), start.at + 3 * number
        if read == STOP:
            if at not in joined.selenocysteines:
                return _Product(start, "".join(residues), has_stop=True, may_end=may_end)
            read = SELENOCYSTEINE
        elif read == UNKNOWN and may_end is None and not _is_own(pair, joined, at):
            may_end = number
        residues.append(read if number else residue(START))
    return _Product(start, "".join(residues), has_stop=False, may_end=may_end)


def _is_own(pair: Pair, joined: Joined, at: int) -> bool:
    """True for a codon of a partner's own coding sequence, in its frame and before its stop codon."""
    is_five = at <= joined.five_own
    layout = (pair.five_prime if is_five else pair.three_prime).layout
    base = at if is_five else at - joined.three_own + joined.three_base
    if layout.cds_last is None or base < 1 or (not is_five and at < joined.three_own):
        return False
    last = min(joined.five_own, layout.cds_last - 3) if is_five else layout.cds_last - 3
    return base + 2 <= last and layout.phase(base) == 0


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
        raise NoStart(msg)
    if unknown_bases(codon):
        raise NoStart(_unknown_start(transcript.gene))
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
        if unknown_bases(joined.cdna[joined.three_at(first) - 1 : joined.three_at(first) + 2]):
            raise NoStart(_unknown_start(gene))
        words = f"no coding sequence of the 5' partner; predicted from the own start codon of {gene}"
        return _Start(joined.three_at(first), words, is_predicted=True)
    phase = three.phase(joined.three_base) if joined.three_base > first else None
    begin = first if phase is None else joined.three_base + -phase % 3
    own = joined.cdna[joined.three_at(begin) - 1 : joined.three_at(three.cds_last)]
    read = list(codons(own))
    found = read.index(START) if START in read else None
    if any(map(unknown_bases, read[:found])):
        msg = f"which AUG in the frame of {gene} is the first cannot be told: {_UNKNOWN}"
        raise NoStart(msg)
    if found is None:
        msg = f"no AUG in the frame of {gene} is kept"
        raise NoStart(msg)
    number = (begin - first) // 3 + found + 1
    which = f", its Met{number}" if is_known and is_numbered(three, joined.three_base) else ""
    words = f"predicted from the first AUG kept in the frame of {gene}{which}"
    return _Start(joined.three_at(begin) + 3 * found, words, is_predicted=True)


def _unknown_start(gene: str) -> str:
    return f"the start codon of {gene} is not known: {_UNKNOWN}"


def _doubted(doubt: str, verdict: FrameVerdict) -> FrameVerdict:
    if verdict.frame not in (ReadingFrame.IN_FRAME, ReadingFrame.OUT_OF_FRAME):
        return verdict
    return FrameVerdict(ReadingFrame.UNDETERMINED, f"{doubt}; {verdict.because}")


def _judged(joined: Joined, product: _Product, verdict: FrameVerdict) -> FrameVerdict:
    """Return the verdict with what only the product tells: its length, where another frame ends."""
    residues = len(product.residues)
    if verdict.frame is ReadingFrame.IN_FRAME:
        if product.may_end is not None:
            return verdict
        return replace(verdict, protein_length=residues if product.has_stop else None)
    if product.start.is_predicted:
        return _said(verdict, product.start.words)
    latest = "at the latest " if product.may_end is not None else ""
    if not product.has_stop:
        return _said(verdict, "translation reaches no stop codon that is known" if latest else _ENDLESS)
    junction = product.codon_at(joined.five_bases + 1)
    if verdict.frame is ReadingFrame.OUT_OF_FRAME and junction is not None:
        new = _counted(residues - junction)
        ends = f"the new frame ends {latest}{new} after the last whole codon of the 5' partner"
        return _said(verdict, ends)
    return _said(verdict, f"translation ends {latest}after {_counted(residues)}")


def _said(verdict: FrameVerdict, words: str) -> FrameVerdict:
    """Put in what the sequence says, in one phrase with that it was read."""
    because = verdict.because
    joint = ": " if because.endswith("by sequence") else "; by sequence: "
    return replace(verdict, because=f"{because}{joint}{words}")


def _described(pair: Pair, joined: Joined, product: _Product, verdict: FrameVerdict) -> FusionSequence:
    end = product.end
    fate = _fate(pair, joined, product)
    ends = "up to a stop codon" if product.has_stop else "no stop codon is reached"
    if unknown := product.residues.count(UNKNOWN):
        ends = f"{ends}; {_counted(unknown)} of them X: {_UNKNOWN}"
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
    if verdict.frame is not ReadingFrame.IN_FRAME or not ends_well or product.may_end is not None:
        return sequence
    return replace(sequence, protein_name=protein_name(pair, joined, product.residues))


def _fate(pair: Pair, joined: Joined, product: _Product) -> Fate:
    if product.may_end is not None:
        told = f"codon {product.may_end + 1} may be a stop codon ({_UNKNOWN})"
        return Fate(None, f"where translation ends cannot be told: {told}")
    return decay_of(product.end if product.has_stop else None, last_junction(pair, joined))


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
