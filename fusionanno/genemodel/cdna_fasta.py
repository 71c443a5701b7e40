"""Transcript sequences of a user's cDNA FASTA, plain or gz, read and cached by pyensembl."""

from functools import cached_property
from pathlib import Path
from typing import Any

from fusionanno.errors import ResourceError
from fusionanno.genemodel.gtf_index import file_sha256
from fusionanno.genemodel.stable_id import stable_id


class CdnaFasta:
    """Sequences by transcript id. The files are read at the first question, and kept in memory then."""

    def __init__(self, paths: tuple[Path, ...], cache: Path) -> None:
        self.paths, self._cache = paths, cache
        self.sha256s = tuple(file_sha256(path) for path in paths)

    def sequence(self, transcript: str) -> str | None:
        """Return the bases of this very version; a FASTA without versions (release 75) answers for any."""
        found = self._sequences.get(transcript) or self._sequences.get(stable_id(transcript))
        return str(found).upper() if found else None

    @cached_property
    def _sequences(self) -> Any:
        from pyensembl import SequenceData

        names = ", ".join(str(path) for path in self.paths)
        try:
            data = SequenceData([str(path) for path in self.paths], str(self._cache))
            data.index()
        except (OSError, ValueError, EOFError) as error:
            msg = f"{names}: cannot be read as FASTA ({error})"
            raise ResourceError(msg) from error
        return data
