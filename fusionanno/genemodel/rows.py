"""
The text form of a gene and of a transcript in the bundled tables: the one place that knows it, both ways.

An exon is `start+length/phase` (1-based start, no phase where nothing is coding); exons stand in transcript
direction, joined by ",". An exon that the alignment splits is its blocks joined by "&". Empty = not known.
"""

from dataclasses import dataclass

from fusionanno.model import Assembly, Block, Exon, Gene, Strand, Transcript, TranscriptTag

GENE_COLUMNS = ("symbol", "contig", "start", "end", "strand", "hgnc", "entrez", "ensembl", "placement", "ids",
                "member", "first", "length")  # fmt: skip
TRANSCRIPT_COLUMNS = ("id", "gene", "contig", "strand", "cds_start", "cds_end", "tag", "ensembl", "protein",
                      "note", "partial", "exons")  # fmt: skip


@dataclass(frozen=True, slots=True)
class GeneRow:
    """A gene at one place.

    placement counts the places of a gene from 1, the preferred one. ids are the accessions (without version)
    of its transcripts here. member is the byte at which the gzip member with its transcripts begins; first
    and length are bytes of the unpacked member. Without transcripts ids is empty and length is 0.
    """

    gene: Gene
    placement: int = 1
    ids: tuple[str, ...] = ()
    member: int = 0
    first: int = 0
    length: int = 0


def gene_line(row: GeneRow) -> str:
    """Return a gene's line without its end."""
    gene = row.gene
    cells = (gene.symbol, gene.contig, gene.start, gene.end, gene.strand, gene.hgnc_id, gene.entrez_id,
             gene.ensembl_id, row.placement, f",{','.join(row.ids)},", row.member, row.first,
             row.length)  # fmt: skip
    return "\t".join("" if cell is None else str(cell) for cell in cells)


def parse_gene(line: str) -> GeneRow:
    """Read a gene's line; ValueError where it is not one.

    >>> parse_gene(gene_line(GeneRow(Gene("A", "1", 5, 9, Strand.PLUS), 2, ("NM_1",)))).ids
    ('NM_1',)
    """
    symbol, contig, start, end, strand, hgnc, entrez, ensembl, placement, ids, *place = line.split("\t")
    gene = Gene(symbol, contig, int(start), int(end), Strand(strand), hgnc or None, entrez or None,
                ensembl or None)  # fmt: skip
    member, first, length = map(int, place)
    return GeneRow(gene, int(placement), tuple(filter(None, ids.split(","))), member, first, length)


def transcript_line(transcript: Transcript) -> str:
    """Return a transcript's line without its end; the assembly is the table's."""
    cells = (transcript.id, transcript.gene, transcript.contig, transcript.strand, transcript.cds_start,
             transcript.cds_end, transcript.tag, transcript.ensembl_id, transcript.protein_id,
             transcript.note, "yes" if transcript.is_partial else "",
             ",".join(map(_exon_text, transcript.exons)))  # fmt: skip
    return "\t".join("" if cell is None else str(cell) for cell in cells)


def parse_transcript(line: str, assembly: Assembly) -> Transcript:
    """Read a transcript's line; ValueError where it is not one."""
    name, gene, contig, strand, cds_start, cds_end, tag, ensembl, protein, note, partial, exons = line.split(
        "\t"
    )
    return Transcript(
        id=name,
        gene=gene,
        assembly=assembly,
        contig=contig,
        strand=Strand(strand),
        exons=tuple(_exon(number, text) for number, text in enumerate(exons.split(","), 1)),
        cds_start=int(cds_start) if cds_start else None,
        cds_end=int(cds_end) if cds_end else None,
        tag=TranscriptTag(tag) if tag else None,
        ensembl_id=ensembl or None,
        protein_id=protein or None,
        note=note or None,
        is_partial=bool(partial),
    )


def _exon_text(exon: Exon) -> str:
    return "&".join(map(_block_text, exon.blocks))


def _block_text(block: Block) -> str:
    phase = "" if block.phase is None else f"/{block.phase}"
    return f"{block.start}+{block.end - block.start + 1}{phase}"


def _exon(number: int, text: str) -> Exon:
    return Exon(number, tuple(map(_block, text.split("&"))))


def _block(text: str) -> Block:
    start, _, rest = text.partition("+")
    length, _, phase = rest.partition("/")
    return Block(int(start), int(start) + int(length) - 1, int(phase) if phase else None)
