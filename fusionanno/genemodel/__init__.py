"""Gene models: what ships with fusionanno, an Ensembl release, or a user's own GTF."""

from pathlib import Path

from fusionanno.errors import ResourceError, UnknownName
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import Assembly

__all__ = ["GeneModel", "load_gene_model"]

_KIND = "gene model"
_NAMES = ("embedded", "ensembl:RELEASE", "gtf:PATH", "gtf:PATH,FASTA")


def load_gene_model(name: str, assembly: Assembly, genome_fasta: Path | None = None) -> GeneModel:
    """Return the gene model of a name: `embedded`, `ensembl:RELEASE`, `gtf:PATH` or `gtf:PATH,FASTA`.

    genome_fasta gives the embedded model its sequences; the others bring their own. Raises UnknownName for
    any other name, ResourceError where the model's files, or the genome's, cannot be used.
    """
    kind, _, rest = name.partition(":")
    if genome_fasta is not None:
        _check_genome(genome_fasta, kind)
    if kind == "embedded" and not rest:
        from fusionanno.genemodel.embedded import EmbeddedGeneModel

        return EmbeddedGeneModel(assembly, genome_fasta)
    if kind == "ensembl" and rest.isascii() and rest.isdigit():
        from fusionanno.genemodel.ensembl import EnsemblGeneModel

        return EnsemblGeneModel.from_release(int(rest), assembly)
    if kind == "gtf" and rest:
        from fusionanno.genemodel.ensembl import EnsemblGeneModel

        gtf, _, fasta = rest.partition(",")
        return EnsemblGeneModel.from_gtf(Path(gtf), assembly, Path(fasta) if fasta else None)
    raise UnknownName(_KIND, name, _NAMES)


def _check_genome(path: Path, kind: str) -> None:
    """Refuse a genome that is not there, or that the model has no use for, before the first call is read."""
    if kind in ("ensembl", "gtf"):
        msg = f"{path}: a genome FASTA goes with the embedded gene model; give {kind}: models a cDNA FASTA"
        raise ResourceError(msg)
    if not path.is_file():
        msg = f"{path}: no such genome FASTA; check the path"
        raise ResourceError(msg)
