"""Old and alias symbols, for every provider. Source: HGNC and Ensembl; see resources/SOURCES."""

from functools import cached_property

from fusionanno.genemodel.tables import damaged, read_rows, spellings

_TABLE = "synonyms.tsv.gz"


class Synonyms:
    """Alias or former symbol -> current symbols; the table is read at the first question.

    A symbol that HGNC once approved for one gene leads to that gene alone, even where other genes have it as
    an alias (MLL2). Whether a name is itself a current symbol is for the caller to ask first (MTCP1).
    """

    def current(self, name: str) -> tuple[str, ...]:
        """Return the current symbols that claim `name`, in alphabetical order; empty where none does.

        Letter case is ignored only where the exact spelling is not in the table.

        >>> Synonyms().current("CARS"), Synonyms().current("fop")
        (('CARS1',), ('CEP43', 'CHTOP'))
        """
        written = (name,) if name in self._claims else self._folded.get(name.upper(), ())
        return tuple(sorted({symbol for spelling in written for symbol in self.exactly(spelling)}))

    def exactly(self, name: str) -> tuple[str, ...]:
        """Return the current symbols that claim `name` as it is spelled."""
        claims = self._claims.get(name)
        return tuple(claims.split(",")) if claims else ()

    def near(self, prefix: str) -> tuple[str, ...]:
        """Return the names in the table that begin like `prefix`, for suggestions after a failed look-up."""
        wanted = prefix.upper()
        return tuple(name for key, names in self._folded.items() if key.startswith(wanted) for name in names)

    @cached_property
    def _claims(self) -> dict[str, str]:
        """Alias -> current symbols, as the table joins them."""
        try:
            return {alias: symbols for alias, symbols in read_rows(_TABLE)}
        except ValueError as error:
            raise damaged(_TABLE, "two columns expected") from error

    @cached_property
    def _folded(self) -> dict[str, tuple[str, ...]]:
        """Upper-case alias -> its spellings."""
        return spellings(self._claims)
