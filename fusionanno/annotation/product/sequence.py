"""The bases of the fusion transcript: both parts, cut and joined, from sequences that the user gave."""

from dataclasses import dataclass
from functools import lru_cache

from fusionanno.annotation.geometry.junction import exonic_base, kept_intronic
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.reading import Pair, Reading
from fusionanno.annotation.product.between import Between
from fusionanno.annotation.product.start_codon import begins_with_start, first_codon
from fusionanno.annotation.product.translation import (
    NEAR_COGNATES,
    SELENOCYSTEINE_CODON,
    SELENOPROTEINS,
    START,
    STOPS,
    codons,
    unknown_bases,
)
from fusionanno.genemodel.base import GeneModel, NotInGenome
from fusionanno.model import Region, Side, reverse_complement

_KEPT = 512
"""Transcripts whose bases are kept: a few thousand each, one byte a base."""

_MITOCHONDRION = "MT"


class NoSequence(ValueError):
    """The fusion transcript's bases are not known; the message says why."""


@dataclass(frozen=True, slots=True)
class OwnBases:
    """A transcript's own bases. stops are the bases, from 1, at which a stop codon in frame begins before the
    last codon of the coding sequence. lacking says why the source that was given has no bases, else empty.
    """

    bases: str
    stops: tuple[int, ...]
    lacking: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """The fusion transcript's bases; all places in it count from 1.

    five_bases   bases before the junction, retained ones included
    five_own     those of them that are exonic
    three_first  first base of the 3' part, retained ones included (inserted bases lie before it)
    three_own    first exonic base of the 3' part
    three_base   the base of the 3' transcript that stands there
    selenocysteines  where, in the 3' partner's own frame, TGA stands for selenocysteine
    doubt        why translation may end in the 5' part already, else empty
    """

    cdna: str
    five_bases: int
    five_own: int
    three_first: int
    three_own: int
    three_base: int
    selenocysteines: tuple[int, ...] = ()
    doubt: str = ""

    def three_at(self, base: int) -> int:
        """Return where a base of the 3' transcript, kept and counted from 1, stands in the cDNA."""
        return self.three_own + base - self.three_base


class Sequences:
    """Joins transcripts' bases; knows the bases of the transcripts that it was asked for."""

    def __init__(self, model: GeneModel) -> None:
        self._model = model
        self._given = lru_cache(_KEPT)(self._read)

    def has_any(self, pair: Pair) -> bool:
        """True where the bases of at least one partner's transcript are given."""
        five, three = pair.five_prime.layout, pair.three_prime.layout
        return self._given(five) is not None or self._given(three) is not None

    def joined(self, pair: Pair, between: Between) -> Joined:
        """Return the joined bases; NoSequence says why there are none."""
        five, three = pair.five_prime, pair.three_prime
        given = self._both(five.layout, three.layout)
        five_base, three_base = exonic_base(five.layout, five.site), exonic_base(three.layout, three.site)
        _refuse_outside(five)
        _refuse_outside(three)
        if five_base is None or three_base is None:
            msg = "one partner keeps no base of its transcript"
            raise NoSequence(msg)
        self._check(five.layout, given[0], 1, five_base)
        self._check(three.layout, given[1], three_base, three.layout.length)
        before = given[0].bases[:five_base] + self._retained(five)
        after = self._retained(three) + given[1].bases[three_base - 1 :]
        inserted = _inserted(between)
        first = len(before) + len(inserted) + 1
        own = first + kept_intronic(three.site)
        return Joined(
            cdna=before + inserted + after,
            five_bases=len(before),
            five_own=five_base,
            three_first=first,
            three_own=own,
            three_base=three_base,
            selenocysteines=tuple(own + at - three_base for at in given[1].stops if at >= three_base),
            doubt=_doubt(five.layout, given[0], five_base),
        )

    def _both(self, five: Layout, three: Layout) -> tuple[OwnBases, OwnBases]:
        given = self._given(five), self._given(three)
        if given[0] is None or given[1] is None:
            lacking = five if given[0] is None else three
            msg = f"no sequence of {lacking.transcript.id} is given"
            raise NoSequence(msg)
        for layout, own in zip((five, three), given, strict=True):
            if own is not None and own.lacking:
                msg = f"no sequence of {layout.transcript.id} is given: {own.lacking}"
                raise NoSequence(msg)
        return given[0], given[1]

    def _read(self, layout: Layout) -> OwnBases | None:
        try:
            bases = self._model.sequence(layout.transcript)
        except NotInGenome as error:
            return OwnBases("", (), str(error))
        return None if bases is None else OwnBases(bases, tuple(_own_stops(layout, bases)))

    def _check(self, layout: Layout, own: OwnBases, first: int, last: int) -> None:
        """Refuse bases that are not the transcript's between two of its bases (from 1, both included)."""
        transcript = layout.transcript
        if len(own.bases) != layout.length:
            msg = f"the sequence given for {transcript.id} has {len(own.bases)} bases, the transcript"
            msg = f"{msg} {layout.length}: it is not used"
            raise NoSequence(msg)
        if transcript.contig == _MITOCHONDRION:
            msg = f"{transcript.gene} is mitochondrial, and its genetic code is another one"
            raise NoSequence(msg)
        if transcript.has_alignment_gaps and self._is_cut_from_genome(layout, first, last):
            msg = f"the genome's bases are not those of {transcript.id}: the two differ in length"
            raise NoSequence(msg)
        if codon := _no_start(layout, own, first, last):
            msg = f"the coding sequence given for {transcript.id} begins with {codon}, no start codon:"
            msg = f"{msg} the two do not fit, it is not used"
            raise NoSequence(msg)
        for at in own.stops:
            if first <= at and at + 2 <= last and not _is_selenocysteine(layout, own, at):
                msg = f"the sequence given for {transcript.id} holds a stop codon within its coding sequence:"
                msg = f"{msg} the two do not fit, it is not used"
                raise NoSequence(msg)

    def _is_cut_from_genome(self, layout: Layout, first: int, last: int) -> bool:
        """True where an alignment gap lies between two bases and the bases come from the genome."""
        transcript = layout.transcript
        is_genome = self._model.genome(transcript.contig, transcript.start, transcript.start) is not None
        return is_genome and (transcript.is_partial or any(first <= at < last for at in _gaps(layout)))

    def _retained(self, reading: Reading) -> str:
        """Return the bases of an intron that this side keeps, in transcript direction."""
        count = kept_intronic(reading.site)
        if not count:
            return ""
        layout, side = reading.layout, reading.site.side
        edge, is_plus = layout.edge(reading.site.exon, side), layout.transcript.is_plus
        is_above = (side is Side.FIVE_PRIME) is is_plus
        start = edge.position + 1 if is_above else edge.position - count
        bases = self._model.genome(edge.contig, start, start + count - 1)
        if bases is None:
            msg = f"the {count} retained bases of introns are in no transcript's sequence: they need a genome"
            raise NoSequence(msg)
        return bases if is_plus else reverse_complement(bases)


