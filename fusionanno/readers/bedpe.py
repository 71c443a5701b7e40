"""BEDPE of structural variants."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fusionanno.errors import InputError
from fusionanno.model import (
    FusionCall,
    Interval,
    Partner,
    PartnerOrder,
    RejectedRow,
    Source,
    Strand,
    plain_contig,
)
from fusionanno.readers.base import NO_NUMBERS, Item, Kind, Reader, is_blank
from fusionanno.readers.cells import MISSING, strand
from fusionanno.readers.chimerascan import is_row as is_row_of_chimerascan
from fusionanno.readers.lines import Lines
from fusionanno.readers.native import NativeReader
from fusionanno.readers.ngsbits import is_ngsbits
from fusionanno.readers.swift import SwiftBreakpoint, SwiftPartner
from fusionanno.readers.variants.header import assembly_of

_LEAST = 10
_FIRST = re.compile(r"(chrom_?1|chrom_a|chr_?1|chromosome_?1)", re.IGNORECASE)
_SECOND = re.compile(r"(start_?1|start_a)", re.IGNORECASE)
_KINDS = ("svclass", "svtype", "sv_type", "type")
_FILTERS = ("filter", "filters")
_OTHERS = frozenset(("num_concordantfrag_bp1", "FusedGenes", "extra", "chimera_cluster_id"))
"""Columns of SQUID, pbfusion and ChimeraScan, which write BEDPE of their own."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the columns behind the tenth are called, and whether the strands mean anything."""

    names: tuple[str, ...] = ()
    has_strands: bool = True

    @property
    def is_ours(self) -> bool:
        return "partner_order" in self.names

    def cells(self, row: Sequence[str]) -> Mapping[str, str]:
        return dict(zip(self.names, row, strict=False))


class BedpeReader(Reader):
    """BEDPE of structural variants: ten columns, with or without a header, and any number behind them.

    chrom1, start1, end1, chrom2, start2, end2, name, score, strand1, strand2. Places are 0-based, half-open:
    ``2 42295515 42295516`` is base 42295516. A longer range is an interval about its middle; ``.`` or ``-1``
    is a place that is not known. A strand tells which side of the place is kept, as in LUMPY, SvABA, GRIDSS
    and PCAWG files: ``+`` the bases to its left, ``-`` those to its right, so that a deletion is ``+ -``, a
    tandem duplication ``- +`` and the two joins of an inversion ``+ +`` and ``- -``. Long Ranger writes ``+``
    everywhere and means nothing by it: its strands (header ``stop1``) are not read. Nothing says which end
    is 5'. Files whose strands are those of genes or transcripts cannot be told from these; SMC-RNA, SQUID and
    pbfusion have readers of their own.

    The name is the call's id, the score (or pe_support) the confidence; of the columns behind, svclass,
    svtype or type is a tag and filter is read. The build is read from a ``##reference`` line, if any. In a
    file of `fusionanno convert --to bedpe` the native table's columns follow, which are read as in that one.

    Files of GRIDSS, Viola-SV and of PCAWG's layout were read as real files; PCAWG's classes of inversions
    (h2hINV ``+ +``, t2tINV ``- -``), deletions and duplications confirm the strands.
    """

    name = "bedpe"
    title = "BEDPE of structural variants"
    kind = Kind.DNA
    names_callers = True
    versions = "10 columns or more"
    url = "https://bedtools.readthedocs.io/en/latest/content/general-usage.html#bedpe-format"
    coordinate_base = 0
    support = NO_NUMBERS

    @property
    def recognised_by(self) -> str:
        return (
            "a header chrom1, start1, end1, chrom2 ..., or rows of such places with strands in columns 9, 10"
        )

    @property
    def example(self) -> str:
        return "2\t29223699\t29223700\t2\t42295815\t42295816\tsv1\t60\t+\t+\n"

    def recognises(self, head: Sequence[str]) -> bool:
        if is_ngsbits(head):
            return False
        for line in head:
            if is_blank(line) or line.startswith("##"):
                continue
            cells = line.split("\t")
            if _is_header(cells):
                return _OTHERS.isdisjoint(cell.strip('"') for cell in cells)
            if not line.startswith("#") or len(cells) >= _LEAST:
                return _is_row(cells)
        return False

    def read(self, lines: Lines) -> Iterator[Item]:
        layout, meta = _Layout(), list[str]()
        for number, line in lines:
            cells = [cell.strip(' "') for cell in line.split("\t")]
            if is_blank(line):
                continue
            if _is_header(cells):
                layout = _layout(cells, lines.path, number)
            elif line.startswith("#"):
                meta.append(line)
            else:
                source = Source(lines.path, number)
                try:
                    yield _call(cells, layout, meta, source)
                except ValueError as error:
                    yield RejectedRow(source, str(error))


def _is_header(cells: Sequence[str]) -> bool:
    return (
        len(cells) >= _LEAST
        and _FIRST.fullmatch(cells[0].strip('# "')) is not None
        and _SECOND.fullmatch(cells[1].strip('"')) is not None
    )


