"""What one caller said, in our words and before any judgement of ours."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from fusionanno.model.locus import Assembly, Breakpoint, Strand


class Molecule(StrEnum):
    """What was sequenced. RNA callers report junctions, DNA callers breaks that lie mostly in introns."""

    RNA = "rna"
    DNA = "dna"


class PartnerOrder(StrEnum):
    """Whether the file says which partner is 5'."""

    TOLD = "told"
    NOT_TOLD = "not-told"


class PositionKind(StrEnum):
    """What a caller's positions are where they are not the base kept."""

    BOUNDARY = "boundary"
    """The base before the break along the genome, whichever side is kept: the strand tells the base kept."""


class ReadingFrame(StrEnum):
    """The verdict on a junction's reading frame, ours or a caller's."""

    IN_FRAME = "in-frame"
    OUT_OF_FRAME = "out-of-frame"
    NO_PROTEIN = "no-protein"
    STOP_CODON = "stop-codon"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A gene that a caller names beside an intergenic breakpoint, with its distance in bases.

    >>> Neighbour.parse("SRBD1(60126)"), str(Neighbour("SRBD1"))
    (Neighbour(symbol='SRBD1', distance=60126), 'SRBD1')
    """

    symbol: str
    distance: int | None = None

    @classmethod
    def parse(cls, text: str) -> "Neighbour":
        """Read ``symbol`` or ``symbol(distance)``; ValueError says what was expected."""
        match = re.fullmatch(r"([^()]+)(?:\((-?\d{1,9})\))?", text.strip())
        if match is None:
            msg = f"not a gene with its distance such as SRBD1(60126): {text!r}"
            raise ValueError(msg)
        return cls(match[1], int(match[2]) if match[2] else None)

    def __str__(self) -> str:
        return self.symbol if self.distance is None else f"{self.symbol}({self.distance})"


@dataclass(frozen=True, slots=True)
class Interval:
    """How far a breakpoint may lie from where it is stated: bases along the genome, as VCF's CIPOS.

    low is negative or 0, high is positive or 0, whatever the strand.

    >>> Interval.parse("-10,5"), str(Interval(-10, 5))
    (Interval(low=-10, high=5), '-10,5')
    """

    low: int
    high: int

    @classmethod
    def parse(cls, text: str) -> "Interval":
        """Read ``low,high``; ValueError says what was expected."""
        match = re.fullmatch(r"(-\d{1,9}|0)\s*,\s*\+?(\d{1,9})", text.strip())
        if match is None:
            msg = f"not an interval such as -10,5 (bases before and after the position): {text!r}"
            raise ValueError(msg)
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.low},{self.high}"


@dataclass(frozen=True, slots=True)
class CallerSequence:
    """What the caller's reads say around the junction, in fusion direction, upper-case DNA.

    five_prime ends with the last base of the 5' partner, three_prime begins with the first of the 3' partner;
    each holds the spliced bases without a gap nearest the junction. The inserted bases stand in the call's
    inserted_sequence. peptide is the caller's own translation, as it is written. five_unspliced and
    three_unspliced count the bases from the junction to the nearest intron that the caller saw, all bases
    where it saw none; None where it does not say.
    """

    five_prime: str = ""
    three_prime: str = ""
    peptide: str | None = None
    five_unspliced: int | None = None
    three_unspliced: int | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """One side of the fusion as the caller named it; symbol is None where the caller names no gene.

    strand is the strand that the fusion transcript reads here, which need not be the gene's.
    exon counts on `transcript` where that is given, otherwise on a transcript that the caller leaves unsaid.
    exon_suffix is the letter of an alternative exon end ("6b" -> 6, "b"); exon_offset counts bases from the
    exon's edge (its end for 5', its start for 3') in transcript direction, as in VICC's "e.2+182".
    interval is the caller's confidence interval around the breakpoint; None = not stated.
    genomic_breakpoint is the break in DNA that an RNA caller states beside its junction, on the same side.
    """

    symbol: str | None
    breakpoint: Breakpoint | None = None
    exon: int | None = None
    exon_suffix: str | None = None
    exon_offset: int | None = None
    transcript: str | None = None
    gene_id: str | None = None
    strand: Strand | None = None
    neighbours: tuple[Neighbour, ...] = ()
    interval: Interval | None = None
    genomic_breakpoint: Breakpoint | None = None


@dataclass(frozen=True, slots=True)
class ReadSupport:
    """Evidence in the field's words; None = the caller does not report it, 0 = reported zero.

    allele_fraction is a fraction of one (5.26 % is Decimal("0.0526")) and keeps the caller's digits.
    """

    split_reads: int | None = None
    spanning_fragments: int | None = None
    allele_fraction: Decimal | None = None
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class SupportMeaning:
    """What a caller's numbers mean, in words with the caller's own column names; "" = not reported.

    allele_fraction names its numerator and its denominator. caveat says what makes a number no count of all
    reads (a cap, an estimate, copies) or not comparable with another caller's.
    """

    split_reads: str = ""
    spanning_fragments: str = ""
    allele_fraction: str = ""
    depth: str = ""
    caveat: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a call was written: the file's name as given, and the 1-based line."""

    path: str
    line: int | None = None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class FusionCall:
    """One row of one caller's output.

    `described` is the caller's or user's free text ("EML4-ALK (E6:A20)") where the row has no better columns;
    the pipeline reads it. inserted_sequence is upper-case DNA between the two partners, in fusion direction;
    inserted_bases their number where only that is told ("ins11"). homology is the number of bases that both
    sides share at the break (VCF's HOMLEN): the break may lie that many bases aside, on both sides together.
    order is NOT_TOLD where the file names a first and a second partner and not which is 5': five_prime is
    then the first. call_id is the caller's own id of the call. filters are the caller's filters that the call
    did not pass, as it writes them; () where it passed or nothing is said. jitter is the number of bases by
    which the platform is known to place junctions beside exon edges, as its reader documents; None where
    nothing is known. position_kind is None where the positions are the bases kept.
    """

    caller: str
    five_prime: Partner
    three_prime: Partner
    molecule: Molecule | None = None
    support: ReadSupport = ReadSupport()
    caller_frame: ReadingFrame | None = None
    confidence: str | None = None
    inserted_sequence: str | None = None
    inserted_bases: int | None = None
    homology: int | None = None
    sequence: CallerSequence | None = None
    described: str | None = None
    sample: str | None = None
    assembly: Assembly | None = None
    tags: tuple[str, ...] = ()
    order: PartnerOrder = PartnerOrder.TOLD
    call_id: str | None = None
    filters: tuple[str, ...] = ()
    jitter: int | None = None
    position_kind: PositionKind | None = None
    source: Source | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return self.described or f"{self.five_prime.symbol or '?'}::{self.three_prime.symbol or '?'}"


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that could not be used, kept with the reason so that nothing is lost unseen."""

    source: Source
    reason: str


@dataclass(frozen=True, slots=True)
class OtherRow:
    """A row that is sound and no fusion call, such as a small variant in a VCF: counted by kind and shown."""

    source: Source
    kind: str