def _inserted(between: Between) -> str:
    if between.inserted and between.sequence is None:
        msg = f"the sequence of the {between.inserted} inserted bases is not given"
        raise NoSequence(msg)
    return between.sequence or ""


def _refuse_outside(reading: Reading) -> None:
    site = reading.site
    if not site.predicted and site.region in (Region.UPSTREAM, Region.DOWNSTREAM):
        msg = f"the {site.side.value} breakpoint lies {site.region.value} of {site.transcript.id}"
        raise NoSequence(msg)


def _no_start(layout: Layout, own: OwnBases, first: int, last: int) -> str:
    """Return the codon that stands for a start codon between two bases and cannot be one; "" if it can."""
    start = layout.cds_first
    if start is None or not (first <= start and start + 2 <= last and begins_with_start(layout)):
        return ""
    codon = own.bases[start - 1 : start + 2]
    return "" if codon == START or codon in NEAR_COGNATES or unknown_bases(codon) else codon


def _is_selenocysteine(layout: Layout, own: OwnBases, at: int) -> bool:
    return layout.transcript.gene in SELENOPROTEINS and own.bases[at - 1 : at + 2] == SELENOCYSTEINE_CODON


def _own_stops(layout: Layout, bases: str) -> list[int]:
    start = first_codon(layout)
    if start is None or layout.cds_last is None:
        return []
    if layout.has_gaps:
        whole = (at for at in range(start, layout.cds_last - 4) if is_codon(layout, at))
        return [at for at in whole if bases[at - 1 : at + 2] in STOPS]
    read = codons(bases[: layout.cds_last - 3], start - 1)
    return [start + 3 * number for number, codon in enumerate(read) if codon in STOPS]


def is_codon(layout: Layout, base: int) -> bool:
    """True where a codon of the transcript's own begins at a base (from 1) and no alignment gap cuts it."""
    return [layout.phase(base + further) for further in range(3)] == [0, 1, 2]


def is_numbered(layout: Layout, base: int) -> bool:
    """True where residues can be counted up to a base: no alignment gap hides how many bases came before."""
    first = layout.cds_first or 1
    return not layout.has_gaps or not any(first <= at < base for at in _gaps(layout))


def _gaps(layout: Layout) -> list[int]:
    """Return the bases, from 1, after which the alignment between transcript and genome has a gap."""
    found, reached = [], 0
    for exon in layout.transcript.exons:
        for block in exon.blocks:
            reached += block.end - block.start + 1
            found.append(reached)
        found.pop()
    return found


def _doubt(layout: Layout, own: OwnBases, last: int) -> str:
    """Selenocysteine needs an element of its own transcript's 3' UTR (SECIS), which the junction cuts off."""
    at = next((at for at in own.stops if at + 2 <= last), None)
    if at is None or layout.cds_first is None or layout.cds_last is None:
        return ""
    residue = (at - layout.cds_first) // 3 + 1
    gene = layout.transcript.gene
    told = f"residue {residue} of {gene} is selenocysteine, written as the stop codon TGA"
    return f"{told}; the element of its 3' UTR that makes it one is cut off, so translation may end there"
