"""What an event inside one gene does to its transcript, in transcript bases."""

from bisect import bisect_left
from dataclasses import dataclass

from fusionanno.annotation.geometry.junction import exonic_base, kept_intronic
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.model import PlacedFusion


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to the transcript: bases `first` to `last` (1-based) are lost, or doubled.

    Neither where last < first: the 5' part goes on with its own next base. whole: both ends are exon edges.
    """

    layout: Layout
    first: int
    last: int
    is_doubled: bool = False
    retained: int = 0
    inserted: int = 0

    @property
    def is_none(self) -> bool:
        return self.last < self.first

    @property
    def is_own(self) -> bool:
        """True for the gene's own splice junction."""
        return self.is_none and not self.retained and not self.inserted

    @property
    def is_untranslated(self) -> bool:
        """True where all of it lies before the start codon, or all of it after the stop codon."""
        first, last = self.layout.cds_first, self.layout.cds_last
        if first is None or last is None:
            return False
        low, high = min(self.first, self.last), max(self.first, self.last)
        return high < first or low > last

    @property
    def exons(self) -> tuple[int, int]:
        """The exons of the first and of the last base."""
        return exon_of(self.layout, self.first), exon_of(self.layout, self.last)

    @property
    def is_whole(self) -> bool:
        low, high = self.exons
        edges = self.layout.exon_first[low - 1], self.layout.exon_last[high - 1]
        return (self.first, self.last) == edges and not self.retained


def change_of(placed: PlacedFusion, layout: Layout) -> Change | None:
    """Return the change; None where one side keeps no base. Both ends are told on `layout`."""
    told = placed.transcript
    assert told is not None
    five, three = exonic_base(layout, told.five_prime), exonic_base(layout, told.three_prime)
    if five is None or three is None:
        return None
    retained = kept_intronic(told.five_prime) + kept_intronic(told.three_prime)
    if three <= five:
        return Change(layout, three, five, is_doubled=True, retained=retained, inserted=told.inserted)
    return Change(layout, five + 1, three - 1, retained=retained, inserted=told.inserted)


def bases(count: int) -> str:
    """Return "1 base", "2 bases"."""
    return "1 base" if count == 1 else f"{count} bases"


def exon_of(layout: Layout, base: int) -> int:
    return bisect_left(layout.exon_last, base) + 1
