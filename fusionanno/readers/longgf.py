"""LongGF."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from fusionanno.model import (
    Breakpoint,
    FusionCall,
    Interval,
    Partner,
    PartnerOrder,
    RejectedRow,
    Source,
    Strand,
    SupportMeaning,
)
from fusionanno.readers.base import Item, Reader
from fusionanno.readers.cells import RNA, breakpoint_at
from fusionanno.readers.lines import Lines
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSource, SwiftSupport

_LOG = ("Handle =0 _fg_cand.size()", "Handle =0 >> multi_map_reads")
_FULL, _SUM = "GF\t", "SumGF\t"
_READS = re.compile(r"reads=(\d+)/(\d+)")
_SIDES = re.compile(r"(\d+)/(\d+):\d+:\d+")
_READ = re.compile(r"\t\d+\([+-]\S+:(\d+)-(\d+)\)\d+ \d+\([+-]\S+/(\d+)-(\d+)\)\d+$")
_LISTED = re.compile(r"(\d+):(\d+)")


class LongGfReader(Reader):
    """LongGF's log, or the lines grepped from it: ``GF`` with all positions, ``SumGF`` with one each.

    The lines before and between (alignment statistics, the reads of each fusion) are passed over, and a
    ``SumGF`` line that repeats the ``GF`` line above it. LongGF does not say which gene is 5': the genes
    stand in no such order. Positions are 0-based. The last fields of a ``GF`` line count the reads whose
    break is at the lower and at the upper end of their alignment, so that the side kept is known: a break at
    the upper end reads the plus strand as 5' partner and the minus strand as 3' partner; where reads of both
    kinds are counted, and on a ``SumGF`` line, the strand is not told.

    The listed positions say how many reads break where: the breakpoint is the one with most reads (the first
    of equals), the interval goes from the lowest to the highest. Where both genes have the same bases at the
    junction, both alignments run over them. The lines of the reads under a ``GF`` line tell by how many
    bases: these are taken from the second gene, are the homology, and no interval is told then; a gap
    between the alignments is inserted bases. Without these lines (grepped files) the overlap stays, and the
    frame may be wrong by it. The one position of a ``SumGF`` line is the mean, rounded down, and need not be
    a break of any read. Split reads are the reads listed for the fusion.

    Some 100 logs of 2021 to 2024 were read (human and mouse). On GRCh38 EML4::ALK (42295516, 29223528),
    ETV6::NTRK3 (11869969, 87940753), KIF5B::RET (32017143, 43114480) and others lie on exon edges so.
    """

    name = "longgf"
    title = "LongGF"
    versions = "0.1: the whole log, its GF lines, or its SumGF lines"
    url = "https://github.com/WGLab/LongGF"
    coordinate_base = 0
    support = SupportMeaning(
        split_reads="supporting reads: long reads with an alignment in either gene (SumGF: the same number)",
        caveat="long reads; most callers of short reads count otherwise",
    )

    @property
    def recognised_by(self) -> str:
        return "lines that begin with GF or SumGF and a tab, or a log of LongGF before them"

    @property
    def example(self) -> str:
        return (
            "GF\tEML4:ALK 3 3 supporting reads=3/3 42295514:1;42295515:2 29223527:3"
            " chr2:42295514 0/3:6:3 chr2:29223527 0/3:6:3\n"
        )

    def recognises(self, head: Sequence[str]) -> bool:
        return any(line.startswith(_LOG) or _is_call(line) for line in head)

    def read(self, lines: Lines) -> Iterator[Item]:
        above, pending = "", _Pending()
        for number, line in lines:
            if line.startswith("\t"):
                pending.read(line)
                continue
            yield from pending.closed()
            if not line.startswith((_FULL, _SUM)):
                continue
            source = SwiftSource(lines.path, number)
            try:
                if line.startswith(_FULL):
                    pending.call = self._full(line, source)
                    above = _genes_of(line)
                elif _genes_of(line) != above:
                    yield self._sum(line, source)
            except ValueError as error:
                yield RejectedRow(source, str(error))
        yield from pending.closed()

    def _full(self, line: str, source: Source) -> FusionCall:
        fields = line.split("\t", 1)[1].split(" ")
        if len(fields) != 11:
            msg = f"{len(fields)} fields where a GF line has 11; the row is cut off"
            raise ValueError(msg)
        reads = _READS.fullmatch(fields[4])
        if fields[3] != "supporting" or reads is None:
            msg = f"no 'supporting reads=n/n' in a GF line: {' '.join(fields[3:5])!r}"
            raise ValueError(msg)
        first = _Side(_positions(fields[5]), fields[7], _at_end(fields[8]))
        second = _Side(_positions(fields[6]), fields[9], _at_end(fields[10]))
        five, three = first.listed(is_five=True), second.listed(is_five=False)
        return self._call(fields[0], (five, three), int(reads[1]), source)

    def _sum(self, line: str, source: Source) -> FusionCall:
        fields = line.split("\t", 1)[1].split(" ")
        if len(fields) != 4 or not fields[1].isdecimal():
            msg = "a SumGF line is 'gene:gene reads chromosome:position chromosome:position'"
            raise ValueError(msg)
        ends = [Partner(None, breakpoint_at(place, "position", 0)) for place in fields[2:]]
        return self._call(fields[0], (ends[0], ends[1]), int(fields[1]), source)

    def _call(self, genes: str, ends: tuple[Partner, Partner], reads: int, source: Source) -> FusionCall:
        names = genes.split(":")
        is_pair = len(names) == 2 and all(names)
        five, three = (_named(end, names[at] if is_pair else None) for at, end in enumerate(ends))
        return SwiftCall(
            caller=self.name,
            five_prime=five,
            three_prime=three,
            molecule=RNA,
            support=SwiftSupport(split_reads=reads),
            described=None if is_pair else genes,
            order=PartnerOrder.NOT_TOLD,
            source=source,
        )


class _Pending:
    """A fusion whose reads may follow: by how many bases of a read both alignments overlap, by read."""

    def __init__(self) -> None:
        self.call: FusionCall | None = None
        self._overlaps: Counter[int] = Counter()

    def read(self, line: str) -> None:
        if match := _READ.match(line):
            first, last, other_first, other_last = map(int, match.groups())
            self._overlaps[min(last, other_last) - max(first, other_first) + 1] += 1

    def closed(self) -> Iterator[FusionCall]:
        call, overlaps = self.call, self._overlaps
        self.call, self._overlaps = None, Counter()
        if call is not None:
            yield _without_overlap(call, overlaps.most_common(1)[0][0]) if overlaps else call


def _without_overlap(call: FusionCall, overlap: int) -> FusionCall:
    """Take bases that are read twice from the second partner; a gap between the alignments is inserted."""
    if overlap <= 0:
        return replace(call, inserted_bases=-overlap or None)
    three = call.three_prime
    if three.strand is None or three.breakpoint is None:
        return call
    position = three.breakpoint.position + (overlap if three.strand is Strand.PLUS else -overlap)
    if position < 1:
        return call
    moved = replace(three, breakpoint=Breakpoint(three.breakpoint.contig, position), interval=None)
    return replace(
        call, five_prime=replace(call.five_prime, interval=None), three_prime=moved, homology=overlap
    )


class _Side(NamedTuple):
    """One gene of a GF line: its positions with their reads, the mean's place, where the alignments end."""

    positions: list[tuple[int, int]]
    place: str
    at_upper_end: bool | None

    def listed(self, *, is_five: bool) -> Partner:
        contig = self.place.rpartition(":")[0]
        breakpoint_at(self.place, "position", 0)  # refused when spoiled, though the listed ones are kept
        most = max(self.positions, key=lambda item: item[1])[0]
        lowest, highest = min(self.positions)[0], max(self.positions)[0]
        return SwiftPartner(
            symbol=None,
            breakpoint=breakpoint_at(f"{contig}:{most}", "position", 0),
            strand=None if self.at_upper_end is None else Strand.keeping(self.at_upper_end, is_five=is_five),
            interval=Interval(lowest - most, highest - most) if lowest != highest else None,
        )


def _named(end: Partner, symbol: str | None) -> Partner:
    return SwiftPartner(symbol=symbol, breakpoint=end.breakpoint, strand=end.strand, interval=end.interval)


def _positions(text: str) -> list[tuple[int, int]]:
    matches = [_LISTED.fullmatch(item) for item in text.split(";")]
    if not all(matches):
        msg = f"not a list 'position:reads;position:reads': {text!r}"
        raise ValueError(msg)
    return [(int(match[1]), int(match[2])) for match in matches if match]


def _at_end(text: str) -> bool | None:
    match = _SIDES.fullmatch(text)
    if match is None:
        msg = f"not the reads at either end 'n/n:n:n': {text!r}"
        raise ValueError(msg)
    lower, upper = int(match[1]), int(match[2])
    return None if bool(lower) is bool(upper) else bool(upper)


def _genes_of(line: str) -> str:
    return line.split("\t", 1)[1].split(" ")[0]


def _is_call(line: str) -> bool:
    if line.startswith(_FULL):
        return " supporting reads=" in line
    return line.startswith(_SUM) and line.count(" ") == 3
