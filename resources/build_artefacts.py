"""
Build resources/artefacts/: what makes a partner or a pair of partners suspicious, by gene symbol.

    python -m fusionanno.resources.build_artefacts --hgnc hgnc_complete_set.txt.gz \\
        --ensembl-genes genes.tsv.gz --paralogues paralogues.tsv.gz --built 2026-11-23 \\
        --carrier "hgnc=HGNC complete set of 2017-11-13" \\
        --output resources/artefacts --sources resources/SOURCES

gene_classes.tsv.gz: symbol, its classes (";" between). families.tsv.gz: name of a gene group, its members
that are alike. Symbols stand as HGNC had them and, where the reference has a newer one, as that too. There is
no clock and no network in here: the same inputs and options give the same bytes.

A gene group of HGNC says what genes have in common, which need not be sequence. Members count as alike where
Ensembl has them as paralogues and the group is small (up to 30) or their symbols have one stem (KRT5, KRT6A).
"""

import argparse
import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fusionanno.errors import FusionannoError
from fusionanno.genemodel import load_gene_model
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import Assembly
from fusionanno.resources.build_sources import HEAD, sha256
from fusionanno.resources.build_transcripts import lines

PREFIX = "artefacts/"
_LARGEST_GROUP = 30
"""Members up to which paralogy alone counts: larger groups, such as receptor kinases, are related too far."""
_RIBOSOMAL = re.compile(r"ribosomal protein (?:[SL]\d|SA\b|lateral)(?!.*kinase)")
_ORIGINS = {
    "hgnc": ("HGNC complete set: locus types and gene groups", "HGNC data are CC0 1.0"),
    "ensembl-genes": ("Ensembl gene list", "Ensembl data, free to use (EMBL-EBI terms)"),
    "paralogues": ("Ensembl paralogues", "Ensembl data, free to use (EMBL-EBI terms)"),
}
_TABLES = {"gene_classes.tsv.gz": ("hgnc",), "families.tsv.gz": ("hgnc", "ensembl-genes", "paralogues")}


@dataclass(frozen=True, slots=True)
class HgncGene:
    """What is used of a row of HGNC's complete set."""

    symbol: str
    name: str
    locus_type: str
    groups: tuple[str, ...]

    @property
    def classes(self) -> Iterator[str]:
        """The classes in which a partner of a fusion call is suspicious."""
        if "pseudogene" in self.locus_type:
            yield "pseudogene"
        if self.locus_type == "RNA, ribosomal" or _RIBOSOMAL.match(self.name) or self._is_ribosomal:
            yield "ribosomal"
        if self.symbol.startswith("MT-"):
            yield "mitochondrial"
        if self.locus_type.startswith(("immunoglobulin", "T-cell receptor", "T cell receptor")):
            yield "immune-receptor"
        if self.symbol.startswith("HLA-"):
            yield "hla"

    @property
    def _is_ribosomal(self) -> bool:
        return not {"L ribosomal proteins", "S ribosomal proteins"}.isdisjoint(self.groups)


def read_hgnc(path: Path) -> Iterator[HgncGene]:
    """Yield the approved genes; ResourceError or KeyError where a column is missing."""
    for row in csv.DictReader(lines(path), delimiter="\t"):
        if row["status"] == "Approved":
            groups = row.get("gene_group") or row.get("gene_family") or ""
            yield HgncGene(
                row["symbol"], row["name"], row["locus_type"], tuple(filter(None, groups.split("|")))
            )


def read_paralogues(genes: Path, paralogues: Path) -> dict[str, frozenset[str]]:
    """Return symbol -> the symbols of its paralogues.

    A row is a symbol, its own id, then the ids of its paralogues, or "_" and the symbol whose row lists them.
    """
    rows = (line.split("\t") for line in lines(genes) if line and not line.startswith("#"))
    symbols = {row[3]: row[4] for row in rows}
    listed = {symbol: cells for symbol, _, *cells in _paralogue_rows(paralogues)}
    whole = {
        symbol: listed.get(cells[0][1:], []) if cells[0][:1] == "_" else []
        for symbol, cells in listed.items()
    }
    return {
        symbol: frozenset(symbols[name] for name in (*cells, *whole[symbol]) if name in symbols)
        for symbol, cells in listed.items()
    }


def _paralogue_rows(path: Path) -> Iterator[list[str]]:
    rows = (line.split("\t") for line in lines(path) if line and not line.startswith("#"))
    return (row for row in rows if len(row) > 2)


