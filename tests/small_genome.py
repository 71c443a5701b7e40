"""
A small genome of our own making, for tests: a few genes, each a few hundred bases, known by hand.

`small_genome()` gives plain Transcript values; `contig_sequence()` and `transcript_sequence()` the bases.
Both are made from the table below and from nothing else. small_genome_files.py writes the same genome in the
form that each gene-model provider reads.

What is where (1-based; contig 1 and 2 are 12,000 bases each):

    PLUS1   1+   10 exons: exon 1 untranslated, start codon inside exon 2, exons 4 to 6 of 1, 2 and 3 bases,
                 all phases, the stop codon split 1|2 over exons 8 and 9, exon 10 untranslated
                 a shorter coding transcript (other exon 1, no exon 6) and a non-coding one
    MINUS1  2-   the same difficulties on the minus strand; stop codon whole, 3' UTR in the same exon
                 a MANE Plus Clinical transcript with another exon 1 and without exon 5; a kinase domain
    SPLIT1  1+   start codon split 2|1 over exons 1 and 2
    GAPIN1  1+   exon 2 holds 3 genomic bases that the RefSeq transcript lacks (an alignment gap, two blocks)
    GAPADD1 2+   the RefSeq transcript holds 1 base that the genome lacks: in exon 2 the phase jumps
    NONC1   1-   non-coding, three exons; overlaps the last exon of PLUS1
    INNER1  2+   one exon, coding, in an intron of MINUS1

Every codon but the stop begins with A, C or G, so that no splicing in frame can make a stop.
"""

import hashlib
from dataclasses import dataclass

from fusionanno.model import Assembly, Block, Exon, Strand, Transcript, TranscriptTag

CONTIG_LENGTH = 12_000
CONTIGS = ("1", "2")
_SELECT, _PLUS_CLINICAL = TranscriptTag.MANE_SELECT, TranscriptTag.MANE_PLUS_CLINICAL

# Exons in transcript direction as start-end/phase, blocks of an exon joined by "&"; CDS includes the stop.
_TABLE = (
    ("PLUS1", "NM_900001.2", "ENST00000900001.3", "1+", "1271-2302", _SELECT,
     "1001-1060 1201-1300/0 1401-1440/0 1601-1601/1 1701-1702/2 1801-1803/1 1901-1946/1 2101-2177/2"
     " 2301-2400/1 2501-2600"),
    ("PLUS1", "NM_900002.1", "ENST00000900002.1", "1+", "1271-2302", None,
     "1101-1150 1201-1300/0 1401-1440/0 1601-1601/1 1701-1702/2 1901-1946/1 2101-2177/2 2301-2350/1"),
    ("PLUS1", "NR_900003.1", "ENST00000900003.1", "1+", None, None,
     "1001-1060 1201-1300 1401-1420"),
    ("NONC1", "NR_900031.1", "ENST00000900031.1", "1-", None, None,
     "3301-3400 2901-3000 2551-2700"),
    ("GAPIN1", "NM_900041.1", "ENST00000900041.1", "1+", "4051-4663", None,
     "4001-4100/0 4301-4340/2&4344-4400/0 4601-4700/0"),
    ("SPLIT1", "NM_900051.1", "ENST00000900051.1", "1+", "5099-5389", None,
     "5001-5100/0 5201-5250/2 5301-5400/1"),
    ("GAPADD1", "NM_900061.1", None, "2+", "3051-3463", None,
     "3001-3100/0 3201-3230/2&3231-3290/0 3401-3500/0"),
    ("MINUS1", "NM_900011.4", "ENST00000900011.5", "2-", "8519-9750", _SELECT,
     "9941-10000 9701-9800/0 9500-9500/2 9401-9402/0 9301-9303/2 9001-9100/2 8801-8871/0 8501-8600/2"
     " 8301-8400"),
    ("MINUS1", "NM_900012.1", "ENST00000900012.2", "2-", "8519-9750", _PLUS_CLINICAL,
     "9841-9880 9701-9800/0 9500-9500/2 9401-9402/0 9001-9100/2 8801-8871/0 8501-8600/2 8301-8400"),
    ("INNER1", "NM_900021.1", "ENST00000900021.1", "2+", "9131-9250", _SELECT, "9120-9280/0"),
)  # fmt: skip

