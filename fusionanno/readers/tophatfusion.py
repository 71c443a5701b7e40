"""TopHat-Fusion."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from fusionanno.model import (
    Breakpoint,
    FusionCall,
    PartnerOrder,
    RejectedRow,
    Source,
    Strand,
    SupportMeaning,
)
from fusionanno.readers.base import Item, Reader, is_blank
from fusionanno.readers.cells import MISSING, RNA, breakpoint_at
from fusionanno.readers.lines import Lines
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSource, SwiftSupport

Text = TypeVar("Text")

_WAY = {"f": Strand.PLUS, "r": Strand.MINUS}
_FUSION = re.compile(
    r"(?P<chromosomes>\S+-\S+)\s(?P<left>\d+)\s(?P<right>\d+)\s(?P<way>[fr]{2})"
    r"\s(?P<reads>\d+)\s(?P<pairs>\d+)\s(?P<both>\d+)\s(?P<against>\d+)\s\d+\s\d+"
)
_AROUND = re.compile(r"([ACGTNacgtn]+) ([ACGTNacgtn]+)")
_GENES = re.compile(r"(\S+) \S+ (\S+) \S+")
_DISTANCES = re.compile(r"(-?\d+:-?\d+ ?)*")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_NO_GENE = MISSING | {"N/A"}
_CELLS = 11
_RECORD = 5
"""Lines of a record of potential_fusion.txt that are read; the sixth has distances and may be empty."""


class TopHatFusionReader(Reader):
    """TopHat-Fusion ``result.txt``, ``potential_fusion.txt`` and ``fusions.out``, none of which has a header.

    Left is 5' in the first two: tophat-fusion-post turns a fusion over where the reads ran against both
    genes. In ``fusions.out``, which is written before genes are known, the reads may have run either way:
    the order is not told. Orientations (``ff``, ``fr``, ``rf``, ``rr``) give the strands in reading
    direction; result.txt has none, and no strand is told. Positions are 0-based, the last base on the left
    and the first on the right. Where both sides go on alike the fusion may be joined at several places,
    and TopHat-Fusion takes the first one: positions then lie a few bases before the exons' edges, on both
    sides alike. potential_fusion.txt and fusions.out quote the genome around both breakpoints; the bases that
    are alike there are counted as homology. Read as real files: result.txt of TCGA and the manual's
    fusions.out of MCF-7 on GRCh37, where BCAS4::BCAS3 lies two bases before its exons' edges, and 0-based.
    ``potential_fusion.txt`` is read by the source of tophat-fusion-post 2.1; no real file was at hand.

    Split reads are the reads that span the fusion, spanning fragments the mate pairs on either side of it;
    pairs of which one end spans the fusion are a tag, and so are, where told, the reads that contradict it
    and the orientation. The confidence is the score of result.txt. Coverage, distances and the genes'
    exons are not read.
    """

    name = "tophatfusion"
    title = "TopHat-Fusion"
    versions = "TopHat 2.0 and 2.1 with --fusion-search, and tophat-fusion-post"
    url = "https://ccb.jhu.edu/software/tophat/fusion_manual.shtml"
    coordinate_base = 0
    support = SupportMeaning(
        split_reads="reads that span the fusion (column 8 of result.txt, 5 of fusions.out)",
        spanning_fragments="mate pairs that support the fusion (column 9 of result.txt, 6 of fusions.out)",
    )

    @property
    def recognised_by(self) -> str:
        return (
            "rows of 11 cells: sample, gene, chromosome, position, gene, chromosome, position, three counts, "
            "score; or rows that begin chr20-chr17 49411707 59445685 ff, after a sample or not"
        )

    @property
    def example(self) -> str:
        return "S1\tEML4\tchr2\t42522655\tALK\tchr2\t29446393\t21\t9\t6\t455.97\n"

    def recognises(self, head: Sequence[str]) -> bool:
        first = next((line for line in head if not _is_silent(line)), "")
        return _is_record(first) or _is_raw(first) or _is_result(first)

    def read(self, lines: Lines) -> Iterator[Item]:
        if _is_record(next((line for line in lines.head if not _is_silent(line)), "")):
            return self._records(lines)
        return self._rows(lines)

    def _rows(self, lines: Lines) -> Iterator[Item]:
        for number, line in lines:
            if not _is_silent(line):
                parse = self._raw if "\t@" in line else self._result
                yield _tried(parse, line, SwiftSource(lines.path, number))

    def _result(self, line: str, source: Source) -> FusionCall:
        cells = [cell.strip('"') for cell in line.split("\t")]
        if len(cells) != _CELLS:
            msg = (
                f"{len(cells)} cells where a row has {_CELLS}; the row is cut off or its separators are wrong"
            )
            raise ValueError(msg)
        reads, pairs, both = (_count(cell, place) for place, cell in enumerate(cells[7:10], 8))
        return SwiftCall(
            caller=self.name,
            five_prime=SwiftPartner(_symbol(cells[1]), _breakpoint(cells[2], cells[3])),
            three_prime=SwiftPartner(_symbol(cells[4]), _breakpoint(cells[5], cells[6])),
            molecule=RNA,
            support=SwiftSupport(reads, pairs),
            confidence=_score(cells[10]),
            sample=None if cells[0] in MISSING else cells[0],
            tags=(_both(both),),
            source=source,
        )

    def _raw(self, line: str, source: Source) -> FusionCall:
        parts = [part.strip() for part in line.split("\t@")]
        if len(parts) < 4:
            msg = f"{len(parts)} parts between @ where a row has 7; the row is cut off"
            raise ValueError(msg)
        return self._fusion(parts[0], parts[2:4], PartnerOrder.NOT_TOLD, source)

    def _records(self, lines: Lines) -> Iterator[Item]:
        record: list[str] = []
        began = 0
        for number, line in lines:
            source = SwiftSource(lines.path, number)
            if record:
                record.append(line)
            elif _is_record(line):
                record, began = [line], number
            elif not _is_between(line):
                yield RejectedRow(source, f"not where a fusion begins: {line[:40]!r}")
            if len(record) == _RECORD:
                yield _tried(self._record, record, source)
                record = []
        if record:
            yield RejectedRow(SwiftSource(lines.path, began), "the last fusion is cut off")

    def _record(self, record: Sequence[str], source: Source) -> FusionCall:
        sample, _, fusion = record[0].partition(" ")
        genes = _GENES.fullmatch(record[4].strip())
        if genes is None:
            msg = f"not two genes, each with its place: {record[4][:40]!r}"
            raise ValueError(msg)
        call = self._fusion(fusion, record[1:3], PartnerOrder.TOLD, source)
        five, three = (
            replace(side, symbol=_symbol(gene))
            for side, gene in zip((call.five_prime, call.three_prime), genes.groups(), strict=True)
        )
        return replace(call, five_prime=five, three_prime=three, sample=sample)

    def _fusion(self, text: str, around: Sequence[str], order: PartnerOrder, source: Source) -> FusionCall:
        fusion = _FUSION.match(text)
        if fusion is None:
            msg = f"not a fusion such as 'chr20-chr17 49411707 59445685 ff' with counts: {text[:60]!r}"
            raise ValueError(msg)
        left, right = _chromosomes(fusion["chromosomes"])
        return SwiftCall(
            caller=self.name,
            five_prime=SwiftPartner(None, _breakpoint(left, fusion["left"]), strand=_WAY[fusion["way"][0]]),
            three_prime=SwiftPartner(
                None, _breakpoint(right, fusion["right"]), strand=_WAY[fusion["way"][1]]
            ),
            molecule=RNA,
            support=SwiftSupport(int(fusion["reads"]), int(fusion["pairs"])),
            homology=_homology(*around),
            tags=(fusion["way"], _both(int(fusion["both"])), f"contradicting reads={fusion['against']}"),
            order=order,
            source=source,
        )


def _tried(parse: Callable[[Text, Source], FusionCall], text: Text, source: Source) -> Item:
    try:
        return parse(text, source)
    except ValueError as error:
        return RejectedRow(source, str(error))


def _is_silent(line: str) -> bool:
    return is_blank(line) or line.startswith(("#", "track "))


def _is_between(line: str) -> bool:
    return _is_silent(line) or _DISTANCES.fullmatch(line.strip()) is not None


def _is_raw(line: str) -> bool:
    return "\t@" in line and _FUSION.match(line) is not None


def _is_record(line: str) -> bool:
    return "\t" not in line and _FUSION.match(line.partition(" ")[2]) is not None


def _is_result(line: str) -> bool:
    cells = [cell.strip('"') for cell in line.split("\t")]
    numbers = [cells[place] for place in (3, 6, 7, 8, 9)] if len(cells) == _CELLS else [""]
    return all(map(str.isdecimal, numbers)) and _NUMBER.fullmatch(cells[10]) is not None


def _chromosomes(text: str) -> tuple[str, str]:
    left, _, right = text.partition("-")
    if not left or not right or "-" in right:
        msg = f"cannot tell the two chromosomes of {text!r} apart"
        raise ValueError(msg)
    return left, right


def _breakpoint(chromosome: str, position: str) -> Breakpoint:
    return breakpoint_at(f"{chromosome}:{position}", "position", base=0)


def _symbol(cell: str) -> str | None:
    return None if cell in _NO_GENE else cell


def _count(cell: str, place: int) -> int:
    if not cell.isdecimal():
        msg = f"cell {place} is not a whole number: {cell!r}"
        raise ValueError(msg)
    return int(cell)


def _score(cell: str) -> str:
    if not _NUMBER.fullmatch(cell):
        msg = f"the score is not a number: {cell!r}"
        raise ValueError(msg)
    return f"score {cell}"


def _both(pairs: int) -> str:
    return f"pairs with an end across the fusion={pairs}"


def _homology(left: str, right: str) -> int | None:
    """Count the bases that are alike on both sides of the two breakpoints; None where none are quoted."""
    first, second = _AROUND.fullmatch(left.strip()), _AROUND.fullmatch(right.strip())
    if first is None or second is None:
        return None
    return _alike(first[1][::-1], second[1][::-1]) + _alike(first[2], second[2])


def _alike(one: str, other: str) -> int:
    pairs = zip(one.upper(), other.upper(), strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
