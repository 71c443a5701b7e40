"""The values that the steps of annotation hand to each other."""

from dataclasses import dataclass
from enum import Enum, auto

from fusionanno.annotation.geometry.layout import Layout
from fusionanno.model import Breakpoint, Flag, Gene, JunctionSite, Partner, Side


class NoJunction(ValueError):
    """The breaks make no spliced fusion transcript; the message says why."""


class WrongTranscript(ValueError):
    """A stated transcript that cannot be meant; the message says why."""


class ReadAs(Enum):
    """What the positions of a call are taken for."""

    JUNCTION = auto()
    """positions as they are joined in the transcript"""
    BREAK = auto()
    """breaks in DNA: the junction is predicted from them"""
    UNCLEAR = auto()
    """nobody says which, and the positions do not tell"""


@dataclass(frozen=True, slots=True)
class End:
    """One partner whose gene is known. is_ours marks a row that a person wrote; jitter is the call's."""

    gene: Gene
    partner: Partner
    side: Side
    is_ours: bool
    jitter: int = 0

    @property
    def is_located(self) -> bool:
        return self.partner.breakpoint is not None or self.partner.exon is not None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read where a partner is joined: the site and the layout that it is told on.

    rank 0 is the usual way; rank 1 is chosen only where it alone is in frame; a higher rank is shown, never
    chosen. edge is the genomic place, for telling readings apart; how says how it was read, in words.
    is_snapped marks a position moved to an exon edge nearby. is_stated: the user names this transcript.
    """

    layout: Layout
    site: JunctionSite
    edge: Breakpoint
    rank: int
    how: str
    is_snapped: bool = False
    is_stated: bool = False

    @property
    def is_beside(self) -> bool:
        """True for the edge next to a position, shown beside the position as it stands."""
        return self.is_snapped and self.rank > 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A reading of both ends."""

    five_prime: Reading
    three_prime: Reading

    @property
    def ends(self) -> tuple[Reading, Reading]:
        return self.five_prime, self.three_prime

    @property
    def edges(self) -> tuple[Breakpoint, Breakpoint]:
        return self.five_prime.edge, self.three_prime.edge

    @property
    def is_beside(self) -> bool:
        return self.five_prime.is_beside or self.three_prime.is_beside

    def __str__(self) -> str:
        ends = (self.five_prime, self.three_prime)
        return ", ".join(f"{end.layout.transcript.gene} {end.how}" for end in ends)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is to be said beside the told pair: flags, and pairs in frame where the told one is not."""

    flags: tuple[Flag, ...] = ()
    in_frame: tuple[Pair, ...] = ()


NOTHING_BESIDE = Beside()