PROTEIN_IDS = {"NM_900001.2": "NP_900001.2", "NM_900011.4": "NP_900011.4", "NM_900012.1": "NP_900012.1",
               "NM_900021.1": "NP_900021.1"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GeneIds:
    """The ids under which the outside world knows a gene."""

    hgnc_id: str
    entrez_id: str
    ensembl_id: str


GENE_IDS = {
    gene: GeneIds(f"HGNC:9000{number}", f"9100{number}", f"ENSG0000090000{number}")
    for number, gene in enumerate(("PLUS1", "MINUS1", "INNER1", "NONC1", "GAPIN1", "SPLIT1", "GAPADD1"), 1)
}


def small_genome(assembly: Assembly = Assembly.GRCH38) -> tuple[Transcript, ...]:
    """Return every transcript with its RefSeq id, tag and phases as the table states them."""
    return tuple(_transcript(row, assembly) for row in _TABLE)


def transcript(name: str, assembly: Assembly = Assembly.GRCH38) -> Transcript:
    """Return one transcript by its RefSeq id with version."""
    return next(found for found in small_genome(assembly) if found.id == name)


def contig_sequence(contig: str) -> str:
    """Return the bases of contig 1 or 2, upper-case."""
    bases = list(_filler(contig))
    for found in small_genome():
        if found.contig == contig and found.is_coding:
            for position, base in _coding_bases(found).items():
                bases[position - 1] = base if found.is_plus else complement(base)
    return "".join(bases)


def transcript_sequence(found: Transcript) -> str:
    """Return the genome's bases of a transcript's blocks, 5' to 3'."""
    genome = contig_sequence(found.contig)
    blocks = sorted((b.start, b.end) for exon in found.exons for b in exon.blocks)
    joined = "".join(genome[start - 1 : end] for start, end in blocks)
    return joined if found.is_plus else complement(joined)[::-1]


def coding_sequence(found: Transcript) -> str:
    """Return the bases from the first to the last coding one, 5' to 3'."""
    positions = coding_positions(found)
    genome = contig_sequence(found.contig)
    joined = "".join(genome[position - 1] for position in positions)
    return joined if found.is_plus else complement(joined)


def coding_positions(found: Transcript) -> list[int]:
    """Return the genomic positions of the coding bases in transcript direction."""
    low, high = found.cds_start or 1, found.cds_end or 0
    step = 1 if found.is_plus else -1
    blocks = (block for exon in found.exons for block in exon.blocks)
    spans = (range(block.start, block.end + 1)[::step] for block in blocks)
    return [position for span in spans for position in span if low <= position <= high]


def complement(bases: str) -> str:
    return bases.translate(str.maketrans("ACGT", "TGCA"))


def _transcript(row: tuple[str, str, str | None, str, str | None, TranscriptTag | None, str],
                assembly: Assembly) -> Transcript:  # fmt: skip
    gene, name, ensembl_id, place, cds, tag, exons = row
    edges = [int(edge) for edge in cds.split("-")] if cds else [None, None]
    return Transcript(
        id=name,
        gene=gene,
        assembly=assembly,
        contig=place[0],
        strand=Strand(place[1]),
        exons=tuple(_exon(number, text) for number, text in enumerate(exons.split(), 1)),
        cds_start=edges[0],
        cds_end=edges[1],
        tag=tag,
        ensembl_id=ensembl_id,
        protein_id=PROTEIN_IDS.get(name),
    )


def _exon(number: int, text: str) -> Exon:
    return Exon(number, tuple(_block(part) for part in text.split("&")))


def _block(text: str) -> Block:
    span, _, phase = text.partition("/")
    start, end = (int(edge) for edge in span.split("-"))
    return Block(start, end, int(phase) if phase else None)


def _filler(contig: str) -> str:
    """Bases that look random and are the same on every machine."""
    digests = (hashlib.sha256(f"{contig}:{index}".encode()).digest() for index in range(CONTIG_LENGTH // 32))
    return "".join("ACGT"[byte % 4] for digest in digests for byte in digest)


def _coding_bases(found: Transcript) -> dict[int, str]:
    """Position -> base in transcript direction: ATG, codons that begin with A, C or G, then TAA."""
    positions = coding_positions(found)
    phases = _phase_of_each(found)
    bases = {
        position: "ACG"[position % 3] if phases[position] == 0 else "ACGT"[position * 7 // 3 % 4]
        for position in positions
    }
    return (
        bases | dict(zip(positions[:3], "ATG", strict=True)) | dict(zip(positions[-3:], "TAA", strict=True))
    )


def _phase_of_each(found: Transcript) -> dict[int, int]:
    """Codon position of each coding base, counted on from the phase that the table gives the block."""
    low, high = found.cds_start or 1, found.cds_end or 0
    result = {}
    for block in (block for exon in found.exons for block in exon.blocks):
        span = range(max(low, block.start), min(high, block.end) + 1)[:: 1 if found.is_plus else -1]
        for index, position in enumerate(span):
            result[position] = ((block.phase or 0) + index) % 3
    return result
