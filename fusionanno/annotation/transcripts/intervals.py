"""What a call would mean at the other positions that its confidence interval or its homology allows."""

from dataclasses import dataclass, field, replace
from itertools import islice

from fusionanno.annotation.geometry.reading import NOTHING_BESIDE, Beside, NoJunction, Pair, ReadAs, Reading
from fusionanno.annotation.product.caller_sequence import caller_bases
from fusionanno.annotation.transcripts.movable import Judge, Movable, is_shared, shifts, sites_of
from fusionanno.model import (
    Flag,
    FlagId,
    FusionCall,
    JunctionSite,
    ReadingFrame,
    Region,
    Side,
)

_MOST_PLACES = 256
"""Pairs of positions that are looked at: the cost of a call has a bound, however wide its interval."""

_NAMED = 3
"""Other answers that the sentence names."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one pair of positions means; exons is None where no junction follows from it."""

    frame: ReadingFrame
    exons: tuple[int, int] | None = None
    where: tuple[str, str] = ("", "")
    why: str = field(default="", compare=False)

    def __str__(self) -> str:
        if self.exons is None:
            return f"no junction ({self.why})"
        return (
            f"{self.where[0]}exon {self.exons[0]} to {self.where[1]}exon {self.exons[1]}, {self.frame.value}"
        )


@dataclass(frozen=True, slots=True)
class _Answered:
    """An answer and the pair that gives it (None where there is no junction)."""

    answer: _Answer
    pair: Pair | None


def is_uncertain(call: FusionCall) -> bool:
    """True where the call leaves the place of its breakpoints open."""
    ends = (call.five_prime, call.three_prime)
    return bool(call.homology) or any(end.interval is not None for end in ends)


def within_interval(
    call: FusionCall, read_as: ReadAs, ends: tuple[Movable, Movable], frame: ReadingFrame, judge: Judge
) -> Beside:
    """Say what else the call may mean within its interval, and how it may be in frame where it is not.

    The answer is the one of the stated position, and frame its verdict as told. With homology both sides move
    together, for the bases that both share lie on either side of the break; an interval wider than the
    homology leaves both sides free. A junction of RNA that moves on both sides together joins the same bases,
    so that nothing changes.
    """
    if read_as is ReadAs.UNCLEAR or (read_as is ReadAs.JUNCTION and is_shared(call)):
        return NOTHING_BESIDE
    stated, *others = _answers(call, read_as, ends, frame, judge)
    if not others:
        return NOTHING_BESIDE
    listed = "; ".join(str(each.answer) for each in others[:_NAMED])
    more = f"; and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    told = f"told here, at the stated position: {stated.answer}"
    has_reads = stated.pair is not None and caller_bases(call, stated.pair) is not None
    unread = f"; {_UNREAD.format(caller=call.caller)}" if has_reads else ""
    flags = (Flag(FlagId.INTERVAL, f"{_where(call)}: {listed}{more}; {told}{unread}"),)
    is_read = has_reads and frame is ReadingFrame.STOP_CODON
    if frame is ReadingFrame.IN_FRAME or is_read:
        return Beside(flags)
    in_frame = (each for each in others if each.answer.frame is ReadingFrame.IN_FRAME)
    return Beside(flags, tuple(each.pair for each in in_frame if each.pair is not None))


_UNREAD = "the sequence that {caller} gives lies at the stated position, the others are judged without it"


def _as_pair(ends: tuple[Movable, Movable], sites: tuple[JunctionSite, JunctionSite]) -> Pair:
    readings = []
    for end, site in zip(ends, sites, strict=True):
        edge = site.breakpoint or end.layout.edge(site.exon, end.side)
        site = replace(site, because="another position within the interval of the call")
        readings.append(Reading(end.layout, site, edge, 2, f"read at {edge}"))
    return Pair(*readings)


def _answers(
    call: FusionCall, read_as: ReadAs, ends: tuple[Movable, Movable], frame: ReadingFrame, judge: Judge
) -> list[_Answered]:
    """Return the answer of the stated position, then every other one within the interval, nearest first."""
    stated = _answered(_pair(read_as, ends, (0, 0)), frame)
    found: dict[_Answer, _Answered] = {stated.answer: stated}
    for shift in islice(shifts(call, read_as, ends), _MOST_PLACES):
        if shift == (0, 0):
            continue
        pair = _pair(read_as, ends, shift)
        judged = judge(call, pair).frame if isinstance(pair, Pair) else ReadingFrame.UNDETERMINED
        other = _answered(pair, judged)
        found.setdefault(other.answer, other)
    return list(found.values())


def _where(call: FusionCall) -> str:
    if is_shared(call):
        bases = "1 base" if call.homology == 1 else f"{call.homology} bases"
        return f"within the homology of {bases} that both breakpoints share"
    sides = ((call.five_prime, Side.FIVE_PRIME), (call.three_prime, Side.THREE_PRIME))
    stated = [f"{end.interval} of the {side.value} breakpoint" for end, side in sides if end.interval]
    return f"within the interval {' and '.join(stated)}"


def _answered(pair: Pair | NoJunction, frame: ReadingFrame) -> _Answered:
    if isinstance(pair, NoJunction):
        return _Answered(_Answer(ReadingFrame.UNDETERMINED, why=str(pair)), None)
    five, three = pair.five_prime.site, pair.three_prime.site
    return _Answered(_Answer(frame, (five.exon, three.exon), (_where_at(five), _where_at(three))), pair)


def _where_at(site: JunctionSite) -> str:
    """Say how a site lies to its exon, empty for the exon's edge."""
    if site.offset == 0:
        return ""
    return _WHERE.get(site.region, f"{site.region.value} of ")


_WHERE = {Region.EXON: "inside ", Region.INTRON: "the intron next to "}


def _pair(read_as: ReadAs, ends: tuple[Movable, Movable], shift: tuple[int, int]) -> Pair | NoJunction:
    try:
        return _as_pair(ends, sites_of(read_as, (_moved(ends[0], shift[0]), _moved(ends[1], shift[1]))))
    except NoJunction as error:
        return error


def _moved(end: Movable, shift: int) -> Movable:
    return end if end.place is None else replace(end, place=end.at(shift))
