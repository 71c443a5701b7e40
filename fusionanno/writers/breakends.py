"""A call as a pair of breakends.

A breakend keeps the bases on one side of its position. The 5' partner keeps what lies before its last base in
transcript direction: the left side on the plus strand, the right side on the minus strand. The 3' partner
keeps what the other strand would. Section 5.4 of https://samtools.github.io/hts-specs/VCFv4.4.pdf then gives
the brackets, by 5' strand and 3' strand:

    strands   5' record   3' record
    ++        N[p[        ]p]N
    +-        N]p]        N]p]
    -+        [p[N        [p[N
    --        ]p]N        N[p[
"""

from collections.abc import Iterator
from dataclasses import dataclass

from fusionanno.model import FusionCall, Partner, Side, Strand, reverse_complement


@dataclass(frozen=True, slots=True)
class Breakend:
    """A place on the plus strand, 1-based, and whether the bases to its left or to its right are kept.

    reads_plus tells whether the fusion transcript reads the plus strand here.
    """

    contig: str
    position: int
    keeps_left: bool
    reads_plus: bool


def breakend(partner: Partner, side: Side) -> Breakend | None:
    """Return a partner's breakend, None where its place or its strand is not told."""
    if partner.breakpoint is None or partner.strand is None:
        return None
    is_plus = partner.strand is Strand.PLUS
    keeps_left = partner.strand.keeps_lower(is_five=side is Side.FIVE_PRIME)
    return Breakend(partner.breakpoint.contig, partner.breakpoint.position, keeps_left, is_plus)


def alt_text(end: Breakend, mate: Breakend | None, mate_contig: str, inserted: str, base: str) -> str:
    """Return the ALT of one record. `inserted` is in fusion direction, the ALT's bases on the plus strand.

    >>> five, three = Breakend("2", 42295516, True, True), Breakend("2", 29223528, True, False)
    >>> alt_text(five, three, "chr2", "AC", "N"), alt_text(three, five, "chr2", "AC", "N")
    ('NAC]chr2:29223528]', 'NGT]chr2:42295516]')
    >>> alt_text(five, None, "", "", "N")
    'N.'
    """
    between = inserted if end.reads_plus else reverse_complement(inserted)
    if mate is None:
        joined = "."
    else:
        bracket = "]" if mate.keeps_left else "["
        joined = f"{bracket}{mate_contig}:{mate.position}{bracket}"
    return f"{base}{between}{joined}" if end.keeps_left else f"{joined}{between}{base}"


@dataclass(frozen=True, slots=True)
class Record:
    """One record to be: a call's partner at its breakend, with the mate's; number counts the calls from 1."""

    call: FusionCall
    number: int
    side: Side
    end: Breakend
    mate: Breakend | None

    @property
    def partner(self) -> Partner:
        return self.call.five_prime if self.side is Side.FIVE_PRIME else self.call.three_prime

    @property
    def id(self) -> str:
        return f"fusion{self.number}_{self.side.value[0]}"

    @property
    def mate_id(self) -> str | None:
        return (
            None
            if self.mate is None
            else f"fusion{self.number}_{'3' if self.side is Side.FIVE_PRIME else '5'}"
        )


def records_of(call: FusionCall, number: int) -> Iterator[Record]:
    """Yield the record of each partner that has a place."""
    five = breakend(call.five_prime, Side.FIVE_PRIME)
    three = breakend(call.three_prime, Side.THREE_PRIME)
    if five is not None:
        yield Record(call, number, Side.FIVE_PRIME, five, three)
    if three is not None:
        yield Record(call, number, Side.THREE_PRIME, three, five)
