"""FusionMap, also as Oshell runs it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import tee

from fusionanno.model import (
    CallerSequence,
    FusionCall,
    Neighbour,
    Partner,
    PartnerOrder,
    ReadingFrame,
    RejectedRow,
    Source,
    Strand,
    SupportMeaning,
    reverse_complement,
)
from fusionanno.readers.base import Column, Item, TableReader
from fusionanno.readers.cells import RNA, Row, breakpoint_at, count, frame, optional, required, strand
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSequence, SwiftSupport

_FRAMES = {"InFrame": ReadingFrame.IN_FRAME, "FrameShift": ReadingFrame.OUT_OF_FRAME}
_COUNTS = ("UniqueCuttingPositionCount", "SeedCount", "RescuedCount")
_OF_ID = re.compile(r"\(([+-])([+-])\)$").search
_BOTH_FRAMES = re.compile(r"[012]->[012]").fullmatch
_JUNCTION = re.compile(r"([ACGT]+)@?([acgt]+)").fullmatch


class FusionMapReader(TableReader):
    """FusionMap and Oshell ``FusionReport.txt`` and ``FusionReport.Table.txt``.

    FusionGene (``EML4->ALK``) tells which gene is 5'. Newer files list that gene first, with the strands of
    the fusion transcript; in older ones, which sort the two places by their position, it can be the second:
    then the strands are those of the other end and are turned. Where FusionGene is empty the order is not
    told. A gene cell that lists several is no symbol: its genes are neighbours. Positions are 1-based. The
    counts stand in columns that begin with the sample's name, which becomes the sample; in a table of several
    samples a row is a call of each sample that has reads. Split reads are SeedCount + RescuedCount; there are
    no pairs. FrameShiftClass is FusionMap's verdict where FrameShift has one frame on either side (``2->0``);
    where a side has none or several (``2->``) FusionMap writes InFrame whatever follows, which is a tag and
    no verdict. Splice pattern, exon boundary, FrameShift and the number of cutting positions are tags, Filter
    (InBlackList ...) is a filter not passed, FusionID the id.

    FusionJunctionSequence stands in the direction of the FusionID, which need not be the fusion's; it is read
    where the strands tell the two apart (``++`` or ``--``), and turned where they differ. Transcripts and
    exon numbers are lists of everything at the position and are not read.

    Read as real files: some fifty reports on GRCh37, with 21 and with 25 columns, and one on GRCh38. Checked
    on STX16::RAE1 (GRCh37 20:57227143, 20:55929088), where STAR-Fusion has the same positions; at 1064
    junctions of the same samples EricScript has the same positions and bases; in three simulated samples 267
    of 272 in-frame and 532 of 541 FrameShift verdicts agree with ours.
    """

    name = "fusionmap"
    title = "FusionMap, Oshell"
    versions = "with and without FrameShiftClass, OnExonBoundary and Filter"
    url = "http://www.arrayserver.com/wiki/index.php?title=Oshell"
    support = SupportMeaning(
        split_reads="SeedCount + RescuedCount: reads across the junction, with enough bases in either gene"
        " (seed) or in one of them only (rescued)",
    )
    columns = (
        Column("FusionID", "id of the call", "FUS_42295515_29223527(+-)"),
        Column(_COUNTS[0], "a tag", "6", False),
        Column(_COUNTS[1], "split reads", "20", False),
        Column(_COUNTS[2], "split reads", "7", False),
        Column("Strand", "5' and 3' strand", "+-"),
        Column("Chromosome1", "first contig", "2"),
        Column("Position1", "first position", "42295516"),
        Column("Chromosome2", "second contig", "2"),
        Column("Position2", "second position", "29223528"),
        Column("KnownGene1", "first gene, or genes", "EML4"),
        Column("KnownGene2", "second gene, or genes", "ALK"),
        Column("FusionJunctionSequence", "bases at the junction", "", False),
        Column("FusionGene", "which gene is 5'", "EML4->ALK"),
        Column("SplicePattern", "a tag", "GT-AG", False),
        Column("FrameShift", "a tag", "0->0", False),
        Column("FrameShiftClass", "FusionMap's verdict on the frame", "InFrame", False),
        Column("OnExonBoundary", "a tag", "Both", False),
        Column("Filter", "filters not passed", "", False),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        signs = _signs(row)
        order, is_turned = _order(row)
        verdict = frame(row, "FrameShiftClass", _FRAMES)
        first, second = (_partner(row, side, sign) for side, sign in zip("12", signs, strict=True))
        five, three = (_other_end(second), _other_end(first)) if is_turned else (first, second)
        return SwiftCall(
            caller=self.name,
            five_prime=five,
            three_prime=three,
            molecule=RNA,
            support=SwiftSupport(_split_reads(row)),
            caller_frame=verdict if _is_judged(row) else None,
            sequence=_sequence(row, five, three),
            tags=_tags(row),
            order=order,
            call_id=required(row, "FusionID"),
            filters=tuple((optional(row, "Filter") or "").split(",")) if optional(row, "Filter") else (),
            source=source,
        )

    def _rows(
        self, numbered: Iterator[tuple[int, str]], names: Sequence[str], delimiter: str, path: str
    ) -> Iterator[Item]:
        """Read a row once for each sample that has columns of counts."""
        samples = _samples(names)
        if len(samples) < 2:
            for item in super()._rows(numbered, _of_sample(names, *samples), delimiter, path):
                yield _named(item, *samples)
            return
        readings = [
            super(FusionMapReader, self)._rows(copy, _of_sample(names, sample), delimiter, path)
            for copy, sample in zip(tee(numbered, len(samples)), samples, strict=True)
        ]
        for items in zip(*readings, strict=True):
            if isinstance(items[0], RejectedRow):
                yield items[0]
            else:
                yield from filter(_has_reads, map(_named, items, samples))


def _samples(names: Sequence[str]) -> list[str]:
    """Return the names before .SeedCount, in the order of the columns."""
    ending = f".{_COUNTS[1]}"
    return [name.removesuffix(ending) for name in names if name.endswith(ending)]


def _of_sample(names: Sequence[str], sample: str = "") -> list[str]:
    """Return the header with the count columns of one sample under their plain names."""
    own = {f"{sample}.{name}": name for name in _COUNTS}
    return [own.get(name, name) for name in names]


def _named(item: Item, sample: str | None = None) -> Item:
    return replace(item, sample=sample) if sample and isinstance(item, FusionCall) else item


def _has_reads(item: Item) -> bool:
    return not isinstance(item, FusionCall) or item.support.split_reads != 0


def _signs(row: Row) -> tuple[Strand, Strand]:
    written = required(row, "Strand")
    first, second = (strand(sign, "Strand") for sign in written) if len(written) == 2 else (None, None)
    if first is None or second is None:
        msg = f"Strand is not two signs such as +-: {written!r}"
        raise ValueError(msg)
    return first, second


def _order(row: Row) -> tuple[PartnerOrder, bool]:
    """Tell whether the 5' gene is told, and whether it is the second."""
    told, genes = row["FusionGene"], (row["KnownGene1"], row["KnownGene2"])
    if told == "->".join(genes) and all(genes):
        return PartnerOrder.TOLD, False
    if told == "->".join(reversed(genes)) and all(genes):
        return PartnerOrder.TOLD, True
    return PartnerOrder.NOT_TOLD, False


