"""Transcript sequences spliced from a user's genome FASTA."""

from functools import cached_property
from pathlib import Path
from typing import Any

from fusionanno.errors import ResourceError
from fusionanno.model import ResourceVersion, Transcript

_SMALL = 100_000_000
"""Bytes up to which the whole file is checksummed; a genome is told by its index."""

_COMPLEMENT = str.maketrans("ACGTN", "TGCAN")


class GenomeFasta:
    """An indexed genome FASTA; contigs may be named with or without "chr". Opened at the first question."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def version(self) -> ResourceVersion:
        """The file's name and size, with the SHA-256 of the file up to 100 MB, else of its index (.fai).

        The index holds every contig's name, length and place in the file, and no base. Raises ResourceError
        where either cannot be read.
        """
        from fusionanno.genemodel.gtf_index import file_sha256

        assert self._names, "opening it makes the index"
        size = self.path.stat().st_size
        checked = self.path if size <= _SMALL else self.path.with_name(f"{self.path.name}.fai")
        origin = f"{size} bytes; SHA-256 of {checked.name}"
        return ResourceVersion("genome FASTA", self.path.name, file_sha256(checked), origin)

    def spliced(self, transcript: Transcript) -> str:
        """Return a transcript's bases, upper-case DNA, 5' to 3'; bases that a gap leaves out are not there.

        Raises ResourceError where the file cannot be read, or lacks the contig or its end.
        """
        return "".join(
            self._block(transcript, b.start, b.end) for exon in transcript.exons for b in exon.blocks
        )

    def plus_strand(self, contig: str, start: int, end: int) -> str:
        """Return the plus strand's bases, 1-based, both ends included; ResourceError as for spliced."""
        name = self._names.get(contig)
        if name is None:
            msg = f"{self.path} has no contig {contig}: give the FASTA of the calls' assembly"
            raise ResourceError(msg)
        bases = str(self._fasta.fetch(name, start - 1, end)).upper()
        if len(bases) != end - start + 1:
            msg = f"{self.path} ends before {contig}:{end}: give the FASTA of the calls' assembly"
            raise ResourceError(msg)
        return bases

    def _block(self, transcript: Transcript, start: int, end: int) -> str:
        bases = self.plus_strand(transcript.contig, start, end)
        return bases if transcript.is_plus else bases.translate(_COMPLEMENT)[::-1]

    @cached_property
    def _fasta(self) -> Any:
        from pysam import FastaFile

        try:
            return FastaFile(str(self.path))
        except (OSError, ValueError) as error:
            msg = f"{self.path} is no genome FASTA that can be indexed: {error}"
            raise ResourceError(msg) from error

    @cached_property
    def _names(self) -> dict[str, str]:
        """Contig as we write it -> as the file does; an exact name wins over one with "chr"."""
        from fusionanno.model import plain_contig

        names = list(self._fasta.references)
        return {plain_contig(name): name for name in sorted(names, key=len, reverse=True)}
