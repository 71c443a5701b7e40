"""UCSC genePred rows and MANE rows -> the genes and transcripts of one assembly."""

import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from fusionanno.genemodel.rows import GeneRow, gene_line, transcript_line
from fusionanno.model import Assembly, Block, Exon, Gene, Strand, Transcript, TranscriptTag, plain_contig

CONTIGS = (*map(str, range(1, 23)), "X", "Y", "MT")
MITOCHONDRIAL = {"COX1": "MT-CO1", "COX2": "MT-CO2", "COX3": "MT-CO3", "CYTB": "MT-CYB"}
"""RefSeq gene names on the mitochondrion whose HGNC symbol is not just "MT-" and the name."""
PREFIXES = ("NM_", "NR_")
MINIMAL_INTRON = 20
"""Shorter "introns" are gaps of the alignment (bases): the exon is one, of several blocks."""
MEMBER_SIZE = 1 << 16
"""Raw bytes after which a gzip member is closed."""


@dataclass(frozen=True, slots=True)
class ManeRow:
    """One line of the MANE summary; gene is as GRCh38 has it, with MANE's span."""

    accession: str
    gene: Gene
    tag: TranscriptTag
    ensembl_id: str
    protein_id: str | None
    on_primary: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """What decides a gene's symbol: MANE's first, then the newer assembly's, then an unambiguous alias.

    accessions: RefSeq accession -> symbol. renamed: UCSC gene name -> symbol.
    """

    mane: Mapping[str, ManeRow]
    accessions: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)

    def symbol(self, accession: str, name: str) -> str:
        """Return the current symbol of a transcript that UCSC files under `name`."""
        if accession in self.mane:
            return self.mane[accession].gene.symbol
        return self.accessions.get(accession) or self.renamed.get(name, name)


def lines(path: Path) -> Iterator[str]:
    """Yield the lines of a text file, gzipped or not, without line ends."""
    data = path.read_bytes()
    text = gzip.decompress(data) if path.suffix == ".gz" else data
    yield from text.decode("utf-8").splitlines()


def accession(name: str) -> str:
    """Return an id without its version.

    >>> accession("NM_004304.5")
    'NM_004304'
    """
    return name.partition(".")[0]


def read_mane(path: Path) -> dict[str, ManeRow]:
    """Read NCBI's MANE summary: RefSeq accession without version -> row; ValueError where a column lacks."""
    rows = lines(path)
    header = next(rows).lstrip("#").split("\t")
    found = {}
    for line in rows:
        cells = dict(zip(header, line.split("\t"), strict=True))
        found[accession(cells["RefSeq_nuc"])] = _mane_row(cells)
    return found


def _mane_row(cells: Mapping[str, str]) -> ManeRow:
    contig = _refseq_contig(cells["GRCh38_chr"])
    gene = Gene(
        symbol=cells["symbol"],
        contig=contig or cells["GRCh38_chr"],
        start=int(cells["chr_start"]),
        end=int(cells["chr_end"]),
        strand=Strand(cells["chr_strand"]),
        hgnc_id=cells["HGNC_ID"] or None,
        entrez_id=cells["NCBI_GeneID"].removeprefix("GeneID:") or None,
        ensembl_id=accession(cells["Ensembl_Gene"]) or None,
    )
    tag = TranscriptTag(cells["MANE_status"])
    protein = cells["RefSeq_prot"] if cells["RefSeq_prot"].startswith("NP_") else None
    return ManeRow(
        accession(cells["RefSeq_nuc"]), gene, tag, cells["Ensembl_nuc"], protein, contig is not None
    )


def _refseq_contig(name: str) -> str | None:
    """Return the contig of a RefSeq chromosome accession (NC_000023.11 is X); None for a patch."""
    number = accession(name).removeprefix("NC_")
    return CONTIGS[int(number) - 1] if number.isdigit() and int(number) <= 24 else None


def read_genepred(path: Path, assembly: Assembly) -> Iterator[Transcript]:
    """Yield the curated transcripts of a UCSC genePredExt table (with its bin column) that lie on CONTIGS.

    These are NM_ and NR_; on the mitochondrion, where RefSeq has no transcripts, the YP_ proteins.
    """
    for line in lines(path):
        cells = line.split("\t")
        if not cells[0].startswith("#") and plain_contig(cells[2]) in CONTIGS and _is_curated(cells):
            yield _transcript(cells, assembly)


def _is_curated(cells: list[str]) -> bool:
    return cells[1].startswith("YP_" if cells[2] == "chrM" else PREFIXES)


