"""resources/SOURCES: where every shipped table comes from, as rows that a reader and a program understand."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

HEAD = """\
# Where the data in resources/ comes from: one line per table and input. Columns, separated by tabs:
# table, its rows, its SHA-256, origin of the input, carrier and its version, SHA-256 of the input file, date
# of the build, licence notice. "-" = none: the rows are our own, from the facts that the origin names.
"""
NONE = "-"
REFSEQ = "NCBI RefSeq: public domain, a work of the US government; UCSC tables: no restriction"
ENSEMBL = "Ensembl and InterPro data, free to use (EMBL-EBI terms); carried by ideogram under CC0-1.0"


@dataclass(frozen=True, slots=True)
class Input:
    """A file that the build reads: its option, its origin, and the notice of its licence."""

    name: str
    origin: str
    licence: str


INPUTS = (
    Input("genepred-grch38", "UCSC hg38 ncbiRefSeq (NCBI RefSeq)", REFSEQ),
    Input("genepred-grch37", "UCSC hg19 ncbiRefSeq (NCBI RefSeq)", REFSEQ),
    Input("mane", "NCBI and EMBL-EBI MANE summary", "MANE, public domain, no restriction on use"),
    Input("gene-structures", "Ensembl gene structures", ENSEMBL),
    Input("proteins", "InterPro and Pfam domains from Ensembl", ENSEMBL),
    Input(
        "synonyms",
        "HGNC and Ensembl gene synonyms",
        "HGNC symbols are CC0; carried by ideogram under CC0-1.0",
    ),
    Input("ensembl-genes", "Ensembl gene list", ENSEMBL),
    Input("cytobands-grch38", "UCSC hg38 cytoBand", "UCSC places no restriction on its tables"),
    Input("cytobands-grch37", "UCSC hg19 cytoBand", "UCSC places no restriction on its tables"),
)
OPTIONAL = ("ensembl-genes",)
"""Inputs without which the build does with less: ids of genes outside MANE, segments of the immune loci."""
OWN = {
    "regions.tsv": "NCBI Gene 3492, 50802, 3535, 6955, 6957, 6964, 6965; Ensembl 110 segments",
    "literature.tsv": "publications named in the knowledge base; RefSeq for the exon counts",
    "former_symbols.tsv": "HGNC: previous symbols of one gene that others carry as an alias",
    "placed.tsv": "constant distance between the two assemblies, checked by the build exon by exon",
}
"""Tables whose rows are our own, and the source of their facts."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as built: its name under reference/, its bytes and rows, the inputs that it follows from."""

    name: str
    data: bytes
    rows: int
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Build:
    """What a build was given: input name -> file, input name -> carrier and version, and its date."""

    paths: Mapping[str, Path]
    carriers: Mapping[str, str]
    built: str


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def source_lines(table: Table, build: Build) -> list[str]:
    """Return a table's lines, one per input that was given."""
    head = (f"reference/{table.name}", str(table.rows), sha256(table.data))
    if not table.inputs:
        return ["\t".join((*head, OWN[table.name], NONE, NONE, build.built, "Apache-2.0, as fusionanno"))]
    given = [i for i in INPUTS if i.name in table.inputs and i.name in build.paths]
    cells = (
        (i.origin, build.carriers.get(i.name, "its origin"), _digest(build, i), i.licence) for i in given
    )
    return [
        "\t".join((*head, origin, carrier, digest, build.built, note))
        for origin, carrier, digest, note in cells
    ]


def _digest(build: Build, source: Input) -> str:
    return sha256(build.paths[source.name].read_bytes())


def update(old: str, lines: Iterable[str]) -> str:
    """Return SOURCES with the lines of reference/ replaced; every other table's lines stay as they are."""
    kept = [line for line in old.splitlines() if line and not line.startswith(("#", "reference/"))]
    return HEAD + "".join(f"{line}\n" for line in sorted([*kept, *lines]))
