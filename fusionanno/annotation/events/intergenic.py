"""What lies beside a breakpoint that is in no gene."""

from collections.abc import Iterable

from fusionanno.genemodel.base import GeneModel
from fusionanno.model import Breakpoint, Gene, Neighbour, Partner

_REACHES = (50_000, 250_000, 1_000_000)
"""Bases on either side within which a neighbour is looked for; the near ones first, because reach costs."""


def neighbours(model: GeneModel, partner: Partner) -> tuple[Neighbour, ...]:
    """Return the genes beside the breakpoint: the caller's own, else the nearest on either side.

    The one at the lower positions comes first. Empty without a position, or where no gene is within reach.
    """
    if partner.neighbours or partner.breakpoint is None:
        return partner.neighbours
    return nearest(model, partner.breakpoint)


def nearest(model: GeneModel, place: Breakpoint) -> tuple[Neighbour, ...]:
    """Return the nearest gene on either side of a place that is in none, with the bases to its end."""
    found: tuple[Gene | None, Gene | None] = (None, None)
    for reach in _REACHES:
        around = model.genes_at(place.contig, place.position, within=reach)
        found = (_before(around, place.position), _after(around, place.position))
        if None not in found:
            break
    return tuple(Neighbour(gene.symbol, distance(gene, place.position)) for gene in found if gene is not None)


def listed(found: Iterable[Neighbour]) -> str:
    """Return the neighbours in words: "MYC at 51234 bases, PVT1 at 220 bases"."""
    return ", ".join(
        each.symbol if each.distance is None else f"{each.symbol} at {each.distance} bases" for each in found
    )


def distance(gene: Gene, position: int) -> int:
    """Return the bases from a position to the gene; 0 inside it."""
    return max(gene.start - position, position - gene.end, 0)


def _before(genes: Iterable[Gene], position: int) -> Gene | None:
    return max((gene for gene in genes if gene.end < position), key=lambda gene: gene.end, default=None)


def _after(genes: Iterable[Gene], position: int) -> Gene | None:
    return min((gene for gene in genes if gene.start > position), key=lambda gene: gene.start, default=None)