def _gene_name(cells: list[str]) -> str:
    """Return UCSC's gene name, with HGNC's prefix on the mitochondrion."""
    name = cells[12]
    return MITOCHONDRIAL.get(name, f"MT-{name}") if cells[2] == "chrM" else name


def _transcript(cells: list[str], assembly: Assembly) -> Transcript:
    strand, coding = Strand(cells[3]), cells[6] != cells[7]
    return Transcript(
        id=cells[1],
        gene=_gene_name(cells),
        assembly=assembly,
        contig=plain_contig(cells[2]),
        strand=strand,
        exons=exons(_blocks(cells), strand),
        cds_start=int(cells[6]) + 1 if coding else None,
        cds_end=int(cells[7]) if coding else None,
    )


def _blocks(cells: list[str]) -> list[Block]:
    """Return the aligned blocks in ascending order; UCSC's columns are 0-based and half-open."""
    columns = ([int(cell) for cell in cells[index].strip(",").split(",")] for index in (9, 10, 15))
    return [
        Block(start + 1, end, None if phase < 0 else phase)
        for start, end, phase in zip(*columns, strict=True)
    ]


def exons(blocks: list[Block], strand: Strand) -> tuple[Exon, ...]:
    """Number exons in transcript direction; blocks less than MINIMAL_INTRON apart are one exon.

    >>> [len(e.blocks) for e in exons([Block(1, 9, 0), Block(12, 20, 0), Block(90, 99, 0)], Strand.PLUS)]
    [2, 1]
    """
    groups: list[list[Block]] = []
    for block in blocks:
        if groups and block.start - groups[-1][-1].end - 1 < MINIMAL_INTRON:
            groups[-1].append(block)
        else:
            groups.append([block])
    if strand is Strand.MINUS:
        groups = [group[::-1] for group in groups[::-1]]
    return tuple(Exon(number, tuple(group)) for number, group in enumerate(groups, 1))


def annotate(transcripts: Iterable[Transcript], naming: Naming) -> list[Transcript]:
    """Give transcripts their current symbols and what MANE says of their accession, whatever its version."""
    return [_annotated(transcript, naming) for transcript in transcripts]


def _annotated(transcript: Transcript, naming: Naming) -> Transcript:
    name = accession(transcript.id)
    symbol, row = naming.symbol(name, transcript.gene), naming.mane.get(name)
    if row is None:
        return replace(transcript, gene=symbol) if symbol != transcript.gene else transcript
    return replace(transcript, gene=symbol, tag=row.tag, ensembl_id=row.ensembl_id, protein_id=row.protein_id)


def renames(transcripts: Iterable[Transcript], naming: Naming, aliases: Mapping[str, str]) -> dict[str, str]:
    """Return UCSC gene name -> current symbol for the names that are no longer current.

    A name follows the symbol that most of its transcripts have (ties: the first in the alphabet), else an
    unambiguous alias; a name that some gene still carries is left alone.
    """
    votes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for transcript in transcripts:
        symbol = naming.symbol(accession(transcript.id), "")
        votes[transcript.gene][symbol] += bool(symbol)
    current = {row.gene.symbol for row in naming.mane.values()} | set(naming.accessions.values())
    return {
        name: new
        for name, counts in votes.items()
        if name not in current and (new := _winner(counts) or aliases.get(name)) and new != name
    }


def _winner(counts: Mapping[str, int]) -> str | None:
    best = min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
    return best[0] if best[1] else None


@dataclass(frozen=True, slots=True, order=True)
class Extent:
    """How much of a transcript an alignment shows: bases, exons, coding bases."""

    bases: int
    exons: int
    coding: int

    @classmethod
    def of(cls, transcript: Transcript) -> "Extent":
        low, high = transcript.cds_start or 0, transcript.cds_end or -1
        blocks = [block for exon in transcript.exons for block in exon.blocks]
        coding = ((max(block.start, low), min(block.end, high)) for block in blocks)
        return cls(
            sum(block.end - block.start + 1 for block in blocks),
            len(transcript.exons),
            sum(end - start + 1 for start, end in coding if start <= end),
        )


def partial_marked(ones: Iterable[Transcript], others: Iterable[Transcript]) -> list[Transcript]:
    """Mark alignments that the same version's alignment to the other assembly shows not to be whole.

    An alignment holds the bases that genome and transcript share; what the genome lacks leaves no trace in
    its row, only the comparison tells. Of two that differ in exons or coding bases, the one with fewer bases
    is not whole; with as many, the one that is cut into more exons. A length that differs in untranslated
    exons alone changes no number and marks nothing.
    """
    fullest: dict[str, Transcript] = {}
    for other in sorted(others, key=Extent.of):
        fullest[other.id] = other
    return [_partial(one, fullest.get(one.id)) for one in ones]


