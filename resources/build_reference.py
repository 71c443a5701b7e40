"""
Build every table of resources/reference/ from the files of its origins, and write their lines into SOURCES.

    python -m fusionanno.resources.build_reference \\
        --genepred-grch38 hg38.ncbiRefSeq.txt.gz --genepred-grch37 hg19.ncbiRefSeq.txt.gz \\
        --mane MANE.GRCh38.v1.5.summary.txt.gz --gene-structures structures.tsv.gz \\
        --proteins proteins.tsv.gz --synonyms synonyms.tsv.gz --ensembl-genes genes.tsv.gz \\
        --cytobands-grch38 cytoBand38.txt --cytobands-grch37 cytoBand37.txt \\
        --built 2026-11-23 --carrier "mane=MANE 1.5" \\
        --output resources/reference --sources resources/SOURCES

docs/reference.md says where each file is found. The same inputs and options give the same bytes: there is no
clock and no network in here. Our own rows (regions, literature, former symbols, placed transcripts) are read
from the bundled tables and copied.
"""

import argparse
import gzip
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

from fusionanno.errors import InputError
from fusionanno.genemodel.inputs import INPUTS, OPTIONAL, Build
from fusionanno.genemodel.regions import regions
from fusionanno.genemodel.rows import GeneRow
from fusionanno.genemodel.tables import read_bytes, read_rows
from fusionanno.model import Assembly, Transcript, TranscriptTag
from fusionanno.resources import build_domains as dom
from fusionanno.resources import build_names as names
from fusionanno.resources import build_transcripts as tx
from fusionanno.resources.build_sources import OWN, Table, source_lines, update

Found = TypeVar("Found", bound=Sized)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn whatever a wrong input makes of its parser into one line that names the file."""
    try:
        yield
    except (ValueError, LookupError, OSError, EOFError, zlib.error) as error:
        msg = f"not the table that this input should be ({error}); docs/reference.md says which"
        raise InputError(msg, path=str(path)) from error


def some(found: Found, nothing: str) -> Found:
    """Return what a parser found; ValueError says `nothing` where it found none: the file is a wrong one."""
    if not found:
        raise ValueError(nothing)
    return found


class Symbols(NamedTuple):
    """Symbols as they stand: MANE rows by accession, alias claims, and what was renamed while reading."""

    mane: Mapping[str, tx.ManeRow]
    claims: Mapping[str, set[str]]
    renamed: dict[str, str]

    @property
    def aliases(self) -> dict[str, str]:
        """Aliases that one symbol alone claims."""
        return {alias: next(iter(symbols)) for alias, symbols in self.claims.items() if len(symbols) == 1}


def build_tables(build: Build) -> list[Table]:
    """Return every table of the reference; InputError names an input that is not as expected."""
    paths = build.paths
    with reading(paths["mane"]):
        mane = some(tx.read_mane(paths["mane"]), "no transcript")
    with reading(paths["synonyms"]):
        symbols = Symbols(mane, some(names.read_synonyms(paths["synonyms"]), "no alias"), {})
    new = read_assembly(build, Assembly.GRCH38, symbols, {})
    accessions = {tx.accession(t.id): t.gene for t in new}
    old = read_assembly(build, Assembly.GRCH37, symbols, accessions)
    old += placed_transcripts(new, old)
    new, old = tx.partial_marked(new, old), tx.partial_marked(old, new)
    ensembl = unique_ensembl(paths["ensembl-genes"]) if "ensembl-genes" in paths else {}
    return [
        *gene_tables(Assembly.GRCH38, new, symbols, ensembl),
        *gene_tables(Assembly.GRCH37, old, symbols, ensembl),
        *domain_tables(build, new, symbols),
        synonym_table(build, symbols, {t.gene for t in (*new, *old)}),
        band_table(build),
        *own_tables(),
    ]


def read_assembly(
    build: Build, assembly: Assembly, symbols: Symbols, accessions: Mapping[str, str]
) -> list[Transcript]:
    """Return one assembly's transcripts under current symbols; what is renamed is added to `symbols`."""
    path = build.paths[f"genepred-{assembly.lower()}"]
    with reading(path):
        raw = some(list(tx.read_genepred(path, assembly)), "no NM_ or NR_ transcript on a chromosome")
    aliases = symbols.aliases if accessions else {}
    renamed = tx.renames(raw, tx.Naming(symbols.mane, accessions), aliases)
    symbols.renamed.update(renamed)
    return tx.annotate(raw, tx.Naming(symbols.mane, accessions, renamed))


