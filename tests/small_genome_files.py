"""
The small genome in the forms that the gene-model providers read: UCSC genePredExt with MANE, synonyms, bands
and domains; Ensembl's GTF with its cDNA FASTA; a GTF as UCSC makes it from RefSeq; an indexed genome FASTA.
Transcripts stand in reverse order, so that a provider which keeps the order of its file is found out.

Formats: genome.ucsc.edu/FAQ/FAQformat (genePredExt), mblab.wustl.edu/GTF22.html (GTF), the heads of
NCBI's MANE summary and of Ensembl's GTF.
"""

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from fusionanno.model import Assembly, Block, Exon, Transcript
from fusionanno.resources import build_reference
from tests.small_genome import (
    CONTIG_LENGTH,
    CONTIGS,
    GENE_IDS,
    coding_positions,
    contig_sequence,
    small_genome,
    transcript_sequence,
)

BANDS = (("1", 0, 6000, "p1.1"), ("1", 6000, 12000, "q1.1"), ("2", 0, 12000, "p2.2"))
SYNONYMS = {"PLUS1": ("OLDPLUS", "SHARED"), "MINUS1": ("OLDMINUS", "SHARED")}
KINASE_OF_MINUS1 = (31, 60)

_GENEPRED = ("#bin name chrom strand txStart txEnd cdsStart cdsEnd exonCount exonStarts exonEnds score name2 "
             "cdsStartStat cdsEndStat exonFrames")  # fmt: skip
_MANE = ("#NCBI_GeneID Ensembl_Gene HGNC_ID symbol name RefSeq_nuc RefSeq_prot Ensembl_nuc Ensembl_prot "
         "MANE_status GRCh38_chr chr_start chr_end chr_strand")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Piece:
    """A row of a GTF: its feature, its span, its frame ("." where it has none)."""

    feature: str
    start: int
    end: int
    frame: str = "."


def write_genepred(path: Path) -> Path:
    """Write every transcript as UCSC's ncbiRefSeq table has it (0-based, half-open, blocks ascending)."""
    rows = [_GENEPRED.replace(" ", "\t"), *(_genepred(found) for found in reversed(small_genome()))]
    return _write(path, rows)


def write_mane(path: Path) -> Path:
    """Write MANE's summary of the tagged transcripts."""
    rows = [_MANE.replace(" ", "\t")]
    for found in small_genome():
        if found.tag:
            ids = GENE_IDS[found.gene]
            rows.append("\t".join((
                f"GeneID:{ids.entrez_id}", f"{ids.ensembl_id}.7", ids.hgnc_id, found.gene, "test gene",
                found.id, found.protein_id or "", found.ensembl_id or "", "ENSP00000900000.1", found.tag,
                f"NC_00000{found.contig}.12", str(found.start), str(found.end), found.strand,
            )))  # fmt: skip
    return _write(path, rows)


def write_synonyms(path: Path) -> Path:
    """Write symbol, alias, alias; SHARED is claimed twice."""
    return _write(path, ["\t".join((symbol, *aliases)) for symbol, aliases in SYNONYMS.items()])


def write_bands(path: Path) -> Path:
    """Write UCSC's cytoBand columns (0-based, half-open)."""
    return _write(path, [f"chr{contig}\t{start}\t{end}\t{band}\tgneg" for contig, start, end, band in BANDS])


def write_structures(path: Path) -> Path:
    """Write MINUS1's exons from its lowest base, as `1;start;length`, lengths one short as in the source."""
    found = next(found for found in small_genome() if found.gene == "MINUS1")
    exons = sorted((exon.start - found.start, exon.end - exon.start) for exon in found.exons)
    return _write(
        path, ["\t".join(("MINUS1-201", "1", "0", "-", *(f"1;{a};{length}" for a, length in exons)))]
    )


def write_proteins(path: Path) -> Path:
    """Write MINUS1's domain, InterPro 1245, as `id;start;length`."""
    start, end = KINASE_OF_MINUS1
    return _write(path, ["## domain keys: 1245 = A kinase domain", f"MINUS1-201\t1245;{start};{end - start}"])


def write_ensembl_genes(path: Path) -> Path:
    """Write contig, start, length, number of the ENSG id, symbol."""
    rows = [("1", "1", "1", ids.ensembl_id.lstrip("ENSG0"), gene) for gene, ids in GENE_IDS.items()]
    return _write(path, ["\t".join(row) for row in rows])


def write_genome_fasta(path: Path) -> Path:
    """Write both contigs as "chr1" and "chr2", one line each, with the .fai that samtools would make."""
    _write(path, [text for contig in CONTIGS for text in (f">chr{contig}", contig_sequence(contig))])
    offset, index = 0, []
    for contig in CONTIGS:
        offset += len(f">chr{contig}\n")
        index.append(f"chr{contig}\t{CONTIG_LENGTH}\t{offset}\t{CONTIG_LENGTH}\t{CONTIG_LENGTH + 1}")
        offset += CONTIG_LENGTH + 1
    _write(path.with_name(f"{path.name}.fai"), index)
    return path


def build_tables(folder: Path) -> Path:
    """Run the build script on the small genome; return the folder that then stands for resources/reference.

    The same positions serve as both assemblies. To use it, patch fusionanno.genemodel.tables.table.
    """
    genepred, bands = write_genepred(folder / "genepred.txt"), write_bands(folder / "bands.tsv")
    options = {
        "genepred-grch38": genepred,
        "genepred-grch37": genepred,
        "mane": write_mane(folder / "mane.txt.gz"),
        "gene-structures": write_structures(folder / "structures.tsv.gz"),
        "proteins": write_proteins(folder / "proteins.tsv.gz"),
        "synonyms": write_synonyms(folder / "synonyms.tsv"),
        "ensembl-genes": write_ensembl_genes(folder / "genes.tsv"),
        "cytobands-grch38": bands,
        "cytobands-grch37": bands,
        "output": folder / "reference",
        "sources": folder / "SOURCES",
        "built": "2026-11-23",
    }
    build_reference.main([f"--{name}={value}" for name, value in options.items()])
    return folder / "reference"


