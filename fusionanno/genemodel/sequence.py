"""Transcript sequences spliced from a user's genome FASTA."""

from functools import cached_property
from pathlib import Path
from typing import Any

from fusionanno.errors import ResourceError
from fusionanno.genemodel.base import NotInGenome
from fusionanno.genemodel.cytobands import Cytobands
from fusionanno.model import Assembly, ResourceVersion, Transcript, plain_contig, reverse_complement

_SMALL = 100_000_000
"""Bytes up to which the whole file is checksummed; a genome is told by its index."""

_CHROMOSOMES = (*map(str, range(1, 23)), "X", "Y")


class GenomeFasta:
    """An indexed genome FASTA; contigs may be named with or without "chr". Opened at the first question.

    Any question raises ResourceError where the file cannot be read, or is of the other assembly by the
    lengths of its chromosomes.
    """

    def __init__(self, path: Path, assembly: Assembly) -> None:
        self.path, self._assembly = path, assembly

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

        Raises NotInGenome where the file lacks the contig or its end, ResourceError where it has no
        chromosome at all that we know.
        """
        return "".join(
            self._block(transcript, b.start, b.end) for exon in transcript.exons for b in exon.blocks
        )

    def plus_strand(self, contig: str, start: int, end: int) -> str:
        """Return the plus strand's bases, 1-based, both ends included; errors as for spliced."""
        name = self._names.get(contig)
        if name is None:
            raise self._lacking(contig)
        if self._fasta.get_reference_length(name) < end:
            msg = f"contig {contig} of {self.path.name} ends before base {end}"
            raise NotInGenome(msg)
        return str(self._fasta.fetch(name, start - 1, end)).upper()

    def _lacking(self, contig: str) -> Exception:
        if any(each in self._names for each in _CHROMOSOMES):
            return NotInGenome(f"{self.path.name} has no contig {contig}")
        lacks = f"{self.path} has no contig {contig}, and none of the chromosomes 1 to 22, X and Y"
        return ResourceError(f"{lacks}: give the genome FASTA of {self._assembly}")

    def _block(self, transcript: Transcript, start: int, end: int) -> str:
        bases = self.plus_strand(transcript.contig, start, end)
        return bases if transcript.is_plus else reverse_complement(bases)

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
        references = sorted(self._fasta.references, key=len, reverse=True)
        names = {plain_contig(name): name for name in references}
        self._refuse_other_build({each: names[each] for each in _CHROMOSOMES if each in names})
        return names

    def _refuse_other_build(self, names: dict[str, str]) -> None:
        """Refuse chromosomes as long as the other assembly's; those of a cut file equal neither's."""
        ours = Cytobands(self._assembly)
        for other in (Cytobands(each) for each in Assembly if each is not self._assembly):
            for contig, name in names.items():
                length = self._fasta.get_reference_length(name)
                if length == other.chromosome_length(contig) != ours.chromosome_length(contig):
                    msg = f"{self.path}: the file's contig lengths are those of {other.assembly}, the calls"
                    msg = f"{msg} are on {self._assembly} (contig {contig} has {length} bases): give the"
                    msg = f"{msg} genome FASTA of {self._assembly}"
                    raise ResourceError(msg)
