"""The registry of gene-model providers for the conformance test: a new provider is one more row."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fusionanno.genemodel.base import GeneModel
from fusionanno.genemodel.embedded import EmbeddedGeneModel
from fusionanno.genemodel.ensembl import EnsemblGeneModel
from fusionanno.model import Assembly, Transcript
from tests import small_genome_files as files
from tests.small_genome import small_genome

RELEASE = 110


@dataclass(frozen=True, slots=True)
class Provider:
    """How to open one provider on the small genome, and what it should then hold."""

    name: str
    kind: type
    open: Callable[[Path], GeneModel]
    truth: tuple[Transcript, ...]


def open_embedded(folder: Path) -> GeneModel:
    return EmbeddedGeneModel(Assembly.GRCH38, files.write_genome_fasta(folder / "genome.fa"))


def open_ensembl_gtf(folder: Path) -> GeneModel:
    gtf, fasta = (
        files.write_ensembl_gtf(folder / "small.gtf.gz"),
        files.write_cdna_fasta(folder / "cdna.fa.gz"),
    )
    return EnsemblGeneModel.from_gtf(gtf, Assembly.GRCH38, fasta)


def open_refseq_gtf(folder: Path) -> GeneModel:
    gtf, fasta = files.write_refseq_gtf(folder / "refseq.gtf"), files.write_refseq_fasta(folder / "refseq.fa")
    return EnsemblGeneModel.from_gtf(gtf, Assembly.GRCH38, fasta)


def open_release(folder: Path) -> GeneModel:
    """Lay the files where `pyensembl install` would have put them."""
    from pyensembl import EnsemblRelease

    release = EnsemblRelease(RELEASE, species="human")
    urls = (release.gtf_url, release.transcript_fasta_urls[0])
    gtf, fasta = (Path(release.download_cache.cached_path(url)) for url in urls)
    gtf.parent.mkdir(parents=True)
    files.write_ensembl_gtf(gtf)
    files.write_cdna_fasta(fasta)
    return EnsemblGeneModel.from_release(RELEASE, Assembly.GRCH38)


PROVIDERS = (
    Provider("embedded", EmbeddedGeneModel, open_embedded, small_genome()),
    Provider("ensembl-gtf", EnsemblGeneModel, open_ensembl_gtf, files.ensembl_transcripts()),
    Provider("refseq-gtf", EnsemblGeneModel, open_refseq_gtf, small_genome()),
    Provider("ensembl-release", EnsemblGeneModel, open_release, files.ensembl_transcripts()),
)