def ensembl_transcripts() -> tuple[Transcript, ...]:
    """Return the genome as Ensembl would have it: ENST ids, and exons without a gap."""
    return tuple(
        replace(found, id=found.ensembl_id, exons=tuple(_without_gap(exon) for exon in found.exons))
        for found in small_genome()
        if found.ensembl_id
    )


def write_ensembl_gtf(path: Path, assembly: Assembly = Assembly.GRCH38, extra: Iterable[str] = ()) -> Path:
    """Write Ensembl's form: gene rows, versions apart, CDS without the stop codon; gz by the name's end."""
    rows = [f"#!genome-build {assembly}.p13", "#!genebuild-last-updated 2022-04"]
    found = ensembl_transcripts()
    for gene in dict.fromkeys(transcript.gene for transcript in found):
        members = [transcript for transcript in found if transcript.gene == gene]
        rows.append(_gene_row(gene, members))
        for member in reversed(members):
            name, _, version = member.id.partition(".")
            text = _gene_attributes(gene) + f' transcript_id "{name}"; transcript_version "{version}";'
            rows += _transcript_rows(member, member.contig, text)
    return _write(path, [*rows, *extra])


def write_cdna_fasta(path: Path) -> Path:
    """Write the sequences of Ensembl's transcripts, ids with version; gz by the name's end."""
    rows = []
    for found in ensembl_transcripts():
        bases = transcript_sequence(found)
        rows += [f">{found.id} cdna", *(bases[at : at + 60] for at in range(0, len(bases), 60))]
    return _write(path, rows)


def write_refseq_gtf(path: Path) -> Path:
    """Write UCSC's form: "chr1", no gene rows, ids with version, a row for every block of an exon."""
    rows = []
    for found in reversed(small_genome()):
        text = f'gene_id "{found.gene}"; gene_name "{found.gene}"; transcript_id "{found.id}";'
        rows += _transcript_rows(found, f"chr{found.contig}", text)
    return _write(path, rows)


def write_refseq_fasta(path: Path) -> Path:
    """Write the sequences of the RefSeq transcripts, as far as the genome has them."""
    rows = [text for found in small_genome() for text in (f">{found.id}", transcript_sequence(found))]
    return _write(path, rows)


def _write(path: Path, rows: Iterable[str]) -> Path:
    data = "".join(f"{row}\n" for row in rows).encode()
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)
    return path


def _genepred(found: Transcript) -> str:
    blocks = sorted((b for exon in found.exons for b in exon.blocks), key=lambda block: block.start)
    cds_start, cds_end = (found.cds_start or found.end + 1) - 1, found.cds_end or found.end
    status = "cmpl" if found.is_coding else "none"
    starts, ends = _listed(b.start - 1 for b in blocks), _listed(b.end for b in blocks)
    frames = _listed(-1 if b.phase is None else b.phase for b in blocks)
    cells = ("1", found.id, f"chr{found.contig}", found.strand, found.start - 1, found.end, cds_start,
             cds_end, len(blocks), starts, ends, "0", found.gene, status, status, frames)  # fmt: skip
    return "\t".join(str(cell) for cell in cells)


def _listed(numbers: Iterable[int]) -> str:
    return "".join(f"{number}," for number in numbers)


def _without_gap(exon: Exon) -> Exon:
    return Exon(exon.number, (Block(exon.start, exon.end, exon.blocks[0].phase),))


def _gene_row(gene: str, members: list[Transcript]) -> str:
    low, high = min(t.start for t in members), max(t.end for t in members)
    cells = (
        members[0].contig,
        "test",
        "gene",
        low,
        high,
        ".",
        members[0].strand,
        ".",
        _gene_attributes(gene),
    )
    return "\t".join(str(cell) for cell in cells)


def _gene_attributes(gene: str) -> str:
    ids = GENE_IDS[gene]
    return f'gene_id "{ids.ensembl_id}"; gene_version "7"; gene_name "{gene}"; gene_biotype "test";'


def _transcript_rows(found: Transcript, contig: str, attributes: str) -> Iterator[str]:
    for piece in _pieces(found):
        cells = (
            contig,
            "test",
            piece.feature,
            piece.start,
            piece.end,
            ".",
            found.strand,
            piece.frame,
            attributes,
        )
        yield "\t".join(str(cell) for cell in cells)


def _pieces(found: Transcript) -> Iterator[_Piece]:
    blocks = [block for exon in found.exons for block in exon.blocks]
    yield _Piece("transcript", found.start, found.end)
    yield from (_Piece("exon", block.start, block.end) for block in blocks)
    positions = coding_positions(found)
    for block in blocks:
        coding = [p for p in positions[:-3] if block.start <= p <= block.end]
        if coding:
            yield _Piece("CDS", min(coding), max(coding), str(-(block.phase or 0) % 3))
    yield from _codon("start_codon", positions[:3], blocks)
    yield from _codon("stop_codon", positions[-3:], blocks)


def _codon(feature: str, positions: list[int], blocks: list[Block]) -> Iterator[_Piece]:
    """A codon that two exons share has two rows."""
    for block in blocks:
        here = [p for p in positions if block.start <= p <= block.end]
        if here:
            yield _Piece(feature, min(here), max(here), "0")
