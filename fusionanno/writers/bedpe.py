"""BEDPE, as bedtools and LUMPY have it, with the columns of the native table behind.

An end is the 0-based, half-open range in which the breakpoint lies: the one base, widened by the caller's
interval: the breakpoint is end - interval.high. Its strand is + where the bases to the left of the break
are kept, - where those to the right are: a deletion is +-. The first end is the 5' partner's.
https://bedtools.readthedocs.io/en/latest/content/general-usage.html, https://github.com/arq5x/lumpy-sv
"""

import re
from collections.abc import Iterable, Iterator

from fusionanno.model import FusionCall, Partner, Side
from fusionanno.writers.base import Target, Writer
from fusionanno.writers.native import COLUMNS

_ENDS = ("#chrom1", "start1", "end1", "chrom2", "start2", "end2", "name", "score", "strand1", "strand2")
_MORE = {name: get for name, get in COLUMNS.items() if not name.endswith("_prime_breakpoint")}
_NOWHERE = (".", "-1", "-1")


class BedpeWriter(Writer):
    """One row a call, in input order. A place that is not told is ``. -1 -1``, such a strand ``.``."""

    name = "bedpe"
    is_of_one_build = True

    def refusal(self, call: FusionCall, target: Target) -> str | None:
        if call.five_prime.breakpoint is None and call.three_prime.breakpoint is None:
            return "BEDPE needs positions, and the call has none; --to native takes such calls"
        return target.outside(call)

    def write(self, calls: Iterable[FusionCall], target: Target) -> Iterator[str]:
        yield "\t".join((*_ENDS, *_MORE)) + "\n"
        for call in calls:
            cells = (*_end_cells(call, target), *(_cell(get(call)) for get in _MORE.values()))
            yield "\t".join(cells) + "\n"


def _cell(value: object) -> str:
    """Return a value as a cell; BEDPE knows no quotes, so that a tab or a line end becomes a space."""
    return "" if value is None else re.sub(r"[\t\r\n]", " ", str(value))


def _end_cells(call: FusionCall, target: Target) -> tuple[str, ...]:
    five, three = call.five_prime, call.three_prime
    name = _cell(f"{five.symbol or '?'}::{three.symbol or '?'}")
    strands = (kept_side(five, Side.FIVE_PRIME), kept_side(three, Side.THREE_PRIME))
    return (*_range(five, call, target), *_range(three, call, target), name, ".", *strands)


def _range(partner: Partner, call: FusionCall, target: Target) -> tuple[str, str, str]:
    place, interval = partner.breakpoint, partner.interval
    if place is None:
        return _NOWHERE
    low, high = (interval.low, interval.high) if interval else (0, 0)
    contig = target.contig(place.contig, call.assembly)
    return contig, str(max(place.position - 1 + low, 0)), str(place.position + high)


def kept_side(partner: Partner, side: Side) -> str:
    """Return + where the bases to the left of the break are kept, - where those to the right are.

    >>> from fusionanno.model import Breakpoint
    >>> from fusionanno.model import Strand
    >>> kept_side(Partner("ALK", Breakpoint("2", 29223528), strand=Strand.MINUS), Side.THREE_PRIME)
    '+'
    """
    if partner.strand is None or partner.breakpoint is None:
        return "."
    return "+" if partner.strand.keeps_lower(is_five=side is Side.FIVE_PRIME) else "-"
