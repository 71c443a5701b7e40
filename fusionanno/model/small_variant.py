"""A small variant that was reported beside a fusion."""

from dataclasses import dataclass

from fusionanno.model.call import Source


@dataclass(frozen=True, slots=True)
class SmallVariant:
    """A change of one protein as a file or a person states it.

    change is the protein change in one-letter form without "p." ("G1202R", "1151Tins", "V600E"), None where
    the row has none that could be compared; then told says what it has ("amplification", "c.35G>A").
    allele_fraction from 0 to 1.
    """

    gene: str
    change: str | None
    told: str
    source: Source | None = None
    transcript: str | None = None
    allele_fraction: float | None = None

    def __str__(self) -> str:
        return f"{self.gene} {self.change or self.told}"
