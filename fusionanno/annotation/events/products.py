"""Which product of a rearrangement is the reciprocal one, in a whole run: the same in any order of calls."""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fusionanno.annotation.events.reciprocal import (
    Cut,
    Key,
    Product,
    cuts_of,
    key_of,
    nearest,
    opposite,
    product_of,
    rank_of,
    told,
)
from fusionanno.model import AnnotatedFusion, FlagId, TranscriptChoice


@dataclass(frozen=True, slots=True)
class _Call:
    """A call with its place in the input and what it is compared by; product.row is its rank among all."""

    number: int
    cuts: tuple[Cut, Cut]
    key: Key
    product: Product


def reciprocals_told(fusions: Sequence[AnnotatedFusion]) -> tuple[AnnotatedFusion, ...]:
    """Return the fusions with every reciprocal product linked to the nearest call of the other.

    Of the calls that tell one rearrangement, those that keep what the best one has lost are the reciprocal
    product; the best is the first by reciprocal.rank_of. Links that a streamed run made are made anew.
    """
    found = [_unlinked(fusion) for fusion in fusions]
    calls = _calls(found)
    by_row = {call.product.row: call for call in calls}
    for group in _rearrangements(calls):
        side = by_row[min(group)].key
        for row in (row for row in group if by_row[row].key != side):
            call, other = by_row[row], by_row[min(group[row])]
            found[call.number] = told(found[call.number], other.product)
    return tuple(found)


_Links = dict[int, list[int]]
"""Row -> the rows that it is linked with: the one nearest to it, else those that it is nearest to."""


def _unlinked(fusion: AnnotatedFusion) -> AnnotatedFusion:
    if not any(flag.id is FlagId.RECIPROCAL for flag in fusion.placed.flags):
        return fusion
    flags = tuple(flag for flag in fusion.placed.flags if flag.id is not FlagId.RECIPROCAL)
    return replace(fusion, placed=replace(fusion.placed, flags=flags), reciprocal_of=None)


def _calls(fusions: Sequence[AnnotatedFusion]) -> list[_Call]:
    """Return the calls that can be a product, the best first."""
    cuts = [
        (number, fusion, found)
        for number, fusion in enumerate(fusions)
        if fusion.placed.choice is TranscriptChoice.CHOSEN and (found := cuts_of(fusion.placed)) is not None
    ]
    cuts.sort(key=lambda each: (rank_of(each[1]), _origin(each[1])))
    return [
        _Call(number, found, key_of(fusion, found), product_of(fusion, found, row))
        for row, (number, fusion, found) in enumerate(cuts)
    ]


def _origin(fusion: AnnotatedFusion) -> tuple[str, int, str, str]:
    source = fusion.call.source
    path, line = (source.path, source.line or 0) if source else ("", 0)
    return path, line, fusion.call.caller, repr(fusion.call)


def _rearrangements(calls: Sequence[_Call]) -> Iterator[_Links]:
    """Yield the calls that are linked with each other, with the links of each."""
    nearest_to = _nearest(calls)
    links: defaultdict[int, set[int]] = defaultdict(set)
    for row, other in nearest_to.items():
        links[row].add(other)
        links[other].add(row)
    seen: set[int] = set()
    for row in sorted(links):
        if row not in seen:
            group = _reached(row, links)
            seen |= group
            yield {each: [nearest_to[each]] if each in nearest_to else sorted(links[each]) for each in group}


def _nearest(calls: Sequence[_Call]) -> dict[int, int]:
    """Return for each row that of the nearest call which keeps what it has lost; at one place the best."""
    products: defaultdict[Key, list[Product]] = defaultdict(list)
    seen = set()
    for call in calls:
        place = call.key, call.product.first, call.product.second
        if place not in seen:
            seen.add(place)
            insort(products[call.key], call.product)
    found = {}
    for call in calls:
        others = products.get(opposite(call.key), ())
        other = nearest(call.cuts, call.product, others) if others else None
        if other is not None:
            found[call.product.row] = other.row
    return found


def _reached(row: int, links: dict[int, set[int]]) -> set[int]:
    reached, ahead = {row}, [row]
    while ahead:
        new = links[ahead.pop()] - reached
        reached |= new
        ahead.extend(new)
    return reached
