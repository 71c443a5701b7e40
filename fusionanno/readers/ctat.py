"""How the Trinity CTAT tools (STAR-Fusion, FusionInspector, CTAT-LR-fusion) write a partner and its frame."""

import re
from abc import abstractmethod
from collections.abc import Iterator, Sequence

from fusionanno.model import CallerSequence, FusionCall, Partner, ReadingFrame, Source
from fusionanno.readers.base import Item, TableReader
from fusionanno.readers.cells import RNA, Row, count, frame, optional, required, stranded_place
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSequence, SwiftSupport

FRAMES = {"INFRAME": ReadingFrame.IN_FRAME, "FRAMESHIFT": ReadingFrame.OUT_OF_FRAME}
"""The words of PROT_FUSION_TYPE."""

_JOINED = re.compile(r"([acgt]+)([ACGT]+)").fullmatch
_GENE_AND_ID = re.compile(r"(\S+) \((\S+)\)")


_ASSEMBLED = "TrinityGG"
"""Old FusionInspector's column of assembled transcripts."""


class CtatReader(TableReader):
    """A table of STAR-Fusion's shape: left is 5', and the columns of a call have the same names."""

    def _rows(
        self, numbered: Iterator[tuple[int, str]], names: Sequence[str], delimiter: str, path: str
    ) -> Iterator[Item]:
        """Read the rows; one ends before TrinityGG, the last column, where Trinity assembled nothing.

        That is no cut row where the column before it is not read either: all that is read then stands whole.
        """
        read = {name for column in self.columns for name in (column.name, *column.aliases)}
        if names[-1] == _ASSEMBLED and names[-2] not in read:
            short = len(names) - 2
            numbered = (
                (number, line + delimiter if line.count(delimiter) == short else line)
                for number, line in numbered
            )
        return super()._rows(numbered, names, delimiter, path)

    @abstractmethod
    def tags(self, row: Row) -> tuple[str, ...]:
        """Return what the caller says beside the call."""

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        return SwiftCall(
            caller=self.name,
            five_prime=partner(row, required(row, "LeftGene"), "LeftBreakpoint", "CDS_LEFT_ID"),
            three_prime=partner(row, required(row, "RightGene"), "RightBreakpoint", "CDS_RIGHT_ID"),
            molecule=RNA,
            support=SwiftSupport(count(row, "JunctionReadCount"), count(row, "SpanningFragCount")),
            caller_frame=frame(row, "PROT_FUSION_TYPE", FRAMES),
            sequence=coding_sequence(row) if row["FUSION_CDS"] else None,
            sample=optional(row, "sample"),
            tags=self.tags(row),
            source=source,
        )


def partner(row: Row, gene: str, column: str, transcript_column: str) -> Partner:
    """Read the partner of a gene cell ``symbol^id``, ``symbol (id)`` or ``symbol``.

    The cell of `column` is ``contig:position:strand``.
    """
    symbol, _, gene_id = gene.partition("^")
    if " " in gene and (match := _GENE_AND_ID.fullmatch(gene)):  # as DepMap releases write it
        symbol, gene_id = match.groups()
    place, sign = stranded_place(row, column)
    return SwiftPartner(
        symbol=symbol,
        breakpoint=place,
        transcript=optional(row, transcript_column),
        gene_id=gene_id or None,
        strand=sign,
    )


def coding_sequence(row: Row) -> CallerSequence | None:
    """Read the coding sequence of both genes; None where there is no such join of lower and upper case."""
    match = _JOINED(row["FUSION_CDS"])
    return match and SwiftSequence(match[1].upper(), match[2], optional(row, "FUSION_TRANSL"))


def annotations(cell: str) -> tuple[str, ...]:
    """Split ``["a","b"]``; older files write a text whose commas do not separate, which stays whole."""
    if cell[:2] == '["':
        return tuple(cell[2:-2].split('","'))
    return () if cell in ("", ".", "NA", "[]") else (cell,)