def placed_transcripts(source: Sequence[Transcript], target: Sequence[Transcript]) -> list[Transcript]:
    """Return the transcripts of placed.tsv, moved from GRCh38 to GRCh37 by the distance that holds there.

    Raises ValueError where the reference transcript does not have that one distance at every exon edge.
    """
    new, old = ({tx.accession(t.id): t for t in reversed(ts)} for ts in (source, target))
    found = []
    for name, witness, text in read_rows("placed.tsv"):
        if name in old or name not in new or witness not in new or witness not in old:
            continue
        offset = int(text)
        if tx.offsets(new[witness], old[witness]) != {offset}:
            msg = f"placed.tsv: {witness} is not {offset} bases away at every exon edge"
            raise ValueError(msg)
        note = f"not in RefSeq on GRCh37: placed {offset:+} bases from GRCh38, as every exon of {witness} is"
        found.append(tx.shifted(new[name], Assembly.GRCH37, offset, note))
    return found


def gene_tables(
    assembly: Assembly, transcripts: Iterable[Transcript], symbols: Symbols, ensembl: Mapping[str, str]
) -> list[Table]:
    """Return the gene table and the transcript table of one assembly."""
    groups = tx.loci(transcripts)
    known = {row.gene.symbol: row.gene for row in symbols.mane.values()}
    rows = [
        (GeneRow(tx.gene_of(group, known, ensembl), placement, tuple(map(_ids, group))), group)
        for group, placement in zip(groups, tx.placements(groups), strict=True)
    ]
    placed, packed = tx.pack(rows)
    bare = bare_genes(symbols, {group[0].gene for group in groups}) if assembly is Assembly.GRCH38 else []
    genes = sorted(
        (*placed, *bare), key=lambda r: (tx.CONTIGS.index(r.gene.contig), r.gene.start, r.gene.symbol)
    )
    inputs = (f"genepred-{assembly.lower()}", "mane")
    count = sum(map(len, groups))
    return [
        Table(f"genes.{assembly}.tsv", tx.gene_table(genes), len(genes), (*inputs, "ensembl-genes")),
        Table(f"transcripts.{assembly}.tsv.gz", packed, count, inputs),
    ]


def _genome_order(row: GeneRow) -> tuple[int, int, str]:
    return tx.CONTIGS.index(row.gene.contig), row.gene.start, row.gene.symbol


def _ids(transcript: Transcript) -> str:
    """Return the names under which a transcript is found: its accession, and MANE's Ensembl one."""
    return ",".join(tx.accession(name) for name in (transcript.id, transcript.ensembl_id) if name)


def bare_genes(symbols: Symbols, present: set[str]) -> list[GeneRow]:
    """Return the genes of MANE Select that UCSC's table has no transcript of: known, placed, but empty."""
    rows = (row for row in symbols.mane.values() if row.on_primary and row.tag is TranscriptTag.MANE_SELECT)
    return [GeneRow(row.gene) for row in rows if row.gene.symbol not in present]


def unique_ensembl(path: Path) -> dict[str, str]:
    """Return symbol -> Ensembl gene id for the symbols that one gene alone has."""
    found: dict[str, set[str]] = {}
    with reading(path):
        for line in tx.lines(path):
            if line and not line.startswith("#"):
                cells = line.split("\t")
                found.setdefault(cells[4], set()).add(f"ENSG{int(cells[3]):011d}")
    return {symbol: ids.pop() for symbol, ids in found.items() if len(ids) == 1}


def domain_tables(build: Build, transcripts: Iterable[Transcript], symbols: Symbols) -> list[Table]:
    """Return the domains of MANE transcripts and the names of those domains.

    A transcript whose protein row holds no domain has an empty line; one without a protein row has none.
    """
    with reading(build.paths["gene-structures"]):
        structures = some(dom.read_structures(build.paths["gene-structures"]), "no transcript")
    with reading(build.paths["proteins"]):
        proteins = some(dom.read_proteins(build.paths["proteins"]), "no transcript")
        known = dom.read_domain_names(build.paths["proteins"])
    spelled = former_names(symbols)
    lines, used = {}, {}
    for transcript in (t for t in transcripts if t.tag):
        candidates = [s for name in spelled(transcript.gene) for s in structures.get(name, ())]
        found = dom.domains(
            proteins.get(dom.ensembl_name(transcript, candidates) or "", ()), known, transcript.gene
        )
        if found:
            lines[transcript.id] = dom.domain_line(transcript, found)
            used.update({d.accession: d.name for d in found})
    inputs = ("genepred-grch38", "mane", "gene-structures", "proteins")
    return [
        _text_table("domains.tsv.gz", (lines[name] for name in sorted(lines)), inputs),
        _text_table("domain_names.tsv", (f"{key}\t{used[key]}" for key in sorted(used)), ("proteins",)),
    ]


