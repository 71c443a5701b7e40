"""Transcripts on which the literature numbers a gene's exons, where that is not MANE Select."""

from collections.abc import Iterator
from dataclasses import dataclass

from fusionanno.genemodel.tables import damaged, read_rows

_TABLE = "literature.tsv"


@dataclass(frozen=True, slots=True)
class LiteratureTranscript:
    """One row: the gene, the RefSeq accession without version, and why it matters.

    On which one papers nearly always count is for naming to say (exon_numbering.tsv).
    """

    gene: str
    accession: str
    note: str


def literature_transcripts(symbol: str | None = None) -> tuple[LiteratureTranscript, ...]:
    """Return the rows of one approved symbol, or all of them, in the table's order.

    >>> [row.accession for row in literature_transcripts("ROS1")]
    ['NM_002944']
    """
    return tuple(row for row in _rows() if symbol in (None, row.gene))


def _rows() -> Iterator[LiteratureTranscript]:
    for row in read_rows(_TABLE):
        if len(row) != 3:
            raise damaged(_TABLE, f"gene, transcript and note expected: {' '.join(row)}")
        yield LiteratureTranscript(*row)
