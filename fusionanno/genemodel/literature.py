"""Transcripts on which the literature numbers a gene's exons, where that is not MANE Select."""

from collections.abc import Iterator
from dataclasses import dataclass

from fusionanno.genemodel.tables import damaged, read_rows

_TABLE = "literature.tsv"


@dataclass(frozen=True, slots=True)
class LiteratureTranscript:
    """One row: the gene, the RefSeq accession without version, and why it matters.

    is_usual marks the one transcript that papers nearly always count on.
    """

    gene: str
    accession: str
    is_usual: bool
    note: str


def literature_transcripts(symbol: str | None = None) -> tuple[LiteratureTranscript, ...]:
    """Return the rows of one approved symbol, or all of them, in the table's order.

    >>> [row.accession for row in literature_transcripts("ROS1")]
    ['NM_002944']
    """
    return tuple(row for row in _rows() if symbol in (None, row.gene))


def _rows() -> Iterator[LiteratureTranscript]:
    for row in read_rows(_TABLE):
        if len(row) != 4 or row[2] not in ("yes", ""):
            raise damaged(_TABLE, f"gene, transcript, usual and note expected: {' '.join(row)}")
        yield LiteratureTranscript(row[0], row[1], row[2] == "yes", row[3])