def current(symbols: Iterable[str], model: GeneModel) -> dict[str, str]:
    """Return symbol -> the reference's newer symbol, where there is one that is sure."""
    renamed = {}
    for symbol in filter(model.is_symbol, symbols):
        try:
            gene = model.gene(symbol)
        except FusionannoError:
            continue
        if gene.symbol != symbol and not gene.is_region:
            renamed[symbol] = gene.symbol
    return renamed


def class_lines(genes: Iterable[HgncGene], renamed: Mapping[str, str]) -> Iterator[str]:
    """Yield a line per symbol that has a class."""
    for gene in genes:
        if classes := ";".join(gene.classes):
            for symbol in dict.fromkeys((gene.symbol, renamed.get(gene.symbol, gene.symbol))):
                yield f"{symbol}\t{classes}"


def family_lines(
    genes: Iterable[HgncGene], paralogues: Mapping[str, frozenset[str]], renamed: Mapping[str, str]
) -> Iterator[str]:
    """Yield a line per set of members of a group that are alike."""
    groups: dict[str, list[str]] = defaultdict(list)
    for gene in genes:
        for group in gene.groups:
            groups[group].append(gene.symbol)
    for group, members in groups.items():
        for family in _alike(members, paralogues):
            known = {each for member in family for each in (member, renamed.get(member, member))}
            yield f"{group}\t{';'.join(sorted(known))}"


def _alike(members: Sequence[str], paralogues: Mapping[str, frozenset[str]]) -> Iterator[set[str]]:
    """Yield the sets of two or more members that a chain of paralogues joins."""
    is_small, left = len(members) <= _LARGEST_GROUP, set(members)
    for first in members:
        if first not in left:
            continue
        family, open_ends = set[str](), {first}
        while open_ends:
            one = open_ends.pop()
            family.add(one)
            near = paralogues.get(one, frozenset()) & left - family
            open_ends |= {each for each in near if is_small or _stem(each) == _stem(one)}
        left -= family
        if len(family) > 1:
            yield family


def _stem(symbol: str) -> str:
    """Return the letters with which a symbol begins.

    >>> _stem("KRT6A"), _stem("PRAMEF12")
    ('KRT', 'PRAMEF')
    """
    return symbol[: next((at for at, letter in enumerate(symbol) if letter.isdigit()), len(symbol))]


def packed(found: Iterable[str]) -> bytes:
    """Return lines, sorted, as a gzip member without a date."""
    return gzip.compress("".join(f"{line}\n" for line in sorted(set(found))).encode(), mtime=0)


def source_lines(name: str, data: bytes, given: argparse.Namespace) -> Iterator[str]:
    """Yield a table's lines in SOURCES, one per input."""
    carriers = dict(carrier.split("=", 1) for carrier in given.carrier)
    rows = str(gzip.decompress(data).count(b"\n"))
    for source in _TABLES[name]:
        digest = sha256(getattr(given, source.replace("-", "_")).read_bytes())
        origin, licence = _ORIGINS[source]
        cells = (rows, sha256(data), origin, carriers.get(source, "its origin"), digest, given.built, licence)
        yield "\t".join((f"{PREFIX}{name}", *cells))


def build(given: argparse.Namespace) -> None:
    """Write the tables and their lines in SOURCES."""
    genes = tuple(read_hgnc(given.hgnc))
    renamed = current((gene.symbol for gene in genes), load_gene_model("embedded", Assembly.GRCH38))
    paralogues = read_paralogues(given.ensembl_genes, given.paralogues)
    tables = {
        "gene_classes.tsv.gz": packed(class_lines(genes, renamed)),
        "families.tsv.gz": packed(family_lines(genes, paralogues, renamed)),
    }
    given.output.mkdir(parents=True, exist_ok=True)
    told: list[str] = []
    for name, data in tables.items():
        (given.output / name).write_bytes(data)
        told += source_lines(name, data, given)
    old = given.sources.read_text(encoding="utf-8") if given.sources.exists() else ""
    kept = [line for line in old.splitlines() if line and not line.startswith(("#", PREFIX))]
    given.sources.write_text(HEAD + "".join(f"{line}\n" for line in sorted([*kept, *told])), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run as a script."""
    options = argparse.ArgumentParser(prog="build_artefacts", description=(__doc__ or "").split("\n\n")[0])
    for name in (*_ORIGINS, "output", "sources"):
        options.add_argument(f"--{name}", type=Path, required=True, metavar="PATH")
    options.add_argument("--built", required=True, metavar="DATE")
    options.add_argument("--carrier", action="append", default=[], metavar="INPUT=CARRIER")
    build(options.parse_args(arguments))


if __name__ == "__main__":
    main()
