"""Two records of one join become one: breakends and their mates."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fusionanno.readers.variants.adjacency import Adjacency, End
from fusionanno.readers.variants.record import Record, interval, number, text_of

_MATE_KEYS = ("MATEID", "PARID", "MATE_ID")
"""VCF's own; that of older GRIDSS; that of Severus."""


@dataclass(frozen=True, slots=True)
class Join:
    """An adjacency with its record, and the record of its other end where the file has one.

    mate_shift: how far the mate's own place lies from the second end. The bases that both sides share can be
    told on either, and each record of Manta's has them all on the other one where both keep the same side.
    doubt: what speaks against the mate that the record names, else empty.
    """

    record: Record
    adjacency: Adjacency
    mate_id: str | None = None
    mate: Record | None = None
    mate_shift: int = 0
    doubt: str = ""


class Mates:
    """Holds breakends until their mates come. Nothing else of the file is held."""

    def __init__(self) -> None:
        self._waiting: dict[int, Join] = {}
        self._by_id: dict[tuple[str, str], int] = {}
        self._by_ends: dict[tuple[End, End], OrderedDict[int, None]] = {}
        self._number = 0

    def joined(self, join: Join) -> Join | None:
        """Return the join, whole; None where it waits for its mate from now on.

        The mate is the record that each other's ids name, else the one with the same two ends the other way
        round. The record that came first tells the join. Mates whose ALTs lead to other places are two joins.
        """
        if not join.adjacency.is_mated or join.adjacency.second is None:
            return join
        at = self._mate_of(join)
        if at is None:
            self._wait(join)
            return None
        first = self._taken(at)
        if not _is_mirrored(first, join):
            self._waiting[at] = replace(first, doubt=_leads_elsewhere(join))
            return replace(join, doubt=_leads_elsewhere(first))
        told = _completed(first.adjacency, join.adjacency)
        return replace(first, adjacency=told, mate=join.record, mate_shift=_shift(told, join.adjacency))

    def left(self) -> Iterator[Join]:
        """Yield what no mate came for, in the order of the file."""
        for join in self._waiting.values():
            is_named = join.mate_id is not None and not join.doubt
            yield replace(join, doubt=f"no mate {join.mate_id} was read") if is_named else join

    def _mate_of(self, join: Join) -> int | None:
        first, second = join.adjacency.first, join.adjacency.second
        at = None
        if join.mate_id is not None and join.record.id is not None:
            at = self._by_id.get((join.mate_id, join.record.id))
        if at is not None or second is None:
            return at
        return next(iter(self._by_ends.get((second, first), ())), None)

    def _wait(self, join: Join) -> None:
        self._number += 1
        self._waiting[self._number] = join
        if join.mate_id is not None and join.record.id is not None:
            self._by_id[join.record.id, join.mate_id] = self._number
        if join.adjacency.second is not None:
            ends = join.adjacency.first, join.adjacency.second
            self._by_ends.setdefault(ends, OrderedDict())[self._number] = None

    def _taken(self, at: int) -> Join:
        """Take a join out, and all that was held to find it."""
        join = self._waiting.pop(at)
        ids = join.record.id, join.mate_id
        if None not in ids and self._by_id.get(ids) == at:  # type: ignore[arg-type]
            del self._by_id[ids]  # type: ignore[arg-type]
        if join.adjacency.second is not None:
            ends = join.adjacency.first, join.adjacency.second
            del self._by_ends[ends][at]
            if not self._by_ends[ends]:
                del self._by_ends[ends]
        return join


def mate_id_of(record: Record, index: int) -> str | None:
    """Return the id of the mate of the alternative allele at an index; several alleles name several mates."""
    ids = (text_of(record.info, *_MATE_KEYS) or "").split(",")
    name = ids[index] if len(ids) == len(record.alts) else ids[0]
    return name or None


_NEAR = 10
"""Bases by which mates may miss each other's places beside what they tell of intervals and homology."""


def _is_mirrored(one: Join, other: Join) -> bool:
    """True where each record's ALT leads to the other's place and side, as far as told."""
    pairs = (
        (one.adjacency.second, other.adjacency.first),
        (other.adjacency.second, one.adjacency.first),
    )
    if all(named == there for named, there in pairs):
        return True
    slack = _NEAR + _leeway(one.record) + _leeway(other.record)
    return all(named is None or _is_same(named, there, slack) for named, there in pairs)


def _is_same(named: End, there: End, slack: int) -> bool:
    is_near = named.contig == there.contig and abs(named.position - there.position) <= slack
    sides = {named.keeps_left, there.keeps_left} - {None}
    return is_near and len(sides) < 2


def _leeway(record: Record) -> int:
    """Bases by which a record says that its place may lie elsewhere."""
    spans = [interval(record.info, *keys) for keys in (("CIPOS",), ("CIRPOS", "CIEND"))]
    return (number(record.info, "HOMLEN") or 0) + sum(span.high - span.low for span in spans if span)


def _leads_elsewhere(mate: Join) -> str:
    second = mate.adjacency.second
    return f"mate {mate.record.id} leads to {second.contig}:{second.position}" if second else ""


def _completed(told: Adjacency, mate: Adjacency) -> Adjacency:
    """Take the side of the second end from the mate where the first record does not tell it."""
    second = told.second
    if second is None or second.keeps_left is not None:
        return told
    return replace(told, second=replace(second, keeps_left=mate.first.keeps_left))


def _shift(told: Adjacency, mate: Adjacency) -> int:
    second = told.second
    if second is None or second.contig != mate.first.contig:
        return 0
    return mate.first.position - second.position
