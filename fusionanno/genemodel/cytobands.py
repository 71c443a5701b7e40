"""Cytogenetic bands of both assemblies, for every provider. Source: UCSC cytoBand."""

from bisect import bisect_right
from functools import cached_property

from fusionanno.genemodel.tables import damaged, read_rows
from fusionanno.model import Assembly, plain_contig

_TABLE = "cytobands.tsv"


class Cytobands:
    """The bands of one assembly; the table is read at the first question."""

    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly

    def band(self, contig: str, position: int) -> str | None:
        """Return the band that holds a 1-based position, e.g. "p23.2"; None where the contig has none.

        >>> Cytobands(Assembly.GRCH38).band("2", 29223528)
        'p23.2'
        """
        ends, names = self._bands.get(plain_contig(contig), ((), ()))
        index = bisect_right(ends, position - 1)
        return names[index] if position >= 1 and index < len(names) else None

    def chromosome_length(self, contig: str) -> int | None:
        """Return a chromosome's last base, at which its last band ends; None where the contig has no band.

        >>> Cytobands(Assembly.GRCH38).chromosome_length("2")
        242193529
        """
        ends, _ = self._bands.get(plain_contig(contig), ((), ()))
        return ends[-1] if ends else None

    @cached_property
    def _bands(self) -> dict[str, tuple[tuple[int, ...], tuple[str, ...]]]:
        """Per contig the last base of each band, ascending, and the bands' names."""
        bands: dict[str, list[tuple[int, str]]] = {}
        for row in read_rows(_TABLE):
            if len(row) != 4 or not row[2].isdigit():
                raise damaged(_TABLE, f"not a band: {' '.join(row)}")
            if row[0] == self.assembly:
                bands.setdefault(row[1], []).append((int(row[2]), row[3]))
        return {
            contig: (tuple(end for end, _ in rows), tuple(name for _, name in rows))
            for contig, rows in bands.items()
        }
