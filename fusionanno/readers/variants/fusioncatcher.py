"""FusionCatcher's own VCF: fusions of RNA between two genes, whose strands and frame stand in INFO.

Its brackets do not follow the sides kept (CD74--ROS1, both genes on the minus strand, is written
``N]6:117324415]``), so that they are not read: END tells which partner a record is, STRAND what it reads.
"""

from dataclasses import replace

from fusionanno.model import FusionCall, Partner, ReadingFrame
from fusionanno.readers.variants.adjacency import Adjacency
from fusionanno.readers.variants.mates import Join
from fusionanno.readers.variants.record import Record, Values, text_of

NAME = "fusioncatcher"

_FRAMES = {"in-frame": ReadingFrame.IN_FRAME, "out-of-frame": ReadingFrame.OUT_OF_FRAME}
_ENDS = {"5": True, "3": False}
_STRANDS = {"+": True, "-": False}


def is_five_prime(record: Record) -> bool:
    """Tell which partner a record is; ValueError where END says neither 5 nor 3."""
    stated = record.info.get("END", "")
    if stated not in _ENDS:
        msg = f"END is neither 5 nor 3: {stated[:40]!r}"
        raise ValueError(msg)
    return _ENDS[stated]


def as_stranded(record: Record, adjacency: Adjacency) -> Adjacency:
    """Return the adjacency with the side kept by STRAND and END; the mate's own record tells the other's."""
    reads_plus = _STRANDS.get(record.info.get("STRAND", ""))
    keeps_left = None if reads_plus is None else reads_plus is is_five_prime(record)
    second = adjacency.second
    return replace(
        adjacency,
        first=replace(adjacency.first, keeps_left=keeps_left),
        second=None if second is None else replace(second, keeps_left=None),
    )


def named(call: FusionCall, join: Join) -> FusionCall:
    """Return the call with the genes, the frame and the labels that its records tell."""
    info = join.record.info
    effect, labels = text_of(info, "EFFECT"), text_of(info, "DESC")
    tags = (*(labels.split(",") if labels else ()), *((effect,) if effect and effect not in _FRAMES else ()))
    return replace(
        call,
        five_prime=_of_gene(call.five_prime, info, "5"),
        three_prime=_of_gene(call.three_prime, info, "3"),
        caller_frame=_FRAMES.get(effect or ""),
        tags=(*tags, join.doubt) if join.doubt else tags,
        call_id=text_of(info, "EVENT"),
    )


def _of_gene(partner: Partner, info: Values, end: str) -> Partner:
    return replace(partner, symbol=text_of(info, f"GENE{end}"), gene_id=text_of(info, f"GENS{end}"))
