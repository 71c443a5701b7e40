"""The two products of one exchange, A::B and B::A, recognised as one event.

A balanced rearrangement leaves both; a caller reports each in its own row. Two joins of the same genes are
its products where each keeps, at either place, the side that the other has lost, and the pieces meet: they
overlap little, and little lies between them.

Breaks in DNA may overlap, because the shorter strand of a staggered break is repaired; LINX (README,
"overlapping deletion bridges") allows for as many bases as the assembly of the reads reaches, about 800. What
lies between two breaks is lost; LINX takes two joins for reciprocal up to the length of a long deletion, and
never sets that below 100,000 bases. Translocations that lose megabases are known (PMID:21252201): not linked.
Junctions of RNA lie at exon edges, may not overlap at all, and follow each other but for exons that splicing
skips.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from fusionanno.model import (
    AnnotatedFusion,
    EventKind,
    Flag,
    FlagId,
    Molecule,
    PlacedFusion,
    Side,
    Source,
    Strand,
    Transcript,
)
from fusionanno.naming.iscn import TranscribedEnd, transcribed_ends

_OVERLAP = 800
"""Bases that the pieces kept by two breaks in DNA may share: the upper end of what LINX names."""

_LOST = 100_000
"""Bases that may be lost between two breaks in DNA: the least that LINX sets for a long deletion."""

_SKIPPED = 2
"""Exons that may lie between the pieces of two transcripts: splicing can leave an exon out on either side."""

_LOOKED_AT = 32
"""Products on either side of a place that are compared: a call costs the same however many there are."""

_LINKED = (EventKind.FUSION, EventKind.ENHANCER_HIJACKING, EventKind.REGION)

_Key = tuple[str | None, str, str, bool, bool]
"""Sample, both genes in alphabetical order, and for each whether the product keeps its lower positions."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """The outermost base that a product keeps of one gene, and whether it keeps the lower positions."""

    gene: str
    position: int
    keeps_low: bool
    transcript: Transcript | None


@dataclass(frozen=True, slots=True, order=True)
class _Product:
    """One join, its genes in alphabetical order; sorted by the place in the first, then by the row."""

    first: int
    row: int
    second: int = field(compare=False)
    name: str = field(compare=False)
    source: Source | None = field(compare=False)
    is_dna: bool = field(compare=False)


class Reciprocals:
    """Links a fusion to the nearest earlier one of the same sample that it is the reciprocal product of.

    Keeps a few numbers of every fusion of two genes, and nothing else, so that a run can be streamed: only
    the later row can point back.
    """

    def __init__(self) -> None:
        self._products: dict[_Key, list[_Product]] = {}
        self._seen: set[tuple[_Key, int, int]] = set()
        self._rows = 0

    def linked(self, fusion: AnnotatedFusion) -> AnnotatedFusion:
        """Return the fusion, with the earlier row that it is the reciprocal of."""
        cuts = _cuts(fusion.placed)
        if cuts is None:
            return fusion
        self._rows += 1
        placed, (first, second) = fusion.placed, cuts
        product = _Product(
            first.position,
            self._rows,
            second.position,
            f"{placed.five_symbol}::{placed.three_symbol}",
            fusion.call.source,
            placed.molecule is Molecule.DNA,
        )
        sample = fusion.call.sample
        other = self._products.get(
            (sample, first.gene, second.gene, not first.keeps_low, not second.keeps_low), ()
        )
        found = _nearest(cuts, product, other) if other else None
        self._keep((sample, first.gene, second.gene, first.keeps_low, second.keeps_low), product)
        return fusion if found is None else _told(fusion, found)

    def _keep(self, key: _Key, product: _Product) -> None:
        """Keep the product, of several at the same places the first."""
        place = key, product.first, product.second
        if place not in self._seen:
            self._seen.add(place)
            insort(self._products.setdefault(key, []), product)


def _cuts(placed: PlacedFusion) -> tuple[_Cut, _Cut] | None:
    """None where a place is not stated, by position or by exon (a bare gene pair), or a strand is not known.

    Without strands a fusion reads its genes in sense; a locus of segments has no direction that counts.
    """
    if placed.event not in _LINKED or placed.five_gene is None or placed.three_gene is None:
        return None
    partners = (placed.call.five_prime, placed.call.three_prime)
    if placed.transcript is None and any(partner.breakpoint is None for partner in partners):
        return None
    if placed.event is not EventKind.FUSION and any(partner.strand is None for partner in partners):
        return None
    five, three = transcribed_ends(placed)
    cuts = (
        _cut(placed, Side.FIVE_PRIME, placed.five_gene.symbol, five),
        _cut(placed, Side.THREE_PRIME, placed.three_gene.symbol, three),
    )
    if cuts[0] is None or cuts[1] is None:
        return None
    return (cuts[0], cuts[1]) if cuts[0].gene <= cuts[1].gene else (cuts[1], cuts[0])


def _cut(placed: PlacedFusion, side: Side, gene: str, end: TranscribedEnd | None) -> _Cut | None:
    if end is None or end.strand is None:
        return None
    site = placed.site(side)
    keeps_low = (side is Side.FIVE_PRIME) is (end.strand is Strand.PLUS)
    return _Cut(gene, end.place.position, keeps_low, site.transcript if site else None)


def _nearest(
    cuts: tuple[_Cut, _Cut], product: _Product, others: list[_Product] | tuple[()]
) -> _Product | None:
    """Of the products that fit, the one with the fewest bases between or shared; of two, the earlier row."""
    fitting = (
        (abs(gaps[0]) + abs(gaps[1]), other.row, other)
        for other in _around(product, others)
        if (gaps := _gaps(cuts, other)) and _fits(cuts, gaps, other, product.is_dna and other.is_dna)
    )
    return min(fitting, key=lambda found: found[:2], default=(0, 0, None))[2]


def _around(product: _Product, others: list[_Product] | tuple[()]) -> Iterator[_Product]:
    at = bisect_left(others, product)
    yield from others[max(at - _LOOKED_AT, 0) : at + _LOOKED_AT]


def _gaps(cuts: tuple[_Cut, _Cut], other: _Product) -> tuple[int, int]:
    """Bases of each gene that neither product keeps; negative where both keep some."""
    return _gap(cuts[0], other.first), _gap(cuts[1], other.second)


def _gap(cut: _Cut, other: int) -> int:
    return other - cut.position - 1 if cut.keeps_low else cut.position - other - 1


def _fits(cuts: tuple[_Cut, _Cut], gaps: tuple[int, int], other: _Product, is_dna: bool) -> bool:
    if is_dna:
        return all(-_OVERLAP <= gap <= _LOST for gap in gaps)
    places = (other.first, other.second)
    return min(gaps) >= 0 and all(
        _exons_between(cut, place) <= _SKIPPED if cut.transcript is not None else gap <= _LOST
        for cut, place, gap in zip(cuts, places, gaps, strict=True)
    )


def _exons_between(cut: _Cut, place: int) -> int:
    low, high = sorted((cut.position, place))
    exons = cut.transcript.exons if cut.transcript is not None else ()
    return sum(low < exon.start and exon.end < high for exon in exons)


def _told(fusion: AnnotatedFusion, first: _Product) -> AnnotatedFusion:
    placed = fusion.placed
    where = f" ({first.source})" if first.source else ""
    because = (
        f"the reciprocal product of {first.name}{where}: each keeps of either gene what the other has lost"
    )
    flags = (*placed.flags, Flag(FlagId.RECIPROCAL, because))
    return replace(fusion, placed=replace(placed, flags=flags), reciprocal_of=first.source)
