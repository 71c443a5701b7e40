"""Genes, transcripts, exons and domains, whichever provider they come from."""

from dataclasses import dataclass
from enum import StrEnum

from fusionanno.model.locus import Assembly, Strand


class TranscriptTag(StrEnum):
    """Why a transcript stands out."""

    MANE_SELECT = "MANE Select"
    MANE_PLUS_CLINICAL = "MANE Plus Clinical"


@dataclass(frozen=True, slots=True)
class Gene:
    """A gene, or a named region such as IGH, on one assembly; start and end are 1-based, inclusive.

    is_region marks immunoglobulin and T-cell-receptor loci, which have no transcript of their own here.
    """

    symbol: str
    contig: str
    start: int
    end: int
    strand: Strand
    hgnc_id: str | None = None
    entrez_id: str | None = None
    ensembl_id: str | None = None
    is_region: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch aligned without a gap; genomic, 1-based, inclusive.

    phase is the source's reading phase of the block's first coding base in transcript direction
    (0 = first base of a codon, 1 = second, 2 = third), None where the block holds no coding base.
    """

    start: int
    end: int
    phase: int | None


@dataclass(frozen=True, slots=True)
class Exon:
    """An exon: its number in transcript direction from 1, its blocks in transcript direction.

    Nearly every exon is one block; alignment gaps under 20 bases make several blocks of one exon.
    """

    number: int
    blocks: tuple[Block, ...]

    @property
    def start(self) -> int:
        """The lowest genomic base."""
        return min(block.start for block in self.blocks)

    @property
    def end(self) -> int:
        """The highest genomic base."""
        return max(block.end for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript placed on one assembly.

    exons are in transcript direction. cds_start and cds_end are the lowest and highest coding bases on the
    genome (1-based, inclusive, stop codon included), both None for a non-coding transcript. note says what is
    unusual about this row (for instance: placed on this assembly by a constant offset, not by its source).
    is_partial marks an alignment with other exons or coding bases than the same version has on the other
    assembly, where it is fuller: exon numbers and residues counted here are not the transcript's own.
    """

    id: str
    gene: str
    assembly: Assembly
    contig: str
    strand: Strand
    exons: tuple[Exon, ...]
    cds_start: int | None = None
    cds_end: int | None = None
    tag: TranscriptTag | None = None
    ensembl_id: str | None = None
    protein_id: str | None = None
    note: str | None = None
    is_partial: bool = False

    @property
    def start(self) -> int:
        return min(self.exons[0].start, self.exons[-1].start)

    @property
    def end(self) -> int:
        return max(self.exons[0].end, self.exons[-1].end)

    @property
    def is_coding(self) -> bool:
        return self.cds_start is not None

    @property
    def has_alignment_gaps(self) -> bool:
        """True where the genome and the transcript's own sequence are known to differ in length."""
        return self.is_partial or max([len(exon.blocks) for exon in self.exons]) > 1

    @property
    def is_plus(self) -> bool:
        return self.strand is Strand.PLUS


@dataclass(frozen=True, slots=True)
class Domain:
    """A protein domain; start and end are residues, 1-based, inclusive.

    accession is InterPro's or Pfam's, empty for a domain that a paper describes. role says what it does in a
    fusion where a source is known ("trimerisation"); no drug follows from it.
    """

    accession: str
    name: str
    start: int
    end: int
    is_kinase: bool = False
    role: str = ""
