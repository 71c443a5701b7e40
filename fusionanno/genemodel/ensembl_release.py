"""Where pyensembl keeps the files of an installed Ensembl release."""

from pathlib import Path

from fusionanno.errors import ResourceError
from fusionanno.model import Assembly

# Ensembl moved to GRCh37 with release 55 and to GRCh38 with release 76 (ensembl.org/info/website/archives).
_RELEASES = {Assembly.GRCH37: range(55, 76), Assembly.GRCH38: range(76, 1000)}


def _refuse_other_assembly(release: int, assembly: Assembly) -> None:
    if release not in _RELEASES[assembly]:
        msg = f"Ensembl release {release} is not on {assembly}: 55 to 75 are GRCh37, 76 and later GRCh38"
        raise ResourceError(msg)


def installed_files(release: int, assembly: Assembly) -> tuple[Path, tuple[Path, ...]]:
    """Return the release's GTF and its transcript FASTAs where `pyensembl install` has put them.

    Raises ResourceError where the release is not on this assembly or is not installed. Downloads nothing.
    """
    _refuse_other_assembly(release, assembly)
    from pyensembl import EnsemblRelease

    try:
        installed = EnsemblRelease(release, species="human")
    except ValueError as error:
        msg = f"the installed pyensembl cannot tell where Ensembl release {release} is: {error}"
        raise ResourceError(msg) from error
    gtf, *fastas = (
        Path(installed.download_cache.cached_path(url))
        for url in (installed.gtf_url, *installed.transcript_fasta_urls)
    )
    if not gtf.exists():
        remedy = f"pyensembl install --release {release} --species human"
        msg = f"Ensembl release {release} is not installed: run '{remedy}', which needs a network"
        raise ResourceError(msg)
    return gtf, tuple(path for path in fastas if path.exists())
