"""A join of two places and two strands that names no gene and no order: read from both of its ends.

Each end of the join reads other strands, so that other genes may lie there. The reading counts in which both
places hold a gene in sense; where both readings do, the one of coding genes. Where none does, a reading
counts that joins a gene in sense to a locus of rearranging segments, whose direction does not count. Of two
that count alike, the one that joins exon edges is a transcript's.
"""

from collections.abc import Callable

from fusionanno.annotation.events.event import Event
from fusionanno.annotation.events.orientation import Oriented, reads_against, turned
from fusionanno.annotation.events.partners import partner_genes
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import EventKind, Flag, FlagId, FusionCall, Gene


def unnamed_in_sense(
    model: GeneModel, call: FusionCall, is_ours: bool, joins_edges: Callable[[Oriented], bool]
) -> Oriented | None:
    """Return the call in the reading that joins two genes in sense; None where none does, or names tell.

    Where both readings join genes of equal kind, the call is left open, unless one alone joins exon edges.
    """
    ends = call.five_prime, call.three_prime
    if any(end.symbol is not None or end.strand is None or end.breakpoint is None for end in ends):
        return None
    readings = [_reading(model, each, is_ours) for each in (call, turned(call))]
    sound = [each for each in readings if each is not None]
    fitting = [each for each in sound if len(_with_direction(each)) == 2] or sound
    fitting = [each for each in fitting if _is_coding(model, each)] or fitting
    if not fitting:
        return None
    spliced = [each for each in fitting if len(fitting) > 1 and joins_edges(each)]
    if len(spliced) == 1:
        return _at_edges(spliced[0])
    if len(fitting) > 1:
        return _open(call, fitting)
    told = fitting[0]
    flag = Flag(FlagId.ORDER_RESOLVED, f"which partner is 5' is not told; {_kept(told)}")
    return Oriented(told.call, told.five, told.three, (flag,))


def _at_edges(told: Oriented) -> Oriented:
    five, three = _genes(told)
    because = (
        "which partner is 5' is not told, and genes lie in sense in both readings of the join; in one alone"
        f" both places are exon edges: {told.call.five_prime.breakpoint} is the end of an exon of"
        f" {five.symbol} and {told.call.three_prime.breakpoint} the start of one of {three.symbol}"
    )
    return Oriented(told.call, told.five, told.three, (Flag(FlagId.ORDER_RESOLVED, because),))


def _kept(told: Oriented) -> str:
    five, three = _genes(told)
    parts = [(f"the 5' part of {five.symbol}", five), (f"the 3' part of {three.symbol}", three)]
    kept = [part for part, gene in parts if not gene.is_region]
    what = "makes a transcript" if len(kept) == 2 else "reads it in sense"
    return f"the strands keep {' and '.join(kept)}: only {five.symbol}::{three.symbol} {what}"


def _reading(model: GeneModel, call: FusionCall, is_ours: bool) -> Oriented | None:
    five, three = partner_genes(model, call, is_ours)
    read = Oriented(call, five, three)
    if five.gene is None or three.gene is None:
        return None
    sides = ((five.gene, call.five_prime), (three.gene, call.three_prime))
    with_direction = [each for each in sides if not each[0].is_region]
    is_against = any(reads_against(gene, partner) for gene, partner in with_direction)
    return read if with_direction and not is_against else None


def _with_direction(read: Oriented) -> list[Gene]:
    """Return the genes of a reading without its locus of rearranging segments."""
    return [gene for gene in _genes(read) if not gene.is_region]


def _genes(read: Oriented) -> tuple[Gene, Gene]:
    assert read.five.gene is not None
    assert read.three.gene is not None
    return read.five.gene, read.three.gene


def _is_coding(model: GeneModel, read: Oriented) -> bool:
    return all(
        any(each.is_coding for each in model.transcripts(gene.symbol)) for gene in _with_direction(read)
    )


def _open(call: FusionCall, fitting: list[Oriented]) -> Oriented:
    names = " or ".join("::".join(gene.symbol for gene in _genes(each)) for each in fitting)
    because = f"which partner is 5' is not told, and genes lie in sense in both readings of the join: {names}"
    event = Event(EventKind.UNDETERMINED, because, (Flag(FlagId.ORDER_NOT_TOLD, because),), places_end=False)
    return Oriented(call, fitting[0].five, fitting[0].three, open=event)
