"""MapSplice."""

import re
from collections.abc import Iterator, Sequence

from fusionanno.model import (
    CallerSequence,
    FusionCall,
    Neighbour,
    Partner,
    PartnerOrder,
    RejectedRow,
    Source,
    SupportMeaning,
    reverse_complement,
)
from fusionanno.readers.base import Item, Reader, is_blank
from fusionanno.readers.cells import RNA, breakpoint_at, strand
from fusionanno.readers.lines import Lines
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSequence, SwiftSource, SwiftSupport

_BEGIN = re.compile(r"([^\s~]+)~([^\s~]+)\t(\d+)\t(\d+)\t([^\t]+)\t(\d+)\t([+-])([+-])\t\d+,\d+,\d+\t")
_PAIRS = 27  # encompassing read pairs, counted from 0
_MOTIF = 12
_LEAST = 44
_BASES = re.compile(r"[ACGTNacgtn]{10,}")
_FROM = ("from_fusion", "from_normal")
_SENSE = ("GTAG", "GCAG", "ATAC")
_NO_GENE = frozenset(("", "-", ".", "NA"))


class MapSpliceReader(Reader):
    """MapSplice 2 ``fusions_well_annotated.txt``, ``_not_well_annotated`` and ``fusions_candidates.txt``.

    There is no header. The first cell joins both chromosomes (``chr20~chr17``); then come the doner's end
    and the acceptor's start, 1-based, the last and the first base kept, and the strands that the reads have
    there. The doner is 5' where MapSplice found the strands to be the genes' (match_gene_strand is 1) or
    where the splice motif reads GTAG, GCAG or ATAC; elsewhere the reads may have run the other way, and the
    order is not told. Split reads are the coverage of the junction, spanning fragments the encompassing read
    pairs. The 25 bases on either side are the junction's sequence; the file has the acceptor's turned over.

    Gene cells (``BCAS4,``) are there where a GTF was given; where one names several genes the partner has no
    symbol and they are told as genes beside the breakpoint. The splice motif, MapSplice's type (fusion,
    normal, intergenic, overlapping) and where it is from (fusion or normal alignments) are tags. Anchors,
    mismatches, isoforms and uniformity are not read. ``circular_RNAs.txt`` has the same columns and is of
    type normal. Read as real files: two of 2.2 on GRCh38 with known fusions, and a quoted row of BCAS4::BCAS3
    on GRCh37, all on exons' edges.
    """

    name = "mapsplice"
    title = "MapSplice"
    versions = "2.0 to 2.2"
    url = "https://github.com/merckey/MapSplice2"
    support = SupportMeaning(
        split_reads="coverage: reads aligned to the fusion junction (column 5)",
        spanning_fragments="encompassing read pairs: pairs around the junction (column 28)",
    )

    @property
    def recognised_by(self) -> str:
        return "rows that begin chr20~chr17, two positions, an id, a count, two strands (++) and a colour"

    @property
    def example(self) -> str:
        between = ["0"] * (_PAIRS - _MOTIF - 1)
        after = ["0"] * (_LEAST - _PAIRS - 3)
        cells = ["chr2~chr2", "42295516", "29223528", "JUNC_7", "21", "+-", "255,0,0", "2", "9,9,", "0,9,"]
        cells += ["2.1", "5", "GTAG", *between, "9", *after, "GGGAAAGGACCTAAAG", "AGGTGGGCCGGCGGTACA"]
        return "\t".join((*cells, "1", "from_fusion", "fusion", "+,-", "EML4,", "ALK,")) + "\n"

    def recognises(self, head: Sequence[str]) -> bool:
        return _BEGIN.match(next((line for line in head if not is_blank(line)), "")) is not None

    def read(self, lines: Lines) -> Iterator[Item]:
        width = 0
        for number, line in lines:
            if is_blank(line):
                continue
            source, width = SwiftSource(lines.path, number), width or line.count("\t")
            try:
                yield self._call(line, width, source)
            except ValueError as error:
                yield RejectedRow(source, str(error))

    def _call(self, line: str, width: int, source: Source) -> FusionCall:
        if line.count("\t") != width:
            msg = f"{line.count(chr(9)) + 1} cells where the first row has {width + 1}; the row is cut off"
            raise ValueError(msg)
        begin, cells = _BEGIN.match(line), line.rstrip("\t").split("\t")
        if begin is None or len(cells) < _LEAST:
            msg = f"not a whole fusion junction such as 'chr20~chr17 49411710 59445688 ...': {line[:60]!r}"
            raise ValueError(msg)
        notes = _notes(cells)
        chromosomes, positions, strands = begin.group(1, 2), begin.group(3, 4), begin.group(7, 8)
        five, three = (
            _partner(f"{chromosome}:{position}", sign, genes)
            for chromosome, position, sign, genes in zip(
                chromosomes, positions, strands, (*notes[4:6], "", "")[:2], strict=True
            )
        )
        is_told = notes[:1] == ["1"] or cells[_MOTIF].upper() in _SENSE
        return SwiftCall(
            caller=self.name,
            five_prime=five,
            three_prime=three,
            molecule=RNA,
            support=SwiftSupport(int(begin[6]), _pairs(cells[_PAIRS])),
            sequence=_sequence(cells, len(notes)),
            tags=(cells[_MOTIF], *notes[1:3]),
            order=PartnerOrder.TOLD if is_told else PartnerOrder.NOT_TOLD,
            call_id=begin[5],
            source=source,
        )


def _notes(cells: Sequence[str]) -> list[str]:
    """Return the cells from match_gene_strand on: it, where from, type, gene strands, two cells of genes."""
    at = next((place for place, cell in enumerate(cells) if cell in _FROM), None)
    return [] if at is None else list(cells[at - 1 :])


def _partner(place: str, sign: str, genes: str) -> Partner:
    named = [gene for gene in genes.split(",") if gene not in _NO_GENE]
    return SwiftPartner(
        symbol=named[0] if len(named) == 1 else None,
        breakpoint=breakpoint_at(place, "position"),
        strand=strand(sign, "strand"),
        neighbours=tuple(map(Neighbour, named)) if len(named) > 1 else (),
    )


def _pairs(cell: str) -> int:
    if not cell.isdecimal():
        msg = f"cell {_PAIRS + 1}, the encompassing read pairs, is not a whole number: {cell!r}"
        raise ValueError(msg)
    return int(cell)


def _sequence(cells: Sequence[str], notes: int) -> CallerSequence | None:
    """Read the two cells of bases before the notes; the acceptor's are written as the reverse complement."""
    five, three = cells[len(cells) - notes - 2 : len(cells) - notes]
    if not (_BASES.fullmatch(five) and _BASES.fullmatch(three)):
        return None
    return SwiftSequence(five.upper(), reverse_complement(three.upper()))