def _partial(one: Transcript, other: Transcript | None) -> Transcript:
    if other is None:
        return one
    ours, theirs = Extent.of(one), Extent.of(other)
    is_alike = (ours.exons, ours.coding) == (theirs.exons, theirs.coding)
    if is_alike or (ours.bases, -ours.exons) >= (theirs.bases, -theirs.exons):
        return one
    note = f"aligned with {ours.exons} exons and {ours.coding} coding bases here"
    note = f"{note}, with {theirs.exons} and {theirs.coding} on {other.assembly}"
    return replace(one, is_partial=True, note=note)


def shifted(transcript: Transcript, assembly: Assembly, offset: int, note: str) -> Transcript:
    """Return the transcript moved by a constant number of bases to another assembly."""
    moved = tuple(
        Exon(exon.number, tuple(Block(b.start + offset, b.end + offset, b.phase) for b in exon.blocks))
        for exon in transcript.exons
    )
    cds = [None if edge is None else edge + offset for edge in (transcript.cds_start, transcript.cds_end)]
    return replace(transcript, assembly=assembly, exons=moved, cds_start=cds[0], cds_end=cds[1], note=note)


def offsets(one: Transcript, other: Transcript) -> set[int]:
    """Return every distance between the block edges of one transcript on two assemblies.

    Raises ValueError where the two are not cut into the same blocks.
    """
    edges = ([(b.start, b.end) for exon in t.exons for b in exon.blocks] for t in (one, other))
    return {b - a for pair in zip(*edges, strict=True) for a, b in zip(*pair, strict=True)}


def loci(transcripts: Iterable[Transcript]) -> list[tuple[Transcript, ...]]:
    """Group transcripts by gene, contig and strand, in the order of contig, start and symbol."""
    groups: dict[tuple[str, str, str], list[Transcript]] = defaultdict(list)
    for transcript in transcripts:
        groups[transcript.gene, transcript.contig, transcript.strand].append(transcript)
    found = [tuple(sorted(group, key=lambda t: (t.start, t.end, t.id))) for group in groups.values()]
    return sorted(found, key=lambda group: (CONTIGS.index(group[0].contig), group[0].start, group[0].gene))


def gene_of(group: tuple[Transcript, ...], known: Mapping[str, Gene], ensembl: Mapping[str, str]) -> Gene:
    """Return the gene of one locus; ids come from MANE, an Ensembl id failing that from a unique symbol."""
    symbol, first = group[0].gene, group[0]
    gene = Gene(symbol, first.contig, first.start, max(t.end for t in group), first.strand)
    if symbol not in known:
        return replace(gene, ensembl_id=ensembl.get(symbol))
    ids = known[symbol]
    return replace(gene, hgnc_id=ids.hgnc_id, entrez_id=ids.entrez_id, ensembl_id=ids.ensembl_id)


def placements(groups: list[tuple[Transcript, ...]]) -> list[int]:
    """Number each gene's loci from 1: MANE Select's first, then by most transcripts, then genome order."""
    order: dict[str, list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        order[group[0].gene].append(index)
    numbers = [0] * len(groups)
    for indices in order.values():
        ranked = sorted(indices, key=lambda i: (not _has_select(groups[i]), -len(groups[i]), i))
        for number, index in enumerate(ranked, 1):
            numbers[index] = number
    return numbers


def _has_select(group: tuple[Transcript, ...]) -> bool:
    return any(transcript.tag is TranscriptTag.MANE_SELECT for transcript in group)


def pack(rows: Iterable[tuple[GeneRow, tuple[Transcript, ...]]]) -> tuple[list[GeneRow], bytes]:
    """Pack transcripts into gzip members of whole genes; return the genes' rows, placed, and the file."""
    placed: list[GeneRow] = []
    packed, member = b"", b""
    for row, group in rows:
        text = "".join(f"{transcript_line(transcript)}\n" for transcript in group).encode()
        placed.append(replace(row, member=len(packed), first=len(member), length=len(text)))
        member += text
        if len(member) >= MEMBER_SIZE:
            packed, member = packed + gzip.compress(member, mtime=0), b""
    return placed, packed + gzip.compress(member, mtime=0) if member else packed


def gene_table(rows: Iterable[GeneRow]) -> bytes:
    """Return the table of genes, each on one line."""
    return "".join(f"{gene_line(row)}\n" for row in rows).encode()
