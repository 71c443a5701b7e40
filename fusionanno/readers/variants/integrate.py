"""INTEGRATE's own ways with the VCF, by its source (BreakPoint.cpp, AddOneVCF; version 0.2.6).

A breakend's bracket tells the side of its own end alone. A DEL, DUP or INV has POS one base on, its SVLEN and
its END are counted in other ways for each kind; ids end in the genes, 5' first.
"""

import re
from dataclasses import replace

from fusionanno.readers.variants.adjacency import Adjacency, End
from fusionanno.readers.variants.record import Record, number

_BREAKEND = re.compile(r"(bnd_\d+_.*)_([53])p")


def mate_and_order(record: Record) -> tuple[str | None, bool]:
    """Return the id of the mate, and whether this record is the 5' end.

    >>> mate_and_order(Record(1, "2", 5, "bnd_1_EML4_ALK_5p", "N", (), None, (), {}))
    ('bnd_1_EML4_ALK_3p', True)
    """
    match = _BREAKEND.fullmatch(record.id or "")
    if match is None:
        return None, False
    is_five = match[2] == "5"
    return f"{match[1]}_{'3' if is_five else '5'}p", is_five


def as_meant(record: Record, adjacency: Adjacency) -> Adjacency | None:
    """Return the adjacency as INTEGRATE means it; None for the second that an INV would have."""
    first, second = adjacency.first, adjacency.second
    if second is None:
        return adjacency
    if _BREAKEND.fullmatch(record.id or ""):
        return replace(adjacency, second=replace(second, keeps_left=None))
    length = number(record.info, "SVLEN") or 0
    before = record.position - 1
    if record.svtype == "DEL":
        return replace(adjacency, first=replace(first, position=before))
    if record.svtype == "DUP":
        ends = End(record.contig, before - length, False), End(record.contig, before, True)
        return replace(adjacency, first=ends[0], second=ends[1])
    is_left = length >= 0
    if record.svtype != "INV" or first.keeps_left is not is_left:
        return None if record.svtype == "INV" else adjacency
    end = second.position
    ends = (End(record.contig, before, True), End(record.contig, end, True)) if is_left else (
        End(record.contig, record.position, False), End(record.contig, end, False)
    )  # fmt: skip
    return replace(adjacency, first=ends[0], second=ends[1])
