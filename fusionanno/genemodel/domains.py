"""Protein domains of MANE transcripts, for every provider. Source: InterPro and Pfam through Ensembl."""

from functools import cached_property, lru_cache

from fusionanno.genemodel.tables import damaged, read_bytes, read_rows
from fusionanno.model import Domain

_TABLE, _NAMES = "domains.tsv.gz", "domain_names.tsv"


class DomainTable:
    """Domains by the RefSeq or Ensembl accession of a MANE transcript; read at the first question."""

    def __init__(self) -> None:
        self._known = lru_cache(maxsize=4096)(self._find)

    def domains(self, *names: str | None) -> tuple[Domain, ...] | None:
        """Return the domains by start of the first transcript id that the table knows; versions are ignored.

        None where it knows none of them: only MANE transcripts are in it, and not all of those.

        >>> [d.start for d in DomainTable().domains("NM_004304.5") if d.is_kinase]
        [1117]
        """
        for name in names:
            found = self._known(name.partition(".")[0]) if name else None
            if found is not None:
                return found
        return None

    def _find(self, accession: str) -> tuple[Domain, ...] | None:
        """Look an accession up, which stands in the first or the second column."""
        for wanted in (f"\n{accession}\t", f"\t{accession}\t"):
            at = self._table.find(wanted.encode())
            if at >= 0:
                line = self._table[at + 1 : self._table.index(b"\n", at + 1)].decode()
                return self._parse(line.rpartition("\t")[2])
        return None

    def _parse(self, line: str) -> tuple[Domain, ...]:
        try:
            return tuple(self._domain(cell) for cell in line.split(",") if cell)
        except ValueError as error:
            raise damaged(_TABLE, f"not a list of domains: {line}") from error

    def _domain(self, cell: str) -> Domain:
        accession, _, place = cell.partition(":")
        start, _, end = place.removesuffix("!").partition("-")
        if accession not in self._names:
            raise damaged(_NAMES, f"no name for {accession}")
        return Domain(accession, self._names[accession], int(start), int(end), place.endswith("!"))

    @cached_property
    def _table(self) -> bytes:
        return b"\n" + read_bytes(_TABLE)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {row[0]: row[1] for row in read_rows(_NAMES)}
