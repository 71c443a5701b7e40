"""Rows that speak for or against an artefact: why a flag is raised, pairs seen in healthy people, drivers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fusionanno.knowledge.rows import Row, refuse
from fusionanno.model import ARTEFACT_FLAGS, FlagId

_ANY = "*"
_LOCI_ALIKE = (("IGH", "IGK", "IGL"), ("TRA", "TRB", "TRD", "TRG"))
"""Loci that stand for one another in variant translocations: a gene known with one is kept with all."""
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ArtefactReason:
    """Why a flag makes a call suspicious; citations are ids of citations.tsv."""

    flag: FlagId
    why: str
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NormalPair:
    """A joined transcript that healthy people have: in `individuals` of `of_individuals`."""

    five_prime: str
    three_prime: str
    individuals: int
    of_individuals: int
    sample: str
    citations: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.individuals} of {self.of_individuals} healthy people ({self.sample})"


@dataclass(frozen=True, slots=True)
class KnownDriver:
    """A fusion that drives or defines a tumour; a symbol that ends in * means all that begin so."""

    five_prime: str
    three_prime: str
    tumour: str
    citations: tuple[str, ...]

    def __str__(self) -> str:
        partners = ("any partner" if each == _ANY else each for each in (self.five_prime, self.three_prime))
        return f"{'::'.join(partners)} is known in {self.tumour}"

    def covers(self, pair: Pair) -> bool:
        """True where the row means these partners, in this order."""
        return _is_meant(self.five_prime, pair[0]) and _is_meant(self.three_prime, pair[1])

    @property
    def is_exact(self) -> bool:
        return _ANY not in self.five_prime + self.three_prime

    @property
    def promiscuous(self) -> str | None:
        """The gene that the row means with any partner; None where both partners are told."""
        named = [each for each in (self.five_prime, self.three_prime) if each != _ANY]
        return named[0] if len(named) == 1 and not named[0].endswith(_ANY) else None


class KnownDrivers:
    """The rows of known_drivers.tsv, asked by pair."""

    def __init__(self, rows: Iterable[KnownDriver]) -> None:
        listed = tuple(rows)
        self._exact = {(row.five_prime, row.three_prime): row for row in listed if row.is_exact}
        self._promiscuous = {row.promiscuous: row for row in listed if row.promiscuous is not None}
        self._open = tuple(row for row in listed if not row.is_exact and row.promiscuous is None)

    def of(self, five_prime: str, three_prime: str) -> KnownDriver | None:
        """Return the row of a pair in either order, since both products tell of one rearrangement.

        Of a gene and a receptor locus: also the row of the gene and a locus alike, IGH for IGK.
        """
        found = self._of((five_prime, three_prime), (three_prime, five_prime))
        if found is not None:
            return found
        alike = ((each, gene) for locus, gene in _locus_first(five_prime, three_prime) for each in locus)
        return next((row for pair in alike if (row := self._of(pair)) is not None), None)

    def _of(self, *pairs: Pair) -> KnownDriver | None:
        for pair in pairs:
            if pair in self._exact:
                return self._exact[pair]
        gene = next((each for each in pairs[0] if each in self._promiscuous), None)
        if gene is not None:
            return self._promiscuous[gene]
        return next((row for row in self._open for pair in pairs if row.covers(pair)), None)


def _locus_first(one: str, other: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the loci alike and the gene, where one partner is a receptor locus and the other is none."""
    for locus, gene in ((one, other), (other, one)):
        for alike in _LOCI_ALIKE:
            if locus in alike and not any(gene in loci for loci in _LOCI_ALIKE):
                yield alike, gene


def _is_meant(told: str, symbol: str) -> bool:
    return symbol.startswith(told[:-1]) if told.endswith(_ANY) else told == symbol


def artefact_reason(row: Row) -> ArtefactReason:
    """Read a row of artefact_flags.tsv."""
    flag = FlagId(row.one_of("flag", tuple(each.value for each in ARTEFACT_FLAGS)))
    return ArtefactReason(flag, row.text("why"), row.many("citations"))


def normal_pair(row: Row) -> NormalPair:
    """Read a row of recurrent_in_normal.tsv: at least two people, and no more than were looked at."""
    seen, of_all = row.whole("individuals"), row.whole("of_individuals")
    if not 2 <= seen <= of_all:
        refuse("individuals", f"{seen} of {of_all}: two or more are needed, and no more than all")
    return NormalPair(
        row.text("five_prime"),
        row.text("three_prime"),
        seen,
        of_all,
        row.text("sample"),
        row.many("citations"),
    )


def known_driver(row: Row) -> KnownDriver:
    """Read a row of known_drivers.tsv; one partner has to be named."""
    fact = KnownDriver(
        row.text("five_prime"), row.text("three_prime"), row.text("tumour"), row.many("citations")
    )
    if fact.five_prime == fact.three_prime == _ANY:
        refuse("five_prime", "both partners are left open; name one")
    return fact
