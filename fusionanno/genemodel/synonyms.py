"""Old and alias symbols, for every provider. Source: HGNC and Ensembl; see resources/SOURCES."""

from functools import cached_property

from fusionanno.genemodel.tables import read_bytes

_TABLE = "synonyms.tsv.gz"


class Synonyms:
    """Alias or former symbol -> current symbols; the table is read at the first question.

    A symbol that HGNC once approved for one gene leads to that gene alone, even where other genes have it as
    an alias (MLL2). Whether a name is itself a current symbol is for the caller to ask first (MTCP1).
    """

    def current(self, name: str) -> tuple[str, ...]:
        """Return the current symbols that claim `name`, in alphabetical order; empty where none does.

        Letter case is ignored only where the exact spelling is not in the table.

        >>> Synonyms().current("CARS"), Synonyms().current("FOP")
        (('CARS1',), ('CEP43', 'CHTOP'))
        """
        return self.exactly(name) or self._find(self._folded, name.upper())

    def exactly(self, name: str) -> tuple[str, ...]:
        """Return the current symbols that claim `name` as it is spelled."""
        return self._find(self._table, name)

    def near(self, prefix: str) -> tuple[str, ...]:
        """Return the names in the table that begin like `prefix`, for suggestions after a failed look-up."""
        wanted, names, at = f"\n{prefix.upper()}".encode(), [], 0
        while (at := self._folded.find(wanted, at)) >= 0:
            names.append(self._table[at + 1 : self._table.index(b"\t", at)].decode())
            at += 1
        return tuple(names)

    @cached_property
    def _table(self) -> bytes:
        return b"\n" + read_bytes(_TABLE)

    @cached_property
    def _folded(self) -> bytes:
        return self._table.upper()

    def _find(self, text: bytes, name: str) -> tuple[str, ...]:
        """Look one spelling up in `text`, but answer from the table as it is written."""
        symbols: set[str] = set()
        wanted, at = f"\n{name}\t".encode(), 0
        while name and (at := text.find(wanted, at)) >= 0:
            line = self._table[at + len(wanted) : self._table.index(b"\n", at + 1)].decode()
            symbols.update(line.split(","))
            at += 1
        return tuple(sorted(symbols))
