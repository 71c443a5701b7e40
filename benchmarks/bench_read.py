"""How long 100,000 rows take to read, against Python's csv module on the same file in the same run.

    python benchmarks/bench_read.py [ROWS]

The files are made here, with all the columns of Arriba 2 and of STAR-Fusion 1.10 (abridged). Prints for each
the seconds of csv, ours, and their ratio (the limit is 6), then the peak of Python's memory while 10,000 and
ROWS rows are read, which must not grow. Exit code 1 where a limit is broken.
"""

import csv
import random
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

from fusionanno.readers import read_calls

LIMIT = 6.0
ROUNDS = 5

Cell = tuple[str, str]


def arriba_row(chance: random.Random) -> list[Cell]:
    """One row as Arriba 2 writes it with transcript and peptide, about 1,000 characters."""
    bases = "".join(chance.choices("ACGT", k=600))
    return [
        ("#gene1", "EML4"),
        ("gene2", "ALK"),
        ("strand1(gene/fusion)", "+/+"),
        ("strand2(gene/fusion)", "-/-"),
        ("breakpoint1", f"2:{chance.randint(42_000_000, 43_000_000)}"),
        ("breakpoint2", f"2:{chance.randint(29_000_000, 30_000_000)}"),
        ("site1", "CDS/splice-site"),
        ("site2", "CDS/splice-site"),
        ("type", "inversion"),
        ("split_reads1", str(chance.randint(0, 150))),
        ("split_reads2", str(chance.randint(0, 150))),
        ("discordant_mates", str(chance.randint(0, 150))),
        ("coverage1", str(chance.randint(0, 900))),
        ("coverage2", str(chance.randint(0, 900))),
        ("confidence", chance.choice(("high", "medium", "low"))),
        ("reading_frame", chance.choice(("in-frame", "out-of-frame", "stop-codon", "."))),
        ("tags", "."),
        ("retained_protein_domains", "HELP_motif(100%)|Protein_tyrosine_kinase(100%)"),
        ("closest_genomic_breakpoint1", "."),
        ("closest_genomic_breakpoint2", "."),
        ("gene_id1", "ENSG00000143924.19"),
        ("gene_id2", "ENSG00000171094.18"),
        ("transcript_id1", "ENST00000318522.10"),
        ("transcript_id2", "ENST00000389048.8"),
        ("direction1", "downstream"),
        ("direction2", "downstream"),
        ("filters", "duplicates(3),mismatches(1)"),
        ("fusion_transcript", f"{bases[:300]}|{bases[300:]}"),
        ("peptide_sequence", f"{'M' * 100}|{'K' * 100}"),
        ("read_identifiers", "."),
    ]


def starfusion_row(chance: random.Random) -> list[Cell]:
    """One row as STAR-Fusion 1.10 writes it, abridged, about 300 characters."""
    return [
        ("#FusionName", "EML4--ALK"),
        ("JunctionReadCount", str(chance.randint(1, 300))),
        ("SpanningFragCount", str(chance.randint(0, 300))),
        ("est_J", "219.00"),
        ("est_S", "38.71"),
        ("SpliceType", "ONLY_REF_SPLICE"),
        ("LeftGene", "EML4^ENSG00000143924.19"),
        ("LeftBreakpoint", f"chr2:{chance.randint(42_000_000, 43_000_000)}:+"),
        ("RightGene", "ALK^ENSG00000171094.18"),
        ("RightBreakpoint", f"chr2:{chance.randint(29_000_000, 30_000_000)}:-"),
        ("LargeAnchorSupport", "YES_LDAS"),
        ("FFPM", "2.6581"),
        ("LeftBreakDinuc", "GT"),
        ("LeftBreakEntropy", "1.6895"),
        ("RightBreakDinuc", "AG"),
        ("RightBreakEntropy", "1.9086"),
        ("annots", '["ChimerKB","Cosmic","TCGA_StarF2019","INTRACHROMOSOMAL[chr2:12.25Mb]"]'),
    ]


ROWS = {"arriba": arriba_row, "starfusion": starfusion_row}


def write(name: str, rows: int, path: Path) -> None:
    chance = random.Random(1)
    with path.open("w") as file:
        file.write("\t".join(column for column, _ in ROWS[name](chance)) + "\n")
        for _ in range(rows):
            file.write("\t".join(cell for _, cell in ROWS[name](chance)) + "\n")


def seconds(rows: Iterator[object]) -> float:
    start = time.perf_counter()
    for _ in rows:
        pass
    return time.perf_counter() - start


def csv_rows(path: Path) -> Iterator[list[str]]:
    with path.open(newline="") as file:
        yield from csv.reader(file, delimiter="\t")


def peak(path: Path, name: str) -> int:
    """Return the peak of traced memory in KiB."""
    tracemalloc.start()
    for _ in read_calls(str(path), name):
        pass
    result = tracemalloc.get_traced_memory()[1] // 1024
    tracemalloc.stop()
    return result


def measure(name: str, rows: int, folder: Path) -> bool:
    large, small = folder / "large.tsv", folder / "small.tsv"
    write(name, rows, large)
    write(name, 10_000, small)
    pairs = [(seconds(csv_rows(large)), seconds(read_calls(str(large), name))) for _ in range(ROUNDS)]
    theirs, ours = (min(column) for column in zip(*pairs, strict=True))
    ratio = ours / theirs
    little, much = peak(small, name), peak(large, name)
    print(f"{name}: {rows} rows, csv {theirs:.3f} s, ours {ours:.3f} s, ratio {ratio:.2f} (limit {LIMIT:g})")
    print(f"{name}: peak memory {little} KiB at 10000 rows, {much} KiB at {rows} rows")
    return ratio <= LIMIT and much < little * 1.5


def main() -> int:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        passed = [measure(name, rows, Path(folder)) for name in ROWS]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
