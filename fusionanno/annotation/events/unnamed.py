"""A join of two places and two strands that names no gene and no order: read from both of its ends.

Each end of the join reads other strands, so that other genes may lie there. The reading counts in which both
places hold a gene in sense; where both readings do, the one of coding genes.
"""

from fusionanno.annotation.events.event import Event
from fusionanno.annotation.events.orientation import Oriented, turned
from fusionanno.annotation.events.partner import partner_gene
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import EventKind, Flag, FlagId, FusionCall, Gene


def unnamed_in_sense(model: GeneModel, call: FusionCall, is_ours: bool) -> Oriented | None:
    """Return the call in the reading that joins two genes in sense; None where none does, or names tell.

    Where both readings join genes of equal kind, the call is left open.
    """
    ends = call.five_prime, call.three_prime
    if any(end.symbol is not None or end.strand is None or end.breakpoint is None for end in ends):
        return None
    readings = [_reading(model, each, is_ours) for each in (call, turned(call))]
    fitting = [each for each in readings if each is not None]
    fitting = [each for each in fitting if _is_coding(model, each)] or fitting
    if not fitting:
        return None
    if len(fitting) > 1:
        return _open(call, fitting)
    told = fitting[0]
    five, three = _genes(told)
    because = (
        f"which partner is 5' is not told; the strands keep the 5' part of {five.symbol} and the 3' part of"
        f" {three.symbol}: only {five.symbol}::{three.symbol} makes a transcript"
    )
    flag = Flag(FlagId.ORDER_RESOLVED, because)
    return Oriented(told.call, told.five, told.three, (flag,))


def _reading(model: GeneModel, call: FusionCall, is_ours: bool) -> Oriented | None:
    five = partner_gene(model, call.five_prime, is_ours)
    three = partner_gene(model, call.three_prime, is_ours)
    read = Oriented(call, five, three)
    if five.gene is None or three.gene is None or read.reads_against:
        return None
    return None if five.gene.is_region or three.gene.is_region else read


def _genes(read: Oriented) -> tuple[Gene, Gene]:
    assert read.five.gene is not None
    assert read.three.gene is not None
    return read.five.gene, read.three.gene


def _is_coding(model: GeneModel, read: Oriented) -> bool:
    return all(any(each.is_coding for each in model.transcripts(gene.symbol)) for gene in _genes(read))


def _open(call: FusionCall, fitting: list[Oriented]) -> Oriented:
    names = " or ".join("::".join(gene.symbol for gene in _genes(each)) for each in fitting)
    because = f"which partner is 5' is not told, and genes lie in sense in both readings of the join: {names}"
    event = Event(EventKind.UNDETERMINED, because, (Flag(FlagId.ORDER_NOT_TOLD, because),), places_end=False)
    return Oriented(call, fitting[0].five, fitting[0].three, open=event)
