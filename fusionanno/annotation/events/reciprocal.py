"""The two products of one exchange, A::B and B::A, recognised as one event.

A balanced rearrangement leaves both; a caller reports each in its own row. B::A is the reciprocal of A::B
where the pieces of each gene that the two keep do not overlap: what A::B keeps of gene A ends before what
B::A keeps of it begins. Breaks in DNA may overlap a little, because the shorter strand of a staggered
break is repaired; LINX (README, "overlapping deletion bridges") allows for as many bases as the assembly
of the reads reaches, about 800. Junctions of RNA lie at exon edges and may not overlap at all.
"""

from dataclasses import dataclass, replace

from fusionanno.model import AnnotatedFusion, EventKind, Flag, FlagId, Molecule, Source, Strand
from fusionanno.naming.iscn import TranscribedEnd, transcribed_ends

_OVERLAP = 800
"""Bases that the pieces kept by two breaks in DNA may share: the upper end of what LINX names."""

_Pair = tuple[str | None, str, str]


@dataclass(frozen=True, slots=True)
class _Product:
    """Where one product leaves gene A and enters gene B, in positions that ascend with each gene."""

    source: Source | None
    leaves: int
    enters: int
    is_dna: bool


class Reciprocals:
    """Links a fusion to an earlier one of the same sample that it is the reciprocal product of.

    Keeps a few numbers of every fusion of two genes, and nothing else, so that a run can be streamed: only
    the later row can point back.
    """

    def __init__(self) -> None:
        self._products: dict[_Pair, dict[tuple[int, int], _Product]] = {}

    def linked(self, fusion: AnnotatedFusion) -> AnnotatedFusion:
        """Return the fusion, with the earlier row that it is the reciprocal of."""
        placed = fusion.placed
        five, three = placed.five_gene, placed.three_gene
        if placed.event is not EventKind.FUSION or five is None or three is None:
            return fusion
        ends = transcribed_ends(placed)
        product = _product(fusion, ends[0], ends[1])
        if product is None:
            return fusion
        sample = fusion.call.sample
        earlier = self._products.get((sample, three.symbol, five.symbol), {})
        first = next((each for each in earlier.values() if _is_reciprocal(each, product)), None)
        own = self._products.setdefault((sample, five.symbol, three.symbol), {})
        own.setdefault((product.leaves, product.enters), product)
        return fusion if first is None else _told(fusion, first)


def _product(
    fusion: AnnotatedFusion, five: TranscribedEnd | None, three: TranscribedEnd | None
) -> _Product | None:
    """None where a place is not stated, by position or by exon: a bare gene pair has none."""
    placed = fusion.placed
    if five is None or three is None or placed.five_gene is None or placed.three_gene is None:
        return None
    partners = (placed.call.five_prime, placed.call.three_prime)
    if placed.transcript is None and any(partner.breakpoint is None for partner in partners):
        return None
    leaves = five.place.position * _sign(placed.five_gene.strand)
    enters = three.place.position * _sign(placed.three_gene.strand)
    return _Product(fusion.call.source, leaves, enters, placed.molecule is Molecule.DNA)


def _sign(strand: Strand) -> int:
    return 1 if strand is Strand.PLUS else -1


def _is_reciprocal(earlier: _Product, later: _Product) -> bool:
    """Each leaves a gene before the other enters it."""
    overlap = _OVERLAP if earlier.is_dna and later.is_dna else 0
    return earlier.leaves < later.enters + overlap and later.leaves < earlier.enters + overlap


def _told(fusion: AnnotatedFusion, first: _Product) -> AnnotatedFusion:
    placed = fusion.placed
    where = f" ({first.source})" if first.source else ""
    pair = f"{placed.three_symbol}::{placed.five_symbol}"
    because = (
        f"the reciprocal product of {pair}{where}: the pieces that the two keep of each gene do not overlap"
    )
    flags = (*placed.flags, Flag(FlagId.RECIPROCAL, because))
    return replace(fusion, placed=replace(placed, flags=flags), reciprocal_of=first.source)
