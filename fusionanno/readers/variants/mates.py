"""Two records of one join become one: breakends and their mates."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fusionanno.readers.variants.adjacency import Adjacency, End
from fusionanno.readers.variants.record import Record, text_of

_MATE_KEYS = ("MATEID", "PARID", "MATE_ID")
"""VCF's own; that of older GRIDSS; that of Severus."""


@dataclass(frozen=True, slots=True)
class Join:
    """An adjacency with its record, and the record of its other end where the file has one.

    mate_shift: how far the mate's own place lies from the second end. The bases that both sides share can be
    told on either, and each record of Manta's has them all on the other one where both keep the same side.
    """

    record: Record
    adjacency: Adjacency
    mate_id: str | None = None
    mate: Record | None = None
    mate_shift: int = 0


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
        round. The record that came first tells the join.
        """
        if not join.adjacency.is_mated or join.adjacency.second is None:
            return join
        at = self._mate_of(join)
        if at is None:
            self._wait(join)
            return None
        first = self._taken(at)
        told = _completed(first.adjacency, join.adjacency)
        return replace(first, adjacency=told, mate=join.record, mate_shift=_shift(told, join.adjacency))

    def left(self) -> Iterator[Join]:
        """Yield what no mate came for, in the order of the file."""
        yield from self._waiting.values()

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