def _partner(row: Row, side: str, read: Strand) -> Partner:
    genes = (optional(row, f"KnownGene{side}") or "").split(",")
    place = f"{required(row, f'Chromosome{side}')}:{required(row, f'Position{side}')}"
    return SwiftPartner(
        symbol=genes[0] or None if len(genes) == 1 else None,
        breakpoint=breakpoint_at(place, f"Chromosome{side}:Position{side}"),
        strand=read,
        neighbours=tuple(map(Neighbour, filter(None, genes))) if len(genes) > 1 else (),
    )


def _is_judged(row: Row) -> bool:
    """Whether FrameShiftClass rests on a frame on both sides; FusionMap writes InFrame also where none is."""
    return row["FrameShiftClass"] != "InFrame" or _BOTH_FRAMES(row["FrameShift"]) is not None


def _other_end(partner: Partner) -> Partner:
    return replace(partner, strand=partner.strand and partner.strand.opposite)


def _split_reads(row: Row) -> int | None:
    seed, rescued = count(row, "SeedCount"), count(row, "RescuedCount")
    return seed + rescued if seed is not None and rescued is not None else None


def _sequence(row: Row, five: Partner, three: Partner) -> CallerSequence | None:
    """Read the bases where the strands tell in which direction they stand; None elsewhere."""
    match, signs = _JUNCTION(row["FusionJunctionSequence"]), _OF_ID(row["FusionID"])
    if match is None or signs is None or signs[1] != signs[2] or five.strand is not three.strand:
        return None
    before, after = match[1], match[2].upper()
    if five.strand is strand(signs[1], "FusionID"):
        return SwiftSequence(before, after)
    return SwiftSequence(reverse_complement(after), reverse_complement(before))


def _tags(row: Row) -> tuple[str, ...]:
    told = ["SplicePattern", "OnExonBoundary", "FrameShift", "UniqueCuttingPositionCount"]
    if not _is_judged(row):
        told.append("FrameShiftClass")
    return tuple(f"{name}={row[name]}" for name in told if optional(row, name))