def _is_row(cells: Sequence[str]) -> bool:
    """Tell a row without a header: places and strands where they are, not the name of an RNA caller's."""
    if len(cells) < _LEAST or ">>" in cells[6] or "--" in cells[6] or is_row_of_chimerascan(cells):
        return False
    places = (cells[1], cells[2], cells[4], cells[5])
    signs = {cells[8].strip(), cells[9].strip()}
    return all(re.fullmatch(r"-1|\d+", each) for each in places) and signs <= {"+", "-", "."}


def _layout(cells: Sequence[str], path: str, line: int) -> _Layout:
    names = tuple(cell.lstrip("# ") for cell in cells)
    if not {"strand1", "strand2", "STRAND_A", "STRAND_B", "strand_1", "strand_2"} & set(names[8:10]):
        msg = f"columns 9 and 10 are not strand1 and strand2: {', '.join(names[8:10])}"
        raise InputError(msg, path=path, line=line)
    return _Layout(names, "stop1" not in names)


def _call(row: Sequence[str], layout: _Layout, meta: Sequence[str], source: Source) -> FusionCall:
    least = max(_LEAST, len(layout.names) if layout.is_ours else _LEAST)
    if len(row) < least:
        msg = f"{len(row)} cells where there are {least}; the row is cut off"
        raise ValueError(msg)
    signs = [strand(sign, f"strand{side}") for side, sign in ((1, row[8]), (2, row[9]))]
    kept = signs if layout.has_strands else [None, None]
    more = layout.cells(row)
    five = _partner(row[0:3], kept[0], True, more.get("five_prime_interval"))
    three = _partner(row[3:6], kept[1], False, more.get("three_prime_interval"))
    if five.breakpoint is three.breakpoint is None:
        msg = "neither end has a place"
        raise ValueError(msg)
    if layout.is_ours:
        return _converted(five, three, more, source)
    lower = {name.lower(): value for name, value in more.items()}
    score = layout.names[7] if layout.names else "score"
    return FusionCall(
        caller=BedpeReader.name,
        five_prime=five,
        three_prime=three,
        confidence=None if row[7] in MISSING else f"{score} {row[7]}",
        assembly=assembly_of(meta),
        tags=tuple(lower[key] for key in _KINDS if lower.get(key, "") not in MISSING),
        order=PartnerOrder.NOT_TOLD,
        call_id=None if row[6] in MISSING else row[6],
        filters=tuple(
            word
            for key in _FILTERS
            for word in lower.get(key, "").split(";")
            if word not in MISSING and word != "PASS"
        ),
        source=source,
    )


def _partner(place: Sequence[str], kept: Strand | None, is_five: bool, stated: str | None) -> Partner:
    """Return the end at ``chrom start end``; stated is the interval that our own column tells."""
    contig, start, end = place
    reads = None if kept is None else Strand.keeping(kept is Strand.PLUS, is_five=is_five)
    if contig in MISSING or (start, end) == ("-1", "-1"):
        return Partner(None, strand=None if stated is None else reads)
    if not all(re.fullmatch(r"-1|\d{1,12}", each) for each in (start, end)):
        msg = f"start and end are no place: {start[:40]!r}, {end[:40]!r}"
        raise ValueError(msg)
    position, interval = _position(int(start), int(end), kept)
    if stated not in (None, "", "."):
        interval = Interval.parse(stated or "")
        position = int(end) - interval.high
    elif stated is not None:
        interval = None
    return SwiftPartner(
        None, SwiftBreakpoint(plain_contig(contig), position), strand=reads, interval=interval
    )


def _position(start: int, end: int, kept: Strand | None) -> tuple[int, Interval | None]:
    """Return the 1-based base, and the interval of a range of several bases; one bound may be missing.

    A range without any base lies between two: the left one is the last kept of a left side.
    """
    if end == -1 or (start == end and kept is Strand.MINUS):
        return start + 1, None
    if start == -1 or end - start in (0, 1):
        return _told(end), None
    if end < start:
        msg = f"end lies before start: {start}, {end}"
        raise ValueError(msg)
    middle = (start + 1 + end) // 2
    return middle, Interval(start + 1 - middle, end - middle)


def _told(position: int) -> int:
    if position < 1:
        msg = f"end is no base: {position}"
        raise ValueError(msg)
    return position


def _converted(five: Partner, three: Partner, more: Mapping[str, str], source: Source) -> FusionCall:
    """Return the call that the native table's columns tell beside the two places."""
    row = {column.name: more.get(column.name, "") for column in NativeReader.columns}
    for side, end in (("five_prime", five), ("three_prime", three)):
        row[f"{side}_breakpoint"] = str(end.breakpoint or "")
        row[f"{side}_strand"] = end.strand.value if end.strand else row[f"{side}_strand"]
    return NativeReader().parse_row(row, source)
