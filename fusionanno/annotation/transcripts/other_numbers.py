"""Exon numbers counted on every transcript of their genes, where all usual readings lose the frame."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice, product

from fusionanno.annotation.geometry.junction import no_splice_site
from fusionanno.annotation.geometry.layouts import Layouts
from fusionanno.annotation.geometry.reading import End, Pair, Reading
from fusionanno.annotation.transcripts.choose import preferred
from fusionanno.annotation.transcripts.movable import Judge
from fusionanno.annotation.transcripts.numbering import counted
from fusionanno.model import FrameVerdict, FusionCall, FusionTranscript, ReadingFrame
from fusionanno.naming.tables import numberings

_SHOWN = 3
"""Readings that are shown beside the told one."""

_MOST_PAIRS = 64
"""Pairs that are judged, so that a call's cost has a bound."""

_LOST = (ReadingFrame.OUT_OF_FRAME, ReadingFrame.STOP_CODON)


class OtherNumbers:
    """Reads exon numbers on the transcripts that nobody is known to count on; judge tells their frames.

    listed are the transcripts of the user's list: they end the question.
    """

    def __init__(self, layouts: Layouts, judge: Judge, listed: frozenset[str]) -> None:
        self._layouts = layouts
        self._judge = judge
        self._listed = listed

    def in_frame(
        self, call: FusionCall, ends: tuple[End, End], read: Sequence[Pair], told: int
    ) -> list[Pair]:
        """Return up to three pairs in frame, of rank 2: those nearest the told one first, then the longest.

        read are the usual readings, none of which is in frame; told is the index of the told one.
        """
        fives = _of_side([pair.five_prime for pair in (read[told], *read)])
        threes = _of_side([pair.three_prime for pair in (read[told], *read)])
        other_fives = tuple(self._others(ends[0], fives))
        other_threes = tuple(self._others(ends[1], threes))
        pairs = (
            *product(other_fives, threes),
            *product(fives, other_threes),
            *product(other_fives, other_threes),
        )
        found = []
        for ways in islice(pairs, _MOST_PAIRS):
            pair = Pair(*ways)
            verdict = self._judge(call, pair)
            if verdict.frame is ReadingFrame.IN_FRAME:
                found.append((_farness(pair, read[told], verdict), pair))
        found.sort(key=lambda each: each[0])
        return [pair for _, pair in found[:_SHOWN]]

    def _others(self, end: End, known: Sequence[Reading]) -> Iterator[Reading]:
        """Yield the number on each further transcript that has it at a place of its own.

        None where a position, a letter, a transcript or a table of how papers count says what is meant.
        """
        partner, gene = end.partner, end.gene.symbol
        is_stated = partner.breakpoint or partner.exon_suffix or partner.transcript or gene in numberings()
        home = preferred(self._layouts.of_gene(gene), self._listed)
        if partner.exon is None or is_stated or home is None or home.is_stated:
            return
        seen = {reading.edge for reading in known}
        for layout in self._layouts.on(gene, home.transcript.contig).telling:
            if partner.exon > layout.exon_count or layout.edge(partner.exon, end.side) in seen:
                continue
            seen.add(layout.edge(partner.exon, end.side))
            with suppress(ValueError):
                reading = counted(end, partner.exon, layout, home, "if the number counts there")
                if not no_splice_site(reading.layout, reading.site):
                    yield replace(reading, rank=2)


def is_dismissed(pairs: Sequence[Pair], fused: Sequence[FusionTranscript], told: int) -> bool:
    """True where no reading keeps the frame, and the told one loses it or joins what cannot splice."""
    if any(fusion.frame.frame is ReadingFrame.IN_FRAME for fusion in fused):
        return False
    is_lost = fused[told].frame.frame in _LOST
    return is_lost or any(no_splice_site(end.layout, end.site) for end in pairs[told].ends)


def _of_side(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    return tuple({reading.edge: reading for reading in reversed(readings)}.values())[::-1]


def _farness(pair: Pair, told: Pair, verdict: FrameVerdict) -> tuple[int, int]:
    moved = sum(one != other for one, other in zip(pair.edges, told.edges, strict=True))
    return moved, -(verdict.protein_length or 0)
