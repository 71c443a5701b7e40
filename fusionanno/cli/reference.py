"""`fusionanno reference`: what the embedded reference holds, one gene of it, and how to build it again."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import click

from fusionanno.errors import UnknownName
from fusionanno.genemodel.embedded import EmbeddedGeneModel
from fusionanno.genemodel.inputs import INPUTS, OPTIONAL, Build
from fusionanno.genemodel.literature import literature_transcripts
from fusionanno.genemodel.order import cds_length, length
from fusionanno.genemodel.sources import SourceRow, source_rows
from fusionanno.genemodel.tables import table_bytes
from fusionanno.model import Assembly, Exon, Gene, Transcript


@click.group()
def reference() -> None:
    """Look into the embedded reference, or rebuild it."""


@reference.command()
def info() -> None:
    """List the tables: rows, bytes, origin, carrier and date."""
    tables: dict[str, list[SourceRow]] = {}
    for row in source_rows():
        tables.setdefault(row.table.partition("/")[2], []).append(row)
    for name, rows in tables.items():
        size = len(table_bytes(name))
        click.echo(f"{name}  {rows[0].rows:,} rows  {size:,} bytes  built {rows[0].built}")
        for row in rows:
            click.echo(f"    {row.origin} ({row.carrier or 'own rows'})")


@reference.command()
@click.argument("gene")
@click.option("--assembly", default=Assembly.GRCH38.value, show_default=True, metavar="GRCh37|GRCh38")
@click.option("--transcript", "name", metavar="ID", help="Show this transcript's exons [default: the first].")
def show(gene: str, assembly: str, name: str | None) -> None:
    """Show a GENE: ids, transcripts, exons, domains, and the transcripts the literature counts on."""
    model = EmbeddedGeneModel(_assembly(assembly))
    found = model.gene(gene)
    chosen = _chosen(model, found, name)
    click.echo("\n".join(_gene_lines(model, found)))
    if chosen:
        click.echo("\n".join((*_exon_lines(chosen), *_domain_lines(model, chosen))))
    click.echo("\n".join(_literature_lines(found.symbol)), nl=bool(literature_transcripts(found.symbol)))


def _input_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give the command one option for each input of the build."""
    kind = click.Path(exists=True, dir_okay=False, path_type=Path)
    for source in reversed(INPUTS):
        required = source.name not in OPTIONAL
        command = click.option(f"--{source.name}", type=kind, required=required, help=source.origin)(command)
    return command


@reference.command()
@_input_options
@click.option("--built", required=True, metavar="DATE", help="Date to be recorded, as YYYY-MM-DD.")
@click.option(
    "--carrier", multiple=True, metavar="INPUT=TEXT", help="What brought an input, and its version."
)
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--sources", required=True, type=click.Path(dir_okay=False, path_type=Path))
def build(built: str, carrier: tuple[str, ...], output: Path, sources: Path, **inputs: Path | None) -> None:
    """Build every table from the files of its origin, and bring SOURCES up to date."""
    script = import_module("fusionanno.resources.build_reference")
    for table in script.write(_build(built, carrier, inputs), output, sources):
        click.echo(f"{table.name}  {table.rows:,} rows  {len(table.data):,} bytes")


def _build(built: str, carriers: tuple[str, ...], inputs: dict[str, Path | None]) -> Build:
    pairs = [text.partition("=") for text in carriers]
    paths = {name.replace("_", "-"): path for name, path in inputs.items() if path}
    return Build(paths, {name: text for name, _, text in pairs}, built)


def _assembly(text: str) -> Assembly:
    try:
        return Assembly.parse(text)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--assembly") from error


def _chosen(model: EmbeddedGeneModel, gene: Gene, name: str | None) -> Transcript | None:
    """Return the transcript to show; UnknownName where it is not the gene's."""
    own = model.transcripts(gene.symbol)
    if name is None:
        return own[0] if own else None
    found = model.transcript(name)
    if found not in own:
        kind = f"transcript of {gene.symbol}"
        raise UnknownName(kind, name, tuple(t.id for t in own[:3]))
    return found


def _gene_lines(model: EmbeddedGeneModel, gene: Gene) -> Iterator[str]:
    bands = dict.fromkeys(model.band(gene.contig, position) for position in (gene.start, gene.end))
    band = "-".join(name for name in bands if name)
    ids = (gene.hgnc_id, f"Entrez {gene.entrez_id}" if gene.entrez_id else None, gene.ensembl_id)
    place = f"{gene.contig}:{gene.start}-{gene.end} ({gene.strand})"
    yield f"{gene.symbol}  {model.assembly}  {place}  {gene.contig}{band}"
    yield f"  {', '.join(filter(None, ids)) or 'no ids'}"
    if gene.is_region:
        yield "  an immunoglobulin or T-cell-receptor locus: it has no transcripts here"
    own = model.transcripts(gene.symbol)
    yield f"\nTranscripts: {len(own)}"
    yield from map(_transcript_line, own)


def _transcript_line(transcript: Transcript) -> str:
    residues = cds_length(transcript) // 3 - 1
    cells = (
        transcript.id,
        transcript.tag,
        f"{len(transcript.exons)} exons",
        f"{length(transcript)} bases",
        f"{residues} aa" if transcript.is_coding else "non-coding",
        transcript.ensembl_id,
        transcript.protein_id,
        transcript.note,
    )
    return "  " + "  ".join(cell for cell in cells if cell)


def _exon_lines(transcript: Transcript) -> Iterator[str]:
    place = f"{transcript.contig}, {transcript.assembly}, strand {transcript.strand}"
    yield f"\nExons of {transcript.id} on {place}; phase of the first coding base"
    yield f"  {'exon':>4}  {'start':>10}  {'end':>10}  {'length':>6}  phase"
    for exon in transcript.exons:
        yield _exon_line(exon)


def _exon_line(exon: Exon) -> str:
    phases = [block.phase for block in exon.blocks if block.phase is not None]
    bases = sum(block.end - block.start + 1 for block in exon.blocks)
    gap = f"  alignment gap: {len(exon.blocks)} blocks" if len(exon.blocks) > 1 else ""
    phase = str(phases[0]) if phases else "-"
    return f"  {exon.number:>4}  {exon.start:>10}  {exon.end:>10}  {bases:>6}  {phase:>5}{gap}"


def _domain_lines(model: EmbeddedGeneModel, transcript: Transcript) -> Iterator[str]:
    found = model.domains(transcript)
    if found is None:
        yield f"\nDomains: the source has none for {transcript.id}"
        return
    yield f"\nDomains: {len(found)}"
    for domain in found:
        kinase = "  (kinase)" if domain.is_kinase else ""
        yield f"  {domain.start:>5}-{domain.end:<5}  {domain.accession}  {domain.name}{kinase}"


def _literature_lines(symbol: str) -> Iterator[str]:
    rows = literature_transcripts(symbol)
    if rows:
        yield "\nThe literature also counts on"
    for row in rows:
        yield f"  {row.accession}: {row.note}"
