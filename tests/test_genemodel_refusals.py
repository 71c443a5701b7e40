"""Releases and GTFs that cannot be used: one line, the file, the remedy; no network; no heavy import."""

import gzip
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from fusionanno.errors import ResourceError
from fusionanno.genemodel.ensembl import EnsemblGeneModel
from fusionanno.model import Assembly
from tests import small_genome_files as files

GRCH37, GRCH38 = Assembly.GRCH37, Assembly.GRCH38


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYENSEMBL_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))


@pytest.mark.parametrize(
    ("release", "assembly", "said"),
    [
        (75, GRCH38, "release 75 is not on GRCh38"),
        (76, GRCH37, "release 76 is not on GRCh37"),
        (54, GRCH37, "55 to 75 are GRCh37, 76 and later GRCh38"),
        (75, GRCH37, "run 'pyensembl install --release 75 --species human'"),
        (112, GRCH38, "run 'pyensembl install --release 112 --species human'"),
        (900, GRCH38, "cannot tell where Ensembl release 900 is"),
    ],
)
def test_release_that_cannot_be_used(
    release: int, assembly: Assembly, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *given: pytest.fail("asked the network"))
    with pytest.raises(ResourceError, match=said):
        EnsemblGeneModel.from_release(release, assembly)


BROKEN = [
    ("other build", b"#!genome-build GRCh37.p13\n1\tx\n", "the assembly is GRCh38"),
    ("no GTF", b"gene\tbreakpoint\nALK\t2:29223528\n", "cannot be read as GTF"),
    ("too few columns", b'1\ttest\texon\t1\t9\tgene_id "A";\n', "cannot be read as GTF"),
    ("no number", b'1\ttest\texon\tone\t9\t.\t+\t.\tgene_id "A";\n', "cannot be read as GTF"),
    ("no ids", b'1\ttest\texon\t1\t9\t.\t+\t.\tname "A";\n', "cannot be read as GTF"),
    ("empty", b"", "cannot be read as GTF"),
    ("comments alone", b"#!genome-build GRCh38\n", "cannot be read as GTF"),
    ("binary", bytes(range(256)), "cannot be read as GTF"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "said"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
@pytest.mark.parametrize("name", ["a.gtf", "a.gtf.gz"])
def test_file_that_is_no_gtf(tmp_path: Path, data: bytes, said: str, name: str) -> None:
    gtf = tmp_path / name
    gtf.write_bytes(gzip.compress(data, mtime=0) if name.endswith("gz") else data)
    with pytest.raises(ResourceError, match=said) as caught:
        EnsemblGeneModel.from_gtf(gtf, GRCH38)
    assert str(gtf) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("cut", [0, 5, 60, -1])
def test_gtf_that_is_cut_off(tmp_path: Path, cut: int) -> None:
    gtf = files.write_ensembl_gtf(tmp_path / "a.gtf.gz")
    gtf.write_bytes(gtf.read_bytes()[:cut])
    with pytest.raises(ResourceError, match=r"a\.gtf\.gz: cannot be read"):
        EnsemblGeneModel.from_gtf(gtf, GRCH38)


def test_missing_files(tmp_path: Path) -> None:
    gtf = files.write_ensembl_gtf(tmp_path / "a.gtf.gz")
    with pytest.raises(ResourceError, match=r"b\.gtf: cannot be read"):
        EnsemblGeneModel.from_gtf(tmp_path / "b.gtf", GRCH38)
    with pytest.raises(ResourceError, match=r"b\.fa: cannot be read"):
        EnsemblGeneModel.from_gtf(gtf, GRCH38, tmp_path / "b.fa")


def test_fasta_that_is_cut_off(tmp_path: Path) -> None:
    gtf, fasta = files.write_ensembl_gtf(tmp_path / "a.gtf.gz"), files.write_cdna_fasta(tmp_path / "a.fa.gz")
    fasta.write_bytes(fasta.read_bytes()[:200])
    model = EnsemblGeneModel.from_gtf(gtf, GRCH38, fasta)
    with pytest.raises(ResourceError, match=r"a\.fa\.gz: cannot be read as FASTA"):
        model.sequence(model.transcript("ENST00000900001"))


def test_cache_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("PYENSEMBL_CACHE_DIR", str(tmp_path / "file"))
    gtf = files.write_ensembl_gtf(tmp_path / "a.gtf.gz")
    with pytest.raises(ResourceError, match="set PYENSEMBL_CACHE_DIR"):
        EnsemblGeneModel.from_gtf(gtf, GRCH38)


def test_importing_the_gene_models_imports_nothing_heavy() -> None:
    code = (
        "import sys, fusionanno.genemodel, fusionanno.genemodel.ensembl, fusionanno.genemodel.embedded\n"
        "heavy = {'pyensembl', 'gtfparse', 'datacache', 'pandas', 'pysam', 'sqlite3'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
