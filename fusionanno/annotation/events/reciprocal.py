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
    Actionability,
    AnnotatedFusion,
    EventKind,
    Flag,
    FlagId,
    Molecule,
    PlacedFusion,
    ReadingFrame,
    Side,
    Source,
    Transcript,
)
from fusionanno.naming.iscn import TranscribedEnd, transcribed_ends
from fusionanno.naming.tables import described_junctions

_OVERLAP = 800
"""Bases that the pieces kept by two breaks in DNA may share: the upper end of what LINX names."""

_LOST = 100_000
"""Bases that may be lost between two breaks in DNA: the least that LINX sets for a long deletion."""

_SKIPPED = 2
"""Exons that may lie between the pieces of two transcripts: splicing can leave an exon out on either side."""

_LOOKED_AT = 32
"""Products on either side of a place that are compared: a call costs the same however many there are."""

_LINKED = (EventKind.FUSION, EventKind.ENHANCER_HIJACKING, EventKind.REGION)

Key = tuple[str | None, str, str, bool, bool]
"""Sample, both genes in alphabetical order, and for each whether the product keeps its lower positions."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The outermost base that a product keeps of one gene, and whether it keeps the lower positions."""

    gene: str
    position: int
    keeps_low: bool
    transcript: Transcript | None


@dataclass(frozen=True, slots=True, order=True)
class Product:
    """One join, its genes in alphabetical order; sorted by the place in the first, then by the row."""

    first: int
    row: int
    second: int = field(compare=False)
    name: str = field(compare=False)
    source: Source | None = field(compare=False)
    is_dna: bool = field(compare=False)
    rank: "Rank" = field(compare=False)


Rank = tuple[int, bool, bool, bool, int, int, tuple[str, str]]
"""Which of the two products tells the rearrangement: the lower one."""


class Reciprocals:
    """Links a fusion to the nearest earlier one of the same sample whose rearrangement left both.

    Keeps a few numbers of every fusion of two genes, and nothing else, so that a run can be streamed: only
    the later row can point back. Of a whole run, products.py tells which of the two is the reciprocal one.
    """

    def __init__(self) -> None:
        self._products: dict[Key, list[Product]] = {}
        self._seen: set[tuple[Key, int, int]] = set()
        self._rows = 0

    def linked(self, fusion: AnnotatedFusion) -> AnnotatedFusion:
        """Return the fusion, with the earlier row that it is the reciprocal of."""
        cuts = cuts_of(fusion.placed)
        if cuts is None:
            return fusion
        self._rows += 1
        product, key = product_of(fusion, cuts, self._rows), key_of(fusion, cuts)
        other = self._products.get(opposite(key), ())
        found = nearest(cuts, product, other) if other else None
        self._keep(key, product)
        if found is None:
            return fusion
        return told(fusion, found) if found.rank < product.rank else _told_first(fusion, found)

    def _keep(self, key: Key, product: Product) -> None:
        """Keep the product, of several at the same places the first."""
        place = key, product.first, product.second
        if place not in self._seen:
            self._seen.add(place)
            insort(self._products.setdefault(key, []), product)


def product_of(fusion: AnnotatedFusion, cuts: tuple[Cut, Cut], row: int) -> Product:
    """Return the numbers by which the fusion is compared; row orders those at one place."""
    placed, (first, second) = fusion.placed, cuts
    return Product(
        first.position,
        row,
        second.position,
        f"{placed.five_symbol}::{placed.three_symbol}",
        fusion.call.source,
        placed.molecule is Molecule.DNA,
        rank_of(fusion),
    )


def key_of(fusion: AnnotatedFusion, cuts: tuple[Cut, Cut]) -> Key:
    first, second = cuts
    return fusion.call.sample, first.gene, second.gene, first.keeps_low, second.keeps_low


def opposite(key: Key) -> Key:
    """Return the key of the products that keep what one of this key has lost."""
    return *key[:3], not key[3], not key[4]