def former_names(symbols: Symbols) -> Callable[[str], list[str]]:
    """Return a function: current symbol -> the spellings under which an older release may have it."""
    spelled: dict[str, list[str]] = {}
    for old, new in (*symbols.aliases.items(), *symbols.renamed.items()):
        spelled.setdefault(new, []).append(old)
    for alias, claimants in symbols.claims.items():
        spelled.setdefault(alias, []).extend(sorted(claimants))
    return lambda symbol: [symbol, *spelled.get(symbol, ())]


def synonym_table(build: Build, symbols: Symbols, current: set[str]) -> Table:
    """Return the table of alias and former symbols, and of the segments of the immune loci."""
    former = {row[0]: row[1] for row in read_rows("former_symbols.tsv")}
    current |= {row.gene.symbol for row in symbols.mane.values()}
    claims = names.current_only(symbols.claims, symbols.renamed, current)
    if "ensembl-genes" in build.paths:
        found = names.segments(build.paths["ensembl-genes"], regions(Assembly.GRCH38))
        claims.update({name: loci for name, loci in found.items() if name not in current})
    data = names.synonym_table(claims, former)
    inputs = ("synonyms", "genepred-grch38", "genepred-grch37", "mane", "ensembl-genes")
    return Table("synonyms.tsv.gz", gzip.compress(data, mtime=0), data.count(b"\n"), inputs)


def band_table(build: Build) -> Table:
    """Return the cytogenetic bands of both assemblies."""
    inputs = {a: f"cytobands-{a.lower()}" for a in Assembly}
    data = b"".join(_bands(assembly, build.paths[name]) for assembly, name in sorted(inputs.items()))
    return Table("cytobands.tsv", data, data.count(b"\n"), tuple(inputs.values()))


def _bands(assembly: Assembly, path: Path) -> bytes:
    with reading(path):
        return some(names.band_lines(assembly, path), "no band on a chromosome")


def own_tables() -> list[Table]:
    """Return the tables whose rows are our own, as they are."""
    return [Table(name, read_bytes(name), sum(1 for _ in read_rows(name))) for name in OWN]


def _text_table(name: str, lines: Iterable[str], inputs: tuple[str, ...]) -> Table:
    data = "".join(f"{line}\n" for line in lines).encode()
    packed = gzip.compress(data, mtime=0) if name.endswith(".gz") else data
    return Table(name, packed, data.count(b"\n"), inputs)


def write(build: Build, output: Path, sources: Path) -> list[Table]:
    """Build every table, write it into `output`, and bring `sources` up to date; return the tables."""
    tables = build_tables(build)
    output.mkdir(parents=True, exist_ok=True)
    for table in tables:
        (output / table.name).write_bytes(table.data)
    old = sources.read_text(encoding="utf-8") if sources.exists() else ""
    lines = [line for table in tables for line in source_lines(table, build)]
    sources.write_text(update(old, lines), encoding="utf-8")
    return tables


def parser() -> argparse.ArgumentParser:
    """Return the options: one per input, and where the result goes."""
    options = argparse.ArgumentParser(prog="build_reference", description=(__doc__ or "").split("\n\n")[0])
    for source in INPUTS:
        need = source.name not in OPTIONAL
        options.add_argument(f"--{source.name}", type=Path, required=need, metavar="FILE", help=source.origin)
    options.add_argument("--built", required=True, metavar="DATE", help="date to be recorded, as YYYY-MM-DD")
    options.add_argument("--carrier", action="append", default=[], metavar="INPUT=TEXT",
                         help="what brought an input, and its version; repeatable")  # fmt: skip
    options.add_argument("--output", type=Path, required=True, metavar="DIR")
    options.add_argument(
        "--sources", type=Path, required=True, metavar="FILE", help="SOURCES, brought up to date"
    )
    return options


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the build as a script; a wrong input ends it with one line."""
    given = parser().parse_args(arguments)
    paths = {i.name: getattr(given, i.name.replace("-", "_")) for i in INPUTS}
    carriers = dict(text.split("=", 1) for text in given.carrier)
    build = Build({name: path for name, path in paths.items() if path}, carriers, given.built)
    try:
        tables = write(build, given.output, given.sources)
    except InputError as error:
        raise SystemExit(str(error)) from error
    for table in tables:
        sys.stdout.write(f"{table.name}\t{table.rows} rows\t{len(table.data)} bytes\n")


if __name__ == "__main__":
    main()
