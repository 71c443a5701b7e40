"""
The rows of a GTF, indexed by pyensembl.

pyensembl (github.com/openvax/pyensembl) parses a GTF into SQLite. Its own index of an installed release
leaves out the frame column, without which an incomplete CDS has no reading phase; so one more index is built
here, with pyensembl's parser, into pyensembl's cache folder (PYENSEMBL_CACHE_DIR moves it), once per file
content. Nothing is written beside the GTF and nothing is downloaded.

GTF: mblab.wustl.edu/GTF22.html; 1-based, inclusive, as are we. The frame of a CDS row is the number of bases
before the next codon starts; CDS rows leave the stop codon out, which has rows of its own.
"""

import gzip
import hashlib
import re
import shutil
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fusionanno.errors import ResourceError
from fusionanno.model import Assembly

# "source" is not asked for here, but pyensembl needs it where it has to make up rows for genes.
_COLUMNS = ("seqname", "source", "feature", "start", "end", "strand", "frame", "gene_id", "gene_name",
            "transcript_id", "transcript_version", "protein_id", "protein_version", "tag")  # fmt: skip
_FEATURES = ("gene", "transcript", "exon", "CDS", "start_codon", "stop_codon")
# "." sorts just before "/": everything that begins with the id and a dot.
_ANY_VERSION = "{0} = ? OR ({0} >= ? AND {0} < ?)"
_BUILD_LINE = re.compile(r"(?i)#.*\b(GRCh3[78]|hg19|hg38)")


@dataclass(frozen=True, slots=True)
class GeneRow:
    """A gene as the GTF has it; contig in the GTF's own spelling, name empty where the GTF gives none."""

    id: str
    name: str
    contig: str
    start: int
    end: int
    strand: str


@dataclass(frozen=True, slots=True)
class TranscriptRow:
    """A transcript as the GTF has it; version and tags are empty where the GTF gives none."""

    id: str
    version: str
    gene_id: str
    contig: str
    strand: str
    tags: tuple[str, ...]

    @property
    def versioned_id(self) -> str:
        """ENST00000389048.8, whether the GTF joins id and version or not."""
        return _joined(self.id, self.version)


@dataclass(frozen=True, slots=True)
class FeatureRow:
    """An exon, CDS, start_codon or stop_codon row; frame means something on CDS rows alone."""

    transcript_id: str
    start: int
    end: int
    frame: int
    protein_id: str


class GtfIndex:
    """Look-ups in one indexed GTF; raises ResourceError where the file cannot be read as GTF."""

    def __init__(self, gtf: Path, assembly: Assembly) -> None:
        _refuse_other_build(gtf, assembly)
        self.assembly = assembly
        self.sha256 = file_sha256(gtf)
        self.cache = _cache_folder(assembly, self.sha256)
        self._database = _open_database(gtf, self.cache)

    def genes_named(self, name: str) -> tuple[GeneRow, ...]:
        return self._genes("gene_name = ?", name)

    def genes_with_id(self, gene_id: str) -> tuple[GeneRow, ...]:
        """Genes of an id without its version, whether the GTF joins versions to ids or not."""
        return self._genes(_ANY_VERSION.format("gene_id"), gene_id, f"{gene_id}.", f"{gene_id}/")

    def genes_on(self, contig: str, start: int, end: int) -> tuple[GeneRow, ...]:
        """Genes that share a base with start to end; contig in the GTF's own spelling."""
        return self._genes("seqname = ? AND start <= ? AND end >= ?", contig, end, start)

    def is_coding(self, gene_id: str) -> bool:
        """True where a transcript of the gene has a CDS."""
        return self.has("CDS") and bool(self._rows("CDS", "1", "gene_id = ? LIMIT 1", gene_id))

    def contigs(self) -> tuple[str, ...]:
        return tuple(row[0] for row in self._rows("gene", "DISTINCT seqname", "1"))

    def gene_of(self, transcript: str) -> str | None:
        """Return the gene id of a transcript's id without version; None where it is not here."""
        where = _ANY_VERSION.format("transcript_id")
        rows = self._rows("transcript", "gene_id", where, transcript, f"{transcript}.", f"{transcript}/")
        return rows[0][0] if rows else None

    def transcripts_of(self, gene_id: str) -> tuple[TranscriptRow, ...]:
        columns = self._select("transcript", "transcript_id transcript_version gene_id seqname strand tag")
        return tuple(
            TranscriptRow(name, version, gene, contig, strand, tuple(tags.split(",")))
            for name, version, gene, contig, strand, tags in self._rows(
                "transcript", columns, "gene_id = ?", gene_id
            )
        )

    def features_of(self, gene_id: str, feature: str) -> tuple[FeatureRow, ...]:
        """All rows of one feature in one gene; none where the GTF has no such feature at all."""
        if not self.has(feature):
            return ()
        columns = self._select(feature, "transcript_id start end frame protein_id protein_version")
        return tuple(
            FeatureRow(name, start, end, int(frame or 0), _joined(protein, version))
            for name, start, end, frame, protein, version in self._rows(
                feature, columns, "gene_id = ?", gene_id
            )
        )

    def has(self, feature: str) -> bool:
        """True where the GTF has rows of this feature at all."""
        return bool(self._database.columns(feature))

    def _genes(self, where: str, *values: str | int) -> tuple[GeneRow, ...]:
        columns = self._select("gene", "gene_id gene_name seqname start end strand")
        return tuple(GeneRow(*row) for row in self._rows("gene", columns, where, *values))

    def _select(self, table: str, wanted: str) -> str:
        """Old releases lack whole attributes: such a column reads as empty."""
        present = self._database.columns(table)
        return ", ".join(f"COALESCE({name}, '')" if name in present else "''" for name in wanted.split())

    def _rows(self, table: str, columns: str, where: str, *values: str | int) -> list[tuple[Any, ...]]:
        sql = f"SELECT {columns} FROM {table} WHERE {where}"
        rows: list[tuple[Any, ...]] = self._database.run_sql_query(sql, query_params=list(values))
        return rows


