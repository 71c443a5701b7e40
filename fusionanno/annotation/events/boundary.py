"""Positions that are the base before the break, whichever side is kept: the strand tells the base kept.

A fusion transcript reads each gene on the gene's own strand. Of a 5' partner on the plus strand and of a 3'
partner on the minus strand the left side is kept, and the base before the break is the one; else the next.
"""

from dataclasses import replace

from fusionanno.model import Breakpoint, FusionCall, Gene, Partner, Side


def at_kept_bases(call: FusionCall, five: Gene | None, three: Gene | None) -> FusionCall:
    """Return a call of boundaries with the bases kept; a side of which no strand is known keeps its interval.

    The strand is the one that the caller tells, else the gene's.
    """
    return replace(
        call,
        five_prime=_at_kept_base(call.five_prime, five, Side.FIVE_PRIME),
        three_prime=_at_kept_base(call.three_prime, three, Side.THREE_PRIME),
        position_kind=None,
    )


def _at_kept_base(partner: Partner, gene: Gene | None, side: Side) -> Partner:
    strand, place = partner.strand or (gene.strand if gene else None), partner.breakpoint
    if strand is None or place is None:
        return partner
    keeps_left = strand.keeps_lower(is_five=side is Side.FIVE_PRIME)
    kept = Breakpoint(place.contig, place.position + (0 if keeps_left else 1))
    return replace(partner, breakpoint=kept, interval=None)
