"""Rows that speak for or against an artefact: why a flag is raised, pairs seen in healthy people, drivers."""

from collections.abc import Iterable
from dataclasses import dataclass

from fusionanno.knowledge.rows import Row, refuse
from fusionanno.model import ARTEFACT_FLAGS, FlagId

_ANY = "*"
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


class KnownDrivers:
    """The rows of known_drivers.tsv, asked by pair."""

    def __init__(self, rows: Iterable[KnownDriver]) -> None:
        listed = tuple(rows)
        self._exact = {(row.five_prime, row.three_prime): row for row in listed if row.is_exact}
        self._open = tuple(row for row in listed if not row.is_exact)

    def of(self, five_prime: str, three_prime: str) -> KnownDriver | None:
        """Return the row of a pair in either order, since both products tell of one rearrangement."""
        pairs = (five_prime, three_prime), (three_prime, five_prime)
        for pair in pairs:
            if pair in self._exact:
                return self._exact[pair]
        return next((row for row in self._open for pair in pairs if row.covers(pair)), None)


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