def _joined(name: str, version: str) -> str:
    """Ensembl keeps a version in an attribute of its own, GENCODE and NCBI in the id."""
    return f"{name}.{version}" if version and "." not in name else name


def file_sha256(path: Path) -> str:
    """Return a file's SHA-256; ResourceError where it cannot be read."""
    try:
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror})"
        raise ResourceError(msg) from error


def _cache_folder(assembly: Assembly, sha256: str) -> Path:
    from pyensembl import DownloadCache

    version = f"-{sha256[:16]}"
    return Path(DownloadCache(assembly.value, "fusionanno", version).cache_directory_path)


def _open_database(gtf: Path, cache: Path) -> Any:
    database = _database(gtf, cache)
    final = Path(database.local_db_path)
    if _is_ready(database):
        return database
    # Built aside and moved, so that two runs at once, or a killed one, never leave half an index.
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            shutil.move(_build(gtf, Path(folder)), final)
    except OSError as error:
        msg = f"{cache}: cannot hold the index of {gtf.name} ({error.strerror}); set PYENSEMBL_CACHE_DIR"
        raise ResourceError(msg) from error
    return database


def _is_ready(database: Any) -> bool:
    """True where the index is there, whole, and of this GTF."""
    try:
        return database.connection is not None
    except ValueError:
        return False


def _build(gtf: Path, folder: Path) -> Path:
    from gtfparse import ParsingError  # type: ignore[import-untyped]

    database = _database(gtf, folder)
    try:
        database.connect_or_create()
    except (ParsingError, ValueError, KeyError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        msg = f"{gtf}: cannot be read as GTF ({error}); give a GTF with gene_id and transcript_id"
        raise ResourceError(msg) from error
    finally:
        database.close()
    return Path(database.local_db_path)


def _database(gtf: Path, folder: Path) -> Any:
    from pyensembl import Database

    return Database(
        gtf_path=str(gtf.absolute()),
        cache_directory_path=str(folder),
        restrict_gtf_columns=set(_COLUMNS),
        restrict_gtf_features=set(_FEATURES),
    )


def _refuse_other_build(gtf: Path, assembly: Assembly) -> None:
    """Ensembl's and NCBI's files name their build in the opening comments."""
    for line in _comments(gtf):
        match = _BUILD_LINE.match(line)
        if match and Assembly.parse(match[1]) is not assembly:
            msg = f"{gtf}: says {line.strip()!r}, but the assembly is {assembly}; give the GTF of {assembly}"
            raise ResourceError(msg)


def _comments(gtf: Path) -> list[str]:
    lines: list[str] = []
    try:
        with gzip.open(gtf, "rt") if gtf.name.endswith("gz") else gtf.open() as handle:
            for line in handle:
                if not line.startswith("#"):
                    break
                lines.append(line)
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        msg = f"{gtf}: cannot be read as GTF ({why})"
        raise ResourceError(msg) from error
    return lines