def rank_of(fusion: AnnotatedFusion) -> Rank:
    """Rank a product before its reciprocal one, by what was told of either already.

    First what may carry a therapy; then a gene that is driven as a whole; a pair on which an entity rests in
    this order; one of which the literature has junctions in this order; the frame; more reads; the names.
    """
    placed, judged, support = fusion.placed, fusion.interpretation, fusion.call.support
    open_target = (
        judged.structure.actionable is Actionability.UNDETERMINED and judged.structure.target is not None
    )
    pair = placed.five_symbol, placed.three_symbol
    frames = (ReadingFrame.IN_FRAME, ReadingFrame.UNDETERMINED, ReadingFrame.NO_PROTEIN)
    return (
        0 if judged.structure.actionable is Actionability.YES else 1 if open_target else 2,
        placed.event is not EventKind.ENHANCER_HIJACKING,
        not judged.entities,
        pair not in described_junctions(),
        frames.index(placed.frame) if placed.frame in frames else len(frames),
        -((support.split_reads or 0) + (support.spanning_fragments or 0)),
        pair,
    )


def cuts_of(placed: PlacedFusion) -> tuple[Cut, Cut] | None:
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


def _cut(placed: PlacedFusion, side: Side, gene: str, end: TranscribedEnd | None) -> Cut | None:
    if end is None or end.strand is None:
        return None
    site = placed.site(side)
    keeps_low = end.strand.keeps_lower(is_five=side is Side.FIVE_PRIME)
    return Cut(gene, end.place.position, keeps_low, site.transcript if site else None)


def nearest(cuts: tuple[Cut, Cut], product: Product, others: list[Product] | tuple[()]) -> Product | None:
    """Of the products that fit, the one with the fewest bases between or shared; of two, the earlier row."""
    fitting = (
        (abs(gaps[0]) + abs(gaps[1]), other.row, other)
        for other in _around(product, others)
        if (gaps := _gaps(cuts, other)) and _fits(cuts, gaps, other, product.is_dna and other.is_dna)
    )
    return min(fitting, key=lambda found: found[:2], default=(0, 0, None))[2]


def _around(product: Product, others: list[Product] | tuple[()]) -> Iterator[Product]:
    at = bisect_left(others, product)
    yield from others[max(at - _LOOKED_AT, 0) : at + _LOOKED_AT]


def _gaps(cuts: tuple[Cut, Cut], other: Product) -> tuple[int, int]:
    """Bases of each gene that neither product keeps; negative where both keep some."""
    return _gap(cuts[0], other.first), _gap(cuts[1], other.second)


def _gap(cut: Cut, other: int) -> int:
    return other - cut.position - 1 if cut.keeps_low else cut.position - other - 1


def _fits(cuts: tuple[Cut, Cut], gaps: tuple[int, int], other: Product, is_dna: bool) -> bool:
    if is_dna:
        return all(-_OVERLAP <= gap <= _LOST for gap in gaps)
    places = (other.first, other.second)
    return min(gaps) >= 0 and all(
        _exons_between(cut, place) <= _SKIPPED if cut.transcript is not None else gap <= _LOST
        for cut, place, gap in zip(cuts, places, gaps, strict=True)
    )


def _exons_between(cut: Cut, place: int) -> int:
    low, high = sorted((cut.position, place))
    exons = cut.transcript.exons if cut.transcript is not None else ()
    return sum(low < exon.start and exon.end < high for exon in exons)


def told(fusion: AnnotatedFusion, first: Product) -> AnnotatedFusion:
    """Return the fusion, flagged as the reciprocal product of another."""
    return _flagged(fusion, first, f"the reciprocal product of {first.name}{_where(first)}")


def _told_first(fusion: AnnotatedFusion, other: Product) -> AnnotatedFusion:
    return _flagged(fusion, other, f"{other.name}{_where(other)} is its reciprocal product, told before")


def _where(product: Product) -> str:
    return f" ({product.source})" if product.source else ""


def _flagged(fusion: AnnotatedFusion, other: Product, what: str) -> AnnotatedFusion:
    placed = fusion.placed
    flag = Flag(FlagId.RECIPROCAL, f"{what}: each keeps of either gene what the other has lost")
    return replace(fusion, placed=replace(placed, flags=(*placed.flags, flag)), reciprocal_of=other.source)
