"""Which call of an event is told in full: the one that says most exactly what is joined."""

from collections.abc import Sequence

from fusionanno.merging.evidence import Judged, judged_by
from fusionanno.merging.seen import Seen, is_predicted
from fusionanno.model import CallLevel, FlagId, Molecule

_LEVELS = tuple(CallLevel)
_UNCONFIRMED = (FlagId.ORDER_NOT_TOLD, FlagId.ORDER_RESOLVED, FlagId.ASSUMED_ORDER)


def speaker(calls: Sequence[Seen]) -> Seen:
    """Return the first by a rule that asks, in turn:

    both genes named; how exactly the junction is told (position, order not told, exons, gene pair); whether a
    fusion transcript follows; an observed junction before one predicted from DNA; RNA before DNA; both ends
    at exon edges; reads enough to count as support; how well the call can judge the frame (Judged); no
    interval around the break; the order told and both strands; the inserted bases told; the caller's own word
    on the frame; more supporting reads; then caller, file and line. Which frame it is, is never asked.
    """
    return min(calls, key=_rank)


def _rank(seen: Seen) -> tuple[object, ...]:
    placed, call = seen.fusion.placed, seen.call
    partners = (call.five_prime, call.three_prime)
    edges = [end.edge is not None for end in seen.ends or ()]
    support = (call.support.split_reads or 0) + (call.support.spanning_fragments or 0)
    source = call.source
    return (
        "?" in seen.genes,
        _exactness(seen),
        placed.transcript is None,
        is_predicted(placed),
        placed.molecule is not Molecule.RNA,
        not (edges and all(edges)),
        any(flag.id is FlagId.LOW_SUPPORT for flag in placed.flags),
        tuple(Judged).index(judged_by(seen)),
        any(each.interval is not None for each in partners),
        any(flag.id in _UNCONFIRMED for flag in placed.flags),
        any(each.strand is None for each in partners),
        not seen.inserted,
        call.caller_frame is None,
        -support,
        call.caller,
        (source.path, source.line or 0) if source else ("", 0),
        seen.number if source is None else 0,
    )


def _exactness(seen: Seen) -> int:
    level = CallLevel.JUNCTION if seen.level is CallLevel.BREAK else seen.level
    return _LEVELS.index(level)
