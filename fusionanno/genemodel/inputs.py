"""What the embedded reference is built from: the inputs of `fusionanno reference build`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Build:
    """What a build was given: input name -> file, input name -> carrier and version, and its date."""

    paths: Mapping[str, Path]
    carriers: Mapping[str, str]
    built: str
