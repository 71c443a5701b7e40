"""A transcript's geometry: genome, transcript and coding positions against each other."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from fusionanno.model import Breakpoint, Exon, Region, Side, Transcript

_NEAREST_EDGES = 8
"""Exon edges that are looked at where a position may lie anywhere in a span."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a genomic position falls.

    exon is the exon that holds it; for an intron the exon before it, for upstream 1, for downstream the last.
    past_start and short_of_end count exonic bases before and after it inside the exon (0 outside exons);
    a position in an alignment gap has no base of its own.
    past_exon and before_next count bases beyond the exon's end and up to the next exon's start (introns, or
    the distance to the transcript outside it).
    """

    region: Region
    exon: int
    past_start: int = 0
    short_of_end: int = 0
    past_exon: int = 0
    before_next: int = 0


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A block in transcript order: transcript positions (1-based) and its first coding base's phase."""

    first: int
    last: int
    phase: int | None


class Layout:
    """Read-only geometry of one transcript.

    Genomic positions are turned so that they ascend in transcript direction on either strand; the rest of
    the arithmetic then knows one direction only.
    """

    __slots__ = (
        "_exon_blocks", "_highs", "_lows", "_sign", "_stretches", "cds_first", "cds_last",
        "exon_first", "exon_last", "has_gaps", "transcript",
    )  # fmt: skip

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self.has_gaps = transcript.has_alignment_gaps
        self._sign = 1 if transcript.is_plus else -1
        self._exon_blocks = [self._turned(exon) for exon in transcript.exons]
        self._lows = [blocks[0][0] for blocks in self._exon_blocks]
        self._highs = [blocks[-1][1] for blocks in self._exon_blocks]
        self._stretches: list[list[_Stretch]] = []
        self.exon_first: list[int] = []
        self.exon_last: list[int] = []
        self._lay_out()
        self.cds_first, self.cds_last = self._coding_span()

    def _turned(self, exon: Exon) -> list[tuple[int, int, int | None]]:
        pairs = ((block.start * self._sign, block.end * self._sign, block.phase) for block in exon.blocks)
        return sorted((min(a, b), max(a, b), phase) for a, b, phase in pairs)

    def _lay_out(self) -> None:
        reached = 0
        for blocks in self._exon_blocks:
            self.exon_first.append(reached + 1)
            stretches = []
            for low, high, phase in blocks:
                stretches.append(_Stretch(reached + 1, reached + high - low + 1, phase))
                reached = stretches[-1].last
            self._stretches.append(stretches)
            self.exon_last.append(reached)

    def _coding_span(self) -> tuple[int | None, int | None]:
        start, end = self.transcript.cds_start, self.transcript.cds_end
        if start is None or end is None:
            return None, None
        first, last = (start, end) if self._sign == 1 else (end, start)
        return self.transcript_position(first), self.transcript_position(last)

    @property
    def exon_count(self) -> int:
        return len(self.exon_first)

    @property
    def length(self) -> int:
        return self.exon_last[-1]

    @property
    def cds_length(self) -> int:
        """Coding bases, stop codon included; 0 for a non-coding transcript."""
        if self.cds_first is None or self.cds_last is None:
            return 0
        return self.cds_last - self.cds_first + 1

    def holds(self, position: int) -> bool:
        """True where a genomic position lies between the transcript's ends."""
        return self._lows[0] <= position * self._sign <= self._highs[-1]

    def spot(self, position: int) -> Spot:
        """Return where a genomic position (1-based) falls."""
        turned = position * self._sign
        index = bisect_left(self._highs, turned)
        if index == self.exon_count:
            return Spot(Region.DOWNSTREAM, index, past_exon=turned - self._highs[-1])
        if turned >= self._lows[index]:
            inside = self._bases_before(index, turned)
            own = any(low <= turned <= high for low, high, _ in self._exon_blocks[index])
            size = self.exon_last[index] - self.exon_first[index] + 1
            return Spot(Region.EXON, index + 1, past_start=inside, short_of_end=size - inside - own)
        before = self._lows[index] - turned
        if index == 0:
            return Spot(Region.UPSTREAM, 1, before_next=before)
        return Spot(Region.INTRON, index, past_exon=turned - self._highs[index - 1], before_next=before)

    def _bases_before(self, index: int, turned: int) -> int:
        return sum(min(high + 1, turned) - low for low, high, _ in self._exon_blocks[index] if low < turned)

    def transcript_position(self, position: int) -> int | None:
        """Return the transcript position (1-based) of an exonic genomic position, else None."""
        spot = self.spot(position)
        first, last = self.exon_first[spot.exon - 1], self.exon_last[spot.exon - 1]
        if spot.region is not Region.EXON or spot.past_start + spot.short_of_end > last - first:
            return None
        return first + spot.past_start

    def place(self, transcript_position: int) -> Breakpoint:
        """Return the genomic place of a transcript position (1-based, within the transcript)."""
        index = bisect_left(self.exon_last, transcript_position)
        pairs = zip(self._stretches[index], self._exon_blocks[index], strict=True)
        stretch, (low, _, _) = next(pair for pair in pairs if transcript_position <= pair[0].last)
        return Breakpoint(self.transcript.contig, (low + transcript_position - stretch.first) * self._sign)

    def edge(self, exon: int, side: Side) -> Breakpoint:
        """Return the exon's last base for the 5' side, its first base for the 3' side."""
        turned = self._highs[exon - 1] if side is Side.FIVE_PRIME else self._lows[exon - 1]
        return Breakpoint(self.transcript.contig, turned * self._sign)

    def intron_before(self, exon: int) -> int | None:
        """Return the bases of the genome between an exon and the one before it; None before the first."""
        if not 2 <= exon <= self.exon_count:
            return None
        return self._lows[exon - 1] - self._highs[exon - 2] - 1

    def exon_at_edge(self, position: int, side: Side) -> int | None:
        """Return the exon that can splice exactly here: donor for 5', acceptor for 3'; else None.

        The last exon has no donor and the first no acceptor.
        """
        turned = position * self._sign
        edges = self._highs if side is Side.FIVE_PRIME else self._lows
        index = bisect_left(edges, turned)
        if index == len(edges) or edges[index] != turned:
            return None
        without = self.exon_count if side is Side.FIVE_PRIME else 1
        return None if index + 1 == without else index + 1

    def edges_near(self, position: int, side: Side, within: int) -> list[tuple[int, int]]:
        """Return exon and distance of every edge within that many bases that can splice, the nearest first.

        The distance runs from the edge to the position, in transcript direction.
        """
        turned = position * self._sign
        edges = self._highs if side is Side.FIVE_PRIME else self._lows
        without = self.exon_count if side is Side.FIVE_PRIME else 1
        near = range(bisect_left(edges, turned - within), bisect_left(edges, turned + within + 1))
        found = [(index + 1, turned - edges[index]) for index in near if index + 1 != without]
        return sorted(found, key=lambda each: abs(each[1]))

    def turning_points(
        self, position: int, span: tuple[int, int], into_intron: int, before_start: int
    ) -> list[int]:
        """Return the shifts within a span, in transcript direction, at which a position may mean another.

        These are the bases around the position, the ends of the span, start and end of the coding sequence
        and the edges of the exons within it, three on either side so that every phase is among them; of many
        exons the nearest count. into_intron and before_start count bases from an exon's edge and before the
        start codon at which a position means another, too.
        """
        turned, (low, high) = position * self._sign, span
        points = {0, low, high, *(mark - turned for mark in self._marks(before_start))}
        for aside in {0, into_intron}:
            first, last = turned + low, turned + high
            edges = [
                *(edge - aside for edge in _from(self._lows, first + aside, last + aside)),
                *(edge + aside for edge in _from(self._highs, first - aside, last - aside)),
            ]
            points.update(sorted((edge - turned for edge in edges), key=abs)[:_NEAREST_EDGES])
        near = {point + aside for point in points for aside in range(-3, 4)}
        return sorted(shift for shift in near if low <= shift <= high)

    def _marks(self, before_start: int) -> Iterator[int]:
        """Yield where the coding sequence turns, and the edges of alignment gaps, in turned positions."""
        if self.cds_first is not None and self.cds_last is not None:
            for base in (self.cds_first - before_start, self.cds_first, self.cds_last - 3, self.cds_last):
                if base >= 1:
                    yield self.place(base).position * self._sign
        if self.has_gaps:
            yield from (
                edge for blocks in self._exon_blocks for low, high, _ in blocks for edge in (low, high)
            )

    def phase(self, transcript_position: int) -> int | None:
        """Return the codon phase (0 to 2) of a coding base; None for an untranslated one.

        Counted from the phase that the source states for the block: that holds through alignment gaps.
        """
        if self.cds_first is None or self.cds_last is None:
            return None
        if not self.cds_first <= transcript_position <= self.cds_last:
            return None
        stretch = self._stretch(transcript_position)
        if stretch.phase is None:
            return None
        return (stretch.phase + transcript_position - max(stretch.first, self.cds_first)) % 3

    def _stretch(self, transcript_position: int) -> _Stretch:
        index = bisect_left(self.exon_last, transcript_position)
        return next(each for each in self._stretches[index] if transcript_position <= each.last)


def _from(edges: list[int], first: int, last: int) -> list[int]:
    """Return the edges from first to last, both included."""
    return edges[bisect_left(edges, first) : bisect_left(edges, last + 1)]
